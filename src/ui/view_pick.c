/*
 * view_pick.c - a list to choose from, filtered by what is typed.
 *
 *     +- title -----------------+
 *     | filter_                 |
 *     |  first                  |
 *     | [second]          note  |
 *     | + as typed              |   with free text
 *     +-------------------------+
 *
 * It opens below the cell it is for; above, where there is more room; else centred.
 */
#include "list.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdlib.h>

enum {
	WIDEST = 72,
	WIDEST_NOTE = 80, /* with a note on the lower border */
	NARROWEST = 24,
	AROUND = 3, /* two borders and the filter */
};

struct pick_view {
	struct view view;
	struct pick pick;   /* title, menu and typed are not kept */
	char *title;
	struct menu menu;
	struct rect list;   /* where the lines were drawn last */
	bool on_typed;      /* the line below the list is selected */
};

/* Blanks alone filter nothing, and are nothing to write. */
static bool has_filter(const struct pick_view *pick)
{
	const char *text = edit_text(&pick->menu.filter);
	char *folded = utf8_fold(text, strlen(text));
	bool result = folded[strspn(folded, " ")] != '\0';

	free(folded);
	return result;
}

static bool offers_typed(const struct pick_view *pick)
{
	return pick->pick.free_text && has_filter(pick);
}

/* ---- drawing ---- */

static int width(const char *text)
{
	return utf8_cols(text, strlen(text));
}

/* A line with its note and what stands around them. */
static int line_cols(const struct pick_view *pick, const struct menu_line *line)
{
	int note = width(line->note);

	return width(line->text) + (note > 0 ? note + 2 : 0) + (pick->pick.many ? 4 : 0) + 6;
}

static int wanted_cols(const struct pick_view *pick, int most)
{
	int cols = width(pick->title) + 6, note_cols = 0;

	for (size_t i = 0; i < pick->menu.lines.count; i++) {
		const struct menu_line *line = &pick->menu.lines.at[i];
		int wanted = line_cols(pick, line), note = width(line->note) + 4;
		if (wanted > cols)
			cols = wanted;
		if (wanted > WIDEST && note > note_cols)
			note_cols = note < WIDEST_NOTE ? note : WIDEST_NOTE;
	}
	cols = cols < NARROWEST ? NARROWEST : cols > WIDEST ? WIDEST : cols;
	cols = cols < note_cols ? note_cols : cols;
	return cols < most ? cols : most;
}

/* Below, above or over the cell; the same place for every filter, so that nothing jumps. */
static struct rect place_box(const struct pick_view *pick, const struct canvas *canvas)
{
	struct rect near = pick->pick.near;
	int cols = wanted_cols(pick, canvas->cols), usable = canvas->rows - 2;
	int lines = (int)pick->menu.lines.count + (pick->pick.free_text ? 1 : 0);
	int rows = lines + AROUND, below = usable - (near.row + 1), above = near.row;
	struct rect box = {near.row + 1, near.col, rows, cols};

	if (near.cols <= 0) {
		box.rows = rows < usable ? rows : usable;
		box.row = (usable - box.rows) / 2;
		box.col = (canvas->cols - cols) / 2;
		return box;
	}
	int room = below >= rows || below >= above ? below : above;
	if (room < AROUND + 3 && usable > room)
		room = usable;
	box.rows = rows < room ? rows : room;
	box.row = room == below   ? near.row + 1
	          : room == above ? near.row - box.rows
	                          : usable - box.rows;
	if (box.col + cols > canvas->cols)
		box.col = canvas->cols - cols;
	return box;
}

static void draw_typed(struct pick_view *pick, struct ui *ui, struct canvas *canvas,
                       struct rect row)
{
	struct str line = {0};
	enum style style = pick->on_typed ? STYLE_ROLE_SELECTED : STYLE_ROLE_POPUP;

	say_to(ui->session, &line, "pick.as_typed", "text", edit_text(&pick->menu.filter), NULL);
	canvas_fill(canvas, row, style);
	canvas_text(canvas, row.row, row.col + 1, row.cols - 2, style, TEXT_MARK, str_text(&line));
	str_release(&line);
}

/* A note that found no room beside its line stands on the lower border while one is there. */
static void draw_note(const struct pick_view *pick, struct canvas *canvas, struct rect box)
{
	size_t chosen = pick->on_typed ? SIZE_MAX : menu_chosen(&pick->menu);

	if (chosen == SIZE_MAX)
		return;
	const struct menu_line *line = &pick->menu.lines.at[chosen];
	if (width(line->note) > 0 && line_cols(pick, line) > box.cols)
		canvas_text(canvas, box.row + box.rows - 1, box.col + 2, box.cols - 4,
		            STYLE_ROLE_MUTED, TEXT_MARK, line->note);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct pick_view *pick = (struct pick_view *)view;
	struct rect box = place_box(pick, canvas);
	struct rect filter = {box.row + 1, box.col + 2, 1, box.cols - 4};
	struct rect list = {box.row + 2, box.col + 1, box.rows - AROUND, box.cols - 2};

	canvas_box(canvas, box, STYLE_ROLE_POPUP);
	canvas_text(canvas, box.row, box.col + 2, box.cols - 4, STYLE_ROLE_HEADING, TEXT_MARK,
	            pick->title);
	if (offers_typed(pick)) {
		list.rows--;
		int shown = (int)pick->menu.shown.count;
		int below = shown < list.rows ? shown : list.rows;
		draw_typed(pick, ui, canvas,
		           (struct rect){list.row + below, list.col, 1, list.cols});
		list.rows = below;
	}
	size_t selected = pick->menu.selected;
	if (pick->on_typed)
		pick->menu.selected = pick->menu.shown.count ? pick->menu.shown.count - 1 : 0;
	menu_draw(&pick->menu, canvas, list, pick->pick.many);
	if (pick->on_typed && list.rows > 0)
		canvas_restyle(canvas, list, STYLE_ROLE_POPUP);
	if (pick->menu.shown.count == 0 && !offers_typed(pick) && list.rows > 0)
		canvas_text(canvas, list.row, list.col + 1, list.cols - 2, STYLE_ROLE_MUTED,
		            TEXT_MARK, say(ui->session, "pick.none"));
	pick->menu.selected = selected;
	pick->list = list;
	draw_note(pick, canvas, box);
	canvas_fill(canvas, filter, STYLE_ROLE_EDIT);
	edit_draw(&pick->menu.filter, canvas, filter, STYLE_ROLE_EDIT);
}

/* ---- choosing ---- */

static unsigned finish(struct pick_view *pick, struct ui *ui)
{
	size_t line = pick->on_typed ? SIZE_MAX : menu_chosen(&pick->menu);

	if (pick->pick.many) {
		pick->pick.done_many(ui, pick->pick.context, &pick->menu);
		return list_close_popup(ui, &pick->view);
	}
	if (line == SIZE_MAX && !offers_typed(pick)) {
		ui_message(ui, "pick.nothing", NULL);
		return REACT_DRAW;
	}
	char *typed = mem_dup(edit_text(&pick->menu.filter));
	pick->pick.done(ui, pick->pick.context, line, typed);
	free(typed);
	return list_close_popup(ui, &pick->view);
}

static void filter_changed(struct pick_view *pick)
{
	menu_filter(&pick->menu);
	pick->on_typed = offers_typed(pick) && pick->menu.shown.count == 0;
}

static unsigned tick(struct pick_view *pick)
{
	size_t line = menu_chosen(&pick->menu);

	if (line != SIZE_MAX)
		pick->menu.lines.at[line].marked = !pick->menu.lines.at[line].marked;
	return REACT_DRAW;
}

/* Down from the last line leads to what was typed, up from there back. */
static bool move_to_typed(struct pick_view *pick, enum action action)
{
	if (action == ACTION_UP && pick->on_typed && pick->menu.shown.count > 0) {
		pick->on_typed = false;
		return true;
	}
	if (action == ACTION_DOWN && offers_typed(pick) &&
	    pick->menu.selected + 1 >= pick->menu.shown.count) {
		pick->on_typed = true;
		return true;
	}
	return pick->on_typed && (action == ACTION_UP || action == ACTION_DOWN);
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct pick_view *pick = (struct pick_view *)view;
	bool changed = false;

	if (action == ACTION_ENTER)
		return finish(pick, ui);
	if (action == ACTION_BACK)
		return REACT_CLOSE | REACT_DRAW;
	if (action == ACTION_SPACE && pick->pick.many && !has_filter(pick))
		return tick(pick);
	if (move_to_typed(pick, action))
		return REACT_DRAW;
	unsigned reaction = list_act(&pick->menu, action, pick->list.rows);
	if (reaction == REACT_UNUSED)
		reaction = list_type(&pick->menu.filter, action, &changed);
	if (changed)
		filter_changed(pick);
	if (reaction == REACT_UNUSED && !list_passes_popup(action))
		return REACT_NONE;
	return reaction;
}

static unsigned text(struct view *view, struct ui *ui, const char *typed, bool pasted)
{
	struct pick_view *pick = (struct pick_view *)view;

	(void)ui;
	bool is_blank = text_is(typed, " ") || text_is(typed, "　");
	if (!pasted && is_blank && pick->pick.many && !has_filter(pick))
		return tick(pick);
	edit_insert(&pick->menu.filter, typed);
	filter_changed(pick);
	return REACT_DRAW;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct pick_view *pick = (struct pick_view *)view;
	enum list_click click = list_click(&pick->menu, pick->list, event);

	if (click == LIST_NOTHING)
		return REACT_NONE;
	pick->on_typed = false;
	if (pick->pick.many)
		return tick(pick);
	return click == LIST_CHOSEN ? finish(pick, ui) : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct pick_view *pick = (struct pick_view *)view;

	(void)ui;
	key_line_add_as(line, ACTION_ENTER, pick->pick.many ? "pick.done" : "pick.choose");
	if (pick->pick.many)
		key_line_add_as(line, ACTION_SPACE, "pick.tick");
	key_line_add_as(line, ACTION_BACK, "prompt.cancel");
}

static void pick_free(struct view *view)
{
	struct pick_view *pick = (struct pick_view *)view;

	if (pick->pick.free_context)
		pick->pick.free_context(pick->pick.context);
	menu_release(&pick->menu);
	free(pick->title);
	free(pick);
}

static const struct view_ops ops = {
	.name = "pick",
	.popup = true,
	.draw = draw,
	.act = act,
	.text = text,
	.mouse = mouse,
	.keys = keys,
	.is_editing = list_is_typed_in,
	.free = pick_free,
};

struct view *view_pick_new(const struct pick *wanted)
{
	struct pick_view *pick = mem_zero(1, sizeof(*pick));

	pick->view.ops = &ops;
	pick->pick = *wanted;
	pick->title = mem_print(" %s ", wanted->title);
	pick->menu = *wanted->menu;
	*wanted->menu = (struct menu){0};
	if (wanted->typed && wanted->typed[0]) {
		edit_start(&pick->menu.filter, wanted->typed, false);
		filter_changed(pick);
	}
	return &pick->view;
}

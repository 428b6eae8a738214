/*
 * view_find.c - find in all worksheets while one types.
 *
 *     look for: text_
 *
 *     worksheet       row               field      …the text around the hit…
 */
#include "finder.h"
#include "list.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	NOW_MS = 12,        /* searched within the keystroke; the rest is idle work */
	SLICE_MS = 40,
	LEAST_CHARACTERS = 2,
	NARROW = 60,
};

struct find {
	struct view view;
	struct edit edit;
	struct finder finder;
	char *looked_for;
	size_t selected, top;
	struct rect list;
};

/* ---- searching ---- */

/* One kana finds half the workbook, so Enter is asked for first; one kanji says more, but then
 * so does the second. */
static void look(struct find *find, struct ui *ui, bool now)
{
	const char *text = edit_text(&find->edit);
	bool enough = now || utf8_count(text, strlen(text)) >= LEAST_CHARACTERS;

	if (text_is(text, find->looked_for))
		return;
	free(find->looked_for);
	find->looked_for = enough ? mem_dup(text) : NULL;
	find->selected = find->top = 0;
	finder_look_for(&find->finder, enough ? text : "");
	finder_run(&find->finder, ui, NOW_MS);
}

static const struct finder_hit *chosen(const struct find *find)
{
	return find->selected < find->finder.hits.count ? &find->finder.hits.at[find->selected]
	                                                : NULL;
}

static const char *field_label(struct ui *ui, const struct finder_hit *hit)
{
	const struct form *form = book_form(folder_book(ui->session->folder), hit->sheet, NULL);

	return form && hit->field >= 0 ? say_words(ui->session, form->fields.at[hit->field].label)
	                               : "";
}

/* ---- drawing ---- */

struct columns { /* widths; 0 = left out */
	int sheet, row, field, text;
};

static struct columns columns_for(int cols)
{
	if (cols < NARROW)
		return (struct columns){12, 0, 0, cols - 15};
	if (cols < 120)
		return (struct columns){cols / 5, cols / 5, cols / 7,
		                        cols - cols / 5 * 2 - cols / 7 - 6};
	return (struct columns){28, 32, 20, cols - 86};
}

static void draw_snippet(struct canvas *canvas, int row, int col, int cols,
                         const struct finder_hit *hit)
{
	int start = col + (hit->cut ? 2 : 0), before = utf8_cols(hit->text, hit->at);
	int room = col + cols - start;

	if (hit->cut)
		canvas_text(canvas, row, col, cols, STYLE_ROLE_MUTED, 0, "..");
	canvas_text(canvas, row, start, room, STYLE_ROLE_PLAIN, TEXT_MARK, hit->text);
	int found = utf8_cols(hit->text + hit->at, hit->len);
	if (before + found > room)
		found = room - before;
	if (found > 0)
		canvas_restyle(canvas, (struct rect){row, start + before, 1, found},
		               STYLE_ROLE_HEADING);
}

static void draw_hit(struct ui *ui, struct canvas *canvas, struct rect row,
                     const struct finder_hit *hit)
{
	struct columns width = columns_for(row.cols);
	int col = row.col + 1;
	struct str name = {0};

	canvas_text(canvas, row.row, col, width.sheet, STYLE_ROLE_MUTED, TEXT_MARK,
	            place_sheet(ui, hit->sheet));
	col += width.sheet + 1;
	if (width.row > 0) {
		place_row(ui, hit->sheet, hit->row, &name);
		canvas_text(canvas, row.row, col, width.row, STYLE_ROLE_PLAIN, TEXT_MARK,
		            str_text(&name));
		col += width.row + 1;
		canvas_text(canvas, row.row, col, width.field, STYLE_ROLE_MUTED, TEXT_MARK,
		            field_label(ui, hit));
		col += width.field + 1;
	}
	draw_snippet(canvas, row.row, col, width.text, hit);
	str_release(&name);
}

static void draw_prompt(struct find *find, struct ui *ui, struct canvas *canvas, struct rect row)
{
	const char *label = say(ui->session, "find.prompt");
	int cols =
	    canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING, 0, label);
	struct rect line = {row.row, row.col + 2 + cols, 1, row.cols - cols - 3};

	canvas_fill(canvas, line, STYLE_ROLE_EDIT);
	edit_draw(&find->edit, canvas, line, STYLE_ROLE_EDIT);
}

static void say_state(const struct find *find, struct ui *ui, struct str *right)
{
	char count[24];

	if (!find->looked_for || !find->looked_for[0])
		return;
	snprintf(count, sizeof(count), "%zu", find->finder.hits.count);
	say_to(ui->session, right,
	       finder_is_busy(&find->finder)                 ? "find.searching"
	       : find->finder.hits.count >= FINDER_MOST      ? "find.too_many"
	                                                     : "find.count", "count", count, NULL);
}

/* Worksheet, row and field in full, for narrow windows and long names. */
static void say_info(const struct find *find, struct ui *ui, struct str *info)
{
	const struct finder_hit *hit = chosen(find);

	if (!hit) {
		bool searched =
		    find->looked_for && find->looked_for[0] && !finder_is_busy(&find->finder);
		str_add(info, say(ui->session, searched ? "find.nothing" : "find.hint"));
		return;
	}
	str_addf(info, "%s  ", place_sheet(ui, hit->sheet));
	place_row(ui, hit->sheet, hit->row, info);
	if (hit->field >= 0)
		str_addf(info, ": %s", field_label(ui, hit));
}

static void scroll(struct find *find, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 1;

	if (find->selected < find->top)
		find->top = find->selected;
	if (find->selected >= find->top + shown)
		find->top = find->selected - shown + 1;
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct find *find = (struct find *)view;
	struct str right = {0}, info = {0};

	say_state(find, ui, &right);
	say_info(find, ui, &info);
	struct frame frame = {say(ui->session, "find.title"), str_text(&right), str_text(&info),
	                      "", NULL};
	struct rect body = frame_draw(ui, canvas, &frame);
	int gap = body.rows > 8 ? 2 : 1;
	find->list = (struct rect){body.row + gap, body.col, body.rows - gap, body.cols};
	scroll(find, find->list.rows);
	for (int i = 0; i < find->list.rows && find->top + (size_t)i < find->finder.hits.count;
	     i++) {
		struct rect row = {find->list.row + i, find->list.col, 1, find->list.cols};
		draw_hit(ui, canvas, row, &find->finder.hits.at[find->top + (size_t)i]);
		if (find->top + (size_t)i == find->selected)
			canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
	}
	draw_prompt(find, ui, canvas, (struct rect){body.row, body.col, 1, body.cols});
	str_release(&right);
	str_release(&info);
}

/* ---- acting ---- */

static unsigned go_there(struct find *find, struct ui *ui)
{
	bool had_hits = chosen(find) != NULL;

	look(find, ui, true);
	const struct finder_hit *hit = chosen(find);
	if (!had_hits || !hit)
		return REACT_DRAW; /* Enter after one character looks for it first */
	const struct form *form = book_form(folder_book(ui->session->folder), hit->sheet, NULL);
	const char *field = form && hit->field >= 0 ? form->fields.at[hit->field].id : "";
	ui_jump(ui, hit->sheet, hit->row, field);
	return REACT_DRAW;
}

static unsigned move(struct find *find, long by)
{
	long last = (long)find->finder.hits.count - 1, target = (long)find->selected + by;

	find->selected = (size_t)(target > last ? last < 0 ? 0 : last : target < 0 ? 0 : target);
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct find *find = (struct find *)view;
	long page = find->list.rows > 2 ? find->list.rows - 1 : 1;
	bool changed;

	switch (action) {
	case ACTION_UP:
		return move(find, -1);
	case ACTION_DOWN:
		return move(find, 1);
	case ACTION_PAGE_UP:
		return move(find, -page);
	case ACTION_PAGE_DOWN:
		return move(find, page);
	case ACTION_ENTER:
		return go_there(find, ui);
	case ACTION_FIND:
		return REACT_NONE;
	default:
		break;
	}
	unsigned reaction = list_type(&find->edit, action, &changed);
	if (changed)
		look(find, ui, false);
	return reaction;
}

static unsigned text(struct view *view, struct ui *ui, const char *typed, bool pasted)
{
	struct find *find = (struct find *)view;

	(void)pasted;
	edit_insert(&find->edit, typed);
	look(find, ui, false);
	return REACT_DRAW;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct find *find = (struct find *)view;
	size_t index = find->top + (size_t)(event->row - find->list.row);
	bool again = index == find->selected || event->button == MOUSE_DOUBLE;

	if (event->row < find->list.row || event->row >= find->list.row + find->list.rows ||
	    index >= find->finder.hits.count)
		return REACT_NONE;
	find->selected = index;
	return again ? go_there(find, ui) : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct find *find = (struct find *)view;

	(void)ui;
	key_line_add_as(line, ACTION_ENTER, chosen(find) ? "check.go" : "action.find");
	key_line_add(line, ACTION_BACK);
}

/* The rest of a search waits for nobody, so that it goes on while the text stands there. */
static bool is_editing(struct view *view)
{
	return !finder_is_busy(&((struct find *)view)->finder);
}

static bool wants_idle(struct view *view)
{
	return finder_is_busy(&((struct find *)view)->finder);
}

static bool idle(struct view *view, struct ui *ui)
{
	finder_run(&((struct find *)view)->finder, ui, SLICE_MS);
	return true;
}

/* Other words, other rows: the same search again, standing on the same place. */
static void refresh(struct view *view, struct ui *ui)
{
	struct find *find = (struct find *)view;
	size_t selected = find->selected;

	if (!find->looked_for)
		return;
	finder_look_for(&find->finder, find->looked_for);
	finder_run(&find->finder, ui, SLICE_MS);
	find->selected = selected;
	move(find, 0);
}

static void find_free(struct view *view)
{
	struct find *find = (struct find *)view;

	edit_release(&find->edit);
	finder_release(&find->finder);
	free(find->looked_for);
	free(find);
}

static const struct view_ops ops = {
	.name = "find",
	.draw = draw,
	.act = act,
	.text = text,
	.mouse = mouse,
	.keys = keys,
	.is_editing = is_editing,
	.refresh = refresh,
	.wants_idle = wants_idle,
	.idle = idle,
	.free = find_free,
};

struct view *view_find_new(struct ui *ui, const char *sheet)
{
	struct find *find = mem_zero(1, sizeof(*find));

	find->view.ops = &ops;
	edit_start(&find->edit, "", false);
	finder_init(&find->finder, ui, sheet);
	return &find->view;
}

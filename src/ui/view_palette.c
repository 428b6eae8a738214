/* view_palette.c - every action by name; Enter does it in the view below. */
#include "list.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdlib.h>

enum { WIDEST = 76, WORD_COLS = 12, KEY_COLS = 10, AROUND = 3 };

struct palette {
	struct view view;
	struct menu menu;
	VEC(enum action) actions; /* by menu line */
	struct rect list;
};

static const char *text_of(struct ui *ui, const char *section, enum action action)
{
	struct str id = {0};

	str_addf(&id, "%s.%s", section, action_info(action)->name);
	const char *text = say(ui->session, str_text(&id));
	/* A missing text is its id, which dies here. */
	text = text == str_text(&id) ? action_info(action)->name : text;
	str_release(&id);
	return text;
}

static void lay_out(struct palette *palette, struct ui *ui)
{
	struct edit filter = palette->menu.filter;
	size_t selected = menu_chosen(&palette->menu);

	palette->menu.filter = (struct edit){0};
	menu_release(&palette->menu);
	palette->menu.filter = filter;
	vec_clear(&palette->actions);
	for (int action = 1; action < ACTION_COUNT; action++) {
		if (!action_info((enum action)action)->in_palette)
			continue;
		menu_add_known_as(&palette->menu, text_of(ui, "action", (enum action)action),
		                  text_of(ui, "action_help", (enum action)action),
		                  action_info((enum action)action)->name);
		vec_push(&palette->actions, (enum action)action);
	}
	if (selected != SIZE_MAX)
		menu_select(&palette->menu, selected);
}

/* ---- drawing ---- */

static void draw_action(const struct palette *palette, struct ui *ui, struct canvas *canvas,
                        struct rect row, size_t position)
{
	size_t line = palette->menu.shown.at[position];
	const struct menu_line *shown = &palette->menu.lines.at[line];
	int help = row.cols - WORD_COLS - KEY_COLS - 3;
	char key[24];

	keymap_key(&ui->session->keymap, palette->actions.at[line], key);
	canvas_text(canvas, row.row, row.col + 1, WORD_COLS, STYLE_ROLE_PLAIN, TEXT_MARK,
	            shown->text);
	canvas_text(canvas, row.row, row.col + 2 + WORD_COLS, help, STYLE_ROLE_MUTED, TEXT_MARK,
	            shown->note);
	canvas_text(canvas, row.row, row.col + row.cols - KEY_COLS - 1, KEY_COLS,
	            STYLE_ROLE_KEY_TEXT, TEXT_RIGHT, key);
	if (position == palette->menu.selected)
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct palette *palette = (struct palette *)view;
	int cols = canvas->cols < WIDEST ? canvas->cols : WIDEST, most = canvas->rows - 2;
	int rows = (int)palette->menu.lines.count + AROUND;
	struct rect box = {1, (canvas->cols - cols) / 2, rows < most ? rows : most, cols};
	struct rect filter = {box.row + 1, box.col + 2, 1, cols - 4};
	struct str title = {0};

	str_addf(&title, " %s ", say(ui->session, "palette.title"));
	canvas_box(canvas, box, STYLE_ROLE_POPUP);
	canvas_text(canvas, box.row, box.col + 2, cols - 4, STYLE_ROLE_HEADING, TEXT_MARK,
	            str_text(&title));
	palette->list = (struct rect){box.row + 2, box.col + 1, box.rows - AROUND, cols - 2};
	list_scroll(&palette->menu, palette->list.rows);
	for (int i = 0;
	     i < palette->list.rows && palette->menu.top + (size_t)i < palette->menu.shown.count;
	     i++)
		draw_action(
		    palette, ui, canvas,
		    (struct rect){palette->list.row + i, palette->list.col, 1, palette->list.cols},
		    palette->menu.top + (size_t)i);
	if (palette->menu.shown.count == 0)
		canvas_text(canvas, palette->list.row, palette->list.col + 1, palette->list.cols - 2,
		            STYLE_ROLE_MUTED, TEXT_MARK, say(ui->session, "pick.none"));
	canvas_fill(canvas, filter, STYLE_ROLE_EDIT);
	edit_draw(&palette->menu.filter, canvas, filter, STYLE_ROLE_EDIT);
	str_release(&title);
}

/* ---- acting ---- */

/* The palette is gone before the action runs: it belongs to the view below. */
static unsigned run(struct palette *palette, struct ui *ui)
{
	size_t line = menu_chosen(&palette->menu);

	if (line == SIZE_MAX)
		return REACT_NONE;
	enum action action = palette->actions.at[line];
	ui_pop(ui);
	return ui_act(ui, action) ? REACT_DRAW : REACT_QUIT;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct palette *palette = (struct palette *)view;
	bool changed = false;

	if (action == ACTION_ENTER)
		return run(palette, ui);
	if (action == ACTION_BACK || action == ACTION_PALETTE)
		return REACT_CLOSE | REACT_DRAW;
	unsigned reaction = list_act(&palette->menu, action, palette->list.rows);
	if (reaction == REACT_UNUSED)
		reaction = list_type(&palette->menu.filter, action, &changed);
	if (changed)
		menu_filter(&palette->menu);
	return reaction == REACT_UNUSED && !list_passes_popup(action) ? REACT_NONE : reaction;
}

static unsigned text(struct view *view, struct ui *ui, const char *typed, bool pasted)
{
	struct palette *palette = (struct palette *)view;

	(void)ui;
	(void)pasted;
	edit_insert(&palette->menu.filter, typed);
	menu_filter(&palette->menu);
	return REACT_DRAW;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct palette *palette = (struct palette *)view;
	enum list_click click = list_click(&palette->menu, palette->list, event);

	return click == LIST_CHOSEN    ? run(palette, ui)
	       : click == LIST_NOTHING ? REACT_NONE
	                               : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)view;
	(void)ui;
	key_line_add_as(line, ACTION_ENTER, "palette.run");
	key_line_add_as(line, ACTION_BACK, "prompt.cancel");
}

static void refresh(struct view *view, struct ui *ui)
{
	lay_out((struct palette *)view, ui);
}

static void palette_free(struct view *view)
{
	struct palette *palette = (struct palette *)view;

	menu_release(&palette->menu);
	vec_release(&palette->actions);
	free(palette);
}

static const struct view_ops ops = {
	.name = "palette",
	.popup = true,
	.draw = draw,
	.act = act,
	.text = text,
	.mouse = mouse,
	.keys = keys,
	.is_editing = list_is_typed_in,
	.refresh = refresh,
	.free = palette_free,
};

struct view *view_palette_new(struct ui *ui)
{
	struct palette *palette = mem_zero(1, sizeof(*palette));

	palette->view.ops = &ops;
	edit_start(&palette->menu.filter, "", false);
	lay_out(palette, ui);
	return &palette->view;
}

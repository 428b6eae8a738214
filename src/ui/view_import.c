/* view_import.c - a file on its way into a worksheet: its columns, and what would change. */
#include "import_view.h"

#include "list.h"
#include "sonae/app/say.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdlib.h>

static struct import_view *import_of(struct view *view)
{
	return (struct import_view *)view;
}

struct import_about import_view_at(const struct import_view *view)
{
	size_t line = menu_chosen(&view->menu);

	return line == SIZE_MAX ? (struct import_about){IMPORT_AT_NOTHING, 0} : view->about.at[line];
}

/* ---- what stands in the list ---- */

static void add_line(struct import_view *view, enum import_at at, size_t index)
{
	menu_add(&view->menu, "", NULL);
	vec_push(&view->about, ((struct import_about){at, index}));
}

static void add_columns(struct import_view *view)
{
	for (size_t i = 0; i < view->import.columns.count; i++)
		if (view->import.columns.at[i].fate != IMPORT_BLANK)
			add_line(view, IMPORT_AT_COLUMN, i);
	if (view->import.is_ipa)
		add_line(view, IMPORT_AT_SCALE, 0);
	add_line(view, IMPORT_AT_DO, 0);
}

static void add_changes(struct import_view *view)
{
	add_line(view, IMPORT_AT_DO, 0);
	for (size_t i = 0; i < view->import.lines.count; i++)
		add_line(view, IMPORT_AT_LINE, i);
}

static void gather(struct import_view *view)
{
	size_t selected = menu_chosen(&view->menu);

	menu_release(&view->menu);
	vec_clear(&view->about);
	if (view->preview)
		add_changes(view);
	else
		add_columns(view);
	if (selected != SIZE_MAX && selected < view->about.count)
		menu_select(&view->menu, selected);
}

static void plan(struct import_view *view)
{
	import_plan(&view->import);
	gather(view);
}

/* What needs a person first: an unknown column, the scale, the line that does it. */
static void select_first(struct import_view *view)
{
	for (size_t i = 0; i < view->about.count; i++) {
		struct import_about about = view->about.at[i];
		bool is_open = about.at == IMPORT_AT_COLUMN &&
		               view->import.columns.at[about.index].fate == IMPORT_OPEN;
		if (is_open || (about.at == IMPORT_AT_SCALE && import_asks_scale(&view->import)) ||
		    about.at == IMPORT_AT_DO) {
			menu_select(&view->menu, i);
			return;
		}
	}
}

static unsigned turn(struct import_view *view)
{
	if (view->import.is_outline)
		return REACT_NONE;
	view->preview = !view->preview;
	menu_release(&view->menu);
	gather(view);
	if (!view->preview)
		select_first(view);
	return REACT_DRAW;
}

/* ---- what a column is ---- */

static const char *target_name(const struct import_view *view, int to)
{
	const struct session *session = view->import.session;
	const struct form *form = sheet_form(view->import.sheet);

	switch (to) {
	case HEADING_ID: return say(session, "import.to_id");
	case IMPORT_ITEM_TEXT: return say(session, "import.to_item_text");
	case IMPORT_OF: return say(session, "import.to_of");
	case IMPORT_ITEM: return say(session, "import.to_item");
	default: return say_words(session, form->fields.at[to].label);
	}
}

void import_view_say_target(const struct import_view *view, size_t column, struct str *out)
{
	int to = view->import.columns.at[column].to;

	if (to == IMPORT_NOWHERE)
		import_say_column(&view->import, column, out);
	else
		str_add(out, target_name(view, to));
}

static void map(struct import_view *view, struct ui *ui, size_t column, int to)
{
	import_map(&view->import, column, to);
	plan(view);
	if (view->import.is_ipa && import_asks_scale(&view->import))
		ui_message(ui, "import.about_scale", NULL);
}

/* Lines of the pick: leave out, the id, then the fields that can be filled in. */
static int target_of_line(const struct import_view *view, size_t line)
{
	const struct form *form = sheet_form(view->import.sheet);

	if (line < 2)
		return line == 0 ? IMPORT_NOWHERE : HEADING_ID;
	line -= 2;
	for (size_t i = 0; i < form->fields.count; i++)
		if (!form->fields.at[i].formula && line-- == 0)
			return (int)i;
	return IMPORT_NOWHERE;
}

static void take_target(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct import_view *view = context;
	struct import_about about = import_view_at(view);

	(void)typed;
	if (about.at == IMPORT_AT_COLUMN)
		map(view, ui, about.index, target_of_line(view, line));
}

/* Which column goes there already. */
static const char *user_of(const struct import_view *view, int to)
{
	for (size_t i = 0; i < view->import.columns.count; i++)
		if (view->import.columns.at[i].to == to)
			return view->import.columns.at[i].heading;
	return NULL;
}

static size_t add_targets(const struct import_view *view, const struct import_column *column,
                          struct menu *menu)
{
	const struct form *form = sheet_form(view->import.sheet);
	int wanted = column->to != IMPORT_NOWHERE ? column->to : column->near;
	size_t selected = wanted == HEADING_ID && column->to == HEADING_ID ? 1 : 0, line = 2;

	menu_add(menu, say(view->import.session, "import.leave_out"), NULL);
	menu_add_known_as(menu, target_name(view, HEADING_ID), user_of(view, HEADING_ID), "id");
	for (size_t i = 0; i < form->fields.count; i++) {
		if (form->fields.at[i].formula)
			continue;
		menu_add_known_as(menu, target_name(view, (int)i), user_of(view, (int)i),
		                  form->fields.at[i].id);
		if ((int)i == wanted)
			selected = line;
		line++;
	}
	return selected;
}

static unsigned pick_target(struct import_view *view, struct ui *ui, size_t column)
{
	struct menu menu = {0};
	struct str title = {0};
	int row = view->list.row + (int)(view->menu.selected - view->menu.top);

	size_t selected = add_targets(view, &view->import.columns.at[column], &menu);
	menu_select(&menu, selected);
	say_to(ui->session, &title, "import.pick", "heading", view->import.columns.at[column].heading,
	       NULL);
	ui_push(ui, view_pick_new(&(struct pick){
	                .title = str_text(&title),
	                .menu = &menu,
	                .done = take_target,
	                .context = view,
	                .near = {row, view->list.cols / 2, 1, view->list.cols / 2},
	            }));
	menu_release(&menu);
	str_release(&title);
	return REACT_DRAW;
}

static unsigned leave_out(struct import_view *view, struct ui *ui)
{
	struct import_about about = import_view_at(view);

	if (about.at != IMPORT_AT_COLUMN)
		return REACT_NONE;
	map(view, ui, about.index, IMPORT_NOWHERE);
	return REACT_DRAW;
}

static bool has_offer(const struct import_view *view)
{
	struct import_about about = import_view_at(view);
	const struct import_column *column =
		about.at == IMPORT_AT_COLUMN ? &view->import.columns.at[about.index] : NULL;

	return column && column->fate == IMPORT_OPEN && column->near >= 0;
}

static unsigned take_offer(struct import_view *view, struct ui *ui)
{
	size_t column = import_view_at(view).index;

	if (!has_offer(view))
		return REACT_NONE;
	map(view, ui, column, view->import.columns.at[column].near);
	return REACT_DRAW;
}

/* ---- the scale ---- */

static void take_scale(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct import_view *view = context;

	(void)ui;
	(void)typed;
	view->import.scale = line == 0 ? IMPORT_SCALE_1_3 : IMPORT_SCALE_0_2;
	plan(view);
}

static unsigned pick_scale(struct import_view *view, struct ui *ui)
{
	struct menu menu = {0};

	menu_add(&menu, say(ui->session, "import.scale_1_3"), NULL);
	menu_add(&menu, say(ui->session, "import.scale_0_2"), NULL);
	ui_push(ui, view_pick_new(&(struct pick){
	                .title = say(ui->session, "import.scale"),
	                .menu = &menu,
	                .done = take_scale,
	                .context = view,
	            }));
	menu_release(&menu);
	return REACT_DRAW;
}

/* ---- doing ---- */

/* The view is gone afterwards, and one stands on the first row that came or changed. */
static unsigned take_over(struct import_view *view, struct ui *ui)
{
	struct str counts = {0};
	char first[64], sheet[64];

	if (import_asks_scale(&view->import))
		return pick_scale(view, ui);
	plan(view);
	if (view->import.step.changes.count == 0) {
		ui_message(ui, "import.nothing_to_do", NULL);
		return REACT_DRAW;
	}
	import_say_counts(&view->import, &counts);
	text_copy(first, sizeof(first), view->import.first);
	text_copy(sheet, sizeof(sheet), view->sheet);
	if (ui_do(ui, &view->import.step)) {
		ui_pop(ui);
		ui_refresh(ui);
		ui_jump(ui, sheet, first, "");
		ui_message(ui, "import.done", "counts", str_text(&counts), NULL);
	}
	str_release(&counts);
	return REACT_DRAW;
}

static unsigned enter(struct import_view *view, struct ui *ui)
{
	struct import_about about = import_view_at(view);

	switch (about.at) {
	case IMPORT_AT_COLUMN: return pick_target(view, ui, about.index);
	case IMPORT_AT_SCALE: return pick_scale(view, ui);
	case IMPORT_AT_DO: return take_over(view, ui);
	default: return REACT_NONE;
	}
}

/* What the plan rests on may not change meanwhile. */
static unsigned act(struct view *base, struct ui *ui, enum action action)
{
	struct import_view *view = import_of(base);

	switch (action) {
	case ACTION_ENTER: return enter(view, ui);
	case ACTION_CLEAR:
	case ACTION_BACKSPACE: return leave_out(view, ui);
	case ACTION_SPACE: return take_offer(view, ui);
	case ACTION_NEXT:
	case ACTION_PREVIOUS:
	case ACTION_NEXT_VIEW: return turn(view);
	case ACTION_BACK:
		ui_message(ui, "import.given_up", NULL);
		return REACT_CLOSE | REACT_DRAW;
	default: break;
	}
	unsigned reaction = list_act(&view->menu, action, view->list.rows);
	return reaction == REACT_UNUSED && !list_passes_popup(action) ? REACT_NONE : reaction;
}

static unsigned mouse(struct view *base, struct ui *ui, const struct event *event)
{
	struct import_view *view = import_of(base);
	enum list_click click = list_click(&view->menu, view->list, event);

	return click == LIST_CHOSEN    ? enter(view, ui)
	       : click == LIST_NOTHING ? REACT_NONE : REACT_DRAW;
}

static void keys(struct view *base, struct ui *ui, struct key_line *line)
{
	struct import_view *view = import_of(base);
	struct import_about about = import_view_at(view);

	(void)ui;
	if (about.at == IMPORT_AT_DO)
		key_line_add_as(line, ACTION_ENTER, "import.do");
	else if (about.at != IMPORT_AT_LINE)
		key_line_add_as(line, ACTION_ENTER, "import.choose");
	if (has_offer(view))
		key_line_add_as(line, ACTION_SPACE, "import.take_offer");
	if (!view->import.is_outline)
		key_line_add_as(line, ACTION_NEXT,
		                view->preview ? "import.columns" : "import.preview");
	if (about.at == IMPORT_AT_COLUMN)
		key_line_add_as(line, ACTION_CLEAR, "import.leave_out");
	key_line_add_as(line, ACTION_BACK, "prompt.cancel");
}

/* Another language; a file that was changed outside. */
static void refresh(struct view *base, struct ui *ui)
{
	(void)ui;
	plan(import_of(base));
}

static void import_free(struct view *base)
{
	struct import_view *view = import_of(base);

	import_release(&view->import);
	menu_release(&view->menu);
	vec_release(&view->about);
	free(view);
}

static const struct view_ops ops = {
	.name = "import",
	.draw = import_view_draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.refresh = refresh,
	.free = import_free,
};

struct view *view_import_new(struct ui *ui, const char *id, const char *path)
{
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), id, NULL);
	struct import_view *view = mem_zero(1, sizeof(*view));
	struct err err = {0};

	view->view.ops = &ops;
	text_copy(view->sheet, sizeof(view->sheet), id);
	if (!sheet || !import_open(ui->session, sheet, path, NULL, &view->import, &err)) {
		ui_alarm(ui, &err);
		import_free(&view->view);
		return NULL;
	}
	view->preview = view->import.is_outline;
	plan(view);
	select_first(view);
	return &view->view;
}

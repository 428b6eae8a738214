/*
 * view_outside.c - what other programs changed in the worksheets' files, to be decided on.
 *
 *     things   taken over: 3   altered by a spreadsheet: 2
 *     ! T-001 staff list    grade       low           | high
 *       T-002 plans         grade       (low)         | high       theirs taken
 *       T-004               not in the file
 */
#include "list.h"
#include "place.h"
#include "undo.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/model/field_type.h"
#include "sonae/store/outside.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { NARROW = 60, STATE_COLS = 9 };

/* What a line of the list is about. */
struct about {
	size_t report;
	size_t item; /* HEADING, VANISHED + its index, or an index of the items */
};
#define HEADING SIZE_MAX
#define VANISHED (SIZE_MAX / 2)

struct outside {
	struct view view;
	struct menu menu;
	VEC(struct about) about; /* by menu line */
	struct rect list;
};

static struct outside *outside_of(struct view *view)
{
	return (struct outside *)view;
}

static const struct outside_report *report_at(const struct ui *ui, size_t index)
{
	return folder_outside_at(ui->session->folder, index);
}

static bool is_item(const struct about *about)
{
	return about && about->item < VANISHED;
}

static bool is_vanished(const struct about *about)
{
	return about && about->item >= VANISHED && about->item != HEADING;
}

static const struct about *chosen(const struct outside *outside)
{
	size_t line = menu_chosen(&outside->menu);

	return line == SIZE_MAX ? NULL : &outside->about.at[line];
}

static const struct outside_item *item_of(const struct ui *ui, const struct about *about)
{
	return &report_at(ui, about->report)->items.at[about->item];
}

/* ---- gathering ---- */

static void add_count(const struct ui *ui, const char *id, size_t count, struct str *out)
{
	char number[24];

	if (count == 0)
		return;
	snprintf(number, sizeof(number), "%zu", count);
	str_add(out, "  ");
	say_to(ui->session, out, id, "count", number, NULL);
}

static void add_heading(struct outside *outside, const struct ui *ui, size_t index)
{
	const struct outside_report *report = report_at(ui, index);
	struct str text = {0};

	str_add(&text, place_sheet(ui, report->sheet));
	add_count(ui, "outside.taken", report->taken, &text);
	add_count(ui, "outside.added", report->added, &text);
	add_count(ui, "outside.moved", report->moved, &text);
	add_count(ui, "outside.damaged", report->damaged, &text);
	menu_add_heading(&outside->menu, str_text(&text));
	vec_push(&outside->about, ((struct about){index, HEADING}));
	str_release(&text);
}

static void add_line(struct outside *outside, size_t report, size_t item, const char *row)
{
	menu_add(&outside->menu, row, "");
	vec_push(&outside->about, ((struct about){report, item}));
}

static void gather(struct outside *outside, const struct ui *ui)
{
	size_t selected = menu_chosen(&outside->menu);
	const struct outside_report *report;

	menu_release(&outside->menu);
	vec_clear(&outside->about);
	for (size_t r = 0; (report = report_at(ui, r)); r++) {
		add_heading(outside, ui, r);
		for (size_t i = 0; i < report->items.count; i++)
			add_line(outside, r, i, report->items.at[i].row);
		for (size_t i = 0; i < report->vanished.count; i++)
			add_line(outside, r, VANISHED + i, report->vanished.at[i]);
	}
	if (selected != SIZE_MAX)
		menu_select(&outside->menu, selected);
}

/* ---- what stands now ---- */

static struct sheet *sheet_of(const struct ui *ui, const struct about *about, const char *row, size_t *at)
{
	const char *id = report_at(ui, about->report)->sheet;
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), id, NULL);

	return sheet && sheet_find(sheet, row, at) ? sheet : NULL;
}

/* Does theirs stand in the cell, or their row in the worksheet? */
static bool is_theirs(const struct ui *ui, const struct about *about)
{
	const struct outside_item *item = item_of(ui, about);
	size_t row;
	struct sheet *sheet = sheet_of(ui, about, item->row, &row);
	int field = sheet ? form_field(sheet_form(sheet), item->field) : -1;

	if (!sheet || !item->field[0])
		return sheet != NULL;
	return field >= 0 && text_is(sheet_cell(sheet, row, (size_t)field), item->theirs);
}

/* ---- drawing ---- */

static void add_value(const struct ui *ui, const struct about *about, const char *value, struct str *out)
{
	const struct outside_item *item = item_of(ui, about);
	const char *sheet = report_at(ui, about->report)->sheet;
	const struct form *form = book_form(folder_book(ui->session->folder), sheet, NULL);
	int field = form ? form_field(form, item->field) : -1;

	if (!item->field[0])
		str_add(out, say(ui->session, value == item->ours ? "outside.row_deleted" : "outside.row_there"));
	else if (!value[0])
		str_add(out, say(ui->session, "history.empty"));
	else if (field >= 0)
		field_show(&form->fields.at[field], ui->session->lang, value, out);
	else
		str_add(out, value);
}

static const char *state_word(const struct ui *ui, const struct about *about)
{
	const struct outside_item *item = item_of(ui, about);

	return say(ui->session, is_theirs(ui, about) ? "outside.is_theirs"
	                        : item->is_settled    ? "outside.is_ours"
	                        : item->kind == MERGE_STALE ? "outside.is_stale" : "outside.is_open");
}

struct columns { /* widths */
	int row, field, value;
};

static struct columns columns_for(int cols)
{
	int row = cols < NARROW ? 6 : cols / 5, field = cols < NARROW ? 6 : cols / 6;
	int rest = cols - 3 - STATE_COLS - 1 - row - 1 - field - 1;

	return (struct columns){row, field, (rest - 3) / 2};
}

static void draw_item(const struct ui *ui, struct canvas *canvas, struct rect row,
                      const struct about *about)
{
	const struct outside_item *item = item_of(ui, about);
	const char *sheet = report_at(ui, about->report)->sheet;
	struct columns width = columns_for(row.cols);
	bool theirs = is_theirs(ui, about), open = !item->is_settled;
	struct str name = {0}, ours_text = {0}, theirs_text = {0};
	int col = row.col + 3;

	place_row(ui, sheet, item->row, &name);
	add_value(ui, about, item->ours, &ours_text);
	add_value(ui, about, item->theirs, &theirs_text);
	canvas_text(canvas, row.row, row.col + 1, 1, STYLE_ROLE_CAUTION, 0, open ? "!" : " ");
	canvas_text(canvas, row.row, col, STATE_COLS, open ? STYLE_ROLE_CAUTION : STYLE_ROLE_MUTED,
	            TEXT_MARK, state_word(ui, about));
	col += STATE_COLS + 1;
	canvas_text(canvas, row.row, col, width.row, STYLE_ROLE_PLAIN, TEXT_MARK,
	            row.cols < NARROW ? item->row : str_text(&name));
	col += width.row + 1;
	canvas_text(canvas, row.row, col, width.field, STYLE_ROLE_MUTED, TEXT_MARK,
	            place_field(ui, sheet, item->field));
	col += width.field + 1;
	canvas_text(canvas, row.row, col, width.value, theirs ? STYLE_ROLE_MUTED : STYLE_ROLE_PLAIN,
	            TEXT_MARK, str_text(&ours_text));
	col += width.value + 1;
	canvas_text(canvas, row.row, col, 1, STYLE_ROLE_RULE, 0, "|");
	canvas_text(canvas, row.row, col + 2, width.value, theirs ? STYLE_ROLE_PLAIN : STYLE_ROLE_MUTED,
	            TEXT_MARK, str_text(&theirs_text));
	str_release(&name);
	str_release(&ours_text);
	str_release(&theirs_text);
}

static void draw_vanished(const struct ui *ui, struct canvas *canvas, struct rect row,
                          const struct about *about, const char *id)
{
	struct str name = {0};
	int cols = row.cols / 2 - 3;

	place_row(ui, report_at(ui, about->report)->sheet, id, &name);
	canvas_text(canvas, row.row, row.col + 1, 1, STYLE_ROLE_CAUTION, 0, "!");
	canvas_text(canvas, row.row, row.col + 3, cols, STYLE_ROLE_PLAIN, TEXT_MARK, str_text(&name));
	canvas_text(canvas, row.row, row.col + 4 + cols, row.cols - 5 - cols, STYLE_ROLE_CAUTION,
	            TEXT_MARK, say(ui->session, "outside.vanished"));
	str_release(&name);
}

static void draw_line(const struct outside *outside, const struct ui *ui, struct canvas *canvas,
                      struct rect row, size_t position)
{
	size_t line = outside->menu.shown.at[position];
	const struct about *about = &outside->about.at[line];
	const char *text = outside->menu.lines.at[line].text;

	if (is_item(about))
		draw_item(ui, canvas, row, about);
	else if (is_vanished(about))
		draw_vanished(ui, canvas, row, about, text);
	else
		canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING, TEXT_MARK, text);
	if (position == outside->menu.selected && about->item != HEADING) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_cursor(canvas, row.row, row.col);
	}
}

/* Both values in full, or what can be done with rows that are not in the file. */
static void say_info(const struct outside *outside, const struct ui *ui, struct str *info)
{
	const struct about *about = chosen(outside);
	struct str ours = {0}, theirs = {0};

	if (is_vanished(about))
		str_add(info, say(ui->session, "outside.about_vanished"));
	if (!is_item(about))
		return;
	const struct outside_item *item = item_of(ui, about);
	const char *sheet = report_at(ui, about->report)->sheet;
	add_value(ui, about, item->ours, &ours);
	add_value(ui, about, item->theirs, &theirs);
	place_row(ui, sheet, item->row, info);
	if (item->field[0])
		str_addf(info, " %s", place_field(ui, sheet, item->field));
	str_add(info, "  ");
	say_to(ui->session, info, "outside.both", "ours", str_text(&ours), "theirs", str_text(&theirs), NULL);
	str_release(&ours);
	str_release(&theirs);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct outside *outside = outside_of(view);
	struct str text = {0}, info = {0}, rest = {0};

	say_info(outside, ui, &text);
	list_split(ui, str_text(&text), &info, &rest);
	struct frame frame = {say(ui->session, "outside.title"), say(ui->session, "outside.columns"),
	                      str_text(&info), str_text(&rest)};
	struct rect body = frame_draw(ui, canvas, &frame);
	outside->list = body;
	if (outside->menu.lines.count == 0)
		canvas_text(canvas, body.row + (body.rows > 3), 2, body.cols - 4, STYLE_ROLE_GOOD, TEXT_MARK,
		            say(ui->session, "outside.nothing"));
	list_scroll(&outside->menu, body.rows);
	for (int i = 0; i < body.rows && outside->menu.top + (size_t)i < outside->menu.shown.count; i++)
		draw_line(outside, ui, canvas, (struct rect){body.row + i, body.col, 1, body.cols},
		          outside->menu.top + (size_t)i);
	str_release(&text);
	str_release(&info);
	str_release(&rest);
}

/* ---- deciding ---- */

static bool may_write(struct ui *ui)
{
	if (ui->session->read_only)
		ui_message(ui, "ui.read_only", NULL);
	return !ui->session->read_only;
}

/* What was done changes the screens below and is to be saved. */
static unsigned done(struct ui *ui)
{
	ui->changed_at = clock_ms();
	undo_forget(ui);
	ui_refresh(ui);
	return REACT_DRAW;
}

/* Ours again where theirs stands: the cell as it was, the row deleted. */
static void take_ours(struct ui *ui, const struct about *about)
{
	const struct outside_item *item = item_of(ui, about);
	struct step step = {0};
	size_t row;
	struct sheet *sheet = sheet_of(ui, about, item->row, &row);
	int field = sheet ? form_field(sheet_form(sheet), item->field) : -1;

	if (sheet && field >= 0)
		step_set(&step, sheet, row, field, item->ours);
	else if (sheet && !item->field[0])
		step_delete(&step, sheet, row);
	if (ui_do(ui, &step))
		folder_outside_keep(ui->session->folder, report_at(ui, about->report)->sheet, item->row, item->field);
}

static unsigned take_the_other(struct ui *ui, const struct about *about)
{
	const struct outside_item *item = item_of(ui, about);
	struct err err = {0};

	if (!may_write(ui))
		return REACT_DRAW;
	if (is_theirs(ui, about))
		take_ours(ui, about);
	else if (!folder_outside_take(ui->session->folder, report_at(ui, about->report)->sheet, item->row,
	                              item->field, &err))
		ui_alarm(ui, &err);
	return done(ui);
}

static unsigned enter(struct outside *outside, struct ui *ui)
{
	const struct about *about = chosen(outside);

	if (is_item(about))
		return take_the_other(ui, about);
	if (!is_vanished(about))
		return REACT_NONE;
	char *sheet = mem_dup(report_at(ui, about->report)->sheet);
	char *row = mem_dup(outside->menu.lines.at[menu_chosen(&outside->menu)].text);
	ui_jump(ui, sheet, row, "");
	free(sheet);
	free(row);
	return REACT_DRAW;
}

/* What stands here stays. */
static unsigned keep(struct outside *outside, struct ui *ui)
{
	const struct about *about = chosen(outside);
	struct folder *folder = ui->session->folder;

	if (!about)
		return REACT_NONE;
	const char *sheet = report_at(ui, about->report)->sheet;
	if (is_vanished(about))
		folder_outside_keep_vanished(folder, sheet);
	else
		folder_outside_keep(folder, sheet, item_of(ui, about)->row, item_of(ui, about)->field);
	gather(outside, ui);
	return REACT_DRAW;
}

static unsigned delete_vanished(struct outside *outside, struct ui *ui)
{
	const struct about *about = chosen(outside);
	struct err err = {0};
	char count[24];

	if (!is_vanished(about) || !may_write(ui))
		return REACT_DRAW;
	snprintf(count, sizeof(count), "%zu", report_at(ui, about->report)->vanished.count);
	if (folder_outside_delete_vanished(ui->session->folder, report_at(ui, about->report)->sheet, &err))
		ui_message(ui, "outside.deleted", "count", count, NULL);
	else
		ui_alarm(ui, &err);
	return done(ui);
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct outside *outside = outside_of(view);

	switch (action) {
	case ACTION_ENTER: return enter(outside, ui);
	case ACTION_SPACE: return keep(outside, ui);
	case ACTION_CLEAR:
	case ACTION_DELETE_ROW: return delete_vanished(outside, ui);
	case ACTION_OUTSIDE: return REACT_NONE;
	default: return list_act(&outside->menu, action, outside->list.rows);
	}
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct outside *outside = outside_of(view);
	enum list_click click = list_click(&outside->menu, outside->list, event);

	return click == LIST_CHOSEN    ? enter(outside, ui)
	       : click == LIST_NOTHING ? REACT_NONE : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct about *about = chosen(outside_of(view));

	if (is_item(about)) {
		key_line_add_as(line, ACTION_ENTER,
		                is_theirs(ui, about) ? "outside.take_ours" : "outside.take_theirs");
		if (!item_of(ui, about)->is_settled)
			key_line_add_as(line, ACTION_SPACE, "outside.keep");
	} else if (is_vanished(about)) {
		key_line_add_as(line, ACTION_ENTER, "check.go");
		key_line_add_as(line, ACTION_CLEAR, "outside.delete");
		key_line_add_as(line, ACTION_SPACE, "outside.keep");
	}
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_BACK);
}

static void refresh(struct view *view, struct ui *ui)
{
	gather(outside_of(view), ui);
}

static void outside_free(struct view *view)
{
	struct outside *outside = outside_of(view);

	menu_release(&outside->menu);
	vec_release(&outside->about);
	free(outside);
}

static const struct view_ops ops = {
	.name = "outside",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.refresh = refresh,
	.free = outside_free,
};

struct view *view_outside_new(struct ui *ui)
{
	struct outside *outside = mem_zero(1, sizeof(*outside));

	outside->view.ops = &ops;
	gather(outside, ui);
	return &outside->view;
}

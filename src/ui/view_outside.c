/* view_outside.c - what other programs changed in the worksheets' files, to be decided on. */
#include "outside_view.h"

#include "list.h"
#include "place.h"
#include "undo.h"
#include "sonae/app/merging.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

static struct outside *outside_of(struct view *view)
{
	return (struct outside *)view;
}

static const struct outside_report *report_at(const struct ui *ui, size_t index)
{
	return folder_outside_at(ui->session->folder, index);
}

const struct outside_report *about_report(const struct ui *ui, const struct about *about)
{
	return report_at(ui, about->report);
}

bool about_is_item(const struct about *about)
{
	return about && about->item < VANISHED;
}

bool about_is_vanished(const struct about *about)
{
	return about && about->item >= VANISHED && about->item != HEADING;
}

const struct about *outside_chosen(const struct outside *outside)
{
	size_t line = menu_chosen(&outside->menu);

	return line == SIZE_MAX ? NULL : &outside->about.at[line];
}

const struct outside_item *about_value(const struct ui *ui, const struct about *about)
{
	return &about_report(ui, about)->items.at[about->item];
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

static struct sheet *sheet_of(const struct ui *ui, const struct about *about, const char *row,
                              size_t *at)
{
	const char *id = about_report(ui, about)->sheet;
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), id, NULL);

	return sheet && sheet_find(sheet, row, at) ? sheet : NULL;
}

bool about_is_theirs(const struct ui *ui, const struct about *about)
{
	const struct outside_item *item = about_value(ui, about);
	size_t row;
	struct sheet *sheet = sheet_of(ui, about, item->row, &row);
	int field = sheet ? form_field(sheet_form(sheet), item->field) : -1;

	if (!sheet || !item->field[0])
		return sheet != NULL;
	return field >= 0 && text_is(sheet_cell(sheet, row, (size_t)field), item->theirs);
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

/* A merge leaves a note of each conflict on its row; settled, it is ticked. */
static void tick_note(struct ui *ui, const struct about *about)
{
	struct step step = {0};

	merging_settle(ui->session, about_report(ui, about)->sheet, about_value(ui, about), &step,
	               NULL);
	if (!ui->session->read_only && step.changes.count > 0)
		ui_do(ui, &step);
	else
		step_release(&step);
}

/* With the tick, as one step. */
static void take_theirs(struct ui *ui, const struct about *about)
{
	const struct outside_item *item = about_value(ui, about);
	const char *sheet = about_report(ui, about)->sheet;
	struct step tick = {0};
	struct err err = {0};

	merging_settle(ui->session, sheet, item, &tick, NULL);
	if (!folder_outside_take(ui->session->folder, sheet, item->row, item->field, &tick, &err))
		ui_alarm(ui, &err);
	step_release(&tick);
}

/* Ours again where theirs stands: the cell as it was, the row deleted. */
static void take_ours(struct ui *ui, const struct about *about)
{
	const struct outside_item *item = about_value(ui, about);
	struct step step = {0};
	size_t row;
	struct sheet *sheet = sheet_of(ui, about, item->row, &row);
	int field = sheet ? form_field(sheet_form(sheet), item->field) : -1;

	if (sheet && field >= 0)
		step_set(&step, sheet, row, field, item->ours);
	else if (sheet && !item->field[0])
		step_delete(&step, sheet, row);
	if (ui_do(ui, &step))
		folder_outside_keep(ui->session->folder, about_report(ui, about)->sheet,
		                    item->row, item->field);
}

static unsigned take_the_other(struct ui *ui, const struct about *about)
{
	if (!may_write(ui))
		return REACT_DRAW;
	if (about_is_theirs(ui, about))
		take_ours(ui, about);
	else
		take_theirs(ui, about);
	return done(ui);
}

static unsigned enter(struct outside *outside, struct ui *ui)
{
	const struct about *about = outside_chosen(outside);

	if (about_is_item(about))
		return take_the_other(ui, about);
	if (!about_is_vanished(about))
		return REACT_NONE;
	char *sheet = mem_dup(about_report(ui, about)->sheet);
	char *row = mem_dup(outside->menu.lines.at[menu_chosen(&outside->menu)].text);
	ui_jump(ui, sheet, row, "");
	free(sheet);
	free(row);
	return REACT_DRAW;
}

/* What stands here stays. */
static unsigned keep(struct outside *outside, struct ui *ui)
{
	const struct about *about = outside_chosen(outside);
	struct folder *folder = ui->session->folder;

	if (!about)
		return REACT_NONE;
	const char *sheet = about_report(ui, about)->sheet;
	if (about_is_vanished(about))
		folder_outside_keep_vanished(folder, sheet);
	else if (folder_outside_keep(folder, sheet, about_value(ui, about)->row,
	                             about_value(ui, about)->field))
		tick_note(ui, about);
	gather(outside, ui);
	return REACT_DRAW;
}

static unsigned delete_vanished(struct outside *outside, struct ui *ui)
{
	const struct about *about = outside_chosen(outside);
	struct err err = {0};
	char count[24];

	if (!about_is_vanished(about) || !may_write(ui))
		return REACT_DRAW;
	snprintf(count, sizeof(count), "%zu", about_report(ui, about)->vanished.count);
	if (folder_outside_delete_vanished(ui->session->folder, about_report(ui, about)->sheet,
	                                   &err))
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
	const struct about *about = outside_chosen(outside_of(view));

	if (about_is_item(about)) {
		key_line_add_as(line, ACTION_ENTER,
		                about_is_theirs(ui, about)           ? "outside.take_ours"
		                : about_value(ui, about)->who[0] ? "outside.take_whose"
		                                                 : "outside.take_theirs");
		if (!about_value(ui, about)->is_settled)
			key_line_add_as(line, ACTION_SPACE, "outside.keep");
	} else if (about_is_vanished(about)) {
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
	.draw = outside_draw,
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

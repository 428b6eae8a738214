/* view_timeline.c - a year's plan: moving about, marks, rows and years. */
#include "timeline.h"

#include "links.h"
#include "place.h"
#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/store/draft.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

static struct timeline *timeline_of(struct view *view)
{
	return (struct timeline *)view;
}

static const struct form *form_of(const struct timeline *timeline, const struct ui *ui)
{
	return sheet_form(cell_view_sheet(&timeline->cell, ui));
}

const struct form_view *timeline_way(const struct timeline *timeline, const struct ui *ui)
{
	return form_way(form_of(timeline, ui), "timeline");
}

bool timeline_is_month(size_t column)
{
	return column >= TIMELINE_FIRST_MONTH && column <= TIMELINE_LAST_MONTH;
}

size_t timeline_columns(const struct timeline *timeline, const struct ui *ui)
{
	return TIMELINE_LAST_MONTH + 1 + timeline_way(timeline, ui)->fields.count;
}

int timeline_field(const struct timeline *timeline, const struct ui *ui, size_t column)
{
	const struct schedule *schedule = &timeline->schedule;

	if (column == TIMELINE_ITEM)
		return schedule->fields.item;
	if (timeline_is_month(column))
		return schedule->fields.month[schedule_month(schedule, (int)column - TIMELINE_FIRST_MONTH) - 1];
	return timeline_way(timeline, ui)->fields.at[column - TIMELINE_LAST_MONTH - 1];
}

size_t timeline_page(const struct timeline *timeline)
{
	return timeline->body.rows > 2 ? (size_t)timeline->body.rows - 1 : 1;
}

/* ---- where one stands ---- */

static void stand_at(struct timeline *timeline, struct ui *ui, size_t position)
{
	size_t last = timeline->schedule.rows.count;
	struct sheet *sheet = cell_view_sheet(&timeline->cell, ui);

	timeline->position = position < last ? position : last;
	text_copy(timeline->cell.row, sizeof(timeline->cell.row),
	          timeline->position < last ? sheet_row_id(sheet, timeline->schedule.rows.at[timeline->position]) : "");
}

static void stand_on_column(struct timeline *timeline, struct ui *ui, size_t column)
{
	size_t count = timeline_columns(timeline, ui);

	timeline->column = column < count ? column : count - 1;
	timeline->cell.field = timeline_field(timeline, ui, timeline->column);
}

static size_t position_of(const struct timeline *timeline, size_t row)
{
	size_t position = 0;

	while (position < timeline->schedule.rows.count && timeline->schedule.rows.at[position] != row)
		position++;
	return position;
}

static void show_year(struct timeline *timeline, struct ui *ui, int year)
{
	struct sheet *sheet = cell_view_sheet(&timeline->cell, ui);
	size_t row;

	schedule_build(folder_book(ui->session->folder), sheet, year, &timeline->schedule);
	timeline->version = sheet_version(sheet);
	bool there = timeline->cell.row[0] && sheet_find(sheet, timeline->cell.row, &row);
	stand_at(timeline, ui, there ? position_of(timeline, row) : timeline->position);
	stand_on_column(timeline, ui, timeline->column);
}

void timeline_update(struct timeline *timeline, struct ui *ui)
{
	if (timeline->version != sheet_version(cell_view_sheet(&timeline->cell, ui)))
		show_year(timeline, ui, timeline->schedule.year);
}

static void go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	struct timeline *timeline = (struct timeline *)cell;
	size_t last = timeline_columns(timeline, ui) - 1;

	timeline_update(timeline, ui);
	if (direction == ACTION_DOWN)
		stand_at(timeline, ui, timeline->position + 1);
	else if (direction == ACTION_UP)
		stand_at(timeline, ui, timeline->position ? timeline->position - 1 : 0);
	else if (direction == ACTION_NEXT && timeline->column < last)
		stand_on_column(timeline, ui, timeline->column + 1);
	else if (direction == ACTION_PREVIOUS && timeline->column > 0)
		stand_on_column(timeline, ui, timeline->column - 1);
}

static unsigned move(struct timeline *timeline, struct ui *ui, enum action action)
{
	size_t page = timeline_page(timeline), at = timeline->position;

	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_NEXT:
	case ACTION_PREVIOUS: go(&timeline->cell, ui, action); break;
	case ACTION_LEFT: go(&timeline->cell, ui, ACTION_PREVIOUS); break;
	case ACTION_RIGHT: go(&timeline->cell, ui, ACTION_NEXT); break;
	case ACTION_PAGE_UP: stand_at(timeline, ui, at > page ? at - page : 0); break;
	case ACTION_PAGE_DOWN: stand_at(timeline, ui, at + page); break;
	case ACTION_FIRST: stand_at(timeline, ui, 0); break;
	case ACTION_LAST: stand_at(timeline, ui, timeline->schedule.rows.count); break;
	case ACTION_LINE_START: stand_on_column(timeline, ui, TIMELINE_ITEM); break;
	case ACTION_LINE_END: stand_on_column(timeline, ui, SIZE_MAX); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- marks ---- */

static bool has_row(const struct timeline *timeline)
{
	return timeline->position < timeline->schedule.rows.count;
}

static enum schedule_mark mark_here(const struct timeline *timeline, struct ui *ui, size_t column)
{
	return schedule_mark(folder_book(ui->session->folder), cell_view_sheet(&timeline->cell, ui),
	                     &timeline->schedule, timeline->schedule.rows.at[timeline->position],
	                     (int)column - TIMELINE_FIRST_MONTH, NULL);
}

static void write_mark(struct timeline *timeline, struct ui *ui, enum schedule_mark mark)
{
	cell_view_write(&timeline->cell, ui,
	                schedule_choice(form_of(timeline, ui), &timeline->schedule.fields, mark));
	timeline_update(timeline, ui);
}

/* Space: nothing, planned, milestone, done, milestone done, nothing. */
static void cycle_mark(struct timeline *timeline, struct ui *ui)
{
	enum schedule_mark mark = mark_here(timeline, ui, timeline->column);

	write_mark(timeline, ui, mark < SCHEDULE_MILESTONE_DONE ? mark + 1 : SCHEDULE_NONE);
}

/* ^D: the mark goes on into the next month, and one goes along. */
static void continue_mark(struct timeline *timeline, struct ui *ui)
{
	enum schedule_mark mark = mark_here(timeline, ui, timeline->column);

	if (timeline->column == TIMELINE_LAST_MONTH)
		return;
	stand_on_column(timeline, ui, timeline->column + 1);
	write_mark(timeline, ui, mark);
}

static unsigned act_on_month(struct timeline *timeline, struct ui *ui, enum action action)
{
	if (timeline->cell.editing || !timeline_is_month(timeline->column) || !has_row(timeline))
		return REACT_UNUSED;
	if (action == ACTION_SPACE)
		cycle_mark(timeline, ui);
	else if (action == ACTION_FILL)
		continue_mark(timeline, ui);
	else
		return REACT_UNUSED;
	return REACT_DRAW;
}

/* ---- rows ---- */

/* A new row is of the year shown, and of the group one stands in. */
static bool make_row(struct cell_view *cell, struct ui *ui, struct step *step, const char *typed, char id[64],
                     struct err *err)
{
	struct timeline *timeline = (struct timeline *)cell;
	struct sheet *sheet = cell_view_sheet(cell, ui);
	const struct schedule *schedule = &timeline->schedule;
	size_t rows = schedule->rows.count, before = timeline->position ? timeline->position - 1 : 0;
	size_t near = has_row(timeline) ? timeline->position : before;
	const char **cells = mem_zero(sheet_form(sheet)->fields.count + 1, sizeof(*cells));
	char year[16];

	snprintf(year, sizeof(year), "%d", schedule->year);
	cells[schedule->fields.year] = year;
	if (rows > 0 && schedule->fields.group >= 0)
		cells[schedule->fields.group] = sheet_cell(sheet, schedule->rows.at[near], (size_t)schedule->fields.group);
	if (typed)
		cells[cell->field] = typed;
	const char *after = rows > 0 ? sheet_row_id(sheet, schedule->rows.at[near]) : "";
	bool fine = entry_new_row_of(ui->session, step, sheet, after, cells, id, err);
	free(cells);
	return fine;
}

static void new_row(struct timeline *timeline, struct ui *ui)
{
	struct step step = {0};
	struct err err = {0};
	char id[ROW_ID_MAX];

	if (!cell_view_may_write(&timeline->cell, ui))
		return;
	if (!make_row(&timeline->cell, ui, &step, NULL, id, &err))
		ui_alarm(ui, &err);
	else if (ui_do(ui, &step)) {
		text_copy(timeline->cell.row, sizeof(timeline->cell.row), id);
		show_year(timeline, ui, timeline->schedule.year);
		stand_on_column(timeline, ui, TIMELINE_ITEM);
	}
	step_release(&step);
}

static void turn_year(struct timeline *timeline, struct ui *ui, int by)
{
	timeline->cell.row[0] = '\0';
	timeline->position = 0;
	show_year(timeline, ui, timeline->schedule.year + by);
}

static unsigned act_on_rows(struct timeline *timeline, struct ui *ui, enum action action)
{
	const char *sheet = timeline->cell.sheet, *row = timeline->cell.row;

	switch (action) {
	case ACTION_NEW_ROW: new_row(timeline, ui); break;
	case ACTION_DELETE_ROW: cell_view_delete_row(&timeline->cell, ui); break;
	case ACTION_DEEPER: turn_year(timeline, ui, 1); break;
	case ACTION_SHALLOWER: turn_year(timeline, ui, -1); break;
	case ACTION_TAKE_ON: links_open(ui, sheet, row); break;
	case ACTION_DRAW_ROWS: draw_rows_open(ui, sheet); break;
	case ACTION_FORM:
		if (has_row(timeline))
			ui_push(ui, view_record_new(ui, sheet, row, timeline->cell.field));
		else
			ui_message(ui, "sheet.no_row_here", NULL);
		break;
	case ACTION_NEXT_VIEW: view_turn(ui, sheet, "timeline", row); return REACT_DRAW;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, sheet)); break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- the view ---- */

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct timeline *timeline = timeline_of(view);

	timeline_update(timeline, ui);
	unsigned reaction = act_on_month(timeline, ui, action);
	if (reaction == REACT_UNUSED)
		reaction = cell_view_act(&timeline->cell, ui, action);
	if (reaction == REACT_UNUSED)
		reaction = move(timeline, ui, action);
	return reaction == REACT_UNUSED ? act_on_rows(timeline, ui, action) : reaction;
}

static unsigned text(struct view *view, struct ui *ui, const char *typed, bool pasted)
{
	struct timeline *timeline = timeline_of(view);

	timeline_update(timeline, ui);
	return cell_view_text(&timeline->cell, ui, typed, pasted);
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct timeline *timeline = timeline_of(view);
	int row = event->row - timeline->body.row - 1, col = event->col - timeline->label_cols - 2;

	if (row < 0 || row >= (int)timeline_page(timeline))
		return REACT_NONE;
	cell_view_commit(&timeline->cell, ui);
	timeline_update(timeline, ui);
	stand_at(timeline, ui, timeline->top + (size_t)row);
	stand_on_column(timeline, ui, col < 0 ? TIMELINE_ITEM : (size_t)(col / timeline->month_cols) + 1);
	return event->button == MOUSE_DOUBLE ? act(view, ui, ACTION_SPACE) : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct timeline *timeline = timeline_of(view);

	if (timeline_is_month(timeline->column) && has_row(timeline) && !timeline->cell.editing) {
		key_line_add_as(line, ACTION_SPACE, "timeline.change");
		key_line_add_as(line, ACTION_FILL, "timeline.go_on");
	} else {
		cell_view_keys(&timeline->cell, ui, line);
	}
	if (timeline->cell.editing)
		return;
	key_line_add(line, ACTION_NEW_ROW);
	if (form_of(timeline, ui)->draws.count > 0)
		key_line_add(line, ACTION_DRAW_ROWS);
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_FORM);
	key_line_add_as(line, ACTION_DEEPER, "timeline.next_year");
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_BACK);
}

/* The column a field stands in; that of the item when it has none. */
static size_t column_of(const struct timeline *timeline, const struct ui *ui, int field)
{
	for (size_t i = 0; i < timeline_columns(timeline, ui); i++)
		if (timeline_field(timeline, ui, i) == field)
			return i;
	return TIMELINE_ITEM;
}

/* A row of another year takes one there. */
static bool show(struct view *view, struct ui *ui, const char *sheet_id, const char *row_id,
                 const char *field)
{
	struct timeline *timeline = timeline_of(view);
	struct sheet *sheet = cell_view_sheet(&timeline->cell, ui);
	size_t row;

	if (!text_is(sheet_id, timeline->cell.sheet))
		return false;
	if (row_id[0] && sheet_find(sheet, row_id, &row)) {
		struct value year = book_value(folder_book(ui->session->folder), sheet, row, timeline->schedule.fields.year);
		text_copy(timeline->cell.row, sizeof(timeline->cell.row), row_id);
		show_year(timeline, ui, year.kind == VALUE_NUMBER ? (int)year.number : timeline->schedule.year);
	}
	int wanted = form_field(sheet_form(sheet), field);
	size_t column = column_of(timeline, ui, wanted);
	stand_on_column(timeline, ui, column);
	if (wanted >= 0 && timeline_field(timeline, ui, column) != wanted && has_row(timeline))
		ui_push(ui, view_record_new(ui, sheet_id, timeline->cell.row, wanted));
	return true;
}

static bool resume(struct view *view, struct ui *ui, const struct draft *draft)
{
	struct timeline *timeline = timeline_of(view);

	if (!draft->row[0])
		stand_at(timeline, ui, timeline->schedule.rows.count);
	stand_on_column(timeline, ui, column_of(timeline, ui, form_field(form_of(timeline, ui), draft->field)));
	return cell_view_resume(&timeline->cell, ui, draft);
}

static void leave(struct view *view, struct ui *ui, bool for_good)
{
	cell_view_leave(&timeline_of(view)->cell, ui, for_good);
}

static bool is_editing(struct view *view)
{
	return timeline_of(view)->cell.editing;
}

static void refresh(struct view *view, struct ui *ui)
{
	show_year(timeline_of(view), ui, timeline_of(view)->schedule.year);
}

static void timeline_free(struct view *view)
{
	struct timeline *timeline = timeline_of(view);

	cell_view_release(&timeline->cell);
	schedule_release(&timeline->schedule);
	free(timeline);
}

static const struct view_ops ops = {
	.name = "timeline",
	.draw = timeline_draw,
	.act = act,
	.text = text,
	.mouse = mouse,
	.keys = keys,
	.show = show,
	.leave = leave,
	.is_editing = is_editing,
	.typed = cell_view_typed,
	.resume = resume,
	.where = cell_view_where,
	.refresh = refresh,
	.free = timeline_free,
};

/* The year of the row one comes from, else the current one. */
static int year_to_show(struct ui *ui, struct sheet *sheet, const struct schedule_fields *fields,
                        const char *row_id)
{
	struct book *book = folder_book(ui->session->folder);
	struct value year = value_empty();
	size_t row;

	if (row_id[0] && sheet_find(sheet, row_id, &row))
		year = book_value(book, sheet, row, fields->year);
	return year.kind == VALUE_NUMBER ? (int)year.number
	                                 : schedule_year_of(book_today(book), schedule_first_month(book));
}

struct view *view_timeline_new(struct ui *ui, const char *id, const char *row)
{
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), id, NULL);
	struct schedule_fields fields;

	/* A timeline without months is a table. */
	if (!sheet || !schedule_fields(sheet_form(sheet), &fields))
		return view_grid_new(ui, id, row);
	struct timeline *timeline = mem_zero(1, sizeof(*timeline));
	timeline->cell.view.ops = &ops;
	timeline->cell.go = go;
	timeline->cell.make_row = make_row;
	text_copy(timeline->cell.sheet, sizeof(timeline->cell.sheet), id);
	text_copy(timeline->cell.row, sizeof(timeline->cell.row), row);
	show_year(timeline, ui, year_to_show(ui, sheet, &fields, row));
	return &timeline->cell.view;
}

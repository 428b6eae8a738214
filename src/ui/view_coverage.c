/*
 * view_coverage.c - what was looked at from which side, targets by the letters of STRIDE: where
 * one stands and what leads elsewhere. One stays on a target by its value, not by its line.
 */
#include "coverage_table.h"
#include "targets.h"

#include "sonae/app/say.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static struct table *table_of(struct view *view)
{
	return (struct table *)view;
}

struct sheet *table_sheet(const struct table *table, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), table->sheet, NULL);
}

const struct form_view *table_way(const struct table *table, const struct ui *ui)
{
	return coverage_view(ui, table->sheet, "coverage");
}

bool table_has_lines(const struct table *table)
{
	return table->coverage.pivot.rows.count > 0;
}

/* ---- where one stands ---- */

static void stand_at(struct table *table, size_t line)
{
	const struct pivot *pivot = &table->coverage.pivot;

	if (pivot->rows.count == 0)
		return;
	table->line = line < pivot->rows.count ? line : pivot->rows.count - 1;
	free(table->value);
	table->value = mem_dup(pivot->rows.at[table->line].value);
	table->is_text = pivot->rows.at[table->line].is_text;
}

void table_build(struct table *table, struct ui *ui)
{
	struct err err = {0};

	if (!coverage_build(folder_book(ui->session->folder), table_sheet(table, ui), table_way(table, ui),
	                    &table->coverage, &err))
		ui_alarm(ui, &err);
	size_t line = table->value ? pivot_row(&table->coverage.pivot, table->value, table->is_text)
	                           : PIVOT_NONE;
	stand_at(table, line != PIVOT_NONE ? line : table->line);
}

const struct row_list *table_rows_here(const struct table *table)
{
	return pivot_cell(&table->coverage.pivot, table->line, table->column);
}

size_t table_page(const struct table *table)
{
	return table->body.rows > 2 ? (size_t)table->body.rows - 1 : 1;
}

static unsigned move(struct table *table, enum action action)
{
	size_t last = table->coverage.pivot.columns.count - 1, line = table->line, by = table_page(table);

	switch (action) {
	case ACTION_UP: stand_at(table, line ? line - 1 : 0); break;
	case ACTION_DOWN: stand_at(table, line + 1); break;
	case ACTION_PAGE_UP: stand_at(table, line > by ? line - by : 0); break;
	case ACTION_PAGE_DOWN: stand_at(table, line + by); break;
	case ACTION_FIRST: stand_at(table, 0); break;
	case ACTION_LAST: stand_at(table, table->coverage.pivot.rows.count); break;
	case ACTION_PREVIOUS:
	case ACTION_LEFT: table->column -= table->column > 0; break;
	case ACTION_NEXT:
	case ACTION_RIGHT: table->column += table->column < last; break;
	case ACTION_LINE_START: table->column = 0; break;
	case ACTION_LINE_END: table->column = last; break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- what leads elsewhere ---- */

static void open_steps(struct table *table, struct ui *ui, const char *value, bool is_text)
{
	struct view *steps = coverage_view(ui, table->sheet, "steps")
	                         ? view_steps_at(ui, table->sheet, value, is_text, table->column)
	                         : NULL;

	if (steps)
		ui_push(ui, steps);
	else if (table_rows_here(table)->at.count > 0)
		ui_push(ui, view_record_new(ui, table->sheet,
		                            sheet_row_id(table_sheet(table, ui), table_rows_here(table)->at.at[0]), -1));
}

static void target_chosen(struct ui *ui, void *context, const char *value, bool is_text)
{
	struct table *table = context;

	table->column = 0;
	open_steps(table, ui, value, is_text);
}

static void choose_target(struct table *table, struct ui *ui)
{
	targets_pick(ui, &(struct targets){
	    .sheet = table->sheet,
	    .view = table_way(table, ui),
	    .coverage = &table->coverage,
	    .title = say(ui->session, "steps.which_target"),
	    .selected = table_has_lines(table) ? table->line : PIVOT_NONE,
	    .chosen = target_chosen,
	    .context = table,
	});
}

static void open_here(struct table *table, struct ui *ui)
{
	if (table_has_lines(table))
		open_steps(table, ui, table->value, table->is_text);
	else
		choose_target(table, ui);
}

/* The next way stays on the first of the rows here, or on the target. */
static bool turn(struct table *table, struct ui *ui)
{
	char row[ROW_ID_MAX] = "";

	if (table_has_lines(table) && table_rows_here(table)->at.count > 0)
		text_copy(row, sizeof(row), sheet_row_id(table_sheet(table, ui), table_rows_here(table)->at.at[0]));
	else if (table_has_lines(table) && !table->is_text)
		text_copy(row, sizeof(row), table->value);
	return view_turn(ui, table->sheet, "coverage", row);
}

static void follow(struct table *table, struct ui *ui)
{
	const struct form *form = sheet_form(table_sheet(table, ui));

	if (table_has_lines(table) && !table->is_text)
		ui_jump(ui, form->fields.at[table_way(table, ui)->rows].sheet, table->value, "");
	else
		ui_message(ui, "cell.no_reference", NULL);
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct table *table = table_of(view);

	if (table_has_lines(table) && move(table, action) == REACT_DRAW)
		return REACT_DRAW;
	switch (action) {
	case ACTION_ENTER:
	case ACTION_EDIT:
	case ACTION_SPACE: open_here(table, ui); break;
	case ACTION_NEW_ROW: choose_target(table, ui); break;
	case ACTION_FOLLOW: follow(table, ui); break;
	case ACTION_NEXT_VIEW: turn(table, ui); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, table->sheet)); break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, table->sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, table->sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, table->sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* The cell a row stands in, as after undoing; of a row that is gone, none. */
static bool show(struct view *view, struct ui *ui, const char *sheet, const char *row_id,
                 const char *field)
{
	struct table *table = table_of(view);
	size_t row, line, column;

	(void)field;
	if (!text_is(sheet, table->sheet) || !row_id[0])
		return false;
	table_build(table, ui);
	if (!sheet_find(table_sheet(table, ui), row_id, &row))
		return true;
	if (!pivot_find(&table->coverage.pivot, row, &line, &column))
		return false;
	stand_at(table, line);
	table->column = column;
	return true;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct table *table = table_of(view);
	int row = event->row - table->body.row - 1, left = 1 + table->name_cols + 1;
	size_t line = table->top + (size_t)(row > 0 ? row : 0);

	if (row < 0 || row >= table->body.rows - 1 || line >= table->coverage.pivot.rows.count)
		return REACT_NONE;
	stand_at(table, line);
	if (event->col >= left && table->cell_cols > 0) {
		size_t column = (size_t)((event->col - left) / table->cell_cols);
		if (column < table->coverage.pivot.columns.count)
			table->column = column;
	}
	return event->button == MOUSE_DOUBLE ? act(view, ui, ACTION_ENTER) : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)ui;
	key_line_add_as(line, ACTION_ENTER, table_has_lines(table_of(view)) ? "coverage.think" : "steps.target");
	key_line_add_as(line, ACTION_NEW_ROW, "coverage.add_target");
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_FOLLOW);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_BACK);
}

static void refresh(struct view *view, struct ui *ui)
{
	table_build(table_of(view), ui);
}

static void table_free(struct view *view)
{
	struct table *table = table_of(view);

	coverage_release(&table->coverage);
	free(table->value);
	free(table);
}

static void where(struct view *view, struct ui *ui, struct stand *stand)
{
	(void)ui;
	text_copy(stand->sheet, sizeof(stand->sheet), ((struct table *)view)->sheet);
}

static const struct view_ops ops = {
	.name = "coverage",
	.draw = table_draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.show = show,
	.refresh = refresh,
	.where = where,
	.free = table_free,
};

/* `row` is one of the worksheet's, or of what it is about. */
static void stand_on(struct table *table, struct ui *ui, const char *id)
{
	struct sheet *sheet = table_sheet(table, ui);
	size_t row, line = pivot_row(&table->coverage.pivot, id, false), column = 0;

	if (line != PIVOT_NONE || (sheet_find(sheet, id, &row) &&
	                           pivot_find(&table->coverage.pivot, row, &line, &column))) {
		stand_at(table, line);
		table->column = column;
	}
}

struct view *view_coverage_new(struct ui *ui, const char *sheet, const char *row)
{
	struct table *table;

	if (!coverage_view(ui, sheet, "coverage"))
		return NULL;
	table = mem_zero(1, sizeof(*table));
	table->view.ops = &ops;
	text_copy(table->sheet, sizeof(table->sheet), sheet);
	table_build(table, ui);
	stand_on(table, ui, row);
	return &table->view;
}

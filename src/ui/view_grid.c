/* view_grid.c - a worksheet as a grid: moving about, and what leads elsewhere. */
#include "coverage_look.h"
#include "grid.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/model/field_type.h"
#include "sonae/store/draft.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static struct grid *grid_of(struct view *view)
{
	return (struct grid *)view;
}

static size_t last_position(const struct grid *grid, const struct ui *ui)
{
	size_t count = grid->rows.at.count;

	return grid_may_add(grid, ui) ? count : count ? count - 1 : 0;
}

/* ---- where one stands ---- */

static void stand_at(struct grid *grid, struct ui *ui, size_t position)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);
	size_t last = last_position(grid, ui);

	grid->position = position < last ? position : last;
	const char *id = grid->position < grid->rows.at.count
	                     ? sheet_row_id(sheet, grid->rows.at.at[grid->position]) : "";
	text_copy(grid->cell.row, sizeof(grid->cell.row), id);
}

static void stand_on_column(struct grid *grid, size_t column)
{
	grid->column = column;
	grid->cell.field = grid->columns.at[column].field >= 0 ? grid->columns.at[column].field : -1;
}

static size_t position_of(const struct grid *grid, size_t row)
{
	size_t position = 0;

	while (position < grid->rows.at.count && grid->rows.at.at[position] != row)
		position++;
	return position;
}

const struct form *grid_form(const struct grid *grid, const struct ui *ui)
{
	return book_form(folder_book(ui->session->folder), grid->name, NULL);
}

static void list_queried(struct grid *grid, struct ui *ui)
{
	struct err err = {0};

	if (!query_of_form(folder_book(ui->session->folder), grid_form(grid, ui), &grid->rows, &err))
		ui_alarm(ui, &err);
}

void grid_list_rows(struct grid *grid, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);
	size_t row;

	if (!text_is(grid->name, grid->cell.sheet))
		list_queried(grid, ui);
	else
		query_all(sheet, &grid->rows);
	if (grid->sorted_by >= 0)
		query_sort(folder_book(ui->session->folder), sheet, grid->sorted_by, grid->descending,
		           &grid->rows);
	grid->rows_version = sheet_rows_version(sheet);
	bool there = grid->cell.row[0] && sheet_find(sheet, grid->cell.row, &row);
	stand_at(grid, ui, there ? position_of(grid, row) : grid->position);
}

void grid_list_rows_if_changed(struct grid *grid, struct ui *ui)
{
	if (grid->rows_version != sheet_rows_version(cell_view_sheet(&grid->cell, ui)))
		grid_list_rows(grid, ui);
}

/* ---- moving ---- */

bool grid_is_computed(const struct grid *grid, const struct ui *ui, size_t column)
{
	const struct form *form = sheet_form(cell_view_sheet(&grid->cell, ui));
	int field = grid->columns.at[column].field;

	return field < 0 || form->fields.at[field].formula;
}

/* Tab goes over what cannot be typed in, and on to the next row at the end. */
static void go_next(struct grid *grid, struct ui *ui)
{
	size_t column = grid->column;

	while (++column < grid->columns.count)
		if (!grid_is_computed(grid, ui, column)) {
			stand_on_column(grid, column);
			return;
		}
	if (grid->position >= last_position(grid, ui))
		return;
	stand_at(grid, ui, grid->position + 1);
	for (column = 0; column < grid->columns.count && grid_is_computed(grid, ui, column); column++)
		;
	if (column < grid->columns.count)
		stand_on_column(grid, column);
}

static void go_previous(struct grid *grid, struct ui *ui)
{
	for (size_t column = grid->column; column-- > 0;)
		if (!grid_is_computed(grid, ui, column)) {
			stand_on_column(grid, column);
			return;
		}
	if (grid->position == 0)
		return;
	stand_at(grid, ui, grid->position - 1);
	for (size_t column = grid->columns.count; column-- > 0;)
		if (!grid_is_computed(grid, ui, column)) {
			stand_on_column(grid, column);
			return;
		}
}

static void go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	struct grid *grid = (struct grid *)cell;

	grid_list_rows_if_changed(grid, ui);
	if (direction == ACTION_DOWN)
		stand_at(grid, ui, grid->position + 1);
	else if (direction == ACTION_UP)
		stand_at(grid, ui, grid->position ? grid->position - 1 : 0);
	else if (direction == ACTION_NEXT)
		go_next(grid, ui);
	else
		go_previous(grid, ui);
}

static bool above(const struct cell_view *cell, const struct ui *ui, size_t *row)
{
	const struct grid *grid = (const struct grid *)cell;

	(void)ui;
	if (grid->position == 0 || grid->position > grid->rows.at.count)
		return false;
	*row = grid->rows.at.at[grid->position - 1];
	return true;
}

static unsigned move(struct grid *grid, struct ui *ui, enum action action)
{
	size_t page = grid_page(grid), last = last_position(grid, ui);

	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_NEXT:
	case ACTION_PREVIOUS: go(&grid->cell, ui, action); break;
	case ACTION_LEFT: stand_on_column(grid, grid->column ? grid->column - 1 : 0); break;
	case ACTION_RIGHT:
		stand_on_column(grid,
		                grid->column + 1 < grid->columns.count ? grid->column + 1 : grid->column);
		break;
	case ACTION_PAGE_UP:
		stand_at(grid, ui, grid->position > page ? grid->position - page : 0);
		break;
	case ACTION_PAGE_DOWN: stand_at(grid, ui, grid->position + page); break;
	case ACTION_LINE_START: stand_on_column(grid, 0); break;
	case ACTION_LINE_END: stand_on_column(grid, grid->columns.count - 1); break;
	case ACTION_FIRST: stand_at(grid, ui, 0); break;
	case ACTION_LAST: stand_at(grid, ui, last); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- other views ---- */

static void open_record(struct grid *grid, struct ui *ui)
{
	if (!grid_has_row(grid)) {
		ui_message(ui, "sheet.no_row_here", NULL);
		return;
	}
	ui_push(ui, view_record_new(ui, grid->cell.sheet, grid->cell.row, grid->cell.field));
}

/* The pane, the whole screen, none. */
static void next_guide(struct grid *grid, struct ui *ui)
{
	if (ui->guide)
		ui_push(ui, view_guide_new(ui, grid->name));
	ui->guide = !ui->guide;
}

static unsigned act_on_views(struct grid *grid, struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_FORM: open_record(grid, ui); break;
	case ACTION_NEXT_VIEW:
		if (!view_turn(ui, grid->name, "grid", grid->cell.row))
			open_record(grid, ui);
		break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, grid->name)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, grid->cell.sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, grid->cell.sheet)); break;
	case ACTION_GUIDE: next_guide(grid, ui); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned grid_act(struct view *view, struct ui *ui, enum action action)
{
	struct grid *grid = grid_of(view);

	grid_list_rows_if_changed(grid, ui);
	unsigned reaction = cell_view_act(&grid->cell, ui, action);
	if (reaction != REACT_UNUSED) {
		grid_list_rows_if_changed(grid, ui);
		return reaction;
	}
	if (move(grid, ui, action) == REACT_DRAW || grid_rows_act(grid, ui, action) == REACT_DRAW)
		return REACT_DRAW;
	return act_on_views(grid, ui, action);
}

static unsigned grid_text(struct view *view, struct ui *ui, const char *text, bool pasted)
{
	struct grid *grid = grid_of(view);
	const struct field *field = cell_view_field(&grid->cell, ui);
	bool is_memo = field && field->type->many_lines && !strchr(text, '\t');
	bool is_table = strpbrk(text, "\t\n") && !is_memo;

	grid_list_rows_if_changed(grid, ui);
	if (pasted && is_table && !grid->cell.editing) {
		grid_paste(grid, ui, text);
		return REACT_DRAW;
	}
	unsigned reaction = cell_view_text(&grid->cell, ui, text, pasted);
	grid_list_rows_if_changed(grid, ui);
	return reaction;
}

/* ---- the rest of the view ---- */

static unsigned grid_mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct grid *grid = grid_of(view);
	int row = event->row - grid->body.row - 1;

	if (row < 0 || row >= (int)grid_page(grid))
		return REACT_NONE;
	cell_view_commit(&grid->cell, ui);
	grid_list_rows_if_changed(grid, ui);
	stand_at(grid, ui, grid->top + (size_t)row);
	for (size_t i = 0; i < grid->columns.count; i++) {
		const struct grid_column *column = &grid->columns.at[i];
		if (column->at >= 0 && event->col >= column->at && event->col <= column->at + column->cols)
			stand_on_column(grid, i);
	}
	if (event->button == MOUSE_DOUBLE)
		return grid_act(view, ui, ACTION_ENTER);
	return REACT_DRAW;
}

/* On a row what one can do with it; on the empty one below the last where rows come from. */
static void add_row_keys(const struct grid *grid, const struct ui *ui, struct key_line *line)
{
	const struct form *form = grid_form(grid, ui);

	if (!grid_has_row(grid) && grid->has_examples)
		key_line_add(line, ACTION_EXAMPLES);
	if (!grid_has_row(grid) && form->draws.count > 0)
		key_line_add(line, ACTION_DRAW_ROWS);
	if (grid_has_row(grid))
		key_line_add(line, ACTION_FORM);
	if (form->views.count > 0 || form->kind == FORM_TREE)
		key_line_add(line, ACTION_NEXT_VIEW);
	if (grid_has_row(grid) && form->addable)
		key_line_add_as(line, ACTION_TAKE_ON, grid->has_steps ? "steps.of_asset" : NULL);
}

static void grid_keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct grid *grid = grid_of(view);

	cell_view_keys(&grid->cell, ui, line);
	if (grid->cell.editing)
		return;
	add_row_keys(grid, ui, line);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_PALETTE);
	if (grid_has_row(grid) && grid->has_examples)
		key_line_add(line, ACTION_EXAMPLES);
	key_line_add(line, ACTION_UNDO);
	if (grid_may_add(grid, ui)) {
		key_line_add(line, ACTION_NEW_ROW);
		key_line_add(line, ACTION_DELETE_ROW);
	}
	key_line_add(line, ACTION_FIND);
	key_line_add(line, ACTION_NOTE);
	key_line_add(line, ACTION_BACK);
}

/* Of a query the cells of its worksheet too, if they are in the picture. */
static bool is_shown(struct grid *grid, const struct ui *ui, const char *sheet, const char *row,
                     const char *field)
{
	struct sheet *rows = cell_view_sheet(&grid->cell, ui);
	int wanted = form_field(sheet_form(rows), field);
	bool has_column = false;
	size_t at;

	if (text_is(sheet, grid->name))
		return true;
	if (!text_is(sheet, grid->cell.sheet) || !sheet_find(rows, row, &at))
		return false;
	for (size_t i = 0; wanted >= 0 && i < grid->columns.count; i++)
		has_column = has_column || grid->columns.at[i].field == wanted;
	return has_column && position_of(grid, at) < grid->rows.at.count;
}

static bool grid_show(struct view *view, struct ui *ui, const char *sheet, const char *row,
                      const char *field)
{
	struct grid *grid = grid_of(view);
	size_t at;

	if (!is_shown(grid, ui, sheet, row, field))
		return false;
	grid_list_rows(grid, ui);
	if (row[0] && sheet_find(cell_view_sheet(&grid->cell, ui), row, &at))
		stand_at(grid, ui, position_of(grid, at));
	int wanted = form_field(sheet_form(cell_view_sheet(&grid->cell, ui)), field);
	for (size_t i = 0; wanted >= 0 && i < grid->columns.count; i++) {
		if (grid->columns.at[i].field == wanted) {
			stand_on_column(grid, i);
			return true;
		}
	}
	/* A field the grid does not show: its record form does. */
	if (wanted >= 0 && grid_has_row(grid))
		ui_push(ui, view_record_new(ui, sheet, grid->cell.row, wanted));
	return true;
}

static bool grid_resume(struct view *view, struct ui *ui, const struct draft *draft)
{
	struct grid *grid = grid_of(view);
	int field = form_field(sheet_form(cell_view_sheet(&grid->cell, ui)), draft->field);

	if (!draft->row[0])
		stand_at(grid, ui, grid->rows.at.count);
	for (size_t i = 0; i < grid->columns.count; i++)
		if (grid->columns.at[i].field == field)
			stand_on_column(grid, i);
	return cell_view_resume(&grid->cell, ui, draft);
}

static void grid_leave(struct view *view, struct ui *ui, bool for_good)
{
	cell_view_leave(&grid_of(view)->cell, ui, for_good);
}

static bool grid_is_editing(struct view *view)
{
	return grid_of(view)->cell.editing;
}

static void grid_refresh(struct view *view, struct ui *ui)
{
	struct grid *grid = grid_of(view);

	grid_list_rows(grid, ui);
	grid->summary_known = false;
}

static bool grid_wants_idle(struct view *view)
{
	const struct grid *grid = grid_of(view);

	return grid->summary_waits || !grid->steps_known;
}

static bool grid_idle(struct view *view, struct ui *ui)
{
	struct grid *grid = grid_of(view);

	if (!grid->steps_known)
		grid->has_steps = coverage_is_looked_at(ui, grid->name);
	grid->steps_known = true;
	if (grid->summary_waits)
		grid_compute_summary(grid, ui);
	return true;
}

static void grid_free(struct view *view)
{
	struct grid *grid = grid_of(view);

	cell_view_release(&grid->cell);
	vec_release(&grid->columns);
	row_list_release(&grid->rows);
	summary_line_release(&grid->summary);
	free(grid);
}

static const struct view_ops grid_ops = {
	.name = "sheet",
	.draw = grid_draw,
	.act = grid_act,
	.text = grid_text,
	.mouse = grid_mouse,
	.keys = grid_keys,
	.show = grid_show,
	.where = cell_view_where,
	.leave = grid_leave,
	.is_editing = grid_is_editing,
	.typed = cell_view_typed,
	.resume = grid_resume,
	.refresh = grid_refresh,
	.wants_idle = grid_wants_idle,
	.idle = grid_idle,
	.free = grid_free,
};

static void add_column(struct grid *grid, int field)
{
	vec_push(&grid->columns, ((struct grid_column){.field = field}));
}

/* The column that says what a row is called: of "→x or text" the reference's. */
static bool is_name(const struct form *of, int field)
{
	return of->name_field >= 0 &&
	       (field == of->name_field || field == of->fields.at[of->name_field].ref_field);
}

/* `of` has the fields; of a query another form than the one that names the columns. */
static void choose_columns(struct grid *grid, const struct form *form, const struct form *of)
{
	struct query_columns columns = {0};

	add_column(grid, of->items.count > 0 ? GRID_ITEM : GRID_ID);
	grid->named = grid->frozen = 1;
	query_columns(form, of, &columns, NULL);
	for (size_t i = 0; i < columns.at.count; i++)
		add_column(grid, columns.at.at[i]);
	vec_release(&columns.at);
	for (size_t i = 1; of->items.count == 0 && i < grid->columns.count; i++)
		if (is_name(of, grid->columns.at[i].field))
			grid->named = i + 1;
}

/* Of a query: can the worksheet it looks at be had? */
static bool has_rows(const struct grid *grid, struct ui *ui)
{
	struct err err = {0};

	if (book_sheet(folder_book(ui->session->folder), grid->cell.sheet, &err))
		return true;
	ui_alarm(ui, &err);
	return false;
}

struct view *view_grid_new(struct ui *ui, const char *id, const char *row)
{
	struct grid *grid = mem_zero(1, sizeof(*grid));
	const struct form *form = book_form(folder_book(ui->session->folder), id, NULL);
	bool is_query = form->kind == FORM_QUERY;

	grid->cell.view.ops = &grid_ops;
	grid->cell.go = go;
	grid->cell.above = above;
	grid->sorted_by = -1;
	text_copy(grid->name, sizeof(grid->name), id);
	text_copy(grid->cell.sheet, sizeof(grid->cell.sheet), is_query ? form->of : id);
	if (!has_rows(grid, ui)) {
		free(grid);
		return NULL;
	}
	grid->has_examples = place_has_examples(ui, id);
	choose_columns(grid, form, sheet_form(cell_view_sheet(&grid->cell, ui)));
	text_copy(grid->cell.row, sizeof(grid->cell.row), row);
	grid_list_rows(grid, ui);
	stand_on_column(grid, grid->columns.count > 1 ? 1 : 0);
	return &grid->cell.view;
}

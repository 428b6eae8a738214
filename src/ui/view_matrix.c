/* view_matrix.c - rows in a matrix: moving between cells, sides and the rows of a cell. */
#include "matrix.h"

#include "sonae/app/say.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static struct matrix *matrix_of(struct view *view)
{
	return (struct matrix *)view;
}

static struct sheet *sheet_of(const struct matrix *matrix, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), matrix->sheet, NULL);
}

/* ---- what stands where ---- */

const struct form *matrix_form(const struct matrix *matrix, const struct ui *ui)
{
	return sheet_form(sheet_of(matrix, ui));
}

const struct form_view *matrix_way(const struct matrix *matrix, const struct ui *ui)
{
	return form_way(matrix_form(matrix, ui), "matrix");
}

bool matrix_has_after(const struct matrix *matrix, const struct ui *ui)
{
	const struct form_view *way = matrix_way(matrix, ui);

	return way->rows_after >= 0 && way->columns_after >= 0;
}

size_t matrix_rows(const struct matrix *matrix)
{
	return matrix->tables[MATRIX_BEFORE].pivot.rows.count;
}

size_t matrix_columns(const struct matrix *matrix)
{
	return matrix->tables[MATRIX_BEFORE].pivot.columns.count;
}

const struct row_list *matrix_cell(const struct matrix *matrix, enum matrix_side side, size_t row,
                                   size_t column)
{
	const struct pivot *pivot = &matrix->tables[side].pivot;

	if (row >= pivot->rows.count)
		return &pivot->nowhere;
	return pivot_cell(pivot, row, pivot->columns.count - 1 - column);
}

const struct row_list *matrix_list(const struct matrix *matrix)
{
	return matrix_cell(matrix, matrix->side, matrix->row, matrix->column);
}

enum pivot_level matrix_level(const struct matrix *matrix, size_t row, size_t column)
{
	return pivot_level(matrix_rows(matrix), matrix_columns(matrix), row, column);
}

/* ---- keeping up with the worksheets ---- */

static size_t position_in(const struct row_list *list, const struct sheet *sheet, const char *id)
{
	size_t position = 0;

	while (position < list->at.count && !text_is(sheet_row_id(sheet, list->at.at[position]), id))
		position++;
	return position;
}

/* On that line of the list, or the last one; an empty list leaves the chosen row as it was. */
static void choose(struct matrix *matrix, const struct ui *ui, size_t position)
{
	const struct row_list *list = matrix_list(matrix);

	matrix->position = 0;
	if (list->at.count == 0) {
		matrix->in_list = false;
		return;
	}
	matrix->position = position < list->at.count ? position : list->at.count - 1;
	text_copy(matrix->chosen, sizeof(matrix->chosen),
	          sheet_row_id(sheet_of(matrix, ui), list->at.at[matrix->position]));
}

/* A row that has left the cell leaves its place to the next one. */
static void keep_chosen(struct matrix *matrix, const struct ui *ui)
{
	const struct row_list *list = matrix_list(matrix);
	size_t position = position_in(list, sheet_of(matrix, ui), matrix->chosen);

	choose(matrix, ui, position < list->at.count ? position : matrix->position);
}

/* Whatever changed in any worksheet may change what is computed here: always made anew. */
static void read_rows(struct matrix *matrix, struct ui *ui)
{
	struct book *book = folder_book(ui->session->folder);
	const struct form_view *way = matrix_way(matrix, ui);
	struct sheet *sheet = sheet_of(matrix, ui);

	pivot_build(book, sheet, way->rows, way->columns, NULL, &matrix->tables[MATRIX_BEFORE].pivot);
	if (matrix_has_after(matrix, ui))
		pivot_build(book, sheet, way->rows_after, way->columns_after, NULL,
		            &matrix->tables[MATRIX_AFTER].pivot);
	if (matrix->row == matrix_rows(matrix) && matrix_list(matrix)->at.count == 0)
		matrix->row--;
	keep_chosen(matrix, ui);
}

/* ---- moving ---- */

static void stand_on(struct matrix *matrix, const struct ui *ui, size_t row, size_t column)
{
	matrix->row = row;
	matrix->column = column;
	matrix->top = 0;
	choose(matrix, ui, 0);
}

static void enter_list(struct matrix *matrix, struct ui *ui)
{
	matrix->in_list = matrix_list(matrix)->at.count > 0;
	if (!matrix->in_list)
		ui_message(ui, "matrix.none_here", NULL);
}

/* Below the last line is what has no place, below that the list. */
static void go_down(struct matrix *matrix, struct ui *ui)
{
	size_t rows = matrix_rows(matrix);
	bool any = matrix_cell(matrix, matrix->side, rows, 0)->at.count > 0;

	if (matrix->row + 1 < rows || (matrix->row + 1 == rows && any))
		stand_on(matrix, ui, matrix->row + 1, matrix->column);
	else if (matrix_list(matrix)->at.count > 0)
		matrix->in_list = true;
}

static unsigned move_in_cells(struct matrix *matrix, struct ui *ui, enum action action)
{
	size_t last = matrix_columns(matrix) - 1, row = matrix->row, column = matrix->column;

	switch (action) {
	case ACTION_UP: stand_on(matrix, ui, row > 0 ? row - 1 : 0, column); break;
	case ACTION_DOWN: go_down(matrix, ui); break;
	case ACTION_LEFT: stand_on(matrix, ui, row, column > 0 ? column - 1 : 0); break;
	case ACTION_RIGHT: stand_on(matrix, ui, row, column < last ? column + 1 : last); break;
	case ACTION_LINE_START: stand_on(matrix, ui, row, 0); break;
	case ACTION_LINE_END: stand_on(matrix, ui, row, last); break;
	case ACTION_FIRST: stand_on(matrix, ui, 0, last); break;
	case ACTION_LAST: stand_on(matrix, ui, matrix_rows(matrix) - 1, 0); break;
	case ACTION_PAGE_DOWN:
	case ACTION_ENTER: enter_list(matrix, ui); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* A row without a place is opened at what it lacks. */
static void open_row(struct matrix *matrix, struct ui *ui)
{
	const struct form_view *way = matrix_way(matrix, ui);
	bool has_place = matrix->row < matrix_rows(matrix);
	struct sheet *sheet = sheet_of(matrix, ui);
	size_t row;

	if (matrix_list(matrix)->at.count == 0 || !sheet_find(sheet, matrix->chosen, &row)) {
		ui_message(ui, "matrix.none_here", NULL);
		return;
	}
	bool has_line = sheet_cell(sheet, row, (size_t)way->rows)[0] != '\0';
	ui_push(ui, view_record_new(ui, matrix->sheet, matrix->chosen,
	                            has_place ? -1 : has_line ? way->columns : way->rows));
}

static unsigned move_in_list(struct matrix *matrix, struct ui *ui, enum action action)
{
	size_t page = matrix->list.rows > 2 ? (size_t)matrix->list.rows - 2 : 1, at = matrix->position;

	switch (action) {
	case ACTION_UP:
		if (at > 0)
			choose(matrix, ui, at - 1);
		else
			matrix->in_list = false;
		break;
	case ACTION_DOWN: choose(matrix, ui, at + 1); break;
	case ACTION_PAGE_UP: choose(matrix, ui, at > page ? at - page : 0); break;
	case ACTION_PAGE_DOWN: choose(matrix, ui, at + page); break;
	case ACTION_LINE_START:
	case ACTION_FIRST: choose(matrix, ui, 0); break;
	case ACTION_LINE_END:
	case ACTION_LAST: choose(matrix, ui, matrix_list(matrix)->at.count - 1); break;
	case ACTION_ENTER: open_row(matrix, ui); break;
	case ACTION_BACK: matrix->in_list = false; break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* The same cell on the other side: what is still there, what has come. */
static void turn_side(struct matrix *matrix, struct ui *ui)
{
	if (!matrix_has_after(matrix, ui))
		return;
	matrix->side = matrix->side == MATRIX_BEFORE ? MATRIX_AFTER : MATRIX_BEFORE;
	matrix->in_list = false;
	keep_chosen(matrix, ui);
}

static unsigned act_on_views(struct matrix *matrix, struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_NEXT:
	case ACTION_PREVIOUS: turn_side(matrix, ui); break;
	case ACTION_FORM: open_row(matrix, ui); break;
	case ACTION_NEXT_VIEW: view_turn(ui, matrix->sheet, "matrix", matrix->chosen); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, matrix->sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, matrix->sheet)); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, matrix->sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct matrix *matrix = matrix_of(view);

	read_rows(matrix, ui);
	unsigned reaction = matrix->in_list ? move_in_list(matrix, ui, action)
	                                    : move_in_cells(matrix, ui, action);
	return reaction != REACT_UNUSED ? reaction : act_on_views(matrix, ui, action);
}

/* ---- the rest of the view ---- */

static unsigned click_in_list(struct matrix *matrix, struct ui *ui, const struct event *event)
{
	int line = event->row - matrix->list.row;
	size_t position = matrix->top + (size_t)line;

	if (line < 0 || line >= matrix->list.rows || position >= matrix_list(matrix)->at.count)
		return REACT_NONE;
	bool again = matrix->in_list && position == matrix->position;
	matrix->in_list = true;
	choose(matrix, ui, position);
	if (again || event->button == MOUSE_DOUBLE)
		open_row(matrix, ui);
	return REACT_DRAW;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct matrix *matrix = matrix_of(view);
	enum matrix_side side;
	size_t row, column;

	read_rows(matrix, ui);
	if (!matrix_hit(matrix, event->row, event->col, &side, &row, &column))
		return click_in_list(matrix, ui, event);
	matrix->side = side;
	matrix->in_list = false;
	stand_on(matrix, ui, row, column);
	if (event->button == MOUSE_DOUBLE)
		enter_list(matrix, ui);
	return REACT_DRAW;
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	read_rows(matrix_of(view), ui);
	matrix_draw(view, ui, canvas);
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct matrix *matrix = matrix_of(view);

	if (matrix->in_list)
		key_line_add_as(line, ACTION_ENTER, "matrix.open");
	if (matrix_has_after(matrix, ui))
		key_line_add_as(line, ACTION_NEXT,
		                matrix->side == MATRIX_BEFORE ? "matrix.to_after" : "matrix.to_before");
	if (!matrix->in_list)
		key_line_add_as(line, ACTION_ENTER, "matrix.list");
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_FORM);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_CHECK);
	key_line_add(line, ACTION_PALETTE);
	key_line_add_as(line, ACTION_BACK, matrix->in_list ? "matrix.to_cells" : NULL);
}

static void matrix_free(struct view *view)
{
	struct matrix *matrix = matrix_of(view);

	for (int side = 0; side < MATRIX_SIDES; side++)
		pivot_release(&matrix->tables[side].pivot);
	free(matrix);
}

static void where(struct view *view, struct ui *ui, struct stand *stand)
{
	const struct matrix *matrix = (const struct matrix *)view;

	(void)ui;
	text_copy(stand->sheet, sizeof(stand->sheet), matrix->sheet);
	text_copy(stand->row, sizeof(stand->row), matrix->in_list ? matrix->chosen : "");
}

static const struct view_ops ops = {
	.name = "matrix",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.where = where,
	.free = matrix_free,
};

/* The cell that holds the row; without one the worst there is, at the top right. */
static void stand_on_row(struct matrix *matrix, const struct ui *ui, const char *id)
{
	struct sheet *sheet = sheet_of(matrix, ui);

	matrix->column = matrix_columns(matrix) - 1;
	for (size_t row = 0; id[0] && row <= matrix_rows(matrix); row++) {
		for (size_t column = 0; column < matrix_columns(matrix); column++) {
			const struct row_list *list = matrix_cell(matrix, MATRIX_BEFORE, row, column);
			if (position_in(list, sheet, id) == list->at.count)
				continue;
			matrix->row = row;
			matrix->column = column;
			keep_chosen(matrix, ui);
			return;
		}
	}
	choose(matrix, ui, 0);
}

struct view *view_matrix_new(struct ui *ui, const char *sheet, const char *row)
{
	struct matrix *matrix = mem_zero(1, sizeof(*matrix));

	matrix->view.ops = &ops;
	text_copy(matrix->sheet, sizeof(matrix->sheet), sheet);
	text_copy(matrix->chosen, sizeof(matrix->chosen), row);
	read_rows(matrix, ui);
	text_copy(matrix->chosen, sizeof(matrix->chosen), row);
	stand_on_row(matrix, ui, row);
	return &matrix->view;
}

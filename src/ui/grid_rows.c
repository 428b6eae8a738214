/* grid_rows.c - rows made, deleted, moved and sorted. */
#include "grid.h"
#include "links.h"

#include "sonae/app/entry.h"

bool grid_has_row(const struct grid *grid)
{
	return grid->position < grid->rows.at.count;
}

/* A new row comes below the current one. */
static void new_row(struct grid *grid, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);
	struct step step = {0};
	struct err err = {0};
	char id[ROW_ID_MAX];
	const char *after = grid->cell.row[0] ? grid->cell.row
	                  : sheet_row_count(sheet) ? sheet_row_id(sheet, sheet_row_count(sheet) - 1) : "";

	if (!cell_view_may_write(&grid->cell, ui))
		return;
	if (!entry_new_row(ui->session, &step, sheet, after, -1, NULL, id, &err))
		ui_alarm(ui, &err);
	else if (ui_do(ui, &step))
		text_copy(grid->cell.row, sizeof(grid->cell.row), id);
	step_release(&step);
	grid_list_rows_if_changed(grid, ui);
}

static void delete_row(struct grid *grid, struct ui *ui)
{
	cell_view_delete_row(&grid->cell, ui);
	grid_list_rows_if_changed(grid, ui);
}

/* Moves the row in the file; it makes no sense while sorted by a field. */
static void move_row(struct grid *grid, struct ui *ui, int by)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);
	size_t row = cell_view_row(&grid->cell, ui), count = sheet_row_count(sheet);
	struct step step = {0};

	if (grid->sorted_by >= 0) {
		ui_message(ui, "sheet.sorted_no_move", NULL);
		return;
	}
	if (!grid_has_row(grid) || !grid_may_add(grid, ui) || (by < 0 && row == 0) || (by > 0 && row + 1 >= count) ||
	    !cell_view_may_write(&grid->cell, ui))
		return;
	const char *after = by > 0 ? sheet_row_id(sheet, row + 1) : row >= 2 ? sheet_row_id(sheet, row - 2) : "";
	step_move(&step, sheet, row, after);
	ui_do(ui, &step);
	grid_list_rows_if_changed(grid, ui);
}

/* The current column: up, down, then the file's order again. */
static void sort(struct grid *grid, struct ui *ui)
{
	int field = grid->cell.field;

	if (grid->sorted_by != field)
		grid->descending = false;
	else if (!grid->descending)
		grid->descending = true;
	else
		field = -1;
	grid->sorted_by = field;
	grid_list_rows(grid, ui);
	ui_message(ui, field < 0 ? "sheet.unsorted" : "sheet.sorted", NULL);
}

unsigned grid_rows_act(struct grid *grid, struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_NEW_ROW: new_row(grid, ui); break;
	case ACTION_DELETE_ROW: delete_row(grid, ui); break;
	case ACTION_MOVE_UP: move_row(grid, ui, -1); break;
	case ACTION_MOVE_DOWN: move_row(grid, ui, 1); break;
	case ACTION_SORT: sort(grid, ui); break;
	case ACTION_TAKE_ON: links_open(ui, grid->cell.sheet, grid->cell.row); break;
	case ACTION_DRAW_ROWS: draw_rows_open(ui, grid->cell.sheet); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

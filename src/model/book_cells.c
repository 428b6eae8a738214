#include "book_cells.h"

#include "sonae/base/mem.h"

/* Kinds no value has. */
enum { CELL_DROPPED = 100, CELL_BUSY };

enum { EXTRA_COLUMNS = 3 };

int cells_retired_column(const struct form *form)
{
	return (int)form->fields.count;
}

int cells_of_column(const struct form *form)
{
	return (int)form->fields.count + 1;
}

int cells_item_column(const struct form *form)
{
	return (int)form->fields.count + 2;
}

void cells_init(struct cells *cells, const struct form *form)
{
	*cells = (struct cells){.form = form};
	cells->columns = (int)form->fields.count + EXTRA_COLUMNS;
	cells->column = mem_zero((size_t)cells->columns, sizeof(*cells->column));
}

static void drop_index(struct column *column)
{
	free(column->index.head);
	free(column->index.next);
	column->index = (struct row_index){0};
}

void cells_release(struct cells *cells)
{
	for (int i = 0; i < cells->columns; i++) {
		drop_index(&cells->column[i]);
		free(cells->column[i].cell);
		vec_release(&cells->column[i].dependents.at);
	}
	vec_release(&cells->on_rows.at);
	free(cells->column);
	*cells = (struct cells){0};
}

bool cell_is_kept(struct value cell)
{
	return (int)cell.kind < CELL_DROPPED;
}

bool cell_is_busy(struct value cell)
{
	return (int)cell.kind == CELL_BUSY;
}

void cell_set_busy(struct value *cell)
{
	cell->kind = (enum value_kind)CELL_BUSY;
}

void cell_set_dropped(struct value *cell)
{
	cell->kind = (enum value_kind)CELL_DROPPED;
}

struct value *cells_at(struct cells *cells, int column, size_t row, size_t rows)
{
	struct column *at = &cells->column[column];

	if (!at->cell) {
		cells->rows = rows;
		at->cell = mem_grow(NULL, rows, sizeof(*at->cell));
		for (size_t i = 0; i < rows; i++)
			at->cell[i].kind = (enum value_kind)CELL_DROPPED;
	}
	return &at->cell[row];
}

void dependents_add(struct dependents *dependents, struct dependent dependent)
{
	vec_push(&dependents->at, dependent);
}

void dependents_drop(const struct dependents *dependents)
{
	for (size_t i = 0; i < dependents->at.count; i++)
		cells_drop_column(dependents->at.at[i].cells, dependents->at.at[i].column);
}

/* What rests on one row's cell, and no longer on the index either. */
static void drop_after_cell(struct cells *cells, int column, size_t row)
{
	struct column *at = &cells->column[column];

	drop_index(at);
	for (size_t i = 0; i < at->dependents.at.count; i++) {
		const struct dependent *next = &at->dependents.at.at[i];
		if (next->same_row)
			cells_drop_cell(next->cells, next->column, row);
		else
			cells_drop_column(next->cells, next->column);
	}
	if (column == cells_retired_column(cells->form))
		dependents_drop(&cells->on_rows);
}

static void drop_after_column(struct cells *cells, int column)
{
	drop_index(&cells->column[column]);
	dependents_drop(&cells->column[column].dependents);
	if (column == cells_retired_column(cells->form))
		dependents_drop(&cells->on_rows);
}

static bool is_computed(const struct cells *cells, int column)
{
	if (column < (int)cells->form->fields.count)
		return cells->form->fields.at[column].formula != NULL;
	return column == cells_retired_column(cells->form);
}

void cells_drop_cell(struct cells *cells, int column, size_t row)
{
	struct column *at = &cells->column[column];

	if (is_computed(cells, column)) {
		if (!at->cell || row >= cells->rows || !cell_is_kept(at->cell[row]))
			return;
		at->cell[row].kind = (enum value_kind)CELL_DROPPED;
	}
	drop_after_cell(cells, column, row);
}

void cells_drop_column(struct cells *cells, int column)
{
	struct column *at = &cells->column[column];

	if (is_computed(cells, column)) {
		if (!at->cell)
			return;
		free(at->cell);
		at->cell = NULL;
	}
	drop_after_column(cells, column);
}

void cells_drop_all(struct cells *cells)
{
	for (int i = 0; i < cells->columns; i++) {
		free(cells->column[i].cell);
		cells->column[i].cell = NULL;
	}
	for (int i = 0; i < cells->columns; i++)
		drop_after_column(cells, i);
	dependents_drop(&cells->on_rows);
}

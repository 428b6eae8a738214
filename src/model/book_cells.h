/*
 * book_cells.h - the computed cells of one worksheet, kept until something they
 * rest on changes; for model/book.c only.
 *
 * Columns are the form's fields, then three more: is the row retired, and the two
 * halves of ids like D-003/5, which are never kept but can be indexed. A column
 * knows which columns rest on it, so dropping a cell drops all that followed
 * from it. A cell that is not kept needs no dropping: whatever rests on it was
 * dropped when it was, or has not been asked for since.
 */
#ifndef SONAE_SRC_MODEL_BOOK_CELLS_H
#define SONAE_SRC_MODEL_BOOK_CELLS_H

#include "sonae/base/vec.h"
#include "sonae/model/form.h"
#include "sonae/model/value.h"
#include <stdint.h>

struct cells;

struct dependent {
	struct cells *cells;
	int column;
	bool same_row;
};
struct dependents {
	VEC(struct dependent) at;
};

/* Rows by the value in a column: head[hash & mask], next[row] …, ROW_NONE at the end. */
#define ROW_NONE UINT32_MAX
struct row_index {
	uint32_t *head, *next;
	size_t mask;
};

struct column {
	struct value *cell; /* NULL: none kept */
	struct row_index index;
	struct dependents dependents;
	bool linked; /* what it rests on has been told to be dropped with */
};

struct cells {
	const struct form *form;
	struct column *column;
	int columns;
	size_t rows;               /* for which there is room */
	struct dependents on_rows; /* rest on which rows there are, and which are retired */
};

int cells_retired_column(const struct form *form);
int cells_of_column(const struct form *form);
int cells_item_column(const struct form *form);

void cells_init(struct cells *cells, const struct form *form);
void cells_release(struct cells *cells);

/* A kept cell is any value; these mark the others. */
bool cell_is_kept(struct value cell);
bool cell_is_busy(struct value cell);
/* The cell, to be filled; makes room for `rows` when there is none. */
struct value *cells_at(struct cells *cells, int column, size_t row, size_t rows);
void cell_set_busy(struct value *cell);
void cell_set_dropped(struct value *cell);

void dependents_add(struct dependents *dependents, struct dependent dependent);
void dependents_drop(const struct dependents *dependents);

/* A cell, a whole column, everything: gone, with all that rests on it. */
void cells_drop_cell(struct cells *cells, int column, size_t row);
void cells_drop_column(struct cells *cells, int column);
void cells_drop_all(struct cells *cells);

#endif

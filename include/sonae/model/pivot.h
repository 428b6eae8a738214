/*
 * pivot.h - rows of a worksheet sorted into a table of two fields: targets by element,
 * impact by frequency.
 *
 * The lines and columns of a field with choices are all its choices, in the form's order;
 * of any other field the values that occur, in the order in which they first do. Computed
 * fields will do. Retired rows are left out. Made anew when the rows changed
 * (sheet_version); selections are kept by value.
 */
#ifndef SONAE_MODEL_PIVOT_H
#define SONAE_MODEL_PIVOT_H

#include "sonae/base/vec.h"
#include "sonae/model/query.h"
#include <stdbool.h>
#include <stddef.h>

#define PIVOT_NONE ((size_t)-1)

struct pivot_line {
	char *value;  /* canonical: a choice's id, a referred row's id, or a text; owned */
	bool is_text; /* the free text of a "reference or text" */
};
struct pivot {
	VEC(struct pivot_line) rows, columns;
	VEC(struct row_list) cells; /* row by row; see pivot_cell */
	struct row_list nowhere;    /* rows in which one of the two is empty, n/a or no choice */
};

/* Fills anew. `wanted`, positions in the worksheet that the reference `row_field` names, get the
 * first lines, whether or not a row names them; NULL = none. */
void pivot_build(struct book *book, struct sheet *sheet, int row_field, int column_field,
                 const struct row_list *wanted, struct pivot *out);
void pivot_release(struct pivot *pivot);
/* Positions of the worksheet's rows in that cell, in file order. Borrowed. */
const struct row_list *pivot_cell(const struct pivot *pivot, size_t row, size_t column);
/* Where a row stands; false when it is nowhere. */
bool pivot_find(const struct pivot *pivot, size_t sheet_row, size_t *row, size_t *column);
/* Index of the line with that value, or PIVOT_NONE. */
size_t pivot_row(const struct pivot *pivot, const char *value, bool is_text);

/* How bad a cell of a matrix is by its place, that of `rows` lines from the top, worst first, and
 * `columns` columns, worst last, in which the top right is the worst: the nearer to it the worse. */
enum pivot_level { PIVOT_HIGH, PIVOT_MIDDLE, PIVOT_LOW, PIVOT_LEVELS };
enum pivot_level pivot_level(size_t rows, size_t columns, size_t row, size_t column);

#endif

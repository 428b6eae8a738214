/*
 * sums.h - a field of a worksheet's rows added up by two others: money by month and kind.
 *
 * Lines and columns are a pivot's; a date counts by its month ("2026-12"), and lines that are
 * no choices are sorted. A cell without any number has no sum.
 */
#ifndef SONAE_MODEL_SUMS_H
#define SONAE_MODEL_SUMS_H

#include "sonae/base/vec.h"
#include "sonae/model/book.h"
#include <stdbool.h>
#include <stddef.h>

struct sum {
	double number;
	bool any; /* was there anything to add? */
};
struct sums_line {
	char *value;  /* as in a pivot, a date's month; owned */
	bool is_text;
	struct sum total;
};
struct sums {
	VEC(struct sums_line) rows, columns;
	VEC(struct sum) cells; /* row by row */
	struct sum total;
	struct sum nowhere;    /* of rows in which one of the two is empty */
	size_t nowhere_rows;
};

/* Fills anew. Retired rows are left out. */
void sums_build(struct book *book, struct sheet *sheet, int row_field, int column_field, int value_field,
                struct sums *out);
void sums_release(struct sums *sums);
struct sum sums_cell(const struct sums *sums, size_t row, size_t column);

#endif

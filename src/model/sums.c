#include "sonae/model/sums.h"

#include "sonae/model/field_type.h"
#include "sonae/model/number.h"
#include "sonae/model/pivot.h"

#include <stdlib.h>
#include <string.h>

enum { MONTH_LEN = 7 }; /* of "2026-12-01" */

static void add(struct sum *sum, struct sum more)
{
	sum->number += more.number;
	sum->any = sum->any || more.any;
}

static struct sum sum_of(struct book *book, struct sheet *sheet, const struct row_list *rows,
                         int field)
{
	struct sum sum = {0};

	for (size_t i = 0; i < rows->at.count; i++) {
		struct value value = book_value(book, sheet, rows->at.at[i], field);
		if (value.kind == VALUE_NUMBER)
			add(&sum, (struct sum){value.number, true});
	}
	return sum;
}

/* ---- lines ---- */

static char *line_value(const struct field *field, const char *value)
{
	return field->type->kind == VALUE_DATE ? mem_dup_n(value, strnlen(value, MONTH_LEN))
	                                       : mem_dup(value);
}

/* A line of the pivot on its way to one of ours. */
struct coming {
	struct sums_line line;
	size_t from;
};

static int by_value(const void *left, const void *right)
{
	const struct coming *a = left, *b = right;
	double x, y;

	if (number_read(a->line.value, &x) && number_read(b->line.value, &y) && x != y)
		return x < y ? -1 : 1;
	return strcmp(a->line.value, b->line.value);
}

/* Fills `to`: for each of the pivot's lines the index of ours. */
static void take_lines(const struct pivot_line *lines, size_t count, const struct field *field,
                       struct sums *out, bool as_columns, size_t *to)
{
	struct coming *coming = mem_zero(count + 1, sizeof(*coming));
	size_t taken = 0;

	for (size_t i = 0; i < count; i++)
		coming[i] = (struct coming){
		    .line = {.value = line_value(field, lines[i].value), .is_text = lines[i].is_text}, .from = i};
	if (field->choices.count == 0)
		qsort(coming, count, sizeof(*coming), by_value);
	for (size_t i = 0; i < count; i++) {
		bool same = i > 0 && strcmp(coming[i].line.value, coming[i - 1].line.value) == 0 &&
		            coming[i].line.is_text == coming[i - 1].line.is_text;
		if (!same && as_columns)
			vec_push(&out->columns, coming[i].line);
		else if (!same)
			vec_push(&out->rows, coming[i].line);
		taken += !same;
		to[coming[i].from] = taken - 1;
	}
	for (size_t i = count; i-- > 1;)
		if (to[coming[i].from] == to[coming[i - 1].from])
			free(coming[i].line.value);
	free(coming);
}

/* ---- the whole ---- */

static void add_cells(struct book *book, struct sheet *sheet, const struct pivot *pivot,
                      int value_field, const size_t *row_to, const size_t *column_to,
                      struct sums *out)
{
	for (size_t row = 0; row < pivot->rows.count; row++) {
		for (size_t column = 0; column < pivot->columns.count; column++) {
			struct sum sum = sum_of(book, sheet, pivot_cell(pivot, row, column), value_field);
			size_t r = row_to[row], c = column_to[column];
			add(&out->cells.at[r * out->columns.count + c], sum);
			add(&out->rows.at[r].total, sum);
			add(&out->columns.at[c].total, sum);
			add(&out->total, sum);
		}
	}
	out->nowhere = sum_of(book, sheet, &pivot->nowhere, value_field);
	out->nowhere_rows = pivot->nowhere.at.count;
}

void sums_build(struct book *book, struct sheet *sheet, int row_field, int column_field,
                int value_field, struct sums *out)
{
	const struct form *form = sheet_form(sheet);
	struct pivot pivot = {0};

	sums_release(out);
	pivot_build(book, sheet, row_field, column_field, NULL, &pivot);
	size_t *row_to = mem_zero(pivot.rows.count + 1, sizeof(*row_to));
	size_t *column_to = mem_zero(pivot.columns.count + 1, sizeof(*column_to));
	take_lines(pivot.rows.at, pivot.rows.count, &form->fields.at[row_field], out, false, row_to);
	take_lines(pivot.columns.at, pivot.columns.count, &form->fields.at[column_field], out, true,
	           column_to);
	for (size_t i = 0; i < out->rows.count * out->columns.count; i++)
		vec_push(&out->cells, (struct sum){0});
	add_cells(book, sheet, &pivot, value_field, row_to, column_to, out);
	free(row_to);
	free(column_to);
	pivot_release(&pivot);
}

void sums_release(struct sums *sums)
{
	for (size_t i = 0; i < sums->rows.count; i++)
		free(sums->rows.at[i].value);
	for (size_t i = 0; i < sums->columns.count; i++)
		free(sums->columns.at[i].value);
	vec_release(&sums->rows);
	vec_release(&sums->columns);
	vec_release(&sums->cells);
	*sums = (struct sums){0};
}

struct sum sums_cell(const struct sums *sums, size_t row, size_t column)
{
	return sums->cells.at[row * sums->columns.count + column];
}

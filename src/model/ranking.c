#include "sonae/model/ranking.h"

#include "sonae/base/mem.h"

#include <stdlib.h>

struct rated {
	double number;
	size_t row;
};

static int greatest_first(const void *left, const void *right)
{
	const struct rated *a = left, *b = right;

	return (b->number > a->number) - (b->number < a->number);
}

static size_t rate(struct book *book, struct sheet *sheet, int field, struct rated *out)
{
	size_t count = 0;

	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		if (book_is_retired(book, sheet, row))
			continue;
		struct value value = book_value(book, sheet, row, field);
		if (value.kind == VALUE_NUMBER)
			out[count++] = (struct rated){value.number, row};
	}
	return count;
}

void ranking_build(struct book *book, struct sheet *sheet, int field, struct ranking *out)
{
	size_t rows = sheet_row_count(sheet), rank = 0;
	struct rated *rated = mem_zero(rows + 1, sizeof(*rated));

	vec_clear(&out->ranks);
	for (size_t i = 0; i < rows; i++)
		vec_push(&out->ranks, 0);
	out->count = rate(book, sheet, field, rated);
	qsort(rated, out->count, sizeof(*rated), greatest_first);
	for (size_t i = 0; i < out->count; i++) {
		if (i == 0 || !value_number_equals(rated[i].number, rated[i - 1].number))
			rank = i + 1;
		out->ranks.at[rated[i].row] = rank;
	}
	free(rated);
}

void ranking_release(struct ranking *ranking)
{
	vec_release(&ranking->ranks);
}

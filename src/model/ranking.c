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

/* Every rank is at most the number of rows: counting sorts them. */
void ranking_rows(const struct ranking *ranking, struct row_list *out)
{
	size_t rows = ranking->ranks.count, last = rows + 1;
	size_t *start = mem_zero(rows + 2, sizeof(*start));

	vec_clear(&out->at);
	for (size_t row = 0; row < rows; row++) {
		size_t rank = ranking->ranks.at[row];
		start[rank ? rank : last]++;
		vec_push(&out->at, 0);
	}
	for (size_t rank = 0, next = 0; rank <= last; rank++) {
		size_t here = start[rank];
		start[rank] = next;
		next += here;
	}
	for (size_t row = 0; row < rows; row++) {
		size_t rank = ranking->ranks.at[row];
		out->at.at[start[rank ? rank : last]++] = row;
	}
	free(start);
}

/* ---- several yardsticks ---- */

bool ranking_is_first_by_all(const struct ranking *rankings, size_t count, size_t row)
{
	for (size_t i = 0; i < count; i++)
		if (rankings[i].count > 0 && rankings[i].ranks.at[row] != 1)
			return false;
	return true;
}

static size_t count_firsts(const struct ranking *ranking)
{
	size_t count = 0;

	for (size_t row = 0; row < ranking->ranks.count; row++)
		count += ranking->ranks.at[row] == 1;
	return count;
}

/* Fewest first places first, equals as they are. */
static size_t *order_rankings(const struct ranking *rankings, size_t count)
{
	size_t *order = mem_zero(count + 1, sizeof(*order));

	for (size_t i = 0; i < count; i++) {
		size_t at = i;
		for (; at > 0 && count_firsts(&rankings[order[at - 1]]) > count_firsts(&rankings[i]); at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	return order;
}

/* The yardstick by which the row stands farthest down; `first` when it is first by all. */
static size_t farthest(const struct ranking *rankings, size_t count, size_t row, size_t first)
{
	size_t worst = first, depth = 1;

	for (size_t i = 0; i < count; i++) {
		size_t rank = rankings[i].ranks.at[row];
		size_t here = rank ? rank : rankings[i].ranks.count + 1;
		if (rankings[i].count > 0 && here > depth) {
			depth = here;
			worst = i;
		}
	}
	return worst;
}

void ranking_differences(const struct ranking *rankings, size_t count,
                         struct ranking_differences *out)
{
	size_t *order = order_rankings(rankings, count);
	size_t rows = count > 0 ? rankings[0].ranks.count : 0;
	bool *told = mem_zero(rows + 1, sizeof(*told));

	vec_clear(&out->at);
	for (size_t i = 0; i < count; i++)
		for (size_t row = 0; row < rows; row++) {
			if (told[row] || rankings[order[i]].ranks.at[row] != 1)
				continue;
			size_t other = farthest(rankings, count, row, order[i]);
			told[row] = true;
			if (other != order[i])
				vec_push(&out->at, ((struct ranking_difference){row, order[i], other}));
		}
	free(told);
	free(order);
}

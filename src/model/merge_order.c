#include "merge_priv.h"

#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

enum { MOVES_AT_MOST = 1000 };

/*
 * The rows that ours and theirs both have, as they stand in theirs: `at` is where each
 * stands in ours. The longest run of them that ascends stays; each other row goes behind
 * the one before it. `above` and `below` chain our rows as they stand after the moves so
 * far (the last index is the end of both), so that each move can name where it came from.
 */
struct order {
	size_t *at, count;
	bool *stays;
	size_t *above, *below;
	size_t end;
};

/* Does one sheet have the rows of another in the same order, those they share? */
static bool has_order_of(const struct sheet *sheet, const struct sheet *other)
{
	size_t last = 0, row;

	for (size_t i = 0; i < sheet_row_count(sheet); i++) {
		if (!sheet_find(other, sheet_row_id(sheet, i), &row))
			continue;
		if (row < last)
			return false;
		last = row;
	}
	return true;
}

static bool is_removed(const struct merger *merger, const char *id)
{
	const struct step *step = &merger->merge->step;

	for (size_t i = 0; i < step->changes.count; i++) {
		const struct change *change = &step->changes.at[i];

		if (change->kind == CHANGE_DELETE && text_is(change->row, id))
			return true;
	}
	return false;
}

static void order_init(struct order *order, const struct merger *merger)
{
	const struct sheet *ours = merger->sides->ours, *theirs = merger->sides->theirs;
	size_t rows = sheet_row_count(ours), last = rows, row;

	*order = (struct order){.end = rows};
	order->at = mem_zero(sheet_row_count(theirs) + 1, sizeof(*order->at));
	order->stays = mem_zero(sheet_row_count(theirs) + 1, sizeof(*order->stays));
	order->above = mem_zero(rows + 1, sizeof(*order->above));
	order->below = mem_zero(rows + 1, sizeof(*order->below));
	for (size_t i = 0; i < sheet_row_count(theirs); i++)
		if (sheet_find(ours, sheet_row_id(theirs, i), &row))
			order->at[order->count++] = row;
	for (size_t i = 0; i < rows; i++) {
		if (merger->merge->count[MERGE_REMOVED] > 0 &&
		    is_removed(merger, sheet_row_id(ours, i)))
			continue;
		order->above[i] = last;
		order->below[last] = i;
		last = i;
	}
	order->below[last] = rows;
	order->above[rows] = last;
}

static void order_release(struct order *order)
{
	free(order->at);
	free(order->stays);
	free(order->above);
	free(order->below);
}

/* The first of `tails` whose row stands behind `row`. */
static size_t first_behind(const struct order *order, const size_t *tails, size_t count, size_t row)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (order->at[tails[middle]] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest ascending run: tails[n] ends the one of n + 1 rows that ends foremost. */
static size_t mark_those_that_stay(struct order *order)
{
	size_t *tails = mem_zero(order->count + 1, sizeof(*tails));
	size_t *before = mem_zero(order->count + 1, sizeof(*before));
	size_t count = 0;

	for (size_t i = 0; i < order->count; i++) {
		size_t n = first_behind(order, tails, count, order->at[i]);

		before[i] = n > 0 ? tails[n - 1] : MERGE_NONE;
		tails[n] = i;
		count += n == count;
	}
	for (size_t i = count > 0 ? tails[count - 1] : MERGE_NONE; i != MERGE_NONE; i = before[i])
		order->stays[i] = true;
	free(tails);
	free(before);
	return count;
}

static const char *id_at(const struct merger *merger, const struct order *order, size_t row)
{
	return row == order->end ? "" : sheet_row_id(merger->sides->ours, row);
}

static void add_move(struct merger *merger, const struct order *order, size_t row, size_t above)
{
	const struct sheet *ours = merger->sides->ours;
	struct change *change = vec_add(&merger->merge->step.changes);

	change->kind = CHANGE_MOVE;
	change->sheet = mem_dup(sheet_form(ours)->id);
	change->row = mem_dup(sheet_row_id(ours, row));
	change->field = mem_dup("");
	change->before = mem_dup(id_at(merger, order, order->above[row]));
	change->after = mem_dup(id_at(merger, order, above));
	merger->merge->count[MERGE_MOVED]++;
}

static void chain_behind(struct order *order, size_t row, size_t above)
{
	order->below[order->above[row]] = order->below[row];
	order->above[order->below[row]] = order->above[row];
	order->above[row] = above;
	order->below[row] = order->below[above];
	order->above[order->below[row]] = row;
	order->below[above] = row;
}

void merge_order(struct merger *merger)
{
	const struct merge_sides *sides = merger->sides;
	struct order order;

	if (!sides->base || has_order_of(sides->theirs, sides->base) ||
	    !has_order_of(sides->ours, sides->base))
		return;
	order_init(&order, merger);
	if (order.count - mark_those_that_stay(&order) <= MOVES_AT_MOST) {
		for (size_t i = 0; i < order.count; i++) {
			size_t row = order.at[i], above = i > 0 ? order.at[i - 1] : order.end;

			if (order.stays[i] || order.above[row] == above)
				continue;
			add_move(merger, &order, row, above);
			chain_behind(&order, row, above);
		}
	}
	order_release(&order);
}

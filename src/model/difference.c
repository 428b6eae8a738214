#include "sonae/model/difference.h"

#include "sonae/base/mem.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

/*
 * Rows of `now` are "kept" when `wanted` has them too. The others are deleted, from the last
 * to the first, so that each stands behind the row that its image names; what `wanted` has
 * beyond that is inserted from the first to the last, for the same reason. In between the
 * kept rows are put in order.
 */
struct work {
	struct step *step;
	struct sheet *now, *wanted;
	size_t *columns;  /* by column of wanted: the one in now, or NONE */
	size_t *row_of;   /* by row of wanted: the kept row of now, or NONE */
	bool *is_kept;    /* by row of now */
	struct difference count;
};

/* ---- columns ---- */

static size_t fields_of(const struct sheet *sheet)
{
	return sheet_form(sheet)->fields.count;
}

/* The unknown column of that name, NONE also when the name is repeated: changes go by name. */
static size_t unknown_column(const struct sheet *sheet, const char *name)
{
	size_t found = NONE;

	for (size_t i = fields_of(sheet); i < sheet_column_count(sheet); i++) {
		if (!text_is(sheet_column_name(sheet, i), name))
			continue;
		if (found != NONE)
			return NONE;
		found = i;
	}
	return found;
}

static void match_columns(struct work *work)
{
	size_t count = sheet_column_count(work->wanted);

	work->columns = mem_zero(count + 1, sizeof(*work->columns));
	for (size_t i = 0; i < count; i++) {
		const char *name = sheet_column_name(work->wanted, i);
		bool is_field = i < fields_of(work->wanted);
		bool is_one = is_field || unknown_column(work->wanted, name) != NONE;
		work->columns[i] = is_field ? i : is_one ? unknown_column(work->now, name) : NONE;
	}
}

static bool is_matched(const struct work *work, size_t column_of_now)
{
	for (size_t i = 0; i < sheet_column_count(work->wanted); i++)
		if (work->columns[i] == column_of_now)
			return true;
	return false;
}

/* ---- rows ---- */

/* Can cells be set one by one? A value in a column that the other has not needs a new row. */
static bool can_be_set(const struct work *work, size_t now, size_t wanted)
{
	for (size_t i = fields_of(work->wanted); i < sheet_column_count(work->wanted); i++)
		if (work->columns[i] == NONE && *sheet_cell(work->wanted, wanted, i))
			return false;
	for (size_t i = fields_of(work->now); i < sheet_column_count(work->now); i++)
		if (*sheet_cell(work->now, now, i) && !is_matched(work, i))
			return false;
	return true;
}

static void match_rows(struct work *work)
{
	size_t count = sheet_row_count(work->wanted), row;

	work->row_of = mem_zero(count + 1, sizeof(*work->row_of));
	work->is_kept = mem_zero(sheet_row_count(work->now) + 1, sizeof(*work->is_kept));
	for (size_t i = 0; i < count; i++) {
		work->row_of[i] = NONE;
		if (sheet_find(work->now, sheet_row_id(work->wanted, i), &row) &&
		    can_be_set(work, row, i)) {
			work->row_of[i] = row;
			work->is_kept[row] = true;
		}
	}
}

static void delete_rows(struct work *work)
{
	for (size_t row = sheet_row_count(work->now); row-- > 0;) {
		if (work->is_kept[row])
			continue;
		step_delete(work->step, work->now, row);
		work->count.deleted++;
	}
}

static void set_cells(struct work *work)
{
	for (size_t i = 0; i < sheet_row_count(work->wanted); i++) {
		if (work->row_of[i] == NONE)
			continue;
		for (size_t k = 0; k < sheet_column_count(work->wanted); k++) {
			if (work->columns[k] == NONE)
				continue;
			size_t before = work->step->changes.count;
			step_set(work->step, work->now, work->row_of[i], (int)work->columns[k],
			         sheet_cell(work->wanted, i, k));
			work->count.set += work->step->changes.count - before;
		}
	}
}

/* The deletion from `wanted`, taken back: the whole row and what it stands behind there. */
static void insert_rows(struct work *work)
{
	for (size_t i = 0; i < sheet_row_count(work->wanted); i++) {
		struct step deletion = {0};
		struct change *change;

		if (work->row_of[i] != NONE)
			continue;
		step_delete(&deletion, work->wanted, i);
		change = vec_add(&work->step->changes);
		change_invert(&deletion.changes.at[0], change);
		free(change->sheet);
		change->sheet = mem_dup(sheet_form(work->now)->id);
		step_release(&deletion);
		work->count.added++;
	}
}

/* ---- order ---- */

/* The kept rows as a chain; `head` stands before the first. */
struct chain {
	size_t *next, *prev;
	size_t head;
};

static void link_behind(struct chain *chain, size_t row, size_t behind)
{
	size_t after = chain->next[behind];

	chain->next[behind] = row;
	chain->prev[row] = behind;
	chain->next[row] = after;
	if (after != NONE)
		chain->prev[after] = row;
}

static void unlink_row(struct chain *chain, size_t row)
{
	chain->next[chain->prev[row]] = chain->next[row];
	if (chain->next[row] != NONE)
		chain->prev[chain->next[row]] = chain->prev[row];
}

static void chain_init(struct chain *chain, const struct work *work)
{
	size_t count = sheet_row_count(work->now), last = count;

	chain->head = count;
	chain->next = mem_zero(count + 1, sizeof(*chain->next));
	chain->prev = mem_zero(count + 1, sizeof(*chain->prev));
	chain->next[count] = NONE;
	for (size_t row = 0; row < count; row++) {
		if (!work->is_kept[row])
			continue;
		link_behind(chain, row, last);
		last = row;
	}
}

/* The length of the longest run that can end with `row`, found among `ends`. */
static size_t place_in(const size_t *ends, size_t count, size_t row)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (ends[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Marks a longest sequence of kept rows that are in order already: they stay where they are.
 * `ends[n]` is the least row that a rising sequence of n + 1 rows can end with. */
static bool *rows_that_stay(const struct work *work)
{
	size_t now = sheet_row_count(work->now), count = 0;
	bool *stays = mem_zero(now + 1, sizeof(*stays));
	size_t *ends = mem_zero(now + 1, sizeof(*ends));
	size_t *before = mem_zero(now + 1, sizeof(*before));

	for (size_t i = 0; i < sheet_row_count(work->wanted); i++) {
		size_t row = work->row_of[i];
		if (row == NONE)
			continue;
		size_t place = place_in(ends, count, row);
		before[row] = place > 0 ? ends[place - 1] : NONE;
		ends[place] = row;
		count += place == count;
	}
	for (size_t row = count > 0 ? ends[count - 1] : NONE; row != NONE; row = before[row])
		stays[row] = true;
	free(before);
	free(ends);
	return stays;
}

static char *id_at(const struct work *work, const struct chain *chain, size_t row)
{
	return mem_dup(row == chain->head ? "" : sheet_row_id(work->now, row));
}

static void move_row(struct work *work, struct chain *chain, size_t row, size_t behind)
{
	struct change *change;

	if (chain->prev[row] == behind)
		return;
	change = vec_add(&work->step->changes);
	change->kind = CHANGE_MOVE;
	change->sheet = mem_dup(sheet_form(work->now)->id);
	change->row = mem_dup(sheet_row_id(work->now, row));
	change->field = mem_dup("");
	change->before = id_at(work, chain, chain->prev[row]);
	change->after = id_at(work, chain, behind);
	unlink_row(chain, row);
	link_behind(chain, row, behind);
	work->count.moved++;
}

static void order_rows(struct work *work)
{
	bool *stays = rows_that_stay(work);
	struct chain chain;
	size_t last;

	chain_init(&chain, work);
	last = chain.head;
	for (size_t i = 0; i < sheet_row_count(work->wanted); i++) {
		size_t row = work->row_of[i];
		if (row == NONE)
			continue;
		if (!stays[row])
			move_row(work, &chain, row, last);
		last = row;
	}
	free(chain.next);
	free(chain.prev);
	free(stays);
}

struct difference difference_step(struct step *step, struct sheet *now, struct sheet *wanted)
{
	struct work work = {.step = step, .now = now, .wanted = wanted};

	match_columns(&work);
	match_rows(&work);
	delete_rows(&work);
	set_cells(&work);
	order_rows(&work);
	insert_rows(&work);
	free(work.columns);
	free(work.row_of);
	free(work.is_kept);
	return work.count;
}

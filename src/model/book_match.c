#include "book_cells.h"
#include "expr_node.h"

#include <math.h>

/*
 * `where asset == this.id` for each of a thousand rows would look at a million.
 * An index chains the rows by a hash of their value; what it gives may hold
 * others too, and the whole of `where` is asked again.
 */

/* Numbers of this size that agree at 12 digits round to the same whole number, if one
 * of them is whole. */
static const double LARGEST_WHOLE = 1e10;

static size_t hash_value(struct value value)
{
	if (value.kind == VALUE_TEXT)
		return (size_t)map_hash(value.text, strlen(value.text));
	if (!(fabs(value.number) <= 2 * LARGEST_WHOLE))
		return 0;
	return (size_t)((uint64_t)llround(value.number) * 0x9E3779B97F4A7C15u >> 20);
}

static bool is_answer(struct value value)
{
	return value.kind != VALUE_EMPTY && value.kind != VALUE_NA;
}

static bool can_be_key(struct value key)
{
	if (key.kind == VALUE_ERROR)
		return false;
	if (key.kind == VALUE_TEXT)
		return true;
	return fabs(key.number) <= LARGEST_WHOLE && key.number == floor(key.number);
}

static int index_column(const struct form *form, int slot)
{
	if (slot == SLOT_OF)
		return cells_of_column(form);
	return slot == SLOT_ITEM ? cells_item_column(form) : slot;
}

static struct row_index new_index(size_t rows)
{
	size_t slots = 16;

	while (slots < rows)
		slots *= 2;
	struct row_index index = {.mask = slots - 1};
	index.head = mem_alloc(slots * sizeof(*index.head));
	index.next = mem_alloc(rows * sizeof(*index.next));
	memset(index.head, 0xFF, slots * sizeof(*index.head)); /* ROW_NONE */
	return index;
}

static void release_index(struct row_index *index)
{
	free(index->head);
	free(index->next);
	*index = (struct row_index){0};
}

/* From the last row up, so that chains run down. An error in the column would be lost in
 * an index, so there is none then. */
static bool build_index(struct book *book, struct sheet *sheet, int slot, struct row_index *out)
{
	size_t rows = sheet_row_count(sheet);
	struct row_index index = new_index(rows);

	for (size_t row = rows; row-- > 0;) {
		struct value value = expr_slot_value(book, sheet, row, slot);
		if (value.kind == VALUE_ERROR) {
			release_index(&index);
			return false;
		}
		if (!is_answer(value))
			continue;
		uint32_t *head = &index.head[hash_value(value) & index.mask];
		index.next[row] = *head;
		*head = (uint32_t)row;
	}
	release_index(out);
	*out = index;
	return true;
}

static size_t row_or_none(uint32_t row)
{
	return row == ROW_NONE ? BOOK_NO_ROW : row;
}

static bool match_id(struct sheet *sheet, struct value key, struct row_match *match)
{
	*match = (struct row_match){BOOK_NO_ROW, NULL};
	if (key.kind == VALUE_TEXT)
		sheet_find(sheet, key.text, &match->row);
	return true;
}

enum { FEW_ROWS = 8, MANY_ROWS = INT32_MAX };

bool book_match(struct book *book, struct sheet *sheet, int slot, struct value key,
                struct row_match *match)
{
	size_t rows = sheet_row_count(sheet);
	struct cells *cells = book_cells(book, sheet);

	*match = (struct row_match){BOOK_NO_ROW, NULL};
	if (!is_answer(key))
		return true;
	if (!can_be_key(key) || !cells || rows < FEW_ROWS || rows > MANY_ROWS)
		return false;
	if (slot == SLOT_ID)
		return match_id(sheet, key, match);

	struct row_index *index = &cells->column[index_column(cells->form, slot)].index;
	if (!index->head && !build_index(book, sheet, slot, index))
		return false;
	match->row = row_or_none(index->head[hash_value(key) & index->mask]);
	match->next = index->next;
	return true;
}

void book_match_next(struct row_match *match)
{
	match->row = match->next ? row_or_none(match->next[match->row]) : BOOK_NO_ROW;
}

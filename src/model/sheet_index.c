#include "sheet_index.h"
#include "sonae/base/map.h"
#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

/* An id and where it stood when it was last found: rows that came or went before it are not
 * followed, the next search walks from there. */
struct slot {
	uint32_t id;  /* in the texts */
	uint32_t row; /* + 1; 0 = free */
};

struct sheet_index {
	bool unsorted;     /* do the ids stand out of order, as far as we know? */
	struct slot *slot; /* open addressing; NULL = not made */
	size_t slots;      /* a power of two, at most half of them taken */
	size_t taken;
};

struct sheet_index *sheet_index_new(void)
{
	return mem_zero(1, sizeof(struct sheet_index));
}

static void drop(struct sheet_index *index)
{
	free(index->slot);
	index->slot = NULL;
	index->slots = index->taken = 0;
}

void sheet_index_free(struct sheet_index *index)
{
	drop(index);
	free(index);
}

static const char *id_at(const struct sheet_ids *ids, size_t row)
{
	return sheet_text_at(ids->texts, ids->at[row]);
}

/* Shorter first, so that A-999 comes before A-1000. */
static int compare_ids(const char *a, const char *b)
{
	size_t a_len = strlen(a), b_len = strlen(b);

	if (a_len != b_len)
		return a_len < b_len ? -1 : 1;
	return memcmp(a, b, a_len);
}

static bool find_sorted(const struct sheet_ids *ids, const char *id, size_t *row)
{
	size_t low = 0, high = ids->count;

	/* What is looked for while a file is being read stands behind all others. */
	if (high > 0 && compare_ids(id_at(ids, high - 1), id) < 0)
		return false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_ids(id_at(ids, middle), id);
		if (order == 0) {
			*row = middle;
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static size_t home_of(const struct sheet_index *index, const char *id)
{
	return map_hash(id, strlen(id)) & (index->slots - 1);
}

/* The slot that holds the id, or the free one where it belongs. */
static struct slot *slot_of(const struct sheet_index *index, const struct sheet_ids *ids,
                            const char *id)
{
	size_t at = home_of(index, id);

	while (index->slot[at].row != 0 &&
	       strcmp(sheet_text_at(ids->texts, index->slot[at].id), id) != 0)
		at = (at + 1) & (index->slots - 1);
	return &index->slot[at];
}

static void take_slot(struct sheet_index *index, const struct sheet_ids *ids, size_t row)
{
	struct slot *slot = slot_of(index, ids, id_at(ids, row));

	if (slot->row == 0) {
		*slot = (struct slot){ ids->at[row], (uint32_t)row + 1 };
		index->taken++;
	}
}

/* What stood behind it because its place was taken moves up. */
static void free_slot(struct sheet_index *index, const struct sheet_ids *ids, struct slot *slot)
{
	size_t mask = index->slots - 1, hole = (size_t)(slot - index->slot);

	for (size_t at = (hole + 1) & mask; index->slot[at].row != 0; at = (at + 1) & mask) {
		size_t home = home_of(index, sheet_text_at(ids->texts, index->slot[at].id));
		if (((at - home) & mask) < ((at - hole) & mask))
			continue;
		index->slot[hole] = index->slot[at];
		hole = at;
	}
	index->slot[hole].row = 0;
	index->taken--;
}

/* From where it stood last, up and down at once. */
static size_t find_near(const struct sheet_ids *ids, const struct slot *slot)
{
	size_t last = slot->row - 1, up = last < ids->count ? last : ids->count - 1, down = up;

	while (ids->at[up] != slot->id && ids->at[down] != slot->id) {
		up -= up > 0;
		down += down + 1 < ids->count;
	}
	return ids->at[up] == slot->id ? up : down;
}

static bool is_sorted(const struct sheet_ids *ids)
{
	for (size_t i = 1; i < ids->count; i++) {
		if (compare_ids(id_at(ids, i - 1), id_at(ids, i)) >= 0)
			return false;
	}
	return true;
}

static void make_table(struct sheet_index *index, const struct sheet_ids *ids)
{
	drop(index);
	for (index->slots = 16; index->slots < ids->count * 2;)
		index->slots *= 2;
	index->slot = mem_zero(index->slots, sizeof(*index->slot));
	for (size_t row = 0; row < ids->count; row++)
		take_slot(index, ids, row);
}

bool sheet_index_find(struct sheet_index *index, const struct sheet_ids *ids, const char *id,
                      size_t *row)
{
	if (index->unsorted && index->slot == NULL)
		index->unsorted = !is_sorted(ids);
	if (!index->unsorted)
		return find_sorted(ids, id, row);
	if (index->slot == NULL)
		make_table(index, ids);
	struct slot *slot = slot_of(index, ids, id);
	if (slot->row == 0)
		return false;
	*row = find_near(ids, slot);
	slot->row = (uint32_t)*row + 1;
	return true;
}

static bool fits_between(const struct sheet_ids *ids, size_t at)
{
	const char *id = id_at(ids, at);

	return (at == 0 || compare_ids(id_at(ids, at - 1), id) < 0) &&
	       (at + 1 == ids->count || compare_ids(id, id_at(ids, at + 1)) < 0);
}

void sheet_index_inserted(struct sheet_index *index, const struct sheet_ids *ids, size_t at)
{
	if (!index->unsorted) {
		index->unsorted = !fits_between(ids, at);
		return;
	}
	if (index->slot == NULL)
		return;
	if ((index->taken + 1) * 2 > index->slots)
		make_table(index, ids);
	else
		take_slot(index, ids, at);
}

void sheet_index_removed(struct sheet_index *index, const struct sheet_ids *ids, uint32_t id)
{
	if (index->slot != NULL)
		free_slot(index, ids, slot_of(index, ids, sheet_text_at(ids->texts, id)));
}

void sheet_index_moved(struct sheet_index *index)
{
	index->unsorted = true;
}

size_t sheet_index_memory(const struct sheet_index *index)
{
	return sizeof(*index) + index->slots * sizeof(*index->slot);
}

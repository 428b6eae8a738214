/*
 * sheet_index.h - from a row's id to its position.
 *
 * Most worksheets stand in the order of their ids: those need no index, a
 * binary search finds the row. Only when rows were moved or put in between is
 * a hash table made, when the first id is looked for; it stays while rows come
 * and go, so that many changes in a row take no longer each than one.
 */
#ifndef SONAE_MODEL_SHEET_INDEX_H
#define SONAE_MODEL_SHEET_INDEX_H

#include "sheet_text.h"
#include <stdbool.h>

struct sheet_index;

/* The ids as they stand. */
struct sheet_ids {
	const struct sheet_text *texts;
	const uint32_t *at;
	size_t count;
};

struct sheet_index *sheet_index_new(void);
void sheet_index_free(struct sheet_index *index);
bool sheet_index_find(struct sheet_index *index, const struct sheet_ids *ids, const char *id,
                      size_t *row);
/* To be told afterwards: what `ids` holds now; `id` is the one that went, in the texts. */
void sheet_index_inserted(struct sheet_index *index, const struct sheet_ids *ids, size_t at);
void sheet_index_removed(struct sheet_index *index, const struct sheet_ids *ids, uint32_t id);
void sheet_index_moved(struct sheet_index *index);
size_t sheet_index_memory(const struct sheet_index *index);

#endif

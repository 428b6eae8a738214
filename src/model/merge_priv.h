/*
 * merge_priv.h - what merge.c and merge_order.c share.
 */
#ifndef SONAE_MODEL_MERGE_PRIV_H
#define SONAE_MODEL_MERGE_PRIV_H

#include "sonae/base/map.h"
#include "sonae/base/pool.h"
#include "sonae/model/merge.h"
#include <stdint.h>

#define MERGE_NONE SIZE_MAX

/* One column of theirs in the three sheets; MERGE_NONE where base has it not. */
struct merge_column {
	size_t theirs, ours, base;
	const struct field *field; /* NULL: unknown */
	bool can_change;
};

/* One row in the three sheets. */
struct merge_rows {
	size_t theirs, ours, base;
};

struct merge_added {
	size_t row;        /* of theirs */
	const char *above; /* the id it goes behind */
};

/* A row of ours that may be one of theirs under another id; `cells` NULL: it was. */
struct merge_twin {
	const char *id;
	char *cells;
};

struct merger {
	const struct merge_sides *sides;
	struct merge *merge;
	VEC(struct merge_column) columns;
	VEC(struct merge_added) added;
	VEC(struct merge_twin) twins;
	bool has_twins;
};

/* merge_plain as a text of its own, for the caller to free. */
char *merge_plain_of(const struct field *field, const char *cell);
/* Do they mean the same? */
bool merge_is_same(const struct field *field, const char *a, const char *b);
/*
 * What the columns of a sheet are called: of those with one name the second is "name (2)",
 * so that each keeps its own. Kept aside, for a stray row may bring ten thousand.
 */
struct merge_names {
	struct map column;  /* index, by that name */
	struct map repeats; /* how many columns a name of the sheet has */
	VEC(const char *) of;
	struct pool texts;
};

/* Takes in the columns of `sheet` (may be NULL) that it has not yet. */
void merge_names_take(struct merge_names *names, const struct sheet *sheet);
void merge_names_release(struct merge_names *names);
/* Its index, or MERGE_NONE. */
size_t merge_names_find(const struct merge_names *names, const char *name);
/* Fills merger->columns, and makes in ours what it lacks. */
void merge_match_columns(struct merger *merger);

/* Adds the moves that bring our rows into their order. */
void merge_order(struct merger *merger);

#endif

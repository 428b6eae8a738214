/*
 * merge_priv.h - what merge.c and merge_order.c share.
 */
#ifndef SONAE_MODEL_MERGE_PRIV_H
#define SONAE_MODEL_MERGE_PRIV_H

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

/* Adds the moves that bring our rows into their order. */
void merge_order(struct merger *merger);

#endif

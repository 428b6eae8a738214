/*
 * merge.h - two versions of a worksheet, grown from one, brought together.
 *
 * `base` is what both began with, `ours` the sheet in memory, `theirs` what came from
 * outside: a file that another program saved, the workbook that a consultant sends back.
 * What only they changed is taken, what only we changed stays, what both changed is a
 * conflict, where ours stays and both are told. A row that they lack is told, not deleted:
 * it may have been filtered away. Cells are compared by what they mean (3,000 = 3000,
 * 2024/9/10 = 2024-09-10), never by how they are written. Computed columns, the order of
 * columns and columns that a file lacks are no edits.
 *
 * Nothing is applied here: the outcome is a step, and what was found.
 */
#ifndef SONAE_MODEL_MERGE_H
#define SONAE_MODEL_MERGE_H

#include "sonae/model/change.h"
#include "sonae/model/sheet.h"
#include <stdbool.h>

enum merge_kind {
	MERGE_TAKEN,    /* a cell: theirs */
	MERGE_ADDED,    /* a row that they have and we had not */
	MERGE_MOVED,    /* a row: their order */
	MERGE_REMOVED,  /* a row that they lack, deleted: only if the judge says so */
	MERGE_CONFLICT, /* a cell that both changed; a row (field "") they changed, we deleted */
	MERGE_STALE,    /* theirs is an older value of ours: only if the judge says so */
	MERGE_DAMAGED,  /* theirs is what a spreadsheet made of it */
	MERGE_VANISHED, /* a row that they lack, or of given rows one that they emptied */
	MERGE_KIND_COUNT
};

/* In the first four theirs goes into the step; in the others ours stays. */
struct merge_finding {
	enum merge_kind kind;
	char *row, *field;          /* field "" = the row */
	char *base, *ours, *theirs; /* cells; of rows "" */
};

struct merge_sides {
	/* Of forms that are alike; `base` NULL = empty. Unknown columns that `ours` lacks are
	 * made in it, empty. */
	struct sheet *base, *ours, *theirs;
	const bool *has_column;   /* by field: is it in their file? NULL = all are */
	bool is_from_spreadsheet; /* look for damage */
	bool has_given_rows;      /* their file had them all: one that is empty was emptied */
	bool takes_order;
	/* Decides on a difference that is taken, a conflict, damaged, added or vanished so
	 * far (finding->kind); NULL = as it is. May turn any into STALE or CONFLICT, a cell into
	 * TAKEN, a row into ADDED or REMOVED. */
	enum merge_kind (*judge)(void *context, const struct merge_finding *finding);
	void *context;
};

struct merge {
	struct step step; /* for `ours` as it is now */
	VEC(struct merge_finding) findings;
	size_t count[MERGE_KIND_COUNT];
};

/*
 * `merge` is filled anew. Rows are matched by id. A row with an id that neither base nor
 * ours knows is new, unless ours has just such a row that base lacks and they have not:
 * then it was taken before, and their file does not know its id yet. Rows are moved when
 * theirs stand in another order than base, ours do not, and a thousand moves are enough.
 */
void merge_sheets(const struct merge_sides *sides, struct merge *merge);
void merge_release(struct merge *merge);

/* What the cell means, for comparing: canonical where its type understands it, else as it
 * is, with LF for line ends. `field` NULL: an unknown column. Appended. */
void merge_plain(const struct field *field, const char *cell, struct str *out);

/* The change that puts their row into ours behind `after_id`, with all that it holds. */
void merge_add_row(struct step *step, const struct sheet *ours, const struct sheet *theirs,
                   size_t row, const char *after_id);

#endif

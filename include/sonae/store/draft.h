/*
 * draft.h - text being typed, kept in .sonae/draft until it is written or given up.
 *
 * One draft a workbook: one editor at a time. Each change of the text is appended as a
 * record with its length and sum, and the last whole record counts: a kill at any moment
 * leaves this text or the one a key before. Nothing waits for the disk while somebody
 * types; draft_sync makes it outlast a power cut.
 */
#ifndef SONAE_STORE_DRAFT_H
#define SONAE_STORE_DRAFT_H

#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include <stdbool.h>
#include <stddef.h>

/* A plain value; its texts are borrowed. */
struct draft {
	const char *sheet;
	const char *row;  /* id; "" = the row below the last */
	const char *next; /* then: the id that row would have got, and, in further lines as in
	                   * model/row_image.h, what else it was to hold; else "" */
	const char *field;
	const char *text;
	size_t caret;     /* in bytes of `text`, between two characters */
	const char *who, *time; /* time: as clock_stamp; filled in by draft_keep */
};

struct draft_file;

/* For the workbook's only writer. Touches nothing yet; an older draft stays until another
 * one is kept. */
struct draft_file *draft_file_new(const char *folder);
/* Leaves what is kept. NULL is allowed. */
void draft_file_free(struct draft_file *file);

/* When this returns, the text outlives the process. The same draft again costs nothing. */
bool draft_keep(struct draft_file *file, const struct draft *draft, struct err *err);
/* Is there something kept that draft_sync would still make durable? */
bool draft_is_unsynced(const struct draft_file *file);
bool draft_sync(struct draft_file *file, struct err *err);
/* Written, or given up: nothing is kept any more. */
bool draft_drop(struct draft_file *file, struct err *err);

/* The draft left in the workbook's folder, its texts in `store` (which is cleared). False
 * when there is none that is whole. */
bool draft_read(const char *folder, struct str *store, struct draft *draft);

#endif

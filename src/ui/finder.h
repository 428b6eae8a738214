/*
 * finder.h - searching all worksheets, a slice at a time.
 *
 * What is looked at: row ids, what a checklist asks, and every cell as a person sees it.
 * finder_run works for some milliseconds and can be called again until it is done, so that
 * typing never waits for a large workbook.
 */
#ifndef SONAE_SRC_UI_FINDER_H
#define SONAE_SRC_UI_FINDER_H

#include "place.h"

enum { FINDER_MOST = 500 }; /* results; then it stops */

struct finder_hit {
	const char *sheet;   /* borrowed from the finder */
	char *row;           /* owned; the row's id */
	int field;           /* -1 = the row's id or its given text */
	char *text;          /* owned; the text around what was found, one line */
	size_t at, len;      /* bytes of `text` that were found */
	bool cut;            /* text stands before */
};

struct finder {
	struct place_sheets sheets;  /* in the order to search */
	VEC(struct finder_hit) hits;
	char *folded;                /* what is looked for; NULL = nothing */
	size_t sheet, row;           /* to be looked at next */
};

/* `first` (may be NULL) is the worksheet to begin with. */
void finder_init(struct finder *finder, const struct ui *ui, const char *first);
/* Starts anew for `text`; "" looks for nothing. */
void finder_look_for(struct finder *finder, const char *text);
/* True while there is more to look at. */
bool finder_is_busy(const struct finder *finder);
/* Goes on for about `ms` milliseconds. */
void finder_run(struct finder *finder, const struct ui *ui, long long ms);
void finder_release(struct finder *finder);

#endif

/*
 * report_past.h - changes gathered from the history, and which of them may be told.
 */
#ifndef SONAE_SRC_EXPORT_REPORT_PAST_H
#define SONAE_SRC_EXPORT_REPORT_PAST_H

#include "report_parts.h"

struct report_change {
	unsigned long step;
	enum history_kind kind;
	char *time, *who, *sheet, *row, *field, *before, *after; /* owned */
	bool before_forgotten, after_forgotten;
};
struct report_past {
	struct report *report;
	VEC(struct report_change) at; /* the newest first */
	size_t beyond;              /* changes that were not kept */
};

/* Fills anew: changes since that day, of rows that were asked for, and the records that say what
 * kind of step they belong to. */
void report_past_gather(struct report *report, const char *since, struct report_past *out);
void report_past_release(struct report_past *past);

/* Is it a change, not a record about a step? */
bool report_past_is_change(const struct report_change *record);
/* Behind the last record that stands in one line with that one: cells of one row that one step
 * changed; rows of one worksheet that came, moved or were filled in by one step. */
size_t report_past_line_end(const struct report_past *past, size_t from);
bool report_past_is_of_one_row(const struct report_past *past, size_t first, size_t end);
/* HISTORY_UNDO, REDO, OUTSIDE, MERGE, or HISTORY_SET for a plain step. */
enum history_kind report_past_step_kind(const struct report_past *past, size_t at);

/* The worksheet a record is of; NULL when it is no more. */
struct sheet *report_past_sheet(const struct report_past *past, const struct report_change *record);
/* Texts that went are as confidential as if they were still there: of a row that is gone from a
 * worksheet with confidential rows nobody can say whether it was one of them. */
bool report_past_may_tell_row(const struct report_past *past, const struct report_change *record);
/* `field` -1: a column that no form knows; it may hold anything. */
bool report_past_may_tell_field(const struct report_past *past, const struct form *form, int field);

#endif

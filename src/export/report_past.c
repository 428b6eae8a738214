/* report_past.c - changes gathered from the history. */
#include "report_past.h"

#include <stdlib.h>

enum { RECORDS_MOST = 20000 };

/* ---- gathering ---- */

static bool is_asked_for(const struct report_past *past, const struct history_record *record)
{
	const struct outgoing *outgoing = past->report->outgoing;
	const struct outgoing_sheet *at = outgoing_find(outgoing, record->sheet);
	size_t row;

	if (!outgoing->is_part)
		return true;
	return at && sheet_find(at->sheet, record->row, &row) && outgoing_has_row(at, row);
}

static bool gather(void *context, const struct history_record *record)
{
	struct report_past *past = context;
	bool is_step = !history_kind_is_change(record->kind) && record->kind != HISTORY_SETTINGS;

	if (record->kind == HISTORY_SETTINGS || (!is_step && !is_asked_for(past, record)))
		return true;
	if (past->at.count >= RECORDS_MOST) {
		past->beyond += !is_step;
		return true;
	}
	vec_push(&past->at, ((struct report_change){
		record->step, record->kind, mem_dup(record->time), mem_dup(record->who),
		mem_dup(record->sheet), mem_dup(record->row), mem_dup(record->field),
		mem_dup(record->before), mem_dup(record->after), record->before_forgotten,
		record->after_forgotten}));
	return true;
}

void report_past_gather(struct report *report, const char *since, struct report_past *out)
{
	struct history_filter filter = {.since = since, .changes_only = true, .newest_first = true};

	*out = (struct report_past){.report = report};
	history_find(folder_history(report->outgoing->folder), &filter, gather, out, NULL);
}

void report_past_release(struct report_past *past)
{
	for (size_t i = 0; i < past->at.count; i++) {
		struct report_change *at = &past->at.at[i];
		char *const owned[] = {at->time,  at->who,    at->sheet, at->row,
		                       at->field, at->before, at->after};
		for (size_t k = 0; k < sizeof(owned) / sizeof(owned[0]); k++)
			free(owned[k]);
	}
	vec_release(&past->at);
}

/* ---- what stands in one line ---- */

bool report_past_is_change(const struct report_change *record)
{
	return history_kind_is_change(record->kind);
}

/* A cell that was empty before. */
static bool fills_in(const struct report_change *record)
{
	return record->kind == HISTORY_SET && !record->before[0] && !record->before_forgotten;
}

/* Rows of one worksheet that came, moved or were filled in by one step; cells of one row. */
static bool goes_with(const struct report_change *a, const struct report_change *b)
{
	bool is_alike = a->step == b->step && a->kind == b->kind && text_is(a->sheet, b->sheet);

	if (is_alike && text_is(a->row, b->row))
		return true;
	return is_alike && (a->kind == HISTORY_INSERT || a->kind == HISTORY_MOVE ||
	                    (fills_in(a) && fills_in(b)));
}

/* Are the records of one row? */
bool report_past_is_of_one_row(const struct report_past *past, size_t first, size_t end)
{
	return text_is(past->at.at[first].row, past->at.at[end - 1].row);
}

size_t report_past_line_end(const struct report_past *past, size_t from)
{
	size_t end = from + 1;

	while (end < past->at.count && goes_with(&past->at.at[end], &past->at.at[end - 1]) &&
	       (report_past_is_of_one_row(past, from, end) ||
	        goes_with(&past->at.at[end], &past->at.at[from])))
		end++;
	return end;
}

/* The record that says what kind of step it was was written before its changes. */
enum history_kind report_past_step_kind(const struct report_past *past, size_t at)
{
	unsigned long step = past->at.at[at].step;

	for (size_t i = at; i < past->at.count && past->at.at[i].step == step; i++)
		if (!report_past_is_change(&past->at.at[i]))
			return past->at.at[i].kind;
	return HISTORY_SET;
}

/* ---- what may be told ---- */

struct sheet *report_past_sheet(const struct report_past *past, const struct report_change *record)
{
	return book_form(past->report->book, record->sheet, NULL)
	           ? book_sheet(past->report->book, record->sheet, NULL) : NULL;
}

bool report_past_may_tell_row(const struct report_past *past, const struct report_change *record)
{
	const struct outgoing *outgoing = past->report->outgoing;
	struct sheet *sheet = report_past_sheet(past, record);
	size_t row;

	if (!outgoing->redact)
		return true;
	if (!sheet)
		return false;
	if (sheet_find(sheet, record->row, &row))
		return !outgoing_hides_row(outgoing, sheet, row);
	return !sheet_form(sheet)->confidential;
}

bool report_past_may_tell_field(const struct report_past *past, const struct form *form, int field)
{
	const struct outgoing *outgoing = past->report->outgoing;

	return !outgoing->redact ||
	       (form && field >= 0 && !outgoing_hides_field(outgoing, form, field));
}

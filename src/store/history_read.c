#include "history_priv.h"

#include "history_lines.h"
#include "history_record.h"
#include <stdlib.h>
#include <string.h>

/* What a reading goes through the lines with. */
struct visit {
	struct history_mark from; /* records before this one are not wanted */
	const struct history_filter *filter;
	history_each each;
	void *context;
	struct history_cells cells;
	bool lost; /* the record `from` is not where it should be */
};

/* ---- which are wanted ---- */

static bool is_any_or(const char *wanted, const char *text)
{
	return !wanted || text_is(wanted, text);
}

static bool is_wanted(const struct history_filter *filter, const struct history_record *record)
{
	return !filter || (is_any_or(filter->sheet, record->sheet) &&
	                   is_any_or(filter->row, record->row) &&
	                   is_any_or(filter->who, record->who) &&
	                   (!filter->since || strcmp(record->time, filter->since) >= 0) &&
	                   !(filter->changes_only && record->kind == HISTORY_SAVE));
}

/* The seq stands first and alone, so it is known before the line is taken apart. */
static unsigned long seq_of(const char *line)
{
	return strtoul(line, NULL, 10);
}

static bool visit_line(void *context, long long at, const char *line, size_t len)
{
	struct visit *visit = context;
	struct history_record record;

	if (visit->from.seq > 0 && seq_of(line) < visit->from.seq)
		return true;
	if (!history_split(line, len, &visit->cells) ||
	    !history_understand(&visit->cells, &record) || record.seq < visit->from.seq)
		return true;
	record.at = at;
	return !is_wanted(visit->filter, &record) || visit->each(visit->context, &record);
}

/* The first line must be the one that was promised. */
static bool visit_from(void *context, long long at, const char *line, size_t len)
{
	struct visit *visit = context;

	visit->lost = at == visit->from.at && seq_of(line) != visit->from.seq;
	return !visit->lost && visit_line(visit, at, line, len);
}

/* ---- the ways to read ---- */

bool history_read_from(const struct history *history, struct history_mark from,
                       history_each each, void *context, struct err *err)
{
	struct visit visit = {.from = from, .each = each, .context = context};
	bool done = true;

	visit.lost = from.at > history->size;
	if (from.at < history->size)
		done = history_each_line(history->path, from.at, history->size,
		                         from.at > 0 ? visit_from : visit_line, &visit, err);
	if (visit.lost)
		done = history_each_line(history->path, 0, history->size, visit_line, &visit, err);
	history_cells_release(&visit.cells);
	return done;
}

bool history_read(const struct history *history, unsigned long after_seq, history_each each,
                  void *context, struct err *err)
{
	struct history_mark from = {.seq = after_seq + 1, .at = 0};

	return history_read_from(history, from, each, context, err);
}

bool history_find(const struct history *history, const struct history_filter *filter,
                  history_each each, void *context, struct err *err)
{
	struct visit visit = {.filter = filter, .each = each, .context = context};
	long long end = filter->before > 0 ? filter->before : history->size;
	bool done = true;

	if (history->size > 0 && filter->newest_first)
		done = history_each_line_back(history->path, end, visit_line, &visit, err);
	else if (history->size > 0)
		done = history_each_line(history->path, 0, history->size, visit_line, &visit, err);
	history_cells_release(&visit.cells);
	return done;
}

/*
 * report_history.c - what was changed since a day, the newest first.
 *
 *     2026-11-22
 *     09:12  sato   risks   R-003 …   due: 2026-12-01 -> 2026-12-20
 *     09:10  sato   risks   and 3 more      rows added
 *
 * What one step did to one row stands together, and so do rows added or removed by one step.
 * Texts that went are as confidential as if they were still there: of a row that is gone from a
 * worksheet with confidential rows nobody can say whether it was one of them.
 */
#include "report_parts.h"

#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/row_image.h"

#include <stdlib.h>

enum { DAYS_BACK = 90, LINES_MOST = 400, ROWS_MOST = 5, RECORDS_MOST = 20000, VALUE_COLS = 200,
       DATE_BYTES = 10, TIME_AT = 11, TIME_BYTES = 5 };

struct past_record {
	unsigned long step;
	enum history_kind kind;
	char *time, *who, *sheet, *row, *field, *before, *after; /* owned */
	bool before_forgotten, after_forgotten;
};
struct past {
	struct report *report;
	VEC(struct past_record) at; /* the newest first */
	size_t beyond;              /* changes that were not kept */
};

/* ---- gathering ---- */

static bool is_asked_for(const struct past *past, const struct history_record *record)
{
	const struct outgoing *outgoing = past->report->outgoing;
	const struct outgoing_sheet *at = outgoing_find(outgoing, record->sheet);
	size_t row;

	if (!outgoing->is_part)
		return true;
	return at && sheet_find(at->sheet, record->row, &row) && report_goes_out(at, row);
}

static bool gather(void *context, const struct history_record *record)
{
	struct past *past = context;
	bool is_step = !history_kind_is_change(record->kind) && record->kind != HISTORY_SETTINGS;

	if (record->kind == HISTORY_SETTINGS || (!is_step && !is_asked_for(past, record)))
		return true;
	if (past->at.count >= RECORDS_MOST) {
		past->beyond += !is_step;
		return true;
	}
	vec_push(&past->at, ((struct past_record){
		record->step, record->kind, mem_dup(record->time), mem_dup(record->who),
		mem_dup(record->sheet), mem_dup(record->row), mem_dup(record->field),
		mem_dup(record->before), mem_dup(record->after), record->before_forgotten,
		record->after_forgotten}));
	return true;
}

static void past_release(struct past *past)
{
	for (size_t i = 0; i < past->at.count; i++) {
		struct past_record *at = &past->at.at[i];
		char *const owned[] = {at->time, at->who, at->sheet, at->row, at->field, at->before, at->after};
		for (size_t k = 0; k < sizeof(owned) / sizeof(owned[0]); k++)
			free(owned[k]);
	}
	vec_release(&past->at);
}

/* ---- what stands in one line ---- */

static bool is_change(const struct past_record *record)
{
	return history_kind_is_change(record->kind);
}

/* A cell that was empty before. */
static bool fills_in(const struct past_record *record)
{
	return record->kind == HISTORY_SET && !record->before[0] && !record->before_forgotten;
}

/* Rows of one worksheet that came, moved or were filled in by one step; cells of one row. */
static bool goes_with(const struct past_record *a, const struct past_record *b)
{
	bool is_alike = a->step == b->step && a->kind == b->kind && text_is(a->sheet, b->sheet);

	if (is_alike && text_is(a->row, b->row))
		return true;
	return is_alike && (a->kind == HISTORY_INSERT || a->kind == HISTORY_MOVE || (fills_in(a) && fills_in(b)));
}

/* Are the records of one row? */
static bool is_of_one_row(const struct past *past, size_t first, size_t end)
{
	return text_is(past->at.at[first].row, past->at.at[end - 1].row);
}

static size_t line_end(const struct past *past, size_t from)
{
	size_t end = from + 1;

	while (end < past->at.count && goes_with(&past->at.at[end], &past->at.at[end - 1]) &&
	       (is_of_one_row(past, from, end) || goes_with(&past->at.at[end], &past->at.at[from])))
		end++;
	return end;
}

/* The record that says what kind of step it was was written before its changes. */
static enum history_kind step_kind(const struct past *past, size_t at)
{
	unsigned long step = past->at.at[at].step;

	for (size_t i = at; i < past->at.count && past->at.at[i].step == step; i++)
		if (!is_change(&past->at.at[i]))
			return past->at.at[i].kind;
	return HISTORY_SET;
}

/* ---- what may be told ---- */

static struct sheet *sheet_of(const struct past *past, const struct past_record *record)
{
	return book_form(past->report->book, record->sheet, NULL)
	           ? book_sheet(past->report->book, record->sheet, NULL) : NULL;
}

static bool may_tell_row(const struct past *past, const struct past_record *record)
{
	const struct outgoing *outgoing = past->report->outgoing;
	struct sheet *sheet = sheet_of(past, record);
	size_t row;

	if (!outgoing->redact)
		return true;
	if (!sheet)
		return false;
	if (sheet_find(sheet, record->row, &row))
		return !outgoing_hides_row(outgoing, sheet, row);
	return !sheet_form(sheet)->confidential;
}

/* A column that no form knows may hold anything. */
static bool may_tell_field(const struct past *past, const struct form *form, int field)
{
	const struct outgoing *outgoing = past->report->outgoing;

	return !outgoing->redact || (form && field >= 0 && !outgoing_hides_field(outgoing, form, field));
}

/* ---- values ---- */

static void add_cut(struct str *out, const char *text)
{
	size_t len = strlen(text), fits = utf8_fit(text, len, VALUE_COLS, NULL);
	struct str cut = {0};

	str_add_n(&cut, text, fits);
	str_add(&cut, fits < len ? "…" : "");
	html_text(out, str_text(&cut));
	str_release(&cut);
}

static void add_value(const struct past *past, const struct field *field, const char *value, bool forgotten)
{
	struct report *report = past->report;
	struct str text = {0};

	if (forgotten)
		str_add(&text, report_text(report, "forgotten"));
	else if (!value[0])
		str_add(&text, report_text(report, "empty"));
	else if (field)
		field_show(field, report->outgoing->lang, value, &text);
	else
		str_add(&text, value);
	html_open(report->out, "span", "class", forgotten || !value[0] ? "gone" : NULL, NULL);
	add_cut(report->out, str_text(&text));
	html_close(report->out, "span");
	str_release(&text);
}

static void add_label(const struct past *past, const struct field *field, const char *id)
{
	html_say(past->report->out, "span", "label",
	         field ? outgoing_words(past->report->outgoing, field->label) : id);
	str_add(past->report->out, ": ");
}

static void add_set(const struct past *past, const struct past_record *record)
{
	struct report *report = past->report;
	const struct form *form = book_form(report->book, record->sheet, NULL);
	int index = form ? form_field(form, record->field) : -1;
	const struct field *field = index >= 0 ? &form->fields.at[index] : NULL;

	html_open(report->out, "li", NULL);
	if (!may_tell_field(past, form, index)) {
		html_say(report->out, "span", "gone", report_text(report, "left_out"));
	} else {
		add_label(past, field, record->field);
		add_value(past, field, record->before, record->before_forgotten);
		str_add(report->out, " <span aria-hidden=\"true\">→</span>");
		html_heard(report->out, report_text(report, "became"));
		str_add_byte(report->out, ' ');
		add_value(past, field, record->after, record->after_forgotten);
	}
	html_close(report->out, "li");
}

/* What stood in a row that was removed. */
static void add_image(const struct past *past, const struct past_record *record)
{
	struct report *report = past->report;
	const struct form *form = book_form(report->book, record->sheet, NULL);
	struct row_image_cell cell = {{0}, {0}};
	struct str after_id = {0};
	const char *rest = row_image_read(record->before, &after_id);

	while (row_image_next(&rest, &cell)) {
		int index = form ? form_field(form, str_text(&cell.name)) : -1;
		const struct field *field = index >= 0 ? &form->fields.at[index] : NULL;
		if (!may_tell_field(past, form, index))
			continue;
		html_open(report->out, "li", NULL);
		add_label(past, field, str_text(&cell.name));
		add_value(past, field, str_text(&cell.text), false);
		html_close(report->out, "li");
	}
	row_image_cell_release(&cell);
	str_release(&after_id);
}

/* ---- a line ---- */

/* Cells of many rows that one step filled in: what they hold stands in the worksheet. */
static void add_filled(const struct past *past, size_t first, size_t end)
{
	char count[32];

	report_say(past->report, "span", NULL, "filled_in", "count", report_count(end - first, count), NULL);
}

static void add_kind(const struct past *past, size_t first, size_t end)
{
	static const char *const of_rows[HISTORY_KIND_COUNT] = {
		[HISTORY_INSERT] = "inserted", [HISTORY_DELETE] = "deleted", [HISTORY_MOVE] = "moved",
	};
	static const char *const of_steps[HISTORY_KIND_COUNT] = {
		[HISTORY_UNDO] = "undone", [HISTORY_REDO] = "redone", [HISTORY_OUTSIDE] = "outside",
		[HISTORY_MERGE] = "merged",
	};
	const char *step = of_steps[step_kind(past, first)], *row = of_rows[past->at.at[first].kind];
	bool is_bulk = past->at.at[first].kind == HISTORY_SET && !is_of_one_row(past, first, end);

	if (step)
		html_say(past->report->out, "span", "badge", report_text(past->report, step));
	if (row)
		html_text(past->report->out, report_text(past->report, row));
	if (is_bulk)
		add_filled(past, first, end);
}

static void add_what(const struct past *past, size_t first, size_t end)
{
	struct report *report = past->report;
	const struct past_record *record = &past->at.at[first];
	size_t before;

	html_open(report->out, "td", NULL);
	add_kind(past, first, end);
	before = report->out->len;
	str_add(report->out, "<ul>\n");
	size_t empty = report->out->len;
	for (size_t i = first; i < end && may_tell_row(past, record); i++) {
		if (record->kind == HISTORY_SET && is_of_one_row(past, first, end))
			add_set(past, &past->at.at[i]);
		else if (record->kind == HISTORY_DELETE)
			add_image(past, &past->at.at[i]);
	}
	if (report->out->len == empty)
		str_cut(report->out, before);
	else
		str_add(report->out, "</ul>");
	if (!may_tell_row(past, record) && record->kind == HISTORY_SET && is_of_one_row(past, first, end))
		html_say(report->out, "span", "gone", report_text(report, "left_out"));
	html_close(report->out, "td");
}

static void add_row_name(const struct past *past, const struct past_record *record)
{
	struct sheet *sheet = sheet_of(past, record);
	size_t row;

	if (sheet && sheet_find(sheet, record->row, &row))
		report_row(past->report, sheet, row);
	else
		html_text(past->report->out, record->row);
}

/* Each row once; records of one row stand together. */
static void add_rows(const struct past *past, size_t first, size_t end)
{
	struct report *report = past->report;
	size_t count = 0;
	char left[32];

	html_open(report->out, "td", "class", "names", NULL);
	str_add(report->out, "<ul>\n");
	for (size_t i = end; i-- > first;) {
		if (i + 1 < end && text_is(past->at.at[i].row, past->at.at[i + 1].row))
			continue;
		if (count++ >= ROWS_MOST)
			continue;
		html_open(report->out, "li", NULL);
		add_row_name(past, &past->at.at[i]);
		html_close(report->out, "li");
	}
	if (count > ROWS_MOST)
		report_say(report, "li", NULL, "and_more", "count", report_count(count - ROWS_MOST, left), NULL);
	str_add(report->out, "</ul>");
	html_close(report->out, "td");
}

static void add_line(const struct past *past, size_t first, size_t end)
{
	struct report *report = past->report;
	const struct past_record *record = &past->at.at[first];
	const struct form *form = book_form(report->book, record->sheet, NULL);
	size_t len = strlen(record->time);
	struct str time = {0};

	if (len >= TIME_AT + TIME_BYTES)
		str_add_n(&time, record->time + TIME_AT, TIME_BYTES);
	str_add(report->out, "<tr>");
	html_open(report->out, "td", "class", "time", NULL);
	html_text(report->out, str_text(&time));
	html_close(report->out, "td");
	if (!report->outgoing->redact)
		html_say(report->out, "td", "time", record->who);
	html_say(report->out, "td", NULL, form ? outgoing_words(report->outgoing, form->title) : record->sheet);
	add_rows(past, first, end);
	add_what(past, first, end);
	str_add(report->out, "</tr>\n");
	str_release(&time);
}

/* ---- days ---- */

static bool is_new_day(const struct past *past, size_t at, const char *day)
{
	return strncmp(past->at.at[at].time, day, DATE_BYTES) != 0;
}

static void begin_day(const struct past *past, size_t at, char day[DATE_BYTES + 1])
{
	struct report *report = past->report;

	text_copy(day, DATE_BYTES + 1, past->at.at[at].time);
	html_open(report->out, "tbody", NULL);
	str_add(report->out, "\n<tr class=\"group\">");
	html_open(report->out, "th", "scope", "rowgroup", "colspan", report->outgoing->redact ? "4" : "5", NULL);
	html_text(report->out, day);
	str_add(report->out, "</th></tr>\n");
}

static size_t changes_from(const struct past *past, size_t from)
{
	size_t count = past->beyond;

	for (size_t i = from; i < past->at.count; i++)
		count += is_change(&past->at.at[i]);
	return count;
}

/* Returns the first record that found no room. */
static size_t add_days(const struct past *past)
{
	char day[DATE_BYTES + 1] = "";
	size_t at = 0, lines = 0;

	while (at < past->at.count && lines < LINES_MOST) {
		if (!is_change(&past->at.at[at])) {
			at++;
			continue;
		}
		if (is_new_day(past, at, day)) {
			if (lines > 0)
				html_close(past->report->out, "tbody");
			begin_day(past, at, day);
		}
		size_t end = line_end(past, at);
		add_line(past, at, end);
		at = end;
		lines++;
	}
	if (lines > 0)
		html_close(past->report->out, "tbody");
	return at;
}

static void add_table(const struct past *past)
{
	static const char *const headings[] = {"when", "who", "sheet", "rows_heading", "change"};
	static const char *const classes[] = {"time", "time", "fifth", NULL, NULL};
	struct report *report = past->report;
	size_t left;
	char count[32];

	html_open(report->out, "div", "class", "wide", "role", "group", "tabindex", "0", "aria-label",
	          report_text(report, "history"), NULL);
	html_open(report->out, "table", "class", "history", NULL);
	report_say(report, "caption", NULL, "history_count", "count", report_count(changes_from(past, 0), count),
	           NULL);
	str_add(report->out, "<thead>\n<tr>");
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
		if (report->outgoing->redact && i == 1)
			continue;
		html_open(report->out, "th", "scope", "col", "class", classes[i], NULL);
		html_text(report->out, report_text(report, headings[i]));
		html_close(report->out, "th");
	}
	str_add(report->out, "</tr>\n</thead>\n");
	left = changes_from(past, add_days(past));
	html_close(report->out, "table");
	html_close(report->out, "div");
	if (left > 0)
		report_say(report, "p", "note", "history_more", "count", report_count(left, count), NULL);
}

/* The day asked for; if none was, so many days before this was made. */
static void find_since(const struct outgoing *outgoing, char since[16])
{
	struct date day = date_from_days((long)(outgoing->made_at / 86400) - DAYS_BACK);

	if (outgoing->since[0])
		text_copy(since, 16, outgoing->since);
	else
		date_iso(day, since);
}

void report_history(struct report *report)
{
	struct past past = {.report = report};
	struct str heading = {0};
	char since[16];

	find_since(report->outgoing, since);
	struct history_filter filter = {.since = since, .changes_only = true, .newest_first = true};
	history_find(folder_history(report->outgoing->folder), &filter, gather, &past, NULL);
	outgoing_say(report->outgoing, &heading, "report.history_since", "day", since, NULL);
	report_begin(report, 2, "history", str_text(&heading));
	if (changes_from(&past, 0) > 0)
		add_table(&past);
	else
		report_say(report, "p", "note", "history_none", NULL);
	report_end(report);
	str_release(&heading);
	past_release(&past);
}

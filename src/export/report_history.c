/*
 * report_history.c - what was changed since a day, the newest first.
 *
 *     2026-11-22
 *     09:12  sato   risks   R-003 …   due: 2026-12-01 -> 2026-12-20
 *     09:10  sato   risks   and 3 more      rows added
 *
 * What one step did to one row stands together, and so do rows that one step added or filled in.
 */
#include "report_past.h"

#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/row_image.h"

enum { DAYS_BACK = 90, LINES_MOST = 400, ROWS_MOST = 5, VALUE_COLS = 200,
       DATE_BYTES = 10, TIME_AT = 11, TIME_BYTES = 5 };

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

static void add_value(const struct report_past *past, const struct field *field, const char *value,
                      bool forgotten)
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

static void add_label(const struct report_past *past, const struct field *field, const char *id)
{
	html_say(past->report->out, "span", "label",
	         field ? outgoing_words(past->report->outgoing, field->label) : id);
	str_add(past->report->out, ": ");
}

static void add_set(const struct report_past *past, const struct report_change *record)
{
	struct report *report = past->report;
	const struct form *form = book_form(report->book, record->sheet, NULL);
	int index = form ? form_field(form, record->field) : -1;
	const struct field *field = index >= 0 ? &form->fields.at[index] : NULL;

	html_open(report->out, "li", NULL);
	if (!report_past_may_tell_field(past, form, index)) {
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
static void add_image(const struct report_past *past, const struct report_change *record)
{
	struct report *report = past->report;
	const struct form *form = book_form(report->book, record->sheet, NULL);
	struct row_image_cell cell = {{0}, {0}};
	struct str after_id = {0};
	const char *rest = row_image_read(record->before, &after_id);

	while (row_image_next(&rest, &cell)) {
		int index = form ? form_field(form, str_text(&cell.name)) : -1;
		const struct field *field = index >= 0 ? &form->fields.at[index] : NULL;
		if (!report_past_may_tell_field(past, form, index))
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
static void add_filled(const struct report_past *past, size_t first, size_t end)
{
	char count[32];

	report_say(past->report, "span", NULL, "filled_in", "count",
	           report_count(end - first, count), NULL);
}

static void add_kind(const struct report_past *past, size_t first, size_t end)
{
	static const char *const of_rows[HISTORY_KIND_COUNT] = {
	    [HISTORY_INSERT] = "inserted",
	    [HISTORY_DELETE] = "deleted",
	    [HISTORY_MOVE] = "moved",
	};
	static const char *const of_steps[HISTORY_KIND_COUNT] = {
		[HISTORY_UNDO] = "undone", [HISTORY_REDO] = "redone", [HISTORY_OUTSIDE] = "outside",
		[HISTORY_MERGE] = "merged",
	};
	const char *step = of_steps[report_past_step_kind(past, first)],
		   *row = of_rows[past->at.at[first].kind];
	bool is_bulk =
	    past->at.at[first].kind == HISTORY_SET && !report_past_is_of_one_row(past, first, end);

	if (step)
		html_say(past->report->out, "span", "badge", report_text(past->report, step));
	if (row)
		html_text(past->report->out, report_text(past->report, row));
	if (is_bulk)
		add_filled(past, first, end);
}

static void add_what(const struct report_past *past, size_t first, size_t end)
{
	struct report *report = past->report;
	const struct report_change *record = &past->at.at[first];
	size_t before;

	html_open(report->out, "td", NULL);
	add_kind(past, first, end);
	before = report->out->len;
	str_add(report->out, "<ul>\n");
	size_t empty = report->out->len;
	for (size_t i = first; i < end && report_past_may_tell_row(past, record); i++) {
		if (record->kind == HISTORY_SET && report_past_is_of_one_row(past, first, end))
			add_set(past, &past->at.at[i]);
		else if (record->kind == HISTORY_DELETE)
			add_image(past, &past->at.at[i]);
	}
	if (report->out->len == empty)
		str_cut(report->out, before);
	else
		str_add(report->out, "</ul>");
	if (!report_past_may_tell_row(past, record) && record->kind == HISTORY_SET &&
	    report_past_is_of_one_row(past, first, end))
		html_say(report->out, "span", "gone", report_text(report, "left_out"));
	html_close(report->out, "td");
}

static void add_row_name(const struct report_past *past, const struct report_change *record)
{
	struct sheet *sheet = report_past_sheet(past, record);
	size_t row;

	if (sheet && sheet_find(sheet, record->row, &row))
		report_row(past->report, sheet, row);
	else
		html_text(past->report->out, record->row);
}

/* Each row once; records of one row stand together. */
static void add_rows(const struct report_past *past, size_t first, size_t end)
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
		report_say(report, "li", NULL, "and_more", "count",
		           report_count(count - ROWS_MOST, left), NULL);
	str_add(report->out, "</ul>");
	html_close(report->out, "td");
}

static void add_line(const struct report_past *past, size_t first, size_t end)
{
	struct report *report = past->report;
	const struct report_change *record = &past->at.at[first];
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
	html_say(report->out, "td", NULL,
	         form ? outgoing_words(report->outgoing, form->title) : record->sheet);
	add_rows(past, first, end);
	add_what(past, first, end);
	str_add(report->out, "</tr>\n");
	str_release(&time);
}

/* ---- days ---- */

static bool is_new_day(const struct report_past *past, size_t at, const char *day)
{
	return strncmp(past->at.at[at].time, day, DATE_BYTES) != 0;
}

static void begin_day(const struct report_past *past, size_t at, char day[DATE_BYTES + 1])
{
	struct report *report = past->report;

	text_copy(day, DATE_BYTES + 1, past->at.at[at].time);
	html_open(report->out, "tbody", NULL);
	str_add(report->out, "\n<tr class=\"group\">");
	html_open(report->out, "th", "scope", "rowgroup", "colspan",
	          report->outgoing->redact ? "4" : "5", NULL);
	html_text(report->out, day);
	str_add(report->out, "</th></tr>\n");
}

static size_t changes_from(const struct report_past *past, size_t from)
{
	size_t count = past->beyond;

	for (size_t i = from; i < past->at.count; i++)
		count += report_past_is_change(&past->at.at[i]);
	return count;
}

/* Returns the first record that found no room. */
static size_t add_days(const struct report_past *past)
{
	char day[DATE_BYTES + 1] = "";
	size_t at = 0, lines = 0;

	while (at < past->at.count && lines < LINES_MOST) {
		if (!report_past_is_change(&past->at.at[at])) {
			at++;
			continue;
		}
		if (is_new_day(past, at, day)) {
			if (lines > 0)
				html_close(past->report->out, "tbody");
			begin_day(past, at, day);
		}
		size_t end = report_past_line_end(past, at);
		add_line(past, at, end);
		at = end;
		lines++;
	}
	if (lines > 0)
		html_close(past->report->out, "tbody");
	return at;
}

static void add_table(const struct report_past *past)
{
	static const char *const headings[] = {"when", "who", "sheet", "rows_heading", "change"};
	static const char *const classes[] = {"time", "time", "fifth", NULL, NULL};
	struct report *report = past->report;
	size_t left;
	char count[32];

	html_open(report->out, "div", "class", "wide", "role", "group", "tabindex", "0",
	          "aria-label", report_text(report, "history"), NULL);
	html_open(report->out, "table", "class", "history", NULL);
	report_say(report, "caption", NULL, "history_count", "count",
	           report_count(changes_from(past, 0), count), NULL);
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
		report_say(report, "p", "note", "history_more", "count", report_count(left, count),
		           NULL);
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
	struct report_past past;
	struct str heading = {0};
	char since[16];

	find_since(report->outgoing, since);
	report_past_gather(report, since, &past);
	outgoing_say(report->outgoing, &heading, "report.history_since", "day", since, NULL);
	report_begin(report, 2, "history", str_text(&heading));
	if (changes_from(&past, 0) > 0)
		add_table(&past);
	else
		report_say(report, "p", "note", "history_none", NULL);
	report_end(report);
	str_release(&heading);
	report_past_release(&past);
}

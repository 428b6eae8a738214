/*
 * report_findings.c - what is wrong, missing or late: by level, and of one kind all rows together.
 */
#include "report_findings.h"
#include "report_parts.h"

#include <stdio.h>

enum { NAMES_MOST = 20 };

/* ---- which of them may be told ---- */

static bool is_told(const struct report *report, const struct outgoing_sheet *at,
                    const struct finding *finding)
{
	size_t row;

	if (finding->field >= 0 && outgoing_hides_field(report->outgoing, at->form, finding->field))
		return false;
	if (!finding->row[0])
		return true;
	return sheet_find(at->sheet, finding->row, &row) && row < sheet_row_count(at->sheet) &&
	       outgoing_has_row(at, row);
}

void report_open_findings(const struct report *report, struct findings *out)
{
	struct findings all = {0};

	for (size_t i = 0; i < report->outgoing->sheets.count; i++)
		if (report->outgoing->sheets.at[i].form->kind != FORM_QUERY)
			findings_of_sheet(report->book, report->outgoing->sheets.at[i].form->id,
			                  &all, NULL);
	for (size_t i = 0; i < all.at.count; i++)
		if (is_told(report, outgoing_find(report->outgoing, all.at.at[i].sheet),
		            &all.at.at[i]))
			vec_push(&out->at, all.at.at[i]);
	findings_release(&all);
}

static bool is_same_kind(const struct finding *a, const struct finding *b)
{
	return a->level == b->level && a->gap == b->gap && text_is(a->sheet, b->sheet) &&
	       (a->gap || (a->field == b->field && a->err.code == b->err.code));
}

/* ---- one kind ---- */

static void add_title(struct report *report, const struct finding *finding)
{
	const struct form *form = book_form(report->book, finding->sheet, NULL);
	const char *title =
	    finding->gap ? outgoing_words(report->outgoing, finding->gap->title) : "";

	if (finding->gap && !title[0])
		return;
	html_open(report->out, "strong", NULL);
	if (finding->gap)
		html_text(report->out, title);
	else if (finding->field >= 0)
		html_text(report->out,
		          outgoing_words(report->outgoing, form->fields.at[finding->field].label));
	html_close(report->out, "strong");
	str_add_byte(report->out, ' ');
}

/* What is to be done; of a value what is wrong with it. */
static void add_text(struct report *report, const struct finding *finding)
{
	struct str id = {0}, text = {0};

	if (finding->gap) {
		html_text(report->out, outgoing_words(report->outgoing, finding->gap->text));
		return;
	}
	str_addf(&id, "err.%s", err_name(finding->err.code));
	outgoing_say(report->outgoing, &text, str_text(&id), "what", finding->err.what, NULL);
	html_text(report->out, str_text(&text));
	str_release(&id);
	str_release(&text);
}

void report_finding_rows(struct report *report, const struct findings *findings, size_t first,
                         size_t most)
{
	const struct finding *kind = &findings->at.at[first];
	struct sheet *sheet = book_sheet(report->book, kind->sheet, NULL);
	size_t count = 0, row;
	char left[32];

	str_add(report->out, "<ul>\n");
	for (size_t i = first; sheet && i < findings->at.count; i++) {
		const struct finding *at = &findings->at.at[i];
		if (!is_same_kind(at, kind) || count++ >= most)
			continue;
		html_open(report->out, "li", NULL);
		if (at->row[0] && sheet_find(sheet, at->row, &row))
			report_row(report, sheet, row);
		else
			html_text(report->out, report_text(report, "whole_sheet"));
		html_close(report->out, "li");
	}
	if (count > most)
		report_say(report, "li", NULL, "and_more", "count",
		           report_count(count - most, left), NULL);
	str_add(report->out, "</ul>\n");
}

bool report_is_first_of_kind(const struct findings *findings, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (is_same_kind(&findings->at.at[i], &findings->at.at[index]))
			return false;
	return true;
}

size_t report_count_kind(const struct findings *findings, size_t first)
{
	size_t count = 0;

	for (size_t i = first; i < findings->at.count; i++)
		count += is_same_kind(&findings->at.at[i], &findings->at.at[first]);
	return count;
}

static void add_kind(struct report *report, const struct findings *findings, size_t first)
{
	const struct finding *kind = &findings->at.at[first];
	const struct form *form = book_form(report->book, kind->sheet, NULL);
	struct str link = {0};
	char count[32];

	str_add_byte(&link, '#');
	report_sheet_id(kind->sheet, &link);
	str_add(report->out, "<tbody>\n<tr>");
	html_open(report->out, "th", "scope", "row", NULL);
	html_open(report->out, "a", "href", str_text(&link), NULL);
	html_text(report->out, outgoing_words(report->outgoing, form->title));
	html_close(report->out, "a");
	html_close(report->out, "th");
	html_open(report->out, "td", NULL);
	add_title(report, kind);
	add_text(report, kind);
	html_close(report->out, "td");
	html_open(report->out, "td", "class", "number", NULL);
	html_text(report->out, report_count(report_count_kind(findings, first), count));
	html_close(report->out, "td");
	html_open(report->out, "td", "class", "names", NULL);
	report_finding_rows(report, findings, first, NAMES_MOST);
	html_close(report->out, "td");
	str_add(report->out, "</tr>\n</tbody>\n");
	str_release(&link);
}

/* ---- a level ---- */

static const char *const level_ids[] = {
    [FINDING_NOTE] = "level_note",
    [FINDING_WARNING] = "level_warning",
    [FINDING_ERROR] = "level_error",
};
static const char *const level_classes[] = {
	[FINDING_NOTE] = "", [FINDING_WARNING] = "caution", [FINDING_ERROR] = "alarm",
};

size_t report_count_level(const struct findings *findings, enum finding_level level)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->at.count; i++)
		count += findings->at.at[i].level == level;
	return count;
}

static void add_headings(struct report *report)
{
	static const char *const headings[] = {"sheet", "to_do", "how_many", "rows_heading"};
	static const char *const classes[] = {"fifth", "half", "number", NULL};

	str_add(report->out, "<thead>\n<tr>");
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
		html_open(report->out, "th", "scope", "col", "class", classes[i], NULL);
		html_text(report->out, report_text(report, headings[i]));
		html_close(report->out, "th");
	}
	str_add(report->out, "</tr>\n</thead>\n");
}

static void add_level(struct report *report, const struct findings *findings,
                      enum finding_level level)
{
	char id[32], number[32];

	if (report_count_level(findings, level) == 0)
		return;
	snprintf(id, sizeof(id), "findings-%d", (int)level);
	report_begin(report, 3, id, report_text(report, level_ids[level]));
	html_open(report->out, "div", "class", "wide", "role", "group", "tabindex", "0",
	          "aria-label", report_text(report, level_ids[level]), NULL);
	html_open(report->out, "table", "class", "findings", NULL);
	html_open(report->out, "caption", NULL);
	report_mark(report, level_classes[level]);
	struct str text = {0};
	outgoing_say(report->outgoing, &text, "report.findings_count", "count",
	             report_count(report_count_level(findings, level), number), NULL);
	html_text(report->out, str_text(&text));
	str_release(&text);
	html_close(report->out, "caption");
	add_headings(report);
	for (size_t i = 0; i < findings->at.count; i++)
		if (findings->at.at[i].level == level && report_is_first_of_kind(findings, i))
			add_kind(report, findings, i);
	html_close(report->out, "table");
	html_close(report->out, "div");
	report_end(report);
}

void report_findings(struct report *report)
{
	struct findings findings = {0};

	report_open_findings(report, &findings);
	report_begin(report, 2, "findings", report_text(report, "findings"));
	report_say(report, "p", "purpose",
	           findings.at.count > 0 ? "findings_purpose" : "findings_none", NULL);
	for (int level = FINDING_ERROR; level >= FINDING_NOTE; level--)
		add_level(report, &findings, (enum finding_level)level);
	report_end(report);
	findings_release(&findings);
}

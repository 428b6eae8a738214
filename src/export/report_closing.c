/* report_closing.c - what the report has, what it has not, and where to sign. */
#include "report_parts.h"

#include "sonae/model/progress.h"

/* ---- what is not in it ---- */

/* Its worksheets that nobody began, each in the first session that names it. */
static void add_empty(struct report *report)
{
	const struct curriculum *curriculum = report->outgoing->curriculum;
	struct str names = {0};
	size_t count = 0;
	char number[32];

	for (size_t i = 0; i < curriculum->sessions.count; i++)
		for (size_t k = 0; k < curriculum->sessions.at[i].sheets.count; k++) {
			const char *id = curriculum->sessions.at[i].sheets.at[k].id;
			const struct form *form = book_form(report->book, id, NULL);
			if (!form || outgoing_find(report->outgoing, id) ||
			    curriculum_session_of(curriculum, id) != (int)i)
				continue;
			str_addf(&names, "%s%s", names.len > 0 ? report_text(report, "comma") : "",
			         outgoing_words(report->outgoing, form->title));
			count++;
		}
	if (count > 0)
		report_say(report, "li", NULL,
		           report->outgoing->is_part ? "not_asked" : "not_begun", "count",
		           report_count(count, number), "names", str_text(&names), NULL);
	str_release(&names);
}

static void add_redacted(struct report *report)
{
	const struct outgoing *outgoing = report->outgoing;
	size_t rows = 0, fields = 0;
	char row_count[32], field_count[32];

	if (!outgoing->redact)
		return;
	for (size_t i = 0; i < outgoing->sheets.count; i++) {
		rows += outgoing->sheets.at[i].hidden_rows;
		fields += outgoing->sheets.at[i].hidden.at.count;
	}
	report_say(report, "li", NULL, "redacted", "rows", report_count(rows, row_count), "fields",
	           report_count(fields, field_count), NULL);
}

static void add_left_out(struct report *report)
{
	html_open(report->out, "ul", "class", "plain", NULL);
	report_say(report, "li", NULL, "unanswered_items", NULL);
	add_redacted(report);
	add_empty(report);
	html_close(report->out, "ul");
}

/* ---- how to read it, and who has ---- */

static void add_legend_line(struct report *report, const char *class, const char *text)
{
	html_open(report->out, "li", NULL);
	report_mark(report, class);
	html_text(report->out, report_text(report, text));
	html_close(report->out, "li");
}

static void add_legend(struct report *report)
{
	html_open(report->out, "ul", "class", "plain", NULL);
	add_legend_line(report, "alarm", "about_alarm");
	add_legend_line(report, "caution", "about_caution");
	add_legend_line(report, "wrong", "about_wrong");
	add_legend_line(report, "", "about_computed");
	add_legend_line(report, "", "about_second_line");
	html_close(report->out, "ul");
}

static void add_signatures(struct report *report)
{
	static const char *const who[] = {"sign_made", "sign_checked", "sign_approved"};
	static const char *const what[] = {"sign_role", "sign_name", "sign_date", "sign_seal"};
	struct str *out = report->out;

	html_open(out, "table", "class", "signatures", NULL);
	report_say(report, "caption", NULL, "signatures", NULL);
	str_add(out, "<thead>\n<tr>");
	for (size_t i = 0; i < sizeof(what) / sizeof(what[0]); i++) {
		html_open(out, "th", "scope", "col", NULL);
		html_text(out, report_text(report, what[i]));
		html_close(out, "th");
	}
	str_add(out, "</tr>\n</thead>\n<tbody>\n");
	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		str_add(out, "<tr>");
		html_open(out, "th", "scope", "row", NULL);
		html_text(out, report_text(report, who[i]));
		html_close(out, "th");
		str_add(out, "<td></td><td></td><td></td></tr>\n");
	}
	str_add(out, "</tbody>\n");
	html_close(out, "table");
}

void report_closing(struct report *report)
{
	report_begin(report, 2, "closing", report_text(report, "closing"));
	html_say(report->out, "h3", NULL, report_text(report, "left_out_title"));
	add_left_out(report);
	html_say(report->out, "h3", NULL, report_text(report, "legend"));
	add_legend(report);
	html_say(report->out, "h3", NULL, report_text(report, "signatures_title"));
	add_signatures(report);
	report_end(report);
}

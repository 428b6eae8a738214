/* report_asks.c - what only the management can decide, from the gaps that say so. */
#include "report_summary.h"

#include "report_findings.h"

enum { NAMES_MOST = 3 };

/* By worksheet and gap, the weightiest first. */
static const struct {
	const char *sheet, *gap;
} asks[] = {
    {"risks", "untreated"},  {"risks", "still_over"},          {"treatments", "accept_unsigned"},
    {"treatments", "late"},  {"treatments", "review_overdue"}, {"treatments", "no_owner"},
    {"budget", "not_asked"},
};

static bool is_asked(const struct finding *finding, size_t ask)
{
	return finding->gap && text_is(finding->sheet, asks[ask].sheet) &&
	       text_is(finding->gap->id, asks[ask].gap);
}

static void add_ask(struct report *report, const struct findings *findings, size_t first)
{
	const struct gap *gap = findings->at.at[first].gap;
	char count[32];

	html_open(report->out, "li", NULL);
	html_open(report->out, "strong", NULL);
	html_text(report->out, outgoing_words(report->outgoing, gap->title));
	str_add(report->out, ": ");
	html_text(report->out, report_count(report_count_kind(findings, first), count));
	html_close(report->out, "strong");
	str_add_byte(report->out, ' ');
	html_say(report->out, "span", "under", outgoing_words(report->outgoing, gap->text));
	report_finding_rows(report, findings, first, NAMES_MOST);
	html_close(report->out, "li");
}

void report_asks(struct report *report)
{
	struct findings findings = {0};
	size_t count = 0;

	report_open_findings(report, &findings);
	html_say(report->out, "h3", NULL, report_text(report, "asks"));
	for (size_t ask = 0; ask < sizeof(asks) / sizeof(asks[0]); ask++)
		for (size_t i = 0; i < findings.at.count; i++) {
			if (!is_asked(&findings.at.at[i], ask) ||
			    !report_is_first_of_kind(&findings, i))
				continue;
			str_add(report->out, count++ == 0 ? "<ol class=\"asks\">\n" : "");
			add_ask(report, &findings, i);
		}
	if (count > 0)
		str_add(report->out, "</ol>\n");
	else
		report_say(report, "p", "note", "asks_none", NULL);
	findings_release(&findings);
}

/* report_cover.c - whose it is, when it was made, who may read it, which state it shows. */
#include "report_parts.h"

enum { HASH_BYTES = 16, DAY_BYTES = 10, MINUTE_BYTES = 16 };

static void add_fact(struct report *report, const char *label, const char *value)
{
	html_say(report->out, "dt", NULL, report_text(report, label));
	html_say(report->out, "dd", NULL, value);
}

/* "2026-11-22 07:30" */
static void add_made(struct report *report)
{
	struct str made = {0};

	str_add_n(&made, report->outgoing->made, MINUTE_BYTES);
	if (made.len > DAY_BYTES)
		made.at[DAY_BYTES] = ' ';
	add_fact(report, "made", str_text(&made));
	str_release(&made);
}

static void add_state(struct report *report)
{
	const struct history *history = folder_history(report->outgoing->folder);
	struct str state = {0}, hash = {0};
	char records[32];

	str_add_n(&hash, history_head_hash(history), HASH_BYTES);
	outgoing_say(report->outgoing, &state, "report.state_is", "count",
	             report_count(history_last_seq(history), records), "hash", str_text(&hash),
	             NULL);
	add_fact(report, "state", str_text(&state));
	str_release(&state);
	str_release(&hash);
}

static void add_facts(struct report *report)
{
	const struct outgoing *outgoing = report->outgoing;
	char sheets[32];

	html_open(report->out, "dl", "class", "facts", NULL);
	add_made(report);
	add_fact(report, "curriculum", outgoing_words(outgoing, outgoing->curriculum->title));
	add_fact(report, "sheets", report_count(outgoing->sheets.count, sheets));
	add_state(report);
	if (outgoing->is_part)
		add_fact(report, "scope", report_text(report, "is_part"));
	if (outgoing->redact)
		add_fact(report, "left_out_heading", report_text(report, "is_redacted"));
	html_close(report->out, "dl");
}

void report_cover(struct report *report)
{
	const struct outgoing *outgoing = report->outgoing;

	html_open(report->out, "header", "class", "cover", NULL);
	str_add_byte(report->out, '\n');
	if (outgoing->mark[0])
		html_say(report->out, "p", "confidential", outgoing->mark);
	if (outgoing_company(outgoing)[0])
		html_say(report->out, "p", "company", outgoing_company(outgoing));
	html_say(report->out, "h1", NULL, report_text(report, "title"));
	report_say(report, "p", "subtitle", "subtitle", NULL);
	add_facts(report);
	html_close(report->out, "header");
}

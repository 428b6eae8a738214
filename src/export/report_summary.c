/* report_summary.c - the page for the management: figures, and where the work stands. */
#include "report_summary.h"

#include "report_findings.h"
#include "sonae/model/progress.h"

#include <ctype.h>

/* ---- figures ---- */

static void add_summary(struct report *report, const struct form *form,
                        const struct summary *summary, const char *label)
{
	struct str value = {0};
	bool alarm = report_summary_text(report, form, summary, &value);

	if (value.len > 0)
		report_tile(report, label, str_text(&value), alarm ? "alarm" : "");
	str_release(&value);
}

/* Those that stand on home too. */
static void add_home_figures(struct report *report)
{
	for (size_t i = 0; i < report->outgoing->sheets.count; i++) {
		const struct form *form = report->outgoing->sheets.at[i].form;
		for (size_t k = 0; k < form->summaries.count; k++) {
			const char *home =
			    outgoing_words(report->outgoing, form->summaries.at[k].home);
			if (home[0])
				add_summary(report, form, &form->summaries.at[k], home);
		}
	}
}

/* Those of other worksheets that a manager asks for, if their forms have them. */
static void add_named_figure(struct report *report, const char *sheet, const char *id)
{
	const struct outgoing_sheet *at = outgoing_find(report->outgoing, sheet);

	for (size_t i = 0; at && i < at->form->summaries.count; i++)
		if (text_is(at->form->summaries.at[i].id, id))
			add_summary(
			    report, at->form, &at->form->summaries.at[i],
			    outgoing_words(report->outgoing, at->form->summaries.at[i].label));
}

static void add_figures(struct report *report)
{
	struct findings findings = {0};
	size_t before = report->out->len, opened, errors;
	char count[32];

	html_open(report->out, "ul", "class", "tiles", NULL);
	opened = report->out->len;
	add_home_figures(report);
	add_named_figure(report, "risks", "after");
	add_named_figure(report, "treatments", "late");
	report_open_findings(report, &findings);
	errors = report_count_level(&findings, FINDING_ERROR);
	if (report->out->len > opened || errors > 0)
		report_tile(report, report_text(report, "errors"), report_count(errors, count),
		            errors > 0 ? "alarm" : "");
	bool has_any = report->out->len > opened;
	html_close(report->out, "ul");
	if (!has_any)
		str_cut(report->out, before);
	findings_release(&findings);
}

/* ---- where the work stands ---- */

struct standing {
	size_t done, begun, core; /* core worksheets */
};

static struct standing measure(const struct report *report, const struct session_plan *plan)
{
	struct standing standing = {0};

	for (size_t i = 0; i < plan->sheets.count; i++) {
		const char *id = plan->sheets.at[i].id;
		struct sheet *sheet =
		    book_form(report->book, id, NULL) ? book_sheet(report->book, id, NULL) : NULL;
		if (plan->sheets.at[i].more || !book_form(report->book, id, NULL))
			continue;
		enum progress progress = sheet ? progress_of(report->book, sheet) : PROGRESS_EMPTY;
		standing.core++;
		standing.begun += progress != PROGRESS_EMPTY;
		standing.done += progress == PROGRESS_DONE;
	}
	return standing;
}

static void add_bar(struct report *report, const struct standing *standing)
{
	str_addf(
	    report->out,
	    "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
	    "aria-hidden=\"true\">"
	    "<rect width=\"%zu\" height=\"10\"/></svg>",
	    100 * standing->done / standing->core);
}

static void add_session(struct report *report, const struct session_plan *plan)
{
	struct standing standing = measure(report, plan);
	struct str text = {0};
	char done[32], core[32];

	if (standing.core == 0)
		return;
	html_open(report->out, "li", NULL);
	html_open(report->out, "span", "class", "name", NULL);
	if (isdigit((unsigned char)plan->id[0])) {
		html_text(report->out, plan->id);
		str_add(report->out, ". ");
	}
	html_text(report->out, outgoing_words(report->outgoing, plan->title));
	html_close(report->out, "span");
	str_add_byte(report->out, ' ');
	add_bar(report, &standing);
	str_add_byte(report->out, ' ');
	outgoing_say(report->outgoing, &text, "report.done_of", "done",
	             report_count(standing.done, done), "count", report_count(standing.core, core),
	             NULL);
	html_say(report->out, "span", "done", str_text(&text));
	html_close(report->out, "li");
	str_release(&text);
}

/* Of a worksheet rated as it is and as it should be, its figures in one line. */
static void add_profile(struct report *report, const struct form *form)
{
	bool is_first = true;

	html_open(report->out, "p", "class", "profile", NULL);
	html_say(report->out, "strong", NULL, outgoing_words(report->outgoing, form->title));
	for (size_t i = 0; i < form->summaries.count; i++) {
		struct str value = {0};
		report_summary_text(report, form, &form->summaries.at[i], &value);
		if (value.len > 0) {
			str_add(report->out, is_first ? ": " : report_text(report, "comma"));
			html_text(report->out,
			          outgoing_words(report->outgoing, form->summaries.at[i].label));
			str_add_byte(report->out, ' ');
			html_say(report->out, "strong", NULL, str_text(&value));
			is_first = false;
		}
		str_release(&value);
	}
	html_close(report->out, "p");
}

static void add_standing(struct report *report)
{
	const struct outgoing *outgoing = report->outgoing;

	html_say(report->out, "h3", NULL, report_text(report, "standing"));
	html_open(report->out, "ul", "class", "standing", NULL);
	for (size_t i = 0; i < outgoing->curriculum->sessions.count; i++)
		add_session(report, &outgoing->curriculum->sessions.at[i]);
	html_close(report->out, "ul");
	for (size_t i = 0; i < outgoing->sheets.count; i++)
		if (form_way(outgoing->sheets.at[i].form, "profile"))
			add_profile(report, outgoing->sheets.at[i].form);
}

void report_summary(struct report *report)
{
	report_begin(report, 2, "summary", report_text(report, "summary"));
	if (report->outgoing->is_part)
		report_say(report, "p", "note", "summary_whole", NULL);
	if (report->outgoing->redact)
		report_say(report, "p", "note", "summary_redacted", NULL);
	add_figures(report);
	report_asks(report);
	report_top(report);
	report_money(report);
	add_standing(report);
	report_end(report);
}

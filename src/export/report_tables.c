/* report_tables.c - each session, and in it each of its worksheets. */
#include "figure.h"
#include "report_summary.h"

#include "sonae/model/field_type.h"

/* ---- a worksheet ---- */

enum { BARS_MOST = 10 };

static bool is_money(const struct field *field)
{
	return text_is(field->type->name, "money");
}

/* What [view top] ranks: the scores, before and after, against the line; and what it may cost. */
static void add_bars(struct report *report, const struct outgoing_sheet *at)
{
	const struct form_view *top = form_way(at->form, "top");
	struct str label = {0};

	for (size_t i = 0; top && i < top->fields.count; i++) {
		struct figure_bars bars = {
		    .value = top->fields.at[i], .value_after = -1, .most = BARS_MOST};
		if (!outgoing_has_field(at, bars.value) ||
		    (i > 0 && !is_money(&at->form->fields.at[bars.value])))
			continue;
		if (i == 0 && (bars.value_after = report_ranked_after(at)) >= 0)
			bars.has_line = report_line(report, &bars.line, &label);
		bars.line_label = str_text(&label);
		figure_bars(report->outgoing, at, &bars, report->out);
	}
	str_release(&label);
}

static void add_hidden(struct report *report, const struct outgoing_sheet *at)
{
	const struct form *of = sheet_form(at->sheet);
	struct str names = {0};
	char rows[32];

	for (size_t i = 0; i < at->hidden.at.count; i++) {
		const struct field *field = &of->fields.at[at->hidden.at.at[i]];
		if (field->ref_field < 0)
			str_addf(&names, "%s%s", names.len > 0 ? report_text(report, "comma") : "",
			         outgoing_words(report->outgoing, field->label));
	}
	if (names.len > 0)
		report_say(report, "p", "note", "hidden_fields", "fields", str_text(&names), NULL);
	if (at->hidden_rows > 0)
		report_say(report, "p", "note", "hidden_rows", "count",
		           report_count(at->hidden_rows, rows), NULL);
	str_release(&names);
}

static bool is_list(const struct form *form)
{
	return form->kind == FORM_RECORD || form->kind == FORM_NOTE || form->kind == FORM_EXERCISE;
}

static void add_sheet(struct report *report, const struct outgoing_sheet *at)
{
	const char *purpose = outgoing_words(report->outgoing, at->form->purpose);
	struct str id = {0};

	report_sheet_id(at->form->id, &id);
	report_begin(report, 3, str_text(&id), outgoing_words(report->outgoing, at->form->title));
	if (purpose[0])
		html_say(report->out, "p", "purpose", purpose);
	figure_views(report->outgoing, at, report->out);
	add_bars(report, at);
	if (at->rows.at.count == 0)
		report_say(report, "p", "note", "no_rows", NULL);
	else if (is_list(at->form))
		report_list(report, at);
	else
		report_grid(report, at);
	report_summaries(report, at->form);
	add_hidden(report, at);
	report_end(report);
	str_release(&id);
}

/* ---- a session ---- */

static void begin_session(struct report *report, size_t index)
{
	const struct session_plan *plan = &report->outgoing->curriculum->sessions.at[index];
	const char *title = outgoing_words(report->outgoing, plan->title);
	struct str id = {0}, heading = {0};

	str_add(&id, "session-");
	html_id(&id, plan->id);
	if (plan->id[0] >= '0' && plan->id[0] <= '9')
		outgoing_say(report->outgoing, &heading, "report.session", "number", plan->id,
		             "title", title, NULL);
	else
		str_add(&heading, title);
	report_begin(report, 2, str_text(&id), str_text(&heading));
	html_say(report->out, "p", "purpose", outgoing_words(report->outgoing, plan->purpose));
	str_release(&id);
	str_release(&heading);
}

static bool is_of(const struct report *report, const struct outgoing_sheet *at, size_t session)
{
	size_t sessions = report->outgoing->curriculum->sessions.count;
	size_t its =
	    at->session >= 0 && (size_t)at->session < sessions ? (size_t)at->session : sessions;

	return its == session;
}

/* `session` behind the last one: worksheets that none names. */
static void add_session(struct report *report, size_t session)
{
	const struct outgoing *outgoing = report->outgoing;
	bool is_open = false;

	for (size_t i = 0; i < outgoing->sheets.count; i++) {
		if (!is_of(report, &outgoing->sheets.at[i], session))
			continue;
		if (!is_open && session < outgoing->curriculum->sessions.count)
			begin_session(report, session);
		else if (!is_open)
			report_begin(report, 2, "session-none", report_text(report, "no_session"));
		is_open = true;
		add_sheet(report, &outgoing->sheets.at[i]);
	}
	if (is_open)
		report_end(report);
}

void report_tables(struct report *report)
{
	for (size_t i = 0; i <= report->outgoing->curriculum->sessions.count; i++)
		add_session(report, i);
}

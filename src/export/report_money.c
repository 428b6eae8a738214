/*
 * report_money.c - what is expected to be lost in a year, now and once the measures are in place,
 * and what these cost.
 *
 * The loss afterwards: of a risk with treatments that say what is left (ale_after), the least of
 * them, but never more than now; of all other losses what they are. Treatments that were stopped
 * do not count.
 */
#include "report_summary.h"

#include "sonae/model/field_type.h"
#include "sonae/model/number.h"

/* Over a row of risks. */
static const char loss_after[] =
    "first(min(treatments.ale_after where risk == this.id and "
    "(empty(status) or status != 'stopped')), ale)";

static const struct summary *summary_of(const struct outgoing_sheet *at, const char *id)
{
	for (size_t i = 0; at && i < at->form->summaries.count; i++)
		if (text_is(at->form->summaries.at[i].id, id))
			return &at->form->summaries.at[i];
	return NULL;
}

static void add_money(struct report *report, const char *label, double money)
{
	struct str text = {0};

	number_show(money, 0, &text);
	report_tile(report, label, str_text(&text), "");
	str_release(&text);
}

/* How much less is lost in a year by the measures; false when nothing says so. */
static bool saved(const struct report *report, double *out)
{
	const struct outgoing_sheet *at = outgoing_find(report->outgoing, "risks");
	int now = at ? form_field(at->form, "ale") : -1;
	struct expr *after = now >= 0 ? query_expr(report->book, at->form, loss_after, NULL) : NULL;
	bool any = false;

	*out = 0;
	for (size_t row = 0; after && row < sheet_row_count(at->sheet); row++) {
		struct value before = book_value(report->book, at->sheet, row, now);
		struct value left = book_eval(report->book, at->sheet, row, after);
		if (before.kind != VALUE_NUMBER || left.kind != VALUE_NUMBER ||
		    left.number >= before.number || book_is_retired(report->book, at->sheet, row))
			continue;
		*out += before.number - left.number;
		any = true;
	}
	expr_free(after);
	return any;
}

static void add_losses(struct report *report)
{
	const struct outgoing_sheet *at = outgoing_find(report->outgoing, "ale");
	const struct summary *total = summary_of(at, "total");
	double less;

	if (!total)
		return;
	struct value now = book_eval(report->book, at->sheet, 0, total->value);
	if (now.kind != VALUE_NUMBER)
		return;
	add_money(report, outgoing_words(report->outgoing, total->label), now.number);
	if (saved(report, &less))
		add_money(report, report_text(report, "loss_after"), now.number - less);
}

static void add_summary(struct report *report, const char *sheet, const char *id)
{
	const struct outgoing_sheet *at = outgoing_find(report->outgoing, sheet);
	const struct summary *summary = summary_of(at, id);
	struct str label = {0}, value = {0};

	if (!summary)
		return;
	bool alarm = report_summary_text(report, at->form, summary, &value);
	outgoing_say(report->outgoing, &label, "report.figure_of", "sheet",
	             outgoing_words(report->outgoing, at->form->title), "figure",
	             outgoing_words(report->outgoing, summary->label), NULL);
	if (value.len > 0)
		report_tile(report, str_text(&label), str_text(&value), alarm ? "alarm" : "");
	str_release(&label);
	str_release(&value);
}

void report_money(struct report *report)
{
	size_t before = report->out->len, opened;

	html_say(report->out, "h3", NULL, report_text(report, "money"));
	html_open(report->out, "ul", "class", "tiles", NULL);
	opened = report->out->len;
	add_losses(report);
	add_summary(report, "treatments", "once");
	add_summary(report, "treatments", "yearly");
	add_summary(report, "budget", "total");
	bool has_any = report->out->len > opened;
	html_close(report->out, "ul");
	if (!has_any)
		str_cut(report->out, before);
}

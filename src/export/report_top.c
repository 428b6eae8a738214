/* report_top.c - the greatest risks: before and after, what is done, by whom and by when. */
#include "report_summary.h"

#include "sonae/model/field_type.h"
#include "sonae/model/ranking.h"

#include <stdio.h>

enum { TOP_MOST = 5, MEASURES_MOST = 3 };

/* Fields of the treatments' worksheet; -1 = it has none, or it stays here. */
struct treatment_fields {
	const struct outgoing_sheet *at;
	int risk, option, action, owner, due, status;
};

/* ---- what is ranked ---- */

static int ranked_field(const struct outgoing_sheet *at)
{
	const struct form_view *top = form_way(at->form, "top");
	int field = top && top->fields.count > 0 ? top->fields.at[0] : -1;

	return field >= 0 && outgoing_has_field(at, field) ? field : -1;
}

static const struct outgoing_sheet *ranked_sheet(const struct report *report)
{
	const struct outgoing *outgoing = report->outgoing;

	for (size_t i = 0; i < outgoing->sheets.count; i++)
		if (outgoing->sheets.at[i].form->kind != FORM_QUERY &&
		    ranked_field(&outgoing->sheets.at[i]) >= 0)
			return &outgoing->sheets.at[i];
	return NULL;
}

int report_ranked_after(const struct outgoing_sheet *at)
{
	const struct form_view *matrix = form_way(at->form, "matrix");
	bool is_it = matrix && matrix->value == ranked_field(at) && matrix->value_after >= 0;

	return is_it && outgoing_has_field(at, matrix->value_after) ? matrix->value_after : -1;
}

bool report_line(const struct report *report, double *line, struct str *label)
{
	const struct form *settings = book_form(report->book, SETTINGS_SHEET, NULL);
	int field = settings ? form_field(settings, "acceptance_line") : -1;
	struct sheet *sheet = field >= 0 ? book_sheet(report->book, SETTINGS_SHEET, NULL) : NULL;

	if (!sheet)
		return false;
	struct value value = book_setting(report->book, "acceptance_line");
	if (value.kind != VALUE_NUMBER && settings->fields.at[field].offer &&
	    sheet_row_count(sheet) > 0)
		value = book_eval(report->book, sheet, 0, settings->fields.at[field].offer);
	if (value.kind != VALUE_NUMBER)
		return false;
	*line = value.number;
	str_add(label, outgoing_words(report->outgoing, settings->fields.at[field].label));
	return true;
}

/* ---- what is done about it ---- */

static int field_of(const struct outgoing_sheet *at, const char *id)
{
	int field = at ? form_field(at->form, id) : -1;

	return field >= 0 && outgoing_has_field(at, field) ? field : -1;
}

static struct treatment_fields treatments_of(const struct report *report, const char *sheet)
{
	const struct outgoing_sheet *at = outgoing_find(report->outgoing, "treatments");
	struct treatment_fields fields = {
		at, field_of(at, "risk"), field_of(at, "option"), field_of(at, "action"),
		field_of(at, "owner"), field_of(at, "due"), field_of(at, "status"),
	};

	if (fields.risk >= 0 && !text_is(at->form->fields.at[fields.risk].sheet, sheet))
		fields.risk = -1;
	return fields;
}

static bool is_stopped(const struct treatment_fields *fields, size_t row)
{
	return fields->status >= 0 &&
	       text_is(sheet_cell(fields->at->sheet, row, (size_t)fields->status), "stopped");
}

static bool treats(const struct report *report, const struct treatment_fields *fields, size_t row,
                   const char *risk)
{
	return text_is(sheet_cell(fields->at->sheet, row, (size_t)fields->risk), risk) &&
	       !is_stopped(fields, row) && !book_is_retired(report->book, fields->at->sheet, row);
}

static void add_field(struct report *report, const struct treatment_fields *fields, size_t row,
                      int field, const char *before)
{
	struct str text = {0};

	if (field >= 0)
		report_cell_text(report, fields->at->sheet, row, (size_t)field, &text);
	if (text.len > 0) {
		str_add(report->out, before);
		report_mark(report,
		            report_cell_class(report, fields->at->sheet, row, (size_t)field));
		html_text(report->out, str_text(&text));
	}
	str_release(&text);
}

/* "低減: VPNの多要素認証 / 鈴木 / 2026-12-31 / 進行中" */
static void add_treatment(struct report *report, const struct treatment_fields *fields, size_t row)
{
	const int details[] = {fields->owner, fields->due, fields->status};
	const char *between = " - ";

	html_open(report->out, "li", NULL);
	add_field(report, fields, row, fields->option, "");
	add_field(report, fields, row, fields->action, ": ");
	html_open(report->out, "span", "class", "who", NULL);
	for (size_t i = 0; i < sizeof(details) / sizeof(details[0]); i++) {
		size_t before = report->out->len;
		add_field(report, fields, row, details[i], between);
		if (report->out->len > before)
			between = " / ";
	}
	html_close(report->out, "span");
	html_close(report->out, "li");
}

/* `is_over`: something has to be decided. */
static void add_treatments(struct report *report, const struct treatment_fields *fields,
                           const char *risk, bool is_over)
{
	size_t count = 0;
	char left[32];

	html_open(report->out, "td", "class", "names", NULL);
	for (size_t i = 0; i < fields->at->rows.at.count; i++) {
		size_t row = fields->at->rows.at.at[i];
		if (!treats(report, fields, row, risk))
			continue;
		str_add(report->out, count == 0 ? "<ul>\n" : "");
		if (count++ < MEASURES_MOST)
			add_treatment(report, fields, row);
	}
	if (count > MEASURES_MOST)
		report_say(report, "li", NULL, "and_more", "count",
		           report_count(count - MEASURES_MOST, left), NULL);
	if (count > 0) {
		str_add(report->out, "</ul>");
	} else {
		report_mark(report, is_over ? "alarm" : "");
		html_text(report->out, report_text(report, "no_treatment"));
	}
	html_close(report->out, "td");
}

/* ---- the table ---- */

static void add_heading(struct report *report, const char *text, const char *class)
{
	html_open(report->out, "th", "scope", "col", "class", class, NULL);
	html_text(report->out, text);
	html_close(report->out, "th");
}

static void add_headings(struct report *report, const struct outgoing_sheet *at,
                         bool has_treatments)
{
	const struct outgoing *outgoing = report->outgoing;
	int field = ranked_field(at), after = report_ranked_after(at);

	str_add(report->out, "<thead>\n<tr>");
	add_heading(report, report_text(report, "rank"), "number");
	add_heading(report, outgoing_words(outgoing, at->form->title), "third");
	add_heading(report, outgoing_words(outgoing, at->form->fields.at[field].label), "number");
	if (after >= 0)
		add_heading(report, outgoing_words(outgoing, at->form->fields.at[after].label),
		            "number");
	if (has_treatments)
		add_heading(report, report_text(report, "who_does_what"), "half");
	str_add(report->out, "</tr>\n</thead>\n<tbody>\n");
}

static void add_number(struct report *report, const struct outgoing_sheet *at, size_t row,
                       int field)
{
	const char *class = report_cell_class(report, at->sheet, row, (size_t)field);
	struct str classes = {0};

	str_addf(&classes, "number%s%s", class[0] ? " " : "", class);
	html_open(report->out, "td", "class", str_text(&classes), NULL);
	report_cell(report, at->sheet, row, (size_t)field);
	html_close(report->out, "td");
	str_release(&classes);
}

/* What it is called, and below it what it happens to: the grid's first column. */
static void add_name(struct report *report, const struct outgoing_sheet *at, size_t row)
{
	int first = at->form->columns.count > 0 ? at->form->columns.at[0] : -1;
	struct str text = {0};

	html_open(report->out, "th", "scope", "row", NULL);
	report_row(report, at->sheet, row);
	if (first >= 0 && outgoing_has_field(at, first) &&
	    at->form->fields.at[first].type->is_ref)
		report_cell_text(report, at->sheet, row, (size_t)first, &text);
	if (text.len > 0)
		html_say(report->out, "span", "under", str_text(&text));
	html_close(report->out, "th");
	str_release(&text);
}

static void add_risk(struct report *report, const struct outgoing_sheet *at, size_t row,
                     size_t rank, const struct treatment_fields *fields)
{
	int after = report_ranked_after(at);
	char number[32];

	str_add(report->out, "<tr>");
	html_open(report->out, "td", "class", "number", NULL);
	html_text(report->out, report_count(rank, number));
	html_close(report->out, "td");
	add_name(report, at, row);
	add_number(report, at, row, ranked_field(at));
	if (after >= 0)
		add_number(report, at, row, after);
	if (fields->risk >= 0)
		add_treatments(
		    report, fields, sheet_row_id(at->sheet, row),
		    report_cell_class(report, at->sheet, row, (size_t)ranked_field(at))[0]);
	str_add(report->out, "</tr>\n");
}

static void add_risks(struct report *report, const struct outgoing_sheet *at,
                      const struct ranking *ranking)
{
	struct treatment_fields fields = treatments_of(report, at->form->id);
	struct row_list rows = {0};
	size_t shown = 0;

	ranking_rows(ranking, &rows);
	add_headings(report, at, fields.risk >= 0);
	for (size_t i = 0; i < rows.at.count && shown < TOP_MOST; i++) {
		size_t row = rows.at.at[i];
		if (ranking->ranks.at[row] == 0 || !outgoing_has_row(at, row))
			continue;
		add_risk(report, at, row, ranking->ranks.at[row], &fields);
		shown++;
	}
	str_add(report->out, "</tbody>\n");
	row_list_release(&rows);
}

static void add_caption(struct report *report, const struct outgoing_sheet *at, size_t ranked)
{
	struct str label = {0}, line_text = {0};
	char count[32];
	double line;

	if (report_line(report, &line, &label))
		str_addf(&line_text, "%s %g", str_text(&label), line);
	report_say(
	    report, "caption", NULL, "top_caption", "measure",
	    outgoing_words(report->outgoing, at->form->fields.at[ranked_field(at)].label),
	    "count", report_count(ranked, count), "line", str_text(&line_text), NULL);
	str_release(&label);
	str_release(&line_text);
}

void report_top(struct report *report)
{
	const struct outgoing_sheet *at = ranked_sheet(report);
	struct ranking ranking = {0};

	if (!at)
		return;
	ranking_build(report->book, at->sheet, ranked_field(at), &ranking);
	if (ranking.count > 0) {
		html_say(report->out, "h3", NULL, report_text(report, "top"));
		html_open(report->out, "div", "class", "wide", "role", "group", "tabindex", "0",
		          "aria-label", report_text(report, "top"), NULL);
		html_open(report->out, "table", "class", "top", NULL);
		add_caption(report, at, ranking.count);
		add_risks(report, at, &ranking);
		html_close(report->out, "table");
		html_close(report->out, "div");
	}
	ranking_release(&ranking);
}

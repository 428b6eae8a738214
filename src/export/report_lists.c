/* report_lists.c - worksheets that read as a list: settings, notes, exercises. */
#include "report_parts.h"

#include "sonae/model/field_type.h"

struct listing {
	struct report *report;
	const struct outgoing_sheet *at;
	struct sheet *sheet;
	const struct form *form;
};

static void add_unit(const struct listing *listing, struct words unit)
{
	if (!outgoing_words(listing->report->outgoing, unit)[0])
		return;
	str_add_byte(listing->report->out, ' ');
	html_text(listing->report->out, outgoing_words(listing->report->outgoing, unit));
}

/* ---- a record: label and value, what is left empty with the value that is used instead ---- */

static void add_offer(const struct listing *listing, size_t row, const struct field *field)
{
	struct report *report = listing->report;
	struct str cell = {0}, text = {0};

	if (field->offer)
		field_store(field, book_eval(report->book, listing->sheet, row, field->offer),
		            &cell);
	if (cell.len > 0) {
		field_show(field, report->outgoing->lang, str_text(&cell), &text);
		html_open(report->out, "span", "class", "offer", NULL);
		html_text(report->out, str_text(&text));
		add_unit(listing, field->unit);
		str_add_byte(report->out, ' ');
		html_text(report->out, report_text(report, "offered"));
		html_close(report->out, "span");
	}
	str_release(&cell);
	str_release(&text);
}

static void add_record_field(const struct listing *listing, size_t row, int index)
{
	struct report *report = listing->report;
	const struct field *field = &listing->form->fields.at[index];
	size_t before = report->out->len;
	struct str text = {0};

	report_cell_text(report, listing->sheet, row, (size_t)index, &text);
	html_say(report->out, "dt", NULL, outgoing_words(report->outgoing, field->label));
	html_open(report->out, "dd", "class", field->formula ? "made" : NULL, NULL);
	size_t empty = report->out->len;
	report_cell(report, listing->sheet, row, (size_t)index);
	if (text.len > 0)
		add_unit(listing, field->unit);
	else
		add_offer(listing, row, field);
	bool has_any = report->out->len > empty;
	html_close(report->out, "dd");
	if (!has_any)
		str_cut(report->out, before);
	str_release(&text);
}

static void add_unknown(const struct listing *listing, size_t row)
{
	struct report *report = listing->report;

	for (size_t i = listing->form->fields.count; i < sheet_column_count(listing->sheet); i++) {
		if (report->outgoing->redact || !report_is_filled(listing->sheet, row, i))
			continue;
		html_say(report->out, "dt", NULL, sheet_column_name(listing->sheet, i));
		html_say(report->out, "dd", NULL, sheet_cell(listing->sheet, row, i));
	}
}

static void add_record(const struct listing *listing, size_t row)
{
	struct str anchor = {0};

	report_row_id(listing->at->form->id, sheet_row_id(listing->sheet, row), &anchor);
	html_open(listing->report->out, "dl", "id", str_text(&anchor), "class", "record", NULL);
	str_release(&anchor);
	for (size_t i = 0; i < listing->form->fields.count; i++)
		if (outgoing_has_field(listing->at, (int)i))
			add_record_field(listing, row, (int)i);
	add_unknown(listing, row);
	html_close(listing->report->out, "dl");
}

/* ---- notes and exercises: what is asked, and the answer ---- */

static void add_question(const struct listing *listing, size_t row)
{
	struct report *report = listing->report;
	const char *id = sheet_row_id(listing->sheet, row);
	int item = form_row_item(listing->form, id);
	struct str anchor = {0};

	report_row_id(listing->at->form->id, id, &anchor);
	html_open(report->out, "dt", "id", str_text(&anchor), NULL);
	html_text(report->out,
	          item < 0 ? id
	                   : outgoing_words(report->outgoing, listing->form->items.at[item].text));
	html_close(report->out, "dt");
	str_release(&anchor);
}

static void add_answer(const struct listing *listing, size_t row, size_t column, bool is_first)
{
	struct report *report = listing->report;
	bool is_field = column < listing->form->fields.count;
	const struct field *field = is_field ? &listing->form->fields.at[column] : NULL;
	int item = form_row_item(listing->form, sheet_row_id(listing->sheet, row));

	html_open(report->out, "dd", "class", is_first ? "answer" : NULL, NULL);
	if (!is_first) {
		html_say(report->out, "span", "label",
		         is_field ? outgoing_words(report->outgoing, field->label)
		                  : sheet_column_name(listing->sheet, column));
		str_add(report->out, ": ");
	}
	report_cell(report, listing->sheet, row, column);
	if (is_first && item >= 0)
		add_unit(listing, listing->form->items.at[item].unit);
	html_close(report->out, "dd");
}

static void add_item(const struct listing *listing, size_t row)
{
	const struct form *form = listing->form;
	bool is_first = true;

	add_question(listing, row);
	for (size_t i = 0; i < sheet_column_count(listing->sheet); i++) {
		struct str text = {0};
		bool is_field = i < form->fields.count;
		bool shows = is_field ? outgoing_has_field(listing->at, (int)i) &&
		                            report_is_shown(form, (int)i)
		                      : !listing->report->outgoing->redact;
		if (shows)
			report_cell_text(listing->report, listing->sheet, row, i, &text);
		if (text.len > 0) {
			add_answer(listing, row, i, is_first);
			is_first = false;
		}
		str_release(&text);
	}
}

static void add_items(const struct listing *listing)
{
	struct report *report = listing->report;
	size_t unanswered = 0, before = report->out->len;
	char left[32];

	html_open(report->out, "dl", "class", "questions", NULL);
	for (size_t i = 0; i < listing->at->rows.at.count; i++) {
		size_t row = listing->at->rows.at.at[i];
		if (report_is_unanswered(listing->sheet, row))
			unanswered++;
		else
			add_item(listing, row);
	}
	html_close(report->out, "dl");
	if (unanswered == listing->at->rows.at.count)
		str_cut(report->out, before);
	if (unanswered > 0)
		report_say(report, "p", "note", "unanswered", "count",
		           report_count(unanswered, left), NULL);
}

void report_list(struct report *report, const struct outgoing_sheet *at)
{
	struct listing listing = {report, at, at->sheet, sheet_form(at->sheet)};

	if (at->form->kind != FORM_RECORD) {
		add_items(&listing);
		return;
	}
	for (size_t i = 0; i < at->rows.at.count; i++)
		add_record(&listing, at->rows.at.at[i]);
}

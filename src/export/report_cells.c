/* report_cells.c - single cells, and the figures under a worksheet. */
#include "report_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/model/finding.h"

/* Columns that say where a row belongs answer nothing. */
static bool is_structure(const struct form *form, const char *field)
{
	if (form->kind == FORM_TREE)
		return text_is(field, "parent") || text_is(field, "order");
	return form->per[0] && (text_is(field, "of") || text_is(field, "item"));
}

bool report_is_shown(const struct form *form, int field)
{
	return !is_structure(form, form->fields.at[field].id);
}

static const char *preset_of(const struct form *form, const struct sheet *sheet, size_t row,
                             size_t field)
{
	int item = form_row_item(form, sheet_row_id(sheet, row));
	const char *preset = NULL;

	if (item >= 0 && field < form->items.at[item].preset.count)
		preset = form->items.at[item].preset.at[field];
	return preset ? preset : "";
}

bool report_is_filled(const struct sheet *sheet, size_t row, size_t column)
{
	const struct form *form = sheet_form(sheet);
	const char *cell = sheet_cell(sheet, row, column);

	if (column >= form->fields.count)
		return cell[0] != '\0';
	return cell[0] && !form->fields.at[column].formula && report_is_shown(form, (int)column) &&
	       !text_is(cell, preset_of(form, sheet, row, column));
}

bool report_is_unanswered(const struct sheet *sheet, size_t row)
{
	if (!form_has_items(sheet_form(sheet)))
		return false;
	for (size_t i = 0; i < sheet_column_count(sheet); i++)
		if (report_is_filled(sheet, row, i))
			return false;
	return true;
}

/* A margin note names its place by ids: what people call it. False: it is no such cell. */
static bool add_note_place(const struct report *report, struct sheet *notes, size_t note,
                           size_t column, struct str *out)
{
	const struct form *form = sheet_form(notes);
	int about = text_is(form->id, "notes") ? form_field(form, "about") : -1;
	int its_row = about >= 0 ? form_field(form, "row") : -1;
	const struct form *of = NULL;
	size_t row;

	if (its_row >= 0 && ((int)column == about || (int)column == its_row))
		of = book_form(report->book, sheet_cell(notes, note, (size_t)about), NULL);
	if (!of)
		return false;
	if ((int)column == about) {
		str_add(out, outgoing_words(report->outgoing, of->title));
		return true;
	}
	struct sheet *sheet = book_sheet(report->book, of->id, NULL);
	if (!sheet || !sheet_find(sheet, sheet_cell(notes, note, (size_t)its_row), &row))
		return false;
	outgoing_row(report->outgoing, sheet, row, out);
	return true;
}

void report_cell_text(const struct report *report, struct sheet *sheet, size_t row, size_t column,
                      struct str *out)
{
	if (add_note_place(report, sheet, row, column, out))
		return;
	if (column < sheet_form(sheet)->fields.count)
		outgoing_cell(report->outgoing, sheet, row, (int)column, out);
	else
		str_add(out, sheet_cell(sheet, row, column));
}

/* ---- what stands out ---- */

static bool holds(const struct report *report, struct sheet *sheet, size_t row, struct expr *expr)
{
	return expr && value_holds(book_eval(report->book, sheet, row, expr));
}

const char *report_cell_class(const struct report *report, struct sheet *sheet, size_t row,
                              size_t column)
{
	const struct form *form = sheet_form(sheet);

	if (column >= form->fields.count || book_is_retired(report->book, sheet, row))
		return "";
	if (!finding_check_cell(report->book, sheet, row, (int)column, NULL))
		return "wrong";
	if (holds(report, sheet, row, form->fields.at[column].alarm))
		return "alarm";
	return holds(report, sheet, row, form->fields.at[column].caution) ? "caution" : "";
}

void report_mark(struct report *report, const char *class)
{
	const char *shape = text_is(class, "alarm") ? "▲" : text_is(class, "caution") ? "△" : "✕";

	if (!class[0])
		return;
	html_open(report->out, "span", "class", "mark", "aria-hidden", "true", NULL);
	str_add(report->out, shape);
	html_close(report->out, "span");
	html_heard(report->out, report_text(report, class));
	str_add_byte(report->out, ' ');
}

void report_cell(struct report *report, struct sheet *sheet, size_t row, size_t column)
{
	struct str text = {0};

	report_cell_text(report, sheet, row, column, &text);
	report_mark(report, report_cell_class(report, sheet, row, column));
	html_text(report->out, str_text(&text));
	str_release(&text);
}

/* ---- summaries ---- */

bool report_summary_text(const struct report *report, const struct form *form,
                         const struct summary *summary, struct str *out)
{
	struct sheet *sheet = book_sheet(report->book, form->id, NULL);
	struct field plain = {.type = summary->type};
	struct str cell = {0};

	if (!sheet)
		return false;
	field_store(&plain, book_eval(report->book, sheet, 0, summary->value), &cell);
	if (cell.len > 0)
		field_show(&plain, report->outgoing->lang, str_text(&cell), out);
	str_release(&cell);
	return holds(report, sheet, 0, summary->alarm);
}

void report_tile(struct report *report, const char *label, const char *value, const char *class)
{
	html_open(report->out, "li", "class", class[0] ? class : NULL, NULL);
	html_say(report->out, "span", "label", label);
	str_add_byte(report->out, ' ');
	html_open(report->out, "strong", NULL);
	report_mark(report, class);
	html_text(report->out, value);
	html_close(report->out, "strong");
	html_close(report->out, "li");
}

static void add_summary(struct report *report, const struct form *form,
                        const struct summary *summary)
{
	struct str text = {0};
	const char *class = report_summary_text(report, form, summary, &text) ? "alarm" : "";

	if (text.len > 0) {
		report_tile(report, outgoing_words(report->outgoing, summary->label),
		            str_text(&text), class);
	}
	str_release(&text);
}

void report_summaries(struct report *report, const struct form *form)
{
	size_t before = report->out->len, opened;

	html_open(report->out, "ul", "class", "sums", NULL);
	opened = report->out->len;
	for (size_t i = 0; i < form->summaries.count; i++)
		add_summary(report, form, &form->summaries.at[i]);
	if (report->out->len == opened)
		str_cut(report->out, before);
	else
		html_close(report->out, "ul");
}

/* xlsx_record.c - the page of a record: one field a row. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"

enum { LABEL = 1, UNIT = 3, ELSE = 4, HELP = 5, COLUMNS };

static void write_heading(struct xlsx_work *work, struct xlsx_page *page)
{
	static const char *const ids[COLUMNS] = {"xlsx.id", "xlsx.field", "xlsx.value", "xlsx.unit",
	                                         "xlsx.if_empty", "xlsx.help"};
	static const int widths[COLUMNS] = {22, 30, 18, 8, 20, 80};
	static const struct xlsx_style link = {.bold = true, .border = true, .link = true, .fill = XLSX_PALE};
	static const struct xlsx_style style = {.bold = true, .border = true, .fill = XLSX_DARK_GREY,
	                                        .colour = XLSX_WHITE};

	for (size_t i = 0; i < COLUMNS; i++) {
		struct xlsx_cell at = {page, XLSX_HEADING, i};
		if (i == 0)
			xlsx_link(at, work->cover, outgoing_text(work->outgoing, ids[i]), &link);
		else
			xlsx_text(at, outgoing_text(work->outgoing, ids[i]), &style);
		xlsx_width(page, i, i, widths[i]);
	}
}

/* What counts while nothing is written there. */
static void add_offer(struct xlsx_work *work, struct sheet *sheet, const struct field *field,
                      struct str *out)
{
	struct str cell = {0};

	if (!field->offer)
		return;
	field_store(field, book_eval(outgoing_book(work->outgoing), sheet, 0, field->offer), &cell);
	field_show(field, work->outgoing->lang, str_text(&cell), out);
	str_release(&cell);
}

static void write_words(struct xlsx_work *work, const struct xlsx_sheet *sheet, size_t row,
                        const struct field *field)
{
	struct xlsx_style style = {.border = true, .wrap = true, .fill = XLSX_GREY, .top = true};
	struct xlsx_cell at = {sheet->page, row, 0};
	struct str offer = {0};

	xlsx_text(at, field->id, &style);
	at.column = LABEL;
	xlsx_text(at, outgoing_words(work->outgoing, field->label), &style);
	at.column = UNIT;
	xlsx_text(at, outgoing_words(work->outgoing, field->unit), &style);
	at.column = ELSE;
	add_offer(work, sheet->out->sheet, field, &offer);
	xlsx_text(at, str_text(&offer), &style);
	at.column = HELP;
	xlsx_text(at, outgoing_words(work->outgoing, field->help), &style);
	str_release(&offer);
}

void xlsx_write_record(struct xlsx_work *work, const struct xlsx_sheet *sheet)
{
	bool has_row = sheet->out->rows.at.count > 0;

	work->own = sheet;
	write_heading(work, sheet->page);
	for (size_t i = 0; i < sheet->columns.count; i++) {
		int index = sheet->columns.at[i].field;
		const struct field *field = &sheet->form->fields.at[index];
		struct xlsx_style style = xlsx_style_of(field, sheet->columns.at[i].drives);
		struct xlsx_cell at = {sheet->page, XLSX_FIRST + i, XLSX_RECORD_VALUE};
		struct xlsx_area area = {at.row, at.column, at.row, at.column};
		style.right = false;
		write_words(work, sheet, at.row, field);
		if (!has_row) {
			xlsx_blank(at, &style);
			continue;
		}
		xlsx_write_cell(work, at, sheet->out->sheet, sheet->out->rows.at.at[0], index, &style);
		xlsx_set_rules(work, sheet, area, index);
	}
	xlsx_freeze(sheet->page, XLSX_FIRST, LABEL + 1);
	xlsx_set_print(work, sheet->page, (struct xlsx_print){.landscape = true, .repeats_heading = true, .pages_wide = 1});
	work->own = NULL;
}

/* xlsx_query.c - the page of a query: cells of the worksheet that it looks at, shown again. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"

/* Where the cell stands on the page of the worksheet's own rows; false: it is not in the file. */
static bool find_source(const struct xlsx_work *work, const struct xlsx_sheet *sheet, size_t row,
                        const struct xlsx_column *column, struct str *out)
{
	const struct xlsx_sheet *there = xlsx_find(work, sheet->form->id);

	if (!there || xlsx_is_record(there) || there->row_of.at[row] == 0)
		return false;
	size_t from = 0;
	if (column->kind == XLSX_COLUMN_FIELD || column->kind == XLSX_COLUMN_NAME) {
		if (there->column_of.at[column->field] < 0)
			return false;
		from = (size_t)there->column_of.at[column->field] + (column->kind == XLSX_COLUMN_NAME ? 1 : 0);
	} else {
		while (from < there->columns.count && there->columns.at[from].kind != column->kind)
			from++;
	}
	xlsx_add_page_name(out, there->page);
	str_add_byte(out, '!');
	xlsx_add_cell(out, there->row_of.at[row], from);
	return true;
}

/* An empty cell referred to would read as 0. */
static void write_shown(struct xlsx_cell at, const char *source, struct value value, const char *words,
                        const struct xlsx_style *style)
{
	struct str formula = {0};
	double number;

	str_addf(&formula, "IF(%s=\"\",\"\",%s)", source, source);
	if (xlsx_number_of(value, &number))
		xlsx_formula_number(at, str_text(&formula), number, style);
	else
		xlsx_formula_text(at, str_text(&formula), words, style);
	str_release(&formula);
}

static void write_cell(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_cell at,
                       size_t row)
{
	const struct xlsx_column *column = &sheet->columns.at[at.column];
	struct xlsx_style style = {.wrap = true, .top = true, .border = true, .fill = XLSX_GREY};
	struct value value = value_text("");
	struct str source = {0}, words = {0};

	if (column->kind == XLSX_COLUMN_FIELD) {
		style = xlsx_style_of(&sheet->form->fields.at[column->field], false);
		style.fill = XLSX_GREY;
		style.number = text_is(style.number, "@") ? NULL : style.number;
		value = book_value(outgoing_book(work->outgoing), sheet->out->sheet, row, column->field);
	}
	xlsx_add_words(work, sheet, column, row, &words);
	if (find_source(work, sheet, row, column, &source)) {
		if (sheet->form->fields.count > 0 && column->kind == XLSX_COLUMN_FIELD &&
		    sheet->form->fields.at[column->field].type->kind == VALUE_TEXT)
			value = value_text(str_text(&words));
		write_shown(at, str_text(&source), value, str_text(&words), &style);
	} else if (column->kind == XLSX_COLUMN_FIELD) {
		xlsx_write_cell(work, at, sheet->out->sheet, row, column->field, &style);
	} else {
		xlsx_text(at, str_text(&words), &style);
	}
	str_release(&source);
	str_release(&words);
}

void xlsx_write_query(struct xlsx_work *work, const struct xlsx_sheet *sheet)
{
	struct xlsx_area area = {XLSX_HEADING, 0, sheet->last_row, sheet->columns.count - 1};

	work->own = NULL;
	xlsx_write_heading(work, sheet);
	for (size_t i = 0; i < sheet->out->rows.at.count; i++) {
		for (size_t column = 0; column < sheet->columns.count; column++)
			write_cell(work, sheet, (struct xlsx_cell){sheet->page, XLSX_FIRST + i, column},
			           sheet->out->rows.at.at[i]);
		xlsx_set_height(work, sheet, XLSX_FIRST + i, sheet->out->rows.at.at[i]);
	}
	xlsx_filter(sheet->page, area);
	xlsx_texts_are_meant(sheet->page, area);
	xlsx_lay_out(work, sheet);
}

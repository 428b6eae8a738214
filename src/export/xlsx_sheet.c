/* xlsx_sheet.c - the page of a worksheet: its rows under a heading, to be filtered and printed. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/model/heading.h"
#include "sonae/model/shown.h"

enum { FILTER_BUTTON = 3 }; /* characters */

/* ---- heading ---- */

static void add_heading(const struct xlsx_work *work, const struct xlsx_sheet *sheet,
                        const struct xlsx_column *column, struct str *out)
{
	static const char *const ids[] = {
		[XLSX_COLUMN_ID] = "xlsx.id", [XLSX_COLUMN_OF] = "xlsx.of", [XLSX_COLUMN_OF_NAME] = "xlsx.of_name",
		[XLSX_COLUMN_GROUP] = "xlsx.group", [XLSX_COLUMN_ITEM] = "xlsx.item",
	};
	const struct form *form = sheet->form;

	if (column->kind == XLSX_COLUMN_FIELD)
		heading_of_field(form, column->field, work->outgoing->lang, out);
	else if (column->kind == XLSX_COLUMN_NAME)
		outgoing_say(work->outgoing, out, "xlsx.name_of", "field",
		             outgoing_words(work->outgoing, form->fields.at[column->field].label), NULL);
	else
		str_add(out, outgoing_text(work->outgoing, ids[column->kind]));
}

static void comment_field(const struct xlsx_work *work, struct xlsx_cell at, const struct field *field,
                          bool lives)
{
	struct str text = {0};

	str_add(&text, outgoing_words(work->outgoing, field->help));
	if (field->formula) {
		str_add(&text, text.len > 0 ? "\n" : "");
		str_add(&text, outgoing_text(work->outgoing, lives ? "xlsx.lives" : "xlsx.as_it_was"));
	} else if (field->type->kind == VALUE_CHECK) {
		str_add(&text, text.len > 0 ? "\n" : "");
		str_add(&text, outgoing_text(work->outgoing, "xlsx.check"));
	}
	xlsx_comment(at, str_text(&text));
	str_release(&text);
}

void xlsx_write_heading(const struct xlsx_work *work, const struct xlsx_sheet *sheet)
{
	static const struct xlsx_style link = {.bold = true, .border = true, .link = true, .fill = XLSX_PALE};
	struct xlsx_style style = {.bold = true, .wrap = true, .border = true, .colour = XLSX_WHITE};
	bool is_query = sheet->out->form->kind == FORM_QUERY;
	size_t most = 1;

	for (size_t i = 0; i < sheet->columns.count; i++) {
		const struct xlsx_column *column = &sheet->columns.at[i];
		const struct field *field =
			column->kind == XLSX_COLUMN_FIELD ? &sheet->form->fields.at[column->field] : NULL;
		struct xlsx_cell at = {sheet->page, XLSX_HEADING, i};
		struct str text = {0};
		add_heading(work, sheet, column, &text);
		style.fill = field && !field->formula && !is_query ? XLSX_DARK : XLSX_DARK_GREY;
		if (i == 0)
			xlsx_link(at, work->cover, str_text(&text), &link);
		else
			xlsx_text(at, str_text(&text), &style);
		size_t lines = xlsx_lines(sheet, i, str_text(&text), FILTER_BUTTON);
		most = lines > most ? lines : most;
		if (field)
			comment_field(work, at, field, column->lives || is_query);
		str_release(&text);
	}
	xlsx_set_lines(sheet, XLSX_HEADING, most);
	xlsx_comment((struct xlsx_cell){sheet->page, XLSX_HEADING, 0},
	             outgoing_text(work->outgoing, is_query ? "xlsx.query" : "xlsx.to_cover"));
}

/* ---- a row ---- */

static void write_given(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_cell at,
                        enum xlsx_column_kind kind, const char *id)
{
	static const struct xlsx_style style = {.fill = XLSX_GREY, .border = true, .wrap = true, .top = true};
	const struct form *form = sheet->form;
	int item = form_row_item(form, id);
	char *of = mem_dup_n(id, form_row_of(form, id));

	if (kind == XLSX_COLUMN_ID)
		xlsx_text(at, id, &style);
	else if (kind == XLSX_COLUMN_OF)
		xlsx_text(at, of, &style);
	else if (kind == XLSX_COLUMN_OF_NAME)
		xlsx_write_name(work, at, form->per, of, at.column - 1, &style);
	else
		xlsx_text(at, item < 0 ? ""
		                       : outgoing_words(work->outgoing, kind == XLSX_COLUMN_GROUP
		                                                                ? form->items.at[item].group
		                                                                : form->items.at[item].text),
		          &style);
	free(of);
}

static void write_field(struct xlsx_work *work, struct xlsx_sheet *sheet, struct xlsx_cell at, size_t row)
{
	struct xlsx_column *column = &sheet->columns.at[at.column];
	const struct field *field = &sheet->form->fields.at[column->field];
	struct xlsx_style style = xlsx_style_of(field, column->drives);

	if (column->kind == XLSX_COLUMN_FIELD) {
		column->lives |= xlsx_write_cell(work, at, sheet->out->sheet, row, column->field, &style);
		return;
	}
	struct str id = {0};
	book_cell(outgoing_book(work->outgoing), sheet->out->sheet, row, column->field, &id);
	style = (struct xlsx_style){.fill = XLSX_GREY, .border = true, .wrap = true, .top = true};
	xlsx_write_name(work, at, field->sheet, str_text(&id), at.column - 1, &style);
	str_release(&id);
}

static void write_active(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_cell at,
                         size_t row)
{
	struct book *book = outgoing_book(work->outgoing);
	struct formula_cell cell = {.book = book, .sheet = sheet->out->sheet, .row = row};
	double active = book_is_retired(book, sheet->out->sheet, row) ? 0 : 1;
	struct str formula = {0};
	bool is_array = false;

	if (!formula_write_active(&cell, &work->places, &formula, &is_array))
		xlsx_number(at, active, NULL);
	else if (is_array)
		xlsx_formula_array(at, str_text(&formula), active, NULL, NULL);
	else
		xlsx_formula_number(at, str_text(&formula), active, NULL);
	str_release(&formula);
}

/* The column that holds what rows of the worksheet are called, or 0 for words of the form and
 * for what is called by the name of a thing that is itself called by another's. */
static size_t name_column(const struct xlsx_work *work, const struct xlsx_sheet *sheet, size_t row)
{
	const struct form *form = sheet->form;
	int field = form->name_field;

	if (field < 0 || form_has_items(form) || sheet->column_of.at[field] < 0)
		return 0;
	if (!form->fields.at[field].type->is_ref)
		return sheet_cell(sheet->out->sheet, row, (size_t)field)[0] ? (size_t)sheet->column_of.at[field] : 0;
	const struct form *there =
		book_form(outgoing_book(work->outgoing), form->fields.at[field].sheet, NULL);
	if (!there || there == form || form->fields.at[field].type->many || there->name_field < 0 ||
	    there->fields.at[there->name_field].type->is_ref)
		return 0;
	return sheet_cell(sheet->out->sheet, row, (size_t)field)[0] ? (size_t)sheet->column_of.at[field] + 1 : 0;
}

static void write_called(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_cell at,
                         size_t row)
{
	size_t column = name_column(work, sheet, row);
	struct str name = {0}, formula = {0};

	xlsx_add_called(work, sheet->out->sheet, row, &name);
	if (column > 0 && name.len > 0) {
		str_add(&formula, "LEFT(");
		xlsx_add_cell(&formula, at.row, column);
		str_addf(&formula, ",%zu)", (size_t)XLSX_CALLED_LONGEST);
		xlsx_formula_text(at, str_text(&formula), str_text(&name), NULL);
	} else {
		xlsx_text(at, str_text(&name), NULL);
	}
	str_release(&name);
	str_release(&formula);
}

static void write_row(struct xlsx_work *work, struct xlsx_sheet *sheet, size_t row)
{
	struct xlsx_cell at = {sheet->page, sheet->row_of.at[row], 0};

	for (; at.column < sheet->columns.count; at.column++) {
		enum xlsx_column_kind kind = sheet->columns.at[at.column].kind;
		if (kind == XLSX_COLUMN_FIELD || kind == XLSX_COLUMN_NAME)
			write_field(work, sheet, at, row);
		else
			write_given(work, sheet, at, kind, sheet_row_id(sheet->out->sheet, row));
	}
	if (sheet->active > 0)
		write_active(work, sheet, (struct xlsx_cell){sheet->page, at.row, sheet->active}, row);
	write_called(work, sheet, (struct xlsx_cell){sheet->page, at.row, sheet->called}, row);
	xlsx_set_height(work, sheet, at.row, row);
}

/* ---- all of it ---- */

static void grey_retired(const struct xlsx_sheet *sheet)
{
	static const struct xlsx_style style = {.colour = XLSX_FAINT};
	struct xlsx_area area = {XLSX_FIRST, 0, sheet->last_row, sheet->columns.count - 1};
	struct str letter = {0}, formula = {0};

	if (sheet->active == 0)
		return;
	xlsx_add_cell(&letter, XLSX_FIRST, sheet->active);
	str_addf(&formula, "$%s=0", str_text(&letter));
	xlsx_rule(sheet->page, area, str_text(&formula), &style);
	str_release(&letter);
	str_release(&formula);
}

static void write_helper_headings(const struct xlsx_work *work, const struct xlsx_sheet *sheet)
{
	if (sheet->active > 0)
		xlsx_text((struct xlsx_cell){sheet->page, XLSX_HEADING, sheet->active},
		          outgoing_text(work->outgoing, "xlsx.active"), NULL);
	xlsx_text((struct xlsx_cell){sheet->page, XLSX_HEADING, sheet->called},
	          outgoing_text(work->outgoing, "xlsx.called"), NULL);
}

static void set_all_rules(struct xlsx_work *work, const struct xlsx_sheet *sheet)
{
	if (sheet->out->rows.at.count == 0)
		return;
	for (size_t i = 0; i < sheet->columns.count; i++)
		if (sheet->columns.at[i].kind == XLSX_COLUMN_FIELD)
			xlsx_set_rules(work, sheet, xlsx_column_area(sheet, i), sheet->columns.at[i].field);
	grey_retired(sheet);
}

void xlsx_write_sheet(struct xlsx_work *work, struct xlsx_sheet *sheet)
{
	struct xlsx_area area = {XLSX_HEADING, 0, sheet->last_row, sheet->called};

	work->own = sheet;
	for (size_t i = 0; i < sheet->out->rows.at.count; i++)
		write_row(work, sheet, sheet->out->rows.at.at[i]);
	xlsx_write_heading(work, sheet);
	write_helper_headings(work, sheet);
	set_all_rules(work, sheet);
	xlsx_texts_are_meant(sheet->page, area);
	xlsx_filter(sheet->page, area);
	xlsx_lay_out(work, sheet);
	work->own = NULL;
}

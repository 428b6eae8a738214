/* xlsx_cell.c - one cell: what was typed, as Excel counts with it, or a living formula. */
#include "xlsx_parts.h"
#include "xlsx_spell.h"

#include "sonae/model/field_type.h"
#include "sonae/model/shown.h"

#include <math.h>

enum { EARLIEST_DATE = 61 }; /* 1900-03-01: before it Excel counts a day that never was */

const char *xlsx_choice_label(const struct xlsx_work *work, const struct choice *choice)
{
	const char *label = outgoing_words(work->outgoing, choice->label);

	return label[0] ? label : choice->id;
}

/* ---- looks ---- */

static const char *number_format(const struct field *field)
{
	const struct field_type *type = field->type;

	if (type->kind == VALUE_DATE)
		return "yyyy\\-mm\\-dd";
	if (type->is_percent)
		return field->formula ? "0.0%" : "0.##%";
	if (type->kind == VALUE_NUMBER && type->is_whole)
		return field->has_max && field->max < 10000 ? "0" : "#,##0";
	return type->kind == VALUE_TEXT ? "@" : NULL;
}

struct xlsx_style xlsx_style_of(const struct field *field, bool drives)
{
	return (struct xlsx_style){
		.number = field->formula && field->type->kind == VALUE_TEXT ? NULL : number_format(field),
		.fill = field->formula ? XLSX_GREY : drives ? XLSX_YELLOW : 0,
		.border = true, .top = true, .wrap = field->type->kind == VALUE_TEXT,
		.right = field->type->is_number,
		.centre = field->type->kind == VALUE_CHECK || field->type->kind == VALUE_DATE,
	};
}

/* ---- values ---- */

static void add_part(const struct xlsx_work *work, const struct field *field, const char *id,
                     struct str *out)
{
	const struct choice *choice = field_choice(field, id);

	str_add(out, out->len > 0 ? "; " : "");
	str_add(out, choice ? xlsx_choice_label(work, choice) : id);
}

void xlsx_add_labels(const struct xlsx_work *work, const struct field *field, const char *cell,
                     struct str *out)
{
	if (!field->type->many && !field->type->has_choices) {
		str_add(out, cell);
		return;
	}
	for (const char *at = cell; *at; at += *at == ';') {
		size_t len = field->type->many ? strcspn(at, ";") : strlen(at);
		char *id = mem_dup_n(at, len);
		add_part(work, field, id, out);
		free(id);
		at += len;
	}
}

bool xlsx_number_of(struct value value, double *number)
{
	bool is_date = value.kind == VALUE_DATE;

	if (!is_date && value.kind != VALUE_NUMBER && value.kind != VALUE_CHECK)
		return false;
	*number = value.number + (is_date ? XLSX_EPOCH : 0);
	return isfinite(*number) && (!is_date || *number >= EARLIEST_DATE);
}

static void write_value(struct xlsx_work *work, struct xlsx_cell at, const struct field *field,
                        const char *cell, struct xlsx_style style)
{
	struct str words = {0};
	double number;

	if (field->type->kind != VALUE_TEXT && xlsx_number_of(field_value(field, cell), &number)) {
		if (field->type->is_percent && fmod(number * 100, 1) == 0)
			style.number = "0%";
		xlsx_number(at, number, &style);
		return;
	}
	if (!field_check(field, cell, NULL))
		style.colour = XLSX_WRONG;
	style.number = "@";
	xlsx_add_labels(work, field, cell, &words);
	xlsx_text(at, str_text(&words), &style);
	str_release(&words);
}

/* ---- computed ---- */

/* The result that stands in the file until somebody recalculates it. */
static void write_living(struct xlsx_work *work, struct xlsx_cell at, const struct field *field,
                         struct value value, const char *formula, bool is_array,
                         const struct xlsx_style *style)
{
	struct str words = {0};
	double number = 0;
	bool is_number = xlsx_number_of(value, &number) && field->type->kind != VALUE_TEXT;

	if (value.kind == VALUE_TEXT)
		xlsx_add_labels(work, field, value.text, &words);
	else if (value.kind == VALUE_NA)
		str_add(&words, FIELD_NA);
	else if (value.kind == VALUE_NUMBER && field->type->has_choices)
		field_store(field, value, &words);
	if (is_array)
		xlsx_formula_array(at, formula, number, is_number ? NULL : str_text(&words), style);
	else if (is_number)
		xlsx_formula_number(at, formula, number, style);
	else
		xlsx_formula_text(at, formula, str_text(&words), style);
	str_release(&words);
}

static void write_dead(struct xlsx_work *work, struct xlsx_cell at, struct sheet *sheet, size_t row,
                       int field, const struct xlsx_style *style)
{
	struct str cell = {0};
	const struct field *of = &sheet_form(sheet)->fields.at[field];

	book_cell(outgoing_book(work->outgoing), sheet, row, field, &cell);
	if (cell.len > 0)
		write_value(work, at, of, str_text(&cell), *style);
	else
		xlsx_formula_text(at, "\"\"", "", style);
	str_release(&cell);
}

static bool write_computed(struct xlsx_work *work, struct xlsx_cell at, struct sheet *sheet, size_t row,
                           int field, const struct xlsx_style *style)
{
	struct book *book = outgoing_book(work->outgoing);
	const struct field *of = &sheet_form(sheet)->fields.at[field];
	struct formula_cell cell = {.expr = of->formula, .book = book, .sheet = sheet, .row = row, .field = of};
	struct str formula = {0};
	bool is_array = false;
	bool lives = formula_write(&cell, &work->places, &formula, &is_array);

	if (lives)
		write_living(work, at, of, book_value(book, sheet, row, field), str_text(&formula), is_array,
		             style);
	else
		write_dead(work, at, sheet, row, field, style);
	work->formulas += lives;
	str_release(&formula);
	return lives;
}

bool xlsx_write_cell(struct xlsx_work *work, struct xlsx_cell at, struct sheet *sheet, size_t row,
                     int field, const struct xlsx_style *style)
{
	const struct field *of = &sheet_form(sheet)->fields.at[field];
	const char *cell = sheet_cell(sheet, row, (size_t)field);

	if (of->formula)
		return write_computed(work, at, sheet, row, field, style);
	if (cell[0])
		write_value(work, at, of, cell, *style);
	else
		xlsx_blank(at, style);
	return false;
}

/* ---- names ---- */

void xlsx_add_called(const struct xlsx_work *work, struct sheet *sheet, size_t row, struct str *out)
{
	struct str shown = {0};
	const char *name = outgoing_words(work->outgoing,
	                                  row_name(outgoing_book(work->outgoing), sheet, row));

	outgoing_row(work->outgoing, sheet, row, &shown);
	if (!text_is(str_text(&shown), sheet_row_id(sheet, row)))
		str_add_n(out, name, xlsx_head(name, XLSX_CALLED_LONGEST));
	str_release(&shown);
}

void xlsx_add_words(const struct xlsx_work *work, const struct xlsx_sheet *sheet,
                    const struct xlsx_column *column, size_t row, struct str *out)
{
	struct book *book = outgoing_book(work->outgoing);
	const char *id = sheet_row_id(sheet->out->sheet, row);
	int item = form_row_item(sheet->form, id);
	const struct field *field = column->field >= 0 ? &sheet->form->fields.at[column->field] : NULL;
	struct str cell = {0};
	size_t there;

	if (field)
		book_cell(book, sheet->out->sheet, row, column->field, &cell);
	struct sheet *other = field && field->type->is_ref ? book_sheet(book, field->sheet, NULL) : NULL;
	if (column->kind == XLSX_COLUMN_ID)
		str_add(out, id);
	else if (column->kind == XLSX_COLUMN_OF)
		str_add_n(out, id, form_row_of(sheet->form, id));
	else if (column->kind == XLSX_COLUMN_ITEM && item >= 0)
		str_add(out, outgoing_words(work->outgoing, sheet->form->items.at[item].text));
	else if (column->kind == XLSX_COLUMN_GROUP && item >= 0)
		str_add(out, outgoing_words(work->outgoing, sheet->form->items.at[item].group));
	else if (column->kind == XLSX_COLUMN_NAME && other && sheet_find(other, str_text(&cell), &there))
		xlsx_add_called(work, other, there, out);
	else if (column->kind == XLSX_COLUMN_FIELD)
		xlsx_add_labels(work, field, str_text(&cell), out);
	str_release(&cell);
}

/* IF(F5="","",IFERROR(INDEX(names,MATCH(F5,ids,0))&"","")) */
static void add_lookup(const struct xlsx_sheet *there, struct xlsx_cell at, size_t id_column,
                       struct str *out)
{
	struct str id = {0};

	xlsx_add_cell(&id, at.row, id_column);
	str_addf(out, "IF(%s=\"\",\"\",IFERROR(INDEX(", str_text(&id));
	xlsx_add_area_of(out, there->page, xlsx_column_area(there, there->called));
	str_addf(out, ",MATCH(%s,", str_text(&id));
	xlsx_add_area_of(out, there->page, xlsx_column_area(there, 0));
	str_add(out, ",0))&\"\",\"\"))");
	str_release(&id);
}

void xlsx_write_name(struct xlsx_work *work, struct xlsx_cell at, const char *sheet_id, const char *id,
                     size_t id_column, const struct xlsx_style *style)
{
	struct sheet *sheet = book_sheet(outgoing_book(work->outgoing), sheet_id, NULL);
	const struct xlsx_sheet *there = xlsx_find(work, sheet_id);
	struct str name = {0}, formula = {0};
	size_t row = 0;
	bool is_row = sheet && sheet_find(sheet, id, &row);

	if (is_row)
		xlsx_add_called(work, sheet, row, &name);
	if (there && !xlsx_is_record(there) && (!is_row || there->row_of.at[row] > 0)) {
		add_lookup(there, at, id_column, &formula);
		xlsx_formula_text(at, str_text(&formula), str_text(&name), style);
	} else {
		xlsx_text(at, str_text(&name), style);
	}
	str_release(&name);
	str_release(&formula);
}

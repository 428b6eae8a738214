/*
 * usage: formulas WORKBOOK OUT.xlsx ja|en SEED
 * Every worksheet of a workbook with its formulas, into an Excel file; then, when SEED is not 0,
 * answers change at random, in the book and in the file. The sheet "Check" has a line for each
 * computed cell: its name, what it ought to be, and the cell itself. What is not live is said.
 */
#include "sonae/model/field_type.h"
#include "sonae/model/formula.h"
#include "sonae/model/number.h"
#include "sonae/store/catalogue.h"
#include "sonae/store/folder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { SERIAL_OF_1970 = 25569, CHANGED_IN_100 = 35 };

struct run {
	struct book *book;
	enum lang lang;
	lxw_workbook *file;
	lxw_worksheet *lists, *check;
	lxw_row_t lists_used, check_used;
	struct sheet *own;
	unsigned seed, formulas, dead;
};

static void stop(const struct err *err)
{
	char text[700];

	fprintf(stderr, "formulas: %s\n", err_text(err, text, sizeof(text)));
	exit(1);
}

/* ---- where things stand: the id in A, active in B, the fields from C on ---- */

static lxw_col_t column_number(int field)
{
	return field == FORMULA_ID ? 0 : field == FORMULA_ACTIVE ? 1 : (lxw_col_t)(field + 2);
}

static bool column(void *context, const char *id, int field, struct formula_column *out)
{
	struct run *run = context;
	struct sheet *sheet = book_sheet(run->book, id, NULL);

	if (!sheet || sheet_form(sheet)->kind == FORM_QUERY)
		return false;
	if (sheet != run->own)
		snprintf(out->sheet, sizeof(out->sheet), "'%s'!", id);
	lxw_col_to_name(out->letter, column_number(field), 0);
	out->first = 2;
	out->last = sheet_row_count(sheet) + 3; /* some blank rows below must change nothing */
	out->is_whole = true;
	return true;
}

static size_t row_of(void *context, const char *id, size_t row)
{
	(void)context;
	(void)id;
	return row + 2;
}

static const char *label_of(const struct field *field, size_t i, enum lang lang)
{
	const char *label = words_in(field->choices.at[i].label, lang);
	return *label ? label : field->choices.at[i].id;
}

static bool choices(void *context, const char *id, int field, struct formula_choices *out)
{
	struct run *run = context;
	const struct field *of = &book_form(run->book, id, NULL)->fields.at[field];
	unsigned first = run->lists_used + 1;

	for (size_t i = 0; i < of->choices.count; i++, run->lists_used++) {
		worksheet_write_string(run->lists, run->lists_used, 0, label_of(of, i, run->lang), NULL);
		worksheet_write_string(run->lists, run->lists_used, 1, of->choices.at[i].id, NULL);
	}
	snprintf(out->labels, sizeof(out->labels), "Lists!$A$%u:$A$%u", first, run->lists_used);
	snprintf(out->ids, sizeof(out->ids), "Lists!$B$%u:$B$%u", first, run->lists_used);
	return true;
}

/* ---- writing ---- */

/* Several are parted by "; " in cells. */
static void add_words(const struct field *field, enum lang lang, const char *cell, struct str *out)
{
	struct str words = {0};

	field_to_csv(field, lang, cell, &words);
	for (const char *at = str_text(&words); *at; at++) {
		str_add_byte(out, *at);
		if (*at == ';' && field->type->many)
			str_add_byte(out, ' ');
	}
	str_release(&words);
}

static void write_answer(struct run *run, lxw_worksheet *to, lxw_row_t row, lxw_col_t at,
                         const struct field *field, const char *cell)
{
	struct value value = field_value(field, cell);
	struct str words = {0};

	add_words(field, run->lang, cell, &words);
	if (!*cell)
		worksheet_write_blank(to, row, at, NULL);
	else if (!field->type->has_choices && (value.kind == VALUE_NUMBER || value.kind == VALUE_CHECK))
		worksheet_write_number(to, row, at, value.number, NULL);
	else if (value.kind == VALUE_DATE)
		worksheet_write_number(to, row, at, value.number + SERIAL_OF_1970, NULL);
	else
		worksheet_write_string(to, row, at, str_text(&words), NULL);
	str_release(&words);
}

/* With a cached value that is none of ours. */
static void write_formula(lxw_worksheet *to, lxw_row_t row, lxw_col_t at, const struct str *formula,
                          bool is_array)
{
	struct str text = {0};

	str_addf(&text, is_array ? "{=%s}" : "=%s", str_text(formula));
	if (is_array)
		worksheet_write_array_formula_num(to, row, at, row, at, text.at, NULL, -777);
	else
		worksheet_write_formula_num(to, row, at, text.at, NULL, -777);
	str_release(&text);
}

static void write_computed(struct run *run, const struct formula_places *places, size_t row, int field,
                           lxw_worksheet *to)
{
	const struct form *form = sheet_form(run->own);
	const struct field *of = &form->fields.at[field];
	struct formula_cell cell = {of->formula, run->book, run->own, row, of};
	struct str formula = {0};
	bool is_array;

	run->formulas++;
	if (!formula_write(&cell, places, &formula, &is_array)) {
		run->dead++;
		printf("not live: %s %s %s\n", form->id, sheet_row_id(run->own, row), of->id);
		str_add(&formula, "\"\"");
	}
	write_formula(to, (lxw_row_t)row + 1, column_number(field), &formula, is_array);
	str_release(&formula);
}

static void write_formulas(struct run *run, const struct formula_places *places, lxw_worksheet *to)
{
	const struct form *form = sheet_form(run->own);

	for (size_t row = 0; row < sheet_row_count(run->own); row++) {
		struct formula_cell cell = {.book = run->book, .sheet = run->own, .row = row};
		struct str active = {0};
		bool is_array;
		worksheet_write_string(to, (lxw_row_t)row + 1, 0, sheet_row_id(run->own, row), NULL);
		if (form->retired && formula_write_active(&cell, places, &active, &is_array))
			write_formula(to, (lxw_row_t)row + 1, 1, &active, is_array);
		for (size_t i = 0; i < form->fields.count; i++)
			if (form->fields.at[i].formula)
				write_computed(run, places, row, (int)i, to);
		str_release(&active);
	}
}

/* ---- changing answers ---- */

static unsigned chance(struct run *run, unsigned below)
{
	run->seed = run->seed * 1103515245u + 12345u;
	return (run->seed >> 8) % below;
}

static void add_number(struct run *run, const struct field *field, struct str *out)
{
	double least = field->has_min ? field->min : 0;
	double most = field->has_max && field->max < least + 60 ? field->max : least + 60;

	number_write(least + chance(run, (unsigned)(most - least) + 1), 0, out);
}

static void add_reference(struct run *run, const struct field *field, struct str *out)
{
	struct sheet *sheet = book_sheet(run->book, field->sheet, NULL);

	if (sheet && sheet_row_count(sheet) > 0)
		str_add(out, sheet_row_id(sheet, chance(run, (unsigned)sheet_row_count(sheet))));
}

static void add_answer(struct run *run, const struct field *field, struct str *out)
{
	if (chance(run, 8) == 0)
		str_add(out, chance(run, 3) ? "" : FIELD_NA);
	else if (field->type->has_choices && field->choices.count > 0)
		str_add(out, field->choices.at[chance(run, (unsigned)field->choices.count)].id);
	else if (field->type->kind == VALUE_CHECK)
		str_add(out, chance(run, 2) ? "1" : "0");
	else if (field->type->is_number)
		add_number(run, field, out);
	else if (field->type->kind == VALUE_DATE)
		str_addf(out, "%u-%02u-%02u", 2025 + chance(run, 3), 1 + chance(run, 12), 1 + chance(run, 28));
	else
		add_reference(run, field, out);
}

/* Words stay, and what hangs below what; so do settings, which nobody answers with n/a. */
static bool may_change(const struct form *form, const struct field *field)
{
	bool is_words = field->type->kind == VALUE_TEXT && !field->type->has_choices && !field->type->is_ref;

	return !field->formula && !is_words && !text_is(form->id, "settings") &&
	       !text_is(field->sheet, form->id);
}

static void change(struct run *run, struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);

	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		for (size_t i = 0; i < form->fields.count; i++) {
			struct str answer = {0};
			if (!may_change(form, &form->fields.at[i]) || chance(run, 100) >= CHANGED_IN_100)
				continue;
			add_answer(run, &form->fields.at[i], &answer);
			sheet_set_cell(sheet, row, i, str_text(&answer), answer.len);
			book_cell_changed(run->book, sheet, row, (int)i);
			str_release(&answer);
		}
	}
}

/* ---- checking ---- */

static void write_expected(struct run *run, struct sheet *sheet, size_t row, int field)
{
	const struct form *form = sheet_form(sheet);
	const struct field *of = &form->fields.at[field];
	struct value value = book_value(run->book, sheet, row, field);
	lxw_row_t line = run->check_used++;
	struct str name = {0}, text = {0}, words = {0};
	char letter[8];

	str_addf(&name, "%s %s %s", form->id, sheet_row_id(sheet, row), of->id);
	worksheet_write_string(run->check, line, 0, name.at, NULL);
	if (value.kind == VALUE_NUMBER || value.kind == VALUE_CHECK)
		worksheet_write_number(run->check, line, 1, value.number, NULL);
	else if (value.kind == VALUE_DATE)
		worksheet_write_number(run->check, line, 1, value.number + SERIAL_OF_1970, NULL);
	else if (value.kind == VALUE_ERROR)
		worksheet_write_string(run->check, line, 1, "#error", NULL);
	field_store(of, value, &text);
	if (value.kind == VALUE_TEXT || value.kind == VALUE_NA) {
		add_words(of, run->lang, str_text(&text), &words);
		worksheet_write_string(run->check, line, 1, str_text(&words), NULL);
	}
	lxw_col_to_name(letter, column_number(field), 0);
	str_clear(&text);
	str_addf(&text, "='%s'!%s%zu", form->id, letter, row + 2);
	worksheet_write_formula(run->check, line, 2, text.at, NULL);
	str_release(&name);
	str_release(&text);
	str_release(&words);
}

static void write_answers(struct run *run, struct sheet *sheet, lxw_worksheet *to)
{
	const struct form *form = sheet_form(sheet);

	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		for (size_t i = 0; i < form->fields.count; i++) {
			const struct field *field = &form->fields.at[i];
			if (field->formula)
				write_expected(run, sheet, row, (int)i);
			else
				write_answer(run, to, (lxw_row_t)row + 1, column_number((int)i), field,
				             sheet_cell(sheet, row, i));
		}
	}
}

static void write_book(struct run *run, char **ids, size_t count)
{
	struct formula_places places = {
		.context = run, .lang = run->lang, .today = "Lists!$D$1",
		.column = column, .row = row_of, .choices = choices};
	bool changes = run->seed != 0;

	worksheet_write_number(run->lists, 0, 3,
	                       (double)date_to_days(book_today(run->book)) + SERIAL_OF_1970, NULL);
	for (size_t i = 0; i < count; i++) {
		run->own = book_sheet(run->book, ids[i], NULL);
		write_formulas(run, &places, workbook_get_worksheet_by_name(run->file, ids[i]));
	}
	for (size_t i = 0; changes && i < count; i++)
		change(run, book_sheet(run->book, ids[i], NULL));
	for (size_t i = 0; i < count; i++)
		write_answers(run, book_sheet(run->book, ids[i], NULL),
		              workbook_get_worksheet_by_name(run->file, ids[i]));
}

int main(int argc, char **argv)
{
	struct catalogue catalogue;
	struct err err = {0};
	struct run run = {0};
	char **ids;
	size_t all = 0, count = 0;

	if (argc != 5)
		return 2;
	if (!catalogue_init(&catalogue, &err))
		stop(&err);
	struct folder *folder = folder_open(argv[1], FOLDER_READ, "interop", &catalogue, NULL, &err);
	if (!folder || !catalogue_forms(folder_catalogue(folder), &ids, &all, &err))
		stop(&err);
	run.book = folder_book(folder);
	run.lang = text_is(argv[3], "en") ? LANG_EN : LANG_JA;
	run.seed = (unsigned)strtoul(argv[4], NULL, 10);
	run.file = workbook_new(argv[2]);
	run.check = workbook_add_worksheet(run.file, "Check");
	run.lists = workbook_add_worksheet(run.file, "Lists");
	for (size_t i = 0; i < all; i++) {
		struct sheet *sheet = book_sheet(run.book, ids[i], NULL);
		if (!sheet || sheet_form(sheet)->kind == FORM_QUERY)
			continue;
		workbook_add_worksheet(run.file, ids[i]);
		ids[count++] = ids[i];
	}
	write_book(&run, ids, count);
	workbook_close(run.file);
	folder_close(folder);
	return run.dead > 0 || run.formulas == 0;
}

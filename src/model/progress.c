#include "sonae/model/progress.h"
#include "sonae/model/expr.h"
#include <string.h>

/* Columns that say where a row belongs answer nothing. */
static bool is_structure(const struct form *form, const char *field)
{
	if (form->kind == FORM_TREE)
		return strcmp(field, "parent") == 0 || strcmp(field, "order") == 0;
	return *form->per != '\0' && (strcmp(field, "of") == 0 || strcmp(field, "item") == 0);
}

bool progress_is_answer(const struct form *form, size_t field)
{
	const struct field *at = &form->fields.at[field];

	return at->formula == NULL && !is_structure(form, at->id);
}

static const char *preset_of(const struct form *form, int item, size_t field)
{
	if (item < 0 || field >= form->items.at[item].preset.count)
		return "";
	const char *preset = form->items.at[item].preset.at[field];
	return preset != NULL ? preset : "";
}

/* In either language: the workbook keeps the one it was made in. */
static bool is_starter_cell(const struct sample *starter, size_t field, const char *cell)
{
	if (field >= starter->cells.count)
		return *cell == '\0';
	struct words words = starter->cells.at[field];
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		if (strcmp(cell, words_in(words, lang)) == 0)
			return true;
	}
	return false;
}

static bool is_starter(const struct sheet *sheet, size_t row, const struct sample *starter)
{
	const struct form *form = sheet_form(sheet);

	if (starter->id != NULL && *starter->id != '\0' &&
	    strcmp(starter->id, sheet_row_id(sheet, row)) != 0)
		return false;
	for (size_t i = 0; i < form->fields.count; i++) {
		if (progress_is_answer(form, i) && !is_starter_cell(starter, i, sheet_cell(sheet, row, i)))
			return false;
	}
	return true;
}

static bool is_any_starter(const struct sheet *sheet, size_t row)
{
	const struct samples *starters = &sheet_form(sheet)->starters;

	for (size_t i = 0; i < starters->rows.count; i++) {
		if (is_starter(sheet, row, &starters->rows.at[i]))
			return true;
	}
	return false;
}

static bool is_work(struct book *book, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	int item = form_row_item(form, sheet_row_id(sheet, row));
	bool answered = false;

	(void)book;
	for (size_t i = 0; i < form->fields.count && !answered; i++) {
		const char *cell = sheet_cell(sheet, row, i);
		answered = *cell != '\0' && progress_is_answer(form, i) &&
		           strcmp(cell, preset_of(form, item, i)) != 0;
	}
	return answered && !is_any_starter(sheet, row);
}

size_t progress_rows(struct book *book, struct sheet *sheet)
{
	size_t count = 0;

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		count += is_work(book, sheet, row);
	return count;
}

static bool any_work(struct book *book, struct sheet *sheet)
{
	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		if (is_work(book, sheet, row))
			return true;
	}
	return false;
}

/* Beside x_own a computed x that has its value from elsewhere: there is nothing to ask. */
static bool is_computed_beside(struct book *book, struct sheet *sheet, size_t row, int field)
{
	const struct form *form = sheet_form(sheet);
	const char *id = form->fields.at[field].id;
	struct str name = { 0 };
	int beside = -1;

	if (text_ends(id, "_own")) {
		str_add_n(&name, id, strlen(id) - strlen("_own"));
		beside = form_field(form, str_text(&name));
		str_release(&name);
	}
	return beside >= 0 && form->fields.at[beside].formula != NULL &&
	       value_is_answered(book_value(book, sheet, row, beside));
}

/* Of "→x or text" either half is an answer. */
bool progress_is_answered(struct book *book, struct sheet *sheet, size_t row, int field)
{
	const struct field *at = &sheet_form(sheet)->fields.at[field];
	int twin = at->text_field >= 0 ? at->text_field : at->ref_field;

	return *sheet_cell(sheet, row, (size_t)field) != '\0' ||
	       (twin >= 0 && *sheet_cell(sheet, row, (size_t)twin) != '\0') ||
	       is_computed_beside(book, sheet, row, field);
}

static bool is_required(const struct form *form, size_t field)
{
	return form->fields.at[field].required && progress_is_answer(form, field);
}

bool progress_next_in_row(struct book *book, struct sheet *sheet, size_t row, int *field)
{
	const struct form *form = sheet_form(sheet);

	for (size_t i = 0; i < form->fields.count; i++) {
		if (is_required(form, i) && !progress_is_answered(book, sheet, row, (int)i)) {
			*field = (int)i;
			return true;
		}
	}
	return false;
}

static bool first_required(const struct form *form, int *field)
{
	for (size_t i = 0; i < form->fields.count; i++) {
		if (is_required(form, i)) {
			*field = (int)i;
			return true;
		}
	}
	return false;
}

bool progress_next_cell(struct book *book, struct sheet *sheet, size_t *row, int *field)
{
	size_t rows = sheet_row_count(sheet);

	for (size_t i = 0; i < rows; i++) {
		if (book_is_retired(book, sheet, i) || !progress_next_in_row(book, sheet, i, field))
			continue;
		*row = i;
		return true;
	}
	if (rows > 0)
		return false;
	*row = 0;
	return first_required(sheet_form(sheet), field);
}

/* Rows of given items may still be missing from a worksheet that was never opened. */
static bool has_every_item(const struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	size_t row;

	if (*form->per != '\0')
		return true;
	for (size_t i = 0; i < form->items.count; i++) {
		if (!sheet_find(sheet, form->items.at[i].id, &row))
			return false;
	}
	return true;
}

static bool is_done(struct book *book, struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	size_t row;
	int field;

	if (form->done != NULL)
		return value_holds(book_eval(book, sheet, 0, form->done));
	return has_every_item(sheet) && !progress_next_cell(book, sheet, &row, &field);
}

/* A query has no rows of its own: its work is that of the worksheet it looks at. */
static bool query_has_work(struct book *book, const struct form *form)
{
	struct sheet *of = book_sheet(book, form->of, NULL);

	return of != NULL && any_work(book, of);
}

enum progress progress_of(struct book *book, struct sheet *sheet)
{
	if (sheet_form(sheet)->kind == FORM_QUERY) {
		if (!query_has_work(book, sheet_form(sheet)))
			return PROGRESS_EMPTY;
		return is_done(book, sheet) ? PROGRESS_DONE : PROGRESS_STARTED;
	}
	if (!any_work(book, sheet))
		return PROGRESS_EMPTY;
	return is_done(book, sheet) ? PROGRESS_DONE : PROGRESS_STARTED;
}

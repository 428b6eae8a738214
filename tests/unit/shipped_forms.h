/*
 * shipped_forms.h - the forms that come with the program, and a workbook made of them.
 *
 * The rows of its worksheets are the example company's in one language, or none but the
 * given ones. Tests run in the top folder, where forms/ is. Include after cmocka.h.
 */
#ifndef SHIPPED_FORMS_H
#define SHIPPED_FORMS_H

#include "sonae/base/errs.h"
#include "sonae/base/mem.h"
#include "sonae/model/book.h"
#include "sonae/model/field_type.h"
#include "sonae/store/form_file.h"
#include "sonae/store/sheet_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEST_OF_SHIPPED(f) cmocka_unit_test_setup_teardown(f, shipped_setup, shipped_teardown)

struct shipped {
	struct catalogue catalogue;
	struct book *book;
	bool company;   /* fill worksheets with the company's rows? */
	enum lang lang; /* in this language */
};

static const struct date shipped_today = { 2026, 11, 22 };

/* Fails with every complaint on stderr. */
static inline void shipped_assert_no_errs(struct errs *errs, const char *what)
{
	char text[700];

	for (size_t i = 0; i < errs->at.count; i++)
		fprintf(stderr, "%s: %s\n", what, err_text(&errs->at.at[i], text, sizeof text));
	assert_int_equal(errs->at.count, 0);
	vec_release(&errs->at);
}

static inline struct form *shipped_form(void *context, const char *id, struct err *err)
{
	struct shipped *shipped = context;
	struct errs errs = { 0 };
	struct form *form = form_load(&shipped->catalogue, id, &errs);

	if (form == NULL && err != NULL && errs.at.count > 0)
		*err = errs.at.at[0];
	vec_release(&errs.at);
	return form;
}

static inline void shipped_add_row(struct sheet *sheet, const char *id)
{
	char next[64];

	sheet_insert_row(sheet, sheet_row_count(sheet), *id ? id : sheet_next_id(sheet, next));
}

static inline void shipped_add_company(struct shipped *shipped, struct sheet *sheet)
{
	struct samples samples = { 0 };
	struct errs errs = { 0 };
	struct errs loading = { 0 };
	const struct form *form = sheet_form(sheet);
	struct form *own = form_load(&shipped->catalogue, form->id, &loading);

	shipped_assert_no_errs(&loading, form->id);
	samples_load(&shipped->catalogue, own, "company", &samples, &errs);
	shipped_assert_no_errs(&errs, form->id);
	for (size_t i = 0; i < samples.rows.count; i++) {
		const struct sample *sample = &samples.rows.at[i];
		size_t row;
		if (!sheet_find(sheet, sample->id, &row)) {
			shipped_add_row(sheet, sample->id);
			row = sheet_row_count(sheet) - 1;
		}
		for (size_t field = 0; field < sample->cells.count; field++) {
			const char *cell = words_in(sample->cells.at[field], shipped->lang);
			if (*cell) /* else what is preset stays */
				sheet_set_cell(sheet, row, field, cell, strlen(cell));
		}
	}
	samples_release(&samples);
	form_free(own);
}

static inline bool shipped_rows(void *context, struct sheet *sheet, struct err *err)
{
	struct shipped *shipped = context;
	const struct form *form = sheet_form(sheet);

	(void)err;
	sheet_add_given_rows(sheet);
	if (*form->per != '\0')
		sheet_add_rows_per(sheet, book_sheet(shipped->book, form->per, NULL));
	if (shipped->company)
		shipped_add_company(shipped, sheet);
	return true;
}

static inline int shipped_setup(void **state)
{
	struct shipped *shipped = mem_zero(1, sizeof *shipped);

	shipped->catalogue.program = mem_dup("forms");
	shipped->book =
	    book_new((struct book_source){ shipped, shipped_form, shipped_rows }, shipped_today);
	*state = shipped;
	return 0;
}

static inline int shipped_teardown(void **state)
{
	struct shipped *shipped = *state;

	book_free(shipped->book);
	catalogue_release(&shipped->catalogue);
	free(shipped);
	return 0;
}

static inline struct sheet *shipped_sheet(struct shipped *shipped, const char *id)
{
	struct err err = { 0 };
	char text[700];
	struct sheet *sheet = book_sheet(shipped->book, id, &err);

	if (sheet == NULL)
		fail_msg("%s: %s", id, err_text(&err, text, sizeof text));
	return sheet;
}

/* As if typed by a person: labels, full-width digits, whatever the field understands. */
static inline void shipped_type(struct shipped *shipped, struct sheet *sheet, const char *row_id,
                                const char *field_id, const char *typed)
{
	const struct form *form = sheet_form(sheet);
	int field = form_field(form, field_id);
	struct str cell = { 0 };
	size_t row;

	assert_true(field >= 0);
	if (!sheet_find(sheet, row_id, &row)) {
		shipped_add_row(sheet, row_id);
		row = sheet_row_count(sheet) - 1;
		book_rows_changed(shipped->book, sheet);
	}
	if (!field_parse(&form->fields.at[field], typed, shipped_today, &cell))
		fail_msg("%s %s: '%s' is not understood", row_id, field_id, typed);
	sheet_set_cell(sheet, row, (size_t)field, str_text(&cell), cell.len);
	book_cell_changed(shipped->book, sheet, row, field);
	str_release(&cell);
}

/* The cell, stored or computed, is this canonical text. */
static inline void shipped_assert_cell(struct shipped *shipped, const char *sheet_id,
                                       const char *row_id, const char *field_id,
                                       const char *expected)
{
	struct sheet *sheet = shipped_sheet(shipped, sheet_id);
	int field = form_field(sheet_form(sheet), field_id);
	struct str cell = { 0 };
	size_t row;

	assert_true(field >= 0);
	assert_true(sheet_find(sheet, row_id, &row));
	book_cell(shipped->book, sheet, row, field, &cell);
	if (strcmp(str_text(&cell), expected) != 0)
		fail_msg("%s %s is '%s', not '%s'", row_id, field_id, str_text(&cell), expected);
	str_release(&cell);
}

static inline double shipped_summary(struct shipped *shipped, const char *sheet_id, const char *id)
{
	struct sheet *sheet = shipped_sheet(shipped, sheet_id);
	const struct form *form = sheet_form(sheet);

	for (size_t i = 0; i < form->summaries.count; i++) {
		const struct summary *summary = &form->summaries.at[i];
		if (strcmp(summary->id, id) != 0)
			continue;
		struct value value = book_eval(shipped->book, sheet, 0, summary->value);
		if (value.kind != VALUE_NUMBER)
			fail_msg("%s %s is no number but of kind %d", sheet_id, id, value.kind);
		return value.number;
	}
	fail_msg("%s has no summary %s", sheet_id, id);
	return 0;
}

#endif

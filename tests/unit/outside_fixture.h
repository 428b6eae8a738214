/*
 * outside_fixture.h - a workbook with one worksheet, and another program that changes its
 * file. Include after forms_fixture.h; `f` is the fixture of the test.
 */
#ifndef OUTSIDE_FIXTURE_H
#define OUTSIDE_FIXTURE_H

#include "sonae/store/outside.h"

struct outside {
	struct forms_fixture *f;
	char *path;
	const char *sheet;
	struct folder *folder;
};

static inline void outside_open(struct outside *o)
{
	struct err err = {0};
	char text[700];

	o->folder = folder_open(o->path, FOLDER_WRITE, "岡田", &o->f->catalogue, NULL, &err);
	if (!o->folder)
		fail_msg("%s", err_text(&err, text, sizeof text));
}

static inline struct outside outside_begin(struct forms_fixture *f, const char *sheet)
{
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r7", .company = "備え"};
	struct outside o = {.f = f, .path = forms_path(f, "book"), .sheet = sheet};

	assert_true(folder_create(o.path, &settings, NULL));
	outside_open(&o);
	return o;
}

static inline void outside_end(struct outside *o)
{
	folder_close(o->folder);
	free(o->path);
}

static inline struct sheet *outside_sheet(struct outside *o)
{
	struct sheet *sheet = book_sheet(folder_book(o->folder), o->sheet, NULL);

	assert_non_null(sheet);
	return sheet;
}

static inline const char *outside_cell(struct outside *o, const char *id, const char *field)
{
	struct sheet *sheet = outside_sheet(o);
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	return sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field));
}

static inline void outside_do(struct outside *o, struct step *step)
{
	assert_true(folder_do(o->folder, step, NULL));
	step_release(step);
}

/* The person here. */
static inline void outside_set(struct outside *o, const char *id, const char *field,
                               const char *text)
{
	struct sheet *sheet = outside_sheet(o);
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	step_set(&step, sheet, row, form_field(sheet_form(sheet), field), text);
	outside_do(o, &step);
}

static inline void outside_save(struct outside *o)
{
	assert_true(folder_save(o->folder, NULL, NULL));
}

/* The other program. */
static inline void outside_write(struct outside *o, const char *text, size_t len)
{
	char *name = mem_print("book/%s.csv", o->sheet);

	forms_write_n(o->f, name, text, len);
	free(name);
}

static inline bool outside_was_told(struct outside *o, enum err_code code, const char *what)
{
	const struct errs *notices = folder_notices(o->folder);

	for (size_t i = 0; i < notices->at.count; i++)
		if (notices->at.at[i].code == code && text_is(notices->at.at[i].what, what))
			return true;
	return false;
}

static inline const struct outside_report *outside_report_of(struct outside *o)
{
	const struct outside_report *report = folder_outside_at(o->folder, 0);

	assert_non_null(report);
	assert_string_equal(report->sheet, o->sheet);
	return report;
}

#endif

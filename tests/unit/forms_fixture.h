/*
 * forms_fixture.h - a program's and a workbook's forms folder for each test, and the
 * complaints of reading them.
 *
 * Setup and teardown of cmocka: `*state` is a struct forms_fixture. Include after cmocka.h.
 */
#ifndef FORMS_FIXTURE_H
#define FORMS_FIXTURE_H

#include "sonae/base/errs.h"
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "sonae/store/catalogue.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEST_WITH_FORMS(f) cmocka_unit_test_setup_teardown(f, forms_setup, forms_teardown)

struct forms_fixture {
	char *dir; /* holds forms/, the program's, and book/, the workbook */
	struct catalogue catalogue;
	struct errs errs;
};

static inline int forms_setup(void **state)
{
	struct forms_fixture *f = mem_zero(1, sizeof *f);

	f->dir = mkdtemp(mem_dup(P_tmpdir "/sonae-forms-XXXXXX"));
	f->catalogue.program = path_join(f->dir, "forms");
	char *book = path_join(f->dir, "book");
	catalogue_set_workbook(&f->catalogue, book);
	free(book);
	*state = f;
	return file_make_dir(f->catalogue.program, NULL) ? 0 : -1;
}

static inline int forms_remove_entry(const char *path, const struct stat *info, int flag,
                                     struct FTW *walk)
{
	(void)info;
	(void)flag;
	(void)walk;
	return remove(path);
}

static inline int forms_teardown(void **state)
{
	struct forms_fixture *f = *state;

	nftw(f->dir, forms_remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	catalogue_release(&f->catalogue);
	vec_release(&f->errs.at);
	free(f->dir);
	free(f);
	return 0;
}

/* The path of `name` ("forms/a.ini"); the caller frees. */
static inline char *forms_path(struct forms_fixture *f, const char *name)
{
	return path_join(f->dir, name);
}

static inline void forms_write_n(struct forms_fixture *f, const char *name, const char *text,
                                 size_t len)
{
	char *path = forms_path(f, name), *dir = path_dir(path);

	assert_true(file_make_dir(dir, NULL));
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
	free(dir);
	free(path);
}

/* Folders in between are made. */
static inline void forms_write(struct forms_fixture *f, const char *name, const char *text)
{
	forms_write_n(f, name, text, strlen(text));
}

static inline void errs_assert_none(struct errs *errs)
{
	char text[600];

	if (errs->at.count > 0)
		fail_msg("%s", err_text(&errs->at.at[0], text, sizeof text));
}

/* Complaint number `i` in full, in the order they were made. */
static inline void errs_assert_at(const struct errs *errs, size_t i, enum err_code code,
                                  const char *file, long line, const char *what)
{
	char expected[600], found[600] = "nothing";
	struct err err = { 0 };

	err_set(&err, code, file, line, "%s", what);
	err_text(&err, expected, sizeof expected);
	if (i < errs->at.count)
		err_text(&errs->at.at[i], found, sizeof found);
	assert_string_equal(found, expected);
}

/* The only complaint. */
static inline void errs_assert_one(const struct errs *errs, enum err_code code, const char *file,
                                   long line, const char *what)
{
	char text[600];

	errs_assert_at(errs, 0, code, file, line, what);
	if (errs->at.count != 1)
		fail_msg("also: %s", err_text(&errs->at.at[1], text, sizeof text));
}

#endif

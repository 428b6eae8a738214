/* app_fixture.h - a session on a new workbook in a scratch folder, with the program's own forms. */
#ifndef TESTS_UNIT_APP_FIXTURE_H
#define TESTS_UNIT_APP_FIXTURE_H

#include "sonae/app/entry.h"
#include "sonae/app/session.h"
#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
	struct session session;
	char book[512];
};

/* Tests run in the top folder. */
static inline void fixture_environment(void)
{
	setenv("SONAE_FORMS", "forms", 1);
	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	setenv("SONAE_WHO", "佐藤", 1);
	setenv("XDG_CONFIG_HOME", scratch_dir(), 1);
	setenv("LC_ALL", "C.UTF-8", 1);
}

static inline void fixture_make(struct fixture *fixture, bool example, enum lang lang)
{
	struct err err = {0};
	char reason[600];

	fixture_environment();
	if (!session_init(&fixture->session, &err))
		fail_msg("%s", err_text(&err, reason, sizeof(reason)));
	snprintf(fixture->book, sizeof(fixture->book), "%s/book", scratch_dir());
	struct new_workbook wanted = {.path = fixture->book, .company = "試験製作所", .lang = lang, .example = example};
	if (!session_create(&fixture->session, &wanted, &err) ||
	    !session_open(&fixture->session, fixture->book, FOLDER_WRITE, &err))
		fail_msg("%s", err_text(&err, reason, sizeof(reason)));
}

static inline struct sheet *fixture_sheet(struct fixture *fixture, const char *id)
{
	return book_sheet(folder_book(fixture->session.folder), id, NULL);
}

/* A new first row with one cell typed; its id goes to `id`, which is returned. */
static inline const char *fixture_add(struct fixture *fixture, const char *sheet_id, const char *field,
                                      const char *typed, char id[64])
{
	struct sheet *sheet = fixture_sheet(fixture, sheet_id);
	struct step step = {0};

	assert_true(entry_new_row(&fixture->session, &step, sheet, "", form_field(sheet_form(sheet), field),
	                          typed, id, NULL));
	assert_true(folder_do(fixture->session.folder, &step, NULL));
	step_release(&step);
	return id;
}

static inline void fixture_set(struct fixture *fixture, const char *sheet_id, const char *id,
                               const char *field, const char *typed)
{
	struct sheet *sheet = fixture_sheet(fixture, sheet_id);
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	assert_true(entry_set(&fixture->session, &step, sheet, row, form_field(sheet_form(sheet), field), typed,
	                      NULL));
	assert_true(folder_do(fixture->session.folder, &step, NULL));
	step_release(&step);
}

#endif

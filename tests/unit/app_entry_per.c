/* Checklists kept once per row of another worksheet: vuln_check and the devices. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"

enum { ITEMS = 17 };

static int setup(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	fixture_make(&fixture, false, LANG_JA);
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	session_release(&fixture->session);
	return 0;
}

static void commit(struct fixture *fixture, struct step *step)
{
	assert_true(folder_do(fixture->session.folder, step, NULL));
	step_release(step);
}

static void add_device(struct fixture *fixture, const char *name, const char *after_id)
{
	struct sheet *devices = fixture_sheet(fixture, "devices");
	struct step step = {0};
	char id[64];

	assert_true(entry_new_row(&fixture->session, &step, devices, after_id,
	                          form_field(sheet_form(devices), "name"), name, id, NULL));
	commit(fixture, &step);
}

static void delete_device(struct fixture *fixture, size_t row)
{
	struct sheet *devices = fixture_sheet(fixture, "devices");
	struct step step = {0};
	size_t referrers;

	assert_true(entry_delete_row(&fixture->session, &step, devices, row, &referrers, NULL));
	commit(fixture, &step);
}

static void answer(struct fixture *fixture, const char *row_id, const char *typed)
{
	struct sheet *checks = fixture_sheet(fixture, "vuln_check");
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(checks, row_id, &row));
	assert_true(entry_set(&fixture->session, &step, checks, row,
	                      form_field(sheet_form(checks), "answer"), typed, NULL));
	commit(fixture, &step);
}

static const char *answered(struct fixture *fixture, const char *row_id)
{
	struct sheet *checks = fixture_sheet(fixture, "vuln_check");
	size_t row;

	if (!sheet_find(checks, row_id, &row))
		return NULL;
	return sheet_cell(checks, row, (size_t)form_field(sheet_form(checks), "answer"));
}

static size_t count(struct fixture *fixture)
{
	return sheet_row_count(fixture_sheet(fixture, "vuln_check"));
}

static const char *id_at(struct fixture *fixture, size_t row)
{
	return sheet_row_id(fixture_sheet(fixture, "vuln_check"), row);
}

static void reopen(struct fixture *fixture)
{
	struct err err = {0};

	session_close(&fixture->session);
	assert_true(session_open(&fixture->session, fixture->book, FOLDER_WRITE, &err));
}

static void test_per__rows_come_with_the_worksheet(void **state)
{
	struct fixture *fixture = *state;

	add_device(fixture, "受付のPC", "");
	add_device(fixture, "NAS", "D-001");
	assert_int_equal(count(fixture), 2 * ITEMS);
	assert_string_equal(id_at(fixture, 0), "D-001/privileges");
	assert_string_equal(id_at(fixture, ITEMS), "D-002/privileges");
	assert_string_equal(id_at(fixture, 2 * ITEMS - 1), "D-002/format_string");
}

static void test_per__rows_come_with_a_new_row(void **state)
{
	struct fixture *fixture = *state;

	add_device(fixture, "受付のPC", "");
	add_device(fixture, "NAS", "D-001");
	assert_int_equal(count(fixture), 2 * ITEMS);
	add_device(fixture, "VPNルータ", "D-001");
	assert_int_equal(count(fixture), 3 * ITEMS);
	assert_string_equal(id_at(fixture, ITEMS), "D-003/privileges");
	assert_string_equal(id_at(fixture, 2 * ITEMS), "D-002/privileges");
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_int_equal(count(fixture), 2 * ITEMS);
	assert_string_equal(folder_last_sheet(fixture->session.folder), "devices");
	assert_true(folder_redo(fixture->session.folder, NULL));
	assert_int_equal(count(fixture), 3 * ITEMS);
	assert_string_equal(id_at(fixture, ITEMS), "D-003/privileges");
}

static void test_per__rows_go_with_their_row_and_come_back(void **state)
{
	struct fixture *fixture = *state;

	add_device(fixture, "受付のPC", "");
	add_device(fixture, "NAS", "D-001");
	answer(fixture, "D-001/weak_password", "該当");
	answer(fixture, "D-002/weak_password", "未確認");
	delete_device(fixture, 0);
	assert_int_equal(count(fixture), ITEMS);
	assert_null(answered(fixture, "D-001/weak_password"));
	assert_string_equal(answered(fixture, "D-002/weak_password"), "unknown");
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_int_equal(count(fixture), 2 * ITEMS);
	assert_string_equal(answered(fixture, "D-001/weak_password"), "applies");
	assert_string_equal(id_at(fixture, 0), "D-001/privileges");
}

/* The rows of a first device were never recorded: they were made on loading. */
static void test_per__answers_outlive_a_restart(void **state)
{
	struct fixture *fixture = *state;

	add_device(fixture, "受付のPC", "");
	answer(fixture, "D-001/weak_password", "該当");
	add_device(fixture, "NAS", "D-001");
	answer(fixture, "D-002/privileges", "非該当");
	reopen(fixture);
	assert_int_equal(count(fixture), 2 * ITEMS);
	assert_string_equal(answered(fixture, "D-001/weak_password"), "applies");
	assert_string_equal(answered(fixture, "D-002/privileges"), "clear");
	assert_string_equal(id_at(fixture, ITEMS), "D-002/privileges");
	assert_int_equal(folder_notices(fixture->session.folder)->at.count, 0);
}

/* As after a crash: no worksheet was written, all comes from the history. */
static void test_per__answers_are_replayed(void **state)
{
	struct fixture *fixture = *state;
	char path[600];

	add_device(fixture, "受付のPC", "");
	answer(fixture, "D-001/weak_password", "該当");
	add_device(fixture, "NAS", "D-001");
	answer(fixture, "D-002/privileges", "非該当");
	delete_device(fixture, 0);
	assert_true(folder_undo(fixture->session.folder, NULL));
	delete_device(fixture, 1);
	session_close(&fixture->session);
	snprintf(path, sizeof(path), "%s/vuln_check.csv", fixture->book);
	assert_int_equal(remove(path), 0);
	assert_true(session_open(&fixture->session, fixture->book, FOLDER_WRITE, NULL));
	assert_int_equal(count(fixture), ITEMS);
	assert_string_equal(answered(fixture, "D-001/weak_password"), "applies");
	assert_null(answered(fixture, "D-002/privileges"));
	assert_string_equal(id_at(fixture, 0), "D-001/privileges");
	/* The file that is missing is told, and nothing else. */
	assert_int_equal(folder_notices(fixture->session.folder)->at.count, 1);
}

static void test_per__undo_after_a_restart(void **state)
{
	struct fixture *fixture = *state;

	add_device(fixture, "受付のPC", "");
	answer(fixture, "D-001/weak_password", "該当");
	add_device(fixture, "NAS", "D-001");
	delete_device(fixture, 0);
	reopen(fixture);
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_string_equal(answered(fixture, "D-001/weak_password"), "applies");
	assert_int_equal(count(fixture), 2 * ITEMS);
	reopen(fixture);
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_int_equal(count(fixture), ITEMS);
	assert_null(answered(fixture, "D-002/privileges"));
}

/* The checklist was opened after the device was made: its rows stand in no record. */
static void test_per__undoing_the_row_takes_unrecorded_items_along(void **state)
{
	struct fixture *fixture = *state;

	add_device(fixture, "受付のPC", "");
	assert_int_equal(count(fixture), ITEMS);
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_int_equal(count(fixture), 0);
	assert_true(folder_redo(fixture->session.folder, NULL));
	assert_int_equal(count(fixture), ITEMS);
	assert_string_equal(id_at(fixture, 0), "D-001/privileges");
}

/* A row that comes without entry, as from outside. */
static void test_per__items_follow_a_plain_step(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *devices;
	struct step step = {0};

	add_device(fixture, "受付のPC", "");
	answer(fixture, "D-001/weak_password", "該当");
	devices = fixture_sheet(fixture, "devices");
	step_insert(&step, devices, "D-002", "D-001", NULL);
	commit(fixture, &step);
	assert_int_equal(count(fixture), 2 * ITEMS);
	step_delete(&step, devices, 0);
	commit(fixture, &step);
	/* What was answered stays until a person deletes it. */
	assert_int_equal(count(fixture), ITEMS + 1);
	assert_string_equal(answered(fixture, "D-001/weak_password"), "applies");
}

static void test_per__the_example_company_has_all_rows(void **state)
{
	struct fixture *fixture = *state;

	session_release(&fixture->session);
	fixture_make(fixture, true, LANG_JA);
	assert_int_equal(count(fixture), 6 * ITEMS);
	assert_string_equal(answered(fixture, "D-002/least_privilege"), "applies");
	assert_string_equal(answered(fixture, "D-005/command"), "clear");
	assert_string_equal(answered(fixture, "D-006/command"), "");
}

static void test_say_item__names_the_row_it_is_asked_of(void **state)
{
	struct fixture *fixture = *state;
	struct str text = {0};

	add_device(fixture, "受付PC", "");
	say_item(&fixture->session, fixture_sheet(fixture, "vuln_check"), 0, &text);
	assert_string_equal(str_text(&text), "D-001 受付PC / 権限の分け方がおかしい");
	str_clear(&text);
	say_item(&fixture->session, fixture_sheet(fixture, "threat_state"), 1, &text);
	assert_string_equal(str_text(&text), "タブレット");
	str_clear(&text);
	say_item(&fixture->session, fixture_sheet(fixture, "devices"), 0, &text);
	assert_string_equal(str_text(&text), "D-001");
	str_release(&text);
}

/* A threat is called by what could happen; while that is empty, by the first text there is. */
static void test_say_row__by_the_name_its_form_says(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *stride = fixture_sheet(fixture, "stride");
	const struct form *form = sheet_form(stride);
	struct step step = {0};
	struct str text = {0};
	char id[64];

	assert_true(entry_new_row(&fixture->session, &step, stride, "", form_field(form, "target"),
	                          "受付から金庫まで", id, NULL));
	commit(fixture, &step);
	say_row(&fixture->session, stride, 0, &text);
	assert_string_equal(str_text(&text), "ST-001 受付から金庫まで");
	str_clear(&text);
	assert_true(entry_set(&fixture->session, &step, stride, 0, form_field(form, "threat"),
	                      "図面が開けなくなる", NULL));
	commit(fixture, &step);
	say_row(&fixture->session, stride, 0, &text);
	assert_string_equal(str_text(&text), "ST-001 図面が開けなくなる");
	str_release(&text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_per__rows_come_with_the_worksheet),
		TEST(test_per__rows_come_with_a_new_row),
		TEST(test_per__rows_go_with_their_row_and_come_back),
		TEST(test_per__answers_outlive_a_restart),
		TEST(test_per__answers_are_replayed),
		TEST(test_per__undo_after_a_restart),
		TEST(test_per__undoing_the_row_takes_unrecorded_items_along),
		TEST(test_per__items_follow_a_plain_step),
		TEST(test_per__the_example_company_has_all_rows),
		TEST(test_say_item__names_the_row_it_is_asked_of),
		TEST(test_say_row__by_the_name_its_form_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

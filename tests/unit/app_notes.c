/* app_notes.c - margin notes by their place, made, and named. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/notes.h"
#include "sonae/app/say.h"

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	fixture_make(fixture, false, LANG_JA);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	session_release(&fixture->session);
	free(fixture);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static void do_step(struct fixture *fixture, struct step *step)
{
	struct err err = {0};
	char reason[600];

	if (!folder_do(fixture->session.folder, step, &err))
		fail_msg("%s", err_text(&err, reason, sizeof(reason)));
	step_release(step);
}

static void jot(struct fixture *fixture, const char *about, const char *row, const char *text)
{
	struct step step = {0};
	char id[64];

	assert_true(notes_add(&fixture->session, &step, about, row, text, NULL, id, NULL));
	do_step(fixture, &step);
}

static void set_cell(struct fixture *fixture, const char *id, const char *field, const char *typed)
{
	struct sheet *sheet = fixture_sheet(fixture, NOTES_SHEET);
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	assert_true(entry_set(&fixture->session, &step, sheet, row, form_field(sheet_form(sheet), field), typed, NULL));
	do_step(fixture, &step);
}

static char *add_asset(struct fixture *fixture, const char *name, char id[64])
{
	struct sheet *sheet = fixture_sheet(fixture, "assets");
	struct step step = {0};

	assert_true(entry_new_row(&fixture->session, &step, sheet, "", form_field(sheet_form(sheet), "name"),
	                          name, id, NULL));
	do_step(fixture, &step);
	return id;
}

/* The ids of the notes there, in order: "N-002 N-001". */
static void assert_notes(struct fixture *fixture, const char *about, const char *row, const char *expected)
{
	struct row_list notes = {0};
	struct str ids = {0};

	notes_of(&fixture->session, about, row, &notes);
	for (size_t i = 0; i < notes.at.count; i++)
		str_addf(&ids, "%s%s", i ? " " : "", sheet_row_id(fixture_sheet(fixture, NOTES_SHEET), notes.at.at[i]));
	assert_string_equal(str_text(&ids), expected);
	row_list_release(&notes);
	str_release(&ids);
}

static void assert_cell(struct fixture *fixture, size_t row, const char *field, const char *expected)
{
	struct sheet *sheet = fixture_sheet(fixture, NOTES_SHEET);

	assert_string_equal(sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field)), expected);
}

static void assert_said(struct fixture *fixture, size_t row, const char *field, const char *expected)
{
	struct sheet *sheet = fixture_sheet(fixture, NOTES_SHEET);
	struct str text = {0};

	say_cell(&fixture->session, sheet, row, form_field(sheet_form(sheet), field), &text);
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void test_notes__know_the_day_and_who(void **state)
{
	struct fixture *fixture = *state;

	jot(fixture, "assets", "A-003", "保存年限を聞く");
	assert_cell(fixture, 0, "date", "2026-11-22");
	assert_cell(fixture, 0, "who", "佐藤");
	assert_cell(fixture, 0, "about", "assets");
	assert_cell(fixture, 0, "row", "A-003");
	assert_cell(fixture, 0, "text", "保存年限を聞く");
	assert_cell(fixture, 0, "done", "");
}

/* A comment that comes back with a consultant's files. */
static void test_notes__may_be_somebody_elses(void **state)
{
	struct fixture *fixture = *state;
	struct step step = {0};
	char id[64];

	assert_true(notes_add(&fixture->session, &step, "risks", "R-001", "頻度を見直す", "専門家 山本", id, NULL));
	do_step(fixture, &step);
	assert_string_equal(id, "N-001");
	assert_cell(fixture, 0, "who", "専門家 山本");
}

static void test_notes__keep_to_their_place(void **state)
{
	struct fixture *fixture = *state;

	jot(fixture, "assets", "A-003", "行のこと");
	jot(fixture, "assets", "", "表のこと");
	jot(fixture, "", "", "全体のこと");
	jot(fixture, "risks", "A-003", "別の表の同じ番号");
	jot(fixture, "assets", "A-0031", "よく似た番号");
	assert_notes(fixture, "assets", "A-003", "N-001");
	assert_notes(fixture, "assets", "", "N-005 N-002 N-001"); /* those of its rows too */
	assert_notes(fixture, "", "", "N-003");
	assert_notes(fixture, "risks", "A-003", "N-004");
	assert_notes(fixture, "assets", "A-004", "");
	assert_notes(fixture, "asset", "", "");
}

static void test_notes__newest_first_and_open_before_done(void **state)
{
	struct fixture *fixture = *state;

	jot(fixture, "assets", "A-001", "一");
	jot(fixture, "assets", "A-001", "二");
	jot(fixture, "assets", "A-001", "三");
	assert_notes(fixture, "assets", "A-001", "N-003 N-002 N-001");
	set_cell(fixture, "N-001", "date", "令和8年12月1日");
	assert_notes(fixture, "assets", "A-001", "N-001 N-003 N-002");
	set_cell(fixture, "N-001", "done", "はい");
	assert_notes(fixture, "assets", "A-001", "N-003 N-002 N-001");
	jot(fixture, "assets", "", "四");
	assert_notes(fixture, "assets", "", "N-004 N-003 N-002 N-001");
}

static void test_notes__open_ones_are_counted(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(notes_open_of(&fixture->session, "assets", "A-001"), 0);
	jot(fixture, "assets", "A-001", "一");
	jot(fixture, "assets", "A-001", "二");
	jot(fixture, "assets", "A-002", "三");
	jot(fixture, "assets", "", "四");
	jot(fixture, "assets2", "", "よその表");
	assert_int_equal(notes_open_of(&fixture->session, "assets", "A-001"), 2);
	assert_int_equal(notes_open_of(&fixture->session, "assets", ""), 1);
	assert_int_equal(notes_open_in(&fixture->session, "assets"), 4);
	set_cell(fixture, "N-001", "done", "1");
	assert_int_equal(notes_open_of(&fixture->session, "assets", "A-001"), 1);
	assert_int_equal(notes_open_in(&fixture->session, "assets"), 3);
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_int_equal(notes_open_in(&fixture->session, "assets"), 4);
}

/* Nobody waits for a worksheet of notes that nobody has begun. */
static void test_notes__none_are_loaded_to_find_none(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(notes_open_in(&fixture->session, "assets"), 0);
	assert_null(book_loaded_sheet(folder_book(fixture->session.folder), NOTES_SHEET));
}

static void test_notes__places_are_called_by_name(void **state)
{
	struct fixture *fixture = *state;
	char id[64];

	jot(fixture, "assets", add_asset(fixture, "社員名簿", id), "行");
	jot(fixture, "assets", "A-099", "ない行");
	jot(fixture, "csf", "ID.AM-1", "項目");
	jot(fixture, "", "", "全体");
	jot(fixture, "nosuch", "X-1", "ない表");
	assert_said(fixture, 0, "about", "情報資産管理台帳");
	assert_said(fixture, 0, "row", "A-001 社員名簿");
	assert_said(fixture, 1, "row", "A-099 (もうありません)");
	assert_said(fixture, 3, "about", "");
	assert_said(fixture, 3, "row", "");
	assert_said(fixture, 4, "about", "nosuch");
	assert_said(fixture, 4, "row", "X-1");
	fixture->session.lang = LANG_EN;
	assert_said(fixture, 0, "about", "Information asset inventory");
	assert_said(fixture, 1, "row", "A-099 (gone)");
	struct str said = {0};
	say_cell(&fixture->session, fixture_sheet(fixture, NOTES_SHEET), 2, 2, &said);
	assert_true(text_starts(str_text(&said), "ID.AM-1 "));
	str_release(&said);
}

/* The row comes back with its notes, which never went. */
static void test_notes__stay_when_their_row_goes(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *assets;
	struct step step = {0};
	size_t referrers;
	char id[64];

	jot(fixture, "assets", add_asset(fixture, "社員名簿", id), "行のこと");
	assets = fixture_sheet(fixture, "assets");
	assert_true(entry_delete_row(&fixture->session, &step, assets, 0, &referrers, NULL));
	do_step(fixture, &step);
	assert_notes(fixture, "assets", "A-001", "N-001");
	assert_said(fixture, 0, "row", "A-001 (もうありません)");
	assert_true(folder_undo(fixture->session.folder, NULL));
	assert_said(fixture, 0, "row", "A-001 社員名簿");
}

static void test_notes__are_there_after_a_restart(void **state)
{
	struct fixture *fixture = *state;

	jot(fixture, "assets", "A-001", "一行目\n二行目");
	assert_true(folder_save(fixture->session.folder, NULL, NULL));
	assert_true(session_open(&fixture->session, fixture->book, FOLDER_WRITE, NULL));
	assert_notes(fixture, "assets", "A-001", "N-001");
	assert_cell(fixture, 0, "text", "一行目\n二行目");
}

/* A workbook may bring a worksheet of that name which is something else. */
static void test_notes__another_worksheet_of_that_name_is_left_alone(void **state)
{
	struct fixture *fixture = *state;
	struct step step = {0};
	struct err err = {0};
	char id[64];

	session_close(&fixture->session);
	scratch_write(fixture->book, "forms/notes.ini",
	              "[form]\nkind = \"table\"\nprefix = \"NX\"\ntitle_ja = \"覚え\"\ntitle_en = \"Memory\"\n"
	              "purpose_ja = \"覚え書き。\"\npurpose_en = \"To remember.\"\n"
	              "[field what]\ntype = \"text\"\nlabel_ja = \"何\"\nlabel_en = \"What\"\n"
	              "help_ja = \"何か。\"\nhelp_en = \"What.\"\n");
	assert_true(session_open(&fixture->session, fixture->book, FOLDER_WRITE, NULL));
	assert_false(notes_add(&fixture->session, &step, "assets", "A-001", "x", NULL, id, &err));
	assert_int_equal(err.code, ERR_NO_FORM);
	assert_int_equal(step.changes.count, 0);
	assert_non_null(fixture_sheet(fixture, NOTES_SHEET));
	assert_int_equal(notes_open_in(&fixture->session, "assets"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_notes__know_the_day_and_who),
		TEST(test_notes__may_be_somebody_elses),
		TEST(test_notes__keep_to_their_place),
		TEST(test_notes__newest_first_and_open_before_done),
		TEST(test_notes__open_ones_are_counted),
		TEST(test_notes__none_are_loaded_to_find_none),
		TEST(test_notes__places_are_called_by_name),
		TEST(test_notes__stay_when_their_row_goes),
		TEST(test_notes__are_there_after_a_restart),
		TEST(test_notes__another_worksheet_of_that_name_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "outside_fixture.h"
#include <sys/stat.h>

#define HEADING "[form]\nkind = \"table\"\nprefix = \"A\"\ntitle_ja = \"台帳\"\n" \
	"title_en = \"Assets\"\npurpose_ja = \"何か\"\npurpose_en = \"What\"\n"
#define FIELD(id, type) "[field " id "]\ntype = \"" type "\"\nlabel_ja = \"" id "\"\n" \
	"label_en = \"" id "\"\nhelp_ja = \"" id "\"\nhelp_en = \"" id "\"\n"
#define HEAD "id,name,code\r\n"

static void add(struct outside *o, const char *id, const char *after, const char *name,
                const char *code)
{
	const char *cells[] = {name, code};
	struct step step = {0};

	step_insert(&step, outside_sheet(o), id, after, cells);
	outside_do(o, &step);
}

/* A-001 台帳 00123, A-002 名簿, saved. */
static struct outside begin(void **state)
{
	forms_write(*state, "forms/assets.ini",
	            HEADING FIELD("name", "text") FIELD("code", "text"));
	struct outside o = outside_begin(*state, "assets");
	add(&o, "A-001", "", "台帳", "00123");
	add(&o, "A-002", "A-001", "名簿", NULL);
	outside_save(&o);
	return o;
}

static void write_text(struct outside *o, const char *text)
{
	outside_write(o, text, strlen(text));
}

/* "A-001 台帳 00123; A-002 名簿 ; " */
static void assert_rows(struct outside *o, const char *expected)
{
	struct sheet *sheet = outside_sheet(o);
	struct str out = {0};

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		str_addf(&out, "%s %s %s; ", sheet_row_id(sheet, row), sheet_cell(sheet, row, 0),
		         sheet_cell(sheet, row, 1));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void assert_file(struct outside *o, const char *name, const char *expected)
{
	char *path = forms_path(o->f, name);
	struct str text = {0};

	assert_true(file_read(path, &text, NULL));
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
	free(path);
}

static void reopen(struct outside *o)
{
	folder_close(o->folder);
	outside_open(o);
}

/* ---- taking ---- */

static void test_outside__an_edit_is_a_step_that_can_be_undone(void **state)
{
	struct outside o = begin(state);

	write_text(&o, HEAD "A-001,新台帳,00123\r\nA-002,名簿,\r\nA-007,増えた,9\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 新台帳 00123; A-002 名簿 ; A-007 増えた 9; ");
	assert_true(outside_was_told(&o, ERR_OUTSIDE_TAKEN, "2"));
	assert_false(folder_is_saved(o.folder, "assets"));
	assert_true(folder_undo(o.folder, NULL));
	assert_rows(&o, "A-001 台帳 00123; A-002 名簿 ; ");
	assert_true(folder_redo(o.folder, NULL));
	outside_save(&o);
	assert_file(&o, "book/assets.csv", "\xEF\xBB\xBF" HEAD
	            "A-001,新台帳,00123\r\nA-002,名簿,\r\nA-007,増えた,9\r\n");
	outside_end(&o);
}

static void test_outside__the_step_has_the_name_of_the_file(void **state)
{
	struct outside o = begin(state);
	char *path = forms_path(o.f, "book/history.csv");
	struct str text = {0};

	write_text(&o, HEAD "A-001,新台帳,00123\r\nA-002,名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_true(file_read(path, &text, NULL));
	const char *record = strstr(text.at, ",outside,");
	assert_non_null(record);
	while (record[-1] != '\n')
		record--;
	assert_non_null(strstr(record, ",assets.csv,"));
	str_release(&text);
	free(path);
	outside_end(&o);
}

static void test_outside__another_form_of_the_same_is_no_edit(void **state)
{
	struct outside o = begin(state);

	write_text(&o, "code,id,name\n00123,A-001,台帳\n,,\n,A-002,名簿\n");
	folder_look_outside(o.folder);
	assert_int_equal(folder_notices(o.folder)->at.count, 0);
	assert_true(folder_is_saved(o.folder, "assets"));
	assert_false(folder_look_outside(o.folder));
	outside_end(&o);
}

static void test_outside__a_column_that_the_file_lacks_is_not_emptied(void **state)
{
	struct outside o = begin(state);

	write_text(&o, "id,name\nA-001,新台帳\nA-002,名簿\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 新台帳 00123; A-002 名簿 ; ");
	outside_end(&o);
}

static void test_outside__both_changed_other_cells(void **state)
{
	struct outside o = begin(state);

	outside_set(&o, "A-002", "name", "社員名簿");
	write_text(&o, HEAD "A-001,新台帳,00123\r\nA-002,名簿,\r\n");
	outside_save(&o);
	assert_rows(&o, "A-001 新台帳 00123; A-002 社員名簿 ; ");
	reopen(&o);
	assert_rows(&o, "A-001 新台帳 00123; A-002 社員名簿 ; ");
	assert_int_equal(folder_notices(o.folder)->at.count, 0);
	outside_end(&o);
}

/* ---- not taking ---- */

static void test_outside__a_conflict_keeps_ours_and_shows_both(void **state)
{
	struct outside o = begin(state);

	outside_set(&o, "A-001", "name", "ここ");
	write_text(&o, HEAD "A-001,外,00123\r\nA-002,名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 ここ 00123; A-002 名簿 ; ");
	assert_true(outside_was_told(&o, ERR_OUTSIDE_CONFLICT, "1"));
	const struct outside_report *report = outside_report_of(&o);
	assert_true(outside_report_is_open(report));
	assert_int_equal(report->items.count, 1);
	assert_int_equal(report->items.at[0].kind, MERGE_CONFLICT);
	assert_string_equal(report->items.at[0].ours, "ここ");
	assert_string_equal(report->items.at[0].theirs, "外");
	outside_save(&o);
	assert_file(&o, "book/.sonae/outside/assets.csv", HEAD "A-001,外,00123\r\nA-002,名簿,\r\n");

	assert_true(folder_outside_take(o.folder, "assets", "A-001", "name", NULL, NULL));
	assert_rows(&o, "A-001 外 00123; A-002 名簿 ; ");
	assert_false(outside_report_is_open(outside_report_of(&o)));
	assert_true(folder_undo(o.folder, NULL));
	assert_rows(&o, "A-001 ここ 00123; A-002 名簿 ; ");
	assert_false(folder_outside_take(o.folder, "assets", "A-009", "name", NULL, NULL));
	outside_end(&o);
}

/* The other program does not know, and saves the same once more. */
static void test_outside__a_conflict_does_not_win_the_second_time(void **state)
{
	struct outside o = begin(state);

	outside_set(&o, "A-001", "name", "ここ");
	write_text(&o, HEAD "A-001,外,00123\r\nA-002,名簿,\r\n");
	outside_save(&o);
	assert_true(folder_outside_keep(o.folder, "assets", "A-001", "name"));
	write_text(&o, HEAD "A-001,外,00123\r\nA-002,名簿二,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 ここ 00123; A-002 名簿二 ; ");
	assert_false(outside_report_is_open(outside_report_of(&o)));
	outside_end(&o);
}

static void test_outside__a_spreadsheet_left_open_brings_back_old_values(void **state)
{
	struct outside o = begin(state);

	outside_set(&o, "A-001", "name", "新台帳");
	outside_save(&o);
	write_text(&o, HEAD "A-001,台帳,00123\r\nA-002,社員名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 新台帳 00123; A-002 社員名簿 ; ");
	assert_true(outside_was_told(&o, ERR_OUTSIDE_STALE, "1"));
	assert_int_equal(outside_report_of(&o)->items.at[0].kind, MERGE_STALE);
	assert_string_equal(outside_report_of(&o)->items.at[0].theirs, "台帳");
	outside_end(&o);
}

static void test_outside__a_row_deleted_here_does_not_come_back(void **state)
{
	struct outside o = begin(state);
	struct step step = {0};

	step_delete(&step, outside_sheet(&o), 1);
	outside_do(&o, &step);
	outside_save(&o);
	write_text(&o, HEAD "A-001,台帳,00123\r\nA-002,名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 台帳 00123; ");
	assert_true(outside_was_told(&o, ERR_OUTSIDE_STALE, "1"));
	assert_true(folder_outside_take(o.folder, "assets", "A-002", "", NULL, NULL));
	assert_rows(&o, "A-001 台帳 00123; A-002 名簿 ; ");
	outside_end(&o);
}

static void test_outside__what_was_undone_is_not_taken_again(void **state)
{
	struct outside o = begin(state);

	write_text(&o, HEAD "A-001,外,00123\r\nA-002,名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_true(folder_undo(o.folder, NULL));
	/* as after a crash: the history has it, the file was never written */
	struct folder *reader =
		folder_open(o.path, FOLDER_READ, "岡田", &o.f->catalogue, NULL, NULL);
	struct sheet *sheet = book_sheet(folder_book(reader), "assets", NULL);
	assert_string_equal(sheet_cell(sheet, 0, 0), "台帳");
	folder_close(reader);
	outside_end(&o);
}

static void test_outside__damage_stays_out_and_is_mended(void **state)
{
	struct outside o = begin(state);

	write_text(&o, HEAD "A-001,#NAME?,123\r\nA-002,名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 台帳 00123; A-002 名簿 ; ");
	assert_true(outside_was_told(&o, ERR_OUTSIDE_DAMAGED, "2"));
	outside_save(&o);
	assert_file(&o, "book/assets.csv", "\xEF\xBB\xBF" HEAD
	            "A-001,台帳,00123\r\nA-002,名簿,\r\n");
	outside_end(&o);
}

/* ---- rows ---- */

static void test_outside__vanished_rows_are_listed_first(void **state)
{
	struct outside o = begin(state);

	add(&o, "A-003", "A-002", "図面", NULL);
	outside_save(&o);
	write_text(&o, HEAD "A-002,名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 台帳 00123; A-002 名簿 ; A-003 図面 ; ");
	assert_true(outside_was_told(&o, ERR_OUTSIDE_VANISHED, "2"));
	assert_int_equal(outside_report_of(&o)->vanished.count, 2);
	assert_true(folder_outside_delete_vanished(o.folder, "assets", NULL));
	assert_rows(&o, "A-002 名簿 ; ");
	assert_int_equal(outside_report_of(&o)->vanished.count, 0);
	assert_true(folder_undo(o.folder, NULL));
	assert_rows(&o, "A-001 台帳 00123; A-002 名簿 ; A-003 図面 ; ");
	outside_end(&o);
}

/* The file still has no id when it is read again. */
static void test_outside__a_row_without_id_comes_once(void **state)
{
	struct outside o = begin(state);

	folder_close(o.folder);
	write_text(&o, HEAD "A-001,台帳,00123\r\n,新しい,5\r\nA-002,名簿,\r\n");
	for (int i = 0; i < 3; i++) {
		outside_open(&o);
		assert_rows(&o, "A-001 台帳 00123; A-003 新しい 5; A-002 名簿 ; ");
		assert_true(outside_was_told(&o, ERR_CSV_NO_ID, "A-003") == (i == 0));
		if (i == 1) {
			folder_look_outside(o.folder);
			write_text(&o, HEAD "A-001,台帳,00123\r\n,新しい,5\r\nA-002,名簿,\r\n");
			assert_true(folder_look_outside(o.folder));
		}
		/* no save: a reader closes without one */
		char *lock = forms_path(o.f, "book/.~lock.assets.csv#");
		forms_write(o.f, "book/.~lock.assets.csv#", ",岡田,pc-12,22.11.2026 09:00,x;");
		folder_close(o.folder);
		assert_int_equal(remove(lock), 0);
		free(lock);
	}
	outside_open(&o);
	outside_end(&o);
}

static void test_outside__a_repeated_id_is_given_a_new_one(void **state)
{
	struct outside o = begin(state);

	write_text(&o, HEAD "A-001,台帳,00123\r\nA-001,写し,7\r\nA-002,名簿,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 台帳 00123; A-003 写し 7; A-002 名簿 ; ");
	assert_true(outside_was_told(&o, ERR_CSV_SAME_ID, "A-003"));
	outside_end(&o);
}

static void test_outside__the_order_of_the_file(void **state)
{
	struct outside o = begin(state);

	write_text(&o, HEAD "A-002,名簿,\r\nA-001,台帳,00123\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-002 名簿 ; A-001 台帳 00123; ");
	assert_true(folder_undo(o.folder, NULL));
	assert_rows(&o, "A-001 台帳 00123; A-002 名簿 ; ");
	outside_end(&o);
}

/* ---- files ---- */

static void test_outside__cp932_is_told_and_written_as_utf8(void **state)
{
	struct outside o = begin(state);

	/* 台帳 and 名簿 */
	write_text(&o, HEAD "A-001,\x91\xE4\x92\xA0,00123\r\nA-002,\x96\xBC\x95\xEB,\r\n");
	assert_true(folder_look_outside(o.folder));
	assert_rows(&o, "A-001 台帳 00123; A-002 名簿 ; ");
	assert_true(outside_was_told(&o, ERR_CSV_CP932, ""));
	assert_false(folder_is_saved(o.folder, "assets"));
	outside_save(&o);
	assert_file(&o, "book/assets.csv", "\xEF\xBB\xBF" HEAD
	            "A-001,台帳,00123\r\nA-002,名簿,\r\n");
	outside_end(&o);
}

static void test_outside__a_broken_file_is_told_once_and_stays(void **state)
{
	struct outside o = begin(state);

	write_text(&o, HEAD "A-001,\"開いたまま\r\n");
	folder_look_outside(o.folder);
	folder_look_outside(o.folder);
	errs_assert_one(folder_notices(o.folder), ERR_CSV_OPEN_QUOTE, "assets.csv", 2, "");
	outside_set(&o, "A-001", "name", "新台帳");
	assert_false(folder_save(o.folder, NULL, NULL));
	assert_file(&o, "book/assets.csv", HEAD "A-001,\"開いたまま\r\n");
	outside_end(&o);
}

/* Marks that git left are no rows: nothing is taken, nothing is written over them. */
static void test_outside__conflict_marks_of_git_stay(void **state)
{
	struct outside o = begin(state);
	const char *text = HEAD "<<<<<<< HEAD\r\nA-001,一\r\n=======\r\nA-001,二\r\n>>>>>>> b\r\n";

	write_text(&o, text);
	folder_look_outside(o.folder);
	folder_look_outside(o.folder);
	errs_assert_one(folder_notices(o.folder), ERR_GIT_CONFLICT, "assets.csv", 2,
	                "<<<<<<< HEAD");
	outside_set(&o, "A-001", "name", "新台帳");
	assert_false(folder_save(o.folder, NULL, NULL));
	assert_file(&o, "book/assets.csv", text);
	outside_end(&o);
}

static void test_outside__a_deleted_file_is_written_anew(void **state)
{
	struct outside o = begin(state);
	char *path = forms_path(o.f, "book/assets.csv");

	assert_int_equal(remove(path), 0);
	assert_true(folder_look_outside(o.folder));
	errs_assert_one(folder_notices(o.folder), ERR_MISSING, "assets.csv", 0, "");
	outside_save(&o);
	assert_true(file_exists(path));
	free(path);
	outside_end(&o);
}

static void test_outside__held_open_it_waits(void **state)
{
	struct outside o = begin(state);
	struct err err = {0};
	char *lock = forms_path(o.f, "book/.~lock.assets.csv#");

	forms_write(o.f, "book/.~lock.assets.csv#", ",岡田\\, 次郎,pc-12,22.11.2026 09:00,x;");
	outside_set(&o, "A-001", "name", "新台帳");
	assert_false(folder_save(o.folder, NULL, &err));
	assert_int_equal(err.code, ERR_HELD);
	assert_string_equal(err.file, "assets.csv");
	assert_string_equal(err.what, "LibreOffice: 岡田, 次郎 (pc-12)");
	assert_false(folder_is_saved(o.folder, NULL));
	assert_int_equal(remove(lock), 0);
	outside_save(&o);
	assert_true(folder_is_saved(o.folder, NULL));
	free(lock);
	outside_end(&o);
}

static void test_outside__held_open_in_excel(void **state)
{
	static const char owner[165] = {[0] = 2, [1] = 'x', [54] = 2, [56] = '\xA1', [57] = '\x5C',
	                                [58] = '\x30', [59] = '\x75'}; /* U+5CA1 U+7530: 岡田 */
	struct outside o = begin(state);
	struct err err = {0};

	forms_write_n(o.f, "book/~$assets.csv", owner, sizeof owner);
	outside_set(&o, "A-001", "name", "新台帳");
	assert_false(folder_save(o.folder, NULL, &err));
	assert_int_equal(err.code, ERR_HELD);
	assert_string_equal(err.what, "Excel: 岡田");
	outside_end(&o);
}

/* ---- without the copy in .sonae/base ---- */

static void check_without_base(void **state, const char *base)
{
	struct outside o = begin(state);
	char *path = forms_path(o.f, "book/.sonae/base/assets.csv");

	assert_true(file_exists(path));
	outside_set(&o, "A-002", "name", "社員名簿");
	folder_close(o.folder);
	if (base)
		forms_write(o.f, "book/.sonae/base/assets.csv", base);
	else
		assert_int_equal(remove(path), 0);
	write_text(&o, HEAD "A-001,外,123\r\nA-002,社員名簿,\r\n");
	outside_open(&o);
	assert_rows(&o, "A-001 外 00123; A-002 社員名簿 ; ");
	assert_true(outside_was_told(&o, ERR_OUTSIDE_TAKEN, "1"));
	assert_true(outside_was_told(&o, ERR_OUTSIDE_DAMAGED, "1"));
	free(path);
	outside_end(&o);
}

static void test_outside__base_is_lost(void **state)
{
	check_without_base(state, NULL);
}

static void test_outside__base_is_torn(void **state)
{
	check_without_base(state, "\xEF\xBB\xBF" HEAD "A-001,台");
}

static void test_outside__a_reader_writes_nothing(void **state)
{
	struct outside o = begin(state);
	char *path = forms_path(o.f, "book/history.csv");

	folder_close(o.folder);
	write_text(&o, HEAD "A-001,外,00123\r\nA-002,名簿,\r\n");
	struct file_stamp before = file_stamp(path);
	o.folder = folder_open(o.path, FOLDER_READ, "専門家", &o.f->catalogue, NULL, NULL);
	assert_rows(&o, "A-001 外 00123; A-002 名簿 ; ");
	assert_false(folder_look_outside(o.folder));
	assert_true(file_stamp_is(before, file_stamp(path)));
	free(path);
	outside_end(&o);
}

static void test_outside__settings(void **state)
{
	forms_write(*state, "forms/settings.ini",
	            "[form]\nkind = \"record\"\ntitle_ja = \"設定\"\ntitle_en = \"Settings\"\n"
	            "purpose_ja = \"線\"\npurpose_en = \"Lines\"\n" FIELD("motto", "memo")
	            FIELD("line", "int"));
	struct outside o = outside_begin(*state, "settings");

	outside_set(&o, "1", "motto", "用心");
	outside_save(&o);
	outside_set(&o, "1", "motto", "備え");
	forms_write(o.f, "book/sonae.ini", "[workbook]\nformat = \"1\"\nlang = \"ja\"\n"
	            "curriculum = \"r7\"\ncompany = \"新社名\"\n[settings]\nmotto = \"用心\"\n"
	            "line = \"20\"\n");
	assert_true(folder_look_outside(o.folder));
	assert_string_equal(outside_cell(&o, "1", "motto"), "備え");
	assert_string_equal(outside_cell(&o, "1", "line"), "20");
	assert_string_equal(folder_settings(o.folder)->company, "新社名");
	outside_save(&o);
	assert_file(&o, "book/sonae.ini", "[workbook]\nformat = \"1\"\nlang = \"ja\"\n"
	            "curriculum = \"r7\"\ncompany = \"新社名\"\n\n[settings]\nmotto = \"備え\"\n"
	            "line = \"20\"\n");
	outside_end(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_outside__an_edit_is_a_step_that_can_be_undone),
		TEST_WITH_FORMS(test_outside__the_step_has_the_name_of_the_file),
		TEST_WITH_FORMS(test_outside__another_form_of_the_same_is_no_edit),
		TEST_WITH_FORMS(test_outside__a_column_that_the_file_lacks_is_not_emptied),
		TEST_WITH_FORMS(test_outside__both_changed_other_cells),
		TEST_WITH_FORMS(test_outside__a_conflict_keeps_ours_and_shows_both),
		TEST_WITH_FORMS(test_outside__a_conflict_does_not_win_the_second_time),
		TEST_WITH_FORMS(test_outside__a_spreadsheet_left_open_brings_back_old_values),
		TEST_WITH_FORMS(test_outside__a_row_deleted_here_does_not_come_back),
		TEST_WITH_FORMS(test_outside__what_was_undone_is_not_taken_again),
		TEST_WITH_FORMS(test_outside__damage_stays_out_and_is_mended),
		TEST_WITH_FORMS(test_outside__vanished_rows_are_listed_first),
		TEST_WITH_FORMS(test_outside__a_row_without_id_comes_once),
		TEST_WITH_FORMS(test_outside__a_repeated_id_is_given_a_new_one),
		TEST_WITH_FORMS(test_outside__the_order_of_the_file),
		TEST_WITH_FORMS(test_outside__cp932_is_told_and_written_as_utf8),
		TEST_WITH_FORMS(test_outside__a_broken_file_is_told_once_and_stays),
		TEST_WITH_FORMS(test_outside__conflict_marks_of_git_stay),
		TEST_WITH_FORMS(test_outside__a_deleted_file_is_written_anew),
		TEST_WITH_FORMS(test_outside__held_open_it_waits),
		TEST_WITH_FORMS(test_outside__held_open_in_excel),
		TEST_WITH_FORMS(test_outside__base_is_lost),
		TEST_WITH_FORMS(test_outside__base_is_torn),
		TEST_WITH_FORMS(test_outside__a_reader_writes_nothing),
		TEST_WITH_FORMS(test_outside__settings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* ui_outside.c - what other programs changed: told, shown, decided on; notices kept for F5. */
#include "ui_desk.h"

#include "sonae/base/clock.h"
#include "sonae/store/outside.h"

enum { NAME, GRADE, REMARK };

#define HEADING "\xEF\xBB\xBFid,name,grade,remark\r\n"

static void write_cell(struct desk *desk, const char *row, int field, const char *text)
{
	struct step step = {0};
	size_t at;

	assert_true(sheet_find(things_of(desk), row, &at));
	step_set(&step, things_of(desk), at, field, text);
	assert_true(ui_do(&desk->ui, &step));
}

/* Three things in their file; T-001 has another name since. */
static struct desk *desk_at_work(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_with_book(rows, cols, lang);

	add_thing(desk, "社員名簿", "low", NULL);
	add_thing(desk, "設計図面", NULL, NULL);
	add_thing(desk, "金型", "high", "倉庫");
	assert_true(folder_save(desk->session.folder, NULL, NULL));
	ui_jump(&desk->ui, "things", "T-001", "grade");
	write_cell(desk, "T-001", NAME, "社員の名簿");
	return desk;
}

/* Meanwhile T-001 got a third name in a spreadsheet, T-002 a grade, and T-003 was deleted. */
static void change_outside(struct desk *desk)
{
	scratch_write(desk->book, "things.csv",
	              HEADING "T-001,従業員名簿,低い,\r\nT-002,設計図面,高い,\r\n");
	desk->ui.looked_at = 0; /* nothing was pressed for long */
}

static void open_screen(struct desk *desk)
{
	change_outside(desk);
	press(desk, "Down");
	ui_act(&desk->ui, ACTION_OUTSIDE);
	assert_string_equal(top_name(desk), "outside");
}

static void assert_cell(struct desk *desk, size_t row, int field, const char *expected)
{
	assert_string_equal(sheet_cell(things_of(desk), row, (size_t)field), expected);
}

/* ---- looking and telling ---- */

static void test_outside__is_told_with_the_way_to_it(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	change_outside(desk);
	press(desk, "Down");
	assert_shows(desk, "持ち物: 外で変更あり(F10 外の変更)  ほか2件は F5 で見られます。");
	assert_shows(desk, "T-002   設計図面              高い"); /* taken at once */
	assert_cell(desk, 0, NAME, "社員の名簿");                 /* ours until decided */
	leave_desk(desk);
}

static void test_outside__is_told_in_a_small_window(void **state)
{
	struct desk *desk = desk_at_work(10, 40, LANG_EN);

	(void)state;
	change_outside(desk);
	press(desk, "Down");
	assert_shows(desk, "Things: changed outside (F10 Outside)");
	leave_desk(desk);
}

static void test_outside__is_looked_for_after_a_pause_only(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	change_outside(desk);
	desk->ui.looked_at = clock_ms() + 60000; /* just now, on any machine */
	press(desk, "Down");
	assert_cell(desk, 1, GRADE, "");
	leave_desk(desk);
}

/* Rows do not come and go under a text being typed. */
/* Who edits the file twice is in no conflict with himself. */
static void test_outside__what_was_merged_is_written_out(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", "low", NULL);
	assert_true(folder_save(desk->session.folder, NULL, NULL));
	desk->ui.changed_at = 0;
	scratch_write(desk->book, "things.csv", HEADING "T-001,従業員名簿,低い,\r\n");
	desk->ui.looked_at = 0;
	press(desk, "Down");
	assert_cell(desk, 0, NAME, "従業員名簿");

	assert_true(desk->ui.changed_at > 0);
	desk->ui.changed_at = 1; /* long ago */
	ui_idle(&desk->ui);
	assert_true(folder_is_saved(desk->session.folder, "things"));

	scratch_write(desk->book, "things.csv", HEADING "T-001,従業員の一覧,低い,\r\n");
	desk->ui.looked_at = 0;
	press(desk, "Down");
	assert_cell(desk, 0, NAME, "従業員の一覧");
	leave_desk(desk);
}

static void test_outside__waits_while_text_is_typed(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	press(desk, "Right"); /* the remark */
	type(desk, "金");
	change_outside(desk);
	type(desk, "庫");
	assert_cell(desk, 1, GRADE, "");
	press(desk, "Enter");
	desk->ui.looked_at = 0;
	press(desk, "Down");
	assert_cell(desk, 1, GRADE, "high");
	assert_cell(desk, 0, REMARK, "金庫");
	leave_desk(desk);
}

/* ---- the list ---- */

static void test_outside__shows_both_values(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	open_screen(desk);
	assert_row(desk, 2, " 持ち物  取り込んだ値 1");
	assert_row(desk, 3,
	           " ! 未定      T-001 社員の名簿 名前          社員の名簿       | 従業員名簿");
	assert_row(desk, 4, " ! T-003 金型                            外のファイルにありません");
	assert_row(desk, 21, " T-001 社員の名簿 名前  ここ: 社員の名簿  外: 従業員名簿");
	leave_desk(desk);
}

static void test_outside__is_readable_in_a_small_window(void **state)
{
	struct desk *desk = desk_at_work(10, 40, LANG_EN);

	(void)state;
	open_screen(desk);
	assert_row(desk, 0, " Changed outside");
	assert_row(desk, 1, " Things  values taken over: 1");
	assert_row(desk, 2, " ! undecided T-001   Name");
	assert_row(desk, 3, " ! T-003 金型        not in the file a>");
	/* Of the chosen line both values, one above the other. */
	assert_row(desk, 6, " Ours: 社員の名簿");
	assert_row(desk, 7, " Theirs: 従業員名簿");
	leave_desk(desk);
}

/* Beside each other, to the end. */
static void test_outside__long_values_stand_below(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	add_thing(desk, "list", "low", NULL);
	assert_true(folder_save(desk->session.folder, NULL, NULL));
	ui_jump(&desk->ui, "things", "T-001", "remark");
	write_cell(desk, "T-001", REMARK, "in the safe on the second floor, to which the director has the only key");
	scratch_write(desk->book, "things.csv",
	              HEADING "T-001,list,低い,\"with the accountant, who takes it home every evening in a locked case\"\r\n");
	desk->ui.looked_at = 0;
	press(desk, "Down");
	ui_act(&desk->ui, ACTION_OUTSIDE);
	press(desk, "Left"); /* the message is gone */
	assert_row(desk, 18, " Ours: in the safe on the second         Theirs: with the accountant, who");
	assert_shows(desk, "only key");
	assert_shows(desk, "locked case");
	leave_desk(desk);
}

static void test_outside__nothing_is_said(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	ui_act(&desk->ui, ACTION_OUTSIDE);
	assert_shows(desk, "Nothing was changed outside.");
	assert_row(desk, 21, " What was left undecided before stands in a note on its row (F12).");
	press(desk, "Enter");
	press(desk, "Delete");
	press(desk, "Space");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

/* ---- deciding ---- */

static void test_outside__enter_takes_theirs_and_ours_again(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	open_screen(desk);
	press(desk, "Enter");
	assert_cell(desk, 0, NAME, "従業員名簿");
	assert_row(desk, 3,
	           "   外の値    T-001 従業員名簿 名前          社員の名簿       | 従業員名簿");
	press(desk, "Enter");
	assert_cell(desk, 0, NAME, "社員の名簿");
	assert_row(desk, 3,
	           "   ここの値  T-001 社員の名簿 名前          社員の名簿       | 従業員名簿");
	press(desk, "^Z");
	assert_cell(desk, 0, NAME, "従業員名簿");
	assert_shows(desk, "取り消しました: 持ち物 T-001 従業員名簿 の 名前");
	leave_desk(desk);
}

static void test_outside__space_settles_ours(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_EN);

	(void)state;
	open_screen(desk);
	press(desk, "Space");
	assert_row(desk, 3,
	           "   ours      T-001 社員の名簿 Name          社員の名簿       | 従業員名簿");
	assert_cell(desk, 0, NAME, "社員の名簿");
	press(desk, "Down");
	press(desk, "Space"); /* the row stays */
	assert_false(shows(desk, "T-003"));
	assert_int_equal(sheet_row_count(things_of(desk)), 3);
	assert_false(outside_report_is_open(folder_outside_at(desk->session.folder, 0)));
	leave_desk(desk);
}

static void test_outside__delete_deletes_vanished_rows(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	open_screen(desk);
	press(desk, "Delete"); /* not on a value */
	assert_int_equal(sheet_row_count(things_of(desk)), 3);
	press(desk, "Down");
	assert_shows(desk, "外のファイルにない行です。");
	press(desk, "Delete");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	assert_shows(desk, "1行を消しました。^Z で戻せます。");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 3);
	assert_shows(desk, "T-003   金型");
	leave_desk(desk);
}

static void test_outside__enter_on_a_vanished_row_goes_there(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	open_screen(desk);
	press(desk, "Down");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	press(desk, "^G");
	assert_shows(desk, "履歴  持ち物 T-003 金型");
	leave_desk(desk);
}

/* What nobody here did is asked about before it is taken back. */
static void test_outside__undo_asks_before_what_came_from_outside(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	change_outside(desk);
	press(desk, "Down");
	press(desk, "^Z");
	assert_shows(desk, "もう一度 ^Z で、外の変更を取り消します: 07:30 持ち物 T-002 設計図面 の 等級");
	assert_cell(desk, 1, GRADE, "high");
	press(desk, "^Z");
	assert_cell(desk, 1, GRADE, "");
	leave_desk(desk);
}

/* ---- notices ---- */

static void test_notices__stay_in_the_check_until_the_workbook_is_closed(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_JA);

	(void)state;
	change_outside(desk);
	press(desk, "Down");
	look(desk); /* told */
	press(desk, "Down");
	press(desk, "F5");
	assert_row(desk, 2, " ファイルについて");
	assert_shows(desk, "   things.csv: ファイルから 1 行がなくなっていました。");
	assert_shows(desk, "   things.csv: ほかのプログラムでの変更を 1 件取り込みました。");
	press(desk, "Enter"); /* to the worksheet */
	assert_string_equal(top_name(desk), "sheet");
	session_close(&desk->session);
	assert_true(ui_open(&desk->ui, desk->book));
	press(desk, "F5");
	assert_false(shows(desk, "ほかのプログラムでの変更"));
	leave_desk(desk);
}

static void test_notices__stand_above_the_findings(void **state)
{
	struct desk *desk = desk_at_work(24, 80, LANG_EN);
	struct err torn = {.code = ERR_HISTORY_TORN, .file = "history.csv"};

	(void)state;
	vec_push(&folder_notices(desk->session.folder)->at, torn);
	look(desk);
	press(desk, "F5");
	assert_row(desk, 2, " About the files");
	assert_row(desk, 4, " Things");
	assert_shows(desk, "findings: 1");
	press(desk, "Enter"); /* no worksheet's file: nowhere to go */
	assert_string_equal(top_name(desk), "check");
	press(desk, "Down");
	press(desk, "Enter"); /* the finding, T-002 without a grade */
	assert_string_equal(top_name(desk), "sheet");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_outside__is_told_with_the_way_to_it),
		cmocka_unit_test(test_outside__is_told_in_a_small_window),
		cmocka_unit_test(test_outside__is_looked_for_after_a_pause_only),
		cmocka_unit_test(test_outside__what_was_merged_is_written_out),
		cmocka_unit_test(test_outside__waits_while_text_is_typed),
		cmocka_unit_test(test_outside__shows_both_values),
		cmocka_unit_test(test_outside__is_readable_in_a_small_window),
		cmocka_unit_test(test_outside__long_values_stand_below),
		cmocka_unit_test(test_outside__nothing_is_said),
		cmocka_unit_test(test_outside__enter_takes_theirs_and_ours_again),
		cmocka_unit_test(test_outside__space_settles_ours),
		cmocka_unit_test(test_outside__delete_deletes_vanished_rows),
		cmocka_unit_test(test_outside__enter_on_a_vanished_row_goes_there),
		cmocka_unit_test(test_outside__undo_asks_before_what_came_from_outside),
		cmocka_unit_test(test_notices__stay_in_the_check_until_the_workbook_is_closed),
		cmocka_unit_test(test_notices__stand_above_the_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

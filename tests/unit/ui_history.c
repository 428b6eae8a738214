/* ui_history.c - who changed what, when; undo that asks; what is found out about the files. */
#include "ui_desk.h"

#include "sonae/base/clock.h"

enum { NAME, GRADE, REMARK };

static void write_cell(struct desk *desk, const char *row, int field, const char *text)
{
	struct step step = {0};
	size_t at;

	assert_true(sheet_find(things_of(desk), row, &at));
	step_set(&step, things_of(desk), at, field, text);
	assert_true(ui_do(&desk->ui, &step));
}

/* Both names in one step. */
static void rename_both(struct desk *desk, const char *first, const char *second)
{
	struct step step = {0};

	step_set(&step, things_of(desk), 0, NAME, first);
	step_set(&step, things_of(desk), 1, NAME, second);
	assert_true(ui_do(&desk->ui, &step));
}

/* Two days before, Suzuki wrote two rows; now Sato sits here. */
static struct desk *desk_after_suzuki(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_at(rows, cols, lang);

	setenv("SONAE_WHO", "鈴木", 1);
	setenv("SONAE_NOW", "2026-11-20T18:02:00", 1);
	open_book(desk);
	add_thing(desk, "社員名簿", "low", NULL);
	add_thing(desk, "設計図面", NULL, NULL);
	session_close(&desk->session);
	setenv("SONAE_WHO", "佐藤", 1);
	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	assert_true(ui_open(&desk->ui, desk->book));
	ui_jump(&desk->ui, "things", "T-001", "grade");
	return desk;
}

static void fill(struct desk *desk)
{
	write_cell(desk, "T-001", GRADE, "high");
	write_cell(desk, "T-002", REMARK, "n/a");
	rename_both(desk, "社員の名簿", "図面");
}

/* ---- the list ---- */

static void test_history__of_the_row_is_newest_first(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^G");
	assert_string_equal(top_name(desk), "history");
	assert_row(
	    desk, 0,
	    " 履歴  持ち物 T-001 社員の名簿                                              3件");
	assert_row(desk, 4, "   07:30       佐藤     名前       社員名簿 -> 社員の名簿");
	assert_row(desk, 5, "   07:30       佐藤     等級       低い -> 高い");
	assert_row(desk, 6, "   11-20 18:02 鈴木                行を追加 (名前: 社員名簿; 等級: 低い)");
	assert_row(desk, 7, "");
	leave_desk(desk);
}

static void test_history__tab_goes_to_the_worksheet_and_the_workbook(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_EN);

	(void)state;
	fill(desk);
	press(desk, "^G");
	press(desk, "Tab");
	assert_row(
	    desk, 0,
	    " History  Things                                                       steps: 5");
	assert_row(desk, 4, " + 07:30       佐藤                                 2 changes");
	assert_row(desk, 5, "   07:30       佐藤     T-002 図面       Remark     (empty) -> n/a");
	assert_row(desk, 6, "   07:30       佐藤     T-001 社員の名簿 Grade      Low -> High");
	press(desk, "Tab");
	assert_row(desk, 4, " + 07:30       佐藤     Things                          2 changes");
	assert_row(desk, 6, "   07:30       佐藤     Things T-001 社員の> Grade      Low -> High");
	press(desk, "Tab");
	assert_shows(desk, "History  Things T-001");
	press(desk, "Shift-Tab");
	assert_shows(desk, "the whole workbook");
	leave_desk(desk);
}

/* On home one stands in no worksheet, so there is nothing to cycle through. */
static void test_history__from_home_is_of_the_workbook(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	press(desk, "^G");
	assert_shows(desk, "履歴  ワークブック全体");
	assert_shows(desk, "まだ何も変わっていません。");
	press(desk, "Tab");
	assert_shows(desk, "履歴  ワークブック全体");
	press(desk, "Enter"); /* nothing to go to */
	assert_string_equal(top_name(desk), "history");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

static void test_history__of_the_year_before_has_its_year(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_JA);

	(void)state;
	setenv("SONAE_NOW", "2025-12-31T23:59:00", 1);
	open_book(desk);
	add_thing(desk, "社員名簿", NULL, NULL);
	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	press(desk, "^G");
	assert_row(desk, 4, "   2025-12-31  佐藤     持ち物 T-001 社員名>            行を追加 (名前: 社員名>");
	leave_desk(desk);
}

static void test_history__enter_unfolds_a_step_of_several(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^G");
	press(desk, "Tab");
	press(desk, "Enter");
	assert_row(desk, 4, " - 07:30       佐藤                                 2か所の変更");
	assert_row(desk, 5, "                        T-001 社員の名簿 名前       社員名簿 -> 社員の名簿");
	assert_row(desk, 6, "                        T-002 図面       名前       設計図面 -> 図面");
	assert_shows(desk, "Enter たたむ");
	press(desk, "Enter");
	assert_row(desk, 4, " + 07:30       佐藤                                 2か所の変更");
	assert_row(desk, 5, "   07:30       佐藤     T-002 図面       備考       (空) -> 対象外");
	leave_desk(desk);
}

static void test_history__a_long_text_stands_below_in_full(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	write_cell(desk, "T-001", REMARK,
	           "金庫の中にある。\n鍵は総務が持つ。年に一度、棚卸しのときに中身を数えて台帳と合わせる。");
	press(desk, "^G");
	assert_row(desk, 4, "   07:30       佐藤     備考       (空) -> 金庫の中にある。↵鍵は総務が持つ。年>");
	assert_row(desk, 18, " 前: (空)");
	assert_row(desk, 19, " 後: 金庫の中にある。");
	assert_row(desk, 20, "     鍵は総務が持つ。年に一度、棚卸しのときに中身を数えて台帳と合わせる。");
	assert_row(desk, 21, " 2026-11-22 07:30  佐藤  持ち物 T-001 社員名簿: 備考");
	leave_desk(desk);
}

static void test_history__a_small_window_has_all_of_it(void **state)
{
	struct desk *desk = desk_after_suzuki(10, 40, LANG_EN);

	(void)state;
	fill(desk);
	press(desk, "^G");
	assert_row(desk, 0, " History  Things T-001 社員の名簿");
	assert_row(desk, 2, "   07:30       Name: 社員名簿 -> 社員>");
	assert_row(desk, 3, "   07:30       Grade: Low -> High");
	assert_row(desk, 7, " 社員名簿 -> 社員の名簿");
	press(desk, "Tab");
	assert_row(desk, 4, "   07:30       T-001 Grade: Low -> High");
	assert_row(desk, 5, "   11-20 18:02 T-002 new row (Name: 設>");
	leave_desk(desk);
}

static void test_history__marks_what_was_undone(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^Z");
	press(desk, "^Z");
	press(desk, "^Y");
	press(desk, "^G");
	press(desk, "Tab");
	assert_row(desk, 4, "   07:30       佐藤     T-002 設計図面   備考       やり直し: (空) -> 対象外");
	assert_row(desk, 5, "   07:30       佐藤     T-002 設計図面   備考       取り消し: 対象外 -> (空)");
	assert_row(desk, 6, " + 07:30       佐藤                                 取り消し: 2か所の変更");
	assert_row(desk, 7, " + 07:30       佐藤                                 [取消済] 2か所の変更");
	/* Undone and done again. */
	assert_row(desk, 8, "   07:30       佐藤     T-002 設計図面   備考       (空) -> 対象外");
	int row = 7, col = 3;
	assert_int_equal(desk->ui.canvas.cell[row * 80 + col].style, STYLE_ROLE_MUTED);
	assert_int_equal(desk->ui.canvas.cell[row * 80 + 52].style, STYLE_ROLE_MUTED);
	assert_int_equal(desk->ui.canvas.cell[8 * 80 + 52].style, STYLE_ROLE_PLAIN);
	leave_desk(desk);
}

/* ---- finding in it ---- */

static void test_history__typing_filters_by_person(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^G");
	press(desk, "Tab");
	type(desk, "鈴木");
	assert_row(desk, 4, "   11-20 18:02 鈴木     T-002 図面                  行を追加 (名前: 設計図面)");
	assert_row(desk, 5, "   11-20 18:02 鈴木     T-001 社員の名簿            行を追加 (名前: 社員名簿; >");
	assert_row(desk, 6, "");
	press(desk, "Backspace");
	press(desk, "Backspace");
	assert_row(desk, 4, " + 07:30       佐藤                                 2か所の変更");
	leave_desk(desk);
}

/* ＧＲＡＤＥ is grade, and every word must be there. */
static void test_history__typing_filters_by_folded_words(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_EN);

	(void)state;
	fill(desk);
	press(desk, "^G");
	press(desk, "Tab");
	type(desk, "ＧＲＡＤＥ　ｈｉｇｈ");
	assert_row(desk, 4, "   07:30       佐藤     T-001 社員の名簿 Grade      Low -> High");
	assert_row(desk, 5, "");
	type(desk, " nowhere");
	assert_row(desk, 4, "");
	assert_shows(desk, "Nothing fits.");
	leave_desk(desk);
}

/* Of a step of several, only what fits is shown. */
static void test_history__a_filter_looks_into_steps(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^G");
	press(desk, "Tab");
	type(desk, "社員の");
	type(desk, " 名前");
	assert_row(desk, 4, "   07:30       佐藤     T-001 社員の名簿 名前       社員名簿 -> 社員の名簿");
	leave_desk(desk);
}

static void test_history__a_date_shows_what_was_done_since(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^G");
	press(desk, "Tab");
	type(desk, "2026-11-21");
	assert_shows(desk, " 3件");
	assert_false(shows(desk, "鈴木"));
	press(desk, "Backspace");
	type(desk, "0"); /* that day counts */
	assert_shows(desk, " 5件");
	leave_desk(desk);
}

/* ---- going there ---- */

static void test_history__enter_jumps_to_the_cell(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^G");
	press(desk, "Tab");
	press(desk, "Down");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "備考  何でも。");
	type(desk, "倉庫");
	press(desk, "Enter");
	assert_string_equal(sheet_cell(things_of(desk), 1, REMARK), "倉庫");
	press(desk, "Esc"); /* back in the history, which has it */
	assert_string_equal(top_name(desk), "history");
	assert_row(desk, 4, "   07:30       佐藤     T-002 図面       備考       対象外 -> 倉庫");
	leave_desk(desk);
}

static void test_history__a_row_that_is_gone_is_said(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	press(desk, "^K");
	press(desk, "^G");
	press(desk, "Tab");
	assert_row(desk, 4, "   07:30       佐藤     T-001                       行を削除 (名前: 社員名簿; >");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "history");
	assert_shows(desk, "T-001 はもうありません。");
	leave_desk(desk);
}

/* ---- a long history ---- */

enum { STEPS = 5000 };

/* 5,000 records without 5,000 syncs: what the program reads is a file. */
static void write_long_history(struct desk *desk)
{
	struct str lines = {0};
	char path[600];

	snprintf(path, sizeof(path), "%s/history.csv", desk->book);
	str_add(&lines, "\xEF\xBB\xBFseq,time,who,step,kind,of,sheet,row,field,before,after,hash\r\n");
	for (int i = 1; i <= STEPS; i++)
		str_addf(&lines, "%d,2026-11-21T10:00:00+09:00,%s,%d,set,,things,T-001,remark,%d,%d,"
		         "%064d.%016d.%016d\r\n", i, i == 7 ? "田中" : "佐藤", i, i - 1, i, i, i, i);
	scratch_write(desk->book, "history.csv", str_text(&lines));
	str_release(&lines);
}

static struct desk *desk_with_long_history(enum lang lang)
{
	struct desk *desk = desk_at(24, 80, lang);

	open_book(desk);
	session_close(&desk->session);
	write_long_history(desk);
	assert_true(ui_open(&desk->ui, desk->book));
	return desk;
}

static void test_history__of_thousands_shows_the_newest_at_once(void **state)
{
	struct desk *desk = desk_with_long_history(LANG_EN);

	(void)state;
	press(desk, "^G");
	assert_shows(desk, "4999 -> 5000");
	assert_shows(desk, ", and earlier");
	for (int i = 0; i < 60; i++)
		press(desk, "PgDn");
	rest(desk);
	press(desk, "PgDn");
	assert_false(shows(desk, "4999 -> 5000"));
	press(desk, "^End");
	rest(desk);
	assert_shows(desk, "0 -> 1");
	assert_shows(desk, "steps: 5000");
	press(desk, "^Home");
	assert_shows(desk, "4999 -> 5000");
	leave_desk(desk);
}

static void test_history__of_thousands_is_searched_while_idle(void **state)
{
	struct desk *desk = desk_with_long_history(LANG_JA);

	(void)state;
	press(desk, "^G");
	type(desk, "田中");
	rest(desk);
	assert_shows(desk, "6 -> 7");
	assert_shows(desk, " 1件");
	leave_desk(desk);
}

/* ---- undo ---- */

static void test_undo__says_in_words_what_it_took_back(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	fill(desk);
	press(desk, "^Z");
	assert_shows(desk, "取り消しました: 2か所の変更 (持ち物 T-001 社員名簿 の 名前 ほか)");
	press(desk, "^Z");
	assert_shows(desk, "取り消しました: 持ち物 T-002 設計図面 の 備考");
	press(desk, "^Y");
	assert_shows(desk, "やり直しました: 持ち物 T-002 設計図面 の 備考");
	press(desk, "^K");
	press(desk, "^Z");
	assert_shows(desk, "取り消しました: 持ち物 T-002 設計図面 の削除");
	leave_desk(desk);
}

static void test_undo__says_it_in_english_and_goes_there_from_home(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	add_thing(desk, "Staff list", "low", NULL);
	write_cell(desk, "T-001", GRADE, "high");
	press(desk, "^Z");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "Undone: Things T-001 Staff list: Grade");
	press(desk, "^Z");
	assert_shows(desk, "Undone: new row Things T-001");
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	press(desk, "^Y");
	assert_shows(desk, "Redone: new row Things T-001 Staff list");
	leave_desk(desk);
}

static void test_undo__asks_before_another_persons_step(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_JA);

	(void)state;
	write_cell(desk, "T-001", GRADE, "high");
	press(desk, "^Z"); /* one's own, of this sitting */
	assert_string_equal(sheet_cell(things_of(desk), 0, GRADE), "low");
	press(desk, "^Z");
	assert_shows(desk, "もう一度 ^Z で、鈴木さんの変更を取り消します: 11-20 18:02 持ち物 T-002");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 1);
	press(desk, "^Z"); /* asked once */
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	leave_desk(desk);
}

static void test_undo__any_other_key_is_a_no(void **state)
{
	struct desk *desk = desk_after_suzuki(24, 80, LANG_EN);
	struct event wider = {.kind = EVENT_RESIZE, .rows = 30, .cols = 100};

	(void)state;
	press(desk, "^Z");
	assert_shows(desk, "^Z again undoes a change by 鈴木: 11-20 18:02 new row Things T-002");
	press(desk, "Down");
	press(desk, "^Z"); /* asks again */
	assert_shows(desk, "^Z again");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	assert_true(ui_handle(&desk->ui, &wider)); /* no key at all */
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 1);
	leave_desk(desk);
}

static void test_undo__asks_before_it_passes_the_start_of_the_sitting(void **state)
{
	struct desk *desk = desk_with_book(10, 40, LANG_EN);

	(void)state;
	add_thing(desk, "Staff list", "low", NULL);
	add_thing(desk, "Plans", NULL, NULL);
	session_close(&desk->session);
	assert_true(ui_open(&desk->ui, desk->book));
	press(desk, "^Z");
	assert_shows(desk, "^Z again undoes what was done before");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 1);
	/* What is new is the person's own; then it asks once more. */
	add_thing(desk, "Mould", NULL, NULL);
	press(desk, "^Z");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 1);
	assert_shows(desk, "^Z again");
	leave_desk(desk);
}

static void test_undo__nothing_left_is_said_without_asking(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	press(desk, "^Z");
	assert_true(desk->ui.message_is_alarm);
	assert_false(shows(desk, "もう一度"));
	leave_desk(desk);
}

static void test_undo__a_reader_is_told_why_not(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct session reader;
	struct ui ui;

	(void)state;
	add_thing(desk, "金庫", "high", NULL);
	assert_true(session_init(&reader, NULL));
	reader.lang = LANG_JA;
	ui_init(&ui, &reader, 24, 80);
	assert_true(ui_open(&ui, desk->book));
	assert_true(ui_act(&ui, ACTION_UNDO));
	assert_string_equal(str_text(&ui.message), "読むだけで開いています。変更はできません。");
	ui_release(&ui);
	session_release(&reader);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_history__of_the_row_is_newest_first),
		cmocka_unit_test(test_history__tab_goes_to_the_worksheet_and_the_workbook),
		cmocka_unit_test(test_history__from_home_is_of_the_workbook),
		cmocka_unit_test(test_history__of_the_year_before_has_its_year),
		cmocka_unit_test(test_history__enter_unfolds_a_step_of_several),
		cmocka_unit_test(test_history__a_long_text_stands_below_in_full),
		cmocka_unit_test(test_history__a_small_window_has_all_of_it),
		cmocka_unit_test(test_history__marks_what_was_undone),
		cmocka_unit_test(test_history__typing_filters_by_person),
		cmocka_unit_test(test_history__typing_filters_by_folded_words),
		cmocka_unit_test(test_history__a_filter_looks_into_steps),
		cmocka_unit_test(test_history__a_date_shows_what_was_done_since),
		cmocka_unit_test(test_history__enter_jumps_to_the_cell),
		cmocka_unit_test(test_history__a_row_that_is_gone_is_said),
		cmocka_unit_test(test_history__of_thousands_shows_the_newest_at_once),
		cmocka_unit_test(test_history__of_thousands_is_searched_while_idle),
		cmocka_unit_test(test_undo__says_in_words_what_it_took_back),
		cmocka_unit_test(test_undo__says_it_in_english_and_goes_there_from_home),
		cmocka_unit_test(test_undo__asks_before_another_persons_step),
		cmocka_unit_test(test_undo__any_other_key_is_a_no),
		cmocka_unit_test(test_undo__asks_before_it_passes_the_start_of_the_sitting),
		cmocka_unit_test(test_undo__nothing_left_is_said_without_asking),
		cmocka_unit_test(test_undo__a_reader_is_told_why_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

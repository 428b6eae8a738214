/* Hands on cells: typing, lists, undo, the clipboard. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The first rows of the grid on the screen, and where its columns stand at 80 columns. */
enum { FIRST = 3, SECOND, THIRD, CATEGORY_COL = 9, NAME_COL = 16 };

static const char *book_of_two(void)
{
	const char *dir = screen_book_new();

	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "category=人事", "name=社員名簿", "storage=書類",
	                "confidentiality=2", "integrity=1", "availability=0");
	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "category=経理", "name=発行済請求書控");
	return dir;
}

static void press(struct pty *p, const char *names)
{
	pty_keys(p, names);
	pty_settle(p);
}

static void type(struct pty *p, const char *text)
{
	pty_send_text(p, text);
	pty_settle(p);
}

static void test_editing__digits_commit_at_once(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Right Right Right");
	type(p, "０"); /* full width, as an IME gives it */
	pty_expect_row(p, FIRST, "0   1   0    1");
	press(p, "Right");
	type(p, "2");
	pty_expect_row(p, FIRST, "0   2   0    2");
	press(p, "Left Left");
	type(p, "３"); /* the third place of the list */
	pty_expect_row(p, FIRST, "社内サーバ      0   2   0    2");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "confidentiality", "0");
	screen_book_expect(dir, "assets", "A-001", "integrity", "2");
	screen_book_expect(dir, "assets", "A-001", "storage", "社内サーバ");
}

static void test_editing__a_list_narrows_as_one_types(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Right Right Enter");
	pty_wait(p, "─ 保存先 ─");
	pty_wait(p, "可搬媒体");
	pty_wait(p, "対象外");
	type(p, "ｻｰﾊﾞ");
	assert_int_equal(pty_find(p, "可搬媒体", NULL), -1);
	pty_wait(p, "社内サーバ");
	press(p, "Down Enter");
	pty_expect_row(p, FIRST, "社外サーバ");
	press(p, "Enter");
	type(p, "対象");
	press(p, "Enter");
	pty_expect_row(p, FIRST, "対象外");
	press(p, "Enter");
	type(p, "事務");
	press(p, "Esc");
	pty_expect_row(p, FIRST, "対象外"); /* given up: nothing changed */
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "storage", "n/a");
}

static void test_editing__space_toggles_a_check(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	/* 機 完 可, five computed ones and eight plain columns before the mark. */
	press(p, "Right Right Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab");
	pty_wait(p, "個人情報  ");
	press(p, "Space");
	pty_expect_row(p, FIRST, "[x]");
	press(p, "Space");
	pty_expect_row(p, FIRST, "[ ]");
	press(p, "Right Space");
	pty_expect_row(p, FIRST, "[ ] [x]");
	press(p, "Home Right Space"); /* on a text it does nothing */
	pty_expect_row(p, FIRST, "人事");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "personal", "0");
	screen_book_expect(dir, "assets", "A-001", "sensitive", "1");
	screen_book_expect(dir, "assets", "A-001", "category", "人事");
}

static void test_editing__escape_drops_and_undo_brings_the_text_back(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	type(p, "総務と人事");
	press(p, "Esc");
	pty_expect_row(p, FIRST, "人事   社員名簿");
	pty_wait(p, "入力をやめました。^Z で戻せます。");
	press(p, "^Z");
	pty_expect_row(p, FIRST, "総務と人事");
	pty_expect_cursor(p, FIRST, CATEGORY_COL + 10);
	press(p, "Enter");
	pty_expect_cursor(p, SECOND, CATEGORY_COL);
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "category", "総務と人事");
}

static void test_editing__undo_and_redo_across_cells(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	type(p, "総務");
	press(p, "Enter");
	type(p, "財務");
	press(p, "Tab");
	type(p, "請求書");
	press(p, "Enter");
	pty_expect_row(p, FIRST, "総務");
	pty_expect_row(p, SECOND, "財務   請求書");
	press(p, "^Z");
	pty_wait(p, "取り消しました: 情報資産管理台帳 A-002 発行済請求書控 の 資産の名前");
	pty_expect_row(p, SECOND, "財務   発行済請求書控");
	pty_expect_cursor(p, SECOND, NAME_COL); /* it leads to what changed */
	press(p, "^Z");
	press(p, "^Z");
	pty_expect_row(p, FIRST, "人事");
	pty_expect_row(p, SECOND, "経理");
	press(p, "^Y");
	press(p, "^Y");
	pty_wait(p, "やり直しました: 情報資産管理台帳 A-002 発行済請求書控 の 業務分類");
	pty_expect_row(p, FIRST, "総務");
	pty_expect_row(p, SECOND, "財務   発行済請求書控");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "category", "総務");
	screen_book_expect(dir, "assets", "A-002", "category", "財務");
	screen_book_expect(dir, "assets", "A-002", "name", "発行済請求書控");
}

static void test_editing__clear_and_fill(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Right Down Delete");
	pty_expect_row(p, SECOND, "A-002   経理");
	assert_int_equal(pty_find(p, "発行済請求書控", NULL), -1);
	press(p, "^D");
	pty_expect_row(p, SECOND, "経理   社員名簿");
	press(p, "Left Left ^D"); /* the id is given */
	pty_wait(p, "ここは決まった見出しです。");
	press(p, "Up Right ^D");
	pty_wait(p, "上に行がありません。");
	pty_expect_row(p, FIRST, "人事");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-002", "name", "社員名簿");
}

/* What one sees above is what is repeated, however the rows are sorted. */
static void test_editing__fill_takes_the_row_above_on_the_screen(void **state)
{
	const char *dir = book_of_two();
	struct pty *p;

	(void)state;
	SCREEN_BOOK_RUN(dir, "set", "assets", "A-001", "name=c", "category=");
	SCREEN_BOOK_RUN(dir, "set", "assets", "A-002", "name=a", "category=経理");
	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "name=b", "category=営業");
	p = screen_book_open(dir, "assets", 24, 80);
	press(p, "Right ^R");
	pty_expect_row(p, FIRST, "A-002   経理   a");
	pty_expect_row(p, SECOND, "A-003   営業   b");
	pty_expect_row(p, THIRD, "A-001          c");
	press(p, "^Home Left Down Down ^D");
	pty_expect_row(p, THIRD, "A-001   営業   c");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "category", "営業");
}

static void test_editing__delete_a_row_and_take_it_back(void **state)
{
	const char *dir = book_of_two();
	struct pty *p;

	(void)state;
	SCREEN_BOOK_RUN(dir, "set", "lifecycle", "new", "asset=A-001");
	p = screen_book_open(dir, "assets", 24, 80);
	press(p, "^K");
	pty_wait(p, "A-001 社員名簿 を消しました。指している欄: 1か所。^Z で戻せます。");
	pty_expect_row(p, FIRST, "A-002");
	pty_wait(p, "資産 1 ");
	press(p, "^Z");
	pty_expect_row(p, FIRST, "A-001   人事   社員名簿             書類            2   1   0    2");
	pty_expect_row(p, SECOND, "A-002");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", "社員名簿");
}

static void test_editing__new_rows(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Insert"); /* below the current one */
	pty_expect_row(p, SECOND, "A-003");
	type(p, "営業");
	press(p, "Tab ^N");
	pty_expect_row(p, THIRD, "A-004");
	press(p, "^End Home Right");
	type(p, "共通");
	press(p, "Enter");
	pty_wait(p, "資産 5 ");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-003", "category", "営業");
	screen_book_expect(dir, "assets", "A-005", "category", "共通");
}

static void test_editing__memo_with_lines(void **state)
{
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "threat_state", 24, 80);
	int row, col;

	(void)state;
	press(p, "End");
	type(p, "7月に不審メール4通");
	pty_expect_cursor(p, FIRST, 30 + 18); /* the box of 50 columns ends at the edge of 80 */
	press(p, "^J");
	type(p, "対策は全台に導入済み");
	row = pty_find(p, "対策は全台", &col);
	assert_int_equal(row, FIRST + 1);
	pty_expect_cursor(p, row, col + 20);
	press(p, "Up Home");
	pty_expect_cursor(p, FIRST, col);
	press(p, "Tab"); /* a memo is committed by it too */
	screen_book_quit(p);
	screen_book_expect(dir, "threat_state", "office_pc", "why",
	                   "7月に不審メール4通\n対策は全台に導入済み");
}

static void test_editing__paste_of_500_lines_is_one_step(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);
	struct str text = {0};

	(void)state;
	for (int i = 1; i <= 500; i++)
		str_addf(&text, "%s製造\t図面%03d", i > 1 ? "\n" : "", i);
	press(p, "^End Home Right");
	pty_paste(p, str_text(&text));
	str_release(&text);
	pty_wait(p, "1000個のセルを貼り付けました。^Z でまとめて戻せます。");
	pty_wait(p, "資産 502 ");
	press(p, "^End Up");
	pty_wait(p, "製造   図面500");
	press(p, "^Z");
	pty_wait(p, "資産 2 ");
	assert_int_equal(pty_find(p, "図面", NULL), -1);
	press(p, "^Y");
	pty_wait(p, "資産 502 ");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-502", "name", "図面500");
	screen_book_expect(dir, "assets", "A-003", "category", "製造");
}

static void test_editing__copy_reaches_the_terminal(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Right ^C");
	pty_wait(p, "コピーしました: 社員名簿");
	assert_string_equal(pty_osc(p), "52;c;56S+5ZOh5ZCN57C/");
	press(p, "Down ^V");
	pty_expect_row(p, SECOND, "経理   社員名簿");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-002", "name", "社員名簿");
}

static void test_editing__keys_of_the_ime_only_tell(void **state)
{
	static const char *const told[][2] = {
		{"F6", "ガイドを出す"}, {"F7", "別の形で見る"}, {"F8", "記入例を見る"},
		{"F9", "書き出す"}, {"F10", "名前で探して実行する"},
	};
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	type(p, "総務");
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++) {
		pty_key(p, told[i][0]);
		pty_wait(p, told[i][1]);
		pty_wait(p, "入力中は使えません。");
		pty_expect_row(p, FIRST, "総務");
		pty_expect_cursor(p, FIRST, CATEGORY_COL + 4);
	}
	press(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "category", "総務");
}

/* A value that does not fit is kept, marked and explained, and never in the way. */
static void test_editing__a_bad_value_is_kept_and_explained(void **state)
{
	const char *dir = book_of_two();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Right Right Right");
	type(p, "7");
	pty_expect_row(p, FIRST, "!7");
	pty_wait(p, "0..2 の範囲で書いてください。");
	press(p, "Right");
	pty_wait_gone(p, "0..2 の範囲で");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "confidentiality", "7");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_editing__digits_commit_at_once, pty_teardown),
		cmocka_unit_test_teardown(test_editing__a_list_narrows_as_one_types, pty_teardown),
		cmocka_unit_test_teardown(test_editing__space_toggles_a_check, pty_teardown),
		cmocka_unit_test_teardown(test_editing__escape_drops_and_undo_brings_the_text_back,
		                          pty_teardown),
		cmocka_unit_test_teardown(test_editing__undo_and_redo_across_cells, pty_teardown),
		cmocka_unit_test_teardown(test_editing__clear_and_fill, pty_teardown),
		cmocka_unit_test_teardown(test_editing__fill_takes_the_row_above_on_the_screen, pty_teardown),
		cmocka_unit_test_teardown(test_editing__delete_a_row_and_take_it_back, pty_teardown),
		cmocka_unit_test_teardown(test_editing__new_rows, pty_teardown),
		cmocka_unit_test_teardown(test_editing__memo_with_lines, pty_teardown),
		cmocka_unit_test_teardown(test_editing__paste_of_500_lines_is_one_step, pty_teardown),
		cmocka_unit_test_teardown(test_editing__copy_reaches_the_terminal, pty_teardown),
		cmocka_unit_test_teardown(test_editing__keys_of_the_ime_only_tell, pty_teardown),
		cmocka_unit_test_teardown(test_editing__a_bad_value_is_kept_and_explained, pty_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

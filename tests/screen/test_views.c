/* From the grid to every other screen and back. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = 3, SECOND };

/* SU-001; A-001 is entrusted to it, A-002 has no figure that fits. */
static const char *book(void)
{
	const char *dir = screen_book_new();

	SCREEN_BOOK_RUN(dir, "set", "suppliers", "new", "name=佐藤税理士事務所");
	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "category=経理", "name=会計データ",
	                "outsourced_to=SU-001");
	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "category=共通", "name=古いパソコン",
	                "integrity=7");
	return dir;
}

static void press(struct pty *p, const char *names)
{
	pty_keys(p, names);
	pty_settle(p);
}

static void test_views__follow_a_reference_and_back(void **state)
{
	struct pty *p = screen_book_open(book(), "assets", 24, 200);

	(void)state;
	for (int i = 0; i < 30 && pty_find(p, " 委託先  預けている会社", NULL) < 0; i++)
		press(p, "Right");
	pty_wait(p, " 委託先  預けている会社");
	press(p, "^O");
	pty_wait(p, "委託先一覧");
	pty_expect_row(p, FIRST, "SU-001");
	press(p, "Esc");
	pty_wait(p, "資産 2 ");
	pty_wait(p, " 委託先  預けている会社"); /* where one came from */
	press(p, "Home Right ^O");
	pty_wait(p, "たどれる参照がありません。");
	screen_book_quit(p);
}

static void test_views__the_record_form(void **state)
{
	const char *dir = book();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Right F4");
	pty_wait(p, "A-001 会計データ");
	pty_wait(p, "1/2");
	pty_send_text(p, "会計データ(電子)");
	press(p, "Tab");
	pty_wait(p, "会計データ(電子)");
	press(p, "PgDn");
	pty_wait(p, "A-002 古いパソコン");
	press(p, "F4");
	pty_wait(p, "評価がまだ");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", "会計データ(電子)");
}

static void test_views__the_guide_as_a_pane_whole_and_away(void **state)
{
	const char *dir = book();
	struct pty *p = pty_start(&(struct launch){.argv = LIST(launch_sonae(), "book", "assets"),
	                                           .dir = dir, .env = LIST("SONAE_WHO=山田")});

	(void)state;
	pty_wait(p, "会計データ");
	pty_wait(p, "守りようがありません"); /* the pane */
	press(p, "F6");
	pty_wait_gone(p, "会計データ");
	pty_wait(p, "守りようがありません");
	press(p, "F6");
	pty_wait(p, "会計データ");
	assert_int_equal(pty_find(p, "守りようがありません", NULL), -1);
	press(p, "F6");
	pty_wait(p, "守りようがありません");
	pty_wait(p, "会計データ");
	screen_book_quit(p);
}

static void test_views__an_example_is_taken_over(void **state)
{
	const char *dir = book();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "F8");
	pty_wait(p, "1/");
	press(p, "Right");
	pty_wait(p, "2/");
	press(p, "Enter");
	pty_wait(p, "A-003 に写しました。");
	pty_wait(p, "資産 3 ");
	press(p, "^Z");
	pty_wait(p, "資産 2 ");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-003", "id", "");
}

static void test_views__the_check_leads_to_the_cell(void **state)
{
	struct pty *p = screen_book_open(book(), "assets", 24, 80);
	int row;

	(void)state;
	press(p, "F5");
	pty_wait(p, "点検");
	pty_wait(p, "完全性");
	row = pty_find(p, "完全性", NULL);
	for (int at = -1; pty_cursor(p, &at, NULL) && at < row;)
		press(p, "Down");
	press(p, "Enter");
	pty_wait(p, "0..2 の範囲で書いてください。");
	pty_expect_cursor(p, SECOND, 55); /* 機 at 51, 完 beside it */
	press(p, "Esc");
	pty_wait(p, "点検");
	screen_book_quit(p);
}

static void test_views__find_folds_widths(void **state)
{
	struct pty *p = screen_book_open(book(), "assets", 24, 80);

	(void)state;
	press(p, "F3");
	pty_wait(p, "探す語");
	pty_send_text(p, "ﾊﾟｿｺﾝ");
	pty_wait(p, "古いパソコン");
	press(p, "Enter");
	pty_wait(p, "評価がまだ");
	pty_expect_cursor(p, SECOND, 16);
	screen_book_quit(p);
}

static void test_views__the_palette_runs_what_is_chosen(void **state)
{
	struct pty *p = screen_book_open(book(), "assets", 24, 80);

	(void)state;
	press(p, "F10");
	pty_wait(p, "コマンド");
	pty_send_text(p, "並べ替え");
	press(p, "Enter");
	pty_wait(p, "この列で並べました。");
	press(p, "^P");
	pty_send_text(p, "行追加");
	press(p, "Enter");
	pty_wait(p, "A-003");
	screen_book_quit(p);
}

static void test_views__the_language_changes_at_once(void **state)
{
	struct pty *p = screen_book_open(book(), "assets", 24, 80);

	(void)state;
	press(p, "^T");
	pty_wait(p, "Information asset inventory");
	pty_wait(p, "Not yet rated");
	pty_wait(p, "F1 Help");
	pty_wait(p, "会計データ");
	press(p, "Right F4"); /* on the record too */
	pty_wait(p, "Line of work");
	press(p, "^T");
	pty_wait(p, "業務分類");
	screen_book_quit(p);
}

static void test_views__help(void **state)
{
	struct pty *p = screen_book_open(book(), "assets", 24, 80);

	(void)state;
	press(p, "F1");
	pty_wait(p, "ワークシートの一覧です。");
	press(p, "Esc");
	pty_wait(p, "会計データ");
	screen_book_quit(p);
}

/* The grid cuts a long question; the lines below show it, and what helps to answer. */
static void test_views__a_checklists_question_in_full(void **state)
{
	struct pty *p = screen_book_open(book(), "privacy6", 24, 80);

	(void)state;
	pty_expect_row(p, 21, " 漏えいしたときの報告と連絡");
	pty_expect_row(p, 22, " 国の委員会と本人に、だれが、いつ、どう知らせるかの手順を作ります。");
	screen_book_quit(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_views__follow_a_reference_and_back, pty_teardown),
		cmocka_unit_test_teardown(test_views__the_record_form, pty_teardown),
		cmocka_unit_test_teardown(test_views__the_guide_as_a_pane_whole_and_away, pty_teardown),
		cmocka_unit_test_teardown(test_views__an_example_is_taken_over, pty_teardown),
		cmocka_unit_test_teardown(test_views__the_check_leads_to_the_cell, pty_teardown),
		cmocka_unit_test_teardown(test_views__find_folds_widths, pty_teardown),
		cmocka_unit_test_teardown(test_views__the_palette_runs_what_is_chosen, pty_teardown),
		cmocka_unit_test_teardown(test_views__the_language_changes_at_once, pty_teardown),
		cmocka_unit_test_teardown(test_views__help, pty_teardown),
		cmocka_unit_test_teardown(test_views__a_checklists_question_in_full, pty_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

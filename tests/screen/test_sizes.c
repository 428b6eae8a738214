/* Every screen at small, usual and large size, in both languages. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The words by which a screen is known, Japanese first. */
struct words {
	const char *home, *session, *grid, *record, *guide, *check, *back, *quit;
};
static const struct words words[] = {
	{"次の一歩", "> 情報資産管理台帳", "A-001", "人事", "下に続きがあります", "点検", "Esc 戻る", "^Q 終了"},
	{"Next step", "> Information asset", "A-001", "人事", "There is more below", "Check", "Esc Back", "^Q Quit"},
};

static size_t count(const char *text, const char *what)
{
	size_t times = 0;

	for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
		times++;
	return times;
}

/* Title above, the keys below with the way out whole, the rule from edge to edge, the cursor on
 * the screen. */
static void expect_frame(struct pty *p, int rows, int cols, const char *way_out)
{
	int row = 0, col = 0;

	assert_string_not_equal(pty_row(p, 0), "");
	pty_expect_row(p, rows - 1, "F1 ");
	pty_expect_row(p, rows - 1, way_out);
	if (rows >= 16)
		assert_int_equal(count(pty_row(p, 1), "─"), cols);
	if (pty_cursor(p, &row, &col)) {
		assert_in_range(row, 0, rows - 1);
		assert_in_range(col, 0, cols - 1);
	}
}

static void press(struct pty *p, const char *names)
{
	pty_keys(p, names);
	pty_settle(p);
}

static void walk(const char *dir, int lang, int rows, int cols)
{
	const struct words *word = &words[lang];
	struct pty *p = screen_book_open(dir, NULL, rows, cols);

	if (lang == 1)
		press(p, "^T");
	pty_wait(p, lang == 1 ? "F1 Help" : "F1 ヘルプ");
	expect_frame(p, rows, cols, word->quit);
	if (cols >= 80)
		pty_wait(p, word->home);
	press(p, "Home Down Down Down Enter"); /* session 4 */
	pty_wait(p, word->session);
	expect_frame(p, rows, cols, word->back);
	press(p, "Enter");
	pty_wait(p, word->grid);
	expect_frame(p, rows, cols, word->back);
	press(p, "End");
	expect_frame(p, rows, cols, word->back);
	press(p, "Home Right F4");
	pty_wait(p, word->record);
	expect_frame(p, rows, cols, word->back);
	press(p, "End");
	expect_frame(p, rows, cols, word->back);
	press(p, "F6");
	expect_frame(p, rows, cols, word->back);
	if (rows < 40)
		pty_wait(p, word->guide);
	press(p, "F6");
	press(p, "F5");
	pty_wait(p, word->check);
	expect_frame(p, rows, cols, word->back);
	press(p, "F1");
	expect_frame(p, rows, cols, word->back);
	screen_book_quit(p);
}

static void walk_in_both(int rows, int cols)
{
	const char *dir = screen_book_example();

	walk(dir, 0, rows, cols);
	walk(dir, 1, rows, cols);
}

static void test_sizes__usual(void **state)
{
	(void)state;
	walk_in_both(24, 80);
}

static void test_sizes__smallest(void **state)
{
	(void)state;
	walk_in_both(10, 40);
}

static void test_sizes__large(void **state)
{
	(void)state;
	walk_in_both(50, 200);
}

/* An IME composes at the cursor: it is shown, and stands behind the last character. */
static void expect_caret(int rows, int cols, int box)
{
	static const char *const parts[] = {"顧客", "ﾘｽﾄ", "2026", "か\xE3\x82\x99"};
	static const int wide[] = {4, 3, 4, 2}; /* か with its mark is one character, が */
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "assets", rows, cols);
	int row, col, at = box;

	press(p, "Right");
	assert_true(pty_cursor(p, &row, &col));
	assert_int_equal(col, 16);
	for (int i = 0; i < 4; i++) {
		pty_send_text(p, parts[i]);
		pty_settle(p);
		pty_expect_cursor(p, row, at += wide[i]);
	}
	press(p, "Left Left");
	pty_expect_cursor(p, row, at - 3); /* が and 6 */
	press(p, "Home");
	pty_expect_cursor(p, row, box);
	press(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", "顧客ﾘｽﾄ2026が"); /* composed: NFC */
}

static void test_sizes__the_caret_stands_behind_what_is_typed(void **state)
{
	(void)state;
	expect_caret(24, 80, 16);
	expect_caret(50, 200, 16);
	expect_caret(10, 40, 10); /* 30 columns to type in end at the right edge */
}

static void test_sizes__a_resize_loses_nothing(void **state)
{
	static const int sizes[][2] = {{10, 40}, {3, 10}, {1, 1}, {50, 200}, {24, 80}};
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Right");
	pty_send_text(p, "給与システム");
	pty_wait(p, "給与システム");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		pty_resize(p, sizes[i][0], sizes[i][1]);
		pty_settle(p);
	}
	pty_wait(p, "給与システム");
	pty_expect_cursor(p, 3, 16 + 12);
	pty_send_text(p, "データ");
	pty_wait(p, "給与システムデータ");
	press(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", "給与システムデータ");
}

/* However small, whatever is on the screen. */
/* Nothing stays scrolled away when there is room for it again. */
static void test_sizes__growing_shows_what_was_hidden(void **state)
{
	const char *dir = screen_book_example();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "^End Home Right Right Right");
	pty_resize(p, 10, 40);
	pty_settle(p);
	assert_int_equal(pty_find(p, "A-001", NULL), -1);
	pty_resize(p, 24, 80);
	pty_settle(p);
	pty_expect_row(p, 2, " ID      業務   資産の名前");
	pty_expect_row(p, 3, "A-003"); /* 17 of 18 rows and the empty one below: two are above */
	press(p, "^Home");
	pty_expect_row(p, 3, "A-001");
	screen_book_quit(p);
}

static void test_sizes__every_screen_survives_being_tiny(void **state)
{
	static const char *const ways[] = {"F1", "F3", "F4", "F5", "F8", "F10", "Right Right Enter", "Enter"};
	const char *dir = screen_book_example();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		press(p, ways[i]);
		pty_resize(p, 3, 10);
		pty_settle(p);
		press(p, "Down");
		pty_resize(p, 24, 80);
		pty_settle(p);
		press(p, "Esc");
		pty_wait(p, "A-001");
	}
	screen_book_quit(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_sizes__usual, pty_teardown),
		cmocka_unit_test_teardown(test_sizes__smallest, pty_teardown),
		cmocka_unit_test_teardown(test_sizes__large, pty_teardown),
		cmocka_unit_test_teardown(test_sizes__the_caret_stands_behind_what_is_typed, pty_teardown),
		cmocka_unit_test_teardown(test_sizes__a_resize_loses_nothing, pty_teardown),
		cmocka_unit_test_teardown(test_sizes__growing_shows_what_was_hidden, pty_teardown),
		cmocka_unit_test_teardown(test_sizes__every_screen_survives_being_tiny, pty_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

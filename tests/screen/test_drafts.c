/* Killed in the middle of typing: the text is back in the editor at the next start. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BACK "入力の途中だった文を戻しました"

static const char *book_of_one(void)
{
	const char *dir = screen_book_new();

	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "category=人事", "name=社員名簿");
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

static void kill_it(struct pty *p)
{
	pty_kill(p, SIGKILL);
	assert_int_equal(pty_wait_exit(p), 128 + SIGKILL);
	pty_close(p);
}

/* On the memo of the first row, in its form. */
static struct pty *open_memo(const char *dir)
{
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	press(p, "F4");
	press(p, "Down Down");
	pty_wait(p, "中身が分かる一言");
	return p;
}

static void expect_cursor_behind(struct pty *p, const char *text, int cols)
{
	int col, row = pty_find(p, text, &col);

	assert_true(row >= 0);
	pty_expect_cursor(p, row, col + cols);
}

static void test_draft__half_a_memo_survives_a_kill(void **state)
{
	const char *dir = book_of_one();
	struct pty *p = open_memo(dir);

	(void)state;
	type(p, "過去三年分");
	press(p, "^J");
	type(p, "原本は営業");
	press(p, "Left Left"); /* the caret before 営業 */
	kill_it(p);
	assert_true(scratch_exists(dir, "book/.sonae/draft"));
	screen_book_expect(dir, "assets", "A-001", "note", "");

	p = screen_book_open(dir, NULL, 24, 80);
	pty_wait(p, BACK);
	pty_wait(p, "過去三年分");
	expect_cursor_behind(p, "原本は", 6);
	type(p, "本社と");
	press(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "note", "過去三年分\n原本は本社と営業");
	assert_false(scratch_exists(dir, "book/.sonae/draft"));
}

static void test_draft__and_a_resize_and_a_second_kill(void **state)
{
	const char *dir = book_of_one();
	struct pty *p = open_memo(dir);

	(void)state;
	type(p, "原本は");
	pty_resize(p, 10, 40);
	pty_settle(p);
	type(p, "営業所");
	kill_it(p);

	/* The text goes before the worksheet asked for. */
	p = pty_start(&(struct launch){.argv = LIST(launch_sonae(), "book", "lifecycle"),
	                               .dir = dir, .rows = 10, .cols = 40});
	pty_wait(p, "原本は営業所");
	expect_cursor_behind(p, "原本は営業所", 12);
	pty_resize(p, 24, 80);
	pty_settle(p);
	kill_it(p); /* without a key in between */

	p = screen_book_open(dir, NULL, 24, 80);
	pty_wait(p, "原本は営業所");
	press(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "note", "原本は営業所");
}

/* In the row below the last, which is not there yet: the name of a second thing. */
static void test_draft__of_a_new_row(void **state)
{
	const char *dir = book_of_one();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "Down Right");
	type(p, "請求書");
	kill_it(p);
	p = screen_book_open(dir, NULL, 24, 80);
	pty_wait(p, BACK);
	type(p, "控");
	press(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-002", "name", "請求書控");
}

static void test_draft__written_or_dropped_does_not_come_back(void **state)
{
	const char *dir = book_of_one();
	struct pty *p = open_memo(dir);

	(void)state;
	type(p, "原本");
	press(p, "Enter");
	kill_it(p);
	p = screen_book_open(dir, NULL, 24, 80);
	assert_int_equal(pty_find(p, BACK, NULL), -1);
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "note", "原本");

	p = open_memo(dir);
	type(p, "別の");
	press(p, "Esc");
	kill_it(p);
	p = screen_book_open(dir, NULL, 24, 80);
	assert_int_equal(pty_find(p, BACK, NULL), -1);
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "note", "原本");
}

/* A margin note: the row it sticks to is not asked for again. */
static void test_draft__of_a_note_keeps_its_place(void **state)
{
	const char *dir = book_of_one();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	press(p, "F12");
	type(p, "専門家に聞く");
	kill_it(p);

	p = screen_book_open(dir, NULL, 24, 80);
	pty_wait(p, BACK);
	pty_wait(p, "専門家に聞く");
	type(p, "こと");
	press(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "notes", "N-001", "text", "専門家に聞くこと");
	screen_book_expect(dir, "notes", "N-001", "about", "assets");
	screen_book_expect(dir, "notes", "N-001", "row", "A-001");
}

#define TEST(name) cmocka_unit_test_teardown(test_draft__##name, pty_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(half_a_memo_survives_a_kill),
		TEST(and_a_resize_and_a_second_kill),
		TEST(of_a_new_row),
		TEST(of_a_note_keeps_its_place),
		TEST(written_or_dropped_does_not_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

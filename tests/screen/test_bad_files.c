/* Files that others broke, opened on the screen: told, never overwritten. And keys that are none. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { FIRST = 3 };

static void expect_untouched(const char *dir, const char *text, size_t len)
{
	size_t now_len;
	char *now = scratch_read(dir, "book/assets.csv", &now_len);

	assert_non_null(now);
	assert_int_equal(now_len, len);
	assert_memory_equal(now, text, len);
	free(now);
}

static void settle_after(struct pty *p, const char *names)
{
	pty_keys(p, names);
	pty_settle(p);
}

static struct pty *open_assets(const char *dir)
{
	return pty_start(&(struct launch){.argv = LIST(launch_sonae(), "book", "assets"), .dir = dir,
	                                  .env = LIST("SONAE_WHO=山田")});
}

static void test_bad_files__a_stray_quote(void **state)
{
	static const char csv[] = "id,category,name\nA-001,人事,社員名簿\nA-002,経理,当社\"宛\"請求書\n"
	                          "A-003,共通,電子メール\n";
	const char *dir = screen_book_new();

	(void)state;
	scratch_write(dir, "book/assets.csv", csv);
	struct pty *p = open_assets(dir);
	pty_wait(p, "assets.csv:3: 引用符の位置がおかしく");
	settle_after(p, "Home Down Down Down Enter"); /* session 4 */
	pty_wait(p, "> 情報資産管理台帳");
	settle_after(p, "Enter"); /* told again, as often as one tries */
	pty_wait(p, "assets.csv:3: 引用符の位置がおかしく");
	pty_send_text(p, "総務");
	settle_after(p, "^N");
	settle_after(p, "^K");
	settle_after(p, "Delete");
	settle_after(p, "^S");
	settle_after(p, "^Z");
	screen_book_quit(p);
	expect_untouched(dir, csv, sizeof(csv) - 1);
}

static void test_bad_files__bytes_that_are_no_text(void **state)
{
	static const char csv[] = "\xEF\xBB\xBFid,category,name\r\nA-001,人事,\xE7\xA4名簿\xFF\r\nA-002,経理,請求書\r\n";
	const char *dir = screen_book_new();

	(void)state;
	scratch_write_bytes(dir, "book/assets.csv", csv, sizeof(csv) - 1);
	struct pty *p = open_assets(dir);
	pty_wait(p, "A-001   人事");
	pty_wait(p, "名簿");
	settle_after(p, "Down");
	pty_send_text(p, "財務");
	settle_after(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", "\xE7\xA4名簿\xFF"); /* bytes and all */
	screen_book_expect(dir, "assets", "A-002", "category", "財務");
}

/* What Excel in Japan saves as CSV. */
static void test_bad_files__cp932(void **state)
{
	static const char csv[] = "id,name\r\nA-001,\x8E\xD0\x88\xF5\x96\xBC\x95\xEB\r\n"; /* 社員名簿 */
	const char *dir = screen_book_new();

	(void)state;
	scratch_write_bytes(dir, "book/assets.csv", csv, sizeof(csv) - 1);
	struct pty *p = open_assets(dir);
	pty_wait(p, "社員名簿");
	pty_send_text(p, "人事");
	settle_after(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", "社員名簿"); /* UTF-8 now, with all it had */
	screen_book_expect(dir, "assets", "A-001", "category", "人事");
}

static void test_bad_files__an_id_twice(void **state)
{
	static const char csv[] = "id,name\nA-001,社員名簿\nA-001,請求書\n,価格表\n";
	const char *dir = screen_book_new();

	(void)state;
	scratch_write(dir, "book/assets.csv", csv);
	struct pty *p = open_assets(dir);
	pty_wait(p, "資産 3 ");
	pty_wait(p, "assets.csv:3"); /* the second one is told */
	pty_expect_row(p, FIRST, "A-001          社員名簿");
	pty_expect_row(p, FIRST + 1, "A-002          請求書");
	pty_expect_row(p, FIRST + 2, "A-003          価格表");
	screen_book_quit(p);
}

static void test_bad_files__a_form_of_ones_own(void **state)
{
	const char *dir = screen_book_new();

	(void)state;
	scratch_write(dir, "book/forms/visitors.ini",
	              "[form]\nkind = \"table\"\nprefix = \"V\"\ntitle_ja = \"来訪者\"\n"
	              "title_en = \"Visitors\"\npurpose_ja = \"来訪者を記録します。\"\n"
	              "purpose_en = \"Who came.\"\n[field name]\ntype = \"nmber\"\n"
	              "label_ja = \"名前\"\nlabel_en = \"Name\"\n");
	struct pty *p = pty_start(&(struct launch){.argv = LIST(launch_sonae(), "book", "visitors"),
	                                           .dir = dir, .env = LIST("SONAE_WHO=山田")});
	pty_wait(p, "visitors.ini:9");
	pty_wait(p, "nmber");
	screen_book_quit(p);
}

/* ---- keys that are none ---- */

static void test_bad_files__unknown_sequences_are_no_text(void **state)
{
	static const char *const sequences[] = {
		"\033[99~", "\033[1;9Z", "\033[?62;4c", "\033]11;rgb:0000/0000/0000\007", "\033P1$r0m\033\\",
		"\033[200;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18u", "\033O~",
	};
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++) {
		pty_send_text(p, sequences[i]);
		pty_settle(p);
		pty_expect_row(p, FIRST, " +");
		assert_string_equal(pty_row(p, FIRST), " +");
		pty_expect_cursor(p, FIRST, 9);
	}
	pty_send_text(p, "人事");
	pty_wait(p, "人事");
	pty_expect_cursor(p, FIRST, 9 + 4);
	settle_after(p, "Enter");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "category", "人事");
}

/* SONAE_SEED repeats a run. ^E is left out: it would start an editor; so is Esc, which
 * tests/fuzz/fuzz_keys.c puts everywhere. */
static void test_bad_files__random_bytes(void **state)
{
	const char *given = getenv("SONAE_SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	unsigned next = seed;
	const char *dir = screen_book_example();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	print_message("SONAE_SEED=%u\n", seed);
	for (int i = 0; i < 200 && pty_pid(p); i++) {
		next = next * 1103515245u + 12345u;
		char byte = (char)(next >> 16);
		if (byte == 0x05 || byte == 0x11)
			byte = 0x1B;
		pty_send(p, &byte, 1);
		if (i % 10 == 9)
			pty_settle(p);
	}
	pty_settle(p);
	for (int i = 0; i < 12; i++)
		settle_after(p, "Esc");
	screen_book_quit(p);
	SCREEN_BOOK_RUN(dir, "show", "assets");
}

/* ---- two at once ---- */

static void test_bad_files__the_second_one_only_reads(void **state)
{
	const char *dir = screen_book_new();

	(void)state;
	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "name=社員名簿");
	struct pty *first = screen_book_open(dir, "assets", 24, 80);
	size_t len;
	char *csv = scratch_read(dir, "book/assets.csv", &len);
	struct pty *second = pty_start(&(struct launch){.argv = LIST(launch_sonae(), "book"), .dir = dir,
	                                                .env = LIST("SONAE_WHO=佐藤")});
	pty_wait(second, "山田さんが 11-22 07:30 から開いているので、読むだけで開きました。");
	settle_after(second, "Home Down Down Down Enter"); /* session 4 */
	settle_after(second, "Enter");
	pty_wait(second, "社員名簿");
	pty_send_text(second, "総務");
	pty_wait(second, "読むだけで開いています。変更はできません。");
	pty_wait(second, "閲覧のみ");
	assert_int_equal(pty_find(second, "総務", NULL), -1);
	settle_after(second, "Delete");
	settle_after(second, "^K");
	settle_after(second, "^N");
	settle_after(second, "^Z");
	screen_book_quit(second);
	expect_untouched(dir, csv, len);
	free(csv);

	pty_key(first, "Right"); /* and the first one goes on */
	pty_send_text(first, "従業員名簿");
	settle_after(first, "Enter");
	screen_book_quit(first);
	screen_book_expect(dir, "assets", "A-001", "name", "従業員名簿");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_bad_files__a_stray_quote, pty_teardown),
		cmocka_unit_test_teardown(test_bad_files__bytes_that_are_no_text, pty_teardown),
		cmocka_unit_test_teardown(test_bad_files__cp932, pty_teardown),
		cmocka_unit_test_teardown(test_bad_files__an_id_twice, pty_teardown),
		cmocka_unit_test_teardown(test_bad_files__a_form_of_ones_own, pty_teardown),
		cmocka_unit_test_teardown(test_bad_files__unknown_sequences_are_no_text, pty_teardown),
		cmocka_unit_test_teardown(test_bad_files__random_bytes, pty_teardown),
		cmocka_unit_test_teardown(test_bad_files__the_second_one_only_reads, pty_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

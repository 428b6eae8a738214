/* From the first start to the file on disk, by nothing but keys. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct pty *start(const char *home)
{
	struct pty *p = pty_start(&(struct launch){.argv = LIST(launch_sonae()), .home = home});

	pty_settle(p);
	return p;
}

/* Name, company, folder (the one proposed), curriculum (the first): home. */
static struct pty *make_workbook(const char *home)
{
	struct pty *p = start(home);

	pty_wait(p, "お名前");
	pty_send_text(p, "山田");
	pty_key(p, "Enter");
	pty_wait_gone(p, "お名前");
	pty_key(p, "Enter"); /* new workbook */
	pty_wait(p, "会社名");
	pty_send_text(p, "備え製作所");
	pty_key(p, "Enter");
	pty_wait(p, "置き場所 ─");
	pty_wait(p, "~/備え製作所");
	pty_key(p, "Enter");
	pty_wait(p, "カリキュラム");
	pty_key(p, "Enter");
	pty_wait(p, "次の一歩");
	return p;
}

/* An IME hands over all it has composed at once. */
static void type_a_row(struct pty *p)
{
	pty_send_text(p, "経理");
	pty_key(p, "Tab");
	pty_send_text(p, "給与システムデータ");
	pty_key(p, "Tab");
	pty_wait(p, "給与システムデータ");
	pty_key(p, "Enter"); /* the list of places */
	pty_wait(p, "机の上のPC");
	pty_key(p, "Enter");
	pty_wait_gone(p, "机の上のPC");
	pty_key(p, "Tab");
	pty_send_text(p, "２");
	pty_key(p, "Tab");
	pty_send_text(p, "2");
	pty_key(p, "Tab");
	pty_send_text(p, "1");
}

static void test_start__new_workbook_to_csv_and_back(void **state)
{
	const char *home = scratch_dir();
	struct pty *p = make_workbook(home);

	(void)state;
	pty_expect_row(p, 0, "備え製作所");
	pty_expect_row(p, 0, "山田");
	pty_keys(p, "Home Down Down Down");
	pty_wait(p, ">  4 情報資産を洗い出す");
	pty_key(p, "Enter");
	pty_wait(p, "完了 0/5");
	pty_key(p, "Enter");
	pty_wait(p, "資産 0 ");
	type_a_row(p);
	pty_wait(p, "重要度2 1");
	pty_expect_row(p, 3, "A-001   経理   給与システムデータ   事務所PC        2   2   1    2");
	screen_book_quit(p);

	size_t len;
	char *csv = scratch_read(home, "備え製作所/assets.csv", &len);
	assert_non_null(csv);
	assert_memory_equal(csv, "\xEF\xBB\xBFid,category,name,", 20);
	const char *row = strstr(csv, "\r\nA-001,経理,給与システムデータ,");
	assert_non_null(row);
	assert_non_null(strstr(row, ",事務所PC,"));
	assert_non_null(strstr(row, ",2,2,1,2,")); /* 機 完 可 and the importance */
	assert_string_equal(csv + len - 2, "\r\n");
	size_t ends = 0;
	for (const char *at = csv; (at = strchr(at, '\n')); at++, ends++)
		assert_int_equal(at[-1], '\r');
	assert_int_equal(ends, 2);
	free(csv);

	p = start(home);
	pty_wait(p, "最近のワークブック"); /* the name is not asked again */
	pty_wait(p, "備え製作所");
	pty_key(p, "Enter");
	pty_wait(p, "次の一歩");
	pty_keys(p, "Home Down Down Down Enter Enter"); /* session 4 */
	pty_wait(p, "重要度2 1");
	pty_expect_row(p, 3, "A-001   経理   給与システムデータ   事務所PC        2   2   1    2");
	screen_book_quit(p);
}

/* A slow line cuts characters anywhere. */
static void test_start__japanese_byte_by_byte(void **state)
{
	static const char text[] = "発行済請求書控ﾊﾟ①";
	const char *dir = screen_book_new();
	struct pty *p = screen_book_open(dir, "assets", 24, 80);

	(void)state;
	pty_key(p, "Tab");
	for (size_t i = 0; i + 1 < sizeof(text); i++) {
		pty_send(p, text + i, 1);
		pty_settle(p);
	}
	pty_expect_row(p, 3, text);
	pty_key(p, "Enter");
	pty_wait(p, "資産 1 ");
	screen_book_quit(p);
	screen_book_expect(dir, "assets", "A-001", "name", text);
}

static void test_start__leaving_the_questions_makes_nothing(void **state)
{
	const char *home = scratch_dir();
	struct pty *p = start(home);

	(void)state;
	pty_wait(p, "お名前");
	pty_key(p, "Esc");
	pty_wait_gone(p, "お名前");
	pty_key(p, "Enter");
	pty_wait(p, "会社名");
	pty_send_text(p, "備え製作所");
	pty_key(p, "Enter");
	pty_wait(p, "~/備え製作所");
	pty_key(p, "Esc");
	pty_wait_gone(p, "~/備え製作所");
	pty_expect_row(p, 6, "新しいワークブック");
	screen_book_quit(p);
	assert_false(scratch_exists(home, "備え製作所"));
}

static void test_start__example_company(void **state)
{
	struct pty *p = start(scratch_dir());

	(void)state;
	pty_wait(p, "お名前");
	pty_key(p, "Esc");
	pty_wait_gone(p, "お名前");
	pty_keys(p, "Down Enter");
	pty_wait(p, "みどり製作所");
	pty_wait(p, "気になること");
	pty_keys(p, "Home Down Down Down Enter Enter");
	pty_wait(p, "A-001   人事   雇用契約書と履歴書");
	screen_book_quit(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_start__new_workbook_to_csv_and_back, pty_teardown),
		cmocka_unit_test_teardown(test_start__japanese_byte_by_byte, pty_teardown),
		cmocka_unit_test_teardown(test_start__leaving_the_questions_makes_nothing, pty_teardown),
		cmocka_unit_test_teardown(test_start__example_company, pty_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* An inventory of 1,000 assets in Japanese: through it, one cell changed, nothing else. */
#include "support/pty.h"
#include "support/scratch.h"
#include "support/screen_book.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 1000, FIRST = 3, CHANGED = 500 };

/* What row `i` holds in a field, as a CSV cell. Every seventh measure has two lines. */
static void add_cell(struct str *out, const char *field, int i, const char *changed_name)
{
	if (text_is(field, "id"))
		str_addf(out, "A-%03d", i);
	else if (text_is(field, "category"))
		str_add(out, i % 2 ? "製造" : "営業");
	else if (text_is(field, "name") && i == CHANGED && changed_name)
		str_add(out, changed_name);
	else if (text_is(field, "name"))
		str_addf(out, "\"図面, 第%d版「①」\"", (i * 7919) % ROWS);
	else if (text_is(field, "storage"))
		str_add(out, i % 3 ? "書類" : "キャビネット・金庫");
	else if (text_is(field, "confidentiality") || text_is(field, "integrity"))
		str_add(out, "1");
	else if (text_is(field, "availability") || text_is(field, "importance"))
		str_addf(out, "%d", i % 2 ? 2 : 1);
	else if (text_is(field, "measures") && i % 7 == 0)
		str_add(out, "\"施錠\n週1回の\"\"控え\"\"\"");
	else if (text_is(field, "registered"))
		str_add(out, "2026-04-01");
}

/* The whole file: `header` (without its line end) and the rows. */
static void make_csv(struct str *csv, const char *header, const char *changed_name)
{
	str_addf(csv, "%s\r\n", header);
	for (int i = 1; i <= ROWS; i++) {
		for (const char *at = header + 3; *at;) {
			size_t len = strcspn(at, ",");
			char name[64] = "";
			assert_true(len < sizeof(name));
			memcpy(name, at, len);
			add_cell(csv, name, i, changed_name);
			at += len;
			if (*at == ',') {
				str_add_byte(csv, ',');
				at++;
			}
		}
		str_add(csv, "\r\n");
	}
}

/* The header as the program writes it, with its BOM; the caller's. */
static char *make_book(const char *dir)
{
	SCREEN_BOOK_RUN(dir, "set", "assets", "new", "name=図面");
	char *csv = scratch_read(dir, "book/assets.csv", NULL);

	assert_non_null(csv);
	assert_memory_equal(csv, "\xEF\xBB\xBFid,", 6);
	csv[strcspn(csv, "\r")] = '\0';
	return csv;
}

static void test_inventory__a_thousand_rows_keep_their_bytes(void **state)
{
	const char *dir = screen_book_new();
	char *header = make_book(dir);
	struct str before = {0}, after = {0};

	(void)state;
	make_csv(&before, header, NULL);
	make_csv(&after, header, "設計図面(改訂)");
	scratch_write_bytes(dir, "book/assets.csv", before.at, before.len);

	struct pty *p = screen_book_open(dir, "assets", 24, 80);
	pty_wait(p, "資産 1,000   重要度2 500 ");
	pty_key(p, "^End");
	pty_wait(p, "A-1000");
	pty_keys(p, "PgUp PgUp PgUp");
	pty_wait_gone(p, "A-1000");
	pty_key(p, "^Home");
	pty_wait(p, "A-001 ");

	/* Sorted by name, the row that is changed is found by looking for it. */
	pty_keys(p, "Home Right Right ^R");
	pty_wait(p, "この列で並べました。");
	pty_key(p, "^Home");
	pty_wait(p, "第0版"); /* 1000 x 7919 has no remainder: the last of the file comes first */
	pty_expect_row(p, FIRST, "A-1000");
	pty_key(p, "F3");
	pty_wait(p, "探す語");
	pty_send_text(p, "Ａ-500");
	pty_wait(p, "A-500");
	pty_key(p, "Enter");
	pty_wait(p, "第500版"); /* 500 x 7919 = 3959500 */
	pty_key(p, "Home");
	pty_keys(p, "Right Right");
	pty_send_text(p, "設計図面(改訂)");
	pty_key(p, "Enter");
	pty_wait(p, "設計図面(改訂)");
	pty_key(p, "^S");
	pty_wait(p, "すべて保存されています。");
	screen_book_quit(p);

	size_t len;
	char *csv = scratch_read(dir, "book/assets.csv", &len);
	assert_int_equal(len, after.len);
	assert_memory_equal(csv, after.at, len);
	free(csv);
	free(header);
	str_release(&before);
	str_release(&after);
}

/* Only looking writes nothing at all. */
static void test_inventory__looking_leaves_the_file_alone(void **state)
{
	static const char csv[] = "id,name,unknown\nA-002,顧客名簿,x\nA-001,\"価格表\",\n";
	const char *dir = screen_book_new();

	(void)state;
	scratch_write(dir, "book/assets.csv", csv);
	struct pty *p = screen_book_open(dir, "assets", 24, 80);
	pty_expect_row(p, FIRST, "A-002          顧客名簿");
	pty_expect_row(p, FIRST + 1, "A-001          価格表");
	pty_keys(p, "Down Right ^R");
	pty_wait(p, "この列で並べました。");
	screen_book_quit(p);
	char *now = scratch_read(dir, "book/assets.csv", NULL);
	assert_string_equal(now, csv);
	free(now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_inventory__a_thousand_rows_keep_their_bytes, pty_teardown),
		cmocka_unit_test_teardown(test_inventory__looking_leaves_the_file_alone, pty_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* `expected` shows the lines with | between them; blanks broken at are gone. */
static void assert_wraps(const char *text, int cols, const char *expected)
{
	struct wrap_line line = {0};
	struct str shown = {0};
	size_t len = strlen(text), count = 0;

	while (wrap_next(text, len, line.next, cols, &line)) {
		if (count++)
			str_add_byte(&shown, '|');
		str_add_n(&shown, text + line.at, line.len);
		assert_true(count < 1000);
	}
	assert_string_equal(str_text(&shown), expected);
	assert_int_equal(wrap_count(text, len, cols), count);
	str_release(&shown);
}

static void test_wrap__short_texts_are_one_line(void **state)
{
	(void)state;
	assert_wraps("", 10, "");
	assert_int_equal(wrap_count("", 0, 10), 1);
	assert_wraps("abc", 3, "abc");
	assert_wraps("備え", 4, "備え");
	assert_wraps(" a ", 10, " a ");
}

static void test_wrap__newlines_end_lines(void **state)
{
	(void)state;
	assert_wraps("一\n二", 10, "一|二");
	assert_wraps("a\n", 10, "a|");
	assert_wraps("\n", 10, "|");
	assert_wraps("\n\na", 10, "||a");
	assert_wraps("a\r\nb", 10, "a|b");
	assert_wraps("abc\n", 3, "abc|");
	assert_wraps("a  \nb", 10, "a  |b");
}

static void test_wrap__latin_breaks_at_blanks(void **state)
{
	(void)state;
	assert_wraps("the quick fox", 9, "the quick|fox");
	assert_wraps("the quick fox", 8, "the|quick|fox");
	assert_wraps("the   quick", 5, "the|quick");
	assert_wraps("  the quick", 5, "  the|quick");
	assert_wraps("well-known a.b/c", 10, "well-known|a.b/c");
}

static void test_wrap__blanks_hang_at_the_end(void **state)
{
	(void)state;
	assert_wraps("abc   ", 3, "abc");
	assert_wraps("abc   ", 5, "abc");
	assert_wraps("abc   \nd", 3, "abc|d");
	assert_wraps("abc   \n", 3, "abc|");
	assert_wraps("abc  d", 4, "abc|d");
	assert_wraps("備え　あり", 4, "備え|あり");
	assert_wraps("　備え", 6, "　備え");
}

static void test_wrap__long_words_are_cut(void **state)
{
	(void)state;
	assert_wraps("abcdefgh", 3, "abc|def|gh");
	assert_wraps("a bcdefgh", 3, "a|bcd|efg|h");
}

static void test_wrap__japanese_breaks_between_characters(void **state)
{
	(void)state;
	assert_wraps("情報資産管理台帳", 6, "情報資|産管理|台帳");
	assert_wraps("情報資産", 5, "情報|資産");
	assert_wraps("クラウドAWSの管理", 10, "クラウド|AWSの管理");
	assert_wraps("サーバ3台", 7, "サーバ3|台");
	assert_wraps("ｱｲｳｴｵ", 2, "ｱｲ|ｳｴ|ｵ");
	assert_wraps("か\u3099か\u3099か\u3099", 4, "か\u3099か\u3099|か\u3099");
}

static void test_wrap__kinsoku_start(void **state)
{
	(void)state;
	assert_wraps("備えあり、憂い", 8, "備えあ|り、憂い"); /* 、 would have started it */
	assert_wraps("情報を守る。", 10, "情報を守|る。");
	assert_wraps("サーバー室", 6, "サー|バー室");
	assert_wraps("ちょっと", 4, "ちょ|っと"); /* no place is allowed: cut where it is full */
	assert_wraps("項目(注)", 7, "項目|(注)");
}

static void test_wrap__kinsoku_end(void **state)
{
	(void)state;
	assert_wraps("資産「台帳」", 6, "資産|「台|帳」");
	assert_wraps("資産（案）", 6, "資産|（案）");
}

static void test_wrap__forbidden_everywhere_still_ends(void **state)
{
	(void)state;
	assert_wraps("、、、、", 4, "、、|、、");
	assert_wraps("（（（", 2, "（|（|（");
	assert_wraps("ーーー", 2, "ー|ー|ー");
}

static void test_wrap__a_character_wider_than_the_line_stands_alone(void **state)
{
	(void)state;
	assert_wraps("備え", 1, "備|え");
	assert_wraps("a備", 1, "a|備");
	assert_wraps("👨\u200D👩\u200D👧a", 2, "👨\u200D👩\u200D👧|a");
	assert_wraps("　備", 1, "|備");
}

static void test_wrap__caret_is_on_exactly_one_line(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "a", "a\n", "the quick fox  ", "備えあり、憂い\n\nなし"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		size_t len = strlen(texts[i]), expected = 0;
		struct wrap_line line = {0};
		while (wrap_next(texts[i], len, line.next, 4, &line)) {
			assert_int_equal(line.at, expected);
			assert_true(line.next > line.at);
			assert_true(line.next >= line.at + line.len);
			assert_true(line.at + line.len <= len);
			expected = line.next;
		}
		assert_int_equal(expected, len + 1);
		assert_int_equal(wrap_next(texts[i], len, len + 1, 4, &line), 0);
	}
}

static void test_wrap__any_text_is_tiled(void **state)
{
	(void)state;
	static const char *const bits[] = {"備", "、", "「", " ", "a", "\n", "ー", "　", "bc", "\t",
	                                   "か\u3099", "\xFF", "👍🏽", "\r", "ﾊﾟ", "\u0301"};
	uint32_t random = 7;

	for (int round = 0; round < 500; round++) {
		struct str text = {0};
		struct wrap_line line = {0};
		int cols = 4 + round % 11; /* the widest character, 👍🏽, has 4 */
		for (int i = 0; i < 60; i++) {
			random = random * 1664525u + 1013904223u;
			str_add(&text, bits[random >> 28]);
		}
		while (wrap_next(text.at, text.len, line.next, cols, &line)) {
			assert_true(line.next > line.at);
			assert_true(utf8_cols(text.at + line.at, line.len) <= cols);
			for (size_t at = line.at + line.len; at < line.next && at < text.len; at++)
				assert_true(strchr(" \t\r\n\xE3\x80", text.at[at]) != NULL);
		}
		assert_int_equal(line.next, text.len + 1);
		str_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap__short_texts_are_one_line),
		cmocka_unit_test(test_wrap__newlines_end_lines),
		cmocka_unit_test(test_wrap__latin_breaks_at_blanks),
		cmocka_unit_test(test_wrap__blanks_hang_at_the_end),
		cmocka_unit_test(test_wrap__long_words_are_cut),
		cmocka_unit_test(test_wrap__japanese_breaks_between_characters),
		cmocka_unit_test(test_wrap__kinsoku_start),
		cmocka_unit_test(test_wrap__kinsoku_end),
		cmocka_unit_test(test_wrap__forbidden_everywhere_still_ends),
		cmocka_unit_test(test_wrap__a_character_wider_than_the_line_stands_alone),
		cmocka_unit_test(test_wrap__caret_is_on_exactly_one_line),
		cmocka_unit_test(test_wrap__any_text_is_tiled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

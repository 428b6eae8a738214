#include "sonae/base/err.h"
#include "sonae/base/utf8.h"
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_err__set_fills_and_is_false(void **state)
{
	(void)state;
	struct err err = {0};

	assert_false(err_set(&err, ERR_CSV_QUOTE, "assets.csv", 12, "列%d", 3));
	assert_int_equal(err.code, ERR_CSV_QUOTE);
	assert_string_equal(err.file, "assets.csv");
	assert_int_equal(err.line, 12);
	assert_string_equal(err.what, "列3");
	assert_false(err_set(&err, ERR_LOCKED, NULL, 0, NULL));
	assert_string_equal(err.file, "");
	assert_string_equal(err.what, "");
	err_clear(&err);
	assert_int_equal(err.code, ERR_NONE);
}

static void test_err__nobody_asks_why(void **state)
{
	(void)state;
	errno = ENOENT;
	assert_false(err_set(NULL, ERR_READ, "x", 1, "%s", "y"));
	assert_false(err_set_errno(NULL, ERR_READ, "x"));
	assert_int_equal(errno, ENOENT);
}

static void test_err__long_detail_is_cut_at_a_character(void **state)
{
	(void)state;
	struct err err = {0};
	struct str long_text = {0};

	for (int i = 0; i < 300; i++)
		str_add(&long_text, "備");
	err_set(&err, ERR_VALUE_LONG, long_text.at, 0, "x%s", long_text.at);
	assert_int_equal(strlen(err.file), 255); /* 85 of 3 bytes fill it exactly */
	assert_int_equal(strlen(err.what), 1 + 84 * 3);
	assert_true(utf8_is_valid(err.what, strlen(err.what)));
	/* か and its voicing mark (3 + 3 bytes) are one character: 42 of them. */
	str_clear(&long_text);
	for (int i = 0; i < 100; i++)
		str_add(&long_text, "か\u3099");
	err_set(&err, ERR_VALUE_LONG, NULL, 0, "%s", long_text.at);
	assert_int_equal(strlen(err.what), 42 * 6);
	str_release(&long_text);
}

static void test_err__detail_is_always_text(void **state)
{
	(void)state;
	struct err err = {0};

	err_set(&err, ERR_CSV_BYTES, "\x83\x41.csv", 2, "a\xFF\xED\xB2\x80z");
	assert_string_equal(err.file, "\uFFFD" "A.csv");
	assert_string_equal(err.what, "a\uFFFD\uFFFDz");
}

static void test_err__may_quote_itself(void **state)
{
	(void)state;
	struct err err = {0};

	err_set(&err, ERR_EXPR_NAME, "forms/x.ini", 3, "%s", "costs");
	err_set(&err, ERR_FORM_VALUE, err.file, err.line, "rule: %s", err.what);
	assert_string_equal(err.file, "forms/x.ini");
	assert_string_equal(err.what, "rule: costs");
}

static enum err_code from_errno(int number, enum err_code fallback)
{
	struct err err = {0};

	errno = number;
	assert_false(err_set_errno(&err, fallback, "notes.csv"));
	assert_int_equal(errno, number);
	assert_string_equal(err.file, "notes.csv");
	return err.code;
}

static void test_err__from_errno(void **state)
{
	(void)state;
	assert_int_equal(from_errno(ENOSPC, ERR_WRITE), ERR_FULL);
	assert_int_equal(from_errno(EDQUOT, ERR_WRITE), ERR_FULL);
	assert_int_equal(from_errno(EROFS, ERR_WRITE), ERR_READ_ONLY);
	assert_int_equal(from_errno(EACCES, ERR_WRITE), ERR_READ_ONLY);
	assert_int_equal(from_errno(EPERM, ERR_WRITE), ERR_READ_ONLY);
	assert_int_equal(from_errno(EACCES, ERR_READ), ERR_READ);
	assert_int_equal(from_errno(ENOENT, ERR_READ), ERR_MISSING);
	assert_int_equal(from_errno(ENOENT, ERR_WRITE), ERR_WRITE);
	assert_int_equal(from_errno(EIO, ERR_READ), ERR_READ);
}

static void test_err__rest_of_errno_gives_the_systems_reason(void **state)
{
	(void)state;
	struct err err = {0};

	errno = EIO;
	err_set_errno(&err, ERR_READ, "notes.csv");
	assert_string_equal(err.what, strerror(EIO));
	errno = ENOSPC;
	err_set_errno(&err, ERR_WRITE, "notes.csv");
	assert_string_equal(err.what, "");
}

static void test_err__names_and_kinds(void **state)
{
	(void)state;
	assert_string_equal(err_name(ERR_NONE), "");
	assert_string_equal(err_name(ERR_CSV_QUOTE), "csv_quote");
	assert_string_equal(err_name(ERR_TEXT_MISSING), "text_missing");
	assert_int_equal(err_kind(ERR_NO_FORM), 2);
	assert_int_equal(err_kind(ERR_CSV_QUOTE), 3);
	assert_int_equal(err_kind(ERR_LOCKED), 4);
	assert_int_equal(err_kind(ERR_FULL), 5);
}

static void test_err__text_for_logs(void **state)
{
	(void)state;
	struct err err = {0};
	char text[600], small[8];

	assert_string_equal(err_text(&err, text, sizeof(text)), "");
	err_set(&err, ERR_CSV_QUOTE, "assets.csv", 12, "本社\"棟");
	assert_string_equal(err_text(&err, text, sizeof(text)),
	                    "assets.csv:12: a quotation mark in the wrong place: «本社\"棟»");
	err_set(&err, ERR_MISSING, "assets.csv", 0, NULL);
	assert_string_equal(err_text(&err, text, sizeof(text)), "assets.csv: is not there");
	err_set(&err, ERR_NO_ROW, NULL, 0, "A-009");
	assert_string_equal(err_text(&err, text, sizeof(text)), "no such row: «A-009»");
	err_set(&err, ERR_FULL, NULL, 0, NULL);
	assert_string_equal(err_text(&err, small, sizeof(small)), "the dis");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_err__set_fills_and_is_false),
		cmocka_unit_test(test_err__nobody_asks_why),
		cmocka_unit_test(test_err__long_detail_is_cut_at_a_character),
		cmocka_unit_test(test_err__detail_is_always_text),
		cmocka_unit_test(test_err__may_quote_itself),
		cmocka_unit_test(test_err__from_errno),
		cmocka_unit_test(test_err__rest_of_errno_gives_the_systems_reason),
		cmocka_unit_test(test_err__names_and_kinds),
		cmocka_unit_test(test_err__text_for_logs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

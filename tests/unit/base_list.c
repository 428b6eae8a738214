#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "sonae/base/list.h"

/* Every text of it in brackets. */
static void assert_texts(const char *list, const char *expected)
{
	char seen[200] = "";
	size_t len;

	for (const char *at; (at = list_next(&list, &len)) != NULL;) {
		size_t used = strlen(seen);
		snprintf(seen + used, sizeof seen - used, "[%.*s]", (int)len, at);
	}
	assert_string_equal(seen, expected);
	assert_string_equal(list, "");
}

static void test_list__gives_one_text_after_the_other(void **state)
{
	(void)state;
	assert_texts("", "");
	assert_texts("A-001", "[A-001]");
	assert_texts("A-001;資産;A-003", "[A-001][資産][A-003]");
	assert_texts("a;;b", "[a][][b]");
	assert_texts(";a", "[][a]");
	assert_texts("a;", "[a]");
}

static void test_list__has_whole_texts_only(void **state)
{
	(void)state;
	assert_true(list_has("A-001;A-010", "A-001"));
	assert_true(list_has("A-001;A-010", "A-010"));
	assert_false(list_has("A-001;A-010", "A-01"));
	assert_false(list_has("A-01;A-010", "A-0100"));
	assert_true(list_has("a;;b", ""));
	assert_false(list_has("a;b", ""));
	assert_false(list_has("", ""));
}

static void test_list__by_another_separator(void **state)
{
	const char *list = "csv,a;b,";
	size_t len;

	(void)state;
	assert_true(list_has_by(',', list, "csv") && list_has_by(',', list, "a;b"));
	assert_false(list_has_by(',', list, "a"));
	assert_string_equal(list_next_by(',', &list, &len), "csv,a;b,");
	assert_int_equal(len, 3);
	assert_string_equal(list_next_by(',', &list, &len), "a;b,");
	assert_int_equal(len, 3);
	assert_null(list_next_by(',', &list, &len));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list__gives_one_text_after_the_other),
		cmocka_unit_test(test_list__has_whole_texts_only),
		cmocka_unit_test(test_list__by_another_separator),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

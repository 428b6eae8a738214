#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/fill.h"

static void assert_filled(const char *expected, const char *text, ...)
{
	struct str out = {0};
	va_list pairs;

	va_start(pairs, text);
	fill_places(&out, text, pairs);
	va_end(pairs);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void test_fill__puts_values_in_their_places(void **state)
{
	(void)state;
	assert_filled("3件 を 台帳 へ", "{count}件 を {sheet} へ", "sheet", "台帳", "count", "3", NULL);
	assert_filled("aa", "{x}{x}", "x", "a", NULL);
	assert_filled("", "", "x", "a", NULL);
}

static void test_fill__leaves_what_it_does_not_know(void **state)
{
	(void)state;
	assert_filled("{y} {", "{y} {", "x", "a", NULL);
	assert_filled("{a {a}", "{a {x}", "x", "{a}", NULL);
	assert_filled("{x}", "{y}", "y", "{x}", "x", "once only", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fill__puts_values_in_their_places),
		cmocka_unit_test(test_fill__leaves_what_it_does_not_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

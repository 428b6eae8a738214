#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/model/number.h"
#include "sonae/model/value.h"
#include <math.h>
#include <stdlib.h>

#define assert_number(a, b) assert_true((a) == (b))

static void test_value__rounds_halves_away_from_zero(void **state)
{
	(void)state;
	assert_number(value_round(2.5, 0), 3);
	assert_number(value_round(-2.5, 0), -3);
	assert_number(value_round(2.4999, 0), 2);
	assert_number(value_round(1.005, 2), 1.01);
	assert_number(value_round(-1.005, 2), -1.01);
	assert_number(value_round(1.0049, 2), 1.0);
	assert_number(value_round(0.1 + 0.2, 4), 0.3);
	assert_false(signbit(value_round(-0.2, 0)));
}

static void test_value__keeps_yen_exact(void **state)
{
	(void)state;
	assert_number(value_round(9007199254740991.0, 0), 9007199254740991.0);
	assert_number(value_round(1234567890123.4, 0), 1234567890123.0);
	assert_number(value_round(1e300, 2), 1e300);
	assert_true(isinf(value_round(INFINITY, 2)));
}

static void test_value__numbers_agree_at_12_digits(void **state)
{
	(void)state;
	assert_true(value_number_equals(0.1 + 0.2, 0.3));
	assert_true(value_number_equals(1.000000000001, 1.000000000004));
	assert_false(value_number_equals(1.00000000001, 1.00000000003));
	assert_false(value_number_equals(0, 1e-20));
	assert_true(value_number_equals(-5, -5));
	assert_false(value_number_equals(-5, 5));
}

static void test_value__only_a_yes_and_a_number_hold(void **state)
{
	(void)state;
	assert_true(value_holds(value_check(true)));
	assert_true(value_holds(value_number(0.5)));
	assert_false(value_holds(value_check(false)));
	assert_false(value_holds(value_number(0)));
	assert_false(value_holds(value_text("はい")));
	assert_false(value_holds(value_empty()));
	assert_false(value_holds(value_na()));
	assert_false(value_holds(value_error(3)));
}

static void test_value__na_is_an_answer_and_empty_text_none(void **state)
{
	(void)state;
	assert_true(value_is_answered(value_na()));
	assert_true(value_is_answered(value_number(0)));
	assert_false(value_is_answered(value_text("")));
	assert_false(value_is_answered(value_text(NULL)));
	assert_false(value_is_answered(value_error(3)));
}

static void test_value__orders_numbers_texts_na_and_empty(void **state)
{
	const struct value ordered[] = {
		value_number(-3),
		value_number(10),
		value_text("A"),
		value_text("あ"),
		value_date((struct date){ 2024, 9, 10 }),
		value_check(false),
		value_check(true),
		value_error(1),
		value_na(),
		value_empty(),
	};
	const int count = sizeof(ordered) / sizeof(*ordered);

	(void)state;
	for (int i = 0; i < count; i++) {
		assert_int_equal(value_compare(ordered[i], ordered[i]), 0);
		for (int k = i + 1; k < count; k++) {
			assert_true(value_compare(ordered[i], ordered[k]) < 0);
			assert_true(value_compare(ordered[k], ordered[i]) > 0);
		}
	}
}

static void assert_written(double number, int places, const char *text)
{
	struct str out = { 0 };

	number_write(number, places, &out);
	assert_string_equal(str_text(&out), text);
	str_release(&out);
}

static void test_number__writes_without_exponent_or_trailing_zeros(void **state)
{
	(void)state;
	assert_written(0, 4, "0");
	assert_written(-0.0, 4, "0");
	assert_written(-0.00001, 4, "0");
	assert_written(1.50, 4, "1.5");
	assert_written(1.05, 4, "1.05");
	assert_written(-1234.5, 4, "-1234.5");
	assert_written(1.0 / 3, 4, "0.3333");
	assert_written(2.0 / 3, 2, "0.67");
	assert_written(27860000, 0, "27860000");
	assert_written(9007199254740991.0, 4, "9007199254740991");
	assert_written(1e18, 0, "1000000000000000000");
	assert_written(0.999999, 4, "1");
	assert_written(INFINITY, 0, "");
	assert_written(NAN, 0, "");
}

static void test_number__shows_thousands(void **state)
{
	static const struct {
		double number;
		const char *text;
	} cases[] = { { 0, "0" },
		      { 999, "999" },
		      { 1000, "1,000" },
		      { -123456, "-123,456" },
		      { 1234567.5, "1,234,567.5" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str out = { 0 };
		number_show(cases[i].number, 2, &out);
		assert_string_equal(str_text(&out), cases[i].text);
		str_release(&out);
	}
}

static void test_number__reads_only_canonical_text(void **state)
{
	static const char *const wrong[] = { "",     "-",   ".5",  "5.",   "+5",   "1,000", "1e5",
		                             " 5",   "5 ",  "0x5", "５",   "--5",  "1.2.3", "nan",
		                             "12345678901234567890", NULL };
	double number = 77;

	(void)state;
	for (int i = 0; wrong[i] != NULL; i++) {
		assert_false(number_read(wrong[i], &number));
		assert_number(number, 77);
	}
	assert_true(number_read("1234.5", &number));
	assert_number(number, 1234.5);
	assert_true(number_read("-0.1", &number));
	assert_number(number, -0.1);
	assert_true(number_read("007", &number));
	assert_number(number, 7);
	assert_true(number_read("0.33333333333333333333333333", &number));
	assert_true(fabs(number - 1.0 / 3) < 1e-15);
}

static void test_number__understands_what_people_write(void **state)
{
	static const struct {
		const char *text;
		double number;
	} cases[] = {
		{ "3万円", 30000 },        { "2,786万円", 27860000 }, { "1億2千万", 120000000 },
		{ "1.5万", 15000 },        { "2.3万", 23000 },        { "3千円", 3000 },
		{ "3百万円", 3000000 },    { "1兆2億3万4", 1000200030004.0 },
		{ "2万5,000円", 25000 },   { "¥3,000", 3000 },        { "-¥3,000", -3000 },
		{ "\\3,000", 3000 },       { "3000 yen", 3000 },      { "-5", -5 },
		{ "ー5", -5 },             { "−5", -5 },              { "+5", 5 },
		{ " 1,234,567.25 ", 1234567.25 },                     { "3 万 円", 30000 },
		{ "1.1億", 110000000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		double number = 77;
		assert_true(number_parse(cases[i].text, NULL, &number));
		assert_number(number, cases[i].number);
	}
}

static void test_number__refuses_what_is_none(void **state)
{
	static const char *const wrong[] = {
		"",      "円",   "万",      "多数",  "約3万", "3万2億", "3千2千", "1 2",
		"1,5",   "12,34", "1,2345", "1,,000", "3-5",  "5%",     "1.2.3",  "3個",
		"1e5",   "△5",   "99999999999999999999",      NULL,
	};
	double number = 77;

	(void)state;
	for (int i = 0; wrong[i] != NULL; i++) {
		if (number_parse(wrong[i], NULL, &number))
			fail_msg("%s read as a number", wrong[i]);
		assert_number(number, 77);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_value__rounds_halves_away_from_zero),
		cmocka_unit_test(test_value__keeps_yen_exact),
		cmocka_unit_test(test_value__numbers_agree_at_12_digits),
		cmocka_unit_test(test_value__only_a_yes_and_a_number_hold),
		cmocka_unit_test(test_value__na_is_an_answer_and_empty_text_none),
		cmocka_unit_test(test_value__orders_numbers_texts_na_and_empty),
		cmocka_unit_test(test_number__writes_without_exponent_or_trailing_zeros),
		cmocka_unit_test(test_number__shows_thousands),
		cmocka_unit_test(test_number__reads_only_canonical_text),
		cmocka_unit_test(test_number__understands_what_people_write),
		cmocka_unit_test(test_number__refuses_what_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

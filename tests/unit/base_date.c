#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/date.h"
#include <limits.h>
#include <stdbool.h>
#include <string.h>

static const struct date today = {2026, 11, 22};

static void assert_date(struct date date, int year, int month, int day)
{
	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, day);
}

static void assert_day(const char *text, const char *iso)
{
	struct date date = {0};
	enum date_precision precision = DATE_MONTH;
	char buffer[16];

	if (!date_parse(text, today, &date, &precision))
		fail_msg("refused: %s", text);
	assert_string_equal(date_iso(date, buffer), iso);
	assert_int_equal(precision, DATE_DAY);
}

static void assert_month(const char *text, const char *iso)
{
	struct date date = {0};
	enum date_precision precision = DATE_DAY;
	char buffer[16];

	if (!date_parse(text, today, &date, &precision))
		fail_msg("refused: %s", text);
	assert_string_equal(date_iso(date, buffer), iso);
	assert_int_equal(precision, DATE_MONTH);
}

static void assert_no_date(const char *text)
{
	struct date date = {1, 2, 3};
	enum date_precision precision = DATE_MONTH;

	if (date_parse(text, today, &date, &precision))
		fail_msg("accepted: %s", text);
	assert_date(date, 1, 2, 3);
	assert_int_equal(precision, DATE_MONTH);
}

static void test_date__days_are_counted_from_1970(void **state)
{
	(void)state;
	assert_int_equal(date_to_days((struct date){1970, 1, 1}), 0);
	assert_int_equal(date_to_days((struct date){1969, 12, 31}), -1);
	assert_int_equal(date_to_days((struct date){2000, 1, 1}), 10957);
	assert_int_equal(date_to_days((struct date){2024, 2, 29}), 19782);
	/* 102 years, of which 1868, 72 … 1968 without 1900 were leap years. */
	assert_int_equal(date_to_days((struct date){1868, 1, 1}), -(102 * 365 + 25));
}

/* Against a calendar that simply turns its pages. */
static void test_date__days_follow_each_other(void **state)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	long days = -37255;

	(void)state;
	for (int year = 1868; year <= 2401; year++)
		for (int month = 1; month <= 12; month++) {
			bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
			int last = length[month - 1] + (month == 2 && leap);

			assert_int_equal(date_month_length(year, month), last);
			for (int day = 1; day <= last; day++, days++) {
				struct date date = {year, month, day};

				assert_int_equal(date_to_days(date), days);
				assert_date(date_from_days(days), year, month, day);
			}
		}
}

static void test_date__outside_the_range_is_not_valid(void **state)
{
	long first = date_to_days((struct date){1868, 1, 1});
	long last = date_to_days((struct date){9999, 12, 31});

	(void)state;
	assert_date(date_from_days(first), 1868, 1, 1);
	assert_date(date_from_days(last), 9999, 12, 31);
	assert_false(date_is_valid(date_from_days(first - 1)));
	assert_false(date_is_valid(date_from_days(last + 1)));
	assert_false(date_is_valid(date_from_days(LONG_MAX)));
	assert_false(date_is_valid(date_from_days(LONG_MIN)));
	assert_false(date_is_valid((struct date){0}));
	assert_false(date_is_valid((struct date){2024, 0, 1}));
	assert_false(date_is_valid((struct date){2024, 13, 1}));
	assert_false(date_is_valid((struct date){2024, 1, 0}));
	assert_false(date_is_valid((struct date){2023, 2, 29}));
	assert_false(date_is_valid((struct date){1900, 2, 29}));
	assert_true(date_is_valid((struct date){2000, 2, 29}));
}

static void test_date__months_end_where_the_month_ends(void **state)
{
	(void)state;
	assert_date(date_add_months((struct date){2024, 1, 31}, 1), 2024, 2, 29);
	assert_date(date_add_months((struct date){2024, 1, 31}, 3), 2024, 4, 30);
	assert_date(date_add_months((struct date){2024, 11, 15}, 2), 2025, 1, 15);
	assert_date(date_add_months((struct date){2024, 1, 15}, -1), 2023, 12, 15);
	assert_date(date_add_months((struct date){2024, 3, 31}, -13), 2023, 2, 28);
	assert_date(date_add_months((struct date){2024, 3, 31}, 0), 2024, 3, 31);
	assert_date(date_add_months((struct date){9999, 11, 1}, 1), 9999, 12, 1);
	assert_false(date_is_valid(date_add_months((struct date){9999, 12, 1}, 1)));
	assert_false(date_is_valid(date_add_months((struct date){1868, 1, 1}, -1)));
	assert_false(date_is_valid(date_add_months(today, INT_MAX)));
	assert_false(date_is_valid(date_add_months(today, INT_MIN)));
}

static void test_date__reads_gregorian_days(void **state)
{
	(void)state;
	assert_day("2024-09-10", "2024-09-10");
	assert_day("2024-9-1", "2024-09-01");
	assert_day("2024/9/10", "2024-09-10");
	assert_day("2024.9.10", "2024-09-10");
	assert_day("20240910", "2024-09-10");
	assert_day("2024年9月10日", "2024-09-10");
	assert_day("2024-02-29", "2024-02-29");
	assert_day("1868-01-01", "1868-01-01");
	assert_day("9999-12-31", "9999-12-31");
}

static void test_date__reads_era_days(void **state)
{
	(void)state;
	assert_day("令和6年9月10日", "2024-09-10");
	assert_day("令和元年5月1日", "2019-05-01");
	assert_day("令和1年5月1日", "2019-05-01");
	assert_day("R6.9.10", "2024-09-10");
	assert_day("r6/9/10", "2024-09-10");
	assert_day("R06-09-10", "2024-09-10");
	assert_day("R元.5.1", "2019-05-01");
	assert_day("平成31年4月30日", "2019-04-30");
	assert_day("H1.1.8", "1989-01-08");
	assert_day("昭和64年1月7日", "1989-01-07");
	assert_day("S39.10.10", "1964-10-10");
	assert_day("大正15年12月24日", "1926-12-24");
	assert_day("T1.7.30", "1912-07-30");
	assert_day("明治45年7月29日", "1912-07-29");
	assert_day("M1.10.23", "1868-10-23");
	assert_day("㋿6年9月10日", "2024-09-10");
	assert_day("㍻元年1月8日", "1989-01-08");
}

static void test_date__eras_begin_on_their_day_and_go_on_counting(void **state)
{
	(void)state;
	assert_no_date("令和元年4月30日");
	assert_no_date("平成元年1月7日");
	assert_no_date("昭和元年12月24日");
	assert_no_date("大正元年7月29日");
	assert_no_date("明治元年10月22日");
	assert_no_date("令和0年5月1日");
	assert_day("昭和65年1月8日", "1990-01-08");
	assert_day("平成32年3月31日", "2020-03-31");
}

static void test_date__reads_what_an_ime_gives(void **state)
{
	(void)state;
	assert_day("２０２４／９／１０", "2024-09-10");
	assert_day("２０２４－０９－１０", "2024-09-10");
	assert_day("２０２４ー０９ー１０", "2024-09-10");
	assert_day("2024−09−10", "2024-09-10");
	assert_day("２０２４・９・１０", "2024-09-10");
	assert_day("２０２４。９。１０", "2024-09-10");
	assert_day("２０２４０９１０", "2024-09-10");
	assert_day("令和６年９月１０日", "2024-09-10");
	assert_day("Ｒ６．９．１０", "2024-09-10");
	assert_day("　令和 6年　9月 10日 ", "2024-09-10");
	assert_day("2024 / 9 / 10\n", "2024-09-10");
}

static void test_date__reads_days_near_today(void **state)
{
	(void)state;
	assert_day("9/10", "2026-09-10");
	assert_day("9月10日", "2026-09-10");
	assert_day("９月１０日", "2026-09-10");
	assert_day("今日", "2026-11-22");
	assert_day("本日", "2026-11-22");
	assert_day("Today", "2026-11-22");
	assert_day("明日", "2026-11-23");
	assert_day("tomorrow", "2026-11-23");
	assert_day("昨日", "2026-11-21");
	assert_day(" yesterday ", "2026-11-21");
	assert_no_date("2/29");
}

static void test_date__tomorrow_may_be_next_year(void **state)
{
	struct date date;

	(void)state;
	assert_true(date_parse("明日", (struct date){2026, 12, 31}, &date, NULL));
	assert_date(date, 2027, 1, 1);
	assert_true(date_parse("2/29", (struct date){2028, 1, 1}, &date, NULL));
	assert_date(date, 2028, 2, 29);
	assert_false(date_parse("明日", (struct date){9999, 12, 31}, &date, NULL));
}

static void test_date__reads_months(void **state)
{
	(void)state;
	assert_month("2024-09", "2024-09-01");
	assert_month("2024/9", "2024-09-01");
	assert_month("2024年9月", "2024-09-01");
	assert_month("２０２４年９月", "2024-09-01");
	assert_month("令和6年9月", "2024-09-01");
	assert_month("R6.9", "2024-09-01");
	assert_month("平成元年1月", "1989-01-01");
	assert_no_date("平成元年0月");
	assert_no_date("令和元年4月");
	assert_no_date("2024-13");
}

static void test_date__refuses_what_is_no_date(void **state)
{
	static const char *const text[] = {
		"", " ", "　", "2023-02-29", "2024-04-31", "2024-00-10", "2024-09-00", "20241301",
		"1867-12-31", "1867年12月31日", "0000-00-00", "10000-01-01", "24/9/10", "24-9-10",
		"2024", "10", "2024年", "令和6年", "9月", "10日", "2024.9", "9.10", "9-10",
		"2024-9/10", "2024/9.10", "2024-09-10-", "-2024-09-10", "2024-09-10x",
		"2024--09-10", "2024-0９-010", "2 024-09-10", "202409101", "2024091",
		"元年5月1日", "9/元", "元", "R", "R6", "今日明日", "today1", "A-001", "R-001",
		"n/a", "対象外", "3万円", "2024-09-1\xff", "2024-09-10\xed\xb3\xbf",
		"999999999999999999999999", "-1", "2024-09-10 12:00", "令和六年九月十日",
	};

	(void)state;
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		assert_no_date(text[i]);
}

static void test_date__refuses_long_text(void **state)
{
	char text[100000];

	(void)state;
	memset(text, ' ', sizeof text);
	memcpy(text, "2024-09-10", 10);
	text[100] = '\0';
	assert_day(text, "2024-09-10");
	text[100] = ' ';
	text[sizeof text - 1] = '\0';
	assert_no_date(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_date__days_are_counted_from_1970),
		cmocka_unit_test(test_date__days_follow_each_other),
		cmocka_unit_test(test_date__outside_the_range_is_not_valid),
		cmocka_unit_test(test_date__months_end_where_the_month_ends),
		cmocka_unit_test(test_date__reads_gregorian_days),
		cmocka_unit_test(test_date__reads_era_days),
		cmocka_unit_test(test_date__eras_begin_on_their_day_and_go_on_counting),
		cmocka_unit_test(test_date__reads_what_an_ime_gives),
		cmocka_unit_test(test_date__reads_days_near_today),
		cmocka_unit_test(test_date__tomorrow_may_be_next_year),
		cmocka_unit_test(test_date__reads_months),
		cmocka_unit_test(test_date__refuses_what_is_no_date),
		cmocka_unit_test(test_date__refuses_long_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/model/spreadsheet.h"

struct pair {
	const char *before, *after;
};

/* What Excel 2021 (Japanese, English) and LibreOffice 7.4 are known to write. */
static void test_spreadsheet__made(void **state)
{
	static const struct pair made[] = {
		{"00123", "123"},                                 /* zeros in front */
		{"5.10", "5.1"},                                  /* zeros behind */
		{"１２", "12"},                                   /* full-width */
		{"1e5", "1.00E+05"},
		{"123456789012", "1.23457E+11"},                  /* a narrow cell */
		{"1234567890123456", "1234567890123450"},         /* 15 digits */
		{"12345678901234567890", "1.23456789012346E+019"},
		{"3.14159265358979", "3.141592654"},
		{"1234567", "1,234,567"},
		{"¥1000", "¥1,000"},
		{"10%", "10.00%"},
		{"100 %", "100%"},
		{"17:30", "17:30:00"},
		{"09:05", "9:05"},
		{"17:30", "5:30:00 PM"},
		{"2024-09-10", "2024/9/10"},
		{"2024-09-10", "9/10/2024"},
		{"2024-09-10", "10/9/2024"},
		{"2024-09-10", "2024年9月10日"},
		{"2024-09-10", "45545"},
		{"2024/09/10", "10-Sep-24"},
		{"1-2", "1月2日"},
		{"1-2", "2-Jan"},
		{"1-2", "2026/1/2"},
		{"3/4", "4-Mar"},
		{"2024-09", "Sep-24"},
		{"2024-09", "2024/9/1"},
		{"𠮷野", "?野"},
		{"𠮷野", "??野"},                                 /* two in UTF-16 */
		{"担当: 𠮷野 😀", "担当: ?野 ?"},
		{"〜波−", "～波－"},
		{"'=1+1", "=1+1"},
		{"\t=1+1", "=1+1"},
		{"true", "TRUE"},
		{"anything", "#NAME?"},
		{"", "#REF!"},
		{"=1/0", "Err:508"},
		{"2024-09-10", "########"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(made) / sizeof(*made); i++)
		if (!spreadsheet_made(made[i].before, made[i].after))
			fail_msg("%s -> %s", made[i].before, made[i].after);
}

static void test_spreadsheet__did_not_make(void **state)
{
	static const struct pair typed[] = {
		{"17:30", "17:31:00"},
		{"17:30", "5:30 AM"},
		{"17:30", "17"},
		{"00123", "124"},
		{"00123", ""},
		{"", "123"},
		{"5.10", "5.2"},
		{"3.14159265", "3.14"},           /* rounded by a person: no cell shows so little */
		{"123456789012", "1.23458E+11"},
		{"1234567890123456", "1234567890123500"},
		{"10", "1000%x"},
		{"2024-09-10", "2024/9/11"},
		{"2024-09-10", "2024/10/9"},      /* the year still first: another day */
		{"2024-09-10", "45546"},
		{"1-2", "2-1"},
		{"1-2", "3-Jan"},
		{"終わった。", "終わった?"},      /* CP932 has 。 */
		{"𠮷野", "?田"},
		{"𠮷野", "吉野"},
		{"顧客名簿", "顧客名簿2"},
		{"A-001", "A-1"},
		{"#1", "#2"},
		{"err", "Err:"},
		{"true", "FALSE"},
		{"=1+1", "2"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++)
		if (spreadsheet_made(typed[i].before, typed[i].after))
			fail_msg("%s -> %s", typed[i].before, typed[i].after);
}

static void test_spreadsheet__day(void **state)
{
	long days = 0;

	(void)state;
	assert_true(spreadsheet_day("45545", &days));
	assert_int_equal(days, 19976); /* 2024-09-10: 54 years, 13 leap days, 253 days */
	assert_false(spreadsheet_day("4554", &days));
	assert_false(spreadsheet_day("19999", &days));
	assert_false(spreadsheet_day("45545.5", &days));
	assert_false(spreadsheet_day("", &days));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spreadsheet__made),
		cmocka_unit_test(test_spreadsheet__did_not_make),
		cmocka_unit_test(test_spreadsheet__day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

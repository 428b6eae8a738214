#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/clock.h"
#include <stdlib.h>
#include <time.h>

static void set(const char *now, const char *zone)
{
	setenv("TZ", zone, 1);
	if (now)
		setenv("SONAE_NOW", now, 1);
	else
		unsetenv("SONAE_NOW");
}

static void assert_stamp(const char *now, const char *zone, const char *stamp)
{
	char buffer[32];

	set(now, zone);
	assert_string_equal(clock_stamp(buffer), stamp);
}

static void test_clock__stops_at_sonae_now(void **state)
{
	struct date date;

	(void)state;
	assert_stamp("2026-11-22T07:30:00", "JST-9", "2026-11-22T07:30:00+09:00");
	assert_stamp("2026-11-22T07:30:59", "JST-9", "2026-11-22T07:30:59+09:00");
	assert_stamp("2026-11-22T07:30", "JST-9", "2026-11-22T07:30:00+09:00");
	assert_stamp("2026-11-22", "JST-9", "2026-11-22T00:00:00+09:00");
	date = clock_today();
	assert_int_equal(date.year, 2026);
	assert_int_equal(date.month, 11);
	assert_int_equal(date.day, 22);
}

static void test_clock__says_the_local_offset(void **state)
{
	(void)state;
	assert_stamp("2026-11-22T07:30:00", "UTC0", "2026-11-22T07:30:00+00:00");
	assert_stamp("2026-11-22T07:30:00", "EST5", "2026-11-22T07:30:00-05:00");
	assert_stamp("2026-11-22T07:30:00", "NPT-5:45", "2026-11-22T07:30:00+05:45");
	assert_stamp("2026-11-22T07:30:00", "NST3:30", "2026-11-22T07:30:00-03:30");
	assert_stamp("2026-07-22T07:30:00", "CET-1CEST,M3.5.0,M10.5.0/3",
	             "2026-07-22T07:30:00+02:00");
}

static void assert_export(const char *epoch, long long seconds, const char *stamp)
{
	char buffer[32];
	bool is_set;

	setenv("SOURCE_DATE_EPOCH", epoch, 1);
	assert_int_equal(clock_export(buffer, &is_set), seconds);
	assert_string_equal(buffer, stamp);
	unsetenv("SOURCE_DATE_EPOCH");
}

/* 2026-11-21T22:30:00Z is 20,778 days and 81,000 seconds after 1970: 1,795,300,200. */
static void test_clock__exports_are_dated_by_source_date_epoch(void **state)
{
	(void)state;
	set("2026-11-22T07:30:00", "JST-9");
	assert_export("0", 0, "1970-01-01T00:00:00+00:00");
	assert_export("1735689600", 1735689600, "2025-01-01T00:00:00+00:00");
	assert_export("", 1795300200, "2026-11-22T07:30:00+09:00");
	assert_export("soon", 1795300200, "2026-11-22T07:30:00+09:00");
	assert_export("-1", 1795300200, "2026-11-22T07:30:00+09:00");
	assert_export("99999999999999", 1795300200, "2026-11-22T07:30:00+09:00");
}

static long days_of_utc(void)
{
	return (long)(time(NULL) / 86400);
}

static void assert_runs(void)
{
	long before = days_of_utc();
	long told = date_to_days(clock_today());

	assert_in_range(told, before, days_of_utc());
}

static void test_clock__runs_without_sonae_now(void **state)
{
	(void)state;
	set(NULL, "UTC0");
	assert_runs();
}

static void test_clock__runs_when_sonae_now_is_no_time(void **state)
{
	static const char *const nonsense[] = {"", "tomorrow", "2026-11", "2026-11-22T07:30:00Z"};

	(void)state;
	for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
		set(nonsense[i], "UTC0");
		assert_runs();
	}
}

static void test_clock__milliseconds_go_on_while_it_stands(void **state)
{
	const struct timespec nap = {.tv_nsec = 20 * 1000000};
	long long before;

	(void)state;
	set("2026-11-22", "UTC0");
	before = clock_ms();
	nanosleep(&nap, NULL);
	assert_in_range(clock_ms() - before, 19, 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clock__stops_at_sonae_now),
		cmocka_unit_test(test_clock__says_the_local_offset),
		cmocka_unit_test(test_clock__exports_are_dated_by_source_date_epoch),
		cmocka_unit_test(test_clock__runs_without_sonae_now),
		cmocka_unit_test(test_clock__runs_when_sonae_now_is_no_time),
		cmocka_unit_test(test_clock__milliseconds_go_on_while_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

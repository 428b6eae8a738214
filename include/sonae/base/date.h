/*
 * date.h - days of the calendar, Gregorian and Japanese eras.
 *
 * A day is counted from 1970-01-01 = 0 (negative before). Valid: 1868-01-01 to
 * 9999-12-31. A result outside of that is the zeroed date, which is not valid.
 */
#ifndef SONAE_BASE_DATE_H
#define SONAE_BASE_DATE_H

#include <stdbool.h>

struct date {
	int year, month, day; /* 2024, 1..12, 1..31 */
};

bool date_is_valid(struct date date);
long date_to_days(struct date date);
struct date date_from_days(long days);
/* Same day of the month, or the month's last: 2024-01-31 + 1 = 2024-02-29. */
struct date date_add_months(struct date date, int months);
/* Days of the month, 28..31; `month` is 1..12. */
int date_month_length(int year, int month);

/* How much of the date was written; a month alone gives the 1st. */
enum date_precision { DATE_DAY, DATE_MONTH };

/* What people write, full-width digits included: 2024-09-10, 2024/9/10,
 * 2024.9.10, 20240910, 2024年9月10日, 令和6年9月10日, 令和元年5月1日, R6.9.10,
 * 平成/昭和/大正/明治 and H S T M alike, 9/10 and 9月10日 (the year of `today`),
 * 今日 本日 today 明日 tomorrow 昨日 yesterday; months alone: 2024-09, 2024/9,
 * 2024年9月, 令和6年9月, R6.9. Blanks around and between the parts do not matter,
 * nor which of the many dashes and dots an IME gave.
 * Refused: days that never were, two-digit years without an era (24/9/10), and
 * days before the era began (令和元年4月30日). An era may go on counting after its
 * end: contracts made in time say 平成32年, which is 2020.
 * `date` and `precision` (may be NULL) are untouched when it is no date. */
bool date_parse(const char *text, struct date today, struct date *date,
                enum date_precision *precision);
/* "2024-09-10"; returns `buffer`. */
const char *date_iso(struct date date, char buffer[16]);

#endif

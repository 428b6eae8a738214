/*
 * date.h - days of the calendar, Gregorian and Japanese eras.
 *
 * A day is counted from 1970-01-01 = 0 (negative before). Valid: 1868-01-01 to
 * 9999-12-31.
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
int date_month_length(int year, int month);

/* How much of the date was written; a month alone gives the 1st. */
enum date_precision { DATE_DAY, DATE_MONTH };

/* What people write, full-width digits included: 2024-09-10, 2024/9/10,
 * 2024.9.10, 20240910, 2024年9月10日, 令和6年9月10日, 令和元年5月1日, R6.9.10,
 * 平成/昭和/H/S alike, 9/10 and 9月10日 (the year of `today`), 今日 today 明日
 * tomorrow 昨日 yesterday; months alone: 2024-09, 2024年9月, 令和6年9月. Blanks
 * around and inside do not matter. */
bool date_parse(const char *text, struct date today, struct date *date, enum date_precision *precision);
/* "2024-09-10"; returns `buffer`. */
const char *date_iso(struct date date, char buffer[16]);
/* "令和6年9月10日"; for days before 1868-10-23 the Gregorian form. */
const char *date_japanese(struct date date, char buffer[48]);
/* The fiscal year in Japan starts in April: 2026-03-31 is in 2025. */
int date_fiscal_year(struct date date);
/* "令和8年度". */
const char *date_japanese_fiscal(int year, char buffer[48]);

#endif

#include "sonae/base/date.h"

#include "sonae/base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1868, LAST_YEAR = 9999 };
enum { FIRST_DAY = -37255, LAST_DAY = 2932896 }; /* of those years */

struct era {
	const char *name;
	struct date start;
};

enum { MEIJI, TAISHO, SHOWA, HEISEI, REIWA, ERAS };

static const struct era eras[ERAS] = {
	[MEIJI] = {"明治", {1868, 10, 23}},
	[TAISHO] = {"大正", {1912, 7, 30}},
	[SHOWA] = {"昭和", {1926, 12, 25}},
	[HEISEI] = {"平成", {1989, 1, 8}},
	[REIWA] = {"令和", {2019, 5, 1}},
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_length(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : length[month - 1];
}

bool date_is_valid(struct date date)
{
	return date.year >= FIRST_YEAR && date.year <= LAST_YEAR && date.month >= 1 &&
	       date.month <= 12 && date.day >= 1 &&
	       date.day <= date_month_length(date.year, date.month);
}

/* Both ways count years from March: then the leap day comes last in its year, and
 * the months' lengths repeat 31 30 31 30 31 every 153 days. 719468 days lie
 * between 0000-03-01 and 1970-01-01; 146097 are four centuries. */
long date_to_days(struct date date)
{
	long year = date.month > 2 ? date.year : date.year - 1L;
	long month = (date.month + 9) % 12;

	return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 +
	       date.day - 1 - 719468;
}

struct date date_from_days(long days)
{
	long of_era, year, of_year, month;
	struct date date;

	if (days < FIRST_DAY || days > LAST_DAY)
		return (struct date){0};
	days += 719468;
	of_era = days % 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	date.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(days / 146097 * 400 + year + (date.month <= 2));
	return date;
}

struct date date_add_months(struct date date, int months)
{
	long long count = date.year * 12LL + date.month - 1 + months;
	int length;

	if (count < FIRST_YEAR * 12 || count > LAST_YEAR * 12 + 11)
		return (struct date){0};
	date.year = (int)(count / 12);
	date.month = (int)(count % 12) + 1;
	length = date_month_length(date.year, date.month);
	if (date.day > length)
		date.day = length;
	return date;
}

const char *date_iso(struct date date, char buffer[16])
{
	snprintf(buffer, 16, "%04d-%02d-%02d", date.year, date.month, date.day);
	return buffer;
}

/*
 * Reading. The text becomes a shape, one letter a part (令和6年9月 is "enynm"),
 * with the number of each part beside it; the shapes that are dates are listed.
 *
 *   e era   n one or two digits   4, 8 as many digits   y m d 年月日
 *   w a day counted from today   - / . themselves
 */
enum { MAX_PARTS = 8, MAX_BYTES = 200 };

struct reading {
	char shape[MAX_PARTS + 1];
	int number[MAX_PARTS];
	int parts;
};

static const char *const shapes[] = {
	"4-n-n",  "4/n/n",  "4.n.n",  "4ynmnd", "8",    /* with the year */
	"en-n-n", "en/n/n", "en.n.n", "enynmnd",        /* of an era */
	"n/n",    "nmnd",   "w",                        /* near today */
	"4-n",    "4/n",    "4ynm",   "en/n",   "en.n", "enynm", /* months */
};

struct word {
	const char *text;
	char kind;
	int number;
};

/* As they are after folding. The first that fits is taken: "today" before "t". */
static const struct word words[] = {
	{"今日", 'w', 0},      {"本日", 'w', 0},   {"today", 'w', 0},
	{"明日", 'w', 1},      {"tomorrow", 'w', 1},
	{"昨日", 'w', -1},     {"yesterday", 'w', -1},
	{"明治", 'e', MEIJI},  {"m", 'e', MEIJI},
	{"大正", 'e', TAISHO}, {"t", 'e', TAISHO},
	{"昭和", 'e', SHOWA},  {"s", 'e', SHOWA},
	{"平成", 'e', HEISEI}, {"h", 'e', HEISEI},
	{"令和", 'e', REIWA},  {"r", 'e', REIWA},
	{"元", 'n', 1},
	{"年", 'y', 0},        {"月", 'm', 0},     {"日", 'd', 0},
	{"/", '/', 0},         {"・", '/', 0},     {".", '.', 0},     {"。", '.', 0},
	{"-", '-', 0},         {"‐", '-', 0},      {"–", '-', 0},     {"—", '-', 0},
	{"−", '-', 0},         {"ー", '-', 0},
};

static bool add_part(struct reading *reading, char kind, int number)
{
	if (reading->parts == MAX_PARTS)
		return false;
	reading->shape[reading->parts] = kind;
	reading->number[reading->parts++] = number;
	return true;
}

/* Bytes used; 0 when no part of a date starts here. */
static size_t read_number(const char *text, struct reading *reading)
{
	static const char kinds[] = " nn 4   8";
	size_t digits = strspn(text, "0123456789");

	if (digits >= sizeof kinds - 1 || kinds[digits] == ' ')
		return 0;
	return add_part(reading, kinds[digits], (int)strtol(text, NULL, 10)) ? digits : 0;
}

static size_t read_word(const char *text, struct reading *reading)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_starts(text, words[i].text))
			return add_part(reading, words[i].kind, words[i].number)
			               ? strlen(words[i].text)
			               : 0;
	return 0;
}

/* 元 is a number only where an era counts its years. */
static bool is_first_year_misplaced(const char *text, const struct reading *reading)
{
	return text_starts(text, "元") &&
	       (reading->parts == 0 || reading->shape[reading->parts - 1] != 'e');
}

static bool read_parts(const char *text, struct reading *reading)
{
	static const char blanks[] = " \t\r\n";

	for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
		bool is_digit = *text >= '0' && *text <= '9';
		size_t used;

		if (is_first_year_misplaced(text, reading))
			return false;
		used = is_digit ? read_number(text, reading) : read_word(text, reading);
		if (used == 0)
			return false;
		text += used;
	}
	return true;
}

static bool is_known_shape(const char *shape)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (text_is(shape, shapes[i]))
			return true;
	return false;
}

static int collect_numbers(const struct reading *reading, int number[3])
{
	int count = 0;

	for (int i = 0; i < reading->parts && count < 3; i++)
		if (strchr("n4", reading->shape[i]))
			number[count++] = reading->number[i];
	return count;
}

/* The month 平成元年1月 is in the era, though its 1st is not. */
static bool is_before_era(struct date date, enum date_precision precision, const struct era *era)
{
	if (precision == DATE_MONTH)
		date.day = date_month_length(date.year, date.month);
	return date_to_days(date) < date_to_days(era->start);
}

static struct date from_numbers(const struct reading *reading, int year_of_today,
                                enum date_precision *precision)
{
	const struct era *era = reading->shape[0] == 'e' ? &eras[reading->number[0]] : NULL;
	int n[3] = {0, 0, 1};
	int count = collect_numbers(reading, n);
	struct date date = {n[0], n[1], n[2]};

	if (reading->shape[0] == 'n')
		return (struct date){year_of_today, n[0], n[1]};
	*precision = count == 2 ? DATE_MONTH : DATE_DAY;
	if (!era)
		return date;
	if (date.year == 0)
		return (struct date){0};
	date.year += era->start.year - 1;
	if (date_is_valid(date) && is_before_era(date, *precision, era))
		return (struct date){0};
	return date;
}

static struct date from_reading(const struct reading *reading, struct date today,
                                enum date_precision *precision)
{
	int first = reading->number[0];

	*precision = DATE_DAY;
	if (!is_known_shape(reading->shape))
		return (struct date){0};
	if (reading->shape[0] == 'w')
		return date_from_days(date_to_days(today) + first);
	if (reading->shape[0] == '8')
		return (struct date){first / 10000, first / 100 % 100, first % 100};
	return from_numbers(reading, today.year, precision);
}

static bool read_written(const char *text, struct date today, struct date *date,
                         enum date_precision *precision)
{
	size_t len = strnlen(text, MAX_BYTES + 1);
	struct reading reading = {0};
	char *folded;
	bool is_read;

	if (len > MAX_BYTES || !utf8_is_valid(text, len)) /* folding drops bad bytes */
		return false;
	folded = utf8_fold(text, len);
	is_read = read_parts(folded, &reading);
	free(folded);
	if (is_read)
		*date = from_reading(&reading, today, precision);
	return is_read;
}

/* What our own files hold, many thousand times, without the cost of folding. */
static bool read_iso(const char *text, struct date *date, enum date_precision *precision)
{
	static const char form[] = "dddd-dd-dd";
	int digit[sizeof form - 1];

	for (size_t i = 0; i < sizeof form - 1; i++) {
		digit[i] = text[i] - '0';
		if (form[i] == 'd' ? digit[i] < 0 || digit[i] > 9 : text[i] != '-')
			return false;
	}
	date->year = digit[0] * 1000 + digit[1] * 100 + digit[2] * 10 + digit[3];
	date->month = digit[5] * 10 + digit[6];
	date->day = digit[8] * 10 + digit[9];
	*precision = DATE_DAY;
	return text[sizeof form - 1] == '\0';
}

bool date_parse(const char *text, struct date today, struct date *date,
                enum date_precision *precision)
{
	enum date_precision written;
	struct date read;

	if (!read_iso(text, &read, &written) && !read_written(text, today, &read, &written))
		return false;
	if (!date_is_valid(read))
		return false;
	*date = read;
	if (precision)
		*precision = written;
	return true;
}

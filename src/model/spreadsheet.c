#include "sonae/model/spreadsheet.h"

#include "sonae/base/date.h"
#include "sonae/base/str.h"
#include "sonae/base/utf8.h"
#include <iconv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- errors of formulas ---- */

static bool is_formula_error(const char *text)
{
	static const char *const errors[] = {"#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A",
	                                     "#NUM!", "#NULL!", "#SPILL!", "#CALC!"};
	size_t hashes = strspn(text, "#");

	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (text_is(text, errors[i]))
			return true;
	if (hashes >= 3 && text[hashes] == '\0') /* the column was too narrow */
		return true;
	return text_starts(text, "Err:") && text[4] != '\0' &&
	       text[4 + strspn(text + 4, "0123456789")] == '\0';
}

/* ---- numbers ---- */

struct reading {
	long double number;
	int digits;   /* from the first that is not 0 */
	int decimals; /* behind the point */
	bool has_exponent;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *read_digits(const char *at, struct reading *out, bool behind_point)
{
	for (; is_digit(*at) || (*at == ',' && !behind_point && is_digit(at[1])); at++) {
		if (*at == ',')
			continue;
		out->number = out->number * 10 + (*at - '0');
		out->decimals += behind_point;
		out->digits += out->digits > 0 || *at != '0';
	}
	return at;
}

static const char *read_exponent(const char *at, struct reading *out)
{
	char *end;
	long power;

	if (*at != 'e' || at[1 + strcspn(at + 1, "0123456789")] == '\0')
		return at;
	power = strtol(at + 1, &end, 10);
	if (end == at + 1 || labs(power) > 300)
		return at;
	out->has_exponent = true;
	out->number *= powl(10, power);
	return end;
}

/* As a spreadsheet reads it: full-width digits, signs of money, 1,234, 12%, 1e5 too. */
static bool read_folded(const char *at, struct reading *out)
{
	bool is_negative = *at == '-';

	*out = (struct reading){.digits = 0};
	at += is_negative || *at == '+';
	at += *at == '$' || *at == '\\';
	at += text_starts(at, "¥") ? strlen("¥") : 0;
	if (!is_digit(*at))
		return false;
	at = read_digits(at, out, false);
	if (*at == '.')
		at = read_digits(at + 1, out, true);
	out->number /= powl(10, out->decimals);
	at = read_exponent(at, out);
	if (at[strspn(at, " ")] == '%') {
		out->number /= 100;
		at += strspn(at, " ") + 1;
	}
	if (is_negative)
		out->number = -out->number;
	return *at == '\0';
}

static bool read_number(const char *text, struct reading *out)
{
	char *folded = utf8_fold(text, strlen(text));
	bool is_number = read_folded(folded, out);

	free(folded);
	return is_number;
}

/* How far off `shown` may be of the number it was made of: Excel keeps 15 digits, and
 * writes those that the cell shows, of long ones about ten. */
static long double slack(const struct reading *shown)
{
	long double size = fabsl(shown->number);

	if (shown->has_exponent && size > 0 && shown->digits > 0)
		return 0.5L * powl(10, floorl(log10l(size)) - (shown->digits - 1));
	if (shown->decimals > 0 && shown->digits >= 9)
		return 0.5L * powl(10, -shown->decimals);
	return size * 1e-14L;
}

static bool is_same_number(const char *before, const char *after)
{
	struct reading was, shown;

	return read_number(before, &was) && read_number(after, &shown) &&
	       fabsl(was.number - shown.number) <= slack(&shown) * 1.0001L;
}

/* ---- dates ---- */

/* The numbers of a text that is nothing but numbers and what may stand between them in a
 * date, years by their last two digits. */
struct day {
	int number[3];
	int count;
	int year_at;   /* of a year in full; -1 */
	bool is_named; /* by a month's name, which is not where it was */
};

static int month_of_name(const char *name, size_t len)
{
	static const char *const months[] = {"january", "february", "march", "april",
	                                     "may", "june", "july", "august", "september",
	                                     "october", "november", "december"};

	for (int i = 0; len >= 3 && i < 12; i++)
		if (strncmp(months[i], name, len) == 0)
			return i + 1;
	return 0;
}

static bool day_add(struct day *day, int number)
{
	if (day->count == 3)
		return false;
	if (number >= 1000)
		day->year_at = day->count;
	day->number[day->count++] = number >= 1000 ? number % 100 : number;
	return true;
}

static size_t separator_at(const char *text)
{
	static const char *const marks[] = {"/", "-", ".", " ", ",", "年", "月", "日"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (text_starts(text, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/* One part at `text`; its bytes, 0 when there is none. */
static size_t read_part(const char *text, struct day *day)
{
	size_t digits = strspn(text, "0123456789");
	size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");
	int month = month_of_name(text, letters);

	if (digits > 0)
		return digits <= 4 && day_add(day, atol(text) > 0 ? (int)atol(text) : 0) ? digits
		                                                                         : 0;
	if (month == 0 || day->is_named)
		return 0;
	day->is_named = true;
	return day_add(day, month) ? letters : 0;
}

static bool read_day(const char *text, struct day *day)
{
	char *folded = utf8_fold(text, strlen(text));
	const char *at = folded;
	size_t len = 1, separators = 0;

	*day = (struct day){.year_at = -1};
	while (*at != '\0' && len > 0) {
		len = read_part(at, day);
		at += len;
		for (size_t mark; len > 0 && (mark = separator_at(at)) > 0; separators++)
			at += mark;
	}
	free(folded);
	return len > 0 && day->count >= 2 && separators > 0;
}

static bool same_order(const struct day *a, const struct day *b)
{
	return a->count == b->count &&
	       memcmp(a->number, b->number, (size_t)a->count * sizeof(*a->number)) == 0;
}

/* Are all numbers of `part` in `whole`, in whatever order? */
static bool holds(const struct day *whole, const struct day *part)
{
	bool used[3] = {false, false, false};

	for (int i = 0; i < part->count; i++) {
		int k = 0;

		while (k < whole->count && (used[k] || whole->number[k] != part->number[i]))
			k++;
		if (k == whole->count)
			return false;
		used[k] = true;
	}
	return true;
}

bool spreadsheet_day(const char *text, long *days)
{
	enum { FIRST = 20000, LAST = 80000, EPOCH = 25569 };
	long serial;

	if (strlen(text) != 5 || strspn(text, "0123456789") != 5)
		return false;
	serial = strtol(text, NULL, 10);
	if (serial < FIRST || serial > LAST)
		return false;
	*days = serial - EPOCH;
	return true;
}

static bool is_serial_of(const struct day *before, const char *after)
{
	struct date date;
	struct day day = {.year_at = -1};
	long days;

	if (!spreadsheet_day(after, &days))
		return false;
	date = date_from_days(days);
	day_add(&day, date.year);
	day_add(&day, date.month);
	day_add(&day, date.day);
	return before->year_at >= 0 ? same_order(before, &day) : holds(&day, before);
}

/* Written in the same order it is another day, else only in another form. */
static bool is_same_day(const char *before, const char *after)
{
	struct day was, is;

	if (!read_day(before, &was))
		return false;
	if (!read_day(after, &is))
		return is_serial_of(&was, after);
	if (was.count == is.count && was.year_at == is.year_at && !is.is_named)
		return same_order(&was, &is);
	return was.count <= is.count && holds(&is, &was);
}

/* ---- times of day ---- */

static const char *read_two(const char *at, long *number)
{
	size_t digits = strspn(at, "0123456789");

	if (digits < 1 || digits > 2)
		return NULL;
	*number = strtol(at, NULL, 10);
	return at + digits;
}

/* "17:30", "17:30:00", "5:30 PM" (folded) as seconds. */
static bool read_time(const char *at, long *seconds)
{
	long hour, minute, second = 0;

	at = read_two(at, &hour);
	at = at && *at == ':' ? read_two(at + 1, &minute) : NULL;
	if (at && *at == ':')
		at = read_two(at + 1, &second);
	if (!at)
		return false;
	at += strspn(at, " ");
	if (text_is(at, "am") || text_is(at, "pm")) {
		hour = hour % 12 + (*at == 'p' ? 12 : 0);
		at += 2;
	}
	*seconds = (hour * 60 + minute) * 60 + second;
	return *at == '\0';
}

/* Written in another form; a person who types another time means it. */
static bool is_same_time(const char *before, const char *after)
{
	char *was = utf8_fold(before, strlen(before)), *is = utf8_fold(after, strlen(after));
	long a, b;
	bool same = read_time(was, &a) && read_time(is, &b) && a == b;

	free(was);
	free(is);
	return same;
}

/* ---- characters that CP932 lacks ---- */

/* Characters that come back from CP932 as their neighbours. */
static bool is_neighbour(uint32_t a, uint32_t b)
{
	static const uint32_t pairs[][2] = {
		{0x301C, 0xFF5E}, {0x2016, 0x2225}, {0x2212, 0xFF0D}, {0xA2, 0xFFE0},
		{0xA3, 0xFFE1}, {0xAC, 0xFFE2}, {0x2014, 0x2015}, {0xA6, 0xFFE4},
		{0xA5, '\\'}, {0x203E, '~'},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (pairs[i][0] == a && pairs[i][1] == b)
			return true;
	return false;
}

static bool cp932_lacks(iconv_t to_cp932, const char *text, size_t len)
{
	char in[4], out[8];
	char *from = in, *to = out;
	size_t left = len < sizeof(in) ? len : sizeof(in), room = sizeof(out);

	memcpy(in, text, left);
	iconv(to_cp932, NULL, NULL, NULL, NULL);
	return iconv(to_cp932, &from, &left, &to, &room) != 0;
}

/* `astral`: question marks for a character beyond U+FFFF, which is two in UTF-16. */
static bool differs_by_marks(iconv_t to_cp932, const char *before, const char *after, size_t astral)
{
	while (*before != '\0') {
		uint32_t was, is;
		size_t len = utf8_decode(before, strlen(before), &was);
		size_t marks = was > 0xFFFF ? astral : 1;

		if (*after == '\0')
			return false;
		size_t used = utf8_decode(after, strlen(after), &is);
		if (was != is && !is_neighbour(was, is)) {
			if (strspn(after, "?") < marks || !cp932_lacks(to_cp932, before, len))
				return false;
			used = marks;
		}
		before += len;
		after += used;
	}
	return *after == '\0';
}

static bool has_lost_characters(const char *before, const char *after)
{
	iconv_t to_cp932;
	bool has;

	if (utf8_has_held_bytes(before) || before[strspn(before, "?")] == '\0')
		return false;
	to_cp932 = iconv_open("CP932", "UTF-8");
	if (to_cp932 == (iconv_t)-1)
		return false;
	has = differs_by_marks(to_cp932, before, after, 1) ||
	      differs_by_marks(to_cp932, before, after, 2);
	iconv_close(to_cp932);
	return has;
}

/* ---- the rest ---- */

/* The mark against formulas, taken for the spreadsheet's own. */
static bool has_lost_guard(const char *before, const char *after)
{
	const char *plain = before + strspn(before, "'");

	return plain > before && *plain != '\0' && strchr("=+-@", *plain) &&
	       strcmp(plain, after + strspn(after, "'")) == 0;
}

/* A tab in front, which another format than CSV does not carry. */
static bool has_lost_tab(const char *before, const char *after)
{
	size_t tabs = strspn(before, "\t\r");

	return tabs > 0 && strcmp(before + tabs, after + strspn(after, "'")) == 0;
}

/* true becomes TRUE. */
static bool is_truth(const char *before, const char *after)
{
	char *folded = utf8_fold(before, strlen(before));
	bool is = (text_is(folded, "true") && text_is(after, "TRUE")) ||
	          (text_is(folded, "false") && text_is(after, "FALSE"));

	free(folded);
	return is;
}

bool spreadsheet_made(const char *before, const char *after)
{
	if (*after == '\0')
		return false;
	if (is_formula_error(after))
		return true;
	if (*before == '\0')
		return false;
	return is_same_number(before, after) || is_same_day(before, after) ||
	       is_same_time(before, after) ||
	       has_lost_characters(before, after) || has_lost_guard(before, after) ||
	       has_lost_tab(before, after) ||
	       is_truth(before, after);
}

#include "sonae/model/number.h"
#include "sonae/model/value.h"
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Whole numbers up to here are exact in a double. */
#define EXACT 9007199254740992.0

/* Powers of ten that a double holds exactly. */
static const double tens[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
	                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
	                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
enum { MOST_TENS = sizeof(tens) / sizeof(*tens) - 1 };

/* Places that still leave all digits exact. */
static int fitting_places(double size, int places)
{
	places = places < 0 ? 0 : places > NUMBER_PLACES ? NUMBER_PLACES : places;
	while (places > 0 && size * tens[places] >= EXACT)
		places--;
	return places;
}

static void write_fraction(uint64_t fraction, int places, struct str *out)
{
	while (fraction != 0 && fraction % 10 == 0) {
		fraction /= 10;
		places--;
	}
	if (fraction != 0)
		str_addf(out, ".%0*" PRIu64, places, fraction);
}

void number_write(double number, int places, struct str *out)
{
	if (!isfinite(number))
		return;
	double size = fabs(value_round(number, fitting_places(fabs(number), places)));
	if (number < 0 && size != 0)
		str_add_byte(out, '-');
	if (size >= EXACT) {
		str_addf(out, "%.0f", size);
		return;
	}
	places = fitting_places(size, places);
	uint64_t unit = (uint64_t)tens[places];
	uint64_t scaled = (uint64_t)llround(size * tens[places]);
	str_addf(out, "%" PRIu64, scaled / unit);
	write_fraction(scaled % unit, places, out);
}

void number_show(double number, int places, struct str *out)
{
	struct str plain = { 0 };

	number_write(number, places, &plain);
	const char *at = str_text(&plain);
	if (*at == '-')
		str_add_byte(out, *at++);
	size_t whole = strcspn(at, ".");
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			str_add_byte(out, ',');
		str_add_byte(out, at[i]);
	}
	str_add(out, at + whole);
	str_release(&plain);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Digits with a decimal point: digits / 10^places. Held whole, so that one
 * correctly rounded division makes the double.
 */
struct digits {
	uint64_t whole;
	int places;
};

static bool digits_add(struct digits *digits, char c)
{
	if (digits->whole > (uint64_t)EXACT / 10 - 1)
		return false;
	digits->whole = digits->whole * 10 + (uint64_t)(c - '0');
	return true;
}

/* Reads ".25" at `*at`, if there is such. Decimals too small for a double are dropped. */
static bool read_fraction(const char **at, struct digits *digits)
{
	if (**at != '.')
		return true;
	const char *text = *at + 1;
	size_t len = strspn(text, "0123456789");
	for (size_t i = 0; i < len && digits->places < MOST_TENS; i++) {
		if (!digits_add(digits, text[i]))
			break;
		digits->places++;
	}
	*at = text + len;
	return len > 0;
}

bool number_read(const char *cell, double *number)
{
	struct digits digits = { 0 };
	const char *at = cell + (*cell == '-');

	if (!is_digit(*at))
		return false;
	for (; is_digit(*at); at++) {
		if (!digits_add(&digits, *at))
			return false;
	}
	if (!read_fraction(&at, &digits) || *at != '\0')
		return false;
	double size = (double)digits.whole / tens[digits.places];
	*number = *cell == '-' && size != 0 ? -size : size;
	return true;
}

/* 1,234,567: commas only where thousands are set apart. */
static bool read_grouped(const char **at, struct digits *digits)
{
	const char *text = *at;
	int group = 0;
	bool grouped = false;

	for (;; text++) {
		if (is_digit(*text)) {
			group++;
			if (!digits_add(digits, *text))
				return false;
		} else if (*text == ',' && is_digit(text[1])) {
			if (grouped ? group != 3 : group < 1 || group > 3)
				return false;
			grouped = true;
			group = 0;
		} else {
			break;
		}
	}
	*at = text;
	return !grouped || group == 3;
}

static void skip_blanks(const char **at)
{
	*at += strspn(*at, " \t");
}

static bool skip_word(const char **at, const char *word)
{
	if (*word == '\0' || !text_starts(*at, word))
		return false;
	*at += strlen(word);
	skip_blanks(at);
	return true;
}

/* -, and what an IME makes of that key. */
static bool skip_minus(const char **at)
{
	static const char *const signs[] = { "-", "−", "‐", "ー", "–" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (skip_word(at, signs[i]))
			return true;
	}
	return false;
}

static bool skip_yen_sign(const char **at)
{
	return skip_word(at, "¥") || skip_word(at, "\\");
}

/*
 * 1億2千万 is 1 億 + (2 千) 万: small units (千, 百) gather in a section, which a
 * great one (兆, 億, 万) multiplies. Units fall from left to right.
 */
struct unit {
	const char *name;
	double times;
	bool great;
};
static const struct unit units[] = {
	{ "兆", 1e12, true }, { "億", 1e8, true },  { "万", 1e4, true },
	{ "千", 1e3, false }, { "百", 1e2, false },
};

static const struct unit *skip_unit(const char **at)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (skip_word(at, units[i].name))
			return &units[i];
	}
	return NULL;
}

struct amount {
	double total, section;
	double last_great, last_small; /* of the units before, falling; 1 = no more digits */
};

static bool add_small(struct amount *amount, double size, double times)
{
	if (times >= amount->last_small)
		return false;
	amount->section += size * times;
	amount->last_small = times;
	return true;
}

static bool add_great(struct amount *amount, double times)
{
	if (times >= amount->last_great)
		return false;
	*amount = (struct amount){ amount->total + amount->section * times, 0, times, INFINITY };
	return true;
}

/* One run of digits, worth `size`, and the units behind it. */
static bool add_run(struct amount *amount, double size, const char **at)
{
	const struct unit *unit = skip_unit(at);
	bool small = unit != NULL && !unit->great;

	if (!add_small(amount, size, small ? unit->times : 1))
		return false;
	if (small)
		unit = skip_unit(at);
	return unit == NULL || (unit->great && add_great(amount, unit->times));
}

static void scale(struct amount *amount, double times)
{
	amount->total *= times;
	amount->section *= times;
}

static bool read_amount(const char **at, double *size)
{
	struct amount amount = { 0, 0, INFINITY, INFINITY };

	if (!is_digit(**at))
		return false;
	while (is_digit(**at)) {
		struct digits digits = { 0 };
		if (!read_grouped(at, &digits) || !read_fraction(at, &digits))
			return false;
		skip_blanks(at);
		/* All is counted in the run's last decimal, so that 2.3万 is 230000 / 10. */
		scale(&amount, tens[digits.places]);
		if (!add_run(&amount, (double)digits.whole, at))
			return false;
		amount.total /= tens[digits.places];
		amount.section /= tens[digits.places];
	}
	*size = amount.total + amount.section;
	return *size <= EXACT;
}

bool number_parse(const char *folded, const char *unit, double *number)
{
	const char *at = folded;
	double size;

	skip_blanks(&at);
	bool yen = skip_yen_sign(&at);
	bool minus = skip_minus(&at);
	if (!minus)
		skip_word(&at, "+");
	if (!yen)
		skip_yen_sign(&at);
	if (!read_amount(&at, &size))
		return false;
	skip_blanks(&at);
	if (!(unit != NULL && skip_word(&at, unit)) && !skip_word(&at, "円"))
		skip_word(&at, "yen");
	if (*at != '\0')
		return false;
	*number = minus && size != 0 ? -size : size;
	return true;
}

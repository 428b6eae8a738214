#include "sonae/model/value.h"
#include <math.h>
#include <string.h>

/* From here on a double has no binary digit left for a fraction. */
#define WHOLE_FROM 9007199254740992.0

struct value value_empty(void)
{
	return (struct value){ .kind = VALUE_EMPTY, .number = 0 };
}

struct value value_na(void)
{
	return (struct value){ .kind = VALUE_NA, .number = 0 };
}

struct value value_number(double number)
{
	return (struct value){ .kind = VALUE_NUMBER, .number = number };
}

struct value value_text(const char *text)
{
	if (text == NULL || *text == '\0')
		return value_empty();
	return (struct value){ .kind = VALUE_TEXT, .text = text };
}

struct value value_date(struct date date)
{
	return (struct value){ .kind = VALUE_DATE, .number = (double)date_to_days(date) };
}

struct value value_check(bool yes)
{
	return (struct value){ .kind = VALUE_CHECK, .number = yes ? 1 : 0 };
}

struct value value_error(int err_code)
{
	return (struct value){ .kind = VALUE_ERROR, .number = err_code };
}

bool value_is_answered(struct value value)
{
	return value.kind != VALUE_EMPTY && value.kind != VALUE_ERROR;
}

bool value_holds(struct value value)
{
	return (value.kind == VALUE_CHECK || value.kind == VALUE_NUMBER) && value.number != 0;
}

bool value_number_equals(double a, double b)
{
	double larger = fmax(fabs(a), fabs(b));

	if (a == b)
		return true;
	if (!(fabs(a - b) < 1e-11 * larger))
		return false;
	return fabs(a - b) <= 0.5 * pow(10, floor(log10(larger)) - 11);
}

/*
 * 1.005 is held as 1.00499999999999989: what is a half at 12 significant digits
 * counts as a half. Above 10^8 that would reach into the digits people see, so
 * there a ten-thousandth of the last place is the limit.
 */
static double round_half_up(double scaled)
{
	double whole = floor(scaled);
	double slack = fmin(scaled * 5e-13, 1e-4);

	return scaled - whole >= 0.5 - slack ? whole + 1 : whole;
}

double value_round(double number, int places)
{
	static const double tens[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
	double unit = tens[places < 0 ? 0 : places > 9 ? 9 : places];
	double scaled = fabs(number) * unit;

	if (!(scaled < WHOLE_FROM))
		return number;
	double rounded = round_half_up(scaled) / unit;
	return number < 0 && rounded != 0 ? -rounded : rounded;
}

static int place_of(enum value_kind kind)
{
	static const int place[] = {
		[VALUE_NUMBER] = 0, [VALUE_TEXT] = 1, [VALUE_DATE] = 2, [VALUE_CHECK] = 3,
		[VALUE_ERROR] = 4,  [VALUE_NA] = 5,   [VALUE_EMPTY] = 6,
	};

	return place[kind];
}

int value_compare(struct value a, struct value b)
{
	if (a.kind != b.kind)
		return place_of(a.kind) - place_of(b.kind);
	if (a.kind == VALUE_TEXT)
		return strcmp(a.text, b.text);
	if (a.kind == VALUE_EMPTY || a.kind == VALUE_NA)
		return 0;
	return (a.number > b.number) - (a.number < b.number);
}

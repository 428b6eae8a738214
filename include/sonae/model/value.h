/*
 * value.h - what a cell or an expression amounts to.
 *
 * Sixteen bytes, copied freely. `text` is borrowed from a sheet or from the
 * book's pool and outlives the next change of the book only if copied.
 * Empty = not answered; n/a = "not applicable", which is an answer.
 */
#ifndef SONAE_MODEL_VALUE_H
#define SONAE_MODEL_VALUE_H

#include "sonae/base/date.h"
#include <stdbool.h>

enum value_kind {
	VALUE_EMPTY,
	VALUE_NA,
	VALUE_NUMBER,
	VALUE_TEXT, /* also choice ids, several joined by ';', and row ids */
	VALUE_DATE, /* number = days since 1970-01-01 */
	VALUE_CHECK, /* number = 0 or 1 */
	VALUE_ERROR, /* an error of evaluation: number = enum err_code */
};

struct value {
	enum value_kind kind;
	union {
		double number;
		const char *text;
	};
};

struct value value_empty(void);
struct value value_na(void);
struct value value_number(double number);
struct value value_text(const char *text); /* "" gives empty */
struct value value_date(struct date date);
struct value value_check(bool yes);
struct value value_error(int err_code);

bool value_is_answered(struct value value); /* n/a is an answer; an error is none */
/* A condition holds only for a check that is 1 and a number that is not 0. */
bool value_holds(struct value value);
/* Doubles agree when they agree at 12 significant digits. */
bool value_number_equals(double a, double b);
/* Half away from zero at `places` (0..9) decimal places: 2.5 -> 3, -2.5 -> -3,
 * 1.005 at 2 -> 1.01 (after rounding to 12 significant digits). */
double value_round(double number, int places);
/* Order for sorting: empty last, n/a before it, errors before that, then by
 * kind; numbers by size, texts by bytes. <0, 0, >0. */
int value_compare(struct value a, struct value b);

#endif

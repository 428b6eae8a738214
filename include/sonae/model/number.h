/*
 * number.h - numbers as text: canonical, shown, and as people write them.
 *
 * None of this knows of locales: the decimal sign is a point everywhere.
 */
#ifndef SONAE_MODEL_NUMBER_H
#define SONAE_MODEL_NUMBER_H

#include "sonae/base/str.h"
#include <stdbool.h>

/* Most decimals that are kept of a number that was typed. */
enum { NUMBER_PLACES = 9 };

/* Canonical text, appended: no exponent, no trailing zeros, rounded to at most `places`
 * (0..9). Nothing for infinities and what is no number. */
void number_write(double number, int places, struct str *out);
/* 1,234,567.5 */
void number_show(double number, int places, struct str *out);
/* Exactly canonical text: digits, one point, a minus in front. False, `number` untouched,
 * when it is none, or a whole part of more digits than a double holds (15). */
bool number_read(const char *cell, double *number);
/*
 * What people write: 1,234  ¥3,000  3万円  2,786万円  1億2千万  1.5万  -5. `folded` is
 * utf8_fold of the text (so full-width digits are fine); `unit`, folded or NULL, may
 * stand behind as 円 and yen may. False, `number` untouched, when it is none, or has
 * more digits than a double holds.
 */
bool number_parse(const char *folded, const char *unit, double *number);

#endif

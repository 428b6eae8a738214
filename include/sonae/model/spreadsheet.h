/*
 * spreadsheet.h - what a spreadsheet does to cells that nobody touched.
 *
 * Opening a CSV file in Excel or LibreOffice and saving it again is enough: 00123 becomes
 * 123, 5.10 becomes 5.1, a long number an exponent, 1-2 a day of January, a character that
 * CP932 lacks a question mark. None of that is what a person meant.
 */
#ifndef SONAE_MODEL_SPREADSHEET_H
#define SONAE_MODEL_SPREADSHEET_H

#include <stdbool.h>

/* Could a spreadsheet alone have made `after` of the cell `before`? Both canonical or as
 * they stand in the file, and not equal. A formula's error (#NAME?, Err:508) is always its
 * work. A person who typed exactly that cannot be told from it. */
bool spreadsheet_made(const char *before, const char *after);
/* The day that such a number stands for: 45545 is 2024-09-10, as days since 1970-01-01.
 * False for what is none of 1954 … 2119. */
bool spreadsheet_day(const char *text, long *days);

#endif

/*
 * clock.h - the time, which tests can stop.
 *
 * SONAE_NOW=2026-11-22T07:30:00 (local time; seconds optional; a date alone
 * means 00:00) freezes the clock.
 */
#ifndef SONAE_BASE_CLOCK_H
#define SONAE_BASE_CLOCK_H

#include "sonae/base/date.h"
#include <stdbool.h>

struct date clock_today(void);
/* "2026-11-22T07:30:00+09:00"; returns `buffer`. */
const char *clock_stamp(char buffer[32]);
/* When an export says that it was made, in seconds since 1970: the clock, or SOURCE_DATE_EPOCH if
 * that is set; and the same to read, then in UTC. `is_set` (may be NULL): it was. */
long long clock_export(char buffer[32], bool *is_set);
/* Milliseconds of a clock that only goes forward; never frozen. */
long long clock_ms(void);

#endif

/*
 * history_lines.h - lines of a growing file, forwards and from its end.
 */
#ifndef SONAE_STORE_HISTORY_LINES_H
#define SONAE_STORE_HISTORY_LINES_H

#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include <stdbool.h>

/* The line that ends at byte `end` (1 or more), its LF included if it has one, appended
 * to `line`; *start = where it begins. */
bool history_line_before(const char *path, long long end, struct str *line, long long *start,
                         struct err *err);

/* Calls `each` with the lines of the first `size` bytes in order, each with its LF; `each`
 * returns false to stop. A line is followed by a byte that is no digit. */
bool history_each_line(const char *path, long long size,
                       bool (*each)(void *context, const char *line, size_t len), void *context,
                       struct err *err);

#endif

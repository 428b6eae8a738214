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

/* A line with its LF, and the byte it begins with; false to stop. It is followed by a
 * byte that is no digit. */
typedef bool (*history_line)(void *context, long long at, const char *line, size_t len);

/* The lines that end with an LF between the bytes `from`, where one begins, and `to`. */
bool history_each_line(const char *path, long long from, long long to, history_line each,
                       void *context, struct err *err);
/* The same from the last to the first, from the byte 0; `to` is the end of a line. */
bool history_each_line_back(const char *path, long long to, history_line each, void *context,
                            struct err *err);

#endif

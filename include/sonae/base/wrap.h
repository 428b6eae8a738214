/*
 * wrap.h - lines of a paragraph.
 *
 * Japanese breaks between any two characters except where a small rule of
 * kinsoku forbids it (no line starts with 、。）」ー small kana …, none ends with
 * （「); Latin words break at blanks, or anywhere when one word is wider than
 * the line. A newline always ends a line. A blank is a space, a tab (one column)
 * or the full-width space. One character wider than the line stands alone on it.
 */
#ifndef SONAE_BASE_WRAP_H
#define SONAE_BASE_WRAP_H

#include <stddef.h>

struct wrap_line {
	size_t at, len; /* bytes shown on this line: no newline, no trailing blank run that was broken at */
	size_t next;    /* where the next line starts (bytes); len + 1 on the last line */
};

/* The line that starts at byte `at`, at most `cols` (>= 2) columns wide; a text
 * ending in a newline has one more, empty, line. Returns 0 when `at` is past the
 * last line, else 1. Lines tile the text: next >= at + len, and a caret at byte
 * b, even at `len`, is on the one line with at <= b < next. */
int wrap_next(const char *text, size_t len, size_t at, int cols, struct wrap_line *line);
/* How many lines; an empty text has one. */
size_t wrap_count(const char *text, size_t len, int cols);

#endif

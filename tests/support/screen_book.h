/*
 * screen_book.h - a workbook for a screen test: made by the command line, opened in a
 * terminal, its CSV files read back as any other program would read them.
 *
 * A book is the folder "book" in a scratch folder of its own; it belongs to 備え製作所, is in
 * Japanese, and 山田 types in it. What goes wrong here fails the test.
 */
#ifndef SUPPORT_SCREEN_BOOK_H
#define SUPPORT_SCREEN_BOOK_H

#include "support/pty.h"

/* The scratch folder around it, borrowed. */
const char *screen_book_new(void);
/* The same filled in as the example company. */
const char *screen_book_example(void);
/* `sonae VERB book ARGS…`: SCREEN_BOOK_RUN(dir, "set", "assets", "new", "name=社員名簿"). */
#define SCREEN_BOOK_RUN(dir, verb, ...) screen_book_run(dir, verb, LIST(__VA_ARGS__))
void screen_book_run(const char *dir, const char *verb, const char *const *args);

/* Opens it at a worksheet (NULL: home) and waits for it. The guide's pane is put away, so that
 * the rows have the screen for themselves. */
struct pty *screen_book_open(const char *dir, const char *sheet, int rows, int cols);
/* Leaves with ^Q, asserts that all went well, closes. */
#define screen_book_quit(p) screen_book_quit_at(p, __FILE__, __LINE__)
void screen_book_quit_at(struct pty *p, const char *file, int line);

/* A cell of `sheet`.csv as it stands in the file (quotes taken off); "" when the row or the
 * field is not there. The caller's. */
char *screen_book_cell(const char *dir, const char *sheet, const char *row, const char *field);
#define screen_book_expect(dir, sheet, row, field, expected)                   \
	screen_book_expect_at(dir, sheet, row, field, expected, __FILE__, __LINE__)
void screen_book_expect_at(const char *dir, const char *sheet, const char *row, const char *field,
                           const char *expected, const char *file, int line);

#endif

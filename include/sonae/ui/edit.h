/*
 * edit.h - a text being typed: caret, graphemes, lines. For one line and for memos.
 *
 * The caret stands between characters, never inside one. Text stays NFC. No drawing
 * and no keys here; see edit_draw for where things stand on the screen.
 */
#ifndef SONAE_UI_EDIT_H
#define SONAE_UI_EDIT_H

#include "sonae/base/str.h"
#include "sonae/ui/canvas.h"
#include <stdbool.h>
#include <stddef.h>

struct edit {
	struct str text;
	size_t caret;      /* bytes */
	bool many_lines;
	int goal;          /* column ↑↓ try to keep; -1 = the caret's */
	size_t top;        /* first line shown (many) / first byte shown (one line) */
};

/* Starts with a copy of `text` in NFC, the caret at its end. An edit that was used before is
 * started anew; a zeroed one is an empty line. */
void edit_start(struct edit *edit, const char *text, bool many_lines);
void edit_release(struct edit *edit);
const char *edit_text(const struct edit *edit);

/* Inserts at the caret. In one line, newlines become blanks; tabs become blanks, other controls
 * are dropped. A combining mark joins the character before the caret. */
void edit_insert(struct edit *edit, const char *text);
bool edit_backspace(struct edit *edit);
bool edit_delete(struct edit *edit);
/* False when the caret is at the end already; so are backspace and delete. */
bool edit_left(struct edit *edit);
bool edit_right(struct edit *edit);
void edit_home(struct edit *edit); /* of the line as typed, not as wrapped */
void edit_end(struct edit *edit);
void edit_first(struct edit *edit);
void edit_last(struct edit *edit);
/* Between lines as edit_draw wraps them in a rect of `cols` columns, the last of which is kept
 * for the caret; false on the first/last line. */
bool edit_up(struct edit *edit, int cols);
bool edit_down(struct edit *edit, int cols);

/* Draws into `rect` (one line: its first row), scrolled so that the caret shows, and sets the
 * canvas's cursor to the caret. */
void edit_draw(struct edit *edit, struct canvas *canvas, struct rect rect, enum style style);
/* Lines the text takes in a rect of `cols` columns. */
size_t edit_lines(const struct edit *edit, int cols);

#endif

/*
 * canvas.h - a picture of the screen in cells.
 *
 * Views draw here; ui/term.c shows it. A cell holds what a terminal shows in one place, a
 * code point with its marks, or is the right half of a two-column one. No half characters
 * ever stand alone: writing over one half blanks the other; a wide character that does not
 * fit whole is a blank. Rows and columns count from 0; drawing outside is cut off.
 */
#ifndef SONAE_UI_CANVAS_H
#define SONAE_UI_CANVAS_H

#include "sonae/base/str.h"
#include "sonae/ui/style.h"
#include <stdbool.h>
#include <stddef.h>

enum canvas_line { /* drawn as ACS by terminals that have it, else ASCII */
	LINE_NONE,
	LINE_H, LINE_V, LINE_CROSS,
	LINE_TOP_LEFT, LINE_TOP_RIGHT, LINE_BOTTOM_LEFT, LINE_BOTTOM_RIGHT,
	LINE_TEE_DOWN, LINE_TEE_UP, LINE_TEE_RIGHT, LINE_TEE_LEFT,
};

enum { CANVAS_CELL_BYTES = 28 };

struct canvas_cell {
	char text[CANVAS_CELL_BYTES]; /* NUL-terminated and -filled, so that cells compare by their
	                                 bytes; "" = right half; marks too many are left out */
	unsigned char style;          /* enum style */
	unsigned char line;           /* enum canvas_line; then text is the ASCII form */
	unsigned char cols;           /* 1, 2, or 0 for a right half */
};

struct canvas {
	int rows, cols;
	struct canvas_cell *cell; /* rows * cols */
	int cursor_row, cursor_col;
	bool cursor_visible;      /* a caret or a selected cell: where an IME composes */
};

struct rect {
	int row, col, rows, cols;
};

/* Keeps nothing of the old picture. */
void canvas_resize(struct canvas *canvas, int rows, int cols);
void canvas_release(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);

/* Draws at most `cols` columns of `text` (made visible: utf8_add_visible); with TEXT_PAD, all
 * `cols` are filled with blanks of the style; TEXT_RIGHT puts the text at the right end of them;
 * with TEXT_MARK, text that does not fit ends in ">". It is cut between characters. Returns the
 * columns the text took, mark included. */
enum canvas_text_flags { TEXT_PAD = 1, TEXT_RIGHT = 2, TEXT_MARK = 4 };
int canvas_text(struct canvas *canvas, int row, int col, int cols, enum style style, unsigned flags,
                const char *text);
void canvas_fill(struct canvas *canvas, struct rect rect, enum style style);
void canvas_line(struct canvas *canvas, int row, int col, enum canvas_line line, enum style style);
void canvas_hline(struct canvas *canvas, int row, int col, int cols, enum style style);
/* A frame of lines with a blank inside. */
void canvas_box(struct canvas *canvas, struct rect rect, enum style style);
/* Changes the style of what stands there; a wide character has that of its left half. */
void canvas_restyle(struct canvas *canvas, struct rect rect, enum style style);
/* Shows the cursor there; outside the canvas it is hidden. canvas_clear hides it too. */
void canvas_cursor(struct canvas *canvas, int row, int col);

/* The picture as text, one line a row, trailing blanks cut; for tests. Lines as ASCII. */
void canvas_dump(const struct canvas *canvas, struct str *out);

#endif

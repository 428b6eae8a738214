/*
 * paper.h - lines of text to read: guides, help, examples.
 *
 * Laid out once for a width, then drawn and scrolled. A line has a style and
 * spans of other styles on top of it.
 */
#ifndef SONAE_UI_PAPER_H
#define SONAE_UI_PAPER_H

#include "sonae/app/action.h"
#include "sonae/base/vec.h"
#include "sonae/ui/canvas.h"
#include <stdbool.h>
#include <stddef.h>

struct paper_span {
	size_t at, len; /* bytes of the line */
	enum style style;
};
struct paper_line {
	char *text;     /* owned */
	enum style style;
	VEC(struct paper_span) spans; /* in order, apart from each other */
};
struct paper {
	VEC(struct paper_line) lines;
	size_t top;     /* the first line shown */
};

/* Valid until the next line is added. */
struct paper_line *paper_add(struct paper *paper, const char *text, size_t len, enum style style);
void paper_add_blank(struct paper *paper);
/* Takes the blank lines out, where room is dear. */
void paper_drop_blanks(struct paper *paper);
/* Breaks `text` into lines of `cols`; the first stands behind `lead`, the others are indented by
 * as many columns as it has. */
void paper_add_wrapped(struct paper *paper, const char *lead, const char *text, int cols,
                       enum style style);

/* Draws from `top`, which is brought back when it is too far down. */
void paper_draw(struct paper *paper, struct canvas *canvas, struct rect rect);
/* Up, down, pages, first and last on `rows` lines; false for other actions. */
bool paper_act(struct paper *paper, enum action action, int rows);
/* Is there more below what `rows` lines show? */
bool paper_has_more(const struct paper *paper, int rows);
/* Empties it but keeps `top`, to lay it out anew. */
void paper_clear(struct paper *paper);
void paper_release(struct paper *paper);

#endif

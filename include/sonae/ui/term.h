/*
 * term.h - the terminal; src/ui/term*.c are the only files that know curses (term.c) or
 * escape sequences.
 *
 * One per process. The terminal is put back on every way out: term_close, exit,
 * death (mem.h), HUP, TERM, INT (those come as EVENT_GONE). ^C is a key like any other.
 */
#ifndef SONAE_UI_TERM_H
#define SONAE_UI_TERM_H

#include "sonae/base/err.h"
#include "sonae/ui/canvas.h"
#include "sonae/ui/event.h"
#include <stdbool.h>

struct term_options {
	const char *theme; /* "auto" "color" "mono" "ascii"; NO_COLOR makes auto mono */
	int ambiguous;     /* columns of ①○→ …: 1, 2; 0 = ask the terminal. It is asked after the
	                      first picture; if they are wide, utf8.h is told and an EVENT_RESIZE
	                      of the same size comes: everything is laid out anew */
	bool mouse;
};

/* Fails on a terminal that cannot move its cursor and on what is no terminal, with ERR_USAGE. An
 * unknown TERM is taken for xterm-256color; a locale that is not UTF-8 for C.UTF-8. Only
 * LC_CTYPE is set: numbers are read and written the same everywhere. */
bool term_open(const struct term_options *options, struct err *err);
void term_close(void);
void term_size(int *rows, int *cols);
/* Sends what differs from the last picture; the cursor last. What a smaller canvas does not cover
 * is blank, what does not fit the screen is cut off. */
void term_show(const struct canvas *canvas);
/* The next picture is sent whole (^L). */
void term_forget(void);
/* Waits at most `timeout_ms` (-1 = for ever) without waking up in between. EVENT_NONE when the
 * time is over, or when what came was only for this module. */
struct event term_read(int timeout_ms);
/* Has something arrived that was not read yet, if only a part of it? */
bool term_has_input(void);
/* Gives the terminal to another program and takes it back (^E); then the next picture is sent
 * whole, and term_size may have changed. */
void term_suspend(void);
void term_resume(void);
/* Copies to the terminal's clipboard (OSC 52); terminals that cannot ignore it. */
void term_copy(const char *text);

#endif

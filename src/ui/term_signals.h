/*
 * term_signals.h - signals as something to poll. For term.c alone.
 *
 * Handlers can reach nothing but a global, so there is one, inside. Programs started
 * meanwhile have the usual handling.
 */
#ifndef SONAE_UI_TERM_SIGNALS_H
#define SONAE_UI_TERM_SIGNALS_H

#include <stdbool.h>

enum term_signal {
	SIGNAL_NONE,
	SIGNAL_RESIZED, /* WINCH */
	SIGNAL_END,     /* HUP, TERM */
	SIGNAL_BREAK,   /* INT: to end, or meant for a program we started */
};

/* Catches them from now on; false when the system has no pipe left. */
bool term_signals_open(void);
/* Readable when a signal has come. */
int term_signals_fd(void);
/* The oldest that was not asked for yet. */
enum term_signal term_signals_next(void);
/* As before, but that those which ask to end are ignored from now on: the program is ending. */
void term_signals_close(void);

#endif

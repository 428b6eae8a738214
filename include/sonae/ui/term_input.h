/*
 * term_input.h - from the bytes a terminal sends to events.
 *
 * Pure: no terminal, no clock; term.c feeds it, tests too. Knows what xterm, VT, rxvt and
 * the Linux console send, whatever TERM says. An unknown escape sequence is read to its
 * end and dropped, it never becomes text; of everything else nothing is lost: a byte
 * that is no UTF-8 is U+FFFD. Time decides only about what is not complete: a
 * lone Esc, a sequence or a character that never ends, a paste that is cut off.
 */
#ifndef SONAE_UI_TERM_INPUT_H
#define SONAE_UI_TERM_INPUT_H

#include "sonae/base/str.h"
#include "sonae/ui/event.h"
#include <stdbool.h>
#include <stddef.h>

enum {
	TERM_INPUT_ESC_MS = 25,       /* Esc with nothing behind it for so long is the key */
	TERM_INPUT_SEQUENCE_MS = 250, /* a sequence that got stuck is dropped */
	TERM_INPUT_CHARACTER_MS = 1000, /* a character whose rest never comes is U+FFFD */
	TERM_INPUT_PASTE_MS = 2000,   /* a paste that got stuck is delivered as it is */
	TERM_INPUT_DOUBLE_MS = 400,   /* two presses within make a double click */
	TERM_INPUT_PASTE_MAX = 16 << 20,    /* bytes; more of one paste is dropped */
	TERM_INPUT_SEQUENCE_MAX = 64 << 10, /* bytes; a sequence longer than that has no end */
};

struct term_input {
	struct str bytes; /* as they came; those before `at` are done */
	size_t at;
	long long since;  /* when the last of them came, ms */
	bool pasting;
	struct str paste; /* raw */
	char *text;       /* of the event last returned */
	bool has_report;  /* where the cursor is, as the terminal said */
	int report_row, report_col;
	bool has_press;   /* the last press, which may become a double click */
	int press_row, press_col;
	long long press_ms;
};

/* `now_ms` is of any clock that only goes forward. */
void term_input_add(struct term_input *input, const char *bytes, size_t len, long long now_ms);
/* The next event; false when nothing is complete yet. Keys and text that came in one burst
 * come in order; a burst of characters is one EVENT_TEXT. */
bool term_input_next(struct term_input *input, long long now_ms, struct event *event);
/* Milliseconds until time itself decides something, -1 when nothing waits for that. */
int term_input_wait(const struct term_input *input, long long now_ms);
/* Are there bytes that were not made into events? */
bool term_input_is_pending(const struct term_input *input);
/* The terminal's answer to "where is the cursor" (from 0), once; false when none came. */
bool term_input_report(struct term_input *input, int *row, int *col);
void term_input_release(struct term_input *input);

#endif

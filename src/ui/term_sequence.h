/*
 * term_sequence.h - the escape sequences of keys. For term_input.c alone.
 *
 * ESC [ (CSI) or ESC O (SS3), parameters (numbers with ; between), one last byte.
 */
#ifndef SONAE_UI_TERM_SEQUENCE_H
#define SONAE_UI_TERM_SEQUENCE_H

#include <stddef.h>

enum introducer { CSI = 1, SS3 = 2 };

struct sequence {
	enum introducer introducer;
	char prefix;         /* < = > ? or NUL */
	int count, param[4]; /* `count` may be more than are kept; 0 = none given */
	char final;
	size_t len;          /* bytes from ESC on that belong to it */
};

enum scan {
	SCAN_PART,   /* goes on after the bytes there are */
	SCAN_BROKEN, /* the byte behind `len` cannot be in a sequence */
	SCAN_WHOLE,
};

/* `bytes` begin with ESC [ or ESC O; `sequence` is zeroed. */
enum scan sequence_scan(const char *bytes, size_t len, struct sequence *sequence);
/* The key (app/key.h) with its modifiers, 0 when it is none that we know. */
int sequence_key(const struct sequence *sequence);

#endif

/*
 * fill.h - a worksheet filled in by question and answer: which questions come (fill.c), and
 * asking one (fill_ask.c).
 */
#ifndef SONAE_SRC_CLI_FILL_H
#define SONAE_SRC_CLI_FILL_H

#include "verb.h"

#include "sonae/model/sheet.h"

struct question {
	char row[64]; /* "" = a row that its first answer makes */
	int field;
};

struct fill {
	struct cli *cli;
	struct sheet *sheet;
	const struct form *form;
	VEC(int) fields;             /* to be asked, in order */
	VEC(struct question) asked;  /* so far; < goes back in it */
	size_t at;                   /* which of them comes now */
	char row[64];                /* the row whose questions are being added; "" = a new one */
	bool in_row, is_new;
	size_t next_row, next_field; /* positions behind those that were added last */
	char shown[64];              /* the row that was announced last */
	bool new_was_shown;
	size_t written;              /* answers */
};

enum reply { REPLY_NEXT, REPLY_BACK, REPLY_STOP };

/* Asks and does what was answered. What cannot be written is told and stops. */
enum reply fill_ask(struct fill *fill, struct question *question);
/* What is computed from the row's answers, one line. */
void fill_tell_results(struct fill *fill, const char *row_id);

#endif

/*
 * past.h - who changed what, when: the steps of history.csv, newest first.
 *
 * Read backwards and only as far as somebody looks, so that a long history costs what is
 * shown of it. A step is one user action; of its changes those are kept that are wanted.
 */
#ifndef SONAE_SRC_UI_PAST_H
#define SONAE_SRC_UI_PAST_H

#include "sonae/base/map.h"
#include "sonae/base/pool.h"
#include "sonae/store/history.h"
#include "sonae/ui/ui.h"

struct past_change {
	enum history_kind kind; /* set, insert, delete, move */
	char *sheet, *row, *field, *before, *after; /* owned */
	bool before_forgotten, after_forgotten;
};

struct past_step {
	unsigned long seq;
	enum history_kind kind; /* undo, redo, outside, merge; HISTORY_SET: a plain action */
	char *time, *who;       /* owned */
	bool undone;            /* and not done again since */
	VEC(struct past_change) changes; /* in the order they were done; never empty in a list */
};

/* What is wanted; NULL is any. */
struct past_wanted {
	const char *sheet, *row;
	/* Words with blanks between, each to be found (NFKC, case folded) in what is shown of a
	 * change; a word that is a date wants what was done since that day. */
	const char *text;
};

struct past {
	VEC(struct past_step) steps; /* as far as read */
	bool is_whole;               /* read to the beginning */
	/* the rest is past.c's own */
	char *sheet, *row, *words, since[16];
	long long before;            /* lines from this byte on are read; 0 = none is */
	struct past_step reading;
	struct map undone;           /* by seq: index 1 = undone, 0 = done again */
	struct pool seqs;
};

/* Forgets what was read and begins anew, with what was done meanwhile. */
void past_ask(struct past *past, const struct past_wanted *wanted);
/* Reads on until `steps` of them are there, for about `ms` milliseconds at most. */
void past_read(struct past *past, const struct ui *ui, size_t steps, long long ms);
void past_release(struct past *past);

/* ---- in words (past_say.c); all append ---- */

/* "07:30" today, "11-20 07:30" this year, else "2025-11-20". */
void past_say_time(const struct past_step *step, struct str *out);
/* "2026-11-20 07:30". */
void past_say_whole_time(const struct past_step *step, struct str *out);
/* One side of a change as a person reads it; "(empty)" and such where nothing stands. */
void past_say_before(const struct ui *ui, const struct past_change *change, struct str *out);
void past_say_after(const struct ui *ui, const struct past_change *change, struct str *out);
/* "low -> high", "new row (Name: …)". */
void past_say_change(const struct ui *ui, const struct past_change *change, struct str *out);
/* The field's label, its id when there is no such field any more, "" for a whole row. */
const char *past_field(const struct ui *ui, const struct past_change *change);
/* "undone: " and such before what a step did; nothing for a plain action. */
void past_say_kind(const struct ui *ui, const struct past_step *step, struct str *out);

#endif

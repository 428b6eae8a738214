/*
 * overview.h - home: how far each session is, the one next step, what is wrong.
 *
 * The figures, and the words that go with them, are kept in .sonae/home, keyed by the size
 * and time of every CSV and form, the program's version and the date, so that home can be
 * painted before a single form or worksheet is read, or even looked for; whether the key
 * still fits is asked after the paint, and if not they are computed anew.
 */
#ifndef SONAE_APP_OVERVIEW_H
#define SONAE_APP_OVERVIEW_H

#include "sonae/app/session.h"
#include "sonae/base/vec.h"
#include "sonae/model/progress.h"

struct overview_sheet {
	const char *id;       /* borrowed from the curriculum */
	bool more, there;     /* there: it has a form */
	enum progress progress;
	size_t rows;          /* with work in them */
};
struct overview_session {
	VEC(struct overview_sheet) sheets; /* as in the curriculum */
	int done, core;       /* core worksheets that are there */
	bool there;           /* any of its worksheets has a form */
};
#define OVERVIEW_LEFT_BEHIND "not_begun" /* as a gap: worksheets of earlier sessions */
struct overview_finding { /* findings of one kind, counted */
	enum finding_level level;
	char sheet[64], row[64], field[64]; /* the first of them */
	char gap[64];         /* "" = wrong values, which have no words but the worksheet's */
	size_t count;
	struct words title;       /* what is missing; of wrong values the worksheet's title */
};
struct overview_figure { /* a summary that stands on home */
	char sheet[64];
	bool alarm;
	struct words sheet_title, label, value;
};
struct overview {
	struct pool pool;     /* of all words here */
	bool is_stale;        /* nothing is known yet */
	char key[65];         /* of what the figures were made from; "" when they were computed here */
	VEC(struct overview_session) sessions;
	VEC(struct overview_figure) figures;   /* only those with a value */
	VEC(struct overview_finding) findings; /* errors first */
	char next_sheet[64], next_row[64], next_field[64]; /* "" = nothing left */
	int next_session;
	struct words next_title, next_name, next_label; /* worksheet, row (besides its id), field */
};

/* Quick: from .sonae/home as it is, whatever has changed since; without one of this program's
 * version everything zero and is_stale. */
void overview_load(struct session *session, struct overview *overview);
/* Are the figures loaded still right? Looks at every file they rest on. */
bool overview_fits(const struct session *session, const struct overview *overview);
/* Loads and computes every worksheet of the curriculum that has a form. `last_session` = index of
 * the session last worked in, or -1. Then keeps it in .sonae/home unless read-only. */
void overview_compute(struct session *session, int last_session, struct overview *overview);
void overview_release(struct overview *overview);

#endif

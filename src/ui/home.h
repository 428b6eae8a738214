/*
 * home.h - the parts of the home screen: what it shows, as lines (home_lines.c), drawn
 * (home_draw.c), and moving on it (view_home.c).
 *
 *       1 title     ########.. 3/4   | next step
 *     > 2 title     #####..... 2/4   |   door
 *       3 title     not there yet    | worth a look        5
 *                                    | ! door              3
 *
 * What can be stood on are items: first the sessions, then the doors on the right. In a
 * narrow window the right side follows below the left, and up and down go through all of it.
 */
#ifndef SONAE_SRC_UI_HOME_H
#define SONAE_SRC_UI_HOME_H

#include "sonae/app/overview.h"
#include "sonae/ui/ui.h"

/* A line of the right side; a door when it leads to a worksheet. */
struct home_line {
	char *text, *right; /* owned; right: a count */
	char *info;         /* owned; the whole of it, for the line below; of a gap "": see `gap` */
	char gap[64];       /* of the worksheet's form: what it says in full is asked for when shown */
	enum style style;
	char sheet[64], row[64], field[64];
	enum action action; /* a door that leads elsewhere than to a cell; else ACTION_NONE */
};

struct home {
	struct view view;
	struct overview overview;
	VEC(struct home_line) lines;
	VEC(size_t) doors;   /* indices of lines */
	size_t at;           /* item */
	size_t session_was;  /* where Tab leads back to */
	int last_session;    /* worked in last, -1 = none */
	size_t top[2];       /* first row shown: left (or all), right */
	struct rect side[2]; /* where they were drawn; a narrow window has only the first */
	bool placed;
	bool is_old;         /* the figures may have changed since */
};

size_t home_session_count(const struct home *home);
bool home_at_session(const struct home *home);
/* The door one stands on, or NULL. */
const struct home_line *home_door(const struct home *home);

/* Lays the right side out anew. */
void home_lay_out(struct home *home, struct ui *ui);
void home_release_lines(struct home *home);

void home_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif

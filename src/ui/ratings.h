/*
 * ratings.h - a checklist rated as it is and as it should be: its groups with their means on a
 * scale, and the items of a group, rated by one key each.
 *
 *     part      group            1   2   3   4   as is      to be      gap
 *     Identify > ID.AM ...       #####----|      1.5  6/6   3.0  6/6   1.5
 *               ID.BE ...        .   .   .   .        0/5        0/5
 *     -- # as is  | to be ------------------------------------------------
 *     Identify                   ...            <- the part one stands in, and the whole
 *     widest gaps: ...
 *     1 what level 1 looks like in this group
 *
 * view_profile.c moves about (ratings.c knows where one stands), ratings_write.c writes,
 * ratings_draw.c, ratings_line.c and ratings_items.c draw. On a wide screen groups and items
 * stand side by side.
 */
#ifndef SONAE_SRC_UI_RATINGS_H
#define SONAE_SRC_UI_RATINGS_H

#include "sonae/model/profile.h"
#include "sonae/store/library.h"
#include "sonae/ui/cell_view.h"

enum { RATINGS_SIDES = 2 }; /* PROFILE_NOW and PROFILE_GOAL */

/* Lines of groups or of items, as drawn last. */
struct ratings_pane {
	struct rect at; /* no rows: not on the screen */
	size_t top;
	int side_at[RATINGS_SIDES]; /* first screen column of each side */
};

struct ratings {
	struct cell_view cell; /* first: the item one stands on, and the side's field */
	struct profile profile;
	struct library levels; /* forms/library/<worksheet>_levels.csv; empty without one */
	size_t group;          /* of the item */
	enum profile_measure side;
	bool in_items; /* on the item itself, else on its whole group */
	char asked;    /* the key that, pressed again, goes over rated items; or '\0' */
	bool undoes;   /* what is shown next is what ^Z took back */
	struct ratings_pane groups, items;
};

struct sheet *ratings_sheet(const struct ratings *ratings, const struct ui *ui);
const struct form_view *ratings_way(const struct ratings *ratings, const struct ui *ui);
/* The field of a side, and its index. */
int ratings_field_of(const struct ratings *ratings, const struct ui *ui, enum profile_measure side);
const struct field *ratings_field(const struct ratings *ratings, const struct ui *ui,
                                  enum profile_measure side);
/* What a side is called in little room. */
const char *ratings_side_name(const struct ratings *ratings, const struct ui *ui,
                              enum profile_measure side);
/* The group one stands on, and its items; there is always one while the view lives. */
const struct profile_group *ratings_group(const struct ratings *ratings);
const char *ratings_group_name(const struct ratings *ratings, const struct ui *ui, size_t group);
/* Where the item stands in its group. */
size_t ratings_index(const struct ratings *ratings, const struct ui *ui);
/* Is the rating a number of one digit? Then one key is enough. */
bool ratings_take_digits(const struct ratings *ratings, const struct ui *ui);
/* "1-4" of the side one stands on. Appends. */
void ratings_say_scale(const struct ratings *ratings, const struct ui *ui, struct str *out);

/* Ratings may have changed: makes the profile anew; one stays on the item. */
void ratings_read(struct ratings *ratings, struct ui *ui);
/* On the index-th item of a group, or the last. */
void ratings_stand_at(struct ratings *ratings, struct ui *ui, size_t group, size_t index);
/* On a row of the worksheet; false: no group has it. */
bool ratings_stand_on_row(struct ratings *ratings, struct ui *ui, const char *id);
/* The nearest group before (by -1) or behind (1) that has items; false: none. */
bool ratings_other_group(const struct ratings *ratings, int by, size_t *group);
/* To the next item, of the next group after the last; false at the very end. */
bool ratings_go_on(struct ratings *ratings, struct ui *ui);

/* ---- ratings_write.c ---- */

/* What was typed: digits rate the item, or every item of the group; else it is for the cell. */
unsigned ratings_type(struct ratings *ratings, struct ui *ui, const char *text, bool pasted);
/* The item's levels in a list, n/a last; of one digit only. */
void ratings_pick(struct ratings *ratings, struct ui *ui);
/* Takes back the ratings of a whole group, when asked twice. */
void ratings_clear_group(struct ratings *ratings, struct ui *ui);

/* ---- ratings_line.c ---- */

struct ratings_line {
	const char *part, *name; /* part "": the name takes its room, too */
	const struct profile_figures *figures;
	bool is_current, is_selected; /* one stands in it; on its rating */
};
void ratings_draw_line(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                       struct rect at, const struct ratings_line *line);
/* Above the lines: the scale, the sides; notes where these stand. */
void ratings_draw_headings(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                           struct rect at);
/* A rule with what the signs of the bars mean. */
void ratings_draw_legend(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                         struct rect at);
/* "ID Identify"; "" without parts. */
const char *ratings_part_name(const struct ratings *ratings, const struct ui *ui, size_t part);

/* ---- ratings_draw.c ---- */

void ratings_draw(struct view *view, struct ui *ui, struct canvas *canvas);

/* ---- ratings_items.c ---- */

void ratings_draw_items(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                        struct rect at);
/* What a level looks like in the current group; "" when nothing says so. Borrowed. */
const char *ratings_level_text(const struct ratings *ratings, const struct ui *ui,
                               const char *level);
/* What the levels look like in the current group: the rows they take, and drawing them. */
int ratings_levels_rows(const struct ratings *ratings, const struct ui *ui, int cols);
void ratings_draw_levels(const struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                         struct rect at);

#endif

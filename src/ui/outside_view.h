/*
 * outside_view.h - the screen of what other programs changed: its lines, and drawing them.
 *
 *     things   taken over: 3   altered by a spreadsheet: 2
 *     ! undecided T-001 staff list    grade       low      | high
 *       theirs    T-002 plans         grade       low      | high
 *     ! T-004                         not in the file any more
 */
#ifndef SONAE_SRC_UI_OUTSIDE_VIEW_H
#define SONAE_SRC_UI_OUTSIDE_VIEW_H

#include "sonae/store/outside.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/ui.h"

#include <stdint.h>

/* What a line of the list is about. */
struct about {
	size_t report;
	size_t item; /* HEADING, VANISHED + its index, or an index of the items */
};
#define HEADING SIZE_MAX
#define VANISHED (SIZE_MAX / 2)

struct outside {
	struct view view;
	struct menu menu;
	VEC(struct about) about; /* by menu line */
	struct rect list;
};

/* The line one stands on; NULL when there is none. */
const struct about *outside_chosen(const struct outside *outside);
/* Is it about a value, or a row that was deleted here? NULL is not. */
bool about_is_item(const struct about *about);
/* About a row that is not in the file? NULL is not. */
bool about_is_vanished(const struct about *about);
/* Borrowed until something is decided. */
const struct outside_report *about_report(const struct ui *ui, const struct about *about);
const struct outside_item *about_value(const struct ui *ui, const struct about *about);
/* Whom theirs is from. */
const char *outside_who(const struct ui *ui, const struct outside_item *item);
/* Does theirs stand in the cell, or their row in the worksheet? */
bool about_is_theirs(const struct ui *ui, const struct about *about);

/* As view_ops wants it (outside_draw.c). */
void outside_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif

/*
 * menu.h - a list to choose from, scrolled and filtered: start, pickers, palette, find.
 *
 * Owns copies of its lines. The selection survives filtering by line index.
 */
#ifndef SONAE_UI_MENU_H
#define SONAE_UI_MENU_H

#include "sonae/base/vec.h"
#include "sonae/ui/canvas.h"
#include "sonae/ui/edit.h"
#include <stdbool.h>
#include <stddef.h>

struct menu_line {
	char *text, *note; /* note: muted, at the right when it fits */
	char *folded;      /* for filtering */
	bool marked;       /* ticked (multi) */
	bool heading;      /* cannot be chosen */
};
struct menu {
	VEC(struct menu_line) lines;
	VEC(size_t) shown;  /* indices of lines that pass the filter */
	size_t selected;    /* position in `shown` */
	size_t top;
	struct edit filter;
};

/* `note` may be NULL. The first line that passes the filter is selected. */
void menu_add(struct menu *menu, const char *text, const char *note);
/* A line that is also found by words that it does not show. */
void menu_add_known_as(struct menu *menu, const char *text, const char *note, const char *also);
/* Shown with the lines that follow it, when one of them passes. */
void menu_add_heading(struct menu *menu, const char *text);
/* After the filter's text changed. A line passes when every word of the filter (NFKC, case
 * folded; blanks between) occurs in its text, note or other words. The selection stays on its
 * line while that passes, else the first is selected. */
void menu_filter(struct menu *menu);
/* Skips headings, stops at the ends; false when nothing moved. */
bool menu_move(struct menu *menu, int by);
/* Index of the chosen line, or SIZE_MAX when nothing passes. */
size_t menu_chosen(const struct menu *menu);
/* By index; a line that does not pass, or a heading, is not selected. */
void menu_select(struct menu *menu, size_t line);
/* Fills `rect`; the cursor goes to the selected line, which is as wide as the rect. `ticks` shows
 * "[x] " and "[ ] ". The filter is not drawn: see edit_draw. */
void menu_draw(struct menu *menu, struct canvas *canvas, struct rect rect, bool ticks);
void menu_release(struct menu *menu);

#endif

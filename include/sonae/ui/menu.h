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
	char *text, *note; /* note: muted, after the text or at the right */
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

void menu_add(struct menu *menu, const char *text, const char *note);
void menu_add_heading(struct menu *menu, const char *text);
void menu_filter(struct menu *menu); /* after the filter's text changed: NFKC, every word must occur */
bool menu_move(struct menu *menu, int by); /* skips headings, stops at the ends */
/* Index of the chosen line, or SIZE_MAX when nothing passes. */
size_t menu_chosen(const struct menu *menu);
void menu_select(struct menu *menu, size_t line);
void menu_draw(struct menu *menu, struct canvas *canvas, struct rect rect, bool ticks);
void menu_release(struct menu *menu);

#endif

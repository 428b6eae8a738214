/* list.h - what the views made of a menu or a typed line have in common. */
#ifndef SONAE_SRC_UI_LIST_H
#define SONAE_SRC_UI_LIST_H

#include "sonae/ui/menu.h"
#include "sonae/ui/ui.h"

/* Moving in a menu `rows` high; REACT_UNUSED for other actions. */
unsigned list_act(struct menu *menu, enum action action, int rows);
/* The keys of a typed line; `changed` says whether its text did. REACT_UNUSED for others. */
unsigned list_type(struct edit *edit, enum action action, bool *changed);

enum list_click { LIST_NOTHING, LIST_SELECTED, LIST_CHOSEN };
/* What a click on a menu drawn in `rect` means; a second click on a line chooses it. */
enum list_click list_click(struct menu *menu, struct rect rect, const struct event *event);

/* For views that draw their lines themselves: scrolls so that the selection shows. */
void list_scroll(struct menu *menu, int rows);

/* A text for the two lines above the keys: what does not fit `cols` goes to `rest`. A low screen
 * has one line. Both append. */
void list_split(const struct ui *ui, const char *text, struct str *first, struct str *rest);

/* A popup is done, whatever was pushed above it meanwhile. The view may be gone afterwards;
 * returns what its handler has to return. */
unsigned list_close_popup(struct ui *ui, struct view *view);
/* For view_ops of popups with a typed line: one types whenever they are open. */
bool list_is_typed_in(struct view *view);
/* What works while a popup is open: the rest of the program waits. */
bool list_passes_popup(enum action action);

#endif

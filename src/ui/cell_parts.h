/*
 * cell_parts.h - what cell_view.c (where one stands), cell_move.c (keys and typing while
 * moving) and cell_edit.c (a text that is open) share.
 */
#ifndef SONAE_SRC_UI_CELL_PARTS_H
#define SONAE_SRC_UI_CELL_PARTS_H

#include "sonae/ui/cell_view.h"

bool cell_has_row(const struct cell_view *cell, const struct ui *ui);
/* Is it filled in from a list? */
bool cell_opens_list(const struct field *field);
/* False for the id and computed fields, and the message says so. */
bool cell_can_fill_in(struct cell_view *cell, struct ui *ui);

unsigned cell_move_act(struct cell_view *cell, struct ui *ui, enum action action);
unsigned cell_edit_act(struct cell_view *cell, struct ui *ui, enum action action);

/* Opens the cell's text, or another, for typing. */
void cell_edit_begin(struct cell_view *cell, struct ui *ui);
void cell_edit_begin_with(struct cell_view *cell, struct ui *ui, const char *text);
/* ^E: the whole text in the user's own editor, then it is written. */
void cell_edit_outside(struct cell_view *cell, struct ui *ui, const char *text);
/* ^Z right after Esc brings the text back; false when there is none for this cell. */
bool cell_take_back(struct cell_view *cell, struct ui *ui);
void cell_forget_dropped(struct cell_view *cell);

#endif

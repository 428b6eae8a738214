/*
 * undo.h - undo and redo, in words, and asking before somebody else's work goes.
 *
 * ^Z asks once before it passes the start of this sitting or takes back another person's
 * step; the same key again does it, any other key is a no. After a yes it asks no more of
 * that kind until something new is done.
 */
#ifndef SONAE_SRC_UI_UNDO_H
#define SONAE_SRC_UI_UNDO_H

#include "sonae/ui/ui.h"

/* Something new was done, or another workbook opened: what was agreed to counts no more. */
void undo_forget(struct ui *ui);

/* After undo_forget: what was done now in the name of `who` is the person's own doing, who was told
 * that ^Z takes it back. */
void undo_allow(struct ui *ui, const char *who);

/* Actions of the ui. */
bool undo_act(struct ui *ui);
bool undo_act_redo(struct ui *ui);

#endif

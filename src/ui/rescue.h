/*
 * rescue.h - what runs beside the work on an open workbook so that nothing is lost: the
 * draft of the text being typed, and the copies of the files made on opening.
 *
 * Nothing of it in a workbook that is only read; then all of these do nothing.
 */
#ifndef SONAE_SRC_UI_RESCUE_H
#define SONAE_SRC_UI_RESCUE_H

#include "sonae/ui/ui.h"

/* A workbook was opened and its home is shown: a text that was being typed when the program
 * was killed is brought back, into its cell, or else onto the clipboard. */
void rescue_begin(struct ui *ui);
/* The workbook is about to be closed, or was. A text that was written leaves no draft. */
void rescue_end(struct ui *ui);

/* After each event, before the next paint. */
void rescue_keep(struct ui *ui);
/* What was typed could not be written: its draft stays until something else is typed. */
void rescue_hold(struct ui *ui);

/* Milliseconds until there is something to do while nobody types; -1 = nothing. */
int rescue_wait(const struct ui *ui);
void rescue_idle(struct ui *ui);
/* Files are about to be written: those not copied yet are copied first. */
void rescue_before_save(struct ui *ui);

#endif

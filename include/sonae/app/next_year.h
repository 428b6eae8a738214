/*
 * next_year.h - a new workbook that goes on from last year's.
 *
 * Worksheets whose form says `new_year = "empty"` begin anew; all others take their rows
 * along, ids and columns of the user's own too. A reference to a worksheet that begins
 * anew is left empty. [draw ID] sections with `new_year = "yes"` then make rows of what
 * last year left open. Settings and the workbook's own forms/ come along.
 */
#ifndef SONAE_APP_NEXT_YEAR_H
#define SONAE_APP_NEXT_YEAR_H

#include "sonae/app/session.h"

/* Fills the new, still empty workbook `path` from the one at `from`, which is only read. */
bool next_year_fill(struct session *session, const char *from, const char *path, struct err *err);

#endif

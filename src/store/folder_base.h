/*
 * folder_base.h - what a worksheet's file held before another program changed it.
 */
#ifndef SONAE_STORE_FOLDER_BASE_H
#define SONAE_STORE_FOLDER_BASE_H

#include "folder_priv.h"

/* Keeps a copy of the file that was just saved in .sonae/base, for the day when another
 * program changes it. Nothing is lost when that fails: the history knows it all too. */
void folder_base_keep(const struct folder *folder, const struct sheet_state *state);

/* Fills the empty `base` with what we last wrote: from the copy, if it is one of our saves
 * to the byte, else from the history. `seq`: later changes are not in it. */
bool folder_base_read(struct folder *folder, const struct sheet_state *state, struct sheet *base,
                      unsigned long *seq, struct err *err);
/* Fills the empty `base` with the loaded sheet less the changes that its file lacks. */
bool folder_base_of(struct folder *folder, const struct sheet_state *state,
                    const struct sheet *ours, struct sheet *base, struct err *err);

#endif

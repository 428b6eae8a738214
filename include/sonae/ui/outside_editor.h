/*
 * outside_editor.h - a long text in the user's own editor (^E).
 *
 * VISUAL, else EDITOR, else the first of nano, vi. The text goes through a file of mode 0600
 * that is removed afterwards. Call it between term_suspend and term_resume.
 */
#ifndef SONAE_UI_OUTSIDE_EDITOR_H
#define SONAE_UI_OUTSIDE_EDITOR_H

#include "sonae/base/err.h"

/* The text as the editor left it, without the line end editors add; the caller frees. NULL when
 * the editor could not be run or failed: then nothing changed. */
char *outside_editor(const char *text, struct err *err);

#endif

/*
 * left_behind.h - core worksheets that nobody began although a later session is under way: a note
 * of the check, on the worksheet as a whole, with ERR_NOT_BEGUN.
 */
#ifndef SONAE_APP_LEFT_BEHIND_H
#define SONAE_APP_LEFT_BEHIND_H

#include "sonae/app/session.h"
#include "sonae/model/finding.h"

/* Appends them in the curriculum's order. Only numbered sessions count. Loads every worksheet of
 * theirs that has a form. */
void left_behind(struct session *session, struct findings *out);

#endif

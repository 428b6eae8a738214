/*
 * outline_entry.h - an outline from elsewhere (the clipboard, a file) as rows of a tree.
 */
#ifndef SONAE_APP_OUTLINE_ENTRY_H
#define SONAE_APP_OUTLINE_ENTRY_H

#include "sonae/app/session.h"
#include "sonae/model/outline_text.h"

/* Adds to `step` a row for each line, the top ones as the last below `parent` (a node of
 * `outline`, OUTLINE_NONE = at the top). Cells are parsed as people write them; what does not
 * fit is kept as it is, for `check` to flag. `first` gets the id of the first row, "" when the
 * text has no line. False: the worksheet takes no new rows. */
bool outline_entry_add(struct session *session, struct step *step, struct sheet *sheet,
                       const struct outline *outline, size_t parent, const struct outline_text *text,
                       char first[64], struct err *err);

#endif

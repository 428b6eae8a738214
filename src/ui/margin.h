/* margin.h - what tells of margin notes beside the rows and worksheets they stick to. */
#ifndef SONAE_SRC_UI_MARGIN_H
#define SONAE_SRC_UI_MARGIN_H

#include "sonae/app/notes.h"
#include "sonae/ui/ui.h"

/* A mark when the row has open notes; one column. */
void margin_mark(struct ui *ui, struct canvas *canvas, const char *sheet, const char *id, int row,
                 int col);
/* Its newest open note in a line, and how many more there are: "Note: ask Sato (+1)". Appends;
 * nothing without one. */
void margin_line(struct ui *ui, const char *sheet, const char *id, struct str *out);
/* How many open notes the worksheet and its rows have: "Notes 2". Appends; nothing for none. */
void margin_count(struct ui *ui, const char *sheet, struct str *out);

#endif

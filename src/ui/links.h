/* links.h - where a row comes from, what rests on it, and on into the next worksheet (^W);
 * rows drawn from elsewhere (^U). */
#ifndef SONAE_SRC_UI_LINKS_H
#define SONAE_SRC_UI_LINKS_H

#include "sonae/ui/ui.h"

/* A list of the rows linked with this one and of the worksheets it can go on into. */
void links_open(struct ui *ui, const char *sheet, const char *row);
/* One line: what the row comes from and what names it, "" when nothing does. Appends. */
void links_line(struct ui *ui, struct sheet *sheet, size_t row, struct str *out);

/* A list of what the worksheet's new rows can be made from; those ticked are added. */
void draw_rows_open(struct ui *ui, const char *sheet);

#endif

/*
 * guide_pane.h - the guide beside (from 120 columns) or below a worksheet, F6.
 */
#ifndef SONAE_UI_GUIDE_PANE_H
#define SONAE_UI_GUIDE_PANE_H

#include "sonae/ui/ui.h"

enum { GUIDE_PANE_BESIDE_FROM = 120 /* columns */, GUIDE_PANE_ROWS = 7 /* below */ };

/* Draws the start of the guide when ui->guide asks for it and there is room; returns what is
 * left of `body`. */
struct rect guide_pane_draw(struct ui *ui, struct canvas *canvas, struct rect body,
                            const char *sheet);

#endif

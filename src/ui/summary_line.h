/* summary_line.h - the figures under a worksheet, part by part; bad ones are coloured. */
#ifndef SONAE_SRC_UI_SUMMARY_LINE_H
#define SONAE_SRC_UI_SUMMARY_LINE_H

#include "sonae/ui/ui.h"

struct summary_part {
	char *text; /* "Risks 9", owned */
	bool alarm;
};
struct summary_line {
	VEC(struct summary_part) parts;
};

/* Those of `form`, whose worksheet `sheet` is. Fills anew. */
void summary_line_compute(struct ui *ui, const struct form *form, struct sheet *sheet,
                          struct summary_line *out);
void summary_line_release(struct summary_line *line);
/* Lines it takes when it is `cols` wide, at most `most`; 0 when there is nothing to say. */
int summary_line_rows(const struct summary_line *line, int cols, int most);
/* What does not fit is left out, part by part. */
void summary_line_draw(const struct summary_line *line, struct canvas *canvas, struct rect rect);

#endif

/* outline_line.h - one line of an outline: its indentation, marks, label and brackets. */
#ifndef SONAE_MODEL_OUTLINE_LINE_H
#define SONAE_MODEL_OUTLINE_LINE_H

#include "outline_words.h"
#include "sonae/model/outline_text.h"

/* Fills all of `line` but the depth and returns the columns that it is indented by, or -1,
 * with nothing to release, when it is blank. */
int outline_line_read(const struct outline_words *words, const char *text, size_t len,
                      struct outline_line *line);
void outline_line_release(struct outline_line *line);
/* Appends what reads back as this row, without indentation or line end. */
void outline_line_write(const struct outline_words *words, const struct sheet *sheet, size_t row,
                        enum lang lang, struct str *out);

#endif

/*
 * row_image.h - a whole row as one text, for the changes that make and remove rows.
 *
 * The first line is the id of the row above, each further line NAME=TEXT of a
 * cell that is not empty. A line feed is written \n, a backslash \\, and in a
 * name = as \e.
 */
#ifndef SONAE_MODEL_ROW_IMAGE_H
#define SONAE_MODEL_ROW_IMAGE_H

#include "sonae/base/str.h"
#include <stdbool.h>

struct row_image_cell {
	struct str name, text;
};

/* All append. */
void row_image_begin(struct str *image, const char *after_id);
/* Nothing for an empty text or NULL. */
void row_image_add(struct str *image, const char *name, const char *text);
/* The line of a cell alone, without line feeds. */
void row_image_line(struct str *line, const char *name, const char *text);

/* Appends the id; returns what row_image_next goes on from. */
const char *row_image_read(const char *image, struct str *after_id);
/* Replaces what `cell` held. False after the last. */
bool row_image_next(const char **rest, struct row_image_cell *cell);
void row_image_cell_release(struct row_image_cell *cell);

/* The same cells, wherever the rows stand? */
bool row_image_same_cells(const char *a, const char *b);

#endif

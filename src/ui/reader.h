/*
 * reader.h - a view that is there to be read: the guide, the help. Laid out for a width,
 * scrolled, closed by the key that opened it.
 */
#ifndef SONAE_SRC_UI_READER_H
#define SONAE_SRC_UI_READER_H

#include "sonae/ui/frame.h"
#include "sonae/ui/paper.h"

struct reader {
	struct view view;   /* first */
	char *subject;      /* owned: the worksheet, the view */
	enum action opener; /* closes it too */
	/* Fills the empty paper for `cols` columns. */
	void (*lay_out)(struct reader *reader, struct ui *ui, int cols);
	/* Both halves of the title. */
	void (*title)(const struct reader *reader, const struct ui *ui, struct frame *frame);
	struct paper paper;
	int cols; /* laid out for; 0 = not yet */
	int rows; /* shown last */
};

/* The rest of `view_ops` but the name. */
void reader_draw(struct view *view, struct ui *ui, struct canvas *canvas);
unsigned reader_act(struct view *view, struct ui *ui, enum action action);
void reader_keys(struct view *view, struct ui *ui, struct key_line *line);
void reader_refresh(struct view *view, struct ui *ui);
void reader_free(struct view *view);
#define READER_OPS                                                                              \
	.draw = reader_draw, .act = reader_act, .keys = reader_keys, .refresh = reader_refresh, \
	.free = reader_free

#endif

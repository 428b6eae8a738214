/*
 * frame.h - what every full screen shares: title, rule, the two lines of help and
 * complaint, the key line.
 *
 *     title left                                    title right
 *     ---------------------------------------------------------
 *     body
 *     info: what this is
 *     complaint or message
 *     F1 help  Enter open  …
 *
 * A complaint or message that is longer than a line takes both. Below 16 rows the rule and the
 * first of the two lines give way to the body.
 */
#ifndef SONAE_UI_FRAME_H
#define SONAE_UI_FRAME_H

#include "sonae/ui/ui.h"

enum { KEY_LINE_MAX = 16 };

struct key_line {
	enum action action[KEY_LINE_MAX];
	const char *word[KEY_LINE_MAX]; /* a text id instead of "action.<name>", or NULL */
	int count;
};
void key_line_add(struct key_line *line, enum action action);
void key_line_add_as(struct key_line *line, enum action action, const char *text_id);

struct frame {
	const char *left, *right; /* of the title; right gives way first */
	const char *info;         /* what stands under the cursor; may be "" */
	const char *complaint;    /* what is wrong with it; may be "" */
	const char *more;         /* in its place while nothing is wrong; may be NULL */
};

/* Draws the frame, the ui's message (it goes before the complaint) and the top view's key line;
 * returns the body. Help and Quit keep their place on the key line when it gets narrow. */
struct rect frame_draw(struct ui *ui, struct canvas *canvas, const struct frame *frame);

#endif

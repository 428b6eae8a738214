/*
 * preview.h - choices, and below them what they come to: F9 and the merge.
 *
 *     what goes out   the whole workbook        } the choices: always in sight where
 *     ...                                       } the screen is high enough
 *     write it                                  }
 *     ----------------------------------------
 *     goes out        34 files  1.2 MB          } headings and lines: scrolled
 *       csv/assets.csv  the ledger  7  1.2 KB   }
 *
 * All of it is one list to move in, the choices first.
 */
#ifndef SONAE_SRC_UI_PREVIEW_H
#define SONAE_SRC_UI_PREVIEW_H

#include "sonae/ui/menu.h"
#include "sonae/ui/ui.h"

struct preview_line {
	char *name, *what;         /* owned; `what` may be "" */
	char count[24], right[24]; /* at the right end; a narrow window has room for one */
	bool is_heading, is_alarm;
};

struct preview {
	size_t choices;          /* how many */
	int right_cols;          /* of the widest `right` there may be; 0: a file's size */
	VEC(struct preview_line) lines;
	struct menu menu;        /* choices, then lines; its texts stay empty */
	size_t top;              /* first line shown below the choices */
	struct rect fixed, scrolled; /* as drawn last; `fixed` has no rows on a low screen */
};

/* Forgets the lines. */
void preview_clear(struct preview *preview);
/* Borrowed until the next one. */
struct preview_line *preview_add(struct preview *preview, const char *name, const char *what);
void preview_add_heading(struct preview *preview, const char *name, const char *what);
/* After lines were listed anew: one stays where one was. */
void preview_ready(struct preview *preview);
void preview_release(struct preview *preview);

/* Index of the choice one stands on; SIZE_MAX when it is none. */
size_t preview_choice(const struct preview *preview);
/* Appends the whole of the line one stands on; nothing of a choice. */
void preview_say_line(const struct preview *preview, struct str *out);

struct preview_choice {
	const char *label, *value;
	bool acts; /* it does what the screen is for */
};
/* `choices` are as many as there are. */
void preview_draw(struct preview *preview, struct canvas *canvas, struct rect body,
                  const struct preview_choice *choices);
/* The line under the mouse is selected; false when there is none. `again`: it was before. */
bool preview_line_under(struct preview *preview, const struct event *event, bool *again);

#endif

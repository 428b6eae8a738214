/*
 * figure_parts.h - what the report's pictures share: frames, pieces, texts that fit, and pictures
 * that are lists of lines.
 *
 * Lengths are units of the picture, which a browser shows as about one pixel each.
 */
#ifndef SONAE_SRC_EXPORT_FIGURE_PARTS_H
#define SONAE_SRC_EXPORT_FIGURE_PARTS_H

#include "figure.h"
#include "svg_layout.h"

enum { FIGURE_FONT = 13, FIGURE_SMALL = 11, FIGURE_LINE = 17, FIGURE_WIDTH = 520 };

/* ---- the whole ---- */

struct figure {
	const struct outgoing *outgoing;
	const struct outgoing_sheet *at;
	const struct form *form; /* of the rows */
	struct str *out;
	struct str id;           /* "figure-risks-matrix" */
	struct str keys;         /* of the legend, ready to stand in the caption */
	int parts;               /* pictures so far */
	bool *goes_out;          /* by position in the worksheet */
};

/* `what` ends the id. */
void figure_open(struct figure *figure, const struct outgoing *outgoing,
                 const struct outgoing_sheet *at, const char *what, struct str *out);
/* One picture; texts are escaped here. */
void figure_part_open(struct figure *figure, int width, int height, const char *title,
                      const char *desc);
void figure_part_close(struct figure *figure);
/* A sign with its meaning below all; `sign` is a piece of SVG, 16 by 16. */
void figure_key(struct figure *figure, const char *sign, const char *meaning);
/* Releases too. */
void figure_close(struct figure *figure, const char *caption);

/* Is the field there, and does it go out? Fine for -1: false. */
bool figure_has(const struct outgoing *outgoing, const struct outgoing_sheet *at, int field);
/* "影響"; "年間予想損失額 (円)" with its unit. */
const char *figure_label(const struct figure *figure, int field);
void figure_add_label(const struct figure *figure, int field, struct str *out);
/* What a column is called where there is little room. */
const char *figure_heading(const struct figure *figure, int field);
/* The label of a choice; the value itself when there is no such choice. */
const char *figure_choice(const struct figure *figure, int field, const char *value);

/* ", " between the parts of a list, in the outgoing language; nothing in front of the first. */
void figure_add_comma(const struct figure *figure, size_t index, struct str *out);

/* ---- pieces ---- */

/* `class`: any of the classes f-* in figure.c, blanks between. */
void figure_text(struct str *out, int x, int y, const char *class, const char *text);
void figure_rect(struct str *out, int x, int y, int width, int height, const char *class);
void figure_line(struct str *out, int x1, int y1, int x2, int y2, const char *class);
/* Lines that take at most `width`; what is more than `most` lines ends in an ellipsis. */
void figure_wrap(const char *text, int width, int size, size_t most, struct svg_box *box);

/* ---- lines below each other, cut into pictures that fit a page ---- */

struct figure_entry {
	struct svg_box label;
	bool is_heading; /* of those below it: stands out, and never at the foot of a picture */
	size_t index;    /* for whoever draws it */
};
struct figure_list {
	struct figure *figure;
	const char *title, *desc;
	int label_width;
	int head;        /* height of what stands over the lines of each picture */
	int below;       /* height of what stands below a label; 0 = it stands beside it */
	void (*draw_head)(const struct figure_list *list, int bottom);
	void (*draw_entry)(const struct figure_list *list, const struct figure_entry *entry, int top,
	                   int height);
	const void *context;
	VEC(struct figure_entry) entries;
};
void figure_list_add(struct figure_list *list, const char *label, bool is_heading, size_t index);
/* Draws and releases the entries. */
void figure_list_draw(struct figure_list *list);

#endif

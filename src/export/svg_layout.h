/*
 * svg_layout.h - where the boxes of a drawn tree stand.
 *
 *     +------+          +------+      A column for each level, as wide as its widest box.
 *     |      |     +----|      |      Each node owns a band as high as its box or as the bands
 *     | root |-[OR]+    +------+      of its children together, whichever is more, and stands
 *     |      |     |    +------+      in the middle of it: nothing ever overlaps.
 *     +------+     +----|      |
 *                       +------+
 */
#ifndef SONAE_SRC_EXPORT_SVG_LAYOUT_H
#define SONAE_SRC_EXPORT_SVG_LAYOUT_H

#include "tree_parts.h"

enum svg_role { SVG_META, SVG_LABEL, SVG_VALUES, SVG_WHAT_IF, SVG_MEASURE, SVG_ROLES };

struct svg_line {
	enum svg_role role;
	char *text; /* owned */
};
struct svg_box {
	int x, y, width, height; /* pixels */
	int band;                /* its height, the gap below included */
	VEC(struct svg_line) lines;
};
struct svg_layout {
	struct svg_box *boxes; /* one a node, from the root */
	size_t count;
	int width, height;
};

enum { SVG_GATE_WIDTH = 38, SVG_GAP = 30, SVG_PAD = 9 };

int svg_font_size(enum svg_role role);
/* Pixels that the text takes, roughly and rather too many. */
int svg_text_width(const char *text, int font_size);
/* Appends lines of at most `cols` columns. */
void svg_wrap(const char *text, int cols, enum svg_role role, struct svg_box *box);
void svg_layout_make(const struct tree_file *file, struct svg_layout *layout);
void svg_layout_release(struct svg_layout *layout);
void svg_box_release(struct svg_box *box);

#endif

/*
 * outline.h - the rows of a tree worksheet as a tree: which hangs below which.
 *
 * Nodes stand depth first, as they are drawn: a node, then all below it. Children of one
 * parent stand by their `order`, those without one last, equals as in the file. A row whose
 * parent is gone, or that would hang below itself, stands at the top; of rows that name each
 * other in a circle, all of these do.
 *
 * Made anew when the rows changed (sheet_version); selections are kept by row id.
 */
#ifndef SONAE_MODEL_OUTLINE_H
#define SONAE_MODEL_OUTLINE_H

#include "sonae/base/vec.h"
#include "sonae/model/change.h"
#include "sonae/model/sheet.h"
#include <stdbool.h>
#include <stddef.h>

#define OUTLINE_NONE ((size_t)-1)

struct outline_node {
	size_t row;     /* position in the worksheet */
	size_t parent;  /* index of the node it hangs below, or OUTLINE_NONE */
	size_t below;   /* how many nodes are below it; the next one beside it is at + below + 1 */
	int depth;      /* 0 = top */
	bool is_last;   /* of its parent's children */
};
struct outline {
	VEC(struct outline_node) at;
	VEC(size_t) of_row; /* index in `at`, by the row's position */
};

/* Fills anew. `sheet` is of kind tree. In time of n log n for any shape. */
void outline_build(const struct sheet *sheet, struct outline *out);
void outline_release(struct outline *outline);
/* Index of the node of that row id, or OUTLINE_NONE. */
size_t outline_find(const struct outline *outline, const struct sheet *sheet, const char *row_id);
/* The topmost node above it, or itself. */
size_t outline_root(const struct outline *outline, size_t node);
/* The first node below it, and the next one beside it, or OUTLINE_NONE. */
size_t outline_child(const struct outline *outline, size_t node);
size_t outline_next(const struct outline *outline, size_t node);
/* The one before it beside it, or OUTLINE_NONE. */
size_t outline_previous(const struct outline *outline, size_t node);

/*
 * Edits, as changes added to `step`; false when there is nowhere to go. Siblings are numbered
 * anew from 1 where needed. A node brings along all below it. One that loses its last child
 * loses what was written in its fields for leaves (field.leaf): it was not seen, and must not
 * count all of a sudden. One edit a step: each takes the cells as they are now.
 */
/* Cells for a new row that hangs below `parent` (OUTLINE_NONE = at the top) behind its child
 * `after` (OUTLINE_NONE = last): its parent and order as canonical text. The siblings are
 * renumbered in `step`. `*parent_id` is borrowed, `order` is written to. */
void outline_place(struct step *step, struct sheet *sheet, const struct outline *outline,
                   size_t parent, size_t after, const char **parent_id, char order[24]);
/* Below the node before it beside it, as its last child. */
bool outline_deeper(struct step *step, struct sheet *sheet, const struct outline *outline,
                    size_t node);
/* Beside its parent, behind it. */
bool outline_shallower(struct step *step, struct sheet *sheet, const struct outline *outline,
                       size_t node);
/* Past the next (`by` 1) or previous (-1) one beside it. */
bool outline_move(struct step *step, struct sheet *sheet, const struct outline *outline,
                  size_t node, int by);
/* With all below it; the last in the file first, so that undo puts each back to its place. */
void outline_delete(struct step *step, struct sheet *sheet, const struct outline *outline,
                    size_t node);

#endif

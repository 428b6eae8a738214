/*
 * links.h - why a row is there and what rests on it: the rows it names, the rows that name it,
 * and theirs in turn (asset, its threats, their risks, their treatments).
 */
#ifndef SONAE_MODEL_LINKS_H
#define SONAE_MODEL_LINKS_H

#include "sonae/base/vec.h"
#include "sonae/model/book.h"
#include <stddef.h>

struct link {
	struct sheet *sheet; /* the book's */
	size_t row;
	int depth;           /* 0 = named by or naming the row itself */
	int field;           /* of the two rows' lower one: the reference that links them */
};
struct links {
	VEC(struct link) at;
};

/* The rows it names, each followed by those that row names. A row is listed once. */
void links_up(struct book *book, struct sheet *sheet, size_t row, int depth, struct links *out);
/* The rows of worksheets `ids` (`count` of them) that name it, each followed by those that name
 * that one, up to `depth` steps. Rows of one worksheet stand together, worksheets in the order
 * of `ids`; each row once, those among `but` (links_up of the same row; may be NULL) and what
 * is below them not at all. Loads the worksheets. */
void links_down(struct book *book, const char *const *ids, size_t count, struct sheet *sheet, size_t row,
                int depth, const struct links *but, struct links *out);
void links_release(struct links *links);

#endif

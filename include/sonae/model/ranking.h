/*
 * ranking.h - the rows of a worksheet ranked by a number, the greatest first.
 *
 * Equal values share a rank and the next one skips as many (1, 2, 2, 4). A row without a
 * number, and a retired one, has none. Made anew when anything changed; in n log n.
 */
#ifndef SONAE_MODEL_RANKING_H
#define SONAE_MODEL_RANKING_H

#include "sonae/base/vec.h"
#include "sonae/model/book.h"
#include <stddef.h>

struct ranking {
	VEC(size_t) ranks; /* of each row, by position; 1 … count, 0 = none */
	size_t count;      /* rows that have one */
};

/* Fills anew from the field, stored or computed. */
void ranking_build(struct book *book, struct sheet *sheet, int field, struct ranking *out);
void ranking_release(struct ranking *ranking);

#endif

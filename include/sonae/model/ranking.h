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
#include "sonae/model/query.h"
#include <stddef.h>

struct ranking {
	VEC(size_t) ranks; /* of each row, by position; 1 … count, 0 = none */
	size_t count;      /* rows that have one */
};

/* Fills anew from the field, stored or computed. */
void ranking_build(struct book *book, struct sheet *sheet, int field, struct ranking *out);
void ranking_release(struct ranking *ranking);
/* Every row in the order of its rank, those without one last, equals as in the file. */
void ranking_rows(const struct ranking *ranking, struct row_list *out);

/*
 * Several yardsticks for the same rows, in `rankings`: where their first places differ. One that
 * ranks nothing says nothing.
 */
/* A row that is first by one, and farther down by the other or not ranked; indexes. */
struct ranking_difference {
	size_t row, first, other;
};
struct ranking_differences {
	VEC(struct ranking_difference) at;
};
/* Fills anew: of the rows that only some put first each once, by the yardstick that puts the
 * fewest first, as it says the most, against the one by which it stands farthest down. */
void ranking_differences(const struct ranking *rankings, size_t count,
                         struct ranking_differences *out);
bool ranking_is_first_by_all(const struct ranking *rankings, size_t count, size_t row);

#endif

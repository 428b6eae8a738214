/*
 * coverage.h - how far each thing was looked at from each side: of STRIDE, the targets by
 * the six elements.
 *
 * Made of a form's [view coverage] or [view steps]: `rows` is what is looked at (a reference),
 * `columns` from which sides (a choice), `value` the verdict (a choice), the last of whose
 * choices says that there is nothing; n/a says so too. What the verdict's `caution` holds for
 * still needs something.
 */
#ifndef SONAE_MODEL_COVERAGE_H
#define SONAE_MODEL_COVERAGE_H

#include "sonae/model/pivot.h"

enum coverage_mark {
	COVERAGE_NONE,    /* nobody looked yet */
	COVERAGE_BEGUN,   /* rows, but no verdict */
	COVERAGE_NOTHING, /* looked at, and nothing is there */
	COVERAGE_SEEN,    /* looked at, and dealt with or watched */
	COVERAGE_OPEN,    /* something is still to be done about it */
};

struct coverage {
	struct pivot pivot;
	size_t wanted;                     /* so many first lines are what should be looked at */
	VEC(enum coverage_mark) marks;     /* row by row, as the pivot's cells */
};

/* Fills anew. Lines: the rows of the referred worksheet for which the view's `wanted` holds, then
 * the others that occur. False with `err` when `wanted` does not fit; the rest is filled. */
bool coverage_build(struct book *book, struct sheet *sheet, const struct form_view *view,
                    struct coverage *out, struct err *err);
void coverage_release(struct coverage *coverage);

/* Of one row by itself. */
enum coverage_mark coverage_mark_of_row(struct book *book, struct sheet *sheet, size_t row,
                                        const struct form_view *view);
enum coverage_mark coverage_mark(const struct coverage *coverage, size_t row, size_t column);
/* How many of a line's columns somebody has looked from; and of all lines'. */
size_t coverage_of_line(const struct coverage *coverage, size_t row);
size_t coverage_of_all(const struct coverage *coverage);
/* The line's first column nobody has looked from, or PIVOT_NONE. */
size_t coverage_gap(const struct coverage *coverage, size_t row);
/* The next line with a gap, `from` itself first and last of all those before it; or PIVOT_NONE. */
size_t coverage_next_line(const struct coverage *coverage, size_t from);

#endif

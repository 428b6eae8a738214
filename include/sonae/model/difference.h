/*
 * difference.h - what makes one state of a worksheet into another, as changes.
 */
#ifndef SONAE_MODEL_DIFFERENCE_H
#define SONAE_MODEL_DIFFERENCE_H

#include "sonae/model/change.h"
#include "sonae/model/sheet.h"
#include <stddef.h>

struct difference {
	size_t added, deleted, moved; /* rows */
	size_t set;                   /* cells */
};

/*
 * Appends to `step` the changes that give `now` the rows of `wanted`: their ids, cells
 * (unknown columns too) and order. Both are of forms with the same fields. Rows are known by
 * their id; as few as can be are moved. Applied in order they fit, and taken back in reverse
 * they restore `now` to the last row.
 */
struct difference difference_step(struct step *step, struct sheet *now, struct sheet *wanted);

#endif

/*
 * profile.h - a checklist rated twice, as it is and as it should be: means and gaps of its
 * groups of items, of the parts these stand under, and of the whole.
 *
 * Made of a form's [view profile]: `value` is what is, `value_after` what should be (numbers),
 * `rows` the field whose given value says which part a group belongs to (-1: no parts). What is
 * n/a is left out and not asked for; an unanswered item is asked for, but in no mean. Retired
 * rows are left out.
 */
#ifndef SONAE_MODEL_PROFILE_H
#define SONAE_MODEL_PROFILE_H

#include "sonae/base/vec.h"
#include "sonae/model/query.h"
#include <stddef.h>

/* The gap is what should be less what is, of the items that have both. */
enum profile_measure { PROFILE_NOW, PROFILE_GOAL, PROFILE_GAP, PROFILE_MEASURES };

struct profile_mean {
	size_t answered, of; /* so many items have it, of those for which it is not n/a */
	double mean;         /* to one decimal; 0 while answered is 0 */
};
struct profile_figures {
	struct profile_mean of[PROFILE_MEASURES];
};

/* Items whose group has the same words. */
struct profile_group {
	struct words title;   /* borrowed from the form */
	size_t part;          /* index in `parts` */
	struct row_list rows; /* positions in the worksheet, in file order; retired ones not */
	struct profile_figures figures;
};
struct profile_part {
	const char *value;    /* of the field `rows`, canonical, borrowed; "" = none */
	struct profile_figures figures;
};
struct profile {
	VEC(struct profile_group) groups; /* in the order of the given items */
	VEC(struct profile_part) parts;   /* in the order in which groups need them */
	VEC(size_t) ranked;               /* groups with a gap above 0, the widest first */
	struct profile_figures whole;
};

/* Fills anew. `sheet` is a checklist, once or per row. */
void profile_build(struct book *book, struct sheet *sheet, const struct form_view *view,
                   struct profile *out);
void profile_release(struct profile *profile);

#endif

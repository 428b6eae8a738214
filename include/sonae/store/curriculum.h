/*
 * curriculum.h - the ten sessions and their worksheets (forms/curricula/<id>.ini).
 *
 *     [curriculum]   title_ja title_en
 *     [session 4]    title_ja title_en purpose_ja purpose_en
 *                    sheets = "assets threat_state" (core, in order)
 *                    more = "privacy6"              (offered, never required)
 *     [session visits]   the expert visits, after the tenth
 *
 * Titles and purposes are required in both languages, and some worksheet in each
 * session. Whether the worksheets exist is not looked at here.
 */
#ifndef SONAE_STORE_CURRICULUM_H
#define SONAE_STORE_CURRICULUM_H

#include "sonae/base/errs.h"
#include "sonae/base/pool.h"
#include "sonae/model/form.h"
#include "sonae/store/catalogue.h"

struct session_sheet {
	const char *id;
	bool more;
};
struct session_plan {
	const char *id; /* "1" … "10", "visits" */
	struct words title, purpose;
	VEC(struct session_sheet) sheets; /* in the order to show: core ones, then more */
};
struct curriculum {
	struct pool pool;
	const char *id;
	struct words title;
	VEC(struct session_plan) sessions;
};

/* Fills the empty `curriculum`. False when there is any complaint (with file and line);
 * it then holds what could be read, to be released all the same. */
bool curriculum_load(const struct catalogue *catalogue, const char *id,
                     struct curriculum *curriculum, struct errs *errs);
void curriculum_release(struct curriculum *curriculum);
/* Index of the first session with this worksheet, or -1. */
int curriculum_session_of(const struct curriculum *curriculum, const char *sheet);

#endif

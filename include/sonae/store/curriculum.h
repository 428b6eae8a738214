/*
 * curriculum.h - the ten sessions and their worksheets (forms/curricula/<id>.ini).
 *
 *     [curriculum]   title_ja title_en
 *     [session 4]    title_ja title_en purpose_ja purpose_en
 *                    sheets = "assets threat_state" (core, in order)
 *                    more = "privacy6"              (offered, never required)
 *     [session visits]   the expert visits, after the tenth
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
	VEC(struct session_sheet) sheets; /* core and more, in the order to show */
};
struct curriculum {
	struct pool pool;
	const char *id;
	struct words title;
	VEC(struct session_plan) sessions;
};

bool curriculum_load(const struct catalogue *catalogue, const char *id, struct curriculum *curriculum,
                     struct errs *errs);
void curriculum_release(struct curriculum *curriculum);
/* Index of the first session with this worksheet, or -1. */
int curriculum_session_of(const struct curriculum *curriculum, const char *sheet);

#endif

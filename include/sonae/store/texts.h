/*
 * texts.h - every text of the user interface, in both languages.
 *
 * forms/text/SECTION.ini holds one section, [SECTION]; in [home], next_ja = "…" and
 * next_en = "…" make the text "home.next". Both must be there and name the same {places}.
 * A file is read when one of its texts is first asked for: home is painted without the
 * sentences of the command line.
 */
#ifndef SONAE_STORE_TEXTS_H
#define SONAE_STORE_TEXTS_H

#include "sonae/base/errs.h"
#include "sonae/model/form.h"
#include "sonae/store/catalogue.h"
#include <stdbool.h>

struct texts_cache;

struct texts {
	struct texts_cache *cache; /* owned */
};

/* `catalogue` is borrowed and must outlive the texts. */
void texts_init(struct texts *texts, const struct catalogue *catalogue);
void texts_release(struct texts *texts);
/* NULL when there is none. Borrowed. */
const struct words *texts_find(const struct texts *texts, const char *id);

/* Reads what was not asked for yet: once there is time, so that no message is missing when
 * the disk goes away. */
void texts_load_rest(struct texts *texts);

/* Looks every file over; false with complaints (file and line) when something is wrong. */
bool texts_check(const struct catalogue *catalogue, struct errs *errs);

#endif

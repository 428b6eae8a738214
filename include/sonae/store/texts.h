/*
 * texts.h - every text of the user interface, in both languages.
 *
 * forms/text/NAME.ini, any number of them: in section [home], next_ja = "…" and
 * next_en = "…" make the text "home.next". Both must be there and hold something.
 * Placeholders are {name}, the same ones in both.
 */
#ifndef SONAE_STORE_TEXTS_H
#define SONAE_STORE_TEXTS_H

#include "sonae/base/errs.h"
#include "sonae/base/map.h"
#include "sonae/base/pool.h"
#include "sonae/model/form.h"
#include "sonae/store/catalogue.h"

struct texts {
	struct pool pool;
	struct map index; /* "home.next" -> struct words * in the pool */
};

/* Fills the empty `texts`. False when there is any complaint (with file and line);
 * `texts` then holds what could be read, to be released all the same. */
bool texts_load(const struct catalogue *catalogue, struct texts *texts, struct errs *errs);
void texts_release(struct texts *texts);
/* NULL when there is none. */
const struct words *texts_find(const struct texts *texts, const char *id);

#endif

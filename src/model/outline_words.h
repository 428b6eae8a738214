/* outline_words.h - which word of an outline's line names which field or choice. */
#ifndef SONAE_MODEL_OUTLINE_WORDS_H
#define SONAE_MODEL_OUTLINE_WORDS_H

#include "sonae/base/map.h"
#include "sonae/base/vec.h"
#include "sonae/model/form.h"

struct outline_words {
	const struct form *form;
	struct map names;    /* folded id, label or heading -> field */
	struct map marks;    /* folded id or (old) label of a choice -> field */
	VEC(char *) folded;  /* what the maps borrow */
};

void outline_words_init(struct outline_words *words, const struct form *form);
void outline_words_release(struct outline_words *words);
/* May a line say what stands in this field? */
bool outline_words_says(const struct outline_words *words, int field);
/* The field of that name, or whose choice that is; -1 = none. */
int outline_words_name(const struct outline_words *words, const char *text, size_t len);
int outline_words_mark(const struct outline_words *words, const char *text, size_t len);

#endif

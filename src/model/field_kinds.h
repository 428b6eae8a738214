/*
 * field_kinds.h - what field_type.c puts into its table: the handlers of each
 * kind of field. Their contracts are those of struct field_type.
 */
#ifndef SONAE_MODEL_FIELD_KINDS_H
#define SONAE_MODEL_FIELD_KINDS_H

#include "sonae/model/field_type.h"

#define FIELD_KIND(kind)                                                                     \
	bool kind##_field_parse(const struct field *field, const char *folded,                \
	                        const char *typed, struct date today, struct str *out);       \
	bool kind##_field_check(const struct field *field, const char *cell, struct err *err); \
	struct value kind##_field_value(const struct field *field, const char *cell);         \
	void kind##_field_show(const struct field *field, enum lang lang, const char *cell,   \
	                       struct str *out)

/* field_plain.c */
FIELD_KIND(text); /* and memo */
FIELD_KIND(number); /* int, number, money, percent */
FIELD_KIND(date);
FIELD_KIND(check);
/* field_list.c */
FIELD_KIND(choice);
FIELD_KIND(multi);
FIELD_KIND(ref); /* and refs */

/* The label of a choice; an id that is none as it is. */
void choice_add_label(const struct field *field, enum lang lang, const char *id, size_t len,
                      struct str *out);

/* Is the text one of the words, a list that ends with NULL? */
bool word_is_any(const char *word, const char *const *words);
/* The text without blanks at its edges (U+3000 and newlines are blanks too). */
const char *text_trim(const char *text, size_t *len);

#endif

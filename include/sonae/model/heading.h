/*
 * heading.h - what a column of a CSV file is called, and which field a heading means.
 *
 * A worksheet's own file has field ids; a file that goes out has labels in the language of its
 * reader. What comes back may have either, in either language.
 */
#ifndef SONAE_MODEL_HEADING_H
#define SONAE_MODEL_HEADING_H

#include "sonae/base/str.h"
#include "sonae/model/form.h"

#define CONSULTANT_NOTE "consultant_note"

/* The field's label; where another field before it reads the same, with its id behind it:
 * "脅威 (threat_text)". Appended. */
void heading_of_field(const struct form *form, int field, enum lang lang, struct str *out);

/* What a heading means: a field's index, or one of these. */
enum heading { HEADING_ID = -1, HEADING_UNKNOWN = -2, HEADING_NOTE = -3 };
/* Id, label or grid heading of either language, or any text that ends in " (id)"; compared
 * without edge blanks, width and case. An id goes before a label. HEADING_NOTE: a consultant's
 * note, "consultant_note" or its label. */
int heading_meaning(const struct form *form, const char *text);
/* The label of the column for a consultant's notes. */
const char *heading_of_note(enum lang lang);

#endif

/*
 * say.h - texts, cells and errors in the session's language.
 */
#ifndef SONAE_APP_SAY_H
#define SONAE_APP_SAY_H

#include "sonae/app/session.h"
#include "sonae/model/finding.h"
#include "sonae/model/shown.h"
#include <stdarg.h>

/* The text in the session's language; "?" when there is none. Borrowed. */
const char *say(const struct session *session, const char *id);
/* Appends the text with {name}s filled in from NULL-ended pairs: "name", "value", …, NULL. */
void say_to(const struct session *session, struct str *out, const char *id, ...);
void say_to_v(const struct session *session, struct str *out, const char *id, va_list args);
/* What failed as a sentence: "assets.csv 12: …". Appends. */
void say_err(const struct session *session, struct str *out, const struct err *err);
/* The form's or field's own words in the session's language. */
const char *say_words(const struct session *session, struct words words);

/* What a person reads in a cell: labels, commas, names of referenced rows after
 * their id ("SU-001 さくら保管"). Appends. */
void say_cell(const struct session *session, struct sheet *sheet, size_t row, int field,
              struct str *out);
/* How a row is called: its id and its first text ("A-003 社員名簿"). Appends. */
void say_row(const struct session *session, struct sheet *sheet, size_t row, struct str *out);
/* What a row of a checklist asks, with the row it asks it of: "D-003 Reception PC / Default
 * password"; of any other row its id. Appends. */
void say_item(const struct session *session, struct sheet *sheet, size_t row, struct str *out);
/* What is wrong with a cell, or what the finding says. Appends. */
void say_finding(const struct session *session, const struct finding *finding, struct str *out);

#endif

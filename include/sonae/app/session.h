/*
 * session.h - one run of the program: who, which language, which workbook.
 *
 * Passed first to everything above. Owns its parts.
 */
#ifndef SONAE_APP_SESSION_H
#define SONAE_APP_SESSION_H

#include "sonae/app/config.h"
#include "sonae/app/keymap.h"
#include "sonae/base/lang.h"
#include "sonae/base/str.h"
#include "sonae/model/change.h"
#include "sonae/store/catalogue.h"
#include "sonae/store/curriculum.h"
#include "sonae/store/folder.h"
#include "sonae/store/texts.h"

struct session {
	struct catalogue catalogue;
	struct texts texts;
	struct config config;
	struct keymap keymap;
	enum lang lang;               /* of the screen and of messages */
	struct folder *folder;        /* NULL on the start screen */
	struct curriculum curriculum; /* of the open workbook */
	struct file_lock_holder holder; /* of a workbook opened read-only because of it */
	bool read_only;
};

/* Forms and texts found and loaded, config read, language chosen: config, else
 * LC_ALL/LC_MESSAGES/LANG starting with "ja", else English if they name another
 * language, else Japanese. False only when the program's own data cannot be read. */
bool session_init(struct session *session, struct err *err);
void session_release(struct session *session);

/* Locked by somebody else: opens for reading, `read_only` is set and `holder` filled. */
bool session_open(struct session *session, const char *path, enum folder_mode mode, struct err *err);
void session_close(struct session *session);

struct new_workbook {
	const char *path, *company, *curriculum; /* curriculum NULL = r4 */
	enum lang lang;
	bool example; /* filled with the example company */
};
/* Makes the folder; does not open it. */
bool session_create(struct session *session, const struct new_workbook *wanted, struct err *err);

/* ---- texts ---- */

/* The text in the session's language; a missing one is its id in <>. Borrowed. */
const char *say(const struct session *session, const char *id);
/* Appends the text with {name}s filled in from NULL-ended pairs: "name", "value", …, NULL. */
void say_to(const struct session *session, struct str *out, const char *id, ...);
/* What failed as a sentence: "assets.csv 12: …". Appends. */
void say_err(const struct session *session, struct str *out, const struct err *err);
/* The form's or field's own words in the session's language. */
const char *say_words(const struct session *session, struct words words);

/* What a person reads in a cell: labels, commas, names of referenced rows after
 * their id ("SU-001 さくら保管"). Appends. */
void say_cell(const struct session *session, struct sheet *sheet, size_t row, int field, struct str *out);
/* How a row is called: its id and its first text ("A-003 社員名簿"). Appends. */
void say_row(const struct session *session, struct sheet *sheet, size_t row, struct str *out);
/* What is wrong with a cell, or what the finding says. Appends. */
struct finding;
void say_finding(const struct session *session, const struct finding *finding, struct str *out);

#endif

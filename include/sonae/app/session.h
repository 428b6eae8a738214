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

struct notes_index;

struct session {
	struct catalogue catalogue;
	struct texts texts;
	struct config config;
	struct keymap keymap;
	enum lang lang;               /* of the screen and of messages */
	struct folder *folder;        /* NULL on the start screen */
	struct curriculum curriculum; /* of the open workbook */
	char curriculum_id[16];       /* "r4" */
	struct notes_index *notes;    /* see notes.h; NULL until notes are asked for */
	struct file_lock_holder holder; /* of a workbook opened read-only because of it */
	bool read_only;
};

/* Forms and texts found and loaded, config read, language chosen: config, else
 * LC_ALL/LC_MESSAGES/LANG starting with "ja", else English if they name another
 * language, else Japanese. False only when the program's own data cannot be read. */
bool session_init(struct session *session, struct err *err);
void session_release(struct session *session);

/* Loads the curriculum that the settings ask for, when that is another now: true. What was
 * borrowed from the old one is gone then. */
bool session_follow_curriculum(struct session *session);

/* Locked by somebody else: opens for reading, `read_only` is set and `holder` filled. */
bool session_open(struct session *session, const char *path, enum folder_mode mode,
                  struct err *err);
/* Opens for writing the workbook that another machine, `holder`, has locked and does not use
 * any more. False: as before, or, when it cannot even be read again, closed. */
bool session_take_over(struct session *session, struct err *err);
void session_close(struct session *session);

struct new_workbook {
	const char *path, *company, *curriculum; /* curriculum NULL = r4 */
	enum lang lang;
	bool example; /* filled with the example company */
	const char *from; /* last year's workbook, which it goes on from; NULL = none */
};
/* Makes the folder; does not open it. */
bool session_create(struct session *session, const struct new_workbook *wanted, struct err *err);

#endif

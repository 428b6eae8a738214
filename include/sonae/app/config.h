/*
 * config.h - what belongs to the person, not to a workbook: ~/.config/sonae
 * (XDG_CONFIG_HOME is honoured), config.ini and keys.ini.
 */
#ifndef SONAE_APP_CONFIG_H
#define SONAE_APP_CONFIG_H

#include "sonae/base/errs.h"
#include "sonae/base/lang.h"
#include "sonae/base/vec.h"
#include <stdbool.h>

enum { CONFIG_RECENT_MAX = 9 };

struct config {
	char *dir;              /* owned; the folder */
	char who[128];          /* "" until asked; SONAE_WHO wins */
	bool has_lang;
	enum lang lang;         /* of the screen */
	char theme[16];         /* "auto" "color" "mono" "ascii" */
	int ambiguous;          /* 0 = auto, 1, 2 */
	bool mouse;
	VEC(char *) recent;     /* absolute paths of workbooks, newest first; owned */
};

/* A missing file gives defaults; complaints are appended and the rest is taken. */
void config_load(struct config *config, struct errs *errs);
/* Recent workbooks that another instance has written meanwhile stay, after ours. */
bool config_save(const struct config *config, struct err *err);
/* Puts it in front; false when it stands there already. */
bool config_add_recent(struct config *config, const char *path);
void config_release(struct config *config);
/* "who" for history: SONAE_WHO, else config, else the login name. Borrowed. */
const char *config_who(const struct config *config);

#endif

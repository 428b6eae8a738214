/* overview_file.h - home's figures in .sonae/home. */
#ifndef SONAE_SRC_APP_OVERVIEW_FILE_H
#define SONAE_SRC_APP_OVERVIEW_FILE_H

#include "sonae/app/overview.h"

/* Fills what was laid out; false when nothing of this program's version is remembered. */
bool overview_recall(const struct session *session, struct overview *overview);
void overview_remember(const struct session *session, const struct overview *overview);

#endif

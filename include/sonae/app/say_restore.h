/* say_restore.h - backups, and what bringing one back does, in the session's language. */
#ifndef SONAE_APP_SAY_RESTORE_H
#define SONAE_APP_SAY_RESTORE_H

#include "sonae/app/session.h"
#include "sonae/store/backup.h"
#include "sonae/store/restore.h"

/* What a file of the workbook is called: its worksheet's title, else its name. Appends. */
void say_backup_file(const struct session *session, const char *name, struct str *out);
/* The files that changed up to this backup, "、" or ", " between. Appends. */
void say_backup_changes(const struct session *session, const struct backups *backups,
                        size_t index, struct str *out);
/* "2 rows added, 1 cell changed", or why it stays as it is. Appends. */
void say_restore_sheet(const struct session *session, const struct restore_sheet *sheet,
                       struct str *out);

#endif

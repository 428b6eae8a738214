/*
 * backup.h - dated copies of a workbook's files under .sonae/backups.
 *
 *     .sonae/backups/2026-11-22T073000/       one backup; local time
 *         manifest.csv                        what the workbook held then
 *         assets.csv  sonae.ini  forms/x.ini  plain copies, byte for byte
 *
 * Covered: the CSV files, sonae.ini and all of forms/. Of history.csv, which only grows,
 * size and head hash are noted. A file that has not changed since the backup before is not
 * copied again: the manifest (name,size,mtime,sha256,in) names in `in` the backup that
 * holds the copy, its own for what was copied now. A second one in the same second is
 * 2026-11-22T073000-02.
 *
 * A folder without manifest is an unfinished backup or what is left of a removed one, and
 * nothing in it is needed. Who changes a copy in place (history --forget) calls
 * backups_resum afterwards.
 */
#ifndef SONAE_STORE_BACKUP_H
#define SONAE_STORE_BACKUP_H

#include "sonae/base/date.h"
#include "sonae/base/digest.h"
#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include "sonae/base/vec.h"
#include <stdbool.h>
#include <stddef.h>

enum { BACKUP_LAST = 10, BACKUP_DAYS = 30 }; /* kept: so many; the last of so many days */

struct backup_file {
	char *name; /* "assets.csv", "forms/assets.ini" */
	long long size, mtime_ns; /* of the file that was copied */
	char sum[DIGEST_HEX + 1];
	char *in;   /* the stamp of the backup that holds the copy */
};

struct backup {
	char *stamp; /* "2026-11-22T073000": the name of its folder */
	VEC(struct backup_file) files;
	long long history_size;
	char history_head[DIGEST_HEX + 1];
};

struct backups {
	char *dir; /* …/.sonae/backups */
	VEC(struct backup) at; /* oldest first */
};

/* Fills the empty `backups`; none yet is fine. Those whose manifest cannot be read are left
 * out. To be released in any case. */
bool backups_read(const char *folder, struct backups *backups, struct err *err);
void backups_release(struct backups *backups);

/* "2026-11-22 07:30:00"; returns `buffer`. */
const char *backup_time(const struct backup *backup, char buffer[32]);
/* NULL when the workbook had no such file then. */
const struct backup_file *backup_file_of(const struct backup *backup, const char *name);
/* Names of the files that came, went or changed between the backup before (none for the
 * first) and this one, sorted; the caller releases the vector, the names are borrowed. */
struct backup_names {
	VEC(const char *) at;
};
void backup_changes(const struct backups *backups, size_t index, struct backup_names *names);
/* How many backups `word` means: a day as date_parse reads it means the last one of that
 * day; else the start of a stamp, "2026-11-22 07:3" and the like. *index is one of them. */
size_t backups_find(const struct backups *backups, const char *word, struct date today,
                    size_t *index);
/* Appends the copy of a file; ERR_MISSING, or ERR_BACKUP when it is not as it was made. */
bool backup_read_copy(const struct backups *backups, const struct backup_file *file,
                      struct str *out, struct err *err);

/*
 * Making one, a file at a time, so that it can be done while nobody types. Only by the
 * workbook's writer. Nothing counts before the last step; when nothing has changed since the
 * last backup, none is made. The last step also removes what need not be kept: kept are the
 * BACKUP_LAST latest, and of each of the last BACKUP_DAYS days the latest.
 */
struct backup_run;
struct backup_run *backup_begin(const char *folder);
/* Does the next file. False when there is nothing more to do, or with `err` when it failed:
 * then there is no new backup. */
bool backup_step(struct backup_run *run, struct err *err);
/* What was not finished leaves nothing behind that counts. NULL is allowed. */
void backup_free(struct backup_run *run);
/* All of it at once. */
bool backup_make(const char *folder, struct err *err);

/* Copies were changed on purpose: the manifests take over their sizes and sums. */
bool backups_resum(const char *folder, struct err *err);

#endif

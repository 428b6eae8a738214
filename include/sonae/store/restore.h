/*
 * restore.h - a workbook as it was when a backup was made.
 *
 * Planned as one step of changes from what is there now; done by folder_do like any other,
 * so that it stands in the history and undo brings everything back. A worksheet that had no
 * file then gets the rows its form begins with and loses all others. Not part of it: files
 * that are no worksheets (forms/, …), which are only named, and worksheets whose file cannot
 * be read now.
 */
#ifndef SONAE_STORE_RESTORE_H
#define SONAE_STORE_RESTORE_H

#include "sonae/base/err.h"
#include "sonae/base/vec.h"
#include "sonae/model/change.h"
#include "sonae/model/difference.h"
#include "sonae/store/backup.h"
#include "sonae/store/folder.h"

struct restore_sheet {
	char *id;
	bool had_no_file;          /* then */
	struct difference changes; /* never all 0, unless there is trouble */
	struct err trouble;        /* why it stays as it is; ERR_NONE */
};

struct restore {
	struct step step;
	VEC(struct restore_sheet) sheets; /* that differ, as named */
	VEC(char *) files;                /* others that differ from the backup */
};

/* Fills the empty `plan`; changes nothing. */
bool restore_plan(struct folder *folder, const struct backups *backups, size_t index,
                  struct restore *plan, struct err *err);
void restore_release(struct restore *plan);

#endif

/*
 * history_index.h - .sonae/history: what was read of history.csv, so that opening a
 * workbook reads only what came after.
 *
 * A cache: without it, or when it does not fit the history, all is read. Lines:
 *
 *     sonae-history 1
 *     covers SIZE SEQ AT HASH         the last record covered, its end and its chain hash
 *     sheet LAST SEQ AT ID            its last change; its first, where replay begins
 *     save SEQ AT NEXT SIZE MTIME HASH        of the sheet above, oldest first
 *     done SEQ AT                     steps that can be undone, oldest first
 *     undone SEQ AT                   steps that can be redone
 *     sum SHA256                      of all above: a file that is torn or bent is none
 */
#ifndef SONAE_STORE_HISTORY_INDEX_H
#define SONAE_STORE_HISTORY_INDEX_H

#include "sonae/base/digest.h"
#include "sonae/base/file.h"
#include "sonae/store/history.h"

/* A worksheet's file as one of our saves meant to leave it. */
struct save {
	unsigned long seq, next_number;
	long long at; /* of its record */
	struct file_stamp stamp;
	char hash[DIGEST_HEX + 1];
};

struct history_sheet {
	char *id; /* owned */
	unsigned long last_change;
	struct history_mark first_change;
	VEC(struct save) saves;
};

struct history_index {
	struct history_mark last;
	long long size;
	char head[DIGEST_HEX + 1];
	VEC(struct history_sheet) sheets;
	VEC(struct history_mark) done, undone;
};

/* Fills an empty index. False when there is none that can be used. */
bool history_index_read(const char *path, struct history_index *index);
bool history_index_write(const char *path, const struct history_index *index, struct err *err);
void history_index_release(struct history_index *index);

#endif

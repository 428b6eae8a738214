/*
 * history_priv.h - what the files history*.c share.
 */
#ifndef SONAE_STORE_HISTORY_PRIV_H
#define SONAE_STORE_HISTORY_PRIV_H

#include "sonae/base/digest.h"
#include "sonae/base/file_log.h"
#include "sonae/store/history.h"

struct history {
	char *path;
	struct file_log *log; /* NULL: only read */
	long long size;       /* of whole records */
	unsigned long last_seq;
	long long last_at; /* the byte the last record begins with */
	char head[DIGEST_HEX + 1];
};

/* From byte `file_size` back to the last record; it is the first line looked at unless the
 * file is damaged. Only the torn end counts as such, not lines above it. */
bool history_find_last(struct history *history, long long file_size, bool *torn,
                       struct err *err);

#endif

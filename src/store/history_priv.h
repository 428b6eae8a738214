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
	char head[DIGEST_HEX + 1];
};

#endif

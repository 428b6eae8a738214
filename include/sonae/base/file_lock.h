/*
 * file_lock.h - who has the workbook open.
 *
 * A lock is a file whose text says who holds it: "who\nhost\npid\nboot\nsince\n".
 * It is stale when its host and boot are ours and the process is gone, or when
 * the host is ours and the boot is another one; also when it is not such a text
 * a minute after it was written. A stale lock is taken over.
 */
#ifndef SONAE_BASE_FILE_LOCK_H
#define SONAE_BASE_FILE_LOCK_H

#include "sonae/base/err.h"

struct file_lock;

/* Bytes as read from the file, cut to fit: nothing here is checked to be UTF-8. */
struct file_lock_holder {
	char who[128], host[128], since[40];
	long pid; /* 0 when the text could not be understood */
};

/* NULL with ERR_LOCKED and `holder` (may be NULL) filled when somebody holds it;
 * this very process counts as somebody. */
struct file_lock *file_lock_take(const char *path, const char *who,
                                 struct file_lock_holder *holder, struct err *err);
/* Is the holder's machine another one? Whether it still runs cannot be known from here. */
bool file_lock_is_remote(const struct file_lock_holder *holder);
/* Removes the lock of `holder`, as file_lock_take gave it: a person says that it is gone.
 * ERR_LOCKED when somebody else holds it now; fine when nobody does. */
bool file_lock_break(const char *path, const struct file_lock_holder *holder, struct err *err);
/* Removes the file if it is still ours; NULL is allowed. */
void file_lock_release(struct file_lock *lock);

#endif

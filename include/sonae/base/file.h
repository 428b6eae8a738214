/*
 * file.h - files that are whole or not there.
 *
 * Paths are bytes as the system has them. In errors `file` is the last part of
 * the path, which is how users know it.
 */
#ifndef SONAE_BASE_FILE_H
#define SONAE_BASE_FILE_H

#include "sonae/base/digest.h"
#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* "dir/name"; the caller frees. */
char *path_join(const char *dir, const char *name);
/* The last part, borrowed from `path`. */
const char *path_name(const char *path);

bool file_exists(const char *path);
bool file_is_dir(const char *path);
/* Appends the whole file. */
bool file_read(const char *path, struct str *out, struct err *err);
bool file_remove(const char *path, struct err *err);
/* Makes the folder (0700) and what is missing above it; fine when it is there. */
bool file_make_dir(const char *path, struct err *err);
/* Names in the folder, sorted by bytes, without . and ..; the caller frees each and the array. */
bool file_list(const char *path, char ***names, size_t *count, struct err *err);

/* Enough to tell quickly that a file was changed. A missing file has size -1. */
struct file_stamp {
	long long size;
	long long mtime_ns;
};
struct file_stamp file_stamp(const char *path);
bool file_stamp_is(struct file_stamp a, struct file_stamp b);

/*
 * Replacing a file: begin, add…, then exactly one of commit or cancel; both free.
 * Commit: write, fsync, rename over `path`, fsync of the folder. On any failure
 * the old file stands as it was and the temporary is gone. Mode 0600.
 */
struct file_write;
struct file_write *file_write_begin(const char *path, struct err *err);
void file_write_add(struct file_write *write, const void *data, size_t len);
/* What would stand on the disk, before it does; for the note in the history.
 * Writes and syncs the temporary; may fail like commit. */
bool file_write_prepare(struct file_write *write, struct file_stamp *stamp, char hash[DIGEST_HEX + 1], struct err *err);
bool file_write_commit(struct file_write *write, struct err *err);
void file_write_cancel(struct file_write *write);
/* All of it in one call. */
bool file_replace(const char *path, const void *data, size_t len, struct err *err);

/*
 * A file that only grows. Appending returns after fdatasync; when it fails,
 * the file is cut back to what it held before.
 */
struct file_log;
struct file_log *file_log_open(const char *path, struct err *err);
bool file_log_append(struct file_log *log, const void *data, size_t len, struct err *err);
bool file_log_cut(struct file_log *log, long long size, struct err *err);
long long file_log_size(const struct file_log *log);
void file_log_close(struct file_log *log);

/*
 * A lock is a file whose text says who holds it: "who\nhost\npid\nboot\nsince\n".
 * It is stale when its host and boot are ours and the process is gone, or when
 * the host is ours and the boot is another one.
 */
struct file_lock;
struct file_lock_holder {
	char who[128], host[128], since[40];
	long pid;
};
/* NULL with ERR_LOCKED and `holder` filled when somebody holds it. */
struct file_lock *file_lock_take(const char *path, const char *who, struct file_lock_holder *holder, struct err *err);
/* Removes the file; NULL is allowed. */
void file_lock_release(struct file_lock *lock);

#endif

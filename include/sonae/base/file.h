/*
 * file.h - paths, whole files, folders.
 *
 * Paths are bytes as the system has them. In errors `file` is the last part of
 * the path, which is how users know it. Replacing, appending and locking have
 * their own headers: file_write.h, file_log.h, file_lock.h.
 */
#ifndef SONAE_BASE_FILE_H
#define SONAE_BASE_FILE_H

#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include <stdbool.h>
#include <stddef.h>

/* "dir/name", with one slash between; the name alone when `dir` is "". The
 * caller frees. */
char *path_join(const char *dir, const char *name);
/* The last part, borrowed from `path`; "book/" keeps its slash. */
const char *path_name(const char *path);
/* The folder the last part is in: "." for a bare name. The caller frees. */
char *path_dir(const char *path);

bool file_exists(const char *path);
bool file_is_dir(const char *path);
/* A file with bytes of its own, also behind a link: opening a pipe or a device may never end. */
bool file_is_plain(const char *path);
bool file_is_link(const char *path);
/* A folder that can be read and holds nothing. */
bool file_is_empty_dir(const char *path);
/* Appends the whole file; on failure `out` is as it was. */
bool file_read(const char *path, struct str *out, struct err *err);
/* The same for what others put there, of at most `most` bytes (ERR_LARGE): what is a link, a pipe
 * or a device is not opened (ERR_NOT_PLAIN). */
bool file_read_own(const char *path, size_t most, struct str *out, struct err *err);
/* Does the file begin with these bytes (16 at most)? Not to be asked of a pipe. */
bool file_begins(const char *path, const void *start, size_t len);
/* Removes all that is in the folder, as far as that can be; links are not followed. */
void file_empty_dir(const char *path);
/* A file that is not there counts as removed. Folders are refused. */
bool file_remove(const char *path, struct err *err);
/* Makes the folder (0700) and what is missing above it; fine when it is there. */
bool file_make_dir(const char *path, struct err *err);
/* A new folder for one person in TMPDIR (else /tmp), which the caller removes again, and frees the
 * path; NULL when there is no place. */
char *file_make_temp_dir(struct err *err);
/* Names in the folder, sorted by bytes, without . and ..; the caller frees each
 * and the array. Untouched on failure. */
bool file_list(const char *path, char ***names, size_t *count, struct err *err);

/* Enough to tell quickly that a file was changed. A missing file has size -1. */
struct file_stamp {
	long long size;
	long long mtime_ns;
};
struct file_stamp file_stamp(const char *path);
bool file_stamp_is(struct file_stamp a, struct file_stamp b);

#endif

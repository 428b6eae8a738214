/*
 * file_write.h - replacing a file, wholly or not at all.
 *
 * Begin, add…, then exactly one of commit or cancel; both free. Commit: write,
 * fsync, rename over `path`, fsync of the folder. On any failure the old file
 * stands as it was and the temporary is gone; only when the very last step, the
 * folder's fsync, fails does the new file stand, though a power cut may still
 * undo it. Mode 0600. A symlink stays one: what it points to is replaced.
 */
#ifndef SONAE_BASE_FILE_WRITE_H
#define SONAE_BASE_FILE_WRITE_H

#include "sonae/base/digest.h"
#include "sonae/base/err.h"
#include "sonae/base/file.h"
#include <stdbool.h>
#include <stddef.h>

struct file_write;

struct file_write *file_write_begin(const char *path, struct err *err);
/* Trouble here is remembered and comes out of prepare or commit. */
void file_write_add(struct file_write *write, const void *data, size_t len);
/* What would stand on the disk, before it does; for the note in the history.
 * Writes and syncs the temporary; may fail like commit, and then only cancel is
 * left. Nothing may be added afterwards. */
bool file_write_prepare(struct file_write *write, struct file_stamp *stamp,
                        char hash[DIGEST_HEX + 1], struct err *err);
bool file_write_commit(struct file_write *write, struct err *err);
/* NULL is allowed. */
void file_write_cancel(struct file_write *write);
/* All of it in one call. */
bool file_replace(const char *path, const void *data, size_t len, struct err *err);

/* Removes the temporaries that killed processes left in the folder. To be called
 * by the holder of the folder's lock: another writer's are taken too. */
void file_write_sweep(const char *dir);

#endif

/*
 * file_log.h - a file that only grows.
 *
 * Appending returns after fdatasync; when it fails, the file is cut back to
 * what it held before. One process at a time: the folder's lock sees to that.
 */
#ifndef SONAE_BASE_FILE_LOG_H
#define SONAE_BASE_FILE_LOG_H

#include "sonae/base/err.h"
#include <stdbool.h>
#include <stddef.h>

struct file_log;

/* Made (0600) when it is not there. */
struct file_log *file_log_open(const char *path, struct err *err);
/* ERR_CHANGED when another program has changed its length, deleted or replaced
 * it meanwhile: nothing is appended to a file nobody will read. */
bool file_log_append(struct file_log *log, const void *data, size_t len, struct err *err);
/* Down to `size` bytes, 0..file_log_size. */
bool file_log_cut(struct file_log *log, long long size, struct err *err);
long long file_log_size(const struct file_log *log);
/* NULL is allowed. */
void file_log_close(struct file_log *log);

#endif

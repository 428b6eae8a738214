/* file_copy.h - files and folders copied whole. */
#ifndef SONAE_BASE_FILE_COPY_H
#define SONAE_BASE_FILE_COPY_H

#include "sonae/base/errs.h"
#include <stdbool.h>

/* A file, or a folder with all that is in it; folders on the way are made. What cannot be read
 * is appended to `left_out` and passed over, or, when that is NULL, fails. False with `err`
 * when something cannot be written; what was copied stays. */
bool file_copy(const char *from, const char *to, struct errs *left_out, struct err *err);

#endif

/*
 * scratch.h - a private folder for a test, and files in it.
 *
 * Folders are made under TMPDIR (else /tmp) with mode 0700. They belong to
 * this module and vanish with all they hold when the test program ends,
 * however its tests went; a failing test needs no cleaning up. What cannot
 * be done here ends the test program with a message: it is no finding about
 * the program under test.
 */
#ifndef SUPPORT_SCRATCH_H
#define SUPPORT_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

/* A fresh, empty folder; the absolute path is borrowed. */
const char *scratch_dir(void);
/* Empties the folder and removes it early; read-only subfolders too. */
void scratch_remove(const char *dir);

/* `name` may hold slashes; the folders above the file are made. */
void scratch_write(const char *dir, const char *name, const char *text);
void scratch_write_bytes(const char *dir, const char *name, const void *data, size_t len);
/* The whole file, NUL-terminated, the caller's; NULL when it is not there.
 * `len` (may be NULL) counts bytes without that NUL. */
char *scratch_read(const char *dir, const char *name, size_t *len);
bool scratch_exists(const char *dir, const char *name);

#endif

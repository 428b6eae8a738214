/*
 * ini.h - INI files, read through iniparser and linted by us.
 *
 * iniparser reports nothing about most mistakes (a repeated key, an unquoted ;
 * that cuts the value, a key outside any section), so the file is linted first
 * and every complaint has a line. What we accept: UTF-8, with or without BOM,
 * LF or CRLF; `[section name]`, `key = "value"` on one line, comments on lines of
 * their own (; or #). Section and key names are made of a-z 0-9 _ . - (a section
 * of several such words, one blank between them); values keep their case. A value
 * is quoted with " or ' and has no escapes; one word of ASCII letters, digits and
 * _ . + - may go unquoted. At most 1000 bytes a line, comments included, and no
 * comment ends in a backslash (iniparser would swallow the next line).
 *
 * iniparser reports through one callback without context, so ini_load must not run
 * in two threads at once.
 */
#ifndef SONAE_STORE_INI_H
#define SONAE_STORE_INI_H

#include "sonae/base/errs.h"
#include "sonae/base/pool.h"
#include "sonae/base/vec.h"
#include <stdbool.h>

enum { INI_LINE_MAX = 1000 }; /* bytes */

struct ini_key {
	const char *name, *value;
	long line;
};
struct ini_section {
	const char *name; /* "choice storage office_pc" */
	long line;
	VEC(struct ini_key) keys;
};
struct ini {
	struct pool pool;
	VEC(struct ini_section) sections; /* in file order */
};

/* Fills the empty `ini`. `shown` is the file's name in messages. False when there is
 * any complaint (all are appended to `errs`); `ini` is empty then. */
bool ini_load(const char *path, const char *shown, struct ini *ini, struct errs *errs);
/* The same from memory. */
bool ini_load_text(const char *text, size_t len, const char *shown, struct ini *ini,
                   struct errs *errs);
void ini_release(struct ini *ini);
/* NULL when there is none. */
const struct ini_section *ini_section(const struct ini *ini, const char *name);
/* NULL when the key is not there; `section` may be NULL. */
const char *ini_value(const struct ini_section *section, const char *key);
/* The key's line; the section's when the key is not there. */
long ini_line(const struct ini_section *section, const char *key);

#endif

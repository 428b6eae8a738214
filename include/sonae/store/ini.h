/*
 * ini.h - INI files, read through iniparser and linted by us.
 *
 * iniparser reports nothing about most mistakes (a repeated key, an unquoted ;
 * that cuts the value, a key outside any section), so the file is linted first
 * and every complaint has a line. What we accept: UTF-8, with or without BOM;
 * `[section name]`, `key = "value"` on one line, comments on lines of their own (;
 * or #). Section and key names are lower case ASCII, values keep their case. A
 * value is quoted with " or ' and has no escapes; numbers and plain words may go
 * unquoted. At most 1000 bytes a line.
 */
#ifndef SONAE_STORE_INI_H
#define SONAE_STORE_INI_H

#include "sonae/base/errs.h"
#include "sonae/base/pool.h"
#include "sonae/base/vec.h"
#include <stdbool.h>

struct ini_key {
	const char *name, *value;
	long line;
};
struct ini_section {
	const char *name; /* inner blanks single: "choice storage office_pc" */
	long line;
	VEC(struct ini_key) keys;
};
struct ini {
	struct pool pool;
	VEC(struct ini_section) sections; /* in file order */
};

/* `shown` is the file's name in messages. False when there is any complaint (all
 * are appended to `errs`); `ini` then holds what could be read and is released by
 * the caller all the same. */
bool ini_load(const char *path, const char *shown, struct ini *ini, struct errs *errs);
void ini_release(struct ini *ini);
const struct ini_section *ini_section(const struct ini *ini, const char *name);
/* NULL when the key is not there; `section` may be NULL. */
const char *ini_value(const struct ini_section *section, const char *key);

#endif

/*
 * catalogue.h - where forms, guides, curricula and UI texts lie.
 *
 * Two folders: the program's (`forms/` beside the source, else
 * PREFIX/share/sonae/forms) and the workbook's own `forms/`, which adds and
 * overrides file by file.
 */
#ifndef SONAE_STORE_CATALOGUE_H
#define SONAE_STORE_CATALOGUE_H

#include "sonae/base/err.h"
#include "sonae/base/lang.h"
#include "sonae/base/str.h"
#include <stdbool.h>
#include <stddef.h>

struct catalogue {
	char *program; /* owned */
	char *own;     /* owned; NULL without a workbook */
};

/* Finds the program's folder: SONAE_FORMS if set, else `forms` in the folder above or
 * two above the running program's (build/sonae, build/checked/sonae), else
 * PREFIX/share/sonae/forms. */
bool catalogue_init(struct catalogue *catalogue, struct err *err);
/* `workbook` is the workbook's folder; its forms/ need not exist. */
void catalogue_set_workbook(struct catalogue *catalogue, const char *workbook);
void catalogue_release(struct catalogue *catalogue);

/* The path of `name` ("assets.ini", "guides/assets.ja.md") in the own folder if it is
 * there, else in the program's, else NULL. `shown` gets "forms/assets.ini". The caller
 * frees the result. */
char *catalogue_find(const struct catalogue *catalogue, const char *name, struct str *shown);
/* Ids of all forms, own ones included, sorted; the caller frees each and the array. */
bool catalogue_forms(const struct catalogue *catalogue, char ***ids, size_t *count, struct err *err);
/* Ids of the worksheets in the workbook's own forms folder only. */
bool catalogue_own_forms(const struct catalogue *catalogue, char ***ids, size_t *count, struct err *err);
/* The guide's Markdown, appended; falls back to the other language. False: none. */
bool catalogue_guide(const struct catalogue *catalogue, const char *form, enum lang lang, struct str *out);

#endif

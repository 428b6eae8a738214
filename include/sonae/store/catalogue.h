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

/* A zeroed struct knows no folder and finds nothing. */
struct catalogue {
	char *program; /* owned */
	char *own;     /* owned; NULL without a workbook */
};

/* Finds the program's folder: SONAE_FORMS if set, else ../share/sonae/forms as seen from the
 * running program, or `forms` in one of the three folders above it (build/sonae,
 * build/checked/sonae, build/x/checked/sonae), whichever first holds text/; else
 * PREFIX/share/sonae/forms. ERR_MISSING when that is no folder. */
bool catalogue_init(struct catalogue *catalogue, struct err *err);
/* `workbook` is the workbook's folder; its forms/ need not exist. NULL: none any more. */
void catalogue_set_workbook(struct catalogue *catalogue, const char *workbook);
void catalogue_release(struct catalogue *catalogue);

/* The path of `name` ("assets.ini", "guides/assets.ja.md") in the own folder if it is
 * there, else in the program's, else NULL; NULL too for a name that would leave the
 * folder. `shown` (may be NULL) gets "forms/assets.ini" in either case. The caller frees
 * the result. */
char *catalogue_find(const struct catalogue *catalogue, const char *name, struct str *shown);

/* Names of the files in both folders' `folder` ("" = forms/ itself, "text", "curricula")
 * that end in `ending`, without it; sorted, each once. The caller frees each and the
 * array. A folder that is not there holds nothing. */
bool catalogue_list(const struct catalogue *catalogue, const char *folder, const char *ending,
                    char ***names, size_t *count, struct err *err);
/* Ids of all forms, own ones included, sorted; the caller frees each and the array. Files
 * whose names cannot be ids are passed over. */
bool catalogue_forms(const struct catalogue *catalogue, char ***ids, size_t *count,
                     struct err *err);
/* Can this be a form's id? a-z first, then a-z 0-9 _. */
bool catalogue_is_form_id(const char *id);

/* The guide's Markdown, appended: no BOM, lines end in \n, held bytes where it is no
 * UTF-8; falls back to the other language. False: none. */
bool catalogue_guide(const struct catalogue *catalogue, const char *form, enum lang lang,
                     struct str *out);
/* The same for what an exercise is about: forms/exercises/<id>.ja.md. */
bool catalogue_scenario(const struct catalogue *catalogue, const char *form, enum lang lang,
                        struct str *out);

#endif

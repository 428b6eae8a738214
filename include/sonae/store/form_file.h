/*
 * form_file.h - forms/<id>.ini and the CSV files beside it as a struct form.
 *
 * The syntax is described in README.md, "Form syntax". Every complaint has file and
 * line; a form with any complaint is not handed out.
 */
#ifndef SONAE_STORE_FORM_FILE_H
#define SONAE_STORE_FORM_FILE_H

#include "sonae/base/errs.h"
#include "sonae/model/form.h"
#include "sonae/store/catalogue.h"

/* Definition, given items and starter rows. NULL with complaints; ERR_NO_FORM alone when
 * there is no such form. The caller form_frees it. Formulas are bound and free of cycles
 * within the form; other worksheets they name are looked at when first evaluated. */
struct form *form_load(const struct catalogue *catalogue, const char *id, struct errs *errs);

/* The same from a file anywhere (`sonae forms --check FILE`), and looked over more
 * thoroughly. The id is the file's name without .ini; CSV files are looked for beside it as
 * described for the forms folder, examples and company too. Among the forms of `catalogue`
 * its prefix must be the only one of its kind, and worksheets and fields that it names must
 * be there. */
struct form *form_load_file(const struct catalogue *catalogue, const char *path,
                            struct errs *errs);

/* Rows of forms/<kind>/<id>.csv for this form: kind "starter", "examples" or
 * "company". No such file: no rows, true. False with complaints, and no rows. Released by
 * samples_release (model/form.h). The texts live in the form's pool. */
bool samples_load(const struct catalogue *catalogue, struct form *form, const char *kind,
                  struct samples *samples, struct errs *errs);

#endif

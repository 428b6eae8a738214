/*
 * form_reading.h - a form while it is read; for store/form_*.c only.
 *
 * Order: the sections (form_sections.c), then, as they need all fields, names and
 * formulas (form_lint.c), then the rows beside the form (form_rows.c). Everybody
 * complains here and goes on; form_file.c hands out a form without complaints only.
 */
#ifndef SONAE_SRC_STORE_FORM_READING_H
#define SONAE_SRC_STORE_FORM_READING_H

#include "sonae/base/errs.h"
#include "sonae/model/expr.h"
#include "sonae/model/form.h"
#include "sonae/store/catalogue.h"
#include "sonae/store/ini.h"

/* An expression to be bound when all fields are known. */
struct form_formula {
	struct expr *expr; /* the form's */
	enum expr_scope scope;
	long line;
};

struct form_reading {
	struct form *form;
	const struct ini *ini;
	const struct catalogue *catalogue; /* where the CSV files beside it are */
	struct errs *errs;
	VEC(struct form_formula) formulas;
	long prefix_line, per_line, of_line, where_line; /* of [form] */
	long shows_line;            /* of a query's [view grid] */
};

/* A complaint about the form's own file. */
#define form_complain(reading, code, line, ...) \
	err_set(vec_add(&(reading)->errs->at), code, (reading)->form->file, line, __VA_ARGS__)
/* The same with the code and the detail of `err`. */
void form_complain_err(struct form_reading *reading, const struct err *err, long line);

/* Fills the form from the sections of its INI. */
void form_read_sections(struct form_reading *reading);

/* Choices that read the same, marks in the wrong place, and the like. */
void form_lint(struct form_reading *reading);
/* Finds the names in all formulas and refuses cycles. */
void form_bind(struct form_reading *reading);
/* Is this a name for a field, of this kind of form? */
bool form_is_field_id(const struct form *form, const char *id);
/* Is this the id of a worksheet that may be made? */
bool form_is_sheet_id(const char *id);
bool form_is_prefix(const char *prefix);
/* What lies outside the form: its prefix is its own, worksheets that it names exist and
 * have the fields it wants. `path` is the form's file. */
void form_lint_outside(struct form_reading *reading, const struct catalogue *all,
                       const char *path);

/* Given items, from forms/given/<id>.csv. */
void form_read_items(struct form_reading *reading);

/* The form of `path`, and its formulas, to be vec_released by the caller; NULL with
 * complaints. */
struct form *form_read(struct form_reading *reading, const char *path, const char *shown,
                       const char *id);

#endif

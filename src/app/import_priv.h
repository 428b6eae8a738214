/* import_priv.h - what the parts of import share. */
#ifndef SONAE_APP_IMPORT_PRIV_H
#define SONAE_APP_IMPORT_PRIV_H

#include "sonae/app/import.h"

enum import_row_kind { ROW_BLANK, ROW_THERE, ROW_NEW, ROW_SAME, ROW_LOST };

/* A row of the file and where it goes. */
struct import_row {
	const struct csv_row *from;
	enum import_row_kind kind;
	size_t row;         /* ROW_THERE, ROW_SAME: of the worksheet */
	const char *id;     /* its own, new or old; "" while it has none */
	const char *theirs; /* the id in the file; "" = none */
	const char **cells; /* canonical, one a field; NULL = the file says nothing */
};

const struct form *import_form(const struct import *import);
/* The file's cell; borrowed. "" behind the row's last. */
const char *import_cell(const struct import *import, const struct csv_row *row, size_t column);
/* The first column that goes there, or SIZE_MAX. */
size_t import_column_to(const struct import *import, int to);
void import_add_line(struct import *import, struct import_line line);

/* import_table.c: reads the file by the separator that gives most columns a meaning, and finds the
 * line of headings. */
bool import_read_table(struct import *import, const char *path, const char *const *headings,
                       struct err *err);
/* import_columns.c: what the columns are, from the line of headings. */
void import_begin_columns(struct import *import);
/* What a heading means here: as heading_meaning; also IMPORT_ITEM_TEXT … and IPA's words. */
int import_meaning(const struct import *import, const char *heading);

/* import_ipa.c: the field of the ledger that IPA's sheet calls so, or HEADING_UNKNOWN. */
int import_ipa_field(const struct form *form, const char *heading);
/* Is it on the scale that differs? Can a computed one be compared, whatever the scale? */
bool import_ipa_rates(const struct form *form, int field);
bool import_ipa_compares(const struct import *import, int field);
/* Is it IPA's? Guesses the scale from the ratings. */
void import_look_for_ipa(struct import *import);
/* The rating in our scale, appended; false: it cannot stand there. */
bool import_ipa_rating(const struct import *import, int field, const char *text, struct str *out);

/* import_names.c: rows by what people call them. A name that several rows have names none. */
struct import_names {
	struct import *import;
	VEC(struct import_names_of *) sheets; /* that were asked for */
};
void import_names_release(struct import_names *names);
/* Of the worksheet that is imported into: the row `id` is also called so. Both are borrowed. */
void import_names_add(struct import_names *names, const char *name, const char *id);
/* What is written into a reference, with ids in place of names; appended. */
void import_names_resolve(struct import_names *names, const struct field *field, const char *text,
                          struct str *out);

/* import_rows.c: fills `rows`: where each row of the file goes, and what it says. */
void import_find_rows(struct import *import);
/* import_cells.c: what the row says, as canonical cells. With `own` only its references to the
 * worksheet itself, for which all rows must have their ids. */
void import_fill_cells(struct import *import, struct import_names *names, struct import_row *row,
                       bool own);
/* import_outline.c */
void import_plan_outline(struct import *import);
/* import_plan.c: a cell of `result` is taken: told when it does not fit. */
void import_judge(struct import *import, long line, size_t row, int field);

#endif

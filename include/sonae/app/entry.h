/*
 * entry.h - what a person writes into a cell, as changes. One way for the screen,
 * `sonae set` and import.
 */
#ifndef SONAE_APP_ENTRY_H
#define SONAE_APP_ENTRY_H

#include "sonae/app/session.h"

/* Adds to `step` the changes that writing `typed` into the cell means: parsed as
 * people write (field_parse), a bad value kept as it is; text that names no row of a
 * reference that takes free text goes to its text field. False: the field is computed. */
bool entry_set(struct session *session, struct step *step, struct sheet *sheet, size_t row, int field,
               const char *typed, struct err *err);

/* The same without a step: the field that the text goes to, its canonical form appended to `cell`.
 * `row_id` "" = a new row. The other half of "reference or text" (entry_other_half, -1 = there is
 * none) is then to be emptied. */
int entry_place(struct session *session, const struct sheet *sheet, const char *row_id, int field,
                const char *typed, struct str *cell);
int entry_other_half(const struct form *form, int field);

/* Adds a new row with the next free id (those the step has made already counted), behind row
 * `after_id` ("" = first); `typed` gives what is written into `field` (-1 = nothing). The id is
 * written to `id`. False: the worksheet takes no new rows. */
bool entry_new_row(struct session *session, struct step *step, struct sheet *sheet, const char *after_id,
                   int field, const char *typed, char id[64], struct err *err);
/* The same with several cells: one text a field, or NULL. */
bool entry_new_row_of(struct session *session, struct step *step, struct sheet *sheet,
                      const char *after_id, const char *const *typed, char id[64], struct err *err);

/* New rows of one worksheet, as many as are wanted: which worksheets keep items for each of its
 * rows is found out once. All borrowed until the end. */
struct entry_rows {
	struct session *session;
	struct step *step;
	struct sheet *sheet;
	VEC(struct sheet *) per; /* worksheets that are kept once per row */
};
void entry_rows_begin(struct entry_rows *rows, struct session *session, struct step *step,
                      struct sheet *sheet);
/* With that id, which must be new, and canonical cells, one a field or NULL. */
void entry_rows_add(const struct entry_rows *rows, const char *id, const char *after_id,
                    const char *const *cells);
/* As entry_new_row_of. */
bool entry_rows_type(const struct entry_rows *rows, const char *after_id, const char *const *typed,
                     char id[64], struct err *err);
void entry_rows_end(struct entry_rows *rows);

/* What every new row of `sheet` brings along in the checklists that are kept once per row of
 * it: their items' rows, behind those of `after_id`. The two above do it themselves. */
void entry_add_items(struct session *session, struct step *step, const struct sheet *sheet,
                     const char *row_id, const char *after_id);

/* Takes a row away, in a tree with all below it, and their items in the checklists per row;
 * false for given rows. `step` is empty before. `referrers` gets how many cells of worksheets
 * in use still name any of them. */
bool entry_delete_row(struct session *session, struct step *step, struct sheet *sheet, size_t row,
                      size_t *referrers, struct err *err);
/* How many rows of `sheet` the step takes away. */
size_t entry_deleted(const struct step *step, const struct sheet *sheet);

#endif

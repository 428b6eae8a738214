/*
 * sheet.h - the rows of one worksheet.
 *
 * Stored by column: a column takes memory once one of its cells is not empty.
 * Texts live in an arena and never move, so a borrowed cell stays valid until
 * the sheet is freed. Rows are addressed by their position (0-based, file
 * order) and known by their id; an id is never used twice.
 *
 * A sheet knows no formulas: computed cells read as "". See book.h.
 */
#ifndef SONAE_MODEL_SHEET_H
#define SONAE_MODEL_SHEET_H

#include "sonae/base/vec.h"
#include "sonae/model/form.h"
#include <stdbool.h>
#include <stddef.h>

struct sheet;

/* `form` is borrowed and must outlive the sheet. */
struct sheet *sheet_new(const struct form *form);
void sheet_free(struct sheet *sheet);
const struct form *sheet_form(const struct sheet *sheet);

size_t sheet_row_count(const struct sheet *sheet);
const char *sheet_row_id(const struct sheet *sheet, size_t row);
bool sheet_find(const struct sheet *sheet, const char *id, size_t *row);

/* Columns: 0 … fields-1 are the form's fields, then unknown ones a file had,
 * kept under their names (which may be empty or repeated). */
size_t sheet_column_count(const struct sheet *sheet);
const char *sheet_column_name(const struct sheet *sheet, size_t column);
/* Makes an unknown column and returns its index. */
size_t sheet_add_column(struct sheet *sheet, const char *name);

/* Canonical text, "" when empty. Never NULL. */
const char *sheet_cell(const struct sheet *sheet, size_t row, size_t column);
void sheet_set_cell(struct sheet *sheet, size_t row, size_t column, const char *text, size_t len);

/* Inserts an empty row before position `at` (<= count). The id must be new. */
void sheet_insert_row(struct sheet *sheet, size_t at, const char *id);
void sheet_remove_row(struct sheet *sheet, size_t row);
/* Afterwards the row stands at position `to`. */
void sheet_move_row(struct sheet *sheet, size_t from, size_t to);
void sheet_reserve_rows(struct sheet *sheet, size_t count);
/* Appends all rows and unknown columns of one sheet to an empty one of an alike form. */
void sheet_copy_rows(const struct sheet *from, struct sheet *to);

/* The next free id of the form's prefix: "A-007"; at least three digits. Writes
 * to `buffer`, does not take it: inserting does. */
const char *sheet_next_id(const struct sheet *sheet, char buffer[64]);
/* Numbers up to and including `number` are used up, whether or not a row has them. */
void sheet_use_number(struct sheet *sheet, unsigned long number);
unsigned long sheet_next_number(const struct sheet *sheet);

/* Changes with every change of the rows: which there are and their order /
 * anything at all. */
unsigned long sheet_rows_version(const struct sheet *sheet);
unsigned long sheet_version(const struct sheet *sheet);
/* Bytes held; tests look whether they grow without need. */
size_t sheet_memory(const struct sheet *sheet);

#endif

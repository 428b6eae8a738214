/*
 * progress.h - how far a worksheet is, and what comes next.
 *
 * Starter rows and given items are not work until answered: a row counts once it
 * has an answer that did not come with the form.
 */
#ifndef SONAE_MODEL_PROGRESS_H
#define SONAE_MODEL_PROGRESS_H

#include "sonae/model/book.h"
#include <stdbool.h>

/* Empty: no row is work. Done: the form's rule holds, or, without one, no required cell
 * of a row that counts is open and every given item is there. A query is empty while the
 * worksheet it looks at is. */
enum progress { PROGRESS_EMPTY, PROGRESS_STARTED, PROGRESS_DONE };

enum progress progress_of(struct book *book, struct sheet *sheet);
/* Rows with work in them; retired rows count too. */
size_t progress_rows(struct book *book, struct sheet *sheet);
/* The first empty cell of a required field, in row order, retired rows skipped; of "→x or
 * text" one half is enough, and so is, for x_own, the computed x beside it. For a worksheet
 * without rows: row = 0, field = the first required one, and sheet_row_count is 0. False when
 * there is none. */
bool progress_next_cell(struct book *book, struct sheet *sheet, size_t *row, int *field);
/* The same of one row. */
bool progress_next_in_row(struct book *book, struct sheet *sheet, size_t row, int *field);
/* Do people answer the field? Not what is computed, nor columns that say where a row belongs. */
bool progress_is_answer(const struct form *form, size_t field);
/* Is it answered, by itself or, of "→x or text" and x_own, by what stands beside it? */
bool progress_is_answered(struct book *book, struct sheet *sheet, size_t row, int field);

#endif

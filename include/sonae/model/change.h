/*
 * change.h - what a person did, as typed changes that can be undone.
 *
 * Everything that alters a workbook is a step: one user action, a list of
 * changes applied in order and taken back in reverse. Handlers build a step and
 * hand it to store/folder, which writes it to history.csv and then applies it.
 */
#ifndef SONAE_MODEL_CHANGE_H
#define SONAE_MODEL_CHANGE_H

#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include "sonae/base/vec.h"
#include "sonae/model/book.h"
#include <stdbool.h>

enum change_kind { CHANGE_SET, CHANGE_INSERT, CHANGE_DELETE, CHANGE_MOVE };

/*
 * set: `field` goes from `before` to `after` (canonical).
 * insert: `after` is the row's image; delete: `before` is.
 * move: `before` and `after` are the ids the row stood and stands after ("" = first).
 *
 * A row's image is lines: the id it stands after, then field=value for every
 * cell that is not empty, unknown columns too; a line feed is written \n and a
 * backslash \\, in an unknown column's name = as \e.
 */
struct change {
	enum change_kind kind;
	char *sheet, *row, *field, *before, *after; /* owned, never NULL */
};

struct step {
	VEC(struct change) changes;
	char *about; /* what a step that is no plain one says of itself; NULL = nothing */
};

void change_release(struct change *change);
void step_release(struct step *step);
/* Appends copies of the changes of `step`, and what it says of itself if `out` says nothing. */
void step_copy(const struct step *step, struct step *out);

/* Builders read what is there now (`before`), so one step changes a cell once. What
 * changes nothing adds nothing. `field` may also be the column of an unknown field. */
void step_set(struct step *step, struct sheet *sheet, size_t row, int field, const char *after);
/* Behind the row `after_id`, "" for the front. `cells` gives field values, one a field
 * or NULL; it may itself be NULL. The id must be new. */
void step_insert(struct step *step, struct sheet *sheet, const char *id, const char *after_id,
                 const char *const *cells);
/* The next free id of the worksheet, the rows that the step inserts counted. Returns `buffer`. */
const char *step_next_id(const struct step *step, const struct sheet *sheet, char buffer[64]);
void step_delete(struct step *step, struct sheet *sheet, size_t row);
void step_move(struct step *step, struct sheet *sheet, size_t row, const char *after_id);

/*
 * Applies to the book. False when the change does not fit what is there: the sheet
 * cannot be had, the row is missing (ERR_NO_ROW) or there already (ERR_EXISTS), the
 * field unknown (ERR_NO_FIELD); or, with `strict`, the cell does not hold `before`
 * (ERR_CHANGED, what = what it holds) or the row to delete not those cells
 * (ERR_CHANGED, what = the row). A row inserted behind one that is gone comes last.
 */
bool change_apply(struct book *book, const struct change *change, bool strict, struct err *err);
/* The change that takes this one back; `out` is filled anew. */
void change_invert(const struct change *change, struct change *out);

#endif

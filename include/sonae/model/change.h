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

enum change_kind { CHANGE_SET, CHANGE_INSERT, CHANGE_DELETE, CHANGE_MOVE, CHANGE_KIND_COUNT };
const char *change_kind_name(enum change_kind kind); /* "set", "insert" … as in history.csv */
bool change_kind_parse(const char *name, enum change_kind *kind);

/*
 * set: `field` goes from `before` to `after` (canonical).
 * insert: `after` is the row's image; delete: `before` is.
 * move: `before` and `after` are the ids the row stood and stands after ("" = first).
 *
 * A row's image is lines: the id it stands after, then field=value for every
 * cell that is not empty, unknown columns too; in values a line feed is written
 * \n and a backslash \\.
 */
struct change {
	enum change_kind kind;
	char *sheet, *row, *field, *before, *after; /* owned, never NULL */
};

struct step {
	VEC(struct change) changes;
};

void change_release(struct change *change);
void step_release(struct step *step);

/* Builders read what is there now (`before`). A set that changes nothing adds nothing. */
void step_set(struct step *step, struct sheet *sheet, size_t row, int field, const char *after);
/* `after_row` = the position it comes behind, or SIZE_MAX for the front. `cells`
 * gives field values, one a field or NULL. */
void step_insert(struct step *step, struct sheet *sheet, const char *id, const char *after_id,
                 const char *const *cells);
void step_delete(struct step *step, struct sheet *sheet, size_t row);
void step_move(struct step *step, struct sheet *sheet, size_t row, const char *after_id);

/* Applies to the book. False when the change does not fit what is there: the row
 * is missing (or there already), or, with `strict`, the cell does not hold `before`. */
bool change_apply(struct book *book, const struct change *change, bool strict, struct err *err);
/* The change that takes this one back. */
void change_invert(const struct change *change, struct change *out);

#endif

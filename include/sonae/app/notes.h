/*
 * notes.h - margin notes: jottings on a row, on a worksheet, on the workbook.
 *
 * They are rows of the worksheet `notes` (forms/notes.ini), so that history, undo, search, the
 * check and all else work as for any other. A note names its place by ids: `about` is the
 * worksheet, "" the workbook; `row` the row, "" the worksheet as a whole. It stays when its row
 * goes. It is open until it is ticked as done.
 */
#ifndef SONAE_APP_NOTES_H
#define SONAE_APP_NOTES_H

#include "sonae/app/session.h"
#include "sonae/model/query.h"

#define NOTES_SHEET "notes"

/* Fields of the worksheet that notes are kept in. */
struct notes_fields {
	int date, about, row, text, who, done;
};
/* False when its form is another one: a workbook may bring its own `notes`. */
bool notes_fields(const struct form *form, struct notes_fields *out);

/* Which notes stick where; the session's, made when first asked for. */
struct notes_index;
void notes_index_free(struct notes_index *index);

/* The worksheet; NULL with `err` when there is none that notes can be kept in. */
struct sheet *notes_sheet(struct session *session, struct err *err);

/* Its rows about this place, of a worksheet those about its rows too; open ones first, the newest
 * first. `out` is filled anew. */
void notes_of(struct session *session, const char *about, const char *row, struct row_list *out);
/* How many open ones there are about just this; quick, for every row on the screen. */
size_t notes_open_of(struct session *session, const char *about, const char *row);
/* About a worksheet and all its rows. */
size_t notes_open_in(struct session *session, const char *about);

/* Adds to `step` a new note, the last row, of today. `who` wrote it, NULL: whoever is at work. Its
 * id goes to `id`. */
bool notes_add(struct session *session, struct step *step, const char *about, const char *row,
               const char *text, const char *who, char id[64], struct err *err);

/* Where a note of that worksheet sticks; borrowed. False: it is no such worksheet. */
bool notes_place(const struct sheet *notes, size_t note, const char **about, const char **row);
/* Is it ticked? Of a row of that worksheet. */
bool notes_is_done(const struct sheet *notes, size_t note);
/* In place of the ids in `about` and `row` what people call them. Appends; false, and nothing is
 * added, for any other cell. */
bool notes_say_place(const struct session *session, struct sheet *sheet, size_t row, int field,
                     struct str *out);

#endif

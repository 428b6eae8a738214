/*
 * folder.h - a workbook on disk: one folder, opened, changed, saved.
 *
 *     mybook/ sonae.ini, <sheet>.csv …, history.csv, forms/, .sonae/
 *
 * Nothing is lost: a change is appended to history.csv and synced before it is shown as
 * done; worksheets are written to their CSV files atomically later. On opening, records
 * that a CSV lacks are replayed onto it; which those are, its save record tells (a file
 * is known by its hash: one save record may have come without its file). A worksheet
 * without a file begins with the form's given and starter rows, always the same ones, and
 * all its records are replayed onto them. Settings live in sonae.ini (settings_file.h).
 */
#ifndef SONAE_STORE_FOLDER_H
#define SONAE_STORE_FOLDER_H

#include "sonae/base/errs.h"
#include "sonae/base/file_lock.h"
#include "sonae/model/book.h"
#include "sonae/model/change.h"
#include "sonae/store/catalogue.h"
#include "sonae/store/history.h"
#include "sonae/store/settings_file.h"

struct folder;

enum folder_mode {
	FOLDER_READ,  /* takes no lock, writes nothing */
	FOLDER_WRITE, /* the only writer */
};

/* Makes the folder (it may exist if empty) with its settings. */
bool folder_create(const char *path, const struct folder_settings *settings, struct err *err);
/* A folder with a sonae.ini? */
bool folder_is_workbook(const char *path);

/* NULL with ERR_NOT_WORKBOOK, ERR_LOCKED (then `holder` is filled), … A newer format, or a
 * folder that cannot be written to, opens as FOLDER_READ: folder_refused tells why. `who` is
 * written into history; `catalogue` is taken over (copied) with the workbook's own forms added. */
struct folder *folder_open(const char *path, enum folder_mode mode, const char *who,
                           const struct catalogue *catalogue, struct file_lock_holder *holder,
                           struct err *err);
/* Saves what is pending (errors are kept in history and come back at the next opening) and
 * lets the lock go. NULL is allowed. */
void folder_close(struct folder *folder);

/* Removes the lock of another machine, `holder`, whom a person knows to be gone; ERR_LOCKED
 * when it is not (or no more) that holder's. */
bool folder_break_lock(const char *path, const struct file_lock_holder *holder, struct err *err);

const char *folder_path(const struct folder *folder);
enum folder_mode folder_mode(const struct folder *folder);
/* Why it was opened for reading although writing was asked for, or NULL. */
const struct err *folder_refused(const struct folder *folder);
const struct folder_settings *folder_settings(const struct folder *folder);
struct book *folder_book(struct folder *folder);
const struct catalogue *folder_catalogue(const struct folder *folder);

/* Things the user should know about a worksheet's file: CP932, ids made, rows dropped,
 * an outside edit, a replay. Appended by opening and loading; the caller may clear it. */
struct errs *folder_notices(struct folder *folder);
/* Why this worksheet cannot be edited (its file cannot be read), or NULL. */
const struct err *folder_trouble(struct folder *folder, const char *sheet);

/* Does a step: it is durable in the history when this returns, unless folder_unsafe says
 * otherwise. Strictly: every change must find what it expects. On failure nothing happened.
 * `step` stays the caller's. An empty step is fine and does nothing. */
bool folder_do(struct folder *folder, const struct step *step, struct err *err);
/* The same as a step of kind merge in the name of `who`; an empty one too does nothing. What
 * step->about says of it stands in its history record. */
bool folder_merge(struct folder *folder, const char *who, const struct step *step, struct err *err);
/* The latest step not undone yet, in whatever sitting and by whomever, at least 1,000 back.
 * ERR_VALUE_MOVED when something it would take back is not as the step left it: file = the
 * worksheet's id, what = "ROW FIELD: is now | was then", of a whole row "ROW". A forgotten
 * value is taken back to empty. A new step leaves nothing to redo. */
bool folder_undo(struct folder *folder, struct err *err);
bool folder_redo(struct folder *folder, struct err *err);
/* What the last undo or redo touched, to jump there; "" when nothing. */
const char *folder_last_sheet(const struct folder *folder);
const char *folder_last_row(const struct folder *folder);
const char *folder_last_field(const struct folder *folder);

/* Why the last steps are not on the disk (it is full, write-protected, gone …), or NULL: every
 * step is. They are done in memory and can be undone; each later step, folder_save and
 * folder_close try to write them, in their order. */
const struct err *folder_unsafe(const struct folder *folder);
/* Makes a whole workbook of it in a folder that is new or empty, what could not be written
 * included, and goes on there, writing: folder_path and the lock move. Works for a folder
 * opened for reading too. What cannot be read from the old place and is not in memory is
 * left out and told in the notices. False: all is as before, and nothing was left there. */
bool folder_save_elsewhere(struct folder *folder, const char *path, struct err *err);

/* Whose step folder_undo would take back. */
struct folder_peek {
	char who[128], time[32]; /* "2026-11-22T07:30:00+09:00" */
	bool is_mine;            /* of the one who opened this folder */
	bool is_earlier;         /* from before this opening */
};
/* False when there is none. */
bool folder_peek_undo(const struct folder *folder, struct folder_peek *peek);

/* All that happened, for history_find and history_verify. What is not on the disk yet
 * (folder_unsafe) is not in it. */
const struct history *folder_history(const struct folder *folder);

/* Fills the empty `rows`, of the worksheet's form, with its rows as they were after the record
 * `seq`: the later changes taken back on a copy. Rows of a checklist per row, which need no
 * record, are as they are now. */
bool folder_rows_after(struct folder *folder, const char *sheet, unsigned long seq,
                       struct sheet *rows, struct err *err);

/* What folder_forget did. */
struct folder_forgotten {
	size_t records, files; /* of the history; copies in .sonae */
	bool cleared;          /* the cell still held the value: it is empty now */
	struct errs left;      /* ERR_STILL_THERE: files that hold its bytes, or may */
};
/*
 * Forgets the value that the record `seq` gave a cell (or, if that is none, took from it):
 * in every record that says the cell held it, in the cell itself if it still does (one step,
 * recorded without the value), in the copies of the worksheet under .sonae. `field` tells
 * which cell of a record that is of a whole row; NULL does when it had one cell. ERR_NO_RECORD,
 * ERR_NO_VALUE (forgotten already, too), ERR_WHICH_FIELD with their names, or what writing
 * gives; doing it again then is right. `forgotten` is to be released in any case.
 */
bool folder_forget(struct folder *folder, unsigned long seq, const char *field,
                   struct folder_forgotten *forgotten, struct err *err);
void folder_forgotten_release(struct folder_forgotten *forgotten);

/* Writes the CSV of every changed worksheet, or of one (`sheet` may be NULL = all; then one
 * that fails keeps no other from being written). A file that
 * another program changed is taken in first (outside.h), told in the notices. ERR_HELD, with
 * who seems to, for one that a spreadsheet holds open: it stays as it is, our changes stay in
 * the history, and the next save tries again. */
bool folder_save(struct folder *folder, const char *sheet, struct err *err);
/* Is everything in its CSV file, of one worksheet or (NULL) of all? */
bool folder_is_saved(const struct folder *folder, const char *sheet);
bool folder_has_file(const struct folder *folder, const char *sheet);

#endif

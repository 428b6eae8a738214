/*
 * folder_priv.h - what the files folder*.c share.
 */
#ifndef SONAE_STORE_FOLDER_PRIV_H
#define SONAE_STORE_FOLDER_PRIV_H

#include "history_index.h"
#include "sonae/base/digest.h"
#include "sonae/base/file.h"
#include "sonae/base/map.h"
#include "sonae/base/pool.h"
#include "sonae/store/folder.h"
#include "sonae/store/history.h"

/*
 * What the history and the disk say of one worksheet. The save record is written
 * before the file is put in place, so after a crash the file may be an older
 * save's: the last few are kept, and `base` is the seq of the one that the file is.
 */
enum { SAVES_KEPT = 8 };

struct sheet_state {
	char *id, *file; /* "assets", "assets.csv" */
	VEC(struct save) saves;
	unsigned long last_change; /* seq; 0 = none */
	struct history_mark first_change; /* seq 0 = none */
	bool is_matched;           /* are the next three known? */
	unsigned long base;        /* later changes are not in the file; 0 = none is */
	bool is_outside;           /* none of our saves left this file */
	struct file_stamp seen;    /* of the file when it was matched, written or taken in */
	bool must_write;           /* the file lacks something besides changes */
	bool is_news;              /* written since those that compute from it were looked at */
	bool only_if_new;          /* being written, if that changes the file */
	struct file_stamp unread;  /* of a file that could not be taken in, as was told */
	struct err trouble;        /* why it could not be loaded */
};

/* Steps that can be undone or redone, latest last; at least the last 1,000. */
struct step_list {
	VEC(struct history_mark) at;
};

/* A step that is done in memory and that the disk has refused so far (folder_waiting.c). */
struct waiting {
	const char *who; /* borrowed from the folder or a worksheet's state */
	enum history_kind kind;
	unsigned long of, seq; /* as it will stand in the history */
	struct step step;
};

struct outside_report;

struct folder {
	char *path, *who;
	enum folder_mode mode;
	struct folder_settings settings;
	struct catalogue catalogue;
	struct file_lock *lock;
	struct history *history;
	struct book *book;
	struct map states; /* struct sheet_state, by id */
	struct step_list done, undone;
	unsigned long opened_at; /* the last seq when this sitting began */
	long long indexed;       /* bytes of the history that .sonae/history covers; -1: none
	                          * is to be written, for it is not the history that we know */
	struct errs notices;
	VEC(struct waiting) waiting; /* in order; written before anything else is */
	struct err unsafe;           /* why they wait */
	struct err refused;          /* why it is only read though writing was asked for */
	char *last_sheet, *last_row, *last_field;
	struct pool names;           /* of others, in whose name steps were done */
	VEC(struct outside_report *) outside; /* what other programs' files brought */
};

/* The worksheet's state, made when there is none. */
struct sheet_state *folder_state(struct folder *folder, const char *sheet);
/* The path of the worksheet's file, for the caller to free; `shown` is its name. */
char *folder_sheet_path(const struct folder *folder, const char *sheet, struct str *shown);
void folder_notice(struct folder *folder, const struct err *err);

/* Appends a step to the history; what the disk refuses waits and counts as done. Every step
 * goes this way. Returns its seq, 0 for a plain step without changes. */
unsigned long folder_append(struct folder *folder, const char *who, enum history_kind kind,
                            unsigned long of, const struct step *step);
/* Does a step that is not an undo; folder_do is one of the person's own. `who` must live as
 * long as the folder. */
bool folder_record(struct folder *folder, const char *who, enum history_kind kind,
                   const struct step *step, struct err *err);
/* Tries to write what waits; must have succeeded before any other record is appended. */
bool folder_flush(struct folder *folder, struct err *err);
/* As history_last_seq, with what waits. */
unsigned long folder_last_seq(const struct folder *folder);
/* The waiting step of that seq, or NULL: then it is in the history. */
const struct waiting *folder_waiting_step(const struct folder *folder, unsigned long seq);
void folder_waiting_clear(struct folder *folder);

/* Takes the lock in the folder at `path` (folder.c). */
struct file_lock *folder_lock(const char *path, const char *who, struct file_lock_holder *holder,
                              struct err *err);

/* What is known of the history grows by these (folder_index.c). */
void folder_push_step(struct step_list *list, struct history_mark step);
void folder_push_save(struct sheet_state *state, struct save save);
/* `first` is the record that replay begins with if there was no change before. */
void folder_push_change(struct sheet_state *state, struct history_mark first, unsigned long last);
/* Takes what .sonae/history knows; where reading has to go on, the start without it. */
struct history_mark folder_read_index(struct folder *folder);
/* Write it when the history has grown so much that it pays. */
void folder_index_after_save(struct folder *folder);
void folder_index_at_close(struct folder *folder);
/* Nothing is known of the history any more: no steps, no saves, no changes. */
void folder_unlearn_history(struct folder *folder);
/* All of the history anew, after the file was replaced. */
bool folder_reread_history(struct folder *folder, struct err *err);

/* Goes through the history once: saves, changes, steps (folder_load.c). */
bool folder_take_history(struct folder *folder, struct err *err);
/* Fills a worksheet from its file, or its form, and the records the file lacks. */
bool folder_load_rows(struct folder *folder, struct sheet *sheet, struct err *err);
/* The rows of a worksheet that has no file: the same every time. */
void folder_begin_rows(const struct folder *folder, struct sheet *sheet);
/* Where the records begin that the worksheet's file may lack. */
struct history_mark folder_replay_start(const struct sheet_state *state);
/* Does the changes after state->base again that the history has for the worksheet. */
bool folder_replay(struct folder *folder, const struct sheet_state *state, struct err *err);
/*
 * Checklists per row (folder_per.c). Their rows need no record: they are made when such a
 * checklist is loaded, and while it is they follow the rows of the other worksheet. A step
 * may record them all the same (app/entry does), so that they are written to the file.
 */
/* The worksheet for whose rows a checklist is kept; NULL for any other. */
struct sheet *folder_per_sheet(struct folder *folder, const struct sheet *sheet);
/* Adds the rows that are missing. */
void folder_per_fill(struct folder *folder, struct sheet *sheet);
/* Before a record is replayed: makes the row it rests on, or room for the one it inserts. */
void folder_per_before(struct folder *folder, const struct change *change);
/* After a step: rows come, and go if nobody answered in them. */
void folder_per_follow(struct folder *folder, const struct step *step);
/* Finds out which of our saves the file is. */
void folder_match_file(const struct folder *folder, struct sheet_state *state);
/* Copies a change record; the caller releases. */
struct change folder_change_of(const struct history_record *record);

/* Writes the worksheet again if its computed columns have changed (folder_save.c). */
bool folder_write_again(struct folder *folder, struct sheet_state *state, struct err *err);
/* Writes again what computes from worksheets that were written (folder_spread.c). */
bool folder_spread(struct folder *folder, struct err *err);

#endif

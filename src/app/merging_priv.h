/*
 * merging_priv.h - what the files merging*.c share.
 */
#ifndef SONAE_APP_MERGING_PRIV_H
#define SONAE_APP_MERGING_PRIV_H

#include "sonae/app/merging.h"
#include "sonae/base/map.h"
#include "sonae/base/pool.h"
#include "sonae/store/sheet_file.h"

/* ---- where rows come from (merging_source.c): what came back, or what was sent ---- */

struct source_file {
	char *form;
	size_t file; /* in package.files */
};
struct source {
	struct package package;
	VEC(struct source_file) files; /* of a package or one CSV: its worksheets */
	struct folder *folder;         /* of a workbook: a copy of it, opened for reading */
	char *copy;                    /* where that lies */
	struct map touched;            /* of a workbook: worksheets with records */
	struct pool texts;             /* their ids */
};

bool source_open(struct source *source, struct session *session, const char *path, struct err *err);
/* The package of that id, as it was sent. */
bool source_open_sent(struct source *source, struct session *session, const char *id,
                      struct err *err);
void source_release(struct source *source);
/* Finds out which worksheets its files are. `merging` (may be NULL) is told what it had to
 * assume and which files are none of ours. ERR_CSV_NO_HEADER: one CSV that is no worksheet. */
bool source_know_files(struct source *source, struct session *session, struct merging *merging,
                       const char *path, struct err *err);
bool source_has(const struct source *source, const char *form);
/* A new sheet with its rows of the worksheet; `numbers` knows which ids are used. `reading` is
 * filled for CSV files (has_column), to be released in any case. NULL: they cannot be read. */
struct sheet *source_rows(const struct source *source, const struct form *form,
                          const struct sheet *numbers, struct sheet_reading *reading,
                          struct err *err);

/* ---- what the histories say (merging_past.c) ---- */

/* From one id to another; keys and ids are borrowed. */
struct id_map {
	struct map index;
	VEC(const char *) ids;
};
void id_map_put(struct id_map *map, const char *key, const char *id);
const char *id_map_find(const struct id_map *map, const char *key); /* or NULL */
void id_map_release(struct id_map *map);

struct before {
	unsigned long common; /* the last record that both histories have; 0 = none */
	VEC(struct change) taken; /* what earlier merges of the same source changed, in order */
	struct id_map here;   /* "SHEET\tTHEIRS": the id under which such a row was taken */
	struct map taken_rows; /* "SHEET\tHERE": rows taken from there */
	struct map deleted;   /* "SHEET\tID": rows deleted here */
	struct pool texts;
};

/* The last record that is in both; appends what a merge of that copy is known by. */
void before_common(struct before *before, const struct folder *ours, const struct folder *theirs,
                 struct str *source);
/* Is "SEQ HASH" a record of ours? Then it is the common one. */
bool before_common_at(struct before *before, const struct folder *ours, const char *head);
/* Earlier merges of that source, and what was deleted. */
void before_read(struct before *before, const struct folder *ours, const char *source);
void before_release(struct before *before);
/* "SHEET\tID" in `texts`. */
const char *before_key(struct pool *texts, const char *sheet, const char *id);

/* ---- the plan ---- */

enum base_kind { BASE_NONE, BASE_SENT, BASE_RECORD };

/* What a worksheet needs while it is planned, beside its merging_sheet. */
struct work {
	struct merging_sheet *at;
	struct sheet *raw; /* theirs, with ids as they came */
	struct sheet_reading reading;
	bool is_done;        /* its ids are known */
	struct sheet *fresh; /* knows all numbers in use, once one was needed */
	int note_column;     /* of raw; -1 = none */
	struct map told;     /* rows that something was found of as a whole */
};

struct plan {
	struct merging *merging;
	struct session *session;
	const struct merging_choice *choice;
	struct source theirs, base;
	enum base_kind base_kind;
	struct before before;
	VEC(struct work) works;
	struct id_map here; /* "SHEET\tTHEIRS": their id here, of every row of theirs */
	struct map claimed; /* "SHEET\tHERE": ids that a row of theirs has */
	struct pool texts;
	struct err *err;
};

/* What was sent (merging_base.c): which it is, which there are, newest first, and a worksheet's
 * rows of it into work->at->base (NULL = none known); `reading` of CSV files, to be released. */
bool plan_find_base(struct plan *plan);
void plan_list_sent(struct plan *plan);
bool plan_read_base(struct plan *plan, struct work *work, struct sheet_reading *reading);
/* Which row of ours each of theirs is; renumbers what collides, and fills at->theirs
 * (merging_ids.c). */
void plan_ids(struct plan *plan);
/* The id that a row of theirs has here. */
const char *plan_here(const struct plan *plan, const char *sheet, const char *id);
/* Adds to the bases what earlier merges took from there (merging_past.c). */
void plan_advance(struct plan *plan);
/* Fills at->items from at->merge and what changed here (merging_items.c). */
void plan_items(struct plan *plan, struct work *work);
/* Notes of the consultant and of conflicts, into the step (merging_notes.c). */
bool plan_notes(struct plan *plan);
/* Do the cells mean the same? `field` NULL: an unknown column. */
bool merging_same(const struct field *field, const char *a, const char *b);
/* The column of that name, or SIZE_MAX. */
size_t merging_column(const struct sheet *sheet, const char *name);
void merging_item_release(struct merging_item *item);

#endif

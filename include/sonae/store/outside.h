/*
 * outside.h - worksheets whose files another program has changed.
 *
 * The file is brought together with what is in memory (model/merge.h), never overwritten
 * unread. What only the other program changed is taken, as one step of kind `outside` in
 * the name of the file, which undo takes back. What cannot be taken without asking is told:
 * in the notices of the folder with its number, and here one by one. Ours stays until the
 * person decides, and the next save writes it; before, the file that came from outside is
 * copied to .sonae/outside.
 *
 * Order of rows: that of the file is taken in a table, as moves, unless ours was changed
 * too or it would take more than a thousand.
 */
#ifndef SONAE_STORE_OUTSIDE_H
#define SONAE_STORE_OUTSIDE_H

#include "sonae/model/merge.h"
#include "sonae/store/folder.h"

/* One thing to decide on. */
struct outside_item {
	enum merge_kind kind; /* MERGE_CONFLICT, or MERGE_STALE: theirs is an older value of ours */
	bool is_settled;      /* decided; kept, so that it is not asked again */
	char *row, *field;    /* field "": the row, which we deleted and they have */
	char *ours, *theirs;  /* canonical cells; of a row "" */
	char *who;            /* whom a merge had it from; "" = another program, in our file */
	struct step insert;   /* of a row: what brings it back */
};

/* What one worksheet's file brought, all looks together. */
struct outside_report {
	char *sheet;
	size_t taken, added, moved; /* cells, rows, rows */
	size_t damaged;             /* cells in the file as it was last seen */
	VEC(struct outside_item) items;
	VEC(char *) vanished; /* ids of rows that the file lacks and we still have */
};

/* Is there anything left to decide? */
bool outside_report_is_open(const struct outside_report *report);

/*
 * Looks whether the files of loaded worksheets were changed, and takes in what was: to be
 * called with the first key after a second's idle (a worksheet being loaded, and one being
 * saved, is looked at anyway). One stat for each when nothing was. True: something is new,
 * in the rows, the notices or the reports. A file that cannot be read now is told in the
 * notices and looked at again next time. Does nothing in a folder opened for reading.
 */
bool folder_look_outside(struct folder *folder);

/* What was found in this sitting: a worksheet at an index, NULL after the last; borrowed
 * until the next look, load, or decision. */
const struct outside_report *folder_outside_at(const struct folder *folder, size_t index);
/* How many things are left to decide, in all worksheets. */
size_t folder_outside_open(const struct folder *folder);
/* Adds what a merge of what `who` sent with this worksheet left to decide; `theirs` has the rows
 * that may be brought back. */
void folder_outside_add(struct folder *folder, const char *sheet, const char *who,
                        const struct merge *merge, const struct sheet *ours,
                        const struct sheet *theirs);
/* Theirs for ours, as a step of the person's own that does `with` (may be NULL) too. `field` "" =
 * the row. ERR_NO_ROW, ERR_NO_FIELD when there is no such thing to decide on. */
bool folder_outside_take(struct folder *folder, const char *sheet, const char *row,
                         const char *field, const struct step *with, struct err *err);
/* Ours is right. False when there is no such thing. */
bool folder_outside_keep(struct folder *folder, const char *sheet, const char *row,
                         const char *field);
/* Deletes the rows that vanished (given rows are emptied), as one step of the person's own;
 * those that are gone meanwhile are passed over. */
bool folder_outside_delete_vanished(struct folder *folder, const char *sheet, struct err *err);
/* They stay. */
void folder_outside_keep_vanished(struct folder *folder, const char *sheet);

#endif

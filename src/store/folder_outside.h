/*
 * folder_outside.h - taking in files that another program changed (folder_outside.c), and
 * the reports of it (outside_report.c).
 */
#ifndef SONAE_STORE_FOLDER_OUTSIDE_H
#define SONAE_STORE_FOLDER_OUTSIDE_H

#include "folder_priv.h"
#include "sonae/store/outside.h"

/* Fills the empty sheet of a worksheet whose file is from outside: with ours, then with what
 * the file brings. */
bool folder_outside_load(struct folder *folder, struct sheet_state *state, struct sheet *sheet,
                         struct err *err);
/* Takes in the file of a loaded worksheet when it is not the one we have seen. Afterwards it
 * is seen, and may be replaced. `*is_new` (may be NULL): it was another. */
bool folder_outside_take_in(struct folder *folder, struct sheet_state *state, bool *is_new,
                            struct err *err);

/* The worksheet's report, made when there is none. */
struct outside_report *folder_report(struct folder *folder, const char *sheet);
/* Adds what a merge found, of what `who` sent ("" = the file). `theirs` has the rows that may be
 * brought back. */
void outside_report_add(struct outside_report *report, const char *who, const struct merge *merge,
                        const struct sheet *ours, const struct sheet *theirs);
/* What was decided of the same value before: its kind, or MERGE_KIND_COUNT. */
enum merge_kind outside_report_knows(const struct outside_report *report,
                                     const struct merge_finding *finding);
void outside_report_free(struct outside_report *report);

#endif

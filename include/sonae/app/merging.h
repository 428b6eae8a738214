/*
 * merging.h - what came back, beside what is here: `sonae diff`, `sonae merge`, F9.
 *
 * OTHER is a package that was sent (a folder or an archive, whole or in parts), another
 * workbook, or one CSV file. It is compared three-way: with what was sent, when that is known,
 * and with what is here now. What only they changed is taken, what only we changed stays, what
 * both changed is a conflict: ours stays, theirs is told, stands in a margin note on the row,
 * and can be settled in the view of outside changes. Rows and columns that were not sent or do
 * not come back count as unchanged; a row that was sent and is missing is told, never deleted.
 *
 * What was sent: of a package the copy in .sonae/sent that its MANIFEST names, or the one asked
 * for; of another workbook that is a copy of this one, the state both histories began with.
 * Without it nothing is deleted or emptied, and where both hold something else it is a conflict.
 *
 * Counted ids that both gave to different rows: theirs gets the next free one, and
 * all references in their worksheets follow. What an earlier merge of the same package or
 * workbook took is known from the history: merging again adds nothing and never goes back
 * behind what was decided here since.
 */
#ifndef SONAE_APP_MERGING_H
#define SONAE_APP_MERGING_H

#include "sonae/app/session.h"
#include "sonae/export/package.h"
#include "sonae/store/outside.h"

enum merging_kind {
	MERGING_CELL,    /* a cell has another value */
	MERGING_NEW,     /* a row is only with `side` */
	MERGING_GONE,    /* a row is no more with `side` */
	MERGING_MOVED,   /* a row that stands elsewhere in theirs */
	MERGING_NOTE,    /* a consultant's note: its text in `theirs` */
	MERGING_DAMAGED, /* a cell that a spreadsheet altered by itself: ours stays, no edit */
	MERGING_KIND_COUNT
};
/* Who changed it since the base. BOTH = a conflict; of a MERGING_CELL without a base too. */
enum merging_side { MERGING_THEIRS, MERGING_OURS, MERGING_BOTH, MERGING_SIDE_COUNT };

struct merging_item {
	enum merging_kind kind;
	enum merging_side side;
	bool is_known;              /* nothing to do about it: noted or decided on before */
	char *row, *field;          /* field "" = the row */
	char *base, *ours, *theirs; /* canonical cells, of rows "" */
};

/* One worksheet in which something was found. */
struct merging_sheet {
	const struct form *form;
	struct sheet *mine;    /* the book's */
	struct sheet *ours;    /* a copy of it, which may have columns more */
	struct sheet *base;    /* NULL = none known */
	struct sheet *theirs;  /* with ids as they will be here */
	struct merge merge;
	VEC(struct merging_item) items; /* by row, in order */
	VEC(char *) renumbered;         /* "A-007 A-009": theirs, here */
	bool *has_column;               /* by field: did it come back, and was it sent? */
};

/* Something in OTHER that is not taken. */
enum merging_passed { MERGING_NO_FORM, MERGING_OWN_FORM, MERGING_UNREADABLE };
struct merging_other {
	char *name; /* "things.csv", or the worksheet's id */
	enum merging_passed why;
	struct err err; /* of MERGING_UNREADABLE */
};

struct merging_choice {
	const char *path;
	const char *base; /* a package's id in .sonae/sent or a path; NULL = as the manifest says */
	const char *who;  /* in whose name; NULL = what OTHER says, or "the consultant" */
};

struct merging_count {
	size_t cells, rows, moved, notes; /* that are taken */
	size_t ours;               /* changed here only */
	size_t conflicts, gone;    /* left to decide */
	size_t damaged, renumbered;
	size_t differences;        /* items that are neither known nor damage */
};

struct merging {
	struct session *session;
	enum package_kind kind;
	char *who;
	char *base;     /* what it is compared with: a package's id, a path, or for another workbook
	                 * the number of the last record both have; "" = nothing */
	char *assumed;  /* of one CSV whose name is no worksheet's: the worksheet taken, else "" */
	bool is_foreign; /* its manifest names another workbook as the one it was sent from */
	char *source;   /* what an earlier merge of the same is known by; "" = nothing */
	VEC(struct merging_sheet *) sheets; /* that differ, in the curriculum's order */
	size_t compared;                    /* worksheets that OTHER has, alike or not */
	VEC(struct merging_other) others;
	struct errs errs; /* what was odd about the files: ids given twice, rows too long … */
	VEC(char *) sent; /* without a base: ids of the packages in .sonae/sent, newest first */
	struct merging_count count;
	struct step step; /* all that is taken, notes too */
};

/* Reads, compares and plans; changes nothing. The session's folder is open. ERR_NO_PACKAGE,
 * ERR_NO_BASE, ERR_GIT_CONFLICT and what reading gives. To be released in any case, and before
 * the folder is closed. */
bool merging_open(struct merging *merging, struct session *session,
                  const struct merging_choice *choice, struct err *err);
void merging_release(struct merging *merging);

/* Does it, as one step of kind merge in the name of `who`, which undo takes back; what is left
 * to decide goes to the folder's outside reports (store/outside.h). Nothing happened on failure.
 * Once only; it does not save. */
bool merging_do(struct merging *merging, struct err *err);
/* Is anything left to decide? */
bool merging_is_open(const struct merging *merging);

/* A person settles it (store/outside.h): appends to `step` the ticking of the note that a conflict
 * left on the row. */
bool merging_settle(struct session *session, const char *sheet, const struct outside_item *item,
                    struct step *step, struct err *err);

/* All append, in the session's language. */
void merging_say_row(const struct merging *merging, const struct merging_sheet *sheet,
                     const char *row, struct str *out); /* "A-003 社員名簿" */
void merging_say_field(const struct merging *merging, const struct merging_sheet *sheet,
                       const char *field, struct str *out);
/* "1 -> 2", "new", "both: there 1, here 2". */
void merging_say_item(const struct merging *merging, const struct merging_sheet *sheet,
                      const struct merging_item *item, struct str *out);
/* Who changed it: "theirs", "here", "both"; "" without a base. */
const char *merging_say_side(const struct merging *merging, const struct merging_sheet *sheet,
                             const struct merging_item *item);
/* Why it is not taken, as a sentence. */
void merging_say_other(const struct merging *merging, const struct merging_other *other,
                       struct str *out);
/* The outcome in a few lines, one a line; `done`: it has been taken over. */
void merging_say_summary(const struct merging *merging, bool done, struct str *out);

#endif

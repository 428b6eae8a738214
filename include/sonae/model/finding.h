/*
 * finding.h - what is wrong, missing or late in the worksheets (F5, `sonae check`).
 *
 * Three sources: cells outside their type or range, and formulas that cannot be
 * worked out (a division by zero); references to rows that are gone; the gaps
 * the forms declare. Retired rows are left alone. Nothing is stored; findings are made anew.
 */
#ifndef SONAE_MODEL_FINDING_H
#define SONAE_MODEL_FINDING_H

#include "sonae/base/err.h"
#include "sonae/base/vec.h"
#include "sonae/model/book.h"

struct finding {
	enum finding_level level;
	const char *sheet;      /* borrowed from the form */
	char row[64];           /* id, cut if longer; "" = the whole worksheet */
	int field;              /* index; -1 = the row as a whole */
	const struct gap *gap;  /* what is missing; NULL: see `err` */
	struct err err;         /* a value's trouble, when gap is NULL */
};
struct findings {
	VEC(struct finding) at;
};

/* Appends those of one worksheet (loads it), in row order, those of the
 * whole worksheet last. False when it cannot be loaded. */
bool findings_of_sheet(struct book *book, const char *sheet, struct findings *out, struct err *err);
/* What is wrong with one cell: false with `err` when something is. A reference to a
 * worksheet that no form describes is not judged. */
bool finding_check_cell(struct book *book, struct sheet *sheet, size_t row, int field,
                        struct err *err);
void findings_release(struct findings *findings);

#endif

/*
 * steps.h - going through the sides of a target one by one: where one stands (view_steps.c),
 * on which target (steps_target.c), what is written (steps_answer.c), what it looks like
 * (steps_draw.c).
 *
 * What is asked of a row, its texts first, is the list `fields`. The rows of the step stand
 * below each other; below the last one is the place for a new row, of which only the text
 * can be written: cell.row is "" there.
 */
#ifndef SONAE_SRC_UI_STEPS_H
#define SONAE_SRC_UI_STEPS_H

#include "coverage_look.h"

#include "sonae/store/library.h"
#include "sonae/ui/cell_view.h"

struct steps {
	struct cell_view cell;      /* first */
	struct coverage coverage;
	struct library questions;   /* forms/library/<worksheet>_questions.csv; empty without one */
	struct pivot_line target;   /* owned; value NULL: none chosen yet */
	size_t line;                /* of the target in the coverage; PIVOT_NONE: it has no row yet */
	size_t step;                /* column of the coverage */
	VEC(int) fields;
	bool is_answered;           /* what was typed answers the whole step (n/a) */
	struct str next;            /* what a draft says of a row to be made */
	int scroll;                 /* first line shown of what is below the progress */
	struct rect body;           /* where that was drawn last */
	int here;                   /* its line one stands on, as drawn last */
};

struct sheet *steps_sheet(const struct steps *steps, const struct ui *ui);
const struct form_view *steps_way(const struct steps *steps, const struct ui *ui);
size_t steps_count(const struct steps *steps);
/* The rows of the step; none while there is no target or it has no row. */
const struct row_list *steps_rows(const struct steps *steps);
/* Index in it of the row one stands on; its count for the new one. */
size_t steps_row_index(const struct steps *steps, const struct ui *ui);
/* Rows may have come, gone or been changed: makes the coverage anew and stands on what is there. */
void steps_update(struct steps *steps, struct ui *ui);
/* Goes to a step, on its first row; past the last it asks where to go on. */
void steps_go_to(struct steps *steps, struct ui *ui, size_t step);

/* Begins with a target, at its first gap; `value` may be the coverage's own, which is made anew. */
void steps_set_target(struct steps *steps, struct ui *ui, const char *value, bool is_text);

/* ---- steps_target.c ---- */

/* The list of targets, on that line of the coverage. */
void steps_choose_target(struct steps *steps, struct ui *ui, const char *title, size_t selected);
/* All steps of the target were gone through: the list, on the next one with a gap. */
void steps_offer_next_target(struct steps *steps, struct ui *ui);

/* ---- steps_answer.c ---- */

/* For cell_view: a row of this target and step. */
bool steps_make_row(struct cell_view *cell, struct ui *ui, struct step *step, const char *typed,
                    char id[64], struct err *err);
/* For view_ops: the text being typed, with what its row is to hold. */
bool steps_typed(struct view *view, struct ui *ui, struct draft *draft, char next[64]);
/* Is nothing written here that "nothing here" would contradict? */
bool steps_may_say_nothing(const struct steps *steps, const struct ui *ui);
/* Writes that there is nothing here, and goes on to the next step. */
void steps_say_nothing(struct steps *steps, struct ui *ui);
void steps_delete_row(struct steps *steps, struct ui *ui);

/* ---- steps_draw.c ---- */

void steps_draw(struct view *view, struct ui *ui, struct canvas *canvas);
/* "S Spoofing" */
const struct choice *steps_choice(const struct steps *steps, const struct ui *ui);

#endif

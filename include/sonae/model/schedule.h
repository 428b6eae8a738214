/*
 * schedule.h - a timeline's rows over the twelve months of a fiscal year.
 *
 * A timeline's form has `year` (the fiscal year a row belongs to; empty = every year) and
 * `m01` … `m12`, calendar months, each one of four choices in this order: planned,
 * milestone, done, milestone done. `[view timeline]`: `rows` the group a row stands in
 * (a choice, in its order), `value` what is planned, `value_after` a date the row follows
 * (of a treatment, a course …; may be missing).
 */
#ifndef SONAE_MODEL_SCHEDULE_H
#define SONAE_MODEL_SCHEDULE_H

#include "sonae/base/vec.h"
#include "sonae/model/book.h"

enum { SCHEDULE_MONTHS = 12 };

enum schedule_mark {
	SCHEDULE_NONE,
	SCHEDULE_PLANNED, SCHEDULE_MILESTONE, SCHEDULE_DONE, SCHEDULE_MILESTONE_DONE, /* as the choices */
	SCHEDULE_FOLLOWED, /* nothing is written there, but the date it follows is in it */
	SCHEDULE_UNKNOWN,  /* what is written there is none of these */
};

/* Fields by index; -1 = the form has none, and then it is no timeline. */
struct schedule_fields {
	int year, month[SCHEDULE_MONTHS]; /* by calendar: [0] = January */
	int group, item, follows;
};
struct schedule {
	struct schedule_fields fields;
	int year;        /* the fiscal year shown */
	int first_month; /* 1..12 */
	VEC(size_t) rows; /* of that year, groups in order, retired rows left out */
};

/* False when the form is no timeline. */
bool schedule_fields(const struct form *form, struct schedule_fields *out);
/* The month a fiscal year begins with: the setting first_month, else April. */
int schedule_first_month(struct book *book);
/* The fiscal year a day is in. */
int schedule_year_of(struct date day, int first_month);
/* Fills anew for `year`. */
void schedule_build(struct book *book, struct sheet *sheet, int year, struct schedule *out);
void schedule_release(struct schedule *schedule);

/* The so-manieth month of the fiscal year as calendar month 1..12, and back. */
int schedule_month(const struct schedule *schedule, int index);
int schedule_index(const struct schedule *schedule, int month);
/* What stands in a month (index in the fiscal year); `late` (may be NULL): it is past and not
 * done. A followed date is late when the form's `value_after` field has its alarm. */
enum schedule_mark schedule_mark(struct book *book, struct sheet *sheet, const struct schedule *schedule,
                                 size_t row, int index, bool *late);
/* The choice that stands for a mark; "" for none. Borrowed. */
const char *schedule_choice(const struct form *form, const struct schedule_fields *fields,
                            enum schedule_mark mark);

#endif

/*
 * exercise.h - marking an exercise: a worksheet of questions whose field `answer` is marked by
 * its computed field `mark`.
 */
#ifndef SONAE_APP_EXERCISE_H
#define SONAE_APP_EXERCISE_H

#include "sonae/app/session.h"
#include <stddef.h>

/* What cannot be marked, n/a or no number, is wrong too. */
enum exercise_mark { EXERCISE_OPEN, EXERCISE_RIGHT, EXERCISE_WRONG };

struct exercise_score {
	size_t count, open, right, wrong; /* questions; the last three add up to the first */
};

enum exercise_mark exercise_mark(struct session *session, struct sheet *sheet, size_t row);
struct exercise_score exercise_score(struct session *session, struct sheet *sheet);

/* Where a wrong answer comes from, as far as its question knows. Appends. (That it is wrong is a
 * gap of the row.) */
void exercise_say_wrong(struct session *session, struct sheet *sheet, size_t row, struct str *out);

/* Adds to `step` the rows of a tree in the worksheet the exercise takes on to: its root, and
 * below it the questions' answers as they stand under each other, each node with parts an OR.
 * The id of the root goes to `root`. The worksheet needs the fields parent and label; order and
 * gate are filled in where it has them. False: it is not to be had, or not such a worksheet. */
bool exercise_take_on(struct session *session, struct step *step, struct sheet *sheet, char root[64],
                      struct err *err);

#endif

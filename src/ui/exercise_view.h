/*
 * exercise_view.h - an exercise on the screen; for view_exercise.c, exercise_draw.c (the page)
 * and exercise_pane.c.
 *
 *     what is given                            } the page: scrolled as one
 *      1. a question                           }
 *         Answer [      3,000,000] yen  o Correct
 *     -----------------------------------------
 *     how far one is                           } the pane
 *     what there is to say about this answer   }
 *
 * Questions that are parts of others are drawn as a tree of boxes, a line each.
 */
#ifndef SONAE_SRC_UI_EXERCISE_VIEW_H
#define SONAE_SRC_UI_EXERCISE_VIEW_H

#include "sonae/app/exercise.h"
#include "sonae/ui/cell_view.h"
#include "sonae/ui/paper.h"

struct exercise_view {
	struct cell_view cell;  /* first; its field is always the answer */
	size_t at;              /* the question one stands on */
	struct paper scenario;  /* what is given, laid out for `cols`; 0 = not yet */
	int cols;
	int scroll;             /* the first line of the page shown */
	bool follows;           /* the question one stands on is kept in sight */
	bool has_examples;
	/* As drawn last: */
	struct rect page;
	int lines;              /* of the whole page */
	VEC(int) line_of;       /* the first line of each question */
	VEC(int) line_after;    /* the one after its last */
};

/* Columns for text that is read, in a body: 100 at most. */
static inline int exercise_text_cols(struct rect body)
{
	return body.cols - 2 < 100 ? body.cols - 2 : 100;
}

void exercise_draw(struct view *view, struct ui *ui, struct canvas *canvas);
/* Are some questions parts of others? */
bool exercise_is_tree(const struct form *form);
/* Is all of the question one stands on in sight? */
bool exercise_is_in_sight(const struct exercise_view *view);
/* The position of a question's row; given rows are always there. */
size_t exercise_row(const struct exercise_view *view, const struct ui *ui, size_t question);

/* What is to be said, and the rows it gets of the body; the rule above it is one of them. */
struct exercise_pane {
	struct paper paper;
	int rows;
	bool ruled;
};
/* Into an empty pane; its paper is to be released. */
void exercise_pane_make(const struct exercise_view *view, struct ui *ui, struct rect body,
                        struct exercise_pane *pane);
/* Right below the page (view->page) where that is short. */
void exercise_pane_draw(struct exercise_pane *pane, const struct exercise_view *view,
                        struct canvas *canvas);

#endif

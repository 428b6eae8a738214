/*
 * history_view.h - the history's screen: what it stands on, and drawing it.
 *
 *     filter: text_
 *
 *       07:30        sato    T-001 staff list    grade    low -> high
 *     + 11-20 18:02  suzuki  things              12 changes
 *     -------------------------------------------------------------
 *     the change in full
 */
#ifndef SONAE_SRC_UI_HISTORY_VIEW_H
#define SONAE_SRC_UI_HISTORY_VIEW_H

#include "past.h"
#include "sonae/ui/cell_view.h"
#include "sonae/ui/paper.h"

#include <stdint.h>

enum history_scope { SCOPE_ROW, SCOPE_SHEET, SCOPE_ALL, SCOPE_COUNT };

/* A line of the list: a step, or one of the changes of an unfolded one. */
struct history_line {
	size_t step;
	size_t change; /* WHOLE_STEP: the step's own line */
};
#define WHOLE_STEP SIZE_MAX

struct history_view {
	struct view view;
	char sheet[ROW_ID_MAX], row[ROW_ID_MAX]; /* where one came from; "" = nowhere */
	enum history_scope scope;
	struct edit filter;
	struct past past;
	VEC(struct history_line) lines;
	size_t laid_out;           /* steps that have their lines */
	VEC(unsigned long) open;   /* seqs of unfolded steps */
	size_t selected, top;
	bool wants_all;            /* somebody went to the end */
	struct paper detail;
	struct rect list;
};

const struct past_step *history_step(const struct history_view *history,
                                     const struct history_line *line);
/* The one change the line is about; NULL for a step of several. */
const struct past_change *history_change(const struct history_view *history,
                                         const struct history_line *line);
/* The line one stands on; NULL when there is none. */
const struct history_line *history_chosen(const struct history_view *history);
bool history_is_open(const struct history_view *history, const struct past_step *step);

/* As view_ops wants it (history_draw.c). */
void history_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif

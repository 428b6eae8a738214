/*
 * timeline.h - the year's view, shared by view_timeline.c (what happens) and timeline_draw.c
 * (what it looks like).
 *
 *     item                 4  5  6 …  1  2  3   owner   <- headings
 *     group  what          #  .  *  …           name    <- rows, from `top`
 *     +                                                 <- always there: a new row
 *                                ^ today
 *     # planned  * milestone  = done …                  <- legend
 */
#ifndef SONAE_SRC_UI_TIMELINE_H
#define SONAE_SRC_UI_TIMELINE_H

#include "sonae/model/schedule.h"
#include "sonae/ui/cell_view.h"

/* Columns: the item, the months, then the view's `fields`. */
enum { TIMELINE_ITEM = 0, TIMELINE_FIRST_MONTH = 1, TIMELINE_LAST_MONTH = SCHEDULE_MONTHS };

struct timeline {
	struct cell_view cell; /* first */
	struct schedule schedule;
	size_t position;       /* of the current row in schedule.rows; their count = below the last */
	size_t top;
	size_t column;
	unsigned long version; /* of the worksheet the schedule was made for */
	struct rect body;      /* headings and rows, as drawn last */
	int label_cols, month_cols;
};

void timeline_draw(struct view *view, struct ui *ui, struct canvas *canvas);
/* Makes the schedule anew when the worksheet changed; one stays on the same row. */
void timeline_update(struct timeline *timeline, struct ui *ui);
const struct form_view *timeline_way(const struct timeline *timeline, const struct ui *ui);
size_t timeline_columns(const struct timeline *timeline, const struct ui *ui);
/* The field of a column. */
int timeline_field(const struct timeline *timeline, const struct ui *ui, size_t column);
bool timeline_is_month(size_t column);
size_t timeline_page(const struct timeline *timeline);

#endif

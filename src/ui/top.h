/*
 * top.h - the rows ranked by one yardstick, with their ranks by the others beside it, and where
 * the first places differ put into words.
 *
 *     順位  ID     脅威             点数>順  IPA 順   年間損失 順
 *        1  R-001  ...                24  1    2  6  1,400,000  2
 *     ...
 *     点数の1位         R-001 R-002 R-004 R-009
 *     IPAの1位          R-003
 *     R-003 は IPA では1位、点数では7位です。
 */
#ifndef SONAE_SRC_UI_TOP_H
#define SONAE_SRC_UI_TOP_H

#include "sonae/model/ranking.h"
#include "sonae/ui/cell_view.h"

enum { TOP_MEASURES = 4 };

/* A yardstick's column. */
struct top_measure {
	int field;
	int at, cols; /* on the screen; cols 0: no room */
};

struct top {
	struct view view; /* first */
	char sheet[ROW_ID_MAX];
	struct top_measure measures[TOP_MEASURES];
	struct ranking rankings[TOP_MEASURES]; /* by each of them */
	size_t count;
	size_t by;              /* the measure that the rows are sorted by */
	struct row_list rows;   /* in that order */
	size_t position, first; /* in `rows`: the current one; the first one shown */
	char chosen[ROW_ID_MAX];
	struct rect list;       /* as drawn last */
	int name_cols;
};

struct sheet *top_sheet(const struct top *top, const struct ui *ui);
const struct form_view *top_way(const struct top *top, const struct ui *ui);
/* The rankings as the worksheets are now; one stays on the row. */
void top_update(struct top *top, struct ui *ui);

void top_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif

/*
 * grid.h - the grid's own state, shared by view_grid.c (what happens), grid_rows.c,
 * grid_paste.c and grid_draw.c (what it looks like).
 *
 *     ID     category  name …        <- headings
 *     A-001  …                       <- rows, from `top`
 *     (the row below the last is always there when rows may be added)
 *     count 7  high 3                <- summaries
 */
#ifndef SONAE_SRC_UI_GRID_H
#define SONAE_SRC_UI_GRID_H

#include "summary_line.h"

#include "sonae/model/query.h"
#include "sonae/ui/cell_view.h"

enum { GRID_ID = -1, GRID_ITEM = -2 }; /* columns that are no fields */

struct grid_column {
	int field; /* index, or GRID_ID, GRID_ITEM */
	int cols;  /* width as laid out, without the gutter */
	int at;    /* screen column; -1 = scrolled away */
};

struct grid {
	struct cell_view cell; /* first: where one stands; of a query a worksheet it looks at */
	char name[ROW_ID_MAX]; /* of the worksheet shown */
	VEC(struct grid_column) columns;
	size_t column;         /* index of the current one */
	size_t named;          /* so many first columns say which row it is */
	size_t frozen;         /* so many of them never scroll: all, if they leave half the width */
	size_t first;          /* first of the others that is shown */
	struct row_list rows;
	size_t position;       /* of the current row in `rows`; rows.at.count = below the last */
	size_t top;            /* first position shown */
	int sorted_by;         /* field, -1 = file order */
	bool descending;
	unsigned long rows_version;
	struct summary_line summary;
	unsigned long summary_version; /* of the worksheet it was made for */
	bool summary_known;            /* made at all since the last refresh */
	bool summary_waits;            /* to be made after the paint */
	bool has_examples;
	bool has_steps;        /* another worksheet looks at these rows step by step (^W) */
	bool steps_known;      /* asked after the paint: it takes all forms */
	struct rect body;      /* headings and rows, as drawn last */
};

/* Of the worksheet shown: its title, columns and summaries. */
const struct form *grid_form(const struct grid *grid, const struct ui *ui);
void grid_draw(struct view *view, struct ui *ui, struct canvas *canvas);
void grid_compute_summary(struct grid *grid, struct ui *ui);
/* Rows that fit below the headings. */
size_t grid_page(const struct grid *grid);
/* Can nothing be typed into this column? */
bool grid_is_computed(const struct grid *grid, const struct ui *ui, size_t column);
/* The current row is none while one stands below the last. */
bool grid_has_row(const struct grid *grid);
unsigned grid_rows_act(struct grid *grid, struct ui *ui, enum action action);
/* Rows came or went: lists them anew; one stays on the same row, or where it stood. */
void grid_list_rows(struct grid *grid, struct ui *ui);
void grid_list_rows_if_changed(struct grid *grid, struct ui *ui);
/* Tabs part cells, line ends rows; rows that are missing are made. */
void grid_paste(struct grid *grid, struct ui *ui, const char *text);
bool grid_may_add(const struct grid *grid, const struct ui *ui);

#endif

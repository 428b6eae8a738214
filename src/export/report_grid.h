/*
 * report_grid.h - which rows and columns of a worksheet make its table on a page.
 */
#ifndef SONAE_SRC_EXPORT_REPORT_GRID_H
#define SONAE_SRC_EXPORT_REPORT_GRID_H

#include "report_parts.h"
#include "sonae/model/outline.h"

struct column_list {
	VEC(size_t) at;
};
struct grid {
	struct report *report;
	const struct outgoing_sheet *at;
	struct sheet *sheet;
	const struct form *form;    /* of the rows */
	bool has_items;
	struct outline outline;     /* of a tree */
	struct row_list rows;       /* in the order to show, a tree's nodes below their parents */
	struct column_list columns; /* of the table */
	struct column_list tight;   /* those of them that are too narrow to be broken */
	struct column_list rest;    /* for the second line of a row */
};

/* Chooses rows, then columns (report_columns.c). */
void grid_fill(struct report *report, const struct outgoing_sheet *at, struct grid *out);
void grid_release(struct grid *grid);
bool column_list_holds(const struct column_list *list, size_t column);
/* Is it one that a table may have, besides what was filled in? */
bool grid_may_be_column(const struct grid *grid, size_t column);

#endif

/*
 * coverage_table.h - the table of the coverage: where one stands (view_coverage.c), what it looks
 * like (coverage_draw.c).
 */
#ifndef SONAE_SRC_UI_COVERAGE_TABLE_H
#define SONAE_SRC_UI_COVERAGE_TABLE_H

#include "coverage_look.h"

#include "sonae/ui/cell_view.h"

struct table {
	struct view view;
	char sheet[ROW_ID_MAX];
	struct coverage coverage;
	char *value;          /* of the line one stands on; NULL: none yet */
	bool is_text;
	size_t line, column, top;
	struct rect body;     /* headings and lines, as drawn last */
	int name_cols, cell_cols;
};

struct sheet *table_sheet(const struct table *table, const struct ui *ui);
const struct form_view *table_way(const struct table *table, const struct ui *ui);
bool table_has_lines(const struct table *table);
/* The rows in the cell one stands on; only while there are lines. */
const struct row_list *table_rows_here(const struct table *table);
/* Lines that fit below the headings. */
size_t table_page(const struct table *table);
/* Makes the coverage anew; one stays on the target. */
void table_build(struct table *table, struct ui *ui);
void table_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif

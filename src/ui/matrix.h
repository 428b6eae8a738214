/*
 * matrix.h - rows of a worksheet in a matrix of two fields, before and after treatment.
 *
 *     対応前  高 4  中 2  低 2        対応後  高 0  中 3  低 5
 *     影響 +------+------+------+     影響 +------+ ...
 *       重 | 1 中 | 2 高 | 0 高 |       重 | 0 中 |
 *       中 ...
 *     頻度    稀     中     頻
 *     まだ置けないもの  1
 *     ----------------------------------------------------
 *     影響 重・頻度 中   高   2件
 *       R-001  ...                            24 -> 8
 *
 * The first choice of the rows' field is the greatest and stands at the top, the first of the
 * columns' field at the right: the worst is at the top right.
 */
#ifndef SONAE_SRC_UI_MATRIX_H
#define SONAE_SRC_UI_MATRIX_H

#include "sonae/model/pivot.h"
#include "sonae/ui/cell_view.h"

enum matrix_side { MATRIX_BEFORE, MATRIX_AFTER, MATRIX_SIDES };

struct matrix_table {
	struct pivot pivot;
	struct rect at;     /* as drawn last; no rows: not on the screen */
};

struct matrix {
	struct view view;   /* first */
	char sheet[ROW_ID_MAX];
	struct matrix_table tables[MATRIX_SIDES];
	enum matrix_side side;
	size_t row, column; /* from the top, from the left; row = rows: what has no place */
	bool in_list;       /* one stands on a row of the list, else on a cell */
	char chosen[ROW_ID_MAX]; /* the list's current row */
	size_t position, top;    /* of that row in the list; the first one shown */

	/* As laid out last. */
	int label, inner, lines; /* columns of the labels and of a cell, lines of a cell */
	bool has_lines;          /* between the cells */
	struct rect nowhere, list;
};

const struct form *matrix_form(const struct matrix *matrix, const struct ui *ui);
const struct form_view *matrix_way(const struct matrix *matrix, const struct ui *ui);
bool matrix_has_after(const struct matrix *matrix, const struct ui *ui);
size_t matrix_rows(const struct matrix *matrix);
size_t matrix_columns(const struct matrix *matrix);
/* The rows in that cell; of row = rows those that have no place. */
const struct row_list *matrix_cell(const struct matrix *matrix, enum matrix_side side, size_t row,
                                   size_t column);
/* Those of the current cell. */
const struct row_list *matrix_list(const struct matrix *matrix);
/* By its place: a cell near the top right corner is high, one beyond the middle low. */
enum pivot_level matrix_level(const struct matrix *matrix, size_t row, size_t column);

void matrix_draw(struct view *view, struct ui *ui, struct canvas *canvas);
/* The cell at a place of the screen; false: none is there. */
bool matrix_hit(const struct matrix *matrix, int screen_row, int screen_col, enum matrix_side *side,
                size_t *row, size_t *column);
/* "影響 重・頻度 中   高   2件" of the current cell. Appends. */
void matrix_say_cell(const struct matrix *matrix, const struct ui *ui, struct str *out);
/* The rows of the current cell, in `matrix->list`. */
void matrix_draw_list(struct matrix *matrix, struct ui *ui, struct canvas *canvas);

#endif

/*
 * figure_matrix.c - rows in a matrix of two fields, before and after treatment.
 *
 *     対応前   高 3  中 2  低 1
 *     影響
 *       重 | 1  中 | 2  高 | 1  高 |     how many, how bad that is, which
 *          |       | R-002 | R-001 |
 *       中 | ...
 *     頻度    稀      中      頻
 *
 * The first choice of the rows' field is the greatest and stands at the top, the first of the
 * columns' field at the right: the worst is at the top right.
 */
#include "figure_parts.h"

#include "sonae/model/pivot.h"

#include <stdio.h>

enum { WIDTH = 340, LABEL_LEAST = 30, LABEL_MOST = 84, CELL_PAD = 6, ID_LINES = 3, ID_LINE = 13,
       CELL_HEIGHT = 74, COLUMN_LINES = 2, NARROW = 44, TOP = 46, IDS_SAID = 5, SHORTEST_ID = 8 };

struct matrix {
	struct figure *figure;
	const char *side;      /* 対応前 */
	const char *rows, *columns; /* titles of the axes */
	int row_field, column_field;
	struct pivot pivot;
	int label, cell;       /* widths */
	size_t column_lines;   /* of the words below the columns */
	size_t counts[PIVOT_LEVELS]; /* rows that go out, by level */
	size_t worst, nowhere, all;
};

/* ---- what stands where ---- */

static size_t rows_of(const struct matrix *matrix)
{
	return matrix->pivot.rows.count;
}

static size_t columns_of(const struct matrix *matrix)
{
	return matrix->pivot.columns.count;
}

/* Columns from the left. */
static const struct row_list *cell_of(const struct matrix *matrix, size_t row, size_t column)
{
	return pivot_cell(&matrix->pivot, row, columns_of(matrix) - 1 - column);
}

static const char *row_word(const struct matrix *matrix, size_t row)
{
	return figure_choice(matrix->figure, matrix->row_field, matrix->pivot.rows.at[row].value);
}

static const char *column_word(const struct matrix *matrix, size_t column)
{
	const struct pivot_line *line = &matrix->pivot.columns.at[columns_of(matrix) - 1 - column];

	return figure_choice(matrix->figure, matrix->column_field, line->value);
}

static enum pivot_level level_of(const struct matrix *matrix, size_t row, size_t column)
{
	return pivot_level(rows_of(matrix), columns_of(matrix), row, column);
}

static const char *level_word(const struct matrix *matrix, enum pivot_level level)
{
	static const char *const ids[PIVOT_LEVELS] = {"matrix.high", "matrix.middle", "matrix.low"};

	return outgoing_text(matrix->figure->outgoing, ids[level]);
}

static size_t count_out(const struct matrix *matrix, const struct row_list *list)
{
	size_t count = 0;

	for (size_t i = 0; i < list->at.count; i++)
		count += matrix->figure->goes_out[list->at.at[i]];
	return count;
}

static void count_all(struct matrix *matrix)
{
	matrix->nowhere = count_out(matrix, &matrix->pivot.nowhere);
	matrix->all = matrix->nowhere;
	for (size_t row = 0; row < rows_of(matrix); row++)
		for (size_t column = 0; column < columns_of(matrix); column++) {
			size_t count = count_out(matrix, cell_of(matrix, row, column));
			matrix->counts[level_of(matrix, row, column)] += count;
			matrix->all += count;
		}
	matrix->worst = count_out(matrix, cell_of(matrix, 0, columns_of(matrix) - 1));
}

/* ---- one cell ---- */

static void add_ids(const struct matrix *matrix, const struct row_list *list, size_t most,
                    const char *between, struct str *out)
{
	size_t said = 0, all = count_out(matrix, list);

	for (size_t i = 0; i < list->at.count && said < most; i++) {
		if (!matrix->figure->goes_out[list->at.at[i]])
			continue;
		str_add(out, said++ > 0 ? between : "");
		str_add(out, sheet_row_id(matrix->figure->at->sheet, list->at.at[i]));
	}
	if (all > said)
		str_addf(out, "%s+%zu", between, all - said);
}

/* As many ids as fit, and how many more there are. */
static void draw_ids(const struct matrix *matrix, const struct row_list *list, int x, int y)
{
	int width = matrix->cell - 2 * CELL_PAD;
	size_t all = count_out(matrix, list), fit = (size_t)(ID_LINES * width / SHORTEST_ID);
	struct svg_box box = {0};

	for (size_t most = all < fit ? all : fit; most > 0; most--) {
		struct str ids = {0};
		add_ids(matrix, list, most, " ", &ids);
		figure_wrap(str_text(&ids), width, FIGURE_SMALL, (size_t)-1, &box);
		str_release(&ids);
		if (box.lines.count <= ID_LINES)
			break;
	}
	for (size_t i = 0; i < box.lines.count && i < ID_LINES; i++)
		figure_text(matrix->figure->out, x + CELL_PAD, y + (int)i * ID_LINE,
		            "f-small", box.lines.at[i].text);
	svg_box_release(&box);
}

static void draw_cell(const struct matrix *matrix, size_t row, size_t column)
{
	static const char *const fills[PIVOT_LEVELS][2] = {{"f-high-none", "f-high"},
		{"f-middle-none", "f-middle-level"}, {"f-low-none", "f-low"}};
	const struct row_list *list = cell_of(matrix, row, column);
	enum pivot_level level = level_of(matrix, row, column);
	int x = matrix->label + (int)column * matrix->cell, y = TOP + (int)row * CELL_HEIGHT;
	size_t count = count_out(matrix, list);
	struct str *out = matrix->figure->out;
	char text[24];

	figure_rect(out, x, y, matrix->cell, CELL_HEIGHT, fills[level][count > 0]);
	snprintf(text, sizeof(text), "%zu", count);
	if (count > 0 && level == PIVOT_HIGH)
		str_add(out, "<g class=\"f-on-dark\">\n");
	figure_text(out, x + CELL_PAD, y + 22, count > 0 ? "f-count" : "f-faint", text);
	if (matrix->cell >= NARROW + svg_text_width(level_word(matrix, level), FIGURE_SMALL))
		figure_text(out, x + matrix->cell - CELL_PAD, y + 17,
		            count > 0 ? "f-small f-end" : "f-small f-end f-faint", level_word(matrix, level));
	if (matrix->cell >= NARROW)
		draw_ids(matrix, list, x, y + 38);
	if (count > 0 && level == PIVOT_HIGH)
		str_add(out, "</g>\n");
}

/* ---- around the cells ---- */

static int wider(int a, int b)
{
	return a > b ? a : b;
}

static void wrap_column(const struct matrix *matrix, size_t column, struct svg_box *box)
{
	figure_wrap(column_word(matrix, column), matrix->cell - 4, FIGURE_FONT, COLUMN_LINES, box);
}

static void lay_out(struct matrix *matrix)
{
	int label = svg_text_width(matrix->rows, FIGURE_SMALL) + CELL_PAD;

	label = wider(label, svg_text_width(matrix->columns, FIGURE_SMALL) + CELL_PAD);
	for (size_t row = 0; row < rows_of(matrix); row++)
		label = wider(label, svg_text_width(row_word(matrix, row), FIGURE_FONT) + CELL_PAD);
	label = wider(label, LABEL_LEAST);
	matrix->label = label < LABEL_MOST ? label : LABEL_MOST;
	matrix->cell = (WIDTH - matrix->label - 2) / (int)columns_of(matrix);
	for (size_t column = 0; column < columns_of(matrix); column++) {
		struct svg_box box = {0};
		wrap_column(matrix, column, &box);
		if (box.lines.count > matrix->column_lines)
			matrix->column_lines = box.lines.count;
		svg_box_release(&box);
	}
}

static void draw_row_labels(const struct matrix *matrix)
{
	struct str *out = matrix->figure->out;
	struct svg_box box = {0};

	figure_text(out, 0, TOP - 8, "f-small f-faint", matrix->rows);
	for (size_t row = 0; row < rows_of(matrix); row++) {
		int y = TOP + (int)row * CELL_HEIGHT + CELL_HEIGHT / 2 + 5;
		figure_wrap(row_word(matrix, row), matrix->label - CELL_PAD, FIGURE_FONT, 3, &box);
		y -= (int)(box.lines.count > 0 ? box.lines.count - 1 : 0) * FIGURE_LINE / 2;
		for (size_t i = 0; i < box.lines.count; i++)
			figure_text(out, matrix->label - CELL_PAD, y + (int)i * FIGURE_LINE, "f-end",
			            box.lines.at[i].text);
	}
	svg_box_release(&box);
}

static void draw_column_labels(const struct matrix *matrix)
{
	int y = TOP + (int)rows_of(matrix) * CELL_HEIGHT + FIGURE_LINE;
	struct str *out = matrix->figure->out;
	struct svg_box box = {0};

	figure_text(out, 0, y, "f-small f-faint", matrix->columns);
	for (size_t column = 0; column < columns_of(matrix); column++) {
		int x = matrix->label + (int)column * matrix->cell + matrix->cell / 2;
		wrap_column(matrix, column, &box);
		for (size_t i = 0; i < box.lines.count; i++)
			figure_text(out, x, y + (int)i * FIGURE_LINE, "f-middle", box.lines.at[i].text);
	}
	svg_box_release(&box);
}

/* "対応前   高 4  中 2  低 2" */
static void draw_heading(const struct matrix *matrix)
{
	struct str counts = {0};
	int x = 0;

	if (matrix->side[0]) {
		figure_text(matrix->figure->out, 0, 16, "f-bold", matrix->side);
		x = svg_text_width(matrix->side, FIGURE_FONT) + 16;
	}
	for (int level = 0; level < PIVOT_LEVELS; level++)
		str_addf(&counts, "%s%s %zu", level > 0 ? "   " : "", level_word(matrix, (enum pivot_level)level),
		         matrix->counts[level]);
	figure_text(matrix->figure->out, x, 16, "", str_text(&counts));
	str_release(&counts);
}

/* ---- in words ---- */

struct said {
	char high[24], middle[24], low[24], worst[24], all[24], nowhere[24];
};

static struct said numbers_of(const struct matrix *matrix)
{
	struct said said;

	snprintf(said.high, sizeof(said.high), "%zu", matrix->counts[PIVOT_HIGH]);
	snprintf(said.middle, sizeof(said.middle), "%zu", matrix->counts[PIVOT_MIDDLE]);
	snprintf(said.low, sizeof(said.low), "%zu", matrix->counts[PIVOT_LOW]);
	snprintf(said.worst, sizeof(said.worst), "%zu", matrix->worst);
	snprintf(said.all, sizeof(said.all), "%zu", matrix->all - matrix->nowhere);
	snprintf(said.nowhere, sizeof(said.nowhere), "%zu", matrix->nowhere);
	return said;
}

static void say_axes(const struct matrix *matrix, struct str *out)
{
	outgoing_say(matrix->figure->outgoing, out, "figure.matrix_title", "rows", matrix->rows, "columns",
	             matrix->columns, NULL);
}

static void say_desc(const struct matrix *matrix, struct str *out)
{
	const struct outgoing *outgoing = matrix->figure->outgoing;
	struct said said = numbers_of(matrix);
	struct str ids = {0};

	if (matrix->worst > 0) {
		str_add(&ids, " (");
		add_ids(matrix, cell_of(matrix, 0, columns_of(matrix) - 1), IDS_SAID,
		        outgoing_text(outgoing, "figure.comma"), &ids);
		str_add(&ids, ")");
	}
	outgoing_say(outgoing, out, "figure.matrix_desc", "count", said.all, "high", said.high, "middle",
	             said.middle, "low", said.low, "worst", said.worst, "ids", str_text(&ids), NULL);
	str_release(&ids);
}

static void say_caption(const struct matrix *before, const struct matrix *after, struct str *out)
{
	const struct outgoing *outgoing = before->figure->outgoing;
	struct said was = numbers_of(before), is = numbers_of(after ? after : before);

	say_axes(before, out);
	outgoing_say(outgoing, out, after ? "figure.matrix_caption_after" : "figure.matrix_caption",
	             "count", was.all, "high", was.high, "after", is.high, NULL);
	if (before->nowhere > 0)
		outgoing_say(outgoing, out, "figure.matrix_nowhere", "count", was.nowhere, NULL);
}

/* ---- all of it ---- */

static void draw_matrix(struct matrix *matrix)
{
	struct str title = {0}, desc = {0};

	say_axes(matrix, &title);
	if (matrix->side[0])
		str_addf(&title, ": %s", matrix->side);
	say_desc(matrix, &desc);
	lay_out(matrix);
	int below = (int)matrix->column_lines * FIGURE_LINE + 8;
	int height = TOP + (int)rows_of(matrix) * CELL_HEIGHT + below;
	figure_part_open(matrix->figure, WIDTH, height, str_text(&title), str_text(&desc));
	draw_heading(matrix);
	draw_row_labels(matrix);
	draw_column_labels(matrix);
	for (size_t row = 0; row < rows_of(matrix); row++)
		for (size_t column = 0; column < columns_of(matrix); column++)
			draw_cell(matrix, row, column);
	figure_part_close(matrix->figure);
	str_release(&title);
	str_release(&desc);
}

static bool build(struct matrix *matrix, const struct figure *figure, const struct outgoing_sheet *at,
                  int rows, int columns)
{
	matrix->row_field = rows;
	matrix->column_field = columns;
	pivot_build(outgoing_book(figure->outgoing), at->sheet, rows, columns, NULL, &matrix->pivot);
	return matrix->pivot.rows.count > 0 && matrix->pivot.columns.count > 0;
}

static bool is_fit(const struct outgoing *outgoing, const struct outgoing_sheet *at, int field)
{
	return figure_has(outgoing, at, field) && sheet_form(at->sheet)->fields.at[field].choices.count > 0;
}

static void draw_both(struct figure *figure, struct matrix *before, struct matrix *after, bool has_after)
{
	struct str caption = {0};

	str_add(figure->out, "<div class=\"f-pair\">\n");
	draw_matrix(before);
	if (has_after)
		draw_matrix(after);
	str_add(figure->out, "</div>\n");
	say_caption(before, has_after ? after : NULL, &caption);
	figure_close(figure, str_text(&caption));
	str_release(&caption);
}

static void begin(struct matrix *matrix, struct figure *figure, const struct form_view *view,
                  const char *side)
{
	*matrix = (struct matrix){.figure = figure, .rows = figure_label(figure, view->rows),
	                          .columns = figure_label(figure, view->columns), .side = side};
}

void figure_matrix(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                   const struct form_view *view, struct str *out)
{
	bool has_after = is_fit(outgoing, at, view->rows_after) && is_fit(outgoing, at, view->columns_after);
	struct matrix before, after;
	struct figure figure;
	size_t start = out->len;

	if (!is_fit(outgoing, at, view->rows) || !is_fit(outgoing, at, view->columns))
		return;
	figure_open(&figure, outgoing, at, "matrix", out);
	begin(&before, &figure, view, has_after ? outgoing_text(outgoing, "matrix.before") : "");
	begin(&after, &figure, view, outgoing_text(outgoing, "matrix.after"));
	if (build(&before, &figure, at, view->rows, view->columns))
		count_all(&before);
	if (has_after && build(&after, &figure, at, view->rows_after, view->columns_after))
		count_all(&after);
	draw_both(&figure, &before, &after, has_after);
	if (before.all == before.nowhere)
		str_cut(out, start);
	pivot_release(&before.pivot);
	pivot_release(&after.pivot);
}

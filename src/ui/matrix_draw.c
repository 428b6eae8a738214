/* matrix_draw.c - laying out and drawing the matrix. */
#include "matrix.h"
#include "place.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"

#include <stdio.h>

enum {
	MARGIN = 1,
	BESIDE_FROM = 64,   /* columns: both sides at once */
	ROOMY_FROM = 15,    /* rows of the body: lines between the cells */
	ROOMY_TITLE = 60,   /* columns */
	INNER_LEAST = 6, INNER_MOST = 24, LINES_MOST = 4,
	LIST_LEAST = 5,     /* rows of the list, heading and all, before cells grow */
	BESIDE_IDS = 15,    /* columns of a low cell that shows ids too */
};

static const char *const level_words[] = {"matrix.high", "matrix.middle", "matrix.low"};
static const enum style level_styles[] = {STYLE_ROLE_ALARM, STYLE_ROLE_CAUTION, STYLE_ROLE_GOOD};

static int width(const char *text)
{
	return utf8_cols(text, strlen(text));
}

static int wider(int cols, const char *text)
{
	return width(text) > cols ? width(text) : cols;
}

static const struct field *field_at(const struct matrix *matrix, const struct ui *ui, int index)
{
	return &matrix_form(matrix, ui)->fields.at[index];
}

static const char *title_of(const struct matrix *matrix, const struct ui *ui, int index)
{
	return say_words(ui->session, field_at(matrix, ui, index)->label);
}

/* The choice of a line from the top, of a column from the left. */
static const char *line_word(const struct matrix *matrix, const struct ui *ui, size_t row)
{
	const struct field *field = field_at(matrix, ui, matrix_way(matrix, ui)->rows);

	return say_words(ui->session, field->choices.at[row].label);
}

static const char *column_word(const struct matrix *matrix, const struct ui *ui, size_t column)
{
	const struct field *field = field_at(matrix, ui, matrix_way(matrix, ui)->columns);

	return say_words(ui->session, field->choices.at[field->choices.count - 1 - column].label);
}

static const char *side_word(const struct ui *ui, enum matrix_side side)
{
	return say(ui->session, side == MATRIX_BEFORE ? "matrix.before" : "matrix.after");
}

void matrix_say_cell(const struct matrix *matrix, const struct ui *ui, struct str *out)
{
	const struct form_view *way = matrix_way(matrix, ui);
	char count[24];

	snprintf(count, sizeof(count), "%zu", matrix_list(matrix)->at.count);
	if (matrix->row == matrix_rows(matrix)) {
		say_to(ui->session, out, "matrix.nowhere", "count", count, NULL);
		return;
	}
	enum pivot_level level = matrix_level(matrix, matrix->row, matrix->column);
	say_to(ui->session, out, "matrix.cell", "rows", title_of(matrix, ui, way->rows), "row",
	       line_word(matrix, ui, matrix->row), "columns", title_of(matrix, ui, way->columns), "column",
	       column_word(matrix, ui, matrix->column), "level", say(ui->session, level_words[level]),
	       "count", count, NULL);
}

/* ---- layout ---- */

/* `most`: with the columns' title too, while it takes no more than that. */
static int label_width(const struct matrix *matrix, const struct ui *ui, int most)
{
	const struct form_view *way = matrix_way(matrix, ui);
	int cols = wider(0, title_of(matrix, ui, way->rows));

	for (size_t row = 0; row < matrix_rows(matrix); row++)
		cols = wider(cols, line_word(matrix, ui, row));
	if (!matrix->has_lines && matrix_has_after(matrix, ui))
		cols = wider(cols, side_word(ui, matrix->side));
	int with_both = wider(cols, title_of(matrix, ui, way->columns));
	return with_both <= most ? with_both : cols;
}

/* Columns of a cell when a table may take `cols`. */
static int inner_width(const struct matrix *matrix, int cols)
{
	int inner = (cols - MARGIN - matrix->label - 2) / (int)matrix_columns(matrix) - 1;

	return inner < 1 ? 1 : inner > INNER_MOST ? INNER_MOST : inner;
}

static int table_rows(const struct matrix *matrix)
{
	int cells = (int)matrix_rows(matrix);

	return matrix->has_lines ? 3 + cells * (matrix->lines + 1) : 1 + cells;
}

static int table_cols(const struct matrix *matrix)
{
	return matrix->label + 2 + (int)matrix_columns(matrix) * (matrix->inner + 1);
}

/* As high as they can be while the list keeps its rows. */
static void choose_lines(struct matrix *matrix, int rows)
{
	matrix->has_lines = rows >= ROOMY_FROM;
	matrix->lines = matrix->has_lines ? LINES_MOST : 1;
	while (matrix->lines > 1 && table_rows(matrix) + 1 + LIST_LEAST > rows)
		matrix->lines--;
}

/* Of a table that may take `cols`. The word over a column matters more than their title. */
static void choose_widths(struct matrix *matrix, const struct ui *ui, int cols)
{
	int widest = INNER_LEAST;

	for (size_t column = 0; column < matrix_columns(matrix); column++)
		widest = wider(widest, column_word(matrix, ui, column));
	matrix->label = label_width(matrix, ui, cols / 4);
	matrix->inner = inner_width(matrix, cols);
	if (matrix->inner >= widest)
		return;
	matrix->label = label_width(matrix, ui, 0);
	matrix->inner = inner_width(matrix, cols);
}

static bool fits_beside(struct matrix *matrix, const struct ui *ui, int cols)
{
	if (!matrix_has_after(matrix, ui) || cols < BESIDE_FROM)
		return false;
	choose_widths(matrix, ui, cols / 2);
	return matrix->inner >= INNER_LEAST;
}

static void place_tables(struct matrix *matrix, const struct ui *ui, struct rect body)
{
	bool beside = fits_beside(matrix, ui, body.cols);

	if (!beside)
		choose_widths(matrix, ui, body.cols);
	for (int side = 0; side < MATRIX_SIDES; side++) {
		bool shown = beside || side == (int)matrix->side;
		int col = body.col + MARGIN + (beside ? side * (body.cols / 2) : 0);
		matrix->tables[side].at = (struct rect){body.row, col, shown ? table_rows(matrix) : 0,
		                                        table_cols(matrix)};
	}
}

/* Who reads the list on a low screen has all of it. */
static void lay_out(struct matrix *matrix, const struct ui *ui, struct rect body)
{
	bool any = matrix_cell(matrix, matrix->side, matrix_rows(matrix), 0)->at.count > 0;

	choose_lines(matrix, body.rows);
	place_tables(matrix, ui, body);
	if (matrix->in_list && !matrix->has_lines) {
		matrix->tables[MATRIX_BEFORE].at.rows = matrix->tables[MATRIX_AFTER].at.rows = 0;
		matrix->nowhere = (struct rect){body.row, 0, 0, 0};
		matrix->list = (struct rect){body.row + 1, 0, body.rows - 1, body.cols};
		return;
	}
	int used = table_rows(matrix);
	matrix->nowhere = (struct rect){body.row + used, MARGIN, any, body.cols - 2 * MARGIN};
	used += any + 1;
	matrix->list = (struct rect){body.row + used, 0, body.rows - used, body.cols};
}

/* ---- one table ---- */

static struct rect cell_at(const struct matrix *matrix, enum matrix_side side, size_t row,
                           size_t column)
{
	const struct rect *at = &matrix->tables[side].at;
	int step = matrix->lines + (matrix->has_lines ? 1 : 0), top = matrix->has_lines ? 2 : 1;

	return (struct rect){at->row + top + (int)row * step,
	                     at->col + matrix->label + 2 + (int)column * (matrix->inner + 1),
	                     matrix->lines, matrix->inner};
}

bool matrix_hit(const struct matrix *matrix, int screen_row, int screen_col, enum matrix_side *side,
                size_t *row, size_t *column)
{
	for (int s = 0; s < MATRIX_SIDES; s++)
		for (size_t r = 0; r < matrix_rows(matrix) && matrix->tables[s].at.rows > 0; r++)
			for (size_t c = 0; c < matrix_columns(matrix); c++) {
				struct rect at = cell_at(matrix, (enum matrix_side)s, r, c);
				if (screen_row < at.row || screen_row >= at.row + at.rows ||
				    screen_col < at.col || screen_col >= at.col + at.cols)
					continue;
				*side = (enum matrix_side)s;
				*row = r;
				*column = c;
				return true;
			}
	*side = matrix->side;
	*row = matrix_rows(matrix);
	*column = matrix->column;
	return matrix->nowhere.rows > 0 && screen_row == matrix->nowhere.row;
}

/* As many ids as fit, from the first on; returns how many. */
static size_t line_of_ids(const struct sheet *sheet, const struct row_list *list, size_t from,
                          int cols, struct str *out)
{
	size_t count = 0;

	for (size_t i = from; i < list->at.count; i++, count++) {
		const char *id = sheet_row_id(sheet, list->at.at[i]);
		if (width(str_text(out)) + (count > 0) + width(id) > cols)
			break;
		str_addf(out, "%s%s", count > 0 ? " " : "", id);
	}
	return count;
}

static void draw_ids(const struct sheet *sheet, struct canvas *canvas, struct rect at,
                     const struct row_list *list, enum style style)
{
	size_t from = 0;

	for (int line = 0; line < at.rows; line++) {
		struct str ids = {0};
		from += line_of_ids(sheet, list, from, at.cols, &ids);
		canvas_text(canvas, at.row + line, at.col, at.cols, style, 0, str_text(&ids));
		str_release(&ids);
	}
}

/* How many, how bad that would be, which. */
static void draw_cell(struct matrix *matrix, struct ui *ui, struct canvas *canvas,
                      enum matrix_side side, size_t row, size_t column)
{
	const struct row_list *list = matrix_cell(matrix, side, row, column);
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), matrix->sheet, NULL);
	enum pivot_level level = matrix_level(matrix, row, column);
	bool here = side == matrix->side && row == matrix->row && column == matrix->column;
	struct rect at = cell_at(matrix, side, row, column), ids = at;
	enum style style = here && !matrix->in_list ? STYLE_ROLE_SELECTED
	                 : here                     ? STYLE_ROLE_SELECTED_ROW
	                 : list->at.count > 0       ? level_styles[level] : STYLE_ROLE_MUTED;
	char count[24];

	snprintf(count, sizeof(count), "%zu", list->at.count);
	canvas_fill(canvas, at, style);
	canvas_text(canvas, at.row, at.col, at.cols < 4 ? at.cols : 3, style, TEXT_RIGHT | TEXT_PAD,
	            count);
	canvas_text(canvas, at.row, at.col + 4, at.cols - 4, style, 0,
	            say(ui->session, level_words[level]));
	ids.row += at.rows > 1;
	ids.rows = at.rows > 1 ? at.rows - 1 : at.cols >= BESIDE_IDS;
	ids.col += at.rows > 1 ? 1 : 10;
	ids.cols -= at.rows > 1 ? 1 : 10;
	draw_ids(sheet, canvas, ids, list, style);
	if (here && !matrix->in_list)
		canvas_cursor(canvas, at.row, at.col);
}

/* The crossing of `row` and `column` lines. */
static enum canvas_line crossing(const struct matrix *matrix, size_t row, size_t column)
{
	static const enum canvas_line lines[3][3] = {
		{LINE_TOP_LEFT, LINE_TEE_DOWN, LINE_TOP_RIGHT},
		{LINE_TEE_RIGHT, LINE_CROSS, LINE_TEE_LEFT},
		{LINE_BOTTOM_LEFT, LINE_TEE_UP, LINE_BOTTOM_RIGHT},
	};
	size_t down = row == 0 ? 0 : row < matrix_rows(matrix) ? 1 : 2;
	size_t across = column == 0 ? 0 : column < matrix_columns(matrix) ? 1 : 2;

	return lines[down][across];
}

static void draw_lines(const struct matrix *matrix, struct canvas *canvas, enum matrix_side side)
{
	for (size_t row = 0; row <= matrix_rows(matrix); row++) {
		for (size_t column = 0; column <= matrix_columns(matrix); column++) {
			struct rect at = cell_at(matrix, side, row, column);
			if (column < matrix_columns(matrix))
				canvas_hline(canvas, at.row - 1, at.col, at.cols, STYLE_ROLE_RULE);
			canvas_line(canvas, at.row - 1, at.col - 1, crossing(matrix, row, column), STYLE_ROLE_RULE);
			for (int line = 0; line < at.rows && row < matrix_rows(matrix); line++)
				canvas_line(canvas, at.row + line, at.col - 1, LINE_V, STYLE_ROLE_RULE);
		}
	}
}

/* "対応前   高 4  中 2  低 2" */
static void draw_caption(const struct matrix *matrix, struct ui *ui, struct canvas *canvas,
                         enum matrix_side side)
{
	const struct rect *at = &matrix->tables[side].at;
	size_t counts[PIVOT_LEVELS] = {0};
	bool active = side == matrix->side && matrix_has_after(matrix, ui);
	int col = at->col;

	for (size_t row = 0; row < matrix_rows(matrix); row++)
		for (size_t column = 0; column < matrix_columns(matrix); column++)
			counts[matrix_level(matrix, row, column)] +=
			    matrix_cell(matrix, side, row, column)->at.count;
	if (matrix_has_after(matrix, ui))
		col += 3 + canvas_text(canvas, at->row, col, at->cols,
		                       active ? STYLE_ROLE_HEADING : STYLE_ROLE_MUTED, 0, side_word(ui, side));
	for (int level = 0; level < PIVOT_LEVELS; level++) {
		char *text = mem_print("%s %zu", say(ui->session, level_words[level]), counts[level]);
		col += 2 + canvas_text(canvas, at->row, col, at->col + at->cols - col,
		                       counts[level] > 0 ? level_styles[level] : STYLE_ROLE_MUTED, 0, text);
		free(text);
	}
}

static void draw_labels(const struct matrix *matrix, struct ui *ui, struct canvas *canvas,
                        enum matrix_side side)
{
	const struct form_view *way = matrix_way(matrix, ui);
	const struct rect *at = &matrix->tables[side].at;
	int bottom = matrix->has_lines ? at->row + at->rows - 1 : at->row;
	const char *of_columns = title_of(matrix, ui, way->columns);

	for (size_t row = 0; row < matrix_rows(matrix); row++)
		canvas_text(canvas, cell_at(matrix, side, row, 0).row, at->col, matrix->label,
		            STYLE_ROLE_PLAIN, TEXT_RIGHT | TEXT_PAD, line_word(matrix, ui, row));
	for (size_t column = 0; column < matrix_columns(matrix); column++) {
		struct rect cell = cell_at(matrix, side, 0, column);
		const char *word = column_word(matrix, ui, column);
		int pad = (matrix->inner - width(word)) / 2;
		canvas_text(canvas, bottom, cell.col + (pad > 0 ? pad : 0), matrix->inner, STYLE_ROLE_PLAIN,
		            TEXT_MARK, word);
	}
	if (!matrix->has_lines)
		return;
	canvas_text(canvas, at->row + 1, at->col, matrix->label, STYLE_ROLE_MUTED, 0,
	            title_of(matrix, ui, way->rows));
	if (width(of_columns) <= matrix->label)
		canvas_text(canvas, bottom, at->col, matrix->label, STYLE_ROLE_MUTED, 0, of_columns);
}

static void draw_table(struct matrix *matrix, struct ui *ui, struct canvas *canvas,
                       enum matrix_side side)
{
	const struct rect *at = &matrix->tables[side].at;

	if (at->rows == 0)
		return;
	draw_labels(matrix, ui, canvas, side);
	if (matrix->has_lines)
		draw_caption(matrix, ui, canvas, side);
	else if (matrix_has_after(matrix, ui))
		canvas_text(canvas, at->row, at->col, matrix->label + 1, STYLE_ROLE_HEADING, 0,
		            side_word(ui, side));
	if (matrix->has_lines)
		draw_lines(matrix, canvas, side);
	for (size_t row = 0; row < matrix_rows(matrix); row++)
		for (size_t column = 0; column < matrix_columns(matrix); column++)
			draw_cell(matrix, ui, canvas, side, row, column);
}

/* ---- the whole screen ---- */

static void draw_nowhere(const struct matrix *matrix, struct ui *ui, struct canvas *canvas)
{
	const struct row_list *list = matrix_cell(matrix, matrix->side, matrix_rows(matrix), 0);
	bool here = matrix->row == matrix_rows(matrix);
	struct str text = {0};
	char count[24];

	if (matrix->nowhere.rows == 0)
		return;
	snprintf(count, sizeof(count), "%zu", list->at.count);
	say_to(ui->session, &text, "matrix.nowhere", "count", count, NULL);
	canvas_text(canvas, matrix->nowhere.row, matrix->nowhere.col, matrix->nowhere.cols,
	            here && !matrix->in_list ? STYLE_ROLE_SELECTED : STYLE_ROLE_CAUTION, 0,
	            str_text(&text));
	if (here && !matrix->in_list)
		canvas_cursor(canvas, matrix->nowhere.row, matrix->nowhere.col);
	str_release(&text);
}

/* What the cell's two choices mean. */
static void add_meaning(const struct matrix *matrix, const struct ui *ui, struct str *out)
{
	const struct form_view *way = matrix_way(matrix, ui);
	const struct field *rows = field_at(matrix, ui, way->rows);
	const struct field *columns = field_at(matrix, ui, way->columns);

	if (matrix->row == matrix_rows(matrix)) {
		say_to(ui->session, out, "matrix.nowhere_why", "rows", title_of(matrix, ui, way->rows), "columns",
		       title_of(matrix, ui, way->columns), NULL);
		return;
	}
	const struct choice *row = &rows->choices.at[matrix->row];
	const struct choice *column = &columns->choices.at[columns->choices.count - 1 - matrix->column];
	str_addf(out, "%s: %s  %s: %s", say_words(ui->session, row->label),
	         say_words(ui->session, row->note), say_words(ui->session, column->label),
	         say_words(ui->session, column->note));
}

static struct rect draw_frame(struct matrix *matrix, struct ui *ui, struct canvas *canvas)
{
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), matrix->sheet, NULL);
	struct str left = {0}, right = {0}, info = {0};

	str_addf(&left, "%s  %s    ", say_words(ui->session, sheet_form(sheet)->title),
	         say(ui->session, "matrix.title"));
	place_rows(ui, sheet_row_count(sheet), &left);
	if (ui->canvas.cols >= ROOMY_TITLE)
		str_addf(&right, "%s.csv  ", matrix->sheet);
	str_add(&right, place_saved(ui, matrix->sheet));
	add_meaning(matrix, ui, &info);
	struct frame frame = {.left = str_text(&left),
	                      .right = str_text(&right),
	                      .info = str_text(&info),
	                      .complaint = "",
	                      .more =
	                          say(ui->session, matrix->in_list ? "matrix.how_list" : "matrix.how")};
	struct rect body = frame_draw(ui, canvas, &frame);
	str_release(&left);
	str_release(&right);
	str_release(&info);
	return body;
}

void matrix_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct matrix *matrix = (struct matrix *)view;

	lay_out(matrix, ui, draw_frame(matrix, ui, canvas));
	for (int side = 0; side < MATRIX_SIDES; side++)
		draw_table(matrix, ui, canvas, (enum matrix_side)side);
	draw_nowhere(matrix, ui, canvas);
	matrix_draw_list(matrix, ui, canvas);
}

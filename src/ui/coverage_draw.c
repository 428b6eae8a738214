/*
 * coverage_draw.c - drawing the coverage.
 *
 *      target              S    T    R    I    D    E
 *      A-007 drawings      o    o    !    !2   .         5/6
 *    > A-012 shop          o    .
 *     ------------------------------------------------------
 *      R Repudiation  nobody can prove who did it
 *      ST-003  Nobody can tell who copied a drawing   Act
 *
 * The coverage is made anew for each drawing.
 */
#include "coverage_table.h"
#include "place.h"
#include "scroll.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"

#include <stdio.h>
#include <stdlib.h>

enum { COUNT_COLS = 5, NARROW_COLS = 3, ROOMY_COLS = 5, NAME_MAX = 60, ROOMY_FROM = 60 };
enum { FOOT_FROM = 14, FOOT_ROWS = 6, ID_COLS = 8 };

/* ---- drawing: the table ---- */

static void lay_out(struct table *table, const struct ui *ui)
{
	const struct form *form = sheet_form(table_sheet(table, ui));
	const struct form_view *way = table_way(table, ui);
	int columns = (int)table->coverage.pivot.columns.count, widest = 0;

	for (size_t i = 0; i < table->coverage.pivot.rows.count; i++) {
		struct str name = {0};
		coverage_add_target(ui, form, way, &table->coverage.pivot.rows.at[i], &name);
		int wide = utf8_cols(str_text(&name), name.len);
		widest = wide > widest ? wide : widest;
		str_release(&name);
	}
	table->cell_cols = table->body.cols >= ROOMY_FROM ? ROOMY_COLS : NARROW_COLS;
	int room = table->body.cols - 2 - COUNT_COLS - columns * table->cell_cols;
	table->name_cols = widest < 20 ? 20 : widest < NAME_MAX ? widest : NAME_MAX;
	if (table->name_cols > room)
		table->name_cols = room > 4 ? room : 4;
}

static int column_at(const struct table *table, size_t column)
{
	return 1 + table->name_cols + 1 + (int)column * table->cell_cols;
}

static void draw_headings(const struct table *table, struct ui *ui, struct canvas *canvas)
{
	const struct form *form = sheet_form(table_sheet(table, ui));
	const struct form_view *way = table_way(table, ui);

	canvas_text(canvas, table->body.row, 1, table->name_cols, STYLE_ROLE_HEADING, TEXT_MARK,
	            say_words(ui->session, form->fields.at[way->rows].label));
	for (size_t i = 0; i < table->coverage.pivot.columns.count; i++) {
		struct str letter = {0};
		coverage_add_letter(ui, form, way, i, &letter);
		canvas_text(canvas, table->body.row, column_at(table, i) + 1, table->cell_cols - 1,
		            STYLE_ROLE_HEADING, 0, str_text(&letter));
		str_release(&letter);
	}
}

static void draw_mark(const struct table *table, struct canvas *canvas, int row, size_t line,
                      size_t column)
{
	const struct coverage *coverage = &table->coverage;
	bool here = line == table->line && column == table->column;
	enum style style;
	struct str mark = {0};

	coverage_add_mark(coverage_mark(coverage, line, column),
	                  pivot_cell(&coverage->pivot, line, column)->at.count, &mark, &style);
	int at = column_at(table, column);
	canvas_text(canvas, row, at + 1, table->cell_cols - 1, here ? STYLE_ROLE_SELECTED : style,
	            here ? TEXT_PAD : 0, str_text(&mark));
	if (here)
		canvas_cursor(canvas, row, at + 1);
	str_release(&mark);
}

static void draw_line(const struct table *table, struct ui *ui, struct canvas *canvas, int row,
                      size_t line)
{
	const struct coverage *coverage = &table->coverage;
	size_t done = coverage_of_line(coverage, line), columns = coverage->pivot.columns.count;
	struct str name = {0};
	char count[32];

	coverage_add_target(ui, sheet_form(table_sheet(table, ui)), table_way(table, ui),
	                    &coverage->pivot.rows.at[line], &name);
	canvas_text(canvas, row, 1, table->name_cols,
	            line == table->line ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN, TEXT_MARK, str_text(&name));
	for (size_t i = 0; i < columns; i++)
		draw_mark(table, canvas, row, line, i);
	snprintf(count, sizeof(count), "%zu/%zu", done, columns);
	canvas_text(canvas, row, column_at(table, columns), COUNT_COLS,
	            done == columns ? STYLE_ROLE_GOOD : STYLE_ROLE_MUTED, TEXT_RIGHT | TEXT_PAD, count);
	str_release(&name);
}

static void draw_lines(struct table *table, struct ui *ui, struct canvas *canvas)
{
	size_t count = table->coverage.pivot.rows.count, shown = table_page(table);

	table->top = scroll_top(table->top, table->line, count, (int)shown);
	for (size_t i = 0; i < shown && table->top + i < count; i++)
		draw_line(table, ui, canvas, table->body.row + 1 + (int)i, table->top + i);
}

/* ---- drawing: what stands behind a mark ---- */

static void add_column_name(const struct table *table, const struct ui *ui, struct str *out)
{
	const struct form *form = sheet_form(table_sheet(table, ui));
	const struct choice *choice = &form->fields.at[table_way(table, ui)->columns].choices.at[table->column];

	str_addf(out, "%s   %s", say_words(ui->session, choice->label),
	         say_words(ui->session, choice->note));
}

/* "ST-003  Nobody can tell who copied a drawing", the verdict at the right. */
static void draw_row(const struct table *table, struct ui *ui, struct canvas *canvas, int at,
                     size_t row)
{
	struct sheet *sheet = table_sheet(table, ui);
	int text_field = coverage_text_field(sheet_form(sheet)), cols = canvas->cols - 2;
	struct str text = {0}, verdict = {0};
	enum style style = STYLE_ROLE_PLAIN;

	cols = cols < COVERAGE_WIDEST ? cols : COVERAGE_WIDEST;
	cell_look(ui, sheet, row, table_way(table, ui)->value, &verdict, &style);
	int right = utf8_cols(str_text(&verdict), verdict.len);
	if (text_field >= 0)
		say_cell(ui->session, sheet, row, text_field, &text);
	canvas_text(canvas, at, 1, ID_COLS, STYLE_ROLE_MUTED, 0, sheet_row_id(sheet, row));
	canvas_text(canvas, at, 1 + ID_COLS, cols - ID_COLS - right - 2, STYLE_ROLE_PLAIN, TEXT_MARK,
	            str_text(&text));
	canvas_text(canvas, at, 1 + cols - right, right, style, 0, str_text(&verdict));
	str_release(&text);
	str_release(&verdict);
}

/* Over the last line: so many more rows. */
static void draw_rest(struct ui *ui, struct canvas *canvas, struct rect foot, size_t count)
{
	struct str text = {0};
	char number[24];

	snprintf(number, sizeof(number), "%zu", count);
	say_to(ui->session, &text, "coverage.more", "count", number, NULL);
	canvas_text(canvas, foot.row + foot.rows - 1, 1, foot.cols - 2, STYLE_ROLE_MUTED, TEXT_PAD,
	            str_text(&text));
	str_release(&text);
}

static void draw_foot(const struct table *table, struct ui *ui, struct canvas *canvas,
                      struct rect foot)
{
	const struct row_list *rows = table_rows_here(table);
	size_t room = (size_t)foot.rows - 2;
	struct str name = {0};

	add_column_name(table, ui, &name);
	canvas_hline(canvas, foot.row, 0, foot.cols, STYLE_ROLE_RULE);
	canvas_text(canvas, foot.row + 1, 1, foot.cols - 2, STYLE_ROLE_HEADING, TEXT_MARK,
	            str_text(&name));
	if (rows->at.count == 0)
		canvas_text(canvas, foot.row + 2, 1, foot.cols - 2, STYLE_ROLE_MUTED, TEXT_MARK,
		            say(ui->session, "coverage.not_yet"));
	for (size_t i = 0; i < rows->at.count && i < room; i++)
		draw_row(table, ui, canvas, foot.row + 2 + (int)i, rows->at.at[i]);
	if (rows->at.count > room)
		draw_rest(ui, canvas, foot, rows->at.count - room + 1);
	str_release(&name);
}

static void draw_nothing(struct ui *ui, struct canvas *canvas, struct rect body)
{
	const char *text = say(ui->session, "coverage.no_targets");
	struct wrap_line line = {0};

	for (int row = 0; row < body.rows; row++) {
		if (!wrap_next(text, strlen(text), line.next, body.cols - 2, &line))
			return;
		char *part = mem_dup_n(text + line.at, line.len);
		canvas_text(canvas, body.row + row, 1, body.cols - 2, STYLE_ROLE_PLAIN, 0, part);
		free(part);
	}
}

/* ---- drawing: all of it ---- */

static void add_title(const struct table *table, struct ui *ui, struct str *left, struct str *right)
{
	const struct coverage *coverage = &table->coverage;
	int index = curriculum_session_of(&ui->session->curriculum, table->sheet);
	char done[24], all[24];

	snprintf(done, sizeof(done), "%zu", coverage_of_all(coverage));
	snprintf(all, sizeof(all), "%zu", coverage->marks.count);
	str_addf(left, "%s    ", place_sheet(ui, table->sheet));
	say_to(ui->session, left, "coverage.title", "done", done, "all", all, NULL);
	if (index >= 0 && ui->canvas.cols >= ROOMY_FROM) {
		place_session_number(ui, index, right);
		str_add(right, "  ");
	}
	str_add(right, place_saved(ui, table->sheet));
}

static struct rect draw_frame(const struct table *table, struct ui *ui, struct canvas *canvas)
{
	struct str left = {0}, right = {0}, info = {0}, more = {0};
	bool is_low = canvas->rows < 16;

	add_title(table, ui, &left, &right);
	if (table_has_lines(table) && is_low)
		add_column_name(table, ui, &info);
	else if (table_has_lines(table))
		coverage_add_target(ui, sheet_form(table_sheet(table, ui)), table_way(table, ui),
		                    &table->coverage.pivot.rows.at[table->line], &info);
	coverage_add_legend(ui, canvas->cols - 2, &more);
	struct frame frame = {str_text(&left), str_text(&right), str_text(&info), "", str_text(&more)};
	struct rect body = frame_draw(ui, canvas, &frame);
	str_release(&left);
	str_release(&right);
	str_release(&info);
	str_release(&more);
	return body;
}

void table_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct table *table = (struct table *)view;

	table_build(table, ui);
	table->body = draw_frame(table, ui, canvas);
	if (!table_has_lines(table)) {
		draw_nothing(ui, canvas, table->body);
		return;
	}
	if (table->body.rows >= FOOT_FROM) {
		int rows = table->body.rows / 4 > FOOT_ROWS ? table->body.rows / 4 : FOOT_ROWS;
		table->body.rows -= rows;
		draw_foot(table, ui, canvas,
		          (struct rect){table->body.row + table->body.rows, 0, rows, canvas->cols});
	}
	lay_out(table, ui);
	draw_headings(table, ui, canvas);
	draw_lines(table, ui, canvas);
}

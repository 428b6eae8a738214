/* grid_draw.c - laying out and drawing the grid. */
#include "grid.h"
#include "margin.h"
#include "place.h"
#include "scroll.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/guide_pane.h"

#include <stdio.h>

enum { GUTTER = 1, ID_COLS = 7, ITEM_MIN = 14, ITEM_MAX = 60, SUMMARY_AT_ONCE = 1000, ROOMY = 60 };

size_t grid_page(const struct grid *grid)
{
	return grid->body.rows > 2 ? (size_t)grid->body.rows - 1 : 1;
}

bool grid_may_add(const struct grid *grid, const struct ui *ui)
{
	return grid_form(grid, ui)->addable;
}

/* ---- widths ---- */

static const char *heading(const struct ui *ui, const struct form *form, int column)
{
	if (column == GRID_ID)
		return "ID";
	if (column == GRID_ITEM)
		return say(ui->session, "sheet.item");
	const struct field *field = &form->fields.at[column];
	const char *short_one = say_words(ui->session, field->heading);
	return short_one[0] ? short_one : say_words(ui->session, field->label);
}

static int natural_width(const struct ui *ui, const struct form *form, int column, int screen)
{
	const char *title = heading(ui, form, column);
	int cols = utf8_cols(title, strlen(title));

	if (column == GRID_ID)
		return ID_COLS;
	if (column == GRID_ITEM) {
		int wide = screen * 2 / 5;
		return wide < ITEM_MIN ? ITEM_MIN : wide > ITEM_MAX ? ITEM_MAX : wide;
	}
	const struct field *field = &form->fields.at[column];
	int wanted = field->width > 0 ? field->width : field->type->width;
	return wanted > cols ? wanted : cols;
}

static bool is_flexible(const struct form *form, int column)
{
	return column == GRID_ITEM ||
	       (column >= 0 && form->fields.at[column].type->kind == VALUE_TEXT);
}

/* What is left over goes to the text columns, in equal parts. */
static void spread(struct grid *grid, const struct form *form, int left)
{
	int flexible = 0;

	for (size_t i = 0; i < grid->columns.count; i++)
		flexible += is_flexible(form, grid->columns.at[i].field);
	for (size_t i = 0; i < grid->columns.count && flexible > 0 && left > 0; i++) {
		if (!is_flexible(form, grid->columns.at[i].field))
			continue;
		int part = left / flexible--;
		grid->columns.at[i].cols += part;
		left -= part;
	}
}

/* On a narrow screen only the first of the naming columns stays. */
static void choose_frozen(struct grid *grid, int cols)
{
	int used = 0;

	for (size_t i = 0; i < grid->named; i++)
		used += grid->columns.at[i].cols + GUTTER;
	grid->frozen = used <= cols / 2 ? grid->named : 1;
}

static int frozen_width(const struct grid *grid)
{
	int cols = 0;

	for (size_t i = 0; i < grid->frozen; i++)
		cols += grid->columns.at[i].cols + GUTTER;
	return cols;
}

/* Scrolls sideways until the current column stands whole on the screen. */
static void show_column(struct grid *grid, int cols)
{
	if (grid->first < grid->frozen || grid->column < grid->frozen)
		grid->first = grid->frozen;
	if (grid->column < grid->frozen)
		return;
	if (grid->column < grid->first)
		grid->first = grid->column;
	for (;;) {
		int used = frozen_width(grid);
		for (size_t i = grid->first; i <= grid->column; i++)
			used += grid->columns.at[i].cols + GUTTER;
		if (used - GUTTER <= cols || grid->first == grid->column)
			return;
		grid->first++;
	}
}

static void place_columns(struct grid *grid, int left, int cols)
{
	int at = left;

	for (size_t i = 0; i < grid->columns.count; i++) {
		struct grid_column *column = &grid->columns.at[i];
		bool shown = (i < grid->frozen || i >= grid->first) && at < left + cols;
		column->at = shown ? at : -1;
		if (!shown)
			continue;
		if (at + column->cols > left + cols)
			column->cols = left + cols - at;
		at += column->cols + GUTTER;
	}
}

static void lay_out(struct grid *grid, const struct ui *ui, struct rect body)
{
	const struct form *form = sheet_form(cell_view_sheet(&grid->cell, ui));
	int left = 1, cols = body.cols - 2, used = 0;

	for (size_t i = 0; i < grid->columns.count; i++) {
		grid->columns.at[i].cols = natural_width(ui, form, grid->columns.at[i].field, body.cols);
		used += grid->columns.at[i].cols + GUTTER;
	}
	spread(grid, form, cols - (used - GUTTER));
	choose_frozen(grid, cols);
	show_column(grid, cols);
	place_columns(grid, left, cols);
}

static void scroll_to_position(struct grid *grid, const struct ui *ui)
{
	size_t count = grid->rows.at.count + (grid_may_add(grid, ui) ? 1 : 0);

	grid->top = scroll_top(grid->top, grid->position, count, (int)grid_page(grid));
}

/* ---- drawing ---- */

static void draw_headings(struct grid *grid, struct ui *ui, struct canvas *canvas)
{
	const struct form *form = sheet_form(cell_view_sheet(&grid->cell, ui));

	for (size_t i = 0; i < grid->columns.count; i++) {
		const struct grid_column *column = &grid->columns.at[i];
		bool right = column->field >= 0 && form->fields.at[column->field].type->right;
		struct str text = {0};
		if (column->at < 0)
			continue;
		str_add(&text, heading(ui, form, column->field));
		if (column->field >= 0 && column->field == grid->sorted_by)
			str_add(&text, grid->descending ? "v" : "^");
		canvas_text(canvas, grid->body.row, column->at, column->cols, STYLE_ROLE_HEADING,
		            right ? TEXT_RIGHT | TEXT_PAD : TEXT_PAD, str_text(&text));
		str_release(&text);
	}
}

/* "<" and ">" where columns are scrolled away. */
static void draw_more_columns(struct grid *grid, struct canvas *canvas)
{
	int row = grid->body.row, right = grid->body.col + grid->body.cols - 1;

	if (grid->first > grid->frozen)
		canvas_text(canvas, row, grid->columns.at[grid->first].at - 1, 1, STYLE_ROLE_MUTED, 0, "<");
	if (grid->columns.at[grid->columns.count - 1].at < 0)
		canvas_text(canvas, row, right, 1, STYLE_ROLE_MUTED, 0, ">");
}

static void cell_text(struct grid *grid, struct ui *ui, size_t row, int field, struct str *text,
                      enum style *style)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);

	*style = STYLE_ROLE_MUTED;
	if (field == GRID_ID) {
		str_add(text, sheet_row_id(sheet, row));
	} else if (field == GRID_ITEM) {
		*style = STYLE_ROLE_PLAIN;
		say_item(ui->session, sheet, row, text);
	} else {
		cell_look(ui, sheet, row, field, text, style);
	}
}

static void draw_cell(struct grid *grid, struct ui *ui, struct canvas *canvas, int screen_row,
                      size_t position, const struct grid_column *column)
{
	const struct form *form = sheet_form(cell_view_sheet(&grid->cell, ui));
	bool current = position == grid->position;
	bool here = current && column == &grid->columns.at[grid->column];
	bool right = column->field >= 0 && form->fields.at[column->field].type->right;
	struct rect at = {screen_row, column->at, 1, column->cols};
	enum style style = STYLE_ROLE_PLAIN;
	struct str text = {0};

	if (position < grid->rows.at.count)
		cell_text(grid, ui, grid->rows.at.at[position], column->field, &text, &style);
	else if (column->field == GRID_ID)
		str_add(&text, "+");
	if (here)
		style = STYLE_ROLE_SELECTED;
	else if (current && column->field < 0)
		style = STYLE_ROLE_HEADING;
	canvas_text(canvas, at.row, at.col, at.cols, style, TEXT_PAD | TEXT_MARK | (right ? TEXT_RIGHT : 0),
	            str_text(&text));
	if (here) {
		grid->cell.at = at;
		canvas_cursor(canvas, at.row, at.col);
	}
	str_release(&text);
}

/* Of open notes, before the id. */
static void draw_mark(const struct grid *grid, struct ui *ui, struct canvas *canvas, int row,
                      size_t position)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);

	if (position < grid->rows.at.count)
		margin_mark(ui, canvas, grid->cell.sheet, sheet_row_id(sheet, grid->rows.at.at[position]), row,
		            grid->body.col);
}

static void draw_rows(struct grid *grid, struct ui *ui, struct canvas *canvas)
{
	size_t count = grid->rows.at.count + (grid_may_add(grid, ui) ? 1 : 0);

	for (size_t i = 0; i < grid_page(grid) && grid->top + i < count; i++) {
		int row = grid->body.row + 1 + (int)i;
		for (size_t k = 0; k < grid->columns.count; k++)
			if (grid->columns.at[k].at >= 0)
				draw_cell(grid, ui, canvas, row, grid->top + i, &grid->columns.at[k]);
		draw_mark(grid, ui, canvas, row, grid->top + i);
	}
}

/* ---- summaries ---- */

static bool summary_is_stale(const struct grid *grid, const struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);

	return grid_form(grid, ui)->summaries.count > 0 &&
	       (!grid->summary_known || grid->summary_version != sheet_version(sheet));
}

void grid_compute_summary(struct grid *grid, struct ui *ui)
{
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), grid->name, NULL);

	summary_line_compute(ui, grid_form(grid, ui), sheet, &grid->summary);
	grid->summary_version = sheet_version(cell_view_sheet(&grid->cell, ui));
	grid->summary_known = true;
	grid->summary_waits = false;
}

/* ---- the whole screen ---- */

static void title(struct grid *grid, struct ui *ui, struct str *left, struct str *right)
{
	struct session *session = ui->session;
	int index = curriculum_session_of(&session->curriculum, grid->name);

	str_addf(left, "%s    ", say_words(session, grid_form(grid, ui)->title));
	place_rows(ui, grid->rows.at.count, left);
	if (ui->canvas.cols >= ROOMY) {
		str_add(left, "  ");
		margin_count(ui, grid->cell.sheet, left);
	}
	if (index >= 0 && ui->canvas.cols >= ROOMY)
		place_session_number(ui, index, right);
	if (ui->canvas.cols >= ROOMY)
		str_addf(right, "  %s.csv  ", grid->cell.sheet);
	str_add(right, place_saved(ui, grid->cell.sheet));
}

static struct rect draw_frame(struct grid *grid, struct ui *ui, struct canvas *canvas)
{
	struct str left = {0}, right = {0};

	title(grid, ui, &left, &right);
	str_clear(&grid->cell.about);
	margin_line(ui, grid->cell.sheet, grid->cell.row, &grid->cell.about);
	struct rect body = cell_view_frame(&grid->cell, ui, canvas, str_text(&left), str_text(&right));
	str_release(&left);
	str_release(&right);
	return body;
}

/* A large worksheet is summed up after the paint. */
static void update_summary(struct grid *grid, struct ui *ui)
{
	if (!summary_is_stale(grid, ui))
		return;
	if (grid->rows.at.count <= SUMMARY_AT_ONCE)
		grid_compute_summary(grid, ui);
	else
		grid->summary_waits = true;
}

/* Below the rows; a second line only where no row needs it. */
static void draw_summary(struct grid *grid, struct canvas *canvas, struct rect *whole)
{
	bool is_roomy = grid->rows.at.count + 4 <= (size_t)whole->rows;
	int most = whole->rows <= 6 ? 0 : is_roomy ? 2 : 1;
	int rows = summary_line_rows(&grid->summary, whole->cols - 2, most);

	whole->rows -= rows;
	summary_line_draw(&grid->summary, canvas,
	                  (struct rect){whole->row + whole->rows, 1, rows, whole->cols - 2});
}

void grid_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct grid *grid = (struct grid *)view;
	struct rect body = draw_frame(grid, ui, canvas);
	struct rect whole = guide_pane_draw(ui, canvas, body, grid->name);

	update_summary(grid, ui);
	draw_summary(grid, canvas, &whole);
	if (grid->body.cols != whole.cols)
		grid->first = grid->frozen; /* a wider screen shows what a narrow one hid */
	grid->body = whole;
	lay_out(grid, ui, whole);
	scroll_to_position(grid, ui);
	draw_headings(grid, ui, canvas);
	draw_more_columns(grid, canvas);
	draw_rows(grid, ui, canvas);
	if (grid->cell.editing)
		cell_view_draw_edit(&grid->cell, ui, canvas, grid->cell.at, whole);
}

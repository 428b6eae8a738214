/* matrix_list.c - the rows of the matrix's current cell. */
#include "matrix.h"
#include "scroll.h"

#include "sonae/app/say.h"
#include "sonae/model/field_type.h"

#include <stdlib.h>

enum {
	INDENT = 3,
	ID_COLS = 7,
	VALUE_COLS = 10,
	EXTRA_MOST = 16,
	NAME_LEAST = 20,
	MORE_FIELDS = 3
};

/* Where a line's parts stand: its id, its name, its value before and after, other fields. */
struct line_layout {
	int name, name_cols;
	int value;               /* column; -1 = the matrix has none */
	int fields[MORE_FIELDS]; /* columns of the fields after the first */
	int field_cols[MORE_FIELDS];
	int count;
};

static struct sheet *sheet_of(const struct matrix *matrix, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), matrix->sheet, NULL);
}

static int field_cols(const struct field *field)
{
	int cols = field->width > 0 ? field->width : field->type->width;

	return cols < EXTRA_MOST ? cols : EXTRA_MOST;
}

/* The name takes what the others leave; those give way from the right. */
static struct line_layout lay_out(const struct matrix *matrix, const struct ui *ui)
{
	const struct form_view *way = matrix_way(matrix, ui);
	const struct form *form = matrix_form(matrix, ui);
	struct line_layout out = {.name = INDENT + ID_COLS + 1, .value = -1};
	int room = matrix->list.cols - 1 - out.name, at;

	if (way->value >= 0)
		room -= VALUE_COLS + 1;
	for (size_t i = 1; i < way->fields.count && out.count < MORE_FIELDS; i++) {
		int cols = field_cols(&form->fields.at[way->fields.at[i]]);
		if (room - cols - 1 < NAME_LEAST)
			break;
		room -= cols + 1;
		out.field_cols[out.count++] = cols;
	}
	out.name_cols = room;
	at = out.name + room + 1;
	if (way->value >= 0) {
		out.value = at;
		at += VALUE_COLS + 1;
	}
	for (int i = 0; i < out.count; i++) {
		out.fields[i] = at;
		at += out.field_cols[i] + 1;
	}
	return out;
}

/* "24 -> 8" */
static void add_values(const struct matrix *matrix, struct ui *ui, size_t row, struct str *out,
                       enum style *style)
{
	const struct form_view *way = matrix_way(matrix, ui);
	struct sheet *sheet = sheet_of(matrix, ui);

	cell_look(ui, sheet, row, way->value, out, style);
	if (way->value_after < 0)
		return;
	if (out->len == 0)
		str_add_byte(out, '-');
	str_add(out, " -> ");
	cell_look(ui, sheet, row, way->value_after, out, style);
}

static void draw_part(struct canvas *canvas, int row, int col, int cols, enum style style,
                      bool here, const char *text)
{
	canvas_text(canvas, row, col, cols, here ? STYLE_ROLE_SELECTED : style,
	            TEXT_MARK | (here ? TEXT_PAD : 0), text);
}

static void draw_line(struct matrix *matrix, struct ui *ui, struct canvas *canvas, int screen_row,
                      size_t row, bool here, const struct line_layout *at)
{
	const struct form_view *way = matrix_way(matrix, ui);
	struct sheet *sheet = sheet_of(matrix, ui);
	enum style style = STYLE_ROLE_PLAIN;
	struct str text = {0};

	if (here)
		canvas_fill(canvas, (struct rect){screen_row, INDENT, 1, matrix->list.cols - INDENT - 1},
		            STYLE_ROLE_SELECTED);
	draw_part(canvas, screen_row, INDENT, ID_COLS, STYLE_ROLE_MUTED, here,
	          sheet_row_id(sheet, row));
	if (way->fields.count > 0)
		cell_look(ui, sheet, row, way->fields.at[0], &text, &style);
	else
		str_add(&text,
		        say_words(ui->session, row_name(folder_book(ui->session->folder), sheet, row)));
	draw_part(canvas, screen_row, at->name, at->name_cols, style, here, str_text(&text));
	if (at->value >= 0) {
		str_clear(&text);
		add_values(matrix, ui, row, &text, &style);
		draw_part(canvas, screen_row, at->value, VALUE_COLS, style, here, str_text(&text));
	}
	for (int i = 0; i < at->count; i++) {
		str_clear(&text);
		cell_look(ui, sheet, row, way->fields.at[i + 1], &text, &style);
		draw_part(canvas, screen_row, at->fields[i], at->field_cols[i], style, here,
		          str_text(&text));
	}
	str_release(&text);
}

static void scroll(struct matrix *matrix)
{
	matrix->top =
	    scroll_top(matrix->top, matrix->position, matrix_list(matrix)->at.count, matrix->list.rows);
}

void matrix_draw_list(struct matrix *matrix, struct ui *ui, struct canvas *canvas)
{
	const struct row_list *list = matrix_list(matrix);
	struct line_layout layout = lay_out(matrix, ui);
	struct str heading = {0};

	if (matrix->list.rows < 0)
		return;
	matrix_say_cell(matrix, ui, &heading);
	canvas_text(canvas, matrix->list.row - 1, 1, matrix->list.cols - 2, STYLE_ROLE_HEADING, TEXT_MARK,
	            str_text(&heading));
	str_release(&heading);
	scroll(matrix);
	for (int i = 0; i < matrix->list.rows && matrix->top + (size_t)i < list->at.count; i++) {
		size_t at = matrix->top + (size_t)i;
		bool here = matrix->in_list && at == matrix->position;
		draw_line(matrix, ui, canvas, matrix->list.row + i, list->at.at[at], here, &layout);
		if (here)
			canvas_cursor(canvas, matrix->list.row + i, INDENT);
	}
}

#include "sonae/ui/canvas.h"

#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include <stdlib.h>
#include <string.h>

static struct canvas_cell *cell_at(const struct canvas *canvas, int row, int col)
{
	return &canvas->cell[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

static bool is_inside(const struct canvas *canvas, int row, int col)
{
	return row >= 0 && row < canvas->rows && col >= 0 && col < canvas->cols;
}

static struct canvas_cell blank_cell(int style)
{
	return (struct canvas_cell){.text = " ", .style = (unsigned char)style, .cols = 1};
}

static struct rect clip(const struct canvas *canvas, struct rect rect)
{
	int row = rect.row > 0 ? rect.row : 0, col = rect.col > 0 ? rect.col : 0;
	int end_row = rect.row + rect.rows, end_col = rect.col + rect.cols;

	end_row = end_row < canvas->rows ? end_row : canvas->rows;
	end_col = end_col < canvas->cols ? end_col : canvas->cols;
	return (struct rect){row, col, end_row - row, end_col - col};
}

void canvas_resize(struct canvas *canvas, int rows, int cols)
{
	canvas->rows = rows > 0 ? rows : 0;
	canvas->cols = cols > 0 ? cols : 0;
	size_t count = (size_t)canvas->rows * (size_t)canvas->cols;
	canvas->cell = mem_grow(canvas->cell, count, sizeof(*canvas->cell));
	canvas_clear(canvas);
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->cell);
	*canvas = (struct canvas){0};
}

void canvas_clear(struct canvas *canvas)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->cols;

	for (size_t i = 0; i < count; i++)
		canvas->cell[i] = blank_cell(STYLE_ROLE_PLAIN);
	canvas->cursor_row = canvas->cursor_col = 0;
	canvas->cursor_visible = false;
}

/* Columns from..to (inside the canvas) are about to be written: a wide character that
 * stands across an end of them loses its other half too. */
static void cut_halves(struct canvas *canvas, int row, int from, int to)
{
	if (from > 0 && cell_at(canvas, row, from)->cols == 0) {
		struct canvas_cell *left = cell_at(canvas, row, from - 1);
		*left = blank_cell(left->style);
	}
	if (to < canvas->cols && cell_at(canvas, row, to)->cols == 0) {
		struct canvas_cell *right = cell_at(canvas, row, to);
		*right = blank_cell(right->style);
	}
}

static void put_cell(struct canvas *canvas, int row, int col, const struct canvas_cell *cell)
{
	if (!is_inside(canvas, row, col))
		return;
	cut_halves(canvas, row, col, col + 1);
	*cell_at(canvas, row, col) = *cell;
}

static void put_blank(struct canvas *canvas, int row, int col, enum style style)
{
	struct canvas_cell blank = blank_cell(style);
	put_cell(canvas, row, col, &blank);
}

static void put_wide(struct canvas *canvas, int row, int col, const struct canvas_cell *cell)
{
	struct canvas_cell half = {.style = cell->style};

	if (!is_inside(canvas, row, col) || !is_inside(canvas, row, col + 1)) {
		put_blank(canvas, row, col, cell->style);
		put_blank(canvas, row, col + 1, cell->style);
		return;
	}
	cut_halves(canvas, row, col, col + 2);
	*cell_at(canvas, row, col) = *cell;
	*cell_at(canvas, row, col + 1) = half;
}

/* Bytes of the code point at the start of `text` and of the marks that stand in its cell. A
 * cell is what a terminal makes one of: half-width ﾊﾟ is one character and two cells. */
static size_t cell_bytes(const char *text, size_t len, int *cols)
{
	uint32_t cp;
	size_t used = utf8_decode(text, len, &cp);

	*cols = utf8_cp_cols(cp);
	while (used < len) {
		size_t more = utf8_decode(text + used, len - used, &cp);
		if (utf8_cp_cols(cp) != 0)
			break;
		used += more;
	}
	return used;
}

/* The marks that do not fit a cell are left out, whole code points at a time. */
static void set_text(struct canvas_cell *cell, const char *text, size_t len)
{
	if (len >= CANVAS_CELL_BYTES) {
		len = CANVAS_CELL_BYTES - 1;
		while (((unsigned char)text[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(cell->text, text, len);
}

static void put_text(struct canvas *canvas, int row, int col, enum style style, const char *text,
                     size_t len)
{
	for (size_t at = 0; at < len && col < canvas->cols;) {
		struct canvas_cell cell = {.style = (unsigned char)style};
		int cols;
		size_t used = cell_bytes(text + at, len - at, &cols);
		set_text(&cell, text + at, used);
		at += used;
		cell.cols = (unsigned char)cols;
		if (cols == 2)
			put_wide(canvas, row, col, &cell);
		else if (cols == 1)
			put_cell(canvas, row, col, &cell);
		col += cols;
	}
}

static void put_ascii(struct canvas *canvas, int row, int col, enum style style, const char *text,
                      int count)
{
	struct canvas_cell cell = blank_cell(style);
	int from = col > 0 ? col : 0, to = col + count;

	if (to > canvas->cols)
		to = canvas->cols;
	if (row < 0 || row >= canvas->rows || from >= to)
		return;
	cut_halves(canvas, row, from, to);
	for (int at = from; at < to; at++) {
		cell.text[0] = text[at - col];
		*cell_at(canvas, row, at) = cell;
	}
}

/* A text as it may be shown, and how much of it. */
struct shown {
	struct str visible; /* unused when the text may be shown as it is */
	const char *text;
	bool ascii;
	size_t len;         /* bytes that fit */
	int cols;
	bool cut;
};

static struct shown fit_text(const char *text, int cols, unsigned flags)
{
	struct shown shown = {.text = text, .ascii = true};
	size_t len = 0;

	for (; text[len] && shown.ascii; len++)
		shown.ascii = text[len] >= 0x20 && text[len] < 0x7F;
	if (!shown.ascii) {
		utf8_add_visible(&shown.visible, text, strlen(text));
		shown.text = str_text(&shown.visible);
		len = shown.visible.len;
		shown.len = utf8_fit(shown.text, len, cols, &shown.cols);
	} else {
		shown.cols = len < (size_t)cols ? (int)len : cols;
		shown.len = (size_t)shown.cols;
	}
	shown.cut = shown.len < len && (flags & TEXT_MARK);
	if (shown.cut)
		shown.len = utf8_fit(shown.text, shown.len, cols - 1, &shown.cols);
	return shown;
}

int canvas_text(struct canvas *canvas, int row, int col, int cols, enum style style, unsigned flags,
                const char *text)
{
	if (cols <= 0)
		return 0;
	struct shown shown = fit_text(text, cols, flags);
	int used = shown.cols + shown.cut;
	int start = flags & TEXT_RIGHT ? col + cols - used : col;

	if (flags & TEXT_PAD)
		canvas_fill(canvas, (struct rect){row, col, 1, cols}, style);
	if (row >= 0 && row < canvas->rows) {
		if (shown.ascii)
			put_ascii(canvas, row, start, style, shown.text, shown.cols);
		else
			put_text(canvas, row, start, style, shown.text, shown.len);
		if (shown.cut)
			put_ascii(canvas, row, start + shown.cols, style, ">", 1);
	}
	str_release(&shown.visible);
	return used;
}

void canvas_fill(struct canvas *canvas, struct rect rect, enum style style)
{
	struct rect inside = clip(canvas, rect);

	if (inside.cols <= 0)
		return;
	for (int row = inside.row; row < inside.row + inside.rows; row++) {
		cut_halves(canvas, row, inside.col, inside.col + inside.cols);
		for (int i = 0; i < inside.cols; i++)
			*cell_at(canvas, row, inside.col + i) = blank_cell(style);
	}
}

static char line_char(enum canvas_line line)
{
	return line == LINE_NONE ? ' ' : line == LINE_H ? '-' : line == LINE_V ? '|' : '+';
}

void canvas_line(struct canvas *canvas, int row, int col, enum canvas_line line, enum style style)
{
	struct canvas_cell cell = blank_cell(style);

	cell.text[0] = line_char(line);
	cell.line = (unsigned char)line;
	put_cell(canvas, row, col, &cell);
}

void canvas_hline(struct canvas *canvas, int row, int col, int cols, enum style style)
{
	for (int i = 0; i < cols; i++)
		canvas_line(canvas, row, col + i, LINE_H, style);
}

void canvas_box(struct canvas *canvas, struct rect rect, enum style style)
{
	int bottom = rect.row + rect.rows - 1, right = rect.col + rect.cols - 1;

	if (rect.rows < 2 || rect.cols < 2)
		return;
	canvas_fill(canvas, rect, style);
	canvas_hline(canvas, rect.row, rect.col, rect.cols, style);
	canvas_hline(canvas, bottom, rect.col, rect.cols, style);
	for (int row = rect.row + 1; row < bottom; row++) {
		canvas_line(canvas, row, rect.col, LINE_V, style);
		canvas_line(canvas, row, right, LINE_V, style);
	}
	canvas_line(canvas, rect.row, rect.col, LINE_TOP_LEFT, style);
	canvas_line(canvas, rect.row, right, LINE_TOP_RIGHT, style);
	canvas_line(canvas, bottom, rect.col, LINE_BOTTOM_LEFT, style);
	canvas_line(canvas, bottom, right, LINE_BOTTOM_RIGHT, style);
}

void canvas_restyle(struct canvas *canvas, struct rect rect, enum style style)
{
	struct rect inside = clip(canvas, rect);

	for (int row = inside.row; row < inside.row + inside.rows; row++)
		for (int i = 0; i < inside.cols; i++)
			cell_at(canvas, row, inside.col + i)->style = (unsigned char)style;
}

void canvas_cursor(struct canvas *canvas, int row, int col)
{
	canvas->cursor_visible = is_inside(canvas, row, col);
	canvas->cursor_row = canvas->cursor_visible ? row : 0;
	canvas->cursor_col = canvas->cursor_visible ? col : 0;
}

void canvas_dump(const struct canvas *canvas, struct str *out)
{
	for (int row = 0; row < canvas->rows; row++) {
		size_t end = out->len;
		for (int col = 0; col < canvas->cols; col++) {
			const char *text = cell_at(canvas, row, col)->text;
			str_add(out, text);
			if (!text_is(text, " ") && *text)
				end = out->len;
		}
		str_cut(out, end);
		str_add_byte(out, '\n');
	}
}

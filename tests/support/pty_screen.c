#include "support/pty_parts.h"
#include <stdint.h>
#include <string.h>

static void on_answer(const char *bytes, size_t len, void *user)
{
	struct pty *p = user;

	str_add_n(&p->unsent, bytes, len);
}

static int on_property(VTermProp property, VTermValue *value, void *user)
{
	struct pty *p = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		p->cursor_shown = value->boolean;
	else if (property == VTERM_PROP_ALTSCREEN)
		p->alt_screen = value->boolean;
	else if (property == VTERM_PROP_MOUSE)
		p->mouse_on = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static int on_osc(const char *command, size_t len, void *user)
{
	struct pty *p = user;

	str_clear(&p->osc);
	str_add_n(&p->osc, command, len);
	return 1;
}

void pty_make_terminal(struct pty *p, int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
	static const VTermParserCallbacks unknown = {.osc = on_osc};

	p->term = vterm_new(rows, cols);
	vterm_set_utf8(p->term, 1);
	vterm_output_set_callback(p->term, on_answer, p);
	p->screen = vterm_obtain_screen(p->term);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_set_unrecognised_fallbacks(p->screen, &unknown, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
}

/* ---- eyes ---- */

static void add_character(struct str *text, uint32_t c)
{
	static const struct {
		uint32_t below;
		int first, more; /* the leading byte's mark, the bytes after it */
	} shapes[] = {{0x80, 0, 0}, {0x800, 0xc0, 1}, {0x10000, 0xe0, 2}, {0x110000, 0xf0, 3}};
	int i = 0;

	while (i < 3 && c >= shapes[i].below)
		i++;
	str_add_byte(text, (char)(shapes[i].first | (int)(c >> (6 * shapes[i].more))));
	for (int left = shapes[i].more - 1; left >= 0; left--)
		str_add_byte(text, (char)(0x80 | ((c >> (6 * left)) & 0x3f)));
}

static VTermScreenCell cell_at(const struct pty *p, int row, int col)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(p->screen, (VTermPos){row, col}, &cell);
	return cell;
}

static void add_cell(struct str *text, const VTermScreenCell *cell)
{
	if (cell->chars[0] == (uint32_t)-1)
		return; /* the right half of a wide one */
	if (!cell->chars[0])
		str_add_byte(text, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		add_character(text, cell->chars[i]);
}

static void add_row(struct pty *p, int row, struct str *text)
{
	size_t start = text->len;
	int rows, cols;

	vterm_get_size(p->term, &rows, &cols);
	for (int col = 0; col < cols && row < rows; col++) {
		VTermScreenCell cell = cell_at(p, row, col);

		add_cell(text, &cell);
	}
	while (text->len > start && text->at[text->len - 1] == ' ')
		str_cut(text, text->len - 1);
}

const char *pty_screen(struct pty *p)
{
	int rows, cols;

	vterm_get_size(p->term, &rows, &cols);
	str_clear(&p->shown);
	for (int row = 0; row < rows; row++) {
		add_row(p, row, &p->shown);
		str_add_byte(&p->shown, '\n');
	}
	return str_text(&p->shown);
}

const char *pty_row(struct pty *p, int row)
{
	str_clear(&p->row);
	add_row(p, row, &p->row);
	return str_text(&p->row);
}

/* The column at which the byte `offset` of the row's text is shown. */
static int column_of(struct pty *p, int row, size_t offset)
{
	struct str before = {0};
	int rows, cols, col = 0;

	vterm_get_size(p->term, &rows, &cols);
	for (; col < cols && before.len < offset; col++) {
		VTermScreenCell cell = cell_at(p, row, col);

		add_cell(&before, &cell);
	}
	while (col < cols && cell_at(p, row, col).chars[0] == (uint32_t)-1)
		col++;
	str_release(&before);
	return col;
}

int pty_find(struct pty *p, const char *text, int *col)
{
	int rows, cols;

	vterm_get_size(p->term, &rows, &cols);
	for (int row = 0; row < rows; row++) {
		const char *line = pty_row(p, row);
		const char *at = strstr(line, text);

		if (!at)
			continue;
		if (col)
			*col = column_of(p, row, (size_t)(at - line));
		return row;
	}
	return -1;
}

bool pty_cursor(struct pty *p, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(p->term), &at);
	if (row)
		*row = at.row;
	if (col)
		*col = at.col;
	return p->cursor_shown;
}

static int colour(const VTermColor *c, bool is_default)
{
	if (is_default)
		return PTY_DEFAULT_COLOUR;
	if (VTERM_COLOR_IS_INDEXED(c))
		return c->indexed.idx;
	return PTY_RGB + (c->rgb.red << 16) + (c->rgb.green << 8) + c->rgb.blue;
}

struct pty_look pty_look(struct pty *p, int row, int col)
{
	VTermScreenCell cell = cell_at(p, row, col);

	return (struct pty_look){
		.bold = cell.attrs.bold,
		.reverse = cell.attrs.reverse,
		.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
		.italic = cell.attrs.italic,
		.fg = colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)),
		.bg = colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)),
	};
}

const char *pty_osc(const struct pty *p)
{
	return str_text(&p->osc);
}

bool pty_alt_screen(const struct pty *p)
{
	return p->alt_screen;
}

bool pty_mouse_on(const struct pty *p)
{
	return p->mouse_on;
}

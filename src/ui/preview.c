/* preview.c - choices, and below them what they come to. */
#include "preview.h"

#include "sonae/base/utf8.h"
#include "sonae/ui/event.h"

#include <stdint.h>
#include <stdlib.h>

enum {
	BELOW_CHOICES = 6, /* rows wanted there, for the choices to stay in sight */
	WIDE_FROM = 72,
	COUNT_COLS = 10, SIZE_COLS = 9,
	WIDEST_NAME = 48,
	WIDEST = 130, /* what belongs together stays together */
};

/* ---- lines ---- */

struct preview_line *preview_add(struct preview *preview, const char *name, const char *what)
{
	struct preview_line *line = vec_add(&preview->lines);

	line->name = mem_dup(name);
	line->what = mem_dup(what);
	return line;
}

void preview_add_heading(struct preview *preview, const char *name, const char *what)
{
	preview_add(preview, name, what)->is_heading = true;
}

void preview_clear(struct preview *preview)
{
	for (size_t i = 0; i < preview->lines.count; i++) {
		free(preview->lines.at[i].name);
		free(preview->lines.at[i].what);
	}
	vec_clear(&preview->lines);
}

void preview_ready(struct preview *preview)
{
	size_t chosen = menu_chosen(&preview->menu);

	menu_release(&preview->menu);
	for (size_t i = 0; i < preview->choices; i++)
		menu_add(&preview->menu, "", NULL);
	for (size_t i = 0; i < preview->lines.count; i++) {
		if (preview->lines.at[i].is_heading)
			menu_add_heading(&preview->menu, "");
		else
			menu_add(&preview->menu, "", NULL);
	}
	if (chosen != SIZE_MAX)
		menu_select(&preview->menu, chosen < preview->menu.lines.count ? chosen : 0);
}

void preview_release(struct preview *preview)
{
	preview_clear(preview);
	vec_release(&preview->lines);
	menu_release(&preview->menu);
}

size_t preview_choice(const struct preview *preview)
{
	size_t line = menu_chosen(&preview->menu);

	return line < preview->choices ? line : SIZE_MAX;
}

void preview_say_line(const struct preview *preview, struct str *out)
{
	size_t line = menu_chosen(&preview->menu);

	if (line == SIZE_MAX || line < preview->choices)
		return;
	const struct preview_line *at = &preview->lines.at[line - preview->choices];
	str_addf(out, "%s%s%s", at->name, at->what[0] ? "  " : "", at->what);
}

/* ---- drawing a line ---- */

static int width(const char *text)
{
	return utf8_cols(text, strlen(text));
}

static void draw_choice(const struct preview *preview, struct canvas *canvas, struct rect row,
                        const struct preview_choice *choices, size_t index)
{
	int label = 0;

	for (size_t i = 0; i < preview->choices; i++)
		label = width(choices[i].label) > label ? width(choices[i].label) : label;
	const struct preview_choice *choice = &choices[index];
	int value = row.col + 3 + label + 2;
	canvas_text(canvas, row.row, row.col + 3, label,
	            choice->acts ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN, TEXT_MARK, choice->label);
	canvas_text(canvas, row.row, value, row.col + row.cols - 1 - value,
	            choice->acts ? STYLE_ROLE_MUTED : STYLE_ROLE_PLAIN, TEXT_MARK, choice->value);
}

/* Returns where the room to the left of it ends. */
static int draw_right(struct canvas *canvas, int row, int end, int cols, const char *text)
{
	canvas_text(canvas, row, end - cols, cols, STYLE_ROLE_PLAIN, TEXT_RIGHT, text);
	return end - cols - 1;
}

static int right_cols(const struct preview *preview)
{
	return preview->right_cols > 0 ? preview->right_cols : SIZE_COLS;
}

static bool has_both(const struct preview_line *line, int cols)
{
	return line->right[0] && line->count[0] && cols >= WIDE_FROM;
}

/* Columns at the right end that all lines leave free. */
static int free_cols(const struct preview *preview, int cols)
{
	bool any = false;

	for (size_t i = 0; i < preview->lines.count; i++)
		any = any || has_both(&preview->lines.at[i], cols);
	return right_cols(preview) + 1 + (any ? COUNT_COLS + 1 : 0);
}

/* As wide as the widest that something is said of, as long as that has about half of a line. */
static int name_cols(const struct preview *preview, int cols)
{
	int widest = 0, most = (cols - 4 - free_cols(preview, cols)) * 11 / 20;

	for (size_t i = 0; i < preview->lines.count; i++) {
		const struct preview_line *line = &preview->lines.at[i];
		if (line->what[0] && !line->is_heading && width(line->name) > widest)
			widest = width(line->name);
	}
	most = most < WIDEST_NAME ? most : WIDEST_NAME;
	return widest < most ? widest : most;
}

/* Names of a list stand in one column, and give way to what is said of them. */
static void draw_parts(const struct preview *preview, struct canvas *canvas, struct rect row,
                       const struct preview_line *line)
{
	int cols = row.cols < WIDEST ? row.cols : WIDEST;
	int end = row.col + cols - 1, left = row.col + 3, name;
	const char *last = line->right[0] ? line->right : line->count;

	if (last[0])
		end = draw_right(canvas, row.row, end, right_cols(preview), last);
	if (has_both(line, row.cols))
		end = draw_right(canvas, row.row, end, COUNT_COLS, line->count);
	int room = end - left;
	name = !line->what[0] ? room : name_cols(preview, row.cols);
	canvas_text(canvas, row.row, left, name,
	            line->is_alarm ? STYLE_ROLE_ALARM : STYLE_ROLE_PLAIN, TEXT_MARK, line->name);
	left += name + 2;
	if (end - left > 3)
		canvas_text(canvas, row.row, left, end - left,
		            line->is_alarm ? STYLE_ROLE_ALARM : STYLE_ROLE_MUTED, TEXT_MARK,
		            line->what);
}

static void draw_below(const struct preview *preview, struct canvas *canvas, struct rect row,
                       const struct preview_line *line)
{
	int col = row.col + 1, end = row.col + row.cols - 1;

	if (!line->is_heading) {
		draw_parts(preview, canvas, row, line);
		return;
	}
	col += canvas_text(canvas, row.row, col, end - col, STYLE_ROLE_HEADING, TEXT_MARK,
	                   line->name);
	canvas_text(canvas, row.row, col + 2, end - col - 2, STYLE_ROLE_MUTED, TEXT_MARK,
	            line->what);
}

static void draw_line(const struct preview *preview, struct canvas *canvas, struct rect row,
                      const struct preview_choice *choices, size_t line)
{
	if (line < preview->choices)
		draw_choice(preview, canvas, row, choices, line);
	else
		draw_below(preview, canvas, row, &preview->lines.at[line - preview->choices]);
	if (line == menu_chosen(&preview->menu)) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_text(canvas, row.row, row.col + 1, 1, STYLE_ROLE_SELECTED, 0, ">");
		canvas_cursor(canvas, row.row, row.col + 1);
	}
}

/* ---- both parts ---- */

static size_t first_scrolled(const struct preview *preview)
{
	return preview->fixed.rows > 0 ? preview->choices : 0;
}

/* The heading above the first lines shows along with them. */
static void scroll(struct preview *preview)
{
	size_t first = first_scrolled(preview), chosen = menu_chosen(&preview->menu);
	size_t rows = preview->scrolled.rows > 0 ? (size_t)preview->scrolled.rows : 1;
	size_t at = chosen == SIZE_MAX || chosen < first ? 0 : chosen - first;

	if (preview->top > at || at <= 1)
		preview->top = at <= 1 ? 0 : at;
	if (at >= preview->top + rows)
		preview->top = at - rows + 1;
}

static void place(struct preview *preview, struct canvas *canvas, struct rect body)
{
	int choices = (int)preview->choices, above = choices + 1;
	bool is_high = body.rows >= choices + BELOW_CHOICES;

	preview->fixed = (struct rect){body.row, body.col, is_high ? choices : 0, body.cols};
	preview->scrolled = body;
	if (!is_high)
		return;
	canvas_hline(canvas, body.row + choices, body.col, body.cols, STYLE_ROLE_RULE);
	preview->scrolled.row += above;
	preview->scrolled.rows -= above;
}

void preview_draw(struct preview *preview, struct canvas *canvas, struct rect body,
                  const struct preview_choice *choices)
{
	place(preview, canvas, body);
	for (int i = 0; i < preview->fixed.rows; i++)
		draw_line(preview, canvas, (struct rect){body.row + i, body.col, 1, body.cols},
		          choices, (size_t)i);
	scroll(preview);
	for (int i = 0; i < preview->scrolled.rows; i++) {
		size_t line = first_scrolled(preview) + preview->top + (size_t)i;
		struct rect row = {preview->scrolled.row + i, body.col, 1, body.cols};
		if (line < preview->menu.lines.count)
			draw_line(preview, canvas, row, choices, line);
	}
}

/* ---- the mouse ---- */

static bool is_in(struct rect rect, const struct event *event)
{
	return event->row >= rect.row && event->row < rect.row + rect.rows;
}

bool preview_line_under(struct preview *preview, const struct event *event, bool *again)
{
	size_t before = menu_chosen(&preview->menu), line;

	if (is_in(preview->fixed, event))
		line = (size_t)(event->row - preview->fixed.row);
	else if (is_in(preview->scrolled, event))
		line = first_scrolled(preview) + preview->top +
		       (size_t)(event->row - preview->scrolled.row);
	else
		return false;
	if (line >= preview->menu.lines.count || preview->menu.lines.at[line].heading)
		return false;
	menu_select(&preview->menu, line);
	*again = event->button == MOUSE_DOUBLE || line == before;
	return true;
}

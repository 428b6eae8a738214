/* export_draw.c - drawing F9: the choices, and below them the preview. */
#include "export_view.h"

#include "list.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"

#include <stdio.h>

enum {
	HIGH_FROM = EXPORT_CHOICE_COUNT + 6, /* rows from which the choices stay in sight */
	WIDE_FROM = 72,
	ROWS_COLS = 10, SIZE_COLS = 9,
	WIDEST_NAME = 44,
};

static const char *const names[] = {
#define NAME(NAME, name) "export." name,
	EXPORT_CHOICE_LIST(NAME)
#undef NAME
};
static const char *const helps[] = {
#define HELP(NAME, name) "export." name "_help",
	EXPORT_CHOICE_LIST(HELP)
#undef HELP
};

/* ---- a line ---- */

static int label_cols(const struct ui *ui)
{
	int widest = 0;

	for (int i = 0; i < EXPORT_CHOICE_COUNT; i++) {
		const char *label = say(ui->session, names[i]);
		int cols = utf8_cols(label, strlen(label));
		widest = cols > widest ? cols : widest;
	}
	return widest;
}

static void draw_choice(struct export_view *view, struct ui *ui, struct canvas *canvas, struct rect row,
                        int choice)
{
	int label = label_cols(ui), value = row.col + 3 + label + 2;
	struct str text = {0};
	bool writes = choice == EXPORT_CHOICE_WRITE;

	export_say_choice(view, ui, (enum export_choice_line)choice, &text);
	canvas_text(canvas, row.row, row.col + 3, label, writes ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN,
	            TEXT_MARK, say(ui->session, names[choice]));
	canvas_text(canvas, row.row, value, row.col + row.cols - 1 - value,
	            writes ? STYLE_ROLE_MUTED : STYLE_ROLE_PLAIN, TEXT_MARK, str_text(&text));
	str_release(&text);
}

/* Name, what it is, rows and size; a narrow window leaves out what it is where there are rows. */
static void draw_parts(struct canvas *canvas, struct rect row, const struct export_line *line)
{
	int end = row.col + row.cols - 1, left = row.col + 3;
	enum style style = line->is_alarm ? STYLE_ROLE_ALARM : STYLE_ROLE_MUTED;

	if (line->size[0] || line->rows[0]) {
		canvas_text(canvas, row.row, end - SIZE_COLS, SIZE_COLS, STYLE_ROLE_PLAIN, TEXT_RIGHT,
		            line->size[0] ? line->size : line->rows);
		end -= SIZE_COLS + 1;
	}
	if (line->size[0] && row.cols >= WIDE_FROM) {
		canvas_text(canvas, row.row, end - ROWS_COLS, ROWS_COLS, STYLE_ROLE_PLAIN, TEXT_RIGHT,
		            line->rows);
		end -= ROWS_COLS + 1;
	}
	int name = utf8_cols(line->name, strlen(line->name)), half = (end - left) * 2 / 5;
	half = half > WIDEST_NAME ? WIDEST_NAME : half;
	name = !line->what[0] ? end - left : name < half ? half : name < end - left ? name : end - left;
	canvas_text(canvas, row.row, left, name, STYLE_ROLE_PLAIN, TEXT_MARK, line->name);
	left += name + 2;
	if (end - left > 3)
		canvas_text(canvas, row.row, left, end - left, style, TEXT_MARK, line->what);
}

static void draw_preview(struct canvas *canvas, struct rect row, const struct export_line *line)
{
	if (!line->is_heading) {
		draw_parts(canvas, row, line);
		return;
	}
	int col = row.col + 1, end = row.col + row.cols - 1;
	col += canvas_text(canvas, row.row, col, end - col, STYLE_ROLE_HEADING, TEXT_MARK, line->name);
	canvas_text(canvas, row.row, col + 2, end - col - 2, STYLE_ROLE_MUTED, TEXT_MARK, line->what);
}

static void draw_line(struct export_view *view, struct ui *ui, struct canvas *canvas, struct rect row,
                      size_t line)
{
	if (line < EXPORT_CHOICE_COUNT)
		draw_choice(view, ui, canvas, row, (int)line);
	else
		draw_preview(canvas, row, &view->lines.at[line - EXPORT_CHOICE_COUNT]);
	if (line == menu_chosen(&view->menu)) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_text(canvas, row.row, row.col + 1, 1, STYLE_ROLE_SELECTED, 0, ">");
		canvas_cursor(canvas, row.row, row.col + 1);
	}
}

/* ---- both parts ---- */

static size_t first_scrolled(const struct export_view *view)
{
	return view->fixed.rows > 0 ? EXPORT_CHOICE_COUNT : 0;
}

static void scroll(struct export_view *view)
{
	size_t first = first_scrolled(view), chosen = menu_chosen(&view->menu);
	size_t rows = view->scrolled.rows > 0 ? (size_t)view->scrolled.rows : 1;
	size_t at = chosen == SIZE_MAX || chosen < first ? 0 : chosen - first;

	/* The heading of the first lines shows along with them. */
	if (at <= 1)
		at = 0;
	if (view->top > at)
		view->top = at;
	at = chosen == SIZE_MAX || chosen < first ? 0 : chosen - first;
	if (at >= view->top + rows)
		view->top = at - rows + 1;
}

static void draw_body(struct export_view *view, struct ui *ui, struct canvas *canvas, struct rect body)
{
	bool high = body.rows >= HIGH_FROM;
	size_t all = view->menu.lines.count;

	view->fixed = (struct rect){body.row, body.col, high ? EXPORT_CHOICE_COUNT : 0, body.cols};
	view->scrolled = body;
	for (int i = 0; i < view->fixed.rows; i++)
		draw_line(view, ui, canvas, (struct rect){body.row + i, body.col, 1, body.cols}, (size_t)i);
	if (high) {
		canvas_hline(canvas, body.row + EXPORT_CHOICE_COUNT, body.col, body.cols, STYLE_ROLE_RULE);
		view->scrolled.row += EXPORT_CHOICE_COUNT + 1;
		view->scrolled.rows -= EXPORT_CHOICE_COUNT + 1;
	}
	scroll(view);
	for (int i = 0; i < view->scrolled.rows; i++) {
		size_t line = first_scrolled(view) + view->top + (size_t)i;
		if (line < all)
			draw_line(view, ui, canvas,
			          (struct rect){view->scrolled.row + i, body.col, 1, body.cols}, line);
	}
}

/* What the choice means, or the whole of what the preview's line has no room for. */
static void say_info(const struct export_view *view, const struct ui *ui, struct str *out)
{
	size_t line = menu_chosen(&view->menu);

	if (line < EXPORT_CHOICE_COUNT) {
		str_add(out, say(ui->session, helps[line]));
	} else if (line != SIZE_MAX) {
		const struct export_line *at = &view->lines.at[line - EXPORT_CHOICE_COUNT];
		str_addf(out, "%s%s%s", at->name, at->what[0] ? "  " : "", at->what);
	}
}

void export_draw(struct view *base, struct ui *ui, struct canvas *canvas)
{
	struct export_view *view = (struct export_view *)base;
	struct str text = {0}, info = {0}, rest = {0};
	bool unsafe = folder_unsafe(ui->session->folder) != NULL;

	say_info(view, ui, &text);
	list_split(ui, str_text(&text), &info, &rest);
	struct frame frame = {
		say(ui->session, "export.title"),
		folder_settings(ui->session->folder)->company,
		str_text(&info),
		unsafe ? say(ui->session, "export.unsafe") : "",
		str_text(&rest),
	};
	draw_body(view, ui, canvas, frame_draw(ui, canvas, &frame));
	str_release(&text);
	str_release(&info);
	str_release(&rest);
}

/* ---- the mouse ---- */

static bool is_in(struct rect rect, const struct event *event)
{
	return event->row >= rect.row && event->row < rect.row + rect.rows;
}

bool export_line_under(struct export_view *view, const struct event *event, bool *again)
{
	size_t before = menu_chosen(&view->menu), line;

	if (is_in(view->fixed, event))
		line = (size_t)(event->row - view->fixed.row);
	else if (is_in(view->scrolled, event))
		line = first_scrolled(view) + view->top + (size_t)(event->row - view->scrolled.row);
	else
		return false;
	if (line >= view->menu.lines.count || view->menu.lines.at[line].heading)
		return false;
	menu_select(&view->menu, line);
	*again = event->button == MOUSE_DOUBLE || line == before;
	return true;
}

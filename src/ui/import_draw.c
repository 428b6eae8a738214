/* import_draw.c - drawing a file on its way into a worksheet. */
#include "import_view.h"

#include "list.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/ui/frame.h"

#include <stdio.h>

enum { SAMPLES = 3, NARROW = 60 };

/* ---- columns ---- */

static void add_samples(const struct import *import, size_t column, size_t most, struct str *out)
{
	const char *sample;

	for (size_t i = 0; i < most && (sample = import_sample(import, column, i))[0]; i++) {
		str_add(out, i > 0 ? " / " : "");
		str_add(out, sample);
	}
}

/* "#3" for a column without a name. */
static void add_heading(const struct import *import, size_t column, struct str *out)
{
	if (import->columns.at[column].heading[0])
		str_add(out, import->columns.at[column].heading);
	else
		str_addf(out, "#%zu", column + 1);
}

static enum style style_of(const struct import_column *column)
{
	if (column->to != IMPORT_NOWHERE)
		return STYLE_ROLE_PLAIN;
	return column->fate == IMPORT_OPEN ? STYLE_ROLE_CAUTION : STYLE_ROLE_MUTED;
}

static const char *mark_of(const struct import_column *column)
{
	return column->to != IMPORT_NOWHERE ? "->" : column->fate == IMPORT_OPEN ? "?" : "";
}

static void draw_column(const struct import_view *view, struct canvas *canvas, struct rect row,
                        size_t index)
{
	const struct import_column *column = &view->import.columns.at[index];
	int theirs = row.cols * 3 / 10, samples = row.cols * (row.cols < NARROW ? 2 : 3) / 10;
	int col = row.col + 1, ours;
	struct str heading = {0}, sample = {0}, target = {0};

	add_heading(&view->import, index, &heading);
	add_samples(&view->import, index, SAMPLES, &sample);
	import_view_say_target(view, index, &target);
	canvas_text(canvas, row.row, col, theirs, STYLE_ROLE_PLAIN, TEXT_MARK, str_text(&heading));
	col += theirs + 1;
	canvas_text(canvas, row.row, col, samples, STYLE_ROLE_MUTED, TEXT_MARK, str_text(&sample));
	col += samples + 1;
	canvas_text(canvas, row.row, col, 2, style_of(column), 0, mark_of(column));
	col += 3;
	ours = row.col + row.cols - 1 - col;
	canvas_text(canvas, row.row, col, ours, style_of(column), TEXT_MARK, str_text(&target));
	str_release(&heading);
	str_release(&sample);
	str_release(&target);
}

/* ---- other lines ---- */

static enum style style_of_line(enum import_kind kind)
{
	return kind == IMPORT_NEW || kind == IMPORT_CELL ? STYLE_ROLE_PLAIN
	       : kind == IMPORT_DIFFERS || kind == IMPORT_NUMBERED ? STYLE_ROLE_MUTED
	                                                           : STYLE_ROLE_CAUTION;
}

static void draw_change(const struct import_view *view, struct canvas *canvas, struct rect row,
                        size_t index)
{
	enum style style = style_of_line(view->import.lines.at[index].kind);
	struct str text = {0};

	import_say(&view->import, index, &text);
	const char *mark = style == STYLE_ROLE_CAUTION ? "!" : " ";
	canvas_text(canvas, row.row, row.col + 1, 1, style, 0, mark);
	canvas_text(canvas, row.row, row.col + 3, row.cols - 4, style, TEXT_MARK, str_text(&text));
	str_release(&text);
}

/* A word for what Enter does there, and what it is about. */
static void draw_act(struct canvas *canvas, struct rect row, const char *word, const char *what)
{
	struct str text = {0};

	str_addf(&text, "[%s]  %s", word, what);
	canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING, TEXT_MARK,
	            str_text(&text));
	str_release(&text);
}

static const char *scale_word(const struct import_view *view, const struct ui *ui)
{
	return say(ui->session, view->import.scale == IMPORT_SCALE_0_2   ? "import.scale_0_2"
	                        : view->import.scale == IMPORT_SCALE_1_3 ? "import.scale_1_3"
	                                                                 : "import.scale_unknown");
}

static void draw_line(const struct import_view *view, const struct ui *ui, struct canvas *canvas,
                      struct rect row, size_t position)
{
	struct import_about about = view->about.at[view->menu.shown.at[position]];
	struct str counts = {0};

	if (about.at == IMPORT_AT_COLUMN) {
		draw_column(view, canvas, row, about.index);
	} else if (about.at == IMPORT_AT_LINE) {
		draw_change(view, canvas, row, about.index);
	} else if (about.at == IMPORT_AT_SCALE) {
		draw_act(canvas, row, say(ui->session, "import.scale"), scale_word(view, ui));
	} else {
		import_say_counts(&view->import, &counts);
		draw_act(canvas, row, say(ui->session, "import.do"), str_text(&counts));
	}
	if (position == view->menu.selected) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_cursor(canvas, row.row, row.col);
	}
	str_release(&counts);
}

/* ---- what stands below ---- */

/* A column with all that was cut off above. */
static void say_column(const struct import_view *view, size_t column, struct str *out)
{
	add_heading(&view->import, column, out);
	str_add(out, ": ");
	add_samples(&view->import, column, SAMPLES, out);
	str_addf(out, "  %s ", mark_of(&view->import.columns.at[column]));
	import_view_say_target(view, column, out);
}

static void say_info(const struct import_view *view, const struct ui *ui, struct str *out)
{
	struct import_about about = import_view_at(view);

	if (about.at == IMPORT_AT_COLUMN)
		say_column(view, about.index, out);
	else if (about.at == IMPORT_AT_LINE)
		import_say(&view->import, about.index, out);
	else if (about.at == IMPORT_AT_SCALE)
		str_add(out, say(ui->session, "import.about_scale"));
	else
		import_say_counts(&view->import, out);
}

static void say_file(const struct import_view *view, const struct ui *ui, struct str *out)
{
	char rows[24];

	snprintf(rows, sizeof(rows), "%zu", import_rows(&view->import));
	say_to(ui->session, out, "import.file_rows", "file", view->import.shown, "count", rows, NULL);
}

void import_view_draw(struct view *base, struct ui *ui, struct canvas *canvas)
{
	struct import_view *view = (struct import_view *)base;
	struct str title = {0}, right = {0}, text = {0}, info = {0}, rest = {0};

	say_to(ui->session, &title, view->preview ? "import.title_preview" : "import.title", "sheet",
	       place_sheet(ui, view->sheet), NULL);
	say_file(view, ui, &right);
	say_info(view, ui, &text);
	list_split(ui, str_text(&text), &info, &rest);
	struct frame frame = {str_text(&title), str_text(&right), str_text(&info), "",
	                      str_text(&rest)};
	struct rect body = frame_draw(ui, canvas, &frame);
	view->list = body;
	list_scroll(&view->menu, body.rows);
	for (int i = 0; i < body.rows && view->menu.top + (size_t)i < view->menu.shown.count; i++)
		draw_line(view, ui, canvas, (struct rect){body.row + i, body.col, 1, body.cols},
		          view->menu.top + (size_t)i);
	str_release(&title);
	str_release(&right);
	str_release(&text);
	str_release(&info);
	str_release(&rest);
}

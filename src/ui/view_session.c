/* view_session.c - the worksheets of one session: core ones, then more. */
#include "list.h"
#include "margin.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/model/progress.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { STATE_COLS = 10, ROWS_COLS = 8, NOTES_COLS = 10, WIDEST_TITLE = 44, PURPOSE_FROM = 110 };

struct session_line {
	const char *sheet; /* borrowed from the curriculum; NULL = a heading */
	bool there;
	enum progress progress;
	size_t rows;
};

struct session_view {
	struct view view;
	int index;         /* into the curriculum */
	struct menu menu;
	VEC(struct session_line) lines; /* by menu line */
	struct rect list;
};

static const struct session_plan *plan_of(const struct session_view *session, const struct ui *ui)
{
	return &ui->session->curriculum.sessions.at[session->index];
}

/* ---- the lines ---- */

static void measure(struct session_line *line, struct ui *ui)
{
	struct book *book = folder_book(ui->session->folder);

	line->there = place_has_form(ui, line->sheet);
	struct sheet *sheet = line->there ? book_sheet(book, line->sheet, NULL) : NULL;
	if (!sheet)
		return;
	line->progress = progress_of(book, sheet);
	line->rows = progress_rows(book, sheet);
}

static void add_sheet(struct session_view *session, struct ui *ui, const char *id)
{
	struct session_line *line = vec_add(&session->lines);

	line->sheet = id;
	measure(line, ui);
	menu_add(&session->menu, place_sheet(ui, id), "");
}

static void lay_out(struct session_view *session, struct ui *ui)
{
	const struct session_plan *plan = plan_of(session, ui);
	size_t selected = menu_chosen(&session->menu);
	bool in_more = plan->sheets.count > 0 && plan->sheets.at[0].more;

	menu_release(&session->menu);
	vec_clear(&session->lines);
	for (size_t i = 0; i < plan->sheets.count; i++) {
		/* Where nothing is required there is nothing to set apart. */
		if (plan->sheets.at[i].more && !in_more) {
			in_more = true;
			menu_add_heading(&session->menu, say(ui->session, "session.more"));
			vec_add(&session->lines);
		}
		add_sheet(session, ui, plan->sheets.at[i].id);
	}
	if (selected != SIZE_MAX)
		menu_select(&session->menu, selected);
}

static const struct session_line *chosen(const struct session_view *session)
{
	size_t line = menu_chosen(&session->menu);

	return line == SIZE_MAX ? NULL : &session->lines.at[line];
}

/* ---- drawing ---- */

static const char *const state_words[] = {
	[PROGRESS_EMPTY] = "session.empty",
	[PROGRESS_STARTED] = "session.started",
	[PROGRESS_DONE] = "session.done",
};
static const enum style state_styles[] = {
	[PROGRESS_EMPTY] = STYLE_ROLE_MUTED,
	[PROGRESS_STARTED] = STYLE_ROLE_PLAIN,
	[PROGRESS_DONE] = STYLE_ROLE_GOOD,
};

static void draw_state(const struct session_line *line, struct ui *ui, struct canvas *canvas,
                       int row, int col)
{
	struct str rows = {0};
	char count[24];

	if (!line->there) {
		canvas_text(canvas, row, col, STATE_COLS + ROWS_COLS, STYLE_ROLE_MUTED, 0,
		            say(ui->session, "session.not_there"));
		return;
	}
	canvas_text(canvas, row, col, STATE_COLS, state_styles[line->progress], 0,
	            say(ui->session, state_words[line->progress]));
	snprintf(count, sizeof(count), "%zu", line->rows);
	if (line->rows > 0)
		say_to(ui->session, &rows, line->rows == 1 ? "session.row" : "session.rows",
		       "count", count, NULL);
	canvas_text(canvas, row, col + STATE_COLS, ROWS_COLS, STYLE_ROLE_PLAIN, TEXT_RIGHT,
	            str_text(&rows));
	str_release(&rows);
}

/* How many of its margin notes are open. */
static void draw_notes(const struct session_line *line, struct ui *ui, struct canvas *canvas,
                       int row, int col)
{
	struct str count = {0};

	margin_count(ui, line->sheet, &count);
	canvas_text(canvas, row, col, NOTES_COLS, STYLE_ROLE_CAUTION, TEXT_MARK, str_text(&count));
	str_release(&count);
}

static const char *purpose_of(struct ui *ui, const struct session_line *line)
{
	const struct form *form =
	    line && line->there ? book_form(folder_book(ui->session->folder), line->sheet, NULL)
				: NULL;

	return form ? say_words(ui->session, form->purpose) : "";
}

static void draw_line(const struct session_view *session, struct ui *ui, struct canvas *canvas,
                      struct rect row, size_t index, bool is_here)
{
	const struct session_line *line = &session->lines.at[index];
	int title = row.cols - STATE_COLS - ROWS_COLS - 4;
	const char *text = session->menu.lines.at[index].text;

	if (!line->sheet) {
		canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING,
		            TEXT_MARK, text);
		return;
	}
	title = title < WIDEST_TITLE ? title : WIDEST_TITLE;
	canvas_text(canvas, row.row, row.col, 1, STYLE_ROLE_PLAIN, 0, is_here ? ">" : " ");
	canvas_text(canvas, row.row, row.col + 2, title,
	            line->there ? STYLE_ROLE_PLAIN : STYLE_ROLE_MUTED, TEXT_MARK, text);
	int state = row.col + 2 + title + 1, notes = state + STATE_COLS + ROWS_COLS + 2;
	int after = notes + NOTES_COLS + 1;
	draw_state(line, ui, canvas, row.row, state);
	if (notes + NOTES_COLS <= row.col + row.cols)
		draw_notes(line, ui, canvas, row.row, notes);
	if (row.cols >= PURPOSE_FROM)
		canvas_text(canvas, row.row, after, row.cols - after - 1, STYLE_ROLE_MUTED,
		            TEXT_MARK, purpose_of(ui, line));
	if (is_here) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_cursor(canvas, row.row, row.col);
	}
}

static void say_count(const struct session_view *session, struct ui *ui, struct str *out)
{
	char done[16], core[16];
	int finished = 0, counted = 0;

	for (size_t i = 0; i < session->lines.count && session->lines.at[i].sheet; i++) {
		if (plan_of(session, ui)->sheets.at[i].more || !session->lines.at[i].there)
			continue;
		counted++;
		finished += session->lines.at[i].progress == PROGRESS_DONE;
	}
	snprintf(done, sizeof(done), "%d", finished);
	snprintf(core, sizeof(core), "%d", counted);
	if (counted > 0)
		say_to(ui->session, out, "session.count", "done", done, "core", core, NULL);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct session_view *session = (struct session_view *)view;
	const struct session_line *line = chosen(session);
	struct str left = {0}, right = {0};

	place_session(ui, session->index, &left);
	say_count(session, ui, &right);
	const char *info = line && !line->there ? say(ui->session, "session.not_there_info")
	                                        : purpose_of(ui, line);
	struct rect body =
	    frame_draw(ui, canvas, &(struct frame){str_text(&left), str_text(&right), info, "", NULL});
	/* Under the title, what the session is for, where there is room. */
	if (body.rows > 12) {
		canvas_text(canvas, body.row, body.col + 2, body.cols - 4, STYLE_ROLE_MUTED,
		            TEXT_MARK, say_words(ui->session, plan_of(session, ui)->purpose));
		body.row += 2;
		body.rows -= 2;
	}
	session->list = body;
	list_scroll(&session->menu, body.rows);
	for (int i = 0; i < body.rows && session->menu.top + (size_t)i < session->menu.shown.count;
	     i++) {
		size_t position = session->menu.top + (size_t)i;
		draw_line(session, ui, canvas, (struct rect){body.row + i, body.col, 1, body.cols},
		          session->menu.shown.at[position], position == session->menu.selected);
	}
	str_release(&left);
	str_release(&right);
}

/* ---- acting ---- */

static unsigned open_sheet(struct session_view *session, struct ui *ui)
{
	const struct session_line *line = chosen(session);

	if (!line)
		return REACT_NONE;
	if (!line->there)
		ui_message(ui, "session.not_there_info", NULL);
	else
		ui_push(ui, view_sheet_new(ui, line->sheet));
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct session_view *session = (struct session_view *)view;

	if (action == ACTION_ENTER)
		return open_sheet(session, ui);
	return list_act(&session->menu, action, session->list.rows);
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct session_view *session = (struct session_view *)view;
	enum list_click click = list_click(&session->menu, session->list, event);

	return click == LIST_CHOSEN    ? open_sheet(session, ui)
	       : click == LIST_NOTHING ? REACT_NONE : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct session_line *at = chosen((struct session_view *)view);

	(void)ui;
	if (at && at->there)
		key_line_add(line, ACTION_ENTER);
	key_line_add(line, ACTION_FIND);
	key_line_add(line, ACTION_CHECK);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_BACK);
}

static void refresh(struct view *view, struct ui *ui)
{
	lay_out((struct session_view *)view, ui);
}

static void session_free(struct view *view)
{
	struct session_view *session = (struct session_view *)view;

	menu_release(&session->menu);
	vec_release(&session->lines);
	free(session);
}

/* The session, and the chosen worksheet. */
static void where(struct view *view, struct ui *ui, struct stand *stand)
{
	const struct session_line *line = chosen((struct session_view *)view);

	(void)ui;
	stand->session = ((struct session_view *)view)->index + 1;
	if (line && line->there)
		text_copy(stand->sheet, sizeof(stand->sheet), line->sheet);
}

static const struct view_ops ops = {
	.name = "session",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.where = where,
	.refresh = refresh,
	.free = session_free,
};

struct view *view_session_new(struct ui *ui, int index)
{
	struct session_view *session = mem_zero(1, sizeof(*session));

	session->view.ops = &ops;
	session->index = index;
	lay_out(session, ui);
	return &session->view;
}

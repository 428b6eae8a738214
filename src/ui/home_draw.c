/* home_draw.c - home on the screen. */
#include "home.h"

#include "elsewhere.h"
#include "list.h"
#include "place.h"
#include "scroll.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"

#include <stdio.h>

enum {
	WIDE_FROM = 70,    /* columns for two sides */
	WIDEST_LEFT = 64,
	BAR_CELLS = 10,
	BAR_CELLS_NARROW = 5,
	COUNT_COLS = 6,    /* " 3/11" */
	NUMBER_COLS = 5,   /* "> 4 " */
};

static void draw_bar(struct canvas *canvas, int row, int col, int cells, int done, int core)
{
	int filled = core > 0 ? done * cells / core : 0;

	if (done > 0 && filled == 0)
		filled = 1;
	for (int i = 0; i < cells; i++)
		canvas_text(canvas, row, col + i, 1, i < filled ? STYLE_ROLE_BAR : STYLE_ROLE_MUTED,
		            0, i < filled ? "#" : ".");
}

static void draw_session(const struct home *home, struct ui *ui, struct canvas *canvas,
                         struct rect row, size_t index)
{
	const struct session_plan *plan = &ui->session->curriculum.sessions.at[index];
	const struct overview_session *shown = &home->overview.sessions.at[index];
	bool is_number = plan->id[0] >= '0' && plan->id[0] <= '9', is_here = home->at == index;
	int cells = row.cols >= 44 ? BAR_CELLS : BAR_CELLS_NARROW;
	int bar = row.col + row.cols - COUNT_COLS - cells - 1;
	enum style style =
	    shown->there || home->overview.is_stale ? STYLE_ROLE_PLAIN : STYLE_ROLE_MUTED;
	char count[32];

	canvas_text(canvas, row.row, row.col, 1, style, 0, is_here ? ">" : " ");
	canvas_text(canvas, row.row, row.col + 1, 3, style, TEXT_RIGHT, is_number ? plan->id : "");
	canvas_text(canvas, row.row, row.col + NUMBER_COLS, bar - row.col - NUMBER_COLS - 1, style,
	            TEXT_MARK, say_words(ui->session, plan->title));
	if (shown->core > 0) {
		draw_bar(canvas, row.row, bar, cells, shown->done, shown->core);
		snprintf(count, sizeof(count), "%d/%d", shown->done, shown->core);
		canvas_text(canvas, row.row, bar + cells, COUNT_COLS, style, TEXT_RIGHT, count);
	} else if (!shown->there && !home->overview.is_stale) {
		canvas_text(canvas, row.row, bar, cells + COUNT_COLS, style, TEXT_RIGHT,
		            say(ui->session, cells == BAR_CELLS ? "session.not_there"
		                                                : "session.not_there_short"));
	}
	if (is_here) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_cursor(canvas, row.row, row.col);
	}
}

static void draw_line(const struct home *home, struct canvas *canvas, struct rect row, size_t index)
{
	const struct home_line *line = &home->lines.at[index];
	int count = utf8_cols(line->right, strlen(line->right));
	bool is_here = line == home_door(home), indented = line->style != STYLE_ROLE_HEADING;

	int col = row.col + 1 + (indented ? 1 : 0), room = row.col + row.cols - 1 - col;
	canvas_text(canvas, row.row, col, count ? room - count - 1 : room, line->style, TEXT_MARK,
	            line->text);
	if (count > 0)
		canvas_text(canvas, row.row, col + room - count, count, line->style, 0,
		            line->right);
	if (is_here) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_text(canvas, row.row, row.col, 1, STYLE_ROLE_SELECTED, 0, ">");
		canvas_cursor(canvas, row.row, row.col);
	}
}

static size_t selected_line(const struct home *home)
{
	return home_at_session(home) || home->doors.count == 0 ? 0
	       : home->doors.at[home->at - home_session_count(home)];
}

static void draw_left(struct home *home, struct ui *ui, struct canvas *canvas, struct rect rect)
{
	size_t count = home_session_count(home),
	       selected = home_at_session(home) ? home->at : home->session_was;

	home->top[0] = scroll_top(home->top[0], selected, count, rect.rows);
	for (int i = 0; i < rect.rows && home->top[0] + (size_t)i < count; i++)
		draw_session(home, ui, canvas, (struct rect){rect.row + i, rect.col, 1, rect.cols},
		             home->top[0] + (size_t)i);
}

static void draw_right(struct home *home, struct canvas *canvas, struct rect rect)
{
	size_t count = home->lines.count;

	home->top[1] = home_at_session(home)
	                   ? 0
	                   : scroll_top(home->top[1], selected_line(home), count, rect.rows);
	for (int i = 0; i < rect.rows && home->top[1] + (size_t)i < count; i++)
		draw_line(home, canvas, (struct rect){rect.row + i, rect.col, 1, rect.cols},
		          home->top[1] + (size_t)i);
}

/* Both below each other, with a blank line between. */
static void draw_narrow(struct home *home, struct ui *ui, struct canvas *canvas, struct rect rect)
{
	size_t sessions = home_session_count(home), count = sessions + 1 + home->lines.count;
	size_t selected = home_at_session(home) ? home->at : sessions + 1 + selected_line(home);

	home->top[0] = scroll_top(home->top[0], selected, count, rect.rows);
	for (int i = 0; i < rect.rows && home->top[0] + (size_t)i < count; i++) {
		size_t index = home->top[0] + (size_t)i;
		struct rect row = {rect.row + i, rect.col, 1, rect.cols};
		if (index < sessions)
			draw_session(home, ui, canvas, row, index);
		else if (index > sessions)
			draw_line(home, canvas, row, index - sessions - 1);
	}
}

static void say_title(struct ui *ui, struct str *left, struct str *right, int cols)
{
	struct session *session = ui->session;
	char date[16];

	str_addf(left, "%s  %s", say(session, "home.name"),
	         folder_settings(session->folder)->company);
	if (cols >= WIDE_FROM)
		str_addf(right, "%s   %s   ", say_words(session, session->curriculum.title),
		         config_who(&session->config));
	str_add(right, date_iso(clock_today(), date));
}

/* What a gap says in full, which only its form knows. */
static void say_gap(struct ui *ui, const struct home_line *door, struct str *info)
{
	const struct form *form = book_form(folder_book(ui->session->folder), door->sheet, NULL);
	const char *text = text_is(door->gap, OVERVIEW_LEFT_BEHIND) ? say(ui->session, "err.not_begun") : "";

	for (size_t i = 0; form && i < form->gaps.count; i++)
		if (text_is(form->gaps.at[i].id, door->gap))
			text = say_words(ui->session, form->gaps.at[i].text);
	str_addf(info, "%s: %s", place_sheet(ui, door->sheet), text);
}

static void say_info(const struct home *home, struct ui *ui, struct str *info)
{
	const struct home_line *door = home_door(home);

	if (!home_at_session(home)) {
		if (door && door->gap[0])
			say_gap(ui, door, info);
		else
			str_add(info, door ? door->info : "");
		return;
	}
	if (ui->canvas.cols >= WIDE_FROM) {
		place_session(ui, (int)home->at, info);
		str_add(info, "   ");
	}
	str_add(info,
	        say_words(ui->session, ui->session->curriculum.sessions.at[home->at].purpose));
}

/* Who holds a workbook that may only be read stays on the screen. */
static void say_read_only(struct ui *ui, struct str *out)
{
	const struct session *session = ui->session;
	struct str who = {0}, since = {0};
	char time[16];

	if (session->read_only && session->holder.who[0]) {
		utf8_from_bytes(&who, session->holder.who, strlen(session->holder.who));
		elsewhere_short_time(session->holder.since, time);
		utf8_from_bytes(&since, time, strlen(time));
		say_to(session, out, "ui.held", "who", str_text(&who), "since", str_text(&since),
		       NULL);
	} else if (session->read_only) {
		str_add(out, say(session, "ui.read_only"));
	}
	str_release(&who);
	str_release(&since);
}

void home_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct home *home = (struct home *)view;
	struct str left = {0}, right = {0}, text = {0}, info = {0}, complaint = {0};

	say_title(ui, &left, &right, canvas->cols);
	say_info(home, ui, &text);
	list_split(ui, str_text(&text), &info, &complaint);
	if (complaint.len == 0)
		say_read_only(ui, &complaint);
	struct frame frame = {str_text(&left), str_text(&right), str_text(&info),
	                      str_text(&complaint), NULL};
	struct rect body = frame_draw(ui, canvas, &frame);
	int half = body.cols * 9 / 16;
	home->side[0] = body;
	home->side[1] = (struct rect){0};
	if (body.cols >= WIDE_FROM) {
		home->side[0].cols = half < WIDEST_LEFT ? half : WIDEST_LEFT;
		home->side[1] = (struct rect){body.row, home->side[0].cols + 2, body.rows,
		                              body.cols - home->side[0].cols - 2};
		for (int i = 0; i < body.rows; i++)
			canvas_line(canvas, body.row + i, home->side[0].cols + 1, LINE_V,
			            STYLE_ROLE_RULE);
		draw_left(home, ui, canvas, home->side[0]);
		draw_right(home, canvas, home->side[1]);
	} else {
		draw_narrow(home, ui, canvas, body);
	}
	str_release(&left);
	str_release(&right);
	str_release(&text);
	str_release(&info);
	str_release(&complaint);
}

/*
 * view_home.c - the ten sessions, the next step, what is wrong.
 *
 *       1 title     ########.. 3/4   | next step
 *     > 2 title     #####..... 2/4   |   door
 *       3 title     not there yet    | worth a look        5
 *                                    | ! door              3
 *
 * What can be stood on are items: first the sessions, then the doors on the right. In a
 * narrow window the right side follows below the left, and ↑↓ go through all of it.
 */
#include "list.h"
#include "place.h"
#include "sonae/app/overview.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	WIDE_FROM = 70,    /* columns for two sides */
	WIDEST_LEFT = 64,
	BAR_CELLS = 10,
	BAR_CELLS_NARROW = 5,
	COUNT_COLS = 6,    /* " 3/11" */
	NUMBER_COLS = 5,   /* "> 4 " */
};

/* A line of the right side; a door when it leads to a worksheet. */
struct home_line {
	char *text, *right; /* owned; right: a count */
	char *info;         /* owned; the whole of it, for the line below */
	enum style style;
	char sheet[64], row[64], field[64];
};

struct home {
	struct view view;
	struct overview overview;
	VEC(struct home_line) lines;
	VEC(size_t) doors;   /* indices of lines */
	size_t at;           /* item */
	size_t session_was;  /* where Tab leads back to */
	int last_session;    /* worked in last, -1 = none */
	size_t top[2];       /* first row shown: left (or all), right */
	struct rect side[2]; /* where they were drawn; a narrow window has only the first */
	bool placed;
	bool is_old;         /* the figures may have changed since */
};

static size_t session_count(const struct home *home)
{
	return home->overview.sessions.count;
}

static bool at_session(const struct home *home)
{
	return home->at < session_count(home);
}

/* The door one stands on, or NULL. */
static const struct home_line *door_at(const struct home *home)
{
	size_t door = home->at - session_count(home);

	return !at_session(home) && door < home->doors.count ? &home->lines.at[home->doors.at[door]]
	                                                     : NULL;
}

/* ---- the right side as lines ---- */

static void release_lines(struct home *home)
{
	for (size_t i = 0; i < home->lines.count; i++) {
		free(home->lines.at[i].text);
		free(home->lines.at[i].right);
		free(home->lines.at[i].info);
	}
	vec_clear(&home->lines);
	vec_clear(&home->doors);
}

static struct home_line *add_line(struct home *home, const char *text, enum style style)
{
	struct home_line *line = vec_add(&home->lines);

	line->text = mem_dup(text);
	line->right = mem_dup("");
	line->info = mem_dup("");
	line->style = style;
	return line;
}

static void set_text(char **to, const char *text)
{
	free(*to);
	*to = mem_dup(text);
}

static void make_door(struct home *home, struct home_line *line, const char *sheet, const char *row,
                      const char *field)
{
	text_copy(line->sheet, sizeof(line->sheet), sheet);
	text_copy(line->row, sizeof(line->row), row);
	text_copy(line->field, sizeof(line->field), field);
	vec_push(&home->doors, home->lines.count - 1);
}

/* "A-007 設計図面: 機密性" */
static void say_next_cell(const struct home *home, const struct ui *ui, struct str *out)
{
	const struct overview *overview = &home->overview;

	if (overview->next_row[0])
		place_row(ui, overview->next_sheet, overview->next_row, out);
	else
		str_add(out, say(ui->session, "home.first_row"));
	if (overview->next_field[0])
		str_addf(out, ": %s", place_field(ui, overview->next_sheet, overview->next_field));
}

static void add_next(struct home *home, struct ui *ui)
{
	const struct overview *overview = &home->overview;
	struct str where = {0}, cell = {0};

	add_line(home, say(ui->session, "home.next"), STYLE_ROLE_HEADING);
	if (!overview->next_sheet[0]) {
		const char *id = overview->is_stale ? "home.counting" : "home.nothing_left";
		add_line(home, say(ui->session, id), STYLE_ROLE_MUTED);
		return;
	}
	if (overview->next_session >= 0)
		place_session_number(ui, overview->next_session, &where);
	str_addf(&where, "%s%s", where.len ? " " : "", place_sheet(ui, overview->next_sheet));
	struct home_line *line = add_line(home, str_text(&where), STYLE_ROLE_PLAIN);
	make_door(home, line, overview->next_sheet, overview->next_row, overview->next_field);
	say_next_cell(home, ui, &cell);
	str_addf(&where, "  %s", str_text(&cell));
	set_text(&line->info, str_text(&where));
	add_line(home, str_text(&cell), STYLE_ROLE_MUTED);
	str_release(&where);
	str_release(&cell);
}

/* What a kind of findings says; wrong values have no words of their own. */
static void say_kind(const struct ui *ui, const struct overview_finding *found, struct str *out)
{
	const struct form *form = book_form(folder_book(ui->session->folder), found->sheet, NULL);

	for (size_t i = 0; form && found->gap[0] && i < form->gaps.count; i++) {
		const struct gap *gap = &form->gaps.at[i];
		if (text_is(gap->id, found->gap)) {
			const char *title = say_words(ui->session, gap->title);
			str_add(out, title[0] ? title : say_words(ui->session, gap->text));
			return;
		}
	}
	say_to(ui->session, out, "home.wrong_values", "sheet", place_sheet(ui, found->sheet), NULL);
}

static enum style level_style(enum finding_level level)
{
	return level == FINDING_ERROR ? STYLE_ROLE_ALARM
	       : level == FINDING_WARNING ? STYLE_ROLE_CAUTION : STYLE_ROLE_PLAIN;
}

static void add_finding(struct home *home, struct ui *ui, const struct overview_finding *found)
{
	struct str text = {0}, info = {0}, shown = {0};
	char count[24];

	say_kind(ui, found, &text);
	str_addf(&info, "%s: %s", place_sheet(ui, found->sheet), str_text(&text));
	str_addf(&shown, "%s %s", found->level == FINDING_NOTE ? "." : "!", str_text(&text));
	struct home_line *line = add_line(home, str_text(&shown), level_style(found->level));
	snprintf(count, sizeof(count), "%zu", found->count);
	set_text(&line->right, count);
	set_text(&line->info, str_text(&info));
	make_door(home, line, found->sheet, found->row, found->field);
	str_release(&text);
	str_release(&info);
	str_release(&shown);
}

static void add_findings(struct home *home, struct ui *ui)
{
	const struct overview *overview = &home->overview;
	size_t count = 0;
	char total[24];

	add_line(home, "", STYLE_ROLE_PLAIN);
	struct home_line *heading =
	    add_line(home, say(ui->session, "home.findings"), STYLE_ROLE_HEADING);
	for (size_t i = 0; i < overview->findings.count; i++)
		count += overview->findings.at[i].count;
	snprintf(total, sizeof(total), "%zu", count);
	if (count > 0)
		set_text(&heading->right, total);
	else if (!overview->is_stale)
		add_line(home, say(ui->session, "home.no_findings"), STYLE_ROLE_MUTED);
	for (size_t i = 0; i < overview->findings.count; i++)
		add_finding(home, ui, &overview->findings.at[i]);
}

static void lay_out(struct home *home, struct ui *ui)
{
	release_lines(home);
	add_next(home, ui);
	add_findings(home, ui);
	size_t items = session_count(home) + home->doors.count;
	if (home->at >= items)
		home->at = home->session_was;
}

/* ---- drawing ---- */

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
	if (shown->there) {
		draw_bar(canvas, row.row, bar, cells, shown->done, shown->core);
		snprintf(count, sizeof(count), "%d/%d", shown->done, shown->core);
		canvas_text(canvas, row.row, bar + cells, COUNT_COLS, style, TEXT_RIGHT, count);
	} else if (!home->overview.is_stale) {
		canvas_text(canvas, row.row, bar, cells + COUNT_COLS, style, TEXT_RIGHT,
		            say(ui->session, "session.not_there"));
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
	bool is_here = line == door_at(home), indented = line->style != STYLE_ROLE_HEADING;

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

static size_t scrolled(size_t top, size_t selected, size_t count, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 1;

	if (selected < top)
		top = selected;
	if (selected >= top + shown)
		top = selected - shown + 1;
	if (top + shown > count)
		top = count > shown ? count - shown : 0;
	return top;
}

static size_t selected_line(const struct home *home)
{
	return at_session(home) || home->doors.count == 0 ? 0
	       : home->doors.at[home->at - session_count(home)];
}

static void draw_left(struct home *home, struct ui *ui, struct canvas *canvas, struct rect rect)
{
	size_t count = session_count(home),
	       selected = at_session(home) ? home->at : home->session_was;

	home->top[0] = scrolled(home->top[0], selected, count, rect.rows);
	for (int i = 0; i < rect.rows && home->top[0] + (size_t)i < count; i++)
		draw_session(home, ui, canvas, (struct rect){rect.row + i, rect.col, 1, rect.cols},
		             home->top[0] + (size_t)i);
}

static void draw_right(struct home *home, struct canvas *canvas, struct rect rect)
{
	size_t count = home->lines.count;

	home->top[1] =
	    at_session(home) ? 0 : scrolled(home->top[1], selected_line(home), count, rect.rows);
	for (int i = 0; i < rect.rows && home->top[1] + (size_t)i < count; i++)
		draw_line(home, canvas, (struct rect){rect.row + i, rect.col, 1, rect.cols},
		          home->top[1] + (size_t)i);
}

/* Both below each other, with a blank line between. */
static void draw_narrow(struct home *home, struct ui *ui, struct canvas *canvas, struct rect rect)
{
	size_t sessions = session_count(home), count = sessions + 1 + home->lines.count;
	size_t selected = at_session(home) ? home->at : sessions + 1 + selected_line(home);

	home->top[0] = scrolled(home->top[0], selected, count, rect.rows);
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

static void say_info(const struct home *home, struct ui *ui, struct str *info)
{
	if (!at_session(home)) {
		str_add(info, door_at(home) ? door_at(home)->info : "");
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

	if (session->read_only && session->holder.who[0]) {
		utf8_from_bytes(&who, session->holder.who, strlen(session->holder.who));
		utf8_from_bytes(&since, session->holder.since, strcspn(session->holder.since, "+"));
		say_to(session, out, "ui.held", "who", str_text(&who), "since", str_text(&since),
		       NULL);
	} else if (session->read_only) {
		str_add(out, say(session, "ui.read_only"));
	}
	str_release(&who);
	str_release(&since);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct home *home = (struct home *)view;
	struct str left = {0}, right = {0}, text = {0}, info = {0}, complaint = {0};

	say_title(ui, &left, &right, canvas->cols);
	say_info(home, ui, &text);
	list_split(ui, str_text(&text), &info, &complaint);
	if (complaint.len == 0)
		say_read_only(ui, &complaint);
	struct frame frame = {str_text(&left), str_text(&right), str_text(&info),
	                      str_text(&complaint)};
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

/* ---- moving ---- */

static bool is_wide(const struct home *home)
{
	return home->side[1].cols > 0;
}

/* First and last item that ↑↓ reach from here. */
static void reach(const struct home *home, size_t *first, size_t *last)
{
	size_t sessions = session_count(home), items = sessions + home->doors.count;

	*first = is_wide(home) && !at_session(home) ? sessions : 0;
	*last = (is_wide(home) && at_session(home) ? sessions : items) - 1;
}

static void stand_at(struct home *home, size_t item)
{
	home->at = item;
	if (at_session(home))
		home->session_was = item;
}

static void move(struct home *home, long by)
{
	size_t first, last;

	reach(home, &first, &last);
	long target = (long)home->at + by;
	stand_at(home, target < (long)first ? first : target > (long)last ? last : (size_t)target);
}

static unsigned cross(struct home *home)
{
	if (!at_session(home))
		stand_at(home, home->session_was);
	else if (home->doors.count > 0)
		stand_at(home, session_count(home));
	return REACT_DRAW;
}

static unsigned open_item(struct home *home, struct ui *ui)
{
	const struct home_line *door = door_at(home);

	if (at_session(home)) {
		home->last_session = (int)home->at;
		ui_push(ui, view_session_new(ui, (int)home->at));
	} else if (door) {
		struct home_line to = *door; /* jumping may lay this view out anew */
		home->last_session = curriculum_session_of(&ui->session->curriculum, to.sheet);
		ui_jump(ui, to.sheet, to.row, to.field);
	}
	return REACT_DRAW;
}

static unsigned tell_quit(struct ui *ui)
{
	ui_message(ui, "ui.quit_hint", NULL);
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct home *home = (struct home *)view;
	long far = (long)(session_count(home) + home->doors.count);

	switch (action) {
	case ACTION_UP:
		move(home, -1);
		return REACT_DRAW;
	case ACTION_DOWN:
		move(home, 1);
		return REACT_DRAW;
	case ACTION_PAGE_UP:
	case ACTION_FIRST:
	case ACTION_LINE_START:
		move(home, -far);
		return REACT_DRAW;
	case ACTION_PAGE_DOWN:
	case ACTION_LAST:
	case ACTION_LINE_END:
		move(home, far);
		return REACT_DRAW;
	case ACTION_NEXT:
	case ACTION_PREVIOUS:
		return cross(home);
	case ACTION_RIGHT:
		return is_wide(home) && at_session(home) ? cross(home) : REACT_NONE;
	case ACTION_LEFT:
		return at_session(home) ? REACT_NONE : cross(home);
	case ACTION_ENTER:
		return open_item(home, ui);
	case ACTION_BACK:
		return tell_quit(ui);
	default:
		return REACT_UNUSED;
	}
}

/* The item drawn on that row and side, or SIZE_MAX. */
static size_t item_of_line(const struct home *home, size_t line)
{
	for (size_t i = 0; i < home->doors.count; i++)
		if (home->doors.at[i] == line)
			return session_count(home) + i;
	return (size_t)-1;
}

static size_t item_under(const struct home *home, const struct event *event)
{
	int side = is_wide(home) && event->col >= home->side[1].col;
	const struct rect *rect = &home->side[side];
	size_t index = home->top[side] + (size_t)(event->row - rect->row),
	       sessions = session_count(home);

	if (event->row < rect->row || event->row >= rect->row + rect->rows)
		return (size_t)-1;
	if (side == 1)
		return item_of_line(home, index);
	if (index < sessions)
		return index;
	return is_wide(home) || index == sessions ? (size_t)-1
	                                          : item_of_line(home, index - sessions - 1);
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct home *home = (struct home *)view;
	size_t item = item_under(home, event);
	bool again = item == home->at || event->button == MOUSE_DOUBLE;

	if (item == (size_t)-1)
		return REACT_NONE;
	stand_at(home, item);
	return again ? open_item(home, ui) : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct home *home = (const struct home *)view;

	(void)ui;
	key_line_add(line, ACTION_ENTER);
	if (home->doors.count > 0)
		key_line_add_as(line, ACTION_NEXT,
		                at_session(home) ? "home.to_doors" : "home.to_sessions");
	key_line_add(line, ACTION_FIND);
	key_line_add(line, ACTION_CHECK);
	key_line_add(line, ACTION_EXPORT);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_LANGUAGE);
	key_line_add(line, ACTION_QUIT);
}

/* ---- figures ---- */

/* Somewhere else the figures may change. */
static void leave(struct view *view, struct ui *ui, bool for_good)
{
	(void)ui;
	(void)for_good;
	((struct home *)view)->is_old = true;
}

static void refresh(struct view *view, struct ui *ui)
{
	lay_out((struct home *)view, ui);
}

static bool wants_idle(struct view *view)
{
	const struct home *home = (const struct home *)view;

	return home->is_old || home->overview.is_stale;
}

/* At the start one stands on the session of the next step. */
static void stand_first(struct home *home)
{
	if (home->placed || home->overview.is_stale)
		return;
	home->placed = true;
	if (home->at == 0 && home->overview.next_session > 0)
		stand_at(home, (size_t)home->overview.next_session);
}

static bool idle(struct view *view, struct ui *ui)
{
	struct home *home = (struct home *)view;

	overview_compute(ui->session, home->last_session, &home->overview);
	home->overview.is_stale = home->is_old = false;
	stand_first(home);
	lay_out(home, ui);
	return true;
}

static void home_free(struct view *view)
{
	struct home *home = (struct home *)view;

	release_lines(home);
	vec_release(&home->lines);
	vec_release(&home->doors);
	overview_release(&home->overview);
	free(home);
}

static const struct view_ops ops = {
	.name = "home",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.leave = leave,
	.refresh = refresh,
	.wants_idle = wants_idle,
	.idle = idle,
	.free = home_free,
};

struct view *view_home_new(struct ui *ui)
{
	struct home *home = mem_zero(1, sizeof(*home));

	home->view.ops = &ops;
	home->last_session = -1;
	overview_load(ui->session, &home->overview);
	stand_first(home);
	lay_out(home, ui);
	return &home->view;
}

/* view_home.c - the ten sessions, the next step, what is wrong: moving and opening. */
#include "home.h"

#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static bool is_wide(const struct home *home)
{
	return home->side[1].cols > 0;
}

/* First and last item that ↑↓ reach from here. */
static void reach(const struct home *home, size_t *first, size_t *last)
{
	size_t sessions = home_session_count(home), items = sessions + home->doors.count;

	*first = is_wide(home) && !home_at_session(home) ? sessions : 0;
	*last = (is_wide(home) && home_at_session(home) ? sessions : items) - 1;
}

static void stand_at(struct home *home, size_t item)
{
	home->at = item;
	if (home_at_session(home))
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
	if (!home_at_session(home))
		stand_at(home, home->session_was);
	else if (home->doors.count > 0)
		stand_at(home, home_session_count(home));
	return REACT_DRAW;
}

static unsigned open_item(struct home *home, struct ui *ui)
{
	const struct home_line *door = home_door(home);

	if (home_at_session(home)) {
		home->last_session = (int)home->at;
		ui_push(ui, view_session_new(ui, (int)home->at));
	} else if (door && door->action != ACTION_NONE) {
		ui_act(ui, door->action);
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
	long far = (long)(home_session_count(home) + home->doors.count);

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
		return is_wide(home) && home_at_session(home) ? cross(home) : REACT_NONE;
	case ACTION_LEFT:
		return home_at_session(home) ? REACT_NONE : cross(home);
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
			return home_session_count(home) + i;
	return (size_t)-1;
}

static size_t item_under(const struct home *home, const struct event *event)
{
	int side = is_wide(home) && event->col >= home->side[1].col;
	const struct rect *rect = &home->side[side];
	size_t index = home->top[side] + (size_t)(event->row - rect->row),
	       sessions = home_session_count(home);

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
		                home_at_session(home) ? "home.to_doors" : "home.to_sessions");
	key_line_add(line, ACTION_CHECK);
	key_line_add(line, ACTION_EXPORT);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_FIND);
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

/* Other files or another day may be the reason. */
static void refresh(struct view *view, struct ui *ui)
{
	((struct home *)view)->is_old = true;
	home_lay_out((struct home *)view, ui);
}

static bool wants_idle(struct view *view)
{
	const struct home *home = (const struct home *)view;

	return home->is_old || home->overview.is_stale || home->overview.key[0];
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

enum { SHEET_ID_MAX = 64 };

static bool note_sheet(void *context, const struct history_record *record)
{
	if (record->sheet[0])
		text_copy(context, SHEET_ID_MAX, record->sheet);
	return true;
}

/* Where the last record was made, in whatever sitting; -1 = nowhere yet. */
static int session_worked_in(const struct ui *ui)
{
	const struct history *history = folder_history(ui->session->folder);
	struct history_mark last = history_last(history);
	char sheet[SHEET_ID_MAX] = "";

	if (last.seq > 0)
		history_read_from(history, last, note_sheet, sheet, NULL);
	return sheet[0] ? curriculum_session_of(&ui->session->curriculum, sheet) : -1;
}

static bool idle(struct view *view, struct ui *ui)
{
	struct home *home = (struct home *)view;

	if (!home->is_old && home->overview.key[0] && overview_fits(ui->session, &home->overview)) {
		home->overview.key[0] = '\0';
		return false;
	}
	if (session_follow_curriculum(ui->session)) {
		home->at = 0;
		home->last_session = session_worked_in(ui);
	}
	overview_compute(ui->session, home->last_session, &home->overview);
	home->overview.is_stale = home->is_old = false;
	stand_first(home);
	home_lay_out(home, ui);
	return true;
}

/* In no worksheet: what is asked from home is about the whole workbook. */
static void where(struct view *view, struct ui *ui, struct stand *stand)
{
	const struct home *home = (const struct home *)view;

	(void)ui;
	if (home_at_session(home))
		stand->session = (int)home->at + 1;
}

static void home_free(struct view *view)
{
	struct home *home = (struct home *)view;

	home_release_lines(home);
	vec_release(&home->lines);
	vec_release(&home->doors);
	overview_release(&home->overview);
	free(home);
}

static const struct view_ops ops = {
	.name = "home",
	.draw = home_draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.where = where,
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
	home->last_session = session_worked_in(ui);
	overview_load(ui->session, &home->overview);
	stand_first(home);
	home_lay_out(home, ui);
	return &home->view;
}

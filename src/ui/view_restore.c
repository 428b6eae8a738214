/* view_restore.c - the backups; Enter compares one with now, Enter again brings it back. */
#include "list.h"
#include "rescue.h"
#include "sonae/app/say.h"
#include "sonae/app/say_restore.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct restore_view {
	struct view view;
	struct backups backups;
	struct menu menu;     /* of the backups, the latest first */
	bool compares;        /* then `plan` and `lines` are of the chosen one */
	struct restore plan;
	struct menu lines;    /* what it would do, a worksheet or file a line */
	struct rect list;
};

static struct menu *shown_menu(struct restore_view *restore)
{
	return restore->compares ? &restore->lines : &restore->menu;
}

/* ---- gathering ---- */

static void list_backups(struct restore_view *restore, struct ui *ui)
{
	size_t selected = menu_chosen(&restore->menu);
	struct str changes = {0};
	char time[32];

	menu_release(&restore->menu);
	for (size_t i = restore->backups.at.count; i-- > 0;) {
		str_clear(&changes);
		str_add(&changes, backup_time(&restore->backups.at.at[i], time));
		str_add(&changes, "  ");
		say_backup_changes(ui->session, &restore->backups, i, &changes);
		menu_add(&restore->menu, str_text(&changes), NULL);
	}
	if (selected != SIZE_MAX)
		menu_select(&restore->menu, selected);
	str_release(&changes);
}

static size_t chosen(const struct restore_view *restore)
{
	return restore->backups.at.count - 1 - menu_chosen(&restore->menu);
}

static const char *chosen_time(const struct restore_view *restore, char buffer[32])
{
	return backup_time(&restore->backups.at.at[chosen(restore)], buffer);
}

static void add_line(struct restore_view *restore, struct ui *ui, const char *name,
                     const struct restore_sheet *sheet)
{
	struct str title = {0}, what = {0}, line = {0};

	say_backup_file(ui->session, name, &title);
	if (sheet) {
		say_restore_sheet(ui->session, sheet, &what);
		say_to(ui->session, &line, "rescue.sheet", "sheet", str_text(&title), "what",
		       str_text(&what), NULL);
	} else {
		say_to(ui->session, &line, "rescue.file_differs", "file", str_text(&title), NULL);
	}
	menu_add(&restore->lines, str_text(&line), NULL);
	str_release(&title);
	str_release(&what);
	str_release(&line);
}

static void list_lines(struct restore_view *restore, struct ui *ui)
{
	menu_release(&restore->lines);
	for (size_t i = 0; i < restore->plan.sheets.count; i++) {
		const struct restore_sheet *sheet = &restore->plan.sheets.at[i];
		char *name = mem_print("%s.csv", sheet->id);
		add_line(restore, ui, name, sheet);
		free(name);
	}
	for (size_t i = 0; i < restore->plan.files.count; i++)
		add_line(restore, ui, restore->plan.files.at[i], NULL);
}

/* ---- drawing ---- */

static void say_title(struct restore_view *restore, struct ui *ui, struct str *left,
                      struct str *right)
{
	char time[32], count[24];

	if (restore->compares) {
		say_to(ui->session, left, "rescue.would", "time", chosen_time(restore, time), NULL);
		return;
	}
	str_add(left, say(ui->session, "rescue.title"));
	snprintf(count, sizeof(count), "%zu", restore->backups.at.count);
	say_to(ui->session, right, "rescue.count", "count", count, NULL);
}

static const char *info_of(const struct restore_view *restore, struct ui *ui)
{
	if (restore->backups.at.count == 0)
		return "";
	return say(ui->session, restore->compares ? "rescue.confirm" : "rescue.look");
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct restore_view *restore = (struct restore_view *)view;
	struct str left = {0}, right = {0};

	say_title(restore, ui, &left, &right);
	struct frame frame = {str_text(&left), str_text(&right), info_of(restore, ui), "", NULL};
	restore->list = frame_draw(ui, canvas, &frame);
	if (restore->backups.at.count == 0)
		canvas_text(canvas, restore->list.row, 2, restore->list.cols - 4, STYLE_ROLE_MUTED,
		            TEXT_MARK, say(ui->session, "rescue.no_backups"));
	else
		menu_draw(shown_menu(restore), canvas, restore->list, false);
	str_release(&left);
	str_release(&right);
}

/* ---- acting ---- */

static void compare(struct restore_view *restore, struct ui *ui)
{
	struct err err = {0};
	char time[32];

	restore_release(&restore->plan);
	if (!restore_plan(ui->session->folder, &restore->backups, chosen(restore), &restore->plan,
	                  &err)) {
		ui_alarm(ui, &err);
		return;
	}
	list_lines(restore, ui);
	restore->compares = restore->lines.lines.count > 0;
	if (!restore->compares)
		ui_message(ui, "rescue.nothing_differs", "time", chosen_time(restore, time), NULL);
}

static unsigned bring_back(struct restore_view *restore, struct ui *ui)
{
	char time[32];

	if (ui->session->read_only) {
		ui_message(ui, "ui.read_only", NULL);
		return REACT_DRAW;
	}
	chosen_time(restore, time);
	if (restore->plan.step.changes.count == 0) {
		ui_message(ui, "rescue.nothing_differs", "time", time, NULL);
		return REACT_DRAW;
	}
	if (!ui_do(ui, &restore->plan.step))
		return REACT_DRAW;
	ui_refresh(ui);
	ui_message(ui, "rescue.done", "time", time, NULL);
	return REACT_CLOSE;
}

static unsigned enter(struct restore_view *restore, struct ui *ui)
{
	if (restore->backups.at.count == 0)
		return REACT_NONE;
	if (restore->compares)
		return bring_back(restore, ui);
	compare(restore, ui);
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct restore_view *restore = (struct restore_view *)view;

	if (action == ACTION_ENTER)
		return enter(restore, ui);
	if (action == ACTION_RESTORE)
		return REACT_NONE;
	if (restore->compares && action == ACTION_BACK) {
		restore->compares = false;
		return REACT_DRAW;
	}
	return list_act(shown_menu(restore), action, restore->list.rows);
}

/* Only a backup is chosen by a click; what changes everything wants a key. */
static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct restore_view *restore = (struct restore_view *)view;
	enum list_click click = list_click(shown_menu(restore), restore->list, event);

	if (click == LIST_CHOSEN && !restore->compares)
		return enter(restore, ui);
	return click == LIST_NOTHING ? REACT_NONE : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct restore_view *restore = (const struct restore_view *)view;

	(void)ui;
	if (restore->backups.at.count > 0)
		key_line_add_as(line, ACTION_ENTER,
		                restore->compares ? "rescue.restore_key" : "rescue.look_key");
	key_line_add(line, ACTION_BACK);
}

/* Something was changed or undone meanwhile: the comparison would be of the past. */
static void refresh(struct view *view, struct ui *ui)
{
	struct restore_view *restore = (struct restore_view *)view;

	restore->compares = false;
	list_backups(restore, ui);
}

static void restore_free(struct view *view)
{
	struct restore_view *restore = (struct restore_view *)view;

	menu_release(&restore->menu);
	menu_release(&restore->lines);
	restore_release(&restore->plan);
	backups_release(&restore->backups);
	free(restore);
}

static const struct view_ops ops = {
	.name = "restore",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.refresh = refresh,
	.free = restore_free,
};

struct view *view_restore_new(struct ui *ui)
{
	struct restore_view *restore = mem_zero(1, sizeof(*restore));
	struct err err = {0};

	restore->view.ops = &ops;
	/* The copies of this sitting are worth showing, too. */
	rescue_before_save(ui);
	if (!backups_read(folder_path(ui->session->folder), &restore->backups, &err))
		ui_alarm(ui, &err);
	list_backups(restore, ui);
	return &restore->view;
}

#include "elsewhere.h"

#include "place.h"
#include "rescue.h"
#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum { NAMES_TRIED = 100 };

static const struct err *unsafe(const struct ui *ui)
{
	return ui->session->folder ? folder_unsafe(ui->session->folder) : NULL;
}

bool elsewhere_is_unsafe(const struct ui *ui)
{
	return unsafe(ui) != NULL;
}

/* In a few words: the keys must fit behind them. */
static const char *reason(const struct ui *ui, const struct err *why)
{
	return say(ui->session, why->code == ERR_FULL        ? "faults.full"
	                        : why->code == ERR_READ_ONLY ? "faults.read_only"
	                        : why->code == ERR_CHANGED   ? "faults.changed"
	                                                     : "faults.write");
}

void elsewhere_tell(struct ui *ui)
{
	const struct err *why = unsafe(ui);
	char key[24];

	if (ui->tells_unsafe && !why) {
		str_clear(&ui->message);
		ui->tells_unsafe = ui->message_is_alarm = false;
	}
	if (!why || ui->message.len > 0)
		return;
	keymap_key(&ui->session->keymap, ACTION_SAVE, key);
	ui_message(ui, "faults.unsafe", "why", reason(ui, why), "key", key, NULL);
	ui->tells_unsafe = ui->message_is_alarm = true;
}

/* ---- another folder ---- */

/* The first of ~/book, ~/book-2 … that can be made. */
static char *suggested_folder(const struct ui *ui)
{
	const char *name = path_name(folder_path(ui->session->folder));
	size_t len = strcspn(name, "/");
	struct str text = {0};

	for (int number = 1; number < NAMES_TRIED; number++) {
		char *full;
		bool is_free;

		str_clear(&text);
		str_add(&text, "~/");
		str_add_n(&text, name, len);
		if (number > 1)
			str_addf(&text, "-%d", number);
		full = place_full_path(str_text(&text));
		is_free = !file_exists(full);
		free(full);
		if (is_free)
			break;
	}
	return str_take(&text);
}

static void go_on_there(struct ui *ui)
{
	struct session *session = ui->session;
	struct str shown = {0};

	rescue_end(ui);
	session->read_only = false;
	session->holder = (struct file_lock_holder){0};
	config_add_recent(&session->config, folder_path(session->folder));
	config_save(&session->config, NULL);
	ui_refresh(ui);
	rescue_begin(ui);
	place_path(folder_path(session->folder), &shown);
	ui_message(ui, "faults.moved", "path", str_text(&shown), NULL);
	str_release(&shown);
}

static bool take_folder(struct ui *ui, void *context, const char *typed)
{
	struct err err = {0};
	char *path;
	bool done;

	(void)context;
	if (!typed[strspn(typed, " ")])
		return false;
	path = place_full_path(typed);
	done = folder_save_elsewhere(ui->session->folder, path, &err);
	free(path);
	if (done)
		go_on_there(ui);
	else
		ui_alarm(ui, &err);
	return done;
}

static void ask_folder(struct ui *ui, const char *title_id, const char *hint_id)
{
	char *folder = suggested_folder(ui);

	ui_push(ui, view_prompt_new(say(ui->session, title_id), say(ui->session, hint_id), folder,
	                            take_folder, NULL));
	free(folder);
}

bool elsewhere_act_save(struct ui *ui)
{
	if (ui->session->folder)
		ask_folder(ui, "faults.elsewhere", "faults.elsewhere_hint");
	return true;
}

bool elsewhere_ask(struct ui *ui)
{
	if (!elsewhere_is_unsafe(ui) || ui->asked_to_leave > 0)
		return false;
	ask_folder(ui, "faults.leave", "faults.leave_hint");
	ui->asked_to_leave = ui->views.count;
	return true;
}

/* ---- a lock of another machine ---- */

static bool is_held_remotely(const struct ui *ui)
{
	const struct session *session = ui->session;

	return session->folder && session->read_only && file_lock_is_remote(&session->holder);
}

const char *elsewhere_short_time(const char *stamp, char buffer[16])
{
	text_copy(buffer, 12, strlen(stamp) >= 16 ? stamp + 5 : stamp);
	char *mark = strchr(buffer, 'T');
	if (mark)
		*mark = ' ';
	return buffer;
}

void elsewhere_tell_opened(struct ui *ui)
{
	const struct session *session = ui->session;
	const struct file_lock_holder *holder = &session->holder;
	const struct err *refused = folder_refused(session->folder);
	struct str who = {0}, host = {0};
	char since[16];

	if (refused) {
		ui_alarm(ui, refused);
		str_add(&ui->message, " ");
		say_to(session, &ui->message, "faults.only_read", NULL);
		return;
	}
	utf8_from_bytes(&who, holder->who, strlen(holder->who));
	utf8_from_bytes(&host, holder->host, strlen(holder->host));
	ui_message(ui, is_held_remotely(ui) ? "faults.held_remotely"
	               : holder->pid > 0    ? "ui.held"
	                                    : "ui.read_only",
	           "who", str_text(&who), "host", str_text(&host), "since",
	           elsewhere_short_time(holder->since, since), NULL);
	str_release(&who);
	str_release(&host);
}

/* All but the popup that asked, which closes itself. */
static void drop_views(struct ui *ui)
{
	while (ui->views.count > 1) {
		struct view *view = ui->views.at[0];

		if (view->ops->leave)
			view->ops->leave(view, ui, true);
		vec_remove(&ui->views, 0);
		view->ops->free(view);
	}
}

/* The workbook is read anew: the other machine may have changed it since. */
static void take_over(struct ui *ui)
{
	struct session *session = ui->session;
	struct err err = {0};
	char *path = mem_dup(folder_path(session->folder));

	drop_views(ui);
	if (session_take_over(session, &err))
		ui_enter(ui, path);
	else
		ui_push(ui, session->folder ? view_home_new(ui) : view_start_new(ui));
	if (err.code != ERR_NONE)
		ui_alarm(ui, &err);
	else if (!session->read_only)
		ui_message(ui, "faults.taken_over", NULL);
	free(path);
}

enum answer { ANSWER_NO, ANSWER_YES };

static void answered(struct ui *ui, void *context, size_t line, const char *typed)
{
	(void)context;
	(void)typed;
	if (line == ANSWER_YES)
		take_over(ui);
}

bool elsewhere_act_take_over(struct ui *ui)
{
	struct menu menu = {0};
	struct str title = {0}, host = {0};

	if (!is_held_remotely(ui)) {
		ui_message(ui, "faults.nothing_to_take", NULL);
		return true;
	}
	utf8_from_bytes(&host, ui->session->holder.host, strlen(ui->session->holder.host));
	say_to(ui->session, &title, "faults.take_over", "host", str_text(&host), NULL);
	menu_add(&menu, say(ui->session, "faults.take_no"), NULL);
	menu_add(&menu, say(ui->session, "faults.take_yes"), NULL);
	ui_push(ui, view_pick_new(&(struct pick){
		.title = str_text(&title), .menu = &menu, .done = answered}));
	str_release(&title);
	str_release(&host);
	return true;
}

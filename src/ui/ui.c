/* ui.c - the stack of views, what works everywhere, and the loop's pieces. */
#include "sonae/ui/ui.h"

#include "elsewhere.h"
#include "import_ask.h"
#include "notices.h"
#include "rescue.h"
#include "undo.h"

#include "sonae/app/key.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAVE_AFTER_MS = 1000 };

/* ---- the stack ---- */

struct view *ui_top(const struct ui *ui)
{
	return ui->views.count ? ui->views.at[ui->views.count - 1] : NULL;
}

static size_t base_index(const struct ui *ui)
{
	size_t index = ui->views.count - 1;

	while (index > 0 && ui->views.at[index]->ops->popup)
		index--;
	return index;
}

struct view *ui_base(const struct ui *ui)
{
	return ui->views.count ? ui->views.at[base_index(ui)] : NULL;
}

static void leave(struct ui *ui, struct view *view, bool for_good)
{
	if (view && view->ops->leave)
		view->ops->leave(view, ui, for_good);
}

void ui_push(struct ui *ui, struct view *view)
{
	if (!view)
		return;
	if (!view->ops->popup)
		leave(ui, ui_top(ui), false);
	vec_push(&ui->views, view);
}

void ui_pop(struct ui *ui)
{
	struct view *view = ui_top(ui);

	leave(ui, view, true);
	vec_remove(&ui->views, ui->views.count - 1);
	view->ops->free(view);
}

struct stand ui_stand(struct ui *ui)
{
	struct view *view = ui_base(ui);
	struct stand stand = {.session = 0};

	if (view && view->ops->where)
		view->ops->where(view, ui, &stand);
	return stand;
}

bool ui_is_editing(const struct ui *ui)
{
	struct view *view = ui_top(ui);

	return view && view->ops->is_editing && view->ops->is_editing(view);
}

void ui_refresh(struct ui *ui)
{
	for (size_t i = 0; i < ui->views.count; i++)
		if (ui->views.at[i]->ops->refresh)
			ui->views.at[i]->ops->refresh(ui->views.at[i], ui);
}

void ui_init(struct ui *ui, struct session *session, int rows, int cols)
{
	memset(ui, 0, sizeof(*ui));
	ui->session = session;
	ui->guide = true;
	canvas_resize(&ui->canvas, rows, cols);
}

void ui_release(struct ui *ui)
{
	while (ui->views.count > 0)
		ui_pop(ui);
	rescue_end(ui);
	export_forget(ui);
	vec_release(&ui->views);
	canvas_release(&ui->canvas);
	str_release(&ui->message);
	vec_release(&ui->notices.at);
	paper_release(&ui->guide_text);
	free(ui->clipboard);
	ui->clipboard = NULL;
}

/* ---- messages ---- */

void ui_message(struct ui *ui, const char *text_id, ...)
{
	va_list args;

	str_clear(&ui->message);
	va_start(args, text_id);
	say_to_v(ui->session, &ui->message, text_id, args);
	va_end(args);
	ui->message_is_alarm = false;
}

void ui_alarm(struct ui *ui, const struct err *err)
{
	str_clear(&ui->message);
	say_err(ui->session, &ui->message, err);
	ui->message_is_alarm = true;
}

/* ---- drawing ---- */

void ui_draw(struct ui *ui)
{
	canvas_clear(&ui->canvas);
	notices_tell(ui);
	elsewhere_tell(ui);
	for (size_t i = ui->views.count ? base_index(ui) : 0; i < ui->views.count; i++)
		ui->views.at[i]->ops->draw(ui->views.at[i], ui, &ui->canvas);
}

/* ---- the workbook ---- */

bool ui_do(struct ui *ui, struct step *step)
{
	struct err err = {0};
	bool done = folder_do(ui->session->folder, step, &err);

	if (!done)
		ui_alarm(ui, &err);
	else if (step->changes.count > 0) {
		ui->changed_at = clock_ms();
		undo_forget(ui);
	}
	step_release(step);
	return done;
}

static void save(struct ui *ui)
{
	struct err err = {0};

	ui->changed_at = 0;
	rescue_before_save(ui);
	if (ui->session->folder && !ui->session->read_only &&
	    !folder_save(ui->session->folder, NULL, &err))
		ui_alarm(ui, &err);
	/* That goes before all other trouble. */
	if (elsewhere_is_unsafe(ui)) {
		str_clear(&ui->message);
		ui->message_is_alarm = false;
	}
}

bool ui_open(struct ui *ui, const char *path)
{
	struct err err = {0};

	if (!session_open(ui->session, path, FOLDER_WRITE, &err)) {
		ui_alarm(ui, &err);
		return false;
	}
	ui_enter(ui, path);
	return true;
}

void ui_enter(struct ui *ui, const char *path)
{
	if (config_add_recent(&ui->session->config, path))
		config_save(&ui->session->config, NULL);
	if (ui->session->read_only)
		elsewhere_tell_opened(ui);
	vec_clear(&ui->notices.at);
	undo_forget(ui);
	ui_push(ui, view_home_new(ui));
	rescue_begin(ui);
}

void ui_jump(struct ui *ui, const char *sheet, const char *row, const char *field)
{
	struct view *base;

	while (ui_top(ui)->ops->popup)
		ui_pop(ui);
	base = ui_base(ui);
	if (base->ops->show && base->ops->show(base, ui, sheet, row, field))
		return;
	struct view *view = view_sheet_new(ui, sheet);
	if (!view)
		return;
	ui_push(ui, view);
	ui_top(ui)->ops->show(ui_top(ui), ui, sheet, row, field);
}

/* ---- actions that work everywhere ---- */

static bool act_language(struct ui *ui)
{
	struct session *session = ui->session;

	session->lang = lang_other(session->lang);
	session->config.lang = session->lang;
	session->config.has_lang = true;
	config_save(&session->config, NULL);
	ui_refresh(ui);
	return true;
}

static bool act_help(struct ui *ui)
{
	ui_push(ui, view_help_new(ui, ui_base(ui)->ops->name));
	return true;
}

static bool act_palette(struct ui *ui)
{
	ui_push(ui, view_palette_new(ui));
	return true;
}

static bool act_check(struct ui *ui)
{
	if (ui->session->folder)
		ui_push(ui, view_check_new(ui, NULL));
	return true;
}

static bool act_restore(struct ui *ui)
{
	if (ui->session->folder)
		ui_push(ui, view_restore_new(ui));
	return true;
}

static bool act_find(struct ui *ui)
{
	if (ui->session->folder)
		ui_push(ui, view_find_new(ui, NULL));
	return true;
}

static bool act_history(struct ui *ui)
{
	struct stand stand = ui_stand(ui);

	if (ui->session->folder)
		ui_push(ui, view_history_new(ui, stand.sheet, stand.row));
	return true;
}

static bool act_note(struct ui *ui)
{
	struct stand stand = ui_stand(ui);

	if (ui->session->folder)
		ui_push(ui, view_note_new(ui, stand.sheet, stand.row));
	return true;
}

static bool act_outside(struct ui *ui)
{
	if (ui->session->folder)
		ui_push(ui, view_outside_new(ui));
	return true;
}

static bool act_merge(struct ui *ui)
{
	if (ui->session->folder)
		view_merge_open(ui);
	return true;
}

static bool act_save(struct ui *ui)
{
	save(ui);
	if (ui->message.len == 0 && !elsewhere_is_unsafe(ui))
		ui_message(ui, "ui.all_saved", NULL);
	return true;
}

static bool act_redraw(struct ui *ui)
{
	if (ui->forget)
		ui->forget();
	return true;
}

static bool act_export(struct ui *ui)
{
	if (ui->session->folder)
		ui_push(ui, view_export_new(ui));
	return true;
}

static bool act_take_on(struct ui *ui)
{
	ui_message(ui, "ui.no_take_on", NULL);
	return true;
}

static bool act_back(struct ui *ui)
{
	if (ui->views.count > 1) {
		ui_pop(ui);
		ui_refresh(ui);
	} else {
		ui_message(ui, "ui.quit_hint", NULL);
	}
	return true;
}

static bool act_quit(struct ui *ui)
{
	leave(ui, ui_top(ui), false);
	save(ui);
	if (elsewhere_ask(ui))
		return true;
	/* What cannot be written stays in the history and comes back: told once, then we go. */
	bool stay = ui->message_is_alarm && !ui->quit_told;
	ui->quit_told = true;
	return stay;
}

static bool (*const everywhere[ACTION_COUNT])(struct ui *ui) = {
	[ACTION_UNDO] = undo_act,         [ACTION_REDO] = undo_act_redo, [ACTION_LANGUAGE] = act_language,
	[ACTION_HELP] = act_help,         [ACTION_PALETTE] = act_palette, [ACTION_CHECK] = act_check,
	[ACTION_FIND] = act_find,         [ACTION_SAVE] = act_save,     [ACTION_REDRAW] = act_redraw,
	[ACTION_HISTORY] = act_history,   [ACTION_OUTSIDE] = act_outside, [ACTION_NOTE] = act_note,
	[ACTION_RESTORE] = act_restore,   [ACTION_TAKE_ON] = act_take_on,
	[ACTION_MERGE] = act_merge,
	[ACTION_EXPORT] = act_export,     [ACTION_BACK] = act_back,     [ACTION_QUIT] = act_quit,
	[ACTION_IMPORT] = import_ask,
	[ACTION_SAVE_ELSEWHERE] = elsewhere_act_save, [ACTION_TAKE_OVER] = elsewhere_act_take_over,
};

/* While text is typed these keys belong to the IME: they only say what they would do. */
static bool is_for_the_ime(enum action action)
{
	return action == ACTION_GUIDE || action == ACTION_NEXT_VIEW || action == ACTION_EXAMPLES ||
	       action == ACTION_EXPORT || action == ACTION_PALETTE;
}

static void tell_what_it_would_do(struct ui *ui, enum action action)
{
	struct str id = {0};

	str_addf(&id, "action_help.%s", action_info(action)->name);
	ui_message(ui, "ui.while_editing", "what", say(ui->session, str_text(&id)), NULL);
	str_release(&id);
}

bool ui_act(struct ui *ui, enum action action)
{
	struct view *view = ui_top(ui);

	if (ui_is_editing(ui) && is_for_the_ime(action)) {
		tell_what_it_would_do(ui, action);
		return true;
	}
	unsigned reaction = view->ops->act(view, ui, action);
	if (reaction & REACT_UNUSED)
		return everywhere[action] ? everywhere[action](ui) : true;
	if (reaction & REACT_CLOSE)
		ui_pop(ui);
	return !(reaction & REACT_QUIT);
}

/* ---- events ---- */

static bool take_text(struct ui *ui, const char *text, bool pasted)
{
	struct view *view = ui_top(ui);
	unsigned reaction = view->ops->text ? view->ops->text(view, ui, text, pasted) : REACT_NONE;

	if (reaction & REACT_CLOSE)
		ui_pop(ui);
	return !(reaction & REACT_QUIT);
}

/* Esc and a character after it in one packet look like Alt and that character; where Alt
 * with it means nothing, the two were meant. */
static bool take_esc_and(struct ui *ui, int character)
{
	char text[2] = {(char)character, '\0'};

	return ui_act(ui, ACTION_BACK) && take_text(ui, text, false);
}

static bool take_key(struct ui *ui, int key)
{
	enum action action = keymap_action(&ui->session->keymap, key);

	if (action == ACTION_SPACE && ui_is_editing(ui))
		return take_text(ui, " ", false);
	if (action == ACTION_NONE && key > (KEY_ALT | ' ') && key < (KEY_ALT | 0x7F))
		return take_esc_and(ui, key & ~KEY_ALT);
	return action == ACTION_NONE || ui_act(ui, action);
}

/* With the IME left on, Space comes as U+3000; on a worksheet where nothing is typed the key was
 * meant. */
static bool means_space(const struct ui *ui, const char *text)
{
	return text_is(text, "\u3000") && ui_top(ui)->ops->where && !ui_is_editing(ui);
}

static bool take_mouse(struct ui *ui, const struct event *event)
{
	struct view *view = ui_top(ui);

	if (event->button == MOUSE_WHEEL_UP || event->button == MOUSE_WHEEL_DOWN) {
		for (int i = 0; i < 3; i++)
			ui_act(ui, event->button == MOUSE_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
		return true;
	}
	unsigned reaction = view->ops->mouse ? view->ops->mouse(view, ui, event) : REACT_NONE;
	if (reaction & REACT_CLOSE)
		ui_pop(ui);
	return !(reaction & REACT_QUIT);
}

/* A program left open overnight: deadlines are reckoned from the new day. */
static void begin_the_day(struct ui *ui)
{
	struct book *book = ui->session->folder ? folder_book(ui->session->folder) : NULL;
	struct date today = clock_today();

	if (!book || date_to_days(book_today(book)) == date_to_days(today))
		return;
	book_set_today(book, today);
	ui_refresh(ui);
}

static bool take_event(struct ui *ui, const struct event *event)
{
	if (event->kind == EVENT_RESIZE) {
		canvas_resize(&ui->canvas, event->rows, event->cols);
		return true;
	}
	if (event->kind == EVENT_NONE)
		return true;
	begin_the_day(ui);
	notices_look_outside(ui);
	str_clear(&ui->message);
	ui->message_is_alarm = ui->tells_unsafe = false;
	if (ui->views.count < ui->asked_to_leave)
		ui->asked_to_leave = 0;
	switch (event->kind) {
	case EVENT_KEY:
		return take_key(ui, event->key);
	case EVENT_TEXT:
		return means_space(ui, event->text) ? ui_act(ui, ACTION_SPACE)
		                                    : take_text(ui, event->text, false);
	case EVENT_PASTE:
		return take_text(ui, event->text, true);
	case EVENT_MOUSE:
		return take_mouse(ui, event);
	default:
		return false;
	}
}

bool ui_handle(struct ui *ui, const struct event *event)
{
	bool asked = ui->undo.asked;
	bool going = take_event(ui, event);

	/* Any key but the one that says yes is a no. */
	if (asked && event->kind != EVENT_RESIZE)
		ui->undo.asked = false;
	rescue_keep(ui);
	return going;
}

/* Of two times to wait, -1 = for ever, the shorter. */
static int sooner(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

int ui_idle_wait(const struct ui *ui)
{
	struct view *view = ui_top(ui);

	if (view && !ui_is_editing(ui) && view->ops->wants_idle && view->ops->wants_idle(view))
		return 0;
	int rescue = rescue_wait(ui);
	if (ui->changed_at == 0)
		return rescue;
	long long left = ui->changed_at + SAVE_AFTER_MS - clock_ms();
	return sooner(left > 0 ? (int)left : 0, rescue);
}

void ui_idle(struct ui *ui)
{
	struct view *view = ui_top(ui);

	if (ui->changed_at != 0 && clock_ms() - ui->changed_at >= SAVE_AFTER_MS)
		save(ui);
	rescue_idle(ui);
	if (view && view->ops->wants_idle && view->ops->wants_idle(view))
		view->ops->idle(view, ui);
}

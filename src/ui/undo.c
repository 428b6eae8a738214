/* undo.c - undo and redo, in words, and asking first. */
#include "undo.h"

#include "past.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/file.h"

#include <stdio.h>
#include <stdlib.h>

enum { LOOK_MS = 500, STEPS_A_LOOK = 4 };

/* ---- what it is about, in words ---- */

/* "Things T-001 staff list". */
static void say_place(const struct ui *ui, const struct past_change *change, struct str *out)
{
	str_addf(out, "%s ", place_sheet(ui, change->sheet));
	place_row(ui, change->sheet, change->row, out);
}

static void say_change(const struct ui *ui, const struct past_change *change, enum history_kind kind,
                       struct str *out)
{
	static const char *const ids[HISTORY_KIND_COUNT] = {
		[HISTORY_SET] = "undo.field",
		[HISTORY_INSERT] = "undo.inserted",
		[HISTORY_DELETE] = "undo.deleted",
		[HISTORY_MOVE] = "undo.moved",
	};
	struct str place = {0};

	say_place(ui, change, &place);
	say_to(ui->session, out, ids[kind], "place", str_text(&place), "field", past_field(ui, change), NULL);
	str_release(&place);
}

/* An undo stands in the history as what it did: taking a new row back is a deletion. */
static enum history_kind kind_before(const struct past_step *step, const struct past_change *change)
{
	if (step->kind != HISTORY_UNDO)
		return change->kind;
	return change->kind == HISTORY_INSERT   ? HISTORY_DELETE
	       : change->kind == HISTORY_DELETE ? HISTORY_INSERT
	                                        : change->kind;
}

/* What was done first, that is, what an undo took back last. */
static const struct past_change *first_of(const struct past_step *step)
{
	return &step->changes.at[step->kind == HISTORY_UNDO ? step->changes.count - 1 : 0];
}

static void say_step(const struct ui *ui, const struct past_step *step, struct str *out)
{
	const struct past_change *first = first_of(step);
	struct str words = {0};
	char count[24];

	say_change(ui, first, kind_before(step, first), &words);
	snprintf(count, sizeof(count), "%zu", step->changes.count);
	if (step->changes.count == 1)
		str_add(out, str_text(&words));
	else
		say_to(ui->session, out, "undo.many", "count", count, "first", str_text(&words), NULL);
	str_release(&words);
}

/* ---- what comes next ---- */

void undo_begin(struct ui *ui)
{
	char *path = path_join(folder_path(ui->session->folder), "history.csv");
	bool torn;
	struct history *history = history_open(path, false, &torn, NULL);

	undo_forget(ui);
	ui->undo.asked = 0;
	ui->undo.sitting_from = history ? history_last_seq(history) : 0;
	history_close(history);
	free(path);
}

void undo_forget(struct ui *ui)
{
	ui->undo.may_pass_start = false;
	ui->undo.may_undo_of[0] = '\0';
}

static bool is_undoable(const struct past_step *step)
{
	return step->kind != HISTORY_UNDO && step->kind != HISTORY_REDO && !step->undone;
}

/* The latest step that is not undone; NULL when there is none, or when it is not in the file
 * yet, and then it is of this sitting. */
static const struct past_step *next_step(const struct ui *ui, struct past *past)
{
	size_t seen = 0;

	if (folder_unsafe(ui->session->folder))
		return NULL;
	past_ask(past, &(struct past_wanted){0});
	while (!past->is_whole || seen < past->steps.count) {
		past_read(past, ui, seen + STEPS_A_LOOK, LOOK_MS);
		for (; seen < past->steps.count; seen++)
			if (is_undoable(&past->steps.at[seen]))
				return &past->steps.at[seen];
	}
	return NULL;
}

/* ---- asking ---- */

static void ask(struct ui *ui, const struct past_step *step, bool of_other)
{
	struct str when = {0}, what = {0};
	char key[24];

	past_say_time(step, &when);
	say_step(ui, step, &what);
	keymap_key(&ui->session->keymap, ACTION_UNDO, key);
	ui_message(ui, of_other ? "undo.ask_other" : "undo.ask_earlier", "key", key, "who", step->who,
	           "when", str_text(&when), "what", str_text(&what), NULL);
	ui->undo.asked = step->seq;
	str_release(&when);
	str_release(&what);
}

/* Is it fine to take the step back now? Else it was asked. */
static bool is_agreed(struct ui *ui, const struct past_step *step)
{
	struct undo_state *undo = &ui->undo;
	bool of_other = !text_is(step->who, config_who(&ui->session->config));
	bool is_earlier = step->seq <= undo->sitting_from;
	bool may = (!of_other || text_is(step->who, undo->may_undo_of)) &&
	           (!is_earlier || undo->may_pass_start);

	if (!may && undo->asked != step->seq) {
		ask(ui, step, of_other);
		return false;
	}
	if (is_earlier)
		undo->may_pass_start = true;
	if (of_other)
		text_copy(undo->may_undo_of, sizeof(undo->may_undo_of), step->who);
	return true;
}

static bool may_undo(struct ui *ui)
{
	struct past past = {0};
	const struct past_step *step = ui->session->read_only ? NULL : next_step(ui, &past);
	bool may = !step || is_agreed(ui, step);

	past_release(&past);
	return may;
}

/* ---- doing ---- */

/* The step just written says what it was; when the disk did not take it, the place must do. */
static void tell(struct ui *ui, bool redo)
{
	struct folder *folder = ui->session->folder;
	struct past past = {0};
	struct str what = {0};

	past_ask(&past, &(struct past_wanted){0});
	if (!folder_unsafe(folder))
		past_read(&past, ui, 1, LOOK_MS);
	if (past.steps.count > 0)
		say_step(ui, &past.steps.at[0], &what);
	else
		place_row(ui, folder_last_sheet(folder), folder_last_row(folder), &what);
	ui_message(ui, redo ? "undo.redone" : "undo.done", "what", str_text(&what), NULL);
	str_release(&what);
	past_release(&past);
}

static void undo_or_redo(struct ui *ui, bool redo)
{
	struct folder *folder = ui->session->folder;
	struct err err = {0};

	if (!(redo ? folder_redo(folder, &err) : folder_undo(folder, &err))) {
		ui_alarm(ui, &err);
		return;
	}
	ui->changed_at = clock_ms();
	ui_refresh(ui);
	ui_jump(ui, folder_last_sheet(folder), folder_last_row(folder), folder_last_field(folder));
	tell(ui, redo);
}

bool undo_act(struct ui *ui)
{
	if (ui->session->folder && may_undo(ui))
		undo_or_redo(ui, false);
	return true;
}

bool undo_act_redo(struct ui *ui)
{
	if (ui->session->folder)
		undo_or_redo(ui, true);
	return true;
}

/* undo.c - undo and redo, in words, and asking first. */
#include "undo.h"

#include "past.h"
#include "place.h"
#include "sonae/app/notes.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"

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

static void say_change(const struct ui *ui, const struct past_change *change,
                       enum history_kind kind, struct str *out)
{
	static const char *const ids[HISTORY_KIND_COUNT] = {
		[HISTORY_SET] = "undo.field",
		[HISTORY_INSERT] = "undo.inserted",
		[HISTORY_DELETE] = "undo.deleted",
		[HISTORY_MOVE] = "undo.moved",
	};
	struct str place = {0};

	say_place(ui, change, &place);
	say_to(ui->session, out, ids[kind], "place", str_text(&place), "field",
	       past_field(ui, change), NULL);
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
		say_to(ui->session, out, "undo.many", "count", count, "first", str_text(&words),
		       NULL);
	str_release(&words);
}

/* ---- asking ---- */

void undo_forget(struct ui *ui)
{
	ui->undo.may_pass_start = false;
	ui->undo.may_undo_of[0] = '\0';
}

void undo_allow(struct ui *ui, const char *who)
{
	text_copy(ui->undo.may_undo_of, sizeof(ui->undo.may_undo_of), who);
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

static void ask(struct ui *ui, const struct folder_peek *peek)
{
	struct past past = {0};
	const struct past_step *step = next_step(ui, &past);
	struct str when = {0}, what = {0};
	char key[24];

	if (step) {
		past_say_time(step, &when);
		say_step(ui, step, &what);
	}
	keymap_key(&ui->session->keymap, ACTION_UNDO, key);
	ui_message(ui,
	           step && step->kind == HISTORY_OUTSIDE ? "undo.ask_outside"
	           : peek->is_mine                       ? "undo.ask_earlier"
	                                                 : "undo.ask_other",
	           "key", key, "who", peek->who, "when", str_text(&when), "what", str_text(&what),
	           NULL);
	ui->undo.asked = true;
	str_release(&when);
	str_release(&what);
	past_release(&past);
}

/* Is it fine to take the next step back now? Else it was asked. */
static bool may_undo(struct ui *ui)
{
	struct undo_state *undo = &ui->undo;
	struct folder_peek peek;

	if (ui->session->read_only || !folder_peek_undo(ui->session->folder, &peek))
		return true;
	bool may = (peek.is_mine || text_is(peek.who, undo->may_undo_of)) &&
	           (!peek.is_earlier || undo->may_pass_start);
	if (!may && !undo->asked) {
		ask(ui, &peek);
		return false;
	}
	undo->may_pass_start = undo->may_pass_start || peek.is_earlier;
	if (!peek.is_mine)
		text_copy(undo->may_undo_of, sizeof(undo->may_undo_of), peek.who);
	return true;
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

/* "T-001 grade: now | then" in words. */
static void name_place(const struct ui *ui, struct err *err)
{
	char *row = mem_dup(err->what), *sheet = mem_dup(err->file);
	char *field = strchr(row, ' '), *values = field ? strstr(field, ": ") : NULL;
	struct str words = {0};

	if (err->code == ERR_VALUE_MOVED && values) {
		*field++ = *values = '\0';
		place_row(ui, sheet, row, &words);
		str_addf(&words, " %s: %s", place_field(ui, sheet, field), values + 2);
		text_copy(err->what, sizeof(err->what), str_text(&words));
		text_copy(err->file, sizeof(err->file), place_sheet(ui, sheet));
	}
	str_release(&words);
	free(sheet);
	free(row);
}

/* A note is undone where it was jotted down, which is not in the worksheet of all notes. */
static bool is_note_from_elsewhere(struct ui *ui)
{
	return text_is(folder_last_sheet(ui->session->folder), NOTES_SHEET) &&
	       !text_is(ui_stand(ui).sheet, NOTES_SHEET);
}

static void undo_or_redo(struct ui *ui, bool redo)
{
	struct folder *folder = ui->session->folder;
	struct err err = {0};

	if (ui->session->read_only) {
		ui_message(ui, "ui.read_only", NULL);
		return;
	}

	if (!(redo ? folder_redo(folder, &err) : folder_undo(folder, &err))) {
		name_place(ui, &err);
		ui_alarm(ui, &err);
		return;
	}
	ui->changed_at = clock_ms();
	ui_refresh(ui);
	if (!is_note_from_elsewhere(ui))
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

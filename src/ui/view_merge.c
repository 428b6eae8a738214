/*
 * view_merge.c - what came back from whoever it was sent to: looked at first, then taken over.
 *
 * The choices say what it is, with what it is compared and in whose name it is taken; below
 * stands what that does, a worksheet after the other.
 */
#include "list.h"
#include "place.h"
#include "preview.h"
#include "undo.h"
#include "sonae/app/merging.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/file.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The lines of the choices: X(NAME, text id in section [merge_view]; its help has "_help" behind) */
#define MERGE_CHOICE_LIST(X) X(PATH, "path") X(BASE, "base") X(WHO, "who") X(TAKE, "take")

enum merge_choice {
#define MERGE_CHOICE_ENUM(NAME, name) MERGE_CHOICE_##NAME,
	MERGE_CHOICE_LIST(MERGE_CHOICE_ENUM)
#undef MERGE_CHOICE_ENUM
	MERGE_CHOICE_COUNT
};

struct merge_view {
	struct view view;
	char *path;       /* full; NULL: not asked for yet */
	char *base, *who; /* as chosen; NULL: as what came back says */
	bool is_open;     /* then `merging` is of these */
	struct merging merging;
	struct preview preview;
};

static struct merge_view *merge_of(struct view *view)
{
	return (struct merge_view *)view;
}

/* ---- what it would do ---- */

/* Each line of a text of several. */
static void add_lines(struct merge_view *merge, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char *line = mem_dup_n(text, len);
		preview_add(&merge->preview, line, "");
		free(line);
		text += len + (text[len] == '\n');
	}
}

static void add_item(struct merge_view *merge, const struct merging_sheet *sheet,
                     const struct merging_item *item)
{
	struct str name = {0}, what = {0};

	merging_say_row(&merge->merging, sheet, item->row, &name);
	if (item->field[0]) {
		merging_say_field(&merge->merging, sheet, item->field, &what);
		str_add(&what, "  ");
	}
	merging_say_item(&merge->merging, sheet, item, &what);
	struct preview_line *line = preview_add(&merge->preview, str_text(&name), str_text(&what));
	text_copy(line->right, sizeof(line->right), merging_say_side(&merge->merging, sheet, item));
	int cols = utf8_cols(line->right, strlen(line->right));
	if (cols > merge->preview.right_cols)
		merge->preview.right_cols = cols;
	str_release(&name);
	str_release(&what);
}

/* What was changed here alone stays as it is, and what was decided before needs no look. */
static bool is_shown(const struct merging_item *item)
{
	return !item->is_known && item->side != MERGING_OURS;
}

static void list_sheet(struct merge_view *merge, const struct ui *ui,
                       const struct merging_sheet *sheet)
{
	bool has_heading = false;

	for (size_t i = 0; i < sheet->items.count; i++) {
		if (!is_shown(&sheet->items.at[i]))
			continue;
		if (!has_heading)
			preview_add_heading(&merge->preview,
			                    say_words(ui->session, sheet->form->title), "");
		has_heading = true;
		add_item(merge, sheet, &sheet->items.at[i]);
	}
}

static void list_others(struct merge_view *merge, const struct ui *ui)
{
	struct str why = {0};

	if (merge->merging.others.count > 0)
		preview_add_heading(&merge->preview, say(ui->session, "merge_view.others"), "");
	for (size_t i = 0; i < merge->merging.others.count; i++) {
		str_clear(&why);
		merging_say_other(&merge->merging, &merge->merging.others.at[i], &why);
		preview_add(&merge->preview, str_text(&why), "");
	}
	str_release(&why);
}

static void add_sent(struct merge_view *merge, const struct ui *ui)
{
	struct str text = {0};
	char count[24];

	snprintf(count, sizeof(count), "%zu", merge->merging.sent.count);
	say_to(ui->session, &text, "merge_view.sent_there", "count", count, NULL);
	if (merge->merging.sent.count > 0)
		preview_add(&merge->preview, str_text(&text), "");
	str_release(&text);
}

static void list_outcome(struct merge_view *merge, const struct ui *ui)
{
	struct str summary = {0};

	merging_say_summary(&merge->merging, false, &summary);
	preview_add_heading(&merge->preview, say(ui->session, "merge_view.would"), "");
	add_sent(merge, ui);
	add_lines(merge, str_text(&summary));
	for (size_t i = 0; i < merge->merging.sheets.count; i++)
		list_sheet(merge, ui, merge->merging.sheets.at[i]);
	list_others(merge, ui);
	str_release(&summary);
}

static void list_lines(struct merge_view *merge, const struct ui *ui)
{
	preview_clear(&merge->preview);
	merge->preview.right_cols = 0;
	if (merge->is_open)
		list_outcome(merge, ui);
	preview_ready(&merge->preview);
}

static void close_merging(struct merge_view *merge)
{
	if (merge->is_open)
		merging_release(&merge->merging);
	merge->is_open = false;
}

/* Reads and compares; nothing is changed. */
static bool open_merging(struct merge_view *merge, struct ui *ui)
{
	struct merging_choice choice = {merge->path, merge->base, merge->who};
	struct err err = {0};

	close_merging(merge);
	merge->is_open = merging_open(&merge->merging, ui->session, &choice, &err);
	if (!merge->is_open) {
		merging_release(&merge->merging);
		ui_alarm(ui, &err);
	}
	list_lines(merge, ui);
	return merge->is_open;
}

/* ---- the choices in words ---- */

/* "2026-11-22-3f2a9c1b" begins with the day it was sent. */
static void say_base(const struct merge_view *merge, const struct ui *ui, struct str *out)
{
	const char *base = merge->is_open ? merge->merging.base : "";
	char day[11] = "";

	if (!base[0]) {
		str_add(out, say(ui->session, merge->is_open ? "merge_view.no_base"
		                                             : "merge_view.not_yet"));
	} else if (strchr(base, '/') || strlen(base) <= 11) {
		place_path(base, out);
	} else {
		text_copy(day, sizeof(day), base);
		say_to(ui->session, out, "merge_view.sent", "day", day, "id", base, NULL);
	}
}

static void say_choice(const struct merge_view *merge, const struct ui *ui, int choice,
                       struct str *out)
{
	switch (choice) {
	case MERGE_CHOICE_PATH:
		if (merge->path)
			place_path(merge->path, out);
		else
			str_add(out, say(ui->session, "merge_view.not_chosen"));
		break;
	case MERGE_CHOICE_BASE: say_base(merge, ui, out); break;
	case MERGE_CHOICE_WHO:
		str_add(out, merge->is_open ? merge->merging.who
		                            : say(ui->session, "merge_view.not_yet"));
		break;
	default: str_add(out, say(ui->session, "merge_view.take_how")); break;
	}
}

/* ---- drawing ---- */

static const char *const names[] = {
#define NAME(NAME, name) "merge_view." name,
	MERGE_CHOICE_LIST(NAME)
#undef NAME
};
static const char *const helps[] = {
#define HELP(NAME, name) "merge_view." name "_help",
	MERGE_CHOICE_LIST(HELP)
#undef HELP
};

static void draw_body(struct merge_view *merge, struct ui *ui, struct canvas *canvas,
                      struct rect body)
{
	struct preview_choice choices[MERGE_CHOICE_COUNT];
	struct str values[MERGE_CHOICE_COUNT] = {{0}};

	for (int i = 0; i < MERGE_CHOICE_COUNT; i++) {
		say_choice(merge, ui, i, &values[i]);
		choices[i] = (struct preview_choice){say(ui->session, names[i]),
		                                     str_text(&values[i]),
		                                     i == MERGE_CHOICE_TAKE};
	}
	preview_draw(&merge->preview, canvas, body, choices);
	for (int i = 0; i < MERGE_CHOICE_COUNT; i++)
		str_release(&values[i]);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct merge_view *merge = merge_of(view);
	size_t choice = preview_choice(&merge->preview);
	struct str text = {0}, info = {0}, rest = {0};

	if (choice != SIZE_MAX)
		str_add(&text, say(ui->session, helps[choice]));
	else
		preview_say_line(&merge->preview, &text);
	list_split(ui, str_text(&text), &info, &rest);
	struct frame frame = {say(ui->session, "merge_view.title"),
	                      merge->path ? path_name(merge->path) : "", str_text(&info), "",
	                      str_text(&rest)};
	draw_body(merge, ui, canvas, frame_draw(ui, canvas, &frame));
	str_release(&text);
	str_release(&info);
	str_release(&rest);
}

/* ---- choosing ---- */

/* Another thing that came back: what was chosen of the one before is none of its business. */
static bool path_typed(struct ui *ui, void *context, const char *text)
{
	struct merge_view *merge = context;

	if (!text[strspn(text, " ")])
		return false;
	free(merge->path);
	free(merge->base);
	free(merge->who);
	merge->path = place_full_path(text);
	merge->base = merge->who = NULL;
	if (!open_merging(merge, ui))
		return false; /* to be mended */
	menu_select(&merge->preview.menu, MERGE_CHOICE_TAKE);
	return true;
}

static void type_path(struct merge_view *merge, struct ui *ui)
{
	struct str path = {0};

	if (merge->path)
		place_path(merge->path, &path);
	ui_push(ui, view_prompt_new(say(ui->session, "merge_view.path"),
	                            say(ui->session, "merge_view.path_hint"), str_text(&path),
	                            path_typed, merge));
	str_release(&path);
}

static bool who_typed(struct ui *ui, void *context, const char *text)
{
	struct merge_view *merge = context;

	free(merge->who);
	merge->who = text[strspn(text, " ")] ? mem_dup(text) : NULL;
	open_merging(merge, ui);
	return true;
}

static void type_who(struct merge_view *merge, struct ui *ui)
{
	if (merge->is_open)
		ui_push(ui, view_prompt_new(say(ui->session, "merge_view.who"),
		                            say(ui->session, "merge_view.who_help"),
		                            merge->merging.who, who_typed, merge));
}

static void base_chosen(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct merge_view *merge = context;

	(void)typed;
	merge->base = mem_dup(merge->merging.sent.at[line]);
	open_merging(merge, ui);
}

/* Only what does not say itself what it answers to needs to be told. */
static void choose_base(struct merge_view *merge, struct ui *ui)
{
	struct menu menu = {0};

	if (merge->base) {
		free(merge->base);
		merge->base = NULL;
		open_merging(merge, ui);
	}
	if (!merge->is_open)
		return;
	if (merge->merging.sent.count == 0) {
		ui_message(ui, merge->merging.base[0] ? "merge_view.base_is_known"
		                                      : "merge_view.none_sent", NULL);
		return;
	}
	for (size_t i = 0; i < merge->merging.sent.count; i++)
		menu_add(&menu, merge->merging.sent.at[i], NULL);
	ui_push(ui, view_pick_new(&(struct pick){
	                .title = say(ui->session, "merge_view.base"),
	                .menu = &menu,
	                .done = base_chosen,
	                .context = merge,
	            }));
}

/* ---- taking it over ---- */

static void tell_taken(const struct merge_view *merge, struct ui *ui, bool left_open)
{
	const struct merging_count *count = &merge->merging.count;
	char cells[24], rows[24], notes[24], open[24], key[24];

	snprintf(cells, sizeof(cells), "%zu", count->cells);
	snprintf(rows, sizeof(rows), "%zu", count->rows);
	snprintf(notes, sizeof(notes), "%zu", count->notes);
	snprintf(open, sizeof(open), "%zu", count->conflicts + count->gone);
	ui_message(ui, left_open ? "merge_view.taken_but" : "merge_view.taken", "cells", cells,
	           "rows", rows, "notes", notes, "count", open, "key",
	           keymap_key(&ui->session->keymap, ACTION_UNDO, key), NULL);
}

/* What is left to decide is shown in its place. */
static unsigned take(struct merge_view *merge, struct ui *ui)
{
	struct err err = {0};

	if (!merge->is_open) {
		type_path(merge, ui);
		return REACT_DRAW;
	}
	if (ui->session->read_only) {
		ui_message(ui, "ui.read_only", NULL);
		return REACT_DRAW;
	}
	bool is_open = merging_is_open(&merge->merging);
	if (merge->merging.step.changes.count == 0 && !is_open) {
		ui_message(ui, "merge_view.nothing", NULL);
		return REACT_DRAW;
	}
	if (!merging_do(&merge->merging, &err)) {
		ui_alarm(ui, &err);
		return REACT_DRAW;
	}
	tell_taken(merge, ui, is_open);
	ui->changed_at = clock_ms();
	undo_forget(ui);
	undo_allow(ui, merge->merging.who);
	close_merging(merge);
	ui_refresh(ui);
	if (is_open)
		ui_push(ui, view_outside_new(ui));
	return list_close_popup(ui, &merge->view);
}

/* ---- the view ---- */

static unsigned use_line(struct merge_view *merge, struct ui *ui)
{
	switch (preview_choice(&merge->preview)) {
	case MERGE_CHOICE_PATH: type_path(merge, ui); break;
	case MERGE_CHOICE_BASE: choose_base(merge, ui); break;
	case MERGE_CHOICE_WHO: type_who(merge, ui); break;
	case MERGE_CHOICE_TAKE: return take(merge, ui);
	default: return REACT_NONE;
	}
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct merge_view *merge = merge_of(view);

	switch (action) {
	case ACTION_ENTER:
	case ACTION_EDIT:
	case ACTION_SPACE: return use_line(merge, ui);
	case ACTION_MERGE: return REACT_NONE;
	default: return list_act(&merge->preview.menu, action, merge->preview.scrolled.rows);
	}
}

/* What changes the workbook wants a key. */
static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct merge_view *merge = merge_of(view);
	bool again;

	if (!preview_line_under(&merge->preview, event, &again))
		return REACT_NONE;
	if (!again || preview_choice(&merge->preview) == MERGE_CHOICE_TAKE)
		return REACT_DRAW;
	return use_line(merge, ui);
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	size_t choice = preview_choice(&merge_of(view)->preview);

	(void)ui;
	if (choice == MERGE_CHOICE_TAKE)
		key_line_add_as(line, ACTION_ENTER, "merge_view.take");
	else if (choice != SIZE_MAX)
		key_line_add_as(line, ACTION_ENTER, "merge_view.change");
	key_line_add(line, ACTION_BACK);
}

/* Rows or words are others now. */
static void refresh(struct view *view, struct ui *ui)
{
	struct merge_view *merge = merge_of(view);

	if (merge->is_open)
		open_merging(merge, ui);
	else
		list_lines(merge, ui);
}

static void merge_free(struct view *view)
{
	struct merge_view *merge = merge_of(view);

	close_merging(merge);
	preview_release(&merge->preview);
	free(merge->path);
	free(merge->base);
	free(merge->who);
	free(merge);
}

static const struct view_ops ops = {
	.name = "merge",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.refresh = refresh,
	.free = merge_free,
};

void view_merge_open(struct ui *ui)
{
	struct merge_view *merge = mem_zero(1, sizeof(*merge));

	merge->view.ops = &ops;
	merge->preview.choices = MERGE_CHOICE_COUNT;
	list_lines(merge, ui);
	ui_push(ui, &merge->view);
	type_path(merge, ui);
}

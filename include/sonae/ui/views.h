/*
 * views.h - every view there is; each in src/ui/view_<name>.c. The ui owns what
 * these return (ui_push).
 */
#ifndef SONAE_UI_VIEWS_H
#define SONAE_UI_VIEWS_H

#include "sonae/ui/ui.h"

/* No workbook yet: recent, new, example, quit. */
struct view *view_start_new(struct ui *ui);
/* The ten sessions, the next step, findings. */
struct view *view_home_new(struct ui *ui);
/* One session's worksheets; `index` into the curriculum. */
struct view *view_session_new(struct ui *ui, int index);
/* A worksheet: the first way to look at it, or the record form for kinds with one row. NULL with
 * the reason as the message when it cannot be opened. */
struct view *view_sheet_new(struct ui *ui, const char *sheet);
/* F7: shows the worksheet the next way, in place of the top view, which is the way called `now`;
 * one stays on `row` (an id, or ""). The ways are tree and grid or the grid, then those its
 * form names ([view NAME]); false when there is only one. A `now` that is none of them (a record)
 * turns to the first. */
bool view_turn(struct ui *ui, const char *sheet, const char *now, const char *row);
/* The ways; each in src/ui/view_<name>.c and a line in view_ways.c. */
struct view *view_grid_new(struct ui *ui, const char *sheet, const char *row);
/* A year's plan; the grid when the form has no months. */
struct view *view_timeline_new(struct ui *ui, const char *sheet, const char *row);
/* Rows that hang below each other; with its figures when the form has an attack tree's fields. */
struct view *view_tree_new(struct ui *ui, const char *sheet, const char *row);
/* In a matrix of two fields, before and after; ranked by several yardsticks; summed up. */
struct view *view_matrix_new(struct ui *ui, const char *sheet, const char *row);
struct view *view_top_new(struct ui *ui, const char *sheet, const char *row);
struct view *view_sums_new(struct ui *ui, const char *sheet, const char *row);
/* Targets by the sides they are looked at from, and one after the other; `row` may also be one of
 * the worksheet that the targets are in. */
struct view *view_coverage_new(struct ui *ui, const char *sheet, const char *row);
struct view *view_steps_new(struct ui *ui, const char *sheet, const char *row);
/* A checklist rated twice: groups of items with means and gaps, rated by one key each. NULL with
 * the reason as the message when it has no items. */
struct view *view_profile_new(struct ui *ui, const char *sheet, const char *row);
/* One row as a form; `row` is its id. */
struct view *view_record_new(struct ui *ui, const char *sheet, const char *row, int field);
/* An exercise: what is given, its questions, and what is said about the answers. */
struct view *view_exercise_new(struct ui *ui, const char *sheet);
/* F5: what is wrong, in one worksheet or (NULL) in all. */
struct view *view_check_new(struct ui *ui, const char *sheet);
/* ^G: who changed what, when; `sheet` and `row` are where one stands, "" or NULL = nowhere. */
struct view *view_history_new(struct ui *ui, const char *sheet, const char *row);
/* What other programs changed, to be decided on. */
struct view *view_outside_new(struct ui *ui);
/* What came back is to be merged: opens the view, which asks for the path first. */
void view_merge_open(struct ui *ui);
/* F9: what goes out, looked at before it is written. And what it was told last is forgotten. */
struct view *view_export_new(struct ui *ui);
void export_forget(struct ui *ui);
/* A file on its way into the worksheet; NULL with the reason as the message when it cannot be
 * read. */
struct view *view_import_new(struct ui *ui, const char *sheet, const char *path);
/* F3: find in all worksheets; `sheet` is searched first (may be NULL). */
struct view *view_find_new(struct ui *ui, const char *sheet);
/* F10: every action by name. */
struct view *view_palette_new(struct ui *ui);
/* The backups; Enter compares, Enter again brings one back. */
struct view *view_restore_new(struct ui *ui);
/* F1: about this screen, then every key. */
struct view *view_help_new(struct ui *ui, const char *view_name);
/* F6 twice: the guide on the whole screen. */
struct view *view_guide_new(struct ui *ui, const char *sheet);
/* F8: worked examples; Enter takes one over as a new row. */
struct view *view_examples_new(struct ui *ui, const char *sheet);

/* ---- popups ---- */

/* A line to type. `done` gets the text on Enter and says whether the popup closes; on
 * Esc nothing is called. `title` is copied; `context` stays the caller's. */
typedef bool (*prompt_done)(struct ui *ui, void *context, const char *text);
struct view *view_prompt_new(const char *title, const char *hint, const char *text, prompt_done done,
                             void *context);

/* F12: the notes on a row, a worksheet ("" = no row) or the workbook (both ""), and a line to jot
 * down one more. NULL with the reason as the message when no notes can be kept. */
struct view *view_note_new(struct ui *ui, const char *sheet, const char *row);

/* A list to choose from. `done` gets the index of the line, or SIZE_MAX with what was
 * typed when `free_text` is allowed. With `many`, Space ticks and `done` is called once, with the
 * menu, through `done_many`. */
struct menu;
struct pick {
	const char *title;   /* copied */
	struct menu *menu;   /* taken over: contents moved out */
	bool many, free_text;
	void (*done)(struct ui *ui, void *context, size_t line, const char *typed);
	void (*done_many)(struct ui *ui, void *context, const struct menu *menu);
	void *context;
	void (*free_context)(void *context); /* may be NULL */
	const char *typed;   /* what was typed already: the filter starts with it; may be NULL */
	struct rect near;    /* opened below this cell when there is room */
};
struct view *view_pick_new(const struct pick *pick);

#endif

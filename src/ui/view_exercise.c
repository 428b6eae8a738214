/* view_exercise.c - an exercise: moving among its questions, answering, taking it on. */
#include "exercise_view.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

static struct exercise_view *exercise_of(struct view *view)
{
	return (struct exercise_view *)view;
}

static const struct form *form_of(const struct exercise_view *view, const struct ui *ui)
{
	return sheet_form(cell_view_sheet(&view->cell, ui));
}

/* ---- moving ---- */

static void stand_at(struct exercise_view *view, struct ui *ui, size_t question)
{
	const struct form *form = form_of(view, ui);

	view->at = question < form->items.count ? question : form->items.count - 1;
	text_copy(view->cell.row, sizeof(view->cell.row), form->items.at[view->at].id);
	view->cell.settled = false;
	view->follows = true;
}

static void step(struct exercise_view *view, struct ui *ui, bool back)
{
	stand_at(view, ui, back ? (view->at ? view->at - 1 : 0) : view->at + 1);
}

static enum exercise_mark mark_here(const struct exercise_view *view, struct ui *ui)
{
	return exercise_mark(ui->session, cell_view_sheet(&view->cell, ui), exercise_row(view, ui, view->at));
}

/* Whoever has just answered reads first what the program says to it. */
static bool is_worth_reading(const struct exercise_view *view, struct ui *ui)
{
	enum exercise_mark mark = mark_here(view, ui);
	const struct item *item = &form_of(view, ui)->items.at[view->at];

	return mark == EXERCISE_WRONG || (mark == EXERCISE_RIGHT && say_words(ui->session, item->why)[0]);
}

static void go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	struct exercise_view *view = (struct exercise_view *)cell;

	if (direction == ACTION_DOWN && is_worth_reading(view, ui)) {
		cell->settled = mark_here(view, ui) == EXERCISE_RIGHT;
		return;
	}
	step(view, ui, direction == ACTION_UP || direction == ACTION_PREVIOUS);
}

static void scroll_by(struct exercise_view *view, int lines)
{
	view->scroll += lines;
	view->follows = false;
}

/* ↑↓ read on where there is something to read, else they go from question to question. */
static void move_or_scroll(struct exercise_view *view, struct ui *ui, bool back)
{
	bool at_end = back ? view->at == 0 : view->at + 1 >= form_of(view, ui)->items.count;

	if (at_end || !exercise_is_in_sight(view))
		scroll_by(view, back ? -1 : 1);
	else
		step(view, ui, back);
}

static unsigned move(struct exercise_view *view, struct ui *ui, enum action action)
{
	int page = view->page.rows > 2 ? view->page.rows - 1 : 1;

	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN: move_or_scroll(view, ui, action == ACTION_UP); break;
	case ACTION_NEXT:
	case ACTION_PREVIOUS: step(view, ui, action == ACTION_PREVIOUS); break;
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN: scroll_by(view, action == ACTION_PAGE_UP ? -page : page); break;
	case ACTION_FIRST:
	case ACTION_LINE_START:
		stand_at(view, ui, 0);
		scroll_by(view, -view->scroll);
		break;
	case ACTION_LAST:
	case ACTION_LINE_END: stand_at(view, ui, form_of(view, ui)->items.count - 1); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- taking it on ---- */

static void say_taken(struct exercise_view *view, struct ui *ui, size_t count)
{
	const char *to = place_sheet(ui, form_of(view, ui)->exercise.takes_on);
	char rows[24];

	snprintf(rows, sizeof(rows), "%zu", count);
	ui_message(ui, "exercise.taken_on", "sheet", to, "count", rows, NULL);
}

static void do_take_on(struct exercise_view *view, struct ui *ui)
{
	const char *to = form_of(view, ui)->exercise.takes_on;
	struct step tree = {0};
	struct err err = {0};
	char root[64];

	if (!exercise_take_on(ui->session, &tree, cell_view_sheet(&view->cell, ui), root, &err)) {
		ui_alarm(ui, &err);
	} else {
		size_t count = tree.changes.count;
		if (ui_do(ui, &tree)) {
			ui_jump(ui, to, root, "");
			say_taken(view, ui, count);
		}
	}
	step_release(&tree);
}

static unsigned take_on(struct exercise_view *view, struct ui *ui)
{
	struct exercise_score score = exercise_score(ui->session, cell_view_sheet(&view->cell, ui));

	if (!form_of(view, ui)->exercise.takes_on[0])
		return REACT_UNUSED;
	if (score.right < score.count)
		ui_message(ui, "exercise.not_yet", NULL);
	else if (cell_view_may_write(&view->cell, ui))
		do_take_on(view, ui);
	return REACT_DRAW;
}

/* ---- the view ---- */

static unsigned exercise_act(struct view *base, struct ui *ui, enum action action)
{
	struct exercise_view *view = exercise_of(base);

	if (action == ACTION_ENTER && view->cell.settled) { /* it was right, and has been read */
		step(view, ui, false);
		return REACT_DRAW;
	}
	unsigned reaction = cell_view_act(&view->cell, ui, action);
	if (reaction != REACT_UNUSED) {
		view->follows = true;
		return reaction;
	}
	reaction = move(view, ui, action);
	if (reaction != REACT_UNUSED)
		return reaction;
	switch (action) {
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, view->cell.sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, view->cell.sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, view->cell.sheet)); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, view->cell.sheet)); break;
	case ACTION_TAKE_ON: return take_on(view, ui);
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* What is typed after a right answer is the next one's. */
static unsigned exercise_text(struct view *base, struct ui *ui, const char *text, bool pasted)
{
	struct exercise_view *view = exercise_of(base);

	if (view->cell.settled && view->at + 1 < form_of(view, ui)->items.count)
		step(view, ui, false);
	view->follows = true;
	return cell_view_text(&view->cell, ui, text, pasted);
}

static unsigned exercise_mouse(struct view *base, struct ui *ui, const struct event *event)
{
	struct exercise_view *view = exercise_of(base);
	int row = event->row - view->page.row, line = row + view->scroll;

	cell_view_commit(&view->cell, ui);
	for (size_t i = 0; i < view->line_of.count && row >= 0 && row < view->page.rows; i++) {
		if (line < view->line_of.at[i] || line >= view->line_after.at[i])
			continue;
		stand_at(view, ui, i);
		return event->button == MOUSE_DOUBLE ? exercise_act(base, ui, ACTION_ENTER) : REACT_DRAW;
	}
	return REACT_DRAW;
}

static void exercise_keys(struct view *base, struct ui *ui, struct key_line *line)
{
	struct exercise_view *view = exercise_of(base);

	cell_view_keys(&view->cell, ui, line);
	if (view->cell.editing)
		return;
	if (form_of(view, ui)->exercise.takes_on[0])
		key_line_add_as(line, ACTION_TAKE_ON, "exercise.take_on");
	if (view->has_examples)
		key_line_add_as(line, ACTION_EXAMPLES, "exercise.sample");
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_BACK);
}

static bool exercise_show(struct view *base, struct ui *ui, const char *sheet, const char *row,
                          const char *field)
{
	struct exercise_view *view = exercise_of(base);
	int question = form_row_item(form_of(view, ui), row);

	(void)field;
	if (!text_is(sheet, view->cell.sheet))
		return false;
	if (question >= 0)
		stand_at(view, ui, (size_t)question);
	return true;
}

static bool exercise_resume(struct view *base, struct ui *ui, const struct draft *draft)
{
	return cell_view_resume(&exercise_of(base)->cell, ui, draft);
}

static void exercise_leave(struct view *base, struct ui *ui, bool for_good)
{
	cell_view_leave(&exercise_of(base)->cell, ui, for_good);
}

static bool exercise_is_editing(struct view *base)
{
	return exercise_of(base)->cell.editing;
}

static void exercise_refresh(struct view *base, struct ui *ui)
{
	(void)ui;
	exercise_of(base)->cols = 0;
}

static void exercise_free(struct view *base)
{
	struct exercise_view *view = exercise_of(base);

	cell_view_release(&view->cell);
	paper_release(&view->scenario);
	vec_release(&view->line_of);
	vec_release(&view->line_after);
	free(view);
}

static const struct view_ops ops = {
	.name = "exercise",
	.draw = exercise_draw,
	.act = exercise_act,
	.text = exercise_text,
	.mouse = exercise_mouse,
	.keys = exercise_keys,
	.show = exercise_show,
	.where = cell_view_where,
	.leave = exercise_leave,
	.is_editing = exercise_is_editing,
	.typed = cell_view_typed,
	.resume = exercise_resume,
	.refresh = exercise_refresh,
	.free = exercise_free,
};

/* Whoever comes for the first time begins to read at the top; later at the first open question. */
static void stand_at_first(struct exercise_view *view, struct ui *ui)
{
	size_t count = form_of(view, ui)->items.count, open = 0;

	stand_at(view, ui, 0);
	while (open < count && mark_here(view, ui) != EXERCISE_OPEN)
		stand_at(view, ui, ++open);
	if (open == 0 || open == count)
		stand_at(view, ui, 0);
	view->follows = open > 0;
}

struct view *view_exercise_new(struct ui *ui, const char *sheet)
{
	struct exercise_view *view = mem_zero(1, sizeof(*view));

	view->cell.view.ops = &ops;
	view->cell.go = go;
	text_copy(view->cell.sheet, sizeof(view->cell.sheet), sheet);
	view->cell.field = form_field(form_of(view, ui), "answer");
	view->has_examples = place_has_examples(ui, sheet);
	stand_at_first(view, ui);
	return &view->cell.view;
}

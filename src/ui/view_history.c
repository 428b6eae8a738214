/* view_history.c - who changed what, when, of a row, a worksheet or the workbook. */
#include "history_view.h"

#include "list.h"
#include "sonae/app/say.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum {
	NOW_MS = 12, /* read within the keystroke; the rest is idle work */
	SLICE_MS = 40,
};

static struct history_view *history_of(struct view *view)
{
	return (struct history_view *)view;
}

/* ---- lines ---- */

const struct past_step *history_step(const struct history_view *history,
                                     const struct history_line *line)
{
	return &history->past.steps.at[line->step];
}

const struct past_change *history_change(const struct history_view *history,
                                         const struct history_line *line)
{
	const struct past_step *step = history_step(history, line);

	if (line->change != WHOLE_STEP)
		return &step->changes.at[line->change];
	return step->changes.count == 1 ? step->changes.at : NULL;
}

const struct history_line *history_chosen(const struct history_view *history)
{
	return history->selected < history->lines.count ? &history->lines.at[history->selected]
	                                                : NULL;
}

static size_t open_index(const struct history_view *history, unsigned long seq)
{
	size_t i = 0;

	while (i < history->open.count && history->open.at[i] != seq)
		i++;
	return i;
}

bool history_is_open(const struct history_view *history, const struct past_step *step)
{
	return open_index(history, step->seq) < history->open.count;
}

static void lay_out_step(struct history_view *history, size_t index)
{
	const struct past_step *step = &history->past.steps.at[index];

	vec_push(&history->lines, ((struct history_line){index, WHOLE_STEP}));
	if (step->changes.count == 1 || !history_is_open(history, step))
		return;
	for (size_t i = 0; i < step->changes.count; i++)
		vec_push(&history->lines, ((struct history_line){index, i}));
}

static void lay_out_rest(struct history_view *history)
{
	while (history->laid_out < history->past.steps.count)
		lay_out_step(history, history->laid_out++);
}

static void lay_out_again(struct history_view *history)
{
	vec_clear(&history->lines);
	history->laid_out = 0;
	lay_out_rest(history);
}

/* ---- reading: a page more than what is looked at ---- */

static size_t wanted_lines(const struct history_view *history)
{
	size_t page = history->list.rows > 0 ? (size_t)history->list.rows : 1;

	return history->wants_all ? SIZE_MAX : history->selected + page * 2;
}

static bool wants_more(const struct history_view *history)
{
	return !history->past.is_whole && history->lines.count < wanted_lines(history);
}

static void read_on(struct history_view *history, struct ui *ui, long long ms)
{
	size_t wanted = wanted_lines(history), there = history->lines.count;
	size_t more = wanted > there ? wanted - there : 0;
	size_t steps = history->past.steps.count;

	past_read(&history->past, ui, more > SIZE_MAX - steps ? SIZE_MAX : steps + more, ms);
	lay_out_rest(history);
	if (history->wants_all && history->lines.count > 0)
		history->selected = history->lines.count - 1;
	history->wants_all = history->wants_all && !history->past.is_whole;
}

static void ask(struct history_view *history, struct ui *ui)
{
	bool of_sheet = history->scope != SCOPE_ALL, of_row = history->scope == SCOPE_ROW;
	struct past_wanted wanted = {
		.sheet = of_sheet ? history->sheet : NULL,
		.row = of_row ? history->row : NULL,
		.text = edit_text(&history->filter),
	};

	past_ask(&history->past, &wanted);
	lay_out_again(history);
	history->wants_all = false;
	read_on(history, ui, NOW_MS);
}

static void ask_anew(struct history_view *history, struct ui *ui)
{
	history->selected = history->top = 0;
	ask(history, ui);
}

/* ---- acting ---- */

static void fold_or_unfold(struct history_view *history, const struct past_step *step)
{
	size_t index = open_index(history, step->seq);

	if (index < history->open.count)
		vec_remove(&history->open, index);
	else
		vec_push(&history->open, step->seq);
	lay_out_again(history);
}

static bool is_row_there(struct ui *ui, const char *sheet, const char *row)
{
	struct sheet *loaded = book_sheet(folder_book(ui->session->folder), sheet, NULL);
	size_t at;

	return loaded && sheet_find(loaded, row, &at);
}

/* Jumping makes the list anew, so the names are copied first. */
static void jump_to(struct ui *ui, const struct past_change *change)
{
	char *sheet = mem_dup(change->sheet), *row = mem_dup(change->row),
	     *field = mem_dup(change->field);

	if (is_row_there(ui, sheet, row))
		ui_jump(ui, sheet, row, field);
	else
		ui_message(ui, "history.row_gone", "row", row, NULL);
	free(sheet);
	free(row);
	free(field);
}

static unsigned enter(struct history_view *history, struct ui *ui)
{
	const struct history_line *line = history_chosen(history);
	const struct past_change *change = line ? history_change(history, line) : NULL;

	if (change)
		jump_to(ui, change);
	else if (line)
		fold_or_unfold(history, history_step(history, line));
	return REACT_DRAW;
}

static unsigned move(struct history_view *history, struct ui *ui, long by)
{
	long last = (long)history->lines.count - 1, target = (long)history->selected + by;

	history->wants_all = false;
	history->selected = (size_t)(target > last ? last < 0 ? 0 : last : target < 0 ? 0 : target);
	if (wants_more(history))
		read_on(history, ui, NOW_MS);
	return REACT_DRAW;
}

static bool has_scope(const struct history_view *history, enum history_scope scope)
{
	return scope == SCOPE_ALL ||
	       (scope == SCOPE_SHEET ? history->sheet : history->row)[0] != '\0';
}

static enum history_scope next_scope(const struct history_view *history, int by)
{
	enum history_scope scope = history->scope;

	do
		scope = (enum history_scope)(((int)scope + by + SCOPE_COUNT) % SCOPE_COUNT);
	while (!has_scope(history, scope));
	return scope;
}

static unsigned change_scope(struct history_view *history, struct ui *ui, int by)
{
	history->scope = next_scope(history, by);
	ask_anew(history, ui);
	return REACT_DRAW;
}

static unsigned go_to_end(struct history_view *history, struct ui *ui)
{
	history->wants_all = true;
	read_on(history, ui, NOW_MS);
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct history_view *history = history_of(view);
	long page = history->list.rows > 2 ? history->list.rows - 1 : 1;
	bool changed;

	switch (action) {
	case ACTION_UP: return move(history, ui, -1);
	case ACTION_DOWN: return move(history, ui, 1);
	case ACTION_PAGE_UP: return move(history, ui, -page);
	case ACTION_PAGE_DOWN: return move(history, ui, page);
	case ACTION_FIRST: return move(history, ui, -(long)history->selected);
	case ACTION_LAST: return go_to_end(history, ui);
	case ACTION_NEXT: return change_scope(history, ui, 1);
	case ACTION_PREVIOUS: return change_scope(history, ui, -1);
	case ACTION_ENTER: return enter(history, ui);
	case ACTION_HISTORY: return REACT_NONE;
	default: break;
	}
	unsigned reaction = list_type(&history->filter, action, &changed);
	if (changed)
		ask_anew(history, ui);
	return reaction;
}

static unsigned text(struct view *view, struct ui *ui, const char *typed, bool pasted)
{
	struct history_view *history = history_of(view);

	(void)pasted;
	edit_insert(&history->filter, typed);
	ask_anew(history, ui);
	return REACT_DRAW;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct history_view *history = history_of(view);
	size_t index = history->top + (size_t)(event->row - history->list.row);
	bool again = index == history->selected || event->button == MOUSE_DOUBLE;

	if (event->row < history->list.row ||
	    event->row >= history->list.row + history->list.rows || index >= history->lines.count)
		return REACT_NONE;
	history->selected = index;
	return again ? enter(history, ui) : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	static const char *const to_scope[] = {
		[SCOPE_ROW] = "history.to_row",
		[SCOPE_SHEET] = "history.to_sheet",
		[SCOPE_ALL] = "history.to_all",
	};
	struct history_view *history = history_of(view);
	const struct history_line *at = history_chosen(history);
	enum history_scope next = next_scope(history, 1);

	(void)ui;
	if (at && history_change(history, at))
		key_line_add_as(line, ACTION_ENTER, "history.go");
	else if (at)
		key_line_add_as(line, ACTION_ENTER,
		                history_is_open(history, history_step(history, at))
		                    ? "history.fold"
		                    : "history.unfold");
	if (next != history->scope)
		key_line_add_as(line, ACTION_NEXT, to_scope[next]);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_BACK);
}

/* What is still to be read waits for nobody, so it goes on while the filter stands there. */
static bool is_editing(struct view *view)
{
	return !wants_more(history_of(view));
}

static bool wants_idle(struct view *view)
{
	return wants_more(history_of(view));
}

static bool idle(struct view *view, struct ui *ui)
{
	read_on(history_of(view), ui, SLICE_MS);
	return true;
}

/* Other words, or more was done: the same question again, about the same place. */
static void refresh(struct view *view, struct ui *ui)
{
	struct history_view *history = history_of(view);

	ask(history, ui);
	if (history->selected >= history->lines.count)
		history->selected = history->lines.count > 0 ? history->lines.count - 1 : 0;
}

static void history_free(struct view *view)
{
	struct history_view *history = history_of(view);

	edit_release(&history->filter);
	past_release(&history->past);
	paper_release(&history->detail);
	vec_release(&history->lines);
	vec_release(&history->open);
	free(history);
}

static const struct view_ops ops = {
	.name = "history",
	.draw = history_draw,
	.act = act,
	.text = text,
	.mouse = mouse,
	.keys = keys,
	.is_editing = is_editing,
	.refresh = refresh,
	.wants_idle = wants_idle,
	.idle = idle,
	.free = history_free,
};

struct view *view_history_new(struct ui *ui, const char *sheet, const char *row)
{
	struct history_view *history = mem_zero(1, sizeof(*history));

	history->view.ops = &ops;
	text_copy(history->sheet, sizeof(history->sheet), sheet ? sheet : "");
	text_copy(history->row, sizeof(history->row), row ? row : "");
	history->scope = history->row[0] ? SCOPE_ROW : history->sheet[0] ? SCOPE_SHEET : SCOPE_ALL;
	history->list.rows = ui->canvas.rows;
	edit_start(&history->filter, "", false);
	ask(history, ui);
	return &history->view;
}

/*
 * view_history.c - who changed what, when, of a row, a worksheet or the workbook.
 *
 *     filter: text_
 *
 *       07:30        sato    T-001 staff list    grade    low -> high
 *     + 11-20 18:02  suzuki  things              12 changes
 *     -------------------------------------------------------------
 *     the change in full
 */
#include "list.h"
#include "past.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/cell_view.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/paper.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	NOW_MS = 12,       /* read within the keystroke; the rest is idle work */
	SLICE_MS = 40,
	NARROW = 60,
	LIST_LEAST = 3,    /* lines of the list, however long the change below it */
	TIME_COLS = 11,
};

enum scope { SCOPE_ROW, SCOPE_SHEET, SCOPE_ALL, SCOPE_COUNT };

/* A line of the list: a step, or one of the changes of an unfolded one. */
struct line {
	size_t step;
	size_t change; /* WHOLE_STEP: the step's own line */
};
#define WHOLE_STEP SIZE_MAX

struct history_view {
	struct view view;
	char sheet[ROW_ID_MAX], row[ROW_ID_MAX]; /* where one came from; "" = nowhere */
	enum scope scope;
	struct edit filter;
	struct past past;
	VEC(struct line) lines;
	size_t laid_out;           /* steps that have their lines */
	VEC(unsigned long) open;   /* seqs of unfolded steps */
	size_t selected, top;
	bool wants_all;            /* somebody went to the end */
	struct paper detail;
	struct rect list;
};

static struct history_view *history_of(struct view *view)
{
	return (struct history_view *)view;
}

/* ---- lines ---- */

static const struct past_step *step_of(const struct history_view *history, const struct line *line)
{
	return &history->past.steps.at[line->step];
}

/* The one change the line is about; NULL for a step of several. */
static const struct past_change *change_of(const struct history_view *history, const struct line *line)
{
	const struct past_step *step = step_of(history, line);

	if (line->change != WHOLE_STEP)
		return &step->changes.at[line->change];
	return step->changes.count == 1 ? step->changes.at : NULL;
}

static const struct line *chosen(const struct history_view *history)
{
	return history->selected < history->lines.count ? &history->lines.at[history->selected] : NULL;
}

static size_t open_index(const struct history_view *history, unsigned long seq)
{
	size_t i = 0;

	while (i < history->open.count && history->open.at[i] != seq)
		i++;
	return i;
}

static bool is_open(const struct history_view *history, const struct past_step *step)
{
	return open_index(history, step->seq) < history->open.count;
}

static void lay_out_step(struct history_view *history, size_t index)
{
	const struct past_step *step = &history->past.steps.at[index];

	vec_push(&history->lines, ((struct line){index, WHOLE_STEP}));
	if (step->changes.count == 1 || !is_open(history, step))
		return;
	for (size_t i = 0; i < step->changes.count; i++)
		vec_push(&history->lines, ((struct line){index, i}));
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

/* ---- drawing: the list ---- */

/* What is taken as read in this scope is left out; a narrow window has room for the row's id. */
static void say_place(const struct history_view *history, struct ui *ui, const char *sheet,
                      const char *row, struct str *out)
{
	if (history->scope == SCOPE_ALL)
		str_add(out, place_sheet(ui, sheet));
	if (row[0] && history->scope != SCOPE_ROW) {
		str_add(out, out->len > 0 ? " " : "");
		if (ui->canvas.cols < NARROW)
			str_add(out, row);
		else
			place_row(ui, sheet, row, out);
	}
}

/* What all changes of the step have in common. */
static void say_common_place(const struct history_view *history, struct ui *ui,
                             const struct past_step *step, struct str *out)
{
	const struct past_change *first = step->changes.at;
	bool one_sheet = true, one_row = true;

	for (size_t i = 1; i < step->changes.count; i++) {
		one_sheet = one_sheet && text_is(step->changes.at[i].sheet, first->sheet);
		one_row = one_row && text_is(step->changes.at[i].row, first->row);
	}
	if (one_sheet)
		say_place(history, ui, first->sheet, one_row ? first->row : "", out);
}

static void say_count(struct ui *ui, const char *id, size_t count, struct str *out)
{
	char number[24];

	snprintf(number, sizeof(number), "%zu", count);
	say_to(ui->session, out, id, "count", number, NULL);
}

/* The texts of a line. */
struct words_of_line {
	struct str time, place, what;
	const char *who, *field;
};

static void say_line(const struct history_view *history, struct ui *ui, const struct line *line,
                     struct words_of_line *words)
{
	const struct past_step *step = step_of(history, line);
	const struct past_change *change = change_of(history, line);
	bool is_head = line->change == WHOLE_STEP;

	words->who = is_head ? step->who : "";
	words->field = change ? past_field(ui, change) : "";
	if (is_head) {
		past_say_time(step, &words->time);
		past_say_kind(ui, step, &words->what);
	}
	if (change) {
		say_place(history, ui, change->sheet, change->row, &words->place);
		past_say_change(ui, change, &words->what);
	} else {
		say_common_place(history, ui, step, &words->place);
		say_count(ui, "history.changes", step->changes.count, &words->what);
	}
}

static void words_release(struct words_of_line *words)
{
	str_release(&words->time);
	str_release(&words->place);
	str_release(&words->what);
}

struct columns { /* widths; 0 = left out */
	int who, place, field;
};

static struct columns columns_for(const struct history_view *history, int cols)
{
	int place = history->scope == SCOPE_ROW ? 0 : history->scope == SCOPE_ALL ? cols / 4 : cols / 5;

	if (cols < NARROW)
		return (struct columns){0, 0, 0};
	return (struct columns){cols / 10, place, cols / 8};
}

static int draw_column(struct canvas *canvas, int row, int col, int cols, enum style style,
                       const char *text)
{
	if (cols == 0)
		return col;
	canvas_text(canvas, row, col, cols, style, TEXT_MARK, text);
	return col + cols + 1;
}

/* Without columns: "T-001 staff list  grade: low -> high". */
static void join(struct words_of_line *words)
{
	struct str whole = {0};

	str_add(&whole, str_text(&words->place));
	if (words->field[0])
		str_addf(&whole, "%s%s:", whole.len > 0 ? " " : "", words->field);
	str_addf(&whole, "%s%s", whole.len > 0 ? " " : "", str_text(&words->what));
	str_release(&words->what);
	words->what = whole;
}

static const char *fold_mark(const struct history_view *history, const struct line *line)
{
	const struct past_step *step = step_of(history, line);

	return line->change != WHOLE_STEP || step->changes.count == 1 ? " "
	       : is_open(history, step) ? "-" : "+";
}

static void draw_line(const struct history_view *history, struct ui *ui, struct canvas *canvas,
                      struct rect row, const struct line *line)
{
	struct columns width = columns_for(history, row.cols);
	struct words_of_line words = {0};
	bool muted = step_of(history, line)->undone;
	enum style plain = muted ? STYLE_ROLE_MUTED : STYLE_ROLE_PLAIN;
	int col = row.col + 3;

	say_line(history, ui, line, &words);
	if (width.who == 0)
		join(&words);
	canvas_text(canvas, row.row, row.col + 1, 1, plain, 0, fold_mark(history, line));
	col = draw_column(canvas, row.row, col, TIME_COLS, STYLE_ROLE_MUTED, str_text(&words.time));
	col = draw_column(canvas, row.row, col, width.who, plain, words.who);
	col = draw_column(canvas, row.row, col, width.place, plain, str_text(&words.place));
	col = draw_column(canvas, row.row, col, width.who ? width.field : 0, STYLE_ROLE_MUTED, words.field);
	draw_column(canvas, row.row, col, row.col + row.cols - 1 - col, plain, str_text(&words.what));
	words_release(&words);
}

static void scroll(struct history_view *history)
{
	size_t rows = history->list.rows > 0 ? (size_t)history->list.rows : 1;

	if (history->selected < history->top)
		history->top = history->selected;
	if (history->selected >= history->top + rows)
		history->top = history->selected - rows + 1;
}

static void draw_list(struct history_view *history, struct ui *ui, struct canvas *canvas)
{
	scroll(history);
	for (int i = 0; i < history->list.rows; i++) {
		size_t index = history->top + (size_t)i;
		struct rect row = {history->list.row + i, history->list.col, 1, history->list.cols};
		if (index >= history->lines.count)
			break;
		draw_line(history, ui, canvas, row, &history->lines.at[index]);
		if (index == history->selected)
			canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
	}
}

/* ---- drawing: the change one stands on, in full ---- */

static void add_side(struct history_view *history, struct ui *ui, const char *lead, struct str *text,
                     int cols)
{
	paper_add_wrapped(&history->detail, say(ui->session, lead), str_text(text), cols, STYLE_ROLE_PLAIN);
	str_release(text);
}

static void lay_out_detail(struct history_view *history, struct ui *ui, int cols)
{
	const struct line *line = chosen(history);
	const struct past_change *change = line ? change_of(history, line) : NULL;
	struct str text = {0}, before = {0}, after = {0};

	paper_clear(&history->detail);
	history->detail.top = 0;
	if (!change)
		return;
	past_say_change(ui, change, &text);
	if (change->kind != HISTORY_SET || (utf8_cols(str_text(&text), text.len) <= cols &&
	                                    !strchr(str_text(&text), '\n'))) {
		paper_add_wrapped(&history->detail, "", str_text(&text), cols, STYLE_ROLE_PLAIN);
	} else {
		past_say_before(ui, change, &before);
		past_say_after(ui, change, &after);
		add_side(history, ui, "history.before", &before, cols);
		add_side(history, ui, "history.after", &after, cols);
	}
	str_release(&text);
}

/* Takes its lines from the bottom of `body`, under a rule where there is room for one. */
static void draw_detail(struct history_view *history, struct ui *ui, struct canvas *canvas,
                        struct rect *body)
{
	int rule = body->rows > 10 ? 1 : 0, most = body->rows - LIST_LEAST - rule;

	lay_out_detail(history, ui, body->cols - 2);
	int rows = (int)history->detail.lines.count < most ? (int)history->detail.lines.count : most;
	if (rows <= 0)
		return;
	body->rows -= rows + rule;
	int at = body->row + body->rows;
	if (rule)
		canvas_hline(canvas, at, body->col, body->cols, STYLE_ROLE_RULE);
	paper_draw(&history->detail, canvas, (struct rect){at + rule, body->col + 1, rows, body->cols - 2});
}

/* ---- drawing: around it ---- */

static void say_title(const struct history_view *history, struct ui *ui, struct str *left,
                      struct str *right)
{
	str_addf(left, "%s  ", say(ui->session, "history.title"));
	str_add(left, history->scope == SCOPE_ALL ? say(ui->session, "history.all")
	                                          : place_sheet(ui, history->sheet));
	if (history->scope == SCOPE_ROW) {
		str_add_byte(left, ' ');
		place_row(ui, history->sheet, history->row, left);
	}
	say_count(ui, history->past.is_whole ? "history.count" : "history.more",
	          history->past.steps.count, right);
}

/* When, who and where in full; what it was stands above. */
static void say_info(const struct history_view *history, struct ui *ui, struct str *info)
{
	const struct line *line = chosen(history);

	if (!line) {
		bool asked = edit_text(&history->filter)[0] != '\0';
		str_add(info, say(ui->session, !history->past.is_whole ? "history.hint"
		                               : asked ? "history.not_found" : "history.nothing"));
		return;
	}
	const struct past_step *step = step_of(history, line);
	const struct past_change *change = change_of(history, line);
	past_say_whole_time(step, info);
	str_addf(info, "  %s  ", step->who);
	past_say_kind(ui, step, info);
	if (!change) {
		say_count(ui, "history.changes", step->changes.count, info);
		return;
	}
	str_addf(info, "%s ", place_sheet(ui, change->sheet));
	place_row(ui, change->sheet, change->row, info);
	if (change->field[0])
		str_addf(info, ": %s", past_field(ui, change));
}

static void draw_prompt(struct history_view *history, struct ui *ui, struct canvas *canvas,
                        struct rect row)
{
	const char *label = say(ui->session, "history.prompt");
	int cols = canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING, 0, label);
	struct rect line = {row.row, row.col + 2 + cols, 1, row.cols - cols - 3};

	canvas_fill(canvas, line, STYLE_ROLE_EDIT);
	edit_draw(&history->filter, canvas, line, STYLE_ROLE_EDIT);
	if (!edit_text(&history->filter)[0])
		canvas_text(canvas, line.row, line.col + 1, line.cols - 1, STYLE_ROLE_OFFER, TEXT_MARK,
		            say(ui->session, "history.hint"));
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct history_view *history = history_of(view);
	struct str left = {0}, right = {0}, info = {0};

	say_title(history, ui, &left, &right);
	say_info(history, ui, &info);
	struct frame frame = {str_text(&left), str_text(&right), str_text(&info), ""};
	struct rect body = frame_draw(ui, canvas, &frame);
	struct rect prompt = {body.row, body.col, 1, body.cols};
	int gap = body.rows > 8 ? 2 : 1;
	history->list = (struct rect){body.row + gap, body.col, body.rows - gap, body.cols};
	draw_detail(history, ui, canvas, &history->list);
	draw_list(history, ui, canvas);
	draw_prompt(history, ui, canvas, prompt);
	str_release(&left);
	str_release(&right);
	str_release(&info);
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
	char *sheet = mem_dup(change->sheet), *row = mem_dup(change->row), *field = mem_dup(change->field);

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
	const struct line *line = chosen(history);
	const struct past_change *change = line ? change_of(history, line) : NULL;

	if (change)
		jump_to(ui, change);
	else if (line)
		fold_or_unfold(history, step_of(history, line));
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

static bool has_scope(const struct history_view *history, enum scope scope)
{
	return scope == SCOPE_ALL || (scope == SCOPE_SHEET ? history->sheet : history->row)[0] != '\0';
}

static enum scope next_scope(const struct history_view *history, int by)
{
	enum scope scope = history->scope;

	do
		scope = (enum scope)(((int)scope + by + SCOPE_COUNT) % SCOPE_COUNT);
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

	if (event->row < history->list.row || event->row >= history->list.row + history->list.rows ||
	    index >= history->lines.count)
		return REACT_NONE;
	history->selected = index;
	return again ? enter(history, ui) : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	static const char *const to_scope[] = {
		[SCOPE_ROW] = "history.to_row", [SCOPE_SHEET] = "history.to_sheet", [SCOPE_ALL] = "history.to_all",
	};
	struct history_view *history = history_of(view);
	const struct line *at = chosen(history);
	enum scope next = next_scope(history, 1);

	(void)ui;
	if (at && change_of(history, at))
		key_line_add_as(line, ACTION_ENTER, "history.go");
	else if (at)
		key_line_add_as(line, ACTION_ENTER,
		                is_open(history, step_of(history, at)) ? "history.fold" : "history.unfold");
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
	.draw = draw,
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

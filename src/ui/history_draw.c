/* history_draw.c - drawing the history: the list, and below it the change in full. */
#include "history_view.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/frame.h"

#include <stdio.h>

enum {
	NARROW = 60,
	LIST_LEAST = 3, /* lines of the list, however long the change below it */
	TIME_COLS = 11,
};

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

static void say_line(const struct history_view *history, struct ui *ui,
                     const struct history_line *line, struct words_of_line *words)
{
	const struct past_step *step = history_step(history, line);
	const struct past_change *change = history_change(history, line);
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
	int place = history->scope == SCOPE_ROW   ? 0
	            : history->scope == SCOPE_ALL ? cols / 4
	                                          : cols / 5;

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

static const char *fold_mark(const struct history_view *history, const struct history_line *line)
{
	const struct past_step *step = history_step(history, line);

	return line->change != WHOLE_STEP || step->changes.count == 1 ? " "
	       : history_is_open(history, step) ? "-" : "+";
}

static void draw_line(const struct history_view *history, struct ui *ui, struct canvas *canvas,
                      struct rect row, const struct history_line *line)
{
	struct columns width = columns_for(history, row.cols);
	struct words_of_line words = {0};
	bool muted = history_step(history, line)->undone;
	enum style plain = muted ? STYLE_ROLE_MUTED : STYLE_ROLE_PLAIN;
	int col = row.col + 3;

	say_line(history, ui, line, &words);
	if (width.who == 0)
		join(&words);
	canvas_text(canvas, row.row, row.col + 1, 1, plain, 0, fold_mark(history, line));
	col = draw_column(canvas, row.row, col, TIME_COLS, STYLE_ROLE_MUTED, str_text(&words.time));
	col = draw_column(canvas, row.row, col, width.who, plain, words.who);
	col = draw_column(canvas, row.row, col, width.place, plain, str_text(&words.place));
	col = draw_column(canvas, row.row, col, width.who ? width.field : 0, STYLE_ROLE_MUTED,
	                  words.field);
	draw_column(canvas, row.row, col, row.col + row.cols - 1 - col, plain,
	            str_text(&words.what));
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

static void add_side(struct history_view *history, struct ui *ui, const char *lead,
                     struct str *text, int cols)
{
	paper_add_wrapped(&history->detail, say(ui->session, lead), str_text(text), cols,
	                  STYLE_ROLE_PLAIN);
	str_release(text);
}

static void lay_out_detail(struct history_view *history, struct ui *ui, int cols)
{
	const struct history_line *line = history_chosen(history);
	const struct past_change *change = line ? history_change(history, line) : NULL;
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
	int rows =
	    (int)history->detail.lines.count < most ? (int)history->detail.lines.count : most;
	if (rows <= 0)
		return;
	body->rows -= rows + rule;
	int at = body->row + body->rows;
	if (rule)
		canvas_hline(canvas, at, body->col, body->cols, STYLE_ROLE_RULE);
	paper_draw(&history->detail, canvas,
	           (struct rect){at + rule, body->col + 1, rows, body->cols - 2});
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
	const struct history_line *line = history_chosen(history);

	if (!line) {
		bool asked = edit_text(&history->filter)[0] != '\0';
		str_add(info, say(ui->session, !history->past.is_whole ? "history.hint"
		                               : asked ? "history.not_found" : "history.nothing"));
		return;
	}
	const struct past_step *step = history_step(history, line);
	const struct past_change *change = history_change(history, line);
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
	int cols =
	    canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING, 0, label);
	struct rect line = {row.row, row.col + 2 + cols, 1, row.cols - cols - 3};

	canvas_fill(canvas, line, STYLE_ROLE_EDIT);
	edit_draw(&history->filter, canvas, line, STYLE_ROLE_EDIT);
	if (!edit_text(&history->filter)[0])
		canvas_text(canvas, line.row, line.col + 1, line.cols - 1, STYLE_ROLE_OFFER,
		            TEXT_MARK, say(ui->session, "history.hint"));
}

void history_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct history_view *history = (struct history_view *)view;
	struct str left = {0}, right = {0}, info = {0};

	say_title(history, ui, &left, &right);
	say_info(history, ui, &info);
	struct frame frame = {str_text(&left), str_text(&right), str_text(&info), "", NULL};
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

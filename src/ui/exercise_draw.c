/* exercise_draw.c - the page of an exercise. */
#include "exercise_view.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/markdown.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	NARROW = 60,       /* columns below which marks have no word */
	STEP = 3,          /* columns a level of the tree moves in */
	QUESTION_AT = 4,   /* where the question's text begins */
	TEXT_COLS = 60,    /* of an answer in words */
	BRACKETS = 2,
};

size_t exercise_row(const struct exercise_view *view, const struct ui *ui, size_t question)
{
	struct sheet *sheet = cell_view_sheet(&view->cell, ui);
	size_t row = 0;

	sheet_find(sheet, sheet_form(sheet)->items.at[question].id, &row);
	return row;
}

bool exercise_is_in_sight(const struct exercise_view *view)
{
	if (view->line_of.count <= view->at)
		return true;
	return view->line_of.at[view->at] >= view->scroll &&
	       view->line_after.at[view->at] <= view->scroll + view->page.rows;
}

/* ---- the pen ---- */

/* Writes lines into the page, scrolled. */
struct pen {
	struct exercise_view *view;
	struct ui *ui;
	struct canvas *canvas;
	struct sheet *sheet;
	const struct form *form;
	int line; /* of the whole page */
};

static int screen_row(const struct pen *pen)
{
	int row = pen->line - pen->view->scroll;

	return row >= 0 && row < pen->view->page.rows ? pen->view->page.row + row : -1;
}

static void write_at(struct pen *pen, int col, int cols, enum style style, unsigned flags,
                     const char *text)
{
	int row = screen_row(pen);

	if (row >= 0 && cols > 0)
		canvas_text(pen->canvas, row, col, cols, style, flags, text);
}

static int text_cols(const char *text)
{
	return utf8_cols(text, strlen(text));
}

/* ---- an answer ---- */

static const char *mark_word(const struct pen *pen, enum exercise_mark mark)
{
	const struct exercise *exercise = &pen->form->exercise;
	const char *own = say_words(pen->ui->session,
	                            mark == EXERCISE_RIGHT ? exercise->right : exercise->wrong);

	if (own[0])
		return own;
	return say(pen->ui->session, mark == EXERCISE_RIGHT ? "exercise.right" : "exercise.wrong");
}

static bool is_narrow(const struct pen *pen)
{
	return pen->view->page.cols < NARROW;
}

/* "o Correct"; on a narrow screen the sign alone, in a list of boxes. */
static void add_mark(const struct pen *pen, enum exercise_mark mark, bool with_word,
                     struct str *out)
{
	if (mark == EXERCISE_OPEN)
		return;
	str_add_byte(out, mark == EXERCISE_RIGHT ? 'o' : 'x');
	if (with_word)
		str_addf(out, " %s", mark_word(pen, mark));
}

static enum style mark_style(enum exercise_mark mark)
{
	return mark == EXERCISE_RIGHT ? STYLE_ROLE_GOOD : STYLE_ROLE_CAUTION;
}

/* [ the answer ] with `cols` between the brackets. */
static void draw_box(struct pen *pen, size_t question, int col, int cols)
{
	struct cell_view *cell = &pen->view->cell;
	size_t row = exercise_row(pen->view, pen->ui, question);
	bool here = question == pen->view->at, right = pen->form->fields.at[cell->field].type->right;
	enum style style;
	struct str text = {0};

	cell_look(pen->ui, pen->sheet, row, cell->field, &text, &style);
	write_at(pen, col, 1, STYLE_ROLE_MUTED, 0, "[");
	write_at(pen, col + 1, cols, here ? STYLE_ROLE_SELECTED : style,
	         TEXT_PAD | TEXT_MARK | (right ? TEXT_RIGHT : 0), str_text(&text));
	write_at(pen, col + 1 + cols, 1, STYLE_ROLE_MUTED, 0, "]");
	str_release(&text);
	if (here && screen_row(pen) >= 0) {
		cell->at = (struct rect){screen_row(pen), col + 1, 1, cols};
		canvas_cursor(pen->canvas, screen_row(pen), col + 1);
	}
}

/* ---- questions one below the other ---- */

static void write_question(struct pen *pen, size_t question)
{
	const char *text = say_words(pen->ui->session, pen->form->items.at[question].text);
	int col = pen->view->page.col, room = pen->view->page.cols - QUESTION_AT - 1;
	size_t len = strlen(text);
	struct wrap_line at = {0};
	char number[24];

	snprintf(number, sizeof(number), "%2zu.", question + 1);
	write_at(pen, col, QUESTION_AT, STYLE_ROLE_HEADING, 0, number);
	while (wrap_next(text, len, at.next, room > 8 ? room : 8, &at)) {
		char *part = mem_dup_n(text + at.at, at.len);
		write_at(pen, col + QUESTION_AT, room, STYLE_ROLE_PLAIN, 0, part);
		free(part);
		pen->line++;
	}
}

/* Columns of the widest mark with its word: kept free, so that no box shrinks when it is marked. */
static int word_cols(const struct pen *pen)
{
	int right = text_cols(mark_word(pen, EXERCISE_RIGHT)), wrong = text_cols(mark_word(pen, EXERCISE_WRONG));

	return 2 + (right > wrong ? right : wrong);
}

static int answer_cols(const struct pen *pen, int room)
{
	const struct field *field = &pen->form->fields.at[pen->view->cell.field];
	int cols = field->width ? field->width : field->type->width;

	if (!field->width && field->type->kind == VALUE_TEXT && !field->type->has_choices)
		cols = TEXT_COLS;
	return cols < room ? cols : room > 4 ? room : 4;
}

/* Answer [            20] %   o Correct */
static void write_answer(struct pen *pen, size_t question)
{
	const struct field *field = &pen->form->fields.at[pen->view->cell.field];
	const char *label = say_words(pen->ui->session, field->label);
	const char *unit = say_words(pen->ui->session, pen->form->items.at[question].unit);
	enum exercise_mark mark =
	    exercise_mark(pen->ui->session, pen->sheet, exercise_row(pen->view, pen->ui, question));
	int end = pen->view->page.col + pen->view->page.cols;
	int col = pen->view->page.col + QUESTION_AT;
	struct str text = {0};

	unit = unit[0] ? unit : say_words(pen->ui->session, field->unit);
	add_mark(pen, mark, true, &text);
	write_at(pen, col, text_cols(label), STYLE_ROLE_MUTED, 0, label);
	col += text_cols(label) + 1;
	int room = end - col - BRACKETS - text_cols(unit) - word_cols(pen) - 4;
	int cols = answer_cols(pen, room);
	draw_box(pen, question, col, cols);
	col += cols + BRACKETS + 1;
	write_at(pen, col, end - col, STYLE_ROLE_PLAIN, 0, unit);
	col += unit[0] ? text_cols(unit) + 2 : 1;
	write_at(pen, col, end - col, mark_style(mark), TEXT_MARK, str_text(&text));
	pen->line++;
	str_release(&text);
}

static void write_list(struct pen *pen)
{
	for (size_t i = 0; i < pen->form->items.count; i++) {
		vec_push(&pen->view->line_of, pen->line);
		write_question(pen, i);
		write_answer(pen, i);
		vec_push(&pen->view->line_after, pen->line);
	}
}

/* ---- a tree of boxes ---- */

bool exercise_is_tree(const struct form *form)
{
	for (size_t i = 0; i < form->items.count; i++)
		if (form->items.at[i].under >= 0)
			return true;
	return false;
}

static bool is_last_of_its_parent(const struct form *form, size_t item)
{
	for (size_t i = item + 1; i < form->items.count; i++)
		if (form->items.at[i].under == form->items.at[item].under)
			return false;
	return true;
}

/* The lines that lead to a box, from its own level outwards. */
static void draw_branch(struct pen *pen, size_t item)
{
	int row = screen_row(pen), level = form_item_depth(pen->form, item);
	int col = pen->view->page.col + 1 + level * STEP;
	bool is_last = is_last_of_its_parent(pen->form, item);
	enum canvas_line turn = is_last ? LINE_BOTTOM_LEFT : LINE_TEE_RIGHT;

	if (row < 0)
		return;
	canvas_line(pen->canvas, row, col, turn, STYLE_ROLE_RULE);
	canvas_line(pen->canvas, row, col + 1, LINE_H, STYLE_ROLE_RULE);
	for (int at = pen->form->items.at[item].under; at >= 0; at = pen->form->items.at[at].under) {
		col -= STEP;
		if (!is_last_of_its_parent(pen->form, (size_t)at))
			canvas_line(pen->canvas, row, col, LINE_V, STYLE_ROLE_RULE);
	}
}

/* Where the label of a box begins, from the page's edge. */
static int label_at(const struct form *form, size_t item)
{
	return 1 + (form_item_depth(form, item) + 1) * STEP;
}

/* The column of all boxes: right of the widest label. */
static int boxes_at(const struct pen *pen)
{
	int widest = 0, most = pen->view->page.cols / 2;

	for (size_t i = 0; i < pen->form->items.count; i++) {
		const char *label = say_words(pen->ui->session, pen->form->items.at[i].text);
		int end = label_at(pen->form, i) + text_cols(label);
		widest = end > widest ? end : widest;
	}
	return (widest < most ? widest : most) + 1;
}

/* Columns kept for the marks behind the boxes. */
static int marks_cols(const struct pen *pen)
{
	return is_narrow(pen) ? 2 : 1 + word_cols(pen);
}

static void write_box(struct pen *pen, size_t item, int col, int cols)
{
	const struct rect *page = &pen->view->page;
	const char *label = say_words(pen->ui->session, pen->form->items.at[item].text);
	enum exercise_mark mark = exercise_mark(pen->ui->session, pen->sheet,
	                                        exercise_row(pen->view, pen->ui, item));
	int from = label_at(pen->form, item);
	struct str text = {0};

	draw_branch(pen, item);
	write_at(pen, page->col + from, col - from - 1, STYLE_ROLE_MUTED, TEXT_MARK, label);
	draw_box(pen, item, page->col + col, cols);
	add_mark(pen, mark, !is_narrow(pen), &text);
	int behind = col + cols + BRACKETS + 1;
	write_at(pen, page->col + behind, page->cols - behind, mark_style(mark), 0, str_text(&text));
	str_release(&text);
}

static void write_tree(struct pen *pen)
{
	int col = boxes_at(pen), room = pen->view->page.cols - col - BRACKETS - marks_cols(pen) - 1;
	int cols = room < TEXT_COLS ? room : TEXT_COLS;
	const char *root = say_words(pen->ui->session, pen->form->exercise.root);

	write_at(pen, pen->view->page.col + 1, pen->view->page.cols - 2, STYLE_ROLE_HEADING, TEXT_MARK,
	         root);
	pen->line++;
	for (size_t i = 0; i < pen->form->items.count; i++) {
		vec_push(&pen->view->line_of, pen->line);
		write_box(pen, i, col, cols > 6 ? cols : 6);
		vec_push(&pen->view->line_after, ++pen->line);
	}
}

/* ---- the page ---- */

static void lay_out_scenario(struct exercise_view *view, struct ui *ui, int cols)
{
	struct str text = {0};

	if (view->cols == cols)
		return;
	paper_clear(&view->scenario);
	if (catalogue_scenario(folder_catalogue(ui->session->folder), view->cell.sheet,
	                       ui->session->lang, &text))
		markdown_lay_out(str_text(&text), cols, &view->scenario);
	view->cols = cols;
	str_release(&text);
}

static void draw_scenario(struct pen *pen)
{
	struct paper *paper = &pen->view->scenario;
	const struct rect *page = &pen->view->page;
	int lines = (int)paper->lines.count, rows = lines - pen->view->scroll;

	if (rows > page->rows)
		rows = page->rows;
	paper->top = (size_t)pen->view->scroll;
	if (rows > 0)
		paper_draw(paper, pen->canvas,
		           (struct rect){page->row, page->col + 1, rows, page->cols - 2});
	pen->line = lines > 0 ? lines + 1 : 0;
}

static void draw_page(struct exercise_view *view, struct ui *ui, struct canvas *canvas)
{
	struct sheet *sheet = cell_view_sheet(&view->cell, ui);
	struct pen pen = {view, ui, canvas, sheet, sheet_form(sheet), 0};

	vec_clear(&view->line_of);
	vec_clear(&view->line_after);
	draw_scenario(&pen);
	if (exercise_is_tree(pen.form))
		write_tree(&pen);
	else
		write_list(&pen);
	view->lines = pen.line;
}

/* Never past the end; and the current question in sight while the page follows it. */
static bool settle_scroll(struct exercise_view *view)
{
	int before = view->scroll, most = view->lines > view->page.rows ? view->lines - view->page.rows : 0;

	if (view->follows && view->at < view->line_of.count) {
		int first = view->line_of.at[view->at], after = view->line_after.at[view->at];
		if (after > view->scroll + view->page.rows)
			view->scroll = after - view->page.rows;
		if (first < view->scroll)
			view->scroll = first;
	}
	view->scroll = view->scroll > most ? most : view->scroll < 0 ? 0 : view->scroll;
	return view->scroll != before;
}

/* ---- all of it ---- */

static struct rect draw_frame(struct exercise_view *view, struct ui *ui, struct canvas *canvas)
{
	struct sheet *sheet = cell_view_sheet(&view->cell, ui);
	struct exercise_score score = exercise_score(ui->session, sheet);
	struct str right = {0};

	str_addf(&right, "%zu/%zu  %s", score.right, score.count, place_saved(ui, view->cell.sheet));
	struct rect body = cell_view_frame(&view->cell, ui, canvas,
	                                   say_words(ui->session,
	                                             sheet_form(sheet)->title), str_text(&right));
	str_release(&right);
	return body;
}

void exercise_draw(struct view *base, struct ui *ui, struct canvas *canvas)
{
	struct exercise_view *view = (struct exercise_view *)base;
	struct rect body = draw_frame(view, ui, canvas);

	lay_out_scenario(view, ui, exercise_text_cols(body));
	struct exercise_pane pane = {0};
	exercise_pane_make(view, ui, body, &pane);
	view->page = body;
	view->page.rows -= pane.rows;
	draw_page(view, ui, canvas);
	if (settle_scroll(view)) {
		canvas_fill(canvas, view->page, STYLE_ROLE_PLAIN);
		draw_page(view, ui, canvas);
	}
	exercise_pane_draw(&pane, view, canvas);
	paper_release(&pane.paper);
	if (view->cell.editing)
		cell_view_draw_edit(&view->cell, ui, canvas, view->cell.at, view->page);
}

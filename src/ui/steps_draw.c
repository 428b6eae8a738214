/*
 * steps_draw.c - drawing one step of one target.
 *
 *      S o    T .    R !    I      D      E           3/6
 *
 *     Nobody can prove who did it
 *     Is there a record of who copied it, and does somebody look at it?
 *
 *     ST-003  Nobody can tell who copied a drawing            Act
 *     ST-014  Somebody denies having sent it
 *             Comes from    Accident
 *             Verdict       Look into
 *     +       type here what could happen
 *
 * The row one stands on is unfolded. What is below the progress scrolls; it is laid out anew
 * for each drawing.
 */
#include "place.h"
#include "steps.h"

#include "sonae/app/say.h"
#include "sonae/base/list.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include "sonae/ui/guide_pane.h"

#include <stdio.h>
#include <stdlib.h>

enum { ID_COLS = 8, LABEL_MIN = 10, LABEL_MAX = 18, VALUE_LINES = 6, BESIDE_FROM = 120, ROOMY_FROM = 60 };

static const struct form *form_of(const struct steps *steps, const struct ui *ui)
{
	return sheet_form(steps_sheet(steps, ui));
}

const struct choice *steps_choice(const struct steps *steps, const struct ui *ui)
{
	return &form_of(steps, ui)->fields.at[steps_way(steps, ui)->columns].choices.at[steps->step];
}

static enum coverage_mark mark_of(const struct steps *steps, size_t step)
{
	return steps->line == PIVOT_NONE ? COVERAGE_NONE
	                                 : coverage_mark(&steps->coverage, steps->line, step);
}

/* ---- the progress ---- */

static void draw_progress(const struct steps *steps, struct ui *ui, struct canvas *canvas,
                          struct rect at)
{
	int each = at.cols >= ROOMY_FROM ? 7 : 5, col = at.col + 1;
	size_t done = steps->line == PIVOT_NONE ? 0 : coverage_of_line(&steps->coverage, steps->line);
	char count[32];

	for (size_t i = 0; i < steps_count(steps); i++, col += each) {
		struct str letter = {0}, mark = {0};
		enum style style;
		bool here = i == steps->step;
		coverage_add_letter(ui, form_of(steps, ui), steps_way(steps, ui), i, &letter);
		coverage_add_mark(mark_of(steps, i), 0, &mark, &style);
		str_addf(&letter, " %s", str_text(&mark));
		if (here)
			canvas_text(canvas, at.row, col - 1, 5, STYLE_ROLE_SELECTED, TEXT_PAD, "");
		canvas_text(canvas, at.row, col, 3, here ? STYLE_ROLE_SELECTED : style, here ? TEXT_PAD : 0,
		            str_text(&letter));
		str_release(&letter);
		str_release(&mark);
	}
	snprintf(count, sizeof(count), "%zu/%zu", done, steps_count(steps));
	canvas_text(canvas, at.row, col, at.col + at.cols - 1 - col,
	            done == steps_count(steps) ? STYLE_ROLE_GOOD : STYLE_ROLE_MUTED, TEXT_RIGHT, count);
}

/* ---- the question ---- */

static bool is_for_kind(const char *kinds, const char *kind)
{
	return text_is(kinds, kind) || list_has(kinds, kind);
}

/* The question of this step for targets of that kind; "" = of any. */
static bool find_question(const struct steps *steps, const char *step, const char *kind,
                          size_t *found)
{
	for (size_t i = 0; i < steps->questions.rows; i++) {
		if (text_is(library_text(&steps->questions, i, "step").in[LANG_JA], step) &&
		    is_for_kind(library_text(&steps->questions, i, "kind").in[LANG_JA], kind)) {
			*found = i;
			return true;
		}
	}
	return false;
}

/* What kind of thing the target is, its choices say: where it is kept, say. */
static bool find_for_row(const struct steps *steps, const struct ui *ui, const char *step,
                         size_t *found)
{
	const struct field *target = &form_of(steps, ui)->fields.at[steps_way(steps, ui)->rows];
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), target->sheet, NULL);
	size_t row;

	if (!sheet || !sheet_find(sheet, steps->target.value, &row))
		return false;
	for (size_t i = 0; i < sheet_form(sheet)->fields.count; i++) {
		const char *cell = sheet_cell(sheet, row, i);
		if (sheet_form(sheet)->fields.at[i].choices.count > 0 && cell[0] &&
		    find_question(steps, step, cell, found))
			return true;
	}
	return false;
}

static const char *question_of(const struct steps *steps, const struct ui *ui)
{
	const char *step = steps_choice(steps, ui)->id;
	size_t row;
	bool found = steps->target.is_text ? find_question(steps, step, "flow", &row)
	                                   : find_for_row(steps, ui, step, &row);

	if (!found && !find_question(steps, step, "", &row))
		return "";
	return say_words(ui->session, library_text(&steps->questions, row, "text"));
}

/* ---- lines that scroll ---- */

struct pen {
	struct steps *steps;
	struct ui *ui;
	struct canvas *canvas;
	int line;  /* of all that scrolls */
	int label; /* columns of the labels */
};

static int screen_row(const struct pen *pen, int line)
{
	int row = line - pen->steps->scroll;

	return row >= 0 && row < pen->steps->body.rows ? pen->steps->body.row + row : -1;
}

static void put(struct pen *pen, int col, int cols, enum style style, unsigned flags,
                const char *text)
{
	int row = screen_row(pen, pen->line);

	if (row >= 0 && cols > 0)
		canvas_text(pen->canvas, row, col, cols, style, flags, text);
}

static int right_of(const struct pen *pen)
{
	return pen->steps->body.col + pen->steps->body.cols - 1;
}

/* Wrapped; the pen is on the line below afterwards. */
static void put_wrapped(struct pen *pen, int col, int most, enum style style, unsigned flags,
                        const char *text)
{
	int cols = right_of(pen) - col, lines = 0;
	struct wrap_line line = {0};

	while (lines < most && wrap_next(text, strlen(text), line.next, cols < 2 ? 2 : cols, &line)) {
		char *part = mem_dup_n(text + line.at, line.len);
		put(pen, col, cols, style, flags, part);
		free(part);
		pen->line++;
		lines++;
	}
}

static void draw_question(struct pen *pen)
{
	const struct choice *choice = steps_choice(pen->steps, pen->ui);
	const char *question = question_of(pen->steps, pen->ui);
	bool is_roomy = pen->steps->body.rows >= 10;
	int col = pen->steps->body.col + 1;

	if (is_roomy)
		pen->line++;
	put_wrapped(pen, col, 2, STYLE_ROLE_HEADING, 0, say_words(pen->ui->session, choice->note));
	if (question[0])
		put_wrapped(pen, col, VALUE_LINES, STYLE_ROLE_PLAIN, 0, question);
	if (is_roomy)
		pen->line++;
}

/* One stands on this value, which begins on the pen's line. */
static void mark_here(struct pen *pen, int col)
{
	int row = screen_row(pen, pen->line);

	pen->steps->here = pen->line;
	pen->steps->cell.at = (struct rect){row, col, 1, right_of(pen) - col};
	if (row >= 0)
		canvas_cursor(pen->canvas, row, col);
}

static void draw_value(struct pen *pen, int col, bool here, enum style style, const char *text)
{
	if (here)
		mark_here(pen, col);
	put_wrapped(pen, col, VALUE_LINES, here ? STYLE_ROLE_SELECTED : style, here ? TEXT_PAD : 0,
	            text);
}

/* The text of a row; one without text says what its verdict means. */
static void add_text(const struct pen *pen, size_t row, struct str *text, enum style *style)
{
	struct sheet *sheet = steps_sheet(pen->steps, pen->ui);
	int verdict = steps_way(pen->steps, pen->ui)->value;

	cell_look(pen->ui, sheet, row, pen->steps->fields.at[0], text, style);
	if (text->len > 0)
		return;
	*style = STYLE_ROLE_MUTED;
	bool is_answered = sheet_cell(sheet, row, (size_t)verdict)[0] != '\0';
	str_add(text, say(pen->ui->session, is_answered ? "steps.nothing_here" : "steps.no_text"));
}

static void draw_folded(struct pen *pen, size_t row)
{
	int left = pen->steps->body.col + 1, col = left + ID_COLS;
	struct str text = {0}, verdict = {0};
	enum style style, verdict_style;

	add_text(pen, row, &text, &style);
	cell_look(pen->ui, steps_sheet(pen->steps, pen->ui), row, steps_way(pen->steps, pen->ui)->value,
	          &verdict, &verdict_style);
	int cols = utf8_cols(str_text(&verdict), verdict.len);
	put(pen, left, ID_COLS, STYLE_ROLE_MUTED, 0,
	    sheet_row_id(steps_sheet(pen->steps, pen->ui), row));
	put(pen, col, right_of(pen) - col - cols - 2, style, TEXT_MARK, str_text(&text));
	put(pen, right_of(pen) - cols, cols, verdict_style, 0, str_text(&verdict));
	pen->line++;
	str_release(&text);
	str_release(&verdict);
}

static void draw_field(struct pen *pen, size_t row, int index)
{
	const struct field *field = &form_of(pen->steps, pen->ui)->fields.at[index];
	int col = pen->steps->body.col + 1 + ID_COLS;
	struct str text = {0};
	enum style style;

	cell_look(pen->ui, steps_sheet(pen->steps, pen->ui), row, index, &text, &style);
	put(pen, col, pen->label, STYLE_ROLE_MUTED, TEXT_MARK,
	    say_words(pen->ui->session, field->label));
	draw_value(pen, col + pen->label + 2, pen->steps->cell.field == index, style, str_text(&text));
	str_release(&text);
}

static void draw_unfolded(struct pen *pen, size_t row)
{
	struct steps *steps = pen->steps;
	int left = steps->body.col + 1;
	struct str text = {0};
	enum style style;

	add_text(pen, row, &text, &style);
	put(pen, left, ID_COLS, STYLE_ROLE_HEADING, 0, sheet_row_id(steps_sheet(steps, pen->ui), row));
	draw_value(pen, left + ID_COLS, steps->cell.field == steps->fields.at[0], style,
	           str_text(&text));
	for (size_t i = 1; i < steps->fields.count; i++)
		draw_field(pen, row, steps->fields.at[i]);
	str_release(&text);
}

static void draw_new(struct pen *pen)
{
	const struct steps *steps = pen->steps;
	int left = steps->body.col + 1;
	bool here = steps->cell.row[0] == '\0', is_first = steps_rows(steps)->at.count == 0;

	put(pen, left, ID_COLS, here ? STYLE_ROLE_HEADING : STYLE_ROLE_MUTED, 0, "+");
	draw_value(pen, left + ID_COLS, here, STYLE_ROLE_MUTED,
	           say(pen->ui->session, is_first ? "steps.type_here" : "steps.type_more"));
}

static int label_cols(const struct steps *steps, const struct ui *ui)
{
	int widest = LABEL_MIN, most = steps->body.cols * 2 / 5 - ID_COLS;

	for (size_t i = 1; i < steps->fields.count; i++) {
		const char *label = say_words(ui->session,
		                              form_of(steps, ui)->fields.at[steps->fields.at[i]].label);
		int wide = utf8_cols(label, strlen(label));
		widest = wide > widest ? wide : widest;
	}
	most = most < LABEL_MIN ? LABEL_MIN : most > LABEL_MAX ? LABEL_MAX : most;
	return widest < most ? widest : most;
}

static void draw_lines(struct steps *steps, struct ui *ui, struct canvas *canvas)
{
	struct pen pen = {steps, ui, canvas, 0, label_cols(steps, ui)};
	const struct row_list *rows = steps_rows(steps);
	size_t current = steps_row_index(steps, ui);

	draw_question(&pen);
	for (size_t i = 0; i < rows->at.count; i++) {
		if (i == current)
			draw_unfolded(&pen, rows->at.at[i]);
		else
			draw_folded(&pen, rows->at.at[i]);
	}
	draw_new(&pen);
}

/* What one stands on in sight, with room for the text being typed. */
static bool scroll_to_here(struct steps *steps)
{
	int before = steps->scroll;
	int rows = steps->cell.editing ? cell_view_edit_rows(&steps->cell, steps->cell.at) : 1;

	if (steps->here + rows > steps->scroll + steps->body.rows)
		steps->scroll = steps->here + rows - steps->body.rows;
	if (steps->here < steps->scroll)
		steps->scroll = steps->here;
	return steps->scroll != before;
}

/* ---- all of it ---- */

static void add_title(const struct steps *steps, struct ui *ui, struct str *left, struct str *right)
{
	int index = curriculum_session_of(&ui->session->curriculum, steps->cell.sheet);

	if (steps->target.value) {
		str_addf(left, "%s   ", say_words(ui->session, steps_choice(steps, ui)->label));
		coverage_add_target(ui, form_of(steps, ui), steps_way(steps, ui), &steps->target, left);
	} else {
		str_add(left, place_sheet(ui, steps->cell.sheet));
	}
	if (index >= 0 && ui->canvas.cols >= ROOMY_FROM) {
		place_session_number(ui, index, right);
		str_add(right, "  ");
	}
	str_add(right, place_saved(ui, steps->cell.sheet));
}

static struct rect draw_frame(struct steps *steps, struct ui *ui, struct canvas *canvas)
{
	struct str left = {0}, right = {0};

	add_title(steps, ui, &left, &right);
	struct rect body = cell_view_frame(&steps->cell, ui, canvas, str_text(&left), str_text(&right));
	str_release(&left);
	str_release(&right);
	if (body.cols >= BESIDE_FROM)
		body = guide_pane_draw(ui, canvas, body, steps->cell.sheet);
	body.cols = body.cols < COVERAGE_WIDEST ? body.cols : COVERAGE_WIDEST;
	return body;
}

void steps_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct steps *steps = (struct steps *)view;

	steps_update(steps, ui);
	steps->body = draw_frame(steps, ui, canvas);
	if (!steps->target.value) {
		struct pen pen = {steps, ui, canvas, 0, 0};
		put_wrapped(&pen, steps->body.col + 1, steps->body.rows, STYLE_ROLE_PLAIN, 0,
		            say(ui->session, "steps.no_target"));
		return;
	}
	draw_progress(steps, ui, canvas, steps->body);
	steps->body.row++;
	steps->body.rows--;
	draw_lines(steps, ui, canvas);
	if (scroll_to_here(steps)) {
		canvas_fill(canvas, steps->body, STYLE_ROLE_PLAIN);
		draw_lines(steps, ui, canvas);
	}
	if (steps->cell.editing)
		cell_view_draw_edit(&steps->cell, ui, canvas, steps->cell.at, steps->body);
}

/* exercise_pane.c - what is said about the answers, below the page of an exercise. */
#include "exercise_view.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"

#include <stdio.h>

enum {
	RULED = 12,     /* rows of the body from which a rule parts page and pane */
	PAGE_LEAST = 3, /* rows the pane leaves to the page */
};

/* " Again 2: 3, 5": questions of one mark, by number or, in a tree, by name. */
static void add_questions(const struct exercise_view *view, struct ui *ui, enum exercise_mark mark,
                          size_t count, const char *text_id, struct str *out)
{
	struct sheet *sheet = cell_view_sheet(&view->cell, ui);
	const struct form *form = sheet_form(sheet);
	struct str names = {0};
	char number[24];

	if (count == 0)
		return;
	for (size_t i = 0; i < form->items.count; i++) {
		if (exercise_mark(ui->session, sheet, exercise_row(view, ui, i)) != mark)
			continue;
		snprintf(number, sizeof(number), "%zu", i + 1);
		str_add(&names, names.len > 0 ? say(ui->session, "exercise.and") : "");
		str_add(&names,
		        exercise_is_tree(form) ? say_words(ui->session, form->items.at[i].text) : number);
	}
	snprintf(number, sizeof(number), "%zu", count);
	str_add(out, out->len > 0 ? "   " : "");
	say_to(ui->session, out, text_id, "count", number, "names", str_text(&names), NULL);
	str_release(&names);
}

static void add_state(const struct exercise_view *view, struct ui *ui, struct paper *pane, int cols)
{
	struct sheet *sheet = cell_view_sheet(&view->cell, ui);
	struct exercise_score score = exercise_score(ui->session, sheet);
	const char *own = say_words(ui->session, sheet_form(sheet)->exercise.all_right);
	struct str text = {0};

	if (score.right == score.count) {
		paper_add_wrapped(pane, "", own[0] ? own : say(ui->session, "exercise.all_right"), cols,
		                  STYLE_ROLE_GOOD);
		return;
	}
	add_questions(view, ui, EXERCISE_WRONG, score.wrong, "exercise.again", &text);
	add_questions(view, ui, EXERCISE_OPEN, score.open, "exercise.open", &text);
	if (utf8_cols(text.at, text.len) > cols) {
		str_cut(&text, utf8_fit(text.at, text.len, cols - 1, NULL));
		str_add_byte(&text, '>');
	}
	paper_add(pane, str_text(&text), text.len, STYLE_ROLE_MUTED);
	str_release(&text);
}

/* Where a wrong answer comes from, and how one gets to the right one. */
static void add_explanation(const struct exercise_view *view, struct ui *ui, struct paper *pane,
                            int cols)
{
	struct sheet *sheet = cell_view_sheet(&view->cell, ui);
	size_t row = exercise_row(view, ui, view->at);
	const struct item *item = &sheet_form(sheet)->items.at[view->at];
	struct str text = {0};

	exercise_say_wrong(ui->session, sheet, row, &text);
	if (text.len > 0)
		paper_add_wrapped(pane, "", str_text(&text), cols, STYLE_ROLE_CAUTION);
	const char *why = say_words(ui->session, item->why);
	if (why[0] && exercise_mark(ui->session, sheet, row) != EXERCISE_OPEN)
		paper_add_wrapped(pane, "", why, cols, STYLE_ROLE_PLAIN);
	str_release(&text);
}

/* How it goes, and what there is to say about this answer, which comes first on few rows. */
static void lay_out(const struct exercise_view *view, struct ui *ui, struct paper *pane, int cols,
                    int rows)
{
	add_state(view, ui, pane, cols);
	size_t state = pane->lines.count;
	add_explanation(view, ui, pane, cols);
	if ((int)pane->lines.count <= rows || pane->lines.count == state)
		return;
	paper_clear(pane);
	add_explanation(view, ui, pane, cols);
}

void exercise_pane_make(const struct exercise_view *view, struct ui *ui, struct rect body,
                        struct exercise_pane *pane)
{
	pane->ruled = body.rows >= RULED;
	int most = body.rows - PAGE_LEAST - pane->ruled;
	lay_out(view, ui, &pane->paper, exercise_text_cols(body), most);
	int lines = (int)pane->paper.lines.count;
	pane->rows = pane->ruled + (lines < most ? lines : most > 1 ? most : 1);
}

void exercise_pane_draw(struct exercise_pane *pane, const struct exercise_view *view,
                        struct canvas *canvas)
{
	const struct rect *page = &view->page;
	int row = page->row + (view->lines + 1 < page->rows ? view->lines + 1 : page->rows);
	int rows = pane->rows - pane->ruled;

	if (pane->ruled)
		canvas_hline(canvas, row++, page->col, page->cols, STYLE_ROLE_RULE);
	paper_draw(&pane->paper, canvas, (struct rect){row, page->col + 1, rows, page->cols - 2});
	if (paper_has_more(&pane->paper, rows))
		canvas_text(canvas, row + rows - 1, page->col + page->cols - 1, 1, STYLE_ROLE_MUTED, 0,
		            ">");
}

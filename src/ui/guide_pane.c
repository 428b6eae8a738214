/* guide_pane.c - the start of a guide beside or below its worksheet. */
#include "sonae/ui/guide_pane.h"

#include "sonae/base/lang.h"
#include "sonae/ui/markdown.h"

#include <stdio.h>

enum { BESIDE_COLS = 46, BELOW_FROM = 16 };

/* Laid out again only for another worksheet, language or width. */
static void lay_out(struct ui *ui, const char *sheet, int cols, bool is_dense)
{
	struct str text = {0};
	char key[sizeof(ui->guide_key)];

	snprintf(key, sizeof(key), "%s %s %d", sheet, lang_name(ui->session->lang), cols);
	if (text_is(key, ui->guide_key))
		return;
	text_copy(ui->guide_key, sizeof(ui->guide_key), key);
	paper_release(&ui->guide_text);
	if (catalogue_guide(folder_catalogue(ui->session->folder), sheet, ui->session->lang, &text))
		markdown_lay_out(str_text(&text), cols, &ui->guide_text);
	if (is_dense)
		paper_drop_blanks(&ui->guide_text);
	str_release(&text);
}

static void draw_beside(struct ui *ui, struct canvas *canvas, struct rect pane)
{
	for (int row = 0; row < pane.rows; row++)
		canvas_line(canvas, pane.row + row, pane.col, LINE_V, STYLE_ROLE_RULE);
	paper_draw(&ui->guide_text, canvas, (struct rect){pane.row, pane.col + 2, pane.rows, pane.cols - 3});
}

static void draw_below(struct ui *ui, struct canvas *canvas, struct rect pane)
{
	canvas_hline(canvas, pane.row, 0, pane.cols, STYLE_ROLE_RULE);
	paper_draw(&ui->guide_text, canvas, (struct rect){pane.row + 1, 1, pane.rows - 1, pane.cols - 2});
}

struct rect guide_pane_draw(struct ui *ui, struct canvas *canvas, struct rect body,
                            const char *sheet)
{
	bool beside = body.cols >= GUIDE_PANE_BESIDE_FROM;
	struct rect rest = body, pane = body;

	if (!ui->guide || (!beside && body.rows < BELOW_FROM))
		return body;
	if (beside) {
		rest.cols -= BESIDE_COLS;
		pane = (struct rect){body.row, body.col + rest.cols, body.rows, BESIDE_COLS};
	} else {
		rest.rows -= GUIDE_PANE_ROWS;
		pane = (struct rect){body.row + rest.rows, body.col, GUIDE_PANE_ROWS, body.cols};
	}
	lay_out(ui, sheet, beside ? pane.cols - 3 : pane.cols - 2, !beside);
	if (ui->guide_text.lines.count == 0)
		return body;
	if (beside)
		draw_beside(ui, canvas, pane);
	else
		draw_below(ui, canvas, pane);
	return rest;
}

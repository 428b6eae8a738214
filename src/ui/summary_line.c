#include "summary_line.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

#include <stdlib.h>

enum { BETWEEN = 3 };

static void add_part(struct ui *ui, const struct summary *summary, struct sheet *sheet,
                     struct summary_line *out)
{
	struct book *book = folder_book(ui->session->folder);
	struct field plain = {.type = summary->type};
	struct str cell = {0}, text = {0};

	field_store(&plain, book_eval(book, sheet, 0, summary->value), &cell);
	str_addf(&text, "%s ", say_words(ui->session, summary->label));
	if (cell.len > 0)
		field_show(&plain, ui->session->lang, cell.at, &text);
	else
		str_add_byte(&text, '-');
	bool alarm = summary->alarm && value_holds(book_eval(book, sheet, 0, summary->alarm));
	vec_push(&out->parts, ((struct summary_part){str_take(&text), alarm}));
	str_release(&cell);
}

void summary_line_compute(struct ui *ui, const struct form *form, struct sheet *sheet,
                          struct summary_line *out)
{
	summary_line_release(out);
	for (size_t i = 0; i < form->summaries.count; i++)
		add_part(ui, &form->summaries.at[i], sheet, out);
}

void summary_line_release(struct summary_line *line)
{
	for (size_t i = 0; i < line->parts.count; i++)
		free(line->parts.at[i].text);
	vec_release(&line->parts);
}

/* Where the next part goes; the first of a line always fits. */
static void place(const char *text, int cols, int *row, int *col)
{
	int wide = utf8_cols(text, strlen(text));

	if (*col > 0 && *col + BETWEEN + wide > cols) {
		*row += 1;
		*col = 0;
	}
	*col += (*col > 0 ? BETWEEN : 0) + wide;
}

int summary_line_rows(const struct summary_line *line, int cols, int most)
{
	int row = 0, col = 0;

	for (size_t i = 0; i < line->parts.count; i++)
		place(line->parts.at[i].text, cols, &row, &col);
	if (line->parts.count == 0)
		return 0;
	return row + 1 < most ? row + 1 : most;
}

void summary_line_draw(const struct summary_line *line, struct canvas *canvas, struct rect rect)
{
	int row = 0, col = 0;

	for (size_t i = 0; i < line->parts.count; i++) {
		const struct summary_part *part = &line->parts.at[i];
		int wide = utf8_cols(part->text, strlen(part->text));
		place(part->text, rect.cols, &row, &col);
		if (row >= rect.rows)
			return;
		canvas_text(canvas, rect.row + row, rect.col + col - wide, rect.cols - (col - wide),
		            part->alarm ? STYLE_ROLE_ALARM : STYLE_ROLE_MUTED, TEXT_MARK, part->text);
	}
}

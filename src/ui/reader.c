/* reader.c - views that are there to be read. */
#include "reader.h"

#include "sonae/app/say.h"

#include <stdlib.h>

/* Longer lines are hard to read. */
enum { WIDEST = 96, LEFT_EDGE = 2 };

static struct reader *reader_of(struct view *view)
{
	return (struct reader *)view;
}

void reader_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct reader *reader = reader_of(view);
	int cols = canvas->cols - 2 * LEFT_EDGE < WIDEST ? canvas->cols - 2 * LEFT_EDGE : WIDEST;

	if (reader->cols != cols) {
		paper_clear(&reader->paper);
		reader->cols = cols;
		reader->lay_out(reader, ui, cols);
	}
	bool more = reader->rows == 0 || paper_has_more(&reader->paper, reader->rows);
	struct frame frame = {"", "", more ? say(ui->session, "help.more") : "", "", NULL};
	reader->title(reader, ui, &frame);
	struct rect body = frame_draw(ui, canvas, &frame);
	reader->rows = body.rows;
	paper_draw(&reader->paper, canvas, (struct rect){body.row, LEFT_EDGE, body.rows, cols});
}

unsigned reader_act(struct view *view, struct ui *ui, enum action action)
{
	struct reader *reader = reader_of(view);

	(void)ui;
	if (action == reader->opener || action == ACTION_ENTER)
		return REACT_CLOSE | REACT_DRAW;
	return paper_act(&reader->paper, action, reader->rows) ? REACT_DRAW : REACT_UNUSED;
}

void reader_keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)view;
	(void)ui;
	key_line_add(line, ACTION_PAGE_DOWN);
	key_line_add(line, ACTION_PAGE_UP);
	key_line_add(line, ACTION_BACK);
}

void reader_refresh(struct view *view, struct ui *ui)
{
	(void)ui;
	reader_of(view)->cols = 0;
}

void reader_free(struct view *view)
{
	struct reader *reader = reader_of(view);

	paper_release(&reader->paper);
	free(reader->subject);
	free(reader);
}

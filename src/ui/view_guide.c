/* view_guide.c - a worksheet's guide on the whole screen. */
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/markdown.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum { WIDEST = 96, LEFT_EDGE = 2 };

struct guide {
	struct view view;
	char *sheet;
	struct paper paper;
	int cols;           /* laid out for; 0 = not yet */
	int rows;           /* shown last */
};

static void lay_out(struct guide *guide, struct ui *ui, int cols)
{
	struct str text = {0};

	paper_clear(&guide->paper);
	guide->cols = cols;
	if (!catalogue_guide(folder_catalogue(ui->session->folder), guide->sheet, ui->session->lang,
	                     &text))
		str_add(&text, say(ui->session, "guide.none"));
	markdown_lay_out(str_text(&text), cols, &guide->paper);
	str_release(&text);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct guide *guide = (struct guide *)view;
	int cols = canvas->cols - 2 * LEFT_EDGE < WIDEST ? canvas->cols - 2 * LEFT_EDGE : WIDEST;

	if (guide->cols != cols)
		lay_out(guide, ui, cols);
	bool more = guide->rows == 0 || paper_has_more(&guide->paper, guide->rows);
	struct frame frame = {place_sheet(ui, guide->sheet), say(ui->session, "guide.title"),
	                      more ? say(ui->session, "help.more") : "", ""};
	struct rect body = frame_draw(ui, canvas, &frame);
	guide->rows = body.rows;
	paper_draw(&guide->paper, canvas, (struct rect){body.row, LEFT_EDGE, body.rows, cols});
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct guide *guide = (struct guide *)view;

	(void)ui;
	if (action == ACTION_GUIDE || action == ACTION_ENTER)
		return REACT_CLOSE | REACT_DRAW;
	return paper_act(&guide->paper, action, guide->rows) ? REACT_DRAW : REACT_UNUSED;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)view;
	(void)ui;
	key_line_add(line, ACTION_PAGE_DOWN);
	key_line_add(line, ACTION_PAGE_UP);
	key_line_add(line, ACTION_BACK);
}

static void refresh(struct view *view, struct ui *ui)
{
	(void)ui;
	((struct guide *)view)->cols = 0;
}

static void guide_free(struct view *view)
{
	struct guide *guide = (struct guide *)view;

	paper_release(&guide->paper);
	free(guide->sheet);
	free(guide);
}

static const struct view_ops ops = {
	.name = "guide",
	.draw = draw,
	.act = act,
	.keys = keys,
	.refresh = refresh,
	.free = guide_free,
};

struct view *view_guide_new(struct ui *ui, const char *sheet)
{
	struct guide *guide = mem_zero(1, sizeof(*guide));

	(void)ui;
	guide->view.ops = &ops;
	guide->sheet = mem_dup(sheet);
	return &guide->view;
}

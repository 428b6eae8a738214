/* view_guide.c - a worksheet's guide on the whole screen. */
#include "place.h"
#include "reader.h"

#include "sonae/app/say.h"
#include "sonae/ui/markdown.h"
#include "sonae/ui/views.h"

static void lay_out(struct reader *reader, struct ui *ui, int cols)
{
	struct str text = {0};

	if (!catalogue_guide(folder_catalogue(ui->session->folder), reader->subject,
	                     ui->session->lang, &text))
		str_add(&text, say(ui->session, "guide.none"));
	markdown_lay_out(str_text(&text), cols, &reader->paper);
	str_release(&text);
}

static void title(const struct reader *reader, const struct ui *ui, struct frame *frame)
{
	frame->left = place_sheet(ui, reader->subject);
	frame->right = say(ui->session, "guide.title");
}

static const struct view_ops ops = {.name = "guide", READER_OPS};

struct view *view_guide_new(struct ui *ui, const char *sheet)
{
	struct reader *guide = mem_zero(1, sizeof(*guide));

	(void)ui;
	guide->view.ops = &ops;
	guide->subject = mem_dup(sheet);
	guide->opener = ACTION_GUIDE;
	guide->lay_out = lay_out;
	guide->title = title;
	return &guide->view;
}

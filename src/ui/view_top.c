/* view_top.c - rows ranked by several yardsticks: moving about, and what leads elsewhere. */
#include "top.h"

#include "sonae/ui/views.h"

#include <stdlib.h>

static struct top *top_of(struct view *view)
{
	return (struct top *)view;
}

struct sheet *top_sheet(const struct top *top, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), top->sheet, NULL);
}

const struct form_view *top_way(const struct top *top, const struct ui *ui)
{
	return form_way(sheet_form(top_sheet(top, ui)), "top");
}

/* ---- keeping up with the worksheets ---- */

static void choose(struct top *top, const struct ui *ui, size_t position)
{
	if (top->rows.at.count == 0)
		return;
	top->position = position < top->rows.at.count ? position : top->rows.at.count - 1;
	text_copy(top->chosen, sizeof(top->chosen),
	          sheet_row_id(top_sheet(top, ui), top->rows.at.at[top->position]));
}

static void keep_chosen(struct top *top, const struct ui *ui)
{
	size_t row, position = 0;

	if (!sheet_find(top_sheet(top, ui), top->chosen, &row)) {
		choose(top, ui, top->position);
		return;
	}
	while (top->rows.at.at[position] != row)
		position++;
	choose(top, ui, position);
}

void top_update(struct top *top, struct ui *ui)
{
	struct sheet *sheet = top_sheet(top, ui);

	for (size_t i = 0; i < top->count; i++)
		ranking_build(folder_book(ui->session->folder), sheet, top->measures[i].field,
		              &top->rankings[i]);
	ranking_rows(&top->rankings[top->by], &top->rows);
	keep_chosen(top, ui);
}

/* ---- moving ---- */

static void open_row(struct top *top, struct ui *ui)
{
	if (top->rows.at.count > 0)
		ui_push(ui, view_record_new(ui, top->sheet, top->chosen, -1));
}

static void sort_by(struct top *top, struct ui *ui, size_t measure)
{
	top->by = measure % top->count;
	top_update(top, ui);
}

static unsigned move(struct top *top, struct ui *ui, enum action action)
{
	size_t page = top->list.rows > 2 ? (size_t)top->list.rows - 1 : 1, at = top->position;

	switch (action) {
	case ACTION_UP: choose(top, ui, at > 0 ? at - 1 : 0); break;
	case ACTION_DOWN: choose(top, ui, at + 1); break;
	case ACTION_PAGE_UP: choose(top, ui, at > page ? at - page : 0); break;
	case ACTION_PAGE_DOWN: choose(top, ui, at + page); break;
	case ACTION_LINE_START:
	case ACTION_FIRST: choose(top, ui, 0); break;
	case ACTION_LINE_END:
	case ACTION_LAST: choose(top, ui, top->rows.at.count); break;
	case ACTION_NEXT:
	case ACTION_RIGHT: sort_by(top, ui, top->by + 1); break;
	case ACTION_PREVIOUS:
	case ACTION_LEFT: sort_by(top, ui, top->by + top->count - 1); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct top *top = top_of(view);

	top_update(top, ui);
	if (move(top, ui, action) == REACT_DRAW)
		return REACT_DRAW;
	switch (action) {
	case ACTION_ENTER:
	case ACTION_FORM: open_row(top, ui); break;
	case ACTION_NEXT_VIEW: view_turn(ui, top->sheet, "top", top->chosen); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, top->sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, top->sheet)); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, top->sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct top *top = top_of(view);
	int line = event->row - top->list.row;

	top_update(top, ui);
	if (line < 0 || line >= top->list.rows || top->first + (size_t)line >= top->rows.at.count)
		return REACT_NONE;
	choose(top, ui, top->first + (size_t)line);
	if (event->button == MOUSE_DOUBLE)
		open_row(top, ui);
	return REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)view;
	(void)ui;
	key_line_add_as(line, ACTION_ENTER, "top.open");
	key_line_add_as(line, ACTION_NEXT, "top.other");
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_CHECK);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_BACK);
}

static void top_free(struct view *view)
{
	struct top *top = top_of(view);

	for (size_t i = 0; i < top->count; i++)
		ranking_release(&top->rankings[i]);
	row_list_release(&top->rows);
	free(top);
}

static void where(struct view *view, struct ui *ui, struct stand *stand)
{
	const struct top *top = (const struct top *)view;

	(void)ui;
	text_copy(stand->sheet, sizeof(stand->sheet), top->sheet);
	text_copy(stand->row, sizeof(stand->row), top->chosen);
}

static const struct view_ops ops = {
	.name = "top",
	.draw = top_draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.where = where,
	.free = top_free,
};

struct view *view_top_new(struct ui *ui, const char *sheet, const char *row)
{
	struct top *top = mem_zero(1, sizeof(*top));

	top->view.ops = &ops;
	text_copy(top->sheet, sizeof(top->sheet), sheet);
	text_copy(top->chosen, sizeof(top->chosen), row);
	const struct form_view *way = top_way(top, ui);
	for (size_t i = 0; i < way->fields.count && top->count < TOP_MEASURES; i++)
		top->measures[top->count++].field = way->fields.at[i];
	top_update(top, ui);
	return &top->view;
}

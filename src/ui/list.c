/* list.c - moving, typing and clicking in menus. */
#include "list.h"

#include "sonae/base/wrap.h"

enum { TWO_LINES_FROM = 16 }; /* rows; see frame.h */

unsigned list_act(struct menu *menu, enum action action, int rows)
{
	int page = rows > 2 ? rows - 1 : 1, all = (int)menu->shown.count;

	switch (action) {
	case ACTION_UP:
		menu_move(menu, -1);
		return REACT_DRAW;
	case ACTION_DOWN:
		menu_move(menu, 1);
		return REACT_DRAW;
	case ACTION_PAGE_UP:
		menu_move(menu, -page);
		return REACT_DRAW;
	case ACTION_PAGE_DOWN:
		menu_move(menu, page);
		return REACT_DRAW;
	case ACTION_FIRST:
		menu_move(menu, -all);
		return REACT_DRAW;
	case ACTION_LAST:
		menu_move(menu, all);
		return REACT_DRAW;
	default:
		return REACT_UNUSED;
	}
}

unsigned list_type(struct edit *edit, enum action action, bool *changed)
{
	*changed = false;
	switch (action) {
	case ACTION_LEFT:
		edit_left(edit);
		return REACT_DRAW;
	case ACTION_RIGHT:
		edit_right(edit);
		return REACT_DRAW;
	case ACTION_LINE_START:
		edit_home(edit);
		return REACT_DRAW;
	case ACTION_LINE_END:
		edit_end(edit);
		return REACT_DRAW;
	case ACTION_BACKSPACE:
		*changed = edit_backspace(edit);
		return REACT_DRAW;
	case ACTION_CLEAR:
		*changed = edit_delete(edit);
		return REACT_DRAW;
	case ACTION_SPACE:
		edit_insert(edit, " ");
		*changed = true;
		return REACT_DRAW;
	default:
		return REACT_UNUSED;
	}
}

enum list_click list_click(struct menu *menu, struct rect rect, const struct event *event)
{
	size_t position = menu->top + (size_t)(event->row - rect.row), old = menu->selected;

	if (event->row < rect.row || event->row >= rect.row + rect.rows || event->col < rect.col ||
	    event->col >= rect.col + rect.cols || position >= menu->shown.count)
		return LIST_NOTHING;
	menu_select(menu, menu->shown.at[position]);
	if (menu->selected != position)
		return LIST_NOTHING;
	return event->button == MOUSE_DOUBLE || old == position ? LIST_CHOSEN : LIST_SELECTED;
}

void list_scroll(struct menu *menu, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 1, first = menu->selected;

	while (first > 0 && menu->lines.at[menu->shown.at[first - 1]].heading)
		first--;
	if (menu->top > first)
		menu->top = first;
	if (menu->selected >= menu->top + shown)
		menu->top = menu->selected - shown + 1;
}

void list_split(const struct ui *ui, const char *text, struct str *first, struct str *rest)
{
	int cols = ui->canvas.cols - 2;
	struct wrap_line line;

	if (ui->canvas.rows < TWO_LINES_FROM || !wrap_next(text, strlen(text), 0, cols, &line)) {
		str_add(first, text);
		return;
	}
	str_add_n(first, text, line.len);
	if (line.next < strlen(text))
		str_add(rest, text + line.next);
}

unsigned list_close_popup(struct ui *ui, struct view *view)
{
	if (ui_top(ui) == view)
		return REACT_DRAW | REACT_CLOSE;
	for (size_t i = 0; i < ui->views.count; i++) {
		if (ui->views.at[i] == view) {
			vec_remove(&ui->views, i);
			view->ops->free(view);
			break;
		}
	}
	return REACT_DRAW;
}

bool list_is_typed_in(struct view *view)
{
	(void)view;
	return true;
}

bool list_passes_popup(enum action action)
{
	return action == ACTION_LANGUAGE || action == ACTION_REDRAW || action == ACTION_SAVE ||
	       action == ACTION_QUIT || action == ACTION_HELP;
}

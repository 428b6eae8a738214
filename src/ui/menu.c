#include "sonae/ui/menu.h"

#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is shown ---- */

/* Does every word of the filter (folded, blanks between the words) occur in the line? */
static bool passes(const struct menu_line *line, const char *filter)
{
	while (*filter) {
		size_t len = strcspn(filter, " ");
		if (len > 0 && !memmem(line->folded, strlen(line->folded), filter, len))
			return false;
		filter += len;
		filter += strspn(filter, " ");
	}
	return true;
}

/* Shows the line, which comes after all that are shown, and the heading it stands under. */
static void show_line(struct menu *menu, size_t index)
{
	size_t after = menu->shown.count ? menu->shown.at[menu->shown.count - 1] + 1 : 0;
	size_t heading = index;

	while (heading > after && !menu->lines.at[heading].heading)
		heading--;
	if (heading < index && menu->lines.at[heading].heading)
		vec_push(&menu->shown, heading);
	vec_push(&menu->shown, index);
}

static bool is_heading(const struct menu *menu, size_t position)
{
	return menu->lines.at[menu->shown.at[position]].heading;
}

static void select_first(struct menu *menu)
{
	menu->selected = 0;
	while (menu->selected + 1 < menu->shown.count && is_heading(menu, menu->selected))
		menu->selected++;
}

static char *folded_filter(const struct menu *menu)
{
	const char *text = edit_text(&menu->filter);
	return utf8_fold(text, strlen(text));
}

void menu_filter(struct menu *menu)
{
	size_t chosen = menu_chosen(menu);
	char *filter = folded_filter(menu);

	vec_clear(&menu->shown);
	for (size_t i = 0; i < menu->lines.count; i++)
		if (!menu->lines.at[i].heading && passes(&menu->lines.at[i], filter))
			show_line(menu, i);
	free(filter);
	select_first(menu);
	if (chosen != SIZE_MAX)
		menu_select(menu, chosen);
}

/* ---- filling ---- */

static struct menu_line *add_line(struct menu *menu, const char *text, const char *note,
                                  const char *also)
{
	struct menu_line *line = vec_add(&menu->lines);
	char *both = mem_print("%s %s %s", text, note, also);

	line->text = mem_dup(text);
	line->note = mem_dup(note);
	line->folded = utf8_fold(both, strlen(both));
	free(both);
	return line;
}

void menu_add(struct menu *menu, const char *text, const char *note)
{
	menu_add_known_as(menu, text, note, "");
}

void menu_add_known_as(struct menu *menu, const char *text, const char *note, const char *also)
{
	const struct menu_line *line = add_line(menu, text, note ? note : "", also);
	char *filter = folded_filter(menu);

	if (passes(line, filter)) {
		show_line(menu, menu->lines.count - 1);
		if (menu_chosen(menu) == SIZE_MAX)
			select_first(menu);
	}
	free(filter);
}

void menu_add_heading(struct menu *menu, const char *text)
{
	add_line(menu, text, "", "")->heading = true;
}

void menu_release(struct menu *menu)
{
	for (size_t i = 0; i < menu->lines.count; i++) {
		free(menu->lines.at[i].text);
		free(menu->lines.at[i].note);
		free(menu->lines.at[i].folded);
	}
	vec_release(&menu->lines);
	vec_release(&menu->shown);
	edit_release(&menu->filter);
	menu->selected = menu->top = 0;
}

/* ---- choosing ---- */

size_t menu_chosen(const struct menu *menu)
{
	if (menu->selected >= menu->shown.count || is_heading(menu, menu->selected))
		return SIZE_MAX;
	return menu->shown.at[menu->selected];
}

void menu_select(struct menu *menu, size_t line)
{
	for (size_t i = 0; i < menu->shown.count; i++)
		if (menu->shown.at[i] == line && !is_heading(menu, i))
			menu->selected = i;
}

/* The nearest line that can be chosen, from `position` on in the direction of `step`. */
static size_t choosable_from(const struct menu *menu, size_t position, int step)
{
	while (position < menu->shown.count && is_heading(menu, position))
		position = step > 0 ? position + 1 : position - 1; /* below 0 is past the end too */
	return position < menu->shown.count ? position : SIZE_MAX;
}

bool menu_move(struct menu *menu, int by)
{
	size_t old = menu->selected, last = menu->shown.count - 1;
	size_t distance = by < 0 ? (size_t) - (long)by : (size_t)by;
	int step = by < 0 ? -1 : 1;

	if (menu->shown.count == 0)
		return false;
	size_t target = by < 0 ? (old > distance ? old - distance : 0)
	                       : (last - old > distance ? old + distance : last);
	size_t found = choosable_from(menu, target, step);
	if (found == SIZE_MAX)
		found = choosable_from(menu, target, -step);
	if (found != SIZE_MAX)
		menu->selected = found;
	return menu->selected != old;
}

/* ---- drawing ---- */

/* Headings above the first line that can be chosen show with it. */
static void scroll(struct menu *menu, size_t rows)
{
	size_t first = menu->selected;

	while (first > 0 && is_heading(menu, first - 1))
		first--;
	if (menu->selected - first >= rows)
		first = menu->selected;
	if (menu->top > first)
		menu->top = first;
	if (menu->selected >= menu->top + rows)
		menu->top = menu->selected - rows + 1;
	if (menu->top + rows > menu->shown.count)
		menu->top = menu->shown.count > rows ? menu->shown.count - rows : 0;
}

static void draw_line(const struct menu_line *line, struct canvas *canvas, struct rect row,
                      bool selected, bool ticks)
{
	enum style style = selected        ? STYLE_ROLE_SELECTED
	                   : line->heading ? STYLE_ROLE_HEADING
	                                   : STYLE_ROLE_POPUP;
	enum style note_style = selected ? style : STYLE_ROLE_MUTED;
	const char *tick = !ticks || line->heading ? "" : line->marked ? "[x] " : "[ ] ";
	int at = row.col + 1, end = row.col + row.cols - 1;

	canvas_fill(canvas, row, style);
	at += canvas_text(canvas, row.row, at, end - at, style, 0, tick);
	at += canvas_text(canvas, row.row, at, end - at, style, TEXT_MARK, line->text);
	int note_cols = canvas_text(canvas, -1, 0, INT16_MAX, note_style, 0, line->note);
	if (note_cols > 0 && at + 2 + note_cols <= end)
		canvas_text(canvas, row.row, end - note_cols, note_cols, note_style, 0, line->note);
}

void menu_draw(struct menu *menu, struct canvas *canvas, struct rect rect, bool ticks)
{
	if (rect.rows <= 0)
		return;
	canvas_fill(canvas, rect, STYLE_ROLE_POPUP);
	if (menu->shown.count == 0)
		return;
	scroll(menu, (size_t)rect.rows);
	for (int i = 0; i < rect.rows && menu->top + (size_t)i < menu->shown.count; i++) {
		size_t position = menu->top + (size_t)i;
		struct rect row = {rect.row + i, rect.col, 1, rect.cols};
		bool selected = position == menu->selected && !is_heading(menu, position);
		draw_line(&menu->lines.at[menu->shown.at[position]], canvas, row, selected, ticks);
		if (selected)
			canvas_cursor(canvas, row.row, row.col);
	}
}

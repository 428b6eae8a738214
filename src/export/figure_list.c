/*
 * figure_list.c - lines below each other, cut into pictures that fit a page of A4.
 *
 * A group that is cut has its heading again on the next picture.
 */
#include "figure_parts.h"

enum { PAGE_HEIGHT = 900, LABEL_LINES = 3, PAD = 4 };

void figure_list_add(struct figure_list *list, const char *label, bool is_heading, size_t index)
{
	struct figure_entry *entry = vec_add(&list->entries);

	entry->is_heading = is_heading;
	entry->index = index;
	figure_wrap(label, list->label_width, FIGURE_FONT, LABEL_LINES, &entry->label);
}

static int entry_height(const struct figure_list *list, const struct figure_entry *entry)
{
	size_t lines = entry->label.lines.count > 0 ? entry->label.lines.count : 1;

	return (int)lines * FIGURE_LINE + 2 * PAD + list->below;
}

static int height_of(const struct figure_list *list, size_t from, size_t to)
{
	int height = 0;

	for (size_t i = from; i < to; i++)
		height += entry_height(list, &list->entries.at[i]);
	return height;
}

/* Where the picture ends that begins with entry `from`, at about `height`. */
static size_t part_end(const struct figure_list *list, size_t from, int height)
{
	size_t to = from + 1, count = list->entries.count;

	while (to < count && height_of(list, from, to) < height)
		to++;
	if (to == count)
		return to;
	while (to > from + 1 && list->entries.at[to - 1].is_heading)
		to--;
	return to;
}

static void draw_entry(const struct figure_list *list, const struct figure_entry *entry, int top)
{
	int height = entry_height(list, entry);
	struct str *out = list->figure->out;

	if (entry->is_heading)
		figure_rect(out, 0, top, FIGURE_WIDTH, height, "f-band");
	else if (list->below == 0)
		figure_line(out, 0, top + height, FIGURE_WIDTH, top + height, "f-rule");
	for (size_t i = 0; i < entry->label.lines.count; i++)
		figure_text(out, PAD, top + PAD + FIGURE_LINE * ((int)i + 1) - 4,
		            entry->is_heading ? "f-bold" : "", entry->label.lines.at[i].text);
	list->draw_entry(list, entry, top, height);
}

/* The heading that goes on in the picture that begins with entry `from`; or NULL. */
static const struct figure_entry *heading_above(const struct figure_list *list, size_t from)
{
	if (list->entries.at[from].is_heading)
		return NULL;
	for (size_t i = from; i-- > 0;)
		if (list->entries.at[i].is_heading)
			return &list->entries.at[i];
	return NULL;
}

static void draw_part(const struct figure_list *list, size_t from, size_t to, int parts)
{
	const struct figure_entry *above = heading_above(list, from);
	struct figure *figure = list->figure;
	int top = list->head, height = (above ? entry_height(list, above) : 0) + height_of(list, from, to);
	struct str title = {0};

	str_add(&title, list->title);
	if (parts > 1)
		str_addf(&title, " (%d/%d)", figure->parts + 1, parts);
	figure_part_open(figure, FIGURE_WIDTH, top + height + 2, str_text(&title),
	                 from == 0 ? list->desc : outgoing_text(figure->outgoing, "figure.continued"));
	if (above) {
		draw_entry(list, above, top);
		top += entry_height(list, above);
	}
	for (size_t i = from; i < to; i++) {
		draw_entry(list, &list->entries.at[i], top);
		top += entry_height(list, &list->entries.at[i]);
	}
	if (list->draw_head)
		list->draw_head(list, list->head);
	figure_part_close(figure);
	str_release(&title);
}

static int count_parts(const struct figure_list *list, int height)
{
	int parts = 0;

	for (size_t from = 0; from < list->entries.count; from = part_end(list, from, height))
		parts++;
	return parts;
}

/* Pictures of about the same height. */
void figure_list_draw(struct figure_list *list)
{
	int whole = height_of(list, 0, list->entries.count);
	int height = whole / (1 + whole / PAGE_HEIGHT) + 1;
	int parts = count_parts(list, height);

	for (size_t from = 0, to; from < list->entries.count; from = to) {
		to = part_end(list, from, height);
		draw_part(list, from, to, parts);
	}
	for (size_t i = 0; i < list->entries.count; i++)
		svg_box_release(&list->entries.at[i].label);
	vec_release(&list->entries);
}

/* outline_edit.c - a tree's edits as changes of its rows' `parent` and `order`. */
#include "sonae/model/outline.h"
#include <stdio.h>
#include <string.h>

/* An edit under way. */
struct edit {
	struct step *step;
	struct sheet *sheet;
	const struct outline *outline;
	int parent_field, order_field;
};

static struct edit edit_of(struct step *step, struct sheet *sheet, const struct outline *outline)
{
	const struct form *form = sheet_form(sheet);

	return (struct edit){ step, sheet, outline, form_field(form, "parent"),
		              form_field(form, "order") };
}

static size_t row_of(const struct edit *edit, size_t node)
{
	return edit->outline->at.at[node].row;
}

static const char *id_of(const struct edit *edit, size_t node)
{
	return node == OUTLINE_NONE ? "" : sheet_row_id(edit->sheet, row_of(edit, node));
}

static void write_order(size_t number, char order[24])
{
	snprintf(order, 24, "%zu", number);
}

static void set_order(const struct edit *edit, size_t node, size_t number)
{
	char order[24];

	write_order(number, order);
	step_set(edit->step, edit->sheet, row_of(edit, node), edit->order_field, order);
}

static size_t first_below(const struct edit *edit, size_t parent)
{
	if (parent != OUTLINE_NONE)
		return outline_child(edit->outline, parent);
	return edit->outline->at.count > 0 ? 0 : OUTLINE_NONE;
}

/* Numbers the children of `parent` from 1 on, leaving a number free behind the child `after`
 * (OUTLINE_NONE = behind the last), which it returns. */
static size_t number_children(const struct edit *edit, size_t parent, size_t after)
{
	size_t number = 1, kept = 0;

	for (size_t node = first_below(edit, parent); node != OUTLINE_NONE;
	     node = outline_next(edit->outline, node)) {
		set_order(edit, node, number++);
		if (node == after)
			kept = number++;
	}
	return kept > 0 ? kept : number;
}

/* A row of a circle stands at the top but names a parent still: something hung below it could
 * name that again. A parent that is gone may come back by undo, and stays. */
static void leave_circle(const struct edit *edit, size_t node)
{
	size_t root = outline_root(edit->outline, node), row;
	const char *parent =
	    sheet_cell(edit->sheet, row_of(edit, root), (size_t)edit->parent_field);

	if (sheet_find(edit->sheet, parent, &row))
		step_set(edit->step, edit->sheet, row_of(edit, root), edit->parent_field, "");
}

static size_t place_below(const struct edit *edit, size_t parent, size_t after)
{
	if (parent != OUTLINE_NONE)
		leave_circle(edit, parent);
	return number_children(edit, parent, after);
}

static bool is_only_child(const struct edit *edit, size_t node)
{
	return outline_previous(edit->outline, node) == OUTLINE_NONE &&
	       edit->outline->at.at[node].is_last;
}

/* What the node's parent is left with once `node` has gone. */
static void leave_parent(const struct edit *edit, size_t node)
{
	const struct form *form = sheet_form(edit->sheet);
	size_t parent = edit->outline->at.at[node].parent;

	if (parent == OUTLINE_NONE || !is_only_child(edit, node))
		return;
	for (size_t field = 0; field < form->fields.count; field++) {
		if (form->fields.at[field].leaf)
			step_set(edit->step, edit->sheet, row_of(edit, parent), (int)field, "");
	}
}

static void hang(const struct edit *edit, size_t node, size_t parent, size_t after)
{
	leave_parent(edit, node);
	set_order(edit, node, place_below(edit, parent, after));
	step_set(edit->step, edit->sheet, row_of(edit, node), edit->parent_field, id_of(edit, parent));
}

void outline_place(struct step *step, struct sheet *sheet, const struct outline *outline,
                   size_t parent, size_t after, const char **parent_id, char order[24])
{
	struct edit edit = edit_of(step, sheet, outline);

	write_order(place_below(&edit, parent, after), order);
	*parent_id = id_of(&edit, parent);
}

bool outline_deeper(struct step *step, struct sheet *sheet, const struct outline *outline,
                    size_t node)
{
	struct edit edit = edit_of(step, sheet, outline);
	size_t parent = outline_previous(outline, node);

	if (parent == OUTLINE_NONE)
		return false;
	hang(&edit, node, parent, OUTLINE_NONE);
	return true;
}

bool outline_shallower(struct step *step, struct sheet *sheet, const struct outline *outline,
                       size_t node)
{
	struct edit edit = edit_of(step, sheet, outline);
	size_t parent = outline->at.at[node].parent;

	if (parent == OUTLINE_NONE)
		return false;
	hang(&edit, node, outline->at.at[parent].parent, parent);
	return true;
}

/* The two change places, the others keep theirs: all are numbered as they will stand. */
bool outline_move(struct step *step, struct sheet *sheet, const struct outline *outline,
                  size_t node, int by)
{
	struct edit edit = edit_of(step, sheet, outline);
	size_t other = by > 0 ? outline_next(outline, node) : outline_previous(outline, node);
	size_t number = 1;

	if (other == OUTLINE_NONE)
		return false;
	size_t first = by > 0 ? node : other, second = by > 0 ? other : node;
	for (size_t at = first_below(&edit, outline->at.at[node].parent); at != OUTLINE_NONE;
	     at = outline_next(outline, at), number++)
		set_order(&edit, at, number + (at == first) - (at == second));
	return true;
}

static int compare_descending(const void *left, const void *right)
{
	const size_t *a = left, *b = right;

	return (*a < *b) - (*a > *b);
}

void outline_delete(struct step *step, struct sheet *sheet, const struct outline *outline,
                    size_t node)
{
	struct edit edit = edit_of(step, sheet, outline);
	size_t count = outline->at.at[node].below + 1;
	size_t *rows = mem_zero(count, sizeof(*rows));

	leave_parent(&edit, node);
	for (size_t i = 0; i < count; i++)
		rows[i] = row_of(&edit, node + i);
	qsort(rows, count, sizeof(*rows), compare_descending);
	for (size_t i = 0; i < count; i++)
		step_delete(step, sheet, rows[i]);
	free(rows);
}

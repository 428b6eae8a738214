/* tree_lines.c - which rows of a tree show, and where one stands among them. */
#include "tree.h"

#include <stdlib.h>

size_t tree_node(const struct tree *tree)
{
	return tree->position < tree->lines.count ? tree->lines.at[tree->position].node : OUTLINE_NONE;
}

bool tree_is_inner(const struct tree *tree, size_t node)
{
	return node != OUTLINE_NONE && tree->values.outline.at.at[node].below > 0;
}

size_t tree_row_of(const struct tree *tree, size_t node)
{
	return tree->values.outline.at.at[node].row;
}

const char *tree_node_id(const struct tree *tree, const struct ui *ui, size_t node)
{
	return sheet_row_id(cell_view_sheet(&tree->cell, ui), tree_row_of(tree, node));
}

bool tree_may_add(const struct tree *tree, const struct ui *ui)
{
	return sheet_form(cell_view_sheet(&tree->cell, ui))->addable;
}

bool tree_is_end(const struct tree *tree, size_t position)
{
	return position + 1 == tree->lines.count && tree->lines.at[position].node == OUTLINE_NONE;
}

bool tree_is_leafs(const struct tree *tree, const struct ui *ui, size_t node, int field)
{
	const struct form *form = sheet_form(cell_view_sheet(&tree->cell, ui));

	if (!tree_is_inner(tree, node) || field < 0)
		return false;
	return form->fields.at[field].leaf || tree_is_computed(tree, node, field);
}

bool tree_is_computed(const struct tree *tree, size_t node, int field)
{
	const struct tree_fields *fields = &tree->fields;

	return tree->is_attack && tree_is_inner(tree, node) && field >= 0 &&
	       (field == fields->probability || field == fields->cost || field == fields->skill ||
	        field == fields->measure);
}

int tree_field_at(const struct tree *tree, const struct tree_line *line, size_t column)
{
	int field = tree->columns.at[column].field;

	if (field != TREE_MARK)
		return field;
	return tree_is_inner(tree, line->node) ? tree->fields.gate : tree->fields.stride;
}

/* ---- folds ---- */

bool tree_is_folded(const struct tree *tree, const struct ui *ui, size_t node)
{
	return map_find(&tree->folded, tree_node_id(tree, ui, node)) != NULL;
}

static void unfold(struct tree *tree, const char *id)
{
	struct map_entry *entry = map_find(&tree->folded, id);
	char *copy = entry ? entry->pointer : NULL;

	if (copy)
		map_remove(&tree->folded, id);
	free(copy);
}

void tree_fold(struct tree *tree, struct ui *ui, size_t node, bool folded)
{
	const char *id = tree_node_id(tree, ui, node);

	if (!folded) {
		unfold(tree, id);
	} else if (!map_find(&tree->folded, id)) {
		char *copy = mem_dup(id);
		map_put(&tree->folded, copy, NULL)->pointer = copy;
	}
	tree_list(tree, ui);
}

void tree_release_lines(struct tree *tree)
{
	for (size_t i = 0; i < tree->folded.count; i++)
		free(tree->folded.entry[i].pointer);
	map_release(&tree->folded);
	vec_release(&tree->lines);
	attack_tree_release(&tree->values);
}

/* ---- lines ---- */

static bool is_after(const struct tree *tree, const struct ui *ui, size_t node)
{
	return tree->slot.open && text_is(tree->slot.after, tree_node_id(tree, ui, node));
}

static void add_node(struct tree *tree, const struct ui *ui, size_t node)
{
	const struct outline_node *at = &tree->values.outline.at.at[node];
	bool has_new_beside = at->is_last && is_after(tree, ui, node);

	vec_push(&tree->lines, ((struct tree_line){node, at->depth, at->is_last && !has_new_beside}));
}

static void add_slot(struct tree *tree, int depth, bool is_last)
{
	vec_push(&tree->lines, ((struct tree_line){OUTLINE_NONE, depth, is_last}));
}

/* The row to be made comes behind everything below the one it stands after, or first below its
 * parent: before which node is that, and how deep? False: there is none, or its place is gone. */
static bool find_slot(const struct tree *tree, const struct ui *ui, size_t *before,
                      struct tree_line *line)
{
	const struct outline *outline = &tree->values.outline;
	const struct sheet *sheet = cell_view_sheet(&tree->cell, ui);

	if (!tree->slot.open)
		return false;
	size_t after = outline_find(outline, sheet, tree->slot.after);
	size_t parent = outline_find(outline, sheet, tree->slot.parent);
	if (after != OUTLINE_NONE) {
		const struct outline_node *at = &outline->at.at[after];
		*before = after + at->below + 1;
		*line = (struct tree_line){OUTLINE_NONE, at->depth, at->is_last};
		return true;
	}
	if (parent == OUTLINE_NONE)
		return false;
	*before = parent + 1;
	*line = (struct tree_line){OUTLINE_NONE, outline->at.at[parent].depth + 1,
	                           outline->at.at[parent].below == 0};
	return true;
}

static void list_lines(struct tree *tree, const struct ui *ui)
{
	const struct outline *outline = &tree->values.outline;
	size_t before = OUTLINE_NONE;
	struct tree_line slot = {0};

	vec_clear(&tree->lines);
	tree->slot.open = find_slot(tree, ui, &before, &slot);
	for (size_t node = 0; node < outline->at.count;) {
		if (node == before)
			vec_push(&tree->lines, slot);
		add_node(tree, ui, node);
		node += tree_is_folded(tree, ui, node) ? outline->at.at[node].below + 1 : 1;
	}
	if (before == outline->at.count)
		vec_push(&tree->lines, slot);
	if (tree_may_add(tree, ui))
		add_slot(tree, 0, true);
}

static bool is_current(const struct tree *tree, const struct ui *ui, size_t position)
{
	size_t node = tree->lines.at[position].node;

	if (tree->slot.open)
		return node == OUTLINE_NONE && !tree_is_end(tree, position);
	return node != OUTLINE_NONE && text_is(tree_node_id(tree, ui, node), tree->cell.row);
}

/* The line of the open slot, or else of the row one stands on, or else where one stood. */
static size_t find_position(const struct tree *tree, const struct ui *ui)
{
	for (size_t i = 0; i < tree->lines.count; i++)
		if (is_current(tree, ui, i))
			return i;
	return tree->position;
}

/* What is being typed is for its own row, even if that has gone meanwhile. */
static void stand_at(struct tree *tree, struct ui *ui, size_t position)
{
	size_t last = tree->lines.count ? tree->lines.count - 1 : 0, before = tree->position;

	tree->position = position < last ? position : last;
	size_t node = tree_node(tree);
	if (!tree->cell.editing)
		text_copy(tree->cell.row, sizeof(tree->cell.row),
		          node != OUTLINE_NONE ? tree_node_id(tree, ui, node) : "");
	/* A new row begins with its label. */
	bool enters_new = node == OUTLINE_NONE && tree->position != before;
	tree_stand_on_column(tree, enters_new ? tree->label_column : tree->column);
}

void tree_list(struct tree *tree, struct ui *ui)
{
	bool at_end = tree->position < tree->lines.count && tree_is_end(tree, tree->position);

	list_lines(tree, ui);
	if (at_end && !tree->slot.open && !tree->cell.row[0])
		stand_at(tree, ui, tree->lines.count);
	else
		stand_at(tree, ui, find_position(tree, ui));
}

void tree_update(struct tree *tree, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(&tree->cell, ui);

	if (tree->known && tree->version == sheet_version(sheet))
		return;
	attack_tree_read(folder_book(ui->session->folder), sheet, &tree->values);
	tree->version = sheet_version(sheet);
	tree->known = true;
	tree->foot.known = false;
	if (tree->slot.made && tree->cell.row[0])
		tree->slot.open = false; /* the row stands there now */
	tree_list(tree, ui);
}

/* ---- where one stands ---- */

void tree_stand(struct tree *tree, struct ui *ui, size_t position)
{
	size_t last = tree->lines.count ? tree->lines.count - 1 : 0, now = tree->position;

	position = position < last ? position : last;
	if (tree->slot.open && position != now) {
		bool to_end = tree_is_end(tree, position);
		tree->slot.open = false;
		list_lines(tree, ui);
		position = to_end ? tree->lines.count : position > now ? position - 1 : position;
	}
	stand_at(tree, ui, position);
}

bool tree_stand_on_row(struct tree *tree, struct ui *ui, const char *row_id)
{
	const struct outline *outline = &tree->values.outline;
	size_t node = outline_find(outline, cell_view_sheet(&tree->cell, ui), row_id);

	if (node == OUTLINE_NONE)
		return false;
	tree->slot.open = false;
	for (size_t at = outline->at.at[node].parent; at != OUTLINE_NONE; at = outline->at.at[at].parent)
		unfold(tree, tree_node_id(tree, ui, at));
	text_copy(tree->cell.row, sizeof(tree->cell.row), row_id);
	tree_list(tree, ui);
	return true;
}

void tree_stand_on_column(struct tree *tree, size_t column)
{
	struct tree_line nowhere = {.node = OUTLINE_NONE};

	tree->column = column;
	tree->cell.field = tree_field_at(
	    tree, tree->lines.count ? &tree->lines.at[tree->position] : &nowhere, column);
}

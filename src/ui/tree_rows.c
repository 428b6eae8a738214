/* tree_rows.c - rows of a tree made, moved, deleted; folds and ticks. */
#include "tree.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"

#include <stdio.h>

static struct sheet *sheet_of(const struct tree *tree, const struct ui *ui)
{
	return cell_view_sheet(&tree->cell, ui);
}

static const struct outline *outline_of(const struct tree *tree)
{
	return &tree->values.outline;
}

/* ---- where a new row is to come ---- */

static void set_slot(struct tree *tree, struct ui *ui, size_t parent, size_t after)
{
	struct tree_slot *slot = &tree->slot;

	text_copy(slot->parent, sizeof(slot->parent),
	          parent != OUTLINE_NONE ? tree_node_id(tree, ui, parent) : "");
	text_copy(slot->after, sizeof(slot->after),
	          after != OUTLINE_NONE ? tree_node_id(tree, ui, after) : "");
	slot->open = true;
}

/* Behind the last root the line is there already. */
static bool is_end(const struct tree *tree, size_t parent, size_t after)
{
	const struct outline *outline = outline_of(tree);

	return parent == OUTLINE_NONE &&
	       (after == OUTLINE_NONE || after + outline->at.at[after].below + 1 == outline->at.count);
}

static void open_slot(struct tree *tree, struct ui *ui, size_t parent, size_t after)
{
	if (parent != OUTLINE_NONE)
		tree_fold(tree, ui, parent, false);
	if (is_end(tree, parent, after)) {
		tree_stand(tree, ui, tree->lines.count);
	} else {
		set_slot(tree, ui, parent, after);
		tree_list(tree, ui);
	}
	tree_stand_on_column(tree, tree->label_column);
}

static size_t last_child(const struct outline *outline, size_t parent)
{
	size_t child = parent != OUTLINE_NONE     ? outline_child(outline, parent)
	               : outline->at.count > 0 ? 0
	                                       : OUTLINE_NONE;

	for (size_t next = child; next != OUTLINE_NONE; next = outline_next(outline, next))
		child = next;
	return child;
}

/* ^N: below the current row, behind what hangs there. */
static void new_row(struct tree *tree, struct ui *ui)
{
	size_t node = tree_node(tree);

	if (!cell_view_may_write(&tree->cell, ui))
		return;
	if (node == OUTLINE_NONE) {
		tree_stand_on_column(tree, tree->label_column);
		ui_message(ui, "tree.type_here", NULL);
	} else
		open_slot(tree, ui, node, last_child(outline_of(tree), node));
}

static void find_slot(const struct tree *tree, const struct ui *ui, size_t *parent, size_t *after)
{
	const struct outline *outline = outline_of(tree);
	const struct sheet *sheet = sheet_of(tree, ui);

	*parent = OUTLINE_NONE;
	*after = OUTLINE_NONE;
	if (tree->slot.open) {
		*parent = outline_find(outline, sheet, tree->slot.parent);
		*after = outline_find(outline, sheet, tree->slot.after);
	} else {
		*after = last_child(outline, OUTLINE_NONE);
	}
}

/* The row to be made goes below the one it would come after, or beside its parent. */
static void shift_slot(struct tree *tree, struct ui *ui, enum action action)
{
	size_t parent, after;

	find_slot(tree, ui, &parent, &after);
	if (action == ACTION_DEEPER && after != OUTLINE_NONE)
		open_slot(tree, ui, after, last_child(outline_of(tree), after));
	else if (action == ACTION_SHALLOWER && parent != OUTLINE_NONE)
		open_slot(tree, ui, outline_of(tree)->at.at[parent].parent, parent);
	else
		ui_message(ui, action == ACTION_DEEPER ? "tree.no_deeper" : "tree.no_shallower", NULL);
}

/* The first thing below an attack tree's root are its causes; all else goes on side by side. */
void tree_open_next(struct tree *tree, struct ui *ui)
{
	size_t node = tree_node(tree);

	tree->slot.made = false;
	if (node == OUTLINE_NONE)
		return;
	size_t parent = outline_of(tree)->at.at[node].parent;
	if (parent == OUTLINE_NONE && tree->is_attack)
		open_slot(tree, ui, node, last_child(outline_of(tree), node));
	else
		open_slot(tree, ui, parent, node);
}

bool tree_close_slot(struct tree *tree, struct ui *ui)
{
	if (!tree->slot.open)
		return false;
	const char *id = tree->slot.after[0] ? tree->slot.after : tree->slot.parent;
	char back_to[ROW_ID_MAX];
	text_copy(back_to, sizeof(back_to), id);
	return tree_stand_on_row(tree, ui, back_to);
}

/* In the file it stands where it stands in the tree. */
static const char *row_before(const struct tree *tree, const struct ui *ui, size_t parent,
                              size_t after)
{
	struct sheet *sheet = sheet_of(tree, ui);
	size_t count = sheet_row_count(sheet);

	if (after != OUTLINE_NONE)
		return tree_node_id(tree, ui, after + outline_of(tree)->at.at[after].below);
	if (parent != OUTLINE_NONE)
		return tree_node_id(tree, ui, parent);
	return count ? sheet_row_id(sheet, count - 1) : "";
}

bool tree_make(struct cell_view *cell, struct ui *ui, struct step *step, const char *text,
               char id[ROW_ID_MAX], struct err *err)
{
	struct tree *tree = (struct tree *)cell;
	struct sheet *sheet = sheet_of(tree, ui);
	size_t parent, after;
	char order[24];

	if (!text[0])
		return true; /* nothing was typed: there is no row */
	const char **typed = mem_zero(sheet_form(sheet)->fields.count + 1, sizeof(*typed));
	tree_update(tree, ui);
	find_slot(tree, ui, &parent, &after);
	outline_place(step, sheet, outline_of(tree), parent, after, &typed[tree->fields.parent], order);
	typed[tree->fields.order] = order;
	typed[cell->field] = text;
	const char *before = row_before(tree, ui, parent, after);
	bool fine = entry_new_row_of(ui->session, step, sheet, before, typed, id, err);
	free(typed);
	tree->slot.made = fine;
	return fine;
}

/* ---- rows that are there ---- */

static void say_deleted(struct ui *ui, const char *name, size_t rows, size_t referrers)
{
	char below[24], count[24];

	snprintf(below, sizeof(below), "%zu", rows - 1);
	snprintf(count, sizeof(count), "%zu", referrers);
	ui_message(ui,
	           rows > 1 ? referrers ? "sheet.deleted_branch" : "tree.deleted_below"
	                    : referrers ? "sheet.deleted_referred" : "sheet.deleted",
	           "row", name, "below", below, "count", count, NULL);
}

static void delete_row(struct tree *tree, struct ui *ui)
{
	size_t node = tree_node(tree), referrers = 0;
	struct step step = {0};
	struct str name = {0};
	struct err err = {0};

	if (node == OUTLINE_NONE || !cell_view_may_write(&tree->cell, ui))
		return;
	size_t row = tree_row_of(tree, node), rows = outline_of(tree)->at.at[node].below + 1;
	say_row(ui->session, sheet_of(tree, ui), row, &name);
	if (!entry_delete_row(ui->session, &step, sheet_of(tree, ui), row, &referrers, &err))
		ui_alarm(ui, &err);
	else if (ui_do(ui, &step))
		say_deleted(ui, str_text(&name), rows, referrers);
	step_release(&step);
	str_release(&name);
	tree_update(tree, ui);
}

static bool go_deeper(struct step *step, struct tree *tree, struct ui *ui, size_t node)
{
	size_t above = outline_previous(outline_of(tree), node);

	if (!outline_deeper(step, sheet_of(tree, ui), outline_of(tree), node))
		return false;
	tree_fold(tree, ui, above, false);
	return true;
}

static bool go_shallower(struct step *step, struct tree *tree, struct ui *ui, size_t node)
{
	return outline_shallower(step, sheet_of(tree, ui), outline_of(tree), node);
}

static bool go_up(struct step *step, struct tree *tree, struct ui *ui, size_t node)
{
	return outline_move(step, sheet_of(tree, ui), outline_of(tree), node, -1);
}

static bool go_down(struct step *step, struct tree *tree, struct ui *ui, size_t node)
{
	return outline_move(step, sheet_of(tree, ui), outline_of(tree), node, 1);
}

struct tree_move {
	enum action action;
	bool (*move)(struct step *step, struct tree *tree, struct ui *ui, size_t node);
	const char *refusal;
};
static const struct tree_move moves[] = {
	{ACTION_DEEPER, go_deeper, "tree.no_deeper"},
	{ACTION_SHALLOWER, go_shallower, "tree.no_shallower"},
	{ACTION_MOVE_UP, go_up, "tree.no_up"},
	{ACTION_MOVE_DOWN, go_down, "tree.no_down"},
};

static void move_row(struct tree *tree, struct ui *ui, const struct tree_move *move)
{
	size_t node = tree_node(tree);
	struct step step = {0};

	if (!cell_view_may_write(&tree->cell, ui))
		return;
	if (node == OUTLINE_NONE) {
		if (move->action == ACTION_DEEPER || move->action == ACTION_SHALLOWER)
			shift_slot(tree, ui, move->action);
		return;
	}
	if (move->move(&step, tree, ui, node))
		ui_do(ui, &step);
	else
		ui_message(ui, move->refusal, NULL);
	step_release(&step);
	tree_update(tree, ui);
}

unsigned tree_rows_act(struct tree *tree, struct ui *ui, enum action action)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].action != action)
			continue;
		move_row(tree, ui, &moves[i]);
		return REACT_DRAW;
	}
	if (action != ACTION_NEW_ROW && action != ACTION_DELETE_ROW)
		return REACT_UNUSED;
	if (action == ACTION_NEW_ROW)
		new_row(tree, ui);
	else
		delete_row(tree, ui);
	return REACT_DRAW;
}

/* ---- Space ---- */

/* What the ticks do to the tree one stands in. */
static void say_effect(struct tree *tree, struct ui *ui, bool planned)
{
	size_t top = outline_root(outline_of(tree), tree_node(tree));
	const struct attack_node *root = &tree->values.at.at[top];
	struct str now = {0}, then = {0};
	char missing[24];

	tree_say_share(root->now.probability, &now);
	tree_say_share(root->planned_too.probability, &then);
	snprintf(missing, sizeof(missing), "%zu", root->planned_too.missing);
	ui_message(ui, now.len == 0 || then.len == 0 ? "tree.ticked_missing"
	               : planned                     ? "tree.ticked"
	                                             : "tree.unticked",
	           "now", str_text(&now), "then", str_text(&then), "count", missing, NULL);
	str_release(&now);
	str_release(&then);
}

static void toggle_planned(struct tree *tree, struct ui *ui, size_t node)
{
	const struct attack_node *leaf = &tree->values.at.at[node];
	bool planned = !leaf->planned;
	struct step step = {0};

	if (!cell_view_may_write(&tree->cell, ui))
		return;
	if (leaf->done) {
		ui_message(ui, "tree.in_place", NULL);
		return;
	}
	step_set(&step, sheet_of(tree, ui), tree_row_of(tree, node), tree->fields.planned,
	         planned ? "1" : "0");
	if (ui_do(ui, &step)) {
		tree_update(tree, ui);
		say_effect(tree, ui, planned);
	}
	step_release(&step);
}

bool tree_space(struct tree *tree, struct ui *ui)
{
	size_t node = tree_node(tree);

	if (node == OUTLINE_NONE)
		return false;
	if (tree_is_inner(tree, node)) {
		tree_fold(tree, ui, node, !tree_is_folded(tree, ui, node));
		return true;
	}
	if (!tree->is_attack || tree->columns.at[tree->column].field == TREE_MARK)
		return false;
	toggle_planned(tree, ui, node);
	return true;
}

/* view_tree.c - a worksheet as a tree: moving about, and what leads elsewhere. */
#include "tree.h"
#include "links.h"
#include "place.h"

#include "sonae/app/say.h"
#include "sonae/model/field_type.h"
#include "sonae/store/draft.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static struct tree *tree_of(struct view *view)
{
	return (struct tree *)view;
}

static const struct form *form_of(const struct tree *tree, const struct ui *ui)
{
	return sheet_form(cell_view_sheet(&tree->cell, ui));
}

/* ---- moving ---- */

static bool can_type(const struct tree *tree, const struct ui *ui, size_t position, size_t column)
{
	const struct tree_line *line = &tree->lines.at[position];
	int field = tree_field_at(tree, line, column);

	return column >= tree->label_column && !tree_is_leafs(tree, ui, line->node, field) &&
	       !form_of(tree, ui)->fields.at[field].formula;
}

/* Tab goes over what cannot be typed in, and on to the next row's label at the end. */
static void go_next(struct tree *tree, struct ui *ui)
{
	for (size_t column = tree->column + 1; column < tree->columns.count; column++) {
		if (!can_type(tree, ui, tree->position, column))
			continue;
		tree_stand_on_column(tree, column);
		return;
	}
	tree_stand(tree, ui, tree->position + 1);
	tree_stand_on_column(tree, tree->label_column);
}

static void go_previous(struct tree *tree, struct ui *ui)
{
	for (size_t column = tree->column; column-- > tree->label_column;) {
		if (!can_type(tree, ui, tree->position, column))
			continue;
		tree_stand_on_column(tree, column);
		return;
	}
	if (tree->position == 0)
		return;
	tree_stand(tree, ui, tree->position - 1);
	for (size_t column = tree->columns.count; column-- > 0;) {
		if (!can_type(tree, ui, tree->position, column))
			continue;
		tree_stand_on_column(tree, column);
		return;
	}
}

static void go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	struct tree *tree = (struct tree *)cell;

	tree_update(tree, ui);
	if (direction == ACTION_DOWN && tree->slot.made)
		tree_open_next(tree, ui);
	else if (direction == ACTION_DOWN)
		tree_stand(tree, ui, tree->position + 1);
	else if (direction == ACTION_UP)
		tree_stand(tree, ui, tree->position ? tree->position - 1 : 0);
	else if (direction == ACTION_NEXT)
		go_next(tree, ui);
	else
		go_previous(tree, ui);
	tree->slot.made = false;
}

/* For ^D; what an inner row holds of its own does not show. */
static bool above(const struct cell_view *cell, const struct ui *ui, size_t *row)
{
	const struct tree *tree = (const struct tree *)cell;

	size_t node = tree->position > 0 ? tree->lines.at[tree->position - 1].node : OUTLINE_NONE;
	if (node == OUTLINE_NONE || tree_is_leafs(tree, ui, node, cell->field))
		return false;
	*row = tree_row_of(tree, node);
	return true;
}

static unsigned move(struct tree *tree, struct ui *ui, enum action action)
{
	size_t page = tree_page(tree), position = tree->position, last = tree->columns.count - 1;

	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_NEXT:
	case ACTION_PREVIOUS: go(&tree->cell, ui, action); break;
	case ACTION_LEFT: tree_stand_on_column(tree, tree->column ? tree->column - 1 : 0); break;
	case ACTION_RIGHT:
		tree_stand_on_column(tree, tree->column < last ? tree->column + 1 : last);
		break;
	case ACTION_PAGE_UP: tree_stand(tree, ui, position > page ? position - page : 0); break;
	case ACTION_PAGE_DOWN: tree_stand(tree, ui, position + page); break;
	case ACTION_LINE_START: tree_stand_on_column(tree, tree->label_column); break;
	case ACTION_LINE_END: tree_stand_on_column(tree, last); break;
	case ACTION_FIRST: tree_stand(tree, ui, 0); break;
	case ACTION_LAST: tree_stand(tree, ui, tree->lines.count); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- before the cell has its say ---- */

static bool stands_on_leafs(const struct tree *tree, const struct ui *ui)
{
	return tree_is_leafs(tree, ui, tree_node(tree), tree->cell.field);
}

static bool writes_cell(enum action action)
{
	return action == ACTION_ENTER || action == ACTION_EDIT || action == ACTION_CLEAR ||
	       action == ACTION_BACKSPACE || action == ACTION_FILL || action == ACTION_PASTE ||
	       action == ACTION_EDITOR;
}

static bool stands_on_label(const struct tree *tree)
{
	return tree->column <= tree->label_column;
}

/* On its label one stands on the node: then these are about it and all below it. */
static bool act_on_node(struct tree *tree, struct ui *ui, enum action action)
{
	const struct field *field = cell_view_field(&tree->cell, ui);

	switch (action) {
	case ACTION_SPACE: return tree_space(tree, ui);
	case ACTION_BACK: return tree_close_slot(tree, ui);
	case ACTION_COPY:
		if (tree->column != tree->label_column || tree_node(tree) == OUTLINE_NONE)
			return false;
		tree_copy(tree, ui);
		return true;
	case ACTION_FOLLOW:
		if (field && field->type->is_ref)
			return false;
		tree_follow(tree, ui);
		return true;
	default: break;
	}
	if (!writes_cell(action) || !stands_on_leafs(tree, ui) || stands_on_label(tree))
		return false;
	bool computed = tree_is_computed(tree, tree_node(tree), tree->cell.field);
	computed = computed && tree->cell.field != tree->fields.measure;
	ui_message(ui, computed ? "tree.computed" : "tree.for_leaves", NULL);
	return true;
}

/* ---- other views ---- */

/* The pane, the whole screen, none; where there is no room for the pane, the whole screen. */
static void next_guide(struct tree *tree, struct ui *ui)
{
	if (ui->guide || !tree->guide_fits)
		ui_push(ui, view_guide_new(ui, tree->cell.sheet));
	if (tree->guide_fits)
		ui->guide = !ui->guide;
}

static void open_record(struct tree *tree, struct ui *ui)
{
	if (tree_node(tree) == OUTLINE_NONE)
		ui_message(ui, "sheet.no_row_here", NULL);
	else
		ui_push(ui, view_record_new(ui, tree->cell.sheet, tree->cell.row, tree->cell.field));
}

static unsigned act_on_views(struct tree *tree, struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_FORM: open_record(tree, ui); break;
	case ACTION_NEXT_VIEW: view_turn(ui, tree->cell.sheet, "tree", tree->cell.row); break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, tree->cell.sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, tree->cell.sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, tree->cell.sheet)); break;
	case ACTION_GUIDE: next_guide(tree, ui); break;
	case ACTION_TAKE_ON: tree_take_on(tree, ui); break;
	case ACTION_DRAW_ROWS: draw_rows_open(ui, tree->cell.sheet); break;
	case ACTION_SORT:
		if (!tree->is_attack)
			return REACT_UNUSED;
		tree_list_paths(tree, ui);
		break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned tree_act(struct view *view, struct ui *ui, enum action action)
{
	struct tree *tree = tree_of(view);

	tree_update(tree, ui);
	tree->slot.made = false;
	if (!tree->cell.editing && act_on_node(tree, ui, action))
		return REACT_DRAW;
	unsigned reaction = cell_view_act(&tree->cell, ui, action);
	tree_update(tree, ui);
	if (reaction != REACT_UNUSED)
		return reaction;
	if (move(tree, ui, action) == REACT_DRAW || tree_rows_act(tree, ui, action) == REACT_DRAW)
		return REACT_DRAW;
	return act_on_views(tree, ui, action);
}

static unsigned tree_text(struct view *view, struct ui *ui, const char *text, bool pasted)
{
	struct tree *tree = tree_of(view);

	tree_update(tree, ui);
	tree->slot.made = false;
	if (!tree->cell.editing && pasted && stands_on_label(tree) && tree_text_is_outline(text)) {
		tree_paste(tree, ui, text);
		return REACT_DRAW;
	}
	if (!tree->cell.editing && (text_is(text, " ") || text_is(text, "　")) && tree_space(tree, ui))
		return REACT_DRAW;
	if (!tree->cell.editing && stands_on_leafs(tree, ui)) {
		act_on_node(tree, ui, ACTION_EDIT);
		return REACT_DRAW;
	}
	unsigned reaction = cell_view_text(&tree->cell, ui, text, pasted);
	tree_update(tree, ui);
	return reaction;
}

/* ---- the rest of the view ---- */

/* A click on the lines before an inner row's label folds it. */
static bool clicked_fold(struct tree *tree, struct ui *ui, int col)
{
	size_t node = tree_node(tree);

	if (!tree_is_inner(tree, node) || col >= tree_mark_col(tree, tree->lines.at[tree->position].depth))
		return false;
	tree_fold(tree, ui, node, !tree_is_folded(tree, ui, node));
	return true;
}

static unsigned tree_mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct tree *tree = tree_of(view);
	int row = event->row - tree->body.row - 1;

	if (row < 0 || row >= (int)tree_page(tree) || tree->top + (size_t)row >= tree->lines.count)
		return REACT_NONE;
	cell_view_commit(&tree->cell, ui);
	tree_update(tree, ui);
	tree_stand(tree, ui, tree->top + (size_t)row);
	for (size_t i = tree->label_column; i < tree->columns.count; i++) {
		const struct tree_column *column = &tree->columns.at[i];
		if (column->at >= 0 && event->col >= column->at && event->col <= column->at + column->cols)
			tree_stand_on_column(tree, i);
	}
	if (event->button == MOUSE_DOUBLE)
		return tree_act(view, ui, ACTION_ENTER);
	clicked_fold(tree, ui, event->col);
	return REACT_DRAW;
}

static void keys_of_node(struct tree *tree, struct key_line *line)
{
	size_t node = tree_node(tree);

	if (node == OUTLINE_NONE) {
		key_line_add(line, ACTION_DEEPER);
		key_line_add(line, ACTION_SHALLOWER);
		return;
	}
	if (tree_is_inner(tree, node))
		key_line_add_as(line, ACTION_SPACE, "tree.fold");
	else if (tree->is_attack)
		key_line_add_as(line, ACTION_SPACE, "tree.tick");
	key_line_add_as(line, ACTION_NEW_ROW, "tree.child");
	key_line_add(line, ACTION_DEEPER);
	key_line_add(line, ACTION_SHALLOWER);
	if (tree->is_attack) {
		key_line_add_as(line, ACTION_SORT, "tree.ways");
		key_line_add_as(line, ACTION_TAKE_ON, "tree.to_risk");
	}
}

static void tree_keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct tree *tree = tree_of(view);

	if (!stands_on_leafs(tree, ui))
		cell_view_keys(&tree->cell, ui, line);
	if (tree->cell.editing)
		return;
	keys_of_node(tree, line);
	if (tree_node(tree) != OUTLINE_NONE)
		key_line_add(line, ACTION_FORM);
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_GUIDE);
	if (tree->has_examples)
		key_line_add(line, ACTION_EXAMPLES);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_DELETE_ROW);
	key_line_add(line, ACTION_BACK);
}

/* The column that shows a field; of a tick that of the measure. */
static bool stand_on_field(struct tree *tree, int field)
{
	const struct tree_fields *fields = &tree->fields;

	if (field >= 0 && tree->is_attack && (field == fields->planned || field == fields->done))
		field = fields->measure;
	for (size_t i = 0; field >= 0 && i < tree->columns.count; i++) {
		int shown = tree->columns.at[i].field;
		bool is_mark = shown == TREE_MARK && (field == fields->gate || field == fields->stride);
		if (!is_mark && shown != field)
			continue;
		tree_stand_on_column(tree, i);
		return true;
	}
	return false;
}

static bool tree_show(struct view *view, struct ui *ui, const char *sheet, const char *row,
                      const char *field)
{
	struct tree *tree = tree_of(view);

	if (!text_is(sheet, tree->cell.sheet))
		return false;
	tree_update(tree, ui);
	bool there = row[0] && tree_stand_on_row(tree, ui, row);
	int wanted = form_field(form_of(tree, ui), field);
	if (wanted < 0 || wanted == tree->fields.parent || wanted == tree->fields.order)
		return true;
	/* A field the tree does not show: its record form does. */
	if (!stand_on_field(tree, wanted) && there)
		ui_push(ui, view_record_new(ui, sheet, row, wanted));
	return true;
}

static bool tree_resume(struct view *view, struct ui *ui, const struct draft *draft)
{
	struct tree *tree = tree_of(view);

	if (!draft->row[0])
		tree_stand(tree, ui, tree->lines.count);
	stand_on_field(tree, form_field(form_of(tree, ui), draft->field));
	return cell_view_resume(&tree->cell, ui, draft);
}

static void tree_leave(struct view *view, struct ui *ui, bool for_good)
{
	cell_view_leave(&tree_of(view)->cell, ui, for_good);
}

static bool tree_is_editing(struct view *view)
{
	return tree_of(view)->cell.editing;
}

static void tree_refresh(struct view *view, struct ui *ui)
{
	struct tree *tree = tree_of(view);

	tree->known = false;
	tree_update(tree, ui);
}

static bool tree_wants_idle(struct view *view)
{
	return tree_of(view)->foot.waits;
}

static bool tree_idle(struct view *view, struct ui *ui)
{
	tree_update(tree_of(view), ui);
	tree_foot_compute(tree_of(view), ui);
	return true;
}

static void tree_free(struct view *view)
{
	struct tree *tree = tree_of(view);

	cell_view_release(&tree->cell);
	tree_release_lines(tree);
	tree_foot_release(&tree->foot);
	vec_release(&tree->columns);
	free(tree);
}

static const struct view_ops tree_ops = {
	.name = "tree",
	.draw = tree_draw,
	.act = tree_act,
	.text = tree_text,
	.mouse = tree_mouse,
	.keys = tree_keys,
	.show = tree_show,
	.where = cell_view_where,
	.leave = tree_leave,
	.is_editing = tree_is_editing,
	.typed = cell_view_typed,
	.resume = tree_resume,
	.refresh = tree_refresh,
	.wants_idle = tree_wants_idle,
	.idle = tree_idle,
	.free = tree_free,
};

/* ---- the form's fields ---- */

static void find_fields(struct tree *tree, const struct form *form)
{
	tree->fields = (struct tree_fields){
		.label = form->name_field >= 0 ? form->name_field : 0,
		.parent = form_field(form, "parent"),
		.order = form_field(form, "order"),
		.gate = form_field(form, "gate"),
		.stride = form_field(form, "stride"),
		.probability = form_field(form, "probability"),
		.cost = form_field(form, "cost"),
		.skill = form_field(form, "skill"),
		.measure = form_field(form, "measure"),
		.planned = form_field(form, "planned"),
		.done = form_field(form, "done"),
	};
}

static void add_column(struct tree *tree, int field)
{
	vec_push(&tree->columns, ((struct tree_column){.field = field, .at = -1}));
}

static void add_own_columns(struct tree *tree)
{
	const struct tree_fields *fields = &tree->fields;
	const int own[] = {fields->probability, fields->cost, fields->skill, fields->measure};

	for (size_t i = 0; tree->is_attack && i < sizeof(own) / sizeof(own[0]); i++)
		if (own[i] >= 0)
			add_column(tree, own[i]);
}

/* Is it to be seen another way: where a row hangs, an attack tree's marks and figures? */
static bool is_own(const struct tree *tree, const struct form *form, int field)
{
	const struct tree_fields *fields = &tree->fields;

	if (field == fields->label || field == fields->parent || field == fields->order)
		return true;
	return tree->is_attack &&
	       (form->fields.at[field].formula || field == fields->gate || field == fields->stride ||
	        field == fields->probability || field == fields->cost || field == fields->skill ||
	        field == fields->measure || field == fields->planned || field == fields->done);
}

static void choose_columns(struct tree *tree, const struct form *form)
{
	if (tree->is_attack)
		add_column(tree, TREE_MARK);
	tree->label_column = tree->columns.count;
	add_column(tree, tree->fields.label);
	add_own_columns(tree);
	for (size_t i = 0; i < form->columns.count; i++)
		if (!is_own(tree, form, form->columns.at[i]))
			add_column(tree, form->columns.at[i]);
}

struct view *view_tree_new(struct ui *ui, const char *sheet_id, const char *row)
{
	struct book *book = folder_book(ui->session->folder);
	struct err err = {0};
	struct sheet *sheet = book_sheet(book, sheet_id, &err);

	if (!sheet) {
		ui_alarm(ui, &err);
		return NULL;
	}
	struct tree *tree = mem_zero(1, sizeof(*tree));
	tree->cell.view.ops = &tree_ops;
	tree->cell.go = go;
	tree->cell.above = above;
	tree->cell.make_row = tree_make;
	text_copy(tree->cell.sheet, sizeof(tree->cell.sheet), sheet_id);
	find_fields(tree, sheet_form(sheet));
	tree->is_attack = attack_tree_read(book, sheet, &tree->values);
	choose_columns(tree, sheet_form(sheet));
	tree->column = tree->label_column;
	tree->has_examples = place_has_examples(ui, sheet_id);
	tree_update(tree, ui);
	if (row[0])
		tree_stand_on_row(tree, ui, row);
	return &tree->cell.view;
}

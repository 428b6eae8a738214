#include "expr_node.h"

/*
 * What an expression reads. The row at hand is the innermost of `rows`: NULL
 * stands for the row the expression belongs to, else for any row of a worksheet.
 */
struct rows {
	const char *sheet;
	const struct rows *outer;
};

static void add_use(struct expr_uses *uses, enum expr_use_kind kind, const char *sheet, int field)
{
	for (size_t i = 0; i < uses->at.count; i++) {
		const struct expr_use *use = &uses->at.at[i];
		if (use->kind == kind && use->field == field && text_is(use->sheet, sheet))
			return;
	}
	vec_push(&uses->at, ((struct expr_use){kind, sheet, field}));
}

static void add_slot(struct expr_uses *uses, const struct expr *expr, const char *sheet, int slot)
{
	if (slot < 0)
		return;
	if (sheet)
		add_use(uses, EXPR_USE_SHEET, sheet, slot);
	else
		add_use(uses, EXPR_USE_ROW, expr->form->id, slot);
}

static void uses_of_path(const struct expr *expr, const struct path *path, const struct rows *rows,
                         struct expr_uses *uses)
{
	const struct rows *at = path->outer ? rows->outer : rows;

	add_slot(uses, expr, at->sheet, path->step[path->skip].slot);
	for (int i = path->skip + 1; i < path->count; i++) {
		const struct step *step = &path->step[i];
		if (!step->sheet)
			return;
		add_use(uses, EXPR_USE_ROWS, step->sheet, -1);
		add_slot(uses, expr, step->sheet, step->slot);
	}
}

static void uses_of_setting(const struct call *call, struct expr_uses *uses)
{
	add_use(uses, EXPR_USE_ROWS, "settings", -1);
	if (call->setting_field >= 0)
		add_use(uses, EXPR_USE_SHEET, "settings", call->setting_field);
}

static void uses_of_node(const struct expr *expr, const struct node *node, const struct rows *rows,
                         struct expr_uses *uses)
{
	const struct call *call = &node->call;
	struct rows inner = {call->sheet, rows};

	if (node->kind == NODE_PATH)
		uses_of_path(expr, &node->path, rows, uses);
	if (node->left)
		uses_of_node(expr, node->left, rows, uses);
	if (node->right)
		uses_of_node(expr, node->right, rows, uses);
	if (node->kind != NODE_CALL)
		return;
	if (call->function->reads_today)
		add_use(uses, EXPR_USE_TODAY, "", -1);
	if (call->function->reads_setting) {
		uses_of_setting(call, uses);
		return;
	}
	if (!call->over_rows) {
		for (int i = 0; i < call->count; i++)
			uses_of_node(expr, call->arg[i], rows, uses);
		return;
	}
	add_use(uses, EXPR_USE_ROWS, call->sheet, -1);
	if (call->body)
		uses_of_node(expr, call->body, &inner, uses);
	if (call->where)
		uses_of_node(expr, call->where, &inner, uses);
}

void expr_uses(const struct expr *expr, struct expr_uses *uses)
{
	const struct rows own = {0};
	uses_of_node(expr, expr->root, &own, uses);
}

/* Depth first over the computed fields; those on the way are the chain. */
struct walk {
	const struct form *form;
	struct expr_uses *uses; /* one a field */
	unsigned char *done;
	VEC(int) chain;
};

static bool complain_of_cycle(const struct walk *walk, size_t from, struct err *err)
{
	const struct form *form = walk->form;
	const struct field *first = &form->fields.at[walk->chain.at[from]];
	struct str chain = {0};

	for (size_t i = from; i < walk->chain.count; i++)
		str_addf(&chain, "%s > ", form->fields.at[walk->chain.at[i]].id);
	str_add(&chain, first->id);
	err_set(err, ERR_FORM_CYCLE, form->file, first->line, "%s", str_text(&chain));
	str_release(&chain);
	return false;
}

static bool walk_field(struct walk *walk, int field, struct err *err)
{
	const struct expr_uses *uses = &walk->uses[field];

	for (size_t i = 0; i < walk->chain.count; i++)
		if (walk->chain.at[i] == field)
			return complain_of_cycle(walk, i, err);
	if (walk->done[field])
		return true;
	vec_push(&walk->chain, field);
	for (size_t i = 0; i < uses->at.count; i++)
		if (uses->at.at[i].kind == EXPR_USE_ROW &&
		    !walk_field(walk, uses->at.at[i].field, err))
			return false;
	walk->chain.count--;
	walk->done[field] = 1;
	return true;
}

bool expr_check_cycles(const struct form *form, struct err *err)
{
	size_t count = form->fields.count;
	struct walk walk = {.form = form};
	bool fine = true;

	walk.uses = mem_zero(count + 1, sizeof(*walk.uses));
	walk.done = mem_zero(count + 1, 1);
	for (size_t i = 0; i < count; i++)
		if (form->fields.at[i].formula)
			expr_uses(form->fields.at[i].formula, &walk.uses[i]);
	for (size_t i = 0; i < count && fine; i++)
		fine = walk_field(&walk, (int)i, err);
	for (size_t i = 0; i < count; i++)
		vec_release(&walk.uses[i].at);
	vec_release(&walk.chain);
	free(walk.uses);
	free(walk.done);
	return fine;
}

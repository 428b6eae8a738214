#include "expr_node.h"

/* Where names are looked up: a row, and the row outside an aggregate's `where`. */
struct eval {
	struct book *book;
	struct sheet *sheet;
	size_t row;
	const struct eval *outer;
};

static struct value eval_node(const struct eval *e, const struct node *node);

/* Counts the nodes that wait for each other, over all cells: the stack has an end. */
static bool enter(struct book *book)
{
	int *depth = book_depth(book);

	if (*depth >= EVAL_DEPTH)
		return false;
	(*depth)++;
	return true;
}

static void leave(struct book *book)
{
	(*book_depth(book))--;
}

static bool is_unanswered(struct value value)
{
	return value.kind == VALUE_EMPTY || value.kind == VALUE_NA;
}

/* Is an operator's or function's result clear already? Unanswered goes before wrong:
 * a half-filled row is no mistake yet. */
static bool settled(const struct value *values, int count, struct value *result)
{
	for (int i = 0; i < count; i++) {
		if (is_unanswered(values[i])) {
			*result = value_empty();
			return true;
		}
	}
	for (int i = 0; i < count; i++) {
		if (values[i].kind == VALUE_ERROR) {
			*result = values[i];
			return true;
		}
	}
	return false;
}

static struct value eval_literal(const struct eval *e, const struct node *node)
{
	(void)e;
	return node->literal;
}

/* "D-003/5" is item 5 of D-003. */
static struct value slot_of_id(struct book *book, const char *id, int slot)
{
	const char *slash = strrchr(id, '/');

	if (slot == SLOT_ID)
		return value_text(id);
	if (slot == SLOT_ITEM)
		return value_text(slash ? slash + 1 : id);
	if (!slash)
		return value_empty();
	return value_text(pool_intern(book_texts(book), id, (size_t)(slash - id)));
}

struct value expr_slot_value(struct book *book, struct sheet *sheet, size_t row, int slot)
{
	if (row >= sheet_row_count(sheet))
		return value_empty();
	if (slot >= 0)
		return book_value(book, sheet, row, slot);
	return slot_of_id(book, sheet_row_id(sheet, row), slot);
}

/* The step's value in the row that `reference` names; several ids name none. */
static struct value follow(const struct eval *e, struct value reference, const struct step *step)
{
	struct err err = {0};
	size_t row;

	if (reference.kind == VALUE_ERROR)
		return reference;
	if (reference.kind != VALUE_TEXT)
		return value_empty();
	struct sheet *sheet = book_sheet(e->book, step->sheet, &err);
	if (!sheet)
		return value_error(err.code);
	if (!sheet_find(sheet, reference.text, &row))
		return value_empty();
	return expr_slot_value(e->book, sheet, row, step->slot);
}

static struct value eval_path(const struct eval *e, const struct node *node)
{
	const struct path *path = &node->path;
	const struct eval *at = path->outer ? e->outer : e;
	const struct step *step = &path->step[path->skip];
	struct value value = expr_slot_value(e->book, at->sheet, at->row, step->slot);

	for (int i = path->skip + 1; i < path->count; i++)
		value = follow(e, value, &path->step[i]);
	return value;
}

/* What counts as yes, no or unknown: a check or number; anything else is returned as the
 * empty or error it makes. */
static struct value truth(struct value value)
{
	if (expr_is_number(value))
		return value_check(value_holds(value));
	if (value.kind == VALUE_ERROR)
		return value;
	return is_unanswered(value) ? value_empty() : value_error(ERR_EXPR_TYPE);
}

static struct value eval_not(const struct eval *e, const struct node *node)
{
	struct value value = truth(eval_node(e, node->left));
	return value.kind == VALUE_CHECK ? value_check(!value_holds(value)) : value;
}

/* Either side alone decides when it is `decisive`. */
static struct value eval_junction(const struct eval *e, const struct node *node, bool decisive)
{
	struct value side[2], result;

	side[0] = truth(eval_node(e, node->left));
	if (side[0].kind == VALUE_CHECK && value_holds(side[0]) == decisive)
		return side[0];
	side[1] = truth(eval_node(e, node->right));
	if (side[1].kind == VALUE_CHECK && value_holds(side[1]) == decisive)
		return side[1];
	return settled(side, 2, &result) ? result : value_check(!decisive);
}

static struct value eval_and(const struct eval *e, const struct node *node)
{
	return eval_junction(e, node, false);
}

static struct value eval_or(const struct eval *e, const struct node *node)
{
	return eval_junction(e, node, true);
}

static struct value eval_minus(const struct eval *e, const struct node *node)
{
	struct value value = eval_node(e, node->left), result;

	if (settled(&value, 1, &result))
		return result;
	return expr_arithmetic(OP_SUB, value_number(0), value);
}

static struct value eval_operator(const struct eval *e, const struct node *node,
                                  struct value (*work)(enum op, struct value, struct value))
{
	struct value side[2] = {eval_node(e, node->left), eval_node(e, node->right)}, result;

	return settled(side, 2, &result) ? result : work(node->op, side[0], side[1]);
}

static struct value eval_compare(const struct eval *e, const struct node *node)
{
	return eval_operator(e, node, expr_compare);
}

static struct value eval_arithmetic(const struct eval *e, const struct node *node)
{
	return eval_operator(e, node, expr_arithmetic);
}

struct value expr_arg(const struct expr_call *call, int index)
{
	if (index >= call->call->count)
		return value_empty();
	return eval_node(call->eval, call->call->arg[index]);
}

static struct value eval_strict(const struct eval *e, const struct call *call)
{
	struct expr_args args = {.book = e->book, .count = call->count};
	struct value result;

	for (int i = 0; i < call->count; i++)
		args.at[i] = eval_node(e, call->arg[i]);
	return settled(args.at, args.count, &result) ? result : call->function->strict(&args);
}

static void fold_add(struct fold *fold, const struct expr_fold *with, struct value value)
{
	if (fold->value.kind == VALUE_ERROR || is_unanswered(value))
		return;
	fold->count++;
	if (value.kind == VALUE_ERROR)
		fold->value = value;
	else
		with->add(fold, value);
}

static struct value fold_end(struct fold *fold, const struct expr_fold *with)
{
	struct value result = fold->value;

	if (with->end && result.kind != VALUE_ERROR)
		result = with->end(fold);
	str_release(&fold->list);
	map_release(&fold->listed);
	return result;
}

/* max(a, b, c): of a row's own values, all must be answered. */
static struct value fold_values(const struct eval *e, const struct call *call)
{
	struct fold fold = {.book = e->book, .value = value_empty()};
	bool unanswered = false;

	for (int i = 0; i < call->count; i++) {
		struct value value = eval_node(e, call->arg[i]);
		unanswered = unanswered || value.kind == VALUE_EMPTY;
		fold_add(&fold, call->function->fold, value);
	}
	struct value result = fold_end(&fold, call->function->fold);
	return unanswered ? value_empty() : result;
}

/* Does the row count: yes, no, or an error. Of `a and b`, b is not looked at in rows that a
 * leaves out already, so that a node of a tree can ask its children only. */
static struct value eval_where(const struct eval *row, const struct node *node);

static struct value where_both(const struct eval *row, const struct node *node)
{
	struct value left = eval_where(row, node->left);
	if (left.kind == VALUE_CHECK && !value_holds(left))
		return left;
	struct value right = eval_where(row, node->right);
	return left.kind == VALUE_ERROR && value_holds(right) ? left : right;
}

static struct value eval_where(const struct eval *row, const struct node *node)
{
	struct value value;

	if (!enter(row->book))
		return value_error(ERR_EXPR_DEEP);
	if (node->kind == NODE_AND)
		value = where_both(row, node);
	else
		value = truth(eval_node(row, node));
	leave(row->book);
	return value.kind == VALUE_ERROR ? value : value_check(value_holds(value));
}

static void fold_row(struct fold *fold, const struct eval *row, const struct call *call)
{
	struct value where = value_check(true);

	if (book_is_retired(row->book, row->sheet, row->row))
		return;
	if (call->where)
		where = eval_where(row, call->where);
	if (where.kind == VALUE_ERROR)
		fold_add(fold, call->function->fold, where);
	else if (value_holds(where))
		fold_add(fold, call->function->fold,
		         call->body ? eval_node(row, call->body) : value_check(true));
}

/* Without an index the part of `where` it would answer is asked first all the same. */
static bool may_match(const struct eval *row, const struct call *call, struct value key)
{
	if (!call->key || key.kind == VALUE_ERROR)
		return true;
	struct value side[2] = {
		expr_slot_value(row->book, row->sheet, row->row, call->key_slot), key};
	struct value result;
	if (settled(side, 2, &result))
		return result.kind == VALUE_ERROR;
	return value_holds(expr_compare(OP_EQ, side[0], side[1]));
}

static void fold_every_row(struct fold *fold, struct eval *row, const struct call *call,
                           struct value key)
{
	size_t count = sheet_row_count(row->sheet);

	for (row->row = 0; row->row < count; row->row++)
		if (may_match(row, call, key))
			fold_row(fold, row, call);
}

static struct value fold_rows(const struct eval *e, const struct call *call)
{
	struct fold fold = {.book = e->book, .value = value_empty()};
	struct eval row = {.book = e->book, .outer = e};
	struct value key = value_empty();
	struct row_match match;
	struct err err = {0};

	row.sheet = book_sheet(e->book, call->sheet, &err);
	if (!row.sheet)
		return value_error(err.code);
	if (call->key)
		key = eval_node(&row, call->key);
	if (!call->key || !book_match(e->book, row.sheet, call->key_slot, key, &match)) {
		fold_every_row(&fold, &row, call, key);
		return fold_end(&fold, call->function->fold);
	}
	for (; match.row != BOOK_NO_ROW; book_match_next(&match)) {
		row.row = match.row;
		fold_row(&fold, &row, call);
	}
	return fold_end(&fold, call->function->fold);
}

static struct value eval_call(const struct eval *e, const struct node *node)
{
	const struct call *call = &node->call;
	const struct expr_call lazy = {e->book, e, call};

	if (call->over_rows)
		return fold_rows(e, call);
	if (call->function->fold)
		return fold_values(e, call);
	return call->function->lazy ? call->function->lazy(&lazy) : eval_strict(e, call);
}

typedef struct value (*eval_work)(const struct eval *, const struct node *);

static const eval_work eval_kind[NODE_KIND_COUNT] = {
	[NODE_LITERAL] = eval_literal, [NODE_PATH] = eval_path,
	[NODE_NOT] = eval_not,         [NODE_MINUS] = eval_minus,
	[NODE_AND] = eval_and,         [NODE_OR] = eval_or,
	[NODE_COMPARE] = eval_compare, [NODE_ARITHMETIC] = eval_arithmetic,
	[NODE_CALL] = eval_call,
};

static struct value eval_node(const struct eval *e, const struct node *node)
{
	if (!enter(e->book))
		return value_error(ERR_EXPR_DEEP);
	struct value value = eval_kind[node->kind](e, node);
	leave(e->book);
	return value;
}

struct value expr_eval_node(const struct expr *expr, struct book *book, struct sheet *sheet, size_t row,
                            const struct node *node)
{
	struct eval e = {.book = book, .sheet = sheet, .row = row};

	if (expr->linked != LINK_DONE)
		return value_error(ERR_EXPR_NAME);
	if (expr->scope == EXPR_OF_SHEET)
		e.row = 0;
	return eval_node(&e, node);
}

struct value expr_eval(const struct expr *expr, struct book *book, struct sheet *sheet, size_t row)
{
	return expr_eval_node(expr, book, sheet, row, expr->root);
}

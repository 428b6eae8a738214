/* expr_spell.c - a computed cell's arithmetic with its figures in place: 2 x 2 x 2 x 3. */
#include "expr_node.h"
#include "sonae/model/field_type.h"
#include "sonae/model/number.h"
#include <stdlib.h>

struct spelling {
	const struct field *result; /* whose figures an operand without a field takes after */
	const struct expr *expr;
	struct book *book;
	struct sheet *sheet;
	size_t row;
	enum lang lang;
	struct str *out;
	bool compared; /* with a number field: figures in the formula take after it too */
	bool whole;    /* nothing was missing so far */
};

/* What holds where a comparison does not: "8 <= 17" says more than that 8 > 17 is not so. */
static const enum op opposite[] = {
	[OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE,
	[OP_LE] = OP_GT, [OP_GT] = OP_LE, [OP_GE] = OP_LT,
};

static const char *const signs[] = {
	[OP_GT] = " > ", [OP_GE] = " >= ", [OP_LT] = " < ", [OP_LE] = " <= ", [OP_EQ] = " = ",
	[OP_NE] = " != ",
	[OP_ADD] = " + ", [OP_SUB] = " - ", [OP_MUL] = " x ", [OP_DIV] = " / ",
};

static struct value value_of(const struct spelling *spelling, const struct node *node)
{
	return expr_eval_node(spelling->expr, spelling->book, spelling->sheet, spelling->row, node);
}

static void spell_value(struct spelling *spelling, const struct node *node)
{
	const struct field *field = node->kind == NODE_PATH ? node->path.field : NULL;
	struct value value = value_of(spelling, node);
	struct str cell = {0};

	/* How many others there are says nothing as a figure. */
	bool is_count = node->kind == NODE_CALL && text_is(node->call.function->name, "count");
	if (is_count || !expr_is_number(value)) {
		spelling->whole = false;
		return;
	}
	if (!field && spelling->result->type->is_number && !spelling->result->type->is_percent &&
	    (node->kind != NODE_LITERAL || spelling->compared))
		field = spelling->result;
	if (field && field->type->is_number) {
		field_store(field, value, &cell);
		field_show(field, spelling->lang, str_text(&cell), spelling->out);
	} else {
		number_write(value.number, 4, spelling->out);
	}
	str_release(&cell);
}

static bool is_sum(const struct node *node)
{
	return node->kind == NODE_ARITHMETIC && (node->op == OP_ADD || node->op == OP_SUB);
}

/* `if` and `first` stand for what they came to, `round` for what it rounds. */
static const struct node *chosen(const struct spelling *spelling, const struct node *node)
{
	while (node->kind == NODE_CALL && node->call.count > 0 && !node->call.over_rows) {
		const struct call *call = &node->call;
		int arg = 0;
		if (text_is(call->function->name, "if"))
			arg = value_holds(value_of(spelling, call->arg[0])) ? 1 : 2;
		else if (text_is(call->function->name, "first"))
			while (arg < call->count - 1 &&
			       !value_is_answered(value_of(spelling, call->arg[arg])))
				arg++;
		else if (!text_is(call->function->name, "round"))
			break;
		if (arg >= call->count)
			break;
		node = call->arg[arg];
	}
	return node;
}

static void spell(struct spelling *spelling, const struct node *node);

static void spell_side(struct spelling *spelling, const struct node *node, bool in_brackets)
{
	if (in_brackets)
		str_add_byte(spelling->out, '(');
	spell(spelling, node);
	if (in_brackets)
		str_add_byte(spelling->out, ')');
}

static const char *sign_of(const struct spelling *spelling, const struct node *node)
{
	bool fails = node->kind == NODE_COMPARE && !value_holds(value_of(spelling, node));

	return signs[fails ? opposite[node->op] : node->op];
}

/* Both sides of a comparison are shown as the field on its left is: yen beside yen. */
static void take_after(struct spelling *spelling, const struct node *left)
{
	const struct field *field = left->kind == NODE_PATH ? left->path.field : NULL;

	spelling->compared = field && field->type->is_number;
	if (spelling->compared)
		spelling->result = field;
}

static void spell(struct spelling *spelling, const struct node *node)
{
	node = chosen(spelling, node);
	if (node->kind != NODE_ARITHMETIC && node->kind != NODE_COMPARE) {
		spell_value(spelling, node);
		return;
	}
	const struct node *left = chosen(spelling, node->left), *right = chosen(spelling, node->right);
	bool binds = node->op == OP_MUL || node->op == OP_DIV;
	bool by_itself = node->op == OP_SUB || node->op == OP_DIV;
	if (node->kind == NODE_COMPARE)
		take_after(spelling, left);
	spell_side(spelling, left, binds && is_sum(left));
	str_add(spelling->out, sign_of(spelling, node));
	spell_side(spelling, right, (binds && is_sum(right)) ||
	                                (by_itself && right->kind == NODE_ARITHMETIC));
}

bool expr_spell(const struct field *field, struct book *book, struct sheet *sheet, size_t row,
                enum lang lang, struct str *out)
{
	struct spelling spelling = {field, field->formula, book, sheet, row, lang, out, false, true};
	size_t before = out->len;

	if (!field->formula || field->formula->linked != LINK_DONE)
		return false;
	const struct node *root = chosen(&spelling, field->formula->root);
	bool sums_up = root->kind == NODE_ARITHMETIC ||
	               (root->kind == NODE_COMPARE && expr_is_number(value_of(&spelling, root->left)));
	if (sums_up && signs[root->op])
		spell(&spelling, root);
	else
		spelling.whole = false;
	if (!spelling.whole)
		str_cut(out, before);
	return spelling.whole;
}

/* formula_compare.c - is it equal, more, less? */
#include "formula_priv.h"

static const char *const op_signs[] = {
    [OP_EQ] = "=", [OP_NE] = "<>", [OP_LT] = "<", [OP_LE] = "<=", [OP_GT] = ">", [OP_GE] = ">=",
};

/* Doubles that differ in the last digit agree: 1-(1-0.1) is 0.1. What is no number is one
 * error then. */
static const char *rounded(struct writer *w, const struct said *said, const struct node *node,
                           bool *is_safe)
{
	if (said->is_whole || node->kind == NODE_LITERAL || said->kind == SAID_DATE)
		return formula_part(w, said, BIND_JOIN);
	*is_safe = false;
	return formula_text(w, "ROUND(%s,12)", said->text);
}

static void make_number(struct writer *w, struct said *said)
{
	if (!said->is_logical)
		return;
	if (formula_is_always(said, true) || formula_is_always(said, false))
		said->text = formula_text(w, formula_is_always(said, true) ? "1" : "0");
	else
		said->text = formula_text(w, "%s*1", formula_part(w, said, BIND_MULTIPLY));
	said->bind = BIND_MULTIPLY;
	said->is_logical = false;
}

static bool compare_texts(struct writer *w, const struct scope *scope, struct said *a,
                          struct said *b, enum op op, struct said *said)
{
	if (op != OP_EQ && op != OP_NE)
		return false;
	if (a->labels != b->labels && !(a->labels && b->literal && b->labels) &&
	    !(formula_relabel(w, scope, a, NULL) && formula_relabel(w, scope, b, NULL)))
		return false;
	if (!a->is_free_text && !b->is_free_text) {
		said->text = formula_text(w, "%s%s%s", formula_part(w, a, BIND_JOIN), op_signs[op],
		                          formula_part(w, b, BIND_JOIN));
		return true;
	}
	said->text = formula_text(w, "EXACT(%s,%s)", a->text, b->text);
	said->bind = BIND_ATOM;
	if (op == OP_NE) {
		struct said same = *said;
		same.needs = 0;
		struct said other = formula_not(w, scope, &same);
		said->text = other.text;
		said->bind = other.bind;
		said->is_logical = other.is_logical;
	}
	return true;
}

static bool compare_numbers(struct writer *w, const struct node *node, struct said *a,
                            struct said *b, enum op op, struct said *said)
{
	if (a->is_logical != b->is_logical) {
		make_number(w, a);
		make_number(w, b);
	}
	const char *left = rounded(w, a, node->left, &said->is_safe);
	const char *right = rounded(w, b, node->right, &said->is_safe);
	said->text = formula_text(w, "%s%s%s", left, op_signs[op], right);
	return true;
}

static bool compare(struct writer *w, const struct scope *scope, const struct node *node,
                    enum op op, struct said *a, struct said *b, struct said *said)
{
	*said = formula_truth(w, op == OP_NE);
	if (a->kind == SAID_EMPTY || b->kind == SAID_EMPTY)
		return formula_nothing(said);
	said->bind = BIND_COMPARE;
	said->is_safe = a->is_safe && b->is_safe;
	if (a->kind == SAID_TEXT && b->kind == SAID_TEXT) {
		if (!compare_texts(w, scope, a, b, op, said))
			return false;
	} else if (a->kind == b->kind || (formula_is_number(a) && formula_is_number(b))) {
		if (!compare_numbers(w, node, a, b, op, said))
			return false;
	} else if (op != OP_EQ && op != OP_NE) {
		return false;
	}
	return formula_need_all(said, a) && formula_need_all(said, b);
}

/* The choice field that a path ends at; NULL for anything else. */
static const struct field *choice_of(const struct node *node)
{
	const struct field *field = node->kind == NODE_PATH ? node->path.field : NULL;
	return field && field->type->has_choices && !field->type->many ? field : NULL;
}

/* The id of a choice that stands in the expression; NULL when it is none. */
static const char *choice_id(struct writer *w, const struct field *field, const struct node *node)
{
	if (node->kind != NODE_LITERAL)
		return NULL;
	if (node->literal.kind == VALUE_TEXT)
		return node->literal.text;
	if (node->literal.kind == VALUE_NUMBER && formula_counts_as_number(field))
		return formula_text(w, "%.15g", node->literal.number);
	return NULL;
}

/* A choice that is, or is not, the one of a literal: by the label in the cell. */
static bool compare_label(struct writer *w, const struct scope *scope, const struct node *path,
                          const struct node *literal, enum op op, struct said *said)
{
	const struct field *field = choice_of(path);
	const char *id = field ? choice_id(w, field, literal) : NULL;
	const char *label = id ? formula_label(w, field, id) : NULL;
	struct said cell;

	if (!label || (op != OP_EQ && op != OP_NE) || !formula_path(w, scope, &path->path, &cell))
		return false;
	*said = formula_truth(w, true);
	said->bind = BIND_COMPARE;
	said->text = formula_text(w, "%s%s%s", cell.raw, op_signs[op], label);
	return formula_need(said, NEED_TEXT, cell.raw);
}

/* Whose labels the texts of a part are; NULL: they are no labels. */
static const struct field *labels_of(const struct node *node)
{
	const struct call *call = &node->call;

	if (node->kind == NODE_CALL && !call->over_rows && text_is(call->function->name, "first"))
		return labels_of(call->arg[0]);
	if (node->kind == NODE_CALL && !call->over_rows && text_is(call->function->name, "if"))
		return labels_of(call->arg[1]);
	const struct field *field = choice_of(node);
	return field && !formula_counts_as_number(field) ? field : NULL;
}

/* A path is said in its own labels, whatever stands beside it. */
static bool say_side(struct writer *w, const struct scope *scope, const struct node *node,
                     const struct field *want, struct said *said)
{
	return formula_say(w, scope, node, node->kind == NODE_PATH ? labels_of(node) : want,
	                   said) &&
	       formula_settle(said);
}

bool formula_compare(struct writer *w, const struct scope *scope, const struct node *node,
                     enum op op, struct said *said)
{
	const struct field *labels = labels_of(node->left);
	struct said a, b;

	if (compare_label(w, scope, node->left, node->right, op, said) ||
	    compare_label(w, scope, node->right, node->left, op, said))
		return true;
	if (!labels)
		labels = labels_of(node->right);
	return say_side(w, scope, node->left, labels, &a) &&
	       say_side(w, scope, node->right, labels, &b) &&
	       compare(w, scope, node, op, &a, &b, said);
}

/*
 * formula_truth.c - conditions: what holds, and what fails, for certain.
 *
 * A condition that is neither is empty: `holds` and `fails` are both false then.
 */
#include "formula_priv.h"

static const enum op opposite[] = {
    [OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE,
    [OP_LE] = OP_GT, [OP_GT] = OP_LE, [OP_GE] = OP_LT,
};

/* What no cell that is empty or n/a is equal to. */
static bool is_firm(const struct said *said)
{
	if (said->needs > 0 || said->may_be_empty)
		return false;
	return said->kind == SAID_TEXT ||
	       (said->kind == SAID_NUMBER && said->text[0] != '0' && said->bind == BIND_ATOM);
}

/* A cell that equals something firm is answered; of two equal texts one answers for both. */
static void drop_needs_of_equal(struct writer *w, const struct scope *scope,
                                const struct node *node, struct said *said)
{
	const struct node *sides[] = {node->left, node->right};
	struct said one, other;

	for (int i = 0; i < 2; i++) {
		if (sides[i]->kind != NODE_PATH || sides[!i]->kind == NODE_CALL ||
		    !formula_path(w, scope, &sides[i]->path, &one) || !one.is_safe ||
		    !formula_say(w, scope, sides[!i], one.labels, &other))
			continue;
		bool is_pair = one.kind == SAID_TEXT && other.kind == SAID_TEXT && other.raw;
		if (!is_firm(&other) && !(i == 0 && is_pair))
			continue;
		int kept = 0;
		for (int k = 0; k < said->needs; k++)
			if (!text_is(said->need[k].text, one.raw) &&
			    !text_is(said->need[k].text, one.text))
				said->need[kept++] = said->need[k];
		said->needs = kept;
		return;
	}
}

static bool compare_holds(struct writer *w, const struct scope *scope, const struct node *node,
                          enum op op, struct said *said)
{
	struct said compared;

	if (!formula_compare(w, scope, node, op, &compared))
		return false;
	if (compared.kind == SAID_EMPTY) {
		*said = formula_truth(w, false);
		return true;
	}
	if (op == OP_EQ && compared.is_safe)
		drop_needs_of_equal(w, scope, node, &compared);
	*said = formula_sure(w, scope, compared);
	return true;
}

/* Of a value: is it one that counts as yes (no)? */
static bool value_is(struct writer *w, const struct scope *scope, const struct node *node, bool yes,
                     struct said *said)
{
	struct said value;

	*said = formula_truth(w, false);
	if (!formula_say(w, scope, node, NULL, &value))
		return false;
	if (value.kind == SAID_EMPTY)
		return true;
	if (value.kind != SAID_CHECK && value.kind != SAID_NUMBER)
		return false;
	if (value.is_logical && !value.may_be_empty) {
		struct said sure = value;
		if (!yes) {
			sure.needs = 0;
			sure = formula_not(w, scope, &sure);
			if (!formula_need_all(&sure, &value))
				return false;
		}
		*said = formula_sure(w, scope, sure);
		return true;
	}
	bool is_check = value.kind == SAID_CHECK && yes;
	if (!formula_settle(&value))
		return false;
	*said = value;
	said->text = formula_text(w, "%s%s", formula_part(w, &value, BIND_JOIN),
	                          is_check ? "=1"
	                          : yes    ? "<>0"
	                                   : "=0");
	said->bind = BIND_COMPARE;
	said->is_logical = true;
	if (is_check && value.is_safe)
		said->needs = 0;
	*said = formula_sure(w, scope, *said);
	return true;
}

static bool both(struct writer *w, const struct scope *scope, const struct node *node, bool holds,
                 struct said *said)
{
	struct said a, b;
	bool (*is)(struct writer *, const struct scope *, const struct node *,
	           struct said *) = holds ? formula_holds : formula_fails;

	if (!is(w, scope, node->left, &a) || !is(w, scope, node->right, &b))
		return false;
	*said = (node->kind == NODE_AND) == holds ? formula_both(w, scope, &a, &b)
	                                          : formula_either(w, scope, &a, &b);
	return true;
}

/* A field, and what passes fields on. */
static bool may_be_na(const struct node *node)
{
	static const char *const passing[] = {"if", "first", "setting"};

	if (node->kind != NODE_CALL || node->call.over_rows)
		return node->kind == NODE_PATH;
	for (size_t i = 0; i < sizeof(passing) / sizeof(*passing); i++)
		if (text_is(node->call.function->name, passing[i]))
			return true;
	return false;
}

/* first(a, true or false) */
static bool has_default(const struct node *node, bool *otherwise)
{
	const struct call *call = &node->call;

	if (node->kind != NODE_CALL || !text_is(call->function->name, "first") || call->count != 2)
		return false;
	const struct node *last = call->arg[1];
	if (last->kind != NODE_LITERAL || last->literal.kind != VALUE_CHECK)
		return false;
	*otherwise = last->literal.number != 0;
	return true;
}

bool formula_is_default(const struct node *node, bool *otherwise)
{
	return has_default(node, otherwise) && !may_be_na(node->call.arg[0]);
}

static bool is_call(const struct node *node, const char *name)
{
	return node->kind == NODE_CALL && !node->call.over_rows &&
	       text_is(node->call.function->name, name);
}

/* if(c, a, b) holds where c does and a, or c fails and b does. */
static bool choice_is(struct writer *w, const struct scope *scope, const struct call *call,
                      bool yes, struct said *said)
{
	bool (*is)(struct writer *, const struct scope *, const struct node *,
	           struct said *) = yes ? formula_holds : formula_fails;
	struct said c, not_c, a, b = formula_truth(w, false);

	if (!formula_holds(w, scope, call->arg[0], &c) ||
	    !formula_fails(w, scope, call->arg[0], &not_c) || !is(w, scope, call->arg[1], &a) ||
	    (call->count > 2 && !is(w, scope, call->arg[2], &b)))
		return false;
	a = formula_both(w, scope, &c, &a);
	b = formula_both(w, scope, &not_c, &b);
	*said = formula_either(w, scope, &a, &b);
	return true;
}

static bool call_is(struct writer *w, const struct scope *scope, const struct node *node, bool yes,
                    struct said *said)
{
	bool otherwise;

	if (formula_is_default(node, &otherwise)) {
		/* Unless it is certainly the opposite of what it is otherwise. */
		bool said_it = otherwise ? formula_fails(w, scope, node->call.arg[0], said)
		                         : formula_holds(w, scope, node->call.arg[0], said);
		if (said_it && otherwise == yes)
			*said = formula_not(w, scope, said);
		return said_it;
	}
	if (yes && has_default(node, &otherwise) && !otherwise)
		return formula_holds(w, scope, node->call.arg[0], said);
	if (is_call(node, "if"))
		return choice_is(w, scope, &node->call, yes, said);
	return value_is(w, scope, node, yes, said);
}

bool formula_holds(struct writer *w, const struct scope *scope, const struct node *node,
                   struct said *said)
{
	if (node->kind == NODE_AND || node->kind == NODE_OR)
		return both(w, scope, node, true, said);
	if (node->kind == NODE_NOT)
		return formula_fails(w, scope, node->left, said);
	if (node->kind == NODE_COMPARE)
		return compare_holds(w, scope, node, node->op, said);
	if (node->kind == NODE_CALL)
		return call_is(w, scope, node, true, said);
	return value_is(w, scope, node, true, said);
}

bool formula_fails(struct writer *w, const struct scope *scope, const struct node *node,
                   struct said *said)
{
	if (node->kind == NODE_AND || node->kind == NODE_OR)
		return both(w, scope, node, false, said);
	if (node->kind == NODE_NOT)
		return formula_holds(w, scope, node->left, said);
	if (node->kind == NODE_COMPARE)
		return compare_holds(w, scope, node, opposite[node->op], said);
	if (node->kind == NODE_CALL)
		return call_is(w, scope, node, false, said);
	return value_is(w, scope, node, false, said);
}

bool formula_is_certain(const struct node *node)
{
	bool otherwise;

	if (node->kind == NODE_AND || node->kind == NODE_OR)
		return formula_is_certain(node->left) && formula_is_certain(node->right);
	if (node->kind == NODE_NOT)
		return formula_is_certain(node->left);
	return is_call(node, "empty") || is_call(node, "na") ||
	       formula_is_default(node, &otherwise);
}

/* `and`, `or`, `not`, as a value. */
bool formula_junction(struct writer *w, const struct scope *scope, const struct node *node,
                      struct said *said)
{
	struct said holds, fails;

	if (!formula_holds(w, scope, node, &holds))
		return false;
	if (formula_is_certain(node)) {
		*said = holds;
		return true;
	}
	if (!formula_fails(w, scope, node, &fails))
		return false;
	*said = formula_said(SAID_CHECK,
	                     formula_if(w, holds.text, "1", formula_if(w, fails.text, "0", "\"\"")),
	                     BIND_ATOM);
	said->is_whole = said->may_be_empty = true;
	said->is_safe = holds.is_safe && fails.is_safe;
	return true;
}

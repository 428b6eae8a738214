/* formula_call.c - the functions that look at their arguments themselves: if, first, empty. */
#include "formula_priv.h"

/* ---- if ---- */

struct branches {
	struct said then, otherwise;
	const char *then_text, *otherwise_text;
	bool then_total, otherwise_total; /* never empty, n/a neither */
};

static bool say_branch(struct writer *w, const struct scope *scope, const struct node *node,
                       const struct field *want, struct said *said, const char **text, bool *total)
{
	*said = formula_said(SAID_EMPTY, "\"\"", BIND_ATOM);
	said->may_be_empty = said->is_safe = true;
	if (node && !formula_say(w, scope, node, want, said))
		return false;
	formula_drop_known(w, said);
	formula_as_cell(w, said);
	*text = formula_closed(w, scope, said);
	*total = said->needs == 0 && !said->may_be_empty;
	return true;
}

static bool is_same_path(const struct node *a, const struct node *b)
{
	if (a->kind != NODE_PATH || b->kind != NODE_PATH || a->path.count != b->path.count ||
	    a->path.outer != b->path.outer)
		return false;
	for (int i = 0; i < a->path.count; i++)
		if (!text_is(a->path.step[i].name, b->path.step[i].name))
			return false;
	return true;
}

/* if(empty(a), a, …): nothing, whatever else a may be. */
static bool gives_nothing(const struct call *call)
{
	const struct node *condition = call->arg[0];

	return condition->kind == NODE_CALL && !condition->call.over_rows &&
	       text_is(condition->call.function->name, "empty") &&
	       is_same_path(condition->call.arg[0], call->arg[1]);
}

static bool say_branches(struct writer *w, const struct scope *scope, const struct call *call,
                         const struct field *want, struct branches *b)
{
	const struct node *otherwise = call->count > 2 ? call->arg[2] : NULL;

	const struct node *then = gives_nothing(call) ? NULL : call->arg[1];

	return say_branch(w, scope, then, want, &b->then, &b->then_text, &b->then_total) &&
	       say_branch(w, scope, otherwise, want, &b->otherwise, &b->otherwise_text,
	                  &b->otherwise_total) &&
	       formula_same_kind(&b->then, &b->otherwise);
}

static void take_branches(const struct branches *b, struct said *said)
{
	formula_merge_kind(said, &b->then);
	formula_merge_kind(said, &b->otherwise);
	said->is_safe = said->is_safe && b->then.is_safe && b->otherwise.is_safe;
	said->bind = BIND_ATOM;
}

/* The condition needs what it compares: then it is one or the other. */
static bool if_compared(struct writer *w, const struct scope *scope, const struct call *call,
                        const struct field *want, struct said *said)
{
	struct branches b;
	struct said condition;

	if (!formula_say(w, scope, call->arg[0], NULL, &condition) || !formula_settle(&condition))
		return false;
	formula_drop_known(w, &condition);
	size_t known = formula_know(w, &condition);
	bool done = say_branches(w, scope, call, want, &b);
	formula_forget(w, known);
	if (!done)
		return false;
	*said = formula_said(SAID_EMPTY, "", BIND_ATOM);
	said->is_safe = condition.is_safe;
	take_branches(&b, said);
	said->text = formula_if(w, condition.text, b.then_text, b.otherwise_text);
	said->may_be_empty = !b.then_total || !b.otherwise_total;
	return formula_need_all(said, &condition);
}

static bool if_certain(struct writer *w, const struct scope *scope, const struct call *call,
                       const struct field *want, struct said *said)
{
	struct branches b;
	struct said holds, fails;

	if (!formula_holds(w, scope, call->arg[0], &holds) ||
	    !formula_fails(w, scope, call->arg[0], &fails) ||
	    !say_branches(w, scope, call, want, &b))
		return false;
	*said = formula_said(SAID_EMPTY, "", BIND_ATOM);
	said->is_safe = holds.is_safe && fails.is_safe;
	take_branches(&b, said);
	bool is_total = formula_is_certain(call->arg[0]);
	const char *otherwise = b.otherwise_text;
	if (!is_total && !text_is(otherwise, "\"\""))
		otherwise = formula_if(w, fails.text, otherwise, "\"\"");
	said->text = formula_if(w, holds.text, b.then_text, otherwise);
	said->may_be_empty = !is_total || !b.then_total || !b.otherwise_total;
	return true;
}

static bool say_if(struct writer *w, const struct scope *scope, const struct call *call,
                   const struct field *want, struct said *said)
{
	enum node_kind kind = call->arg[0]->kind;

	if (kind == NODE_COMPARE || kind == NODE_PATH || kind == NODE_ARITHMETIC)
		return if_compared(w, scope, call, want, said);
	return if_certain(w, scope, call, want, said);
}

/* ---- first, empty, na ---- */

/* Is it answered? n/a is an answer. */
static const char *answered(struct writer *w, const struct scope *scope, const struct said *said)
{
	if (said->never_na && said->kind != SAID_TEXT)
		return formula_needs(w, scope, said).text;
	if (said->raw)
		return formula_text(w, "%s<>\"\"", said->raw);
	if (said->may_be_empty)
		return formula_text(w, "%s<>\"\"", formula_closed(w, scope, said));
	return formula_needs(w, scope, said).text;
}

static bool say_first_of(struct writer *w, const struct scope *scope, const struct call *call,
                         int i, const struct field *want, struct said *said)
{
	struct said rest, first;

	if (!formula_say(w, scope, call->arg[i], want, &first))
		return false;
	formula_drop_known(w, &first);
	*said = first;
	if (i + 1 == call->count || (first.needs == 0 && !first.may_be_empty))
		return true;
	if (!say_first_of(w, scope, call, i + 1, want, &rest) || !formula_same_kind(&first, &rest))
		return false;
	if (first.kind == SAID_EMPTY || (first.zero_if_none && text_is(rest.text, "0"))) {
		*said = first.kind == SAID_EMPTY ? rest : first;
		said->needs = first.kind == SAID_EMPTY ? rest.needs : 0;
		return true;
	}
	*said = formula_said(SAID_EMPTY, "", BIND_ATOM);
	formula_merge_kind(said, &first);
	formula_merge_kind(said, &rest);
	bool takes_na = first.raw && !first.never_na;
	said->is_safe = first.is_safe && rest.is_safe;
	said->may_be_empty = takes_na || rest.needs > 0 || rest.may_be_empty;
	const char *test = answered(w, scope, &first);
	formula_as_cell(w, &first);
	formula_as_cell(w, &rest);
	said->text = formula_if(w, test, takes_na && first.answered ? first.answered : first.text,
	                        formula_closed(w, scope, &rest));
	return true;
}

static bool say_first(struct writer *w, const struct scope *scope, const struct node *node,
                      const struct field *want, struct said *said)
{
	bool otherwise;

	if (formula_is_default(node, &otherwise))
		return formula_holds(w, scope, node, said);
	return say_first_of(w, scope, &node->call, 0, want, said);
}

static struct said test_of(struct writer *w, const char *text)
{
	struct said said = formula_truth(w, true);

	said.text = text;
	said.bind = BIND_COMPARE;
	return said;
}

static bool is_empty(struct writer *w, const struct scope *scope, const struct node *node,
                     struct said *said)
{
	struct said value;

	if (!formula_say(w, scope, node, NULL, &value))
		return false;
	if (value.raw) {
		*said = test_of(w, formula_text(w, "%s=\"\"", value.raw));
		said->is_safe = true;
	} else if (value.may_be_empty) {
		*said = test_of(w, formula_text(w, "%s=\"\"", formula_closed(w, scope, &value)));
	} else if (value.needs > 0) {
		struct said needs = formula_needs(w, scope, &value);
		*said = formula_not(w, scope, &needs);
	} else {
		*said = formula_truth(w, false);
	}
	return true;
}

static bool is_na(struct writer *w, const struct scope *scope, const struct node *node,
                  struct said *said)
{
	struct said value;

	if (!formula_say(w, scope, node, NULL, &value))
		return false;
	if (value.raw)
		*said = test_of(w, formula_text(w, "%s=\"n/a\"", value.raw));
	else if (value.may_be_empty)
		*said = test_of(w, formula_text(w, "%s=\"n/a\"", formula_closed(w, scope, &value)));
	else
		*said = formula_truth(w, false);
	return true;
}

bool formula_call(struct writer *w, const struct scope *scope, const struct node *node,
                  const struct field *want, struct said *said)
{
	const struct call *call = &node->call;

	if (call->over_rows)
		return formula_rows(w, scope, node, said);
	if (call->function->reads_setting)
		return formula_setting(w, call, said);
	if (call->function->fold)
		return formula_fold(w, scope, call, said);
	if (text_is(call->function->name, "if"))
		return say_if(w, scope, call, want, said);
	if (text_is(call->function->name, "first"))
		return say_first(w, scope, node, want, said);
	if (text_is(call->function->name, "empty"))
		return is_empty(w, scope, call->arg[0], said);
	if (text_is(call->function->name, "na"))
		return is_na(w, scope, call->arg[0], said);
	return formula_function(w, scope, call, said);
}

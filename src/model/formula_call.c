/* formula_call.c - the functions of expressions, but for aggregates over rows. */
#include "formula_priv.h"

/* A number no cell holds: what loses every min and max. */
#define LEAST "-9E+99"
#define MOST "9E+99"

static bool is_number(const struct said *said)
{
	return said->kind == SAID_NUMBER || said->kind == SAID_CHECK;
}

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
	    !formula_fails(w, scope, call->arg[0], &fails) || !say_branches(w, scope, call, want, &b))
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

static bool say_first_of(struct writer *w, const struct scope *scope, const struct call *call, int i,
                         const struct field *want, struct said *said)
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

bool formula_is_empty(struct writer *w, const struct scope *scope, const struct node *node,
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

bool formula_is_na(struct writer *w, const struct scope *scope, const struct node *node,
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

/* ---- max(a, b, c) ---- */

struct folding {
	const char *name;
	const char *function;
	const char *neutral; /* instead of n/a; NULL: not with n/a */
};
static const struct folding foldings[] = {
	{"min", "MIN", MOST},       {"max", "MAX", LEAST},   {"sum", "SUM", "0"},
	{"product", "PRODUCT", "1"}, {"mean", "AVERAGE", NULL},
};

static const struct folding *find_folding(const char *name)
{
	for (size_t i = 0; i < sizeof(foldings) / sizeof(*foldings); i++)
		if (text_is(foldings[i].name, name))
			return &foldings[i];
	return NULL;
}

/* A cell with n/a is an answer that does not count. */
static bool take_operand(struct writer *w, const struct scope *scope, const struct folding *folding,
                         struct said *a, struct said *said, struct str *list)
{
	const char *text = a->text;

	if (a->raw && folding->neutral && !a->never_na) {
		if (!formula_need(said, NEED_TRUE, formula_text(w, "%s<>\"\"", a->raw)))
			return false;
		if (!text_is(a->text, a->raw) && a->is_safe)
			text = formula_if(w, formula_text(w, "%s=\"n/a\"", a->raw), folding->neutral, a->text);
		a->needs = 0;
	}
	(void)scope;
	str_addf(list, "%s%s", list->len ? "," : "", text);
	return formula_need_all(said, a);
}

static bool say_fold(struct writer *w, const struct scope *scope, const struct call *call,
                     struct said *said)
{
	const struct folding *folding = find_folding(call->function->name);
	struct str list = {0}, na = {0};
	bool done = folding && !scope->is_rows, can_be_na = true;

	*said = formula_said(SAID_EMPTY, "", BIND_ATOM);
	said->is_whole = true;
	for (int i = 0; done && i < call->count; i++) {
		struct said a;
		done = formula_say(w, scope, call->arg[i], NULL, &a) && formula_settle(&a) &&
		       (is_number(&a) || a.kind == SAID_DATE) && formula_same_kind(said, &a);
		if (!done)
			break;
		formula_merge_kind(said, &a);
		can_be_na = can_be_na && a.raw && !a.never_na;
		str_addf(&na, "%s%s=\"n/a\"", i ? "," : "", a.raw ? a.raw : "");
		done = take_operand(w, scope, folding, &a, said, &list);
	}
	if (done && can_be_na)
		done = formula_need(said, NEED_TRUE, formula_text(w, "NOT(AND(%s))", str_text(&na)));
	if (done)
		said->text = formula_text(w, "%s(%s)", folding->function, str_text(&list));
	str_release(&list);
	str_release(&na);
	return done;
}

/* ---- functions of all their arguments ---- */

struct strict {
	const char *name;
	bool (*say)(struct writer *w, const struct scope *scope, const struct said *a, int count,
	            struct said *said);
	bool in_rows; /* works element by element */
};

static bool numbers(const struct said *a, int count)
{
	for (int i = 0; i < count; i++)
		if (!is_number(&a[i]))
			return false;
	return true;
}

static bool give(struct said *said, enum said_kind kind, const char *text)
{
	*said = formula_said(kind, text, BIND_ATOM);
	return true;
}

static bool give_whole(struct said *said, enum said_kind kind, const char *text)
{
	give(said, kind, text);
	said->is_whole = true;
	return true;
}

static bool say_round(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	const char *places = count > 1 ? a[1].text : "0";

	(void)scope;
	give(said, SAID_NUMBER, formula_text(w, "ROUND(%s,%s)", a[0].text, places));
	said->is_whole = text_is(places, "0");
	return numbers(a, count);
}

static bool say_floor(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	(void)scope;
	return give_whole(said, SAID_NUMBER, formula_text(w, "INT(ROUND(%s,12))", a->text)) &&
	       numbers(a, count);
}

static bool say_ceil(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	give_whole(said, SAID_NUMBER, formula_text(w, "-INT(-ROUND(%s,12))", a->text));
	said->bind = BIND_SIGN;
	return numbers(a, count);
}

static bool say_abs(struct writer *w, const struct scope *scope, const struct said *a, int count,
                    struct said *said)
{
	(void)scope;
	give(said, SAID_NUMBER, formula_text(w, "ABS(%s)", a->text));
	said->is_whole = a->is_whole;
	return numbers(a, count);
}

static bool say_sqrt(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	return give(said, SAID_NUMBER, formula_text(w, "SQRT(%s)", a->text)) && numbers(a, count);
}

static bool say_today(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	(void)scope;
	(void)a;
	(void)count;
	give_whole(said, SAID_DATE, w->places->today);
	said->is_safe = true;
	return w->places->today != NULL;
}

static bool say_date(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	return give_whole(said, SAID_DATE,
	                  formula_text(w, "DATE(%s,%s,%s)", a[0].text, a[1].text, a[2].text)) &&
	       numbers(a, count);
}

static bool say_days(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	give_whole(said, SAID_NUMBER, formula_text(w, "%s-%s", formula_part(w, &a[1], BIND_ADD),
	                                           formula_part(w, &a[0], BIND_MULTIPLY)));
	said->bind = BIND_ADD;
	return count == 2 && a[0].kind == SAID_DATE && a[1].kind == SAID_DATE;
}

static bool say_add_months(struct writer *w, const struct scope *scope, const struct said *a,
                           int count, struct said *said)
{
	const char *months = a[1].is_whole ? a[1].text : formula_text(w, "INT(%s)", a[1].text);

	(void)scope;
	return give_whole(said, SAID_DATE, formula_text(w, "EDATE(%s,%s)", a[0].text, months)) &&
	       a[0].kind == SAID_DATE && numbers(a + 1, count - 1);
}

static bool part_of_date(struct writer *w, const struct said *a, const char *function,
                         struct said *said)
{
	return give_whole(said, SAID_NUMBER, formula_text(w, "%s(%s)", function, a->text)) &&
	       a->kind == SAID_DATE;
}

static bool say_year(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	(void)count;
	return part_of_date(w, a, "YEAR", said);
}

static bool say_month(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	(void)scope;
	(void)count;
	return part_of_date(w, a, "MONTH", said);
}

static bool say_day(struct writer *w, const struct scope *scope, const struct said *a, int count,
                    struct said *said)
{
	(void)scope;
	(void)count;
	return part_of_date(w, a, "DAY", said);
}

static bool say_fold_text(struct writer *w, const struct scope *scope, const struct said *a,
                          int count, struct said *said)
{
	(void)scope;
	(void)count;
	give(said, SAID_TEXT, formula_text(w, "LOWER(ASC(TRIM(%s)))", a->text));
	said->is_safe = a->is_safe;
	return a->kind == SAID_TEXT && !a->labels;
}

/* Between separators, so that a name does not hide in a longer one. */
static bool say_has(struct writer *w, const struct scope *scope, const struct said *a, int count,
                    struct said *said)
{
	struct said one = a[1];
	const char *looked_for;

	(void)count;
	if (a[0].kind != SAID_TEXT || one.kind != SAID_TEXT || !formula_relabel(w, scope, &one, a[0].labels))
		return false;
	if (one.literal)
		looked_for = formula_text(w, "\";%.*s;\"", (int)strlen(one.text) - 2, one.text + 1);
	else
		looked_for = formula_text(w, "\";\"&%s&\";\"", formula_part(w, &one, BIND_ATOM));
	give_whole(said, SAID_CHECK,
	           formula_text(w, "ISNUMBER(FIND(%s,\";\"&SUBSTITUTE(%s,\"; \",\";\")&\";\"))", looked_for,
	                        a[0].text));
	said->is_logical = said->is_safe = true;
	return true;
}

static const struct strict stricts[] = {
	{"round", say_round, true},      {"floor", say_floor, true},
	{"ceil", say_ceil, true},        {"abs", say_abs, true},
	{"sqrt", say_sqrt, true},        {"today", say_today, true},
	{"date", say_date, true},        {"days", say_days, true},
	{"add_months", say_add_months, false}, {"year", say_year, true},
	{"month", say_month, true},      {"day", say_day, true},
	{"fold", say_fold_text, true},   {"has", say_has, true},
};

static bool say_strict(struct writer *w, const struct scope *scope, const struct call *call,
                       struct said *said)
{
	const struct strict *strict = NULL;
	struct said a[EXPR_ARGS];
	bool is_free = true; /* of the rows */

	for (size_t i = 0; i < sizeof(stricts) / sizeof(*stricts); i++)
		if (text_is(stricts[i].name, call->function->name))
			strict = &stricts[i];
	if (!strict)
		return false;
	for (int i = 0; i < call->count; i++) {
		if (!formula_say(w, scope, call->arg[i], NULL, &a[i]) || !formula_settle(&a[i]))
			return false;
		is_free = is_free && formula_is_row_free(call->arg[i]);
		if (a[i].kind == SAID_EMPTY) {
			*said = a[i];
			said->may_be_empty = true;
			said->needs = 0;
			return true;
		}
	}
	if ((scope->is_rows && !strict->in_rows && !is_free) || !strict->say(w, scope, a, call->count, said))
		return false;
	for (int i = 0; i < call->count; i++)
		if (!formula_need_all(said, &a[i]))
			return false;
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
		return say_fold(w, scope, call, said);
	if (text_is(call->function->name, "if"))
		return say_if(w, scope, call, want, said);
	if (text_is(call->function->name, "first"))
		return say_first(w, scope, node, want, said);
	if (text_is(call->function->name, "empty"))
		return formula_is_empty(w, scope, call->arg[0], said);
	if (text_is(call->function->name, "na"))
		return formula_is_na(w, scope, call->arg[0], said);
	return say_strict(w, scope, call, said);
}

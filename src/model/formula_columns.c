/* formula_columns.c - where fields stand in the spreadsheet, and what is known of them. */
#include "field_kinds.h"
#include "formula_priv.h"

/* ---- columns ---- */

static bool find_column(struct writer *w, const struct form *form, int column,
                        struct formula_column *at)
{
	*at = (struct formula_column){0};
	return w->places->column(w->places->context, form->id, column, at);
}

const char *formula_range(struct writer *w, const struct form *form, int column)
{
	struct formula_column at;

	if (!find_column(w, form, column, &at) || !at.is_whole)
		return NULL;
	return formula_text(w, "%s$%s$%zu:$%s$%zu", at.sheet, at.letter, at.first, at.letter,
	                    at.last);
}

const char *formula_at(struct writer *w, const struct form *form, int column, size_t row)
{
	struct formula_column at;

	if (!find_column(w, form, column, &at))
		return NULL;
	if (form->kind == FORM_RECORD)
		return formula_text(w, "%s$%s$%zu", at.sheet, at.letter, at.first);
	size_t line = w->places->row(w->places->context, form->id, row);
	return line ? formula_text(w, "%s%s%zu", at.sheet, at.letter, line) : NULL;
}

/* ---- circles ---- */

struct circle {
	struct writer *w;
	VEC(const struct field *) seen;
};

static bool reaches(struct circle *circle, struct expr *expr);

static bool reaches_through(struct circle *circle, const struct expr_use *use)
{
	const struct form *form;

	if (use->kind == EXPR_USE_TODAY)
		return false;
	form = book_form(circle->w->cell->book, use->sheet, NULL);
	if (!form)
		return false;
	if (use->field < 0)
		return form->retired && reaches(circle, form->retired);
	const struct field *field = &form->fields.at[use->field];
	if (field == circle->w->cell->field)
		return true;
	for (size_t i = 0; i < circle->seen.count; i++)
		if (circle->seen.at[i] == field)
			return false;
	vec_push(&circle->seen, field);
	return field->formula && reaches(circle, field->formula);
}

static bool reaches(struct circle *circle, struct expr *expr)
{
	struct expr_uses uses = {0};
	bool found = false;

	if (!expr_link(expr, circle->w->cell->book, NULL))
		return false;
	expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count && !found; i++)
		found = reaches_through(circle, &uses.at.at[i]);
	vec_release(&uses.at);
	return found;
}

bool formula_is_circular(struct writer *w, const struct form *form, int field)
{
	struct circle circle = {.w = w};
	const struct field *at = field < 0 ? NULL : &form->fields.at[field];

	if (!at || !w->cell->field || (!at->formula && at != w->cell->field))
		return false;
	bool is = at == w->cell->field || reaches(&circle, at->formula);
	vec_release(&circle.seen);
	return is;
}

/* ---- whole numbers ---- */

enum { WHOLE_DEPTH = 12 }; /* fields that rest on each other: no further is looked */

static bool is_whole_node(struct writer *w, const struct node *node, int depth);

static bool is_whole_field(struct writer *w, const struct field *field, int depth)
{
	if (field->type->kind == VALUE_DATE || field->type->kind == VALUE_CHECK)
		return true;
	if (field->formula)
		return depth < WHOLE_DEPTH && expr_link(field->formula, w->cell->book, NULL) &&
		       is_whole_node(w, field->formula->root, depth + 1);
	if (!field->type->has_choices)
		return field->type->is_whole;
	for (size_t i = 0; i < field->choices.count; i++)
		if (strchr(field->choices.at[i].id, '.'))
			return false;
	return !field->type->many;
}

static bool is_whole_call(struct writer *w, const struct call *call, int depth)
{
	static const char *const whole[] = {"count",      "empty", "na",    "has",  "shares",
	                                    "floor",      "ceil",  "today", "date", "days",
	                                    "add_months", "year",  "month", "day",  NULL};
	static const char *const as_values[] = {"first", "if",  "sum", "product",
	                                        "min",   "max", "abs", NULL};
	const char *name = call->function->name;
	int from = text_is(name, "if") ? 1 : 0;

	if (word_is_any(name, whole) || (text_is(name, "round") && call->count == 1))
		return true;
	if (text_is(name, "round"))
		return call->arg[1]->kind == NODE_LITERAL && call->arg[1]->literal.number == 0;
	if (!word_is_any(name, as_values))
		return false;
	for (int i = from; i < call->count; i++)
		if (!is_whole_node(w, call->arg[i], depth))
			return false;
	return true;
}

/* Is its value, if it has one, a whole number for certain? */
static bool is_whole_node(struct writer *w, const struct node *node, int depth)
{
	switch (node->kind) {
	case NODE_LITERAL:
		return node->literal.kind != VALUE_NUMBER ||
		       node->literal.number == (double)(long long)node->literal.number;
	case NODE_PATH:
		return node->path.field && is_whole_field(w, node->path.field, depth);
	case NODE_MINUS:
		return is_whole_node(w, node->left, depth);
	case NODE_ARITHMETIC:
		return node->op != OP_DIV && is_whole_node(w, node->left, depth) &&
		       is_whole_node(w, node->right, depth);
	case NODE_CALL:
		return is_whole_call(w, &node->call, depth);
	default:
		return true;
	}
}

bool formula_is_whole(struct writer *w, const struct field *field)
{
	return is_whole_field(w, field, 0);
}

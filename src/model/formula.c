#include "formula_priv.h"

#include "sonae/base/date.h"
#include "sonae/base/utf8.h"

enum { SERIAL_OF_1970 = 25569 };

/* ---- literals ---- */

static bool say_text_literal(struct writer *w, const struct field *want, const char *text,
                             struct said *said)
{
	const char *label = want ? formula_label(w, want, text) : NULL;

	*said = formula_said(SAID_TEXT, label ? label : formula_quoted(w, text), BIND_ATOM);
	said->literal = text;
	said->labels = label ? want : NULL;
	said->is_safe = true;
	return true;
}

static bool say_literal(struct writer *w, const struct field *want, struct value value,
                        struct said *said)
{
	const double number = value.kind == VALUE_TEXT ? 0 : value.number;

	switch (value.kind) {
	case VALUE_TEXT:
		return say_text_literal(w, want, value.text, said);
	case VALUE_CHECK:
		*said = formula_truth(w, number != 0);
		return true;
	case VALUE_NUMBER:
		*said = formula_said(SAID_NUMBER, formula_text(w, "%.15g", number),
		                     number < 0 ? BIND_SIGN : BIND_ATOM);
		said->is_whole = number == (double)(long long)number;
		break;
	case VALUE_DATE:
		*said = formula_said(SAID_DATE, formula_text(w, "%.0f", number + SERIAL_OF_1970), BIND_ATOM);
		said->is_whole = true;
		break;
	default:
		*said = formula_said(SAID_EMPTY, "\"\"", BIND_ATOM);
		said->may_be_empty = true;
		break;
	}
	said->is_safe = true;
	return true;
}

/* ---- operators ---- */

static bool is_number(const struct said *said)
{
	return said->kind == SAID_NUMBER || said->kind == SAID_CHECK;
}

/* What reckons with nothing is nothing. */
static bool say_nothing(struct said *said)
{
	*said = formula_said(SAID_EMPTY, "\"\"", BIND_ATOM);
	said->may_be_empty = said->is_safe = true;
	return true;
}

static bool say_operands(struct writer *w, const struct scope *scope, const struct node *node,
                         struct said *a, struct said *b)
{
	return formula_say(w, scope, node->left, NULL, a) &&
	       formula_say(w, scope, node->right, NULL, b) && formula_settle(a) && formula_settle(b);
}

static bool kind_of_sum(const struct said *a, const struct said *b, enum op op, enum said_kind *kind)
{
	bool dates = a->kind == SAID_DATE && b->kind == SAID_DATE;

	*kind = SAID_NUMBER;
	if (is_number(a) && is_number(b))
		return true;
	if (op == OP_SUB && dates)
		return true;
	*kind = SAID_DATE;
	if (dates || (op != OP_ADD && op != OP_SUB))
		return false;
	return (a->kind == SAID_DATE && is_number(b)) ||
	       (op == OP_ADD && is_number(a) && b->kind == SAID_DATE);
}

static bool say_arithmetic(struct writer *w, const struct scope *scope, const struct node *node,
                           struct said *said)
{
	static const char signs[] = {[OP_ADD] = '+', [OP_SUB] = '-', [OP_MUL] = '*', [OP_DIV] = '/'};
	bool is_product = node->op == OP_MUL || node->op == OP_DIV;
	enum bind bind = is_product ? BIND_MULTIPLY : BIND_ADD;
	enum bind right = node->op == OP_SUB || node->op == OP_DIV ? bind + 1 : bind;
	enum said_kind kind;
	struct said a, b;

	if (!say_operands(w, scope, node, &a, &b))
		return false;
	if (a.kind == SAID_EMPTY || b.kind == SAID_EMPTY)
		return say_nothing(said);
	if (!kind_of_sum(&a, &b, node->op, &kind))
		return false;
	*said = formula_said(kind, formula_text(w, "%s%c%s", formula_part(w, &a, bind),
	                     signs[node->op], formula_part(w, &b, right)), bind);
	said->is_whole = a.is_whole && b.is_whole && node->op != OP_DIV;
	if (kind == SAID_DATE && !said->is_whole) {
		said->text = formula_text(w, "INT(%s)", said->text);
		said->bind = BIND_ATOM;
	}
	return formula_need_all(said, &a) && formula_need_all(said, &b);
}

static bool say_minus(struct writer *w, const struct scope *scope, const struct node *node,
                      struct said *said)
{
	struct said a;

	if (!formula_say(w, scope, node->left, NULL, &a) || !formula_settle(&a))
		return false;
	if (a.kind == SAID_EMPTY)
		return say_nothing(said);
	if (!is_number(&a))
		return false;
	*said = formula_said(SAID_NUMBER, formula_text(w, "-%s", formula_part(w, &a, BIND_ATOM)), BIND_SIGN);
	said->is_whole = a.is_whole;
	return formula_need_all(said, &a);
}

/* ---- comparing ---- */

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

static bool compare_texts(struct writer *w, const struct scope *scope, struct said *a, struct said *b,
                          enum op op, struct said *said)
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

static bool compare_numbers(struct writer *w, const struct node *node, struct said *a, struct said *b,
                            enum op op, struct said *said)
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

static bool compare(struct writer *w, const struct scope *scope, const struct node *node, enum op op,
                    struct said *a, struct said *b, struct said *said)
{
	*said = formula_truth(w, op == OP_NE);
	if (a->kind == SAID_EMPTY || b->kind == SAID_EMPTY)
		return say_nothing(said);
	said->bind = BIND_COMPARE;
	said->is_safe = a->is_safe && b->is_safe;
	if (a->kind == SAID_TEXT && b->kind == SAID_TEXT) {
		if (!compare_texts(w, scope, a, b, op, said))
			return false;
	} else if (a->kind == b->kind || (is_number(a) && is_number(b))) {
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
	return formula_say(w, scope, node, node->kind == NODE_PATH ? labels_of(node) : want, said) &&
	       formula_settle(said);
}

bool formula_compare(struct writer *w, const struct scope *scope, const struct node *node, enum op op,
                     struct said *said)
{
	const struct field *labels = labels_of(node->left);
	struct said a, b;

	if (compare_label(w, scope, node->left, node->right, op, said) ||
	    compare_label(w, scope, node->right, node->left, op, said))
		return true;
	if (!labels)
		labels = labels_of(node->right);
	return say_side(w, scope, node->left, labels, &a) &&
	       say_side(w, scope, node->right, labels, &b) && compare(w, scope, node, op, &a, &b, said);
}

/* ---- every kind of part ---- */

bool formula_same_kind(const struct said *a, const struct said *b)
{
	if (a->kind == SAID_EMPTY || b->kind == SAID_EMPTY)
		return true;
	if (a->kind == SAID_TEXT && b->kind == SAID_TEXT)
		return a->labels == b->labels && a->is_many == b->is_many;
	return a->kind == b->kind || (is_number(a) && is_number(b));
}

/* Of what may be either. */
void formula_merge_kind(struct said *to, const struct said *from)
{
	bool was_empty = to->kind == SAID_EMPTY;

	if (from->kind == SAID_EMPTY)
		return;
	to->is_whole = from->is_whole && (was_empty || to->is_whole);
	to->is_free_text = from->is_free_text || to->is_free_text;
	to->is_many = from->is_many || to->is_many;
	if (was_empty || to->kind == SAID_CHECK)
		to->kind = from->kind;
	if (from->labels)
		to->labels = from->labels;
}

bool formula_say(struct writer *w, const struct scope *scope, const struct node *node,
                 const struct field *want, struct said *said)
{
	switch (node->kind) {
	case NODE_LITERAL:
		return say_literal(w, want, node->literal, said);
	case NODE_PATH:
		return formula_path(w, scope, &node->path, said) &&
		       (!want || formula_relabel(w, scope, said, want));
	case NODE_COMPARE:
		if (!formula_compare(w, scope, node, node->op, said))
			return false;
		break;
	case NODE_ARITHMETIC:
		if (!say_arithmetic(w, scope, node, said))
			return false;
		break;
	case NODE_MINUS:
		if (!say_minus(w, scope, node, said))
			return false;
		break;
	case NODE_CALL:
		if (!formula_call(w, scope, node, want, said))
			return false;
		break;
	default:
		if (!formula_junction(w, scope, node, said))
			return false;
		break;
	}
	formula_drop_known(w, said);
	return true;
}

/* ---- the whole ---- */

/* As its cell holds it: a check 1 or 0, a choice its label. */
static bool say_as_cell(struct writer *w, const struct scope *scope, const struct field *field,
                        struct said *said)
{
	if (field && field->type->has_choices && said->kind == SAID_TEXT)
		return formula_relabel(w, scope, said, field);
	if (field && field->type->has_choices && said->kind != SAID_EMPTY)
		return false;
	formula_as_cell(w, said);
	if (field && field->type->kind == VALUE_CHECK && said->kind == SAID_NUMBER)
		said->text = formula_text(w, "IF(%s<>0,1,0)", formula_part(w, said, BIND_JOIN));
	return true;
}

static bool write_part(struct writer *w, const struct scope *scope, const struct node *root,
                       const struct field *field, const char **text)
{
	const struct field *want = field && field->type->has_choices ? field : NULL;
	struct said said;

	if (!formula_say(w, scope, root, want, &said) || !say_as_cell(w, scope, field, &said))
		return false;
	*text = formula_closed(w, scope, &said);
	return true;
}

/* 1 unless `retired` holds for certain. */
static bool write_active(struct writer *w, const struct scope *scope, const struct node *root,
                         const char **text)
{
	const char *id = formula_at(w, scope->form, FORMULA_ID, scope->row);
	struct said retired;

	if (!id || !formula_holds(w, scope, root, &retired))
		return false;
	*text = formula_text(w, "IF(%s=\"\",0,IF(%s,0,1))", id, retired.text);
	return true;
}

static bool fits(const char *text)
{
	size_t len = strlen(text);
	return len <= FORMULA_LONGEST || utf8_count(text, len) <= FORMULA_LONGEST;
}

static bool write(const struct formula_cell *cell, const struct formula_places *places,
                  struct expr *expr, bool active, struct str *out, bool *is_array)
{
	struct writer w = {.cell = cell, .places = places};
	const struct form *form = sheet_form(cell->sheet);
	struct scope scope = {.form = form, .sheet = cell->sheet, .row = cell->row, .has_row = true};
	const char *text = NULL;

	if (!expr || !expr_link(expr, cell->book, NULL))
		return false;
	if (expr->scope == EXPR_OF_SHEET) {
		scope.row = 0;
		scope.has_row = form->kind == FORM_RECORD && sheet_row_count(cell->sheet) > 0;
	}
	bool said = active ? write_active(&w, &scope, expr->root, &text)
	                   : write_part(&w, &scope, expr->root, cell->field, &text);
	said = said && fits(text);
	if (said)
		str_add(out, text);
	*is_array = said && w.is_array;
	vec_release(&w.known);
	pool_release(&w.texts);
	return said;
}

bool formula_write(const struct formula_cell *cell, const struct formula_places *places,
                   struct str *out, bool *is_array)
{
	return write(cell, places, cell->expr, false, out, is_array);
}

bool formula_write_active(const struct formula_cell *cell, const struct formula_places *places,
                          struct str *out, bool *is_array)
{
	return write(cell, places, sheet_form(cell->sheet)->retired, true, out, is_array);
}

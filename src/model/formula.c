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
		*said = formula_said(SAID_DATE, formula_text(w, "%.0f", number + SERIAL_OF_1970),
		                     BIND_ATOM);
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

static bool say_operands(struct writer *w, const struct scope *scope, const struct node *node,
                         struct said *a, struct said *b)
{
	return formula_say(w, scope, node->left, NULL, a) &&
	       formula_say(w, scope, node->right, NULL, b) && formula_settle(a) &&
	       formula_settle(b);
}

static bool kind_of_sum(const struct said *a, const struct said *b, enum op op,
                        enum said_kind *kind)
{
	bool dates = a->kind == SAID_DATE && b->kind == SAID_DATE;

	*kind = SAID_NUMBER;
	if (formula_is_number(a) && formula_is_number(b))
		return true;
	if (op == OP_SUB && dates)
		return true;
	*kind = SAID_DATE;
	if (dates || (op != OP_ADD && op != OP_SUB))
		return false;
	return (a->kind == SAID_DATE && formula_is_number(b)) ||
	       (op == OP_ADD && formula_is_number(a) && b->kind == SAID_DATE);
}

static bool say_arithmetic(struct writer *w, const struct scope *scope, const struct node *node,
                           struct said *said)
{
	static const char signs[] = {
	    [OP_ADD] = '+', [OP_SUB] = '-', [OP_MUL] = '*', [OP_DIV] = '/'};
	bool is_product = node->op == OP_MUL || node->op == OP_DIV;
	enum bind bind = is_product ? BIND_MULTIPLY : BIND_ADD;
	enum bind right = node->op == OP_SUB || node->op == OP_DIV ? bind + 1 : bind;
	enum said_kind kind;
	struct said a, b;

	if (!say_operands(w, scope, node, &a, &b))
		return false;
	if (a.kind == SAID_EMPTY || b.kind == SAID_EMPTY)
		return formula_nothing(said);
	if (!kind_of_sum(&a, &b, node->op, &kind))
		return false;
	*said = formula_said(kind,
	                     formula_text(w, "%s%c%s", formula_part(w, &a, bind), signs[node->op],
	                                  formula_part(w, &b, right)),
	                     bind);
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
		return formula_nothing(said);
	if (!formula_is_number(&a))
		return false;
	*said = formula_said(SAID_NUMBER, formula_text(w, "-%s", formula_part(w, &a, BIND_ATOM)),
	                     BIND_SIGN);
	said->is_whole = a.is_whole;
	return formula_need_all(said, &a);
}

/* ---- every kind of part ---- */

bool formula_same_kind(const struct said *a, const struct said *b)
{
	if (a->kind == SAID_EMPTY || b->kind == SAID_EMPTY)
		return true;
	if (a->kind == SAID_TEXT && b->kind == SAID_TEXT)
		return a->labels == b->labels && a->is_many == b->is_many;
	return a->kind == b->kind || (formula_is_number(a) && formula_is_number(b));
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
	struct scope scope = {
	    .form = form, .sheet = cell->sheet, .row = cell->row, .has_row = true};
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

/*
 * formula_match.c - aggregates that COUNTIFS and SUMIFS can say: conditions on one column each.
 *
 * They read easily, and count for every row of another worksheet at once. But a criterion is a
 * text that a spreadsheet reads in its own way: "5.10" equals 5.1, "?" and "*" match others,
 * "<" compares. So only what it cannot misread.
 */
#include "formula_priv.h"

#include <ctype.h>

struct criteria {
	struct writer *w;
	const struct scope *scope; /* of the keys */
	const struct scope *rows;
	struct str text;
	struct said keys; /* only their needs */
};

static void add(struct criteria *c, const char *column, const char *criterion)
{
	str_addf(&c->text, "%s%s,%s", c->text.len ? "," : "", column, criterion);
}

static bool is_plain_label(const char *label)
{
	double ignored;
	char *end;

	ignored = strtod(label, &end);
	(void)ignored;
	return end == label && *label && !strpbrk(label, "*?~<>=/:") &&
	       !isdigit((unsigned char)*label) && !text_is(label, "TRUE") &&
	       !text_is(label, "FALSE");
}

static bool has_plain_labels(const struct field *field, enum lang lang)
{
	for (size_t i = 0; i < field->choices.count; i++) {
		const char *label = words_in(field->choices.at[i].label, lang);
		if (!is_plain_label(*label ? label : field->choices.at[i].id))
			return false;
	}
	return true;
}

/* "A-001" is nothing but that. */
static bool has_plain_ids(struct criteria *c, const char *sheet)
{
	const struct form *form = book_form(c->w->cell->book, sheet, NULL);
	return form && *form->prefix && strlen(form->prefix) < 3 && !form_has_given_rows(form);
}

static int plain_slot(const struct node *node)
{
	if (node->kind != NODE_PATH || node->path.outer || node->path.count - node->path.skip != 1)
		return SLOT_UNKNOWN;
	return node->path.step[node->path.skip].slot;
}

static const char *column_of(struct criteria *c, int slot)
{
	if (slot < 0 && slot != SLOT_ID)
		return NULL;
	return formula_range(c->w, c->rows->form, slot == SLOT_ID ? FORMULA_ID : slot);
}

/* Of what stands in the row outside: a reference, an id, a choice. */
static bool take_text_key(struct criteria *c, const struct field *field, const char *column,
                          const struct node *key)
{
	const struct field *labels = field && field->type->has_choices ? field : NULL;
	struct said said;

	if (labels && formula_counts_as_number(labels))
		return false;
	if (labels ? !has_plain_labels(labels, c->w->places->lang)
	           : !has_plain_ids(c, field ? field->sheet : c->rows->form->id))
		return false;
	if (key->kind == NODE_PATH && !key->path.outer)
		return false;
	/* The key is said among the rows, but what it names stands outside. */
	if (!formula_say(c->w, c->rows, key, labels, &said) || !formula_settle(&said) ||
	    said.kind != SAID_TEXT || said.is_many || said.is_free_text || said.labels != labels)
		return false;
	add(c, column, said.text);
	return formula_need_all(&c->keys, &said);
}

static bool take_equal(struct criteria *c, const struct node *path, const struct node *key)
{
	int slot = plain_slot(path);
	const struct field *field = slot >= 0 ? &c->rows->form->fields.at[slot] : NULL;
	const char *column = slot == SLOT_UNKNOWN ? NULL : column_of(c, slot);
	double number = key->literal.kind == VALUE_TEXT ? 0 : key->literal.number;

	if (!column || !formula_is_row_free(key))
		return false;
	if (field && field->type->has_choices && formula_counts_as_number(field) &&
	    key->kind == NODE_LITERAL && key->literal.kind == VALUE_NUMBER) {
		const char *label = formula_label(c->w, field, formula_text(c->w, "%.15g", number));
		if (!label || !has_plain_labels(field, c->w->places->lang))
			return false;
		add(c, column, label);
		return true;
	}
	if (slot == SLOT_ID || field->type->is_ref || field->type->has_choices)
		return !(field && field->type->many) && take_text_key(c, field, column, key);
	if (key->kind != NODE_LITERAL ||
	    (!field->type->is_number && field->type->kind != VALUE_CHECK) ||
	    (key->literal.kind != VALUE_NUMBER && key->literal.kind != VALUE_CHECK))
		return false;
	if (field->type->is_number && !field->type->is_whole)
		return false;
	add(c, column, formula_text(c->w, "%.15g", number));
	return true;
}

/* Earlier or later than a day outside, more or less than a whole number that is written down. */
static bool take_order(struct criteria *c, const struct node *path, const struct node *key,
                       enum op op)
{
	static const char *const signs[] = {
	    [OP_LT] = "<", [OP_LE] = "<=", [OP_GT] = ">", [OP_GE] = ">="};
	int slot = plain_slot(path);
	const struct field *field = slot >= 0 ? &c->rows->form->fields.at[slot] : NULL;
	const char *column = field ? column_of(c, slot) : NULL;
	struct said said;

	if (!column || field->type->has_choices || !formula_is_row_free(key) ||
	    !(field->type->kind == VALUE_DATE || (field->type->is_whole && !field->formula)) ||
	    !formula_say(c->w, c->rows, key, NULL, &said) || !formula_settle(&said) ||
	    !said.is_whole || (said.kind == SAID_DATE) != (field->type->kind == VALUE_DATE) ||
	    (said.kind != SAID_DATE && said.kind != SAID_NUMBER))
		return false;
	if (key->kind == NODE_LITERAL)
		add(c, column, formula_text(c->w, "\"%s%s\"", signs[op], said.text));
	else
		add(c, column,
		    formula_text(c->w, "\"%s\"&%s", signs[op],
		                 formula_part(c->w, &said, BIND_ATOM)));
	return formula_need_all(&c->keys, &said);
}

static bool take_compare(struct criteria *c, const struct node *node)
{
	static const enum op turned[] = {
	    [OP_LT] = OP_GT, [OP_LE] = OP_GE, [OP_GT] = OP_LT, [OP_GE] = OP_LE};

	if (node->op == OP_NE)
		return false;
	if (node->op == OP_EQ)
		return take_equal(c, node->left, node->right) ||
		       take_equal(c, node->right, node->left);
	return take_order(c, node->left, node->right, node->op) ||
	       take_order(c, node->right, node->left, turned[node->op]);
}

/* A cell that is no formula: one of those is not blank even when it is empty. */
static bool take_answered(struct criteria *c, const struct node *node)
{
	int slot = plain_slot(node);
	const char *column = slot >= 0 && !c->rows->form->fields.at[slot].formula
	                         ? column_of(c, slot)
	                         : NULL;

	if (!column)
		return false;
	add(c, column, "\"<>\"");
	return true;
}

static bool take(struct criteria *c, const struct node *node)
{
	if (node->kind == NODE_AND)
		return take(c, node->left) && take(c, node->right);
	if (node->kind == NODE_COMPARE)
		return take_compare(c, node);
	if (node->kind == NODE_NOT && node->left->kind == NODE_CALL &&
	    !node->left->call.over_rows && text_is(node->left->call.function->name, "empty"))
		return take_answered(c, node->left->call.arg[0]);
	int slot = plain_slot(node);
	const struct field *field = slot >= 0 ? &c->rows->form->fields.at[slot] : NULL;
	const char *column = field && field->type->kind == VALUE_CHECK ? column_of(c, slot) : NULL;
	if (column)
		add(c, column, "1");
	return column != NULL;
}

static bool say_count(struct criteria *c, struct said *said)
{
	*said = formula_said(SAID_NUMBER, formula_text(c->w, "COUNTIFS(%s)", str_text(&c->text)),
	                     BIND_ATOM);
	if (c->keys.needs > 0) {
		struct said keys = formula_needs(c->w, c->scope, &c->keys);
		said->text = formula_if(c->w, keys.text, said->text, "0");
	}
	said->is_whole = said->is_safe = true;
	return true;
}

static bool say_sum(struct criteria *c, const struct call *call, struct said *said)
{
	int slot = call->body ? plain_slot(call->body) : SLOT_UNKNOWN;
	const struct field *field = slot >= 0 ? &c->rows->form->fields.at[slot] : NULL;
	const char *column = field && field->type->is_number ? column_of(c, slot) : NULL;

	if (!column)
		return false;
	*said = formula_said(SAID_NUMBER,
	                     formula_text(c->w, "SUMIFS(%s,%s)", column, str_text(&c->text)),
	                     BIND_ATOM);
	said->is_whole = field->type->is_whole && !field->formula;
	said->is_safe = true;
	return formula_need_all(said, &c->keys) &&
	       formula_need(
		   said, NEED_TRUE,
		   formula_text(c->w, "COUNTIFS(%s,%s,\"<9E+99\")>0", str_text(&c->text), column));
}

bool formula_match(struct writer *w, const struct scope *scope, const struct scope *rows,
                   const struct call *call, struct said *said)
{
	struct criteria c = {.w = w, .scope = scope, .rows = rows};
	bool is_count = text_is(call->function->name, "count") && !call->body;
	bool done = call->where && (is_count || text_is(call->function->name, "sum")) &&
	            take(&c, call->where);

	if (done && rows->form->retired) {
		const char *active = formula_range(w, rows->form, FORMULA_ACTIVE);
		done = active != NULL;
		if (done)
			add(&c, active, "1");
	}
	if (done)
		formula_drop_known(w, &c.keys);
	done = done && (is_count ? say_count(&c, said) : say_sum(&c, call, said));
	str_release(&c.text);
	return done;
}

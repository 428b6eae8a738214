/*
 * formula_each.c - aggregates cell by cell: a node of a tree and its children.
 *
 * A whole column that holds the cell being written would be a circle. Instead the rows are named
 * that the key (`parent == this.id`) picks out at the moment; of those all conditions stay alive.
 */
#include "formula_priv.h"

enum { EACH_MOST = 200 }; /* arguments; a function takes 255 */

struct each {
	struct writer *w;
	const struct scope *scope;
	const struct call *call;
	struct said value; /* kind of the values so far */
	struct str list, some;
	int count;
};

/* What the key comes to for the row outside; only of plain keys. */
static bool key_value(struct each *e, struct value *value)
{
	const struct node *key = e->call->key;

	if (!key || e->scope->is_rows)
		return false;
	if (key->kind == NODE_LITERAL) {
		*value = key->literal;
		return true;
	}
	if (key->kind != NODE_PATH || !key->path.outer || key->path.count != 1)
		return false;
	*value = expr_slot_value(e->w->cell->book, e->scope->sheet, e->scope->row,
	                         key->path.step[0].slot);
	return true;
}

static bool is_picked(struct each *e, const struct scope *row, struct value key)
{
	struct value value = expr_slot_value(e->w->cell->book, row->sheet, row->row,
	                                     e->call->key_slot);

	if (value.kind == VALUE_EMPTY || value.kind == VALUE_NA || value.kind == VALUE_ERROR ||
	    key.kind == VALUE_EMPTY || key.kind == VALUE_NA || key.kind == VALUE_ERROR)
		return false;
	return value_holds(expr_compare(OP_EQ, value, key));
}

static const char *neutral(const char *name)
{
	if (text_is(name, "max"))
		return "-9E+99";
	if (text_is(name, "min"))
		return "9E+99";
	return text_is(name, "product") ? "1" : "0";
}

static bool say_where(struct each *e, const struct scope *row, struct said *where)
{
	if (!formula_holds(e->w, row, e->call->where, where))
		return false;
	if (!row->form->retired)
		return true;
	const char *active = formula_at(e->w, row->form, FORMULA_ACTIVE, row->row);
	if (!active)
		return false;
	struct said one = formula_truth(e->w, true);
	one.text = formula_text(e->w, "%s=1", active);
	one.bind = BIND_COMPARE;
	*where = formula_both(e->w, row, where, &one);
	return true;
}

static bool add_row(struct each *e, const struct scope *row)
{
	struct writer *w = e->w;
	struct said where, value = formula_said(SAID_NUMBER, "1", BIND_ATOM);

	if (!say_where(e, row, &where))
		return false;
	value.is_whole = true;
	if (e->call->body &&
	    (!formula_say(w, row, e->call->body, NULL, &value) || !formula_settle(&value)))
		return false;
	if (value.kind != SAID_NUMBER && value.kind != SAID_CHECK && value.kind != SAID_DATE)
		return false;
	struct said has_value = formula_needs(w, row, &value);
	has_value.needs = 0;
	struct said counts = formula_both(w, row, &where, &has_value);
	if (!formula_same_kind(&e->value, &value) || ++e->count > EACH_MOST)
		return false;
	formula_merge_kind(&e->value, &value);
	/* Nested: what has no value must not be reckoned with. */
	const char *inner = formula_if(w, counts.text, value.text,
	                               neutral(e->call->function->name));
	if (!value.is_safe && value.needs > 0)
		inner = formula_if(
		    w, where.text,
		    formula_if(w, has_value.text, value.text, neutral(e->call->function->name)),
		    neutral(e->call->function->name));
	str_addf(&e->list, "%s%s", e->count > 1 ? "," : "", inner);
	str_addf(&e->some, "%s%s", e->count > 1 ? "," : "", counts.text);
	return true;
}

static bool add_rows(struct each *e, const struct scope *rows, struct value key)
{
	for (size_t i = 0; i < sheet_row_count(rows->sheet); i++) {
		struct scope row = {.form = rows->form,
		                    .sheet = rows->sheet,
		                    .row = i,
		                    .has_row = true,
		                    .outer = e->scope};
		if (is_picked(e, &row, key) && !add_row(e, &row))
			return false;
	}
	return true;
}

static bool together(struct each *e, const char *function, struct said *said)
{
	bool is_count = text_is(e->call->function->name, "count");

	if (e->count == 0) {
		*said = formula_said(is_count ? SAID_NUMBER : SAID_EMPTY, is_count ? "0" : "\"\"",
		                     BIND_ATOM);
		said->is_whole = said->is_safe = true;
		said->may_be_empty = !is_count;
		return true;
	}
	*said = formula_said(SAID_EMPTY, formula_text(e->w, "%s(%s)", function, str_text(&e->list)),
	                     BIND_ATOM);
	formula_merge_kind(said, &e->value);
	if (is_count)
		return true;
	return formula_need(said, NEED_TRUE,
	                    formula_text(e->w, e->count > 1 ? "OR(%s)" : "%s", str_text(&e->some)));
}

bool formula_each(struct writer *w, const struct scope *scope, const struct scope *rows,
                  const struct call *call, struct said *said)
{
	static const char *const functions[][2] = {{"count", "SUM"},
	                                           {"sum", "SUM"},
	                                           {"product", "PRODUCT"},
	                                           {"max", "MAX"},
	                                           {"min", "MIN"}};
	struct each e = {.w = w, .scope = scope, .call = call};
	const char *function = NULL;
	struct value key;

	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (text_is(functions[i][0], call->function->name))
			function = functions[i][1];
	e.value = formula_said(SAID_EMPTY, "", BIND_ATOM);
	bool done = function && call->where && key_value(&e, &key) && add_rows(&e, rows, key) &&
	            together(&e, function, said);
	str_release(&e.list);
	str_release(&e.some);
	return done;
}

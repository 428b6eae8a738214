/* formula_rows.c - aggregates over the rows of a worksheet, as arrays. */
#include "formula_priv.h"

bool formula_is_row_free(const struct node *node)
{
	if (!node || node->kind == NODE_LITERAL)
		return true;
	if (node->kind == NODE_PATH)
		return node->path.outer;
	if (node->kind == NODE_CALL && node->call.over_rows)
		return false;
	if (node->kind == NODE_CALL && !node->call.function->reads_setting)
		for (int i = 0; i < node->call.count; i++)
			if (!formula_is_row_free(node->call.arg[i]))
				return false;
	return formula_is_row_free(node->left) && formula_is_row_free(node->right);
}

/* ---- may it hold of a row that is not there? ---- */

static bool needs_answer(const struct node *node)
{
	if (node->kind == NODE_PATH)
		return !node->path.outer;
	if (node->kind == NODE_COMPARE || node->kind == NODE_ARITHMETIC)
		return needs_answer(node->left) || needs_answer(node->right);
	if (node->kind == NODE_CALL && !node->call.over_rows &&
	    (text_is(node->call.function->name, "fold") ||
	     text_is(node->call.function->name, "has") ||
	     text_is(node->call.function->name, "days")))
		return needs_answer(node->call.arg[0]) ||
		       (node->call.count > 1 && needs_answer(node->call.arg[1]));
	return false;
}

/* Not of a row whose every cell is blank, for certain. */
static bool is_false_of_blank(const struct node *node)
{
	if (!node)
		return false;
	if (node->kind == NODE_AND)
		return is_false_of_blank(node->left) || is_false_of_blank(node->right);
	if (node->kind == NODE_OR)
		return is_false_of_blank(node->left) && is_false_of_blank(node->right);
	if (node->kind == NODE_NOT) {
		const struct node *of = node->left;
		return needs_answer(of) ||
		       (of->kind == NODE_CALL && !of->call.over_rows &&
		        text_is(of->call.function->name, "empty") && needs_answer(of->call.arg[0]));
	}
	return needs_answer(node);
}

/* ---- conditions ---- */

/* Rows that are there: what holds of a blank row must not count one. */
static bool say_there(struct writer *w, const struct scope *rows, struct said *where)
{
	const char *ids = formula_range(w, rows->form, FORMULA_ID);
	struct said there = formula_truth(w, true);

	if (!ids)
		return false;
	there.text = formula_text(w, "%s<>\"\"", ids);
	there.bind = BIND_COMPARE;
	if (formula_is_always(where, false)) {
		there.text = formula_text(w, "(%s)*0", there.text);
		there.bind = BIND_MULTIPLY;
		*where = there;
	} else {
		*where = formula_both(w, rows, where, &there);
	}
	return true;
}

/* 1 for each row that counts, 0 for the others; TRUE when every row does. */
static bool say_where(struct writer *w, const struct scope *rows, const struct call *call,
                      struct said *where)
{
	struct said one;

	*where = formula_truth(w, true);
	if (call->where && !formula_holds(w, rows, call->where, where))
		return false;
	if (call->where && !is_false_of_blank(call->where) && !say_there(w, rows, where))
		return false;
	if (rows->form->retired) {
		one = formula_said(SAID_NUMBER, formula_range(w, rows->form, FORMULA_ACTIVE),
		                   BIND_ATOM);
		if (!one.text)
			return false;
		*where = formula_both(w, rows, where, &one);
	}
	return true;
}

/* Numbers, one a row, to be added. */
static const char *as_numbers(struct writer *w, const struct said *where)
{
	if (where->bind == BIND_MULTIPLY || (where->bind == BIND_ATOM && !where->is_logical))
		return where->text;
	return formula_text(w, "%s*1", formula_part(w, where, BIND_MULTIPLY));
}

/* In Excel IF takes whole columns only in an array formula. */
static void note_array(struct writer *w, const char *text)
{
	if (strstr(text, "IF(") || strstr(text, "IFERROR("))
		w->is_array = true;
}

static bool every_row(struct writer *w, const struct scope *rows, struct said *said)
{
	const char *ids = formula_range(w, rows->form, FORMULA_ID);

	*said = formula_said(SAID_NUMBER, formula_text(w, "COUNTIF(%s,\"?*\")", ids ? ids : ""),
	                     BIND_ATOM);
	said->is_whole = said->is_safe = true;
	return ids != NULL;
}

static bool count_of(struct writer *w, const struct said *where, struct said *said)
{
	const char *numbers = as_numbers(w, where);

	*said = formula_said(SAID_NUMBER, formula_text(w, "SUMPRODUCT(%s)", numbers), BIND_ATOM);
	said->is_whole = true;
	note_array(w, numbers);
	return true;
}

/* ---- values ---- */

struct over_rows {
	struct said where;      /* which rows */
	struct said value;      /* of each */
	struct said with_value; /* which rows, of those that have one */
};

static bool say_values(struct writer *w, const struct scope *rows, const struct call *call,
                       struct over_rows *over)
{
	if (!formula_say(w, rows, call->body, NULL, &over->value) || !formula_settle(&over->value))
		return false;
	struct said has_value = formula_needs(w, rows, &over->value);
	has_value.needs = 0;
	over->with_value = formula_both(w, rows, &over->where, &has_value);
	return true;
}

static bool say_some(struct writer *w, struct said *said, const struct over_rows *over)
{
	const char *numbers = as_numbers(w, &over->with_value);

	note_array(w, numbers);
	return formula_need(said, NEED_TRUE, formula_text(w, "SUMPRODUCT(%s)>0", numbers));
}

/* One by one only what has a value: an empty cell is no 0. */
static bool say_worked(struct writer *w, const struct over_rows *over, const char *function,
                       struct said *said)
{
	*said = formula_said(
	    over->value.kind == SAID_DATE ? SAID_DATE : SAID_NUMBER,
	    formula_text(w, "%s(IF(%s,%s))", function, over->with_value.text, over->value.text),
	    BIND_ATOM);
	w->is_array = true;
	said->is_whole = over->value.is_whole;
	return say_some(w, said, over);
}

/* A plain column: words in it do not count anyway. */
static bool say_plain(struct writer *w, const struct over_rows *over, const char *function,
                      struct said *said)
{
	const char *column = over->value.text;

	*said = formula_said(over->value.kind == SAID_DATE ? SAID_DATE : SAID_NUMBER,
	                     formula_text(w, "%s(%s)", function, column), BIND_ATOM);
	said->is_whole = over->value.is_whole;
	return formula_need(said, NEED_TRUE, formula_text(w, "COUNT(%s)>0", column));
}

static bool say_total(struct writer *w, const struct over_rows *over, struct said *said)
{
	bool is_column = over->value.raw && text_is(over->value.raw, over->value.text);

	if (!is_column)
		return say_worked(w, over, "SUM", said);
	*said = formula_said(
	    SAID_NUMBER,
	    formula_text(w, "SUMPRODUCT(%s,%s)", as_numbers(w, &over->where), over->value.text),
	    BIND_ATOM);
	note_array(w, over->where.text);
	said->is_whole = over->value.is_whole;
	return say_some(w, said, over);
}

/* The different ones, in the order of their first. */
static bool say_list(struct writer *w, const struct over_rows *over, struct said *said)
{
	const struct said *value = &over->value;
	const char *column = value->text;

	if (value->kind != SAID_TEXT || value->is_many || !value->raw ||
	    !text_is(value->raw, column) || !strchr(column, ':'))
		return false;
	const char *those = formula_text(w, "IF(%s,%s,\"\")", over->with_value.text, column);
	*said = formula_said(
	    SAID_TEXT,
	    formula_text(
		w,
		"_xlfn.TEXTJOIN(\"; "
	        "\",TRUE,IF(%s,IF(MATCH(%s&\"\",%s,0)=ROW(%s)-MIN(ROW(%s))+1,%s,\"\"),\"\"))",
		over->with_value.text, column, those, column, column, column),
	    BIND_ATOM);
	said->may_be_empty = said->is_many = true;
	said->labels = value->labels;
	w->is_array = true;
	return true;
}

static bool say_folded(struct writer *w, const struct call *call, const struct over_rows *over,
                       struct said *said)
{
	static const char *const functions[][2] = {{"max", "MAX"},
	                                           {"min", "MIN"},
	                                           {"product", "PRODUCT"},
	                                           {"mean", "AVERAGE"},
	                                           {"sum", "SUM"}};
	const char *name = call->function->name, *function = NULL;
	const struct said *value = &over->value;

	if (text_is(name, "count"))
		return count_of(w, &over->with_value, said);
	if (text_is(name, "list"))
		return say_list(w, over, said);
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (text_is(functions[i][0], name))
			function = functions[i][1];
	bool is_date = value->kind == SAID_DATE && (text_is(name, "max") || text_is(name, "min"));
	if (!function || (!formula_is_number(value) && !is_date))
		return false;
	if (formula_is_always(&over->where, true) && value->raw && text_is(value->raw, value->text))
		return say_plain(w, over, function, said);
	return text_is(name, "sum") ? say_total(w, over, said)
	                            : say_worked(w, over, function, said);
}

static bool is_circular_node(struct writer *w, const struct scope *rows, const struct node *node)
{
	if (!node)
		return false;
	if (node->kind == NODE_PATH)
		return !node->path.outer &&
		       formula_is_circular(w, rows->form, node->path.step[node->path.skip].slot);
	if (node->kind == NODE_CALL && node->call.function->reads_setting)
		return false;
	for (int i = 0; node->kind == NODE_CALL && i < node->call.count; i++)
		if (is_circular_node(w, rows, node->call.arg[i]))
			return true;
	return is_circular_node(w, rows, node->left) || is_circular_node(w, rows, node->right);
}

static bool say_arrays(struct writer *w, const struct scope *rows, const struct call *call,
                       struct said *said)
{
	struct over_rows over;

	if (!say_where(w, rows, call, &over.where))
		return false;
	if (!call->body && formula_is_always(&over.where, true))
		return every_row(w, rows, said);
	if (!call->body)
		return count_of(w, &over.where, said);
	return say_values(w, rows, call, &over) && say_folded(w, call, &over, said);
}

bool formula_rows(struct writer *w, const struct scope *scope, const struct node *node,
                  struct said *said)
{
	const struct call *call = &node->call;
	struct scope rows = {.is_rows = true, .outer = scope};

	rows.form = book_form(w->cell->book, call->sheet, NULL);
	rows.sheet = rows.form ? book_sheet(w->cell->book, call->sheet, NULL) : NULL;
	if (!rows.sheet)
		return false;
	if (is_circular_node(w, &rows, call->where) || is_circular_node(w, &rows, call->body))
		return formula_each(w, scope, &rows, call, said);
	if (!formula_match(w, scope, &rows, call, said) &&
	    (scope->is_rows || !say_arrays(w, &rows, call, said)))
		return false;
	said->zero_if_none = text_is(call->function->name, "sum");
	return true;
}

/*
 * expr.h - the expressions of forms, queries and --where.
 *
 * Grammar (loosest first):
 *
 *     or; and; not; == != < <= > >=; + -; * /; unary -; ( ) call name literal
 *
 * Literals: 12.5  'text'  "text" (no escapes)  true  false. Names: a field of the
 * row; REF.FIELD, also REF.REF.FIELD, through reference fields (empty unless the cell
 * names exactly one row); `id`, the row's id. In checklists ids may be D-003/5: `of` is
 * D-003 (and a reference, of.FIELD), `item` is '5'; in other checklists and notes `item`
 * is the id. A field of that name goes before `of` and `item`. Calls: the list is
 * expr_function.h. Comparisons do not chain.
 *
 * Aggregates, over all rows of a worksheet that are not retired:
 *
 *     count()  count(where C)  count(SHEET)  count(SHEET where C)
 *     sum|product|min|max|mean|list|count(SHEET.FIELD [where C])
 *     sum|…(FIELD where C)                      rows of the own worksheet
 *     sum|…(EXPRESSION)   in a worksheet's own expressions (EXPR_OF_SHEET), the same
 *
 * SHEET.FIELD is REF.FIELD if the own form has such a reference. Inside an aggregate
 * plain names are the other row's, and `this.FIELD` is of the row outside it: with
 * aggregates inside each other, of the next one out. Outside aggregates `this.` says
 * nothing new. Expressions of a record's worksheet may name its fields: it has one row.
 * `where F == X`, X not depending on the other row (also `id == X`, and with more
 * conditions joined by `and`), goes through an index; other conditions ask every row.
 *
 * Empty and n/a: an operator or function with such an operand gives empty, and that
 * before any error; `and`/`or` decide when one side decides (false and empty = false,
 * true or empty = true). Aggregates skip rows whose value is empty or n/a; with no value
 * at all they are empty, sum too; count is 0. max(a, b, c), min, sum … over values are
 * empty until all are answered, and skip n/a. if(c, …) is empty while c is; first(a, b)
 * takes n/a for an answer. Texts compare by bytes, choices by id (by number, if the id is
 * one); different kinds are unequal, and ordering them is ERR_EXPR_TYPE. A text literal
 * beside a choice must be one of its ids, beside a date a date ('2024-09-10'). A
 * condition is a check or a number. A percent is 0.1 for 10 %. date - date = days, date +
 * number = date. Division by zero is ERR_EXPR_DIVIDE; an error passes on to whatever
 * needs the value, an aggregate over the row included, and shows.
 */
#ifndef SONAE_MODEL_EXPR_H
#define SONAE_MODEL_EXPR_H

#include "sonae/base/err.h"
#include "sonae/base/vec.h"
#include "sonae/model/form.h"
#include <stdbool.h>

struct expr;
struct book;
struct sheet;

enum { EXPR_DEPTH = 60 }; /* parentheses, calls, not and - in each other; ERR_EXPR_DEEP */

/* Syntax only. NULL with `err`; what = the text from where it was not understood, the
 * function's usage, or the unknown function. No file and line: the caller knows. */
struct expr *expr_parse(const char *text, struct err *err);
void expr_free(struct expr *expr);
/* The text it was made from, borrowed. */
const char *expr_source(const struct expr *expr);

enum expr_scope { EXPR_OF_ROW, EXPR_OF_SHEET };

/* Resolves the names that belong to `form` itself. Unknown ones fail with
 * ERR_EXPR_NAME; names of other worksheets wait for expr_link. */
bool expr_bind(struct expr *expr, const struct form *form, enum expr_scope scope, struct err *err);
/* Resolves the names of other worksheets, loading their forms (not their rows) through
 * the book. Done once; false leaves the expression evaluating to ERR_EXPR_NAME. */
bool expr_link(struct expr *expr, struct book *book, struct err *err);

/* What the result rests on by itself, for recomputing only what changed. */
enum expr_use_kind {
	EXPR_USE_ROW,    /* the field of the same row */
	EXPR_USE_SHEET,  /* the field in any row of `sheet` (aggregate, reference, setting) */
	EXPR_USE_ROWS,   /* which rows `sheet` has, and which of them are retired */
	EXPR_USE_TODAY,
};
struct expr_use {
	enum expr_use_kind kind;
	const char *sheet; /* borrowed */
	int field;         /* index, -1 for none */
};
struct expr_uses {
	VEC(struct expr_use) at;
};
/* Appends, each once; after expr_link. The caller vec_releases uses->at. */
void expr_uses(const struct expr *expr, struct expr_uses *uses);

/* The arithmetic of a computed cell as one writes it on paper: "2 x 2 x 2 x 3", "24 > 17"; `if` and
 * `first` stand for what they came to. Appends; false, and nothing, when it is no arithmetic or
 * a figure is missing. The cell's value must have been asked for before. */
bool expr_spell(const struct field *field, struct book *book, struct sheet *sheet, size_t row,
                enum lang lang, struct str *out);

/* A formula must not need its own result within a row: checked when a form loads, its
 * formulas bound. ERR_FORM_CYCLE names the chain "a > b > a", with file and line. (Cycles
 * over rows or worksheets come out as ERR_FORM_CYCLE when a cell is computed.) */
bool expr_check_cycles(const struct form *form, struct err *err);

#endif

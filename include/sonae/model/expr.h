/*
 * expr.h - the expressions of forms, queries and --where.
 *
 * Grammar (loosest first):
 *
 *     or; and; not; == != < <= > >=; + -; * /; unary -; ( ) call name literal
 *
 * Literals: 12.5  'text'  "text"  true  false. Names: a field of the row; REF.FIELD
 * through a reference field; `id`, the row's id; `item` and `of` in checklists
 * per row. Inside `where`, plain names are the other row's and `this.FIELD` the
 * row's own. Calls: see expr_function.h; aggregates are
 *
 *     count()  count(where C)                       rows of the own worksheet
 *     count(SHEET)  count(SHEET where C)
 *     sum|min|max|mean|list(SHEET.FIELD [where C])
 *
 * Empty and n/a: an operator with such an operand gives empty; `and`/`or`
 * decide when the other side decides (false and empty = false). Aggregates skip
 * rows without a number; retired rows do not count. max(a, b, c) and min over
 * values are empty until all are answered, n/a skipped. Texts compare by bytes,
 * choices by id. date - date = days, date + number = date. A division by zero
 * is ERR_EXPR_DIVIDE, which passes through like empty does but shows.
 */
#ifndef SONAE_MODEL_EXPR_H
#define SONAE_MODEL_EXPR_H

#include "sonae/base/err.h"
#include "sonae/base/vec.h"
#include "sonae/model/form.h"
#include <stdbool.h>

struct expr;
struct book;

enum { EXPR_DEPTH = 60 }; /* nesting; deeper is ERR_EXPR_DEEP */

/* Syntax only. NULL with `err` (what = what was not understood, near where). */
struct expr *expr_parse(const char *text, struct err *err);
void expr_free(struct expr *expr);
/* The text it was made from, borrowed. */
const char *expr_source(const struct expr *expr);

enum expr_scope { EXPR_OF_ROW, EXPR_OF_SHEET };

/* Resolves the names that belong to `form` itself. Unknown ones fail with
 * ERR_EXPR_NAME; names of other worksheets wait for expr_link. */
bool expr_bind(struct expr *expr, const struct form *form, enum expr_scope scope, struct err *err);
/* Resolves the names of other worksheets, loading their forms through the book. Done
 * once; false leaves the expression evaluating to ERR_EXPR_NAME. */
bool expr_link(struct expr *expr, struct book *book, struct err *err);

/* What the result rests on, for recomputing only what changed. */
enum expr_use_kind {
	EXPR_USE_ROW,    /* the field of the same row */
	EXPR_USE_SHEET,  /* the field in any row of `sheet` (aggregate or reference) */
	EXPR_USE_ROWS,   /* which rows `sheet` has */
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
/* After expr_link. The caller vec_releases uses->at. */
void expr_uses(const struct expr *expr, struct expr_uses *uses);

/* A formula must not need its own result, over rows or worksheets; checked for the
 * form's own fields when it loads. ERR_FORM_CYCLE names the chain "a > b > a". */
bool expr_check_cycles(const struct form *form, struct err *err);

#endif

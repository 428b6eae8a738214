/*
 * formula_priv.h - how formula*.c say a part of an expression.
 *
 * A part becomes a `struct said`: the text that gives its value once its needs are met, and the
 * needs: what must be answered for it. So a * b * c is A1*B1*C1 with three needs, and becomes
 * IF(COUNT(A1,B1,C1)=3,A1*B1*C1,"") only where it ends. Conditions are said as what holds, or as
 * what fails, for certain: both are never empty.
 *
 * Inside an aggregate plain names are whole columns, and the text an array; what is said then
 * must work element by element: products rather than AND and COUNT.
 */
#ifndef SONAE_SRC_MODEL_FORMULA_PRIV_H
#define SONAE_SRC_MODEL_FORMULA_PRIV_H

#include "expr_node.h"
#include "sonae/model/field_type.h"
#include "sonae/model/formula.h"

enum said_kind { SAID_EMPTY, SAID_NUMBER, SAID_DATE, SAID_CHECK, SAID_TEXT };

/* How tightly the text holds together, loosest first. */
enum bind { BIND_COMPARE, BIND_JOIN, BIND_ADD, BIND_MULTIPLY, BIND_SIGN, BIND_ATOM };

enum need_kind {
	NEED_NUMBER, /* the text gives a number */
	NEED_TEXT,   /* neither "" nor n/a */
	NEED_TRUE,   /* it holds */
};
struct need {
	enum need_kind kind;
	const char *text;
};
enum { NEEDS_MOST = 24 };

struct said {
	enum said_kind kind;
	const char *text; /* the value, when the needs are met */
	enum bind bind;
	bool is_logical;            /* TRUE or FALSE rather than 1 or 0 */
	bool is_whole;              /* a whole number */
	bool is_free_text;          /* a person's words: case matters */
	bool is_safe;               /* no error, whatever the cells hold */
	bool may_be_empty;          /* "" or n/a although the needs are met; is one text then */
	bool zero_if_none;          /* gives 0 when its needs are not met */
	bool never_na;              /* nobody answers it with n/a: a setting */
	bool is_many;               /* several, joined by "; " */
	const char *literal;        /* a text that stands in the expression */
	const struct field *labels; /* the text is a label of this field's choices */
	/* Only of a path to a field: */
	const char *raw;      /* the cell as it is, "" or blank when empty */
	const char *answered; /* the value when raw is not empty: n/a passes */
	const char *passed;   /* the same, and "" when it is */
	struct need need[NEEDS_MOST];
	int needs;
};

/* Whose names are said: of one row, or of every row of a worksheet. */
struct scope {
	const struct form *form;
	struct sheet *sheet;
	bool has_row;
	bool is_rows; /* every row */
	size_t row;   /* else: its position */
	const struct scope *outer;
};

struct writer {
	const struct formula_cell *cell;
	const struct formula_places *places;
	struct pool texts;
	bool is_array;
	VEC(struct need) known; /* met wherever we are */
};

/* ---- texts: formula_text.c ---- */

/* Formatted, kept as long as the writer. */
const char *formula_text(struct writer *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "…" with what is in it doubled. */
const char *formula_quoted(struct writer *w, const char *text);
/* The text, in parentheses when it is looser than `least`. */
const char *formula_part(struct writer *w, const struct said *said, enum bind least);
struct said formula_said(enum said_kind kind, const char *text, enum bind bind);
struct said formula_truth(struct writer *w, bool holds);
bool formula_is_always(const struct said *said, bool holds);
bool formula_is_number(const struct said *said);
/* What is empty. True, for callers to return. */
bool formula_nothing(struct said *said);
/* TRUE and FALSE as the 1 and 0 that cells hold; other values as they are. */
void formula_as_cell(struct writer *w, struct said *said);

bool formula_need(struct said *said, enum need_kind kind, const char *text);
/* Takes over the needs of a part. */
bool formula_need_all(struct said *said, const struct said *of);
/* What is known to be met is needed no more. */
void formula_drop_known(struct writer *w, struct said *said);
/* From here on its needs are met; gives what formula_forget goes back to. */
size_t formula_know(struct writer *w, const struct said *said);
void formula_forget(struct writer *w, size_t known);
/* Are all its needs met? Never empty. `said` has needs. */
struct said formula_needs(struct writer *w, const struct scope *scope, const struct said *said);

/* An operand: what may be empty becomes a need. */
bool formula_settle(struct said *said);
/* The value, "" when it is empty; n/a passes. */
const char *formula_closed(struct writer *w, const struct scope *scope, const struct said *said);
/* A condition that is false, too, when its needs are not met. */
struct said formula_sure(struct writer *w, const struct scope *scope, struct said said);
/* Both of them, either of them, the opposite; of conditions without needs. */
struct said formula_both(struct writer *w, const struct scope *scope, const struct said *a,
                         const struct said *b);
struct said formula_either(struct writer *w, const struct scope *scope, const struct said *a,
                           const struct said *b);
struct said formula_not(struct writer *w, const struct scope *scope, const struct said *a);
/* IF(test,then,else) */
const char *formula_if(struct writer *w, const char *test, const char *then, const char *otherwise);

/* ---- parts: formula.c, formula_compare.c, formula_truth.c, formula_call.c ---- */

/* `want`: literal texts are choices of it, and stand as their labels. NULL: they are texts. */
bool formula_say(struct writer *w, const struct scope *scope, const struct node *node,
                 const struct field *want, struct said *said);
bool formula_compare(struct writer *w, const struct scope *scope, const struct node *node,
                     enum op op, struct said *said);
/* 1 or TRUE where the condition holds (fails) for certain. */
bool formula_holds(struct writer *w, const struct scope *scope, const struct node *node,
                   struct said *said);
bool formula_fails(struct writer *w, const struct scope *scope, const struct node *node,
                   struct said *said);
bool formula_junction(struct writer *w, const struct scope *scope, const struct node *node,
                      struct said *said);
bool formula_call(struct writer *w, const struct scope *scope, const struct node *node,
                  const struct field *want, struct said *said);
/* formula_function.c: max(a, b, c), and the functions that need all their arguments. */
bool formula_fold(struct writer *w, const struct scope *scope, const struct call *call,
                  struct said *said);
bool formula_function(struct writer *w, const struct scope *scope, const struct call *call,
                      struct said *said);
/* first(a, true or false), where a is never n/a? */
bool formula_is_default(const struct node *node, bool *otherwise);
/* A condition that is never empty? */
bool formula_is_certain(const struct node *node);
/* Both of one kind, or one of them empty? */
bool formula_same_kind(const struct said *a, const struct said *b);
void formula_merge_kind(struct said *to, const struct said *from);

/* ---- fields of rows: formula_paths.c ---- */

bool formula_path(struct writer *w, const struct scope *scope, const struct path *path,
                  struct said *said);
bool formula_setting(struct writer *w, const struct call *call, struct said *said);

/* ---- columns: formula_columns.c ---- */

/* The whole column, absolute; NULL when it is not there, or not all rows are. */
const char *formula_range(struct writer *w, const struct form *form, int column);
/* The cell of one row; NULL when it is not there. */
const char *formula_at(struct writer *w, const struct form *form, int column, size_t row);
/* Would reading the whole column need the cell being written? */
bool formula_is_circular(struct writer *w, const struct form *form, int field);
/* Is its value, if it has one, a whole number for certain? */
bool formula_is_whole(struct writer *w, const struct field *field);

/* ---- choices: formula_labels.c ---- */

/* The labels of `said` as those of `to`, or as ids when it is NULL. */
bool formula_relabel(struct writer *w, const struct scope *scope, struct said *said,
                     const struct field *to);
/* A choice's label as it stands in a cell, quoted; NULL when there is no such choice. */
const char *formula_label(struct writer *w, const struct field *field, const char *id);
/* Are all its choices numbers? */
bool formula_counts_as_number(const struct field *field);
/* The number that a label in `raw` stands for, `otherwise` when it is none. */
const char *formula_number_of_label(struct writer *w, const struct scope *scope,
                                    const struct field *field, const char *raw,
                                    const char *otherwise);

/* ---- aggregates: formula_rows.c, formula_match.c, formula_each.c ---- */

/* Does it not depend on the row at hand? */
bool formula_is_row_free(const struct node *node);
bool formula_rows(struct writer *w, const struct scope *scope, const struct node *node,
                  struct said *said);
/* COUNTIFS and SUMIFS; false when it cannot be said so. `rows` is the scope of every row. */
bool formula_match(struct writer *w, const struct scope *scope, const struct scope *rows,
                   const struct call *call, struct said *said);
/* Cell by cell, for what would need itself through a whole column. */
bool formula_each(struct writer *w, const struct scope *scope, const struct scope *rows,
                  const struct call *call, struct said *said);

#endif

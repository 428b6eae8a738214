/*
 * expr_node.h - the inside of an expression; for model/expr_*.c, model/book*.c and
 * model/formula*.c only.
 *
 * Parsing makes a tree of nodes. Binding finds what its names stand for and notes
 * it in the nodes ("found" below): first for the form's own names, then, on first
 * use, for those of other worksheets. Evaluating only reads the tree.
 */
#ifndef SONAE_SRC_MODEL_EXPR_NODE_H
#define SONAE_SRC_MODEL_EXPR_NODE_H

#include "sonae/base/pool.h"
#include "sonae/base/str.h"
#include "sonae/model/book.h"
#include "sonae/model/expr.h"
#include "sonae/model/expr_function.h"
#include <stdint.h>

enum { EXPR_HEIGHT = 500 }; /* of the tree: a + b + c + … counts a level for each */

enum node_kind {
	NODE_LITERAL,
	NODE_PATH,
	NODE_NOT,
	NODE_MINUS,
	NODE_AND,
	NODE_OR,
	NODE_COMPARE,
	NODE_ARITHMETIC,
	NODE_CALL,
	NODE_KIND_COUNT
};

enum op { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_ADD, OP_SUB, OP_MUL, OP_DIV };

/* What a name of a row stands for: a field's index, or one of these. */
enum slot { SLOT_ID = -1, SLOT_OF = -2, SLOT_ITEM = -3, SLOT_UNKNOWN = -4 };

/*
 * asset.department.name: the first step is read from a row at hand, every later
 * one from the row that the value before it names. Before an aggregate's
 * SHEET.FIELD the first step is the worksheet, and is skipped.
 */
struct step {
	const char *name;
	int slot;          /* found */
	const char *sheet; /* found: the worksheet this step is looked up in */
};
struct path {
	struct step *step;
	int count;
	bool is_this;
	int skip;                  /* found */
	bool outer;                /* found: of the row outside `where` */
	const struct field *field; /* found: the last step's; NULL for id, of, item */
};

struct call {
	const struct expr_function *function;
	struct node **arg;
	int count;
	struct node *where;
	bool over_rows;      /* found: an aggregate over the rows of `sheet` */
	const char *sheet;   /* found */
	struct node *body;   /* found: the value of each row; NULL counts the row itself */
	const char *setting; /* found */
	int setting_field;   /* found: in the form of the settings, if there is one */
	int key_slot;        /* found: where holds only if this slot equals `key`, … */
	struct node *key;    /* … which does not depend on the row; NULL: no such part */
};

struct node {
	enum node_kind kind;
	enum op op;
	int height;
	struct node *left, *right;
	struct value literal;
	struct path path;
	struct call call;
};

enum link_state { LINK_NEVER, LINK_DONE, LINK_FAILED };

struct expr {
	char *source;
	struct node *root;
	const struct form *form; /* set by binding */
	enum expr_scope scope;
	enum link_state linked;
	struct err link_err;
	VEC(void *) owned;
};

/* The field, id, of or item of a row; empty past the last row. */
struct value expr_slot_value(struct book *book, struct sheet *sheet, size_t row, int slot);
/* The expression must be linked. */
struct value expr_eval(const struct expr *expr, struct book *book, struct sheet *sheet, size_t row);
/* The value of a part of it. */
struct value expr_eval_node(const struct expr *expr, struct book *book, struct sheet *sheet, size_t row,
                            const struct node *node);
/* ERR_EXPR_DEEP beyond this many nodes inside each other, over all cells. */
enum { EVAL_DEPTH = 3000 };

/* How operators and functions compare, add …: no operand is unanswered or an error. */
struct value expr_compare(enum op op, struct value a, struct value b);
struct value expr_arithmetic(enum op op, struct value a, struct value b);
/* Numbers and checks. */
bool expr_is_number(struct value value);
/* ERR_VALUE_RANGE when it is none a cell can hold. */
struct value expr_number(double number);

/* The arguments of a function that looks at them one by one. */
struct eval;
struct expr_call {
	struct book *book;
	const struct eval *eval;
	const struct call *call;
};
struct value expr_arg(const struct expr_call *call, int index);

/* The arguments of a function that needs all of them: answered, and no errors. */
enum { EXPR_ARGS = 3 };
struct expr_args {
	struct book *book;
	struct value at[EXPR_ARGS];
	int count;
};

/* Values running into one: sum, max, list … */
struct fold {
	struct book *book;
	size_t count;
	struct value value; /* so far; an error stays */
	struct str list;
	struct map listed;
};
struct expr_fold {
	/* `value` is answered, not n/a, no error. */
	void (*add)(struct fold *fold, struct value value);
	struct value (*end)(struct fold *fold); /* NULL: fold->value */
};
extern const struct expr_fold expr_fold_count, expr_fold_sum, expr_fold_product, expr_fold_mean,
    expr_fold_min, expr_fold_max, expr_fold_list;

/* What evaluation needs of the book. */
struct pool *book_texts(struct book *book);
int *book_depth(struct book *book);
/* NULL for a sheet that is not the book's own. */
struct cells;
struct cells *book_cells(struct book *book, struct sheet *sheet);

/* The rows, in order, among which are all whose `slot` equals `key`. */
struct row_match {
	size_t row; /* BOOK_NO_ROW after the last */
	const uint32_t *next;
};
#define BOOK_NO_ROW ((size_t)-1)
/* False when only looking at every row will do. */
bool book_match(struct book *book, struct sheet *sheet, int slot, struct value key,
                struct row_match *match);
void book_match_next(struct row_match *match);

#endif

#include "expr_lex.h"
#include "expr_node.h"

#include "sonae/base/mem.h"

/*
 * By recursive descent, one function a level of the grammar in expr.h. Each
 * returns NULL once something went wrong; the first complaint stands.
 */
struct parser {
	struct expr *expr;
	const char *rest;
	struct token token; /* not yet used */
	int depth;
	struct err *err;
};

typedef struct node *(*parse_level)(struct parser *p);

static struct node *parse_or(struct parser *p);

/* Zeroed, freed with the expression. */
static void *alloc(struct expr *expr, size_t size)
{
	void *memory = mem_zero(1, size);
	vec_push(&expr->owned, memory);
	return memory;
}

static const char *own_text(struct parser *p, const char *text, size_t len)
{
	char *copy = alloc(p->expr, len + 1);
	memcpy(copy, text, len);
	return copy;
}

/* About this much of the text is shown in complaints. */
enum { NEAR = 40 };

static struct node *complain(struct parser *p, const char *hint)
{
	const char *at = p->token.at;
	if (p->token.kind == TOKEN_TEXT)
		at--;
	size_t len = strlen(at);

	if (p->token.kind == TOKEN_END) {
		err_set(p->err, ERR_EXPR_SYNTAX, NULL, 0, "%s ...", p->expr->source);
		return NULL;
	}
	if (len > NEAR)
		for (len = NEAR; len > 0 && (at[len] & 0xC0) == 0x80;)
			len--;
	err_set(p->err, ERR_EXPR_SYNTAX, NULL, 0, "%.*s%s", (int)len, at, hint);
	return NULL;
}

static void advance(struct parser *p)
{
	p->token = expr_lex(&p->rest);
}

static bool accept(struct parser *p, enum token_kind kind)
{
	if (p->token.kind != kind)
		return false;
	advance(p);
	return true;
}

static bool expect(struct parser *p, enum token_kind kind)
{
	if (!accept(p, kind))
		return complain(p, p->token.kind == TOKEN_ASSIGN ? "  (==, not =)" : "") != NULL;
	return true;
}

static bool too_deep(struct parser *p)
{
	err_set(p->err, ERR_EXPR_DEEP, NULL, 0, "%s", p->expr->source);
	return false;
}

static bool enter(struct parser *p)
{
	return ++p->depth <= EXPR_DEPTH || too_deep(p);
}

static struct node *new_node(struct parser *p, enum node_kind kind)
{
	struct node *node = alloc(p->expr, sizeof(*node));
	node->kind = kind;
	node->height = 1;
	return node;
}

/* NULL when the tree gets too high. */
static struct node *over(struct parser *p, struct node *node, const struct node *child)
{
	if (child && child->height >= node->height)
		node->height = child->height + 1;
	return node->height <= EXPR_HEIGHT || too_deep(p) ? node : NULL;
}

static struct node *join(struct parser *p, enum node_kind kind, enum op op, struct node *left,
                         struct node *right)
{
	struct node *node = new_node(p, kind);
	node->op = op;
	node->left = left;
	node->right = right;
	return over(p, node, left) && over(p, node, right) ? node : NULL;
}

static struct node *parse_literal(struct parser *p, struct value value)
{
	struct node *node = new_node(p, NODE_LITERAL);
	node->literal = value;
	advance(p);
	return node;
}

static struct node *parse_text(struct parser *p)
{
	return parse_literal(p, value_text(own_text(p, p->token.at, p->token.len)));
}

static struct node *parse_parens(struct parser *p)
{
	advance(p);
	struct node *node = enter(p) ? parse_or(p) : NULL;
	p->depth--;
	return node && expect(p, TOKEN_CLOSE) ? node : NULL;
}

/* `name` is the first step, or NULL after "this". */
static struct node *parse_path(struct parser *p, const char *name)
{
	VEC(struct step) steps = {0};
	struct node *node = new_node(p, NODE_PATH);
	bool ok = true;

	node->path.is_this = !name;
	if (name)
		vec_push(&steps, ((struct step){name, SLOT_UNKNOWN, NULL}));
	while (ok && (steps.count == 0 ? expect(p, TOKEN_DOT) : accept(p, TOKEN_DOT))) {
		name = own_text(p, p->token.at, p->token.len);
		ok = expect(p, TOKEN_NAME);
		vec_push(&steps, ((struct step){name, SLOT_UNKNOWN, NULL}));
	}
	ok = ok && steps.count > 0;
	if (ok) {
		node->path.step = alloc(p->expr, steps.count * sizeof(*steps.at));
		memcpy(node->path.step, steps.at, steps.count * sizeof(*steps.at));
		node->path.count = (int)steps.count;
	}
	vec_release(&steps);
	return ok ? node : NULL;
}

static struct node *parse_this(struct parser *p)
{
	advance(p);
	return parse_path(p, NULL);
}

struct arguments {
	VEC(struct node *) at;
};

/* Up to the closing parenthesis: "a, b", "SHEET where c", "where c" or nothing. */
static bool parse_arguments(struct parser *p, struct node *node, struct arguments *args)
{
	struct call *call = &node->call;

	while (p->token.kind != TOKEN_CLOSE && p->token.kind != TOKEN_WHERE) {
		struct node *arg = parse_or(p);
		if (!arg || !over(p, node, arg))
			return false;
		vec_push(&args->at, arg);
		if (!accept(p, TOKEN_COMMA))
			break;
		if (p->token.kind == TOKEN_CLOSE || p->token.kind == TOKEN_WHERE)
			return complain(p, "");
	}
	if (call->function->fold && accept(p, TOKEN_WHERE)) {
		call->where = parse_or(p);
		if (!call->where || !over(p, node, call->where))
			return false;
	}
	return expect(p, TOKEN_CLOSE);
}

static bool check_arguments(struct parser *p, const struct call *call, size_t count)
{
	const struct expr_function *function = call->function;
	size_t most = call->where ? 1 : (size_t)function->most;

	if (count >= (size_t)function->least && count <= most)
		return true;
	return err_set(p->err, ERR_EXPR_SYNTAX, NULL, 0, "%s", function->usage);
}

static struct node *parse_call(struct parser *p, const char *name)
{
	struct node *node = new_node(p, NODE_CALL);
	struct call *call = &node->call;
	struct arguments args = {0};

	call->function = expr_function_find(name);
	if (!call->function) {
		err_set(p->err, ERR_EXPR_NAME, NULL, 0, "%s()", name);
		return NULL;
	}
	advance(p);
	bool ok = enter(p) && parse_arguments(p, node, &args) &&
	          check_arguments(p, call, args.at.count);
	p->depth--;
	if (ok && args.at.count > 0) {
		call->count = (int)args.at.count;
		call->arg = alloc(p->expr, args.at.count * sizeof(*call->arg));
		memcpy(call->arg, args.at.at, args.at.count * sizeof(*call->arg));
	}
	vec_release(&args.at);
	return ok ? node : NULL;
}

static struct node *parse_name(struct parser *p)
{
	const char *name = own_text(p, p->token.at, p->token.len);
	advance(p);
	return p->token.kind == TOKEN_OPEN ? parse_call(p, name) : parse_path(p, name);
}

static struct node *parse_primary(struct parser *p)
{
	switch (p->token.kind) {
	case TOKEN_NUMBER:
		return parse_literal(p, value_number(p->token.number));
	case TOKEN_TEXT:
		return parse_text(p);
	case TOKEN_TRUE:
		return parse_literal(p, value_check(true));
	case TOKEN_FALSE:
		return parse_literal(p, value_check(false));
	case TOKEN_OPEN:
		return parse_parens(p);
	case TOKEN_THIS:
		return parse_this(p);
	case TOKEN_NAME:
		return parse_name(p);
	default:
		return complain(p, "");
	}
}

static struct node *parse_prefix(struct parser *p, enum node_kind kind, parse_level self)
{
	advance(p);
	struct node *node = enter(p) ? self(p) : NULL;
	p->depth--;
	return node ? join(p, kind, OP_SUB, node, NULL) : NULL;
}

static struct node *parse_minus(struct parser *p)
{
	if (p->token.kind == TOKEN_SUB)
		return parse_prefix(p, NODE_MINUS, parse_minus);
	return parse_primary(p);
}

struct operator {
	enum token_kind token;
	enum op op;
};

static const struct operator products[] = {{TOKEN_MUL, OP_MUL}, {TOKEN_DIV, OP_DIV}, {0}};
static const struct operator sums[] = {{TOKEN_ADD, OP_ADD}, {TOKEN_SUB, OP_SUB}, {0}};
static const struct operator comparisons[] = {
	{TOKEN_EQ, OP_EQ}, {TOKEN_NE, OP_NE}, {TOKEN_LT, OP_LT}, {TOKEN_LE, OP_LE},
	{TOKEN_GT, OP_GT}, {TOKEN_GE, OP_GE}, {0},
};
static const struct operator ands[] = {{TOKEN_AND, OP_EQ}, {0}};
static const struct operator ors[] = {{TOKEN_OR, OP_EQ}, {0}};

static const struct operator *find_operator(const struct operator *operators, enum token_kind kind)
{
	for (; operators->token != TOKEN_END; operators++)
		if (operators->token == kind)
			return operators;
	return NULL;
}

/* a + b - c, from the left. */
static struct node *parse_chain(struct parser *p, parse_level next,
                                const struct operator *operators, enum node_kind kind)
{
	const struct operator *operator;
	struct node *left = next(p);

	while (left && (operator = find_operator(operators, p->token.kind))) {
		advance(p);
		struct node *right = next(p);
		left = right ? join(p, kind, operator->op, left, right) : NULL;
	}
	return left;
}

static struct node *parse_product(struct parser *p)
{
	return parse_chain(p, parse_minus, products, NODE_ARITHMETIC);
}

static struct node *parse_sum(struct parser *p)
{
	return parse_chain(p, parse_product, sums, NODE_ARITHMETIC);
}

/* One comparison only: what a < b < c would mean is anybody's guess. */
static struct node *parse_comparison(struct parser *p)
{
	struct node *left = parse_sum(p);
	const struct operator *operator = find_operator(comparisons, p->token.kind);

	if (!left || !operator)
		return left;
	advance(p);
	struct node *right = parse_sum(p);
	if (right && find_operator(comparisons, p->token.kind))
		return complain(p, "");
	return right ? join(p, NODE_COMPARE, operator->op, left, right) : NULL;
}

static struct node *parse_not(struct parser *p)
{
	if (p->token.kind == TOKEN_NOT)
		return parse_prefix(p, NODE_NOT, parse_not);
	return parse_comparison(p);
}

static struct node *parse_and(struct parser *p)
{
	return parse_chain(p, parse_not, ands, NODE_AND);
}

static struct node *parse_or(struct parser *p)
{
	return parse_chain(p, parse_and, ors, NODE_OR);
}

struct expr *expr_parse(const char *text, struct err *err)
{
	struct expr *expr = mem_zero(1, sizeof(*expr));
	struct parser p = {.expr = expr, .err = err};
	expr->source = mem_dup(text);
	p.rest = expr->source;
	advance(&p);
	expr->root = parse_or(&p);
	if (expr->root && expect(&p, TOKEN_END))
		return expr;
	expr_free(expr);
	return NULL;
}

void expr_free(struct expr *expr)
{
	if (!expr)
		return;
	for (size_t i = 0; i < expr->owned.count; i++)
		free(expr->owned.at[i]);
	vec_release(&expr->owned);
	free(expr->source);
	free(expr);
}

const char *expr_source(const struct expr *expr)
{
	return expr->source;
}

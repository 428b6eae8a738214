#include "expr_node.h"

#include "sonae/model/field_type.h"

/*
 * Whose names are looked up: those of a row of `form` (has_row), or only its
 * worksheets and aggregates. `form` is NULL while binding in a worksheet that is
 * not loaded yet; linking goes over the same ground again with a book at hand.
 */
struct scope {
	const struct form *form;
	bool has_row;
	const struct scope *outer; /* of the row outside `where` */
};

struct binder {
	struct expr *expr;
	struct book *book; /* NULL: only the form itself is known */
	struct err *err;
};

static bool bind_node(struct binder *b, struct node *node, const struct scope *scope);

static bool unknown(struct binder *b, const char *name, const char *of)
{
	return err_set(b->err, ERR_EXPR_NAME, NULL, 0, "%s%s%s", of, *of ? "." : "", name);
}

/* *form stays NULL when it is simply not known yet. */
static bool find_form(struct binder *b, const char *id, const struct form **form)
{
	*form = NULL;
	if (text_is(b->expr->form->id, id)) {
		*form = b->expr->form;
		return true;
	}
	if (!b->book)
		return true;
	*form = book_form(b->book, id, NULL);
	return *form || unknown(b, id, "");
}

static int find_slot(const struct form *form, const char *name)
{
	int field = form_field(form, name);

	if (text_is(name, "id"))
		return SLOT_ID;
	if (field >= 0)
		return field;
	if (text_is(name, "of") && *form->per)
		return SLOT_OF;
	return text_is(name, "item") && form_has_items(form) ? SLOT_ITEM : SLOT_UNKNOWN;
}

static const struct field *slot_field(const struct form *form, int slot)
{
	return slot >= 0 ? &form->fields.at[slot] : NULL;
}

/* The worksheet whose row the slot names; NULL when it names none. */
static const char *slot_sheet(const struct form *form, int slot)
{
	const struct field *field = slot_field(form, slot);

	if (slot == SLOT_OF)
		return form->per;
	return field && field->type->is_ref ? field->sheet : NULL;
}

static bool bind_step(struct binder *b, struct path *path, int i, const struct form *form)
{
	struct step *step = &path->step[i];

	step->slot = find_slot(form, step->name);
	path->field = slot_field(form, step->slot);
	return step->slot != SLOT_UNKNOWN || unknown(b, step->name, i > 0 ? step[-1].name : "");
}

static bool bind_path(struct binder *b, struct node *node, const struct scope *scope)
{
	struct path *path = &node->path;
	path->outer = path->is_this && scope->outer;
	const struct scope *at = path->outer ? scope->outer : scope;
	const struct form *form = at->form;

	if (!at->has_row)
		return unknown(b, path->step[0].name, path->is_this ? "this" : "");
	for (int i = path->skip; form; i++) {
		if (!bind_step(b, path, i, form))
			return false;
		if (i + 1 == path->count)
			break;
		struct step *next = &path->step[i + 1];
		next->sheet = slot_sheet(form, path->step[i].slot);
		if (!next->sheet)
			return unknown(b, next->name, path->step[i].name);
		if (!find_form(b, next->sheet, &form))
			return false;
	}
	return true;
}

/* Does the first step name a worksheet rather than one of our references? */
static bool names_sheet(const struct call *call, const struct form *form)
{
	const struct path *path = &call->arg[0]->path;

	if (call->arg[0]->kind != NODE_PATH || path->is_this)
		return false;
	if (path->count == 1)
		return text_is(call->function->name, "count");
	return !slot_sheet(form, find_slot(form, path->step[0].name));
}

static bool is_over_rows(const struct call *call, const struct scope *scope)
{
	if (!call->function->fold)
		return false;
	if (call->where || call->count == 0)
		return true;
	return call->count == 1 && (names_sheet(call, scope->form) || !scope->has_row);
}

static bool is_row_free(const struct node *node)
{
	if (!node || node->kind == NODE_LITERAL)
		return true;
	if (node->kind == NODE_PATH)
		return node->path.outer;
	for (int i = 0; i < node->call.count; i++)
		if (!is_row_free(node->call.arg[i]))
			return false;
	return !node->call.over_rows && is_row_free(node->left) && is_row_free(node->right);
}

/* How few rows a key may leave: one, some, or those of a constant. */
static int key_rank(int slot, const struct node *key)
{
	if (!key)
		return 0;
	if (slot == SLOT_ID)
		return 3;
	return key->kind == NODE_LITERAL ? 1 : 2;
}

static bool take_key(struct call *call, const struct node *column, struct node *key)
{
	const struct path *path = &column->path;

	if (column->kind != NODE_PATH || path->outer || path->count != 1 || !is_row_free(key))
		return false;
	int slot = path->step[0].slot;
	if (key_rank(slot, key) > key_rank(call->key_slot, call->key)) {
		call->key_slot = slot;
		call->key = key;
	}
	return true;
}

/* The best part `slot == key` that every row must meet. */
static void find_key(struct call *call, struct node *where)
{
	if (where->kind == NODE_AND) {
		find_key(call, where->left);
		find_key(call, where->right);
	} else if (where->kind == NODE_COMPARE && where->op == OP_EQ) {
		if (!take_key(call, where->left, where->right))
			take_key(call, where->right, where->left);
	}
}

/* What is aggregated: rows of which worksheet, and which value of each. */
static bool find_rows(struct binder *b, struct call *call, const struct scope *scope)
{
	struct node *arg = call->count > 0 ? call->arg[0] : NULL;

	call->sheet = scope->form->id;
	call->body = arg;
	if (arg && names_sheet(call, scope->form)) {
		arg->path.skip = 1;
		call->sheet = arg->path.step[0].name;
		call->body = arg->path.count > 1 ? arg : NULL;
	} else if (arg && arg->kind != NODE_PATH && text_is(call->function->name, "count")) {
		return err_set(b->err, ERR_EXPR_SYNTAX, NULL, 0, "%s", call->function->usage);
	}
	return true;
}

static bool bind_over_rows(struct binder *b, struct call *call, const struct scope *scope)
{
	struct scope inner = {.has_row = true, .outer = scope};

	call->over_rows = true;
	call->key = NULL;
	if (!find_rows(b, call, scope) || !find_form(b, call->sheet, &inner.form))
		return false;
	if (call->body && !bind_node(b, call->body, &inner))
		return false;
	if (!call->where)
		return true;
	if (!bind_node(b, call->where, &inner))
		return false;
	if (inner.form)
		find_key(call, call->where);
	return true;
}

/* setting(acceptance_line) or setting('acceptance_line') */
static bool bind_setting(struct binder *b, struct call *call)
{
	const struct node *arg = call->arg[0];
	const struct form *settings = b->book ? book_form(b->book, "settings", NULL) : NULL;

	if (arg->kind == NODE_PATH && arg->path.count == 1 && !arg->path.is_this)
		call->setting = arg->path.step[0].name;
	else if (arg->kind == NODE_LITERAL && arg->literal.kind == VALUE_TEXT)
		call->setting = arg->literal.text;
	else
		return err_set(b->err, ERR_EXPR_SYNTAX, NULL, 0, "%s", call->function->usage);
	call->setting_field = settings ? form_field(settings, call->setting) : SLOT_UNKNOWN;
	return !settings || call->setting_field >= 0 || unknown(b, call->setting, "settings");
}

/* "2024-09-10" as a date. */
static bool date_of_text(const char *text, struct value *value)
{
	static const struct date any = {2000, 1, 1};
	enum date_precision precision;
	struct date date;
	char iso[16];

	if (!date_parse(text, any, &date, &precision) || !text_is(text, date_iso(date, iso)))
		return false;
	*value = value_date(date);
	return true;
}

/* A text that stands beside a field must be one of its choices, or a date. */
static bool bind_text(struct binder *b, const struct node *column, struct node *literal)
{
	const struct field *field = column->kind == NODE_PATH ? column->path.field : NULL;

	if (literal->kind != NODE_LITERAL || literal->literal.kind != VALUE_TEXT || !field)
		return true;
	const char *text = literal->literal.text;
	if (field->type->has_choices && !field_choice(field, text))
		return unknown(b, text, field->id);
	if (field->type->has_choices)
		literal->literal = field_value(field, text);
	else if (field->type->kind == VALUE_DATE && !date_of_text(text, &literal->literal))
		return err_set(b->err, ERR_EXPR_TYPE, NULL, 0, "%s: '%s'", field->id, text);
	return true;
}

/* Nothing ever equals '': empty() is meant. */
static bool refuse_empty_text(struct binder *b, const struct node *side)
{
	if (side->kind == NODE_LITERAL && side->literal.kind == VALUE_EMPTY)
		return err_set(b->err, ERR_EXPR_TYPE, NULL, 0, "''  (empty(...))");
	return true;
}

static bool bind_children(struct binder *b, struct node *node, const struct scope *scope)
{
	return (!node->left || bind_node(b, node->left, scope)) &&
	       (!node->right || bind_node(b, node->right, scope));
}

static bool bind_compare(struct binder *b, struct node *node, const struct scope *scope)
{
	return bind_children(b, node, scope) && refuse_empty_text(b, node->left) &&
	       refuse_empty_text(b, node->right) && bind_text(b, node->left, node->right) &&
	       bind_text(b, node->right, node->left);
}

static bool bind_call(struct binder *b, struct node *node, const struct scope *scope)
{
	struct call *call = &node->call;

	if (call->function->reads_setting)
		return bind_setting(b, call);
	if (!scope->form)
		return true;
	if (is_over_rows(call, scope))
		return bind_over_rows(b, call, scope);
	for (int i = 0; i < call->count; i++)
		if (!bind_node(b, call->arg[i], scope))
			return false;
	return !text_is(call->function->name, "has") || bind_text(b, call->arg[0], call->arg[1]);
}

static bool bind_literal(struct binder *b, struct node *node, const struct scope *scope)
{
	(void)b;
	(void)node;
	(void)scope;
	return true;
}

static bool (*const bind_kind[NODE_KIND_COUNT])(struct binder *, struct node *,
                                                const struct scope *) = {
	[NODE_LITERAL] = bind_literal,  [NODE_PATH] = bind_path,
	[NODE_NOT] = bind_children,     [NODE_MINUS] = bind_children,
	[NODE_AND] = bind_children,     [NODE_OR] = bind_children,
	[NODE_COMPARE] = bind_compare,  [NODE_ARITHMETIC] = bind_children,
	[NODE_CALL] = bind_call,
};

static bool bind_node(struct binder *b, struct node *node, const struct scope *scope)
{
	return bind_kind[node->kind](b, node, scope);
}

/* A record has one row, so its worksheet may speak of the fields themselves. */
static bool bind(struct expr *expr, struct book *book, struct err *err)
{
	struct binder b = {expr, book, err};
	struct scope scope = {.form = expr->form};

	scope.has_row = expr->scope == EXPR_OF_ROW || expr->form->kind == FORM_RECORD;
	return bind_node(&b, expr->root, &scope);
}

bool expr_bind(struct expr *expr, const struct form *form, enum expr_scope scope, struct err *err)
{
	expr->form = form;
	expr->scope = scope;
	return bind(expr, NULL, err);
}

bool expr_link(struct expr *expr, struct book *book, struct err *err)
{
	if (expr->linked == LINK_NEVER) {
		bool linked = expr->form && bind(expr, book, &expr->link_err);
		expr->linked = linked ? LINK_DONE : LINK_FAILED;
	}
	if (expr->linked == LINK_FAILED && err)
		*err = expr->link_err;
	return expr->linked == LINK_DONE;
}

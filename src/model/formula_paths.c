/* formula_paths.c - fields of rows: where their cells are, and what stands in them. */
#include "formula_priv.h"

#include "field_kinds.h"
#include "sonae/model/number.h"

/* ---- columns ---- */

static bool find_column(struct writer *w, const struct form *form, int column,
                        struct formula_column *at)
{
	*at = (struct formula_column){0};
	return w->places->column(w->places->context, form->id, column, at);
}

const char *formula_range(struct writer *w, const struct form *form, int column)
{
	struct formula_column at;

	if (!find_column(w, form, column, &at) || !at.is_whole)
		return NULL;
	return formula_text(w, "%s$%s$%zu:$%s$%zu", at.sheet, at.letter, at.first, at.letter, at.last);
}

const char *formula_at(struct writer *w, const struct form *form, int column, size_t row)
{
	struct formula_column at;

	if (!find_column(w, form, column, &at))
		return NULL;
	if (form->kind == FORM_RECORD)
		return formula_text(w, "%s$%s$%zu", at.sheet, at.letter, at.first);
	size_t line = w->places->row(w->places->context, form->id, row);
	return line ? formula_text(w, "%s%s%zu", at.sheet, at.letter, line) : NULL;
}

/* ---- circles ---- */

struct circle {
	struct writer *w;
	VEC(const struct field *) seen;
};

static bool reaches(struct circle *circle, struct expr *expr);

static bool reaches_through(struct circle *circle, const struct expr_use *use)
{
	const struct form *form;

	if (use->kind == EXPR_USE_TODAY)
		return false;
	form = book_form(circle->w->cell->book, use->sheet, NULL);
	if (!form)
		return false;
	if (use->field < 0)
		return form->retired && reaches(circle, form->retired);
	const struct field *field = &form->fields.at[use->field];
	if (field == circle->w->cell->field)
		return true;
	for (size_t i = 0; i < circle->seen.count; i++)
		if (circle->seen.at[i] == field)
			return false;
	vec_push(&circle->seen, field);
	return field->formula && reaches(circle, field->formula);
}

static bool reaches(struct circle *circle, struct expr *expr)
{
	struct expr_uses uses = {0};
	bool found = false;

	if (!expr_link(expr, circle->w->cell->book, NULL))
		return false;
	expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count && !found; i++)
		found = reaches_through(circle, &uses.at.at[i]);
	vec_release(&uses.at);
	return found;
}

bool formula_is_circular(struct writer *w, const struct form *form, int field)
{
	struct circle circle = {.w = w};
	const struct field *at = field < 0 ? NULL : &form->fields.at[field];

	if (!at || !w->cell->field || (!at->formula && at != w->cell->field))
		return false;
	bool is = at == w->cell->field || reaches(&circle, at->formula);
	vec_release(&circle.seen);
	return is;
}

/* ---- whole numbers ---- */

enum { WHOLE_DEPTH = 12 }; /* fields that rest on each other: no further is looked */

static bool is_whole_node(struct writer *w, const struct node *node, int depth);

static bool is_whole_field(struct writer *w, const struct field *field, int depth)
{
	if (field->type->kind == VALUE_DATE || field->type->kind == VALUE_CHECK)
		return true;
	if (field->formula)
		return depth < WHOLE_DEPTH && expr_link(field->formula, w->cell->book, NULL) &&
		       is_whole_node(w, field->formula->root, depth + 1);
	if (!field->type->has_choices)
		return field->type->is_whole;
	for (size_t i = 0; i < field->choices.count; i++)
		if (strchr(field->choices.at[i].id, '.'))
			return false;
	return !field->type->many;
}

static bool is_whole_call(struct writer *w, const struct call *call, int depth)
{
	static const char *const whole[] = {"count", "empty", "na", "has", "shares", "floor", "ceil",
		"today", "date", "days", "add_months", "year", "month", "day", NULL};
	static const char *const as_values[] = {"first", "if", "sum", "product", "min", "max", "abs", NULL};
	const char *name = call->function->name;
	int from = text_is(name, "if") ? 1 : 0;

	if (word_is_any(name, whole) || (text_is(name, "round") && call->count == 1))
		return true;
	if (text_is(name, "round"))
		return call->arg[1]->kind == NODE_LITERAL && call->arg[1]->literal.number == 0;
	if (!word_is_any(name, as_values))
		return false;
	for (int i = from; i < call->count; i++)
		if (!is_whole_node(w, call->arg[i], depth))
			return false;
	return true;
}

/* Is its value, if it has one, a whole number for certain? */
static bool is_whole_node(struct writer *w, const struct node *node, int depth)
{
	switch (node->kind) {
	case NODE_LITERAL:
		return node->literal.kind != VALUE_NUMBER ||
		       node->literal.number == (double)(long long)node->literal.number;
	case NODE_PATH:
		return node->path.field && is_whole_field(w, node->path.field, depth);
	case NODE_MINUS:
		return is_whole_node(w, node->left, depth);
	case NODE_ARITHMETIC:
		return node->op != OP_DIV && is_whole_node(w, node->left, depth) &&
		       is_whole_node(w, node->right, depth);
	case NODE_CALL:
		return is_whole_call(w, &node->call, depth);
	default:
		return true;
	}
}

/* ---- choices ---- */

bool formula_counts_as_number(const struct field *field)
{
	double number;

	for (size_t i = 0; i < field->choices.count; i++)
		if (!number_read(field->choices.at[i].id, &number))
			return false;
	return field->choices.count > 0;
}

static const char *label_in(const struct field *field, enum lang lang, size_t i)
{
	const char *label = words_in(field->choices.at[i].label, lang);
	return *label ? label : field->choices.at[i].id;
}

const char *formula_label(struct writer *w, const struct field *field, const char *id)
{
	const struct choice *choice = field_choice(field, id);

	if (!choice)
		return NULL;
	size_t i = (size_t)(choice - field->choices.at);
	return formula_quoted(w, label_in(field, w->places->lang, i));
}

enum { FEW_CHOICES = 6 };

/* IF(A1="a",1,IF(A1="b",2,otherwise)); of a long text, or of many, a table to look it up in. */
static const char *by_label(struct writer *w, const struct scope *scope, const struct field *field,
                            const char *raw, const char *(*value)(struct writer *, const struct field *,
                            const void *, size_t), const void *with, const char *otherwise)
{
	struct str text = {0}, values = {0};
	size_t count = field->choices.count;
	bool is_table = !scope->is_rows && (count > FEW_CHOICES || strlen(raw) > 24);

	for (size_t i = 0; i < count; i++) {
		const char *label = formula_quoted(w, label_in(field, w->places->lang, i));
		const char *stands_for = value(w, field, with, i);
		if (is_table) {
			str_addf(&text, "%s%s", i ? ";" : "", label);
			str_addf(&values, "%s%s", i ? ";" : "", stands_for);
		} else {
			str_addf(&text, "IF(%s=%s,%s,", raw, label, stands_for);
		}
	}
	if (!is_table) {
		str_add(&text, otherwise);
		str_add_repeat(&text, ')', count);
	}
	const char *kept = is_table ? formula_text(w, "IFERROR(INDEX({%s},MATCH(%s,{%s},0)),%s)",
	                              str_text(&values), raw, str_text(&text), otherwise)
	                            : formula_text(w, "%s", str_text(&text));
	str_release(&text);
	str_release(&values);
	return kept;
}

static const char *id_as_number(struct writer *w, const struct field *field, const void *with, size_t i)
{
	double number = 0;

	(void)with;
	number_read(field->choices.at[i].id, &number);
	return formula_text(w, "%.15g", number);
}

const char *formula_number_of_label(struct writer *w, const struct scope *scope,
                                    const struct field *field, const char *raw,
                                    const char *otherwise)
{
	return by_label(w, scope, field, raw, id_as_number, NULL, otherwise);
}

/* The label in another field, or the id. */
static const char *other_label(struct writer *w, const struct field *field, const void *with, size_t i)
{
	const struct field *to = with;
	const char *id = field->choices.at[i].id;
	const char *label = to ? formula_label(w, to, id) : NULL;

	return label ? label : formula_quoted(w, id);
}

static bool same_labels(const struct writer *w, const struct field *a, const struct field *b)
{
	for (size_t i = 0; i < a->choices.count; i++) {
		const struct choice *other = field_choice(b, a->choices.at[i].id);
		if (!other || !text_is(label_in(a, w->places->lang, i),
		                       label_in(b, w->places->lang, (size_t)(other - b->choices.at))))
			return false;
	}
	return true;
}

/* An id that the row has, say the item of a checklist, as the label it has among the choices. */
static bool label_of_id(struct writer *w, struct said *said, const struct field *to)
{
	struct formula_choices at = {{0}, {0}};
	const struct form *form = sheet_form(w->cell->sheet);
	int field = form_field(form, to->id);

	if (field < 0 || &form->fields.at[field] != to || !w->places->choices ||
	    formula_counts_as_number(to) ||
	    !w->places->choices(w->places->context, form->id, field, &at))
		return false;
	said->text = formula_text(w, "IFERROR(INDEX(%s,MATCH(%s,%s,0)),\"\")", at.labels, said->text,
	                          at.ids);
	said->bind = BIND_ATOM;
	said->raw = said->passed = said->answered = NULL;
	said->labels = to;
	said->may_be_empty = true;
	return true;
}

bool formula_relabel(struct writer *w, const struct scope *scope, struct said *said,
                     const struct field *to)
{
	if (said->kind != SAID_TEXT || said->labels == to)
		return true;
	if (said->labels && to && same_labels(w, said->labels, to)) {
		said->labels = to;
		return true;
	}
	if (said->is_many || (to && to->type->many && !said->literal))
		return false;
	if (!said->labels && !said->literal)
		return label_of_id(w, said, to);
	if (said->literal) {
		const char *label = to ? formula_label(w, to, said->literal) : NULL;
		said->text = label ? label : formula_quoted(w, said->literal);
	} else if (said->raw) {
		said->text = by_label(w, scope, said->labels, said->raw, other_label, to, "\"\"");
		said->passed = said->answered = by_label(w, scope, said->labels, said->raw, other_label,
		                                         to, formula_text(w, "%s&\"\"", said->raw));
	} else {
		return false;
	}
	said->bind = BIND_ATOM;
	said->labels = to;
	return true;
}

/* ---- paths ---- */

/* What a path has come to: the text of a cell, or of a column. */
struct spot {
	const struct form *form;
	int slot;
	const char *text;
	bool is_lookup;   /* through a reference: an error when it names no row */
	bool is_matrix;   /* through one, of every row */
	const char *ids, *from; /* the last reference: of these ids it is this one */
	struct sheet *sheet; /* the row it stands in at the moment, for what names single cells */
	size_t row;
	bool is_fixed;    /* always that row */
};

static bool half_of_id(struct writer *w, const struct scope *scope, struct spot *spot, const char *id)
{
	bool has_halves = *spot->form->per;

	if (spot->slot == SLOT_ITEM)
		spot->text = has_halves ? formula_text(w, "MID(%s,FIND(\"/\",%s)+1,255)", id, id) : id;
	else if (spot->slot == SLOT_OF)
		spot->text = formula_text(w, "LEFT(%s,FIND(\"/\",%s)-1)", id, id);
	else
		spot->text = id;
	if (scope->is_rows && has_halves && spot->slot != SLOT_ID)
		spot->text = formula_text(w, "IFERROR(%s,\"\")", spot->text);
	return true;
}

static bool first_step(struct writer *w, const struct scope *at, int slot, struct spot *spot)
{
	int column = slot >= 0 ? slot : FORMULA_ID;

	*spot = (struct spot){.form = at->form, .slot = slot, .sheet = at->sheet, .row = at->row};
	if (!at->is_rows && !at->has_row)
		return false;
	if (at->is_rows && formula_is_circular(w, at->form, slot))
		return false;
	const char *text = at->is_rows ? formula_range(w, at->form, column)
	                               : formula_at(w, at->form, column, at->row);
	if (!text)
		return false;
	spot->text = text;
	spot->is_fixed = !at->is_rows;
	return slot >= 0 || half_of_id(w, at, spot, text);
}

/* The one cell that the reference names at the moment. */
static bool name_cell(struct writer *w, const struct scope *at, const struct step *step,
                      struct spot *spot, const struct form *form)
{
	struct value value = expr_slot_value(w->cell->book, spot->sheet, spot->row, spot->slot);
	struct sheet *sheet = book_sheet(w->cell->book, form->id, NULL);
	size_t row;

	if (at->is_rows || !spot->is_fixed || value.kind != VALUE_TEXT || !sheet ||
	    !sheet_find(sheet, value.text, &row))
		return false;
	spot->text = formula_at(w, form, step->slot, row);
	spot->form = form;
	spot->slot = step->slot;
	spot->sheet = sheet;
	spot->row = row;
	return spot->text != NULL;
}

static bool next_step(struct writer *w, const struct scope *at, const struct step *step,
                      struct spot *spot)
{
	const struct form *form = book_form(w->cell->book, step->sheet, NULL);

	if (!form)
		return false;
	if (formula_is_circular(w, form, step->slot))
		return name_cell(w, at, step, spot, form);
	const char *ids = formula_range(w, form, FORMULA_ID);
	const char *column = step->slot >= 0 ? formula_range(w, form, step->slot) : ids;
	if (!ids || !column || (step->slot < 0 && step->slot != SLOT_ID) || spot->is_matrix)
		return false;
	spot->ids = ids;
	spot->from = spot->text;
	spot->is_lookup = true;
	spot->is_matrix = at->is_rows;
	spot->is_fixed = false;
	spot->form = form;
	spot->slot = step->slot;
	if (at->is_rows)
		spot->text = column;
	else
		spot->text = formula_text(w, "INDEX(%s,MATCH(%s,%s,0))", column, spot->from, ids);
	return true;
}

/* ---- what stands there ---- */

static const char *as_text(struct writer *w, const struct spot *spot)
{
	if (spot->is_matrix)
		return formula_text(w, "IFERROR(LOOKUP(MATCH(%s,%s,0),ROW(%s)-MIN(ROW(%s))+1,%s&\"\"),\"\")",
		                    spot->from, spot->ids, spot->ids, spot->ids, spot->text);
	return spot->is_lookup ? formula_text(w, "IFERROR(%s&\"\",\"\")", spot->text) : spot->text;
}

/* "" for a blank cell, too: of a computed field it is no blank one. */
static const char *never_blank(struct writer *w, const struct spot *spot, bool is_computed,
                               bool is_text)
{
	if (is_computed)
		return spot->is_lookup ? formula_text(w, "IFERROR(%s,\"\")", spot->text) : spot->text;
	if (spot->is_lookup)
		return formula_text(w, "IF(ISNUMBER(%s),%s,IFERROR(%s&\"\",\"\"))", spot->text, spot->text,
		                    spot->text);
	if (is_text)
		return formula_text(w, "%s&\"\"", spot->text);
	return formula_text(w, "IF(%s=\"\",\"\",%s)", spot->text, spot->text);
}

static bool say_number_field(struct writer *w, const struct spot *spot, const struct field *field,
                             struct said *said)
{
	enum said_kind kind = field->type->kind == VALUE_DATE    ? SAID_DATE
	                      : field->type->kind == VALUE_CHECK ? SAID_CHECK
	                                                         : SAID_NUMBER;

	*said = formula_said(kind, spot->text, BIND_ATOM);
	said->is_whole = is_whole_field(w, field, 0);
	said->raw = as_text(w, spot);
	if (spot->is_matrix) {
		said->text = formula_text(w, "SUMIFS(%s,%s,%s)", spot->text, spot->ids, spot->from);
		return formula_need(said, NEED_TRUE, formula_text(w, "COUNTIFS(%s,%s,%s,\"<9E+99\")>0",
		                    spot->ids, spot->from, spot->text));
	}
	said->answered = spot->text;
	said->passed = never_blank(w, spot, field->formula != NULL, false);
	said->is_safe = !spot->is_lookup;
	return formula_need(said, NEED_NUMBER, spot->text);
}

static bool say_text(struct writer *w, const struct spot *spot, const struct field *field,
                     struct said *said)
{
	const char *text = as_text(w, spot);

	*said = formula_said(SAID_TEXT, text, BIND_ATOM);
	said->raw = said->answered = text;
	said->passed = spot->is_lookup ? text
	                               : never_blank(w, spot, field && field->formula, true);
	said->is_safe = true;
	said->is_many = field && field->type->many;
	said->is_free_text = field && !field->type->has_choices && !field->type->is_ref;
	said->labels = field && field->type->has_choices ? field : NULL;
	return !spot->is_matrix || !said->is_many ? formula_need(said, NEED_TEXT, text) : false;
}

static bool say_choice(struct writer *w, const struct scope *scope, const struct spot *spot,
                       const struct field *field, struct said *said)
{
	if (!formula_counts_as_number(field))
		return say_text(w, spot, field, said);
	const char *raw = as_text(w, spot);
	*said = formula_said(SAID_NUMBER, formula_number_of_label(w, scope, field, raw, "\"\""), BIND_ATOM);
	said->raw = raw;
	said->passed = said->answered = formula_number_of_label(w, scope, field, raw,
	                                                        formula_text(w, "%s&\"\"", raw));
	said->is_safe = true;
	said->is_whole = is_whole_field(w, field, 0);
	return formula_need(said, NEED_NUMBER, said->text);
}

/* The id of a row: its own is always there. */
static bool say_id(struct writer *w, const struct spot *spot, struct said *said)
{
	*said = formula_said(SAID_TEXT, spot->text, BIND_ATOM);
	said->is_safe = true;
	if (spot->is_matrix)
		said->text = spot->from;
	if (!spot->is_lookup)
		return true;
	said->text = said->answered = spot->from;
	said->raw = said->passed =
		formula_text(w, "IF(ISNUMBER(MATCH(%s,%s,0)),%s,\"\")", spot->from, spot->ids, spot->from);
	return formula_need(said, NEED_TRUE,
	                    formula_text(w, "ISNUMBER(MATCH(%s,%s,0))", spot->from, spot->ids));
}

bool formula_path(struct writer *w, const struct scope *scope, const struct path *path,
                  struct said *said)
{
	const struct scope *at = path->outer ? scope->outer : scope;
	struct spot spot;

	if (!first_step(w, at, path->step[path->skip].slot, &spot))
		return false;
	for (int i = path->skip + 1; i < path->count; i++)
		if (!next_step(w, at, &path->step[i], &spot))
			return false;
	const struct field *field = spot.slot >= 0 ? &spot.form->fields.at[spot.slot] : NULL;
	if (!field)
		return say_id(w, &spot, said);
	if (field->type->has_choices && !field->type->many)
		return say_choice(w, at, &spot, field, said);
	if (field->type->kind == VALUE_TEXT)
		return say_text(w, &spot, field, said);
	return say_number_field(w, &spot, field, said);
}

/* ---- settings ---- */

/* As it is now, where the settings do not go out. */
static bool setting_value(struct writer *w, const struct call *call, struct said *said)
{
	struct value value = book_setting(w->cell->book, call->setting);

	if (value.kind == VALUE_NUMBER || value.kind == VALUE_CHECK) {
		*said = formula_said(SAID_NUMBER, formula_text(w, "%.15g", value.number), BIND_ATOM);
	} else if (value.kind == VALUE_TEXT) {
		*said = formula_said(SAID_TEXT, formula_quoted(w, value.text), BIND_ATOM);
		said->literal = value.text;
	} else if (value.kind == VALUE_DATE) {
		return false;
	} else {
		*said = formula_said(SAID_EMPTY, "\"\"", BIND_ATOM);
		said->may_be_empty = true;
	}
	said->is_safe = true;
	return true;
}

bool formula_setting(struct writer *w, const struct call *call, struct said *said)
{
	const struct form *form = book_form(w->cell->book, "settings", NULL);
	struct scope settings = {.has_row = true};
	struct step step = {.slot = call->setting_field};
	struct path path = {.step = &step, .count = 1};

	if (!form || call->setting_field < 0)
		return setting_value(w, call, said);
	settings.form = form;
	if (form->kind != FORM_RECORD || !formula_path(w, &settings, &path, said))
		return setting_value(w, call, said);
	said->never_na = true;
	return true;
}

/* formula_paths.c - fields of rows, through references too, and settings. */
#include "formula_priv.h"

/* ---- paths ---- */

/* What a path has come to: the text of a cell, or of a column. */
struct spot {
	const struct form *form;
	int slot;
	const char *text;
	bool is_lookup;         /* through a reference: an error when it names no row */
	bool is_matrix;         /* through one, of every row */
	const char *ids, *from; /* the last reference: of these ids it is this one */
	struct sheet *sheet; /* the row it stands in at the moment, for what names single cells */
	size_t row;
	bool is_fixed; /* always that row */
};

static bool half_of_id(struct writer *w, const struct scope *scope, struct spot *spot,
                       const char *id)
{
	bool has_halves = *spot->form->per;

	if (spot->slot == SLOT_ITEM)
		spot->text = has_halves ? formula_text(w, "MID(%s,FIND(\"/\",%s)+1,255)", id, id)
		                        : id;
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
		return formula_text(
		    w, "IFERROR(LOOKUP(MATCH(%s,%s,0),ROW(%s)-MIN(ROW(%s))+1,%s&\"\"),\"\")",
		    spot->from, spot->ids, spot->ids, spot->ids, spot->text);
	return spot->is_lookup ? formula_text(w, "IFERROR(%s&\"\",\"\")", spot->text) : spot->text;
}

/* "" for a blank cell, too: of a computed field it is no blank one. */
static const char *never_blank(struct writer *w, const struct spot *spot, bool is_computed,
                               bool is_text)
{
	if (is_computed)
		return spot->is_lookup ? formula_text(w, "IFERROR(%s,\"\")", spot->text)
		                       : spot->text;
	if (spot->is_lookup)
		return formula_text(w, "IF(ISNUMBER(%s),%s,IFERROR(%s&\"\",\"\"))", spot->text,
		                    spot->text, spot->text);
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
	said->is_whole = formula_is_whole(w, field);
	said->raw = as_text(w, spot);
	if (spot->is_matrix) {
		said->text = formula_text(w, "SUMIFS(%s,%s,%s)", spot->text, spot->ids, spot->from);
		return formula_need(said, NEED_TRUE,
		                    formula_text(w, "COUNTIFS(%s,%s,%s,\"<9E+99\")>0", spot->ids,
		                                 spot->from, spot->text));
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
	said->passed = spot->is_lookup ? text : never_blank(w, spot, field && field->formula, true);
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
	*said = formula_said(SAID_NUMBER, formula_number_of_label(w, scope, field, raw, "\"\""),
	                     BIND_ATOM);
	said->raw = raw;
	said->passed = said->answered = formula_number_of_label(w, scope, field, raw,
	                                                        formula_text(w, "%s&\"\"", raw));
	said->is_safe = true;
	said->is_whole = formula_is_whole(w, field);
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
	said->raw = said->passed = formula_text(w, "IF(ISNUMBER(MATCH(%s,%s,0)),%s,\"\")",
	                                        spot->from, spot->ids, spot->from);
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
		*said = formula_said(SAID_NUMBER, formula_text(w, "%.15g", value.number),
		                     BIND_ATOM);
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

/* formula_labels.c - choices: their labels stand in the cells, their ids in expressions. */
#include "formula_priv.h"

#include "sonae/model/number.h"

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
static const char *
by_label(struct writer *w, const struct scope *scope, const struct field *field, const char *raw,
         const char *(*value)(struct writer *, const struct field *, const void *, size_t),
         const void *with, const char *otherwise)
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
	const char *kept = is_table
	                       ? formula_text(w, "IFERROR(INDEX({%s},MATCH(%s,{%s},0)),%s)",
	                                      str_text(&values), raw, str_text(&text), otherwise)
	                       : formula_text(w, "%s", str_text(&text));
	str_release(&text);
	str_release(&values);
	return kept;
}

static const char *id_as_number(struct writer *w, const struct field *field, const void *with,
                                size_t i)
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
static const char *other_label(struct writer *w, const struct field *field, const void *with,
                               size_t i)
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
		if (!other ||
		    !text_is(label_in(a, w->places->lang, i),
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
	said->text = formula_text(w, "IFERROR(INDEX(%s,MATCH(%s,%s,0)),\"\")", at.labels,
	                          said->text, at.ids);
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
		said->passed = said->answered = by_label(w, scope, said->labels, said->raw,
		                                         other_label, to,
		                                         formula_text(w, "%s&\"\"", said->raw));
	} else {
		return false;
	}
	said->bind = BIND_ATOM;
	said->labels = to;
	return true;
}

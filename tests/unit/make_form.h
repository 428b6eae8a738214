/* make_form.h - forms for tests, built by hand. Form texts are borrowed: use literals. */
#ifndef TESTS_UNIT_MAKE_FORM_H
#define TESTS_UNIT_MAKE_FORM_H

#include "sonae/base/mem.h"
#include "sonae/model/field_type.h"
#include "sonae/model/form.h"

static inline struct form *make_form(const char *id, enum form_kind kind, const char *prefix)
{
	struct form *form = mem_zero(1, sizeof(*form));

	form->id = id;
	form->file = "forms/test.ini";
	form->kind = kind;
	form->prefix = prefix;
	form->per = form->of = form->shows = "";
	form->name_field = -1;
	form->addable = kind == FORM_TABLE || kind == FORM_TREE || kind == FORM_TIMELINE;
	return form;
}

/* Borrowed from the form until the next field is made. */
static inline struct field *make_field(struct form *form, const char *id, const char *type)
{
	map_put(&form->field_index, id, NULL)->index = form->fields.count;
	struct field *field = vec_add(&form->fields);
	field->id = id;
	field->type = field_type_find(type);
	field->sheet = "";
	field->text_field = field->ref_field = -1;
	return field;
}

static inline void make_choice(struct field *field, const char *id, const char *ja,
                               const char *en)
{
	struct choice *choice = vec_add(&field->choices);

	choice->id = id;
	choice->label.in[LANG_JA] = ja;
	choice->label.in[LANG_EN] = en;
}

#endif

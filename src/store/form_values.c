#include "form_place.h"
#include "sonae/base/str.h"
#include "sonae/model/field_type.h"
#include "sonae/model/number.h"
#include <stdlib.h>
#include <string.h>

const struct words form_no_words = { { "", "" } };

const char *form_keep(struct form_place *place, const char *text)
{
	return pool_text(&place->reading->form->pool, text, strlen(text));
}

static void refuse_value(struct form_place *place, const struct ini_key *key)
{
	form_complain(place->reading, ERR_FORM_VALUE, key->line, "%s = %s", key->name, key->value);
}

void form_lacks(struct form_place *place, const char *key)
{
	form_complain(place->reading, ERR_FORM_LACKS, place->section->line, "%s", key);
}

/* Reads one value each. */

void form_read_text(struct form_place *place, const struct ini_key *key, void *target)
{
	*(const char **)target = form_keep(place, key->value);
}

/* Looked at by the section's open or close. */
void form_read_elsewhere(struct form_place *place, const struct ini_key *key, void *target)
{
	(void)place;
	(void)key;
	(void)target;
}

void form_read_yes(struct form_place *place, const struct ini_key *key, void *target)
{
	if (text_is(key->value, "yes"))
		*(bool *)target = true;
	else if (!text_is(key->value, "no"))
		refuse_value(place, key);
}

void form_read_new_year(struct form_place *place, const struct ini_key *key, void *target)
{
	if (text_is(key->value, "empty"))
		*(bool *)target = true;
	else if (!text_is(key->value, "keep"))
		refuse_value(place, key);
}

static void read_number(struct form_place *place, const struct ini_key *key, void *target)
{
	if (!number_read(key->value, target))
		refuse_value(place, key);
}

void form_read_min(struct form_place *place, const struct ini_key *key, void *target)
{
	struct field *field = target;

	field->has_min = true;
	read_number(place, key, &field->min);
}

void form_read_max(struct form_place *place, const struct ini_key *key, void *target)
{
	struct field *field = target;

	field->has_max = true;
	read_number(place, key, &field->max);
}

void form_read_width(struct form_place *place, const struct ini_key *key, void *target)
{
	double width;

	if (number_read(key->value, &width) && width >= 1 && width <= 200 &&
	    width == (int)width)
		*(int *)target = (int)width;
	else
		refuse_value(place, key);
}

void form_read_month(struct form_place *place, const struct ini_key *key, void *target)
{
	if (text_is(key->value, "last"))
		*(enum date_month *)target = DATE_MONTH_LAST;
	else if (!text_is(key->value, "first"))
		refuse_value(place, key);
}

void form_read_level(struct form_place *place, const struct ini_key *key, void *target)
{
	static const char *const names[] = { "note", "warning", "error" };

	for (int i = FINDING_NOTE; i <= FINDING_ERROR; i++) {
		if (text_is(key->value, names[i])) {
			*(enum finding_level *)target = (enum finding_level)i;
			return;
		}
	}
	refuse_value(place, key);
}

void form_read_prefix(struct form_place *place, const struct ini_key *key, void *target)
{
	if (!form_is_prefix(key->value))
		refuse_value(place, key);
	form_read_text(place, key, target);
}

void form_read_sheet(struct form_place *place, const struct ini_key *key, void *target)
{
	if (!form_is_sheet_id(key->value))
		refuse_value(place, key);
	form_read_text(place, key, target);
}

void form_read_type(struct form_place *place, const struct ini_key *key, void *target)
{
	const struct field_type *type = field_type_find(key->value);

	if (type != NULL)
		*(const struct field_type **)target = type;
	else
		form_complain(place->reading, ERR_FORM_TYPE, key->line, "%s", key->value);
}

void form_read_expr(struct form_place *place, const struct ini_key *key, void *target)
{
	struct err err = { 0 };
	struct expr *expr = expr_parse(key->value, &err);

	*(struct expr **)target = expr;
	if (expr == NULL) {
		form_complain_err(place->reading, &err, key->line);
		return;
	}
	vec_push(&place->reading->formulas,
	         ((struct form_formula){ expr, place->scope, key->line }));
}

void form_read_where(struct form_place *place, const struct ini_key *key, void *target)
{
	struct err err = { 0 };
	struct expr *expr = expr_parse(key->value, &err);

	*(struct expr **)target = expr;
	if (expr == NULL)
		form_complain_err(place->reading, &err, key->line);
}

int form_find_field(struct form_place *place, const char *id, long line)
{
	int field = form_field(place->reading->form, id);

	if (field < 0)
		form_complain(place->reading, ERR_NO_FIELD, line, "%s", id);
	return field;
}

void form_read_field(struct form_place *place, const struct ini_key *key, void *target)
{
	*(int *)target = form_find_field(place, key->value, key->line);
}

struct field_list {
	VEC(int) at;
};

static bool list_has(const struct field_list *list, int field)
{
	for (size_t i = 0; i < list->at.count; i++) {
		if (list->at.at[i] == field)
			return true;
	}
	return false;
}

/* Fields separated by blanks, each once. */
static void list_fields(struct form_place *place, const struct ini_key *key,
                        struct field_list *list)
{
	const char *at = key->value;

	while (*(at += strspn(at, " \t")) != '\0') {
		size_t len = strcspn(at, " \t");
		char *id = mem_dup_n(at, len);
		int field = form_find_field(place, id, key->line);
		if (field >= 0 && list_has(list, field))
			form_complain(place->reading, ERR_INI_TWICE, key->line, "%s", id);
		else if (field >= 0)
			vec_push(&list->at, field);
		free(id);
		at += len;
	}
	if (list->at.count == 0)
		refuse_value(place, key);
}

void form_read_columns(struct form_place *place, const struct ini_key *key, void *target)
{
	struct form *form = target;
	struct field_list list = { 0 };

	if (form->kind == FORM_QUERY) {
		place->reading->shows_line = key->line;
		form_read_text(place, key, &form->shows);
		return;
	}
	list_fields(place, key, &list);
	for (size_t i = 0; i < list.at.count; i++)
		vec_push(&form->columns, list.at.at[i]);
	vec_release(&list.at);
}

void form_read_group_fields(struct form_place *place, const struct ini_key *key, void *target)
{
	struct group *group = target;
	struct field_list list = { 0 };

	list_fields(place, key, &list);
	for (size_t i = 0; i < list.at.count; i++)
		vec_push(&group->fields, list.at.at[i]);
	vec_release(&list.at);
}

void form_read_view_fields(struct form_place *place, const struct ini_key *key, void *target)
{
	struct form_view *view = target;
	struct field_list list = { 0 };

	list_fields(place, key, &list);
	for (size_t i = 0; i < list.at.count; i++)
		vec_push(&view->fields, list.at.at[i]);
	vec_release(&list.at);
}

/* Older labels, separated by |. */
void form_read_was(struct form_place *place, const struct ini_key *key, void *target)
{
	struct choice *choice = target;

	for (const char *at = key->value; at != NULL;) {
		const char *bar = strchr(at, '|');
		size_t len = bar != NULL ? (size_t)(bar - at) : strlen(at);
		const char *next = bar != NULL ? bar + 1 : NULL;
		while (len > 0 && *at == ' ') {
			at++;
			len--;
		}
		while (len > 0 && at[len - 1] == ' ')
			len--;
		if (len == 0)
			refuse_value(place, key);
		else
			vec_push(&choice->was,
			         pool_text(&place->reading->form->pool, at, len));
		at = next;
	}
}

/* `ja` and `en` have no stem. */
void form_read_label_ja(struct form_place *place, const struct ini_key *key, void *target)
{
	form_read_text(place, key, &((struct choice *)target)->label.in[LANG_JA]);
}

void form_read_label_en(struct form_place *place, const struct ini_key *key, void *target)
{
	form_read_text(place, key, &((struct choice *)target)->label.in[LANG_EN]);
}

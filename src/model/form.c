#include "sonae/model/form.h"
#include "sonae/base/str.h"
#include "sonae/model/expr.h"
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[FORM_KIND_COUNT] = {
	"table", "record", "checklist", "tree", "note", "timeline", "query", "exercise",
};

const char *form_kind_name(enum form_kind kind)
{
	return kind_names[kind];
}

bool form_kind_parse(const char *name, enum form_kind *kind)
{
	for (int i = 0; i < FORM_KIND_COUNT; i++) {
		if (text_is(name, kind_names[i])) {
			*kind = (enum form_kind)i;
			return true;
		}
	}
	return false;
}

static void field_release(struct field *field)
{
	for (size_t i = 0; i < field->choices.count; i++)
		vec_release(&field->choices.at[i].was);
	vec_release(&field->choices);
	expr_free(field->formula);
	expr_free(field->offer);
	expr_free(field->alarm);
	expr_free(field->caution);
}

void samples_release(struct samples *samples)
{
	for (size_t i = 0; i < samples->rows.count; i++)
		vec_release(&samples->rows.at[i].cells);
	vec_release(&samples->rows);
}

static void draw_release(struct draw *draw)
{
	for (size_t i = 0; i < draw->fills.count; i++)
		expr_free(draw->fills.at[i].value);
	vec_release(&draw->fills);
	expr_free(draw->where);
}

void form_free(struct form *form)
{
	if (form == NULL)
		return;
	for (size_t i = 0; i < form->fields.count; i++)
		field_release(&form->fields.at[i]);
	for (size_t i = 0; i < form->items.count; i++)
		vec_release(&form->items.at[i].preset);
	for (size_t i = 0; i < form->gaps.count; i++)
		expr_free(form->gaps.at[i].when);
	for (size_t i = 0; i < form->groups.count; i++)
		vec_release(&form->groups.at[i].fields);
	for (size_t i = 0; i < form->summaries.count; i++) {
		expr_free(form->summaries.at[i].value);
		expr_free(form->summaries.at[i].alarm);
	}
	for (size_t i = 0; i < form->draws.count; i++)
		draw_release(&form->draws.at[i]);
	vec_release(&form->draws);
	expr_free(form->where);
	expr_free(form->retired);
	expr_free(form->confidential);
	expr_free(form->done);
	samples_release(&form->starters);
	vec_release(&form->fields);
	vec_release(&form->items);
	vec_release(&form->gaps);
	vec_release(&form->groups);
	vec_release(&form->summaries);
	vec_release(&form->columns);
	for (size_t i = 0; i < form->views.count; i++)
		vec_release(&form->views.at[i].fields);
	for (size_t i = 0; i < form->views.count; i++)
		expr_free(form->views.at[i].wanted);
	vec_release(&form->views);
	map_release(&form->field_index);
	pool_release(&form->pool);
	free(form);
}

int form_field(const struct form *form, const char *id)
{
	const struct map_entry *entry = map_find(&form->field_index, id);

	return entry != NULL ? (int)entry->index : -1;
}

bool form_has_items(const struct form *form)
{
	return form->kind == FORM_CHECKLIST || form->kind == FORM_NOTE ||
	       form->kind == FORM_EXERCISE;
}

bool form_writes_items(const struct form *form)
{
	return form->kind == FORM_CHECKLIST || form->kind == FORM_EXERCISE;
}

int form_item(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->items.count; i++) {
		if (strcmp(form->items.at[i].id, id) == 0)
			return (int)i;
	}
	return -1;
}

int form_row_item(const struct form *form, const char *row_id)
{
	if (form->items.count == 0)
		return -1;
	const char *slash = text_is(form->per, "") ? NULL : strchr(row_id, '/');
	return form_item(form, slash != NULL ? slash + 1 : row_id);
}

void form_row_id(const struct form *form, const char *of, size_t item, struct str *out)
{
	str_add(out, of);
	str_add_byte(out, '/');
	str_add(out, form->items.at[item].id);
}

size_t form_row_of(const struct form *form, const char *row_id)
{
	const char *slash = text_is(form->per, "") ? NULL : strchr(row_id, '/');

	return slash != NULL ? (size_t)(slash - row_id) : 0;
}

int form_item_depth(const struct form *form, size_t item)
{
	int depth = 0;

	for (int at = form->items.at[item].under; at >= 0; at = form->items.at[at].under)
		depth++;
	return depth;
}

bool item_wrong(const struct item *item, const char *answer, enum lang lang, struct str *out)
{
	size_t len = strlen(answer);

	for (const char *line = words_in(item->wrong, lang); *line != '\0';) {
		size_t end = strcspn(line, "\n");
		bool is = len > 0 && strncmp(line, answer, len) == 0 &&
		          strncmp(line + len, ": ", 2) == 0;
		if (is) {
			str_add_n(out, line + len + 2, end - len - 2);
			return true;
		}
		line += end + (line[end] == '\n');
	}
	return false;
}

const struct form_view *form_way(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->views.count; i++) {
		if (text_is(form->views.at[i].name, name))
			return &form->views.at[i];
	}
	return NULL;
}

const struct choice *field_choice(const struct field *field, const char *id)
{
	for (size_t i = 0; i < field->choices.count; i++) {
		if (strcmp(field->choices.at[i].id, id) == 0)
			return &field->choices.at[i];
	}
	return NULL;
}

const char *words_in(struct words words, enum lang lang)
{
	const char *text = words.in[lang];

	return text != NULL ? text : "";
}

bool form_has_given_rows(const struct form *form)
{
	return form_has_items(form) || form->kind == FORM_RECORD;
}

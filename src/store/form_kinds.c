#include "form_place.h"
#include "sonae/base/str.h"
#include "sonae/model/field_type.h"
#include <stdlib.h>
#include <string.h>

/* [form] */

static bool form_has_prefix(const void *filled)
{
	const struct form *form = filled;

	return form->addable;
}

static bool form_is_checklist(const void *filled)
{
	const struct form *form = filled;

	return form->kind == FORM_CHECKLIST;
}

static bool form_is_query(const void *filled)
{
	const struct form *form = filled;

	return form->kind == FORM_QUERY;
}

static void *open_form(struct form_place *place)
{
	struct form *form = place->reading->form;
	const char *kind = ini_value(place->section, "kind");

	if (kind != NULL && !form_kind_parse(kind, &form->kind)) {
		form_complain(place->reading, ERR_FORM_VALUE, ini_line(place->section, "kind"),
		              "kind = %s", kind);
		return NULL;
	}
	place->reading->prefix_line = ini_line(place->section, "prefix");
	place->reading->per_line = ini_line(place->section, "per");
	place->reading->of_line = ini_line(place->section, "of");
	place->reading->where_line = ini_line(place->section, "where");
	form->addable = form->kind == FORM_TABLE || form->kind == FORM_TREE ||
	                form->kind == FORM_TIMELINE;
	return form;
}

static void close_form(struct form_place *place, void *filled)
{
	const struct form *form = filled;

	if (ini_value(place->section, "kind") == NULL)
		form_lacks(place, "kind");
	else if (form->addable && ini_value(place->section, "prefix") == NULL)
		form_lacks(place, "prefix");
	else if (form->kind == FORM_QUERY && ini_value(place->section, "of") == NULL)
		form_lacks(place, "of");
}

/* [field ID] */

static const struct field_type *type_of(const void *filled)
{
	const struct field *field = filled;

	return field->type;
}

static bool is_number(const void *filled)
{
	return type_of(filled)->is_number;
}

static bool is_date(const void *filled)
{
	return type_of(filled)->kind == VALUE_DATE;
}

static bool is_ref(const void *filled)
{
	return type_of(filled)->is_ref;
}

static bool is_single_ref(const void *filled)
{
	return type_of(filled)->is_ref && !type_of(filled)->many;
}

static bool has_choices(const void *filled)
{
	return type_of(filled)->has_choices;
}

/* NULL when there is such a field already. */
struct field *form_add_field(struct form_place *place, const char *id)
{
	struct form *form = place->reading->form;
	bool is_new;
	struct map_entry *entry = map_put(&form->field_index, id, &is_new);

	if (!is_new) {
		form_complain(place->reading, ERR_INI_TWICE, place->section->line, "%s", id);
		return NULL;
	}
	entry->index = form->fields.count;
	struct field *field = vec_add(&form->fields);
	field->id = id;
	field->type = field_type_find("text");
	field->label = field->heading = field->help = field->unit = form_no_words;
	field->sheet = "";
	field->text_field = field->ref_field = -1;
	field->line = place->section->line;
	return field;
}

static void *open_field(struct form_place *place)
{
	const char *id = place->name[0], *type = ini_value(place->section, "type");

	if (!form_is_field_id(place->reading->form, id)) {
		form_complain(place->reading, ERR_FORM_NAME, place->section->line, "%s", id);
		return NULL;
	}
	struct field *field = form_add_field(place, id);
	if (field == NULL)
		return NULL;
	if (type == NULL) {
		form_lacks(place, "type");
		return NULL;
	}
	if (field_type_find(type) == NULL) {
		form_complain(place->reading, ERR_FORM_TYPE, ini_line(place->section, "type"), "%s",
		              type);
		return NULL;
	}
	field->type = field_type_find(type);
	return field;
}

/* "→x or text": what no row stands for is written into a field of its own. */
static void add_text_field(struct form_place *place, const char *ref_id)
{
	struct form *form = place->reading->form;
	int ref = form_field(form, ref_id);
	char *id = mem_print("%s_text", ref_id);
	struct field *text = form_add_field(place, form_keep(place, id));

	free(id);
	if (text == NULL)
		return;
	struct field *field = &form->fields.at[ref];
	text->label = field->label;
	text->heading = field->heading;
	text->help = field->help;
	text->personal = field->personal;
	text->ref_field = ref;
	field->text_field = (int)form->fields.count - 1;
}

static void lint_computed(struct form_place *place)
{
	static const char *const never[] = { "offer", "required", "or_text" };

	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		long line = ini_line(place->section, never[i]);
		if (ini_value(place->section, never[i]) != NULL)
			form_complain(place->reading, ERR_FORM_KEY, line, "%s", never[i]);
	}
}

/* Whoever fills a field in is told what to write. */
static void check_help(struct form_place *place, const struct field *field)
{
	if (field->help.in[LANG_JA][0] == '\0' && field->help.in[LANG_EN][0] == '\0') {
		form_lacks(place, "help_ja");
		form_lacks(place, "help_en");
	}
}

static void close_field(struct form_place *place, void *filled)
{
	struct field *field = filled;
	bool or_text = false;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		if (field->heading.in[lang][0] == '\0')
			field->heading.in[lang] = field->label.in[lang];
	}
	if (ini_value(place->section, "formula") != NULL)
		lint_computed(place);
	else
		check_help(place, field);
	if (field->type->is_ref && field->sheet[0] == '\0')
		form_lacks(place, "sheet");
	if (field->has_min && field->has_max && field->min > field->max)
		form_complain(place->reading, ERR_FORM_VALUE, ini_line(place->section, "max"),
		              "min > max");
	for (size_t i = 0; i < place->section->keys.count; i++) {
		if (text_is(place->section->keys.at[i].name, "or_text"))
			form_read_yes(place, &place->section->keys.at[i], &or_text);
	}
	if (or_text && is_single_ref(field))
		add_text_field(place, field->id);
}

/* [choice FIELD ID] */

static bool is_choice_id(const char *id)
{
	return id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static void *open_choice(struct form_place *place)
{
	struct form *form = place->reading->form;
	int index = form_find_field(place, place->name[0], place->section->line);

	if (index < 0)
		return NULL;
	struct field *field = &form->fields.at[index];
	if (!field->type->has_choices || !is_choice_id(place->name[1])) {
		form_complain(place->reading, ERR_FORM_NAME, place->section->line, "%s",
		              place->section->name);
		return NULL;
	}
	struct choice *choice = vec_add(&field->choices);
	choice->id = place->name[1];
	choice->label = choice->note = form_no_words;
	return choice;
}

/* The other sections */

static void *open_done(struct form_place *place)
{
	place->scope = EXPR_OF_SHEET;
	return place->reading->form;
}

static void *open_gap(struct form_place *place)
{
	const char *scope = ini_value(place->section, "scope");
	struct gap *gap = vec_add(&place->reading->form->gaps);

	gap->id = place->name[0];
	gap->level = FINDING_WARNING;
	gap->title = gap->text = form_no_words;
	gap->field = -1;
	gap->per_sheet = text_is(scope, "sheet");
	if (scope != NULL && !gap->per_sheet && !text_is(scope, "row"))
		form_complain(place->reading, ERR_FORM_VALUE, ini_line(place->section, "scope"),
		              "scope = %s", scope);
	place->scope = gap->per_sheet ? EXPR_OF_SHEET : EXPR_OF_ROW;
	return gap;
}

static void *open_group(struct form_place *place)
{
	struct group *group = vec_add(&place->reading->form->groups);

	group->id = place->name[0];
	group->title = form_no_words;
	return group;
}

static void *open_summary(struct form_place *place)
{
	struct summary *summary = vec_add(&place->reading->form->summaries);

	summary->id = place->name[0];
	summary->label = summary->home = form_no_words;
	summary->type = field_type_find("number");
	place->scope = EXPR_OF_SHEET;
	return summary;
}

/* The other ways to look at rows, and the fields that each needs. */
static const struct {
	const char *name;
	const char *needs[4]; /* ends with NULL */
} view_kinds[] = {
	{ "matrix", { "rows", "columns" } },
	{ "top", { "rows", "fields" } },
	{ "sums", { "rows", "columns", "value" } },
	{ "coverage", { "rows", "columns", "value" } },
	{ "steps", { "rows", "columns", "value" } },
	{ "profile", { "value", "value_after" } },
	{ "timeline", { "value" } },
};

static bool view_is_known(const char *name)
{
	for (size_t i = 0; i < sizeof view_kinds / sizeof *view_kinds; i++) {
		if (text_is(name, view_kinds[i].name))
			return true;
	}
	return false;
}

static void *open_view(struct form_place *place)
{
	if (!view_is_known(place->name[0])) {
		form_complain(place->reading, ERR_FORM_KEY, place->section->line, "[%s]",
		              place->section->name);
		return NULL;
	}
	struct form_view *view = vec_add(&place->reading->form->views);
	view->name = place->name[0];
	view->line = place->section->line;
	view->rows = view->columns = view->value = -1;
	view->rows_after = view->columns_after = view->value_after = -1;
	return view;
}

static void close_view(struct form_place *place, void *filled)
{
	const struct form_view *view = filled;

	for (size_t i = 0; i < sizeof view_kinds / sizeof *view_kinds; i++) {
		if (!text_is(view->name, view_kinds[i].name))
			continue;
		for (const char *const *need = view_kinds[i].needs; *need != NULL; need++) {
			if (ini_value(place->section, *need) == NULL)
				form_lacks(place, *need);
		}
	}
}

static void *open_exercise(struct form_place *place)
{
	struct form *form = place->reading->form;

	if (form->kind == FORM_EXERCISE)
		return &form->exercise;
	form_complain(place->reading, ERR_FORM_KEY, place->section->line, "[%s]",
	              place->section->name);
	return NULL;
}

static void *open_grid(struct form_place *place)
{
	return place->reading->form;
}

#define AT(type, member) offsetof(struct type, member)

static const struct form_rule form_rules[] = {
	{ "kind", 0, form_read_elsewhere, 0, NULL },
	{ "prefix", 0, form_read_prefix, AT(form, prefix), form_has_prefix },
	{ "per", 0, form_read_sheet, AT(form, per), form_is_checklist },
	{ "new_year", 0, form_read_new_year, AT(form, starts_empty), NULL },
	{ "name", 0, form_read_elsewhere, 0, NULL },
	{ "of", 0, form_read_sheet, AT(form, of), form_is_query },
	{ "where", 0, form_read_where, AT(form, where), form_is_query },
	{ "title", FORM_NEEDED | FORM_BOTH, form_read_text, AT(form, title), NULL },
	{ "purpose", FORM_NEEDED | FORM_BOTH, form_read_text, AT(form, purpose), NULL },
	{ "retired", 0, form_read_expr, AT(form, retired), NULL },
	{ "confidential", 0, form_read_expr, AT(form, confidential), NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule field_rules[] = {
	{ "type", 0, form_read_elsewhere, 0, NULL },
	{ "label", FORM_NEEDED | FORM_BOTH, form_read_text, AT(field, label), NULL },
	{ "heading", FORM_BOTH, form_read_text, AT(field, heading), NULL },
	{ "help", FORM_BOTH, form_read_text, AT(field, help), NULL },
	{ "unit", FORM_BOTH, form_read_text, AT(field, unit), is_number },
	{ "min", 0, form_read_min, 0, is_number },
	{ "max", 0, form_read_max, 0, is_number },
	{ "sheet", 0, form_read_sheet, AT(field, sheet), is_ref },
	{ "or_text", 0, form_read_elsewhere, 0, is_single_ref },
	{ "choices", 0, form_read_elsewhere, 0, has_choices },
	{ "required", 0, form_read_yes, AT(field, required), NULL },
	{ "personal", 0, form_read_yes, AT(field, personal), NULL },
	{ "leaf", 0, form_read_yes, AT(field, leaf), NULL },
	{ "month", 0, form_read_month, AT(field, month), is_date },
	{ "width", 0, form_read_width, AT(field, width), NULL },
	{ "formula", 0, form_read_expr, AT(field, formula), NULL },
	{ "offer", 0, form_read_expr, AT(field, offer), NULL },
	{ "alarm", 0, form_read_expr, AT(field, alarm), NULL },
	{ "caution", 0, form_read_expr, AT(field, caution), NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule choice_rules[] = {
	{ "ja", FORM_NEEDED, form_read_label_ja, 0, NULL },
	{ "en", FORM_NEEDED, form_read_label_en, 0, NULL },
	{ "note", FORM_BOTH, form_read_text, AT(choice, note), NULL },
	{ "was", 0, form_read_was, 0, NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule done_rules[] = {
	{ "rule", FORM_NEEDED, form_read_expr, AT(form, done), NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule gap_rules[] = {
	{ "level", 0, form_read_level, AT(gap, level), NULL },
	{ "when", FORM_NEEDED, form_read_expr, AT(gap, when), NULL },
	{ "scope", 0, form_read_elsewhere, 0, NULL },
	{ "field", 0, form_read_field, AT(gap, field), NULL },
	{ "title", FORM_BOTH, form_read_text, AT(gap, title), NULL },
	{ "text", FORM_NEEDED | FORM_BOTH, form_read_text, AT(gap, text), NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule group_rules[] = {
	{ "title", FORM_NEEDED | FORM_BOTH, form_read_text, AT(group, title), NULL },
	{ "fields", FORM_NEEDED, form_read_group_fields, 0, NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule summary_rules[] = {
	{ "label", FORM_NEEDED | FORM_BOTH, form_read_text, AT(summary, label), NULL },
	{ "home", FORM_BOTH, form_read_text, AT(summary, home), NULL },
	{ "value", FORM_NEEDED, form_read_expr, AT(summary, value), NULL },
	{ "alarm", 0, form_read_expr, AT(summary, alarm), NULL },
	{ "type", 0, form_read_type, AT(summary, type), NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule exercise_rules[] = {
	{ "right", FORM_BOTH, form_read_text, AT(exercise, right), NULL },
	{ "wrong", FORM_BOTH, form_read_text, AT(exercise, wrong), NULL },
	{ "all_right", FORM_BOTH, form_read_text, AT(exercise, all_right), NULL },
	{ "root", FORM_BOTH, form_read_text, AT(exercise, root), NULL },
	{ "takes_on", 0, form_read_sheet, AT(exercise, takes_on), NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule grid_rules[] = {
	{ "columns", FORM_NEEDED, form_read_columns, 0, NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_rule view_rules[] = {
	{ "rows", 0, form_read_field, AT(form_view, rows), NULL },
	{ "columns", 0, form_read_field, AT(form_view, columns), NULL },
	{ "value", 0, form_read_field, AT(form_view, value), NULL },
	{ "rows_after", 0, form_read_field, AT(form_view, rows_after), NULL },
	{ "columns_after", 0, form_read_field, AT(form_view, columns_after), NULL },
	{ "value_after", 0, form_read_field, AT(form_view, value_after), NULL },
	{ "wanted", 0, form_read_where, AT(form_view, wanted), NULL },
	{ "fields", 0, form_read_view_fields, 0, NULL },
	{ NULL, 0, NULL, 0, NULL },
};

static const struct form_section sections[] = {
	{ "form", 0, FORM_PASS_FORM, form_rules, open_form, close_form },
	{ "field", 1, FORM_PASS_FIELDS, field_rules, open_field, close_field },
	{ "choice", 2, FORM_PASS_REST, choice_rules, open_choice, NULL },
	{ "done", 0, FORM_PASS_REST, done_rules, open_done, NULL },
	{ "gap", 1, FORM_PASS_REST, gap_rules, open_gap, NULL },
	{ "group", 1, FORM_PASS_REST, group_rules, open_group, NULL },
	{ "summary", 1, FORM_PASS_REST, summary_rules, open_summary, NULL },
	{ "exercise", 0, FORM_PASS_REST, exercise_rules, open_exercise, NULL },
	{ "draw", 1, FORM_PASS_REST, form_draw_rules, form_open_draw, form_close_draw },
	{ "view grid", 0, FORM_PASS_REST, grid_rules, open_grid, NULL },
	{ "view", 1, FORM_PASS_REST, view_rules, open_view, close_view },
};

const struct form_section *form_section_at(size_t index)
{
	return index < sizeof sections / sizeof *sections ? &sections[index] : NULL;
}

#include "form_reading.h"
#include "sonae/base/map.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/store/form_file.h"
#include <stdlib.h>
#include <string.h>

static bool is_among(const char *const *words, const char *word)
{
	for (; *words != NULL; words++) {
		if (strcmp(*words, word) == 0)
			return true;
	}
	return false;
}

/* Words of expressions, and the first column of every file. */
static const char *const reserved[] = { "id",    "and",  "or",    "not",
	                                "where", "this", "true",  "false",
	                                NULL };

bool form_is_field_id(const struct form *form, const char *id)
{
	static const char *const of_checklist[] = { "of", "item", "item_text", NULL };
	static const char *const of_tree[] = { "parent", "order", NULL };

	if (!catalogue_is_form_id(id) || is_among(reserved, id))
		return false;
	if (form_has_items(form) && is_among(of_checklist, id))
		return false;
	return form->kind != FORM_TREE || !is_among(of_tree, id);
}

bool form_is_sheet_id(const char *id)
{
	/* A file of the workbook's folder. */
	return catalogue_is_form_id(id) && !is_among(reserved, id) && !text_is(id, "history");
}

bool form_is_prefix(const char *prefix)
{
	/* E-001 is a number to a spreadsheet, MAR-001 and MAY-001 are days. */
	static const char *const read_wrongly[] = { "E",   "JAN", "FEB", "MAR", "APR",
		                                    "MAY", "JUN", "JUL", "AUG", "SEP",
		                                    "OCT", "NOV", "DEC", NULL };
	size_t len = strlen(prefix);

	return len >= 1 && len <= 3 && strspn(prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == len &&
	       !is_among(read_wrongly, prefix);
}

static const struct ini_section *field_section(const struct form_reading *reading, const char *id)
{
	char *name = mem_print("field %s", id);
	const struct ini_section *section = ini_section(reading->ini, name);

	free(name);
	return section;
}

static long choice_line(const struct form_reading *reading, const struct field *field,
                        const char *choice)
{
	char *name = mem_print("choice %s %s", field->id, choice);
	const struct ini_section *section = ini_section(reading->ini, name);

	free(name);
	return section != NULL ? section->line : field->line;
}

static void copy_choices(const struct field *from, struct field *to)
{
	for (size_t i = 0; i < from->choices.count; i++) {
		const struct choice *choice = &from->choices.at[i];
		struct choice *copy = vec_add(&to->choices);
		copy->id = choice->id;
		copy->label = choice->label;
		copy->note = choice->note;
		for (size_t w = 0; w < choice->was.count; w++)
			vec_push(&copy->was, choice->was.at[w]);
	}
}

/* choices = "OTHER": of a field that lists its own. */
static void borrow_choices(struct form_reading *reading, struct field *field)
{
	const struct ini_section *section = field_section(reading, field->id);
	const char *other = section != NULL ? ini_value(section, "choices") : NULL;

	if (other == NULL)
		return;
	int index = form_field(reading->form, other);
	const struct field *from = index >= 0 ? &reading->form->fields.at[index] : NULL;
	long line = ini_line(section, "choices");
	if (field->choices.count > 0)
		form_complain(reading, ERR_INI_TWICE, line, "choices");
	else if (from == NULL)
		form_complain(reading, ERR_NO_FIELD, line, "%s", other);
	else if (from->choices.count == 0 || ini_value(field_section(reading, other), "choices"))
		form_complain(reading, ERR_FORM_VALUE, line, "choices = %s", other);
	else
		copy_choices(from, field);
}

/* All that a cell of this field may say, folded; index = the choice it means. */
struct sayings {
	struct map meaning;
	struct pool pool;
};
#define MEANS_NA ((size_t)-1)

/* False when it already means something else. */
static bool say(struct sayings *sayings, const char *text, size_t meaning)
{
	char *folded = utf8_fold(text, strlen(text));
	const char *key = pool_text(&sayings->pool, folded, strlen(folded));
	bool is_new;
	struct map_entry *entry = map_put(&sayings->meaning, key, &is_new);

	if (is_new)
		entry->index = meaning;
	free(folded);
	return entry->index == meaning;
}

static void say_choice(struct form_reading *reading, const struct field *field, size_t index,
                       struct sayings *sayings)
{
	const struct choice *choice = &field->choices.at[index];
	const char *first[] = { choice->id, choice->label.in[LANG_JA], choice->label.in[LANG_EN] };
	size_t labels = sizeof first / sizeof *first;

	for (size_t i = 0; i < labels + choice->was.count; i++) {
		const char *text = i < labels ? first[i] : choice->was.at[i - labels];
		long line = choice_line(reading, field, choice->id);
		if (!say(sayings, text, index))
			form_complain(reading, ERR_FORM_SAME, line, "%s", text);
		if (field->type->many && strchr(text, ';') != NULL)
			form_complain(reading, ERR_FORM_VALUE, line, "%s", text);
	}
}

static void lint_choices(struct form_reading *reading, const struct field *field)
{
	struct sayings sayings = { 0 };

	if (field->choices.count == 0)
		form_complain(reading, ERR_FORM_LACKS, field->line, "[choice %s …]", field->id);
	say(&sayings, FIELD_NA, MEANS_NA);
	say(&sayings, "対象外", MEANS_NA);
	for (size_t i = 0; i < field->choices.count; i++)
		say_choice(reading, field, i, &sayings);
	map_release(&sayings.meaning);
	pool_release(&sayings.pool);
}

/* Without [view grid]: all but memos, and the text beside a reference, which the
 * reference's cell shows. */
static void default_columns(struct form *form)
{
	for (size_t i = 0; i < form->fields.count; i++) {
		const struct field *field = &form->fields.at[i];
		if (!field->type->many_lines && field->ref_field < 0)
			vec_push(&form->columns, (int)i);
	}
}

static void lint_groups(struct form_reading *reading)
{
	const struct form *form = reading->form;
	bool *grouped = mem_zero(form->fields.count + 1, sizeof *grouped);

	for (size_t g = 0; g < form->groups.count; g++) {
		const struct group *group = &form->groups.at[g];
		for (size_t i = 0; i < group->fields.count; i++) {
			int field = group->fields.at[i];
			if (grouped[field])
				form_complain(reading, ERR_INI_TWICE, form->fields.at[field].line,
				              "[group %s] %s", group->id,
				              form->fields.at[field].id);
			grouped[field] = true;
		}
	}
	free(grouped);
}

static bool same_choices(const struct field *a, const struct field *b)
{
	bool same = a->choices.count == b->choices.count;

	for (size_t i = 0; same && i < a->choices.count; i++)
		same = strcmp(a->choices.at[i].id, b->choices.at[i].id) == 0;
	return same;
}

/* The lines of a matrix are choices, and the same ones after as before. */
static void lint_axis(struct form_reading *reading, const char *key, int before, int after)
{
	const struct ini_section *section = ini_section(reading->ini, "view matrix");
	const struct field *fields = reading->form->fields.at;
	char *key_after = mem_print("%s_after", key);

	if (before >= 0 && !text_is(fields[before].type->name, "choice"))
		form_complain(reading, ERR_FORM_TYPE, ini_line(section, key), "%s = %s", key,
		              fields[before].id);
	else if (before >= 0 && after >= 0 && !same_choices(&fields[before], &fields[after]))
		form_complain(reading, ERR_FORM_VALUE, ini_line(section, key_after), "%s = %s",
		              key_after, fields[after].id);
	free(key_after);
}

static void lint_matrix(struct form_reading *reading)
{
	const struct form_view *way = form_way(reading->form, "matrix");

	if (way == NULL)
		return;
	lint_axis(reading, "rows", way->rows, way->rows_after);
	lint_axis(reading, "columns", way->columns, way->columns_after);
}

/* What is rated must have a scale. */
static void lint_scale(struct form_reading *reading, const char *key, int index)
{
	const struct field *field = &reading->form->fields.at[index];
	long line = ini_line(ini_section(reading->ini, "view profile"), key);

	if (field->formula != NULL)
		form_complain(reading, ERR_COMPUTED, line, "%s", field->id);
	else if (!field->type->is_number)
		form_complain(reading, ERR_FORM_TYPE, line, "%s = %s", key, field->id);
	else if (!field->has_min || !field->has_max || field->max <= field->min)
		form_complain(reading, ERR_FORM_LACKS, line, "[field %s] min max", field->id);
}

/* Else the two could not stand on one scale. */
static bool same_scale(const struct form_reading *reading, const struct form_view *way)
{
	const struct field *now = &reading->form->fields.at[way->value];
	const struct field *goal = &reading->form->fields.at[way->value_after];

	return value_number_equals(now->min, goal->min) && value_number_equals(now->max, goal->max);
}

static void lint_profile(struct form_reading *reading)
{
	const struct form_view *way = form_way(reading->form, "profile");

	if (way == NULL)
		return;
	if (reading->form->kind != FORM_CHECKLIST)
		form_complain(reading, ERR_FORM_VALUE, ini_line(ini_section(reading->ini, "form"), "kind"),
		              "[view profile] kind = %s", form_kind_name(reading->form->kind));
	if (way->value >= 0)
		lint_scale(reading, "value", way->value);
	if (way->value_after >= 0)
		lint_scale(reading, "value_after", way->value_after);
	if (way->value >= 0 && way->value_after >= 0 && !same_scale(reading, way))
		form_complain(reading, ERR_FORM_VALUE,
		              ini_line(ini_section(reading->ini, "view profile"), "value_after"),
		              "value_after = %s", reading->form->fields.at[way->value_after].id);
}

/* What a person answers, and whether that is right. */
static void lint_exercise(struct form_reading *reading)
{
	const struct form *form = reading->form;
	int answer = form_field(form, "answer"), mark = form_field(form, "mark");

	if (form->kind != FORM_EXERCISE)
		return;
	if (answer < 0)
		form_complain(reading, ERR_FORM_LACKS, 0, "[field answer]");
	else if (form->fields.at[answer].formula != NULL)
		form_complain(reading, ERR_COMPUTED, form->fields.at[answer].line, "answer");
	if (mark < 0)
		form_complain(reading, ERR_FORM_LACKS, 0, "[field mark]");
	else if (form->fields.at[mark].formula == NULL)
		form_complain(reading, ERR_FORM_LACKS, form->fields.at[mark].line, "formula");
	else if (form->fields.at[mark].type->kind != VALUE_CHECK)
		form_complain(reading, ERR_FORM_TYPE, form->fields.at[mark].line, "mark");
}

static bool is_words(const struct field *field)
{
	return !field->formula && field->type->kind == VALUE_TEXT && !field->type->has_choices &&
	       !field->type->is_ref;
}

/* What a row is called by: the field that [form] names, else its first required text, else
 * its first text. */
static void find_name(struct form_reading *reading)
{
	struct form *form = reading->form;
	const struct ini_section *section = ini_section(reading->ini, "form");
	const char *id = ini_value(section, "name");

	for (size_t i = 0; i < form->fields.count && id == NULL; i++) {
		const struct field *field = &form->fields.at[i];
		bool better = form->name_field < 0 ||
		              (field->required && !form->fields.at[form->name_field].required);
		if (is_words(field) && better)
			form->name_field = (int)i;
	}
	if (id == NULL)
		return;
	form->name_field = form_field(form, id);
	if (form->name_field < 0)
		form_complain(reading, ERR_NO_FIELD, ini_line(section, "name"), "%s", id);
}

void form_lint(struct form_reading *reading)
{
	struct form *form = reading->form;

	if (form->fields.count == 0 && form->kind != FORM_QUERY)
		form_complain(reading, ERR_FORM_LACKS, 0, "[field …]");
	for (size_t i = 0; i < form->fields.count; i++)
		borrow_choices(reading, &form->fields.at[i]);
	for (size_t i = 0; i < form->fields.count; i++) {
		if (form->fields.at[i].type->has_choices)
			lint_choices(reading, &form->fields.at[i]);
	}
	find_name(reading);
	if (form->columns.count == 0)
		default_columns(form);
	lint_groups(reading);
	lint_matrix(reading);
	lint_profile(reading);
	lint_exercise(reading);
}

/* The line of the first field in "a > b > a". */
static long cycle_line(const struct form *form, const char *chain)
{
	char *first = mem_dup_n(chain, strcspn(chain, " "));
	int field = form_field(form, first);

	free(first);
	return field >= 0 ? form->fields.at[field].line : 0;
}

void form_bind(struct form_reading *reading)
{
	size_t before = reading->errs->at.count;
	struct err err = { 0 };

	for (size_t i = 0; i < reading->formulas.count; i++) {
		const struct form_formula *formula = &reading->formulas.at[i];
		if (!expr_bind(formula->expr, reading->form, formula->scope, &err))
			form_complain_err(reading, &err, formula->line);
	}
	if (reading->errs->at.count == before && !expr_check_cycles(reading->form, &err))
		form_complain_err(reading, &err, cycle_line(reading->form, err.what));
}

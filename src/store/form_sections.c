#include "form_place.h"
#include "sonae/base/str.h"
#include "sonae/model/field_type.h"
#include <stdlib.h>
#include <string.h>

/* The rule of a key; *lang is the language its ending names, for keys of both. */
static const struct form_rule *find_rule(const struct form_rule *rules, const char *key,
                                         enum lang *lang)
{
	for (const struct form_rule *rule = rules; rule->key != NULL; rule++) {
		size_t len = strlen(rule->key);
		if (strncmp(key, rule->key, len) != 0)
			continue;
		const char *rest = key + len;
		bool both = rule->flags & FORM_BOTH;
		if (both ? rest[0] == '_' && lang_parse(rest + 1, lang) : rest[0] == '\0')
			return rule;
	}
	return NULL;
}

static void read_key(struct form_place *place, const struct ini_key *key, char *filled)
{
	enum lang lang = LANG_JA;
	const struct form_rule *rule = find_rule(place->kind->rules, key->name, &lang);

	if (rule == NULL || (rule->fits != NULL && !rule->fits(filled))) {
		form_complain(place->reading, ERR_FORM_KEY, key->line, "%s", key->name);
		return;
	}
	char *target = filled + rule->offset;
	if (rule->flags & FORM_BOTH)
		target += (size_t)lang * sizeof(const char *);
	rule->read(place, key, target);
}

static bool is_given(const struct ini_section *section, const char *key)
{
	const char *value = ini_value(section, key);

	return value != NULL && value[0] != '\0';
}

/* Needed keys must hold something; a text in one language needs the other. */
static void check_both(struct form_place *place, const struct form_rule *rule)
{
	char *key[LANG_COUNT];
	bool given[LANG_COUNT], needed = rule->flags & FORM_NEEDED;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		key[lang] = mem_print("%s_%s", rule->key, lang_name((enum lang)lang));
		given[lang] = is_given(place->section, key[lang]);
	}
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		if (!given[lang] && (needed || given[lang_other((enum lang)lang)]))
			form_lacks(place, key[lang]);
		free(key[lang]);
	}
}

static void check_given(struct form_place *place, const struct form_rule *rules)
{
	for (const struct form_rule *rule = rules; rule->key != NULL; rule++) {
		if (rule->flags & FORM_BOTH)
			check_both(place, rule);
		else if (rule->flags & FORM_NEEDED && !is_given(place->section, rule->key))
			form_lacks(place, rule->key);
	}
}

static void read_section(struct form_place *place)
{
	char *filled = place->kind->open(place);

	if (filled == NULL)
		return;
	for (size_t i = 0; i < place->section->keys.count; i++)
		read_key(place, &place->section->keys.at[i], filled);
	check_given(place, place->kind->rules);
	if (place->kind->close != NULL)
		place->kind->close(place, filled);
}

/* The words of "choice storage office_pc" after the first; how many, -1 for too many. */
static int split_name(struct form_place *place, char *words)
{
	int count = 0;

	for (char *blank = strchr(words, ' '); blank != NULL; blank = strchr(blank + 1, ' ')) {
		const char *word = blank + 1;
		if (count == 2)
			return -1;
		place->name[count++] =
		    pool_text(&place->reading->form->pool, word, strcspn(word, " "));
	}
	words[strcspn(words, " ")] = '\0';
	return count;
}

/* NULL with a complaint when there is no such kind of section. */
static const struct form_section *find_kind(struct form_place *place)
{
	char *words = mem_dup(place->section->name);
	int names = split_name(place, words);
	const struct form_section *kind = form_section_at(0);

	for (size_t i = 1; kind != NULL; i++) {
		if (kind->names == 0 ? text_is(place->section->name, kind->word)
		                     : names == kind->names && text_is(words, kind->word))
			break;
		kind = form_section_at(i);
	}
	free(words);
	if (kind == NULL)
		form_complain(place->reading, ERR_FORM_KEY, place->section->line, "[%s]",
		              place->section->name);
	return kind;
}

struct places {
	VEC(struct form_place) at;
};

static void read_pass(struct places *places, enum form_pass pass)
{
	for (size_t i = 0; i < places->at.count; i++) {
		struct form_place *place = &places->at.at[i];
		if (place->kind != NULL && place->kind->pass == pass)
			read_section(place);
	}
}

/* A note whose form names no fields asks for an answer. */
static void add_answer(struct form_reading *reading)
{
	const struct ini_section *section = ini_section(reading->ini, "form");
	struct form_place place = { .reading = reading, .section = section };

	if (section == NULL || reading->form->kind != FORM_NOTE)
		return;
	if (reading->form->fields.count > 0)
		return;
	struct field *answer = form_add_field(&place, "answer");
	answer->type = field_type_find("memo");
	answer->label = answer->heading = (struct words){ { "答え", "Answer" } };
	answer->help = (struct words){ { "自由に書く", "Write freely" } };
}

static struct field *add_structure(struct form_place *place, const char *id, const char *type,
                                   struct words label, struct words help)
{
	struct field *field = form_add_field(place, id);

	field->type = field_type_find(type);
	field->label = field->heading = label;
	field->help = help;
	return field;
}

/* Where a row of a tree hangs: below which, and as which of its children. */
static void add_place_in_tree(struct form_reading *reading)
{
	const struct ini_section *section = ini_section(reading->ini, "form");
	struct form_place place = { .reading = reading, .section = section };

	if (section == NULL || reading->form->kind != FORM_TREE)
		return;
	add_structure(&place, "parent", "ref", (struct words){ { "親", "Parent" } },
	              (struct words){ { "ぶら下がる先の行。いちばん上なら空です。",
	                                "The row it hangs from; empty at the top." } })
	    ->sheet = reading->form->id;
	add_structure(&place, "order", "number", (struct words){ { "順", "Order" } },
	              (struct words){ { "同じ親の下での並び順。例: 1",
	                                "Its place among the rows of one parent, e.g. 1." } });
}

void form_read_sections(struct form_reading *reading)
{
	struct places places = { 0 };

	for (size_t i = 0; i < reading->ini->sections.count; i++) {
		struct form_place *place = vec_add(&places.at);
		place->reading = reading;
		place->section = &reading->ini->sections.at[i];
		place->scope = EXPR_OF_ROW;
		place->kind = find_kind(place);
	}
	for (int pass = FORM_PASS_FORM; pass < FORM_PASS_COUNT; pass++) {
		if (pass == FORM_PASS_FIELDS)
			add_place_in_tree(reading);
		if (pass == FORM_PASS_REST)
			add_answer(reading);
		read_pass(&places, (enum form_pass)pass);
	}
	if (ini_section(reading->ini, "form") == NULL)
		form_complain(reading, ERR_FORM_LACKS, 0, "[form]");
	vec_release(&places.at);
}

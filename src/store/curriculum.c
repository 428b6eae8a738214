#include "sonae/store/curriculum.h"
#include "sonae/store/ini.h"
#include <stdlib.h>
#include <string.h>

#define SESSION "session "

/* A curriculum while it is read. */
struct plan_reading {
	struct curriculum *curriculum;
	const char *shown;
	struct errs *errs;
};

static void complain(struct plan_reading *reading, enum err_code code, long line, const char *what)
{
	err_set(vec_add(&reading->errs->at), code, reading->shown, line, "%s", what);
}

static const char *keep(struct plan_reading *reading, const char *text, size_t len)
{
	return pool_text(&reading->curriculum->pool, text, len);
}

static struct words read_words(struct plan_reading *reading, const struct ini_section *section,
                               const char *stem)
{
	struct words words;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		char *key = mem_print("%s_%s", stem, lang_name((enum lang)lang));
		const char *value = ini_value(section, key);
		if (value == NULL || value[0] == '\0') {
			complain(reading, ERR_FORM_LACKS, section->line, key);
			value = "";
		}
		words.in[lang] = keep(reading, value, strlen(value));
		free(key);
	}
	return words;
}

static bool has_sheet(const struct session_plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->sheets.count; i++) {
		if (strcmp(plan->sheets.at[i].id, id) == 0)
			return true;
	}
	return false;
}

/* Ids separated by blanks. */
static void read_sheets(struct plan_reading *reading, const struct ini_section *section,
                        const char *key, bool more, struct session_plan *plan)
{
	const char *at = ini_value(section, key);

	while (at != NULL && *(at += strspn(at, " \t")) != '\0') {
		size_t len = strcspn(at, " \t");
		const char *id = keep(reading, at, len);
		if (!catalogue_is_form_id(id))
			complain(reading, ERR_FORM_NAME, ini_line(section, key), id);
		else if (has_sheet(plan, id))
			complain(reading, ERR_INI_TWICE, ini_line(section, key), id);
		else
			vec_push(&plan->sheets, ((struct session_sheet){ id, more }));
		at += len;
	}
}

static void check_keys(struct plan_reading *reading, const struct ini_section *section,
                       const char *const *known)
{
	for (size_t k = 0; k < section->keys.count; k++) {
		const struct ini_key *key = &section->keys.at[k];
		size_t i = 0;
		while (known[i] != NULL && strcmp(known[i], key->name) != 0)
			i++;
		if (known[i] == NULL)
			complain(reading, ERR_FORM_KEY, key->line, key->name);
	}
}

static void read_session(struct plan_reading *reading, const struct ini_section *section)
{
	static const char *const known[] = { "title_ja",   "title_en", "purpose_ja",
		                             "purpose_en", "sheets",   "more",
		                             NULL };
	struct session_plan *plan = vec_add(&reading->curriculum->sessions);
	const char *id = section->name + strlen(SESSION);

	check_keys(reading, section, known);
	plan->id = keep(reading, id, strlen(id));
	plan->title = read_words(reading, section, "title");
	plan->purpose = read_words(reading, section, "purpose");
	read_sheets(reading, section, "sheets", false, plan);
	read_sheets(reading, section, "more", true, plan);
	if (plan->sheets.count == 0)
		complain(reading, ERR_FORM_LACKS, section->line, "sheets");
}

static void read_section(struct plan_reading *reading, const struct ini_section *section)
{
	static const char *const known[] = { "title_ja", "title_en", NULL };

	if (text_starts(section->name, SESSION)) {
		read_session(reading, section);
	} else if (text_is(section->name, "curriculum")) {
		check_keys(reading, section, known);
		reading->curriculum->title = read_words(reading, section, "title");
	} else {
		char *shown = mem_print("[%s]", section->name);
		complain(reading, ERR_FORM_KEY, section->line, shown);
		free(shown);
	}
}

static void read_plan(struct plan_reading *reading, const struct ini *ini)
{
	for (size_t i = 0; i < ini->sections.count; i++)
		read_section(reading, &ini->sections.at[i]);
	if (ini_section(ini, "curriculum") == NULL)
		complain(reading, ERR_FORM_LACKS, 0, "[curriculum]");
	if (reading->curriculum->sessions.count == 0)
		complain(reading, ERR_FORM_LACKS, 0, "[session 1]");
}

bool curriculum_load(const struct catalogue *catalogue, const char *id,
                     struct curriculum *curriculum, struct errs *errs)
{
	size_t before = errs->at.count;
	struct ini ini = { 0 };
	struct str shown = { 0 };
	char *name = mem_print("curricula/%s.ini", id);
	char *path = catalogue_find(catalogue, name, &shown);
	struct plan_reading reading = { curriculum, str_text(&shown), errs };

	if (path == NULL)
		complain(&reading, ERR_MISSING, 0, "");
	else if (ini_load(path, str_text(&shown), &ini, errs)) {
		curriculum->id = keep(&reading, id, strlen(id));
		read_plan(&reading, &ini);
	}
	ini_release(&ini);
	str_release(&shown);
	free(name);
	free(path);
	return errs->at.count == before;
}

void curriculum_release(struct curriculum *curriculum)
{
	for (size_t i = 0; i < curriculum->sessions.count; i++)
		vec_release(&curriculum->sessions.at[i].sheets);
	vec_release(&curriculum->sessions);
	pool_release(&curriculum->pool);
	*curriculum = (struct curriculum){ 0 };
}

int curriculum_session_of(const struct curriculum *curriculum, const char *sheet)
{
	for (size_t i = 0; i < curriculum->sessions.count; i++) {
		if (has_sheet(&curriculum->sessions.at[i], sheet))
			return (int)i;
	}
	return -1;
}

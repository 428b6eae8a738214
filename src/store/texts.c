#include "sonae/store/texts.h"
#include "sonae/base/vec.h"
#include "sonae/store/ini.h"
#include <stdlib.h>
#include <string.h>

/* "next_ja" is the Japanese of "next"; 0 when the key says no language. */
static size_t key_stem(const char *key, enum lang *lang)
{
	size_t len = strlen(key);

	if (len < 4 || key[len - 3] != '_' || !lang_parse(key + len - 2, lang))
		return 0;
	return len - 3;
}

/* "home.next", put together without printf: every text of every start passes here. */
static void add_id(struct str *out, const char *section, const char *key, size_t len)
{
	str_add(out, section);
	str_add_byte(out, '.');
	str_add_n(out, key, len);
}

static struct words *words_of(struct texts *texts, const char *section, const char *key, size_t len)
{
	struct str id = { 0 };
	bool is_new;

	add_id(&id, section, key, len);
	struct map_entry *entry = map_find(&texts->index, str_text(&id));
	if (entry == NULL) {
		const char *kept = pool_text(&texts->pool, str_text(&id), id.len);
		entry = map_put(&texts->index, kept, &is_new);
		entry->pointer = pool_alloc(&texts->pool, sizeof(struct words));
	}
	str_release(&id);
	return entry->pointer;
}

static void add_key(struct texts *texts, const char *shown, const char *section,
                    const struct ini_key *key, struct errs *errs)
{
	enum lang lang;
	size_t stem = key_stem(key->name, &lang);

	if (stem == 0) {
		err_set(vec_add(&errs->at), ERR_FORM_KEY, shown, key->line, "%s", key->name);
		return;
	}
	struct words *words = words_of(texts, section, key->name, stem);
	if (words->in[lang] != NULL)
		err_set(vec_add(&errs->at), ERR_INI_TWICE, shown, key->line, "%s.%s", section,
		        key->name);
	words->in[lang] = pool_text(&texts->pool, key->value, strlen(key->value));
}

/* Is every {name} of `text` in `other`? */
static bool places_are_in(const char *text, const char *other)
{
	for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
		const char *end = strchr(at, '}');
		if (end == NULL)
			return true;
		char *place = mem_dup_n(at, (size_t)(end - at) + 1);
		bool there = strstr(other, place) != NULL;
		free(place);
		if (!there)
			return false;
	}
	return true;
}

/* Looks a key's text over, once both languages of its file are known. */
static void check_key(struct texts *texts, const char *shown, const char *section,
                      const struct ini_key *key, struct errs *errs)
{
	enum lang lang;
	size_t stem = key_stem(key->name, &lang);
	struct str id = { 0 };

	if (stem == 0)
		return;
	add_id(&id, section, key->name, stem);
	const struct words *words = texts_find(texts, str_text(&id));
	const char *other = words->in[lang_other(lang)];
	if (other == NULL || other[0] == '\0')
		err_set(vec_add(&errs->at), ERR_TEXT_MISSING, shown, key->line, "%s_%s",
		        str_text(&id), lang_name(lang_other(lang)));
	else if (!places_are_in(key->value, other))
		err_set(vec_add(&errs->at), ERR_FORM_VALUE, shown, key->line, "%s", key->value);
	str_release(&id);
}

typedef void (*key_visit)(struct texts *texts, const char *shown, const char *section,
                          const struct ini_key *key, struct errs *errs);

static void each_key(const struct ini *ini, struct texts *texts, const char *shown, key_visit visit,
                     struct errs *errs)
{
	for (size_t s = 0; s < ini->sections.count; s++) {
		const struct ini_section *section = &ini->sections.at[s];
		for (size_t k = 0; k < section->keys.count; k++)
			visit(texts, shown, section->name, &section->keys.at[k], errs);
	}
}

static void load_file(const struct catalogue *catalogue, const char *name, struct texts *texts,
                      struct errs *errs)
{
	struct ini ini = { 0 };
	struct str shown = { 0 };
	char *inside = mem_print("text/%s.ini", name);
	char *path = catalogue_find(catalogue, inside, &shown);

	if (path != NULL && ini_load(path, str_text(&shown), &ini, errs)) {
		each_key(&ini, texts, str_text(&shown), add_key, errs);
		each_key(&ini, texts, str_text(&shown), check_key, errs);
	}
	ini_release(&ini);
	str_release(&shown);
	free(inside);
	free(path);
}

bool texts_load(const struct catalogue *catalogue, struct texts *texts, struct errs *errs)
{
	size_t before = errs->at.count, count = 0;
	char **names = NULL;
	struct err err;

	if (!catalogue_list(catalogue, "text", ".ini", &names, &count, &err))
		vec_push(&errs->at, err);
	for (size_t i = 0; i < count; i++) {
		load_file(catalogue, names[i], texts, errs);
		free(names[i]);
	}
	free(names);
	return errs->at.count == before;
}

void texts_release(struct texts *texts)
{
	map_release(&texts->index);
	pool_release(&texts->pool);
}

const struct words *texts_find(const struct texts *texts, const char *id)
{
	const struct map_entry *entry = map_find(&texts->index, id);

	return entry != NULL ? entry->pointer : NULL;
}

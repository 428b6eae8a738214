#include "sonae/store/texts.h"
#include "sonae/base/map.h"
#include "sonae/base/pool.h"
#include "sonae/base/vec.h"
#include "sonae/store/ini.h"
#include <stdlib.h>
#include <string.h>

struct texts_cache {
	const struct catalogue *catalogue;
	struct pool pool;
	struct map index; /* "home.next" -> struct words * in the pool */
	struct map files; /* names of the files that were read */
};

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

static struct words *words_of(struct texts_cache *texts, const char *section, const char *key,
                              size_t len)
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

static void add_key(struct texts_cache *texts, const char *shown, const char *section,
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

static const struct words *find(const struct texts_cache *texts, const char *id)
{
	const struct map_entry *entry = map_find(&texts->index, id);

	return entry != NULL ? entry->pointer : NULL;
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
static void check_key(struct texts_cache *texts, const char *shown, const char *section,
                      const struct ini_key *key, struct errs *errs)
{
	enum lang lang;
	size_t stem = key_stem(key->name, &lang);
	struct str id = { 0 };

	if (stem == 0)
		return;
	add_id(&id, section, key->name, stem);
	const struct words *words = find(texts, str_text(&id));
	const char *other = words->in[lang_other(lang)];
	if (other == NULL || other[0] == '\0')
		err_set(vec_add(&errs->at), ERR_TEXT_MISSING, shown, key->line, "%s_%s",
		        str_text(&id), lang_name(lang_other(lang)));
	else if (!places_are_in(key->value, other))
		err_set(vec_add(&errs->at), ERR_FORM_VALUE, shown, key->line, "%s", key->value);
	str_release(&id);
}

/* The one section a file has, with its own name. */
static const struct ini_section *only_section(const struct ini *ini, const char *name,
                                              const char *shown, struct errs *errs)
{
	const struct ini_section *found = NULL;

	for (size_t i = 0; i < ini->sections.count; i++) {
		const struct ini_section *section = &ini->sections.at[i];
		if (strcmp(section->name, name) == 0)
			found = section;
		else
			err_set(vec_add(&errs->at), ERR_FORM_KEY, shown, section->line, "[%s]",
			        section->name);
	}
	return found;
}

static void load_file(struct texts_cache *texts, const char *name, struct errs *errs)
{
	struct ini ini = { 0 };
	struct str shown = { 0 };
	char *inside = mem_print("text/%s.ini", name);
	char *path = catalogue_find(texts->catalogue, inside, &shown);
	const struct ini_section *section = NULL;

	map_put(&texts->files, pool_text(&texts->pool, name, strlen(name)), NULL);
	if (path != NULL && ini_load(path, str_text(&shown), &ini, errs))
		section = only_section(&ini, name, str_text(&shown), errs);
	for (size_t k = 0; section != NULL && k < section->keys.count; k++)
		add_key(texts, str_text(&shown), name, &section->keys.at[k], errs);
	for (size_t k = 0; section != NULL && k < section->keys.count; k++)
		check_key(texts, str_text(&shown), name, &section->keys.at[k], errs);
	ini_release(&ini);
	str_release(&shown);
	free(inside);
	free(path);
}

void texts_init(struct texts *texts, const struct catalogue *catalogue)
{
	texts->cache = mem_zero(1, sizeof(*texts->cache));
	texts->cache->catalogue = catalogue;
}

void texts_release(struct texts *texts)
{
	if (texts->cache == NULL)
		return;
	map_release(&texts->cache->index);
	map_release(&texts->cache->files);
	pool_release(&texts->cache->pool);
	free(texts->cache);
	texts->cache = NULL;
}

static void load_file_once(struct texts_cache *texts, const char *name, struct errs *errs)
{
	if (map_find(&texts->files, name) == NULL)
		load_file(texts, name, errs);
}

/* What is wrong in a file is for texts_check to tell; here its text is missing. */
static void load_file_of(struct texts_cache *texts, const char *id)
{
	char *name = mem_dup_n(id, strcspn(id, "."));
	struct errs errs = { 0 };

	load_file_once(texts, name, &errs);
	vec_release(&errs.at);
	free(name);
}

const struct words *texts_find(const struct texts *texts, const char *id)
{
	const struct words *words = texts->cache != NULL ? find(texts->cache, id) : NULL;

	if (words != NULL || texts->cache == NULL)
		return words;
	load_file_of(texts->cache, id);
	return find(texts->cache, id);
}

/* Calls `load` with the name of every file there is. */
static void each_file(struct texts_cache *texts, struct errs *errs,
                      void (*load)(struct texts_cache *, const char *, struct errs *))
{
	size_t count = 0;
	char **names = NULL;
	struct err err;

	if (!catalogue_list(texts->catalogue, "text", ".ini", &names, &count, &err))
		vec_push(&errs->at, err);
	for (size_t i = 0; i < count; i++) {
		load(texts, names[i], errs);
		free(names[i]);
	}
	free(names);
}

void texts_load_rest(struct texts *texts)
{
	struct errs errs = { 0 };

	each_file(texts->cache, &errs, load_file_once);
	vec_release(&errs.at);
}

bool texts_check(const struct catalogue *catalogue, struct errs *errs)
{
	size_t before = errs->at.count;
	struct texts texts = { 0 };

	texts_init(&texts, catalogue);
	each_file(texts.cache, errs, load_file);
	texts_release(&texts);
	return errs->at.count == before;
}

/* keymap.c - default keys, and the user's own from keys.ini. */
#include "sonae/app/keymap.h"

#include "sonae/app/key.h"
#include "sonae/base/file.h"
#include "sonae/base/str.h"
#include "sonae/store/ini.h"

/* One key has one action: a later binding takes the key away from an earlier one. */
static void bind_key(struct keymap *keymap, int key, enum action action)
{
	for (size_t i = 0; i < keymap->bindings.count; i++) {
		if (keymap->bindings.at[i].key == key) {
			vec_remove(&keymap->bindings, i);
			break;
		}
	}
	vec_push(&keymap->bindings, ((struct key_binding){key, action}));
}

static void unbind_action(struct keymap *keymap, enum action action)
{
	for (size_t i = keymap->bindings.count; i-- > 0;)
		if (keymap->bindings.at[i].action == action)
			vec_remove(&keymap->bindings, i);
}

/* Binds every key named in `names`, separated by blanks; false at the first that is none,
 * which is left in `bad`. */
static bool bind_names(struct keymap *keymap, const char *names, enum action action, char bad[64])
{
	while (*names) {
		size_t len = strcspn(names, " ");
		if (len > 0 && len < 64) {
			memcpy(bad, names, len);
			bad[len] = '\0';
			int key = key_parse(bad);
			if (key == 0)
				return false;
			bind_key(keymap, key, action);
		}
		names += len;
		names += strspn(names, " ");
	}
	return true;
}

void keymap_defaults(struct keymap *keymap)
{
	char unused[64];

	for (int action = 1; action < ACTION_COUNT; action++)
		bind_names(keymap, action_info((enum action)action)->keys, (enum action)action, unused);
}

static void load_key(struct keymap *keymap, const struct ini_key *entry, struct errs *errs)
{
	enum action action = action_find(entry->name);
	char bad[64] = "";

	if (action == ACTION_NONE) {
		err_set(vec_add(&errs->at), ERR_FORM_KEY, "keys.ini", entry->line, "%s", entry->name);
		return;
	}
	unbind_action(keymap, action);
	if (!bind_names(keymap, entry->value, action, bad))
		err_set(vec_add(&errs->at), ERR_FORM_VALUE, "keys.ini", entry->line, "%s", bad);
}

void keymap_load(struct keymap *keymap, const char *path, struct errs *errs)
{
	struct ini ini = {0};

	if (!file_exists(path))
		return;
	ini_load(path, path_name(path), &ini, errs);
	const struct ini_section *keys = ini_section(&ini, "keys");
	for (size_t i = 0; keys && i < keys->keys.count; i++)
		load_key(keymap, &keys->keys.at[i], errs);
	ini_release(&ini);
}

void keymap_release(struct keymap *keymap)
{
	vec_release(&keymap->bindings);
}

enum action keymap_action(const struct keymap *keymap, int key)
{
	for (size_t i = 0; i < keymap->bindings.count; i++)
		if (keymap->bindings.at[i].key == key)
			return keymap->bindings.at[i].action;
	return ACTION_NONE;
}

const char *keymap_key(const struct keymap *keymap, enum action action, char buffer[24])
{
	for (size_t i = 0; i < keymap->bindings.count; i++)
		if (keymap->bindings.at[i].action == action)
			return key_name(keymap->bindings.at[i].key, buffer);
	buffer[0] = '\0';
	return buffer;
}

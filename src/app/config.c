/* config.c - the person's own settings in ~/.config/sonae/config.ini. */
#include "sonae/app/config.h"

#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/str.h"
#include "sonae/store/ini.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Reading and writing a setting is one row. */
struct setting {
	const char *name;
	void (*read)(struct config *config, const char *value);
	void (*write)(const struct config *config, struct str *out);
};

static void read_who(struct config *config, const char *value)
{
	text_copy(config->who, sizeof(config->who), value);
}
static void write_who(const struct config *config, struct str *out)
{
	str_add(out, config->who);
}

static void read_lang(struct config *config, const char *value)
{
	config->has_lang = lang_parse(value, &config->lang);
}
static void write_lang(const struct config *config, struct str *out)
{
	if (config->has_lang)
		str_add(out, lang_name(config->lang));
}

static void read_theme(struct config *config, const char *value)
{
	text_copy(config->theme, sizeof(config->theme), value);
}
static void write_theme(const struct config *config, struct str *out)
{
	str_add(out, config->theme);
}

static void read_ambiguous(struct config *config, const char *value)
{
	config->ambiguous = text_is(value, "1") ? 1 : text_is(value, "2") ? 2 : 0;
}
static void write_ambiguous(const struct config *config, struct str *out)
{
	if (config->ambiguous == 0)
		str_add(out, "auto");
	else
		str_addf(out, "%d", config->ambiguous);
}

static void read_mouse(struct config *config, const char *value)
{
	config->mouse = !text_is(value, "off");
}
static void write_mouse(const struct config *config, struct str *out)
{
	str_add(out, config->mouse ? "on" : "off");
}

static const struct setting settings[] = {
	{"who", read_who, write_who},
	{"lang", read_lang, write_lang},
	{"theme", read_theme, write_theme},
	{"ambiguous", read_ambiguous, write_ambiguous},
	{"mouse", read_mouse, write_mouse},
};
enum { SETTING_COUNT = sizeof(settings) / sizeof(settings[0]) };

static char *config_dir(void)
{
	const char *xdg = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (xdg && xdg[0] == '/')
		return path_join(xdg, "sonae");
	const struct passwd *user = home ? NULL : getpwuid(getuid());
	char *base = path_join(home ? home : user ? user->pw_dir : ".", ".config");
	char *dir = path_join(base, "sonae");
	free(base);
	return dir;
}

static void read_entry(struct config *config, const struct ini_key *entry)
{
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (text_is(settings[i].name, entry->name))
			settings[i].read(config, entry->value);
}

void config_load(struct config *config, struct errs *errs)
{
	struct ini ini = {0};

	config->dir = config_dir();
	config->mouse = true;
	text_copy(config->theme, sizeof(config->theme), "auto");
	char *path = path_join(config->dir, "config.ini");
	if (file_exists(path))
		ini_load(path, "config.ini", &ini, errs);
	free(path);

	const struct ini_section *mine = ini_section(&ini, "sonae");
	for (size_t i = 0; mine && i < mine->keys.count; i++)
		read_entry(config, &mine->keys.at[i]);
	const struct ini_section *recent = ini_section(&ini, "recent");
	for (size_t i = 0; recent && i < recent->keys.count; i++)
		if (config->recent.count < CONFIG_RECENT_MAX)
			vec_push(&config->recent, mem_dup(recent->keys.at[i].value));
	ini_release(&ini);
}

/* INI values have no escapes; a value with both kinds of quotes cannot be kept. */
static void add_line(struct str *out, const char *name, const char *value)
{
	char quote = strchr(value, '"') ? '\'' : '"';

	if (strchr(value, quote) || strpbrk(value, "\r\n"))
		return;
	str_addf(out, "%s = %c%s%c\n", name, quote, value, quote);
}

/* Opening the same workbook again changes nothing, and would wait for the disk before the
 * first paint. */
static bool stands_already(const char *path, const struct str *wanted)
{
	struct str there = {0};
	bool same = file_read(path, &there, NULL) && there.len == wanted->len &&
	            memcmp(there.at, wanted->at, there.len) == 0;

	str_release(&there);
	return same;
}

static bool is_recent(const struct config *config, const char *path)
{
	for (size_t i = 0; i < config->recent.count; i++)
		if (text_is(config->recent.at[i], path))
			return true;
	return false;
}

/* Ours first, then what another instance has written meanwhile. */
static void add_recents(const struct config *config, struct str *out)
{
	struct config there = {0};
	struct errs errs = {0};
	size_t count = 0;
	char name[32];

	config_load(&there, &errs);
	vec_release(&errs.at);
	for (size_t i = 0; i < config->recent.count + there.recent.count; i++) {
		bool ours = i < config->recent.count;
		const char *path = ours ? config->recent.at[i]
		                        : there.recent.at[i - config->recent.count];
		if (count == CONFIG_RECENT_MAX || (!ours && is_recent(config, path)))
			continue;
		snprintf(name, sizeof(name), "book%zu", ++count);
		add_line(out, name, path);
	}
	config_release(&there);
}

bool config_save(const struct config *config, struct err *err)
{
	struct str out = {0}, value = {0};

	str_add(&out, "[sonae]\n");
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		str_clear(&value);
		settings[i].write(config, &value);
		if (value.len > 0)
			add_line(&out, settings[i].name, str_text(&value));
	}
	str_add(&out, "\n[recent]\n");
	add_recents(config, &out);
	char *path = path_join(config->dir, "config.ini");
	bool saved = stands_already(path, &out) ||
	             (file_make_dir(config->dir, err) && file_replace(path, out.at, out.len, err));
	free(path);
	str_release(&out);
	str_release(&value);
	return saved;
}

bool config_add_recent(struct config *config, const char *path)
{
	char *full = realpath(path, NULL);
	char *kept = full ? full : mem_dup(path);

	if (config->recent.count > 0 && text_is(config->recent.at[0], kept)) {
		free(kept);
		return false;
	}
	for (size_t i = config->recent.count; i-- > 0;) {
		if (text_is(config->recent.at[i], kept)) {
			free(config->recent.at[i]);
			vec_remove(&config->recent, i);
		}
	}
	vec_insert(&config->recent, 0, kept);
	while (config->recent.count > CONFIG_RECENT_MAX)
		free(config->recent.at[--config->recent.count]);
	return true;
}

void config_release(struct config *config)
{
	for (size_t i = 0; i < config->recent.count; i++)
		free(config->recent.at[i]);
	vec_release(&config->recent);
	free(config->dir);
	config->dir = NULL;
}

const char *config_who(const struct config *config)
{
	const char *who = getenv("SONAE_WHO");

	if (who && who[0])
		return who;
	if (config->who[0])
		return config->who;
	const struct passwd *user = getpwuid(getuid());
	return user ? user->pw_name : "?";
}

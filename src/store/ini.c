#include "sonae/store/ini.h"
#include "sonae/base/fd.h"
#include "sonae/base/file.h"
#include "sonae/base/map.h"
#include "sonae/base/utf8.h"
#include <iniparser/iniparser.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BOM "\xEF\xBB\xBF"
#define NAME_BYTES "abcdefghijklmnopqrstuvwxyz0123456789_.-"
#define WORD_BYTES NAME_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZ+"

/*
 * The lint walks over the lines, records where sections and keys stand, and
 * complains about everything iniparser would mangle in silence. It takes no
 * values: those come from iniparser, once there is nothing to complain about.
 */
struct lint {
	struct ini *ini;
	struct errs *errs;
	const char *shown;
	long line;
	struct map sections; /* names seen */
	struct map keys;     /* names seen in the current section */
};

static void complain(struct lint *lint, enum err_code code, const char *what, size_t len)
{
	err_set(vec_add(&lint->errs->at), code, lint->shown, lint->line, "%.*s", (int)len, what);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_control(char byte)
{
	return ((unsigned char)byte < ' ' && byte != '\t') || byte == 0x7f;
}

static size_t span(const char *text, size_t len, const char *bytes)
{
	size_t n = 0;

	while (n < len && text[n] != '\0' && strchr(bytes, text[n]) != NULL)
		n++;
	return n;
}

/* Words of name bytes, one blank between them? */
static bool is_section_name(const char *text, size_t len)
{
	size_t at = 0;

	for (;;) {
		size_t word = span(text + at, len - at, NAME_BYTES);
		at += word;
		if (word == 0)
			return false;
		if (at == len)
			return true;
		if (text[at++] != ' ')
			return false;
	}
}

static void lint_section(struct lint *lint, const char *text, size_t len)
{
	bool is_new;

	if (text[len - 1] != ']' || !is_section_name(text + 1, len - 2)) {
		complain(lint, ERR_INI_SYNTAX, text, len);
		return;
	}
	struct ini_section *section = vec_add(&lint->ini->sections);
	section->name = pool_text(&lint->ini->pool, text + 1, len - 2);
	section->line = lint->line;
	map_clear(&lint->keys);
	map_put(&lint->sections, section->name, &is_new);
	if (!is_new)
		complain(lint, ERR_INI_TWICE, text, len);
}

static void lint_value(struct lint *lint, const char *text, size_t len)
{
	if (len > 0 && (text[0] == '"' || text[0] == '\'')) {
		const char *end = memchr(text + 1, text[0], len - 1);
		if (end == NULL || end != text + len - 1)
			complain(lint, ERR_INI_QUOTE, text, len);
	} else if (len == 0 || span(text, len, WORD_BYTES) != len) {
		complain(lint, ERR_INI_UNQUOTED, text, len);
	}
}

static void lint_key(struct lint *lint, const char *text, size_t len)
{
	size_t name = span(text, len, NAME_BYTES), at = name;
	bool is_new;

	while (at < len && is_blank(text[at]))
		at++;
	if (name == 0 || at == len || text[at] != '=') {
		complain(lint, ERR_INI_SYNTAX, text, len);
		return;
	}
	do
		at++;
	while (at < len && is_blank(text[at]));
	lint_value(lint, text + at, len - at);
	if (lint->ini->sections.count == 0) {
		complain(lint, ERR_INI_OUTSIDE, text, name);
		return;
	}
	struct ini_section *section = &lint->ini->sections.at[lint->ini->sections.count - 1];
	struct ini_key *key = vec_add(&section->keys);
	key->name = pool_text(&lint->ini->pool, text, name);
	key->value = "";
	key->line = lint->line;
	map_put(&lint->keys, key->name, &is_new);
	if (!is_new)
		complain(lint, ERR_INI_TWICE, text, name);
}

static void lint_line(struct lint *lint, const char *text, size_t len)
{
	if (len > 0 && text[len - 1] == '\r')
		len--;
	if (len > INI_LINE_MAX) {
		complain(lint, ERR_INI_LONG, "", 0);
		return;
	}
	if (!utf8_is_valid(text, len)) {
		complain(lint, ERR_INI_UTF8, "", 0);
		return;
	}
	while (len > 0 && is_blank(text[len - 1]))
		len--;
	while (len > 0 && is_blank(text[0])) {
		text++;
		len--;
	}
	if (len == 0)
		return;
	size_t control = 0;
	while (control < len && !is_control(text[control]))
		control++;
	if (control < len || text[len - 1] == '\\')
		complain(lint, ERR_INI_SYNTAX, text, len);
	else if (text[0] == '[')
		lint_section(lint, text, len);
	else if (text[0] != ';' && text[0] != '#')
		lint_key(lint, text, len);
}

static bool lint_text(const char *text, size_t len, const char *shown, struct ini *ini,
                      struct errs *errs)
{
	struct lint lint = { .ini = ini, .errs = errs, .shown = shown };
	size_t before = errs->at.count;

	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t line_len = end != NULL ? (size_t)(end - text) - at : len - at;
		lint.line++;
		lint_line(&lint, text + at, line_len);
		at += line_len + 1;
	}
	map_release(&lint.sections);
	map_release(&lint.keys);
	return errs->at.count == before;
}

/* iniparser's callback has no context: the complaint waits here while it runs. */
static char parser_complaint[256];

__attribute__((format(printf, 1, 2))) static int parser_complains(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (parser_complaint[0] == '\0')
		vsnprintf(parser_complaint, sizeof parser_complaint, format, args);
	va_end(args);
	return 0;
}

/* iniparser only reads files by name. The name of a fresh file in memory, or, where
 * there is no such thing, of one on the disk; *fd is -1 when neither could be had. */
static bool copy_open(char path[64], int *fd)
{
	*fd = memfd_create("ini", MFD_CLOEXEC);
	if (*fd >= 0) {
		snprintf(path, 64, "/proc/self/fd/%d", *fd);
		if (access(path, R_OK) == 0)
			return true;
		fd_close(*fd);
	}
	snprintf(path, 64, "%s", P_tmpdir "/sonae-XXXXXX");
	*fd = mkostemp(path, O_CLOEXEC);
	return false;
}

static dictionary *parse(const char *text, size_t len, const char *shown, struct errs *errs)
{
	char path[64];
	int fd;
	dictionary *parsed = NULL;
	bool in_memory = copy_open(path, &fd);

	parser_complaint[0] = '\0';
	if (fd < 0 || !fd_write(fd, text, len)) {
		err_set_errno(vec_add(&errs->at), ERR_READ, shown);
	} else {
		iniparser_set_error_callback(parser_complains);
		parsed = iniparser_load(path);
		iniparser_set_error_callback(NULL);
		if (parsed == NULL)
			err_set(vec_add(&errs->at), ERR_INI_SYNTAX, shown, 0, "%s",
			        parser_complaint);
	}
	if (fd >= 0 && !in_memory)
		unlink(path);
	if (fd >= 0)
		fd_close(fd);
	return parsed;
}

static bool names_entry(const char *entry, const char *section, const char *key)
{
	size_t len = strlen(section);

	return strncmp(entry, section, len) == 0 && entry[len] == ':' &&
	       strcmp(entry + len + 1, key) == 0;
}

/* iniparser keeps the order of the file, and without repetitions every line is one
 * entry of its dictionary, sections included (searching by name would take quadratic
 * time). False when that does not hold. */
static bool take_values(struct ini *ini, const dictionary *parsed)
{
	int entry = 0;

	for (size_t s = 0; s < ini->sections.count; s++) {
		struct ini_section *section = &ini->sections.at[s];
		if (entry >= parsed->n || strcmp(parsed->key[entry++], section->name) != 0)
			return false;
		for (size_t k = 0; k < section->keys.count; k++, entry++) {
			struct ini_key *key = &section->keys.at[k];
			if (entry >= parsed->n || parsed->val[entry] == NULL ||
			    !names_entry(parsed->key[entry], section->name, key->name))
				return false;
			key->value = pool_text(&ini->pool, parsed->val[entry],
			                       strlen(parsed->val[entry]));
		}
	}
	return entry == parsed->n;
}

static bool load_values(const char *text, size_t len, const char *shown, struct ini *ini,
                        struct errs *errs)
{
	dictionary *parsed = parse(text, len, shown, errs);

	if (parsed == NULL)
		return false;
	bool fits = take_values(ini, parsed);
	if (!fits)
		err_set(vec_add(&errs->at), ERR_INI_SYNTAX, shown, 0, NULL);
	iniparser_freedict(parsed);
	return fits;
}

bool ini_load_text(const char *text, size_t len, const char *shown, struct ini *ini,
                   struct errs *errs)
{
	if (len >= strlen(BOM) && memcmp(text, BOM, strlen(BOM)) == 0) {
		text += strlen(BOM);
		len -= strlen(BOM);
	}
	if (lint_text(text, len, shown, ini, errs) && load_values(text, len, shown, ini, errs))
		return true;
	ini_release(ini);
	return false;
}

bool ini_load(const char *path, const char *shown, struct ini *ini, struct errs *errs)
{
	struct str text = { 0 };
	struct err err;

	if (!file_read(path, &text, &err)) {
		snprintf(err.file, sizeof err.file, "%s", shown);
		vec_push(&errs->at, err);
		return false;
	}
	bool fine = ini_load_text(str_text(&text), text.len, shown, ini, errs);
	str_release(&text);
	return fine;
}

void ini_release(struct ini *ini)
{
	for (size_t i = 0; i < ini->sections.count; i++)
		vec_release(&ini->sections.at[i].keys);
	vec_release(&ini->sections);
	pool_release(&ini->pool);
}

const struct ini_section *ini_section(const struct ini *ini, const char *name)
{
	for (size_t i = 0; i < ini->sections.count; i++) {
		if (strcmp(ini->sections.at[i].name, name) == 0)
			return &ini->sections.at[i];
	}
	return NULL;
}

static const struct ini_key *find_key(const struct ini_section *section, const char *name)
{
	for (size_t i = 0; section != NULL && i < section->keys.count; i++) {
		if (strcmp(section->keys.at[i].name, name) == 0)
			return &section->keys.at[i];
	}
	return NULL;
}

const char *ini_value(const struct ini_section *section, const char *key)
{
	const struct ini_key *found = find_key(section, key);

	return found != NULL ? found->value : NULL;
}

long ini_line(const struct ini_section *section, const char *key)
{
	const struct ini_key *found = find_key(section, key);

	return found != NULL ? found->line : section->line;
}

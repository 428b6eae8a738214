#include "sonae/app/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MODIFIERS (KEY_CTRL | KEY_ALT | KEY_SHIFT)

static const char *const key_names[] = {
#define KEY_NAME(NAME, name) [KEYN_##NAME - KEYN_NONE] = name,
	KEY_NAMES(KEY_NAME)
#undef KEY_NAME
};

/* In the order in which key_name puts them. */
static const struct {
	const char *prefix;
	int modifier;
} prefixes[] = {
	{"Alt-", KEY_ALT},
	{"Shift-", KEY_SHIFT},
	{"^", KEY_CTRL},
	{"Ctrl-", KEY_CTRL},
};
enum { PREFIX_COUNT = sizeof(prefixes) / sizeof(prefixes[0]), SHOWN_PREFIX_COUNT = 3 };

/* Takes one prefix off `name`; 0 when there is none, or nothing behind it. */
static int take_modifier(const char **name)
{
	for (int i = 0; i < PREFIX_COUNT; i++) {
		size_t len = strlen(prefixes[i].prefix);
		if (strncasecmp(*name, prefixes[i].prefix, len) == 0 && (*name)[len]) {
			*name += len;
			return prefixes[i].modifier;
		}
	}
	return 0;
}

static bool is_lower(int character)
{
	return character >= 'a' && character <= 'z';
}

static int parse_character(const char *name)
{
	int character = (unsigned char)name[0];

	if (character <= 0x20 || character >= 0x7F || name[1])
		return 0;
	return character >= 'A' && character <= 'Z' ? character - 'A' + 'a' : character;
}

static int parse_name(const char *name)
{
	for (int key = KEYN_NONE + 1; key < KEYN_LIMIT; key++)
		if (strcasecmp(name, key_names[key - KEYN_NONE]) == 0)
			return key;
	return 0;
}

/* What a terminal sends as one control byte, less what means something else there (Backspace,
 * Tab, Enter, Esc) or belongs to screen and tmux. */
static bool is_bindable_control(int base)
{
	if (base < KEYN_NONE)
		return (is_lower(base) && !strchr("abhim", base)) || strchr("\\]^_", base);
	return base != KEYN_ENTER && base != KEYN_TAB && base != KEYN_ESC && base != KEYN_SPACE &&
		base != KEYN_BACKSPACE;
}

static bool is_bindable(int base, int modifiers)
{
	if (base == 0 || ((modifiers & KEY_CTRL) && !is_bindable_control(base)))
		return false;
	if (base > KEYN_NONE)
		return true;
	if (modifiers & KEY_SHIFT) /* terminals tell it only by the capital after Alt's Esc */
		return is_lower(base) && modifiers == (KEY_ALT | KEY_SHIFT);
	return modifiers != 0;
}

int key_parse(const char *name)
{
	int modifiers = 0, modifier;

	while ((modifier = take_modifier(&name)))
		modifiers |= modifier;
	int base = parse_character(name);
	if (base == 0)
		base = parse_name(name);
	return is_bindable(base, modifiers) ? base | modifiers : 0;
}

const char *key_name(int key, char buffer[24])
{
	int base = key & ~MODIFIERS;
	int at = 0;

	buffer[0] = '\0';
	for (int i = 0; i < SHOWN_PREFIX_COUNT; i++)
		if (key & prefixes[i].modifier)
			at += snprintf(buffer + at, 24 - (size_t)at, "%s", prefixes[i].prefix);
	if (base > KEYN_NONE && base < KEYN_LIMIT)
		snprintf(buffer + at, 24 - (size_t)at, "%s", key_names[base - KEYN_NONE]);
	else if (is_lower(base) && (key & KEY_CTRL))
		snprintf(buffer + at, 24 - (size_t)at, "%c", base - 'a' + 'A');
	else if (base > 0x20 && base < 0x7F)
		snprintf(buffer + at, 24 - (size_t)at, "%c", base);
	return buffer;
}

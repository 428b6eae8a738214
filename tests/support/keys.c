#include "support/keys.h"

#include <stdio.h>
#include <string.h>

enum { SHIFT = 1, ALT = 2, CTRL = 4 };

/*
 * A key with a number is ESC [ number ; modifiers ~, one with a letter
 * ESC [ 1 ; modifiers letter; without modifiers a letter comes as ESC O letter.
 */
static const struct {
	const char *name;
	int number;
	char letter;
} special[] = {
	{"Up", 0, 'A'},      {"Down", 0, 'B'},   {"Right", 0, 'C'}, {"Left", 0, 'D'},
	{"Home", 0, 'H'},    {"End", 0, 'F'},    {"Insert", 2, 0},  {"Delete", 3, 0},
	{"PgUp", 5, 0},      {"PgDn", 6, 0},     {"F1", 0, 'P'},    {"F2", 0, 'Q'},
	{"F3", 0, 'R'},      {"F4", 0, 'S'},     {"F5", 15, 0},     {"F6", 17, 0},
	{"F7", 18, 0},       {"F8", 19, 0},      {"F9", 20, 0},     {"F10", 21, 0},
	{"F11", 23, 0},      {"F12", 24, 0},
};

/* Keys that send what they always sent; with Alt an ESC before it. */
static const struct {
	const char *name;
	int modifiers;
	const char *bytes;
} plain[] = {
	{"Enter", 0, "\r"},       {"Tab", 0, "\t"}, {"Tab", SHIFT, "\033[Z"}, {"Esc", 0, "\033"},
	{"Backspace", 0, "\177"}, {"Space", 0, " "}, {"Backspace", CTRL, "\b"},
};

static const struct {
	const char *prefix;
	int modifier;
} prefixes[] = {{"^", CTRL}, {"Ctrl-", CTRL}, {"Alt-", ALT}, {"Shift-", SHIFT}};

static int take_modifiers(const char **name)
{
	int modifiers = 0;
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
			size_t len = strlen(prefixes[i].prefix);

			if (strncmp(*name, prefixes[i].prefix, len) == 0 && (*name)[len]) {
				modifiers |= prefixes[i].modifier;
				*name += len;
				again = true;
			}
		}
	}
	return modifiers;
}

static bool special_bytes(const char *name, int modifiers, char bytes[32], size_t *len)
{
	for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
		int number = special[i].number;
		char letter = special[i].letter;
		int put;

		if (strcmp(name, special[i].name) != 0)
			continue;
		if (modifiers && letter)
			put = snprintf(bytes, 32, "\033[1;%d%c", modifiers + 1, letter);
		else if (modifiers)
			put = snprintf(bytes, 32, "\033[%d;%d~", number, modifiers + 1);
		else if (letter)
			put = snprintf(bytes, 32, "\033O%c", letter);
		else
			put = snprintf(bytes, 32, "\033[%d~", number);
		*len = (size_t)put;
		return true;
	}
	return false;
}

static bool plain_bytes(const char *name, int modifiers, char bytes[32], size_t *len)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (strcmp(name, plain[i].name) == 0 && plain[i].modifiers == (modifiers & ~ALT)) {
			*len = (size_t)snprintf(bytes, 32, "%s%s", modifiers & ALT ? "\033" : "",
			                        plain[i].bytes);
			return true;
		}
	}
	return false;
}

static bool character_bytes(const char *name, int modifiers, char bytes[32], size_t *len)
{
	const char *escape = modifiers & ALT ? "\033" : "";
	unsigned char first = (unsigned char)name[0];

	if (modifiers & SHIFT || !first)
		return false;
	if (modifiers & CTRL) {
		if (name[1] || first < '?' || first > '~')
			return false;
		*len = (size_t)snprintf(bytes, 32, "%s", escape);
		bytes[(*len)++] = first == '?' ? '\177' : (char)(first & 0x1f);
		bytes[*len] = '\0';
		return true;
	}
	if (name[1] && first < 0x80)
		return false; /* a word that is no key */
	*len = (size_t)snprintf(bytes, 32, "%s%s", escape, name);
	return *len < 32;
}

bool key_bytes(const char *name, char bytes[32], size_t *len)
{
	int modifiers = take_modifiers(&name);

	return special_bytes(name, modifiers, bytes, len) ||
	       plain_bytes(name, modifiers, bytes, len) ||
	       character_bytes(name, modifiers, bytes, len);
}

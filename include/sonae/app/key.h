/*
 * key.h - keys by name, without curses.
 *
 * A key is an int: below KEY_BASE control bytes are not used; named keys are
 * KEY_BASE + enum, and the modifiers are bits above. Names are as people write
 * them: "F2", "^Z", "Alt-1", "Shift-Tab", "^Home", "Enter", "Insert".
 */
#ifndef SONAE_APP_KEY_H
#define SONAE_APP_KEY_H

#include <stdbool.h>
#include <stddef.h>

/* X(NAME, "name") */
#define KEY_NAMES(X)                                                          \
	X(ENTER, "Enter") X(TAB, "Tab") X(ESC, "Esc") X(SPACE, "Space")       \
	X(BACKSPACE, "Backspace") X(DELETE, "Delete") X(INSERT, "Insert")     \
	X(UP, "Up") X(DOWN, "Down") X(LEFT, "Left") X(RIGHT, "Right")         \
	X(HOME, "Home") X(END, "End") X(PGUP, "PgUp") X(PGDN, "PgDn")         \
	X(F1, "F1") X(F2, "F2") X(F3, "F3") X(F4, "F4") X(F5, "F5")           \
	X(F6, "F6") X(F7, "F7") X(F8, "F8") X(F9, "F9") X(F10, "F10")         \
	X(F11, "F11") X(F12, "F12")

enum key_name {
	KEYN_NONE = 256, /* letters and digits with a modifier are their character */
#define KEY_ENUM(NAME, name) KEYN_##NAME,
	KEY_NAMES(KEY_ENUM)
#undef KEY_ENUM
	KEYN_LIMIT
};

enum key_modifier { KEY_CTRL = 1 << 12, KEY_ALT = 1 << 13, KEY_SHIFT = 1 << 14 };

/* "^Z" = KEY_CTRL | 'z'; "Alt-1" = KEY_ALT | '1'; "^Home" = KEY_CTRL | KEYN_HOME; letters are
 * small, Alt with a capital is KEY_ALT | KEY_SHIFT | 'x'. "Ctrl-Z" and any case are read too.
 * 0 when the name is no key, or one that is never bound: ^@ ^A ^B ^H ^I ^M ^[, a bare letter. */
int key_parse(const char *name);
/* As key_parse reads it: "^Z", "Alt-Shift-x", "Alt-^Home"; "" for 0. Returns `buffer`. */
const char *key_name(int key, char buffer[24]);

#endif

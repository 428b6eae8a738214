/*
 * keys.h - what an xterm sends for a key, as terminfo's xterm-256color says
 * once the program has put the keypad into application mode.
 */
#ifndef SUPPORT_KEYS_H
#define SUPPORT_KEYS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * "Up" "Down" "Right" "Left" "Home" "End" "Insert" "Delete" "PgUp" "PgDn"
 * "F1".."F12" "Enter" "Tab" "Shift-Tab" "Esc" "Space" "Backspace", or one
 * character; before it any of "^" (or "Ctrl-"), "Alt-", "Shift-":
 * "^Q" "^Home" "Alt-1" "Alt-Enter" "^Shift-Left". NUL-terminated except for
 * "^@", whose one byte is NUL; `len` says how many bytes. False for a name
 * that is none, or a combination no xterm can send.
 */
bool key_bytes(const char *name, char bytes[32], size_t *len);

#endif

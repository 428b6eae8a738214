/*
 * keymap.h - which key does what; the defaults are in action.h, a user's own in
 * ~/.config/sonae/keys.ini:
 *
 *     [keys]
 *     sort = "^G F11"
 *
 * An action named there has just the keys given there; a key taken from another action
 * is gone from that one. Control keys that terminals cannot tell apart are refused.
 */
#ifndef SONAE_APP_KEYMAP_H
#define SONAE_APP_KEYMAP_H

#include "sonae/app/action.h"
#include "sonae/base/errs.h"
#include "sonae/base/vec.h"

struct key_binding {
	int key;
	enum action action;
};
struct keymap {
	VEC(struct key_binding) bindings;
};

void keymap_defaults(struct keymap *keymap);
/* Complaints have file and line; what is right is taken all the same. A missing file is fine. */
void keymap_load(struct keymap *keymap, const char *path, struct errs *errs);
void keymap_release(struct keymap *keymap);
enum action keymap_action(const struct keymap *keymap, int key);
/* The name of the first key of the action, or "" when it has none; returns `buffer`. */
const char *keymap_key(const struct keymap *keymap, enum action action, char buffer[24]);

#endif

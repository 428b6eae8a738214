/*
 * near.h - the known names nearest to a mistyped one.
 */
#ifndef SONAE_BASE_NEAR_H
#define SONAE_BASE_NEAR_H

#include "sonae/base/str.h"

enum { NEAR_MAX = 3 };

struct near {
	char *wanted; /* owned, folded */
	struct {
		char *name; /* owned */
		int distance;
	} best[NEAR_MAX]; /* nearest first; NULL behind the last */
};

void near_begin(struct near *near, const char *wanted);
/* `called` is what people call it, a label: who writes that means this name. */
void near_offer(struct near *near, const char *name, const char *called);
/* Appends "assets, apps"; nothing when none is near. */
void near_add(const struct near *near, struct str *out);
void near_release(struct near *near);

#endif

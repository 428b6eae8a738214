#include "sonae/base/lang.h"

#include <string.h>

static const char *const names[LANG_COUNT] = {
	[LANG_JA] = "ja",
	[LANG_EN] = "en",
};

const char *lang_name(enum lang lang)
{
	return names[lang];
}

bool lang_parse(const char *name, enum lang *lang)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		if (strcmp(name, names[i]) == 0) {
			*lang = (enum lang)i;
			return true;
		}
	}
	return false;
}

enum lang lang_other(enum lang lang)
{
	return lang == LANG_JA ? LANG_EN : LANG_JA;
}

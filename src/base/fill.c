#include "sonae/base/fill.h"

#include <string.h>

enum { PAIRS_MAX = 8 };
struct pairs {
	const char *name[PAIRS_MAX], *value[PAIRS_MAX];
	size_t count;
};

static const char *pair_value(const struct pairs *pairs, const char *name, size_t len)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (strlen(pairs->name[i]) == len && strncmp(pairs->name[i], name, len) == 0)
			return pairs->value[i];
	return NULL;
}

static void fill(struct str *out, const char *text, const struct pairs *pairs)
{
	for (const char *open; (open = strchr(text, '{')); ) {
		const char *shut = strchr(open, '}');
		const char *value = shut ? pair_value(pairs, open + 1, (size_t)(shut - open - 1)) : NULL;
		str_add_n(out, text, (size_t)(open - text));
		if (!value) {
			str_add_byte(out, '{');
			text = open + 1;
			continue;
		}
		str_add(out, value);
		text = shut + 1;
	}
	str_add(out, text);
}

static void read_pairs(struct pairs *pairs, va_list args)
{
	const char *name;

	while (pairs->count < PAIRS_MAX && (name = va_arg(args, const char *))) {
		pairs->name[pairs->count] = name;
		pairs->value[pairs->count++] = va_arg(args, const char *);
	}
}

void fill_places(struct str *out, const char *text, va_list args)
{
	struct pairs pairs = {0};

	read_pairs(&pairs, args);
	fill(out, text, &pairs);
}

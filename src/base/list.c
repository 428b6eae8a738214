#include "sonae/base/list.h"

#include <string.h>

const char *list_next(const char **rest, size_t *len)
{
	const char *text = *rest;

	if (*text == '\0')
		return NULL;
	*len = strcspn(text, ";");
	*rest = text + *len + (text[*len] == ';');
	return text;
}

bool list_has(const char *list, const char *text)
{
	size_t wanted = strlen(text), len;

	for (const char *at; (at = list_next(&list, &len)) != NULL;)
		if (len == wanted && memcmp(at, text, len) == 0)
			return true;
	return false;
}

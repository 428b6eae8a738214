#include "sonae/base/list.h"

#include <string.h>

const char *list_next_by(char separator, const char **rest, size_t *len)
{
	const char ends[] = {separator, '\0'};
	const char *text = *rest;

	if (*text == '\0')
		return NULL;
	*len = strcspn(text, ends);
	*rest = text + *len + (text[*len] == separator);
	return text;
}

const char *list_next(const char **rest, size_t *len)
{
	return list_next_by(';', rest, len);
}

bool list_has_by(char separator, const char *list, const char *text)
{
	size_t wanted = strlen(text), len;

	for (const char *at; (at = list_next_by(separator, &list, &len)) != NULL;)
		if (len == wanted && memcmp(at, text, len) == 0)
			return true;
	return false;
}

bool list_has(const char *list, const char *text)
{
	return list_has_by(';', list, text);
}

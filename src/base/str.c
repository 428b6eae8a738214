#include "sonae/base/str.h"

#include "sonae/base/bug.h"
#include "sonae/base/mem.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_ROOM = 32 };

const char *str_text(const struct str *s)
{
	return s->at ? s->at : "";
}

/* `room` counts the NUL: a text of `len` bytes needs a room of len + 1. */
static void grow(struct str *s, size_t need)
{
	size_t room = s->room ? s->room : SMALLEST_ROOM;
	while (room < need)
		room = room * 2 > room ? room * 2 : need;
	s->at = mem_grow(s->at, room, 1);
	s->room = room;
	s->at[s->len] = '\0';
}

/* Growing stands apart so that the usual case is small enough to be taken inline. */
void str_reserve(struct str *s, size_t more)
{
	size_t need = s->len + more + 1;
	if (need > s->room)
		grow(s, need);
}

void str_add(struct str *s, const char *text)
{
	str_add_n(s, text, strlen(text));
}

void str_add_n(struct str *s, const char *text, size_t len)
{
	str_reserve(s, len);
	if (len)
		memcpy(s->at + s->len, text, len);
	s->len += len;
	s->at[s->len] = '\0';
}

void str_add_byte(struct str *s, char byte)
{
	str_reserve(s, 1);
	s->at[s->len++] = byte;
	s->at[s->len] = '\0';
}

void str_add_repeat(struct str *s, char byte, size_t times)
{
	str_reserve(s, times);
	memset(s->at + s->len, byte, times);
	s->len += times;
	s->at[s->len] = '\0';
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	if (len < 0)
		BUG("format '%s' cannot be printed", format);
	str_reserve(s, (size_t)len);
	vsnprintf(s->at + s->len, (size_t)len + 1, format, again);
	s->len += (size_t)len;
	va_end(again);
	va_end(args);
}

void str_cut(struct str *s, size_t len)
{
	if (len >= s->len)
		return;
	s->len = len;
	s->at[len] = '\0';
}

void str_clear(struct str *s)
{
	str_cut(s, 0);
}

char *str_take(struct str *s)
{
	char *text = s->at ? s->at : mem_dup("");
	*s = (struct str){0};
	return text;
}

void str_release(struct str *s)
{
	free(s->at);
	*s = (struct str){0};
}

bool text_is(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool text_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
	size_t len = strlen(text), tail = strlen(suffix);
	return len >= tail && memcmp(text + len - tail, suffix, tail) == 0;
}

void text_copy(char *to, size_t size, const char *from)
{
	size_t len = strlen(from);

	if (len >= size)
		for (len = size - 1; len > 0 && ((unsigned char)from[len] & 0xC0) == 0x80; len--)
			;
	memcpy(to, from, len);
	to[len] = '\0';
}

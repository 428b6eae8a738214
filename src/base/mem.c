#include "sonae/base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_IO 5

static void (*death_hook)(void);

void mem_on_death(void (*hook)(void))
{
	death_hook = hook;
}

void mem_run_death_hook(void)
{
	void (*hook)(void) = death_hook;
	death_hook = NULL; /* a hook that dies itself must not come back here */
	if (hook)
		hook();
}

/* Nothing here may allocate: no stdio, no handlers of exit(). */
static _Noreturn void die_of_hunger(void)
{
	static const char message[] = "sonae: out of memory; every change shown as done is saved\n";

	mem_run_death_hook();
	ssize_t written = write(STDERR_FILENO, message, sizeof(message) - 1);
	(void)written;
	_exit(EXIT_IO);
}

void *mem_alloc(size_t size)
{
	void *fresh = malloc(size ? size : 1);
	if (!fresh)
		die_of_hunger();
	return fresh;
}

void *mem_zero(size_t count, size_t size)
{
	void *fresh = count && size ? calloc(count, size) : calloc(1, 1);
	if (!fresh)
		die_of_hunger();
	return fresh;
}

void *mem_grow(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die_of_hunger();
	size_t bytes = count * size;
	void *grown = realloc(old, bytes ? bytes : 1);
	if (!grown)
		die_of_hunger();
	return grown;
}

char *mem_dup(const char *text)
{
	return text ? mem_dup_n(text, strlen(text)) : NULL;
}

char *mem_dup_n(const char *text, size_t len)
{
	char *copy = mem_alloc(len + 1);
	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *mem_print(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	int len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		die_of_hunger();
	return text;
}

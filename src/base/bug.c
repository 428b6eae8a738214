#include "sonae/base/bug.h"

#include "sonae/base/mem.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void bug_at(const char *file, int line, const char *format, ...)
{
	mem_run_death_hook();
	fprintf(stderr, "sonae: BUG at %s:%d: ", file, line);
	va_list args;
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}

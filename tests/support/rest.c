#include "support/rest.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A poll that ends sooner is part of the work: telling ESC from a key that begins with it. */
enum { NEAR_MS = 100 };

static bool read_proc(pid_t pid, const char *name, char *text, size_t size)
{
	char path[64];
	FILE *file;
	size_t got;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
	file = fopen(path, "r");
	if (!file)
		return false;
	got = fread(text, 1, size - 1, file);
	fclose(file);
	text[got] = '\0';
	return got > 0;
}

static bool is_terminal(pid_t pid, unsigned long fd)
{
	char path[64], target[64];
	ssize_t len;

	snprintf(path, sizeof path, "/proc/%d/fd/%lu", (int)pid, fd);
	len = readlink(path, target, sizeof target);
	return len > 0 && (strncmp(target, "/dev/pts/", 9) == 0 || strncmp(target, "/dev/tty", 8) == 0);
}

static enum rest rest_of_call(pid_t pid, long call, const unsigned long args[3])
{
	switch (call) {
	case SYS_read:
		return is_terminal(pid, args[0]) ? REST_WAITING : REST_BUSY;
#ifdef SYS_poll
	case SYS_poll:
		return (int)args[2] < 0 || (int)args[2] > NEAR_MS ? REST_WAITING : REST_BUSY;
#endif
#ifdef SYS_select
	case SYS_select:
#endif
	case SYS_ppoll: /* their limits stand in the process's memory */
	case SYS_pselect6:
		return REST_UNKNOWN;
	default:
		return REST_BUSY;
	}
}

static enum rest rest_of_children(pid_t pid)
{
	char name[64], list[1024];
	char *at = list, *end;

	snprintf(name, sizeof name, "task/%d/children", (int)pid);
	if (!read_proc(pid, name, list, sizeof list))
		return REST_BUSY;
	for (long child = strtol(at, &end, 10); end != at; child = strtol(at, &end, 10)) {
		enum rest rest = rest_of((pid_t)child);

		if (rest != REST_BUSY)
			return rest;
		at = end;
	}
	return REST_BUSY;
}

enum rest rest_of(pid_t pid)
{
	char text[256];
	unsigned long args[3];
	long call;
	enum rest rest;

	if (!read_proc(pid, "syscall", text, sizeof text))
		return REST_UNKNOWN;
	if (sscanf(text, "%ld %lx %lx %lx", &call, &args[0], &args[1], &args[2]) != 4)
		return REST_BUSY; /* "running" */
	rest = rest_of_call(pid, call, args);
	return rest == REST_BUSY ? rest_of_children(pid) : rest;
}

long rest_sleeps(pid_t pid)
{
	static const char label[] = "\nvoluntary_ctxt_switches:";
	char text[4096];
	const char *at;

	if (!read_proc(pid, "status", text, sizeof text))
		return -1;
	at = strstr(text, label);
	return at ? strtol(at + sizeof label - 1, NULL, 10) : -1;
}

#include "support/timed.h"

#include "support/figures.h"
#include "support/keys.h"
#include "support/rest.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	LOOK_MS = 2,          /* between two looks at a silent program */
	PAUSE_MS = 5,         /* between two frames; within one a program does not stop */
	UNSEEN_REST_MS = 100, /* how long silent, where the kernel does not tell */
	WAKE_MS = 50,         /* input that wakes nobody by then never will */
	QUIT_MS = 5000,
};

static const long long MS = 1000000;
static const long long LIMIT_MS = 60000;

/* ---- bytes ---- */

static void send_bytes(struct timed *timed, const char *bytes, size_t len)
{
	timed->sleeps_at_input = rest_sleeps(timed->pid);
	timed->last_input = now_ns();
	if (write(timed->master, bytes, len) < 0)
		timed->hung_up = true;
}

/* A question that a read cuts in two is not seen: none of ours is so late in a frame. */
static void answer(struct timed *timed, const char *part)
{
	if (strstr(part, "\033[6n"))
		send_bytes(timed, "\033[1;2R", 6);
	if (strstr(part, "\033[c"))
		send_bytes(timed, "\033[?62;22c", 9);
}

/* True when something came within `wait_ms`. */
static bool take(struct timed *timed, int wait_ms)
{
	static char part[65536];
	struct pollfd wait = {timed->master, POLLIN, 0};
	ssize_t got;

	if (timed->hung_up || poll(&wait, 1, wait_ms) <= 0)
		return false;
	got = read(timed->master, part, sizeof(part) - 1);
	if (got <= 0) {
		timed->hung_up = got == 0 || errno != EINTR;
		return false;
	}
	timed->last = now_ns();
	timed->bytes += (size_t)got;
	part[got] = '\0';
	str_add_n(&timed->output, part, (size_t)got);
	answer(timed, part);
	return true;
}

/* ---- rest ---- */

/* The kernel hands input on a moment after we wrote it; by then the reader still looks at rest. */
static bool has_woken(const struct timed *timed)
{
	return now_ns() - timed->last_input >= WAKE_MS * MS ||
	       rest_sleeps(timed->pid) != timed->sleeps_at_input;
}

/* Called when there is nothing to read. */
static bool is_at_rest(struct timed *timed)
{
	if (!has_woken(timed))
		return false;
	switch (rest_of(timed->pid)) {
	case REST_WAITING:
		return true;
	case REST_UNKNOWN:
		return now_ns() - timed->last >= UNSEEN_REST_MS * MS;
	default:
		return false;
	}
}

static bool is_hopeless(const struct timed *timed)
{
	return timed->hung_up || now_ns() - timed->asked > LIMIT_MS * MS;
}

static double ms_to_last(const struct timed *timed)
{
	return (double)(timed->last - timed->asked) / (double)MS;
}

double timed_frame(struct timed *timed, const char *word)
{
	while (take(timed, PAUSE_MS) || !strstr(str_text(&timed->output), word))
		if (is_hopeless(timed))
			return -1;
	return ms_to_last(timed);
}

double timed_settle(struct timed *timed)
{
	int rests = 0;

	while (rests < 2) {
		if (take(timed, LOOK_MS))
			rests = 0;
		else if (is_hopeless(timed))
			return -1;
		else
			rests = is_at_rest(timed) ? rests + 1 : 0;
	}
	return ms_to_last(timed);
}

/* ---- beginning and end ---- */

static void begin_timing(struct timed *timed)
{
	timed->bytes = 0;
	str_clear(&timed->output);
	timed->asked = now_ns();
	timed->last = timed->asked;
}

void timed_start(struct timed *timed, const struct launch *launch, const char *home)
{
	struct winsize size = {.ws_row = (unsigned short)(launch->rows ? launch->rows : 24),
	                       .ws_col = (unsigned short)(launch->cols ? launch->cols : 80)};

	*timed = (struct timed){.sleeps_at_input = -1};
	fflush(NULL);
	begin_timing(timed);
	timed->pid = forkpty(&timed->master, NULL, NULL, &size);
	if (timed->pid < 0) {
		perror("forkpty");
		exit(EXIT_FAILURE);
	}
	if (timed->pid == 0)
		launch_exec(launch, home, NULL);
	fcntl(timed->master, F_SETFD, FD_CLOEXEC);
}

void timed_key(struct timed *timed, const char *name)
{
	char bytes[32];
	size_t len;

	if (!key_bytes(name, bytes, &len)) {
		fprintf(stderr, "no such key: %s\n", name);
		exit(EXIT_FAILURE);
	}
	begin_timing(timed);
	send_bytes(timed, bytes, len);
}

void timed_stop(struct timed *timed, const char *quit)
{
	long long limit = now_ns() + QUIT_MS * MS;

	if (!timed->hung_up)
		timed_key(timed, quit);
	while (!timed->hung_up && now_ns() < limit)
		take(timed, LOOK_MS);
	kill(timed->pid, SIGKILL);
	waitpid(timed->pid, NULL, 0);
	close(timed->master);
	str_release(&timed->output);
}

long timed_status(const struct timed *timed, const char *name)
{
	char path[64], line[256];
	size_t len = strlen(name);
	long value = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)timed->pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, name, len) == 0 && line[len] == ':')
			value = strtol(line + len + 1, NULL, 10);
	if (file)
		fclose(file);
	return value;
}

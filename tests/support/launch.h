/*
 * launch.h - starts programs in an environment that is the same everywhere.
 *
 * The environment holds only PATH, TMPDIR, TERM=xterm-256color,
 * LC_ALL=C.UTF-8, TZ=JST-9 (Tokyo's time, tzdata or not), SONAE_NOW, HOME,
 * XDG_CONFIG_HOME=HOME/.config, the sanitizers' options, and what `env` adds.
 * A sanitizer's report ends the program with status LAUNCH_SANITIZER.
 */
#ifndef SUPPORT_LAUNCH_H
#define SUPPORT_LAUNCH_H

#include "sonae/base/str.h"

#define LAUNCH_NOW "2026-11-22T07:30:00"

enum {
	LAUNCH_NO_PROGRAM = 127, /* it could not be started */
	LAUNCH_SANITIZER = 99,
};

struct launch {
	const char *const *argv; /* ends with NULL; argv[0] is a path or in PATH */
	const char *dir;         /* working folder; NULL: HOME */
	const char *home;        /* NULL: a fresh one */
	const char *now;         /* SONAE_NOW; NULL: LAUNCH_NOW */
	const char *const *env;  /* more "NAME=value", ends with NULL; wins; may be NULL */
	const char *input;       /* run_program only: standard input; NULL: none */
	int rows, cols;          /* pty_start only; 0: 24 and 80 */
};

/* A list for `argv` and `env`: LIST("cat", "-v"). */
#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The program under test: $SONAE, else the `sonae` of the build this test is in. */
const char *launch_sonae(void);

/* In the child after fork; does not return. */
_Noreturn void launch_exec(const struct launch *launch, const char *home, const char *reports);
/* As a shell tells it: the exit status, or 128 + the signal that ended it. */
int launch_status(int wait_status);

struct run {
	int status; /* as launch_status() */
	struct str out, err;
};

/* Runs it to its end (at most a minute, then SIGALRM ends it: status 142). `run`
 * is cleared first and wants run_release() afterwards. */
void run_program(struct run *run, const struct launch *launch);
void run_release(struct run *run);

#endif

/*
 * timed.h - a program in a terminal, and when each of its bytes came.
 *
 * Unlike pty.h nothing is rendered, so that the watching costs the watched program next to
 * nothing. Of a terminal's answers it gives the two that a program waits for: where the
 * cursor is (column 2) and what kind of terminal it is.
 */
#ifndef SUPPORT_TIMED_H
#define SUPPORT_TIMED_H

#include "support/launch.h"
#include <stdbool.h>
#include <sys/types.h>

struct timed {
	pid_t pid;
	int master;
	bool hung_up;
	long long asked;     /* ns: when it was started, or the last key sent */
	long long last;      /* ns: when its latest byte was read */
	size_t bytes;        /* since then */
	struct str output;   /* these bytes */
	long sleeps_at_input;
	long long last_input; /* ns */
};

/* `home` as in launch_exec(). Ends the test program when there is no terminal. */
void timed_start(struct timed *timed, const struct launch *launch, const char *home);
/* Sends a key by its name in keys.h; what follows is timed from here. */
void timed_key(struct timed *timed, const char *name);
/* Until `word` is there and the output pauses: ms from the start to the last byte before the
 * pause, which ends the first frame; -1 when it ended, or did not come for a minute. */
double timed_frame(struct timed *timed, const char *word);
/* Until the program has written all and waits for the next key: ms from the start or the
 * key to the last byte; -1 when it ended, or did not rest for a minute. */
double timed_settle(struct timed *timed);
/* Sends `quit` (a key), waits for the end, kills what does not; releases. */
void timed_stop(struct timed *timed, const char *quit);

/* A number of /proc/PID/status: "VmHWM" (kB), "voluntary_ctxt_switches"; -1: not known. */
long timed_status(const struct timed *timed, const char *name);

#endif

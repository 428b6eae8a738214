/*
 * pty_parts.h - what pty.c (the program, time) and pty_screen.c (libvterm)
 * know of each other. Tests include pty.h.
 */
#ifndef SUPPORT_PTY_PARTS_H
#define SUPPORT_PTY_PARTS_H

#include "support/pty.h"
#include <sys/types.h>
#include <vterm.h>

/*
 * Bytes go program → master → libvterm → screen, and the test's keys and
 * libvterm's answers through `unsent` → master → program. Nothing here blocks
 * in a write, or a long paste and a long repaint would wait for each other.
 */
struct pty {
	struct pty *next;
	pid_t pid;  /* 0 once it was waited for */
	int status; /* as waitpid() told it */
	int master;
	bool hung_up; /* nothing will ever come from master again */
	VTerm *term;
	VTermScreen *screen;
	struct str unsent, osc, shown, row;
	char *home, *reports;
	const char *scratch;
	bool cursor_shown, alt_screen, mouse_on;
	size_t bytes;
	long long last_output, last_input; /* clock_ms() */
	long sleeps_at_input;
};

void pty_make_terminal(struct pty *p, int rows, int cols);

#endif

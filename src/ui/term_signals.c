#include "term_signals.h"

#include "sonae/base/fd.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* TSTP is caught only so that it does nothing: a stopped program would leave the
 * terminal in raw mode. */
static const struct {
	int number;
	enum term_signal meaning;
} caught[] = {
	{SIGWINCH, SIGNAL_RESIZED}, {SIGHUP, SIGNAL_END},   {SIGTERM, SIGNAL_END},
	{SIGINT, SIGNAL_BREAK},     {SIGTSTP, SIGNAL_NONE},
};
enum { CAUGHT_COUNT = sizeof(caught) / sizeof(caught[0]) };

static struct {
	bool is_open;
	int ends[2]; /* of a pipe: the handler writes the signal's number */
	struct sigaction before[CAUGHT_COUNT];
} signals;

/* A full pipe loses a signal of a kind that is in it already. */
static void on_signal(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;
	ssize_t written = write(signals.ends[1], &byte, 1);

	(void)written;
	errno = saved;
}

bool term_signals_open(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

	if (pipe2(signals.ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return false;
	signals.is_open = true;
	for (int i = 0; i < CAUGHT_COUNT; i++)
		sigaction(caught[i].number, &action, &signals.before[i]);
	return true;
}

int term_signals_fd(void)
{
	return signals.ends[0];
}

enum term_signal term_signals_next(void)
{
	unsigned char number;

	while (fd_read(signals.ends[0], &number, 1) == 1)
		for (int i = 0; i < CAUGHT_COUNT; i++)
			if (caught[i].number == number && caught[i].meaning != SIGNAL_NONE)
				return caught[i].meaning;
	return SIGNAL_NONE;
}

void term_signals_close(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	if (!signals.is_open)
		return;
	/* The program is about to save and to let its lock go, and is asked to end already: the
	 * hangup often comes a moment after the terminal's end. */
	for (int i = 0; i < CAUGHT_COUNT; i++)
		sigaction(caught[i].number, caught[i].meaning == SIGNAL_END ? &ignore : &signals.before[i],
		          NULL);
	close(signals.ends[0]);
	close(signals.ends[1]);
	signals.is_open = false;
}

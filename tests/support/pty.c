#include "support/pty.h"

#include "sonae/base/clock.h"
#include "sonae/base/mem.h"
#include "support/keys.h"
#include "support/pty_parts.h"
#include "support/rest.h"
#include "support/scratch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
enum { LIMIT_MS = 60000 };
#else
enum { LIMIT_MS = 10000 };
#endif

enum {
	LOOK_MS = 2,        /* between two looks at a silent program */
	REST_MS = 3,        /* how long it must be seen waiting */
	UNSEEN_REST_MS = 100, /* how long silent, where the kernel does not tell */
	WAKE_MS = 50,       /* input that wakes nobody by then never will: half a line for cat */
};

static struct pty *ptys;

/* ---- the program's side ---- */

static void note_input(struct pty *p)
{
	p->last_input = clock_ms();
	p->sleeps_at_input = p->pid ? rest_sleeps(p->pid) : -1;
}

static void write_unsent(struct pty *p)
{
	ssize_t put = write(p->master, p->unsent.at, p->unsent.len);

	if (put < 0 && errno != EAGAIN && errno != EINTR)
		str_clear(&p->unsent); /* nobody is there to read it */
	if (put <= 0)
		return;
	memmove(p->unsent.at, p->unsent.at + put, p->unsent.len - (size_t)put);
	str_cut(&p->unsent, p->unsent.len - (size_t)put);
	note_input(p);
}

static bool read_output(struct pty *p)
{
	char part[65536];
	ssize_t got = read(p->master, part, sizeof part);

	if (got <= 0) {
		p->hung_up = got == 0 || (errno != EAGAIN && errno != EINTR);
		return false;
	}
	vterm_input_write(p->term, part, (size_t)got);
	p->bytes += (size_t)got;
	p->last_output = clock_ms();
	return true;
}

static void look_for_end(struct pty *p)
{
	if (p->pid && waitpid(p->pid, &p->status, WNOHANG) == p->pid)
		p->pid = 0;
}

/* Moves bytes both ways, waiting at most `wait_ms` for them; true when the program wrote some. */
static bool pump(struct pty *p, int wait_ms)
{
	struct pollfd waits = {p->master, POLLIN, 0};

	if (p->hung_up) {
		poll(NULL, 0, wait_ms);
		return false;
	}
	if (p->unsent.len)
		waits.events |= POLLOUT;
	if (poll(&waits, 1, wait_ms) <= 0)
		return false;
	if (waits.revents & POLLOUT)
		write_unsent(p);
	return waits.revents & (POLLIN | POLLHUP | POLLERR) ? read_output(p) : false;
}

/* The kernel hands input on a moment after we wrote it; by then the reader still looks at rest. */
static bool has_woken(const struct pty *p, long long now)
{
	return p->sleeps_at_input < 0 || now - p->last_input >= WAKE_MS ||
	       rest_sleeps(p->pid) != p->sleeps_at_input;
}

/* Called when there is no output to read. */
static bool at_rest(struct pty *p)
{
	long long now = clock_ms();
	long long last = p->last_output > p->last_input ? p->last_output : p->last_input;

	look_for_end(p);
	if (!p->pid)
		return true;
	if (p->unsent.len || now - last < REST_MS || !has_woken(p, now))
		return false;
	switch (rest_of(p->pid)) {
	case REST_WAITING:
		return !pump(p, 0);
	case REST_UNKNOWN:
		return now - last >= UNSEEN_REST_MS;
	default:
		return false;
	}
}

/* ---- failing ---- */

static void show_reports(const struct pty *p)
{
	char *command = mem_print("cat '%s'.* >&2", p->reports);

	if (system(command))
		fprintf(stderr, "(no report)\n");
	free(command);
}

static bool has_reported(const struct pty *p)
{
	char *command = mem_print("ls '%s'.* >/dev/null 2>&1", p->reports);
	bool any = system(command) == 0;

	free(command);
	return any;
}

static void show_state(struct pty *p)
{
	int row, col, rows, cols;
	bool shown = pty_cursor(p, &row, &col);

	vterm_get_size(p->term, &rows, &cols);
	fprintf(stderr, "---- %d rows, %d columns; cursor %s at row %d, column %d; ", rows, cols,
	        shown ? "shown" : "hidden", row, col);
	if (p->pid)
		fprintf(stderr, "running ----\n");
	else
		fprintf(stderr, "ended with %d ----\n", launch_status(p->status));
	fprintf(stderr, "%s", pty_screen(p));
	fprintf(stderr, "---- end of screen ----\n");
	if (has_reported(p))
		show_reports(p);
}

static void fail_at(struct pty *p, const char *file, int line, const char *what, const char *detail)
{
	fprintf(stderr, "%s:%d: %s \"%s\"\n", file, line, what, detail);
	show_state(p);
	_fail(file, line);
}

/* ---- beginning and end ---- */

static void unlink_pty(const struct pty *p)
{
	for (struct pty **link = &ptys; *link; link = &(*link)->next) {
		if (*link == p) {
			*link = p->next;
			return;
		}
	}
}

static void release(struct pty *p)
{
	unlink_pty(p);
	if (p->pid) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &p->status, 0);
	}
	if (p->master >= 0)
		close(p->master);
	vterm_free(p->term);
	str_release(&p->unsent);
	str_release(&p->osc);
	str_release(&p->shown);
	str_release(&p->row);
	scratch_remove(p->scratch);
	free(p->home);
	free(p->reports);
	free(p);
}

static void release_all(void)
{
	while (ptys)
		release(ptys);
}

int pty_teardown(void **state)
{
	(void)state;
	release_all();
	return 0;
}

static void make_home(struct pty *p, const struct launch *launch)
{
	p->scratch = scratch_dir();
	p->reports = mem_print("%s/report", p->scratch);
	if (launch->home) {
		p->home = mem_dup(launch->home);
	} else {
		scratch_write(p->scratch, "home/.keep", "");
		p->home = mem_print("%s/home", p->scratch);
	}
}

struct pty *pty_start(const struct launch *launch)
{
	static bool registered;
	struct pty *p = mem_zero(1, sizeof *p);
	struct winsize size = {.ws_row = (unsigned short)(launch->rows ? launch->rows : 24),
	                       .ws_col = (unsigned short)(launch->cols ? launch->cols : 80)};

	make_home(p, launch);
	if (!registered)
		atexit(release_all); /* after scratch's, so it runs before it */
	registered = true;
	p->cursor_shown = true;
	pty_make_terminal(p, size.ws_row, size.ws_col);
	fflush(NULL);
	p->pid = forkpty(&p->master, NULL, NULL, &size);
	if (p->pid < 0) {
		perror("forkpty");
		exit(EXIT_FAILURE);
	}
	if (p->pid == 0)
		launch_exec(launch, p->home, p->reports);
	fcntl(p->master, F_SETFL, O_NONBLOCK);
	fcntl(p->master, F_SETFD, FD_CLOEXEC);
	p->last_output = clock_ms();
	p->last_input = p->last_output;
	p->sleeps_at_input = -1;
	p->next = ptys;
	ptys = p;
	return p;
}

static void wait_for_end(struct pty *p)
{
	long long limit = clock_ms() + LIMIT_MS;

	for (look_for_end(p); p->pid && clock_ms() < limit; look_for_end(p))
		pump(p, LOOK_MS);
	while (!p->pid && pump(p, 0))
		;
}

void pty_close_at(struct pty *p, const char *file, int line)
{
	if (!p)
		return;
	if (p->pid)
		kill(p->pid, SIGHUP);
	wait_for_end(p);
	if (p->pid)
		fail_at(p, file, line, "hung up, but it runs on:", "SIGHUP");
	if (has_reported(p))
		fail_at(p, file, line, "a sanitizer has reported:", p->reports);
	release(p);
}

int pty_wait_exit_at(struct pty *p, const char *file, int line)
{
	wait_for_end(p);
	if (p->pid)
		fail_at(p, file, line, "does not end:", "exit");
	return launch_status(p->status);
}

/* ---- hands ---- */

void pty_send(struct pty *p, const char *bytes, size_t len)
{
	str_add_n(&p->unsent, bytes, len);
	pump(p, 0);
}

void pty_send_text(struct pty *p, const char *text)
{
	pty_send(p, text, strlen(text));
}

void pty_key_at(struct pty *p, const char *name, const char *file, int line)
{
	char bytes[32];
	size_t len;

	if (!key_bytes(name, bytes, &len))
		fail_at(p, file, line, "no such key:", name);
	pty_send(p, bytes, len);
}

void pty_keys_at(struct pty *p, const char *names, const char *file, int line)
{
	char name[32];

	while (*(names += strspn(names, " "))) {
		size_t len = strcspn(names, " ");

		snprintf(name, sizeof name, "%.*s", (int)len, names);
		pty_key_at(p, name, file, line);
		names += len;
	}
}

void pty_paste(struct pty *p, const char *text)
{
	vterm_keyboard_start_paste(p->term);
	for (; *text; text++)
		str_add_byte(&p->unsent, *text == '\n' ? '\r' : *text);
	vterm_keyboard_end_paste(p->term);
	pump(p, 0);
}

static void send_mouse(struct pty *p, int button, int row, int col, char what)
{
	if (p->mouse_on)
		str_addf(&p->unsent, "\033[<%d;%d;%d%c", button, col + 1, row + 1, what);
}

void pty_click(struct pty *p, int row, int col)
{
	send_mouse(p, 0, row, col, 'M');
	send_mouse(p, 0, row, col, 'm');
	pump(p, 0);
}

void pty_wheel(struct pty *p, int row, int col, bool up)
{
	send_mouse(p, up ? 64 : 65, row, col, 'M');
	pump(p, 0);
}

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	pump(p, 0);
	vterm_set_size(p->term, rows, cols);
	note_input(p);
	ioctl(p->master, TIOCSWINSZ, &size);
}

void pty_kill(struct pty *p, int signal)
{
	if (p->pid)
		kill(p->pid, signal);
}

size_t pty_bytes_since(struct pty *p)
{
	size_t bytes = p->bytes;

	p->bytes = 0;
	return bytes;
}

int pty_pid(const struct pty *p)
{
	return (int)p->pid;
}

const char *pty_home(const struct pty *p)
{
	return p->home;
}

/* ---- waiting ---- */

void pty_wait_until_at(struct pty *p, bool (*holds)(struct pty *p, void *context), void *context,
                       const char *what, const char *file, int line)
{
	long long limit = clock_ms() + LIMIT_MS;

	while (clock_ms() < limit) {
		if (pump(p, LOOK_MS) || !at_rest(p))
			continue;
		while (!p->pid && pump(p, 0))
			;
		if (holds(p, context))
			return;
		if (!p->pid)
			break;
	}
	fail_at(p, file, line, p->pid ? "waited in vain for" : "it ended, and did not show", what);
}

struct wanted {
	const char *text;
};

static bool shows(struct pty *p, void *context)
{
	const struct wanted *wanted = context;

	return pty_find(p, wanted->text, NULL) >= 0;
}

static bool shows_not(struct pty *p, void *context)
{
	return !shows(p, context);
}

static bool rests(struct pty *p, void *context)
{
	(void)p;
	(void)context;
	return true;
}

void pty_wait_at(struct pty *p, const char *text, const char *file, int line)
{
	pty_wait_until_at(p, shows, &(struct wanted){text}, text, file, line);
}

void pty_wait_gone_at(struct pty *p, const char *text, const char *file, int line)
{
	pty_wait_until_at(p, shows_not, &(struct wanted){text}, text, file, line);
}

void pty_settle_at(struct pty *p, const char *file, int line)
{
	pty_wait_until_at(p, rests, NULL, "rest", file, line);
}

void pty_expect_row_at(struct pty *p, int row, const char *text, const char *file, int line)
{
	if (!strstr(pty_row(p, row), text))
		fail_at(p, file, line, "the row does not show", text);
}

void pty_expect_cursor_at(struct pty *p, int row, int col, const char *file, int line)
{
	char wanted[64];
	int y, x;
	bool shown = pty_cursor(p, &y, &x);

	snprintf(wanted, sizeof wanted, "row %d, column %d", row, col);
	if (!shown || y != row || x != col)
		fail_at(p, file, line, "the cursor is not shown at", wanted);
}

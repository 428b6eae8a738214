#include "support/launch.h"

#include "sonae/base/mem.h"
#include "support/scratch.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUN_LIMIT_SECONDS = 60 };

/* ---- the environment ---- */

static char *sanitizer_options(const char *name, const char *reports)
{
	const char *given = getenv(name);
	struct str options = {0};

	str_addf(&options, "%s%sexitcode=%d", given ? given : "", given && *given ? ":" : "",
	         LAUNCH_SANITIZER);
	if (reports)
		str_addf(&options, ":log_path=%s", reports);
	return str_take(&options);
}

static void keep(const char *name, char *value)
{
	if (value)
		setenv(name, value, 1);
	free(value);
}

static void set_environment(const struct launch *launch, const char *home, const char *reports)
{
	char *path = mem_dup(getenv("PATH"));
	char *temp = mem_dup(getenv("TMPDIR"));
	char *asan = sanitizer_options("ASAN_OPTIONS", reports);
	char *ubsan = sanitizer_options("UBSAN_OPTIONS", reports);

	clearenv();
	keep("PATH", path);
	keep("TMPDIR", temp);
	keep("ASAN_OPTIONS", asan);
	keep("UBSAN_OPTIONS", ubsan);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "JST-9", 1);
	setenv("SONAE_NOW", launch->now ? launch->now : LAUNCH_NOW, 1);
	setenv("HOME", home, 1);
	keep("XDG_CONFIG_HOME", mem_print("%s/.config", home));
	for (const char *const *extra = launch->env; extra && *extra; extra++)
		putenv(mem_dup(*extra));
}

/* execvp() takes the same array without const; it changes nothing in it. */
static char **arguments(const char *const *argv)
{
	size_t count = 0;
	char **copy;

	while (argv[count])
		count++;
	copy = mem_zero(count + 1, sizeof *copy);
	for (size_t i = 0; i < count; i++)
		copy[i] = mem_dup(argv[i]);
	return copy;
}

void launch_exec(const struct launch *launch, const char *home, const char *reports)
{
	const char *dir = launch->dir ? launch->dir : home;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	set_environment(launch, home, reports);
	if (chdir(dir) == 0) {
		execvp(launch->argv[0], arguments(launch->argv));
		dir = launch->argv[0];
	}
	fprintf(stderr, "%s: %s\n", dir, strerror(errno));
	_exit(LAUNCH_NO_PROGRAM);
}

int launch_status(int wait_status)
{
	return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

const char *launch_sonae(void)
{
	static char beside[PATH_MAX];
	const char *given = getenv("SONAE");
	ssize_t len;

	if (given && *given)
		return given;
	len = readlink("/proc/self/exe", beside, sizeof beside - sizeof "sonae");
	beside[len > 0 ? len : 0] = '\0';
	/* BUILD/tests/screen/test_x, BUILD/sonae */
	for (int up = 0; up < 3; up++) {
		char *slash = strrchr(beside, '/');

		if (slash)
			*slash = '\0';
	}
	memcpy(beside + strlen(beside), "/sonae", sizeof "/sonae");
	return beside;
}

/* ---- running to the end ---- */

/* The three ends of the pipes on our side; -1 once closed. */
struct ends {
	int in, out, err;
	const char *input; /* what of it is not written yet */
};

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void feed(struct ends *ends)
{
	ssize_t put = write(ends->in, ends->input, strlen(ends->input));

	if (put > 0)
		ends->input += put;
	if (!*ends->input || (put < 0 && errno != EAGAIN && errno != EINTR))
		shut(&ends->in);
}

static void take(int *fd, struct str *into)
{
	char part[65536];
	ssize_t got = read(*fd, part, sizeof part);

	if (got > 0)
		str_add_n(into, part, (size_t)got);
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		shut(fd);
}

/* Until both outputs are closed. */
static void converse(struct ends *ends, struct run *run)
{
	while (ends->out >= 0 || ends->err >= 0) {
		struct pollfd waits[] = {
			{ends->in, POLLOUT, 0}, {ends->out, POLLIN, 0}, {ends->err, POLLIN, 0}};

		if (poll(waits, 3, -1) < 0)
			continue;
		if (waits[0].revents)
			feed(ends);
		if (waits[1].revents)
			take(&ends->out, &run->out);
		if (waits[2].revents)
			take(&ends->err, &run->err);
	}
	shut(&ends->in);
}

static _Noreturn void run_child(const struct launch *launch, const char *home, int pipes[3][2])
{
	dup2(pipes[0][0], STDIN_FILENO);
	dup2(pipes[1][1], STDOUT_FILENO);
	dup2(pipes[2][1], STDERR_FILENO);
	signal(SIGPIPE, SIG_DFL);
	alarm(RUN_LIMIT_SECONDS); /* outlives exec; ends what hangs */
	launch_exec(launch, home, NULL);
}

void run_program(struct run *run, const struct launch *launch)
{
	const char *own = launch->home ? NULL : scratch_dir();
	int pipes[3][2];
	int status = 0;
	pid_t pid;

	run_release(run);
	for (int i = 0; i < 3; i++) {
		if (pipe2(pipes[i], O_CLOEXEC)) {
			perror("pipe");
			exit(EXIT_FAILURE);
		}
	}
	fflush(NULL);
	signal(SIGPIPE, SIG_IGN);
	pid = fork();
	if (pid == 0)
		run_child(launch, own ? own : launch->home, pipes);
	close(pipes[0][0]);
	close(pipes[1][1]);
	close(pipes[2][1]);
	fcntl(pipes[0][1], F_SETFL, O_NONBLOCK);
	converse(&(struct ends){pipes[0][1], pipes[1][0], pipes[2][0],
	                        launch->input ? launch->input : ""}, run);
	waitpid(pid, &status, 0);
	run->status = launch_status(status);
	if (own)
		scratch_remove(own);
}

void run_release(struct run *run)
{
	str_release(&run->out);
	str_release(&run->err);
	run->status = 0;
}

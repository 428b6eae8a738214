#include "sonae/base/file_lock.h"

#include "sonae/base/clock.h"
#include "sonae/base/digest.h"
#include "sonae/base/fd.h"
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/*
 * The text is written beside the lock's place and then linked to it: link(2)
 * fails when the place is taken, and whoever sees a lock sees all of its text.
 */
struct file_lock {
	char *path;
	char *text;
};

enum { UNFINISHED_SECONDS = 60, TRIES = 3 };
enum line { LINE_WHO, LINE_HOST, LINE_PID, LINE_BOOT, LINE_SINCE, LINES };

static char *read_text(const char *path, struct err *err)
{
	struct str text = {0};

	if (!file_read(path, &text, err)) {
		str_release(&text);
		return NULL;
	}
	return str_take(&text);
}

static char *first_line(char *text)
{
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static char *own_host(void)
{
	char host[256] = "";

	gethostname(host, sizeof host - 1);
	return mem_dup(host);
}

/* Changes with every start of the system; "" where the kernel does not tell. */
static char *own_boot(void)
{
	char *boot = read_text("/proc/sys/kernel/random/boot_id", NULL);

	return boot ? first_line(boot) : mem_dup("");
}

static char *own_text(const char *who)
{
	char *name = mem_dup(who);
	char *host = own_host();
	char *boot = own_boot();
	char since[32], *text;

	for (char *at = name; *at; at++)
		if (*at == '\n')
			*at = ' ';
	text = mem_print("%s\n%s\n%ld\n%s\n%s\n", name, host, (long)getpid(), boot,
	                 clock_stamp(since));
	free(boot);
	free(host);
	free(name);
	return text;
}

/* Cuts `text` into its lines; false when it is not the text of a lock. */
static bool split(char *text, char *lines[LINES], long *pid)
{
	char *end;

	for (int i = 0; i < LINES; i++) {
		end = strchr(text, '\n');
		if (!end)
			return false;
		*end = '\0';
		lines[i] = text;
		text = end + 1;
	}
	*pid = strtol(lines[LINE_PID], &end, 10);
	return *pid > 0 && *pid <= INT_MAX && *end == '\0';
}

/* A process of another user may not be signalled, but is there. */
static bool is_running(long pid)
{
	return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}

static bool is_gone(char *const lines[LINES], long pid)
{
	char *host = own_host();
	char *boot = own_boot();
	bool is_our_host = text_is(lines[LINE_HOST], host);
	bool is_other_boot = *boot && *lines[LINE_BOOT] && !text_is(lines[LINE_BOOT], boot);

	free(boot);
	free(host);
	return is_our_host && (is_other_boot || !is_running(pid));
}

static bool is_old(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && time(NULL) - st.st_mtime > UNFINISHED_SECONDS;
}

static void fill_holder(struct file_lock_holder *holder, char *const lines[LINES], long pid)
{
	snprintf(holder->who, sizeof holder->who, "%s", lines[LINE_WHO]);
	snprintf(holder->host, sizeof holder->host, "%s", lines[LINE_HOST]);
	snprintf(holder->since, sizeof holder->since, "%s", lines[LINE_SINCE]);
	holder->pid = pid;
}

/* Is the lock with this text stale? Fills `holder` when it is not. */
static bool is_stale(const char *path, const char *text, struct file_lock_holder *holder)
{
	char *copy = mem_dup(text);
	char *lines[LINES];
	bool stale;
	long pid;

	*holder = (struct file_lock_holder){0};
	if (!split(copy, lines, &pid)) {
		stale = is_old(path);
	} else {
		stale = is_gone(lines, pid);
		if (!stale)
			fill_holder(holder, lines, pid);
	}
	free(copy);
	return stale;
}

static char *unique_beside(const char *path)
{
	char random[17];

	digest_random_hex(random, 8);
	return mem_print("%s.%s", path, random);
}

/* EEXIST when `path` is taken. */
static bool write_new(const char *path, const char *text)
{
	int fd = fd_open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	bool written, closed;
	int why;

	if (fd < 0)
		return false;
	written = fd_write(fd, text, strlen(text));
	why = errno;
	closed = fd_close(fd);
	if (written && closed)
		return true;
	if (!written)
		errno = why;
	why = errno;
	unlink(path);
	errno = why;
	return false;
}

/* FAT, some network folders: no hard links. There a lock is seen unfinished for
 * a moment. */
static bool can_not_link(int why)
{
	return why == EPERM || why == ENOTSUP || why == ENOSYS || why == EINVAL || why == EMLINK;
}

/* EEXIST when somebody has the lock. */
static bool create(const char *path, const char *text)
{
	char *temp = unique_beside(path);
	bool made = write_new(temp, text);
	int why = errno;

	if (made) {
		made = link(temp, path) == 0;
		why = errno;
		unlink(temp);
	}
	free(temp);
	if (!made && can_not_link(why)) {
		made = write_new(path, text);
		why = errno;
	}
	errno = why;
	return made;
}

/* Between reading a stale lock and moving it away somebody else may have done
 * the same and made a new one: what was moved is looked at, and put back. */
static void move_away(const char *path, const char *stale_text)
{
	char *aside = unique_beside(path);
	char *text;

	if (rename(path, aside) == 0) {
		text = read_text(aside, NULL);
		if (text && !text_is(text, stale_text))
			create(path, text);
		unlink(aside);
		free(text);
	}
	free(aside);
}

/* True when another try at creating the lock makes sense. */
static bool make_room(const char *path, struct file_lock_holder *holder, struct err *err)
{
	struct err why = {0};
	char *text = read_text(path, &why);
	bool stale;

	if (!text) {
		if (why.code == ERR_MISSING)
			return true;
		if (err)
			*err = why;
		return false;
	}
	stale = is_stale(path, text, holder);
	if (stale)
		move_away(path, text);
	else
		err_set(err, ERR_LOCKED, path_name(path), 0, "%s", holder->who);
	free(text);
	return stale;
}

static bool take(const char *path, const char *text, struct file_lock_holder *holder,
                 struct err *err)
{
	for (int i = 0; i < TRIES; i++) {
		if (create(path, text))
			return true;
		if (errno != EEXIST)
			return err_set_errno(err, ERR_WRITE, path_name(path));
		if (!make_room(path, holder, err))
			return false;
	}
	return err_set(err, ERR_LOCKED, path_name(path), 0, NULL);
}

struct file_lock *file_lock_take(const char *path, const char *who,
                                 struct file_lock_holder *holder, struct err *err)
{
	struct file_lock_holder unused;
	struct file_lock *lock;
	char *text = own_text(who);

	if (!holder)
		holder = &unused;
	*holder = (struct file_lock_holder){0};
	if (!take(path, text, holder, err)) {
		free(text);
		return NULL;
	}
	lock = mem_zero(1, sizeof *lock);
	lock->path = mem_dup(path);
	lock->text = text;
	return lock;
}

bool file_lock_is_remote(const struct file_lock_holder *holder)
{
	char *host = own_host();
	char shown[sizeof holder->host];

	snprintf(shown, sizeof shown, "%s", host);
	free(host);
	return *holder->host && !text_is(holder->host, shown);
}

static bool is_held_by(const char *text, const struct file_lock_holder *holder)
{
	struct file_lock_holder now = {0};
	char *copy = mem_dup(text);
	char *lines[LINES];
	long pid;

	if (split(copy, lines, &pid))
		fill_holder(&now, lines, pid);
	free(copy);
	return now.pid == holder->pid && text_is(now.who, holder->who) &&
	       text_is(now.host, holder->host) && text_is(now.since, holder->since);
}

bool file_lock_break(const char *path, const struct file_lock_holder *holder, struct err *err)
{
	struct err why = {0};
	char *text = read_text(path, &why);
	bool is_theirs = text && is_held_by(text, holder);

	if (is_theirs)
		move_away(path, text);
	else if (text)
		err_set(err, ERR_LOCKED, path_name(path), 0, NULL);
	else if (why.code != ERR_MISSING && err)
		*err = why;
	free(text);
	return is_theirs || why.code == ERR_MISSING;
}

void file_lock_release(struct file_lock *lock)
{
	char *text;

	if (!lock)
		return;
	text = read_text(lock->path, NULL);
	if (text && text_is(text, lock->text))
		unlink(lock->path);
	free(text);
	free(lock->text);
	free(lock->path);
	free(lock);
}

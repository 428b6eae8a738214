#include "support/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each __wrap_x is what our code calls as x; __real_x is the system's. */
int __real_open(const char *path, int flags, ...);
int __real_openat(int dir, const char *path, int flags, ...);
int __real_mkostemp(char *name, int flags);
ssize_t __real_write(int fd, const void *data, size_t len);
ssize_t __real_pwrite(int fd, const void *data, size_t len, off_t at);
int __real_ftruncate(int fd, off_t size);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
int __real_link(const char *from, const char *to);
int __real_unlink(const char *path);
int __real_mkdir(const char *path, mode_t mode);
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
int __real_vasprintf(char **text, const char *format, va_list args);

int __wrap_open(const char *path, int flags, ...);
int __wrap_openat(int dir, const char *path, int flags, ...);
int __wrap_mkostemp(char *name, int flags);
ssize_t __wrap_write(int fd, const void *data, size_t len);
ssize_t __wrap_pwrite(int fd, const void *data, size_t len, off_t at);
int __wrap_ftruncate(int fd, off_t size);
int __wrap_fsync(int fd);
int __wrap_fdatasync(int fd);
int __wrap_close(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __wrap_unlink(const char *path);
int __wrap_mkdir(const char *path, mode_t mode);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
int __wrap_vasprintf(char **text, const char *format, va_list args);

static struct {
	struct fault_plan plan;
	unsigned long counted;
	bool is_armed;
} faults;

void faults_arm(struct fault_plan plan)
{
	faults.plan = plan;
	faults.counted = 0;
	faults.is_armed = true;
}

void faults_pause(void)
{
	faults.is_armed = false;
}

void faults_go_on(void)
{
	faults.is_armed = true;
}

unsigned long faults_counted(void)
{
	return faults.counted;
}

/* ---- the disk ---- */

enum need {
	NEEDS_NOTHING, /* reading, closing, cutting off, removing */
	NEEDS_RIGHT,   /* to change something */
	NEEDS_ROOM,    /* and more of the disk */
};

/* What the call that comes now says: 0, or an errno. */
static int verdict(enum need need)
{
	const struct fault_plan *plan = &faults.plan;

	if (!faults.is_armed || plan->kind == FAULT_MEMORY || plan->kind == FAULT_SHORT)
		return 0;
	faults.counted++;
	if (plan->kind == FAULT_ONCE || plan->kind == FAULT_DENIED)
		return faults.counted == plan->at ? plan->error : 0;
	if (faults.counted < plan->at)
		return 0;
	if (plan->kind == FAULT_DEAD)
		return EIO;
	if (plan->kind == FAULT_READ_ONLY)
		return need >= NEEDS_RIGHT ? EROFS : 0;
	return plan->kind == FAULT_FULL && need == NEEDS_ROOM ? ENOSPC : 0;
}

static bool fails(enum need need)
{
	int error = verdict(need);

	if (error != 0)
		errno = error;
	return error != 0;
}

/* A file that is open already cannot be denied. */
static bool fd_fails(enum need need)
{
	return !(faults.is_armed && faults.plan.kind == FAULT_DENIED) && fails(need);
}

/* Does the write that comes now take only half? Then it has been counted. */
static bool is_short(size_t len)
{
	if (!faults.is_armed || len < 2)
		return false;
	if (faults.plan.kind == FAULT_SHORT)
		return ++faults.counted == faults.plan.at;
	if (faults.plan.kind != FAULT_FULL || faults.counted + 1 != faults.plan.at)
		return false;
	faults.counted++;
	return true;
}

static enum need need_of(int flags)
{
	return flags & O_CREAT                ? NEEDS_ROOM
	       : (flags & O_ACCMODE) != O_RDONLY ? NEEDS_RIGHT
	                                         : NEEDS_NOTHING;
}

int __wrap_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & O_CREAT)
		mode = va_arg(args, mode_t);
	va_end(args);
	return fails(need_of(flags)) ? -1 : __real_open(path, flags, mode);
}

int __wrap_openat(int dir, const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if (flags & O_CREAT)
		mode = va_arg(args, mode_t);
	va_end(args);
	return fails(need_of(flags)) ? -1 : __real_openat(dir, path, flags, mode);
}

int __wrap_mkostemp(char *name, int flags)
{
	return fails(NEEDS_ROOM) ? -1 : __real_mkostemp(name, flags);
}

ssize_t __wrap_write(int fd, const void *data, size_t len)
{
	if (is_short(len))
		return __real_write(fd, data, len / 2);
	return fd_fails(NEEDS_ROOM) ? -1 : __real_write(fd, data, len);
}

ssize_t __wrap_pwrite(int fd, const void *data, size_t len, off_t at)
{
	return fd_fails(NEEDS_ROOM) ? -1 : __real_pwrite(fd, data, len, at);
}

int __wrap_ftruncate(int fd, off_t size)
{
	return fd_fails(NEEDS_RIGHT) ? -1 : __real_ftruncate(fd, size);
}

int __wrap_fsync(int fd)
{
	(void)fd;
	return fd_fails(NEEDS_NOTHING) ? -1 : 0;
}

int __wrap_fdatasync(int fd)
{
	(void)fd;
	return fd_fails(NEEDS_NOTHING) ? -1 : 0;
}

/* As in Linux the file is closed whatever the answer. */
int __wrap_close(int fd)
{
	bool does_fail = fd_fails(NEEDS_NOTHING);
	int why = errno;
	int result = __real_close(fd);

	if (!does_fail)
		return result;
	errno = why;
	return -1;
}

int __wrap_rename(const char *from, const char *to)
{
	return fails(NEEDS_RIGHT) ? -1 : __real_rename(from, to);
}

int __wrap_link(const char *from, const char *to)
{
	return fails(NEEDS_ROOM) ? -1 : __real_link(from, to);
}

int __wrap_unlink(const char *path)
{
	return fails(NEEDS_RIGHT) ? -1 : __real_unlink(path);
}

int __wrap_mkdir(const char *path, mode_t mode)
{
	return fails(NEEDS_ROOM) ? -1 : __real_mkdir(path, mode);
}

/* ---- memory ---- */

static bool is_hungry(void)
{
	return faults.is_armed && faults.plan.kind == FAULT_MEMORY &&
	       ++faults.counted == faults.plan.at;
}

void *__wrap_malloc(size_t size)
{
	return is_hungry() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return is_hungry() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return is_hungry() ? NULL : __real_realloc(old, size);
}

int __wrap_vasprintf(char **text, const char *format, va_list args)
{
	return is_hungry() ? -1 : __real_vasprintf(text, format, args);
}

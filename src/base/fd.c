#include "sonae/base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int fd_open(const char *path, int flags, mode_t mode)
{
	int fd;

	do
		fd = open(path, flags | O_CLOEXEC, mode);
	while (fd < 0 && errno == EINTR);
	return fd;
}

ssize_t fd_read(int fd, void *buffer, size_t room)
{
	ssize_t got;

	do
		got = read(fd, buffer, room);
	while (got < 0 && errno == EINTR);
	return got;
}

bool fd_write(int fd, const void *data, size_t len)
{
	const char *at = data;

	while (len > 0) {
		ssize_t put = write(fd, at, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		at += put;
		len -= (size_t)put;
	}
	return true;
}

static bool sync_with(int (*call)(int), int fd)
{
	int result;

	do
		result = call(fd);
	while (result != 0 && errno == EINTR);
	return result == 0 || errno == EINVAL || errno == ENOTSUP;
}

bool fd_sync(int fd)
{
	return sync_with(fsync, fd);
}

bool fd_sync_data(int fd)
{
	return sync_with(fdatasync, fd);
}

bool fd_truncate(int fd, long long size)
{
	int result;

	do
		result = ftruncate(fd, size);
	while (result != 0 && errno == EINTR);
	return result == 0;
}

/* Linux has closed the file even when it says EINTR; closing again could hit
 * somebody else's. */
bool fd_close(int fd)
{
	return close(fd) == 0 || errno == EINTR;
}

/* A folder may be writable and yet not readable; then it cannot be opened, hence
 * not synced, but everything else was done. */
bool fd_sync_dir(const char *path)
{
	int fd = fd_open(path, O_RDONLY | O_DIRECTORY, 0);
	bool synced;
	int why;

	if (fd < 0)
		return errno == EACCES;
	synced = fd_sync(fd);
	why = errno;
	fd_close(fd);
	errno = why;
	return synced;
}

/*
 * fd.h - system calls that are finished when they return.
 *
 * The usual calls, repeated when a signal interrupts them (a resized window
 * sends one). False, or -1, with errno set.
 */
#ifndef SONAE_BASE_FD_H
#define SONAE_BASE_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Always with O_CLOEXEC. */
int fd_open(const char *path, int flags, mode_t mode);
ssize_t fd_read(int fd, void *buffer, size_t room);
/* All of it. */
bool fd_write(int fd, const void *data, size_t len);
/* To the disk. A filesystem that cannot do that (some FUSE and network ones say
 * EINVAL or ENOTSUP) is no failure: there is nothing more to be done. */
bool fd_sync(int fd);
bool fd_sync_data(int fd);
bool fd_truncate(int fd, long long size);
bool fd_close(int fd);
/* Makes what was made, renamed or removed in the folder durable. */
bool fd_sync_dir(const char *path);

#endif

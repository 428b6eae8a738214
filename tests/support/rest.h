/*
 * rest.h - is a process waiting for its user? Asked of the kernel (Linux).
 */
#ifndef SUPPORT_REST_H
#define SUPPORT_REST_H

#include <sys/types.h>

enum rest {
	REST_BUSY,    /* computing, writing, or waiting for anything else */
	REST_WAITING, /* sits in a read of a terminal, or polls with no near end */
	REST_UNKNOWN, /* the kernel does not tell; silence must do */
};

/* A process that waits for a child counts as that child: an editor it started. */
enum rest rest_of(pid_t pid);
/* Grows each time the process has gone to sleep; -1 when not known. */
long rest_sleeps(pid_t pid);

#endif

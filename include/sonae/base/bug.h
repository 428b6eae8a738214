/*
 * bug.h - stop on our own mistakes.
 *
 * BUG() is for states that only a wrong program can reach; bad data, full
 * disks and bad users never reach it. It runs the death hook (see mem.h), so
 * that the terminal is usable when the message appears, then aborts.
 */
#ifndef SONAE_BASE_BUG_H
#define SONAE_BASE_BUG_H

#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)

_Noreturn void bug_at(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

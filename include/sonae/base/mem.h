/*
 * mem.h - memory that is there or ends the program.
 *
 * None of these returns NULL. When memory runs out the death hook runs (the
 * screen puts the terminal back), a plain message goes to stderr and the
 * process exits with 5. Nothing is lost by that: a change is in history.csv
 * before it is shown as done.
 */
#ifndef SONAE_BASE_MEM_H
#define SONAE_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);
/* Zeroed. */
void *mem_zero(size_t count, size_t size);
/* Like realloc; `count * size` is checked for overflow. */
void *mem_grow(void *old, size_t count, size_t size);
/* Copies of text; the caller frees. mem_dup(NULL) is NULL. */
char *mem_dup(const char *text);
char *mem_dup_n(const char *text, size_t len);
/* printf into fresh memory; the caller frees. */
char *mem_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What runs before the process dies from here or from BUG(); NULL clears it. */
void mem_on_death(void (*hook)(void));
void mem_run_death_hook(void);

#endif

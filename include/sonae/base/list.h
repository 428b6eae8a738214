/*
 * list.h - several texts in one, joined by ';': the ids of a cell, the words of a library; or by
 * ',': what a command line names.
 */
#ifndef SONAE_BASE_LIST_H
#define SONAE_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

/* The next text of the list, `len` bytes of it, and `*rest` behind it; NULL at the end. "" holds
 * none, "a;;b" three and "a;" one. */
const char *list_next(const char **rest, size_t *len);
const char *list_next_by(char separator, const char **rest, size_t *len);
/* Is `text` one of them? */
bool list_has(const char *list, const char *text);
bool list_has_by(char separator, const char *list, const char *text);

#endif

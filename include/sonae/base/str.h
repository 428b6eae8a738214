/*
 * str.h - text under construction.
 *
 * A zeroed struct str is the empty text. `at` is NUL-terminated once anything
 * was added and NULL before; str_text() is never NULL. `len` counts bytes
 * without the NUL and may exceed strlen (a file may hold NULs).
 */
#ifndef SONAE_BASE_STR_H
#define SONAE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	char *at;
	size_t len, room;
};

const char *str_text(const struct str *s);
void str_reserve(struct str *s, size_t more);
void str_add(struct str *s, const char *text);
void str_add_n(struct str *s, const char *text, size_t len);
void str_add_byte(struct str *s, char byte);
void str_add_repeat(struct str *s, char byte, size_t times);
void str_addf(struct str *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Cut to at most `len` bytes. */
void str_cut(struct str *s, size_t len);
void str_clear(struct str *s);
/* The text, now the caller's to free (never NULL); `s` is empty again. */
char *str_take(struct str *s);
void str_release(struct str *s);

bool text_is(const char *a, const char *b); /* NULL counts as "" */
/* Copies what fits `size` bytes with the NUL; a character that does not fit whole is left out. */
void text_copy(char *to, size_t size, const char *from);
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);

#endif

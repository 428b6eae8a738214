/*
 * utf8.h - text as bytes, characters (graphemes) and columns.
 *
 * Three things with three names: `len`, `at` count BYTES; a character is an
 * extended grapheme cluster, what a person deletes with one Backspace; `cols`
 * counts terminal COLUMNS. Nothing here knows of locales; the width of a code
 * point is ours (utf8_cp_cols), and ncurses is made to agree by ui/term.c.
 *
 * Text inside the program is valid UTF-8, NFC where a person typed it, with one
 * exception: a byte of a file that is no UTF-8 (and a NUL) is held as the lone
 * surrogate U+DC00 + byte, in three bytes, so that it can be written back
 * unchanged. utf8_from_bytes / utf8_to_bytes are exact inverses for any input.
 */
#ifndef SONAE_BASE_UTF8_H
#define SONAE_BASE_UTF8_H

#include "sonae/base/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes at `text` (n >= 1 bytes left). Returns the bytes used, at least 1; an
 * invalid byte is one byte and *cp = U+FFFD. A held byte gives its U+DCxx. */
size_t utf8_decode(const char *text, size_t n, uint32_t *cp);
/* Returns 1..4. Surrogates are encoded as three bytes. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* Strict: no surrogates, no overlong forms, no NUL. Fast on ASCII. */
bool utf8_is_valid(const char *text, size_t len);
void utf8_from_bytes(struct str *out, const char *bytes, size_t len);
void utf8_to_bytes(struct str *out, const char *text, size_t len);
/* Does the text hold a byte that is no text (see above)? */
bool utf8_has_held_bytes(const char *text);

/* The caller frees. Held bytes survive NFC; folding drops them. */
char *utf8_nfc(const char *text, size_t len);
/* For search and for comparing labels: NFKC, case folded. ﾊﾟｿｺﾝ = パソコン, １２ = 12. */
char *utf8_fold(const char *text, size_t len);

/* Byte offset of the next/previous character border after/before `at`, which is
 * itself between two code points; len and 0 at the ends. */
size_t utf8_next(const char *text, size_t len, size_t at);
size_t utf8_prev(const char *text, size_t len, size_t at);
size_t utf8_count(const char *text, size_t len); /* characters */

/* Columns of one code point: 0 (combining, control, invisible), 1 or 2. A held
 * byte has those of U+FFFD, which stands for it on the screen. */
int utf8_cp_cols(uint32_t cp);
/* The sum over code points: half-width ﾊ + ﾟ is 2, as terminals show it. */
int utf8_cols(const char *text, size_t len);
/* Width of the ambiguous characters (①○→※ …), 1 (default) or 2. A property of
 * the terminal, hence of the process. */
void utf8_set_ambiguous_cols(int cols);
bool utf8_is_ambiguous(uint32_t cp);

/* The longest run of whole characters from the start that fits `cols`; returns
 * its bytes, and its columns in *used (may be NULL). */
size_t utf8_fit(const char *text, size_t len, int cols, int *used);

/* What may go to a terminal: controls as their pictures (␀ …), newline as `↵`,
 * tab as a blank, C1 controls and bidirectional and invisible format
 * characters as <U+202E>, held bytes as U+FFFD; emoji variation selectors, and
 * the joiners inside an emoji, dropped. Appends. */
void utf8_add_visible(struct str *out, const char *text, size_t len);

#endif

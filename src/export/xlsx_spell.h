/* xlsx_spell.h - texts and names as Excel takes them. */
#ifndef SONAE_SRC_EXPORT_XLSX_SPELL_H
#define SONAE_SRC_EXPORT_XLSX_SPELL_H

#include "sonae/base/str.h"
#include <stddef.h>

enum { XLSX_NAME_LONGEST = 31 };

/* Without what XML forbids (U+FFFD instead). The caller frees; so with all below. */
char *xlsx_plain(const char *text);
/* That, and no code of Excel's own: _x0041_ would be read as "A". */
char *xlsx_clean(const char *text);
/* At most 250 bytes of it, for a message: Excel takes 255 characters. */
char *xlsx_short(const char *text);
/* Bytes of its first `most` characters, as UTF-16 counts them. */
size_t xlsx_head(const char *text, size_t most);

/* For a page's name: what Excel forbids stands as its full-width twin. */
char *xlsx_name_base(const char *name);
/* That name, from the second on with its number, not too long; `out` is overwritten. */
void xlsx_name_numbered(const char *base, size_t number, struct str *out);

/* A part of a line on paper behind its code ("&L"), cut to about `most` bytes. "&" begins a code
 * there, and a digit behind the size would belong to it. Appends. */
void xlsx_add_on_paper(struct str *out, const char *code, const char *text, size_t most);

#endif

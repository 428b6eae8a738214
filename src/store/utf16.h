/* utf16.h - UTF-16, as it comes in pieces, to UTF-8. */
#ifndef SONAE_STORE_UTF16_H
#define SONAE_STORE_UTF16_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF16_BOM_BYTES = 2, UTF16_LEAST_ROOM = 16 };

/* A zeroed one reads nothing: `order` is 0. */
struct utf16 {
	char order;     /* 'L' or 'B'; 0 = it is no UTF-16 */
	bool has_byte;  /* half a unit is left over */
	unsigned char byte;
	uint16_t high;  /* the first half of a pair is left over; 0 = none */
};

/* Does it start with a BOM of UTF-16? Then it is read so; the BOM is part of what follows. */
bool utf16_begin(struct utf16 *utf16, const char *start, size_t len);
/* From its beginning again. */
void utf16_restart(struct utf16 *utf16);
/* Bytes that `len` bytes may become, a left over half and a NUL counted; and how many bytes (even)
 * surely fit into `room` (at least UTF16_LEAST_ROOM). */
size_t utf16_room(size_t len);
size_t utf16_fits(size_t room);
/* Writes UTF-8 to `to`, returns its length. Half a character becomes U+FFFD; what may go on in the
 * next piece waits, unless this `is_last`. */
size_t utf16_decode(struct utf16 *utf16, const char *bytes, size_t len, bool is_last, char *to);

#endif

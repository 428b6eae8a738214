#include "utf16.h"

#include "sonae/base/utf8.h"

enum { MOST_A_UNIT = 3, LEFT_OVER = 6, REPLACEMENT = 0xFFFD };

bool utf16_begin(struct utf16 *utf16, const char *start, size_t len)
{
	unsigned char first = len >= 2 ? (unsigned char)start[0] : 0;
	unsigned char second = len >= 2 ? (unsigned char)start[1] : 0;

	*utf16 = (struct utf16){0};
	if (first == 0xFF && second == 0xFE)
		utf16->order = 'L';
	if (first == 0xFE && second == 0xFF)
		utf16->order = 'B';
	return utf16->order != 0;
}

void utf16_restart(struct utf16 *utf16)
{
	*utf16 = (struct utf16){.order = utf16->order};
}

size_t utf16_room(size_t len)
{
	return (len / 2 + 1) * MOST_A_UNIT + LEFT_OVER + 1;
}

size_t utf16_fits(size_t room)
{
	return (room - LEFT_OVER - MOST_A_UNIT) / MOST_A_UNIT * 2;
}

static bool is_high(uint16_t unit)
{
	return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(uint16_t unit)
{
	return unit >= 0xDC00 && unit < 0xE000;
}

static size_t take_unit(struct utf16 *utf16, uint16_t unit, char *to)
{
	uint16_t high = utf16->high;
	size_t len = 0;

	utf16->high = 0;
	if (high && is_low(unit)) {
		uint32_t top = (uint32_t)high - 0xD800u;
		return utf8_encode(0x10000u + (top << 10) + (unit - 0xDC00u), to);
	}
	if (high)
		len = utf8_encode(REPLACEMENT, to);
	if (is_high(unit))
		utf16->high = unit;
	else
		len += utf8_encode(is_low(unit) ? REPLACEMENT : unit, to + len);
	return len;
}

/* What nothing followed. */
static size_t take_halves(struct utf16 *utf16, char *to)
{
	bool any = utf16->high || utf16->has_byte;

	utf16_restart(utf16);
	return any ? utf8_encode(REPLACEMENT, to) : 0;
}

size_t utf16_decode(struct utf16 *utf16, const char *bytes, size_t len, bool is_last, char *to)
{
	size_t written = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		unsigned char first = utf16->byte;
		utf16->byte = byte;
		int unit = utf16->order == 'L' ? first | byte << 8 : first << 8 | byte;
		utf16->has_byte = !utf16->has_byte;
		if (!utf16->has_byte)
			written += take_unit(utf16, (uint16_t)unit, to + written);
	}
	return written + (is_last ? take_halves(utf16, to + written) : 0);
}

/* Bytes and characters; columns are in utf8_cols.c. */
#include "sonae/base/utf8.h"

#include "sonae/base/bug.h"
#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFDu
#define HELD_BASE 0xDC00u
#define ZERO_WIDTH_JOINER 0x200Du

static bool is_held(uint32_t cp)
{
	return cp == HELD_BASE || (cp >= HELD_BASE + 0x80 && cp <= HELD_BASE + 0xFF);
}

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Bytes of the sequence that `lead` begins; 0 when none begins so. */
static size_t sequence_len(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t utf8_decode(const char *text, size_t n, uint32_t *cp)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char lead = (unsigned char)text[0];
	size_t len = sequence_len(lead);

	if (len == 1) {
		*cp = lead;
		return 1;
	}
	*cp = REPLACEMENT;
	if (len == 0 || len > n)
		return 1;
	uint32_t value = lead & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if (!is_continuation(text[i]))
			return 1;
		value = value << 6 | ((unsigned char)text[i] & 0x3Fu);
	}
	bool surrogate = value >= 0xD800 && value <= 0xDFFF;
	if (value < smallest[len] || value > 0x10FFFF || (surrogate && !is_held(value)))
		return 1;
	*cp = value;
	return len;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)((0xF00u >> len & 0xF0) | cp);
	return len;
}

static void add_cp(struct str *out, uint32_t cp)
{
	char bytes[4];
	str_add_n(out, bytes, utf8_encode(cp, bytes));
}

/* Is what utf8_decode took text, and not a NUL, a stray byte or a held one? */
static bool is_text(uint32_t cp, size_t used)
{
	return cp && !is_held(cp) && !(cp == REPLACEMENT && used == 1);
}

/* Bytes of leading ASCII without NUL, eight at a time. */
static size_t ascii_run(const char *text, size_t len)
{
	const uint64_t ones = 0x0101010101010101u, highs = ones * 0x80;
	size_t at = 0;

	for (uint64_t word; len - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, text + at, sizeof(word));
		if ((word | (word - ones)) & highs)
			break;
	}
	while (at < len && text[at] > 0 && text[at] < 0x7F)
		at++;
	return at;
}

/* Bytes of leading characters of three bytes; those that could be overlong or
 * surrogates (lead E0, ED) are left to the careful decoder. */
static size_t kana_run(const char *text, size_t len)
{
	size_t at = 0;

	while (len - at >= 3) {
		unsigned char lead = (unsigned char)text[at];
		if (lead <= 0xE0 || lead > 0xEF || lead == 0xED)
			break;
		if (!is_continuation(text[at + 1]) || !is_continuation(text[at + 2]))
			break;
		at += 3;
	}
	return at;
}

/* Bytes of leading strictly valid text. */
static size_t valid_run(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len) {
		uint32_t cp;
		at += ascii_run(text + at, len - at);
		at += kana_run(text + at, len - at);
		if (at == len)
			break;
		size_t used = utf8_decode(text + at, len - at, &cp);
		if (!is_text(cp, used))
			break;
		at += used;
	}
	return at;
}

bool utf8_is_valid(const char *text, size_t len)
{
	return valid_run(text, len) == len;
}

void utf8_from_bytes(struct str *out, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t run = valid_run(bytes + at, len - at);
		str_add_n(out, bytes + at, run);
		at += run;
		if (at < len)
			add_cp(out, HELD_BASE + (unsigned char)bytes[at++]);
	}
}

/* The first held byte at or after `at`; `len` when there is none. */
static size_t find_held(const char *text, size_t len, size_t at)
{
	for (; at < len; at++) {
		const char *lead = memchr(text + at, 0xED, len - at);
		uint32_t cp;
		if (!lead)
			return len;
		at = (size_t)(lead - text);
		utf8_decode(lead, len - at, &cp);
		if (is_held(cp))
			return at;
	}
	return len;
}

void utf8_to_bytes(struct str *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t held = find_held(text, len, at);
		str_add_n(out, text + at, held - at);
		if (held == len)
			break;
		at = held + utf8_decode(text + held, len - held, &cp);
		str_add_byte(out, (char)(cp - HELD_BASE));
	}
}

bool utf8_has_held_bytes(const char *text)
{
	size_t len = strlen(text);
	return find_held(text, len, 0) < len;
}

/* Appends strictly valid text in the form that `options` of utf8proc ask for. */
static void add_normalised(struct str *out, const char *text, size_t len, utf8proc_option_t options)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t room = 0, count = (utf8proc_ssize_t)len;
	utf8proc_int32_t *cps = NULL;

	/* Hardly any text decomposes into more code points than it has bytes. */
	while (count > room) {
		room = count;
		cps = mem_grow(cps, (size_t)room + 1, sizeof(*cps));
		count = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, cps, room, options);
	}
	if (count > 0)
		count = utf8proc_reencode(cps, count, options);
	if (count < 0)
		BUG("%s", utf8proc_errmsg(count));
	str_add_n(out, (const char *)cps, (size_t)count);
	free(cps);
}

/* Code points that no neighbour composes with and that are their own NFC. */
static bool is_plain(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} plain[] = {
		{0x0000, 0x02FF}, /* Latin */
		{0x3041, 0x3098}, /* hiragana */
		{0x30A0, 0x30FF}, /* katakana */
		{0x4E00, 0x9FFF}, /* kanji */
		{0x3000, 0x3029}, /* 、。「」 */
		{0xFF01, 0xFF9F}, /* full-width Latin, half-width katakana */
		{0x2010, 0x2027}, /* dashes, quotes, … */
		{0x2460, 0x26FF}, /* ① to ★ */
	};

	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (cp >= plain[i].first && cp <= plain[i].last)
			return true;
	return false;
}

static bool is_nfc_at_sight(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		at += ascii_run(text + at, len - at);
		if (at == len)
			break;
		at += utf8_decode(text + at, len - at, &cp);
		if (!is_plain(cp) && !is_held(cp))
			return false;
	}
	return true;
}

char *utf8_nfc(const char *text, size_t len)
{
	struct str out = {0};

	if (is_nfc_at_sight(text, len))
		return mem_dup_n(text, len);
	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t run = valid_run(text + at, len - at);
		add_normalised(&out, text + at, run, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
		at += run;
		if (at == len)
			break;
		size_t used = utf8_decode(text + at, len - at, &cp);
		str_add_n(&out, text + at, used);
		at += used;
	}
	return str_take(&out);
}

char *utf8_fold(const char *text, size_t len)
{
	const utf8proc_option_t folding = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
		UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	struct str out = {0};

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t run = valid_run(text + at, len - at);
		add_normalised(&out, text + at, run, folding);
		at += run;
		if (at < len)
			at += utf8_decode(text + at, len - at, &cp);
	}
	return str_take(&out);
}

/* Nothing joins two of these, except CR and LF. */
static bool is_lone(char byte)
{
	return (unsigned char)byte < 0x80 && byte != '\r';
}

size_t utf8_next(const char *text, size_t len, size_t at)
{
	uint32_t before, after;
	utf8proc_int32_t state = 0;

	if (at >= len)
		return len;
	if (is_lone(text[at]) && (at + 1 == len || is_lone(text[at + 1])))
		return at + 1;
	at += utf8_decode(text + at, len - at, &before);
	while (at < len) {
		size_t used = utf8_decode(text + at, len - at, &after);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before,
		                                     (utf8proc_int32_t)after, &state))
			break;
		at += used;
		before = after;
	}
	return at;
}

/* Where the code point (or stray byte) that ends at `at` > 0 begins. */
static size_t cp_before(const char *text, size_t at, uint32_t *cp)
{
	size_t start = at - 1;

	while (start > 0 && at - start < 4 && is_continuation(text[start]))
		start--;
	if (utf8_decode(text + start, at - start, cp) == at - start)
		return start;
	*cp = REPLACEMENT;
	return at - 1;
}

/* Whether a border stands before `at` can depend on all that comes before it
 * (flags pair up, joiners chain emoji): go back to where it cannot, then forward. */
size_t utf8_prev(const char *text, size_t len, size_t at)
{
	uint32_t before, after;

	if (at > len)
		at = len;
	if (at == 0)
		return 0;
	size_t start = cp_before(text, at, &after);
	while (start > 0) {
		size_t earlier = cp_before(text, start, &before);
		if (before != ZERO_WIDTH_JOINER &&
		    utf8proc_grapheme_break((utf8proc_int32_t)before, (utf8proc_int32_t)after))
			break;
		start = earlier;
		after = before;
	}
	for (size_t next; (next = utf8_next(text, len, start)) < at;)
		start = next;
	return start;
}

size_t utf8_count(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t at = 0; at < len; at = utf8_next(text, len, at))
		count++;
	return count;
}

static bool is_invisible(uint32_t cp)
{
	if (cp == 0xAD)
		return false;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

static bool is_emoji(const char *text, size_t len)
{
	uint32_t cp;

	if (len == 0)
		return false;
	utf8_decode(text, len, &cp);
	return utf8proc_get_property((utf8proc_int32_t)cp)->boundclass ==
		UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* `rest` is what follows: a joiner inside an emoji may vanish, others may not. */
static void add_visible_cp(struct str *out, uint32_t cp, const char *rest, size_t len)
{
	if (cp == '\n')
		str_add(out, "↵");
	else if (cp == '\t')
		str_add_byte(out, ' ');
	else if (cp < 0x20)
		add_cp(out, 0x2400 + cp);
	else if (cp == 0x7F)
		add_cp(out, 0x2421);
	else if (is_held(cp))
		add_cp(out, REPLACEMENT);
	else if (cp == 0xFE0E || cp == 0xFE0F || (cp == ZERO_WIDTH_JOINER && is_emoji(rest, len)))
		return;
	else if (is_invisible(cp))
		str_addf(out, "<U+%04X>", (unsigned)cp);
	else
		add_cp(out, cp);
}

void utf8_add_visible(struct str *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t plain = at;
		uint32_t cp;
		while (plain < len && text[plain] >= 0x20 && text[plain] < 0x7F)
			plain++;
		str_add_n(out, text + at, plain - at);
		at = plain;
		if (at == len)
			break;
		at += utf8_decode(text + at, len - at, &cp);
		add_visible_cp(out, cp, text + at, len - at);
	}
}

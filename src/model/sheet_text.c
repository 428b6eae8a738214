/*
 * Texts fill chunks one after another and never straddle two. A text larger
 * than a chunk gets a block of its own, which takes up several places in the
 * table of chunks, only the first of which is used:
 *
 *     chunk[]   0 full | 1 the big one | 2 (big) | 3 (big) | 4 being filled
 */
#include "sheet_text.h"
#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

/* Appends a block of `places` chunks and makes it the newest. */
static void add_block(struct sheet_text *texts, size_t places)
{
	size_t most = (size_t)UINT32_MAX / SHEET_CHUNK;

	if (places > most || texts->count > most - places)
		mem_alloc(SIZE_MAX); /* 4 GiB in one worksheet: as if memory had run out */
	if (texts->count + places > texts->room) {
		texts->room = (texts->count + places) * 2;
		texts->chunk = mem_grow(texts->chunk, texts->room, sizeof(*texts->chunk));
	}
	texts->chunk[texts->count++] = mem_alloc(places * SHEET_CHUNK);
	for (size_t i = 1; i < places; i++)
		texts->chunk[texts->count++] = NULL;
	texts->used = 0;
	texts->bytes += places * SHEET_CHUNK;
}

uint32_t sheet_text_add(struct sheet_text *texts, const char *text, size_t len)
{
	size_t places = len / SHEET_CHUNK + 1;

	if (texts->count == 0) {
		add_block(texts, 1);
		texts->used = 1; /* offset 0 is the empty text */
	}
	if (len >= SHEET_CHUNK - texts->used)
		add_block(texts, places);
	size_t place = texts->count - places;
	char *to = texts->chunk[place] + texts->used;
	size_t offset = place * SHEET_CHUNK + texts->used;
	memcpy(to, text, len);
	to[len] = '\0';
	texts->used = places > 1 ? SHEET_CHUNK : texts->used + len + 1;
	return (uint32_t)offset;
}

void sheet_text_release(struct sheet_text *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		free(texts->chunk[i]);
	free(texts->chunk);
	*texts = (struct sheet_text){ 0 };
}

/* Eight bytes of each end, or four of each, or all three: of a size known beforehand, which
 * is what makes it quick. They are enough to tell the texts of a column apart. */
static uint64_t hash_of_ends(const char *text, size_t len)
{
	uint64_t head, tail;
	uint32_t short_head, short_tail;

	if (len >= sizeof(head)) {
		memcpy(&head, text, sizeof(head));
		memcpy(&tail, text + len - sizeof(tail), sizeof(tail));
	} else if (len >= sizeof(short_head)) {
		memcpy(&short_head, text, sizeof(short_head));
		memcpy(&short_tail, text + len - sizeof(short_tail), sizeof(short_tail));
		head = short_head;
		tail = short_tail;
	} else {
		head = (unsigned char)text[0];
		tail = (uint64_t)(unsigned char)text[len / 2] << 8 | (unsigned char)text[len - 1];
	}
	return (head ^ (tail << 7 | tail >> 57) ^ len) * 0x9E3779B97F4A7C15u;
}

uint32_t sheet_text_share(struct sheet_text *texts, struct sheet_recent *recent,
                          const char *text, size_t len)
{
	if (len == 0)
		return 0;
	if (len > SHEET_RECENT_LEN)
		return sheet_text_add(texts, text, len);
	uint32_t *offset = &recent->offset[hash_of_ends(text, len) >> (64 - SHEET_RECENT_BITS)];
	const char *there = sheet_text_at(texts, *offset);
	if (strncmp(there, text, len) != 0 || there[len] != '\0')
		*offset = sheet_text_add(texts, text, len);
	return *offset;
}

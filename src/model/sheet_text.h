/*
 * sheet_text.h - the texts of a sheet's cells.
 *
 * Cells name their text by a 32-bit offset; 0 is "". Texts are appended and
 * never move nor go away before the release: what a changed cell held before
 * stays where it was. A zeroed struct is empty.
 */
#ifndef SONAE_MODEL_SHEET_TEXT_H
#define SONAE_MODEL_SHEET_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of one block; tests make it tiny. A power of two. */
#ifndef SHEET_CHUNK
#define SHEET_CHUNK (1024u * 1024u)
#endif

struct sheet_text {
	char **chunk; /* of offset / SHEET_CHUNK */
	size_t count, room;
	size_t used; /* in the newest chunk */
	size_t bytes;
};

uint32_t sheet_text_add(struct sheet_text *texts, const char *text, size_t len);
void sheet_text_release(struct sheet_text *texts);

static inline const char *sheet_text_at(const struct sheet_text *texts, uint32_t offset)
{
	return offset == 0 ? "" : texts->chunk[offset / SHEET_CHUNK] + offset % SHEET_CHUNK;
}

/*
 * Columns repeat themselves: the same few choices, dates and names. A small
 * direct-mapped memory of recent short texts gives equal ones one place.
 */
enum { SHEET_RECENT_BITS = 8,
       SHEET_RECENT = 1 << SHEET_RECENT_BITS,
       SHEET_RECENT_LEN = 32 };
struct sheet_recent {
	uint32_t offset[SHEET_RECENT];
};
uint32_t sheet_text_share(struct sheet_text *texts, struct sheet_recent *recent,
                          const char *text, size_t len);

#endif

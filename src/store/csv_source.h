/*
 * csv_source.h - the bytes of a CSV file in chunks, and what kind of file it is.
 */
#ifndef SONAE_STORE_CSV_SOURCE_H
#define SONAE_STORE_CSV_SOURCE_H

#include "sonae/base/file.h"
#include "sonae/store/csv.h"
#include "utf16.h"

/*
 * A file, or a text in memory. Chunks end between UTF-8 characters and never
 * between CR and LF, so that each can be checked and its lines counted alone; what
 * is cut off starts the next one.
 */
struct csv_source {
	int fd;            /* -1: memory */
	char *buffer;      /* of a file: one chunk; owned */
	const char *text;  /* of memory: all of it; borrowed */
	size_t len, at;    /* of memory */
	size_t used, kept; /* of the buffer: bytes handed out, and those cut off behind them */
	struct utf16 utf16; /* what comes out of a file of it is UTF-8, as all the rest here */
	struct str decoded; /* a text of it in memory */
	struct file_stamp seen; /* when it was opened */
};

struct csv_chunk {
	const char *at;
	size_t len;
	bool is_last;
};

bool csv_source_open(struct csv_source *source, const char *path);
void csv_source_of_text(struct csv_source *source, const char *text, size_t len);
void csv_source_close(struct csv_source *source);

/* Goes through all bytes and back to the start. False with errno. */
bool csv_source_look(struct csv_source *source, struct csv_info *info);
/* The first chunk may start with the BOM. False with errno. */
bool csv_source_next(struct csv_source *source, struct csv_chunk *chunk);
/* Was the file written to since it was opened? */
bool csv_source_was_changed(const struct csv_source *source);

#endif

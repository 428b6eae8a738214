#include "csv_source.h"

#include "sonae/base/fd.h"
#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Held in memory at once, whatever the size of the file. */
#define CHUNK 65536

static void see_file(int fd, struct file_stamp *stamp)
{
	struct stat st;

	*stamp = (struct file_stamp){.size = -1};
	if (fstat(fd, &st) == 0)
		*stamp = (struct file_stamp){
			.size = st.st_size,
			.mtime_ns = st.st_mtim.tv_sec * 1000000000LL + st.st_mtim.tv_nsec,
		};
}

static bool look_for_utf16(struct csv_source *source)
{
	char start[UTF16_BOM_BYTES];
	ssize_t got = fd_read(source->fd, start, sizeof(start));

	if (got > 0)
		utf16_begin(&source->utf16, start, (size_t)got);
	return got >= 0 && lseek(source->fd, 0, SEEK_SET) == 0;
}

bool csv_source_open(struct csv_source *source, const char *path)
{
	*source = (struct csv_source){.fd = fd_open(path, O_RDONLY, 0)};
	if (source->fd < 0)
		return false;
	source->buffer = mem_alloc(CHUNK);
	see_file(source->fd, &source->seen);
	if (look_for_utf16(source))
		return true;
	csv_source_close(source);
	return false;
}

void csv_source_of_text(struct csv_source *source, const char *text, size_t len)
{
	*source = (struct csv_source){.fd = -1, .text = text, .len = len};
	if (!utf16_begin(&source->utf16, text, len))
		return;
	str_reserve(&source->decoded, utf16_room(len));
	source->len = utf16_decode(&source->utf16, text, len, true, source->decoded.at);
	source->text = source->decoded.at;
}

void csv_source_close(struct csv_source *source)
{
	str_release(&source->decoded);
	free(source->buffer);
	if (source->fd >= 0)
		fd_close(source->fd);
	*source = (struct csv_source){.fd = -1};
}

bool csv_source_was_changed(const struct csv_source *source)
{
	struct file_stamp now;

	if (source->fd < 0)
		return false;
	see_file(source->fd, &now);
	return !file_stamp_is(now, source->seen);
}

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Bytes at the end that belong to what follows: the start of a character, a CR. */
static size_t loose_end(const char *text, size_t len)
{
	size_t back = 1, need;
	unsigned char lead;

	if (len == 0 || text[len - 1] == '\r')
		return len > 0;
	while (back < 4 && back < len && is_continuation(text[len - back]))
		back++;
	lead = (unsigned char)text[len - back];
	need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	return need > back ? back : 0;
}

/* Up to `room` bytes (at least 8) of UTF-8; 0 at the end, -1 with errno. */
static ssize_t read_decoded(struct csv_source *source, char *to, size_t room)
{
	char raw[4096];
	size_t most = utf16_fits(room) < sizeof(raw) ? utf16_fits(room) : sizeof(raw);
	size_t len = 0;

	for (ssize_t got = 1; len == 0 && got > 0;) {
		got = fd_read(source->fd, raw, most);
		if (got < 0)
			return -1;
		len = utf16_decode(&source->utf16, raw, (size_t)got, got == 0, to);
	}
	return (ssize_t)len;
}

static bool has_room(const struct csv_source *source, size_t len)
{
	return len + (source->utf16.order ? UTF16_LEAST_ROOM : 1) <= CHUNK;
}

/* A full buffer, or all there is. */
static bool next_of_file(struct csv_source *source, struct csv_chunk *chunk)
{
	size_t len = source->kept;
	ssize_t got = 1;

	memmove(source->buffer, source->buffer + source->used, len);
	while (has_room(source, len) && got > 0) {
		got = source->utf16.order
		          ? read_decoded(source, source->buffer + len, CHUNK - len)
		          : fd_read(source->fd, source->buffer + len, CHUNK - len);
		if (got < 0)
			return false;
		len += (size_t)got;
	}
	*chunk = (struct csv_chunk){.at = source->buffer, .len = len, .is_last = got == 0};
	return true;
}

static void next_of_text(struct csv_source *source, struct csv_chunk *chunk)
{
	size_t left = source->len - source->at;

	*chunk = (struct csv_chunk){
		.at = left > 0 ? source->text + source->at : "",
		.len = left < CHUNK ? left : CHUNK,
		.is_last = left <= CHUNK,
	};
}

bool csv_source_next(struct csv_source *source, struct csv_chunk *chunk)
{
	if (source->fd < 0)
		next_of_text(source, chunk);
	else if (!next_of_file(source, chunk))
		return false;
	source->kept = chunk->is_last ? 0 : loose_end(chunk->at, chunk->len);
	chunk->len -= source->kept;
	source->used = chunk->len;
	source->at += chunk->len;
	return true;
}

static bool to_start(struct csv_source *source)
{
	source->at = source->used = source->kept = 0;
	utf16_restart(&source->utf16);
	return source->fd < 0 || lseek(source->fd, 0, SEEK_SET) == 0;
}

/* The separator: comma, unless the first line has only tabs or semicolons. */
static char find_separator(const char *text, size_t len)
{
	bool quoted = false;
	char found = ',';

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (text[i] == '\n' || text[i] == '\r')
			break;
		if (text[i] == ',')
			return ',';
		if (found == ',' && (text[i] == '\t' || text[i] == ';'))
			found = text[i];
	}
	return found;
}

static void look_at_start(struct csv_chunk chunk, struct csv_info *info)
{
	info->bom = chunk.len >= 3 && memcmp(chunk.at, CSV_BOM, 3) == 0;
	info->separator = find_separator(chunk.at, chunk.len);
}

/* UTF-8 but for NULs, which have nothing to do with the encoding? */
static bool is_utf8(const char *text, size_t len, bool *has_nul)
{
	while (!utf8_is_valid(text, len)) {
		const char *nul = memchr(text, '\0', len);
		size_t before = nul ? (size_t)(nul - text) : 0;

		if (!nul || !utf8_is_valid(text, before))
			return false;
		*has_nul = true;
		text += before + 1;
		len -= before + 1;
	}
	return true;
}

static bool look_for_utf8(struct csv_source *source, struct csv_info *info, bool *fits)
{
	struct csv_chunk chunk;

	*fits = true;
	for (bool first = true; *fits; first = false) {
		if (!csv_source_next(source, &chunk))
			return false;
		if (first)
			look_at_start(chunk, info);
		*fits = is_utf8(chunk.at, chunk.len, &info->has_nul);
		if (chunk.is_last)
			break;
	}
	return to_start(source);
}

/* The last `len` bytes handed out will come again. */
static void take_back(struct csv_source *source, size_t len)
{
	source->used -= len;
	source->kept += len;
	source->at -= len;
}

/* Decodes into nowhere. `left` gets the bytes of a character cut off at the end. */
static bool is_cp932(iconv_t decoder, const char *text, size_t len, size_t *left)
{
	char *from = (char *)(uintptr_t)text; /* iconv forgets to say const */
	bool fits = true;

	while (len > 0 && fits) {
		char sink[4096], *to = sink;
		size_t room = sizeof(sink);

		if (iconv(decoder, &from, &len, &to, &room) != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL)
			break;
		fits = false;
	}
	*left = len;
	return fits;
}

static bool look_for_cp932(struct csv_source *source, iconv_t decoder, bool *fits)
{
	struct csv_chunk chunk = {.is_last = false};
	size_t left = 0;

	*fits = true;
	while (*fits && !chunk.is_last) {
		if (!csv_source_next(source, &chunk))
			return false;
		*fits = is_cp932(decoder, chunk.at, chunk.len, &left);
		take_back(source, left);
	}
	*fits = *fits && left == 0;
	return to_start(source);
}

bool csv_source_look(struct csv_source *source, struct csv_info *info)
{
	bool fits;
	iconv_t decoder;

	*info = (struct csv_info){.encoding = CSV_UTF8};
	if (!look_for_utf8(source, info, &fits))
		return false;
	if (source->utf16.order)
		info->encoding = CSV_UTF16;
	if (fits)
		return true;
	info->encoding = CSV_HELD_BYTES;
	decoder = info->bom ? (iconv_t)-1 : iconv_open("UTF-8", "CP932");
	if (decoder == (iconv_t)-1)
		return true;
	bool looked = look_for_cp932(source, decoder, &fits);
	iconv_close(decoder);
	if (fits)
		info->encoding = CSV_CP932;
	return looked;
}

#include "sonae/store/csv.h"

#include "sonae/base/bug.h"
#include "sonae/base/fd.h"
#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include <csv.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Held in memory at once, whatever the size of the file. */
#define CHUNK 65536

/*
 * Where the bytes come from: a file, through `buffer`, or memory. Chunks end
 * between characters and never between CR and LF, so that each can be checked
 * and its lines counted alone; what is cut off starts the next one.
 */
struct source {
	int fd; /* -1: memory */
	const char *text;
	size_t len, at;
	char *buffer;
	size_t held; /* bytes at the start of `buffer` that the last chunk left over */
	bool is_first;
};

struct chunk {
	const char *at;
	size_t len;
	bool is_last;
};

/*
 * One pass over the source in one encoding. libcsv does not know lines, so it is
 * fed line by line. `line` is the line being fed; `row_line` the one the row in
 * hand began on. A CR alone also ends a row: `rows_on_line` tells it from the CR
 * of a CRLF.
 */
struct pass {
	struct csv_parser parser;
	struct csv_sink sink;
	struct csv_info *info;
	const char *shown;
	iconv_t iconv;
	struct str cell;
	long line, row_line, rows_on_line;
	bool at_row_start;
	bool has_nul;  /* from here on cells are looked through for NULs */
	bool is_unfit; /* a cell is not in this encoding: no more cells are handed out */
};

enum outcome { DONE, FAILED, UNFIT };

/* The cell as text: a byte that is none is held. */
static void hold_bytes(struct pass *pass, const char *bytes, size_t len)
{
	if (pass->info->first_bad_line == 0)
		pass->info->first_bad_line = pass->line;
	str_clear(&pass->cell);
	utf8_from_bytes(&pass->cell, bytes, len);
	pass->sink.cell(pass->sink.context, str_text(&pass->cell), pass->cell.len);
}

static void add_utf8(struct pass *pass, const char *bytes, size_t len)
{
	if (pass->has_nul && memchr(bytes, '\0', len))
		hold_bytes(pass, bytes, len);
	else
		pass->sink.cell(pass->sink.context, bytes, len);
}

static void add_held(struct pass *pass, const char *bytes, size_t len)
{
	if (utf8_is_valid(bytes, len))
		pass->sink.cell(pass->sink.context, bytes, len);
	else
		hold_bytes(pass, bytes, len);
}

/* Strictly: what is no CP932 makes the whole file unfit. */
static void add_cp932(struct pass *pass, char *bytes, size_t len)
{
	size_t room = 3 * len + 1; /* no character takes more than three bytes each */
	char *out, *from = bytes;

	str_clear(&pass->cell);
	str_reserve(&pass->cell, room);
	out = pass->cell.at;
	iconv(pass->iconv, NULL, NULL, NULL, NULL);
	if (iconv(pass->iconv, &from, &len, &out, &room) == (size_t)-1) {
		pass->is_unfit = true;
		return;
	}
	pass->cell.len = (size_t)(out - pass->cell.at);
	*out = '\0';
	if (!memchr(pass->cell.at, '\0', pass->cell.len)) {
		pass->sink.cell(pass->sink.context, pass->cell.at, pass->cell.len);
		return;
	}
	char *copy = mem_dup_n(pass->cell.at, pass->cell.len);
	hold_bytes(pass, copy, pass->cell.len);
	free(copy);
}

static void on_cell(void *bytes, size_t len, void *context)
{
	struct pass *pass = context;

	if (pass->is_unfit)
		return;
	if (pass->info->encoding == CSV_UTF8)
		add_utf8(pass, bytes, len);
	else if (pass->info->encoding == CSV_CP932)
		add_cp932(pass, bytes, len);
	else
		add_held(pass, bytes, len);
}

static void on_row(int end, void *context)
{
	struct pass *pass = context;

	(void)end;
	if (pass->rows_on_line++ > 0)
		pass->row_line = ++pass->line;
	if (!pass->is_unfit)
		pass->sink.row(pass->sink.context, pass->row_line);
}

static int no_blanks(unsigned char byte)
{
	(void)byte;
	return 0;
}

static void *grow(void *old, size_t size)
{
	return mem_grow(old, size, 1);
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
		if (text[i] == ',' || text[i] == '\n' || text[i] == '\r')
			return text[i] == ',' ? ',' : found;
		if (found == ',' && (text[i] == '\t' || text[i] == ';'))
			found = text[i];
	}
	return found;
}

/* Bytes at the end that belong to what follows: the start of a character, a CR. */
static size_t loose_end(const char *text, size_t len)
{
	size_t back = 0;
	unsigned char lead;

	if (len > 0 && text[len - 1] == '\r')
		return 1;
	while (back < 3 && back < len && ((unsigned char)text[len - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == len)
		return 0;
	lead = (unsigned char)text[len - 1 - back];
	return lead >= 0xC0 && (lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u) > back + 1 ? back + 1 : 0;
}

/* Fills the buffer behind what it holds; false on an error of the system. */
static bool fill(struct source *source, struct chunk *chunk)
{
	ssize_t got = 1;
	size_t len = source->held;

	while (len < CHUNK && got > 0) {
		got = fd_read(source->fd, source->buffer + len, CHUNK - len);
		if (got < 0)
			return false;
		len += (size_t)got;
	}
	*chunk = (struct chunk){.at = source->buffer, .len = len, .is_last = got == 0};
	return true;
}

static bool next_chunk(struct source *source, struct chunk *chunk)
{
	size_t left = source->len - source->at;

	if (source->fd >= 0) {
		memmove(source->buffer, source->buffer + source->at, source->held);
		if (!fill(source, chunk))
			return false;
	} else {
		*chunk = (struct chunk){.at = source->text + source->at,
		                        .len = left < CHUNK ? left : CHUNK,
		                        .is_last = left <= CHUNK};
	}
	size_t loose = chunk->is_last ? 0 : loose_end(chunk->at, chunk->len);
	chunk->len -= loose;
	source->held = loose;
	source->at = source->fd >= 0 ? chunk->len : source->at + chunk->len;
	return true;
}

static bool rewind_source(struct source *source)
{
	source->at = source->held = 0;
	source->is_first = true;
	return source->fd < 0 || lseek(source->fd, 0, SEEK_SET) == 0;
}

/* A whole chunk at once: cells end at ASCII, so they are valid when it is. */
static void check_utf8(struct pass *pass, const char *text, size_t len)
{
	while (!utf8_is_valid(text, len)) {
		const char *nul = memchr(text, '\0', len);
		size_t before = nul ? (size_t)(nul - text) : 0;

		if (!nul || !utf8_is_valid(text, before)) {
			pass->is_unfit = true;
			return;
		}
		pass->has_nul = true;
		text += before + 1;
		len -= before + 1;
	}
}

static bool is_blank_line(const char *text, size_t len)
{
	return (len == 1 && text[0] == '\n') || (len == 2 && text[0] == '\r' && text[1] == '\n');
}

static enum outcome syntax_error(struct pass *pass, enum err_code code, long line, struct err *err)
{
	if (pass->is_unfit)
		return UNFIT;
	err_set(err, code, pass->shown, line, NULL);
	return FAILED;
}

/* `len` bytes of one line, its LF included if it has one. */
static enum outcome feed_line(struct pass *pass, const char *text, size_t len, struct err *err)
{
	bool ends = text[len - 1] == '\n';

	if (pass->at_row_start && is_blank_line(text, len)) {
		pass->row_line = ++pass->line;
		return DONE;
	}
	pass->at_row_start = false;
	if (csv_parse(&pass->parser, text, len, on_cell, on_row, pass) < len)
		return syntax_error(pass, ERR_CSV_QUOTE, pass->line + (pass->rows_on_line > 0), err);
	if (!ends)
		return DONE;
	pass->line++;
	if (pass->rows_on_line > 0) {
		pass->at_row_start = true;
		pass->row_line = pass->line;
	}
	pass->rows_on_line = 0;
	return DONE;
}

static enum outcome feed_chunk(struct pass *pass, struct chunk chunk, struct err *err)
{
	enum outcome outcome = DONE;

	if (pass->info->encoding == CSV_UTF8)
		check_utf8(pass, chunk.at, chunk.len);
	while (chunk.len > 0 && outcome == DONE && !pass->is_unfit) {
		const char *end = memchr(chunk.at, '\n', chunk.len);
		size_t len = end ? (size_t)(end - chunk.at) + 1 : chunk.len;

		outcome = feed_line(pass, chunk.at, len, err);
		chunk.at += len;
		chunk.len -= len;
	}
	return pass->is_unfit ? UNFIT : outcome;
}

/* What the first chunk tells of the whole file. */
static void look_at_start(struct pass *pass, struct chunk *chunk)
{
	pass->info->bom = chunk->len >= 3 && memcmp(chunk->at, CSV_BOM, 3) == 0;
	if (pass->info->bom) {
		chunk->at += 3;
		chunk->len -= 3;
	}
	pass->info->separator = find_separator(chunk->at, chunk->len);
	csv_set_delim(&pass->parser, (unsigned char)pass->info->separator);
}

static enum outcome feed_all(struct pass *pass, struct source *source, struct err *err)
{
	struct chunk chunk;
	enum outcome outcome;

	do {
		if (!next_chunk(source, &chunk)) {
			err_set_errno(err, ERR_READ, pass->shown);
			return FAILED;
		}
		if (source->is_first)
			look_at_start(pass, &chunk);
		source->is_first = false;
		outcome = feed_chunk(pass, chunk, err);
	} while (outcome == DONE && !chunk.is_last);
	if (outcome != DONE)
		return outcome;
	if (csv_fini(&pass->parser, on_cell, on_row, pass) != 0)
		return syntax_error(pass, ERR_CSV_OPEN_QUOTE, pass->row_line, err);
	return pass->is_unfit ? UNFIT : DONE;
}

static void pass_init(struct pass *pass)
{
	if (csv_init(&pass->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		BUG("csv_init refused its options");
	csv_set_space_func(&pass->parser, no_blanks);
	csv_set_realloc_func(&pass->parser, grow);
	csv_set_blk_size(&pass->parser, 4096);
	pass->line = pass->row_line = 1;
	pass->at_row_start = true;
	pass->info->first_bad_line = 0;
}

static enum outcome read_as(enum csv_encoding encoding, struct source *source, struct pass *pass,
                            struct err *err)
{
	enum outcome outcome;

	pass->info->encoding = encoding;
	pass_init(pass);
	if (encoding == CSV_CP932) {
		/* A BOM says that it is none. */
		pass->iconv = pass->info->bom ? (iconv_t)-1 : iconv_open("UTF-8", "CP932");
		pass->is_unfit = pass->iconv == (iconv_t)-1;
	}
	outcome = pass->is_unfit ? UNFIT : feed_all(pass, source, err);
	if (encoding == CSV_CP932 && pass->iconv != (iconv_t)-1)
		iconv_close(pass->iconv);
	csv_free(&pass->parser);
	str_release(&pass->cell);
	return outcome;
}

static bool read_source(struct source *source, const char *shown, struct csv_sink sink,
                        struct csv_info *info, struct err *err)
{
	struct csv_info unused;
	enum outcome outcome = UNFIT;

	info = info ? info : &unused;
	*info = (struct csv_info){.separator = ','};
	for (enum csv_encoding as = CSV_UTF8; outcome == UNFIT; as++) {
		struct pass pass = {.sink = sink, .info = info, .shown = shown};

		if (!rewind_source(source))
			return err_set_errno(err, ERR_READ, shown);
		if (as > CSV_UTF8)
			sink.restart(sink.context);
		outcome = read_as(as, source, &pass, err);
	}
	return outcome == DONE;
}

bool csv_read(const char *path, const char *shown, struct csv_sink sink, struct csv_info *info,
              struct err *err)
{
	struct source source = {.fd = fd_open(path, O_RDONLY, 0)};
	bool done;

	if (source.fd < 0)
		return err_set_errno(err, ERR_READ, shown);
	source.buffer = mem_alloc(CHUNK);
	done = read_source(&source, shown, sink, info, err);
	free(source.buffer);
	fd_close(source.fd);
	return done;
}

bool csv_read_text(const char *text, size_t len, const char *shown, struct csv_sink sink,
                   struct csv_info *info, struct err *err)
{
	struct source source = {.fd = -1, .text = text, .len = len};

	return read_source(&source, shown, sink, info, err);
}

static bool is_edge_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool needs_quotes(const char *text, size_t len, bool first)
{
	if (len == 0)
		return first;
	return is_edge_blank(text[0]) || is_edge_blank(text[len - 1]) ||
	       text[strcspn(text, ",\"\r\n")] != '\0' || text_starts(text, CSV_BOM);
}

static void add_quoted(struct str *out, const char *text)
{
	str_add_byte(out, '"');
	for (;;) {
		size_t len = strcspn(text, "\"");

		str_add_n(out, text, len);
		if (text[len] == '\0')
			break;
		str_add(out, "\"\"");
		text += len + 1;
	}
	str_add_byte(out, '"');
}

static void add_text(struct str *out, const char *text, size_t len, bool quoted)
{
	if (quoted)
		add_quoted(out, text);
	else
		str_add_n(out, text, len);
}

void csv_add_cell(struct str *out, const char *text, bool first)
{
	size_t len = strlen(text);
	bool quoted = needs_quotes(text, len, first);

	if (!first)
		str_add_byte(out, ',');
	if (!utf8_has_held_bytes(text)) {
		add_text(out, text, len, quoted);
		return;
	}
	struct str held = {0};
	add_text(&held, text, len, quoted);
	utf8_to_bytes(out, held.at, held.len);
	str_release(&held);
}

void csv_end_row(struct str *out)
{
	str_add_n(out, "\r\n", 2);
}

/* Would a spreadsheet take it for a formula, after any number of our marks? */
static bool looks_like_formula(const char *text)
{
	char first = text[strspn(text, "'")];

	return first != '\0' && strchr("=+-@\t\r", first);
}

void csv_guard(struct str *out, const char *text)
{
	if (looks_like_formula(text))
		str_add_byte(out, '\'');
	str_add(out, text);
}

void csv_unguard(struct str *out, const char *text)
{
	str_add(out, text[0] == '\'' && looks_like_formula(text) ? text + 1 : text);
}

#include "sonae/store/csv.h"

#include "csv_source.h"
#include "sonae/base/bug.h"
#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include <csv.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * libcsv does not know lines, so it is fed line by line. `line` is the line being
 * fed, `row_line` the one the row in hand began on. A CR alone also ends a row:
 * `rows_on_line` tells it from the CR of a CRLF. Cells are handed on as libcsv
 * gives them unless `decode` is set.
 */
struct reader {
	struct csv_parser parser;
	struct csv_sink sink;
	struct csv_info *info;
	const char *shown;
	long line, row_line, rows_on_line;
	bool at_row_start;
	void (*decode)(struct reader *reader, const char *bytes, size_t len);
	iconv_t decoder; /* of decode_cp932 */
	struct str cell; /* what was decoded */
};

/* Bytes that are no text are held as such. */
static void decode_bytes(struct reader *reader, const char *bytes, size_t len)
{
	if (!utf8_is_valid(bytes, len) && reader->info->first_bad_line == 0)
		reader->info->first_bad_line = reader->line;
	utf8_from_bytes(&reader->cell, bytes, len);
}

/* The whole file is known to fit. */
static void decode_cp932(struct reader *reader, const char *bytes, size_t len)
{
	char *from = (char *)(uintptr_t)bytes; /* iconv forgets to say const */
	size_t room = 3 * len;                 /* none of its bytes takes more */
	char *text = mem_alloc(room + 1), *to = text;

	iconv(reader->decoder, NULL, NULL, NULL, NULL);
	iconv(reader->decoder, &from, &len, &to, &room);
	decode_bytes(reader, text, (size_t)(to - text));
	free(text);
}

static void on_cell(void *bytes, size_t len, void *context)
{
	struct reader *reader = context;

	if (!reader->decode) {
		reader->sink.cell(reader->sink.context, bytes, len);
		return;
	}
	str_clear(&reader->cell);
	reader->decode(reader, bytes, len);
	reader->sink.cell(reader->sink.context, str_text(&reader->cell), reader->cell.len);
}

static void on_row(int end, void *context)
{
	struct reader *reader = context;

	(void)end;
	if (reader->rows_on_line++ > 0)
		reader->row_line = ++reader->line;
	reader->sink.row(reader->sink.context, reader->row_line);
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

static void parser_init(struct csv_parser *parser, char separator)
{
	if (csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		BUG("csv_init refused its options");
	csv_set_delim(parser, (unsigned char)separator);
	csv_set_realloc_func(parser, grow);
	csv_set_blk_size(parser, 4096);
}

static bool is_border(char byte, char separator)
{
	return byte == separator || byte == '\n' || byte == '\r';
}

static bool stands_at_edge(char blank, const char *text, size_t len, char separator)
{
	const char *at = text, *end = text + len;

	for (; (at = memchr(at, blank, (size_t)(end - at))); at++)
		if (at == text || at + 1 == end || is_border(at[-1], separator) ||
		    is_border(at[1], separator))
			return true;
	return false;
}

/* Blanks at the edges of a cell stay. libcsv asks for each byte whether it is one, which
 * takes as long as the rest: so it is only told where a blank stands at an edge. */
static void keep_blanks(struct reader *reader, const char *text, size_t len)
{
	char separator = reader->info->separator;
	bool has_any = stands_at_edge(' ', text, len, separator) ||
	               (separator != '\t' && stands_at_edge('\t', text, len, separator));

	csv_set_space_func(&reader->parser, has_any ? no_blanks : NULL);
}

static bool is_blank_line(const char *text, size_t len)
{
	return text[0] == '\n' || (len == 2 && text[0] == '\r' && text[1] == '\n');
}

static void end_line(struct reader *reader)
{
	reader->line++;
	if (reader->at_row_start || reader->rows_on_line > 0) {
		reader->at_row_start = true;
		reader->row_line = reader->line;
	}
	reader->rows_on_line = 0;
}

/* `len` >= 1 bytes of one line, with its LF if that is in this chunk. */
static bool feed_line(struct reader *reader, const char *text, size_t len, struct err *err)
{
	reader->at_row_start = reader->at_row_start && is_blank_line(text, len);
	keep_blanks(reader, text, len);
	if (csv_parse(&reader->parser, text, len, on_cell, on_row, reader) < len)
		return err_set(err, ERR_CSV_QUOTE, reader->shown,
		               reader->line + (reader->rows_on_line > 0), NULL);
	if (text[len - 1] == '\n')
		end_line(reader);
	return true;
}

static bool feed_chunk(struct reader *reader, const char *text, size_t len, struct err *err)
{
	while (len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t line = end ? (size_t)(end - text) + 1 : len;

		if (!feed_line(reader, text, line, err))
			return false;
		text += line;
		len -= line;
	}
	return true;
}

static bool feed_all(struct reader *reader, struct csv_source *source, struct err *err)
{
	struct csv_chunk chunk = {.is_last = false};
	size_t skip = reader->info->bom ? strlen(CSV_BOM) : 0;

	for (; !chunk.is_last; skip = 0) {
		if (!csv_source_next(source, &chunk))
			return err_set_errno(err, ERR_READ, reader->shown);
		if (chunk.len > skip &&
		    !feed_chunk(reader, chunk.at + skip, chunk.len - skip, err))
			return false;
	}
	if (csv_fini(&reader->parser, on_cell, on_row, reader) != 0)
		return err_set(err, ERR_CSV_OPEN_QUOTE, reader->shown, reader->row_line, NULL);
	return true;
}

static bool parse(struct reader *reader, struct csv_source *source, struct err *err)
{
	bool done;

	parser_init(&reader->parser, reader->info->separator);
	done = feed_all(reader, source, err);
	csv_free(&reader->parser);
	str_release(&reader->cell);
	if (done && csv_source_was_changed(source))
		done = err_set(err, ERR_CHANGED, reader->shown, 0, NULL);
	return done;
}

static bool parse_cp932(struct reader *reader, struct csv_source *source, struct err *err)
{
	bool done;

	reader->decode = decode_cp932;
	reader->decoder = iconv_open("UTF-8", "CP932");
	if (reader->decoder == (iconv_t)-1)
		return err_set_errno(err, ERR_READ, reader->shown);
	done = parse(reader, source, err);
	iconv_close(reader->decoder);
	return done;
}

/* `separator` 0: as the first line has it. */
static bool read_source(struct csv_source *source, const char *shown, char separator,
                        struct csv_sink sink, struct csv_info *info, struct err *err)
{
	struct csv_info unused;
	struct reader reader = {.sink = sink, .info = info ? info : &unused, .shown = shown,
	                        .line = 1, .row_line = 1, .at_row_start = true};

	if (!csv_source_look(source, reader.info))
		return err_set_errno(err, ERR_READ, shown);
	if (separator)
		reader.info->separator = separator;
	if (reader.info->encoding == CSV_CP932)
		return parse_cp932(&reader, source, err);
	if (reader.info->encoding == CSV_HELD_BYTES || reader.info->has_nul)
		reader.decode = decode_bytes;
	return parse(&reader, source, err);
}

bool csv_read_separated(const char *path, const char *shown, char separator, struct csv_sink sink,
                        struct csv_info *info, struct err *err)
{
	struct csv_source source;
	bool done;

	if (!csv_source_open(&source, path))
		return err_set_errno(err, ERR_READ, shown);
	done = read_source(&source, shown, separator, sink, info, err);
	csv_source_close(&source);
	return done;
}

bool csv_read(const char *path, const char *shown, struct csv_sink sink, struct csv_info *info,
              struct err *err)
{
	return csv_read_separated(path, shown, '\0', sink, info, err);
}

bool csv_read_text(const char *text, size_t len, const char *shown, struct csv_sink sink,
                   struct csv_info *info, struct err *err)
{
	struct csv_source source;

	csv_source_of_text(&source, text, len);
	bool done = read_source(&source, shown, '\0', sink, info, err);
	csv_source_close(&source);
	return done;
}

static bool gather(struct csv_source *source, struct csv_info *info, struct str *bytes)
{
	struct csv_chunk chunk = {.is_last = false};

	if (!csv_source_look(source, info))
		return false;
	while (!chunk.is_last) {
		if (!csv_source_next(source, &chunk))
			return false;
		str_add_n(bytes, chunk.at, chunk.len);
	}
	return true;
}

static bool decode_plain(const struct str *bytes, const struct csv_info *info, const char *shown,
                         struct str *out, struct err *err)
{
	size_t skip = info->bom ? strlen(CSV_BOM) : 0;
	struct csv_info unused = {0};
	struct reader reader = {.info = &unused};

	if (info->encoding != CSV_CP932) {
		utf8_from_bytes(out, str_text(bytes) + skip, bytes->len - skip);
		return true;
	}
	reader.decoder = iconv_open("UTF-8", "CP932");
	if (reader.decoder == (iconv_t)-1)
		return err_set_errno(err, ERR_READ, shown);
	decode_cp932(&reader, str_text(bytes), bytes->len);
	str_add_n(out, str_text(&reader.cell), reader.cell.len);
	str_release(&reader.cell);
	iconv_close(reader.decoder);
	return true;
}

bool csv_read_plain(const char *path, const char *shown, struct str *out, struct err *err)
{
	struct csv_source source;
	struct csv_info info;
	struct str bytes = {0};
	bool done;

	if (!csv_source_open(&source, path))
		return err_set_errno(err, ERR_READ, shown);
	done = gather(&source, &info, &bytes) || err_set_errno(err, ERR_READ, shown);
	csv_source_close(&source);
	done = done && decode_plain(&bytes, &info, shown, out, err);
	str_release(&bytes);
	return done;
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
	       text[strcspn(text, ",\"\r\n")] != '\0' ||
	       (text[0] == CSV_BOM[0] && text_starts(text, CSV_BOM));
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
	if (!first)
		str_add_byte(out, ',');
	if (*text == '\0' && !first) /* more than half of all cells */
		return;
	size_t len = strlen(text);
	bool quoted = needs_quotes(text, len, first);
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

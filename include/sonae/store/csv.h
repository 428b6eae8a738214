/*
 * csv.h - CSV as bytes and cells (RFC 4180), read through libcsv.
 *
 * Reading: strict, so that a stray quotation mark is an error with its line and
 * not a merged row; BOM or none; LF, CRLF or CR; edge blanks kept; blank lines
 * dropped. UTF-16 of either byte order is known by its BOM (Excel's "Unicode text");
 * half a character of it reads as U+FFFD. Bytes that are no UTF-8: the whole file is
 * read as CP932 if that fits (what Excel saves in Japan) and no BOM stands before it,
 * else the bytes are held (base/utf8.h); so is a NUL in any encoding. The separator is
 * a comma, or, when the first line has none outside quotes, a tab or a semicolon. Files
 * of any size take no more memory than their longest cell.
 */
#ifndef SONAE_STORE_CSV_H
#define SONAE_STORE_CSV_H

#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include <stdbool.h>
#include <stddef.h>

enum csv_encoding { CSV_UTF8, CSV_CP932, CSV_HELD_BYTES, CSV_UTF16 };

struct csv_info {
	enum csv_encoding encoding;
	bool bom, has_nul;
	char separator;
	long first_bad_line; /* where the first held byte (or NUL) stands; 0 = there is none */
};

/* `text` is `len` bytes and a NUL, valid as described in base/utf8.h, and lives until
 * the callback returns. `line` is the 1-based line the row starts on, line breaks
 * inside quotes counted. */
struct csv_sink {
	void *context;
	void (*cell)(void *context, const char *text, size_t len);
	void (*row)(void *context, long line);
};

/* False on an I/O error or a syntax error (file:line in `err`, ERR_CSV_OPEN_QUOTE with
 * the line its row starts on); rows before it were delivered. `shown` is the file's name
 * in `err`; `info` may be NULL, and is filled (but for first_bad_line) before the first
 * cell. A file that somebody writes to meanwhile is ERR_CHANGED. */
bool csv_read(const char *path, const char *shown, struct csv_sink sink, struct csv_info *info,
              struct err *err);
bool csv_read_text(const char *text, size_t len, const char *shown, struct csv_sink sink,
                   struct csv_info *info, struct err *err);
/* csv_read of a file whose separator is known. */
bool csv_read_separated(const char *path, const char *shown, char separator, struct csv_sink sink,
                        struct csv_info *info, struct err *err);

/* A file that is no table, read as text in any of these encodings, without its BOM; appended. */
bool csv_read_plain(const char *path, const char *shown, struct str *out, struct err *err);

/*
 * Writing: quotes only what needs it (comma, quote, CR, LF, edge blank or tab, a
 * leading BOM, and an empty first cell, so that its row is no blank line). `first` = no
 * separator before it. Held bytes come out as themselves.
 */
void csv_add_cell(struct str *out, const char *text, bool first);
void csv_end_row(struct str *out); /* CRLF */
#define CSV_BOM "\xEF\xBB\xBF"

/* A spreadsheet must run nothing: text matching ^'*[=+\-@\t\r] gets one ' before
 * it; reading takes one off ^'+[=+\-@\t\r]. Both append. */
void csv_guard(struct str *out, const char *text);
void csv_unguard(struct str *out, const char *text);

#endif

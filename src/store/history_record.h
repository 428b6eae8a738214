/*
 * history_record.h - one line of history.csv: its cells, what they say, its sum.
 */
#ifndef SONAE_STORE_HISTORY_RECORD_H
#define SONAE_STORE_HISTORY_RECORD_H

#include "sonae/base/digest.h"
#include "sonae/store/history.h"

/* The columns, in order. */
enum history_column {
	HISTORY_SEQ, HISTORY_TIME, HISTORY_WHO, HISTORY_STEP, HISTORY_KIND, HISTORY_OF,
	HISTORY_SHEET, HISTORY_ROW, HISTORY_FIELD, HISTORY_BEFORE, HISTORY_AFTER, HISTORY_HASH,
	HISTORY_COLUMNS
};

#define HISTORY_HEADING "seq,time,who,step,kind,of,sheet,row,field,before,after,hash"
#define HISTORY_GENESIS "0000000000000000000000000000000000000000000000000000000000000000"
#define HISTORY_GONE "\\x" /* stands before the sum of a forgotten value */

enum { HISTORY_SALT = 16 }; /* hex digits */

/* The cells of one line as a CSV reader gives them. A zeroed one is empty; it can be
 * used for one line after the other. */
struct history_cells {
	struct str text;
	size_t at[HISTORY_COLUMNS];
	size_t count, rows;
};
/* False when the line is no row of as many cells as there are columns. */
bool history_split(const char *line, size_t len, struct history_cells *cells);
char *history_cell(const struct history_cells *cells, enum history_column column);
void history_cells_release(struct history_cells *cells);

/* What the cells say, borrowed from them; they are changed. False: no record. */
bool history_understand(struct history_cells *cells, struct history_record *record);

/* LF, CR and backslash as \n, \r, \\. */
void history_add_escaped(struct str *out, const char *text);
/* From a value to its cell: escaped, guarded. The caller frees. */
char *history_cell_of(const char *text);
/* Back; only gets shorter. */
void history_unescape(char *text);

/* The length of the line of an image at `cell`, up to its \n or the end. */
size_t history_image_line(const char *cell);
/* Does the cell in this column hold an image? */
bool history_is_image(const char *kind, enum history_column column);
/* Of the line `index` of an image that has `salt`. */
void history_line_salt(const char *salt, size_t index, char line_salt[HISTORY_SALT + 1]);
void history_sum(const char *text, size_t len, const char *salt, char sum[DIGEST_HEX + 1]);
/* Takes CHAIN.SALT.SALT apart; the salts are the caller's to free. False for any other
 * form, and then there is nothing to free. */
bool history_split_hash(const char *hash, char chain[DIGEST_HEX + 1], char **before_salt,
                        char **after_salt);
/* Moves `head` on over the cells of one record. False when a cell and its
 * salt do not go together. */
bool history_chain(char head[DIGEST_HEX + 1], const struct history_cells *cells,
                   const char *before_salt, const char *after_salt);

#endif

/* import_table.c - which of the file's lines is the heading, and what separates its cells. */
#include "import_priv.h"

#include "sonae/base/file.h"
#include "sonae/base/utf8.h"
#include "sonae/store/csv.h"

#include <stdint.h>
#include <stdlib.h>

enum { LOOKED_AT = 30 }; /* rows; titles and remarks stand above a heading */

static bool is_blank(const char *text)
{
	char *folded = utf8_fold(text, strlen(text));
	bool is = folded[strspn(folded, " \t\r\n")] == '\0';

	free(folded);
	return is;
}

/* Is it one of those that the caller knows? */
static bool is_given(const char *text, const char *const *headings)
{
	bool is = false;

	for (size_t i = 0; headings && headings[i] && !is; i++) {
		char *a = utf8_fold(text, strlen(text));
		char *b = utf8_fold(headings[i], strlen(headings[i]));
		is = text_is(a, b);
		free(a);
		free(b);
	}
	return is;
}

/* How many cells of the row are headings; `filled` gets how many hold anything. */
static size_t count_headings(struct import *import, const struct csv_row *row,
                             const char *const *headings, size_t *filled)
{
	size_t known = 0;

	*filled = 0;
	for (size_t i = 0; i < row->count; i++) {
		const char *text = import_cell(import, row, i);
		if (is_blank(text))
			continue;
		++*filled;
		known += import_meaning(import, text) != HEADING_UNKNOWN || is_given(text, headings);
	}
	return known;
}

/* The row with most headings among the first; without any the first with two cells. */
static size_t find_heading(struct import *import, const char *const *headings, size_t *known)
{
	size_t best = SIZE_MAX, first_wide = SIZE_MAX, filled;

	*known = 0;
	for (size_t i = 0; i < import->table.rows.count && i < LOOKED_AT; i++) {
		size_t here = count_headings(import, &import->table.rows.at[i], headings, &filled);
		if (here > *known) {
			*known = here;
			best = i;
		}
		if (first_wide == SIZE_MAX && filled >= 2)
			first_wide = i;
	}
	return best != SIZE_MAX ? best : first_wide != SIZE_MAX ? first_wide : 0;
}

/* A heading of two lines, the second of which says what of: "評価値" over "機密性". */
static bool is_second_line(struct import *import, size_t row, const char *const *headings)
{
	size_t filled, known = 0;

	if (row >= import->table.rows.count)
		return false;
	known = count_headings(import, &import->table.rows.at[row], headings, &filled);
	return known > 0 && known == filled;
}

/* Cells as they were before they were made safe for a spreadsheet; lines end in LF. */
static void restore_cells(struct import *import)
{
	struct str text = {0};

	for (size_t i = 0; i < import->table.cells.count; i++) {
		const char *cell = import->table.cells.at[i];
		if (cell[0] != '\'' && !strchr(cell, '\r'))
			continue;
		str_clear(&text);
		csv_unguard(&text, cell);
		char *to = text.at;
		for (const char *from = text.at; from && *from; from++)
			if (*from != '\r')
				*to++ = *from;
		str_cut(&text, (size_t)(to - text.at));
		import->table.cells.at[i] = pool_text(&import->pool, str_text(&text), text.len);
	}
	str_release(&text);
}

/* Reads with that separator; the better of it and what is there stays. */
static bool try_separator(struct import *import, const char *path, char separator,
                          const char *const *headings, size_t *best, struct err *err)
{
	struct csv_table before = import->table;
	size_t heading = import->heading, known = 0;

	import->table = (struct csv_table){.rows = {0}};
	bool fine = csv_table_read_any(&import->table, path, import->shown, separator, &import->pool,
	                               err);
	restore_cells(import);
	if (fine && import->table.rows.count > 0)
		import->heading = find_heading(import, headings, &known);
	if (fine && import->table.rows.count > 0 && (before.rows.count == 0 || known > *best)) {
		csv_table_release(&before);
		*best = known;
		return true;
	}
	csv_table_release(&import->table);
	import->table = before;
	import->heading = heading;
	return fine;
}

/* Files of Excel, LibreOffice, PDF by how they begin; no table begins so. */
static bool is_other_format(const char *path)
{
	static const char *const starts[] = {"PK\x03\x04", "\xD0\xCF\x11\xE0", "%PDF"};
	bool is = false;

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		is = is || file_begins(path, starts[i], strlen(starts[i]));
	return is;
}

bool import_read_table(struct import *import, const char *path, const char *const *headings,
                       struct err *err)
{
	static const char separators[] = {'\0', ',', '\t', ';'};
	size_t best = 0;

	if (is_other_format(path))
		return err_set(err, ERR_NO_TABLE, import->shown, 0, NULL);
	/* As the first line has it; another one only when that finds more: titles have none. */
	bool fine = try_separator(import, path, separators[0], headings, &best, err);
	for (size_t i = 1; i < sizeof(separators); i++)
		try_separator(import, path, separators[i], headings, &best, NULL);
	if (import->table.rows.count == 0)
		return fine ? err_set(err, ERR_CSV_NO_HEADER, import->shown, 1, NULL) : false;
	import->data = import->heading + 1;
	if (is_second_line(import, import->data, headings))
		import->data++;
	import_begin_columns(import);
	return true;
}

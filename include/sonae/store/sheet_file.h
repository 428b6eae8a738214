/*
 * sheet_file.h - a worksheet as its CSV file.
 *
 * Header = field ids, first column `id`; computed columns are written and never
 * read back; unknown columns are kept. Choices stand as labels of the workbook's
 * language and are read as id or label of either. Every text that a spreadsheet
 * would run is guarded (csv.h). Checklists also write `item_text`, those per row
 * `of` and `item` too, for the reader without us; they are dropped on reading.
 * A row that nobody changed is written byte for byte as we wrote it before.
 */
#ifndef SONAE_STORE_SHEET_FILE_H
#define SONAE_STORE_SHEET_FILE_H

#include "sonae/base/errs.h"
#include "sonae/base/file_write.h"
#include "sonae/base/lang.h"
#include "sonae/model/book.h"
#include "sonae/store/csv.h"

struct sheet_reading {
	struct csv_info info;
	size_t rows_without_id; /* got one */
	size_t repeated_ids;    /* the later rows got new ones */
	size_t empty_rows;      /* dropped */
	size_t given_rows;      /* that the file lacked; they are there */
	size_t wide_rows;       /* cells beyond the heading, kept in nameless columns */
	VEC(bool) has_column;   /* by field: has the file its column? */
	struct errs errs;       /* one for each of the above with its line, at most 100 */
};

/*
 * Fills the empty `sheet`; numbers it knows as used (sheet_use_number) are not given
 * out. False when the file cannot be read to its end or its first line names no column
 * that is known. A row without id gets the item whose `item_text` it has, in a record
 * the row 1, else the next number; of repeated ids the first row keeps it. Rows that the
 * form gives are there afterwards, in the file or not.
 */
bool sheet_read(const char *path, const char *shown, struct sheet *sheet,
                struct sheet_reading *reading, struct err *err);
/* The same from memory (import, merge). */
bool sheet_read_text(const char *text, size_t len, const char *shown, struct sheet *sheet,
                     struct sheet_reading *reading, struct err *err);
void sheet_reading_release(struct sheet_reading *reading);

/* Adds the rows that the form gives and the sheet lacks: a record's row 1; the items of
 * a checklist (but not of one per row) or note in their order, with what is preset. */
void sheet_add_given_rows(struct sheet *sheet);
/* The same for a checklist per row: each item for each row of the worksheet `of`. */
void sheet_add_rows_per(struct sheet *sheet, const struct sheet *of);

/* Writes every row, computed cells included, to `write`. */
void sheet_write(struct book *book, struct sheet *sheet, enum lang lang, struct file_write *write);

/* What of a worksheet goes out. Borrowed. */
struct sheet_part {
	const size_t *rows; /* positions */
	size_t row_count;
	const int *fields;  /* indices, computed ones too */
	size_t field_count;
	bool unknown_columns;
};
/* The same for people elsewhere, appended: labels over the columns (model/heading.h), and behind
 * the last one an empty column for a consultant's notes. */
void sheet_write_part(struct book *book, struct sheet *sheet, enum lang lang,
                      const struct sheet_part *part, struct str *out);

#endif

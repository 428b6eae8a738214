/*
 * xlsx_parts.h - what the parts of the Excel export share.
 *
 * Every worksheet that goes out has a page, which begins with its heading in row 0, so that it can
 * be saved as CSV and read as one. The settings go along in any case: formulas need them. A record
 * stands upright, one field a row. A query shows cells of the pages that its rows stand on.
 */
#ifndef SONAE_SRC_EXPORT_XLSX_PARTS_H
#define SONAE_SRC_EXPORT_XLSX_PARTS_H

#include "xlsx_book.h"

#include "sonae/export/outgoing.h"
#include "sonae/model/formula.h"

enum xlsx_column_kind {
	XLSX_COLUMN_ID,
	XLSX_COLUMN_OF,      /* of D-003/5: D-003 */
	XLSX_COLUMN_OF_NAME,
	XLSX_COLUMN_GROUP,   /* of the given item */
	XLSX_COLUMN_ITEM,
	XLSX_COLUMN_FIELD,
	XLSX_COLUMN_NAME     /* what the row is called that the reference before it names */
};
struct xlsx_column {
	enum xlsx_column_kind kind;
	int field;  /* of FIELD and NAME */
	bool drives; /* a formula rests on it */
	bool lives;  /* formulas were written; known once the rows are */
};

/* One worksheet's page. */
struct xlsx_sheet {
	const struct outgoing_sheet *out;
	const struct form *form; /* of its rows: of a query that of the worksheet it looks at */
	enum lang lang;
	struct xlsx_page *page;
	VEC(struct xlsx_column) columns; /* by column of the page; of a record only the fields */
	VEC(int) column_of;              /* by field; -1 = none. Of a record its row */
	VEC(size_t) row_of;              /* by row of the worksheet: that of the page; 0 = not there */
	size_t active;                   /* hidden column: 1 unless retired; 0 = none */
	size_t called;                   /* hidden column: what the row is called */
	size_t last_row;                 /* at least 1: one empty row */
};

/* Where a field's choices stand on the page of lists. */
struct xlsx_choices {
	const struct field *field;
	size_t column, last_row; /* labels; the ids are beside them; from row 1 */
};

struct xlsx_work {
	const struct outgoing *outgoing;
	struct xlsx_book *excel;
	struct xlsx_page *cover, *lists;
	struct outgoing_sheet settings; /* when they do not go out anyway; else without a sheet */
	VEC(struct xlsx_sheet) sheets;  /* complete before the first cell is written */
	VEC(struct xlsx_choices) choices;
	VEC(struct xlsx_page *) summaries; /* matrices, then profiles, to be listed on the cover */
	size_t matrices;
	struct formula_places places;
	struct str today;
	const struct xlsx_sheet *own;   /* whose formula is being written */
	size_t formulas;                /* live ones so far */
};

enum {
	XLSX_HEADING = 0,     /* rows of a page */
	XLSX_FIRST = 1,
	XLSX_RECORD_VALUE = 2, /* columns of a record's page: id, label, value, help */
	XLSX_EPOCH = 25569,   /* 1970-01-01 */
	XLSX_CALLED_LONGEST = 120, /* characters of a row's name */
};

/* Fills and colours. */
enum {
	XLSX_GREY = 0xf0f0f0, XLSX_PALE = 0xdce6f1, XLSX_YELLOW = 0xfff8d6, XLSX_DARK = 0x1f4e79, XLSX_DARK_GREY = 0x6b6b6b,
	XLSX_WHITE = 0xffffff, XLSX_FAINT = 0x8c8c8c, XLSX_WRONG = 0xb00020,
	XLSX_ALARM_FILL = 0xf8cbc6, XLSX_ALARM_TEXT = 0x8b0f0f, XLSX_CAUTION_FILL = 0xffe3a3,
	XLSX_CAUTION_TEXT = 0x6b4700, XLSX_GOOD_FILL = 0xd5ecd4,
};

/* ---- xlsx_plan.c: what stands where ---- */

/* Adds the pages of all worksheets, and fills places; cover and today must stand. */
void xlsx_plan(struct xlsx_work *work);
void xlsx_plan_release(struct xlsx_work *work);
/* NULL when no page has that worksheet's own rows. */
const struct xlsx_sheet *xlsx_find(const struct xlsx_work *work, const char *sheet);
/* The area of a column of the page; of a helper column too. */
struct xlsx_area xlsx_column_area(const struct xlsx_sheet *sheet, size_t column);
bool xlsx_is_record(const struct xlsx_sheet *sheet);

/* ---- xlsx_lists.c ---- */

/* Chooses the places of all choices; then writes them. */
void xlsx_lists_plan(struct xlsx_work *work);
void xlsx_lists_write(struct xlsx_work *work);
/* NULL when the field has none. */
const struct xlsx_choices *xlsx_choices_of(const struct xlsx_work *work, const struct field *field);
struct xlsx_area xlsx_choices_area(const struct xlsx_choices *choices, bool ids);

/* ---- xlsx_cell.c ---- */

/* The label, or without one the id. Borrowed. */
const char *xlsx_choice_label(const struct xlsx_work *work, const struct choice *choice);
/* Labels for ids, several joined by "; "; other cells as they are. Appended. */
void xlsx_add_labels(const struct xlsx_work *work, const struct field *field, const char *cell,
                     struct str *out);
/* All that a cell of the page says, as text. Appended. */
void xlsx_add_words(const struct xlsx_work *work, const struct xlsx_sheet *sheet,
                    const struct xlsx_column *column, size_t row, struct str *out);
/* What Excel counts with; false for what it can only hold as a text. */
bool xlsx_number_of(struct value value, double *number);
/* How a cell of that field looks. */
struct xlsx_style xlsx_style_of(const struct field *field, bool drives);
/* A cell of the row; says whether a live formula was written. */
bool xlsx_write_cell(struct xlsx_work *work, struct xlsx_cell at, struct sheet *sheet, size_t row,
                     int field, const struct xlsx_style *style);
/* What the row is called, cut if need be; nothing if it must not be told. Appended. */
void xlsx_add_called(const struct xlsx_work *work, struct sheet *sheet, size_t row, struct str *out);
/* The name beside a reference to the row `id` of a worksheet: looked up where that row has a page. */
void xlsx_write_name(struct xlsx_work *work, struct xlsx_cell at, const char *sheet, const char *id,
                     size_t id_column, const struct xlsx_style *style);

/* ---- pages ---- */

void xlsx_write_sheet(struct xlsx_work *work, struct xlsx_sheet *sheet);
void xlsx_write_record(struct xlsx_work *work, const struct xlsx_sheet *sheet);
void xlsx_write_query(struct xlsx_work *work, const struct xlsx_sheet *sheet);
void xlsx_write_heading(const struct xlsx_work *work, const struct xlsx_sheet *sheet);
/* Widths of the columns, what is frozen, and how it prints. */
void xlsx_lay_out(const struct xlsx_work *work, const struct xlsx_sheet *sheet);
/* Lines that a text takes in a column of the page, beside something `spare` characters wide. */
size_t xlsx_lines(const struct xlsx_sheet *sheet, size_t column, const char *text, int spare);
/* A row of the page as high as so many lines; as the row of the worksheet needs that it shows.
 * LibreOffice does not find that by itself. */
void xlsx_set_lines(const struct xlsx_sheet *sheet, size_t at, size_t lines);
void xlsx_set_height(const struct xlsx_work *work, const struct xlsx_sheet *sheet, size_t at,
                     size_t row);
/* Prints so, with the same header and footer on all; those of `print` are not looked at. */
void xlsx_set_print(const struct xlsx_work *work, struct xlsx_page *page, struct xlsx_print print);
/* Drop-down lists, ranges and colours of a field's cells. */
void xlsx_set_rules(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area,
                    int field);

/* Pages of their own for forms with [view matrix], then [view profile]: planned, then written. */
void xlsx_matrices_plan(struct xlsx_work *work);
void xlsx_matrices_write(struct xlsx_work *work);
void xlsx_profiles_plan(struct xlsx_work *work);
void xlsx_profiles_write(struct xlsx_work *work);

void xlsx_cover_plan(struct xlsx_work *work);
void xlsx_cover_write(struct xlsx_work *work);

#endif

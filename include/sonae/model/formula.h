/*
 * formula.h - an expression of a form as a formula of a spreadsheet.
 *
 * The formula gives what the expression gives, also after somebody changed an answer in the
 * spreadsheet. Functions that Excel 2010 and LibreOffice 7.4 both have; only list() needs
 * TEXTJOIN (Excel 2019), written _xlfn.TEXTJOIN.
 *
 * How the cells must hold values:
 *
 *     number, money, int   a number; percent 0.1 for 10 %; date its serial (0 = 1899-12-30)
 *     check                1 or 0
 *     choice               its label in places->lang (the id where there is none)
 *     multi, refs          labels or ids joined by "; " (";" will do)
 *     ref, row ids         the id as text, "5" of a checklist too
 *     n/a                  the text n/a
 *     empty                nothing; where a field is computed, the formula ="", live or not
 *     what does not fit    the text as it is
 *
 * What is empty gives "". What the expression rounds only when it is shown is not rounded: the
 * cell's format shows it so.
 *
 * Where it follows expr.h less far: numbers that are not whole compare at 12 decimal places;
 * cells out of their field's range count; a setting answered n/a is empty; what needs the result of an error (#DIV/0!) is empty,
 * or the error; fold() is LOWER(ASC(TRIM())). Aggregates and references that would need their
 * own cell through a whole column (a tree's node and its children) name the cells that they
 * rest on at the time of writing, and follow those.
 */
#ifndef SONAE_MODEL_FORMULA_H
#define SONAE_MODEL_FORMULA_H

#include "sonae/base/lang.h"
#include "sonae/base/str.h"
#include "sonae/model/book.h"

enum { FORMULA_LONGEST = 8192 }; /* characters of a formula: what Excel takes */

/* Instead of a field's index: columns that are no fields. */
enum {
	FORMULA_ID = -1,     /* the row's id */
	FORMULA_ACTIVE = -2, /* 1 where the row is not retired, else 0 (formula_write_active);
	                      * asked for only of forms with `retired` */
};

/* Where the rows of a worksheet hold a field. Of a record this may be a cell in a row of the
 * field's own: first == last then. */
struct formula_column {
	char sheet[160];    /* ready to stand before a reference: "'リスク'!"; "" for the own sheet */
	char letter[8];     /* "AB" */
	size_t first, last; /* rows of the spreadsheet, from 1; last >= first, one empty row at least */
	bool is_whole;      /* all rows of the worksheet are there */
};

/* Ranges on a sheet of lists, absolute: "Lists!$A$2:$A$4". */
struct formula_choices {
	char labels[200]; /* as they stand in cells, in the form's order */
	char ids[200];    /* beside them, as text or as the number they are */
};

struct formula_places {
	void *context;
	enum lang lang;
	const char *today; /* absolute reference to the day of the export: "Cover!$B$4" */
	/* False: not in this spreadsheet (not exported, redacted). */
	bool (*column)(void *context, const char *sheet, int field, struct formula_column *out);
	/* The spreadsheet's row, from 1, of a row of the worksheet; 0 when it is not there. */
	size_t (*row)(void *context, const char *sheet, size_t row);
	/* May be NULL: computed choices that are not literals are refused then. */
	bool (*choices)(void *context, const char *sheet, int field, struct formula_choices *out);
};

struct formula_cell {
	struct expr *expr; /* bound; linked when needed */
	struct book *book;
	struct sheet *sheet;       /* of its form; its rows are read for what names single cells */
	size_t row;                /* position in it; ignored by expressions of scope EXPR_OF_SHEET */
	const struct field *field; /* what the cell is: a choice gets its label. NULL: no field */
};

/*
 * Appends, without "="; *is_array says that it must be entered as an array formula ({=...}).
 * False, and nothing appended: it cannot be said, it is too long, or it needs what is not in the
 * spreadsheet, or only in part. A setting that is not there stands as its value.
 */
bool formula_write(const struct formula_cell *cell, const struct formula_places *places,
                   struct str *out, bool *is_array);
/* The same for FORMULA_ACTIVE of a row; its expr and field are not looked at. */
bool formula_write_active(const struct formula_cell *cell, const struct formula_places *places,
                          struct str *out, bool *is_array);

#endif

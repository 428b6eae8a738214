/*
 * book.h - all worksheets of a workbook, linked and computed.
 *
 * Forms and rows are fetched from a source when first needed. Computed cells are
 * evaluated when asked for and kept until something they rest on changes:
 * a change of a cell drops the results of its own row, and whole columns where
 * the dependency crosses rows or worksheets. So a change costs what is looked at
 * afterwards, not the size of the workbook.
 */
#ifndef SONAE_MODEL_BOOK_H
#define SONAE_MODEL_BOOK_H

#include "sonae/base/date.h"
#include "sonae/base/err.h"
#include "sonae/base/lang.h"
#include "sonae/base/str.h"
#include "sonae/model/expr.h"
#include "sonae/model/form.h"
#include "sonae/model/sheet.h"
#include "sonae/model/value.h"

struct book;

/* Where forms and rows come from (store/folder, or a test). */
struct book_source {
	void *context;
	/* A new form, handed over; NULL with ERR_NO_FORM when there is none. */
	struct form *(*form)(void *context, const char *id, struct err *err);
	/* Fills a new sheet. False: the rows cannot be had, and there is no sheet. */
	bool (*rows)(void *context, struct sheet *sheet, struct err *err);
};

struct book *book_new(struct book_source source, struct date today);
void book_free(struct book *book);
void book_set_today(struct book *book, struct date today);
struct date book_today(const struct book *book);

/* Loaded on first use; NULL with `err`. Owned by the book. A failure is remembered,
 * and told again. */
const struct form *book_form(struct book *book, const char *id, struct err *err);
struct sheet *book_sheet(struct book *book, const char *id, struct err *err);
/* Only if already loaded. */
struct sheet *book_loaded_sheet(const struct book *book, const char *id);

/* Stored or computed; `row` < sheet_row_count. A formula that cannot be computed gives
 * VALUE_ERROR: ERR_EXPR_DIVIDE, ERR_EXPR_TYPE, ERR_VALUE_RANGE …, ERR_EXPR_NAME when it
 * names what is not there, ERR_FORM_CYCLE when it needs itself, ERR_EXPR_DEEP; also the
 * code of a worksheet that cannot be loaded. A sheet that is not the book's own (another
 * folder's) computes too, but nothing of it is kept. */
struct value book_value(struct book *book, struct sheet *sheet, size_t row, int field);
/* The same as canonical text, appended. */
void book_cell(struct book *book, struct sheet *sheet, size_t row, int field, struct str *out);
bool book_is_retired(struct book *book, struct sheet *sheet, size_t row);

/* `row` is ignored for an expression of scope EXPR_OF_SHEET. The expression must be
 * bound to the sheet's form; it is linked on first use. */
struct value book_eval(struct book *book, struct sheet *sheet, size_t row, struct expr *expr);
/* The field of the one row of the record sheet `settings`; empty without one. */
struct value book_setting(struct book *book, const char *field);

/* Does a computed field rest on today's date, through other fields and worksheets too?
 * Such a result changes without anybody's doing. */
bool book_field_reaches_today(struct book *book, const struct form *form, int field);

/* To be called after the sheet was changed (model/change does). */
void book_cell_changed(struct book *book, struct sheet *sheet, size_t row, int field);
/* Rows came, went or moved. */
void book_rows_changed(struct book *book, struct sheet *sheet);

#endif

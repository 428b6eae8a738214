/*
 * xlsx_book.h - an Excel workbook being written: all that we know of libxlsxwriter, which is
 * loaded when the first workbook is begun.
 *
 * Rows and columns count from 0. Texts are always texts, never formulas, whatever they begin
 * with; characters that XML does not allow come out as U+FFFD, and what is longer than Excel holds
 * is cut with "…". What goes wrong on the way is kept and told by xlsx_finish. The same calls
 * give the same bytes.
 */
#ifndef SONAE_SRC_EXPORT_XLSX_BOOK_H
#define SONAE_SRC_EXPORT_XLSX_BOOK_H

#include "sonae/base/err.h"
#include "sonae/base/str.h"
#include <stddef.h>

struct xlsx_book;
struct xlsx_page; /* a worksheet of Excel */

struct xlsx_about {
	const char *title, *company, *subject;
	const char *font;
	long long made_at; /* seconds since 1970 */
};

/* NULL with ERR_NO_LIBRARY or ERR_XLSX. */
struct xlsx_book *xlsx_begin(const struct xlsx_about *about, struct err *err);
/* Appends the file's bytes, unless something went wrong (ERR_XLSX). Frees the book in any case. */
bool xlsx_finish(struct xlsx_book *book, struct str *out, struct err *err);
/* Texts that were cut so far. */
size_t xlsx_cut_texts(const struct xlsx_book *book);

/* A name as Excel takes it and no page has yet: at most 31 characters, none of []:*?/\. */
struct xlsx_page *xlsx_add_page(struct xlsx_book *book, const char *name);
/* As it came out; borrowed. */
const char *xlsx_page_name(const struct xlsx_page *page);

/* ---- cells ---- */

/* A zeroed one is a plain cell. */
struct xlsx_style {
	const char *number;    /* "#,##0"; NULL = as Excel likes */
	unsigned fill, colour; /* 0xrrggbb; 0 = none, black */
	int size;              /* points; 0 = 10 */
	bool bold, wrap, border, right, centre, top, link;
};

struct xlsx_cell {
	struct xlsx_page *page;
	size_t row, column;
};

void xlsx_text(struct xlsx_cell at, const char *text, const struct xlsx_style *style);
void xlsx_number(struct xlsx_cell at, double number, const struct xlsx_style *style);
void xlsx_blank(struct xlsx_cell at, const struct xlsx_style *style);
/* A formula without the "=", and what it comes to. */
void xlsx_formula_number(struct xlsx_cell at, const char *formula, double result,
                         const struct xlsx_style *style);
void xlsx_formula_text(struct xlsx_cell at, const char *formula, const char *result,
                       const struct xlsx_style *style);
/* One that Excel must evaluate as an array; `text`, unless NULL, is what it comes to. */
void xlsx_formula_array(struct xlsx_cell at, const char *formula, double result, const char *text,
                        const struct xlsx_style *style);
/* A text that leads to the upper left cell of a page. */
void xlsx_link(struct xlsx_cell at, const struct xlsx_page *to, const char *text,
               const struct xlsx_style *style);
/* What shows while the pointer rests on the cell. */
void xlsx_comment(struct xlsx_cell at, const char *text);
/* Cells side by side become one. */
void xlsx_merge(struct xlsx_cell at, size_t last_column, const char *text,
                const struct xlsx_style *style);

/* ---- areas ---- */

struct xlsx_area {
	size_t row, column, last_row, last_column;
};

/* 'リスク'!$A$3:$A$9. Appended. */
void xlsx_add_area_of(struct str *out, const struct xlsx_page *page, struct xlsx_area area);
void xlsx_add_page_name(struct str *out, const struct xlsx_page *page);
/* "B3" */
void xlsx_add_cell(struct str *out, size_t row, size_t column);

/* Values come from an area (a formula without "="), numbers lie between; others are asked about,
 * not refused. */
void xlsx_choose_from(struct xlsx_page *page, struct xlsx_area area, const char *from,
                      const char *message);
struct xlsx_limits {
	bool has_min, has_max, is_whole;
	double min, max;
};
void xlsx_limit(struct xlsx_page *page, struct xlsx_area area, const struct xlsx_limits *limits,
                const char *message);
/* Cells for which the formula, said of the area's first cell, holds look so: fill, colour, bold. */
void xlsx_rule(struct xlsx_page *page, struct xlsx_area area, const char *formula,
               const struct xlsx_style *style);
/* Numbers that stand there as texts are meant to. */
void xlsx_texts_are_meant(struct xlsx_page *page, struct xlsx_area area);

/* ---- pages ---- */

/* Each column once: of two ranges that begin alike the library forgets the first. */
void xlsx_width(struct xlsx_page *page, size_t first, size_t last, double characters);
void xlsx_hide_columns(struct xlsx_page *page, size_t first, size_t last);
void xlsx_height(struct xlsx_page *page, size_t row, double points);
void xlsx_hide_page(struct xlsx_page *page);
void xlsx_tab(struct xlsx_page *page, unsigned colour);
void xlsx_without_lines(struct xlsx_page *page);
/* Rows above and columns left of the cell stay in sight. */
void xlsx_freeze(struct xlsx_page *page, size_t row, size_t column);
void xlsx_filter(struct xlsx_page *page, struct xlsx_area area);

/* A4. The texts are plain ("&" is one). */
struct xlsx_print {
	bool landscape, repeats_heading; /* row 0 on each page */
	size_t pages_wide, pages_high;   /* 0 = as many as it takes */
	const char *left, *right, *foot; /* above left and right; below left; page n/N is ours */
};
void xlsx_print(struct xlsx_page *page, const struct xlsx_print *print);

/* ---- charts ---- */

enum xlsx_chart_kind { XLSX_COLUMNS, XLSX_BARS, XLSX_RADAR };
struct xlsx_series {
	const char *name;
	struct xlsx_area values;
	unsigned colour;
};
struct xlsx_chart {
	enum xlsx_chart_kind kind;
	const char *title;
	struct xlsx_area categories;
	const struct xlsx_series *series; /* of the chart's own page */
	size_t series_count;
	bool has_max;
	double max;                       /* of the axis; its unit is 1 */
	int width, height;                /* pixels */
};
void xlsx_add_chart(struct xlsx_cell at, const struct xlsx_chart *chart);

#endif

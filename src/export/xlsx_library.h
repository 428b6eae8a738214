/*
 * xlsx_library.h - libxlsxwriter as the files xlsx_book*.c call it; nobody else knows of it.
 */
#ifndef SONAE_SRC_EXPORT_XLSX_LIBRARY_H
#define SONAE_SRC_EXPORT_XLSX_LIBRARY_H

#include "xlsx_book.h"
#include "xlsx_results.h"
#include "xlsx_spell.h"

#include "sonae/base/vec.h"
#include <xlsxwriter.h>

#define XLSX_CALLS(X)										\
	X(workbook_new) X(workbook_close) X(workbook_add_worksheet) X(workbook_add_format)	\
	X(workbook_set_properties) X(workbook_add_chart) X(lxw_strerror) X(format_set_font_name)\
	X(format_set_font_size) X(format_set_font_color) X(format_set_bold)			\
	X(format_set_underline) X(format_set_num_format) X(format_set_align)			\
	X(format_set_text_wrap) X(format_set_pattern) X(format_set_bg_color)			\
	X(format_set_fg_color) X(format_set_border) X(format_set_border_color)			\
	X(worksheet_write_string) X(worksheet_write_number) X(worksheet_write_blank)		\
	X(worksheet_write_formula_num) X(worksheet_write_formula_str)				\
	X(worksheet_write_array_formula_num) X(worksheet_write_url)				\
	X(worksheet_write_comment_opt) X(worksheet_merge_range) X(worksheet_set_column)		\
	X(worksheet_set_column_opt) X(worksheet_set_row) X(worksheet_hide)			\
	X(worksheet_set_tab_color) X(worksheet_gridlines) X(worksheet_freeze_panes)		\
	X(worksheet_autofilter) X(worksheet_data_validation_range)				\
	X(worksheet_conditional_format_range) X(worksheet_ignore_errors)			\
	X(worksheet_set_landscape) X(worksheet_set_paper) X(worksheet_fit_to_pages)		\
	X(worksheet_repeat_rows) X(worksheet_set_header) X(worksheet_set_footer)		\
	X(worksheet_set_margins) X(worksheet_insert_chart_opt) X(chart_add_series)		\
	X(chart_series_set_name) X(chart_series_set_fill) X(chart_series_set_line)		\
	X(chart_title_set_name) X(chart_legend_set_position) X(chart_axis_set_min)		\
	X(chart_axis_set_max) X(chart_axis_set_major_unit) X(chart_axis_set_reverse)		\
	X(chart_series_set_labels)

/* Its functions, found by xlsx_begin. */
extern struct xlsx_calls {
#define XLSX_POINTER(call) __typeof__(call) *call;
	XLSX_CALLS(XLSX_POINTER)
#undef XLSX_POINTER
} excel;

/* A cell, an area, as the library takes them. */
#define XLSX_AT(cell) (cell).page->sheet, (lxw_row_t)(cell).row, (lxw_col_t)(cell).column
#define XLSX_OVER(page, area)						\
	(page)->sheet, (lxw_row_t)(area).row, (lxw_col_t)(area).column,	\
		(lxw_row_t)(area).last_row, (lxw_col_t)(area).last_column

struct xlsx_page {
	struct xlsx_book *book;
	lxw_worksheet *sheet;
	size_t number; /* from 1 */
	char name[XLSX_NAME_LONGEST * 4 + 1];
	char *folded;
};

struct xlsx_look {
	struct xlsx_style style;
	bool is_rule; /* of a conditional format */
	lxw_format *format;
};

struct xlsx_book {
	lxw_workbook *workbook;
	int fd; /* the file, nowhere but in memory */
	char path[64];
	long long made_at;
	char font[64];
	lxw_error wrong;
	size_t cut;
	VEC(struct xlsx_page *) pages;
	VEC(struct xlsx_look) looks;
	struct xlsx_results results;
};

/* The first thing that went wrong stays, for xlsx_finish. */
void xlsx_note(struct xlsx_book *book, lxw_error error);
/* The library's format for a style (NULL: plain); `is_rule`: for a conditional one. */
lxw_format *xlsx_format(struct xlsx_book *book, const struct xlsx_style *style, bool is_rule);
/* A formula as the library takes it: "=…". The caller frees. */
char *xlsx_equation(const char *formula);

#endif

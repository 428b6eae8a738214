/* xlsx_book.c - Excel workbooks through libxlsxwriter. */
#include "xlsx_book.h"
#include "xlsx_results.h"
#include "xlsx_spell.h"

#include "sonae/base/bug.h"
#include "sonae/base/fd.h"
#include "sonae/base/shared_library.h"
#include "sonae/base/utf8.h"
#include "sonae/base/vec.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
	TEXT_LONGEST = 32767,   /* of a cell, in UTF-16 units */
	FORMULA_LONGEST = 8192,
	PLAIN_SIZE = 10,        /* points */
	NOTE_COLUMNS = 40,      /* of a comment */
	NOTE_LINE = 17,         /* pixels */
};

/* ---- the library ---- */

#define CALLS(X)                                                                                   \
	X(workbook_new) X(workbook_close) X(workbook_add_worksheet) X(workbook_add_format)         \
	X(workbook_set_properties) X(workbook_add_chart) X(lxw_strerror)                                           \
	X(format_set_font_name) X(format_set_font_size) X(format_set_font_color) X(format_set_bold) \
	X(format_set_underline) X(format_set_num_format) X(format_set_align)                       \
	X(format_set_text_wrap) X(format_set_pattern) X(format_set_bg_color) X(format_set_fg_color) \
	X(format_set_border) X(format_set_border_color)                                            \
	X(worksheet_write_string) X(worksheet_write_number) X(worksheet_write_blank)               \
	X(worksheet_write_formula_num) X(worksheet_write_formula_str)                              \
	X(worksheet_write_array_formula_num) X(worksheet_write_url) X(worksheet_write_comment_opt) \
	X(worksheet_merge_range) X(worksheet_set_column) X(worksheet_set_column_opt)               \
	X(worksheet_set_row) X(worksheet_hide) X(worksheet_set_tab_color) X(worksheet_gridlines)   \
	X(worksheet_freeze_panes) X(worksheet_autofilter) X(worksheet_data_validation_range)       \
	X(worksheet_conditional_format_range) X(worksheet_ignore_errors) X(worksheet_set_landscape) \
	X(worksheet_set_paper) X(worksheet_fit_to_pages) X(worksheet_repeat_rows)                  \
	X(worksheet_set_header) X(worksheet_set_footer) X(worksheet_set_margins)                   \
	X(worksheet_insert_chart_opt) X(chart_add_series) X(chart_series_set_name)                 \
	X(chart_series_set_fill) X(chart_series_set_line) X(chart_title_set_name)                  \
	X(chart_legend_set_position) X(chart_axis_set_min) X(chart_axis_set_max)                   \
	X(chart_axis_set_major_unit) X(chart_axis_set_reverse) X(chart_series_set_labels)

#define CALL_POINTER(call) __typeof__(call) *call;
static struct {
	CALLS(CALL_POINTER)
} excel;
#undef CALL_POINTER

#define CALL_NAME(call) #call,
static const char *const call_names[] = {CALLS(CALL_NAME)};
#undef CALL_NAME

static bool load_library(struct err *err)
{
	static const char *const names[] = {"libxlsxwriter.so.4", "libxlsxwriter.so.5",
	                                    "libxlsxwriter.so", NULL};

	return excel.workbook_new || shared_library_load(names, call_names,
	                                                 sizeof(call_names) / sizeof(call_names[0]),
	                                                 &excel, err);
}

/* ---- the book ---- */

struct xlsx_page {
	struct xlsx_book *book;
	lxw_worksheet *sheet;
	size_t number; /* from 1 */
	char name[XLSX_NAME_LONGEST * 4 + 1];
	char *folded;
};

struct look {
	struct xlsx_style style;
	bool is_rule;
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
	VEC(struct look) looks;
	struct xlsx_results results;
};

static void note(struct xlsx_book *book, lxw_error error)
{
	if (error != LXW_NO_ERROR && book->wrong == LXW_NO_ERROR)
		book->wrong = error;
}

static void free_book(struct xlsx_book *book)
{
	for (size_t i = 0; i < book->pages.count; i++) {
		free(book->pages.at[i]->folded);
		free(book->pages.at[i]);
	}
	vec_release(&book->pages);
	for (size_t i = 0; i < book->results.at.count; i++)
		free(book->results.at.at[i].text);
	vec_release(&book->results.at);
	vec_release(&book->looks);
	if (book->fd >= 0)
		fd_close(book->fd);
	free(book);
}

static void set_properties(struct xlsx_book *book, const struct xlsx_about *about)
{
	char *title = xlsx_plain(about->title), *company = xlsx_plain(about->company);
	char *subject = xlsx_plain(about->subject);
	lxw_doc_properties properties = {
		.title = title, .company = company, .subject = subject, .author = company,
		.created = (time_t)about->made_at,
	};

	note(book, excel.workbook_set_properties(book->workbook, &properties));
	free(title);
	free(company);
	free(subject);
}

/* The library writes to a path. This one is nobody else's and leaves nothing behind. */
static bool open_memory(struct xlsx_book *book, struct err *err)
{
	book->fd = memfd_create("workbook.xlsx", MFD_CLOEXEC);
	if (book->fd < 0)
		return err_set_errno(err, ERR_XLSX, NULL);
	snprintf(book->path, sizeof(book->path), "/proc/self/fd/%d", book->fd);
	book->workbook = excel.workbook_new(book->path);
	return book->workbook || err_set(err, ERR_XLSX, NULL, 0, NULL);
}

struct xlsx_book *xlsx_begin(const struct xlsx_about *about, struct err *err)
{
	if (!load_library(err))
		return NULL;
	struct xlsx_book *book = mem_zero(1, sizeof(*book));
	if (!open_memory(book, err)) {
		free_book(book);
		return NULL;
	}
	text_copy(book->font, sizeof(book->font), about->font);
	book->made_at = about->made_at;
	set_properties(book, about);
	return book;
}

#ifdef __SANITIZE_ADDRESS__
/* libxlsxwriter copies the formula of a drop-down list twice and frees it once: the leak checker is
 * to look for ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:lxw_strdup";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

static bool read_back(struct xlsx_book *book, struct str *out, struct err *err)
{
	char part[65536];
	ssize_t got;

	if (lseek(book->fd, 0, SEEK_SET) < 0)
		return err_set_errno(err, ERR_XLSX, NULL);
	while ((got = fd_read(book->fd, part, sizeof(part))) > 0)
		str_add_n(out, part, (size_t)got);
	return got == 0 || err_set_errno(err, ERR_XLSX, NULL);
}

bool xlsx_finish(struct xlsx_book *book, struct str *out, struct err *err)
{
	lxw_error closed = excel.workbook_close(book->workbook);

	note(book, closed);
	bool done = book->wrong == LXW_NO_ERROR ||
	            err_set(err, ERR_XLSX, NULL, 0, "%s", excel.lxw_strerror(book->wrong));
	done = done && (xlsx_put_results(book->path, &book->results, book->made_at, out) ||
	                read_back(book, out, err));
	free_book(book);
	return done;
}

size_t xlsx_cut_texts(const struct xlsx_book *book)
{
	return book->cut;
}

/* ---- names of pages ---- */

static bool is_taken(const struct xlsx_book *book, const char *name)
{
	char *folded = utf8_fold(name, strlen(name));
	bool is = text_is(folded, "history");

	for (size_t i = 0; i < book->pages.count && !is; i++)
		is = text_is(book->pages.at[i]->folded, folded);
	free(folded);
	return is;
}

static void choose_name(const struct xlsx_book *book, const char *wanted, char *name, size_t size)
{
	char *base = xlsx_name_base(wanted);
	struct str out = {0};

	for (size_t number = 1; number == 1 || out.len == 0 || is_taken(book, str_text(&out)); number++)
		xlsx_name_numbered(base, number, &out);
	text_copy(name, size, str_text(&out));
	str_release(&out);
	free(base);
}

struct xlsx_page *xlsx_add_page(struct xlsx_book *book, const char *name)
{
	struct xlsx_page *page = mem_zero(1, sizeof(*page));

	page->book = book;
	choose_name(book, name, page->name, sizeof(page->name));
	page->folded = utf8_fold(page->name, strlen(page->name));
	vec_push(&book->pages, page);
	page->number = book->pages.count;
	page->sheet = excel.workbook_add_worksheet(book->workbook, page->name);
	if (!page->sheet)
		BUG("Excel refuses the name '%s'", page->name);
	return page;
}

const char *xlsx_page_name(const struct xlsx_page *page)
{
	return page->name;
}

/* ---- looks ---- */

static bool is_same_style(const struct xlsx_style *a, const struct xlsx_style *b)
{
	return text_is(a->number, b->number) && a->fill == b->fill && a->colour == b->colour &&
	       a->size == b->size && a->bold == b->bold && a->wrap == b->wrap && a->border == b->border &&
	       a->right == b->right && a->centre == b->centre && a->top == b->top && a->link == b->link;
}

static void set_font(const struct xlsx_book *book, lxw_format *format, const struct xlsx_style *style)
{
	excel.format_set_font_name(format, book->font);
	excel.format_set_font_size(format, style->size ? style->size : PLAIN_SIZE);
	excel.format_set_align(format, style->top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
	if (style->link)
		excel.format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (style->number)
		excel.format_set_num_format(format, style->number);
	if (style->wrap)
		excel.format_set_text_wrap(format);
	if (style->right || style->centre)
		excel.format_set_align(format, style->right ? LXW_ALIGN_RIGHT : LXW_ALIGN_CENTER);
	if (style->border) {
		excel.format_set_border(format, LXW_BORDER_THIN);
		excel.format_set_border_color(format, 0xbfbfbf);
	}
}

static lxw_format *make_format(struct xlsx_book *book, const struct xlsx_style *style, bool is_rule)
{
	lxw_format *format = excel.workbook_add_format(book->workbook);

	if (!is_rule)
		set_font(book, format, style);
	if (style->bold)
		excel.format_set_bold(format);
	if (style->colour || style->link)
		excel.format_set_font_color(format, style->colour ? style->colour : 0x0b57a4);
	if (style->fill && is_rule)
		excel.format_set_bg_color(format, style->fill);
	if (style->fill && !is_rule) {
		excel.format_set_pattern(format, LXW_PATTERN_SOLID);
		excel.format_set_fg_color(format, style->fill);
	}
	return format;
}

static lxw_format *format_of(struct xlsx_book *book, const struct xlsx_style *style, bool is_rule)
{
	static const struct xlsx_style nothing = {0};

	if (!style)
		style = &nothing;
	for (size_t i = 0; i < book->looks.count; i++)
		if (book->looks.at[i].is_rule == is_rule && is_same_style(&book->looks.at[i].style, style))
			return book->looks.at[i].format;
	struct look look = {*style, is_rule, make_format(book, style, is_rule)};
	vec_push(&book->looks, look);
	return look.format;
}

/* ---- cells ---- */

#define AT(cell) (cell).page->sheet, (lxw_row_t)(cell).row, (lxw_col_t)(cell).column

static lxw_format *look_of(struct xlsx_cell at, const struct xlsx_style *style)
{
	return format_of(at.page->book, style, false);
}

static char *cell_text(struct xlsx_book *book, const char *text)
{
	size_t len = xlsx_head(text, TEXT_LONGEST);

	if (!text[len]) {
		char *out = xlsx_clean(text);
		if (!out[xlsx_head(out, TEXT_LONGEST)])
			return out;
		free(out);
		return xlsx_plain(text);
	}
	char *head = mem_dup_n(text, xlsx_head(text, TEXT_LONGEST - 1));
	char *cut = mem_print("%s…", head);
	char *out = xlsx_plain(cut);
	free(head);
	free(cut);
	book->cut++;
	return out;
}

void xlsx_blank(struct xlsx_cell at, const struct xlsx_style *style)
{
	note(at.page->book, excel.worksheet_write_blank(AT(at), look_of(at, style)));
}

void xlsx_text(struct xlsx_cell at, const char *text, const struct xlsx_style *style)
{
	if (!text[0]) {
		xlsx_blank(at, style);
		return;
	}
	char *cleaned = cell_text(at.page->book, text);
	note(at.page->book, excel.worksheet_write_string(AT(at), cleaned, look_of(at, style)));
	free(cleaned);
}

void xlsx_number(struct xlsx_cell at, double number, const struct xlsx_style *style)
{
	if (isfinite(number))
		note(at.page->book, excel.worksheet_write_number(AT(at), number, look_of(at, style)));
	else
		xlsx_blank(at, style);
}

static char *equation(const char *formula)
{
	char *legal = xlsx_plain(formula), *out = mem_print("=%s", legal);

	if (xlsx_head(out, FORMULA_LONGEST) < strlen(out))
		BUG("a formula longer than Excel takes: '%.60s…'", out);
	free(legal);
	return out;
}

void xlsx_formula_number(struct xlsx_cell at, const char *formula, double result,
                         const struct xlsx_style *style)
{
	char *text = equation(formula);

	note(at.page->book,
	     excel.worksheet_write_formula_num(AT(at), text, look_of(at, style), isfinite(result) ? result : 0));
	free(text);
}

void xlsx_formula_text(struct xlsx_cell at, const char *formula, const char *result,
                       const struct xlsx_style *style)
{
	char *text = equation(formula), *cleaned = cell_text(at.page->book, result);

	note(at.page->book, excel.worksheet_write_formula_str(AT(at), text, look_of(at, style), cleaned));
	free(cleaned);
	free(text);
}

/* The library keeps no text with an array's formula: that is put in at the end. */
void xlsx_formula_array(struct xlsx_cell at, const char *formula, double result, const char *text,
                        const struct xlsx_style *style)
{
	char *array = equation(formula);
	struct xlsx_result later = {.page = at.page->number};

	note(at.page->book, excel.worksheet_write_array_formula_num(
				    AT(at), (lxw_row_t)at.row, (lxw_col_t)at.column, array,
				    look_of(at, style), !text && isfinite(result) ? result : 0));
	free(array);
	if (!text)
		return;
	struct str cell = {0};
	xlsx_add_cell(&cell, at.row, at.column);
	text_copy(later.cell, sizeof(later.cell), str_text(&cell));
	str_release(&cell);
	later.text = cell_text(at.page->book, text);
	vec_push(&at.page->book->results.at, later);
}

void xlsx_link(struct xlsx_cell at, const struct xlsx_page *to, const char *text,
               const struct xlsx_style *style)
{
	struct str target = {0};

	str_add(&target, "internal:");
	xlsx_add_page_name(&target, to);
	str_add(&target, "!A1");
	note(at.page->book, excel.worksheet_write_url(AT(at), str_text(&target), look_of(at, style)));
	str_release(&target);
	xlsx_text(at, text, style);
}

/* As high as its lines; a note must not hide half the sheet. */
static uint16_t note_height(const char *text)
{
	size_t lines = 0, len = strlen(text);

	for (size_t at = 0; at < len;) {
		size_t end = at + strcspn(text + at, "\n");
		int cols = utf8_cols(text + at, end - at);
		lines += (size_t)(cols / (NOTE_COLUMNS - 2)) + 1;
		at = end + 1;
	}
	return (uint16_t)((lines + 1) * NOTE_LINE);
}

void xlsx_comment(struct xlsx_cell at, const char *text)
{
	char *cleaned = cell_text(at.page->book, text);
	char nobody[] = "";
	lxw_comment_options options = {
		.author = nobody, .width = NOTE_COLUMNS * 7, .height = note_height(cleaned),
		.font_name = at.page->book->font, .font_size = 9, .color = 0xfffde7,
	};

	if (cleaned[0])
		note(at.page->book, excel.worksheet_write_comment_opt(AT(at), cleaned, &options));
	free(cleaned);
}

void xlsx_merge(struct xlsx_cell at, size_t last_column, const char *text,
                const struct xlsx_style *style)
{
	char *cleaned = cell_text(at.page->book, text);

	note(at.page->book,
	     excel.worksheet_merge_range(AT(at), (lxw_row_t)at.row, (lxw_col_t)last_column, cleaned,
	                                 look_of(at, style)));
	free(cleaned);
}

/* ---- areas ---- */

#define OVER(page, area)                                                                           \
	(page)->sheet, (lxw_row_t)(area).row, (lxw_col_t)(area).column, (lxw_row_t)(area).last_row, \
		(lxw_col_t)(area).last_column

static void validate(struct xlsx_page *page, struct xlsx_area area, lxw_data_validation *rule,
                     const char *message)
{
	char *text = xlsx_short(message);

	rule->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
	rule->error_message = text;
	note(page->book, excel.worksheet_data_validation_range(OVER(page, area), rule));
	free(text);
}

/* Never a list inside the rule: one of more than 255 bytes ends the process. */
void xlsx_choose_from(struct xlsx_page *page, struct xlsx_area area, const char *from,
                      const char *message)
{
	char *formula = equation(from);
	lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA, .value_formula = formula};

	validate(page, area, &rule, message);
	free(formula);
}

void xlsx_limit(struct xlsx_page *page, struct xlsx_area area, const struct xlsx_limits *limits,
                const char *message)
{
	lxw_data_validation rule = {
		.validate = limits->is_whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL,
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_number = limits->min, .maximum_number = limits->max,
	};

	if (!limits->has_max || !limits->has_min) {
		rule.criteria = limits->has_min ? LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO
		                                : LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
		rule.value_number = limits->has_min ? limits->min : limits->max;
	}
	if (limits->has_min || limits->has_max)
		validate(page, area, &rule, message);
}

void xlsx_rule(struct xlsx_page *page, struct xlsx_area area, const char *formula,
               const struct xlsx_style *style)
{
	char *text = equation(formula);
	lxw_conditional_format rule = {
		.type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = text,
		.format = format_of(page->book, style, true),
	};

	note(page->book, excel.worksheet_conditional_format_range(OVER(page, area), &rule));
	free(text);
}

void xlsx_texts_are_meant(struct xlsx_page *page, struct xlsx_area area)
{
	struct str range = {0};

	xlsx_add_cell(&range, area.row, area.column);
	str_add_byte(&range, ':');
	xlsx_add_cell(&range, area.last_row, area.last_column);
	note(page->book, excel.worksheet_ignore_errors(page->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
	                                               str_text(&range)));
	str_release(&range);
}

/* ---- pages ---- */

void xlsx_width(struct xlsx_page *page, size_t first, size_t last, double characters)
{
	note(page->book, excel.worksheet_set_column(page->sheet, (lxw_col_t)first, (lxw_col_t)last,
	                                            characters, NULL));
}

void xlsx_hide_columns(struct xlsx_page *page, size_t first, size_t last)
{
	lxw_row_col_options options = {.hidden = 1};

	note(page->book, excel.worksheet_set_column_opt(page->sheet, (lxw_col_t)first, (lxw_col_t)last,
	                                                LXW_DEF_COL_WIDTH, NULL, &options));
}

void xlsx_height(struct xlsx_page *page, size_t row, double points)
{
	note(page->book, excel.worksheet_set_row(page->sheet, (lxw_row_t)row, points, NULL));
}

void xlsx_hide_page(struct xlsx_page *page)
{
	excel.worksheet_hide(page->sheet);
}

void xlsx_tab(struct xlsx_page *page, unsigned colour)
{
	excel.worksheet_set_tab_color(page->sheet, colour);
}

void xlsx_without_lines(struct xlsx_page *page)
{
	excel.worksheet_gridlines(page->sheet, LXW_HIDE_ALL_GRIDLINES);
}

void xlsx_freeze(struct xlsx_page *page, size_t row, size_t column)
{
	excel.worksheet_freeze_panes(page->sheet, (lxw_row_t)row, (lxw_col_t)column);
}

void xlsx_filter(struct xlsx_page *page, struct xlsx_area area)
{
	note(page->book, excel.worksheet_autofilter(OVER(page, area)));
}

void xlsx_print(struct xlsx_page *page, const struct xlsx_print *print)
{
	struct str head = {0}, foot = {0};

	if (print->landscape)
		excel.worksheet_set_landscape(page->sheet);
	excel.worksheet_set_paper(page->sheet, 9);
	excel.worksheet_fit_to_pages(page->sheet, (uint16_t)print->pages_wide, (uint16_t)print->pages_high);
	excel.worksheet_set_margins(page->sheet, 0.4, 0.4, 0.7, 0.6);
	if (print->repeats_heading)
		note(page->book, excel.worksheet_repeat_rows(page->sheet, 0, 0));
	xlsx_add_on_paper(&head, "&L", print->left, 90);
	xlsx_add_on_paper(&head, "&R", print->right, 90);
	xlsx_add_on_paper(&foot, "&L", print->foot, 150);
	str_add(&foot, "&R&8 &P / &N");
	note(page->book, excel.worksheet_set_header(page->sheet, str_text(&head)));
	note(page->book, excel.worksheet_set_footer(page->sheet, str_text(&foot)));
	str_release(&head);
	str_release(&foot);
}

/* ---- charts ---- */

static void add_series(lxw_chart *chart, const struct xlsx_page *page, const struct xlsx_chart *all,
                       const struct xlsx_series *one)
{
	struct str categories = {0}, values = {0};
	char *name = xlsx_plain(one->name);
	lxw_chart_fill fill = {.color = one->colour};
	lxw_chart_line line = {.color = one->colour, .width = 2.25};

	str_add_byte(&categories, '=');
	str_add_byte(&values, '=');
	xlsx_add_area_of(&categories, page, all->categories);
	xlsx_add_area_of(&values, page, one->values);
	lxw_chart_series *series = excel.chart_add_series(chart, str_text(&categories), str_text(&values));
	excel.chart_series_set_name(series, name);
	if (all->kind == XLSX_RADAR)
		excel.chart_series_set_line(series, &line);
	else
		excel.chart_series_set_fill(series, &fill);
	if (all->kind == XLSX_COLUMNS)
		excel.chart_series_set_labels(series);
	free(name);
	str_release(&categories);
	str_release(&values);
}

static void set_axes(lxw_chart *chart, const struct xlsx_chart *all)
{
	/* In a chart of bars x and y have changed places. */
	lxw_chart_axis *values = all->kind == XLSX_BARS ? chart->x_axis : chart->y_axis;

	if (all->kind == XLSX_BARS)
		excel.chart_axis_set_reverse(chart->y_axis); /* the first at the top */
	excel.chart_axis_set_min(values, 0);
	if (!all->has_max)
		return;
	excel.chart_axis_set_max(values, all->max);
	excel.chart_axis_set_major_unit(values, 1);
}

void xlsx_add_chart(struct xlsx_cell at, const struct xlsx_chart *all)
{
	static const uint8_t kinds[] = {LXW_CHART_COLUMN, LXW_CHART_BAR, LXW_CHART_RADAR};
	lxw_chart *chart = excel.workbook_add_chart(at.page->book->workbook, kinds[all->kind]);
	char *title = xlsx_plain(all->title);
	/* The library draws a chart 480 x 288 pixels wide at a scale of 1. */
	lxw_chart_options options = {.x_scale = all->width / 480.0, .y_scale = all->height / 288.0,
	                             .description = title};

	for (size_t i = 0; i < all->series_count; i++)
		add_series(chart, at.page, all, &all->series[i]);
	excel.chart_title_set_name(chart, title);
	excel.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	set_axes(chart, all);
	note(at.page->book, excel.worksheet_insert_chart_opt(AT(at), chart, &options));
	free(title);
}

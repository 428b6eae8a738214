/* xlsx_book.c - Excel workbooks: the library, the file in memory, names of pages, looks. */
#include "xlsx_library.h"

#include "sonae/base/bug.h"
#include "sonae/base/fd.h"
#include "sonae/base/shared_library.h"
#include "sonae/base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PLAIN_SIZE = 10 }; /* points */

/* ---- the library ---- */

struct xlsx_calls excel;

#define NAME(call) #call,
static const char *const call_names[] = {XLSX_CALLS(NAME)};
#undef NAME

static bool load_library(struct err *err)
{
	static const char *const names[] = {"libxlsxwriter.so.4", "libxlsxwriter.so.5",
	                                    "libxlsxwriter.so", NULL};

	return excel.workbook_new || shared_library_load(names, call_names,
	                                                 sizeof(call_names) / sizeof(call_names[0]),
	                                                 &excel, err);
}

/* ---- the book ---- */

void xlsx_note(struct xlsx_book *book, lxw_error error)
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

	xlsx_note(book, excel.workbook_set_properties(book->workbook, &properties));
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

	xlsx_note(book, closed);
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

	for (size_t i = 1; i == 1 || out.len == 0 || is_taken(book, str_text(&out)); i++)
		xlsx_name_numbered(base, i, &out);
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
	       a->size == b->size && a->bold == b->bold && a->wrap == b->wrap &&
	       a->border == b->border && a->right == b->right && a->centre == b->centre &&
	       a->top == b->top && a->link == b->link;
}

static void set_font(const struct xlsx_book *book, lxw_format *format,
                     const struct xlsx_style *style)
{
	excel.format_set_font_name(format, book->font);
	excel.format_set_font_size(format, style->size ? style->size : PLAIN_SIZE);
	excel.format_set_align(format,
	                       style->top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
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

lxw_format *xlsx_format(struct xlsx_book *book, const struct xlsx_style *style, bool is_rule)
{
	static const struct xlsx_style nothing = {0};

	if (!style)
		style = &nothing;
	for (size_t i = 0; i < book->looks.count; i++) {
		const struct xlsx_look *look = &book->looks.at[i];
		if (look->is_rule == is_rule && is_same_style(&look->style, style))
			return look->format;
	}
	struct xlsx_look look = {*style, is_rule, make_format(book, style, is_rule)};
	vec_push(&book->looks, look);
	return look.format;
}

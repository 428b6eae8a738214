/* xlsx_book_cells.c - what stands in a cell: texts, numbers, formulas, comments. */
#include "xlsx_library.h"

#include "sonae/base/bug.h"
#include "sonae/base/utf8.h"
#include "sonae/model/formula.h"
#include <math.h>

enum {
	TEXT_LONGEST = 32767, /* of a cell, in UTF-16 units */
	NOTE_COLUMNS = 40,    /* of a comment */
	NOTE_LINE = 17,       /* pixels */
};
static void keep(struct xlsx_cell at, lxw_error error)
{
	xlsx_note(at.page->book, error);
}

static lxw_format *look_of(struct xlsx_cell at, const struct xlsx_style *style)
{
	return xlsx_format(at.page->book, style, false);
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
	keep(at, excel.worksheet_write_blank(XLSX_AT(at), look_of(at, style)));
}

void xlsx_text(struct xlsx_cell at, const char *text, const struct xlsx_style *style)
{
	if (!text[0]) {
		xlsx_blank(at, style);
		return;
	}
	char *cleaned = cell_text(at.page->book, text);
	keep(at, excel.worksheet_write_string(XLSX_AT(at), cleaned, look_of(at, style)));
	free(cleaned);
}

void xlsx_number(struct xlsx_cell at, double number, const struct xlsx_style *style)
{
	if (isfinite(number))
		keep(at, excel.worksheet_write_number(XLSX_AT(at), number, look_of(at, style)));
	else
		xlsx_blank(at, style);
}

char *xlsx_equation(const char *formula)
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
	char *text = xlsx_equation(formula);

	keep(at,
	     excel.worksheet_write_formula_num(XLSX_AT(at), text, look_of(at, style),
	                                       isfinite(result) ? result : 0));
	free(text);
}

void xlsx_formula_text(struct xlsx_cell at, const char *formula, const char *result,
                       const struct xlsx_style *style)
{
	char *text = xlsx_equation(formula), *cleaned = cell_text(at.page->book, result);

	keep(at, excel.worksheet_write_formula_str(XLSX_AT(at), text, look_of(at, style),
	                                           cleaned));
	free(cleaned);
	free(text);
}

/* The library keeps no text with an array's formula: that is put in at the end. */
void xlsx_formula_array(struct xlsx_cell at, const char *formula, double result, const char *text,
                        const struct xlsx_style *style)
{
	char *array = xlsx_equation(formula);
	struct xlsx_result later = {.page = at.page->number};

	keep(at, excel.worksheet_write_array_formula_num(
				    XLSX_AT(at), (lxw_row_t)at.row, (lxw_col_t)at.column, array,
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
	keep(at, excel.worksheet_write_url(XLSX_AT(at), str_text(&target), look_of(at, style)));
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
		keep(at, excel.worksheet_write_comment_opt(XLSX_AT(at), cleaned, &options));
	free(cleaned);
}

void xlsx_merge(struct xlsx_cell at, size_t last_column, const char *text,
                const struct xlsx_style *style)
{
	char *cleaned = cell_text(at.page->book, text);

	keep(at,
	     excel.worksheet_merge_range(XLSX_AT(at), (lxw_row_t)at.row, (lxw_col_t)last_column,
	                                 cleaned, look_of(at, style)));
	free(cleaned);
}

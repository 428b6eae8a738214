/* xlsx_layout.c - how wide columns are and how high rows, and what prints on one page. */
#include "xlsx_parts.h"

#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include "sonae/model/field_type.h"

enum {
	WIDE_ID = 8, WIDE_OF = 9, WIDE_NAME = 22, WIDE_GROUP = 18, WIDE_ITEM = 44,
	WIDE_TEXT = 22, WIDE_MEMO = 36, WIDE_CHOICE = 12, WIDE_NUMBER = 9, WIDE_MONEY = 13, WIDE_DATE = 12,
	WIDE_MOST = 50, WIDE_BUTTON = 3, WIDE_WORD = 18,
	FROZEN_MOST = 72, /* characters: more would leave little of the screen to move in */
	PAGE_WIDE = 190,  /* characters: more on one page of A4 could not be read */
	LINE_HIGH = 14, LINES_MOST = 12, /* points; lines */
};

/* ---- widths ---- */

static int wider(int a, int b)
{
	return a > b ? a : b;
}

/* The longest word of a heading, which is bold, is not broken; Japanese breaks anywhere. */
static int width_of_word(const char *heading)
{
	int most = 0;

	while (*heading) {
		size_t len = strcspn(heading, " ");
		int cols = utf8_cols(heading, len);
		if ((size_t)cols == len)
			most = wider(most, cols * 6 / 5 + 2);
		heading += len + strspn(heading + len, " ");
	}
	return most < WIDE_WORD ? most : WIDE_WORD;
}

static int width_of_field(const struct field *field, enum lang lang)
{
	const struct field_type *type = field->type;
	int asked = wider(field->width + 2, width_of_word(words_in(field->label, lang)));

	if (type->many_lines)
		return wider(asked, WIDE_MEMO);
	if (type->has_choices)
		return wider(asked, type->many ? WIDE_TEXT : WIDE_CHOICE);
	if (type->is_ref)
		return wider(asked, type->many ? WIDE_CHOICE + 2 : WIDE_NUMBER);
	if (type->kind == VALUE_DATE)
		return wider(asked, WIDE_DATE);
	if (type->kind == VALUE_TEXT)
		return wider(asked, WIDE_TEXT);
	return wider(asked, text_is(type->name, "money") ? WIDE_MONEY : WIDE_NUMBER);
}

static int width_of(const struct xlsx_sheet *sheet, const struct xlsx_column *column)
{
	static const int widths[] = {
		[XLSX_COLUMN_ID] = WIDE_ID, [XLSX_COLUMN_OF] = WIDE_OF, [XLSX_COLUMN_OF_NAME] = WIDE_NAME,
		[XLSX_COLUMN_GROUP] = WIDE_GROUP, [XLSX_COLUMN_ITEM] = WIDE_ITEM,
		[XLSX_COLUMN_NAME] = WIDE_NAME,
	};
	int width = widths[column->kind];

	if (column->kind == XLSX_COLUMN_FIELD)
		width = width_of_field(&sheet->form->fields.at[column->field], sheet->lang);
	return width < WIDE_MOST ? width : WIDE_MOST;
}

static int width_of_ids(const struct xlsx_sheet *sheet)
{
	int width = WIDE_ID;

	for (size_t i = 0; i < sheet->out->rows.at.count; i++) {
		const char *id = sheet_row_id(sheet->out->sheet, sheet->out->rows.at.at[i]);
		width = wider(width, utf8_cols(id, strlen(id)) + 2);
	}
	return width < WIDE_NAME ? width : WIDE_NAME;
}

static void set_widths(const struct xlsx_sheet *sheet)
{
	for (size_t i = 0; i < sheet->columns.count; i++) {
		int width = i == 0 ? width_of_ids(sheet) : width_of(sheet, &sheet->columns.at[i]);
		xlsx_width(sheet->page, i, i, width);
	}
	if (sheet->called > 0)
		xlsx_hide_columns(sheet->page, sheet->active ? sheet->active : sheet->called, sheet->called);
}

/* Columns that stay in sight: the id, and what the row is called. */
static size_t frozen(const struct xlsx_sheet *sheet)
{
	size_t last = 0, columns = 1;
	int width = width_of_ids(sheet);

	for (size_t i = 1; i < sheet->columns.count; i++) {
		const struct xlsx_column *column = &sheet->columns.at[i];
		bool is_name = column->kind == XLSX_COLUMN_FIELD && column->field == sheet->form->name_field;
		bool of_name = column->kind == XLSX_COLUMN_NAME && column->field == sheet->form->name_field;
		if (column->kind == XLSX_COLUMN_ITEM || is_name || of_name)
			last = i;
	}
	for (size_t i = 1; i <= last; i++)
		width += width_of(sheet, &sheet->columns.at[i]);
	if (last > 0 && width <= FROZEN_MOST)
		columns = last + 1;
	return columns;
}

/* ---- heights ---- */

size_t xlsx_lines(const struct xlsx_sheet *sheet, size_t column, const char *text, int spare)
{
	int width = column == 0 ? width_of_ids(sheet) : width_of(sheet, &sheet->columns.at[column]);

	return wrap_count(text, strlen(text), width - spare);
}

void xlsx_set_lines(const struct xlsx_sheet *sheet, size_t at, size_t lines)
{
	if (lines > 1)
		xlsx_height(sheet->page, at, (double)(LINE_HIGH * (lines < LINES_MOST ? lines : LINES_MOST) + 2));
}

void xlsx_set_height(const struct xlsx_work *work, const struct xlsx_sheet *sheet, size_t at, size_t row)
{
	size_t most = 1;

	for (size_t i = 1; i < sheet->columns.count; i++) {
		struct str words = {0};
		xlsx_add_words(work, sheet, &sheet->columns.at[i], row, &words);
		size_t lines = xlsx_lines(sheet, i, str_text(&words), 1);
		most = lines > most ? lines : most;
		str_release(&words);
	}
	xlsx_set_lines(sheet, at, most);
}

/* ---- on paper ---- */

/* Wide sheets take several pages side by side. Repeating what rows are called on each would make
 * LibreOffice take a minute to open the file. */
static void set_paper(const struct xlsx_work *work, const struct xlsx_sheet *sheet)
{
	struct xlsx_print print = {.landscape = true, .repeats_heading = true};
	int wide = width_of_ids(sheet);

	for (size_t i = 1; i < sheet->columns.count; i++)
		wide += width_of(sheet, &sheet->columns.at[i]);
	print.pages_wide = (size_t)((wide + PAGE_WIDE - 1) / PAGE_WIDE);
	xlsx_set_print(work, sheet->page, print);
}

void xlsx_lay_out(const struct xlsx_work *work, const struct xlsx_sheet *sheet)
{
	set_widths(sheet);
	xlsx_freeze(sheet->page, XLSX_FIRST, frozen(sheet));
	set_paper(work, sheet);
}

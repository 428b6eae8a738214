/* finder.c - searching all worksheets, a slice at a time. */
#include "finder.h"

#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"
#include "sonae/model/query.h"

#include <stdlib.h>

enum {
	BEFORE_COLS = 12,   /* shown before what was found */
	SHORT_COLS = 28,    /* a text that is shown from its start whatever was found */
	AFTER_BYTES = 300,
	ROWS_A_LOOK = 16,   /* rows between two looks at the clock */
};

void finder_init(struct finder *finder, const struct ui *ui, const char *first)
{
	place_sheets(ui, &finder->sheets);
	for (size_t i = 1; first && i < finder->sheets.at.count; i++) {
		char *id = finder->sheets.at.at[i];
		if (!text_is(id, first))
			continue;
		vec_remove(&finder->sheets.at, i);
		vec_insert(&finder->sheets.at, 0, id);
	}
}

static void clear_hits(struct finder *finder)
{
	for (size_t i = 0; i < finder->hits.count; i++) {
		free(finder->hits.at[i].row);
		free(finder->hits.at[i].text);
	}
	vec_clear(&finder->hits);
}

void finder_release(struct finder *finder)
{
	clear_hits(finder);
	vec_release(&finder->hits);
	place_sheets_release(&finder->sheets);
	free(finder->folded);
	finder->folded = NULL;
}

void finder_look_for(struct finder *finder, const char *text)
{
	clear_hits(finder);
	free(finder->folded);
	finder->folded = text[0] ? utf8_fold(text, strlen(text)) : NULL;
	finder->sheet = finder->row = 0;
}

bool finder_is_busy(const struct finder *finder)
{
	return finder->folded && finder->folded[0] && finder->sheet < finder->sheets.at.count &&
	       finder->hits.count < FINDER_MOST;
}

/* ---- the place of what was found ---- */

/* Folding changes lengths, so the place is found by folding from each character on. */
static bool begins_here(const char *text, size_t len, const char *folded)
{
	size_t window = strlen(folded) * 4 + 16;
	char *here = utf8_fold(text, len < window ? len : window);
	bool begins = text_starts(here, folded);

	free(here);
	return begins;
}

/* Characters from `at` on until their folding holds all of `folded`. */
static size_t bytes_found(const char *text, size_t len, size_t at, const char *folded)
{
	size_t end = at;
	bool whole = false;

	while (end < len && !whole) {
		end = utf8_next(text, len, end);
		char *so_far = utf8_fold(text + at, end - at);
		whole = strlen(so_far) >= strlen(folded);
		free(so_far);
	}
	return end - at;
}

static size_t start_of_snippet(const char *text, size_t at)
{
	size_t start = at;

	if (utf8_cols(text, strlen(text)) <= SHORT_COLS)
		return 0;
	while (start > 0 && utf8_cols(text + start, at - start) < BEFORE_COLS)
		start = utf8_prev(text, at, start);
	return start;
}

static void keep_snippet(struct finder_hit *hit, const char *text, const char *folded)
{
	size_t len = strlen(text), at = 0;

	while (at < len && !begins_here(text + at, len - at, folded))
		at = utf8_next(text, len, at);
	if (at == len)
		at = 0;
	size_t start = start_of_snippet(text, at), found = bytes_found(text, len, at, folded);
	size_t rest = len - start < AFTER_BYTES ? len - start : AFTER_BYTES;
	while (rest > 0 && start + rest < len && ((unsigned char)text[start + rest] & 0xC0) == 0x80)
		rest--;
	hit->text = mem_dup_n(text + start, rest);
	hit->at = at - start;
	hit->len = found < rest - hit->at ? found : rest - hit->at;
	hit->cut = start > 0;
}

/* ---- looking ---- */

static void add_hit(struct finder *finder, struct sheet *sheet, size_t row, int field,
                    const char *text)
{
	struct finder_hit *hit = vec_add(&finder->hits);

	hit->sheet = finder->sheets.at.at[finder->sheet];
	hit->row = mem_dup(sheet_row_id(sheet, row));
	hit->field = field;
	keep_snippet(hit, text, finder->folded);
}

static void look_at_cell(struct finder *finder, const struct ui *ui, struct sheet *sheet,
                         size_t row, int field)
{
	struct book *book = folder_book(ui->session->folder);
	struct str raw = {0}, text = {0};

	if (!query_cell_matches(book, sheet, row, field, ui->session->lang, finder->folded))
		return;
	say_cell(ui->session, sheet, row, field, &raw);
	utf8_add_visible(&text, str_text(&raw), raw.len);
	add_hit(finder, sheet, row, field, str_text(&text));
	str_release(&raw);
	str_release(&text);
}

/* The row's id and, in checklists, what is asked; other names of rows are cells. */
static void look_at_name(struct finder *finder, const struct ui *ui, struct sheet *sheet,
                         size_t row)
{
	const struct form *form = sheet_form(sheet);
	int item = form_row_item(form, sheet_row_id(sheet, row));
	struct str name = {0};

	str_add(&name, sheet_row_id(sheet, row));
	if (item >= 0)
		str_addf(&name, " %s", say_words(ui->session, form->items.at[item].text));
	char *folded = utf8_fold(str_text(&name), name.len);
	if (strstr(folded, finder->folded))
		add_hit(finder, sheet, row, -1, str_text(&name));
	free(folded);
	str_release(&name);
}

static void look_at_row(struct finder *finder, const struct ui *ui, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);

	look_at_name(finder, ui, sheet, row);
	for (size_t i = 0; i < form->fields.count; i++)
		if (form->fields.at[i].formula || sheet_cell(sheet, row, i)[0])
			look_at_cell(finder, ui, sheet, row, (int)i);
}

void finder_run(struct finder *finder, const struct ui *ui, long long ms)
{
	long long end = clock_ms() + ms;
	struct book *book = folder_book(ui->session->folder);

	while (finder_is_busy(finder) && clock_ms() < end) {
		struct sheet *sheet = book_sheet(book, finder->sheets.at.at[finder->sheet], NULL);
		size_t count = sheet ? sheet_row_count(sheet) : 0, stop = finder->row + ROWS_A_LOOK;
		while (finder->row < count && finder->row < stop && finder_is_busy(finder))
			look_at_row(finder, ui, sheet, finder->row++);
		if (finder->row < count)
			continue;
		finder->sheet++;
		finder->row = 0;
	}
}

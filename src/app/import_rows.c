/* import_rows.c - which row each row of the file is, or that it is a new one. */
#include "import_priv.h"

#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- looking for rows that are there ---- */

struct finding_rows {
	struct import *import;
	struct import_names names;
	bool *claimed;           /* by row of the worksheet: a row of the file goes there */
	struct map kept;         /* ids that new rows keep */
	unsigned long next;      /* the next free number */
	int index_field;         /* rows by their cell of this field; -1 = none */
	struct map by_cell;      /* cell -> row + 1, the first of those that `also` leads along */
	size_t *also;            /* row -> the next row with that cell, + 1; 0 = none */
};

/* An id as it may stand in a file: width, case, the name behind it aside. In the pool. */
static const char *read_id(struct import *import, const char *text)
{
	struct field reference = {.type = field_type_find("ref")};
	struct str id = {0};
	size_t row;

	if (text[0] && !sheet_find(import->sheet, text, &row)) {
		field_parse(&reference, text, clock_today(), &id);
		if (sheet_find(import->sheet, str_text(&id), &row))
			text = pool_text(&import->planned, str_text(&id), id.len);
	}
	str_release(&id);
	return text;
}

static const char *cell_to(struct import *import, const struct import_row *row, int to)
{
	size_t column = import_column_to(import, to);

	return column == SIZE_MAX ? "" : import_cell(import, row->from, column);
}

static bool is_item_text(const struct item *item, const char *text)
{
	char *wanted = utf8_fold(text, strlen(text));
	bool is = false;

	for (int lang = 0; lang < LANG_COUNT && !is; lang++) {
		const char *asked = words_in(item->text, (enum lang)lang);
		char *folded = utf8_fold(asked, strlen(asked));
		is = text_is(wanted, folded);
		free(folded);
	}
	free(wanted);
	return is;
}

/* The row that answers an item; `of` of which row it does. */
static bool find_answer(struct finding_rows *finding, const char *of, size_t item, size_t *row)
{
	const struct form *form = import_form(finding->import);
	struct str id = {0};

	if (form->per[0])
		form_row_id(form, of, item, &id);
	else
		str_add(&id, form->items.at[item].id);
	bool found = sheet_find(finding->import->sheet, str_text(&id), row) &&
	             !finding->claimed[*row];
	str_release(&id);
	return found;
}

static bool find_by_item(struct finding_rows *finding, const struct import_row *from, size_t *row)
{
	struct import *import = finding->import;
	const struct form *form = import_form(import);
	const char *of = cell_to(import, from, IMPORT_OF), *id = cell_to(import, from, IMPORT_ITEM);
	const char *text = cell_to(import, from, IMPORT_ITEM_TEXT);

	for (size_t i = 0; i < form->items.count; i++) {
		const struct item *item = &form->items.at[i];
		bool is = (id[0] && text_is(item->id, id)) || (text[0] && is_item_text(item, text));
		if (is && find_answer(finding, of, i, row))
			return true;
	}
	return false;
}

static bool find_given(struct finding_rows *finding, const struct import_row *from, size_t *row)
{
	struct import *import = finding->import;

	if (import_form(import)->kind == FORM_RECORD)
		return sheet_row_count(import->sheet) > 0 && !finding->claimed[*row = 0];
	if (from->theirs[0] && sheet_find(import->sheet, from->theirs, row))
		return !finding->claimed[*row];
	return find_by_item(finding, from, row);
}

/* ---- rows that say the same ---- */

/* The name first: that is what rows differ in. */
static int choose_index(const struct import *import)
{
	const struct form *form = import_form(import);

	if (form->name_field >= 0 && import_column_to(import, form->name_field) != SIZE_MAX)
		return form->name_field;
	for (size_t i = 0; i < import->columns.count; i++)
		if (import->columns.at[i].to >= 0)
			return import->columns.at[i].to;
	return -1;
}

static void index_rows(struct finding_rows *finding)
{
	struct sheet *sheet = finding->import->sheet;

	finding->index_field = choose_index(finding->import);
	for (size_t row = sheet_row_count(sheet); finding->index_field >= 0 && row-- > 0;) {
		const char *cell = sheet_cell(sheet, row, (size_t)finding->index_field);
		struct map_entry *entry = map_put(&finding->by_cell, cell, NULL);
		finding->also[row] = entry->index;
		entry->index = row + 1;
	}
}

/* Does all that the file says stand in that row? */
static bool says_the_same(const struct finding_rows *finding, const struct import_row *from,
                          size_t row)
{
	const struct import *import = finding->import;

	for (size_t i = 0; i < import_form(import)->fields.count; i++)
		if (from->cells[i] && from->cells[i][0] &&
		    strcmp(from->cells[i], sheet_cell(import->sheet, row, i)) != 0)
			return false;
	return true;
}

static bool find_same(const struct finding_rows *finding, const struct import_row *from,
                      size_t *row)
{
	int field = finding->index_field;
	const char *cell = field >= 0 ? from->cells[field] : NULL;

	if (cell && cell[0]) {
		const struct map_entry *entry = map_find(&finding->by_cell, cell);
		for (size_t at = entry ? entry->index : 0; at > 0; at = finding->also[at - 1])
			if (says_the_same(finding, from, *row = at - 1))
				return true;
		return false;
	}
	for (*row = 0; *row < sheet_row_count(finding->import->sheet); ++*row)
		if (says_the_same(finding, from, *row))
			return true;
	return false;
}

/* ---- ids of new rows ---- */

/* The number of an id as the worksheet makes them; 0 = it is none of those. */
static unsigned long number_of(const struct form *form, const char *id)
{
	const char *dash = strrchr(id, '-');
	unsigned long number = dash && strlen(dash) <= 9 ? strtoul(dash + 1, NULL, 10) : 0;
	char right[64];

	snprintf(right, sizeof(right), "%.40s-%03lu", form->prefix, number);
	return text_is(right, id) ? number : 0;
}

static bool is_right(const struct form *form, const char *id)
{
	return form->prefix[0] && number_of(form, id) > 0;
}

/* Right ones that nobody has are kept, before any is given out. */
static void keep_ids(struct finding_rows *finding)
{
	struct import *import = finding->import;
	const struct form *form = import_form(import);

	finding->next = sheet_next_number(import->sheet);
	for (size_t i = 0; i < import->rows.count; i++) {
		struct import_row *row = &import->rows.at[i];
		bool is_new;
		size_t taken;
		if (row->kind != ROW_NEW || !is_right(form, row->theirs) ||
		    sheet_find(import->sheet, row->theirs, &taken))
			continue;
		map_put(&finding->kept, row->theirs, &is_new);
		if (!is_new)
			continue;
		row->id = row->theirs;
		unsigned long number = number_of(form, row->id);
		finding->next = number >= finding->next ? number + 1 : finding->next;
	}
}

static void give_id(struct finding_rows *finding, struct import_row *row)
{
	struct import *import = finding->import;
	const char *prefix = import_form(import)->prefix;
	char id[64];

	snprintf(id, sizeof(id), "%.40s%s%03lu", prefix, prefix[0] ? "-" : "", finding->next++);
	row->id = pool_text(&import->planned, id, strlen(id));
	if (row->theirs[0])
		import_add_line(import, (struct import_line){
		                            .kind = IMPORT_NUMBERED,
		                            .line = row->from->line,
		                            .row = row->id,
		                            .field = -1,
		                            .before = row->theirs,
		                            .after = row->id,
		                        });
}

/* What the file calls the new rows is how it refers to them. */
static void name_new_rows(struct finding_rows *finding)
{
	struct import *import = finding->import;
	int name = import_form(import)->name_field;

	for (size_t i = 0; i < import->rows.count; i++) {
		struct import_row *row = &import->rows.at[i];
		if (row->kind != ROW_NEW)
			continue;
		if (!row->id[0])
			give_id(finding, row);
		if (!text_is(row->theirs, row->id))
			import_names_add(&finding->names, row->theirs, row->id);
		if (name >= 0 && row->cells[name])
			import_names_add(&finding->names, row->cells[name], row->id);
	}
}

/* ---- all rows ---- */

static bool is_blank(const struct import *import, const struct import_row *row)
{
	for (size_t i = 0; i < import_form(import)->fields.count; i++)
		if (row->cells[i] && row->cells[i][0])
			return false;
	return true;
}

static bool find_row(struct finding_rows *finding, const struct import_row *from, size_t *row)
{
	struct import *import = finding->import;

	if (form_has_given_rows(import_form(import)))
		return find_given(finding, from, row);
	return from->theirs[0] && sheet_find(import->sheet, from->theirs, row) &&
	       !finding->claimed[*row];
}

/* A row without a right id may be there under another. */
static enum import_row_kind kind_of_unknown(const struct finding_rows *finding,
                                            struct import_row *row)
{
	const struct form *form = import_form(finding->import);
	size_t unused;
	bool keeps_id = is_right(form, row->theirs) &&
	                !sheet_find(finding->import->sheet, row->theirs, &unused);

	if (!form->addable)
		return ROW_LOST;
	return !keeps_id && find_same(finding, row, &row->row) ? ROW_SAME : ROW_NEW;
}

static void tell_lost(struct import *import, const struct import_row *row)
{
	const char *text = row->theirs;

	for (size_t i = 0; i < row->from->count && !text[0]; i++)
		text = import_cell(import, row->from, i);
	import_add_line(import, (struct import_line){.kind = IMPORT_LOST, .line = row->from->line,
	                                             .row = "", .field = -1, .before = "",
	                                             .after = text});
}

static void take_row(struct finding_rows *finding, const struct csv_row *from)
{
	struct import *import = finding->import;
	size_t fields = import_form(import)->fields.count;
	struct import_row *row = vec_add(&import->rows);

	row->from = from;
	row->id = "";
	row->cells = pool_alloc(&import->planned, (fields + 1) * sizeof(*row->cells));
	row->theirs = read_id(import, cell_to(import, row, HEADING_ID));
	bool found = find_row(finding, row, &row->row);
	if (found)
		row->id = sheet_row_id(import->sheet, row->row);
	import_fill_cells(import, &finding->names, row, false);
	if (is_blank(import, row)) {
		row->kind = ROW_BLANK;
		return;
	}
	row->kind = found ? ROW_THERE : kind_of_unknown(finding, row);
	if (found)
		finding->claimed[row->row] = true;
	if (row->kind == ROW_LOST)
		tell_lost(import, row);
}

static void finding_release(struct finding_rows *finding)
{
	import_names_release(&finding->names);
	map_release(&finding->kept);
	map_release(&finding->by_cell);
	free(finding->claimed);
	free(finding->also);
}

void import_find_rows(struct import *import)
{
	size_t count = sheet_row_count(import->sheet);
	struct finding_rows finding = {
		.import = import,
		.names = {.import = import},
		.claimed = mem_zero(count + 1, sizeof(*finding.claimed)),
		.also = mem_zero(count + 1, sizeof(*finding.also)),
	};

	index_rows(&finding);
	for (size_t i = import->data; i < import->table.rows.count; i++)
		take_row(&finding, &import->table.rows.at[i]);
	keep_ids(&finding);
	name_new_rows(&finding);
	for (size_t i = 0; i < import->rows.count; i++)
		if (import->rows.at[i].kind == ROW_NEW || import->rows.at[i].kind == ROW_THERE)
			import_fill_cells(import, &finding.names, &import->rows.at[i], true);
	finding_release(&finding);
}

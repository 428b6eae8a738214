/* import_plan.c - what would change: the step, and the lines that tell about it. */
#include "import_priv.h"

#include "sonae/app/entry.h"
#include "sonae/base/clock.h"
#include "sonae/base/list.h"
#include "sonae/model/field_type.h"
#include "sonae/model/finding.h"
#include "sonae/model/shown.h"

#include <stdint.h>
#include <stdlib.h>

static struct book *book_of(const struct import *import)
{
	return folder_book(import->session->folder);
}

void import_add_line(struct import *import, struct import_line line)
{
	vec_push(&import->lines, line);
	import->counts.of[line.kind]++;
}

/* ---- what does not fit ---- */

/* References to rows of the worksheet itself may be to new ones. */
static bool names_rows(const struct import *import, const struct field *field, const char *cell)
{
	bool all = true;
	size_t len, row;

	if (!field->type->many)
		return sheet_find(import->sheet, cell, &row) || sheet_find(import->result, cell, &row);
	for (const char *id; all && (id = list_next(&cell, &len)) != NULL;) {
		char *one = mem_dup_n(id, len);
		all = sheet_find(import->sheet, one, &row) || sheet_find(import->result, one, &row);
		free(one);
	}
	return all;
}

static bool is_fine(const struct import *import, size_t row, int field, struct err *err)
{
	const struct form *form = import_form(import);
	const struct field *of = &form->fields.at[field];

	return finding_check_cell(book_of(import), import->result, row, field, err) ||
	       (err->code == ERR_VALUE_REF && text_is(of->sheet, form->id) &&
	        names_rows(import, of, sheet_cell(import->result, row, (size_t)field)));
}

void import_judge(struct import *import, long line, size_t row, int field)
{
	struct err err = {0};

	if (is_fine(import, row, field, &err))
		return;
	struct err *why = pool_alloc(&import->planned, (sizeof(err) + 7) / 8 * 8);
	*why = err;
	import_add_line(import, (struct import_line){
	                            .kind = IMPORT_BAD,
	                            .line = line,
	                            .row = sheet_row_id(import->result, row),
	                            .field = field,
	                            .before = "",
	                            .after = sheet_cell(import->result, row, (size_t)field),
	                            .why = why,
	                        });
}

/* ---- rows as they would be ---- */

static size_t put_row(struct import *import, const struct import_row *from)
{
	size_t fields = import_form(import)->fields.count, row = sheet_row_count(import->result);

	sheet_insert_row(import->result, row, from->id);
	for (size_t i = 0; i < fields; i++) {
		bool is_there = from->kind == ROW_THERE;
		const char *old = is_there ? sheet_cell(import->sheet, from->row, i) : "";
		const char *cell = from->cells[i] ? from->cells[i] : old;
		if (cell[0])
			sheet_set_cell(import->result, row, i, cell, strlen(cell));
	}
	return row;
}

static void remember_first(struct import *import, const char *id)
{
	if (!import->first[0])
		text_copy(import->first, sizeof(import->first), id);
}

static bool change_cells(struct import *import, const struct import_row *from, size_t row)
{
	size_t before = import->step.changes.count;

	for (size_t i = 0; i < import_form(import)->fields.count; i++) {
		const char *old = sheet_cell(import->sheet, from->row, i);
		const char *new = sheet_cell(import->result, row, i);
		if (import_form(import)->fields.at[i].formula || strcmp(old, new) == 0)
			continue;
		step_set(&import->step, import->sheet, from->row, (int)i, new);
		import_add_line(import, (struct import_line){
		                            .kind = IMPORT_CELL,
		                            .line = from->from->line,
		                            .row = from->id,
		                            .field = (int)i,
		                            .before = old,
		                            .after = new,
		                        });
		if (new[0])
			import_judge(import, from->from->line, row, (int)i);
	}
	return import->step.changes.count > before;
}

static void plan_change(struct import *import, const struct import_row *from, size_t row)
{
	if (!change_cells(import, from, row)) {
		import->counts.same++;
		return;
	}
	import->counts.changed_rows++;
	remember_first(import, from->id);
}

static void plan_new(struct import *import, const struct entry_rows *adding,
                     const struct import_row *from, size_t row, const char *after)
{
	struct words name = row_name(book_of(import), import->result, row);

	entry_rows_add(adding, from->id, after, from->cells);
	import_add_line(import, (struct import_line){
	                            .kind = IMPORT_NEW,
	                            .line = from->from->line,
	                            .row = from->id,
	                            .field = -1,
	                            .before = "",
	                            .after = words_in(name, import->session->lang),
	                        });
	remember_first(import, from->id);
	for (size_t i = 0; i < import_form(import)->fields.count; i++)
		if (from->cells[i] && from->cells[i][0])
			import_judge(import, from->from->line, row, (int)i);
}

/* ---- what we compute, and they have too ---- */

/* As the file has it, in our scale. */
static void read_theirs(struct import *import, int field, const char *text, struct str *out)
{
	const struct field *of = &import_form(import)->fields.at[field];
	struct str rating = {0};

	if (import->scale == IMPORT_SCALE_1_3 && import_ipa_rates(import_form(import), field) &&
	    import_ipa_rating(import, field, text, &rating))
		text = str_text(&rating);
	field_parse(of, text, clock_today(), out);
	str_release(&rating);
}

static void compare_cell(struct import *import, const struct import_row *from, struct sheet *sheet,
                         size_t row, size_t column)
{
	int field = import->columns.at[column].compared;
	const char *text = import_cell(import, from->from, column);
	struct pool *pool = &import->planned;
	struct str theirs = {0}, ours = {0};

	read_theirs(import, field, text, &theirs);
	if (theirs.len > 0)
		book_cell(book_of(import), sheet, row, field, &ours);
	if (ours.len > 0 && strcmp(str_text(&ours), str_text(&theirs)) != 0)
		import_add_line(import, (struct import_line){
		                            .kind = IMPORT_DIFFERS,
		                            .line = from->from->line,
		                            .row = sheet_row_id(sheet, row),
		                            .field = field,
		                            .before = text,
		                            .after = pool_text(pool, str_text(&ours), ours.len),
		                        });
	str_release(&theirs);
	str_release(&ours);
}

/* A sentence we make is in the language of the workbook; theirs may be in another. */
static bool can_compare(const struct import *import, int field)
{
	const struct field *of = &import_form(import)->fields.at[field];

	return (of->type->kind != VALUE_TEXT || (of->type->has_choices && !of->type->many)) &&
	       import_ipa_compares(import, field);
}

static void compare_row(struct import *import, const struct import_row *from, struct sheet *sheet,
                        size_t row)
{
	for (size_t i = 0; i < import->columns.count; i++) {
		int field = import->columns.at[i].compared;
		if (field >= 0 && import_cell(import, from->from, i)[0] && can_compare(import, field))
			compare_cell(import, from, sheet, row, i);
	}
}

/* ---- all of it ---- */

static void clear_plan(struct import *import)
{
	step_release(&import->step);
	vec_clear(&import->lines);
	vec_clear(&import->rows);
	pool_release(&import->planned);
	sheet_free(import->result);
	import->result = sheet_new(import_form(import));
	import->counts = (struct import_counts){.same = 0};
	import->first[0] = '\0';
}

/* New rows refer to each other: all are there before any is judged. */
static void plan_rows(struct import *import)
{
	size_t count = sheet_row_count(import->sheet), at = 0;
	const char *after = count > 0 ? sheet_row_id(import->sheet, count - 1) : "";
	struct entry_rows adding;

	for (size_t i = 0; i < import->rows.count; i++)
		if (import->rows.at[i].kind == ROW_THERE || import->rows.at[i].kind == ROW_NEW)
			put_row(import, &import->rows.at[i]);
	entry_rows_begin(&adding, import->session, &import->step, import->sheet);
	for (size_t i = 0; i < import->rows.count; i++) {
		struct import_row *row = &import->rows.at[i];
		if (row->kind == ROW_THERE)
			plan_change(import, row, at);
		if (row->kind == ROW_NEW)
			plan_new(import, &adding, row, at, after);
		if (row->kind == ROW_NEW)
			after = row->id;
		import->counts.same += row->kind == ROW_SAME;
		if (row->kind == ROW_THERE || row->kind == ROW_NEW)
			compare_row(import, row, import->result, at++);
		if (row->kind == ROW_SAME)
			compare_row(import, row, import->sheet, row->row);
	}
	entry_rows_end(&adding);
}

static int compare_lines(const void *a, const void *b)
{
	const struct import_line *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->kind != y->kind ? (int)x->kind - (int)y->kind : x->field - y->field;
}

void import_plan(struct import *import)
{
	clear_plan(import);
	if (import->is_outline) {
		import_plan_outline(import);
	} else {
		import_find_rows(import);
		plan_rows(import);
	}
	if (import->lines.count > 0)
		qsort(import->lines.at, import->lines.count, sizeof(*import->lines.at), compare_lines);
}

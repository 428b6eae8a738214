#include "sonae/model/change.h"
#include "sonae/model/row_image.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void change_release(struct change *change)
{
	free(change->sheet);
	free(change->row);
	free(change->field);
	free(change->before);
	free(change->after);
	*change = (struct change){ 0 };
}

void step_release(struct step *step)
{
	for (size_t i = 0; i < step->changes.count; i++)
		change_release(&step->changes.at[i]);
	vec_release(&step->changes);
	free(step->about);
	step->about = NULL;
}

void step_copy(const struct step *step, struct step *out)
{
	for (size_t i = 0; i < step->changes.count; i++) {
		const struct change *from = &step->changes.at[i];
		struct change *to = vec_add(&out->changes);

		to->kind = from->kind;
		to->sheet = mem_dup(from->sheet);
		to->row = mem_dup(from->row);
		to->field = mem_dup(from->field);
		to->before = mem_dup(from->before);
		to->after = mem_dup(from->after);
	}
	if (step->about && !out->about)
		out->about = mem_dup(step->about);
}

static void fill(struct change *change, enum change_kind kind, const char *sheet,
                 const char *row, const char *field)
{
	change->kind = kind;
	change->sheet = mem_dup(sheet);
	change->row = mem_dup(row);
	change->field = mem_dup(field);
}

static struct change *add(struct step *step, enum change_kind kind, const struct sheet *sheet,
                          const char *row, const char *field)
{
	struct change *change = vec_add(&step->changes);

	fill(change, kind, sheet_form(sheet)->id, row, field);
	return change;
}

/* The id of the row above; "" for the first. */
static const char *id_above(const struct sheet *sheet, size_t row)
{
	return row > 0 ? sheet_row_id(sheet, row - 1) : "";
}

void step_set(struct step *step, struct sheet *sheet, size_t row, int field, const char *after)
{
	size_t column = (size_t)field;
	const char *before = sheet_cell(sheet, row, column);

	if (strcmp(before, after) == 0)
		return;
	struct change *change = add(step, CHANGE_SET, sheet, sheet_row_id(sheet, row),
	                            sheet_column_name(sheet, column));
	change->before = mem_dup(before);
	change->after = mem_dup(after);
}

void step_insert(struct step *step, struct sheet *sheet, const char *id, const char *after_id,
                 const char *const *cells)
{
	struct change *change = add(step, CHANGE_INSERT, sheet, id, "");
	size_t fields = sheet_form(sheet)->fields.count;
	struct str image = { 0 };

	row_image_begin(&image, after_id);
	for (size_t i = 0; cells != NULL && i < fields; i++)
		row_image_add(&image, sheet_column_name(sheet, i), cells[i]);
	change->before = mem_dup("");
	change->after = str_take(&image);
}

static char *image_of(const struct sheet *sheet, size_t row)
{
	struct str image = { 0 };

	row_image_begin(&image, id_above(sheet, row));
	for (size_t i = 0; i < sheet_column_count(sheet); i++)
		row_image_add(&image, sheet_column_name(sheet, i), sheet_cell(sheet, row, i));
	return str_take(&image);
}

/* The last inserted row has the highest number. */
const char *step_next_id(const struct step *step, const struct sheet *sheet, char buffer[64])
{
	const struct form *form = sheet_form(sheet);
	unsigned long next = sheet_next_number(sheet);

	for (size_t i = step->changes.count; i-- > 0;) {
		const struct change *change = &step->changes.at[i];
		const char *dash = strrchr(change->row, '-');
		if (change->kind != CHANGE_INSERT || !text_is(change->sheet, form->id) || !dash)
			continue;
		unsigned long number = strtoul(dash + 1, NULL, 10);
		next = number >= next ? number + 1 : next;
		break;
	}
	snprintf(buffer, 64, "%.40s%s%03lu", form->prefix, *form->prefix ? "-" : "", next);
	return buffer;
}

void step_delete(struct step *step, struct sheet *sheet, size_t row)
{
	struct change *change =
	    add(step, CHANGE_DELETE, sheet, sheet_row_id(sheet, row), "");

	change->before = image_of(sheet, row);
	change->after = mem_dup("");
}

void step_move(struct step *step, struct sheet *sheet, size_t row, const char *after_id)
{
	const char *before = id_above(sheet, row);
	const char *id = sheet_row_id(sheet, row);

	if (strcmp(before, after_id) == 0 || strcmp(id, after_id) == 0)
		return;
	struct change *change = add(step, CHANGE_MOVE, sheet, id, "");
	change->before = mem_dup(before);
	change->after = mem_dup(after_id);
}

/* A change on its way into a sheet. */
struct apply {
	struct book *book;
	struct sheet *sheet;
	const struct change *change;
	bool strict;
};

static bool no_row(const struct change *change, struct err *err)
{
	return err_set(err, ERR_NO_ROW, change->sheet, 0, "%s", change->row);
}

/* The column of that name, an empty one of the row first: names may be repeated. */
static bool find_column(const struct sheet *sheet, size_t row, const char *name, bool empty,
                        size_t *column)
{
	for (size_t i = 0; i < sheet_column_count(sheet); i++) {
		if (strcmp(sheet_column_name(sheet, i), name) == 0 &&
		    (!empty || *sheet_cell(sheet, row, i) == '\0')) {
			*column = i;
			return true;
		}
	}
	return false;
}

static bool apply_set(const struct apply *apply, struct err *err)
{
	const struct change *change = apply->change;
	size_t row, column;

	if (!sheet_find(apply->sheet, change->row, &row))
		return no_row(change, err);
	if (!find_column(apply->sheet, row, change->field, false, &column))
		return err_set(err, ERR_NO_FIELD, change->sheet, 0, "%s", change->field);
	const char *cell = sheet_cell(apply->sheet, row, column);
	if (apply->strict && strcmp(cell, change->before) != 0)
		return err_set(err, ERR_CHANGED, change->sheet, 0, "%s", cell);
	sheet_set_cell(apply->sheet, row, column, change->after, strlen(change->after));
	if (column < sheet_form(apply->sheet)->fields.count)
		book_cell_changed(apply->book, apply->sheet, row, (int)column);
	return true;
}

/* Behind the row `after_id`; a row that is gone leaves only the end to go to. */
static size_t position_after(const struct sheet *sheet, const char *after_id)
{
	size_t row;

	if (*after_id == '\0')
		return 0;
	return sheet_find(sheet, after_id, &row) ? row + 1 : sheet_row_count(sheet);
}

static void fill_cell(struct sheet *sheet, size_t row, const struct row_image_cell *cell)
{
	size_t column;

	if (!find_column(sheet, row, str_text(&cell->name), true, &column))
		column = sheet_add_column(sheet, str_text(&cell->name));
	sheet_set_cell(sheet, row, column, str_text(&cell->text), cell->text.len);
}

static bool apply_insert(const struct apply *apply, struct err *err)
{
	const struct change *change = apply->change;
	struct sheet *sheet = apply->sheet;
	struct row_image_cell cell = { 0 };
	struct str after_id = { 0 };
	size_t row;

	if (*change->row == '\0')
		return no_row(change, err);
	if (sheet_find(sheet, change->row, &row))
		return err_set(err, ERR_EXISTS, change->sheet, 0, "%s", change->row);
	const char *rest = row_image_read(change->after, &after_id);
	row = position_after(sheet, str_text(&after_id));
	sheet_insert_row(sheet, row, change->row);
	while (row_image_next(&rest, &cell))
		fill_cell(sheet, row, &cell);
	row_image_cell_release(&cell);
	str_release(&after_id);
	book_rows_changed(apply->book, sheet);
	return true;
}

static bool apply_delete(const struct apply *apply, struct err *err)
{
	const struct change *change = apply->change;
	size_t row;

	if (!sheet_find(apply->sheet, change->row, &row))
		return no_row(change, err);
	if (apply->strict) {
		char *now = image_of(apply->sheet, row);
		bool same = row_image_same_cells(now, change->before);
		free(now);
		if (!same)
			return err_set(err, ERR_CHANGED, change->sheet, 0, "%s", change->row);
	}
	sheet_remove_row(apply->sheet, row);
	book_rows_changed(apply->book, apply->sheet);
	return true;
}

static bool apply_move(const struct apply *apply, struct err *err)
{
	const struct change *change = apply->change;
	size_t row, other;

	if (!sheet_find(apply->sheet, change->row, &row))
		return no_row(change, err);
	if (*change->after != '\0' && !sheet_find(apply->sheet, change->after, &other))
		return err_set(err, ERR_NO_ROW, change->sheet, 0, "%s", change->after);
	size_t to = position_after(apply->sheet, change->after);
	sheet_move_row(apply->sheet, row, to > row ? to - 1 : to);
	book_rows_changed(apply->book, apply->sheet);
	return true;
}

bool change_apply(struct book *book, const struct change *change, bool strict, struct err *err)
{
	static bool (*const apply_kind[])(const struct apply *, struct err *) = {
		[CHANGE_SET] = apply_set,
		[CHANGE_INSERT] = apply_insert,
		[CHANGE_DELETE] = apply_delete,
		[CHANGE_MOVE] = apply_move,
	};
	struct apply apply = { book, book_sheet(book, change->sheet, err), change, strict };

	return apply.sheet != NULL && apply_kind[change->kind](&apply, err);
}

void change_invert(const struct change *change, struct change *out)
{
	static const enum change_kind inverse[] = {
		[CHANGE_SET] = CHANGE_SET,
		[CHANGE_INSERT] = CHANGE_DELETE,
		[CHANGE_DELETE] = CHANGE_INSERT,
		[CHANGE_MOVE] = CHANGE_MOVE,
	};

	fill(out, inverse[change->kind], change->sheet, change->row, change->field);
	out->before = mem_dup(change->after);
	out->after = mem_dup(change->before);
}

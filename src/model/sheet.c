#include "sonae/model/sheet.h"
#include "sheet_index.h"
#include "sheet_text.h"
#include "sonae/base/bug.h"
#include "sonae/base/str.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A column of cells. Its arrays have the sheet's room, or are NULL: all empty. */
struct column {
	char *name; /* of an unknown column; NULL for a field */
	uint32_t *cell;
	struct sheet_recent *recent;
};

struct sheet {
	const struct form *form;
	size_t rows, room;
	uint32_t *id; /* of each row, in `texts` */
	VEC(struct column) columns;
	struct sheet_text texts;
	struct sheet_index *index;
	unsigned long used_number;
	unsigned long version, rows_version;
};

struct sheet *sheet_new(const struct form *form)
{
	struct sheet *sheet = mem_zero(1, sizeof(*sheet));

	sheet->form = form;
	sheet->index = sheet_index_new();
	for (size_t i = 0; i < form->fields.count; i++)
		(void)vec_add(&sheet->columns);
	return sheet;
}

void sheet_free(struct sheet *sheet)
{
	if (sheet == NULL)
		return;
	for (size_t i = 0; i < sheet->columns.count; i++) {
		free(sheet->columns.at[i].name);
		free(sheet->columns.at[i].cell);
		free(sheet->columns.at[i].recent);
	}
	vec_release(&sheet->columns);
	free(sheet->id);
	sheet_text_release(&sheet->texts);
	sheet_index_free(sheet->index);
	free(sheet);
}

const struct form *sheet_form(const struct sheet *sheet)
{
	return sheet->form;
}

size_t sheet_row_count(const struct sheet *sheet)
{
	return sheet->rows;
}

static void check_row(const struct sheet *sheet, size_t row)
{
	if (row >= sheet->rows)
		BUG("row %zu of %zu in %s", row, sheet->rows, sheet->form->id);
}

static void check_column(const struct sheet *sheet, size_t column)
{
	if (column >= sheet->columns.count)
		BUG("column %zu of %zu in %s", column, sheet->columns.count, sheet->form->id);
}

const char *sheet_row_id(const struct sheet *sheet, size_t row)
{
	check_row(sheet, row);
	return sheet_text_at(&sheet->texts, sheet->id[row]);
}

bool sheet_find(const struct sheet *sheet, const char *id, size_t *row)
{
	struct sheet_ids ids = { &sheet->texts, sheet->id, sheet->rows };

	return sheet_index_find(sheet->index, &ids, id, row);
}

size_t sheet_column_count(const struct sheet *sheet)
{
	return sheet->columns.count;
}

const char *sheet_column_name(const struct sheet *sheet, size_t column)
{
	check_column(sheet, column);
	if (column < sheet->form->fields.count)
		return sheet->form->fields.at[column].id;
	return sheet->columns.at[column].name;
}

size_t sheet_add_column(struct sheet *sheet, const char *name)
{
	vec_add(&sheet->columns)->name = mem_dup(name);
	sheet->version++;
	return sheet->columns.count - 1;
}

const char *sheet_cell(const struct sheet *sheet, size_t row, size_t column)
{
	check_row(sheet, row);
	check_column(sheet, column);
	const uint32_t *cell = sheet->columns.at[column].cell;
	return cell != NULL ? sheet_text_at(&sheet->texts, cell[row]) : "";
}

void sheet_set_cell(struct sheet *sheet, size_t row, size_t column, const char *text, size_t len)
{
	check_row(sheet, row);
	check_column(sheet, column);
	struct column *to = &sheet->columns.at[column];
	if (to->cell == NULL) {
		if (len == 0)
			return;
		to->cell = mem_zero(sheet->room, sizeof(*to->cell));
		to->recent = mem_zero(1, sizeof(*to->recent));
	}
	to->cell[row] = sheet_text_share(&sheet->texts, to->recent, text, len);
	sheet->version++;
}

static uint32_t *grow(uint32_t *cells, size_t from, size_t to)
{
	cells = mem_grow(cells, to, sizeof(*cells));
	memset(cells + from, 0, (to - from) * sizeof(*cells));
	return cells;
}

void sheet_reserve_rows(struct sheet *sheet, size_t count)
{
	if (count <= sheet->room)
		return;
	for (size_t i = 0; i < sheet->columns.count; i++) {
		struct column *column = &sheet->columns.at[i];
		if (column->cell != NULL)
			column->cell = grow(column->cell, sheet->room, count);
	}
	sheet->id = grow(sheet->id, sheet->room, count);
	sheet->room = count;
}

static void rows_changed(struct sheet *sheet)
{
	sheet->version++;
	sheet->rows_version++;
}

/* The number of "A-007"; 0 when the id is not of that kind. */
static unsigned long number_of_id(const struct form *form, const char *id)
{
	size_t len = strlen(form->prefix);
	const char *digits = id + len + (len > 0);

	if (!text_starts(id, form->prefix) || (len > 0 && id[len] != '-'))
		return 0;
	size_t count = strspn(digits, "0123456789");
	if (count == 0 || count > 18 || digits[count] != '\0')
		return 0;
	return strtoul(digits, NULL, 10);
}

/* Moves the cells [at, rows) of an array by one, up or down. */
static void open_gap(uint32_t *cells, size_t at, size_t rows)
{
	memmove(cells + at + 1, cells + at, (rows - at) * sizeof(*cells));
	cells[at] = 0;
}

static void close_gap(uint32_t *cells, size_t at, size_t rows)
{
	memmove(cells + at, cells + at + 1, (rows - at - 1) * sizeof(*cells));
	cells[rows - 1] = 0;
}

static void move_one(uint32_t *cells, size_t from, size_t to)
{
	uint32_t moved = cells[from];

	if (from < to)
		memmove(cells + from, cells + from + 1, (to - from) * sizeof(*cells));
	else
		memmove(cells + to + 1, cells + to, (from - to) * sizeof(*cells));
	cells[to] = moved;
}

void sheet_insert_row(struct sheet *sheet, size_t at, const char *id)
{
	if (at > sheet->rows)
		BUG("insert at %zu of %zu in %s", at, sheet->rows, sheet->form->id);
	if (sheet->rows == sheet->room)
		sheet_reserve_rows(sheet, sheet->room < 8 ? 16 : sheet->room * 2);
	for (size_t i = 0; at < sheet->rows && i < sheet->columns.count; i++) {
		uint32_t *cell = sheet->columns.at[i].cell;
		if (cell != NULL)
			open_gap(cell, at, sheet->rows);
	}
	open_gap(sheet->id, at, sheet->rows);
	sheet->id[at] = sheet_text_add(&sheet->texts, id, strlen(id));
	sheet->rows++;
	struct sheet_ids ids = { &sheet->texts, sheet->id, sheet->rows };
	sheet_index_inserted(sheet->index, &ids, at);
	sheet_use_number(sheet, number_of_id(sheet->form, id));
	rows_changed(sheet);
}

void sheet_remove_row(struct sheet *sheet, size_t row)
{
	check_row(sheet, row);
	uint32_t id = sheet->id[row];
	for (size_t i = 0; i < sheet->columns.count; i++) {
		uint32_t *cell = sheet->columns.at[i].cell;
		if (cell != NULL)
			close_gap(cell, row, sheet->rows);
	}
	close_gap(sheet->id, row, sheet->rows);
	sheet->rows--;
	struct sheet_ids ids = { &sheet->texts, sheet->id, sheet->rows };
	sheet_index_removed(sheet->index, &ids, id);
	rows_changed(sheet);
}

void sheet_move_row(struct sheet *sheet, size_t from, size_t to)
{
	check_row(sheet, from);
	check_row(sheet, to);
	if (from == to)
		return;
	for (size_t i = 0; i < sheet->columns.count; i++) {
		uint32_t *cell = sheet->columns.at[i].cell;
		if (cell != NULL)
			move_one(cell, from, to);
	}
	move_one(sheet->id, from, to);
	sheet_index_moved(sheet->index);
	rows_changed(sheet);
}

const char *sheet_next_id(const struct sheet *sheet, char buffer[64])
{
	const char *prefix = sheet->form->prefix;

	snprintf(buffer, 64, "%.40s%s%03lu", prefix, *prefix != '\0' ? "-" : "",
	         sheet_next_number(sheet));
	return buffer;
}

void sheet_use_number(struct sheet *sheet, unsigned long number)
{
	if (number > sheet->used_number)
		sheet->used_number = number;
}

unsigned long sheet_next_number(const struct sheet *sheet)
{
	return sheet->used_number + 1;
}

unsigned long sheet_rows_version(const struct sheet *sheet)
{
	return sheet->rows_version;
}

unsigned long sheet_version(const struct sheet *sheet)
{
	return sheet->version;
}

size_t sheet_memory(const struct sheet *sheet)
{
	size_t bytes = sizeof(*sheet) + sheet->room * sizeof(*sheet->id) + sheet->texts.bytes +
	               sheet->columns.room * sizeof(*sheet->columns.at) +
	               sheet_index_memory(sheet->index);

	for (size_t i = 0; i < sheet->columns.count; i++) {
		if (sheet->columns.at[i].cell != NULL)
			bytes += sheet->room * sizeof(uint32_t) + sizeof(struct sheet_recent);
	}
	return bytes;
}

void sheet_copy_rows(const struct sheet *from, struct sheet *to)
{
	size_t columns = sheet_column_count(from);

	sheet_use_number(to, sheet_next_number(from) - 1);
	sheet_reserve_rows(to, sheet_row_count(from));
	for (size_t i = sheet_column_count(to); i < columns; i++)
		sheet_add_column(to, sheet_column_name(from, i));
	for (size_t row = 0; row < sheet_row_count(from); row++) {
		sheet_insert_row(to, row, sheet_row_id(from, row));
		for (size_t i = 0; i < columns; i++) {
			const char *cell = sheet_cell(from, row, i);

			if (*cell != '\0')
				sheet_set_cell(to, row, i, cell, strlen(cell));
		}
	}
}

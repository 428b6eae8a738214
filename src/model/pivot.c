#include "sonae/model/pivot.h"

#include "sonae/base/map.h"
#include "sonae/model/field_type.h"

#include <stdlib.h>

/* The lines of one field, as they are found; the keys are the lines' values. */
struct axis {
	struct book *book;
	struct sheet *sheet;
	int field;
	bool is_closed; /* a field with choices has no other lines */
	struct map values, texts;
	VEC(struct pivot_line) lines;
};

static size_t line_of(struct axis *axis, const char *value, bool is_text)
{
	struct map *map = is_text ? &axis->texts : &axis->values;
	struct map_entry *entry = map_find(map, value);

	if (entry)
		return entry->index;
	if (axis->is_closed)
		return PIVOT_NONE;
	struct pivot_line line = {mem_dup(value), is_text};
	map_put(map, line.value, NULL)->index = axis->lines.count;
	vec_push(&axis->lines, line);
	return axis->lines.count - 1;
}

static const struct field *axis_field(const struct axis *axis)
{
	return &sheet_form(axis->sheet)->fields.at[axis->field];
}

static void axis_init(struct axis *axis, struct book *book, struct sheet *sheet, int field)
{
	*axis = (struct axis){.book = book, .sheet = sheet, .field = field};
	const struct field *of = axis_field(axis);

	for (size_t i = 0; i < of->choices.count; i++)
		line_of(axis, of->choices.at[i].id, false);
	axis->is_closed = of->choices.count > 0;
}

static void axis_release(struct axis *axis)
{
	map_release(&axis->values);
	map_release(&axis->texts);
	vec_release(&axis->lines);
}

static void add_wanted(struct axis *axis, const struct row_list *wanted)
{
	struct sheet *other = book_sheet(axis->book, axis_field(axis)->sheet, NULL);

	for (size_t i = 0; other && i < wanted->at.count; i++)
		line_of(axis, sheet_row_id(other, wanted->at.at[i]), false);
}

/* The line a row belongs to; of a "reference or text" the text counts while there is no
 * reference. */
static size_t place(struct axis *axis, size_t row)
{
	const struct field *field = axis_field(axis);
	struct str cell = {0};
	size_t line = PIVOT_NONE;

	book_cell(axis->book, axis->sheet, row, axis->field, &cell);
	if (cell.len > 0 && !text_is(cell.at, FIELD_NA))
		line = line_of(axis, cell.at, false);
	else if (cell.len == 0 && field->text_field >= 0) {
		const char *text = sheet_cell(axis->sheet, row, (size_t)field->text_field);
		line = text[0] ? line_of(axis, text, true) : PIVOT_NONE;
	}
	str_release(&cell);
	return line;
}

struct placed {
	size_t row, line, column;
};

static void sort_in(struct pivot *out, const struct placed *placed, size_t count)
{
	for (size_t i = 0; i < out->rows.count * out->columns.count; i++)
		vec_add(&out->cells);
	for (size_t i = 0; i < count; i++) {
		bool has_place = placed[i].line != PIVOT_NONE && placed[i].column != PIVOT_NONE;
		struct row_list *cell =
		    has_place ? &out->cells.at[placed[i].line * out->columns.count + placed[i].column]
		              : &out->nowhere;
		vec_push(&cell->at, placed[i].row);
	}
}

static void take_lines(struct axis *axis, struct pivot *out, bool as_columns)
{
	for (size_t i = 0; i < axis->lines.count; i++) {
		if (as_columns)
			vec_push(&out->columns, axis->lines.at[i]);
		else
			vec_push(&out->rows, axis->lines.at[i]);
	}
}

void pivot_build(struct book *book, struct sheet *sheet, int row_field, int column_field,
                 const struct row_list *wanted, struct pivot *out)
{
	size_t count = sheet_row_count(sheet), found = 0;
	struct placed *placed = mem_zero(count + 1, sizeof(*placed));
	struct axis rows, columns;

	pivot_release(out);
	axis_init(&rows, book, sheet, row_field);
	axis_init(&columns, book, sheet, column_field);
	if (wanted)
		add_wanted(&rows, wanted);
	for (size_t row = 0; row < count; row++) {
		if (!book_is_retired(book, sheet, row))
			placed[found++] = (struct placed){row, place(&rows, row), place(&columns, row)};
	}
	take_lines(&rows, out, false);
	take_lines(&columns, out, true);
	sort_in(out, placed, found);
	axis_release(&rows);
	axis_release(&columns);
	free(placed);
}

void pivot_release(struct pivot *pivot)
{
	for (size_t i = 0; i < pivot->rows.count; i++)
		free(pivot->rows.at[i].value);
	for (size_t i = 0; i < pivot->columns.count; i++)
		free(pivot->columns.at[i].value);
	for (size_t i = 0; i < pivot->cells.count; i++)
		row_list_release(&pivot->cells.at[i]);
	vec_release(&pivot->rows);
	vec_release(&pivot->columns);
	vec_release(&pivot->cells);
	row_list_release(&pivot->nowhere);
}

const struct row_list *pivot_cell(const struct pivot *pivot, size_t row, size_t column)
{
	return &pivot->cells.at[row * pivot->columns.count + column];
}

static bool list_has(const struct row_list *list, size_t row)
{
	for (size_t i = 0; i < list->at.count; i++)
		if (list->at.at[i] == row)
			return true;
	return false;
}

bool pivot_find(const struct pivot *pivot, size_t sheet_row, size_t *row, size_t *column)
{
	for (size_t i = 0; i < pivot->cells.count; i++) {
		if (!list_has(&pivot->cells.at[i], sheet_row))
			continue;
		*row = i / pivot->columns.count;
		*column = i % pivot->columns.count;
		return true;
	}
	return false;
}

size_t pivot_row(const struct pivot *pivot, const char *value, bool is_text)
{
	for (size_t i = 0; i < pivot->rows.count; i++)
		if (pivot->rows.at[i].is_text == is_text && text_is(pivot->rows.at[i].value, value))
			return i;
	return PIVOT_NONE;
}

/* Half of the way from the worst corner to the best is high and middle, a half of each. */
enum pivot_level pivot_level(size_t rows, size_t columns, size_t row, size_t column)
{
	size_t down = rows - 1, across = columns - 1;
	size_t away = row * across + (across - column) * down, farthest = 2 * down * across;

	return away * 4 <= farthest ? PIVOT_HIGH : away * 2 <= farthest ? PIVOT_MIDDLE : PIVOT_LOW;
}

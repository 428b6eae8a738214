/* table.c - columns that line up whatever script stands in them. */
#include "table.h"

#include "sonae/base/utf8.h"
#include "sonae/store/csv.h"

#include <limits.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 6, GAP = 2 }; /* columns: of a cut cell, between two cells */

static void put(struct str *out)
{
	struct str bytes = {0};

	utf8_to_bytes(&bytes, str_text(out), out->len);
	fwrite(str_text(&bytes), 1, bytes.len, stdout);
	str_release(&bytes);
	str_clear(out);
}

void table_print_csv(const char *const *cells, size_t count)
{
	struct str line = {0}, visible = {0};
	bool terminal = isatty(STDOUT_FILENO);

	for (size_t i = 0; i < count; i++) {
		str_clear(&visible);
		if (terminal)
			utf8_add_visible(&visible, cells[i], strlen(cells[i]));
		csv_add_cell(&line, terminal ? str_text(&visible) : cells[i], i == 0);
	}
	str_add_byte(&line, '\n');
	put(&line);
	str_release(&line);
	str_release(&visible);
}

/* ---- filling ---- */

void table_begin(struct table *table, bool csv)
{
	memset(table, 0, sizeof(*table));
	table->csv = csv;
	table->has_heading = true;
}

static size_t keep(struct table *table, const char *text)
{
	size_t start = table->text.len;

	if (table->csv)
		str_add(&table->text, text);
	else
		utf8_add_visible(&table->text, text, strlen(text));
	str_add_byte(&table->text, '\0');
	return start;
}

void table_column(struct table *table, const char *id, const char *heading, bool right)
{
	struct table_column column = {.right = right};

	vec_push(&table->columns, column);
	table_cell(table, table->csv ? id : heading);
}

void table_without_heading(struct table *table)
{
	table->has_heading = false;
}

void table_cell(struct table *table, const char *text)
{
	size_t start = keep(table, text);

	vec_push(&table->cells, start);
}

void table_line(struct table *table, const char *text)
{
	struct table_line line = {.row = table->cells.count / table->columns.count};

	line.start = keep(table, text);
	vec_push(&table->lines, line);
}

/* ---- printing ---- */

/* How a table is laid out: the columns' widths (0: left out), and how many of the columns
 * there was room for. */
struct layout {
	int *widths;
	size_t count;
	size_t rows;
};

static const char *cell_at(const struct table *table, size_t row, size_t column)
{
	return table->text.at + table->cells.at[row * table->columns.count + column];
}

static size_t first_row(const struct table *table)
{
	return table->has_heading ? 0 : 1;
}

static int cell_cols(const struct table *table, size_t row, size_t column)
{
	const char *text = cell_at(table, row, column);

	return utf8_cols(text, strlen(text));
}

/* A heading alone makes no column. */
static int column_width(const struct table *table, size_t rows, size_t column)
{
	int width = 0;

	for (size_t row = 1; row < rows; row++) {
		int cols = cell_cols(table, row, column);
		width = cols > width ? cols : width;
	}
	int heading = table->has_heading ? cell_cols(table, 0, column) : 0;
	return width > 0 && heading > width ? heading : width;
}

static size_t widest(const struct layout *layout)
{
	size_t found = 0;

	for (size_t i = 1; i < layout->count; i++)
		if (layout->widths[i] > layout->widths[found])
			found = i;
	return found;
}

/* The line's width if no column were wider than `most`. */
static int line_width(const struct layout *layout, int most)
{
	int sum = 0;

	for (size_t i = 0; i < layout->count; i++) {
		int width = layout->widths[i] < most ? layout->widths[i] : most;
		sum += width + (width > 0 && sum > 0 ? GAP : 0);
	}
	return sum;
}

/* Takes from the widest column, again and again, until the line fits. */
static void fit(struct layout *layout, int screen)
{
	while (layout->count > 1 && line_width(layout, NARROWEST) > screen)
		layout->count--;
	for (int over = line_width(layout, INT_MAX) - screen; over > 0; over--)
		layout->widths[widest(layout)]--;
}

/* 0 when stdout is no terminal. */
static int screen_width(void)
{
	struct winsize size = {0};

	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static void add_cell(struct str *out, const char *text, int width, bool right)
{
	size_t len = strlen(text);
	int used = utf8_cols(text, len);
	bool cut = used > width;

	if (cut)
		len = utf8_fit(text, len, width - 1, &used);
	size_t blanks = (size_t)(width - used - (cut ? 1 : 0));
	if (right && !cut)
		str_add_repeat(out, ' ', blanks);
	str_add_n(out, text, len);
	if (cut)
		str_add_byte(out, '>');
	if (!right || cut)
		str_add_repeat(out, ' ', blanks);
}

/* Blanks at the end of a line are in nobody's interest. */
static void end_line(struct str *out)
{
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
	str_add_byte(out, '\n');
	put(out);
}

static void print_row(const struct table *table, const struct layout *layout, size_t row)
{
	struct str out = {0};

	for (size_t i = 0; i < layout->count; i++) {
		if (layout->widths[i] == 0)
			continue;
		str_add_repeat(&out, ' ', out.len > 0 ? GAP : 0);
		bool right = table->columns.at[i].right;
		add_cell(&out, cell_at(table, row, i), layout->widths[i], right);
	}
	end_line(&out);
	str_release(&out);
}

static void print_rows(const struct table *table, const struct layout *layout)
{
	size_t line = 0;
	struct str out = {0};

	for (size_t row = first_row(table); row <= layout->rows; row++) {
		for (; line < table->lines.count && table->lines.at[line].row <= row; line++) {
			str_add(&out, table->text.at + table->lines.at[line].start);
			end_line(&out);
		}
		if (row < layout->rows)
			print_row(table, layout, row);
	}
	str_release(&out);
}

static void print_for_people(const struct table *table, size_t rows)
{
	struct layout layout = {.count = table->columns.count, .rows = rows};
	int screen = screen_width();

	layout.widths = mem_zero(layout.count, sizeof(*layout.widths));
	for (size_t i = 0; i < layout.count; i++)
		layout.widths[i] = column_width(table, rows, i);
	if (screen > 0)
		fit(&layout, screen);
	print_rows(table, &layout);
	free(layout.widths);
}

static void print_csv(const struct table *table, size_t rows)
{
	size_t count = table->columns.count;
	const char **cells = mem_zero(count, sizeof(*cells));

	for (size_t row = 0; row < rows; row++) {
		for (size_t i = 0; i < count; i++)
			cells[i] = cell_at(table, row, i);
		table_print_csv(cells, count);
	}
	free(cells);
}

void table_print(const struct table *table)
{
	size_t rows = table->cells.count / table->columns.count;

	if (table->csv)
		print_csv(table, rows);
	else
		print_for_people(table, rows);
}

void table_release(struct table *table)
{
	vec_release(&table->columns);
	vec_release(&table->cells);
	vec_release(&table->lines);
	str_release(&table->text);
}

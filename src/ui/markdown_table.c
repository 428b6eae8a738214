/* markdown_table.c - rows of cells, lined up by what they take on the screen. */
#include "markdown_table.h"

#include "sonae/base/str.h"
#include "sonae/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2 };

struct table_cell {
	size_t at, len; /* bytes of the text that was given */
	int cols;
};
struct table_row {
	VEC(struct table_cell) cells;
};
struct table_column {
	int cols;
	bool right;
};
struct table {
	const char *text;
	VEC(struct table_row) rows;
	VEC(struct table_column) columns;
	bool has_heading;
};

bool markdown_is_row(const char *line)
{
	return line[strspn(line, " ")] == '|';
}

/* ---- reading ---- */

static void add_cell(struct table *table, struct table_row *row, size_t at, size_t len)
{
	while (len > 0 && table->text[at] == ' ') {
		at++;
		len--;
	}
	while (len > 0 && table->text[at + len - 1] == ' ')
		len--;
	vec_push(&row->cells, ((struct table_cell){at, len, utf8_cols(table->text + at, len)}));
}

/* The cells between the bars of the line from `at`, `len` bytes long. */
static void add_row(struct table *table, size_t at, size_t len)
{
	struct table_row *row = vec_add(&table->rows);
	size_t end = at + len;

	at += strcspn(table->text + at, "|") + 1;
	while (at < end) {
		size_t cell = strcspn(table->text + at, "|\n");
		bool is_rest = at + cell >= end;
		if (!is_rest || strspn(table->text + at, " ") < cell)
			add_cell(table, row, at, cell);
		at += cell + 1;
	}
}

static bool is_dashes(const struct table *table, const struct table_row *row)
{
	for (size_t i = 0; i < row->cells.count; i++) {
		const struct table_cell *cell = &row->cells.at[i];
		if (cell->len == 0 || strspn(table->text + cell->at, "-:") < cell->len)
			return false;
	}
	return row->cells.count > 0;
}

/* The line of dashes says how its columns stand, and goes. */
static void take_heading(struct table *table)
{
	if (table->rows.count < 2 || !is_dashes(table, &table->rows.at[1]))
		return;
	struct table_row *dashes = &table->rows.at[1];
	for (size_t i = 0; i < dashes->cells.count && i < table->columns.count; i++) {
		const struct table_cell *cell = &dashes->cells.at[i];
		table->columns.at[i].right = table->text[cell->at + cell->len - 1] == ':';
	}
	vec_release(&dashes->cells);
	vec_remove(&table->rows, 1);
	table->has_heading = true;
}

static void measure(struct table *table)
{
	for (size_t i = 0; i < table->rows.count; i++) {
		const struct table_row *row = &table->rows.at[i];
		for (size_t c = 0; c < row->cells.count; c++) {
			if (c == table->columns.count)
				vec_add(&table->columns);
			if (is_dashes(table, row))
				continue;
			struct table_column *column = &table->columns.at[c];
			column->cols = row->cells.at[c].cols > column->cols ? row->cells.at[c].cols
			                                                    : column->cols;
		}
	}
}

/* ---- writing ---- */

static void write_cell(const struct table *table, const struct table_row *row, size_t index,
                       struct str *line)
{
	const struct table_column *column = &table->columns.at[index];
	const struct table_cell *cell = &row->cells.at[index];
	size_t blanks = (size_t)(column->cols - cell->cols);

	if (index > 0)
		str_add_repeat(line, ' ', GAP);
	if (column->right)
		str_add_repeat(line, ' ', blanks);
	str_add_n(line, table->text + cell->at, cell->len);
	if (!column->right && index + 1 < row->cells.count)
		str_add_repeat(line, ' ', blanks);
}

static void cut(struct str *line, int cols)
{
	if (utf8_cols(line->at, line->len) <= cols)
		return;
	str_cut(line, utf8_fit(line->at, line->len, cols - 1, NULL));
	str_add_byte(line, '>');
}

static void write_row(const struct table *table, size_t index, int cols, struct paper *paper)
{
	const struct table_row *row = &table->rows.at[index];
	enum style style = index == 0 && table->has_heading ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN;
	struct str line = {0};

	for (size_t i = 0; i < row->cells.count; i++)
		write_cell(table, row, i, &line);
	if (line.len > 0)
		cut(&line, cols);
	paper_add(paper, str_text(&line), line.len, style);
	str_release(&line);
}

void markdown_table(const char *lines, int cols, struct paper *paper)
{
	struct table table = {.text = lines};

	for (size_t at = 0; lines[at];) {
		size_t len = strcspn(lines + at, "\n");
		add_row(&table, at, len);
		at += len + (lines[at + len] == '\n');
	}
	measure(&table);
	take_heading(&table);
	for (size_t i = 0; i < table.rows.count; i++)
		write_row(&table, i, cols, paper);
	for (size_t i = 0; i < table.rows.count; i++)
		vec_release(&table.rows.at[i].cells);
	vec_release(&table.rows);
	vec_release(&table.columns);
}

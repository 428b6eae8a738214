/*
 * table.h - a table on stdout: aligned by columns for people, CSV for programs.
 *
 * The CSV has LF line ends and no BOM, so that grep, cut and awk work on it. The other
 * form leaves out columns in which nothing stands. On a terminal cells are cut to fit the
 * line (">" marks where), and the last columns left out if that is not enough; into a file
 * or a pipe everything goes whole. Control characters never reach a terminal.
 */
#ifndef SONAE_CLI_TABLE_H
#define SONAE_CLI_TABLE_H

#include "sonae/base/str.h"
#include "sonae/base/vec.h"
#include <stdbool.h>

struct table_column {
	bool right; /* aligned right */
};
struct table_line { /* a text of its own above row `row` */
	size_t row, start;
};
struct table {
	bool csv, has_heading;
	VEC(struct table_column) columns;
	struct str text;    /* all cells and lines, each with its NUL */
	VEC(size_t) cells;  /* where each starts, row by row, the heading first */
	VEC(struct table_line) lines;
};

void table_begin(struct table *table, bool csv);
/* All columns come before the first cell. `id` heads the CSV, `heading` the table. */
void table_column(struct table *table, const char *id, const char *heading, bool right);
/* Leaves the heading out of the table for people. */
void table_without_heading(struct table *table);
/* The next cell; a row is full when each column has one. */
void table_cell(struct table *table, const char *text);
/* A line above the next row; not in CSV. */
void table_line(struct table *table, const char *text);
void table_print(const struct table *table);
void table_release(struct table *table);

/* One CSV line from `count` cells. */
void table_print_csv(const char *const *cells, size_t count);

#endif

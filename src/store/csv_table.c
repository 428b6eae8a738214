#include "sonae/store/csv_table.h"

#include "sonae/base/lang.h"
#include "sonae/store/csv.h"
#include <string.h>

struct reading {
	struct csv_table *table;
	struct pool *pool;
	size_t taken; /* cells of complete rows */
};

static void take_cell(void *context, const char *text, size_t len)
{
	struct reading *reading = context;

	vec_push(&reading->table->cells, pool_text(reading->pool, text, len));
}

static void take_row(void *context, long line)
{
	struct reading *reading = context;
	size_t cells = reading->table->cells.count;

	vec_push(&reading->table->rows,
	         ((struct csv_row){ reading->taken, cells - reading->taken, line }));
	reading->taken = cells;
}

bool csv_table_read(struct csv_table *table, const char *path, const char *shown, struct pool *pool,
                    struct errs *errs)
{
	struct reading reading = { .table = table, .pool = pool };
	struct csv_sink sink = { &reading, take_cell, take_row };
	struct csv_info info = { 0 };
	struct err err = { 0 };

	if (csv_read(path, shown, sink, &info, &err)) {
		if (info.encoding == CSV_UTF8 && table->rows.count > 0)
			return true;
		if (info.encoding != CSV_UTF8)
			err_set(&err, ERR_CSV_BYTES, shown, info.first_bad_line, NULL);
		else
			err_set(&err, ERR_CSV_NO_HEADER, shown, 1, NULL);
	}
	vec_push(&errs->at, err);
	return false;
}

bool csv_table_read_any(struct csv_table *table, const char *path, const char *shown, char separator,
                        struct pool *pool, struct err *err)
{
	struct reading reading = { .table = table, .pool = pool };
	struct csv_sink sink = { &reading, take_cell, take_row };

	return csv_read_separated(path, shown, separator, sink, NULL, err);
}

void csv_table_release(struct csv_table *table)
{
	vec_release(&table->cells);
	vec_release(&table->rows);
}

const char *csv_table_cell(const struct csv_table *table, const struct csv_row *row, size_t column)
{
	return column < row->count ? table->cells.at[row->first + column] : "";
}

const char *csv_table_name(struct pool *pool, const char *heading, int *lang)
{
	const char *dot = strrchr(heading, '.');
	enum lang parsed;

	*lang = LANG_COUNT;
	if (dot == NULL || !lang_parse(dot + 1, &parsed))
		return heading;
	*lang = (int)parsed;
	return pool_text(pool, heading, (size_t)(dot - heading));
}

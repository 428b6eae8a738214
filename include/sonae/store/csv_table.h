/*
 * csv_table.h - a CSV file whole in memory: what comes with the program (given items, samples,
 * libraries: UTF-8 only, the first row is the heading), and what people bring (import).
 */
#ifndef SONAE_STORE_CSV_TABLE_H
#define SONAE_STORE_CSV_TABLE_H

#include "sonae/base/errs.h"
#include "sonae/base/pool.h"
#include "sonae/base/vec.h"
#include <stdbool.h>
#include <stddef.h>

struct csv_row {
	size_t first, count; /* of `cells` */
	long line;           /* in the file, from 1 */
};
struct csv_table {
	VEC(const char *) cells; /* of all rows; the pool's */
	VEC(struct csv_row) rows; /* the heading first: at least one after csv_table_read */
};

/* Reads `path`, called `shown` in complaints, into an empty table; false with complaints, which
 * leaves something to release too. The texts live in `pool`. */
bool csv_table_read(struct csv_table *table, const char *path, const char *shown, struct pool *pool,
                    struct errs *errs);
/* The same in any encoding that csv_read knows; a file without a row is fine. */
bool csv_table_read_any(struct csv_table *table, const char *path, const char *shown, char separator,
                        struct pool *pool, struct err *err);
void csv_table_release(struct csv_table *table);
/* "" behind the last cell of the row. */
const char *csv_table_cell(const struct csv_table *table, const struct csv_row *row,
                           size_t column);

/* The name of a heading "threat.ja" without its language, which goes to `lang`; LANG_COUNT when
 * it has none and serves both. In the pool. */
const char *csv_table_name(struct pool *pool, const char *heading, int *lang);

#endif

#include "sonae/store/library.h"
#include "sonae/base/str.h"
#include <stdlib.h>
#include <string.h>

static void read_heading(struct library *library)
{
	const struct csv_row *heading = &library->table.rows.at[0];

	for (size_t i = 0; i < heading->count; i++) {
		struct library_column *column = vec_add(&library->columns);
		const char *cell = csv_table_cell(&library->table, heading, i);
		column->name = csv_table_name(&library->pool, cell, &column->lang);
	}
}

static bool read_file(const char *path, const char *shown, struct library *out, struct errs *errs)
{
	size_t before = errs->at.count;

	if (!csv_table_read(&out->table, path, shown, &out->pool, errs))
		return false;
	read_heading(out);
	out->rows = out->table.rows.count - 1;
	for (size_t i = 1; i <= out->rows; i++) {
		const struct csv_row *row = &out->table.rows.at[i];
		if (row->count > out->columns.count)
			err_set(vec_add(&errs->at), ERR_CSV_WIDE_ROW, shown, row->line, NULL);
	}
	return errs->at.count == before;
}

bool library_load(const struct catalogue *catalogue, const char *name, struct library *out,
                  struct errs *errs)
{
	char *file = mem_print("library/%s.csv", name);
	struct str shown = { 0 };
	char *path = catalogue_find(catalogue, file, &shown);
	bool fine = false;

	memset(out, 0, sizeof *out);
	if (path == NULL)
		err_set(vec_add(&errs->at), ERR_MISSING, NULL, 0, "forms/%s", file);
	else
		fine = read_file(path, str_text(&shown), out, errs);
	if (!fine)
		library_release(out);
	str_release(&shown);
	free(path);
	free(file);
	return fine;
}

void library_release(struct library *library)
{
	vec_release(&library->columns);
	csv_table_release(&library->table);
	pool_release(&library->pool);
	library->rows = 0;
}

struct words library_text(const struct library *library, size_t row, const char *name)
{
	const struct csv_row *at = &library->table.rows.at[row + 1];
	struct words words = { { "", "" } };

	for (size_t i = 0; i < library->columns.count; i++) {
		const struct library_column *column = &library->columns.at[i];
		const char *cell = csv_table_cell(&library->table, at, i);
		if (!text_is(column->name, name))
			continue;
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			if (column->lang == LANG_COUNT || column->lang == lang)
				words.in[lang] = cell;
		}
	}
	return words;
}

#include "sonae/store/library.h"
#include "sonae/base/str.h"
#include "sonae/store/csv.h"
#include <stdlib.h>
#include <string.h>

/* The file while it is read; the first row names the columns. */
struct reading {
	struct library *library;
	struct errs *errs;
	const char *shown;
	size_t cells; /* of the row in hand */
	bool headed;
};

static void take_heading(struct library *library, const char *text)
{
	const char *dot = strrchr(text, '.');
	struct library_column column = { text, LANG_COUNT };
	enum lang lang;

	if (dot != NULL && lang_parse(dot + 1, &lang)) {
		column.name = pool_text(&library->pool, text, (size_t)(dot - text));
		column.lang = (int)lang;
	}
	vec_push(&library->columns, column);
}

static void take_cell(void *context, const char *text, size_t len)
{
	struct reading *reading = context;
	const char *kept = pool_text(&reading->library->pool, text, len);

	if (!reading->headed)
		take_heading(reading->library, kept);
	else if (reading->cells < reading->library->columns.count)
		vec_push(&reading->library->cells, kept);
	reading->cells++;
}

static void take_row(void *context, long line)
{
	struct reading *reading = context;
	struct library *library = reading->library;

	if (reading->headed) {
		if (reading->cells > library->columns.count)
			err_set(vec_add(&reading->errs->at), ERR_CSV_WIDE_ROW, reading->shown, line, NULL);
		for (; reading->cells < library->columns.count; reading->cells++)
			vec_push(&library->cells, "");
		library->rows++;
	}
	reading->headed = true;
	reading->cells = 0;
}

static bool read_file(const char *path, const char *shown, struct library *out, struct errs *errs)
{
	struct reading reading = { .library = out, .errs = errs, .shown = shown };
	struct csv_sink sink = { &reading, take_cell, take_row };
	size_t before = errs->at.count;
	struct err err = { 0 };

	if (!csv_read(path, shown, sink, NULL, &err))
		vec_push(&errs->at, err);
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
	vec_release(&library->cells);
	pool_release(&library->pool);
	library->rows = 0;
}

struct words library_text(const struct library *library, size_t row, const char *name)
{
	struct words words = { { "", "" } };

	for (size_t i = 0; i < library->columns.count; i++) {
		const struct library_column *column = &library->columns.at[i];
		const char *cell = library->cells.at[row * library->columns.count + i];
		if (!text_is(column->name, name))
			continue;
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			if (column->lang == LANG_COUNT || column->lang == lang)
				words.in[lang] = cell;
		}
	}
	return words;
}

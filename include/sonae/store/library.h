/*
 * library.h - forms/library/<name>.csv: texts and typical rows that come with the program.
 *
 * A column "threat.ja" and "threat.en" is the text `threat` in two languages; a plain name
 * serves both. The column `id` names the rows. The workbook's own forms/ may hold another.
 */
#ifndef SONAE_STORE_LIBRARY_H
#define SONAE_STORE_LIBRARY_H

#include "sonae/base/lang.h"
#include "sonae/model/form.h"
#include "sonae/store/catalogue.h"
#include "sonae/store/csv_table.h"
#include <stdbool.h>
#include <stddef.h>

struct library_column {
	const char *name; /* "threat" */
	int lang;         /* of this half, or LANG_COUNT for both */
};
struct library {
	struct pool pool; /* of all texts */
	VEC(struct library_column) columns; /* as in the file */
	struct csv_table table;
	size_t rows;                        /* without the heading */
};

/* False with complaints, and an empty library; ERR_MISSING when there is no such file. */
bool library_load(const struct catalogue *catalogue, const char *name, struct library *out,
                  struct errs *errs);
void library_release(struct library *library);
/* The text of a row; "" in both languages when there is no such column. Borrowed. */
struct words library_text(const struct library *library, size_t row, const char *name);

#endif

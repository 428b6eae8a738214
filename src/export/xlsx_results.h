/* xlsx_results.h - texts that formulas of arrays come to, put into a finished Excel file. */
#ifndef SONAE_SRC_EXPORT_XLSX_RESULTS_H
#define SONAE_SRC_EXPORT_XLSX_RESULTS_H

#include "sonae/base/str.h"
#include "sonae/base/vec.h"

struct xlsx_result {
	size_t page;   /* from 1 */
	char cell[16]; /* "B3" */
	char *text;
};
/* Of each page by rows, and in a row from the left. */
struct xlsx_results {
	VEC(struct xlsx_result) at;
};

/* Appends the file's bytes with the results in it. False, and nothing: there are none, or it
 * cannot be unpacked here; the file is good without them, once it is recalculated. */
bool xlsx_put_results(const char *path, const struct xlsx_results *results, long long made_at,
                      struct str *out);

#endif

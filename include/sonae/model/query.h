/*
 * query.h - which rows, in which order: filter, sort, search.
 */
#ifndef SONAE_MODEL_QUERY_H
#define SONAE_MODEL_QUERY_H

#include "sonae/base/vec.h"
#include "sonae/model/book.h"
#include <stdbool.h>
#include <stddef.h>

/* Positions of a sheet's rows, in the order to show them. */
struct row_list {
	VEC(size_t) at;
};
void row_list_release(struct row_list *list);

/* Every row in file order. */
void query_all(struct sheet *sheet, struct row_list *out);
/* The rows that a form of kind query shows, of the worksheet `form->of`, in file order. False
 * with `err` when that cannot be had or the condition does not fit it. */
bool query_of_form(struct book *book, const struct form *form, struct row_list *out,
                   struct err *err);
/* Its condition, bound to that worksheet; the caller frees. NULL with `err` when it does not fit. */
struct expr *query_condition(struct book *book, const struct form *form, struct err *err);
/* Fields of the worksheet's form `of` that it shows, in order: those it names, or else those of
 * that worksheet's own grid. False with `err`, the others still listed, when one is not there. */
struct query_columns {
	VEC(int) at;
};
bool query_columns(const struct form *form, const struct form *of, struct query_columns *out,
                   struct err *err);
/* An expression over rows of that form's worksheet, ready to evaluate; NULL with `err`. The
 * caller expr_frees it. */
struct expr *query_expr(struct book *book, const struct form *form, const char *text,
                        struct err *err);
/* Keeps the rows for which `where` (bound to the sheet's form) holds. */
void query_filter(struct book *book, struct sheet *sheet, struct expr *where,
                  struct row_list *list);
/* Stable; n/a and empty cells last in either direction. Choices sort in their form's order,
 * numbers by size (what is outside its type comes behind, as text), text by NFKC-folded
 * bytes. Evaluates each key once. */
void query_sort(struct book *book, struct sheet *sheet, int field, bool descending,
                struct row_list *list);

/* Search in what a person sees of a cell (labels in `lang`), NFKC- and case-folded:
 * does it hold `folded` (utf8_fold of what was typed)? */
bool query_cell_matches(struct book *book, struct sheet *sheet, size_t row, int field,
                        enum lang lang, const char *folded);

#endif

#include "sonae/model/coverage.h"

#include "sonae/model/field_type.h"

/* Rows that should be looked at: not retired, and `wanted` holds. */
static bool list_wanted(struct book *book, const char *sheet_id, struct expr *wanted,
                        struct row_list *out, struct err *err)
{
	struct sheet *sheet = wanted ? book_sheet(book, sheet_id, err) : NULL;

	if (!sheet)
		return wanted == NULL;
	struct expr *where = query_expr(book, sheet_form(sheet), expr_source(wanted), err);
	if (!where)
		return false;
	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		if (!book_is_retired(book, sheet, row) &&
		    value_holds(book_eval(book, sheet, row, where)))
			vec_push(&out->at, row);
	expr_free(where);
	return true;
}

static bool says_nothing(const struct field *verdict, const char *cell)
{
	size_t count = verdict->choices.count;

	return text_is(cell, FIELD_NA) ||
	       (count > 0 && text_is(cell, verdict->choices.at[count - 1].id));
}

enum coverage_mark coverage_mark_of_row(struct book *book, struct sheet *sheet, size_t row,
                                        const struct form_view *view)
{
	const struct field *verdict = &sheet_form(sheet)->fields.at[view->value];
	const char *cell = sheet_cell(sheet, row, (size_t)view->value);

	if (!cell[0])
		return COVERAGE_BEGUN;
	if (verdict->caution && value_holds(book_eval(book, sheet, row, verdict->caution)))
		return COVERAGE_OPEN;
	return says_nothing(verdict, cell) ? COVERAGE_NOTHING : COVERAGE_SEEN;
}

/* The marks are in order of weight: the heaviest of the rows counts. */
static enum coverage_mark mark_of(struct book *book, struct sheet *sheet,
                                  const struct row_list *rows, const struct form_view *view)
{
	enum coverage_mark heaviest = COVERAGE_NONE;

	for (size_t i = 0; i < rows->at.count; i++) {
		enum coverage_mark mark = coverage_mark_of_row(book, sheet, rows->at.at[i], view);
		heaviest = mark > heaviest ? mark : heaviest;
	}
	return heaviest;
}

bool coverage_build(struct book *book, struct sheet *sheet, const struct form_view *view,
                    struct coverage *out, struct err *err)
{
	const struct field *target = &sheet_form(sheet)->fields.at[view->rows];
	struct row_list wanted = {0};
	bool fine = list_wanted(book, target->sheet, view->wanted, &wanted, err);

	pivot_build(book, sheet, view->rows, view->columns, &wanted, &out->pivot);
	out->wanted = wanted.at.count;
	vec_clear(&out->marks);
	for (size_t i = 0; i < out->pivot.cells.count; i++)
		vec_push(&out->marks, mark_of(book, sheet, &out->pivot.cells.at[i], view));
	row_list_release(&wanted);
	return fine;
}

void coverage_release(struct coverage *coverage)
{
	pivot_release(&coverage->pivot);
	vec_release(&coverage->marks);
	coverage->wanted = 0;
}

enum coverage_mark coverage_mark(const struct coverage *coverage, size_t row, size_t column)
{
	return coverage->marks.at[row * coverage->pivot.columns.count + column];
}

/* Has somebody looked from that side? */
static bool is_considered(const struct coverage *coverage, size_t row, size_t column)
{
	return coverage_mark(coverage, row, column) >= COVERAGE_NOTHING;
}

size_t coverage_of_line(const struct coverage *coverage, size_t row)
{
	size_t count = 0;

	for (size_t i = 0; i < coverage->pivot.columns.count; i++)
		count += is_considered(coverage, row, i);
	return count;
}

size_t coverage_of_all(const struct coverage *coverage)
{
	size_t count = 0;

	for (size_t i = 0; i < coverage->pivot.rows.count; i++)
		count += coverage_of_line(coverage, i);
	return count;
}

size_t coverage_gap(const struct coverage *coverage, size_t row)
{
	for (size_t i = 0; i < coverage->pivot.columns.count; i++)
		if (!is_considered(coverage, row, i))
			return i;
	return PIVOT_NONE;
}

size_t coverage_next_line(const struct coverage *coverage, size_t from)
{
	size_t count = coverage->pivot.rows.count;

	for (size_t i = 0; i < count; i++)
		if (coverage_gap(coverage, (from + i) % count) != PIVOT_NONE)
			return (from + i) % count;
	return PIVOT_NONE;
}

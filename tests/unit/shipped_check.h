/*
 * shipped_check.h - typing into the worksheets that come with the program, what the check finds
 * in them and how far they are. Include after shipped_forms.h.
 */
#ifndef SHIPPED_CHECK_H
#define SHIPPED_CHECK_H

#include "sonae/model/finding.h"
#include "sonae/model/progress.h"
#include "sonae/model/query.h"

static inline void check_type(struct shipped *shipped, const char *sheet, const char *row,
                              const char *field, const char *typed)
{
	shipped_type(shipped, shipped_sheet(shipped, sheet), row, field, typed);
}

static inline void check_progress(struct shipped *shipped, const char *sheet,
                                  enum progress expected)
{
	assert_int_equal(progress_of(shipped->book, shipped_sheet(shipped, sheet)), expected);
}

/* "IN-001 reopen" for each finding; one about the whole worksheet names no row. */
static inline void check_findings(struct shipped *shipped, const char *sheet, const char *expected)
{
	struct findings findings = { 0 };
	struct err err = { 0 };
	struct str out = { 0 };

	assert_true(findings_of_sheet(shipped->book, sheet, &findings, &err));
	for (size_t i = 0; i < findings.at.count; i++) {
		const struct finding *finding = &findings.at.at[i];
		const char *what = finding->gap ? finding->gap->id : err_name(finding->err.code);
		str_addf(&out, "%s%s%s\n", finding->row, *finding->row ? " " : "", what);
	}
	assert_string_equal(str_text(&out), expected);
	findings_release(&findings);
	str_release(&out);
}

static inline void check_summary(struct shipped *shipped, const char *sheet, const char *id,
                                 double expected)
{
	double found = shipped_summary(shipped, sheet, id);

	if (found < expected - 1e-9 || found > expected + 1e-9)
		fail_msg("%s %s is %.10g, not %.10g", sheet, id, found, expected);
}

static inline const struct field *check_field_of(struct shipped *shipped, const char *form_id,
                                                 const char *field)
{
	struct err err = { 0 };
	const struct form *form = book_form(shipped->book, form_id, &err);

	assert_non_null(form);
	assert_true(form_field(form, field) >= 0);
	return &form->fields.at[form_field(form, field)];
}

static inline const struct draw *check_draw_of(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->draws.count; i++) {
		if (text_is(form->draws.at[i].id, id))
			return &form->draws.at[i];
	}
	fail_msg("%s has no draw %s", form->id, id);
	return NULL;
}

/* What a row drawn from `row` of the draw's worksheet has in `field_id`, canonical. */
static inline void check_drawn(struct shipped *shipped, const char *form_id, const char *draw_id,
                               const char *row, const char *field_id, const char *expected)
{
	const struct form *form = book_form(shipped->book, form_id, NULL);
	const struct draw *draw = check_draw_of(form, draw_id);
	struct sheet *from = shipped_sheet(shipped, draw->sheet);
	int field = form_field(form, field_id);
	struct str cell = { 0 };
	struct err err = { 0 };
	size_t at;

	assert_true(sheet_find(from, row, &at));
	for (size_t i = 0; i < draw->fills.count; i++) {
		if (draw->fills.at[i].field != field)
			continue;
		struct expr *value = query_expr(shipped->book, sheet_form(from),
		                                expr_source(draw->fills.at[i].value), &err);
		assert_non_null(value);
		field_store(&form->fields.at[field], book_eval(shipped->book, from, at, value),
		            &cell);
		expr_free(value);
	}
	if (!text_is(str_text(&cell), expected))
		fail_msg("%s from %s: %s is '%s', not '%s'", draw_id, row, field_id,
		         str_text(&cell), expected);
	str_release(&cell);
}

/* The given items with this heading over them. */
static inline size_t check_items_under(struct shipped *shipped, const char *form_id,
                                       const char *group)
{
	const struct form *form = book_form(shipped->book, form_id, NULL);
	size_t count = 0;

	for (size_t i = 0; i < form->items.count; i++)
		count += text_is(words_in(form->items.at[i].group, LANG_JA), group);
	return count;
}

#endif

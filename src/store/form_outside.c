#include "form_reading.h"
#include "sonae/base/str.h"
#include "sonae/model/book.h"
#include "sonae/model/query.h"
#include "sonae/store/form_file.h"
#include <stdlib.h>

/*
 * For looking outside, a book of all forms without any rows. The form that is looked
 * over stands in it under its own id, wherever its file lies.
 */
struct outside {
	const struct catalogue *all;
	struct form_reading *reading;
	const char *path;
};

static struct form *outside_form(void *context, const char *id, struct err *err)
{
	struct outside *outside = context;
	struct errs errs = { 0 };
	struct form_reading again = { .catalogue = outside->reading->catalogue, .errs = &errs };
	struct form *form;

	if (text_is(id, outside->reading->form->id))
		form = form_read(&again, outside->path, outside->path, id);
	else
		form = form_load(outside->all, id, &errs);
	if (form == NULL && errs.at.count > 0 && err != NULL)
		*err = errs.at.at[0];
	vec_release(&again.formulas);
	vec_release(&errs.at);
	return form;
}

static bool no_rows(void *context, struct sheet *sheet, struct err *err)
{
	(void)context;
	(void)sheet;
	(void)err;
	return true;
}

/* What a query says of the worksheet it looks at. */
static void lint_query(struct form_reading *reading, struct book *book)
{
	const struct form *form = reading->form, *of;
	struct query_columns columns = { 0 };
	struct expr *where = NULL;
	struct err err = { 0 };

	if (form->kind != FORM_QUERY)
		return;
	of = book_form(book, form->of, &err);
	if (of == NULL) {
		form_complain_err(reading, &err, reading->of_line);
		return;
	}
	if (form->where != NULL && (where = query_condition(book, form, &err)) == NULL)
		form_complain_err(reading, &err, reading->where_line);
	if (!query_columns(form, of, &columns, &err))
		form_complain_err(reading, &err, reading->shows_line);
	expr_free(where);
	vec_release(&columns.at);
}

/* Which rows of another worksheet a view wants to be there. */
static void lint_wanted(struct form_reading *reading, struct book *book)
{
	const struct form *form = reading->form;

	for (size_t i = 0; i < form->views.count; i++) {
		const struct form_view *view = &form->views.at[i];
		const struct form *of;
		struct expr *wanted = NULL;
		struct err err = { 0 };
		if (view->wanted == NULL || view->rows < 0)
			continue;
		of = book_form(book, form->fields.at[view->rows].sheet, &err);
		if (of != NULL)
			wanted = query_expr(book, of, expr_source(view->wanted), &err);
		if (wanted == NULL)
			form_complain_err(reading, &err, view->line);
		expr_free(wanted);
	}
}

static void lint_links(struct outside *outside)
{
	struct book_source source = { outside, outside_form, no_rows };
	struct book *book = book_new(source, (struct date){ 2000, 1, 1 });
	struct form_reading *reading = outside->reading;
	struct err err = { 0 };

	for (size_t i = 0; i < reading->formulas.count; i++) {
		const struct form_formula *formula = &reading->formulas.at[i];
		if (!expr_link(formula->expr, book, &err))
			form_complain_err(reading, &err, formula->line);
	}
	lint_query(reading, book);
	lint_wanted(reading, book);
	book_free(book);
}

/* The prefix that another form says it has, the caller's; NULL when it has none. */
static char *prefix_of(const struct catalogue *all, const char *id)
{
	struct ini ini = { 0 };
	struct errs ignored = { 0 };
	char *name = mem_print("%s.ini", id), *prefix = NULL;
	char *path = catalogue_find(all, name, NULL);

	if (path != NULL && ini_load(path, name, &ini, &ignored))
		prefix = mem_dup(ini_value(ini_section(&ini, "form"), "prefix"));
	ini_release(&ini);
	vec_release(&ignored.at);
	free(name);
	free(path);
	return prefix;
}

static void lint_prefix(struct outside *outside)
{
	const struct form *form = outside->reading->form;
	char **ids = NULL;
	size_t count = 0;

	if (form->prefix[0] != '\0')
		catalogue_forms(outside->all, &ids, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *prefix = text_is(ids[i], form->id) ? NULL : prefix_of(outside->all, ids[i]);
		if (prefix != NULL && text_is(prefix, form->prefix))
			form_complain(outside->reading, ERR_INI_TWICE,
			              outside->reading->prefix_line, "prefix = %s (%s)", prefix,
			              ids[i]);
		free(prefix);
		free(ids[i]);
	}
	free(ids);
}

static void lint_sheet(struct outside *outside, const char *id, long line)
{
	char *name = mem_print("%s.ini", id);
	char *path = catalogue_find(outside->all, name, NULL);

	if (id[0] != '\0' && path == NULL && !text_is(id, outside->reading->form->id))
		form_complain(outside->reading, ERR_NO_FORM, line, "%s", id);
	free(name);
	free(path);
}

void form_lint_outside(struct form_reading *reading, const struct catalogue *all, const char *path)
{
	struct outside outside = { all, reading, path };
	size_t before = reading->errs->at.count;

	lint_prefix(&outside);
	lint_sheet(&outside, reading->form->per, reading->per_line);
	lint_sheet(&outside, reading->form->exercise.takes_on, 0);
	lint_sheet(&outside, reading->form->of, reading->of_line);
	for (size_t i = 0; i < reading->form->fields.count; i++)
		lint_sheet(&outside, reading->form->fields.at[i].sheet,
		           reading->form->fields.at[i].line);
	if (reading->errs->at.count == before)
		lint_links(&outside);
}

/*
 * book_fixture.h - small workbooks written down as text, for tests.
 *
 * A worksheet is three texts: its id; its form, a line each
 *
 *     kind table|record|checklist|…      (table unless said otherwise)
 *     per SHEET
 *     retired = EXPRESSION
 *     FIELD TYPE                         type as in field_type.h
 *     FIELD TYPE = FORMULA
 *     FIELD ref SHEET
 *     FIELD choice ID|ID|ID
 *
 * and its rows, a line each: "A-001 field=value field=value" (~ stands for a blank).
 * A worksheet that is not written down is not there.
 */
#ifndef SONAE_TESTS_BOOK_FIXTURE_H
#define SONAE_TESTS_BOOK_FIXTURE_H

#include "sonae/base/mem.h"
#include "sonae/model/book.h"
#include "sonae/model/expr.h"
#include "sonae/model/field_type.h"
#include "sonae/model/form.h"
#include "sonae/model/sheet.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture_sheet {
	const char *id, *form, *rows;
};

struct fixture {
	const struct fixture_sheet *sheets; /* ends with an id of NULL */
	const char *no_rows;                /* this worksheet's rows cannot be had */
	int forms_loaded, sheets_loaded;
};

static inline void fixture_stop(const char *why, const struct err *err)
{
	char text[700];
	fprintf(stderr, "fixture: %s: %s\n", why, err ? err_text(err, text, sizeof(text)) : "");
	abort();
}

/* The next word of the line, copied to the form; "" at its end. */
static inline const char *fixture_word(struct form *form, const char **at, const char *stop)
{
	*at += strspn(*at, " ");
	size_t len = strcspn(*at, stop);
	const char *word = pool_text(&form->pool, *at, len);
	*at += len;
	return word;
}

static inline struct expr *fixture_expr(const char *text)
{
	struct err err = {0};
	struct expr *expr = expr_parse(text, &err);
	if (!expr)
		fixture_stop(text, &err);
	return expr;
}

static inline void fixture_bind(const struct form *form, struct expr *expr)
{
	struct err err = {0};
	if (expr && !expr_bind(expr, form, EXPR_OF_ROW, &err))
		fixture_stop(expr_source(expr), &err);
}

static inline void fixture_choices(struct form *form, struct field *field, const char *at)
{
	while (*at) {
		vec_add(&field->choices)->id = fixture_word(form, &at, "|");
		at += *at == '|';
	}
}

static inline void fixture_field(struct form *form, const char *id, const char *at)
{
	struct field *field = vec_add(&form->fields);

	field->id = id;
	field->type = field_type_find(fixture_word(form, &at, " "));
	if (!field->type)
		fixture_stop(id, NULL);
	field->sheet = "";
	field->text_field = field->ref_field = -1;
	at += strspn(at, " ");
	if (*at == '=')
		field->formula = fixture_expr(at + 1);
	else if (field->type->is_ref)
		field->sheet = fixture_word(form, &at, " ");
	else
		fixture_choices(form, field, at);
	map_put(&form->field_index, id, NULL)->index = form->fields.count - 1;
}

static inline void fixture_form_line(struct form *form, const char *line)
{
	const char *at = line;
	const char *word = fixture_word(form, &at, " ");

	if (strcmp(word, "kind") == 0)
		form_kind_parse(fixture_word(form, &at, " "), &form->kind);
	else if (strcmp(word, "per") == 0)
		form->per = fixture_word(form, &at, " ");
	else if (strcmp(word, "retired") == 0)
		form->retired = fixture_expr(strchr(line, '=') + 1);
	else if (*word)
		fixture_field(form, word, at);
}

static inline void fixture_lines(struct form *form, struct sheet *sheet, const char *text,
                                 void (*each)(struct form *, struct sheet *, const char *))
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		each(form, sheet, pool_text(&form->pool, text, len));
		text += len + (text[len] == '\n');
	}
}

static inline void fixture_take_form_line(struct form *form, struct sheet *sheet, const char *line)
{
	(void)sheet;
	fixture_form_line(form, line);
}

static inline const struct fixture_sheet *fixture_find(const struct fixture *fixture,
                                                       const char *id)
{
	for (const struct fixture_sheet *at = fixture->sheets; at->id; at++)
		if (strcmp(at->id, id) == 0)
			return at;
	return NULL;
}

static inline struct form *fixture_make_form(const char *id, const char *text)
{
	struct form *form = mem_zero(1, sizeof(*form));

	form->id = pool_text(&form->pool, id, strlen(id));
	form->file = form->id;
	form->prefix = form->per = "";
	fixture_lines(form, NULL, text, fixture_take_form_line);
	for (size_t i = 0; i < form->fields.count; i++)
		fixture_bind(form, form->fields.at[i].formula);
	fixture_bind(form, form->retired);
	return form;
}

static inline struct form *fixture_form(void *context, const char *id, struct err *err)
{
	struct fixture *fixture = context;
	const struct fixture_sheet *at = fixture_find(fixture, id);

	if (!at) {
		err_set(err, ERR_NO_FORM, NULL, 0, "%s", id);
		return NULL;
	}
	fixture->forms_loaded++;
	return fixture_make_form(id, at->form);
}

static inline void fixture_set(struct sheet *sheet, size_t row, const char *field,
                               const char *value)
{
	int index = form_field(sheet_form(sheet), field);
	if (index < 0)
		fixture_stop(field, NULL);
	sheet_set_cell(sheet, row, (size_t)index, value, strlen(value));
}

static inline void fixture_row_line(struct form *pool, struct sheet *sheet, const char *line)
{
	size_t row = sheet_row_count(sheet);
	const char *id = fixture_word(pool, &line, " ");

	if (!*id)
		return;
	sheet_insert_row(sheet, row, id);
	for (line += strspn(line, " "); *line; line += strspn(line, " ")) {
		const char *field = fixture_word(pool, &line, "=");
		char *value = mem_dup(fixture_word(pool, &line, " ") + 1);
		for (char *blank = value; (blank = strchr(blank, '~'));)
			*blank = ' ';
		fixture_set(sheet, row, field, value);
		free(value);
	}
}

static inline bool fixture_rows(void *context, struct sheet *sheet, struct err *err)
{
	struct fixture *fixture = context;
	struct form words = {0};
	const char *id = sheet_form(sheet)->id;

	if (fixture->no_rows && strcmp(fixture->no_rows, id) == 0)
		return err_set(err, ERR_READ, id, 0, NULL);
	fixture->sheets_loaded++;
	fixture_lines(&words, sheet, fixture_find(fixture, id)->rows, fixture_row_line);
	pool_release(&words.pool);
	return true;
}

/* On 2024-09-10. */
static inline struct book *fixture_book(struct fixture *fixture)
{
	struct book_source source = {fixture, fixture_form, fixture_rows};
	return book_new(source, (struct date){2024, 9, 10});
}

static inline struct sheet *fixture_sheet(struct book *book, const char *id)
{
	struct err err = {0};
	struct sheet *sheet = book_sheet(book, id, &err);
	if (!sheet)
		fixture_stop(id, &err);
	return sheet;
}

static inline size_t fixture_row(struct sheet *sheet, const char *id)
{
	size_t row = 0;
	if (!sheet_find(sheet, id, &row))
		fixture_stop(id, NULL);
	return row;
}

static inline struct value fixture_value(struct book *book, const char *sheet_id, const char *row,
                                         const char *field)
{
	struct sheet *sheet = fixture_sheet(book, sheet_id);
	int index = form_field(sheet_form(sheet), field);
	if (index < 0)
		fixture_stop(field, NULL);
	return book_value(book, sheet, fixture_row(sheet, row), index);
}

/* As a person would: the cell, and the book is told. */
static inline void fixture_change(struct book *book, const char *sheet_id, const char *row,
                                  const char *field, const char *value)
{
	struct sheet *sheet = fixture_sheet(book, sheet_id);
	size_t at = fixture_row(sheet, row);
	fixture_set(sheet, at, field, value);
	book_cell_changed(book, sheet, at, form_field(sheet_form(sheet), field));
}

#endif

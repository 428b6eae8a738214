#include "sonae/model/query.h"
#include "sonae/base/pool.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include <stdlib.h>
#include <string.h>

void row_list_release(struct row_list *list)
{
	vec_release(&list->at);
}

void query_all(struct sheet *sheet, struct row_list *out)
{
	size_t rows = sheet_row_count(sheet);

	vec_clear(&out->at);
	vec_reserve(&out->at, rows);
	for (size_t row = 0; row < rows; row++)
		vec_push(&out->at, row);
}

void query_filter(struct book *book, struct sheet *sheet, struct expr *where,
                  struct row_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->at.count; i++) {
		size_t row = list->at.at[i];
		if (value_holds(book_eval(book, sheet, row, where)))
			list->at.at[kept++] = row;
	}
	list->at.count = kept;
}

struct expr *query_expr(struct book *book, const struct form *form, const char *text,
                        struct err *err)
{
	struct expr *expr = expr_parse(text, err);

	if (expr != NULL && expr_bind(expr, form, EXPR_OF_ROW, err) && expr_link(expr, book, err))
		return expr;
	expr_free(expr);
	return NULL;
}

/* Bound anew each time: a form that many read stays as it is. */
struct expr *query_condition(struct book *book, const struct form *form, struct err *err)
{
	const struct form *of = book_form(book, form->of, err);

	return of != NULL ? query_expr(book, of, expr_source(form->where), err) : NULL;
}

bool query_of_form(struct book *book, const struct form *form, struct row_list *out,
                   struct err *err)
{
	struct sheet *sheet = book_sheet(book, form->of, err);

	vec_clear(&out->at);
	if (sheet == NULL)
		return false;
	query_all(sheet, out);
	if (form->where == NULL)
		return true;
	struct expr *where = query_condition(book, form, err);
	if (where != NULL)
		query_filter(book, sheet, where, out);
	expr_free(where);
	return where != NULL;
}

bool query_columns(const struct form *form, const struct form *of, struct query_columns *out,
                   struct err *err)
{
	bool all_there = true;

	vec_clear(&out->at);
	for (const char *at = form->shows; *(at += strspn(at, " ")) != '\0';) {
		char *id = mem_dup_n(at, strcspn(at, " "));
		int field = form_field(of, id);
		if (field >= 0)
			vec_push(&out->at, field);
		else if (all_there)
			all_there = err_set(err, ERR_NO_FIELD, NULL, 0, "%s", id);
		at += strlen(id);
		free(id);
	}
	for (size_t i = 0; form->shows[0] == '\0' && i < of->columns.count; i++)
		vec_push(&out->at, of->columns.at[i]);
	return all_there;
}

/* A row with what it is sorted by. */
struct keyed {
	struct value key;
	size_t row, place; /* `place`: where it stood, which decides between equals */
};

static int compare_places(const struct keyed *a, const struct keyed *b)
{
	return (a->place > b->place) - (a->place < b->place);
}

/* What is no plain answer stays behind in either direction. */
static bool is_behind(const struct keyed *keyed)
{
	enum value_kind kind = keyed->key.kind;

	return kind == VALUE_EMPTY || kind == VALUE_NA || kind == VALUE_ERROR;
}

static int compare(const void *left, const void *right, bool descending)
{
	const struct keyed *a = left, *b = right;
	int order = value_compare(a->key, b->key);

	if (order == 0)
		return compare_places(a, b);
	return descending && !is_behind(a) && !is_behind(b) ? -order : order;
}

static int compare_up(const void *a, const void *b)
{
	return compare(a, b, false);
}

static int compare_down(const void *a, const void *b)
{
	return compare(a, b, true);
}

static struct value text_key(const char *text, struct pool *pool)
{
	char *folded = utf8_fold(text, strlen(text));
	struct value key = value_text(pool_text(pool, folded, strlen(folded)));

	free(folded);
	return key;
}

/* A choice counts by its place in the form; what is none of them comes after. */
static struct value choice_key(const struct field *field, const char *cell, struct pool *pool)
{
	const struct choice *choice = field_choice(field, cell);

	if (choice == NULL)
		return text_key(cell, pool);
	return value_number((double)(choice - field->choices.at));
}

static struct value sort_key(struct book *book, struct sheet *sheet, size_t row, int field,
                             struct pool *pool)
{
	const struct field *of = &sheet_form(sheet)->fields.at[field];
	struct value value = book_value(book, sheet, row, field);

	if (value.kind == VALUE_NA || value.kind == VALUE_ERROR)
		return value;
	if (of->type->has_choices && !of->type->many) {
		struct str cell = { 0 };
		book_cell(book, sheet, row, field, &cell);
		value = cell.len > 0 ? choice_key(of, str_text(&cell), pool) : value_empty();
		str_release(&cell);
		return value;
	}
	if (value.kind == VALUE_EMPTY) /* a text outside its type must still be seen */
		return text_key(sheet_cell(sheet, row, (size_t)field), pool);
	return value.kind == VALUE_TEXT ? text_key(value.text, pool) : value;
}

void query_sort(struct book *book, struct sheet *sheet, int field, bool descending,
                struct row_list *list)
{
	size_t count = list->at.count;
	struct keyed *keyed = mem_zero(count + 1, sizeof(*keyed));
	struct pool pool = { 0 };

	for (size_t i = 0; i < count; i++) {
		size_t row = list->at.at[i];
		struct value key = sort_key(book, sheet, row, field, &pool);
		keyed[i] = (struct keyed){ key, row, i };
	}
	qsort(keyed, count, sizeof(*keyed), descending ? compare_down : compare_up);
	for (size_t i = 0; i < count; i++)
		list->at.at[i] = keyed[i].row;
	pool_release(&pool);
	free(keyed);
}

static bool is_ascii(const char *text)
{
	while (*text != '\0' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

/* Folding is dear: what is plain ASCII is searched as it is. */
static bool text_matches(const char *text, const char *folded)
{
	if (is_ascii(text))
		return strcasestr(text, folded) != NULL;
	char *folded_text = utf8_fold(text, strlen(text));
	bool found = strstr(folded_text, folded) != NULL;
	free(folded_text);
	return found;
}

static void add_seen(struct book *book, struct sheet *sheet, size_t row, int field,
                     enum lang lang, struct str *out)
{
	const struct form *form = sheet_form(sheet);
	struct str cell = { 0 };

	if ((size_t)field >= form->fields.count) {
		str_add(out, sheet_cell(sheet, row, (size_t)field));
		return;
	}
	const struct field *of = &form->fields.at[field];
	if (of->formula == NULL) {
		field_show(of, lang, sheet_cell(sheet, row, (size_t)field), out);
		return;
	}
	book_cell(book, sheet, row, field, &cell);
	field_show(of, lang, str_text(&cell), out);
	str_release(&cell);
}

bool query_cell_matches(struct book *book, struct sheet *sheet, size_t row, int field,
                        enum lang lang, const char *folded)
{
	struct str seen = { 0 };

	add_seen(book, sheet, row, field, lang, &seen);
	bool matches = seen.len > 0 && text_matches(str_text(&seen), folded);
	str_release(&seen);
	return matches;
}

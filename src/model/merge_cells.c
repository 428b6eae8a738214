/* What a cell means, and which columns of the three sheets are one. */
#include "merge_priv.h"

#include "sonae/base/mem.h"
#include "sonae/model/field_type.h"
#include "sonae/model/spreadsheet.h"
#include <stdlib.h>
#include <string.h>

/* ---- what a cell means ---- */

/* CR LF is LF. */
static void add_with_line_feeds(struct str *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text != '\r' || text[1] != '\n')
			str_add_byte(out, *text);
}

static bool add_serial_day(const struct field *field, const char *cell, struct str *out)
{
	char iso[16];
	long days;

	if (field->type->kind != VALUE_DATE || !spreadsheet_day(cell, &days))
		return false;
	str_add(out, date_iso(date_from_days(days), iso));
	return true;
}

void merge_plain(const struct field *field, const char *cell, struct str *out)
{
	size_t start = out->len;

	if (!field || field->type->kind == VALUE_TEXT) { /* choices are ids already */
		add_with_line_feeds(out, cell);
		return;
	}
	if (add_serial_day(field, cell, out))
		return;
	if (!field_parse(field, cell, (struct date){0}, out)) {
		str_cut(out, start);
		add_with_line_feeds(out, cell);
	}
}

char *merge_plain_of(const struct field *field, const char *cell)
{
	struct str out = {0};

	merge_plain(field, cell, &out);
	return str_take(&out);
}

bool merge_is_same(const struct field *field, const char *a, const char *b)
{
	char *plain_a, *plain_b;
	bool same;

	if (strcmp(a, b) == 0)
		return true;
	plain_a = merge_plain_of(field, a);
	plain_b = merge_plain_of(field, b);
	same = strcmp(plain_a, plain_b) == 0;
	free(plain_a);
	free(plain_b);
	return same;
}

/* ---- columns ---- */

char *merge_unique_name(const struct sheet *sheet, size_t column)
{
	const char *name = sheet_column_name(sheet, column);
	size_t nth = 1;

	for (size_t i = 0; i < column; i++)
		nth += text_is(sheet_column_name(sheet, i), name);
	return nth == 1 ? mem_dup(name) : mem_print("%s (%zu)", name, nth);
}

size_t merge_find_column(const struct sheet *sheet, const char *wanted)
{
	size_t count = sheet ? sheet_column_count(sheet) : 0;

	for (size_t i = 0; i < count; i++) {
		char *name = merge_unique_name(sheet, i);
		bool found = text_is(name, wanted);

		free(name);
		if (found)
			return i;
	}
	return MERGE_NONE;
}

/* Can a change name it? Changes know columns by name alone. */
static bool is_first_of_name(const struct sheet *sheet, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (text_is(sheet_column_name(sheet, i), sheet_column_name(sheet, column)))
			return false;
	return true;
}

static void add_column(struct merger *merger, size_t theirs)
{
	const struct merge_sides *sides = merger->sides;
	const struct form *form = sheet_form(sides->ours);
	char *name = merge_unique_name(sides->theirs, theirs);
	struct merge_column column = {.theirs = theirs};
	int field = form_field(form, name);

	if (field >= 0)
		column.field = &form->fields.at[field];
	column.base = merge_find_column(sides->base, name);
	column.ours = merge_find_column(sides->ours, name);
	if (column.ours == MERGE_NONE)
		column.ours = sheet_add_column(sides->ours, name);
	column.can_change = is_first_of_name(sides->ours, column.ours);
	free(name);
	if (!column.field || !column.field->formula)
		vec_push(&merger->columns, column);
}

void merge_match_columns(struct merger *merger)
{
	const struct merge_sides *sides = merger->sides;
	size_t fields = sheet_form(sides->theirs)->fields.count;

	for (size_t i = 0; i < sheet_column_count(sides->theirs); i++)
		if (i >= fields || !sides->has_column || sides->has_column[i])
			add_column(merger, i);
}

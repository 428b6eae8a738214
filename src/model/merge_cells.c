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

void merge_names_take(struct merge_names *names, const struct sheet *sheet)
{
	size_t count = sheet ? sheet_column_count(sheet) : 0;

	for (size_t i = names->of.count; i < count; i++) {
		const char *name = sheet_column_name(sheet, i);
		bool is_new;

		name = pool_text(&names->texts, name, strlen(name));
		size_t nth = ++map_put(&names->repeats, name, NULL)->index;
		if (nth > 1) {
			char *unique = mem_print("%s (%zu)", name, nth);

			name = pool_text(&names->texts, unique, strlen(unique));
			free(unique);
		}
		vec_push(&names->of, name);
		struct map_entry *entry = map_put(&names->column, name, &is_new);
		if (is_new)
			entry->index = i;
	}
}

void merge_names_release(struct merge_names *names)
{
	map_release(&names->column);
	map_release(&names->repeats);
	vec_release(&names->of);
	pool_release(&names->texts);
}

size_t merge_names_find(const struct merge_names *names, const char *name)
{
	const struct map_entry *entry = map_find(&names->column, name);

	return entry ? entry->index : MERGE_NONE;
}

/* Of the three sheets. */
struct three_names {
	struct merge_names base, ours, theirs;
};

static void add_column(struct merger *merger, struct three_names *names, size_t theirs)
{
	const struct merge_sides *sides = merger->sides;
	const struct form *form = sheet_form(sides->ours);
	const char *name = names->theirs.of.at[theirs];
	struct merge_column column = {.theirs = theirs};
	int field = form_field(form, name);

	if (field >= 0)
		column.field = &form->fields.at[field];
	column.base = merge_names_find(&names->base, name);
	column.ours = merge_names_find(&names->ours, name);
	if (column.ours == MERGE_NONE) {
		column.ours = sheet_add_column(sides->ours, name);
		merge_names_take(&names->ours, sides->ours);
	}
	/* Changes know columns by the sheet's name alone. */
	column.can_change = text_is(names->ours.of.at[column.ours],
	                            sheet_column_name(sides->ours, column.ours));
	if (!column.field || !column.field->formula)
		vec_push(&merger->columns, column);
}

void merge_match_columns(struct merger *merger)
{
	const struct merge_sides *sides = merger->sides;
	size_t fields = sheet_form(sides->theirs)->fields.count;
	struct three_names names = {0};

	merge_names_take(&names.base, sides->base);
	merge_names_take(&names.ours, sides->ours);
	merge_names_take(&names.theirs, sides->theirs);
	for (size_t i = 0; i < sheet_column_count(sides->theirs); i++)
		if (i >= fields || !sides->has_column || sides->has_column[i])
			add_column(merger, &names, i);
	merge_names_release(&names.base);
	merge_names_release(&names.ours);
	merge_names_release(&names.theirs);
}

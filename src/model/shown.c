/* shown.c - labels and names in place of ids. */
#include "sonae/model/shown.h"

#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include <stdlib.h>
#include <string.h>

static bool is_words(const struct field *field)
{
	return !field->formula && field->type->kind == VALUE_TEXT && !field->type->has_choices &&
	       !field->type->is_ref;
}

/* In place of an empty half of "→x or text", what the row that the other half names is called. */
static struct words name_of_reference(struct book *book, struct sheet *sheet, size_t row, int field)
{
	const struct form *form = sheet_form(sheet);
	const struct field *at = &form->fields.at[field];
	const struct field *ref = at->ref_field >= 0 ? &form->fields.at[at->ref_field] : at;
	int ref_index = at->ref_field >= 0 ? at->ref_field : field;
	struct sheet *other = ref->type->is_ref ? book_sheet(book, ref->sheet, NULL) : NULL;
	size_t there;

	if (other && other != sheet && sheet_find(other, sheet_cell(sheet, row, (size_t)ref_index), &there))
		return row_name(book, other, there);
	return (struct words){{"", ""}};
}

struct words row_name(struct book *book, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	int item = form_row_item(form, sheet_row_id(sheet, row)), field = form->name_field;
	struct words name = {{"", ""}};

	if (item >= 0)
		return form->items.at[item].text;
	if (field >= 0 && !form->fields.at[field].type->is_ref)
		name.in[LANG_JA] = name.in[LANG_EN] = sheet_cell(sheet, row, (size_t)field);
	if (field >= 0 && !name.in[LANG_JA][0])
		name = name_of_reference(book, sheet, row, field);
	for (size_t i = 0; i < form->fields.count && !name.in[LANG_JA][0]; i++)
		if (is_words(&form->fields.at[i]))
			name.in[LANG_JA] = name.in[LANG_EN] = sheet_cell(sheet, row, i);
	return name;
}

static void add_name(struct book *book, struct sheet *sheet, size_t row, enum lang lang,
                     struct str *out)
{
	const char *name = words_in(row_name(book, sheet, row), lang);

	if (name[0]) {
		str_add_byte(out, ' ');
		utf8_add_visible(out, name, strlen(name));
	}
}

void shown_row(struct book *book, struct sheet *sheet, size_t row, enum lang lang, struct str *out)
{
	str_add(out, sheet_row_id(sheet, row));
	add_name(book, sheet, row, lang, out);
}

/* The row for which a checklist per row asks this: "D-003 Reception PC". */
static void add_of(struct book *book, const struct form *form, const char *row_id, enum lang lang,
                   struct str *out)
{
	struct sheet *of = book_sheet(book, form->per, NULL);
	size_t before = out->len, row;

	str_add_n(out, row_id, form_row_of(form, row_id));
	if (of && sheet_find(of, str_text(out) + before, &row))
		add_name(book, of, row, lang, out);
}

void shown_item(struct book *book, struct sheet *sheet, size_t row, enum lang lang, struct str *out)
{
	const struct form *form = sheet_form(sheet);
	const char *id = sheet_row_id(sheet, row);
	int item = form_row_item(form, id);

	if (item >= 0 && form_row_of(form, id) > 0) {
		add_of(book, form, id, lang, out);
		str_add(out, " / ");
	}
	str_add(out, item >= 0 ? words_in(form->items.at[item].text, lang) : id);
}

/* Each id of a reference with the name of its row. */
static void add_refs(struct book *book, const struct field *field, const char *cell, enum lang lang,
                     struct str *out)
{
	struct sheet *other = book_sheet(book, field->sheet, NULL);

	while (*cell) {
		size_t len = strcspn(cell, ";"), row;
		char *id = mem_dup_n(cell, len);
		str_add(out, id);
		if (other && sheet_find(other, id, &row))
			add_name(book, other, row, lang, out);
		free(id);
		cell += len;
		if (*cell == ';') {
			str_add(out, "; ");
			cell++;
		}
	}
}

void shown_cell(struct book *book, struct sheet *sheet, size_t row, int index, enum lang lang,
                struct str *out)
{
	const struct field *field = &sheet_form(sheet)->fields.at[index];
	struct str cell = {0};

	if (field->formula)
		book_cell(book, sheet, row, index, &cell);
	else
		str_add(&cell, sheet_cell(sheet, row, (size_t)index));
	if (cell.len == 0 && field->text_field >= 0)
		str_add(out, sheet_cell(sheet, row, (size_t)field->text_field));
	else if (field->type->is_ref && !text_is(str_text(&cell), FIELD_NA))
		add_refs(book, field, str_text(&cell), lang, out);
	else
		field_show(field, lang, str_text(&cell), out);
	str_release(&cell);
}

/* The rows that a form gives. */
#include "sonae/store/sheet_file.h"

#include "sonae/base/str.h"
#include <string.h>

static void fill_preset(struct sheet *sheet, size_t row, const struct item *item)
{
	for (size_t i = 0; i < item->preset.count; i++)
		if (item->preset.at[i])
			sheet_set_cell(sheet, row, i, item->preset.at[i], strlen(item->preset.at[i]));
}

/* The row of that id; made at `at` when it is missing. Returns the place behind it. */
static size_t add_item(struct sheet *sheet, size_t at, const char *id, const struct item *item)
{
	size_t row;

	if (sheet_find(sheet, id, &row))
		return row + 1;
	sheet_insert_row(sheet, at, id);
	fill_preset(sheet, at, item);
	return at + 1;
}

static void add_given_items(struct sheet *sheet, const struct form *form)
{
	size_t at = 0;

	for (size_t i = 0; i < form->items.count; i++)
		at = add_item(sheet, at, form->items.at[i].id, &form->items.at[i]);
}

void sheet_add_given_rows(struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	size_t row;

	if (form->kind == FORM_RECORD && !sheet_find(sheet, "1", &row))
		sheet_insert_row(sheet, 0, "1");
	if (form_has_items(form) && text_is(form->per, ""))
		add_given_items(sheet, form);
}

void sheet_add_rows_per(struct sheet *sheet, const struct sheet *of)
{
	const struct form *form = sheet_form(sheet);
	struct str id = {0};
	size_t at = 0;

	for (size_t row = 0; row < sheet_row_count(of); row++) {
		for (size_t i = 0; i < form->items.count; i++) {
			str_clear(&id);
			form_row_id(form, sheet_row_id(of, row), i, &id);
			at = add_item(sheet, at, str_text(&id), &form->items.at[i]);
		}
	}
	str_release(&id);
}

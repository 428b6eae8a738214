/* Checklists that are kept once per row of another worksheet. */
#include "folder_priv.h"

#include "sonae/store/sheet_file.h"
#include <string.h>

struct sheet *folder_per_sheet(struct folder *folder, const struct sheet *sheet)
{
	const char *per = sheet_form(sheet)->per;

	return text_is(per, "") ? NULL : book_sheet(folder->book, per, NULL);
}

void folder_per_fill(struct folder *folder, struct sheet *sheet)
{
	const struct sheet *of = folder_per_sheet(folder, sheet);

	if (of)
		sheet_add_rows_per(sheet, of);
}

void folder_per_before(struct folder *folder, const struct change *change)
{
	struct sheet *sheet = book_sheet(folder->book, change->sheet, NULL);
	size_t row;

	if (!sheet || form_row_of(sheet_form(sheet), change->row) == 0)
		return;
	if (change->kind == CHANGE_INSERT) {
		if (sheet_find(sheet, change->row, &row))
			sheet_remove_row(sheet, row);
	} else if (!sheet_find(sheet, change->row, &row)) {
		folder_per_fill(folder, sheet);
		if (!sheet_find(sheet, change->row, &row))
			sheet_insert_row(sheet, sheet_row_count(sheet), change->row);
	}
}

/* Nothing in it but what its item came with? */
static bool is_untouched(const struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	int item = form_row_item(form, sheet_row_id(sheet, row));

	for (size_t i = 0; i < sheet_column_count(sheet); i++) {
		const char *cell = sheet_cell(sheet, row, i);
		bool has_preset = item >= 0 && i < form->items.at[item].preset.count;
		const char *preset = has_preset ? form->items.at[item].preset.at[i] : NULL;
		if (*cell != '\0' && (!preset || strcmp(cell, preset) != 0))
			return false;
	}
	return true;
}

static bool has_row_of(const struct sheet *of, const struct form *form, const char *id)
{
	struct str name = {0};
	size_t row;

	str_add_n(&name, id, form_row_of(form, id));
	bool has = name.len == 0 || sheet_find(of, str_text(&name), &row);
	str_release(&name);
	return has;
}

static void drop_untouched(struct sheet *sheet, const struct sheet *of)
{
	for (size_t row = sheet_row_count(sheet); row-- > 0;)
		if (!has_row_of(of, sheet_form(sheet), sheet_row_id(sheet, row)) &&
		    is_untouched(sheet, row))
			sheet_remove_row(sheet, row);
}

static void follow(struct folder *folder, struct sheet *sheet, const struct sheet *of)
{
	unsigned long before = sheet_rows_version(sheet);

	drop_untouched(sheet, of);
	sheet_add_rows_per(sheet, of);
	if (sheet_rows_version(sheet) != before)
		book_rows_changed(folder->book, sheet);
}

static bool changes_rows(const struct step *step, const char *sheet)
{
	for (size_t i = 0; i < step->changes.count; i++) {
		const struct change *change = &step->changes.at[i];
		bool is_row = change->kind == CHANGE_INSERT || change->kind == CHANGE_DELETE;
		if (is_row && text_is(change->sheet, sheet))
			return true;
	}
	return false;
}

void folder_per_follow(struct folder *folder, const struct step *step)
{
	for (size_t i = 0; i < folder->states.count; i++) {
		const struct sheet_state *state = folder->states.entry[i].pointer;
		struct sheet *sheet = book_loaded_sheet(folder->book, state->id);
		const char *per = sheet ? sheet_form(sheet)->per : "";

		if (!text_is(per, "") && changes_rows(step, per) && folder_per_sheet(folder, sheet))
			follow(folder, sheet, folder_per_sheet(folder, sheet));
	}
}

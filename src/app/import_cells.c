/* import_cells.c - what a row of the file says, as canonical cells. */
#include "import_priv.h"

#include "sonae/app/entry.h"
#include "sonae/model/field_type.h"

static bool is_own_reference(const struct import *import, const struct field *field)
{
	return field->type->is_ref && text_is(field->sheet, import_form(import)->id);
}

static void refuse(struct import *import, const struct import_row *row, int field, const char *text)
{
	import_add_line(import, (struct import_line){
	                            .kind = IMPORT_REFUSED,
	                            .line = row->from->line,
	                            .row = row->id,
	                            .field = field,
	                            .before = "",
	                            .after = text,
	                        });
}

/* As a person would type it here. False: it cannot stand there. */
static bool as_typed(struct import *import, struct import_names *names, int field, const char *text,
                     struct str *out)
{
	const struct field *of = &import_form(import)->fields.at[field];

	if (import->scale == IMPORT_SCALE_1_3 && import_ipa_rates(import_form(import), field))
		return import_ipa_rating(import, field, text, out);
	if (of->type->is_ref)
		import_names_resolve(names, of, text, out);
	else
		str_add(out, text);
	return true;
}

/* Of a reference and its free text only one holds anything: the first that is read. */
static void put_cell(struct import *import, struct import_row *row, int field, const char *text,
                     int place, const struct str *cell)
{
	int other = entry_other_half(import_form(import), place);
	bool is_taken = row->cells[place] && row->cells[place][0];
	bool excludes = other >= 0 && row->cells[other] && row->cells[other][0];

	if (is_taken && text_is(row->cells[place], str_text(cell)))
		return;
	if (is_taken || excludes) {
		refuse(import, row, field, text);
		return;
	}
	row->cells[place] = pool_text(&import->planned, str_text(cell), cell->len);
	if (other >= 0)
		row->cells[other] = "";
}

static void fill_cell(struct import *import, struct import_names *names, struct import_row *row,
                      int field, const char *text)
{
	struct str typed = {0}, cell = {0};

	if (!as_typed(import, names, field, text, &typed)) {
		refuse(import, row, field, text);
	} else {
		int place = entry_place(import->session, import->sheet, row->id, field,
		                        str_text(&typed), &cell);
		if (cell.len > 0)
			put_cell(import, row, field, text, place, &cell);
	}
	str_release(&typed);
	str_release(&cell);
}

void import_fill_cells(struct import *import, struct import_names *names, struct import_row *row,
                       bool own)
{
	const struct form *form = import_form(import);

	for (size_t i = 0; i < import->columns.count; i++) {
		int to = import->columns.at[i].to;
		const char *text = import_cell(import, row->from, i);
		if (to < 0 || !text[0])
			continue;
		if (own && !is_own_reference(import, &form->fields.at[to]))
			continue;
		if (own)
			row->cells[to] = NULL;
		fill_cell(import, names, row, to, text);
	}
}

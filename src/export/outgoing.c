#include "sonae/export/outgoing.h"

#include "sonae/base/fill.h"
#include "sonae/base/list.h"
#include "sonae/model/field_type.h"
#include "sonae/model/shown.h"

void outgoing_release(struct outgoing *outgoing)
{
	for (size_t i = 0; i < outgoing->sheets.count; i++) {
		row_list_release(&outgoing->sheets.at[i].rows);
		vec_release(&outgoing->sheets.at[i].fields.at);
		vec_release(&outgoing->sheets.at[i].hidden.at);
	}
	for (size_t i = 0; i < outgoing->links.count; i++)
		free(outgoing->links.at[i]);
	vec_release(&outgoing->links);
	vec_release(&outgoing->sheets);
}

struct book *outgoing_book(const struct outgoing *outgoing)
{
	return folder_book(outgoing->folder);
}

const char *outgoing_company(const struct outgoing *outgoing)
{
	return folder_settings(outgoing->folder)->company;
}

const struct outgoing_sheet *outgoing_find(const struct outgoing *outgoing, const char *sheet)
{
	for (size_t i = 0; i < outgoing->sheets.count; i++)
		if (text_is(outgoing->sheets.at[i].form->id, sheet))
			return &outgoing->sheets.at[i];
	return NULL;
}

bool outgoing_has_row(const struct outgoing_sheet *at, size_t row)
{
	for (size_t i = 0; i < at->rows.at.count; i++)
		if (at->rows.at.at[i] == row)
			return true;
	return false;
}

bool outgoing_has_field(const struct outgoing_sheet *at, int field)
{
	for (size_t i = 0; i < at->fields.at.count; i++)
		if (at->fields.at.at[i] == field)
			return true;
	return false;
}

/* ---- words ---- */

const char *outgoing_words(const struct outgoing *outgoing, struct words words)
{
	return words_in(words, outgoing->lang);
}

const char *outgoing_text(const struct outgoing *outgoing, const char *id)
{
	const struct words *words = texts_find(outgoing->texts, id);

	return words ? outgoing_words(outgoing, *words) : "?";
}

void outgoing_say(const struct outgoing *outgoing, struct str *out, const char *id, ...)
{
	va_list args;

	va_start(args, id);
	fill_places(out, outgoing_text(outgoing, id), args);
	va_end(args);
}

/* ---- what stays here ---- */

#define NOTES_SHEET "notes"

enum { FORMULAS_DEEP = 8 };

static bool rests_on_personal(struct book *book, const struct form *form, int field, int deep);

static bool use_is_personal(struct book *book, const struct form *form, const struct expr_use *use,
                            int deep)
{
	const struct form *of = form;

	if (use->kind != EXPR_USE_ROW && use->kind != EXPR_USE_SHEET)
		return false;
	if (use->kind == EXPR_USE_SHEET)
		of = book_form(book, use->sheet, NULL);
	return of && use->field >= 0 && use->field < (int)of->fields.count &&
	       rests_on_personal(book, of, use->field, deep);
}

/* A figure made of personal things is none itself. */
static bool rests_on_personal(struct book *book, const struct form *form, int field, int deep)
{
	const struct field *at = &form->fields.at[field];
	struct expr_uses uses = {0};
	bool is = at->personal;

	if (is || !at->formula || at->type->kind != VALUE_TEXT || deep == 0)
		return is;
	if (!expr_link(at->formula, book, NULL))
		return false;
	expr_uses(at->formula, &uses);
	for (size_t i = 0; i < uses.at.count && !is; i++)
		is = use_is_personal(book, form, &uses.at.at[i], deep - 1);
	vec_release(&uses.at);
	return is;
}

bool outgoing_hides_field(const struct outgoing *outgoing, const struct form *form, int field)
{
	return outgoing->redact && rests_on_personal(outgoing_book(outgoing), form, field, FORMULAS_DEEP);
}

static bool is_confidential(const struct outgoing *outgoing, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);

	return form->confidential &&
	       value_holds(book_eval(outgoing_book(outgoing), sheet, row, form->confidential));
}

static bool is_about_confidential(const struct outgoing *outgoing, const char *sheet_id, const char *row_id)
{
	struct sheet *sheet = *sheet_id ? book_sheet(outgoing_book(outgoing), sheet_id, NULL) : NULL;
	size_t row;

	return sheet && sheet_find(sheet, row_id, &row) && is_confidential(outgoing, sheet, row);
}

/* A margin note goes with the row that it is on, a checklist per row with the row it is of. */
static bool hangs_on_confidential(const struct outgoing *outgoing, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	const char *id = sheet_row_id(sheet, row);
	int about = form_field(form, "about"), of = form_field(form, "row");
	char *name;
	bool is;

	if (text_is(form->id, NOTES_SHEET))
		return about >= 0 && of >= 0 &&
		       is_about_confidential(outgoing, sheet_cell(sheet, row, (size_t)about),
		                             sheet_cell(sheet, row, (size_t)of));
	if (!*form->per || form_row_of(form, id) == 0)
		return false;
	name = mem_dup_n(id, form_row_of(form, id));
	is = is_about_confidential(outgoing, form->per, name);
	free(name);
	return is;
}

bool outgoing_hides_row(const struct outgoing *outgoing, struct sheet *sheet, size_t row)
{
	return outgoing->redact && (is_confidential(outgoing, sheet, row) ||
	                            hangs_on_confidential(outgoing, sheet, row));
}

static bool hides_name(const struct outgoing *outgoing, struct sheet *sheet, size_t row);

/* The name may be that of a row it refers to. */
static bool borrows_hidden_name(const struct outgoing *outgoing, struct sheet *sheet, size_t row,
                                const struct field *field, const char *name)
{
	const struct form *form = sheet_form(sheet);
	const struct field *ref = field->ref_field >= 0 ? &form->fields.at[field->ref_field] : field;
	struct book *book = outgoing_book(outgoing);
	struct sheet *other = ref->type->is_ref ? book_sheet(book, ref->sheet, NULL) : NULL;
	size_t there;

	return other && other != sheet &&
	       sheet_find(other, sheet_cell(sheet, row, (size_t)(ref - form->fields.at)), &there) &&
	       text_is(words_in(row_name(book, other, there), LANG_JA), name) &&
	       hides_name(outgoing, other, there);
}

/* Is what a row is called hidden? Without a name of its own a row goes by another of its texts. */
static bool hides_name(const struct outgoing *outgoing, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	int field = form->name_field;

	if (!outgoing->redact || form_row_item(form, sheet_row_id(sheet, row)) >= 0)
		return outgoing_hides_row(outgoing, sheet, row);
	const char *name = words_in(row_name(outgoing_book(outgoing), sheet, row), LANG_JA);
	bool is = outgoing_hides_row(outgoing, sheet, row) ||
	          (field >= 0 && (outgoing_hides_field(outgoing, form, field) ||
	                          borrows_hidden_name(outgoing, sheet, row, &form->fields.at[field], name)));
	for (size_t i = 0; i < form->fields.count && !is; i++)
		is = name[0] && text_is(sheet_cell(sheet, row, i), name) &&
		     outgoing_hides_field(outgoing, form, (int)i);
	return is;
}

/* ---- cells ---- */

static bool names_hidden(const struct outgoing *outgoing, const struct field *field, const char *cell)
{
	struct sheet *other = book_sheet(outgoing_book(outgoing), field->sheet, NULL);
	size_t len, row;
	bool is = false;

	for (const char *at; other && !is && (at = list_next(&cell, &len)) != NULL;) {
		char *id = mem_dup_n(at, len);
		is = sheet_find(other, id, &row) && hides_name(outgoing, other, row);
		free(id);
	}
	return is;
}

void outgoing_cell(const struct outgoing *outgoing, struct sheet *sheet, size_t row, int field,
                   struct str *out)
{
	const struct field *at = &sheet_form(sheet)->fields.at[field];
	const char *cell = sheet_cell(sheet, row, (size_t)field);

	if (outgoing->redact && outgoing_hides_field(outgoing, sheet_form(sheet), field))
		return;
	if (outgoing->redact && at->type->is_ref && names_hidden(outgoing, at, cell))
		str_add(out, cell);
	else
		shown_cell(outgoing_book(outgoing), sheet, row, field, outgoing->lang, out);
}

void outgoing_row(const struct outgoing *outgoing, struct sheet *sheet, size_t row, struct str *out)
{
	if (hides_name(outgoing, sheet, row))
		str_add(out, sheet_row_id(sheet, row));
	else
		shown_row(outgoing_book(outgoing), sheet, row, outgoing->lang, out);
}

/* say.c - texts in the session's language. */
#include "sonae/app/say.h"

#include "sonae/app/notes.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

const char *say_words(const struct session *session, struct words words)
{
	return words_in(words, session->lang);
}

const char *say(const struct session *session, const char *id)
{
	const struct words *words = texts_find(&session->texts, id);

	return words ? say_words(session, *words) : "?";
}

enum { PAIRS_MAX = 8 };
struct pairs {
	const char *name[PAIRS_MAX], *value[PAIRS_MAX];
	size_t count;
};

static const char *pair_value(const struct pairs *pairs, const char *name, size_t len)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (strlen(pairs->name[i]) == len && strncmp(pairs->name[i], name, len) == 0)
			return pairs->value[i];
	return NULL;
}

/* Appends `text` with every {name} that is known replaced; unknown ones stay. */
static void fill(struct str *out, const char *text, const struct pairs *pairs)
{
	for (const char *open; (open = strchr(text, '{')); ) {
		const char *shut = strchr(open, '}');
		const char *value = shut ? pair_value(pairs, open + 1, (size_t)(shut - open - 1)) : NULL;
		str_add_n(out, text, (size_t)(open - text));
		if (!value) {
			str_add_byte(out, '{');
			text = open + 1;
			continue;
		}
		str_add(out, value);
		text = shut + 1;
	}
	str_add(out, text);
}

static void read_pairs(struct pairs *pairs, va_list args)
{
	const char *name;

	while (pairs->count < PAIRS_MAX && (name = va_arg(args, const char *))) {
		pairs->name[pairs->count] = name;
		pairs->value[pairs->count++] = va_arg(args, const char *);
	}
}

void say_to_v(const struct session *session, struct str *out, const char *id, va_list args)
{
	struct pairs pairs = {0};

	read_pairs(&pairs, args);
	fill(out, say(session, id), &pairs);
}

void say_to(const struct session *session, struct str *out, const char *id, ...)
{
	va_list args;

	va_start(args, id);
	say_to_v(session, out, id, args);
	va_end(args);
}

void say_err(const struct session *session, struct str *out, const struct err *err)
{
	struct str id = {0};

	if (err->file[0])
		str_add(out, err->file);
	if (err->line > 0)
		str_addf(out, ":%ld", err->line);
	if (err->file[0] || err->line > 0)
		str_add(out, ": ");
	str_addf(&id, "err.%s", err_name(err->code));
	say_to(session, out, str_text(&id), "what", err->what, NULL);
	/* A sentence that ends with its detail in brackets reads well without one. */
	if (text_ends(str_text(out), "()"))
		str_cut(out, out->len - 2);
	str_release(&id);
}

/* ---- cells and rows ---- */

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

static void add_name(const struct session *session, struct sheet *sheet, size_t row,
                     struct str *out)
{
	const char *name = say_words(session, row_name(folder_book(session->folder), sheet, row));

	if (name[0]) {
		str_add_byte(out, ' ');
		utf8_add_visible(out, name, strlen(name));
	}
}

void say_row(const struct session *session, struct sheet *sheet, size_t row, struct str *out)
{
	str_add(out, sheet_row_id(sheet, row));
	add_name(session, sheet, row, out);
}

/* The row for which a checklist per row asks this: "D-003 Reception PC". */
static void add_of(const struct session *session, const struct form *form, const char *row_id,
                   struct str *out)
{
	struct sheet *of = book_sheet(folder_book(session->folder), form->per, NULL);
	size_t before = out->len, row;

	str_add_n(out, row_id, form_row_of(form, row_id));
	if (of && sheet_find(of, str_text(out) + before, &row))
		add_name(session, of, row, out);
}

void say_item(const struct session *session, struct sheet *sheet, size_t row, struct str *out)
{
	const struct form *form = sheet_form(sheet);
	const char *id = sheet_row_id(sheet, row);
	int item = form_row_item(form, id);

	if (item >= 0 && form_row_of(form, id) > 0) {
		add_of(session, form, id, out);
		str_add(out, " / ");
	}
	str_add(out, item >= 0 ? say_words(session, form->items.at[item].text) : id);
}

/* Each id of a reference with the name of its row. */
static void add_refs(const struct session *session, const struct field *field, const char *cell,
                     struct str *out)
{
	struct sheet *other = book_sheet(folder_book(session->folder), field->sheet, NULL);

	while (*cell) {
		size_t len = strcspn(cell, ";"), row;
		char *id = mem_dup_n(cell, len);
		str_add(out, id);
		if (other && sheet_find(other, id, &row))
			add_name(session, other, row, out);
		free(id);
		cell += len;
		if (*cell == ';') {
			str_add(out, "; ");
			cell++;
		}
	}
}

void say_cell(const struct session *session, struct sheet *sheet, size_t row, int index,
              struct str *out)
{
	const struct field *field = &sheet_form(sheet)->fields.at[index];
	struct str cell = {0};

	if (notes_say_place(session, sheet, row, index, out))
		return;
	if (field->formula)
		book_cell(folder_book(session->folder), sheet, row, index, &cell);
	else
		str_add(&cell, sheet_cell(sheet, row, (size_t)index));
	if (cell.len == 0 && field->text_field >= 0)
		str_add(out, sheet_cell(sheet, row, (size_t)field->text_field));
	else if (field->type->is_ref && !text_is(str_text(&cell), FIELD_NA))
		add_refs(session, field, str_text(&cell), out);
	else
		field_show(field, session->lang, str_text(&cell), out);
	str_release(&cell);
}

void say_finding(const struct session *session, const struct finding *finding, struct str *out)
{
	const struct form *form = book_form(folder_book(session->folder), finding->sheet, NULL);

	if (finding->gap) {
		str_add(out, say_words(session, finding->gap->text));
		return;
	}
	if (form && finding->field >= 0)
		str_addf(out, "%s: ", say_words(session, form->fields.at[finding->field].label));
	say_err(session, out, &finding->err);
}

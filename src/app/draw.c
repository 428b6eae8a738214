/* draw.c - rows from rows. */
#include "sonae/app/draw.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/map.h"
#include "sonae/model/field_type.h"
#include "sonae/model/query.h"

#include <stdlib.h>

/* ---- what there is ---- */

/* The field of a row drawn that names the row it came from; -1 = none does. */
static int origin_field(const struct form *form, const struct draw *draw)
{
	for (size_t i = 0; i < draw->fills.count; i++) {
		const struct field *field = &form->fields.at[draw->fills.at[i].field];
		const char *source = expr_source(draw->fills.at[i].value);
		if (field->type->is_ref && text_is(field->sheet, draw->sheet) &&
		    text_is(source + strspn(source, " "), "id"))
			return draw->fills.at[i].field;
	}
	return -1;
}

/* Row ids of the source, each with the first row that names it. */
static void map_origins(struct sheet *to, int field, struct map *origins)
{
	for (size_t row = 0; field >= 0 && row < sheet_row_count(to); row++) {
		const char *cell = sheet_cell(to, row, (size_t)field);
		bool is_new;
		struct map_entry *entry = map_put(origins, cell, &is_new);
		if (is_new)
			entry->index = row;
	}
}

static void offer_row(struct draw_source *source, struct sheet *to, const struct map *origins,
                      size_t row)
{
	const struct map_entry *taken = map_find(origins, sheet_row_id(source->from, row));
	struct draw_offer *offer = vec_add(&source->offers);

	offer->row = row;
	if (taken)
		text_copy(offer->taken_by, sizeof(offer->taken_by), sheet_row_id(to, taken->index));
}

static int by_taken(const void *a, const void *b)
{
	const struct draw_offer *left = a, *right = b;
	int taken = (left->taken_by[0] != '\0') - (right->taken_by[0] != '\0');

	return taken ? taken : (left->row > right->row) - (left->row < right->row);
}

static void offer_rows(struct draw_source *source, struct sheet *to, const struct row_list *rows)
{
	struct map origins = {0};

	map_origins(to, origin_field(sheet_form(to), source->draw), &origins);
	for (size_t i = 0; i < rows->at.count; i++)
		offer_row(source, to, &origins, rows->at.at[i]);
	map_release(&origins);
	if (source->offers.count > 0)
		qsort(source->offers.at, source->offers.count, sizeof(*source->offers.at), by_taken);
}

static bool open_sheet(struct session *session, struct sheet *to, struct draw_source *out,
                       struct err *err)
{
	struct book *book = folder_book(session->folder);
	struct row_list rows = {0};
	bool fine = true;

	out->from = book_sheet(book, out->draw->sheet, err);
	if (!out->from)
		return false;
	query_all(out->from, &rows);
	if (out->draw->where) {
		struct expr *where =
		    query_expr(book, sheet_form(out->from), expr_source(out->draw->where), err);
		fine = where != NULL;
		if (where)
			query_filter(book, out->from, where, &rows);
		expr_free(where);
	}
	if (fine)
		offer_rows(out, to, &rows);
	row_list_release(&rows);
	return fine;
}

static bool open_library(struct session *session, struct draw_source *out, struct err *err)
{
	struct errs errs = {0};
	bool fine = library_load(folder_catalogue(session->folder), out->draw->library, &out->library, &errs);

	if (!fine && err)
		*err = errs.at.at[0];
	vec_release(&errs.at);
	for (size_t row = 0; row < out->library.rows; row++)
		((struct draw_offer *)vec_add(&out->offers))->row = row;
	return fine;
}

bool draw_open(struct session *session, struct sheet *to, size_t index, struct draw_source *out,
               struct err *err)
{
	*out = (struct draw_source){.draw = &sheet_form(to)->draws.at[index]};
	return out->draw->library[0] ? open_library(session, out, err) : open_sheet(session, to, out, err);
}

void draw_close(struct draw_source *source)
{
	library_release(&source->library);
	vec_release(&source->offers);
}

void draw_say(const struct session *session, const struct draw_source *source, size_t offer,
              struct str *name, struct str *note, const char **group)
{
	const struct draw_offer *at = &source->offers.at[offer];
	const struct draw *draw = source->draw;

	*group = "";
	if (source->from) {
		say_row(session, source->from, at->row, name);
		if (at->taken_by[0])
			say_to(session, note, "draw.taken", "row", at->taken_by, NULL);
		return;
	}
	str_add(name, say_words(session, library_text(&source->library, at->row, draw->name)));
	str_add(note, say_words(session, library_text(&source->library, at->row, draw->note)));
	*group = say_words(session, library_text(&source->library, at->row, draw->group));
}

/* ---- taking ---- */

/* What a new row is made of: one text a field, or NULL. */
struct filling {
	const struct form *form;
	char **typed;
};

static struct filling filling_new(const struct form *form)
{
	return (struct filling){form, mem_zero(form->fields.count + 1, sizeof(char *))};
}

static void filling_release(struct filling *filling)
{
	for (size_t i = 0; i < filling->form->fields.count; i++)
		free(filling->typed[i]);
	free(filling->typed);
}

static void fill(struct filling *filling, int field, const char *text)
{
	free(filling->typed[field]);
	filling->typed[field] = text[0] ? mem_dup(text) : NULL;
}

static bool insert(struct session *session, struct step *step, struct sheet *to, struct filling *filling,
                   const char *after_id, char id[64], struct err *err)
{
	return entry_new_row_of(session, step, to, after_id, (const char *const *)filling->typed, id, err);
}

static bool fill_from_row(struct session *session, struct filling *filling, const struct draw *draw,
                          struct sheet *from, size_t row, struct err *err)
{
	struct book *book = folder_book(session->folder);
	struct str cell = {0};
	bool fine = true;

	for (size_t i = 0; i < draw->fills.count && fine; i++) {
		const struct draw_fill *at = &draw->fills.at[i];
		struct expr *value = query_expr(book, sheet_form(from), expr_source(at->value), err);
		fine = value != NULL;
		if (!fine)
			break;
		str_clear(&cell);
		field_store(&filling->form->fields.at[at->field], book_eval(book, from, row, value), &cell);
		fill(filling, at->field, str_text(&cell));
		expr_free(value);
	}
	str_release(&cell);
	return fine;
}

static void fill_from_library(const struct session *session, struct filling *filling,
                              const struct library *library, size_t row)
{
	for (size_t i = 0; i < library->columns.count; i++) {
		const char *name = library->columns.at[i].name;
		int field = form_field(filling->form, name);
		if (field >= 0 && !filling->form->fields.at[field].formula)
			fill(filling, field, say_words(session, library_text(library, row, name)));
	}
}

static const char *last_id(const struct sheet *sheet)
{
	size_t count = sheet_row_count(sheet);

	return count ? sheet_row_id(sheet, count - 1) : "";
}

bool draw_row(struct session *session, struct step *step, struct sheet *to, const struct draw *draw,
              struct sheet *from, size_t row, char id[64], struct err *err)
{
	struct filling filling = filling_new(sheet_form(to));
	bool fine = fill_from_row(session, &filling, draw, from, row, err) &&
	            insert(session, step, to, &filling, last_id(to), id, err);

	filling_release(&filling);
	return fine;
}

bool draw_take(struct session *session, struct step *step, struct sheet *to,
               const struct draw_source *source, size_t offer, const char *after_id, char id[64],
               struct err *err)
{
	struct filling filling = filling_new(sheet_form(to));
	size_t row = source->offers.at[offer].row;
	bool fine = true;

	if (source->from)
		fine = fill_from_row(session, &filling, source->draw, source->from, row, err);
	else
		fill_from_library(session, &filling, &source->library, row);
	fine = fine && insert(session, step, to, &filling, after_id, id, err);
	filling_release(&filling);
	return fine;
}

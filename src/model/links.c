#include "sonae/model/links.h"

#include "sonae/base/list.h"
#include "sonae/model/field_type.h"

#include <stdlib.h>

void links_release(struct links *links)
{
	vec_release(&links->at);
}

static bool is_listed(const struct links *links, const struct sheet *sheet, size_t row)
{
	for (size_t i = 0; i < links->at.count; i++)
		if (links->at.at[i].sheet == sheet && links->at.at[i].row == row)
			return true;
	return false;
}

/* False when it stands there already: circles end. */
static bool add(struct links *out, struct sheet *sheet, size_t row, int depth, int field)
{
	if (is_listed(out, sheet, row))
		return false;
	vec_push(&out->at, ((struct link){sheet, row, depth, field}));
	return true;
}

/* ---- up ---- */

static void up(struct book *book, struct sheet *sheet, size_t row, int at, int depth,
               struct links *out);

static void up_field(struct book *book, struct sheet *sheet, size_t row, int field, int steps,
                     int depth, struct links *out)
{
	const struct field *ref = &sheet_form(sheet)->fields.at[field];
	const char *cell = sheet_cell(sheet, row, (size_t)field);
	struct sheet *other = cell[0] ? book_sheet(book, ref->sheet, NULL) : NULL;
	size_t there, len;

	for (const char *at; other && (at = list_next(&cell, &len)) != NULL;) {
		char *id = mem_dup_n(at, len);
		if (sheet_find(other, id, &there) && add(out, other, there, steps, field))
			up(book, other, there, steps + 1, depth, out);
		free(id);
	}
}

static void up(struct book *book, struct sheet *sheet, size_t row, int at, int depth,
               struct links *out)
{
	const struct form *form = sheet_form(sheet);

	for (size_t i = 0; at < depth && i < form->fields.count; i++)
		if (form->fields.at[i].type->is_ref && !form->fields.at[i].formula)
			up_field(book, sheet, row, (int)i, at, depth, out);
}

void links_up(struct book *book, struct sheet *sheet, size_t row, int depth, struct links *out)
{
	up(book, sheet, row, 0, depth, out);
	for (size_t i = out->at.count; i-- > 0;)
		if (out->at.at[i].sheet == sheet && out->at.at[i].row == row)
			vec_remove(&out->at, i);
}

/* ---- down ---- */

struct search {
	struct book *book;
	const char *const *ids;
	size_t count;
	int depth;
	struct sheet *sheet; /* the row that everything is about */
	size_t row;
	const struct links *but;
	struct links *out;
};

static void down(const struct search *search, const struct form *form, const char *row_id, int at);

static bool is_new(const struct search *search, const struct sheet *sheet, size_t row)
{
	return !(sheet == search->sheet && row == search->row) &&
	       !(search->but && is_listed(search->but, sheet, row));
}

static void down_field(const struct search *search, struct sheet *sheet, int field, const char *row_id,
                       int at)
{
	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		if (!list_has(sheet_cell(sheet, row, (size_t)field), row_id))
			continue;
		if (is_new(search, sheet, row) && add(search->out, sheet, row, at, field))
			down(search, sheet_form(sheet), sheet_row_id(sheet, row), at + 1);
	}
}

static void down(const struct search *search, const struct form *form, const char *row_id, int at)
{
	for (size_t i = 0; at < search->depth && i < search->count; i++) {
		const struct form *other = book_form(search->book, search->ids[i], NULL);
		struct sheet *sheet = NULL;
		for (size_t f = 0; other && f < other->fields.count; f++) {
			const struct field *field = &other->fields.at[f];
			if (!field->type->is_ref || field->formula || !text_is(field->sheet, form->id))
				continue;
			sheet = sheet ? sheet : book_sheet(search->book, search->ids[i], NULL);
			if (sheet)
				down_field(search, sheet, (int)f, row_id, at);
		}
	}
}

void links_down(struct book *book, const char *const *ids, size_t count, struct sheet *sheet, size_t row,
                int depth, const struct links *but, struct links *out)
{
	const struct search search = {book, ids, count, depth, sheet, row, but, out};

	down(&search, sheet_form(sheet), sheet_row_id(sheet, row), 0);
}

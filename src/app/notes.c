/* notes.c - margin notes: found by their place, made, and named. */
#include "sonae/app/notes.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"

#include <stdlib.h>

bool notes_fields(const struct form *form, struct notes_fields *out)
{
	*out = (struct notes_fields){
		.date = form_field(form, "date"), .about = form_field(form, "about"),
		.row = form_field(form, "row"),   .text = form_field(form, "text"),
		.who = form_field(form, "who"),   .done = form_field(form, "done"),
	};
	return text_is(form->id, NOTES_SHEET) && form->kind == FORM_TABLE && out->date >= 0 &&
	       out->about >= 0 && out->row >= 0 && out->text >= 0 && out->who >= 0 && out->done >= 0;
}

struct sheet *notes_sheet(struct session *session, struct err *err)
{
	struct sheet *sheet = book_sheet(folder_book(session->folder), NOTES_SHEET, err);
	struct notes_fields fields;

	if (!sheet || notes_fields(sheet_form(sheet), &fields))
		return sheet;
	err_set(err, ERR_NO_FORM, NULL, 0, "%s", NOTES_SHEET);
	return NULL;
}

/* ---- by place ---- */

/* Sorted by worksheet, row and age. The texts are the worksheet's. */
struct note {
	const char *about, *row, *date;
	size_t at; /* row of the worksheet of notes */
	bool done;
};
struct notes_index {
	const struct sheet *sheet;
	unsigned long version;
	VEC(struct note) notes;
};

void notes_index_free(struct notes_index *index)
{
	if (!index)
		return;
	vec_release(&index->notes);
	free(index);
}

static int by_place(const struct note *a, const struct note *b)
{
	int order = strcmp(a->about, b->about);

	return order ? order : strcmp(a->row, b->row);
}

/* Open ones first, the newest first. */
static int by_age(const void *left, const void *right)
{
	const struct note *a = left, *b = right;
	int order = (int)a->done - (int)b->done;

	if (order == 0)
		order = strcmp(b->date, a->date);
	return order ? order : a->at < b->at ? 1 : -1;
}

static int by_place_and_age(const void *left, const void *right)
{
	int order = by_place(left, right);

	return order ? order : by_age(left, right);
}

static void build(struct notes_index *index, const struct sheet *sheet)
{
	struct notes_fields fields;

	notes_fields(sheet_form(sheet), &fields);
	vec_clear(&index->notes);
	for (size_t i = 0; i < sheet_row_count(sheet); i++) {
		struct note *note = vec_add(&index->notes);
		note->about = sheet_cell(sheet, i, (size_t)fields.about);
		note->row = sheet_cell(sheet, i, (size_t)fields.row);
		note->date = sheet_cell(sheet, i, (size_t)fields.date);
		note->at = i;
		note->done = notes_is_done(sheet, i);
	}
	if (index->notes.count > 1)
		qsort(index->notes.at, index->notes.count, sizeof(index->notes.at[0]),
		      by_place_and_age);
	index->sheet = sheet;
	index->version = sheet_version(sheet);
}

/* NULL while there are none: the worksheet is not loaded for that. */
static const struct notes_index *index_of(struct session *session)
{
	struct book *book = folder_book(session->folder);
	bool is_used = book_loaded_sheet(book, NOTES_SHEET) ||
	               folder_has_file(session->folder, NOTES_SHEET);
	struct sheet *sheet = is_used ? notes_sheet(session, NULL) : NULL;

	if (!sheet)
		return NULL;
	if (!session->notes)
		session->notes = mem_zero(1, sizeof(*session->notes));
	if (session->notes->sheet != sheet || session->notes->version != sheet_version(sheet))
		build(session->notes, sheet);
	return session->notes;
}

/* The first that does not come before the place. */
static size_t find(const struct notes_index *index, const char *about, const char *row)
{
	struct note wanted = {.about = about, .row = row};
	size_t low = 0, high = index->notes.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_place(&index->notes.at[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Is the note at that index about it? `row` NULL: about any row of the worksheet. */
static bool is_about(const struct notes_index *index, size_t i, const char *about, const char *row)
{
	const struct note *note = i < index->notes.count ? &index->notes.at[i] : NULL;

	return note && text_is(note->about, about) && (!row || text_is(note->row, row));
}

void notes_of(struct session *session, const char *about, const char *row, struct row_list *out)
{
	const struct notes_index *index = index_of(session);
	const char *which = row[0] ? row : NULL;
	VEC(struct note) found = {0};

	for (size_t i = index ? find(index, about, row) : 0;
	     index && is_about(index, i, about, which); i++)
		vec_push(&found, index->notes.at[i]);
	if (!which && found.count > 1)
		qsort(found.at, found.count, sizeof(found.at[0]), by_age);
	vec_clear(&out->at);
	for (size_t i = 0; i < found.count; i++)
		vec_push(&out->at, found.at[i].at);
	vec_release(&found);
}

static size_t count_open(struct session *session, const char *about, const char *row)
{
	const struct notes_index *index = index_of(session);
	size_t count = 0;

	for (size_t i = index ? find(index, about, row ? row : "") : 0;
	     index && is_about(index, i, about, row); i++)
		count += !index->notes.at[i].done;
	return count;
}

size_t notes_open_of(struct session *session, const char *about, const char *row)
{
	return count_open(session, about, row);
}

size_t notes_open_in(struct session *session, const char *about)
{
	return count_open(session, about, NULL);
}

/* ---- making ---- */

/* The last row, those counted that the step adds; "" = none. */
static const char *last_note(const struct step *step, const struct sheet *sheet)
{
	size_t count = sheet_row_count(sheet);

	for (size_t i = step->changes.count; i-- > 0;)
		if (step->changes.at[i].kind == CHANGE_INSERT &&
		    text_is(step->changes.at[i].sheet, sheet_form(sheet)->id))
			return step->changes.at[i].row;
	return count > 0 ? sheet_row_id(sheet, count - 1) : "";
}

bool notes_add(struct session *session, struct step *step, const char *about, const char *row,
               const char *text, const char *who, char id[64], struct err *err)
{
	struct sheet *sheet = notes_sheet(session, err);
	struct notes_fields fields;
	char today[16];

	if (!sheet)
		return false;
	notes_fields(sheet_form(sheet), &fields);
	const char **cells = mem_zero(sheet_form(sheet)->fields.count + 1, sizeof(*cells));
	char *after = mem_dup(last_note(step, sheet)); /* the step's texts may move */
	cells[fields.date] = date_iso(clock_today(), today);
	cells[fields.about] = about;
	cells[fields.row] = row;
	cells[fields.text] = text;
	cells[fields.who] = who ? who : config_who(&session->config);
	bool fine = entry_new_row_of(session, step, sheet, after, cells, id, err);
	free(after);
	free(cells);
	return fine;
}

/* ---- naming ---- */

bool notes_place(const struct sheet *notes, size_t note, const char **about, const char **row)
{
	struct notes_fields fields;

	if (!notes_fields(sheet_form(notes), &fields) || note >= sheet_row_count(notes))
		return false;
	*about = sheet_cell(notes, note, (size_t)fields.about);
	*row = sheet_cell(notes, note, (size_t)fields.row);
	return true;
}

bool notes_is_done(const struct sheet *notes, size_t note)
{
	struct notes_fields fields;

	return notes_fields(sheet_form(notes), &fields) &&
	       text_is(sheet_cell(notes, note, (size_t)fields.done), "1");
}

/* A row that is gone keeps its id, and it is said. */
static void say_its_row(const struct session *session, const char *about, const char *id,
                        struct str *out)
{
	struct sheet *sheet = book_sheet(folder_book(session->folder), about, NULL);
	size_t row;

	if (sheet && sheet_find(sheet, id, &row))
		say_row(session, sheet, row, out);
	else
		say_to(session, out, "note.row_gone", "row", id, NULL);
}

bool notes_say_place(const struct session *session, struct sheet *sheet, size_t row, int field,
                     struct str *out)
{
	struct notes_fields fields;
	const char *about, *id;

	if (!text_is(sheet_form(sheet)->id, NOTES_SHEET) || !notes_fields(sheet_form(sheet), &fields) ||
	    (field != fields.about && field != fields.row) || !notes_place(sheet, row, &about, &id))
		return false;
	const struct form *form = book_form(folder_book(session->folder), about, NULL);
	if (!form)
		return false;
	if (field == fields.about)
		str_add(out, say_words(session, form->title));
	else if (id[0])
		say_its_row(session, about, id, out);
	return true;
}

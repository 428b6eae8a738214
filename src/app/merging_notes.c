/* merging_notes.c - margin notes that a merge leaves: the consultant's, and those of conflicts.
 *
 * They are written in the workbook's language, so that one is found again whoever looks. */
#include "merging_priv.h"

#include "sonae/app/notes.h"
#include "sonae/app/say.h"
#include "sonae/base/fill.h"
#include "sonae/model/field_type.h"

/* ---- words ---- */

static enum lang book_lang(const struct session *session)
{
	return folder_settings(session->folder)->lang;
}

static void fill(const struct session *session, struct str *out, const char *id, ...)
{
	const struct words *words = texts_find(&session->texts, id);
	va_list pairs;

	va_start(pairs, id);
	fill_places(out, words ? words_in(*words, book_lang(session)) : "?", pairs);
	va_end(pairs);
}

static void add_value(const struct session *session, const struct form *form, const char *field,
                      const char *cell, struct str *out)
{
	int at = form_field(form, field);

	if (!cell[0])
		fill(session, out, "merge.nothing", NULL);
	else if (at >= 0)
		field_show(&form->fields.at[at], book_lang(session), cell, out);
	else
		str_add(out, cell);
}

static const char *label_of(const struct session *session, const struct form *form,
                            const char *field)
{
	int at = form_field(form, field);

	return at >= 0 ? words_in(form->fields.at[at].label, book_lang(session)) : field;
}

/* ---- notes that are there ---- */

struct found {
	size_t row;
	bool is_there, is_done;
};

/* A note on the row that begins so; `all`: that is all it says. An open one, if there is any. */
static struct found find_note(struct session *session, const char *sheet, const char *row,
                              const char *begins, bool all)
{
	struct sheet *notes = notes_sheet(session, NULL);
	struct notes_fields fields;
	struct row_list rows = {.at = {NULL, 0, 0}};
	struct found found = {.is_there = false};

	if (!notes || !notes_fields(sheet_form(notes), &fields))
		return found;
	notes_of(session, sheet, row, &rows);
	for (size_t i = 0; i < rows.at.count && (!found.is_there || found.is_done); i++) {
		const char *text = sheet_cell(notes, rows.at.at[i], (size_t)fields.text);

		if (all ? !text_is(text, begins) : !text_starts(text, begins))
			continue;
		found = (struct found){rows.at.at[i], true, notes_is_done(notes, rows.at.at[i])};
	}
	row_list_release(&rows);
	return found;
}

static bool add_note(struct plan *plan, const char *sheet, const char *row, const char *text)
{
	struct merging *merging = plan->merging;
	char id[64];

	return notes_add(plan->session, &merging->step, sheet, row, text, merging->who, id,
	                 plan->err);
}

/* ---- conflicts ---- */

/* "機密性: 山田は「1」": what is known by it, whatever stands here by then. */
static void add_head(const struct session *session, const struct form *form, const char *who,
                     const char *field, const char *theirs, struct str *out)
{
	struct str value = {0};

	add_value(session, form, field, theirs, &value);
	fill(session, out, "merge.note_theirs", "field", label_of(session, form, field), "who", who,
	     "value", str_text(&value), NULL);
	str_release(&value);
}

static void add_ours(const struct session *session, const struct form *form,
                     const struct merging_item *item, struct str *out)
{
	struct str value = {0};

	add_value(session, form, item->field, item->ours, &value);
	fill(session, out, "merge.note_ours", "value", str_text(&value), NULL);
	str_release(&value);
}

/* Of a row that was deleted here all that they have in it. */
static void add_row(struct plan *plan, const struct merging_sheet *at, const char *id,
                    struct str *out)
{
	const struct form *form = at->form;
	size_t row;

	fill(plan->session, out, "merge.note_row", "who", plan->merging->who, NULL);
	if (!sheet_find(at->theirs, id, &row))
		return;
	for (size_t i = 0; i < sheet_column_count(at->theirs); i++) {
		const char *name = sheet_column_name(at->theirs, i);
		const char *cell = sheet_cell(at->theirs, row, i);

		if (!cell[0] || (i < form->fields.count && form->fields.at[i].formula))
			continue;
		str_addf(out, "\n%s: ", label_of(plan->session, form, name));
		add_value(plan->session, form, name, cell, out);
	}
}

/* One that was ticked was decided on: it is no conflict any more. */
static bool note_conflict(struct plan *plan, const struct merging_sheet *at,
                          struct merging_item *item)
{
	struct str text = {0};
	bool is_row = !item->field[0], done = true;

	if (is_row)
		add_row(plan, at, item->row, &text);
	else
		add_head(plan->session, at->form, plan->merging->who, item->field, item->theirs,
		         &text);
	struct found found =
		find_note(plan->session, at->form->id, item->row, str_text(&text), is_row);
	item->is_known = found.is_there && found.is_done;
	if (!is_row)
		add_ours(plan->session, at->form, item, &text);
	if (!found.is_there)
		done = add_note(plan, at->form->id, item->row, str_text(&text));
	str_release(&text);
	return done;
}

static bool note_item(struct plan *plan, const struct merging_sheet *at, struct merging_item *item)
{
	if (item->kind == MERGING_NOTE) {
		struct found found =
			find_note(plan->session, at->form->id, item->row, item->theirs, true);
		item->is_known = found.is_there;
		return item->is_known || add_note(plan, at->form->id, item->row, item->theirs);
	}
	return item->side != MERGING_BOTH || note_conflict(plan, at, item);
}

bool plan_notes(struct plan *plan)
{
	for (size_t i = 0; i < plan->works.count; i++) {
		struct merging_sheet *at = plan->works.at[i].at;

		for (size_t k = 0; k < at->items.count; k++)
			if (!note_item(plan, at, &at->items.at[k]))
				return false;
	}
	return true;
}

/* ---- afterwards ---- */

/* Whoever it came from: the field, and what they have in it. */
static bool is_about(const struct session *session, const struct form *form,
                     const struct outside_item *item, const char *text)
{
	struct str head = {0}, value = {0}, quoted = {0};

	str_addf(&head, "%s: ", label_of(session, form, item->field));
	add_value(session, form, item->field, item->theirs, &value);
	fill(session, &quoted, "merge.quoted", "value", str_text(&value), NULL);
	bool is = text_starts(text, str_text(&head)) && strstr(text, str_text(&quoted));
	str_release(&quoted);
	str_release(&value);
	str_release(&head);
	return is;
}

static bool is_about_row(const struct session *session, const char *text)
{
	struct str words = {0};

	fill(session, &words, "merge.note_row", "who", "", NULL);
	bool is = strstr(text, str_text(&words));
	str_release(&words);
	return is;
}

bool merging_settle(struct session *session, const char *sheet, const struct outside_item *item,
                    struct step *step, struct err *err)
{
	const struct form *form = book_form(folder_book(session->folder), sheet, err);
	struct sheet *notes = form ? notes_sheet(session, err) : NULL;
	struct row_list rows = {.at = {NULL, 0, 0}};
	struct notes_fields fields;

	if (!notes || !notes_fields(sheet_form(notes), &fields))
		return false;
	notes_of(session, sheet, item->row, &rows);
	for (size_t i = 0; i < rows.at.count; i++) {
		const char *text = sheet_cell(notes, rows.at.at[i], (size_t)fields.text);

		bool is_it = item->field[0] ? is_about(session, form, item, text)
		                            : is_about_row(session, text);
		if (is_it)
			step_set(step, notes, rows.at.at[i], fields.done, "1");
	}
	row_list_release(&rows);
	return true;
}

/* entry.c - from what was typed to changes. */
#include "sonae/app/entry.h"

#include "sonae/base/clock.h"
#include "sonae/base/list.h"
#include "sonae/model/field_type.h"
#include "sonae/model/outline.h"

#include <stdlib.h>

/* Does the text name rows that are there? Empty and n/a do not need to. */
static bool names_rows(struct session *session, const struct field *field, const char *cell)
{
	struct sheet *other = book_sheet(folder_book(session->folder), field->sheet, NULL);
	size_t row;

	return !cell[0] || text_is(cell, FIELD_NA) || !other || sheet_find(other, cell, &row);
}

/* Where `typed` goes and as what: the field itself or its partner for free text. */
static int place_text(struct session *session, const struct form *form, int index, const char *typed,
                      struct str *cell)
{
	const struct field *field = &form->fields.at[index];

	field_parse(field, typed, clock_today(), cell);
	if (field->text_field < 0 || names_rows(session, field, str_text(cell)))
		return index;
	str_clear(cell);
	field_parse(&form->fields.at[field->text_field], typed, clock_today(), cell);
	return field->text_field;
}

/* An answer may stand with the unit its question asks for. False: it is no such answer. */
static bool place_answer(const struct sheet *sheet, const char *row_id, int index, const char *typed,
                         struct str *cell)
{
	const struct form *form = sheet_form(sheet);
	int item = form_row_item(form, row_id);
	struct field asked = form->fields.at[index];

	if (form->kind != FORM_EXERCISE || item < 0 || !asked.type->is_number)
		return false;
	asked.unit = form->items.at[item].unit;
	field_parse(&asked, typed, clock_today(), cell);
	return true;
}

int entry_place(struct session *session, const struct sheet *sheet, const char *row_id, int field,
                const char *typed, struct str *cell)
{
	return place_answer(sheet, row_id, field, typed, cell)
	           ? field : place_text(session, sheet_form(sheet), field, typed, cell);
}

/* Of a reference and its free text only one holds anything. */
int entry_other_half(const struct form *form, int index)
{
	const struct field *field = &form->fields.at[index];

	return field->text_field >= 0 ? field->text_field : field->ref_field;
}

bool entry_set(struct session *session, struct step *step, struct sheet *sheet, size_t row, int index,
               const char *typed, struct err *err)
{
	const struct form *form = sheet_form(sheet);
	struct str cell = {0};

	if (form->fields.at[index].formula)
		return err_set(err, ERR_COMPUTED, NULL, 0, "%s", form->fields.at[index].id);
	int place = entry_place(session, sheet, sheet_row_id(sheet, row), index, typed, &cell);
	int other = entry_other_half(form, place);
	step_set(step, sheet, row, place, str_text(&cell));
	if (other >= 0 && (cell.len > 0 || form->fields.at[index].text_field >= 0))
		step_set(step, sheet, row, other, "");
	str_release(&cell);
	return true;
}

/* ---- worksheets that rest on another ---- */

struct sheets {
	VEC(struct sheet *) at;
};

typedef bool (*rests_on)(const struct form *form, const char *sheet);

static bool is_kept_per_row(const struct form *form, const char *sheet)
{
	return text_is(form->per, sheet);
}

static bool refers(const struct form *form, const char *sheet)
{
	for (size_t i = 0; i < form->fields.count; i++)
		if (form->fields.at[i].type->is_ref && text_is(form->fields.at[i].sheet, sheet))
			return true;
	return false;
}

/* Of the worksheets in use, which have a file or are loaded: what a checklist per row holds is
 * else made when it is loaded. */
static void list_resting_on(struct session *session, const char *on, rests_on does,
                            struct sheets *out)
{
	struct book *book = folder_book(session->folder);
	char **ids = NULL;
	size_t count = 0;

	catalogue_forms(folder_catalogue(session->folder), &ids, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		bool is_used = book_loaded_sheet(book, ids[i]) || folder_has_file(session->folder, ids[i]);
		const struct form *form = is_used ? book_form(book, ids[i], NULL) : NULL;
		struct sheet *sheet = form && does(form, on) ? book_sheet(book, ids[i], NULL) : NULL;
		if (sheet)
			vec_push(&out->at, sheet);
		free(ids[i]);
	}
	free(ids);
}

/* ---- checklists per row ---- */

/* Each item, behind those of the row `after_id`. */
static void insert_items(struct step *step, struct sheet *sheet, const char *row_id,
                         const char *after_id)
{
	const struct form *form = sheet_form(sheet);
	struct str after = {0}, id = {0};

	if (after_id[0] && form->items.count > 0)
		form_row_id(form, after_id, form->items.count - 1, &after);
	for (size_t i = 0; i < form->items.count; i++) {
		str_clear(&id);
		form_row_id(form, row_id, i, &id);
		step_insert(step, sheet, str_text(&id), str_text(&after), form->items.at[i].preset.at);
		str_clear(&after);
		str_add(&after, str_text(&id));
	}
	str_release(&after);
	str_release(&id);
}

/* The last first, so that undoing puts each behind the one before. */
static void delete_items(struct step *step, struct sheet *sheet, const char *row_id)
{
	size_t len = strlen(row_id);

	for (size_t row = sheet_row_count(sheet); row-- > 0;) {
		const char *id = sheet_row_id(sheet, row);
		if (form_row_of(sheet_form(sheet), id) == len && strncmp(id, row_id, len) == 0)
			step_delete(step, sheet, row);
	}
}

void entry_add_items(struct session *session, struct step *step, const struct sheet *sheet,
                     const char *row_id, const char *after_id)
{
	struct sheets per = {0};

	list_resting_on(session, sheet_form(sheet)->id, is_kept_per_row, &per);
	for (size_t i = 0; i < per.at.count; i++)
		insert_items(step, per.at.at[i], row_id, after_id);
	vec_release(&per.at);
}

/* ---- rows ---- */

void entry_rows_begin(struct entry_rows *rows, struct session *session, struct step *step,
                      struct sheet *sheet)
{
	struct sheets per = {0};

	*rows = (struct entry_rows){.session = session, .step = step, .sheet = sheet};
	list_resting_on(session, sheet_form(sheet)->id, is_kept_per_row, &per);
	for (size_t i = 0; i < per.at.count; i++)
		vec_push(&rows->per, per.at.at[i]);
	vec_release(&per.at);
}

void entry_rows_end(struct entry_rows *rows)
{
	vec_release(&rows->per);
}

void entry_rows_add(const struct entry_rows *rows, const char *id, const char *after_id,
                    const char *const *cells)
{
	step_insert(rows->step, rows->sheet, id, after_id, cells);
	for (size_t i = 0; i < rows->per.count; i++)
		insert_items(rows->step, rows->per.at[i], id, after_id);
}

/* What was typed as canonical cells, which are the caller's to free. */
static bool place_all(const struct entry_rows *rows, const char *const *typed, char **cells,
                      struct err *err)
{
	const struct form *form = sheet_form(rows->sheet);

	for (size_t i = 0; i < form->fields.count; i++) {
		struct str cell = {0};
		if (!typed[i])
			continue;
		if (form->fields.at[i].formula)
			return err_set(err, ERR_COMPUTED, NULL, 0, "%s", form->fields.at[i].id);
		int place = place_text(rows->session, form, (int)i, typed[i], &cell);
		free(cells[place]);
		cells[place] = str_take(&cell);
	}
	return true;
}

bool entry_rows_type(const struct entry_rows *rows, const char *after_id, const char *const *typed,
                     char id[64], struct err *err)
{
	const struct form *form = sheet_form(rows->sheet);

	if (!form->addable)
		return err_set(err, ERR_NOT_ADDABLE, NULL, 0, "%s", form->id);
	char **cells = mem_zero(form->fields.count + 1, sizeof(*cells));
	bool fine = place_all(rows, typed, cells, err);
	step_next_id(rows->step, rows->sheet, id);
	if (fine)
		entry_rows_add(rows, id, after_id, (const char *const *)cells);
	for (size_t i = 0; i < form->fields.count; i++)
		free(cells[i]);
	free(cells);
	return fine;
}

bool entry_new_row_of(struct session *session, struct step *step, struct sheet *sheet,
                      const char *after_id, const char *const *typed, char id[64], struct err *err)
{
	struct entry_rows rows;

	entry_rows_begin(&rows, session, step, sheet);
	bool fine = entry_rows_type(&rows, after_id, typed, id, err);
	entry_rows_end(&rows);
	return fine;
}

bool entry_new_row(struct session *session, struct step *step, struct sheet *sheet, const char *after_id,
                   int field, const char *text, char id[64], struct err *err)
{
	const char **typed = mem_zero(sheet_form(sheet)->fields.count + 1, sizeof(*typed));

	if (field >= 0)
		typed[field] = text;
	bool fine = entry_new_row_of(session, step, sheet, after_id, typed, id, err);
	free(typed);
	return fine;
}

/* Does the cell name one of the rows on their way out? */
static bool names_any(const char *cell, const struct map *ids)
{
	size_t len;

	for (const char *id; (id = list_next(&cell, &len)) != NULL;)
		if (map_find_n(ids, id, len))
			return true;
	return false;
}

/* Cells of `sheet` that refer to any of these rows of worksheet `to`, and stay. */
static size_t count_naming(struct sheet *sheet, const char *to, const struct map *ids)
{
	const struct form *form = sheet_form(sheet);
	bool is_own = text_is(form->id, to);
	size_t found = 0;

	for (size_t f = 0; f < form->fields.count; f++) {
		if (!form->fields.at[f].type->is_ref || !text_is(form->fields.at[f].sheet, to))
			continue;
		for (size_t row = 0; row < sheet_row_count(sheet); row++)
			found += names_any(sheet_cell(sheet, row, f), ids) &&
			         !(is_own && map_find(ids, sheet_row_id(sheet, row)));
	}
	return found;
}

static size_t count_referrers(struct session *session, const char *to, const struct map *ids)
{
	struct sheets naming = {0};
	size_t found = 0;

	list_resting_on(session, to, refers, &naming);
	for (size_t i = 0; i < naming.at.count; i++)
		found += count_naming(naming.at.at[i], to, ids);
	vec_release(&naming.at);
	return found;
}

/* In a tree with all below it. */
static void delete_with_branches(struct step *step, struct sheet *sheet, size_t row)
{
	struct outline outline = {0};

	outline_build(sheet, &outline);
	outline_delete(step, sheet, &outline, outline.of_row.at[row]);
	outline_release(&outline);
}

size_t entry_deleted(const struct step *step, const struct sheet *sheet)
{
	size_t count = 0;

	for (size_t i = 0; i < step->changes.count; i++)
		count += step->changes.at[i].kind == CHANGE_DELETE &&
		         text_is(step->changes.at[i].sheet, sheet_form(sheet)->id);
	return count;
}

/* What rests on the rows that the step takes away: their items go too, references stay. */
static size_t delete_dependents(struct session *session, struct step *step,
                                const struct sheet *sheet)
{
	const char *to = sheet_form(sheet)->id;
	size_t count = step->changes.count;
	struct sheets per = {0};
	struct map ids = {0};

	list_resting_on(session, to, is_kept_per_row, &per);
	for (size_t i = 0; i < count; i++) {
		const char *id = step->changes.at[i].row;
		if (step->changes.at[i].kind != CHANGE_DELETE || !text_is(step->changes.at[i].sheet, to))
			continue;
		map_put(&ids, id, NULL);
		for (size_t k = 0; k < per.at.count; k++)
			delete_items(step, per.at.at[k], id);
	}
	size_t referrers = count_referrers(session, to, &ids);
	map_release(&ids);
	vec_release(&per.at);
	return referrers;
}

bool entry_delete_row(struct session *session, struct step *step, struct sheet *sheet, size_t row,
                      size_t *referrers, struct err *err)
{
	const struct form *form = sheet_form(sheet);

	if (!form->addable)
		return err_set(err, ERR_NOT_ADDABLE, NULL, 0, "%s", form->id);
	if (form->kind == FORM_TREE)
		delete_with_branches(step, sheet, row);
	else
		step_delete(step, sheet, row);
	*referrers = delete_dependents(session, step, sheet);
	return true;
}

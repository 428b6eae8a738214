/* merging_ids.c - which row of ours each of theirs is, and what references to it become. */
#include "merging_priv.h"

#include "sonae/app/notes.h"
#include "sonae/base/list.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/row_image.h"
#include "sonae/model/shown.h"

static const char *kept(struct plan *plan, const char *id)
{
	return pool_intern(&plan->texts, id, strlen(id));
}

const char *plan_here(const struct plan *plan, const char *sheet, const char *id)
{
	char *key = mem_print("%s\t%s", sheet, id);
	const char *here = id_map_find(&plan->here, key);

	free(key);
	return here ? here : id;
}

/* ---- references ---- */

/* One that stood in the cell as it was sent means our row, whatever else has its id now. */
static void add_references(const struct plan *plan, const char *sheet, const char *before,
                           const char *cell, struct str *out)
{
	size_t len, start = out->len;

	for (const char *id; (id = list_next(&cell, &len)) != NULL;) {
		char *one = mem_dup_n(id, len);

		if (out->len > start)
			str_add_byte(out, ';');
		str_add(out, list_has(before, one) ? one : plan_here(plan, sheet, one));
		free(one);
	}
}

static bool is_row_of_note(const struct form *form, size_t field)
{
	struct notes_fields fields;

	return text_is(form->id, NOTES_SHEET) && notes_fields(form, &fields) &&
	       (int)field == fields.row;
}

static const char *base_cell(const struct work *work, const char *here, size_t column)
{
	const struct sheet *base = work->at->base;
	size_t row;

	return base && column < sheet_column_count(base) && sheet_find(base, here, &row)
	               ? sheet_cell(base, row, column) : "";
}

/* Their cell of a field with ids as they are here. Appends. */
static void add_cell(const struct plan *plan, const struct work *work, size_t row, const char *here,
                     size_t i, struct str *out)
{
	const struct form *form = work->at->form;
	const struct field *field = &form->fields.at[i];
	const char *cell = sheet_cell(work->raw, row, i), *before = base_cell(work, here, i);

	if (cell[0] && field->type->is_ref && strcmp(cell, before) != 0)
		add_references(plan, field->sheet, before, cell, out);
	else if (cell[0] && is_row_of_note(form, i) && strcmp(cell, before) != 0)
		str_add(out, plan_here(plan, sheet_cell(work->raw, row,
		                                        (size_t)form_field(form, "about")), cell));
	else
		str_add(out, cell);
}

/* ---- the same row? ---- */

static bool cell_agrees(const struct plan *plan, const struct work *work, size_t row, size_t i,
                        const char *ours)
{
	struct str cell = {0};

	add_cell(plan, work, row, "", i, &cell);
	bool agrees = merging_same(&work->at->form->fields.at[i], str_text(&cell), ours);
	str_release(&cell);
	return agrees;
}

static bool counts(const struct work *work, size_t i)
{
	return !work->at->form->fields.at[i].formula && work->at->has_column[i];
}

static bool agrees(const struct plan *plan, const struct work *work, size_t row, size_t ours)
{
	for (size_t i = 0; i < work->at->form->fields.count; i++)
		if (counts(work, i) &&
		    !cell_agrees(plan, work, row, i, sheet_cell(work->at->ours, ours, i)))
			return false;
	return true;
}

/* As it was when an earlier merge put it in. */
static bool agrees_with_image(const struct plan *plan, const struct work *work, size_t row,
                              const char *image)
{
	struct sheet *was = sheet_new(work->at->form);
	struct row_image_cell cell = {0};
	struct str after = {0};
	bool same = true;

	sheet_insert_row(was, 0, "was");
	const char *rest = row_image_read(image, &after);
	while (row_image_next(&rest, &cell)) {
		size_t column = merging_column(was, str_text(&cell.name));
		if (column != SIZE_MAX)
			sheet_set_cell(was, 0, column, str_text(&cell.text), cell.text.len);
	}
	for (size_t i = 0; i < work->at->form->fields.count && same; i++)
		same = !counts(work, i) || cell_agrees(plan, work, row, i, sheet_cell(was, 0, i));
	row_image_cell_release(&cell);
	str_release(&after);
	sheet_free(was);
	return same;
}

static bool has_same_name(const struct plan *plan, const struct work *work, size_t row, size_t ours)
{
	struct book *book = folder_book(plan->session->folder);
	const char *theirs = words_in(row_name(book, work->raw, row), LANG_JA);
	char *a = utf8_fold(theirs, strlen(theirs));
	const char *mine = words_in(row_name(book, work->at->ours, ours), LANG_JA);
	char *b = utf8_fold(mine, strlen(mine));
	bool same = a[0] && text_is(a, b);

	free(a);
	free(b);
	return same;
}

/* ---- a row's id here ---- */

static bool is_claimed(struct plan *plan, const struct work *work, const char *here)
{
	return map_find(&plan->claimed, before_key(&plan->texts, work->at->form->id, here));
}

static void claim(struct plan *plan, const struct work *work, const char *id, const char *here)
{
	const char *sheet = work->at->form->id;

	map_put(&plan->claimed, before_key(&plan->texts, sheet, here), NULL);
	id_map_put(&plan->here, before_key(&plan->texts, sheet, id), kept(plan, here));
}

static bool is_counted(const struct form *form)
{
	return form->prefix[0] && !form_has_given_rows(form) && text_is(form->per, "");
}

static bool is_in(const struct sheet *sheet, const char *id)
{
	size_t row;

	return sheet && sheet_find(sheet, id, &row);
}

/* Free here and there. */
static const char *fresh_id(struct plan *plan, struct work *work)
{
	const struct sheet *sides[] = {work->at->ours, work->at->base, work->raw};
	char buffer[64];

	if (!work->fresh) {
		work->fresh = sheet_new(work->at->form);
		for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++)
			if (sides[i])
				sheet_use_number(work->fresh, sheet_next_number(sides[i]) - 1);
	}
	sheet_next_id(work->fresh, buffer);
	sheet_insert_row(work->fresh, sheet_row_count(work->fresh), buffer);
	return kept(plan, buffer);
}

/* The row under which an earlier merge took it, of those that came without an id. */
static const char *taken_before(struct plan *plan, const struct work *work, size_t row)
{
	for (size_t i = 0; i < plan->before.taken.count; i++) {
		const struct change *change = &plan->before.taken.at[i];

		if (change->kind == CHANGE_INSERT && text_is(change->sheet, work->at->form->id) &&
		    map_find(&plan->before.taken_rows,
		             before_key(&plan->texts, change->sheet, change->row)) &&
		    !is_claimed(plan, work, change->row) &&
		    agrees_with_image(plan, work, row, change->after))
			return change->row;
	}
	return NULL;
}

/* A row of ours, new as theirs and just as it. */
static const char *twin_of(struct plan *plan, const struct work *work, size_t row)
{
	const struct sheet *ours = work->at->ours;

	for (size_t i = 0; i < sheet_row_count(ours); i++) {
		const char *id = sheet_row_id(ours, i);

		if (!is_in(work->at->base, id) && !is_in(work->raw, id) &&
		    !is_claimed(plan, work, id) && agrees(plan, work, row, i))
			return id;
	}
	return NULL;
}

static bool was_deleted(struct plan *plan, const struct work *work, const char *id)
{
	return work->at->base &&
	       map_find(&plan->before.deleted, before_key(&plan->texts, work->at->form->id, id));
}

/* Of a row with a counted id that both have: are they one? What came without a base and from
 * no workbook was ours once. */
static bool is_one(const struct plan *plan, const struct work *work, size_t row, size_t ours)
{
	if (agrees(plan, work, row, ours))
		return true;
	if (work->at->base)
		return false;
	return plan->merging->kind != PACKAGE_WORKBOOK || has_same_name(plan, work, row, ours);
}

static void renumber(struct plan *plan, struct work *work, const char *id)
{
	const char *here = fresh_id(plan, work);

	claim(plan, work, id, here);
	vec_push(&work->at->renumbered, mem_print("%s %s", id, here));
}

static void map_new_row(struct plan *plan, struct work *work, size_t row)
{
	const char *id = sheet_row_id(work->raw, row), *other = taken_before(plan, work, row);
	size_t ours;
	bool is_there = sheet_find(work->at->ours, id, &ours);

	if (!other && is_there && is_one(plan, work, row, ours))
		other = id;
	if (!other)
		other = twin_of(plan, work, row);
	if (!other && !is_there && !was_deleted(plan, work, id))
		other = id;
	if (other && !is_claimed(plan, work, other))
		claim(plan, work, id, other);
	else
		renumber(plan, work, id);
}

/* Known from the base, from earlier merges, or given: nothing to find out. NULL: it is new. */
static const char *known_id(struct plan *plan, const struct work *work, const char *id)
{
	const struct form *form = work->at->form;
	size_t of = form_row_of(form, id);
	const char *here;

	if (is_in(work->at->base, id))
		return id;
	if (of > 0) {
		char *parent = mem_dup_n(id, of);
		char *moved = mem_print("%s%s", plan_here(plan, form->per, parent), id + of);
		here = kept(plan, moved);
		free(moved);
		free(parent);
		return here;
	}
	here = id_map_find(&plan->before.here, before_key(&plan->texts, form->id, id));
	return here ? here : is_counted(form) ? NULL : id;
}

static void map_rows(struct plan *plan, struct work *work)
{
	size_t count = sheet_row_count(work->raw);
	bool *is_new = mem_zero(count + 1, sizeof(*is_new));

	for (size_t row = 0; row < count; row++) {
		const char *id = sheet_row_id(work->raw, row), *here = known_id(plan, work, id);

		is_new[row] = !here || is_claimed(plan, work, here);
		if (!is_new[row])
			claim(plan, work, id, here);
	}
	for (size_t row = 0; row < count; row++)
		if (is_new[row])
			map_new_row(plan, work, row);
	free(is_new);
	work->is_done = true;
}

/* ---- worksheets, those that others refer to first ---- */

static bool waits_for(const struct plan *plan, const struct work *work, const char *sheet)
{
	if (text_is(sheet, work->at->form->id))
		return false;
	for (size_t i = 0; i < plan->works.count; i++)
		if (text_is(plan->works.at[i].at->form->id, sheet))
			return !plan->works.at[i].is_done;
	return false;
}

static bool is_ready(const struct plan *plan, const struct work *work)
{
	const struct form *form = work->at->form;
	bool waits = waits_for(plan, work, form->per);

	for (size_t i = 0; i < form->fields.count && !waits; i++)
		waits = form->fields.at[i].type->is_ref &&
		        waits_for(plan, work, form->fields.at[i].sheet);
	if (text_is(form->id, NOTES_SHEET))
		for (size_t i = 0; i < plan->works.count && !waits; i++)
			waits = waits_for(plan, work, plan->works.at[i].at->form->id);
	return !waits;
}

/* Of those that refer to each other in a circle, any. */
static struct work *next_work(struct plan *plan)
{
	struct work *first = NULL;

	for (size_t i = 0; i < plan->works.count; i++) {
		struct work *work = &plan->works.at[i];

		if (!work->is_done && is_ready(plan, work))
			return work;
		if (!work->is_done && !first)
			first = work;
	}
	return first;
}

/* Without the consultant's notes, which become rows elsewhere. */
static void build_theirs(struct plan *plan, struct work *work)
{
	const struct form *form = work->at->form;
	struct sheet *theirs = sheet_new(form);
	struct str cell = {0};

	sheet_use_number(theirs, sheet_next_number(work->raw) - 1);
	for (size_t row = 0; row < sheet_row_count(work->raw); row++) {
		const char *here = plan_here(plan, form->id, sheet_row_id(work->raw, row));

		sheet_insert_row(theirs, row, here);
		for (size_t i = 0; i < form->fields.count; i++) {
			str_clear(&cell);
			add_cell(plan, work, row, here, i, &cell);
			sheet_set_cell(theirs, row, i, str_text(&cell), cell.len);
		}
	}
	str_release(&cell);
	work->at->theirs = theirs;
}

static void copy_unknown_columns(struct work *work)
{
	size_t fields = work->at->form->fields.count;

	for (size_t i = fields; i < sheet_column_count(work->raw); i++) {
		if ((int)i == work->note_column)
			continue;
		size_t to = sheet_add_column(work->at->theirs, sheet_column_name(work->raw, i));
		for (size_t row = 0; row < sheet_row_count(work->raw); row++) {
			const char *cell = sheet_cell(work->raw, row, i);
			sheet_set_cell(work->at->theirs, row, to, cell, strlen(cell));
		}
	}
}

void plan_ids(struct plan *plan)
{
	for (struct work *work; (work = next_work(plan)) != NULL;)
		map_rows(plan, work);
	for (size_t i = 0; i < plan->works.count; i++) {
		build_theirs(plan, &plan->works.at[i]);
		copy_unknown_columns(&plan->works.at[i]);
	}
}

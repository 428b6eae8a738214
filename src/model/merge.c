/* Cells and rows; merge_cells.c compares, merge_order.c moves. */
#include "merge_priv.h"

#include "sonae/base/mem.h"
#include "sonae/model/field_type.h"
#include "sonae/model/row_image.h"
#include "sonae/model/spreadsheet.h"
#include <stdlib.h>
#include <string.h>

/* ---- looking ---- */

static const char *base_cell(const struct merger *merger, size_t row,
                             const struct merge_column *column)
{
	return row == MERGE_NONE || column->base == MERGE_NONE
	               ? "" : sheet_cell(merger->sides->base, row, column->base);
}

static size_t row_of(const struct sheet *sheet, const char *id)
{
	size_t row;

	return sheet && sheet_find(sheet, id, &row) ? row : MERGE_NONE;
}

/* ---- findings ---- */

/* The texts of `finding` are handed over. */
static enum merge_kind note(struct merger *merger, struct merge_finding finding)
{
	const struct merge_sides *sides = merger->sides;

	if (sides->judge)
		finding.kind = sides->judge(sides->context, &finding);
	merger->merge->count[finding.kind]++;
	vec_push(&merger->merge->findings, finding);
	return finding.kind;
}

static enum merge_kind note_row(struct merger *merger, enum merge_kind kind, const char *id)
{
	return note(merger, (struct merge_finding){.kind = kind, .row = mem_dup(id),
	                                           .field = mem_dup(""), .base = mem_dup(""),
	                                           .ours = mem_dup(""), .theirs = mem_dup("")});
}

static void finding_release(struct merge_finding *finding)
{
	free(finding->row);
	free(finding->field);
	free(finding->base);
	free(finding->ours);
	free(finding->theirs);
	*finding = (struct merge_finding){.row = NULL};
}

void merge_release(struct merge *merge)
{
	step_release(&merge->step);
	for (size_t i = 0; i < merge->findings.count; i++)
		finding_release(&merge->findings.at[i]);
	vec_release(&merge->findings);
	*merge = (struct merge){.findings = {.at = NULL}};
}

/* ---- cells ---- */

static bool is_damaged(const struct merger *merger, const char *base, const char *ours,
                       const char *theirs)
{
	return merger->sides->is_from_spreadsheet &&
	       (spreadsheet_made(base, theirs) || spreadsheet_made(ours, theirs));
}

static void merge_cell(struct merger *merger, struct merge_rows rows,
                       const struct merge_column *column)
{
	const struct merge_sides *sides = merger->sides;
	const struct field *field = column->field;
	const char *theirs = sheet_cell(sides->theirs, rows.theirs, column->theirs);
	const char *ours = sheet_cell(sides->ours, rows.ours, column->ours);
	const char *base = base_cell(merger, rows.base, column);
	struct merge_finding finding = {.kind = MERGE_CONFLICT};

	if (merge_is_same(field, theirs, base) || merge_is_same(field, theirs, ours))
		return;
	if (is_damaged(merger, base, ours, theirs))
		finding.kind = MERGE_DAMAGED;
	else if (merge_is_same(field, base, ours) && column->can_change)
		finding.kind = MERGE_TAKEN;
	finding.row = mem_dup(sheet_row_id(sides->ours, rows.ours));
	finding.field = mem_dup(sheet_column_name(sides->ours, column->ours));
	finding.base = mem_dup(base);
	finding.ours = mem_dup(ours);
	finding.theirs = merge_plain_of(field, theirs);
	if (note(merger, finding) == MERGE_TAKEN)
		step_set(&merger->merge->step, sides->ours, rows.ours, (int)column->ours,
		         finding.theirs);
}

static bool is_changed(const struct merger *merger, struct merge_rows rows)
{
	for (size_t i = 0; i < merger->columns.count; i++) {
		const struct merge_column *column = &merger->columns.at[i];
		const char *theirs =
			sheet_cell(merger->sides->theirs, rows.theirs, column->theirs);
		const char *base = base_cell(merger, rows.base, column);

		if (!merge_is_same(column->field, theirs, base) &&
		    !is_damaged(merger, base, base, theirs))
			return true;
	}
	return false;
}

/* ---- rows ---- */

static const char *preset_of(const struct form *form, const char *id, size_t field)
{
	int at = form_item(form, id);
	const struct item *item = at >= 0 ? &form->items.at[at] : NULL;

	return item && field < item->preset.count && item->preset.at[field]
	               ? item->preset.at[field] : "";
}

/* A given row is always there, and empty again when the file has it no more (but for those of a
 * checklist per row). */
static bool is_emptied(const struct merger *merger, struct merge_rows rows, const char *id)
{
	const struct form *form = sheet_form(merger->sides->theirs);

	if (!form_has_given_rows(form) || merger->sides->has_given_rows ||
	    form_row_of(form, id) > 0)
		return false;
	if (rows.base == MERGE_NONE || !is_changed(merger, rows))
		return false;
	for (size_t i = 0; i < sheet_column_count(merger->sides->theirs); i++)
		if (!text_is(sheet_cell(merger->sides->theirs, rows.theirs, i),
		             i < form->fields.count ? preset_of(form, id, i) : ""))
			return false;
	return true;
}

static void merge_known_row(struct merger *merger, struct merge_rows rows, const char *id)
{
	if (is_emptied(merger, rows, id)) {
		note_row(merger, MERGE_VANISHED, id);
		return;
	}
	for (size_t i = 0; i < merger->columns.count; i++)
		merge_cell(merger, rows, &merger->columns.at[i]);
}

/* All that their row holds, in the order of our columns: equal for rows that are alike. */
static void add_cells(struct str *image, const struct sheet *ours, const struct sheet *theirs,
                      size_t row)
{
	const struct form *form = sheet_form(ours);
	struct merge_names our_names = {0}, their_names = {0};

	merge_names_take(&our_names, ours);
	merge_names_take(&their_names, theirs);
	for (size_t i = 0; i < sheet_column_count(ours); i++) {
		const struct field *field = i < form->fields.count ? &form->fields.at[i] : NULL;
		bool is_computed = field && field->formula;
		size_t from = is_computed ? MERGE_NONE
		                          : merge_names_find(&their_names, our_names.of.at[i]);
		char *text = from == MERGE_NONE
		                     ? NULL : merge_plain_of(field, sheet_cell(theirs, row, from));

		row_image_add(image, sheet_column_name(ours, i), text);
		free(text);
	}
	merge_names_release(&our_names);
	merge_names_release(&their_names);
}

void merge_add_row(struct step *step, const struct sheet *ours, const struct sheet *theirs,
                   size_t row, const char *after_id)
{
	struct str image = {0};
	struct change change = {.kind = CHANGE_INSERT};

	row_image_begin(&image, after_id);
	add_cells(&image, ours, theirs, row);
	change.sheet = mem_dup(sheet_form(ours)->id);
	change.row = mem_dup(sheet_row_id(theirs, row));
	change.field = mem_dup("");
	change.before = mem_dup("");
	change.after = str_take(&image);
	vec_push(&step->changes, change);
}

/* ---- rows taken before under another id ---- */

static char *cells_of(const struct sheet *ours, const struct sheet *of, size_t row)
{
	struct str cells = {0};

	add_cells(&cells, ours, of, row);
	return str_take(&cells);
}

static void gather_twins(struct merger *merger)
{
	const struct merge_sides *sides = merger->sides;

	for (size_t row = 0; row < sheet_row_count(sides->ours); row++) {
		const char *id = sheet_row_id(sides->ours, row);

		if (row_of(sides->base, id) != MERGE_NONE ||
		    row_of(sides->theirs, id) != MERGE_NONE)
			continue;
		struct merge_twin twin = {id, cells_of(sides->ours, sides->ours, row)};
		vec_push(&merger->twins, twin);
	}
	merger->has_twins = true;
}

/* An item's id says what it is: another one with the same answer is no twin of it. */
static bool is_given(const struct form *form, const char *id)
{
	return form_has_given_rows(form) || form_row_of(form, id) > 0;
}

/* The id under which we have the row already; each is good for one. NULL: we have not. */
static const char *twin_of(struct merger *merger, size_t theirs)
{
	const char *id = NULL;
	char *cells;

	if (!merger->has_twins)
		gather_twins(merger);
	if (merger->twins.count == 0)
		return NULL;
	cells = cells_of(merger->sides->ours, merger->sides->theirs, theirs);
	for (size_t i = 0; i < merger->twins.count && !id; i++) {
		if (!merger->twins.at[i].cells || strcmp(merger->twins.at[i].cells, cells) != 0)
			continue;
		id = merger->twins.at[i].id;
		free(merger->twins.at[i].cells);
		merger->twins.at[i].cells = NULL;
	}
	free(cells);
	return id;
}

/* ---- all of it ---- */

/* Their row goes behind the one above it there, which is in ours by then. */
static void merge_unknown_row(struct merger *merger, struct merge_rows rows, const char **above)
{
	const char *id = sheet_row_id(merger->sides->theirs, rows.theirs);
	enum merge_kind kind = MERGE_ADDED;
	const char *twin = NULL;

	if (rows.base != MERGE_NONE) {
		if (!is_changed(merger, rows))
			return;
		kind = MERGE_CONFLICT;
	} else if (!is_given(sheet_form(merger->sides->ours), id)) {
		twin = twin_of(merger, rows.theirs);
	}
	if (twin) {
		*above = twin;
	} else if (note_row(merger, kind, id) == MERGE_ADDED) {
		vec_push(&merger->added, ((struct merge_added){rows.theirs, *above}));
		*above = id;
	}
}

static void merge_rows_of_theirs(struct merger *merger)
{
	const struct merge_sides *sides = merger->sides;
	const char *above = "";

	for (size_t row = 0; row < sheet_row_count(sides->theirs); row++) {
		const char *id = sheet_row_id(sides->theirs, row);
		struct merge_rows rows = {.theirs = row, .ours = row_of(sides->ours, id),
		                          .base = row_of(sides->base, id)};

		if (rows.ours == MERGE_NONE) {
			merge_unknown_row(merger, rows, &above);
			continue;
		}
		merge_known_row(merger, rows, id);
		above = id;
	}
}

/* The last first, so that each finds its place again when they are brought back. */
static void merge_missing_rows(struct merger *merger)
{
	const struct merge_sides *sides = merger->sides;

	for (size_t row = sheet_row_count(sides->ours); row-- > 0;) {
		const char *id = sheet_row_id(sides->ours, row);

		if (row_of(sides->base, id) == MERGE_NONE ||
		    row_of(sides->theirs, id) != MERGE_NONE)
			continue;
		if (note_row(merger, MERGE_VANISHED, id) == MERGE_REMOVED)
			step_delete(&merger->merge->step, sides->ours, row);
	}
}

static void merger_release(struct merger *merger)
{
	for (size_t i = 0; i < merger->twins.count; i++)
		free(merger->twins.at[i].cells);
	vec_release(&merger->twins);
	vec_release(&merger->columns);
	vec_release(&merger->added);
}

void merge_sheets(const struct merge_sides *sides, struct merge *merge)
{
	struct merger merger = {.sides = sides, .merge = merge};

	*merge = (struct merge){.findings = {.at = NULL}};
	merge_match_columns(&merger);
	merge_missing_rows(&merger);
	merge_rows_of_theirs(&merger);
	if (sides->takes_order)
		merge_order(&merger);
	for (size_t i = 0; i < merger.added.count; i++)
		merge_add_row(&merge->step, sides->ours, sides->theirs, merger.added.at[i].row,
		              merger.added.at[i].above);
	merger_release(&merger);
}

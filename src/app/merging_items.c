/* merging_items.c - what differs, by row and field, and who changed it. */
#include "merging_priv.h"

#include "sonae/model/field_type.h"

#include <stdlib.h>

bool merging_same(const struct field *field, const char *a, const char *b)
{
	struct str plain_a = {0}, plain_b = {0};
	bool same = strcmp(a, b) == 0;

	if (same)
		return true;
	merge_plain(field, a, &plain_a);
	merge_plain(field, b, &plain_b);
	same = text_is(str_text(&plain_a), str_text(&plain_b));
	str_release(&plain_a);
	str_release(&plain_b);
	return same;
}

size_t merging_column(const struct sheet *sheet, const char *name)
{
	for (size_t i = 0; i < sheet_column_count(sheet); i++)
		if (text_is(sheet_column_name(sheet, i), name))
			return i;
	return SIZE_MAX;
}

void merging_item_release(struct merging_item *item)
{
	free(item->row);
	free(item->field);
	free(item->base);
	free(item->ours);
	free(item->theirs);
	*item = (struct merging_item){.kind = MERGING_CELL};
}

static struct merging_item *add_item(struct merging_sheet *at, enum merging_kind kind,
                                     enum merging_side side, const char *row, const char *field)
{
	struct merging_item *item = vec_add(&at->items);

	*item = (struct merging_item){.kind = kind, .side = side, .row = mem_dup(row),
	                              .field = mem_dup(field), .base = mem_dup(""),
	                              .ours = mem_dup(""), .theirs = mem_dup("")};
	return item;
}

static void set_cells(struct merging_item *item, const char *base, const char *ours,
                      const char *theirs)
{
	free(item->base);
	free(item->ours);
	free(item->theirs);
	item->base = mem_dup(base);
	item->ours = mem_dup(ours);
	item->theirs = mem_dup(theirs);
}

/* ---- what they changed ---- */

static const struct {
	enum merging_kind kind;
	enum merging_side side;
} of_cell[MERGE_KIND_COUNT] = {
	[MERGE_TAKEN] = {MERGING_CELL, MERGING_THEIRS},
	[MERGE_ADDED] = {MERGING_NEW, MERGING_THEIRS},
	[MERGE_MOVED] = {MERGING_MOVED, MERGING_THEIRS},
	[MERGE_REMOVED] = {MERGING_GONE, MERGING_THEIRS},
	[MERGE_CONFLICT] = {MERGING_CELL, MERGING_BOTH},
	[MERGE_STALE] = {MERGING_CELL, MERGING_BOTH},
	[MERGE_DAMAGED] = {MERGING_DAMAGED, MERGING_THEIRS},
	[MERGE_VANISHED] = {MERGING_GONE, MERGING_THEIRS},
};

/* A row of a checklist per row comes and goes with the row it is kept for: while nobody has
 * answered in it, it is no news. */
static bool is_untouched(const struct merging_sheet *at, const struct sheet *in, const char *id)
{
	const struct form *form = at->form;
	int item = form_row_of(form, id) > 0 ? form_row_item(form, id) : -1;
	size_t row;

	if (item < 0 || !sheet_find(in, id, &row))
		return false;
	for (size_t i = 0; i < sheet_column_count(in); i++) {
		const struct item *is = &form->items.at[item];
		const char *preset = i < is->preset.count ? is->preset.at[i] : NULL;
		const char *cell = sheet_cell(in, row, i);

		if ((i >= form->fields.count || !form->fields.at[i].formula) && cell[0] &&
		    !text_is(cell, preset))
			return false;
	}
	return true;
}

static void add_finding(struct merging_sheet *at, const struct merge_finding *finding)
{
	enum merging_kind kind = of_cell[finding->kind].kind;
	struct merging_item *item;

	if (kind == MERGING_NEW && is_untouched(at, at->theirs, finding->row))
		return;
	if (kind == MERGING_CELL && !finding->field[0])
		kind = MERGING_GONE;
	item = add_item(at, kind, of_cell[finding->kind].side, finding->row,
	                        finding->field);
	set_cells(item, finding->base, finding->ours, finding->theirs);
}

/* ---- what changed here, or stands only here ---- */

struct rows {
	size_t base, ours, theirs; /* SIZE_MAX = none */
};

static size_t row_in(const struct sheet *sheet, const char *id)
{
	size_t row;

	return sheet && sheet_find(sheet, id, &row) ? row : SIZE_MAX;
}

static const char *cell_in(const struct sheet *sheet, size_t row, size_t column)
{
	return sheet && row != SIZE_MAX && column != SIZE_MAX ? sheet_cell(sheet, row, column) : "";
}

/* Of our column in the three sheets. False: it did not come back, or was not sent. */
struct columns {
	const struct field *field;
	size_t base, ours, theirs;
};

static bool find_columns(const struct merging_sheet *at, size_t ours, struct columns *out)
{
	size_t fields = at->form->fields.count;
	const char *name = sheet_column_name(at->ours, ours);

	*out = (struct columns){.base = ours, .ours = ours, .theirs = ours};
	if (ours < fields) {
		out->field = &at->form->fields.at[ours];
		return !out->field->formula && at->has_column[ours];
	}
	out->base = at->base ? merging_column(at->base, name) : SIZE_MAX;
	out->theirs = merging_column(at->theirs, name);
	return out->theirs != SIZE_MAX;
}

/* With a base what we changed and they did not; without one what only we have. */
static void compare_cell(struct merging_sheet *at, struct rows rows, const struct columns *columns)
{
	const char *ours = sheet_cell(at->ours, rows.ours, columns->ours);
	const char *base = cell_in(at->base, rows.base, columns->base);
	const char *theirs = cell_in(at->theirs, rows.theirs, columns->theirs);

	if (merging_same(columns->field, ours, theirs) ||
	    !merging_same(columns->field, theirs, base))
		return;
	const char *id = sheet_row_id(at->ours, rows.ours);
	const char *name = sheet_column_name(at->ours, columns->ours);
	set_cells(add_item(at, MERGING_CELL, MERGING_OURS, id, name), base, ours, theirs);
}

static bool is_whole(const struct plan *plan)
{
	const struct manifest *manifest = &plan->theirs.package.manifest;

	return plan->merging->kind == PACKAGE_WORKBOOK ||
	       (plan->base_kind != BASE_NONE && !manifest->redacted && !manifest->part);
}

/* What a package holds not all of may be missing there for that alone. */
static void compare_row(const struct plan *plan, struct work *work, size_t ours)
{
	struct merging_sheet *at = work->at;
	const char *id = sheet_row_id(at->ours, ours);
	struct rows rows = {row_in(at->base, id), ours, row_in(at->theirs, id)};
	struct columns columns;

	if (rows.theirs == SIZE_MAX) {
		if (rows.base == SIZE_MAX && is_whole(plan) && !is_untouched(at, at->ours, id))
			add_item(at, MERGING_NEW, MERGING_OURS, id, "");
		return;
	}
	if (map_find(&work->told, id))
		return;
	for (size_t i = 0; i < sheet_column_count(at->ours); i++)
		if (find_columns(at, i, &columns))
			compare_cell(at, rows, &columns);
}

static void find_deleted(struct work *work)
{
	struct merging_sheet *at = work->at;

	for (size_t row = 0; at->base && row < sheet_row_count(at->base); row++) {
		const char *id = sheet_row_id(at->base, row);

		if (row_in(at->ours, id) == SIZE_MAX && row_in(at->theirs, id) != SIZE_MAX &&
		    !map_find(&work->told, id))
			add_item(at, MERGING_GONE, MERGING_OURS, id, "");
	}
}

/* ---- order ---- */

struct place {
	size_t row, column, at;
};

static struct place place_of(const struct merging_sheet *at, size_t item)
{
	const struct merging_item *is = &at->items.at[item];
	struct place place = {row_in(at->ours, is->row), merging_column(at->ours, is->field), item};

	if (place.row == SIZE_MAX && row_in(at->theirs, is->row) != SIZE_MAX)
		place.row = sheet_row_count(at->ours) + row_in(at->theirs, is->row);
	if (!is->field[0])
		place.column = is->kind == MERGING_NOTE ? SIZE_MAX : 0;
	return place;
}

static int by_place(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static void sort(struct merging_sheet *at)
{
	size_t count = at->items.count;
	struct place *places = mem_zero(count + 1, sizeof(*places));
	struct merging_item *items = mem_zero(count + 1, sizeof(*items));

	for (size_t i = 0; i < count; i++)
		places[i] = place_of(at, i);
	if (count > 1)
		qsort(places, count, sizeof(*places), by_place);
	for (size_t i = 0; i < count; i++)
		items[i] = at->items.at[places[i].at];
	if (count > 0)
		memcpy(at->items.at, items, count * sizeof(*items));
	free(items);
	free(places);
}

/* ---- a consultant's notes ---- */

static char *plain_lines(const char *text)
{
	struct str out = {0};

	for (; *text; text++)
		if (*text != '\r')
			str_add_byte(&out, *text);
	return str_take(&out);
}

static void find_notes(const struct plan *plan, struct work *work)
{
	struct merging_sheet *at = work->at;

	for (size_t row = 0; work->note_column >= 0 && row < sheet_row_count(work->raw); row++) {
		const char *text = sheet_cell(work->raw, row, (size_t)work->note_column);
		struct merging_item *item;

		if (text[strspn(text, " \t\r\n")] == '\0')
			continue;
		item = add_item(at, MERGING_NOTE, MERGING_THEIRS,
		                        plan_here(plan, at->form->id, sheet_row_id(work->raw, row)),
		                        "");
		free(item->theirs);
		item->theirs = plain_lines(text);
	}
}

void plan_items(struct plan *plan, struct work *work)
{
	struct merging_sheet *at = work->at;

	for (size_t i = 0; i < at->merge.findings.count; i++) {
		const struct merge_finding *finding = &at->merge.findings.at[i];

		add_finding(at, finding);
		if (!finding->field[0] && finding->kind != MERGE_MOVED)
			map_put(&work->told, finding->row, NULL);
	}
	for (size_t row = 0; row < sheet_row_count(at->ours); row++)
		compare_row(plan, work, row);
	find_deleted(work);
	map_release(&work->told);
	find_notes(plan, work);
	sort(at);
}

/* What other programs' files brought, and what is decided about it. */
#include "folder_outside.h"

#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

/* ---- the lists ---- */

static void item_release(struct outside_item *item)
{
	free(item->row);
	free(item->field);
	free(item->ours);
	free(item->theirs);
	free(item->who);
	step_release(&item->insert);
}

static void clear_vanished(struct outside_report *report)
{
	for (size_t i = 0; i < report->vanished.count; i++)
		free(report->vanished.at[i]);
	vec_clear(&report->vanished);
}

void outside_report_free(struct outside_report *report)
{
	for (size_t i = 0; i < report->items.count; i++)
		item_release(&report->items.at[i]);
	vec_release(&report->items);
	clear_vanished(report);
	vec_release(&report->vanished);
	free(report->sheet);
	free(report);
}

static struct outside_report *find_report(const struct folder *folder, const char *sheet)
{
	for (size_t i = 0; i < folder->outside.count; i++)
		if (text_is(folder->outside.at[i]->sheet, sheet))
			return folder->outside.at[i];
	return NULL;
}

struct outside_report *folder_report(struct folder *folder, const char *sheet)
{
	struct outside_report *report = find_report(folder, sheet);

	if (report)
		return report;
	report = mem_zero(1, sizeof(*report));
	report->sheet = mem_dup(sheet);
	vec_push(&folder->outside, report);
	return report;
}

static struct outside_item *find_item(const struct outside_report *report, const char *row,
                                      const char *field)
{
	for (size_t i = 0; report && i < report->items.count; i++) {
		struct outside_item *item = &report->items.at[i];

		if (text_is(item->row, row) && text_is(item->field, field))
			return item;
	}
	return NULL;
}

enum merge_kind outside_report_knows(const struct outside_report *report,
                                     const struct merge_finding *finding)
{
	const struct outside_item *item = find_item(report, finding->row, finding->field);

	return item && text_is(item->theirs, finding->theirs) ? item->kind : MERGE_KIND_COUNT;
}

/* ---- adding ---- */

static void prepare_insert(struct outside_item *item, const struct sheet *ours,
                           const struct sheet *theirs)
{
	size_t row, above;

	step_release(&item->insert);
	if (*item->field != '\0' || !sheet_find(theirs, item->row, &row))
		return;
	for (above = row; above > 0; above--) {
		const char *id = sheet_row_id(theirs, above - 1);
		size_t unused;

		if (sheet_find(ours, id, &unused)) {
			merge_add_row(&item->insert, ours, theirs, row, id);
			return;
		}
	}
	merge_add_row(&item->insert, ours, theirs, row, "");
}

/* The newest value counts; one that was decided on is not asked again. */
static void add_item(struct outside_report *report, const char *who,
                     const struct merge_finding *finding, const struct sheet *ours,
                     const struct sheet *theirs)
{
	struct outside_item *item = find_item(report, finding->row, finding->field);
	bool is_settled = item && item->is_settled && text_is(item->theirs, finding->theirs);

	if (!item)
		item = vec_add(&report->items);
	struct outside_item old = *item;
	*item = (struct outside_item){.kind = finding->kind, .is_settled = is_settled,
	                              .row = mem_dup(finding->row),
	                              .field = mem_dup(finding->field),
	                              .ours = mem_dup(finding->ours),
	                              .theirs = mem_dup(finding->theirs),
	                              .who = mem_dup(who)};
	item_release(&old);
	prepare_insert(item, ours, theirs);
}

void outside_report_add(struct outside_report *report, const char *who, const struct merge *merge,
                        const struct sheet *ours, const struct sheet *theirs)
{
	report->taken += merge->count[MERGE_TAKEN];
	report->added += merge->count[MERGE_ADDED];
	report->moved += merge->count[MERGE_MOVED];
	report->damaged = merge->count[MERGE_DAMAGED];
	clear_vanished(report);
	for (size_t i = 0; i < merge->findings.count; i++) {
		const struct merge_finding *finding = &merge->findings.at[i];

		if (finding->kind == MERGE_VANISHED)
			vec_push(&report->vanished, mem_dup(finding->row));
		else if (finding->kind == MERGE_CONFLICT || finding->kind == MERGE_STALE)
			add_item(report, who, finding, ours, theirs);
	}
}

void folder_outside_add(struct folder *folder, const char *sheet, const char *who,
                        const struct merge *merge, const struct sheet *ours,
                        const struct sheet *theirs)
{
	outside_report_add(folder_report(folder, sheet), who, merge, ours, theirs);
}

/* ---- asking and deciding ---- */

bool outside_report_is_open(const struct outside_report *report)
{
	for (size_t i = 0; i < report->items.count; i++)
		if (!report->items.at[i].is_settled)
			return true;
	return report->vanished.count > 0;
}

size_t folder_outside_open(const struct folder *folder)
{
	size_t open = 0;

	for (size_t i = 0; i < folder->outside.count; i++) {
		const struct outside_report *report = folder->outside.at[i];
		for (size_t k = 0; k < report->items.count; k++)
			open += !report->items.at[k].is_settled;
		open += report->vanished.count;
	}
	return open;
}

const struct outside_report *folder_outside_at(const struct folder *folder, size_t index)
{
	return index < folder->outside.count ? folder->outside.at[index] : NULL;
}

static bool set_cell(struct sheet *sheet, const struct outside_item *item, struct step *step,
                     struct err *err)
{
	size_t row, column = 0;

	if (!sheet_find(sheet, item->row, &row))
		return err_set(err, ERR_NO_ROW, sheet_form(sheet)->id, 0, "%s", item->row);
	while (column < sheet_column_count(sheet) &&
	       !text_is(sheet_column_name(sheet, column), item->field))
		column++;
	if (column == sheet_column_count(sheet))
		return err_set(err, ERR_NO_FIELD, sheet_form(sheet)->id, 0, "%s", item->field);
	step_set(step, sheet, row, (int)column, item->theirs);
	return true;
}

bool folder_outside_take(struct folder *folder, const char *sheet_id, const char *row,
                         const char *field, const struct step *with, struct err *err)
{
	struct outside_item *item = find_item(find_report(folder, sheet_id), row, field);
	struct sheet *sheet = book_sheet(folder->book, sheet_id, err);
	struct step step = {0};
	bool done = true;

	if (!sheet)
		return false;
	if (!item)
		return err_set(err, ERR_NO_ROW, sheet_id, 0, "%s", row);
	if (*field == '\0')
		step_copy(&item->insert, &step);
	else
		done = set_cell(sheet, item, &step, err);
	if (with)
		step_copy(with, &step);
	done = done && folder_do(folder, &step, err);
	step_release(&step);
	item->is_settled = item->is_settled || done;
	return done;
}

bool folder_outside_keep(struct folder *folder, const char *sheet, const char *row,
                         const char *field)
{
	struct outside_item *item = find_item(find_report(folder, sheet), row, field);

	if (item)
		item->is_settled = true;
	return item;
}

/* As it was before anybody filled it in. */
static void empty_row(struct step *step, struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	int at = form_item(form, sheet_row_id(sheet, row));
	const struct item *item = at >= 0 ? &form->items.at[at] : NULL;

	for (size_t i = 0; i < form->fields.count; i++) {
		const char *preset = item && i < item->preset.count ? item->preset.at[i] : NULL;

		if (!form->fields.at[i].formula)
			step_set(step, sheet, row, (int)i, preset ? preset : "");
	}
}

static bool is_vanished(const struct outside_report *report, const char *id)
{
	for (size_t i = 0; i < report->vanished.count; i++)
		if (text_is(report->vanished.at[i], id))
			return true;
	return false;
}

/* The last row first, so that undo finds each place again. */
bool folder_outside_delete_vanished(struct folder *folder, const char *sheet_id, struct err *err)
{
	struct outside_report *report = find_report(folder, sheet_id);
	struct sheet *sheet = book_sheet(folder->book, sheet_id, err);
	struct step step = {0};
	bool done;

	if (!sheet || !report)
		return sheet;
	for (size_t row = sheet_row_count(sheet); row-- > 0;) {
		if (!is_vanished(report, sheet_row_id(sheet, row)))
			continue;
		if (form_has_given_rows(sheet_form(sheet)))
			empty_row(&step, sheet, row);
		else
			step_delete(&step, sheet, row);
	}
	done = folder_do(folder, &step, err);
	step_release(&step);
	if (done)
		clear_vanished(report);
	return done;
}

void folder_outside_keep_vanished(struct folder *folder, const char *sheet)
{
	struct outside_report *report = find_report(folder, sheet);

	if (report)
		clear_vanished(report);
}

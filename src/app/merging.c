/* merging.c - reading both sides, planning, doing. */
#include "merging_priv.h"

#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/model/heading.h"

#include <stdlib.h>

/* ---- in whose name ---- */

static bool take_who(void *context, const struct history_record *record)
{
	str_add(context, record->who);
	return false;
}

static char *last_writer(const struct source *source)
{
	struct history_filter filter = {.changes_only = true, .newest_first = true};
	struct str who = {0};

	history_find(folder_history(source->folder), &filter, take_who, &who, NULL);
	return str_take(&who);
}

/* "book" of "x/book/" and of "x/book.zip". */
static char *folder_name(const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	char *whole = mem_dup_n(path, len);
	const char *name = path_name(whole);
	size_t rest = strlen(name);
	char *out = mem_dup_n(name, text_ends(name, ".zip") ? rest - 4 : rest);
	free(whole);
	return out;
}

static char *who_of(const struct plan *plan)
{
	const struct package *package = &plan->theirs.package;

	if (plan->choice->who && plan->choice->who[0])
		return mem_dup(plan->choice->who);
	if (package->has_manifest && package->manifest.returned_by[0])
		return mem_dup(package->manifest.returned_by);
	if (package->kind != PACKAGE_WORKBOOK)
		return mem_dup(say(plan->session, "merge.consultant"));
	char *who = last_writer(&plan->theirs);
	if (who[0])
		return who;
	free(who);
	return folder_name(plan->choice->path);
}

/* ---- the worksheets ---- */

static void pass_over(struct plan *plan, const char *name, enum merging_passed why,
                      const struct err *err)
{
	struct merging_other *other = vec_add(&plan->merging->others);

	*other = (struct merging_other){.name = mem_dup(name), .why = why};
	if (err)
		other->err = *err;
}

static bool has(const struct sheet_reading *reading, size_t field)
{
	return field >= reading->has_column.count || reading->has_column.at[field];
}

static int note_column(const struct sheet *raw)
{
	const struct form *form = sheet_form(raw);

	for (size_t i = form->fields.count; i < sheet_column_count(raw); i++)
		if (heading_meaning(form, sheet_column_name(raw, i)) == HEADING_NOTE)
			return (int)i;
	return -1;
}

/* Their rows, in hand; NULL when they cannot be read. */
static struct sheet *read_theirs(struct plan *plan, const struct form *form,
                                 const struct sheet *mine, struct sheet_reading *reading, bool *fine)
{
	struct err err = {0};
	struct sheet *raw = source_rows(&plan->theirs, form, mine, reading, &err);

	*fine = raw || err.code != ERR_GIT_CONFLICT;
	if (!raw && plan->merging->kind == PACKAGE_ONE_CSV)
		*fine = false;
	if (!*fine && plan->err)
		*plan->err = err;
	else if (!raw)
		pass_over(plan, form->id, MERGING_UNREADABLE, &err);
	return raw;
}

/* A row without an id of its own is new, and told as that. */
static void keep_errs(struct plan *plan, const struct sheet_reading *reading)
{
	for (size_t i = 0; i < reading->errs.at.count; i++)
		if (reading->errs.at.at[i].code != ERR_CSV_NO_ID)
			vec_push(&plan->merging->errs.at, reading->errs.at.at[i]);
}

static bool add_sheet(struct plan *plan, const struct form *form)
{
	struct sheet *mine = book_sheet(folder_book(plan->session->folder), form->id, plan->err);
	struct work work = {.at = NULL};
	struct sheet_reading base;
	bool done;

	if (!mine)
		return false;
	work.raw = read_theirs(plan, form, mine, &work.reading, &done);
	if (!work.raw) {
		sheet_reading_release(&work.reading);
		return done;
	}
	keep_errs(plan, &work.reading);
	work.at = mem_zero(1, sizeof(*work.at));
	work.at->form = form;
	work.at->mine = mine;
	work.at->ours = sheet_new(form);
	sheet_copy_rows(mine, work.at->ours);
	work.note_column = note_column(work.raw);
	done = plan_read_base(plan, &work, &base);
	work.at->has_column = mem_zero(form->fields.count + 1, sizeof(bool));
	for (size_t i = 0; i < form->fields.count; i++)
		work.at->has_column[i] = has(&work.reading, i) && has(&base, i);
	sheet_reading_release(&base);
	vec_push(&plan->works, work);
	return done;
}

static bool add_form(struct plan *plan, const char *id, struct map *seen)
{
	bool is_new;
	const struct form *form;

	map_put(seen, pool_intern(&plan->texts, id, strlen(id)), &is_new);
	if (!is_new || !source_has(&plan->theirs, id))
		return true;
	form = book_form(folder_book(plan->session->folder), id, NULL);
	return !form || form->kind == FORM_QUERY || add_sheet(plan, form);
}

/* In the curriculum's order, then what it does not name. */
static bool add_sheets(struct plan *plan)
{
	const struct curriculum *curriculum = &plan->session->curriculum;
	const struct catalogue *catalogue = folder_catalogue(plan->session->folder);
	struct map seen = {.entry = NULL};
	char **ids = NULL;
	size_t count = 0;
	bool done = true;

	for (size_t i = 0; i < curriculum->sessions.count; i++)
		for (size_t k = 0; k < curriculum->sessions.at[i].sheets.count && done; k++)
			done = add_form(plan, curriculum->sessions.at[i].sheets.at[k].id, &seen);
	done = done && catalogue_forms(catalogue, &ids, &count, plan->err);
	for (size_t i = 0; i < count; i++) {
		done = done && add_form(plan, ids[i], &seen);
		free(ids[i]);
	}
	free(ids);
	map_release(&seen);
	return done;
}

/* ---- merging ---- */

static void merge_work(struct plan *plan, struct work *work)
{
	struct merging_sheet *at = work->at;
	bool is_workbook = plan->merging->kind == PACKAGE_WORKBOOK;
	bool is_list = at->form->kind == FORM_TABLE || at->form->kind == FORM_TIMELINE;
	struct merge_sides sides = {
		.base = at->base, .ours = at->ours, .theirs = at->theirs,
		.has_column = at->has_column,
		.is_from_spreadsheet = !is_workbook,
		.has_given_rows = is_workbook || work->reading.given_rows == 0,
		.takes_order = is_workbook && at->base && is_list,
	};

	merge_sheets(&sides, &at->merge);
	step_copy(&at->merge.step, &plan->merging->step);
	plan_items(plan, work);
}

static void count_item(struct merging_count *count, const struct merging_item *item)
{
	bool is_theirs = item->side == MERGING_THEIRS;

	count->cells += item->kind == MERGING_CELL && is_theirs;
	count->rows += item->kind == MERGING_NEW && is_theirs;
	count->moved += item->kind == MERGING_MOVED;
	count->notes += item->kind == MERGING_NOTE && !item->is_known;
	count->ours += item->side == MERGING_OURS;
	count->conflicts += item->side == MERGING_BOTH && !item->is_known;
	count->gone += item->kind == MERGING_GONE && is_theirs;
	count->damaged += item->kind == MERGING_DAMAGED;
	count->differences += item->kind != MERGING_DAMAGED && !item->is_known;
}

/* Which of their rows stands here under which id (see merging_past.c). */
static void add_rows_taken(struct plan *plan, const struct work *work, struct str *about)
{
	const struct merging_sheet *at = work->at;
	struct map added = {.entry = NULL};
	size_t row;

	for (size_t i = 0; i < at->merge.findings.count; i++)
		if (at->merge.findings.at[i].kind == MERGE_ADDED)
			map_put(&added, at->merge.findings.at[i].row, NULL);
	for (size_t i = 0; i < sheet_row_count(work->raw); i++) {
		const char *id = sheet_row_id(work->raw, i);
		const char *here = plan_here(plan, at->form->id, id);
		bool is_new = at->base && !sheet_find(at->base, here, &row);

		if (is_new || map_find(&added, here) || !text_is(id, here))
			str_addf(about, "\n%s\t%s\t%s", at->form->id, id, here);
	}
	map_release(&added);
}

static void say_of_itself(struct plan *plan)
{
	struct str about = {0};

	if (plan->merging->source[0] == '\0')
		return;
	str_add(&about, plan->merging->source);
	for (size_t i = 0; i < plan->works.count; i++)
		add_rows_taken(plan, &plan->works.at[i], &about);
	plan->merging->step.about = str_take(&about);
}

static void sheet_release(struct merging_sheet *at)
{
	for (size_t i = 0; i < at->items.count; i++)
		merging_item_release(&at->items.at[i]);
	vec_release(&at->items);
	for (size_t i = 0; i < at->renumbered.count; i++)
		free(at->renumbered.at[i]);
	vec_release(&at->renumbered);
	merge_release(&at->merge);
	sheet_free(at->ours);
	if (at->base)
		sheet_free(at->base);
	if (at->theirs)
		sheet_free(at->theirs);
	free(at->has_column);
	free(at);
}

/* Only what has anything to tell stays. */
static void hand_over(struct plan *plan)
{
	struct merging *merging = plan->merging;

	merging->compared = plan->works.count;
	for (size_t i = 0; i < plan->works.count; i++) {
		struct merging_sheet *at = plan->works.at[i].at;

		for (size_t k = 0; k < at->items.count; k++)
			count_item(&merging->count, &at->items.at[k]);
		merging->count.renumbered += at->renumbered.count;
		if (at->items.count > 0 || at->merge.step.changes.count > 0)
			vec_push(&merging->sheets, at);
		else
			sheet_release(at);
		plan->works.at[i].at = NULL;
	}
}

static void plan_release(struct plan *plan)
{
	for (size_t i = 0; i < plan->works.count; i++) {
		struct work *work = &plan->works.at[i];

		if (work->at)
			sheet_release(work->at);
		sheet_free(work->raw);
		if (work->fresh)
			sheet_free(work->fresh);
		sheet_reading_release(&work->reading);
	}
	vec_release(&plan->works);
	before_release(&plan->before);
	id_map_release(&plan->here);
	map_release(&plan->claimed);
	source_release(&plan->theirs);
	source_release(&plan->base);
	pool_release(&plan->texts);
}

static bool make_plan(struct plan *plan)
{
	struct merging *merging = plan->merging;
	const char *path = plan->choice->path;

	if (!source_open(&plan->theirs, plan->session, path, plan->err))
		return false;
	merging->kind = plan->theirs.package.kind;
	merging->who = who_of(plan);
	if (!source_know_files(&plan->theirs, plan->session, merging, path, plan->err) ||
	    !plan_find_base(plan))
		return false;
	plan_list_sent(plan);
	if (!add_sheets(plan))
		return false;
	before_read(&plan->before, plan->session->folder, merging->source);
	plan_ids(plan);
	plan_advance(plan);
	for (size_t i = 0; i < plan->works.count; i++)
		merge_work(plan, &plan->works.at[i]);
	if (!plan_notes(plan))
		return false;
	say_of_itself(plan);
	hand_over(plan);
	return true;
}

bool merging_open(struct merging *merging, struct session *session,
                  const struct merging_choice *choice, struct err *err)
{
	struct plan plan = {.merging = merging, .session = session, .choice = choice, .err = err};
	bool done;

	*merging = (struct merging){.session = session, .base = mem_dup(""), .source = mem_dup(""),
	                            .assumed = mem_dup("")};
	done = make_plan(&plan);
	plan_release(&plan);
	return done;
}

static void release_texts(struct merging *merging)
{
	for (size_t i = 0; i < merging->others.count; i++)
		free(merging->others.at[i].name);
	vec_release(&merging->others);
	for (size_t i = 0; i < merging->sent.count; i++)
		free(merging->sent.at[i]);
	vec_release(&merging->sent);
	vec_release(&merging->errs.at);
	free(merging->who);
	free(merging->base);
	free(merging->assumed);
	free(merging->source);
}

void merging_release(struct merging *merging)
{
	for (size_t i = 0; i < merging->sheets.count; i++)
		sheet_release(merging->sheets.at[i]);
	vec_release(&merging->sheets);
	step_release(&merging->step);
	release_texts(merging);
	*merging = (struct merging){.session = NULL};
}

/* ---- doing ---- */

bool merging_is_open(const struct merging *merging)
{
	return merging->count.conflicts + merging->count.gone > 0;
}

/* Changes know columns by their names, so they must be there. */
static void make_columns(const struct merging_sheet *at)
{
	for (size_t i = sheet_column_count(at->mine); i < sheet_column_count(at->ours); i++)
		sheet_add_column(at->mine, sheet_column_name(at->ours, i));
}

/* What was decided on before is not asked again. */
static void report(struct folder *folder, const char *who, const struct merging_sheet *at)
{
	if (at->merge.findings.count == 0)
		return;
	folder_outside_add(folder, at->form->id, who, &at->merge, at->mine, at->theirs);
	for (size_t i = 0; i < at->items.count; i++)
		if (at->items.at[i].side == MERGING_BOTH && at->items.at[i].is_known)
			folder_outside_keep(folder, at->form->id, at->items.at[i].row,
			                    at->items.at[i].field);
}

bool merging_do(struct merging *merging, struct err *err)
{
	struct folder *folder = merging->session->folder;

	for (size_t i = 0; i < merging->sheets.count; i++)
		make_columns(merging->sheets.at[i]);
	if (!folder_merge(folder, merging->who, &merging->step, err))
		return false;
	for (size_t i = 0; i < merging->sheets.count; i++)
		report(folder, merging->who, merging->sheets.at[i]);
	return true;
}

/* Files that another program changed; outside_report.c keeps what they brought. */
#include "folder_outside.h"

#include "folder_base.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/store/sheet_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- values that cells have held ---- */

/*
 * One taking in. `held` are the values that cells of this worksheet had since the file was
 * ours, or since this sitting began: a spreadsheet that was left open brings them back.
 * They are gathered when the first difference asks for them. Keys are of `keys`.
 */
struct intake {
	struct folder *folder;
	struct sheet_state *state;
	struct sheet *ours, *base, *theirs;
	struct sheet_reading reading;
	struct merge merge;
	struct map held;
	struct pool keys;
	bool has_held;
};

static void held_key(struct str *key, const char *row, const char *field, const struct field *type,
                     const char *cell)
{
	str_addf(key, "%s\n%s\n", row, field);
	merge_plain(type, cell, key);
}

static void hold(struct intake *intake, const struct change *change, const char *cell)
{
	const struct form *form = sheet_form(intake->ours);
	int field = form_field(form, change->field);
	struct str key = {0};

	held_key(&key, change->row, change->field, field >= 0 ? &form->fields.at[field] : NULL,
	         cell);
	map_put(&intake->held, pool_text(&intake->keys, key.at, key.len), NULL);
	str_release(&key);
}

/* Of a row that was deleted its being there. */
static void hold_change(struct intake *intake, const struct change *change)
{
	if (!text_is(change->sheet, intake->state->id))
		return;
	if (change->kind == CHANGE_DELETE)
		hold(intake, change, "");
	if (change->kind != CHANGE_SET)
		return;
	hold(intake, change, change->before);
	hold(intake, change, change->after);
}

static bool hold_record(void *context, const struct history_record *record)
{
	if (history_kind_is_change(record->kind)) {
		struct change change = folder_change_of(record);

		hold_change(context, &change);
		change_release(&change);
	}
	return true;
}

static void gather_held(struct intake *intake)
{
	const struct folder *folder = intake->folder;
	unsigned long after = intake->state->base;

	if (folder->opened_at < after)
		after = folder->opened_at;
	history_read(folder->history, after, hold_record, intake, NULL);
	for (size_t i = 0; i < folder->waiting.count; i++)
		for (size_t k = 0; k < folder->waiting.at[i].step.changes.count; k++)
			hold_change(intake, &folder->waiting.at[i].step.changes.at[k]);
	intake->has_held = true;
}

static bool was_held(struct intake *intake, const struct merge_finding *finding)
{
	struct str key = {0};
	bool was;

	if (!intake->has_held)
		gather_held(intake);
	held_key(&key, finding->row, finding->field, NULL, finding->theirs);
	was = map_find(&intake->held, str_text(&key));
	str_release(&key);
	return was;
}

static enum merge_kind judge(void *context, const struct merge_finding *finding)
{
	struct intake *intake = context;
	const struct outside_report *report = folder_report(intake->folder, intake->state->id);
	enum merge_kind known;

	if (finding->kind != MERGE_TAKEN && finding->kind != MERGE_CONFLICT &&
	    finding->kind != MERGE_ADDED)
		return finding->kind;
	known = outside_report_knows(report, finding);
	if (known != MERGE_KIND_COUNT)
		return known;
	return was_held(intake, finding) ? MERGE_STALE : finding->kind;
}

/* ---- their file ---- */

static bool read_theirs(struct intake *intake, const char *path, const char *shown,
                        struct err *err)
{
	if (text_is(intake->state->id, SETTINGS_SHEET))
		return settings_file_read_row(path, intake->theirs, err);
	return sheet_read(path, shown, intake->theirs, &intake->reading, err);
}

/* As a whole, and the same before and after: else somebody is writing it right now. */
static bool read_file(struct intake *intake, struct file_stamp *stamp, struct err *err)
{
	const char *shown = intake->state->file;
	char *path = folder_sheet_path(intake->folder, intake->state->id, NULL);
	bool done;

	*stamp = file_stamp(path);
	intake->theirs = sheet_new(sheet_form(intake->ours));
	sheet_use_number(intake->theirs, sheet_next_number(intake->ours) - 1);
	done = read_theirs(intake, path, shown, err);
	if (done && !file_stamp_is(*stamp, file_stamp(path)))
		done = err_set(err, ERR_CHANGED, shown, 0, NULL);
	free(path);
	return done;
}

/* The file holds what ours will not have: a copy stays. */
static void keep_copy(const struct intake *intake)
{
	char *path = folder_sheet_path(intake->folder, intake->state->id, NULL);
	char *dir = path_join(intake->folder->path, ".sonae/outside");
	char *copy = path_join(dir, path_name(path));
	struct str bytes = {0};

	if (file_make_dir(dir, NULL) && file_read(path, &bytes, NULL))
		file_replace(copy, bytes.at, bytes.len, NULL);
	str_release(&bytes);
	free(copy);
	free(dir);
	free(path);
}

/* ---- telling ---- */

static void tell(struct folder *folder, const struct sheet_state *state, enum err_code code,
                 const char *what)
{
	struct err err = {0};

	err_set(&err, code, state->file, 0, "%s", what);
	folder_notice(folder, &err);
}

static void tell_count(const struct intake *intake, enum err_code code, size_t count)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", count);
	if (count > 0)
		tell(intake->folder, intake->state, code, text);
}

static bool was_added(const struct merge *merge, const char *row)
{
	for (size_t i = 0; i < merge->findings.count; i++)
		if (merge->findings.at[i].kind == MERGE_ADDED &&
		    text_is(merge->findings.at[i].row, row))
			return true;
	return false;
}

/* An id given to a row that we had already is of no interest. */
static bool is_worth_telling(const struct intake *intake, const struct err *err)
{
	return (err->code != ERR_CSV_NO_ID && err->code != ERR_CSV_SAME_ID) ||
	       was_added(&intake->merge, err->what);
}

static void tell_all(const struct intake *intake)
{
	const size_t *count = intake->merge.count;
	const struct errs *errs = &intake->reading.errs;

	tell_count(intake, ERR_OUTSIDE_CONFLICT, count[MERGE_CONFLICT]);
	tell_count(intake, ERR_OUTSIDE_VANISHED, count[MERGE_VANISHED]);
	tell_count(intake, ERR_OUTSIDE_STALE, count[MERGE_STALE]);
	tell_count(intake, ERR_OUTSIDE_DAMAGED, count[MERGE_DAMAGED]);
	tell_count(intake, ERR_OUTSIDE_TAKEN,
	           count[MERGE_TAKEN] + count[MERGE_ADDED] + count[MERGE_MOVED]);
	if (intake->reading.info.encoding == CSV_CP932)
		tell(intake->folder, intake->state, ERR_CSV_CP932, "");
	for (size_t i = 0; i < errs->at.count; i++)
		if (is_worth_telling(intake, &errs->at.at[i]))
			folder_notice(intake->folder, &errs->at.at[i]);
}

/* ---- taking in ---- */

static void merge_intake(struct intake *intake)
{
	const struct form *form = sheet_form(intake->ours);
	struct merge_sides sides = {
		.base = intake->base, .ours = intake->ours, .theirs = intake->theirs,
		.is_from_spreadsheet = true,
		.takes_order = form->kind == FORM_TABLE || form->kind == FORM_TIMELINE,
		.judge = judge, .context = intake,
	};

	if (intake->reading.has_column.count > 0)
		sides.has_column = intake->reading.has_column.at;
	merge_sheets(&sides, &intake->merge);
}

/* Only looking, it is shown and nothing is written. */
static bool do_step(struct intake *intake, struct err *err)
{
	struct folder *folder = intake->folder;
	const struct step *step = &intake->merge.step;

	if (step->changes.count == 0)
		return true;
	if (folder->mode == FOLDER_WRITE)
		return folder_record(folder, intake->state->file, HISTORY_OUTSIDE, step, err);
	for (size_t i = 0; i < step->changes.count; i++)
		change_apply(folder->book, &step->changes.at[i], false, NULL);
	return true;
}

static bool is_left(const struct merge *merge)
{
	return merge->count[MERGE_CONFLICT] + merge->count[MERGE_STALE] +
	       merge->count[MERGE_DAMAGED] + merge->count[MERGE_VANISHED] > 0;
}

/* What stands in sonae.ini beside the settings worksheet. */
static void take_settings(struct folder *folder, const struct sheet_state *state)
{
	char *path = folder_sheet_path(folder, state->id, NULL);
	struct folder_settings settings;

	if (text_is(state->id, SETTINGS_SHEET) && settings_file_read(path, &settings, NULL) &&
	    settings.format <= FOLDER_FORMAT)
		folder->settings = settings;
	free(path);
}

static void finish(struct intake *intake, struct file_stamp stamp)
{
	struct sheet_state *state = intake->state;
	const struct sheet_reading *reading = &intake->reading;

	state->seen = stamp;
	state->is_outside = false;
	state->must_write = state->must_write || is_left(&intake->merge) ||
	                    reading->info.encoding == CSV_CP932 ||
	                    reading->rows_without_id + reading->repeated_ids > 0;
	outside_report_add(folder_report(intake->folder, state->id), "", &intake->merge, intake->ours,
	                   intake->theirs);
	take_settings(intake->folder, state);
	tell_all(intake);
}

static void intake_release(struct intake *intake)
{
	merge_release(&intake->merge);
	sheet_reading_release(&intake->reading);
	map_release(&intake->held);
	pool_release(&intake->keys);
	sheet_free(intake->theirs);
	sheet_free(intake->base);
}

/* `base` is handed over. */
static bool take_in(struct folder *folder, struct sheet_state *state, struct sheet *ours,
                    struct sheet *base, struct err *err)
{
	struct intake intake = {.folder = folder, .state = state, .ours = ours, .base = base};
	struct file_stamp stamp;
	bool done = read_file(&intake, &stamp, err);

	if (done) {
		merge_intake(&intake);
		if (folder->mode == FOLDER_WRITE && is_left(&intake.merge))
			keep_copy(&intake);
		done = do_step(&intake, err);
	}
	if (done)
		finish(&intake, stamp);
	intake_release(&intake);
	return done;
}

bool folder_outside_load(struct folder *folder, struct sheet_state *state, struct sheet *sheet,
                         struct err *err)
{
	struct sheet *base = sheet_new(sheet_form(sheet));

	if (!folder_base_read(folder, state, base, &state->base, err)) {
		sheet_free(base);
		return false;
	}
	sheet_copy_rows(base, sheet);
	if (state->last_change > state->base && !folder_replay(folder, state, err)) {
		sheet_free(base);
		return false;
	}
	return take_in(folder, state, sheet, base, err);
}

/* Gone: ours is written anew. */
static void note_missing(struct folder *folder, struct sheet_state *state)
{
	tell(folder, state, ERR_MISSING, "");
	state->seen = (struct file_stamp){.size = -1};
	state->must_write = true;
}

static bool take_in_loaded(struct folder *folder, struct sheet_state *state, struct sheet *ours,
                           struct err *err)
{
	struct sheet *base = sheet_new(sheet_form(ours));

	if (!folder_base_of(folder, state, ours, base, err)) {
		sheet_free(base);
		return false;
	}
	return take_in(folder, state, ours, base, err);
}

bool folder_outside_take_in(struct folder *folder, struct sheet_state *state, bool *is_new,
                            struct err *err)
{
	struct sheet *ours = book_loaded_sheet(folder->book, state->id);
	char *path = folder_sheet_path(folder, state->id, NULL);
	struct file_stamp now = file_stamp(path);
	bool same = !ours || file_stamp_is(now, state->seen), done = true;

	if (is_new)
		*is_new = !same;
	if (!same && now.size < 0)
		note_missing(folder, state);
	else if (!same)
		done = take_in_loaded(folder, state, ours, err);
	free(path);
	return done;
}

static struct file_stamp file_stamp_of(const struct folder *folder, const struct sheet_state *state)
{
	char *path = folder_sheet_path(folder, state->id, NULL);
	struct file_stamp stamp = file_stamp(path);

	free(path);
	return stamp;
}

/* A file that cannot be read is told once, until it changes. */
static bool was_told(const struct folder *folder, const struct sheet_state *state)
{
	return state->unread.size > 0 &&
	       file_stamp_is(state->unread, file_stamp_of(folder, state));
}

bool folder_look_outside(struct folder *folder)
{
	bool found = false;

	if (folder->mode == FOLDER_READ)
		return false;
	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;
		struct err err = {0};
		bool is_new = false;

		if (!was_told(folder, state) &&
		    !folder_outside_take_in(folder, state, &is_new, &err)) {
			folder_notice(folder, &err);
			state->unread = file_stamp_of(folder, state);
		}
		found = found || is_new;
	}
	return found;
}

/* What the history and the files say, put together. */
#include "folder_outside.h"

#include "sonae/base/mem.h"
#include "sonae/store/sheet_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- one pass over the history ---- */

static bool is_last(const struct step_list *list, unsigned long step)
{
	return list->at.count > 0 && list->at.at[list->at.count - 1].seq == step;
}

/* From one list to the other; a history that does not fit is left alone. */
static void move_step(struct step_list *from, struct step_list *to, unsigned long step)
{
	if (!is_last(from, step))
		return;
	folder_push_step(to, from->at.at[--from->at.count]);
}

static struct history_mark mark_of(const struct history_record *record)
{
	return (struct history_mark){.seq = record->seq, .at = record->at};
}

static void take_step(struct folder *folder, const struct history_record *record)
{
	if (record->kind == HISTORY_UNDO) {
		move_step(&folder->done, &folder->undone, record->of);
	} else if (record->kind == HISTORY_REDO) {
		move_step(&folder->undone, &folder->done, record->of);
	} else {
		folder_push_step(&folder->done, mark_of(record));
		vec_clear(&folder->undone.at);
	}
}

static void take_save(struct folder *folder, const struct history_record *record)
{
	struct save save = {.seq = record->seq, .at = record->at};
	struct sheet_state *state;

	/* A forgotten one still counts, though no file can be told by it. */
	if (record->after_forgotten)
		memset(save.hash, '0', DIGEST_HEX);
	else if (sscanf(record->after, "%lld %lld %64[0-9a-f] %lu", &save.stamp.size,
	                &save.stamp.mtime_ns, save.hash, &save.next_number) != 4)
		return;
	state = folder_state(folder, record->sheet);
	folder_push_save(state, save);
}

static bool take_record(void *context, const struct history_record *record)
{
	struct folder *folder = context;

	if (record->kind == HISTORY_SAVE)
		take_save(folder, record);
	else if (record->seq == record->step)
		take_step(folder, record);
	if (history_kind_is_change(record->kind))
		folder_push_change(folder_state(folder, record->sheet), mark_of(record),
		                   record->seq);
	return true;
}

bool folder_take_history(struct folder *folder, struct err *err)
{
	struct history_mark from = folder_read_index(folder);

	return history_read_from(folder->history, from, take_record, folder, err);
}

/* ---- whose file is it ---- */

static bool hash_of_file(const char *path, char hash[DIGEST_HEX + 1])
{
	struct str bytes = {0};
	bool read = file_read(path, &bytes, NULL);

	if (read)
		digest_of(bytes.at, bytes.len, hash);
	str_release(&bytes);
	return read;
}

/* The save that left this file: told by its stamp, or, when it was copied or is an
 * older save's, by its bytes. NULL: none of ours did. */
static const struct save *find_save(const struct sheet_state *state, const char *path)
{
	char hash[DIGEST_HEX + 1];
	size_t count = state->saves.count;

	if (count == 0)
		return NULL;
	if (file_stamp_is(state->saves.at[count - 1].stamp, state->seen))
		return &state->saves.at[count - 1];
	if (!hash_of_file(path, hash))
		return NULL;
	while (count-- > 0)
		if (strcmp(state->saves.at[count].hash, hash) == 0)
			return &state->saves.at[count];
	return NULL;
}

/* A file older than all our saves of it: the crash came between the first one's record and
 * the file, and what is there is what it was to replace. */
static bool is_before_saves(const struct sheet_state *state)
{
	return state->saves.count < SAVES_KEPT &&
	       state->seen.mtime_ns < state->saves.at[0].stamp.mtime_ns;
}

void folder_match_file(const struct folder *folder, struct sheet_state *state)
{
	char *path = folder_sheet_path(folder, state->id, NULL);
	const struct save *save;
	size_t count = state->saves.count;

	state->seen = file_stamp(path);
	save = state->seen.size >= 0 ? find_save(state, path) : NULL;
	state->is_outside = state->seen.size >= 0 && !save && count > 0 && !is_before_saves(state);
	state->base = save ? save->seq : state->is_outside ? state->saves.at[count - 1].seq : 0;
	state->is_matched = true;
	free(path);
}

/* ---- rows ---- */

static void add_starter(struct sheet *sheet, const struct sample *sample, enum lang lang)
{
	size_t row = sheet_row_count(sheet), unused;
	char buffer[64];
	const char *id = *sample->id ? sample->id : sheet_next_id(sheet, buffer);

	if (sheet_find(sheet, id, &unused))
		return;
	sheet_insert_row(sheet, row, id);
	for (size_t i = 0; i < sample->cells.count; i++) {
		const char *text = words_in(sample->cells.at[i], lang);
		sheet_set_cell(sheet, row, i, text, strlen(text));
	}
}

void folder_begin_rows(const struct folder *folder, struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);

	sheet_add_given_rows(sheet);
	for (size_t i = 0; i < form->starters.rows.count; i++)
		add_starter(sheet, &form->starters.rows.at[i], folder->settings.lang);
}

static void notice(struct folder *folder, enum err_code code, const char *shown)
{
	struct err err = {0};

	err_set(&err, code, shown, 0, NULL);
	folder_notice(folder, &err);
}

static bool read_csv(struct folder *folder, const char *path, const char *shown,
                     struct sheet *sheet, struct err *err)
{
	struct sheet_reading reading;
	bool done = sheet_read(path, shown, sheet, &reading, err);

	if (done && reading.info.encoding == CSV_CP932)
		notice(folder, ERR_CSV_CP932, shown);
	for (size_t i = 0; i < reading.errs.at.count; i++)
		folder_notice(folder, &reading.errs.at.at[i]);
	sheet_reading_release(&reading);
	return done;
}

/* Numbers that were ever given out; known before a file's rows are given any. */
static void use_numbers(const struct sheet_state *state, struct sheet *sheet)
{
	for (size_t i = 0; i < state->saves.count; i++)
		if (state->saves.at[i].next_number > 0)
			sheet_use_number(sheet, state->saves.at[i].next_number - 1);
}

static bool read_file(struct folder *folder, struct sheet_state *state, const char *path,
                      const char *shown, struct sheet *sheet, struct err *err)
{
	if (text_is(state->id, SETTINGS_SHEET))
		return settings_file_read_row(path, sheet, err);
	return read_csv(folder, path, shown, sheet, err);
}

static void start_without_file(struct folder *folder, const struct sheet_state *state,
                               const char *shown, struct sheet *sheet)
{
	if (state->saves.count > 0)
		notice(folder, ERR_MISSING, shown);
	folder_begin_rows(folder, sheet);
}

/* ---- replay ---- */

struct replay {
	struct folder *folder;
	const char *sheet;
};

struct change folder_change_of(const struct history_record *record)
{
	struct change change = {.kind = (enum change_kind)record->kind};

	change.sheet = mem_dup(record->sheet);
	change.row = mem_dup(record->row);
	change.field = mem_dup(record->field);
	change.before = mem_dup(record->before);
	change.after = mem_dup(record->after);
	return change;
}

static bool replay_record(void *context, const struct history_record *record)
{
	struct replay *replay = context;
	struct change change;
	struct err err;

	if (!history_kind_is_change(record->kind) || !text_is(record->sheet, replay->sheet))
		return true;
	change = folder_change_of(record);
	folder_per_before(replay->folder, &change);
	if (!change_apply(replay->folder->book, &change, false, &err))
		folder_notice(replay->folder, &err);
	change_release(&change);
	return true;
}

/* Where the records begin that the file may lack. */
struct history_mark folder_replay_start(const struct sheet_state *state)
{
	for (size_t i = 0; i < state->saves.count; i++)
		if (state->saves.at[i].seq == state->base)
			return (struct history_mark){.seq = state->base, .at = state->saves.at[i].at};
	return state->base > 0 ? (struct history_mark){.seq = state->base + 1} : state->first_change;
}

bool folder_replay(struct folder *folder, const struct sheet_state *state, struct err *err)
{
	struct replay replay = {.folder = folder, .sheet = state->id};

	return history_read_from(folder->history, folder_replay_start(state), replay_record,
	                         &replay, err);
}

static bool load_own_rows(struct folder *folder, struct sheet_state *state, struct sheet *sheet,
                          struct err *err)
{
	struct str shown = {0};
	char *path = folder_sheet_path(folder, state->id, &shown);
	bool done = true;

	if (state->seen.size >= 0)
		done = read_file(folder, state, path, str_text(&shown), sheet, err);
	else
		start_without_file(folder, state, str_text(&shown), sheet);
	if (done && state->last_change > state->base)
		done = folder_replay(folder, state, err);
	str_release(&shown);
	free(path);
	return done;
}

bool folder_load_rows(struct folder *folder, struct sheet *sheet, struct err *err)
{
	struct sheet_state *state = folder_state(folder, sheet_form(sheet)->id);

	use_numbers(state, sheet);
	folder_per_sheet(folder, sheet); /* loaded before the history is read, and not while */
	folder_match_file(folder, state);
	bool done = state->is_outside ? folder_outside_load(folder, state, sheet, err)
	                              : load_own_rows(folder, state, sheet, err);
	if (done)
		folder_per_fill(folder, sheet);
	return done;
}

/* Writing worksheets to their files. */
#include "folder_base.h"
#include "folder_outside.h"
#include "sonae/store/file_holder.h"

#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/store/sheet_file.h"
#include <stdlib.h>
#include <string.h>

static bool is_unsaved(const struct folder *folder, struct sheet_state *state)
{
	if (state->must_write)
		return true;
	if (state->last_change == 0)
		return false;
	if (!state->is_matched)
		folder_match_file(folder, state);
	return state->last_change > state->base;
}

static struct save save_of(struct sheet *sheet, struct file_stamp stamp, const char *hash)
{
	struct save save = {.next_number = sheet_next_number(sheet), .stamp = stamp};

	memcpy(save.hash, hash, sizeof(save.hash));
	return save;
}

static bool note_save(struct folder *folder, struct sheet_state *state, struct save save,
                      struct err *err)
{
	char *after = mem_print("%lld %lld %s %lu", save.stamp.size, save.stamp.mtime_ns, save.hash,
	                        save.next_number);
	bool done = folder_flush(folder, err) &&
	            history_append_save(folder->history, folder->who, state->id, after, err);

	free(after);
	if (!done)
		return false;
	save.seq = history_last(folder->history).seq;
	save.at = history_last(folder->history).at;
	folder_push_save(state, save);
	return true;
}

/* Nobody wrote to it while we did: seldom, and the next save takes it in. */
static bool is_as_seen(const struct folder *folder, const struct sheet_state *state,
                       struct err *err)
{
	char *path = folder_sheet_path(folder, state->id, NULL);
	bool is = file_stamp_is(file_stamp(path), state->seen) ||
	          err_set(err, ERR_CHANGED, state->file, 0, NULL);

	free(path);
	return is;
}

static bool is_news(const struct sheet_state *state, const char *hash)
{
	size_t count = state->saves.count;

	return !state->only_if_new || count == 0 || strcmp(state->saves.at[count - 1].hash, hash) != 0;
}

/* Written, noted in the history, put in place: in this order a crash loses nothing. */
static bool put(struct folder *folder, struct sheet_state *state, struct sheet *sheet,
                struct file_write *write, struct file_stamp *written, struct err *err)
{
	struct file_stamp stamp;
	char hash[DIGEST_HEX + 1];

	if (text_is(state->id, SETTINGS_SHEET))
		settings_file_write(&folder->settings, sheet, write);
	else
		sheet_write(folder->book, sheet, folder->settings.lang, write);
	if (!file_write_prepare(write, &stamp, hash, err)) {
		file_write_cancel(write);
		return false;
	}
	if (!is_news(state, hash)) {
		file_write_cancel(write);
		return true;
	}
	if (!is_as_seen(folder, state, err) ||
	    !note_save(folder, state, save_of(sheet, stamp, hash), err)) {
		file_write_cancel(write);
		return false;
	}
	*written = stamp;
	return file_write_commit(write, err);
}

/* Not while a spreadsheet has it open, and not before what others changed is taken in. */
static bool may_replace(struct folder *folder, struct sheet_state *state, const char *path,
                        const char *shown, struct err *err)
{
	struct str holder = {0};
	bool is_held = file_holder(path, &holder);

	if (is_held)
		err_set(err, ERR_HELD, shown, 0, "%s", str_text(&holder));
	str_release(&holder);
	return folder_outside_take_in(folder, state, NULL, is_held ? NULL : err) && !is_held;
}

static bool write_sheet(struct folder *folder, struct sheet_state *state, struct sheet *sheet,
                        struct err *err)
{
	struct str shown = {0};
	char *path = folder_sheet_path(folder, state->id, &shown);
	struct file_write *write = NULL;
	struct file_stamp written = {.size = -1};
	bool done = false;

	if (may_replace(folder, state, path, str_text(&shown), err))
		write = file_write_begin(path, err);
	if (write)
		done = put(folder, state, sheet, write, &written, err);
	if (done) {
		state->base = history_last_seq(folder->history);
		state->must_write = false;
		folder_base_keep(folder, state);
		folder_index_after_save(folder);
	}
	/* It may be in place even though the folder could not be synced. */
	if (written.size >= 0 && file_stamp_is(file_stamp(path), written)) {
		state->seen = written;
		state->is_news = true;
	}
	str_release(&shown);
	free(path);
	return done;
}

static bool save_one(struct folder *folder, struct sheet_state *state, struct err *err)
{
	struct sheet *sheet;

	if (!is_unsaved(folder, state))
		return true;
	sheet = book_sheet(folder->book, state->id, err);
	return sheet && (!is_unsaved(folder, state) || write_sheet(folder, state, sheet, err));
}

bool folder_write_again(struct folder *folder, struct sheet_state *state, struct err *err)
{
	struct sheet *sheet = book_sheet(folder->book, state->id, err);

	state->only_if_new = true;
	bool done = sheet && write_sheet(folder, state, sheet, err);
	state->only_if_new = false;
	return done;
}

bool folder_save(struct folder *folder, const char *sheet, struct err *err)
{
	bool done = true;

	if (folder->mode == FOLDER_READ)
		return true;
	if (!folder_flush(folder, err))
		return false;
	if (sheet)
		return save_one(folder, folder_state(folder, sheet), err);
	/* The count may grow meanwhile: computing loads other worksheets. */
	for (size_t i = 0; i < folder->states.count; i++) {
		struct err one;

		if (save_one(folder, folder->states.entry[i].pointer, &one))
			continue;
		if (done && err)
			*err = one;
		done = false;
	}
	return done && folder_spread(folder, err);
}

bool folder_is_saved(const struct folder *folder, const char *sheet)
{
	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;

		if ((!sheet || text_is(state->id, sheet)) && is_unsaved(folder, state))
			return false;
	}
	return true;
}

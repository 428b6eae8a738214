/*
 * The workbook made anew in another place, because this one takes no more.
 *
 * What can be read is copied as it is; then the steps that wait are appended to the copied
 * history, and from there it is a workbook like any other, whose worksheets are saved as
 * always. Until that point nothing of the open folder is changed.
 */
#include "folder_git.h"
#include "folder_priv.h"

#include "sonae/base/file_copy.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HISTORY "history.csv"

/* What came to be in the new place. */
struct elsewhere {
	const char *path;
	struct file_lock *lock;
	struct history *history;
	bool is_history_lost; /* the old one cannot be read: a new one was begun */
};

/* ---- copying ---- */

/* The worksheets; the history has its own way. */
static bool is_copied(const char *name)
{
	return name[0] != '.' && text_ends(name, ".csv") && !text_is(name, HISTORY);
}

static bool copy_sheets(struct folder *folder, const char *to, struct err *err)
{
	char **names = NULL;
	size_t count = 0;
	bool done = true;

	file_list(folder->path, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *from = path_join(folder->path, names[i]), *copy = path_join(to, names[i]);

		if (is_copied(names[i]))
			done = done && file_copy(from, copy, folder_notices(folder), err);
		free(from);
		free(copy);
		free(names[i]);
	}
	free(names);
	return done;
}

/* What of the rest there is. */
static bool copy_parts(struct folder *folder, const char *to, struct err *err)
{
	static const char *const parts[] = {"forms",       ".sonae/base",  ".sonae/draft",
	                                    ".sonae/sent", GIT_ATTRIBUTES, GIT_IGNORE};
	bool done = true;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char *from = path_join(folder->path, parts[i]), *copy = path_join(to, parts[i]);

		if (file_exists(from))
			done = done && file_copy(from, copy, folder_notices(folder), err);
		free(from);
		free(copy);
	}
	return done;
}

/* Without it a folder is no workbook: what cannot be read is written from memory. */
static bool copy_settings(struct folder *folder, const char *to, struct err *err)
{
	char *from = path_join(folder->path, SETTINGS_FILE), *copy = path_join(to, SETTINGS_FILE);
	bool done = file_copy(from, copy, folder_notices(folder), err);
	struct file_write *write = NULL;

	if (done && !file_exists(copy)) {
		write = file_write_begin(copy, err);
		if (write)
			settings_file_write(&folder->settings,
			                    book_loaded_sheet(folder->book, SETTINGS_SHEET),
			                    write);
		done = write && file_write_commit(write, err);
	}
	free(from);
	free(copy);
	return done;
}

/* ---- the history ---- */

/* Only as far as it is known to be whole: what waits is appended behind it. */
static bool copy_history(struct folder *folder, struct elsewhere *place, const char *to,
                         struct err *err)
{
	char *from = path_join(folder->path, HISTORY);
	size_t size = (size_t)history_size(folder->history);
	struct str bytes = {0};
	struct err why = {0};
	bool done = true;

	place->is_history_lost = size > 0 && (!file_read(from, &bytes, &why) || bytes.len < size);
	if (place->is_history_lost) {
		err_set(&why, ERR_READ, HISTORY, 0, NULL);
		folder_notice(folder, &why);
	} else if (size > 0) {
		done = file_replace(to, bytes.at, size, err);
	}
	str_release(&bytes);
	free(from);
	return done;
}

static bool append_waiting(const struct folder *folder, struct history *history, struct err *err)
{
	unsigned long seq;

	for (size_t i = 0; i < folder->waiting.count; i++) {
		const struct waiting *waiting = &folder->waiting.at[i];

		if (!history_append_step(history, waiting->who, waiting->kind, waiting->of,
		                         &waiting->step, &seq, err))
			return false;
	}
	return true;
}

static bool make_history(struct folder *folder, struct elsewhere *place, struct err *err)
{
	char *file = path_join(place->path, HISTORY);
	bool torn, done = copy_history(folder, place, file, err);

	if (done)
		place->history = history_open(file, true, &torn, err);
	free(file);
	return place->history &&
	       (place->is_history_lost || append_waiting(folder, place->history, err));
}

/* ---- moving ---- */

static bool make(struct folder *folder, struct elsewhere *place, struct err *err)
{
	if (!file_make_dir(place->path, err))
		return false;
	place->lock = folder_lock(place->path, folder->who, NULL, err);
	return place->lock && copy_parts(folder, place->path, err) &&
	       copy_sheets(folder, place->path, err) && make_history(folder, place, err) &&
	       copy_settings(folder, place->path, err);
}

/* A folder that was there stays, empty as it was. Without the lock it may be somebody else's. */
static void unmake(struct elsewhere *place, bool was_there)
{
	history_close(place->history);
	if (place->lock)
		file_empty_dir(place->path);
	file_lock_release(place->lock);
	if (!was_there)
		rmdir(place->path);
}

/* The steps of a history that is left behind cannot be undone, nor its saves known. */
static void forget_history(struct folder *folder)
{
	folder_unlearn_history(folder);
	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;

		state->base = 0;
		state->must_write = book_loaded_sheet(folder->book, state->id) != NULL;
	}
}

/* Whose files they are is known from the old place, their stamps are of the new one. A file
 * that did not come along is written from memory, changed or not. */
static void take_files(struct folder *folder)
{
	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;
		char *path = folder_sheet_path(folder, state->id, NULL);
		bool had_file = state->seen.size >= 0;

		state->seen = file_stamp(path);
		if (had_file && state->seen.size < 0) {
			state->base = 0;
			state->is_outside = false;
			state->must_write = book_loaded_sheet(folder->book, state->id) != NULL;
		}
		free(path);
	}
}

static void know_files(struct folder *folder)
{
	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;

		if (!state->is_matched)
			folder_match_file(folder, state);
	}
}

static void move_to(struct folder *folder, const struct elsewhere *place)
{
	know_files(folder);
	history_close(folder->history);
	file_lock_release(folder->lock);
	free(folder->path);
	folder->history = place->history;
	folder->lock = place->lock;
	folder->path = mem_dup(place->path);
	folder->indexed = -1;
	folder->mode = FOLDER_WRITE;
	err_clear(&folder->refused);
	folder_waiting_clear(folder);
	catalogue_set_workbook(&folder->catalogue, folder->path);
	if (place->is_history_lost)
		forget_history(folder);
	take_files(folder);
}

/* Another program's live workbook, or a newer format, is not ours to go on with. */
static bool may_move(const struct folder *folder)
{
	return folder->mode == FOLDER_WRITE ||
	       (folder->refused.code != ERR_NONE && folder->refused.code != ERR_NEWER);
}

bool folder_save_elsewhere(struct folder *folder, const char *path, struct err *err)
{
	struct elsewhere place = {.path = path};
	bool was_there = file_exists(path);

	if (!may_move(folder))
		return err_set(err, ERR_READ_ONLY, path_name(folder->path), 0, NULL);
	if (was_there && !file_is_empty_dir(path))
		return err_set(err, ERR_EXISTS, path_name(path), 0, NULL);
	if (!make(folder, &place, err)) {
		unmake(&place, was_there);
		return false;
	}
	move_to(folder, &place);
	folder_save(folder, NULL, NULL); /* what fails stays pending, as ever */
	return true;
}

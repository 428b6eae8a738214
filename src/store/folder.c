/* Opening and closing. folder_load.c reads, folder_step.c changes, folder_save.c writes. */
#include "folder_git.h"
#include "folder_outside.h"

#include "sonae/base/clock.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/store/form_file.h"
#include <stdlib.h>
#include <string.h>

/* ---- making ---- */

static bool write_settings(const char *path, const struct folder_settings *settings,
                           struct err *err)
{
	char *file = path_join(path, SETTINGS_FILE);
	struct file_write *write = file_write_begin(file, err);

	free(file);
	if (!write)
		return false;
	settings_file_write(settings, NULL, write);
	return file_write_commit(write, err);
}

bool folder_create(const char *path, const struct folder_settings *settings, struct err *err)
{
	struct folder_settings made = *settings;

	if (file_exists(path) && !file_is_empty_dir(path))
		return err_set(err, ERR_EXISTS, path_name(path), 0, NULL);
	made.format = FOLDER_FORMAT;
	if (!file_make_dir(path, err))
		return false;
	if (folder_git_write(path, err) && write_settings(path, &made, err))
		return true;
	folder_git_remove(path); /* an empty folder can be tried again */
	return false;
}

bool folder_is_workbook(const char *path)
{
	char *file = path_join(path, SETTINGS_FILE);
	bool is = file_exists(file) && !file_is_dir(file);

	free(file);
	return is;
}

/* ---- what the book asks for ---- */

static struct form *fetch_form(void *context, const char *id, struct err *err)
{
	struct folder *folder = context;
	struct errs errs = {0};
	struct form *form = form_load(&folder->catalogue, id, &errs);

	if (!form && err && errs.at.count > 0)
		*err = errs.at.at[0];
	vec_release(&errs.at);
	return form;
}

static bool fetch_rows(void *context, struct sheet *sheet, struct err *err)
{
	struct folder *folder = context;
	struct sheet_state *state = folder_state(folder, sheet_form(sheet)->id);
	bool done;

	err_clear(&state->trouble);
	done = folder_load_rows(folder, sheet, &state->trouble);
	if (!done && err)
		*err = state->trouble;
	return done;
}

/* ---- opening ---- */

static void copy_catalogue(struct folder *folder, const struct catalogue *catalogue)
{
	folder->catalogue.program = mem_dup(catalogue->program);
	catalogue_set_workbook(&folder->catalogue, folder->path);
}

static bool read_settings(struct folder *folder, struct err *err)
{
	char *file = path_join(folder->path, SETTINGS_FILE);
	bool done;

	if (!folder_is_workbook(folder->path))
		done = err_set(err, ERR_NOT_WORKBOOK, path_name(folder->path), 0, NULL);
	else
		done = settings_file_read(file, &folder->settings, err);
	free(file);
	return done;
}

/* What killed processes left half written. */
static void sweep(const char *path)
{
	static const char *const places[] = {"", ".sonae/base", ".sonae/outside"};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		char *place = *places[i] ? path_join(path, places[i]) : mem_dup(path);

		file_write_sweep(place);
		free(place);
	}
}

struct file_lock *folder_lock(const char *path, const char *who, struct file_lock_holder *holder,
                              struct err *err)
{
	char *dir = path_join(path, ".sonae");
	char *file = path_join(dir, "lock");
	struct file_lock *lock = NULL;

	if (file_make_dir(dir, err))
		lock = file_lock_take(file, who, holder, err);
	free(file);
	free(dir);
	if (lock)
		sweep(path);
	return lock;
}

bool folder_break_lock(const char *path, const struct file_lock_holder *holder, struct err *err)
{
	char *file = path_join(path, ".sonae/lock");
	bool broken = file_lock_break(file, holder, err);

	free(file);
	return broken;
}

static bool open_history(struct folder *folder, struct err *err)
{
	char *file = path_join(folder->path, "history.csv");
	bool torn;

	folder->history = history_open(file, folder->mode == FOLDER_WRITE, &torn, err);
	free(file);
	if (!folder->history)
		return false;
	if (torn) {
		struct err notice = {0};
		err_set(&notice, ERR_HISTORY_TORN, "history.csv", 0, NULL);
		folder_notice(folder, &notice);
	}
	folder->opened_at = history_last_seq(folder->history);
	return folder_take_history(folder, err);
}

static void refuse(struct folder *folder, const struct err *why)
{
	history_close(folder->history);
	file_lock_release(folder->lock);
	folder->history = NULL;
	folder->lock = NULL;
	folder->mode = FOLDER_READ;
	folder->refused = *why;
}

/* A full or write-protected disk can still be read. */
static bool is_unwritable(const struct err *err)
{
	return err->code == ERR_READ_ONLY || err->code == ERR_FULL || err->code == ERR_WRITE;
}

static bool open_to_write(struct folder *folder, struct file_lock_holder *holder, struct err *err)
{
	folder->lock = folder_lock(folder->path, folder->who, holder, err);
	return folder->lock && open_history(folder, err);
}

static bool open_parts(struct folder *folder, struct file_lock_holder *holder, struct err *err)
{
	struct book_source source = {.context = folder, .form = fetch_form, .rows = fetch_rows};
	struct err why = {0};

	if (!read_settings(folder, err))
		return false;
	if (folder->mode == FOLDER_WRITE && folder->settings.format > FOLDER_FORMAT) {
		err_set(&why, ERR_NEWER, path_name(folder->path), 0, NULL);
		refuse(folder, &why);
	}
	if (folder->mode == FOLDER_WRITE && !open_to_write(folder, holder, &why)) {
		if (!is_unwritable(&why)) {
			if (err)
				*err = why;
			return false;
		}
		refuse(folder, &why);
	}
	if (folder->mode == FOLDER_READ && !open_history(folder, err))
		return false;
	folder->book = book_new(source, clock_today());
	return true;
}

static void step_list_release(struct step_list *list)
{
	vec_release(&list->at);
}

static void free_folder(struct folder *folder)
{
	book_free(folder->book);
	history_close(folder->history);
	file_lock_release(folder->lock);
	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;
		vec_release(&state->saves);
		free(state->id);
		free(state->file);
		free(state);
	}
	map_release(&folder->states);
	step_list_release(&folder->done);
	step_list_release(&folder->undone);
	vec_release(&folder->notices.at);
	for (size_t i = 0; i < folder->outside.count; i++)
		outside_report_free(folder->outside.at[i]);
	vec_release(&folder->outside);
	folder_waiting_clear(folder);
	vec_release(&folder->waiting);
	catalogue_release(&folder->catalogue);
	free(folder->last_sheet);
	free(folder->last_row);
	free(folder->last_field);
	pool_release(&folder->names);
	free(folder->who);
	free(folder->path);
	free(folder);
}

struct folder *folder_open(const char *path, enum folder_mode mode, const char *who,
                           const struct catalogue *catalogue, struct file_lock_holder *holder,
                           struct err *err)
{
	struct folder *folder = mem_zero(1, sizeof(*folder));

	folder->path = mem_dup(path);
	folder->who = mem_dup(who ? who : "");
	folder->mode = mode;
	copy_catalogue(folder, catalogue);
	if (!open_parts(folder, holder, err)) {
		free_folder(folder);
		return NULL;
	}
	return folder;
}

void folder_close(struct folder *folder)
{
	if (!folder)
		return;
	if (folder->mode == FOLDER_WRITE)
		folder_save(folder, NULL, NULL);
	folder_index_at_close(folder);
	free_folder(folder);
}

/* ---- asking ---- */

const char *folder_path(const struct folder *folder)
{
	return folder->path;
}

enum folder_mode folder_mode(const struct folder *folder)
{
	return folder->mode;
}

const struct err *folder_refused(const struct folder *folder)
{
	return folder->refused.code != ERR_NONE ? &folder->refused : NULL;
}

const struct folder_settings *folder_settings(const struct folder *folder)
{
	return &folder->settings;
}

struct book *folder_book(struct folder *folder)
{
	return folder->book;
}

const struct catalogue *folder_catalogue(const struct folder *folder)
{
	return &folder->catalogue;
}

struct errs *folder_notices(struct folder *folder)
{
	return &folder->notices;
}

const struct err *folder_trouble(struct folder *folder, const char *sheet)
{
	const struct map_entry *entry = map_find(&folder->states, sheet);
	const struct sheet_state *state = entry ? entry->pointer : NULL;

	return state && state->trouble.code != ERR_NONE ? &state->trouble : NULL;
}

bool folder_has_file(const struct folder *folder, const char *sheet)
{
	char *path = folder_sheet_path(folder, sheet, NULL);
	bool has = file_exists(path);

	free(path);
	return has;
}

/* ---- shared ---- */

static char *folder_file_name(const char *sheet)
{
	return text_is(sheet, SETTINGS_SHEET) ? mem_dup(SETTINGS_FILE) : mem_print("%s.csv", sheet);
}

struct sheet_state *folder_state(struct folder *folder, const char *sheet)
{
	const struct map_entry *entry = map_find(&folder->states, sheet);
	struct sheet_state *state;

	if (entry)
		return entry->pointer;
	state = mem_zero(1, sizeof(*state));
	state->id = mem_dup(sheet);
	state->file = folder_file_name(sheet);
	map_put(&folder->states, state->id, NULL)->pointer = state;
	return state;
}

char *folder_sheet_path(const struct folder *folder, const char *sheet, struct str *shown)
{
	char *name = folder_file_name(sheet);
	char *path = path_join(folder->path, name);

	if (shown)
		str_add(shown, name);
	free(name);
	return path;
}

void folder_notice(struct folder *folder, const struct err *err)
{
	vec_push(&folder->notices.at, *err);
}

#include "sonae/store/restore.h"

#include "folder_priv.h"
#include "sonae/base/mem.h"
#include "sonae/store/settings_file.h"
#include "sonae/store/sheet_file.h"
#include <stdlib.h>
#include <string.h>

struct planning {
	struct folder *folder;
	const struct backups *backups;
	const struct backup *then;
	struct restore *plan;
};

void restore_release(struct restore *plan)
{
	step_release(&plan->step);
	for (size_t i = 0; i < plan->sheets.count; i++)
		free(plan->sheets.at[i].id);
	vec_release(&plan->sheets);
	for (size_t i = 0; i < plan->files.count; i++)
		free(plan->files.at[i]);
	vec_release(&plan->files);
}

/* ---- as it was ---- */

static bool read_settings(const struct planning *planning, const struct backup_file *file,
                          struct sheet *sheet, struct err *err)
{
	char *dir = path_join(planning->backups->dir, file->in), *path = path_join(dir, file->name);
	bool read = settings_file_read_row(path, sheet, err);

	free(path);
	free(dir);
	return read;
}

/* Rows of the copy that have no id get new ones: none that was ever given out. */
static bool read_rows(const struct planning *planning, const struct backup_file *file,
                      struct sheet *sheet, struct err *err)
{
	struct str bytes = {0};
	struct sheet_reading reading;
	bool read = backup_read_copy(planning->backups, file, &bytes, err);

	if (read && text_is(file->name, SETTINGS_FILE)) {
		read = read_settings(planning, file, sheet, err);
	} else if (read) {
		read = sheet_read_text(str_text(&bytes), bytes.len, file->name, sheet, &reading, err);
		sheet_reading_release(&reading);
	}
	str_release(&bytes);
	return read;
}

/* NULL `file`: it had none. */
static struct sheet *sheet_then(const struct planning *planning, struct sheet *now,
                                const struct backup_file *file, struct err *err)
{
	struct sheet *sheet = sheet_new(sheet_form(now));

	if (sheet_next_number(now) > 0)
		sheet_use_number(sheet, sheet_next_number(now) - 1);
	if (!file)
		folder_begin_rows(planning->folder, sheet);
	else if (!read_rows(planning, file, sheet, err)) {
		sheet_free(sheet);
		return NULL;
	}
	return sheet;
}

/* ---- one worksheet ---- */

static bool differs(struct difference changes)
{
	return changes.added + changes.deleted + changes.moved + changes.set > 0;
}

static struct restore_sheet *add_sheet(struct planning *planning, const char *id,
                                       const struct backup_file *file)
{
	struct restore_sheet *sheet = vec_add(&planning->plan->sheets);

	sheet->id = mem_dup(id);
	sheet->had_no_file = file == NULL;
	return sheet;
}

static void plan_sheet(struct planning *planning, const char *id, const struct backup_file *file)
{
	struct err err = {0};
	struct sheet *now = book_sheet(planning->folder->book, id, &err);
	struct sheet *then = now ? sheet_then(planning, now, file, &err) : NULL;
	struct difference changes = {0};

	if (!then) {
		add_sheet(planning, id, file)->trouble = err;
		return;
	}
	changes = difference_step(&planning->plan->step, now, then);
	if (differs(changes))
		add_sheet(planning, id, file)->changes = changes;
	sheet_free(then);
}

/* ---- all of them ---- */

static bool is_same_now(const struct planning *planning, const char *name,
                        const struct backup_file *file)
{
	char *path = path_join(planning->folder->path, name), sum[DIGEST_HEX + 1] = "";
	struct str bytes = {0};
	bool is_there = file_read(path, &bytes, NULL);

	if (is_there)
		digest_of(str_text(&bytes), bytes.len, sum);
	str_release(&bytes);
	free(path);
	return file ? strcmp(sum, file->sum) == 0 : !is_there;
}

/* The worksheet that a file is of; the caller frees. NULL: of none that is known. */
static char *sheet_of_file(const struct planning *planning, const char *name)
{
	size_t len = strlen(name);
	char *id;

	if (text_is(name, SETTINGS_FILE))
		id = mem_dup(SETTINGS_SHEET);
	else if (!strchr(name, '/') && text_ends(name, ".csv"))
		id = mem_dup_n(name, len - 4);
	else
		return NULL;
	if (book_form(planning->folder->book, id, NULL))
		return id;
	free(id);
	return NULL;
}

/* What is the same to the byte, with nothing waiting in the history, needs no looking into. */
static void plan_file(struct planning *planning, const char *name, const struct backup_file *file)
{
	char *id = sheet_of_file(planning, name);
	bool is_same = is_same_now(planning, name, file);

	if (id && !(is_same && folder_is_saved(planning->folder, id)))
		plan_sheet(planning, id, file);
	else if (!id && !is_same && !text_is(name, SETTINGS_FILE))
		vec_push(&planning->plan->files, mem_dup(name));
	free(id);
}

static bool plan_files_of_now(struct planning *planning, struct err *err)
{
	char **names;
	size_t count;

	if (!file_list(planning->folder->path, &names, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (text_ends(names[i], ".csv") && !text_is(names[i], "history.csv") &&
		    names[i][0] != '.' && names[i][0] != '~' &&
		    !backup_file_of(planning->then, names[i]))
			plan_file(planning, names[i], NULL);
		free(names[i]);
	}
	free(names);
	return true;
}

/* Changed, but not in a file yet, now or then. */
static void plan_unsaved(struct planning *planning)
{
	struct map *states = &planning->folder->states;

	for (size_t i = 0; i < states->count; i++) {
		const struct sheet_state *state = states->entry[i].pointer;
		struct str name = {0};

		free(folder_sheet_path(planning->folder, state->id, &name));
		if (state->last_change > 0 && !folder_has_file(planning->folder, state->id) &&
		    !backup_file_of(planning->then, str_text(&name)))
			plan_sheet(planning, state->id, NULL);
		str_release(&name);
	}
}

bool restore_plan(struct folder *folder, const struct backups *backups, size_t index,
                  struct restore *plan, struct err *err)
{
	struct planning planning = {folder, backups, &backups->at.at[index], plan};

	for (size_t i = 0; i < planning.then->files.count; i++) {
		const struct backup_file *file = &planning.then->files.at[i];
		plan_file(&planning, file->name, file);
	}
	if (!plan_files_of_now(&planning, err))
		return false;
	plan_unsaved(&planning);
	return true;
}

#include "folder_base.h"

#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/store/form_file.h"
#include "sonae/store/sheet_file.h"
#include <stdlib.h>
#include <string.h>

static char *base_path(const struct folder *folder, const struct sheet_state *state)
{
	char *dir = path_join(folder->path, ".sonae/base");
	char *file = folder_sheet_path(folder, state->id, NULL);
	char *path = path_join(dir, path_name(file));

	free(file);
	free(dir);
	return path;
}

void folder_base_keep(const struct folder *folder, const struct sheet_state *state)
{
	char *file = folder_sheet_path(folder, state->id, NULL);
	char *path = base_path(folder, state);
	char *dir = path_dir(path);
	struct str bytes = {0};

	if (file_make_dir(dir, NULL) && file_read(file, &bytes, NULL))
		file_replace(path, bytes.at, bytes.len, NULL);
	str_release(&bytes);
	free(dir);
	free(path);
	free(file);
}

/* ---- from the copy ---- */

static const struct save *save_with_hash(const struct sheet_state *state, const char *hash)
{
	for (size_t i = state->saves.count; i-- > 0;)
		if (strcmp(state->saves.at[i].hash, hash) == 0)
			return &state->saves.at[i];
	return NULL;
}

static bool read_rows(const struct sheet_state *state, const char *path, const struct str *bytes,
                      struct sheet *base)
{
	struct sheet_reading reading;
	bool done;

	if (text_is(state->id, SETTINGS_SHEET))
		return settings_file_read_row(path, base, NULL);
	done = sheet_read_text(bytes->at, bytes->len, "", base, &reading, NULL);
	sheet_reading_release(&reading);
	return done;
}

static bool read_copy(const struct folder *folder, const struct sheet_state *state,
                      struct sheet *base, unsigned long *seq)
{
	char *path = base_path(folder, state);
	const struct save *save = NULL;
	struct str bytes = {0};
	char hash[DIGEST_HEX + 1];

	if (file_read(path, &bytes, NULL)) {
		digest_of(bytes.at, bytes.len, hash);
		save = save_with_hash(state, hash);
	}
	if (save && !read_rows(state, path, &bytes, base)) {
		while (sheet_row_count(base) > 0)
			sheet_remove_row(base, sheet_row_count(base) - 1);
		save = NULL;
	}
	if (save)
		*seq = save->seq;
	str_release(&bytes);
	free(path);
	return save;
}

/* ---- by doing it over, aside ---- */

/* A book of one worksheet, where changes are done and undone without the real one's
 * noticing. It begins with the rows of `from`, or as one without a file does. */
struct aside {
	struct folder *folder;
	const struct sheet *from;
	const char *id;
	unsigned long until;
	struct step step; /* what was gathered */
	struct book *book;
};

static struct form *fetch_form(void *context, const char *id, struct err *err)
{
	struct aside *aside = context;
	struct errs errs = {0};
	struct form *form = form_load(&aside->folder->catalogue, id, &errs);

	if (!form && err && errs.at.count > 0)
		*err = errs.at.at[0];
	vec_release(&errs.at);
	return form;
}

static bool fetch_rows(void *context, struct sheet *sheet, struct err *err)
{
	struct aside *aside = context;

	(void)err;
	if (aside->from)
		sheet_copy_rows(aside->from, sheet);
	else
		folder_begin_rows(aside->folder, sheet);
	return true;
}

static void aside_begin(struct aside *aside)
{
	struct book_source source = {.context = aside, .form = fetch_form, .rows = fetch_rows};

	aside->book = book_new(source, book_today(aside->folder->book));
}

/* Hands its rows over to `base`. */
static bool aside_end(struct aside *aside, struct sheet *base, struct err *err)
{
	const struct sheet *sheet = book_sheet(aside->book, aside->id, err);

	if (sheet)
		sheet_copy_rows(sheet, base);
	step_release(&aside->step);
	book_free(aside->book);
	return sheet;
}

static bool gather(void *context, const struct history_record *record)
{
	struct aside *aside = context;

	if (record->seq > aside->until)
		return false;
	if (history_kind_is_change(record->kind) && text_is(record->sheet, aside->id))
		vec_push(&aside->step.changes, folder_change_of(record));
	return true;
}

static void gather_waiting(struct aside *aside)
{
	const struct folder *folder = aside->folder;

	for (size_t i = 0; i < folder->waiting.count; i++)
		step_copy(&folder->waiting.at[i].step, &aside->step);
}

static bool redo_all(struct folder *folder, const struct sheet_state *state, unsigned long until,
                     struct sheet *base, struct err *err)
{
	struct aside aside = {.folder = folder, .id = state->id, .until = until};

	aside_begin(&aside);
	if (!history_read(folder->history, 0, gather, &aside, err)) {
		aside_end(&aside, base, NULL);
		return false;
	}
	for (size_t i = 0; i < aside.step.changes.count; i++)
		change_apply(aside.book, &aside.step.changes.at[i], false, NULL);
	return aside_end(&aside, base, err);
}

bool folder_base_read(struct folder *folder, const struct sheet_state *state, struct sheet *base,
                      unsigned long *seq, struct err *err)
{
	if (read_copy(folder, state, base, seq))
		return true;
	*seq = state->base;
	return redo_all(folder, state, state->base, base, err);
}

/* What was gathered is taken back, the last first. */
static bool take_back(struct aside *aside, struct sheet *base, struct err *err)
{
	for (size_t i = aside->step.changes.count; i-- > 0;) {
		struct change inverse = {.kind = CHANGE_SET};

		change_invert(&aside->step.changes.at[i], &inverse);
		if (text_is(inverse.sheet, aside->id))
			change_apply(aside->book, &inverse, false, NULL);
		change_release(&inverse);
	}
	return aside_end(aside, base, err);
}

bool folder_base_of(struct folder *folder, const struct sheet_state *state,
                    const struct sheet *ours, struct sheet *base, struct err *err)
{
	struct aside aside = {.folder = folder, .id = state->id, .from = ours,
	                      .until = history_last_seq(folder->history)};

	if (state->last_change <= state->base) {
		sheet_copy_rows(ours, base);
		return true;
	}
	aside_begin(&aside);
	if (!history_read_from(folder->history, folder_replay_start(state), gather, &aside, err)) {
		aside_end(&aside, base, NULL);
		return false;
	}
	gather_waiting(&aside);
	return take_back(&aside, base, err);
}

bool folder_rows_after(struct folder *folder, const char *sheet, unsigned long seq,
                       struct sheet *rows, struct err *err)
{
	const struct sheet *ours = book_sheet(folder->book, sheet, err);
	struct aside aside = {.folder = folder, .id = sheet, .from = ours,
	                      .until = history_last_seq(folder->history)};

	if (!ours)
		return false;
	aside_begin(&aside);
	if (!history_read(folder->history, seq, gather, &aside, err)) {
		aside_end(&aside, rows, NULL);
		return false;
	}
	gather_waiting(&aside);
	return take_back(&aside, rows, err);
}

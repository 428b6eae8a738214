/* Opening fast: what was read of the history is kept in .sonae/history. */
#include "folder_priv.h"

#include "history_index.h"
#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

enum {
	GROWN_AFTER_SAVE = 256 * 1024,
	GROWN_AT_CLOSE = 4 * 1024, /* each start would read it again; 20 KB cost a tenth of its time */
	STEPS_KEPT = 1000,
};

static char *index_path(const struct folder *folder)
{
	return path_join(folder->path, ".sonae/history");
}

/* ---- what is kept of what happens ---- */

/* Now and then, so that not every step moves all of them. */
void folder_push_step(struct step_list *list, struct history_mark step)
{
	size_t over = list->at.count >= 2 * STEPS_KEPT ? list->at.count - STEPS_KEPT : 0;

	if (over > 0) {
		memmove(list->at.at, list->at.at + over, STEPS_KEPT * sizeof(*list->at.at));
		list->at.count = STEPS_KEPT;
	}
	vec_push(&list->at, step);
}

void folder_push_save(struct sheet_state *state, struct save save)
{
	if (state->saves.count >= SAVES_KEPT)
		vec_remove(&state->saves, 0);
	vec_push(&state->saves, save);
}

void folder_push_change(struct sheet_state *state, struct history_mark first, unsigned long last)
{
	if (state->first_change.seq == 0)
		state->first_change = first;
	state->last_change = last;
}

/* ---- from the file ---- */

static void adopt_sheet(struct folder *folder, const struct history_sheet *sheet)
{
	struct sheet_state *state = folder_state(folder, sheet->id);

	state->last_change = sheet->last_change;
	state->first_change = sheet->first_change;
	for (size_t i = 0; i < sheet->saves.count; i++)
		vec_push(&state->saves, sheet->saves.at[i]);
}

static void adopt(struct folder *folder, const struct history_index *index)
{
	for (size_t i = 0; i < index->sheets.count; i++)
		adopt_sheet(folder, &index->sheets.at[i]);
	for (size_t i = 0; i < index->done.count; i++)
		vec_push(&folder->done.at, index->done.at[i]);
	for (size_t i = 0; i < index->undone.count; i++)
		vec_push(&folder->undone.at, index->undone.at[i]);
}

struct history_mark folder_read_index(struct folder *folder)
{
	struct history_mark from = {.seq = 1, .at = 0};
	struct history_index index = {.size = 0};
	char *path = index_path(folder);

	folder->indexed = 0;
	if (history_index_read(path, &index) &&
	    history_holds(folder->history, index.last, index.size, index.head)) {
		adopt(folder, &index);
		folder->indexed = index.size;
		from = (struct history_mark){.seq = index.last.seq + 1, .at = index.size};
	}
	history_index_release(&index);
	free(path);
	return from;
}

/* ---- into the file ---- */

static struct history_sheet sheet_of(const struct sheet_state *state)
{
	struct history_sheet sheet = {.id = mem_dup(state->id), .last_change = state->last_change,
	                              .first_change = state->first_change};

	for (size_t i = 0; i < state->saves.count; i++)
		vec_push(&sheet.saves, state->saves.at[i]);
	return sheet;
}

static struct history_index index_of(const struct folder *folder)
{
	struct history_index index = {.last = history_last(folder->history),
	                              .size = history_size(folder->history)};

	memcpy(index.head, history_head_hash(folder->history), sizeof(index.head));
	for (size_t i = 0; i < folder->states.count; i++)
		vec_push(&index.sheets, sheet_of(folder->states.entry[i].pointer));
	for (size_t i = 0; i < folder->done.at.count; i++)
		vec_push(&index.done, folder->done.at.at[i]);
	for (size_t i = 0; i < folder->undone.at.count; i++)
		vec_push(&index.undone, folder->undone.at.at[i]);
	return index;
}

static void write_index(struct folder *folder, long long grown)
{
	long long size = history_size(folder->history);
	struct history_index index;
	char *path;

	if (folder->mode == FOLDER_READ || folder->waiting.count > 0 || folder->indexed < 0 ||
	    size - folder->indexed <= grown || history_last_seq(folder->history) == 0)
		return;
	index = index_of(folder);
	path = index_path(folder);
	/* A cache: when it cannot be written, the next opening takes longer. */
	history_index_write(path, &index, NULL);
	folder->indexed = size;
	history_index_release(&index);
	free(path);
}

void folder_index_after_save(struct folder *folder)
{
	write_index(folder, GROWN_AFTER_SAVE);
}

void folder_index_at_close(struct folder *folder)
{
	write_index(folder, GROWN_AT_CLOSE);
}

void folder_unlearn_history(struct folder *folder)
{
	vec_clear(&folder->done.at);
	vec_clear(&folder->undone.at);
	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;

		vec_clear(&state->saves);
		state->first_change = (struct history_mark){.seq = 0};
		state->last_change = 0;
	}
}

bool folder_reread_history(struct folder *folder, struct err *err)
{
	char *path = index_path(folder);
	bool done = file_remove(path, err);

	free(path);
	folder_unlearn_history(folder);
	return folder_take_history(folder, err) && done;
}

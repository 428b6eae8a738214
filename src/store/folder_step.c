/* Steps: doing, undoing, redoing. */
#include "folder_priv.h"

#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>

/* The last `count` changes of what was applied, taken back. They fit: nothing came after. */
static void take_back(struct folder *folder, const struct step *step, size_t count)
{
	while (count-- > 0) {
		struct change inverse = {.kind = CHANGE_SET};

		change_invert(&step->changes.at[count], &inverse);
		change_apply(folder->book, &inverse, false, NULL);
		change_release(&inverse);
	}
}

/* Both values, so that a person can choose. Of a row they would be all of its cells. */
static void explain(struct err *err, const struct change *change)
{
	char now[sizeof(err->what)];

	if (!err || err->code != ERR_CHANGED)
		return;
	memcpy(now, err->what, sizeof(now));
	if (change->kind == CHANGE_DELETE)
		err_set(err, ERR_VALUE_MOVED, change->sheet, 0, "%s", change->row);
	else
		err_set(err, ERR_VALUE_MOVED, change->sheet, 0, "%s %s: %s | %s", change->row,
		        change->field, now, change->before);
}

/* All of it, or nothing. */
static bool apply(struct folder *folder, const struct step *step, struct err *err)
{
	for (size_t i = 0; i < step->changes.count; i++) {
		const struct change *change = &step->changes.at[i];

		if (!change_apply(folder->book, change, true, err)) {
			explain(err, change);
			take_back(folder, step, i);
			return false;
		}
	}
	return true;
}

static void note_changes(struct folder *folder, const struct step *step, struct history_mark mark)
{
	for (size_t i = 0; i < step->changes.count; i++)
		folder_push_change(folder_state(folder, step->changes.at[i].sheet), mark,
		                   folder_last_seq(folder));
}

/* Applied in memory, which shows that it fits, then written: what is shown as done is
 * durable, or folder_unsafe says that it is not. */
static bool perform(struct folder *folder, const char *who, enum history_kind kind,
                    unsigned long of, const struct step *step, struct history_mark *mark,
                    struct err *err)
{
	if (folder->mode == FOLDER_READ)
		return err_set(err, ERR_READ_ONLY, path_name(folder->path), 0, NULL);
	if (!apply(folder, step, err))
		return false;
	/* Of a step that waits it may turn out wrong: that costs time, no more. */
	mark->at = history_size(folder->history);
	mark->seq = folder_append(folder, who, kind, of, step);
	note_changes(folder, step, *mark);
	folder_per_follow(folder, step);
	return true;
}

bool folder_do(struct folder *folder, const struct step *step, struct err *err)
{
	return folder_record(folder, folder->who, HISTORY_SET, step, err);
}

bool folder_record(struct folder *folder, const char *who, enum history_kind kind,
                   const struct step *step, struct err *err)
{
	struct history_mark mark;

	if (step->changes.count == 0)
		return true;
	if (!perform(folder, who, kind, 0, step, &mark, err))
		return false;
	folder_push_step(&folder->done, mark);
	vec_clear(&folder->undone.at);
	return true;
}

bool folder_merge(struct folder *folder, const char *who, const struct step *step, struct err *err)
{
	who = pool_intern(&folder->names, who, strlen(who));
	return folder_record(folder, who, HISTORY_MERGE, step, err);
}

/* ---- undo and redo ---- */

struct wanted {
	struct history_mark mark;
	struct step step;
};

static bool gather(void *context, const struct history_record *record)
{
	struct wanted *wanted = context;

	if (record->step != wanted->mark.seq)
		return false;
	if (history_kind_is_change(record->kind))
		vec_push(&wanted->step.changes, folder_change_of(record));
	return true;
}

static bool find_step(const struct folder *folder, struct wanted *wanted, struct err *err)
{
	const struct waiting *waiting = folder_waiting_step(folder, wanted->mark.seq);

	if (!waiting)
		return history_read_from(folder->history, wanted->mark, gather, wanted, err);
	step_copy(&waiting->step, &wanted->step);
	return true;
}

static void invert(const struct step *step, struct step *out)
{
	for (size_t i = step->changes.count; i-- > 0;) {
		struct change *change = vec_add(&out->changes);
		change_invert(&step->changes.at[i], change);
	}
}

static void remember_place(struct folder *folder, const struct step *step)
{
	const struct change *first = step->changes.count > 0 ? step->changes.at : NULL;

	free(folder->last_sheet);
	free(folder->last_row);
	free(folder->last_field);
	folder->last_sheet = mem_dup(first ? first->sheet : "");
	folder->last_row = mem_dup(first ? first->row : "");
	folder->last_field = mem_dup(first ? first->field : "");
}

/* Loading a worksheet may take in what another program changed in it, which is a step of its
 * own: then that is the last one. */
static bool load_sheets(struct folder *folder, const struct step *step)
{
	unsigned long last = folder_last_seq(folder);

	for (size_t i = 0; i < step->changes.count; i++)
		book_sheet(folder->book, step->changes.at[i].sheet, NULL);
	return last == folder_last_seq(folder);
}

/* Takes the last step off `from`, does it (or its inverse) and puts it on `to`. */
static bool go(struct folder *folder, enum history_kind kind, struct step_list *from,
               struct step_list *to, struct err *err)
{
	struct wanted wanted = {.mark = {0}};
	struct step inverse = {0};
	struct history_mark mark;
	bool done;

	if (from->at.count == 0)
		return err_set(err, ERR_NOTHING_TO_UNDO, NULL, 0, NULL);
	wanted.mark = from->at.at[from->at.count - 1];
	done = find_step(folder, &wanted, err);
	if (done && !load_sheets(folder, &wanted.step)) {
		step_release(&wanted.step);
		return go(folder, kind, from, to, err);
	}
	if (done && kind == HISTORY_UNDO)
		invert(&wanted.step, &inverse);
	done = done && perform(folder, folder->who, kind, wanted.mark.seq,
	                       kind == HISTORY_UNDO ? &inverse : &wanted.step, &mark, err);
	if (done) {
		from->at.count--;
		folder_push_step(to, wanted.mark);
		remember_place(folder, &wanted.step);
	}
	step_release(&inverse);
	step_release(&wanted.step);
	return done;
}

bool folder_undo(struct folder *folder, struct err *err)
{
	return go(folder, HISTORY_UNDO, &folder->done, &folder->undone, err);
}

bool folder_redo(struct folder *folder, struct err *err)
{
	return go(folder, HISTORY_REDO, &folder->undone, &folder->done, err);
}

const char *folder_last_sheet(const struct folder *folder)
{
	return folder->last_sheet ? folder->last_sheet : "";
}

const char *folder_last_row(const struct folder *folder)
{
	return folder->last_row ? folder->last_row : "";
}

const char *folder_last_field(const struct folder *folder)
{
	return folder->last_field ? folder->last_field : "";
}

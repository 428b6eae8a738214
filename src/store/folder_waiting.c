/*
 * Steps that the disk refuses.
 *
 * Whoever types must not be stopped by a full disk: the step is done in memory and waits
 * here, with the seq that it will have in the history. Nothing is ever appended past it, so
 * the numbers come true when the disk takes it.
 */
#include "folder_priv.h"

static size_t records_of(const struct waiting *waiting)
{
	return waiting->step.changes.count + (history_kind_is_change(waiting->kind) ? 0 : 1);
}

unsigned long folder_last_seq(const struct folder *folder)
{
	const struct waiting *last;

	if (folder->waiting.count == 0)
		return history_last_seq(folder->history);
	last = &folder->waiting.at[folder->waiting.count - 1];
	return last->seq + records_of(last) - 1;
}

const struct waiting *folder_waiting_step(const struct folder *folder, unsigned long seq)
{
	for (size_t i = 0; i < folder->waiting.count; i++)
		if (folder->waiting.at[i].seq == seq)
			return &folder->waiting.at[i];
	return NULL;
}

static unsigned long wait(struct folder *folder, const char *who, enum history_kind kind,
                          unsigned long of, const struct step *step)
{
	struct waiting waiting = {.who = who, .kind = kind, .of = of,
	                          .seq = folder_last_seq(folder) + 1};

	if (history_kind_is_change(kind) && step->changes.count == 0)
		return 0;
	step_copy(step, &waiting.step);
	vec_push(&folder->waiting, waiting);
	return waiting.seq;
}

unsigned long folder_append(struct folder *folder, const char *who, enum history_kind kind,
                            unsigned long of, const struct step *step)
{
	unsigned long seq;

	if (folder_flush(folder, NULL) &&
	    history_append_step(folder->history, who, kind, of, step, &seq, &folder->unsafe))
		return seq;
	return wait(folder, who, kind, of, step);
}

bool folder_flush(struct folder *folder, struct err *err)
{
	unsigned long seq;
	size_t count = 0;

	while (count < folder->waiting.count) {
		struct waiting *first = &folder->waiting.at[count];

		if (!history_append_step(folder->history, first->who, first->kind, first->of,
		                         &first->step, &seq, &folder->unsafe))
			break;
		step_release(&first->step);
		count++;
	}
	while (count-- > 0)
		vec_remove(&folder->waiting, 0);
	if (folder->waiting.count > 0 && err)
		*err = folder->unsafe;
	return folder->waiting.count == 0;
}

void folder_waiting_clear(struct folder *folder)
{
	for (size_t i = 0; i < folder->waiting.count; i++)
		step_release(&folder->waiting.at[i].step);
	vec_clear(&folder->waiting);
}

const struct err *folder_unsafe(const struct folder *folder)
{
	return folder->waiting.count > 0 ? &folder->unsafe : NULL;
}

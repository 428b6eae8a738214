/* Whose step the next undo is of. */
#include "folder_priv.h"

#include <string.h>

static bool take_first(void *context, const struct history_record *record)
{
	struct folder_peek *peek = context;

	text_copy(peek->who, sizeof(peek->who), record->who);
	text_copy(peek->time, sizeof(peek->time), record->time);
	return false;
}

bool folder_peek_undo(const struct folder *folder, struct folder_peek *peek)
{
	const struct step_list *done = &folder->done;
	struct history_mark mark;

	*peek = (struct folder_peek){.is_mine = true};
	if (done->at.count == 0)
		return false;
	mark = done->at.at[done->at.count - 1];
	if (folder_waiting_step(folder, mark.seq))
		text_copy(peek->who, sizeof(peek->who), folder->who);
	else
		history_read_from(folder->history, mark, take_first, peek, NULL);
	/* Names are cut to fit: so is ours, before they are compared. */
	char mine[sizeof(peek->who)];
	text_copy(mine, sizeof(mine), folder->who);
	peek->is_mine = strcmp(peek->who, mine) == 0;
	peek->is_earlier = mark.seq <= folder->opened_at;
	return true;
}

const struct history *folder_history(const struct folder *folder)
{
	return folder->history;
}

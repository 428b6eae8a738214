#include "history_priv.h"

#include "history_lines.h"
#include "history_record.h"
#include "sonae/base/file.h"
#include "sonae/store/csv.h"
#include <stdlib.h>
#include <string.h>

/* Where the chain stands; `line` is the one looked at last. */
struct walk {
	char head[DIGEST_HEX + 1];
	long line;
	bool broken;
	char seq[24]; /* of the line that broke it */
	struct history_cells cells;
};

static bool is_heading(const char *line, size_t len)
{
	static const char *const headings[] = {CSV_BOM HISTORY_HEADING "\r\n",
	                                       HISTORY_HEADING "\r\n"};

	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (len == strlen(headings[i]) && memcmp(line, headings[i], len) == 0)
			return true;
	return false;
}

/* Moves the chain on over the cells and compares it with what they say. */
static bool follows(struct walk *walk)
{
	char stated[DIGEST_HEX + 1], *before, *after;
	bool fits;

	if (!history_split_hash(history_cell(&walk->cells, HISTORY_HASH), stated, &before, &after))
		return false;
	fits = history_chain(walk->head, &walk->cells, before, after) &&
	       strcmp(walk->head, stated) == 0;
	free(before);
	free(after);
	return fits;
}

static void note_seq(struct walk *walk, const char *line)
{
	size_t len = strspn(line, "0123456789");

	if (len == 0 || len >= sizeof(walk->seq))
		text_copy(walk->seq, sizeof(walk->seq), "?");
	else
		memcpy(walk->seq, line, len);
}

static bool step_on(void *context, long long at, const char *line, size_t len)
{
	struct walk *walk = context;

	walk->line++;
	if (at == 0)
		walk->broken = !is_heading(line, len);
	else
		walk->broken = !history_split(line, len, &walk->cells) || !follows(walk);
	if (walk->broken)
		note_seq(walk, line);
	return !walk->broken;
}

bool history_verify(const struct history *history, struct err *err)
{
	struct walk walk = {.head = HISTORY_GENESIS};
	const char *name = path_name(history->path);
	long long size = file_stamp(history->path).size;
	bool done = true;

	if (size > 0)
		done = history_each_line(history->path, 0, history->size, step_on, &walk, err);
	if (done && walk.broken)
		done = err_set(err, ERR_HISTORY_BROKEN, name, walk.line, "%s", walk.seq);
	else if (done && size > history->size)
		done = err_set(err, ERR_HISTORY_TORN, name, walk.line + 1, NULL);
	history_cells_release(&walk.cells);
	return done;
}

/* Opening and closing. history_write.c appends, history_read.c reads, history_record.c
 * knows a line, history_verify.c and history_forget.c the chain. */
#include "history_priv.h"

#include "history_lines.h"
#include "history_record.h"
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "sonae/store/csv.h"
#include <stdlib.h>
#include <string.h>

#define HEADER CSV_BOM HISTORY_HEADING "\r\n"

static bool take_if_record(struct history *history, long long at, const char *line, size_t len)
{
	struct history_cells cells = {.count = 0};
	struct history_record record;
	bool parsed = history_split(line, len, &cells) && history_understand(&cells, &record);

	if (parsed) {
		history->last_seq = record.seq;
		history->last_at = at;
		memcpy(history->head, record.hash, DIGEST_HEX);
	}
	history_cells_release(&cells);
	return parsed;
}

static bool is_header(const char *line)
{
	return text_starts(line, CSV_BOM "seq,") || text_starts(line, "seq,");
}

bool history_find_last(struct history *history, long long file_size, bool *torn,
                       struct err *err)
{
	long long end = file_size, start;
	struct str line = {0};
	bool found = false, read = true;

	history->size = file_size;
	while (end > 0 && !found) {
		str_clear(&line);
		read = history_line_before(history->path, end, &line, &start, err);
		if (!read)
			break;
		found = text_ends(str_text(&line), "\n") &&
		        (take_if_record(history, start, line.at, line.len) || is_header(line.at));
		if (!found && end == file_size) {
			*torn = true;
			history->size = start;
		}
		end = start;
	}
	str_release(&line);
	return read;
}

static bool open_log(struct history *history, struct err *err)
{
	history->log = file_log_open(history->path, err);
	if (!history->log)
		return false;
	if (history->size < file_log_size(history->log) &&
	    !file_log_cut(history->log, history->size, err))
		return false;
	if (history->size > 0)
		return true;
	history->size = (long long)strlen(HEADER);
	return file_log_append(history->log, HEADER, strlen(HEADER), err);
}

struct history *history_open(const char *path, bool may_write, bool *torn, struct err *err)
{
	struct history *history = mem_zero(1, sizeof(*history));
	struct file_stamp stamp = file_stamp(path);

	*torn = false;
	history->path = mem_dup(path);
	memcpy(history->head, HISTORY_GENESIS, sizeof(history->head));
	if ((stamp.size > 0 && !history_find_last(history, stamp.size, torn, err)) ||
	    (may_write && !open_log(history, err))) {
		history_close(history);
		return NULL;
	}
	return history;
}

void history_close(struct history *history)
{
	if (!history)
		return;
	file_log_close(history->log);
	free(history->path);
	free(history);
}

unsigned long history_last_seq(const struct history *history)
{
	return history->last_seq;
}

const char *history_head_hash(const struct history *history)
{
	return history->head;
}

struct history_mark history_last(const struct history *history)
{
	return (struct history_mark){.seq = history->last_seq, .at = history->last_at};
}

long long history_size(const struct history *history)
{
	return history->size;
}

bool history_holds(const struct history *history, struct history_mark mark, long long end,
                   const char *hash)
{
	struct history at = {.last_seq = 0};
	struct str line = {0};
	long long start = -1;
	bool holds = end > 0 && end <= history->size &&
	             history_line_before(history->path, end, &line, &start, NULL) &&
	             start == mark.at && text_ends(str_text(&line), "\n") &&
	             take_if_record(&at, start, line.at, line.len) && at.last_seq == mark.seq &&
	             strncmp(at.head, hash, DIGEST_HEX) == 0;

	str_release(&line);
	return holds;
}

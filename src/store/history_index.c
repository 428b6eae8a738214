#include "history_index.h"

#include "history_record.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADING "sonae-history 1\n"
#define SUM "sum "

void history_index_release(struct history_index *index)
{
	for (size_t i = 0; i < index->sheets.count; i++) {
		free(index->sheets.at[i].id);
		vec_release(&index->sheets.at[i].saves);
	}
	vec_release(&index->sheets);
	vec_release(&index->done);
	vec_release(&index->undone);
}

/* ---- reading ---- */

static bool take_covers(struct history_index *index, char *rest)
{
	return sscanf(rest, "%lld %lu %lld %64[0-9a-f]", &index->size, &index->last.seq,
	              &index->last.at, index->head) == 4;
}

static bool take_sheet(struct history_index *index, char *rest)
{
	struct history_sheet sheet = {.id = NULL};
	int id = 0;

	if (sscanf(rest, "%lu %lu %lld %n", &sheet.last_change, &sheet.first_change.seq,
	           &sheet.first_change.at, &id) != 3 || id == 0)
		return false;
	history_unescape(rest + id);
	sheet.id = mem_dup(rest + id);
	vec_push(&index->sheets, sheet);
	return true;
}

static bool take_save(struct history_index *index, char *rest)
{
	struct save save = {.seq = 0};

	if (index->sheets.count == 0 ||
	    sscanf(rest, "%lu %lld %lu %lld %lld %64[0-9a-f]", &save.seq, &save.at,
	           &save.next_number, &save.stamp.size, &save.stamp.mtime_ns, save.hash) != 6)
		return false;
	vec_push(&index->sheets.at[index->sheets.count - 1].saves, save);
	return true;
}

static bool mark_of(const char *rest, struct history_mark *mark)
{
	return sscanf(rest, "%lu %lld", &mark->seq, &mark->at) == 2;
}

static bool take_done(struct history_index *index, char *rest)
{
	return mark_of(rest, vec_add(&index->done));
}

static bool take_undone(struct history_index *index, char *rest)
{
	return mark_of(rest, vec_add(&index->undone));
}

static const struct {
	const char *word;
	bool (*take)(struct history_index *index, char *rest);
} lines[] = {
	{"covers ", take_covers}, {"sheet ", take_sheet},   {"save ", take_save},
	{"done ", take_done},     {"undone ", take_undone},
};

static bool take_line(struct history_index *index, char *line)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (text_starts(line, lines[i].word))
			return lines[i].take(index, line + strlen(lines[i].word));
	return false;
}

/* The end of what is summed, or NULL: it is not whole. */
static char *summed_end(struct str *text)
{
	size_t tail = strlen(SUM) + DIGEST_HEX + 1;
	char sum[DIGEST_HEX + 1];
	char *end;

	if (text->len < strlen(HEADING) + tail || !text_starts(text->at, HEADING))
		return NULL;
	end = text->at + text->len - tail;
	digest_of(text->at, text->len - tail, sum);
	return text_starts(end, SUM) && memcmp(end + strlen(SUM), sum, DIGEST_HEX) == 0 ? end
	                                                                                 : NULL;
}

static bool take_text(struct history_index *index, struct str *text)
{
	char *end = summed_end(text), *line = text->at + strlen(HEADING);

	while (end && line < end) {
		char *line_end = memchr(line, '\n', (size_t)(end - line));

		if (!line_end)
			return false;
		*line_end = '\0';
		if (!take_line(index, line))
			return false;
		line = line_end + 1;
	}
	return end && index->last.seq > 0;
}

bool history_index_read(const char *path, struct history_index *index)
{
	struct str text = {0};
	bool taken = file_read(path, &text, NULL) && text.len > 0 && take_text(index, &text);

	str_release(&text);
	return taken;
}

/* ---- writing ---- */

static void add_sheet(struct str *out, const struct history_sheet *sheet)
{
	str_addf(out, "sheet %lu %lu %lld ", sheet->last_change, sheet->first_change.seq,
	         sheet->first_change.at);
	history_add_escaped(out, sheet->id);
	str_add(out, "\n");
	for (size_t i = 0; i < sheet->saves.count; i++) {
		const struct save *save = &sheet->saves.at[i];

		str_addf(out, "save %lu %lld %lu %lld %lld %s\n", save->seq, save->at,
		         save->next_number, save->stamp.size, save->stamp.mtime_ns, save->hash);
	}
}

static void add_marks(struct str *out, const char *word, const struct history_mark *marks,
                      size_t count)
{
	for (size_t i = 0; i < count; i++)
		str_addf(out, "%s %lu %lld\n", word, marks[i].seq, marks[i].at);
}

bool history_index_write(const char *path, const struct history_index *index, struct err *err)
{
	struct str out = {0};
	char sum[DIGEST_HEX + 1];
	bool done;

	str_addf(&out, HEADING "covers %lld %lu %lld %s\n", index->size, index->last.seq,
	         index->last.at, index->head);
	for (size_t i = 0; i < index->sheets.count; i++)
		add_sheet(&out, &index->sheets.at[i]);
	add_marks(&out, "done", index->done.at, index->done.count);
	add_marks(&out, "undone", index->undone.at, index->undone.count);
	digest_of(out.at, out.len, sum);
	str_addf(&out, SUM "%s\n", sum);
	done = file_replace(path, out.at, out.len, err);
	str_release(&out);
	return done;
}

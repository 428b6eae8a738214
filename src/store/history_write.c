#include "history_priv.h"

#include "history_record.h"
#include "sonae/base/bug.h"
#include "sonae/base/clock.h"
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "sonae/store/csv.h"
#include <stdlib.h>
#include <string.h>

/* Records on their way into the file: `seq` and `head` as they will be after it. */
struct batch {
	struct str lines;
	unsigned long seq, step;
	size_t last_at; /* in `lines`, the last one */
	char head[DIGEST_HEX + 1];
	const char *who;
	char time[32];
};

static void add_cell(struct history_cells *cells, const char *text)
{
	cells->at[cells->count++] = cells->text.len;
	str_add_n(&cells->text, text, strlen(text) + 1);
}

static void add_number(struct history_cells *cells, unsigned long number)
{
	char *text = number > 0 ? mem_print("%lu", number) : mem_dup("");

	add_cell(cells, text);
	free(text);
}

static void add_text(struct history_cells *cells, const char *text)
{
	char *cell = history_cell_of(text);

	add_cell(cells, cell);
	free(cell);
}

/* Moves the head on and adds it with the salts. */
static void add_hash(struct history_cells *cells, char head[DIGEST_HEX + 1])
{
	char before[HISTORY_SALT + 1], after[HISTORY_SALT + 1];
	char *hash;

	digest_random_hex(before, HISTORY_SALT / 2);
	digest_random_hex(after, HISTORY_SALT / 2);
	if (!history_chain(head, cells, before, after))
		BUG("a record without a sum");
	hash = mem_print("%s.%s.%s", head, before, after);
	add_cell(cells, hash);
	free(hash);
}

/* In the order of the columns. */
static void batch_add(struct batch *batch, enum history_kind kind, unsigned long of,
                      const struct change *change)
{
	struct history_cells cells = {.count = 0};

	batch->last_at = batch->lines.len;
	add_number(&cells, ++batch->seq);
	add_text(&cells, batch->time);
	add_text(&cells, batch->who);
	add_number(&cells, batch->step);
	add_text(&cells, history_kind_name(kind));
	add_number(&cells, of);
	add_text(&cells, change->sheet);
	add_text(&cells, change->row);
	add_text(&cells, change->field);
	add_text(&cells, change->before);
	add_text(&cells, change->after);
	add_hash(&cells, batch->head);
	for (size_t i = 0; i < cells.count; i++)
		csv_add_cell(&batch->lines, history_cell(&cells, (enum history_column)i), i == 0);
	csv_end_row(&batch->lines);
	history_cells_release(&cells);
}

static struct batch batch_begin(const struct history *history, const char *who)
{
	struct batch batch = {.seq = history->last_seq, .step = history->last_seq + 1, .who = who};

	memcpy(batch.head, history->head, sizeof(batch.head));
	clock_stamp(batch.time);
	return batch;
}

/* All of it or nothing. */
static bool batch_end(struct history *history, struct batch *batch, struct err *err)
{
	bool done;

	if (!history->log)
		done = err_set(err, ERR_READ_ONLY, path_name(history->path), 0, NULL);
	else
		done = file_log_append(history->log, batch->lines.at, batch->lines.len, err);
	if (done) {
		history->last_seq = batch->seq;
		history->last_at = history->size + (long long)batch->last_at;
		history->size = file_log_size(history->log);
		memcpy(history->head, batch->head, sizeof(history->head));
	}
	str_release(&batch->lines);
	return done;
}

static struct change no_change(void)
{
	static char empty[] = "";

	return (struct change){
		.sheet = empty, .row = empty, .field = empty, .before = empty, .after = empty};
}

bool history_append_step(struct history *history, const char *who, enum history_kind kind,
                         unsigned long of, const struct step *step, unsigned long *step_seq,
                         struct err *err)
{
	struct batch batch = batch_begin(history, who);
	struct change nothing = no_change();

	*step_seq = 0;
	if (step->about)
		nothing.after = step->about;
	if (!history_kind_is_change(kind))
		batch_add(&batch, kind, of, &nothing);
	for (size_t i = 0; i < step->changes.count; i++) {
		const struct change *change = &step->changes.at[i];
		batch_add(&batch, (enum history_kind)change->kind, 0, change);
	}
	if (batch.seq == history->last_seq)
		return true;
	if (!batch_end(history, &batch, err))
		return false;
	*step_seq = batch.step;
	return true;
}

bool history_append_save(struct history *history, const char *who, const char *sheet,
                         const char *after, struct err *err)
{
	struct batch batch = batch_begin(history, who);
	struct change save = no_change();

	save.sheet = mem_dup(sheet);
	save.after = mem_dup(after);
	batch_add(&batch, HISTORY_SAVE, 0, &save);
	free(save.sheet);
	free(save.after);
	return batch_end(history, &batch, err);
}

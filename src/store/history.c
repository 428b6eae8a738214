#include "sonae/store/history.h"

#include "history_lines.h"
#include "sonae/base/clock.h"
#include "sonae/base/digest.h"
#include "sonae/base/file.h"
#include "sonae/base/file_log.h"
#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"
#include "sonae/store/csv.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SALT_BYTES = 8 };

/* The columns, in order. */
enum { SEQ, TIME, WHO, STEP, KIND, OF, SHEET, ROW, FIELD, BEFORE, AFTER, HASH, COLUMNS };

#define HEADER CSV_BOM "seq,time,who,step,kind,of,sheet,row,field,before,after,hash\r\n"
#define GENESIS "0000000000000000000000000000000000000000000000000000000000000000"

struct history {
	char *path;
	struct file_log *log; /* NULL: only read */
	long long size;       /* of whole records */
	unsigned long last_seq;
	char head[DIGEST_HEX + 1];
};

static const char *const kind_names[HISTORY_KIND_COUNT] = {
	[HISTORY_SET] = "set",         [HISTORY_INSERT] = "insert",
	[HISTORY_DELETE] = "delete",   [HISTORY_MOVE] = "move",
	[HISTORY_UNDO] = "undo",       [HISTORY_REDO] = "redo",
	[HISTORY_OUTSIDE] = "outside", [HISTORY_MERGE] = "merge",
	[HISTORY_SETTINGS] = "settings", [HISTORY_SAVE] = "save",
};

const char *history_kind_name(enum history_kind kind)
{
	return kind_names[kind];
}

bool history_kind_is_change(enum history_kind kind)
{
	return kind <= HISTORY_MOVE;
}

static bool kind_parse(const char *name, enum history_kind *kind)
{
	for (int i = 0; i < HISTORY_KIND_COUNT; i++) {
		if (text_is(name, kind_names[i])) {
			*kind = (enum history_kind)i;
			return true;
		}
	}
	return false;
}

/* ---- reading a line ---- */

/* The cells of one line, one after the other. */
struct cells {
	struct str text;
	size_t at[COLUMNS];
	size_t count;
};

static void on_cell(void *context, const char *text, size_t len)
{
	struct cells *cells = context;

	(void)len;
	if (cells->count < COLUMNS) {
		cells->at[cells->count] = cells->text.len;
		csv_unguard(&cells->text, text);
		str_add_byte(&cells->text, '\0');
	}
	cells->count++;
}

static void on_row(void *context, long line)
{
	(void)context;
	(void)line;
}

/* In place: it only gets shorter. */
static const char *unescape(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++) {
		if (*from == '\\' && from[1] != '\0') {
			from++;
			*to++ = *from == 'n' ? '\n' : *from == 'r' ? '\r' : *from;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
	return text;
}

static bool number_of(const char *text, unsigned long *number)
{
	size_t len = strspn(text, "0123456789");

	*number = strtoul(text, NULL, 10);
	return len > 0 && len < 19 && text[len] == '\0';
}

static bool has_chain(const char *hash)
{
	return strspn(hash, "0123456789abcdef") == DIGEST_HEX;
}

static bool record_of_cells(struct cells *cells, struct history_record *record)
{
	const char *cell[COLUMNS];

	if (cells->count != COLUMNS)
		return false;
	for (int i = 0; i < COLUMNS; i++)
		cell[i] = unescape(cells->text.at + cells->at[i]);
	*record = (struct history_record){
		.time = cell[TIME],   .who = cell[WHO],     .sheet = cell[SHEET],
		.row = cell[ROW],     .field = cell[FIELD], .before = cell[BEFORE],
		.after = cell[AFTER], .hash = cell[HASH],
	};
	return number_of(cell[SEQ], &record->seq) && number_of(cell[STEP], &record->step) &&
	       (*cell[OF] == '\0' || number_of(cell[OF], &record->of)) &&
	       kind_parse(cell[KIND], &record->kind) && has_chain(record->hash);
}

/* The BOM says that a byte which is no text makes it no CP932. `record` borrows from
 * `cells`. */
static bool parse_line(const char *line, size_t len, struct cells *cells,
                       struct history_record *record)
{
	struct csv_sink sink = {.context = cells, .cell = on_cell, .row = on_row};
	struct str text = {0};
	bool parsed;

	cells->count = 0;
	str_clear(&cells->text);
	str_add(&text, CSV_BOM);
	str_add_n(&text, line, len);
	parsed = csv_read_text(text.at, text.len, "", sink, NULL, NULL) &&
	         record_of_cells(cells, record);
	str_release(&text);
	return parsed;
}

/* ---- opening ---- */

static bool take_if_record(struct history *history, const char *line, size_t len)
{
	struct cells cells = {.count = 0};
	struct history_record record;
	bool parsed = parse_line(line, len, &cells, &record);

	if (parsed) {
		history->last_seq = record.seq;
		memcpy(history->head, record.hash, DIGEST_HEX);
	}
	str_release(&cells.text);
	return parsed;
}

static bool is_header(const char *line)
{
	return text_starts(line, CSV_BOM "seq,") || text_starts(line, "seq,");
}

/* From the end back to the last record; it is the first line looked at unless the
 * file is damaged. Only the torn end counts as such, not lines above it. */
static bool find_last_record(struct history *history, long long file_size, bool *torn,
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
		        (take_if_record(history, line.at, line.len) || is_header(line.at));
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
	memcpy(history->head, GENESIS, sizeof(history->head));
	if ((stamp.size > 0 && !find_last_record(history, stamp.size, torn, err)) ||
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

/* ---- appending ---- */

/* Records on their way into the file: `seq` and `head` as they will be after it. */
struct batch {
	struct str lines;
	unsigned long seq, step;
	char head[DIGEST_HEX + 1];
	const char *who;
	char time[32];
};

static void add_escaped(struct str *out, const char *text)
{
	for (size_t len; *text != '\0'; text += len) {
		len = strcspn(text, "\n\r\\");
		str_add_n(out, text, len);
		if (text[len] == '\0')
			break;
		str_add_byte(out, '\\');
		str_add_byte(out, text[len] == '\n' ? 'n' : text[len] == '\r' ? 'r' : '\\');
		len++;
	}
}

/* As it stands in the cell. */
static char *cell_text(const char *text)
{
	struct str escaped = {0}, guarded = {0};

	add_escaped(&escaped, text);
	csv_guard(&guarded, str_text(&escaped));
	str_release(&escaped);
	return str_take(&guarded);
}

static void add_bytes(struct digest *digest, const char *text)
{
	struct str bytes = {0};

	utf8_to_bytes(&bytes, text, strlen(text));
	digest_add(digest, bytes.at, bytes.len);
	str_release(&bytes);
}

static void add_salted(struct digest *digest, const char *salt, const char *text)
{
	char sum[DIGEST_HEX + 1];
	struct digest *value = digest_new();

	digest_add(value, salt, strlen(salt));
	add_bytes(value, text);
	digest_finish(value, sum);
	digest_add(digest, sum, DIGEST_HEX);
	digest_add(digest, "\n", 1);
}

/* Moves `head` on over the cells of one record. */
static void chain(char head[DIGEST_HEX + 1], char *const cell[COLUMNS], const char *salt)
{
	struct digest *digest = digest_new();

	digest_add(digest, head, DIGEST_HEX);
	digest_add(digest, "\n", 1);
	for (int i = SEQ; i <= FIELD; i++) {
		add_bytes(digest, cell[i]);
		digest_add(digest, "\n", 1);
	}
	add_salted(digest, salt, cell[BEFORE]);
	add_salted(digest, salt, cell[AFTER]);
	digest_finish(digest, head);
}

static char *number_text(unsigned long number)
{
	return number > 0 ? mem_print("%lu", number) : mem_dup("");
}

static void batch_add(struct batch *batch, enum history_kind kind, unsigned long of,
                      const struct change *change)
{
	char salt[2 * SALT_BYTES + 1];
	char *cell[COLUMNS] = {
		[SEQ] = number_text(++batch->seq),
		[TIME] = cell_text(batch->time),
		[WHO] = cell_text(batch->who),
		[STEP] = number_text(batch->step),
		[KIND] = mem_dup(kind_names[kind]),
		[OF] = number_text(of),
		[SHEET] = cell_text(change->sheet),
		[ROW] = cell_text(change->row),
		[FIELD] = cell_text(change->field),
		[BEFORE] = cell_text(change->before),
		[AFTER] = cell_text(change->after),
	};

	digest_random_hex(salt, SALT_BYTES);
	chain(batch->head, cell, salt);
	cell[HASH] = mem_print("%s.%s", batch->head, salt);
	for (int i = 0; i < COLUMNS; i++) {
		csv_add_cell(&batch->lines, cell[i], i == 0);
		free(cell[i]);
	}
	csv_end_row(&batch->lines);
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

/* ---- reading all ---- */

struct visit {
	unsigned long after_seq;
	bool (*each)(void *context, const struct history_record *record);
	void *context;
	struct cells cells;
};

static bool visit_line(void *context, const char *line, size_t len)
{
	struct visit *visit = context;
	struct history_record record;

	/* The seq stands first and alone: what is not wanted is not parsed. */
	if (visit->after_seq > 0 && strtoul(line, NULL, 10) <= visit->after_seq)
		return true;
	if (!parse_line(line, len, &visit->cells, &record) || record.seq <= visit->after_seq)
		return true;
	return visit->each(visit->context, &record);
}

bool history_read(const struct history *history, unsigned long after_seq,
                  bool (*each)(void *context, const struct history_record *record), void *context,
                  struct err *err)
{
	struct visit visit = {.after_seq = after_seq, .each = each, .context = context};
	bool done = history->size == 0 ||
	            history_each_line(history->path, history->size, visit_line, &visit, err);

	str_release(&visit.cells.text);
	return done;
}

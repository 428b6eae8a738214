#include "history_priv.h"

#include "history_lines.h"
#include "history_record.h"
#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/model/row_image.h"
#include "sonae/store/csv.h"
#include <stdlib.h>
#include <string.h>

/* The value as it stands in the file, and the new file. */
struct forgetting {
	char *sheet, *row, *field, *text; /* cells */
	char *image_line;                 /* FIELD=TEXT, as in an image's cell */
	struct file_write *write;
	struct history_cells cells;
	long long last_save; /* of the worksheet: the byte it begins with; -1 = none */
	size_t count, saves; /* records changed */
};

/* One record on its way out: what is to be put in place of its cells. */
struct blanked {
	char *cell[HISTORY_COLUMNS]; /* NULL: stays */
	char *salt[HISTORY_COLUMNS]; /* of before and after; NULL: the hash is of no form we know */
};

/* ---- what to look for ---- */

static char *image_line_of(const struct history_value *value)
{
	struct str line = {0}, cell = {0};

	row_image_line(&line, value->field, value->text);
	history_add_escaped(&cell, str_text(&line));
	str_release(&line);
	return str_take(&cell);
}

static struct forgetting forgetting_of(const struct history_value *value)
{
	return (struct forgetting){
		.sheet = history_cell_of(value->sheet), .row = history_cell_of(value->row),
		.field = history_cell_of(value->field), .text = history_cell_of(value->text),
		.image_line = image_line_of(value), .last_save = -1,
	};
}

static void forgetting_release(struct forgetting *forgetting)
{
	free(forgetting->sheet);
	free(forgetting->row);
	free(forgetting->field);
	free(forgetting->text);
	free(forgetting->image_line);
	history_cells_release(&forgetting->cells);
}

/* ---- one value ---- */

/* Without a salt there was no sum to keep. */
static void add_gone(struct str *out, const char *text, size_t len, const char *salt)
{
	char sum[DIGEST_HEX + 1] = HISTORY_GENESIS;

	if (salt && strlen(salt) == HISTORY_SALT)
		history_sum(text, len, salt, sum);
	str_add(out, HISTORY_GONE);
	str_add(out, sum);
}

static void blank_value(struct blanked *blanked, enum history_column column, const char *cell)
{
	struct str gone = {0};

	add_gone(&gone, cell, strlen(cell), blanked->salt[column]);
	blanked->cell[column] = str_take(&gone);
	if (blanked->salt[column])
		*blanked->salt[column] = '\0';
}

/* The salt of the next line, from the list, or made from the one that there is. */
static void take_line_salt(const char **salts, bool is_list, size_t index,
                           char salt[HISTORY_SALT + 1])
{
	size_t len = is_list ? strcspn(*salts, "-") : HISTORY_SALT;

	salt[0] = '\0';
	if (!is_list) {
		history_line_salt(*salts, index, salt);
	} else if (len == HISTORY_SALT) {
		memcpy(salt, *salts, len);
		salt[len] = '\0';
	}
	if (is_list)
		*salts += (*salts)[len] == '-' ? len + 1 : len;
}

static void blank_lines(const struct forgetting *forgetting, struct blanked *blanked,
                        enum history_column column, const char *cell)
{
	const char *salts = blanked->salt[column] ? blanked->salt[column] : "-";
	bool is_list = strlen(salts) != HISTORY_SALT;
	struct str image = {0}, list = {0};

	for (size_t index = 0;; index++) {
		size_t len = history_image_line(cell);
		char salt[HISTORY_SALT + 1];

		take_line_salt(&salts, is_list, index, salt);
		str_add(&list, index > 0 ? "-" : "");
		if (len == strlen(forgetting->image_line) &&
		    memcmp(cell, forgetting->image_line, len) == 0) {
			add_gone(&image, cell, len, salt);
		} else {
			str_add_n(&image, cell, len);
			str_add(&list, salt);
		}
		if (cell[len] == '\0')
			break;
		str_add(&image, "\\n");
		cell += len + strlen("\\n");
	}
	blanked->cell[column] = str_take(&image);
	free(blanked->salt[column]);
	blanked->salt[column] = str_take(&list);
}

static bool has_line(const char *cell, const char *line)
{
	for (size_t len;; cell += len + strlen("\\n")) {
		len = history_image_line(cell);
		if (len == strlen(line) && memcmp(cell, line, len) == 0)
			return true;
		if (cell[len] == '\0')
			return false;
	}
}

static void blank_cell(const struct forgetting *forgetting, struct blanked *blanked,
                       enum history_column column)
{
	const struct history_cells *cells = &forgetting->cells;
	const char *cell = history_cell(cells, column);

	if (history_is_image(history_cell(cells, HISTORY_KIND), column)) {
		if (has_line(cell, forgetting->image_line))
			blank_lines(forgetting, blanked, column, cell);
	} else if (text_is(history_cell(cells, HISTORY_FIELD), forgetting->field) &&
	           text_is(cell, forgetting->text)) {
		blank_value(blanked, column, cell);
	}
}

/* ---- one record ---- */

static bool is_of_the_sheet(const struct forgetting *forgetting)
{
	return text_is(history_cell(&forgetting->cells, HISTORY_SHEET), forgetting->sheet);
}

static bool is_of_the_row(const struct forgetting *forgetting)
{
	return is_of_the_sheet(forgetting) &&
	       text_is(history_cell(&forgetting->cells, HISTORY_ROW), forgetting->row);
}

static bool is_save(const struct forgetting *forgetting)
{
	return is_of_the_sheet(forgetting) &&
	       text_is(history_cell(&forgetting->cells, HISTORY_KIND),
	               history_kind_name(HISTORY_SAVE));
}

static void write_record(struct forgetting *forgetting, struct blanked *blanked,
                         const char *chain)
{
	struct str line = {0};

	if (blanked->salt[HISTORY_BEFORE])
		blanked->cell[HISTORY_HASH] = mem_print("%s.%s.%s", chain,
		                                        blanked->salt[HISTORY_BEFORE],
		                                        blanked->salt[HISTORY_AFTER]);
	for (int i = 0; i < HISTORY_COLUMNS; i++)
		csv_add_cell(&line, blanked->cell[i] ? blanked->cell[i]
		                    : history_cell(&forgetting->cells, (enum history_column)i),
		             i == 0);
	csv_end_row(&line);
	file_write_add(forgetting->write, line.at, line.len);
	str_release(&line);
}

/* The sum of a whole file, of which all else is known, would tell a short number too. The
 * last save is of the file as it is now, without the value. */
static void blank_save(struct forgetting *forgetting, struct blanked *blanked)
{
	const char *cell = history_cell(&forgetting->cells, HISTORY_AFTER);

	if (!text_starts(cell, HISTORY_GONE)) {
		blank_value(blanked, HISTORY_AFTER, cell);
		forgetting->saves++;
	}
}

static void blank_change(struct forgetting *forgetting, struct blanked *blanked)
{
	blank_cell(forgetting, blanked, HISTORY_BEFORE);
	blank_cell(forgetting, blanked, HISTORY_AFTER);
	if (blanked->cell[HISTORY_BEFORE] || blanked->cell[HISTORY_AFTER])
		forgetting->count++;
}

/* Does it if the record of `cells`, which begins at byte `at`, tells the value. */
static bool blank_record(struct forgetting *forgetting, long long at)
{
	struct blanked blanked = {.cell = {NULL}};
	char chain[DIGEST_HEX + 1];
	bool found;

	if (!is_of_the_row(forgetting) && !(is_save(forgetting) && at < forgetting->last_save))
		return false;
	history_split_hash(history_cell(&forgetting->cells, HISTORY_HASH), chain,
	                   &blanked.salt[HISTORY_BEFORE], &blanked.salt[HISTORY_AFTER]);
	if (is_save(forgetting))
		blank_save(forgetting, &blanked);
	else
		blank_change(forgetting, &blanked);
	found = blanked.cell[HISTORY_BEFORE] || blanked.cell[HISTORY_AFTER];
	if (found)
		write_record(forgetting, &blanked, chain);
	for (int i = 0; i < HISTORY_COLUMNS; i++) {
		free(blanked.cell[i]);
		free(blanked.salt[i]);
	}
	return found;
}

/* What is left alone is copied as it stands. */
static bool copy_line(void *context, long long at, const char *line, size_t len)
{
	struct forgetting *forgetting = context;

	if (!history_split(line, len, &forgetting->cells) || !blank_record(forgetting, at))
		file_write_add(forgetting->write, line, len);
	return true;
}

static bool find_last_save(void *context, long long at, const char *line, size_t len)
{
	struct forgetting *forgetting = context;

	if (history_split(line, len, &forgetting->cells) && is_save(forgetting))
		forgetting->last_save = at;
	return true;
}

/* ---- the file ---- */

bool history_forget_in(const char *path, const struct history_value *value, size_t *count,
                       struct err *err)
{
	struct forgetting forgetting = forgetting_of(value);
	long long size = file_stamp(path).size;
	bool done = false;

	*count = 0;
	forgetting.write = file_write_begin(path, err);
	if (forgetting.write)
		done = history_each_line(path, 0, size, find_last_save, &forgetting, err) &&
		       history_each_line(path, 0, size, copy_line, &forgetting, err);
	if (done && forgetting.count > 0)
		done = file_write_commit(forgetting.write, err);
	else
		file_write_cancel(forgetting.write);
	if (done)
		*count = forgetting.count;
	forgetting_release(&forgetting);
	return done;
}

/* Whether or not all went well, the log must be of the file that stands there now. */
static bool reopen(struct history *history, struct err *err)
{
	bool torn = false;

	file_log_close(history->log);
	history->log = file_log_open(history->path, err);
	return history->log &&
	       history_find_last(history, file_log_size(history->log), &torn, err);
}

bool history_forget(struct history *history, const struct history_value *value, size_t *count,
                    struct err *err)
{
	bool done;

	*count = 0;
	if (!history->log)
		return err_set(err, ERR_READ_ONLY, path_name(history->path), 0, NULL);
	done = history_forget_in(history->path, value, count, err);
	return reopen(history, done ? err : NULL) && done;
}

/* Forgetting a value: in the history, in the cell, in the copies under .sonae. */
#include "folder_priv.h"

#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/model/field_type.h"
#include "sonae/model/heading.h"
#include "sonae/model/row_image.h"
#include "sonae/store/backup.h"
#include "sonae/store/csv.h"
#include <stdlib.h>
#include <string.h>

/* A record with its value found: a set names it, an image is a list of such. */
struct search {
	unsigned long seq;
	const char *wanted;       /* field; NULL: the only one */
	bool found;
	size_t values;            /* that could be meant */
	struct str names;         /* of them */
	struct str sheet, row, field, text;
};

static void search_release(struct search *search)
{
	str_release(&search->names);
	str_release(&search->sheet);
	str_release(&search->row);
	str_release(&search->field);
	str_release(&search->text);
}

/* ---- what is meant ---- */

static void offer(struct search *search, const char *field, const char *text)
{
	if (*text == '\0' || (search->wanted && !text_is(search->wanted, field)))
		return;
	search->values++;
	str_addf(&search->names, "%s%s", search->names.len > 0 ? ", " : "", field);
	str_clear(&search->field);
	str_add(&search->field, field);
	str_clear(&search->text);
	str_add(&search->text, text);
}

static void offer_image(struct search *search, const char *image)
{
	struct row_image_cell cell = {0};
	struct str after_id = {0};
	const char *rest = row_image_read(image, &after_id);

	while (row_image_next(&rest, &cell))
		offer(search, str_text(&cell.name), str_text(&cell.text));
	row_image_cell_release(&cell);
	str_release(&after_id);
}

static bool take_record(void *context, const struct history_record *record)
{
	struct search *search = context;

	search->found = record->seq == search->seq;
	if (!search->found)
		return false;
	str_add(&search->sheet, record->sheet);
	str_add(&search->row, record->row);
	if (record->kind == HISTORY_SET && !record->after_forgotten)
		offer(search, record->field, *record->after ? record->after : record->before);
	else if (record->kind == HISTORY_INSERT || record->kind == HISTORY_DELETE)
		offer_image(search, record->kind == HISTORY_INSERT ? record->after
		                                                   : record->before);
	return false;
}

static bool find_value(const struct folder *folder, struct search *search, struct err *err)
{
	struct history_mark mark = {.seq = search->seq, .at = 0};

	if (!history_read_from(folder->history, mark, take_record, search, err))
		return false;
	if (!search->found)
		return err_set(err, ERR_NO_RECORD, NULL, 0, "%lu", search->seq);
	if (search->values == 0)
		return err_set(err, ERR_NO_VALUE, NULL, 0, "%lu", search->seq);
	if (search->values > 1)
		return err_set(err, ERR_WHICH_FIELD, NULL, 0, "%s", str_text(&search->names));
	return true;
}

/* ---- the cell ---- */

static int column_of(const struct sheet *sheet, const char *name)
{
	for (size_t i = 0; i < sheet_column_count(sheet); i++)
		if (text_is(sheet_column_name(sheet, i), name))
			return (int)i;
	return -1;
}

static bool clear_cell(struct folder *folder, const struct search *search, bool *cleared,
                       struct err *err)
{
	struct sheet *sheet = book_sheet(folder->book, str_text(&search->sheet), err);
	int column = sheet ? column_of(sheet, str_text(&search->field)) : -1;
	struct step step = {0};
	bool done = true;
	size_t row;

	if (!sheet)
		return false;
	*cleared = column >= 0 && sheet_find(sheet, str_text(&search->row), &row) &&
	           text_is(sheet_cell(sheet, row, (size_t)column), str_text(&search->text));
	if (*cleared) {
		step_set(&step, sheet, row, column, "");
		done = folder_do(folder, &step, err);
		step_release(&step);
	}
	return done;
}

/* ---- copies of the worksheet ---- */

/* A CSV on its way through: the column in question and whether this is its row. */
struct copying {
	const struct folder *folder;
	const struct search *search;
	struct str out, row;
	size_t column;     /* of the next cell */
	long wanted, id;   /* columns; -1: not seen */
	bool in_heading;
	size_t at, len;    /* of the cell in question, in `row` */
	bool is_row;
	size_t blanked;
};

static bool is_the_value(const struct copying *copying, const char *cell)
{
	const char *sheet = str_text(&copying->search->sheet);
	const struct form *form = book_form(copying->folder->book, sheet, NULL);
	int field = form ? form_field(form, str_text(&copying->search->field)) : -1;
	struct str plain = {0}, value = {0};
	bool is;

	csv_unguard(&plain, cell);
	if (field >= 0)
		field_from_csv(&form->fields.at[field], str_text(&plain), &value);
	is = text_is(str_text(&plain), str_text(&copying->search->text)) ||
	     text_is(str_text(&value), str_text(&copying->search->text));
	str_release(&plain);
	str_release(&value);
	return is;
}

/* By the field's name, or in what was sent by its label. */
static bool is_the_field(const struct copying *copying, const char *heading)
{
	const struct form *form =
		book_form(copying->folder->book, str_text(&copying->search->sheet), NULL);
	int field = form ? form_field(form, str_text(&copying->search->field)) : -1;

	return text_is(heading, str_text(&copying->search->field)) ||
	       (field >= 0 && heading_meaning(form, heading) == field);
}

static void copy_heading(struct copying *copying, const char *text, long column)
{
	if (text_is(text, "id"))
		copying->id = column;
	if (is_the_field(copying, text))
		copying->wanted = column;
}

static void copy_cell(void *context, const char *text, size_t len)
{
	struct copying *copying = context;
	long column = (long)copying->column++;

	(void)len;
	if (copying->in_heading)
		copy_heading(copying, text, column);
	if (!copying->in_heading && column == copying->id)
		copying->is_row = text_is(text, str_text(&copying->search->row));
	if (!copying->in_heading && column == copying->wanted && is_the_value(copying, text)) {
		copying->at = copying->row.len;
		csv_add_cell(&copying->row, text, column == 0);
		copying->len = copying->row.len - copying->at;
		return;
	}
	csv_add_cell(&copying->row, text, column == 0);
}

/* The id may stand behind the cell, so it is blanked when the row is whole. */
static void copy_row(void *context, long line)
{
	struct copying *copying = context;
	struct str *row = &copying->row;

	(void)line;
	if (copying->is_row && copying->len > 0) {
		str_add_n(&copying->out, row->at, copying->at);
		str_add(&copying->out, copying->at > 0 ? "," : "\"\"");
		str_add(&copying->out, row->at + copying->at + copying->len);
		copying->blanked++;
	} else {
		str_add_n(&copying->out, str_text(row), row->len);
	}
	csv_end_row(&copying->out);
	str_clear(row);
	copying->column = 0;
	copying->in_heading = false;
	copying->is_row = false;
	copying->len = 0;
}

/* Whole files only: a worksheet fits in memory. */
static bool forget_in_csv(const struct folder *folder, const struct search *search,
                          const char *path, size_t *blanked)
{
	struct copying copying = {.folder = folder, .search = search, .wanted = -1, .id = -1,
	                          .in_heading = true};
	struct csv_sink sink = {.context = &copying, .cell = copy_cell, .row = copy_row};
	bool done;

	str_add(&copying.out, CSV_BOM);
	done = csv_read(path, path_name(path), sink, NULL, NULL);
	if (done && copying.blanked > 0)
		done = file_replace(path, copying.out.at, copying.out.len, NULL);
	*blanked = done ? copying.blanked : 0;
	str_release(&copying.out);
	str_release(&copying.row);
	return done;
}

/* ---- everything under the folder ---- */

struct sweep {
	struct folder *folder;
	const struct search *search;
	struct history_value value;
	struct folder_forgotten *forgotten;
};

static void note_left(struct sweep *sweep, const char *shown)
{
	struct err left = {0};

	err_set(&left, ERR_STILL_THERE, shown, 0, NULL);
	vec_push(&sweep->forgotten->left.at, left);
}

static void forget_in_copy(struct sweep *sweep, const char *path)
{
	char *name = mem_print("%s.csv", str_text(&sweep->search->sheet));
	size_t count = 0;

	if (text_is(path_name(path), name))
		forget_in_csv(sweep->folder, sweep->search, path, &count);
	else if (text_is(path_name(path), "history.csv"))
		history_forget_in(path, &sweep->value, &count, NULL);
	sweep->forgotten->files += count > 0;
	free(name);
}

/* A value of a byte or two stands everywhere by chance. */
static bool is_telling(const char *text)
{
	return strlen(text) >= 4;
}

/* Packages cannot be looked into here: they were made of what stood in the cells. */
static bool may_hold(const char *path, const char *text)
{
	struct str bytes = {0};
	bool holds;

	if (text_ends(path, ".zip"))
		return true;
	holds = is_telling(text) && file_read(path, &bytes, NULL) && bytes.len > 0 &&
	        memmem(bytes.at, bytes.len, text, strlen(text));
	str_release(&bytes);
	return holds;
}

static void sweep_dir(struct sweep *sweep, const char *dir, const char *shown, bool is_copy);

static void sweep_entry(struct sweep *sweep, const char *path, const char *shown, bool is_copy)
{
	is_copy = is_copy || text_is(shown, ".sonae");
	if (file_is_dir(path)) {
		sweep_dir(sweep, path, shown, is_copy);
		return;
	}
	if (is_copy)
		forget_in_copy(sweep, path);
	if (may_hold(path, str_text(&sweep->search->text)))
		note_left(sweep, shown);
}

static void sweep_dir(struct sweep *sweep, const char *dir, const char *shown, bool is_copy)
{
	char **names = NULL;
	size_t count = 0;

	if (!file_list(dir, &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]), *name = path_join(shown, names[i]);

		sweep_entry(sweep, path, name, is_copy);
		free(path);
		free(name);
		free(names[i]);
	}
	free(names);
}

/* ---- all of it ---- */

/* In this order: first the value is nowhere needed, then it goes. */
static bool forget(struct folder *folder, struct search *search,
                   struct folder_forgotten *forgotten, struct err *err)
{
	struct sweep sweep = {
		.folder = folder, .search = search, .forgotten = forgotten,
		.value = {.sheet = str_text(&search->sheet), .row = str_text(&search->row),
		          .field = str_text(&search->field), .text = str_text(&search->text)},
	};

	if (!clear_cell(folder, search, &forgotten->cleared, err) ||
	    !folder_save(folder, NULL, err) ||
	    !history_forget(folder->history, &sweep.value, &forgotten->records, err) ||
	    !folder_reread_history(folder, err))
		return false;
	sweep_dir(&sweep, folder->path, "", false);
	return backups_resum(folder->path, err);
}

bool folder_forget(struct folder *folder, unsigned long seq, const char *field,
                   struct folder_forgotten *forgotten, struct err *err)
{
	struct search search = {.seq = seq, .wanted = field};
	bool done;

	*forgotten = (struct folder_forgotten){.records = 0};
	if (folder->mode == FOLDER_READ)
		return err_set(err, ERR_READ_ONLY, path_name(folder->path), 0, NULL);
	done = folder_flush(folder, err) && find_value(folder, &search, err) &&
	       forget(folder, &search, forgotten, err);
	search_release(&search);
	return done;
}

void folder_forgotten_release(struct folder_forgotten *forgotten)
{
	vec_release(&forgotten->left.at);
}

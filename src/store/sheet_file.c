/* Reading a worksheet; sheet_file_write.c writes it, sheet_file_items.c adds given rows. */
#include "sonae/store/sheet_file.h"

#include "sonae/base/map.h"
#include "sonae/base/mem.h"
#include "sonae/model/field_type.h"
#include "sonae/model/heading.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ERRS_AT_MOST = 100, RECENT = 8 };

/* Where the cells of a file's column go; else a column of the sheet. */
enum { TO_ID = -1, TO_NOWHERE = -2, TO_ITEM_TEXT = -3, TO_NEW_COLUMN = -4 };

/* Choices repeat down a column: the last few labels and what they meant. */
struct recent {
	char *text, *cell;
};

struct column {
	int to;
	const struct field *field; /* NULL: an unknown column */
	struct recent recent[RECENT];
	size_t oldest;
};

struct row {
	size_t first, count; /* in `cells` */
	long line;
	bool keeps_id;
};

/*
 * A row goes into the sheet as soon as it is read. A row whose id is missing or
 * used must wait, and with it all that follow: only the end of the file shows
 * which ids are free. Until then `text` and `cells` hold the row in hand, then
 * all that wait.
 */
struct reader {
	struct sheet *sheet;
	const struct form *form;
	const char *shown;
	struct sheet_reading *reading;
	VEC(struct column) columns;
	size_t id_column; /* SIZE_MAX: none, and every row reads as without id */
	bool has_header, is_waiting;
	struct err failure; /* nothing is taken in after it */
	struct str text;
	VEC(size_t) cells;
	size_t first; /* cell of the row in hand */
	VEC(struct row) waiting;
	struct map claimed; /* ids of waiting rows that keep them */
	struct str scratch;
};

static void complain(struct reader *reader, enum err_code code, long line, const char *what)
{
	struct errs *errs = &reader->reading->errs;

	if (errs->at.count < ERRS_AT_MOST)
		err_set(vec_add(&errs->at), code, reader->shown, line, "%s", what);
}

static const char *cell_at(const struct reader *reader, const struct row *row, size_t i)
{
	return i < row->count ? reader->text.at + reader->cells.at[row->first + i] : "";
}

/* ---- the header ---- */

/* The name without edge blanks, for comparing; `scratch` holds it. */
static const char *trimmed(struct reader *reader, const char *name)
{
	size_t len;

	name += strspn(name, " \t\r\n");
	for (len = strlen(name); len > 0 && strchr(" \t\r\n", name[len - 1]); len--)
		continue;
	str_clear(&reader->scratch);
	str_add_n(&reader->scratch, name, len);
	return str_text(&reader->scratch);
}

/* What we write for readers without us, and do not read. */
static bool is_for_show(const struct form *form, const char *name)
{
	if (!form_writes_items(form))
		return false;
	return text_is(name, "item_text") ||
	       (!text_is(form->per, "") && (text_is(name, "of") || text_is(name, "item")));
}

static bool is_taken(const struct reader *reader, int to)
{
	for (size_t i = 0; i < reader->columns.count; i++)
		if (reader->columns.at[i].to == to)
			return true;
	return false;
}

/* Of a name given twice the first column counts; the second is an unknown one. */
static struct column column_for(struct reader *reader, const char *name)
{
	struct column column = {.to = TO_NEW_COLUMN};
	int field = heading_meaning(reader->form, name);

	if (*name == '\0')
		return column;
	if (field == HEADING_ID && !is_taken(reader, TO_ID)) {
		column.to = TO_ID;
	} else if (field >= 0 && reader->form->fields.at[field].formula) {
		column.to = TO_NOWHERE;
	} else if (field >= 0 && !is_taken(reader, field)) {
		column.to = field;
		column.field = &reader->form->fields.at[field];
	} else if (is_for_show(reader->form, name)) {
		column.to = text_is(name, "item_text") ? TO_ITEM_TEXT : TO_NOWHERE;
	}
	return column;
}

static void take_header(struct reader *reader, const struct row *row)
{
	bool is_known = false;

	for (size_t i = 0; i < row->count; i++) {
		const char *name = cell_at(reader, row, i);
		struct column column = column_for(reader, trimmed(reader, name));

		if (column.to == TO_ID)
			reader->id_column = i;
		is_known = is_known || column.to != TO_NEW_COLUMN;
		if (column.to == TO_NEW_COLUMN && *name != '\0') {
			str_clear(&reader->scratch);
			csv_unguard(&reader->scratch, name);
			column.to = (int)sheet_add_column(reader->sheet, str_text(&reader->scratch));
		}
		vec_push(&reader->columns, column);
	}
	for (size_t i = 0; i < reader->form->fields.count; i++)
		vec_push(&reader->reading->has_column, is_taken(reader, (int)i));
	if (!is_known)
		err_set(&reader->failure, ERR_CSV_NO_HEADER, reader->shown, row->line, NULL);
	reader->has_header = true;
}

/* ---- cells ---- */

static const char *choice_of(struct reader *reader, struct column *column, const char *text)
{
	struct recent *recent = column->recent;

	for (size_t i = 0; i < RECENT; i++)
		if (recent[i].text && strcmp(recent[i].text, text) == 0)
			return recent[i].cell;
	recent += column->oldest;
	column->oldest = (column->oldest + 1) % RECENT;
	free(recent->text);
	free(recent->cell);
	recent->text = mem_dup(text); /* it may stand in `scratch` */
	str_clear(&reader->scratch);
	field_from_csv(column->field, recent->text, &reader->scratch);
	recent->cell = str_take(&reader->scratch);
	return recent->cell;
}

/* A memo's lines end as ours do, in LF; so that they still do when read again, all CRs
 * before an LF go. */
static void plain_line_ends(struct str *text)
{
	char *to = text->at;

	for (const char *from = text->at; from && *from; from++)
		if (*from != '\r' || from[strspn(from, "\r")] != '\n')
			*to++ = *from;
	str_cut(text, (size_t)(to - text->at));
}

/* The cell as it stands in memory; most need nothing. */
static const char *canonical(struct reader *reader, struct column *column, const char *text)
{
	bool has_lines = column->field && column->field->type->many_lines && strchr(text, '\r');

	if (*text == '\'' || has_lines) {
		str_clear(&reader->scratch);
		csv_unguard(&reader->scratch, text);
		if (has_lines)
			plain_line_ends(&reader->scratch);
		text = str_text(&reader->scratch);
	}
	if (column->field && column->field->type->has_choices)
		return choice_of(reader, column, text);
	return text;
}

static void put_cell(struct reader *reader, size_t row, struct column *column, const char *text)
{
	if (*text == '\0')
		return;
	if (column->to == TO_NEW_COLUMN)
		column->to = (int)sheet_add_column(reader->sheet, "");
	if (column->to < 0)
		return;
	text = canonical(reader, column, text);
	sheet_set_cell(reader->sheet, row, (size_t)column->to, text, strlen(text));
}

static void put_row(struct reader *reader, const struct row *row, const char *id)
{
	size_t at = sheet_row_count(reader->sheet);

	sheet_insert_row(reader->sheet, at, id);
	for (size_t i = 0; i < row->count; i++)
		put_cell(reader, at, &reader->columns.at[i], cell_at(reader, row, i));
}

/* ---- rows ---- */

/* Cells beyond the heading are kept in columns without a name. */
static void widen(struct reader *reader, const struct row *row)
{
	bool is_wide = false;

	for (size_t i = reader->columns.count; i < row->count; i++) {
		is_wide = is_wide || *cell_at(reader, row, i) != '\0';
		vec_push(&reader->columns, (struct column){.to = TO_NEW_COLUMN});
	}
	if (is_wide) {
		reader->reading->wide_rows++;
		complain(reader, ERR_CSV_WIDE_ROW, row->line, "");
	}
}

/* Nothing in it but what we compute? */
static bool is_empty(const struct reader *reader, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (*cell_at(reader, row, i) != '\0' && reader->columns.at[i].to != TO_NOWHERE)
			return false;
	return true;
}

/* Borrowed until the next row; "" = none. */
static const char *id_of(struct reader *reader, const struct row *row)
{
	const char *id = cell_at(reader, row, reader->id_column);

	if (*id != '\'')
		return id;
	str_clear(&reader->scratch);
	csv_unguard(&reader->scratch, id);
	return str_text(&reader->scratch);
}

static void take_row(struct reader *reader, const struct row *row)
{
	const char *id;
	size_t unused;

	widen(reader, row);
	if (is_empty(reader, row)) {
		reader->reading->empty_rows++;
		return;
	}
	id = id_of(reader, row);
	if (*id == '\0' || sheet_find(reader->sheet, id, &unused))
		reader->is_waiting = true;
	if (reader->is_waiting)
		vec_push(&reader->waiting, *row);
	else
		put_row(reader, row, id);
}

static void on_cell(void *context, const char *text, size_t len)
{
	struct reader *reader = context;

	if (len == 0 && reader->text.len > 0) { /* the NUL before it serves: most cells are empty */
		vec_push(&reader->cells, reader->text.len - 1);
		return;
	}
	vec_push(&reader->cells, reader->text.len);
	str_add_n(&reader->text, text, len + 1);
}

/* Rows that wait keep their place in the buffer. */
static void next_row(struct reader *reader)
{
	if (!reader->is_waiting) {
		str_clear(&reader->text);
		vec_clear(&reader->cells);
	}
	reader->first = reader->cells.count;
}

/* What git leaves where two versions did not go together: a line of its own. Of ours none has
 * one cell alone. */
static bool is_conflict_mark(const struct reader *reader, const struct row *row)
{
	static const char *const marks[] = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"};
	const char *text = row->count == 1 ? cell_at(reader, row, 0) : "";

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (text_starts(text, marks[i]) && (text[7] == '\0' || text[7] == ' '))
			return true;
	return false;
}

static void on_row(void *context, long line)
{
	struct reader *reader = context;
	struct row row = {reader->first, reader->cells.count - reader->first, line, false};

	if (is_conflict_mark(reader, &row) && reader->failure.code != ERR_GIT_CONFLICT)
		err_set(&reader->failure, ERR_GIT_CONFLICT, reader->shown, line, "%s",
		        cell_at(reader, &row, 0));
	if (!reader->has_header && reader->failure.code == ERR_NONE)
		take_header(reader, &row);
	else if (reader->failure.code == ERR_NONE)
		take_row(reader, &row);
	next_row(reader);
}

/* ---- rows that waited ---- */

/* The first row with an id keeps it. The texts stay where they are from now on. */
static void claim_ids(struct reader *reader)
{
	for (size_t i = 0; i < reader->waiting.count; i++) {
		struct row *row = &reader->waiting.at[i];
		const char *id = cell_at(reader, row, reader->id_column);
		size_t unused;
		bool is_new = false;

		if (*id != '\0' && !sheet_find(reader->sheet, id_of(reader, row), &unused))
			map_put(&reader->claimed, id, &is_new);
		row->keeps_id = is_new;
	}
}

static bool is_free(const struct reader *reader, const char *id)
{
	size_t unused;

	return !map_find(&reader->claimed, id) && !sheet_find(reader->sheet, id, &unused);
}

static const char *item_with_text(const struct reader *reader, const char *text)
{
	for (size_t i = 0; i < reader->form->items.count; i++) {
		const struct item *item = &reader->form->items.at[i];

		if ((text_is(text, item->text.in[LANG_JA]) || text_is(text, item->text.in[LANG_EN])) &&
		    is_free(reader, item->id))
			return item->id;
	}
	return NULL;
}

/* The given item that the row answers, told by its text; NULL when there is none. */
static const char *item_of(struct reader *reader, const struct row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (reader->columns.at[i].to != TO_ITEM_TEXT || *cell_at(reader, row, i) == '\0')
			continue;
		str_clear(&reader->scratch);
		csv_unguard(&reader->scratch, cell_at(reader, row, i));
		return item_with_text(reader, str_text(&reader->scratch));
	}
	return NULL;
}

static const char *new_id(struct reader *reader, const struct row *row, char buffer[64])
{
	const char *item = text_is(reader->form->per, "") ? item_of(reader, row) : NULL;

	if (item)
		return item;
	if (reader->form->kind == FORM_RECORD && is_free(reader, "1"))
		return "1";
	while (!is_free(reader, sheet_next_id(reader->sheet, buffer)))
		sheet_use_number(reader->sheet, sheet_next_number(reader->sheet));
	return buffer;
}

static void give_id(struct reader *reader, const struct row *row)
{
	char buffer[64];
	const char *old = cell_at(reader, row, reader->id_column);
	const char *id = new_id(reader, row, buffer);

	if (*old == '\0')
		reader->reading->rows_without_id++;
	else
		reader->reading->repeated_ids++;
	complain(reader, *old == '\0' ? ERR_CSV_NO_ID : ERR_CSV_SAME_ID, row->line, id);
	put_row(reader, row, id);
}

static void take_waiting(struct reader *reader)
{
	claim_ids(reader);
	for (size_t i = 0; i < reader->waiting.count; i++) {
		const struct row *row = &reader->waiting.at[i];

		if (!row->keeps_id)
			give_id(reader, row);
		else
			put_row(reader, row, id_of(reader, row));
	}
}

/* ---- all of it ---- */

static void reader_init(struct reader *reader, const char *shown, struct sheet *sheet,
                        struct sheet_reading *reading)
{
	*reader = (struct reader){
		.sheet = sheet,
		.form = sheet_form(sheet),
		.shown = shown,
		.reading = reading,
		.id_column = SIZE_MAX,
	};
	*reading = (struct sheet_reading){.rows_without_id = 0};
}

static void reader_release(struct reader *reader)
{
	for (size_t i = 0; i < reader->columns.count; i++) {
		for (size_t k = 0; k < RECENT; k++) {
			free(reader->columns.at[i].recent[k].text);
			free(reader->columns.at[i].recent[k].cell);
		}
	}
	vec_release(&reader->columns);
	str_release(&reader->text);
	vec_release(&reader->cells);
	vec_release(&reader->waiting);
	map_release(&reader->claimed);
	str_release(&reader->scratch);
}

/* After the last row. */
static bool finish(struct reader *reader, struct err *err)
{
	const struct csv_info *info = &reader->reading->info;

	if (!reader->has_header && reader->failure.code == ERR_NONE)
		return err_set(err, ERR_CSV_NO_HEADER, reader->shown, 1, NULL);
	if (reader->failure.code != ERR_NONE) {
		if (err)
			*err = reader->failure;
		return false;
	}
	take_waiting(reader);
	size_t before = sheet_row_count(reader->sheet);
	sheet_add_given_rows(reader->sheet);
	reader->reading->given_rows = sheet_row_count(reader->sheet) - before;
	if (info->first_bad_line > 0)
		complain(reader, ERR_CSV_BYTES, info->first_bad_line, "");
	return true;
}

/* Conflict marks may break a quotation too: they say better what is wrong. */
static bool ended(struct reader *reader, bool was_read, struct err *err)
{
	if (!was_read && reader->failure.code == ERR_GIT_CONFLICT && err)
		*err = reader->failure;
	return was_read && finish(reader, err);
}

bool sheet_read(const char *path, const char *shown, struct sheet *sheet,
                struct sheet_reading *reading, struct err *err)
{
	struct reader reader;
	struct csv_sink sink = {.context = &reader, .cell = on_cell, .row = on_row};
	bool done;

	reader_init(&reader, shown, sheet, reading);
	done = ended(&reader, csv_read(path, shown, sink, &reading->info, err), err);
	reader_release(&reader);
	return done;
}

bool sheet_read_text(const char *text, size_t len, const char *shown, struct sheet *sheet,
                     struct sheet_reading *reading, struct err *err)
{
	struct reader reader;
	struct csv_sink sink = {.context = &reader, .cell = on_cell, .row = on_row};
	bool done;

	reader_init(&reader, shown, sheet, reading);
	done = ended(&reader, csv_read_text(text, len, shown, sink, &reading->info, err), err);
	reader_release(&reader);
	return done;
}

void sheet_reading_release(struct sheet_reading *reading)
{
	vec_release(&reading->has_column);
	vec_release(&reading->errs.at);
}

#include "form_reading.h"
#include "sonae/base/str.h"
#include "sonae/model/field_type.h"
#include "sonae/store/csv_table.h"
#include "sonae/store/form_file.h"
#include <stdlib.h>
#include <string.h>

/* What a column of it holds: a text in one language or in both. */
enum column_kind {
	COLUMN_ID,
	COLUMN_TEXT,
	COLUMN_GROUP,
	COLUMN_HELP,
	COLUMN_UNIT, /* this and the next are of an exercise's questions */
	COLUMN_WHY,
	COLUMN_WRONG,
	COLUMN_UNDER,
	COLUMN_FIELD
};

enum { BOTH = LANG_COUNT };

struct column {
	const char *name;
	enum column_kind kind;
	int field; /* of COLUMN_FIELD */
	int lang;  /* or BOTH */
};

/* The rows beside a form while they are read. */
struct rows_reading {
	struct form *form;
	struct errs *errs;
	char *shown; /* the file, in complaints */
	struct csv_table table;
	VEC(struct column) columns;
};

static const struct words no_words = { { "", "" } };

#define complain(reading, code, line, ...) \
	err_set(vec_add(&(reading)->errs->at), code, (reading)->shown, line, __VA_ARGS__)

static enum column_kind item_column(const struct form *form, const char *stem)
{
	static const struct {
		const char *name;
		enum column_kind kind;
	} known[] = {
		{ "text", COLUMN_TEXT },
		{ "group", COLUMN_GROUP },
		{ "help", COLUMN_HELP },
		{ "unit", COLUMN_UNIT },
		{ "why", COLUMN_WHY },
		{ "wrong", COLUMN_WRONG },
		{ "under", COLUMN_UNDER },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		bool here = known[i].kind < COLUMN_UNIT || form->kind == FORM_EXERCISE;
		if (here && text_is(stem, known[i].name))
			return known[i].kind;
	}
	return COLUMN_FIELD;
}

static void check_field_column(struct rows_reading *reading, struct column *column,
                               const char *stem, bool of_items, long line)
{
	column->field = form_field(reading->form, stem);
	if (column->field < 0)
		complain(reading, ERR_NO_FIELD, line, "%s", column->name);
	else if (reading->form->fields.at[column->field].formula != NULL)
		complain(reading, ERR_COMPUTED, line, "%s", column->name);
	else if (of_items && column->lang != BOTH)
		complain(reading, ERR_FORM_KEY, line, "%s", column->name);
}

static void add_column(struct rows_reading *reading, const char *name, bool of_items, long line)
{
	struct column column = { .name = name, .kind = COLUMN_FIELD };
	const char *stem = csv_table_name(&reading->form->pool, name, &column.lang);

	for (size_t i = 0; i < reading->columns.count; i++) {
		if (text_is(reading->columns.at[i].name, name))
			complain(reading, ERR_INI_TWICE, line, "%s", name);
	}
	if (text_is(name, "id"))
		column.kind = COLUMN_ID;
	else if (of_items)
		column.kind = item_column(reading->form, stem);
	if (column.kind == COLUMN_FIELD)
		check_field_column(reading, &column, stem, of_items, line);
	vec_push(&reading->columns, column);
}

static bool read_heading(struct rows_reading *reading, bool of_items)
{
	size_t before = reading->errs->at.count;
	const struct csv_row *heading = &reading->table.rows.at[0];

	for (size_t i = 0; i < heading->count; i++)
		add_column(reading, csv_table_cell(&reading->table, heading, i), of_items, heading->line);
	return reading->errs->at.count == before;
}

/* Complains about cells without a heading. */
static void check_row_width(struct rows_reading *reading, const struct csv_row *row)
{
	for (size_t i = reading->columns.count; i < row->count; i++) {
		const char *cell = csv_table_cell(&reading->table, row, i);
		if (cell[0] != '\0') {
			complain(reading, ERR_CSV_WIDE_ROW, row->line, "%s", cell);
			return;
		}
	}
}

static void check_cell(struct rows_reading *reading, const struct csv_row *row, int field,
                       const char *cell)
{
	struct err err = { 0 };

	if (field_check(&reading->form->fields.at[field], cell, &err))
		return;
	complain(reading, err.code, row->line, "%s: %s", reading->form->fields.at[field].id, cell);
}

static void set_words(struct words *words, int lang, const char *text)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		if (lang == BOTH || lang == i)
			words->in[i] = text;
	}
}

static void check_words(struct rows_reading *reading, const struct csv_row *row,
                        struct words words, const char *name, bool needed)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		bool other = words.in[lang_other((enum lang)i)][0] != '\0';
		if (words.in[i][0] == '\0' && (needed || other))
			complain(reading, ERR_FORM_LACKS, row->line, "%s.%s", name,
			         lang_name((enum lang)i));
	}
}

/* Each line says which answer it is about. */
static void check_wrong(struct rows_reading *reading, const struct csv_row *row,
                        const struct item *item)
{
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		const char *line = words_in(item->wrong, lang);
		while (*line != '\0') {
			size_t len = strcspn(line, "\n");
			const char *colon = strstr(line, ": ");
			if (colon == NULL || colon == line || colon > line + len)
				complain(reading, ERR_FORM_VALUE, row->line, "wrong.%s: %.*s",
				         lang_name(lang), (int)len, line);
			line += len + (line[len] == '\n');
		}
	}
}

static void check_item(struct rows_reading *reading, const struct csv_row *row,
                       const struct item *item)
{
	/* '/' parts the ids of a checklist per row; blanks would be lost in a spreadsheet. */
	if (item->id[0] == '\0')
		complain(reading, ERR_CSV_NO_ID, row->line, NULL);
	else if (strpbrk(item->id, "/; \t\r\n") != NULL)
		complain(reading, ERR_FORM_NAME, row->line, "%s", item->id);
	else if (form_item(reading->form, item->id) >= 0)
		complain(reading, ERR_CSV_SAME_ID, row->line, "%s", item->id);
	check_words(reading, row, item->text, "text", true);
	check_words(reading, row, item->group, "group", false);
	check_words(reading, row, item->help, "help", false);
	check_words(reading, row, item->unit, "unit", false);
	check_words(reading, row, item->why, "why", false);
	check_words(reading, row, item->wrong, "wrong", false);
	check_wrong(reading, row, item);
}

/* A question stands before its parts. */
static void fill_under(struct rows_reading *reading, const struct csv_row *row, const char *cell,
                       struct item *item)
{
	item->under = cell[0] != '\0' ? form_item(reading->form, cell) : -1;
	if (cell[0] != '\0' && item->under < 0)
		complain(reading, ERR_NO_ROW, row->line, "under: %s", cell);
}

static void fill_item(struct rows_reading *reading, const struct csv_row *row,
                      const struct column *column, const char *cell, struct item *item)
{
	switch (column->kind) {
	case COLUMN_ID:
		item->id = cell;
		break;
	case COLUMN_TEXT:
		set_words(&item->text, column->lang, cell);
		break;
	case COLUMN_GROUP:
		set_words(&item->group, column->lang, cell);
		break;
	case COLUMN_HELP:
		set_words(&item->help, column->lang, cell);
		break;
	case COLUMN_UNIT:
		set_words(&item->unit, column->lang, cell);
		break;
	case COLUMN_WHY:
		set_words(&item->why, column->lang, cell);
		break;
	case COLUMN_WRONG:
		set_words(&item->wrong, column->lang, cell);
		break;
	case COLUMN_UNDER:
		fill_under(reading, row, cell, item);
		break;
	default:
		item->preset.at[column->field] = cell[0] != '\0' ? cell : NULL;
		check_cell(reading, row, column->field, cell);
	}
}

static void read_item(struct rows_reading *reading, const struct csv_row *row)
{
	struct item item = { .id = "", .group = no_words, .text = no_words, .help = no_words,
	                     .unit = no_words, .why = no_words, .wrong = no_words, .under = -1 };

	for (size_t i = 0; i < reading->form->fields.count; i++)
		vec_push(&item.preset, NULL);
	for (size_t i = 0; i < reading->columns.count; i++)
		fill_item(reading, row, &reading->columns.at[i], csv_table_cell(&reading->table, row, i),
		          &item);
	check_row_width(reading, row);
	check_item(reading, row, &item);
	vec_push(&reading->form->items, item);
}

static bool has_sample(const struct samples *samples, const char *id)
{
	for (size_t i = 0; i < samples->rows.count; i++) {
		if (text_is(samples->rows.at[i].id, id))
			return true;
	}
	return false;
}

static void check_sample(struct rows_reading *reading, const struct csv_row *row,
                         const struct sample *sample, const struct samples *samples)
{
	const struct form *form = reading->form;

	if (sample->id[0] != '\0' && has_sample(samples, sample->id))
		complain(reading, ERR_CSV_SAME_ID, row->line, "%s", sample->id);
	if (form->items.count > 0 && form_row_item(form, sample->id) < 0)
		complain(reading, ERR_NO_ROW, row->line, "%s", sample->id);
	for (size_t i = 0; i < form->fields.count; i++) {
		struct words cell = sample->cells.at[i];
		check_words(reading, row, cell, form->fields.at[i].id, false);
		check_cell(reading, row, (int)i, cell.in[LANG_JA]);
		if (!text_is(cell.in[LANG_JA], cell.in[LANG_EN]))
			check_cell(reading, row, (int)i, cell.in[LANG_EN]);
	}
}

static void read_sample(struct rows_reading *reading, const struct csv_row *row,
                        struct samples *samples)
{
	struct sample sample = { .id = "" };

	for (size_t i = 0; i < reading->form->fields.count; i++)
		vec_push(&sample.cells, no_words);
	for (size_t i = 0; i < reading->columns.count; i++) {
		const struct column *column = &reading->columns.at[i];
		const char *cell = csv_table_cell(&reading->table, row, i);
		if (column->kind == COLUMN_ID)
			sample.id = cell;
		else
			set_words(&sample.cells.at[column->field], column->lang, cell);
	}
	check_row_width(reading, row);
	check_sample(reading, row, &sample, samples);
	vec_push(&samples->rows, sample);
}

static void rows_release(struct rows_reading *reading)
{
	vec_release(&reading->columns);
	csv_table_release(&reading->table);
	free(reading->shown);
}

/* Reads `path` whole with its heading; false with a complaint. */
static bool read_file(struct rows_reading *reading, const char *path, bool of_items)
{
	return csv_table_read(&reading->table, path, reading->shown, &reading->form->pool,
	                      reading->errs) &&
	       read_heading(reading, of_items);
}

/* The path of forms/<folder>/<id>.csv, or NULL when there is none. */
static char *find_file(struct rows_reading *reading, const struct catalogue *catalogue,
                       const char *folder)
{
	struct str shown = { 0 };
	char *name = mem_print("%s/%s.csv", folder, reading->form->id);
	char *path = catalogue_find(catalogue, name, &shown);

	reading->shown = str_take(&shown);
	free(name);
	return path;
}

void form_read_items(struct form_reading *form_reading)
{
	struct rows_reading reading = { .form = form_reading->form, .errs = form_reading->errs };

	if (!form_has_items(reading.form))
		return;
	char *path = find_file(&reading, form_reading->catalogue, "given");
	if (path == NULL)
		complain(&reading, ERR_MISSING, 0, NULL);
	else if (read_file(&reading, path, true)) {
		for (size_t i = 1; i < reading.table.rows.count; i++)
			read_item(&reading, &reading.table.rows.at[i]);
		if (reading.form->items.count == 0)
			complain(&reading, ERR_FORM_LACKS, 1, "id");
	}
	free(path);
	rows_release(&reading);
}

bool samples_load(const struct catalogue *catalogue, struct form *form, const char *kind,
                  struct samples *samples, struct errs *errs)
{
	struct rows_reading reading = { .form = form, .errs = errs };
	size_t before = errs->at.count;
	char *path = find_file(&reading, catalogue, kind);

	if (path != NULL && read_file(&reading, path, false)) {
		for (size_t i = 1; i < reading.table.rows.count; i++)
			read_sample(&reading, &reading.table.rows.at[i], samples);
	}
	if (errs->at.count > before)
		samples_release(samples);
	free(path);
	rows_release(&reading);
	return errs->at.count == before;
}

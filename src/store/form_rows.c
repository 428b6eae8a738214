#include "form_reading.h"
#include "sonae/base/str.h"
#include "sonae/model/field_type.h"
#include "sonae/store/csv.h"
#include "sonae/store/form_file.h"
#include <stdlib.h>
#include <string.h>

/* A whole CSV file: these are small. The texts live in the form's pool. */
struct csv_row {
	size_t first, count; /* of `cells` */
	long line;
};
struct csv_file {
	struct pool *pool;
	char *shown;
	VEC(const char *) cells;
	VEC(struct csv_row) rows; /* the heading is the first */
	size_t taken;             /* cells of complete rows */
};

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
	struct csv_file file;
	VEC(struct column) columns;
};

static const struct words no_words = { { "", "" } };

#define complain(reading, code, line, ...) \
	err_set(vec_add(&(reading)->errs->at), code, (reading)->file.shown, line, __VA_ARGS__)

static void take_cell(void *context, const char *text, size_t len)
{
	struct csv_file *file = context;

	vec_push(&file->cells, pool_text(file->pool, text, len));
}

static void take_row(void *context, long line)
{
	struct csv_file *file = context;
	struct csv_row row = { file->taken, file->cells.count - file->taken, line };

	vec_push(&file->rows, row);
	file->taken = file->cells.count;
}

/* Reads `path` whole; false with a complaint. */
static bool read_file(struct rows_reading *reading, const char *path)
{
	struct csv_sink sink = { &reading->file, take_cell, take_row };
	struct csv_info info = { 0 };
	struct err err = { 0 };

	if (!csv_read(path, reading->file.shown, sink, &info, &err)) {
		vec_push(&reading->errs->at, err);
		return false;
	}
	if (info.encoding != CSV_UTF8) {
		complain(reading, ERR_CSV_BYTES, info.first_bad_line, NULL);
		return false;
	}
	if (reading->file.rows.count == 0) {
		complain(reading, ERR_CSV_NO_HEADER, 1, NULL);
		return false;
	}
	return true;
}

static const char *cell_at(const struct rows_reading *reading, const struct csv_row *row,
                           size_t column)
{
	return column < row->count ? reading->file.cells.at[row->first + column] : "";
}

/* Splits "name.ja"; a plain name serves both languages. The caller frees. */
static char *column_stem(const char *name, int *lang)
{
	const char *dot = strrchr(name, '.');
	enum lang parsed;

	*lang = BOTH;
	if (dot == NULL || !lang_parse(dot + 1, &parsed))
		return mem_dup(name);
	*lang = (int)parsed;
	return mem_dup_n(name, (size_t)(dot - name));
}

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
	char *stem = column_stem(name, &column.lang);

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
	free(stem);
}

static bool read_heading(struct rows_reading *reading, bool of_items)
{
	size_t before = reading->errs->at.count;
	const struct csv_row *heading = &reading->file.rows.at[0];

	for (size_t i = 0; i < heading->count; i++)
		add_column(reading, cell_at(reading, heading, i), of_items, heading->line);
	return reading->errs->at.count == before;
}

/* Complains about cells without a heading. */
static void check_row_width(struct rows_reading *reading, const struct csv_row *row)
{
	for (size_t i = reading->columns.count; i < row->count; i++) {
		const char *cell = cell_at(reading, row, i);
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
		fill_item(reading, row, &reading->columns.at[i], cell_at(reading, row, i), &item);
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
		const char *cell = cell_at(reading, row, i);
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
	vec_release(&reading->file.cells);
	vec_release(&reading->file.rows);
	free(reading->file.shown);
}

/* Finds forms/<folder>/<id>.csv and reads its heading; the path of the file, or NULL
 * when there is none. */
static char *find_file(struct rows_reading *reading, const struct catalogue *catalogue,
                       const char *folder)
{
	struct str shown = { 0 };
	char *name = mem_print("%s/%s.csv", folder, reading->form->id);
	char *path = catalogue_find(catalogue, name, &shown);

	reading->file.shown = str_take(&shown);
	reading->file.pool = &reading->form->pool;
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
	else if (read_file(&reading, path) && read_heading(&reading, true)) {
		for (size_t i = 1; i < reading.file.rows.count; i++)
			read_item(&reading, &reading.file.rows.at[i]);
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

	if (path != NULL && read_file(&reading, path) && read_heading(&reading, false)) {
		for (size_t i = 1; i < reading.file.rows.count; i++)
			read_sample(&reading, &reading.file.rows.at[i], samples);
	}
	if (errs->at.count > before)
		samples_release(samples);
	free(path);
	rows_release(&reading);
	return errs->at.count == before;
}

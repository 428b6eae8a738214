/*
 * overview_file.c - home's figures in .sonae/home, a CSV with lines of five kinds:
 *
 *     key,SUM,VERSION of the program
 *     sheet,ID,there,progress,rows
 *     figure,sheet,alarm, the worksheet's title, its label and its value in both languages
 *     finding,level,sheet,row,field,gap,count and its title in both languages
 *     next,session,sheet,row,field and three texts in both languages
 */
#include "overview_file.h"

#include "sonae/base/clock.h"
#include "sonae/base/file_write.h"
#include "sonae/store/csv.h"

#include <stdlib.h>

/* Size and time of everything the figures rest on, as one sum. */
static void figures_key(const struct session *session, char key[DIGEST_HEX + 1])
{
	const char *folders[] = {folder_path(session->folder), folder_catalogue(session->folder)->own,
	                         folder_catalogue(session->folder)->program};
	struct digest *digest = digest_new();
	char date[16];

	digest_add(digest, SONAE_VERSION, sizeof(SONAE_VERSION));
	digest_add(digest, date_iso(clock_today(), date), 10);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char **names = NULL;
		size_t count = 0;
		if (!folders[i] || !file_list(folders[i], &names, &count, NULL))
			continue;
		for (size_t k = 0; k < count; k++) {
			char *path = path_join(folders[i], names[k]);
			struct file_stamp stamp = file_stamp(path);
			bool counts = text_ends(names[k], ".ini") ||
			              (text_ends(names[k], ".csv") && !text_is(names[k], "history.csv"));
			if (counts) {
				digest_add(digest, names[k], strlen(names[k]) + 1);
				digest_add(digest, &stamp, sizeof(stamp));
			}
			free(path);
			free(names[k]);
		}
		free(names);
	}
	digest_finish(digest, key);
}

static char *remembered_path(const struct session *session)
{
	char *inner = path_join(folder_path(session->folder), ".sonae");
	char *path = path_join(inner, "home");

	free(inner);
	return path;
}

/* ---- writing ---- */

static void add_cells(struct str *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_add_cell(out, cells[i], i == 0);
}

static void add_number(struct str *out, long number)
{
	str_addf(out, ",%ld", number);
}

static void add_words(struct str *out, struct words words)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		csv_add_cell(out, words_in(words, (enum lang)lang), false);
}

static void add_sheets(struct str *out, const struct overview *overview)
{
	for (size_t i = 0; i < overview->sessions.count; i++) {
		const struct overview_session *shown = &overview->sessions.at[i];
		for (size_t k = 0; k < shown->sheets.count; k++) {
			const struct overview_sheet *sheet = &shown->sheets.at[k];
			str_addf(out, "sheet,%s,%d,%d,%zu", sheet->id, sheet->there, (int)sheet->progress,
			         sheet->rows);
			csv_end_row(out);
		}
	}
}

static void add_figure(struct str *out, const struct overview_figure *figure)
{
	str_add(out, "figure");
	csv_add_cell(out, figure->sheet, false);
	add_number(out, figure->alarm);
	add_words(out, figure->sheet_title);
	add_words(out, figure->label);
	add_words(out, figure->value);
	csv_end_row(out);
}

static void add_finding(struct str *out, const struct overview_finding *found)
{
	str_addf(out, "finding,%d", (int)found->level);
	csv_add_cell(out, found->sheet, false);
	csv_add_cell(out, found->row, false);
	csv_add_cell(out, found->field, false);
	csv_add_cell(out, found->gap, false);
	add_number(out, (long)found->count);
	add_words(out, found->title);
	csv_end_row(out);
}

static void add_next(struct str *out, const struct overview *overview)
{
	str_addf(out, "next,%d", overview->next_session);
	csv_add_cell(out, overview->next_sheet, false);
	csv_add_cell(out, overview->next_row, false);
	csv_add_cell(out, overview->next_field, false);
	add_words(out, overview->next_title);
	add_words(out, overview->next_name);
	add_words(out, overview->next_label);
	csv_end_row(out);
}

void overview_remember(const struct session *session, const struct overview *overview)
{
	struct str out = {0};
	char key[DIGEST_HEX + 1];

	figures_key(session, key);
	add_cells(&out, (const char *const[]){"key", key, SONAE_VERSION}, 3);
	csv_end_row(&out);
	add_sheets(&out, overview);
	for (size_t i = 0; i < overview->figures.count; i++)
		add_figure(&out, &overview->figures.at[i]);
	for (size_t i = 0; i < overview->findings.count; i++)
		add_finding(&out, &overview->findings.at[i]);
	add_next(&out, overview);
	char *path = remembered_path(session);
	file_replace(path, out.at, out.len, NULL);
	free(path);
	str_release(&out);
}

/* ---- reading ---- */

enum { CELLS_MAX = 11 };
struct reader {
	struct overview *overview;
	const char *cell[CELLS_MAX]; /* in the overview's pool */
	int count;
	bool fits;
};

static const char *cell(const struct reader *reader, int index)
{
	return index < reader->count ? reader->cell[index] : "";
}

static long number(const struct reader *reader, int index)
{
	return strtol(cell(reader, index), NULL, 10);
}

static struct words words(const struct reader *reader, int index)
{
	return (struct words){{cell(reader, index), cell(reader, index + 1)}};
}

static void read_sheet(struct reader *reader)
{
	for (size_t i = 0; i < reader->overview->sessions.count; i++) {
		struct overview_session *shown = &reader->overview->sessions.at[i];
		for (size_t k = 0; k < shown->sheets.count; k++) {
			struct overview_sheet *sheet = &shown->sheets.at[k];
			if (!text_is(sheet->id, cell(reader, 1)))
				continue;
			sheet->there = number(reader, 2) == 1;
			sheet->progress = (enum progress)number(reader, 3);
			sheet->rows = (size_t)number(reader, 4);
		}
	}
}

static void read_figure(struct reader *reader)
{
	struct overview_figure *figure = vec_add(&reader->overview->figures);

	text_copy(figure->sheet, sizeof(figure->sheet), cell(reader, 1));
	figure->alarm = number(reader, 2) == 1;
	figure->sheet_title = words(reader, 3);
	figure->label = words(reader, 5);
	figure->value = words(reader, 7);
}

static void read_finding(struct reader *reader)
{
	struct overview_finding *found = vec_add(&reader->overview->findings);

	found->level = (enum finding_level)number(reader, 1);
	text_copy(found->sheet, sizeof(found->sheet), cell(reader, 2));
	text_copy(found->row, sizeof(found->row), cell(reader, 3));
	text_copy(found->field, sizeof(found->field), cell(reader, 4));
	text_copy(found->gap, sizeof(found->gap), cell(reader, 5));
	found->count = (size_t)number(reader, 6);
	found->title = words(reader, 7);
}

static void read_next(struct reader *reader)
{
	struct overview *overview = reader->overview;

	overview->next_session = (int)number(reader, 1);
	text_copy(overview->next_sheet, sizeof(overview->next_sheet), cell(reader, 2));
	text_copy(overview->next_row, sizeof(overview->next_row), cell(reader, 3));
	text_copy(overview->next_field, sizeof(overview->next_field), cell(reader, 4));
	overview->next_title = words(reader, 5);
	overview->next_name = words(reader, 7);
	overview->next_label = words(reader, 9);
}

static void take_cell(void *context, const char *text, size_t len)
{
	struct reader *reader = context;

	if (reader->count < CELLS_MAX)
		reader->cell[reader->count++] = pool_text(&reader->overview->pool, text, len);
}

static void take_row(void *context, long line)
{
	struct reader *reader = context;
	const char *kind = cell(reader, 0);

	(void)line;
	if (text_is(kind, "key")) {
		text_copy(reader->overview->key, sizeof(reader->overview->key), cell(reader, 1));
		reader->fits = text_is(cell(reader, 2), SONAE_VERSION);
	} else if (reader->fits && text_is(kind, "sheet"))
		read_sheet(reader);
	else if (reader->fits && text_is(kind, "figure"))
		read_figure(reader);
	else if (reader->fits && text_is(kind, "finding"))
		read_finding(reader);
	else if (reader->fits && text_is(kind, "next"))
		read_next(reader);
	reader->count = 0;
}

bool overview_recall(const struct session *session, struct overview *overview)
{
	struct reader reader = {.overview = overview};
	struct csv_sink sink = {&reader, take_cell, take_row};

	char *path = remembered_path(session);
	if (file_exists(path))
		csv_read(path, "home", sink, NULL, NULL);
	free(path);
	return reader.fits;
}

bool overview_fits(const struct session *session, const struct overview *overview)
{
	char key[DIGEST_HEX + 1];

	figures_key(session, key);
	return text_is(key, overview->key);
}

/* overview.c - the figures of the home screen, computed or remembered. */
#include "sonae/app/overview.h"

#include "sonae/base/clock.h"
#include "sonae/base/file_write.h"
#include "sonae/model/finding.h"
#include "sonae/store/csv.h"

#include <stdlib.h>

/* The sessions and worksheets of the curriculum, nothing computed. */
static void lay_out(const struct session *session, struct overview *overview)
{
	const struct curriculum *curriculum = &session->curriculum;

	overview->next_session = -1;
	for (size_t i = 0; i < curriculum->sessions.count; i++) {
		const struct session_plan *plan = &curriculum->sessions.at[i];
		struct overview_session *shown = vec_add(&overview->sessions);
		for (size_t k = 0; k < plan->sheets.count; k++) {
			struct overview_sheet *sheet = vec_add(&shown->sheets);
			sheet->id = plan->sheets.at[k].id;
			sheet->more = plan->sheets.at[k].more;
		}
	}
}

static void count_core(struct overview *overview)
{
	for (size_t i = 0; i < overview->sessions.count; i++) {
		struct overview_session *shown = &overview->sessions.at[i];
		shown->core = shown->done = 0;
		shown->there = false;
		for (size_t k = 0; k < shown->sheets.count; k++) {
			const struct overview_sheet *sheet = &shown->sheets.at[k];
			shown->there |= sheet->there;
			if (!sheet->there || sheet->more)
				continue;
			shown->core++;
			shown->done += sheet->progress == PROGRESS_DONE;
		}
	}
}

/* ---- computing ---- */

static void measure_sheet(struct book *book, struct overview_sheet *shown)
{
	struct sheet *sheet = book_form(book, shown->id, NULL) ? book_sheet(book, shown->id, NULL) : NULL;

	shown->there = book_form(book, shown->id, NULL) != NULL;
	if (!sheet)
		return;
	shown->progress = progress_of(book, sheet);
	shown->rows = progress_rows(book, sheet);
}

static bool is_same_kind(const struct overview_finding *shown, const struct finding *finding)
{
	return shown->level == finding->level && text_is(shown->sheet, finding->sheet) &&
	       text_is(shown->gap, finding->gap ? finding->gap->id : "");
}

static void add_finding(struct book *book, struct overview *overview, const struct finding *finding)
{
	const struct form *form = book_form(book, finding->sheet, NULL);

	for (size_t i = 0; i < overview->findings.count; i++) {
		if (is_same_kind(&overview->findings.at[i], finding)) {
			overview->findings.at[i].count++;
			return;
		}
	}
	struct overview_finding *shown = vec_add(&overview->findings);
	shown->level = finding->level;
	shown->count = 1;
	text_copy(shown->sheet, sizeof(shown->sheet), finding->sheet);
	text_copy(shown->row, sizeof(shown->row), finding->row);
	text_copy(shown->gap, sizeof(shown->gap), finding->gap ? finding->gap->id : "");
	if (form && finding->field >= 0)
		text_copy(shown->field, sizeof(shown->field), form->fields.at[finding->field].id);
}

static void add_findings(struct book *book, struct overview *overview, const char *sheet)
{
	struct findings findings = {0};

	findings_of_sheet(book, sheet, &findings, NULL);
	for (size_t i = 0; i < findings.at.count; i++)
		add_finding(book, overview, &findings.at.at[i]);
	findings_release(&findings);
}

static int by_level(const void *a, const void *b)
{
	const struct overview_finding *left = a, *right = b;

	return (int)right->level - (int)left->level;
}

/* The first empty required cell of the session's first unfinished core worksheet. */
static bool next_in(struct book *book, struct overview *overview, int index)
{
	struct overview_session *shown = &overview->sessions.at[index];

	for (size_t i = 0; i < shown->sheets.count; i++) {
		const struct overview_sheet *at = &shown->sheets.at[i];
		if (!at->there || at->more || at->progress == PROGRESS_DONE)
			continue;
		struct sheet *sheet = book_sheet(book, at->id, NULL);
		size_t row = 0;
		int field = -1;
		if (!sheet)
			continue;
		overview->next_session = index;
		text_copy(overview->next_sheet, sizeof(overview->next_sheet), at->id);
		if (!progress_next_cell(book, sheet, &row, &field))
			return true;
		if (row < sheet_row_count(sheet))
			text_copy(overview->next_row, sizeof(overview->next_row), sheet_row_id(sheet, row));
		text_copy(overview->next_field, sizeof(overview->next_field),
		          sheet_form(sheet)->fields.at[field].id);
		return true;
	}
	return false;
}

static void find_next(struct book *book, struct overview *overview, int last_session)
{
	if (last_session >= 0 && next_in(book, overview, last_session))
		return;
	for (size_t i = 0; i < overview->sessions.count; i++)
		if (next_in(book, overview, (int)i))
			return;
}

static bool seen_before(const struct overview *overview, size_t session, const char *sheet)
{
	for (size_t i = 0; i < session; i++)
		for (size_t k = 0; k < overview->sessions.at[i].sheets.count; k++)
			if (text_is(overview->sessions.at[i].sheets.at[k].id, sheet))
				return true;
	return false;
}

/* ---- remembering ---- */

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

/* .sonae/home is a CSV of ours: a line "key", lines "sheet", "finding" and "next". */
static void remember(const struct session *session, const struct overview *overview)
{
	struct str out = {0};
	char key[DIGEST_HEX + 1];

	figures_key(session, key);
	str_addf(&out, "key,%s\r\n", key);
	for (size_t i = 0; i < overview->sessions.count; i++) {
		const struct overview_session *shown = &overview->sessions.at[i];
		for (size_t k = 0; k < shown->sheets.count; k++) {
			const struct overview_sheet *sheet = &shown->sheets.at[k];
			str_addf(&out, "sheet,%s,%d,%d,%zu\r\n", sheet->id, sheet->there,
			         (int)sheet->progress, sheet->rows);
		}
	}
	for (size_t i = 0; i < overview->findings.count; i++) {
		const struct overview_finding *found = &overview->findings.at[i];
		str_addf(&out, "finding,%d,%s,%s,%s,%s,%zu\r\n", (int)found->level, found->sheet, found->row,
		         found->field, found->gap, found->count);
	}
	str_addf(&out, "next,%d,%s,%s,%s\r\n", overview->next_session, overview->next_sheet,
	         overview->next_row, overview->next_field);
	char *path = remembered_path(session);
	file_replace(path, out.at, out.len, NULL);
	free(path);
	str_release(&out);
}

enum { REMEMBERED_CELLS = 7 };
struct reader {
	struct overview *overview;
	char key[DIGEST_HEX + 1];
	char cell[REMEMBERED_CELLS][80];
	int count;
	bool fits;
};

static void read_cell(void *context, const char *text, size_t len)
{
	struct reader *reader = context;

	(void)len;
	if (reader->count < REMEMBERED_CELLS)
		text_copy(reader->cell[reader->count++], sizeof(reader->cell[0]), text);
}

static void read_sheet_line(struct reader *reader)
{
	for (size_t i = 0; i < reader->overview->sessions.count; i++) {
		struct overview_session *shown = &reader->overview->sessions.at[i];
		for (size_t k = 0; k < shown->sheets.count; k++) {
			struct overview_sheet *sheet = &shown->sheets.at[k];
			if (!text_is(sheet->id, reader->cell[1]))
				continue;
			sheet->there = text_is(reader->cell[2], "1");
			sheet->progress = (enum progress)strtol(reader->cell[3], NULL, 10);
			sheet->rows = strtoul(reader->cell[4], NULL, 10);
		}
	}
}

static void read_finding_line(struct reader *reader)
{
	struct overview_finding *found = vec_add(&reader->overview->findings);

	found->level = (enum finding_level)strtol(reader->cell[1], NULL, 10);
	text_copy(found->sheet, sizeof(found->sheet), reader->cell[2]);
	text_copy(found->row, sizeof(found->row), reader->cell[3]);
	text_copy(found->field, sizeof(found->field), reader->cell[4]);
	text_copy(found->gap, sizeof(found->gap), reader->cell[5]);
	found->count = strtoul(reader->cell[6], NULL, 10);
}

static void read_next_line(struct reader *reader)
{
	struct overview *overview = reader->overview;

	overview->next_session = (int)strtol(reader->cell[1], NULL, 10);
	text_copy(overview->next_sheet, sizeof(overview->next_sheet), reader->cell[2]);
	text_copy(overview->next_row, sizeof(overview->next_row), reader->cell[3]);
	text_copy(overview->next_field, sizeof(overview->next_field), reader->cell[4]);
}

static void read_row(void *context, long line)
{
	struct reader *reader = context;

	(void)line;
	if (text_is(reader->cell[0], "key"))
		reader->fits = text_is(reader->cell[1], reader->key);
	else if (reader->fits && text_is(reader->cell[0], "sheet"))
		read_sheet_line(reader);
	else if (reader->fits && text_is(reader->cell[0], "finding"))
		read_finding_line(reader);
	else if (reader->fits && text_is(reader->cell[0], "next"))
		read_next_line(reader);
	memset(reader->cell, 0, sizeof(reader->cell));
	reader->count = 0;
}

/* ---- the two ways in ---- */

void overview_load(struct session *session, struct overview *overview)
{
	struct reader reader = {.overview = overview};
	struct csv_sink sink = {&reader, read_cell, read_row};
	struct csv_info info;

	memset(overview, 0, sizeof(*overview));
	lay_out(session, overview);
	figures_key(session, reader.key);
	char *path = remembered_path(session);
	if (file_exists(path))
		csv_read(path, "home", sink, &info, NULL);
	free(path);
	overview->is_stale = !reader.fits;
	count_core(overview);
}

void overview_compute(struct session *session, int last_session, struct overview *overview)
{
	struct book *book = folder_book(session->folder);

	overview_release(overview);
	lay_out(session, overview);
	for (size_t i = 0; i < overview->sessions.count; i++) {
		struct overview_session *shown = &overview->sessions.at[i];
		for (size_t k = 0; k < shown->sheets.count; k++) {
			measure_sheet(book, &shown->sheets.at[k]);
			if (shown->sheets.at[k].there && !seen_before(overview, i, shown->sheets.at[k].id))
				add_findings(book, overview, shown->sheets.at[k].id);
		}
	}
	if (overview->findings.count > 1)
		qsort(overview->findings.at, overview->findings.count, sizeof(overview->findings.at[0]),
		      by_level);
	count_core(overview);
	find_next(book, overview, last_session);
	if (!session->read_only && folder_is_saved(session->folder, NULL))
		remember(session, overview);
}

void overview_release(struct overview *overview)
{
	for (size_t i = 0; i < overview->sessions.count; i++)
		vec_release(&overview->sessions.at[i].sheets);
	vec_release(&overview->sessions);
	vec_release(&overview->findings);
	memset(overview, 0, sizeof(*overview));
}

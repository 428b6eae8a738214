/* next_year.c - last year's ledgers in a new workbook. */
#include "sonae/app/next_year.h"

#include "sonae/app/draw.h"
#include "sonae/app/notes.h"
#include "sonae/base/file.h"
#include "sonae/base/file_copy.h"
#include "sonae/model/field_type.h"

#include <stdlib.h>

/* The old workbook as a session of its own: what is drawn is evaluated there. */
struct years {
	struct session old;
	struct folder *to;
};

static const struct form *form_in(struct folder *folder, const char *id)
{
	return book_form(folder_book(folder), id, NULL);
}

static bool goes_on(struct folder *folder, const char *id)
{
	const struct form *form = form_in(folder, id);

	return form && !form->starts_empty;
}

/* A cell that would name a row that is gone is left out. */
static const char *cell_to_keep(const struct years *years, const struct sheet *from, size_t row,
                                size_t field)
{
	const struct field *at = &sheet_form(from)->fields.at[field];

	if (at->formula || (at->type->is_ref && !goes_on(years->to, at->sheet)))
		return "";
	return sheet_cell(from, row, field);
}

static void keep_row(const struct years *years, struct step *step, const struct sheet *from,
                     struct sheet *to, size_t row, const char *after)
{
	const struct form *form = sheet_form(to);
	const char **cells = mem_zero(form->fields.count + 1, sizeof(*cells));
	const char *id = sheet_row_id(from, row);
	size_t there;

	for (size_t i = 0; i < form->fields.count; i++)
		cells[i] = cell_to_keep(years, from, row, i);
	if (!sheet_find(to, id, &there))
		step_insert(step, to, id, after, cells);
	else
		for (size_t i = 0; i < form->fields.count; i++)
			if (!form->fields.at[i].formula)
				step_set(step, to, there, (int)i, cells[i]);
	free(cells);
}

/* Columns that only the file knows: the rows are there by now. */
static void keep_unknown(struct step *step, const struct sheet *from, struct sheet *to)
{
	size_t known = sheet_form(from)->fields.count, there;

	for (size_t c = known; c < sheet_column_count(from); c++) {
		size_t column = sheet_add_column(to, sheet_column_name(from, c));
		for (size_t row = 0; row < sheet_row_count(from); row++)
			if (sheet_cell(from, row, c)[0] && sheet_find(to, sheet_row_id(from, row), &there))
				step_set(step, to, there, (int)column, sheet_cell(from, row, c));
	}
}

/* Of margin notes those that are open, about what goes on. */
static bool goes_along(const struct years *years, const struct sheet *from, size_t row)
{
	const char *about, *id;

	if (!notes_place(from, row, &about, &id))
		return true;
	return !notes_is_done(from, row) && (!about[0] || goes_on(years->to, about));
}

static bool keep_sheet(struct years *years, const char *id, struct err *err)
{
	struct sheet *from = book_sheet(folder_book(years->old.folder), id, err);
	struct sheet *to = from ? book_sheet(folder_book(years->to), id, err) : NULL;
	struct step rows = {0}, more = {0};
	const char *after = "";

	if (!to)
		return false;
	for (size_t row = 0; row < sheet_row_count(from); row++) {
		if (!goes_along(years, from, row))
			continue;
		keep_row(years, &rows, from, to, row, after);
		after = sheet_row_id(from, row);
	}
	bool fine = folder_do(years->to, &rows, err);
	if (fine) {
		keep_unknown(&more, from, to);
		fine = folder_do(years->to, &more, err);
	}
	step_release(&rows);
	step_release(&more);
	return fine;
}

static bool draw_all(struct years *years, struct sheet *to, size_t index, struct err *err)
{
	struct draw_source source;
	struct step step = {0};
	char id[64];
	bool fine = draw_open(&years->old, to, index, &source, err);

	for (size_t i = 0; fine && i < source.offers.count; i++) {
		size_t count = sheet_row_count(to);
		const char *after = i > 0 ? id : count ? sheet_row_id(to, count - 1) : "";
		char behind[64];
		text_copy(behind, sizeof(behind), after);
		fine = draw_take(&years->old, &step, to, &source, i, behind, id, err);
	}
	fine = fine && folder_do(years->to, &step, err);
	step_release(&step);
	draw_close(&source);
	return fine;
}

/* What last year left open becomes rows of this year. */
static bool draw_open_ends(struct years *years, const char *id, struct err *err)
{
	const struct form *form = form_in(years->to, id);
	bool fine = true;

	for (size_t i = 0; form && fine && i < form->draws.count; i++) {
		if (!form->draws.at[i].at_new_year || !folder_has_file(years->old.folder, form->draws.at[i].sheet))
			continue;
		struct sheet *to = book_sheet(folder_book(years->to), id, err);
		fine = to && draw_all(years, to, i, err);
	}
	return fine;
}

static bool fill(struct years *years, struct err *err)
{
	char **ids = NULL;
	size_t count = 0;
	bool fine = catalogue_forms(folder_catalogue(years->to), &ids, &count, err);

	for (size_t i = 0; i < count && fine; i++) {
		bool has_rows = folder_has_file(years->old.folder, ids[i]) || text_is(ids[i], SETTINGS_SHEET);
		if (has_rows && goes_on(years->to, ids[i]))
			fine = keep_sheet(years, ids[i], err);
	}
	for (size_t i = 0; i < count && fine; i++)
		fine = draw_open_ends(years, ids[i], err);
	for (size_t i = 0; i < count; i++)
		free(ids[i]);
	free(ids);
	return fine && folder_save(years->to, NULL, err);
}

static bool copy_own_forms(const char *from, const char *path, struct err *err)
{
	char *theirs = path_join(from, "forms"), *ours = path_join(path, "forms");
	bool fine = !file_is_dir(theirs) || file_copy(theirs, ours, NULL, err);

	free(theirs);
	free(ours);
	return fine;
}

bool next_year_fill(struct session *session, const char *from, const char *path, struct err *err)
{
	const char *who = config_who(&session->config);
	struct years years = {.old = *session};

	if (!copy_own_forms(from, path, err))
		return false;
	years.old.folder = folder_open(from, FOLDER_READ, who, &session->catalogue, NULL, err);
	years.to = years.old.folder
	               ? folder_open(path, FOLDER_WRITE, who, &session->catalogue, NULL, err) : NULL;
	bool fine = years.to && fill(&years, err);
	folder_close(years.to);
	folder_close(years.old.folder);
	return fine;
}

/* merging_fixture.h - a workbook, a package sent from it, and what comes back of it. */
#ifndef TESTS_UNIT_MERGING_FIXTURE_H
#define TESTS_UNIT_MERGING_FIXTURE_H

#include "app_fixture.h"
#include "sonae/app/entry.h"
#include "sonae/app/export_plan.h"
#include "sonae/app/merging.h"
#include "sonae/app/notes.h"
#include "sonae/base/file.h"
#include "sonae/store/sheet_file.h"

struct desk {
	struct fixture fixture;
	char out[512]; /* the package, a folder */
	struct merging merging;
};

static inline struct session *desk_session(struct desk *desk)
{
	return &desk->fixture.session;
}

static inline void fail_for(const struct err *err)
{
	char reason[600];

	fail_msg("%s", err_text(err, reason, sizeof(reason)));
}

static inline struct sheet *desk_sheet(struct desk *desk, const char *id)
{
	return fixture_sheet(&desk->fixture, id);
}

static inline struct desk *desk_begin(bool example, enum lang lang)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	fixture_make(&desk->fixture, example, lang);
	snprintf(desk->out, sizeof(desk->out), "%s/out", scratch_dir());
	return desk;
}

static inline void desk_end(struct desk *desk)
{
	merging_release(&desk->merging);
	session_release(desk_session(desk));
	free(desk);
}

static inline void desk_do(struct desk *desk, struct step *step)
{
	struct err err = {0};

	if (!folder_do(desk_session(desk)->folder, step, &err))
		fail_for(&err);
	step_release(step);
}

/* As a person writes it. */
static inline void desk_set(struct desk *desk, const char *sheet_id, const char *row_id,
                            const char *field, const char *text)
{
	struct sheet *sheet = desk_sheet(desk, sheet_id);
	struct step step = {.about = NULL};
	size_t row;

	assert_true(sheet_find(sheet, row_id, &row));
	assert_true(entry_set(desk_session(desk), &step, sheet, row,
	                      form_field(sheet_form(sheet), field), text, NULL));
	desk_do(desk, &step);
}

static inline void desk_new(struct desk *desk, const char *sheet_id, const char *field,
                            const char *text)
{
	struct sheet *sheet = desk_sheet(desk, sheet_id);
	size_t count = sheet_row_count(sheet);
	struct step step = {.about = NULL};
	char id[64];

	assert_true(entry_new_row(desk_session(desk), &step, sheet,
	                          count ? sheet_row_id(sheet, count - 1) : "",
	                          form_field(sheet_form(sheet), field), text, id, NULL));
	desk_do(desk, &step);
}

static inline void desk_delete(struct desk *desk, const char *sheet_id, const char *row_id)
{
	struct sheet *sheet = desk_sheet(desk, sheet_id);
	struct step step = {.about = NULL};
	size_t row, referrers;

	assert_true(sheet_find(sheet, row_id, &row));
	assert_true(entry_delete_row(desk_session(desk), &step, sheet, row, &referrers, NULL));
	desk_do(desk, &step);
}

static inline const char *desk_cell(struct desk *desk, const char *sheet_id, const char *row_id,
                                    const char *field)
{
	struct sheet *sheet = desk_sheet(desk, sheet_id);
	size_t row;

	if (!sheet_find(sheet, row_id, &row))
		fail_msg("no %s in %s", row_id, sheet_id);
	return sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field));
}

static inline bool desk_has(struct desk *desk, const char *sheet_id, const char *row_id)
{
	size_t row;

	return sheet_find(desk_sheet(desk, sheet_id), row_id, &row);
}

/* ---- sending ---- */

/* CSV files alone, kept in .sonae/sent. `sheets` NULL = all that has work in it. */
static inline void desk_send(struct desk *desk, const char *sheets, bool redact)
{
	struct export_choice choice = {.formats = "csv", .sheets = sheets, .redact = redact,
	                               .lang = folder_settings(desk_session(desk)->folder)->lang};
	struct outgoing outgoing;
	struct package_formats formats;
	struct out_files files = {0};
	struct err err = {0};
	char id[96];

	if (!export_plan(desk_session(desk), &choice, &outgoing, &formats, &err) ||
	    !package_make(&outgoing, &formats, &files, id, &err) ||
	    !package_write(&files, desk->out, outgoing.made_at, &err) ||
	    !package_keep(desk_session(desk)->folder, &files, id, &err))
		fail_for(&err);
	out_files_release(&files);
	package_formats_release(&formats);
	outgoing_release(&outgoing);
}

/* ---- what they do with it ---- */

/* The CSV file of the package as a worksheet, to be changed, handed over. */
static inline struct sheet *their_sheet(struct desk *desk, const char *id)
{
	struct sheet *sheet = sheet_new(sheet_form(desk_sheet(desk, id)));
	char *name = mem_print("csv/%s.csv", id);
	struct sheet_reading reading;
	size_t len = 0;
	char *text = scratch_read(desk->out, name, &len);

	assert_non_null(text);
	assert_true(sheet_read_text(text, len, name, sheet, &reading, NULL));
	sheet_reading_release(&reading);
	free(text);
	free(name);
	return sheet;
}

static inline void add_their_row(struct str *out, const struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);

	csv_add_cell(out, sheet_row_id(sheet, row), true);
	for (size_t i = 0; i < sheet_column_count(sheet); i++) {
		struct str cell = {0};

		csv_guard(&cell, sheet_cell(sheet, row, i));
		if (i >= form->fields.count || !form->fields.at[i].formula)
			csv_add_cell(out, str_text(&cell), false);
		str_release(&cell);
	}
	csv_end_row(out);
}

/* Back into the package; what they leave out is left out. */
static inline void put_back(struct desk *desk, struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	char *name = mem_print("csv/%s.csv", form->id);
	struct str out = {0};

	csv_add_cell(&out, "id", true);
	for (size_t i = 0; i < sheet_column_count(sheet); i++)
		if (i >= form->fields.count || !form->fields.at[i].formula)
			csv_add_cell(&out, sheet_column_name(sheet, i), false);
	csv_end_row(&out);
	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		add_their_row(&out, sheet, row);
	scratch_write_bytes(desk->out, name, out.at, out.len);
	str_release(&out);
	free(name);
	sheet_free(sheet);
}

static inline size_t their_column(const struct sheet *sheet, const char *name)
{
	for (size_t i = 0; i < sheet_column_count(sheet); i++)
		if (strstr(sheet_column_name(sheet, i), name) == sheet_column_name(sheet, i))
			return i;
	fail_msg("no column %s", name);
	return 0;
}

static inline void write_their(struct sheet *sheet, const char *row_id, const char *column,
                               const char *text)
{
	size_t row = sheet_row_count(sheet);

	if (!sheet_find(sheet, row_id, &row))
		sheet_insert_row(sheet, row, row_id);
	sheet_set_cell(sheet, row, their_column(sheet, column), text, strlen(text));
}

/* One cell of the package; the row is made when there is none. */
static inline void they_set(struct desk *desk, const char *sheet_id, const char *row_id,
                            const char *column, const char *text)
{
	struct sheet *sheet = their_sheet(desk, sheet_id);

	write_their(sheet, row_id, column, text);
	put_back(desk, sheet);
}

static inline void they_drop(struct desk *desk, const char *sheet_id, const char *row_id)
{
	struct sheet *sheet = their_sheet(desk, sheet_id);
	size_t row;

	assert_true(sheet_find(sheet, row_id, &row));
	sheet_remove_row(sheet, row);
	put_back(desk, sheet);
}

/* ---- merging ---- */

static inline void desk_open_from(struct desk *desk, const char *path, const char *base)
{
	struct merging_choice choice = {.path = path, .who = "山本", .base = base};
	struct err err = {0};

	merging_release(&desk->merging);
	if (!merging_open(&desk->merging, desk_session(desk), &choice, &err))
		fail_for(&err);
}

static inline void desk_open(struct desk *desk)
{
	desk_open_from(desk, desk->out, NULL);
}

static inline void desk_merge_from(struct desk *desk, const char *path, const char *base)
{
	struct err err = {0};

	desk_open_from(desk, path, base);
	if (!merging_do(&desk->merging, &err))
		fail_for(&err);
}

static inline void desk_merge(struct desk *desk)
{
	desk_merge_from(desk, desk->out, NULL);
}

static inline const struct merging_item *desk_item(const struct desk *desk, const char *sheet,
                                                   const char *row, const char *field,
                                                   enum merging_kind kind)
{
	for (size_t i = 0; i < desk->merging.sheets.count; i++) {
		const struct merging_sheet *at = desk->merging.sheets.at[i];

		for (size_t k = 0; k < at->items.count; k++)
			if (text_is(at->form->id, sheet) && text_is(at->items.at[k].row, row) &&
			    text_is(at->items.at[k].field, field) && at->items.at[k].kind == kind)
				return &at->items.at[k];
	}
	return NULL;
}

/* Notes on the row with that text. */
static inline size_t desk_notes(struct desk *desk, const char *sheet, const char *row,
                                const char *text)
{
	struct sheet *notes = notes_sheet(desk_session(desk), NULL);
	struct notes_fields fields;
	size_t count = 0;

	assert_true(notes_fields(sheet_form(notes), &fields));
	for (size_t i = 0; i < sheet_row_count(notes); i++)
		count += text_is(sheet_cell(notes, i, (size_t)fields.about), sheet) &&
		         text_is(sheet_cell(notes, i, (size_t)fields.row), row) &&
		         text_is(sheet_cell(notes, i, (size_t)fields.text), text);
	return count;
}

#endif

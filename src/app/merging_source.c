/* merging_source.c - packages, single files and other workbooks, read as worksheets. */
#include "merging_priv.h"

#include "sonae/base/file.h"
#include "sonae/base/file_copy.h"
#include "sonae/base/file_write.h"
#include "sonae/base/utf8.h"

#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#define HISTORY_FILE "history.csv"
#define IPA_FILE "ipa.csv" /* the same risks once more, for IPA's own sheet */

/* ---- a workbook, copied aside: its unsaved changes count, and nothing in it changes ---- */

static bool copy_files(const struct source *source, struct err *err)
{
	for (size_t i = 0; i < source->package.files.at.count; i++) {
		const struct out_file *file = &source->package.files.at.at[i];
		char *path = path_join(source->copy, file->name);
		bool done = file_replace(path, str_text(&file->bytes), file->bytes.len, err);

		free(path);
		if (!done)
			return false;
	}
	return true;
}

/* Their rows are read with our forms. */
static bool copy_forms(const struct source *source, const struct session *session, struct err *err)
{
	char *from = path_join(folder_path(session->folder), "forms");
	char *to = path_join(source->copy, "forms");
	bool done = !file_is_dir(from) || file_copy(from, to, NULL, err);

	free(to);
	free(from);
	return done;
}

static bool touch(void *context, const struct history_record *record)
{
	struct source *source = context;

	if (history_kind_is_change(record->kind))
		map_put(&source->touched,
		        pool_intern(&source->texts, record->sheet, strlen(record->sheet)), NULL);
	return true;
}

static bool open_copy(struct source *source, struct session *session, struct err *err)
{
	struct file_lock_holder holder;

	source->copy = file_make_temp_dir(err);
	if (!source->copy || !copy_files(source, err) || !copy_forms(source, session, err))
		return false;
	source->folder =
		folder_open(source->copy, FOLDER_READ, "", &session->catalogue, &holder, err);
	return source->folder &&
	       history_read(folder_history(source->folder), 0, touch, source, err);
}

bool source_open(struct source *source, struct session *session, const char *path, struct err *err)
{
	return package_read(path, &source->package, err) &&
	       (source->package.kind != PACKAGE_WORKBOOK || open_copy(source, session, err));
}

bool source_open_sent(struct source *source, struct session *session, const char *id,
                      struct err *err)
{
	return package_sent(session->folder, id, &source->package, err);
}

void source_release(struct source *source)
{
	folder_close(source->folder);
	if (source->copy) {
		file_empty_dir(source->copy);
		rmdir(source->copy);
		free(source->copy);
	}
	for (size_t i = 0; i < source->files.count; i++)
		free(source->files.at[i].form);
	vec_release(&source->files);
	map_release(&source->touched);
	pool_release(&source->texts);
	package_release(&source->package);
}

/* ---- which worksheet a file is ---- */

static bool reads_as(const char *folded, const char *text)
{
	char *other = utf8_fold(text, strlen(text));
	bool is = other[0] && text_is(folded, other);

	free(other);
	return is;
}

/* "assets", "assets (1)", "assets-山田", "情報資産管理台帳"; capitals do not matter. */
static bool is_named(const struct form *form, const char *stem)
{
	char *folded = utf8_fold(stem, strlen(stem));
	size_t len = strlen(form->id);
	const char *rest = text_starts(folded, form->id) ? folded + len : "_";
	bool is = !strchr("abcdefghijklmnopqrstuvwxyz0123456789_", rest[0]) || rest[0] == '\0' ||
	          reads_as(folded, form->title.in[LANG_JA]) ||
	          reads_as(folded, form->title.in[LANG_EN]);

	free(folded);
	return is;
}

/* How well the headings fit: the columns known less the unknown ones. */
static long fit(const struct form *form, const struct out_file *file, struct err *err)
{
	struct sheet *sheet = sheet_new(form);
	struct sheet_reading reading;
	long known = 0;

	if (sheet_read_text(str_text(&file->bytes), file->bytes.len, file->name, sheet, &reading,
	                    err)) {
		for (size_t i = 0; i < reading.has_column.count; i++)
			known += 2 * reading.has_column.at[i];
		known -= (long)(sheet_column_count(sheet) - form->fields.count);
		known += reading.rows_without_id == 0;
	}
	sheet_reading_release(&reading);
	sheet_free(sheet);
	return known;
}

struct finder {
	struct session *session;
	const struct out_file *file;
	char *stem;
	const struct form *named, *fits;
	size_t named_len; /* the longest id that its name begins with */
	long best;
	struct err err;
};

static void try_form(struct finder *finder, const char *id, bool by_headings)
{
	const struct form *form = book_form(folder_book(finder->session->folder), id, NULL);
	struct err err = {0};
	long score;

	if (!form || form->kind == FORM_QUERY)
		return;
	if (is_named(form, finder->stem) && strlen(id) >= finder->named_len) {
		finder->named = form;
		finder->named_len = strlen(id);
	}
	if (!by_headings)
		return;
	score = fit(form, finder->file, &err);
	if (err.code != ERR_NONE && err.code != ERR_CSV_NO_HEADER)
		finder->err = err;
	if (score > finder->best) {
		finder->fits = form;
		finder->best = score;
	}
}

static void try_all(struct finder *finder, bool by_headings)
{
	size_t count = 0;
	char **ids = NULL;

	catalogue_forms(folder_catalogue(finder->session->folder), &ids, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		try_form(finder, ids[i], by_headings);
		free(ids[i]);
	}
	free(ids);
}

static char *stem_of(const char *name)
{
	size_t len = strlen(name);

	return mem_dup_n(name, len > 4 && name[len - 4] == '.' ? len - 4 : len);
}

/* By its name, else, of a file that came alone, by its headings. NULL: neither. */
static const struct form *find_form(struct session *session, const struct out_file *file,
                                    bool by_headings, bool *is_plain, struct err *err)
{
	struct finder finder = {.session = session, .file = file, .stem = stem_of(file->name)};
	const struct form *form = NULL;

	if (catalogue_is_form_id(finder.stem))
		form = book_form(folder_book(session->folder), finder.stem, NULL);
	*is_plain = form;
	if (!form) {
		try_all(&finder, false);
		form = finder.named;
	}
	if (!form && by_headings) {
		try_all(&finder, true);
		form = finder.best > 0 ? finder.fits : NULL;
		if (!form && finder.err.code != ERR_NONE && err)
			*err = finder.err;
	}
	free(finder.stem);
	return form;
}

static enum merging_passed why_not(const char *path, const char *stem)
{
	char *forms = path_join(path, "forms"), *name = mem_print("%s.ini", stem);
	char *file = path_join(forms, name);
	enum merging_passed why = file_exists(file) ? MERGING_OWN_FORM : MERGING_NO_FORM;

	free(file);
	free(name);
	free(forms);
	return why;
}

static void pass_over(struct merging *merging, const char *path, const struct out_file *file)
{
	struct merging_other *other = vec_add(&merging->others);
	char *stem = stem_of(file->name);

	other->name = mem_dup(file->name);
	other->why = why_not(path, stem);
	free(stem);
}

static bool know_file(struct source *source, size_t i, struct session *session,
                      struct merging *merging, const char *path, struct err *err)
{
	const struct out_file *file = &source->package.files.at.at[i];
	bool is_alone = source->package.kind == PACKAGE_ONE_CSV, is_plain;
	struct err why = {0};
	const struct form *form = find_form(session, file, is_alone, &is_plain, &why);

	if (form && !source_has(source, form->id))
		vec_push(&source->files, ((struct source_file){mem_dup(form->id), i}));
	if (form && merging && is_alone && !is_plain) {
		free(merging->assumed);
		merging->assumed = mem_dup(form->id);
	}
	if (form)
		return true;
	if (is_alone) {
		if (why.code == ERR_NONE)
			err_set(&why, ERR_CSV_NO_HEADER, file->name, 1, NULL);
		if (err)
			*err = why;
		return false;
	}
	if (merging)
		pass_over(merging, path, file);
	return true;
}

static bool is_csv(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && strcasecmp(name + len - 4, ".csv") == 0;
}

bool source_know_files(struct source *source, struct session *session, struct merging *merging,
                       const char *path, struct err *err)
{
	for (size_t i = 0; i < source->package.files.at.count; i++) {
		const char *name = source->package.files.at.at[i].name;

		if (!is_csv(name) && source->package.kind != PACKAGE_ONE_CSV)
			continue;
		if (text_is(name, HISTORY_FILE) || text_is(name, IPA_FILE))
			continue;
		if (!know_file(source, i, session, merging, path, err))
			return false;
	}
	return true;
}

/* ---- rows ---- */

static const struct out_file *file_of(const struct source *source, const char *form)
{
	for (size_t i = 0; i < source->files.count; i++)
		if (text_is(source->files.at[i].form, form))
			return &source->package.files.at.at[source->files.at[i].file];
	return NULL;
}

bool source_has(const struct source *source, const char *form)
{
	if (source->folder)
		return map_find(&source->touched, form) || folder_has_file(source->folder, form);
	return file_of(source, form);
}

static struct sheet *rows_of_workbook(const struct source *source, const struct form *form,
                                      struct err *err)
{
	const struct sheet *rows = book_sheet(folder_book(source->folder), form->id, err);
	struct sheet *copy = rows ? sheet_new(form) : NULL;

	if (copy)
		sheet_copy_rows(rows, copy);
	return copy;
}

struct sheet *source_rows(const struct source *source, const struct form *form,
                          const struct sheet *numbers, struct sheet_reading *reading,
                          struct err *err)
{
	const struct out_file *file = file_of(source, form->id);
	struct sheet *rows;

	*reading = (struct sheet_reading){.rows_without_id = 0};
	if (source->folder)
		return rows_of_workbook(source, form, err);
	rows = sheet_new(form);
	sheet_use_number(rows, sheet_next_number(numbers) - 1);
	if (sheet_read_text(str_text(&file->bytes), file->bytes.len, file->name, rows, reading,
	                    err))
		return rows;
	sheet_free(rows);
	return NULL;
}

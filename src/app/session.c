/* session.c - opening, closing and making workbooks. */
#include "sonae/app/session.h"

#include "sonae/app/next_year.h"
#include "sonae/app/notes.h"

#include "sonae/base/clock.h"
#include "sonae/base/file.h"
#include "sonae/store/form_file.h"

#include <stdlib.h>

static const char *system_locale(void)
{
	const char *names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);
		if (value && value[0])
			return value;
	}
	return "";
}

/* A locale that names no language (C, POSIX, C.UTF-8 or nothing) says nothing about the
 * user; ours is a Japanese workbook first. */
static enum lang system_lang(void)
{
	const char *locale = system_locale();

	if (text_starts(locale, "ja") || !locale[0] || text_starts(locale, "C") ||
	    text_is(locale, "POSIX"))
		return LANG_JA;
	return LANG_EN;
}

static bool first_of(struct errs *errs, struct err *err)
{
	if (errs->at.count > 0 && err)
		*err = errs->at.at[0];
	bool fine = errs->at.count == 0;
	vec_release(&errs->at);
	return fine;
}

bool session_init(struct session *session, struct err *err)
{
	struct errs unused = {0};

	memset(session, 0, sizeof(*session));
	if (!catalogue_init(&session->catalogue, err))
		return false;
	texts_init(&session->texts, &session->catalogue);
	if (!texts_find(&session->texts, "ui.all_saved"))
		return err_set(err, ERR_TEXT_MISSING, "forms/text/ui.ini", 0, NULL);
	config_load(&session->config, &unused);
	session->lang = session->config.has_lang ? session->config.lang : system_lang();
	keymap_defaults(&session->keymap);
	char *keys = path_join(session->config.dir, "keys.ini");
	keymap_load(&session->keymap, keys, &unused);
	free(keys);
	vec_release(&unused.at);
	return true;
}

void session_release(struct session *session)
{
	session_close(session);
	keymap_release(&session->keymap);
	config_release(&session->config);
	texts_release(&session->texts);
	catalogue_release(&session->catalogue);
}

/* Worksheets that no session names, the workbook's own above all, stand together at the end. */
static void add_others(struct session *session)
{
	struct curriculum *curriculum = &session->curriculum;
	struct session_plan others = {.id = "others"};
	char **ids = NULL;
	size_t count = 0;

	catalogue_forms(folder_catalogue(session->folder), &ids, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		if (curriculum_session_of(curriculum, ids[i]) < 0) {
			struct session_sheet *sheet = vec_add(&others.sheets);
			sheet->id = pool_text(&curriculum->pool, ids[i], strlen(ids[i]));
			sheet->more = true;
		}
		free(ids[i]);
	}
	free(ids);
	others.title = *texts_find(&session->texts, "home.others");
	others.purpose = *texts_find(&session->texts, "home.others_purpose");
	if (others.sheets.count > 0)
		vec_push(&curriculum->sessions, others);
}

static void load_curriculum(struct session *session, const char *id, struct errs *errs)
{
	text_copy(session->curriculum_id, sizeof(session->curriculum_id), id);
	if (curriculum_load(folder_catalogue(session->folder), id, &session->curriculum, errs))
		add_others(session);
}

bool session_open(struct session *session, const char *path, enum folder_mode mode, struct err *err)
{
	struct errs errs = {0};
	struct err reason = {0};
	const char *who = config_who(&session->config);

	session_close(session);
	session->holder = (struct file_lock_holder){0};
	session->folder = folder_open(path, mode, who, &session->catalogue, &session->holder, &reason);
	session->read_only = mode == FOLDER_READ;
	if (!session->folder && reason.code == ERR_LOCKED) {
		session->read_only = true;
		session->folder = folder_open(path, FOLDER_READ, who, &session->catalogue, NULL, &reason);
	}
	if (!session->folder) {
		if (err)
			*err = reason;
		return false;
	}
	if (folder_mode(session->folder) == FOLDER_READ)
		session->read_only = true;
	const struct folder_settings *settings = folder_settings(session->folder);
	load_curriculum(session, settings->chosen[0] ? settings->chosen : settings->curriculum, &errs);
	if (session->curriculum.sessions.count == 0 && settings->chosen[0]) {
		vec_clear(&errs.at);
		load_curriculum(session, settings->curriculum, &errs);
	}
	if (!first_of(&errs, err)) {
		session_close(session);
		return false;
	}
	return true;
}

bool session_follow_curriculum(struct session *session)
{
	struct value chosen = book_setting(folder_book(session->folder), "curriculum");
	const char *wanted = chosen.kind == VALUE_TEXT ? chosen.text
	                                               : folder_settings(session->folder)->curriculum;
	struct curriculum there = {0};
	struct errs errs = {0};
	char id[sizeof(session->curriculum_id)];

	text_copy(id, sizeof(id), wanted);
	if (text_is(id, session->curriculum_id))
		return false;
	bool fine = curriculum_load(folder_catalogue(session->folder), id, &there, &errs);
	curriculum_release(&there);
	vec_release(&errs.at);
	if (!fine)
		return false;
	curriculum_release(&session->curriculum);
	load_curriculum(session, id, &errs);
	vec_release(&errs.at);
	return true;
}

bool session_take_over(struct session *session, struct err *err)
{
	char *path = mem_dup(folder_path(session->folder));
	bool done = folder_break_lock(path, &session->holder, err) &&
	            session_open(session, path, FOLDER_WRITE, err);

	free(path);
	return done;
}

void session_close(struct session *session)
{
	notes_index_free(session->notes);
	session->notes = NULL;
	folder_close(session->folder);
	session->folder = NULL;
	session->read_only = false;
	curriculum_release(&session->curriculum);
}

/* ---- making a workbook ---- */

static const char *const *sample_cells(const struct sample *sample, enum lang lang,
                                       const char **cells)
{
	for (size_t i = 0; i < sample->cells.count; i++)
		cells[i] = words_in(sample->cells.at[i], lang);
	return cells;
}

/* False: there is no such row. */
static bool set_cells(struct step *step, struct sheet *sheet, const char *id, const char *const *cells,
                      size_t count)
{
	size_t row;

	if (!sheet_find(sheet, id, &row))
		return false;
	for (size_t i = 0; i < count; i++)
		if (cells[i] && cells[i][0])
			step_set(step, sheet, row, (int)i, cells[i]);
	return true;
}

/* The example company's rows of one form, as one step. */
static bool fill_sheet(struct folder *folder, const char *id, enum lang lang, struct err *err)
{
	struct book *book = folder_book(folder);
	struct errs errs = {0};
	struct samples samples = {0};
	struct step step = {0};
	struct form *form = form_load(folder_catalogue(folder), id, &errs);
	struct sheet *sheet = form ? book_sheet(book, id, err) : NULL;

	if (sheet && samples_load(folder_catalogue(folder), form, "company", &samples, &errs)) {
		const char **cells = mem_zero(form->fields.count + 1, sizeof(*cells));
		const char *after = "";
		for (size_t i = 0; i < samples.rows.count; i++) {
			const struct sample *sample = &samples.rows.at[i];
			sample_cells(sample, lang, cells);
			/* Given and starter rows are there; those of a checklist per row may not be. */
			if (!set_cells(&step, sheet, sample->id, cells, form->fields.count))
				step_insert(&step, sheet, sample->id, after, cells);
			after = sample->id;
		}
		free(cells);
	}
	bool fine = sheet && folder_do(folder, &step, err);
	step_release(&step);
	samples_release(&samples);
	form_free(form);
	return first_of(&errs, err) && fine;
}

static bool fill_example(struct session *session, const struct new_workbook *wanted,
                         struct err *err)
{
	char **ids = NULL;
	size_t count = 0;
	bool fine = catalogue_forms(&session->catalogue, &ids, &count, err);
	struct folder *folder = fine ? folder_open(wanted->path, FOLDER_WRITE, config_who(&session->config),
	                                           &session->catalogue, NULL, err)
	                             : NULL;

	fine = folder != NULL;
	for (size_t i = 0; i < count; i++) {
		fine = fine && fill_sheet(folder, ids[i], wanted->lang, err);
		free(ids[i]);
	}
	free(ids);
	fine = fine && folder_save(folder, NULL, err);
	folder_close(folder);
	return fine;
}

/* What is not asked for is as it was last year. */
static bool choose_settings(const struct new_workbook *wanted, struct folder_settings *settings,
                            struct err *err)
{
	char *path = wanted->from ? path_join(wanted->from, SETTINGS_FILE) : NULL;
	bool fine = true;

	if (path && !folder_is_workbook(wanted->from))
		fine = err_set(err, ERR_NOT_WORKBOOK, NULL, 0, "%s", wanted->from);
	else if (path)
		fine = settings_file_read(path, settings, err);
	free(path);
	if (!wanted->from) {
		settings->lang = wanted->lang;
		text_copy(settings->curriculum, sizeof(settings->curriculum), "r4");
	}
	settings->format = FOLDER_FORMAT;
	if (wanted->curriculum)
		text_copy(settings->curriculum, sizeof(settings->curriculum), wanted->curriculum);
	if (wanted->company)
		text_copy(settings->company, sizeof(settings->company), wanted->company);
	return fine;
}

bool session_create(struct session *session, const struct new_workbook *wanted, struct err *err)
{
	struct folder_settings settings = {0};

	return choose_settings(wanted, &settings, err) && folder_create(wanted->path, &settings, err) &&
	       (!wanted->example || fill_example(session, wanted, err)) &&
	       (!wanted->from || next_year_fill(session, wanted->from, wanted->path, err));
}

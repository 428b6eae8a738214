/* export_plan.c - worksheets, rows, fields: what was asked for. */
#include "sonae/app/export_plan.h"

#include "sonae/base/clock.h"
#include "sonae/base/list.h"
#include "sonae/model/links.h"
#include "sonae/model/progress.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINKS_DEEP = 8 };
#define ASSETS_SHEET "assets"
#define MARK_OFFERED "internal"

struct planner {
	struct session *session;
	const struct export_choice *choice;
	struct outgoing *out;
	struct map linked; /* "SHEET ID" of the rows that go with the asset; keys are out->links */
	struct err *err;
};

/* ---- lists of words ---- */

static bool is_asked(const char *list)
{
	return list && list[0];
}

/* Calls `each` with every word of "4,5", until one is refused. */
static bool for_each_word(struct planner *planner, const char *list,
                          bool (*each)(struct planner *planner, const char *word))
{
	const char *rest = list ? list : "";
	bool fine = true;
	size_t len;

	for (const char *at; fine && (at = list_next_by(',', &rest, &len)) != NULL;) {
		char *word = mem_dup_n(at, len);
		fine = len == 0 || each(planner, word);
		free(word);
	}
	return fine;
}

static bool is_a_sheet(struct planner *planner, const char *id)
{
	return book_form(outgoing_book(planner->out), id, planner->err) &&
	       book_sheet(outgoing_book(planner->out), id, planner->err);
}

static bool is_a_session(struct planner *planner, const char *id)
{
	const struct curriculum *curriculum = &planner->session->curriculum;

	for (size_t i = 0; i < curriculum->sessions.count; i++)
		if (text_is(curriculum->sessions.at[i].id, id))
			return true;
	return err_set(planner->err, ERR_NO_SESSION, NULL, 0, "%s", id);
}

/* ---- rows that go with one asset ---- */

static void link_row(struct planner *planner, const char *sheet, const char *id)
{
	char *key = mem_print("%s %s", sheet, id);
	bool is_new = false;

	map_put(&planner->linked, key, &is_new);
	if (is_new)
		vec_push(&planner->out->links, key);
	else
		free(key);
}

static bool is_linked(const struct planner *planner, const char *sheet, const char *id, size_t len)
{
	char *key = mem_print("%s %.*s", sheet, (int)len, id);
	bool is = map_find(&planner->linked, key);

	free(key);
	return is;
}

static void link_all(struct planner *planner, const struct links *links)
{
	for (size_t i = 0; i < links->at.count; i++)
		link_row(planner, sheet_form(links->at.at[i].sheet)->id,
		         sheet_row_id(links->at.at[i].sheet, links->at.at[i].row));
}

struct ids {
	VEC(const char *) at;
};

static void gather_ids(const struct planner *planner, struct ids *ids)
{
	const struct curriculum *curriculum = &planner->session->curriculum;

	for (size_t i = 0; i < curriculum->sessions.count; i++)
		for (size_t k = 0; k < curriculum->sessions.at[i].sheets.count; k++) {
			const char *id = curriculum->sessions.at[i].sheets.at[k].id;
			if (book_form(outgoing_book(planner->out), id, NULL))
				vec_push(&ids->at, id);
		}
}

static bool link_asset(struct planner *planner, const char *id)
{
	struct book *book = outgoing_book(planner->out);
	struct sheet *assets = book_sheet(book, ASSETS_SHEET, planner->err);
	struct links up = {0}, down = {0};
	struct ids ids = {0};
	size_t row;

	if (!assets)
		return false;
	if (!sheet_find(assets, id, &row))
		return err_set(planner->err, ERR_NO_ROW, NULL, 0, "%s", id);
	gather_ids(planner, &ids);
	links_up(book, assets, row, LINKS_DEEP, &up);
	links_down(book, ids.at.at, ids.at.count, assets, row, LINKS_DEEP, &up, &down);
	link_row(planner, ASSETS_SHEET, id);
	link_all(planner, &up);
	link_all(planner, &down);
	links_release(&up);
	links_release(&down);
	vec_release(&ids.at);
	return true;
}

/* A checklist's row goes with the row it is kept for, a tree's node with the node it hangs from. */
static bool goes_along(const struct planner *planner, const struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);
	const char *id = sheet_row_id(sheet, row);
	int parent = form->kind == FORM_TREE ? form_field(form, "parent") : -1;

	if (is_linked(planner, form->id, id, strlen(id)))
		return true;
	if (form_row_of(form, id) > 0)
		return is_linked(planner, form->per, id, form_row_of(form, id));
	for (size_t steps = sheet_row_count(sheet); parent >= 0 && steps > 0; steps--) {
		id = sheet_cell(sheet, row, (size_t)parent);
		if (!sheet_find(sheet, id, &row))
			return false;
		if (is_linked(planner, form->id, id, strlen(id)))
			return true;
	}
	return false;
}

/* ---- a worksheet ---- */

static void choose_rows(struct planner *planner, struct outgoing_sheet *at)
{
	size_t kept = 0;
	bool is_record = at->form->kind == FORM_RECORD;

	for (size_t i = 0; i < at->rows.at.count; i++) {
		size_t row = at->rows.at.at[i];
		if (is_asked(planner->choice->asset) && !is_record && !goes_along(planner, at->sheet, row))
			continue;
		if (outgoing_hides_row(planner->out, at->sheet, row))
			at->hidden_rows++;
		else
			at->rows.at.at[kept++] = row;
	}
	at->rows.at.count = kept;
}

static void choose_fields(struct planner *planner, struct outgoing_sheet *at)
{
	const struct form *of = sheet_form(at->sheet);
	size_t kept = 0;

	for (size_t i = 0; i < at->fields.at.count; i++) {
		int field = at->fields.at.at[i];
		if (outgoing_hides_field(planner->out, of, field))
			vec_push(&at->hidden.at, field);
		else
			at->fields.at.at[kept++] = field;
	}
	at->fields.at.count = kept;
}

static void all_fields(const struct form *form, struct query_columns *out)
{
	for (size_t i = 0; i < form->fields.count; i++)
		vec_push(&out->at, (int)i);
}

static bool fill_sheet(struct planner *planner, struct outgoing_sheet *at, struct err *err)
{
	struct book *book = outgoing_book(planner->out);

	if (at->form->kind != FORM_QUERY) {
		at->sheet = book_sheet(book, at->form->id, err);
		if (!at->sheet)
			return false;
		query_all(at->sheet, &at->rows);
		all_fields(at->form, &at->fields);
		return true;
	}
	at->sheet = book_sheet(book, at->form->of, err);
	return at->sheet && query_of_form(book, at->form, &at->rows, err) &&
	       query_columns(at->form, sheet_form(at->sheet), &at->fields, err);
}

static bool is_wanted(const struct planner *planner, const struct outgoing_sheet *at)
{
	const struct export_choice *choice = planner->choice;

	if (is_asked(choice->sheets) && list_has_by(',', choice->sheets, at->form->id))
		return true;
	if (text_is(at->form->id, SETTINGS_SHEET))
		return !is_asked(choice->sheets) && !is_asked(choice->sessions);
	if (is_asked(choice->asset) && at->form->kind == FORM_RECORD)
		return false;
	/* Rows that are left out have to be told, even where they are all there is. */
	return progress_rows(outgoing_book(planner->out), at->sheet) > 0 &&
	       at->rows.at.count + at->hidden_rows > 0;
}

static bool is_in_scope(const struct planner *planner, const char *sheet, const char *plan)
{
	const struct export_choice *choice = planner->choice;
	bool named = is_asked(choice->sheets) && list_has_by(',', choice->sheets, sheet);

	if (is_asked(choice->sessions))
		return named || list_has_by(',', choice->sessions, plan);
	return named || !is_asked(choice->sheets);
}

static void sheet_release(struct outgoing_sheet *at)
{
	row_list_release(&at->rows);
	vec_release(&at->fields.at);
	vec_release(&at->hidden.at);
}

/* A worksheet that cannot be read stops the export: a package without it would look whole. */
static bool add_sheet(struct planner *planner, const char *id, int session)
{
	const struct form *form = book_form(outgoing_book(planner->out), id, NULL);
	struct outgoing_sheet at = {.form = form, .session = session};

	if (!form || outgoing_find(planner->out, id))
		return true;
	if (!fill_sheet(planner, &at, planner->err)) {
		sheet_release(&at);
		return false;
	}
	choose_rows(planner, &at);
	choose_fields(planner, &at);
	if (is_wanted(planner, &at))
		vec_push(&planner->out->sheets, at);
	else
		sheet_release(&at);
	return true;
}

static bool add_sheets(struct planner *planner)
{
	const struct curriculum *curriculum = &planner->session->curriculum;

	for (size_t i = 0; i < curriculum->sessions.count; i++) {
		const struct session_plan *plan = &curriculum->sessions.at[i];
		for (size_t k = 0; k < plan->sheets.count; k++)
			if (is_in_scope(planner, plan->sheets.at[k].id, plan->id) &&
			    !add_sheet(planner, plan->sheets.at[k].id, (int)i))
				return false;
	}
	return true;
}

/* ---- formats ---- */

void package_formats_release(struct package_formats *formats)
{
	vec_release(&formats->at);
}

static bool is_a_format(struct planner *planner, const char *name)
{
	return exporter_find(name) || err_set(planner->err, ERR_NO_FORMAT, NULL, 0, "%s", name);
}

static void choose_formats(const char *list, struct package_formats *formats)
{
	for (size_t i = 0; exporter_at(i); i++)
		if (!is_asked(list) || list_has_by(',', list, exporter_at(i)->name))
			vec_push(&formats->at, exporter_at(i));
}

/* ---- all of it ---- */

/* The label of the choice in the settings, or of what is offered there. */
static const char *mark_of(const struct outgoing *out)
{
	struct sheet *settings = book_sheet(outgoing_book(out), SETTINGS_SHEET, NULL);
	const struct form *form = settings ? sheet_form(settings) : NULL;
	int field = form ? form_field(form, "mark") : -1;
	const struct choice *choice;
	const char *cell = "";

	if (field < 0)
		return "";
	if (sheet_row_count(settings) > 0)
		cell = sheet_cell(settings, 0, (size_t)field);
	choice = field_choice(&form->fields.at[field], *cell ? cell : MARK_OFFERED);
	return choice ? outgoing_words(out, choice->label) : cell;
}

static void begin(struct planner *planner)
{
	struct session *session = planner->session;
	struct outgoing *out = planner->out;
	bool is_set;

	out->folder = session->folder;
	out->curriculum = &session->curriculum;
	out->texts = &session->texts;
	out->lang = planner->choice->lang;
	out->redact = planner->choice->redact;
	out->since = planner->choice->since ? planner->choice->since : "";
	out->is_part = is_asked(planner->choice->sheets) || is_asked(planner->choice->sessions) ||
	               is_asked(planner->choice->asset);
	out->made_at = clock_export(out->made, &is_set);
	if (is_set)
		book_set_today(outgoing_book(out), date_from_days((long)(out->made_at / 86400)));
	out->mark = mark_of(out);
}

bool export_plan(struct session *session, const struct export_choice *choice,
                 struct outgoing *outgoing, struct package_formats *formats, struct err *err)
{
	struct planner planner = {.session = session, .choice = choice, .out = outgoing, .err = err};

	*outgoing = (struct outgoing){.folder = NULL};
	*formats = (struct package_formats){.at = {NULL, 0, 0}};
	begin(&planner);
	choose_formats(choice->formats, formats);
	bool done = for_each_word(&planner, choice->formats, is_a_format) &&
	            for_each_word(&planner, choice->sheets, is_a_sheet) &&
	            for_each_word(&planner, choice->sessions, is_a_session) &&
	            (!is_asked(choice->asset) || link_asset(&planner, choice->asset)) &&
	            add_sheets(&planner);
	map_release(&planner.linked);
	return done;
}

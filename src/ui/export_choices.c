/* export_choices.c - F9: what was chosen, in words, and choosing. */
#include "export_view.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/date.h"
#include "sonae/base/file.h"
#include "sonae/export/tree_writer.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define ASSETS_SHEET "assets"

/* ---- what was chosen last ---- */

/* Trees alone are what other programs for trees read. */
static unsigned all_but_trees(void)
{
	unsigned bits = 0;

	for (size_t i = 0; exporter_at(i); i++)
		if (!tree_writer_find(exporter_at(i)->name))
			bits |= 1u << i;
	return bits;
}

struct export_last *export_last(struct ui *ui)
{
	if (!ui->export_last) {
		ui->export_last = mem_zero(1, sizeof(*ui->export_last));
		ui->export_last->left_out[1] = all_but_trees();
	}
	if (!ui->export_last->has_lang)
		ui->export_last->lang = folder_settings(ui->session->folder)->lang;
	return ui->export_last;
}

static unsigned *left_out(const struct export_view *view, struct ui *ui)
{
	return &export_last(ui)->left_out[view->scope == EXPORT_TREES];
}

/* ---- where one stood ---- */

/* The asset that the row is, or names first. */
static void find_asset(struct export_view *view, const struct ui *ui)
{
	struct book *book = folder_book(ui->session->folder);
	struct sheet *sheet = book_loaded_sheet(book, view->stand.sheet);
	size_t row;

	view->asset[0] = '\0';
	if (!sheet || !sheet_find(sheet, view->stand.row, &row))
		return;
	if (text_is(view->stand.sheet, ASSETS_SHEET))
		text_copy(view->asset, sizeof(view->asset), view->stand.row);
	for (size_t i = 0; i < sheet_form(sheet)->fields.count && !view->asset[0]; i++) {
		const struct field *field = &sheet_form(sheet)->fields.at[i];
		const char *cell = sheet_cell(sheet, row, i);
		if (field->type->is_ref && text_is(field->sheet, ASSETS_SHEET))
			snprintf(view->asset, sizeof(view->asset), "%.*s",
			         (int)strcspn(cell, ";"), cell);
	}
}

void export_find_place(struct export_view *view, struct ui *ui)
{
	const struct form *form;

	view->stand = ui_stand(ui);
	form = book_form(folder_book(ui->session->folder), view->stand.sheet, NULL);
	view->is_tree = form && form->kind == FORM_TREE;
	find_asset(view, ui);
	if (view->is_tree && text_is(ui_base(ui)->ops->name, "tree"))
		view->scope = EXPORT_TREES;
}

/* Index into the curriculum, or -1. */
static int session_here(const struct export_view *view, const struct ui *ui)
{
	if (view->stand.session > 0)
		return view->stand.session - 1;
	return curriculum_session_of(&ui->session->curriculum, view->stand.sheet);
}

static bool has_scope(const struct export_view *view, const struct ui *ui, enum export_scope scope)
{
	switch (scope) {
	case EXPORT_SESSION: return session_here(view, ui) >= 0;
	case EXPORT_SHEET: return view->stand.sheet[0] != '\0';
	case EXPORT_TREES: return view->is_tree;
	case EXPORT_ASSET: return view->asset[0] != '\0';
	default: return true;
	}
}

void export_read_choice(const struct export_view *view, struct ui *ui, struct str *formats,
                        struct export_choice *choice)
{
	const struct export_last *last = export_last(ui);
	unsigned without = *left_out(view, ui);

	for (size_t i = 0; exporter_at(i); i++)
		if (!(without >> i & 1u))
			str_addf(formats, "%s%s", formats->len > 0 ? "," : "",
			         exporter_at(i)->name);
	*choice = (struct export_choice){
		.formats = str_text(formats),
		.since = last->since,
		.lang = last->lang,
		.redact = last->redact,
	};
	if (view->scope == EXPORT_SESSION)
		choice->sessions = ui->session->curriculum.sessions.at[session_here(view, ui)].id;
	else if (view->scope == EXPORT_ASSET)
		choice->asset = view->asset;
	else if (view->scope != EXPORT_ALL)
		choice->sheets = view->stand.sheet;
}

/* ---- in words ---- */

static void say_scope(const struct export_view *view, const struct ui *ui, enum export_scope scope,
                      struct str *out)
{
	static const char *const ids[] = {
		[EXPORT_ALL] = "export.all",     [EXPORT_SESSION] = "export.session",
		[EXPORT_SHEET] = "export.sheet", [EXPORT_TREES] = "export.trees",
		[EXPORT_ASSET] = "export.asset",
	};
	struct str name = {0};

	if (scope == EXPORT_SESSION)
		place_session(ui, session_here(view, ui), &name);
	else if (scope == EXPORT_ASSET)
		place_row(ui, ASSETS_SHEET, view->asset, &name);
	else if (scope != EXPORT_ALL)
		str_add(&name, place_sheet(ui, view->stand.sheet));
	say_to(ui->session, out, ids[scope], "name", str_text(&name), NULL);
	str_release(&name);
}

static const char *say_format(const struct ui *ui, const char *what,
                              const struct exporter *exporter)
{
	char id[64];

	snprintf(id, sizeof(id), "export.%s_%s", what, exporter->name);
	return say(ui->session, id);
}

static void say_formats(const struct export_view *view, struct ui *ui, struct str *out)
{
	unsigned without = *left_out(view, ui);
	size_t before = out->len;

	for (size_t i = 0; exporter_at(i); i++) {
		if (without >> i & 1u)
			continue;
		if (out->len > before)
			str_add(out, say(ui->session, "export.comma"));
		str_add(out, say_format(ui, "as", exporter_at(i)));
	}
	if (out->len == before)
		str_add(out, say(ui->session, "export.no_format"));
}

static void say_since(struct ui *ui, struct str *out)
{
	const char *since = export_last(ui)->since;

	say_to(ui->session, out, since[0] ? "export.since_day" : "export.since_lately", "day", since,
	       NULL);
}

void export_say_choice(const struct export_view *view, struct ui *ui, enum export_choice_line line,
                       struct str *out)
{
	const struct export_last *last = export_last(ui);
	char key[24];

	switch (line) {
	case EXPORT_CHOICE_SCOPE: say_scope(view, ui, view->scope, out); break;
	case EXPORT_CHOICE_FORMATS: say_formats(view, ui, out); break;
	case EXPORT_CHOICE_LANGUAGE:
		str_add(out, say(ui->session, last->lang == LANG_JA ? "export.ja" : "export.en"));
		break;
	case EXPORT_CHOICE_REDACT:
		str_addf(out, "%s %s", last->redact ? "[x]" : "[ ]",
		         say(ui->session, "export.personal"));
		break;
	case EXPORT_CHOICE_SINCE: say_since(ui, out); break;
	case EXPORT_CHOICE_PATH: export_path(view, ui, out); break;
	default:
		keymap_key(&ui->session->keymap, ACTION_EXPORT, key);
		say_to(ui->session, out, "export.write_how", "key", key, NULL);
		break;
	}
}

/* ---- where to ---- */

/* What names of files may hold everywhere, and blanks that a shell would stumble over. */
static void add_name(struct str *out, const char *text)
{
	char *name = mem_dup(text);

	for (char *at = name; *at; at++)
		*at = *at == ' ' || *at == '/' ? '-' : *at;
	out_files_add_name(out, name[0] ? name : "sonae");
	free(name);
}

/* "company-assets-2026-11-22.zip"; trees alone are looked at at once, so they come unpacked. */
static void add_file_name(const struct export_view *view, const struct ui *ui, struct str *out)
{
	char day[16];
	int session = session_here(view, ui);

	add_name(out, folder_settings(ui->session->folder)->company);
	if (view->scope == EXPORT_SESSION)
		str_addf(out, "-%s", ui->session->curriculum.sessions.at[session].id);
	else if (view->scope == EXPORT_ASSET)
		str_addf(out, "-%s", view->asset);
	else if (view->scope != EXPORT_ALL)
		str_addf(out, "-%s", view->stand.sheet);
	str_addf(out, "-%s", date_iso(clock_today(), day));
	if (view->scope != EXPORT_TREES)
		str_add(out, ".zip");
}

/* Where the last one went; else the folder the program was started in, which is where people look,
 * or, when nothing can be written there, their own. The caller frees. */
static char *folder_for_it(const struct export_last *last)
{
	char *current = last->dir ? mem_dup(last->dir) : getcwd(NULL, 0);

	if (current && access(current, W_OK) == 0)
		return current;
	free(current);
	return place_full_path("~");
}

void export_path(const struct export_view *view, struct ui *ui, struct str *out)
{
	struct str name = {0};

	if (view->path) {
		str_add(out, view->path);
		return;
	}
	char *dir = folder_for_it(export_last(ui));
	add_file_name(view, ui, &name);
	char *path = path_join(dir, str_text(&name));
	place_path(path, out);
	str_release(&name);
	free(path);
	free(dir);
}

/* ---- choosing ---- */

static void scope_chosen(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct export_view *view = context;
	int scope = -1;

	(void)typed;
	for (size_t left = line + 1; left > 0;)
		left -= has_scope(view, ui, (enum export_scope)++scope);
	view->scope = (enum export_scope)scope;
	export_replan(view, ui);
}

static void choose_scope(struct export_view *view, struct ui *ui)
{
	struct menu menu = {0};
	struct str text = {0};
	size_t now = 0;

	for (int i = 0; i < EXPORT_SCOPE_COUNT; i++) {
		if (!has_scope(view, ui, (enum export_scope)i))
			continue;
		if (view->scope == (enum export_scope)i)
			now = menu.lines.count;
		str_clear(&text);
		say_scope(view, ui, (enum export_scope)i, &text);
		menu_add(&menu, str_text(&text), NULL);
	}
	menu_select(&menu, now);
	ui_push(ui, view_pick_new(&(struct pick){
	                .title = say(ui->session, "export.scope"),
	                .menu = &menu,
	                .done = scope_chosen,
	                .context = view,
	            }));
	str_release(&text);
}

static void formats_chosen(struct ui *ui, void *context, const struct menu *menu)
{
	struct export_view *view = context;
	unsigned *without = left_out(view, ui);

	*without = 0;
	for (size_t i = 0; i < menu->lines.count; i++)
		if (!menu->lines.at[i].marked)
			*without |= 1u << i;
	export_replan(view, ui);
}

static void choose_formats(struct export_view *view, struct ui *ui)
{
	struct menu menu = {0};
	unsigned without = *left_out(view, ui);

	for (size_t i = 0; exporter_at(i); i++) {
		menu_add(&menu, say_format(ui, "as", exporter_at(i)),
		         say_format(ui, "for", exporter_at(i)));
		menu.lines.at[i].marked = !(without >> i & 1u);
	}
	ui_push(ui, view_pick_new(&(struct pick){
	                .title = say(ui->session, "export.formats"),
	                .menu = &menu,
	                .many = true,
	                .done_many = formats_chosen,
	                .context = view,
	            }));
}

static bool since_typed(struct ui *ui, void *context, const char *text)
{
	struct export_last *last = export_last(ui);
	struct date today = book_today(folder_book(ui->session->folder)), date;
	enum date_precision precision;

	if (!text[strspn(text, " ")]) {
		last->since[0] = '\0';
	} else if (date_parse(text, today, &date, &precision)) {
		date_iso(date, last->since);
	} else {
		ui_message(ui, "export.no_day", "text", text, NULL);
		ui->message_is_alarm = true;
		return false;
	}
	export_replan(context, ui);
	return true;
}

static bool path_typed(struct ui *ui, void *context, const char *text)
{
	struct export_view *view = context;
	bool is_empty = !text[strspn(text, " ")];

	(void)ui;
	free(view->path);
	view->path = is_empty ? NULL : mem_dup(text);
	view->replaces = 0;
	return true;
}

static void type_path(struct export_view *view, struct ui *ui)
{
	struct str path = {0};

	export_path(view, ui, &path);
	ui_push(ui, view_prompt_new(say(ui->session, "export.path"),
	                            say(ui->session, "export.path_hint"), str_text(&path),
	                            path_typed, view));
	str_release(&path);
}

void export_change(struct export_view *view, struct ui *ui, enum export_choice_line line)
{
	struct export_last *last = export_last(ui);

	switch (line) {
	case EXPORT_CHOICE_SCOPE: choose_scope(view, ui); return;
	case EXPORT_CHOICE_FORMATS: choose_formats(view, ui); return;
	case EXPORT_CHOICE_LANGUAGE:
		last->lang = lang_other(last->lang);
		last->has_lang = true;
		break;
	case EXPORT_CHOICE_REDACT: last->redact = !last->redact; break;
	case EXPORT_CHOICE_SINCE:
		ui_push(ui, view_prompt_new(say(ui->session, "export.since"),
		                            say(ui->session, "export.since_hint"), last->since,
		                            since_typed, view));
		return;
	case EXPORT_CHOICE_PATH: type_path(view, ui); return;
	default: return;
	}
	export_replan(view, ui);
}

/* view_export.c - F9: what goes out, as what and where to; looked at first, then written. */
#include "export_view.h"

#include "list.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

static struct export_view *export_of(struct view *view)
{
	return (struct export_view *)view;
}

/* ---- writing ---- */

static void tell_trouble(struct ui *ui, const char *text_id)
{
	ui_message(ui, text_id, NULL);
	ui->message_is_alarm = true;
}

/* What is made is of the workbook as it is now. */
static bool make(struct export_view *view, struct ui *ui, struct out_files *files, char id[96])
{
	struct err err = {0};

	export_replan(view, ui);
	if (!view->planned) {
		ui_alarm(ui, &view->trouble);
		return false;
	}
	if (view->formats.at.count == 0) {
		tell_trouble(ui, "export.choose_format");
		return false;
	}
	bool made = package_make(&view->outgoing, &view->formats, files, id, &err);
	if (!made)
		ui_alarm(ui, &err);
	else if (files->at.count == 0)
		tell_trouble(ui, "export.nothing");
	return made && files->at.count > 0;
}

/* Files that are there are replaced once that was said. */
static bool may_replace(struct export_view *view, struct ui *ui, const struct out_files *files,
                        const char *path, const char *shown, uint64_t was_told)
{
	uint64_t hash = map_hash(path, strlen(path));
	struct str first = {0};
	char count[24], key[24];
	size_t taken = package_taken(files, path, &first);

	view->replaces = hash;
	snprintf(count, sizeof(count), "%zu", taken);
	keymap_key(&ui->session->keymap, ACTION_EXPORT, key);
	if (taken > 0 && was_told != hash)
		ui_message(ui, file_is_dir(path) ? "export.files_there" : "export.file_there",
		           "path", shown, "count", count, "file", str_text(&first), "key", key, NULL);
	str_release(&first);
	return taken == 0 || was_told == hash;
}

/* The next one is suggested beside it. */
static void remember_folder(struct ui *ui, const char *path)
{
	free(export_last(ui)->dir);
	export_last(ui)->dir = path_dir(path);
}

static bool write_files(struct export_view *view, struct ui *ui, const struct out_files *files,
                        const char *id, const char *path, const char *shown)
{
	struct err err = {0};
	char count[24];

	snprintf(count, sizeof(count), "%zu", files->at.count);
	if (!package_write(files, path, view->outgoing.made_at, &err)) {
		ui_alarm(ui, &err);
		return false;
	}
	remember_folder(ui, path);
	ui_message(ui, "export.written", "path", shown, "count", count, NULL);
	/* A workbook on a disk that cannot be written goes out all the same. */
	if (!package_keep(ui->session->folder, files, id, &err) && !ui->session->read_only)
		ui_alarm(ui, &err);
	return true;
}

static unsigned write_it(struct export_view *view, struct ui *ui)
{
	struct out_files files = {0};
	struct str shown = {0};
	uint64_t was_told = view->replaces;
	char id[96];
	bool done = false;

	export_path(view, ui, &shown);
	char *path = place_full_path(str_text(&shown));
	if (make(view, ui, &files, id) &&
	    may_replace(view, ui, &files, path, str_text(&shown), was_told))
		done = write_files(view, ui, &files, id, path, str_text(&shown));
	out_files_release(&files);
	str_release(&shown);
	free(path);
	return done ? REACT_DRAW | REACT_CLOSE : REACT_DRAW;
}

/* ---- the view ---- */

static unsigned use_line(struct export_view *view, struct ui *ui)
{
	size_t choice = preview_choice(&view->preview);

	if (choice == SIZE_MAX)
		return REACT_NONE;
	if (choice == EXPORT_CHOICE_WRITE)
		return write_it(view, ui);
	export_change(view, ui, (enum export_choice_line)choice);
	return REACT_DRAW;
}

static unsigned act(struct view *base, struct ui *ui, enum action action)
{
	struct export_view *view = export_of(base);

	switch (action) {
	case ACTION_ENTER:
	case ACTION_EDIT:
	case ACTION_SPACE: return use_line(view, ui);
	case ACTION_EXPORT: return write_it(view, ui);
	default: return list_act(&view->preview.menu, action, view->preview.scrolled.rows);
	}
}

static unsigned mouse(struct view *base, struct ui *ui, const struct event *event)
{
	struct export_view *view = export_of(base);
	bool again;

	if (!preview_line_under(&view->preview, event, &again))
		return REACT_NONE;
	return again ? use_line(view, ui) : REACT_DRAW;
}

static void keys(struct view *base, struct ui *ui, struct key_line *line)
{
	size_t at = preview_choice(&export_of(base)->preview);
	bool toggles = at == EXPORT_CHOICE_LANGUAGE || at == EXPORT_CHOICE_REDACT;

	(void)ui;
	if (at < EXPORT_CHOICE_WRITE)
		key_line_add_as(line, ACTION_ENTER, toggles ? "export.toggle" : "export.change");
	key_line_add_as(line, ACTION_EXPORT, "export.write");
	key_line_add(line, ACTION_BACK);
}

/* Rows or words are others now. */
static void refresh(struct view *base, struct ui *ui)
{
	export_replan(export_of(base), ui);
}

static bool wants_idle(struct view *base)
{
	return export_wants_making(export_of(base));
}

static bool idle(struct view *base, struct ui *ui)
{
	export_make_one(export_of(base), ui);
	return true;
}

static void where(struct view *base, struct ui *ui, struct stand *stand)
{
	(void)ui;
	*stand = export_of(base)->stand;
}

static void export_free(struct view *base)
{
	struct export_view *view = export_of(base);

	export_release_plan(view);
	free(view->path);
	free(view);
}

static const struct view_ops ops = {
	.name = "export",
	.draw = export_draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.where = where,
	.refresh = refresh,
	.wants_idle = wants_idle,
	.idle = idle,
	.free = export_free,
};

struct view *view_export_new(struct ui *ui)
{
	struct export_view *view = mem_zero(1, sizeof(*view));

	view->view.ops = &ops;
	view->preview.choices = EXPORT_CHOICE_COUNT;
	export_find_place(view, ui);
	export_replan(view, ui);
	return &view->view;
}

void export_forget(struct ui *ui)
{
	if (ui->export_last)
		free(ui->export_last->dir);
	free(ui->export_last);
	ui->export_last = NULL;
}

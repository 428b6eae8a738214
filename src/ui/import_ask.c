/* import_ask.c - which file is to be taken into the worksheet one stands in. */
#include "import_ask.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdlib.h>
#include <unistd.h>

static void show(struct ui *ui, const char *path)
{
	struct stand stand = ui_stand(ui);
	struct view *view = view_import_new(ui, stand.sheet, path);

	if (view) {
		str_clear(&ui->message);
		ui_push(ui, view);
	}
}

/* ---- a folder: which of its files ---- */

struct choosing {
	char *folder;
	VEC(char *) names;
};

static void choosing_free(void *context)
{
	struct choosing *choosing = context;

	for (size_t i = 0; i < choosing->names.count; i++)
		free(choosing->names.at[i]);
	vec_release(&choosing->names);
	free(choosing->folder);
	free(choosing);
}

static bool can_be_read(const char *folder, const char *name)
{
	static const char *const endings[] = {".csv", ".CSV", ".txt", ".TXT", ".tsv", ".TSV"};
	char *path = path_join(folder, name);
	bool can = file_is_dir(path);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		can = can || text_ends(name, endings[i]);
	can = can && name[0] != '.';

	free(path);
	return can;
}

static void list_files(struct choosing *choosing)
{
	char **names = NULL;
	size_t count = 0;

	file_list(choosing->folder, &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		if (can_be_read(choosing->folder, names[i]))
			vec_push(&choosing->names, names[i]);
		else
			free(names[i]);
	}
	free(names);
}

static void choose_in(struct ui *ui, const char *folder);

static void take_file(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct choosing *choosing = context;
	char *path = line == 0 ? path_dir(choosing->folder)
	                       : path_join(choosing->folder, choosing->names.at[line - 1]);

	(void)typed;
	if (file_is_dir(path))
		choose_in(ui, path);
	else
		show(ui, path);
	free(path);
}

static void choose_in(struct ui *ui, const char *folder)
{
	struct choosing *choosing = mem_zero(1, sizeof(*choosing));
	struct menu menu = {0};
	struct str title = {0};

	choosing->folder = mem_dup(folder);
	list_files(choosing);
	menu_add(&menu, "..", NULL);
	for (size_t i = 0; i < choosing->names.count; i++) {
		char *path = path_join(folder, choosing->names.at[i]);
		menu_add(&menu, choosing->names.at[i], file_is_dir(path) ? "/" : NULL);
		free(path);
	}
	if (choosing->names.count > 0)
		menu_select(&menu, 1);
	place_path(folder, &title);
	ui_push(ui, view_pick_new(&(struct pick){
	                .title = str_text(&title),
	                .menu = &menu,
	                .done = take_file,
	                .context = choosing,
	                .free_context = choosing_free,
	            }));
	menu_release(&menu);
	str_release(&title);
}

/* ---- asking ---- */

static bool take_path(struct ui *ui, void *context, const char *typed)
{
	size_t views = ui->views.count;

	(void)context;
	if (!typed[strspn(typed, " ")])
		return false;
	char *path = place_full_path(typed);
	if (file_is_dir(path))
		choose_in(ui, path);
	else
		show(ui, path);
	free(path);
	return ui->views.count > views;
}

bool import_ask(struct ui *ui)
{
	struct stand stand = ui_stand(ui);
	struct str path = {0};

	if (!ui->session->folder || !stand.sheet[0]) {
		ui_message(ui, "import.no_sheet", NULL);
		return true;
	}
	if (ui->session->read_only) {
		ui_message(ui, "ui.read_only", NULL);
		return true;
	}
	char *folder = getcwd(NULL, 0);
	place_path(folder ? folder : "", &path);
	ui_push(ui, view_prompt_new(say(ui->session, "import.ask"),
	                            say(ui->session, "import.ask_hint"), str_text(&path),
	                            take_path, NULL));
	str_release(&path);
	free(folder);
	return true;
}

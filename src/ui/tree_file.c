/* tree_file.c - F9 in a tree: the one that one stands in, as a file for other programs. */
#include "tree.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/export/tree_export.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The top node of the tree one stands in; below all others the last. */
static size_t root_here(const struct tree *tree)
{
	const struct outline *outline = &tree->values.outline;
	size_t node = tree_node(tree);

	if (node == OUTLINE_NONE && outline->at.count > 0)
		node = outline->at.count - 1;
	return node == OUTLINE_NONE ? OUTLINE_NONE : outline_root(outline, node);
}

static void begin(struct tree *tree, struct ui *ui, struct tree_export *export)
{
	struct folder *folder = ui->session->folder;
	struct tree_export_for whose = {folder_book(folder), &ui->session->texts,
	                                folder_settings(folder)->company, ui->session->lang};

	tree_export_begin(&whose, cell_view_sheet(&tree->cell, ui), export);
}

/* The folder the program was started in, which is where people look. */
static void add_suggestion(struct tree *tree, struct ui *ui, struct str *out)
{
	struct tree_export export;
	struct str name = {0};
	char *folder = getcwd(NULL, 0);

	begin(tree, ui, &export);
	tree_export_name(&export, root_here(tree), tree->writer, &name);
	char *path = path_join(folder ? folder : "", str_text(&name));
	place_path(path, out);
	tree_export_release(&export);
	str_release(&name);
	free(folder);
	free(path);
}

/* A file that is there is replaced once that was said. */
static bool may_replace(struct tree *tree, struct ui *ui, const char *path, const char *typed)
{
	uint64_t hash = map_hash(path, strlen(path));

	if (!file_exists(path) || tree->replaces == hash)
		return true;
	tree->replaces = hash;
	ui_message(ui, "tree.file_there", "path", typed, NULL);
	return false;
}

static bool write_tree(struct tree *tree, struct ui *ui, const char *path, const char *typed)
{
	struct tree_export export;
	struct str text = {0};
	struct err err = {0};

	begin(tree, ui, &export);
	tree_export_text(&export, root_here(tree), tree->writer, &text);
	bool done = file_replace(path, str_text(&text), text.len, &err);
	tree_export_release(&export);
	str_release(&text);
	if (done)
		ui_message(ui, "tree.file_written", "path", typed, NULL);
	else
		ui_alarm(ui, &err);
	return done;
}

static bool take_path(struct ui *ui, void *context, const char *typed)
{
	struct tree *tree = context;

	if (!typed[strspn(typed, " ")])
		return false;
	char *path = place_full_path(typed);
	bool done = may_replace(tree, ui, path, typed) && write_tree(tree, ui, path, typed);
	free(path);
	return done;
}

static void take_format(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct tree *tree = context;
	struct str path = {0};

	(void)typed;
	tree->writer = tree_writer_at(line);
	tree->replaces = 0;
	add_suggestion(tree, ui, &path);
	ui_push(ui, view_prompt_new(say(ui->session, "tree.file_title"), say(ui->session, "tree.file_hint"),
	                            str_text(&path), take_path, tree));
	str_release(&path);
}

void tree_write_file(struct tree *tree, struct ui *ui)
{
	struct menu menu = {0};
	char id[64];

	if (root_here(tree) == OUTLINE_NONE) {
		ui_message(ui, "tree.file_none", NULL);
		return;
	}
	for (size_t i = 0; tree_writer_at(i); i++) {
		snprintf(id, sizeof(id), "tree.as_%s", tree_writer_at(i)->name);
		menu_add(&menu, say(ui->session, id), NULL);
	}
	ui_push(ui, view_pick_new(&(struct pick){
	                .title = say(ui->session, "tree.file_as"),
	                .menu = &menu,
	                .done = take_format,
	                .context = tree,
	            }));
	menu_release(&menu);
}

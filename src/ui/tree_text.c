/* tree_text.c - rows of a tree as indented text, from and to the clipboard. */
#include "tree.h"

#include "sonae/app/entry.h"
#include "sonae/model/outline_text.h"

#include <stdio.h>

bool tree_text_is_outline(const char *text)
{
	return strchr(text, '\n') != NULL || text[0] == '\t' || text_starts(text, "- ");
}

/* The latest row of a level, and the place that the next one beside it gets. */
struct level {
	char id[ROW_ID_MAX];
	unsigned long order;
};
struct paste {
	struct tree *tree;
	struct ui *ui;
	struct step step;
	const char **typed;
	char parent[ROW_ID_MAX];  /* of what has no row above it in the text */
	char after[ROW_ID_MAX];   /* the row made last, or the last of the file */
	VEC(struct level) levels;
};

/* A level that is new begins with its first row; the top one goes on behind what is there. */
static struct level *level_of(struct paste *paste, size_t depth)
{
	while (paste->levels.count <= depth)
		vec_push(&paste->levels, ((struct level){.order = 1}));
	paste->levels.count = depth + 1;
	return &paste->levels.at[depth];
}

static bool paste_line(struct paste *paste, const struct outline_line *line, struct err *err)
{
	const struct tree_fields *fields = &paste->tree->fields;
	struct sheet *sheet = cell_view_sheet(&paste->tree->cell, paste->ui);
	size_t depth = (size_t)line->depth;
	struct level *level = level_of(paste, depth);
	char order[24];

	memset(paste->typed, 0, sheet_form(sheet)->fields.count * sizeof(*paste->typed));
	snprintf(order, sizeof(order), "%lu", level->order++);
	paste->typed[fields->parent] = depth > 0 ? paste->levels.at[depth - 1].id : paste->parent;
	paste->typed[fields->order] = order;
	paste->typed[fields->label] = line->label;
	for (size_t i = 0; i < line->given.count; i++)
		paste->typed[line->given.at[i].field] = line->given.at[i].typed;
	if (!entry_new_row_of(paste->ui->session, &paste->step, sheet, paste->after, paste->typed, level->id,
	                      err))
		return false;
	/* The worksheet has the row only later, and is not to offer its id again. */
	sheet_use_number(sheet, sheet_next_number(sheet));
	text_copy(paste->after, sizeof(paste->after), level->id);
	return true;
}

/* Below the row one stands on, or where a row not made yet hangs; behind what is there. */
static void begin(struct paste *paste, const char *parent_id)
{
	struct tree *tree = paste->tree;
	struct sheet *sheet = cell_view_sheet(&tree->cell, paste->ui);
	size_t count = sheet_row_count(sheet);
	size_t parent = outline_find(&tree->values.outline, sheet, parent_id);
	const char *unused;
	char order[24];

	text_copy(paste->parent, sizeof(paste->parent), parent_id);
	text_copy(paste->after, sizeof(paste->after), count ? sheet_row_id(sheet, count - 1) : "");
	outline_place(&paste->step, sheet, &tree->values.outline, parent, OUTLINE_NONE, &unused, order);
	level_of(paste, 0)->order = strtoul(order, NULL, 10);
}

static bool paste_lines(struct paste *paste, const struct outline_text *lines, char first[ROW_ID_MAX],
                        struct err *err)
{
	for (size_t i = 0; i < lines->at.count; i++) {
		if (!paste_line(paste, &lines->at.at[i], err))
			return false;
		if (i == 0)
			text_copy(first, ROW_ID_MAX, paste->levels.at[0].id);
	}
	return true;
}

void tree_paste(struct tree *tree, struct ui *ui, const char *text)
{
	struct sheet *sheet = cell_view_sheet(&tree->cell, ui);
	const struct form *form = sheet_form(sheet);
	struct paste paste = {.tree = tree, .ui = ui};
	struct outline_text lines = {0};
	struct err err = {0};
	char first[ROW_ID_MAX] = "", count[24];

	if (!tree_may_add(tree, ui) || !cell_view_may_write(&tree->cell, ui))
		return;
	outline_text_read(text, form, &lines);
	paste.typed = mem_zero(form->fields.count + 1, sizeof(*paste.typed));
	begin(&paste, tree->cell.row[0] ? tree->cell.row : tree->slot.open ? tree->slot.parent : "");
	if (!paste_lines(&paste, &lines, first, &err)) {
		ui_alarm(ui, &err);
	} else if (first[0] && ui_do(ui, &paste.step)) {
		tree_update(tree, ui);
		tree_stand_on_row(tree, ui, first);
		snprintf(count, sizeof(count), "%zu", lines.at.count);
		ui_message(ui, "tree.pasted", "count", count, NULL);
	}
	step_release(&paste.step);
	vec_release(&paste.levels);
	free(paste.typed);
	outline_text_release(&lines);
}

void tree_copy(struct tree *tree, struct ui *ui)
{
	size_t node = tree_node(tree);
	struct str text = {0};
	char count[24];

	if (node == OUTLINE_NONE)
		return;
	outline_text_write(cell_view_sheet(&tree->cell, ui), &tree->values.outline, node,
	                   ui->session->lang, &text);
	free(ui->clipboard);
	ui->clipboard = str_take(&text);
	if (ui->copy)
		ui->copy(ui->clipboard);
	snprintf(count, sizeof(count), "%zu", tree->values.outline.at.at[node].below + 1);
	ui_message(ui, "tree.copied", "count", count, NULL);
}

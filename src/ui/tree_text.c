/* tree_text.c - rows of a tree as indented text, from and to the clipboard. */
#include "tree.h"

#include "sonae/app/outline_entry.h"

#include <stdio.h>

bool tree_text_is_outline(const char *text)
{
	return strchr(text, '\n') != NULL || text[0] == '\t' || text_starts(text, "- ");
}

/* Below the row one stands on, or where a row not made yet hangs; behind what is there. */
static size_t node_to_paste_below(const struct tree *tree, const struct ui *ui)
{
	const char *slot = tree->slot.open ? tree->slot.parent : "";
	const char *id = tree->cell.row[0] ? tree->cell.row : slot;

	return id[0] ? outline_find(&tree->values.outline, cell_view_sheet(&tree->cell, ui), id) : OUTLINE_NONE;
}

void tree_paste(struct tree *tree, struct ui *ui, const char *text)
{
	struct sheet *sheet = cell_view_sheet(&tree->cell, ui);
	struct outline_text lines = {0};
	struct step step = {0};
	struct err err = {0};
	char first[ROW_ID_MAX], count[24];

	if (!tree_may_add(tree, ui) || !cell_view_may_write(&tree->cell, ui))
		return;
	outline_text_read(text, sheet_form(sheet), &lines);
	if (!outline_entry_add(ui->session, &step, sheet, &tree->values.outline, node_to_paste_below(tree, ui),
	                       &lines, first, &err)) {
		ui_alarm(ui, &err);
	} else if (first[0] && ui_do(ui, &step)) {
		tree_update(tree, ui);
		tree_stand_on_row(tree, ui, first);
		snprintf(count, sizeof(count), "%zu", lines.at.count);
		ui_message(ui, "tree.pasted", "count", count, NULL);
	}
	step_release(&step);
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

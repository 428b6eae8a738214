/* grid_paste.c - a block of cells from the clipboard, as one step. */
#include "grid.h"

#include "sonae/app/entry.h"

#include <stdio.h>
#include <stdlib.h>

struct paste {
	struct grid *grid;
	struct ui *ui;
	struct step step;
	const char **typed;   /* the cells of a row to be made */
	size_t row, column;   /* where the next cell goes */
	size_t cells;
	char after[ROW_ID_MAX];
};

static void paste_cell(struct paste *paste, const char *text)
{
	struct grid *grid = paste->grid;
	struct sheet *sheet = cell_view_sheet(&grid->cell, paste->ui);
	size_t column = paste->column++;
	bool exists = paste->row < grid->rows.at.count;

	if (column >= grid->columns.count || grid_is_computed(grid, paste->ui, column))
		return;
	int field = grid->columns.at[column].field;
	paste->cells++;
	if (exists)
		entry_set(paste->ui->session, &paste->step, sheet, grid->rows.at.at[paste->row], field, text, NULL);
	else
		paste->typed[field] = text;
}

static void paste_row_end(struct paste *paste)
{
	struct grid *grid = paste->grid;
	struct sheet *sheet = cell_view_sheet(&grid->cell, paste->ui);
	const struct form *form = sheet_form(sheet);
	char id[ROW_ID_MAX];

	if (paste->row >= grid->rows.at.count && form->addable) {
		entry_new_row_of(paste->ui->session, &paste->step, sheet, paste->after, paste->typed, id, NULL);
		text_copy(paste->after, sizeof(paste->after), id);
	}
	memset(paste->typed, 0, form->fields.count * sizeof(*paste->typed));
	paste->row++;
	paste->column = grid->column;
}

/* Cells as spreadsheets copy them: tabs between cells, line ends between rows, cells with
 * either in quotation marks. Cuts `text` up in place. */
static void paste_cells(struct paste *paste, char *text)
{
	while (*text) {
		char *cell = text, *to = text;
		bool quoted = *text == '"';
		if (quoted) {
			for (text++; *text && !(*text == '"' && text[1] != '"'); text++) {
				text += *text == '"';
				*to++ = *text;
			}
			text += *text == '"';
		} else {
			to = text += strcspn(text, "\t\n");
		}
		char end = *text;
		text += end != '\0';
		*to = '\0';
		paste_cell(paste, cell);
		if (end != '\t')
			paste_row_end(paste);
	}
}

void grid_paste(struct grid *grid, struct ui *ui, const char *text)
{
	struct sheet *sheet = cell_view_sheet(&grid->cell, ui);
	struct paste paste = {.grid = grid, .ui = ui, .row = grid->position, .column = grid->column};
	size_t count = sheet_row_count(sheet);
	char *copy = mem_dup(text), cells[24];

	if (cell_view_may_write(&grid->cell, ui)) {
		paste.typed = mem_zero(sheet_form(sheet)->fields.count + 1, sizeof(*paste.typed));
		text_copy(paste.after, sizeof(paste.after), count ? sheet_row_id(sheet, count - 1) : "");
		paste_cells(&paste, copy);
		free(paste.typed);
		snprintf(cells, sizeof(cells), "%zu", paste.cells);
		if (ui_do(ui, &paste.step))
			ui_message(ui, "sheet.pasted", "count", cells, NULL);
	}
	step_release(&paste.step);
	free(copy);
	grid_list_rows_if_changed(grid, ui);
}

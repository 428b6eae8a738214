/* cell_delete.c - ^K on a row, in whatever view one stands on it. */
#include "sonae/ui/cell_view.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"

#include <stdio.h>

static void say_deleted(struct ui *ui, const char *name, size_t below, size_t referrers)
{
	const char *id = below ? "sheet.deleted_branch" : referrers ? "sheet.deleted_referred" : "sheet.deleted";
	char counts[2][24];

	snprintf(counts[0], sizeof(counts[0]), "%zu", below);
	snprintf(counts[1], sizeof(counts[1]), "%zu", referrers);
	ui_message(ui, id, "row", name, "below", counts[0], "count", counts[1], NULL);
}

void cell_view_delete_row(struct cell_view *cell, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);
	size_t row = cell_view_row(cell, ui), referrers = 0, rows;
	struct step step = {0};
	struct err err = {0};
	struct str name = {0};

	if (row >= sheet_row_count(sheet) || !cell_view_may_write(cell, ui))
		return;
	say_row(ui->session, sheet, row, &name);
	if (!entry_delete_row(ui->session, &step, sheet, row, &referrers, &err)) {
		ui_alarm(ui, &err);
	} else {
		rows = entry_deleted(&step, sheet);
		if (ui_do(ui, &step))
			say_deleted(ui, str_text(&name), rows - 1, referrers);
	}
	str_release(&name);
	step_release(&step);
}

/* margin.c - marks, lines and counts of margin notes. */
#include "margin.h"

#include "sonae/app/say.h"

#include <stdio.h>
#include <stdlib.h>

void margin_mark(struct ui *ui, struct canvas *canvas, const char *sheet, const char *id, int row,
                 int col)
{
	if (notes_open_of(ui->session, sheet, id) > 0)
		canvas_text(canvas, row, col, 1, STYLE_ROLE_CAUTION, 0, "*");
}

/* Of the first about just this row, which is open: those come first. The caller's. */
static char *first_line(struct session *session, const char *id, const struct row_list *notes)
{
	struct sheet *sheet = notes_sheet(session, NULL);
	struct notes_fields fields;
	size_t i = 0;

	notes_fields(sheet_form(sheet), &fields);
	while (!text_is(sheet_cell(sheet, notes->at.at[i], (size_t)fields.row), id))
		i++;
	const char *text = sheet_cell(sheet, notes->at.at[i], (size_t)fields.text);
	return mem_dup_n(text, strcspn(text, "\n"));
}

void margin_line(struct ui *ui, const char *sheet, const char *id, struct str *out)
{
	size_t open = notes_open_of(ui->session, sheet, id);
	struct row_list notes = {0};

	if (open == 0)
		return;
	notes_of(ui->session, sheet, id, &notes);
	char *text = first_line(ui->session, id, &notes);
	say_to(ui->session, out, "note.line", "text", text, NULL);
	if (open > 1)
		str_addf(out, " (+%zu)", open - 1);
	free(text);
	row_list_release(&notes);
}

void margin_count(struct ui *ui, const char *sheet, struct str *out)
{
	size_t open = notes_open_in(ui->session, sheet);
	char count[24];

	snprintf(count, sizeof(count), "%zu", open);
	if (open > 0)
		say_to(ui->session, out, "note.count", "count", count, NULL);
}

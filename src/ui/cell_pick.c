/* cell_pick.c - the list of a choice or a reference. */
#include "sonae/ui/cell_view.h"

#include "sonae/app/say.h"
#include "sonae/base/list.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

/* A list belongs to the cell it was opened from; the view stays below it. */
struct cell_list {
	struct cell_view *cell;
	VEC(char *) ids; /* what each line writes */
};

static void list_free(void *context)
{
	struct cell_list *list = context;

	for (size_t i = 0; i < list->ids.count; i++)
		free(list->ids.at[i]);
	vec_release(&list->ids);
	free(list);
}

static void add(struct cell_list *list, struct menu *menu, const char *id, const char *text,
                const char *note)
{
	menu_add(menu, text, note);
	vec_push(&list->ids, mem_dup(id));
}

static void add_choices(struct ui *ui, const struct field *field, struct cell_list *list,
                        struct menu *menu)
{
	for (size_t i = 0; i < field->choices.count; i++) {
		const struct choice *choice = &field->choices.at[i];
		add(list, menu, choice->id, say_words(ui->session, choice->label),
		    say_words(ui->session, choice->note));
	}
}

static void add_rows(struct ui *ui, const struct field *field, struct cell_list *list,
                     struct menu *menu)
{
	struct book *book = folder_book(ui->session->folder);
	struct sheet *sheet = book_sheet(book, field->sheet, NULL);
	struct str text = {0};

	for (size_t row = 0; sheet && row < sheet_row_count(sheet); row++) {
		if (book_is_retired(book, sheet, row))
			continue;
		str_clear(&text);
		say_row(ui->session, sheet, row, &text);
		add(list, menu, sheet_row_id(sheet, row), str_text(&text), "");
	}
	str_release(&text);
}

static void done(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct cell_list *list = context;

	cell_view_write(list->cell, ui, line < list->ids.count ? list->ids.at[line] : typed);
}

static void done_many(struct ui *ui, void *context, const struct menu *menu)
{
	struct cell_list *list = context;
	struct str cell = {0};

	for (size_t i = 0; i < menu->lines.count; i++) {
		if (!menu->lines.at[i].marked)
			continue;
		if (cell.len > 0)
			str_add_byte(&cell, ';');
		str_add(&cell, list->ids.at[i]);
	}
	/* Enter without a tick takes the line one stands on. */
	if (cell.len == 0 && menu_chosen(menu) < list->ids.count)
		str_add(&cell, list->ids.at[menu_chosen(menu)]);
	cell_view_write(list->cell, ui, str_text(&cell));
	str_release(&cell);
}

/* Ticks, or the selection, as the cell has it now. */
static void mark_current(struct cell_list *list, struct menu *menu, const char *cell, bool many)
{
	for (size_t i = 0; i < list->ids.count; i++) {
		if (!list_has(cell, list->ids.at[i]))
			continue;
		menu->lines.at[i].marked = many;
		if (!many)
			menu_select(menu, i);
	}
}

void cell_pick_open(struct cell_view *cell, struct ui *ui, const char *typed)
{
	const struct field *field = cell_view_field(cell, ui);
	struct sheet *sheet = cell_view_sheet(cell, ui);
	size_t row = cell_view_row(cell, ui);
	struct cell_list *list = mem_zero(1, sizeof(*list));
	struct menu menu = {0};

	list->cell = cell;
	if (field->type->is_ref)
		add_rows(ui, field, list, &menu);
	else
		add_choices(ui, field, list, &menu);
	add(list, &menu, FIELD_NA, say(ui->session, "cell.na"), "");
	struct str now = {0};
	if (row < sheet_row_count(sheet))
		str_add(&now, sheet_cell(sheet, row, (size_t)cell->field));
	if (now.len == 0)
		cell_offer(ui, sheet, row, cell->field, &now);
	mark_current(list, &menu, str_text(&now), field->type->many);
	str_release(&now);
	ui_push(ui, view_pick_new(&(struct pick){
	    .title = say_words(ui->session, field->label),
	    .menu = &menu,
	    .many = field->type->many,
	    .free_text = field->text_field >= 0,
	    .done = done,
	    .done_many = done_many,
	    .context = list,
	    .free_context = list_free,
	    .typed = typed,
	    .near = cell->at,
	}));
}

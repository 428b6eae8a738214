/* draw_rows.c - the list of what new rows can be made from, with ticks. */
#include "links.h"

#include "sonae/app/draw.h"
#include "sonae/app/say.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Where a line's offer is; a heading has none. */
struct place_of_offer {
	size_t source, offer; /* SIZE_MAX: a heading */
};
struct drawing {
	char sheet[64];
	VEC(struct draw_source) sources;
	VEC(struct place_of_offer) lines; /* of the menu */
};

static void drawing_free(void *context)
{
	struct drawing *drawing = context;

	for (size_t i = 0; i < drawing->sources.count; i++)
		draw_close(&drawing->sources.at[i]);
	vec_release(&drawing->sources);
	vec_release(&drawing->lines);
	free(drawing);
}

static void add_heading(struct drawing *drawing, struct menu *menu, const char *title,
                        const char *group)
{
	struct str text = {0};

	str_add(&text, title);
	if (group[0])
		str_addf(&text, ": %s", group);
	menu_add_heading(menu, str_text(&text));
	vec_push(&drawing->lines, ((struct place_of_offer){SIZE_MAX, SIZE_MAX}));
	str_release(&text);
}

static void add_offers(struct ui *ui, struct drawing *drawing, size_t index, struct menu *menu)
{
	const struct draw_source *source = &drawing->sources.at[index];
	const char *title = say_words(ui->session, source->draw->title);
	struct str name = {0}, note = {0}, last = {0};

	for (size_t i = 0; i < source->offers.count; i++) {
		const char *group;
		str_clear(&name);
		str_clear(&note);
		draw_say(ui->session, source, i, &name, &note, &group);
		if (i == 0 || !text_is(group, str_text(&last)))
			add_heading(drawing, menu, title, group);
		str_clear(&last);
		str_add(&last, group);
		menu_add(menu, str_text(&name), str_text(&note));
		vec_push(&drawing->lines, ((struct place_of_offer){index, i}));
	}
	str_release(&name);
	str_release(&note);
	str_release(&last);
}

/* ---- taking what is ticked ---- */

static bool take(struct ui *ui, struct step *step, struct sheet *sheet, const struct drawing *drawing,
                 size_t line, char last[64], struct err *err)
{
	const struct place_of_offer *at = &drawing->lines.at[line];
	char after[64];

	text_copy(after, sizeof(after), last);
	return draw_take(ui->session, step, sheet, &drawing->sources.at[at->source], at->offer, after, last, err);
}

static bool is_offer(const struct drawing *drawing, size_t line)
{
	return line < drawing->lines.count && drawing->lines.at[line].offer != SIZE_MAX;
}

/* Without a tick, the line one stands on. Returns how many rows were made. */
static size_t take_ticked(struct ui *ui, struct step *step, struct sheet *sheet,
                          const struct drawing *drawing, const struct menu *menu, struct err *err)
{
	size_t made = 0, count = sheet_row_count(sheet);
	char last[64];

	text_copy(last, sizeof(last), count ? sheet_row_id(sheet, count - 1) : "");
	for (size_t i = 0; i < menu->lines.count; i++)
		if (menu->lines.at[i].marked && is_offer(drawing, i))
			made += take(ui, step, sheet, drawing, i, last, err);
	if (made == 0 && is_offer(drawing, menu_chosen(menu)))
		made += take(ui, step, sheet, drawing, menu_chosen(menu), last, err);
	return made;
}

static void done_many(struct ui *ui, void *context, const struct menu *menu)
{
	const struct drawing *drawing = context;
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), drawing->sheet, NULL);
	size_t first = sheet_row_count(sheet);
	struct step step = {0};
	struct err err = {0};
	char count[24];

	snprintf(count, sizeof(count), "%zu", take_ticked(ui, &step, sheet, drawing, menu, &err));
	if (err.code)
		ui_alarm(ui, &err);
	else if (ui_do(ui, &step) && sheet_row_count(sheet) > first) {
		ui_jump(ui, sheet_form(sheet)->id, sheet_row_id(sheet, first), "");
		ui_message(ui, "draw.made", "count", count, NULL);
	}
	step_release(&step);
}

void draw_rows_open(struct ui *ui, const char *id)
{
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), id, NULL);
	struct drawing *drawing = mem_zero(1, sizeof(*drawing));
	struct menu menu = {0};
	struct err err = {0};

	text_copy(drawing->sheet, sizeof(drawing->sheet), id);
	for (size_t i = 0; sheet && i < sheet_form(sheet)->draws.count; i++)
		if (!sheet_form(sheet)->draws.at[i].at_new_year && !draw_open(ui->session, sheet, i, vec_add(&drawing->sources), &err))
			ui_alarm(ui, &err);
	for (size_t i = 0; i < drawing->sources.count; i++)
		add_offers(ui, drawing, i, &menu);
	if (drawing->lines.count == 0 || ui->session->read_only) {
		if (!err.code)
			ui_message(ui, ui->session->read_only ? "ui.read_only" : "draw.none", NULL);
		menu_release(&menu);
		drawing_free(drawing);
		return;
	}
	ui_push(ui, view_pick_new(&(struct pick){
	    .title = say(ui->session, "draw.title"), .menu = &menu, .many = true, .done_many = done_many,
	    .context = drawing, .free_context = drawing_free,
	}));
}

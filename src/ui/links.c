/* links.c - the list of a row's links, and going on into the next worksheet. */
#include "links.h"

#include "coverage_look.h"
#include "place.h"
#include "sonae/app/draw.h"
#include "sonae/app/say.h"
#include "sonae/model/links.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum { DEEP = 4, LINE_IDS = 6 };

/* What a line of the list leads to: a row, or a new one in another worksheet. */
struct lead {
	char sheet[64], row[64]; /* row "" = a new one */
	const struct draw *draw;
	bool steps;              /* the steps of `sheet`, with this row as their target */
};
struct leads {
	char sheet[64], row[64]; /* where one comes from */
	VEC(struct lead) at;     /* one a line; headings too */
};

static void leads_free(void *context)
{
	struct leads *leads = context;

	vec_release(&leads->at);
	free(leads);
}

static void add_heading(struct ui *ui, struct leads *leads, struct menu *menu, const char *id)
{
	menu_add_heading(menu, say(ui->session, id));
	vec_add(&leads->at);
}

static void add_link(struct ui *ui, struct leads *leads, struct menu *menu, const struct link *link)
{
	const struct form *form = sheet_form(link->sheet);
	struct lead *lead = vec_add(&leads->at);
	struct str text = {0};

	text_copy(lead->sheet, sizeof(lead->sheet), form->id);
	text_copy(lead->row, sizeof(lead->row), sheet_row_id(link->sheet, link->row));
	str_add_repeat(&text, ' ', 2 * (size_t)link->depth);
	place_row(ui, form->id, lead->row, &text);
	menu_add(menu, str_text(&text), say_words(ui->session, form->title));
	str_release(&text);
}

static void add_links(struct ui *ui, struct leads *leads, struct menu *menu, const struct links *links,
                      const char *heading)
{
	if (links->at.count > 0)
		add_heading(ui, leads, menu, heading);
	for (size_t i = 0; i < links->at.count; i++)
		add_link(ui, leads, menu, &links->at.at[i]);
}

static void find_down(struct ui *ui, struct sheet *sheet, size_t row, int depth, const struct links *up,
                      struct links *out)
{
	struct place_sheets ids = {0};

	place_sheets(ui, &ids);
	links_down(folder_book(ui->session->folder), (const char *const *)ids.at.at, ids.at.count, sheet, row,
	           depth, up, out);
	place_sheets_release(&ids);
}

/* ---- on into the next worksheet ---- */

static void add_next(struct ui *ui, struct leads *leads, struct menu *menu, const struct form *form,
                     const struct draw *draw)
{
	struct lead *lead = vec_add(&leads->at);
	struct str text = {0};

	text_copy(lead->sheet, sizeof(lead->sheet), form->id);
	lead->draw = draw;
	say_to(ui->session, &text, "links.new", "sheet", say_words(ui->session, form->title), NULL);
	menu_add(menu, str_text(&text), say_words(ui->session, form->purpose));
	str_release(&text);
}

/* Once; the index of the line below it. */
static size_t add_next_heading(struct ui *ui, struct leads *leads, struct menu *menu, size_t first)
{
	if (first == 0)
		add_heading(ui, leads, menu, "links.next");
	return first ? first : leads->at.count;
}

/* A worksheet that looks at such rows step by step. */
static void add_steps(struct ui *ui, struct leads *leads, struct menu *menu,
                      const struct form *form)
{
	struct lead *lead = vec_add(&leads->at);
	struct str text = {0};

	text_copy(lead->sheet, sizeof(lead->sheet), form->id);
	lead->steps = true;
	say_to(ui->session, &text, "steps.take_on", "sheet", say_words(ui->session, form->title), NULL);
	menu_add(menu, str_text(&text), say_words(ui->session, form->purpose));
	str_release(&text);
}

/* Every worksheet that draws rows from this one, or looks at them step by step. */
static size_t add_nexts(struct ui *ui, struct leads *leads, struct menu *menu)
{
	struct place_sheets ids = {0};
	size_t first = 0;

	place_sheets(ui, &ids);
	for (size_t i = 0; i < ids.at.count; i++) {
		const struct form *form = book_form(folder_book(ui->session->folder), ids.at.at[i], NULL);
		bool has_steps = form && coverage_looks_at(ui, form->id, leads->sheet);
		if (has_steps)
			first = add_next_heading(ui, leads, menu, first);
		if (has_steps)
			add_steps(ui, leads, menu, form);
		for (size_t k = 0; form && k < form->draws.count; k++) {
			if (form->draws.at[k].at_new_year || !text_is(form->draws.at[k].sheet, leads->sheet))
				continue;
			first = add_next_heading(ui, leads, menu, first);
			add_next(ui, leads, menu, form, &form->draws.at[k]);
		}
	}
	place_sheets_release(&ids);
	return first;
}

static int first_to_fill_in(const struct sheet *sheet, size_t row)
{
	const struct form *form = sheet_form(sheet);

	for (size_t i = 0; i < form->fields.count; i++) {
		const struct field *field = &form->fields.at[i];
		bool answered = sheet_cell(sheet, row, i)[0] ||
		                (field->text_field >= 0 && sheet_cell(sheet, row, (size_t)field->text_field)[0]);
		if (field->required && !field->formula && !answered)
			return (int)i;
	}
	return -1;
}

/* Makes the row and opens its form; the root of a tree is seen in its tree. */
static void go_on(struct ui *ui, const struct leads *leads, const struct lead *lead)
{
	struct book *book = folder_book(ui->session->folder);
	struct sheet *from = book_sheet(book, leads->sheet, NULL), *to = book_sheet(book, lead->sheet, NULL);
	struct step step = {0};
	struct err err = {0};
	char id[64], origin[64]; /* a jump closes the list, which owns the leads */
	size_t row;

	text_copy(origin, sizeof(origin), leads->row);
	if (ui->session->read_only) {
		ui_message(ui, "ui.read_only", NULL);
		return;
	}
	if (!from || !to || !sheet_find(from, leads->row, &row))
		return;
	if (!draw_row(ui->session, &step, to, lead->draw, from, row, id, &err))
		ui_alarm(ui, &err);
	else if (ui_do(ui, &step) && sheet_find(to, id, &row)) {
		if (sheet_form(to)->kind == FORM_TREE)
			ui_jump(ui, lead->sheet, id, "");
		else
			ui_push(ui, view_record_new(ui, lead->sheet, id, first_to_fill_in(to, row)));
		ui_message(ui, "links.made", "row", id, "from", origin, NULL);
	}
	step_release(&step);
}

static void done(struct ui *ui, void *context, size_t line, const char *typed)
{
	const struct leads *leads = context;

	(void)typed;
	if (line >= leads->at.count)
		return;
	/* A jump closes the list, which owns the leads. */
	struct lead lead = leads->at.at[line];
	if (lead.draw)
		go_on(ui, leads, &lead);
	else if (lead.steps)
		ui_push(ui, view_steps_new(ui, lead.sheet, leads->row));
	else if (lead.sheet[0])
		ui_jump(ui, lead.sheet, lead.row, "");
}

void links_open(struct ui *ui, const char *sheet_id, const char *row_id)
{
	struct book *book = folder_book(ui->session->folder);
	struct sheet *sheet = book_sheet(book, sheet_id, NULL);
	struct links up = {0}, below = {0};
	struct menu menu = {0};
	struct str title = {0};
	size_t row;

	if (!sheet || !sheet_find(sheet, row_id, &row)) {
		ui_message(ui, "sheet.no_row_here", NULL);
		return;
	}
	struct leads *leads = mem_zero(1, sizeof(*leads));
	text_copy(leads->sheet, sizeof(leads->sheet), sheet_id);
	text_copy(leads->row, sizeof(leads->row), row_id);
	links_up(book, sheet, row, DEEP, &up);
	find_down(ui, sheet, row, DEEP, &up, &below);
	add_links(ui, leads, &menu, &up, "links.up");
	size_t next = add_nexts(ui, leads, &menu);
	add_links(ui, leads, &menu, &below, "links.down");
	links_release(&up);
	links_release(&below);
	if (leads->at.count == 0) {
		ui_message(ui, "links.none", NULL);
		leads_free(leads);
		return;
	}
	if (next)
		menu_select(&menu, next);
	place_row(ui, sheet_id, row_id, &title);
	ui_push(ui, view_pick_new(&(struct pick){
	    .title = str_text(&title), .menu = &menu, .done = done, .context = leads, .free_context = leads_free,
	}));
	str_release(&title);
}

/* ---- in one line ---- */

static void add_ids(const struct links *links, struct str *out)
{
	for (size_t i = 0; i < links->at.count && i < LINE_IDS; i++) {
		const struct link *link = &links->at.at[i];
		str_addf(out, "%s%s", i ? " " : "", sheet_row_id(link->sheet, link->row));
	}
	if (links->at.count > LINE_IDS)
		str_addf(out, " (+%zu)", links->at.count - LINE_IDS);
}

void links_line(struct ui *ui, struct sheet *sheet, size_t row, struct str *out)
{
	struct links up = {0}, below = {0};
	struct str ids[2] = {{0}, {0}};

	links_up(folder_book(ui->session->folder), sheet, row, DEEP, &up);
	find_down(ui, sheet, row, 1, &up, &below);
	add_ids(&up, &ids[0]);
	add_ids(&below, &ids[1]);
	if (ids[0].len > 0)
		say_to(ui->session, out, "links.from", "rows", str_text(&ids[0]), NULL);
	if (ids[0].len > 0 && ids[1].len > 0)
		str_add(out, "   ");
	if (ids[1].len > 0)
		say_to(ui->session, out, "links.to", "rows", str_text(&ids[1]), NULL);
	str_release(&ids[0]);
	str_release(&ids[1]);
	links_release(&up);
	links_release(&below);
}

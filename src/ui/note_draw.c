/* note_draw.c - what the popup of margin notes looks like. */
#include "note_view.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/wrap.h"

#include <stdlib.h>

enum {
	WIDEST = 72,
	WHO_FROM = 56,  /* columns of a note from which on it says who wrote it */
	WHO_COLS = 14,
	DATE_COLS = 10,
	LINES_MOST = 5, /* of what is typed */
	BORDERS = 3,    /* with the rule below the line */
};

void note_view_place(const struct note_view *notes, const struct ui *ui, struct str *out)
{
	if (notes->about.row[0])
		place_row(ui, notes->about.sheet, notes->about.row, out);
	else if (notes->about.sheet[0])
		str_add(out, place_sheet(ui, notes->about.sheet));
	else
		str_add(out, say(ui->session, "note.workbook"));
}

/* The text of the note one stands on; NULL on the line. */
static const char *text_here(const struct note_view *notes, const struct ui *ui)
{
	struct sheet *sheet = notes_sheet(ui->session, NULL);
	struct notes_fields fields;

	if (notes->at == NOTE_LINE)
		return NULL;
	notes_fields(sheet_form(sheet), &fields);
	return sheet_cell(sheet, notes->notes.at.at[notes->at - 1], (size_t)fields.text);
}

/* The list gives way to what is typed, but keeps a line. */
static void place_parts(struct note_view *notes, struct ui *ui, const struct canvas *canvas,
                        struct rect *box)
{
	int cols = canvas->cols < WIDEST ? canvas->cols : WIDEST, room = canvas->rows - 2 - BORDERS;
	int count = (int)notes->notes.at.count, least = count > 0 ? 1 : 0;
	const char *text = text_here(notes, ui);
	int lines = (int)(text ? wrap_count(text, strlen(text), cols - 4)
	                       : edit_lines(&notes->edit, cols - 4));

	lines = lines < LINES_MOST ? lines : LINES_MOST;
	lines = lines < room - least ? lines : room - least;
	lines = lines > 1 ? lines : 1;
	int list = count < room - lines ? count : room - lines, rows = lines + list + (list ? 3 : 2);
	int top = (room - count) / 3, last = canvas->rows - 2 - rows;
	top = top < 0 ? 0 : top;
	*box = (struct rect){top < last ? top : last, (canvas->cols - cols) / 2, rows, cols};
	notes->line = (struct rect){box->row + 1, box->col + 2, lines, cols - 4};
	notes->list = (struct rect){notes->line.row + lines + 1, box->col + 1, list, cols - 2};
}

static void draw_box(const struct note_view *notes, struct ui *ui, struct canvas *canvas,
                     struct rect box)
{
	struct str place = {0}, title = {0};
	int rule = notes->line.row + notes->line.rows;

	canvas_box(canvas, box, STYLE_ROLE_POPUP);
	note_view_place(notes, ui, &place);
	str_add_byte(&title, ' ');
	say_to(ui->session, &title, "note.title", "place", str_text(&place), NULL);
	str_add_byte(&title, ' ');
	canvas_text(canvas, box.row, box.col + 2, box.cols - 4, STYLE_ROLE_HEADING, TEXT_MARK,
	            str_text(&title));
	if (notes->list.rows > 0) {
		canvas_hline(canvas, rule, box.col + 1, box.cols - 2, STYLE_ROLE_POPUP);
		canvas_line(canvas, rule, box.col, LINE_TEE_RIGHT, STYLE_ROLE_POPUP);
		canvas_line(canvas, rule, box.col + box.cols - 1, LINE_TEE_LEFT, STYLE_ROLE_POPUP);
	}
	str_release(&place);
	str_release(&title);
}

/* "A-007 the text" where it is about a row of the worksheet that is looked at. */
static void say_text(const struct note_view *notes, struct sheet *sheet, size_t row,
                     const struct notes_fields *fields, struct str *out)
{
	const char *about = sheet_cell(sheet, row, (size_t)fields->row);

	if (!notes->about.row[0] && about[0])
		str_addf(out, "%s  ", about);
	str_add(out, sheet_cell(sheet, row, (size_t)fields->text));
}

/* "[ ] 2026-11-20 the text   who" */
static void draw_note(const struct note_view *notes, struct ui *ui, struct canvas *canvas,
                      struct rect at, size_t row, bool here)
{
	struct sheet *sheet = notes_sheet(ui->session, NULL);
	struct notes_fields fields;
	struct str words = {0};

	notes_fields(sheet_form(sheet), &fields);
	bool done = notes_is_done(sheet, row);
	enum style style = done ? STYLE_ROLE_MUTED : STYLE_ROLE_POPUP;
	int who = at.cols >= WHO_FROM ? WHO_COLS : 0, text = 5 + DATE_COLS + 1;
	canvas_text(canvas, at.row, at.col + 1, 3, style, 0, done ? "[x]" : "[ ]");
	canvas_text(canvas, at.row, at.col + 5, DATE_COLS, STYLE_ROLE_MUTED, TEXT_MARK,
	            sheet_cell(sheet, row, (size_t)fields.date));
	say_text(notes, sheet, row, &fields, &words);
	canvas_text(canvas, at.row, at.col + text, at.cols - text - 1 - (who ? who + 1 : 0), style,
	            TEXT_MARK, str_text(&words));
	str_release(&words);
	if (who)
		canvas_text(canvas, at.row, at.col + at.cols - 1 - who, who, STYLE_ROLE_MUTED,
		            TEXT_MARK | TEXT_RIGHT, sheet_cell(sheet, row, (size_t)fields.who));
	if (here) {
		canvas_restyle(canvas, at, STYLE_ROLE_SELECTED);
		canvas_cursor(canvas, at.row, at.col + 1);
	}
}

/* What is typed, or the whole of the note one stands on, which the list cuts. */
static void draw_text(struct note_view *notes, struct ui *ui, struct canvas *canvas)
{
	const char *text = text_here(notes, ui);
	struct rect at = notes->line;
	struct wrap_line line = {0};

	if (!text) {
		canvas_fill(canvas, at, STYLE_ROLE_EDIT);
		edit_draw(&notes->edit, canvas, at, STYLE_ROLE_EDIT);
		return;
	}
	for (int i = 0; i < at.rows && wrap_next(text, strlen(text), line.next, at.cols, &line); i++) {
		char *part = mem_dup_n(text + line.at, line.len);
		canvas_text(canvas, at.row + i, at.col, at.cols, STYLE_ROLE_POPUP, 0, part);
		free(part);
	}
}

static void scroll(struct note_view *notes)
{
	size_t shown = notes->list.rows > 0 ? (size_t)notes->list.rows : 1;
	size_t selected = notes->at == NOTE_LINE ? 0 : notes->at - 1;

	if (notes->top > selected)
		notes->top = selected;
	if (selected >= notes->top + shown)
		notes->top = selected - shown + 1;
}

void note_view_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct note_view *notes = (struct note_view *)view;
	struct rect box;

	place_parts(notes, ui, canvas, &box);
	draw_box(notes, ui, canvas, box);
	draw_text(notes, ui, canvas);
	scroll(notes);
	for (int i = 0; i < notes->list.rows && notes->top + (size_t)i < notes->notes.at.count; i++) {
		size_t number = notes->top + (size_t)i;
		struct rect at = {notes->list.row + i, notes->list.col, 1, notes->list.cols};
		draw_note(notes, ui, canvas, at, notes->notes.at.at[number], notes->at == number + 1);
	}
}

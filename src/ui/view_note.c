/* view_note.c - margin notes on where one stands: jot one down, read, rewrite, tick. */
#include "note_view.h"

#include "list.h"
#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/model/row_image.h"
#include "sonae/store/draft.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static struct note_view *notes_of_view(struct view *view)
{
	return (struct note_view *)view;
}

static struct sheet *sheet_of(const struct ui *ui)
{
	return notes_sheet(ui->session, NULL);
}

static struct notes_fields fields_of(const struct ui *ui)
{
	struct notes_fields fields;

	notes_fields(sheet_form(sheet_of(ui)), &fields);
	return fields;
}

static bool is_on_note(const struct note_view *notes)
{
	return notes->at != NOTE_LINE;
}

/* Row of the worksheet of the note one stands on. */
static size_t row_here(const struct note_view *notes)
{
	return notes->notes.at.at[notes->at - 1];
}

static void list_notes(struct note_view *notes, struct ui *ui)
{
	notes_of(ui->session, notes->about.sheet, notes->about.row, &notes->notes);
	if (notes->at > notes->notes.at.count)
		notes->at = notes->notes.at.count;
}

/* One stays on a note, wherever it is listed now. */
static void stand_on(struct note_view *notes, struct ui *ui, const char *id)
{
	for (size_t i = 0; i < notes->notes.at.count; i++)
		if (text_is(sheet_row_id(sheet_of(ui), notes->notes.at.at[i]), id))
			notes->at = i + 1;
}

/* ---- the line ---- */

static bool is_empty(const struct note_view *notes)
{
	return edit_text(&notes->edit)[0] == '\0';
}

static void empty_line(struct note_view *notes)
{
	edit_start(&notes->edit, "", true);
	notes->rewritten[0] = '\0';
}

static void drop(struct note_view *notes, struct ui *ui)
{
	free(notes->dropped);
	notes->dropped = mem_dup(edit_text(&notes->edit));
	text_copy(notes->dropped_of, sizeof(notes->dropped_of), notes->rewritten);
	empty_line(notes);
	ui_message(ui, "note.dropped", NULL);
}

/* ^Z right after Esc. */
static bool take_back(struct note_view *notes)
{
	if (!notes->dropped || !is_empty(notes))
		return false;
	edit_start(&notes->edit, notes->dropped, true);
	text_copy(notes->rewritten, sizeof(notes->rewritten), notes->dropped_of);
	free(notes->dropped);
	notes->dropped = NULL;
	notes->at = NOTE_LINE;
	return true;
}

/* ---- writing ---- */

static bool may_write(struct ui *ui)
{
	const struct err *trouble = folder_trouble(ui->session->folder, NOTES_SHEET);

	if (ui->session->read_only)
		ui_message(ui, "ui.read_only", NULL);
	else if (trouble)
		ui_alarm(ui, trouble);
	return !ui->session->read_only && !trouble;
}

/* Takes the step's contents. */
static bool write(struct ui *ui, struct step *step)
{
	bool done = ui_do(ui, step);

	if (done)
		ui_refresh(ui);
	return done;
}

static bool delete_note(struct ui *ui, size_t row)
{
	struct step step = {0};

	step_delete(&step, sheet_of(ui), row);
	if (!write(ui, &step))
		return false;
	ui_message(ui, "note.deleted", NULL);
	return true;
}

/* A text that was emptied is a note that is not wanted any more. */
static bool rewrite(const struct note_view *notes, struct ui *ui, size_t row)
{
	struct step step = {0};

	if (is_empty(notes))
		return delete_note(ui, row);
	if (!entry_set(ui->session, &step, sheet_of(ui), row, fields_of(ui).text,
	               edit_text(&notes->edit), NULL) ||
	    !write(ui, &step))
		return false;
	ui_message(ui, "note.rewritten", NULL);
	return true;
}

static bool jot(const struct note_view *notes, struct ui *ui)
{
	struct step step = {0};
	struct err err = {0};
	struct str place = {0};
	char id[64];

	if (!notes_add(ui->session, &step, notes->about.sheet, notes->about.row,
	               edit_text(&notes->edit), NULL, id, &err)) {
		ui_alarm(ui, &err);
		return false;
	}
	if (!write(ui, &step))
		return false;
	note_view_place(notes, ui, &place);
	ui_message(ui, "note.kept", "place", str_text(&place), NULL);
	str_release(&place);
	return true;
}

/* Writes what stands in the line, which is empty then. False: it could not be, and stays there. */
static bool keep(struct note_view *notes, struct ui *ui)
{
	size_t row;
	bool is_there = notes->rewritten[0] && sheet_find(sheet_of(ui), notes->rewritten, &row);

	if (is_empty(notes) && !is_there)
		return true;
	if (!may_write(ui) || !(is_there ? rewrite(notes, ui, row) : jot(notes, ui)))
		return false;
	empty_line(notes);
	return true;
}

/* ---- acting on the line ---- */

/* A new note closes the popup: one goes on where one stood. A rewritten one does not. */
static unsigned enter_line(struct note_view *notes, struct ui *ui)
{
	char id[64];

	text_copy(id, sizeof(id), notes->rewritten);
	if (!keep(notes, ui))
		return REACT_DRAW;
	if (!id[0])
		return REACT_DRAW | REACT_CLOSE;
	stand_on(notes, ui, id);
	return REACT_DRAW;
}

static void down_from_line(struct note_view *notes)
{
	if (!edit_down(&notes->edit, notes->line.cols) && notes->notes.at.count > 0 &&
	    !notes->rewritten[0])
		notes->at = 1;
}

static void edit_outside(struct note_view *notes, struct ui *ui)
{
	struct err err = {0};
	char *text = ui->editor ? ui->editor(edit_text(&notes->edit), &err) : NULL;

	if (text)
		edit_start(&notes->edit, text, true);
	else if (err.code != ERR_NONE)
		ui_alarm(ui, &err);
	free(text);
}

static unsigned act_on_line(struct note_view *notes, struct ui *ui, enum action action)
{
	bool changed;

	switch (action) {
	case ACTION_ENTER: return enter_line(notes, ui);
	case ACTION_NEW_LINE: edit_insert(&notes->edit, "\n"); break;
	case ACTION_UP: edit_up(&notes->edit, notes->line.cols); break;
	case ACTION_DOWN: down_from_line(notes); break;
	case ACTION_PASTE: edit_insert(&notes->edit, ui->clipboard ? ui->clipboard : ""); break;
	case ACTION_EDITOR: edit_outside(notes, ui); break;
	case ACTION_BACK:
		if (is_empty(notes) && !notes->rewritten[0])
			return REACT_DRAW | REACT_CLOSE;
		drop(notes, ui);
		break;
	default: return list_type(&notes->edit, action, &changed);
	}
	return REACT_DRAW;
}

/* ---- acting on a note ---- */

static void open_note(struct note_view *notes, struct ui *ui)
{
	struct sheet *sheet = sheet_of(ui);
	size_t row = row_here(notes);

	if (!may_write(ui))
		return;
	text_copy(notes->rewritten, sizeof(notes->rewritten), sheet_row_id(sheet, row));
	edit_start(&notes->edit, sheet_cell(sheet, row, (size_t)fields_of(ui).text), true);
	notes->at = NOTE_LINE;
}

static void tick(struct note_view *notes, struct ui *ui)
{
	struct sheet *sheet = sheet_of(ui);
	struct step step = {0};
	size_t row = row_here(notes);
	int done = fields_of(ui).done;
	char id[64];

	if (!may_write(ui))
		return;
	text_copy(id, sizeof(id), sheet_row_id(sheet, row));
	step_set(&step, sheet, row, done, notes_is_done(sheet, row) ? "" : "1");
	if (write(ui, &step))
		stand_on(notes, ui, id);
}

static unsigned act_on_note(struct note_view *notes, struct ui *ui, enum action action)
{
	size_t count = notes->notes.at.count;
	size_t page = notes->list.rows > 1 ? (size_t)notes->list.rows : 1;

	switch (action) {
	case ACTION_UP: notes->at--; break;
	case ACTION_DOWN: notes->at += notes->at < count; break;
	case ACTION_PAGE_UP: notes->at = notes->at > page ? notes->at - page : 1; break;
	case ACTION_PAGE_DOWN: notes->at = notes->at + page < count ? notes->at + page : count; break;
	case ACTION_ENTER:
	case ACTION_EDIT: open_note(notes, ui); break;
	case ACTION_SPACE: tick(notes, ui); break;
	case ACTION_CLEAR:
	case ACTION_DELETE_ROW:
		if (may_write(ui))
			delete_note(ui, row_here(notes));
		break;
	case ACTION_BACK: return REACT_DRAW | REACT_CLOSE;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- the popup ---- */

/* F12 once more: the worksheet of all notes, on the one that was selected. */
static void show_all(struct note_view *notes, struct ui *ui)
{
	char id[64];

	text_copy(id, sizeof(id),
	          is_on_note(notes) ? sheet_row_id(sheet_of(ui), row_here(notes)) : "");
	if (keep(notes, ui))
		ui_jump(ui, NOTES_SHEET, id, "text");
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct note_view *notes = notes_of_view(view);
	bool undoes = action == ACTION_UNDO || action == ACTION_REDO;

	if (action == ACTION_NOTE || action == ACTION_FOLLOW) {
		show_all(notes, ui);
		return REACT_DRAW;
	}
	if (action == ACTION_UNDO && take_back(notes))
		return REACT_DRAW;
	if (action == ACTION_UNDO && !is_empty(notes)) {
		drop(notes, ui);
		return REACT_DRAW;
	}
	unsigned reaction = is_on_note(notes) ? act_on_note(notes, ui, action)
	                                      : act_on_line(notes, ui, action);
	if (reaction == REACT_UNUSED && !undoes && !list_passes_popup(action))
		return REACT_NONE;
	return reaction;
}

static unsigned text(struct view *view, struct ui *ui, const char *typed, bool pasted)
{
	struct note_view *notes = notes_of_view(view);
	bool is_blank = text_is(typed, " ") || text_is(typed, "　"); /* an IME's */

	(void)pasted;
	if (is_on_note(notes) && is_blank) {
		tick(notes, ui);
		return REACT_DRAW;
	}
	notes->at = NOTE_LINE;
	edit_insert(&notes->edit, typed);
	return REACT_DRAW;
}

static bool is_in(struct rect rect, const struct event *event)
{
	return event->row >= rect.row && event->row < rect.row + rect.rows && event->col >= rect.col &&
	       event->col < rect.col + rect.cols;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct note_view *notes = notes_of_view(view);
	size_t number = notes->top + (size_t)(event->row - notes->list.row) + 1;

	if (is_in(notes->line, event))
		notes->at = NOTE_LINE;
	else if (is_in(notes->list, event) && notes->at == number)
		open_note(notes, ui);
	else if (is_in(notes->list, event) && keep(notes, ui))
		notes->at = number;
	return REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct note_view *notes = notes_of_view(view);

	(void)ui;
	key_line_add_as(line, ACTION_ENTER, is_on_note(notes) ? "note.rewrite" : "note.keep");
	if (is_on_note(notes)) {
		key_line_add_as(line, ACTION_SPACE, "note.tick");
		key_line_add_as(line, ACTION_CLEAR, "action.clear");
	} else {
		if (notes->notes.at.count > 0 && !notes->rewritten[0])
			key_line_add_as(line, ACTION_DOWN, "note.list");
		key_line_add(line, ACTION_NEW_LINE);
	}
	key_line_add_as(line, ACTION_NOTE, "note.all");
	key_line_add(line, ACTION_BACK);
}

/* Whatever closes it, nothing that was typed is lost; Esc has emptied the line first. */
static void leave(struct view *view, struct ui *ui, bool for_good)
{
	(void)for_good;
	keep(notes_of_view(view), ui);
}

static bool is_editing(struct view *view)
{
	return !is_on_note(notes_of_view(view));
}

/* A new note comes back with what it is about. */
static bool typed(struct view *view, struct ui *ui, struct draft *draft, char next[64])
{
	struct note_view *notes = notes_of_view(view);
	char today[16];

	if (is_empty(notes))
		return false;
	str_clear(&notes->next);
	if (!notes->rewritten[0]) {
		row_image_begin(&notes->next, sheet_next_id(sheet_of(ui), next));
		row_image_add(&notes->next, "date", date_iso(clock_today(), today));
		row_image_add(&notes->next, "about", notes->about.sheet);
		row_image_add(&notes->next, "row", notes->about.row);
		row_image_add(&notes->next, "who", config_who(&ui->session->config));
	}
	*draft = (struct draft){
		.sheet = NOTES_SHEET, .row = notes->rewritten, .next = str_text(&notes->next),
		.field = "text", .text = edit_text(&notes->edit), .caret = notes->edit.caret,
	};
	return true;
}

static void refresh(struct view *view, struct ui *ui)
{
	list_notes(notes_of_view(view), ui);
}

static void note_free(struct view *view)
{
	struct note_view *notes = notes_of_view(view);

	edit_release(&notes->edit);
	row_list_release(&notes->notes);
	str_release(&notes->next);
	free(notes->dropped);
	free(notes);
}

static const struct view_ops ops = {
	.name = "note",
	.popup = true,
	.draw = note_view_draw,
	.act = act,
	.text = text,
	.mouse = mouse,
	.keys = keys,
	.leave = leave,
	.is_editing = is_editing,
	.typed = typed,
	.refresh = refresh,
	.free = note_free,
};

/* A note has no notes: those of its own place are meant. */
static void choose_place(struct note_view *notes, const struct ui *ui, const char *sheet,
                         const char *row)
{
	size_t at;

	if (text_is(sheet, NOTES_SHEET) &&
	    !(sheet_find(sheet_of(ui), row, &at) && notes_place(sheet_of(ui), at, &sheet, &row)))
		sheet = row = "";
	text_copy(notes->about.sheet, sizeof(notes->about.sheet), sheet);
	text_copy(notes->about.row, sizeof(notes->about.row), row);
}

struct view *view_note_new(struct ui *ui, const char *sheet, const char *row)
{
	struct err err = {0};

	if (!notes_sheet(ui->session, &err)) {
		ui_alarm(ui, &err);
		return NULL;
	}
	struct note_view *notes = mem_zero(1, sizeof(*notes));
	notes->view.ops = &ops;
	choose_place(notes, ui, sheet, row);
	edit_start(&notes->edit, "", true);
	list_notes(notes, ui);
	return &notes->view;
}

/* cell_edit.c - a text that is open in a cell. */
#include "cell_parts.h"

#include "rescue.h"
#include "sonae/model/field_type.h"
#include "sonae/store/draft.h"

#include <stdlib.h>

static void remember_dropped(struct cell_view *cell, const char *text)
{
	free(cell->dropped);
	cell->dropped = mem_dup(text);
	text_copy(cell->dropped_row, sizeof(cell->dropped_row), cell->row);
	cell->dropped_field = cell->field;
}

/* It stays as a draft, and ^Z brings it back into its cell. */
static void keep_unwritten(struct cell_view *cell, struct ui *ui, const char *text)
{
	remember_dropped(cell, text);
	rescue_hold(ui);
}

/* ^E: the whole text in the user's own editor, then it is written. */
void cell_edit_outside(struct cell_view *cell, struct ui *ui, const char *text)
{
	struct err err = {0};
	char *back = ui->editor ? ui->editor(text, &err) : NULL;

	if (back)
		cell_view_write(cell, ui, back);
	else if (err.code != ERR_NONE)
		ui_alarm(ui, &err);
	free(back);
}

void cell_edit_begin_with(struct cell_view *cell, struct ui *ui, const char *text)
{
	const struct field *field = cell_view_field(cell, ui);

	if (!field || !cell_view_may_write(cell, ui))
		return;
	if (field->formula) {
		ui_message(ui, "cell.computed", NULL);
		return;
	}
	edit_start(&cell->edit, text, field->type->many_lines);
	cell->editing = true;
}

/* The cell's text as a person would type it again; of an empty one what the form offers. */
void cell_edit_begin(struct cell_view *cell, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);
	size_t row = cell_view_row(cell, ui);
	struct str text = {0};

	if (row < sheet_row_count(sheet))
		str_add(&text, sheet_cell(sheet, row, (size_t)cell->field));
	if (text.len == 0 && cell->field >= 0)
		cell_offer(ui, sheet, row, cell->field, &text);
	cell_edit_begin_with(cell, ui, str_text(&text));
	str_release(&text);
}

void cell_forget_dropped(struct cell_view *cell)
{
	free(cell->dropped);
	cell->dropped = NULL;
}

static void stop_editing(struct cell_view *cell)
{
	cell->editing = false;
	edit_release(&cell->edit);
}

void cell_view_commit(struct cell_view *cell, struct ui *ui)
{
	if (!cell->editing)
		return;
	char *typed = mem_dup(edit_text(&cell->edit));
	stop_editing(cell);
	cell_forget_dropped(cell);
	if (!cell_view_write(cell, ui, typed))
		keep_unwritten(cell, ui, typed);
	free(typed);
}

static void drop(struct cell_view *cell, struct ui *ui)
{
	remember_dropped(cell, edit_text(&cell->edit));
	stop_editing(cell);
	if (cell->dropped[0])
		ui_message(ui, "cell.dropped", NULL);
}

/* ^Z right after Esc brings the text back. */
bool cell_take_back(struct cell_view *cell, struct ui *ui)
{
	if (!cell->dropped || !cell->dropped[0] || !text_is(cell->dropped_row, cell->row) ||
	    cell->dropped_field != cell->field)
		return false;
	char *text = cell->dropped;
	cell->dropped = NULL;
	cell_edit_begin_with(cell, ui, text);
	free(text);
	return true;
}

/* ---- drafts ---- */

bool cell_view_typed(struct view *view, struct ui *ui, struct draft *draft, char next[64])
{
	const struct cell_view *cell = (const struct cell_view *)view;
	const struct field *field = cell->editing ? cell_view_field(cell, ui) : NULL;

	if (!field)
		return false;
	*draft = (struct draft){
		.sheet = cell->sheet, .row = cell->row, .next = "", .field = field->id,
		.text = edit_text(&cell->edit), .caret = cell->edit.caret,
	};
	if (!cell_has_row(cell, ui)) {
		draft->row = "";
		draft->next = sheet_next_id(cell_view_sheet(cell, ui), next);
	}
	return true;
}

bool cell_view_resume(struct cell_view *cell, struct ui *ui, const struct draft *draft)
{
	const struct field *field = cell_view_field(cell, ui);

	if (!field || !text_is(field->id, draft->field) || !text_is(cell->row, draft->row))
		return false;
	cell_edit_begin_with(cell, ui, draft->text);
	if (cell->editing && text_is(edit_text(&cell->edit), draft->text))
		cell->edit.caret = draft->caret;
	return cell->editing;
}

/* ---- editing goes on ---- */

static void commit_and_go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	cell_view_commit(cell, ui);
	cell->go(cell, ui, direction);
}

static unsigned act_on_caret(struct cell_view *cell, enum action action)
{
	struct edit *edit = &cell->edit;

	switch (action) {
	case ACTION_LEFT: edit_left(edit); break;
	case ACTION_RIGHT: edit_right(edit); break;
	case ACTION_LINE_START: edit_home(edit); break;
	case ACTION_LINE_END: edit_end(edit); break;
	case ACTION_FIRST: edit_first(edit); break;
	case ACTION_LAST: edit_last(edit); break;
	case ACTION_BACKSPACE: edit_backspace(edit); break;
	case ACTION_CLEAR: edit_delete(edit); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ↑↓: between the lines of a memo, else commit and move. */
static void act_up_down(struct cell_view *cell, struct ui *ui, enum action action)
{
	int cols = cell->at.cols;

	if (cell->edit.many_lines) {
		if (action == ACTION_UP)
			edit_up(&cell->edit, cols);
		else
			edit_down(&cell->edit, cols);
		return;
	}
	commit_and_go(cell, ui, action);
}

unsigned cell_edit_act(struct cell_view *cell, struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_ENTER: commit_and_go(cell, ui, ACTION_DOWN); break;
	case ACTION_NEXT:
	case ACTION_PREVIOUS: commit_and_go(cell, ui, action); break;
	case ACTION_UP:
	case ACTION_DOWN: act_up_down(cell, ui, action); break;
	case ACTION_BACK:
	case ACTION_UNDO: drop(cell, ui); break;
	case ACTION_NEW_LINE:
		if (cell->edit.many_lines)
			edit_insert(&cell->edit, "\n");
		break;
	case ACTION_PASTE:
		edit_insert(&cell->edit, ui->clipboard ? ui->clipboard : "");
		break;
	case ACTION_COPY: break;
	case ACTION_EDITOR: {
		char *typed = mem_dup(edit_text(&cell->edit));
		cell_view_commit(cell, ui);
		cell_edit_outside(cell, ui, typed);
		free(typed);
		break;
	}
	case ACTION_QUIT:
	case ACTION_SAVE:
	case ACTION_FIND:
	case ACTION_FORM:
	case ACTION_CHECK:
	case ACTION_HISTORY:
	case ACTION_NOTE:
		cell_view_commit(cell, ui);
		return REACT_UNUSED;
	case ACTION_HELP:
	case ACTION_REDRAW:
	case ACTION_LANGUAGE: return REACT_UNUSED;
	default: return act_on_caret(cell, action) == REACT_UNUSED ? REACT_NONE : REACT_DRAW;
	}
	return REACT_DRAW;
}

/* ---- drawing ---- */

static struct rect grow(struct rect rect, struct rect body, int cols, int rows)
{
	if (rect.cols < cols)
		rect.cols = cols;
	if (rect.cols > body.cols)
		rect.cols = body.cols;
	if (rect.col + rect.cols > body.col + body.cols)
		rect.col = body.col + body.cols - rect.cols;
	if (rect.rows < rows)
		rect.rows = rows;
	if (rect.rows > body.rows)
		rect.rows = body.rows;
	if (rect.row + rect.rows > body.row + body.rows)
		rect.row = body.row + body.rows - rect.rows;
	return rect;
}

enum { EDIT_COLS = 30, MEMO_COLS = 50, MEMO_ROWS = 4, MEMO_ROWS_MAX = 12 };

/* A place wide enough for a line is so for a memo too: it stays where its cell is. */
static int edit_cols(const struct cell_view *cell, struct rect rect)
{
	if (rect.cols >= EDIT_COLS)
		return rect.cols;
	return cell->edit.many_lines ? MEMO_COLS : EDIT_COLS;
}

int cell_view_edit_rows(const struct cell_view *cell, struct rect rect)
{
	int used;

	if (!cell->edit.many_lines)
		return 1;
	used = (int)edit_lines(&cell->edit, edit_cols(cell, rect)) + 1;
	return used < MEMO_ROWS ? MEMO_ROWS : used > MEMO_ROWS_MAX ? MEMO_ROWS_MAX : used;
}

void cell_view_draw_edit(struct cell_view *cell, struct ui *ui, struct canvas *canvas, struct rect rect,
                         struct rect body)
{
	(void)ui;
	cell->at = grow(rect, body, edit_cols(cell, rect), cell_view_edit_rows(cell, rect));
	canvas_fill(canvas, cell->at, STYLE_ROLE_EDIT);
	edit_draw(&cell->edit, canvas, cell->at, STYLE_ROLE_EDIT);
}

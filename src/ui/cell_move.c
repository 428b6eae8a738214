/* cell_move.c - keys and typing on a cell that is not open. */
#include "cell_parts.h"

#include "sonae/app/notes.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

#include <stdlib.h>

bool cell_opens_list(const struct field *field)
{
	return field->type->has_choices || field->type->is_ref;
}

static void toggle(struct cell_view *cell, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);
	const char *now = cell_has_row(cell, ui) ? sheet_cell(sheet, cell_view_row(cell, ui), (size_t)cell->field) : "";

	cell_view_write(cell, ui, text_is(now, "1") ? "0" : "1");
}

bool cell_can_fill_in(struct cell_view *cell, struct ui *ui)
{
	const struct field *field = cell_view_field(cell, ui);

	if (field && !field->formula)
		return true;
	ui_message(ui, field ? "cell.computed" : "cell.given", NULL);
	return false;
}

static void open_cell(struct cell_view *cell, struct ui *ui)
{
	const struct field *field = cell_view_field(cell, ui);

	if (!cell_can_fill_in(cell, ui) || !cell_view_may_write(cell, ui))
		return;
	if (cell_opens_list(field))
		cell_pick_open(cell, ui, NULL);
	else if (field->type->kind == VALUE_CHECK)
		toggle(cell, ui);
	else
		cell_edit_begin(cell, ui);
}

/* Space: lists open, checks toggle; on text it does nothing. */
static void press_space(struct cell_view *cell, struct ui *ui)
{
	const struct field *field = cell_view_field(cell, ui);

	if (field && !field->formula && (cell_opens_list(field) || field->type->kind == VALUE_CHECK))
		open_cell(cell, ui);
}

static void clear_cell(struct cell_view *cell, struct ui *ui)
{
	if (cell_can_fill_in(cell, ui) && cell_has_row(cell, ui))
		cell_view_write(cell, ui, "");
}

/* What a row holds in the current field, or in the partner for its free text. */
static const char *own_text(const struct cell_view *cell, const struct ui *ui, size_t row)
{
	const struct field *field = cell_view_field(cell, ui);
	struct sheet *sheet = cell_view_sheet(cell, ui);
	const char *text = sheet_cell(sheet, row, (size_t)cell->field);

	return text[0] || field->text_field < 0 ? text : sheet_cell(sheet, row, (size_t)field->text_field);
}

static void copy_cell(struct cell_view *cell, struct ui *ui)
{
	struct str text = {0};
	const struct field *field = cell_view_field(cell, ui);

	if (!cell_has_row(cell, ui))
		return;
	if (!field)
		str_add(&text, cell->row);
	else if (field->type->is_ref || field->type->many_lines)
		str_add(&text, own_text(cell, ui, cell_view_row(cell, ui)));
	else
		say_cell(ui->session, cell_view_sheet(cell, ui), cell_view_row(cell, ui), cell->field, &text);
	free(ui->clipboard);
	ui->clipboard = str_take(&text);
	if (ui->copy)
		ui->copy(ui->clipboard);
	ui_message(ui, "cell.copied", "text", ui->clipboard, NULL);
}

static bool find_above(const struct cell_view *cell, const struct ui *ui, size_t *above)
{
	size_t row = cell_view_row(cell, ui);

	if (cell->above)
		return cell->above(cell, ui, above);
	*above = row - 1;
	return row > 0;
}

/* ^D: what stands in the row above. */
static void fill_down(struct cell_view *cell, struct ui *ui)
{
	size_t above;

	if (!cell_can_fill_in(cell, ui))
		return;
	if (find_above(cell, ui, &above))
		cell_view_write(cell, ui, own_text(cell, ui, above));
	else
		ui_message(ui, "cell.nothing_above", NULL);
}

/* From a note to what it is about. False: this is none. */
static bool follow_note(struct cell_view *cell, struct ui *ui)
{
	const char *about, *id;

	if (!cell_has_row(cell, ui) ||
	    !notes_place(cell_view_sheet(cell, ui), cell_view_row(cell, ui), &about, &id))
		return false;
	char *sheet = mem_dup(about), *row = mem_dup(id);
	struct sheet *there = sheet[0] ? book_sheet(folder_book(ui->session->folder), sheet, NULL) : NULL;
	size_t at;
	if (!sheet[0])
		ui_message(ui, "note.no_place", NULL);
	else if (there && row[0] && !sheet_find(there, row, &at))
		ui_message(ui, "history.row_gone", "row", row, NULL);
	else
		ui_jump(ui, sheet, row, "");
	free(sheet);
	free(row);
	return true;
}

static void follow(struct cell_view *cell, struct ui *ui)
{
	if (follow_note(cell, ui))
		return;
	const struct field *field = cell_view_field(cell, ui);
	const char *ids = field && field->type->is_ref && cell_has_row(cell, ui)
	                      ? sheet_cell(cell_view_sheet(cell, ui), cell_view_row(cell, ui), (size_t)cell->field)
	                      : "";

	if (!ids[0] || text_is(ids, FIELD_NA)) {
		ui_message(ui, "cell.no_reference", NULL);
		return;
	}
	char *first = mem_dup_n(ids, strcspn(ids, ";"));
	ui_jump(ui, field->sheet, first, "");
	free(first);
}

/* Texts only: lists and checks have nothing to edit. */
static void open_outside(struct cell_view *cell, struct ui *ui)
{
	const struct field *field = cell_view_field(cell, ui);

	if (!cell_can_fill_in(cell, ui) || cell_opens_list(field) || field->type->kind != VALUE_TEXT ||
	    !cell_view_may_write(cell, ui))
		return;
	const char *now = cell_has_row(cell, ui)
	                      ? sheet_cell(cell_view_sheet(cell, ui), cell_view_row(cell, ui), (size_t)cell->field)
	                      : "";
	cell_edit_outside(cell, ui, now);
}

unsigned cell_move_act(struct cell_view *cell, struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_ENTER:
	case ACTION_EDIT: open_cell(cell, ui); break;
	case ACTION_SPACE: press_space(cell, ui); break;
	case ACTION_CLEAR:
	case ACTION_BACKSPACE: clear_cell(cell, ui); break;
	case ACTION_COPY: copy_cell(cell, ui); break;
	case ACTION_PASTE: return cell->view.ops->text(&cell->view, ui, ui->clipboard ? ui->clipboard : "", true);
	case ACTION_FILL: fill_down(cell, ui); break;
	case ACTION_FOLLOW: follow(cell, ui); break;
	case ACTION_EDITOR: open_outside(cell, ui); break;
	case ACTION_UNDO: return cell_take_back(cell, ui) ? REACT_DRAW : REACT_UNUSED;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- typing ---- */

/* A number of one digit: 0–9 at most. */
static bool is_one_digit(const struct field *field)
{
	return field->type->is_number && field->has_min && field->has_max && field->min >= 0 &&
	       field->max <= 9;
}

/* The choice a digit stands for: the one with that id, else the so-manieth. */
static const char *choice_of_digit(const struct field *field, char digit)
{
	char id[2] = {digit, '\0'};
	const struct choice *choice = field_choice(field, id);
	size_t index = (size_t)(digit - '1');

	if (choice)
		return choice->id;
	return digit >= '1' && index < field->choices.count ? field->choices.at[index].id : NULL;
}

/* A digit on a choice, check or one-digit number is written at once. False: it was none. */
static bool write_digit(struct cell_view *cell, struct ui *ui, const struct field *field,
                        const char *text)
{
	char *folded = utf8_fold(text, strlen(text));
	bool digit = folded[0] >= '0' && folded[0] <= '9' && folded[1] == '\0';
	const char *typed = NULL;

	if (digit && text_is(field->type->name, "choice"))
		typed = choice_of_digit(field, folded[0]);
	else if (digit && (is_one_digit(field) || field->type->kind == VALUE_CHECK))
		typed = folded;
	if (typed)
		cell->settled = cell_view_write(cell, ui, typed);
	free(folded);
	return typed != NULL;
}

unsigned cell_view_text(struct cell_view *cell, struct ui *ui, const char *text, bool pasted)
{
	const struct field *field = cell_view_field(cell, ui);

	cell->settled = false;
	if (cell->editing) {
		edit_insert(&cell->edit, text);
		return REACT_DRAW;
	}
	cell_forget_dropped(cell);
	if (!cell_can_fill_in(cell, ui) || !cell_view_may_write(cell, ui))
		return REACT_DRAW;
	if (pasted)
		cell_view_write(cell, ui, text);
	else if (write_digit(cell, ui, field, text))
		return REACT_DRAW;
	else if (cell_opens_list(field))
		cell_pick_open(cell, ui, text);
	else {
		cell_edit_begin_with(cell, ui, "");
		edit_insert(&cell->edit, text);
	}
	return REACT_DRAW;
}

/* cell_view.c - moving on cells, typing into them. */
#include "sonae/ui/cell_view.h"

#include "rescue.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/finding.h"
#include "sonae/store/draft.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

struct sheet *cell_view_sheet(const struct cell_view *cell, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), cell->sheet, NULL);
}

size_t cell_view_row(const struct cell_view *cell, const struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);
	size_t row;

	if (cell->row[0] && sheet_find(sheet, cell->row, &row))
		return row;
	return sheet_row_count(sheet);
}

const struct field *cell_view_field(const struct cell_view *cell, const struct ui *ui)
{
	const struct form *form = sheet_form(cell_view_sheet(cell, ui));

	return cell->field >= 0 ? &form->fields.at[cell->field] : NULL;
}

static bool has_row(const struct cell_view *cell, const struct ui *ui)
{
	return cell_view_row(cell, ui) < sheet_row_count(cell_view_sheet(cell, ui));
}

/* ---- writing ---- */

bool cell_view_may_write(const struct cell_view *cell, struct ui *ui)
{
	const struct err *trouble = folder_trouble(ui->session->folder, cell->sheet);

	if (ui->session->read_only) {
		ui_message(ui, "ui.read_only", NULL);
		return false;
	}
	if (trouble)
		ui_alarm(ui, trouble);
	return trouble == NULL;
}

static const char *last_row_id(struct sheet *sheet)
{
	size_t count = sheet_row_count(sheet);

	return count ? sheet_row_id(sheet, count - 1) : "";
}

bool cell_view_write(struct cell_view *cell, struct ui *ui, const char *typed)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);
	size_t row = cell_view_row(cell, ui);
	struct step step = {0};
	struct err err = {0};
	char id[ROW_ID_MAX] = "";

	if (!cell_view_may_write(cell, ui))
		return false;
	bool fine = row < sheet_row_count(sheet)
	                ? entry_set(ui->session, &step, sheet, row, cell->field, typed, &err)
	                : entry_new_row(ui->session, &step, sheet, last_row_id(sheet), cell->field, typed, id, &err);
	if (!fine)
		ui_alarm(ui, &err);
	fine = fine && ui_do(ui, &step);
	step_release(&step);
	if (fine && id[0])
		text_copy(cell->row, sizeof(cell->row), id);
	return fine;
}

/* ---- editing ---- */

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
static void edit_outside(struct cell_view *cell, struct ui *ui, const char *text)
{
	struct err err = {0};
	char *back = ui->editor ? ui->editor(text, &err) : NULL;

	if (back)
		cell_view_write(cell, ui, back);
	else if (err.code != ERR_NONE)
		ui_alarm(ui, &err);
	free(back);
}

static void begin(struct cell_view *cell, struct ui *ui, const char *text)
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

/* The cell's text as a person would type it again. */
static void begin_with_cell(struct cell_view *cell, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);
	size_t row = cell_view_row(cell, ui);

	begin(cell, ui, row < sheet_row_count(sheet) ? sheet_cell(sheet, row, (size_t)cell->field) : "");
}

static void forget_dropped(struct cell_view *cell)
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
	forget_dropped(cell);
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
static bool take_back_dropped(struct cell_view *cell, struct ui *ui)
{
	if (!cell->dropped || !cell->dropped[0] || !text_is(cell->dropped_row, cell->row) ||
	    cell->dropped_field != cell->field)
		return false;
	char *text = cell->dropped;
	cell->dropped = NULL;
	begin(cell, ui, text);
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
	if (!has_row(cell, ui)) {
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
	begin(cell, ui, draft->text);
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

static unsigned act_editing(struct cell_view *cell, struct ui *ui, enum action action)
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
		edit_outside(cell, ui, typed);
		free(typed);
		break;
	}
	case ACTION_QUIT:
	case ACTION_SAVE:
	case ACTION_FIND:
	case ACTION_FORM:
	case ACTION_CHECK:
		cell_view_commit(cell, ui);
		return REACT_UNUSED;
	case ACTION_HELP:
	case ACTION_REDRAW:
	case ACTION_LANGUAGE: return REACT_UNUSED;
	default: return act_on_caret(cell, action) == REACT_UNUSED ? REACT_NONE : REACT_DRAW;
	}
	return REACT_DRAW;
}

/* ---- moving ---- */

static bool opens_list(const struct field *field)
{
	return field->type->has_choices || field->type->is_ref;
}

static void toggle(struct cell_view *cell, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);
	const char *now = has_row(cell, ui) ? sheet_cell(sheet, cell_view_row(cell, ui), (size_t)cell->field) : "";

	cell_view_write(cell, ui, text_is(now, "1") ? "0" : "1");
}

static bool can_fill_in(struct cell_view *cell, struct ui *ui)
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

	if (!can_fill_in(cell, ui) || !cell_view_may_write(cell, ui))
		return;
	if (opens_list(field))
		cell_pick_open(cell, ui, NULL);
	else if (field->type->kind == VALUE_CHECK)
		toggle(cell, ui);
	else
		begin_with_cell(cell, ui);
}

/* Space: lists open, checks toggle; on text it does nothing. */
static void press_space(struct cell_view *cell, struct ui *ui)
{
	const struct field *field = cell_view_field(cell, ui);

	if (field && !field->formula && (opens_list(field) || field->type->kind == VALUE_CHECK))
		open_cell(cell, ui);
}

static void clear_cell(struct cell_view *cell, struct ui *ui)
{
	if (can_fill_in(cell, ui) && has_row(cell, ui))
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

	if (!has_row(cell, ui))
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

	if (!can_fill_in(cell, ui))
		return;
	if (find_above(cell, ui, &above))
		cell_view_write(cell, ui, own_text(cell, ui, above));
	else
		ui_message(ui, "cell.nothing_above", NULL);
}

static void follow(struct cell_view *cell, struct ui *ui)
{
	const struct field *field = cell_view_field(cell, ui);
	const char *ids = field && field->type->is_ref && has_row(cell, ui)
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

	if (!can_fill_in(cell, ui) || opens_list(field) || field->type->kind != VALUE_TEXT ||
	    !cell_view_may_write(cell, ui))
		return;
	const char *now = has_row(cell, ui)
	                      ? sheet_cell(cell_view_sheet(cell, ui), cell_view_row(cell, ui), (size_t)cell->field)
	                      : "";
	edit_outside(cell, ui, now);
}

static unsigned act_moving(struct cell_view *cell, struct ui *ui, enum action action)
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
	case ACTION_UNDO: return take_back_dropped(cell, ui) ? REACT_DRAW : REACT_UNUSED;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

unsigned cell_view_act(struct cell_view *cell, struct ui *ui, enum action action)
{
	if (action == ACTION_HISTORY) {
		ui_push(ui, view_history_new(ui, cell->sheet, cell->row));
		return REACT_DRAW;
	}
	return cell->editing ? act_editing(cell, ui, action) : act_moving(cell, ui, action);
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
static bool write_digit(struct cell_view *cell, struct ui *ui, const struct field *field, const char *text)
{
	char *folded = utf8_fold(text, strlen(text));
	bool digit = folded[0] >= '0' && folded[0] <= '9' && folded[1] == '\0';
	const char *typed = NULL;

	if (digit && text_is(field->type->name, "choice"))
		typed = choice_of_digit(field, folded[0]);
	else if (digit && (is_one_digit(field) || field->type->kind == VALUE_CHECK))
		typed = folded;
	if (typed)
		cell_view_write(cell, ui, typed);
	free(folded);
	return typed != NULL;
}

unsigned cell_view_text(struct cell_view *cell, struct ui *ui, const char *text, bool pasted)
{
	const struct field *field = cell_view_field(cell, ui);

	if (cell->editing) {
		edit_insert(&cell->edit, text);
		return REACT_DRAW;
	}
	forget_dropped(cell);
	if (!can_fill_in(cell, ui) || !cell_view_may_write(cell, ui))
		return REACT_DRAW;
	if (pasted)
		cell_view_write(cell, ui, text);
	else if (write_digit(cell, ui, field, text))
		return REACT_DRAW;
	else if (opens_list(field))
		cell_pick_open(cell, ui, text);
	else {
		begin(cell, ui, "");
		edit_insert(&cell->edit, text);
	}
	return REACT_DRAW;
}

/* ---- showing ---- */

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

void cell_view_draw_edit(struct cell_view *cell, struct ui *ui, struct canvas *canvas, struct rect rect,
                         struct rect body)
{
	bool memo = cell->edit.many_lines;
	int cols = memo ? MEMO_COLS : EDIT_COLS;
	int used = memo ? (int)edit_lines(&cell->edit, rect.cols > cols ? rect.cols : cols) + 1 : 1;
	int rows = !memo ? 1 : used < MEMO_ROWS ? MEMO_ROWS : used > MEMO_ROWS_MAX ? MEMO_ROWS_MAX : used;

	(void)ui;
	cell->at = grow(rect, body, cols, rows);
	canvas_fill(canvas, cell->at, STYLE_ROLE_EDIT);
	edit_draw(&cell->edit, canvas, cell->at, STYLE_ROLE_EDIT);
}

static void add_choice_note(struct cell_view *cell, struct ui *ui, const struct field *field, struct str *info)
{
	const struct choice *choice =
	    has_row(cell, ui) ? field_choice(field, sheet_cell(cell_view_sheet(cell, ui), cell_view_row(cell, ui),
	                                                       (size_t)cell->field))
	                      : NULL;
	const char *note = choice ? say_words(ui->session, choice->note) : "";
	struct str text = {0};

	if (!note[0])
		return;
	str_addf(&text, "  [%s: %s]", say_words(ui->session, choice->label), note);
	if (utf8_cols(str_text(info), info->len) + utf8_cols(text.at, text.len) <= ui->canvas.cols - 2)
		str_add(info, text.at);
	str_release(&text);
}

/* The label stands in the heading too, so it goes when the help needs the room. */
static void add_help(struct ui *ui, const struct field *field, struct str *info)
{
	const char *label = say_words(ui->session, field->label), *help = say_words(ui->session, field->help);
	int cols = utf8_cols(label, strlen(label)) + 2 + utf8_cols(help, strlen(help));

	if (cols <= ui->canvas.cols - 2)
		str_addf(info, "%s  ", label);
	str_add(info, help);
}

void cell_view_info(struct cell_view *cell, struct ui *ui, struct str *info, struct str *complaint)
{
	const struct field *field = cell_view_field(cell, ui);
	struct sheet *sheet = cell_view_sheet(cell, ui);
	size_t row = cell_view_row(cell, ui);
	struct err err = {0};

	if (!field)
		return;
	add_help(ui, field, info);
	add_choice_note(cell, ui, field, info);
	if (row >= sheet_row_count(sheet) || cell->editing)
		return;
	if (!finding_check_cell(folder_book(ui->session->folder), sheet, row, cell->field, &err))
		say_err(ui->session, complaint, &err);
}

void cell_view_keys(struct cell_view *cell, struct ui *ui, struct key_line *line)
{
	const struct field *field = cell_view_field(cell, ui);

	if (cell->editing) {
		key_line_add_as(line, ACTION_ENTER, "cell.commit");
		key_line_add_as(line, ACTION_NEXT, "cell.commit_right");
		if (cell->edit.many_lines)
			key_line_add(line, ACTION_NEW_LINE);
		key_line_add_as(line, ACTION_BACK, "cell.cancel");
		return;
	}
	if (!field || field->formula)
		return;
	if (opens_list(field))
		key_line_add_as(line, ACTION_ENTER, "cell.choose");
	else if (field->type->kind == VALUE_CHECK)
		key_line_add_as(line, ACTION_SPACE, "cell.toggle");
	else
		key_line_add_as(line, ACTION_ENTER, "cell.edit");
	if (field->type->is_ref)
		key_line_add(line, ACTION_FOLLOW);
}

void cell_view_release(struct cell_view *cell)
{
	edit_release(&cell->edit);
	forget_dropped(cell);
}

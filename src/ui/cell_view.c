/* cell_view.c - where one stands, writing what was typed, showing it. */
#include "cell_parts.h"

#include "rescue.h"

#include "sonae/app/entry.h"
#include "sonae/app/notes.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

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

bool cell_has_row(const struct cell_view *cell, const struct ui *ui)
{
	return cell_view_row(cell, ui) < sheet_row_count(cell_view_sheet(cell, ui));
}

void cell_view_where(struct view *view, struct ui *ui, struct stand *stand)
{
	const struct cell_view *cell = (const struct cell_view *)view;

	(void)ui;
	text_copy(stand->sheet, sizeof(stand->sheet), cell->sheet);
	text_copy(stand->row, sizeof(stand->row), cell->row);
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

static bool add_row(struct cell_view *cell, struct ui *ui, struct step *step, const char *typed,
                    char id[64], struct err *err)
{
	struct sheet *sheet = cell_view_sheet(cell, ui);

	if (cell->make_row)
		return cell->make_row(cell, ui, step, typed, id, err);
	return entry_new_row(ui->session, step, sheet, last_row_id(sheet), cell->field, typed, id, err);
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
	                : add_row(cell, ui, &step, typed, id, &err);
	if (!fine)
		ui_alarm(ui, &err);
	fine = fine && ui_do(ui, &step);
	step_release(&step);
	if (fine && id[0])
		text_copy(cell->row, sizeof(cell->row), id);
	return fine;
}

unsigned cell_view_act(struct cell_view *cell, struct ui *ui, enum action action)
{
	bool settled = cell->settled;

	cell->settled = false;
	if (settled && action == ACTION_ENTER) {
		cell->go(cell, ui, ACTION_DOWN);
		return REACT_DRAW;
	}
	return cell->editing ? cell_edit_act(cell, ui, action) : cell_move_act(cell, ui, action);
}

/* ---- showing ---- */

static void add_choice_note(struct cell_view *cell, struct ui *ui, const struct field *field,
                            struct str *info)
{
	const struct choice *choice =
	    cell_has_row(cell, ui) ? field_choice(field, sheet_cell(cell_view_sheet(cell, ui), cell_view_row(cell, ui),
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

/* A checklist's question in full, for the grid cuts it; below it what helps to answer. */
static void add_question(struct cell_view *cell, struct ui *ui, int item, struct str *info,
                         struct str *more)
{
	const struct form *form = sheet_form(cell_view_sheet(cell, ui));
	const char *help = say_words(ui->session, form->items.at[item].help);

	if (form->kind == FORM_EXERCISE) { /* which shows its questions in full */
		str_add(more, help);
		return;
	}
	str_add(more, help[0] ? help : str_text(info));
	str_clear(info);
	say_item(ui->session, cell_view_sheet(cell, ui), cell_view_row(cell, ui), info);
}

/* What the form finds missing in this row, to be mended in this cell. */
static void add_gap(struct cell_view *cell, struct ui *ui, struct sheet *sheet, size_t row,
                    struct str *complaint)
{
	struct book *book = folder_book(ui->session->folder);
	const struct form *form = sheet_form(sheet);

	for (size_t i = 0; i < form->gaps.count && complaint->len == 0; i++) {
		const struct gap *gap = &form->gaps.at[i];
		if (gap->per_sheet || gap->field != cell->field || book_is_retired(book, sheet, row))
			continue;
		if (value_holds(book_eval(book, sheet, row, gap->when)))
			str_add(complaint, say_words(ui->session, gap->text));
	}
}

/* What the field wants, what is wrong with the cell, or what else there is to say. */
static void add_lines(struct cell_view *cell, struct ui *ui, struct str *info, struct str *complaint,
                      struct str *more)
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
	int item = form_row_item(sheet_form(sheet), sheet_row_id(sheet, row));
	if (item >= 0)
		add_question(cell, ui, item, info, more);
	if (!finding_check_cell(folder_book(ui->session->folder), sheet, row, cell->field, &err))
		say_err(ui->session, complaint, &err);
	else
		add_gap(cell, ui, sheet, row, complaint);
	if (more->len == 0)
		str_add(more, str_text(&cell->about));
}

struct rect cell_view_frame(struct cell_view *cell, struct ui *ui, struct canvas *canvas, const char *left,
                            const char *right)
{
	struct str info = {0}, complaint = {0}, more = {0};

	add_lines(cell, ui, &info, &complaint, &more);
	struct frame frame = {left, right, str_text(&info), str_text(&complaint), str_text(&more)};
	struct rect body = frame_draw(ui, canvas, &frame);
	str_release(&info);
	str_release(&complaint);
	str_release(&more);
	return body;
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
	if (text_is(cell->sheet, NOTES_SHEET))
		key_line_add(line, ACTION_FOLLOW);
	if (!field || field->formula)
		return;
	if (cell->settled)
		key_line_add_as(line, ACTION_ENTER, "cell.go_on");
	else if (cell_opens_list(field))
		key_line_add_as(line, ACTION_ENTER, "cell.choose");
	else if (field->type->kind == VALUE_CHECK)
		key_line_add_as(line, ACTION_SPACE, "cell.toggle");
	else
		key_line_add_as(line, ACTION_ENTER, "cell.edit");
	if (field->type->is_ref)
		key_line_add(line, ACTION_FOLLOW);
}

void cell_view_leave(struct cell_view *cell, struct ui *ui, bool for_good)
{
	struct err err = {0};

	cell_view_commit(cell, ui);
	if (!for_good)
		return;
	rescue_before_save(ui);
	if (!ui->session->read_only && !folder_save(ui->session->folder, cell->sheet, &err))
		ui_alarm(ui, &err);
}

void cell_view_release(struct cell_view *cell)
{
	edit_release(&cell->edit);
	str_release(&cell->about);
	cell_forget_dropped(cell);
}

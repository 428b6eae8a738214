/*
 * view_record.c - one row as a form: groups of labels and values, top to bottom.
 *
 *     what
 *       category     人事
 *       name         社員名簿
 *     rating
 *       importance   2   = max(confidentiality, integrity, availability)
 *
 * The layout is a list of lines made anew for each drawing; a field may take
 * several (memos are wrapped).
 */
#include "links.h"
#include "margin.h"
#include "place.h"
#include "sonae/ui/cell_view.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/guide_pane.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum {
	LABEL_MIN = 10,
	LABEL_MAX = 28,
	VALUE_LINES = 6,
	AHEAD = 3,  /* lines kept in view below the field: what is computed from it often follows */
	ROOMY = 12, /* lines from which there is room for them */
};

struct record {
	struct cell_view cell; /* first */
	VEC(int) order;        /* fields from top to bottom */
	VEC(int) heading;      /* group whose title stands before order[i], or -1 */
	size_t at;             /* index into order */
	int scroll;            /* first line shown */
	struct rect body;
	VEC(int) line_of;      /* first line of each field, as laid out last */
};

static struct record *record_of(struct view *view)
{
	return (struct record *)view;
}

static const struct form *form_of(const struct record *record, const struct ui *ui)
{
	return sheet_form(cell_view_sheet(&record->cell, ui));
}

/* ---- moving ---- */

static void stand_at(struct record *record, size_t at)
{
	if (record->order.count == 0)
		return;
	record->at = at < record->order.count ? at : record->order.count - 1;
	record->cell.field = record->order.at[record->at];
}

static bool is_computed(const struct record *record, const struct ui *ui, size_t at)
{
	return form_of(record, ui)->fields.at[record->order.at[at]].formula != NULL;
}

/* Tab, and what follows a commit, pass what is computed; where that is more than a few lines
 * they stop at it first, for it is what was worked for. */
static void go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	struct record *record = (struct record *)cell;
	bool back = direction == ACTION_UP || direction == ACTION_PREVIOUS;
	size_t last = back || record->order.count == 0 ? 0 : record->order.count - 1;
	size_t at = record->at, passed = 0;

	while (at != last) {
		at = back ? at - 1 : at + 1;
		if (!is_computed(record, ui, at))
			break;
		passed++;
	}
	if (at == record->at || is_computed(record, ui, at))
		return;
	if (passed > AHEAD && !is_computed(record, ui, record->at))
		at = back ? record->at - 1 : record->at + 1;
	stand_at(record, at);
}

/* Where the row comes from and what rests on it; before that its note, which may need the line. */
static void say_about(struct record *record, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(&record->cell, ui);
	size_t row = cell_view_row(&record->cell, ui);
	struct str *about = &record->cell.about, links = {0};

	str_clear(about);
	if (row >= sheet_row_count(sheet))
		return;
	margin_line(ui, record->cell.sheet, record->cell.row, about);
	links_line(ui, sheet, row, &links);
	if (about->len > 0 && links.len > 0)
		str_add(about, "   ");
	str_add(about, str_text(&links));
	str_release(&links);
}

static void other_row(struct record *record, struct ui *ui, int by)
{
	struct sheet *sheet = cell_view_sheet(&record->cell, ui);
	size_t row = cell_view_row(&record->cell, ui);

	if ((by < 0 && row == 0) || (by > 0 && row + 1 >= sheet_row_count(sheet)))
		return;
	row = by < 0 ? row - 1 : row + 1;
	text_copy(record->cell.row, sizeof(record->cell.row), sheet_row_id(sheet, row));
	say_about(record, ui);
}

static void new_row(struct record *record, struct ui *ui)
{
	struct sheet *sheet = cell_view_sheet(&record->cell, ui);
	struct step step = {0};
	struct err err = {0};
	char id[ROW_ID_MAX];

	if (!cell_view_may_write(&record->cell, ui))
		return;
	if (!entry_new_row(ui->session, &step, sheet, record->cell.row, -1, NULL, id, &err))
		ui_alarm(ui, &err);
	else if (ui_do(ui, &step)) {
		text_copy(record->cell.row, sizeof(record->cell.row), id);
		say_about(record, ui);
		stand_at(record, 0);
	}
	step_release(&step);
}

/* Back to the rows it was opened from; opened from elsewhere, to its worksheet in its place. */
static unsigned to_list(struct record *record, struct ui *ui)
{
	struct stand below = {0};
	size_t count = ui->views.count;

	if (form_of(record, ui)->kind == FORM_RECORD)
		return REACT_NONE;
	if (count > 1 && ui->views.at[count - 2]->ops->where)
		ui->views.at[count - 2]->ops->where(ui->views.at[count - 2], ui, &below);
	if (text_is(below.sheet, record->cell.sheet))
		return REACT_CLOSE;
	view_turn(ui, record->cell.sheet, "record", record->cell.row);
	return REACT_DRAW;
}

static unsigned record_act(struct view *view, struct ui *ui, enum action action)
{
	struct record *record = record_of(view);
	unsigned reaction = cell_view_act(&record->cell, ui, action);

	if (reaction != REACT_UNUSED)
		return reaction;
	switch (action) {
	case ACTION_UP: stand_at(record, record->at ? record->at - 1 : 0); break;
	case ACTION_DOWN: stand_at(record, record->at + 1); break;
	case ACTION_NEXT:
	case ACTION_PREVIOUS: go(&record->cell, ui, action); break;
	case ACTION_FIRST:
	case ACTION_LINE_START: stand_at(record, 0); break;
	case ACTION_LAST:
	case ACTION_LINE_END: stand_at(record, record->order.count - 1); break;
	case ACTION_PAGE_UP:
	case ACTION_LEFT: other_row(record, ui, -1); break;
	case ACTION_PAGE_DOWN:
	case ACTION_RIGHT: other_row(record, ui, 1); break;
	case ACTION_NEW_ROW: new_row(record, ui); break;
	case ACTION_TAKE_ON: links_open(ui, record->cell.sheet, record->cell.row); break;
	case ACTION_DRAW_ROWS: draw_rows_open(ui, record->cell.sheet); break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, record->cell.sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, record->cell.sheet)); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, record->cell.sheet)); break;
	case ACTION_FORM:
	case ACTION_NEXT_VIEW: return to_list(record, ui);
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned record_text(struct view *view, struct ui *ui, const char *text, bool pasted)
{
	return cell_view_text(&record_of(view)->cell, ui, text, pasted);
}

/* ---- drawing ---- */

/* A pen that writes lines into the body, scrolled. */
struct pen {
	struct record *record;
	struct ui *ui;
	struct canvas *canvas;
	int line;  /* of the whole form */
	int label; /* columns of the labels */
};

static int screen_row(const struct pen *pen, int line)
{
	int row = line - pen->record->scroll;

	return row >= 0 && row < pen->record->body.rows ? pen->record->body.row + row : -1;
}

static void draw_line(struct pen *pen, int line, int col, int cols, enum style style, unsigned flags,
                      const char *text)
{
	int row = screen_row(pen, line);

	if (row >= 0)
		canvas_text(pen->canvas, row, col, cols, style, flags, text);
}

/* As the widest label wants, but the values keep the larger part of a narrow screen. */
static int label_width(const struct record *record, const struct ui *ui, int cols)
{
	const struct form *form = form_of(record, ui);
	int widest = LABEL_MIN, most = cols * 2 / 5;

	for (size_t i = 0; i < record->order.count; i++) {
		const char *label = say_words(ui->session, form->fields.at[record->order.at[i]].label);
		int wide = utf8_cols(label, strlen(label));
		widest = wide > widest ? wide : widest;
	}
	most = most < LABEL_MIN ? LABEL_MIN : most > LABEL_MAX ? LABEL_MAX : most;
	return widest < most ? widest : most;
}

static void draw_value(struct pen *pen, size_t index, struct rect at, enum style style, const char *text)
{
	struct cell_view *cell = &pen->record->cell;
	bool here = index == pen->record->at;
	size_t len = strlen(text), lines = 0;
	struct wrap_line line = {0};

	while (lines < VALUE_LINES && wrap_next(text, len, line.next, at.cols, &line)) {
		char *part = mem_dup_n(text + line.at, line.len);
		draw_line(pen, pen->line + (int)lines++, at.col, at.cols, here ? STYLE_ROLE_SELECTED : style,
		          here ? TEXT_PAD : 0, part);
		free(part);
	}
	int row = screen_row(pen, pen->line);
	if (here && row >= 0) {
		cell->at = (struct rect){row, at.col, 1, at.cols};
		canvas_cursor(pen->canvas, row, at.col);
	}
	pen->line += lines ? (int)lines : 1;
}

/* Only a number is counted in the field's unit, not n/a nor text that is no number. */
static bool takes_unit(struct ui *ui, struct sheet *sheet, size_t row, int field)
{
	return row < sheet_row_count(sheet) &&
	       book_value(folder_book(ui->session->folder), sheet, row, field).kind == VALUE_NUMBER;
}

/* Behind a computed value how it comes about: "24   = 2 x 2 x 2 x 3". */
static void add_sum(const struct pen *pen, struct sheet *sheet, size_t row, const struct field *field,
                    int cols, struct str *value)
{
	struct session *session = pen->ui->session;
	struct str sum = {0};

	if (!field->formula || row >= sheet_row_count(sheet))
		return;
	str_add(&sum, "   = ");
	if (expr_spell(field, folder_book(session->folder), sheet, row, session->lang, &sum) &&
	    utf8_cols(str_text(value), value->len) + utf8_cols(str_text(&sum), sum.len) <= cols)
		str_add(value, str_text(&sum));
	str_release(&sum);
}

static void draw_field(struct pen *pen, size_t index)
{
	struct record *record = pen->record;
	struct ui *ui = pen->ui;
	struct sheet *sheet = cell_view_sheet(&record->cell, ui);
	size_t row = cell_view_row(&record->cell, ui);
	int field_index = record->order.at[index];
	const struct field *field = &sheet_form(sheet)->fields.at[field_index];
	struct rect at = {0, record->body.col + 3 + pen->label + 2, 1, 0};
	enum style style = STYLE_ROLE_PLAIN;
	struct str text = {0};

	at.cols = record->body.col + record->body.cols - 1 - at.col;
	if (at.cols < 4)
		at.cols = 4;
	draw_line(pen, pen->line, record->body.col + 3, pen->label, STYLE_ROLE_MUTED, TEXT_MARK,
	          say_words(ui->session, field->label));
	if (row < sheet_row_count(sheet))
		cell_look(ui, sheet, row, field_index, &text, &style);
	if (takes_unit(ui, sheet, row, field_index) && say_words(ui->session, field->unit)[0])
		str_addf(&text, " %s", say_words(ui->session, field->unit));
	add_sum(pen, sheet, row, field, at.cols, &text);
	vec_push(&record->line_of, pen->line);
	draw_value(pen, index, at, style, str_text(&text));
	str_release(&text);
}

static void draw_heading(struct pen *pen, int group)
{
	const struct form *form = form_of(pen->record, pen->ui);

	if (pen->line > 0)
		pen->line++;
	draw_line(pen, pen->line++, pen->record->body.col + 1, pen->record->body.cols - 2, STYLE_ROLE_HEADING,
	          TEXT_MARK, say_words(pen->ui->session, form->groups.at[group].title));
}

static void draw_fields(struct record *record, struct ui *ui, struct canvas *canvas)
{
	struct pen pen = {record, ui, canvas, 0, label_width(record, ui, record->body.cols)};

	vec_clear(&record->line_of);
	for (size_t i = 0; i < record->order.count; i++) {
		if (record->heading.at[i] >= 0)
			draw_heading(&pen, record->heading.at[i]);
		draw_field(&pen, i);
	}
}

/*
 * The current field in sight, with its group's title when it is the first, and with room for
 * the text that is typed into it: its editor would else cover the labels above.
 */
static bool scroll_to_field(struct record *record)
{
	int line = record->line_of.count > record->at ? record->line_of.at[record->at] : 0;
	int before = record->scroll, above = record->heading.at[record->at] >= 0 ? 2 : 0;
	int rows = record->cell.editing ? cell_view_edit_rows(&record->cell, record->cell.at) : 1;
	int end = record->line_of.count > 0 ? record->line_of.at[record->line_of.count - 1] + 1 : line;
	int ahead = record->body.rows >= ROOMY ? AHEAD : 1;
	int last = rows > 1 ? line + rows - 1 : line + ahead < end ? line + ahead : end;

	if (line - above < record->scroll)
		record->scroll = line - above > 0 ? line - above : 0;
	if (last >= record->scroll + record->body.rows)
		record->scroll = last - record->body.rows + 1;
	if (line < record->scroll)
		record->scroll = line;
	return record->scroll != before;
}

static struct rect draw_frame(struct record *record, struct ui *ui, struct canvas *canvas)
{
	struct sheet *sheet = cell_view_sheet(&record->cell, ui);
	size_t row = cell_view_row(&record->cell, ui);
	struct str left = {0}, right = {0};

	str_addf(&left, "%s  ", say_words(ui->session, sheet_form(sheet)->title));
	if (row < sheet_row_count(sheet) && sheet_form(sheet)->kind != FORM_RECORD)
		place_row(ui, record->cell.sheet, sheet_row_id(sheet, row), &left);
	if (sheet_row_count(sheet) > 1)
		str_addf(&right, "%zu/%zu  ", row + 1, sheet_row_count(sheet));
	str_add(&right, place_saved(ui, record->cell.sheet));
	struct rect body = cell_view_frame(&record->cell, ui, canvas, str_text(&left), str_text(&right));
	str_release(&left);
	str_release(&right);
	return body;
}

static void record_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct record *record = record_of(view);

	record->body = draw_frame(record, ui, canvas);
	if (record->order.count == 0)
		return;
	draw_fields(record, ui, canvas);
	if (scroll_to_field(record)) {
		canvas_fill(canvas, record->body, STYLE_ROLE_PLAIN);
		draw_fields(record, ui, canvas);
	}
	if (record->cell.editing)
		cell_view_draw_edit(&record->cell, ui, canvas, record->cell.at, record->body);
}

/* ---- the rest of the view ---- */

static void record_keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct record *record = record_of(view);
	const struct form *form = form_of(record, ui);

	cell_view_keys(&record->cell, ui, line);
	if (record->cell.editing)
		return;
	if (form->kind != FORM_RECORD) {
		key_line_add_as(line, ACTION_FORM, "sheet.to_list");
		key_line_add_as(line, ACTION_PAGE_DOWN, "sheet.next_row");
	}
	key_line_add(line, ACTION_TAKE_ON);
	if (form->addable)
		key_line_add(line, ACTION_NEW_ROW);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_NOTE);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_BACK);
}

static bool record_show(struct view *view, struct ui *ui, const char *sheet, const char *row, const char *field)
{
	struct record *record = record_of(view);
	int wanted = form_field(form_of(record, ui), field);
	size_t at;

	if (!text_is(sheet, record->cell.sheet))
		return false;
	if (row[0] && sheet_find(cell_view_sheet(&record->cell, ui), row, &at))
		text_copy(record->cell.row, sizeof(record->cell.row), row);
	say_about(record, ui);
	for (size_t i = 0; i < record->order.count; i++)
		if (record->order.at[i] == wanted)
			stand_at(record, i);
	return true;
}

static unsigned record_mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct record *record = record_of(view);
	int line = event->row - record->body.row + record->scroll;

	cell_view_commit(&record->cell, ui);
	for (size_t i = 0; i < record->line_of.count; i++)
		if (record->line_of.at[i] <= line)
			stand_at(record, i);
	return event->button == MOUSE_DOUBLE ? record_act(view, ui, ACTION_ENTER) : REACT_DRAW;
}

static bool record_resume(struct view *view, struct ui *ui, const struct draft *draft)
{
	return cell_view_resume(&record_of(view)->cell, ui, draft);
}

static void record_leave(struct view *view, struct ui *ui, bool for_good)
{
	cell_view_leave(&record_of(view)->cell, ui, for_good);
}

static bool record_is_editing(struct view *view)
{
	return record_of(view)->cell.editing;
}

/* The row may have been undone away. */
static void record_refresh(struct view *view, struct ui *ui)
{
	struct record *record = record_of(view);
	struct sheet *sheet = cell_view_sheet(&record->cell, ui);
	size_t count = sheet_row_count(sheet);

	if (cell_view_row(&record->cell, ui) >= count && count > 0)
		text_copy(record->cell.row, sizeof(record->cell.row), sheet_row_id(sheet, count - 1));
	say_about(record, ui);
}

static void record_free(struct view *view)
{
	struct record *record = record_of(view);

	cell_view_release(&record->cell);
	vec_release(&record->order);
	vec_release(&record->heading);
	vec_release(&record->line_of);
	free(record);
}

static const struct view_ops record_ops = {
	.name = "record",
	.draw = record_draw,
	.act = record_act,
	.text = record_text,
	.mouse = record_mouse,
	.keys = record_keys,
	.show = record_show,
	.where = cell_view_where,
	.leave = record_leave,
	.is_editing = record_is_editing,
	.typed = cell_view_typed,
	.resume = record_resume,
	.refresh = record_refresh,
	.free = record_free,
};

static bool is_listed(const struct record *record, int field)
{
	for (size_t i = 0; i < record->order.count; i++)
		if (record->order.at[i] == field)
			return true;
	return false;
}

static void list_field(struct record *record, int field, int heading)
{
	vec_push(&record->order, field);
	vec_push(&record->heading, heading);
}

/* Groups first, in their order; then what no group names. The free text of a reference has no
 * line of its own. */
static void list_fields(struct record *record, const struct form *form)
{
	for (size_t g = 0; g < form->groups.count; g++)
		for (size_t i = 0; i < form->groups.at[g].fields.count; i++)
			list_field(record, form->groups.at[g].fields.at[i], i == 0 ? (int)g : -1);
	for (size_t i = 0; i < form->fields.count; i++)
		if (form->fields.at[i].ref_field < 0 && !is_listed(record, (int)i))
			list_field(record, (int)i, -1);
}

struct view *view_record_new(struct ui *ui, const char *sheet, const char *row, int field)
{
	struct record *record = mem_zero(1, sizeof(*record));

	record->cell.view.ops = &record_ops;
	record->cell.go = go;
	text_copy(record->cell.sheet, sizeof(record->cell.sheet), sheet);
	text_copy(record->cell.row, sizeof(record->cell.row), row);
	list_fields(record, form_of(record, ui));
	say_about(record, ui);
	stand_at(record, 0);
	for (size_t i = 0; i < record->order.count; i++)
		if (record->order.at[i] == field)
			stand_at(record, i);
	return &record->cell.view;
}

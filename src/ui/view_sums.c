/*
 * view_sums.c - a field added up by two others, with totals; below, what the worksheet sums up.
 *
 *     支払いの月    事前対策   対策運用   事後対策        計
 *     2026-12        225,000                         225,000
 *     2027-03                             180,000    180,000
 *     計             225,000     96,000   180,000    501,000
 *
 *     年間予想損失額     4,264,640
 */
#include "place.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/sums.h"
#include "sonae/ui/cell_view.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum { LEFT = 1, GAP = 2, COLUMN_LEAST = 5, LABEL_MOST = 30, ROOMY_TITLE = 60 };

struct sums_view {
	struct view view; /* first */
	char sheet[ROW_ID_MAX], row[ROW_ID_MAX]; /* the row one came from and goes back to */
	struct sums sums;
	size_t top, first; /* the first line and column shown */
	struct rect body;  /* of the lines, as drawn last */
};

static struct sums_view *sums_of(struct view *view)
{
	return (struct sums_view *)view;
}

static struct sheet *sheet_of(const struct sums_view *view, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), view->sheet, NULL);
}

static const struct form_view *way_of(const struct sums_view *view, const struct ui *ui)
{
	return form_way(sheet_form(sheet_of(view, ui)), "sums");
}

static const struct field *field_at(const struct sums_view *view, const struct ui *ui, int index)
{
	return &sheet_form(sheet_of(view, ui))->fields.at[index];
}

static int width(const char *text)
{
	return utf8_cols(text, strlen(text));
}

/* ---- words ---- */

/* A month stands as it is; so does what is no choice. */
static void say_line(const struct ui *ui, const struct field *field, const struct sums_line *line,
                     struct str *out)
{
	if (field->type->kind == VALUE_DATE || line->is_text)
		str_add(out, line->value);
	else
		field_show(field, ui->session->lang, line->value, out);
}

static void say_sum(const struct sums_view *view, const struct ui *ui, struct sum sum,
                    struct str *out)
{
	const struct field *field = field_at(view, ui, way_of(view, ui)->value);
	struct str cell = {0};

	if (!sum.any)
		return;
	field_store(field, value_number(sum.number), &cell);
	field_show(field, ui->session->lang, str_text(&cell), out);
	str_release(&cell);
}

/* ---- layout ---- */

static int sum_width(const struct sums_view *view, const struct ui *ui, struct sum sum, int least)
{
	struct str text = {0};

	say_sum(view, ui, sum, &text);
	int cols = width(str_text(&text));
	str_release(&text);
	return cols > least ? cols : least;
}

static int column_width(const struct sums_view *view, const struct ui *ui, size_t column)
{
	const struct field *field = field_at(view, ui, way_of(view, ui)->columns);
	struct str heading = {0};

	say_line(ui, field, &view->sums.columns.at[column], &heading);
	int cols = width(str_text(&heading));
	str_release(&heading);
	return sum_width(view, ui, view->sums.columns.at[column].total,
	                 cols > COLUMN_LEAST ? cols : COLUMN_LEAST);
}

static int total_width(const struct sums_view *view, const struct ui *ui)
{
	return sum_width(view, ui, view->sums.total, width(say(ui->session, "sums.total")));
}

static int label_width(const struct sums_view *view, const struct ui *ui)
{
	const struct field *field = field_at(view, ui, way_of(view, ui)->rows);
	int cols = width(say_words(ui->session, field->label));

	for (size_t i = 0; i < view->sums.rows.count; i++) {
		struct str text = {0};
		say_line(ui, field, &view->sums.rows.at[i], &text);
		cols = width(str_text(&text)) > cols ? width(str_text(&text)) : cols;
		str_release(&text);
	}
	return cols < LABEL_MOST ? cols : LABEL_MOST;
}

/* Not scrolled farther than the last column needs to be seen. */
static void keep_full(struct sums_view *view, const struct ui *ui)
{
	int room = ui->canvas.cols - 1 - LEFT - label_width(view, ui) - GAP - total_width(view, ui);
	size_t first = view->sums.columns.count;

	while (first > 0) {
		room -= column_width(view, ui, first - 1) + GAP;
		if (room < 0)
			break;
		first--;
	}
	if (view->first > first)
		view->first = first;
}

/* ---- drawing ---- */

/* One line across: its label, a text for each column from the first shown on, the total. */
struct pen {
	struct sums_view *view;
	struct ui *ui;
	struct canvas *canvas;
	int row, cols;
	enum style style;
};

static void draw_number(struct pen *pen, int col, int cols, struct sum sum)
{
	struct str text = {0};

	say_sum(pen->view, pen->ui, sum, &text);
	canvas_text(pen->canvas, pen->row, col, cols, pen->style, TEXT_RIGHT | TEXT_PAD | TEXT_MARK,
	            str_text(&text));
	str_release(&text);
}

/* `line` = rows: the totals of the columns. */
static void draw_line(struct pen *pen, size_t line)
{
	struct sums_view *view = pen->view;
	const struct sums *sums = &view->sums;
	bool is_total = line == sums->rows.count;
	int label = label_width(view, pen->ui), total = total_width(view, pen->ui),
		col = LEFT + label + GAP;
	struct str text = {0};

	if (is_total)
		str_add(&text, say(pen->ui->session, "sums.total"));
	else
		say_line(pen->ui, field_at(view, pen->ui, way_of(view, pen->ui)->rows),
		         &sums->rows.at[line], &text);
	canvas_text(pen->canvas, pen->row, LEFT, label, pen->style, TEXT_MARK, str_text(&text));
	str_release(&text);
	for (size_t i = view->first; i < sums->columns.count; i++) {
		int cols = column_width(view, pen->ui, i);
		if (col + cols + GAP + total > pen->cols - 1)
			break;
		draw_number(pen, col, cols, is_total ? sums->columns.at[i].total : sums_cell(sums, line, i));
		col += cols + GAP;
	}
	draw_number(pen, col, total, is_total ? sums->total : sums->rows.at[line].total);
}

static void draw_headings(struct pen *pen)
{
	struct sums_view *view = pen->view;
	bool more_columns = false;
	const struct field *rows = field_at(view, pen->ui, way_of(view, pen->ui)->rows);
	const struct field *columns = field_at(view, pen->ui, way_of(view, pen->ui)->columns);
	int label = label_width(view, pen->ui), total = total_width(view, pen->ui),
		col = LEFT + label + GAP;

	canvas_text(pen->canvas, pen->row, LEFT, label, STYLE_ROLE_HEADING, TEXT_MARK,
	            say_words(pen->ui->session, rows->label));
	for (size_t i = view->first; i < view->sums.columns.count; i++) {
		int cols = column_width(view, pen->ui, i);
		struct str text = {0};
		more_columns = col + cols + GAP + total > pen->cols - 1;
		if (more_columns)
			break;
		say_line(pen->ui, columns, &view->sums.columns.at[i], &text);
		canvas_text(pen->canvas, pen->row, col, cols, STYLE_ROLE_HEADING, TEXT_RIGHT | TEXT_PAD,
		            str_text(&text));
		str_release(&text);
		col += cols + GAP;
	}
	canvas_text(pen->canvas, pen->row, col, total, STYLE_ROLE_HEADING, TEXT_RIGHT | TEXT_PAD,
	            say(pen->ui->session, "sums.total"));
	if (more_columns || view->first > 0)
		canvas_text(pen->canvas, pen->row, pen->cols - 1, 1, STYLE_ROLE_MUTED, 0,
		            more_columns ? ">" : "<");
}

static void draw_nowhere(struct pen *pen)
{
	struct str text = {0}, amount = {0};
	char *count = mem_print("%zu", pen->view->sums.nowhere_rows);

	say_sum(pen->view, pen->ui, pen->view->sums.nowhere, &amount);
	say_to(pen->ui->session, &text, "sums.nowhere", "count", count, "sum", str_text(&amount), NULL);
	canvas_text(pen->canvas, pen->row, LEFT, pen->cols - 2, STYLE_ROLE_CAUTION, TEXT_MARK,
	            str_text(&text));
	free(count);
	str_release(&text);
	str_release(&amount);
}

/* The worksheet's summaries, a line each, their values below each other. */
static void draw_summaries(struct pen *pen, int last)
{
	struct book *book = folder_book(pen->ui->session->folder);
	struct sheet *sheet = sheet_of(pen->view, pen->ui);
	const struct form *form = sheet_form(sheet);
	int label = 0;

	for (size_t i = 0; i < form->summaries.count; i++) {
		int cols = width(say_words(pen->ui->session, form->summaries.at[i].label));
		label = cols > label ? cols : label;
	}
	for (size_t i = 0; i < form->summaries.count && pen->row < last; i++, pen->row++) {
		const struct summary *summary = &form->summaries.at[i];
		struct field plain = {.type = summary->type};
		struct str cell = {0}, text = {0};
		bool bad = summary->alarm && value_holds(book_eval(book, sheet, 0, summary->alarm));
		field_store(&plain, book_eval(book, sheet, 0, summary->value), &cell);
		field_show(&plain, pen->ui->session->lang, str_text(&cell), &text);
		canvas_text(pen->canvas, pen->row, LEFT, label, STYLE_ROLE_MUTED, 0,
		            say_words(pen->ui->session, summary->label));
		canvas_text(pen->canvas, pen->row, LEFT + label + GAP, 14,
		            bad ? STYLE_ROLE_ALARM : STYLE_ROLE_COMPUTED, TEXT_RIGHT | TEXT_PAD,
		            text.len > 0 ? str_text(&text) : "-");
		str_release(&cell);
		str_release(&text);
	}
}

static struct rect draw_frame(struct sums_view *view, struct ui *ui, struct canvas *canvas)
{
	const struct form_view *way = way_of(view, ui);
	struct sheet *sheet = sheet_of(view, ui);
	struct str left = {0}, right = {0}, info = {0};

	str_addf(&left, "%s  %s", say_words(ui->session, sheet_form(sheet)->title),
	         say(ui->session, "sums.title"));
	if (ui->canvas.cols >= ROOMY_TITLE)
		str_addf(&right, "%s.csv  ", view->sheet);
	str_add(&right, place_saved(ui, view->sheet));
	say_to(ui->session, &info, "sums.what", "value",
	       say_words(ui->session, field_at(view, ui, way->value)->label), "rows",
	       say_words(ui->session, field_at(view, ui, way->rows)->label), "columns",
	       say_words(ui->session, field_at(view, ui, way->columns)->label), NULL);
	struct frame frame = {.left = str_text(&left), .right = str_text(&right), .info = str_text(&info),
	                      .complaint = "", .more = say(ui->session, "sums.how")};
	struct rect body = frame_draw(ui, canvas, &frame);
	str_release(&left);
	str_release(&right);
	str_release(&info);
	return body;
}

static void read_rows(struct sums_view *view, struct ui *ui)
{
	const struct form_view *way = way_of(view, ui);

	sums_build(folder_book(ui->session->folder), sheet_of(view, ui), way->rows, way->columns,
	           way->value, &view->sums);
}

/* Heading, lines, total, what has no place, a blank, summaries: the lines give way. */
static void draw(struct view *base, struct ui *ui, struct canvas *canvas)
{
	struct sums_view *view = sums_of(base);

	read_rows(view, ui);
	struct rect body = draw_frame(view, ui, canvas);
	struct pen pen = {view, ui, canvas, body.row, body.cols, STYLE_ROLE_PLAIN};
	int lines = (int)view->sums.rows.count, below = 1 + (view->sums.nowhere_rows > 0);
	int summaries = (int)sheet_form(sheet_of(view, ui))->summaries.count;
	int room = body.rows - 1 - below;
	if (room - lines < summaries + 1)
		room = room - summaries - 1 > 2 ? room - summaries - 1 : room;
	view->body = (struct rect){body.row + 1, 0, lines < room ? lines : room, body.cols};
	if (view->top + (size_t)view->body.rows > view->sums.rows.count)
		view->top = view->sums.rows.count - (size_t)view->body.rows;
	keep_full(view, ui);
	draw_headings(&pen);
	for (int i = 0; i < view->body.rows; i++) {
		pen.row = view->body.row + i;
		draw_line(&pen, view->top + (size_t)i);
	}
	pen.row = view->body.row + view->body.rows;
	pen.style = STYLE_ROLE_HEADING;
	draw_line(&pen, view->sums.rows.count);
	pen.row++;
	if (view->sums.nowhere_rows > 0) {
		draw_nowhere(&pen);
		pen.row++;
	}
	pen.row++;
	draw_summaries(&pen, body.row + body.rows);
}

/* ---- the rest of the view ---- */

static unsigned act(struct view *base, struct ui *ui, enum action action)
{
	struct sums_view *view = sums_of(base);
	size_t page = view->body.rows > 1 ? (size_t)view->body.rows - 1 : 1;

	switch (action) {
	case ACTION_UP: view->top -= view->top > 0; break;
	case ACTION_DOWN: view->top++; break;
	case ACTION_PAGE_UP: view->top -= view->top > page ? page : view->top; break;
	case ACTION_PAGE_DOWN: view->top += page; break;
	case ACTION_FIRST: view->top = 0; break;
	case ACTION_LAST: view->top = view->sums.rows.count; break;
	case ACTION_LEFT: view->first -= view->first > 0; break;
	case ACTION_RIGHT:
		view->first++;
		keep_full(view, ui);
		break;
	case ACTION_NEXT_VIEW: view_turn(ui, view->sheet, "sums", view->row); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, view->sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, view->sheet)); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, view->sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)view;
	(void)ui;
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_CHECK);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_BACK);
}

static void sums_free(struct view *view)
{
	sums_release(&sums_of(view)->sums);
	free(view);
}

static void where(struct view *view, struct ui *ui, struct stand *stand)
{
	(void)ui;
	text_copy(stand->sheet, sizeof(stand->sheet), ((struct sums_view *)view)->sheet);
}

static const struct view_ops ops = {
	.name = "sums",
	.draw = draw,
	.act = act,
	.keys = keys,
	.where = where,
	.free = sums_free,
};

struct view *view_sums_new(struct ui *ui, const char *sheet, const char *row)
{
	struct sums_view *view = mem_zero(1, sizeof(*view));

	(void)ui;
	view->view.ops = &ops;
	text_copy(view->sheet, sizeof(view->sheet), sheet);
	text_copy(view->row, sizeof(view->row), row);
	return &view->view;
}

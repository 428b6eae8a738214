/*
 * view_coverage.c - what was looked at from which side: targets by the letters of STRIDE.
 *
 *      target              S    T    R    I    D    E
 *      A-007 drawings      o    o    !    !2   .         5/6
 *    > A-012 shop          o    .
 *     ------------------------------------------------------
 *      R Repudiation  nobody can prove who did it
 *      ST-003  Nobody can tell who copied a drawing   Act
 *
 * Made anew for each drawing. One stays on a target by its value, not by its line.
 */
#include "coverage_look.h"
#include "place.h"
#include "targets.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include "sonae/ui/cell_view.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

enum { COUNT_COLS = 5, NARROW_COLS = 3, ROOMY_COLS = 5, NAME_MAX = 60, ROOMY_FROM = 60 };
enum { FOOT_FROM = 14, FOOT_ROWS = 6, ID_COLS = 8 };

struct table {
	struct view view;
	char sheet[ROW_ID_MAX];
	struct coverage coverage;
	char *value;          /* of the line one stands on; NULL: none yet */
	bool is_text;
	size_t line, column, top;
	struct rect body;     /* headings and lines, as drawn last */
	int name_cols, cell_cols;
};

static struct table *table_of(struct view *view)
{
	return (struct table *)view;
}

static struct sheet *sheet_of(const struct table *table, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), table->sheet, NULL);
}

static const struct form_view *way_of(const struct table *table, const struct ui *ui)
{
	return coverage_view(ui, table->sheet, "coverage");
}

static bool has_lines(const struct table *table)
{
	return table->coverage.pivot.rows.count > 0;
}

/* ---- where one stands ---- */

static void stand_at(struct table *table, size_t line)
{
	const struct pivot *pivot = &table->coverage.pivot;

	if (pivot->rows.count == 0)
		return;
	table->line = line < pivot->rows.count ? line : pivot->rows.count - 1;
	free(table->value);
	table->value = mem_dup(pivot->rows.at[table->line].value);
	table->is_text = pivot->rows.at[table->line].is_text;
}

static void build(struct table *table, struct ui *ui)
{
	struct err err = {0};

	if (!coverage_build(folder_book(ui->session->folder), sheet_of(table, ui), way_of(table, ui),
	                    &table->coverage, &err))
		ui_alarm(ui, &err);
	size_t line = table->value ? pivot_row(&table->coverage.pivot, table->value, table->is_text)
	                           : PIVOT_NONE;
	stand_at(table, line != PIVOT_NONE ? line : table->line);
}

static const struct row_list *rows_here(const struct table *table)
{
	return pivot_cell(&table->coverage.pivot, table->line, table->column);
}

static size_t page(const struct table *table)
{
	return table->body.rows > 2 ? (size_t)table->body.rows - 1 : 1;
}

static unsigned move(struct table *table, enum action action)
{
	size_t last = table->coverage.pivot.columns.count - 1, line = table->line, by = page(table);

	switch (action) {
	case ACTION_UP: stand_at(table, line ? line - 1 : 0); break;
	case ACTION_DOWN: stand_at(table, line + 1); break;
	case ACTION_PAGE_UP: stand_at(table, line > by ? line - by : 0); break;
	case ACTION_PAGE_DOWN: stand_at(table, line + by); break;
	case ACTION_FIRST: stand_at(table, 0); break;
	case ACTION_LAST: stand_at(table, table->coverage.pivot.rows.count); break;
	case ACTION_PREVIOUS:
	case ACTION_LEFT: table->column -= table->column > 0; break;
	case ACTION_NEXT:
	case ACTION_RIGHT: table->column += table->column < last; break;
	case ACTION_LINE_START: table->column = 0; break;
	case ACTION_LINE_END: table->column = last; break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- what leads elsewhere ---- */

static void open_steps(struct table *table, struct ui *ui, const char *value, bool is_text)
{
	struct view *steps = coverage_view(ui, table->sheet, "steps")
	                         ? view_steps_at(ui, table->sheet, value, is_text, table->column)
	                         : NULL;

	if (steps)
		ui_push(ui, steps);
	else if (rows_here(table)->at.count > 0)
		ui_push(ui, view_record_new(ui, table->sheet,
		                            sheet_row_id(sheet_of(table, ui), rows_here(table)->at.at[0]), -1));
}

static void target_chosen(struct ui *ui, void *context, const char *value, bool is_text)
{
	struct table *table = context;

	table->column = 0;
	open_steps(table, ui, value, is_text);
}

static void choose_target(struct table *table, struct ui *ui)
{
	targets_pick(ui, &(struct targets){
	    .sheet = table->sheet,
	    .view = way_of(table, ui),
	    .coverage = &table->coverage,
	    .title = say(ui->session, "steps.which_target"),
	    .selected = has_lines(table) ? table->line : PIVOT_NONE,
	    .chosen = target_chosen,
	    .context = table,
	});
}

static void open_here(struct table *table, struct ui *ui)
{
	if (has_lines(table))
		open_steps(table, ui, table->value, table->is_text);
	else
		choose_target(table, ui);
}

/* The next way stays on the first of the rows here, or on the target. */
static bool turn(struct table *table, struct ui *ui)
{
	char row[ROW_ID_MAX] = "";

	if (has_lines(table) && rows_here(table)->at.count > 0)
		text_copy(row, sizeof(row), sheet_row_id(sheet_of(table, ui), rows_here(table)->at.at[0]));
	else if (has_lines(table) && !table->is_text)
		text_copy(row, sizeof(row), table->value);
	return view_turn(ui, table->sheet, "coverage", row);
}

static void follow(struct table *table, struct ui *ui)
{
	const struct form *form = sheet_form(sheet_of(table, ui));

	if (has_lines(table) && !table->is_text)
		ui_jump(ui, form->fields.at[way_of(table, ui)->rows].sheet, table->value, "");
	else
		ui_message(ui, "cell.no_reference", NULL);
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct table *table = table_of(view);

	if (has_lines(table) && move(table, action) == REACT_DRAW)
		return REACT_DRAW;
	switch (action) {
	case ACTION_ENTER:
	case ACTION_EDIT:
	case ACTION_SPACE: open_here(table, ui); break;
	case ACTION_NEW_ROW: choose_target(table, ui); break;
	case ACTION_FOLLOW: follow(table, ui); break;
	case ACTION_NEXT_VIEW: turn(table, ui); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, table->sheet)); break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, table->sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, table->sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, table->sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* The cell a row stands in, as after undoing; of a row that is gone, none. */
static bool show(struct view *view, struct ui *ui, const char *sheet, const char *row_id, const char *field)
{
	struct table *table = table_of(view);
	size_t row, line, column;

	(void)field;
	if (!text_is(sheet, table->sheet) || !row_id[0])
		return false;
	build(table, ui);
	if (!sheet_find(sheet_of(table, ui), row_id, &row))
		return true;
	if (!pivot_find(&table->coverage.pivot, row, &line, &column))
		return false;
	stand_at(table, line);
	table->column = column;
	return true;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct table *table = table_of(view);
	int row = event->row - table->body.row - 1, left = 1 + table->name_cols + 1;
	size_t line = table->top + (size_t)(row > 0 ? row : 0);

	if (row < 0 || row >= table->body.rows - 1 || line >= table->coverage.pivot.rows.count)
		return REACT_NONE;
	stand_at(table, line);
	if (event->col >= left && table->cell_cols > 0) {
		size_t column = (size_t)((event->col - left) / table->cell_cols);
		if (column < table->coverage.pivot.columns.count)
			table->column = column;
	}
	return event->button == MOUSE_DOUBLE ? act(view, ui, ACTION_ENTER) : REACT_DRAW;
}

/* ---- drawing: the table ---- */

static void lay_out(struct table *table, const struct ui *ui)
{
	const struct form *form = sheet_form(sheet_of(table, ui));
	const struct form_view *way = way_of(table, ui);
	int columns = (int)table->coverage.pivot.columns.count, widest = 0;

	for (size_t i = 0; i < table->coverage.pivot.rows.count; i++) {
		struct str name = {0};
		coverage_add_target(ui, form, way, &table->coverage.pivot.rows.at[i], &name);
		int wide = utf8_cols(str_text(&name), name.len);
		widest = wide > widest ? wide : widest;
		str_release(&name);
	}
	table->cell_cols = table->body.cols >= ROOMY_FROM ? ROOMY_COLS : NARROW_COLS;
	int room = table->body.cols - 2 - COUNT_COLS - columns * table->cell_cols;
	table->name_cols = widest < 20 ? 20 : widest < NAME_MAX ? widest : NAME_MAX;
	if (table->name_cols > room)
		table->name_cols = room > 4 ? room : 4;
}

static int column_at(const struct table *table, size_t column)
{
	return 1 + table->name_cols + 1 + (int)column * table->cell_cols;
}

static void draw_headings(const struct table *table, struct ui *ui, struct canvas *canvas)
{
	const struct form *form = sheet_form(sheet_of(table, ui));
	const struct form_view *way = way_of(table, ui);

	canvas_text(canvas, table->body.row, 1, table->name_cols, STYLE_ROLE_HEADING, TEXT_MARK,
	            say_words(ui->session, form->fields.at[way->rows].label));
	for (size_t i = 0; i < table->coverage.pivot.columns.count; i++) {
		struct str letter = {0};
		coverage_add_letter(ui, form, way, i, &letter);
		canvas_text(canvas, table->body.row, column_at(table, i) + 1, table->cell_cols - 1,
		            STYLE_ROLE_HEADING, 0, str_text(&letter));
		str_release(&letter);
	}
}

static void draw_mark(const struct table *table, struct canvas *canvas, int row, size_t line, size_t column)
{
	const struct coverage *coverage = &table->coverage;
	bool here = line == table->line && column == table->column;
	enum style style;
	struct str mark = {0};

	coverage_add_mark(coverage_mark(coverage, line, column),
	                  pivot_cell(&coverage->pivot, line, column)->at.count, &mark, &style);
	int at = column_at(table, column);
	canvas_text(canvas, row, at + 1, table->cell_cols - 1, here ? STYLE_ROLE_SELECTED : style,
	            here ? TEXT_PAD : 0, str_text(&mark));
	if (here)
		canvas_cursor(canvas, row, at + 1);
	str_release(&mark);
}

static void draw_line(const struct table *table, struct ui *ui, struct canvas *canvas, int row, size_t line)
{
	const struct coverage *coverage = &table->coverage;
	size_t done = coverage_of_line(coverage, line), columns = coverage->pivot.columns.count;
	struct str name = {0};
	char count[32];

	coverage_add_target(ui, sheet_form(sheet_of(table, ui)), way_of(table, ui),
	                    &coverage->pivot.rows.at[line], &name);
	canvas_text(canvas, row, 1, table->name_cols,
	            line == table->line ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN, TEXT_MARK, str_text(&name));
	for (size_t i = 0; i < columns; i++)
		draw_mark(table, canvas, row, line, i);
	snprintf(count, sizeof(count), "%zu/%zu", done, columns);
	canvas_text(canvas, row, column_at(table, columns), COUNT_COLS,
	            done == columns ? STYLE_ROLE_GOOD : STYLE_ROLE_MUTED, TEXT_RIGHT | TEXT_PAD, count);
	str_release(&name);
}

static void draw_lines(struct table *table, struct ui *ui, struct canvas *canvas)
{
	size_t count = table->coverage.pivot.rows.count, shown = page(table);

	if (table->line < table->top)
		table->top = table->line;
	if (table->line >= table->top + shown)
		table->top = table->line - shown + 1;
	for (size_t i = 0; i < shown && table->top + i < count; i++)
		draw_line(table, ui, canvas, table->body.row + 1 + (int)i, table->top + i);
}

/* ---- drawing: what stands behind a mark ---- */

static void add_column_name(const struct table *table, const struct ui *ui, struct str *out)
{
	const struct form *form = sheet_form(sheet_of(table, ui));
	const struct choice *choice = &form->fields.at[way_of(table, ui)->columns].choices.at[table->column];

	str_addf(out, "%s   %s", say_words(ui->session, choice->label), say_words(ui->session, choice->note));
}

/* "ST-003  Nobody can tell who copied a drawing", the verdict at the right. */
static void draw_row(const struct table *table, struct ui *ui, struct canvas *canvas, int at, size_t row)
{
	struct sheet *sheet = sheet_of(table, ui);
	int text_field = coverage_text_field(sheet_form(sheet)), cols = canvas->cols - 2;
	struct str text = {0}, verdict = {0};
	enum style style = STYLE_ROLE_PLAIN;

	cols = cols < COVERAGE_WIDEST ? cols : COVERAGE_WIDEST;
	cell_look(ui, sheet, row, way_of(table, ui)->value, &verdict, &style);
	int right = utf8_cols(str_text(&verdict), verdict.len);
	if (text_field >= 0)
		say_cell(ui->session, sheet, row, text_field, &text);
	canvas_text(canvas, at, 1, ID_COLS, STYLE_ROLE_MUTED, 0, sheet_row_id(sheet, row));
	canvas_text(canvas, at, 1 + ID_COLS, cols - ID_COLS - right - 2, STYLE_ROLE_PLAIN, TEXT_MARK,
	            str_text(&text));
	canvas_text(canvas, at, 1 + cols - right, right, style, 0, str_text(&verdict));
	str_release(&text);
	str_release(&verdict);
}

/* Over the last line: so many more rows. */
static void draw_rest(struct ui *ui, struct canvas *canvas, struct rect foot, size_t count)
{
	struct str text = {0};
	char number[24];

	snprintf(number, sizeof(number), "%zu", count);
	say_to(ui->session, &text, "coverage.more", "count", number, NULL);
	canvas_text(canvas, foot.row + foot.rows - 1, 1, foot.cols - 2, STYLE_ROLE_MUTED, TEXT_PAD,
	            str_text(&text));
	str_release(&text);
}

static void draw_foot(const struct table *table, struct ui *ui, struct canvas *canvas, struct rect foot)
{
	const struct row_list *rows = rows_here(table);
	size_t room = (size_t)foot.rows - 2;
	struct str name = {0};

	add_column_name(table, ui, &name);
	canvas_hline(canvas, foot.row, 0, foot.cols, STYLE_ROLE_RULE);
	canvas_text(canvas, foot.row + 1, 1, foot.cols - 2, STYLE_ROLE_HEADING, TEXT_MARK, str_text(&name));
	if (rows->at.count == 0)
		canvas_text(canvas, foot.row + 2, 1, foot.cols - 2, STYLE_ROLE_MUTED, TEXT_MARK,
		            say(ui->session, "coverage.not_yet"));
	for (size_t i = 0; i < rows->at.count && i < room; i++)
		draw_row(table, ui, canvas, foot.row + 2 + (int)i, rows->at.at[i]);
	if (rows->at.count > room)
		draw_rest(ui, canvas, foot, rows->at.count - room + 1);
	str_release(&name);
}

static void draw_nothing(struct ui *ui, struct canvas *canvas, struct rect body)
{
	const char *text = say(ui->session, "coverage.no_targets");
	struct wrap_line line = {0};

	for (int row = 0; row < body.rows && wrap_next(text, strlen(text), line.next, body.cols - 2, &line); row++) {
		char *part = mem_dup_n(text + line.at, line.len);
		canvas_text(canvas, body.row + row, 1, body.cols - 2, STYLE_ROLE_PLAIN, 0, part);
		free(part);
	}
}

/* ---- drawing: all of it ---- */

static void add_title(const struct table *table, struct ui *ui, struct str *left, struct str *right)
{
	const struct coverage *coverage = &table->coverage;
	int index = curriculum_session_of(&ui->session->curriculum, table->sheet);
	char done[24], all[24];

	snprintf(done, sizeof(done), "%zu", coverage_of_all(coverage));
	snprintf(all, sizeof(all), "%zu", coverage->marks.count);
	str_addf(left, "%s    ", place_sheet(ui, table->sheet));
	say_to(ui->session, left, "coverage.title", "done", done, "all", all, NULL);
	if (index >= 0 && ui->canvas.cols >= ROOMY_FROM) {
		place_session_number(ui, index, right);
		str_add(right, "  ");
	}
	str_add(right, place_saved(ui, table->sheet));
}

static struct rect draw_frame(const struct table *table, struct ui *ui, struct canvas *canvas)
{
	struct str left = {0}, right = {0}, info = {0}, more = {0};
	bool is_low = canvas->rows < 16;

	add_title(table, ui, &left, &right);
	if (has_lines(table) && is_low)
		add_column_name(table, ui, &info);
	else if (has_lines(table))
		coverage_add_target(ui, sheet_form(sheet_of(table, ui)), way_of(table, ui),
		                    &table->coverage.pivot.rows.at[table->line], &info);
	coverage_add_legend(ui, canvas->cols - 2, &more);
	struct frame frame = {str_text(&left), str_text(&right), str_text(&info), "", str_text(&more)};
	struct rect body = frame_draw(ui, canvas, &frame);
	str_release(&left);
	str_release(&right);
	str_release(&info);
	str_release(&more);
	return body;
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct table *table = table_of(view);

	build(table, ui);
	table->body = draw_frame(table, ui, canvas);
	if (!has_lines(table)) {
		draw_nothing(ui, canvas, table->body);
		return;
	}
	if (table->body.rows >= FOOT_FROM) {
		int rows = table->body.rows / 4 > FOOT_ROWS ? table->body.rows / 4 : FOOT_ROWS;
		table->body.rows -= rows;
		draw_foot(table, ui, canvas,
		          (struct rect){table->body.row + table->body.rows, 0, rows, canvas->cols});
	}
	lay_out(table, ui);
	draw_headings(table, ui, canvas);
	draw_lines(table, ui, canvas);
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)ui;
	key_line_add_as(line, ACTION_ENTER, has_lines(table_of(view)) ? "coverage.think" : "steps.target");
	key_line_add_as(line, ACTION_NEW_ROW, "coverage.add_target");
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_FOLLOW);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_BACK);
}

static void refresh(struct view *view, struct ui *ui)
{
	build(table_of(view), ui);
}

static void table_free(struct view *view)
{
	struct table *table = table_of(view);

	coverage_release(&table->coverage);
	free(table->value);
	free(table);
}

static const struct view_ops ops = {
	.name = "coverage",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.show = show,
	.refresh = refresh,
	.free = table_free,
};

/* `row` is one of the worksheet's, or of what it is about. */
static void stand_on(struct table *table, struct ui *ui, const char *id)
{
	struct sheet *sheet = sheet_of(table, ui);
	size_t row, line = pivot_row(&table->coverage.pivot, id, false), column = 0;

	if (line != PIVOT_NONE || (sheet_find(sheet, id, &row) &&
	                           pivot_find(&table->coverage.pivot, row, &line, &column))) {
		stand_at(table, line);
		table->column = column;
	}
}

struct view *view_coverage_new(struct ui *ui, const char *sheet, const char *row)
{
	struct table *table;

	if (!coverage_view(ui, sheet, "coverage"))
		return NULL;
	table = mem_zero(1, sizeof(*table));
	table->view.ops = &ops;
	text_copy(table->sheet, sizeof(table->sheet), sheet);
	build(table, ui);
	stand_on(table, ui, row);
	return &table->view;
}

/*
 * view_top.c - the rows ranked by one yardstick, with their ranks by the others beside it, and
 * where the first places differ put into words.
 *
 *     順位  ID     脅威             点数>順  IPA 順   年間損失 順
 *        1  R-001  ...                24  1    2  6  1,400,000  2
 *     ...
 *     点数の1位         R-001 R-002 R-004 R-009
 *     IPAの1位          R-003
 *     R-003 は IPA では1位、点数では7位です。
 */
#include "place.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/ranking.h"
#include "sonae/ui/cell_view.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	MEASURES = 4, ID_COLS = 7, RANK_COLS = 4, NAME_LEAST = 8, NAME_MOST = 60,
	WORDS_FROM = 12, /* rows of the body: below that the list has them all */
	ROOMY_TITLE = 60,
};

/* One yardstick: a field and what it ranks. */
struct measure {
	int field;
	struct ranking ranking;
	int at, cols; /* on the screen; cols 0: no room */
};

struct top {
	struct view view; /* first */
	char sheet[ROW_ID_MAX];
	struct measure measures[MEASURES];
	size_t count;
	size_t by;        /* the measure that the rows are sorted by */
	VEC(size_t) rows; /* in that order, those without a rank last */
	size_t position, first;
	char chosen[ROW_ID_MAX];
	struct rect list;
	int name_cols;
};

static struct top *top_of(struct view *view)
{
	return (struct top *)view;
}

static struct sheet *sheet_of(const struct top *top, const struct ui *ui)
{
	return book_sheet(folder_book(ui->session->folder), top->sheet, NULL);
}

static const struct field *field_of(const struct top *top, const struct ui *ui, size_t measure)
{
	return &sheet_form(sheet_of(top, ui))->fields.at[top->measures[measure].field];
}

static size_t rank_of(const struct top *top, size_t measure, size_t row)
{
	return top->measures[measure].ranking.ranks.at[row];
}

/* ---- keeping up with the worksheets ---- */

/* Every rank is at most the number of rows: counting sorts them, and keeps the file's order
 * between equals. Rank 0, none, comes last. */
static void sort_rows(struct top *top, size_t rows)
{
	size_t *start = mem_zero(rows + 2, sizeof(*start));

	vec_clear(&top->rows);
	for (size_t row = 0; row < rows; row++) {
		size_t rank = rank_of(top, top->by, row);
		start[rank ? rank : rows + 1]++;
		vec_push(&top->rows, 0);
	}
	for (size_t rank = 0, next = 0; rank <= rows + 1; rank++) {
		size_t here = start[rank];
		start[rank] = next;
		next += here;
	}
	for (size_t row = 0; row < rows; row++) {
		size_t rank = rank_of(top, top->by, row);
		top->rows.at[start[rank ? rank : rows + 1]++] = row;
	}
	free(start);
}

static void choose(struct top *top, const struct ui *ui, size_t position)
{
	if (top->rows.count == 0)
		return;
	top->position = position < top->rows.count ? position : top->rows.count - 1;
	text_copy(top->chosen, sizeof(top->chosen),
	          sheet_row_id(sheet_of(top, ui), top->rows.at[top->position]));
}

static void keep_chosen(struct top *top, const struct ui *ui)
{
	size_t row, position = 0;

	if (!sheet_find(sheet_of(top, ui), top->chosen, &row)) {
		choose(top, ui, top->position);
		return;
	}
	while (top->rows.at[position] != row)
		position++;
	choose(top, ui, position);
}

static void read_rows(struct top *top, struct ui *ui)
{
	struct sheet *sheet = sheet_of(top, ui);

	for (size_t i = 0; i < top->count; i++)
		ranking_build(folder_book(ui->session->folder), sheet, top->measures[i].field,
		              &top->measures[i].ranking);
	sort_rows(top, sheet_row_count(sheet));
	keep_chosen(top, ui);
}

/* ---- moving ---- */

static void open_row(struct top *top, struct ui *ui)
{
	if (top->rows.count > 0)
		ui_push(ui, view_record_new(ui, top->sheet, top->chosen, -1));
}

static void sort_by(struct top *top, struct ui *ui, size_t measure)
{
	top->by = measure % top->count;
	read_rows(top, ui);
}

static unsigned move(struct top *top, struct ui *ui, enum action action)
{
	size_t page = top->list.rows > 2 ? (size_t)top->list.rows - 1 : 1, at = top->position;

	switch (action) {
	case ACTION_UP: choose(top, ui, at > 0 ? at - 1 : 0); break;
	case ACTION_DOWN: choose(top, ui, at + 1); break;
	case ACTION_PAGE_UP: choose(top, ui, at > page ? at - page : 0); break;
	case ACTION_PAGE_DOWN: choose(top, ui, at + page); break;
	case ACTION_LINE_START:
	case ACTION_FIRST: choose(top, ui, 0); break;
	case ACTION_LINE_END:
	case ACTION_LAST: choose(top, ui, top->rows.count); break;
	case ACTION_NEXT:
	case ACTION_RIGHT: sort_by(top, ui, top->by + 1); break;
	case ACTION_PREVIOUS:
	case ACTION_LEFT: sort_by(top, ui, top->by + top->count - 1); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct top *top = top_of(view);

	read_rows(top, ui);
	if (move(top, ui, action) == REACT_DRAW)
		return REACT_DRAW;
	switch (action) {
	case ACTION_ENTER:
	case ACTION_FORM: open_row(top, ui); break;
	case ACTION_NEXT_VIEW: view_turn(ui, top->sheet, "top", top->chosen); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, top->sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, top->sheet)); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, top->sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct top *top = top_of(view);
	int line = event->row - top->list.row;

	read_rows(top, ui);
	if (line < 0 || line >= top->list.rows || top->first + (size_t)line >= top->rows.count)
		return REACT_NONE;
	choose(top, ui, top->first + (size_t)line);
	if (event->button == MOUSE_DOUBLE)
		open_row(top, ui);
	return REACT_DRAW;
}

/* ---- where the first places differ ---- */

static const char *label_of(const struct top *top, const struct ui *ui, size_t measure)
{
	return say_words(ui->session, field_of(top, ui, measure)->label);
}

static void add_first_words(const struct top *top, const struct ui *ui, size_t measure,
                            struct str *out)
{
	say_to(ui->session, out, "top.first", "measure", label_of(top, ui, measure), NULL);
}

static int first_words_width(const struct top *top, const struct ui *ui)
{
	int widest = 0;

	for (size_t i = 0; i < top->count; i++) {
		struct str text = {0};
		add_first_words(top, ui, i, &text);
		int cols = utf8_cols(str_text(&text), text.len);
		widest = cols > widest ? cols : widest;
		str_release(&text);
	}
	return widest;
}

/* The ids of those that are ranked first. */
static void add_firsts(const struct top *top, const struct ui *ui, size_t measure, struct str *out)
{
	const struct sheet *sheet = sheet_of(top, ui);

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		if (rank_of(top, measure, row) == 1)
			str_addf(out, "%s%s", out->len > 0 ? " " : "", sheet_row_id(sheet, row));
	if (top->measures[measure].ranking.count == 0)
		str_add(out, say(ui->session, "top.none"));
}

/* Ranked first by every yardstick that ranks anything. */
static bool is_first_by_all(const struct top *top, size_t row)
{
	for (size_t i = 0; i < top->count; i++)
		if (top->measures[i].ranking.count > 0 && rank_of(top, i, row) != 1)
			return false;
	return true;
}

/* "R-003 は IPAのリスク値では1位、リスクの点数では7位です。" */
static void say_difference(const struct top *top, const struct ui *ui, size_t row, size_t first,
                           size_t other, struct str *out)
{
	size_t rank = rank_of(top, other, row);
	char number[24];

	snprintf(number, sizeof(number), "%zu", rank);
	say_to(ui->session, out, rank ? "top.differs" : "top.not_ranked", "row",
	       sheet_row_id(sheet_of(top, ui), row), "first", label_of(top, ui, first), "other",
	       label_of(top, ui, other), "rank", number, NULL);
}

/* The measure by which a row that is first by `first` stands farthest down; unranked is farther
 * than any. */
static size_t farthest(const struct top *top, size_t row, size_t first)
{
	size_t worst = first, depth = 1;

	for (size_t i = 0; i < top->count; i++) {
		size_t rank = rank_of(top, i, row);
		size_t here = rank ? rank : top->rows.count + 1;
		if (top->measures[i].ranking.count > 0 && here > depth) {
			depth = here;
			worst = i;
		}
	}
	return worst;
}

static size_t count_firsts(const struct top *top, size_t measure)
{
	size_t count = 0;

	for (size_t row = 0; row < top->rows.count; row++)
		count += rank_of(top, measure, row) == 1;
	return count;
}

/* The yardsticks, that which puts the fewest first before the others: it says the most. */
static void order_measures(const struct top *top, size_t order[MEASURES])
{
	size_t counts[MEASURES];

	for (size_t i = 0; i < top->count; i++) {
		size_t at = i, count = count_firsts(top, i);
		for (; at > 0 && counts[at - 1] > count; at--) {
			counts[at] = counts[at - 1];
			order[at] = order[at - 1];
		}
		counts[at] = count;
		order[at] = i;
	}
}

struct difference {
	size_t row, first, other; /* first by one yardstick, farther down by the other */
};
struct differences {
	VEC(struct difference) at;
};

/* Rows that only some yardsticks put first, each once. */
static void find_differences(const struct top *top, struct differences *out)
{
	size_t order[MEASURES] = {0};

	order_measures(top, order);
	for (size_t i = 0; i < top->count; i++)
		for (size_t row = 0; row < top->rows.count; row++) {
			bool told = rank_of(top, order[i], row) != 1;
			for (size_t before = 0; before < i; before++)
				told = told || rank_of(top, order[before], row) == 1;
			size_t other = told ? order[i] : farthest(top, row, order[i]);
			if (other != order[i])
				vec_push(&out->at, ((struct difference){row, order[i], other}));
		}
}

/* One line each while there is room, the last for how many more there are. */
static void draw_differences(const struct top *top, struct ui *ui, struct canvas *canvas, int row,
                             int last)
{
	struct differences differences = {0};

	find_differences(top, &differences);
	if (differences.at.count == 0 && row < last && top->rows.count > 0)
		canvas_text(canvas, row, 1, canvas->cols - 2, STYLE_ROLE_GOOD, TEXT_MARK,
		            say(ui->session, "top.same"));
	for (size_t i = 0; i < differences.at.count && row < last; i++, row++) {
		const struct difference *at = &differences.at.at[i];
		struct str text = {0};
		char *more = mem_print("%zu", differences.at.count - i);
		if (row + 1 == last && i + 1 < differences.at.count)
			say_to(ui->session, &text, "top.more", "count", more, NULL);
		else
			say_difference(top, ui, at->row, at->first, at->other, &text);
		canvas_text(canvas, row, 1, canvas->cols - 2, STYLE_ROLE_CAUTION, TEXT_MARK,
		            str_text(&text));
		free(more);
		str_release(&text);
	}
	vec_release(&differences.at);
}

static int draw_firsts(const struct top *top, struct ui *ui, struct canvas *canvas, int row)
{
	int words = first_words_width(top, ui), col = 1 + words + 2;

	for (size_t i = 0; i < top->count; i++, row++) {
		struct str text = {0};
		add_first_words(top, ui, i, &text);
		canvas_text(canvas, row, 1, words, STYLE_ROLE_MUTED, 0, str_text(&text));
		str_clear(&text);
		add_firsts(top, ui, i, &text);
		canvas_text(canvas, row, col, canvas->cols - col - 1, STYLE_ROLE_PLAIN, TEXT_MARK,
		            str_text(&text));
		str_release(&text);
	}
	return row;
}

static void draw_words(struct top *top, struct ui *ui, struct canvas *canvas, struct rect at)
{
	int row = draw_firsts(top, ui, canvas, at.row), last = at.row + at.rows;
	struct str agreed = {0};

	for (size_t i = 0; i < top->rows.count; i++)
		if (is_first_by_all(top, top->rows.at[i]))
			str_addf(&agreed, "%s%s", agreed.len > 0 ? " " : "",
			         sheet_row_id(sheet_of(top, ui), top->rows.at[i]));
	if (agreed.len > 0 && row < last) {
		struct str text = {0};
		say_to(ui->session, &text, "top.agreed", "rows", str_text(&agreed), NULL);
		canvas_text(canvas, row++, 1, at.cols - 2, STYLE_ROLE_GOOD, TEXT_MARK, str_text(&text));
		str_release(&text);
	}
	str_release(&agreed);
	draw_differences(top, ui, canvas, row, last);
}

/* ---- drawing ---- */

static const char *heading_of(const struct top *top, const struct ui *ui, size_t measure)
{
	return say_words(ui->session, field_of(top, ui, measure)->heading);
}

/* A measure that finds no room is left out, but never the one sorted by. */
static void lay_out(struct top *top, const struct ui *ui, int cols)
{
	int room = cols - 1 - RANK_COLS - 1 - ID_COLS - 1, used = 0;

	for (size_t k = 0; k < top->count; k++) {
		size_t i = (top->by + k) % top->count;
		const struct field *field = field_of(top, ui, i);
		const char *heading = heading_of(top, ui, i);
		int wide = utf8_cols(heading, strlen(heading)) + 1;
		int wanted = field->width > 0 ? field->width : field->type->width;
		wide = (wanted > wide ? wanted : wide) + 1 + RANK_COLS;
		bool fits = used + wide + 1 <= room - NAME_LEAST;
		top->measures[i].cols = fits || k == 0 ? wide : 0;
		used += fits || k == 0 ? wide + 1 : 0;
	}
	top->name_cols = room - used < NAME_MOST ? room - used : NAME_MOST;
	int at = 1 + RANK_COLS + 1 + ID_COLS + 1 + top->name_cols + 1;
	for (size_t i = 0; i < top->count; i++) {
		top->measures[i].at = at;
		at += top->measures[i].cols > 0 ? top->measures[i].cols + 1 : 0;
	}
}

static void draw_headings(struct top *top, struct ui *ui, struct canvas *canvas, int row)
{
	const struct form *form = sheet_form(sheet_of(top, ui));
	const struct field *name = &form->fields.at[form_way(form, "top")->rows];

	canvas_text(canvas, row, 1, RANK_COLS, STYLE_ROLE_HEADING, TEXT_RIGHT | TEXT_PAD,
	            say(ui->session, "top.rank"));
	canvas_text(canvas, row, 1 + RANK_COLS + 1, ID_COLS, STYLE_ROLE_HEADING, 0, "ID");
	canvas_text(canvas, row, 1 + RANK_COLS + 1 + ID_COLS + 1, top->name_cols, STYLE_ROLE_HEADING,
	            TEXT_MARK, say_words(ui->session, name->label));
	for (size_t i = 0; i < top->count; i++) {
		const struct measure *measure = &top->measures[i];
		if (measure->cols == 0)
			continue;
		struct str text = {0};
		str_addf(&text, "%s%s", heading_of(top, ui, i), i == top->by ? "v" : " ");
		canvas_text(canvas, row, measure->at, measure->cols - RANK_COLS, STYLE_ROLE_HEADING,
		            TEXT_RIGHT | TEXT_PAD, str_text(&text));
		canvas_text(canvas, row, measure->at + measure->cols - RANK_COLS, RANK_COLS, STYLE_ROLE_MUTED,
		            TEXT_RIGHT | TEXT_PAD, say(ui->session, "top.rank_short"));
		str_release(&text);
	}
}

static void draw_rank(struct canvas *canvas, int row, int col, size_t rank, enum style style)
{
	char number[24];

	if (rank == 0)
		return;
	snprintf(number, sizeof(number), "%zu", rank);
	canvas_text(canvas, row, col, RANK_COLS, style, TEXT_RIGHT | TEXT_PAD, number);
}

static void draw_line(struct top *top, struct ui *ui, struct canvas *canvas, int screen_row,
                      size_t position)
{
	struct sheet *sheet = sheet_of(top, ui);
	size_t row = top->rows.at[position];
	bool here = position == top->position;
	int at = 1 + RANK_COLS + 1;
	enum style style;
	struct str text = {0};

	if (here)
		canvas_fill(canvas, (struct rect){screen_row, 1, 1, canvas->cols - 2}, STYLE_ROLE_SELECTED);
	draw_rank(canvas, screen_row, 1, rank_of(top, top->by, row),
	          here ? STYLE_ROLE_SELECTED : STYLE_ROLE_HEADING);
	canvas_text(canvas, screen_row, at, ID_COLS, here ? STYLE_ROLE_SELECTED : STYLE_ROLE_MUTED, 0,
	            sheet_row_id(sheet, row));
	cell_look(ui, sheet, row, form_way(sheet_form(sheet), "top")->rows, &text, &style);
	canvas_text(canvas, screen_row, at + ID_COLS + 1, top->name_cols,
	            here ? STYLE_ROLE_SELECTED : style, TEXT_MARK, str_text(&text));
	for (size_t i = 0; i < top->count; i++) {
		const struct measure *measure = &top->measures[i];
		if (measure->cols == 0)
			continue;
		str_clear(&text);
		cell_look(ui, sheet, row, measure->field, &text, &style);
		canvas_text(canvas, screen_row, measure->at, measure->cols - RANK_COLS - 1,
		            here ? STYLE_ROLE_SELECTED : style, TEXT_RIGHT | TEXT_PAD | TEXT_MARK,
		            str_text(&text));
		bool first = rank_of(top, i, row) == 1;
		draw_rank(canvas, screen_row, measure->at + measure->cols - RANK_COLS, rank_of(top, i, row),
		          here ? STYLE_ROLE_SELECTED : first ? STYLE_ROLE_HEADING : STYLE_ROLE_MUTED);
	}
	if (here)
		canvas_cursor(canvas, screen_row, 1);
	str_release(&text);
}

static void draw_list(struct top *top, struct ui *ui, struct canvas *canvas)
{
	size_t shown = top->list.rows > 0 ? (size_t)top->list.rows : 1;

	if (top->first + shown > top->rows.count)
		top->first = top->rows.count > shown ? top->rows.count - shown : 0;
	if (top->position < top->first)
		top->first = top->position;
	if (top->position >= top->first + shown)
		top->first = top->position - shown + 1;
	for (size_t i = 0; i < shown && top->first + i < top->rows.count; i++)
		draw_line(top, ui, canvas, top->list.row + (int)i, top->first + i);
}

static struct rect draw_frame(struct top *top, struct ui *ui, struct canvas *canvas)
{
	struct sheet *sheet = sheet_of(top, ui);
	struct str left = {0}, right = {0}, info = {0};

	str_addf(&left, "%s  %s", say_words(ui->session, sheet_form(sheet)->title),
	         say(ui->session, "top.title"));
	if (ui->canvas.cols >= ROOMY_TITLE)
		str_addf(&right, "%s.csv  ", top->sheet);
	str_add(&right, place_saved(ui, top->sheet));
	say_to(ui->session, &info, "top.by", "measure", label_of(top, ui, top->by), NULL);
	struct frame frame = {.left = str_text(&left), .right = str_text(&right), .info = str_text(&info),
	                      .complaint = "", .more = say(ui->session, "top.how")};
	struct rect body = frame_draw(ui, canvas, &frame);
	str_release(&left);
	str_release(&right);
	str_release(&info);
	return body;
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct top *top = top_of(view);
	int words;

	read_rows(top, ui);
	struct rect body = draw_frame(top, ui, canvas);
	words = body.rows >= WORDS_FROM ? (int)top->count + 4 : 0;
	top->list = (struct rect){body.row + 1, 0, body.rows - 1 - words, body.cols};
	lay_out(top, ui, body.cols);
	draw_headings(top, ui, canvas, body.row);
	draw_list(top, ui, canvas);
	if (words > 0 && (int)top->rows.count < top->list.rows) {
		words += top->list.rows - (int)top->rows.count;
		top->list.rows = (int)top->rows.count;
	}
	if (words > 0)
		draw_words(top, ui, canvas,
		           (struct rect){body.row + body.rows - words + 1, 0, words - 1, body.cols});
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)view;
	(void)ui;
	key_line_add_as(line, ACTION_ENTER, "top.open");
	key_line_add_as(line, ACTION_NEXT, "top.other");
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_CHECK);
	key_line_add(line, ACTION_PALETTE);
	key_line_add(line, ACTION_BACK);
}

static void top_free(struct view *view)
{
	struct top *top = top_of(view);

	for (size_t i = 0; i < top->count; i++)
		ranking_release(&top->measures[i].ranking);
	vec_release(&top->rows);
	free(top);
}

static void where(struct view *view, struct ui *ui, struct stand *stand)
{
	const struct top *top = (const struct top *)view;

	(void)ui;
	text_copy(stand->sheet, sizeof(stand->sheet), top->sheet);
	text_copy(stand->row, sizeof(stand->row), top->chosen);
}

static const struct view_ops ops = {
	.name = "top",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.where = where,
	.free = top_free,
};

struct view *view_top_new(struct ui *ui, const char *sheet, const char *row)
{
	struct top *top = mem_zero(1, sizeof(*top));

	top->view.ops = &ops;
	text_copy(top->sheet, sizeof(top->sheet), sheet);
	text_copy(top->chosen, sizeof(top->chosen), row);
	const struct form_view *way = form_way(sheet_form(sheet_of(top, ui)), "top");
	for (size_t i = 0; i < way->fields.count && top->count < MEASURES; i++)
		top->measures[top->count++].field = way->fields.at[i];
	read_rows(top, ui);
	return &top->view;
}

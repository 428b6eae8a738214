/* top_draw.c - the list of what is ranked, and in words where the first places differ. */
#include "place.h"
#include "scroll.h"
#include "top.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	ID_COLS = 7, RANK_COLS = 4, NAME_LEAST = 8, NAME_MOST = 60,
	WORDS_FROM = 12, /* rows of the body: below that the list has them all */
	ROOMY_TITLE = 60,
};

static const struct field *field_of(const struct top *top, const struct ui *ui, size_t measure)
{
	return &sheet_form(top_sheet(top, ui))->fields.at[top->measures[measure].field];
}

static size_t rank_of(const struct top *top, size_t measure, size_t row)
{
	return top->rankings[measure].ranks.at[row];
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
	const struct sheet *sheet = top_sheet(top, ui);

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		if (rank_of(top, measure, row) == 1)
			str_addf(out, "%s%s", out->len > 0 ? " " : "", sheet_row_id(sheet, row));
	if (top->rankings[measure].count == 0)
		str_add(out, say(ui->session, "top.none"));
}

/* "R-003 は IPAのリスク値では1位、リスクの点数では7位です。" */
static void say_difference(const struct top *top, const struct ui *ui, size_t row, size_t first,
                           size_t other, struct str *out)
{
	size_t rank = rank_of(top, other, row);
	char number[24];

	snprintf(number, sizeof(number), "%zu", rank);
	say_to(ui->session, out, rank ? "top.differs" : "top.not_ranked", "row",
	       sheet_row_id(top_sheet(top, ui), row), "first", label_of(top, ui, first), "other",
	       label_of(top, ui, other), "rank", number, NULL);
}

/* One line each while there is room, the last for how many more there are. */
static void draw_differences(const struct top *top, struct ui *ui, struct canvas *canvas, int row,
                             int last)
{
	struct ranking_differences differences = {0};

	ranking_differences(top->rankings, top->count, &differences);
	if (differences.at.count == 0 && row < last && top->rows.at.count > 0)
		canvas_text(canvas, row, 1, canvas->cols - 2, STYLE_ROLE_GOOD, TEXT_MARK,
		            say(ui->session, "top.same"));
	for (size_t i = 0; i < differences.at.count && row < last; i++, row++) {
		const struct ranking_difference *at = &differences.at.at[i];
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

	for (size_t i = 0; i < top->rows.at.count; i++)
		if (ranking_is_first_by_all(top->rankings, top->count, top->rows.at.at[i]))
			str_addf(&agreed, "%s%s", agreed.len > 0 ? " " : "",
			         sheet_row_id(top_sheet(top, ui), top->rows.at.at[i]));
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
	const struct form *form = sheet_form(top_sheet(top, ui));
	const struct field *name = &form->fields.at[top_way(top, ui)->rows];

	canvas_text(canvas, row, 1, RANK_COLS, STYLE_ROLE_HEADING, TEXT_RIGHT | TEXT_PAD,
	            say(ui->session, "top.rank"));
	canvas_text(canvas, row, 1 + RANK_COLS + 1, ID_COLS, STYLE_ROLE_HEADING, 0, "ID");
	canvas_text(canvas, row, 1 + RANK_COLS + 1 + ID_COLS + 1, top->name_cols, STYLE_ROLE_HEADING,
	            TEXT_MARK, say_words(ui->session, name->label));
	for (size_t i = 0; i < top->count; i++) {
		const struct top_measure *measure = &top->measures[i];
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
	struct sheet *sheet = top_sheet(top, ui);
	size_t row = top->rows.at.at[position];
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
	cell_look(ui, sheet, row, top_way(top, ui)->rows, &text, &style);
	canvas_text(canvas, screen_row, at + ID_COLS + 1, top->name_cols,
	            here ? STYLE_ROLE_SELECTED : style, TEXT_MARK, str_text(&text));
	for (size_t i = 0; i < top->count; i++) {
		const struct top_measure *measure = &top->measures[i];
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

	top->first = scroll_top(top->first, top->position, top->rows.at.count, top->list.rows);
	for (size_t i = 0; i < shown && top->first + i < top->rows.at.count; i++)
		draw_line(top, ui, canvas, top->list.row + (int)i, top->first + i);
}

static struct rect draw_frame(struct top *top, struct ui *ui, struct canvas *canvas)
{
	struct sheet *sheet = top_sheet(top, ui);
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

void top_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct top *top = (struct top *)view;
	int words;

	top_update(top, ui);
	struct rect body = draw_frame(top, ui, canvas);
	words = body.rows >= WORDS_FROM ? (int)top->count + 4 : 0;
	top->list = (struct rect){body.row + 1, 0, body.rows - 1 - words, body.cols};
	lay_out(top, ui, body.cols);
	draw_headings(top, ui, canvas, body.row);
	draw_list(top, ui, canvas);
	if (words > 0 && (int)top->rows.at.count < top->list.rows) {
		words += top->list.rows - (int)top->rows.at.count;
		top->list.rows = (int)top->rows.at.count;
	}
	if (words > 0)
		draw_words(top, ui, canvas,
		           (struct rect){body.row + body.rows - words + 1, 0, words - 1, body.cols});
}

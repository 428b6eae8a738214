/* timeline_draw.c - laying out and drawing a year's plan. */
#include "timeline.h"

#include "place.h"
#include "scroll.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"

#include <stdio.h>

enum { LEFT = 1, GROUP_MOST = 18, LABEL_LEAST = 12, WIDE_MONTHS_FROM = 72, GROUPS_FROM = 28, EXTRA_COLS = 10 };

/* How a mark is written; colour repeats it. */
struct look {
	const char *mark;
	enum style style;
	const char *text_id; /* of the legend */
};
static const struct look looks[] = {
	[SCHEDULE_NONE] = {".", STYLE_ROLE_MUTED, NULL},
	[SCHEDULE_PLANNED] = {"#", STYLE_ROLE_BAR, "timeline.planned"},
	[SCHEDULE_MILESTONE] = {"*", STYLE_ROLE_HEADING, "timeline.milestone"},
	[SCHEDULE_DONE] = {"=", STYLE_ROLE_GOOD, "timeline.done"},
	[SCHEDULE_MILESTONE_DONE] = {"+", STYLE_ROLE_GOOD, "timeline.milestone_done"},
	[SCHEDULE_FOLLOWED] = {"o", STYLE_ROLE_COMPUTED, "timeline.followed"},
	[SCHEDULE_UNKNOWN] = {"!", STYLE_ROLE_ALARM, NULL},
};
static const struct look late_look = {"x", STYLE_ROLE_ALARM, "timeline.late"};

struct pen {
	struct timeline *timeline;
	struct ui *ui;
	struct canvas *canvas;
	struct sheet *sheet;
	const struct form *form;
	int group_cols, extras; /* columns of the group, 0 = left out; fields behind the months */
};

static int width(const char *text)
{
	return utf8_cols(text, strlen(text));
}

/* ---- widths ---- */

static int widest_group(const struct pen *pen)
{
	int field = pen->timeline->schedule.fields.group, widest = 0;

	for (size_t i = 0; field >= 0 && i < pen->form->fields.at[field].choices.count; i++) {
		int cols = width(say_words(pen->ui->session,
		                           pen->form->fields.at[field].choices.at[i].label));
		widest = cols > widest ? cols : widest;
	}
	return widest < GROUP_MOST ? widest : GROUP_MOST;
}

static void lay_out(struct pen *pen)
{
	struct timeline *timeline = pen->timeline;
	int cols = timeline->body.cols - 2 * LEFT;

	timeline->month_cols = cols >= WIDE_MONTHS_FROM ? 3 : 2;
	pen->extras = (int)timeline_way(timeline, pen->ui)->fields.count;
	for (;; pen->extras--) {
		timeline->label_cols =
		    cols - SCHEDULE_MONTHS * timeline->month_cols - pen->extras * (EXTRA_COLS + 1) - 1;
		if (pen->extras == 0 || timeline->label_cols >= GROUPS_FROM)
			break;
	}
	if (timeline->label_cols < LABEL_LEAST)
		timeline->label_cols = LABEL_LEAST;
	pen->group_cols = timeline->label_cols >= GROUPS_FROM ? widest_group(pen) : 0;
}

static int month_at(const struct pen *pen, int index)
{
	return LEFT + pen->timeline->label_cols + 1 + index * pen->timeline->month_cols;
}

static int extra_at(const struct pen *pen, int index)
{
	return month_at(pen, SCHEDULE_MONTHS) + 1 + index * (EXTRA_COLS + 1);
}

/* The index of the month today is in; -1 = another year. */
static int this_month(const struct pen *pen)
{
	const struct schedule *schedule = &pen->timeline->schedule;
	struct date today = book_today(folder_book(pen->ui->session->folder));

	if (schedule_year_of(today, schedule->first_month) != schedule->year)
		return -1;
	return schedule_index(schedule, today.month);
}

/* ---- drawing ---- */

static const char *heading(const struct pen *pen, int field)
{
	const char *short_one = say_words(pen->ui->session, pen->form->fields.at[field].heading);

	return short_one[0] ? short_one
	                    : say_words(pen->ui->session, pen->form->fields.at[field].label);
}

static void draw_headings(struct pen *pen)
{
	struct timeline *timeline = pen->timeline;
	int row = timeline->body.row;

	canvas_text(pen->canvas, row, LEFT, timeline->label_cols, STYLE_ROLE_HEADING, 0,
	            heading(pen, timeline->schedule.fields.item));
	for (int i = 0; i < SCHEDULE_MONTHS; i++) {
		char month[16];
		snprintf(month, sizeof(month), "%d", schedule_month(&timeline->schedule, i));
		canvas_text(pen->canvas, row, month_at(pen, i), timeline->month_cols == 3 ? 2 : 1,
		            i == this_month(pen) ? STYLE_ROLE_SELECTED_ROW : STYLE_ROLE_HEADING, TEXT_RIGHT | TEXT_PAD,
		            timeline->month_cols == 3 || month[1] == '\0' ? month : month + 1);
	}
	for (int i = 0; i < pen->extras; i++)
		canvas_text(pen->canvas, row, extra_at(pen, i), EXTRA_COLS, STYLE_ROLE_HEADING, 0,
		            heading(pen, timeline_way(timeline, pen->ui)->fields.at[i]));
}

static void draw_at(struct pen *pen, int row, int col, int cols, bool here, enum style style, unsigned flags,
                    const char *text)
{
	if (here) {
		pen->timeline->cell.at = (struct rect){row, col, 1, cols};
		canvas_cursor(pen->canvas, row, col);
	}
	canvas_text(pen->canvas, row, col, cols, here ? STYLE_ROLE_SELECTED : style, TEXT_PAD | TEXT_MARK | flags,
	            text);
}

static bool is_here(const struct pen *pen, size_t position, size_t column)
{
	return position == pen->timeline->position && column == pen->timeline->column;
}

/* A group is named on its first row. */
static void draw_group(struct pen *pen, int screen_row, size_t position)
{
	const struct schedule *schedule = &pen->timeline->schedule;
	size_t row = schedule->rows.at[position];
	int field = schedule->fields.group;
	struct str text = {0};

	if (pen->group_cols == 0 || field < 0)
		return;
	bool is_first = position == pen->timeline->top ||
	                !text_is(sheet_cell(pen->sheet, schedule->rows.at[position - 1], (size_t)field),
	                         sheet_cell(pen->sheet, row, (size_t)field));
	if (is_first)
		say_cell(pen->ui->session, pen->sheet, row, field, &text);
	canvas_text(pen->canvas, screen_row, LEFT, pen->group_cols, STYLE_ROLE_MUTED, TEXT_MARK,
	            str_text(&text));
	str_release(&text);
}

static void draw_cell(struct pen *pen, int screen_row, size_t position, size_t column, int col,
                      int cols)
{
	int field = timeline_field(pen->timeline, pen->ui, column);
	enum style style = STYLE_ROLE_PLAIN;
	struct str text = {0};

	cell_look(pen->ui, pen->sheet, pen->timeline->schedule.rows.at[position], field, &text, &style);
	draw_at(pen, screen_row, col, cols, is_here(pen, position, column), style, 0, str_text(&text));
	str_release(&text);
}

static void draw_month(struct pen *pen, int screen_row, size_t position, int index)
{
	struct timeline *timeline = pen->timeline;
	bool late = false;
	enum schedule_mark mark =
	    schedule_mark(folder_book(pen->ui->session->folder), pen->sheet, &timeline->schedule,
	                  timeline->schedule.rows.at[position], index, &late);
	const struct look *look = late ? &late_look : &looks[mark];

	draw_at(pen, screen_row, month_at(pen, index), timeline->month_cols - 1,
	        is_here(pen, position,
	                (size_t)index + TIMELINE_FIRST_MONTH), look->style, TEXT_RIGHT, look->mark);
}

static void draw_row(struct pen *pen, int screen_row, size_t position)
{
	int item_at = LEFT + (pen->group_cols ? pen->group_cols + 1 : 0);
	int item_cols = LEFT + pen->timeline->label_cols - item_at;

	draw_group(pen, screen_row, position);
	draw_cell(pen, screen_row, position, TIMELINE_ITEM, item_at, item_cols);
	for (int i = 0; i < SCHEDULE_MONTHS; i++)
		draw_month(pen, screen_row, position, i);
	for (int i = 0; i < pen->extras; i++)
		draw_cell(pen, screen_row, position, (size_t)(TIMELINE_LAST_MONTH + 1 + i),
		          extra_at(pen, i), EXTRA_COLS);
}

static void draw_new_row(struct pen *pen, int screen_row)
{
	bool here = pen->timeline->position == pen->timeline->schedule.rows.count;
	int item_at = LEFT + (pen->group_cols ? pen->group_cols + 1 : 0);

	draw_at(pen, screen_row, item_at, LEFT + pen->timeline->label_cols - item_at, here,
	        STYLE_ROLE_MUTED, 0, "+");
}

static void draw_today(struct pen *pen, int row)
{
	struct str text = {0};
	int month = this_month(pen);

	if (month < 0)
		return;
	str_addf(&text, "^%s", say(pen->ui->session, "timeline.today"));
	canvas_text(pen->canvas, row, month_at(pen, month) + pen->timeline->month_cols - 2,
	            pen->timeline->body.cols - month_at(pen,
	                                                month), STYLE_ROLE_MUTED, 0, str_text(&text));
	str_release(&text);
}

/* Only the marks that can be told apart; what does not fit is left out. */
static void draw_legend(struct pen *pen, int row)
{
	int col = LEFT;

	for (size_t i = 0; i <= sizeof(looks) / sizeof(looks[0]); i++) {
		const struct look *look = i < sizeof(looks) / sizeof(looks[0]) ? &looks[i] : &late_look;
		if (!look->text_id)
			continue;
		const char *word = say(pen->ui->session, look->text_id);
		if (col + width(word) + 2 > pen->timeline->body.cols)
			return;
		canvas_text(pen->canvas, row, col, 1, look->style, 0, look->mark);
		col += 2 + canvas_text(pen->canvas, row, col + 2, width(word), STYLE_ROLE_MUTED, 0,
		                       word) + 2;
	}
}

static void scroll(struct timeline *timeline)
{
	timeline->top = scroll_top(timeline->top, timeline->position, timeline->schedule.rows.count + 1,
	                           (int)timeline_page(timeline));
}

static void draw_rows(struct pen *pen)
{
	struct timeline *timeline = pen->timeline;
	size_t count = timeline->schedule.rows.count, i = 0;

	for (; i < timeline_page(timeline) && timeline->top + i < count; i++)
		draw_row(pen, timeline->body.row + 1 + (int)i, timeline->top + i);
	if (i < timeline_page(timeline))
		draw_new_row(pen, timeline->body.row + 1 + (int)i++);
	if (i < timeline_page(timeline))
		draw_today(pen, timeline->body.row + 1 + (int)i);
}

static struct rect draw_frame(struct timeline *timeline, struct ui *ui, struct canvas *canvas)
{
	struct str left = {0}, right = {0};
	char year[16];

	snprintf(year, sizeof(year), "%d", timeline->schedule.year);
	str_addf(&left, "%s  ",
	         say_words(ui->session, sheet_form(cell_view_sheet(&timeline->cell, ui))->title));
	say_to(ui->session, &left, "timeline.year", "year", year, NULL);
	str_addf(&right, "%s.csv  %s", timeline->cell.sheet, place_saved(ui, timeline->cell.sheet));
	struct rect body = cell_view_frame(&timeline->cell, ui, canvas, str_text(&left),
	                                   str_text(&right));
	str_release(&left);
	str_release(&right);
	return body;
}

void timeline_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct timeline *timeline = (struct timeline *)view;
	struct sheet *sheet = cell_view_sheet(&timeline->cell, ui);
	struct pen pen = {timeline, ui, canvas, sheet, sheet_form(sheet), 0, 0};

	timeline_update(timeline, ui);
	timeline->body = draw_frame(timeline, ui, canvas);
	if (timeline->body.rows > 6)
		draw_legend(&pen, timeline->body.row + --timeline->body.rows);
	lay_out(&pen);
	scroll(timeline);
	draw_headings(&pen);
	draw_rows(&pen);
	if (timeline->cell.editing)
		cell_view_draw_edit(&timeline->cell, ui, canvas, timeline->cell.at, timeline->body);
}

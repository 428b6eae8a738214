/* view_check.c - what is wrong, missing or late; Enter goes there. */
#include "list.h"
#include "notices.h"
#include "place.h"
#include "sonae/app/left_behind.h"
#include "sonae/app/say.h"
#include "sonae/model/finding.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { NARROW = 60, ROW_COLS_NARROW = 8, ROW_COLS_LEAST = 20, ROW_COLS_MOST = 36 };

struct check {
	struct view view;
	char *sheet;               /* the worksheet one came from; NULL = none */
	bool all;
	struct menu menu;
	struct findings findings;
	VEC(size_t) finding_of;    /* by menu line; SIZE_MAX for headings and notices */
	size_t notices;            /* listed; there may be more by now */
	struct rect list;
};

/* ---- gathering ---- */

/* What was found out about the files, in this sitting: they stand first, so that a notice has
 * the index of its line less one. */
static void add_notices(struct check *check, struct ui *ui)
{
	check->notices = ui->notices.at.count;
	if (check->notices == 0)
		return;
	menu_add_heading(&check->menu, say(ui->session, "check.notices"));
	vec_push(&check->finding_of, SIZE_MAX);
	for (size_t i = 0; i < ui->notices.at.count; i++) {
		struct str text = {0};
		say_err(ui->session, &text, &ui->notices.at.at[i]);
		menu_add(&check->menu, str_text(&text), "");
		vec_push(&check->finding_of, SIZE_MAX);
		str_release(&text);
	}
}

static void add_finding(struct check *check, struct ui *ui, size_t index)
{
	const struct finding *finding = &check->findings.at.at[index];
	struct str text = {0};

	say_finding(ui->session, finding, &text);
	menu_add(&check->menu, str_text(&text), "");
	vec_push(&check->finding_of, index);
	str_release(&text);
}

/* Under its title, errors first, each level in the order of the rows. */
static void add_sheet(struct check *check, struct ui *ui, const char *sheet, const struct findings *behind)
{
	size_t first = check->findings.at.count;

	findings_of_sheet(folder_book(ui->session->folder), sheet, &check->findings, NULL);
	for (size_t i = 0; i < behind->at.count; i++)
		if (text_is(behind->at.at[i].sheet, sheet))
			vec_push(&check->findings.at, behind->at.at[i]);
	if (check->findings.at.count == first)
		return;
	menu_add_heading(&check->menu, place_sheet(ui, sheet));
	vec_push(&check->finding_of, SIZE_MAX);
	for (int level = FINDING_ERROR; level >= FINDING_NOTE; level--)
		for (size_t i = first; i < check->findings.at.count; i++)
			if ((int)check->findings.at.at[i].level == level)
				add_finding(check, ui, i);
}

static void gather(struct check *check, struct ui *ui)
{
	size_t selected = menu_chosen(&check->menu);
	struct place_sheets sheets = {0};
	struct findings behind = {0};

	menu_release(&check->menu);
	findings_release(&check->findings);
	vec_clear(&check->finding_of);
	add_notices(check, ui);
	if (check->all) {
		place_sheets(ui, &sheets);
		left_behind(ui->session, &behind);
	} else
		vec_push(&sheets.at, mem_dup(check->sheet));
	for (size_t i = 0; i < sheets.at.count; i++)
		add_sheet(check, ui, sheets.at.at[i], &behind);
	place_sheets_release(&sheets);
	findings_release(&behind);
	if (selected != SIZE_MAX && selected < check->menu.lines.count)
		menu_select(&check->menu, selected);
}

static const struct finding *chosen(const struct check *check)
{
	size_t line = menu_chosen(&check->menu);
	size_t index = line == SIZE_MAX ? SIZE_MAX : check->finding_of.at[line];

	return index == SIZE_MAX ? NULL : &check->findings.at.at[index];
}

static const struct err *chosen_notice(const struct check *check, const struct ui *ui)
{
	size_t line = menu_chosen(&check->menu);

	return line == SIZE_MAX || line == 0 || line > check->notices ? NULL
	                                                             : &ui->notices.at.at[line - 1];
}

/* ---- drawing ---- */

static const enum style level_styles[] = {
	[FINDING_NOTE] = STYLE_ROLE_PLAIN,
	[FINDING_WARNING] = STYLE_ROLE_CAUTION,
	[FINDING_ERROR] = STYLE_ROLE_ALARM,
};

static void draw_finding(struct ui *ui, struct canvas *canvas, struct rect row,
                         const struct finding *finding, const char *text)
{
	enum style style = level_styles[finding->level];
	int third = row.cols / 3, cols = third < ROW_COLS_LEAST ? ROW_COLS_LEAST
	                               : third > ROW_COLS_MOST  ? ROW_COLS_MOST : third;
	struct str name = {0};

	if (row.cols < NARROW)
		cols = ROW_COLS_NARROW;
	if (finding->row[0] && row.cols < NARROW)
		str_add(&name, finding->row);
	else if (finding->row[0])
		place_row(ui, finding->sheet, finding->row, &name);
	else
		str_add(&name, say(ui->session, "check.whole_sheet"));
	canvas_text(canvas, row.row, row.col + 1, 1, style, 0,
	            finding->level == FINDING_NOTE ? "." : "!");
	canvas_text(canvas, row.row, row.col + 3, cols, STYLE_ROLE_PLAIN, TEXT_MARK,
	            str_text(&name));
	canvas_text(canvas, row.row, row.col + 4 + cols, row.cols - 5 - cols, style, TEXT_MARK,
	            text);
	str_release(&name);
}

static void draw_line(const struct check *check, struct ui *ui, struct canvas *canvas,
                      struct rect row, size_t position)
{
	size_t line = check->menu.shown.at[position];
	const char *text = check->menu.lines.at[line].text;

	if (check->menu.lines.at[line].heading) {
		canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING,
		            TEXT_MARK, text);
		return;
	}
	if (check->finding_of.at[line] == SIZE_MAX)
		canvas_text(canvas, row.row, row.col + 3, row.cols - 4, STYLE_ROLE_CAUTION, TEXT_MARK, text);
	else
		draw_finding(ui, canvas, row, &check->findings.at.at[check->finding_of.at[line]], text);
	if (position == check->menu.selected) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_cursor(canvas, row.row, row.col);
	}
}

static void say_title(const struct check *check, struct ui *ui, struct str *left, struct str *right)
{
	char count[24];

	str_addf(left, "%s  %s", say(ui->session, "check.title"),
	         check->all ? say(ui->session, "check.all") : place_sheet(ui, check->sheet));
	snprintf(count, sizeof(count), "%zu", check->findings.at.count);
	say_to(ui->session, right, "check.count", "count", count, NULL);
}

/* The whole text, with the field it is about, for those that do not fit the line. */
static void say_info(const struct check *check, struct ui *ui, struct str *info)
{
	const struct finding *finding = chosen(check);
	size_t line = menu_chosen(&check->menu);

	if (!finding) {
		str_add(info, line == SIZE_MAX ? "" : check->menu.lines.at[line].text);
		return;
	}
	const struct form *form = book_form(folder_book(ui->session->folder), finding->sheet, NULL);
	if (finding->gap && finding->field >= 0 && form)
		str_addf(info,
		         "%s: ", say_words(ui->session, form->fields.at[finding->field].label));
	str_add(info, check->menu.lines.at[line].text);
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct check *check = (struct check *)view;
	struct str left = {0}, right = {0}, text = {0}, info = {0}, rest = {0};

	if (check->notices != ui->notices.at.count)
		gather(check, ui);
	say_title(check, ui, &left, &right);
	say_info(check, ui, &text);
	list_split(ui, str_text(&text), &info, &rest);
	struct frame frame = {str_text(&left), str_text(&right), str_text(&info), str_text(&rest), NULL};
	struct rect body = frame_draw(ui, canvas, &frame);
	check->list = body;
	if (check->menu.lines.count == 0)
		canvas_text(canvas, body.row + (body.rows > 3), 2, body.cols - 4, STYLE_ROLE_GOOD,
		            TEXT_MARK,
		            say(ui->session, check->all ? "check.nothing" : "check.nothing_here"));
	list_scroll(&check->menu, body.rows);
	for (int i = 0; i < body.rows && check->menu.top + (size_t)i < check->menu.shown.count; i++)
		draw_line(check, ui, canvas, (struct rect){body.row + i, body.col, 1, body.cols},
		          check->menu.top + (size_t)i);
	str_release(&left);
	str_release(&right);
	str_release(&text);
	str_release(&info);
	str_release(&rest);
}

/* ---- acting ---- */

/* "things.csv": the worksheet. */
static unsigned go_to_file(struct ui *ui, const struct err *notice)
{
	char *sheet = notice ? notice_sheet(ui, notice) : NULL;

	if (!sheet)
		return REACT_NONE;
	ui_jump(ui, sheet, "", "");
	free(sheet);
	return REACT_DRAW;
}

static unsigned go_there(struct check *check, struct ui *ui)
{
	const struct finding *finding = chosen(check);

	if (!finding)
		return go_to_file(ui, chosen_notice(check, ui));
	const struct form *form = book_form(folder_book(ui->session->folder), finding->sheet, NULL);
	const char *field = form && finding->field >= 0 ? form->fields.at[finding->field].id : "";
	struct finding to = *finding; /* jumping may make the findings anew */
	ui_jump(ui, to.sheet, to.row, field);
	return REACT_DRAW;
}

static unsigned switch_scope(struct check *check, struct ui *ui)
{
	if (!check->sheet)
		return REACT_NONE;
	check->all = !check->all;
	menu_release(&check->menu); /* the selection belongs to the other list */
	gather(check, ui);
	return REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct check *check = (struct check *)view;

	if (action == ACTION_ENTER)
		return go_there(check, ui);
	if (action == ACTION_NEXT || action == ACTION_PREVIOUS)
		return switch_scope(check, ui);
	if (action == ACTION_CHECK)
		return REACT_NONE;
	return list_act(&check->menu, action, check->list.rows);
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct check *check = (struct check *)view;
	enum list_click click = list_click(&check->menu, check->list, event);

	return click == LIST_CHOSEN    ? go_there(check, ui)
	       : click == LIST_NOTHING ? REACT_NONE : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	const struct check *check = (const struct check *)view;

	(void)ui;
	if (check->menu.lines.count > 0)
		key_line_add_as(line, ACTION_ENTER, "check.go");
	if (check->sheet)
		key_line_add_as(line, ACTION_NEXT, check->all ? "check.to_sheet" : "check.to_all");
	key_line_add(line, ACTION_FIND);
	key_line_add(line, ACTION_BACK);
}

static void refresh(struct view *view, struct ui *ui)
{
	gather((struct check *)view, ui);
}

static void check_free(struct view *view)
{
	struct check *check = (struct check *)view;

	menu_release(&check->menu);
	findings_release(&check->findings);
	vec_release(&check->finding_of);
	free(check->sheet);
	free(check);
}

static const struct view_ops ops = {
	.name = "check",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.refresh = refresh,
	.free = check_free,
};

struct view *view_check_new(struct ui *ui, const char *sheet)
{
	struct check *check = mem_zero(1, sizeof(*check));

	check->view.ops = &ops;
	check->sheet = mem_dup(sheet);
	check->all = sheet == NULL;
	gather(check, ui);
	return &check->view;
}

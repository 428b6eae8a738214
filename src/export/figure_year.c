/*
 * figure_year.c - a timeline's rows over the months of the fiscal year that today is in.
 *
 *                              ▼今日
 *     項目                 4  5  6  7 ...     Months of a group's rows stand below its name. What
 *     教育                                    is planned or done is a bar, a milestone a diamond;
 *     標的型メール訓練        ##    <>        what is late is crossed out.
 */
#include "figure_parts.h"

#include "sonae/model/schedule.h"

#include <stdio.h>

enum { MONTH_WIDTH = 25, LABEL_WIDTH = FIGURE_WIDTH - SCHEDULE_MONTHS * MONTH_WIDTH - 8, HEAD = 38,
       BAR_HEIGHT = 14, NAMES_SAID = 5 };

enum look { LOOK_NONE, LOOK_PLANNED, LOOK_MILESTONE, LOOK_DONE, LOOK_MILESTONE_DONE, LOOK_FOLLOWED,
	LOOK_UNKNOWN, LOOK_LATE, LOOKS };

struct year {
	struct figure *figure;
	struct schedule schedule;
	int today;            /* index of its month */
	int today_at;         /* from the left edge of the first month */
	size_t counts[LOOKS]; /* months */
	struct str late;      /* names of rows with something late */
	size_t late_rows, rows;
};

/* Around the middle of a month, seven up and down. */
static const char *const shapes[LOOKS] = {
	[LOOK_PLANNED] = "<rect x=\"-12\" y=\"-6\" width=\"24\" height=\"12\" class=\"f-plan\"/>",
	[LOOK_MILESTONE] = "<path d=\"M0 -8L8 0L0 8L-8 0Z\" class=\"f-mark\"/>",
	[LOOK_DONE] = "<rect x=\"-11\" y=\"-6\" width=\"22\" height=\"12\" class=\"f-done\"/>"
	              "<path d=\"M-4 0L-1 3L5 -3\" class=\"f-tick\"/>",
	[LOOK_MILESTONE_DONE] = "<path d=\"M0 -9L9 0L0 9L-9 0Z\" class=\"f-done\"/>"
	                        "<path d=\"M-4 0L-1 3L4 -3\" class=\"f-tick\"/>",
	[LOOK_FOLLOWED] = "<circle r=\"6\" class=\"f-open\"/>",
	[LOOK_UNKNOWN] = "<text y=\"5\" class=\"f-middle f-bad f-bold\">?</text>",
	[LOOK_LATE] = "<rect x=\"-7\" y=\"-7\" width=\"14\" height=\"14\" class=\"f-late\"/>"
	              "<path d=\"M-4 -4L4 4M4 -4L-4 4\" class=\"f-late\"/>",
};
static const char *const meanings[LOOKS] = {
	[LOOK_PLANNED] = "timeline.planned", [LOOK_MILESTONE] = "timeline.milestone",
	[LOOK_DONE] = "timeline.done", [LOOK_MILESTONE_DONE] = "timeline.milestone_done",
	[LOOK_FOLLOWED] = "timeline.followed", [LOOK_LATE] = "timeline.late",
	[LOOK_UNKNOWN] = "figure.unknown",
};

static enum look look_at(const struct year *year, size_t row, int month)
{
	static const enum look looks[] = {
		[SCHEDULE_NONE] = LOOK_NONE, [SCHEDULE_PLANNED] = LOOK_PLANNED,
		[SCHEDULE_MILESTONE] = LOOK_MILESTONE, [SCHEDULE_DONE] = LOOK_DONE,
		[SCHEDULE_MILESTONE_DONE] = LOOK_MILESTONE_DONE, [SCHEDULE_FOLLOWED] = LOOK_FOLLOWED,
		[SCHEDULE_UNKNOWN] = LOOK_UNKNOWN,
	};
	const struct outgoing *outgoing = year->figure->outgoing;
	const struct outgoing_sheet *at = year->figure->at;
	bool late = false;
	enum schedule_mark mark = schedule_mark(outgoing_book(outgoing), at->sheet, &year->schedule, row,
	                                        month, &late);

	if (mark == SCHEDULE_FOLLOWED && !figure_has(outgoing, at, year->schedule.fields.follows))
		return LOOK_NONE;
	return late ? LOOK_LATE : looks[mark];
}

static int month_at(int month)
{
	return LABEL_WIDTH + 4 + month * MONTH_WIDTH;
}

/* ---- drawing ---- */

static void draw_head(const struct figure_list *list, int bottom)
{
	const struct year *year = list->context;
	struct str *out = list->figure->out, text = {0};
	int x = month_at(0) + year->today_at;

	for (int i = 0; i < SCHEDULE_MONTHS; i++) {
		char month[16];
		snprintf(month, sizeof(month), "%d", schedule_month(&year->schedule, i));
		figure_text(out, month_at(i) + MONTH_WIDTH / 2, bottom - 6,
		            i == year->today ? "f-middle f-bold" : "f-middle", month);
	}
	figure_line(out, 0, bottom, FIGURE_WIDTH, bottom, "f-frame");
	struct date today = book_today(outgoing_book(list->figure->outgoing));
	str_addf(&text, "%s %d/%d", outgoing_text(list->figure->outgoing, "figure.today"), today.month,
	         today.day);
	int half = svg_text_width(str_text(&text), FIGURE_SMALL) / 2;
	int middle = x + half > FIGURE_WIDTH ? FIGURE_WIDTH - half : x;
	figure_text(out, middle, 12, "f-small f-middle f-bad f-bold", str_text(&text));
	str_release(&text);
}

static void draw_entry(const struct figure_list *list, const struct figure_entry *entry, int top,
                       int height)
{
	const struct year *year = list->context;
	struct str *out = list->figure->out;
	int x = month_at(0) + year->today_at;

	for (int i = 0; i <= SCHEDULE_MONTHS && !entry->is_heading; i++)
		figure_line(out, month_at(i), top, month_at(i), top + height, "f-rule");
	figure_line(out, x, top, x, top + height, "f-today");
	for (int i = 0; i < SCHEDULE_MONTHS && !entry->is_heading; i++) {
		enum look look = look_at(year, entry->index, i);
		if (look != LOOK_NONE)
			str_addf(out, "<g transform=\"translate(%d.5 %d)\">%s</g>\n",
			         month_at(i) + MONTH_WIDTH / 2, top + height / 2, shapes[look]);
	}
}

/* ---- what there is ---- */

static void count_row(struct year *year, size_t row, const char *name)
{
	bool is_late = false;

	for (int i = 0; i < SCHEDULE_MONTHS; i++) {
		enum look look = look_at(year, row, i);
		year->counts[look]++;
		is_late |= look == LOOK_LATE;
	}
	year->rows++;
	year->late_rows += is_late;
	if (!is_late || year->late_rows > NAMES_SAID + 1)
		return;
	figure_add_comma(year->figure, year->late.len, &year->late);
	str_add(&year->late, year->late_rows <= NAMES_SAID ? name : "…");
}

/* A group is named above its rows; rows without one stand below a dash. */
static void add_group(const struct year *year, struct figure_list *list, size_t row, struct str *last)
{
	int field = year->schedule.fields.group;
	struct str name = {0};

	if (!figure_has(list->figure->outgoing, list->figure->at, field))
		return;
	outgoing_cell(list->figure->outgoing, list->figure->at->sheet, row, field, &name);
	if (name.len == 0)
		str_add(&name, "—");
	if (!text_is(str_text(&name), str_text(last)))
		figure_list_add(list, str_text(&name), true, row);
	str_clear(last);
	str_add(last, str_text(&name));
	str_release(&name);
}

static void add_rows(struct year *year, struct figure_list *list)
{
	struct str group = {0}, name = {0};

	for (size_t i = 0; i < year->schedule.rows.count; i++) {
		size_t row = year->schedule.rows.at[i];
		if (!list->figure->goes_out[row])
			continue;
		str_clear(&name);
		outgoing_cell(list->figure->outgoing, list->figure->at->sheet, row,
		              year->schedule.fields.item, &name);
		if (name.len == 0)
			str_add(&name, sheet_row_id(list->figure->at->sheet, row));
		add_group(year, list, row, &group);
		figure_list_add(list, str_text(&name), false, row);
		count_row(year, row, str_text(&name));
	}
	str_release(&group);
	str_release(&name);
}

static void add_keys(const struct year *year)
{
	for (int look = LOOK_PLANNED; look < LOOKS; look++) {
		if (year->counts[look] == 0)
			continue;
		char *sign = mem_print("<g transform=\"translate(8 8) scale(.66)\">%s</g>", shapes[look]);
		figure_key(year->figure, sign, outgoing_text(year->figure->outgoing, meanings[look]));
		free(sign);
	}
}

/* "予定 30、節目 6、遅れ 2 (多要素認証)": months. */
static void say_desc(const struct year *year, struct str *out)
{
	const struct outgoing *outgoing = year->figure->outgoing;
	char *rows = mem_print("%zu", year->rows);
	size_t said = 0;

	outgoing_say(outgoing, out, "figure.year_desc", "count", rows, NULL);
	for (int look = LOOK_PLANNED; look < LOOKS; look++) {
		if (year->counts[look] == 0)
			continue;
		figure_add_comma(year->figure, said++, out);
		str_addf(out, "%s %zu", outgoing_text(outgoing, meanings[look]), year->counts[look]);
	}
	if (year->late_rows > 0)
		str_addf(out, " (%s)", str_text(&year->late));
	free(rows);
}

static void say_caption(const struct year *year, const char *title, struct str *out)
{
	const struct outgoing *outgoing = year->figure->outgoing;
	char *rows = mem_print("%zu", year->rows), *late = mem_print("%zu", year->late_rows);

	str_add(out, title);
	outgoing_say(outgoing, out,
	             year->late_rows > 0 ? "figure.year_caption_late" : "figure.year_caption", "count",
	             rows, "late", late, NULL);
	free(rows);
	free(late);
}

/* ---- all of it ---- */

static void find_today(struct year *year, struct date today)
{
	int days = date_month_length(today.year, today.month);

	year->today = schedule_index(&year->schedule, today.month);
	year->today_at = year->today * MONTH_WIDTH + (2 * today.day - 1) * MONTH_WIDTH / (2 * days);
}

static void draw(struct year *year, struct figure_list *list, struct str *out, size_t start)
{
	struct str title = {0}, desc = {0}, caption = {0};
	char *of = mem_print("%d", year->schedule.year);

	add_rows(year, list);
	outgoing_say(year->figure->outgoing, &title, "figure.year_title", "year", of, NULL);
	say_desc(year, &desc);
	say_caption(year, str_text(&title), &caption);
	list->title = str_text(&title);
	list->desc = str_text(&desc);
	add_keys(year);
	figure_list_draw(list);
	figure_close(year->figure, str_text(&caption));
	if (year->rows == 0)
		str_cut(out, start);
	free(of);
	str_release(&title);
	str_release(&desc);
	str_release(&caption);
}

void figure_year(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                 const struct form_view *view, struct str *out)
{
	struct book *book = outgoing_book(outgoing);
	int first_month = schedule_first_month(book);
	struct figure figure;
	struct year year = {.figure = &figure};
	struct figure_list list = {.figure = &figure, .label_width = LABEL_WIDTH, .head = HEAD,
	                           .draw_head = draw_head, .draw_entry = draw_entry, .context = &year};
	size_t start = out->len;

	(void)view;
	if (!schedule_fields(sheet_form(at->sheet), &year.schedule.fields) ||
	    !figure_has(outgoing, at, year.schedule.fields.item))
		return;
	figure_open(&figure, outgoing, at, "year", out);
	schedule_build(book, at->sheet, schedule_year_of(book_today(book), first_month), &year.schedule);
	find_today(&year, book_today(book));
	draw(&year, &list, out, start);
	schedule_release(&year.schedule);
	str_release(&year.late);
}

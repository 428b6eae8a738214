/* ratings_items.c - the items of a group, and what its levels look like. */
#include "ratings.h"
#include "scroll.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { RATING_COLS = 6, GAP_COLS = 5, MARGIN = 1, FOOT_FROM = 12, ID_FROM = 60, ID_MOST = 14 };

/* ---- what the levels look like ---- */

/* "ID.AM" is the group of "ID.AM Asset management". */
static bool is_of_group(const struct library *levels, size_t row, const char *title)
{
	const char *key = words_in(library_text(levels, row, "group"), LANG_EN);
	size_t len = strlen(key);

	return len > 0 && strncmp(title, key, len) == 0 &&
	       (title[len] == '\0' || title[len] == ' ');
}

static bool is_here(const struct ratings *ratings, const struct ui *ui, size_t row)
{
	return is_of_group(&ratings->levels, row, ratings_group_name(ratings, ui, ratings->group));
}

const char *ratings_level_text(const struct ratings *ratings, const struct ui *ui,
                               const char *level)
{
	for (size_t i = 0; i < ratings->levels.rows; i++)
		if (is_here(ratings, ui, i) &&
		    text_is(words_in(library_text(&ratings->levels, i, "value"), LANG_EN), level))
			return say_words(ui->session, library_text(&ratings->levels, i, "text"));
	return "";
}

/* Level and text take a line, more where it is narrow. Draws them, or only counts. */
static int lay_level(const struct ratings *ratings, const struct ui *ui, size_t row,
                     struct canvas *canvas, struct rect at, enum style style)
{
	const char *text = say_words(ui->session, library_text(&ratings->levels, row, "text"));
	const char *level = words_in(library_text(&ratings->levels, row, "value"), LANG_EN);
	int lead = MARGIN + utf8_cols(level, strlen(level)) + 2, cols = at.cols - lead - 1,
	    lines = 0;
	struct wrap_line line = {0};

	if (cols < 8)
		return 0;
	while (wrap_next(text, strlen(text), line.next, cols, &line)) {
		char *part = mem_dup_n(text + line.at, line.len);
		if (canvas && lines < at.rows)
			canvas_text(canvas, at.row + lines, at.col + lead, cols, style, 0, part);
		free(part);
		lines++;
	}
	if (canvas && at.rows > 0)
		canvas_text(canvas, at.row, at.col + MARGIN, lead, style, 0, level);
	return lines;
}

int ratings_levels_rows(const struct ratings *ratings, const struct ui *ui, int cols)
{
	int rows = 0;

	for (size_t i = 0; i < ratings->levels.rows; i++)
		if (is_here(ratings, ui, i))
			rows += lay_level(ratings, ui, i, NULL, (struct rect){0, 0, 0, cols},
			                  STYLE_ROLE_PLAIN);
	return rows;
}

/* The level that the item has now stands out. */
void ratings_draw_levels(const struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                         struct rect at)
{
	struct sheet *sheet = ratings_sheet(ratings, ui);
	size_t item = cell_view_row(&ratings->cell, ui);
	const char *cell = ratings->in_items && item < sheet_row_count(sheet)
	                       ? sheet_cell(sheet, item, (size_t)ratings->cell.field)
	                       : "";

	for (size_t i = 0; i < ratings->levels.rows && at.rows > 0; i++) {
		if (!is_here(ratings, ui, i))
			continue;
		bool is_it =
		    text_is(words_in(library_text(&ratings->levels, i, "value"), LANG_EN), cell);
		int used = lay_level(ratings, ui, i, canvas, at,
		                     is_it ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN);
		if (is_it)
			canvas_text(canvas, at.row, at.col, 1, STYLE_ROLE_HEADING, 0, ">");
		at.row += used;
		at.rows -= used;
	}
}

/* ---- the items ---- */

/* Screen columns of an item's parts. */
struct columns {
	int id, id_cols, text, text_cols, side[RATINGS_SIDES], gap;
};

/* The items' ids, in columns with a blank behind them; 0 where they have no room. */
static int id_width(const struct ratings *ratings, const struct ui *ui, int cols)
{
	const struct row_list *rows = &ratings_group(ratings)->rows;
	int widest = 0;

	for (size_t i = 0; i < rows->at.count && cols >= ID_FROM; i++) {
		const char *id = sheet_row_id(ratings_sheet(ratings, ui), rows->at.at[i]);
		int wide = utf8_cols(id, strlen(id)) + 1;
		widest = wide > widest ? wide : widest;
	}
	return widest < ID_MOST ? widest : ID_MOST;
}

static struct columns columns_of(const struct ratings *ratings, const struct ui *ui, struct rect at)
{
	struct columns columns = {.id = at.col + MARGIN, .id_cols = id_width(ratings, ui, at.cols)};

	columns.text = columns.id + columns.id_cols;
	columns.gap = at.col + at.cols - MARGIN - GAP_COLS;
	columns.side[PROFILE_GOAL] = columns.gap - 1 - RATING_COLS;
	columns.side[PROFILE_NOW] = columns.side[PROFILE_GOAL] - 1 - RATING_COLS;
	columns.text_cols = columns.side[PROFILE_NOW] - 1 - columns.text;
	return columns;
}

static void draw_headings(const struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                          int row, const struct columns *columns)
{
	canvas_text(canvas, row, columns->id, columns->id_cols + columns->text_cols,
	            STYLE_ROLE_HEADING, TEXT_MARK, ratings_group_name(ratings, ui, ratings->group));
	for (enum profile_measure side = PROFILE_NOW; side <= PROFILE_GOAL; side++)
		canvas_text(canvas, row, columns->side[side], RATING_COLS,
		            side == ratings->side ? STYLE_ROLE_HEADING : STYLE_ROLE_MUTED,
		            TEXT_RIGHT | TEXT_PAD, ratings_side_name(ratings, ui, side));
	canvas_text(canvas, row, columns->gap, GAP_COLS, STYLE_ROLE_MUTED, TEXT_RIGHT | TEXT_PAD,
	            say(ui->session, "profile.gap"));
}

static void draw_rating(struct ratings *ratings, struct ui *ui, struct canvas *canvas, size_t row,
                        struct rect at, enum profile_measure side, bool is_current)
{
	bool here = is_current && ratings->in_items && side == ratings->side;
	struct str text = {0};
	enum style style;

	cell_look(ui, ratings_sheet(ratings, ui), row, ratings_field_of(ratings, ui, side), &text,
	          &style);
	canvas_text(canvas, at.row, at.col, at.cols, here ? STYLE_ROLE_SELECTED : style,
	            TEXT_RIGHT | TEXT_PAD | TEXT_MARK, str_text(&text));
	if (here) {
		ratings->cell.at = at;
		canvas_cursor(canvas, at.row, at.col);
	}
	str_release(&text);
}

static void draw_gap(const struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                     size_t row, int screen_row, int col)
{
	struct book *book = folder_book(ui->session->folder);
	struct sheet *sheet = ratings_sheet(ratings, ui);
	struct value now = book_value(book, sheet, row, ratings_field_of(ratings, ui, PROFILE_NOW));
	struct value goal =
	    book_value(book, sheet, row, ratings_field_of(ratings, ui, PROFILE_GOAL));
	char text[32];

	if (now.kind != VALUE_NUMBER || goal.kind != VALUE_NUMBER)
		return;
	snprintf(text, sizeof(text), "%g", goal.number - now.number);
	canvas_text(canvas, screen_row, col, GAP_COLS, STYLE_ROLE_COMPUTED, TEXT_RIGHT | TEXT_PAD,
	            text);
}

static void draw_item(struct ratings *ratings, struct ui *ui, struct canvas *canvas, int screen_row,
                      size_t index, const struct columns *columns)
{
	size_t row = ratings_group(ratings)->rows.at.at[index];
	bool is_current = index == ratings_index(ratings, ui);
	struct str text = {0};

	say_item(ui->session, ratings_sheet(ratings, ui), row, &text);
	if (is_current && ratings->in_items)
		canvas_text(canvas, screen_row, columns->id - MARGIN, 1, STYLE_ROLE_HEADING, 0,
		            ">");
	canvas_text(canvas, screen_row, columns->id, columns->id_cols - 1, STYLE_ROLE_MUTED,
	            TEXT_MARK, sheet_row_id(ratings_sheet(ratings, ui), row));
	canvas_text(canvas, screen_row, columns->text, columns->text_cols,
	            is_current && ratings->in_items ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN,
	            TEXT_MARK, str_text(&text));
	for (enum profile_measure side = PROFILE_NOW; side <= PROFILE_GOAL; side++)
		draw_rating(ratings, ui, canvas, row,
		            (struct rect){screen_row, columns->side[side], 1, RATING_COLS}, side,
		            is_current);
	draw_gap(ratings, ui, canvas, row, screen_row, columns->gap);
	str_release(&text);
}

static void draw_list(struct ratings *ratings, struct ui *ui, struct canvas *canvas, struct rect at,
                      const struct columns *columns)
{
	size_t count = ratings_group(ratings)->rows.at.count, index = ratings_index(ratings, ui);
	struct ratings_pane *pane = &ratings->items;
	size_t shown = at.rows > 0 ? (size_t)at.rows : 1;

	pane->at = at;
	pane->side_at[PROFILE_NOW] = columns->side[PROFILE_NOW];
	pane->side_at[PROFILE_GOAL] = columns->side[PROFILE_GOAL];
	pane->top = scroll_top(pane->top, index, count, at.rows);
	for (size_t i = 0; i < shown && pane->top + i < count; i++)
		draw_item(ratings, ui, canvas, at.row + (int)i, pane->top + i, columns);
}

/* Room for the largest group: what is below stays where it is from group to group. */
static int most_items(const struct ratings *ratings)
{
	size_t most = 1;

	for (size_t i = 0; i < ratings->profile.groups.count; i++) {
		size_t count = ratings->profile.groups.at[i].rows.at.count;
		most = count > most ? count : most;
	}
	return most < INT_MAX ? (int)most : INT_MAX;
}

/* Rule, group and levels; 0 where the items need the room. */
static int foot_rows(const struct ratings *ratings, const struct ui *ui, struct rect at)
{
	int rows = 2 + ratings_levels_rows(ratings, ui, at.cols);

	if (at.rows < FOOT_FROM)
		return 0;
	return rows < at.rows * 2 / 3 ? rows : 2;
}

/* At the right of the rule. */
static void draw_how(const struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                     struct rect at)
{
	struct str scale = {0}, text = {0};

	if (!ratings_take_digits(ratings, ui) || at.cols < ID_FROM)
		return;
	ratings_say_scale(ratings, ui, &scale);
	say_to(ui->session, &text, "profile.how_item", "scale", str_text(&scale), NULL);
	int cols = utf8_cols(str_text(&text), text.len);
	canvas_text(canvas, at.row, at.col + at.cols - cols - 3, cols + 2, STYLE_ROLE_PLAIN,
	            TEXT_PAD, "");
	canvas_text(canvas, at.row, at.col + at.cols - cols - 2, cols, STYLE_ROLE_PLAIN, 0,
	            str_text(&text));
	str_release(&scale);
	str_release(&text);
}

static void draw_foot(struct ratings *ratings, struct ui *ui, struct canvas *canvas, struct rect at)
{
	struct ratings_line line = {
		.part = "",
		.name = ratings_group_name(ratings, ui, ratings->group),
		.figures = &ratings_group(ratings)->figures,
	};

	ratings_draw_legend(ratings, ui, canvas, at);
	draw_how(ratings, ui, canvas, at);
	ratings_draw_line(ratings, ui, canvas, (struct rect){at.row + 1, at.col, 1, at.cols}, &line);
	ratings_draw_levels(ratings, ui, canvas,
	                    (struct rect){at.row + 2, at.col, at.rows - 2, at.cols});
}

void ratings_draw_items(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                        struct rect at)
{
	struct columns columns = columns_of(ratings, ui, at);
	int foot = foot_rows(ratings, ui, at);
	struct rect list = {at.row + 1, at.col, at.rows - 1 - foot, at.cols};

	if (list.rows > most_items(ratings))
		list.rows = most_items(ratings);
	draw_headings(ratings, ui, canvas, at.row, &columns);
	draw_list(ratings, ui, canvas, list, &columns);
	if (foot > 0)
		draw_foot(ratings, ui, canvas,
		          (struct rect){list.row + list.rows, at.col, foot, at.cols});
}

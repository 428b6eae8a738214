/*
 * ratings_line.c - one line: means, a bar on the scale, the gap; and what stands above and below.
 */
#include "ratings.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"

#include <stdio.h>

enum {
	MARGIN = 1,
	ROOMY_FROM = 60, /* columns: counts beside means, part beside group */
	SHORT_BAR_COLS = 10,
	BAR_COLS = 13,
	LONG_BAR_COLS = 25,
	LONG_BAR_FROM = 96,
	MEAN_COLS = 3,
	LONE_MEAN_COLS = 5,
	COUNT_COLS = 6,
	LONG_COUNT_COLS = 8,
	GAP_COLS = 4,
	NAME_LEAST = 10,
	PART_MOST = 14,
};

/* Screen columns of a line; part_cols is 0 where it has no room. */
struct columns {
	int part, part_cols, name, name_cols, bar, bar_cols, side[RATINGS_SIDES], side_cols, gap;
};

/* ---- columns ---- */

const char *ratings_part_name(const struct ratings *ratings, const struct ui *ui, size_t part)
{
	int field = ratings_way(ratings, ui)->rows;
	const char *value = ratings->profile.parts.at[part].value;

	if (field < 0)
		return "";
	const struct field *of = &sheet_form(ratings_sheet(ratings, ui))->fields.at[field];
	const struct choice *choice = field_choice(of, value);
	return choice ? say_words(ui->session, choice->label) : value;
}

static int part_width(const struct ratings *ratings, const struct ui *ui)
{
	int widest = 0;

	for (size_t i = 0; i < ratings->profile.parts.count; i++) {
		const char *name = ratings_part_name(ratings, ui, i);
		int cols = utf8_cols(name, strlen(name));
		widest = cols > widest ? cols : widest;
	}
	return widest < PART_MOST ? widest : PART_MOST;
}

static double scale_steps(const struct ratings *ratings, const struct ui *ui)
{
	const struct field *field = ratings_field(ratings, ui, PROFILE_NOW);

	return field->max > field->min ? field->max - field->min : 1;
}

/* As many cells between two levels as fit, the same everywhere. */
static int bar_width(const struct ratings *ratings, const struct ui *ui, int most)
{
	double steps = scale_steps(ratings, ui);

	return steps < most ? (int)((most - 1) / steps) * (int)steps + 1 : most;
}

static struct columns columns_of(const struct ratings *ratings, const struct ui *ui, struct rect at)
{
	bool roomy = at.cols >= ROOMY_FROM;
	int part = roomy ? part_width(ratings, ui) : 0;
	struct columns columns = {.part = at.col + MARGIN, .part_cols = part};

	columns.side_cols = at.cols >= LONG_BAR_FROM ? MEAN_COLS + LONG_COUNT_COLS
	                    : roomy                  ? MEAN_COLS + COUNT_COLS
	                                             : LONE_MEAN_COLS;
	columns.gap = at.col + at.cols - MARGIN - GAP_COLS;
	columns.side[PROFILE_GOAL] = columns.gap - 1 - columns.side_cols;
	columns.side[PROFILE_NOW] = columns.side[PROFILE_GOAL] - 1 - columns.side_cols;
	columns.bar_cols = bar_width(ratings, ui,
	                             at.cols >= LONG_BAR_FROM ? LONG_BAR_COLS
	                             : roomy                  ? BAR_COLS
	                                                      : SHORT_BAR_COLS);
	columns.bar = columns.side[PROFILE_NOW] - 1 - columns.bar_cols;
	columns.name = columns.part + (part > 0 ? part + 1 : 0);
	columns.name_cols = columns.bar - 1 - columns.name;
	if (columns.name_cols < NAME_LEAST && part > 0) {
		columns.name_cols += part + 1;
		columns.name = columns.part;
		columns.part_cols = 0;
	}
	return columns;
}

/* ---- one line ---- */

static int cell_of(const struct ratings *ratings, const struct ui *ui, double mean, int bar_cols)
{
	const struct field *field = ratings_field(ratings, ui, PROFILE_NOW);
	double at = (mean - field->min) / scale_steps(ratings, ui) * (bar_cols - 1) + 0.5;

	return at < 0 ? 0 : at >= bar_cols ? bar_cols - 1 : (int)at;
}

/* Does a level of the scale stand above this cell? */
static bool is_on_scale(const struct ratings *ratings, const struct ui *ui, int cell, int bar_cols)
{
	int steps = (int)scale_steps(ratings, ui);

	return steps < bar_cols ? cell % ((bar_cols - 1) / steps) == 0
	                        : cell == 0 || cell == bar_cols - 1;
}

static void draw_bar(const struct ratings *ratings, struct ui *ui, struct canvas *canvas, int row,
                     const struct columns *columns, const struct profile_figures *figures)
{
	int cols = columns->bar_cols, now = -1, goal = -1;

	if (figures->of[PROFILE_NOW].answered > 0)
		now = cell_of(ratings, ui, figures->of[PROFILE_NOW].mean, cols);
	if (figures->of[PROFILE_GOAL].answered > 0)
		goal = cell_of(ratings, ui, figures->of[PROFILE_GOAL].mean, cols);
	for (int i = 0; i < cols; i++) {
		bool is_gap = now >= 0 && i > now && i < goal;
		const char *sign = i == goal                           ? "|"
		                   : i <= now                          ? "#"
		                   : is_gap                            ? "-"
		                   : is_on_scale(ratings, ui, i, cols) ? "."
		                                                       : " ";
		enum style style = i == goal  ? STYLE_ROLE_HEADING
		                   : i <= now ? STYLE_ROLE_BAR
		                   : is_gap   ? STYLE_ROLE_CAUTION
		                              : STYLE_ROLE_MUTED;
		canvas_text(canvas, row, columns->bar + i, 1, style, 0, sign);
	}
}

/* "1.5  6/6"; without a mean only the count. A count that has no room stands in the title. */
static void draw_mean(struct canvas *canvas, struct rect at, const struct profile_mean *mean,
                      enum style style, bool has_count)
{
	char text[64] = "", count[48];

	if (mean->answered > 0)
		snprintf(text, sizeof(text), "%.1f", mean->mean);
	canvas_text(canvas, at.row, at.col, has_count ? MEAN_COLS : at.cols, style, TEXT_PAD, text);
	if (!has_count)
		return;
	snprintf(count, sizeof(count), "%zu/%zu", mean->answered, mean->of);
	bool fits = (int)strlen(count) < at.cols - MEAN_COLS;
	canvas_text(canvas, at.row, at.col + MEAN_COLS, at.cols - MEAN_COLS,
	            style == STYLE_ROLE_PLAIN && mean->answered < mean->of ? STYLE_ROLE_MUTED
	                                                                   : style,
	            TEXT_PAD | TEXT_RIGHT, fits ? count : "");
}

static void draw_figures(const struct ratings *ratings, struct canvas *canvas, int row,
                         const struct columns *columns, const struct ratings_line *line)
{
	const struct profile_mean *gap = &line->figures->of[PROFILE_GAP];
	char text[32] = "";

	for (enum profile_measure side = PROFILE_NOW; side <= PROFILE_GOAL; side++) {
		bool here = line->is_selected && side == ratings->side;
		draw_mean(canvas, (struct rect){row, columns->side[side], 1, columns->side_cols},
		          &line->figures->of[side], here ? STYLE_ROLE_SELECTED : STYLE_ROLE_PLAIN,
		          columns->side_cols > LONE_MEAN_COLS);
		if (here)
			canvas_cursor(canvas, row, columns->side[side]);
	}
	if (gap->answered > 0)
		snprintf(text, sizeof(text), "%.1f", gap->mean);
	canvas_text(canvas, row, columns->gap, GAP_COLS, STYLE_ROLE_COMPUTED, TEXT_RIGHT | TEXT_PAD,
	            text);
}

void ratings_draw_line(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                       struct rect at, const struct ratings_line *line)
{
	struct columns columns = columns_of(ratings, ui, at);
	enum style style = line->is_current ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN;

	if (columns.part_cols > 0 && !line->part[0] && !line->is_current) {
		columns.name_cols += columns.name - columns.part;
		columns.name = columns.part;
	}
	canvas_text(canvas, at.row, columns.part, columns.part_cols, STYLE_ROLE_MUTED, TEXT_MARK,
	            line->part);
	canvas_text(canvas, at.row, columns.name, columns.name_cols, style, TEXT_MARK, line->name);
	draw_bar(ratings, ui, canvas, at.row, &columns, line->figures);
	draw_figures(ratings, canvas, at.row, &columns, line);
}

/* ---- headings and signs ---- */

static void draw_scale(const struct ratings *ratings, const struct ui *ui, struct canvas *canvas,
                       int row, const struct columns *columns)
{
	const struct field *field = ratings_field(ratings, ui, PROFILE_NOW);
	int steps = (int)scale_steps(ratings, ui), cols = columns->bar_cols;
	bool each = steps * 2 < cols;
	char text[32];

	for (int i = 0; i <= (each ? steps : 1); i++) {
		snprintf(text, sizeof(text), "%g",
		         each ? field->min + i
		         : i  ? field->max
		              : field->min);
		int at = each ? i * ((cols - 1) / steps) : i ? cols - (int)strlen(text) : 0;
		canvas_text(canvas, row, columns->bar + at, cols - at, STYLE_ROLE_MUTED, 0, text);
	}
}

void ratings_draw_headings(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                           struct rect at)
{
	struct columns columns = columns_of(ratings, ui, at);

	draw_scale(ratings, ui, canvas, at.row, &columns);
	for (enum profile_measure side = PROFILE_NOW; side <= PROFILE_GOAL; side++) {
		canvas_text(canvas, at.row, columns.side[side], columns.side_cols,
		            side == ratings->side ? STYLE_ROLE_HEADING : STYLE_ROLE_MUTED, 0,
		            ratings_side_name(ratings, ui, side));
		ratings->groups.side_at[side] = columns.side[side];
	}
	canvas_text(canvas, at.row, columns.gap, GAP_COLS, STYLE_ROLE_MUTED, TEXT_RIGHT | TEXT_PAD,
	            say(ui->session, "profile.gap"));
}

void ratings_draw_legend(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                         struct rect at)
{
	struct str text = {0};

	str_addf(&text, " # %s   | %s   - %s ", ratings_side_name(ratings, ui, PROFILE_NOW),
	         ratings_side_name(ratings, ui, PROFILE_GOAL), say(ui->session, "profile.gap"));
	canvas_hline(canvas, at.row, at.col, at.cols, STYLE_ROLE_RULE);
	canvas_text(canvas, at.row, at.col + 2, at.cols - 3, STYLE_ROLE_MUTED, TEXT_MARK,
	            str_text(&text));
	str_release(&text);
}

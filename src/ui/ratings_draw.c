/* ratings_draw.c - the groups, what stands below them, and the whole screen. */
#include "place.h"
#include "ratings.h"
#include "scroll.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"

#include <stdlib.h>

enum {
	MARGIN = 1,
	ROOMY_FROM = 60,   /* columns: the session's number in the title */
	WIDE_FROM = 160,   /* columns: items beside groups */
	ITEMS_LEAST = 84,  /* columns of the items there */
	FOOT_FROM = 12,    /* rows of the body: means of part and whole, levels */
	RANKING_FROM = 34, /* rows of the body: a line for each of the widest gaps */
	RANKED = 5,
	LOW_SCREEN = 16,
};

/* ---- the list of groups ---- */

static void draw_group(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                       struct rect at, size_t index, bool with_part)
{
	const struct profile_group *group = &ratings->profile.groups.at[index];
	bool is_current = index == ratings->group;

	struct ratings_line line = {
		.part = with_part ? ratings_part_name(ratings, ui, group->part) : " ",
		.name = ratings_group_name(ratings, ui, index),
		.figures = &group->figures,
		.is_current = is_current,
		.is_selected = is_current && !ratings->in_items,
	};

	ratings_draw_line(ratings, ui, canvas, at, &line);
	if (is_current)
		canvas_text(canvas, at.row, at.col, 1, STYLE_ROLE_HEADING, 0, ">");
}

static void draw_list(struct ratings *ratings, struct ui *ui, struct canvas *canvas, struct rect at)
{
	struct ratings_pane *pane = &ratings->groups;
	size_t count = ratings->profile.groups.count, shown = at.rows > 0 ? (size_t)at.rows : 1;

	pane->at = at;
	pane->top = scroll_top(pane->top, ratings->group, count, at.rows);
	for (size_t i = 0; i < shown && pane->top + i < count; i++) {
		size_t group = pane->top + i;
		bool with_part = i == 0 || ratings->profile.groups.at[group].part !=
		                               ratings->profile.groups.at[group - 1].part;
		draw_group(ratings, ui, canvas, (struct rect){at.row + (int)i, at.col, 1, at.cols},
		           group, with_part);
	}
}

/* ---- below the groups ---- */

/* Why there is no gap to show yet. */
static const char *no_gaps(const struct ratings *ratings)
{
	const struct profile_mean *whole = ratings->profile.whole.of;

	if (whole[PROFILE_NOW].answered == 0 && whole[PROFILE_GOAL].answered == 0)
		return "profile.nothing_yet";
	return whole[PROFILE_GAP].answered == 0 ? "profile.one_side_only" : "profile.no_gaps";
}

static void add_ranked(const struct ratings *ratings, const struct ui *ui, size_t rank,
                       struct str *out)
{
	size_t group = ratings->profile.ranked.at[rank];

	str_addf(out, "%.1f %s", ratings->profile.groups.at[group].figures.of[PROFILE_GAP].mean,
	         ratings_group_name(ratings, ui, group));
}

static size_t ranked_count(const struct ratings *ratings)
{
	return ratings->profile.ranked.count < RANKED ? ratings->profile.ranked.count : RANKED;
}

/* The widest gaps: a line each, or as many as fit on one. */
static void draw_ranking(const struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                         struct rect at)
{
	struct str line = {0};

	str_add(&line,
	        say(ui->session, ranked_count(ratings) ? "profile.ranking" : no_gaps(ratings)));
	for (size_t i = 0; i < ranked_count(ratings); i++) {
		struct str one = {0};
		add_ranked(ratings, ui, i, &one);
		int used = utf8_cols(str_text(&line), line.len),
		    cols = utf8_cols(str_text(&one), one.len);
		if (at.rows > 1)
			canvas_text(canvas, at.row + 1 + (int)i, at.col + 2 * MARGIN,
			            at.cols - 3 * MARGIN, STYLE_ROLE_PLAIN, TEXT_MARK,
			            str_text(&one));
		else if (used + 3 + cols <= at.cols - 2 * MARGIN)
			str_addf(&line, "   %s", str_text(&one));
		str_release(&one);
	}
	canvas_text(canvas, at.row, at.col + MARGIN, at.cols - 2 * MARGIN,
	            at.rows > 1 ? STYLE_ROLE_HEADING : STYLE_ROLE_PLAIN, TEXT_MARK,
	            str_text(&line));
	str_release(&line);
}

/* Means of the part one stands in and of the whole, then the widest gaps, then the levels. */
struct foot {
	int part, ranking, levels; /* rows of each */
};

static struct foot lay_foot(const struct ratings *ratings, const struct ui *ui, struct rect at,
                            bool has_levels)
{
	struct foot foot = {0};

	if (at.rows < FOOT_FROM)
		return foot;
	foot.part = ratings_way(ratings, ui)->rows >= 0;
	foot.ranking = at.rows >= RANKING_FROM ? RANKED + 1 : 1;
	foot.levels = has_levels ? ratings_levels_rows(ratings, ui, at.cols) : 0;
	if (foot.levels > at.rows / 2)
		foot.levels = 0;
	return foot;
}

static int foot_rows(const struct foot *foot)
{
	return foot->ranking ? 2 + foot->part + foot->ranking + foot->levels : 0;
}

static void draw_foot(struct ratings *ratings, struct ui *ui, struct canvas *canvas, struct rect at,
                      const struct foot *foot)
{
	size_t part = ratings_group(ratings)->part;
	struct rect line = {at.row, at.col, 1, at.cols};

	ratings_draw_legend(ratings, ui, canvas, line);
	if (foot->part) {
		line.row++;
		ratings_draw_line(
		    ratings, ui, canvas, line,
		    &(struct ratings_line){.part = "",
		                           .name = ratings_part_name(ratings, ui, part),
		                           .figures = &ratings->profile.parts.at[part].figures});
	}
	line.row++;
	ratings_draw_line(ratings, ui, canvas, line,
	                  &(struct ratings_line){.part = "",
	                                         .name = say(ui->session, "profile.whole"),
	                                         .figures = &ratings->profile.whole});
	line.row++;
	line.rows = foot->ranking;
	draw_ranking(ratings, ui, canvas, line);
	line.row += foot->ranking;
	line.rows = foot->levels;
	ratings_draw_levels(ratings, ui, canvas, line);
}

static void draw_groups(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                        struct rect at, bool has_levels)
{
	struct foot foot = lay_foot(ratings, ui, at, has_levels);
	struct rect list = {at.row + 1, at.col, at.rows - 1 - foot_rows(&foot), at.cols};

	if (list.rows > (int)ratings->profile.groups.count)
		list.rows = (int)ratings->profile.groups.count;
	ratings_draw_headings(ratings, ui, canvas, at);
	draw_list(ratings, ui, canvas, list);
	if (foot.ranking > 0)
		draw_foot(ratings, ui, canvas,
		          (struct rect){list.row + list.rows, at.col, foot_rows(&foot), at.cols},
		          &foot);
}

/* ---- the whole screen ---- */

static void add_count(struct ratings *ratings, struct ui *ui, const struct profile_figures *figures,
                      struct str *out)
{
	for (enum profile_measure side = PROFILE_NOW; side <= PROFILE_GOAL; side++)
		str_addf(out, "  %s %zu/%zu", ratings_side_name(ratings, ui, side),
		         figures->of[side].answered, figures->of[side].of);
}

static void add_title(struct ratings *ratings, struct ui *ui, struct str *left, struct str *right)
{
	int index = curriculum_session_of(&ui->session->curriculum, ratings->cell.sheet);

	str_addf(left, "%s  ", place_sheet(ui, ratings->cell.sheet));
	add_count(ratings, ui, &ratings->profile.whole, left);
	if (index >= 0 && ui->canvas.cols >= ROOMY_FROM) {
		place_session_number(ui, index, right);
		str_add(right, "  ");
	}
	str_add(right, place_saved(ui, ratings->cell.sheet));
}

/* What the numbers mean, and how to give them; on a low screen, where one stands. */
static void add_lines(struct ratings *ratings, struct ui *ui, struct str *info, struct str *more)
{
	const struct field *field = ratings_field(ratings, ui, ratings->side);
	char *count = mem_print("%zu", ratings_group(ratings)->rows.at.count);
	struct str scale = {0};

	ratings_say_scale(ratings, ui, &scale);
	say_to(ui->session, more,
	       ratings_take_digits(ratings, ui) ? "profile.how" : "profile.how_open", "scale",
	       str_text(&scale), "count", count, NULL);
	if (ui->canvas.rows < LOW_SCREEN) {
		str_add(info, ratings_group_name(ratings, ui, ratings->group));
		add_count(ratings, ui, &ratings_group(ratings)->figures, info);
	} else {
		str_addf(info, "%s  %s", say_words(ui->session, field->label),
		         say_words(ui->session, field->help));
	}
	str_release(&scale);
	free(count);
}

static struct rect draw_frame(struct ratings *ratings, struct ui *ui, struct canvas *canvas)
{
	struct str left = {0}, right = {0}, info = {0}, more = {0};
	struct rect body;

	add_title(ratings, ui, &left, &right);
	if (ratings->in_items) {
		body =
		    cell_view_frame(&ratings->cell, ui, canvas, str_text(&left), str_text(&right));
	} else {
		add_lines(ratings, ui, &info, &more);
		body = frame_draw(ui, canvas,
		                  &(struct frame){str_text(&left), str_text(&right),
		                                  str_text(&info), "", str_text(&more)});
	}
	str_release(&left);
	str_release(&right);
	str_release(&info);
	str_release(&more);
	return body;
}

static void draw_both(struct ratings *ratings, struct ui *ui, struct canvas *canvas,
                      struct rect body)
{
	int right = body.cols * 9 / 20 > ITEMS_LEAST ? body.cols * 9 / 20 : ITEMS_LEAST;
	int left = body.cols - right - 1;

	draw_groups(ratings, ui, canvas, (struct rect){body.row, body.col, body.rows, left}, false);
	for (int i = 0; i < body.rows; i++)
		canvas_line(canvas, body.row + i, body.col + left, LINE_V, STYLE_ROLE_RULE);
	ratings_draw_items(ratings, ui, canvas,
	                   (struct rect){body.row, body.col + left + 1, body.rows, right});
}

void ratings_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct ratings *ratings = (struct ratings *)view;

	ratings_read(ratings, ui);
	struct rect body = draw_frame(ratings, ui, canvas);
	ratings->groups.at.rows = ratings->items.at.rows = 0;
	if (body.cols >= WIDE_FROM)
		draw_both(ratings, ui, canvas, body);
	else if (ratings->in_items)
		ratings_draw_items(ratings, ui, canvas, body);
	else
		draw_groups(ratings, ui, canvas, body, true);
	if (ratings->cell.editing)
		cell_view_draw_edit(&ratings->cell, ui, canvas, ratings->cell.at, body);
}

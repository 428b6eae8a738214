/*
 * figure_profile.c - groups of a rated checklist, as they are and as they should be, on one scale.
 *
 *                        1    2    3    4   現状→目標   差
 *     識別               |    *====<>   |   1.8 → 3.1   1.3     a part, then its groups
 *     資産管理 (ID.AM)   |  *=====<>|   |   1.5 → 3.0   1.5     * as is, <> to be, = the gap
 */
#include "figure_parts.h"

#include "sonae/model/profile.h"

#include <stdio.h>

enum { LABEL_WIDTH = 212, SCALE_AT = LABEL_WIDTH + 18, SCALE_WIDTH = 150, MEANS_AT = 436, GAP_AT = 514,
       HEAD = 26, TICKS_MOST = 10, GAPS_SAID = 3 };

/* An entry's index: of a group; behind them of a part, the last of all the whole. */
struct drawing {
	struct figure *figure;
	const struct form_view *view;
	struct profile profile;
	double min, max;
	bool goes_beyond;  /* is there a group that is better than it should be? */
	struct str widest; /* the widest gaps in words */
};

static const char *group_name(const struct drawing *to, size_t group)
{
	return outgoing_words(to->figure->outgoing, to->profile.groups.at[group].title);
}

static const struct profile_figures *figures_of(const struct drawing *to, size_t index)
{
	size_t groups = to->profile.groups.count, parts = to->profile.parts.count;

	if (index < groups)
		return &to->profile.groups.at[index].figures;
	return index < groups + parts ? &to->profile.parts.at[index - groups].figures : &to->profile.whole;
}

/* ---- drawing ---- */

static int x_of(const struct drawing *to, double mean)
{
	double share = (mean - to->min) / (to->max - to->min);

	return SCALE_AT + (int)((share < 0 ? 0 : share > 1 ? 1 : share) * SCALE_WIDTH + 0.5);
}

/* Each level while they can be told apart, else both ends. */
static int tick_count(const struct drawing *to)
{
	return to->max - to->min <= TICKS_MOST ? (int)(to->max - to->min) + 1 : 2;
}

static double tick_at(const struct drawing *to, int tick)
{
	return tick_count(to) == 2 && tick == 1 ? to->max : to->min + tick;
}

static void draw_ticks(const struct drawing *to, int top, int bottom)
{
	for (int tick = 0; tick < tick_count(to); tick++) {
		int x = x_of(to, tick_at(to, tick));
		figure_line(to->figure->out, x, top, x, bottom, "f-rule");
	}
}

/* The titles of both columns stand over them while they fit. */
static void draw_head(const struct figure_list *list, int bottom)
{
	const struct drawing *to = list->context;
	struct str *out = list->figure->out, sides = {0};

	for (int tick = 0; tick < tick_count(to); tick++) {
		char text[32];
		snprintf(text, sizeof(text), "%g", tick_at(to, tick));
		figure_text(out, x_of(to, tick_at(to, tick)), bottom - 7, "f-middle f-small", text);
	}
	str_addf(&sides, "%s → %s", figure_heading(list->figure, to->view->value),
	         figure_heading(list->figure, to->view->value_after));
	if (svg_text_width(str_text(&sides), FIGURE_SMALL) < 2 * (MEANS_AT - SCALE_AT - SCALE_WIDTH) - 12)
		figure_text(out, MEANS_AT, bottom - 7, "f-middle f-small f-faint", str_text(&sides));
	figure_text(out, GAP_AT, bottom - 7, "f-end f-small", outgoing_text(list->figure->outgoing,
	                                                                    "profile.gap"));
	figure_line(out, 0, bottom, FIGURE_WIDTH, bottom, "f-frame");
	str_release(&sides);
}

static void add_mean(const struct profile_mean *mean, struct str *out)
{
	if (mean->answered > 0)
		str_addf(out, "%.1f", mean->mean);
	else
		str_add(out, "–");
}

static void draw_means(const struct drawing *to, const struct profile_figures *figures, int y,
                       bool is_bold)
{
	struct str means = {0}, gap = {0};

	add_mean(&figures->of[PROFILE_NOW], &means);
	str_add(&means, " → ");
	add_mean(&figures->of[PROFILE_GOAL], &means);
	add_mean(&figures->of[PROFILE_GAP], &gap);
	figure_text(to->figure->out, MEANS_AT, y, is_bold ? "f-middle f-bold" : "f-middle",
	            str_text(&means));
	figure_text(to->figure->out, GAP_AT, y, "f-end f-bold", str_text(&gap));
	str_release(&means);
	str_release(&gap);
}

static void draw_entry(const struct figure_list *list, const struct figure_entry *entry, int top,
                       int height)
{
	const struct drawing *to = list->context;
	const struct profile_figures *figures = figures_of(to, entry->index);
	const struct profile_mean *now = &figures->of[PROFILE_NOW], *goal = &figures->of[PROFILE_GOAL];
	int y = top + height / 2, from = x_of(to, now->mean), end = x_of(to, goal->mean);
	struct str *out = list->figure->out;

	draw_ticks(to, top, top + height);
	if (now->answered > 0 && goal->answered > 0 && from != end)
		figure_line(out, from, y, end, y, end > from ? "f-gap" : "f-past");
	if (goal->answered > 0)
		str_addf(out, "<path d=\"M%d %dl6 6l-6 6l-6 -6Z\" class=\"f-open\"/>\n", end, y - 6);
	if (now->answered > 0)
		str_addf(out, "<circle cx=\"%d\" cy=\"%d\" r=\"4.5\" class=\"f-mark\"/>\n", from, y);
	draw_means(to, figures, y + 5, entry->is_heading);
}

/* ---- what there is ---- */

static void add_entries(const struct drawing *to, struct figure_list *list)
{
	const struct profile *profile = &to->profile;
	size_t groups = profile->groups.count, parts = profile->parts.count, last = (size_t)-1;

	for (size_t i = 0; i < groups; i++) {
		size_t part = profile->groups.at[i].part;
		if (part != last && profile->parts.at[part].value[0])
			figure_list_add(list,
			                figure_choice(to->figure, to->view->rows, profile->parts.at[part].value),
			                true, groups + part);
		last = part;
		figure_list_add(list, group_name(to, i), false, i);
	}
	if (groups > 1)
		figure_list_add(list, outgoing_text(to->figure->outgoing, "profile.whole"), true,
		                groups + parts);
}

static void find_extremes(struct drawing *to)
{
	const struct profile *profile = &to->profile;

	for (size_t i = 0; i < profile->groups.count; i++) {
		const struct profile_mean *of = profile->groups.at[i].figures.of;
		to->goes_beyond |= of[PROFILE_NOW].answered > 0 && of[PROFILE_GOAL].answered > 0 &&
		                   of[PROFILE_NOW].mean > of[PROFILE_GOAL].mean;
	}
	for (size_t i = 0; i < profile->ranked.count && i < GAPS_SAID; i++) {
		figure_add_comma(to->figure, i, &to->widest);
		str_addf(&to->widest, "%s %.1f", group_name(to, profile->ranked.at[i]),
		         profile->groups.at[profile->ranked.at[i]].figures.of[PROFILE_GAP].mean);
	}
}

static void add_keys(const struct drawing *to)
{
	struct figure *figure = to->figure;
	const struct outgoing *outgoing = figure->outgoing;

	figure_key(figure, "<circle cx=\"8\" cy=\"8\" r=\"5\" class=\"f-mark\"/>",
	           figure_label(figure, to->view->value));
	figure_key(figure, "<path d=\"M8 2l6 6l-6 6l-6 -6Z\" class=\"f-open\"/>",
	           figure_label(figure, to->view->value_after));
	figure_key(figure, "<path d=\"M0 8H16\" class=\"f-gap\"/>", outgoing_text(outgoing, "profile.gap"));
	if (to->goes_beyond)
		figure_key(figure, "<path d=\"M0 8H16\" class=\"f-past\"/>",
		           outgoing_text(outgoing, "figure.beyond"));
}

static void say(const struct drawing *to, const char *id, struct str *out)
{
	struct str now = {0}, goal = {0}, scale = {0};
	const struct profile_figures *whole = &to->profile.whole;
	char *count = mem_print("%zu", to->profile.groups.count);

	add_mean(&whole->of[PROFILE_NOW], &now);
	add_mean(&whole->of[PROFILE_GOAL], &goal);
	str_addf(&scale, "%g–%g", to->min, to->max);
	outgoing_say(to->figure->outgoing, out, id, "count", count, "scale", str_text(&scale), "is",
	             figure_label(to->figure, to->view->value), "now", str_text(&now), "should",
	             figure_label(to->figure, to->view->value_after), "goal", str_text(&goal), NULL);
	if (to->widest.len > 0)
		outgoing_say(to->figure->outgoing, out, "figure.profile_widest", "gaps", str_text(&to->widest),
		             NULL);
	str_release(&now);
	str_release(&goal);
	str_release(&scale);
	free(count);
}

static void draw(struct drawing *to)
{
	struct figure_list list = {.figure = to->figure, .label_width = LABEL_WIDTH, .head = HEAD,
	                           .draw_head = draw_head, .draw_entry = draw_entry, .context = to};
	struct str title = {0}, desc = {0}, caption = {0};

	find_extremes(to);
	outgoing_say(to->figure->outgoing, &title, "figure.profile_title", "is",
	             figure_label(to->figure, to->view->value), "should",
	             figure_label(to->figure, to->view->value_after), NULL);
	say(to, "figure.profile_desc", &desc);
	say(to, "figure.profile_caption", &caption);
	list.title = str_text(&title);
	list.desc = str_text(&desc);
	add_entries(to, &list);
	add_keys(to);
	figure_list_draw(&list);
	figure_close(to->figure, str_text(&caption));
	str_release(&title);
	str_release(&desc);
	str_release(&caption);
}

void figure_profile(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                    const struct form_view *view, struct str *out)
{
	struct figure figure;
	struct drawing to = {.figure = &figure, .view = view};

	if (!figure_has(outgoing, at, view->value) || !figure_has(outgoing, at, view->value_after) ||
	    at->rows.at.count == 0)
		return;
	const struct field *scale = &sheet_form(at->sheet)->fields.at[view->value];
	to.min = scale->min;
	to.max = scale->max > scale->min ? scale->max : scale->min + 1;
	profile_build(outgoing_book(outgoing), at->sheet, view, &to.profile);
	if (to.profile.whole.of[PROFILE_NOW].answered + to.profile.whole.of[PROFILE_GOAL].answered > 0) {
		figure_open(&figure, outgoing, at, "profile", out);
		draw(&to);
	}
	profile_release(&to.profile);
	str_release(&to.widest);
}

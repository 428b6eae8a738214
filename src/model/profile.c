#include "sonae/model/profile.h"

#include "sonae/base/str.h"
#include <stdlib.h>

/* ---- groups and parts ---- */

static bool same_words(struct words a, struct words b)
{
	for (enum lang lang = 0; lang < LANG_COUNT; lang++)
		if (!text_is(words_in(a, lang), words_in(b, lang)))
			return false;
	return true;
}

static const char *given(const struct item *item, int field)
{
	const char *value =
	    field >= 0 && (size_t)field < item->preset.count ? item->preset.at[field] : NULL;

	return value ? value : "";
}

static size_t part_of(struct profile *profile, const char *value)
{
	size_t index = 0;

	while (index < profile->parts.count && !text_is(profile->parts.at[index].value, value))
		index++;
	if (index == profile->parts.count)
		vec_push(&profile->parts, ((struct profile_part){.value = value}));
	return index;
}

/* A group belongs where its first item does. */
static size_t group_of(struct profile *profile, const struct item *item, int part_field)
{
	size_t index = 0;

	while (index < profile->groups.count &&
	       !same_words(profile->groups.at[index].title, item->group))
		index++;
	if (index < profile->groups.count)
		return index;
	size_t part = part_of(profile, given(item, part_field));
	vec_push(&profile->groups, ((struct profile_group){.title = item->group, .part = part}));
	return index;
}

static void sort_rows(struct book *book, struct sheet *sheet, const struct form_view *view,
                      struct profile *out)
{
	const struct form *form = sheet_form(sheet);
	VEC(size_t) groups = {0};

	for (size_t i = 0; i < form->items.count; i++)
		vec_push(&groups, group_of(out, &form->items.at[i], view->rows));
	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		int item = form_row_item(form, sheet_row_id(sheet, row));
		if (item >= 0 && !book_is_retired(book, sheet, row))
			vec_push(&out->groups.at[groups.at[item]].rows.at, row);
	}
	vec_release(&groups);
}

/* ---- means ---- */

/* What the means are made of. */
struct tally {
	size_t of[PROFILE_MEASURES], answered[PROFILE_MEASURES];
	double sum[PROFILE_MEASURES];
};

static void count(struct tally *tally, enum profile_measure measure, bool has, double number)
{
	tally->of[measure]++;
	tally->answered[measure] += has;
	tally->sum[measure] += has ? number : 0;
}

static void count_row(struct book *book, struct sheet *sheet, const struct form_view *view,
                      size_t row, struct tally *tally)
{
	struct value now = book_value(book, sheet, row, view->value);
	struct value goal = book_value(book, sheet, row, view->value_after);
	bool has_now = now.kind == VALUE_NUMBER, has_goal = goal.kind == VALUE_NUMBER;

	if (now.kind != VALUE_NA)
		count(tally, PROFILE_NOW, has_now, now.number);
	if (goal.kind != VALUE_NA)
		count(tally, PROFILE_GOAL, has_goal, goal.number);
	if (now.kind != VALUE_NA && goal.kind != VALUE_NA)
		count(tally, PROFILE_GAP, has_now && has_goal, goal.number - now.number);
}

static void add(struct tally *to, const struct tally *from)
{
	for (int m = 0; m < PROFILE_MEASURES; m++) {
		to->of[m] += from->of[m];
		to->answered[m] += from->answered[m];
		to->sum[m] += from->sum[m];
	}
}

static struct profile_figures figures_of(const struct tally *tally)
{
	struct profile_figures figures = {0};

	for (int m = 0; m < PROFILE_MEASURES; m++) {
		figures.of[m].of = tally->of[m];
		figures.of[m].answered = tally->answered[m];
		if (tally->answered[m] > 0)
			figures.of[m].mean =
			    value_round(tally->sum[m] / (double)tally->answered[m], 1);
	}
	return figures;
}

static void take_means(struct book *book, struct sheet *sheet, const struct form_view *view,
                       struct profile *out)
{
	struct tally *parts = mem_zero(out->parts.count + 1, sizeof(*parts)), whole = {0};

	for (size_t i = 0; i < out->groups.count; i++) {
		struct profile_group *group = &out->groups.at[i];
		struct tally tally = {0};
		for (size_t k = 0; k < group->rows.at.count; k++)
			count_row(book, sheet, view, group->rows.at.at[k], &tally);
		group->figures = figures_of(&tally);
		add(&parts[group->part], &tally);
		add(&whole, &tally);
	}
	for (size_t i = 0; i < out->parts.count; i++)
		out->parts.at[i].figures = figures_of(&parts[i]);
	out->whole = figures_of(&whole);
	free(parts);
}

/* ---- the widest gaps ---- */

static double gap_of(const struct profile *profile, size_t group)
{
	return profile->groups.at[group].figures.of[PROFILE_GAP].mean;
}

/* Equal gaps stay in the order of the form. */
static void rank(struct profile *out)
{
	for (size_t i = 0; i < out->groups.count; i++) {
		size_t at = 0;
		if (gap_of(out, i) <= 0)
			continue;
		while (at < out->ranked.count && gap_of(out, out->ranked.at[at]) >= gap_of(out, i))
			at++;
		vec_insert(&out->ranked, at, i);
	}
}

void profile_release(struct profile *profile)
{
	for (size_t i = 0; i < profile->groups.count; i++)
		row_list_release(&profile->groups.at[i].rows);
	vec_release(&profile->groups);
	vec_release(&profile->parts);
	vec_release(&profile->ranked);
	profile->whole = (struct profile_figures){0};
}

void profile_build(struct book *book, struct sheet *sheet, const struct form_view *view,
                   struct profile *out)
{
	profile_release(out);
	sort_rows(book, sheet, view, out);
	take_means(book, sheet, view, out);
	rank(out);
}

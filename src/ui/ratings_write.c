/*
 * ratings_write.c - one key, one rating: of an item, or of every item of a group.
 *
 * A key on an item writes it and goes on to the next one. A key on a group fills the items
 * that have no rating yet; those that have another one are gone over only when the same key
 * is pressed again at once. One goes on to the next group when the key has done all it could.
 * What is n/a stays so.
 */
#include "ratings.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

enum { CLEARS = '0' };

static const struct field *field_here(const struct ratings *ratings, const struct ui *ui)
{
	return ratings_field(ratings, ui, ratings->side);
}

/* ---- an item ---- */

/* "ID.AM: as is 6/6. Now ID.BE" */
static void tell_next_group(struct ratings *ratings, struct ui *ui, size_t before)
{
	struct profile_mean done = ratings->profile.groups.at[before].figures.of[ratings->side];
	char *count = mem_print("%zu/%zu", done.answered, done.of);

	ui_message(ui, "profile.group_done", "group", ratings_group_name(ratings, ui, before),
	           "side", ratings_side_name(ratings, ui, ratings->side), "count", count, "next",
	           ratings_group_name(ratings, ui, ratings->group), NULL);
	free(count);
}

static void tell_end(struct ratings *ratings, struct ui *ui)
{
	struct profile_mean done = ratings->profile.whole.of[ratings->side];
	char *count = mem_print("%zu/%zu", done.answered, done.of);

	ui_message(ui, "profile.at_end", "side", ratings_side_name(ratings, ui, ratings->side),
	           "count", count, NULL);
	free(count);
}

static void rate_item(struct ratings *ratings, struct ui *ui, const char *typed)
{
	size_t group = ratings->group;

	if (!cell_view_write(&ratings->cell, ui, typed) || !typed[0])
		return;
	ratings_read(ratings, ui);
	if (!ratings_go_on(ratings, ui))
		tell_end(ratings, ui);
	else if (ratings->group != group)
		tell_next_group(ratings, ui, group);
}

/* ---- an item, from a list ---- */

/* The last line of the list says n/a. */
static void picked(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct ratings *ratings = context;
	const struct field *field = field_here(ratings, ui);
	char *level = mem_print("%g", field->min + (double)line);

	(void)typed;
	rate_item(ratings, ui, field->min + (double)line <= field->max ? level : FIELD_NA);
	free(level);
}

static void add_level(const struct ratings *ratings, struct ui *ui, const char *level,
                      struct menu *menu)
{
	const char *meaning = ratings_level_text(ratings, ui, level);
	char *text = meaning[0] ? mem_print("%s  %s", level, meaning) : mem_dup(level);

	menu_add(menu, text, NULL);
	free(text);
}

void ratings_pick(struct ratings *ratings, struct ui *ui)
{
	const struct field *field = field_here(ratings, ui);
	const char *now = sheet_cell(ratings_sheet(ratings, ui), cell_view_row(&ratings->cell, ui),
	                             (size_t)ratings->cell.field);
	struct menu menu = {0};

	if (!cell_view_may_write(&ratings->cell, ui))
		return;
	for (double level = field->min; level <= field->max; level++) {
		char *text = mem_print("%g", level);
		add_level(ratings, ui, text, &menu);
		if (text_is(text, now))
			menu_select(&menu, menu.lines.count - 1);
		free(text);
	}
	menu_add(&menu, say(ui->session, "cell.na"), NULL);
	if (text_is(now, FIELD_NA))
		menu_select(&menu, menu.lines.count - 1);
	ui_push(ui, view_pick_new(&(struct pick){
	    .title = say_words(ui->session, field->label),
	    .menu = &menu,
	    .done = picked,
	    .context = ratings,
	    .near = ratings->cell.at,
	}));
}

/* ---- a group ---- */

/* What a key does to the items of a group. */
struct filling {
	struct step step;
	size_t done; /* items that it writes */
	size_t kept; /* rated otherwise, which it leaves */
};

/* False: `err` says why not. */
static bool fill(struct ratings *ratings, struct ui *ui, const char *typed, bool over,
                 struct filling *out, struct err *err)
{
	const struct row_list *rows = &ratings_group(ratings)->rows;
	struct sheet *sheet = ratings_sheet(ratings, ui);
	int field = ratings->cell.field;

	for (size_t i = 0; i < rows->at.count; i++) {
		const char *cell = sheet_cell(sheet, rows->at.at[i], (size_t)field);
		if (text_is(cell, FIELD_NA) || text_is(cell, typed))
			continue;
		if (cell[0] && !over) {
			out->kept++;
			continue;
		}
		if (!entry_set(ui->session, &out->step, sheet, rows->at.at[i], field, typed, err))
			return false;
		out->done++;
	}
	return true;
}

static void tell_filled(struct ratings *ratings, struct ui *ui, const struct filling *filling,
                        const char *typed, char key)
{
	const char *id = !typed[0] && filling->kept ? "profile.clear_asked"
	                 : !typed[0]                ? "profile.cleared"
	                 : !filling->kept           ? "profile.filled"
	                 : filling->done            ? "profile.filled_some"
	                                            : "profile.rated_already";
	char done[24], kept[24], digit[2] = {key, '\0'};

	snprintf(done, sizeof(done), "%zu", filling->done);
	snprintf(kept, sizeof(kept), "%zu", filling->kept);
	ui_message(ui, id, "group", ratings_group_name(ratings, ui, ratings->group), "side",
	           ratings_side_name(ratings, ui, ratings->side), "count", done, "kept", kept,
	           "key", digit, NULL);
}

static void rate_group(struct ratings *ratings, struct ui *ui, const char *typed, char key)
{
	bool again = ratings->asked == key;
	struct filling filling = {0};
	struct err err = {0};

	ratings->asked = '\0';
	if (ratings_group(ratings)->rows.at.count == 0)
		ui_message(ui, "profile.no_items", NULL);
	if (ratings_group(ratings)->rows.at.count == 0 || !cell_view_may_write(&ratings->cell, ui))
		return;
	bool fine = fill(ratings, ui, typed, again, &filling, &err);
	if (!fine)
		ui_alarm(ui, &err);
	fine = fine && (filling.done == 0 || ui_do(ui, &filling.step));
	step_release(&filling.step);
	if (!fine)
		return;
	ratings_read(ratings, ui);
	tell_filled(ratings, ui, &filling, typed, key);
	if (filling.kept > 0)
		ratings->asked = key;
	else if (typed[0])
		ratings_stand_at(ratings, ui, ratings->group + 1, 0);
}

void ratings_clear_group(struct ratings *ratings, struct ui *ui)
{
	rate_group(ratings, ui, "", CLEARS);
}

/* ---- what was typed ---- */

static void tell_scale(struct ratings *ratings, struct ui *ui)
{
	struct str scale = {0};

	ratings_say_scale(ratings, ui, &scale);
	ui_message(ui, "profile.digits_only", "scale", str_text(&scale), NULL);
	str_release(&scale);
}

/* 0 takes a rating back where the scale does not have it. */
static void press_digit(struct ratings *ratings, struct ui *ui, char digit)
{
	const struct field *field = field_here(ratings, ui);
	char typed[2] = {digit, '\0'};
	int number = digit - '0';

	if (number == 0 && field->min > 0)
		typed[0] = '\0';
	else if (number < field->min || number > field->max) {
		tell_scale(ratings, ui);
		return;
	}
	if (ratings->in_items)
		rate_item(ratings, ui, typed);
	else
		rate_group(ratings, ui, typed, digit);
}

/* A quick hand's digits come in one burst; a spreadsheet's, a line each. */
static bool is_digits(const char *folded)
{
	size_t digits = strspn(folded, "0123456789 \t\r\n");

	return folded[digits] == '\0' && folded[strspn(folded, " \t\r\n")] != '\0';
}

unsigned ratings_type(struct ratings *ratings, struct ui *ui, const char *text, bool pasted)
{
	if (ratings->cell.editing)
		return cell_view_text(&ratings->cell, ui, text, pasted);
	char *folded = utf8_fold(text, strlen(text));
	if (is_digits(folded) && ratings_take_digits(ratings, ui)) {
		for (const char *at = folded; *at; at++)
			if (*at >= '0' && *at <= '9')
				press_digit(ratings, ui, *at);
		free(folded);
		return REACT_DRAW;
	}
	free(folded);
	ratings->asked = '\0';
	if (ratings->in_items)
		return cell_view_text(&ratings->cell, ui, text, pasted);
	tell_scale(ratings, ui);
	return REACT_DRAW;
}

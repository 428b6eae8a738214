/*
 * folder_spread.c - computed columns in the files of other worksheets.
 *
 * They are written for readers without us, so when a worksheet was written, those that
 * compute from it are looked at, and written if that changes their files; then those that
 * compute from these. A result that rests on today changes by itself and counts for nothing.
 * What rests on a worksheet that cannot be read is left as it stands: its results are not
 * gone, only out of sight.
 */
#include "folder_priv.h"

static bool expr_needs(struct expr *expr, struct book *book, const char *sheet)
{
	struct expr_uses uses = {0};
	bool needs = false;

	if (expr_link(expr, book, NULL))
		expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count && !needs; i++)
		needs = uses.at.at[i].kind != EXPR_USE_ROW && uses.at.at[i].kind != EXPR_USE_TODAY &&
		        text_is(uses.at.at[i].sheet, sheet);
	vec_release(&uses.at);
	return needs;
}

static bool form_needs(const struct form *form, struct book *book, const char *sheet)
{
	for (size_t i = 0; i < form->fields.count; i++) {
		struct expr *formula = form->fields.at[i].formula;
		if (formula && !book_field_reaches_today(book, form, (int)i) &&
		    expr_needs(formula, book, sheet))
			return true;
	}
	return false;
}

static bool rests_on_unread(struct folder *folder, const struct form *form, struct map *seen);

static bool expr_rests_on_unread(struct folder *folder, struct expr *expr, struct map *seen)
{
	struct expr_uses uses = {0};
	bool rests = false;

	if (expr_link(expr, folder->book, NULL))
		expr_uses(expr, &uses);
	for (size_t i = 0; i < uses.at.count && !rests; i++) {
		const char *on = uses.at.at[i].sheet;

		if (uses.at.at[i].kind == EXPR_USE_ROW || uses.at.at[i].kind == EXPR_USE_TODAY)
			continue;
		(void)book_sheet(folder->book, on, NULL);
		rests = folder_trouble(folder, on) ||
		        rests_on_unread(folder, book_form(folder->book, on, NULL), seen);
	}
	vec_release(&uses.at);
	return rests;
}

/* However far away; `seen` are the ids of the forms that were looked at. */
static bool rests_on_unread(struct folder *folder, const struct form *form, struct map *seen)
{
	bool rests = false;

	if (!form || map_find(seen, form->id))
		return false;
	map_put(seen, form->id, NULL);
	for (size_t i = 0; i < form->fields.count && !rests; i++)
		rests = form->fields.at[i].formula &&
		        expr_rests_on_unread(folder, form->fields.at[i].formula, seen);
	return rests;
}

static bool may_write_again(struct folder *folder, const struct form *form)
{
	struct map seen = {0};
	bool may = !rests_on_unread(folder, form, &seen);

	map_release(&seen);
	return may;
}

static bool spread_from(struct folder *folder, const char *sheet, struct err *err)
{
	bool done = true;

	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;
		const struct form *form = state->saves.count > 0 && !text_is(state->id, sheet)
		                              ? book_form(folder->book, state->id, NULL) : NULL;
		if (form && form_needs(form, folder->book, sheet) && may_write_again(folder, form))
			done = folder_write_again(folder, state, err) && done;
	}
	return done;
}

bool folder_spread(struct folder *folder, struct err *err)
{
	bool done = true;

	for (size_t i = 0; i < folder->states.count; i++) {
		struct sheet_state *state = folder->states.entry[i].pointer;
		if (!state->is_news)
			continue;
		state->is_news = false;
		done = spread_from(folder, state->id, err) && done;
		i = (size_t)-1; /* what was written again may be news for those before it */
	}
	return done;
}

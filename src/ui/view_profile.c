/* view_profile.c - a checklist's profile: moving about groups and items, what leads elsewhere. */
#include "ratings.h"

#include "sonae/store/draft.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdlib.h>

static struct ratings *ratings_of(struct view *view)
{
	return (struct ratings *)view;
}

/* ---- moving ---- */

static void stand_on_side(struct ratings *ratings, struct ui *ui, enum profile_measure side)
{
	ratings->side = side;
	ratings->cell.field = ratings_field_of(ratings, ui, side);
}

static void go_back(struct ratings *ratings, struct ui *ui)
{
	size_t index = ratings_index(ratings, ui), group;

	if (index > 0)
		ratings_stand_at(ratings, ui, ratings->group, index - 1);
	else if (ratings_other_group(ratings, -1, &group))
		ratings_stand_at(ratings, ui, group,
		                 ratings->profile.groups.at[group].rows.at.count - 1);
}

static void turn_side(struct ratings *ratings, struct ui *ui)
{
	stand_on_side(ratings, ui, ratings->side == PROFILE_NOW ? PROFILE_GOAL : PROFILE_NOW);
}

static void go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	struct ratings *ratings = (struct ratings *)cell;

	ratings_read(ratings, ui);
	if (direction == ACTION_DOWN)
		ratings_go_on(ratings, ui);
	else if (direction == ACTION_UP)
		go_back(ratings, ui);
	else
		turn_side(ratings, ui);
}

static bool above(const struct cell_view *cell, const struct ui *ui, size_t *row)
{
	const struct ratings *ratings = (const struct ratings *)cell;
	size_t index = ratings_index(ratings, ui);

	if (index == 0)
		return false;
	*row = ratings_group(ratings)->rows.at.at[index - 1];
	return true;
}

static void open_items(struct ratings *ratings, struct ui *ui)
{
	ratings->in_items = ratings->cell.row[0] != '\0';
	if (!ratings->in_items)
		ui_message(ui, "profile.no_items", NULL);
}

static void stand_on_group(struct ratings *ratings, struct ui *ui, size_t group)
{
	ratings_stand_at(ratings, ui, group, 0);
}

static unsigned move_in_groups(struct ratings *ratings, struct ui *ui, enum action action)
{
	size_t page = ratings->groups.at.rows > 1 ? (size_t)ratings->groups.at.rows - 1 : 1;
	size_t at = ratings->group;

	switch (action) {
	case ACTION_UP: stand_on_group(ratings, ui, at ? at - 1 : 0); break;
	case ACTION_DOWN: stand_on_group(ratings, ui, at + 1); break;
	case ACTION_PAGE_UP: stand_on_group(ratings, ui, at > page ? at - page : 0); break;
	case ACTION_PAGE_DOWN: stand_on_group(ratings, ui, at + page); break;
	case ACTION_LINE_START:
	case ACTION_FIRST: stand_on_group(ratings, ui, 0); break;
	case ACTION_LINE_END:
	case ACTION_LAST: stand_on_group(ratings, ui, ratings->profile.groups.count); break;
	case ACTION_NEXT:
	case ACTION_PREVIOUS: turn_side(ratings, ui); break;
	case ACTION_ENTER:
	case ACTION_EDIT:
	case ACTION_SPACE:
	case ACTION_RIGHT: open_items(ratings, ui); break;
	case ACTION_CLEAR:
	case ACTION_BACKSPACE: ratings_clear_group(ratings, ui); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* Left of the first column are the groups again. */
static void go_left(struct ratings *ratings, struct ui *ui)
{
	if (ratings->side == PROFILE_GOAL)
		stand_on_side(ratings, ui, PROFILE_NOW);
	else
		ratings->in_items = false;
}

static unsigned move_in_items(struct ratings *ratings, struct ui *ui, enum action action)
{
	size_t group, last = ratings->profile.groups.count - 1;

	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_NEXT:
	case ACTION_PREVIOUS: go(&ratings->cell, ui, action); break;
	case ACTION_LEFT: go_left(ratings, ui); break;
	case ACTION_RIGHT: stand_on_side(ratings, ui, PROFILE_GOAL); break;
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
		if (ratings_other_group(ratings, action == ACTION_PAGE_UP ? -1 : 1, &group))
			ratings_stand_at(ratings, ui, group, 0);
		break;
	case ACTION_LINE_START: ratings_stand_at(ratings, ui, ratings->group, 0); break;
	case ACTION_LINE_END: ratings_stand_at(ratings, ui, ratings->group, SIZE_MAX); break;
	case ACTION_FIRST: ratings_stand_at(ratings, ui, 0, 0); break;
	case ACTION_LAST: ratings_stand_at(ratings, ui, last, SIZE_MAX); break;
	case ACTION_BACK: ratings->in_items = false; break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- what leads elsewhere ---- */

static void open_record(struct ratings *ratings, struct ui *ui)
{
	if (ratings->cell.row[0])
		ui_push(ui, view_record_new(ui, ratings->cell.sheet, ratings->cell.row,
		                            ratings->cell.field));
	else
		ui_message(ui, "profile.no_items", NULL);
}

static unsigned act_on_views(struct ratings *ratings, struct ui *ui, enum action action)
{
	const char *sheet = ratings->cell.sheet;

	switch (action) {
	case ACTION_FORM: open_record(ratings, ui); break;
	case ACTION_NEXT_VIEW: view_turn(ui, sheet, "profile", ratings->cell.row); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, sheet)); break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, sheet)); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static bool opens_list(const struct ratings *ratings, const struct ui *ui, enum action action)
{
	return (action == ACTION_ENTER || action == ACTION_SPACE) && !ratings->cell.editing &&
	       ratings_take_digits(ratings, ui);
}

static unsigned act_in_items(struct ratings *ratings, struct ui *ui, enum action action)
{
	if (opens_list(ratings, ui, action)) {
		ratings_pick(ratings, ui);
		return REACT_DRAW;
	}
	unsigned reaction = cell_view_act(&ratings->cell, ui, action);

	if (reaction != REACT_UNUSED || ratings->cell.editing)
		return reaction;
	return move_in_items(ratings, ui, action);
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct ratings *ratings = ratings_of(view);
	unsigned reaction;

	ratings_read(ratings, ui);
	ratings->undoes = action == ACTION_UNDO || action == ACTION_REDO;
	if (action != ACTION_CLEAR && action != ACTION_BACKSPACE)
		ratings->asked = '\0';
	reaction = ratings->in_items ? act_in_items(ratings, ui, action)
	                             : move_in_groups(ratings, ui, action);
	if (reaction != REACT_UNUSED || ratings->cell.editing)
		return reaction;
	return act_on_views(ratings, ui, action);
}

static unsigned take_text(struct view *view, struct ui *ui, const char *text, bool pasted)
{
	ratings_read(ratings_of(view), ui);
	return ratings_type(ratings_of(view), ui, text, pasted);
}

/* ---- the mouse ---- */

/* The line of a pane that was hit, and its side. */
static bool hit(struct ratings *ratings, struct ui *ui, const struct ratings_pane *pane,
                const struct event *event, size_t count, size_t *line)
{
	int row = event->row - pane->at.row, col = event->col - pane->at.col;

	if (row < 0 || row >= pane->at.rows || col < 0 || col >= pane->at.cols)
		return false;
	*line = pane->top + (size_t)row;
	if (*line >= count)
		return false;
	if (event->col >= pane->side_at[PROFILE_GOAL])
		stand_on_side(ratings, ui, PROFILE_GOAL);
	else if (event->col >= pane->side_at[PROFILE_NOW])
		stand_on_side(ratings, ui, PROFILE_NOW);
	return true;
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct ratings *ratings = ratings_of(view);
	size_t line;

	cell_view_commit(&ratings->cell, ui);
	ratings_read(ratings, ui);
	ratings->asked = '\0';
	if (hit(ratings, ui, &ratings->items, event, ratings_group(ratings)->rows.at.count,
	        &line)) {
		ratings->in_items = true;
		ratings_stand_at(ratings, ui, ratings->group, line);
	} else if (hit(ratings, ui, &ratings->groups, event, ratings->profile.groups.count,
	               &line)) {
		ratings->in_items = false;
		stand_on_group(ratings, ui, line);
	} else {
		return REACT_NONE;
	}
	return event->button == MOUSE_DOUBLE ? act(view, ui, ACTION_ENTER) : REACT_DRAW;
}

/* ---- the rest of the view ---- */

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct ratings *ratings = ratings_of(view);

	if (!ratings->in_items)
		key_line_add_as(line, ACTION_ENTER, "profile.items");
	else if (opens_list(ratings, ui, ACTION_ENTER))
		key_line_add_as(line, ACTION_ENTER, "cell.choose");
	else
		cell_view_keys(&ratings->cell, ui, line);
	if (ratings->cell.editing)
		return;
	key_line_add_as(line, ACTION_NEXT, "profile.other_side");
	if (ratings->in_items)
		key_line_add_as(line, ACTION_PAGE_DOWN, "profile.next_group");
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_FORM);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_GUIDE);
	key_line_add(line, ACTION_CLEAR);
	key_line_add(line, ACTION_PALETTE);
	key_line_add_as(line, ACTION_BACK, ratings->in_items ? "profile.to_groups" : NULL);
}

/* Opens the item's group; what ^Z took back of a whole group is seen where one stands. */
static bool show(struct view *view, struct ui *ui, const char *sheet, const char *row,
                 const char *field)
{
	struct ratings *ratings = ratings_of(view);
	bool undoes = ratings->undoes;
	int wanted;

	if (!text_is(sheet, ratings->cell.sheet))
		return false;
	ratings->undoes = false;
	ratings_read(ratings, ui);
	if (!row[0] || !ratings_stand_on_row(ratings, ui, row))
		return true;
	wanted = form_field(sheet_form(ratings_sheet(ratings, ui)), field);
	ratings->in_items = ratings->in_items || !undoes;
	if (wanted == ratings_field_of(ratings, ui, PROFILE_NOW))
		stand_on_side(ratings, ui, PROFILE_NOW);
	else if (wanted == ratings_field_of(ratings, ui, PROFILE_GOAL))
		stand_on_side(ratings, ui, PROFILE_GOAL);
	else if (wanted >= 0)
		ui_push(ui, view_record_new(ui, sheet, row, wanted));
	return true;
}

static bool resume(struct view *view, struct ui *ui, const struct draft *draft)
{
	struct ratings *ratings = ratings_of(view);

	ratings_read(ratings, ui);
	if (!ratings_stand_on_row(ratings, ui, draft->row))
		return false;
	if (text_is(draft->field, ratings_field(ratings, ui, PROFILE_GOAL)->id))
		stand_on_side(ratings, ui, PROFILE_GOAL);
	ratings->in_items = cell_view_resume(&ratings->cell, ui, draft);
	return ratings->in_items;
}

static void leave(struct view *view, struct ui *ui, bool for_good)
{
	cell_view_leave(&ratings_of(view)->cell, ui, for_good);
}

static bool is_editing(struct view *view)
{
	return ratings_of(view)->cell.editing;
}

static void refresh(struct view *view, struct ui *ui)
{
	ratings_read(ratings_of(view), ui);
}

static void ratings_free(struct view *view)
{
	struct ratings *ratings = ratings_of(view);

	cell_view_release(&ratings->cell);
	profile_release(&ratings->profile);
	library_release(&ratings->levels);
	free(ratings);
}

static const struct view_ops ops = {
    .name = "profile",
    .draw = ratings_draw,
    .act = act,
    .text = take_text,
    .mouse = mouse,
    .keys = keys,
    .show = show,
    .where = cell_view_where,
    .leave = leave,
    .is_editing = is_editing,
    .typed = cell_view_typed,
    .resume = resume,
    .refresh = refresh,
    .free = ratings_free,
};

static void load_levels(struct ratings *ratings, struct ui *ui)
{
	char *name = mem_print("%s_levels", ratings->cell.sheet);
	struct errs ignored = {0};

	library_load(folder_catalogue(ui->session->folder), name, &ratings->levels, &ignored);
	vec_release(&ignored.at);
	free(name);
}

struct view *view_profile_new(struct ui *ui, const char *sheet, const char *row)
{
	struct ratings *ratings = mem_zero(1, sizeof(*ratings));

	ratings->cell.view.ops = &ops;
	ratings->cell.go = go;
	ratings->cell.above = above;
	text_copy(ratings->cell.sheet, sizeof(ratings->cell.sheet), sheet);
	text_copy(ratings->cell.row, sizeof(ratings->cell.row), row);
	stand_on_side(ratings, ui, PROFILE_NOW);
	profile_build(folder_book(ui->session->folder), ratings_sheet(ratings, ui),
	              ratings_way(ratings, ui), &ratings->profile);
	if (ratings->profile.groups.count == 0) {
		ui_message(ui, "profile.no_items", NULL);
		ratings_free(&ratings->cell.view);
		return NULL;
	}
	load_levels(ratings, ui);
	ratings_read(ratings, ui);
	return &ratings->cell.view;
}

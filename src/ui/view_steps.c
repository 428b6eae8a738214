/*
 * view_steps.c - one target after the other, one side after the other: where one stands.
 *
 * Up and down go through the rows of a step and their fields, left and right from step to
 * step; behind the last step the list of targets opens on the next one with a gap.
 */
#include "links.h"
#include "steps.h"

#include "sonae/app/say.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static struct steps *steps_of(struct view *view)
{
	return (struct steps *)view;
}

struct sheet *steps_sheet(const struct steps *steps, const struct ui *ui)
{
	return cell_view_sheet(&steps->cell, ui);
}

const struct form_view *steps_way(const struct steps *steps, const struct ui *ui)
{
	return coverage_view(ui, steps->cell.sheet, "steps");
}

size_t steps_count(const struct steps *steps)
{
	return steps->coverage.pivot.columns.count;
}

const struct row_list *steps_rows(const struct steps *steps)
{
	static const struct row_list none;

	return steps->line == PIVOT_NONE ? &none : pivot_cell(&steps->coverage.pivot, steps->line, steps->step);
}

size_t steps_row_index(const struct steps *steps, const struct ui *ui)
{
	const struct row_list *rows = steps_rows(steps);
	size_t row = cell_view_row(&steps->cell, ui), index = 0;

	while (index < rows->at.count && rows->at.at[index] != row)
		index++;
	return index;
}

/* ---- where one stands ---- */

/* On a field of the index-th row; on the text of the new row behind the last. */
static void stand_at(struct steps *steps, struct ui *ui, size_t index, size_t field)
{
	const struct row_list *rows = steps_rows(steps);
	bool is_new = index >= rows->at.count;

	text_copy(steps->cell.row, sizeof(steps->cell.row),
	          is_new ? "" : sheet_row_id(steps_sheet(steps, ui), rows->at.at[index]));
	steps->cell.field = steps->fields.at[is_new ? 0 : field];
}

static size_t field_index(const struct steps *steps)
{
	size_t index = 0;

	while (index + 1 < steps->fields.count && steps->fields.at[index] != steps->cell.field)
		index++;
	return index;
}

void steps_update(struct steps *steps, struct ui *ui)
{
	struct err err = {0};

	if (!coverage_build(folder_book(ui->session->folder), steps_sheet(steps, ui), steps_way(steps, ui),
	                    &steps->coverage, &err))
		ui_alarm(ui, &err);
	steps->line = steps->target.value
	                  ? pivot_row(&steps->coverage.pivot, steps->target.value, steps->target.is_text)
	                  : PIVOT_NONE;
	if (steps->cell.row[0] && steps_row_index(steps, ui) >= steps_rows(steps)->at.count)
		stand_at(steps, ui, 0, 0);
}

static void stand_at_step(struct steps *steps, struct ui *ui, size_t step)
{
	steps->step = step < steps_count(steps) ? step : 0;
	steps->scroll = 0;
	stand_at(steps, ui, 0, 0);
}

/* The step to begin with: the first that nobody looked from yet. */
static size_t first_gap(const struct steps *steps)
{
	size_t gap = steps->line == PIVOT_NONE ? 0 : coverage_gap(&steps->coverage, steps->line);

	return gap == PIVOT_NONE ? 0 : gap;
}

void steps_set_target(struct steps *steps, struct ui *ui, const char *value, bool is_text)
{
	char *copy = mem_dup(value);

	free(steps->target.value);
	steps->target = (struct pivot_line){copy, is_text};
	steps_update(steps, ui);
	stand_at_step(steps, ui, first_gap(steps));
}

void steps_go_to(struct steps *steps, struct ui *ui, size_t step)
{
	if (step < steps_count(steps)) {
		stand_at_step(steps, ui, step);
	} else {
		stand_at(steps, ui, 0, 0);
		steps_offer_next_target(steps, ui);
	}
}

/* ---- moving ---- */

static void go_down(struct steps *steps, struct ui *ui)
{
	size_t index = steps_row_index(steps, ui), field = field_index(steps);

	if (index < steps_rows(steps)->at.count && field + 1 < steps->fields.count)
		stand_at(steps, ui, index, field + 1);
	else
		stand_at(steps, ui, index + 1, 0);
}

static void go_up(struct steps *steps, struct ui *ui)
{
	size_t index = steps_row_index(steps, ui), field = field_index(steps);

	if (field > 0)
		stand_at(steps, ui, index, field - 1);
	else if (index > 0)
		stand_at(steps, ui, index - 1, steps->fields.count - 1);
}

/* After a commit too: the row may have been made just now, or the step answered by it. */
static void go(struct cell_view *cell, struct ui *ui, enum action direction)
{
	struct steps *steps = (struct steps *)cell;

	steps_update(steps, ui);
	if (steps->is_answered) {
		steps->is_answered = false;
		steps_go_to(steps, ui, steps->step + 1);
	} else if (direction == ACTION_UP || direction == ACTION_PREVIOUS) {
		go_up(steps, ui);
	} else {
		go_down(steps, ui);
	}
}

/* There is no row above a row that is not made yet. */
static bool above(const struct cell_view *cell, const struct ui *ui, size_t *row)
{
	const struct steps *steps = (const struct steps *)cell;
	size_t index = steps_row_index(steps, ui);

	if (index == 0)
		return false;
	*row = steps_rows(steps)->at.at[index - 1];
	return true;
}

static unsigned move(struct steps *steps, struct ui *ui, enum action action)
{
	size_t count = steps_rows(steps)->at.count;

	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_NEXT:
	case ACTION_PREVIOUS: go(&steps->cell, ui, action); break;
	case ACTION_LEFT:
	case ACTION_PAGE_UP: stand_at_step(steps, ui, steps->step ? steps->step - 1 : 0); break;
	case ACTION_RIGHT:
	case ACTION_PAGE_DOWN: steps_go_to(steps, ui, steps->step + 1); break;
	case ACTION_FIRST:
	case ACTION_LINE_START: stand_at(steps, ui, 0, 0); break;
	case ACTION_LAST:
	case ACTION_LINE_END:
	case ACTION_NEW_ROW: stand_at(steps, ui, count, 0); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

/* ---- actions ---- */

/* The next way stays on the row, or on the target. */
static void turn(struct steps *steps, struct ui *ui)
{
	char row[ROW_ID_MAX];

	text_copy(row, sizeof(row), steps->cell.row);
	if (!row[0] && steps->target.value && !steps->target.is_text)
		text_copy(row, sizeof(row), steps->target.value);
	view_turn(ui, steps->cell.sheet, "steps", row);
}

static unsigned act_on_views(struct steps *steps, struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_FORM:
		steps_choose_target(steps, ui, say(ui->session, "steps.which_target"),
		              steps->line == PIVOT_NONE ? coverage_next_line(&steps->coverage, 0) : steps->line);
		break;
	case ACTION_NEXT_VIEW: turn(steps, ui); break;
	case ACTION_GUIDE: ui_push(ui, view_guide_new(ui, steps->cell.sheet)); break;
	case ACTION_EXAMPLES: ui_push(ui, view_examples_new(ui, steps->cell.sheet)); break;
	case ACTION_CHECK: ui_push(ui, view_check_new(ui, steps->cell.sheet)); break;
	case ACTION_FIND: ui_push(ui, view_find_new(ui, steps->cell.sheet)); break;
	case ACTION_DELETE_ROW: steps_delete_row(steps, ui); break;
	case ACTION_TAKE_ON: links_open(ui, steps->cell.sheet, steps->cell.row); break;
	default: return REACT_UNUSED;
	}
	return REACT_DRAW;
}

static unsigned act_without_target(struct steps *steps, struct ui *ui, enum action action)
{
	bool opens = action == ACTION_ENTER || action == ACTION_SPACE || action == ACTION_EDIT ||
	             action == ACTION_NEW_ROW;

	return act_on_views(steps, ui, opens ? ACTION_FORM : action);
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct steps *steps = steps_of(view);

	steps_update(steps, ui);
	if (!steps->target.value)
		return act_without_target(steps, ui, action);
	if (action == ACTION_SPACE && steps_may_say_nothing(steps, ui)) {
		steps_say_nothing(steps, ui);
		return REACT_DRAW;
	}
	unsigned reaction = cell_view_act(&steps->cell, ui, action);
	if (reaction != REACT_UNUSED || steps->cell.editing)
		return reaction;
	reaction = move(steps, ui, action);
	return reaction == REACT_UNUSED ? act_on_views(steps, ui, action) : reaction;
}

static unsigned take_text(struct view *view, struct ui *ui, const char *text, bool pasted)
{
	struct steps *steps = steps_of(view);
	bool is_blank = text_is(text, " ") || text_is(text, "　");

	steps_update(steps, ui);
	if (!steps->target.value)
		return REACT_NONE;
	if (is_blank && !pasted && steps_may_say_nothing(steps, ui)) {
		steps_say_nothing(steps, ui);
		return REACT_DRAW;
	}
	return cell_view_text(&steps->cell, ui, text, pasted);
}

/* ---- the rest of the view ---- */

/* The row one stands on is to be taken on: into a risk, say. */
static bool needs_more(const struct steps *steps, const struct ui *ui)
{
	return steps->cell.row[0] && !steps->cell.editing &&
	       coverage_mark_of_row(folder_book(ui->session->folder), steps_sheet(steps, ui),
	                            cell_view_row(&steps->cell, ui), steps_way(steps, ui)) == COVERAGE_OPEN;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	struct steps *steps = steps_of(view);
	bool has_row = steps->cell.row[0] != '\0';

	if (!steps->target.value) {
		key_line_add_as(line, ACTION_ENTER, "steps.target");
		key_line_add(line, ACTION_BACK);
		return;
	}
	if (steps_may_say_nothing(steps, ui))
		key_line_add_as(line, ACTION_SPACE, "steps.nothing");
	if (needs_more(steps, ui))
		key_line_add_as(line, ACTION_TAKE_ON, "steps.to_risk");
	cell_view_keys(&steps->cell, ui, line);
	if (steps->cell.editing)
		return;
	key_line_add_as(line, ACTION_PAGE_DOWN, "steps.next_step");
	if (has_row)
		key_line_add_as(line, ACTION_NEW_ROW, "steps.one_more");
	key_line_add_as(line, ACTION_FORM, "steps.targets");
	key_line_add(line, ACTION_NEXT_VIEW);
	key_line_add(line, ACTION_UNDO);
	key_line_add(line, ACTION_GUIDE);
	if (has_row)
		key_line_add(line, ACTION_DELETE_ROW);
	key_line_add(line, ACTION_BACK);
}

/* Of a row that is gone, undone away, the place is where nobody looked yet. */
static void show_gone(struct steps *steps, struct ui *ui)
{
	size_t gap = first_gap(steps);

	if (steps->target.value && steps_rows(steps)->at.count == 0 && gap < steps->step)
		stand_at_step(steps, ui, gap);
}

static void stand_at_field(struct steps *steps, const char *row, int field)
{
	text_copy(steps->cell.row, sizeof(steps->cell.row), row);
	for (size_t i = 0; i < steps->fields.count; i++)
		if (steps->fields.at[i] == field)
			steps->cell.field = field;
}

static bool show(struct view *view, struct ui *ui, const char *sheet, const char *row_id,
                 const char *field)
{
	struct steps *steps = steps_of(view);
	size_t row, line, step;

	if (!text_is(sheet, steps->cell.sheet))
		return false;
	steps_update(steps, ui);
	if (!sheet_find(steps_sheet(steps, ui), row_id, &row)) {
		show_gone(steps, ui);
		return row_id[0] != '\0';
	}
	if (!pivot_find(&steps->coverage.pivot, row, &line, &step))
		return false;
	const struct pivot_line *target = &steps->coverage.pivot.rows.at[line];
	steps_set_target(steps, ui, target->value, target->is_text);
	stand_at_step(steps, ui, step);
	stand_at_field(steps, row_id, form_field(sheet_form(steps_sheet(steps, ui)), field));
	return true;
}

static void leave(struct view *view, struct ui *ui, bool for_good)
{
	cell_view_leave(&steps_of(view)->cell, ui, for_good);
}

static bool is_editing(struct view *view)
{
	return steps_of(view)->cell.editing;
}

static void refresh(struct view *view, struct ui *ui)
{
	steps_update(steps_of(view), ui);
}

static void steps_free(struct view *view)
{
	struct steps *steps = steps_of(view);

	cell_view_release(&steps->cell);
	coverage_release(&steps->coverage);
	library_release(&steps->questions);
	vec_release(&steps->fields);
	str_release(&steps->next);
	free(steps->target.value);
	free(steps);
}

static const struct view_ops ops = {
	.name = "steps",
	.draw = steps_draw,
	.act = act,
	.text = take_text,
	.keys = keys,
	.show = show,
	.where = cell_view_where,
	.leave = leave,
	.is_editing = is_editing,
	.typed = steps_typed,
	.refresh = refresh,
	.free = steps_free,
};

/* The first memo, then what else people fill in of a row. */
static void list_fields(struct steps *steps, const struct form *form, const struct form_view *way)
{
	int text = coverage_text_field(form);

	if (text >= 0)
		vec_push(&steps->fields, text);
	for (int i = 0; i < (int)form->fields.count; i++) {
		const struct field *field = &form->fields.at[i];
		if (i != text && i != way->rows && i != way->columns && field->ref_field < 0 && !field->formula)
			vec_push(&steps->fields, i);
	}
}

static void load_questions(struct steps *steps, struct ui *ui)
{
	char *name = mem_print("%s_questions", steps->cell.sheet);
	struct errs ignored = {0};

	library_load(folder_catalogue(ui->session->folder), name, &steps->questions, &ignored);
	vec_release(&ignored.at);
	free(name);
}

static struct steps *make(struct ui *ui, const char *sheet)
{
	struct steps *steps = mem_zero(1, sizeof(*steps));

	steps->cell.view.ops = &ops;
	steps->cell.go = go;
	steps->cell.above = above;
	steps->cell.make_row = steps_make_row;
	text_copy(steps->cell.sheet, sizeof(steps->cell.sheet), sheet);
	list_fields(steps, sheet_form(steps_sheet(steps, ui)), steps_way(steps, ui));
	steps->cell.field = steps->fields.at[0];
	load_questions(steps, ui);
	steps_update(steps, ui);
	return steps;
}

struct view *view_steps_at(struct ui *ui, const char *sheet, const char *value, bool is_text,
                           size_t column)
{
	struct steps *steps = make(ui, sheet);

	steps_set_target(steps, ui, value, is_text);
	stand_at_step(steps, ui, column);
	return &steps->cell.view;
}

/* On the row; or on the first gap of the target; or of the first target that has one. */
struct view *view_steps_new(struct ui *ui, const char *sheet, const char *id)
{
	if (!coverage_view(ui, sheet, "steps"))
		return NULL;
	struct steps *steps = make(ui, sheet);
	const struct pivot *pivot = &steps->coverage.pivot;
	struct sheet *targets = book_sheet(
	    folder_book(ui->session->folder),
	    sheet_form(steps_sheet(steps, ui))->fields.at[steps_way(steps, ui)->rows].sheet, NULL);
	size_t row, line, step;

	if (sheet_find(steps_sheet(steps, ui), id, &row) && pivot_find(pivot, row, &line, &step)) {
		steps_set_target(steps, ui, pivot->rows.at[line].value, pivot->rows.at[line].is_text);
		stand_at_step(steps, ui, step);
		text_copy(steps->cell.row, sizeof(steps->cell.row), id);
		return &steps->cell.view;
	}
	line = coverage_next_line(&steps->coverage, 0);
	if (targets && sheet_find(targets, id, &row))
		steps_set_target(steps, ui, id, false);
	else if (line != PIVOT_NONE || pivot->rows.count > 0)
		steps_set_target(steps, ui, pivot->rows.at[line != PIVOT_NONE ? line : 0].value,
		           pivot->rows.at[line != PIVOT_NONE ? line : 0].is_text);
	return &steps->cell.view;
}

/* steps_target.c - choosing what to look at, and what comes after it. */
#include "steps.h"
#include "targets.h"

#include "sonae/app/say.h"
#include "sonae/ui/views.h"

static size_t index_in_stack(const struct ui *ui, const struct steps *steps)
{
	size_t index = 0;

	while (ui->views.at[index] != &steps->cell.view)
		index++;
	return index;
}

/* The table comes in place of the steps, or is below them already. */
static void show_table(struct steps *steps, struct ui *ui)
{
	size_t index = index_in_stack(ui, steps);
	struct view *below = index > 0 ? ui->views.at[index - 1] : NULL, *own = &steps->cell.view;

	own->ops->leave(own, ui, true);
	if (below && text_is(below->ops->name, "coverage"))
		vec_remove(&ui->views, index);
	else
		ui->views.at[index] = view_coverage_new(ui, steps->cell.sheet,
		                                        steps->target.value ? steps->target.value : "");
	own->ops->free(own);
}

static void target_chosen(struct ui *ui, void *context, const char *value, bool is_text)
{
	struct steps *steps = context;

	if (value)
		steps_set_target(steps, ui, value, is_text);
	else
		show_table(steps, ui);
}

void steps_choose_target(struct steps *steps, struct ui *ui, const char *title, size_t selected)
{
	targets_pick(ui, &(struct targets){
	    .sheet = steps->cell.sheet,
	    .view = steps_way(steps, ui),
	    .coverage = &steps->coverage,
	    .title = title,
	    .offers_all = coverage_view(ui, steps->cell.sheet, "coverage") != NULL,
	    .selected = selected,
	    .chosen = target_chosen,
	    .context = steps,
	});
}

void steps_offer_next_target(struct steps *steps, struct ui *ui)
{
	size_t from = steps->line == PIVOT_NONE ? 0 : steps->line;
	size_t next = coverage_next_line(&steps->coverage, from);
	struct str title = {0}, name = {0};

	if (steps->line != PIVOT_NONE && coverage_gap(&steps->coverage, steps->line) == PIVOT_NONE) {
		coverage_add_target(ui, sheet_form(steps_sheet(steps, ui)), steps_way(steps, ui), &steps->target,
		                    &name);
		ui_message(ui, "steps.target_done", "target", str_text(&name), NULL);
	}
	say_to(ui->session, &title, next == PIVOT_NONE ? "steps.all_done" : "steps.next_target", NULL);
	steps_choose_target(steps, ui, str_text(&title), next);
	str_release(&title);
	str_release(&name);
}

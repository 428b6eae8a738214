#include "steps.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/model/field_type.h"
#include "sonae/model/row_image.h"
#include "sonae/store/draft.h"

#include <stdlib.h>

static const struct form *form_of(const struct steps *steps, const struct ui *ui)
{
	return sheet_form(steps_sheet(steps, ui));
}

/* The field that holds the target: the reference, or the text beside it. */
static int target_field(const struct steps *steps, const struct ui *ui)
{
	int field = steps_way(steps, ui)->rows;

	return steps->target.is_text ? form_of(steps, ui)->fields.at[field].text_field : field;
}

/* ---- new rows ---- */

/* Behind the last row of the target, so that the file reads well; else last. */
static const char *row_before(const struct steps *steps, const struct ui *ui)
{
	struct sheet *sheet = steps_sheet(steps, ui);
	size_t count = sheet_row_count(sheet), last = count ? count - 1 : 0;
	int field = target_field(steps, ui);

	for (size_t row = count; row-- > 0;)
		if (text_is(sheet_cell(sheet, row, (size_t)field), steps->target.value)) {
			last = row;
			break;
		}
	return count ? sheet_row_id(sheet, last) : "";
}

/* The target and the step; room for more. The caller frees the array. */
static const char **cells_of_step(const struct steps *steps, const struct ui *ui)
{
	const char **cells = mem_zero(form_of(steps, ui)->fields.count + 1, sizeof(*cells));

	cells[target_field(steps, ui)] = steps->target.value;
	cells[steps_way(steps, ui)->columns] = steps_choice(steps, ui)->id;
	return cells;
}

static bool is_na(const struct ui *ui, const struct field *field, const char *typed)
{
	struct str cell = {0};

	field_parse(field, typed, book_today(folder_book(ui->session->folder)), &cell);
	bool is = text_is(str_text(&cell), FIELD_NA);
	str_release(&cell);
	return is;
}

bool steps_make_row(struct cell_view *cell, struct ui *ui, struct step *step, const char *typed,
                    char id[64], struct err *err)
{
	struct steps *steps = (struct steps *)cell;
	const char **cells = cells_of_step(steps, ui);

	steps->is_answered = is_na(ui, cell_view_field(cell, ui), typed);
	cells[steps->is_answered ? steps_way(steps, ui)->value : cell->field] = typed;
	bool fine = entry_new_row_of(ui->session, step, steps_sheet(steps, ui), row_before(steps, ui), cells,
	                             id, err);
	free(cells);
	return fine;
}

bool steps_typed(struct view *view, struct ui *ui, struct draft *draft, char next[64])
{
	struct steps *steps = (struct steps *)view;

	if (!cell_view_typed(view, ui, draft, next))
		return false;
	if (draft->row[0] || !steps->target.value)
		return true;
	const struct form *form = form_of(steps, ui);
	str_clear(&steps->next);
	row_image_begin(&steps->next, draft->next);
	row_image_add(&steps->next, form->fields.at[target_field(steps, ui)].id, steps->target.value);
	row_image_add(&steps->next, form->fields.at[steps_way(steps, ui)->columns].id,
	              steps_choice(steps, ui)->id);
	draft->next = str_text(&steps->next);
	return true;
}

/* ---- nothing here ---- */

/* The last choice of the verdict; see model/coverage.h. */
static const struct choice *nothing_of(const struct steps *steps, const struct ui *ui)
{
	const struct field *verdict = &form_of(steps, ui)->fields.at[steps_way(steps, ui)->value];

	return &verdict->choices.at[verdict->choices.count - 1];
}

bool steps_may_say_nothing(const struct steps *steps, const struct ui *ui)
{
	struct sheet *sheet = steps_sheet(steps, ui);
	size_t row = cell_view_row(&steps->cell, ui);

	if (!steps->target.value || steps->cell.editing || steps->cell.field != steps->fields.at[0])
		return false;
	if (row >= sheet_row_count(sheet))
		return steps_rows(steps)->at.count == 0;
	return !sheet_cell(sheet, row, (size_t)steps->cell.field)[0];
}

static bool write_nothing(struct steps *steps, struct ui *ui)
{
	struct sheet *sheet = steps_sheet(steps, ui);
	size_t row = cell_view_row(&steps->cell, ui);
	int verdict = steps_way(steps, ui)->value;
	const char *nothing = nothing_of(steps, ui)->id;
	struct step step = {0};
	struct err err = {0};
	char id[64];
	bool fine = true;

	if (row < sheet_row_count(sheet)) {
		step_set(&step, sheet, row, verdict, nothing);
	} else {
		const char **cells = cells_of_step(steps, ui);
		cells[verdict] = nothing;
		fine = entry_new_row_of(ui->session, &step, sheet, row_before(steps, ui), cells, id, &err);
		free(cells);
	}
	if (!fine)
		ui_alarm(ui, &err);
	fine = fine && ui_do(ui, &step);
	step_release(&step);
	return fine;
}

void steps_say_nothing(struct steps *steps, struct ui *ui)
{
	const struct choice *choice = steps_choice(steps, ui);

	if (!cell_view_may_write(&steps->cell, ui) || !write_nothing(steps, ui))
		return;
	ui_message(ui, "steps.noted", "step", say_words(ui->session, choice->label), "verdict",
	           say_words(ui->session, nothing_of(steps, ui)->label), NULL);
	steps_update(steps, ui);
	steps_go_to(steps, ui, steps->step + 1);
}

/* ---- rows that go ---- */

void steps_delete_row(struct steps *steps, struct ui *ui)
{
	struct sheet *sheet = steps_sheet(steps, ui);
	size_t row = cell_view_row(&steps->cell, ui), referrers = 0;
	struct step step = {0};
	struct err err = {0};
	struct str name = {0};
	char *count;

	if (row >= sheet_row_count(sheet) || !cell_view_may_write(&steps->cell, ui))
		return;
	say_row(ui->session, sheet, row, &name);
	if (!entry_delete_row(ui->session, &step, sheet, row, &referrers, &err)) {
		ui_alarm(ui, &err);
	} else if (ui_do(ui, &step)) {
		count = mem_print("%zu", referrers);
		ui_message(ui, referrers ? "sheet.deleted_referred" : "sheet.deleted", "row", str_text(&name),
		           "count", count, NULL);
		free(count);
	}
	step_release(&step);
	str_release(&name);
	steps_update(steps, ui);
}

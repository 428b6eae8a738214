/* xlsx_lists.c - the hidden page with the choices of all fields: what drop-down lists show, and
 * what formulas read. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/model/number.h"

static void plan_field(struct xlsx_work *work, const struct field *field)
{
	if (field->choices.count == 0 || xlsx_choices_of(work, field))
		return;
	struct xlsx_choices choices = {.field = field, .column = work->choices.count * 2,
	                               .last_row = field->choices.count};
	vec_push(&work->choices, choices);
}

void xlsx_lists_plan(struct xlsx_work *work)
{
	work->lists = xlsx_add_page(work->excel, outgoing_text(work->outgoing, "xlsx.lists"));
	for (size_t i = 0; i < work->sheets.count; i++)
		for (size_t k = 0; k < work->sheets.at[i].form->fields.count; k++)
			if (work->sheets.at[i].column_of.at[k] >= 0)
				plan_field(work, &work->sheets.at[i].form->fields.at[k]);
}

const struct xlsx_choices *xlsx_choices_of(const struct xlsx_work *work, const struct field *field)
{
	for (size_t i = 0; i < work->choices.count; i++)
		if (work->choices.at[i].field == field)
			return &work->choices.at[i];
	return NULL;
}

struct xlsx_area xlsx_choices_area(const struct xlsx_choices *choices, bool ids)
{
	size_t column = choices->column + (ids ? 1 : 0);

	return (struct xlsx_area){1, column, choices->last_row, column};
}

static void write_choice(struct xlsx_work *work, const struct xlsx_choices *choices, size_t index)
{
	const struct choice *choice = &choices->field->choices.at[index];
	struct xlsx_cell at = {work->lists, 1 + index, choices->column};
	double number;

	xlsx_text(at, xlsx_choice_label(work, choice), NULL);
	at.column++;
	if (number_read(choice->id, &number))
		xlsx_number(at, number, NULL);
	else
		xlsx_text(at, choice->id, NULL);
}

void xlsx_lists_write(struct xlsx_work *work)
{
	static const struct xlsx_style heading = {.bold = true};

	for (size_t i = 0; i < work->choices.count; i++) {
		const struct xlsx_choices *choices = &work->choices.at[i];
		struct xlsx_cell at = {work->lists, 0, choices->column};
		xlsx_text(at, outgoing_words(work->outgoing, choices->field->label), &heading);
		for (size_t k = 0; k < choices->field->choices.count; k++)
			write_choice(work, choices, k);
	}
	xlsx_hide_page(work->lists);
}

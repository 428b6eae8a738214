/* xlsx_rules.c - what a column's cells may hold, and when they are coloured. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/model/number.h"

/* ---- drop-down lists and ranges ---- */

static void choose_choice(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area,
                          const struct field *field)
{
	const struct xlsx_choices *choices = xlsx_choices_of(work, field);
	struct str from = {0};

	if (!choices)
		return;
	xlsx_add_area_of(&from, work->lists, xlsx_choices_area(choices, false));
	xlsx_choose_from(sheet->page, area, str_text(&from), outgoing_text(work->outgoing, "xlsx.not_listed"));
	str_release(&from);
}

static void choose_row(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area,
                       const struct field *field)
{
	const struct xlsx_sheet *there = xlsx_find(work, field->sheet);
	struct str from = {0};

	if (!there || xlsx_is_record(there))
		return;
	xlsx_add_area_of(&from, there->page, xlsx_column_area(there, 0));
	xlsx_choose_from(sheet->page, area, str_text(&from), outgoing_text(work->outgoing, "xlsx.no_such_row"));
	str_release(&from);
}

static void add_limit(const struct field *field, double number, struct str *out)
{
	struct str canonical = {0};

	number_write(number, NUMBER_PLACES, &canonical);
	field_show(field, LANG_EN, str_text(&canonical), out);
	str_release(&canonical);
}

static void limit_number(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area,
                         const struct field *field)
{
	double unit = field->type->is_percent ? 100 : 1;
	struct xlsx_limits limits = {field->has_min, field->has_max, field->type->is_whole,
	                             field->min / unit, field->max / unit};
	struct str min = {0}, max = {0}, message = {0};

	if (!field->has_min && !field->has_max)
		return;
	if (field->has_min)
		add_limit(field, field->min, &min);
	if (field->has_max)
		add_limit(field, field->max, &max);
	outgoing_say(work->outgoing, &message,
	             !field->has_max ? "xlsx.at_least" : !field->has_min ? "xlsx.at_most" : "xlsx.between",
	             "min", str_text(&min), "max", str_text(&max), NULL);
	xlsx_limit(sheet->page, area, &limits, str_text(&message));
	str_release(&min);
	str_release(&max);
	str_release(&message);
}

static void limit_check(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area)
{
	struct xlsx_limits limits = {true, true, true, 0, 1};

	xlsx_limit(sheet->page, area, &limits, outgoing_text(work->outgoing, "xlsx.check"));
}

static void set_limits(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area,
                       const struct field *field)
{
	if (field->type->has_choices && !field->type->many)
		choose_choice(work, sheet, area, field);
	else if (field->type->is_ref && !field->type->many)
		choose_row(work, sheet, area, field);
	else if (field->type->is_number)
		limit_number(work, sheet, area, field);
	else if (field->type->kind == VALUE_CHECK)
		limit_check(work, sheet, area);
}

/* ---- colours ---- */

/* A condition said of the area's first row; Excel says it of the others. */
static void colour(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area,
                   struct expr *when, const struct xlsx_style *style)
{
	struct formula_cell cell = {
		.expr = when, .book = outgoing_book(work->outgoing), .sheet = sheet->out->sheet,
		.row = sheet->out->rows.at.at[0],
	};
	struct str formula = {0};
	bool is_array = false;

	if (when && formula_write(&cell, &work->places, &formula, &is_array) && !is_array)
		xlsx_rule(sheet->page, area, str_text(&formula), style);
	str_release(&formula);
}

void xlsx_set_rules(struct xlsx_work *work, const struct xlsx_sheet *sheet, struct xlsx_area area,
                    int field)
{
	static const struct xlsx_style alarm = {.fill = XLSX_ALARM_FILL, .colour = XLSX_ALARM_TEXT, .bold = true};
	static const struct xlsx_style caution = {.fill = XLSX_CAUTION_FILL, .colour = XLSX_CAUTION_TEXT};
	const struct field *of = &sheet->form->fields.at[field];

	if (!of->formula)
		set_limits(work, sheet, area, of);
	colour(work, sheet, area, of->alarm, &alarm);
	colour(work, sheet, area, of->caution, &caution);
}

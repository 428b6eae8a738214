#include "sonae/model/schedule.h"

#include "sonae/base/str.h"
#include "sonae/model/query.h"
#include <stdio.h>

enum { APRIL = 4 };

bool schedule_fields(const struct form *form, struct schedule_fields *out)
{
	const struct form_view *way = form_way(form, "timeline");

	out->year = form_field(form, "year");
	out->group = way ? way->rows : -1;
	out->item = way ? way->value : -1;
	out->follows = way ? way->value_after : -1;
	bool fine = out->year >= 0 && out->item >= 0;
	for (int month = 1; month <= SCHEDULE_MONTHS; month++) {
		char id[16];
		snprintf(id, sizeof(id), "m%02d", month);
		out->month[month - 1] = form_field(form, id);
		fine = fine && out->month[month - 1] >= 0 &&
		       form->fields.at[out->month[month - 1]].choices.count >= SCHEDULE_MILESTONE_DONE;
	}
	return fine;
}

int schedule_first_month(struct book *book)
{
	struct value value = book_setting(book, "first_month");
	bool given = value.kind == VALUE_NUMBER && value.number >= 1 && value.number <= SCHEDULE_MONTHS;

	return given ? (int)value.number : APRIL;
}

int schedule_year_of(struct date day, int first_month)
{
	return day.month >= first_month ? day.year : day.year - 1;
}

static bool is_of_year(struct book *book, struct sheet *sheet, size_t row,
                       const struct schedule *schedule)
{
	struct value year = book_value(book, sheet, row, schedule->fields.year);

	return year.kind != VALUE_NUMBER || (int)year.number == schedule->year;
}

void schedule_build(struct book *book, struct sheet *sheet, int year, struct schedule *out)
{
	struct row_list all = {0};

	vec_clear(&out->rows);
	out->year = year;
	out->first_month = schedule_first_month(book);
	if (!schedule_fields(sheet_form(sheet), &out->fields))
		return;
	query_all(sheet, &all);
	if (out->fields.group >= 0)
		query_sort(book, sheet, out->fields.group, false, &all);
	for (size_t i = 0; i < all.at.count; i++)
		if (is_of_year(book, sheet, all.at.at[i], out) &&
		    !book_is_retired(book, sheet, all.at.at[i]))
			vec_push(&out->rows, all.at.at[i]);
	row_list_release(&all);
}

void schedule_release(struct schedule *schedule)
{
	vec_release(&schedule->rows);
}

int schedule_month(const struct schedule *schedule, int index)
{
	return (schedule->first_month - 1 + index) % SCHEDULE_MONTHS + 1;
}

int schedule_index(const struct schedule *schedule, int month)
{
	return (month - schedule->first_month + SCHEDULE_MONTHS) % SCHEDULE_MONTHS;
}

/* Months since year 0. */
static int month_number(int year, int month)
{
	return year * SCHEDULE_MONTHS + month - 1;
}

static int number_of_index(const struct schedule *schedule, int index)
{
	return month_number(schedule->year, schedule->first_month) + index;
}

/* Is the date that the row follows in this month? */
static bool follows_into(struct book *book, struct sheet *sheet, const struct schedule *schedule,
                         size_t row, int index)
{
	if (schedule->fields.follows < 0)
		return false;
	struct value value = book_value(book, sheet, row, schedule->fields.follows);
	if (value.kind != VALUE_DATE)
		return false;
	struct date date = date_from_days((long)value.number);
	return month_number(date.year, date.month) == number_of_index(schedule, index);
}

static bool is_past(struct book *book, const struct schedule *schedule, int index)
{
	struct date today = book_today(book);

	return number_of_index(schedule, index) < month_number(today.year, today.month);
}

static enum schedule_mark mark_of(const struct field *field, const char *cell)
{
	for (size_t i = 0; i < field->choices.count && i < SCHEDULE_MILESTONE_DONE; i++)
		if (text_is(field->choices.at[i].id, cell))
			return (enum schedule_mark)(SCHEDULE_PLANNED + i);
	return cell[0] ? SCHEDULE_UNKNOWN : SCHEDULE_NONE;
}

static bool followed_is_late(struct book *book, struct sheet *sheet, const struct schedule *schedule,
                             size_t row)
{
	struct expr *alarm = sheet_form(sheet)->fields.at[schedule->fields.follows].alarm;

	return alarm && value_holds(book_eval(book, sheet, row, alarm));
}

enum schedule_mark schedule_mark(struct book *book, struct sheet *sheet, const struct schedule *schedule,
                                 size_t row, int index, bool *late)
{
	int field = schedule->fields.month[schedule_month(schedule, index) - 1];
	enum schedule_mark mark =
	    mark_of(&sheet_form(sheet)->fields.at[field], sheet_cell(sheet, row, (size_t)field));
	bool is_late = (mark == SCHEDULE_PLANNED || mark == SCHEDULE_MILESTONE) && is_past(book, schedule, index);

	if (mark == SCHEDULE_NONE && follows_into(book, sheet, schedule, row, index)) {
		mark = SCHEDULE_FOLLOWED;
		is_late = followed_is_late(book, sheet, schedule, row);
	}
	if (late)
		*late = is_late;
	return mark;
}

const char *schedule_choice(const struct form *form, const struct schedule_fields *fields,
                            enum schedule_mark mark)
{
	if (mark < SCHEDULE_PLANNED || mark > SCHEDULE_MILESTONE_DONE)
		return "";
	return form->fields.at[fields->month[0]].choices.at[mark - SCHEDULE_PLANNED].id;
}

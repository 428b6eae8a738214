/* ratings.c - what is rated, and where one stands. */
#include "ratings.h"

#include "place.h"

#include "sonae/app/say.h"

struct sheet *ratings_sheet(const struct ratings *ratings, const struct ui *ui)
{
	return cell_view_sheet(&ratings->cell, ui);
}

const struct form_view *ratings_way(const struct ratings *ratings, const struct ui *ui)
{
	return form_way(sheet_form(ratings_sheet(ratings, ui)), "profile");
}

int ratings_field_of(const struct ratings *ratings, const struct ui *ui, enum profile_measure side)
{
	const struct form_view *way = ratings_way(ratings, ui);

	return side == PROFILE_NOW ? way->value : way->value_after;
}

const struct field *ratings_field(const struct ratings *ratings, const struct ui *ui,
                                  enum profile_measure side)
{
	return &sheet_form(ratings_sheet(ratings, ui))
	            ->fields.at[ratings_field_of(ratings, ui, side)];
}

const char *ratings_side_name(const struct ratings *ratings, const struct ui *ui,
                              enum profile_measure side)
{
	const struct field *field = ratings_field(ratings, ui, side);
	const char *heading = say_words(ui->session, field->heading);

	return heading[0] ? heading : say_words(ui->session, field->label);
}

const struct profile_group *ratings_group(const struct ratings *ratings)
{
	return &ratings->profile.groups.at[ratings->group];
}

const char *ratings_group_name(const struct ratings *ratings, const struct ui *ui, size_t group)
{
	const char *title = say_words(ui->session, ratings->profile.groups.at[group].title);

	return title[0] ? title : place_sheet(ui, ratings->cell.sheet);
}

bool ratings_take_digits(const struct ratings *ratings, const struct ui *ui)
{
	const struct field *field = ratings_field(ratings, ui, ratings->side);

	return field->min >= 0 && field->max <= 9;
}

void ratings_say_scale(const struct ratings *ratings, const struct ui *ui, struct str *out)
{
	const struct field *field = ratings_field(ratings, ui, ratings->side);

	str_addf(out, "%g-%g", field->min, field->max);
}

/* ---- where one stands ---- */

static size_t index_of(const struct profile_group *group, size_t row)
{
	size_t index = 0;

	while (index < group->rows.at.count && group->rows.at.at[index] != row)
		index++;
	return index;
}

size_t ratings_index(const struct ratings *ratings, const struct ui *ui)
{
	return index_of(ratings_group(ratings), cell_view_row(&ratings->cell, ui));
}

void ratings_stand_at(struct ratings *ratings, struct ui *ui, size_t group, size_t index)
{
	size_t last = ratings->profile.groups.count - 1;

	ratings->group = group < last ? group : last;
	const struct row_list *rows = &ratings_group(ratings)->rows;
	ratings->cell.row[0] = '\0';
	if (rows->at.count == 0) {
		ratings->in_items = false;
		return;
	}
	index = index < rows->at.count ? index : rows->at.count - 1;
	text_copy(ratings->cell.row, sizeof(ratings->cell.row),
	          sheet_row_id(ratings_sheet(ratings, ui), rows->at.at[index]));
}

bool ratings_stand_on_row(struct ratings *ratings, struct ui *ui, const char *id)
{
	size_t row;

	if (!sheet_find(ratings_sheet(ratings, ui), id, &row))
		return false;
	for (size_t i = 0; i < ratings->profile.groups.count; i++) {
		size_t index = index_of(&ratings->profile.groups.at[i], row);
		if (index < ratings->profile.groups.at[i].rows.at.count) {
			ratings_stand_at(ratings, ui, i, index);
			return true;
		}
	}
	return false;
}

void ratings_read(struct ratings *ratings, struct ui *ui)
{
	profile_build(folder_book(ui->session->folder), ratings_sheet(ratings, ui),
	              ratings_way(ratings, ui), &ratings->profile);
	if (!ratings->cell.row[0] || !ratings_stand_on_row(ratings, ui, ratings->cell.row))
		ratings_stand_at(ratings, ui, ratings->group, 0);
}

bool ratings_other_group(const struct ratings *ratings, int by, size_t *group)
{
	size_t at = ratings->group, count = ratings->profile.groups.count;

	while (by > 0 ? at + 1 < count : at > 0) {
		at = by > 0 ? at + 1 : at - 1;
		if (ratings->profile.groups.at[at].rows.at.count == 0)
			continue;
		*group = at;
		return true;
	}
	return false;
}

bool ratings_go_on(struct ratings *ratings, struct ui *ui)
{
	size_t index = ratings_index(ratings, ui), group;

	if (index + 1 < ratings_group(ratings)->rows.at.count)
		ratings_stand_at(ratings, ui, ratings->group, index + 1);
	else if (ratings_other_group(ratings, 1, &group))
		ratings_stand_at(ratings, ui, group, 0);
	else
		return false;
	return true;
}

#include "sonae/model/finding.h"
#include "sonae/model/expr.h"
#include "sonae/model/field_type.h"
#include <stdio.h>
#include <string.h>

static bool is_answer(const char *cell)
{
	return *cell != '\0' && strcmp(cell, FIELD_NA) != 0;
}

/* Are the rows there that the cell names? */
static bool check_refs(const struct sheet *target, const struct field *field, const char *cell,
                       struct err *err)
{
	struct str id = { 0 };
	bool found = true;
	size_t row;

	while (found && *cell != '\0') {
		size_t len = field->type->many ? strcspn(cell, ";") : strlen(cell);
		str_clear(&id);
		str_add_n(&id, cell, len);
		found = sheet_find(target, str_text(&id), &row) ||
		        err_set(err, ERR_VALUE_REF, NULL, 0, "%s", str_text(&id));
		cell += len + (cell[len] == ';');
	}
	str_release(&id);
	return found;
}

static bool check_stored(struct book *book, const struct field *field, const char *cell,
                         struct err *err)
{
	if (!is_answer(cell))
		return true;
	if (!field_check(field, cell, err))
		return false;
	if (!field->type->is_ref || book_form(book, field->sheet, NULL) == NULL)
		return true;
	const struct sheet *target = book_sheet(book, field->sheet, NULL);
	return target == NULL || check_refs(target, field, cell, err);
}

static bool check_computed(const struct field *field, struct value value, struct err *err)
{
	if (value.kind != VALUE_ERROR)
		return true;
	return err_set(err, (enum err_code)value.number, NULL, 0, "%s",
	               expr_source(field->formula));
}

bool finding_check_cell(struct book *book, struct sheet *sheet, size_t row, int field,
                        struct err *err)
{
	const struct field *of = &sheet_form(sheet)->fields.at[field];

	if (of->formula != NULL)
		return check_computed(of, book_value(book, sheet, row, field), err);
	return check_stored(book, of, sheet_cell(sheet, row, (size_t)field), err);
}

static struct finding *add(struct findings *out, struct sheet *sheet, enum finding_level level,
                           const char *row, int field)
{
	struct finding *finding = vec_add(&out->at);

	finding->level = level;
	finding->sheet = sheet_form(sheet)->id;
	finding->field = field;
	snprintf(finding->row, sizeof(finding->row), "%s", row);
	return finding;
}

static void find_values(struct book *book, struct sheet *sheet, size_t row,
                        struct findings *out)
{
	const struct form *form = sheet_form(sheet);

	for (size_t i = 0; i < form->fields.count; i++) {
		struct err err = { 0 };
		if (finding_check_cell(book, sheet, row, (int)i, &err))
			continue;
		add(out, sheet, FINDING_ERROR, sheet_row_id(sheet, row), (int)i)->err = err;
	}
}

/* The gaps asked of each row, or once of the sheet. */
static void find_gaps(struct book *book, struct sheet *sheet, bool per_sheet, size_t row,
                      struct findings *out)
{
	const struct form *form = sheet_form(sheet);

	for (size_t i = 0; i < form->gaps.count; i++) {
		const struct gap *gap = &form->gaps.at[i];
		if (gap->per_sheet != per_sheet ||
		    !value_holds(book_eval(book, sheet, row, gap->when)))
			continue;
		const char *id = per_sheet ? "" : sheet_row_id(sheet, row);
		add(out, sheet, gap->level, id, gap->field)->gap = gap;
	}
}

bool findings_of_sheet(struct book *book, const char *sheet_id, struct findings *out,
                       struct err *err)
{
	struct sheet *sheet = book_sheet(book, sheet_id, err);

	if (sheet == NULL)
		return false;
	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		if (book_is_retired(book, sheet, row))
			continue;
		find_values(book, sheet, row, out);
		find_gaps(book, sheet, false, row, out);
	}
	find_gaps(book, sheet, true, 0, out);
	return true;
}

void findings_release(struct findings *findings)
{
	vec_release(&findings->at);
}

/* Every computed field and retired row of the shipped forms lives on in a spreadsheet. */
#include "app_fixture.h"
#include "sonae/model/formula.h"

static bool column(void *context, const char *sheet, int field, struct formula_column *out)
{
	(void)context;
	snprintf(out->sheet, sizeof(out->sheet), "'%s'!", sheet);
	snprintf(out->letter, sizeof(out->letter), "A%c", 'A' + (field + 2) % 26);
	out->first = 6;
	out->last = 1005;
	out->is_whole = true;
	return true;
}

static size_t row_of(void *context, const char *sheet, size_t row)
{
	(void)context;
	(void)sheet;
	return row + 6;
}

static bool choices(void *context, const char *sheet, int field, struct formula_choices *out)
{
	(void)context;
	(void)sheet;
	(void)field;
	snprintf(out->labels, sizeof(out->labels), "Lists!$A$1000:$A$1020");
	snprintf(out->ids, sizeof(out->ids), "Lists!$B$1000:$B$1020");
	return true;
}

static const struct formula_places places = {
	.lang = LANG_EN, .today = "Cover!$B$4", .column = column, .row = row_of, .choices = choices};

/* The first rows have what the others have. */
enum { ROWS_LOOKED_AT = 4 };

static size_t check_sheet(struct book *book, struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	struct str out = {0};
	size_t written = 0;
	bool is_array;

	for (size_t row = 0; row < sheet_row_count(sheet) && row < ROWS_LOOKED_AT; row++) {
		struct formula_cell cell = {.book = book, .sheet = sheet, .row = row};
		if (form->retired && !formula_write_active(&cell, &places, &out, &is_array))
			fail_msg("%s: retired", form->id);
		for (size_t i = 0; i < form->fields.count; i++) {
			cell.field = &form->fields.at[i];
			cell.expr = cell.field->formula;
			if (!cell.expr)
				continue;
			if (!formula_write(&cell, &places, &out, &is_array))
				fail_msg("%s.%s: %s", form->id, cell.field->id, expr_source(cell.expr));
			written++;
		}
	}
	str_release(&out);
	return written;
}

static void test_every_formula_can_be_said_in_a_spreadsheet(void **state)
{
	struct fixture fixture = {0};
	struct err err = {0};
	size_t count, written = 0;
	char **ids;

	(void)state;
	fixture_make(&fixture, true, LANG_EN);
	struct folder *folder = fixture.session.folder;
	assert_true(catalogue_forms(folder_catalogue(folder), &ids, &count, &err));
	for (size_t i = 0; i < count; i++) {
		struct sheet *sheet = fixture_sheet(&fixture, ids[i]);
		if (sheet && sheet_form(sheet)->kind != FORM_QUERY)
			written += check_sheet(folder_book(folder), sheet);
		free(ids[i]);
	}
	free(ids);
	assert_true(written > 300);
	session_release(&fixture.session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_formula_can_be_said_in_a_spreadsheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

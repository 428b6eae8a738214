#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/finding.h"

static const struct fixture_sheet workbook[] = {
	{ "assets",
	  "retired = not empty(disposed)\nname text\nlevel int\ndisposed date\n"
	  "share number = 10 / level\n",
	  "A-001 name=名簿 level=2\nA-002 name=図面 level=高い\nA-003 level=3 disposed=2024-01-31\n"
	  "A-004 level=0\n" },
	{ "threats", "target ref assets\nothers refs assets\nabout ref nowhere\n",
	  "T-001 target=A-001 others=A-001;A-002 about=X-001\nT-002 target=A-009\n"
	  "T-003 target=n/a others=A-001;A-404;A-405\n" },
	{ NULL, NULL, NULL },
};

static void add_gap(struct form *form, bool per_sheet, const char *when)
{
	struct gap *gap = vec_add(&form->gaps);

	gap->id = when;
	gap->level = FINDING_WARNING;
	gap->per_sheet = per_sheet;
	gap->when = fixture_expr(when);
	gap->field = per_sheet ? -1 : 1;
	assert_true(
	    expr_bind(gap->when, form, per_sheet ? EXPR_OF_SHEET : EXPR_OF_ROW, NULL));
}

static struct form *make(void *context, const char *id, struct err *err)
{
	struct form *form = fixture_form(context, id, err);

	if (form != NULL && strcmp(id, "assets") == 0) {
		add_gap(form, false, "level >= 2 and count(threats where target == this.id) == 0");
		add_gap(form, true, "count() < 5");
		add_gap(form, true, "count() < 2");
	}
	return form;
}

static struct book *make_book(struct fixture *fixture)
{
	struct book_source source = { fixture, make, fixture_rows };

	return book_new(source, (struct date){ 2024, 9, 10 });
}

static void assert_finding(const struct finding *finding, const char *row, int field,
                           enum err_code code, const char *what)
{
	assert_string_equal(finding->row, row);
	assert_int_equal(finding->field, field);
	assert_int_equal(finding->err.code, code);
	assert_string_equal(finding->gap != NULL ? finding->gap->id : finding->err.what, what);
}

static void test_finding__values_gaps_and_the_sheet_in_order(void **state)
{
	struct fixture fixture = { .sheets = workbook };
	struct book *book = make_book(&fixture);
	struct findings found = { 0 };

	(void)state;
	fixture_change(book, "assets", "A-001", "level", "2");
	fixture_change(book, "threats", "T-001", "target", "A-002");
	assert_true(findings_of_sheet(book, "assets", &found, NULL));
	assert_int_equal(found.at.count, 4);
	assert_finding(&found.at.at[0], "A-001", 1, ERR_NONE,
	               "level >= 2 and count(threats where target == this.id) == 0");
	assert_int_equal(found.at.at[0].level, FINDING_WARNING);
	assert_finding(&found.at.at[1], "A-002", 1, ERR_VALUE_NUMBER, "高い");
	assert_int_equal(found.at.at[1].level, FINDING_ERROR);
	assert_finding(&found.at.at[2], "A-004", 3, ERR_EXPR_DIVIDE,
	               expr_source(book_form(book, "assets", NULL)->fields.at[3].formula));
	assert_finding(&found.at.at[3], "", -1, ERR_NONE, "count() < 5");
	assert_string_equal(found.at.at[3].sheet, "assets");
	findings_release(&found);
	findings_release(&found);
	book_free(book);
}

static void test_finding__references_to_missing_rows(void **state)
{
	struct fixture fixture = { .sheets = workbook };
	struct book *book = make_book(&fixture);
	struct findings found = { 0 };

	(void)state;
	assert_true(findings_of_sheet(book, "threats", &found, NULL));
	assert_int_equal(found.at.count, 2);
	assert_finding(&found.at.at[0], "T-002", 0, ERR_VALUE_REF, "A-009");
	assert_finding(&found.at.at[1], "T-003", 1, ERR_VALUE_REF, "A-404");
	findings_release(&found);
	book_free(book);
}

static void test_finding__an_unknown_worksheet_is_an_error(void **state)
{
	struct fixture fixture = { .sheets = workbook };
	struct book *book = make_book(&fixture);
	struct findings found = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_false(findings_of_sheet(book, "asets", &found, &err));
	assert_int_equal(err.code, ERR_NO_FORM);
	assert_int_equal(found.at.count, 0);
	book_free(book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finding__values_gaps_and_the_sheet_in_order),
		cmocka_unit_test(test_finding__references_to_missing_rows),
		cmocka_unit_test(test_finding__an_unknown_worksheet_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/form_file.h"

#define FORM(kind, rest)                     \
	"[form]\nkind = \"" kind "\"\n" rest \
	"title_ja = \"表\"\ntitle_en = \"Sheet\"\npurpose_ja = \"見る\"\npurpose_en = \"See\"\n"
#define FIELD(id, type)                                                                  \
	"[field " id "]\ntype = \"" type "\"\nlabel_ja = \"名\"\nlabel_en = \"Name\"\n" \
	"help_ja = \"例\"\nhelp_en = \"Such as\"\n"
#define TABLE(prefix) FORM("table", "prefix = \"" prefix "\"\n") /* 7 lines */

/* Checks "mine.ini", which lies outside of the forms folders; its form, or NULL. */
static struct form *check(struct forms_fixture *f, const char *text)
{
	char *path = forms_path(f, "drafts/mine.ini");

	forms_write(f, "drafts/mine.ini", text);
	struct form *form = form_load_file(&f->catalogue, path, &f->errs);
	free(path);
	return form;
}

static void assert_refused(struct forms_fixture *f, const char *text, enum err_code code, long line,
			   const char *what)
{
	char *path = forms_path(f, "drafts/mine.ini");

	assert_null(check(f, text));
	errs_assert_one(&f->errs, code, path, line, what);
	vec_clear(&f->errs.at);
	free(path);
}

static void test_check__a_form_that_fits_in(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/assets.ini", TABLE("A") FIELD("cost", "money"));
	struct form *form = check(
	    f, TABLE("M") FIELD("asset", "ref") "sheet = \"assets\"\n" FIELD(
		   "up", "ref") "sheet = \"mine\"\n"
				"[field cost]\ntype = \"money\"\nlabel_ja = \"費\"\n"
				"label_en = \"Cost\"\nformula = \"asset.cost + sum(assets.cost)\"\n"
				"[field upper]\ntype = \"money\"\nlabel_ja = \"上\"\n"
				"label_en = \"Up\"\nformula = \"up.asset.cost\"\n");
	errs_assert_none(&f->errs);
	assert_non_null(form);
	assert_string_equal(form->id, "mine");
	form_free(form);
}

static void test_check__prefix_of_another_form(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/assets.ini", TABLE("A") FIELD("name", "text"));
	forms_write(f, "book/forms/own.ini", TABLE("B") FIELD("name", "text"));
	assert_refused(f, TABLE("A") FIELD("name", "text"), ERR_INI_TWICE, 3,
		       "prefix = A (assets)");
	assert_refused(f, TABLE("B") FIELD("name", "text"), ERR_INI_TWICE, 3, "prefix = B (own)");
}

static void test_check__a_form_may_replace_its_namesake(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/mine.ini", TABLE("M") FIELD("name", "text"));
	struct form *form = check(f, TABLE("M") FIELD("name", "text"));
	errs_assert_none(&f->errs);
	form_free(form);
}

static void test_check__worksheets_that_are_not_there(void **state)
{
	struct forms_fixture *f = *state;

	assert_refused(f, TABLE("M") FIELD("asset", "ref") "sheet = \"assets\"\n", ERR_NO_FORM, 8,
		       "assets");
	forms_write(f, "drafts/given/mine.csv", "id,text\n1,あ\n");
	assert_refused(f, FORM("checklist", "per = \"devices\"\n") FIELD("name", "text"),
		       ERR_NO_FORM, 3, "devices");
	assert_refused(f, TABLE("M") FIELD("n", "int") "[done]\nrule = \"count(assets) > 0\"\n",
		       ERR_EXPR_NAME, 15, "assets");
}

static void test_check__fields_that_the_other_worksheet_lacks(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/assets.ini", TABLE("A") FIELD("cost", "money"));
	assert_refused(f, TABLE("M") FIELD("n", "int") "offer = \"sum(assets.price)\"\n",
		       ERR_EXPR_NAME, 14, "assets.price");
}

/* A query is of another worksheet: whether it fits that one is seen only from outside. */
static void test_check__a_query_that_does_not_fit_its_worksheet(void **state)
{
	struct forms_fixture *f = *state;

	assert_refused(f, FORM("query", "of = \"assets\"\n"), ERR_NO_FORM, 3, "assets");
	forms_write(f, "forms/assets.ini", TABLE("A") FIELD("cost", "money") FIELD("name", "text"));
	assert_refused(f, FORM("query", "of = \"assets\"\nwhere = \"price > 3\"\n"), ERR_EXPR_NAME, 4,
		       "price");
	assert_refused(f, FORM("query", "of = \"assets\"\nwhere = \"count(nosuch) > 3\"\n"),
		       ERR_EXPR_NAME, 4, "nosuch");
	assert_refused(f, FORM("query", "of = \"assets\"\n") "[view grid]\ncolumns = \"name place\"\n",
		       ERR_NO_FIELD, 9, "place");
	form_free(check(f, FORM("query", "of = \"assets\"\nwhere = \"cost > 3\"\n")
			       "[view grid]\ncolumns = \"name cost\"\n"));
	errs_assert_none(&f->errs);
}

/* 27 lines; the view begins with the 24th. */
#define LOOKED_AT                                                                              \
	TABLE("S")                                                                             \
	FIELD("asset", "ref")                                                                  \
	"sheet = \"assets\"\n" FIELD("side", "choice") "[choice side a]\nja = \"甲\"\nen = \"A\"\n" \
	"[view coverage]\nrows = \"asset\"\ncolumns = \"side\"\nvalue = \"side\"\n"

static void test_check__a_view_that_wants_what_is_not_there(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "forms/assets.ini", TABLE("A") FIELD("cost", "money") FIELD("name", "text"));
	assert_refused(f, LOOKED_AT "wanted = \"price > 3\"\n", ERR_EXPR_NAME, 24, "price");
	form_free(check(f, LOOKED_AT "wanted = \"cost > 3\"\n"));
	errs_assert_none(&f->errs);
}

static void test_check__examples_beside_it(void **state)
{
	struct forms_fixture *f = *state;

	forms_write(f, "drafts/examples/mine.csv", "name,cost\nPC,1\n");
	assert_null(check(f, TABLE("M") FIELD("name", "text")));
	errs_assert_one(&f->errs, ERR_NO_FIELD, "forms/examples/mine.csv", 1, "cost");
	vec_clear(&f->errs.at);
	forms_write(f, "drafts/examples/mine.csv", "name\nPC\n");
	forms_write(f, "drafts/company/mine.csv", "name,place\nPC,1\n");
	assert_null(check(f, TABLE("M") FIELD("name", "text")));
	errs_assert_one(&f->errs, ERR_NO_FIELD, "forms/company/mine.csv", 1, "place");
}

static void test_check__names_that_cannot_be_worksheets(void **state)
{
	static const char *const names[] = { "history", "this", "My-form", "台帳" };
	struct forms_fixture *f = *state;
	char name[60];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(name, sizeof name, "drafts/%s.ini", names[i]);
		forms_write(f, name, TABLE("M") FIELD("name", "text"));
		char *path = forms_path(f, name);
		assert_null(form_load_file(&f->catalogue, path, &f->errs));
		errs_assert_one(&f->errs, ERR_FORM_NAME, path, 0, names[i]);
		vec_clear(&f->errs.at);
		free(path);
	}
}

static void test_check__missing_file(void **state)
{
	struct forms_fixture *f = *state;
	char *path = forms_path(f, "drafts/none.ini");

	assert_null(form_load_file(&f->catalogue, path, &f->errs));
	assert_int_equal(f->errs.at.count, 1);
	assert_int_equal(f->errs.at.at[0].code, ERR_MISSING);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_check__a_form_that_fits_in),
		TEST_WITH_FORMS(test_check__prefix_of_another_form),
		TEST_WITH_FORMS(test_check__a_form_may_replace_its_namesake),
		TEST_WITH_FORMS(test_check__worksheets_that_are_not_there),
		TEST_WITH_FORMS(test_check__fields_that_the_other_worksheet_lacks),
		TEST_WITH_FORMS(test_check__a_query_that_does_not_fit_its_worksheet),
		TEST_WITH_FORMS(test_check__a_view_that_wants_what_is_not_there),
		TEST_WITH_FORMS(test_check__examples_beside_it),
		TEST_WITH_FORMS(test_check__names_that_cannot_be_worksheets),
		TEST_WITH_FORMS(test_check__missing_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

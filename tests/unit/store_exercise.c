/* Exercises as they are read: questions, what is said about answers, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "sonae/store/form_file.h"
#include "sonae/store/sheet_file.h"

#define HEAD(kind) \
	"[form]\nkind = \"" kind "\"\ntitle_ja = \"練習\"\ntitle_en = \"Exercise\"\n" \
	"purpose_ja = \"解く\"\npurpose_en = \"Solve\"\n"
#define FIELD(id, type, more) \
	"[field " id "]\ntype = \"" type "\"\nlabel_ja = \"" id "\"\nlabel_en = \"" id "\"\n" \
	"help_ja = \"例\"\nhelp_en = \"Such as\"\n" more
#define ANSWER FIELD("answer", "number", "")
#define MARK FIELD("mark", "check", "formula = \"answer == 6\"\n")
#define EXERCISE HEAD("exercise") ANSWER MARK
#define QUESTION "id,text.ja,text.en\n1,いくつ,How many\n"

static struct form *load(struct forms_fixture *f, const char *ini, const char *given)
{
	forms_write(f, "forms/x.ini", ini);
	forms_write(f, "forms/given/x.csv", given);
	struct form *form = form_load(&f->catalogue, "x", &f->errs);
	errs_assert_none(&f->errs);
	assert_non_null(form);
	return form;
}

static void assert_refused(struct forms_fixture *f, const char *ini, const char *given,
                           enum err_code code, const char *file, long line, const char *what)
{
	forms_write(f, "forms/x.ini", ini);
	forms_write(f, "forms/given/x.csv", given);
	assert_null(form_load(&f->catalogue, "x", &f->errs));
	errs_assert_one(&f->errs, code, file, line, what);
	vec_clear(&f->errs.at);
}

static void test_exercise__a_question_says_how_one_gets_there(void **state)
{
	struct form *form = load(*state, EXERCISE,
	                         "id,text.ja,text.en,unit.ja,unit.en,why.ja,why.en\n"
	                         "1,いくつ,How many,個,pieces,2 x 3 です,2 x 3\n2,ほかに,Else,,,,\n");
	const struct item *first = &form->items.at[0], *second = &form->items.at[1];

	assert_string_equal(words_in(first->unit, LANG_JA), "個");
	assert_string_equal(words_in(first->unit, LANG_EN), "pieces");
	assert_string_equal(words_in(first->why, LANG_JA), "2 x 3 です");
	assert_string_equal(words_in(first->why, LANG_EN), "2 x 3");
	assert_int_equal(first->under, -1);
	assert_string_equal(words_in(second->unit, LANG_JA), "");
	assert_string_equal(words_in(second->why, LANG_EN), "");
	form_free(form);
}

static void assert_wrong(const struct item *item, const char *answer, enum lang lang, const char *expected)
{
	struct str said = {0};

	assert_int_equal(item_wrong(item, answer, lang, &said), expected[0] != '\0');
	assert_string_equal(str_text(&said), expected);
	str_release(&said);
}

static void test_exercise__words_about_a_slip_are_found_by_the_answer(void **state)
{
	struct form *form = load(*state, EXERCISE,
	                         "id,text.ja,text.en,wrong.ja,wrong.en\n"
	                         "1,いくつ,How many,\"5: 足しています\n60: 桁が多い\","
	                         "\"5: You added\n60: A nought\"\n");
	const struct item *item = &form->items.at[0];

	assert_wrong(item, "5", LANG_JA, "足しています");
	assert_wrong(item, "60", LANG_JA, "桁が多い");
	assert_wrong(item, "60", LANG_EN, "A nought");
	assert_wrong(item, "6", LANG_EN, "");
	assert_wrong(item, "0", LANG_EN, "");
	assert_wrong(item, "", LANG_EN, "");
	form_free(form);
}

static void test_exercise__questions_may_be_parts_of_others(void **state)
{
	struct form *form = load(*state,
	                         EXERCISE "[exercise]\nroot_ja = \"根\"\nroot_en = \"Root\"\n"
	                                  "takes_on = \"tree\"\n",
	                         "id,under,text.ja,text.en\na,,い,A\nb,a,ろ,B\nc,b,は,C\nd,a,に,D\n");
	static const int under[] = {-1, 0, 1, 0}, depth[] = {0, 1, 2, 1};

	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(form->items.at[i].under, under[i]);
		assert_int_equal(form_item_depth(form, i), depth[i]);
	}
	assert_string_equal(words_in(form->exercise.root, LANG_JA), "根");
	assert_string_equal(form->exercise.takes_on, "tree");
	form_free(form);
}

static void test_exercise__rows_are_given(void **state)
{
	struct form *form = load(*state, EXERCISE, QUESTION "2,ほかに,Else\n");
	struct sheet *sheet = sheet_new(form);

	assert_true(form_has_given_rows(form) && form_has_items(form) && form_writes_items(form));
	assert_false(form->addable);
	sheet_add_given_rows(sheet);
	assert_int_equal(sheet_row_count(sheet), 2);
	assert_string_equal(sheet_row_id(sheet, 1), "2");
	sheet_free(sheet);
	form_free(form);
}

static void test_exercise__columns_of_questions_are_fields_elsewhere(void **state)
{
	struct form *form = load(*state, HEAD("checklist") FIELD("why", "text", ""),
	                         "id,text.ja,text.en,why\n1,扉,Door,古い\n");

	assert_string_equal(form->items.at[0].preset.at[0], "古い");
	form_free(form);
}

static void test_exercise__needs_an_answer_and_its_mark(void **state)
{
	assert_refused(*state, HEAD("exercise") ANSWER, QUESTION, ERR_FORM_LACKS, "forms/x.ini", 0,
	               "[field mark]");
	assert_refused(*state, HEAD("exercise") FIELD("mark", "check", "formula = \"item == '1'\"\n"), QUESTION,
	               ERR_FORM_LACKS, "forms/x.ini", 0, "[field answer]");
	assert_refused(*state, HEAD("exercise") ANSWER FIELD("mark", "check", ""), QUESTION, ERR_FORM_LACKS,
	               "forms/x.ini", 13, "formula");
	assert_refused(*state, HEAD("exercise") ANSWER FIELD("mark", "int", "formula = \"answer\"\n"), QUESTION,
	               ERR_FORM_TYPE, "forms/x.ini", 13, "mark");
}

static void test_exercise__mistakes_in_questions_are_named(void **state)
{
	assert_refused(*state, EXERCISE, "id,under,text.ja,text.en\na,b,い,A\nb,,ろ,B\n", ERR_NO_ROW,
	               "forms/given/x.csv", 2, "under: b");
	assert_refused(*state, EXERCISE, "id,text.ja,text.en,why.ja\n1,い,A,道筋\n", ERR_FORM_LACKS,
	               "forms/given/x.csv", 2, "why.en");
	assert_refused(*state, EXERCISE, "id,text.ja,text.en,wrong.ja,wrong.en\n1,い,A,5: 足した,five\n",
	               ERR_FORM_VALUE, "forms/given/x.csv", 2, "wrong.en: five");
}

static void test_exercise__its_section_is_of_exercises_only(void **state)
{
	assert_refused(*state, HEAD("checklist") FIELD("state", "text", "") "[exercise]\ntakes_on = \"tree\"\n",
	               QUESTION, ERR_FORM_KEY, "forms/x.ini", 13, "[exercise]");
}

static void test_exercise__what_it_is_about_falls_back_to_the_other_language(void **state)
{
	struct forms_fixture *f = *state;
	struct str text = {0};

	assert_false(catalogue_scenario(&f->catalogue, "x", LANG_JA, &text));
	forms_write(f, "forms/exercises/x.ja.md", "条件\r\n");
	assert_true(catalogue_scenario(&f->catalogue, "x", LANG_EN, &text));
	assert_string_equal(str_text(&text), "条件\n");
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_exercise__a_question_says_how_one_gets_there),
		TEST_WITH_FORMS(test_exercise__words_about_a_slip_are_found_by_the_answer),
		TEST_WITH_FORMS(test_exercise__questions_may_be_parts_of_others),
		TEST_WITH_FORMS(test_exercise__rows_are_given),
		TEST_WITH_FORMS(test_exercise__columns_of_questions_are_fields_elsewhere),
		TEST_WITH_FORMS(test_exercise__needs_an_answer_and_its_mark),
		TEST_WITH_FORMS(test_exercise__mistakes_in_questions_are_named),
		TEST_WITH_FORMS(test_exercise__its_section_is_of_exercises_only),
		TEST_WITH_FORMS(test_exercise__what_it_is_about_falls_back_to_the_other_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

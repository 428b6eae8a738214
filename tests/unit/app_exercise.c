/* The two exercises of session 5 as a person answers them, marked by hand beforehand. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/exercise.h"
#include "sonae/model/finding.h"
#include "sonae/model/progress.h"
#include "sonae/store/form_file.h"

static int setup(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	fixture_make(&fixture, false, LANG_JA);
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	session_release(&fixture->session);
	return 0;
}

static size_t row_of(struct sheet *sheet, const char *id)
{
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	return row;
}

static enum exercise_mark answer(struct fixture *fixture, const char *exercise, const char *id, const char *typed)
{
	struct sheet *sheet = fixture_sheet(fixture, exercise);
	int field = form_field(sheet_form(sheet), "answer");
	struct step step = {0};

	assert_true(entry_set(&fixture->session, &step, sheet, row_of(sheet, id), field, typed, NULL));
	assert_true(folder_do(fixture->session.folder, &step, NULL));
	step_release(&step);
	return exercise_mark(&fixture->session, sheet, row_of(sheet, id));
}

static enum exercise_mark loss(struct fixture *fixture, const char *id, const char *typed)
{
	return answer(fixture, "exercise_ale", id, typed);
}

static enum progress progress(struct fixture *fixture, const char *exercise)
{
	return progress_of(folder_book(fixture->session.folder), fixture_sheet(fixture, exercise));
}

static size_t count_findings(struct fixture *fixture, const char *exercise, const char *gap)
{
	struct findings findings = {0};
	size_t count = 0;

	assert_true(findings_of_sheet(folder_book(fixture->session.folder), exercise, &findings, NULL));
	for (size_t i = 0; i < findings.at.count; i++) {
		assert_non_null(findings.at.at[i].gap);
		assert_string_equal(findings.at.at[i].gap->id, gap);
		assert_int_equal(findings.at.at[i].level, FINDING_NOTE);
		count++;
	}
	findings_release(&findings);
	return count;
}

/* p. 153: 1,000 x 30,000 = 30,000,000; 10 % of it 3,000,000; once in 5 years 20 %; 600,000. */
static void test_ale__the_figures_of_the_textbook_are_right(void **state)
{
	assert_int_equal(progress(*state, "exercise_ale"), PROGRESS_EMPTY);
	assert_int_equal(loss(*state, "value", "30,000,000"), EXERCISE_RIGHT);
	assert_int_equal(progress(*state, "exercise_ale"), PROGRESS_STARTED);
	assert_int_equal(loss(*state, "share", "10"), EXERCISE_RIGHT);
	assert_int_equal(loss(*state, "sle", "3000000"), EXERCISE_RIGHT);
	assert_int_equal(loss(*state, "rate", "20"), EXERCISE_RIGHT);
	assert_int_equal(progress(*state, "exercise_ale"), PROGRESS_STARTED);
	assert_int_equal(loss(*state, "ale", "600000"), EXERCISE_RIGHT);
	assert_int_equal(progress(*state, "exercise_ale"), PROGRESS_DONE);
	assert_int_equal(count_findings(*state, "exercise_ale", ""), 0);
}

static void test_ale__answers_are_read_as_people_write_them(void **state)
{
	static const char *const right[][2] = {
		{"value", "3000万"}, {"value", "3,000万円"}, {"value", "３０００万円"},
		{"value", "¥30,000,000"},
		{"value", "30000000 yen"}, {"share", "10%"}, {"share", "１０％"}, {"share", "0.1"},
		{"sle", "300万"}, {"sle", "３００万円"}, {"rate", "20%"}, {"rate", "0.2"},
		{"rate", "20 %"}, {"ale", "60万"}, {"ale", "60万円"},
	};

	for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++)
		if (loss(*state, right[i][0], right[i][1]) != EXERCISE_RIGHT)
			fail_msg("%s %s is right", right[i][0], right[i][1]);
}

static void test_ale__other_answers_are_wrong(void **state)
{
	static const char *const wrong[][2] = {
		{"value", "3000000"}, {"value", "10"}, {"share", "90%"}, {"share", "0.2"}, {"sle", "30000000"},
		{"rate", "10%"}, {"rate", "5"}, {"ale", "3000000"}, {"ale", "0"}, {"ale", "六十万"},
		{"ale", "n/a"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (loss(*state, wrong[i][0], wrong[i][1]) != EXERCISE_WRONG)
			fail_msg("%s %s is wrong", wrong[i][0], wrong[i][1]);
	assert_int_equal(loss(*state, "ale", ""), EXERCISE_OPEN);
}

static void test_ale__a_wrong_answer_is_a_note_and_no_more(void **state)
{
	assert_int_equal(count_findings(*state, "exercise_ale", ""), 0);
	loss(*state, "value", "3万");
	loss(*state, "ale", "300万");
	loss(*state, "share", "10");
	assert_int_equal(count_findings(*state, "exercise_ale", "not_right"), 2);
}

static void test_ale__a_usual_slip_is_explained(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *sheet = fixture_sheet(fixture, "exercise_ale");
	struct str said = {0};

	loss(fixture, "ale", "300万円");
	exercise_say_wrong(&fixture->session, sheet, row_of(sheet, "ale"), &said);
	assert_non_null(strstr(str_text(&said), "年数で割る前"));
	str_clear(&said);
	loss(fixture, "ale", "123");
	exercise_say_wrong(&fixture->session, sheet, row_of(sheet, "ale"), &said);
	assert_string_equal(str_text(&said), "");
	loss(fixture, "ale", "60万");
	exercise_say_wrong(&fixture->session, sheet, row_of(sheet, "ale"), &said);
	assert_string_equal(str_text(&said), "");
	str_release(&said);
}

/* What is said about a wrong answer must not be about the right one. */
static void test_ale__no_slip_is_the_answer(void **state)
{
	static const char *const answers[] = {"30000000", "10", "3000000", "20", "600000"};
	const struct form *form = sheet_form(fixture_sheet(*state, "exercise_ale"));

	for (size_t i = 0; i < form->items.count; i++)
		for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
			struct str said = {0};
			assert_false(item_wrong(&form->items.at[i], answers[i], lang, &said));
			assert_true(words_in(form->items.at[i].wrong, lang)[0]);
			assert_true(words_in(form->items.at[i].why, lang)[0]);
			str_release(&said);
		}
}

/* ---- the tree ---- */

enum { BOXES = 14 };

static const char *const boxes[BOXES] = {"a", "a1", "a11", "a12", "a2", "a21", "a22",
                                         "b", "b1", "b11", "b12", "b2", "b21", "b22"};
static const char *const causes[BOXES] = {
	"開かない", "鍵がない", "休んだ", "落とした", "錠が壊れた", "折れた", "こじあけ",
	"近づけない", "入れない", "停電", "火事", "傷んだ", "地震", "水漏れ",
};

static void fill_boxes(struct fixture *fixture)
{
	for (size_t i = 0; i < BOXES; i++)
		assert_int_equal(answer(fixture, "exercise_tree", boxes[i], causes[i]), EXERCISE_RIGHT);
}

static void test_tree__done_when_all_are_there_and_differ(void **state)
{
	struct exercise_score score;
	struct sheet *sheet = fixture_sheet(*state, "exercise_tree");

	assert_int_equal(sheet_row_count(sheet), BOXES);
	fill_boxes(*state);
	assert_int_equal(progress(*state, "exercise_tree"), PROGRESS_DONE);
	/* Width, case and edge blanks do not make it another answer. */
	answer(*state, "exercise_tree", "a11", "Key");
	assert_int_equal(answer(*state, "exercise_tree", "b22", " ＫＥＹ　"), EXERCISE_WRONG);
	score = exercise_score(&((struct fixture *)*state)->session, sheet);
	assert_int_equal(score.wrong, 2);
	assert_int_equal(score.right, 12);
	assert_int_equal(score.open, 0);
	assert_int_equal(count_findings(*state, "exercise_tree", "same"), 2);
	assert_int_equal(answer(*state, "exercise_tree", "b22", ""), EXERCISE_OPEN);
	assert_int_equal(exercise_mark(&((struct fixture *)*state)->session, sheet, row_of(sheet, "a11")),
	                 EXERCISE_RIGHT);
	assert_int_equal(progress(*state, "exercise_tree"), PROGRESS_STARTED);
}

static void test_tree__the_sample_solution_is_right_in_both_languages(void **state)
{
	struct fixture *fixture = *state;
	const struct catalogue *catalogue = folder_catalogue(fixture->session.folder);
	struct errs errs = {0};
	struct form *form = form_load(catalogue, "exercise_tree", &errs);
	struct samples samples = {0};

	assert_true(samples_load(catalogue, form, "examples", &samples, &errs));
	assert_int_equal(samples.rows.count, BOXES);
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		for (size_t i = 0; i < BOXES; i++) {
			const struct sample *sample = &samples.rows.at[i];
			answer(fixture, "exercise_tree", sample->id, words_in(sample->cells.at[0], lang));
		}
		assert_int_equal(progress(fixture, "exercise_tree"), PROGRESS_DONE);
	}
	samples_release(&samples);
	form_free(form);
}

static void assert_cell(struct sheet *sheet, size_t row, const char *field, const char *expected)
{
	assert_string_equal(sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field)), expected);
}

static void take_on(struct fixture *fixture, char root[64])
{
	struct step step = {0};

	assert_true(exercise_take_on(&fixture->session, &step, fixture_sheet(fixture, "exercise_tree"), root, NULL));
	assert_int_equal(step.changes.count, BOXES + 1);
	assert_true(folder_do(fixture->session.folder, &step, NULL));
	step_release(&step);
}

static void test_tree__is_taken_on_into_the_attack_tree(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *tree = fixture_sheet(fixture, "attack_tree");
	/* Below the root: the number of the node above, and which of its parts it is. */
	static const int above[BOXES] = {0, 1, 2, 2, 1, 5, 5, 0, 8, 9, 9, 8, 12, 12};
	static const char *const order[BOXES] = {"1", "1", "1", "2", "2", "1", "2",
	                                         "2", "1", "1", "2", "2", "1", "2"};
	static const char *const gate[BOXES] = {"or", "or", "", "", "or", "", "", "or", "or", "", "", "or", "", ""};
	char root[64];

	fill_boxes(fixture);
	take_on(fixture, root);
	assert_int_equal(sheet_row_count(tree), BOXES + 1);
	assert_string_equal(root, sheet_row_id(tree, 0));
	assert_cell(tree, 0, "parent", "");
	assert_cell(tree, 0, "label", "鍵付きキャビネットが使えない");
	assert_cell(tree, 0, "gate", "or");
	for (size_t i = 0; i < BOXES; i++) {
		assert_cell(tree, i + 1, "label", causes[i]);
		assert_cell(tree, i + 1, "parent", sheet_row_id(tree, (size_t)above[i]));
		assert_cell(tree, i + 1, "order", order[i]);
		assert_cell(tree, i + 1, "gate", gate[i]);
	}
}

static void test_tree__a_second_tree_stands_behind_the_first(void **state)
{
	struct fixture *fixture = *state;
	struct sheet *tree = fixture_sheet(fixture, "attack_tree");
	char first[64], second[64];

	fill_boxes(fixture);
	take_on(fixture, first);
	take_on(fixture, second);
	assert_int_equal(sheet_row_count(tree), 2 * (BOXES + 1));
	assert_string_equal(sheet_row_id(tree, BOXES + 1), second);
	assert_string_not_equal(first, second);
	assert_cell(tree, BOXES + 2, "parent", second);
	assert_cell(tree, BOXES + 2, "label", "開かない");
}

static void test_tree__what_it_is_taken_on_into_must_be_there(void **state)
{
	struct fixture *fixture = *state;
	struct step step = {0};
	struct err err = {0};
	char root[64];

	/* This exercise takes on nothing. */
	assert_false(exercise_take_on(&fixture->session, &step, fixture_sheet(fixture, "exercise_ale"), root, &err));
	assert_int_equal(err.code, ERR_NO_FORM);
	assert_int_equal(step.changes.count, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_ale__the_figures_of_the_textbook_are_right),
		TEST(test_ale__answers_are_read_as_people_write_them),
		TEST(test_ale__other_answers_are_wrong),
		TEST(test_ale__a_wrong_answer_is_a_note_and_no_more),
		TEST(test_ale__a_usual_slip_is_explained),
		TEST(test_ale__no_slip_is_the_answer),
		TEST(test_tree__done_when_all_are_there_and_differ),
		TEST(test_tree__the_sample_solution_is_right_in_both_languages),
		TEST(test_tree__is_taken_on_into_the_attack_tree),
		TEST(test_tree__a_second_tree_stands_behind_the_first),
		TEST(test_tree__what_it_is_taken_on_into_must_be_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Session 9, plans and education: goals reached, months gone, what is late. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

/* ---- education ---- */

static void course(struct shipped *shipped, const char *row, const char *from)
{
	check_type(shipped, "education", row, "course", "訓練");
	check_type(shipped, "education", row, "purpose", "感染を減らす");
	check_type(shipped, "education", row, "from", from);
	check_type(shipped, "education", row, "lecturer", "佐藤");
	check_type(shipped, "education", row, "approved_by", "社長");
	check_type(shipped, "education", row, "measure", "開封率 (%)");
	check_type(shipped, "education", row, "goal_dir", "以下");
	check_type(shipped, "education", row, "goal", "１０");
}

static void assert_reached(struct shipped *shipped, const char *dir, const char *result,
                           const char *reached)
{
	check_type(shipped, "education", "ED-001", "goal_dir", dir);
	check_type(shipped, "education", "ED-001", "result", result);
	shipped_assert_cell(shipped, "education", "ED-001", "reached", reached);
}

/* p. 261: at most 10 % open the mail. */
static void test_education__reached_by_direction(void **state)
{
	course(*state, "ED-001", "2026-12-08");
	assert_reached(*state, "以下", "", "");
	assert_reached(*state, "以下", "8", "1");
	assert_reached(*state, "以下", "10", "1");
	assert_reached(*state, "以下", "10.5", "0");
	assert_reached(*state, "以上", "10.5", "1");
	assert_reached(*state, "以上", "10", "1");
	assert_reached(*state, "以上", "9", "0");
	check_findings(*state, "education", "ED-001 missed\n");
	assert_reached(*state, "", "9", "");
	check_findings(*state, "education", "ED-001 no_goal\n");
}

/* 38 of 41, then with another 19 of 19: 57 of 60 = 95 %. */
static void test_education__attendance(void **state)
{
	course(*state, "ED-001", "2026-12-08");
	check_type(*state, "education", "ED-001", "invited", "41人");
	shipped_assert_cell(*state, "education", "ED-001", "rate", "");
	check_type(*state, "education", "ED-001", "attended", "38");
	shipped_assert_cell(*state, "education", "ED-001", "rate", "92.68");
	course(*state, "ED-002", "2026-12-09");
	check_type(*state, "education", "ED-002", "invited", "19");
	check_summary(*state, "education", "rate", 38.0 / 41);
	check_type(*state, "education", "ED-002", "attended", "19");
	check_summary(*state, "education", "rate", 0.95);
	check_type(*state, "education", "ED-002", "attended", "15");
	check_findings(*state, "education", "ED-002 few_came\n");
	check_type(*state, "education", "ED-002", "attended", "20");
	check_findings(*state, "education", "ED-002 too_many\n");
	check_type(*state, "education", "ED-002", "invited", "0");
	shipped_assert_cell(*state, "education", "ED-002", "rate", "");
}

static void test_education__late_until_there_is_a_figure(void **state)
{
	course(*state, "ED-001", "2026-11-22");
	shipped_assert_cell(*state, "education", "ED-001", "late", "0");
	check_type(*state, "education", "ED-001", "from", "2026-11-20");
	shipped_assert_cell(*state, "education", "ED-001", "late", "1");
	check_findings(*state, "education", "ED-001 late\n");
	check_type(*state, "education", "ED-001", "to", "2026-11-27");
	shipped_assert_cell(*state, "education", "ED-001", "late", "0");
	check_type(*state, "education", "ED-001", "to", "2026-11-21");
	check_type(*state, "education", "ED-001", "attended", "40");
	shipped_assert_cell(*state, "education", "ED-001", "late", "0");
	check_type(*state, "education", "ED-001", "to", "2026-11-19");
	check_findings(*state, "education", "ED-001 dates\n");
}

static void test_education__approved_a_month_ahead(void **state)
{
	course(*state, "ED-001", "2026-12-23");
	check_type(*state, "education", "ED-001", "approved_by", "");
	check_type(*state, "education", "ED-001", "lecturer", "");
	check_findings(*state, "education", "");
	check_type(*state, "education", "ED-001", "from", "2026-12-22");
	check_findings(*state, "education", "ED-001 not_approved\nED-001 no_lecturer\n");
	check_type(*state, "education", "ED-001", "lecturer", "対象外");
	check_findings(*state, "education", "ED-001 not_approved\n");
}

/* ---- education_steps ---- */

/* p. 262-263: 13 in five steps. */
static void test_education_steps__thirteen_in_five(void **state)
{
	assert_int_equal(book_form(((struct shipped *)*state)->book, "education_steps", NULL)
	                     ->items.count, 13);
	assert_int_equal(check_items_under(*state, "education_steps", "1 目的と目標"), 3);
	assert_int_equal(check_items_under(*state, "education_steps", "2 やり方"), 2);
	assert_int_equal(check_items_under(*state, "education_steps", "3 知らせる"), 3);
	assert_int_equal(check_items_under(*state, "education_steps", "4 行う"), 3);
	assert_int_equal(check_items_under(*state, "education_steps", "5 欠席した人"), 2);
}

static void step(struct shipped *shipped, const char *row, const char *done)
{
	check_type(shipped, "education_steps", row, "done", done);
}

static void test_education_steps__counted_for_each_course(void **state)
{
	course(*state, "ED-001", "2026-12-22");
	course(*state, "ED-002", "2027-03-01");
	step(*state, "ED-001/range", "はい");
	step(*state, "ED-001/problem", "はい");
	step(*state, "ED-001/success", "いいえ");
	step(*state, "ED-002/range", "はい");
	shipped_assert_cell(*state, "education", "ED-001", "ready", "2");
	shipped_assert_cell(*state, "education", "ED-002", "ready", "1");
	check_summary(*state, "education_steps", "done", 3);
}

/* 30 days before it should be announced, 14 days before content and hours be settled. */
static void test_education_steps__in_time(void **state)
{
	course(*state, "ED-001", "2026-12-23");
	check_findings(*state, "education_steps", "");
	check_type(*state, "education", "ED-001", "from", "2026-12-22");
	check_findings(*state, "education_steps", "ED-001/announce not_announced\n");
	step(*state, "ED-001/announce", "はい");
	check_type(*state, "education", "ED-001", "from", "2026-12-06");
	check_findings(*state, "education_steps",
	               "ED-001/success not_ready\nED-001/content not_ready\n"
	               "ED-001/hours not_ready\n");
	check_type(*state, "education", "ED-001", "from", "2026-11-20");
	check_type(*state, "education", "ED-001", "invited", "40");
	check_type(*state, "education", "ED-001", "attended", "40");
	check_findings(*state, "education_steps", "");
	check_type(*state, "education", "ED-001", "attended", "38");
	check_findings(*state, "education_steps",
	               "ED-001/follow no_follow\nED-001/single no_follow\n");
}

/* ---- survey ---- */

static void test_survey__five_questions_to_begin_with(void **state)
{
	const struct form *form = book_form(((struct shipped *)*state)->book, "survey", NULL);

	assert_int_equal(form->starters.rows.count, 5);
}

static void ask(struct shipped *shipped, const char *row, const char *asked, const char *right)
{
	check_type(shipped, "survey", row, "question", "だれに知らせますか");
	check_type(shipped, "survey", row, "asked", asked);
	check_type(shipped, "survey", row, "right", right);
	check_type(shipped, "survey", row, "date", "2026-10-16");
}

/* 19 of 38 = 50 %, 28 of 40 = 70 %: 47 of 78 together. */
static void test_survey__rates(void **state)
{
	ask(*state, "SV-001", "38", "19");
	ask(*state, "SV-002", "40", "28");
	shipped_assert_cell(*state, "survey", "SV-001", "rate", "50");
	shipped_assert_cell(*state, "survey", "SV-002", "rate", "70");
	check_summary(*state, "survey", "overall", 47.0 / 78);
	check_summary(*state, "survey", "low", 1);
	check_progress(*state, "survey", PROGRESS_STARTED);
	ask(*state, "SV-003", "0", "0");
	shipped_assert_cell(*state, "survey", "SV-003", "rate", "");
	check_summary(*state, "survey", "overall", 47.0 / 78);
	check_progress(*state, "survey", PROGRESS_DONE);
	check_findings(*state, "survey", "SV-001 no_step\n");
	check_type(*state, "survey", "SV-001", "next_step", "貼り出す");
	check_type(*state, "survey", "SV-002", "right", "41");
	check_type(*state, "survey", "SV-003", "date", "2025-11-21");
	check_findings(*state, "survey", "SV-002 too_many\nSV-003 old\n");
}

/* ---- goals ---- */

static void goal(struct shipped *shipped, const char *row, const char *due, const char *status)
{
	check_type(shipped, "goals", row, "part", "目標");
	check_type(shipped, "goals", row, "text", "開く人を減らす");
	check_type(shipped, "goals", row, "measure", "開いた人");
	check_type(shipped, "goals", row, "target", "4人以下");
	check_type(shipped, "goals", row, "due", due);
	check_type(shipped, "goals", row, "state", status);
}

static void test_goals__a_reason_and_a_measured_goal(void **state)
{
	goal(*state, "G-001", "2027-03", "");
	shipped_assert_cell(*state, "goals", "G-001", "due", "2027-03-31");
	check_progress(*state, "goals", PROGRESS_STARTED);
	check_findings(*state, "goals", "no_why\n");
	check_type(*state, "goals", "G-002", "part", "なぜ");
	check_type(*state, "goals", "G-002", "text", "安心して預けてもらう");
	check_progress(*state, "goals", PROGRESS_DONE);
	check_findings(*state, "goals", "");
	check_type(*state, "goals", "G-001", "target", "");
	check_progress(*state, "goals", PROGRESS_STARTED);
	check_type(*state, "goals", "G-001", "due", "");
	check_findings(*state, "goals", "G-001 no_measure\nG-001 no_due\n");
}

static void test_goals__late_and_too_many(void **state)
{
	char row[] = "G-001";

	check_type(*state, "goals", "G-009", "part", "なぜ");
	for (int i = 0; i < 5; i++) {
		row[4] = (char)('1' + i);
		goal(*state, row, "2026-11-22", "進行中");
	}
	check_findings(*state, "goals", "");
	check_type(*state, "goals", "G-001", "due", "2026-11-21");
	check_findings(*state, "goals", "G-001 late\n");
	check_summary(*state, "goals", "late", 1);
	check_type(*state, "goals", "G-001", "state", "");
	check_summary(*state, "goals", "late", 1);
	check_type(*state, "goals", "G-001", "state", "達成");
	check_summary(*state, "goals", "late", 0);
	check_summary(*state, "goals", "reached", 1);
	goal(*state, "G-006", "2027-01-29", "未着手");
	check_findings(*state, "goals", "");
	goal(*state, "G-007", "2027-01-29", "");
	check_findings(*state, "goals", "too_many\n");
}

/* ---- plan_review ---- */

static void test_plan_review__a_miss_has_a_cause_and_a_next_step(void **state)
{
	check_type(*state, "plan_review", "PV-001", "plan_text", "訓練");
	check_type(*state, "plan_review", "PV-001", "planned", "4人以下");
	check_type(*state, "plan_review", "PV-001", "actual", "9人");
	check_type(*state, "plan_review", "PV-001", "verdict", "未達");
	check_findings(*state, "plan_review", "PV-001 no_cause\nPV-001 no_next\n");
	check_type(*state, "plan_review", "PV-001", "cause", "昼に急いで読む");
	check_progress(*state, "plan_review", PROGRESS_STARTED);
	check_type(*state, "plan_review", "PV-001", "next", "4月にもう一度");
	check_progress(*state, "plan_review", PROGRESS_DONE);
	check_findings(*state, "plan_review", "");
	check_summary(*state, "plan_review", "missed", 1);
	check_type(*state, "plan_review", "PV-002", "verdict", "達成");
	check_type(*state, "plan_review", "PV-003", "verdict", "一部");
	check_findings(*state, "plan_review",
	               "PV-002 no_next\nPV-003 no_cause\nPV-003 no_next\nnothing_good\n");
}

/* ---- annual_plan ---- */

static void plan(struct shipped *shipped, const char *row, const char *year, const char *month,
                 const char *mark)
{
	check_type(shipped, "annual_plan", row, "year", year);
	check_type(shipped, "annual_plan", row, "group", "教育");
	check_type(shipped, "annual_plan", row, "item", "訓練");
	check_type(shipped, "annual_plan", row, "owner", "佐藤");
	check_type(shipped, "annual_plan", row, month, mark);
}

static void assert_plan(struct shipped *shipped, const char *field, const char *expected)
{
	shipped_assert_cell(shipped, "annual_plan", "YP-001", field, expected);
}

/* p. 268-269: nine groups; four marks in twelve months. */
static void test_annual_plan__nine_groups_four_marks(void **state)
{
	char month[16];

	assert_int_equal(check_field_of(*state, "annual_plan", "group")->choices.count, 9);
	for (int i = 1; i <= 12; i++) {
		snprintf(month, sizeof month, "m%02d", i);
		const struct field *field = check_field_of(*state, "annual_plan", month);
		assert_int_equal(field->choices.count, 4);
		assert_non_null(field_choice(field, "milestone_done"));
	}
}

/* It is 22 November 2026: of a year from April, April to October are over. */
static void test_annual_plan__months_gone(void **state)
{
	plan(*state, "YP-001", "2026", "m11", "予定");
	assert_plan(*state, "begins", "4");
	assert_plan(*state, "gone", "7");
	check_type(*state, "annual_plan", "YP-001", "year", "");
	assert_plan(*state, "gone", "7");
	check_type(*state, "annual_plan", "YP-001", "year", "2025");
	assert_plan(*state, "gone", "12");
	check_type(*state, "annual_plan", "YP-001", "year", "2027");
	assert_plan(*state, "gone", "0");
	check_type(*state, "annual_plan", "YP-001", "year", "2026");
	check_type(*state, "settings", "1", "first_month", "1");
	assert_plan(*state, "gone", "10");
	check_type(*state, "settings", "1", "first_month", "12");
	assert_plan(*state, "gone", "0");
}

static void assert_late(struct shipped *shipped, const char *month, const char *mark,
                        const char *late)
{
	check_type(shipped, "annual_plan", "YP-001", month, mark);
	assert_plan(shipped, "late", late);
	check_type(shipped, "annual_plan", "YP-001", month, "");
}

static void test_annual_plan__late_in_a_month_that_is_over(void **state)
{
	plan(*state, "YP-001", "2026", "m11", "予定");
	assert_plan(*state, "late", "0");
	assert_late(*state, "m10", "予定", "1");
	assert_late(*state, "m10", "節目", "1");
	assert_late(*state, "m10", "済", "0");
	assert_late(*state, "m10", "節目済", "0");
	assert_late(*state, "m04", "予定", "1");
	/* January to March of 2027 are still to come. */
	assert_late(*state, "m03", "予定", "0");
	assert_late(*state, "m01", "節目", "0");
	check_type(*state, "annual_plan", "YP-001", "year", "2025");
	assert_late(*state, "m03", "予定", "1");
	check_type(*state, "annual_plan", "YP-001", "year", "2027");
	assert_late(*state, "m04", "予定", "0");
}

/* From January on, the year 2026 has all its months in 2026. */
static void test_annual_plan__late_in_a_calendar_year(void **state)
{
	check_type(*state, "settings", "1", "first_month", "1");
	plan(*state, "YP-001", "2026", "m12", "予定");
	assert_plan(*state, "late", "0");
	assert_late(*state, "m01", "予定", "1");
	assert_late(*state, "m03", "予定", "1");
	assert_late(*state, "m11", "予定", "0");
	check_type(*state, "annual_plan", "YP-001", "m02", "予定");
	check_findings(*state, "annual_plan", "YP-001 late\nno_audit\n");
	check_summary(*state, "annual_plan", "late", 1);
}

/* Three marks, one of them done: 1 / 3. */
static void test_annual_plan__progress(void **state)
{
	plan(*state, "YP-001", "2026", "m06", "");
	assert_plan(*state, "marked", "0");
	assert_plan(*state, "progress", "");
	check_findings(*state, "annual_plan", "YP-001 no_month\nno_audit\n");
	check_type(*state, "annual_plan", "YP-001", "m06", "済");
	check_type(*state, "annual_plan", "YP-001", "m11", "予定");
	check_type(*state, "annual_plan", "YP-001", "m12", "節目");
	check_type(*state, "annual_plan", "YP-001", "m01", "対象外");
	assert_plan(*state, "marked", "3");
	assert_plan(*state, "done_months", "1");
	assert_plan(*state, "progress", "33.33");
	check_type(*state, "annual_plan", "YP-001", "m12", "節目済");
	assert_plan(*state, "done_months", "2");
	check_summary(*state, "annual_plan", "marked", 3);
	check_summary(*state, "annual_plan", "done", 2);
}

static void test_annual_plan__follows_what_it_comes_from(void **state)
{
	course(*state, "ED-001", "2026-12-08");
	plan(*state, "YP-001", "2026", "m12", "節目");
	assert_plan(*state, "follows", "");
	check_type(*state, "annual_plan", "YP-001", "course", "ED-001");
	assert_plan(*state, "follows", "2026-12-08");
	assert_plan(*state, "over", "0");
	check_type(*state, "education", "ED-001", "result", "8");
	assert_plan(*state, "over", "1");
	check_findings(*state, "annual_plan", "YP-001 not_marked\nno_audit\n");
	check_type(*state, "treatments", "T-001", "due", "2027-01-29");
	check_type(*state, "treatments", "T-001", "status", "進行中");
	check_type(*state, "annual_plan", "YP-001", "course", "");
	check_type(*state, "annual_plan", "YP-001", "treatment", "T-001");
	assert_plan(*state, "follows", "2027-01-29");
	assert_plan(*state, "over", "0");
	check_type(*state, "treatments", "T-001", "status", "完了");
	assert_plan(*state, "over", "1");
	check_type(*state, "audit_plan", "AU-001", "to", "2026-12-18");
	check_type(*state, "annual_plan", "YP-001", "treatment", "");
	check_type(*state, "annual_plan", "YP-001", "audit", "AU-001");
	assert_plan(*state, "follows", "2026-12-18");
	assert_plan(*state, "over", "0");
}

static void assert_month(struct shipped *shipped, const char *draw, const char *row,
                         const char *year, const char *month, const char *mark)
{
	char id[16];

	check_drawn(shipped, "annual_plan", draw, row, "year", year);
	for (int i = 1; i <= 12; i++) {
		snprintf(id, sizeof id, "m%02d", i);
		check_drawn(shipped, "annual_plan", draw, row, id, text_is(id, month) ? mark : "");
	}
}

/* March 2027 belongs to the year that began in April 2026. */
static void test_annual_plan__drawn_into_the_right_month(void **state)
{
	check_type(*state, "treatments", "T-001", "action", "控えを切り離す");
	check_type(*state, "treatments", "T-001", "due", "2027-03-31");
	assert_month(*state, "treatments", "T-001", "2026", "m03", "milestone");
	check_type(*state, "treatments", "T-001", "due", "2027-04-01");
	assert_month(*state, "treatments", "T-001", "2027", "m04", "milestone");
	check_type(*state, "treatments", "T-001", "finished", "2027-03-30");
	assert_month(*state, "treatments", "T-001", "2027", "m04", "milestone_done");
	check_drawn(*state, "annual_plan", "treatments", "T-001", "item", "控えを切り離す");
	check_drawn(*state, "annual_plan", "treatments", "T-001", "treatment", "T-001");
	course(*state, "ED-001", "2026-12-31");
	assert_month(*state, "education", "ED-001", "2026", "m12", "milestone");
	check_type(*state, "education", "ED-001", "result", "8");
	assert_month(*state, "education", "ED-001", "2026", "m12", "milestone_done");
	check_drawn(*state, "annual_plan", "education", "ED-001", "group", "education");
	check_type(*state, "audit_plan", "AU-001", "to", "2027-01-15");
	assert_month(*state, "audits", "AU-001", "2026", "m01", "milestone");
	check_type(*state, "settings", "1", "first_month", "1");
	assert_month(*state, "audits", "AU-001", "2027", "m01", "milestone");
}

static void test_annual_plan__done_with_training_and_an_audit(void **state)
{
	char row[] = "YP-001";

	for (int i = 0; i < 5; i++) {
		row[5] = (char)('1' + i);
		plan(*state, row, "2026", "m12", "予定");
	}
	check_progress(*state, "annual_plan", PROGRESS_STARTED);
	check_type(*state, "annual_plan", "YP-005", "group", "内部監査");
	check_progress(*state, "annual_plan", PROGRESS_DONE);
	check_type(*state, "annual_plan", "YP-004", "m12", "");
	check_progress(*state, "annual_plan", PROGRESS_STARTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_education__reached_by_direction),
		TEST_OF_SHIPPED(test_education__attendance),
		TEST_OF_SHIPPED(test_education__late_until_there_is_a_figure),
		TEST_OF_SHIPPED(test_education__approved_a_month_ahead),
		TEST_OF_SHIPPED(test_education_steps__thirteen_in_five),
		TEST_OF_SHIPPED(test_education_steps__counted_for_each_course),
		TEST_OF_SHIPPED(test_education_steps__in_time),
		TEST_OF_SHIPPED(test_survey__five_questions_to_begin_with),
		TEST_OF_SHIPPED(test_survey__rates),
		TEST_OF_SHIPPED(test_goals__a_reason_and_a_measured_goal),
		TEST_OF_SHIPPED(test_goals__late_and_too_many),
		TEST_OF_SHIPPED(test_plan_review__a_miss_has_a_cause_and_a_next_step),
		TEST_OF_SHIPPED(test_annual_plan__nine_groups_four_marks),
		TEST_OF_SHIPPED(test_annual_plan__months_gone),
		TEST_OF_SHIPPED(test_annual_plan__late_in_a_month_that_is_over),
		TEST_OF_SHIPPED(test_annual_plan__late_in_a_calendar_year),
		TEST_OF_SHIPPED(test_annual_plan__progress),
		TEST_OF_SHIPPED(test_annual_plan__follows_what_it_comes_from),
		TEST_OF_SHIPPED(test_annual_plan__drawn_into_the_right_month),
		TEST_OF_SHIPPED(test_annual_plan__done_with_training_and_an_audit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

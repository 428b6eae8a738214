/* The expert visits: where we stand, the hearing, improvements, four visits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

static const char *const sections[] = { "network", "endpoint", "awareness",
	                                "access",  "data",     "incident" };
enum { SECTIONS = sizeof sections / sizeof *sections, QUESTIONS = 23 };

static const struct form *form_of(struct shipped *shipped, const char *id)
{
	const struct form *form = book_form(shipped->book, id, NULL);

	assert_non_null(form);
	return form;
}

static bool is_section(const char *id)
{
	for (size_t i = 0; i < SECTIONS; i++) {
		if (text_is(sections[i], id))
			return true;
	}
	return false;
}

/* ---- the hearing ---- */

/* 23 questions in 6 sections; each section has one more row, for its points. */
static void test_hearing__questions_and_sections(void **state)
{
	assert_int_equal(form_of(*state, "hearing")->items.count, QUESTIONS + SECTIONS);
	assert_int_equal(check_items_under(*state, "hearing", "ネットワーク"), 4 + 1);
	assert_int_equal(check_items_under(*state, "hearing", "エンドポイント"), 4 + 1);
	assert_int_equal(check_items_under(*state, "hearing", "意識と教育"), 4 + 1);
	assert_int_equal(check_items_under(*state, "hearing", "IDと権限"), 4 + 1);
	assert_int_equal(check_items_under(*state, "hearing", "情報とバックアップ"), 4 + 1);
	assert_int_equal(check_items_under(*state, "hearing", "体制と事故"), 3 + 1);
}

/* What a row is not for is n/a from the start, and that is nobody's work. */
static void test_hearing__each_row_takes_one_kind(void **state)
{
	const struct form *form = form_of(*state, "hearing");

	check_progress(*state, "hearing", PROGRESS_EMPTY);
	for (size_t i = 0; i < form->items.count; i++) {
		const char *id = form->items.at[i].id;
		shipped_assert_cell(*state, "hearing", id, "section", is_section(id) ? "1" : "0");
		shipped_assert_cell(*state, "hearing", id, "answer", is_section(id) ? "n/a" : "");
		shipped_assert_cell(*state, "hearing", id, "score", is_section(id) ? "" : "n/a");
	}
	check_findings(*state, "hearing", "");
	check_type(*state, "hearing", "net_map", "score", "3");
	check_type(*state, "hearing", "network", "answer", "回線は1本");
	check_findings(*state, "hearing", "net_map misplaced_score\nnetwork misplaced_answer\n");
	check_summary(*state, "hearing", "answered", 0);
	check_summary(*state, "hearing", "scored", 0);
}

/* The improvement plan speaks of the same six. */
static void test_hearing__sections_are_those_of_the_plan(void **state)
{
	const struct form *hearing = form_of(*state, "hearing");
	const struct field *section = check_field_of(*state, "improvement", "section");

	assert_int_equal(section->choices.count, SECTIONS);
	for (size_t i = 0; i < SECTIONS; i++) {
		const struct item *item = &hearing->items.at[form_item(hearing, sections[i])];
		assert_string_equal(section->choices.at[i].id, sections[i]);
		assert_string_equal(words_in(section->choices.at[i].label, LANG_JA),
		                    words_in(item->group, LANG_JA));
	}
}

/* Before visit 1 the answers make it done; points come with visit 2. */
static void test_hearing__done_with_twentythree_answers(void **state)
{
	const struct form *form = form_of(*state, "hearing");

	for (size_t i = 0; i < form->items.count; i++) {
		if (is_section(form->items.at[i].id))
			continue;
		check_progress(*state, "hearing", i ? PROGRESS_STARTED : PROGRESS_EMPTY);
		check_type(*state, "hearing", form->items.at[i].id, "answer", "分からない");
	}
	check_progress(*state, "hearing", PROGRESS_DONE);
	check_summary(*state, "hearing", "answered", QUESTIONS);
}

/* (4 + 3 + 2) / 3 = 3; with 1 it is 10 / 4 = 2.5; the rest has no points yet. */
static void test_hearing__mean_of_what_has_points(void **state)
{
	check_type(*state, "hearing", "network", "score", "４");
	check_type(*state, "hearing", "endpoint", "score", "3");
	check_type(*state, "hearing", "awareness", "score", "2");
	check_summary(*state, "hearing", "mean", 3);
	check_type(*state, "hearing", "access", "score", "1");
	check_summary(*state, "hearing", "mean", 2.5);
	check_summary(*state, "hearing", "lowest", 1);
	check_summary(*state, "hearing", "scored", 4);
	check_type(*state, "hearing", "data", "score", "対象外");
	check_summary(*state, "hearing", "scored", 4);
}

static void test_hearing__low_points_lead_to_a_plan(void **state)
{
	check_type(*state, "hearing", "access", "score", "2");
	check_findings(*state, "hearing", "access low\naccess no_comment\n");
	check_type(*state, "hearing", "access", "comment", "多要素認証を先に");
	check_type(*state, "improvement", "IM-001", "section", "ネットワーク");
	check_findings(*state, "hearing", "access low\n");
	check_type(*state, "improvement", "IM-001", "section", "IDと権限");
	check_findings(*state, "hearing", "");
	check_type(*state, "hearing", "data", "score", "3");
	check_type(*state, "hearing", "data", "comment", "よい");
	check_findings(*state, "hearing", "");
}

/* ---- improvements ---- */

static void improve(struct shipped *shipped, const char *id, const char *due)
{
	check_type(shipped, "improvement", id, "section", "エンドポイント");
	check_type(shipped, "improvement", id, "issue", "暗号化されていない");
	check_type(shipped, "improvement", id, "plan", "9台を暗号化する");
	check_type(shipped, "improvement", id, "owner", "中村");
	check_type(shipped, "improvement", id, "due", due);
}

static void test_improvement__a_result_ends_it(void **state)
{
	improve(*state, "IM-001", "2026-11-21");
	check_findings(*state, "improvement", "IM-001 late\n");
	check_summary(*state, "improvement", "late", 1);
	check_type(*state, "improvement", "IM-001", "result", "9台とも済み");
	check_findings(*state, "improvement", "");
	improve(*state, "IM-002", "今日");
	improve(*state, "IM-003", "2027-01");
	shipped_assert_cell(*state, "improvement", "IM-003", "due", "2027-01-31");
	check_findings(*state, "improvement", "");
	check_summary(*state, "improvement", "finished", 1);
	check_summary(*state, "improvement", "open", 2);
	check_type(*state, "improvement", "IM-002", "result", "済み");
	check_progress(*state, "improvement", PROGRESS_STARTED);
	check_type(*state, "improvement", "IM-003", "result", "済み");
	check_progress(*state, "improvement", PROGRESS_DONE);
	check_type(*state, "improvement", "IM-003", "owner", "");
	check_type(*state, "improvement", "IM-003", "due", "");
	check_findings(*state, "improvement", "IM-003 no_owner\nIM-003 no_due\n");
}

static void test_improvement__progress_is_asked_for_after_visit_3(void **state)
{
	improve(*state, "IM-001", "2027-01-29");
	check_type(*state, "visits", "visit2", "done", "はい");
	check_findings(*state, "improvement", "");
	check_type(*state, "visits", "visit3", "done", "はい");
	check_findings(*state, "improvement", "IM-001 no_progress\n");
	check_type(*state, "improvement", "IM-001", "progress", "6台まで");
	check_findings(*state, "improvement", "");
}

/* ---- the visits ---- */

static void test_visits__four(void **state)
{
	const struct form *form = form_of(*state, "visits");

	assert_int_equal(form->items.count, 4);
	for (size_t i = 0; i < 4; i++) {
		check_progress(*state, "visits", i ? PROGRESS_STARTED : PROGRESS_EMPTY);
		check_type(*state, "visits", form->items.at[i].id, "done", "はい");
		check_summary(*state, "visits", "left", 3.0 - (double)i);
	}
	check_progress(*state, "visits", PROGRESS_DONE);
	check_findings(*state, "visits", "visit1 no_advice\nvisit1 no_homework\nvisit2 no_advice\n"
	                                 "visit2 no_homework\nvisit3 no_advice\n"
	                                 "visit3 no_homework\nvisit4 no_advice\n");
}

static void test_visits__dates(void **state)
{
	check_type(*state, "visits", "visit1", "date", "2026-11-21");
	check_findings(*state, "visits", "visit1 passed\n");
	check_type(*state, "visits", "visit1", "date", "今日");
	check_type(*state, "visits", "visit2", "date", "2026-12-20");
	check_type(*state, "visits", "visit3", "date", "2027-01-20");
	check_type(*state, "visits", "visit4", "date", "2027-01-20");
	check_findings(*state, "visits", "");
	check_type(*state, "visits", "visit3", "date", "2027-01-21");
	check_findings(*state, "visits", "visit4 early\n");
	check_type(*state, "visits", "visit3", "date", "2026-12-19");
	check_findings(*state, "visits", "visit3 early\n");
	check_type(*state, "visits", "visit1", "date", "2026-12-21");
	check_findings(*state, "visits", "visit2 early\nvisit3 early\n");
}

/* ---- where we stand ---- */

static void test_issues_now__done_with_three(void **state)
{
	for (int i = 1; i <= 3; i++) {
		char id[16];
		snprintf(id, sizeof id, "IS-%03d", i);
		check_type(*state, "issues_now", id, "it_used", "メール");
		check_type(*state, "issues_now", id, "measure_now", "なし");
		check_progress(*state, "issues_now", PROGRESS_STARTED);
		check_type(*state, "issues_now", id, "issue", i == 3 ? "対象外" : "見分けられない");
	}
	check_progress(*state, "issues_now", PROGRESS_DONE);
	check_findings(*state, "issues_now", "IS-001 no_answer\nIS-002 no_answer\n");
	check_type(*state, "issues_now", "IS-001", "answer", "訓練");
	check_findings(*state, "issues_now", "IS-002 no_answer\n");
	check_summary(*state, "issues_now", "rows", 3);
	check_summary(*state, "issues_now", "issues", 2);
	check_summary(*state, "issues_now", "answered", 1);
}

static void test_visits__what_begins_anew(void **state)
{
	assert_true(form_of(*state, "visits")->starts_empty);
	assert_true(form_of(*state, "hearing")->starts_empty);
	assert_true(form_of(*state, "improvement")->starts_empty);
	assert_false(form_of(*state, "issues_now")->starts_empty);
}

/* ---- the example company, worked out on paper from its rows ---- */

/* Points 2, 2, 3 and 1: 8 / 4 = 2. One question is not answered yet. */
static void assert_company(struct shipped *shipped)
{
	check_summary(shipped, "hearing", "answered", 22);
	check_summary(shipped, "hearing", "scored", 4);
	check_summary(shipped, "hearing", "mean", 2);
	check_summary(shipped, "hearing", "lowest", 1);
	check_summary(shipped, "improvement", "finished", 1);
	check_summary(shipped, "improvement", "late", 1);
	check_summary(shipped, "visits", "done", 2);
	check_summary(shipped, "issues_now", "rows", 5);
	check_summary(shipped, "issues_now", "answered", 4);
}

static void test_company_visits__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company_visits__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

static void test_company_visits__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "hearing", "");
	check_findings(*state, "improvement", "IM-002 late\nIM-004 no_owner\nIM-004 no_due\n");
	check_findings(*state, "visits", "visit2 no_homework\nvisit3 passed\n");
	check_findings(*state, "issues_now", "IS-005 no_answer\n");
	check_progress(*state, "hearing", PROGRESS_STARTED);
	check_progress(*state, "issues_now", PROGRESS_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_hearing__questions_and_sections),
		TEST_OF_SHIPPED(test_hearing__each_row_takes_one_kind),
		TEST_OF_SHIPPED(test_hearing__sections_are_those_of_the_plan),
		TEST_OF_SHIPPED(test_hearing__done_with_twentythree_answers),
		TEST_OF_SHIPPED(test_hearing__mean_of_what_has_points),
		TEST_OF_SHIPPED(test_hearing__low_points_lead_to_a_plan),
		TEST_OF_SHIPPED(test_improvement__a_result_ends_it),
		TEST_OF_SHIPPED(test_improvement__progress_is_asked_for_after_visit_3),
		TEST_OF_SHIPPED(test_visits__four),
		TEST_OF_SHIPPED(test_visits__dates),
		TEST_OF_SHIPPED(test_issues_now__done_with_three),
		TEST_OF_SHIPPED(test_visits__what_begins_anew),
		TEST_OF_SHIPPED(test_company_visits__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company_visits__adds_up_in_english),
		TEST_OF_SHIPPED(test_company_visits__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

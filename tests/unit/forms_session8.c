/* Session 8, rules, people, premises, maturity: regulations and what to change in them, rooms, how
 * far the company has come, who can do what. The controls are in forms_soa.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"
#include "sonae/store/library.h"

static const struct form *form_of(struct shipped *shipped, const char *id)
{
	const struct form *form = book_form(shipped->book, id, NULL);

	assert_non_null(form);
	return form;
}

/* ---- regulations, and what to change in them ---- */

/* p. 242: fourteen names. */
static void test_regulations__14_to_choose_from(void **state)
{
	static const char *const page_242[] = {
		"基本方針", "基本規程", "監査規程", "ネットワーク管理・利用規程",
		"システム管理・変更規程", "システム利用規程", "SNS利用規程", "個人情報保護規程",
		"人材管理規程", "文書管理規程", "物理管理規程", "リスク管理規程",
		"外部委託先管理規程", "インシデント対応規程",
	};
	struct shipped *shipped = *state;
	const struct form *form = form_of(shipped, "regulations");
	struct library library = { 0 };
	struct errs errs = { 0 };

	assert_string_equal(form->draws.at[0].library, "regulations");
	assert_true(library_load(&shipped->catalogue, "regulations", &library, &errs));
	shipped_assert_no_errs(&errs, "regulations");
	assert_int_equal(library.rows, 14);
	for (size_t i = 0; i < 14; i++) {
		assert_string_equal(words_in(library_text(&library, i, "name"), LANG_JA),
		                    page_242[i]);
		const char *kind = words_in(library_text(&library, i, "kind"), LANG_JA);
		assert_string_equal(kind, i == 0 ? "policy" : "rule");
	}
	library_release(&library);
}

static void regulate(struct shipped *shipped, const char *row, const char *kind,
                     const char *updated, const char *months)
{
	check_type(shipped, "regulations", row, "name", "情報管理規程");
	check_type(shipped, "regulations", row, "kind", kind);
	check_type(shipped, "regulations", row, "updated", updated);
	check_type(shipped, "regulations", row, "review_months", months);
}

/* Today is 2026-11-22: stale the day after the review was due. */
static void test_regulations__stale_once_the_review_is_past(void **state)
{
	regulate(*state, "RG-001", "規程", "2025-11-22", "12");
	shipped_assert_cell(*state, "regulations", "RG-001", "review_due", "2026-11-22");
	shipped_assert_cell(*state, "regulations", "RG-001", "stale", "0");
	regulate(*state, "RG-002", "基本方針", "2025-11-21", "１２");
	shipped_assert_cell(*state, "regulations", "RG-002", "review_due", "2026-11-21");
	shipped_assert_cell(*state, "regulations", "RG-002", "stale", "1");
	/* Half a year from the last of August ends with February. */
	regulate(*state, "RG-003", "手順書", "令和8年8月31日", "6");
	shipped_assert_cell(*state, "regulations", "RG-003", "review_due", "2027-02-28");
	shipped_assert_cell(*state, "regulations", "RG-003", "kind", "manual");
	regulate(*state, "RG-004", "規程", "2010-04-01", "");
	shipped_assert_cell(*state, "regulations", "RG-004", "stale", "");
	check_summary(*state, "regulations", "stale", 1);
	check_progress(*state, "regulations", PROGRESS_DONE);
	regulate(*state, "RG-005", "規程", "", "12");
	check_progress(*state, "regulations", PROGRESS_STARTED);
	check_summary(*state, "regulations", "never", 1);
}

static void test_regulations__what_the_check_asks(void **state)
{
	regulate(*state, "RG-001", "規程", "2026-04-01", "12");
	check_type(*state, "regulations", "RG-001", "tier", "2");
	check_findings(*state, "regulations", "RG-001 no_owner\n"
	                                      "RG-001 no_approver\n"
	                                      "no_policy\n");
	check_type(*state, "regulations", "RG-001", "owner", "総務部 佐藤");
	check_type(*state, "regulations", "RG-001", "author", "総務部 佐藤");
	check_type(*state, "regulations", "RG-001", "approver", "総務部　佐藤");
	check_findings(*state, "regulations", "RG-001 own_approval\nno_policy\n");
	check_type(*state, "regulations", "RG-001", "approver", "社長 緑川");
	regulate(*state, "RG-002", "基本方針", "2023-04-01", "24");
	check_type(*state, "regulations", "RG-002", "owner", "社長 緑川");
	check_type(*state, "regulations", "RG-002", "approver", "社長 緑川");
	check_findings(*state, "regulations", "RG-002 stale\n");
	check_type(*state, "regulations", "RG-002", "review_months", "");
	check_findings(*state, "regulations", "RG-002 no_review\n");
	/* A manual of a department is approved below the president. */
	check_type(*state, "regulations", "RG-001", "kind", "マニュアル");
	check_type(*state, "regulations", "RG-001", "tier", "3");
	check_type(*state, "regulations", "RG-001", "approver", "");
	check_findings(*state, "regulations", "RG-002 no_review\n");
}

static void test_reg_changes__late_until_changed(void **state)
{
	regulate(*state, "RG-001", "規程", "2024-04-01", "12");
	check_type(*state, "reg_changes", "RV-001", "regulation", "RG-001");
	check_type(*state, "reg_changes", "RV-001", "text_now", "FAXで送る");
	check_type(*state, "reg_changes", "RV-001", "practice_now", "メールで送る");
	check_findings(*state, "reg_changes", "RV-001 no_proposal\n");
	check_progress(*state, "reg_changes", PROGRESS_STARTED);
	check_type(*state, "reg_changes", "RV-001", "proposal", "会社のメールで送る");
	check_findings(*state, "reg_changes", "RV-001 no_due\n");
	check_progress(*state, "reg_changes", PROGRESS_DONE);
	check_type(*state, "reg_changes", "RV-001", "due", "2026-11-22");
	check_findings(*state, "reg_changes", "");
	check_type(*state, "reg_changes", "RV-001", "due", "2026年10月");
	shipped_assert_cell(*state, "reg_changes", "RV-001", "due", "2026-10-31");
	check_findings(*state, "reg_changes", "RV-001 late\n");
	check_summary(*state, "reg_changes", "late", 1);
	/* Changed, but the list has the older date. */
	check_type(*state, "reg_changes", "RV-001", "done", "2026-11-20");
	check_findings(*state, "reg_changes", "RV-001 list_not_updated\n");
	check_summary(*state, "reg_changes", "open", 0);
	check_type(*state, "regulations", "RG-001", "updated", "2026-11-20");
	check_findings(*state, "reg_changes", "");
	check_type(*state, "reg_changes", "RV-001", "done", "対象外");
	check_findings(*state, "reg_changes", "");
}

/* ---- premises ---- */

/* p. 225: one confidential room, three of the office, two at the reception. */
static void test_zones__six_rooms_of_page_225(void **state)
{
	static const char *const zones[] = { "confidential", "office", "office",
		                             "office", "reception", "reception" };
	struct shipped *shipped = *state;
	struct library library = { 0 };
	struct errs errs = { 0 };

	assert_true(library_load(&shipped->catalogue, "zones", &library, &errs));
	shipped_assert_no_errs(&errs, "zones");
	assert_int_equal(library.rows, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(words_in(library_text(&library, i, "zone"), LANG_JA), zones[i]);
	library_release(&library);
}

static void room(struct shipped *shipped, const char *row, const char *zone, const char *record,
                 const char *visitors)
{
	check_type(shipped, "zones", row, "room", "部屋");
	check_type(shipped, "zones", row, "zone", zone);
	check_type(shipped, "zones", row, "entry_control", "鍵");
	check_type(shipped, "zones", row, "entry_record", record);
	check_type(shipped, "zones", row, "visitors", visitors);
}

static void test_zones__strict_where_it_is_confidential(void **state)
{
	room(*state, "ZN-001", "機密", "", "立ち合い");
	room(*state, "ZN-002", "機密エリア", "いいえ", "可");
	check_progress(*state, "zones", PROGRESS_STARTED);
	room(*state, "ZN-003", "執務", "", "可");
	room(*state, "ZN-004", "受付", "", "可");
	check_findings(*state, "zones", "ZN-001 no_record\n"
	                                "ZN-002 no_record\n"
	                                "ZN-002 visitors_alone\n"
	                                "ZN-003 office_alone\n");
	check_summary(*state, "zones", "unrecorded", 2);
	check_progress(*state, "zones", PROGRESS_DONE);
	check_type(*state, "zones", "ZN-001", "entry_record", "はい");
	check_type(*state, "zones", "ZN-002", "entry_record", "はい");
	check_type(*state, "zones", "ZN-002", "visitors", "不可");
	check_type(*state, "zones", "ZN-003", "entry_control", "");
	check_type(*state, "zones", "ZN-004", "entry_control", "");
	check_findings(*state, "zones", "ZN-003 no_control\nZN-003 office_alone\n");
	check_progress(*state, "zones", PROGRESS_STARTED);
	check_summary(*state, "zones", "confidential", 2);
	check_summary(*state, "zones", "office", 1);
	check_summary(*state, "zones", "reception", 1);
}

/* ---- maturity ---- */

static void rate(struct shipped *shipped, const char *item, const char *as_is, const char *to_be)
{
	check_type(shipped, "csf", item, "as_is", as_is);
	check_type(shipped, "csf", item, "to_be", to_be);
}

static void assert_level(struct shipped *shipped, const char *latest, const char *growth,
                         const char *remaining)
{
	shipped_assert_cell(shipped, "maturity", "MT-001", "latest", latest);
	shipped_assert_cell(shipped, "maturity", "MT-001", "growth", growth);
	shipped_assert_cell(shipped, "maturity", "MT-001", "remaining", remaining);
}

/* From 1 to 4: each quarter's level less 1 is the growth, 4 less it remains. */
static void test_maturity__growth_and_what_remains(void **state)
{
	rate(*state, "ID.AM-1", "1", "4");
	check_type(*state, "maturity", "MT-001", "csf", "ID.AM-1");
	shipped_assert_cell(*state, "maturity", "MT-001", "as_is", "1");
	shipped_assert_cell(*state, "maturity", "MT-001", "gap", "3");
	assert_level(*state, "", "", "");
	check_type(*state, "maturity", "MT-001", "q1", "１");
	assert_level(*state, "1", "0", "3");
	check_type(*state, "maturity", "MT-001", "q2", "対象外");
	assert_level(*state, "1", "0", "3");
	check_type(*state, "maturity", "MT-001", "q3", "3");
	assert_level(*state, "3", "2", "1");
	check_summary(*state, "maturity", "reached", 0);
	check_type(*state, "maturity", "MT-001", "q4", "4");
	assert_level(*state, "4", "3", "0");
	check_summary(*state, "maturity", "reached", 1);
	/* An earlier quarter written later changes nothing. */
	check_type(*state, "maturity", "MT-001", "q2", "2");
	assert_level(*state, "4", "3", "0");
	rate(*state, "ID.AM-1", "", "4");
	assert_level(*state, "4", "", "0");
}

static void test_maturity__what_the_check_asks(void **state)
{
	check_type(*state, "maturity", "MT-001", "csf", "PR.AT-1");
	check_findings(*state, "maturity", "MT-001 no_priority\nMT-001 no_rating\n");
	rate(*state, "PR.AT-1", "2", "3");
	check_type(*state, "maturity", "MT-001", "priority", "差;容易");
	check_findings(*state, "maturity", "");
	check_type(*state, "maturity", "MT-001", "q1", "2");
	check_type(*state, "maturity", "MT-001", "state", "遅れ");
	check_findings(*state, "maturity", "MT-001 late_no_recovery\n");
	check_type(*state, "maturity", "MT-001", "recovery", "工場で2回開く");
	check_findings(*state, "maturity", "MT-001 late_no_recovery\n");
	check_type(*state, "maturity", "MT-001", "change", "回数");
	check_findings(*state, "maturity", "");
	check_type(*state, "maturity", "MT-001", "q3", "3");
	check_findings(*state, "maturity", "MT-001 reached\n");
	check_type(*state, "maturity", "MT-001", "state", "計画どおり");
	check_type(*state, "maturity", "MT-001", "q4", "2");
	check_findings(*state, "maturity", "MT-001 fallen\n");
	check_type(*state, "maturity", "MT-001", "q3", "");
	check_findings(*state, "maturity", "");
	check_type(*state, "maturity", "MT-001", "q4", "1");
	check_findings(*state, "maturity", "MT-001 fallen\n");
}

/* Plans of a year begin anew; what is written for good stays. */
static void test_session8__what_next_year_begins_with(void **state)
{
	assert_true(form_of(*state, "maturity")->starts_empty);
	assert_false(form_of(*state, "soa")->starts_empty);
	assert_false(form_of(*state, "regulations")->starts_empty);
	assert_false(form_of(*state, "zones")->starts_empty);
}

/* ---- skills, the team, agreements ---- */

static void test_skills__gap_and_plan(void **state)
{
	check_type(*state, "skills", "SK-001", "person", "総務部 佐藤");
	check_type(*state, "skills", "SK-001", "itss_now", "２");
	shipped_assert_cell(*state, "skills", "SK-001", "gap", "");
	check_type(*state, "skills", "SK-001", "itss_goal", "4");
	shipped_assert_cell(*state, "skills", "SK-001", "gap", "2");
	check_findings(*state, "skills", "SK-001 no_plan\n");
	check_summary(*state, "skills", "unplanned", 1);
	check_progress(*state, "skills", PROGRESS_STARTED);
	check_type(*state, "skills", "SK-001", "plan", "1月に講座");
	check_progress(*state, "skills", PROGRESS_DONE);
	check_type(*state, "skills", "SK-001", "itss_now", "5");
	shipped_assert_cell(*state, "skills", "SK-001", "gap", "-1");
	check_findings(*state, "skills", "SK-001 goal_below\n");
	check_summary(*state, "skills", "experts", 1);
}

/* Today is in fiscal 2026; a goal of 2025 that was not reached is old. */
static void test_skills__goals_of_a_past_year(void **state)
{
	check_type(*state, "skills", "SK-001", "person", "総務部 佐藤");
	check_type(*state, "skills", "SK-001", "itss_now", "2");
	check_type(*state, "skills", "SK-001", "itss_goal", "3");
	check_type(*state, "skills", "SK-001", "plan", "1月に講座");
	check_type(*state, "skills", "SK-001", "year", "2026");
	check_findings(*state, "skills", "");
	check_type(*state, "skills", "SK-001", "year", "2025");
	check_findings(*state, "skills", "SK-001 year_over\n");
	check_type(*state, "skills", "SK-001", "itss_now", "3");
	check_findings(*state, "skills", "");
	check_type(*state, "skills", "SK-001", "itss_now", "8");
	check_findings(*state, "skills", "SK-001 value_range\n");
}

/* p. 230: 3 + 3 + 2 + 6. */
static void test_team_functions__14_in_four_groups(void **state)
{
	assert_int_equal(form_of(*state, "team_functions")->items.count, 14);
	assert_int_equal(check_items_under(*state, "team_functions", "戦略"), 3);
	assert_int_equal(check_items_under(*state, "team_functions", "実務"), 3);
	assert_int_equal(check_items_under(*state, "team_functions", "支援"), 2);
	assert_int_equal(check_items_under(*state, "team_functions", "実務の支援"), 6);
}

static void test_team_functions__names_and_plans(void **state)
{
	check_summary(*state, "team_functions", "left", 14);
	check_type(*state, "team_functions", "law", "state", "ある");
	check_type(*state, "team_functions", "data", "state", "ない");
	check_type(*state, "team_functions", "by_design", "state", "対象外");
	check_findings(*state, "team_functions", "law nobody\ndata missing\n");
	check_summary(*state, "team_functions", "left", 11);
	check_type(*state, "team_functions", "law", "who", "総務部 高橋");
	check_type(*state, "team_functions", "data", "note", "来年から部長が");
	check_findings(*state, "team_functions", "");
}

static void test_agreements__signed_and_handed_back(void **state)
{
	check_type(*state, "agreements", "SA-001", "person", "設計部 中村");
	check_type(*state, "agreements", "SA-001", "timing", "入社");
	check_findings(*state, "agreements", "SA-001 unsigned\n");
	check_progress(*state, "agreements", PROGRESS_STARTED);
	check_type(*state, "agreements", "SA-001", "signed", "令和8年4月1日");
	check_findings(*state, "agreements", "");
	check_progress(*state, "agreements", PROGRESS_DONE);
	check_type(*state, "agreements", "SA-001", "timing", "退職");
	check_findings(*state, "agreements", "SA-001 not_returned\n");
	check_summary(*state, "agreements", "unreturned", 1);
	check_progress(*state, "agreements", PROGRESS_STARTED);
	check_type(*state, "agreements", "SA-001", "returned", "2026-03-31");
	check_findings(*state, "agreements", "SA-001 dates\n");
	check_type(*state, "agreements", "SA-001", "returned", "2026-04-01");
	check_findings(*state, "agreements", "");
	check_progress(*state, "agreements", PROGRESS_DONE);
}

/* ---- the example company, counted on paper ---- */

static void assert_company(struct shipped *shipped)
{
	check_summary(shipped, "regulations", "total", 8);
	check_summary(shipped, "regulations", "stale", 2);
	check_summary(shipped, "regulations", "never", 1);
	check_summary(shipped, "regulations", "changes", 4);
	shipped_assert_cell(shipped, "regulations", "RG-003", "review_due", "2024-04-01");
	check_summary(shipped, "reg_changes", "open", 4);
	check_summary(shipped, "reg_changes", "late", 1);
	check_summary(shipped, "reg_changes", "stale", 2);
	check_summary(shipped, "zones", "confidential", 2);
	check_summary(shipped, "zones", "office", 3);
	check_summary(shipped, "zones", "reception", 2);
	check_summary(shipped, "zones", "unrecorded", 1);
	/* growth 0 1 0 0 1 -1, left 1 0 1 2 1 1 */
	check_summary(shipped, "maturity", "growth", 0.2);
	check_summary(shipped, "maturity", "remaining", 1);
	check_summary(shipped, "maturity", "reached", 1);
	check_summary(shipped, "maturity", "late", 2);
	shipped_assert_cell(shipped, "maturity", "MT-004", "gap", "2");
	/* (2 + 3 + 1 + 2 + 1 + 4) / 6 = 2.17 */
	check_summary(shipped, "skills", "now", 2.2);
	check_summary(shipped, "skills", "experts", 1);
	/* 5 + 6 + 2 and one n/a = 14 */
	check_summary(shipped, "team_functions", "have", 5);
	check_summary(shipped, "team_functions", "partly", 6);
	check_summary(shipped, "team_functions", "none", 2);
	check_summary(shipped, "agreements", "signed", 7);
	check_summary(shipped, "agreements", "unsigned", 1);
}

static void test_company8__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company8__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

static void test_company8__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "regulations", "RG-002 stale\n"
	                                      "RG-003 stale\n"
	                                      "RG-008 no_review\n"
	                                      "RG-008 no_owner\n");
	check_findings(*state, "reg_changes", "RV-003 late\n"
	                                      "RV-004 no_proposal\n");
	check_findings(*state, "zones", "ZN-002 no_record\n"
	                                "ZN-004 office_alone\n"
	                                "ZN-005 no_control\n");
	check_findings(*state, "maturity", "MT-003 late_no_recovery\n"
	                                   "MT-006 fallen\n"
	                                   "MT-006 no_priority\n");
	check_findings(*state, "skills", "SK-003 no_plan\nSK-005 year_over\n");
	check_findings(*state, "team_functions", "new_tech missing\noperation nobody\n");
	check_findings(*state, "agreements", "SA-005 unsigned\nSA-006 not_returned\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_regulations__14_to_choose_from),
		TEST_OF_SHIPPED(test_regulations__stale_once_the_review_is_past),
		TEST_OF_SHIPPED(test_regulations__what_the_check_asks),
		TEST_OF_SHIPPED(test_reg_changes__late_until_changed),
		TEST_OF_SHIPPED(test_zones__six_rooms_of_page_225),
		TEST_OF_SHIPPED(test_zones__strict_where_it_is_confidential),
		TEST_OF_SHIPPED(test_maturity__growth_and_what_remains),
		TEST_OF_SHIPPED(test_maturity__what_the_check_asks),
		TEST_OF_SHIPPED(test_session8__what_next_year_begins_with),
		TEST_OF_SHIPPED(test_skills__gap_and_plan),
		TEST_OF_SHIPPED(test_skills__goals_of_a_past_year),
		TEST_OF_SHIPPED(test_team_functions__14_in_four_groups),
		TEST_OF_SHIPPED(test_team_functions__names_and_plans),
		TEST_OF_SHIPPED(test_agreements__signed_and_handed_back),
		TEST_OF_SHIPPED(test_company8__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company8__adds_up_in_english),
		TEST_OF_SHIPPED(test_company8__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

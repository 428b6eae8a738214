/* Session 6, answering the risks: what treatments leave, what they cost, what they do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

/* The risk of p. 170: 2 x 2 x 2 x 3. */
static void make_risk(struct shipped *shipped)
{
	check_type(shipped, "risks", "R-001", "threat_text", "ランサムウェア");
	check_type(shipped, "risks", "R-001", "asset_value_own", "2");
	check_type(shipped, "risks", "R-001", "threat_score", "2");
	check_type(shipped, "risks", "R-001", "vuln_score", "2");
	check_type(shipped, "risks", "R-001", "likelihood_own", "3");
}

static void treat(struct shipped *shipped, const char *row, const char *option, const char *status)
{
	check_type(shipped, "treatments", row, "risk", "R-001");
	check_type(shipped, "treatments", row, "option", option);
	check_type(shipped, "treatments", row, "status", status);
}

static void assert_left(struct shipped *shipped, const char *residual, const char *now)
{
	shipped_assert_cell(shipped, "risks", "R-001", "residual", residual);
	shipped_assert_cell(shipped, "risks", "R-001", "residual_now", now);
}

static void test_treatments__page_170(void **state)
{
	make_risk(*state);
	assert_left(*state, "24", "24");
	treat(*state, "T-001", "低減", "進行中");
	shipped_assert_cell(*state, "treatments", "T-001", "residual", "24");
	shipped_assert_cell(*state, "treatments", "T-001", "acceptable", "0");
	check_type(*state, "treatments", "T-001", "likelihood_after", "1");
	shipped_assert_cell(*state, "treatments", "T-001", "residual", "8");
	shipped_assert_cell(*state, "treatments", "T-001", "acceptable", "1");
	assert_left(*state, "8", "24");
	check_type(*state, "treatments", "T-001", "status", "完了");
	assert_left(*state, "8", "8");
}

/* Weakness 1 of one row and likelihood 2 of another: 2 x 2 x 1 x 2 = 8. */
static void test_treatments__several_on_one_risk(void **state)
{
	make_risk(*state);
	treat(*state, "T-001", "低減", "未着手");
	check_type(*state, "treatments", "T-001", "vuln_after", "1");
	treat(*state, "T-002", "低減", "完了");
	check_type(*state, "treatments", "T-002", "likelihood_after", "2");
	treat(*state, "T-003", "転嫁", "");
	shipped_assert_cell(*state, "treatments", "T-001", "residual", "12");
	shipped_assert_cell(*state, "treatments", "T-002", "residual", "16");
	shipped_assert_cell(*state, "risks", "R-001", "treated", "3");
	assert_left(*state, "8", "16");
	/* A better one that is given up counts no more. */
	treat(*state, "T-004", "低減", "未着手");
	check_type(*state, "treatments", "T-004", "likelihood_after", "0");
	assert_left(*state, "0", "16");
	check_type(*state, "treatments", "T-004", "status", "中止");
	assert_left(*state, "8", "16");
	shipped_assert_cell(*state, "risks", "R-001", "treated", "3");
}

static void test_treatments__avoided_is_0_once_done(void **state)
{
	make_risk(*state);
	treat(*state, "T-001", "回避", "進行中");
	shipped_assert_cell(*state, "treatments", "T-001", "residual", "24");
	assert_left(*state, "24", "24");
	check_type(*state, "treatments", "T-001", "status", "完了");
	shipped_assert_cell(*state, "treatments", "T-001", "residual", "0");
	assert_left(*state, "0", "0");
	check_type(*state, "treatments", "T-001", "status", "中止");
	assert_left(*state, "24", "24");
}

static void test_treatments__impact_and_frequency_after(void **state)
{
	make_risk(*state);
	check_type(*state, "risks", "R-001", "impact", "重");
	check_type(*state, "risks", "R-001", "frequency", "頻");
	shipped_assert_cell(*state, "risks", "R-001", "impact_after", "heavy");
	shipped_assert_cell(*state, "risks", "R-001", "frequency_after", "often");
	treat(*state, "T-001", "低減", "未着手");
	check_type(*state, "treatments", "T-001", "impact_after", "中");
	check_type(*state, "treatments", "T-001", "frequency_after", "稀");
	treat(*state, "T-002", "低減", "未着手");
	check_type(*state, "treatments", "T-002", "impact_after", "軽");
	check_type(*state, "treatments", "T-002", "frequency_after", "中");
	shipped_assert_cell(*state, "risks", "R-001", "impact_after", "light");
	shipped_assert_cell(*state, "risks", "R-001", "frequency_after", "rare");
	check_type(*state, "treatments", "T-002", "status", "中止");
	shipped_assert_cell(*state, "risks", "R-001", "impact_after", "medium");
	check_type(*state, "treatments", "T-001", "status", "中止");
	shipped_assert_cell(*state, "risks", "R-001", "frequency_after", "often");
}

/* p. 162-169: value 2 is high, 1 is low; often and sometimes are high, rare is low. */
static void test_treatments__suggestion(void **state)
{
	static const struct {
		const char *value, *frequency, *suggestion;
	} cases[] = {
		{ "2", "頻", "avoid" },    { "2", "中", "avoid" },  { "2", "稀", "transfer" },
		{ "1", "頻", "reduce" },   { "1", "中", "reduce" }, { "1", "稀", "accept" },
		{ "0", "頻", "reduce" },   { "0", "稀", "accept" },
	};

	make_risk(*state);
	treat(*state, "T-001", "", "");
	shipped_assert_cell(*state, "treatments", "T-001", "suggestion", "");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_type(*state, "risks", "R-001", "asset_value_own", cases[i].value);
		check_type(*state, "risks", "R-001", "frequency", cases[i].frequency);
		shipped_assert_cell(*state, "treatments", "T-001", "suggestion",
		                    cases[i].suggestion);
	}
}

/* 3,000,000 an incident, once in five years: 600,000 a year. */
static void price(struct shipped *shipped)
{
	check_type(shipped, "ale", "AL-001", "risk", "R-001");
	check_type(shipped, "ale", "AL-001", "asset_value_own", "3000000");
	check_type(shipped, "ale", "AL-001", "ef", "100");
	check_type(shipped, "ale", "AL-001", "every_years", "5");
}

static void test_treatments__accept_what_costs_more_than_the_loss(void **state)
{
	make_risk(*state);
	price(*state);
	check_type(*state, "risks", "R-001", "frequency", "頻");
	treat(*state, "T-001", "低減", "未着手");
	check_type(*state, "treatments", "T-001", "cost_once", "3000000");
	check_type(*state, "treatments", "T-001", "cost_yearly", "60万円");
	shipped_assert_cell(*state, "treatments", "T-001", "suggestion", "avoid");
	check_type(*state, "treatments", "T-001", "cost_yearly", "600001");
	shipped_assert_cell(*state, "treatments", "T-001", "suggestion", "accept");
	check_type(*state, "treatments", "T-001", "cost_yearly", "0");
	check_type(*state, "treatments", "T-001", "cost_once", "3000001");
	shipped_assert_cell(*state, "treatments", "T-001", "suggestion", "accept");
}

/* 600,000 - 200,000 - 100,000 = 300,000 a year; 450,000 comes back in 1.5 years. */
static void test_treatments__benefit(void **state)
{
	make_risk(*state);
	price(*state);
	treat(*state, "T-001", "低減", "未着手");
	check_type(*state, "treatments", "T-001", "ale_after", "20万円");
	shipped_assert_cell(*state, "treatments", "T-001", "benefit", "");
	check_type(*state, "treatments", "T-001", "cost_yearly", "100,000");
	check_type(*state, "treatments", "T-001", "cost_once", "450000");
	shipped_assert_cell(*state, "treatments", "T-001", "benefit", "300000");
	shipped_assert_cell(*state, "treatments", "T-001", "worth", "1");
	shipped_assert_cell(*state, "treatments", "T-001", "payback_years", "1.5");
	check_type(*state, "treatments", "T-001", "ale_after", "");
	shipped_assert_cell(*state, "treatments", "T-001", "benefit", "-100000");
	shipped_assert_cell(*state, "treatments", "T-001", "worth", "0");
	shipped_assert_cell(*state, "treatments", "T-001", "payback_years", "");
}

static void test_treatments__done_when_all_over_the_line_are_treated(void **state)
{
	make_risk(*state);
	check_type(*state, "treatments", "T-001", "risk", "R-002");
	check_progress(*state, "treatments", PROGRESS_STARTED);
	treat(*state, "T-002", "低減", "未着手");
	check_progress(*state, "treatments", PROGRESS_DONE);
	check_type(*state, "treatments", "T-002", "status", "中止");
	check_progress(*state, "treatments", PROGRESS_STARTED);
}

/* Whatever is above what was before is an error; the check names each. */
static void test_treatments__after_above_before(void **state)
{
	make_risk(*state);
	price(*state);
	check_type(*state, "risks", "R-001", "vuln_score", "1");
	check_type(*state, "risks", "R-001", "likelihood_own", "2");
	check_type(*state, "risks", "R-001", "impact", "中");
	check_type(*state, "risks", "R-001", "frequency", "稀");
	treat(*state, "T-001", "低減", "未着手");
	check_type(*state, "treatments", "T-001", "owner", "佐藤");
	check_type(*state, "treatments", "T-001", "due", "2026-11-22");
	check_type(*state, "treatments", "T-001", "cost_once", "0");
	check_type(*state, "treatments", "T-001", "vuln_after", "1");
	check_type(*state, "treatments", "T-001", "likelihood_after", "2");
	check_type(*state, "treatments", "T-001", "impact_after", "中");
	check_type(*state, "treatments", "T-001", "frequency_after", "稀");
	check_type(*state, "treatments", "T-001", "ale_after", "600000");
	check_findings(*state, "treatments", "");
	check_type(*state, "treatments", "T-001", "vuln_after", "2");
	check_type(*state, "treatments", "T-001", "likelihood_after", "3");
	check_type(*state, "treatments", "T-001", "impact_after", "重");
	check_type(*state, "treatments", "T-001", "frequency_after", "中");
	check_type(*state, "treatments", "T-001", "ale_after", "600001");
	check_type(*state, "treatments", "T-001", "due", "2026-11-21");
	check_findings(*state, "treatments", "T-001 late\n"
	                                      "T-001 vuln_above\n"
	                                      "T-001 likelihood_above\n"
	                                      "T-001 impact_above\n"
	                                      "T-001 frequency_above\n"
	                                      "T-001 ale_above\n");
}

/* ---- budget, metrics, outsource_check ---- */

static void spend(struct shipped *shipped, const char *row, const char *group, const char *month,
                  const char *amount, const char *approved)
{
	check_type(shipped, "budget", row, "group", group);
	check_type(shipped, "budget", row, "year", "2027");
	check_type(shipped, "budget", row, "month", month);
	check_type(shipped, "budget", row, "amount", amount);
	check_type(shipped, "budget", row, "approved", approved);
}

static void test_budget__sums_by_kind_and_month(void **state)
{
	assert_int_equal(shipped_summary(*state, "budget", "total"), 0);
	spend(*state, "B-001", "事前対策", "4", "10万円", "承認");
	spend(*state, "B-002", "対策運用", "4", "30000", "");
	spend(*state, "B-003", "対策運用", "5", "30000", "申請中");
	spend(*state, "B-004", "事後対策", "4", "50万円", "却下");
	assert_int_equal(shipped_summary(*state, "budget", "total"), 160000);
	assert_int_equal(shipped_summary(*state, "budget", "before"), 100000);
	assert_int_equal(shipped_summary(*state, "budget", "running"), 60000);
	assert_int_equal(shipped_summary(*state, "budget", "after"), 0);
	shipped_assert_cell(*state, "budget", "B-001", "month_total", "130000");
	shipped_assert_cell(*state, "budget", "B-003", "month_total", "30000");
	price(*state);
	assert_int_equal(shipped_summary(*state, "budget", "ale"), 600000);
}

/* p. 178: six triggers become four. */
static void test_metrics__page_178(void **state)
{
	check_type(*state, "metrics", "M-001", "baseline", "6");
	check_type(*state, "metrics", "M-001", "current", "4");
	shipped_assert_cell(*state, "metrics", "M-001", "reduction", "33.33");
	shipped_assert_cell(*state, "metrics", "M-001", "progress", "");
	check_type(*state, "metrics", "M-001", "target", "3");
	shipped_assert_cell(*state, "metrics", "M-001", "progress", "66.67");
	check_type(*state, "metrics", "M-001", "current", "3");
	shipped_assert_cell(*state, "metrics", "M-001", "progress", "100");
	check_type(*state, "metrics", "M-001", "current", "9");
	shipped_assert_cell(*state, "metrics", "M-001", "progress", "-100");
	shipped_assert_cell(*state, "metrics", "M-001", "reduction", "-50");
}

/* p. 181: 2 + 3 about suppliers, 2 + 3 about the service. */
static void test_outsource_check__10_items(void **state)
{
	static const size_t sizes[] = { 2, 3, 2, 3 };
	const struct form *form =
	    book_form(((struct shipped *)*state)->book, "outsource_check", NULL);
	size_t at = 0;

	assert_int_equal(form->items.count, 10);
	for (size_t group = 0; group < 4; group++) {
		const char *name = words_in(form->items.at[at].group, LANG_JA);
		for (size_t i = 0; i < sizes[group]; i++)
			assert_string_equal(words_in(form->items.at[at++].group, LANG_JA), name);
	}
}

/* ---- the example company, worked out on paper ---- */

static void assert_company(struct shipped *shipped)
{
	shipped_assert_cell(shipped, "risks", "R-001", "residual", "8");
	shipped_assert_cell(shipped, "risks", "R-001", "residual_now", "16");
	shipped_assert_cell(shipped, "risks", "R-001", "treated", "2");
	shipped_assert_cell(shipped, "risks", "R-001", "impact_after", "medium");
	shipped_assert_cell(shipped, "risks", "R-002", "residual_now", "8");
	shipped_assert_cell(shipped, "risks", "R-002", "frequency_after", "rare");
	shipped_assert_cell(shipped, "risks", "R-004", "residual", "0");
	shipped_assert_cell(shipped, "risks", "R-009", "residual", "24");
	shipped_assert_cell(shipped, "treatments", "T-001", "residual", "12");
	shipped_assert_cell(shipped, "treatments", "T-001", "benefit", "700000");
	shipped_assert_cell(shipped, "treatments", "T-001", "suggestion", "avoid");
	shipped_assert_cell(shipped, "treatments", "T-002", "benefit", "254000");
	shipped_assert_cell(shipped, "treatments", "T-004", "benefit", "884640");
	shipped_assert_cell(shipped, "treatments", "T-004", "acceptable", "0");
	shipped_assert_cell(shipped, "treatments", "T-006", "benefit", "576000");
	shipped_assert_cell(shipped, "treatments", "T-007", "suggestion", "transfer");
	assert_int_equal(shipped_summary(shipped, "risks", "after"), 1);
	assert_int_equal(shipped_summary(shipped, "treatments", "total"), 8);
	assert_int_equal(shipped_summary(shipped, "treatments", "done"), 4);
	assert_int_equal(shipped_summary(shipped, "treatments", "late"), 1);
	assert_int_equal(shipped_summary(shipped, "treatments", "once"), 225000);
	assert_int_equal(shipped_summary(shipped, "treatments", "yearly"), 300000);
	assert_int_equal(shipped_summary(shipped, "budget", "total"), 501000);
	assert_int_equal(shipped_summary(shipped, "budget", "after"), 180000);
	assert_int_equal(shipped_summary(shipped, "budget", "ale"), 4264640);
	shipped_assert_cell(shipped, "budget", "B-001", "month_total", "225000");
	shipped_assert_cell(shipped, "metrics", "M-001", "progress", "33.33");
	shipped_assert_cell(shipped, "metrics", "M-003", "progress", "-10");
	assert_int_equal(shipped_summary(shipped, "outsource_check", "left"), 4);
}

static void test_company6__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company6__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

static void test_company6__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "treatments", "T-008 late\n"
	                                      "T-009 accept_unsigned\n"
	                                      "T-009 accept_no_review\n");
	check_findings(*state, "budget", "B-004 not_asked\n");
	check_findings(*state, "metrics", "M-003 worse\n"
	                                   "M-004 not_measured\n");
	check_findings(*state, "outsource_check", "admin_accounts not_yet\n"
	                                           "live_access no_note\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_treatments__page_170),
		TEST_OF_SHIPPED(test_treatments__several_on_one_risk),
		TEST_OF_SHIPPED(test_treatments__avoided_is_0_once_done),
		TEST_OF_SHIPPED(test_treatments__impact_and_frequency_after),
		TEST_OF_SHIPPED(test_treatments__suggestion),
		TEST_OF_SHIPPED(test_treatments__accept_what_costs_more_than_the_loss),
		TEST_OF_SHIPPED(test_treatments__benefit),
		TEST_OF_SHIPPED(test_treatments__done_when_all_over_the_line_are_treated),
		TEST_OF_SHIPPED(test_treatments__after_above_before),
		TEST_OF_SHIPPED(test_budget__sums_by_kind_and_month),
		TEST_OF_SHIPPED(test_metrics__page_178),
		TEST_OF_SHIPPED(test_outsource_check__10_items),
		TEST_OF_SHIPPED(test_company6__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company6__adds_up_in_english),
		TEST_OF_SHIPPED(test_company6__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The risks that nobody has accepted: which rows, the sums, when it is done; budget and metrics. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"
#include "sonae/model/query.h"

/* 2 x 2 x 2 x `likelihood`. */
static void make_risk(struct shipped *shipped, const char *row, const char *likelihood)
{
	check_type(shipped, "risks", row, "threat_text", "ランサムウェア");
	check_type(shipped, "risks", row, "asset_value_own", "2");
	check_type(shipped, "risks", row, "threat_score", "2");
	check_type(shipped, "risks", row, "vuln_score", "2");
	check_type(shipped, "risks", row, "likelihood_own", likelihood);
}

static void treat(struct shipped *shipped, const char *row, const char *risk, const char *option,
                  const char *status)
{
	check_type(shipped, "treatments", row, "risk", risk);
	check_type(shipped, "treatments", row, "option", option);
	check_type(shipped, "treatments", row, "status", status);
}

/* The ids shown, "R-001 R-003". */
static void assert_open(struct shipped *shipped, const char *expected)
{
	const struct form *form = sheet_form(shipped_sheet(shipped, "open_risks"));
	struct sheet *risks = shipped_sheet(shipped, "risks");
	struct row_list list = { 0 };
	struct err err = { 0 };
	struct str out = { 0 };

	assert_true(query_of_form(shipped->book, form, &list, &err));
	for (size_t i = 0; i < list.at.count; i++)
		str_addf(&out, "%s%s", i > 0 ? " " : "", sheet_row_id(risks, list.at.at[i]));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	row_list_release(&list);
}

/* 24 and 18 are over 17, 16 and 8 are not; what has no score is not shown. */
static void test_open_risks__over_the_line(void **state)
{
	make_risk(*state, "R-001", "3");
	make_risk(*state, "R-002", "2");
	make_risk(*state, "R-003", "1");
	make_risk(*state, "R-004", "");
	assert_open(*state, "R-001");
	check_type(*state, "settings", "1", "acceptance_line", "15");
	assert_open(*state, "R-001 R-002");
	check_type(*state, "settings", "1", "acceptance_line", "16");
	assert_open(*state, "R-001");
	assert_true(shipped_summary(*state, "open_risks", "unrated") == 1);
}

/* p. 170: 24 becomes 8. */
static void test_open_risks__a_treatment_that_suffices(void **state)
{
	make_risk(*state, "R-001", "3");
	treat(*state, "T-001", "R-001", "低減", "未着手");
	assert_open(*state, "R-001");
	assert_true(shipped_summary(*state, "open_risks", "untreated") == 0);
	check_type(*state, "treatments", "T-001", "likelihood_after", "1");
	assert_open(*state, "");
	check_type(*state, "treatments", "T-001", "status", "中止");
	assert_open(*state, "R-001");
	assert_true(shipped_summary(*state, "open_risks", "untreated") == 1);
	treat(*state, "T-002", "R-001", "回避", "進行中");
	assert_open(*state, "R-001");
	check_type(*state, "treatments", "T-002", "status", "完了");
	assert_open(*state, "");
}

/* Today is 2026-11-22: a review on that day still holds, one the day before does not. */
static void test_open_risks__accepted_by_name_until_the_review(void **state)
{
	make_risk(*state, "R-001", "3");
	treat(*state, "T-001", "R-001", "受容", "未着手");
	assert_open(*state, "R-001");
	check_type(*state, "treatments", "T-001", "accepted_by", "社長 緑川");
	assert_open(*state, "");
	check_type(*state, "treatments", "T-001", "review_on", "2026-11-22");
	assert_open(*state, "");
	check_type(*state, "treatments", "T-001", "review_on", "2026-11-21");
	assert_open(*state, "R-001");
	check_type(*state, "treatments", "T-001", "review_on", "2027-04-01");
	assert_open(*state, "");
	check_type(*state, "treatments", "T-001", "status", "中止");
	assert_open(*state, "R-001");
	/* A name under another answer accepts nothing. */
	treat(*state, "T-002", "R-001", "低減", "完了");
	check_type(*state, "treatments", "T-002", "accepted_by", "社長 緑川");
	assert_open(*state, "R-001");
}

static void test_open_risks__what_was_chosen_each_once(void **state)
{
	make_risk(*state, "R-001", "3");
	shipped_assert_cell(*state, "risks", "R-001", "answers", "");
	treat(*state, "T-001", "R-001", "低減", "未着手");
	treat(*state, "T-002", "R-001", "転嫁", "");
	treat(*state, "T-003", "R-001", "低減", "完了");
	treat(*state, "T-004", "R-001", "回避", "中止");
	shipped_assert_cell(*state, "risks", "R-001", "answers", "reduce;transfer");
}

static void test_open_risks__sums(void **state)
{
	make_risk(*state, "R-001", "3");
	make_risk(*state, "R-002", "3");
	make_risk(*state, "R-003", "1");
	for (int i = 0; i < 3; i++) {
		static const char *const rows[] = { "AL-001", "AL-002", "AL-003" };
		static const char *const risks[] = { "R-001", "R-001", "R-003" };
		check_type(*state, "ale", rows[i], "risk", risks[i]);
		check_type(*state, "ale", rows[i], "asset_value_own", "10000000");
		check_type(*state, "ale", rows[i], "ef", "50%");
		check_type(*state, "ale", rows[i], "every_years", i == 1 ? "5" : "10");
	}
	/* 500,000 and 1,000,000 a year of R-001; R-003 is not open. */
	assert_true(shipped_summary(*state, "open_risks", "open") == 2);
	assert_true(shipped_summary(*state, "open_risks", "ale") == 1500000);
	assert_true(shipped_summary(*state, "open_risks", "no_thought") == 2);
}

static enum progress progress(struct shipped *shipped)
{
	return progress_of(shipped->book, shipped_sheet(shipped, "open_risks"));
}

static void test_open_risks__done(void **state)
{
	assert_int_equal(progress(*state), PROGRESS_EMPTY);
	make_risk(*state, "R-001", "");
	assert_int_equal(progress(*state), PROGRESS_STARTED);
	check_type(*state, "risks", "R-001", "likelihood_own", "1");
	assert_int_equal(progress(*state), PROGRESS_DONE);
	check_type(*state, "risks", "R-001", "likelihood_own", "3");
	assert_int_equal(progress(*state), PROGRESS_STARTED);
	check_type(*state, "risks", "R-001", "thought", "休日に気づく人がいない");
	assert_int_equal(progress(*state), PROGRESS_STARTED);
	check_type(*state, "risks", "R-001", "owner", "社長 緑川");
	assert_int_equal(progress(*state), PROGRESS_DONE);
}

/* What cannot happen any more stands in the least cell. */
static void test_risks__avoided_is_light_and_rare(void **state)
{
	make_risk(*state, "R-001", "3");
	check_type(*state, "risks", "R-001", "impact", "重");
	check_type(*state, "risks", "R-001", "frequency", "頻");
	treat(*state, "T-001", "R-001", "回避", "進行中");
	shipped_assert_cell(*state, "risks", "R-001", "impact_after", "heavy");
	shipped_assert_cell(*state, "risks", "R-001", "frequency_after", "often");
	check_type(*state, "treatments", "T-001", "status", "完了");
	shipped_assert_cell(*state, "risks", "R-001", "impact_after", "light");
	shipped_assert_cell(*state, "risks", "R-001", "frequency_after", "rare");
	shipped_assert_cell(*state, "risks", "R-001", "impact", "heavy");
}

static void budget(struct shipped *shipped, const char *row, const char *group, const char *year,
                   const char *month, const char *amount)
{
	check_type(shipped, "budget", row, "measure_text", "訓練");
	check_type(shipped, "budget", row, "group", group);
	check_type(shipped, "budget", row, "year", year);
	check_type(shipped, "budget", row, "month", month);
	check_type(shipped, "budget", row, "amount", amount);
}

static void test_budget__the_month_it_is_paid(void **state)
{
	budget(*state, "B-001", "事前対策", "2026", "12", "85000");
	shipped_assert_cell(*state, "budget", "B-001", "when", "2026-12-01");
	shipped_assert_cell(*state, "budget", "B-001", "counted", "85000");
	budget(*state, "B-002", "事後対策", "2028", "2", "300");
	shipped_assert_cell(*state, "budget", "B-002", "when", "2028-02-01");
	budget(*state, "B-003", "対策運用", "2025", "1", "300");
	shipped_assert_cell(*state, "budget", "B-003", "when", "2025-01-01");
	check_type(*state, "budget", "B-003", "month", "");
	shipped_assert_cell(*state, "budget", "B-003", "when", "");
	check_type(*state, "budget", "B-001", "approved", "却下");
	shipped_assert_cell(*state, "budget", "B-001", "counted", "0");
	check_type(*state, "budget", "B-001", "approved", "申請中");
	shipped_assert_cell(*state, "budget", "B-001", "counted", "85000");
}

/* On the last day of a month too: February has no 31st. */
static void test_budget__the_month_on_the_31st(void **state)
{
	struct shipped *shipped = *state;

	book_set_today(shipped->book, (struct date){ 2026, 12, 31 });
	budget(shipped, "B-001", "事前対策", "2027", "2", "85000");
	shipped_assert_cell(shipped, "budget", "B-001", "when", "2027-02-01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_open_risks__over_the_line),
		TEST_OF_SHIPPED(test_open_risks__a_treatment_that_suffices),
		TEST_OF_SHIPPED(test_open_risks__accepted_by_name_until_the_review),
		TEST_OF_SHIPPED(test_open_risks__what_was_chosen_each_once),
		TEST_OF_SHIPPED(test_open_risks__sums),
		TEST_OF_SHIPPED(test_open_risks__done),
		TEST_OF_SHIPPED(test_risks__avoided_is_light_and_rare),
		TEST_OF_SHIPPED(test_budget__the_month_it_is_paid),
		TEST_OF_SHIPPED(test_budget__the_month_on_the_31st),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Session 7, from wish to order: security functions, requirements, fit and gap, estimates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

/* ---- what is given ---- */

static void test_session7__given_items(void **state)
{
	struct book *book = ((struct shipped *)*state)->book;

	assert_int_equal(book_form(book, "procurement", NULL)->items.count, 7);
	assert_int_equal(book_form(book, "log_sources", NULL)->items.count, 9);
}

/* R6, session 7: the ten functions of an attendance system, told by a word of each. */
static void test_sec_functions__ten_starters(void **state)
{
	static const char *const words[] = { "打刻",     "集計", "シフト", "休暇", "残業",
		                             "レポート", "法令", "給与",   "端末", "知らせ" };
	struct shipped *shipped = *state;
	const struct form *form = book_form(shipped->book, "sec_functions", NULL);
	int function = form_field(form, "function");

	assert_int_equal(form->starters.rows.count, 10);
	for (size_t i = 0; i < 10; i++) {
		struct words cell = form->starters.rows.at[i].cells.at[function];
		assert_non_null(strstr(words_in(cell, LANG_JA), words[i]));
	}
}

/* R7, session 7: five functional headings and eighteen others, in its order. */
static void test_requirements__twenty_three_headings(void **state)
{
	static const char *const headings[] = {
		"機能",       "画面",         "帳票",         "データ",     "外部インターフェース",
		"情報セキュリティ", "ユーザビリティ・アクセシビリティ", "システム方式", "規模",
		"性能",       "信頼性",       "拡張性",       "上位互換性", "中立性",
		"継続性",     "情報システム稼働環境", "データマネジメント", "テスト",
		"移行",       "引継ぎ",       "教育",         "運用",       "保守",
	};
	const struct field *heading = check_field_of(*state, "requirements", "heading");

	assert_int_equal(heading->choices.count, 5 + 18);
	for (size_t i = 0; i < 23; i++)
		assert_string_equal(words_in(heading->choices.at[i].label, LANG_JA), headings[i]);
}

/* ---- sec_functions ---- */

static void test_sec_functions__done_with_five_thought_through(void **state)
{
	for (int i = 1; i <= 5; i++) {
		char id[16];
		snprintf(id, sizeof id, "SF-%03d", i);
		check_type(*state, "sec_functions", id, "function", "打刻");
		check_type(*state, "sec_functions", id, "security_function", "記録が残る");
		check_type(*state, "sec_functions", id, "concern", "だれも見ない");
		check_progress(*state, "sec_functions", PROGRESS_STARTED);
		if (i < 5)
			check_type(*state, "sec_functions", id, "solution", "見る日を決める");
	}
	check_findings(*state, "sec_functions", "SF-005 no_solution\n");
	check_summary(*state, "sec_functions", "done", 4);
	check_summary(*state, "sec_functions", "open", 1);
	check_type(*state, "sec_functions", "SF-005", "solution", "見る日を決める");
	check_progress(*state, "sec_functions", PROGRESS_DONE);
	check_type(*state, "sec_functions", "SF-006", "security_function", "二要素");
	check_findings(*state, "sec_functions", "SF-006 no_concern\n");
	check_progress(*state, "sec_functions", PROGRESS_STARTED);
}

/* ---- requirements ---- */

static void ask_for(struct shipped *shipped, int row, const char *heading)
{
	char id[16];

	snprintf(id, sizeof id, "RQ-%03d", row);
	check_type(shipped, "requirements", id, "heading", heading);
	check_type(shipped, "requirements", id, "requirement", "3秒以内に出る");
}

/* Three headings of five, two of eighteen, however many rows each has. */
static void test_requirements__headings_considered(void **state)
{
	check_type(*state, "requirements", "RQ-001", "requirement", "見出しはまだ");
	check_summary(*state, "requirements", "functional", 0);
	check_summary(*state, "requirements", "other", 0);
	ask_for(*state, 1, "機能");
	ask_for(*state, 2, "機能");
	ask_for(*state, 3, "機能");
	ask_for(*state, 4, "帳票");
	ask_for(*state, 5, "外部インターフェース");
	ask_for(*state, 6, "使いやすさ");
	ask_for(*state, 7, "保守");
	ask_for(*state, 8, "保守");
	check_summary(*state, "requirements", "functional", 3);
	check_summary(*state, "requirements", "other", 2);
}

/* IPA's three levels are required under security, and nowhere else. */
static void test_requirements__security_needs_a_level(void **state)
{
	ask_for(*state, 1, "性能");
	check_findings(*state, "requirements", "");
	ask_for(*state, 1, "情報セキュリティ");
	check_findings(*state, "requirements", "RQ-001 no_level\n");
	check_summary(*state, "requirements", "no_level", 1);
	check_type(*state, "requirements", "RQ-001", "level", "必須");
	check_findings(*state, "requirements", "RQ-001 no_check\n");
	check_type(*state, "requirements", "RQ-001", "check_how", "入れない");
	check_findings(*state, "requirements", "");
	check_summary(*state, "requirements", "no_level", 0);
}

static void test_requirements__done_with_ten_and_three_of_security(void **state)
{
	for (int i = 1; i <= 7; i++)
		ask_for(*state, i, "機能");
	check_findings(*state, "requirements", "no_security\n");
	for (int i = 8; i <= 10; i++) {
		char id[16];
		check_progress(*state, "requirements", PROGRESS_STARTED);
		snprintf(id, sizeof id, "RQ-%03d", i);
		ask_for(*state, i, "情報セキュリティ");
		check_progress(*state, "requirements", PROGRESS_STARTED);
		check_type(*state, "requirements", id, "level", "推奨");
	}
	check_progress(*state, "requirements", PROGRESS_DONE);
}

/* ---- fit_gap ---- */

static const char *row_id(int row, char id[16])
{
	snprintf(id, 16, "FG-%03d", row);
	return id;
}

static void rate(struct shipped *shipped, int row, const char *candidate, const char *fit)
{
	char id[16];

	check_type(shipped, "fit_gap", row_id(row, id), "candidate", candidate);
	check_type(shipped, "fit_gap", id, "requirement_text", "打刻できる");
	check_type(shipped, "fit_gap", id, "fit", fit);
}

static void answer(struct shipped *shipped, int row, const char *what, const char *cost,
                   const char *risk)
{
	char id[16];

	check_type(shipped, "fit_gap", row_id(row, id), "answer", what);
	check_type(shipped, "fit_gap", id, "cost", cost);
	check_type(shipped, "fit_gap", id, "risk", risk);
}

/* Seven fit, two partly, one gap: (7 + 2 / 2) / 10. Unanswered and n/a rows do not count. */
static void test_fit_gap__partly_is_half(void **state)
{
	shipped_sheet(*state, "fit_gap");
	for (int i = 1; i <= 7; i++)
		rate(*state, i, "A社", "Fit");
	rate(*state, 8, "Ａ社", "一部");
	rate(*state, 9, "a社 ", "一部");
	rate(*state, 10, "A社", "ＧＡＰ");
	rate(*state, 11, "A社", "");
	rate(*state, 12, "A社", "対象外");
	rate(*state, 13, "B社", "Gap");
	shipped_assert_cell(*state, "fit_gap", "FG-001", "share", "80");
	shipped_assert_cell(*state, "fit_gap", "FG-009", "share", "80");
	shipped_assert_cell(*state, "fit_gap", "FG-011", "share", "80");
	shipped_assert_cell(*state, "fit_gap", "FG-013", "share", "0");
	check_summary(*state, "fit_gap", "best", 0.8);
	rate(*state, 14, "C社", "");
	shipped_assert_cell(*state, "fit_gap", "FG-014", "share", "");
	shipped_assert_cell(*state, "fit_gap", "FG-014", "points_to", "");
}

/* Four fit and a gap nobody answered: 80 %. */
static void four_of_five(struct shipped *shipped)
{
	for (int i = 1; i <= 4; i++)
		rate(shipped, i, "A社", "Fit");
	rate(shipped, 5, "A社", "Gap");
}

static void assert_points(struct shipped *shipped, const char *expected)
{
	shipped_assert_cell(shipped, "fit_gap", "FG-001", "points_to", expected);
}

static void test_fit_gap__as_it_is(void **state)
{
	four_of_five(*state);
	assert_points(*state, "as_is");
	check_type(*state, "settings", "1", "fit_share", "81");
	assert_points(*state, "stop");
	check_type(*state, "settings", "1", "fit_share", "８０％");
	assert_points(*state, "as_is");
	rate(*state, 6, "A社", "一部");
	/* 4.5 of 6 = 75 % */
	shipped_assert_cell(*state, "fit_gap", "FG-001", "share", "75");
	assert_points(*state, "stop");
	check_type(*state, "settings", "1", "fit_share", "75");
	assert_points(*state, "as_is");
}

static void test_fit_gap__a_must_that_falls_short(void **state)
{
	four_of_five(*state);
	check_type(*state, "requirements", "RQ-001", "requirement", "打刻できる");
	check_type(*state, "fit_gap", "FG-005", "requirement", "RQ-001");
	check_type(*state, "requirements", "RQ-001", "level", "必要");
	shipped_assert_cell(*state, "fit_gap", "FG-001", "musts_short", "0");
	assert_points(*state, "as_is");
	check_type(*state, "requirements", "RQ-001", "level", "必須");
	shipped_assert_cell(*state, "fit_gap", "FG-001", "musts_short", "1");
	assert_points(*state, "stop");
	check_type(*state, "fit_gap", "FG-005", "fit", "一部");
	assert_points(*state, "stop");
	check_type(*state, "fit_gap", "FG-005", "fit", "Fit");
	assert_points(*state, "as_is");
}

/* One of two fits: only what is done about the other decides. */
static void test_fit_gap__adapted_in_part(void **state)
{
	static const struct {
		const char *what, *cost, *risk, *limit, *points;
	} cases[] = {
		{ "", "", "", "", "stop" },
		{ "カスタマイズ", "", "", "", "partly" },
		{ "業務変更", "0", "低", "", "partly" },
		{ "別手段", "0", "低", "", "stop" },
		{ "見送り", "0", "低", "", "stop" },
		{ "カスタマイズ", "30万円", "高", "", "stop" },
		{ "カスタマイズ", "30万円", "中", "", "partly" },
		{ "カスタマイズ", "300000", "中", "300000", "partly" },
		{ "カスタマイズ", "300001", "中", "300000", "stop" },
		{ "カスタマイズ", "300001", "中", "対象外", "partly" },
	};

	rate(*state, 1, "A社", "Fit");
	rate(*state, 2, "A社", "Gap");
	rate(*state, 3, "B社", "Fit");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_type(*state, "settings", "1", "fit_cost_limit", cases[i].limit);
		answer(*state, 2, cases[i].what, cases[i].cost, cases[i].risk);
		assert_points(*state, cases[i].points);
		shipped_assert_cell(*state, "fit_gap", "FG-003", "points_to", "as_is");
	}
	shipped_assert_cell(*state, "fit_gap", "FG-001", "cost_sum", "300001");
	shipped_assert_cell(*state, "fit_gap", "FG-003", "cost_sum", "0");
	answer(*state, 1, "", "20000", "");
	shipped_assert_cell(*state, "fit_gap", "FG-002", "cost_sum", "320001");
}

static void test_fit_gap__what_is_open(void **state)
{
	four_of_five(*state);
	check_findings(*state, "fit_gap", "FG-005 no_answer\none_only\n");
	check_type(*state, "fit_gap", "FG-005", "due", "2026-11-21");
	check_findings(*state, "fit_gap", "FG-005 late\none_only\n");
	check_progress(*state, "fit_gap", PROGRESS_STARTED);
	check_type(*state, "fit_gap", "FG-005", "answer", "カスタマイズ");
	check_findings(*state, "fit_gap", "FG-005 no_cost\none_only\n");
	check_progress(*state, "fit_gap", PROGRESS_DONE);
	check_type(*state, "fit_gap", "FG-005", "cost", "０");
	rate(*state, 6, "B社", "Fit");
	check_findings(*state, "fit_gap", "");
	check_type(*state, "requirements", "RQ-001", "level", "必須");
	check_type(*state, "fit_gap", "FG-005", "requirement", "RQ-001");
	check_type(*state, "fit_gap", "FG-005", "answer", "見送り");
	check_findings(*state, "fit_gap", "FG-005 must_dropped\n");
}

/* ---- estimates ---- */

static void estimate(struct shipped *shipped, const char *row, const char *vendor, const char *unit,
                     const char *const values[3])
{
	check_type(shipped, "estimates", row, "task", "初期設定");
	check_type(shipped, "estimates", row, "vendor", vendor);
	check_type(shipped, "estimates", row, "unit", unit);
	check_type(shipped, "estimates", row, "optimistic", values[0]);
	check_type(shipped, "estimates", row, "likely", values[1]);
	check_type(shipped, "estimates", row, "pessimistic", values[2]);
}

/* (34 + 4 x 40 + 70) / 6 = 264 / 6 = 44 and (70 - 34) / 6 = 6, in units of 10,000 yen. */
static void test_estimates__expected_and_spread(void **state)
{
	estimate(*state, "ES-001", "A社", "円", (const char *const[]){ "34万", "４０万", "" });
	shipped_assert_cell(*state, "estimates", "ES-001", "expected", "");
	shipped_assert_cell(*state, "estimates", "ES-001", "spread", "");
	check_type(*state, "estimates", "ES-001", "pessimistic", "700,000");
	shipped_assert_cell(*state, "estimates", "ES-001", "expected", "440000");
	shipped_assert_cell(*state, "estimates", "ES-001", "spread", "60000");
	/* (6 + 36 + 24) / 6 = 11, (24 - 6) / 6 = 3 */
	estimate(*state, "ES-002", "社内", "時間", (const char *const[]){ "6", "9", "24" });
	shipped_assert_cell(*state, "estimates", "ES-002", "expected", "11");
	shipped_assert_cell(*state, "estimates", "ES-002", "spread", "3");
	/* (0 + 4 + 5) / 6 = 1.5 */
	estimate(*state, "ES-003", "社内", "時間", (const char *const[]){ "0", "1", "5" });
	shipped_assert_cell(*state, "estimates", "ES-003", "expected", "1.5");
}

/* Spreads 60 and 80 make 100, 30 and 40 make 50; all four: the root of 12,500 is 111.803. */
static void test_estimates__spreads_add_up_by_their_squares(void **state)
{
	estimate(*state, "ES-001", "A社", "円", (const char *const[]){ "340", "400", "700" });
	estimate(*state, "ES-002", "Ａ社", "円", (const char *const[]){ "120", "210", "600" });
	estimate(*state, "ES-003", "B社", "円", (const char *const[]){ "410", "500", "590" });
	estimate(*state, "ES-004", "B社", "円", (const char *const[]){ "180", "300", "420" });
	estimate(*state, "ES-005", "A社", "時間", (const char *const[]){ "10", "16", "34" });
	shipped_assert_cell(*state, "estimates", "ES-001", "vendor_total", "700");
	shipped_assert_cell(*state, "estimates", "ES-002", "vendor_spread", "100");
	shipped_assert_cell(*state, "estimates", "ES-003", "vendor_total", "800");
	shipped_assert_cell(*state, "estimates", "ES-004", "vendor_spread", "50");
	/* Hours are not added to yen: (10 + 64 + 34) / 6 = 18, (34 - 10) / 6 = 4. */
	shipped_assert_cell(*state, "estimates", "ES-005", "vendor_total", "18");
	shipped_assert_cell(*state, "estimates", "ES-005", "vendor_spread", "4");
	check_summary(*state, "estimates", "yen", 1500);
	check_summary(*state, "estimates", "yen_spread", 112);
	check_summary(*state, "estimates", "hours", 18);
	check_summary(*state, "estimates", "hours_spread", 4);
}

static void test_estimates__nobody_named_is_a_vendor_too(void **state)
{
	estimate(*state, "ES-001", "", "時間", (const char *const[]){ "6", "9", "24" });
	estimate(*state, "ES-002", "", "時間", (const char *const[]){ "10", "16", "34" });
	estimate(*state, "ES-003", "社内", "時間", (const char *const[]){ "0", "1", "5" });
	shipped_assert_cell(*state, "estimates", "ES-001", "vendor_total", "29");
	shipped_assert_cell(*state, "estimates", "ES-001", "vendor_spread", "5");
	shipped_assert_cell(*state, "estimates", "ES-003", "vendor_total", "1.5");
}

static void test_estimates__three_values_in_order(void **state)
{
	estimate(*state, "ES-001", "", "時間", (const char *const[]){ "9", "6", "24" });
	check_findings(*state, "estimates", "ES-001 order\n");
	estimate(*state, "ES-001", "", "時間", (const char *const[]){ "6", "25", "24" });
	check_findings(*state, "estimates", "ES-001 order\n");
	estimate(*state, "ES-001", "", "時間", (const char *const[]){ "25", "", "24" });
	check_findings(*state, "estimates", "ES-001 order\n");
	estimate(*state, "ES-001", "", "時間", (const char *const[]){ "6", "6", "6" });
	check_findings(*state, "estimates", "ES-001 too_sure\n");
	estimate(*state, "ES-001", "", "時間", (const char *const[]){ "6", "6", "7" });
	check_findings(*state, "estimates", "");
}

static void test_estimates__done_with_three_of_two_vendors(void **state)
{
	static const char *const three[] = { "6", "9", "24" };

	estimate(*state, "ES-001", "A社", "円", three);
	estimate(*state, "ES-002", "Ａ社", "円", three);
	check_progress(*state, "estimates", PROGRESS_STARTED);
	check_findings(*state, "estimates", "one_vendor\n");
	estimate(*state, "ES-003", "B社", "円", three);
	check_findings(*state, "estimates", "");
	check_progress(*state, "estimates", PROGRESS_DONE);
	check_type(*state, "estimates", "ES-003", "likely", "30");
	check_progress(*state, "estimates", PROGRESS_STARTED);
}

/* ---- procurement ---- */

static void test_procurement__done_when_seven_are_answered(void **state)
{
	const struct form *form = book_form(((struct shipped *)*state)->book, "procurement", NULL);

	for (size_t i = 0; i < 7; i++) {
		check_progress(*state, "procurement", i ? PROGRESS_STARTED : PROGRESS_EMPTY);
		check_type(*state, "procurement", form->items.at[i].id, "state",
		           i == 0 ? "未" : i == 1 ? "済" : "対象外");
	}
	check_progress(*state, "procurement", PROGRESS_DONE);
	check_summary(*state, "procurement", "done", 1);
	check_summary(*state, "procurement", "left", 1);
	check_findings(*state, "procurement", "purpose not_yet\nwork_products no_note\n");
}

/* ---- the example company ---- */

static void assert_company(struct shipped *shipped, enum lang lang)
{
	shipped->company = true;
	shipped->lang = lang;
	check_summary(shipped, "sec_functions", "done", 6);
	check_summary(shipped, "sec_functions", "not_tech", 5);
	/* Functions, screens, reports, interfaces; security, continuity, data, training. */
	check_summary(shipped, "requirements", "functional", 4);
	check_summary(shipped, "requirements", "other", 4);
	check_summary(shipped, "requirements", "must", 5);
	/* A 4.5 of 5; B 3.5 of 5; own work 2 of 5, and falling short of three musts. */
	shipped_assert_cell(shipped, "fit_gap", "FG-001", "share", "90");
	shipped_assert_cell(shipped, "fit_gap", "FG-001", "points_to", "as_is");
	shipped_assert_cell(shipped, "fit_gap", "FG-006", "share", "70");
	shipped_assert_cell(shipped, "fit_gap", "FG-006", "musts_short", "2");
	shipped_assert_cell(shipped, "fit_gap", "FG-006", "points_to", "partly");
	shipped_assert_cell(shipped, "fit_gap", "FG-011", "share", "40");
	shipped_assert_cell(shipped, "fit_gap", "FG-011", "musts_short", "3");
	shipped_assert_cell(shipped, "fit_gap", "FG-011", "open_gaps", "3");
	shipped_assert_cell(shipped, "fit_gap", "FG-011", "high_risks", "2");
	shipped_assert_cell(shipped, "fit_gap", "FG-011", "points_to", "stop");
	shipped_assert_cell(shipped, "estimates", "ES-001", "vendor_total", "700000");
	shipped_assert_cell(shipped, "estimates", "ES-003", "vendor_spread", "50000");
	check_summary(shipped, "estimates", "hours", 29);
	check_summary(shipped, "procurement", "requirements", 11);
}

static void test_company__adds_up_in_japanese(void **state)
{
	assert_company(*state, LANG_JA);
}

static void test_company__adds_up_in_english(void **state)
{
	assert_company(*state, LANG_EN);
}

static void test_company__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "sec_functions", "SF-006 no_solution\n");
	check_findings(*state, "requirements", "RQ-008 no_level\n");
	check_findings(*state, "fit_gap", "FG-013 late\n");
	check_findings(*state, "estimates", "");
	check_findings(*state, "procurement", "tasks no_note\nteam not_yet\n");
	check_progress(*state, "sec_functions", PROGRESS_STARTED);
	check_progress(*state, "requirements", PROGRESS_STARTED);
	check_progress(*state, "fit_gap", PROGRESS_STARTED);
	check_progress(*state, "estimates", PROGRESS_DONE);
	check_progress(*state, "procurement", PROGRESS_STARTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_session7__given_items),
		TEST_OF_SHIPPED(test_sec_functions__ten_starters),
		TEST_OF_SHIPPED(test_requirements__twenty_three_headings),
		TEST_OF_SHIPPED(test_sec_functions__done_with_five_thought_through),
		TEST_OF_SHIPPED(test_requirements__headings_considered),
		TEST_OF_SHIPPED(test_requirements__security_needs_a_level),
		TEST_OF_SHIPPED(test_requirements__done_with_ten_and_three_of_security),
		TEST_OF_SHIPPED(test_fit_gap__partly_is_half),
		TEST_OF_SHIPPED(test_fit_gap__as_it_is),
		TEST_OF_SHIPPED(test_fit_gap__a_must_that_falls_short),
		TEST_OF_SHIPPED(test_fit_gap__adapted_in_part),
		TEST_OF_SHIPPED(test_fit_gap__what_is_open),
		TEST_OF_SHIPPED(test_estimates__expected_and_spread),
		TEST_OF_SHIPPED(test_estimates__spreads_add_up_by_their_squares),
		TEST_OF_SHIPPED(test_estimates__nobody_named_is_a_vendor_too),
		TEST_OF_SHIPPED(test_estimates__three_values_in_order),
		TEST_OF_SHIPPED(test_estimates__done_with_three_of_two_vendors),
		TEST_OF_SHIPPED(test_procurement__done_when_seven_are_answered),
		TEST_OF_SHIPPED(test_company__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company__adds_up_in_english),
		TEST_OF_SHIPPED(test_company__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

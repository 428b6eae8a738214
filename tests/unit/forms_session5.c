/* Session 5, threats and risks: the figures of the textbook, and the rules of its worksheets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

static const char *nth(const char *prefix, size_t number)
{
	static char id[16];

	snprintf(id, sizeof id, "%s-%03zu", prefix, number);
	return id;
}

/* ---- given items ---- */

/* p. 137: 4, 2, 4, 3 and 4 weak points. */
static void test_vuln_check__17_items_in_5_groups(void **state)
{
	static const size_t sizes[] = { 4, 2, 4, 3, 4 };
	const struct form *form = book_form(((struct shipped *)*state)->book, "vuln_check", NULL);
	size_t at = 0;

	assert_int_equal(form->items.count, 17);
	assert_string_equal(form->per, "devices");
	for (size_t group = 0; group < 5; group++) {
		const char *name = words_in(form->items.at[at].group, LANG_JA);
		for (size_t i = 0; i < sizes[group]; i++)
			assert_string_equal(words_in(form->items.at[at++].group, LANG_JA), name);
		if (at < 17)
			assert_string_not_equal(words_in(form->items.at[at].group, LANG_JA), name);
	}
}

/* ---- stride ---- */

static void consider(struct shipped *shipped, size_t row, const char *target, const char *element,
                     const char *judgement)
{
	check_type(shipped, "stride", nth("ST", row), "target", target);
	check_type(shipped, "stride", nth("ST", row), "element", element);
	check_type(shipped, "stride", nth("ST", row), "judgement", judgement);
}

static void test_stride__a_target_is_complete_with_six(void **state)
{
	static const char *const elements[] = { "なりすまし", "T", "R 否認",
		                                "情報漏えい", "Ｄ", "E 権限昇格" };

	check_type(*state, "assets", "A-001", "confidentiality", "2");
	check_type(*state, "assets", "A-001", "integrity", "2");
	check_type(*state, "assets", "A-001", "availability", "2");
	check_type(*state, "assets", "A-002", "confidentiality", "1");
	check_type(*state, "assets", "A-002", "integrity", "1");
	check_type(*state, "assets", "A-002", "availability", "1");
	assert_int_equal(shipped_summary(*state, "stride", "important_left"), 1);
	for (size_t i = 0; i < 5; i++)
		consider(*state, i + 1, "A-001", elements[i], "影響小");
	shipped_assert_cell(*state, "stride", "ST-001", "considered", "5");
	/* A second row of the same element, and one without a verdict: nothing new. */
	consider(*state, 6, "A-001", "T", "要検討");
	check_type(*state, "stride", "ST-007", "target", "A-001");
	check_type(*state, "stride", "ST-007", "element", "E");
	shipped_assert_cell(*state, "stride", "ST-001", "considered", "5");
	check_progress(*state, "stride", PROGRESS_STARTED);
	check_type(*state, "stride", "ST-007", "judgement", "対策済");
	shipped_assert_cell(*state, "stride", "ST-001", "considered", "6");
	shipped_assert_cell(*state, "stride", "ST-005", "element", "denial");
	assert_int_equal(shipped_summary(*state, "stride", "important_left"), 0);
	check_progress(*state, "stride", PROGRESS_DONE);
}

static void test_stride__what_must_be_done_needs_a_risk(void **state)
{
	check_type(*state, "stride", "ST-001", "target_text", "受付から金庫まで");
	check_type(*state, "stride", "ST-001", "element", "S");
	check_type(*state, "stride", "ST-001", "judgement", "要対応");
	check_type(*state, "stride", "ST-001", "threat", "退職者がIDを使う");
	check_findings(*state, "stride", "ST-001 no_risk\n");
	/* The risk may name the threat, or the threat the risk. */
	check_type(*state, "risks", "R-001", "threat", "ST-001");
	check_findings(*state, "stride", "");
	assert_int_equal(shipped_summary(*state, "stride", "act_open"), 0);
}

/* ---- devices, apps ---- */

/* Today is 2026-11-22. */
static void assert_device(struct shipped *shipped, const char *support, const char *eosl,
                          const char *until, const char *left, const char *state)
{
	check_type(shipped, "devices", "D-001", "support_until", support);
	check_type(shipped, "devices", "D-001", "eosl", eosl);
	shipped_assert_cell(shipped, "devices", "D-001", "until", until);
	shipped_assert_cell(shipped, "devices", "D-001", "days_left", left);
	shipped_assert_cell(shipped, "devices", "D-001", "state", state);
}

static void test_devices__until_and_state(void **state)
{
	assert_device(*state, "2027-03-31", "2027-01-31", "2027-01-31", "70", "soon");
	assert_device(*state, "2026-11-21", "", "2026-11-21", "-1", "expired");
	assert_device(*state, "2026-11-22", "", "2026-11-22", "0", "soon");
	/* 8 days of November, 31 + 31, 20 of February: 90; and one more. */
	assert_device(*state, "", "2027-02-20", "2027-02-20", "90", "soon");
	assert_device(*state, "", "2027-02-21", "2027-02-21", "91", "fine");
	assert_device(*state, "n/a", "2027-02-21", "2027-02-21", "91", "fine");
	assert_device(*state, "", "", "", "", "");
}

/* A month alone: the last day of an end, the first of a start. */
static void test_devices__months(void **state)
{
	assert_device(*state, "2028年2月", "", "2028-02-29", "464", "fine");
	check_type(*state, "devices", "D-001", "support_from", "2024-04");
	shipped_assert_cell(*state, "devices", "D-001", "support_from", "2024-04-01");
	check_type(*state, "devices", "D-001", "eos", "2025-06");
	shipped_assert_cell(*state, "devices", "D-001", "eos", "2025-06-30");
}

static void test_apps__until_and_short(void **state)
{
	check_type(*state, "apps", "AP-001", "contract_until", "令和9年6月30日");
	check_type(*state, "apps", "AP-001", "eosl", "2027-03");
	shipped_assert_cell(*state, "apps", "AP-001", "until", "2027-03-31");
	shipped_assert_cell(*state, "apps", "AP-001", "days_left", "129");
	shipped_assert_cell(*state, "apps", "AP-001", "state", "fine");
	check_type(*state, "apps", "AP-001", "licences", "６");
	shipped_assert_cell(*state, "apps", "AP-001", "short", "");
	check_type(*state, "apps", "AP-001", "used", "7");
	shipped_assert_cell(*state, "apps", "AP-001", "short", "1");
	check_type(*state, "apps", "AP-001", "used", "5");
	shipped_assert_cell(*state, "apps", "AP-001", "short", "0");
}

/* ---- vuln_watch ---- */

static void test_vuln_watch__severity_at_every_edge(void **state)
{
	static const struct {
		const char *version, *cvss, *severity;
	} cases[] = {
		{ "v3", "0", "none" },       { "v3", "0.1", "caution" },  { "v3", "3.9", "caution" },
		{ "v3", "4.0", "warning" },  { "v3", "6.9", "warning" },  { "v3", "7.0", "important" },
		{ "v3", "8.9", "important" }, { "v3", "9.0", "critical" }, { "v3", "10", "critical" },
		{ "v2", "0", "caution" },    { "v2", "3.9", "caution" },  { "v2", "4.0", "warning" },
		{ "v2", "5.4", "warning" }, /* p. 144 */
		{ "v2", "6.9", "warning" },  { "v2", "7.0", "danger" },   { "v2", "10", "danger" },
	};

	check_type(*state, "vuln_watch", "VW-001", "cvss", "9.8");
	shipped_assert_cell(*state, "vuln_watch", "VW-001", "severity", "");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_type(*state, "vuln_watch", "VW-001", "cvss_version", cases[i].version);
		check_type(*state, "vuln_watch", "VW-001", "cvss", cases[i].cvss);
		shipped_assert_cell(*state, "vuln_watch", "VW-001", "severity", cases[i].severity);
	}
}

/* ---- risks ---- */

static void rate(struct shipped *shipped, const char *row, const char *value, const char *threat,
                 const char *weak, const char *likelihood)
{
	check_type(shipped, "risks", row, "asset_value_own", value);
	check_type(shipped, "risks", row, "threat_score", threat);
	check_type(shipped, "risks", row, "vuln_score", weak);
	check_type(shipped, "risks", row, "likelihood_own", likelihood);
}

/* p. 150 and 170: 24 is over the line of 17, 8 is not. */
static void test_risks__24_and_8(void **state)
{
	rate(*state, "R-001", "2", "2", "2", "３");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "24");
	shipped_assert_cell(*state, "risks", "R-001", "over", "1");
	rate(*state, "R-001", "2", "2", "2", "1");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "8");
	shipped_assert_cell(*state, "risks", "R-001", "over", "0");
	/* The line itself is still accepted. */
	rate(*state, "R-001", "2", "2", "2", "2");
	check_type(*state, "settings", "1", "acceptance_line", "16");
	shipped_assert_cell(*state, "risks", "R-001", "over", "0");
	check_type(*state, "settings", "1", "acceptance_line", "15");
	shipped_assert_cell(*state, "risks", "R-001", "over", "1");
	check_type(*state, "risks", "R-001", "threat_score", "");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "");
	shipped_assert_cell(*state, "risks", "R-001", "over", "");
}

static void test_risks__value_follows_the_asset(void **state)
{
	check_type(*state, "assets", "A-001", "confidentiality", "1");
	check_type(*state, "assets", "A-001", "integrity", "1");
	check_type(*state, "assets", "A-001", "availability", "0");
	rate(*state, "R-001", "", "2", "2", "3");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "");
	check_type(*state, "risks", "R-001", "asset", "A-001");
	shipped_assert_cell(*state, "risks", "R-001", "asset_value", "1");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "12");
	check_type(*state, "assets", "A-001", "integrity", "2");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "24");
	check_type(*state, "risks", "R-001", "asset_value_own", "0");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "0");
}

/* Rows 重 中 軽, columns 稀 中 頻. */
static void test_risks__level_of_all_nine_cells(void **state)
{
	static const char *const impacts[] = { "重", "中", "軽" };
	static const char *const frequencies[] = { "稀", "中", "頻" };
	static const char *const expected[3][3] = {
		{ "middle", "high", "high" },
		{ "low", "middle", "high" },
		{ "low", "low", "middle" },
	};

	for (int row = 0; row < 3; row++) {
		check_type(*state, "risks", "R-001", "frequency", "");
		check_type(*state, "risks", "R-001", "impact", impacts[row]);
		shipped_assert_cell(*state, "risks", "R-001", "level", "");
		for (int column = 0; column < 3; column++) {
			check_type(*state, "risks", "R-001", "frequency", frequencies[column]);
			shipped_assert_cell(*state, "risks", "R-001", "level",
			                    expected[row][column]);
		}
	}
}

/* 24, 16, 16, none, 8: ranks 1, 2, 2, none, 4. */
static void test_risks__ranks_share_ties(void **state)
{
	rate(*state, "R-001", "2", "2", "2", "3");
	rate(*state, "R-002", "2", "2", "2", "2");
	rate(*state, "R-003", "2", "2", "2", "2");
	rate(*state, "R-004", "2", "2", "2", "");
	rate(*state, "R-005", "2", "2", "2", "1");
	shipped_assert_cell(*state, "risks", "R-001", "rank_risk", "1");
	shipped_assert_cell(*state, "risks", "R-002", "rank_risk", "2");
	shipped_assert_cell(*state, "risks", "R-003", "rank_risk", "2");
	shipped_assert_cell(*state, "risks", "R-004", "rank_risk", "");
	shipped_assert_cell(*state, "risks", "R-005", "rank_risk", "4");
	shipped_assert_cell(*state, "risks", "R-001", "rank_ale", "");
	shipped_assert_cell(*state, "risks", "R-001", "rank_ipa", "");
}

/* ---- ale, incident_costs ---- */

/* p. 152: nine lines, one of them not needed. */
static void test_ale__page_152(void **state)
{
	static const struct {
		const char *group, *cost;
	} page_152[] = {
		{ "業務継続", "500万円" }, { "業務継続", "36万円" },    { "業務継続", "30万円" },
		{ "見舞い品", "1400万円" }, { "謝罪訪問", "110万円" },   { "広報", "n/a" },
		{ "広報", "10万円" },      { "臨時対策", "５００万円" }, { "臨時対策", "200万円" },
	};

	check_type(*state, "ale", "AL-001", "records", "50000");
	check_type(*state, "ale", "AL-001", "ef", "40%");
	check_type(*state, "ale", "AL-001", "every_years", "10");
	shipped_assert_cell(*state, "ale", "AL-001", "affected", "20000");
	shipped_assert_cell(*state, "ale", "AL-001", "sle", "");
	for (size_t i = 0; i < sizeof page_152 / sizeof *page_152; i++) {
		check_type(*state, "incident_costs", nth("IC", i + 1), "scenario", "AL-001");
		check_type(*state, "incident_costs", nth("IC", i + 1), "group", page_152[i].group);
		check_type(*state, "incident_costs", nth("IC", i + 1), "cost", page_152[i].cost);
	}
	shipped_assert_cell(*state, "ale", "AL-001", "sle", "27860000");
	shipped_assert_cell(*state, "ale", "AL-001", "aro", "10");
	shipped_assert_cell(*state, "ale", "AL-001", "ale", "2786000");
	shipped_assert_cell(*state, "ale", "AL-001", "over", "1");
	assert_int_equal(shipped_summary(*state, "incident_costs", "total"), 27860000);
	assert_int_equal(shipped_summary(*state, "incident_costs", "continuity"), 5660000);
	assert_int_equal(shipped_summary(*state, "incident_costs", "stopgap"), 7000000);
}

static void price(struct shipped *shipped, const char *row, const char *records, const char *value,
                  const char *share, const char *years)
{
	check_type(shipped, "ale", row, "records", records);
	check_type(shipped, "ale", row, "unit_value", value);
	check_type(shipped, "ale", row, "ef", share);
	check_type(shipped, "ale", row, "every_years", years);
}

/* p. 170: acceptable against two million a year. */
static void test_ale__page_170(void **state)
{
	price(*state, "AL-001", "５万", "3万円", "1", "10");
	shipped_assert_cell(*state, "ale", "AL-001", "affected", "500");
	shipped_assert_cell(*state, "ale", "AL-001", "sle", "15000000");
	shipped_assert_cell(*state, "ale", "AL-001", "ale", "1500000");
	shipped_assert_cell(*state, "ale", "AL-001", "over", "0");
	check_type(*state, "settings", "1", "yearly_loss_line", "150万円");
	shipped_assert_cell(*state, "ale", "AL-001", "over", "1");
}

/* p. 153: 1,000 people at 30,000 yen, a tenth, once in five years. */
static void test_ale__page_153(void **state)
{
	price(*state, "AL-001", "1000", "30000", "10%", "5");
	shipped_assert_cell(*state, "ale", "AL-001", "asset_value", "30000000");
	shipped_assert_cell(*state, "ale", "AL-001", "sle", "3000000");
	shipped_assert_cell(*state, "ale", "AL-001", "aro", "20");
	shipped_assert_cell(*state, "ale", "AL-001", "ale", "600000");
}

/* 1,000,000 in three years is 333,333.33…; in six 166,666.67: rounded to the yen once. */
static void test_ale__rounds_to_the_yen(void **state)
{
	check_type(*state, "ale", "AL-001", "asset_value_own", "1000000");
	check_type(*state, "ale", "AL-001", "ef", "100");
	check_type(*state, "ale", "AL-001", "every_years", "3");
	shipped_assert_cell(*state, "ale", "AL-001", "ale", "333333");
	check_type(*state, "ale", "AL-001", "every_years", "6");
	shipped_assert_cell(*state, "ale", "AL-001", "ale", "166667");
	check_type(*state, "ale", "AL-001", "every_years", "0.5");
	shipped_assert_cell(*state, "ale", "AL-001", "ale", "2000000");
	shipped_assert_cell(*state, "ale", "AL-001", "over", "1");
}

static void test_ale__adds_up_in_the_risk(void **state)
{
	price(*state, "AL-001", "1000", "30000", "10", "5");
	price(*state, "AL-002", "50000", "30000", "1", "10");
	price(*state, "AL-003", "1000", "30000", "10", "5");
	check_type(*state, "ale", "AL-001", "risk", "R-001");
	check_type(*state, "ale", "AL-002", "risk", "R-001");
	check_type(*state, "ale", "AL-003", "risk", "R-002");
	check_type(*state, "risks", "R-001", "likelihood_own", "1");
	check_type(*state, "risks", "R-002", "likelihood_own", "1");
	shipped_assert_cell(*state, "risks", "R-001", "ale", "2100000");
	shipped_assert_cell(*state, "risks", "R-002", "ale", "600000");
	shipped_assert_cell(*state, "risks", "R-002", "rank_ale", "2");
	assert_int_equal(shipped_summary(*state, "ale", "total"), 2700000);
}

/* ---- the example company, worked out on paper ---- */

static void assert_company(struct shipped *shipped)
{
	shipped_assert_cell(shipped, "devices", "D-001", "days_left", "129");
	shipped_assert_cell(shipped, "devices", "D-002", "state", "soon");
	shipped_assert_cell(shipped, "devices", "D-004", "state", "expired");
	shipped_assert_cell(shipped, "devices", "D-005", "days_left", "90");
	shipped_assert_cell(shipped, "devices", "D-002", "open_items", "2");
	shipped_assert_cell(shipped, "apps", "AP-001", "short", "1");
	assert_int_equal(shipped_summary(shipped, "apps", "expired"), 1);
	assert_int_equal(shipped_summary(shipped, "vuln_check", "applies"), 4);
	assert_int_equal(shipped_summary(shipped, "vuln_check", "left"), 6 * 17 - 9);
	assert_int_equal(shipped_summary(shipped, "vuln_watch", "open"), 2);
	assert_int_equal(shipped_summary(shipped, "vuln_watch", "severe"), 1);
	assert_int_equal(shipped_summary(shipped, "stride", "act"), 5);
	assert_int_equal(shipped_summary(shipped, "stride", "important_left"), 11);
	assert_int_equal(shipped_summary(shipped, "risks", "over"), 4);
	assert_int_equal(shipped_summary(shipped, "risks", "untreated"), 1);
	assert_int_equal(shipped_summary(shipped, "risks", "ale"), 4264640);
	shipped_assert_cell(shipped, "risks", "R-003", "risk", "16");
	shipped_assert_cell(shipped, "risks", "R-003", "ipa_value", "6");
	shipped_assert_cell(shipped, "risks", "R-003", "rank_risk", "5");
	shipped_assert_cell(shipped, "risks", "R-003", "rank_ipa", "1");
	shipped_assert_cell(shipped, "risks", "R-001", "rank_ale", "2");
	shipped_assert_cell(shipped, "ale", "AL-001", "sle", "5600000");
	shipped_assert_cell(shipped, "ale", "AL-002", "affected", "1600");
	shipped_assert_cell(shipped, "ale", "AL-002", "ale", "2264640");
}

static void test_company5__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company5__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

/* Thirteen assets of importance 2, two of them considered. */
static void test_company5__assets_without_a_threat(void **state)
{
	struct shipped *shipped = *state;
	struct findings findings = { 0 };
	struct err err = { 0 };
	size_t found = 0;

	shipped->company = true;
	assert_true(findings_of_sheet(shipped->book, "assets", &findings, &err));
	for (size_t i = 0; i < findings.at.count; i++) {
		const struct finding *finding = &findings.at.at[i];
		found += finding->gap && strcmp(finding->gap->id, "no_threat") == 0;
	}
	assert_int_equal(found, 11);
	findings_release(&findings);
}

static void test_company5__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "stride", "ST-012 no_risk\n");
	check_findings(*state, "devices", "D-002 soon\n"
	                                   "D-004 expired\n"
	                                   "D-005 soon\n"
	                                   "D-006 no_until\n"
	                                   "D-006 not_needed\n");
	check_findings(*state, "apps", "AP-001 short\n"
	                                "AP-002 soon\n"
	                                "AP-003 expired\n"
	                                "AP-005 no_manager\n");
	check_findings(*state, "vuln_check", "D-002/brute_force open\n"
	                                      "D-004/weak_password no_note\n");
	check_findings(*state, "vuln_watch", "VW-002 late\n");
	check_findings(*state, "risks", "R-008 review_overdue\n"
	                                 "R-009 untreated\n"
	                                 "R-009 no_owner\n");
	check_findings(*state, "ale", "");
	check_findings(*state, "incident_costs", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_vuln_check__17_items_in_5_groups),
		TEST_OF_SHIPPED(test_stride__a_target_is_complete_with_six),
		TEST_OF_SHIPPED(test_stride__what_must_be_done_needs_a_risk),
		TEST_OF_SHIPPED(test_devices__until_and_state),
		TEST_OF_SHIPPED(test_devices__months),
		TEST_OF_SHIPPED(test_apps__until_and_short),
		TEST_OF_SHIPPED(test_vuln_watch__severity_at_every_edge),
		TEST_OF_SHIPPED(test_risks__24_and_8),
		TEST_OF_SHIPPED(test_risks__value_follows_the_asset),
		TEST_OF_SHIPPED(test_risks__level_of_all_nine_cells),
		TEST_OF_SHIPPED(test_risks__ranks_share_ties),
		TEST_OF_SHIPPED(test_ale__page_152),
		TEST_OF_SHIPPED(test_ale__page_170),
		TEST_OF_SHIPPED(test_ale__page_153),
		TEST_OF_SHIPPED(test_ale__rounds_to_the_yen),
		TEST_OF_SHIPPED(test_ale__adds_up_in_the_risk),
		TEST_OF_SHIPPED(test_company5__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company5__adds_up_in_english),
		TEST_OF_SHIPPED(test_company5__assets_without_a_threat),
		TEST_OF_SHIPPED(test_company5__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Session 9, the audits: from plan to report, what is counted and what is found missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"
#include "sonae/store/library.h"

static void audit(struct shipped *shipped, const char *row, const char *department,
                  const char *auditors, const char *from, const char *to)
{
	check_type(shipped, "audit_plan", row, "theme", "図面の保管");
	check_type(shipped, "audit_plan", row, "department", department);
	check_type(shipped, "audit_plan", row, "chief", "渡辺");
	check_type(shipped, "audit_plan", row, "auditor_departments", auditors);
	check_type(shipped, "audit_plan", row, "auditor_ok",
	           "独立・公正・誠実;専門能力;業務上の義務;品質管理");
	check_type(shipped, "audit_plan", row, "from", from);
	check_type(shipped, "audit_plan", row, "to", to);
	check_type(shipped, "audit_plan", row, "approved_on", "2026-08-01");
}

static void item(struct shipped *shipped, const char *row, const char *audit_id, const char *result)
{
	check_type(shipped, "audit_items", row, "audit", audit_id);
	check_type(shipped, "audit_items", row, "item", "台帳の場所にある");
	check_type(shipped, "audit_items", row, "procedure", "5件選んで見る");
	check_type(shipped, "audit_items", row, "result", result);
}

static void seen(struct shipped *shipped, const char *row)
{
	check_type(shipped, "audit_items", row, "evidence", "棚の写真");
}

static void finding(struct shipped *shipped, const char *row, const char *from, const char *weight)
{
	check_type(shipped, "findings", row, "from", from);
	check_type(shipped, "findings", row, "finding", "台帳にない図面がある");
	check_type(shipped, "findings", row, "weight", weight);
	check_type(shipped, "findings", row, "proposal", "台帳に足す");
	check_type(shipped, "findings", row, "owner", "中村");
	check_type(shipped, "findings", row, "due", "2026-12-25");
}

/* ---- audit_plan ---- */

/* p. 254: nine headings, the days in two fields, those who do it in three. */
static void test_audit_plan__nine_headings(void **state)
{
	static const char *const nine[] = { "purpose", "theme", "scope", "department", "methods",
		                            "from",    "to",    "chief", "items",      "criteria" };

	for (size_t i = 0; i < sizeof nine / sizeof *nine; i++)
		assert_true(check_field_of(*state, "audit_plan", nine[i])->required);
	assert_int_equal(check_field_of(*state, "audit_plan", "methods")->choices.count, 4);
	assert_int_equal(check_field_of(*state, "audit_plan", "auditor_ok")->choices.count, 4);
}

static void test_audit_plan__done_with_nine_headings(void **state)
{
	audit(*state, "AU-001", "設計部", "品質保証課", "2026-12-07", "2026-12-18");
	check_type(*state, "audit_plan", "AU-001", "purpose", "守られているかを知る");
	check_type(*state, "audit_plan", "AU-001", "scope", "預かり図面");
	check_type(*state, "audit_plan", "AU-001", "methods", "質問;観察");
	check_type(*state, "audit_plan", "AU-001", "items", "台帳、返却");
	check_progress(*state, "audit_plan", PROGRESS_STARTED);
	check_type(*state, "audit_plan", "AU-001", "criteria", "情報管理規程");
	check_progress(*state, "audit_plan", PROGRESS_DONE);
}

static void test_audit_plan__nobody_audits_their_own_department(void **state)
{
	audit(*state, "AU-001", "設計部、製造部", "品質保証課", "2026-12-07", "2026-12-18");
	check_findings(*state, "audit_plan", "");
	check_type(*state, "audit_plan", "AU-001", "auditor_departments", "品質保証課、 製造部");
	check_findings(*state, "audit_plan", "AU-001 own_department\n");
	check_type(*state, "audit_plan", "AU-001", "auditor_departments", "");
	check_findings(*state, "audit_plan", "AU-001 no_department\n");
}

static void test_audit_plan__late_until_reported(void **state)
{
	audit(*state, "AU-001", "設計部", "経理", "2026-11-09", "2026-11-22");
	item(*state, "AI-001", "AU-001", "");
	shipped_assert_cell(*state, "audit_plan", "AU-001", "late", "0");
	check_type(*state, "audit_plan", "AU-001", "to", "2026-11-21");
	shipped_assert_cell(*state, "audit_plan", "AU-001", "late", "1");
	check_findings(*state, "audit_plan", "AU-001 late\n");
	check_summary(*state, "audit_plan", "late", 1);
	check_type(*state, "audit_report", "RP-001", "audit", "AU-001");
	check_type(*state, "audit_report", "RP-001", "reported_on", "2026-11-22");
	shipped_assert_cell(*state, "audit_plan", "AU-001", "reported", "2026-11-22");
	shipped_assert_cell(*state, "audit_plan", "AU-001", "late", "0");
	check_summary(*state, "audit_plan", "reported", 1);
}

static void test_audit_plan__before_it_begins(void **state)
{
	/* 15 days ahead nothing is urgent, 14 ask for approval, 7 for items. */
	audit(*state, "AU-001", "設計部", "経理", "2026-12-07", "2026-12-18");
	check_type(*state, "audit_plan", "AU-001", "approved_on", "");
	check_findings(*state, "audit_plan", "");
	check_type(*state, "audit_plan", "AU-001", "from", "2026-12-06");
	check_findings(*state, "audit_plan", "AU-001 not_approved\n");
	check_type(*state, "audit_plan", "AU-001", "from", "2026-11-29");
	check_findings(*state, "audit_plan", "AU-001 not_approved\nAU-001 no_items\n");
	check_type(*state, "audit_plan", "AU-001", "auditor_ok", "専門能力");
	check_type(*state, "audit_plan", "AU-001", "approved_on", "2026-11-20");
	check_type(*state, "audit_plan", "AU-001", "methods", "査閲");
	item(*state, "AI-001", "AU-001", "");
	check_findings(*state, "audit_plan", "AU-001 not_fit\nAU-001 only_papers\n");
	check_type(*state, "audit_plan", "AU-001", "to", "2026-11-28");
	check_type(*state, "audit_plan", "AU-001", "auditor_ok",
	           "独立・公正・誠実;専門能力;業務上の義務;品質管理");
	check_type(*state, "audit_plan", "AU-001", "methods", "査閲;観察");
	check_findings(*state, "audit_plan", "AU-001 dates\n");
}

/* ---- audit_items ---- */

/* p. 256: 3 where access is due, 2 where it is not, 6 settings, 4 about the work. */
static void test_audit_items__fifteen_checks_of_systems(void **state)
{
	struct shipped *shipped = *state;
	static const char *const groups[] = { "入れるはずの人が入れる (3)",
		                              "入れないはずの人が入れない (2)",
		                              "設定が決まりどおり (6)",
		                              "仕事のしかたが決まりどおり (4)" };
	static const size_t counts[] = { 3, 2, 6, 4 };
	struct library library = { 0 };
	struct errs errs = { 0 };

	assert_true(library_load(&shipped->catalogue, "system_checks", &library, &errs));
	shipped_assert_no_errs(&errs, "system_checks");
	assert_int_equal(library.rows, 15);
	for (size_t group = 0; group < 4; group++) {
		size_t count = 0;
		for (size_t row = 0; row < library.rows; row++) {
			struct words words = library_text(&library, row, "group");
			count += text_is(words_in(words, LANG_JA), groups[group]);
		}
		assert_int_equal(count, counts[group]);
	}
	library_release(&library);
}

static void test_audit_items__counted_in_their_audit(void **state)
{
	static const char *const results[] = { "適合", "良好", "不適合", "未実施", "" };
	char row[] = "AI-001";

	audit(*state, "AU-001", "設計部", "経理", "2026-12-07", "2026-12-18");
	audit(*state, "AU-002", "営業部", "経理", "2026-12-07", "2026-12-18");
	for (size_t i = 0; i < 5; i++) {
		row[5] = (char)('1' + i);
		item(*state, row, "AU-001", results[i]);
	}
	item(*state, "AI-006", "AU-002", "観察事項");
	shipped_assert_cell(*state, "audit_plan", "AU-001", "planned", "5");
	shipped_assert_cell(*state, "audit_plan", "AU-001", "checked", "3");
	shipped_assert_cell(*state, "audit_plan", "AU-002", "planned", "1");
	shipped_assert_cell(*state, "audit_plan", "AU-002", "checked", "1");
	check_summary(*state, "audit_items", "total", 6);
	check_summary(*state, "audit_items", "nonconform", 1);
	check_summary(*state, "audit_items", "observation", 1);
	check_summary(*state, "audit_items", "open", 2);
	check_progress(*state, "audit_items", PROGRESS_STARTED);
	check_type(*state, "audit_items", "AI-005", "result", "適合");
	check_progress(*state, "audit_items", PROGRESS_DONE);
}

static void test_audit_items__a_result_rests_on_evidence(void **state)
{
	audit(*state, "AU-001", "設計部", "経理", "2026-11-09", "2026-11-21");
	item(*state, "AI-001", "AU-001", "");
	check_findings(*state, "audit_items", "AI-001 no_result\n");
	check_type(*state, "audit_items", "AI-001", "result", "適合");
	check_findings(*state, "audit_items", "AI-001 no_evidence\n");
	seen(*state, "AI-001");
	check_type(*state, "audit_items", "AI-001", "evidence_ok", "いいえ");
	check_type(*state, "audit_items", "AI-001", "mismatch", "記録");
	check_findings(*state, "audit_items", "AI-001 weak_evidence\nAI-001 mismatch\n");
	check_type(*state, "audit_items", "AI-001", "result", "不適合");
	check_findings(*state, "audit_items", "AI-001 no_finding\n");
	finding(*state, "FI-001", "AI-001", "中");
	shipped_assert_cell(*state, "audit_items", "AI-001", "found", "1");
	check_findings(*state, "audit_items", "");
	/* It is about the auditors' own department, though the audit as a whole is not. */
	check_type(*state, "audit_items", "AI-001", "department", "経理");
	check_findings(*state, "audit_items", "AI-001 own_department\n");
}

/* The audit is filled in while there is just one that has not ended. */
static void test_audit_items__drawn_into_the_one_open_audit(void **state)
{
	audit(*state, "AU-001", "設計部", "経理", "2026-11-09", "2026-11-21");
	audit(*state, "AU-002", "営業部", "経理", "2026-12-07", "2026-12-18");
	check_type(*state, "assets", "A-001", "name", "設計図面");
	check_type(*state, "assets", "A-001", "department", "設計部");
	check_drawn(*state, "audit_items", "assets", "A-001", "audit", "AU-002");
	check_drawn(*state, "audit_items", "assets", "A-001", "item", "設計図面");
	check_drawn(*state, "audit_items", "assets", "A-001", "method", "interview;observe");
	check_type(*state, "soa", "A.5.18", "standard", "退職の日に止める");
	check_drawn(*state, "audit_items", "controls", "A.5.18", "control", "A.5.18");
	check_drawn(*state, "audit_items", "controls", "A.5.18", "criteria_text",
	            "退職の日に止める");
	audit(*state, "AU-003", "製造部", "経理", "2027-02-01", "2027-02-12");
	check_drawn(*state, "audit_items", "assets", "A-001", "audit", "");
}

/* ---- findings ---- */

static void test_findings__state_follows_the_dates(void **state)
{
	item(*state, "AI-001", "AU-001", "不適合");
	finding(*state, "FI-001", "AI-001", "重");
	shipped_assert_cell(*state, "findings", "FI-001", "state", "open");
	check_type(*state, "findings", "FI-001", "due", "2026-11-22");
	shipped_assert_cell(*state, "findings", "FI-001", "state", "open");
	check_type(*state, "findings", "FI-001", "due", "2026-11-21");
	shipped_assert_cell(*state, "findings", "FI-001", "state", "late");
	check_findings(*state, "findings", "FI-001 late\n");
	check_type(*state, "findings", "FI-001", "done", "2026-10-24");
	shipped_assert_cell(*state, "findings", "FI-001", "state", "done");
	check_findings(*state, "findings", "");
	check_type(*state, "findings", "FI-001", "done", "2026-10-23");
	check_findings(*state, "findings", "FI-001 not_verified\n");
	check_type(*state, "findings", "FI-001", "verified", "2026-11-20");
	check_type(*state, "findings", "FI-001", "verified_by", "　中村");
	shipped_assert_cell(*state, "findings", "FI-001", "state", "verified");
	check_findings(*state, "findings", "FI-001 verified_self\n");
	check_type(*state, "findings", "FI-001", "verified_by", "渡辺");
	check_type(*state, "findings", "FI-001", "verified", "2026-10-22");
	check_findings(*state, "findings", "FI-001 verified_first\n");
	check_type(*state, "findings", "FI-002", "finding", "記録がない");
	shipped_assert_cell(*state, "findings", "FI-002", "state", "open");
}

static void test_findings__done_when_every_failure_is_answered(void **state)
{
	item(*state, "AI-001", "AU-001", "不適合");
	item(*state, "AI-002", "AU-001", "不適合");
	finding(*state, "FI-001", "AI-001", "中");
	check_progress(*state, "findings", PROGRESS_STARTED);
	finding(*state, "FI-002", "AI-002", "中");
	check_progress(*state, "findings", PROGRESS_DONE);
	check_type(*state, "findings", "FI-002", "owner", "");
	check_progress(*state, "findings", PROGRESS_STARTED);
	check_findings(*state, "findings", "FI-002 no_owner\n");
}

static void test_findings__urgent_but_far_off(void **state)
{
	item(*state, "AI-001", "AU-001", "不適合");
	finding(*state, "FI-001", "AI-001", "重");
	check_type(*state, "findings", "FI-001", "urgent", "はい");
	check_type(*state, "findings", "FI-001", "due", "2026-12-23");
	check_findings(*state, "findings", "");
	check_type(*state, "findings", "FI-001", "due", "2026-12-24");
	check_findings(*state, "findings", "FI-001 urgent_later\n");
	check_summary(*state, "findings", "urgent", 1);
	check_summary(*state, "findings", "heavy", 1);
	check_summary(*state, "findings", "unverified", 1);
}

/* ---- audit_report ---- */

static void assert_report(struct shipped *shipped, const char *field, const char *expected)
{
	shipped_assert_cell(shipped, "audit_report", "RP-001", field, expected);
}

/* Of six items one is not done, so 2 of 5 hold: 40 %. */
static void make_audited(struct shipped *shipped)
{
	static const char *const results[] = { "適合", "良好", "不適合", "不適合", "観察事項",
		                               "未実施" };
	char row[] = "AI-001";

	audit(shipped, "AU-001", "営業部", "品質保証課", "2026-09-07", "2026-09-18");
	for (size_t i = 0; i < 6; i++) {
		row[5] = (char)('1' + i);
		item(shipped, row, "AU-001", results[i]);
	}
	item(shipped, "AI-007", "AU-002", "不適合");
	finding(shipped, "FI-001", "AI-003", "重");
	finding(shipped, "FI-002", "AI-004", "中");
	finding(shipped, "FI-003", "AI-005", "中");
	finding(shipped, "FI-004", "AI-007", "重");
	check_type(shipped, "findings", "FI-001", "urgent", "はい");
	check_type(shipped, "findings", "FI-001", "done", "2026-09-20");
}

static void test_audit_report__counts_what_was_found(void **state)
{
	make_audited(*state);
	check_type(*state, "audit_report", "RP-001", "audit", "AU-001");
	assert_report(*state, "total", "6");
	assert_report(*state, "conform", "1");
	assert_report(*state, "good", "1");
	assert_report(*state, "nonconform", "2");
	assert_report(*state, "observation", "1");
	assert_report(*state, "not_done", "1");
	assert_report(*state, "share", "40");
	assert_report(*state, "found", "3");
	assert_report(*state, "heavy", "1");
	assert_report(*state, "urgent", "1");
	assert_report(*state, "left", "2");
	check_summary(*state, "audit_report", "left", 2);
	check_summary(*state, "audit_report", "nonconform", 2);
}

static void test_audit_report__nothing_looked_at_has_no_share(void **state)
{
	audit(*state, "AU-001", "営業部", "品質保証課", "2026-09-07", "2026-09-18");
	check_type(*state, "audit_report", "RP-001", "audit", "AU-001");
	assert_report(*state, "total", "0");
	assert_report(*state, "share", "");
	item(*state, "AI-001", "AU-001", "未実施");
	assert_report(*state, "share", "");
	item(*state, "AI-002", "AU-001", "不適合");
	assert_report(*state, "share", "0");
}

static void test_audit_report__told_in_time_and_to_all(void **state)
{
	make_audited(*state);
	check_type(*state, "audit_report", "RP-001", "audit", "AU-001");
	check_findings(*state, "audit_report", "RP-001 not_reported\nRP-001 good_untold\n");
	check_type(*state, "audit_report", "RP-001", "reported_on", "2026-09-30");
	check_type(*state, "audit_report", "RP-001", "reported_to", "依頼者");
	check_type(*state, "audit_report", "RP-001", "detected", "帳面に抜けがない");
	check_findings(*state, "audit_report", "RP-001 unfinished\nRP-001 not_told\n");
	check_type(*state, "audit_report", "RP-001", "reported_to", "依頼者;監査された部署");
	check_type(*state, "audit_report", "RP-001", "remarks", "対象外");
	check_findings(*state, "audit_report", "");
	check_progress(*state, "audit_report", PROGRESS_STARTED);
	check_type(*state, "audit_report", "RP-001", "overview", "よく守られている");
	check_progress(*state, "audit_report", PROGRESS_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_audit_plan__nine_headings),
		TEST_OF_SHIPPED(test_audit_plan__done_with_nine_headings),
		TEST_OF_SHIPPED(test_audit_plan__nobody_audits_their_own_department),
		TEST_OF_SHIPPED(test_audit_plan__late_until_reported),
		TEST_OF_SHIPPED(test_audit_plan__before_it_begins),
		TEST_OF_SHIPPED(test_audit_items__fifteen_checks_of_systems),
		TEST_OF_SHIPPED(test_audit_items__counted_in_their_audit),
		TEST_OF_SHIPPED(test_audit_items__a_result_rests_on_evidence),
		TEST_OF_SHIPPED(test_audit_items__drawn_into_the_one_open_audit),
		TEST_OF_SHIPPED(test_findings__state_follows_the_dates),
		TEST_OF_SHIPPED(test_findings__done_when_every_failure_is_answered),
		TEST_OF_SHIPPED(test_findings__urgent_but_far_off),
		TEST_OF_SHIPPED(test_audit_report__counts_what_was_found),
		TEST_OF_SHIPPED(test_audit_report__nothing_looked_at_has_no_share),
		TEST_OF_SHIPPED(test_audit_report__told_in_time_and_to_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

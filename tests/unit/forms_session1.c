/* Session 1, why security and who does it: incidents, roles, the papers for an incident. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

/* ---- given items ---- */

/* p. 22-30: nine; p. 31-32: six more; p. 30: six papers. */
static void test_session1__given_items(void **state)
{
	struct book *book = ((struct shipped *)*state)->book;

	assert_int_equal(book_form(book, "roles", NULL)->items.count, 15);
	assert_int_equal(check_items_under(*state, "roles", "主な役割"), 9);
	assert_int_equal(check_items_under(*state, "roles", "そのほかの役割"), 6);
	assert_int_equal(book_form(book, "documents", NULL)->items.count, 6);
}

/* What session 1 calls heavy is heavy in sessions 3 and 5; a cause is a kind of weak point. */
static void test_session1__words_keep_their_meaning(void **state)
{
	const struct field *impact = check_field_of(*state, "incidents", "impact");
	const struct field *later = check_field_of(*state, "risks", "impact");
	const struct field *cause = check_field_of(*state, "incidents", "cause");
	const struct field *weak = check_field_of(*state, "risks", "vuln_kind");

	assert_int_equal(impact->choices.count, later->choices.count);
	for (size_t i = 0; i < later->choices.count; i++) {
		assert_string_equal(impact->choices.at[i].id, later->choices.at[i].id);
		assert_string_equal(words_in(impact->choices.at[i].label, LANG_JA),
		                    words_in(later->choices.at[i].label, LANG_JA));
	}
	assert_int_equal(cause->choices.count, weak->choices.count + 1);
	for (size_t i = 0; i < weak->choices.count; i++)
		assert_string_equal(cause->choices.at[i].id, weak->choices.at[i].id);
}

/* p. 17: five that cost money, three that do not show in the books. */
static void test_incidents__eight_kinds_of_harm(void **state)
{
	static const char *const page_17[] = { "事故対応", "賠償", "利益", "金銭",
		                               "行政", "風評", "ブランド", "株価" };
	const struct field *loss = check_field_of(*state, "incidents", "loss");

	assert_int_equal(loss->choices.count, 8);
	for (size_t i = 0; i < 8; i++)
		assert_string_equal(words_in(loss->choices.at[i].label, LANG_JA), page_17[i]);
}

/* ---- incidents ---- */

static void note(struct shipped *shipped, const char *row, const char *kind, const char *impact)
{
	check_type(shipped, "incidents", row, "kind", kind);
	check_type(shipped, "incidents", row, "what", "宛先を間違えた");
	check_type(shipped, "incidents", row, "date", "2026-11-10");
	check_type(shipped, "incidents", row, "impact", impact);
}

static void assert_heinrich(struct shipped *shipped, int heavy, int other, int near)
{
	check_summary(shipped, "incidents", "heavy", heavy);
	check_summary(shipped, "incidents", "other", other);
	check_summary(shipped, "incidents", "near", near);
}

/* p. 19: 1 = heavy, 29 = the other accidents, 300 = near misses; nothing else counts. */
static void test_incidents__one_twentynine_threehundred(void **state)
{
	assert_heinrich(*state, 0, 0, 0);
	note(*state, "IN-001", "事故", "重");
	note(*state, "IN-002", "事故", "中");
	note(*state, "IN-003", "事故", "軽");
	note(*state, "IN-004", "事故", "");
	note(*state, "IN-005", "ヒヤリハット", "重");
	note(*state, "IN-006", "ｎｅａｒ　ｍｉｓｓ", "軽");
	note(*state, "IN-007", "危険性", "重");
	note(*state, "IN-008", "問い合わせ", "");
	assert_heinrich(*state, 1, 3, 2);
	/* Two near misses to four accidents. */
	check_summary(*state, "incidents", "each", 0.5);
	check_summary(*state, "incidents", "open", 6);
	check_type(*state, "incidents", "IN-005", "closed", "2026-11-20");
	check_summary(*state, "incidents", "open", 5);
	shipped_assert_cell(*state, "incidents", "IN-001", "counted", "1");
}

static void test_incidents__done_with_three_and_what_prevents_them(void **state)
{
	check_progress(*state, "incidents", PROGRESS_EMPTY);
	/* Nothing has happened yet: three dangers do. A question is no danger. */
	note(*state, "IN-001", "危険性", "");
	note(*state, "IN-002", "危険性", "");
	note(*state, "IN-003", "問い合わせ", "");
	check_progress(*state, "incidents", PROGRESS_STARTED);
	note(*state, "IN-004", "危険性", "");
	check_progress(*state, "incidents", PROGRESS_DONE);
	note(*state, "IN-005", "ヒヤリハット", "");
	check_progress(*state, "incidents", PROGRESS_STARTED);
	check_type(*state, "incidents", "IN-005", "triage", "誤検知");
	check_progress(*state, "incidents", PROGRESS_DONE);
	check_type(*state, "incidents", "IN-005", "triage", "対応");
	check_progress(*state, "incidents", PROGRESS_STARTED);
	check_type(*state, "incidents", "IN-005", "prevention", "1分待ってから送る");
	check_progress(*state, "incidents", PROGRESS_DONE);
	check_type(*state, "incidents", "IN-006", "what", "種類がまだ");
	check_progress(*state, "incidents", PROGRESS_STARTED);
}

static void test_incidents__what_was_learnt_must_lead_somewhere(void **state)
{
	note(*state, "IN-001", "ヒヤリハット", "軽");
	check_findings(*state, "incidents", "IN-001 no_prevention\n");
	check_type(*state, "incidents", "IN-001", "prevention", "1分待ってから送る");
	check_findings(*state, "incidents", "IN-001 leads_nowhere\n");
	check_type(*state, "risks", "R-001", "threat_text", "誤送信");
	check_type(*state, "incidents", "IN-001", "risk", "R-001");
	check_findings(*state, "incidents", "");
	/* Dangers and questions oblige to nothing; nor does what was nothing. */
	note(*state, "IN-002", "危険性", "重");
	note(*state, "IN-003", "問い合わせ", "");
	note(*state, "IN-004", "事故", "軽");
	check_type(*state, "incidents", "IN-004", "triage", "自社外");
	check_findings(*state, "incidents", "");
}

static void test_incidents__dates(void **state)
{
	note(*state, "IN-001", "ヒヤリハット", "軽");
	check_type(*state, "incidents", "IN-001", "triage", "誤検知");
	/* 22 November less 30 days is 23 October. */
	check_type(*state, "incidents", "IN-001", "date", "2026-10-23");
	check_findings(*state, "incidents", "");
	check_type(*state, "incidents", "IN-001", "date", "2026-10-22");
	check_findings(*state, "incidents", "IN-001 long_open\n");
	check_type(*state, "incidents", "IN-001", "closed", "2026-10-22");
	check_findings(*state, "incidents", "");
	check_type(*state, "incidents", "IN-001", "closed", "2026-10-21");
	check_findings(*state, "incidents", "IN-001 closed_before\n");
	check_type(*state, "incidents", "IN-001", "date", "");
	check_findings(*state, "incidents", "IN-001 no_date\n");
	check_type(*state, "incidents", "IN-001", "kind", "危険性");
	check_findings(*state, "incidents", "");
}

/* 2 x 2 x 2 x 1 = 8 is below the line of 17; 2 x 2 x 2 x 3 = 24 is above it. */
static void rate(struct shipped *shipped, const char *likelihood)
{
	check_type(shipped, "risks", "R-001", "threat_text", "誤送信");
	check_type(shipped, "risks", "R-001", "asset_value_own", "2");
	check_type(shipped, "risks", "R-001", "threat_score", "2");
	check_type(shipped, "risks", "R-001", "vuln_score", "2");
	check_type(shipped, "risks", "R-001", "likelihood_own", likelihood);
}

static void test_incidents__reopen_the_risk_that_struck(void **state)
{
	rate(*state, "1");
	note(*state, "IN-001", "ヒヤリハット", "軽");
	check_type(*state, "incidents", "IN-001", "prevention", "1分待ってから送る");
	check_type(*state, "incidents", "IN-001", "risk", "R-001");
	check_findings(*state, "incidents", "");
	check_type(*state, "incidents", "IN-001", "kind", "事故");
	check_findings(*state, "incidents", "IN-001 reopen\nonly_accidents\n");
	note(*state, "IN-002", "ヒヤリハット", "軽");
	check_type(*state, "incidents", "IN-002", "triage", "誤検知");
	/* Either it is rated anew ... */
	rate(*state, "3");
	check_findings(*state, "incidents", "");
	rate(*state, "1");
	check_findings(*state, "incidents", "IN-001 reopen\n");
	/* ... or something new is done about it; what was done before did not help. */
	check_type(*state, "treatments", "T-001", "risk", "R-001");
	check_type(*state, "treatments", "T-001", "option", "受容");
	check_findings(*state, "incidents", "IN-001 reopen\n");
	check_type(*state, "treatments", "T-001", "option", "低減");
	check_findings(*state, "incidents", "");
	check_type(*state, "treatments", "T-001", "finished", "2026-11-09");
	check_findings(*state, "incidents", "IN-001 reopen\n");
	check_type(*state, "treatments", "T-001", "finished", "2026-11-10");
	check_findings(*state, "incidents", "");
	check_type(*state, "treatments", "T-001", "status", "中止");
	check_findings(*state, "incidents", "IN-001 reopen\n");
}

static void test_incidents__a_leak_of_personal_data_may_have_to_be_reported(void **state)
{
	check_type(*state, "assets", "A-001", "name", "社員名簿");
	check_type(*state, "assets", "A-001", "personal", "有");
	check_type(*state, "risks", "R-001", "threat_text", "誤送信");
	note(*state, "IN-001", "事故", "中");
	note(*state, "IN-002", "ヒヤリハット", "軽");
	check_type(*state, "incidents", "IN-002", "triage", "誤検知");
	check_type(*state, "incidents", "IN-001", "prevention", "1分待ってから送る");
	check_type(*state, "incidents", "IN-001", "risk", "R-001");
	check_findings(*state, "incidents", "");
	check_type(*state, "incidents", "IN-001", "asset", "A-001");
	check_findings(*state, "incidents", "IN-001 not_told\n");
	check_type(*state, "incidents", "IN-001", "told", "顧客;社内");
	check_findings(*state, "incidents", "IN-001 not_told\n");
	check_type(*state, "incidents", "IN-001", "told", "顧客;監督官庁");
	check_findings(*state, "incidents", "");
	check_type(*state, "incidents", "IN-001", "impact", "");
	check_findings(*state, "incidents", "IN-001 no_impact\n");
}

/* ---- roles ---- */

static void test_roles__gap_is_to_be_less_as_is(void **state)
{
	check_type(*state, "roles", "strategy", "as_is", "１");
	shipped_assert_cell(*state, "roles", "strategy", "gap", "");
	check_type(*state, "roles", "strategy", "to_be", "3");
	shipped_assert_cell(*state, "roles", "strategy", "gap", "2");
	check_summary(*state, "roles", "wide", 1);
	check_findings(*state, "roles", "");
	check_type(*state, "roles", "strategy", "as_is", "4");
	shipped_assert_cell(*state, "roles", "strategy", "gap", "-1");
	check_findings(*state, "roles", "strategy below\n");
	check_summary(*state, "roles", "wide", 0);
}

static void test_roles__done_once_mine_have_a_mission(void **state)
{
	check_progress(*state, "roles", PROGRESS_EMPTY);
	check_type(*state, "roles", "analyst", "person", "さくら調査");
	check_type(*state, "roles", "analyst", "inside", "外部委託");
	check_progress(*state, "roles", PROGRESS_STARTED);
	check_summary(*state, "roles", "named", 1);
	check_summary(*state, "roles", "outsourced", 1);
	check_type(*state, "roles", "education", "mine", "はい");
	check_summary(*state, "roles", "mine", 1);
	check_progress(*state, "roles", PROGRESS_STARTED);
	check_type(*state, "roles", "education", "mission", "新人に30分話す");
	check_progress(*state, "roles", PROGRESS_DONE);
	check_type(*state, "roles", "legal", "mine", "○");
	check_progress(*state, "roles", PROGRESS_STARTED);
	check_type(*state, "roles", "legal", "mine", "いいえ");
	check_progress(*state, "roles", PROGRESS_DONE);
}

/* Of the nine all but mine lack somebody; of the six none has to be filled. */
static void test_roles__who_is_missing(void **state)
{
	static const char *const others[] = { "ciso",    "strategy",  "response_head",
		                              "systems", "site_head", "responder" };

	check_findings(*state, "roles", "");
	check_type(*state, "roles", "liaison", "mine", "はい");
	check_type(*state, "roles", "liaison", "mission", "役所と取引先への連絡");
	check_findings(*state, "roles", "ciso nobody\nstrategy nobody\neducation nobody\n"
	                                "audit nobody\nresponse_head nobody\nsystems nobody\n"
	                                "liaison no_deputy\nsite_head nobody\nresponder nobody\n");
	check_type(*state, "roles", "liaison", "deputy", "高橋");
	for (size_t i = 0; i < 6; i++) {
		check_type(*state, "roles", others[i], "person", "佐藤");
		check_type(*state, "roles", others[i], "deputy", "高橋");
	}
	check_findings(*state, "roles", "education nobody\naudit nobody\n");
	check_type(*state, "roles", "education", "person", "佐藤");
	check_type(*state, "roles", "audit", "person", "　佐藤 ");
	check_findings(*state, "roles", "audit audits_self\n");
	check_type(*state, "roles", "audit", "person", "渡辺");
	check_findings(*state, "roles", "");
}

/* ---- documents ---- */

static void test_documents__old_after_a_year(void **state)
{
	check_type(*state, "documents", "network", "have", "はい");
	check_type(*state, "documents", "network", "place", "サーバ棚の扉");
	check_type(*state, "documents", "network", "owner", "佐藤");
	check_findings(*state, "documents", "");
	check_type(*state, "documents", "network", "updated", "2025-11-22");
	check_findings(*state, "documents", "");
	check_summary(*state, "documents", "stale", 0);
	check_type(*state, "documents", "network", "updated", "令和7年11月21日");
	check_findings(*state, "documents", "network stale\n");
	check_summary(*state, "documents", "stale", 1);
	check_type(*state, "documents", "contacts", "have", "いいえ");
	check_type(*state, "documents", "servers", "have", "はい");
	check_findings(*state, "documents", "network stale\nservers no_place\nservers no_owner\n"
	                                    "contacts missing\n");
	check_summary(*state, "documents", "have", 2);
	check_summary(*state, "documents", "missing", 1);
}

static void test_documents__done_with_six_answers(void **state)
{
	const struct form *form = book_form(((struct shipped *)*state)->book, "documents", NULL);

	for (size_t i = 0; i < 6; i++) {
		check_progress(*state, "documents", i ? PROGRESS_STARTED : PROGRESS_EMPTY);
		check_type(*state, "documents", form->items.at[i].id, "have", i % 2 ? "1" : "0");
	}
	check_progress(*state, "documents", PROGRESS_DONE);
}

/* ---- the example company, worked out on paper from its rows ---- */

static void assert_company(struct shipped *shipped)
{
	assert_heinrich(shipped, 0, 3, 4);
	check_summary(shipped, "incidents", "each", 1.3);
	check_summary(shipped, "incidents", "open", 2);
	check_summary(shipped, "roles", "mine", 6);
	check_summary(shipped, "roles", "named", 11);
	check_summary(shipped, "roles", "outsourced", 2);
	check_summary(shipped, "roles", "wide", 2);
	shipped_assert_cell(shipped, "roles", "strategy", "gap", "2");
	shipped_assert_cell(shipped, "roles", "responder", "gap", "0");
	check_summary(shipped, "documents", "have", 4);
	check_summary(shipped, "documents", "missing", 1);
	check_summary(shipped, "documents", "stale", 1);
}

static void test_company1__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company1__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

static void test_company1__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "incidents",
	               "IN-003 reopen\nIN-003 not_told\nIN-003 long_open\n"
	               "IN-004 leads_nowhere\nIN-005 no_prevention\nIN-007 no_prevention\n");
	check_findings(*state, "roles", "liaison no_deputy\n");
	check_findings(*state, "documents",
	               "network stale\nservers missing\nsoftware no_owner\n");
	check_progress(*state, "incidents", PROGRESS_STARTED);
	check_progress(*state, "roles", PROGRESS_DONE);
	check_progress(*state, "documents", PROGRESS_STARTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_session1__given_items),
		TEST_OF_SHIPPED(test_session1__words_keep_their_meaning),
		TEST_OF_SHIPPED(test_incidents__eight_kinds_of_harm),
		TEST_OF_SHIPPED(test_incidents__one_twentynine_threehundred),
		TEST_OF_SHIPPED(test_incidents__done_with_three_and_what_prevents_them),
		TEST_OF_SHIPPED(test_incidents__what_was_learnt_must_lead_somewhere),
		TEST_OF_SHIPPED(test_incidents__dates),
		TEST_OF_SHIPPED(test_incidents__reopen_the_risk_that_struck),
		TEST_OF_SHIPPED(test_incidents__a_leak_of_personal_data_may_have_to_be_reported),
		TEST_OF_SHIPPED(test_roles__gap_is_to_be_less_as_is),
		TEST_OF_SHIPPED(test_roles__done_once_mine_have_a_mission),
		TEST_OF_SHIPPED(test_roles__who_is_missing),
		TEST_OF_SHIPPED(test_documents__old_after_a_year),
		TEST_OF_SHIPPED(test_documents__done_with_six_answers),
		TEST_OF_SHIPPED(test_company1__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company1__adds_up_in_english),
		TEST_OF_SHIPPED(test_company1__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Session 7, technical measures: accounts, protection in place, logs, backups, networks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

static void assert_labels(const struct field *field, const char *const *labels, size_t count)
{
	assert_int_equal(field->choices.count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(words_in(field->choices.at[i].label, LANG_JA), labels[i]);
}

/* ---- account_ledger ---- */

static void test_account_ledger__five_kinds(void **state)
{
	static const char *const kinds[] = { "特権", "役職者", "一般", "監査", "外部" };

	assert_labels(check_field_of(*state, "account_ledger", "kind"), kinds, 5);
}

static void account(struct shipped *shipped, const char *row, const char *name, const char *kind)
{
	check_type(shipped, "account_ledger", row, "system", "ファイルサーバ");
	check_type(shipped, "account_ledger", row, "account", name);
	check_type(shipped, "account_ledger", row, "kind", kind);
	check_type(shipped, "account_ledger", row, "holder", "総務部 佐藤");
	check_type(shipped, "account_ledger", row, "shared", "いいえ");
}

static void test_account_ledger__shared_privileged(void **state)
{
	account(*state, "AC-001", "ms-kanri01", "特権アカウント");
	account(*state, "AC-002", "uketsuke", "一般");
	check_findings(*state, "account_ledger", "");
	check_type(*state, "account_ledger", "AC-001", "shared", "はい");
	check_type(*state, "account_ledger", "AC-002", "shared", "はい");
	check_findings(*state, "account_ledger",
	               "AC-001 shared_privileged\nAC-002 shared_other\n");
	check_summary(*state, "accounts", "shared", 1);
	check_type(*state, "account_ledger", "AC-001", "removed", "今日");
	check_findings(*state, "account_ledger", "AC-002 shared_other\n");
	check_summary(*state, "accounts", "shared", 0);
}

/* Today is 22 November: whoever left yesterday should have no account today. */
static void test_account_ledger__people_who_left(void **state)
{
	account(*state, "AC-001", "t0187", "一般");
	check_type(*state, "account_ledger", "AC-001", "needed_until", "2026-11-22");
	check_findings(*state, "account_ledger", "");
	check_type(*state, "account_ledger", "AC-001", "needed_until", "２０２６－１１－２１");
	check_findings(*state, "account_ledger", "AC-001 left\n");
	check_summary(*state, "account_ledger", "left", 1);
	check_summary(*state, "accounts", "left", 1);
	check_type(*state, "account_ledger", "AC-001", "removed", "2026-11-22");
	check_findings(*state, "account_ledger", "");
	check_summary(*state, "account_ledger", "left", 0);
	check_summary(*state, "account_ledger", "total", 0);
}

/* Whoever promised on leaving to keep quiet has an account that ends some day. */
static void test_account_ledger__leavers_have_an_end(void **state)
{
	account(*state, "AC-001", "t0187", "一般");
	check_type(*state, "agreements", "SA-001", "person", " 総務部　佐藤");
	check_type(*state, "agreements", "SA-001", "timing", "入社");
	check_findings(*state, "account_ledger", "");
	check_type(*state, "agreements", "SA-001", "timing", "退職");
	check_findings(*state, "account_ledger", "AC-001 leaver\n");
	check_type(*state, "agreements", "SA-001", "person", "営業部 佐藤");
	check_findings(*state, "account_ledger", "");
	check_type(*state, "agreements", "SA-001", "person", "総務部 佐藤");
	check_type(*state, "account_ledger", "AC-001", "needed_until", "2026-12-31");
	check_findings(*state, "account_ledger", "");
}

/* p. 190: names that come with a system are no names for a privileged account; no guests. */
static void test_account_ledger__names_everybody_guesses(void **state)
{
	account(*state, "AC-001", "Administrator", "特権");
	account(*state, "AC-002", "ＡＤＭＩＮ", "特権");
	account(*state, "AC-003", "root", "特権");
	account(*state, "AC-004", "admin", "一般");
	account(*state, "AC-005", "Guest", "一般");
	account(*state, "AC-006", "administrator2", "特権");
	check_findings(*state, "account_ledger",
	               "AC-001 well_known\nAC-002 well_known\nAC-003 well_known\n"
	               "AC-005 well_known\n");
}

static void test_account_ledger__a_year_without_review(void **state)
{
	account(*state, "AC-001", "s1042", "一般");
	check_type(*state, "account_ledger", "AC-001", "granted", "2025-11-22");
	check_findings(*state, "account_ledger", "");
	check_type(*state, "account_ledger", "AC-001", "granted", "2025-11-21");
	check_findings(*state, "account_ledger", "AC-001 not_reviewed\n");
	check_type(*state, "account_ledger", "AC-001", "reviewed", "2026-01-05");
	check_findings(*state, "account_ledger", "");
}

static void test_account_ledger__done_with_five_and_a_privileged(void **state)
{
	check_progress(*state, "account_ledger", PROGRESS_EMPTY);
	account(*state, "AC-001", "s1", "一般");
	account(*state, "AC-002", "s2", "一般");
	account(*state, "AC-003", "s3", "役職者");
	account(*state, "AC-004", "s4", "監査");
	account(*state, "AC-005", "s5", "一般");
	check_progress(*state, "account_ledger", PROGRESS_STARTED);
	check_type(*state, "account_ledger", "AC-005", "kind", "管理者");
	check_progress(*state, "account_ledger", PROGRESS_DONE);
	check_type(*state, "account_ledger", "AC-005", "removed", "2026-11-01");
	check_progress(*state, "account_ledger", PROGRESS_STARTED);
}

/* ---- accounts ---- */

static void test_accounts__done_with_one_of_each(void **state)
{
	check_type(*state, "accounts", "GP-001", "practice", "入社の日にIDを作る");
	check_type(*state, "accounts", "GP-001", "verdict", "良い");
	check_progress(*state, "accounts", PROGRESS_STARTED);
	check_type(*state, "accounts", "GP-002", "practice", "同じIDを使い回す");
	check_type(*state, "accounts", "GP-002", "verdict", "改善");
	check_progress(*state, "accounts", PROGRESS_STARTED);
	check_findings(*state, "accounts", "GP-002 no_action\n");
	check_type(*state, "accounts", "GP-002", "action", "1人にひとつずつ");
	check_progress(*state, "accounts", PROGRESS_DONE);
	check_findings(*state, "accounts", "GP-002 no_due\n");
}

static void test_accounts__late_until_it_is_good(void **state)
{
	check_type(*state, "accounts", "GP-001", "practice", "同じIDを使い回す");
	check_type(*state, "accounts", "GP-001", "verdict", "改善");
	check_type(*state, "accounts", "GP-001", "action", "1人にひとつずつ");
	check_type(*state, "accounts", "GP-001", "due", "2026-11-22");
	check_findings(*state, "accounts", "");
	check_type(*state, "accounts", "GP-001", "due", "2026-11-21");
	check_findings(*state, "accounts", "GP-001 late\n");
	check_type(*state, "accounts", "GP-001", "verdict", "良い");
	check_findings(*state, "accounts", "");
}

/* ---- infra ---- */

static void test_infra__fourteen_kinds(void **state)
{
	static const char *const kinds[] = { "FW",     "IDS",  "IPS",  "WAF",  "UTM",
		                             "プロキシ", "SWG",  "CASB", "ZTNA", "FWaaS",
		                             "SD-WAN", "メール", "EDR",  "他" };

	assert_labels(check_field_of(*state, "infra", "kind"), kinds, 14);
}

static void product(struct shipped *shipped, const char *row, const char *kind)
{
	check_type(shipped, "infra", row, "product", "本社の箱");
	check_type(shipped, "infra", row, "kind", kind);
	check_type(shipped, "infra", row, "logs", "30日");
	check_type(shipped, "infra", row, "maintained_by", "総務部 佐藤");
	check_type(shipped, "infra", row, "functions_on", "通信の制限");
}

/* p. 196: with a UTM one must be able to say which of its functions are used. */
static void test_infra__a_utm_names_its_functions(void **state)
{
	product(*state, "IF-001", "UTM;IPS");
	check_findings(*state, "infra", "");
	check_type(*state, "infra", "IF-001", "functions_on", "");
	check_findings(*state, "infra", "IF-001 utm_functions\n");
	check_type(*state, "infra", "IF-001", "kind", "FW");
	check_findings(*state, "infra", "no_detection\n");
}

/* A month alone is its last day. 8 + 31 + 31 + 20 = 90 days to 20 February. */
static void test_infra__ends_of_support(void **state)
{
	product(*state, "IF-001", "EDR");
	check_type(*state, "infra", "IF-001", "support_until", "2026-10");
	check_findings(*state, "infra", "IF-001 expired\n");
	check_summary(*state, "infra", "expired", 1);
	check_type(*state, "infra", "IF-001", "support_until", "2026-11");
	check_findings(*state, "infra", "IF-001 soon\n");
	check_summary(*state, "infra", "expired", 0);
	check_type(*state, "infra", "IF-001", "support_until", "2027-02-20");
	check_findings(*state, "infra", "IF-001 soon\n");
	check_type(*state, "infra", "IF-001", "support_until", "2027-02-21");
	check_findings(*state, "infra", "");
}

static void test_infra__what_notices(void **state)
{
	product(*state, "IF-001", "FW;プロキシ");
	product(*state, "IF-002", "WAF");
	check_summary(*state, "infra", "detect", 0);
	check_progress(*state, "infra", PROGRESS_STARTED);
	product(*state, "IF-003", "CASB;SWG");
	check_summary(*state, "infra", "detect", 1);
	check_progress(*state, "infra", PROGRESS_DONE);
}

/* ---- log_sources ---- */

/* p. 202: nine logs and their kinds, in its order. */
static void test_log_sources__page_202(void **state)
{
	static const char *const kinds[] = { "traffic", "traffic", "system", "access", "system",
		                             "system",  "access",  "traffic", "system" };
	const struct form *form = book_form(((struct shipped *)*state)->book, "log_sources", NULL);
	static const char *const labels[] = { "通信", "システム", "アクセス" };

	assert_labels(check_field_of(*state, "log_sources", "kind"), labels, 3);
	int kind = form_field(form, "kind");
	assert_int_equal(form->items.count, 9);
	for (size_t i = 0; i < 9; i++)
		assert_string_equal(form->items.at[i].preset.at[kind], kinds[i]);
}

static void test_log_sources__what_is_weak(void **state)
{
	check_progress(*state, "log_sources", PROGRESS_EMPTY);
	check_findings(*state, "log_sources", "");
	check_type(*state, "log_sources", "firewall", "taken", "はい");
	check_type(*state, "log_sources", "firewall", "kept_months", "２");
	check_type(*state, "log_sources", "firewall", "stored_apart", "いいえ");
	check_type(*state, "log_sources", "login", "taken", "はい");
	check_type(*state, "log_sources", "login", "kept_months", "3");
	check_type(*state, "log_sources", "login", "stored_apart", "はい");
	check_type(*state, "log_sources", "login", "read_by", "佐藤");
	check_type(*state, "log_sources", "pc", "taken", "いいえ");
	check_type(*state, "log_sources", "proxy", "taken", "対象外");
	check_findings(*state, "log_sources",
	               "firewall too_short\nfirewall same_place\nfirewall nobody_reads\n"
	               "pc not_taken\n");
	check_summary(*state, "log_sources", "taken", 2);
	check_summary(*state, "log_sources", "open", 5);
	check_summary(*state, "log_sources", "shortest", 2);
	check_summary(*state, "log_sources", "apart", 1);
}

static void test_log_sources__done_when_all_nine_are_answered(void **state)
{
	const struct form *form = book_form(((struct shipped *)*state)->book, "log_sources", NULL);

	for (size_t i = 1; i < 9; i++)
		check_type(*state, "log_sources", form->items.at[i].id, "taken",
		           i < 5 ? "いいえ" : "対象外");
	check_progress(*state, "log_sources", PROGRESS_STARTED);
	check_type(*state, "log_sources", "firewall", "taken", "はい");
	check_progress(*state, "log_sources", PROGRESS_STARTED);
	check_type(*state, "log_sources", "firewall", "source", "VPNルータ");
	check_type(*state, "log_sources", "firewall", "kept_months", "6");
	check_progress(*state, "log_sources", PROGRESS_STARTED);
	check_type(*state, "log_sources", "firewall", "stored_apart", "いいえ");
	check_progress(*state, "log_sources", PROGRESS_DONE);
}

/* ---- backups ---- */

static void vital_asset(struct shipped *shipped, const char *row)
{
	check_type(shipped, "assets", row, "name", "図面");
	check_type(shipped, "assets", row, "confidentiality", "2");
	check_type(shipped, "assets", row, "availability", "2");
}

static void test_backups__survive_when_unplugged_or_apart(void **state)
{
	static const struct {
		const char *offline, *apart, *safe;
	} cases[] = {
		{ "はい", "いいえ", "1" }, { "いいえ", "はい", "1" },   { "はい", "", "1" },
		{ "いいえ", "", "" },      { "いいえ", "いいえ", "0" }, { "", "", "" },
		{ "", "はい", "1" },
	};

	check_type(*state, "backups", "BK-001", "restore_tested", "2026-11-01");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_type(*state, "backups", "BK-001", "offline", cases[i].offline);
		check_type(*state, "backups", "BK-001", "network_apart", cases[i].apart);
		shipped_assert_cell(*state, "backups", "BK-001", "safe", cases[i].safe);
		bool lost = strcmp(cases[i].safe, "0") == 0;
		check_findings(*state, "backups", lost ? "BK-001 together\n" : "");
		check_summary(*state, "backups", "together", lost);
	}
}

static void test_backups__never_restored(void **state)
{
	vital_asset(*state, "A-001");
	check_type(*state, "backups", "BK-001", "asset", "A-001");
	shipped_assert_cell(*state, "backups", "BK-001", "need", "2");
	check_findings(*state, "backups", "BK-001 never_restored\n");
	check_summary(*state, "backups", "never", 1);
	check_type(*state, "backups", "BK-001", "restore_tested", "2025-11-21");
	check_findings(*state, "backups", "BK-001 test_old\n");
	check_summary(*state, "backups", "never", 0);
	check_type(*state, "backups", "BK-001", "restore_tested", "2025-11-22");
	check_findings(*state, "backups", "");
	check_type(*state, "backups", "BK-001", "remote", "はい");
	check_type(*state, "backups", "BK-001", "encrypted", "いいえ");
	check_findings(*state, "backups", "BK-001 readable\n");
	check_type(*state, "assets", "A-001", "confidentiality", "1");
	check_findings(*state, "backups", "");
}

static void test_backups__done_when_vital_assets_came_back(void **state)
{
	vital_asset(*state, "A-001");
	vital_asset(*state, "A-002");
	check_summary(*state, "backups", "uncovered", 2);
	check_type(*state, "backups", "BK-001", "asset", "A-001");
	check_type(*state, "backups", "BK-001", "method", "外付けディスク");
	check_type(*state, "backups", "BK-001", "interval", "週1回");
	check_type(*state, "backups", "BK-001", "restore_tested", "2026-11-05");
	check_summary(*state, "backups", "uncovered", 1);
	check_findings(*state, "backups", "uncovered\n");
	check_progress(*state, "backups", PROGRESS_STARTED);
	check_type(*state, "assets", "A-002", "availability", "1");
	check_summary(*state, "backups", "uncovered", 0);
	check_progress(*state, "backups", PROGRESS_DONE);
}

/* ---- auth_methods ---- */

static void assert_offer(struct shipped *shipped, const char *field, const char *who,
                         double expected)
{
	const struct field *at = check_field_of(shipped, "auth_methods", field);

	check_type(shipped, "auth_methods", "AM-001", "who", who);
	struct value value =
	    book_eval(shipped->book, shipped_sheet(shipped, "auth_methods"), 0, at->offer);
	assert_int_equal(value.kind, VALUE_NUMBER);
	assert_true(value.number == expected);
}

static void test_auth_methods__page_190(void **state)
{
	assert_offer(*state, "min_length", "特権", 12);
	assert_offer(*state, "lock_after", "特権", 3);
	assert_offer(*state, "lock_hours", "特権", 6);
	assert_offer(*state, "min_length", "一般", 10);
	assert_offer(*state, "lock_after", "一般", 5);
	assert_offer(*state, "lock_hours", "一般", 1);
}

static void test_auth_methods__two_kinds_make_it_multi_factor(void **state)
{
	static const struct {
		const char *factors, *mfa;
	} cases[] = {
		{ "知識", "0" },        { "持ち物", "0" },      { "生体", "0" },
		{ "知識;持ち物", "1" }, { "知識;生体", "1" },   { "持ち物;生体", "1" },
		{ "", "" },             { "知識;持ち物;生体", "1" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_type(*state, "auth_methods", "AM-001", "factors", cases[i].factors);
		shipped_assert_cell(*state, "auth_methods", "AM-001", "mfa", cases[i].mfa);
	}
}

static void test_auth_methods__what_is_weak(void **state)
{
	check_type(*state, "auth_methods", "AM-001", "system", "VPN");
	check_type(*state, "auth_methods", "AM-001", "who", "管理者");
	check_type(*state, "auth_methods", "AM-001", "factors", "知識");
	check_type(*state, "auth_methods", "AM-001", "min_length", "11");
	check_type(*state, "auth_methods", "AM-001", "threshold", "1時間に失敗50回");
	check_findings(*state, "auth_methods",
	               "AM-001 no_mfa\nAM-001 too_short\nAM-001 no_lock\nAM-001 no_action\n");
	check_summary(*state, "auth_methods", "weak", 1);
	check_type(*state, "auth_methods", "AM-001", "factors", "持ち物;生体");
	check_type(*state, "auth_methods", "AM-001", "threshold", "");
	check_findings(*state, "auth_methods", "AM-001 no_line\n");
	check_summary(*state, "auth_methods", "mfa", 1);
	check_summary(*state, "auth_methods", "weak", 0);
}

static void test_auth_methods__done_with_three_one_privileged(void **state)
{
	static const char *const ids[] = { "AM-001", "AM-002", "AM-003" };

	for (int i = 0; i < 3; i++) {
		check_type(*state, "auth_methods", ids[i], "system", "VPN");
		check_type(*state, "auth_methods", ids[i], "who", "一般");
		check_type(*state, "auth_methods", ids[i], "factors", "知識");
	}
	check_progress(*state, "auth_methods", PROGRESS_STARTED);
	check_type(*state, "auth_methods", "AM-003", "who", "特権");
	check_progress(*state, "auth_methods", PROGRESS_DONE);
}

/* ---- networks ---- */

static void test_networks__office_open_to_outside(void **state)
{
	check_type(*state, "networks", "NW-001", "segment", "本社の事務");
	check_type(*state, "networks", "NW-001", "use", "社内");
	check_type(*state, "networks", "NW-001", "reaches", "インターネット");
	check_type(*state, "networks", "NW-001", "internet_facing", "はい");
	check_type(*state, "networks", "NW-001", "diagram_updated", "2025-11-22");
	check_findings(*state, "networks", "NW-001 office_open\none_net\n");
	check_summary(*state, "networks", "outside", 1);
	check_type(*state, "networks", "NW-001", "telework", "はい");
	check_findings(*state, "networks", "one_net\n");
	check_type(*state, "networks", "NW-001", "telework", "いいえ");
	check_type(*state, "networks", "NW-001", "use", "事業");
	check_findings(*state, "networks", "");
	check_type(*state, "networks", "NW-001", "diagram_updated", "2025-11-21");
	check_findings(*state, "networks", "NW-001 diagram_old\n");
}

static void test_networks__done_with_two_on_a_diagram(void **state)
{
	static const char *const ids[] = { "NW-001", "NW-002" };

	for (int i = 0; i < 2; i++) {
		check_type(*state, "networks", ids[i], "segment", "工場");
		check_type(*state, "networks", ids[i], "use", "事業");
		check_type(*state, "networks", ids[i], "reaches", "本社");
		check_type(*state, "networks", ids[i], "internet_facing", "いいえ");
	}
	check_type(*state, "networks", "NW-001", "diagram_updated", "2026-09-18");
	check_progress(*state, "networks", PROGRESS_STARTED);
	check_summary(*state, "networks", "no_diagram", 1);
	check_type(*state, "networks", "NW-002", "diagram_updated", "2026-09-18");
	check_progress(*state, "networks", PROGRESS_DONE);
}

/* ---- the example company ---- */

static void assert_company(struct shipped *shipped, enum lang lang)
{
	shipped->company = true;
	shipped->lang = lang;
	/* AC-008 is removed; AC-001, 002, 003, 010 are privileged. */
	check_summary(shipped, "account_ledger", "total", 12);
	check_summary(shipped, "account_ledger", "privileged", 4);
	check_summary(shipped, "account_ledger", "shared", 3);
	check_summary(shipped, "accounts", "shared", 2);
	check_summary(shipped, "accounts", "left", 1);
	check_summary(shipped, "infra", "expired", 1);
	check_summary(shipped, "infra", "detect", 0);
	check_summary(shipped, "log_sources", "taken", 5);
	check_summary(shipped, "log_sources", "shortest", 1);
	check_summary(shipped, "log_sources", "apart", 3);
	/* A-004, 006, 007, 009, 012 and 018 must be available; 009 and 018 have no backup. */
	check_summary(shipped, "backups", "uncovered", 2);
	check_summary(shipped, "backups", "never", 3);
	check_summary(shipped, "backups", "together", 1);
	check_summary(shipped, "auth_methods", "mfa", 3);
	check_summary(shipped, "auth_methods", "weak", 1);
	check_summary(shipped, "networks", "outside", 1);
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
	check_findings(*state, "account_ledger",
	               "AC-001 no_mfa\nAC-002 shared_privileged\nAC-002 no_mfa\n"
	               "AC-002 not_reviewed\nAC-007 left\nAC-009 no_end\n"
	               "AC-010 shared_privileged\nAC-010 well_known\nAC-010 no_mfa\n"
	               "AC-010 not_reviewed\nAC-012 shared_other\nAC-013 leaver\n");
	check_findings(*state, "accounts", "GP-004 late\nGP-005 no_action\n");
	check_findings(*state, "infra",
	               "IF-001 soon\nIF-002 utm_functions\nIF-002 no_logs\nIF-006 expired\n"
	               "IF-006 nobody\nno_detection\n");
	check_findings(*state, "log_sources",
	               "firewall too_short\nfirewall same_place\nfirewall nobody_reads\n"
	               "ids not_taken\ndhcp too_short\ndhcp same_place\nfile_use not_taken\n");
	check_findings(*state, "backups",
	               "BK-003 never_restored\nBK-003 together\nBK-003 no_procedure\n"
	               "BK-004 never_restored\nBK-004 no_procedure\nBK-005 never_restored\n"
	               "BK-005 no_procedure\nBK-006 test_old\nuncovered\n");
	check_findings(*state, "auth_methods",
	               "AM-001 too_short\nAM-001 no_lock\nAM-001 no_line\nAM-002 no_mfa\n"
	               "AM-003 no_line\nAM-005 no_action\n");
	check_findings(*state, "networks",
	               "NW-001 diagram_old\nNW-002 no_diagram\nNW-003 diagram_old\n"
	               "NW-005 no_diagram\n");
}

static void test_company__how_far_it_is(void **state)
{
	((struct shipped *)*state)->company = true;
	check_progress(*state, "account_ledger", PROGRESS_DONE);
	check_progress(*state, "accounts", PROGRESS_STARTED);
	check_progress(*state, "infra", PROGRESS_STARTED);
	check_progress(*state, "log_sources", PROGRESS_STARTED);
	check_progress(*state, "backups", PROGRESS_STARTED);
	check_progress(*state, "auth_methods", PROGRESS_DONE);
	check_progress(*state, "networks", PROGRESS_STARTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_account_ledger__five_kinds),
		TEST_OF_SHIPPED(test_account_ledger__shared_privileged),
		TEST_OF_SHIPPED(test_account_ledger__people_who_left),
		TEST_OF_SHIPPED(test_account_ledger__leavers_have_an_end),
		TEST_OF_SHIPPED(test_account_ledger__names_everybody_guesses),
		TEST_OF_SHIPPED(test_account_ledger__a_year_without_review),
		TEST_OF_SHIPPED(test_account_ledger__done_with_five_and_a_privileged),
		TEST_OF_SHIPPED(test_accounts__done_with_one_of_each),
		TEST_OF_SHIPPED(test_accounts__late_until_it_is_good),
		TEST_OF_SHIPPED(test_infra__fourteen_kinds),
		TEST_OF_SHIPPED(test_infra__a_utm_names_its_functions),
		TEST_OF_SHIPPED(test_infra__ends_of_support),
		TEST_OF_SHIPPED(test_infra__what_notices),
		TEST_OF_SHIPPED(test_log_sources__page_202),
		TEST_OF_SHIPPED(test_log_sources__what_is_weak),
		TEST_OF_SHIPPED(test_log_sources__done_when_all_nine_are_answered),
		TEST_OF_SHIPPED(test_backups__survive_when_unplugged_or_apart),
		TEST_OF_SHIPPED(test_backups__never_restored),
		TEST_OF_SHIPPED(test_backups__done_when_vital_assets_came_back),
		TEST_OF_SHIPPED(test_auth_methods__page_190),
		TEST_OF_SHIPPED(test_auth_methods__two_kinds_make_it_multi_factor),
		TEST_OF_SHIPPED(test_auth_methods__what_is_weak),
		TEST_OF_SHIPPED(test_auth_methods__done_with_three_one_privileged),
		TEST_OF_SHIPPED(test_networks__office_open_to_outside),
		TEST_OF_SHIPPED(test_networks__done_with_two_on_a_diagram),
		TEST_OF_SHIPPED(test_company__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company__adds_up_in_english),
		TEST_OF_SHIPPED(test_company__what_the_check_finds),
		TEST_OF_SHIPPED(test_company__how_far_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Session 10, daily work and what follows: intervals, contacts, the plan, reports, next year. */
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

/* p. 281 to 287 and p. 290 */
static void test_session10__given_items(void **state)
{
	assert_int_equal(form_of(*state, "daily_ops")->items.count, 24);
	assert_int_equal(check_items_under(*state, "daily_ops", "人と情報"), 3);
	assert_int_equal(check_items_under(*state, "daily_ops", "異常に気づく"), 3);
	assert_int_equal(check_items_under(*state, "daily_ops", "記録に残す"), 3);
	assert_int_equal(check_items_under(*state, "daily_ops", "設定と機器の手入れ"), 5);
	assert_int_equal(check_items_under(*state, "daily_ops", "期限と無許可"), 2);
	assert_int_equal(check_items_under(*state, "daily_ops", "ログを読む"), 2);
	assert_int_equal(check_items_under(*state, "daily_ops", "ログと記録を合わせる"), 2);
	assert_int_equal(check_items_under(*state, "daily_ops", "報告"), 4);
	assert_int_equal(form_of(*state, "workstyle")->items.count, 2);
}

/* p. 282: ten public bodies; then the firm, the insurer and the lawyer. No numbers are given. */
static void test_contacts__ten_bodies_and_three_of_our_own(void **state)
{
	const struct form *form = form_of(*state, "contacts");
	int phone = form_field(form, "phone"), url = form_field(form, "url");

	assert_int_equal(form->starters.rows.count, 10 + 3);
	for (size_t i = 0; i < form->starters.rows.count; i++) {
		const struct sample *row = &form->starters.rows.at[i];
		assert_string_equal(words_in(row->cells.at[phone], LANG_JA), "");
		assert_string_equal(words_in(row->cells.at[url], LANG_EN), "");
	}
	assert_string_equal(words_in(form->starters.rows.at[9].cells.at[0], LANG_JA),
	                    "個人情報保護委員会");
}

/* ---- the exercise ---- */

static void assert_mark(struct shipped *shipped, const char *question, const char *answer,
                        const char *mark)
{
	check_type(shipped, "exercise_log", question, "answer", answer);
	shipped_assert_cell(shipped, "exercise_log", question, "mark", mark);
}

static void test_exercise_log__it_was_pc_3(void **state)
{
	shipped_assert_cell(*state, "exercise_log", "pc", "mark", "");
	assert_mark(*state, "address", "200.200.200.100", "0");
	assert_mark(*state, "address", "１０.１０.１０.１２１", "1");
	assert_mark(*state, "lease", "1", "0");
	assert_mark(*state, "lease", "２", "1");
	assert_mark(*state, "lease", "08:00:27:4B:2B:21", "1");
	assert_mark(*state, "pc", "PC_00", "0");
	check_progress(*state, "exercise_log", PROGRESS_STARTED);
	check_findings(*state, "exercise_log", "pc not_right\n");
	assert_mark(*state, "pc", "pc3", "1");
	assert_mark(*state, "pc", "ＰＣ＿３", "1");
	check_progress(*state, "exercise_log", PROGRESS_DONE);
	check_summary(*state, "exercise_log", "right", 3);
}

/* The same address the day before was PC_00's: that slip is told apart from any other. */
static void test_exercise_log__the_older_lease_is_explained(void **state)
{
	const struct form *form = form_of(*state, "exercise_log");
	const struct item *pc = &form->items.at[form_item(form, "pc")];
	const struct item *lease = &form->items.at[form_item(form, "lease")];
	struct str said = { 0 };

	assert_true(item_wrong(pc, "PC_00", LANG_JA, &said));
	assert_non_null(strstr(str_text(&said), "前の日"));
	str_clear(&said);
	assert_true(item_wrong(lease, "1", LANG_EN, &said));
	assert_non_null(strstr(str_text(&said), "the day before"));
	assert_true(item_wrong(lease, "70:8b:cd:9d:b7:84", LANG_JA, &said));
	assert_non_null(strstr(words_in(pc->why, LANG_JA), "PC_00"));
	assert_non_null(strstr(words_in(pc->why, LANG_EN), "PC_00"));
	str_release(&said);
}

/* ---- daily work; today is 2026-11-22 ---- */

static void assert_duty(struct shipped *shipped, const char *how_often, const char *last,
                        const char *due, const char *expected)
{
	check_type(shipped, "daily_ops", "news", "how_often", how_often);
	check_type(shipped, "daily_ops", "news", "last", last);
	shipped_assert_cell(shipped, "daily_ops", "news", "due", due);
	shipped_assert_cell(shipped, "daily_ops", "news", "state", expected);
}

static void test_daily_ops__overdue_from_the_day_after(void **state)
{
	assert_duty(*state, "日", "", "", "not_yet");
	assert_duty(*state, "日", "2026-11-21", "2026-11-22", "kept");
	assert_duty(*state, "日", "11/20", "2026-11-21", "overdue");
	assert_duty(*state, "週", "2026-11-15", "2026-11-22", "kept");
	assert_duty(*state, "週", "2026-11-14", "2026-11-21", "overdue");
	assert_duty(*state, "月", "2026-10-22", "2026-11-22", "kept");
	assert_duty(*state, "月", "2026-10-21", "2026-11-21", "overdue");
	assert_duty(*state, "月", "令和8年1月31日", "2026-02-28", "overdue");
	assert_duty(*state, "四半期", "2026-08-22", "2026-11-22", "kept");
	assert_duty(*state, "四半期", "2026-08-21", "2026-11-21", "overdue");
	assert_duty(*state, "半年", "2026-05-22", "2026-11-22", "kept");
	assert_duty(*state, "半年", "2026-05-21", "2026-11-21", "overdue");
	assert_duty(*state, "年", "2025-11-22", "2026-11-22", "kept");
	assert_duty(*state, "年", "2025-11-21", "2026-11-21", "overdue");
	check_findings(*state, "daily_ops", "news overdue\n");
	assert_duty(*state, "対象外", "", "", "");
	check_findings(*state, "daily_ops", "");
}

/* The four of p. 290 are the source's: week, month, quarter, year. */
static void test_daily_ops__how_often_is_preset_and_no_work(void **state)
{
	check_progress(*state, "daily_ops", PROGRESS_EMPTY);
	shipped_assert_cell(*state, "daily_ops", "team", "how_often", "week");
	shipped_assert_cell(*state, "daily_ops", "management", "how_often", "month");
	shipped_assert_cell(*state, "daily_ops", "progress", "how_often", "quarter");
	shipped_assert_cell(*state, "daily_ops", "year", "how_often", "year");
	check_summary(*state, "daily_ops", "not_yet", 24);
	check_findings(*state, "daily_ops", "");
}

/* Everyone has a name; what comes back within a month was done once. */
static void test_daily_ops__done_once_it_runs(void **state)
{
	const struct form *form = form_of(*state, "daily_ops");
	int how_often = form_field(form, "how_often");

	check_type(*state, "daily_ops", "shadow", "how_often", "n/a");
	for (size_t i = 0; i < form->items.count; i++) {
		const char *preset = form->items.at[i].preset.at[how_often];
		bool is_rare = text_is(preset, "quarter") || text_is(preset, "half") ||
		               text_is(preset, "year");
		if (text_is(form->items.at[i].id, "shadow"))
			continue;
		check_progress(*state, "daily_ops", PROGRESS_STARTED);
		check_type(*state, "daily_ops", form->items.at[i].id, "who", "佐藤");
		if (!is_rare)
			check_type(*state, "daily_ops", form->items.at[i].id, "last", "今日");
	}
	check_progress(*state, "daily_ops", PROGRESS_DONE);
	check_summary(*state, "daily_ops", "kept", 18);
	check_type(*state, "daily_ops", "share", "last", "2026-11-01");
	check_progress(*state, "daily_ops", PROGRESS_STARTED);
	check_summary(*state, "daily_ops", "overdue", 1);
}

/* ---- contacts ---- */

static void test_contacts__a_number_and_the_day_it_was_confirmed(void **state)
{
	check_type(*state, "contacts", "CT-001", "body", "保守会社");
	check_type(*state, "contacts", "CT-001", "phone", "03-0000-0000");
	check_findings(*state, "contacts", "CT-001 unconfirmed\n");
	check_type(*state, "contacts", "CT-001", "confirmed", "2025-11-22");
	check_findings(*state, "contacts", "");
	check_type(*state, "contacts", "CT-001", "confirmed", "2025-11-21");
	check_findings(*state, "contacts", "CT-001 old\n");
	check_summary(*state, "contacts", "old", 1);
	check_type(*state, "contacts", "CT-001", "phone", "対象外");
	check_findings(*state, "contacts", "CT-001 no_way\nCT-001 old\n");
}

static void test_contacts__done_with_five(void **state)
{
	for (int i = 1; i <= 5; i++) {
		char id[16];
		snprintf(id, sizeof id, "CT-%03d", i);
		check_type(*state, "contacts", id, "body", "窓口");
		check_type(*state, "contacts", id, "mail", "soc@example.jp");
		check_progress(*state, "contacts", PROGRESS_STARTED);
		check_type(*state, "contacts", id, "confirmed", "今日");
	}
	check_progress(*state, "contacts", PROGRESS_DONE);
	check_summary(*state, "contacts", "confirmed", 5);
	check_summary(*state, "contacts", "left", 0);
}

/* ---- the incident plan ---- */

static void test_response_plan__done_with_seven_phases(void **state)
{
	static const char *const phases[] = { "検知", "トリアージ", "対応", "報告・公開",
		                              "暫定", "恒久",       "教訓" };

	for (size_t i = 0; i < 7; i++) {
		char id[16];
		snprintf(id, sizeof id, "IR-%03zu", i + 1);
		check_type(*state, "response_plan", id, "phase", phases[i]);
		check_type(*state, "response_plan", id, "trigger", "知らせを受けた");
		check_type(*state, "response_plan", id, "action", "線を抜く");
		check_progress(*state, "response_plan", PROGRESS_STARTED);
		check_type(*state, "response_plan", id, "who", "佐藤");
		check_type(*state, "response_plan", id, "deputy", "高橋");
		check_type(*state, "response_plan", id, "rehearsed", "2025-11-22");
		check_summary(*state, "response_plan", "phases", (double)i + 1);
	}
	check_progress(*state, "response_plan", PROGRESS_DONE);
	check_findings(*state, "response_plan", "");
	check_summary(*state, "response_plan", "tried", 7);
	check_type(*state, "response_plan", "IR-007", "phase", "検知");
	check_summary(*state, "response_plan", "phases", 6);
	check_findings(*state, "response_plan", "phases\n");
}

static void test_response_plan__people_hours_and_drills(void **state)
{
	check_type(*state, "response_plan", "IR-001", "phase", "報告・公開");
	check_type(*state, "response_plan", "IR-001", "action", "速報を出す");
	check_type(*state, "response_plan", "IR-001", "who", "高橋");
	check_type(*state, "response_plan", "IR-001", "within", "120");
	check_findings(*state, "response_plan", "IR-001 no_deputy\nIR-001 never_tried\nphases\n");
	check_type(*state, "response_plan", "IR-001", "within", "１２０.５");
	check_type(*state, "response_plan", "IR-001", "deputy", " 高橋");
	check_type(*state, "response_plan", "IR-001", "rehearsed", "2025-11-21");
	check_findings(*state, "response_plan",
	               "IR-001 same_person\nIR-001 old\nIR-001 overdue_report\nphases\n");
	check_summary(*state, "response_plan", "tried", 0);
	check_summary(*state, "response_plan", "untried", 0);
}

/* What ^U offers: every phase, whole in both languages, within hours one can keep. */
static void test_response_plan__typical_steps_for_every_phase(void **state)
{
	struct shipped *shipped = *state;
	const struct field *phase = check_field_of(shipped, "response_plan", "phase");
	struct library steps = { 0 };
	struct errs errs = { 0 };

	assert_true(library_load(&shipped->catalogue, "response_steps", &steps, &errs));
	for (size_t i = 0; i < phase->choices.count; i++) {
		size_t found = 0;
		for (size_t row = 0; row < steps.rows; row++) {
			struct words of = library_text(&steps, row, "phase");
			struct words action = library_text(&steps, row, "action");
			found += text_is(words_in(of, LANG_JA), phase->choices.at[i].id);
			assert_true(*words_in(action, LANG_JA) && *words_in(action, LANG_EN));
			assert_true(*words_in(library_text(&steps, row, "within"), LANG_JA));
		}
		if (found == 0)
			fail_msg("no typical step for %s", phase->choices.at[i].id);
	}
	library_release(&steps);
	shipped_assert_no_errs(&errs, "response_steps");
}

/* ---- reports ---- */

static void incident(struct shipped *shipped, const char *id, const char *kind, const char *date)
{
	check_type(shipped, "incidents", id, "kind", kind);
	check_type(shipped, "incidents", id, "date", date);
	check_type(shipped, "incidents", id, "what", "誤送信");
}

static void assert_since(struct shipped *shipped, const char *date, const char *period,
                         const char *since)
{
	check_type(shipped, "reports", "RT-001", "date", date);
	check_type(shipped, "reports", "RT-001", "period", period);
	shipped_assert_cell(shipped, "reports", "RT-001", "since", since);
}

static void test_reports__periods(void **state)
{
	assert_since(*state, "2026-11-22", "週", "2026-11-15");
	assert_since(*state, "2026-03-31", "月", "2026-02-28");
	assert_since(*state, "2026-11-22", "四半期", "2026-08-22");
	assert_since(*state, "2026-11-22", "年", "2025-11-22");
	assert_since(*state, "2026-11-22", "事故", "");
	shipped_assert_cell(*state, "reports", "RT-001", "accidents", "");
	shipped_assert_cell(*state, "reports", "RT-001", "treat_late", "");
}

/* From the day after one report to the day of the next. */
static void test_reports__count_what_happened_in_between(void **state)
{
	incident(*state, "IN-001", "事故", "2026-10-05");
	incident(*state, "IN-002", "事故", "2026-10-06");
	incident(*state, "IN-003", "事故", "2026-11-05");
	incident(*state, "IN-004", "事故", "2026-11-06");
	incident(*state, "IN-005", "ヒヤリハット", "2026-10-20");
	incident(*state, "IN-006", "問い合わせ", "2026-10-20");
	assert_since(*state, "2026-11-05", "月", "2026-10-05");
	shipped_assert_cell(*state, "reports", "RT-001", "accidents", "2");
	shipped_assert_cell(*state, "reports", "RT-001", "near_misses", "1");
}

static void treat(struct shipped *shipped, const char *id, const char *due, const char *finished,
                  const char *status)
{
	check_type(shipped, "treatments", id, "due", due);
	check_type(shipped, "treatments", id, "finished", finished);
	check_type(shipped, "treatments", id, "status", status);
}

static void test_reports__late_is_what_was_late_on_that_day(void **state)
{
	treat(*state, "T-001", "2026-10-30", "2026-11-03", "完了");
	treat(*state, "T-002", "2026-10-30", "2026-11-10", "完了"); /* late on the 5th */
	treat(*state, "T-003", "2026-10-30", "", "進行中");         /* late */
	treat(*state, "T-004", "2026-10-30", "", "");               /* late */
	treat(*state, "T-005", "2026-10-30", "", "中止");
	treat(*state, "T-006", "2026-11-05", "", "進行中"); /* due that very day */
	assert_since(*state, "2026-11-05", "月", "2026-10-05");
	shipped_assert_cell(*state, "reports", "RT-001", "treated", "1");
	shipped_assert_cell(*state, "reports", "RT-001", "treat_late", "3");
}

static void test_reports__findings_and_the_plan(void **state)
{
	check_type(*state, "findings", "F-001", "due", "2026-10-30");
	check_type(*state, "findings", "F-001", "done", "2026-10-20");
	check_type(*state, "findings", "F-002", "due", "2026-10-30");
	check_type(*state, "findings", "F-002", "done", "2026-11-06");
	check_type(*state, "findings", "F-003", "due", "2026-12-01");
	/* Four marks, one of them done; of two rows one has an undone mark in the past. */
	check_type(*state, "annual_plan", "Y-001", "m07", "予定");
	check_type(*state, "annual_plan", "Y-001", "m08", "済");
	check_type(*state, "annual_plan", "Y-002", "m12", "予定");
	check_type(*state, "annual_plan", "Y-002", "m02", "節目");
	assert_since(*state, "2026-11-05", "四半期", "2026-08-05");
	shipped_assert_cell(*state, "reports", "RT-001", "mended", "1");
	shipped_assert_cell(*state, "reports", "RT-001", "mend_late", "1");
	shipped_assert_cell(*state, "reports", "RT-001", "plan_late", "1");
	shipped_assert_cell(*state, "reports", "RT-001", "plan_progress", "25");
}

static void test_reports__management_hears_regularly(void **state)
{
	assert_since(*state, "2026-10-17", "月", "2026-09-17");
	check_type(*state, "reports", "RT-001", "to", "チーム");
	check_type(*state, "reports", "RT-001", "facts", "事故 0");
	check_findings(*state, "reports", "");
	check_progress(*state, "reports", PROGRESS_STARTED);
	check_type(*state, "reports", "RT-001", "to", "経営層");
	check_progress(*state, "reports", PROGRESS_DONE);
	check_findings(*state, "reports", "RT-001 no_ask\nsilent\n"); /* 36 days */
	check_type(*state, "reports", "RT-001", "date", "2026-10-18");
	check_type(*state, "reports", "RT-001", "ask", "14万円");
	check_findings(*state, "reports", "RT-001 unanswered\n");
	check_type(*state, "reports", "RT-001", "date", "2026-11-08"); /* 14 days */
	check_findings(*state, "reports", "");
	check_summary(*state, "reports", "open", 1);
	treat(*state, "T-001", "2026-10-30", "", "進行中");
	check_type(*state, "reports", "RT-001", "ask", "");
	check_findings(*state, "reports", "RT-001 no_ask\nRT-001 late_unsaid\n");
}

/* ---- next year ---- */

static void theme(struct shipped *shipped, const char *id, const char *budget)
{
	check_type(shipped, "next_year", id, "theme", "多要素認証");
	check_type(shipped, "next_year", id, "aim", "41人から0人に");
	check_type(shipped, "next_year", id, "budget", budget);
	check_type(shipped, "next_year", id, "owner", "佐藤");
}

static void test_next_year__done_with_three_themes(void **state)
{
	theme(*state, "NY-001", "24万円");
	theme(*state, "NY-002", "0");
	theme(*state, "NY-003", "");
	check_type(*state, "next_year", "NY-001", "from_text", "IN-003");
	check_type(*state, "next_year", "NY-002", "from_text", "CP-003");
	check_type(*state, "next_year", "NY-003", "from_text", "来年の展示会");
	check_progress(*state, "next_year", PROGRESS_STARTED);
	check_findings(*state, "next_year", "NY-003 no_budget\n");
	check_type(*state, "next_year", "NY-003", "budget", "60,000");
	check_progress(*state, "next_year", PROGRESS_DONE);
	check_summary(*state, "next_year", "budget", 300000);
	check_summary(*state, "next_year", "free", 1);
	check_type(*state, "next_year", "NY-003", "owner", "");
	check_type(*state, "next_year", "NY-003", "from_text", "");
	check_findings(*state, "next_year", "NY-003 no_owner\nNY-003 from_nowhere\n");
}

static void test_next_year__what_begins_anew(void **state)
{
	static const char *const anew[] = { "next_year", "reports", "work_requests" };
	static const char *const kept[] = { "daily_ops", "contacts", "response_plan",
		                            "certificates", "capacity", "others_incidents", "workstyle" };

	for (size_t i = 0; i < sizeof anew / sizeof *anew; i++)
		assert_true(form_of(*state, anew[i])->starts_empty);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		assert_false(form_of(*state, kept[i])->starts_empty);
}

/* ---- the smaller ones ---- */

static void test_workstyle__the_ideal_and_what_it_takes(void **state)
{
	check_type(*state, "workstyle", "ideal", "answer", "休みの日に電話が鳴らない");
	check_findings(*state, "workstyle", "only_ideal\n");
	check_progress(*state, "workstyle", PROGRESS_STARTED);
	check_type(*state, "workstyle", "needs", "answer", "当番を2人で");
	check_findings(*state, "workstyle", "");
	check_progress(*state, "workstyle", PROGRESS_DONE);
}

static void test_work_requests__approved_and_matched(void **state)
{
	check_type(*state, "work_requests", "WR-001", "date", "2026-11-21");
	check_type(*state, "work_requests", "WR-001", "what", "更新");
	check_type(*state, "work_requests", "WR-001", "by", "佐藤");
	check_type(*state, "work_requests", "WR-001", "second", "山本");
	check_findings(*state, "work_requests", "WR-001 not_approved\nWR-001 not_looked\n");
	check_type(*state, "work_requests", "WR-001", "approved_by", "佐藤　");
	check_type(*state, "work_requests", "WR-001", "log_checked", "いいえ");
	check_findings(*state, "work_requests", "WR-001 self_approved\nWR-001 not_matched\n");
	check_summary(*state, "work_requests", "open", 1);
	check_type(*state, "work_requests", "WR-001", "approved_by", "高橋");
	check_progress(*state, "work_requests", PROGRESS_STARTED);
	check_type(*state, "work_requests", "WR-001", "log_checked", "はい");
	check_findings(*state, "work_requests", "");
	check_progress(*state, "work_requests", PROGRESS_DONE);
	check_type(*state, "work_requests", "WR-002", "date", "今日");
	check_summary(*state, "work_requests", "coming", 1);
	check_summary(*state, "work_requests", "matched", 1);
}

static void assert_certificate(struct shipped *shipped, const char *until, const char *left,
                               const char *expected)
{
	check_type(shipped, "certificates", "CE-001", "until", until);
	shipped_assert_cell(shipped, "certificates", "CE-001", "days_left", left);
	shipped_assert_cell(shipped, "certificates", "CE-001", "state", expected);
}

/* 8 days left of November, 31, 31, and 20 of February: 90. */
static void test_certificates__ninety_days(void **state)
{
	check_type(*state, "certificates", "CE-001", "name", "会社のサイト");
	assert_certificate(*state, "2026-11-21", "-1", "expired");
	check_findings(*state, "certificates", "CE-001 expired\n");
	assert_certificate(*state, "2026-11-22", "0", "soon");
	assert_certificate(*state, "2027-02-20", "90", "soon");
	check_findings(*state, "certificates", "CE-001 soon\n");
	assert_certificate(*state, "2027-02-21", "91", "fine");
	assert_certificate(*state, "2027-02", "98", "fine"); /* its last day */
	check_progress(*state, "certificates", PROGRESS_DONE);
	check_type(*state, "certificates", "CE-001", "issued", "2027-03-01");
	check_findings(*state, "certificates", "CE-001 order\n");
}

static void grow(struct shipped *shipped, const char *now, const char *y1, const char *y2,
                 const char *y3, const char *expected)
{
	check_type(shipped, "capacity", "CP-001", "now", now);
	check_type(shipped, "capacity", "CP-001", "year1", y1);
	check_type(shipped, "capacity", "CP-001", "year2", y2);
	check_type(shipped, "capacity", "CP-001", "year3", y3);
	shipped_assert_cell(shipped, "capacity", "CP-001", "full_in", expected);
}

static void test_capacity__the_first_year_above_the_limit(void **state)
{
	check_type(*state, "capacity", "CP-001", "limit", "2000");
	grow(*state, "1450", "1700", "1950", "2200", "3");
	check_findings(*state, "capacity", "CP-001 later\n");
	grow(*state, "1450", "1700", "2000", "2000", "");
	check_findings(*state, "capacity", "");
	grow(*state, "1450", "2000.5", "", "", "1");
	check_findings(*state, "capacity", "CP-001 next_year\n");
	grow(*state, "1450", "", "2100", "", "2");
	grow(*state, "2001", "", "", "", "0");
	check_findings(*state, "capacity", "CP-001 full\nCP-001 no_plan\n");
	check_summary(*state, "capacity", "within", 1);
	check_summary(*state, "capacity", "later", 0);
}

static void test_others_incidents__three_questions_and_a_risk(void **state)
{
	check_type(*state, "others_incidents", "OI-001", "what", "VPNの穴から入られた");
	check_type(*state, "others_incidents", "OI-001", "could_happen", "起きる");
	check_type(*state, "others_incidents", "OI-001", "prevent", "月1回の更新");
	check_findings(*state, "others_incidents", "OI-001 no_risk\nOI-001 half\n");
	check_progress(*state, "others_incidents", PROGRESS_STARTED);
	check_type(*state, "others_incidents", "OI-001", "respond", "線を抜く");
	check_type(*state, "others_incidents", "OI-001", "risk", "対象外");
	check_findings(*state, "others_incidents", "");
	check_progress(*state, "others_incidents", PROGRESS_DONE);
	check_summary(*state, "others_incidents", "tied", 0);
}

/* ---- the example company, worked out on paper from its rows ---- */

static void assert_company(struct shipped *shipped)
{
	check_summary(shipped, "daily_ops", "kept", 17);
	check_summary(shipped, "daily_ops", "overdue", 2);
	check_summary(shipped, "daily_ops", "not_yet", 4);
	shipped_assert_cell(shipped, "daily_ops", "end_dates", "due", "2027-01-05");
	check_summary(shipped, "contacts", "confirmed", 6);
	check_summary(shipped, "response_plan", "phases", 6);
	check_summary(shipped, "response_plan", "tried", 1);
	check_summary(shipped, "response_plan", "untried", 6);
	check_summary(shipped, "certificates", "soon", 2);
	check_summary(shipped, "capacity", "within", 3);
	check_summary(shipped, "next_year", "budget", 870000);
	shipped_assert_cell(shipped, "reports", "RT-001", "accidents", "");
	shipped_assert_cell(shipped, "reports", "RT-002", "accidents", "2");
	shipped_assert_cell(shipped, "reports", "RT-002", "near_misses", "1");
	shipped_assert_cell(shipped, "reports", "RT-003", "accidents", "0");
	shipped_assert_cell(shipped, "reports", "RT-003", "near_misses", "2");
	shipped_assert_cell(shipped, "reports", "RT-003", "treated", "3");
	shipped_assert_cell(shipped, "reports", "RT-003", "treat_late", "0");
	shipped_assert_cell(shipped, "reports", "RT-004", "treated", "1");
	shipped_assert_cell(shipped, "reports", "RT-004", "treat_late", "1");
}

static void test_company10__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company10__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

static void test_company10__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "daily_ops", "devices overdue\npolicy overdue\nlog_choice nobody\n"
	                                    "clocks nobody\nmatch never\n");
	check_findings(*state, "contacts", "CT-003 unconfirmed\nCT-012 old\n");
	check_findings(*state, "response_plan",
	               "IR-001 old\nIR-002 never_tried\nIR-004 never_tried\nIR-005 same_person\n"
	               "IR-005 never_tried\nIR-006 no_deputy\nIR-006 never_tried\n"
	               "IR-007 never_tried\nIR-008 never_tried\nphases\n");
	check_findings(*state, "reports", "RT-003 unanswered\n");
	check_findings(*state, "next_year", "NY-003 no_owner\nNY-004 no_budget\n");
	check_findings(*state, "work_requests", "WR-003 self_approved\nWR-003 not_looked\n"
	                                        "WR-003 alone\nWR-004 not_matched\n");
	check_findings(*state, "certificates", "CE-001 soon\nCE-002 soon\nCE-004 expired\n");
	check_findings(*state, "others_incidents", "OI-003 no_risk\nOI-003 half\n");
	check_findings(*state, "capacity", "CP-001 full\nCP-003 later\nCP-004 next_year\n"
	                                   "CP-005 full\nCP-005 no_plan\n");
	check_findings(*state, "workstyle", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_session10__given_items),
		TEST_OF_SHIPPED(test_contacts__ten_bodies_and_three_of_our_own),
		TEST_OF_SHIPPED(test_exercise_log__it_was_pc_3),
		TEST_OF_SHIPPED(test_exercise_log__the_older_lease_is_explained),
		TEST_OF_SHIPPED(test_daily_ops__overdue_from_the_day_after),
		TEST_OF_SHIPPED(test_daily_ops__how_often_is_preset_and_no_work),
		TEST_OF_SHIPPED(test_daily_ops__done_once_it_runs),
		TEST_OF_SHIPPED(test_contacts__a_number_and_the_day_it_was_confirmed),
		TEST_OF_SHIPPED(test_contacts__done_with_five),
		TEST_OF_SHIPPED(test_response_plan__done_with_seven_phases),
		TEST_OF_SHIPPED(test_response_plan__people_hours_and_drills),
		TEST_OF_SHIPPED(test_response_plan__typical_steps_for_every_phase),
		TEST_OF_SHIPPED(test_reports__periods),
		TEST_OF_SHIPPED(test_reports__count_what_happened_in_between),
		TEST_OF_SHIPPED(test_reports__late_is_what_was_late_on_that_day),
		TEST_OF_SHIPPED(test_reports__findings_and_the_plan),
		TEST_OF_SHIPPED(test_reports__management_hears_regularly),
		TEST_OF_SHIPPED(test_next_year__done_with_three_themes),
		TEST_OF_SHIPPED(test_next_year__what_begins_anew),
		TEST_OF_SHIPPED(test_workstyle__the_ideal_and_what_it_takes),
		TEST_OF_SHIPPED(test_work_requests__approved_and_matched),
		TEST_OF_SHIPPED(test_certificates__ninety_days),
		TEST_OF_SHIPPED(test_capacity__the_first_year_above_the_limit),
		TEST_OF_SHIPPED(test_others_incidents__three_questions_and_a_risk),
		TEST_OF_SHIPPED(test_company10__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company10__adds_up_in_english),
		TEST_OF_SHIPPED(test_company10__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

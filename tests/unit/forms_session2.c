/* Session 2, DX and security: plans, clouds, management, learning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"
#include "sonae/store/library.h"

/* ---- given items ---- */

/* p. 55: 18 on the service, 2 on support, 3 on data, 5 on security. */
static void test_session2__given_items(void **state)
{
	struct book *book = ((struct shipped *)*state)->book;

	assert_int_equal(book_form(book, "cloud_check", NULL)->items.count, 28);
	assert_int_equal(check_items_under(*state, "cloud_check", "サービス"), 18);
	assert_int_equal(check_items_under(*state, "cloud_check", "サポート"), 2);
	assert_int_equal(check_items_under(*state, "cloud_check", "データの管理"), 3);
	assert_int_equal(check_items_under(*state, "cloud_check", "セキュリティ"), 5);
	assert_int_equal(book_form(book, "mgmt10", NULL)->items.count, 10);
	/* p. 50: five headings, of which that on money asks three things. */
	assert_int_equal(book_form(book, "dx_leadership", NULL)->items.count, 7);
	assert_int_equal(check_items_under(*state, "dx_leadership", "お金の決め方"), 3);
}

/* p. 59-60 number the ten. */
static void test_mgmt10__in_the_order_of_the_guidelines(void **state)
{
	const struct form *form = book_form(((struct shipped *)*state)->book, "mgmt10", NULL);

	for (size_t i = 0; i < 10; i++) {
		char number[16];
		snprintf(number, sizeof number, "%zu ", i + 1);
		for (enum lang lang = 0; lang < LANG_COUNT; lang++)
			assert_true(text_starts(words_in(form->items.at[i].text, lang), number));
	}
}

/* p. 54: three dangers of clouds, three of devices that are carried about. */
static void test_digital_risks__six_typical_uses(void **state)
{
	struct shipped *shipped = *state;
	struct library library = { 0 };
	struct errs errs = { 0 };
	size_t clouds = 0;

	assert_true(library_load(&shipped->catalogue, "digital_risks", &library, &errs));
	shipped_assert_no_errs(&errs, "digital_risks");
	assert_int_equal(library.rows, 6);
	for (size_t i = 0; i < 6; i++)
		clouds += text_is(words_in(library_text(&library, i, "scene"), LANG_JA), "クラウド");
	assert_int_equal(clouds, 3);
	library_release(&library);
}

/* p. 57: a wish, and then the five steps in their order. */
static void test_reskilling__five_steps(void **state)
{
	static const char *const steps[] = { "希望", "人材像", "計画", "教材", "受講中", "実践" };
	const struct field *status = check_field_of(*state, "reskilling", "status");

	assert_int_equal(status->choices.count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(words_in(status->choices.at[i].label, LANG_JA), steps[i]);
}

/* ---- dx_note ---- */

static void test_dx_note__done_with_every_prompt(void **state)
{
	static const char *const prompts[] = { "image", "already", "customer", "worry" };

	for (size_t i = 0; i < 4; i++) {
		check_progress(*state, "dx_note", i ? PROGRESS_STARTED : PROGRESS_EMPTY);
		check_findings(*state, "dx_note", i == 1 || i == 2 ? "only_image\n" : "");
		check_type(*state, "dx_note", prompts[i], "answer", "紙の注文書をなくす");
	}
	check_progress(*state, "dx_note", PROGRESS_DONE);
	check_findings(*state, "dx_note", "");
	check_summary(*state, "dx_note", "answered", 4);
}

/* ---- digital_steps, digital_risks ---- */

static void test_digital_steps__done_with_one_theme_to_the_end(void **state)
{
	static const char *const steps[] = { "aim", "action", "need", "digital", "product" };

	check_type(*state, "digital_steps", "DS-001", "theme", "在宅勤務");
	check_type(*state, "digital_steps", "DS-001", "status", "未着手");
	for (size_t i = 0; i < 5; i++) {
		check_progress(*state, "digital_steps", PROGRESS_STARTED);
		check_summary(*state, "digital_steps", "full", 0);
		check_type(*state, "digital_steps", "DS-001", steps[i], "家からも図面を開く");
	}
	check_progress(*state, "digital_steps", PROGRESS_DONE);
	check_summary(*state, "digital_steps", "full", 1);
	check_type(*state, "digital_steps", "DS-002", "theme", "点検の記録");
	check_progress(*state, "digital_steps", PROGRESS_STARTED);
	check_type(*state, "digital_steps", "DS-002", "status", "見送り");
	check_progress(*state, "digital_steps", PROGRESS_DONE);
	check_findings(*state, "digital_steps", "");
}

static void test_digital_steps__not_the_product_first(void **state)
{
	check_type(*state, "digital_steps", "DS-001", "theme", "会議の記録");
	check_type(*state, "digital_steps", "DS-001", "product", "文字起こしの無料版");
	check_findings(*state, "digital_steps", "DS-001 product_first\n");
	check_type(*state, "digital_steps", "DS-001", "aim", "議事録の時間をなくす");
	check_type(*state, "digital_steps", "DS-001", "action", "声を文字にする");
	check_findings(*state, "digital_steps", "");
	check_type(*state, "digital_steps", "DS-001", "status", "進行中");
	check_findings(*state, "digital_steps", "DS-001 running_blind\nDS-001 no_danger\n");
	check_type(*state, "digital_steps", "DS-001", "need", "録音");
	check_type(*state, "digital_steps", "DS-001", "digital", "する");
	check_type(*state, "digital_risks", "DR-001", "danger", "声が社外に残る");
	check_type(*state, "digital_risks", "DR-001", "step", "DS-001");
	check_findings(*state, "digital_steps", "");
	check_summary(*state, "digital_steps", "running", 1);
}

static void test_digital_risks__a_measure_for_every_danger(void **state)
{
	check_type(*state, "digital_risks", "DR-001", "danger", "なくす");
	check_findings(*state, "digital_risks", "DR-001 no_measure\nDR-001 nowhere\n");
	check_type(*state, "digital_risks", "DR-001", "use", "家でノートPCを使う");
	check_type(*state, "digital_risks", "DR-001", "measure", "ディスクの暗号化");
	check_findings(*state, "digital_risks", "");
	check_summary(*state, "digital_risks", "open", 1);
	check_type(*state, "digital_risks", "DR-001", "state", "実施済");
	check_summary(*state, "digital_risks", "open", 0);
	check_summary(*state, "digital_risks", "done", 1);
	check_progress(*state, "digital_risks", PROGRESS_STARTED);
	for (int i = 2; i <= 3; i++) {
		char row[16];
		snprintf(row, sizeof row, "DR-%03d", i);
		check_type(*state, "digital_risks", row, "danger", "のぞかれる");
		check_type(*state, "digital_risks", row, "measure", "フィルター");
		check_type(*state, "digital_risks", row, "state", "未");
	}
	check_progress(*state, "digital_risks", PROGRESS_DONE);
}

/* ---- dx_leadership, mgmt10 ---- */

static void test_dx_leadership__seven_answers(void **state)
{
	const struct form *form =
	    book_form(((struct shipped *)*state)->book, "dx_leadership", NULL);

	check_summary(*state, "dx_leadership", "open", 7);
	for (size_t i = 0; i < 7; i++) {
		check_progress(*state, "dx_leadership", i ? PROGRESS_STARTED : PROGRESS_EMPTY);
		check_type(*state, "dx_leadership", form->items.at[i].id, "answer", "一部");
	}
	check_progress(*state, "dx_leadership", PROGRESS_DONE);
	check_findings(*state, "dx_leadership", "");
	check_type(*state, "dx_leadership", "vision", "answer", "できている");
	check_type(*state, "dx_leadership", "speed", "answer", "まだ");
	check_findings(*state, "dx_leadership", "vision no_evidence\nspeed no_step\n");
	check_summary(*state, "dx_leadership", "yes", 1);
	check_summary(*state, "dx_leadership", "partly", 5);
	check_summary(*state, "dx_leadership", "not_yet", 1);
	check_summary(*state, "dx_leadership", "open", 0);
}

static void test_mgmt10__late_and_left_alone(void **state)
{
	check_type(*state, "mgmt10", "policy", "state", "実施済");
	check_type(*state, "mgmt10", "policy", "due", "2026-11-01");
	check_findings(*state, "mgmt10", "policy no_evidence\n");
	check_type(*state, "mgmt10", "recovery", "state", "未着手");
	check_findings(*state, "mgmt10", "policy no_evidence\nrecovery no_owner\n");
	check_type(*state, "mgmt10", "recovery", "owner", "佐藤");
	check_type(*state, "mgmt10", "recovery", "due", "2026-11-22");
	check_findings(*state, "mgmt10", "policy no_evidence\nrecovery no_step\n");
	check_type(*state, "mgmt10", "recovery", "due", "2026-11-21");
	check_type(*state, "mgmt10", "recovery", "next_step", "戻してみる");
	check_findings(*state, "mgmt10", "policy no_evidence\nrecovery late\n");
	check_type(*state, "mgmt10", "recovery", "state", "実施済");
	check_type(*state, "mgmt10", "recovery", "evidence", "戻した日の記録");
	check_findings(*state, "mgmt10", "policy no_evidence\n");
	check_summary(*state, "mgmt10", "done", 2);
	check_summary(*state, "mgmt10", "open", 8);
}

/* ---- cloud_services ---- */

static void run(struct shipped *shipped, const char *planned, const char *down,
                const char *repair, const char *failures)
{
	check_type(shipped, "cloud_services", "CS-001", "planned_hours", planned);
	check_type(shipped, "cloud_services", "CS-001", "down_hours", down);
	check_type(shipped, "cloud_services", "CS-001", "repair_hours", repair);
	check_type(shipped, "cloud_services", "CS-001", "failures", failures);
}

static void assert_run(struct shipped *shipped, const char *availability, const char *mttr)
{
	shipped_assert_cell(shipped, "cloud_services", "CS-001", "availability", availability);
	shipped_assert_cell(shipped, "cloud_services", "CS-001", "mttr", mttr);
}

/* p. 55: (planned - down) / planned, repair hours / failures. */
static void test_cloud_services__availability_and_repair(void **state)
{
	run(*state, "７２０", "7.2", "24", "2");
	assert_run(*state, "99", "12");
	run(*state, "720", "0.72", "0.72", "1");
	assert_run(*state, "99.9", "0.72");
	run(*state, "8,760", "4.38", "6", "4");
	assert_run(*state, "99.95", "1.5");
	run(*state, "744", "0", "0", "0");
	assert_run(*state, "100", "0");
	run(*state, "720", "", "6", "");
	assert_run(*state, "", "");
}

static void test_cloud_services__the_level_depends_on_the_work(void **state)
{
	check_type(*state, "cloud_services", "CS-001", "service", "会計クラウド");
	check_type(*state, "cloud_services", "CS-001", "approved", "はい");
	check_type(*state, "cloud_services", "CS-001", "owner", "佐藤");
	run(*state, "720", "0.72", "", "");
	check_type(*state, "cloud_services", "CS-001", "business", "基幹業務");
	check_findings(*state, "cloud_services", "");
	run(*state, "720", "0.73", "", "");
	check_findings(*state, "cloud_services", "CS-001 below_level\n");
	check_type(*state, "cloud_services", "CS-001", "business", "基幹業務以外");
	run(*state, "720", "7.2", "", "");
	check_findings(*state, "cloud_services", "");
	run(*state, "720", "7.3", "", "");
	check_findings(*state, "cloud_services", "CS-001 below_level\n");
	run(*state, "720", "721", "", "");
	check_findings(*state, "cloud_services", "CS-001 down_above\nCS-001 below_level\n");
}

static void test_cloud_services__shadow_it(void **state)
{
	check_type(*state, "cloud_services", "CS-001", "service", "無料のファイル転送");
	check_type(*state, "cloud_services", "CS-001", "use", "急ぐとき図面を送る");
	check_type(*state, "cloud_services", "CS-001", "business", "基幹業務以外");
	check_findings(*state, "cloud_services", "CS-001 unknown\nCS-001 no_owner\n");
	check_summary(*state, "cloud_services", "unknown", 1);
	check_progress(*state, "cloud_services", PROGRESS_STARTED);
	check_type(*state, "cloud_services", "CS-001", "approved", "いいえ");
	check_type(*state, "cloud_services", "CS-001", "owner", "中村");
	check_findings(*state, "cloud_services", "CS-001 shadow\n");
	check_summary(*state, "cloud_services", "shadow", 1);
	check_summary(*state, "cloud_services", "unknown", 0);
	check_progress(*state, "cloud_services", PROGRESS_DONE);
	check_type(*state, "cloud_services", "CS-001", "approved", "はい");
	check_type(*state, "cloud_services", "CS-001", "mfa", "無");
	check_findings(*state, "cloud_services", "");
	check_type(*state, "cloud_services", "CS-001", "data_held", "図面");
	check_findings(*state, "cloud_services", "CS-001 no_mfa\n");
	check_type(*state, "cloud_services", "CS-001", "mfa", "有");
	check_type(*state, "cloud_services", "CS-001", "contract_until", "2026-11-22");
	check_findings(*state, "cloud_services", "");
	check_type(*state, "cloud_services", "CS-001", "contract_until", "2026-11-21");
	check_findings(*state, "cloud_services", "CS-001 ended\n");
}

/* ---- cloud_check ---- */

static void check_cloud(struct shipped *shipped, const char *item, const char *answer)
{
	char row[64];

	snprintf(row, sizeof row, "CS-001/%s", item);
	check_type(shipped, "cloud_check", row, "answer", answer);
}

/* The label of the level, as a person sees it. */
static void assert_level(struct shipped *shipped, const char *row, const char *expected)
{
	const struct field *level = check_field_of(shipped, "cloud_check", "level");
	struct sheet *sheet = shipped_sheet(shipped, "cloud_check");
	struct str cell = { 0 };
	size_t at, i = 0;

	assert_true(sheet_find(sheet, row, &at));
	book_cell(shipped->book, sheet, at, form_field(sheet_form(sheet), "level"), &cell);
	while (i < level->choices.count && !text_is(level->choices.at[i].id, str_text(&cell)))
		i++;
	if (i == level->choices.count)
		fail_msg("%s: no level '%s'", row, str_text(&cell));
	assert_string_equal(words_in(level->choices.at[i].label, LANG_JA), expected);
	str_release(&cell);
}

/* p. 55: five levels differ by the weight of the work, the others do not. */
static void test_cloud_check__levels(void **state)
{
	static const char *const by_work[][4] = {
		{ "CS-001/availability", "基幹 99.9%以上、ほか 99%以上", "99.9%以上", "99%以上" },
		{ "CS-001/mttr", "基幹 1時間以内、ほか 12時間以内", "1時間以内", "12時間以内" },
		{ "CS-001/notify_time", "基幹 15分以内、ほか 2時間以内", "15分以内",
		  "2時間以内" },
		{ "CS-001/sampling", "基幹 1分以内、ほか 15分", "1分以内", "15分" },
		{ "CS-001/retention", "基幹 5年以上、ほか 3か月以上", "5年以上", "3か月以上" },
	};
	static const char *const business[] = { "", "基幹業務", "基幹業務以外" };

	check_type(*state, "cloud_services", "CS-001", "service", "会計クラウド");
	for (size_t i = 0; i < 3; i++) {
		check_type(*state, "cloud_services", "CS-001", "business", business[i]);
		for (size_t n = 0; n < sizeof by_work / sizeof *by_work; n++)
			assert_level(*state, by_work[n][0], by_work[n][i + 1]);
		assert_level(*state, "CS-001/encryption", "TLS1.2以上");
		assert_level(*state, "CS-001/users", "50人(約束された数)");
		assert_level(*state, "CS-001/substitute_format", "CSVかExcel");
	}
}

/* Every item has its level, whatever the work. */
static void test_cloud_check__a_level_for_every_item(void **state)
{
	const struct form *form;

	check_type(*state, "cloud_services", "CS-001", "business", "基幹業務");
	form = sheet_form(shipped_sheet(*state, "cloud_check"));
	for (size_t i = 0; i < form->items.count; i++) {
		const struct field *level = check_field_of(*state, "cloud_check", "level");
		bool known = false;
		for (size_t c = 0; c < level->choices.count; c++)
			known = known || text_is(level->choices.at[c].id, form->items.at[i].id);
		if (!known)
			fail_msg("%s has no level", form->items.at[i].id);
	}
}

static void test_cloud_check__done_with_28_and_none_unchecked(void **state)
{
	const struct form *form;

	check_type(*state, "cloud_services", "CS-001", "service", "会計クラウド");
	form = sheet_form(shipped_sheet(*state, "cloud_check"));
	assert_int_equal(sheet_row_count(shipped_sheet(*state, "cloud_check")), 28);
	for (size_t i = 0; i < 28; i++) {
		check_progress(*state, "cloud_check", i ? PROGRESS_STARTED : PROGRESS_EMPTY);
		check_cloud(*state, form->items.at[i].id, i == 3 ? "対象外" : "適");
	}
	check_progress(*state, "cloud_check", PROGRESS_DONE);
	check_summary(*state, "cloud_check", "fit", 27);
	check_cloud(*state, "logs", "未確認");
	check_progress(*state, "cloud_check", PROGRESS_STARTED);
	check_findings(*state, "cloud_check", "CS-001/logs unchecked\n");
	check_cloud(*state, "logs", "不適");
	check_progress(*state, "cloud_check", PROGRESS_DONE);
	check_findings(*state, "cloud_check", "CS-001/logs unfit_open\n");
	check_type(*state, "cloud_check", "CS-001/logs", "note", "毎月CSVで取る");
	check_findings(*state, "cloud_check", "");
	check_summary(*state, "cloud_check", "unfit", 1);
}

static void test_cloud_check__the_record_is_held_against_it(void **state)
{
	check_type(*state, "cloud_services", "CS-001", "business", "基幹業務");
	check_cloud(*state, "availability", "適");
	check_cloud(*state, "mttr", "適");
	check_findings(*state, "cloud_check", "");
	run(*state, "720", "0.72", "2", "2");
	check_findings(*state, "cloud_check", "");
	run(*state, "720", "0.8", "2.2", "2");
	check_findings(*state, "cloud_check", "CS-001/availability seldom_up\n"
	                                      "CS-001/mttr seldom_up\n");
	check_type(*state, "cloud_services", "CS-001", "business", "基幹業務以外");
	check_findings(*state, "cloud_check", "");
}

/* ---- reskilling ---- */

static void test_reskilling__followed_until_it_is_used(void **state)
{
	static const char *const rows[] = { "RS-001", "RS-002", "RS-003" };

	for (size_t i = 0; i < 3; i++) {
		check_findings(*state, "reskilling", "");
		check_type(*state, "reskilling", rows[i], "what", "だますメールを見分ける");
		check_progress(*state, "reskilling", PROGRESS_STARTED);
		check_type(*state, "reskilling", rows[i], "status", "希望");
		check_progress(*state, "reskilling", PROGRESS_DONE);
	}
	check_findings(*state, "reskilling", "only_wishes\n");
	check_type(*state, "reskilling", "RS-001", "status", "教材");
	check_findings(*state, "reskilling", "RS-001 no_method\n");
	check_type(*state, "reskilling", "RS-001", "method", "ｅ－ｌｅａｒｎｉｎｇ");
	check_findings(*state, "reskilling", "");
	check_type(*state, "reskilling", "RS-001", "status", "実践");
	check_findings(*state, "reskilling", "RS-001 no_result\n");
	check_summary(*state, "reskilling", "wish", 2);
	check_summary(*state, "reskilling", "going", 0);
	check_summary(*state, "reskilling", "practice", 1);
}

/* ---- the example company, worked out on paper from its rows ---- */

static void assert_company(struct shipped *shipped)
{
	static const char *const cells[][3] = {
		{ "CS-001", "availability", "99.95" }, /* (8760 - 4.38) / 8760 */
		{ "CS-001", "mttr", "1.5" },           /* 6 / 4 */
		{ "CS-002", "availability", "99.8" },  /* (720 - 1.44) / 720 */
		{ "CS-002", "mttr", "0.72" },          /* 1.44 / 2 */
		{ "CS-003", "availability", "100" },   /* never down */
		{ "CS-004", "availability", "99.5" },  /* (8760 - 43.8) / 8760 */
		{ "CS-004", "mttr", "12" },            /* 36 / 3 */
		{ "CS-006", "availability", "" },      /* nobody counted */
	};

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		shipped_assert_cell(shipped, "cloud_services", cells[i][0], cells[i][1],
		                    cells[i][2]);
	check_summary(shipped, "cloud_services", "total", 8);
	check_summary(shipped, "cloud_services", "shadow", 1);
	check_summary(shipped, "cloud_services", "unknown", 1);
	check_summary(shipped, "cloud_services", "no_mfa", 3);
	check_summary(shipped, "cloud_check", "fit", 12);
	check_summary(shipped, "cloud_check", "unfit", 3);
	check_summary(shipped, "cloud_check", "unchecked", 2);
	check_summary(shipped, "digital_steps", "full", 1);
	check_summary(shipped, "digital_risks", "open", 4);
	check_summary(shipped, "mgmt10", "done", 2);
	check_summary(shipped, "mgmt10", "partly", 6);
	check_summary(shipped, "reskilling", "going", 4);
}

static void test_company2__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company2__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

static void test_company2__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "dx_note", "");
	check_findings(*state, "digital_steps", "DS-004 product_first\n");
	check_findings(*state, "digital_risks", "DR-004 no_measure\n");
	check_findings(*state, "dx_leadership", "no_proof no_evidence\nleft_out no_step\n");
	check_findings(*state, "cloud_services",
	               "CS-001 no_mfa\nCS-002 below_level\nCS-003 no_mfa\nCS-005 no_mfa\n"
	               "CS-007 shadow\nCS-007 no_owner\nCS-008 unknown\nCS-008 no_owner\n");
	check_findings(*state, "cloud_check",
	               "CS-002/availability seldom_up\nCS-002/logs unchecked\n"
	               "CS-002/failure_desk unfit_open\nCS-004/assessment unchecked\n");
	check_findings(*state, "mgmt10",
	               "protection late\nimprove no_step\nrecovery no_owner\n"
	               "supply_chain no_step\n");
	check_findings(*state, "reskilling", "RS-007 no_result\n");
	check_progress(*state, "dx_note", PROGRESS_DONE);
	check_progress(*state, "digital_steps", PROGRESS_DONE);
	check_progress(*state, "digital_risks", PROGRESS_STARTED);
	check_progress(*state, "dx_leadership", PROGRESS_STARTED);
	check_progress(*state, "cloud_services", PROGRESS_STARTED);
	check_progress(*state, "cloud_check", PROGRESS_STARTED);
	check_progress(*state, "mgmt10", PROGRESS_DONE);
	check_progress(*state, "reskilling", PROGRESS_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_session2__given_items),
		TEST_OF_SHIPPED(test_mgmt10__in_the_order_of_the_guidelines),
		TEST_OF_SHIPPED(test_digital_risks__six_typical_uses),
		TEST_OF_SHIPPED(test_reskilling__five_steps),
		TEST_OF_SHIPPED(test_dx_note__done_with_every_prompt),
		TEST_OF_SHIPPED(test_digital_steps__done_with_one_theme_to_the_end),
		TEST_OF_SHIPPED(test_digital_steps__not_the_product_first),
		TEST_OF_SHIPPED(test_digital_risks__a_measure_for_every_danger),
		TEST_OF_SHIPPED(test_dx_leadership__seven_answers),
		TEST_OF_SHIPPED(test_mgmt10__late_and_left_alone),
		TEST_OF_SHIPPED(test_cloud_services__availability_and_repair),
		TEST_OF_SHIPPED(test_cloud_services__the_level_depends_on_the_work),
		TEST_OF_SHIPPED(test_cloud_services__shadow_it),
		TEST_OF_SHIPPED(test_cloud_check__levels),
		TEST_OF_SHIPPED(test_cloud_check__a_level_for_every_item),
		TEST_OF_SHIPPED(test_cloud_check__done_with_28_and_none_unchecked),
		TEST_OF_SHIPPED(test_cloud_check__the_record_is_held_against_it),
		TEST_OF_SHIPPED(test_reskilling__followed_until_it_is_used),
		TEST_OF_SHIPPED(test_company2__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company2__adds_up_in_english),
		TEST_OF_SHIPPED(test_company2__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

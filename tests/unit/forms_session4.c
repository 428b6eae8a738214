/* Session 4, assets: the figures of the textbook, and the rules of its worksheets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

static void rate(struct shipped *shipped, const char *row, const char *confidentiality,
                 const char *integrity, const char *availability)
{
	check_type(shipped, "assets", row, "confidentiality", confidentiality);
	check_type(shipped, "assets", row, "integrity", integrity);
	check_type(shipped, "assets", row, "availability", availability);
}

static void assert_items(struct shipped *shipped, const char *id, size_t count)
{
	struct err err = { 0 };
	const struct form *form = book_form(shipped->book, id, &err);

	assert_non_null(form);
	assert_int_equal(form->items.count, count);
}

/* p. 108, 109, 115, 121-122 */
static void test_session4__given_items(void **state)
{
	assert_items(*state, "threat_state", 7);
	assert_items(*state, "asset_value", 6);
	assert_items(*state, "asset_access", 8);
	assert_items(*state, "privacy6", 6);
}

static void test_session4__every_storage_place_has_its_row(void **state)
{
	const struct form *assets = book_form(((struct shipped *)*state)->book, "assets", NULL);
	const struct form *places = book_form(((struct shipped *)*state)->book, "threat_state", NULL);
	const struct field *storage = &assets->fields.at[form_field(assets, "storage")];

	assert_int_equal(storage->choices.count, 7);
	for (size_t i = 0; i < storage->choices.count; i++) {
		const struct choice *choice = &storage->choices.at[i];
		int item = form_item(places, choice->id);
		assert_true(item >= 0);
		assert_string_equal(words_in(places->items.at[item].text, LANG_JA),
		                    words_in(choice->label, LANG_JA));
	}
}

/* The eight rows as they stand in the textbook's sheet, results included. */
struct page_108 {
	const char *name, *storage, *c, *i, *a;
	const char *importance, *threat, *vulnerability, *likelihood, *value, *level;
};
static const struct page_108 page_108[] = {
	{ "社員名簿", "事務所PC", "2", "0", "0", "2", "3", "2", "2", "4", "large" },
	{ "社員名簿", "書類", "2", "2", "2", "2", "2", "2", "1", "2", "medium" },
	{ "健康診断の結果", "書類", "2", "2", "1", "2", "2", "2", "1", "2", "medium" },
	{ "給与システムデータ", "事務所PC", "2", "2", "1", "2", "3", "2", "2", "4", "large" },
	{ "当社宛請求書", "書類", "1", "1", "1", "1", "2", "2", "1", "1", "medium" },
	{ "発行済請求書控", "書類", "1", "1", "1", "1", "2", "2", "1", "1", "medium" },
	{ "電子メールデータ", "事務所PC", "2", "2", "2", "2", "3", "2", "2", "4", "large" },
	{ "電子メールデータ", "社外サーバー", "2", "2", "2", "2", "3", "2", "2", "4", "large" },
};

static void test_assets__page_108(void **state)
{
	struct shipped *shipped = *state;

	for (size_t i = 0; i < sizeof page_108 / sizeof *page_108; i++) {
		char id[16];
		snprintf(id, sizeof id, "A-%03zu", i + 1);
		check_type(shipped, "assets", id, "name", page_108[i].name);
		check_type(shipped, "assets", id, "storage", page_108[i].storage);
		rate(shipped, id, page_108[i].c, page_108[i].i, page_108[i].a);
		/* The second sheet is not filled in yet. */
		shipped_assert_cell(shipped, "assets", id, "risk_value", "");
		shipped_assert_cell(shipped, "assets", id, "risk_level", "");
	}
	check_type(shipped, "threat_state", "office_pc", "threat", "3");
	check_type(shipped, "threat_state", "paper", "threat", "2");
	check_type(shipped, "threat_state", "outside_server", "threat", "3");
	check_type(shipped, "threat_state", "office_pc", "vulnerability", "2");
	check_type(shipped, "threat_state", "paper", "vulnerability", "2");
	check_type(shipped, "threat_state", "outside_server", "vulnerability", "2");
	for (size_t i = 0; i < sizeof page_108 / sizeof *page_108; i++) {
		char id[16];
		snprintf(id, sizeof id, "A-%03zu", i + 1);
		shipped_assert_cell(shipped, "assets", id, "importance", page_108[i].importance);
		shipped_assert_cell(shipped, "assets", id, "threat", page_108[i].threat);
		shipped_assert_cell(shipped, "assets", id, "vulnerability", page_108[i].vulnerability);
		shipped_assert_cell(shipped, "assets", id, "likelihood", page_108[i].likelihood);
		shipped_assert_cell(shipped, "assets", id, "risk_value", page_108[i].value);
		shipped_assert_cell(shipped, "assets", id, "risk_level", page_108[i].level);
	}
	assert_int_equal(shipped_summary(shipped, "assets", "large"), 4);
}

/* IPA's table: threat 3 2 1 down, vulnerability 3 2 1 across. */
static void test_assets__likelihood_of_all_nine_cases(void **state)
{
	static const char *const expected[3][3] = {
		{ "3", "2", "1" },
		{ "2", "1", "1" },
		{ "1", "1", "1" },
	};
	static const char *const scale[] = { "3", "2", "1" };

	for (int t = 0; t < 3; t++) {
		for (int v = 0; v < 3; v++) {
			check_type(*state, "assets", "A-001", "threat_own", scale[t]);
			check_type(*state, "assets", "A-001", "vulnerability_own", scale[v]);
			shipped_assert_cell(*state, "assets", "A-001", "likelihood", expected[t][v]);
			check_type(*state, "threat_state", "tablet", "threat", scale[t]);
			check_type(*state, "threat_state", "tablet", "vulnerability", scale[v]);
			shipped_assert_cell(*state, "threat_state", "tablet", "likelihood",
			                    expected[t][v]);
		}
	}
}

static void test_assets__own_threat_wins_over_the_place(void **state)
{
	check_type(*state, "threat_state", "removable", "threat", "2");
	check_type(*state, "threat_state", "removable", "vulnerability", "2");
	check_type(*state, "assets", "A-001", "storage", "USBメモリ");
	shipped_assert_cell(*state, "assets", "A-001", "storage", "removable");
	shipped_assert_cell(*state, "assets", "A-001", "threat", "2");
	check_type(*state, "assets", "A-001", "threat_own", "３");
	shipped_assert_cell(*state, "assets", "A-001", "threat", "3");
	shipped_assert_cell(*state, "assets", "A-001", "vulnerability", "2");
	shipped_assert_cell(*state, "assets", "A-001", "likelihood", "2");
}

static void test_assets__importance_waits_for_all_three(void **state)
{
	check_type(*state, "assets", "A-001", "confidentiality", "２");
	check_type(*state, "assets", "A-001", "availability", "0");
	shipped_assert_cell(*state, "assets", "A-001", "importance", "");
	check_type(*state, "assets", "A-001", "integrity", "対象外");
	shipped_assert_cell(*state, "assets", "A-001", "importance", "2");
}

static void test_assets__risk_levels(void **state)
{
	static const struct {
		const char *importance, *threat, *value, *level;
	} cases[] = {
		/* vulnerability 3 throughout, so the likelihood is the threat */
		{ "0", "3", "0", "small" },  { "1", "1", "1", "medium" }, { "1", "3", "3", "medium" },
		{ "2", "2", "4", "large" },  { "2", "3", "6", "large" },
	};

	check_type(*state, "assets", "A-001", "vulnerability_own", "3");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		rate(*state, "A-001", cases[i].importance, "0", "0");
		check_type(*state, "assets", "A-001", "threat_own", cases[i].threat);
		shipped_assert_cell(*state, "assets", "A-001", "risk_value", cases[i].value);
		shipped_assert_cell(*state, "assets", "A-001", "risk_level", cases[i].level);
	}
}

static void test_assets__words_of_other_ledgers_are_read(void **state)
{
	check_type(*state, "assets", "A-001", "class", "機密");
	check_type(*state, "assets", "A-002", "class", "極秘");
	check_type(*state, "assets", "A-001", "personal", "有");
	check_type(*state, "assets", "A-001", "storage", "社外サーバー");
	check_type(*state, "assets", "A-002", "storage", "事務所ＰＣ");
	shipped_assert_cell(*state, "assets", "A-001", "class", "top_secret");
	shipped_assert_cell(*state, "assets", "A-002", "class", "top_secret");
	shipped_assert_cell(*state, "assets", "A-001", "personal", "1");
	shipped_assert_cell(*state, "assets", "A-001", "storage", "outside_server");
	shipped_assert_cell(*state, "assets", "A-002", "storage", "office_pc");
}

static void test_assets__next_review(void **state)
{
	check_type(*state, "assets", "A-001", "registered", "令和8年1月31日");
	shipped_assert_cell(*state, "assets", "A-001", "review_due", "");
	check_type(*state, "assets", "A-001", "review_months", "1");
	shipped_assert_cell(*state, "assets", "A-001", "review_due", "2026-02-28");
	check_type(*state, "assets", "A-001", "reviewed", "2026-11-01");
	shipped_assert_cell(*state, "assets", "A-001", "review_due", "2026-12-01");
}

static void test_assets__done_with_five_rated_rows(void **state)
{
	check_progress(*state, "assets", PROGRESS_EMPTY);
	rate(*state, "A-001", "2", "1", "0");
	rate(*state, "A-002", "0", "0", "0");
	rate(*state, "A-003", "1", "1", "1");
	rate(*state, "A-004", "2", "2", "2");
	check_progress(*state, "assets", PROGRESS_STARTED);
	check_type(*state, "assets", "A-005", "name", "見積書");
	check_progress(*state, "assets", PROGRESS_STARTED);
	rate(*state, "A-005", "1", "1", "n/a");
	check_progress(*state, "assets", PROGRESS_DONE);
	check_type(*state, "assets", "A-005", "disposed", "2026-10-30");
	check_progress(*state, "assets", PROGRESS_STARTED);
}

/* Eight life stages nobody looked at: 6 + 6 + 2 of three assets, 6 of which were seen. */
static void test_lifecycle__stages_nobody_looked_at(void **state)
{
	static const char *const stages[] = { "生成", "保管", "利用", "共有", "保存", "破棄" };

	check_type(*state, "assets", "A-001", "name", "図面");
	check_type(*state, "assets", "A-002", "name", "名簿");
	check_type(*state, "assets", "A-003", "name", "USBの写し");
	check_type(*state, "assets", "A-003", "stages", "生成;破棄");
	assert_int_equal(shipped_summary(*state, "lifecycle", "unseen"), 14);
	for (int i = 0; i < 6; i++) {
		char id[16];
		snprintf(id, sizeof id, "LC-%03d", i + 1);
		check_type(*state, "lifecycle", id, "asset", "A-001");
		check_type(*state, "lifecycle", id, "stage", stages[i]);
	}
	assert_int_equal(shipped_summary(*state, "lifecycle", "unseen"), 8);
	/* A stage it does not have, and one seen before: nothing more was seen. */
	check_type(*state, "lifecycle", "LC-007", "asset", "A-003");
	check_type(*state, "lifecycle", "LC-007", "stage", "保管");
	check_type(*state, "lifecycle", "LC-008", "asset", "A-001");
	check_type(*state, "lifecycle", "LC-008", "stage", "保管");
	assert_int_equal(shipped_summary(*state, "lifecycle", "unseen"), 8);
	check_type(*state, "assets", "A-002", "disposed", "2026-11-01");
	assert_int_equal(shipped_summary(*state, "lifecycle", "unseen"), 2);
}

static void company_in(struct shipped *shipped, enum lang lang)
{
	shipped->company = true;
	shipped->lang = lang;
}

/* Worked out on paper from the company's ledger; A-017 is disposed of, A-014 not rated. */
static void assert_company(struct shipped *shipped)
{
	assert_int_equal(shipped_summary(shipped, "assets", "total"), 17);
	assert_int_equal(shipped_summary(shipped, "assets", "important"), 13);
	assert_int_equal(shipped_summary(shipped, "assets", "large"), 7);
	assert_int_equal(shipped_summary(shipped, "assets", "unrated"), 1);
	shipped_assert_cell(shipped, "assets", "A-001", "risk_value", "2");
	shipped_assert_cell(shipped, "assets", "A-009", "risk_value", "6");
	shipped_assert_cell(shipped, "assets", "A-012", "risk_level", "large");
	shipped_assert_cell(shipped, "assets", "A-014", "risk_level", "");
	shipped_assert_cell(shipped, "threat_state", "own_server", "assets", "6");
	shipped_assert_cell(shipped, "threat_state", "paper", "assets", "0");
	shipped_assert_cell(shipped, "key_people", "KP-001", "assets", "8");
	shipped_assert_cell(shipped, "key_people", "KP-005", "assets", "4");
	shipped_assert_cell(shipped, "suppliers", "SU-003", "next_check", "2026-09-30");
	shipped_assert_cell(shipped, "suppliers", "SU-004", "assets", "1");
	assert_int_equal(shipped_summary(shipped, "lifecycle", "unseen"), 91);
	assert_int_equal(shipped_summary(shipped, "lifecycle", "important_unseen"), 10);
	assert_int_equal(shipped_summary(shipped, "privacy6", "assets"), 7);
}

static void test_company__adds_up_in_japanese(void **state)
{
	company_in(*state, LANG_JA);
	assert_company(*state);
}

static void test_company__adds_up_in_english(void **state)
{
	company_in(*state, LANG_EN);
	assert_company(*state);
}

static void test_company__leaves_a_next_step(void **state)
{
	struct shipped *shipped = *state;
	size_t row;
	int field;

	company_in(shipped, LANG_JA);
	struct sheet *assets = shipped_sheet(shipped, "assets");
	check_progress(shipped, "assets", PROGRESS_STARTED);
	assert_true(progress_next_cell(shipped->book, assets, &row, &field));
	assert_string_equal(sheet_row_id(assets, row), "A-014");
	assert_string_equal(sheet_form(assets)->fields.at[field].id, "integrity");
	check_progress(shipped, "threat_state", PROGRESS_DONE);
	check_progress(shipped, "asset_value", PROGRESS_STARTED);
	check_progress(shipped, "key_people", PROGRESS_DONE);
	check_progress(shipped, "lifecycle", PROGRESS_DONE);
	check_progress(shipped, "asset_access", PROGRESS_STARTED);
	check_progress(shipped, "privacy6", PROGRESS_STARTED);
	check_progress(shipped, "suppliers", PROGRESS_DONE);
}

/* Those lead to other worksheets, and are counted there. */
static bool leads_on(const char *what)
{
	return strcmp(what, "no_lifecycle") == 0 || strcmp(what, "no_threat") == 0;
}

/* "A-011 review_overdue" for each finding but the lifecycle's ten and STRIDE's eleven. */
static void add_findings(struct shipped *shipped, const char *sheet, struct str *out)
{
	struct findings findings = { 0 };
	struct err err = { 0 };

	assert_true(findings_of_sheet(shipped->book, sheet, &findings, &err));
	for (size_t i = 0; i < findings.at.count; i++) {
		const struct finding *finding = &findings.at.at[i];
		const char *what = finding->gap ? finding->gap->id : err_name(finding->err.code);
		if (!leads_on(what))
			str_addf(out, "%s %s\n", finding->row, what);
	}
	findings_release(&findings);
}

static void test_company__what_the_check_finds(void **state)
{
	struct str found = { 0 };

	company_in(*state, LANG_JA);
	add_findings(*state, "assets", &found);
	assert_string_equal(str_text(&found), "A-009 no_backup\n"
	                                      "A-011 review_overdue\n"
	                                      "A-013 never_reviewed\n"
	                                      "A-014 no_contract\n"
	                                      "A-014 never_reviewed\n"
	                                      "A-016 no_risk_owner\n"
	                                      "A-016 never_reviewed\n");
	str_clear(&found);
	add_findings(*state, "threat_state", &found);
	add_findings(*state, "asset_value", &found);
	add_findings(*state, "asset_access", &found);
	assert_string_equal(str_text(&found), "");
	add_findings(*state, "key_people", &found);
	add_findings(*state, "lifecycle", &found);
	add_findings(*state, "privacy6", &found);
	add_findings(*state, "suppliers", &found);
	assert_string_equal(str_text(&found), "KP-005 not_asked\n"
	                                      "LC-005 danger_open\n"
	                                      "LC-008 danger_open\n"
	                                      "publish_measures late\n"
	                                      "SU-003 check_overdue\n"
	                                      "SU-004 contract_missing\n"
	                                      "SU-004 never_checked\n");
	str_release(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_session4__given_items),
		TEST_OF_SHIPPED(test_session4__every_storage_place_has_its_row),
		TEST_OF_SHIPPED(test_assets__page_108),
		TEST_OF_SHIPPED(test_assets__likelihood_of_all_nine_cases),
		TEST_OF_SHIPPED(test_assets__own_threat_wins_over_the_place),
		TEST_OF_SHIPPED(test_assets__importance_waits_for_all_three),
		TEST_OF_SHIPPED(test_assets__risk_levels),
		TEST_OF_SHIPPED(test_assets__words_of_other_ledgers_are_read),
		TEST_OF_SHIPPED(test_assets__next_review),
		TEST_OF_SHIPPED(test_assets__done_with_five_rated_rows),
		TEST_OF_SHIPPED(test_lifecycle__stages_nobody_looked_at),
		TEST_OF_SHIPPED(test_company__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company__adds_up_in_english),
		TEST_OF_SHIPPED(test_company__leaves_a_next_step),
		TEST_OF_SHIPPED(test_company__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

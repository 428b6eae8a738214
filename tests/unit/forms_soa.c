/* Session 8: the 93 controls and why they apply, and three of them for an asset. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

static const struct form *form_of(struct shipped *shipped, const char *id)
{
	const struct form *form = book_form(shipped->book, id, NULL);

	assert_non_null(form);
	return form;
}

/* What stands in a given item's own column. */
static const char *given(const struct form *form, const char *item, const char *field)
{
	int at = form_item(form, item);

	assert_true(at >= 0);
	return form->items.at[at].preset.at[form_field(form, field)];
}

/* ---- statement of applicability ---- */

/* ISO/IEC 27002:2022: 37 organizational, 8 people, 14 physical and 34 technological controls,
 * numbered on from 1 in each part. */
static void test_soa__93_controls_in_order(void **state)
{
	static const struct {
		int part, controls;
		const char *group;
	} parts[] = {
		{ 5, 37, "5 組織的管理策" },
		{ 6, 8, "6 人的管理策" },
		{ 7, 14, "7 物理的管理策" },
		{ 8, 34, "8 技術的管理策" },
	};
	const struct form *soa = form_of(*state, "soa");
	size_t at = 0;

	assert_int_equal(soa->items.count, 93);
	for (size_t part = 0; part < 4; part++) {
		assert_int_equal(check_items_under(*state, "soa", parts[part].group),
		                 parts[part].controls);
		for (int i = 1; i <= parts[part].controls; i++) {
			char id[16];
			snprintf(id, sizeof id, "A.%d.%d", parts[part].part, i);
			assert_string_equal(soa->items.at[at].id, id);
			assert_string_equal(words_in(soa->items.at[at].group, LANG_JA),
			                    parts[part].group);
			at++;
		}
	}
}

static void test_soa__names_and_numbers(void **state)
{
	static const char *const known[][3] = {
		{ "A.5.1", "情報セキュリティのための方針群", "Policies for information security" },
		{ "A.5.7", "脅威インテリジェンス", "Threat intelligence" },
		{ "A.5.12", "情報の分類", "Classification of information" },
		{ "A.5.13", "情報のラベル付け", "Labelling of information" },
		{ "A.5.18", "アクセス権", "Access rights" },
		{ "A.5.23", "クラウドサービスの利用における情報セキュリティ",
		  "Information security for use of cloud services" },
		{ "A.5.30", "事業継続のためのICTの備え", "ICT readiness for business continuity" },
		{ "A.5.37", "操作手順書", "Documented operating procedures" },
		{ "A.6.1", "選考", "Screening" },
		{ "A.6.8", "情報セキュリティ事象の報告", "Information security event reporting" },
		{ "A.7.7", "クリアデスク・クリアスクリーン", "Clear desk and clear screen" },
		{ "A.7.10", "記憶媒体", "Storage media" },
		{ "A.8.5", "セキュリティを保った認証", "Secure authentication" },
		{ "A.8.13", "情報のバックアップ", "Information backup" },
		{ "A.8.15", "ログ取得", "Logging" },
		{ "A.8.28", "セキュリティに配慮したコーディング", "Secure coding" },
	};
	const struct form *soa = form_of(*state, "soa");

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		int at = form_item(soa, known[i][0]);
		assert_true(at >= 0);
		assert_string_equal(words_in(soa->items.at[at].text, LANG_JA), known[i][1]);
		assert_string_equal(words_in(soa->items.at[at].text, LANG_EN), known[i][2]);
	}
}

/* Every control names one or more others that it goes with. */
static void test_soa__related_ones_are_other_controls(void **state)
{
	const struct form *soa = form_of(*state, "soa");

	assert_string_equal(given(soa, "A.5.12", "related"), "A.5.13");
	for (size_t i = 0; i < soa->items.count; i++) {
		const char *related = given(soa, soa->items.at[i].id, "related");
		assert_non_null(related);
		char *ids = mem_dup(related);
		char *rest = ids;
		for (char *id; (id = strsep(&rest, ";")) != NULL;) {
			assert_true(form_item(soa, id) >= 0);
			assert_string_not_equal(id, soa->items.at[i].id);
		}
		free(ids);
	}
}

static void treat(struct shipped *shipped, const char *row, const char *risk, const char *controls)
{
	check_type(shipped, "treatments", row, "risk", risk);
	check_type(shipped, "treatments", row, "control", controls);
}

static void test_soa__the_risks_come_from_treatments(void **state)
{
	check_type(*state, "risks", "R-001", "threat_text", "ランサムウェア");
	check_type(*state, "risks", "R-002", "threat_text", "置き忘れ");
	shipped_assert_cell(*state, "soa", "A.8.13", "risks", "");
	treat(*state, "T-001", "R-001", "A.8.13");
	treat(*state, "T-002", "R-002", "A.7.10;A.8.13");
	treat(*state, "T-003", "R-001", "A.8.13");
	shipped_assert_cell(*state, "soa", "A.8.13", "risks", "R-001;R-002");
	shipped_assert_cell(*state, "soa", "A.7.10", "risks", "R-002");
	/* 8.1 is no part of 8.13. */
	shipped_assert_cell(*state, "soa", "A.8.1", "risks", "");
	shipped_assert_cell(*state, "soa", "A.8.1", "number", "A.8.1");
	check_type(*state, "treatments", "T-002", "status", "中止");
	shipped_assert_cell(*state, "soa", "A.8.13", "risks", "R-001");
	shipped_assert_cell(*state, "soa", "A.7.10", "risks", "");
}

static void test_soa__what_nobody_justified(void **state)
{
	check_summary(*state, "soa", "undecided", 93);
	check_type(*state, "soa", "A.5.1", "applies", "適用");
	check_type(*state, "soa", "A.5.1", "state", "未");
	check_type(*state, "soa", "A.5.2", "applies", "適用");
	check_type(*state, "soa", "A.5.2", "state", "計画");
	check_findings(*state, "soa", "A.5.1 unjustified\nA.5.2 unjustified\n");
	check_summary(*state, "soa", "unjustified", 2);
	check_type(*state, "soa", "A.5.1", "why", "法令");
	check_type(*state, "soa", "A.5.2", "reason", "取引先が求める");
	check_findings(*state, "soa", "");
	/* A treatment is reason enough; one that is dropped no more. */
	check_type(*state, "risks", "R-001", "threat_text", "置き忘れ");
	treat(*state, "T-001", "R-001", "A.7.10");
	check_type(*state, "soa", "A.7.10", "applies", "適用");
	check_type(*state, "soa", "A.7.10", "state", "未");
	check_summary(*state, "soa", "unjustified", 0);
	check_type(*state, "treatments", "T-001", "status", "中止");
	check_findings(*state, "soa", "A.7.10 unjustified\n");
	check_type(*state, "soa", "A.7.10", "why", "リスク");
	check_findings(*state, "soa", "A.7.10 risk_not_named\n");
	check_summary(*state, "soa", "applied", 3);
	check_summary(*state, "soa", "undecided", 90);
}

static void test_soa__an_exclusion_says_why(void **state)
{
	check_type(*state, "soa", "A.8.4", "applies", "除外");
	check_type(*state, "soa", "A.8.28", "applies", "対象外");
	check_findings(*state, "soa", "A.8.4 excluded_no_reason\n"
	                              "A.8.28 excluded_no_reason\n");
	check_summary(*state, "soa", "excluded", 2);
	check_type(*state, "soa", "A.8.4", "reason", "自社で作らない");
	check_type(*state, "soa", "A.8.28", "reason", "自社で作らない");
	check_findings(*state, "soa", "");
	check_type(*state, "risks", "R-001", "threat_text", "書き換え");
	treat(*state, "T-001", "R-001", "A.8.4");
	check_findings(*state, "soa", "A.8.4 excluded_in_use\n");
}

/* "applied" and "risk", as soon as a treatment names it. */
static void test_soa__offers_what_treatments_use(void **state)
{
	struct shipped *shipped = *state;
	struct sheet *soa = shipped_sheet(shipped, "soa");
	const struct field *applies = check_field_of(shipped, "soa", "applies");
	const struct field *why = check_field_of(shipped, "soa", "why");
	size_t row;

	assert_true(sheet_find(soa, "A.7.10", &row));
	assert_int_equal(book_eval(shipped->book, soa, row, applies->offer).kind, VALUE_EMPTY);
	treat(shipped, "T-001", "R-001", "A.7.10");
	assert_string_equal(book_eval(shipped->book, soa, row, applies->offer).text, "applied");
	assert_string_equal(book_eval(shipped->book, soa, row, why->offer).text, "risk");
	check_type(shipped, "treatments", "T-001", "status", "中止");
	assert_int_equal(book_eval(shipped->book, soa, row, applies->offer).kind, VALUE_EMPTY);
}

/* What is not there yet has nothing to show. */
static void test_soa__evidence_once_it_is_in_place(void **state)
{
	check_type(*state, "soa", "A.8.13", "applies", "適用");
	check_type(*state, "soa", "A.8.13", "why", "事業");
	check_findings(*state, "soa", "A.8.13 no_evidence\n");
	check_type(*state, "soa", "A.8.13", "state", "未");
	check_findings(*state, "soa", "");
	check_type(*state, "soa", "A.8.13", "state", "計画");
	check_findings(*state, "soa", "");
	check_type(*state, "soa", "A.8.13", "state", "一部");
	check_findings(*state, "soa", "A.8.13 no_evidence\n");
	check_summary(*state, "soa", "done", 0);
	check_type(*state, "soa", "A.8.13", "state", "実施");
	check_type(*state, "soa", "A.8.13", "evidence", "設定画面の写し");
	check_findings(*state, "soa", "");
	check_summary(*state, "soa", "done", 1);
}

static void test_soa__done_when_all_are_decided_with_a_reason(void **state)
{
	const struct form *soa = form_of(*state, "soa");

	check_progress(*state, "soa", PROGRESS_EMPTY);
	for (size_t i = 0; i < soa->items.count; i++) {
		check_type(*state, "soa", soa->items.at[i].id, "applies", "適用");
		check_type(*state, "soa", soa->items.at[i].id, "why", "良い慣行");
	}
	check_progress(*state, "soa", PROGRESS_DONE);
	check_type(*state, "soa", "A.8.4", "applies", "除外");
	check_progress(*state, "soa", PROGRESS_STARTED);
	check_type(*state, "soa", "A.8.4", "reason", "自社で作らない");
	check_progress(*state, "soa", PROGRESS_DONE);
	check_type(*state, "soa", "A.8.34", "why", "");
	check_progress(*state, "soa", PROGRESS_STARTED);
	check_type(*state, "soa", "A.8.34", "applies", "");
	check_progress(*state, "soa", PROGRESS_STARTED);
}

/* A leaf of the tree and a treatment point at controls of the statement. */
static void test_soa__tree_and_treatments_refer_to_it(void **state)
{
	const struct field *control = check_field_of(*state, "treatments", "control");
	const struct field *leaf = check_field_of(*state, "attack_tree", "control");

	assert_true(control->type->is_ref && control->type->many);
	assert_string_equal(control->sheet, "soa");
	assert_true(leaf->type->is_ref && !leaf->type->many);
	assert_string_equal(leaf->sheet, "soa");
	check_type(*state, "attack_tree", "X-001", "control", "A.8.5");
	shipped_assert_cell(*state, "attack_tree", "X-001", "control", "A.8.5");
}

/* ---- three controls an asset ---- */

/* R6: eight assets to practise on; none of them is work yet. */
static void test_control_pick__eight_assets_to_start_with(void **state)
{
	static const char *const assets[] = {
		"顧客データベース",
		"クラウドサービス利用の契約",
		"事業継続計画(BCP)と関連文書",
		"従業員の個人情報",
		"製品設計図",
		"内部監査記録",
		"マーケティング戦略資料",
		"ソフトウェア開発プロジェクトの計画書",
	};
	const struct form *form = form_of(*state, "control_pick");
	int field = form_field(form, "asset_given");

	assert_int_equal(form->starters.rows.count, 8);
	for (size_t i = 0; i < 8; i++) {
		const struct sample *row = &form->starters.rows.at[i];
		assert_string_equal(words_in(row->cells.at[field], LANG_JA), assets[i]);
	}
	for (size_t i = 0; i < 8; i++) {
		const struct sample *row = &form->starters.rows.at[i];
		const char *risk = words_in(row->cells.at[form_field(form, "risk")], LANG_JA);
		check_type(*state, "control_pick", row->id, "asset_given", assets[i]);
		check_type(*state, "control_pick", row->id, "risk", risk);
	}
	check_progress(*state, "control_pick", PROGRESS_EMPTY);
	check_findings(*state, "control_pick", "");
}

/* As the folder does for a new workbook. */
static void fill_related(struct shipped *shipped)
{
	const struct form *soa = form_of(shipped, "soa");

	for (size_t i = 0; i < soa->items.count; i++) {
		const char *id = soa->items.at[i].id;
		check_type(shipped, "soa", id, "related", given(soa, id, "related"));
	}
}

static void pick(struct shipped *shipped, const char *row, const char *asset, const char *control)
{
	check_type(shipped, "control_pick", row, "asset_given", asset);
	check_type(shipped, "control_pick", row, "control", control);
	check_type(shipped, "control_pick", row, "implementation", "決めて続ける");
}

/* R6's example: 5.12 and 5.13 belong together, and 5.18 rests on the classes. */
static void test_control_pick__three_that_belong_together(void **state)
{
	fill_related(*state);
	pick(*state, "CN-001", "顧客データベース", "A.5.12");
	shipped_assert_cell(*state, "control_pick", "CN-001", "controls", "1");
	shipped_assert_cell(*state, "control_pick", "CN-001", "related", "A.5.13");
	shipped_assert_cell(*state, "control_pick", "CN-001", "paired", "0");
	check_findings(*state, "control_pick", "CN-001 few\nCN-001 pair\n");
	pick(*state, "CN-002", "顧客データベース", "A.5.13");
	shipped_assert_cell(*state, "control_pick", "CN-001", "paired", "1");
	check_findings(*state, "control_pick", "CN-001 few\nCN-002 few\n");
	check_progress(*state, "control_pick", PROGRESS_STARTED);
	/* Another asset's control does not help this one. */
	pick(*state, "CN-003", "製品設計図", "A.5.18");
	shipped_assert_cell(*state, "control_pick", "CN-003", "controls", "1");
	shipped_assert_cell(*state, "control_pick", "CN-003", "paired", "0");
	check_type(*state, "control_pick", "CN-003", "asset_given", "顧客ﾃﾞｰﾀﾍﾞｰｽ");
	shipped_assert_cell(*state, "control_pick", "CN-001", "controls", "3");
	shipped_assert_cell(*state, "control_pick", "CN-003", "paired", "1");
	check_findings(*state, "control_pick", "");
	check_progress(*state, "control_pick", PROGRESS_DONE);
	check_summary(*state, "control_pick", "chosen", 3);
	check_summary(*state, "control_pick", "alone", 0);
}

static void test_control_pick__own_assets_count_apart(void **state)
{
	fill_related(*state);
	check_type(*state, "assets", "A-001", "name", "図面");
	pick(*state, "CN-001", "製品設計図", "A.8.13");
	check_type(*state, "control_pick", "CN-001", "asset", "A-001");
	check_type(*state, "control_pick", "CN-002", "asset", "A-001");
	shipped_assert_cell(*state, "control_pick", "CN-002", "controls", "1");
	pick(*state, "CN-003", "製品設計図", "A.8.13");
	shipped_assert_cell(*state, "control_pick", "CN-001", "controls", "1");
	shipped_assert_cell(*state, "control_pick", "CN-003", "controls", "1");
	check_type(*state, "control_pick", "CN-002", "control", "A.8.13");
	check_type(*state, "soa", "A.8.13", "applies", "除外");
	check_findings(*state, "control_pick",
	               "CN-001 few\nCN-001 pair\nCN-001 twice\nCN-001 excluded\n"
	               "CN-002 few\nCN-002 pair\nCN-002 twice\nCN-002 excluded\n"
	               "CN-002 no_implementation\n"
	               "CN-003 few\nCN-003 pair\nCN-003 excluded\n");
	check_summary(*state, "control_pick", "short", 3);
}

/* ---- the example company, counted on paper ---- */

static void assert_company(struct shipped *shipped)
{
	/* 55 + 5 + 33 = 93 */
	check_summary(shipped, "soa", "applied", 55);
	check_summary(shipped, "soa", "excluded", 5);
	check_summary(shipped, "soa", "undecided", 33);
	check_summary(shipped, "soa", "done", 20);
	check_summary(shipped, "soa", "unjustified", 1);
	shipped_assert_cell(shipped, "soa", "A.8.13", "risks", "R-001");
	shipped_assert_cell(shipped, "soa", "A.5.17", "risks", "R-002");
	shipped_assert_cell(shipped, "soa", "A.7.10", "risks", "R-004");
	shipped_assert_cell(shipped, "soa", "A.8.22", "risks", "R-003");
	shipped_assert_cell(shipped, "soa", "A.5.23", "risks", "");
	fill_related(shipped);
	check_summary(shipped, "control_pick", "chosen", 8);
	check_summary(shipped, "control_pick", "short", 2);
	check_summary(shipped, "control_pick", "alone", 3);
}

static void test_company_soa__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company_soa__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

static void test_company_soa__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "soa", "A.5.23 risk_not_named\n"
	                              "A.7.2 no_evidence\n"
	                              "A.8.17 unjustified\n"
	                              "A.8.28 excluded_no_reason\n");
	fill_related(*state);
	check_findings(*state, "control_pick", "CN-005 few\nCN-005 pair\n"
	                                       "CN-013 pair\n"
	                                       "CN-014 few\nCN-014 pair\n"
	                                       "CN-014 no_implementation\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_soa__93_controls_in_order),
		TEST_OF_SHIPPED(test_soa__names_and_numbers),
		TEST_OF_SHIPPED(test_soa__related_ones_are_other_controls),
		TEST_OF_SHIPPED(test_soa__the_risks_come_from_treatments),
		TEST_OF_SHIPPED(test_soa__what_nobody_justified),
		TEST_OF_SHIPPED(test_soa__an_exclusion_says_why),
		TEST_OF_SHIPPED(test_soa__offers_what_treatments_use),
		TEST_OF_SHIPPED(test_soa__evidence_once_it_is_in_place),
		TEST_OF_SHIPPED(test_soa__done_when_all_are_decided_with_a_reason),
		TEST_OF_SHIPPED(test_soa__tree_and_treatments_refer_to_it),
		TEST_OF_SHIPPED(test_control_pick__eight_assets_to_start_with),
		TEST_OF_SHIPPED(test_control_pick__three_that_belong_together),
		TEST_OF_SHIPPED(test_control_pick__own_assets_count_apart),
		TEST_OF_SHIPPED(test_company_soa__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company_soa__adds_up_in_english),
		TEST_OF_SHIPPED(test_company_soa__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

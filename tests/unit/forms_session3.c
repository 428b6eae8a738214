/* Session 3, the concepts: examples of answers, the worst cases, frameworks, the ten threats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"

static const struct choice *choice_of(const struct field *field, const char *id)
{
	for (size_t i = 0; i < field->choices.count; i++) {
		if (strcmp(field->choices.at[i].id, id) == 0)
			return &field->choices.at[i];
	}
	fail_msg("%s has no choice %s", field->id, id);
	return NULL;
}

/* What is learnt in session 3 must mean the same in sessions 5 and 6; the order may differ. */
static void assert_same_choices(const struct field *one, const struct field *other)
{
	assert_int_equal(one->choices.count, other->choices.count);
	for (size_t i = 0; i < one->choices.count; i++) {
		const struct choice *choice = &one->choices.at[i];
		const struct choice *twin = choice_of(other, choice->id);
		for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
			assert_string_equal(words_in(choice->label, lang),
			                    words_in(twin->label, lang));
			assert_string_equal(words_in(choice->note, lang),
			                    words_in(twin->note, lang));
		}
	}
}

static void test_session3__words_keep_their_meaning(void **state)
{
	static const char *const scales[] = { "impact", "frequency", "level" };

	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		assert_same_choices(check_field_of(*state, "worst_case", scales[i]),
		                    check_field_of(*state, "risks", scales[i]));
	assert_same_choices(check_field_of(*state, "risk_examples", "option"),
	                    check_field_of(*state, "treatments", "option"));
}

/* p. 68 and 72, in their order. */
static void test_session3__given_items(void **state)
{
	static const char *const page_68[] = { "isms", "csf", "pms", "pci_dss", "cis", "cpsf" };
	struct book *book = ((struct shipped *)*state)->book;
	const struct form *frameworks = book_form(book, "frameworks", NULL);
	const struct form *threats = book_form(book, "threats10", NULL);

	assert_int_equal(frameworks->items.count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(frameworks->items.at[i].id, page_68[i]);
	assert_int_equal(threats->items.count, 10);
	assert_string_equal(threats->items.at[0].id, "ransomware");
	assert_string_equal(threats->items.at[9].id, "carelessness");
	for (size_t i = 0; i < 10; i++) {
		char rank[32];
		snprintf(rank, sizeof rank, "2022年%zu位。", i + 1);
		assert_non_null(strstr(words_in(threats->items.at[i].help, LANG_JA), rank));
	}
}

/* ---- risk_examples ---- */

static void assert_options(struct shipped *shipped, int avoid, int transfer, int reduce, int accept,
                           int missing)
{
	assert_int_equal(shipped_summary(shipped, "risk_examples", "avoid"), avoid);
	assert_int_equal(shipped_summary(shipped, "risk_examples", "transfer"), transfer);
	assert_int_equal(shipped_summary(shipped, "risk_examples", "reduce"), reduce);
	assert_int_equal(shipped_summary(shipped, "risk_examples", "accept"), accept);
	assert_int_equal(shipped_summary(shipped, "risk_examples", "missing"), missing);
}

static void note_example(struct shipped *shipped, const char *row, const char *option)
{
	check_type(shipped, "risk_examples", row, "option", option);
	check_type(shipped, "risk_examples", row, "example", "名刺を金庫に移した");
	check_type(shipped, "risk_examples", row, "outcome", "なくならない");
}

static void test_risk_examples__which_of_the_four_has_none(void **state)
{
	assert_options(*state, 0, 0, 0, 0, 4);
	check_findings(*state, "risk_examples", "");
	note_example(*state, "RE-001", "低減");
	note_example(*state, "RE-002", "低減");
	assert_options(*state, 0, 0, 2, 0, 3);
	/* Whoever has only begun is left alone. */
	check_findings(*state, "risk_examples", "");
	note_example(*state, "RE-003", "移転");
	shipped_assert_cell(*state, "risk_examples", "RE-003", "option", "transfer");
	check_findings(*state, "risk_examples", "no_avoid\nno_accept\n");
	check_type(*state, "risk_examples", "RE-003", "option", "低減");
	check_findings(*state, "risk_examples", "no_avoid\nno_transfer\nno_accept\n");
	check_type(*state, "risk_examples", "RE-003", "option", "転嫁");
	note_example(*state, "RE-004", "受容");
	assert_options(*state, 0, 1, 2, 1, 1);
	check_findings(*state, "risk_examples", "no_avoid\n");
	check_type(*state, "risk_examples", "RE-002", "option", "Ａｖｏｉｄ");
	assert_options(*state, 1, 1, 1, 1, 0);
	check_findings(*state, "risk_examples", "");
	check_type(*state, "risk_examples", "RE-001", "option", "受容");
	check_findings(*state, "risk_examples", "no_reduce\n");
}

static void test_risk_examples__done_with_words_for_all_four(void **state)
{
	check_progress(*state, "risk_examples", PROGRESS_EMPTY);
	note_example(*state, "RE-001", "回避");
	note_example(*state, "RE-002", "転嫁");
	note_example(*state, "RE-003", "低減");
	check_progress(*state, "risk_examples", PROGRESS_STARTED);
	/* An option without an example says nothing yet. */
	check_type(*state, "risk_examples", "RE-004", "option", "受容");
	check_progress(*state, "risk_examples", PROGRESS_STARTED);
	check_type(*state, "risk_examples", "RE-004", "example", "白板を消し忘れるが、今のまま");
	check_progress(*state, "risk_examples", PROGRESS_DONE);
	check_findings(*state, "risk_examples", "RE-004 no_outcome\n");
	check_type(*state, "risk_examples", "RE-004", "outcome", "部長が了承");
	check_findings(*state, "risk_examples", "");
}

/* ---- worst_case ---- */

/* p. 75: rows 重 中 軽, columns 稀 中 頻. */
static void test_worst_case__level_of_all_nine_cells(void **state)
{
	static const char *const impacts[] = { "重", "中", "軽" };
	static const char *const frequencies[] = { "稀", "中", "頻" };
	static const char *const expected[3][3] = {
		{ "middle", "high", "high" },
		{ "low", "middle", "high" },
		{ "low", "low", "middle" },
	};

	for (int row = 0; row < 3; row++) {
		check_type(*state, "worst_case", "WC-001", "frequency", "");
		check_type(*state, "worst_case", "WC-001", "impact", impacts[row]);
		shipped_assert_cell(*state, "worst_case", "WC-001", "level", "");
		for (int column = 0; column < 3; column++) {
			check_type(*state, "worst_case", "WC-001", "frequency", frequencies[column]);
			shipped_assert_cell(*state, "worst_case", "WC-001", "level",
			                    expected[row][column]);
		}
	}
	check_type(*state, "worst_case", "WC-001", "impact", "");
	shipped_assert_cell(*state, "worst_case", "WC-001", "level", "");
}

static void rate(struct shipped *shipped, const char *row, const char *impact,
                 const char *frequency)
{
	check_type(shipped, "worst_case", row, "scenario", "受注の記録がすべて消える");
	check_type(shipped, "worst_case", row, "impact", impact);
	check_type(shipped, "worst_case", row, "frequency", frequency);
}

static void test_worst_case__done_once_the_high_ones_are_answered(void **state)
{
	rate(*state, "WC-001", "重", "稀");
	check_progress(*state, "worst_case", PROGRESS_STARTED);
	check_type(*state, "worst_case", "WC-001", "prevention", "控えを別の建物に置く");
	check_progress(*state, "worst_case", PROGRESS_DONE);
	/* A small one may wait for its prevention, a high one may not. */
	rate(*state, "WC-002", "軽", "頻");
	check_progress(*state, "worst_case", PROGRESS_DONE);
	rate(*state, "WC-003", "中", "頻");
	check_progress(*state, "worst_case", PROGRESS_STARTED);
	check_type(*state, "worst_case", "WC-003", "prevention", "二人で宛先を見る");
	check_progress(*state, "worst_case", PROGRESS_DONE);
	rate(*state, "WC-004", "重", "");
	check_progress(*state, "worst_case", PROGRESS_STARTED);
}

static void test_worst_case__gaps(void **state)
{
	check_findings(*state, "worst_case", "");
	rate(*state, "WC-001", "中", "頻");
	rate(*state, "WC-002", "中", "稀");
	rate(*state, "WC-003", "軽", "");
	check_findings(*state, "worst_case", "WC-001 high_open\nWC-002 open\nWC-003 not_rated\n");
	assert_int_equal(shipped_summary(*state, "worst_case", "total"), 3);
	assert_int_equal(shipped_summary(*state, "worst_case", "high"), 1);
	assert_int_equal(shipped_summary(*state, "worst_case", "high_open"), 1);
	assert_int_equal(shipped_summary(*state, "worst_case", "survival"), 0);
	check_type(*state, "worst_case", "WC-001", "prevention", "訓練");
	check_type(*state, "worst_case", "WC-002", "prevention", "社長が受け入れた");
	check_type(*state, "worst_case", "WC-003", "prevention", "予備を置く");
	check_type(*state, "worst_case", "WC-003", "frequency", "稀");
	/* All rated, and none of them threatens the company itself. */
	check_findings(*state, "worst_case", "no_heavy\n");
	check_type(*state, "worst_case", "WC-002", "impact", "重");
	check_findings(*state, "worst_case", "");
	assert_int_equal(shipped_summary(*state, "worst_case", "high_open"), 0);
	assert_int_equal(shipped_summary(*state, "worst_case", "survival"), 1);
}

/* ---- frameworks ---- */

static void test_frameworks__done_with_all_six(void **state)
{
	static const char *const rest[] = { "isms", "pms", "pci_dss", "cis", "cpsf" };

	check_progress(*state, "frameworks", PROGRESS_EMPTY);
	for (size_t i = 0; i < 5; i++) {
		check_type(*state, "frameworks", rest[i], "applies", "使わない");
		check_type(*state, "frameworks", rest[i], "reason", "手が足りない");
	}
	check_progress(*state, "frameworks", PROGRESS_STARTED);
	assert_int_equal(shipped_summary(*state, "frameworks", "open"), 1);
	check_findings(*state, "frameworks", "");
	check_type(*state, "frameworks", "csf", "applies", "使わない");
	check_progress(*state, "frameworks", PROGRESS_DONE);
	check_findings(*state, "frameworks", "csf no_reason\nnone_used\n");
	check_type(*state, "frameworks", "csf", "applies", "参考");
	check_type(*state, "frameworks", "csf", "reason", "今の位置を測る");
	check_findings(*state, "frameworks", "");
	assert_int_equal(shipped_summary(*state, "frameworks", "use"), 0);
	assert_int_equal(shipped_summary(*state, "frameworks", "refer"), 1);
	assert_int_equal(shipped_summary(*state, "frameworks", "skip"), 5);
}

static void test_frameworks__personal_data_asks_for_the_pms(void **state)
{
	check_type(*state, "frameworks", "pms", "applies", "使わない");
	check_type(*state, "frameworks", "pms", "reason", "個人情報がない");
	check_type(*state, "frameworks", "cis", "applies", "使わない");
	check_type(*state, "frameworks", "cis", "reason", "手が足りない");
	check_type(*state, "assets", "A-001", "name", "図面");
	check_type(*state, "assets", "A-001", "personal", "無");
	check_findings(*state, "frameworks", "");
	check_type(*state, "assets", "A-002", "name", "名簿");
	check_type(*state, "assets", "A-002", "personal", "有");
	check_findings(*state, "frameworks", "pms privacy_skipped\n");
	check_type(*state, "frameworks", "pms", "applies", "参考");
	check_findings(*state, "frameworks", "");
}

/* ---- threats10 ---- */

static void test_threats10__high_ones_need_a_measure(void **state)
{
	check_type(*state, "threats10", "outage", "priority", "高");
	check_type(*state, "threats10", "insider", "priority", "中");
	check_findings(*state, "threats10", "outage high_open\noutage high_not_analysed\n");
	assert_int_equal(shipped_summary(*state, "threats10", "high_open"), 1);
	check_type(*state, "threats10", "outage", "measure", "紙の注文書を用意する");
	check_type(*state, "stride", "ST-001", "target_text", "受注のサーバ");
	check_type(*state, "threats10", "outage", "threat", "ST-001");
	check_findings(*state, "threats10", "");
	assert_int_equal(shipped_summary(*state, "threats10", "high"), 1);
	assert_int_equal(shipped_summary(*state, "threats10", "high_open"), 0);
	assert_int_equal(shipped_summary(*state, "threats10", "open"), 8);
}

static void test_threats10__done_with_ten_priorities(void **state)
{
	const struct form *form = book_form(((struct shipped *)*state)->book, "threats10", NULL);

	check_type(*state, "stride", "ST-001", "target_text", "受注のサーバ");
	for (size_t i = 0; i < 10; i++) {
		const char *id = form->items.at[i].id;
		assert_int_not_equal(progress_of(((struct shipped *)*state)->book,
		                                 shipped_sheet(*state, "threats10")), PROGRESS_DONE);
		check_type(*state, "threats10", id, "priority", "高");
		check_type(*state, "threats10", id, "measure", "訓練");
		check_type(*state, "threats10", id, "threat", "ST-001");
	}
	check_progress(*state, "threats10", PROGRESS_DONE);
	check_findings(*state, "threats10", "all_high\n");
	check_type(*state, "threats10", "telework", "priority", "低");
	check_findings(*state, "threats10", "");
}

/* ---- the example company ---- */

static void assert_no_error(struct shipped *shipped, const char *sheet)
{
	struct findings findings = { 0 };
	struct err err = { 0 };

	assert_true(findings_of_sheet(shipped->book, sheet, &findings, &err));
	for (size_t i = 0; i < findings.at.count; i++) {
		const struct finding *finding = &findings.at.at[i];
		if (finding->level == FINDING_ERROR)
			fail_msg("%s %s is an error", sheet, finding->row);
	}
	findings_release(&findings);
}

/* Worked out on paper from the company's rows. */
static void assert_company(struct shipped *shipped)
{
	static const char *const sheets[] = { "risk_examples", "worst_case", "frameworks",
		                              "threats10" };

	assert_options(shipped, 1, 2, 2, 1, 0);
	shipped_assert_cell(shipped, "worst_case", "WC-001", "level", "high");
	shipped_assert_cell(shipped, "worst_case", "WC-003", "level", "middle");
	shipped_assert_cell(shipped, "worst_case", "WC-004", "level", "middle");
	assert_int_equal(shipped_summary(shipped, "worst_case", "high"), 2);
	assert_int_equal(shipped_summary(shipped, "worst_case", "high_open"), 0);
	assert_int_equal(shipped_summary(shipped, "worst_case", "survival"), 4);
	assert_int_equal(shipped_summary(shipped, "frameworks", "use"), 1);
	assert_int_equal(shipped_summary(shipped, "frameworks", "refer"), 3);
	assert_int_equal(shipped_summary(shipped, "frameworks", "skip"), 2);
	assert_int_equal(shipped_summary(shipped, "threats10", "high"), 5);
	assert_int_equal(shipped_summary(shipped, "threats10", "high_open"), 1);
	assert_int_equal(shipped_summary(shipped, "threats10", "open"), 1);
	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
		assert_no_error(shipped, sheets[i]);
}

static void test_company3__adds_up_in_japanese(void **state)
{
	((struct shipped *)*state)->company = true;
	assert_company(*state);
}

static void test_company3__adds_up_in_english(void **state)
{
	((struct shipped *)*state)->company = true;
	((struct shipped *)*state)->lang = LANG_EN;
	assert_company(*state);
}

/* A worst case rates what the risk it became rates. */
static void test_company3__worst_cases_agree_with_the_risks(void **state)
{
	static const char *const pairs[][2] = {
		{ "WC-001", "R-001" }, /* the drawings */
		{ "WC-002", "R-002" }, /* the members */
		{ "WC-003", "R-009" }, /* a customer's drawing */
		{ "WC-004", "R-003" }, /* the old PC */
	};
	struct shipped *shipped = *state;
	struct sheet *risks;
	size_t row;

	shipped->company = true;
	risks = shipped_sheet(shipped, "risks");
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const struct form *form = sheet_form(risks);
		assert_true(sheet_find(risks, pairs[i][1], &row));
		shipped_assert_cell(shipped, "worst_case", pairs[i][0], "impact",
		                    sheet_cell(risks, row, (size_t)form_field(form, "impact")));
		shipped_assert_cell(shipped, "worst_case", pairs[i][0], "frequency",
		                    sheet_cell(risks, row, (size_t)form_field(form, "frequency")));
	}
}

static void test_company3__what_the_check_finds(void **state)
{
	((struct shipped *)*state)->company = true;
	check_findings(*state, "risk_examples", "");
	check_findings(*state, "worst_case", "WC-003 open\n");
	check_findings(*state, "frameworks", "");
	check_findings(*state, "threats10", "mail_fraud high_not_analysed\n"
	                                     "carelessness high_open\n");
	check_progress(*state, "risk_examples", PROGRESS_DONE);
	check_progress(*state, "worst_case", PROGRESS_DONE);
	check_progress(*state, "frameworks", PROGRESS_DONE);
	check_progress(*state, "threats10", PROGRESS_STARTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_session3__words_keep_their_meaning),
		TEST_OF_SHIPPED(test_session3__given_items),
		TEST_OF_SHIPPED(test_risk_examples__which_of_the_four_has_none),
		TEST_OF_SHIPPED(test_risk_examples__done_with_words_for_all_four),
		TEST_OF_SHIPPED(test_worst_case__level_of_all_nine_cells),
		TEST_OF_SHIPPED(test_worst_case__done_once_the_high_ones_are_answered),
		TEST_OF_SHIPPED(test_worst_case__gaps),
		TEST_OF_SHIPPED(test_frameworks__done_with_all_six),
		TEST_OF_SHIPPED(test_frameworks__personal_data_asks_for_the_pms),
		TEST_OF_SHIPPED(test_threats10__high_ones_need_a_measure),
		TEST_OF_SHIPPED(test_threats10__done_with_ten_priorities),
		TEST_OF_SHIPPED(test_company3__adds_up_in_japanese),
		TEST_OF_SHIPPED(test_company3__adds_up_in_english),
		TEST_OF_SHIPPED(test_company3__worst_cases_agree_with_the_risks),
		TEST_OF_SHIPPED(test_company3__what_the_check_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

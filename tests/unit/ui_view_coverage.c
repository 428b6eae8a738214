/* ui_view_coverage.c - the table of targets and the letters of STRIDE. */
#include "stride_desk.h"

static struct desk *desk_at_coverage(int rows, int cols, enum lang lang)
{
	struct desk *desk = stride_desk(rows, cols, lang);

	press(desk, "F7");
	assert_string_equal(top_name(desk), "coverage");
	return desk;
}

/* Six letters for each of the two assets of importance 2; the brochure is not asked for. */
static void test_coverage__an_empty_worksheet_lists_the_important_assets(void **state)
{
	struct desk *desk = desk_at_coverage(24, 80, LANG_JA);

	(void)state;
	assert_row(desk, 0, " STRIDE 脅威分析    0 / 12 を考えた                               第5回  保存済");
	assert_row(desk, 2, " 対象                  S    T    R    I    D    E");
	assert_row(desk, 3, " A-001 顧客名簿                                       0/6");
	assert_row(desk, 4, " A-003 設計図面                                       0/6");
	assert_row(desk, 5, "");
	leave_desk(desk);
}

/* Marks: nothing here, considered, act without a risk, begun; two rows in one cell are counted. */
static void test_coverage__shows_marks_and_counts(void **state)
{
	struct desk *desk = stride_desk(24, 80, LANG_EN);

	(void)state;
	add_stride(desk, "ST-001", "A-003", "S", "minor");
	add_stride(desk, "ST-002", "A-003", "T", "covered");
	add_stride(desk, "ST-003", "A-003", "R", "act");
	add_stride(desk, "ST-004", "A-003", "I", "");
	add_stride(desk, "ST-005", "A-003", "D", "look");
	add_stride(desk, "ST-006", "A-003", "D", "covered");
	add_stride(desk, "ST-007", "A-003", "E", "n/a");
	add_stride(desk, "ST-008", "受付から金庫まで", "S", "minor");
	press(desk, "F7");
	assert_row(desk, 2, " Target                S    T    R    I    D    E");
	assert_row(desk, 3, " A-001 顧客名簿                                       0/6");
	assert_row(desk, 4, " A-003 設計図面        .    o    !    ?    o2   .     5/6");
	assert_row(desk, 5, " 受付から金庫まで      .                              1/6");
	assert_shows(desk, "6 of 18 considered");
	assert_shows(desk, " . nothing here   o considered   ! act, no risk yet   ? no verdict yet\n");
	leave_desk(desk);
}

/* Taken up by a risk, from either side, a threat that is to be acted on is considered. */
static void test_coverage__a_risk_settles_an_alarm(void **state)
{
	struct desk *desk = stride_desk(24, 80, LANG_EN);

	(void)state;
	add_stride(desk, "ST-001", "A-001", "R", "act");
	press(desk, "F7");
	assert_row(desk, 3, " A-001 顧客名簿                  !                    1/6");
	fill_in(desk, "risks", "R-001", "threat", "ST-001");
	assert_row(desk, 3, " A-001 顧客名簿                  o                    1/6");
	leave_desk(desk);
}

static void test_coverage__the_foot_tells_what_stands_in_the_cell(void **state)
{
	struct desk *desk = stride_desk(24, 80, LANG_JA);

	(void)state;
	add_stride(desk, "ST-001", "A-003", "T", "look");
	fill_in(desk, "stride", "ST-001", "threat", "古い版で上書きする");
	press(desk, "F7"); /* from ST-001: to its cell */
	assert_row(desk, 16, " T 改ざん   データや設定を勝手に書き換える");
	assert_row(desk, 17, " ST-001  古い版で上書きする                                              要検討");
	press(desk, "Right");
	assert_row(desk, 16, " R 否認   「やっていない」と言われても示せない");
	assert_row(desk, 17, " まだ考えていません。Enter で考えます。");
	assert_row(desk, 21, " A-003 設計図面");
	leave_desk(desk);
}

/* Ten in one cell are a +; the foot shows three of them and says how many more there are. */
static void test_coverage__many_rows_in_one_cell(void **state)
{
	struct desk *desk = stride_desk(24, 80, LANG_EN);
	char id[16];

	(void)state;
	for (int i = 1; i <= 10; i++) {
		snprintf(id, sizeof(id), "ST-%03d", i);
		add_stride(desk, id, "A-001", "S", "covered");
	}
	press(desk, "F7");
	assert_row(desk, 3, " A-001 顧客名簿        o+                             1/6");
	assert_row(desk, 19, " ST-003                                                                 Covered");
	assert_row(desk, 20, " 7 more");
	leave_desk(desk);
}

static void test_coverage__enter_goes_to_that_step_and_esc_comes_back(void **state)
{
	struct desk *desk = desk_at_coverage(24, 80, LANG_JA);

	(void)state;
	press(desk, "Down");
	press(desk, "Right");
	press(desk, "Right");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "steps");
	assert_shows(desk, " R 否認   A-003 設計図面");
	press(desk, "Space");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "coverage");
	assert_row(desk, 4, " A-003 設計図面                  .                    1/6");
	leave_desk(desk);
}

static void test_coverage__a_target_that_is_not_in_the_table(void **state)
{
	struct desk *desk = desk_at_coverage(24, 80, LANG_JA);

	(void)state;
	press(desk, "Insert");
	type(desk, "会社案内");
	press(desk, "Enter");
	assert_shows(desk, " S なりすまし   A-002 会社案内");
	press(desk, "Space");
	press(desk, "Esc");
	assert_shows(desk, "1 / 18 を考えた");
	assert_row(desk, 5, " A-002 会社案内        .                              1/6");
	leave_desk(desk);
}

/* No asset is important yet: what to do stands there, and Enter does it. */
static void test_coverage__without_targets_says_what_to_do(void **state)
{
	struct desk *desk = stride_desk(24, 80, LANG_EN);

	(void)state;
	fill_in(desk, "assets", "A-001", "confidentiality", "1");
	fill_in(desk, "assets", "A-003", "confidentiality", "1");
	press(desk, "F7");
	assert_shows(desk, "No asset has importance 2");
	press(desk, "Enter");
	type(desk, "Sign-up page to server");
	press(desk, "Enter");
	assert_shows(desk, "S Spoofing   Sign-up page to server");
	leave_desk(desk);
}

/* The way F7 goes: grid, coverage, steps of the target one stands on, grid. */
static void test_coverage__f7_turns_and_stays_on_the_target(void **state)
{
	struct desk *desk = desk_at_coverage(24, 80, LANG_EN);

	(void)state;
	press(desk, "Down");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "steps");
	assert_shows(desk, "S Spoofing   A-003 設計図面");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "sheet");
	leave_desk(desk);
}

static void test_coverage__undo_takes_a_mark_away(void **state)
{
	struct desk *desk = desk_at_coverage(24, 80, LANG_EN);

	(void)state;
	add_stride(desk, "ST-001", "A-001", "S", "minor");
	assert_shows(desk, "1 of 12 considered");
	press(desk, "^Z"); /* the verdict */
	assert_shows(desk, "0 of 12 considered");
	leave_desk(desk);
}

/* 38 columns: six of 3, five for the count, fifteen for the name. */
static void test_coverage__fits_a_small_screen(void **state)
{
	struct desk *desk = desk_at_coverage(10, 40, LANG_JA);

	(void)state;
	assert_row(desk, 1, " 対象             S  T  R  I  D  E");
	assert_row(desk, 2, " A-001 顧客名簿                      0/6");
	press(desk, "^T");
	assert_row(desk, 0, " STRIDE threat analysis    0 of 12 con>");
	leave_desk(desk);
}

static void test_coverage__scrolls_with_the_target(void **state)
{
	struct desk *desk = stride_desk(10, 40, LANG_EN);
	char id[16];

	(void)state;
	for (int i = 4; i <= 12; i++) {
		snprintf(id, sizeof(id), "A-%03d", i);
		add_asset(desk, id, "台帳", "paper", "2");
	}
	press(desk, "F7");
	press(desk, "^End");
	assert_shows(desk, "A-012 台帳");
	assert_false(shows(desk, "A-001"));
	press(desk, "^Home");
	assert_shows(desk, "A-001");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_coverage__an_empty_worksheet_lists_the_important_assets),
		cmocka_unit_test(test_coverage__shows_marks_and_counts),
		cmocka_unit_test(test_coverage__a_risk_settles_an_alarm),
		cmocka_unit_test(test_coverage__the_foot_tells_what_stands_in_the_cell),
		cmocka_unit_test(test_coverage__many_rows_in_one_cell),
		cmocka_unit_test(test_coverage__enter_goes_to_that_step_and_esc_comes_back),
		cmocka_unit_test(test_coverage__a_target_that_is_not_in_the_table),
		cmocka_unit_test(test_coverage__without_targets_says_what_to_do),
		cmocka_unit_test(test_coverage__f7_turns_and_stays_on_the_target),
		cmocka_unit_test(test_coverage__undo_takes_a_mark_away),
		cmocka_unit_test(test_coverage__fits_a_small_screen),
		cmocka_unit_test(test_coverage__scrolls_with_the_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

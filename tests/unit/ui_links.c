/* ui_links.c - from an asset to an accepted residual risk by keys, through ^W and ^U, on the
 * program's own worksheets. */
#include "ui_desk.h"

static struct sheet *sheet_of(struct desk *desk, const char *id)
{
	return book_sheet(folder_book(desk->session.folder), id, NULL);
}

static void fill(struct desk *desk, const char *sheet_id, size_t row, const char *field, const char *typed)
{
	struct sheet *sheet = sheet_of(desk, sheet_id);
	struct step step = {0};

	step_set(&step, sheet, row, form_field(sheet_form(sheet), field), typed);
	assert_true(ui_do(&desk->ui, &step));
}

static void assert_cell(struct desk *desk, const char *sheet_id, size_t row, const char *field,
                        const char *expected)
{
	struct sheet *sheet = sheet_of(desk, sheet_id);
	struct str cell = {0};

	book_cell(folder_book(desk->session.folder), sheet, row, form_field(sheet_form(sheet), field), &cell);
	assert_string_equal(str_text(&cell), expected);
	str_release(&cell);
}

/* A rated asset, typed in the grid. */
static void make_asset(struct desk *desk)
{
	ui_jump(&desk->ui, "assets", "", "name");
	type(desk, "社員名簿");
	press(desk, "Enter");
	fill(desk, "assets", 0, "confidentiality", "2");
	fill(desk, "assets", 0, "integrity", "1");
	fill(desk, "assets", 0, "availability", "1");
	ui_jump(&desk->ui, "assets", "A-001", "name");
}

/* 2 x 2 x 2 x 3, the asset being worth 2. */
static void score_24(struct desk *desk)
{
	fill(desk, "risks", 0, "threat_score", "2");
	fill(desk, "risks", 0, "vuln_score", "2");
	fill(desk, "risks", 0, "likelihood_own", "3");
}

/* Opens the list of links and takes the line that has this text. */
static void follow(struct desk *desk, const char *text)
{
	press(desk, "^W");
	assert_string_equal(top_name(desk), "pick");
	type(desk, text);
	press(desk, "Enter");
}

static void test_links__from_an_asset_to_an_accepted_risk(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	make_asset(desk);
	follow(desk, "リスクアセスメント に");
	assert_string_equal(top_name(desk), "record");
	assert_cell(desk, "risks", 0, "asset", "A-001");
	assert_cell(desk, "risks", 0, "asset_value", "2");
	assert_shows(desk, "A-001 から R-001 を作りました");
	score_24(desk);
	assert_cell(desk, "risks", 0, "risk", "24");
	follow(desk, "リスク対応計画 に");
	assert_cell(desk, "treatments", 0, "risk", "R-001");
	assert_cell(desk, "treatments", 0, "status", "not_started");
	press(desk, "Esc");
	press(desk, "^W");
	assert_shows(desk, "A-001 社員名簿");
	assert_shows(desk, "T-001");
	press(desk, "Esc");
	leave_desk(desk);
}

static void test_links__undo_takes_the_new_row_away(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	make_asset(desk);
	follow(desk, "リスクアセスメント に");
	assert_int_equal(sheet_row_count(sheet_of(desk, "risks")), 1);
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(sheet_of(desk, "risks")), 0);
	look(desk);
	leave_desk(desk);
}

/* Two ticks among the typical cases: two rows in one step, with ids that follow each other. */
static void test_draw__typical_cases_by_ticks(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	ui_jump(&desk->ui, "risks", "", "asset");
	press(desk, "^U");
	assert_shows(desk, "よくある例から: 顧客名簿");
	press(desk, "Space");
	press(desk, "Down");
	press(desk, "Space");
	press(desk, "Enter");
	assert_int_equal(sheet_row_count(sheet_of(desk, "risks")), 2);
	assert_cell(desk, "risks", 0, "threat_text", "宛先を間違え、名簿をよその会社に送る");
	assert_cell(desk, "risks", 0, "likelihood_own", "3");
	assert_cell(desk, "risks", 1, "vulnerability", "だれでも全部を書き出せる");
	assert_string_equal(sheet_row_id(sheet_of(desk, "risks"), 1), "R-002");
	assert_shows(desk, "2件の行を足しました");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(sheet_of(desk, "risks")), 0);
	leave_desk(desk);
}

/* A risk that is over the line is offered to the plan, and then said to be in it. */
static void test_draw__what_is_taken_is_told(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_EN);

	(void)state;
	make_asset(desk);
	follow(desk, "Risks");
	score_24(desk);
	ui_jump(&desk->ui, "treatments", "", "risk");
	press(desk, "^U");
	assert_shows(desk, "R-001");
	assert_false(shows(desk, "in T-001 already"));
	press(desk, "Enter");
	assert_cell(desk, "treatments", 0, "risk", "R-001");
	press(desk, "^U");
	assert_shows(desk, "in T-001 already");
	press(desk, "Esc");
	leave_desk(desk);
}

static void test_draw__nothing_to_draw_from(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_EN);

	(void)state;
	ui_jump(&desk->ui, "key_people", "", "name");
	press(desk, "^U");
	assert_shows(desk, "There is nothing to draw rows from.");
	press(desk, "^W");
	assert_shows(desk, "No row here yet.");
	leave_desk(desk);
}

/* The suggestion stands in the list when it is opened; Enter takes it. */
static void test_offer__a_suggestion_is_taken_by_enter(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	make_asset(desk);
	follow(desk, "リスクアセスメント に");
	fill(desk, "risks", 0, "frequency", "rare");
	follow(desk, "リスク対応計画 に");
	assert_cell(desk, "treatments", 0, "suggestion", "transfer");
	ui_jump(&desk->ui, "treatments", "T-001", "option");
	press(desk, "Enter");
	press(desk, "Enter");
	assert_cell(desk, "treatments", 0, "option", "transfer");
	leave_desk(desk);
}

static void test_record__shows_its_arithmetic(void **state)
{
	struct desk *desk = desk_with_forms(50, 80, LANG_JA);

	(void)state;
	make_asset(desk);
	follow(desk, "リスクアセスメント に");
	score_24(desk);
	assert_shows(desk, "24   = 2 x 2 x 2 x 3");
	assert_shows(desk, "はい   = 24 > 17");
	leave_desk(desk);
}

/* Two figures on home: risks over the line, and the loss to be expected. */
static void test_home__what_a_manager_asks(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	make_asset(desk);
	follow(desk, "リスクアセスメント に");
	score_24(desk);
	follow(desk, "年間予想損失額 に");
	fill(desk, "ale", 0, "asset_value_own", "27860000");
	fill(desk, "ale", 0, "ef", "100");
	fill(desk, "ale", 0, "every_years", "10");
	while (desk->ui.views.count > 1)
		ui_pop(&desk->ui);
	ui_refresh(&desk->ui);
	rest(desk);
	assert_shows(desk, "受容の線を超えるリスク       1");
	assert_shows(desk, "損失の見込み(円/年)  2,786,000");
	leave_desk(desk);
}

/* The next step is in the session worked in last, after a restart too: not in session 1. */
static void test_home__goes_on_where_one_was(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	make_asset(desk);
	ui_release(&desk->ui);
	session_close(&desk->session);
	ui_init(&desk->ui, &desk->session, 24, 80);
	assert_true(ui_open(&desk->ui, desk->book));
	rest(desk);
	assert_shows(desk, "第4回 情報資産管理台帳");
	leave_desk(desk);
}

/* One row is no "rows". */
static void test_grid__counts_its_rows(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_EN);

	(void)state;
	make_asset(desk);
	assert_shows(desk, "inventory    1 row  ");
	leave_desk(desk);
}

/* Another curriculum by the settings: home has its sessions, and what was written is there. */
static void test_home__another_curriculum(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	make_asset(desk);
	assert_shows(desk, "第4回");
	fill(desk, "settings", 0, "curriculum", "r7");
	while (desk->ui.views.count > 1)
		ui_pop(&desk->ui);
	ui_refresh(&desk->ui);
	rest(desk);
	assert_shows(desk, "令和7年度");
	assert_shows(desk, "第2回 学び直し"); /* the first of the session that has the inventory */
	assert_cell(desk, "assets", 0, "name", "社員名簿");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_links__from_an_asset_to_an_accepted_risk),
		cmocka_unit_test(test_links__undo_takes_the_new_row_away),
		cmocka_unit_test(test_draw__typical_cases_by_ticks),
		cmocka_unit_test(test_draw__what_is_taken_is_told),
		cmocka_unit_test(test_draw__nothing_to_draw_from),
		cmocka_unit_test(test_offer__a_suggestion_is_taken_by_enter),
		cmocka_unit_test(test_record__shows_its_arithmetic),
		cmocka_unit_test(test_home__what_a_manager_asks),
		cmocka_unit_test(test_home__goes_on_where_one_was),
		cmocka_unit_test(test_grid__counts_its_rows),
		cmocka_unit_test(test_home__another_curriculum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* ui_views.c - home, sessions, check, find, palette, help, guide, examples. */
#include "ui_desk.h"

/* ---- home ---- */

static void test_home__shows_sessions_and_the_next_step(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", "high", NULL);
	add_thing(desk, "設計図面", NULL, NULL);
	rest(desk);
	assert_row(desk, 2, ">  1 資産を数える           ..........   0/1  | 次の一歩");
	assert_row(desk, 3, "   2 その先                           準備中  |  第1回 持ち物");
	assert_row(desk, 4, "                                              |  T-002 設計図面: 等級");
	assert_row(
	    desk, 6,
	    "                                              | 気になること                  1");
	assert_row(desk, 7, "                                              |  ! 等級がまだ決まっていませ>  1");
	assert_row(desk, 21, " 第1回 資産を数える   持ち物を並べます。");
	leave_desk(desk);
}

static void test_home__says_the_same_in_english(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	add_thing(desk, "Plans", NULL, NULL);
	rest(desk);
	assert_row(desk, 2, ">  1 Count assets           ..........   0/1  | Next step");
	assert_row(desk, 3, "   2 Beyond                    not there yet  |  Session 1 Things");
	assert_row(desk, 4, "                                              |  T-001 Plans: Grade");
	leave_desk(desk);
}

static void test_home__says_it_whole_in_a_small_window(void **state)
{
	struct desk *desk = desk_with_book(10, 40, LANG_EN);

	(void)state;
	rest(desk);
	assert_row(desk, 2, "   2 Beyond                   not there");
	leave_desk(desk);
}

static void test_home__a_finished_session_has_a_full_bar(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", "high", NULL);
	rest(desk);
	assert_row(desk, 2, ">  1 資産を数える           ##########   1/1  | 次の一歩");
	assert_shows(desk, "必須の欄はすべて埋まりました");
	assert_shows(desk, "とくにありません");
	leave_desk(desk);
}

static void test_home__tab_leads_to_the_doors_and_enter_through(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "設計図面", NULL, NULL);
	rest(desk);
	look(desk);
	press(desk, "Tab");
	assert_row(desk, 3, "   2 その先                           準備中  |> 第1回 持ち物");
	press(desk, "Down");
	assert_shows(desk, "持ち物: 等級がまだ決まっていません。話し合って決めましょう。");
	press(desk, "Tab");
	assert_row(desk, 21, " 第1回 資産を数える   持ち物を並べます。");
	press(desk, "Tab");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "大事さ。"); /* stands on the grade */
	leave_desk(desk);
}

static void test_home__figures_follow_what_was_done_elsewhere(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "設計図面", NULL, NULL);
	rest(desk);
	look(desk);
	press(desk, "Tab");
	press(desk, "Enter");
	type(desk, "1"); /* the first choice */
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	rest(desk);
	assert_shows(desk, "##########   1/1");
	leave_desk(desk);
}

static void test_home__a_narrow_window_has_all_of_it_below_each_other(void **state)
{
	struct desk *desk = desk_with_book(10, 40, LANG_JA);

	(void)state;
	add_thing(desk, "設計図面", NULL, NULL);
	rest(desk);
	assert_row(desk, 0, " 備え  試験製作所            2026-11-22");
	assert_row(desk, 1, ">  1 資産を数える           .....   0/1");
	assert_row(desk, 2, "   2 その先                      準備中");
	assert_row(desk, 4, " 次の一歩");
	assert_row(desk, 5, "  第1回 持ち物");
	press(desk, "Down");
	press(desk, "Down"); /* past the last session, on to the door */
	assert_row(desk, 5, "> 第1回 持ち物");
	leave_desk(desk);
}

/* Worksheets that no session asks for have nothing to be counted. */
static void test_home__a_session_without_core_has_no_bar(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_JA);

	(void)state;
	scratch_write(getenv("SONAE_FORMS"), "extra.ini",
	              "[form]\nkind = \"table\"\nprefix = \"X\"\ntitle_ja = \"余分\"\n"
	              "title_en = \"Extra\"\npurpose_ja = \"余り。\"\npurpose_en = \"More.\"\n"
	              "[field name]\ntype = \"text\"\nlabel_ja = \"名前\"\nlabel_en = \"Name\"\n"
	              "help_ja = \"名。\"\nhelp_en = \"Name.\"\n[view grid]\ncolumns = \"name\"\n");
	open_book(desk);
	rest(desk);
	assert_row(desk, 4, "     その他                                   |  最初の行から: 名前");
	leave_desk(desk);
}

static void test_home__esc_names_the_way_out(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_JA);

	(void)state;
	ui_push(&desk->ui, view_start_new(&desk->ui));
	open_book(desk);
	assert_true(press(desk, "Esc"));
	assert_string_equal(top_name(desk), "home");
	assert_shows(desk, "終わるときは ^Q です。");
	assert_false(press(desk, "^Q"));
	leave_desk(desk);
}

static void test_home__a_held_workbook_names_its_holder(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA), *other = desk_at(24, 80, LANG_EN);

	(void)state;
	assert_true(ui_open(&other->ui, desk->book));
	press(other, "Down"); /* the message at opening is gone by now */
	assert_shows(other, "佐藤 has had this open since 11-22 07:30");
	assert_false(shows(desk, "佐藤さんが"));
	leave_desk(other);
	leave_desk(desk);
}

/* ---- session ---- */

static void test_session__lists_core_and_more(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "設計図面", NULL, NULL);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "session");
	assert_row(
	    desk, 0,
	    " 第1回 資産を数える                                                    完了 0/1");
	assert_row(desk, 4, "> 持ち物                                       記入中         1件");
	assert_row(desk, 5, "  later                                        準備中");
	assert_row(desk, 6, " 発展(やらなくても先へ進めます)");
	assert_row(desk, 7, "  確認                                         未着手");
	assert_row(desk, 21, " 会社の持ち物。");
	leave_desk(desk);
}

static void test_session__opens_what_is_there_and_says_what_is_not(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	press(desk, "Enter");
	press(desk, "Down");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "session");
	assert_shows(desk, "This worksheet has not been made yet.");
	press(desk, "Down"); /* over the heading */
	assert_shows(desk, "Two questions.");
	press(desk, "Up");
	press(desk, "Up");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	leave_desk(desk);
}

/* ---- check ---- */

static void test_check__groups_findings_and_goes_there(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", NULL, NULL);
	add_thing(desk, "設計図面", "bogus", NULL);
	press(desk, "F5");
	assert_row(desk, 2, " 持ち物");
	assert_shows(desk, " ! T-002 設計図面");
	assert_row(desk, 4, " ! T-001 社員名簿             等級がまだ決まっていません。話し合って決めましょ>");
	press(desk, "Down");
	assert_row(desk, 21, " 等級: 等級がまだ決まっていません。話し合って決めましょう。");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "大事さ。");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "check");
	leave_desk(desk);
}

static void test_check__nothing_to_say_is_said_kindly(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", "high", NULL);
	press(desk, "F5");
	assert_shows(desk, "気になるところはありません。");
	leave_desk(desk);
}

static void test_check__one_worksheet_or_all(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	add_thing(desk, "Plans", NULL, NULL);
	ui_push(&desk->ui, view_check_new(&desk->ui, "answers"));
	assert_shows(desk, "Nothing wrong, missing or overdue here.");
	press(desk, "Tab");
	assert_shows(desk, "! T-001 Plans");
	press(desk, "Tab");
	assert_false(shows(desk, "T-001"));
	leave_desk(desk);
}

/* ---- find ---- */

static void test_find__folds_widths_and_shows_where(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "パソコン12台", "low", NULL);
	add_thing(desk, "書類", "high", "古いパソコンの箱に入っている");
	press(desk, "F3");
	type(desk, "ﾊﾟｿｺﾝ");
	rest(desk);
	assert_row(
	    desk, 0,
	    " 検索                                                                       2件");
	assert_row(desk, 4, " 持ち物           T-001 パソコン1> 名前        パソコン12台");
	assert_row(desk, 5, " 持ち物           T-002 書類       備考        古いパソコンの箱に入っている");
	press(desk, "Down");
	assert_row(desk, 21, " 持ち物  T-002 書類: 備考");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "find");
	leave_desk(desk);
}

static void test_find__the_cursor_is_where_one_types(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	press(desk, "F3");
	type(desk, "図面");
	look(desk);
	assert_true(desk->ui.canvas.cursor_visible);
	assert_int_equal(desk->ui.canvas.cursor_row, 2);
	assert_int_equal(desk->ui.canvas.cursor_col, 12); /* 1 + 探す語 6 + 1 + 図面 4 */
	leave_desk(desk);
}

static void test_find__one_character_waits_for_enter(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	add_thing(desk, "Plans", NULL, NULL);
	press(desk, "F3");
	type(desk, "p");
	assert_false(shows(desk, "T-001"));
	press(desk, "Enter");
	assert_shows(desk, "T-001");
	assert_string_equal(top_name(desk), "find");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	leave_desk(desk);
}

static void test_find__finds_ids_and_questions(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "書類", NULL, NULL);
	press(desk, "F3");
	type(desk, "ｔ-００１");
	rest(desk);
	assert_shows(desk, "1件");
	assert_shows(desk, "T-001 書類");
	for (int i = 0; i < 5; i++)
		press(desk, "Backspace");
	type(desk, "灯り");
	rest(desk);
	assert_shows(desk, "2 灯りを消しますか");
	leave_desk(desk);
}

static void test_find__long_texts_show_what_is_around(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "書類", NULL, "一二三四五六七八九十一二三四五六七八九十鍵のある棚に置く");
	press(desk, "F3");
	type(desk, "鍵の");
	rest(desk);
	assert_shows(desk, "備考        ..五六七八九十鍵のある棚に置く");
	leave_desk(desk);
}

static void test_find__nothing_found_is_said(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	press(desk, "F3");
	type(desk, "zebra");
	rest(desk);
	assert_shows(desk, "Nothing found.");
	leave_desk(desk);
}

/* ---- palette, help, guide ---- */

static void test_palette__filters_and_runs_in_the_view_below(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	press(desk, "F10");
	assert_shows(desk, "取り消し");
	type(desk, "点検");
	assert_shows(desk, "点検         誤り、抜け、期日超過の一覧");
	assert_false(shows(desk, "取り消し"));
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "check");
	assert_int_equal(desk->ui.views.count, 2);
	leave_desk(desk);
}

/* The README and a keymap call it by its name, whatever the language of the screen. */
static void test_palette__knows_the_names_of_actions(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	press(desk, "F10");
	type(desk, "restore");
	assert_shows(desk, "復元");
	type(desk, "d");
	assert_shows(desk, "(該当なし)");
	leave_desk(desk);
}

static void test_palette__may_end_the_program(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	press(desk, "F10");
	type(desk, "quit");
	assert_false(press(desk, "Enter"));
	leave_desk(desk);
}

static void test_help__is_about_the_screen_and_has_the_live_keys(void **state)
{
	struct desk *desk = desk_with_book(50, 80, LANG_EN);

	(void)state;
	vec_push(&desk->session.keymap.bindings,
	         ((struct key_binding){key_parse("F11"), ACTION_SORT}));
	press(desk, "F1");
	assert_shows(desk, "How far each session is.");
	press(desk, "PgDn");
	assert_shows(desk, "  ^R F11              Sort by this column");
	press(desk, "F1");
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

static void test_help__every_action_is_in_it(void **state)
{
	struct desk *desk = desk_with_book(120, 100, LANG_JA);
	struct str id = {0};

	(void)state;
	press(desk, "F1");
	for (int action = 1; action < ACTION_COUNT; action++) {
		str_clear(&id);
		str_addf(&id, "action_help.%s", action_info((enum action)action)->name);
		const struct words *help = texts_find(&desk->session.texts, str_text(&id));
		assert_non_null(help);
		assert_shows(desk, help->in[LANG_JA]);
	}
	str_release(&id);
	leave_desk(desk);
}

static void test_guide__shows_the_whole_guide(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	ui_push(&desk->ui, view_guide_new(&desk->ui, "things"));
	assert_row(desk, 2, "  持ち物の数え方");
	assert_row(desk, 4, "  棚から順に見ます。");
	press(desk, "^T");
	assert_row(desk, 4, "  Go shelf by shelf.");
	press(desk, "Esc");
	ui_push(&desk->ui, view_guide_new(&desk->ui, "answers"));
	assert_shows(desk, "There is no guide to this worksheet yet.");
	leave_desk(desk);
}

/* ---- examples ---- */

static void test_examples__turns_and_copies(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	ui_jump(&desk->ui, "things", "", "");
	press(desk, "F8");
	assert_row(desk, 2, "  名前  社員名簿");
	assert_row(desk, 3, "  等級  高い");
	assert_row(desk, 4, "  備考  金庫の中");
	assert_shows(desk, "Enter 写す");
	press(desk, "Right");
	assert_row(desk, 2, "  名前  会社案内");
	press(desk, "Left");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	assert_int_equal(sheet_row_count(things_of(desk)), 1);
	assert_string_equal(sheet_cell(things_of(desk), 0, 0), "社員名簿");
	assert_string_equal(sheet_cell(things_of(desk), 0, 1), "high");
	assert_shows(desk, "T-001 に写しました。");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	leave_desk(desk);
}

static void test_examples__checklists_are_only_looked_at(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	ui_push(&desk->ui, view_examples_new(&desk->ui, "answers"));
	assert_row(desk, 2, "  Lights off?");
	assert_row(desk, 4, "  Answer  Yes, at night");
	assert_false(shows(desk, "Enter"));
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "examples");
	leave_desk(desk);
}

/* ---- everything, everywhere ---- */

static bool take_nothing(struct ui *ui, void *context, const char *text)
{
	(void)ui;
	(void)context;
	(void)text;
	return false;
}

static void open_each(struct desk *desk)
{
	static const char *const keys[] = {"F1", "F3", "F5", "F10"};
	struct ui *ui = &desk->ui;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		press(desk, keys[i]);
		look(desk);
		press(desk, "PgDn");
		look(desk);
		press(desk, "Esc");
	}
	ui_push(ui, view_start_new(ui));
	ui_push(ui, view_session_new(ui, 0));
	ui_push(ui, view_examples_new(ui, "things"));
	ui_push(ui, view_guide_new(ui, "things"));
	ui_push(ui, view_prompt_new("題", "とても長い手がかりの文がここに入ります。", "", take_nothing, NULL));
	while (ui->views.count > 1) {
		look(desk);
		press(desk, "^T");
		look(desk);
		press(desk, "^T");
		press(desk, "Esc");
	}
	press(desk, "Tab");
	look(desk);
}

static void test_views__are_sound_at_any_size(void **state)
{
	static const int sizes[][2] = {{10, 40}, {24, 80}, {50, 200}};

	(void)state;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			struct desk *desk =
			    desk_with_book(sizes[i][0], sizes[i][1], (enum lang)lang);
			add_thing(desk, "とても長い名前のついた大事な大事な設計図面の写しの控え", NULL, NULL);
			rest(desk);
			open_each(desk);
			leave_desk(desk);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_home__shows_sessions_and_the_next_step),
		cmocka_unit_test(test_home__says_the_same_in_english),
		cmocka_unit_test(test_home__says_it_whole_in_a_small_window),
		cmocka_unit_test(test_home__a_finished_session_has_a_full_bar),
		cmocka_unit_test(test_home__tab_leads_to_the_doors_and_enter_through),
		cmocka_unit_test(test_home__figures_follow_what_was_done_elsewhere),
		cmocka_unit_test(test_home__a_narrow_window_has_all_of_it_below_each_other),
		cmocka_unit_test(test_home__a_session_without_core_has_no_bar),
		cmocka_unit_test(test_home__esc_names_the_way_out),
		cmocka_unit_test(test_home__a_held_workbook_names_its_holder),
		cmocka_unit_test(test_session__lists_core_and_more),
		cmocka_unit_test(test_session__opens_what_is_there_and_says_what_is_not),
		cmocka_unit_test(test_check__groups_findings_and_goes_there),
		cmocka_unit_test(test_check__nothing_to_say_is_said_kindly),
		cmocka_unit_test(test_check__one_worksheet_or_all),
		cmocka_unit_test(test_find__folds_widths_and_shows_where),
		cmocka_unit_test(test_find__the_cursor_is_where_one_types),
		cmocka_unit_test(test_find__one_character_waits_for_enter),
		cmocka_unit_test(test_find__finds_ids_and_questions),
		cmocka_unit_test(test_find__long_texts_show_what_is_around),
		cmocka_unit_test(test_find__nothing_found_is_said),
		cmocka_unit_test(test_palette__filters_and_runs_in_the_view_below),
		cmocka_unit_test(test_palette__knows_the_names_of_actions),
		cmocka_unit_test(test_palette__may_end_the_program),
		cmocka_unit_test(test_help__is_about_the_screen_and_has_the_live_keys),
		cmocka_unit_test(test_help__every_action_is_in_it),
		cmocka_unit_test(test_guide__shows_the_whole_guide),
		cmocka_unit_test(test_examples__turns_and_copies),
		cmocka_unit_test(test_examples__checklists_are_only_looked_at),
		cmocka_unit_test(test_views__are_sound_at_any_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

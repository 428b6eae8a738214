/* ui_popups.c - the start screen and its questions; lists and lines to type. */
#include "ui_desk.h"

#include "sonae/ui/menu.h"

/* ---- start ---- */

static void test_start__asks_the_name_once(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_JA);

	(void)state;
	unsetenv("SONAE_WHO");
	ui_push(&desk->ui, view_start_new(&desk->ui));
	rest(desk);
	assert_string_equal(top_name(desk), "prompt");
	assert_shows(desk, "お名前");
	type(desk, "田中");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "start");
	assert_string_equal(config_who(&desk->session.config), "田中");
	rest(desk);
	assert_string_equal(top_name(desk), "start");
	leave_desk(desk);
}

static void test_start__makes_a_new_workbook(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_JA);
	char path[600];

	(void)state;
	ui_push(&desk->ui, view_start_new(&desk->ui));
	rest(desk);
	assert_string_equal(top_name(desk), "start"); /* SONAE_WHO is set */
	press(desk, "Enter");
	type(desk, "みどり製作所");
	press(desk, "Enter");
	assert_shows(desk, "~/みどり製作所");
	press(desk, "Enter");
	assert_shows(desk, "試験の課程");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "home");
	assert_shows(desk, " 備え  みどり製作所");
	snprintf(path, sizeof(path), "%s/みどり製作所", desk->home);
	assert_true(folder_is_workbook(path));
	assert_int_equal(folder_settings(desk->session.folder)->lang, LANG_JA);
	assert_string_equal(desk->session.config.recent.at[0], path);
	leave_desk(desk);
}

static void test_start__a_folder_that_will_not_do_is_asked_again(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_EN);

	(void)state;
	scratch_write(desk->home, "full/paper.txt", "x");
	ui_push(&desk->ui, view_start_new(&desk->ui));
	press(desk, "Enter");
	type(desk, "../odd"); /* no name for a folder */
	press(desk, "Enter");
	assert_shows(desk, "~/sonae");
	for (int i = 0; i < 5; i++)
		press(desk, "Backspace");
	type(desk, "full");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "prompt");
	assert_shows(desk, "~/full is not empty. Choose another name.");
	assert_shows(desk, "| ~/full");
	type(desk, "er/deep");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "pick");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "start");
	leave_desk(desk);
}

static void test_start__tells_which_recent_ones_are_gone(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_EN);
	char gone[600];

	(void)state;
	snprintf(gone, sizeof(gone), "%s/gone", desk->home);
	config_add_recent(&desk->session.config, gone);
	open_book(desk);
	ui_push(&desk->ui, view_start_new(&desk->ui));
	assert_shows(desk, "  試験製作所");
	assert_shows(desk, "~/book");
	assert_shows(desk, "~/gone  not there");
	leave_desk(desk);
}

static void test_start__makes_the_example_beside_what_is_not_ours(void **state)
{
	struct desk *desk = desk_at(24, 80, LANG_EN);
	char path[600];

	(void)state;
	scratch_write(desk->home, "sonae-example/somebody's", "x");
	ui_push(&desk->ui, view_start_new(&desk->ui));
	press(desk, "Down");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "home");
	assert_shows(desk, "Midori Works");
	snprintf(path, sizeof(path), "%s/sonae-example-2", desk->home);
	assert_string_equal(folder_path(desk->session.folder), path);
	leave_desk(desk);
}

/* ---- popups ---- */

struct chosen {
	size_t line;
	char typed[100];
	int calls;
};

static void take_line(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct chosen *chosen = context;

	(void)ui;
	chosen->line = line;
	chosen->calls++;
	snprintf(chosen->typed, sizeof(chosen->typed), "%s", typed);
}

static void take_ticks(struct ui *ui, void *context, const struct menu *menu)
{
	struct chosen *chosen = context;

	(void)ui;
	chosen->line = 0;
	for (size_t i = 0; i < menu->lines.count; i++)
		chosen->line += menu->lines.at[i].marked ? (size_t)1 << i : 0;
	chosen->calls++;
}

static void open_pick(struct desk *desk, struct chosen *chosen, struct pick pick)
{
	struct menu menu = {0};

	menu_add(&menu, "社内サーバ", "社内のサーバやNAS");
	menu_add(&menu, "社外サーバ", "クラウド");
	menu_add(&menu, "書類", "");
	pick.title = "保存先";
	pick.menu = &menu;
	pick.done = take_line;
	pick.done_many = take_ticks;
	pick.context = chosen;
	ui_push(&desk->ui, view_pick_new(&pick));
}

static void test_pick__opens_below_the_cell_and_chooses(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	open_pick(desk, &chosen, (struct pick){.near = {5, 10, 1, 8}});
	look(desk);
	assert_int_equal(desk->ui.canvas.cursor_row, 7); /* cell 5, border 6, filter 7 */
	assert_int_equal(desk->ui.canvas.cursor_col, 12);
	press(desk, "Down");
	press(desk, "Enter");
	assert_int_equal(chosen.calls, 1);
	assert_int_equal(chosen.line, 1);
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

static void test_pick__opens_above_a_cell_at_the_bottom(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	open_pick(desk, &chosen, (struct pick){.near = {20, 70, 1, 8}});
	look(desk);
	assert_int_equal(desk->ui.canvas.cursor_row, 15); /* six rows from 14 to 19 */
	leave_desk(desk);
}

static void test_pick__typing_filters_by_note_too(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	open_pick(desk, &chosen, (struct pick){.typed = "ｸﾗｳﾄﾞ"});
	press(desk, "Enter");
	assert_int_equal(chosen.line, 1);
	leave_desk(desk);
}

static void test_pick__what_fits_nothing_is_not_taken(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	open_pick(desk, &chosen, (struct pick){0});
	type(desk, "机の上");
	assert_shows(desk, "(該当なし)");
	press(desk, "Enter");
	assert_int_equal(chosen.calls, 0);
	assert_shows(desk, "当てはまるものがありません。");
	press(desk, "Esc");
	assert_int_equal(chosen.calls, 0);
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

static void test_pick__blanks_are_nothing_to_write(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	open_pick(desk, &chosen, (struct pick){.free_text = true});
	type(desk, " ");
	type(desk, "　"); /* as an IME makes it */
	assert_false(shows(desk, "と書く"));
	press(desk, "Enter");
	assert_int_equal(chosen.line, 0);
	leave_desk(desk);
}

static void test_pick__free_text_may_be_written(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	open_pick(desk, &chosen, (struct pick){.free_text = true});
	type(desk, "机の上");
	assert_shows(desk, "「机の上」と書く");
	press(desk, "Enter");
	assert_true(chosen.line == SIZE_MAX);
	assert_string_equal(chosen.typed, "机の上");

	open_pick(desk, &chosen, (struct pick){.free_text = true});
	type(desk, "書類"); /* a line of the list, but the text is wanted */
	press(desk, "Down");
	press(desk, "Enter");
	assert_true(chosen.line == SIZE_MAX);
	assert_string_equal(chosen.typed, "書類");

	open_pick(desk, &chosen, (struct pick){.free_text = true});
	type(desk, "書類");
	press(desk, "Enter");
	assert_int_equal(chosen.line, 2);
	leave_desk(desk);
}

static void test_pick__space_ticks_until_one_types(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	open_pick(desk, &chosen, (struct pick){.many = true});
	press(desk, "Space");
	press(desk, "Down");
	press(desk, "Down");
	type(desk, "　"); /* the IME's blank */
	assert_shows(desk, "[x] 社内サーバ");
	assert_shows(desk, "[ ] 社外サーバ");
	assert_shows(desk, "[x] 書類");
	type(desk, "a");
	press(desk, "Space"); /* is text now */
	press(desk, "Backspace");
	press(desk, "Backspace");
	press(desk, "Enter");
	assert_int_equal(chosen.calls, 1);
	assert_int_equal(chosen.line, 5); /* first and third */
	leave_desk(desk);
}

static bool take_text(struct ui *ui, void *context, const char *text)
{
	struct chosen *chosen = context;

	snprintf(chosen->typed, sizeof(chosen->typed), "%s", text);
	if (chosen->calls++ == 0) { /* the first answer leads to the next question */
		ui_push(ui, view_prompt_new("次", "", "そのまま", take_text, chosen));
		return true;
	}
	return text[0] != '\0';
}

static void test_prompt__a_chain_of_questions(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	ui_push(&desk->ui, view_prompt_new("はじめ", "手がかり", "", take_text, &chosen));
	assert_shows(desk, "手がかり");
	type(desk, "あい");
	press(desk, "Left");
	press(desk, "Space");
	press(desk, "Enter");
	assert_string_equal(chosen.typed, "あ い");
	assert_int_equal(desk->ui.views.count, 2); /* home and the second question */
	for (int i = 0; i < 4; i++)
		press(desk, "Backspace");
	press(desk, "Enter"); /* refused, stays */
	assert_string_equal(top_name(desk), "prompt");
	type(desk, "x");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "home");
	assert_int_equal(chosen.calls, 3);
	leave_desk(desk);
}

static void test_prompt__what_was_suggested_goes_with_one_key(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);
	struct chosen chosen = {0};

	(void)state;
	ui_push(&desk->ui, view_prompt_new("はじめ", "", "/tmp/とても長い/場所.zip", take_text, &chosen));
	assert_shows(desk, "^K 空にする");
	press(desk, "^K");
	assert_false(shows(desk, "場所"));
	assert_false(shows(desk, "空にする"));
	type(desk, "~/x");
	press(desk, "Enter");
	assert_string_equal(chosen.typed, "~/x");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_start__asks_the_name_once),
		cmocka_unit_test(test_start__makes_a_new_workbook),
		cmocka_unit_test(test_start__a_folder_that_will_not_do_is_asked_again),
		cmocka_unit_test(test_start__tells_which_recent_ones_are_gone),
		cmocka_unit_test(test_start__makes_the_example_beside_what_is_not_ours),
		cmocka_unit_test(test_pick__opens_below_the_cell_and_chooses),
		cmocka_unit_test(test_pick__opens_above_a_cell_at_the_bottom),
		cmocka_unit_test(test_pick__typing_filters_by_note_too),
		cmocka_unit_test(test_pick__what_fits_nothing_is_not_taken),
		cmocka_unit_test(test_pick__blanks_are_nothing_to_write),
		cmocka_unit_test(test_pick__free_text_may_be_written),
		cmocka_unit_test(test_pick__space_ticks_until_one_types),
		cmocka_unit_test(test_prompt__a_chain_of_questions),
		cmocka_unit_test(test_prompt__what_was_suggested_goes_with_one_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* ui_notes.c - jotting margin notes by keys, and what tells of them, on the program's own
 * worksheets. */
#include "ui_desk.h"

#include "sonae/app/notes.h"
#include "sonae/store/draft.h"

static struct desk *desk_without_guide(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_with_forms(rows, cols, lang);

	desk->ui.guide = false;
	return desk;
}

static struct sheet *sheet_of(struct desk *desk, const char *id)
{
	return book_sheet(folder_book(desk->session.folder), id, NULL);
}

/* Assets of these names, A-001 and so on; one stands on the name of the first. */
static struct desk *desk_with_assets(int rows, int cols, enum lang lang)
{
	static const char *const names[] = {"社員名簿", "設計図面", "会計データ"};
	struct desk *desk = desk_without_guide(rows, cols, lang);

	ui_jump(&desk->ui, "assets", "", "name");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		type(desk, names[i]);
		press(desk, "Enter");
	}
	ui_jump(&desk->ui, "assets", "A-001", "name");
	return desk;
}

static void jot(struct desk *desk, const char *text)
{
	press(desk, "F12");
	assert_string_equal(top_name(desk), "note");
	type(desk, text);
	press(desk, "Enter");
}

static void assert_cell(struct desk *desk, size_t row, const char *field, const char *expected)
{
	struct sheet *sheet = sheet_of(desk, NOTES_SHEET);

	assert_true(row < sheet_row_count(sheet));
	assert_string_equal(sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field)), expected);
}

static size_t note_count(struct desk *desk)
{
	return sheet_row_count(sheet_of(desk, NOTES_SHEET));
}

/* The line of the screen with this text. */
static char *line_with(struct desk *desk, const char *text)
{
	char *screen = screen_of(desk), *found = NULL;

	for (char *line = strtok_r(screen, "\n", &found); line; line = strtok_r(NULL, "\n", &found)) {
		if (strstr(line, text)) {
			char *copy = strdup(line);
			free(screen);
			return copy;
		}
	}
	print_error("%s", screen);
	fail_msg("not on the screen: %s", text);
	return NULL;
}

static void assert_line_begins(struct desk *desk, const char *with, const char *begin)
{
	char *line = line_with(desk, with);

	if (!text_starts(line, begin))
		fail_msg("'%s' does not begin with '%s'", line, begin);
	free(line);
}

/* ---- jotting ---- */

static void test_note__two_keys_and_one_stands_where_one_stood(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	press(desk, "Down");
	jot(desk, "保存年限を設計部に聞く");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "A-002 設計図面 にメモを付けました");
	assert_int_equal(note_count(desk), 1);
	assert_cell(desk, 0, "about", "assets");
	assert_cell(desk, 0, "row", "A-002");
	assert_cell(desk, 0, "text", "保存年限を設計部に聞く");
	assert_cell(desk, 0, "date", "2026-11-22");
	assert_cell(desk, 0, "who", "佐藤");
	press(desk, "Right");
	assert_line_begins(desk, "設計図面", "*A-002");
	assert_line_begins(desk, "社員名簿", " A-001");
	leave_desk(desk);
}

static void test_note__is_told_on_its_row_and_in_the_title(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "一つめ\n二行目");
	jot(desk, "二つめ");
	press(desk, "Right");
	press(desk, "Left");
	assert_shows(desk, "* メモ: 二つめ (+1)");
	assert_shows(desk, "3件  * メモ 2");
	press(desk, "Down");
	assert_false(shows(desk, "二つめ"));
	press(desk, "Up");
	press(desk, "F4");
	assert_string_equal(top_name(desk), "record");
	assert_shows(desk, "* メモ: 二つめ (+1)");
	leave_desk(desk);
}

static void test_note__an_open_cell_is_written_first(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	type(desk, "新しい名簿");
	jot(desk, "名前を変えた");
	assert_string_equal(sheet_cell(sheet_of(desk, "assets"), 0,
	                               (size_t)form_field(sheet_form(sheet_of(desk, "assets")), "name")),
	                    "新しい名簿");
	assert_cell(desk, 0, "row", "A-001");
	leave_desk(desk);
}

/* On the row below the last, on a session's page and on the home screen. */
static void test_note__sticks_to_a_worksheet_or_the_workbook(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	press(desk, "^End");
	jot(desk, "台帳のこと");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	press(desk, "F12");
	assert_shows(desk, "メモ: ワークブック全体");
	type(desk, "講義のこと");
	press(desk, "Enter");
	ui_push(&desk->ui, view_session_new(&desk->ui, 3));
	look(desk);
	assert_line_begins(desk, "* メモ 1", "> 情報資産管理台帳");
	press(desk, "F12");
	assert_shows(desk, "[ ] 2026-11-22 台帳のこと");
	press(desk, "Esc");
	press(desk, "Down");
	jot(desk, "脅威のこと");
	assert_cell(desk, 0, "about", "assets");
	assert_cell(desk, 0, "row", "");
	assert_cell(desk, 1, "about", "");
	assert_cell(desk, 2, "about", "threat_state");
	assert_cell(desk, 2, "row", "");
	leave_desk(desk);
}

static void test_note__keeps_its_lines(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	press(desk, "F12");
	type(desk, "一行目");
	press(desk, "^J");
	type(desk, "二行目");
	assert_shows(desk, "| 一行目");
	assert_shows(desk, "| 二行目");
	press(desk, "Enter");
	assert_cell(desk, 0, "text", "一行目\n二行目");
	leave_desk(desk);
}

static void test_note__nothing_typed_is_nothing_kept(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	press(desk, "F12");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	press(desk, "F12");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "sheet");
	assert_int_equal(note_count(desk), 0);
	leave_desk(desk);
}

static void test_note__esc_drops_and_undo_brings_the_text_back(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	press(desk, "F12");
	type(desk, "打ちかけ");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "note");
	assert_false(shows(desk, "打ちかけ "));
	press(desk, "^Z");
	press(desk, "Enter");
	assert_cell(desk, 0, "text", "打ちかけ");
	leave_desk(desk);
}

static void test_note__undo_takes_it_back_and_one_stays(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "まちがい");
	press(desk, "^Z");
	assert_string_equal(top_name(desk), "sheet");
	assert_string_equal(ui_stand(&desk->ui).sheet, "assets");
	assert_string_equal(ui_stand(&desk->ui).row, "A-001");
	assert_int_equal(note_count(desk), 0);
	press(desk, "^Y");
	assert_int_equal(note_count(desk), 1);
	assert_string_equal(ui_stand(&desk->ui).sheet, "assets");
	leave_desk(desk);
}

static void test_note__marks_a_node_of_a_tree(void **state)
{
	struct desk *desk = desk_without_guide(24, 80, LANG_JA);

	(void)state;
	ui_jump(&desk->ui, "attack_tree", "", "label");
	type(desk, "図面を盗む");
	press(desk, "Enter");
	press(desk, "Up");
	assert_false(shows(desk, "\n*"));
	jot(desk, "専門家に見てもらう");
	press(desk, "Left");
	assert_shows(desk, "\n*"); /* a line that begins with the mark */
	assert_shows(desk, "* メモ: 専門家に見てもらう");
	assert_cell(desk, 0, "about", "attack_tree");
	assert_cell(desk, 0, "row", "X-001");
	leave_desk(desk);
}

/* The page of what no session names: notes and settings stand side by side. */
static void test_note__all_of_them_are_among_the_other_worksheets(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);
	int others = (int)desk->session.curriculum.sessions.count - 1;

	(void)state;
	jot(desk, "聞く");
	ui_push(&desk->ui, view_session_new(&desk->ui, others));
	assert_shows(desk, "> メモ ");
	assert_shows(desk, "  設定 ");
	assert_false(shows(desk, "発展"));
	press(desk, "Enter");
	assert_string_equal(ui_stand(&desk->ui).sheet, NOTES_SHEET);
	leave_desk(desk);
}

/* ---- the list ---- */

static void test_note__earlier_ones_stand_below_the_newest_first(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "一つめ");
	jot(desk, "二つめ");
	press(desk, "F12");
	look(desk);
	assert_row(desk, 8, "    | [ ] 2026-11-22 二つめ                                           佐藤 |");
	assert_row(desk, 9, "    | [ ] 2026-11-22 一つめ                                           佐藤 |");
	leave_desk(desk);
}

/* From the worksheet's side one sees the notes of its rows, by their numbers. */
static void test_note__of_rows_are_listed_with_their_worksheet(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	press(desk, "Down");
	jot(desk, "図面のこと");
	press(desk, "^End");
	press(desk, "F12");
	assert_shows(desk, "[ ] 2026-11-22 A-002  図面のこと");
	leave_desk(desk);
}

static void test_note__space_ticks_and_the_mark_goes(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "片付ける");
	press(desk, "F12");
	press(desk, "Down");
	press(desk, "Space");
	assert_cell(desk, 0, "done", "1");
	assert_shows(desk, "[x] 2026-11-22 片付ける");
	type(desk, "　");
	assert_cell(desk, 0, "done", "");
	press(desk, "Space");
	press(desk, "Esc");
	assert_line_begins(desk, "社員名簿", " A-001");
	assert_false(shows(desk, "* メモ"));
	leave_desk(desk);
}

static void test_note__enter_rewrites_one(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "聞く");
	press(desk, "F12");
	press(desk, "Down");
	press(desk, "Enter");
	type(desk, "。水曜に");
	press(desk, "Enter");
	assert_int_equal(note_count(desk), 1);
	assert_cell(desk, 0, "text", "聞く。水曜に");
	assert_string_equal(top_name(desk), "note");
	press(desk, "Delete");
	assert_int_equal(note_count(desk), 0);
	press(desk, "^Z");
	assert_cell(desk, 0, "text", "聞く。水曜に");
	leave_desk(desk);
}

/* A note that is longer than its line is read in full where one stands on it. */
static void test_note__a_long_one_is_shown_whole(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "古いパソコンの切り離しは、機械の保守会社にも確かめてから日を決めること。予備の部品も聞く");
	press(desk, "F12");
	assert_false(shows(desk, "予備の部品も聞く"));
	press(desk, "Down");
	assert_shows(desk, "予備の部品も聞く");
	leave_desk(desk);
}

/* ---- all notes ---- */

static void test_note__from_all_notes_to_the_row_and_back(void **state)
{
	struct desk *desk = desk_with_assets(24, 100, LANG_JA);

	(void)state;
	press(desk, "Down");
	jot(desk, "図面のこと");
	press(desk, "Up");
	press(desk, "F12");
	press(desk, "F12");
	assert_string_equal(ui_stand(&desk->ui).sheet, NOTES_SHEET);
	press(desk, "^Home");
	assert_shows(desk, "情報資産");
	assert_shows(desk, "A-002 設");
	press(desk, "^O");
	assert_string_equal(ui_stand(&desk->ui).sheet, "assets");
	assert_string_equal(ui_stand(&desk->ui).row, "A-002");
	press(desk, "Esc");
	assert_string_equal(ui_stand(&desk->ui).sheet, NOTES_SHEET);
	press(desk, "F12");
	assert_shows(desk, "メモ: A-002 設計図面");
	leave_desk(desk);
}

static void test_note__whose_row_is_gone_says_so(void **state)
{
	struct desk *desk = desk_with_assets(24, 100, LANG_JA);

	(void)state;
	jot(desk, "名簿のこと");
	press(desk, "^K");
	ui_jump(&desk->ui, NOTES_SHEET, "N-001", "row");
	press(desk, "^O");
	assert_string_equal(ui_stand(&desk->ui).sheet, NOTES_SHEET);
	assert_shows(desk, "A-001 はもうありません");
	press(desk, "^Z");
	ui_jump(&desk->ui, NOTES_SHEET, "N-001", "row");
	press(desk, "^O");
	assert_string_equal(ui_stand(&desk->ui).row, "A-001");
	leave_desk(desk);
}

static void test_note__is_found(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "シュレッダーの見積り");
	press(desk, "F3");
	type(desk, "ｼｭﾚｯﾀﾞｰ");
	rest(desk);
	assert_shows(desk, "シュレッダーの見積り");
	press(desk, "Enter");
	assert_string_equal(ui_stand(&desk->ui).sheet, NOTES_SHEET);
	assert_string_equal(ui_stand(&desk->ui).row, "N-001");
	leave_desk(desk);
}

/* ---- what must not go wrong ---- */

static void test_note__half_typed_comes_back_with_its_place(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);
	struct draft draft;
	struct str store = {0};

	(void)state;
	press(desk, "Down");
	press(desk, "F12");
	type(desk, "打ちかけの");
	assert_true(draft_read(desk->book, &store, &draft));
	assert_string_equal(draft.sheet, NOTES_SHEET);
	assert_string_equal(draft.row, "");
	assert_string_equal(draft.field, "text");
	assert_string_equal(draft.text, "打ちかけの");
	assert_string_equal(draft.next, "N-001\ndate=2026-11-22\nabout=assets\nrow=A-002\nwho=佐藤");
	str_release(&store);
	leave_desk(desk);
}

/* Whatever ends the program, what stands in the line is a note. */
static void test_note__quitting_keeps_what_is_typed(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	press(desk, "F12");
	type(desk, "打ったまま");
	press(desk, "^Q");
	assert_cell(desk, 0, "text", "打ったまま");
	leave_desk(desk);
}

static void test_note__a_workbook_that_is_only_read_takes_none(void **state)
{
	struct desk *desk = desk_with_assets(24, 80, LANG_JA);

	(void)state;
	jot(desk, "前からある");
	desk->session.read_only = true;
	press(desk, "F12");
	assert_shows(desk, "前からある");
	type(desk, "書けない");
	press(desk, "Enter");
	assert_int_equal(note_count(desk), 1);
	assert_shows(desk, "書けない");
	press(desk, "Esc");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "sheet");
	leave_desk(desk);
}

static void test_note__works_on_a_small_screen(void **state)
{
	struct desk *desk = desk_with_assets(10, 40, LANG_EN);

	(void)state;
	jot(desk, "Ask Design how long the drawings have to be kept by contract");
	jot(desk, "two");
	jot(desk, "three");
	jot(desk, "four");
	jot(desk, "five");
	press(desk, "F12");
	assert_shows(desk, "Notes: A-001");
	assert_shows(desk, "[ ] 2026-11-22 five");
	type(desk, "a text that takes several lines of the small popup, and then one more");
	assert_shows(desk, "one more");
	assert_shows(desk, "[ ] 2026-11-22 five");
	press(desk, "Enter");
	assert_int_equal(note_count(desk), 6);
	press(desk, "F12");
	look(desk);
	press(desk, "Down");
	press(desk, "PgDn");
	press(desk, "PgDn");
	assert_shows(desk, "Ask Design how long");
	leave_desk(desk);
}

/* Forms without a worksheet of notes: said, not done. */
static void test_note__without_a_worksheet_for_notes(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	press(desk, "F12");
	assert_string_equal(top_name(desk), "home");
	assert_true(desk->ui.message_is_alarm);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_note__two_keys_and_one_stands_where_one_stood),
		cmocka_unit_test(test_note__is_told_on_its_row_and_in_the_title),
		cmocka_unit_test(test_note__an_open_cell_is_written_first),
		cmocka_unit_test(test_note__sticks_to_a_worksheet_or_the_workbook),
		cmocka_unit_test(test_note__keeps_its_lines),
		cmocka_unit_test(test_note__nothing_typed_is_nothing_kept),
		cmocka_unit_test(test_note__esc_drops_and_undo_brings_the_text_back),
		cmocka_unit_test(test_note__undo_takes_it_back_and_one_stays),
		cmocka_unit_test(test_note__marks_a_node_of_a_tree),
		cmocka_unit_test(test_note__all_of_them_are_among_the_other_worksheets),
		cmocka_unit_test(test_note__earlier_ones_stand_below_the_newest_first),
		cmocka_unit_test(test_note__of_rows_are_listed_with_their_worksheet),
		cmocka_unit_test(test_note__space_ticks_and_the_mark_goes),
		cmocka_unit_test(test_note__enter_rewrites_one),
		cmocka_unit_test(test_note__a_long_one_is_shown_whole),
		cmocka_unit_test(test_note__from_all_notes_to_the_row_and_back),
		cmocka_unit_test(test_note__whose_row_is_gone_says_so),
		cmocka_unit_test(test_note__is_found),
		cmocka_unit_test(test_note__half_typed_comes_back_with_its_place),
		cmocka_unit_test(test_note__quitting_keeps_what_is_typed),
		cmocka_unit_test(test_note__a_workbook_that_is_only_read_takes_none),
		cmocka_unit_test(test_note__works_on_a_small_screen),
		cmocka_unit_test(test_note__without_a_worksheet_for_notes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

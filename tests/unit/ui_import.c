/* ui_import.c - a file on its way into a worksheet: asked for, mapped, looked at, taken over. */
#include "ui_desk.h"

static void put_file(struct desk *desk, const char *name, const char *text)
{
	scratch_write(desk->home, name, text);
}

/* In the worksheet, with the file's columns on the screen. */
static void open_file(struct desk *desk, const char *sheet, const char *name)
{
	char path[600];

	ui_jump(&desk->ui, sheet, "", "");
	ui_act(&desk->ui, ACTION_IMPORT);
	assert_string_equal(top_name(desk), "prompt");
	press(desk, "Home");
	for (int i = 0; i < 400; i++)
		press(desk, "Delete");
	snprintf(path, sizeof(path), "~/%s", name);
	type(desk, path);
	press(desk, "Enter");
}

#define TABLE "持ち物の一覧\n名前,大事さの等級,備考,変な列\n社員名簿,高い,金庫,x\n会社案内,中くらい,,y\n"

static struct desk *desk_at_file(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_with_book(rows, cols, lang);

	put_file(desk, "in.csv", TABLE);
	open_file(desk, "things", "in.csv");
	assert_string_equal(top_name(desk), "import");
	return desk;
}

static void test_import__columns_and_what_they_go_to(void **state)
{
	struct desk *desk = desk_at_file(24, 80, LANG_JA);

	(void)state;
	assert_shows(desk, "取り込み  持ち物");
	assert_shows(desk, "in.csv  2行");
	assert_shows(desk, "社員名簿 / 会社案内      -> 名前");
	assert_shows(desk, "?  等級 のことですか");
	assert_shows(desk, "?  行き先が未定");
	assert_shows(desk, "[取り込む]  新しい行 2");
	assert_shows(desk, "Space そのとおり"); /* one stands on the first unknown one */
	leave_desk(desk);
}

static void test_import__mapped_looked_at_and_taken_over(void **state)
{
	struct desk *desk = desk_at_file(24, 80, LANG_JA);

	(void)state;
	press(desk, "Space");
	assert_shows(desk, "-> 等級");
	assert_shows(desk, "新しい行 2、直しが要る値 1");
	press(desk, "Down");
	press(desk, "Down");
	press(desk, "Delete");
	assert_shows(desk, "取り込まない");
	press(desk, "Tab");
	assert_shows(desk, "3行目: 新しい行 T-001 社員名簿");
	assert_shows(desk, "! 4行目: T-002 等級「中くらい」");
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	assert_string_equal(sheet_cell(things_of(desk), 0, 1), "high");
	assert_string_equal(sheet_cell(things_of(desk), 1, 1), "中くらい");
	assert_shows(desk, "取り込みました: 新しい行 2、直しが要る値 1。^Z で戻せます。");
	assert_string_equal(ui_stand(&desk->ui).row, "T-001");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	leave_desk(desk);
}

static void test_import__a_field_is_picked(void **state)
{
	struct desk *desk = desk_at_file(24, 80, LANG_EN);

	(void)state;
	press(desk, "^End");
	press(desk, "Up");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "pick");
	assert_shows(desk, "Leave out");
	assert_shows(desk, "Row id");
	type(desk, "Remark");
	press(desk, "Enter");
	/* Another column had it. */
	assert_shows(desk, "-> Remark");
	assert_shows(desk, "another column is used");
	leave_desk(desk);
}

static void test_import__esc_changes_nothing(void **state)
{
	struct desk *desk = desk_at_file(24, 80, LANG_JA);

	(void)state;
	press(desk, "Tab");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "sheet");
	assert_shows(desk, "取り込みをやめました");
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	leave_desk(desk);
}

static void test_import__nothing_new(void **state)
{
	struct desk *desk = desk_at_file(24, 80, LANG_JA);

	(void)state;
	press(desk, "^End");
	press(desk, "Enter");
	open_file(desk, "things", "in.csv");
	assert_shows(desk, "変わるところはありません、もうある行 2");
	press(desk, "^End");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "import");
	assert_shows(desk, "取り込んでも変わるところはありません。");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	leave_desk(desk);
}

static void test_import__files_that_cannot_be_read(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	open_file(desk, "things", "nowhere.csv");
	assert_string_equal(top_name(desk), "prompt");
	assert_shows(desk, "nowhere.csv");
	press(desk, "Esc");
	put_file(desk, "open.csv", "名前\n\"x\n");
	open_file(desk, "things", "open.csv");
	assert_string_equal(top_name(desk), "prompt");
	assert_shows(desk, "open.csv:2");
	leave_desk(desk);
}

/* A folder is gone into. */
static void test_import__from_a_folder(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	put_file(desk, "lists/in.csv", TABLE);
	put_file(desk, "lists/photo.jpg", "x");
	open_file(desk, "things", "lists");
	assert_string_equal(top_name(desk), "pick");
	assert_shows(desk, "in.csv");
	assert_false(shows(desk, "photo.jpg"));
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "import");
	leave_desk(desk);
}

static void test_import__only_into_a_worksheet(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	ui_act(&desk->ui, ACTION_IMPORT);
	assert_shows(desk, "取り込むワークシートを開いてから");
	desk->session.read_only = true;
	ui_jump(&desk->ui, "things", "", "");
	ui_act(&desk->ui, ACTION_IMPORT);
	assert_string_equal(top_name(desk), "sheet");
	leave_desk(desk);
}

static void test_import__in_any_window(void **state)
{
	static const int sizes[][2] = {{10, 40}, {24, 80}, {50, 200}};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			struct desk *desk = desk_at_file(sizes[i][0], sizes[i][1], (enum lang)lang);
			look(desk);
			press(desk, "^End");
			assert_shows(desk, lang == LANG_JA ? "[取り込む]" : "[Take over]");
			press(desk, "Tab");
			press(desk, "^T"); /* the other language */
			assert_shows(desk, lang == LANG_JA ? "line 3: new row" : "3行目: 新しい行");
			leave_desk(desk);
		}
	}
}

static void test_import__ipas_scale_is_asked_for(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	put_file(desk, "ipa.csv",
	         "業務分類,情報資産名称,媒体・保存先,機密性,完全性,可用性\n人事,社員名簿,書類,2,1,1\n");
	open_file(desk, "assets", "ipa.csv");
	assert_shows(desk, "[評価の段階]  ? どちらかを選んでください");
	press(desk, "^End");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "pick");
	press(desk, "Enter"); /* 1 to 3 */
	assert_shows(desk, "[評価の段階]  1から3");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	struct sheet *assets = book_sheet(folder_book(desk->session.folder), "assets", NULL);
	int field = form_field(sheet_form(assets), "confidentiality");
	assert_string_equal(sheet_cell(assets, 0, (size_t)field), "1");
	leave_desk(desk);
}

static void test_import__a_tree_from_lines(void **state)
{
	struct desk *desk = desk_with_forms(24, 80, LANG_JA);

	(void)state;
	put_file(desk, "tree.txt", "根\n  枝\n");
	open_file(desk, "attack_tree", "tree.txt");
	assert_shows(desk, "新しい行 X-001 根");
	press(desk, "Enter");
	assert_int_equal(sheet_row_count(book_sheet(folder_book(desk->session.folder), "attack_tree", NULL)), 2);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_import__columns_and_what_they_go_to),
		cmocka_unit_test(test_import__mapped_looked_at_and_taken_over),
		cmocka_unit_test(test_import__a_field_is_picked),
		cmocka_unit_test(test_import__esc_changes_nothing),
		cmocka_unit_test(test_import__nothing_new),
		cmocka_unit_test(test_import__files_that_cannot_be_read),
		cmocka_unit_test(test_import__from_a_folder),
		cmocka_unit_test(test_import__only_into_a_worksheet),
		cmocka_unit_test(test_import__in_any_window),
		cmocka_unit_test(test_import__ipas_scale_is_asked_for),
		cmocka_unit_test(test_import__a_tree_from_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

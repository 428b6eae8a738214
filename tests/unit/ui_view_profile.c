/*
 * ui_view_profile.c - rating a checklist by groups and by items, with the program's own CSF, and
 * with a small one of the tests' own.
 */
#include "ui_desk.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"

/* A checklist for a user's own folder: two groups without parts, from 0 to 5, no levels told. */
static const char care[] =
    "[form]\nkind = \"checklist\"\ntitle_ja = \"手入れ\"\ntitle_en = \"Care\"\n"
    "purpose_ja = \"道具の手入れ。\"\npurpose_en = \"Looking after tools.\"\n"
    "[field state]\ntype = \"int\"\nmin = \"0\"\nmax = \"5\"\nlabel_ja = \"いま\"\nlabel_en = \"Now\"\n"
    "help_ja = \"0から5。\"\nhelp_en = \"0 to 5.\"\n"
    "[field wish]\ntype = \"int\"\nmin = \"0\"\nmax = \"5\"\nlabel_ja = \"来年\"\nlabel_en = \"Wish\"\n"
    "help_ja = \"0から5。\"\nhelp_en = \"0 to 5.\"\n"
    "[field why]\ntype = \"memo\"\nlabel_ja = \"訳\"\nlabel_en = \"Why\"\n"
    "help_ja = \"短く。\"\nhelp_en = \"In short.\"\n"
    "[view profile]\nvalue = \"state\"\nvalue_after = \"wish\"\n";

static const char care_items[] =
    "id,group.ja,group.en,text.ja,text.en\n"
    "1,刃物,Blades,包丁,Knife\n2,刃物,Blades,はさみ,Scissors\n3,車,Cars,軽トラック,Pickup\n";

/* The same, kept for each device. */
static void write_form_per_device(struct desk *desk)
{
	char *form = mem_print("[form]\nper = \"devices\"\n%s", care + strlen("[form]\n"));

	scratch_write(desk->book, "forms/care_per.ini", form);
	scratch_write(desk->book, "forms/given/care_per.csv", care_items);
	free(form);
}

/* The program's forms, and the workbook open at the profile of one of them. */
static struct desk *desk_at_profile(int rows, int cols, enum lang lang, const char *sheet)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	struct view *view;

	fixture_environment();
	snprintf(desk->home, sizeof(desk->home), "%s", scratch_dir());
	setenv("HOME", desk->home, 1);
	assert_true(session_init(&desk->session, NULL));
	texts_load_rest(&desk->session.texts);
	desk->session.lang = lang;
	ui_init(&desk->ui, &desk->session, rows, cols);
	open_book(desk);
	scratch_write(desk->book, "forms/care.ini", care);
	scratch_write(desk->book, "forms/given/care.csv", care_items);
	write_form_per_device(desk);
	view = view_sheet_new(&desk->ui, sheet);
	assert_non_null(view);
	ui_push(&desk->ui, view);
	press(desk, "F7");
	assert_string_equal(top_name(desk), "profile");
	return desk;
}

static struct sheet *sheet_of(struct desk *desk, const char *id)
{
	return book_sheet(folder_book(desk->session.folder), id, NULL);
}

static void assert_cell(struct desk *desk, const char *sheet_id, const char *row_id, const char *field,
                        const char *expected)
{
	struct sheet *sheet = sheet_of(desk, sheet_id);
	size_t row;

	assert_true(sheet_find(sheet, row_id, &row));
	assert_string_equal(sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field)), expected);
}

static void assert_csf(struct desk *desk, const char *row_id, const char *field, const char *expected)
{
	assert_cell(desk, "csf", row_id, field, expected);
}

static void write_cell(struct desk *desk, const char *row_id, const char *field, const char *typed)
{
	struct sheet *sheet = sheet_of(desk, "csf");
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, row_id, &row));
	assert_true(entry_set(&desk->session, &step, sheet, row, form_field(sheet_form(sheet), field), typed,
	                      NULL));
	assert_true(ui_do(&desk->ui, &step));
}

/* How many items hold that rating. */
static size_t count_cells(struct desk *desk, const char *field, const char *value)
{
	struct sheet *sheet = sheet_of(desk, "csf");
	size_t column = (size_t)form_field(sheet_form(sheet), field), count = 0;

	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		count += text_is(sheet_cell(sheet, row, column), value);
	return count;
}

/* ---- before anything is rated ---- */

static void test_profile__an_empty_one_says_what_to_do(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	assert_row(desk, 0, " CSF 現状とあるべき姿    現状 0/108  目標 0/108                   第3回  保存済");
	assert_row(desk, 2, "                                         1   2   3   4 現状      目標        差");
	assert_row(desk, 3, ">ID 識別 ID.AM 資産管理                  .   .   .   .       0/6       0/6");
	assert_row(desk, 9, " PR 防御 PR.AC ID管理とアクセス制御      .   .   .   .       0/7       0/7");
	assert_row(desk, 16, " まだ空です。下の段階の説明を読み、近い数字を押してください。");
	assert_row(desk, 17, " 1  一覧は一部だけで、残りは人の記憶に頼っています。");
	assert_row(desk, 20, " 4  買う、捨てるたびに台帳が変わり、付け方も直しています。");
	assert_row(desk, 22, " 1-4: この分類の6項目をまとめて付ける   Enter: 1項目ずつ   Tab: 列を替える");
	assert_row(desk, 23, "F1 ヘルプ  Enter 項目へ  Tab 列を替える  F7 次の表示  F4 1件表示  Esc 戻る");
	press(desk, "F1");
	assert_shows(desk, "分類の上で数字を押すと");
	leave_desk(desk);
}

/* ---- a whole group ---- */

/* ID.AM has 6 items: as is 2, full-width 2; then to be 3 with one less. (2 × 6) / 6 = 2.0,
 * (3 × 5 + 1) / 6 = 2.67, gap 4 / 6 = 0.67. */
static void test_profile__a_group_by_one_key_an_item_by_another(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	type(desk, "２");
	assert_int_equal(count_cells(desk, "as_is", "2"), 6);
	assert_row(desk, 3, " ID 識別 ID.AM 資産管理                  #####   .   . 2.0   6/6       0/6");
	assert_row(desk, 4, ">        ID.BE ビジネス環境              .   .   .   .       0/5       0/5");
	assert_shows(desk, "ID.AM 資産管理: 現状を2にしました (6項目)。^Z で戻せます。");
	press(desk, "Up");
	press(desk, "Tab");
	assert_shows(desk, "もう一方の列も付けると");
	type(desk, "3");
	assert_int_equal(count_cells(desk, "to_be", "3"), 6);
	press(desk, "Up");
	press(desk, "Enter");
	assert_row(desk, 3, ">ID.AM-1 PC、サーバ、通信機器の一覧がある                        2      3     1");
	type(desk, "1");
	assert_csf(desk, "ID.AM-1", "to_be", "1");
	assert_row(desk, 3, " ID.AM-1 PC、サーバ、通信機器の一覧がある                        2      1    -1");
	assert_row(desk, 4, ">ID.AM-2 使っているソフトの一覧がある                            2      3     1");
	press(desk, "Esc");
	assert_row(desk, 3, ">ID 識別 ID.AM 資産管理                  #####--|.   . 2.0   6/6 2.7   6/6  0.7");
	assert_row(desk, 16, " 差の大きい順:   0.7 ID.AM 資産管理");
	leave_desk(desk);
}

static void test_profile__undo_takes_a_group_back_at_once(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	type(desk, "2");
	type(desk, "3");
	assert_int_equal(count_cells(desk, "as_is", "3"), 5);
	press(desk, "^Z");
	assert_int_equal(count_cells(desk, "as_is", "3"), 0);
	assert_int_equal(count_cells(desk, "as_is", "2"), 6);
	assert_row(desk, 4, ">        ID.BE ビジネス環境              .   .   .   .       0/5       0/5");
	press(desk, "^Z");
	assert_int_equal(count_cells(desk, "as_is", "2"), 0);
	press(desk, "^Y");
	assert_int_equal(count_cells(desk, "as_is", "2"), 6);
	leave_desk(desk);
}

/* Four 2 and a 4: 12 / 5 = 2.4, at (2.4 - 1) / 3 × 12 = 5.6, so 7 cells from 0 to 6.
 * What is rated already is gone over only by the same key again, at once; n/a never. */
static void test_profile__a_rated_item_is_not_lost_unasked(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_EN, "csf");

	(void)state;
	write_cell(desk, "ID.AM-1", "as_is", "4");
	write_cell(desk, "ID.AM-2", "as_is", "n/a");
	type(desk, "2");
	assert_csf(desk, "ID.AM-1", "as_is", "4");
	assert_csf(desk, "ID.AM-2", "as_is", "n/a");
	assert_csf(desk, "ID.AM-3", "as_is", "2");
	assert_shows(desk, "As is: 4 empty ones set to 2. Rated otherwise: 1; 2 again sets these too.");
	assert_row(desk, 3, ">ID Identify ID.AM Asset management      ####### .   . 2.4   5/5       0/6" + 0);
	press(desk, "Down");
	press(desk, "Up"); /* not at once any more */
	type(desk, "2");
	assert_csf(desk, "ID.AM-1", "as_is", "4");
	assert_shows(desk, "As is: rated otherwise: 1; 2 again sets them all to 2.");
	type(desk, "3"); /* another key asks anew */
	assert_csf(desk, "ID.AM-1", "as_is", "4");
	assert_csf(desk, "ID.AM-3", "as_is", "2");
	type(desk, "3");
	assert_csf(desk, "ID.AM-1", "as_is", "3");
	assert_csf(desk, "ID.AM-2", "as_is", "n/a");
	assert_csf(desk, "ID.AM-3", "as_is", "3");
	press(desk, "^Z");
	assert_csf(desk, "ID.AM-1", "as_is", "4");
	assert_csf(desk, "ID.AM-3", "as_is", "2");
	leave_desk(desk);
}

static void test_profile__delete_clears_a_group_when_asked_twice(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	type(desk, "2");
	press(desk, "Up");
	press(desk, "Delete");
	assert_int_equal(count_cells(desk, "as_is", "2"), 6);
	assert_shows(desk, "現状が付いている6項目を空にするなら");
	press(desk, "Delete");
	assert_int_equal(count_cells(desk, "as_is", "2"), 0);
	type(desk, "2");
	press(desk, "Up");
	type(desk, "0");
	type(desk, "0");
	assert_int_equal(count_cells(desk, "as_is", "2"), 0);
	assert_row(desk, 3, ">ID 識別 ID.AM 資産管理                  .   .   .   .       0/6       0/6");
	leave_desk(desk);
}

static void test_profile__other_keys_are_told_the_scale(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	type(desk, "7");
	assert_shows(desk, "ここで使える数字は 1-4 です。");
	type(desk, "あ");
	assert_shows(desk, "ここで使える数字は 1-4 です。");
	press(desk, "Enter");
	type(desk, "5");
	assert_shows(desk, "ここで使える数字は 1-4 です。");
	assert_csf(desk, "ID.AM-1", "as_is", "");
	leave_desk(desk);
}

/* ---- items ---- */

/* ID.AM has 6 items, ID.BE 5: the seventh key is for ID.BE-1. A burst is as good as single keys. */
static void test_profile__keys_run_on_into_the_next_group(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	press(desk, "Right");
	type(desk, "12１");
	type(desk, "34");
	type(desk, "2");
	assert_csf(desk, "ID.AM-2", "as_is", "2");
	assert_csf(desk, "ID.AM-3", "as_is", "1");
	assert_csf(desk, "ID.AM-6", "as_is", "2");
	assert_shows(desk, "ID.AM 資産管理: 現状 6/6   続いて ID.BE ビジネス環境");
	type(desk, "3");
	assert_csf(desk, "ID.BE-1", "as_is", "3");
	press(desk, "Up");
	press(desk, "Up"); /* back over the edge */
	assert_row(desk, 8, ">ID.AM-6 社員と取引先の、守る役目が決まっている                  2");
	type(desk, "0"); /* takes it back and stays */
	assert_csf(desk, "ID.AM-6", "as_is", "");
	assert_row(desk, 8, ">ID.AM-6 社員と取引先の、守る役目が決まっている");
	leave_desk(desk);
}

/* One rates by reading: question, help, all four levels, the one it has marked. */
static void test_profile__an_item_is_explained(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	write_cell(desk, "ID.AM-1", "as_is", "3");
	press(desk, "Enter");
	assert_row(desk, 2, " ID.AM 資産管理                                               現状   目標    差");
	assert_row(desk, 15, "-- # 現状   | 目標   - 差 ---------------------- 1-4: 付けて次へ   0: 空に戻す -");
	assert_row(desk, 18, " 2  機器、ソフト、データがすべて台帳に載っています。");
	assert_row(desk, 19, ">3  半年ごとに現物と台帳を合わせ、日付を残しています。");
	assert_row(desk, 21, " PC、サーバ、通信機器の一覧がある");
	assert_row(desk, 22, " 現物を3台選んで一覧と比べます。例: 倉庫の古いPCが載っているか");
	leave_desk(desk);
}

static void test_profile__enter_lists_the_levels_and_na(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	press(desk, "Enter");
	press(desk, "Enter");
	assert_shows(desk, "| 3  半年ごとに現物と台帳を合わせ、日付を残しています。");
	for (int i = 0; i < 4; i++)
		press(desk, "Down");
	press(desk, "Enter");
	assert_csf(desk, "ID.AM-1", "as_is", "n/a");
	assert_row(desk, 4, ">ID.AM-2 使っているソフトの一覧がある");
	press(desk, "Space");
	press(desk, "Down");
	press(desk, "Enter");
	assert_csf(desk, "ID.AM-2", "as_is", "2");
	type(desk, "n"); /* typed, as in any cell */
	type(desk, "/a");
	press(desk, "Enter");
	assert_csf(desk, "ID.AM-3", "as_is", "n/a");
	assert_row(desk, 6, ">ID.AM-4 社外のサービスの一覧がある");
	press(desk, "Esc");
	assert_row(desk, 3, ">ID 識別 ID.AM 資産管理                  #####   .   . 2.0   1/4       0/6");
	leave_desk(desk);
}

static void test_profile__a_wrong_value_stands_out_and_counts_nowhere(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	write_cell(desk, "ID.AM-1", "as_is", "7");
	write_cell(desk, "ID.AM-2", "as_is", "2");
	assert_row(desk, 3, ">ID 識別 ID.AM 資産管理                  #####   .   . 2.0   1/6       0/6");
	press(desk, "Enter");
	assert_row(desk, 3, ">ID.AM-1 PC、サーバ、通信機器の一覧がある                       !7");
	leave_desk(desk);
}

static void test_profile__the_last_item_says_so(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_EN, "csf");

	(void)state;
	press(desk, "End");
	press(desk, "Enter");
	press(desk, "End");
	type(desk, "2");
	assert_csf(desk, "RC.CO-3", "as_is", "2");
	assert_shows(desk, "That was the last item. As is 1/108. Tab goes to the other column.");
	assert_shows(desk, ">RC.CO-3");
	leave_desk(desk);
}

/* ---- going elsewhere and coming back ---- */

static void test_profile__record_grid_and_back(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	press(desk, "Down");
	press(desk, "Enter");
	press(desk, "Down");
	press(desk, "F4");
	assert_string_equal(top_name(desk), "record");
	assert_shows(desk, "電力や鉄道などを支える関わりを知っている");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "profile");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "sheet");
	press(desk, "F7");
	assert_row(desk, 4, ">        ID.BE ビジネス環境              .   .   .   .       0/5       0/5");
	press(desk, "Enter");
	press(desk, "Left"); /* left of the first column are the groups */
	assert_row(desk, 4, ">        ID.BE ビジネス環境              .   .   .   .       0/5       0/5");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

static void test_profile__a_jump_opens_the_item(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	ui_jump(&desk->ui, "csf", "DE.CM-4", "to_be");
	assert_string_equal(top_name(desk), "profile");
	assert_shows(desk, ">DE.CM-4");
	type(desk, "3");
	assert_csf(desk, "DE.CM-4", "to_be", "3");
	ui_jump(&desk->ui, "csf", "DE.CM-4", "evidence");
	assert_string_equal(top_name(desk), "record");
	leave_desk(desk);
}

static void test_profile__a_read_only_workbook_says_so(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");

	(void)state;
	desk->session.read_only = true;
	type(desk, "2");
	assert_int_equal(count_cells(desk, "as_is", "2"), 0);
	assert_shows(desk, say(&desk->session, "ui.read_only"));
	press(desk, "Enter");
	type(desk, "2");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "profile");
	assert_int_equal(count_cells(desk, "as_is", "2"), 0);
	assert_shows(desk, say(&desk->session, "ui.read_only"));
	desk->session.read_only = false;
	leave_desk(desk);
}

/* ---- sizes ---- */

static void test_profile__in_a_small_window(void **state)
{
	struct desk *desk = desk_at_profile(10, 40, LANG_JA, "csf");

	(void)state;
	type(desk, "2");
	press(desk, "Up");
	assert_row(desk, 1, "            1  2  3  4 現状  目標    差");
	assert_row(desk, 2, ">ID.AM 資>  ####  .  . 2.0");
	assert_row(desk, 3, " ID.BE ビ>  .  .  .  .");
	assert_row(desk, 8, " ID.AM 資産管理  現状 6/6  目標 0/6");
	assert_row(desk, 9, "F1 ヘルプ  Enter 項目へ  Esc 戻る");
	press(desk, "Enter");
	assert_row(desk, 2, ">PC、サーバ、通信>       2");
	press(desk, "End");
	assert_row(desk, 7, ">社員と取引先の、>       2");
	leave_desk(desk);
}

/* Means of part and whole: (2 × 6) / 6; both panes at once. */
static void test_profile__in_a_wide_window(void **state)
{
	struct desk *desk = desk_at_profile(50, 200, LANG_EN, "csf");
	char *screen;

	(void)state;
	type(desk, "2");
	screen = screen_of(desk);
	assert_non_null(strstr(screen, " ID Identify ID.AM Asset management"));
	assert_non_null(strstr(screen, "| ID.BE-1 "));
	assert_non_null(strstr(screen, "6/108"));
	assert_non_null(strstr(screen, "RC.CO Recovery communications"));
	free(screen);
	press(desk, "Enter");
	assert_shows(desk, "|>ID.BE-1 ");
	leave_desk(desk);
}

static void test_profile__no_size_breaks_it(void **state)
{
	static const int sizes[][2] = {{10, 40}, {12, 45}, {16, 59}, {17, 60}, {24, 95}, {30, 96}, {40, 159}, {60, 160}};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct desk *desk = desk_at_profile(sizes[i][0], sizes[i][1], i % 2 ? LANG_JA : LANG_EN, "csf");
		press(desk, "End");
		look(desk);
		press(desk, "Enter");
		assert_shows(desk, ">");
		leave_desk(desk);
	}
}

/* Without colour, and in it, the same signs: '>' where one stands, and the selected cell reversed. */
static void test_profile__where_one_stands_is_seen_without_colour(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_JA, "csf");
	const struct canvas *canvas = &desk->ui.canvas;

	(void)state;
	look(desk);
	assert_string_equal(canvas->cell[3 * 80].text, ">");
	assert_int_equal(canvas->cell[3 * 80 + canvas->cursor_col].style, STYLE_ROLE_SELECTED);
	assert_int_equal(canvas->cursor_row, 3);
	assert_true(style_look(STYLE_ROLE_SELECTED, THEME_MONO, 0).attributes & STYLE_REVERSE);
	int now = canvas->cursor_col;
	press(desk, "Tab");
	look(desk);
	assert_true(canvas->cursor_col > now);
	leave_desk(desk);
}

/* ---- a form of one's own ---- */

/* 0 is a rating there. Blades: now (0 + 3) / 2 = 1.5; Cars 5. From 0 to 5 there are 11 cells. */
static void test_profile__a_form_of_ones_own(void **state)
{
	struct desk *desk = desk_at_profile(24, 80, LANG_EN, "care");

	(void)state;
	assert_row(desk, 2, "                                           0 1 2 3 4 5 Now       Wish       Gap");
	assert_row(desk, 3, ">Blades                                    . . . . . .       0/2       0/2");
	assert_row(desk, 4, " Cars                                      . . . . . .       0/1       0/1");
	press(desk, "Enter");
	type(desk, "035");
	assert_cell(desk, "care", "1", "state", "0");
	assert_cell(desk, "care", "2", "state", "3");
	assert_cell(desk, "care", "3", "state", "5");
	press(desk, "Esc");
	assert_row(desk, 3, " Blades                                    ####. . . . 1.5   2/2       0/2");
	assert_row(desk, 4, ">Cars                                      ########### 5.0   1/1       0/1");
	press(desk, "Enter");
	press(desk, "Enter");
	assert_shows(desk, "| 5 ");
	leave_desk(desk);
}

/* Kept once per device: without one there is nothing to rate yet; with two each item is there twice. */
static void test_profile__once_per_row(void **state)
{
	(void)state;
	for (int cols = 80; cols <= 200; cols += 120) {
		struct desk *desk = desk_at_profile(24, cols, LANG_EN, "care_per");
		struct sheet *devices = sheet_of(desk, "devices");
		struct step step = {0};
		char id[64];
		assert_shows(desk, "0/0");
		type(desk, "2");
		assert_shows(desk, "There are no items to rate yet.");
		press(desk, "Enter");
		assert_shows(desk, "There are no items to rate yet.");
		press(desk, "F4");
		press(desk, "Down");
		press(desk, "Up");
		assert_string_equal(top_name(desk), "profile");
		for (int i = 0; i < 2; i++) {
			assert_true(entry_new_row(&desk->session, &step, devices, "", 0, "NAS", id, NULL));
			assert_true(ui_do(&desk->ui, &step));
			step_release(&step);
		}
		type(desk, "2");
		assert_shows(desk, "4/4");
		assert_cell(desk, "care_per", "D-002/2", "state", "2");
		leave_desk(desk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_profile__an_empty_one_says_what_to_do),
		cmocka_unit_test(test_profile__a_group_by_one_key_an_item_by_another),
		cmocka_unit_test(test_profile__undo_takes_a_group_back_at_once),
		cmocka_unit_test(test_profile__a_rated_item_is_not_lost_unasked),
		cmocka_unit_test(test_profile__delete_clears_a_group_when_asked_twice),
		cmocka_unit_test(test_profile__other_keys_are_told_the_scale),
		cmocka_unit_test(test_profile__keys_run_on_into_the_next_group),
		cmocka_unit_test(test_profile__an_item_is_explained),
		cmocka_unit_test(test_profile__enter_lists_the_levels_and_na),
		cmocka_unit_test(test_profile__a_wrong_value_stands_out_and_counts_nowhere),
		cmocka_unit_test(test_profile__the_last_item_says_so),
		cmocka_unit_test(test_profile__record_grid_and_back),
		cmocka_unit_test(test_profile__a_jump_opens_the_item),
		cmocka_unit_test(test_profile__a_read_only_workbook_says_so),
		cmocka_unit_test(test_profile__in_a_small_window),
		cmocka_unit_test(test_profile__in_a_wide_window),
		cmocka_unit_test(test_profile__no_size_breaks_it),
		cmocka_unit_test(test_profile__where_one_stands_is_seen_without_colour),
		cmocka_unit_test(test_profile__a_form_of_ones_own),
		cmocka_unit_test(test_profile__once_per_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

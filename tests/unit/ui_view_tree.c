/* ui_view_tree.c - a worksheet as a tree: what it looks like, how it is filled in. */
#include "tree_desk.h"

static void press_all(struct desk *desk, const char *key, int times)
{
	while (times-- > 0)
		press(desk, key);
}

static void enter_line(struct desk *desk, const char *text)
{
	type(desk, text);
	press(desk, "Enter");
}

static const char *row_here(struct desk *desk)
{
	static char id[ROW_ID_MAX];
	const struct cell_view *cell = (const struct cell_view *)ui_top(&desk->ui);

	text_copy(id, sizeof(id), cell->row);
	return id;
}

static const char *message(struct desk *desk)
{
	return str_text(&desk->ui.message);
}

/* ---- what it looks like ---- */

static void test_view_tree__draws_the_tree_with_its_figures(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	assert_row(desk, 0, " 攻撃の木  X-001 顧客名簿が外に出る                   確率: 少なくとも1つ(独立)");
	assert_row(desk, 2, "                                             確率      費用 技 対策");
	assert_row(desk, 3, " - OR  顧客名簿が外に出る                   33.5%     1万円  1");
	assert_row(desk, 4, "   +- OR  社員が持ち出す                      19%     1万円  1");
	assert_row(desk, 5, "   |  +- I   USBメモリに写す                  10%     2万円  1 [ ] 接続禁止");
	assert_row(desk, 6, "   |  +- I   私用メールに送る                 10%     1万円  1 [ ]");
	assert_row(desk, 7, "   +- AND 外から入って取り出す               1.8%    35万円  3");
	assert_row(desk, 8, "   |  +- S   VPNの認証を破る                   6%    30万円  3 [ ] 多要素認証");
	assert_row(desk, 9, "   |  +-     ファイルサーバの管理者になる     30%     5万円  2 [ ]");
	assert_row(desk, 10, "   +- OR  委託先から漏れる                  16.4%     8万円  2");
	assert_row(desk, 11, "      +-     再委託先で紛失                   12%     8万円  2 [ ]");
	assert_row(desk, 12, "      +-     誤送信                            5%              [ ]");
	assert_row(desk, 13, "   +");
	leave_desk(desk);
}

static void test_view_tree__sums_it_up_below(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	assert_row(desk, 17, " いちばん安い道    社員が持ち出す > 私用メールに送る  1万円");
	assert_row(desk, 18, " いちばん起きる道  委託先から漏れる > 再委託先で紛失  12%");
	assert_row(desk, 19,
	           " 効く対策          再委託先で紛失 33.5% -> 24.4%   接続禁止 33.5% -> 26.1%   >");
	assert_row(desk, 20, " この木を使うリスクはまだありません。^W で結びます。");
	leave_desk(desk);
}

static void test_view_tree__says_the_same_in_english(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_EN);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	assert_row(desk, 0, " Attack tree  X-001 顧客名簿が外に出る       chance: at least one (independent)");
	assert_row(desk, 2, "                                         Chance      Cost Skill Measure");
	assert_row(desk, 7, "   +- AND 外から入って取り出す             1.8%  350k yen     3");
	assert_row(desk, 17, " Cheapest way     社員が持ち出す > 私用メールに送る  10k yen");
	leave_desk(desk);
}

static void test_view_tree__only_the_tree_in_a_small_window(void **state)
{
	struct desk *desk = desk_with_trees(10, 40, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	assert_row(desk, 1, "                         確率      費用>");
	assert_row(desk, 2, " - OR  顧客名簿が外>    33.5%     1万円");
	assert_row(desk, 3, "   +- OR  社員が持ち>     19%     1万円");
	assert_row(desk, 7, "   |  +- S   VPNの認>      6%    30万円");
	press_all(desk, "Right", 4);
	assert_row(desk, 1, "                     <技 対策");
	assert_row(desk, 4, "   |  +- I   USBメモ>  1 [ ] 接続禁止");
	leave_desk(desk);
}

static void test_view_tree__uses_a_large_window(void **state)
{
	struct desk *desk = desk_with_trees(50, 200, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	assert_shows(desk, "ファイルサーバの管理者になる                                     30%     5万円  2 [ ]");
	assert_shows(desk, "確率: 少なくとも1つ(独立)  記録済");
	assert_row(desk, 45, " 効く対策          再委託先で紛失 33.5% -> 24.4%   接続禁止 33.5% -> 26.1%   "
	                     "私用メールに送る 33.5% -> 26.1%");
	leave_desk(desk);
}

static void test_view_tree__labels_too_long_are_marked(void **state)
{
	struct desk *desk = desk_with_trees(10, 40, LANG_JA);

	(void)state;
	plant(desk, "|1|会社のすべての記録がひとつ残らず外に出てしまう");
	open_tree(desk, "wood");
	/* One column short of a whole character: it is left out. */
	assert_row(desk, 2, "       会社のすべて>");
	leave_desk(desk);
}

static void test_view_tree__deep_rows_can_be_read(void **state)
{
	struct desk *desk = desk_with_trees(10, 40, LANG_JA);
	char row[60];

	(void)state;
	plant(desk, "|1|根");
	for (int i = 1; i < 12; i++) {
		snprintf(row, sizeof(row), "X-%03d|1|段%d", i, i);
		plant(desk, row);
	}
	open_tree(desk, "wood");
	press_all(desk, "Down", 11);
	assert_shows(desk, "段11");
	assert_shows(desk, "<");
	leave_desk(desk);
}

static void test_view_tree__a_plain_one_is_an_outline(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	open_tree(desk, "parts");
	enter_line(desk, "自転車");
	enter_line(desk, "荷車");
	press_all(desk, "Up", 2);
	press(desk, "^N");
	enter_line(desk, "車輪");
	press(desk, "Up");
	press(desk, "Right");
	type(desk, "2");
	look(desk);
	assert_row(desk, 2, "   名前                                                             個数     倍");
	assert_shows(desk, " - 自転車");
	assert_shows(desk, "   +- 車輪");
	assert_cell(desk, "parts", "P-003", "parent", "P-001");
	assert_cell(desk, "parts", "P-003", "count", "2");
	assert_false(shows(desk, "いちばん安い道"));
	leave_desk(desk);
}

/* ---- rows ---- */

static void test_view_tree__five_beside_each_other_in_a_row(void **state)
{
	static const char *const labels[] = {"写す", "送る", "撮る", "覚える", "盗む"};
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	char id[16];

	(void)state;
	open_tree(desk, "wood");
	assert_shows(desk, "   +   まず、起きてほしくないこと");
	enter_line(desk, "名簿が出る");
	for (int i = 0; i < 5; i++)
		enter_line(desk, labels[i]);
	assert_int_equal(sheet_row_count(sheet_of(desk, "wood")), 6);
	for (int i = 0; i < 5; i++) {
		snprintf(id, sizeof(id), "X-%03d", i + 2);
		assert_cell(desk, "wood", id, "label", labels[i]);
		assert_cell(desk, "wood", id, "parent", "X-001");
	}
	assert_row(desk, 9, "   +- +");
	press(desk, "Esc"); /* no more: back on the last */
	assert_string_equal(row_here(desk), "X-006");
	assert_string_equal(top_name(desk), "tree");
	leave_desk(desk);
}

static void test_view_tree__a_row_below_comes_last_of_those_there(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "Down");
	press(desk, "Space"); /* folded */
	press(desk, "Insert");
	assert_row(desk, 7, "   |  +- +");
	enter_line(desk, "紙で持ち出す");
	assert_row(desk, 7, "   |  +-     紙で持ち出す                                      [ ]");
	assert_row(desk, 8, "   |  +- +");
	assert_cell(desk, "wood", "X-011", "parent", "X-002");
	press(desk, "Down");
	assert_string_equal(row_here(desk), "X-005");
	assert_row(desk, 8, "   +- AND 外から入って取り出す               1.8%    35万円  3");
	leave_desk(desk);
}

static void test_view_tree__a_row_to_be_made_can_go_deeper_and_shallower(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	open_tree(desk, "wood");
	enter_line(desk, "根");
	enter_line(desk, "枝");
	press(desk, "^Right");
	enter_line(desk, "葉");
	press(desk, "^Left");
	enter_line(desk, "枝の二");
	assert_cell(desk, "wood", "X-003", "parent", "X-002");
	assert_cell(desk, "wood", "X-004", "parent", "X-001");
	press(desk, "^Left");
	assert_row(desk, 7, "   +");
	press(desk, "^Left");
	assert_string_equal(message(desk), "いちばん上の段です。");
	leave_desk(desk);
}

/* Coming down a column of figures, say. */
static void test_view_tree__a_new_row_begins_with_its_label(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant(desk, "|1|根");
	plant(desk, "X-001|1|葉");
	open_tree(desk, "wood");
	press(desk, "Down");
	press(desk, "Right");
	type(desk, "7");
	press(desk, "Enter");
	type(desk, "次の根");
	press(desk, "Enter");
	assert_cell(desk, "wood", "X-002", "probability", "7");
	assert_cell(desk, "wood", "X-003", "label", "次の根");
	assert_cell(desk, "wood", "X-003", "parent", "");
	leave_desk(desk);
}

static void test_view_tree__enter_on_nothing_makes_nothing(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant(desk, "|1|根");
	open_tree(desk, "wood");
	press(desk, "^N");
	press(desk, "Enter");
	press(desk, "Enter");
	assert_int_equal(sheet_row_count(sheet_of(desk, "wood")), 1);
	leave_desk(desk);
}

static void test_view_tree__deeper_and_shallower_keep_what_hangs_below(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press_all(desk, "Down", 4);
	assert_string_equal(row_here(desk), "X-005");
	press(desk, "^Right");
	assert_cell(desk, "wood", "X-005", "parent", "X-002");
	assert_string_equal(row_here(desk), "X-005");
	assert_row(desk, 8, "   |     +- S   VPNの認証を破る                6%    30万円  3 [ ] 多要素認証");
	press(desk, "^Left");
	assert_cell(desk, "wood", "X-005", "parent", "X-001");
	press(desk, "^Z");
	press(desk, "^Z");
	assert_cell(desk, "wood", "X-005", "parent", "X-001");
	press(desk, "^Up");
	assert_row(desk, 4, "   +- AND 外から入って取り出す               1.8%    35万円  3");
	press(desk, "^Up");
	assert_string_equal(message(desk), "並びの先頭です。段を変えるには ^Left ^Right です。");
	leave_desk(desk);
}

static void test_view_tree__delete_takes_all_below_and_undo_brings_it_back(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "Down");
	press(desk, "^K");
	assert_string_equal(message(desk), "X-002 社員が持ち出す と、その下の2行を消しました。^Z で戻せます。");
	assert_int_equal(sheet_row_count(sheet_of(desk, "wood")), 7);
	assert_string_equal(row_here(desk), "X-005");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(sheet_of(desk, "wood")), 10);
	assert_row(desk, 5, "   |  +- I   USBメモリに写す                  10%     2万円  1 [ ] 接続禁止");
	leave_desk(desk);
}

/* It says nothing of its own any more when it is a leaf again. */
static void test_view_tree__a_row_that_lost_its_last_child_is_empty(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant(desk, "|1|根|||50|70000|4||1");
	plant(desk, "X-001|1|葉|||10");
	open_tree(desk, "wood");
	assert_row(desk, 3, " - OR  根                                     10%         -  -");
	press(desk, "Down");
	press(desk, "^K");
	assert_cell(desk, "wood", "X-001", "probability", "");
	assert_cell(desk, "wood", "X-001", "cost", "");
	assert_cell(desk, "wood", "X-001", "planned", "");
	assert_cell(desk, "wood", "X-001", "label", "根");
	press(desk, "^Z");
	assert_cell(desk, "wood", "X-001", "probability", "50");
	leave_desk(desk);
}

/* ---- figures ---- */

static void test_view_tree__figures_are_typed_at_the_leaves(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "Right");
	type(desk, "5"); /* of the root: computed */
	assert_string_equal(message(desk), "下の行から計算されます。葉に入れてください。");
	press(desk, "Delete");
	assert_string_equal(message(desk), "下の行から計算されます。葉に入れてください。");
	press_all(desk, "Down", 2);
	type(desk, "２０");
	press(desk, "Tab");
	type(desk, "３万円");
	press(desk, "Tab");
	type(desk, "４"); /* one digit is written at once */
	assert_cell(desk, "wood", "X-003", "probability", "20");
	assert_cell(desk, "wood", "X-003", "cost", "30000");
	assert_cell(desk, "wood", "X-003", "skill", "4");
	/* 1 - 0.8 * 0.9 = 28 % */
	assert_row(desk, 4, "   +- OR  社員が持ち出す                      28%     1万円  1");
	leave_desk(desk);
}

static void test_view_tree__says_how_many_leaves_are_missing(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant(desk, "|1|根");
	plant(desk, "X-001|1|a|||10");
	plant(desk, "X-001|2|b");
	plant(desk, "X-001|3|c");
	open_tree(desk, "wood");
	assert_row(desk, 3, " - OR  根                                   空き2         -  -");
	assert_row(desk, 19, " 効く対策          確率の空いた葉が 2件あり、まだ分かりません");
	press(desk, "Down");
	press(desk, "Space");
	assert_string_equal(message(desk), "確率の空いた葉が 2件あるので、効き目はまだ分かりません。");
	leave_desk(desk);
}

static void test_view_tree__a_tick_shows_what_it_does(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press_all(desk, "Down", 2);
	press(desk, "Space");
	assert_cell(desk, "wood", "X-003", "planned", "1");
	assert_string_equal(message(desk), "この対策を見込むと 33.5% -> 26.1% になります。");
	assert_row(desk, 3, " - OR  顧客名簿が外に出る                   33.5%     1万円  1 対策後 26.1%");
	assert_row(desk, 5, "   |  +- I   USBメモリに写す                  10%     2万円  1 [x] 接続禁止");
	press(desk, "Space");
	assert_cell(desk, "wood", "X-003", "planned", "0");
	assert_row(desk, 3, " - OR  顧客名簿が外に出る                   33.5%     1万円  1");
	leave_desk(desk);
}

static void test_view_tree__a_measure_in_place_is_no_plan(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant(desk, "|1|根");
	plant(desk, "X-001|1|葉|||10|||施錠||1");
	plant(desk, "X-001|2|残り|||20");
	open_tree(desk, "wood");
	assert_row(desk, 3, " - OR  根                                     20%         -  -");
	press(desk, "Down");
	assert_row(desk, 4, "   +-     葉                                  10%              [=] 施錠");
	press(desk, "Space");
	assert_cell(desk, "wood", "X-002", "planned", "");
	leave_desk(desk);
}

static void test_view_tree__the_gate_is_chosen_before_the_label(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "Down");
	press(desk, "Left");
	type(desk, "2");
	assert_cell(desk, "wood", "X-002", "gate", "and");
	assert_row(desk, 4, "   +- AND 社員が持ち出す                       1%     3万円  1");
	press(desk, "Down"); /* a leaf has a letter there */
	type(desk, "1");
	assert_cell(desk, "wood", "X-003", "stride", "spoofing");
	leave_desk(desk);
}

/* ---- folding, finding ---- */

static void test_view_tree__space_folds_and_says_how_many(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "Down");
	press(desk, "Space");
	assert_row(desk, 4, "   ++ OR  社員が持ち出す (2)                  19%     1万円  1");
	assert_row(desk, 5, "   +- AND 外から入って取り出す               1.8%    35万円  3");
	press(desk, "Down");
	press(desk, "^K"); /* the fold stays where it is */
	assert_row(desk, 4, "   ++ OR  社員が持ち出す (2)                  19%     1万円  1");
	press(desk, "Up");
	press(desk, "Space");
	assert_row(desk, 5, "   |  +- I   USBメモリに写す                  10%     2万円  1 [ ] 接続禁止");
	leave_desk(desk);
}

static void test_view_tree__a_jump_unfolds_what_it_needs(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "Space");
	assert_row(desk, 3, " + OR  顧客名簿が外に出る (9)               33.5%     1万円  1");
	ui_jump(&desk->ui, "wood", "X-006", "cost");
	assert_string_equal(row_here(desk), "X-006");
	assert_row(desk, 8, "   |  +- S   VPNの認証を破る                   6%    30万円  3 [ ] 多要素認証");
	type(desk, "5");
	press(desk, "Enter");
	assert_cell(desk, "wood", "X-006", "cost", "5");
	leave_desk(desk);
}

/* ---- text being typed ---- */

static void test_view_tree__text_being_typed_survives_a_resize(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	struct event small = {.kind = EVENT_RESIZE, .rows = 10, .cols = 40};

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press_all(desk, "Down", 2);
	press(desk, "^N");
	type(desk, "鍵を");
	assert_true(ui_handle(&desk->ui, &small));
	assert_shows(desk, "鍵を");
	type(desk, "盗む");
	press(desk, "Enter");
	assert_cell(desk, "wood", "X-011", "label", "鍵を盗む");
	assert_cell(desk, "wood", "X-011", "parent", "X-003");
	leave_desk(desk);
}

/* Deleted by another program, say: what is typed stays. */
static void test_view_tree__text_for_a_row_that_vanished_makes_a_new_one(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	struct step step = {0};

	(void)state;
	plant(desk, "|1|根");
	plant(desk, "X-001|1|葉");
	open_tree(desk, "wood");
	press(desk, "Down");
	type(desk, "新しい葉");
	step_delete(&step, sheet_of(desk, "wood"), 1);
	assert_true(ui_do(&desk->ui, &step));
	look(desk);
	press(desk, "Enter");
	assert_cell(desk, "wood", "X-001", "label", "根");
	assert_cell(desk, "wood", "X-003", "label", "新しい葉");
	leave_desk(desk);
}

/* ---- indented text ---- */

static void paste(struct desk *desk, const char *text)
{
	struct event event = {.kind = EVENT_PASTE, .text = text};

	assert_true(ui_handle(&desk->ui, &event));
}

static void test_view_tree__pasted_text_hangs_by_its_indentation(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant(desk, "|1|根");
	plant(desk, "X-001|1|前から");
	open_tree(desk, "wood");
	paste(desk, "- 内から\n\t- 写す\n\t- 送る\n- 外から\n");
	assert_string_equal(message(desk), "4行を貼り付けました。^Z でまとめて戻せます。");
	assert_shows(desk, "   +- OR  内から");
	assert_shows(desk, "   |  +-     写す");
	assert_shows(desk, "   +-     外から");
	assert_cell(desk, "wood", "X-006", "parent", "X-001");
	assert_cell(desk, "wood", "X-005", "parent", "X-003");
	assert_string_equal(row_here(desk), "X-003");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(sheet_of(desk, "wood")), 2);
	leave_desk(desk);
}

static void test_view_tree__what_was_copied_can_be_pasted_elsewhere(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "Down");
	press(desk, "^C");
	assert_string_equal(message(desk), "下の行とともにコピーしました: 3行");
	press(desk, "^End");
	press(desk, "^V");
	assert_cell(desk, "wood", "X-011", "label", "社員が持ち出す");
	assert_cell(desk, "wood", "X-011", "parent", "");
	assert_cell(desk, "wood", "X-012", "parent", "X-011");
	assert_cell(desk, "wood", "X-012", "cost", "20000");
	leave_desk(desk);
}

/* ---- risks and ways ---- */

static void test_view_tree__a_new_risk_rests_on_it(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press_all(desk, "Down", 3);
	press(desk, "^W");
	assert_shows(desk, "+ 新しいリスクを作る");
	press(desk, "Enter");
	assert_cell(desk, "risks", "R-001", "tree", "X-001");
	assert_cell(desk, "risks", "R-001", "threat_text", "顧客名簿が外に出る");
	assert_string_equal(message(desk), "R-001 にこの木を結びました。^O でそこへ行けます。");
	assert_row(desk, 20, " この木を使うリスク: R-001   ^O でそこへ");
	press(desk, "^O");
	assert_string_equal(top_name(desk), "sheet");
	assert_string_equal(row_here(desk), "R-001");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "tree");
	press(desk, "^Z");
	assert_false(has_row(desk, "risks", "R-001"));
	leave_desk(desk);
}

static void test_view_tree__a_risk_there_is_can_rest_on_it(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	const char *cells[] = {NULL, "情報が漏れる", NULL, "2"};
	struct step step = {0};

	(void)state;
	plant_wood(desk);
	step_insert(&step, sheet_of(desk, "risks"), "R-001", "", cells);
	step_insert(&step, sheet_of(desk, "risks"), "R-002", "R-001", cells);
	assert_true(ui_do(&desk->ui, &step));
	open_tree(desk, "wood");
	for (int i = 1; i <= 2; i++) {
		press(desk, "^W");
		press_all(desk, "Down", i);
		press(desk, "Enter");
	}
	assert_row(desk, 20, " この木を使うリスク: R-001 (発生可能性 2), R-002 (発生可能性 2)   ^O でそこへ");
	press(desk, "^O"); /* which of them? */
	press(desk, "Down");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "sheet");
	assert_string_equal(row_here(desk), "R-002");
	leave_desk(desk);
}

static void test_view_tree__lists_the_ways(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "^R");
	assert_shows(desk, "VPNの認証を破る + ファイルサーバの管理者になる");
	press(desk, "Down"); /* second cheapest */
	press(desk, "Enter");
	assert_string_equal(row_here(desk), "X-003");
	leave_desk(desk);
}

/* ---- the other views ---- */

static void test_view_tree__f7_and_f4_stay_on_the_row(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	press_all(desk, "Down", 3);
	press(desk, "F7");
	assert_string_equal(top_name(desk), "sheet");
	assert_string_equal(row_here(desk), "X-004");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "tree");
	assert_string_equal(row_here(desk), "X-004");
	press(desk, "F4");
	assert_string_equal(top_name(desk), "record");
	press(desk, "Esc");
	press(desk, "F1");
	assert_shows(desk, "木の形のワークシートです。");
	leave_desk(desk);
}

static void test_view_tree__an_example_comes_with_all_below(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);

	(void)state;
	scratch_write(getenv("SONAE_FORMS"), "examples/wood.csv",
	              "id,parent,order,label.ja,label.en,probability\n"
	              "X-001,,1,根の例,Root,\nX-002,X-001,1,枝の例,Branch,\nX-003,X-002,1,葉の例,Leaf,10\n"
	              "X-004,,2,別の木,Other,\n");
	plant(desk, "|1|自分の木");
	open_tree(desk, "wood");
	press(desk, "F8");
	press(desk, "Enter");
	assert_int_equal(sheet_row_count(sheet_of(desk, "wood")), 4);
	assert_string_equal(row_here(desk), "X-002");
	assert_cell(desk, "wood", "X-002", "parent", "");
	assert_cell(desk, "wood", "X-003", "parent", "X-002");
	assert_cell(desk, "wood", "X-004", "parent", "X-003");
	assert_cell(desk, "wood", "X-004", "label", "葉の例");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(sheet_of(desk, "wood")), 1);
	leave_desk(desk);
}

/* What a crash left comes back as a row to be made. */
static void test_view_tree__a_draft_is_typed_on(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	struct draft draft = {0};
	char next[64], *text;

	(void)state;
	plant(desk, "|1|根");
	open_tree(desk, "wood");
	press(desk, "^N");
	type(desk, "打ちかけ");
	assert_true(ui_top(&desk->ui)->ops->typed(ui_top(&desk->ui), &desk->ui, &draft, next));
	assert_string_equal(draft.row, "");
	assert_string_equal(draft.next, "X-002");
	assert_string_equal(draft.field, "label");
	draft.text = text = strdup(draft.text);
	press(desk, "Esc");
	press(desk, "Esc");
	assert_true(ui_top(&desk->ui)->ops->resume(ui_top(&desk->ui), &desk->ui, &draft));
	type(desk, "の続き");
	press(desk, "Enter");
	assert_cell(desk, "wood", "X-002", "label", "打ちかけの続き");
	free(text);
	leave_desk(desk);
}

static void test_view_tree__a_click_before_the_label_folds(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	struct event click = {.kind = EVENT_MOUSE, .button = MOUSE_PRESS, .row = 4, .col = 4};

	(void)state;
	plant_wood(desk);
	open_tree(desk, "wood");
	assert_true(ui_handle(&desk->ui, &click));
	assert_row(desk, 4, "   ++ OR  社員が持ち出す (2)                  19%     1万円  1");
	click.row = 5;
	click.col = 46; /* on its probability */
	assert_true(ui_handle(&desk->ui, &click));
	assert_string_equal(row_here(desk), "X-005");
	type(desk, "5");
	assert_string_equal(message(desk), "下の行から計算されます。葉に入れてください。");
	leave_desk(desk);
}

/* Nobody waits for the sums of a large tree. */
static void test_view_tree__a_large_tree_is_summed_up_after_the_paint(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	struct sheet *sheet = sheet_of(desk, "wood");
	char id[16];

	(void)state;
	plant(desk, "|1|根");
	for (int i = 2; i <= 5000; i++) {
		snprintf(id, sizeof(id), "X-%03d", i);
		sheet_insert_row(sheet, (size_t)i - 1, id);
		sheet_set_cell(sheet, (size_t)i - 1, (size_t)form_field(sheet_form(sheet), "parent"), "X-001", 5);
		sheet_set_cell(sheet, (size_t)i - 1, (size_t)form_field(sheet_form(sheet), "cost"), id + 2, strlen(id) - 2);
	}
	ui_jump(&desk->ui, "wood", "", "");
	assert_row(desk, 17, " いちばん安い道    -");
	rest(desk);
	assert_row(desk, 17, " いちばん安い道    X-002  2円");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_view_tree__draws_the_tree_with_its_figures),
		cmocka_unit_test(test_view_tree__sums_it_up_below),
		cmocka_unit_test(test_view_tree__says_the_same_in_english),
		cmocka_unit_test(test_view_tree__only_the_tree_in_a_small_window),
		cmocka_unit_test(test_view_tree__uses_a_large_window),
		cmocka_unit_test(test_view_tree__labels_too_long_are_marked),
		cmocka_unit_test(test_view_tree__deep_rows_can_be_read),
		cmocka_unit_test(test_view_tree__a_plain_one_is_an_outline),
		cmocka_unit_test(test_view_tree__five_beside_each_other_in_a_row),
		cmocka_unit_test(test_view_tree__a_row_below_comes_last_of_those_there),
		cmocka_unit_test(test_view_tree__a_row_to_be_made_can_go_deeper_and_shallower),
		cmocka_unit_test(test_view_tree__a_new_row_begins_with_its_label),
		cmocka_unit_test(test_view_tree__enter_on_nothing_makes_nothing),
		cmocka_unit_test(test_view_tree__deeper_and_shallower_keep_what_hangs_below),
		cmocka_unit_test(test_view_tree__delete_takes_all_below_and_undo_brings_it_back),
		cmocka_unit_test(test_view_tree__a_row_that_lost_its_last_child_is_empty),
		cmocka_unit_test(test_view_tree__figures_are_typed_at_the_leaves),
		cmocka_unit_test(test_view_tree__says_how_many_leaves_are_missing),
		cmocka_unit_test(test_view_tree__a_tick_shows_what_it_does),
		cmocka_unit_test(test_view_tree__a_measure_in_place_is_no_plan),
		cmocka_unit_test(test_view_tree__the_gate_is_chosen_before_the_label),
		cmocka_unit_test(test_view_tree__space_folds_and_says_how_many),
		cmocka_unit_test(test_view_tree__a_jump_unfolds_what_it_needs),
		cmocka_unit_test(test_view_tree__text_being_typed_survives_a_resize),
		cmocka_unit_test(test_view_tree__text_for_a_row_that_vanished_makes_a_new_one),
		cmocka_unit_test(test_view_tree__pasted_text_hangs_by_its_indentation),
		cmocka_unit_test(test_view_tree__what_was_copied_can_be_pasted_elsewhere),
		cmocka_unit_test(test_view_tree__a_new_risk_rests_on_it),
		cmocka_unit_test(test_view_tree__a_risk_there_is_can_rest_on_it),
		cmocka_unit_test(test_view_tree__lists_the_ways),
		cmocka_unit_test(test_view_tree__f7_and_f4_stay_on_the_row),
		cmocka_unit_test(test_view_tree__an_example_comes_with_all_below),
		cmocka_unit_test(test_view_tree__a_draft_is_typed_on),
		cmocka_unit_test(test_view_tree__a_click_before_the_label_folds),
		cmocka_unit_test(test_view_tree__a_large_tree_is_summed_up_after_the_paint),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

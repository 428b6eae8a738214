/*
 * ui_view_matrix.c - the program's own risks in the matrix, before and after treatment; the top
 * of the list; a query's grid; a budget's sums.
 */
#include "ui_desk.h"

#include "sonae/ui/cell_view.h"

static const char *const needed[] = {
	"settings", "assets", "threat_state", "suppliers", "stride", "attack_tree", "risks", "treatments",
	"ale", "incident_costs", "open_risks", "budget", "worst_case", "key_people", "devices",
};

static struct desk *desk_with_risks(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_at(rows, cols, lang);
	char current[400], from[600], to[600];

	assert_non_null(getcwd(current, sizeof(current)));
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++) {
		snprintf(from, sizeof(from), "%s/forms/%s.ini", current, needed[i]);
		snprintf(to, sizeof(to), "%s/%s.ini", getenv("SONAE_FORMS"), needed[i]);
		assert_int_equal(symlink(from, to), 0);
	}
	snprintf(from, sizeof(from), "%s/forms/given/threat_state.csv", current);
	snprintf(to, sizeof(to), "%s/given/threat_state.csv", getenv("SONAE_FORMS"));
	assert_int_equal(symlink(from, to), 0);
	open_book(desk);
	return desk;
}

static struct sheet *sheet_of(struct desk *desk, const char *id)
{
	struct err err = {0};
	struct sheet *sheet = book_sheet(folder_book(desk->session.folder), id, &err);

	if (!sheet)
		fail_msg("%s: %s", id, err.what);
	return sheet;
}

/* "field=value field=value", canonical; a new row, or more of one that is there. */
static void fill(struct desk *desk, const char *id, const char *row_id, const char *cells)
{
	struct sheet *sheet = sheet_of(desk, id);
	size_t count = sheet_row_count(sheet), row;
	const char **none = mem_zero(sheet_form(sheet)->fields.count + 1, sizeof(*none));
	struct step step = {0}, made = {0};
	char *text = mem_dup(cells), *rest = text, *word;

	if (!sheet_find(sheet, row_id, &row)) {
		step_insert(&made, sheet, row_id, count ? sheet_row_id(sheet, count - 1) : "", none);
		assert_true(ui_do(&desk->ui, &made));
		assert_true(sheet_find(sheet, row_id, &row));
	}
	free(none);
	while ((word = strtok_r(rest, " ", &rest))) {
		char *equals = strchr(word, '=');
		*equals = '\0';
		int field = form_field(sheet_form(sheet), word);
		if (field < 0)
			fail_msg("no field %s", word);
		step_set(&step, sheet, row, field, equals + 1);
	}
	assert_true(ui_do(&desk->ui, &step));
	step_release(&step);
	step_release(&made);
	free(text);
}

static void add_risk(struct desk *desk, const char *id, const char *threat, int likelihood,
                     const char *impact, const char *frequency)
{
	char *cells = mem_print("threat_text=%s asset_value_own=2 threat_score=2 vuln_score=2 "
	                        "likelihood_own=%d impact=%s frequency=%s",
	                        threat, likelihood, impact, frequency);

	fill(desk, "risks", id, cells);
	free(cells);
}

/*
 * Before: heavy/often R-001, heavy/sometimes R-002, medium/often R-003 R-004, medium/rare R-005,
 * nowhere R-006 (no frequency).
 * R-001 has two treatments, one medium, one rare: medium/rare after. R-002: avoided and done:
 * light/rare. R-003: what would have helped was cancelled: as before. R-004: light/often, middle.
 */
static void add_risks(struct desk *desk)
{
	add_risk(desk, "R-001", "停止", 3, "heavy", "often");
	add_risk(desk, "R-002", "紛失", 2, "heavy", "sometimes");
	add_risk(desk, "R-003", "改ざん", 3, "medium", "often");
	add_risk(desk, "R-004", "のぞき見", 1, "medium", "often");
	add_risk(desk, "R-005", "火事", 1, "medium", "rare");
	add_risk(desk, "R-006", "誤送信", 3, "heavy", "");
	fill(desk, "treatments", "T-001", "risk=R-001 option=reduce status=running impact_after=medium vuln_after=1");
	fill(desk, "treatments", "T-002",
	     "risk=R-001 option=transfer status=not_started frequency_after=rare likelihood_after=2");
	fill(desk, "treatments", "T-003", "risk=R-002 option=avoid status=done");
	fill(desk, "treatments", "T-004",
	     "risk=R-003 option=reduce status=stopped impact_after=light frequency_after=rare likelihood_after=0");
	fill(desk, "treatments", "T-005", "risk=R-004 option=accept impact_after=light");
}

static void open_matrix(struct desk *desk, const char *row)
{
	ui_push(&desk->ui, view_matrix_new(&desk->ui, "risks", row));
	look(desk);
}

static struct desk *desk_at_matrix(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_with_risks(rows, cols, lang);

	add_risks(desk);
	open_matrix(desk, "");
	return desk;
}

static void test_matrix__before_and_after_side_by_side(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_JA);

	(void)state;
	/* high: heavy/often, heavy/sometimes, medium/often; middle: light/often; low: the rest */
	assert_row(desk, 2, " 対応前   高 4  中 0  低 1               対応後   高 1  中 1  低 3");
	assert_row(desk, 3, " 影響 +----------+----------+----------+ 影響 +----------+----------+----------+");
	assert_row(desk, 4, "   重 |  0 中    |  1 高    |  1 高    |   重 |  0 中    |  0 高    |  0 高    |");
	assert_row(desk, 5, "      |          | R-002    | R-001    |      |          |          |          |");
	assert_row(desk, 7, "   中 |  1 低    |  0 中    |  2 高    |   中 |  2 低    |  0 中    |  1 高    |");
	assert_row(desk, 8, "      | R-005    |          | R-003    |      | R-001    |          | R-003    |");
	assert_row(desk, 10, "   軽 |  0 低    |  0 低    |  0 中    |   軽 |  1 低    |  0 低    |  1 中    |");
	assert_row(desk, 11, "      |          |          |          |      | R-002    |          | R-004    |");
	assert_row(desk, 13, " 頻度      稀         中         頻      頻度      稀         中         頻");
	assert_row(desk, 14, " まだ置けないもの  1");
	assert_row(desk, 15, " 影響 重・頻度 頻   高   1件");
	/* 2 x 2 x 1 x 2 = 8 */
	assert_row(desk, 16, "   R-001   停止                        24 -> 8    低減、転嫁");
	leave_desk(desk);
}

static void test_matrix__the_same_in_english(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_EN);

	(void)state;
	assert_row(desk, 2, " Before   High 4  Mid 0  Low 1           After   High 1  Mid 1  Low 3");
	assert_row(desk, 4, "  Heavy |  0 Mid  |  1 High |  1 High |   Heavy |  0 Mid  |  0 High |  0 High |");
	assert_row(desk, 14, " Not placed yet  1");
	assert_row(desk, 15, " Impact Heavy, Frequency Often   High   1");
	assert_shows(desk, "Reduce, Transfer");
	leave_desk(desk);
}

static void test_matrix__arrows_move_and_stop_at_the_edges(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_JA);

	(void)state;
	press(desk, "Right");
	press(desk, "Up");
	assert_shows(desk, " 影響 重・頻度 頻   高   1件");
	press(desk, "Left");
	assert_shows(desk, " 影響 重・頻度 中   高   1件");
	press(desk, "Left");
	press(desk, "Left");
	press(desk, "Down");
	assert_shows(desk, " 影響 中・頻度 稀   低   1件");
	press(desk, "End");
	assert_shows(desk, " 影響 中・頻度 頻   高   2件");
	press(desk, "^End");
	assert_shows(desk, " 影響 軽・頻度 稀   低   0件");
	press(desk, "Enter");
	assert_shows(desk, "このますには何もありません。");
	press(desk, "^Home");
	assert_shows(desk, " 影響 重・頻度 頻   高   1件");
	leave_desk(desk);
}

static void test_matrix__tab_turns_to_the_same_cell_on_the_other_side(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_JA);

	(void)state;
	press(desk, "Down");
	assert_shows(desk, " 影響 中・頻度 頻   高   2件");
	assert_shows(desk, "Tab 対応後");
	press(desk, "Tab");
	assert_shows(desk, " 影響 中・頻度 頻   高   1件");
	assert_shows(desk, "Tab 対応前");
	assert_shows(desk, "   R-003   改ざん                      24 -> 24");
	press(desk, "Tab");
	assert_shows(desk, " 影響 中・頻度 頻   高   2件");
	leave_desk(desk);
}

static const char *cell_row(struct desk *desk)
{
	return ((struct cell_view *)ui_top(&desk->ui))->row;
}

static void test_matrix__enter_goes_to_the_rows_and_on_to_one(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_JA);

	(void)state;
	press(desk, "Down");
	press(desk, "Enter");
	assert_shows(desk, "Esc ますへ");
	press(desk, "Down");
	press(desk, "Down"); /* there are only two */
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "record");
	assert_string_equal(cell_row(desk), "R-004");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "matrix");
	press(desk, "Esc"); /* back to the cells, not out */
	assert_string_equal(top_name(desk), "matrix");
	assert_shows(desk, "Esc 戻る");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

static void test_matrix__down_leads_past_what_has_no_place_into_the_list(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_JA);

	(void)state;
	press(desk, "Down");
	press(desk, "Down");
	press(desk, "Down"); /* below the last line: what has no place */
	assert_row(desk, 15, " まだ置けないもの  1");
	assert_shows(desk, "影響か頻度がまだの行です。");
	press(desk, "Down");
	assert_shows(desk, "Esc ますへ");
	press(desk, "Enter");
	assert_string_equal(cell_row(desk), "R-006");
	assert_shows(desk, "どれくらい起きるか"); /* it stands on what is lacking: the frequency */
	type(desk, "1"); /* often, the first choice */
	press(desk, "Esc");
	/* Nothing is left without a place; 4 + 1 are high now. */
	assert_shows(desk, " 対応前   高 5  中 0  低 1");
	assert_false(shows(desk, "まだ置けないもの"));
	leave_desk(desk);
}

static void test_matrix__follows_other_worksheets(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_JA);

	(void)state;
	fill(desk, "treatments", "T-004", "status=running");
	assert_shows(desk, "対応後   高 0  中 1  低 4");
	fill(desk, "treatments", "T-003", "status=running"); /* not avoided yet */
	assert_shows(desk, "対応後   高 1  中 1  低 3");
	press(desk, "^Z"); /* shows what it takes back; Esc returns */
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "matrix");
	assert_shows(desk, "対応後   高 0  中 1  低 4");
	leave_desk(desk);
}

static void test_matrix__f7_keeps_the_row(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	add_risks(desk);
	ui_jump(&desk->ui, "risks", "R-004", "threat");
	assert_string_equal(top_name(desk), "sheet");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "matrix");
	assert_shows(desk, " 影響 中・頻度 頻   高   2件");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "top");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "sheet");
	assert_string_equal(cell_row(desk), "R-004");
	leave_desk(desk);
}

static void test_matrix__one_side_at_a_time_when_narrow(void **state)
{
	struct desk *desk = desk_at_matrix(10, 40, LANG_JA);

	(void)state;
	assert_row(desk, 1, " 対応前     稀        中        頻");
	assert_row(desk, 2, "     重    0 中      1 高      1 高");
	assert_row(desk, 3, "     中    1 低      0 中      2 高");
	assert_row(desk, 5, " まだ置けないもの  1");
	assert_row(desk, 6, " 影響 重・頻度 頻   高   1件");
	press(desk, "Tab");
	assert_row(desk, 1, " 対応後     稀        中        頻");
	assert_row(desk, 4, "     軽    1 低      0 低      1 中");
	press(desk, "Tab");
	press(desk, "Enter"); /* the list has the screen */
	assert_row(desk, 1, " 影響 重・頻度 頻   高   1件");
	assert_row(desk, 2, "   R-001   停止              24 -> 8");
	leave_desk(desk);
}

static void test_matrix__any_size(void **state)
{
	static const int sizes[][2] = {{10, 40}, {12, 63}, {16, 64}, {24, 80}, {50, 200}, {19, 120}};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
			struct desk *desk = desk_at_matrix(sizes[i][0], sizes[i][1], lang);
			press(desk, "Down");
			press(desk, "Enter");
			assert_shows(desk, "R-003"); /* what the list holds is on the screen */
			leave_desk(desk);
		}
}

static void test_matrix__without_rows(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	open_matrix(desk, "");
	assert_row(desk, 2, " 対応前   高 0  中 0  低 0               対応後   高 0  中 0  低 0");
	press(desk, "Down");
	press(desk, "Down");
	press(desk, "Down");
	press(desk, "Down");
	press(desk, "F4");
	assert_shows(desk, "このますには何もありません。");
	press(desk, "Tab");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "matrix");
	leave_desk(desk);
}

/* worst_case has no after: one table, and Tab has nothing to do. */
static void test_matrix__of_a_worksheet_without_an_after(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	fill(desk, "worst_case", "W-001", "scenario=受注が止まる impact=heavy frequency=rare");
	ui_push(&desk->ui, view_matrix_new(&desk->ui, "worst_case", "W-001"));
	assert_row(desk, 2, " 高 0  中 1  低 0");
	assert_shows(desk, " 影響 重・頻度 稀   中   1件");
	assert_shows(desk, "W-001   受注が止まる");
	assert_false(shows(desk, "対応"));
	press(desk, "Tab");
	assert_row(desk, 2, " 高 0  中 1  低 0");
	leave_desk(desk);
}

static void test_matrix__a_click_selects(void **state)
{
	struct desk *desk = desk_at_matrix(24, 80, LANG_JA);
	struct event click = {.kind = EVENT_MOUSE, .row = 11, .col = 50};

	(void)state;
	ui_handle(&desk->ui, &click); /* after: light and rare */
	assert_shows(desk, " 影響 軽・頻度 稀   低   1件");
	assert_shows(desk, "   R-002   紛失                        16 -> 0");
	click.row = 16;
	ui_handle(&desk->ui, &click);
	assert_shows(desk, "Esc ますへ");
	ui_handle(&desk->ui, &click);
	assert_string_equal(cell_row(desk), "R-002");
	leave_desk(desk);
}

/* ---- the top of the list ---- */

/* Scores: 24 16 24 8 8 24; a year: R-002 1,000,000, R-001 500,000. */
static void add_losses(struct desk *desk)
{
	fill(desk, "ale", "AL-001", "risk=R-001 asset_value_own=5000000 ef=100 every_years=10");
	fill(desk, "ale", "AL-002", "risk=R-002 asset_value_own=5000000 ef=100 every_years=5");
}

static void test_top__ranks_by_each_yardstick(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	add_risks(desk);
	add_losses(desk);
	ui_push(&desk->ui, view_top_new(&desk->ui, "risks", "R-003"));
	assert_row(desk, 3, "    1 R-001   停止                         24    1                  500,000    2");
	assert_row(desk, 4, "    1 R-003   改ざん                       24    1");
	assert_row(desk, 5, "    1 R-006   誤送信                       24    1");
	assert_row(desk, 6, "    4 R-002   紛失                         16    4                1,000,000    1");
	assert_row(desk, 7, "    5 R-004   のぞき見                      8    5");
	assert_row(desk, 8, "    5 R-005   火事                          8    5");
	press(desk, "Tab"); /* IPA: none has an asset; nothing is ranked, the file's order */
	assert_row(desk, 3, "      R-001   停止                         24    1                  500,000    2");
	press(desk, "Tab"); /* the loss */
	assert_row(desk, 3, "    1 R-002   紛失                         16    4                1,000,000    1");
	assert_row(desk, 5, "      R-003   改ざん                       24    1");
	leave_desk(desk);
}

static void test_top__says_where_the_first_places_differ(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	add_risks(desk);
	add_losses(desk);
	ui_push(&desk->ui, view_top_new(&desk->ui, "risks", ""));
	assert_shows(desk, "リスクの点数 1位    R-001 R-003 R-006");
	assert_shows(desk, "IPAのリスク値 1位   まだありません");
	assert_shows(desk, "年間予想損失額 1位  R-002");
	assert_shows(desk, "R-001 は「リスクの点数」では1位、「年間予想損失額」では2位です。");
	assert_shows(desk, "R-002 は「年間予想損失額」では1位、「リスクの点数」では4位です。");
	assert_shows(desk, "R-003 は「リスクの点数」では1位ですが、「年間予想損失額」がまだです。");
	leave_desk(desk);
}

static void test_top__says_what_all_agree_on(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_EN);

	(void)state;
	add_risk(desk, "R-001", "a", 3, "heavy", "often");
	add_risk(desk, "R-002", "b", 1, "heavy", "often");
	fill(desk, "ale", "AL-001", "risk=R-001 asset_value_own=5000000 ef=100 every_years=10");
	ui_push(&desk->ui, view_top_new(&desk->ui, "risks", ""));
	assert_shows(desk, "First by every yardstick: R-001");
	assert_shows(desk, "All yardsticks agree on the first place.");
	leave_desk(desk);
}

static void test_top__keeps_the_row_while_sorted_anew(void **state)
{
	struct desk *desk = desk_with_risks(10, 40, LANG_JA);

	(void)state;
	add_risks(desk);
	add_losses(desk);
	ui_push(&desk->ui, view_top_new(&desk->ui, "risks", "R-003"));
	look(desk);
	press(desk, "Left"); /* by the loss: R-003 has none, behind */
	press(desk, "Enter");
	assert_string_equal(cell_row(desk), "R-003");
	press(desk, "Esc");
	press(desk, "Home");
	press(desk, "Enter");
	assert_string_equal(cell_row(desk), "R-002");
	leave_desk(desk);
}

/* ---- a query's grid ---- */

static void test_query__shows_its_rows_and_writes_them_where_they_are(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);
	struct sheet *risks;
	size_t row;

	(void)state;
	add_risks(desk);
	ui_push(&desk->ui, view_sheet_new(&desk->ui, "open_risks"));
	assert_shows(desk, "受容できていないリスク    2件");
	assert_shows(desk, " R-003   改ざん");
	assert_shows(desk, " R-006   誤送信");
	assert_false(shows(desk, "R-001"));
	assert_shows(desk, "残ったリスク 2   対応がない 2   まだ考えていない 2");
	for (int i = 0; i < 4; i++)
		press(desk, "Right");
	type(desk, "休日がこわい");
	press(desk, "Enter");
	risks = sheet_of(desk, "risks");
	assert_true(sheet_find(risks, "R-003", &row));
	assert_string_equal(sheet_cell(risks, row, (size_t)form_field(sheet_form(risks), "thought")),
	                    "休日がこわい");
	assert_shows(desk, "まだ考えていない 1");
	assert_int_equal(sheet_row_count(sheet_of(desk, "open_risks")), 0);
	press(desk, "^Z"); /* back in the same grid */
	assert_shows(desk, "受容できていないリスク    2件");
	assert_shows(desk, "まだ考えていない 2");
	leave_desk(desk);
}

static void test_query__has_no_row_below_the_last(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	add_risks(desk);
	ui_push(&desk->ui, view_sheet_new(&desk->ui, "open_risks"));
	look(desk);
	press(desk, "^End");
	press(desk, "Down");
	assert_string_equal(cell_row(desk), "R-006");
	press(desk, "F4"); /* the record form is the worksheet's */
	assert_string_equal(top_name(desk), "record");
	assert_string_equal(cell_row(desk), "R-006");
	leave_desk(desk);
}

/* ---- sums ---- */

static void add_budget(struct desk *desk)
{
	fill(desk, "budget", "B-001", "measure_text=盾 group=before year=2026 month=12 amount=85000");
	fill(desk, "budget", "B-002", "measure_text=訓練 group=running year=2027 month=4 amount=96000");
	fill(desk, "budget", "B-003", "measure_text=保険 group=after year=2027 month=3 amount=180000");
	fill(desk, "budget", "B-004", "measure_text=網 group=before year=2026 month=12 amount=140000");
	fill(desk, "budget", "B-005",
	     "measure_text=監査 group=before year=2027 month=3 amount=450000 approved=refused");
	fill(desk, "ale", "AL-001", "scenario=停止 asset_value_own=5000000 ef=100 every_years=10");
}

static void test_sums__by_month_and_kind_beside_the_loss(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	add_budget(desk);
	ui_jump(&desk->ui, "budget", "B-003", "amount");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "sums");
	assert_row(desk, 2, " 支払いの月  事前対策  対策運用  事後対策       計");
	assert_row(desk, 3, " 2026-12      225,000                      225,000");
	assert_row(desk, 4, " 2027-03            0             180,000  180,000");
	assert_row(desk, 5, " 2027-04                 96,000             96,000");
	assert_row(desk, 6, " 計           225,000    96,000   180,000  501,000");
	assert_row(desk, 8, " 合計                   501,000");
	assert_row(desk, 12, " 年間予想損失額         500,000");
	press(desk, "F7");
	assert_string_equal(cell_row(desk), "B-003");
	leave_desk(desk);
}

static void test_sums__a_narrow_screen_scrolls(void **state)
{
	struct desk *desk = desk_with_risks(10, 40, LANG_JA);

	(void)state;
	add_budget(desk);
	ui_push(&desk->ui, view_sums_new(&desk->ui, "budget", ""));
	assert_row(desk, 1, " 支払いの月  事前対策       計         >");
	press(desk, "Right");
	assert_row(desk, 1, " 支払いの月  対策運用       計         >");
	press(desk, "Right");
	press(desk, "Right");
	assert_row(desk, 1, " 支払いの月  事後対策       計         <");
	assert_row(desk, 5, " 計           180,000  501,000");
	leave_desk(desk);
}

static void test_sums__without_rows(void **state)
{
	struct desk *desk = desk_with_risks(24, 80, LANG_JA);

	(void)state;
	ui_push(&desk->ui, view_sums_new(&desk->ui, "budget", ""));
	assert_row(desk, 2, " 支払いの月  事前対策  対策運用  事後対策  計");
	press(desk, "Down");
	press(desk, "^End");
	assert_row(desk, 3, " 計");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matrix__before_and_after_side_by_side),
		cmocka_unit_test(test_matrix__the_same_in_english),
		cmocka_unit_test(test_matrix__arrows_move_and_stop_at_the_edges),
		cmocka_unit_test(test_matrix__tab_turns_to_the_same_cell_on_the_other_side),
		cmocka_unit_test(test_matrix__enter_goes_to_the_rows_and_on_to_one),
		cmocka_unit_test(test_matrix__down_leads_past_what_has_no_place_into_the_list),
		cmocka_unit_test(test_matrix__follows_other_worksheets),
		cmocka_unit_test(test_matrix__f7_keeps_the_row),
		cmocka_unit_test(test_matrix__one_side_at_a_time_when_narrow),
		cmocka_unit_test(test_matrix__any_size),
		cmocka_unit_test(test_matrix__without_rows),
		cmocka_unit_test(test_matrix__of_a_worksheet_without_an_after),
		cmocka_unit_test(test_matrix__a_click_selects),
		cmocka_unit_test(test_top__ranks_by_each_yardstick),
		cmocka_unit_test(test_top__says_where_the_first_places_differ),
		cmocka_unit_test(test_top__says_what_all_agree_on),
		cmocka_unit_test(test_top__keeps_the_row_while_sorted_anew),
		cmocka_unit_test(test_query__shows_its_rows_and_writes_them_where_they_are),
		cmocka_unit_test(test_query__has_no_row_below_the_last),
		cmocka_unit_test(test_sums__by_month_and_kind_beside_the_loss),
		cmocka_unit_test(test_sums__a_narrow_screen_scrolls),
		cmocka_unit_test(test_sums__without_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

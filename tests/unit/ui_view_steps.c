/* ui_view_steps.c - STRIDE letter by letter, as a person at the keys does it. */
#include "stride_desk.h"

#include "sonae/store/draft.h"

/* F7 twice from the grid of an empty worksheet: S of the first important asset. */
static struct desk *desk_at_steps(int rows, int cols, enum lang lang)
{
	struct desk *desk = stride_desk(rows, cols, lang);

	press(desk, "F7");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "steps");
	return desk;
}

static void press_times(struct desk *desk, const char *key, int times)
{
	for (int i = 0; i < times; i++)
		press(desk, key);
}

static enum progress progress_of_stride(struct desk *desk)
{
	return progress_of(folder_book(desk->session.folder), sheet_of(desk, "stride"));
}

static double considered(struct desk *desk, const char *row_id)
{
	struct sheet *sheet = sheet_of(desk, "stride");
	size_t row;

	assert_true(sheet_find(sheet, row_id, &row));
	return book_value(folder_book(desk->session.folder), sheet, row,
	                  form_field(sheet_form(sheet), "considered"))
	    .number;
}

static void test_steps__a_step_asks_its_question(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	assert_row(desk, 0, " S なりすまし   A-001 顧客名簿                                    第5回  保存済");
	assert_row(desk, 2, " S      T      R      I      D      E                                       0/6");
	assert_row(desk, 4, " 別の人や別の機械のふりをする");
	assert_row(desk, 5, " 共有のIDや初めのままのパスワードで、だれでもサーバに入れないか。");
	assert_row(desk, 7, " +       起こりうることをここに打つ。思い当たらなければ Space");
	assert_shows(desk, "Space ここには無い");
	leave_desk(desk);
}

/* A PC is asked for otherwise than a server, and a flow otherwise than both. */
static void test_steps__the_question_fits_the_target(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_EN);

	(void)state;
	assert_shows(desk, "Do shared IDs or factory passwords let anyone into the server?");
	press(desk, "F4");
	type(desk, "A-003");
	press(desk, "Enter");
	assert_shows(desk, "S Spoofing   A-003 設計図面");
	assert_shows(desk, "Could another person use a PC left unattended?");
	press(desk, "F4");
	type(desk, "受付から金庫まで");
	press(desk, "Down"); /* past the list: as typed */
	press(desk, "Enter");
	assert_shows(desk, "S Spoofing   受付から金庫まで");
	assert_shows(desk, "Could anyone pose as sender or receiver?");
	leave_desk(desk);
}

static void test_steps__space_says_nothing_here_and_goes_on(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	press(desk, "Space");
	assert_int_equal(stride_rows(desk), 1);
	assert_string_equal(stride_cell(desk, "ST-001", "target"), "A-001");
	assert_string_equal(stride_cell(desk, "ST-001", "element"), "spoofing");
	assert_string_equal(stride_cell(desk, "ST-001", "judgement"), "minor");
	assert_string_equal(stride_cell(desk, "ST-001", "threat"), "");
	assert_row(desk, 0, " T 改ざん   A-001 顧客名簿                                        第5回  記録済");
	assert_row(desk, 2, " S .    T      R      I      D      E                                       1/6");
	leave_desk(desk);
}

/* An IME sends the wide blank as a text. */
static void test_steps__a_full_width_blank_says_so_too(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	type(desk, "　");
	assert_string_equal(stride_cell(desk, "ST-001", "judgement"), "minor");
	assert_shows(desk, " T 改ざん");
	leave_desk(desk);
}

static void test_steps__not_applicable_is_an_answer_too(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	type(desk, "対象外");
	press(desk, "Enter");
	assert_string_equal(stride_cell(desk, "ST-001", "judgement"), "n/a");
	assert_string_equal(stride_cell(desk, "ST-001", "threat"), "");
	assert_row(desk, 2, " S .    T      R      I      D      E                                       1/6");
	assert_shows(desk, " T 改ざん");
	assert_true(value_number_equals(considered(desk, "ST-001"), 1)); /* by the form's own rule */
	leave_desk(desk);
}

/* The text makes the row; then what is asked of it, down to the verdict. */
static void test_steps__a_threat_is_typed_and_its_fields_follow(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	type(desk, "退職者が残ったIDで入る");
	press(desk, "Enter");
	assert_string_equal(stride_cell(desk, "ST-001", "threat"), "退職者が残ったIDで入る");
	assert_string_equal(stride_cell(desk, "ST-001", "target"), "A-001");
	assert_string_equal(stride_cell(desk, "ST-001", "element"), "spoofing");
	assert_row(desk, 2, " S ?    T      R      I      D      E                                       0/6");
	assert_row(desk, 7, " ST-001  退職者が残ったIDで入る");
	type(desk, "２"); /* on the source: 計画 */
	press(desk, "Down");
	type(desk, "退職日にIDを止める");
	press(desk, "Enter");
	type(desk, "IDの一覧がない");
	press(desk, "Enter");
	type(desk, "1");
	assert_string_equal(stride_cell(desk, "ST-001", "source"), "deliberate");
	assert_string_equal(stride_cell(desk, "ST-001", "measure_now"), "退職日にIDを止める");
	assert_string_equal(stride_cell(desk, "ST-001", "weakness"), "IDの一覧がない");
	assert_string_equal(stride_cell(desk, "ST-001", "judgement"), "act");
	assert_row(desk, 2, " S !    T      R      I      D      E                                       1/6");
	assert_shows(desk, "^W リスクへ");
	leave_desk(desk);
}

static void test_steps__choices_open_their_list(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	type(desk, "水害");
	press(desk, "Enter");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "pick");
	press_times(desk, "Down", 2);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "steps");
	assert_string_equal(stride_cell(desk, "ST-001", "source"), "disaster");
	leave_desk(desk);
}

/* Below the last row of a letter waits the next one. */
static void test_steps__several_threats_under_one_letter(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	type(desk, "一つ目");
	press(desk, "Enter");
	press(desk, "^N");
	type(desk, "二つ目");
	press(desk, "Enter");
	assert_int_equal(stride_rows(desk), 2);
	assert_string_equal(stride_cell(desk, "ST-002", "element"), "spoofing");
	assert_row(desk, 7, " ST-001  一つ目");
	assert_row(desk, 8, " ST-002  二つ目");
	assert_row(desk, 9, "         もと");
	press(desk, "^N");
	press(desk, "Space"); /* two are there: it cannot be nothing */
	assert_int_equal(stride_rows(desk), 2);
	assert_string_equal(top_name(desk), "steps");
	leave_desk(desk);
}

/* A row that says nothing is here gets a text when something comes to mind after all. */
static void test_steps__nothing_here_can_be_thought_over(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	press(desk, "Space");
	press(desk, "PgUp");
	assert_row(desk, 7, " ST-001  (ここには無い)");
	type(desk, "やはりある");
	press(desk, "Enter");
	assert_int_equal(stride_rows(desk), 1);
	assert_string_equal(stride_cell(desk, "ST-001", "threat"), "やはりある");
	leave_desk(desk);
}

/* Three times nothing, three threats; then the next target with gaps is offered, and in the end
 * the worksheet is done. */
static void test_steps__all_six_then_the_next_target(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);

	(void)state;
	for (int i = 0; i < 3; i++) {
		press(desk, "Space");
		type(desk, "起こること");
		press(desk, "Enter");
		press_times(desk, "Down", 3);
		type(desk, "3"); /* 対策済 */
		press(desk, "PgDn");
	}
	assert_int_equal(stride_rows(desk), 6);
	assert_string_equal(top_name(desk), "pick");
	assert_shows(desk, "次はどれを考えますか");
	assert_shows(desk, "A-001 顧客名簿: どの文字も考えました。");
	assert_shows(desk, "重要度 2   6/6");
	assert_int_equal(progress_of_stride(desk), PROGRESS_STARTED);
	press(desk, "Enter"); /* on the next one */
	assert_shows(desk, " S なりすまし   A-003 設計図面");
	press_times(desk, "Space", 6);
	assert_shows(desk, "どの対象もそろいました");
	assert_int_equal(progress_of_stride(desk), PROGRESS_DONE);
	press(desk, "Enter"); /* on the whole table */
	assert_string_equal(top_name(desk), "coverage");
	assert_row(desk, 3, " A-001 顧客名簿        .    o    .    o    .    o     6/6");
	assert_row(desk, 4, " A-003 設計図面        .    .    .    .    .    .     6/6");
	assert_shows(desk, "12 / 12 を考えた");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

static void test_steps__undo_takes_back_one_answer(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_EN);

	(void)state;
	press(desk, "Space");
	press(desk, "Space");
	assert_shows(desk, " S .    T .    R ");
	press(desk, "^Z");
	assert_int_equal(stride_rows(desk), 1);
	assert_shows(desk, " T Tampering   A-001"); /* back where it was answered */
	assert_row(desk, 2, " S .    T      R      I      D      E                                       1/6");
	type(desk, "Altered on the way");
	press(desk, "Enter");
	assert_int_equal(stride_rows(desk), 2);
	press(desk, "^Z"); /* the row came with its text: both go */
	assert_int_equal(stride_rows(desk), 1);
	press(desk, "^Y");
	assert_string_equal(stride_cell(desk, "ST-003", "threat"), "Altered on the way");
	leave_desk(desk);
}

static void test_steps__letters_go_back_and_forth(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_EN);

	(void)state;
	press(desk, "Left");
	assert_shows(desk, " S Spoofing   A-001");
	press(desk, "Right");
	press(desk, "PgDn");
	assert_shows(desk, " R Repudiation   A-001");
	press(desk, "PgUp");
	assert_shows(desk, " T Tampering   A-001");
	type(desk, "ab");
	press(desk, "Left"); /* the caret's now */
	type(desk, "x");
	press(desk, "Enter");
	assert_string_equal(stride_cell(desk, "ST-001", "threat"), "axb");
	leave_desk(desk);
}

/* What was typed for a row not made yet comes back in one with its target and letter. */
static void test_steps__a_draft_keeps_its_target_and_letter(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);
	struct str store = {0};
	struct draft draft;

	(void)state;
	press(desk, "PgDn");
	type(desk, "書きかけの脅");
	assert_true(draft_read(desk->book, &store, &draft));
	ui_release(&desk->ui);
	session_close(&desk->session);
	struct draft_file *file = draft_file_new(desk->book);
	draft.next = "ST-002\ntarget=A-001\nelement=tampering"; /* as if ST-001 had not been written */
	assert_true(draft_keep(file, &draft, NULL));
	draft_file_free(file);
	str_release(&store);
	ui_init(&desk->ui, &desk->session, 24, 80);
	assert_true(ui_open(&desk->ui, desk->book));
	assert_true(ui_is_editing(&desk->ui));
	assert_shows(desk, "書きかけの脅");
	assert_string_equal(stride_cell(desk, "ST-002", "target"), "A-001");
	assert_string_equal(stride_cell(desk, "ST-002", "element"), "tampering");
	press(desk, "Enter");
	assert_string_equal(stride_cell(desk, "ST-002", "threat"), "書きかけの脅");
	leave_desk(desk);
}

static void test_steps__the_draft_names_target_and_letter(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_JA);
	struct str store = {0};
	struct draft draft;

	(void)state;
	type(desk, "脅");
	assert_true(draft_read(desk->book, &store, &draft));
	assert_string_equal(draft.row, "");
	assert_string_equal(draft.next, "ST-001\ntarget=A-001\nelement=spoofing");
	str_release(&store);
	leave_desk(desk);
}

/* ^W on an asset leads here, on a threat to be acted on into a risk. */
static void test_steps__from_an_asset_and_on_into_a_risk(void **state)
{
	struct desk *desk = stride_desk(24, 80, LANG_JA);

	(void)state;
	ui_jump(&desk->ui, "assets", "A-003", "name");
	rest(desk);
	assert_shows(desk, "^W 脅威を考える");
	press(desk, "^W");
	assert_shows(desk, "脅威を考える (STRIDE 脅威分析)");
	press(desk, "Enter");
	assert_shows(desk, " S なりすまし   A-003 設計図面");
	type(desk, "席を離れたPCを使う");
	press(desk, "Enter");
	press_times(desk, "Down", 3);
	type(desk, "1");
	press(desk, "^W");
	assert_shows(desk, "リスクアセスメント");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "record");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "steps");
	assert_row(desk, 2, " S o    T      R      I      D      E                                       1/6");
	leave_desk(desk);
}

static void test_steps__a_row_can_be_deleted(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_EN);

	(void)state;
	press(desk, "Space");
	press(desk, "PgUp");
	press(desk, "^K");
	assert_int_equal(stride_rows(desk), 0);
	assert_row(desk, 2, " S      T      R      I      D      E                                       0/6");
	leave_desk(desk);
}

/* Ten rows: the question, wrapped, and the line to type in. */
static void test_steps__fits_a_small_screen(void **state)
{
	struct desk *desk = desk_at_steps(10, 40, LANG_JA);

	(void)state;
	assert_row(desk, 0, " S なりすまし   A-001 顧客名簿");
	assert_row(desk, 1, " S    T    R    I    D    E         0/6");
	assert_row(desk, 2, " 別の人や別の機械のふりをする");
	type(desk, "退職者が残ったIDで入る");
	press(desk, "Enter");
	assert_shows(desk, "退職者が残ったIDで入る");
	press_times(desk, "Down", 3);
	assert_shows(desk, "判断");
	leave_desk(desk);
}

static void test_steps__a_wide_screen_shows_the_guide_beside(void **state)
{
	struct desk *desk = desk_at_steps(50, 200, LANG_EN);

	(void)state;
	assert_shows(desk, "Do shared IDs or factory passwords let anyone into the server?");
	press(desk, "Space");
	assert_shows(desk, " S .    T ");
	leave_desk(desk);
}

static void test_steps__a_reader_changes_nothing(void **state)
{
	struct desk *desk = desk_at_steps(24, 80, LANG_EN);

	(void)state;
	desk->session.read_only = true;
	press(desk, "Space");
	type(desk, "x");
	assert_false(ui_is_editing(&desk->ui));
	assert_int_equal(stride_rows(desk), 0);
	desk->session.read_only = false;
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps__a_step_asks_its_question),
		cmocka_unit_test(test_steps__the_question_fits_the_target),
		cmocka_unit_test(test_steps__space_says_nothing_here_and_goes_on),
		cmocka_unit_test(test_steps__a_full_width_blank_says_so_too),
		cmocka_unit_test(test_steps__not_applicable_is_an_answer_too),
		cmocka_unit_test(test_steps__a_threat_is_typed_and_its_fields_follow),
		cmocka_unit_test(test_steps__choices_open_their_list),
		cmocka_unit_test(test_steps__several_threats_under_one_letter),
		cmocka_unit_test(test_steps__nothing_here_can_be_thought_over),
		cmocka_unit_test(test_steps__all_six_then_the_next_target),
		cmocka_unit_test(test_steps__undo_takes_back_one_answer),
		cmocka_unit_test(test_steps__letters_go_back_and_forth),
		cmocka_unit_test(test_steps__a_draft_keeps_its_target_and_letter),
		cmocka_unit_test(test_steps__the_draft_names_target_and_letter),
		cmocka_unit_test(test_steps__from_an_asset_and_on_into_a_risk),
		cmocka_unit_test(test_steps__a_row_can_be_deleted),
		cmocka_unit_test(test_steps__fits_a_small_screen),
		cmocka_unit_test(test_steps__a_wide_screen_shows_the_guide_beside),
		cmocka_unit_test(test_steps__a_reader_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

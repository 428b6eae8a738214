/* ui_exercise.c - an exercise on the screen: answering, marks, explanations, taking it on. */
#include "ui_desk.h"

#define HEAD(title) \
	"[form]\nkind = \"exercise\"\ntitle_ja = \"" title "\"\ntitle_en = \"" title "\"\n" \
	"purpose_ja = \"解く\"\npurpose_en = \"Solve\"\n"
#define FIELD(id, type, label, more) \
	"[field " id "]\ntype = \"" type "\"\nlabel_ja = \"" label "\"\nlabel_en = \"" label "\"\n" \
	"help_ja = \"書く。\"\nhelp_en = \"Write.\"\n" more

static const char sums[] =
    HEAD("Sums") FIELD("answer", "number", "Answer", "width = \"10\"\n")
    FIELD("mark", "check", "Mark",
          "formula = \"if(item == 'one', answer == 6, answer == 50)\"\n");
static const char questions[] =
    "id,text.ja,text.en,unit.ja,unit.en,help.ja,help.en,why.ja,why.en,wrong.ja,wrong.en\n"
    "one,2かける3は,Two times three,個,pieces,かける,Multiply,2 x 3 = 6です,2 x 3 = 6,"
    "5: 足しています,5: You added\n"
    "two,10の半分は何%,Half as a share,%,%,,,1 / 2です,1 / 2 it is,,\n";
static const char boxes[] =
    HEAD("Boxes") "[exercise]\nroot_ja = \"根\"\nroot_en = \"Root\"\ntakes_on = \"wood\"\n"
    "wrong_ja = \"重複\"\nwrong_en = \"Twice\"\nall_right_ja = \"そろいました\"\nall_right_en = \"Complete\"\n"
    FIELD("answer", "text", "What", "")
    FIELD("mark", "check", "Mark", "formula = \"if(not empty(answer), count(where answer == this.answer) == 1)\"\n");
static const char parts[] =
    "id,under,text.ja,text.en\na,,甲,Box A\na1,a,甲の一,Part 1\na2,a,甲の二,Part 2\nb,,乙,Box B\n";
static const char wood[] =
    "[form]\nkind = \"tree\"\nprefix = \"W\"\ntitle_ja = \"森\"\ntitle_en = \"Wood\"\n"
    "purpose_ja = \"木\"\npurpose_en = \"Trees\"\n" FIELD("label", "text", "Label", "");

static void write_exercises(void)
{
	const char *dir = getenv("SONAE_FORMS");

	scratch_write(dir, "sums.ini", sums);
	scratch_write(dir, "given/sums.csv", questions);
	scratch_write(dir, "exercises/sums.ja.md", "**条件**です。\n\n| 品 | 数 |\n|---|--:|\n| 箱 | 3 |\n");
	scratch_write(dir, "exercises/sums.en.md", "All there **is**.\n\n| Thing | No |\n|---|--:|\n| box | 3 |\n");
	scratch_write(dir, "boxes.ini", boxes);
	scratch_write(dir, "given/boxes.csv", parts);
	scratch_write(dir, "examples/boxes.csv",
	              "id,answer.ja,answer.en\na,大,Big\na1,中,Medium\na2,小,Small\nb,外,Outside\n");
	scratch_write(dir, "wood.ini", wood);
}

static struct desk *desk_at_exercise(int rows, int cols, enum lang lang, const char *sheet)
{
	struct desk *desk = desk_at(rows, cols, lang);

	write_exercises();
	open_book(desk);
	ui_jump(&desk->ui, sheet, "", "");
	rest(desk);
	assert_string_equal(top_name(desk), "exercise");
	return desk;
}

static void answer(struct desk *desk, const char *text)
{
	type(desk, text);
	press(desk, "Enter");
}

static void test_exercise__what_is_given_stands_above_the_questions(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "sums");

	(void)state;
	assert_row(desk, 0, " Sums                                                                0/2  saved");
	assert_row(desk, 2, " All there is.");
	assert_row(desk, 4, " Thing  No");
	assert_row(desk, 5, " box     3");
	assert_row(desk, 7, " 1. Two times three");
	assert_row(desk, 8, "    Answer [          ] pieces");
	assert_row(desk, 9, " 2. Half as a share");
	assert_row(desk, 10, "    Answer [          ] %");
	assert_row(desk, 13, " Open 2: 1, 2");
	assert_false(shows(desk, "2 x 3 = 6"));
	leave_desk(desk);
}

/* One reads why; then Enter goes on, where it would only open what is right already. */
static void test_exercise__enter_after_a_right_answer_goes_on(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "sums");

	(void)state;
	answer(desk, "6");
	assert_shows(desk, "2 x 3 = 6");
	assert_shows(desk, "Enter Go on");
	press(desk, "Enter");
	answer(desk, "50");
	assert_row(desk, 8, "    Answer [         6] pieces  o Correct");
	assert_shows(desk, "  2/2  ");
	leave_desk(desk);
}

/* Somebody who types on without reading does not lose the right answer. */
static void test_exercise__typing_after_a_right_answer_goes_on(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "sums");

	(void)state;
	answer(desk, "6");
	answer(desk, "50");
	assert_row(desk, 8, "    Answer [         6] pieces  o Correct");
	assert_row(desk, 10, "    Answer [        50] %  o Correct");
	leave_desk(desk);
}

static void test_exercise__an_answer_is_marked_and_explained(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "sums");

	(void)state;
	answer(desk, "5 pieces");
	assert_row(desk, 8, "    Answer [         5] pieces  x Not yet");
	assert_row(desk, 13, " Again 1: 1   Open 1: 2");
	assert_row(desk, 14, " You added");
	assert_row(desk, 15, " 2 x 3 = 6");
	answer(desk, "６");
	assert_row(desk, 8, "    Answer [         6] pieces  o Correct");
	assert_row(desk, 14, " 2 x 3 = 6");
	assert_false(shows(desk, "You added"));
	press(desk, "Down");
	assert_false(shows(desk, "2 x 3 = 6"));
	answer(desk, "50%");
	assert_row(desk, 10, "    Answer [        50] %  o Correct");
	assert_row(desk, 0, " Sums                                                                 2/2  kept");
	assert_shows(desk, "Every answer is correct.");
	press(desk, "^Z");
	assert_row(desk, 10, "    Answer [          ] %");
	leave_desk(desk);
}

static void test_exercise__is_said_in_japanese(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_JA, "sums");

	(void)state;
	assert_row(desk, 4, " 品  数");
	assert_row(desk, 5, " 箱   3");
	answer(desk, "5");
	assert_row(desk, 8, "    Answer [         5] 個  x もう一度");
	assert_row(desk, 13, " 見直し 1: 1   未記入 1: 2");
	assert_row(desk, 14, " 足しています");
	answer(desk, "6");
	assert_row(desk, 8, "    Answer [         6] 個  o 正解");
	leave_desk(desk);
}

/* Seven lines: the pane takes what it needs but leaves four to the page. */
static void test_exercise__a_low_screen_scrolls_the_page(void **state)
{
	struct desk *desk = desk_at_exercise(10, 40, LANG_EN, "sums");

	(void)state;
	assert_row(desk, 1, " All there is.");
	assert_row(desk, 6, " 1. Two times three");
	/* Its answer is below: reading on comes before going on. */
	press(desk, "Down");
	assert_row(desk, 6, "    Answer [        ] pieces");
	answer(desk, "5");
	assert_row(desk, 3, " 1. Two times three");
	assert_row(desk, 4, "    Answer [       5] pieces  x Not yet");
	assert_row(desk, 5, " Again 1: 1   Open 1: 2");
	assert_row(desk, 6, " You added");
	press(desk, "Up");
	press(desk, "Up");
	press(desk, "Up");
	press(desk, "Up");
	press(desk, "Up");
	assert_row(desk, 1, " All there is.");
	/* What is typed is in sight wherever one has scrolled. */
	press(desk, "PgDn");
	press(desk, "PgUp");
	type(desk, "6");
	assert_shows(desk, "1. Two times three");
	leave_desk(desk);
}

/* One question whose explanation takes three lines of 38 columns, answered. */
static struct desk *desk_at_explanation(int rows)
{
	struct desk *desk = desk_at(rows, 40, LANG_EN);

	write_exercises();
	scratch_write(getenv("SONAE_FORMS"), "given/sums.csv",
	              "id,text.ja,text.en,why.ja,why.en\none,2x3,2 x 3,長い,"
	              "Two and two is four and two more is six and that is what we were looking for "
	              "when we set out to multiply\n");
	open_book(desk);
	ui_jump(&desk->ui, "sums", "", "");
	answer(desk, "7");
	return desk;
}

static void test_exercise__on_a_low_screen_the_explanation_comes_first(void **state)
{
	struct desk *desk = desk_at_explanation(10);

	(void)state;
	/* Seven rows: three for the page, one for the state, three for the explanation. */
	assert_row(desk, 4, " Again 1: 1");
	assert_row(desk, 5, " Two and two is four and two more is");
	leave_desk(desk);
	/* Six: the state gives way. */
	desk = desk_at_explanation(9);
	assert_row(desk, 4, " Two and two is four and two more is");
	assert_row(desk, 6, " for when we set out to multiply");
	leave_desk(desk);
}

static void test_exercise__a_wide_screen_is_fine(void **state)
{
	struct desk *desk = desk_at_exercise(50, 200, LANG_JA, "boxes");

	(void)state;
	assert_row(desk, 2, " 根");
	answer(desk, "大");
	assert_shows(desk, "o 正解");
	leave_desk(desk);
}

static void test_exercise__parts_are_drawn_as_a_tree(void **state)
{
	struct desk *desk = desk_at_exercise(24, 60, LANG_EN, "boxes");

	(void)state;
	assert_row(desk, 2, " Root");
	assert_row(desk, 3, " +- Box A     [                                 ]");
	assert_row(desk, 4, " |  +- Part 1 [                                 ]");
	assert_row(desk, 5, " |  +- Part 2 [                                 ]");
	assert_row(desk, 6, " +- Box B     [                                 ]");
	leave_desk(desk);
}

static void fill_boxes(struct desk *desk)
{
	answer(desk, "Big");
	answer(desk, "Medium");
	answer(desk, "Small");
	answer(desk, "Outside");
}

static void test_exercise__the_next_box_follows_and_what_is_missing_is_named(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "boxes");

	(void)state;
	answer(desk, "Big");
	answer(desk, "Big");
	assert_shows(desk, "Again 2: Box A, Part 1   Open 2: Part 2, Box B");
	assert_shows(desk, "x Twice");
	/* One stays where something is wrong. */
	answer(desk, "Medium");
	answer(desk, "Small");
	answer(desk, "Outside");
	assert_shows(desk, "Complete");
	assert_shows(desk, "4/4");
	leave_desk(desk);
}

static void test_exercise__the_sample_is_one_page(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "boxes");

	(void)state;
	press(desk, "F8");
	assert_string_equal(top_name(desk), "examples");
	assert_row(desk, 2, "  Root");
	assert_row(desk, 3, "  Box A  Big");
	assert_row(desk, 4, "    Part 1  Medium");
	assert_row(desk, 6, "  Box B  Outside");
	press(desk, "Right");
	assert_row(desk, 3, "  Box A  Big");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "exercise");
	leave_desk(desk);
}

/* One question over tables that are longer than the screen. */
static void test_exercise__chooses_an_answer_from_a_list(void **state)
{
	struct desk *desk = desk_at(10, 40, LANG_EN);
	const char *dir = getenv("SONAE_FORMS");

	(void)state;
	scratch_write(dir, "log.ini",
	              HEAD("Log") FIELD("answer", "choice", "PC", "")
	              "[choice answer pc_00]\nja = \"PC_00\"\nen = \"PC_00\"\n"
	              "[choice answer pc_3]\nja = \"PC_3\"\nen = \"PC_3\"\n"
	              FIELD("mark", "check", "Mark", "formula = \"answer == 'pc_3'\"\n"));
	scratch_write(dir, "given/log.csv",
	              "id,text.ja,text.en,wrong.ja,wrong.en\nwho,どれ,Which PC?,pc_00: 古い,pc_00: An older lease\n");
	scratch_write(dir, "exercises/log.en.md",
	              "| Time | From | To | Port | Bytes sent |\n|---|---|---|---|--:|\n"
	              "| 10:00 | 192.168.1.3 | 200.200.200.100 | 443 | 512 |\n"
	              "| 10:01 | 192.168.1.3 | 200.200.200.100 | 443 | 98 |\n"
	              "| 10:02 | 192.168.1.4 | 8.8.8.8 | 53 | 60 |\n| 10:03 | a | b | 1 | 1 |\n"
	              "| 10:04 | a | b | 1 | 1 |\n| 10:05 | a | b | 1 | 1 |\n| 10:06 | a | b | 1 | 1 |\n");
	open_book(desk);
	ui_jump(&desk->ui, "log", "", "");
	assert_row(desk, 2, " 10:00  192.168.1.3  200.200.200.100  >");
	press(desk, "PgDn");
	assert_shows(desk, "Which PC?");
	type(desk, "1");
	assert_shows(desk, "x Not yet");
	assert_shows(desk, "An older lease");
	type(desk, "2");
	assert_shows(desk, "[PC_3        ]");
	assert_shows(desk, "o Correct");
	leave_desk(desk);
}

static void test_exercise__is_taken_on_once_it_is_complete(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "boxes");
	struct sheet *sheet = book_sheet(folder_book(desk->session.folder), "wood", NULL);

	(void)state;
	ui_act(&desk->ui, ACTION_TAKE_ON);
	assert_shows(desk, "Finish every answer first");
	assert_int_equal(sheet_row_count(sheet), 0);
	fill_boxes(desk);
	ui_act(&desk->ui, ACTION_TAKE_ON);
	assert_int_equal(sheet_row_count(sheet), 5);
	assert_string_not_equal(top_name(desk), "exercise");
	assert_shows(desk, "Taken on into Wood as 5 rows.");
	assert_shows(desk, "Medium");
	press(desk, "^Z");
	assert_int_equal(sheet_row_count(sheet), 0);
	leave_desk(desk);
}

static void test_exercise__numbers_alone_take_nothing_on(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "sums");

	(void)state;
	ui_act(&desk->ui, ACTION_TAKE_ON);
	assert_string_equal(top_name(desk), "exercise");
	assert_false(shows(desk, "Finish every answer first"));
	leave_desk(desk);
}

/* Back in an exercise one goes on where one stopped. */
static void test_exercise__opens_at_the_first_open_question(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "sums");

	(void)state;
	answer(desk, "6");
	press(desk, "Esc");
	ui_jump(&desk->ui, "sums", "", "");
	answer(desk, "50");
	assert_row(desk, 8, "    Answer [         6] pieces  o Correct");
	assert_row(desk, 10, "    Answer [        50] %  o Correct");
	/* And a finding leads to its question. */
	ui_jump(&desk->ui, "sums", "one", "answer");
	answer(desk, "7");
	assert_row(desk, 8, "    Answer [         7] pieces  x Not yet");
	leave_desk(desk);
}

static void test_exercise__a_click_goes_to_a_question(void **state)
{
	struct desk *desk = desk_at_exercise(24, 80, LANG_EN, "sums");
	struct event click = {.kind = EVENT_MOUSE, .button = MOUSE_PRESS, .row = 10, .col = 20};

	(void)state;
	look(desk);
	assert_true(ui_handle(&desk->ui, &click));
	answer(desk, "50");
	assert_row(desk, 10, "    Answer [        50] %  o Correct");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exercise__what_is_given_stands_above_the_questions),
		cmocka_unit_test(test_exercise__an_answer_is_marked_and_explained),
		cmocka_unit_test(test_exercise__enter_after_a_right_answer_goes_on),
		cmocka_unit_test(test_exercise__typing_after_a_right_answer_goes_on),
		cmocka_unit_test(test_exercise__is_said_in_japanese),
		cmocka_unit_test(test_exercise__a_low_screen_scrolls_the_page),
		cmocka_unit_test(test_exercise__on_a_low_screen_the_explanation_comes_first),
		cmocka_unit_test(test_exercise__a_wide_screen_is_fine),
		cmocka_unit_test(test_exercise__parts_are_drawn_as_a_tree),
		cmocka_unit_test(test_exercise__the_next_box_follows_and_what_is_missing_is_named),
		cmocka_unit_test(test_exercise__the_sample_is_one_page),
		cmocka_unit_test(test_exercise__chooses_an_answer_from_a_list),
		cmocka_unit_test(test_exercise__is_taken_on_once_it_is_complete),
		cmocka_unit_test(test_exercise__numbers_alone_take_nothing_on),
		cmocka_unit_test(test_exercise__opens_at_the_first_open_question),
		cmocka_unit_test(test_exercise__a_click_goes_to_a_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

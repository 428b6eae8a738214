#include "sonae/ui/menu.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct menu menu;
static struct canvas canvas;

static int teardown(void **state)
{
	(void)state;
	menu_release(&menu);
	menu_release(&menu);
	canvas_release(&canvas);
	return 0;
}

static void fill(void)
{
	menu_add_heading(&menu, "台帳");
	menu_add(&menu, "情報資産", "assets");
	menu_add(&menu, "アカウント", "accounts");
	menu_add_heading(&menu, "計画");
	menu_add(&menu, "パソコンの更新", NULL);
	menu_add(&menu, "12月の訓練", "Training");
}

static void filter(const char *text)
{
	edit_start(&menu.filter, text, false);
	menu_filter(&menu);
}

/* Indices of the shown lines, the selected one in []. */
static void assert_shows(const char *expected)
{
	struct str shown = {0};

	for (size_t i = 0; i < menu.shown.count; i++)
		str_addf(&shown, i == menu.selected ? "[%zu]" : "%zu", menu.shown.at[i]);
	assert_string_equal(str_text(&shown), expected);
	str_release(&shown);
}

static void assert_drawn(int rows, int cols, bool ticks, const char *expected)
{
	struct str shown = {0};

	canvas_resize(&canvas, rows, cols);
	menu_draw(&menu, &canvas, (struct rect){0, 0, rows, cols}, ticks);
	canvas_dump(&canvas, &shown);
	assert_string_equal(str_text(&shown), expected);
	str_release(&shown);
}

static void test_menu__an_empty_one_has_nothing_to_choose(void **state)
{
	(void)state;
	assert_true(menu_chosen(&menu) == SIZE_MAX);
	assert_false(menu_move(&menu, 1));
	menu_filter(&menu);
	assert_drawn(1, 4, false, "\n");
	assert_false(canvas.cursor_visible);
	menu_add_heading(&menu, "見出しだけ");
	assert_true(menu_chosen(&menu) == SIZE_MAX);
}

static void test_menu__the_first_line_is_selected(void **state)
{
	(void)state;
	fill();
	assert_shows("0[1]2345");
	assert_int_equal(menu_chosen(&menu), 1);
}

static void test_menu__moving_skips_headings_and_stops_at_the_ends(void **state)
{
	(void)state;
	fill();
	assert_false(menu_move(&menu, -1));
	assert_shows("0[1]2345");
	assert_true(menu_move(&menu, 1));
	assert_true(menu_move(&menu, 1));
	assert_shows("0123[4]5");
	assert_true(menu_move(&menu, -1));
	assert_shows("01[2]345");
	assert_true(menu_move(&menu, 100));
	assert_shows("01234[5]");
	assert_false(menu_move(&menu, 1));
	assert_true(menu_move(&menu, -100));
	assert_shows("0[1]2345");
	assert_true(menu_move(&menu, 2)); /* on a heading: on to the next */
	assert_shows("0123[4]5");
	assert_false(menu_move(&menu, 0));
}

static void test_menu__filter_folds(void **state)
{
	(void)state;
	fill();
	filter("ﾊﾟｿｺﾝ");
	assert_shows("3[4]");
	filter("１２");
	assert_shows("3[5]");
	filter("TRAIN");
	assert_shows("3[5]");
	filter("ない");
	assert_shows("");
	assert_true(menu_chosen(&menu) == SIZE_MAX);
}

static void test_menu__every_word_must_occur(void **state)
{
	(void)state;
	fill();
	filter("a  情報");
	assert_shows("0[1]");
	filter("訓練　月 ");
	assert_shows("3[5]");
	filter("情報 パソコン");
	assert_shows("");
	filter("  ");
	assert_shows("0[1]2345");
}

static void test_menu__the_selection_stays_on_its_line(void **state)
{
	(void)state;
	fill();
	menu_select(&menu, 4);
	filter("の"); /* 4 and 5 */
	assert_shows("3[4]5");
	filter("訓練"); /* not 4 */
	assert_shows("3[5]");
	filter("");
	assert_shows("01234[5]");
	menu_select(&menu, 3); /* a heading */
	assert_shows("01234[5]");
	menu_select(&menu, 99);
	assert_shows("01234[5]");
}

static void test_menu__lines_added_under_a_filter(void **state)
{
	(void)state;
	edit_start(&menu.filter, "訓練", false);
	fill();
	assert_shows("3[5]");
}

static void test_menu__is_drawn(void **state)
{
	(void)state;
	fill();
	assert_drawn(7, 24, false,
	             " 台帳\n"
	             " 情報資産        assets\n"
	             " アカウント    accounts\n"
	             " 計画\n"
	             " パソコンの更新\n"
	             " 12月の訓練    Training\n"
	             "\n");
	assert_int_equal(canvas.cell[24].style, STYLE_ROLE_SELECTED);
	assert_int_equal(canvas.cell[24 + 23].style, STYLE_ROLE_SELECTED);
	assert_int_equal(canvas.cell[24 + 20].style, STYLE_ROLE_SELECTED);
	assert_int_equal(canvas.cell[48 + 20].style, STYLE_ROLE_MUTED);
	assert_int_equal(canvas.cell[1].style, STYLE_ROLE_HEADING);
	assert_int_equal(canvas.cursor_row, 1);
	assert_int_equal(canvas.cursor_col, 0);
}

static void test_menu__a_note_without_room_is_left_out(void **state)
{
	(void)state;
	fill();
	/* 1 + 8 + 2 + 6 + 1 = 18 for assets, 1 + 10 + 2 + 8 + 1 = 22 for the others */
	assert_drawn(3, 18, false, " 台帳\n 情報資産  assets\n アカウント\n");
	assert_drawn(3, 10, false, " 台帳\n 情報資産\n アカウ>\n");
}

static void test_menu__ticks(void **state)
{
	(void)state;
	fill();
	menu.lines.at[2].marked = true;
	assert_drawn(3, 16, true, " 台帳\n [ ] 情報資産\n [x] アカウント\n");
}

static void test_menu__scrolls_to_the_selection(void **state)
{
	(void)state;
	fill();
	menu_select(&menu, 5);
	assert_drawn(2, 16, false, " パソコンの更新\n 12月の訓練\n");
	menu_select(&menu, 4);
	assert_drawn(2, 16, false, " 計画\n パソコンの更新\n"); /* with its heading */
	menu_select(&menu, 1);
	assert_drawn(2, 16, false, " 台帳\n 情報資産\n");
	assert_drawn(1, 16, false, " 情報資産\n");
	menu_select(&menu, 5);
	assert_drawn(2, 16, false, " パソコンの更新\n 12月の訓練\n");
	filter("情報"); /* fewer lines: back up */
	assert_drawn(2, 16, false, " 台帳\n 情報資産\n");
	assert_int_equal(canvas.cursor_row, 1);
}

#define CASE(name) cmocka_unit_test_teardown(test_menu__##name, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(an_empty_one_has_nothing_to_choose),
		CASE(the_first_line_is_selected),
		CASE(moving_skips_headings_and_stops_at_the_ends),
		CASE(filter_folds),
		CASE(every_word_must_occur),
		CASE(the_selection_stays_on_its_line),
		CASE(lines_added_under_a_filter),
		CASE(is_drawn),
		CASE(a_note_without_room_is_left_out),
		CASE(ticks),
		CASE(scrolls_to_the_selection),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

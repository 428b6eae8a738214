#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/edit.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct edit edit;
static struct canvas canvas;

static int teardown(void **state)
{
	(void)state;
	edit_release(&edit);
	edit_release(&edit);
	canvas_release(&canvas);
	return 0;
}

/* `text` has the caret as |. */
static void start(const char *text, bool many_lines)
{
	const char *bar = strchr(text, '|');
	struct str plain = {0};

	str_add_n(&plain, text, (size_t)(bar - text));
	str_add(&plain, bar + 1);
	edit_start(&edit, str_text(&plain), many_lines);
	edit.caret = (size_t)(bar - text);
	str_release(&plain);
}

static void assert_edit(const char *expected)
{
	struct str shown = {0};

	str_add_n(&shown, edit_text(&edit), edit.caret);
	str_add_byte(&shown, '|');
	str_add(&shown, edit_text(&edit) + edit.caret);
	assert_string_equal(str_text(&shown), expected);
	str_release(&shown);
}

/* Draws in a corner of a bigger canvas; rows are shown with [] around the rect. */
static void assert_drawn(int rows, int cols, const char *expected, int caret_row, int caret_col)
{
	struct str shown = {0};

	canvas_resize(&canvas, rows + 2, cols + 2);
	for (int row = 0; row < rows; row++) {
		canvas_text(&canvas, row + 1, 0, 1, STYLE_ROLE_PLAIN, 0, "[");
		canvas_text(&canvas, row + 1, cols + 1, 1, STYLE_ROLE_PLAIN, 0, "]");
	}
	edit_draw(&edit, &canvas, (struct rect){1, 1, rows, cols}, STYLE_ROLE_EDIT);
	canvas_dump(&canvas, &shown);
	assert_string_equal(str_text(&shown), expected);
	assert_true(canvas.cursor_visible);
	assert_int_equal(canvas.cursor_row, caret_row + 1);
	assert_int_equal(canvas.cursor_col, caret_col + 1);
	str_release(&shown);
}

static void test_edit__starts_at_the_end(void **state)
{
	(void)state;
	assert_string_equal(edit_text(&edit), "");
	edit_start(&edit, "備え", false);
	assert_edit("備え|");
	edit_start(&edit, "か\u3099", false);
	assert_edit("が|");
	edit_start(&edit, "", true);
	assert_edit("|");
}

static void test_edit__typing(void **state)
{
	(void)state;
	start("情報|台帳", false);
	edit_insert(&edit, "資産");
	assert_edit("情報資産|台帳");
	edit_insert(&edit, "１");
	assert_edit("情報資産１|台帳");
	edit_insert(&edit, "");
	assert_edit("情報資産１|台帳");
}

static void test_edit__newlines_and_controls(void **state)
{
	(void)state;
	start("|", false);
	edit_insert(&edit, "一\n二\r\n三\r四\tx\033[1m\u200Bz");
	assert_edit("一 二 三 四 x[1m\u200Bz|");
	start("|", true);
	edit_insert(&edit, "一\n二\r\n三\r四\tx\001\x7F");
	assert_edit("一\n二\n三\n四 x|");
	start("|", true);
	edit_insert(&edit, "a\xFF" "b");
	assert_edit("a\uFFFDb|");
}

static void test_edit__marks_join_the_character_before(void **state)
{
	(void)state;
	start("か|x", false);
	edit_insert(&edit, "\u3099");
	assert_edit("が|x");
	edit_backspace(&edit);
	assert_edit("|x");
	start("|\u3099x", false); /* a mark without a letter: one comes */
	edit_insert(&edit, "は");
	assert_edit("ば|x");
	start("か\n|\u3099", true); /* what stood between them goes */
	assert_true(edit_backspace(&edit));
	assert_edit("が|");
	start("e|", false);
	edit_insert(&edit, "\u0301\u0323"); /* to canonical order: the dot below first */
	assert_edit("\u1EB9\u0301|");
}

static void test_edit__whole_characters_are_deleted(void **state)
{
	(void)state;
	start("葛\U000E0100👨‍👩‍👧|ﾊﾟx", false);
	assert_true(edit_backspace(&edit));
	assert_edit("葛\U000E0100|ﾊﾟx");
	assert_true(edit_delete(&edit));
	assert_edit("葛\U000E0100|x");
	assert_true(edit_backspace(&edit));
	assert_edit("|x");
	assert_false(edit_backspace(&edit));
	assert_true(edit_delete(&edit));
	assert_false(edit_delete(&edit));
	assert_edit("|");
}

static void test_edit__left_and_right(void **state)
{
	(void)state;
	start("備🇯🇵|ﾊﾟ", false);
	assert_true(edit_left(&edit));
	assert_edit("備|🇯🇵ﾊﾟ");
	assert_true(edit_left(&edit));
	assert_false(edit_left(&edit));
	assert_edit("|備🇯🇵ﾊﾟ");
	edit_right(&edit);
	edit_right(&edit);
	assert_true(edit_right(&edit));
	assert_false(edit_right(&edit));
	assert_edit("備🇯🇵ﾊﾟ|");
}

static void test_edit__home_and_end(void **state)
{
	(void)state;
	start("一行\n二|行\n三行", true);
	edit_home(&edit);
	assert_edit("一行\n|二行\n三行");
	edit_home(&edit);
	edit_end(&edit);
	assert_edit("一行\n二行|\n三行");
	edit_end(&edit);
	edit_first(&edit);
	assert_edit("|一行\n二行\n三行");
	edit_last(&edit);
	assert_edit("一行\n二行\n三行|");
	start("a\n|b", false); /* a line end from a file is one character here */
	edit_home(&edit);
	assert_edit("|a\nb");
	edit_end(&edit);
	assert_edit("a\nb|");
}

static void test_edit__up_and_down_keep_the_column(void **state)
{
	(void)state;
	start("情報資|産\nab\nabcdefgh", true);
	assert_false(edit_up(&edit, 20));
	assert_true(edit_down(&edit, 20));
	assert_edit("情報資産\nab|\nabcdefgh");
	assert_true(edit_down(&edit, 20));
	assert_edit("情報資産\nab\nabcdef|gh");
	assert_false(edit_down(&edit, 20));
	assert_true(edit_up(&edit, 20));
	assert_true(edit_up(&edit, 20));
	assert_edit("情報資|産\nab\nabcdefgh");
	edit_right(&edit); /* forgets the column, or sets a new one */
	edit_down(&edit, 20);
	edit_down(&edit, 20);
	assert_edit("情報資産\nab\nabcdefgh|");
	start("abcde|f\n情報資産", true); /* inside a wide character: before it */
	edit_down(&edit, 20);
	assert_edit("abcdef\n情報|資産");
}

static void test_edit__up_and_down_between_wrapped_lines(void **state)
{
	(void)state;
	/* seven columns, the last for the caret: 情報資 産管理 台帳 */
	start("情報資産管理台帳|", true);
	assert_int_equal(edit_lines(&edit, 7), 3);
	assert_true(edit_up(&edit, 7));
	assert_edit("情報資産管|理台帳");
	assert_true(edit_up(&edit, 7));
	assert_edit("情報|資産管理台帳");
	assert_false(edit_up(&edit, 7));
	/* behind a wrapped line's end is the next line: the place before it is taken */
	start("情報資産管理台帳\nabcdef|", true);
	edit_up(&edit, 7);
	assert_edit("情報資産管理台帳|\nabcdef");
	edit_up(&edit, 7);
	assert_edit("情報資産管|理台帳\nabcdef");
	edit_down(&edit, 7);
	edit_down(&edit, 7);
	assert_edit("情報資産管理台帳\nabcdef|");
}

static void test_edit__one_line_is_drawn(void **state)
{
	(void)state;
	start("備え|", false);
	assert_drawn(1, 8, "\n[備え    ]\n\n", 0, 4);
	start("|備え", false);
	assert_drawn(1, 8, "\n[備え    ]\n\n", 0, 0);
	start("a\n\u202Eb|", false); /* 1 + 1 + 8 + 1 columns */
	assert_drawn(1, 12, "\n[a↵<U+202E>b ]\n\n", 0, 11);
	assert_int_equal(canvas.cell[14 + 1].style, STYLE_ROLE_EDIT);
	assert_int_equal(canvas.cell[14 + 12].style, STYLE_ROLE_EDIT);
	assert_int_equal(canvas.cell[14 + 13].style, STYLE_ROLE_PLAIN);
}

static void test_edit__one_line_scrolls_to_the_caret(void **state)
{
	(void)state;
	start("abcdefghij|", false);
	assert_drawn(1, 5, "\n[ghij ]\n\n", 0, 4);
	edit_left(&edit);
	edit_left(&edit);
	assert_drawn(1, 5, "\n[ghij ]\n\n", 0, 2);
	edit_home(&edit);
	assert_drawn(1, 5, "\n[abcde]\n\n", 0, 0);
	for (int i = 0; i < 5; i++)
		edit_right(&edit);
	assert_drawn(1, 5, "\n[bcdef]\n\n", 0, 4); /* what is under the caret shows */
	start("情報資産|", false);
	assert_drawn(1, 6, "\n[資産  ]\n\n", 0, 4);
	edit_left(&edit);
	assert_drawn(1, 6, "\n[資産  ]\n\n", 0, 2);
}

static void test_edit__one_line_scrolls_back_when_it_gets_shorter(void **state)
{
	(void)state;
	start("abcdefghij|", false);
	assert_drawn(1, 5, "\n[ghij ]\n\n", 0, 4);
	edit_backspace(&edit);
	edit_backspace(&edit);
	assert_drawn(1, 5, "\n[efgh ]\n\n", 0, 4);
	for (int i = 0; i < 6; i++)
		edit_backspace(&edit);
	assert_drawn(1, 5, "\n[ab   ]\n\n", 0, 2);
}

static void test_edit__lines_are_drawn_wrapped(void **state)
{
	(void)state;
	start("情報資産|管理\nab", true);
	assert_drawn(4, 7, "\n[情報資 ]\n[産管理 ]\n[ab     ]\n[       ]\n\n", 1, 2);
	start("情報資産管理|", true);
	assert_drawn(3, 7, "\n[情報資 ]\n[産管理 ]\n[       ]\n\n", 1, 6);
	start("a\n|", true);
	assert_drawn(2, 7, "\n[a      ]\n[       ]\n\n", 1, 0);
	start("情報資|産", true);
	assert_drawn(2, 7, "\n[情報資 ]\n[産     ]\n\n", 1, 0);
}

static void test_edit__the_last_column_is_the_carets(void **state)
{
	(void)state;
	start("abcde|", true);
	assert_drawn(2, 6, "\n[abcde ]\n[      ]\n\n", 0, 5);
	edit_insert(&edit, "f");
	assert_drawn(2, 6, "\n[abcde ]\n[f     ]\n\n", 1, 1);
	start("情報資|", true);
	assert_drawn(2, 6, "\n[情報  ]\n[資    ]\n\n", 1, 2);
}

static void test_edit__lines_scroll_to_the_caret(void **state)
{
	(void)state;
	start("1\n2\n3\n4\n5|", true);
	assert_drawn(3, 5, "\n[3    ]\n[4    ]\n[5    ]\n\n", 2, 1);
	edit_up(&edit, 5);
	edit_up(&edit, 5);
	assert_drawn(3, 5, "\n[3    ]\n[4    ]\n[5    ]\n\n", 0, 1);
	edit_up(&edit, 5);
	assert_drawn(3, 5, "\n[2    ]\n[3    ]\n[4    ]\n\n", 0, 1);
	edit_last(&edit);
	for (int i = 0; i < 4; i++)
		edit_backspace(&edit);
	assert_drawn(3, 5, "\n[1    ]\n[2    ]\n[3    ]\n\n", 2, 1);
}

static void test_edit__blanks_behind_a_full_line_keep_the_caret_inside(void **state)
{
	(void)state;
	start("abcdef      |", true);
	assert_drawn(2, 7, "\n[abcdef ]\n[       ]\n\n", 0, 6);
}

static void test_edit__a_rect_of_nothing(void **state)
{
	(void)state;
	start("備|え", true);
	canvas_resize(&canvas, 2, 2);
	edit_draw(&edit, &canvas, (struct rect){0, 0, 0, 2}, STYLE_ROLE_EDIT);
	edit_draw(&edit, &canvas, (struct rect){0, 0, 2, 0}, STYLE_ROLE_EDIT);
	edit_draw(&edit, &canvas, (struct rect){0, 0, 2, 1}, STYLE_ROLE_EDIT);
	edit.many_lines = false;
	edit_draw(&edit, &canvas, (struct rect){0, 0, 1, 1}, STYLE_ROLE_EDIT);
	assert_edit("備|え");
}

static void test_edit__a_long_paste_is_quick(void **state)
{
	struct str paste = {0};
	(void)state;

	for (int i = 0; i < 500; i++)
		str_addf(&paste, "%d行目。情報資産の管理台帳を見直し、機密性を三段階で評価する。\n", i);
	start("前|後", true);
	canvas_resize(&canvas, 10, 40);
	long long begin = clock_ms();
	edit_insert(&edit, str_text(&paste));
	edit_draw(&edit, &canvas, (struct rect){0, 0, 10, 40}, STYLE_ROLE_EDIT);
	assert_true(clock_ms() - begin < 1000);
	assert_int_equal(edit.caret, paste.len + strlen("前"));
	assert_string_equal(edit_text(&edit) + edit.caret, "後");
	str_release(&paste);
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static bool is_border(const char *text, size_t at)
{
	size_t len = strlen(text), border = 0;

	while (border < at)
		border = utf8_next(text, len, border);
	return border == at;
}

static void do_something(unsigned choice, unsigned *seed)
{
	static const char *const typed[] = {
		"a", "備え", "\u3099", "か", "\n", " ", "🇯", "🇵", "👩", "\u200D", "ﾊ", "ﾟ",
		"\u0301\u0323", "각", "\u1100", "\u1161", "\u11A8", "、", "　", "word ", "\u0344",
		"\u212B", "①", "\xFF",
	};

	switch (choice) {
	case 0: edit_backspace(&edit); break;
	case 1: edit_delete(&edit); break;
	case 2: edit_left(&edit); break;
	case 3: edit_right(&edit); break;
	case 4: edit_up(&edit, 9); break;
	case 5: edit_down(&edit, 9); break;
	case 6: edit_home(&edit); break;
	case 7: edit_end(&edit); break;
	case 8: edit_backspace(&edit); break;
	default: edit_insert(&edit, typed[next_random(seed) % (sizeof(typed) / sizeof(typed[0]))]);
	}
}

/* The caret never stands inside a character, and the text is always valid and NFC. */
static void test_edit__random_work_keeps_the_promises(void **state)
{
	unsigned seed = 7;
	(void)state;

	canvas_resize(&canvas, 4, 9);
	for (int i = 0; i < 20000; i++) {
		if (i % 100 == 0)
			edit_start(&edit, "", i % 200 == 0);
		do_something(next_random(&seed) % 14, &seed);
		const char *text = edit_text(&edit);
		char *composed = utf8_nfc(text, strlen(text));
		assert_string_equal(text, composed);
		assert_true(utf8_is_valid(text, strlen(text)));
		assert_true(edit.caret <= strlen(text));
		assert_true(is_border(text, edit.caret));
		edit_draw(&edit, &canvas, (struct rect){0, 0, 4, 9}, STYLE_ROLE_EDIT);
		assert_true(canvas.cursor_visible);
		free(composed);
	}
}

#define CASE(name) cmocka_unit_test_teardown(test_edit__##name, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(starts_at_the_end),
		CASE(typing),
		CASE(newlines_and_controls),
		CASE(marks_join_the_character_before),
		CASE(whole_characters_are_deleted),
		CASE(left_and_right),
		CASE(home_and_end),
		CASE(up_and_down_keep_the_column),
		CASE(up_and_down_between_wrapped_lines),
		CASE(one_line_is_drawn),
		CASE(one_line_scrolls_to_the_caret),
		CASE(one_line_scrolls_back_when_it_gets_shorter),
		CASE(lines_are_drawn_wrapped),
		CASE(the_last_column_is_the_carets),
		CASE(lines_scroll_to_the_caret),
		CASE(blanks_behind_a_full_line_keep_the_caret_inside),
		CASE(a_rect_of_nothing),
		CASE(a_long_paste_is_quick),
		CASE(random_work_keeps_the_promises),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

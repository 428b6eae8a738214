#include "sonae/base/utf8.h"
#include "sonae/ui/canvas.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
	static struct canvas canvas;

	canvas_resize(&canvas, 3, 10);
	*state = &canvas;
	return 0;
}

static int teardown(void **state)
{
	canvas_release(*state);
	utf8_set_ambiguous_cols(1);
	return 0;
}

static const struct canvas_cell *cell(const struct canvas *canvas, int row, int col)
{
	return &canvas->cell[row * canvas->cols + col];
}

static void assert_picture(const struct canvas *canvas, const char *expected)
{
	struct str shown = {0};

	canvas_dump(canvas, &shown);
	assert_string_equal(str_text(&shown), expected);
	str_release(&shown);
}

static int draw(struct canvas *canvas, int row, int col, int cols, const char *text)
{
	return canvas_text(canvas, row, col, cols, STYLE_ROLE_PLAIN, 0, text);
}

static void test_canvas__text_stands_where_it_is_put(void **state)
{
	assert_int_equal(draw(*state, 0, 2, 8, "abc"), 3);
	assert_int_equal(draw(*state, 1, 1, 8, "備え"), 4);
	assert_int_equal(draw(*state, 2, 0, 8, ""), 0);
	assert_picture(*state, "  abc\n 備え\n\n");
	assert_string_equal(cell(*state, 1, 1)->text, "備");
	assert_int_equal(cell(*state, 1, 1)->cols, 2);
	assert_string_equal(cell(*state, 1, 2)->text, "");
	assert_int_equal(cell(*state, 1, 2)->cols, 0);
	assert_string_equal(cell(*state, 1, 5)->text, " ");
}

static void test_canvas__text_is_cut_between_characters(void **state)
{
	assert_int_equal(draw(*state, 0, 0, 3, "abcdef"), 3);
	assert_int_equal(draw(*state, 1, 0, 5, "情報資産"), 4);
	assert_int_equal(draw(*state, 2, 0, 0, "abc"), 0);
	assert_picture(*state, "abc\n情報\n\n");
}

static void test_canvas__mark_tells_that_text_was_cut(void **state)
{
	assert_int_equal(canvas_text(*state, 0, 0, 4, STYLE_ROLE_PLAIN, TEXT_MARK, "abcdef"), 4);
	assert_int_equal(canvas_text(*state, 1, 0, 4, STYLE_ROLE_PLAIN, TEXT_MARK, "情報資産"), 3);
	assert_int_equal(canvas_text(*state, 2, 0, 4, STYLE_ROLE_PLAIN, TEXT_MARK, "情報"), 4);
	assert_picture(*state, "abc>\n情>\n情報\n");
}

static void test_canvas__right_and_padding(void **state)
{
	draw(*state, 0, 0, 10, "xxxxxxxxxx");
	canvas_text(*state, 0, 1, 8, STYLE_ROLE_GOOD, TEXT_RIGHT | TEXT_PAD, "12円");
	canvas_text(*state, 1, 0, 5, STYLE_ROLE_GOOD, TEXT_RIGHT, "123");
	assert_picture(*state, "x    12円x\n  123\n\n");
	assert_int_equal(cell(*state, 0, 0)->style, STYLE_ROLE_PLAIN);
	assert_int_equal(cell(*state, 0, 1)->style, STYLE_ROLE_GOOD);
	assert_int_equal(cell(*state, 0, 8)->style, STYLE_ROLE_GOOD);
	assert_int_equal(cell(*state, 1, 0)->style, STYLE_ROLE_PLAIN);
	assert_int_equal(cell(*state, 1, 2)->style, STYLE_ROLE_GOOD);
}

static void test_canvas__no_half_is_left_when_the_other_is_overwritten(void **state)
{
	draw(*state, 0, 0, 10, "漢字漢字");
	draw(*state, 0, 3, 1, "x");
	draw(*state, 1, 0, 10, "漢字漢字");
	draw(*state, 1, 2, 1, "x");
	draw(*state, 2, 0, 10, "漢字漢字");
	draw(*state, 2, 1, 2, "語");
	assert_picture(*state, "漢 x漢字\n漢x 漢字\n 語 漢字\n");
}

static void test_canvas__fill_and_lines_cut_halves_too(void **state)
{
	draw(*state, 0, 0, 10, "漢字漢字");
	canvas_fill(*state, (struct rect){0, 1, 1, 4}, STYLE_ROLE_BAR);
	draw(*state, 1, 0, 10, "漢字");
	canvas_line(*state, 1, 1, LINE_V, STYLE_ROLE_RULE);
	assert_picture(*state, "      字\n |字\n\n");
	assert_int_equal(cell(*state, 0, 0)->cols, 1);
	assert_int_equal(cell(*state, 0, 5)->cols, 1);
	assert_int_equal(cell(*state, 0, 5)->style, STYLE_ROLE_PLAIN);
}

static void test_canvas__what_is_outside_is_cut_off(void **state)
{
	draw(*state, 0, 8, 10, "abcdef");
	draw(*state, 1, -2, 10, "abcdef");
	draw(*state, 2, -1, 10, "漢字");
	draw(*state, -1, 0, 10, "no");
	draw(*state, 3, 0, 10, "no");
	canvas_line(*state, 0, 10, LINE_H, STYLE_ROLE_RULE);
	canvas_fill(*state, (struct rect){-5, -5, 3, 3}, STYLE_ROLE_BAR);
	assert_picture(*state, "        ab\ncdef\n 字\n");
}

static void test_canvas__a_wide_character_at_the_edge_is_a_blank(void **state)
{
	draw(*state, 0, 9, 10, "漢");
	draw(*state, 1, 0, 10, "0123456789");
	draw(*state, 1, 9, 10, "漢");
	assert_picture(*state, "\n012345678\n\n");
	assert_int_equal(cell(*state, 0, 9)->cols, 1);
}

static void test_canvas__marks_share_the_cell_of_their_letter(void **state)
{
	assert_int_equal(draw(*state, 0, 0, 10, "か\u3099x"), 3);
	assert_string_equal(cell(*state, 0, 0)->text, "か\u3099");
	assert_string_equal(cell(*state, 0, 2)->text, "x");
	assert_int_equal(draw(*state, 1, 0, 10, "ﾊﾟx"), 3); /* one character, two cells */
	assert_string_equal(cell(*state, 1, 0)->text, "ﾊ");
	assert_string_equal(cell(*state, 1, 1)->text, "ﾟ");
	assert_int_equal(draw(*state, 2, 0, 1, "ﾊﾟx"), 0); /* not torn */
}

static void test_canvas__too_many_marks_are_left_out(void **state)
{
	struct str text = {0};

	str_add(&text, "a");
	for (int i = 0; i < 40; i++)
		str_add(&text, "\u0301");
	assert_int_equal(draw(*state, 0, 0, 10, str_text(&text)), 1);
	assert_int_equal(strlen(cell(*state, 0, 0)->text), 27); /* a and 13 marks of two bytes */
	assert_true(utf8_is_valid(cell(*state, 0, 0)->text, 27));
	str_release(&text);
}

static void test_canvas__controls_are_pictures(void **state)
{
	assert_int_equal(draw(*state, 0, 0, 10, "a\033[1mb\n"), 7);
	assert_int_equal(draw(*state, 1, 0, 10, "\u202Ex"), 9);
	assert_picture(*state, "a␛[1mb↵\n<U+202E>x\n\n");
}

static void test_canvas__ambiguous_characters_are_as_wide_as_told(void **state)
{
	assert_int_equal(draw(*state, 0, 0, 10, "①x"), 2);
	utf8_set_ambiguous_cols(2);
	assert_int_equal(draw(*state, 1, 0, 10, "①x"), 3);
	assert_int_equal(cell(*state, 1, 0)->cols, 2);
	assert_string_equal(cell(*state, 1, 2)->text, "x");
}

static void test_canvas__box(void **state)
{
	draw(*state, 1, 0, 10, "xxxxxxxxxx");
	canvas_box(*state, (struct rect){0, 1, 3, 5}, STYLE_ROLE_RULE);
	assert_picture(*state, " +---+\nx|   |xxxx\n +---+\n");
	assert_int_equal(cell(*state, 0, 1)->line, LINE_TOP_LEFT);
	assert_int_equal(cell(*state, 0, 2)->line, LINE_H);
	assert_int_equal(cell(*state, 1, 5)->line, LINE_V);
	assert_int_equal(cell(*state, 2, 5)->line, LINE_BOTTOM_RIGHT);
}

static void test_canvas__restyle_keeps_the_text(void **state)
{
	draw(*state, 0, 0, 10, "備えx");
	canvas_restyle(*state, (struct rect){0, 2, 9, 99}, STYLE_ROLE_SELECTED);
	assert_picture(*state, "備えx\n\n\n");
	assert_int_equal(cell(*state, 0, 1)->style, STYLE_ROLE_PLAIN);
	assert_int_equal(cell(*state, 0, 2)->style, STYLE_ROLE_SELECTED);
	assert_int_equal(cell(*state, 2, 9)->style, STYLE_ROLE_SELECTED);
}

static void test_canvas__cursor_is_hidden_outside_and_by_clear(void **state)
{
	struct canvas *canvas = *state;

	assert_false(canvas->cursor_visible);
	canvas_cursor(canvas, 2, 9);
	assert_true(canvas->cursor_visible);
	assert_int_equal(canvas->cursor_row, 2);
	assert_int_equal(canvas->cursor_col, 9);
	canvas_cursor(canvas, 2, 10);
	assert_false(canvas->cursor_visible);
	canvas_cursor(canvas, 0, 0);
	canvas_clear(canvas);
	assert_false(canvas->cursor_visible);
}

static void test_canvas__equal_pictures_are_equal_bytes(void **state)
{
	struct canvas other = {0};
	struct canvas *canvas = *state;

	canvas_resize(&other, 3, 10);
	draw(canvas, 0, 0, 10, "長い備えの文");
	draw(canvas, 0, 0, 10, "xyz");
	draw(&other, 0, 0, 10, "xyz");
	draw(&other, 0, 4, 6, "備えの");
	draw(canvas, 0, 4, 6, "備えの");
	draw(&other, 0, 3, 1, " ");
	assert_memory_equal(canvas->cell, other.cell, 30 * sizeof(*other.cell));
	canvas_release(&other);
	canvas_release(&other);
}

static void test_canvas__nothing_fits_an_empty_canvas(void **state)
{
	struct canvas empty = {0};
	(void)state;

	canvas_resize(&empty, 0, -3);
	assert_int_equal(draw(&empty, 0, 0, 10, "備え"), 4);
	canvas_box(&empty, (struct rect){0, 0, 5, 5}, STYLE_ROLE_RULE);
	assert_picture(&empty, "");
	canvas_release(&empty);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_canvas__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(text_stands_where_it_is_put),
		CASE(text_is_cut_between_characters),
		CASE(mark_tells_that_text_was_cut),
		CASE(right_and_padding),
		CASE(no_half_is_left_when_the_other_is_overwritten),
		CASE(fill_and_lines_cut_halves_too),
		CASE(what_is_outside_is_cut_off),
		CASE(a_wide_character_at_the_edge_is_a_blank),
		CASE(marks_share_the_cell_of_their_letter),
		CASE(too_many_marks_are_left_out),
		CASE(controls_are_pictures),
		CASE(ambiguous_characters_are_as_wide_as_told),
		CASE(box),
		CASE(restyle_keeps_the_text),
		CASE(cursor_is_hidden_outside_and_by_clear),
		CASE(equal_pictures_are_equal_bytes),
		CASE(nothing_fits_an_empty_canvas),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

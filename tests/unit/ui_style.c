#include "sonae/ui/style.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static int setup(void **state)
{
	(void)state;
	return unsetenv("NO_COLOR");
}

static void test_style__theme_by_name(void **state)
{
	(void)state;
	assert_int_equal(theme_choose("auto", 256), THEME_COLOR);
	assert_int_equal(theme_choose(NULL, 8), THEME_COLOR);
	assert_int_equal(theme_choose("color", 256), THEME_COLOR);
	assert_int_equal(theme_choose("mono", 256), THEME_MONO);
	assert_int_equal(theme_choose("ascii", 256), THEME_ASCII);
	assert_int_equal(theme_choose("rainbow", 256), THEME_COLOR);
}

static void test_style__no_colours_no_colour(void **state)
{
	(void)state;
	assert_int_equal(theme_choose("auto", -1), THEME_MONO);
	assert_int_equal(theme_choose("color", 0), THEME_MONO);
	assert_int_equal(theme_choose("ascii", -1), THEME_ASCII);
}

static void test_style__no_color_is_asked_by_auto_alone(void **state)
{
	(void)state;
	setenv("NO_COLOR", "1", 1);
	assert_int_equal(theme_choose("auto", 256), THEME_MONO);
	assert_int_equal(theme_choose("color", 256), THEME_COLOR);
	setenv("NO_COLOR", "", 1);
	assert_int_equal(theme_choose("auto", 256), THEME_COLOR);
}

static void test_style__looks_follow_the_theme(void **state)
{
	(void)state;
	struct style_look look = style_look(STYLE_ROLE_SELECTED, THEME_COLOR, 256);
	assert_int_equal(look.fg, 0);
	assert_int_equal(look.bg, 153);
	assert_int_equal(look.attributes, 0);
	look = style_look(STYLE_ROLE_SELECTED, THEME_MONO, 256);
	assert_int_equal(look.fg, -1);
	assert_int_equal(look.bg, -1);
	assert_int_equal(look.attributes, STYLE_REVERSE);
	look = style_look(STYLE_ROLE_SELECTED, THEME_COLOR, 8);
	assert_int_equal(look.fg, 0); /* black on cyan */
	assert_int_equal(look.bg, 6);
}

/* The terminal's own colour may be the one we put behind it. */
static void test_style__a_background_comes_with_a_foreground(void **state)
{
	static const int counts[] = {8, 16, 256};

	(void)state;
	for (int style = 0; style < STYLE_COUNT; style++) {
		for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
			enum style role = (enum style)style;
			struct style_look look = style_look(role, THEME_COLOR, counts[i]);
			assert_true(look.bg < 0 || look.fg >= 0);
			assert_true(look.bg < 0 || look.bg != look.fg);
			assert_true(look.fg < counts[i] && look.bg < counts[i]);
		}
	}
}

/* What one works on is told apart without colour. */
static void test_style__without_colour_the_selection_shows(void **state)
{
	static const enum style shown[] = {
		STYLE_ROLE_TITLE, STYLE_ROLE_SELECTED, STYLE_ROLE_SELECTED_ROW, STYLE_ROLE_EDIT,
		STYLE_ROLE_ALARM, STYLE_ROLE_KEY,      STYLE_ROLE_HEADING,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		assert_int_not_equal(style_look(shown[i], THEME_ASCII, 0).attributes, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_style__theme_by_name, setup),
		cmocka_unit_test_setup(test_style__no_colours_no_colour, setup),
		cmocka_unit_test_setup(test_style__no_color_is_asked_by_auto_alone, setup),
		cmocka_unit_test_setup(test_style__looks_follow_the_theme, setup),
		cmocka_unit_test_setup(test_style__a_background_comes_with_a_foreground, setup),
		cmocka_unit_test_setup(test_style__without_colour_the_selection_shows, setup),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

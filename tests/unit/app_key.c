#include "sonae/app/key.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void test_key__names_as_people_write_them(void **state)
{
	(void)state;
	assert_int_equal(key_parse("F2"), KEYN_F2);
	assert_int_equal(key_parse("Enter"), KEYN_ENTER);
	assert_int_equal(key_parse("^Z"), KEY_CTRL | 'z');
	assert_int_equal(key_parse("Alt-1"), KEY_ALT | '1');
	assert_int_equal(key_parse("Shift-Tab"), KEY_SHIFT | KEYN_TAB);
	assert_int_equal(key_parse("^Home"), KEY_CTRL | KEYN_HOME);
	assert_int_equal(key_parse("Alt-Enter"), KEY_ALT | KEYN_ENTER);
	assert_int_equal(key_parse("Alt-Shift-x"), KEY_ALT | KEY_SHIFT | 'x');
	assert_int_equal(key_parse("^]"), KEY_CTRL | ']');
	assert_int_equal(key_parse("Alt-^"), KEY_ALT | '^');
	assert_int_equal(key_parse("Alt--"), KEY_ALT | '-');
}

static void test_key__other_spellings(void **state)
{
	(void)state;
	assert_int_equal(key_parse("f10"), KEYN_F10);
	assert_int_equal(key_parse("^z"), KEY_CTRL | 'z');
	assert_int_equal(key_parse("ctrl-Z"), KEY_CTRL | 'z');
	assert_int_equal(key_parse("Shift-alt-Up"), KEY_SHIFT | KEY_ALT | KEYN_UP);
	assert_int_equal(key_parse("PGDN"), KEYN_PGDN);
}

static void test_key__what_is_never_bound(void **state)
{
	static const char *const names[] = {
		"^@", "^A", "^B", "^H", "^I", "^M", "^[", "^Space", "^Enter", "^Tab", "^1",
		"a", "Z", "1", "あ", "Shift-a", "Shift-1", "^Shift-z",
		"", "^", "Alt-", "Ctrl-", "F13", "F", "Entr", "Enter ", "^ZZ", "Alt-あ", "Alt- ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (key_parse(names[i]) != 0)
			fail_msg("'%s' is a key", names[i]);
}

static void test_key__name_of(void **state)
{
	char buffer[24];

	(void)state;
	assert_string_equal(key_name(KEY_CTRL | 'z', buffer), "^Z");
	assert_string_equal(key_name(KEY_ALT | '1', buffer), "Alt-1");
	assert_string_equal(key_name(KEY_ALT | 'x', buffer), "Alt-x");
	assert_string_equal(key_name(KEY_SHIFT | KEYN_TAB, buffer), "Shift-Tab");
	assert_string_equal(key_name(KEY_ALT | KEY_SHIFT | KEY_CTRL | KEYN_BACKSPACE, buffer),
	                    "Alt-Shift-^Backspace");
	assert_string_equal(key_name(KEYN_F12, buffer), "F12");
	assert_string_equal(key_name(0, buffer), "");
	assert_string_equal(key_name(KEYN_LIMIT, buffer), "");
}

/* Whatever can be bound is read back from its own name. */
static void test_key__names_are_read_back(void **state)
{
	int bindable = 0;
	char buffer[24];

	(void)state;
	for (int modifiers = 0; modifiers < 8; modifiers++) {
		for (int base = '!'; base < KEYN_LIMIT; base++) {
			if (base >= 0x7F && base <= KEYN_NONE)
				continue;
			int key = base | modifiers * KEY_CTRL; /* the three bits are neighbours */
			int parsed = key_parse(key_name(key, buffer));
			bool is_capital = base >= 'A' && base <= 'Z';
			if (parsed)
				assert_int_equal(parsed, is_capital ? key + 'a' - 'A' : key);
			bindable += parsed != 0;
		}
	}
	/* 27 names with no, Alt, Shift or both; 22 of them with ^ too; more with characters. */
	assert_true(bindable > 27 * 4 + 22 * 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_key__names_as_people_write_them),
		cmocka_unit_test(test_key__other_spellings),
		cmocka_unit_test(test_key__what_is_never_bound),
		cmocka_unit_test(test_key__name_of),
		cmocka_unit_test(test_key__names_are_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

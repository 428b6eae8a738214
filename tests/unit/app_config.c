/* app_config.c - the person's settings and keys. */
#include "app_fixture.h"

#include "sonae/app/key.h"

static void test_config__comes_back_as_saved(void **state)
{
	struct config saved = {0}, read = {0};
	struct errs errs = {0};

	(void)state;
	fixture_environment();
	config_load(&saved, &errs);
	assert_string_equal(saved.theme, "auto");
	assert_true(saved.mouse);
	snprintf(saved.who, sizeof(saved.who), "%s", "佐藤 花子");
	saved.has_lang = true;
	saved.lang = LANG_EN;
	saved.ambiguous = 2;
	saved.mouse = false;
	config_add_recent(&saved, "/a/みどり");
	config_add_recent(&saved, "/b");
	config_add_recent(&saved, "/a/みどり");
	assert_true(config_save(&saved, NULL));

	config_load(&read, &errs);
	assert_int_equal(errs.at.count, 0);
	assert_string_equal(read.who, "佐藤 花子");
	assert_true(read.has_lang && read.lang == LANG_EN);
	assert_int_equal(read.ambiguous, 2);
	assert_false(read.mouse);
	assert_int_equal(read.recent.count, 2);
	assert_string_equal(read.recent.at[0], "/a/みどり");
	config_release(&saved);
	config_release(&read);
}

static void test_config__keeps_the_newest_nine(void **state)
{
	struct config config = {0};
	struct errs errs = {0};
	char path[32];

	(void)state;
	fixture_environment();
	config_load(&config, &errs);
	for (int i = 0; i < 12; i++) {
		snprintf(path, sizeof(path), "/book%d", i);
		config_add_recent(&config, path);
	}
	assert_int_equal(config.recent.count, CONFIG_RECENT_MAX);
	assert_string_equal(config.recent.at[0], "/book11");
	config_release(&config);
}

static void test_config__two_instances_forget_no_workbook(void **state)
{
	struct config first = {0}, second = {0}, read = {0};
	struct errs errs = {0};

	(void)state;
	fixture_environment();
	config_load(&first, &errs);
	config_load(&second, &errs);
	config_add_recent(&first, "/a/みどり");
	assert_true(config_save(&first, NULL));
	config_add_recent(&second, "/b");
	assert_true(config_save(&second, NULL));

	config_load(&read, &errs);
	assert_int_equal(read.recent.count, 2);
	assert_string_equal(read.recent.at[0], "/b");
	assert_string_equal(read.recent.at[1], "/a/みどり");
	config_release(&first);
	config_release(&second);
	config_release(&read);
}

static void test_config__who_is_told_by_the_environment_first(void **state)
{
	struct config config = {.who = "佐藤"};

	(void)state;
	setenv("SONAE_WHO", "鈴木", 1);
	assert_string_equal(config_who(&config), "鈴木");
	unsetenv("SONAE_WHO");
	assert_string_equal(config_who(&config), "佐藤");
}

static void test_keymap__has_the_fixed_defaults(void **state)
{
	static const struct { const char *key; enum action action; } fixed[] = {
		{"F1", ACTION_HELP}, {"F2", ACTION_EDIT}, {"Enter", ACTION_ENTER}, {"F3", ACTION_FIND},
		{"^F", ACTION_FIND}, {"F4", ACTION_FORM}, {"F5", ACTION_CHECK}, {"F6", ACTION_GUIDE},
		{"F7", ACTION_NEXT_VIEW}, {"F8", ACTION_EXAMPLES}, {"F9", ACTION_EXPORT}, {"F10", ACTION_PALETTE},
		{"^P", ACTION_PALETTE}, {"^T", ACTION_LANGUAGE}, {"^E", ACTION_EDITOR}, {"^S", ACTION_SAVE},
		{"^L", ACTION_REDRAW}, {"^Q", ACTION_QUIT}, {"^Z", ACTION_UNDO}, {"^Y", ACTION_REDO},
		{"^C", ACTION_COPY}, {"^V", ACTION_PASTE}, {"^D", ACTION_FILL}, {"^N", ACTION_NEW_ROW},
		{"Insert", ACTION_NEW_ROW}, {"^K", ACTION_DELETE_ROW}, {"Delete", ACTION_CLEAR},
		{"^J", ACTION_NEW_LINE}, {"Alt-Enter", ACTION_NEW_LINE}, {"^O", ACTION_FOLLOW},
		{"^Right", ACTION_DEEPER}, {"^Left", ACTION_SHALLOWER}, {"^Up", ACTION_MOVE_UP},
		{"^Home", ACTION_FIRST}, {"^End", ACTION_LAST}, {"Alt-4", ACTION_FORM}, {"Alt-0", ACTION_PALETTE},
	};
	struct keymap keymap = {0};

	(void)state;
	keymap_defaults(&keymap);
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (keymap_action(&keymap, key_parse(fixed[i].key)) != fixed[i].action)
			fail_msg("%s does something else", fixed[i].key);
	keymap_release(&keymap);
}

static void test_keymap__takes_the_users_own(void **state)
{
	struct keymap keymap = {0};
	struct errs errs = {0};
	const char *dir = scratch_dir();
	char path[512], key[24];

	(void)state;
	scratch_write(dir, "keys.ini", "[keys]\nsort = \"F11\"\nfind = \"^R\"\nfly = \"F12\"\nsave = \"^M\"\n");
	snprintf(path, sizeof(path), "%s/keys.ini", dir);
	keymap_defaults(&keymap);
	keymap_load(&keymap, path, &errs);
	assert_string_equal(keymap_key(&keymap, ACTION_SORT, key), "F11");
	assert_int_equal(keymap_action(&keymap, key_parse("^R")), ACTION_FIND);
	assert_int_equal(keymap_action(&keymap, key_parse("F3")), ACTION_NONE);
	/* An unknown action, and a key no terminal can tell from Enter: each with its line. */
	assert_int_equal(errs.at.count, 2);
	assert_int_equal(errs.at.at[0].line, 4);
	assert_int_equal(errs.at.at[1].line, 5);
	vec_release(&errs.at);
	keymap_release(&keymap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_config__comes_back_as_saved),
		cmocka_unit_test(test_config__keeps_the_newest_nine),
		cmocka_unit_test(test_config__two_instances_forget_no_workbook),
		cmocka_unit_test(test_config__who_is_told_by_the_environment_first),
		cmocka_unit_test(test_keymap__has_the_fixed_defaults),
		cmocka_unit_test(test_keymap__takes_the_users_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

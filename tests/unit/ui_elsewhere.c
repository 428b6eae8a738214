/* ui_elsewhere.c - when the disk takes no more, as the person at the screen sees it. */
#include "ui_desk.h"

#include "sonae/base/file.h"

#include <signal.h>
#include <sys/resource.h>

/* Files of this process cannot grow beyond `size` bytes; 0: they can. */
static void limit_files(rlim_t size)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size > 0 ? size : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static int lift_limit(void **state)
{
	(void)state;
	limit_files(0);
	return 0;
}

/* A workbook with one row, at its sheet, on a disk that is full now. */
static struct desk *desk_on_full_disk(void)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	add_thing(desk, "金庫", "high", NULL);
	assert_true(folder_save(desk->session.folder, NULL, NULL));
	ui_jump(&desk->ui, "things", "T-001", "name");
	limit_files(1);
	return desk;
}

static void type_name(struct desk *desk, const char *name)
{
	type(desk, name);
	press(desk, "Enter");
}

static const char *name_now(struct desk *desk)
{
	return sheet_cell(things_of(desk), 0, 0);
}

static void test_elsewhere__the_alarm_stands_until_it_is_written(void **state)
{
	struct desk *desk = desk_on_full_disk();

	(void)state;
	type_name(desk, "大金庫");
	assert_string_equal(name_now(desk), "大金庫");
	assert_shows(desk, "保存できていません");
	press(desk, "Down");
	press(desk, "Up");
	assert_shows(desk, "保存できていません");
	press(desk, "^S");
	assert_shows(desk, "保存できていません");
	limit_files(0);
	press(desk, "^S");
	assert_shows(desk, "すべて保存されています");
	press(desk, "Up");
	assert_false(shows(desk, "保存できていません"));
	leave_desk(desk);
}

static void test_elsewhere__undo_works_meanwhile(void **state)
{
	struct desk *desk = desk_on_full_disk();

	(void)state;
	type_name(desk, "大金庫");
	press(desk, "^Z");
	assert_string_equal(name_now(desk), "金庫");
	press(desk, "^Y");
	assert_string_equal(name_now(desk), "大金庫");
	limit_files(0);
	leave_desk(desk);
}

static void test_elsewhere__quit_asks_and_esc_goes_back(void **state)
{
	struct desk *desk = desk_on_full_disk();

	(void)state;
	type_name(desk, "大金庫");
	assert_true(press(desk, "^Q"));
	assert_shows(desk, "別のフォルダに保存しますか");
	assert_true(press(desk, "Esc"));
	assert_false(shows(desk, "別のフォルダに保存しますか"));
	assert_true(press(desk, "^Q")); /* asks anew */
	assert_shows(desk, "別のフォルダに保存しますか");
	assert_false(press(desk, "^Q"));
	limit_files(0);
	leave_desk(desk);
}

static void test_elsewhere__goes_on_in_the_folder_given(void **state)
{
	struct desk *desk = desk_on_full_disk();
	char other[600];
	char *csv;

	(void)state;
	snprintf(other, sizeof(other), "%s/別の所", desk->home);
	type_name(desk, "大金庫");
	press(desk, "^Q");
	for (int i = 0; i < 80; i++)
		press(desk, "Backspace");
	type(desk, other);
	limit_files(0);
	assert_true(press(desk, "Enter"));
	assert_shows(desk, "これからはここで続けます");
	assert_string_equal(folder_path(desk->session.folder), other);
	csv = scratch_read(other, "things.csv", NULL);
	assert_non_null(csv);
	assert_non_null(strstr(csv, "大金庫"));
	free(csv);
	type_name(desk, "手提げ金庫");
	assert_false(press(desk, "^Q"));
	csv = scratch_read(desk->book, "things.csv", NULL);
	assert_null(strstr(csv, "大金庫"));
	free(csv);
	leave_desk(desk);
}

static void test_elsewhere__nobody_to_take_over_from(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_EN);

	(void)state;
	ui_act(&desk->ui, ACTION_TAKE_OVER);
	assert_shows(desk, "No other machine");
	assert_string_equal(top_name(desk), "home");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_elsewhere__the_alarm_stands_until_it_is_written, lift_limit),
		cmocka_unit_test_teardown(test_elsewhere__undo_works_meanwhile, lift_limit),
		cmocka_unit_test_teardown(test_elsewhere__quit_asks_and_esc_goes_back, lift_limit),
		cmocka_unit_test_teardown(test_elsewhere__goes_on_in_the_folder_given, lift_limit),
		cmocka_unit_test_teardown(test_elsewhere__nobody_to_take_over_from, lift_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

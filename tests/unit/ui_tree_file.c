/* ui_tree_file.c - F9 in a tree: format, file, and what is there already. */
#include "tree_desk.h"

#include "sonae/base/file.h"

static const char *message(struct desk *desk)
{
	return str_text(&desk->ui.message);
}

/* The suggested path goes, this one comes. */
static void type_path(struct desk *desk, const char *path)
{
	for (int i = 0; i < 300; i++)
		press(desk, "Backspace");
	type(desk, path);
	press(desk, "Enter");
}

static void assert_file_starts(const char *path, const char *start)
{
	struct str text = {0};

	assert_true(file_read(path, &text, NULL));
	assert_true(text_starts(str_text(&text), start));
	str_release(&text);
}

static void test_tree_file__writes_the_tree_one_stands_in(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_JA);
	char *path = path_join(scratch_dir(), "木.txt");

	(void)state;
	plant_wood(desk);
	plant(desk, "|2|二本目");
	open_tree(desk, "wood");
	press(desk, "Down");
	press(desk, "F9");
	assert_shows(desk, "この木を何の形で書き出すか");
	assert_shows(desk, "図 (SVG)");
	assert_shows(desk, "ADTool (XML)");
	for (int i = 0; i < 3; i++)
		press(desk, "Down");
	press(desk, "Enter");
	assert_shows(desk, "X-001.txt");
	type_path(desk, path);
	assert_string_equal(top_name(desk), "tree");
	assert_non_null(strstr(message(desk), path));
	assert_file_starts(path, "[OR] 顧客名簿が外に出る\n  [OR] 社員が持ち出す\n    [I 情報漏えい] USBメモリに写す");
	free(path);
	leave_desk(desk);
}

static void test_tree_file__replaces_only_when_told_twice(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_EN);
	const char *dir = scratch_dir();
	char *path = path_join(dir, "mine.svg"), *other = path_join(dir, "other.svg");

	(void)state;
	scratch_write(dir, "mine.svg", "mine");
	scratch_write(dir, "other.svg", "other");
	plant_wood(desk);
	open_tree(desk, "wood");
	press(desk, "F9");
	press(desk, "Enter");
	type_path(desk, path);
	assert_non_null(strstr(message(desk), "there already"));
	assert_file_starts(path, "mine");
	/* Another file that is there is another question. */
	type_path(desk, other);
	assert_file_starts(other, "other");
	press(desk, "Enter");
	assert_file_starts(other, "<?xml");
	assert_file_starts(path, "mine");
	assert_string_equal(top_name(desk), "tree");
	free(path);
	free(other);
	leave_desk(desk);
}

static void test_tree_file__says_why_it_cannot(void **state)
{
	struct desk *desk = desk_with_trees(24, 80, LANG_EN);
	char *path = path_join(scratch_dir(), "no such folder/x.svg");

	(void)state;
	open_tree(desk, "wood");
	press(desk, "F9");
	assert_string_equal(message(desk), "There is no tree to write yet.");
	plant_wood(desk);
	press(desk, "F9");
	press(desk, "Enter");
	type_path(desk, path);
	assert_true(desk->ui.message_is_alarm);
	/* What was typed stays, to be mended. */
	assert_shows(desk, "Write to the file");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "tree");
	free(path);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree_file__writes_the_tree_one_stands_in),
		cmocka_unit_test(test_tree_file__replaces_only_when_told_twice),
		cmocka_unit_test(test_tree_file__says_why_it_cannot),
	};

	return cmocka_run_group_tests_name("tree_file", tests, NULL, NULL);
}

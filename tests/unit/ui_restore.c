/* ui_restore.c - copies made while nobody types, and the screen that brings one back. */
#include "ui_desk.h"

#include "sonae/store/backup.h"

static void set_now(const char *now)
{
	setenv("SONAE_NOW", now, 1);
}

/* Leaves the workbook and opens it again at `now`. */
static void reopen(struct desk *desk, const char *now)
{
	ui_release(&desk->ui);
	session_close(&desk->session);
	set_now(now);
	ui_init(&desk->ui, &desk->session, 24, 80);
	assert_true(ui_open(&desk->ui, desk->book));
}

/* Two backups: of the 20th with one thing, of the 21st with two; now there are three. */
static struct desk *desk_with_backups(void)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	add_thing(desk, "社員名簿", "high", NULL);
	reopen(desk, "2026-11-20T09:00:00");
	rest(desk);
	add_thing(desk, "金庫", NULL, NULL);
	reopen(desk, "2026-11-21T09:00:00");
	rest(desk);
	add_thing(desk, "机", NULL, NULL);
	return desk;
}

static void restore_from_palette(struct desk *desk)
{
	press(desk, "^P");
	type(desk, "復元");
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "restore");
}

static size_t count_backups(struct desk *desk)
{
	struct backups backups = {0};

	assert_true(backups_read(desk->book, &backups, NULL));
	size_t count = backups.at.count;
	backups_release(&backups);
	return count;
}

static void test_backup__is_made_after_the_paint_and_not_while_typing(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	assert_int_equal(count_backups(desk), 0); /* opening alone made none */
	ui_jump(&desk->ui, "things", "", "");
	type(desk, "金");
	assert_int_not_equal(ui_idle_wait(&desk->ui), 0);
	ui_idle(&desk->ui);
	assert_int_equal(count_backups(desk), 0);
	press(desk, "Esc");
	assert_int_equal(ui_idle_wait(&desk->ui), 0);
	rest(desk);
	assert_int_equal(count_backups(desk), 1);
	assert_int_equal(ui_idle_wait(&desk->ui), -1);
	leave_desk(desk);
}

/* Saved before there was an idle moment: the copy is of what stood there on opening. */
static void test_backup__is_made_before_the_file_is_replaced(void **state)
{
	struct desk *desk = desk_with_book(24, 80, LANG_JA);

	(void)state;
	add_thing(desk, "社員名簿", "high", NULL);
	reopen(desk, "2026-11-22T08:00:00");
	char *before = scratch_read(desk->book, "things.csv", NULL);
	add_thing(desk, "金庫", NULL, NULL);
	press(desk, "^S");
	char *copy = scratch_read(desk->book, ".sonae/backups/2026-11-22T080000/things.csv", NULL);
	char *after = scratch_read(desk->book, "things.csv", NULL);
	assert_non_null(copy);
	assert_string_equal(copy, before);
	assert_string_not_equal(after, before);
	free(before);
	free(copy);
	free(after);
	leave_desk(desk);
}

static void test_restore__lists_the_latest_first(void **state)
{
	struct desk *desk = desk_with_backups();

	(void)state;
	restore_from_palette(desk);
	assert_shows(desk, "バックアップ2件");
	char *screen = screen_of(desk);
	const char *new = strstr(screen, "2026-11-21 09:00:00  持ち物");
	const char *old = strstr(screen, "2026-11-20 09:00:00");
	assert_non_null(new);
	assert_non_null(old);
	assert_true(new < old);
	free(screen);
	leave_desk(desk);
}

static void test_restore__compares_first_then_brings_back(void **state)
{
	struct desk *desk = desk_with_backups();

	(void)state;
	restore_from_palette(desk);
	press(desk, "Down"); /* the 20th */
	press(desk, "Enter");
	assert_shows(desk, "2026-11-20 09:00:00 に戻すと");
	assert_shows(desk, "持ち物: 2行を消す");
	assert_int_equal(sheet_row_count(things_of(desk)), 3);
	press(desk, "Enter");
	assert_string_equal(top_name(desk), "home");
	assert_shows(desk, "2026-11-20 09:00:00 の状態に戻しました");
	assert_int_equal(sheet_row_count(things_of(desk)), 1);
	press(desk, "^Z"); /* one step */
	assert_int_equal(sheet_row_count(things_of(desk)), 3);
	assert_string_equal(sheet_cell(things_of(desk), 2, 0), "机");
	leave_desk(desk);
}

static void test_restore__esc_goes_back_without_changing(void **state)
{
	struct desk *desk = desk_with_backups();

	(void)state;
	restore_from_palette(desk);
	press(desk, "Enter");
	assert_shows(desk, "持ち物: 1行を消す");
	press(desk, "Esc");
	assert_shows(desk, "バックアップ2件");
	press(desk, "Esc");
	assert_string_equal(top_name(desk), "home");
	assert_int_equal(sheet_row_count(things_of(desk)), 3);
	leave_desk(desk);
}

static void test_restore__says_when_nothing_differs(void **state)
{
	struct desk *desk = desk_with_backups();

	(void)state;
	reopen(desk, "2026-11-22T09:00:00");
	rest(desk);
	restore_from_palette(desk);
	press(desk, "Enter"); /* the one just made */
	assert_shows(desk, "2026-11-22 09:00:00 のワークシートは今と同じです");
	assert_shows(desk, "バックアップ3件");
	leave_desk(desk);
}

static void test_restore__a_reader_may_only_look(void **state)
{
	struct desk *desk = desk_with_backups();
	struct session reader;
	struct ui ui;

	(void)state;
	press(desk, "^S");
	assert_true(session_init(&reader, NULL));
	reader.lang = LANG_JA;
	ui_init(&ui, &reader, 10, 40);
	assert_true(ui_open(&ui, desk->book));
	assert_true(reader.read_only);
	assert_true(ui_act(&ui, ACTION_RESTORE));
	assert_true(ui_act(&ui, ACTION_ENTER));
	assert_true(ui_act(&ui, ACTION_ENTER));
	assert_non_null(strstr(str_text(&ui.message), "読むだけ"));
	ui_draw(&ui);
	ui_release(&ui);
	session_release(&reader);
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_backup__is_made_after_the_paint_and_not_while_typing),
		cmocka_unit_test(test_backup__is_made_before_the_file_is_replaced),
		cmocka_unit_test(test_restore__lists_the_latest_first),
		cmocka_unit_test(test_restore__compares_first_then_brings_back),
		cmocka_unit_test(test_restore__esc_goes_back_without_changing),
		cmocka_unit_test(test_restore__says_when_nothing_differs),
		cmocka_unit_test(test_restore__a_reader_may_only_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

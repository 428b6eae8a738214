/* ui_day.c - the program is left open until the next day. */
#include "ui_desk.h"

static const char deadlines[] =
    "[form]\nkind = \"table\"\nprefix = \"DL\"\ntitle_ja = \"期限\"\ntitle_en = \"Deadlines\"\n"
    "purpose_ja = \"締め切り。\"\npurpose_en = \"What is due.\"\n"
    "[field name]\ntype = \"text\"\nlabel_ja = \"名前\"\nlabel_en = \"Name\"\n"
    "help_ja = \"名。\"\nhelp_en = \"Name.\"\n"
    "[field due]\ntype = \"date\"\nlabel_ja = \"期日\"\nlabel_en = \"Due\"\n"
    "help_ja = \"日。\"\nhelp_en = \"Day.\"\n"
    "[field left]\ntype = \"int\"\nlabel_ja = \"残り\"\nlabel_en = \"Left\"\n"
    "formula = \"due - today()\"\n"
    "[gap late]\nwhen = \"due < today()\"\nfield = \"due\"\n"
    "text_ja = \"期日を過ぎています。\"\ntext_en = \"It is late.\"\n"
    "title_ja = \"期日切れ\"\ntitle_en = \"Late\"\n"
    "[summary late]\nlabel_ja = \"過ぎた\"\nlabel_en = \"Late\"\n"
    "value = \"count(where due < today())\"\n"
    "[view grid]\ncolumns = \"name left\"\n";

/* One row, due on 1 December 2026; the clock stands at 22 November. */
static struct desk *desk_with_deadline(void)
{
	struct desk *desk = desk_at(24, 80, LANG_JA);
	const char *cells[] = {"契約更新", "2026-12-01", NULL};
	struct step step = {0};

	scratch_write(getenv("SONAE_FORMS"), "deadlines.ini", deadlines);
	open_book(desk);
	struct sheet *sheet = book_sheet(folder_book(desk->session.folder), "deadlines", NULL);
	assert_non_null(sheet);
	step_insert(&step, sheet, "DL-001", "", cells);
	assert_true(ui_do(&desk->ui, &step));
	ui_jump(&desk->ui, "deadlines", "DL-001", "name");
	assert_string_equal(top_name(desk), "sheet");
	return desk;
}

static void test_day__deadlines_are_reckoned_from_the_new_one(void **state)
{
	struct desk *desk = desk_with_deadline();

	(void)state;
	assert_shows(desk, "  9\n");
	setenv("SONAE_NOW", "2026-12-02T08:00:00", 1);
	press(desk, "Down");
	rest(desk);
	assert_shows(desk, " -1\n");
	assert_shows(desk, "過ぎた 1");
	leave_desk(desk);
}

/* What is being typed at midnight stays. */
static void test_day__typing_goes_on_over_midnight(void **state)
{
	struct desk *desk = desk_with_deadline();

	(void)state;
	type(desk, "保守");
	setenv("SONAE_NOW", "2026-11-23T00:00:01", 1);
	type(desk, "契約");
	press(desk, "Enter");
	assert_shows(desk, "保守契約");
	assert_shows(desk, "  8\n");
	leave_desk(desk);
}

/* Home counts what is missing; from the day after, that something is late. */
static void test_day__home_counts_anew(void **state)
{
	struct desk *desk = desk_with_deadline();

	(void)state;
	press(desk, "Esc");
	rest(desk);
	assert_string_equal(top_name(desk), "home");
	assert_false(shows(desk, "期日切れ"));
	setenv("SONAE_NOW", "2026-12-02T08:00:00", 1);
	press(desk, "Right");
	rest(desk);
	assert_shows(desk, "期日切れ");
	leave_desk(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_day__deadlines_are_reckoned_from_the_new_one),
		cmocka_unit_test(test_day__typing_goes_on_over_midnight),
		cmocka_unit_test(test_day__home_counts_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

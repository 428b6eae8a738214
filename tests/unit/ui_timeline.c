/* ui_timeline.c - a year's plan: marks by keys, years, what is late and what follows a date. The
 * clock stands at 2026-11-22. */
#include "ui_desk.h"

#include "sonae/model/schedule.h"

#define TITLED(ja, en) "label_ja = \"" ja "\"\nlabel_en = \"" en "\"\nhelp_ja = \"書く。\"\nhelp_en = \"Write.\"\n"
#define MONTH(id, ja) "[field " id "]\ntype = \"choice\"\nchoices = \"m01\"\n" TITLED(ja, id)

static const char plan[] =
    "[form]\nkind = \"timeline\"\nprefix = \"T\"\ntitle_ja = \"計画\"\ntitle_en = \"Plan\"\n"
    "purpose_ja = \"一年。\"\npurpose_en = \"A year.\"\n"
    "[field year]\ntype = \"int\"\nmin = \"2000\"\nmax = \"2100\"\n" TITLED("年度", "Year")
    "[field part]\ntype = \"choice\"\n" TITLED("区分", "Part")
    "[choice part all]\nja = \"全般\"\nen = \"General\"\n"
    "[choice part risk]\nja = \"対応\"\nen = \"Risk\"\n"
    "[field item]\ntype = \"text\"\nrequired = \"yes\"\n" TITLED("項目", "Item")
    "[field m01]\ntype = \"choice\"\n" TITLED("1月", "m01")
    "[choice m01 planned]\nja = \"予定\"\nen = \"Planned\"\n"
    "[choice m01 milestone]\nja = \"節目\"\nen = \"Milestone\"\n"
    "[choice m01 done]\nja = \"済\"\nen = \"Done\"\n"
    "[choice m01 milestone_done]\nja = \"節目済\"\nen = \"Milestone done\"\n"
    MONTH("m02", "2月") MONTH("m03", "3月") MONTH("m04", "4月") MONTH("m05", "5月") MONTH("m06", "6月")
    MONTH("m07", "7月") MONTH("m08", "8月") MONTH("m09", "9月") MONTH("m10", "10月") MONTH("m11", "11月")
    MONTH("m12", "12月")
    "[field due]\ntype = \"date\"\nalarm = \"due < today()\"\n" TITLED("期日", "Due")
    "[field owner]\ntype = \"text\"\n" TITLED("担当", "Owner")
    "[view timeline]\nrows = \"part\"\nvalue = \"item\"\nvalue_after = \"due\"\nfields = \"owner\"\n";

static struct desk *desk_with_plan(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_at(rows, cols, lang);

	scratch_write(getenv("SONAE_FORMS"), "things.ini", plan);
	open_book(desk);
	return desk;
}

/* A row from "field=value" texts, canonical, NULL-ended. */
static void add_row(struct desk *desk, const char *const *cells)
{
	struct sheet *sheet = things_of(desk);
	const struct form *form = sheet_form(sheet);
	const char **at = mem_zero(form->fields.count + 1, sizeof(*at));
	size_t count = sheet_row_count(sheet);
	struct step step = {0};
	char id[64];

	for (; *cells; cells++) {
		char *name = mem_dup_n(*cells, strcspn(*cells, "="));
		at[form_field(form, name)] = strchr(*cells, '=') + 1;
		free(name);
	}
	step_insert(&step, sheet, sheet_next_id(sheet, id), count ? sheet_row_id(sheet, count - 1) : "", at);
	assert_true(ui_do(&desk->ui, &step));
	free(at);
}

#define ADD_ROW(desk, ...) add_row(desk, (const char *const[]){__VA_ARGS__, NULL})

static const char *cell_of(struct desk *desk, size_t row, const char *field)
{
	return sheet_cell(things_of(desk), row, (size_t)form_field(sheet_form(things_of(desk)), field));
}

static void open_plan(struct desk *desk)
{
	ui_push(&desk->ui, view_sheet_new(&desk->ui, "things"));
	assert_string_equal(top_name(desk), "timeline");
}

/* April to March; past and not done is late; a date is followed where nothing is written. */
static void test_timeline__a_year_of_marks(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "part=risk", "item=監査", "due=2027-02-01", "owner=監査室");
	ADD_ROW(desk, "year=2026", "part=all", "item=新入社員、異動", "m04=milestone_done", "m09=planned",
	        "m11=planned", "m12=milestone");
	ADD_ROW(desk, "year=2026", "part=risk", "item=訓練", "m10=done", "due=2026-10-31");
	ADD_ROW(desk, "year=2025", "part=all", "item=去年のこと", "m04=planned");
	ADD_ROW(desk, "part=all", "item=毎年のこと");
	open_plan(desk);
	assert_row(desk, 0, " 計画  2026年度                                              things.csv  記録済");
	assert_row(desk, 2, " 項目                            4  5  6  7  8  9 10 11 12  1  2  3  担当");
	assert_row(desk, 3, " 全般 新入社員、異動             +  .  .  .  .  x  .  #  *  .  .  .");
	assert_row(desk, 4, "      毎年のこと                 .  .  .  .  .  .  .  .  .  .  .  .");
	assert_row(desk, 5, " 対応 監査                       .  .  .  .  .  .  .  .  .  .  o  .  監査室");
	assert_row(desk, 6, "      訓練                       .  .  .  .  .  .  =  .  .  .  .  .");
	assert_row(desk, 7, "      +");
	assert_row(desk, 8, "                                                      ^今");
	leave_desk(desk);
}

static void test_timeline__a_followed_date_that_is_past(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_EN);

	(void)state;
	ADD_ROW(desk, "year=2026", "item=Drill", "due=2026-10-31");
	open_plan(desk);
	assert_row(desk, 3, "         Drill                   .  .  .  .  .  .  x  .  .  .  .  .");
	leave_desk(desk);
}

static void test_timeline__space_goes_round_the_marks(void **state)
{
	static const char *const round[] = {"planned", "milestone", "done", "milestone_done", ""};
	struct desk *desk = desk_with_plan(24, 80, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "item=訓練");
	open_plan(desk);
	for (int i = 0; i < 9; i++)
		press(desk, "Right"); /* April is the first, December the ninth */
	for (size_t i = 0; i < sizeof(round) / sizeof(round[0]); i++) {
		press(desk, "Space");
		assert_string_equal(cell_of(desk, 0, "m12"), round[i]);
	}
	press(desk, "^Z");
	assert_string_equal(cell_of(desk, 0, "m12"), "milestone_done");
	leave_desk(desk);
}

static void test_timeline__a_digit_writes_a_mark(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "item=訓練");
	open_plan(desk);
	press(desk, "Right");
	type(desk, "２");
	assert_string_equal(cell_of(desk, 0, "m04"), "milestone");
	leave_desk(desk);
}

/* Three months in a row by ^D, over the turn of the year; not beyond March. */
static void test_timeline__a_span_goes_on_to_the_right(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "item=訓練", "m12=planned");
	open_plan(desk);
	for (int i = 0; i < 9; i++)
		press(desk, "Right");
	for (int i = 0; i < 4; i++)
		press(desk, "^D");
	assert_string_equal(cell_of(desk, 0, "m01"), "planned");
	assert_string_equal(cell_of(desk, 0, "m02"), "planned");
	assert_string_equal(cell_of(desk, 0, "m03"), "planned");
	assert_string_equal(cell_of(desk, 0, "m04"), "");
	assert_row(desk, 3, "      訓練                       .  .  .  .  .  .  .  .  #  #  #  #");
	leave_desk(desk);
}

/* Typing below the last row makes one, of the year shown and the part one stands in. */
static void test_timeline__a_new_row_by_typing(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "part=risk", "item=監査");
	open_plan(desk);
	press(desk, "Down");
	type(desk, "標的型メール訓練");
	press(desk, "Enter");
	assert_int_equal(sheet_row_count(things_of(desk)), 2);
	assert_string_equal(cell_of(desk, 1, "item"), "標的型メール訓練");
	assert_string_equal(cell_of(desk, 1, "year"), "2026");
	assert_string_equal(cell_of(desk, 1, "part"), "risk");
	leave_desk(desk);
}

static void test_timeline__other_years(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_EN);

	(void)state;
	ADD_ROW(desk, "year=2027", "item=Next");
	open_plan(desk);
	assert_false(shows(desk, "Next  "));
	press(desk, "^Right");
	assert_shows(desk, "fiscal 2027");
	assert_shows(desk, "Next  ");
	assert_false(shows(desk, "^now"));
	press(desk, "^Left");
	assert_shows(desk, "^now");
	ui_jump(&desk->ui, "things", "T-001", "m04");
	assert_shows(desk, "fiscal 2027");
	leave_desk(desk);
}

static void test_timeline__deleted_and_brought_back(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "item=監査");
	open_plan(desk);
	press(desk, "^K");
	assert_int_equal(sheet_row_count(things_of(desk)), 0);
	assert_shows(desk, "消しました");
	press(desk, "^Z");
	assert_shows(desk, "監査");
	leave_desk(desk);
}

static void test_timeline__turns_to_the_grid_and_back(void **state)
{
	struct desk *desk = desk_with_plan(24, 80, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "item=監査");
	open_plan(desk);
	press(desk, "F7");
	assert_string_equal(top_name(desk), "sheet");
	press(desk, "F7");
	assert_string_equal(top_name(desk), "timeline");
	leave_desk(desk);
}

/* Twelve months of two columns each; the label keeps what is left. */
static void test_timeline__on_a_narrow_screen(void **state)
{
	struct desk *desk = desk_with_plan(10, 40, LANG_JA);

	(void)state;
	ADD_ROW(desk, "year=2026", "part=all", "item=新入社員、異動", "m09=planned", "m12=milestone");
	open_plan(desk);
	assert_row(desk, 1, " 項目          4 5 6 7 8 9 0 1 2 1 2 3");
	assert_row(desk, 2, " 新入社員、異> . . . . . x . . * . . .");
	leave_desk(desk);
}

static void test_schedule__years_and_months(void **state)
{
	struct schedule schedule = {.first_month = 4};

	(void)state;
	assert_int_equal(schedule_year_of((struct date){2027, 3, 31}, 4), 2026);
	assert_int_equal(schedule_year_of((struct date){2026, 4, 1}, 4), 2026);
	assert_int_equal(schedule_year_of((struct date){2026, 3, 31}, 1), 2026);
	assert_int_equal(schedule_month(&schedule, 0), 4);
	assert_int_equal(schedule_month(&schedule, 9), 1);
	assert_int_equal(schedule_index(&schedule, 3), 11);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_timeline__a_year_of_marks),
		cmocka_unit_test(test_timeline__a_followed_date_that_is_past),
		cmocka_unit_test(test_timeline__space_goes_round_the_marks),
		cmocka_unit_test(test_timeline__a_digit_writes_a_mark),
		cmocka_unit_test(test_timeline__a_span_goes_on_to_the_right),
		cmocka_unit_test(test_timeline__a_new_row_by_typing),
		cmocka_unit_test(test_timeline__other_years),
		cmocka_unit_test(test_timeline__deleted_and_brought_back),
		cmocka_unit_test(test_timeline__turns_to_the_grid_and_back),
		cmocka_unit_test(test_timeline__on_a_narrow_screen),
		cmocka_unit_test(test_schedule__years_and_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

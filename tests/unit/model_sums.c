#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/sums.h"

static const struct fixture_sheet workbook[] = {
	{ "budget",
	  "retired = gone\nsort choice before|running|after\npaid date\nmonth int\namount money\n"
	  "who text\ngone check\n",
	  "B-001 sort=before paid=2026-12-18 month=12 amount=85000 who=佐藤\n"
	  "B-002 sort=running paid=2027-04-30 month=4 amount=96000 who=鈴木\n"
	  "B-003 sort=after paid=2027-03-01 month=3 amount=180000 who=佐藤\n"
	  "B-004 sort=before paid=2026-12-01 month=12 amount=140000 who=鈴木\n"
	  "B-005 sort=before paid=2027-02-10 month=2 who=佐藤\n"
	  "B-006 sort=after paid=2027-03-01 month=3 amount=450000 gone=1 who=佐藤\n"
	  "B-007 sort=after amount=7000\n"
	  "B-008 paid=2027-03-05\n" },
	{ NULL, NULL, NULL },
};

struct world {
	struct fixture fixture;
	struct book *book;
	struct sheet *sheet;
	struct sums sums;
};

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->fixture.sheets = workbook;
	world->book = fixture_book(&world->fixture);
	world->sheet = fixture_sheet(world->book, "budget");
	*state = world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;

	sums_release(&world->sums);
	sums_release(&world->sums);
	book_free(world->book);
	free(world);
	return 0;
}

static void add_up(struct world *world, const char *rows, const char *columns)
{
	const struct form *form = sheet_form(world->sheet);

	sums_build(world->book, world->sheet, form_field(form, rows), form_field(form, columns),
	           form_field(form, "amount"), &world->sums);
}

static void add_sum(struct str *out, struct sum sum)
{
	if (sum.any)
		str_addf(out, " %.0f", sum.number);
	else
		str_add(out, " -");
}

/* A line each: its value, a sum for each column, its total; the last line is the totals. */
static void assert_table(const struct world *world, const char *expected)
{
	const struct sums *sums = &world->sums;
	struct str out = { 0 };

	for (size_t r = 0; r < sums->rows.count; r++) {
		str_add(&out, sums->rows.at[r].value);
		for (size_t c = 0; c < sums->columns.count; c++)
			add_sum(&out, sums_cell(sums, r, c));
		add_sum(&out, sums->rows.at[r].total);
		str_add(&out, "\n");
	}
	str_add(&out, "all");
	for (size_t c = 0; c < sums->columns.count; c++)
		add_sum(&out, sums->columns.at[c].total);
	add_sum(&out, sums->total);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

/* December has two days; B-005 has no amount, B-006 is retired. */
static void test_sums__dates_count_by_their_month(void **state)
{
	struct world *world = *state;

	add_up(world, "paid", "sort");
	assert_table(world, "2026-12 225000 - - 225000\n"
	                    "2027-02 - - - -\n"
	                    "2027-03 - - 180000 180000\n"
	                    "2027-04 - 96000 - 96000\n"
	                    "all 225000 96000 180000 501000");
	assert_string_equal(world->sums.columns.at[1].value, "running");
}

static void test_sums__what_has_no_place_is_counted_apart(void **state)
{
	struct world *world = *state;

	add_up(world, "paid", "sort");
	assert_int_equal(world->sums.nowhere_rows, 2);
	assert_true(world->sums.nowhere.any);
	assert_true(world->sums.nowhere.number == 7000);
}

/* 2, 3, 4, 12: by size, not as text; names in the order of their bytes (佐 before 鈴). */
static void test_sums__numbers_stand_by_size(void **state)
{
	struct world *world = *state;

	add_up(world, "month", "who");
	assert_table(world, "2 - - -\n"
	                    "3 180000 - 180000\n"
	                    "4 - 96000 96000\n"
	                    "12 85000 140000 225000\n"
	                    "all 265000 236000 501000");
}

static void test_sums__follow_a_change(void **state)
{
	struct world *world = *state;

	add_up(world, "sort", "who");
	assert_table(world, "before 85000 140000 225000\nrunning - 96000 96000\nafter 180000 - 180000\n"
	                    "all 265000 236000 501000");
	sheet_set_cell(world->sheet, 4, 3, "1000", 4);
	book_cell_changed(world->book, world->sheet, 4, 3);
	add_up(world, "sort", "who");
	assert_table(world, "before 86000 140000 226000\nrunning - 96000 96000\nafter 180000 - 180000\n"
	                    "all 266000 236000 502000");
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_sums__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(dates_count_by_their_month),
		TEST(what_has_no_place_is_counted_apart),
		TEST(numbers_stand_by_size),
		TEST(follow_a_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

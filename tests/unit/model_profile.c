/* Means and gaps of a checklist that is rated twice, worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/profile.h"

/* Item 11 is retired; item 9 stands apart from the rest of its group. */
static const struct fixture_sheet workbook[] = {
	{ "rated", "kind checklist\narea choice a|b\nnow int\ngoal int\ngone check\nretired = gone\n",
	  "1 now=1 goal=3\n2 now=2 goal=3\n3 now=4\n"
	  "4 now=3 goal=2\n5 now=n/a goal=n/a\n"
	  "6 now=1 goal=2\n7 now=1 goal=2\n8 now=2 goal=2\n10 now=1 goal=2\n11 now=4 goal=4 gone=1\n"
	  "9 now=n/a goal=2\n"
	  "12\n13 now=viel goal=\n" },
	{ NULL, NULL, NULL },
};
enum { AREA, NOW, GOAL };

static const struct given {
	const char *id, *group, *area;
} given[] = {
	{ "1", "X", "a" },  { "2", "X", "a" },  { "3", "X", "a" },  { "4", "Y", "a" },  { "5", "Y", "a" },
	{ "6", "Z", "b" },  { "7", "Z", "b" },  { "8", "Z", "b" },  { "10", "Z", "b" }, { "11", "Z", "b" },
	{ "9", "X", "a" },  { "12", "W", "b" }, { "13", "W", "b" },
};

struct world {
	struct fixture fixture;
	struct book *book;
	struct sheet *sheet;
	struct form_view view;
	struct profile profile;
};

static void give_items(struct form *form)
{
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++) {
		struct item *item = vec_add(&form->items);
		item->id = given[i].id;
		item->group = (struct words){ { given[i].group, given[i].group } };
		item->under = -1;
		vec_push(&item->preset, given[i].area);
	}
}

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->fixture.sheets = workbook;
	world->book = fixture_book(&world->fixture);
	world->sheet = fixture_sheet(world->book, "rated");
	give_items((struct form *)(uintptr_t)sheet_form(world->sheet));
	world->view = (struct form_view){ .name = "profile", .rows = AREA, .value = NOW, .value_after = GOAL };
	*state = world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;

	profile_release(&world->profile);
	book_free(world->book);
	free(world);
	return 0;
}

static void build(struct world *world)
{
	profile_build(world->book, world->sheet, &world->view, &world->profile);
}

/* "2.3 3/3  2.7 3/4  1.5 2/3"; - for no mean. */
static void assert_figures(const struct profile_figures *figures, const char *expected)
{
	struct str found = { 0 };

	for (int m = 0; m < PROFILE_MEASURES; m++) {
		const struct profile_mean *mean = &figures->of[m];
		if (mean->answered > 0)
			str_addf(&found, "%s%.1f", m ? "  " : "", mean->mean);
		else
			str_addf(&found, "%s-", m ? "  " : "");
		str_addf(&found, " %zu/%zu", mean->answered, mean->of);
	}
	assert_string_equal(str_text(&found), expected);
	str_release(&found);
}

static void test_profile__groups_in_the_order_of_the_items(void **state)
{
	struct world *world = *state;
	static const char *const names[] = { "X", "Y", "Z", "W" };
	static const size_t rows[] = { 4, 2, 4, 2 };

	build(world);
	assert_int_equal(world->profile.groups.count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(words_in(world->profile.groups.at[i].title, LANG_JA), names[i]);
		assert_int_equal(world->profile.groups.at[i].rows.at.count, rows[i]);
	}
	/* Item 9 is the eleventh row. */
	assert_int_equal(world->profile.groups.at[0].rows.at.at[3], 10);
}

/* X: now (1 + 2 + 4) / 3 = 2.33, goal (3 + 3 + 2) / 3 = 2.67, gap (2 + 1) / 2. */
static void test_profile__means_of_what_is_there_gap_of_what_has_both(void **state)
{
	struct world *world = *state;

	build(world);
	assert_figures(&world->profile.groups.at[0].figures, "2.3 3/3  2.7 3/4  1.5 2/3");
}

static void test_profile__na_is_not_asked_for(void **state)
{
	struct world *world = *state;

	build(world);
	assert_figures(&world->profile.groups.at[1].figures, "3.0 1/1  2.0 1/1  -1.0 1/1");
}

/* Z without the retired item: 5 / 4 = 1.25 and 3 / 4 = 0.75, halves go up. */
static void test_profile__halves_go_up_and_retired_rows_are_out(void **state)
{
	struct world *world = *state;

	build(world);
	assert_figures(&world->profile.groups.at[2].figures, "1.3 4/4  2.0 4/4  0.8 4/4");
}

static void test_profile__what_is_no_number_is_unanswered(void **state)
{
	struct world *world = *state;

	build(world);
	assert_figures(&world->profile.groups.at[3].figures, "- 0/2  - 0/2  - 0/2");
}

/* Of the items, not of the groups' means: area a has 10 / 4, 10 / 4 and (2 + 1 - 1) / 3; the whole
 * 15 / 8 = 1.875, 18 / 8 = 2.25 and 5 / 7 = 0.71. */
static void test_profile__parts_and_the_whole(void **state)
{
	struct world *world = *state;

	build(world);
	assert_int_equal(world->profile.parts.count, 2);
	assert_string_equal(world->profile.parts.at[0].value, "a");
	assert_string_equal(world->profile.parts.at[1].value, "b");
	assert_int_equal(world->profile.groups.at[1].part, 0);
	assert_int_equal(world->profile.groups.at[3].part, 1);
	assert_figures(&world->profile.parts.at[0].figures, "2.5 4/4  2.5 4/5  0.7 3/4");
	assert_figures(&world->profile.parts.at[1].figures, "1.3 4/6  2.0 4/6  0.8 4/6");
	assert_figures(&world->profile.whole, "1.9 8/10  2.3 8/11  0.7 7/10");
}

static void test_profile__without_parts_there_is_one(void **state)
{
	struct world *world = *state;

	world->view.rows = -1;
	build(world);
	assert_int_equal(world->profile.parts.count, 1);
	assert_string_equal(world->profile.parts.at[0].value, "");
	assert_figures(&world->profile.parts.at[0].figures, "1.9 8/10  2.3 8/11  0.7 7/10");
}

static void set(struct world *world, const char *id, int field, const char *cell)
{
	size_t row;

	assert_true(sheet_find(world->sheet, id, &row));
	sheet_set_cell(world->sheet, row, (size_t)field, cell, strlen(cell));
	book_cell_changed(world->book, world->sheet, row, field);
}

/* X 1.5, Z 0.8; Y has gone too far and W nowhere. Then W 1.5 too: it comes behind X. */
static void test_profile__the_widest_gap_first(void **state)
{
	struct world *world = *state;

	build(world);
	assert_int_equal(world->profile.ranked.count, 2);
	assert_int_equal(world->profile.ranked.at[0], 0);
	assert_int_equal(world->profile.ranked.at[1], 2);
	set(world, "12", NOW, "1");
	set(world, "12", GOAL, "3");
	set(world, "13", NOW, "1");
	set(world, "13", GOAL, "2");
	build(world);
	assert_int_equal(world->profile.ranked.count, 3);
	assert_int_equal(world->profile.ranked.at[0], 0);
	assert_int_equal(world->profile.ranked.at[1], 3);
	assert_int_equal(world->profile.ranked.at[2], 2);
}

/* -1 / 30 is nothing to one decimal, and nobody wants to read "-0.0". */
static void test_profile__no_minus_nothing(void **state)
{
	struct world *world = *state;
	struct form *form = (struct form *)(uintptr_t)sheet_form(world->sheet);
	char id[8];

	for (int i = 100; i < 130; i++) {
		snprintf(id, sizeof(id), "%d", i);
		struct item *item = vec_add(&form->items);
		item->id = pool_text(&form->pool, id, strlen(id));
		item->group = (struct words){ { "many", "many" } };
		item->under = -1;
		sheet_insert_row(world->sheet, sheet_row_count(world->sheet), id);
		book_rows_changed(world->book, world->sheet);
		set(world, id, NOW, "2");
		set(world, id, GOAL, i == 100 ? "1" : "2");
	}
	build(world);
	assert_figures(&world->profile.groups.at[4].figures, "2.0 30/30  2.0 30/30  0.0 30/30");
}

static void test_profile__released_twice(void **state)
{
	struct world *world = *state;

	build(world);
	build(world);
	profile_release(&world->profile);
	assert_int_equal(world->profile.groups.count, 0);
	assert_int_equal(world->profile.whole.of[PROFILE_NOW].of, 0);
	profile_release(&world->profile);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_profile__groups_in_the_order_of_the_items),
		TEST(test_profile__means_of_what_is_there_gap_of_what_has_both),
		TEST(test_profile__na_is_not_asked_for),
		TEST(test_profile__halves_go_up_and_retired_rows_are_out),
		TEST(test_profile__what_is_no_number_is_unanswered),
		TEST(test_profile__parts_and_the_whole),
		TEST(test_profile__without_parts_there_is_one),
		TEST(test_profile__the_widest_gap_first),
		TEST(test_profile__no_minus_nothing),
		TEST(test_profile__released_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

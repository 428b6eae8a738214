#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/expr.h"

static const struct fixture_sheet workbook[] = {
	{ "risks",
	  "value int\nthreat int\nlikely int\nown int\ncost money\nyears number\nshare percent\n"
	  "name text\n"
	  "risk int = value * threat * first(own, likely)\n"
	  "over check = risk > 17\n"
	  "dear check = cost >= first(own, 2000000)\n"
	  "yearly money = round(cost / years)\n"
	  "part money = (cost + 1000000) * share\n"
	  "left money = cost - (cost - 1000000)\n"
	  "chosen int = if(over, value * threat, likely)\n"
	  "same int = value\n"
	  "is_named check = name == 'x'\n"
	  "rows int = count() + value\n",
	  "R-001 value=2 threat=4 likely=3 cost=27860000 years=10 share=10 name=x\n"
	  "R-002 value=2 threat=1 likely=3 own=1\n"
	  "R-003 value=2 likely=3\n" },
	{ NULL, NULL, NULL },
};

struct world {
	struct fixture fixture;
	struct book *book;
};

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->fixture.sheets = workbook;
	world->book = fixture_book(&world->fixture);
	*state = world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;

	book_free(world->book);
	free(world);
	return 0;
}

/* NULL: there is nothing to write. */
static void assert_spelt(struct world *world, size_t row, const char *id, const char *expected)
{
	struct sheet *sheet = fixture_sheet(world->book, "risks");
	int field = form_field(sheet_form(sheet), id);
	struct str out = { 0 };

	str_add(&out, "= ");
	book_value(world->book, sheet, row, field);
	bool spelt = expr_spell(&sheet_form(sheet)->fields.at[field], world->book, sheet, row, LANG_JA, &out);
	assert_int_equal(spelt, expected != NULL);
	assert_string_equal(str_text(&out) + 2, expected ? expected : "");
	str_release(&out);
}

static void test_spell__a_product(void **state)
{
	assert_spelt(*state, 0, "risk", "2 x 4 x 3");
	assert_spelt(*state, 1, "risk", "2 x 1 x 1");
}

static void test_spell__a_figure_that_is_missing(void **state)
{
	assert_spelt(*state, 2, "risk", NULL);
	assert_spelt(*state, 2, "over", NULL);
}

static void test_spell__a_comparison(void **state)
{
	assert_spelt(*state, 0, "over", "24 > 17");
	assert_spelt(*state, 1, "over", "2 <= 17");
	assert_spelt(*state, 0, "is_named", NULL);
	assert_spelt(*state, 0, "dear", "27,860,000 >= 2,000,000");
}

static void test_spell__figures_as_their_fields_show_them(void **state)
{
	assert_spelt(*state, 0, "yearly", "27,860,000 / 10");
	assert_spelt(*state, 0, "part", "(27,860,000 + 1000000) x 10%");
}

static void test_spell__brackets_where_they_matter(void **state)
{
	assert_spelt(*state, 0, "left", "27,860,000 - (27,860,000 - 1000000)");
}

static void test_spell__only_what_an_if_came_to(void **state)
{
	assert_spelt(*state, 0, "chosen", "2 x 4");
	assert_spelt(*state, 1, "chosen", NULL);
}

static void test_spell__no_arithmetic(void **state)
{
	assert_spelt(*state, 0, "same", NULL);
	assert_spelt(*state, 0, "value", NULL);
	assert_spelt(*state, 0, "rows", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_spell__a_product),
		TEST(test_spell__a_figure_that_is_missing),
		TEST(test_spell__a_comparison),
		TEST(test_spell__figures_as_their_fields_show_them),
		TEST(test_spell__brackets_where_they_matter),
		TEST(test_spell__only_what_an_if_came_to),
		TEST(test_spell__no_arithmetic),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

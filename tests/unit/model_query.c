#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/base/utf8.h"
#include "sonae/model/query.h"

static const struct fixture_sheet workbook[] = {
	{ "assets",
	  "name text\nlevel int\nclass choice secret|open|top\ncost money\n"
	  "total money = cost * level\n",
	  "A-001 name=ﾊﾟｿｺﾝ level=10 class=open cost=5\n"
	  "A-002 name=サーバ level=n/a class=top\n"
	  "A-003 name=Ｂｏｘ level=9 class=secret cost=1000000\n"
	  "A-004 class=?\n"
	  "A-005 name=apple level=高 cost=50\n"
	  "A-006 name=パソコン level=9 class=open cost=7\n" },
	{ NULL, NULL, NULL },
};
enum { NAME, LEVEL, CLASS, COST, TOTAL };

struct world {
	struct fixture fixture;
	struct book *book;
	struct sheet *sheet;
};

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->fixture.sheets = workbook;
	world->book = fixture_book(&world->fixture);
	world->sheet = fixture_sheet(world->book, "assets");
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

/* The rows by the last digit of their id: "135". */
static void assert_list(const struct world *world, const struct row_list *list, const char *digits)
{
	struct str out = { 0 };

	for (size_t i = 0; i < list->at.count; i++)
		str_add(&out, sheet_row_id(world->sheet, list->at.at[i]) + 4);
	assert_string_equal(str_text(&out), digits);
	str_release(&out);
}

static void assert_sorted(struct world *world, int field, bool descending, const char *digits)
{
	struct row_list list = { 0 };

	query_all(world->sheet, &list);
	query_sort(world->book, world->sheet, field, descending, &list);
	assert_list(world, &list, digits);
	row_list_release(&list);
}

static void test_query__filters_in_order(void **state)
{
	struct world *world = *state;
	struct expr *where = fixture_expr("level == 9 or cost >= 50");
	struct row_list list = { 0 };

	fixture_bind(sheet_form(world->sheet), where);
	query_all(world->sheet, &list);
	assert_list(world, &list, "123456");
	query_filter(world->book, world->sheet, where, &list);
	assert_list(world, &list, "356");
	query_all(world->sheet, &list);
	assert_list(world, &list, "123456");
	row_list_release(&list);
	row_list_release(&list);
	expr_free(where);
}

static void test_query__sorts_numbers_by_size_and_keeps_equals(void **state)
{
	/* 高 is no number: behind those, before n/a and empty */
	assert_sorted(*state, LEVEL, false, "361524");
	assert_sorted(*state, LEVEL, true, "513624");
	assert_sorted(*state, COST, false, "165324");
	assert_sorted(*state, COST, true, "356124");
}

static void test_query__sorts_text_folded(void **state)
{
	/* apple, box, サーバ, パソコン twice (half-width is the same), empty */
	assert_sorted(*state, NAME, false, "532164");
	assert_sorted(*state, NAME, true, "162354");
}

static void test_query__sorts_choices_as_the_form_has_them(void **state)
{
	/* secret, open, open, top, ? is none of them, empty */
	assert_sorted(*state, CLASS, false, "316245");
}

static void test_query__sorts_computed_columns(void **state)
{
	/* 50, 9000000, 63; the rest is empty */
	assert_sorted(*state, TOTAL, false, "163245");
	assert_sorted(*state, TOTAL, true, "361245");
}

static bool matches(struct world *world, size_t row, int field, const char *typed)
{
	char *folded = utf8_fold(typed, strlen(typed));
	bool is = query_cell_matches(world->book, world->sheet, row, field, LANG_JA, folded);

	free(folded);
	return is;
}

static void test_query__search_does_not_mind_width_or_case(void **state)
{
	assert_true(matches(*state, 0, NAME, "パソコン"));
	assert_true(matches(*state, 5, NAME, "ﾊﾟｿ"));
	assert_true(matches(*state, 2, NAME, "BOX"));
	assert_true(matches(*state, 4, NAME, "PPL"));
	assert_true(matches(*state, 0, LEVEL, "１０"));
	assert_true(matches(*state, 2, COST, "1,000"));
	assert_true(matches(*state, 2, TOTAL, "9,000,000"));
	assert_true(matches(*state, 1, LEVEL, "対象"));
	assert_false(matches(*state, 1, LEVEL, "n/a"));
	assert_false(matches(*state, 3, NAME, "a"));
	assert_false(matches(*state, 0, NAME, "サーバ"));
}

/* A form of kind query, as it stands after reading. */
static struct form query_form(const char *of, struct expr *where, const char *shows)
{
	return (struct form){ .id = "open", .kind = FORM_QUERY, .of = of, .where = where, .shows = shows };
}

static void test_query__of_a_form_shows_the_rows_that_fit(void **state)
{
	struct world *world = *state;
	struct expr *where = fixture_expr("not empty(cost) and level > 8");
	struct form form = query_form("assets", where, "");
	struct row_list list = { 0 };
	struct err err = { 0 };

	assert_true(query_of_form(world->book, &form, &list, &err));
	assert_list(world, &list, "136");
	/* It is asked anew each time. */
	sheet_set_cell(world->sheet, 2, LEVEL, "7", 1);
	book_cell_changed(world->book, world->sheet, 2, LEVEL);
	assert_true(query_of_form(world->book, &form, &list, &err));
	assert_list(world, &list, "16");
	form.where = NULL;
	assert_true(query_of_form(world->book, &form, &list, &err));
	assert_list(world, &list, "123456");
	row_list_release(&list);
	expr_free(where);
}

static void test_query__of_a_form_that_does_not_fit(void **state)
{
	struct world *world = *state;
	struct expr *where = fixture_expr("price > 8");
	struct form form = query_form("assets", where, "");
	struct row_list list = { 0 };
	struct err err = { 0 };

	assert_false(query_of_form(world->book, &form, &list, &err));
	assert_int_equal(err.code, ERR_EXPR_NAME);
	form.of = "nosuch";
	assert_false(query_of_form(world->book, &form, &list, &err));
	assert_int_equal(err.code, ERR_NO_FORM);
	row_list_release(&list);
	expr_free(where);
}

static void assert_columns(const struct query_columns *columns, size_t count, const int *fields)
{
	assert_int_equal(columns->at.count, count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(columns->at.at[i], fields[i]);
}

static void test_query__columns_are_those_it_names(void **state)
{
	struct world *world = *state;
	const struct form *of = sheet_form(world->sheet);
	struct form form = query_form("assets", NULL, " cost  name");
	struct query_columns columns = { 0 };
	struct err err = { 0 };

	assert_true(query_columns(&form, of, &columns, &err));
	assert_columns(&columns, 2, (const int[]){ COST, NAME });
	form.shows = "cost nosuch name what";
	assert_false(query_columns(&form, of, &columns, &err));
	assert_int_equal(err.code, ERR_NO_FIELD);
	assert_string_equal(err.what, "nosuch");
	assert_columns(&columns, 2, (const int[]){ COST, NAME });
	/* None named: those of the worksheet's own grid. */
	form.shows = "";
	assert_true(query_columns(&form, of, &columns, &err));
	assert_int_equal(columns.at.count, of->columns.count);
	vec_release(&columns.at);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_query__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(filters_in_order),
		TEST(sorts_numbers_by_size_and_keeps_equals),
		TEST(sorts_text_folded),
		TEST(sorts_choices_as_the_form_has_them),
		TEST(sorts_computed_columns),
		TEST(search_does_not_mind_width_or_case),
		TEST(of_a_form_shows_the_rows_that_fit),
		TEST(of_a_form_that_does_not_fit),
		TEST(columns_are_those_it_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/ranking.h"

static const struct fixture_sheet workbook[] = {
	{ "risks",
	  "retired = gone\nvalue int\ngone check\ntimes number\nloss money = value * times\n",
	  "R-001 value=8 times=0.5\n"
	  "R-002 value=24 times=1\n"
	  "R-003 value=8\n"
	  "R-004\n"
	  "R-005 value=99 gone=1\n"
	  "R-006 value=n/a\n"
	  "R-007 value=24 times=0\n"
	  "R-008 value=4 times=1\n" },
	{ "none", "value int\n", "" },
	{ NULL, NULL, NULL },
};

/* The ranks from the first row on: "3 1 3 - …", - = none. */
static void assert_ranks(const char *id, const char *field, const char *expected)
{
	struct fixture fixture = { .sheets = workbook };
	struct book *book = fixture_book(&fixture);
	struct sheet *sheet = fixture_sheet(book, id);
	struct ranking ranking = { 0 };
	struct str out = { 0 };

	for (int again = 0; again < 2; again++) {
		size_t count = 0;
		str_clear(&out);
		ranking_build(book, sheet, form_field(sheet_form(sheet), field), &ranking);
		for (size_t row = 0; row < ranking.ranks.count; row++) {
			size_t rank = ranking.ranks.at[row];
			count += rank > 0;
			str_add(&out, row > 0 ? " " : "");
			if (rank > 0)
				str_addf(&out, "%zu", rank);
			else
				str_add(&out, "-");
		}
		assert_string_equal(str_text(&out), expected);
		assert_int_equal(ranking.count, count);
	}
	str_release(&out);
	ranking_release(&ranking);
	ranking_release(&ranking);
	book_free(book);
}

static void test_ranking__equals_share_a_rank_and_the_next_skips(void **state)
{
	(void)state;
	assert_ranks("risks", "value", "3 1 3 - - - 1 5");
}

/* 4, 24, nothing, nothing, retired, nothing, 0, 4 */
static void test_ranking__computed_values_and_zero(void **state)
{
	(void)state;
	assert_ranks("risks", "loss", "2 1 - - - - 4 2");
}

static void test_ranking__no_rows(void **state)
{
	(void)state;
	assert_ranks("none", "value", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranking__equals_share_a_rank_and_the_next_skips),
		cmocka_unit_test(test_ranking__computed_values_and_zero),
		cmocka_unit_test(test_ranking__no_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

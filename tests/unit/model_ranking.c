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
	{ "rivals",
	  "a int\nb int\nc int\nd int\n",
	  "R-001 a=9 b=5 c=1\n"
	  "R-002 a=9 b=9\n"
	  "R-003 a=1 b=9 c=9\n"
	  "R-004 a=9 b=1 c=9\n"
	  "R-005 a=2\n" },
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

/*
 * Of the rivals by the yardsticks `fields`, one letter each:
 *
 *            a  b  c  d
 *     R-001  1  3  3
 *     R-002  1  1  -
 *     R-003  5  1  1
 *     R-004  1  4  1
 *     R-005  4  -  -
 */
static void rank_rivals(const char *fields, struct ranking rankings[4])
{
	struct fixture fixture = { .sheets = workbook };
	struct book *book = fixture_book(&fixture);
	struct sheet *sheet = fixture_sheet(book, "rivals");

	for (size_t i = 0; fields[i] != '\0'; i++) {
		char field[] = { fields[i], '\0' };
		ranking_build(book, sheet, form_field(sheet_form(sheet), field), &rankings[i]);
	}
	book_free(book);
}

static void release_all(struct ranking rankings[4])
{
	for (int i = 0; i < 4; i++)
		ranking_release(&rankings[i]);
}

static void assert_order(const char *field, const char *expected)
{
	struct ranking rankings[4] = { { .count = 0 } };
	struct row_list rows = { 0 };
	struct str out = { 0 };

	rank_rivals(field, rankings);
	ranking_rows(&rankings[0], &rows);
	for (size_t i = 0; i < rows.at.count; i++)
		str_addf(&out, "%zu", rows.at.at[i] + 1);
	assert_string_equal(str_text(&out), expected);
	row_list_release(&rows);
	str_release(&out);
	release_all(rankings);
}

static void test_ranking__rows_in_its_order(void **state)
{
	(void)state;
	assert_order("a", "12453");
	assert_order("b", "23145");
	assert_order("d", "12345");
}

/* "2bc": R-002 is first by b and farthest down by c. */
static void assert_differences(const char *fields, const char *expected)
{
	struct ranking rankings[4] = { { .count = 0 } };
	struct ranking_differences found = { 0 };
	struct str out = { 0 };

	rank_rivals(fields, rankings);
	ranking_differences(rankings, strlen(fields), &found);
	for (size_t i = 0; i < found.at.count; i++)
		str_addf(&out, "%s%zu%c%c", i > 0 ? " " : "", found.at.at[i].row + 1,
		         fields[found.at.at[i].first], fields[found.at.at[i].other]);
	assert_string_equal(str_text(&out), expected);
	vec_release(&found.at);
	str_release(&out);
	release_all(rankings);
}

/* a puts three first, b and c two each, d none. */
static void test_ranking__where_the_first_places_differ(void **state)
{
	(void)state;
	assert_differences("abcd", "2bc 3ba 4cb 1ab");
	assert_differences("ad", "");
	assert_differences("d", "");
	assert_differences("", "");
}

static void test_ranking__first_by_all_that_say_anything(void **state)
{
	struct ranking rankings[4] = { { .count = 0 } };

	(void)state;
	rank_rivals("abd", rankings);
	assert_false(ranking_is_first_by_all(rankings, 3, 0));
	assert_true(ranking_is_first_by_all(rankings, 3, 1));
	assert_false(ranking_is_first_by_all(rankings, 3, 2));
	assert_false(ranking_is_first_by_all(rankings, 3, 4));
	release_all(rankings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranking__equals_share_a_rank_and_the_next_skips),
		cmocka_unit_test(test_ranking__computed_values_and_zero),
		cmocka_unit_test(test_ranking__no_rows),
		cmocka_unit_test(test_ranking__rows_in_its_order),
		cmocka_unit_test(test_ranking__where_the_first_places_differ),
		cmocka_unit_test(test_ranking__first_by_all_that_say_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

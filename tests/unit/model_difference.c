#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/difference.h"

#define FORM "name text\nnote memo\n"

/* Two states of one worksheet, as two worksheets of like forms. */
struct pair {
	struct fixture_sheet sheets[3];
	struct fixture fixture;
	struct book *book;
	struct sheet *now, *wanted;
};

static void open_pair(struct pair *pair, const char *now, const char *wanted)
{
	memset(pair, 0, sizeof(*pair));
	pair->sheets[0] = (struct fixture_sheet){"now", FORM, now};
	pair->sheets[1] = (struct fixture_sheet){"wanted", FORM, wanted};
	pair->fixture.sheets = pair->sheets;
	pair->book = fixture_book(&pair->fixture);
	pair->now = book_sheet(pair->book, "now", NULL);
	pair->wanted = book_sheet(pair->book, "wanted", NULL);
	assert_non_null(pair->now);
	assert_non_null(pair->wanted);
}

/* "A-001 name=x note=y | A-002 …", cells that are not empty. */
static char *picture(const struct sheet *sheet)
{
	struct str out = {0};

	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		str_addf(&out, "%s%s", row ? " | " : "", sheet_row_id(sheet, row));
		for (size_t i = 0; i < sheet_column_count(sheet); i++)
			if (*sheet_cell(sheet, row, i))
				str_addf(&out, " %s=%s", sheet_column_name(sheet, i),
				         sheet_cell(sheet, row, i));
	}
	return str_take(&out);
}

static void assert_picture(const struct sheet *sheet, const char *expected)
{
	char *text = picture(sheet);

	assert_string_equal(text, expected);
	free(text);
}

static void apply(struct book *book, const struct step *step)
{
	struct err err = {0};
	char text[700];

	for (size_t i = 0; i < step->changes.count; i++)
		if (!change_apply(book, &step->changes.at[i], true, &err))
			fail_msg("%s", err_text(&err, text, sizeof(text)));
}

static void take_back(struct book *book, const struct step *step)
{
	struct step back = {0};

	for (size_t i = step->changes.count; i-- > 0;)
		change_invert(&step->changes.at[i], vec_add(&back.changes));
	apply(book, &back);
	step_release(&back);
}

/* There, with so many of each, and back to the last row. */
static void check(struct pair *pair, const char *expected, struct difference counts)
{
	struct step step = {0};
	char *before = picture(pair->now);
	struct difference found = difference_step(&step, pair->now, pair->wanted);

	assert_int_equal(found.added, counts.added);
	assert_int_equal(found.deleted, counts.deleted);
	assert_int_equal(found.moved, counts.moved);
	assert_int_equal(found.set, counts.set);
	apply(pair->book, &step);
	assert_picture(pair->now, expected);
	take_back(pair->book, &step);
	assert_picture(pair->now, before);
	step_release(&step);
	free(before);
	book_free(pair->book);
}

static void test_difference__none(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "A-001 name=a\nA-002 name=b\n", "A-001 name=a\nA-002 name=b\n");
	check(&pair, "A-001 name=a | A-002 name=b", (struct difference){0});
}

static void test_difference__cells(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "A-001 name=金庫 note=x\nA-002 name=b\n",
	          "A-001 name=机\nA-002 name=b note=新\n");
	check(&pair, "A-001 name=机 | A-002 name=b note=新", (struct difference){.set = 3});
}

static void test_difference__rows_come_and_go(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "A-001 name=a\nA-003 name=c\nA-004 name=d\nA-006 name=f\n",
	          "A-001 name=a\nA-002 name=b\nA-005 name=e\nA-006 name=f\nA-007 name=g\n");
	check(&pair, "A-001 name=a | A-002 name=b | A-005 name=e | A-006 name=f | A-007 name=g",
	      (struct difference){.added = 3, .deleted = 2});
}

static void test_difference__all_and_nothing(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "A-001 name=a\nA-002 name=b\nA-003 name=c\n", "");
	check(&pair, "", (struct difference){.deleted = 3});
	open_pair(&pair, "", "A-001 name=a\nA-002 name=b\n");
	check(&pair, "A-001 name=a | A-002 name=b", (struct difference){.added = 2});
}

/* The last came to the front: one row is moved, not four. */
static void test_difference__moves_as_few_as_can_be(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "A-001\nA-002\nA-003\nA-004\nA-005\n", "A-005\nA-001\nA-002\nA-003\nA-004\n");
	check(&pair, "A-005 | A-001 | A-002 | A-003 | A-004", (struct difference){.moved = 1});
	open_pair(&pair, "A-001\nA-002\nA-003\nA-004\n", "A-002\nA-003\nA-004\nA-001\n");
	check(&pair, "A-002 | A-003 | A-004 | A-001", (struct difference){.moved = 1});
	open_pair(&pair, "A-001\nA-002\nA-003\nA-004\n", "A-004\nA-003\nA-002\nA-001\n");
	check(&pair, "A-004 | A-003 | A-002 | A-001", (struct difference){.moved = 3});
}

/* Deleted at 2 and 5, added at the front and between, 6 before 1, a cell set. */
static void test_difference__all_at_once(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "A-001 name=a\nA-002 name=b\nA-003 name=c\nA-005 name=e\nA-006 name=f\n",
	          "A-008 name=h\nA-006 name=F\nA-001 name=a\nA-007 name=g\nA-003 name=c\n");
	check(&pair, "A-008 name=h | A-006 name=F | A-001 name=a | A-007 name=g | A-003 name=c",
	      (struct difference){.added = 2, .deleted = 2, .moved = 1, .set = 1});
}

/* A column that only one of them has: its values come and go with whole rows. */
static void test_difference__unknown_columns(void **state)
{
	struct pair pair;

	(void)state;
	open_pair(&pair, "A-001 name=a\nA-002 name=b\n", "A-001 name=a\nA-002 name=b\n");
	size_t column = sheet_add_column(pair.wanted, "メモ");
	sheet_set_cell(pair.wanted, 0, column, "x", 1);
	check(&pair, "A-001 name=a メモ=x | A-002 name=b",
	      (struct difference){.added = 1, .deleted = 1});

	open_pair(&pair, "A-001 name=a\nA-002 name=b\n", "A-001 name=a\nA-002 name=b\n");
	column = sheet_add_column(pair.now, "メモ");
	sheet_set_cell(pair.now, 1, column, "x", 1);
	check(&pair, "A-001 name=a | A-002 name=b", (struct difference){.added = 1, .deleted = 1});

	open_pair(&pair, "A-001 name=a\n", "A-001 name=a\n");
	column = sheet_add_column(pair.now, "メモ");
	sheet_set_cell(pair.now, 0, column, "x", 1);
	column = sheet_add_column(pair.wanted, "メモ");
	sheet_set_cell(pair.wanted, 0, column, "y", 1);
	check(&pair, "A-001 name=a メモ=y", (struct difference){.set = 1});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_difference__none),
		cmocka_unit_test(test_difference__cells),
		cmocka_unit_test(test_difference__rows_come_and_go),
		cmocka_unit_test(test_difference__all_and_nothing),
		cmocka_unit_test(test_difference__moves_as_few_as_can_be),
		cmocka_unit_test(test_difference__all_at_once),
		cmocka_unit_test(test_difference__unknown_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

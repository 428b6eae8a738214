/* The sheet with an arena of 16 bytes a chunk, so that a few texts cross every border. */
#define SHEET_CHUNK 16u

#include "../../src/model/sheet_text.c"
#include "../../src/model/sheet_index.c"
#include "../../src/model/sheet.c"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "make_form.h"

static struct form *ledger(void)
{
	struct form *form = make_form("assets", FORM_TABLE, "A");

	make_field(form, "name", "text");
	make_field(form, "note", "memo");
	return form;
}

static void put(struct sheet *sheet, size_t row, size_t column, const char *text)
{
	sheet_set_cell(sheet, row, column, text, strlen(text));
}

static void append(struct sheet *sheet, const char *id)
{
	sheet_insert_row(sheet, sheet_row_count(sheet), id);
}

/* The ids in order, with blanks between. */
static void assert_rows(const struct sheet *sheet, const char *ids)
{
	struct str out = { 0 };

	for (size_t i = 0; i < sheet_row_count(sheet); i++) {
		size_t row = SIZE_MAX;
		str_addf(&out, "%s%s", i > 0 ? " " : "", sheet_row_id(sheet, i));
		assert_true(sheet_find(sheet, sheet_row_id(sheet, i), &row));
		assert_int_equal(row, i);
	}
	assert_string_equal(str_text(&out), ids);
	str_release(&out);
}

static void test_sheet__keeps_texts_of_any_size(void **state)
{
	/* Shorter than a chunk, just fitting, one too long, several chunks. */
	static const char *const texts[] = {
		"a", "", "15 bytes, fits.", "16 bytes, no fit", "備え", "x",
		"これはチャンク三つより長い文章で、途中で切れてはならない。", "y", "end",
	};
	const size_t count = sizeof(texts) / sizeof(*texts);
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);
	const char *first = NULL;
	char id[16];

	(void)state;
	for (size_t i = 0; i < count; i++) {
		snprintf(id, sizeof(id), "A-%03zu", i + 1);
		append(sheet, id);
		put(sheet, i, 0, texts[i]);
		if (i == 0)
			first = sheet_cell(sheet, 0, 0);
	}
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(sheet_cell(sheet, i, 0), texts[i]);
		assert_string_equal(sheet_cell(sheet, i, 1), "");
	}
	assert_ptr_equal(sheet_cell(sheet, 0, 0), first);
	put(sheet, 0, 0, "b");
	assert_string_equal(first, "a");
	assert_string_equal(sheet_cell(sheet, 0, 0), "b");
	put(sheet, 0, 0, "");
	assert_string_equal(sheet_cell(sheet, 0, 0), "");
	sheet_free(sheet);
	form_free(form);
}

static void test_sheet__takes_as_much_of_a_text_as_it_is_told(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);

	(void)state;
	append(sheet, "A-001");
	sheet_set_cell(sheet, 0, 0, "foobar", 6);
	sheet_set_cell(sheet, 0, 0, "foobar", 3);
	assert_string_equal(sheet_cell(sheet, 0, 0), "foo");
	sheet_set_cell(sheet, 0, 0, "foobar", 4);
	assert_string_equal(sheet_cell(sheet, 0, 0), "foob");
	sheet_free(sheet);
	form_free(form);
}

static void test_sheet__equal_texts_share_one_place(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);

	(void)state;
	append(sheet, "A-001");
	append(sheet, "A-002");
	put(sheet, 0, 0, "top");
	size_t before = sheet_memory(sheet);
	for (int i = 0; i < 100; i++)
		put(sheet, 1, 0, "top");
	assert_ptr_equal(sheet_cell(sheet, 0, 0), sheet_cell(sheet, 1, 0));
	assert_int_equal(sheet_memory(sheet), before);
	sheet_free(sheet);
	form_free(form);
}

static void test_sheet__rows_come_go_and_move_with_their_cells(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);
	size_t row;

	(void)state;
	append(sheet, "A-001");
	append(sheet, "A-002");
	append(sheet, "A-003");
	put(sheet, 0, 0, "one");
	put(sheet, 1, 0, "two");
	put(sheet, 2, 0, "three");
	assert_rows(sheet, "A-001 A-002 A-003");
	sheet_insert_row(sheet, 1, "A-004");
	assert_rows(sheet, "A-001 A-004 A-002 A-003");
	assert_string_equal(sheet_cell(sheet, 1, 0), "");
	assert_string_equal(sheet_cell(sheet, 2, 0), "two");
	sheet_move_row(sheet, 3, 0);
	assert_rows(sheet, "A-003 A-001 A-004 A-002");
	assert_string_equal(sheet_cell(sheet, 0, 0), "three");
	sheet_move_row(sheet, 0, 2);
	assert_rows(sheet, "A-001 A-004 A-003 A-002");
	assert_string_equal(sheet_cell(sheet, 2, 0), "three");
	append(sheet, "A-005");
	assert_rows(sheet, "A-001 A-004 A-003 A-002 A-005");
	sheet_remove_row(sheet, 1);
	assert_rows(sheet, "A-001 A-003 A-002 A-005");
	assert_false(sheet_find(sheet, "A-004", &row));
	assert_string_equal(sheet_cell(sheet, 1, 0), "three");
	assert_string_equal(sheet_cell(sheet, 2, 0), "two");
	append(sheet, "A-006");
	assert_string_equal(sheet_cell(sheet, 4, 0), "");
	sheet_move_row(sheet, 1, 2);
	assert_rows(sheet, "A-001 A-002 A-003 A-005 A-006");
	sheet_insert_row(sheet, 0, "A-000");
	assert_rows(sheet, "A-000 A-001 A-002 A-003 A-005 A-006");
	sheet_free(sheet);
	form_free(form);
}

static void test_sheet__finds_ids_in_and_out_of_order(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);
	char id[16];
	size_t row;

	(void)state;
	assert_false(sheet_find(sheet, "A-001", &row));
	for (int i = 998; i <= 1002; i++) {
		snprintf(id, sizeof(id), "A-%03d", i);
		append(sheet, id);
	}
	assert_rows(sheet, "A-998 A-999 A-1000 A-1001 A-1002");
	assert_false(sheet_find(sheet, "A-1003", &row));
	assert_false(sheet_find(sheet, "A-99", &row));
	assert_false(sheet_find(sheet, "", &row));
	append(sheet, "A-001");
	for (int i = 100; i > 0; i--) {
		snprintf(id, sizeof(id), "B-%03d", i);
		append(sheet, id);
		assert_true(sheet_find(sheet, id, &row));
		assert_int_equal(row, 105 - i + 1);
	}
	assert_true(sheet_find(sheet, "A-001", &row));
	assert_int_equal(row, 5);
	assert_false(sheet_find(sheet, "B-101", &row));
	sheet_free(sheet);
	form_free(form);
}

/* 40 rows, the last first; every third goes from the end on, comes back where the first stands, and
 * all are looked for before, between and after. */
static void test_sheet__finds_ids_while_rows_come_and_go(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);
	char id[16];
	size_t row;

	(void)state;
	for (int i = 40; i > 0; i--) {
		snprintf(id, sizeof(id), "A-%03d", i);
		append(sheet, id);
	}
	for (int i = 3; i <= 39; i += 3) {
		snprintf(id, sizeof(id), "A-%03d", i);
		assert_true(sheet_find(sheet, id, &row));
		sheet_remove_row(sheet, row);
		assert_false(sheet_find(sheet, id, &row));
		assert_true(sheet_find(sheet, "A-040", &row));
		assert_int_equal(row, 0);
		assert_true(sheet_find(sheet, "A-001", &row));
		assert_int_equal(row, 39 - i / 3);
	}
	assert_rows(sheet, "A-040 A-038 A-037 A-035 A-034 A-032 A-031 A-029 A-028 A-026 A-025 A-023 A-022 "
	                   "A-020 A-019 A-017 A-016 A-014 A-013 A-011 A-010 A-008 A-007 A-005 A-004 A-002 A-001");
	for (int i = 3; i <= 39; i += 3) {
		snprintf(id, sizeof(id), "A-%03d", i);
		sheet_insert_row(sheet, 0, id);
		assert_true(sheet_find(sheet, id, &row));
		assert_int_equal(row, 0);
	}
	sheet_move_row(sheet, 0, 39);
	assert_rows(sheet, "A-036 A-033 A-030 A-027 A-024 A-021 A-018 A-015 A-012 A-009 A-006 A-003 A-040 "
	                   "A-038 A-037 A-035 A-034 A-032 A-031 A-029 A-028 A-026 A-025 A-023 A-022 A-020 "
	                   "A-019 A-017 A-016 A-014 A-013 A-011 A-010 A-008 A-007 A-005 A-004 A-002 A-001 "
	                   "A-039");
	sheet_free(sheet);
	form_free(form);
}

static void test_sheet__unknown_columns_keep_their_names(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);

	(void)state;
	append(sheet, "A-001");
	assert_int_equal(sheet_add_column(sheet, "メモ"), 2);
	assert_int_equal(sheet_add_column(sheet, ""), 3);
	assert_int_equal(sheet_add_column(sheet, "メモ"), 4);
	put(sheet, 0, 4, "二つ目");
	assert_int_equal(sheet_column_count(sheet), 5);
	assert_string_equal(sheet_column_name(sheet, 1), "note");
	assert_string_equal(sheet_column_name(sheet, 2), "メモ");
	assert_string_equal(sheet_column_name(sheet, 3), "");
	assert_string_equal(sheet_cell(sheet, 0, 2), "");
	assert_string_equal(sheet_cell(sheet, 0, 4), "二つ目");
	sheet_free(sheet);
	form_free(form);
}

static void assert_next(const struct sheet *sheet, const char *id)
{
	char buffer[64];

	assert_string_equal(sheet_next_id(sheet, buffer), id);
}

static void test_sheet__ids_are_never_used_twice(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);

	(void)state;
	assert_next(sheet, "A-001");
	append(sheet, "A-007");
	append(sheet, "A-003");
	assert_next(sheet, "A-008");
	sheet_remove_row(sheet, 0);
	assert_next(sheet, "A-008");
	append(sheet, "B-050");
	append(sheet, "A-9x");
	append(sheet, "A-");
	append(sheet, "A-99999999999999999999");
	append(sheet, "AA-60");
	assert_next(sheet, "A-008");
	sheet_use_number(sheet, 999);
	assert_next(sheet, "A-1000");
	sheet_use_number(sheet, 5);
	assert_int_equal(sheet_next_number(sheet), 1000);
	sheet_free(sheet);
	form_free(form);
}

static void test_sheet__versions_tell_rows_from_cells(void **state)
{
	struct form *form = ledger();
	struct sheet *sheet = sheet_new(form);

	(void)state;
	append(sheet, "A-001");
	append(sheet, "A-002");
	unsigned long rows = sheet_rows_version(sheet), all = sheet_version(sheet);
	put(sheet, 0, 0, "x");
	assert_int_equal(sheet_rows_version(sheet), rows);
	assert_true(sheet_version(sheet) > all);
	all = sheet_version(sheet);
	sheet_move_row(sheet, 0, 1);
	assert_true(sheet_rows_version(sheet) > rows);
	assert_true(sheet_version(sheet) > all);
	rows = sheet_rows_version(sheet);
	sheet_remove_row(sheet, 0);
	assert_true(sheet_rows_version(sheet) > rows);
	sheet_free(sheet);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sheet__keeps_texts_of_any_size),
		cmocka_unit_test(test_sheet__takes_as_much_of_a_text_as_it_is_told),
		cmocka_unit_test(test_sheet__equal_texts_share_one_place),
		cmocka_unit_test(test_sheet__rows_come_go_and_move_with_their_cells),
		cmocka_unit_test(test_sheet__finds_ids_in_and_out_of_order),
		cmocka_unit_test(test_sheet__finds_ids_while_rows_come_and_go),
		cmocka_unit_test(test_sheet__unknown_columns_keep_their_names),
		cmocka_unit_test(test_sheet__ids_are_never_used_twice),
		cmocka_unit_test(test_sheet__versions_tell_rows_from_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

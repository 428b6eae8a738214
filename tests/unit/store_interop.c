/* Files that LibreOffice Calc made of ours: tests/interop/run.sh. In each one cell was
 * edited by a person, 会議室 -> 大会議室; everything else is Calc's own doing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "forms_fixture.h"
#include "outside_fixture.h"

#define DATA "tests/data/interop/"

static struct str read_whole(const char *path)
{
	struct str text = {0};

	assert_true(file_read(path, &text, NULL));
	return text;
}

static void put_file(struct outside *o, const char *path)
{
	struct str text = read_whole(path);

	outside_write(o, text.at, text.len);
	str_release(&text);
}

static struct outside begin(void **state)
{
	struct str form = read_whole("tests/interop/tricky.ini");

	forms_write_n(*state, "forms/tricky.ini", form.at, form.len);
	str_release(&form);
	struct outside o = outside_begin(*state, "tricky");
	put_file(&o, DATA "ours.csv");
	return o;
}

static void assert_ours(struct outside *o)
{
	static const struct {
		const char *row, *field, *text;
	} cells[] = {
		{"K-001", "name", "髙橋𠮷野"},
		{"K-001", "code", "00123"},
		{"K-001", "day", "2024-09-10"},
		{"K-001", "place", "office"},
		{"K-001", "note", "大会議室"},
		{"K-002", "name", "=1+1"},
		{"K-002", "code", "5.10"},
		{"K-002", "note", "一行目\n二行目 \"引用\", コンマ"},
		{"K-003", "code", "1234567890123456"},
		{"K-003", "note", "😀 〜 ① №"},
		{"K-004", "code", "1-2"},
		{"K-004", "note", " 前後に空白 "},
		{"K-005", "code", "12345678901234567890"},
		{"K-005", "amount", "-500"},
		{"K-005", "note", "'=既に印"},
		{"K-006", "code", "1e5"},
		{"K-007", "code", "TRUE"},
	};

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		assert_string_equal(outside_cell(o, cells[i].row, cells[i].field), cells[i].text);
	assert_int_equal(sheet_row_count(outside_sheet(o)), 7);
}

/* Open while Calc saves. */
static void check_open(void **state, const char *file, size_t damaged)
{
	struct outside o = begin(state);
	char count[24];

	outside_sheet(&o);
	put_file(&o, file);
	assert_true(folder_look_outside(o.folder));
	assert_ours(&o);
	snprintf(count, sizeof count, "%zu", damaged);
	assert_int_equal(outside_report_of(&o)->taken, 1);
	assert_int_equal(outside_report_of(&o)->damaged, damaged);
	assert_false(outside_report_is_open(outside_report_of(&o)));
	assert_true(outside_was_told(&o, ERR_OUTSIDE_TAKEN, "1"));
	assert_true(outside_was_told(&o, ERR_OUTSIDE_DAMAGED, count));
	assert_false(folder_look_outside(o.folder));
	outside_end(&o);
}

/* Closed while Calc saves: told from the copy in .sonae/base. */
static void check_closed(void **state, const char *file, size_t damaged)
{
	struct outside o = begin(state);
	struct str ours = read_whole(DATA "ours.csv"), again;

	outside_set(&o, "K-001", "note", "別");
	outside_set(&o, "K-001", "note", "会議室");
	folder_close(o.folder);
	char *path = forms_path(o.f, "book/tricky.csv");
	again = read_whole(path);
	assert_string_equal(str_text(&again), str_text(&ours));
	put_file(&o, file);
	outside_open(&o);
	assert_ours(&o);
	assert_int_equal(outside_report_of(&o)->damaged, damaged);
	outside_save(&o);
	folder_close(o.folder);
	str_release(&again);
	again = read_whole(path); /* and it is ours again, with their edit in it */
	assert_non_null(strstr(str_text(&again),
	                       "髙橋𠮷野,00123,2024-09-10,1200000,1,事務所,大会議室"));
	outside_open(&o);
	assert_ours(&o);
	assert_int_equal(folder_notices(o.folder)->at.count, 0);
	str_release(&again);
	str_release(&ours);
	free(path);
	outside_end(&o);
}

/* 00123, 5.10, 1-2, the number of 20 digits, 1e5. */
static void test_interop__calc_saved_utf8(void **state)
{
	check_open(state, DATA "calc_utf8.csv", 5);
}

static void test_interop__calc_saved_utf8_while_closed(void **state)
{
	check_closed(state, DATA "calc_utf8.csv", 5);
}

/* And 𠮷 and 😀, which CP932 lacks. */
static void test_interop__calc_saved_cp932(void **state)
{
	check_open(state, DATA "calc_cp932.csv", 7);
}

static void test_interop__calc_saved_cp932_while_closed(void **state)
{
	check_closed(state, DATA "calc_cp932.csv", 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH_FORMS(test_interop__calc_saved_utf8),
		TEST_WITH_FORMS(test_interop__calc_saved_utf8_while_closed),
		TEST_WITH_FORMS(test_interop__calc_saved_cp932),
		TEST_WITH_FORMS(test_interop__calc_saved_cp932_while_closed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

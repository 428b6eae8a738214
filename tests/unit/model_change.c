#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/change.h"

static const struct fixture_sheet ledger[] = {
	{ "assets", "name text\nnote memo\nclass choice top|open\ntwice number = n * 2\nn number",
	  "A-001 name=顧客名簿 class=top n=5\nA-002 name=給与台帳\nA-003 name=図面\n" },
	{ NULL, NULL, NULL },
};

struct world {
	struct fixture fixture;
	struct book *book;
	struct sheet *sheet;
};

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->fixture.sheets = ledger;
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

enum { NAME, NOTE, CLASS };

static void apply(struct world *world, const struct step *step)
{
	for (size_t i = 0; i < step->changes.count; i++)
		assert_true(change_apply(world->book, &step->changes.at[i], true, NULL));
}

static void take_back(struct world *world, const struct step *step)
{
	for (size_t i = step->changes.count; i-- > 0;) {
		struct change inverse = { 0 };
		change_invert(&step->changes.at[i], &inverse);
		assert_true(change_apply(world->book, &inverse, true, NULL));
		change_release(&inverse);
	}
}

static void assert_rows(const struct sheet *sheet, const char *ids)
{
	struct str out = { 0 };

	for (size_t i = 0; i < sheet_row_count(sheet); i++)
		str_addf(&out, "%s%s", i > 0 ? " " : "", sheet_row_id(sheet, i));
	assert_string_equal(str_text(&out), ids);
	str_release(&out);
}

static void assert_refused(struct world *world, const struct change *change, enum err_code code,
                           const char *what)
{
	struct err err = { 0 };

	assert_false(change_apply(world->book, change, true, &err));
	assert_int_equal(err.code, code);
	assert_string_equal(err.what, what);
}

static void test_change__a_set_knows_before_and_after(void **state)
{
	struct world *world = *state;
	struct step step = { 0 };

	step_set(&step, world->sheet, 0, CLASS, "open");
	step_set(&step, world->sheet, 0, NAME, "顧客名簿");
	assert_int_equal(step.changes.count, 1);
	assert_string_equal(step.changes.at[0].sheet, "assets");
	assert_string_equal(step.changes.at[0].row, "A-001");
	assert_string_equal(step.changes.at[0].field, "class");
	assert_string_equal(step.changes.at[0].before, "top");
	assert_string_equal(step.changes.at[0].after, "open");
	assert_string_equal(sheet_cell(world->sheet, 0, CLASS), "top");
	apply(world, &step);
	assert_string_equal(sheet_cell(world->sheet, 0, CLASS), "open");
	take_back(world, &step);
	assert_string_equal(sheet_cell(world->sheet, 0, CLASS), "top");
	step_release(&step);
}

static void test_change__a_set_recomputes(void **state)
{
	struct world *world = *state;
	struct step step = { 0 };

	assert_true(fixture_value(world->book, "assets", "A-001", "twice").number == 10);
	step_set(&step, world->sheet, 0, 4, "7");
	apply(world, &step);
	assert_true(fixture_value(world->book, "assets", "A-001", "twice").number == 14);
	step_release(&step);
}

static void test_change__a_deleted_row_comes_back_whole(void **state)
{
	struct world *world = *state;
	struct step step = { 0 };
	size_t extra = sheet_add_column(world->sheet, "メモ=1");
	static const char note[] = "一行目\n二行目 \\n a=b\n";
	static const char more[] = "残す";

	sheet_set_cell(world->sheet, 1, NOTE, note, strlen(note));
	sheet_set_cell(world->sheet, 1, extra, more, strlen(more));
	step_delete(&step, world->sheet, 1);
	assert_string_equal(step.changes.at[0].before,
	                    "A-001\nname=給与台帳\nnote=一行目\\n二行目 \\\\n a=b\\n\n"
	                    "メモ\\e1=残す");
	apply(world, &step);
	assert_rows(world->sheet, "A-001 A-003");
	take_back(world, &step);
	assert_rows(world->sheet, "A-001 A-002 A-003");
	assert_string_equal(sheet_cell(world->sheet, 1, NAME), "給与台帳");
	assert_string_equal(sheet_cell(world->sheet, 1, NOTE), note);
	assert_string_equal(sheet_cell(world->sheet, 1, extra), more);
	assert_int_equal(sheet_column_count(world->sheet), extra + 1);
	step_release(&step);
}

static void test_change__an_inserted_row_stands_where_it_was_put(void **state)
{
	static const char *const cells[] = { "契約書", NULL, "top", NULL, "" };
	struct world *world = *state;
	struct step step = { 0 };

	step_insert(&step, world->sheet, "A-004", "A-001", cells);
	step_insert(&step, world->sheet, "A-005", "", NULL);
	step_insert(&step, world->sheet, "A-006", "A-999", NULL);
	assert_string_equal(step.changes.at[0].after, "A-001\nname=契約書\nclass=top");
	apply(world, &step);
	assert_rows(world->sheet, "A-005 A-001 A-004 A-002 A-003 A-006");
	assert_string_equal(sheet_cell(world->sheet, 2, NAME), "契約書");
	assert_string_equal(sheet_cell(world->sheet, 2, CLASS), "top");
	take_back(world, &step);
	assert_rows(world->sheet, "A-001 A-002 A-003");
	step_release(&step);
}

static void test_change__moves_up_down_and_back(void **state)
{
	struct world *world = *state;
	struct step up = { 0 }, down = { 0 }, still = { 0 };

	step_move(&up, world->sheet, 2, "");
	assert_string_equal(up.changes.at[0].before, "A-002");
	apply(world, &up);
	assert_rows(world->sheet, "A-003 A-001 A-002");
	step_move(&down, world->sheet, 0, "A-001");
	apply(world, &down);
	assert_rows(world->sheet, "A-001 A-003 A-002");
	take_back(world, &down);
	assert_rows(world->sheet, "A-003 A-001 A-002");
	take_back(world, &up);
	assert_rows(world->sheet, "A-001 A-002 A-003");
	step_move(&still, world->sheet, 1, "A-001");
	step_move(&still, world->sheet, 1, "A-002");
	step_move(&still, world->sheet, 0, "");
	assert_int_equal(still.changes.count, 0);
	step_release(&up);
	step_release(&down);
}

static void test_change__strict_refuses_what_was_changed_meanwhile(void **state)
{
	struct world *world = *state;
	struct step step = { 0 };

	step_set(&step, world->sheet, 0, CLASS, "open");
	step_delete(&step, world->sheet, 1);
	sheet_set_cell(world->sheet, 0, CLASS, "", 0);
	sheet_set_cell(world->sheet, 0, CLASS, "秘密", strlen("秘密"));
	sheet_set_cell(world->sheet, 1, CLASS, "top", 3);
	assert_refused(world, &step.changes.at[0], ERR_CHANGED, "秘密");
	assert_refused(world, &step.changes.at[1], ERR_CHANGED, "A-002");
	assert_string_equal(sheet_cell(world->sheet, 0, CLASS), "秘密");
	assert_rows(world->sheet, "A-001 A-002 A-003");
	assert_true(change_apply(world->book, &step.changes.at[0], false, NULL));
	assert_true(change_apply(world->book, &step.changes.at[1], false, NULL));
	assert_string_equal(sheet_cell(world->sheet, 0, CLASS), "open");
	assert_rows(world->sheet, "A-001 A-003");
	step_release(&step);
}

static struct change made(enum change_kind kind, const char *sheet, const char *row,
                          const char *field)
{
	return (struct change){ kind,           mem_dup(sheet), mem_dup(row),
		                mem_dup(field), mem_dup(""),    mem_dup("") };
}

static void test_change__what_does_not_fit_is_an_error(void **state)
{
	static const struct {
		enum change_kind kind;
		const char *sheet, *row, *field;
		enum err_code code;
		const char *what;
	} cases[] = {
		{ CHANGE_SET, "assets", "A-009", "name", ERR_NO_ROW, "A-009" },
		{ CHANGE_SET, "assets", "A-001", "nmae", ERR_NO_FIELD, "nmae" },
		{ CHANGE_SET, "asets", "A-001", "name", ERR_NO_FORM, "asets" },
		{ CHANGE_INSERT, "assets", "A-001", "", ERR_EXISTS, "A-001" },
		{ CHANGE_INSERT, "assets", "", "", ERR_NO_ROW, "" },
		{ CHANGE_DELETE, "assets", "A-009", "", ERR_NO_ROW, "A-009" },
		{ CHANGE_MOVE, "assets", "A-009", "", ERR_NO_ROW, "A-009" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct change change =
		    made(cases[i].kind, cases[i].sheet, cases[i].row, cases[i].field);
		assert_refused(*state, &change, cases[i].code, cases[i].what);
		change_release(&change);
		change_release(&change);
	}
}

static void test_change__an_unknown_column_can_be_set(void **state)
{
	struct world *world = *state;
	struct step step = { 0 };
	int extra = (int)sheet_add_column(world->sheet, "備考");

	step_set(&step, world->sheet, 2, extra, "古い");
	apply(world, &step);
	assert_string_equal(sheet_cell(world->sheet, 2, (size_t)extra), "古い");
	step_release(&step);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_change__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_set_knows_before_and_after),
		TEST(a_set_recomputes),
		TEST(a_deleted_row_comes_back_whole),
		TEST(an_inserted_row_stands_where_it_was_put),
		TEST(moves_up_down_and_back),
		TEST(strict_refuses_what_was_changed_meanwhile),
		TEST(what_does_not_fit_is_an_error),
		TEST(an_unknown_column_can_be_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

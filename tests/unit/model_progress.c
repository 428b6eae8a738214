#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/progress.h"

static const struct fixture_sheet workbook[] = {
	{ "assets", "retired = not empty(disposed)\nname text\nlevel int\ndisposed date\n", "" },
	{ "threats", "target ref assets\ntarget_text text\n", "T-001 target_text=倉庫\nT-002\n" },
	{ "checks", "kind checklist\ngroup text\nanswer check\n", "1 group=通信\n2 group=通信\n" },
	{ "per_checks", "kind checklist\nper assets\nof text\nitem text\nanswer check\n",
	  "A-001/1 of=A-001 item=1\n" },
	{ "tree", "kind tree\nparent text\norder number\nlabel text\n", "N-001 order=1\n" },
	{ "counted", "name text\n", "C-001 name=一\n" },
	{ "rated", "from number\nscore_own int\nscore int = first(score_own, from)\n", "R-001\n" },
	{ NULL, NULL, NULL },
};

static void add_item(struct form *form, const char *id)
{
	struct item *item = vec_add(&form->items);

	item->id = id;
	vec_push(&item->preset, "通信");
}

static void add_starter(struct form *form, const char *ja, const char *en)
{
	struct sample *starter = vec_add(&form->starters.rows);

	starter->id = "";
	vec_add(&starter->cells)->in[LANG_JA] = ja;
	starter->cells.at[0].in[LANG_EN] = en;
}

static struct form *make(void *context, const char *id, struct err *err)
{
	struct form *form = fixture_form(context, id, err);

	if (strcmp(id, "assets") == 0) {
		form->fields.at[1].required = true;
		add_starter(form, "従業員名簿", "Staff list");
	} else if (strcmp(id, "threats") == 0) {
		form->fields.at[0].required = true;
		form->fields.at[0].text_field = 1;
		form->fields.at[1].ref_field = 0;
	} else if (strcmp(id, "checks") == 0) {
		form->fields.at[1].required = true;
		add_item(form, "1");
		add_item(form, "2");
		add_item(form, "3");
	} else if (strcmp(id, "rated") == 0) {
		form->fields.at[1].required = true;
	} else if (strcmp(id, "counted") == 0) {
		form->done = fixture_expr("count() >= 2");
		assert_true(expr_bind(form->done, form, EXPR_OF_SHEET, NULL));
	}
	return form;
}

struct world {
	struct fixture fixture;
	struct book *book;
};

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));
	struct book_source source = { &world->fixture, make, fixture_rows };

	world->fixture.sheets = workbook;
	world->book = book_new(source, (struct date){ 2024, 9, 10 });
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

static void add_row(struct book *book, const char *sheet_id, const char *row)
{
	struct sheet *sheet = fixture_sheet(book, sheet_id);

	sheet_insert_row(sheet, sheet_row_count(sheet), row);
	book_rows_changed(book, sheet);
}

static void assert_progress(struct book *book, const char *sheet_id, enum progress progress,
                            size_t rows)
{
	struct sheet *sheet = fixture_sheet(book, sheet_id);

	assert_int_equal(progress_of(book, sheet), progress);
	assert_int_equal(progress_rows(book, sheet), rows);
}

static void assert_next(struct book *book, const char *sheet_id, size_t row, int field)
{
	size_t at_row = 99;
	int at_field = 99;

	assert_true(progress_next_cell(book, fixture_sheet(book, sheet_id), &at_row, &at_field));
	assert_int_equal(at_row, row);
	assert_int_equal(at_field, field);
}

static void assert_no_next(struct book *book, const char *sheet_id)
{
	size_t row;
	int field;

	assert_false(progress_next_cell(book, fixture_sheet(book, sheet_id), &row, &field));
}

/* A value that comes from elsewhere need not be given. */
static void test_progress__ones_own_value_beside_a_computed_one(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	assert_next(book, "rated", 0, 1);
	fixture_change(book, "rated", "R-001", "from", "2");
	assert_no_next(book, "rated");
	fixture_change(book, "rated", "R-001", "from", "");
	assert_next(book, "rated", 0, 1);
	fixture_change(book, "rated", "R-001", "score_own", "n/a");
	assert_no_next(book, "rated");
}

static void test_progress__from_empty_to_done(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	assert_progress(book, "assets", PROGRESS_EMPTY, 0);
	assert_next(book, "assets", 0, 1);
	add_row(book, "assets", "A-001");
	assert_progress(book, "assets", PROGRESS_EMPTY, 0);
	fixture_change(book, "assets", "A-001", "name", "名簿");
	assert_progress(book, "assets", PROGRESS_STARTED, 1);
	assert_next(book, "assets", 0, 1);
	fixture_change(book, "assets", "A-001", "level", "n/a");
	assert_progress(book, "assets", PROGRESS_DONE, 1);
	assert_no_next(book, "assets");
}

static void test_progress__retired_rows_hold_nothing_back(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	add_row(book, "assets", "A-001");
	add_row(book, "assets", "A-002");
	fixture_change(book, "assets", "A-001", "disposed", "2024-01-31");
	fixture_change(book, "assets", "A-002", "name", "図面");
	assert_next(book, "assets", 1, 1);
	fixture_change(book, "assets", "A-002", "level", "1");
	assert_progress(book, "assets", PROGRESS_DONE, 2);
}

static void test_progress__starter_rows_count_once_edited(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	add_row(book, "assets", "A-001");
	fixture_change(book, "assets", "A-001", "name", "従業員名簿");
	assert_progress(book, "assets", PROGRESS_EMPTY, 0);
	fixture_change(book, "assets", "A-001", "name", "Staff list");
	assert_progress(book, "assets", PROGRESS_EMPTY, 0);
	fixture_change(book, "assets", "A-001", "level", "2");
	assert_progress(book, "assets", PROGRESS_DONE, 1);
	fixture_change(book, "assets", "A-001", "level", "");
	fixture_change(book, "assets", "A-001", "name", "社員名簿");
	assert_progress(book, "assets", PROGRESS_STARTED, 1);
}

static void test_progress__a_text_answers_for_its_reference(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	assert_next(book, "threats", 1, 0);
	fixture_change(book, "threats", "T-002", "target", "A-001");
	assert_progress(book, "threats", PROGRESS_DONE, 2);
}

static void test_progress__given_items_are_work_once_answered(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	assert_progress(book, "checks", PROGRESS_EMPTY, 0);
	fixture_change(book, "checks", "1", "answer", "1");
	assert_progress(book, "checks", PROGRESS_STARTED, 1);
	assert_next(book, "checks", 1, 1);
	fixture_change(book, "checks", "2", "answer", "0");
	assert_progress(book, "checks", PROGRESS_STARTED, 2); /* item 3 has no row yet */
	add_row(book, "checks", "3");
	fixture_change(book, "checks", "3", "answer", "n/a");
	assert_progress(book, "checks", PROGRESS_DONE, 3);
	fixture_change(book, "checks", "3", "group", "通信");
	fixture_change(book, "checks", "3", "answer", "");
	assert_progress(book, "checks", PROGRESS_STARTED, 2);
	fixture_change(book, "checks", "3", "group", "自社の区分");
	assert_progress(book, "checks", PROGRESS_STARTED, 3);
}

static void test_progress__where_a_row_belongs_is_no_answer(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	assert_progress(book, "per_checks", PROGRESS_EMPTY, 0);
	assert_progress(book, "tree", PROGRESS_EMPTY, 0);
	fixture_change(book, "tree", "N-001", "label", "鍵を開ける");
	assert_progress(book, "tree", PROGRESS_DONE, 1);
}

static void test_progress__the_forms_rule_decides(void **state)
{
	struct book *book = ((struct world *)*state)->book;

	assert_progress(book, "counted", PROGRESS_STARTED, 1);
	add_row(book, "counted", "C-002");
	assert_progress(book, "counted", PROGRESS_DONE, 1);
	fixture_change(book, "counted", "C-001", "name", "");
	assert_progress(book, "counted", PROGRESS_EMPTY, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_progress__##name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(from_empty_to_done),
		TEST(ones_own_value_beside_a_computed_one),
		TEST(retired_rows_hold_nothing_back),
		TEST(starter_rows_count_once_edited),
		TEST(a_text_answers_for_its_reference),
		TEST(given_items_are_work_once_answered),
		TEST(where_a_row_belongs_is_no_answer),
		TEST(the_forms_rule_decides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

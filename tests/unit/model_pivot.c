#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "make_form.h"
#include "sonae/model/book.h"
#include "sonae/model/coverage.h"

/*
 * Threats to assets: the target a reference or a text, the element one of s t r, the verdict one
 * of act, covered and minor. A row that is gone is retired; act without a note is doubtful.
 */
enum { TARGET, TARGET_TEXT, ELEMENT, VERDICT, NOTE, GONE, TWIN };
enum { S, T, R };

static struct expr *bound(struct form *form, const char *text)
{
	struct expr *expr = expr_parse(text, NULL);

	assert_true(expr_bind(expr, form, EXPR_OF_ROW, NULL));
	return expr;
}

static struct form *threats_form(void)
{
	struct form *form = make_form("threats", FORM_TABLE, "T");
	struct field *field = make_field(form, "target", "ref");

	field->sheet = "assets";
	field->text_field = TARGET_TEXT;
	make_field(form, "target_text", "text")->ref_field = TARGET;
	field = make_field(form, "element", "choice");
	make_choice(field, "s", "S", "S");
	make_choice(field, "t", "T", "T");
	make_choice(field, "r", "R", "R");
	field = make_field(form, "verdict", "choice");
	make_choice(field, "act", "要対応", "Act");
	make_choice(field, "covered", "対策済", "Covered");
	make_choice(field, "minor", "影響小", "Minor");
	make_field(form, "note", "text");
	make_field(form, "gone", "check");
	make_field(form, "twin", "text");
	form->fields.at[TWIN].formula = bound(form, "element");
	form->fields.at[VERDICT].caution = bound(form, "verdict == 'act' and empty(note)");
	form->retired = bound(form, "gone");
	return form;
}

static struct form *assets_form(void)
{
	struct form *form = make_form("assets", FORM_TABLE, "A");

	make_field(form, "name", "text");
	make_field(form, "importance", "int");
	make_field(form, "gone", "check");
	form->retired = bound(form, "gone");
	return form;
}

static struct form *load_form(void *context, const char *id, struct err *err)
{
	(void)context;
	if (text_is(id, "threats"))
		return threats_form();
	if (text_is(id, "assets"))
		return assets_form();
	err_set(err, ERR_NO_FORM, NULL, 0, "%s", id);
	return NULL;
}

static const char *const assets[][4] = {
	{ "A-001", "名簿", "2", "" }, { "A-002", "図面", "1", "" },  { "A-003", "会員", "2", "" },
	{ "A-004", "古い名簿", "2", "1" }, { "A-005", "電話帳", "0", "" },
};
static const char *const threats[][7] = {
	{ "T-001", "A-003", "", "t", "covered", "", "" },
	{ "T-002", "", "通り道", "s", "minor", "", "" },
	{ "T-003", "A-003", "", "t", "act", "", "" },
	{ "T-004", "A-001", "", "s", "covered", "", "1" }, /* retired */
	{ "T-005", "A-003", "", "", "covered", "", "" },   /* no element */
	{ "T-006", "", "", "s", "covered", "", "" },       /* no target */
	{ "T-007", "A-002", "", "x", "covered", "", "" },  /* no such element */
	{ "T-008", "n/a", "A-003", "r", "covered", "", "" },
	{ "T-009", "", "A-003", "r", "", "", "" },         /* a text, whatever it looks like */
	{ "T-010", "A-002", "", "r", "n/a", "", "" },
	{ "T-011", "A-003", "", "s", "act", "R-1", "" },
	{ "T-012", "A-003", "", "s", "minor", "", "" },
};

static void set(struct sheet *sheet, size_t row, size_t field, const char *text)
{
	sheet_set_cell(sheet, row, field, text, strlen(text));
}

static bool load_rows(void *context, struct sheet *sheet, struct err *err)
{
	static const int fields[] = { TARGET, TARGET_TEXT, ELEMENT, VERDICT, NOTE, GONE };
	bool is_assets = text_is(sheet_form(sheet)->id, "assets");
	size_t count = is_assets ? sizeof(assets) / sizeof(*assets) : sizeof(threats) / sizeof(*threats);

	(void)context;
	(void)err;
	for (size_t row = 0; row < count; row++) {
		const char *const *cells = is_assets ? assets[row] : threats[row];
		sheet_insert_row(sheet, row, cells[0]);
		for (size_t i = 0; i < (is_assets ? 3 : 6); i++)
			set(sheet, row, is_assets ? i : (size_t)fields[i], cells[i + 1]);
	}
	return true;
}

struct world {
	struct book *book;
	struct sheet *sheet;
	struct pivot pivot;
	struct coverage coverage;
	struct form_view view;
};

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));
	struct book_source source = { NULL, load_form, load_rows };

	world->book = book_new(source, (struct date){ 2026, 11, 22 });
	world->sheet = book_sheet(world->book, "threats", NULL);
	world->view = (struct form_view){ .rows = TARGET, .columns = ELEMENT, .value = VERDICT };
	*state = world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;

	pivot_release(&world->pivot);
	coverage_release(&world->coverage);
	expr_free(world->view.wanted);
	book_free(world->book);
	free(world);
	return 0;
}

/* The rows of a cell by the last digits of their ids: "1 3". */
static void assert_rows(const struct world *world, const struct row_list *rows,
                        const char *expected)
{
	struct str out = { 0 };

	for (size_t i = 0; i < rows->at.count; i++)
		str_addf(&out, "%s%d", i ? " " : "",
		         (int)strtol(sheet_row_id(world->sheet, rows->at.at[i]) + 2, NULL, 10));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void assert_cell(const struct world *world, size_t row, size_t column, const char *expected)
{
	assert_rows(world, pivot_cell(&world->pivot, row, column), expected);
}

static void assert_line(const struct pivot_line *line, const char *value, bool is_text)
{
	assert_string_equal(line->value, value);
	assert_int_equal(line->is_text, is_text);
}

/* Lines as they first occur, all choices as columns; T-004 is retired, so A-001 has no line. */
static void test_pivot__lines_by_first_appearance_columns_by_choice(void **state)
{
	struct world *world = *state;
	const struct pivot *pivot = &world->pivot;

	pivot_build(world->book, world->sheet, TARGET, ELEMENT, NULL, &world->pivot);
	assert_int_equal(pivot->columns.count, 3);
	assert_line(&pivot->columns.at[S], "s", false);
	assert_line(&pivot->columns.at[R], "r", false);
	assert_int_equal(pivot->rows.count, 4);
	assert_line(&pivot->rows.at[0], "A-003", false);
	assert_line(&pivot->rows.at[1], "通り道", true);
	assert_line(&pivot->rows.at[2], "A-002", false);
	assert_line(&pivot->rows.at[3], "A-003", true);
	assert_cell(world, 0, S, "11 12");
	assert_cell(world, 0, T, "1 3");
	assert_cell(world, 0, R, "");
	assert_cell(world, 1, S, "2");
	assert_cell(world, 2, R, "10");
	assert_cell(world, 3, R, "9");
	assert_rows(world, &pivot->nowhere, "5 6 7 8");
}

static void test_pivot__wanted_lines_come_first(void **state)
{
	struct world *world = *state;
	struct row_list wanted = { 0 };

	vec_push(&wanted.at, 4); /* A-005, which no threat names */
	vec_push(&wanted.at, 1); /* A-002 */
	pivot_build(world->book, world->sheet, TARGET, ELEMENT, &wanted, &world->pivot);
	assert_int_equal(world->pivot.rows.count, 5);
	assert_line(&world->pivot.rows.at[0], "A-005", false);
	assert_line(&world->pivot.rows.at[1], "A-002", false);
	assert_line(&world->pivot.rows.at[2], "A-003", false);
	assert_cell(world, 0, R, "");
	assert_cell(world, 1, R, "10");
	row_list_release(&wanted);
}

/* Two choices, as in a risk matrix; T-008 and T-009 stand where they are not when targets count. */
static void test_pivot__of_two_choices(void **state)
{
	struct world *world = *state;

	pivot_build(world->book, world->sheet, VERDICT, ELEMENT, NULL, &world->pivot);
	assert_int_equal(world->pivot.rows.count, 3);
	assert_cell(world, 0, S, "11");
	assert_cell(world, 0, T, "3");
	assert_cell(world, 1, S, "6");
	assert_cell(world, 1, R, "8");
	assert_cell(world, 2, S, "2 12");
	assert_rows(world, &world->pivot.nowhere, "5 7 9 10");
}

static void test_pivot__of_a_computed_field(void **state)
{
	struct world *world = *state;

	pivot_build(world->book, world->sheet, TWIN, VERDICT, NULL, &world->pivot);
	assert_int_equal(world->pivot.rows.count, 3); /* x is no choice: it computes as empty */
	assert_line(&world->pivot.rows.at[0], "t", false);
	assert_line(&world->pivot.rows.at[2], "r", false);
	assert_cell(world, 0, 0, "3");
	assert_cell(world, 1, 2, "2 12");
}

static void test_pivot__finds_lines_and_rows(void **state)
{
	struct world *world = *state;
	size_t row = 9, column = 9;

	pivot_build(world->book, world->sheet, TARGET, ELEMENT, NULL, &world->pivot);
	assert_int_equal(pivot_row(&world->pivot, "A-003", false), 0);
	assert_int_equal(pivot_row(&world->pivot, "A-003", true), 3);
	assert_true(pivot_row(&world->pivot, "A-001", false) == PIVOT_NONE);
	assert_true(pivot_find(&world->pivot, 9, &row, &column)); /* T-010 */
	assert_int_equal(row, 2);
	assert_int_equal(column, R);
	assert_false(pivot_find(&world->pivot, 4, &row, &column)); /* T-005 */
}

static void test_pivot__of_nothing(void **state)
{
	struct world *world = *state;

	while (sheet_row_count(world->sheet) > 0)
		sheet_remove_row(world->sheet, 0);
	book_rows_changed(world->book, world->sheet);
	pivot_build(world->book, world->sheet, TARGET, ELEMENT, NULL, &world->pivot);
	assert_int_equal(world->pivot.rows.count, 0);
	assert_int_equal(world->pivot.cells.count, 0);
	pivot_build(world->book, world->sheet, VERDICT, ELEMENT, NULL, &world->pivot);
	assert_int_equal(world->pivot.rows.count, 3);
	assert_cell(world, 2, R, "");
}

static void build_coverage(struct world *world, const char *wanted)
{
	world->view.wanted = wanted ? expr_parse(wanted, NULL) : NULL;
	assert_true(coverage_build(world->book, world->sheet, &world->view, &world->coverage, NULL));
}

/* A-004 is retired, A-002 less important: it comes behind, as it occurs. */
static void test_coverage__begins_with_what_is_wanted(void **state)
{
	struct world *world = *state;
	const struct pivot *pivot = &world->coverage.pivot;

	build_coverage(world, "importance == 2");
	assert_int_equal(world->coverage.wanted, 2);
	assert_int_equal(pivot->rows.count, 5);
	assert_line(&pivot->rows.at[0], "A-001", false);
	assert_line(&pivot->rows.at[1], "A-003", false);
	assert_line(&pivot->rows.at[2], "通り道", true);
	assert_line(&pivot->rows.at[3], "A-002", false);
	assert_line(&pivot->rows.at[4], "A-003", true);
}

/* Of several rows the one that needs something counts: T-001 is covered, T-003 to be acted on
 * without a note. T-011 has one. */
static void test_coverage__marks(void **state)
{
	struct world *world = *state;
	const struct coverage *coverage = &world->coverage;

	build_coverage(world, "importance == 2");
	assert_int_equal(coverage_mark(coverage, 0, S), COVERAGE_NONE);
	assert_int_equal(coverage_mark(coverage, 1, S), COVERAGE_SEEN);
	assert_int_equal(coverage_mark(coverage, 1, T), COVERAGE_OPEN);
	assert_int_equal(coverage_mark(coverage, 1, R), COVERAGE_NONE);
	assert_int_equal(coverage_mark(coverage, 2, S), COVERAGE_NOTHING);
	assert_int_equal(coverage_mark(coverage, 3, R), COVERAGE_NOTHING); /* n/a */
	assert_int_equal(coverage_mark(coverage, 4, R), COVERAGE_BEGUN);
}

static void test_coverage__counts_and_finds_gaps(void **state)
{
	struct world *world = *state;
	const struct coverage *coverage = &world->coverage;

	build_coverage(world, "importance == 2");
	assert_int_equal(coverage_of_line(coverage, 0), 0);
	assert_int_equal(coverage_of_line(coverage, 1), 2);
	assert_int_equal(coverage_of_line(coverage, 4), 0); /* begun is not considered */
	assert_int_equal(coverage_of_all(coverage), 4);
	assert_int_equal(coverage_gap(coverage, 1), R);
	assert_int_equal(coverage_gap(coverage, 4), S);
	assert_int_equal(coverage_next_line(coverage, 3), 3);
}

static void test_coverage__goes_round_to_the_next_gap(void **state)
{
	struct world *world = *state;

	while (sheet_row_count(world->sheet) > 0)
		sheet_remove_row(world->sheet, 0);
	for (size_t i = 0; i < 3; i++) {
		sheet_insert_row(world->sheet, i, i == 0 ? "T-101" : i == 1 ? "T-102" : "T-103");
		set(world->sheet, i, TARGET, "A-003");
		set(world->sheet, i, ELEMENT, i == 0 ? "s" : i == 1 ? "t" : "r");
		set(world->sheet, i, VERDICT, "minor");
	}
	book_rows_changed(world->book, world->sheet);
	build_coverage(world, "importance == 2");
	assert_true(coverage_gap(&world->coverage, 1) == PIVOT_NONE);
	assert_int_equal(coverage_next_line(&world->coverage, 1), 0); /* A-001 */
	expr_free(world->view.wanted);
	build_coverage(world, NULL);
	assert_true(coverage_next_line(&world->coverage, 0) == PIVOT_NONE);
}

/* The condition names what the worksheet has not: told, and the rest is there. */
static void test_coverage__a_condition_that_does_not_fit(void **state)
{
	struct world *world = *state;
	struct err err = { 0 };

	world->view.wanted = expr_parse("weight == 2", NULL);
	assert_false(coverage_build(world->book, world->sheet, &world->view, &world->coverage, &err));
	assert_int_equal(err.code, ERR_EXPR_NAME);
	assert_int_equal(world->coverage.wanted, 0);
	assert_int_equal(world->coverage.pivot.rows.count, 4);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

/* Three by three: the corner and its neighbours, the diagonal, the rest. */
static void test_pivot__how_bad_a_place_is(void **state)
{
	static const char *const expected[] = {"MHH", "LMH", "LLM"};
	static const char letters[] = {[PIVOT_HIGH] = 'H', [PIVOT_MIDDLE] = 'M', [PIVOT_LOW] = 'L'};

	(void)state;
	for (size_t row = 0; row < 3; row++)
		for (size_t column = 0; column < 3; column++)
			assert_int_equal(letters[pivot_level(3, 3, row, column)], expected[row][column]);
	assert_int_equal(pivot_level(1, 1, 0, 0), PIVOT_HIGH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_pivot__lines_by_first_appearance_columns_by_choice),
		TEST(test_pivot__wanted_lines_come_first),
		TEST(test_pivot__of_two_choices),
		TEST(test_pivot__of_a_computed_field),
		TEST(test_pivot__finds_lines_and_rows),
		TEST(test_pivot__of_nothing),
		cmocka_unit_test(test_pivot__how_bad_a_place_is),
		TEST(test_coverage__begins_with_what_is_wanted),
		TEST(test_coverage__marks),
		TEST(test_coverage__counts_and_finds_gaps),
		TEST(test_coverage__goes_round_to_the_next_gap),
		TEST(test_coverage__a_condition_that_does_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

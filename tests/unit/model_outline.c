/* Rows of a tree as nodes, however their parents are written, and edits that undo exactly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/change.h"
#include "sonae/model/outline.h"

#define FORM "kind tree\nparent ref tree\norder number\nlabel text\nchance percent\ndone check\n"

/*
 * R          in the file: the children before their parents, orders with gaps and without
 *   A
 *     A1
 *     A2
 *   B
 *   C        no order: behind those with one
 * S
 */
static const char rows[] = "A2 parent=A order=10 chance=20\n"
                           "C parent=R\n"
                           "R order=1\n"
                           "B parent=R order=2.5\n"
                           "S order=2 label=もうひとつ\n"
                           "A1 parent=A order=9 chance=30\n"
                           "A parent=R order=1 chance=50 done=1\n";

struct wood {
	struct fixture_sheet sheets[2];
	struct fixture fixture;
	struct book *book;
	struct sheet *sheet;
	struct outline outline;
};

static struct form *make(void *context, const char *id, struct err *err)
{
	struct form *form = fixture_form(context, id, err);

	form->fields.at[form_field(form, "chance")].leaf = true;
	form->fields.at[form_field(form, "done")].leaf = true;
	return form;
}

static void plant(struct wood *wood, const char *text)
{
	*wood = (struct wood){ .sheets = { { "tree", FORM, text }, { NULL, NULL, NULL } } };
	wood->fixture.sheets = wood->sheets;
	wood->book = book_new((struct book_source){ &wood->fixture, make, fixture_rows },
	                      (struct date){ 2026, 11, 22 });
	wood->sheet = fixture_sheet(wood->book, "tree");
	outline_build(wood->sheet, &wood->outline);
}

static void fell(struct wood *wood)
{
	outline_release(&wood->outline);
	outline_release(&wood->outline);
	book_free(wood->book);
}

/* "R\n.A\n..A1\n": a dot for each level. */
static void assert_outline(struct wood *wood, const char *expected)
{
	struct str out = { 0 };

	outline_build(wood->sheet, &wood->outline);
	for (size_t i = 0; i < wood->outline.at.count; i++) {
		str_add_repeat(&out, '.', (size_t)wood->outline.at.at[i].depth);
		str_addf(&out, "%s\n", sheet_row_id(wood->sheet, wood->outline.at.at[i].row));
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static size_t node(const struct wood *wood, const char *id)
{
	return outline_find(&wood->outline, wood->sheet, id);
}

static const char *id_at(const struct wood *wood, size_t at)
{
	return at == OUTLINE_NONE ? "-" : sheet_row_id(wood->sheet, wood->outline.at.at[at].row);
}

static const char *cell(const struct wood *wood, const char *id, const char *field)
{
	size_t row = fixture_row(wood->sheet, id);

	return sheet_cell(wood->sheet, row, (size_t)form_field(sheet_form(wood->sheet), field));
}

/* Every row and cell, in the file's order. */
static char *all_cells(const struct wood *wood)
{
	struct str out = { 0 };

	for (size_t row = 0; row < sheet_row_count(wood->sheet); row++) {
		str_add(&out, sheet_row_id(wood->sheet, row));
		for (size_t i = 0; i < sheet_column_count(wood->sheet); i++)
			str_addf(&out, ",%s", sheet_cell(wood->sheet, row, i));
		str_add(&out, "\n");
	}
	return str_take(&out);
}

static void apply(struct wood *wood, const struct step *step)
{
	for (size_t i = 0; i < step->changes.count; i++)
		assert_true(change_apply(wood->book, &step->changes.at[i], true, NULL));
}

static void take_back(struct wood *wood, const struct step *step)
{
	for (size_t i = step->changes.count; i-- > 0;) {
		struct change inverse;
		change_invert(&step->changes.at[i], &inverse);
		assert_true(change_apply(wood->book, &inverse, true, NULL));
		change_release(&inverse);
	}
}

/* Applied, it is `expected`; taken back, nothing is different. */
static void assert_step(struct wood *wood, struct step *step, const char *expected)
{
	char *before = all_cells(wood);

	apply(wood, step);
	assert_outline(wood, expected);
	take_back(wood, step);
	char *after = all_cells(wood);
	assert_string_equal(after, before);
	apply(wood, step);
	outline_build(wood->sheet, &wood->outline);
	step_release(step);
	free(before);
	free(after);
}

/* ---- nodes ---- */

static void test_outline__depth_first_by_order(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, rows);
	assert_outline(&wood, "R\n.A\n..A1\n..A2\n.B\n.C\nS\n");
	assert_int_equal(wood.outline.at.at[0].below, 5);
	assert_int_equal(wood.outline.at.at[1].below, 2);
	assert_int_equal(wood.outline.at.at[6].below, 0);
	fell(&wood);
}

static void test_outline__neighbours(void **state)
{
	struct wood wood;
	const struct outline *outline = &wood.outline;

	(void)state;
	plant(&wood, rows);
	assert_string_equal(id_at(&wood, outline_child(outline, node(&wood, "R"))), "A");
	assert_string_equal(id_at(&wood, outline_child(outline, node(&wood, "B"))), "-");
	assert_string_equal(id_at(&wood, outline_next(outline, node(&wood, "A"))), "B");
	assert_string_equal(id_at(&wood, outline_next(outline, node(&wood, "A2"))), "-");
	assert_string_equal(id_at(&wood, outline_next(outline, node(&wood, "R"))), "S");
	assert_string_equal(id_at(&wood, outline_previous(outline, node(&wood, "B"))), "A");
	assert_string_equal(id_at(&wood, outline_previous(outline, node(&wood, "S"))), "R");
	assert_string_equal(id_at(&wood, outline_previous(outline, node(&wood, "A"))), "-");
	assert_string_equal(id_at(&wood, outline_previous(outline, node(&wood, "R"))), "-");
	assert_string_equal(id_at(&wood, outline_root(outline, node(&wood, "A2"))), "R");
	assert_string_equal(id_at(&wood, outline_root(outline, node(&wood, "S"))), "S");
	assert_true(node(&wood, "none") == OUTLINE_NONE);
	assert_true(wood.outline.at.at[node(&wood, "C")].is_last);
	assert_true(wood.outline.at.at[node(&wood, "S")].is_last);
	assert_false(wood.outline.at.at[node(&wood, "B")].is_last);
	fell(&wood);
}

/* What hangs below a row that is gone, or below itself, is not lost. */
static void test_outline__orphans_and_circles_stand_at_the_top(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, "A parent=gone order=1\n"
	             "B parent=B order=2\n"
	             "C parent=E order=3\n" /* C below E below D below C */
	             "D parent=C order=4\n"
	             "E parent=D order=5\n"
	             "F parent=D order=6\n"
	             "G parent=A\n");
	assert_outline(&wood, "A\n.G\nB\nC\nD\n.F\nE\n");
	fell(&wood);
	plant(&wood, "");
	assert_outline(&wood, "");
	fell(&wood);
}

static void test_outline__equals_as_in_the_file(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, "B order=1\nA order=1\nX order=二\nC\nD order=-1\n");
	assert_outline(&wood, "D\nB\nA\nX\nC\n");
	fell(&wood);
}

static void add_row(struct sheet *sheet, size_t number, size_t parent)
{
	char id[24], above[24];

	snprintf(id, sizeof id, "N-%zu", number);
	snprintf(above, sizeof above, "N-%zu", parent);
	sheet_insert_row(sheet, sheet_row_count(sheet), id);
	if (parent != number)
		fixture_set(sheet, sheet_row_count(sheet) - 1, "parent", above);
}

/* 100,000 below each other, and beside each other: no stack that ends, nothing quadratic. */
static void test_outline__any_depth_and_breadth(void **state)
{
	enum { MANY = 100000 };
	struct wood wood;

	(void)state;
	plant(&wood, "");
	for (size_t i = 0; i < MANY; i++) /* the deepest first */
		add_row(wood.sheet, i, i + 1 < MANY ? i + 1 : i);
	outline_build(wood.sheet, &wood.outline);
	assert_int_equal(wood.outline.at.count, MANY);
	assert_int_equal(wood.outline.at.at[MANY - 1].depth, MANY - 1);
	assert_int_equal(wood.outline.at.at[0].below, MANY - 1);
	assert_int_equal(outline_root(&wood.outline, MANY - 1), 0);
	fell(&wood);
	plant(&wood, "");
	for (size_t i = 0; i < MANY; i++)
		add_row(wood.sheet, i, 0);
	outline_build(wood.sheet, &wood.outline);
	assert_int_equal(wood.outline.at.at[0].below, MANY - 1);
	assert_int_equal(wood.outline.at.at[MANY - 1].depth, 1);
	assert_int_equal(outline_previous(&wood.outline, MANY - 1), MANY - 2);
	fell(&wood);
}

static void test_outline__a_circle_of_very_many(void **state)
{
	enum { MANY = 50000 };
	struct wood wood;

	(void)state;
	plant(&wood, "");
	for (size_t i = 0; i < MANY; i++)
		add_row(wood.sheet, i, i + 1 < MANY ? i + 1 : 0);
	outline_build(wood.sheet, &wood.outline);
	assert_int_equal(wood.outline.at.count, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(wood.outline.at.at[i].depth, 0);
	fell(&wood);
}

/* ---- edits ---- */

static void test_outline__deeper_below_the_one_before(void **state)
{
	struct wood wood;
	struct step step = { 0 };

	(void)state;
	plant(&wood, rows);
	assert_true(outline_deeper(&step, wood.sheet, &wood.outline, node(&wood, "B")));
	assert_step(&wood, &step, "R\n.A\n..A1\n..A2\n..B\n.C\nS\n");
	/* The children of A are numbered from 1 now. */
	assert_string_equal(cell(&wood, "A1", "order"), "1");
	assert_string_equal(cell(&wood, "A2", "order"), "2");
	assert_string_equal(cell(&wood, "B", "order"), "3");
	assert_string_equal(cell(&wood, "B", "parent"), "A");
	assert_true(outline_deeper(&step, wood.sheet, &wood.outline, node(&wood, "S")));
	assert_step(&wood, &step, "R\n.A\n..A1\n..A2\n..B\n.C\n.S\n");
	assert_false(outline_deeper(&step, wood.sheet, &wood.outline, node(&wood, "R")));
	assert_false(outline_deeper(&step, wood.sheet, &wood.outline, node(&wood, "A1")));
	assert_int_equal(step.changes.count, 0);
	fell(&wood);
}

static void test_outline__shallower_behind_its_parent(void **state)
{
	struct wood wood;
	struct step step = { 0 };

	(void)state;
	plant(&wood, rows);
	assert_true(outline_shallower(&step, wood.sheet, &wood.outline, node(&wood, "A1")));
	assert_step(&wood, &step, "R\n.A\n..A2\n.A1\n.B\n.C\nS\n");
	assert_true(outline_shallower(&step, wood.sheet, &wood.outline, node(&wood, "A")));
	assert_step(&wood, &step, "R\n.A1\n.B\n.C\nA\n.A2\nS\n");
	assert_string_equal(cell(&wood, "A", "parent"), "");
	assert_false(outline_shallower(&step, wood.sheet, &wood.outline, node(&wood, "S")));
	fell(&wood);
}

static void test_outline__past_a_neighbour_with_all_below(void **state)
{
	struct wood wood;
	struct step step = { 0 };

	(void)state;
	plant(&wood, rows);
	assert_true(outline_move(&step, wood.sheet, &wood.outline, node(&wood, "A"), 1));
	assert_step(&wood, &step, "R\n.B\n.A\n..A1\n..A2\n.C\nS\n");
	assert_true(outline_move(&step, wood.sheet, &wood.outline, node(&wood, "C"), -1));
	assert_step(&wood, &step, "R\n.B\n.C\n.A\n..A1\n..A2\nS\n");
	assert_string_equal(cell(&wood, "B", "order"), "1");
	assert_string_equal(cell(&wood, "C", "order"), "2");
	assert_string_equal(cell(&wood, "A", "order"), "3");
	assert_true(outline_move(&step, wood.sheet, &wood.outline, node(&wood, "S"), -1));
	assert_step(&wood, &step, "S\nR\n.B\n.C\n.A\n..A1\n..A2\n");
	assert_false(outline_move(&step, wood.sheet, &wood.outline, node(&wood, "S"), -1));
	assert_false(outline_move(&step, wood.sheet, &wood.outline, node(&wood, "A2"), 1));
	fell(&wood);
}

static void assert_place(struct wood *wood, const char *parent, const char *after,
                         const char *order, const char *expected)
{
	int parent_field = form_field(sheet_form(wood->sheet), "parent");
	size_t below = *parent ? node(wood, parent) : OUTLINE_NONE;
	size_t behind = *after ? node(wood, after) : OUTLINE_NONE;
	struct step step = { 0 };
	const char *cells[5] = { NULL };
	char number[24];

	outline_place(&step, wood->sheet, &wood->outline, below, behind, &cells[parent_field], number);
	assert_string_equal(number, order);
	assert_string_equal(cells[parent_field], parent);
	cells[form_field(sheet_form(wood->sheet), "order")] = number;
	step_insert(&step, wood->sheet, "new", "", cells);
	assert_step(wood, &step, expected);
}

static void test_outline__a_new_row_has_its_place(void **state)
{
	static const struct {
		const char *parent, *after, *order, *expected;
	} cases[] = {
		{ "R", "A", "2", "R\n.A\n..A1\n..A2\n.new\n.B\n.C\nS\n" },
		{ "R", "", "4", "R\n.A\n..A1\n..A2\n.B\n.C\n.new\nS\n" },
		{ "B", "", "1", "R\n.A\n..A1\n..A2\n.B\n..new\n.C\nS\n" },
		{ "", "R", "2", "R\n.A\n..A1\n..A2\n.B\n.C\nnew\nS\n" },
		{ "", "", "3", "R\n.A\n..A1\n..A2\n.B\n.C\nS\nnew\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct wood wood;
		plant(&wood, rows);
		assert_place(&wood, cases[i].parent, cases[i].after, cases[i].order,
		             cases[i].expected);
		fell(&wood);
	}
}

static void test_outline__a_branch_goes_as_a_whole(void **state)
{
	struct wood wood;
	struct step step = { 0 };

	(void)state;
	plant(&wood, rows);
	outline_delete(&step, wood.sheet, &wood.outline, node(&wood, "A"));
	assert_int_equal(step.changes.count, 3);
	assert_step(&wood, &step, "R\n.B\n.C\nS\n");
	outline_delete(&step, wood.sheet, &wood.outline, node(&wood, "R"));
	assert_step(&wood, &step, "S\n");
	fell(&wood);
}

/* A says 50 % and done in its row, which nobody sees while it has children. */
static void test_outline__who_loses_the_last_child_says_nothing(void **state)
{
	struct wood wood;
	struct step step = { 0 };

	(void)state;
	plant(&wood, rows);
	outline_delete(&step, wood.sheet, &wood.outline, node(&wood, "A1"));
	assert_step(&wood, &step, "R\n.A\n..A2\n.B\n.C\nS\n");
	assert_string_equal(cell(&wood, "A", "chance"), "50");
	outline_delete(&step, wood.sheet, &wood.outline, node(&wood, "A2"));
	assert_step(&wood, &step, "R\n.A\n.B\n.C\nS\n");
	assert_string_equal(cell(&wood, "A", "chance"), "");
	assert_string_equal(cell(&wood, "A", "done"), "");
	fell(&wood);
	plant(&wood, "A chance=50\nB parent=A chance=10\n");
	assert_true(outline_shallower(&step, wood.sheet, &wood.outline, node(&wood, "B")));
	assert_step(&wood, &step, "A\nB\n");
	assert_string_equal(cell(&wood, "A", "chance"), "");
	assert_string_equal(cell(&wood, "B", "chance"), "10");
	fell(&wood);
}

/* A and B name each other: below one of them means to take it out of the circle. */
static void test_outline__edits_mend_a_circle(void **state)
{
	struct wood wood;
	struct step step = { 0 };

	(void)state;
	plant(&wood, "A parent=B order=1\nB parent=A order=2\n");
	assert_outline(&wood, "A\nB\n");
	assert_true(outline_deeper(&step, wood.sheet, &wood.outline, node(&wood, "B")));
	assert_step(&wood, &step, "A\n.B\n");
	assert_string_equal(cell(&wood, "A", "parent"), "");
	fell(&wood);
	/* What is gone may come back by undo: the name stays. */
	plant(&wood, "A parent=gone order=1\nB order=2\n");
	assert_true(outline_deeper(&step, wood.sheet, &wood.outline, node(&wood, "B")));
	assert_step(&wood, &step, "A\n.B\n");
	assert_string_equal(cell(&wood, "A", "parent"), "gone");
	fell(&wood);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_outline__depth_first_by_order),
		cmocka_unit_test(test_outline__neighbours),
		cmocka_unit_test(test_outline__orphans_and_circles_stand_at_the_top),
		cmocka_unit_test(test_outline__equals_as_in_the_file),
		cmocka_unit_test(test_outline__any_depth_and_breadth),
		cmocka_unit_test(test_outline__a_circle_of_very_many),
		cmocka_unit_test(test_outline__deeper_below_the_one_before),
		cmocka_unit_test(test_outline__shallower_behind_its_parent),
		cmocka_unit_test(test_outline__past_a_neighbour_with_all_below),
		cmocka_unit_test(test_outline__a_new_row_has_its_place),
		cmocka_unit_test(test_outline__a_branch_goes_as_a_whole),
		cmocka_unit_test(test_outline__who_loses_the_last_child_says_nothing),
		cmocka_unit_test(test_outline__edits_mend_a_circle),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

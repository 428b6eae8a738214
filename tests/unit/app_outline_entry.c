/* An outline pasted below a row: rows, their parents and order, one step. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/outline_entry.h"

struct tree_fixture {
	struct fixture fixture;
	struct sheet *sheet;
};

static int setup(void **state)
{
	static struct tree_fixture tree;

	tree = (struct tree_fixture){0};
	fixture_make(&tree.fixture, false, LANG_JA);
	tree.sheet = fixture_sheet(&tree.fixture, "attack_tree");
	assert_non_null(tree.sheet);
	*state = &tree;
	return 0;
}

static int teardown(void **state)
{
	struct tree_fixture *tree = *state;

	session_release(&tree->fixture.session);
	return 0;
}

/* Below the row of that id, "" = at the top; gives the first new row's id. */
static const char *paste(struct tree_fixture *tree, const char *parent, const char *text, char first[64])
{
	struct outline outline = {0};
	struct outline_text lines = {0};
	struct step step = {0};
	struct err err = {0};

	outline_build(tree->sheet, &outline);
	outline_text_read(text, sheet_form(tree->sheet), &lines);
	assert_true(outline_entry_add(&tree->fixture.session, &step, tree->sheet, &outline,
	                              parent[0] ? outline_find(&outline, tree->sheet, parent) : OUTLINE_NONE,
	                              &lines, first, &err));
	if (step.changes.count > 0)
		assert_true(folder_do(tree->fixture.session.folder, &step, &err));
	step_release(&step);
	outline_text_release(&lines);
	outline_release(&outline);
	return first;
}

static const char *cell(struct tree_fixture *tree, size_t row, const char *field)
{
	return sheet_cell(tree->sheet, row, (size_t)form_field(sheet_form(tree->sheet), field));
}

/* Every row in the order of the outline: "id<parent#order label", a blank between. */
static void assert_tree(struct tree_fixture *tree, const char *expected)
{
	struct outline outline = {0};
	struct str out = {0};

	outline_build(tree->sheet, &outline);
	for (size_t i = 0; i < outline.at.count; i++) {
		size_t row = outline.at.at[i].row;
		str_addf(&out, "%s%s<%s#%s %s", i > 0 ? ", " : "", sheet_row_id(tree->sheet, row),
		         cell(tree, row, "parent"), cell(tree, row, "order"), cell(tree, row, "label"));
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	outline_release(&outline);
}

static void test_outline_entry__makes_rows_that_hang_together(void **state)
{
	struct tree_fixture *tree = *state;
	char first[64];

	assert_string_equal(paste(tree, "", "根\n  枝\n    葉\n    葉2\n  枝2\n二本目\n", first), "X-001");
	assert_tree(tree, "X-001<#1 根, X-002<X-001#1 枝, X-003<X-002#1 葉, X-004<X-002#2 葉2, "
	                  "X-005<X-001#2 枝2, X-006<#2 二本目");
	/* Behind the children that are there. */
	assert_string_equal(paste(tree, "X-002", "- 葉3\n  - 先\n- 葉4", first), "X-007");
	assert_tree(tree, "X-001<#1 根, X-002<X-001#1 枝, X-003<X-002#1 葉, X-004<X-002#2 葉2, "
	                  "X-007<X-002#3 葉3, X-008<X-007#1 先, X-009<X-002#4 葉4, "
	                  "X-005<X-001#2 枝2, X-006<#2 二本目");
	/* One step each. */
	assert_true(folder_undo(tree->fixture.session.folder, NULL));
	assert_tree(tree, "X-001<#1 根, X-002<X-001#1 枝, X-003<X-002#1 葉, X-004<X-002#2 葉2, "
	                  "X-005<X-001#2 枝2, X-006<#2 二本目");
}

static void test_outline_entry__takes_cells_as_people_write_them(void **state)
{
	struct tree_fixture *tree = *state;
	char first[64];

	paste(tree, "", "［かつ］入る\n　破る（確率：１０％、費用：3万円、技＝9、対策済み）", first);
	assert_string_equal(cell(tree, 0, "label"), "入る");
	assert_string_equal(cell(tree, 0, "gate"), "and");
	assert_string_equal(cell(tree, 1, "label"), "破る");
	assert_string_equal(cell(tree, 1, "probability"), "10");
	assert_string_equal(cell(tree, 1, "cost"), "30000");
	/* Out of its scale, and kept for check to say so. */
	assert_string_equal(cell(tree, 1, "skill"), "9");
	assert_string_equal(cell(tree, 1, "done"), "1");
}

static void test_outline_entry__makes_nothing_of_nothing(void **state)
{
	struct tree_fixture *tree = *state;
	char first[64] = "x";

	assert_string_equal(paste(tree, "", " \n\n　\n", first), "");
	assert_int_equal(sheet_row_count(tree->sheet), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_outline_entry__makes_rows_that_hang_together, setup, teardown),
		cmocka_unit_test_setup_teardown(test_outline_entry__takes_cells_as_people_write_them, setup, teardown),
		cmocka_unit_test_setup_teardown(test_outline_entry__makes_nothing_of_nothing, setup, teardown),
	};

	return cmocka_run_group_tests_name("outline_entry", tests, NULL, NULL);
}

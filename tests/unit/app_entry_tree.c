/* Rows of a tree that are deleted: with all below them, and undone to the byte. */
#include "app_fixture.h"

#include "sonae/app/entry.h"

/* The example company, with its tree of 14 nodes: see forms/company/attack_tree.csv. */
static int setup(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	fixture_make(&fixture, true, LANG_JA);
	*state = &fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	session_release(&fixture->session);
	return 0;
}

static const char *cell(struct fixture *fixture, const char *id, const char *field)
{
	struct sheet *sheet = fixture_sheet(fixture, "attack_tree");
	size_t row;

	if (!sheet_find(sheet, id, &row))
		return NULL;
	return sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field));
}

/* How many rows went; `referrers` how many cells named them. */
static size_t delete_row(struct fixture *fixture, const char *id, size_t referrers)
{
	struct sheet *sheet = fixture_sheet(fixture, "attack_tree");
	struct step step = {0};
	size_t row, naming = 99;

	assert_true(sheet_find(sheet, id, &row));
	assert_true(entry_delete_row(&fixture->session, &step, sheet, row, &naming, NULL));
	size_t count = entry_deleted(&step, sheet);
	assert_true(folder_do(fixture->session.folder, &step, NULL));
	step_release(&step);
	assert_int_equal(naming, referrers);
	return count;
}

static char *all_cells(struct fixture *fixture)
{
	struct sheet *sheet = fixture_sheet(fixture, "attack_tree");
	struct str out = {0};

	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		str_add(&out, sheet_row_id(sheet, row));
		for (size_t i = 0; i < sheet_column_count(sheet); i++)
			str_addf(&out, ",%s", sheet_cell(sheet, row, i));
		str_add(&out, "\n");
	}
	return str_take(&out);
}

/* nothing outside names them, and that they name each other is no matter. */
static void test_entry_tree__a_branch_goes(void **state)
{
	char *before = all_cells(*state);

	assert_int_equal(delete_row(*state, "X-002", 0), 3);
	assert_null(cell(*state, "X-004", "label"));
	assert_string_equal(cell(*state, "X-005", "parent"), "X-001");
	assert_true(folder_undo(((struct fixture *)*state)->session.folder, NULL));
	char *after = all_cells(*state);
	assert_string_equal(after, before);
	free(before);
	free(after);
}

/* Risk R-002 takes its likelihood from X-001. */
static void test_entry_tree__a_tree_goes_and_says_who_names_it(void **state)
{
	assert_int_equal(delete_row(*state, "X-001", 1), 14);
	assert_int_equal(sheet_row_count(fixture_sheet(*state, "attack_tree")), 0);
	assert_true(folder_undo(((struct fixture *)*state)->session.folder, NULL));
	assert_int_equal(sheet_row_count(fixture_sheet(*state, "attack_tree")), 14);
}

static void write_cell(struct fixture *fixture, const char *id, const char *field, const char *typed)
{
	struct sheet *sheet = fixture_sheet(fixture, "attack_tree");
	struct step step = {0};
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	assert_true(entry_set(&fixture->session, &step, sheet, row,
	                      form_field(sheet_form(sheet), field), typed, NULL));
	assert_true(folder_do(fixture->session.folder, &step, NULL));
	step_release(&step);
}

/* What X-002 said of itself was not counted, and is not to count when it is an end again. */
static void test_entry_tree__without_children_it_says_nothing(void **state)
{
	write_cell(*state, "X-002", "probability", "90%");
	write_cell(*state, "X-002", "done", "はい");
	assert_int_equal(delete_row(*state, "X-003", 0), 1);
	assert_string_equal(cell(*state, "X-002", "probability"), "90");
	assert_int_equal(delete_row(*state, "X-004", 0), 1);
	assert_string_equal(cell(*state, "X-002", "probability"), "");
	assert_string_equal(cell(*state, "X-002", "done"), "");
	assert_string_equal(cell(*state, "X-002", "label"), "社員が持ち出す");
	assert_true(folder_undo(((struct fixture *)*state)->session.folder, NULL));
	assert_string_equal(cell(*state, "X-002", "probability"), "90");
	assert_string_equal(cell(*state, "X-002", "done"), "1");
	assert_string_equal(cell(*state, "X-004", "probability"), "10");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_entry_tree__a_branch_goes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_entry_tree__a_tree_goes_and_says_who_names_it, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_entry_tree__without_children_it_says_nothing, setup,
		                                teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

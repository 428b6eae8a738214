/* The attack tree's worksheet: its formulas against figures worked out by hand and against
 * model/attack_tree, and the risks that take their likelihood from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shipped_forms.h"
#include "shipped_check.h"
#include "sonae/model/attack_tree.h"
#include <math.h>

static void node(struct shipped *shipped, const char *id, const char *parent, const char *gate,
                 const char *probability, const char *cost, const char *skill)
{
	check_type(shipped, "attack_tree", id, "label", "手段");
	check_type(shipped, "attack_tree", id, "parent", parent);
	check_type(shipped, "attack_tree", id, "gate", gate);
	check_type(shipped, "attack_tree", id, "probability", probability);
	check_type(shipped, "attack_tree", id, "cost", cost);
	check_type(shipped, "attack_tree", id, "skill", skill);
}

static void cell(struct shipped *shipped, const char *id, const char *field, const char *expected)
{
	shipped_assert_cell(shipped, "attack_tree", id, field, expected);
}

/*
 * X-001 OR                     independent         best
 *   X-002 AND                  0.6 x 0.4 = 24 %    0.5 x 0.4 = 20 %
 *     X-003 OR                 60 %                50 %
 *       X-004  50 %   100円 2
 *       X-005  20 %    50円 3
 *     X-006    40 %   200円 4
 *   X-007       5 %  1000円 1
 *
 * At the top 1 - 0.76 x 0.95 = 27.8 %, or 20 %.
 */
static void plant(struct shipped *shipped)
{
	node(shipped, "X-001", "", "OR", "", "", "");
	node(shipped, "X-002", "X-001", "AND", "", "", "");
	node(shipped, "X-003", "X-002", "or", "", "", "");
	node(shipped, "X-004", "X-003", "", "５０％", "100円", "２");
	node(shipped, "X-005", "X-003", "", "20", "50", "3");
	node(shipped, "X-006", "X-002", "", "40%", "200", "4");
	node(shipped, "X-007", "X-001", "", "5", "1千円", "1");
}

/* ---- values ---- */

static void test_attack_tree__and_or(void **state)
{
	plant(*state);
	cell(*state, "X-003", "value_now", "60");
	cell(*state, "X-002", "value_now", "24");
	cell(*state, "X-001", "value_now", "27.8");
	cell(*state, "X-001", "value_planned", "27.8");
	cell(*state, "X-003", "cost_now", "50");
	cell(*state, "X-002", "cost_now", "250");
	cell(*state, "X-001", "cost_now", "250");
	cell(*state, "X-002", "skill_now", "4");
	cell(*state, "X-001", "skill_now", "1");
	cell(*state, "X-001", "children", "2");
	cell(*state, "X-007", "children", "0");
	cell(*state, "X-001", "missing", "0");
	check_type(*state, "settings", "1", "tree_probability", "いちばん起きる枝");
	cell(*state, "X-001", "value_now", "20");
	cell(*state, "X-003", "value_now", "50");
}

static void test_attack_tree__measures(void **state)
{
	plant(*state);
	check_type(*state, "attack_tree", "X-007", "planned", "はい");
	cell(*state, "X-001", "value_now", "27.8");
	cell(*state, "X-001", "value_planned", "24");
	check_type(*state, "attack_tree", "X-006", "done", "1");
	cell(*state, "X-006", "value_now", "0");
	cell(*state, "X-006", "cost_now", "");
	cell(*state, "X-002", "value_now", "0");
	cell(*state, "X-002", "cost_now", "");
	cell(*state, "X-001", "value_now", "5");
	cell(*state, "X-001", "value_planned", "0");
	cell(*state, "X-001", "cost_now", "1000");
}

static void test_attack_tree__what_nobody_said(void **state)
{
	plant(*state);
	check_type(*state, "attack_tree", "X-005", "probability", "");
	check_type(*state, "attack_tree", "X-006", "probability", "対象外");
	check_type(*state, "attack_tree", "X-006", "skill", "");
	check_type(*state, "attack_tree", "X-007", "cost", "");
	cell(*state, "X-005", "missing", "1");
	cell(*state, "X-002", "missing", "2");
	cell(*state, "X-001", "missing", "2");
	cell(*state, "X-001", "value_now", "");
	cell(*state, "X-001", "value_planned", "");
	cell(*state, "X-007", "value_now", "5");
	cell(*state, "X-002", "skill_now", "");
	cell(*state, "X-001", "skill_now", "1");
	cell(*state, "X-001", "cost_now", "250");
	check_type(*state, "attack_tree", "X-005", "done", "1");
	check_type(*state, "attack_tree", "X-006", "planned", "1");
	cell(*state, "X-001", "missing", "1");
	cell(*state, "X-001", "value_now", "");
	cell(*state, "X-001", "value_planned", "5");
}

/* What stands in a row with others below it is kept and does not count. */
static void test_attack_tree__values_on_the_way_do_not_count(void **state)
{
	plant(*state);
	check_type(*state, "attack_tree", "X-002", "probability", "90");
	check_type(*state, "attack_tree", "X-002", "done", "1");
	cell(*state, "X-002", "value_now", "24");
	cell(*state, "X-001", "value_now", "27.8");
	check_type(*state, "attack_tree", "X-001", "gate", "");
	cell(*state, "X-001", "value_now", "27.8");
}

/* ---- the same as model/attack_tree ---- */

static unsigned long dice(unsigned long *seed, unsigned long sides)
{
	*seed = (*seed * 1103515245 + 12345) & 0x7fffffff;
	return (*seed >> 8) % sides;
}

static void set(struct sheet *sheet, size_t row, const char *field, const char *text)
{
	int column = form_field(sheet_form(sheet), field);

	sheet_set_cell(sheet, row, (size_t)column, text, strlen(text));
}

static void set_number(struct sheet *sheet, size_t row, const char *field, unsigned long number)
{
	char text[24];

	snprintf(text, sizeof text, "%lu", number);
	set(sheet, row, field, text);
}

/* Any value may be missing, any node have a parent before or behind it in the file. */
static void grow_randomly(struct sheet *sheet, unsigned long *seed)
{
	size_t count = 2 + dice(seed, 30);
	char id[64];

	while (sheet_row_count(sheet) > 0)
		sheet_remove_row(sheet, 0);
	for (size_t i = 0; i < count; i++)
		sheet_insert_row(sheet, dice(seed, i + 1), sheet_next_id(sheet, id));
	for (size_t row = 0; row < count; row++) {
		if (row > 0 && dice(seed, 8) > 0)
			set(sheet, row, "parent", sheet_row_id(sheet, dice(seed, row)));
		if (dice(seed, 4) > 0)
			set(sheet, row, "gate", dice(seed, 2) ? "and" : "or");
		if (dice(seed, 12) > 0)
			set_number(sheet, row, "probability", dice(seed, 101));
		if (dice(seed, 8) > 0)
			set_number(sheet, row, "cost", dice(seed, 50) * 1000);
		if (dice(seed, 8) > 0)
			set_number(sheet, row, "skill", 1 + dice(seed, 5));
		set(sheet, row, "planned", dice(seed, 5) == 0 ? "1" : "");
		set(sheet, row, "done", dice(seed, 6) == 0 ? "1" : "");
	}
}

static void assert_same(struct shipped *shipped, struct sheet *sheet, size_t row, const char *field,
                        double expected)
{
	struct value value =
	    book_value(shipped->book, sheet, row, form_field(sheet_form(sheet), field));
	bool same = isfinite(expected) ? value.kind == VALUE_NUMBER &&
	                                     fabs(value.number - expected) < 1e-9 * (1 + expected)
	                               : value.kind == VALUE_EMPTY;

	if (!same)
		fail_msg("%s %s: kind %d %.15g, not %.15g", sheet_row_id(sheet, row), field,
		         value.kind, value.kind == VALUE_NUMBER ? value.number : 0, expected);
}

static void compare_tree(struct shipped *shipped, struct sheet *sheet)
{
	struct attack_tree tree = { 0 };

	assert_true(attack_tree_read(shipped->book, sheet, &tree));
	for (size_t i = 0; i < tree.at.count; i++) {
		const struct attack_node *at = &tree.at.at[i];
		size_t row = tree.outline.at.at[i].row;
		assert_same(shipped, sheet, row, "missing", (double)at->now.missing);
		assert_same(shipped, sheet, row, "value_now", at->now.probability);
		assert_same(shipped, sheet, row, "value_planned", at->planned_too.probability);
		assert_same(shipped, sheet, row, "cost_now", at->now.cost);
		assert_same(shipped, sheet, row, "skill_now", at->now.skill);
	}
	attack_tree_release(&tree);
}

static void test_attack_tree__formulas_agree_with_the_program(void **state)
{
	static const char *const settings[] = { "independent", "best" };
	struct shipped *shipped = *state;
	struct sheet *sheet = shipped_sheet(shipped, "attack_tree");
	unsigned long seed = 20261122;

	plant(shipped);
	compare_tree(shipped, sheet);
	for (int round = 0; round < 60; round++) {
		check_type(shipped, "settings", "1", "tree_probability", settings[round % 2]);
		grow_randomly(sheet, &seed);
		book_rows_changed(shipped->book, sheet);
		compare_tree(shipped, sheet);
	}
}

/* As a file may hold it. */
static void set_raw(struct shipped *shipped, const char *id, const char *field, const char *text)
{
	struct sheet *sheet = shipped_sheet(shipped, "attack_tree");
	size_t row;

	assert_true(sheet_find(sheet, id, &row));
	set(sheet, row, field, text);
	book_cell_changed(shipped->book, sheet, row, form_field(sheet_form(sheet), field));
}

/* A circle has no value, says so, and ends; what hangs elsewhere has its own. */
static void test_attack_tree__a_circle_is_said(void **state)
{
	plant(*state);
	node(*state, "X-008", "X-009", "", "10", "", "");
	node(*state, "X-009", "X-008", "", "10", "", "");
	cell(*state, "X-001", "value_now", "27.8");
	struct sheet *sheet = shipped_sheet(*state, "attack_tree");
	struct value value = book_value(((struct shipped *)*state)->book, sheet, 7,
	                                form_field(sheet_form(sheet), "value_now"));
	assert_int_equal(value.kind, VALUE_ERROR);
	assert_int_equal((int)value.number, ERR_FORM_CYCLE);
}

/* ---- what is missing ---- */

static void test_attack_tree__findings(void **state)
{
	plant(*state);
	check_findings(*state, "attack_tree", "X-001 no_choice\nX-001 no_risk\n");
	check_type(*state, "attack_tree", "X-001", "chosen_by", "影響");
	check_type(*state, "risks", "R-001", "tree", "X-001");
	check_findings(*state, "attack_tree", "");
	check_type(*state, "attack_tree", "X-001", "gate", "");
	check_type(*state, "attack_tree", "X-002", "skill", "3");
	check_type(*state, "attack_tree", "X-004", "probability", "");
	check_type(*state, "attack_tree", "X-006", "done", "1");
	node(*state, "X-008", "X-007", "", "", "", "");
	set_raw(*state, "X-008", "probability", "110");
	check_findings(*state, "attack_tree",
	                "X-001 no_gate\nX-002 not_counted\nX-004 no_probability\n"
	                "X-006 done_without_measure\nX-007 one_child\nX-007 not_counted\n"
	                "X-008 value_range\nX-008 no_probability\n");
	check_type(*state, "attack_tree", "X-006", "measure", "多要素認証");
	check_type(*state, "attack_tree", "X-008", "parent", "X-099");
	check_type(*state, "attack_tree", "X-008", "probability", "10");
	check_findings(*state, "attack_tree",
	                "X-001 no_gate\nX-002 not_counted\nX-004 no_probability\nX-008 value_ref\n");
}

/* One tree of three levels, all of its ends with a probability. */
static void test_attack_tree__done(void **state)
{
	check_progress(*state, "attack_tree", PROGRESS_EMPTY);
	node(*state, "X-001", "", "OR", "", "", "");
	node(*state, "X-002", "X-001", "", "10", "", "");
	check_progress(*state, "attack_tree", PROGRESS_STARTED);
	node(*state, "X-003", "X-002", "", "", "", "");
	node(*state, "X-004", "X-001", "", "10", "", "");
	check_progress(*state, "attack_tree", PROGRESS_STARTED);
	check_type(*state, "attack_tree", "X-003", "probability", "20");
	check_progress(*state, "attack_tree", PROGRESS_DONE);
	/* Another one that is begun takes nothing away. */
	node(*state, "X-005", "", "", "", "", "");
	node(*state, "X-006", "X-005", "", "", "", "");
	check_progress(*state, "attack_tree", PROGRESS_DONE);
	assert_int_equal(shipped_summary(*state, "attack_tree", "trees"), 2);
	assert_int_equal(shipped_summary(*state, "attack_tree", "leaves"), 3);
	assert_int_equal(shipped_summary(*state, "attack_tree", "unset"), 1);
	assert_int_equal(shipped_summary(*state, "attack_tree", "planned"), 0);
}

/* ---- risks ---- */

static void test_risks__likelihood_from_a_tree(void **state)
{
	static const struct {
		const char *probability, *likelihood;
	} cases[] = { { "0", "0" },  { "0.01", "1" }, { "9.99", "1" }, { "10", "2" },
		      { "29", "2" }, { "30", "3" },   { "100", "3" },  { "", "" } };

	node(*state, "X-001", "", "", "", "", "");
	check_type(*state, "risks", "R-001", "tree", "X-001");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_type(*state, "attack_tree", "X-001", "probability", cases[i].probability);
		shipped_assert_cell(*state, "risks", "R-001", "tree_value", cases[i].probability);
		shipped_assert_cell(*state, "risks", "R-001", "likelihood", cases[i].likelihood);
	}
}

static void test_risks__the_line_between_likelihoods_is_a_setting(void **state)
{
	node(*state, "X-001", "", "", "12", "", "");
	check_type(*state, "risks", "R-001", "tree", "X-001");
	shipped_assert_cell(*state, "risks", "R-001", "likelihood", "2");
	check_type(*state, "settings", "1", "likelihood_low", "15");
	shipped_assert_cell(*state, "risks", "R-001", "likelihood", "1");
	check_type(*state, "settings", "1", "likelihood_low", "5");
	check_type(*state, "settings", "1", "likelihood_middle", "12");
	shipped_assert_cell(*state, "risks", "R-001", "likelihood", "3");
}

/* Measures in place lower the risk at once; planned ones do not. */
static void test_risks__measures_in_the_tree_count(void **state)
{
	plant(*state);
	check_type(*state, "risks", "R-001", "asset_value_own", "2");
	check_type(*state, "risks", "R-001", "threat_score", "2");
	check_type(*state, "risks", "R-001", "vuln_score", "2");
	check_type(*state, "risks", "R-001", "tree", "X-001");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "16"); /* 27.8 %: 2 x 2 x 2 x 2 */
	check_type(*state, "attack_tree", "X-006", "planned", "1");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "16");
	check_type(*state, "attack_tree", "X-006", "done", "1");
	shipped_assert_cell(*state, "risks", "R-001", "risk", "8"); /* 5 % */
}

static void test_risks__ones_own_likelihood_wins_and_is_said(void **state)
{
	plant(*state);
	check_type(*state, "risks", "R-001", "tree", "X-001");
	check_findings(*state, "risks", "");
	check_type(*state, "risks", "R-001", "likelihood_own", "３");
	shipped_assert_cell(*state, "risks", "R-001", "likelihood", "3");
	shipped_assert_cell(*state, "risks", "R-001", "likelihood_tree", "2");
	check_findings(*state, "risks", "R-001 tree_differs\n");
	check_type(*state, "risks", "R-001", "likelihood_own", "2");
	check_findings(*state, "risks", "");
}

static const char *next_field(struct shipped *shipped)
{
	struct sheet *sheet = shipped_sheet(shipped, "risks");
	size_t row;
	int field;

	if (!progress_next_cell(shipped->book, sheet, &row, &field))
		return "";
	return sheet_form(sheet)->fields.at[field].id;
}

/* The next step asks for a likelihood only where no tree gives one. */
static void test_risks__a_tree_spares_the_rating(void **state)
{
	check_type(*state, "risks", "R-001", "asset", "A-001");
	check_type(*state, "risks", "R-001", "threat_text", "名簿が外に出る");
	check_type(*state, "risks", "R-001", "threat_score", "2");
	check_type(*state, "risks", "R-001", "vuln_score", "2");
	assert_string_equal(next_field(*state), "likelihood_own");
	plant(*state);
	check_type(*state, "risks", "R-001", "tree", "X-001");
	assert_string_equal(next_field(*state), "");
	check_type(*state, "attack_tree", "X-004", "probability", "");
	assert_string_equal(next_field(*state), "likelihood_own");
}

/* ---- the example company ---- */

/*
 * X-002 OR 10, 10: 19 %; X-006 OR 20, 10, done: 28 %, X-005 AND with 10: 2.8 %; X-011 OR 12, 3, 3:
 * 1 - 0.88 x 0.97 x 0.97 = 17.2008 %. The top: 1 - 0.81 x 0.972 x 0.827992 = 34.81 %, and without
 * X-003, which is planned, 1 - 0.9 x 0.972 x 0.827992 = 27.57 %.
 */
static void test_company__the_customer_list_gets_out(void **state)
{
	struct shipped *shipped = *state;

	shipped->company = true;
	assert_int_equal(sheet_row_count(shipped_sheet(shipped, "attack_tree")), 14);
	cell(shipped, "X-001", "value_now", "34.81");
	cell(shipped, "X-001", "value_planned", "27.57");
	cell(shipped, "X-002", "value_now", "19");
	cell(shipped, "X-005", "value_now", "2.8");
	cell(shipped, "X-011", "value_now", "17.2");
	cell(shipped, "X-005", "cost_now", "310000");
	cell(shipped, "X-005", "skill_now", "4");
	cell(shipped, "X-001", "cost_now", "10000");
	shipped_assert_cell(shipped, "risks", "R-002", "likelihood", "3");
	shipped_assert_cell(shipped, "risks", "R-002", "risk", "24");
	check_findings(shipped, "attack_tree", "");
	check_progress(shipped, "attack_tree", PROGRESS_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF_SHIPPED(test_attack_tree__and_or),
		TEST_OF_SHIPPED(test_attack_tree__measures),
		TEST_OF_SHIPPED(test_attack_tree__what_nobody_said),
		TEST_OF_SHIPPED(test_attack_tree__values_on_the_way_do_not_count),
		TEST_OF_SHIPPED(test_attack_tree__formulas_agree_with_the_program),
		TEST_OF_SHIPPED(test_attack_tree__a_circle_is_said),
		TEST_OF_SHIPPED(test_attack_tree__findings),
		TEST_OF_SHIPPED(test_attack_tree__done),
		TEST_OF_SHIPPED(test_risks__likelihood_from_a_tree),
		TEST_OF_SHIPPED(test_risks__the_line_between_likelihoods_is_a_setting),
		TEST_OF_SHIPPED(test_risks__measures_in_the_tree_count),
		TEST_OF_SHIPPED(test_risks__ones_own_likelihood_wins_and_is_said),
		TEST_OF_SHIPPED(test_risks__a_tree_spares_the_rating),
		TEST_OF_SHIPPED(test_company__the_customer_list_gets_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

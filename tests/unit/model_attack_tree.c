/* An attack tree's values, paths and effects, worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/attack_tree.h"
#include <math.h>

#define FORM                                                                                    \
	"kind tree\nparent ref tree\norder number\nlabel text\ngate choice or|and\n"            \
	"probability percent\ncost money\nskill int\nplanned check\ndone check\n"
#define SETTINGS "kind record\ntree_probability choice independent|best\n"

/*
 * Depth 4, gates mixed:                       independent      best   cost  skill
 *
 *     R OR                                    0.46572          0.2      35      1
 *       A AND                                 0.24             0.2     250      4
 *         A1 OR                               0.6              0.5      50      2
 *           a   50 %    100  2
 *           b   20 %     50  3
 *         A2    40 %    200  4
 *       B AND                                 0.26             0.2      35      2
 *         B1 OR                               0.325            0.25     30      2
 *           BB AND                            0.25             0.25     30      5
 *             c 50 %     10  1
 *             d 50 %     20  5
 *           e   10 %     40  2
 *         f     80 %      5  1
 *       g        5 %   1000  1
 */
#define WOOD                                                                                    \
	"R gate=or\n"                                                                           \
	"A parent=R order=1 gate=and\n"                                                         \
	"A1 parent=A order=1 gate=or\n"                                                         \
	"a parent=A1 order=1 probability=50 cost=100 skill=2\n"                                 \
	"b parent=A1 order=2 probability=20 cost=50 skill=3\n"                                  \
	"A2 parent=A order=2 probability=40 cost=200 skill=4\n"                                 \
	"B parent=R order=2 gate=and\n"                                                         \
	"B1 parent=B order=1 gate=or\n"                                                         \
	"BB parent=B1 order=1 gate=and\n"                                                       \
	"c parent=BB order=1 probability=50 cost=10 skill=1\n"                                  \
	"d parent=BB order=2 probability=50 cost=20 skill=5\n"                                  \
	"e parent=B1 order=2 probability=10 cost=40 skill=2\n"                                  \
	"f parent=B order=2 probability=80 cost=5 skill=1\n"                                    \
	"g parent=R order=3 probability=5 cost=1000 skill=1\n"

struct wood {
	struct fixture_sheet sheets[3];
	struct fixture fixture;
	struct book *book;
	struct attack_tree tree;
};

static void plant(struct wood *wood, const char *rows, const char *setting)
{
	*wood = (struct wood){ .sheets = { { "tree", FORM, rows }, { "settings", SETTINGS, setting } } };
	wood->fixture.sheets = wood->sheets;
	wood->book = fixture_book(&wood->fixture);
	assert_true(attack_tree_read(wood->book, fixture_sheet(wood->book, "tree"), &wood->tree));
}

static void change(struct wood *wood, const char *row, const char *field, const char *value)
{
	fixture_change(wood->book, "tree", row, field, value);
	assert_true(attack_tree_read(wood->book, fixture_sheet(wood->book, "tree"), &wood->tree));
}

static void fell(struct wood *wood)
{
	attack_tree_release(&wood->tree);
	attack_tree_release(&wood->tree);
	book_free(wood->book);
}

static size_t node(struct wood *wood, const char *id)
{
	return outline_find(&wood->tree.outline, fixture_sheet(wood->book, "tree"), id);
}

static const char *id_of(struct wood *wood, size_t at)
{
	return sheet_row_id(fixture_sheet(wood->book, "tree"), wood->tree.outline.at.at[at].row);
}

static void assert_number(const char *id, const char *what, double is, double expected)
{
	bool same = isnan(expected) ? isnan(is) : isinf(expected) ? isinf(is)
	                                                          : value_number_equals(is, expected);
	if (!same)
		fail_msg("%s: %s is %.15g, not %.15g", id, what, is, expected);
}

static void assert_value(const char *id, const struct attack_value *is, double probability,
                         double cost, double skill, size_t missing)
{
	assert_number(id, "probability", is->probability, probability);
	assert_number(id, "cost", is->cost, cost);
	assert_number(id, "skill", is->skill, skill);
	assert_int_equal(is->missing, missing);
}

static void assert_now(struct wood *wood, const char *id, double probability, double cost,
                       double skill, size_t missing)
{
	assert_value(id, &wood->tree.at.at[node(wood, id)].now, probability, cost, skill, missing);
}

static void assert_planned(struct wood *wood, const char *id, double probability, double cost,
                           double skill, size_t missing)
{
	assert_value(id, &wood->tree.at.at[node(wood, id)].planned_too, probability, cost, skill,
	             missing);
}

/* ---- values ---- */

static void test_attack_tree__and_or_to_a_depth_of_four(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "");
	assert_false(wood.tree.best_path);
	assert_int_equal(wood.tree.outline.at.at[node(&wood, "c")].depth, 4);
	assert_now(&wood, "R", 0.46572, 35, 1, 0);
	assert_now(&wood, "A", 0.24, 250, 4, 0);
	assert_now(&wood, "A1", 0.6, 50, 2, 0);
	assert_now(&wood, "B", 0.26, 35, 2, 0);
	assert_now(&wood, "B1", 0.325, 30, 2, 0);
	assert_now(&wood, "BB", 0.25, 30, 5, 0);
	assert_now(&wood, "g", 0.05, 1000, 1, 0);
	assert_planned(&wood, "R", 0.46572, 35, 1, 0);
	assert_int_equal(wood.tree.at.at[node(&wood, "A")].gate, ATTACK_AND);
	assert_int_equal(wood.tree.at.at[node(&wood, "A1")].gate, ATTACK_OR);
	assert_int_equal(wood.tree.at.at[node(&wood, "a")].gate, ATTACK_LEAF);
	fell(&wood);
}

static void test_attack_tree__or_as_the_best_single_path(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "1 tree_probability=best\n");
	assert_true(wood.tree.best_path);
	assert_now(&wood, "R", 0.2, 35, 1, 0);
	assert_now(&wood, "A1", 0.5, 50, 2, 0);
	assert_now(&wood, "B1", 0.25, 30, 2, 0);
	fell(&wood);
	plant(&wood, WOOD, "1 tree_probability=independent\n");
	assert_false(wood.tree.best_path);
	fell(&wood);
}

/* What is in place is out now; what is planned only in the what-if. */
static void test_attack_tree__measures(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "");
	change(&wood, "A2", "done", "1");
	change(&wood, "g", "planned", "1");
	assert_now(&wood, "A2", 0, INFINITY, INFINITY, 0);
	assert_now(&wood, "A", 0, INFINITY, INFINITY, 0);
	assert_now(&wood, "R", 0.297, 35, 1, 0); /* 1 - 0.74 x 0.95 */
	assert_planned(&wood, "g", 0, INFINITY, INFINITY, 0);
	assert_planned(&wood, "R", 0.26, 35, 2, 0);
	change(&wood, "f", "done", "1");
	assert_planned(&wood, "R", 0, INFINITY, INFINITY, 0);
	fell(&wood);
}

static void test_attack_tree__what_nobody_said(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "");
	change(&wood, "e", "probability", "");
	assert_now(&wood, "B1", NAN, 30, 2, 1);
	assert_now(&wood, "B", NAN, 35, 2, 1);
	assert_now(&wood, "R", NAN, 35, 1, 1);
	assert_now(&wood, "A", 0.24, 250, 4, 0);
	change(&wood, "f", "probability", "九割");
	assert_now(&wood, "B", NAN, 35, 2, 2);
	change(&wood, "f", "probability", "n/a");
	assert_now(&wood, "R", NAN, 35, 1, 2);
	/* Where a measure is, nobody needs to know how likely it was. */
	change(&wood, "f", "done", "1");
	change(&wood, "e", "planned", "1");
	assert_now(&wood, "B", NAN, INFINITY, INFINITY, 1);
	assert_planned(&wood, "R", 0.278, 250, 1, 0); /* 1 - 0.76 x 0.95 */
	fell(&wood);
	plant(&wood, WOOD, "");
	change(&wood, "A2", "cost", "");
	change(&wood, "f", "skill", "");
	assert_now(&wood, "A", 0.24, INFINITY, 4, 0);
	assert_now(&wood, "B", 0.26, 35, INFINITY, 0);
	assert_now(&wood, "R", 0.46572, 35, 1, 0);
	fell(&wood);
}

static void test_attack_tree__what_does_not_count(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "");
	change(&wood, "A", "probability", "90"); /* it has children */
	change(&wood, "A", "cost", "1");
	change(&wood, "A", "done", "1");
	change(&wood, "g", "gate", "and"); /* it has none */
	assert_now(&wood, "R", 0.46572, 35, 1, 0);
	change(&wood, "R", "gate", ""); /* no gate is an OR */
	assert_now(&wood, "R", 0.46572, 35, 1, 0);
	fell(&wood);
}

static void test_attack_tree__needs_its_fields(void **state)
{
	static const struct fixture_sheet sheets[] = {
		{ "tree", "kind tree\nparent ref tree\norder number\n", "A\nB parent=A\n" },
		{ NULL, NULL, NULL },
	};
	struct fixture fixture = { .sheets = sheets };
	struct book *book = fixture_book(&fixture);
	struct attack_tree tree = { 0 };

	(void)state;
	assert_false(attack_tree_read(book, fixture_sheet(book, "tree"), &tree));
	assert_int_equal(tree.outline.at.count, 2);
	assert_int_equal(tree.at.count, 0);
	attack_tree_release(&tree);
	book_free(book);
}

/* ---- paths ---- */

/* "c d f 35\n" */
static void assert_paths(struct wood *wood, const struct attack_paths *paths, const char *expected)
{
	struct str out = { 0 };

	for (size_t i = 0; i < paths->at.count; i++) {
		const struct attack_path *path = &paths->at.at[i];
		for (size_t k = 0; k < path->leaves.count; k++)
			str_addf(&out, "%s ", id_of(wood, path->leaves.at[k]));
		str_addf(&out, "%g\n", path->value);
	}
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void assert_cheapest(struct wood *wood, const char *root, bool planned, size_t most,
                            const char *expected)
{
	struct attack_paths paths = { 0 };

	attack_cheapest(&wood->tree, node(wood, root), planned, most, &paths);
	attack_cheapest(&wood->tree, node(wood, root), planned, most, &paths); /* filled anew */
	assert_paths(wood, &paths, expected);
	attack_paths_release(&paths);
	attack_paths_release(&paths);
}

static void assert_likeliest(struct wood *wood, const char *root, bool planned, size_t most,
                             const char *expected)
{
	struct attack_paths paths = { 0 };

	attack_likeliest(&wood->tree, node(wood, root), planned, most, &paths);
	assert_paths(wood, &paths, expected);
	attack_paths_release(&paths);
}

static void test_attack_tree__cheapest_paths(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "");
	assert_cheapest(&wood, "R", false, 10, "c d f 35\ne f 45\nb A2 250\na A2 300\ng 1000\n");
	assert_cheapest(&wood, "R", false, 2, "c d f 35\ne f 45\n");
	assert_cheapest(&wood, "R", false, 0, "");
	assert_cheapest(&wood, "A", false, 1, "b A2 250\n");
	assert_cheapest(&wood, "g", false, 5, "g 1000\n");
	change(&wood, "f", "planned", "1");
	change(&wood, "b", "cost", ""); /* nobody said: no way to walk */
	assert_cheapest(&wood, "R", true, 10, "a A2 300\ng 1000\n");
	assert_cheapest(&wood, "R", false, 1, "c d f 35\n");
	fell(&wood);
}

/* 0.5 x 0.4 and 0.5 x 0.5 x 0.8 are both 0.2; 0.2 x 0.4 and 0.1 x 0.8 both 0.08. */
static void test_attack_tree__likeliest_paths_and_ties(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "");
	assert_likeliest(&wood, "R", false, 10,
	                 "a A2 0.2\nc d f 0.2\nb A2 0.08\ne f 0.08\ng 0.05\n");
	assert_likeliest(&wood, "R", false, 1, "a A2 0.2\n");
	change(&wood, "a", "probability", ""); /* not known: left out */
	change(&wood, "c", "done", "1");
	change(&wood, "g", "probability", "0");
	assert_likeliest(&wood, "R", false, 10, "b A2 0.08\ne f 0.08\n");
	fell(&wood);
}

/* Sums of 1, 2 or 4 with 10, 20 or 25: 11 12 14 21 22 24 26 27 29. */
#define SUMS                                                                                    \
	"R gate=and\n"                                                                          \
	"P parent=R order=1 gate=or\np1 parent=P order=1 cost=4\np2 parent=P order=2 cost=1\n"  \
	"p3 parent=P order=3 cost=2\n"                                                          \
	"Q parent=R order=2 gate=or\nq1 parent=Q order=1 cost=25\nq2 parent=Q order=2 cost=10\n" \
	"q3 parent=Q order=3 cost=20\n"

static void test_attack_tree__best_of_many_sums(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, SUMS, "");
	assert_cheapest(&wood, "R", false, 4, "p2 q2 11\np3 q2 12\np1 q2 14\np2 q3 21\n");
	assert_cheapest(&wood, "R", false, 100,
	                "p2 q2 11\np3 q2 12\np1 q2 14\np2 q3 21\np3 q3 22\np1 q3 24\n"
	                "p2 q1 26\np3 q1 27\np1 q1 29\n");
	assert_likeliest(&wood, "R", false, 100, "");
	fell(&wood);
}

/* ---- effects ---- */

static void assert_effects(struct wood *wood, const char *root, size_t most, const char *expected)
{
	struct attack_effects effects = { 0 };
	struct str out = { 0 };

	attack_effects(&wood->tree, node(wood, root), most, &effects);
	for (size_t i = 0; i < effects.at.count; i++)
		str_addf(&out, "%s %.10g\n", id_of(wood, effects.at.at[i].leaf),
		         effects.at.at[i].probability);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	attack_effects_release(&effects);
}

/*
 * Of the root, 1 - 0.76 x 0.74 x 0.95, when one leaf is out:
 * f: 1 - 0.76 x 0.95; A2: 1 - 0.74 x 0.95; c or d: B is 0.08; a: A is 0.08; e, b: B, A is 0.2;
 * g: 1 - 0.76 x 0.74.
 */
static void test_attack_tree__what_helps_most(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "");
	assert_effects(&wood, "R", 10,
	               "f 0.278\nA2 0.297\nc 0.33576\nd 0.33576\na 0.35324\ne 0.4224\n"
	               "b 0.4376\ng 0.4376\n");
	assert_effects(&wood, "R", 2, "f 0.278\nA2 0.297\n");
	assert_effects(&wood, "BB", 10, "c 0\nd 0\n");
	assert_effects(&wood, "g", 10, "g 0\n");
	change(&wood, "f", "done", "1"); /* out already; B is 0 whatever happens below */
	assert_effects(&wood, "R", 3, "A2 0.05\na 0.126\nb 0.24\n"); /* 1 - 0.92 x 0.95, 1 - 0.8 x 0.95 */
	change(&wood, "g", "probability", "");
	assert_effects(&wood, "R", 3, "");
	fell(&wood);
}

/* A is out, so B with 0.2 decides: without c or d it is 0.08, without f g's 0.05. */
static void test_attack_tree__what_helps_the_best_path(void **state)
{
	struct wood wood;

	(void)state;
	plant(&wood, WOOD, "1 tree_probability=best\n");
	change(&wood, "A2", "done", "1");
	assert_effects(&wood, "R", 10, "f 0.05\nc 0.08\nd 0.08\na 0.2\nb 0.2\ne 0.2\ng 0.2\n");
	fell(&wood);
}

/* ---- size ---- */

static void grow(struct sheet *sheet, size_t count, size_t (*parent_of)(size_t))
{
	for (size_t i = 0; i < count; i++) {
		char id[24], parent[24];
		snprintf(id, sizeof id, "N-%zu", i);
		snprintf(parent, sizeof parent, "N-%zu", i > 0 ? parent_of(i) : 0);
		sheet_insert_row(sheet, i, id);
		if (i > 0)
			fixture_set(sheet, i, "parent", parent);
		fixture_set(sheet, i, "probability", "50");
		fixture_set(sheet, i, "cost", "3");
		fixture_set(sheet, i, "gate", "and");
	}
}

static size_t chain(size_t i)
{
	return i - 1;
}

static size_t star(size_t i)
{
	(void)i;
	return 0;
}

/* A spine with a leaf at every joint. */
static size_t comb(size_t i)
{
	return i % 2 == 1 ? i - 1 : i - 2;
}

static void assert_size(size_t count, size_t (*parent_of)(size_t), size_t leaves, double probability)
{
	struct wood wood;
	struct attack_paths paths = { 0 };
	struct attack_effects effects = { 0 };

	plant(&wood, "", "");
	grow(fixture_sheet(wood.book, "tree"), count, parent_of);
	assert_true(attack_tree_read(wood.book, fixture_sheet(wood.book, "tree"), &wood.tree));
	assert_number("N-0", "probability", wood.tree.at.at[0].now.probability, probability);
	assert_number("N-0", "cost", wood.tree.at.at[0].now.cost, 3.0 * (double)leaves);
	attack_cheapest(&wood.tree, 0, false, 10, &paths);
	assert_int_equal(paths.at.count, 1);
	assert_int_equal(paths.at.at[0].leaves.count, leaves);
	attack_likeliest(&wood.tree, 0, false, 10, &paths);
	attack_effects(&wood.tree, 0, 10, &effects);
	assert_int_equal(effects.at.count, leaves < 10 ? leaves : 10);
	attack_paths_release(&paths);
	attack_effects_release(&effects);
	fell(&wood);
}

static void test_attack_tree__any_depth_and_breadth(void **state)
{
	(void)state;
	assert_size(100000, chain, 1, 0.5);
	assert_size(100000, star, 99999, 0); /* half of itself so often that nothing is left */
	assert_size(100001, comb, 50001, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attack_tree__and_or_to_a_depth_of_four),
		cmocka_unit_test(test_attack_tree__or_as_the_best_single_path),
		cmocka_unit_test(test_attack_tree__measures),
		cmocka_unit_test(test_attack_tree__what_nobody_said),
		cmocka_unit_test(test_attack_tree__what_does_not_count),
		cmocka_unit_test(test_attack_tree__needs_its_fields),
		cmocka_unit_test(test_attack_tree__cheapest_paths),
		cmocka_unit_test(test_attack_tree__likeliest_paths_and_ties),
		cmocka_unit_test(test_attack_tree__best_of_many_sums),
		cmocka_unit_test(test_attack_tree__what_helps_most),
		cmocka_unit_test(test_attack_tree__what_helps_the_best_path),
		cmocka_unit_test(test_attack_tree__any_depth_and_breadth),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "book_fixture.h"
#include "sonae/model/formula.h"

/*
 * Columns: A is the id, B says whether the row is active, C the first field and so on; the first
 * row of a worksheet stands in row 2. Other worksheets than the own are named.
 */
static const struct fixture_sheet workbook[] = {
	{ "risks",
	  "value int\nthreat int\nshare number\nlevel choice low|mid|high\nrate choice 1|2|3\n" /* C-G */
	  "asset ref assets\ndone date\nok check\nkinds multi a|b|c\nname text\n"              /* H-L */
	  "twice int = value * 2\n",                                                           /* M */
	  "R-001 value=2 threat=4 asset=A-001\n"
	  "R-002 value=1\n"
	  "R-003\n" },
	{ "assets", "retired = not empty(gone)\nworth money\ngone date\nowner ref people\nscale choice 1|2\n"
	            "kept int = worth + 1\n",
	  "A-001 worth=5\nA-002 worth=7\n" },
	{ "people", "age int\n", "P-001 age=30\n" },
	{ "settings", "kind record\nline int\n", "settings line=17\n" },
	{ "hidden", "value int\n", "H-001 value=1\n" },
	{ "tree", "parent ref tree\nchance number\n"                    /* C D */
	          "all number = if(count(where parent == this.id) > 0, product(all where parent == this.id), chance)\n"
	          "above number = parent.all\n"
	          "up number = first(parent.up, chance)\n",
	  "X-001 chance=0.5\nX-002 parent=X-001 chance=0.2\nX-003 parent=X-001 chance=0.1\n" },
	{ NULL, NULL, NULL },
};

struct world {
	struct fixture fixture;
	struct book *book;
	const char *own;    /* the worksheet that formulas are written for */
	const char *absent; /* a worksheet that does not go out */
	const char *partly; /* one of which rows are missing */
};

static bool column(void *context, const char *sheet, int field, struct formula_column *out)
{
	struct world *world = context;
	struct sheet *rows = book_sheet(world->book, sheet, NULL);
	int index = field == FORMULA_ID ? 0 : field == FORMULA_ACTIVE ? 1 : field + 2;

	if (!rows || text_is(sheet, world->absent))
		return false;
	if (!text_is(sheet, world->own))
		snprintf(out->sheet, sizeof(out->sheet), "%s!", sheet);
	snprintf(out->letter, sizeof(out->letter), "%c", 'A' + index);
	out->first = 2;
	out->last = sheet_row_count(rows) + 1;
	out->is_whole = !text_is(sheet, world->partly);
	return true;
}

static size_t row_of(void *context, const char *sheet, size_t row)
{
	(void)context;
	(void)sheet;
	return row + 2;
}

static int setup(void **state)
{
	struct world *world = mem_zero(1, sizeof(*world));

	world->fixture.sheets = workbook;
	world->book = fixture_book(&world->fixture);
	world->own = "risks";
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

/* Forms are read-only; these ones a test may fit out. */
static struct form *form_of(struct world *world, const char *sheet)
{
	return (struct form *)(uintptr_t)book_form(world->book, sheet, NULL);
}

static bool write_expr(struct world *world, struct expr *expr, size_t row, const char *field,
                       struct str *out, bool *is_array)
{
	struct formula_places places = {
		.context = world, .lang = LANG_JA, .today = "Cover!$B$1", .column = column, .row = row_of};
	struct sheet *sheet = fixture_sheet(world->book, world->own);
	const struct form *form = sheet_form(sheet);
	struct formula_cell cell = {expr, world->book, sheet, row, NULL};

	if (field)
		cell.field = &form->fields.at[form_field(form, field)];
	return formula_write(&cell, &places, out, is_array);
}

/* Of the first row; NULL: it cannot be said. */
static void assert_formula(struct world *world, const char *text, const char *expected)
{
	struct expr *expr = fixture_expr(text);
	struct str out = { 0 };
	bool is_array;

	str_add(&out, "=");
	fixture_bind(book_form(world->book, world->own, NULL), expr);
	bool done = write_expr(world, expr, 0, NULL, &out, &is_array);
	if (!done && expected)
		fail_msg("%s: not written", text);
	assert_string_equal(out.at + 1, expected ? expected : "");
	assert_int_equal(done, expected != NULL);
	str_release(&out);
	expr_free(expr);
}

/* Of a computed field. */
static void assert_field(struct world *world, const char *sheet, size_t row, const char *field,
                         const char *expected)
{
	struct str out = { 0 };
	bool is_array;

	world->own = sheet;
	const struct form *form = book_form(world->book, sheet, NULL);
	struct expr *expr = form->fields.at[form_field(form, field)].formula;
	assert_true(write_expr(world, expr, row, field, &out, &is_array));
	assert_string_equal(out.at, expected);
	str_release(&out);
}

static void test_what_is_missing_leaves_a_product_empty(void **state)
{
	assert_formula(*state, "value * threat", "IF(COUNT(C2,D2)=2,C2*D2,\"\")");
	assert_formula(*state, "value + 1", "IF(ISNUMBER(C2),C2+1,\"\")");
	assert_formula(*state, "(value + 1) * value", "IF(ISNUMBER(C2),(C2+1)*C2,\"\")");
	assert_formula(*state, "value - (threat - 1)", "IF(COUNT(C2,D2)=2,C2-(D2-1),\"\")");
	assert_formula(*state, "-value / 2", "IF(ISNUMBER(C2),-C2/2,\"\")");
	assert_formula(*state, "1.5 + 2", "1.5+2");
	assert_formula(*state, "value", "IF(C2=\"\",\"\",C2)");
	assert_formula(*state, "twice", "M2");
	assert_formula(*state, "value + ''", "\"\"");
}

static void test_days(void **state)
{
	assert_formula(*state, "done + 1", "IF(ISNUMBER(I2),I2+1,\"\")");
	assert_formula(*state, "done - today()", "IF(ISNUMBER(I2),I2-Cover!$B$1,\"\")");
	assert_formula(*state, "days(done, today())", "IF(ISNUMBER(I2),Cover!$B$1-I2,\"\")");
	assert_formula(*state, "add_months(done, 3)", "IF(ISNUMBER(I2),EDATE(I2,3),\"\")");
	/* 2024-09-10 is 45545 days after 1899-12-30. */
	assert_formula(*state, "done == '2024-09-10'", "IF(ISNUMBER(I2),IF(I2=45545,1,0),\"\")");
	assert_formula(*state, "done * 2", NULL);
}

static void test_numbers_compare_at_twelve_places_unless_they_are_whole(void **state)
{
	assert_formula(*state, "value > 1", "IF(ISNUMBER(C2),IF(C2>1,1,0),\"\")");
	assert_formula(*state, "twice >= threat", "IF(COUNT(M2,D2)=2,IF(M2>=D2,1,0),\"\")");
	assert_formula(*state, "share < 0.3", "IF(ISNUMBER(E2),IF(ROUND(E2,12)<0.3,1,0),\"\")");
}

static void test_a_choice_is_compared_by_its_label(void **state)
{
	assert_formula(*state, "level == 'high'",
	               "IF(AND(F2<>\"\",F2<>\"n/a\"),IF(F2=\"high\",1,0),\"\")");
	assert_formula(*state, "first(level == 'high', false)", "IF(F2=\"high\",1,0)");
	assert_formula(*state, "rate * 2",
	               "IF(ISNUMBER(IF(G2=\"1\",1,IF(G2=\"2\",2,IF(G2=\"3\",3,\"\")))),"
	               "IF(G2=\"1\",1,IF(G2=\"2\",2,IF(G2=\"3\",3,\"\")))*2,\"\")");
	assert_formula(*state, "first(rate == 2, false)", "IF(G2=\"2\",1,0)");
	assert_formula(*state, "name == 'x'",
	               "IF(AND(L2<>\"\",L2<>\"n/a\"),IF(EXACT(L2,\"x\"),1,0),\"\")");
	assert_formula(*state, "name < 'x'", NULL);
}

static void test_conditions_decide_when_one_side_does(void **state)
{
	assert_formula(*state, "if(value > 1 and ok, 1, 2)",
	               "IF(AND(ISNUMBER(C2),C2>1,J2=1),1,"
	               "IF(OR(AND(ISNUMBER(C2),C2<=1),AND(ISNUMBER(J2),J2=0)),2,\"\"))");
	assert_formula(*state, "if(empty(value) or na(value), 0, 1)", "IF(OR(C2=\"\",C2=\"n/a\"),0,1)");
	assert_formula(*state, "if(value > 3, 1, if(value > 2, 2, value))",
	               "IF(ISNUMBER(C2),IF(C2>3,1,IF(C2>2,2,C2)),\"\")");
	assert_formula(*state, "if(value > 3, threat)",
	               "IF(ISNUMBER(C2),IF(C2>3,IF(D2=\"\",\"\",D2),\"\"),\"\")");
	assert_formula(*state, "if(empty(value), value, 'high')", "IF(C2=\"\",\"\",\"high\")");
	assert_formula(*state, "first(value, 5)", "IF(C2<>\"\",C2,5)");
	assert_formula(*state, "has(kinds, 'b')",
	               "IF(AND(K2<>\"\",K2<>\"n/a\"),"
	               "IF(ISNUMBER(FIND(\";b;\",\";\"&SUBSTITUTE(K2,\"; \",\";\")&\";\")),1,0),\"\")");
}

static void test_max_of_values_passes_over_na_and_waits_for_all(void **state)
{
	assert_formula(*state, "max(value, threat)",
	               "IF(AND(C2<>\"\",D2<>\"\",NOT(AND(C2=\"n/a\",D2=\"n/a\"))),MAX(C2,D2),\"\")");
	assert_formula(*state, "max(1, value + threat - 3)",
	               "IF(COUNT(C2,D2)=2,MAX(1,C2+D2-3),\"\")");
}

static void test_references(void **state)
{
	struct world *world = *state;

	assert_formula(world, "asset.kept", "IFERROR(INDEX(assets!$G$2:$G$3,MATCH(H2,assets!$A$2:$A$3,0)),\"\")");
	assert_formula(world, "asset.owner.age + 1",
	               "IF(ISNUMBER(INDEX(people!$C$2:$C$2,MATCH(INDEX(assets!$E$2:$E$3,"
	               "MATCH(H2,assets!$A$2:$A$3,0)),people!$A$2:$A$2,0))),"
	               "INDEX(people!$C$2:$C$2,MATCH(INDEX(assets!$E$2:$E$3,"
	               "MATCH(H2,assets!$A$2:$A$3,0)),people!$A$2:$A$2,0))+1,\"\")");
	world->partly = "assets";
	assert_formula(world, "asset.kept", NULL);
	world->partly = NULL;
	world->absent = "assets";
	assert_formula(world, "asset.kept", NULL);
	assert_formula(world, "value + 1", "IF(ISNUMBER(C2),C2+1,\"\")");
}

static void test_settings_stand_as_their_value_when_they_do_not_go_out(void **state)
{
	struct world *world = *state;

	assert_formula(world, "first(setting(line), 20)",
	               "IF(ISNUMBER(settings!$C$2),settings!$C$2,20)");
	world->absent = "settings";
	assert_formula(world, "first(setting(line), 20)", "17");
}

static void test_rows_are_counted(void **state)
{
	struct world *world = *state;

	assert_formula(world, "count()", "COUNTIF($A$2:$A$4,\"?*\")");
	assert_formula(world, "count(where ok)", "COUNTIFS($J$2:$J$4,1)");
	assert_formula(world, "count(where level == 'high' and value >= 2)",
	               "COUNTIFS($F$2:$F$4,\"high\",$C$2:$C$4,\">=2\")");
	/* Ids like 5.10 would be taken for numbers: only counted ones may stand in COUNTIFS. */
	assert_formula(world, "count(assets where owner == this.id)",
	               "SUMPRODUCT((assets!$E$2:$E$3=A2)*assets!$B$2:$B$3)");
	form_of(world, "risks")->prefix = "R";
	form_of(world, "people")->prefix = "P";
	assert_formula(world, "count(assets where owner == this.id)",
	               "COUNTIFS(assets!$E$2:$E$3,A2,assets!$B$2:$B$3,1)");
	assert_formula(world, "count(where level != 'high')",
	               "SUMPRODUCT(($F$2:$F$4<>\"\")*($F$2:$F$4<>\"n/a\")*($F$2:$F$4<>\"high\"))");
	/* What holds of a blank row must not count one. */
	assert_formula(world, "count(where empty(level))",
	               "SUMPRODUCT(($F$2:$F$4=\"\")*($A$2:$A$4<>\"\"))");
	world->partly = "risks";
	assert_formula(world, "count()", NULL);
}

static void test_sums_are_empty_without_values(void **state)
{
	assert_formula(*state, "sum(value where ok)",
	               "IF(COUNTIFS($J$2:$J$4,1,$C$2:$C$4,\"<9E+99\")>0,SUMIFS($C$2:$C$4,$J$2:$J$4,1),\"\")");
	assert_formula(*state, "first(sum(value where ok), 0)", "SUMIFS($C$2:$C$4,$J$2:$J$4,1)");
	assert_formula(*state, "max(value where ok)",
	               "IF(SUMPRODUCT(($J$2:$J$4=1)*(ISNUMBER($C$2:$C$4)))>0,"
	               "MAX(IF(($J$2:$J$4=1)*(ISNUMBER($C$2:$C$4)),$C$2:$C$4)),\"\")");
}

static void test_what_needs_an_array_says_so(void **state)
{
	struct world *world = *state;
	static const struct { const char *text; bool is_array; } cases[] = {
		{"value * threat", false}, {"count(where ok)", false}, {"count(where level != 'high')", false},
		{"max(value where ok)", true}, {"sum(rate where ok)", true}, {"list(level where ok)", true},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct expr *expr = fixture_expr(cases[i].text);
		struct str out = { 0 };
		bool is_array;
		fixture_bind(book_form(world->book, "risks", NULL), expr);
		assert_true(write_expr(world, expr, 0, NULL, &out, &is_array));
		if (is_array != cases[i].is_array)
			fail_msg("%s: %s", cases[i].text, out.at);
		str_release(&out);
		expr_free(expr);
	}
}

static void test_a_computed_choice_gets_its_label(void **state)
{
	struct world *world = *state;
	struct form *form = form_of(world, "risks");
	struct expr *expr = fixture_expr("if(value > 1, 'high', 'low')");
	struct str out = { 0 };
	bool is_array;

	form->fields.at[form_field(form, "level")].choices.at[2].label.in[LANG_JA] = "\"高\"";
	fixture_bind(form, expr);
	assert_true(write_expr(world, expr, 1, "level", &out, &is_array));
	assert_string_equal(out.at, "IF(ISNUMBER(C3),IF(C3>1,\"\"\"高\"\"\",\"low\"),\"\")");
	str_release(&out);
	expr_free(expr);
	assert_formula(world, "first(level == 'high', false)", "IF(F2=\"\"\"高\"\"\",1,0)");
}

/* A column that holds the cell itself would be a circle. */
static void test_a_tree_names_its_children(void **state)
{
	assert_field(*state, "tree", 0, "all",
	             "IF(SUMPRODUCT(($C$2:$C$4=A2)*1)>0,"
	             "IF(OR(AND(C3=A2,ISNUMBER(E3)),AND(C4=A2,ISNUMBER(E4))),"
	             "PRODUCT(IF(AND(C3=A2,ISNUMBER(E3)),E3,1),IF(AND(C4=A2,ISNUMBER(E4)),E4,1)),\"\"),"
	             "IF(D2=\"\",\"\",D2))");
	assert_field(*state, "tree", 1, "all",
	             "IF(SUMPRODUCT(($C$2:$C$4=A3)*1)>0,\"\",IF(D3=\"\",\"\",D3))");
	assert_field(*state, "tree", 1, "above",
	             "IFERROR(INDEX($E$2:$E$4,MATCH(C3,$A$2:$A$4,0)),\"\")");
	assert_field(*state, "tree", 1, "up", "IF(G2<>\"\",G2,IF(D3=\"\",\"\",D3))");
}

static void test_active_rows(void **state)
{
	struct world *world = *state;
	struct formula_places places = {
		.context = world, .lang = LANG_JA, .today = "Cover!$B$1", .column = column, .row = row_of};
	struct formula_cell cell = {.book = world->book, .row = 1};
	struct str out = { 0 };
	bool is_array;

	world->own = "assets";
	cell.sheet = fixture_sheet(world->book, "assets");
	assert_true(formula_write_active(&cell, &places, &out, &is_array));
	assert_string_equal(out.at, "IF(A3=\"\",0,IF(NOT(D3=\"\"),0,1))");
	assert_false(is_array);
	cell.sheet = fixture_sheet(world->book, "people");
	assert_false(formula_write_active(&cell, &places, &out, &is_array));
	str_release(&out);
}

static void test_what_excel_cannot_take_is_refused_whole(void **state)
{
	struct world *world = *state;
	struct str text = { 0 };

	/* Longer than 8192 characters: each part is longer than 100. */
	str_add(&text, "1");
	for (int i = 0; i < 80; i++) {
		str_add(&text, " + if(empty(name), 1, if(name == '");
		str_add_repeat(&text, 'x', 70);
		str_add(&text, "', 2, 3))");
	}
	assert_formula(world, text.at, NULL);
	str_release(&text);
	assert_formula(world, "shares(name, name)", NULL);
	/* Two columns against each other, but for what COUNTIFS says. */
	assert_formula(world, "count(assets where max(people.age where age > this.worth) > 1)", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_what_is_missing_leaves_a_product_empty, setup, teardown),
		cmocka_unit_test_setup_teardown(test_days, setup, teardown),
		cmocka_unit_test_setup_teardown(test_numbers_compare_at_twelve_places_unless_they_are_whole,
		                                setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_choice_is_compared_by_its_label, setup, teardown),
		cmocka_unit_test_setup_teardown(test_conditions_decide_when_one_side_does, setup, teardown),
		cmocka_unit_test_setup_teardown(test_max_of_values_passes_over_na_and_waits_for_all, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(test_references, setup, teardown),
		cmocka_unit_test_setup_teardown(test_settings_stand_as_their_value_when_they_do_not_go_out,
		                                setup, teardown),
		cmocka_unit_test_setup_teardown(test_rows_are_counted, setup, teardown),
		cmocka_unit_test_setup_teardown(test_sums_are_empty_without_values, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_needs_an_array_says_so, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_computed_choice_gets_its_label, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_tree_names_its_children, setup, teardown),
		cmocka_unit_test_setup_teardown(test_active_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_excel_cannot_take_is_refused_whole, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

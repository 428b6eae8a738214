#include "unit/book_fixture.h"

#include "sonae/model/expr_function.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/*
 * One worksheet, two rows: T-001 has an answer in every field, T-002 in none but `na`.
 */
static const struct fixture_sheet one_sheet[] = {
	{"t",
	 "a number\n"
	 "b number\n"
	 "na number\n"
	 "yes check\n"
	 "no check\n"
	 "name text\n"
	 "rate percent\n"
	 "day date\n"
	 "later date\n"
	 "level choice high|mid|low\n"
	 "own choice 3|2|1\n"
	 "told multi customer|agency|inside\n"
	 "other ref t\n"
	 "many refs t\n"
	 "item text\n",
	 "T-001 a=3 b=2 na=n/a yes=1 no=0 name=顧客 rate=10 day=2024-01-31 later=2024-03-01 "
	 "level=high own=3 told=customer;inside other=T-001 many=T-001;T-002 item=机\n"
	 "T-002 na=n/a\n"},
	{"c", "kind checklist\nper t\nanswer text\n", "T-001/5 answer=x\nT-001/5.1\na/b/c\nplain answer=y\n"},
	{"n", "kind note\nanswer text\n", "why answer=x\n"},
	{NULL, NULL, NULL},
};

/* What `text` gives in a row of `sheet_id`; the book lives until the next call. */
static struct book *latest;

static struct value ask_in(const char *sheet_id, const char *row, const char *text)
{
	static struct fixture fixture;
	static struct expr *expr;
	struct err err = {0};

	expr_free(expr);
	book_free(latest);
	fixture = (struct fixture){.sheets = one_sheet};
	latest = fixture_book(&fixture);
	expr = NULL;
	if (!sheet_id)
		return value_empty();
	struct sheet *sheet = fixture_sheet(latest, sheet_id);
	expr = expr_parse(text, &err);
	if (!expr || !expr_bind(expr, sheet_form(sheet), EXPR_OF_ROW, &err))
		fixture_stop(text, &err);
	return book_eval(latest, sheet, fixture_row(sheet, row), expr);
}

static int forget_latest(void **state)
{
	(void)state;
	ask_in(NULL, NULL, NULL);
	book_free(latest);
	latest = NULL;
	return 0;
}

static struct value ask(const char *text)
{
	return ask_in("t", "T-001", text);
}

static void check_number(const char *text, double expected)
{
	struct value value = ask(text);

	if (value.kind != VALUE_NUMBER || fabs(value.number - expected) > 1e-9)
		fail_msg("%s: kind %d, %.12g, not %.12g", text, (int)value.kind, value.number,
		         expected);
}

static void check_kind(const char *text, enum value_kind kind)
{
	struct value value = ask(text);

	if (value.kind != kind)
		fail_msg("%s: kind %d, not %d", text, (int)value.kind, (int)kind);
}

static void check_truth(const char *text, bool expected)
{
	struct value value = ask(text);

	if (value.kind != VALUE_CHECK || (value.number != 0) != expected)
		fail_msg("%s: kind %d, %g", text, (int)value.kind, value.number);
}

static void check_error(const char *text, enum err_code code)
{
	struct value value = ask(text);

	if (value.kind != VALUE_ERROR || (int)value.number != (int)code)
		fail_msg("%s: kind %d, %g, not %s", text, (int)value.kind, value.number,
		         err_name(code));
}

static void check_text(const char *text, const char *expected)
{
	struct value value = ask(text);

	assert_int_equal(value.kind, VALUE_TEXT);
	assert_string_equal(value.text, expected);
}

static void check_date(const char *text, int year, int month, int day)
{
	struct value value = ask(text);
	struct date date = date_from_days((long)value.number);

	if (value.kind != VALUE_DATE || date.year != year || date.month != month || date.day != day)
		fail_msg("%s: kind %d, %d-%d-%d", text, (int)value.kind, date.year, date.month,
		         date.day);
}

static void test_model_expr__literals(void **state)
{
	(void)state;
	check_number("12.5", 12.5);
	check_number("0.1", 0.1);
	check_number("27860000", 27860000);
	check_number("3.14159265358979", 3.14159265358979);
	check_number("0.33333333333333333333333333", 0.3333333333333333);
	check_text("'顧客 \"A\"'", "顧客 \"A\"");
	check_text("\"it's\"", "it's");
	check_kind("''", VALUE_EMPTY);
	check_truth("true", true);
	check_truth("false", false);
}

static void test_model_expr__precedence(void **state)
{
	(void)state;
	check_number("2 + 3 * 4", 14);
	check_number("(2 + 3) * 4", 20);
	check_number("10 - 4 - 3", 3);
	check_number("100 / 10 / 5", 2);
	check_number("-2 * -3", 6);
	check_number("2--3", 5);
	check_truth("1 + 1 == 2", true);
	check_truth("not 1 == 2", true);
	check_truth("true or false and false", true);
	check_truth("not true or true", true);
	check_truth("not (true or true)", false);
	check_truth("1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 2 and 1 != 2", true);
}

static void test_model_expr__names_of_the_row(void **state)
{
	(void)state;
	check_number("a + this.b", 5);
	check_text("id", "T-001");
	check_text("name", "顧客");
	check_number("rate * 200", 20); /* 10 % is 0.1 */
	check_text("item", "机");       /* a field of that name, in a table */
	check_number("own + 1", 4);     /* a choice whose id is a number */
	check_number("other.a + other.other.b", 5);
	check_number("this.other.a", 3);
	check_text("other.id", "T-001");
	check_kind("many.a", VALUE_EMPTY);
}

static void test_model_expr__ids_of_checklists(void **state)
{
	(void)state;
	struct value value = ask_in("c", "T-001/5", "of");
	assert_string_equal(value.text, "T-001");
	value = ask_in("c", "T-001/5.1", "item");
	assert_string_equal(value.text, "5.1");
	value = ask_in("c", "a/b/c", "of");
	assert_string_equal(value.text, "a/b"); /* parted at the last */
	value = ask_in("c", "T-001/5", "of.b * 10");
	assert_true(value.number == 20);
	value = ask_in("c", "plain", "item");
	assert_string_equal(value.text, "plain");
	assert_int_equal(ask_in("c", "plain", "of").kind, VALUE_EMPTY);
	value = ask_in("n", "why", "item");
	assert_string_equal(value.text, "why");
}

/* Every operator, with an empty and an n/a on either side. */
static void test_model_expr__empty_passes_through_operators(void **state)
{
	static const char *const operators[] = {"+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">="};
	static const char *const unanswered[] = {"T-002", "T-001"};
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		for (size_t j = 0; j < 2; j++) {
			const char *field = j == 0 ? "a" : "na";
			snprintf(text, sizeof(text), "%s %s 1", field, operators[i]);
			assert_int_equal(ask_in("t", unanswered[j], text).kind, VALUE_EMPTY);
			snprintf(text, sizeof(text), "1 %s %s", operators[i], field);
			assert_int_equal(ask_in("t", unanswered[j], text).kind, VALUE_EMPTY);
		}
	}
	assert_int_equal(ask_in("t", "T-002", "-a").kind, VALUE_EMPTY);
	assert_int_equal(ask_in("t", "T-002", "not yes").kind, VALUE_EMPTY);
	assert_int_equal(ask_in("t", "T-002", "other.a").kind, VALUE_EMPTY);
	assert_int_equal(ask_in("t", "T-002", "round(a)").kind, VALUE_EMPTY);
	assert_int_equal(ask_in("t", "T-002", "a / 0 + 1 / 0").kind, VALUE_EMPTY);
}

static void test_model_expr__kleene(void **state)
{
	/* f, t, u(nknown): rows the left side, columns the right. */
	static const char *const side[] = {"no", "yes", "na"};
	static const char *const and_table[] = {"fff", "ftu", "fuu"};
	static const char *const or_table[] = {"ftu", "ttt", "utu"};
	char text[64];

	(void)state;
	for (int i = 0; i < 9; i++) {
		snprintf(text, sizeof(text), "%s and %s", side[i / 3], side[i % 3]);
		char expected = and_table[i / 3][i % 3];
		if (expected == 'u')
			check_kind(text, VALUE_EMPTY);
		else
			check_truth(text, expected == 't');
		snprintf(text, sizeof(text), "%s or %s", side[i / 3], side[i % 3]);
		expected = or_table[i / 3][i % 3];
		if (expected == 'u')
			check_kind(text, VALUE_EMPTY);
		else
			check_truth(text, expected == 't');
	}
	check_truth("no and 1 / 0", false);
	check_truth("1 / 0 or yes", true);
	check_error("yes and 1 / 0", ERR_EXPR_DIVIDE);
	check_error("name and yes", ERR_EXPR_TYPE);
	check_truth("2 and yes", true); /* a number that is not 0 */
}

static void test_model_expr__comparing(void **state)
{
	(void)state;
	check_truth("0.1 + 0.2 == 0.3", true); /* at 12 digits */
	check_truth("0.1 + 0.2 > 0.3", false);
	check_truth("100000000001 == 100000000002", false);
	check_truth("level == 'high'", true);
	check_truth("'mid' != level", true);
	check_truth("own == 3", true);
	check_truth("own == '3'", true);
	check_truth("yes == true", true);
	check_truth("yes == 1", true);
	check_truth("name == 3", false);
	check_truth("name != 3", true);
	check_error("name < 3", ERR_EXPR_TYPE);
	check_truth("name == '顧客'", true);
	check_truth("'a' < 'b'", true);
	check_truth("day < later", true);
	check_truth("day == '2024-01-31'", true);
	check_truth("'2024-02-01' > day", true);
	check_truth("day == 5", false);
}

static void test_model_expr__arithmetic_that_fails(void **state)
{
	(void)state;
	check_error("1 / 0", ERR_EXPR_DIVIDE);
	check_error("a / (b - 2) + 1", ERR_EXPR_DIVIDE);
	check_error("name + name", ERR_EXPR_TYPE);
	check_error("-name", ERR_EXPR_TYPE);
	check_error("day + later", ERR_EXPR_TYPE);
	check_error("3 - day", ERR_EXPR_TYPE);
	check_error("sqrt(-1)", ERR_EXPR_TYPE);
	check_error("day + 10000000", ERR_VALUE_RANGE);
	check_error("add_months(day, 200000)", ERR_VALUE_RANGE);
	check_error("date(2023, 2, 29)", ERR_VALUE_DATE);
	check_error("first(1 / 0, 5)", ERR_EXPR_DIVIDE);
	check_error("empty(1 / 0)", ERR_EXPR_DIVIDE);
	check_error("has(a, 'x')", ERR_EXPR_TYPE);
	check_error("round(name)", ERR_EXPR_TYPE);
	check_error("date(name, 1, 1)", ERR_EXPR_TYPE);
	check_error("date(2024, 1.5, 1)", ERR_VALUE_DATE);
	check_error("add_months(name, 1)", ERR_EXPR_TYPE);
	check_error("year(a)", ERR_EXPR_TYPE);
	check_error("sum(name, 1)", ERR_EXPR_TYPE);
	check_error("mean(1, name)", ERR_EXPR_TYPE);
	check_error("mean(1, 1 / 0)", ERR_EXPR_DIVIDE);
}

static void test_model_expr__numbers_that_are_too_large(void **state)
{
	struct str text = {0};

	(void)state;
	str_add_repeat(&text, '9', 200);
	str_add(&text, " * ");
	str_add_repeat(&text, '9', 200);
	check_error(text.at, ERR_VALUE_RANGE); /* 10^400 */
	str_release(&text);
}

static void test_model_expr__dates(void **state)
{
	(void)state;
	check_number("days(day, later)", 30); /* 31 January to 1 March of a leap year */
	check_number("later - day", 30);
	check_date("day + 1", 2024, 2, 1);
	check_date("1 + day", 2024, 2, 1);
	check_date("day - 31", 2023, 12, 31);
	check_date("add_months(day, 1)", 2024, 2, 29);
	check_date("add_months(day, -2)", 2023, 11, 30);
	check_date("today()", 2024, 9, 10);
	check_date("date(2024, 2, 29)", 2024, 2, 29);
	check_number("year(day) * 10000 + month(day) * 100 + day(day)", 20240131);
	check_date("min(day, later)", 2024, 1, 31);
	check_date("max(day, later)", 2024, 3, 1);
	check_error("max(day, 3)", ERR_EXPR_TYPE);
}

static void test_model_expr__functions(void **state)
{
	(void)state;
	check_number("if(a > b, 1, 2)", 1);
	check_number("if(a < b, 1, 2)", 2);
	check_kind("if(a < b, 1)", VALUE_EMPTY);
	check_kind("if(na, 1, 2)", VALUE_EMPTY);
	check_error("if(name, 1, 2)", ERR_EXPR_TYPE);
	check_number("if(a > b, 1, 1 / 0)", 1);
	check_number("first('', 7)", 7);
	check_kind("first(na, 7)", VALUE_NA);
	check_kind("first('', '')", VALUE_EMPTY);
	check_truth("empty('')", true);
	check_truth("empty(na)", false);
	check_truth("na(na)", true);
	check_truth("na(a)", false);
	check_truth("has(told, 'inside')", true);
	check_truth("has(told, 'agency')", false);
	check_truth("has(many, 'T-002')", true);
	check_truth("has(many, 'T-00')", false);
	check_truth("has(many, '001')", false);
	check_number("round(2.5)", 3);
	check_number("round(-2.5)", -3);
	check_number("round(1.005, 2)", 1.01);
	check_error("round(1, 10)", ERR_VALUE_RANGE);
	check_number("floor(2.9)", 2);
	check_number("floor(-2.1)", -3);
	check_number("floor(0.1 * 3 * 10)", 3);
	check_number("ceil(2.1)", 3);
	check_number("ceil(0.1 * 3 * 10)", 3); /* 3.0000000000000004 */
	check_number("abs(-2)", 2);
	check_number("sqrt(16)", 4);
}

static void test_model_expr__over_values(void **state)
{
	(void)state;
	check_number("max(1, 3, 2)", 3);
	check_number("min(1, 3, 2)", 1);
	check_number("sum(1, 3, 2)", 6);
	check_number("mean(1, 3, 2)", 2);
	check_number("product(2, 3, 4)", 24);
	check_number("max(1, na, 2)", 2);
	check_kind("max(1, '', 2)", VALUE_EMPTY);
	check_kind("max(na, na)", VALUE_EMPTY);
	check_number("mean(4, na)", 4);
	check_number("sum(yes, yes, no)", 2);
	check_error("max(name, 1)", ERR_EXPR_TYPE);
	check_error("sum(1, 1 / 0)", ERR_EXPR_DIVIDE);
	check_kind("sum('', 1 / 0)", VALUE_EMPTY);
	check_text("list(1, 'b', 1, day)", "1;b;2024-01-31");
}

static void check_refused(const char *text, enum err_code code, const char *what)
{
	struct err err = {0};
	struct expr *expr = expr_parse(text, &err);

	if (expr)
		fail_msg("%s was taken", text);
	if (err.code != code || !strstr(err.what, what))
		fail_msg("%s: %s «%s»", text, err_name(err.code), err.what);
}

static void test_model_expr__syntax(void **state)
{
	(void)state;
	check_refused("", ERR_EXPR_SYNTAX, "...");
	check_refused("a +", ERR_EXPR_SYNTAX, "a + ...");
	check_refused("a = 5", ERR_EXPR_SYNTAX, "= 5  (==, not =)");
	check_refused("(a", ERR_EXPR_SYNTAX, "(a ...");
	check_refused("a b", ERR_EXPR_SYNTAX, "b");
	check_refused("a < b < c", ERR_EXPR_SYNTAX, "< c");
	check_refused("'never closed", ERR_EXPR_SYNTAX, "'never closed");
	check_refused("１＋２", ERR_EXPR_SYNTAX, "１＋２");
	check_refused("a & b", ERR_EXPR_SYNTAX, "& b");
	check_refused("a.", ERR_EXPR_SYNTAX, "a. ...");
	check_refused("this", ERR_EXPR_SYNTAX, "this ...");
	check_refused("max(1,)", ERR_EXPR_SYNTAX, ")");
	check_refused("max()", ERR_EXPR_SYNTAX, "max(");
	check_refused("round(1, 2, 3)", ERR_EXPR_SYNTAX, "round(number [, places])");
	check_refused("round(1 where a)", ERR_EXPR_SYNTAX, "where a");
	check_refused("sum(a, b where a)", ERR_EXPR_SYNTAX, "sum(SHEET.FIELD [where ...])");
	check_refused("nosuch(1)", ERR_EXPR_NAME, "nosuch()");
	check_refused("a where b", ERR_EXPR_SYNTAX, "where b");
}

/* Bytes that are no text, and a cut in the middle of a character. */
static void test_model_expr__syntax_complaints_are_text(void **state)
{
	struct err err = {0};

	(void)state;
	assert_null(expr_parse("\xff\xfe", &err));
	assert_int_equal(err.code, ERR_EXPR_SYNTAX);
	assert_null(expr_parse("a 'あいうえおかきくけこさしすせそたちつてと'", &err));
	assert_string_equal(err.what, "'あいうえおかきくけこさしす");
	assert_null(expr_parse("(", NULL));
}

static void check_nested(const char *open, const char *close, int times, bool fine)
{
	struct str text = {0};
	struct err err = {0};

	for (int i = 0; i < times; i++)
		str_add(&text, open);
	str_add_byte(&text, '1');
	for (int i = 0; i < times; i++)
		str_add(&text, close);
	struct expr *expr = expr_parse(text.at, &err);
	if ((expr != NULL) != fine)
		fail_msg("%d times %s", times, open);
	if (!fine)
		assert_int_equal(err.code, ERR_EXPR_DEEP);
	expr_free(expr);
	str_release(&text);
}

static void test_model_expr__nesting_has_an_end(void **state)
{
	static const struct {
		const char *open, *close;
	} nests[] = {{"(", ")"}, {"abs(", ")"}, {"- ", ""}, {"not ", ""}};

	(void)state;
	for (int i = 0; i < 4; i++) {
		check_nested(nests[i].open, nests[i].close, 60, true);
		check_nested(nests[i].open, nests[i].close, 61, false);
		check_nested(nests[i].open, nests[i].close, 200, false);
		check_nested(nests[i].open, nests[i].close, 100000, false);
	}
	check_nested("1 + ", "", 400, true);
	check_nested("1 + ", "", 100000, false);
}

static void check_unbound(const char *text, enum expr_scope scope, enum err_code code,
                          const char *what)
{
	struct form *form = fixture_make_form("t", one_sheet[0].form);
	struct err err = {0};
	struct expr *expr = fixture_expr(text);

	if (expr_bind(expr, form, scope, &err))
		fail_msg("%s was bound", text);
	assert_int_equal(err.code, code);
	assert_string_equal(err.what, what);
	expr_free(expr);
	form_free(form);
}

static void test_model_expr__unknown_names(void **state)
{
	(void)state;
	check_unbound("importanse + 1", EXPR_OF_ROW, ERR_EXPR_NAME, "importanse");
	check_unbound("a.b", EXPR_OF_ROW, ERR_EXPR_NAME, "a.b");
	check_unbound("other.nosuch", EXPR_OF_ROW, ERR_EXPR_NAME, "other.nosuch");
	check_unbound("of", EXPR_OF_ROW, ERR_EXPR_NAME, "of");
	check_unbound("level == 'hihg'", EXPR_OF_ROW, ERR_EXPR_NAME, "level.hihg");
	check_unbound("'4' == own", EXPR_OF_ROW, ERR_EXPR_NAME, "own.4");
	check_unbound("has(told, 'nobody')", EXPR_OF_ROW, ERR_EXPR_NAME, "told.nobody");
	check_unbound("other.level == 'x'", EXPR_OF_ROW, ERR_EXPR_NAME, "level.x");
	check_unbound("day == '2024-02-30'", EXPR_OF_ROW, ERR_EXPR_TYPE, "day: '2024-02-30'");
	check_unbound("name == ''", EXPR_OF_ROW, ERR_EXPR_TYPE, "''  (empty(...))");
	check_unbound("count(where nosuch)", EXPR_OF_ROW, ERR_EXPR_NAME, "nosuch");
	check_unbound("count(x where y == this.nosuch)", EXPR_OF_ROW, ERR_EXPR_NAME, "nosuch");
	check_unbound("a > 1", EXPR_OF_SHEET, ERR_EXPR_NAME, "a");
	check_unbound("count(where a == this.a)", EXPR_OF_SHEET, ERR_EXPR_NAME, "this.a");
	check_unbound("count(a == 1)", EXPR_OF_SHEET, ERR_EXPR_SYNTAX, "count([SHEET] [where ...])");
	check_unbound("setting(1 + 1)", EXPR_OF_ROW, ERR_EXPR_SYNTAX, "setting(name)");
}

static bool has_cycle(const char *form_text, const char *chain)
{
	struct form *form = fixture_make_form("f", form_text);
	struct err err = {0};
	bool fine = expr_check_cycles(form, &err);

	if (!fine) {
		assert_int_equal(err.code, ERR_FORM_CYCLE);
		assert_string_equal(err.what, chain);
	}
	form_free(form);
	return !fine;
}

static void test_model_expr__cycles_within_a_row(void **state)
{
	(void)state;
	assert_false(has_cycle("a number\nb number = a + c\nc number = a * 2\n", ""));
	assert_true(has_cycle("a number = a + 1\n", "a > a"));
	assert_true(has_cycle("z number = b\na number = b\nb number = c + 1\nc number = if(true, a)\n",
	                      "b > c > a > b"));
	/* Over other rows it may be fine: a tree's node over its children. */
	assert_false(has_cycle("parent ref f\na number = sum(a where parent == this.id)\n", ""));
}

static bool has_use(const struct expr_uses *uses, enum expr_use_kind kind, const char *sheet,
                    int field)
{
	for (size_t i = 0; i < uses->at.count; i++)
		if (uses->at.at[i].kind == kind && uses->at.at[i].field == field &&
		    strcmp(uses->at.at[i].sheet, sheet) == 0)
			return true;
	return false;
}

static void test_model_expr__uses(void **state)
{
	struct expr_uses uses = {0};
	struct fixture fixture = {.sheets = one_sheet};
	struct book *book = fixture_book(&fixture);
	struct expr *expr = fixture_expr(
		"a + other.b + count(c where of == this.id and not empty(answer)) "
		"+ days(today(), day)");

	(void)state;
	assert_true(expr_bind(expr, book_form(book, "t", NULL), EXPR_OF_ROW, NULL));
	assert_true(expr_link(expr, book, NULL));
	expr_uses(expr, &uses);
	assert_true(has_use(&uses, EXPR_USE_ROW, "t", 0));    /* a */
	assert_true(has_use(&uses, EXPR_USE_ROW, "t", 12));   /* other */
	assert_true(has_use(&uses, EXPR_USE_SHEET, "t", 1));  /* other.b */
	assert_true(has_use(&uses, EXPR_USE_ROWS, "t", -1));  /* whether other is there */
	assert_true(has_use(&uses, EXPR_USE_ROWS, "c", -1));
	assert_true(has_use(&uses, EXPR_USE_SHEET, "c", 0));  /* answer */
	assert_true(has_use(&uses, EXPR_USE_ROW, "t", 7));    /* day */
	assert_true(has_use(&uses, EXPR_USE_TODAY, "", -1));
	assert_int_equal(uses.at.count, 8);
	assert_int_equal(fixture.sheets_loaded, 0);
	vec_release(&uses.at);
	expr_free(expr);
	book_free(book);
}

static void test_model_expr__linking_names_what_is_missing(void **state)
{
	static const char *const texts[][2] = {
		{"count(nosuch)", "nosuch"},
		{"sum(c.nosuch)", "nosuch"},
		{"count(c where nosuch == 1)", "nosuch"},
		{"count(t where level == 'x')", "level.x"},
	};
	struct fixture fixture = {.sheets = one_sheet};
	struct book *book = fixture_book(&fixture);
	const struct form *form = book_form(book, "n", NULL);

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct expr *expr = fixture_expr(texts[i][0]);
		struct err err = {0}, again = {0};
		assert_true(expr_bind(expr, form, EXPR_OF_ROW, NULL));
		assert_false(expr_link(expr, book, &err));
		assert_int_equal(err.code, ERR_EXPR_NAME);
		assert_true(strstr(err.what, texts[i][1]) != NULL);
		assert_false(expr_link(expr, book, &again));
		assert_string_equal(again.what, err.what);
		struct value value = book_eval(book, fixture_sheet(book, "n"), 0, expr);
		assert_int_equal(value.kind, VALUE_ERROR);
		assert_int_equal((int)value.number, ERR_EXPR_NAME);
		expr_free(expr);
	}
	book_free(book);
}

static void test_model_expr__fold_compares_as_people_do(void **state)
{
	(void)state;
	check_text("fold(' ｶｷﾞ　')", "カギ");
	check_text("fold('ＫＥＹ 1')", "key 1");
	check_truth("fold('Ａ') == fold('a ')", true);
	check_truth("fold('鍵') == fold('錠')", false);
	check_kind("fold('　 ')", VALUE_EMPTY);
	check_error("fold(1)", ERR_EXPR_TYPE);
}

static void test_model_expr__shares_a_name(void **state)
{
	(void)state;
	check_truth("shares('総務部', '総務部')", true);
	check_truth("shares('設計部、 総務部', '製造部，総務部')", true);
	check_truth("shares('IT；Sales', 'ｓａｌｅｓ / HR')", true);
	check_truth("shares('第二総務部', '総務部')", false);
	check_truth("shares('総務部', '総務部長')", false);
	check_truth("shares('General Affairs', 'Affairs, General')", false);
	check_truth("shares(',、', '、,')", false);
	check_kind("shares('', '総務部')", VALUE_EMPTY);
	check_error("shares(1, '総務部')", ERR_EXPR_TYPE);
}

static void test_model_expr__list_of_functions(void **state)
{
	size_t count = 0;

	(void)state;
	for (const struct expr_function *at; (at = expr_function_at(count)); count++) {
		assert_ptr_equal(expr_function_find(at->name), at);
		assert_true(strncmp(at->usage, at->name, strlen(at->name)) == 0);
		assert_true(*at->about != '\0');
		assert_int_equal(!!at->strict + !!at->lazy + !!at->fold, 1);
		if (at->strict)
			assert_in_range(at->most, 0, 3); /* as many as are held ready */
	}
	assert_int_equal(count, 27);
	assert_null(expr_function_find("nosuch"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_model_expr__literals),
		cmocka_unit_test(test_model_expr__precedence),
		cmocka_unit_test(test_model_expr__names_of_the_row),
		cmocka_unit_test(test_model_expr__ids_of_checklists),
		cmocka_unit_test(test_model_expr__empty_passes_through_operators),
		cmocka_unit_test(test_model_expr__kleene),
		cmocka_unit_test(test_model_expr__comparing),
		cmocka_unit_test(test_model_expr__arithmetic_that_fails),
		cmocka_unit_test(test_model_expr__numbers_that_are_too_large),
		cmocka_unit_test(test_model_expr__dates),
		cmocka_unit_test(test_model_expr__functions),
		cmocka_unit_test(test_model_expr__over_values),
		cmocka_unit_test(test_model_expr__syntax),
		cmocka_unit_test(test_model_expr__syntax_complaints_are_text),
		cmocka_unit_test(test_model_expr__nesting_has_an_end),
		cmocka_unit_test(test_model_expr__unknown_names),
		cmocka_unit_test(test_model_expr__cycles_within_a_row),
		cmocka_unit_test(test_model_expr__uses),
		cmocka_unit_test(test_model_expr__linking_names_what_is_missing),
		cmocka_unit_test(test_model_expr__fold_compares_as_people_do),
		cmocka_unit_test(test_model_expr__shares_a_name),
		cmocka_unit_test(test_model_expr__list_of_functions),
	};
	return cmocka_run_group_tests(tests, NULL, forget_latest);
}

/*
 * Expressions bent at random: parsed, bound, linked and evaluated over a small
 * workbook with everything in it that names can stand for. Nothing must crash,
 * and what holds must hold: a value is of a known kind, and the same when asked
 * again and when a cell was changed and changed back.
 */
#include "fuzz/mutate.h"
#include "unit/book_fixture.h"

#include "sonae/base/bug.h"
#include "sonae/model/expr_function.h"

static const struct fixture_sheet sheets[] = {
	{"assets",
	 "name text\nc int\ni int\nday date\nlevel choice high|mid|3\ntold multi x|y\nok check\n"
	 "importance int = max(c, i)\nrisks text = list(risks.id where asset == this.id)\n"
	 "gone check\nretired = gone\n",
	 "A-001 name=台帳 c=2 i=1 day=2024-02-29 level=high told=x;y ok=1\n"
	 "A-002 name=a c=n/a i=0 level=3 ok=0\nA-003 c=x gone=1\nA-004\n"},
	{"risks",
	 "asset ref assets\nothers refs risks\nn number\n"
	 "risk number = asset.importance * n / 2\nknot number = sum(risks.knot where n == this.n)\n"
	 "chain number = 1 + first(others.chain, 0)\n",
	 "R-01 asset=A-001 n=3 others=R-02\nR-02 asset=A-002 n=0 others=R-01\nR-03 n=1.5\n"
	 "R-04 asset=A-009\nR-05 asset=A-001;A-002\nR-06 n=1e9\nR-07 n=-1\nR-08 n=3\nR-09 n=3\n"},
	{"check", "kind checklist\nper assets\nanswer choice yes|no\n",
	 "A-001/1 answer=yes\nA-001/2\nA-002/1 answer=no\nodd\n"},
	{"settings", "kind record\nline int\n", "1 line=17\n"},
	{NULL, NULL, NULL},
};

static const char *const samples[] = {
	"max(c, i, 3)", "first(importance, asset.importance, 1) * 2",
	"count(where importance == 2 and empty(name))", "sum(risks.risk where asset == this.id)",
	"if(level == 'high' and ok, 'a', \"b\")", "add_months(day, 13) > today()",
	"count(assets where count(risks where asset == this.id and n > 1) > 0)",
	"list(check.item where of == this.id and answer == 'yes')", "has(told, 'x') or na(c)",
	"round(100 / 3, 2) - floor(-2.5)", "setting(line) + setting('line')",
	"mean(risks.asset.importance)", "product(n) + knot + chain", "not (1 < 2) == false",
	"others.asset.name", "min(assets.day) - date(2024, 1, 31)", "answer != 'no' and of.ok",
};

static const char *const words[] = {
	"(", ")", ",", ".", "+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "=", " and ",
	" or ", "not ", " where ", "this.", "true", "'", "\"", "''", "0", "1", "12.5", "1e9",
	"9999999999999999", "id", "of", "item", "assets", "risks", "check", "settings", "asset",
	"others", "name", "c", "n", "day", "level", "told", "importance", "risk", "knot", "chain",
	"answer", "'high'", "'2024-02-29'", "line", "((((((((((", "- - - - - ", "nosuch", "台帳",
};

enum { FIXED_WORDS = sizeof(words) / sizeof(words[0]), MOST_WORDS = FIXED_WORDS + 100 };

/* And the functions, however many there are. */
static size_t all_words(const char *all[MOST_WORDS])
{
	size_t count = FIXED_WORDS;
	const struct expr_function *function;

	memcpy(all, words, sizeof(words));
	for (size_t i = 0; count < MOST_WORDS && (function = expr_function_at(i)); i++)
		all[count++] = function->name;
	return count;
}

static bool same(struct value a, struct value b)
{
	return a.kind == b.kind && value_compare(a, b) == 0;
}

static void check_value(struct value value, const char *text)
{
	if (value.kind > VALUE_ERROR)
		BUG("kind %d: %s", (int)value.kind, text);
	if (value.kind == VALUE_TEXT && *value.text == '\0')
		BUG("an empty text: %s", text);
	if (value.kind == VALUE_ERROR && !(value.number > 0 && value.number < ERR_COUNT))
		BUG("error %g: %s", value.number, text);
}

static void evaluate(struct mutate *m, struct book *book, struct sheet *sheet, struct expr *expr)
{
	size_t row = mutate_below(m, sheet_row_count(sheet));
	struct value before = book_eval(book, sheet, row, expr);

	check_value(before, expr_source(expr));
	fixture_change(book, "risks", "R-01", "n", "7");
	check_value(book_eval(book, sheet, row, expr), expr_source(expr));
	fixture_change(book, "risks", "R-01", "n", "3");
	/* Which cell of a knot complains depends on where one started to pull. */
	if (!strstr(expr_source(expr), "knot") && !strstr(expr_source(expr), "chain") &&
	    !same(before, book_eval(book, sheet, row, expr)))
		BUG("not the same again: %s", expr_source(expr));
}

static void try(struct mutate *m, struct book *book, const char *text)
{
	struct sheet *sheet = fixture_sheet(book, sheets[mutate_below(m, 4)].id);
	enum expr_scope scope = mutate_below(m, 4) ? EXPR_OF_ROW : EXPR_OF_SHEET;
	struct err err = {0};
	struct expr *expr = expr_parse(text, &err);

	if (!expr && err.code == ERR_NONE)
		BUG("no reason: %s", text);
	if (expr && expr_bind(expr, sheet_form(sheet), scope, &err))
		evaluate(m, book, sheet, expr);
	expr_free(expr);
}

int main(int argc, char **argv)
{
	struct mutate m = mutate_start(argc, argv);
	struct fixture fixture = {.sheets = sheets};
	struct book *book = fixture_book(&fixture);
	const char *all[MOST_WORDS];
	size_t count = all_words(all);

	while (mutate_goes_on(&m)) {
		struct str text = {0};
		mutate_make(&m, samples, sizeof(samples) / sizeof(samples[0]), all, count, &text);
		try(&m, book, str_text(&text));
		str_release(&text);
	}
	book_free(book);
	return mutate_end(&m);
}

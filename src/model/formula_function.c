/* formula_function.c - the functions that need all their arguments, and max(a, b, c). */
#include "formula_priv.h"

/* A number no cell holds: what loses every min and max. */
#define LEAST "-9E+99"
#define MOST "9E+99"

/* ---- max(a, b, c) ---- */

struct folding {
	const char *name;
	const char *function;
	const char *neutral; /* instead of n/a; NULL: not with n/a */
};
static const struct folding foldings[] = {
    {"min", "MIN", MOST},        {"max", "MAX", LEAST},     {"sum", "SUM", "0"},
    {"product", "PRODUCT", "1"}, {"mean", "AVERAGE", NULL},
};

static const struct folding *find_folding(const char *name)
{
	for (size_t i = 0; i < sizeof(foldings) / sizeof(*foldings); i++)
		if (text_is(foldings[i].name, name))
			return &foldings[i];
	return NULL;
}

/* A cell with n/a is an answer that does not count. */
static bool take_operand(struct writer *w, const struct scope *scope, const struct folding *folding,
                         struct said *a, struct said *said, struct str *list)
{
	const char *text = a->text;

	if (a->raw && folding->neutral && !a->never_na) {
		if (!formula_need(said, NEED_TRUE, formula_text(w, "%s<>\"\"", a->raw)))
			return false;
		if (!text_is(a->text, a->raw) && a->is_safe)
			text = formula_if(w, formula_text(w, "%s=\"n/a\"", a->raw),
			                  folding->neutral, a->text);
		a->needs = 0;
	}
	(void)scope;
	str_addf(list, "%s%s", list->len ? "," : "", text);
	return formula_need_all(said, a);
}

bool formula_fold(struct writer *w, const struct scope *scope, const struct call *call,
                  struct said *said)
{
	const struct folding *folding = find_folding(call->function->name);
	struct str list = {0}, na = {0};
	bool done = folding && !scope->is_rows, can_be_na = true;

	*said = formula_said(SAID_EMPTY, "", BIND_ATOM);
	said->is_whole = true;
	for (int i = 0; done && i < call->count; i++) {
		struct said a;
		done = formula_say(w, scope, call->arg[i], NULL, &a) && formula_settle(&a) &&
		       (formula_is_number(&a) || a.kind == SAID_DATE) &&
		       formula_same_kind(said, &a);
		if (!done)
			break;
		formula_merge_kind(said, &a);
		can_be_na = can_be_na && a.raw && !a.never_na;
		str_addf(&na, "%s%s=\"n/a\"", i ? "," : "", a.raw ? a.raw : "");
		done = take_operand(w, scope, folding, &a, said, &list);
	}
	if (done && can_be_na)
		done = formula_need(said, NEED_TRUE,
		                    formula_text(w, "NOT(AND(%s))", str_text(&na)));
	if (done)
		said->text = formula_text(w, "%s(%s)", folding->function, str_text(&list));
	str_release(&list);
	str_release(&na);
	return done;
}

/* ---- functions of all their arguments ---- */

struct strict {
	const char *name;
	bool (*say)(struct writer *w, const struct scope *scope, const struct said *a, int count,
	            struct said *said);
	bool in_rows; /* works element by element */
};

static bool numbers(const struct said *a, int count)
{
	for (int i = 0; i < count; i++)
		if (!formula_is_number(&a[i]))
			return false;
	return true;
}

static bool give(struct said *said, enum said_kind kind, const char *text)
{
	*said = formula_said(kind, text, BIND_ATOM);
	return true;
}

static bool give_whole(struct said *said, enum said_kind kind, const char *text)
{
	give(said, kind, text);
	said->is_whole = true;
	return true;
}

static bool say_round(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	const char *places = count > 1 ? a[1].text : "0";

	(void)scope;
	give(said, SAID_NUMBER, formula_text(w, "ROUND(%s,%s)", a[0].text, places));
	said->is_whole = text_is(places, "0");
	return numbers(a, count);
}

static bool say_floor(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	(void)scope;
	return give_whole(said, SAID_NUMBER, formula_text(w, "INT(ROUND(%s,12))", a->text)) &&
	       numbers(a, count);
}

static bool say_ceil(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	give_whole(said, SAID_NUMBER, formula_text(w, "-INT(-ROUND(%s,12))", a->text));
	said->bind = BIND_SIGN;
	return numbers(a, count);
}

static bool say_abs(struct writer *w, const struct scope *scope, const struct said *a, int count,
                    struct said *said)
{
	(void)scope;
	give(said, SAID_NUMBER, formula_text(w, "ABS(%s)", a->text));
	said->is_whole = a->is_whole;
	return numbers(a, count);
}

static bool say_sqrt(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	return give(said, SAID_NUMBER, formula_text(w, "SQRT(%s)", a->text)) && numbers(a, count);
}

static bool say_today(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	(void)scope;
	(void)a;
	(void)count;
	give_whole(said, SAID_DATE, w->places->today);
	said->is_safe = true;
	return w->places->today != NULL;
}

static bool say_date(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	return give_whole(said, SAID_DATE,
	                  formula_text(w, "DATE(%s,%s,%s)", a[0].text, a[1].text, a[2].text)) &&
	       numbers(a, count);
}

static bool say_days(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	give_whole(said, SAID_NUMBER,
	           formula_text(w, "%s-%s", formula_part(w, &a[1], BIND_ADD),
	                        formula_part(w, &a[0], BIND_MULTIPLY)));
	said->bind = BIND_ADD;
	return count == 2 && a[0].kind == SAID_DATE && a[1].kind == SAID_DATE;
}

static bool say_add_months(struct writer *w, const struct scope *scope, const struct said *a,
                           int count, struct said *said)
{
	const char *months = a[1].is_whole ? a[1].text : formula_text(w, "INT(%s)", a[1].text);

	(void)scope;
	return give_whole(said, SAID_DATE, formula_text(w, "EDATE(%s,%s)", a[0].text, months)) &&
	       a[0].kind == SAID_DATE && numbers(a + 1, count - 1);
}

static bool part_of_date(struct writer *w, const struct said *a, const char *function,
                         struct said *said)
{
	return give_whole(said, SAID_NUMBER, formula_text(w, "%s(%s)", function, a->text)) &&
	       a->kind == SAID_DATE;
}

static bool say_year(struct writer *w, const struct scope *scope, const struct said *a, int count,
                     struct said *said)
{
	(void)scope;
	(void)count;
	return part_of_date(w, a, "YEAR", said);
}

static bool say_month(struct writer *w, const struct scope *scope, const struct said *a, int count,
                      struct said *said)
{
	(void)scope;
	(void)count;
	return part_of_date(w, a, "MONTH", said);
}

static bool say_day(struct writer *w, const struct scope *scope, const struct said *a, int count,
                    struct said *said)
{
	(void)scope;
	(void)count;
	return part_of_date(w, a, "DAY", said);
}

static bool say_fold_text(struct writer *w, const struct scope *scope, const struct said *a,
                          int count, struct said *said)
{
	(void)scope;
	(void)count;
	give(said, SAID_TEXT, formula_text(w, "LOWER(ASC(TRIM(%s)))", a->text));
	said->is_safe = a->is_safe;
	return a->kind == SAID_TEXT && !a->labels;
}

/* Between separators, so that a name does not hide in a longer one. */
static bool say_has(struct writer *w, const struct scope *scope, const struct said *a, int count,
                    struct said *said)
{
	struct said one = a[1];
	const char *looked_for;

	(void)count;
	if (a[0].kind != SAID_TEXT || one.kind != SAID_TEXT ||
	    !formula_relabel(w, scope, &one, a[0].labels))
		return false;
	if (one.literal)
		looked_for = formula_text(w, "\";%.*s;\"", (int)strlen(one.text) - 2, one.text + 1);
	else
		looked_for = formula_text(w, "\";\"&%s&\";\"", formula_part(w, &one, BIND_ATOM));
	give_whole(said, SAID_CHECK,
	           formula_text(w, "ISNUMBER(FIND(%s,\";\"&SUBSTITUTE(%s,\"; \",\";\")&\";\"))",
	                        looked_for, a[0].text));
	said->is_logical = said->is_safe = true;
	return true;
}

static const struct strict stricts[] = {
    {"round", say_round, true},
    {"floor", say_floor, true},
    {"ceil", say_ceil, true},
    {"abs", say_abs, true},
    {"sqrt", say_sqrt, true},
    {"today", say_today, true},
    {"date", say_date, true},
    {"days", say_days, true},
    {"add_months", say_add_months, false},
    {"year", say_year, true},
    {"month", say_month, true},
    {"day", say_day, true},
    {"fold", say_fold_text, true},
    {"has", say_has, true},
};

bool formula_function(struct writer *w, const struct scope *scope, const struct call *call,
                      struct said *said)
{
	const struct strict *strict = NULL;
	struct said a[EXPR_ARGS];
	bool is_free = true; /* of the rows */

	for (size_t i = 0; i < sizeof(stricts) / sizeof(*stricts); i++)
		if (text_is(stricts[i].name, call->function->name))
			strict = &stricts[i];
	if (!strict)
		return false;
	for (int i = 0; i < call->count; i++) {
		if (!formula_say(w, scope, call->arg[i], NULL, &a[i]) || !formula_settle(&a[i]))
			return false;
		is_free = is_free && formula_is_row_free(call->arg[i]);
		if (a[i].kind == SAID_EMPTY) {
			*said = a[i];
			said->may_be_empty = true;
			said->needs = 0;
			return true;
		}
	}
	if ((scope->is_rows && !strict->in_rows && !is_free) ||
	    !strict->say(w, scope, a, call->count, said))
		return false;
	for (int i = 0; i < call->count; i++)
		if (!formula_need_all(said, &a[i]))
			return false;
	return true;
}

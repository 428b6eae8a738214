#include "sonae/model/expr_function.h"

#include "expr_node.h"
#include "field_kinds.h"
#include "sonae/base/list.h"
#include "sonae/base/utf8.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct value wrong_type(void)
{
	return value_error(ERR_EXPR_TYPE);
}

/* Functions that look at their arguments themselves. */

static struct value fn_if(const struct expr_call *call)
{
	struct value condition = expr_arg(call, 0);

	if (condition.kind == VALUE_TEXT || condition.kind == VALUE_DATE)
		return wrong_type();
	if (!expr_is_number(condition))
		return condition.kind == VALUE_ERROR ? condition : value_empty();
	return expr_arg(call, value_holds(condition) ? 1 : 2);
}

static struct value fn_first(const struct expr_call *call)
{
	for (int i = 0; i < call->call->count; i++) {
		struct value value = expr_arg(call, i);
		if (value_is_answered(value) || value.kind == VALUE_ERROR)
			return value;
	}
	return value_empty();
}

static struct value fn_empty(const struct expr_call *call)
{
	struct value value = expr_arg(call, 0);
	return value.kind == VALUE_ERROR ? value : value_check(!value_is_answered(value));
}

static struct value fn_na(const struct expr_call *call)
{
	struct value value = expr_arg(call, 0);
	return value.kind == VALUE_ERROR ? value : value_check(value.kind == VALUE_NA);
}

static struct value fn_setting(const struct expr_call *call)
{
	return book_setting(call->book, call->call->setting);
}

/* Functions that need all their arguments. */

static struct value fn_has(const struct expr_args *args)
{
	if (args->at[0].kind != VALUE_TEXT || args->at[1].kind != VALUE_TEXT)
		return wrong_type();
	return value_check(list_has(args->at[0].text, args->at[1].text));
}

/* As people compare texts: アメ and ｱﾒ, Key and KEY are one. */
static struct value fn_fold(const struct expr_args *args)
{
	if (args->at[0].kind != VALUE_TEXT)
		return wrong_type();
	char *folded = utf8_fold(args->at[0].text, strlen(args->at[0].text));
	size_t len = strlen(folded);
	const char *kept = text_trim(folded, &len);
	struct value value = value_text(pool_intern(book_texts(args->book), kept, len));
	free(folded);
	return value;
}

/* Folded already: 「，」「；」「／」 and ､ are , ; / and 、 then. */
static size_t name_len(const char *list)
{
	size_t len = strcspn(list, ",;/\n");
	const char *comma = strstr(list, "、");

	return comma && (size_t)(comma - list) < len ? (size_t)(comma - list) : len;
}

/* The next name of a list of names, without edge blanks; NULL after the last. */
static const char *next_name(const char **list, size_t *len)
{
	const char *name = *list;

	if (*name == '\0')
		return NULL;
	*len = name_len(name);
	*list += *len;
	if (**list)
		*list += **list == (char)0xE3 ? strlen("、") : 1;
	return text_trim(name, len);
}

static bool names_it(const char *list, const char *wanted, size_t wanted_len)
{
	const char *name;
	size_t len;

	while ((name = next_name(&list, &len)) != NULL)
		if (len == wanted_len && len > 0 && memcmp(name, wanted, len) == 0)
			return true;
	return false;
}

static struct value fn_shares(const struct expr_args *args)
{
	if (args->at[0].kind != VALUE_TEXT || args->at[1].kind != VALUE_TEXT)
		return wrong_type();
	char *left = utf8_fold(args->at[0].text, strlen(args->at[0].text));
	char *right = utf8_fold(args->at[1].text, strlen(args->at[1].text));
	const char *list = left, *name;
	bool shares = false;
	size_t len;
	while (!shares && (name = next_name(&list, &len)) != NULL)
		shares = names_it(right, name, len);
	free(left);
	free(right);
	return value_check(shares);
}

static struct value fn_round(const struct expr_args *args)
{
	double places = args->count > 1 ? args->at[1].number : 0;

	if (!expr_is_number(args->at[0]) || (args->count > 1 && !expr_is_number(args->at[1])))
		return wrong_type();
	if (!(places >= 0 && places <= 9))
		return value_error(ERR_VALUE_RANGE);
	return expr_number(value_round(args->at[0].number, (int)places));
}

static struct value with_number(const struct expr_args *args, double (*work)(double))
{
	return expr_is_number(args->at[0]) ? expr_number(work(args->at[0].number)) : wrong_type();
}

/* 0.1 * 3 * 10 is a hair above 3: at 12 digits it is 3, up and down. */
static double settled(double number)
{
	double whole = round(number);
	return value_number_equals(number, whole) ? whole : number;
}

static double floor_settled(double number)
{
	return floor(settled(number));
}

static double ceil_settled(double number)
{
	return ceil(settled(number));
}

static struct value fn_floor(const struct expr_args *args)
{
	return with_number(args, floor_settled);
}

static struct value fn_ceil(const struct expr_args *args)
{
	return with_number(args, ceil_settled);
}

static struct value fn_abs(const struct expr_args *args)
{
	return with_number(args, fabs);
}

static struct value fn_sqrt(const struct expr_args *args)
{
	return with_number(args, sqrt);
}

static struct value fn_today(const struct expr_args *args)
{
	return value_date(book_today(args->book));
}

static struct value fn_date(const struct expr_args *args)
{
	int part[3];

	for (int i = 0; i < 3; i++) {
		double number = args->at[i].number;
		if (!expr_is_number(args->at[i]))
			return wrong_type();
		if (!(number >= 0 && number <= 9999 && number == floor(number)))
			return value_error(ERR_VALUE_DATE);
		part[i] = (int)number;
	}
	struct date date = {part[0], part[1], part[2]};
	return date_is_valid(date) ? value_date(date) : value_error(ERR_VALUE_DATE);
}

static struct value fn_days(const struct expr_args *args)
{
	return expr_arithmetic(OP_SUB, args->at[1], args->at[0]);
}

static struct value fn_add_months(const struct expr_args *args)
{
	double months = args->at[1].number;

	if (args->at[0].kind != VALUE_DATE || !expr_is_number(args->at[1]))
		return wrong_type();
	if (!(fabs(months) <= 12 * 9999))
		return value_error(ERR_VALUE_RANGE);
	struct date date = date_from_days((long)args->at[0].number);
	date = date_add_months(date, (int)floor(months));
	return date_is_valid(date) ? value_date(date) : value_error(ERR_VALUE_RANGE);
}

static bool take_date(const struct expr_args *args, struct date *date)
{
	if (args->at[0].kind != VALUE_DATE)
		return false;
	*date = date_from_days((long)args->at[0].number);
	return true;
}

static struct value fn_year(const struct expr_args *args)
{
	struct date date;
	return take_date(args, &date) ? value_number(date.year) : wrong_type();
}

static struct value fn_month(const struct expr_args *args)
{
	struct date date;
	return take_date(args, &date) ? value_number(date.month) : wrong_type();
}

static struct value fn_day(const struct expr_args *args)
{
	struct date date;
	return take_date(args, &date) ? value_number(date.day) : wrong_type();
}

static const struct expr_function functions[] = {
	{"if", "if(condition, then [, else])", "one or the other; empty while the condition is",
	 2, 3, .lazy = fn_if},
	{"first", "first(a, b, ...)", "the first that is answered", 1, EXPR_ANY, .lazy = fn_first},
	{"empty", "empty(a)", "is it not answered? n/a is an answer", 1, 1, .lazy = fn_empty},
	{"na", "na(a)", "is it answered with n/a?", 1, 1, .lazy = fn_na},
	{"has", "has(several, 'id')", "is the id one of several choices or references?", 2, 2,
	 .strict = fn_has},
	{"fold", "fold(text)", "with width and case folded, for comparing", 1, 1, .strict = fn_fold},
	{"shares", "shares(names, names)", "have two lists of names, parted by commas, one in common?",
	 2, 2, .strict = fn_shares},
	{"setting", "setting(name)", "a setting of the workbook", 1, 1, .reads_setting = true,
	 .lazy = fn_setting},
	{"count", "count([SHEET] [where ...])", "how many rows; of SHEET.FIELD those with a value",
	 0, 1, .fold = &expr_fold_count},
	{"sum", "sum(SHEET.FIELD [where ...])", "the total; empty when there is nothing to add", 1,
	 EXPR_ANY, .fold = &expr_fold_sum},
	{"product", "product(SHEET.FIELD [where ...])", "all multiplied", 1, EXPR_ANY,
	 .fold = &expr_fold_product},
	{"mean", "mean(SHEET.FIELD [where ...])", "the average", 1, EXPR_ANY, .fold = &expr_fold_mean},
	{"min", "min(SHEET.FIELD [where ...])", "the least number or earliest date", 1, EXPR_ANY,
	 .fold = &expr_fold_min},
	{"max", "max(SHEET.FIELD [where ...])", "the greatest number or latest date", 1, EXPR_ANY,
	 .fold = &expr_fold_max},
	{"list", "list(SHEET.FIELD [where ...])", "the different values, joined by ;", 1, EXPR_ANY,
	 .fold = &expr_fold_list},
	{"round", "round(number [, places])", "half away from zero", 1, 2, .strict = fn_round},
	{"floor", "floor(number)", "down to a whole number", 1, 1, .strict = fn_floor},
	{"ceil", "ceil(number)", "up to a whole number", 1, 1, .strict = fn_ceil},
	{"abs", "abs(number)", "without its sign", 1, 1, .strict = fn_abs},
	{"sqrt", "sqrt(number)", "the square root", 1, 1, .strict = fn_sqrt},
	{"today", "today()", "today's date", 0, 0, .reads_today = true, .strict = fn_today},
	{"date", "date(year, month, day)", "that day", 3, 3, .strict = fn_date},
	{"days", "days(from, to)", "days from one date to another", 2, 2, .strict = fn_days},
	{"add_months", "add_months(date, number)", "so many months later, or the month's last day",
	 2, 2, .strict = fn_add_months},
	{"year", "year(date)", "its year", 1, 1, .strict = fn_year},
	{"month", "month(date)", "its month, 1 to 12", 1, 1, .strict = fn_month},
	{"day", "day(date)", "its day of the month", 1, 1, .strict = fn_day},
};

const struct expr_function *expr_function_at(size_t index)
{
	return index < sizeof(functions) / sizeof(functions[0]) ? &functions[index] : NULL;
}

const struct expr_function *expr_function_find(const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (text_is(functions[i].name, name))
			return &functions[i];
	return NULL;
}

#include "expr_node.h"

#include <math.h>

bool expr_is_number(struct value value)
{
	return value.kind == VALUE_NUMBER || value.kind == VALUE_CHECK;
}

struct value expr_number(double number)
{
	if (isnan(number))
		return value_error(ERR_EXPR_TYPE);
	return isinf(number) ? value_error(ERR_VALUE_RANGE) : value_number(number);
}

static struct value days_value(double days)
{
	static const struct date first = {1868, 1, 1}, last = {9999, 12, 31};

	days = floor(days);
	if (!(days >= (double)date_to_days(first) && days <= (double)date_to_days(last)))
		return value_error(ERR_VALUE_RANGE);
	return value_date(date_from_days((long)days));
}

static bool same_family(struct value a, struct value b)
{
	return a.kind == b.kind || (expr_is_number(a) && expr_is_number(b));
}

static int order(struct value a, struct value b)
{
	if (a.kind == VALUE_TEXT)
		return strcmp(a.text, b.text);
	if (value_number_equals(a.number, b.number))
		return 0;
	return a.number < b.number ? -1 : 1;
}

struct value expr_compare(enum op op, struct value a, struct value b)
{
	if (!same_family(a, b)) {
		if (op == OP_EQ || op == OP_NE)
			return value_check(op == OP_NE);
		return value_error(ERR_EXPR_TYPE);
	}
	int is = order(a, b);
	const bool holds[] = {
		[OP_EQ] = is == 0, [OP_NE] = is != 0, [OP_LT] = is < 0,
		[OP_LE] = is <= 0, [OP_GT] = is > 0,  [OP_GE] = is >= 0,
	};
	return value_check(holds[op]);
}

static struct value with_dates(enum op op, struct value a, struct value b)
{
	bool date_first = a.kind == VALUE_DATE && expr_is_number(b);

	if (op == OP_SUB && a.kind == VALUE_DATE && b.kind == VALUE_DATE)
		return value_number(a.number - b.number);
	if (op == OP_SUB && date_first)
		return days_value(a.number - b.number);
	if (op == OP_ADD && (date_first || (expr_is_number(a) && b.kind == VALUE_DATE)))
		return days_value(a.number + b.number);
	return value_error(ERR_EXPR_TYPE);
}

struct value expr_arithmetic(enum op op, struct value a, struct value b)
{
	if (!expr_is_number(a) || !expr_is_number(b))
		return with_dates(op, a, b);
	switch (op) {
	case OP_ADD:
		return expr_number(a.number + b.number);
	case OP_SUB:
		return expr_number(a.number - b.number);
	case OP_MUL:
		return expr_number(a.number * b.number);
	default:
		if (b.number == 0)
			return value_error(ERR_EXPR_DIVIDE);
		return expr_number(a.number / b.number);
	}
}

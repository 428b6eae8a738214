/* expr_fold.c - values running into one: count, sum, max, list ... */
#include "expr_node.h"
#include "field_kinds.h"
#include "sonae/base/list.h"
#include "sonae/model/number.h"

static void add_one(struct fold *fold, struct value value)
{
	(void)value;
	fold->value = value_number(fold->value.kind == VALUE_NUMBER ? fold->value.number + 1 : 1);
}

static struct value end_count(struct fold *fold)
{
	return fold->count ? fold->value : value_number(0);
}

static void add_with(struct fold *fold, struct value value, enum op op)
{
	if (!expr_is_number(value))
		fold->value = value_error(ERR_EXPR_TYPE);
	else if (fold->count == 1)
		fold->value = value_number(value.number);
	else
		fold->value = expr_arithmetic(op, fold->value, value);
}

static void add_sum(struct fold *fold, struct value value)
{
	add_with(fold, value, OP_ADD);
}

static void add_product(struct fold *fold, struct value value)
{
	add_with(fold, value, OP_MUL);
}

static struct value end_mean(struct fold *fold)
{
	if (fold->value.kind != VALUE_NUMBER)
		return fold->value;
	return value_number(fold->value.number / (double)fold->count);
}

static void add_extreme(struct fold *fold, struct value value, enum op better)
{
	if (value.kind == VALUE_TEXT) {
		fold->value = value_error(ERR_EXPR_TYPE);
		return;
	}
	struct value wins = fold->count == 1 ? value_check(true)
	                                     : expr_compare(better, value, fold->value);
	if (wins.kind == VALUE_ERROR)
		fold->value = wins;
	else if (value_holds(wins))
		fold->value = value.kind == VALUE_CHECK ? value_number(value.number) : value;
}

static void add_min(struct fold *fold, struct value value)
{
	add_extreme(fold, value, OP_LT);
}

static void add_max(struct fold *fold, struct value value)
{
	add_extreme(fold, value, OP_GT);
}

static void list_one(struct fold *fold, const char *text, size_t len)
{
	bool is_new;

	if (len == 0)
		return;
	map_put(&fold->listed, pool_intern(book_texts(fold->book), text, len), &is_new);
	if (!is_new)
		return;
	if (fold->list.len > 0)
		str_add_byte(&fold->list, ';');
	str_add_n(&fold->list, text, len);
}

static void list_text(struct fold *fold, const char *text)
{
	size_t len;

	for (const char *at; (at = list_next(&text, &len)) != NULL;)
		list_one(fold, at, len);
}

static void add_listed(struct fold *fold, struct value value)
{
	char date[16];
	struct str number = {0};

	if (value.kind == VALUE_TEXT) {
		list_text(fold, value.text);
	} else if (value.kind == VALUE_DATE) {
		list_text(fold, date_iso(date_from_days((long)value.number), date));
	} else {
		number_write(value.number, 4, &number);
		list_text(fold, str_text(&number));
		str_release(&number);
	}
}

static struct value end_list(struct fold *fold)
{
	if (fold->value.kind == VALUE_ERROR || fold->list.len == 0)
		return fold->value;
	return value_text(pool_intern(book_texts(fold->book), fold->list.at, fold->list.len));
}

const struct expr_fold expr_fold_count = {add_one, end_count};
const struct expr_fold expr_fold_sum = {add_sum, NULL};
const struct expr_fold expr_fold_product = {add_product, NULL};
const struct expr_fold expr_fold_mean = {add_sum, end_mean};
const struct expr_fold expr_fold_min = {add_min, NULL};
const struct expr_fold expr_fold_max = {add_max, NULL};
const struct expr_fold expr_fold_list = {add_listed, end_list};

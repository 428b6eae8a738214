/* Fields that hold one thing: text, number, date, check. */
#include "field_kinds.h"
#include "sonae/base/utf8.h"
#include "sonae/model/number.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Newlines become \n in a memo and blanks in a text, which loses those at its end. */
bool text_field_parse(const struct field *field, const char *folded, const char *typed,
                      struct date today, struct str *out)
{
	char newline = field->type->many_lines ? '\n' : ' ';
	size_t len = strlen(typed);

	(void)folded;
	(void)today;
	while (!field->type->many_lines && len > 0 && strchr("\r\n", typed[len - 1]) != NULL)
		len--;
	for (size_t i = 0; i < len; i++) {
		if (typed[i] == '\r' && typed[i + 1] == '\n')
			continue;
		str_add_byte(out, strchr("\r\n", typed[i]) != NULL ? newline : typed[i]);
	}
	return true;
}

bool text_field_check(const struct field *field, const char *cell, struct err *err)
{
	(void)field;
	(void)cell;
	(void)err;
	return true;
}

struct value text_field_value(const struct field *field, const char *cell)
{
	(void)field;
	return value_text(cell);
}

void text_field_show(const struct field *field, enum lang lang, const char *cell, struct str *out)
{
	(void)field;
	(void)lang;
	str_add(out, cell);
}

/* A person may write the unit that stands behind the field, in either language. */
static bool parse_with_unit(const struct field *field, const char *folded, double *number)
{
	if (number_parse(folded, NULL, number))
		return true;
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		const char *unit = words_in(field->unit, lang);
		char *folded_unit = utf8_fold(unit, strlen(unit));
		bool is = number_parse(folded, folded_unit, number);
		free(folded_unit);
		if (is)
			return true;
	}
	return false;
}

static bool parse_percent(const char *folded, double *number)
{
	static const char *const signs[] = { "%", "パーセント", "percent" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (number_parse(folded, signs[i], number))
			return true;
	}
	return false;
}

bool number_field_parse(const struct field *field, const char *folded, const char *typed,
                        struct date today, struct str *out)
{
	double number;

	(void)typed;
	(void)today;
	if (!parse_with_unit(field, folded, &number) &&
	    !(field->type->is_percent && parse_percent(folded, &number)))
		return false;
	number_write(number, NUMBER_PLACES, out);
	return true;
}

/* "0..2", ">= 0", "<= 2" */
static bool range_error(const struct field *field, struct err *err)
{
	struct str range = { 0 };

	if (!field->has_min)
		str_add(&range, "<= ");
	else if (!field->has_max)
		str_add(&range, ">= ");
	if (field->has_min)
		number_write(field->min, NUMBER_PLACES, &range);
	if (field->has_min && field->has_max)
		str_add(&range, "..");
	if (field->has_max)
		number_write(field->max, NUMBER_PLACES, &range);
	err_set(err, ERR_VALUE_RANGE, NULL, 0, "%s", str_text(&range));
	str_release(&range);
	return false;
}

bool number_field_check(const struct field *field, const char *cell, struct err *err)
{
	double number;

	if (!number_read(cell, &number))
		return err_set(err, ERR_VALUE_NUMBER, NULL, 0, "%s", cell);
	if (field->type->is_whole && trunc(number) != number)
		return err_set(err, ERR_VALUE_WHOLE, NULL, 0, "%s", cell);
	if ((field->has_min && number < field->min) || (field->has_max && number > field->max))
		return range_error(field, err);
	return true;
}

struct value number_field_value(const struct field *field, const char *cell)
{
	double number;

	if (!number_field_check(field, cell, NULL) || !number_read(cell, &number))
		return value_empty();
	return value_number(field->type->is_percent ? number / 100 : number);
}

/* Of four digits at most: a year, say, which has no comma. */
static bool is_small(const struct field *field)
{
	return field->type->is_whole && field->has_max && field->max < 10000;
}

void number_field_show(const struct field *field, enum lang lang, const char *cell,
                       struct str *out)
{
	double number;

	(void)lang;
	if (!number_read(cell, &number)) {
		str_add(out, cell);
		return;
	}
	/* What is wrongly not whole must be seen to be so. */
	bool odd = field->type->is_whole && trunc(number) != number;
	if (!odd && is_small(field))
		str_add(out, cell);
	else
		number_show(number, odd ? NUMBER_PLACES : field->type->places, out);
	if (field->type->is_percent)
		str_add_byte(out, '%');
}

bool date_field_parse(const struct field *field, const char *folded, const char *typed,
                      struct date today, struct str *out)
{
	struct date date;
	enum date_precision precision;
	char iso[16];

	(void)folded;
	if (!date_parse(typed, today, &date, &precision))
		return false;
	if (precision == DATE_MONTH)
		date.day = field->month == DATE_MONTH_LAST
		               ? date_month_length(date.year, date.month)
		               : 1;
	str_add(out, date_iso(date, iso));
	return true;
}

static bool read_digits(const char *text, size_t count, int *number)
{
	*number = 0;
	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*number = *number * 10 + (text[i] - '0');
	}
	return true;
}

/* Exactly 2024-09-10. */
static bool read_date(const char *cell, struct date *date)
{
	return read_digits(cell, 4, &date->year) && cell[4] == '-' &&
	       read_digits(cell + 5, 2, &date->month) && cell[7] == '-' &&
	       read_digits(cell + 8, 2, &date->day) && cell[10] == '\0' && date_is_valid(*date);
}

bool date_field_check(const struct field *field, const char *cell, struct err *err)
{
	struct date date;

	(void)field;
	return read_date(cell, &date) || err_set(err, ERR_VALUE_DATE, NULL, 0, "%s", cell);
}

struct value date_field_value(const struct field *field, const char *cell)
{
	struct date date;

	(void)field;
	return read_date(cell, &date) ? value_date(date) : value_empty();
}

void date_field_show(const struct field *field, enum lang lang, const char *cell, struct str *out)
{
	text_field_show(field, lang, cell, out);
}

bool check_field_parse(const struct field *field, const char *folded, const char *typed,
                       struct date today, struct str *out)
{
	static const char *const yes[] = { "1", "はい", "yes", "y", "true", "✓", "✔", "☑",
		                           "○", "〇", "◯", "レ", "有", "有り", "あり", "済",
		                           "済み", NULL };
	static const char *const no[] = { "0", "いいえ", "no", "n", "false", "×", "✕", "✗", "☐",
		                          "無", "無し", "なし", "未", "未済", NULL };

	(void)field;
	(void)typed;
	(void)today;
	bool is_yes = word_is_any(folded, yes);
	if (!is_yes && !word_is_any(folded, no))
		return false;
	str_add_byte(out, is_yes ? '1' : '0');
	return true;
}

static bool is_check(const char *cell)
{
	return strcmp(cell, "1") == 0 || strcmp(cell, "0") == 0;
}

bool check_field_check(const struct field *field, const char *cell, struct err *err)
{
	(void)field;
	return is_check(cell) || err_set(err, ERR_VALUE_CHECK, NULL, 0, "%s", cell);
}

struct value check_field_value(const struct field *field, const char *cell)
{
	(void)field;
	return is_check(cell) ? value_check(*cell == '1') : value_empty();
}

void check_field_show(const struct field *field, enum lang lang, const char *cell,
                      struct str *out)
{
	static const char *const words[LANG_COUNT][2] = {
		[LANG_JA] = { "いいえ", "はい" },
		[LANG_EN] = { "no", "yes" },
	};

	(void)field;
	str_add(out, is_check(cell) ? words[lang][*cell == '1'] : cell);
}

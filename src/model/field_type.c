#include "sonae/model/field_type.h"
#include "field_kinds.h"
#include "sonae/base/utf8.h"
#include "sonae/model/number.h"
#include <stdlib.h>
#include <string.h>

#define HANDLERS(kind)                                                         \
	.parse = kind##_field_parse, .check = kind##_field_check,              \
	.value = kind##_field_value, .show = kind##_field_show

static const struct field_type types[] = {
	{ .name = "text", .kind = VALUE_TEXT, .width = 16, HANDLERS(text) },
	{ .name = "memo", .kind = VALUE_TEXT, .width = 24, .many_lines = true, HANDLERS(text) },
	{ .name = "int", .kind = VALUE_NUMBER, .width = 6, .right = true, .is_number = true,
	  .is_whole = true, HANDLERS(number) },
	{ .name = "number", .kind = VALUE_NUMBER, .width = 10, .right = true, .is_number = true,
	  .places = 4, HANDLERS(number) },
	{ .name = "money", .kind = VALUE_NUMBER, .width = 14, .right = true, .is_number = true,
	  .is_whole = true, HANDLERS(number) },
	{ .name = "percent", .kind = VALUE_NUMBER, .width = 7, .right = true, .is_number = true,
	  .is_percent = true, .places = 2, HANDLERS(number) },
	{ .name = "date", .kind = VALUE_DATE, .width = 10, HANDLERS(date) },
	{ .name = "check", .kind = VALUE_CHECK, .width = 6, HANDLERS(check) },
	{ .name = "choice", .kind = VALUE_TEXT, .width = 12, .has_choices = true,
	  HANDLERS(choice) },
	{ .name = "multi", .kind = VALUE_TEXT, .width = 16, .has_choices = true, .many = true,
	  HANDLERS(multi) },
	{ .name = "ref", .kind = VALUE_TEXT, .width = 16, .is_ref = true, HANDLERS(ref) },
	{ .name = "refs", .kind = VALUE_TEXT, .width = 16, .is_ref = true, .many = true,
	  HANDLERS(ref) },
};
enum { TYPE_COUNT = sizeof(types) / sizeof(*types) };

const struct field_type *field_type_at(size_t index)
{
	return index < TYPE_COUNT ? &types[index] : NULL;
}

const struct field_type *field_type_find(const char *name)
{
	for (size_t i = 0; i < TYPE_COUNT; i++) {
		if (text_is(name, types[i].name))
			return &types[i];
	}
	return NULL;
}

bool word_is_any(const char *word, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strcmp(word, *words) == 0)
			return true;
	}
	return false;
}

static size_t blank_at(const char *text, size_t len)
{
	if (len > 0 && strchr(" \t\r\n", *text) != NULL)
		return 1;
	return len >= 3 && memcmp(text, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

static size_t blank_before(const char *text, size_t len)
{
	if (len > 0 && blank_at(text + len - 1, 1) == 1)
		return 1;
	return len >= 3 && blank_at(text + len - 3, 3) == 3 ? 3 : 0;
}

const char *text_trim(const char *text, size_t *len)
{
	size_t blank;

	while ((blank = blank_at(text, *len)) > 0) {
		text += blank;
		*len -= blank;
	}
	while ((blank = blank_before(text, *len)) > 0)
		*len -= blank;
	return text;
}

static bool means_na(const char *folded)
{
	static const char *const words[] = { FIELD_NA, "na", "対象外", "該当なし", NULL };

	return word_is_any(folded, words);
}

static bool parse_answer(const struct field *field, const char *folded, const char *typed,
                         struct date today, struct str *out)
{
	size_t before = out->len;

	if (field->type->parse(field, folded, typed, today, out))
		return true;
	if (out->len == before) {
		size_t len = strlen(typed);
		const char *kept = text_trim(typed, &len);
		str_add_n(out, kept, len);
	}
	return false;
}

bool field_parse(const struct field *field, const char *typed, struct date today, struct str *out)
{
	size_t len = strlen(typed);
	const char *trimmed = text_trim(typed, &len);
	bool understood = true;

	if (len == 0)
		return true;
	if (utf8_has_held_bytes(trimmed)) {
		str_add(out, typed);
		return false;
	}
	char *folded = utf8_fold(trimmed, len);
	if (means_na(folded)) {
		str_add(out, FIELD_NA);
	} else {
		char *nfc = utf8_nfc(typed, strlen(typed));
		understood = parse_answer(field, folded, nfc, today, out);
		free(nfc);
	}
	free(folded);
	return understood;
}

static bool is_answer(const char *cell)
{
	return *cell != '\0' && strcmp(cell, FIELD_NA) != 0;
}

bool field_check(const struct field *field, const char *cell, struct err *err)
{
	if (!is_answer(cell))
		return true;
	if (utf8_has_held_bytes(cell))
		return err_set(err, ERR_VALUE_BYTES, NULL, 0, NULL);
	size_t len = strlen(cell);
	if (len > FIELD_LONGEST && utf8_count(cell, len) > FIELD_LONGEST)
		return err_set(err, ERR_VALUE_LONG, NULL, 0, "%d", FIELD_LONGEST);
	return field->type->check(field, cell, err);
}

struct value field_value(const struct field *field, const char *cell)
{
	if (*cell == '\0')
		return value_empty();
	if (strcmp(cell, FIELD_NA) == 0)
		return value_na();
	return field->type->value(field, cell);
}

void field_show(const struct field *field, enum lang lang, const char *cell, struct str *out)
{
	static const char *const na[LANG_COUNT] = { [LANG_JA] = "対象外", [LANG_EN] = "n/a" };

	if (is_answer(cell))
		field->type->show(field, lang, cell, out);
	else if (*cell != '\0')
		str_add(out, na[lang]);
}

static void store_date(double days, struct str *out)
{
	char iso[16];
	struct date date = date_from_days((long)days);

	if (date_is_valid(date))
		str_add(out, date_iso(date, iso));
}

static void store_number(const struct field_type *type, double number, struct str *out)
{
	if (type->is_number)
		number_write(type->is_percent ? number * 100 : number, type->places, out);
	else if (type->kind == VALUE_CHECK)
		str_add(out, number != 0 ? "1" : "0");
	else if (type->kind == VALUE_DATE)
		store_date(number, out);
	else
		number_write(number, 4, out);
}

void field_store(const struct field *field, struct value value, struct str *out)
{
	switch (value.kind) {
	case VALUE_NA:
		str_add(out, FIELD_NA);
		break;
	case VALUE_TEXT:
		str_add(out, value.text);
		break;
	case VALUE_DATE:
		store_date(value.number, out);
		break;
	case VALUE_NUMBER:
	case VALUE_CHECK:
		store_number(field->type, value.number, out);
		break;
	case VALUE_EMPTY:
	case VALUE_ERROR:
		break;
	}
}

void field_to_csv(const struct field *field, enum lang lang, const char *cell, struct str *out)
{
	if (!field->type->has_choices || !is_answer(cell)) {
		str_add(out, cell);
		return;
	}
	while (*cell != '\0') {
		size_t len = field->type->many ? strcspn(cell, ";") : strlen(cell);
		choice_add_label(field, lang, cell, len, out);
		cell += len;
		if (*cell == ';') {
			str_add_byte(out, ';');
			cell++;
		}
	}
}

void field_from_csv(const struct field *field, const char *text, struct str *out)
{
	if (field->type->has_choices)
		field_parse(field, text, (struct date){ 0 }, out);
	else
		str_add(out, text);
}

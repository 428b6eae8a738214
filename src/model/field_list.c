/* Fields that name something from a list: choices of the form, rows of a worksheet. */
#include "field_kinds.h"
#include "sonae/base/utf8.h"
#include "sonae/model/number.h"
#include <stdlib.h>
#include <string.h>

static bool is_same(const char *text, size_t len, const char *word)
{
	return strncmp(text, word, len) == 0 && word[len] == '\0';
}

/* NULL when there is none. */
static const struct choice *choice_of_id(const struct field *field, const char *id, size_t len)
{
	for (size_t i = 0; i < field->choices.count; i++) {
		if (is_same(id, len, field->choices.at[i].id))
			return &field->choices.at[i];
	}
	return NULL;
}

/* Asks `is` of the id and every label of every choice, until it says yes. */
static const struct choice *find_choice(const struct field *field,
                                        bool (*is)(const char *, size_t, const char *),
                                        const char *text, size_t len)
{
	for (size_t i = 0; i < field->choices.count; i++) {
		const struct choice *choice = &field->choices.at[i];
		bool found = is(text, len, choice->id);
		for (enum lang lang = 0; lang < LANG_COUNT; lang++)
			found = found || is(text, len, words_in(choice->label, lang));
		for (size_t k = 0; k < choice->was.count; k++)
			found = found || is(text, len, choice->was.at[k]);
		if (found)
			return choice;
	}
	return NULL;
}

static bool is_same_folded(const char *folded, size_t len, const char *word)
{
	char *folded_word = utf8_fold(word, strlen(word));
	bool is = is_same(folded, len, folded_word);

	free(folded_word);
	return is;
}

/* By its id or any label, edge blanks, width and case aside; exactly first: that is how files
 * have them, and it is fast. */
static const struct choice *choice_named(const struct field *field, const char *text, size_t len)
{
	const char *trimmed = text_trim(text, &len);

	if (len == 0)
		return NULL;
	const struct choice *choice = find_choice(field, is_same, trimmed, len);
	if (choice != NULL)
		return choice;
	char *folded = utf8_fold(trimmed, len);
	choice = find_choice(field, is_same_folded, folded, strlen(folded));
	free(folded);
	return choice;
}

bool choice_field_parse(const struct field *field, const char *folded, const char *typed,
                        struct date today, struct str *out)
{
	const struct choice *choice = choice_named(field, typed, strlen(typed));

	(void)folded;
	(void)today;
	if (choice == NULL)
		return false;
	str_add(out, choice->id);
	return true;
}

bool choice_field_check(const struct field *field, const char *cell, struct err *err)
{
	return field_choice(field, cell) != NULL ||
	       err_set(err, ERR_VALUE_CHOICE, NULL, 0, "%s", cell);
}

struct value choice_field_value(const struct field *field, const char *cell)
{
	const struct choice *choice = field_choice(field, cell);
	double number;

	if (choice == NULL)
		return value_empty();
	return number_read(choice->id, &number) ? value_number(number) : value_text(choice->id);
}

void choice_add_label(const struct field *field, enum lang lang, const char *id, size_t len,
                      struct str *out)
{
	const struct choice *choice = choice_of_id(field, id, len);
	const char *label = choice != NULL ? words_in(choice->label, lang) : "";

	if (*label != '\0')
		str_add(out, label);
	else
		str_add_n(out, id, len);
}

void choice_field_show(const struct field *field, enum lang lang, const char *cell,
                       struct str *out)
{
	choice_add_label(field, lang, cell, strlen(cell), out);
}

/* The next of the parts that stand between any of the separators; false after the last. */
static bool next_part(const char **at, const char *end, const char *const *separators,
                      const char **part, size_t *len)
{
	if (*at == NULL)
		return false;
	*part = *at;
	for (const char *c = *at; c < end; c++) {
		for (size_t i = 0; separators[i] != NULL; i++) {
			size_t width = strlen(separators[i]);
			if ((size_t)(end - c) < width || memcmp(c, separators[i], width) != 0)
				continue;
			*len = (size_t)(c - *part);
			*at = c + width;
			return true;
		}
	}
	*len = (size_t)(end - *part);
	*at = NULL;
	return true;
}

static void add_joined(struct str *list, const char *text, size_t len)
{
	if (list->len > 0)
		str_add_byte(list, ';');
	str_add_n(list, text, len);
}

/*
 * Several choices as they are being read: those understood, by their place in
 * the form, and the rest as written.
 */
struct picks {
	const struct field *field;
	bool *picked;
	struct str unknown;
};

static const char *const strong[] = { ";", "；", "\n", NULL };
static const char *const weak[] = { "、", ",", "，", "､", NULL };

/* A label may hold a comma: what is a choice as a whole is not taken apart. */
static void pick(struct picks *picks, const char *text, size_t text_len,
                 const char *const *separators)
{
	const char *at = text, *part;
	size_t len;

	while (next_part(&at, text + text_len, separators, &part, &len)) {
		part = text_trim(part, &len);
		const struct choice *choice = choice_named(picks->field, part, len);
		if (choice != NULL)
			picks->picked[choice - picks->field->choices.at] = true;
		else if (len > 0 && separators == strong)
			pick(picks, part, len, weak);
		else if (len > 0)
			add_joined(&picks->unknown, part, len);
	}
}

bool multi_field_parse(const struct field *field, const char *folded, const char *typed,
                       struct date today, struct str *out)
{
	struct picks picks = { .field = field };
	struct str list = { 0 };

	(void)folded;
	(void)today;
	picks.picked = mem_zero(field->choices.count + 1, sizeof(*picks.picked));
	pick(&picks, typed, strlen(typed), strong);
	for (size_t i = 0; i < field->choices.count; i++) {
		const char *id = field->choices.at[i].id;
		if (picks.picked[i])
			add_joined(&list, id, strlen(id));
	}
	bool understood = picks.unknown.len == 0;
	if (!understood)
		add_joined(&list, str_text(&picks.unknown), picks.unknown.len);
	str_add(out, str_text(&list));
	str_release(&list);
	str_release(&picks.unknown);
	free(picks.picked);
	return understood;
}

static const char *const joint[] = { ";", NULL };

bool multi_field_check(const struct field *field, const char *cell, struct err *err)
{
	const char *at = cell, *part;
	size_t len;

	while (next_part(&at, cell + strlen(cell), joint, &part, &len)) {
		if (choice_of_id(field, part, len) == NULL)
			return err_set(err, ERR_VALUE_CHOICE, NULL, 0, "%.*s", (int)len, part);
	}
	return true;
}

struct value multi_field_value(const struct field *field, const char *cell)
{
	(void)field;
	return value_text(cell);
}

static const char *list_comma(enum lang lang)
{
	return lang == LANG_JA ? "、" : ", ";
}

void multi_field_show(const struct field *field, enum lang lang, const char *cell,
                      struct str *out)
{
	const char *at = cell, *part;
	size_t len;

	while (next_part(&at, cell + strlen(cell), joint, &part, &len)) {
		if (part != cell)
			str_add(out, list_comma(lang));
		choice_add_label(field, lang, part, len, out);
	}
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "a-001": letters, a hyphen, digits. */
static bool is_counted_id(const char *id)
{
	size_t letters = 0;

	while (is_ascii_letter(id[letters]))
		letters++;
	const char *digits = id + letters + 1;
	return letters > 0 && id[letters] == '-' && *digits != '\0' &&
	       digits[strspn(digits, "0123456789")] == '\0';
}

/* Ａ－００１ and a-001 are A-001. */
static char *id_from_typed(const char *text, size_t len)
{
	struct str id = { 0 };
	size_t used;

	for (size_t at = 0; at < len; at += used) {
		uint32_t cp;
		used = utf8_decode(text + at, len - at, &cp);
		if (cp >= 0xFF01 && cp <= 0xFF5E)
			str_add_byte(&id, (char)(cp - 0xFEE0));
		else if (cp == 0x2212) /* what some IMEs give for the hyphen */
			str_add_byte(&id, '-');
		else
			str_add_n(&id, text + at, used);
	}
	if (is_counted_id(str_text(&id))) {
		for (size_t i = 0; id.at[i] != '-'; i++)
			id.at[i] &= (char)~0x20;
	}
	return str_take(&id);
}

static bool has_part(const char *list, const char *id)
{
	const char *at = list, *part;
	size_t len;

	while (next_part(&at, list + strlen(list), joint, &part, &len)) {
		if (is_same(part, len, id))
			return true;
	}
	return false;
}

bool ref_field_parse(const struct field *field, const char *folded, const char *typed,
                     struct date today, struct str *out)
{
	static const char *const between[] = { ";", "；", "\n", "、", ",", "，", "､", NULL };
	static const char *const nothing[] = { NULL };
	const char *at = typed, *part;
	struct str list = { 0 };
	size_t len;

	(void)folded;
	(void)today;
	while (next_part(&at, typed + strlen(typed), field->type->many ? between : nothing,
	                 &part, &len)) {
		part = text_trim(part, &len);
		char *id = id_from_typed(part, len);
		if (*id != '\0' && !has_part(str_text(&list), id))
			add_joined(&list, id, strlen(id));
		free(id);
	}
	str_add(out, str_text(&list));
	str_release(&list);
	return true;
}

bool ref_field_check(const struct field *field, const char *cell, struct err *err)
{
	return text_field_check(field, cell, err);
}

struct value ref_field_value(const struct field *field, const char *cell)
{
	return text_field_value(field, cell);
}

void ref_field_show(const struct field *field, enum lang lang, const char *cell, struct str *out)
{
	const char *at = cell, *part;
	size_t len;

	(void)field;
	while (next_part(&at, cell + strlen(cell), joint, &part, &len)) {
		if (part != cell)
			str_add(out, list_comma(lang));
		str_add_n(out, part, len);
	}
}

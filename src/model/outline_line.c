/* outline_line.c - what people write on a line, and what we do. */
#include "outline_line.h"

#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/number.h"

/* Sets of characters, by their bytes. */
/* The last two are U+3000 and U+00A0. */
static const char *const blanks[] = {" ", "\t", "\xe3\x80\x80", "\xc2\xa0", NULL};
static const char *const separators[] = {",", ";", "、", "，", "；", NULL};
static const char *const equals[] = {"=", "＝", ":", "：", NULL};
static const char *const opens[] = {"(", "（", NULL}, *const closes[] = {")", "）", NULL};
static const char *const mark_opens[] = {"[", "［", NULL};
static const char *const mark_closes[] = {"]", "］", NULL};
static const char *const signs[] = {"-", "*", "+", NULL}; /* bullets, before a blank */
static const char *const dots[] = {"・", "•", NULL};      /* bullets, before anything */
static const char *const number_ends[] = {".", ")", NULL};
static const char *const wide_number_ends[] = {"．", "）", NULL}; /* need no blank behind */

enum { NAME_BYTES = 96, TAB_COLUMNS = 8 };

/* The bytes of the character at `at` if it is one of the set, else 0. */
static size_t one_of(const char *const *set, const char *at, const char *end)
{
	for (; *set; set++) {
		size_t len = strlen(*set);
		if ((size_t)(end - at) >= len && memcmp(at, *set, len) == 0)
			return len;
	}
	return 0;
}

static const char *skip(const char *const *set, const char *at, const char *end)
{
	for (size_t n; (n = one_of(set, at, end)) > 0;)
		at += n;
	return at;
}

/* Those at the end of start … end: where the last of them begins, or `end`. */
static const char *last_of(const char *const *set, const char *start, const char *end)
{
	for (; *set; set++) {
		size_t len = strlen(*set);
		if ((size_t)(end - start) >= len && memcmp(end - len, *set, len) == 0)
			return end - len;
	}
	return end;
}

static const char *trim_end(const char *start, const char *end)
{
	for (const char *before; (before = last_of(blanks, start, end)) < end;)
		end = before;
	return end;
}

/* ---- quotation marks ---- */

static const char escapes[] = "\"\\nr", escaped[] = "\"\\\n\r";

/* From a quotation mark; NULL when it is never closed. `*at` is behind the closing one then. */
static char *read_quoted(const char **at, const char *end)
{
	struct str text = {0};

	for (const char *in = *at + 1; in < end; in++) {
		if (*in == '"') {
			*at = in + 1;
			return str_take(&text);
		}
		const char *escape = *in == '\\' && in + 1 < end ? strchr(escapes, in[1]) : NULL;
		in += escape && *escape;
		str_add_byte(&text, escape && *escape ? escaped[escape - escapes] : *in);
	}
	str_release(&text);
	return NULL;
}

static void add_quoted(const char *text, struct str *out)
{
	str_add_byte(out, '"');
	for (; *text; text++) {
		const char *special = strchr(escaped, *text);
		if (special)
			str_addf(out, "\\%c", escapes[special - escaped]);
		else
			str_add_byte(out, *text);
	}
	str_add_byte(out, '"');
}

/* ---- reading: what stands in front ---- */

/* U+2500 … U+257F: the lines of drawn trees. */
static size_t drawn_line(const char *at, const char *end)
{
	if (at < end && *at == '|')
		return 1;
	if (end - at >= 2 && *at == '`' && at[1] == '-')
		return 1;
	bool is_box = end - at >= 3 && at[0] == '\xe2' && (at[1] == '\x94' || at[1] == '\x95');
	return is_box ? 3 : 0;
}

static const char *read_indentation(const char *at, const char *end, int *columns)
{
	for (*columns = 0; at < end;) {
		size_t blank = one_of(blanks, at, end), line = blank ? 0 : drawn_line(at, end);
		if (!blank && !line)
			break;
		if (*at == '\t')
			*columns += TAB_COLUMNS - *columns % TAB_COLUMNS;
		else
			*columns += blank == 3 ? 2 : 1;
		at += blank + line;
	}
	return at;
}

/* Behind "1." and the like; `at` itself when there is none. */
static const char *skip_number(const char *at, const char *end)
{
	const char *in = at;

	while (in < end && *in >= '0' && *in <= '9')
		in++;
	if (in == at)
		return at;
	size_t wide = one_of(wide_number_ends, in, end), narrow = one_of(number_ends, in, end);
	if (wide)
		return in + wide;
	return narrow && one_of(blanks, in + narrow, end) ? in + narrow : at;
}

static const char *skip_bullet(const char *at, const char *end)
{
	const char *in = skip(signs, at, end);

	if (in > at && (in == end || one_of(blanks, in, end)))
		return skip(blanks, in, end);
	if (one_of(dots, at, end))
		return skip(blanks, at + one_of(dots, at, end), end);
	return skip(blanks, skip_number(at, end), end);
}

static bool is_given(const struct outline_line *line, int field)
{
	for (size_t i = 0; i < line->given.count; i++)
		if (line->given.at[i].field == field)
			return true;
	return false;
}

static void give(struct outline_line *line, int field, char *typed)
{
	struct outline_given given = {.field = field, .typed = typed};

	vec_push(&line->given, given);
}

/* [AND], ［S］ … as long as they are choices; behind them. */
static const char *read_marks(const struct outline_words *words, const char *at, const char *end,
                              struct outline_line *line)
{
	for (size_t open; (open = one_of(mark_opens, at, end)) > 0;) {
		const char *in = at + open, *close = in;
		while (close < end && close - in < NAME_BYTES && !one_of(mark_closes, close, end))
			close++;
		size_t shut = one_of(mark_closes, close, end);
		int field = shut ? outline_words_mark(words, in, (size_t)(close - in)) : -1;
		if (field < 0 || is_given(line, field))
			break;
		give(line, field, mem_dup_n(in, (size_t)(close - in)));
		at = skip(blanks, close + shut, end);
	}
	return at;
}

/* ---- reading: the brackets at the end ---- */

/* Where a name that starts at `at` would end. */
static const char *name_end(const char *at, const char *end)
{
	const char *in = at;

	while (in < end && in - at < NAME_BYTES && !one_of(separators, in, end) &&
	       !one_of(equals, in, end) && !one_of(opens, in, end) && *in != '"')
		in++;
	return in;
}

/* The field that "name=" or, of a check, "name" alone speaks of; -1 = none. `*value` is where
 * its value starts, NULL for a name alone. `*after` is behind the name. */
static int read_name(const struct outline_words *words, const char *at, const char *end,
                     const char **value, const char **after)
{
	const char *stop = *after = name_end(at, end);
	size_t equal = one_of(equals, stop, end);
	int field = outline_words_name(words, at, (size_t)(trim_end(at, stop) - at));

	*value = equal ? skip(blanks, stop + equal, end) : NULL;
	if (field >= 0 && !equal && !text_is(words->form->fields.at[field].type->name, "check"))
		return -1;
	return field;
}

static bool is_digit(const char *at, const char *end)
{
	return at < end && *at >= '0' && *at <= '9';
}

/* The comma of 20,000 is part of the number. */
static bool is_thousands_comma(const char *start, const char *at, const char *end)
{
	return *at == ',' && at > start && is_digit(at - 1, end) && is_digit(at + 1, end) &&
	       is_digit(at + 2, end) && is_digit(at + 3, end) && !is_digit(at + 4, end);
}

/* Up to a separator, or a blank with the next name behind it. */
static const char *bare_end(const struct outline_words *words, const char *at, const char *end)
{
	const char *in = at, *unused;

	while (in < end) {
		size_t blank = one_of(blanks, in, end);
		if (one_of(separators, in, end) && !is_thousands_comma(at, in, end))
			break;
		const char *next = skip(blanks, in, end);
		if (blank && next < end && read_name(words, next, end, &unused, &unused) >= 0)
			break;
		in += blank ? (size_t)(next - in) : 1;
	}
	return in;
}

/* One name=value; behind it, or NULL when it is none. */
static const char *read_pair(const struct outline_words *words, const char *at, const char *end,
                             struct outline_line *line)
{
	const char *value, *after;
	int field = read_name(words, at, end, &value, &after);
	char *typed;

	if (field < 0 || is_given(line, field))
		return NULL;
	if (!value) {
		typed = mem_dup("1");
	} else if (value < end && *value == '"') {
		after = value;
		typed = read_quoted(&after, end);
	} else {
		after = bare_end(words, value, end);
		typed = mem_dup_n(value, (size_t)(trim_end(value, after) - value));
	}
	if (!typed)
		return NULL;
	give(line, field, typed);
	return after;
}

static void take_back(struct outline_line *line, size_t count)
{
	while (line->given.count > count)
		free(line->given.at[--line->given.count].typed);
}

/* All of what stands in the brackets, or nothing. */
static bool read_pairs(const struct outline_words *words, const char *at, const char *end,
                       struct outline_line *line)
{
	size_t before = line->given.count;

	while (at && at < end) {
		const char *start = at;
		while ((start = skip(separators, skip(blanks, at, end), end)) > at)
			at = start;
		if (at < end)
			at = read_pair(words, at, end, line);
	}
	if (!at)
		take_back(line, before);
	return at && line->given.count > before;
}

/* Brackets from `at` to the end of the line that hold nothing but fields. */
static bool read_brackets(const struct outline_words *words, const char *at, const char *end,
                          struct outline_line *line)
{
	size_t open = one_of(opens, at, end);
	const char *close = last_of(closes, at, end);

	return open && close < end && read_pairs(words, at + open, close, line);
}

/* ---- reading: the label ---- */

static bool read_quoted_label(const struct outline_words *words, const char *at, const char *end,
                              struct outline_line *line)
{
	char *label = at < end && *at == '"' ? read_quoted(&at, end) : NULL;

	at = label ? skip(blanks, at, end) : at;
	if (label && (at == end || read_brackets(words, at, end, line))) {
		line->label = label;
		return true;
	}
	free(label);
	return false;
}

static void read_label(const struct outline_words *words, const char *at, const char *end,
                       struct outline_line *line)
{
	const char *stop = at;

	while (stop < end && !read_brackets(words, stop, end, line))
		stop++;
	line->label = mem_dup_n(at, (size_t)(trim_end(at, stop) - at));
}

int outline_line_read(const struct outline_words *words, const char *text, size_t len,
                      struct outline_line *line)
{
	int columns;
	const char *end = trim_end(text, text + len);
	const char *at = read_indentation(text, end, &columns);

	*line = (struct outline_line){0};
	at = at < end ? skip_bullet(at, end) : at;
	if (at >= end)
		return -1;
	at = read_marks(words, at, end, line);
	if (!read_quoted_label(words, at, end, line))
		read_label(words, at, end, line);
	return columns;
}

void outline_line_release(struct outline_line *line)
{
	take_back(line, 0);
	vec_release(&line->given);
	free(line->label);
	line->label = NULL;
}

/* ---- writing ---- */

static bool holds_any(const char *text, const char *const *set)
{
	for (; *set; set++)
		if (strstr(text, *set))
			return true;
	return false;
}

static bool is_plain(const char *text)
{
	return text[0] && !holds_any(text, blanks) && !holds_any(text, separators) &&
	       !holds_any(text, opens) && !holds_any(text, closes) && !strpbrk(text, "\"\n\r");
}

/* What a person would write into the cell. */
static void add_typed(const struct field *field, enum lang lang, const char *cell, struct str *out)
{
	double number;

	field_to_csv(field, lang, cell, out);
	if (field->type->is_percent && number_read(cell, &number))
		str_add_byte(out, '%');
}

/* As a mark in front, unless another field has a choice of that name. */
static bool add_mark(const struct outline_words *words, int field, const char *label,
                     struct str *out)
{
	if (outline_words_mark(words, label, strlen(label)) != field || holds_any(label, mark_closes) ||
	    strlen(label) >= NAME_BYTES || strpbrk(label, "\n\r"))
		return false;
	str_addf(out, "[%s] ", label);
	return true;
}

static bool names_field(const struct outline_words *words, int index, const char *name)
{
	return is_plain(name) && !holds_any(name, equals) && strlen(name) < NAME_BYTES &&
	       outline_words_name(words, name, strlen(name)) == index;
}

/* The shortest that will do: 確率, not 起きる確率(1年). */
static const char *field_name(const struct outline_words *words, int index, enum lang lang)
{
	const struct field *field = &words->form->fields.at[index];
	const char *heading = words_in(field->heading, lang), *label = words_in(field->label, lang);

	if (names_field(words, index, heading))
		return heading;
	return names_field(words, index, label) ? label : field->id;
}

static void add_pair(const struct outline_words *words, int index, enum lang lang, const char *cell,
                     const char *typed, struct str *out)
{
	const struct field *field = &words->form->fields.at[index];

	str_addf(out, "%s%s", out->len > 0 ? ", " : "", field_name(words, index, lang));
	if (text_is(field->type->name, "check") && text_is(cell, "1"))
		return;
	str_add_byte(out, '=');
	if (is_plain(typed))
		str_add(out, typed);
	else
		add_quoted(typed, out);
}

/* Would it be read as that label and as many fields? */
static bool reads_back(const struct outline_words *words, const struct str *text, const char *label,
                       size_t given)
{
	struct outline_line line;

	if (strpbrk(str_text(text), "\n\r"))
		return false;
	int columns = outline_line_read(words, str_text(text), text->len, &line);
	if (columns < 0)
		return false;
	bool same = columns == 0 && text_is(line.label, label) && line.given.count == given;
	outline_line_release(&line);
	return same;
}

void outline_line_write(const struct outline_words *words, const struct sheet *sheet, size_t row,
                        enum lang lang, struct str *out)
{
	const struct form *form = words->form;
	struct str marks = {0}, pairs = {0}, typed = {0}, line = {0};
	const char *label = form->name_field < 0 ? "" : sheet_cell(sheet, row, (size_t)form->name_field);
	size_t given = 0;

	for (int f = 0; f < (int)form->fields.count; f++) {
		const char *cell = sheet_cell(sheet, row, (size_t)f);
		if (!cell[0] || !outline_words_says(words, f))
			continue;
		given++;
		str_clear(&typed);
		add_typed(&form->fields.at[f], lang, cell, &typed);
		if (!add_mark(words, f, str_text(&typed), &marks))
			add_pair(words, f, lang, cell, str_text(&typed), &pairs);
	}
	const char *open = pairs.len > 0 ? "  (" : "", *close = pairs.len > 0 ? ")" : "";
	str_addf(&line, "%s%s%s%s%s", str_text(&marks), label, open, str_text(&pairs), close);
	if (reads_back(words, &line, label, given)) {
		str_add(out, str_text(&line));
	} else {
		str_add(out, str_text(&marks));
		add_quoted(label, out);
		str_addf(out, "%s%s%s", open, str_text(&pairs), close);
	}
	str_release(&marks);
	str_release(&pairs);
	str_release(&typed);
	str_release(&line);
}

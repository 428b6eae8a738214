/* formula_text.c - putting the text of a formula together. */
#include "formula_priv.h"

#include <stdarg.h>
#include <stdio.h>

const char *formula_text(struct writer *w, const char *format, ...)
{
	char small[256];
	va_list args;

	va_start(args, format);
	int len = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (len < (int)sizeof(small))
		return pool_text(&w->texts, small, (size_t)len);
	char *big = mem_alloc((size_t)len + 1);
	va_start(args, format);
	vsnprintf(big, (size_t)len + 1, format, args);
	va_end(args);
	const char *text = pool_text(&w->texts, big, (size_t)len);
	free(big);
	return text;
}

const char *formula_quoted(struct writer *w, const char *text)
{
	struct str quoted = {0};

	str_add_byte(&quoted, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_add_byte(&quoted, '"');
		str_add_byte(&quoted, *text);
	}
	str_add_byte(&quoted, '"');
	const char *kept = pool_text(&w->texts, quoted.at, quoted.len);
	str_release(&quoted);
	return kept;
}

const char *formula_part(struct writer *w, const struct said *said, enum bind least)
{
	return said->bind < least ? formula_text(w, "(%s)", said->text) : said->text;
}

struct said formula_said(enum said_kind kind, const char *text, enum bind bind)
{
	return (struct said){.kind = kind, .text = text, .bind = bind};
}

struct said formula_truth(struct writer *w, bool holds)
{
	struct said said = formula_said(SAID_CHECK, formula_text(w, holds ? "TRUE" : "FALSE"),
	                                BIND_ATOM);

	said.is_logical = said.is_whole = said.is_safe = true;
	return said;
}

bool formula_is_always(const struct said *said, bool holds)
{
	return said->needs == 0 && text_is(said->text, holds ? "TRUE" : "FALSE");
}

bool formula_is_number(const struct said *said)
{
	return said->kind == SAID_NUMBER || said->kind == SAID_CHECK;
}

bool formula_nothing(struct said *said)
{
	*said = formula_said(SAID_EMPTY, "\"\"", BIND_ATOM);
	said->may_be_empty = said->is_safe = true;
	return true;
}

void formula_as_cell(struct writer *w, struct said *said)
{
	if (!said->is_logical)
		return;
	if (text_is(said->text, "TRUE") || text_is(said->text, "FALSE"))
		said->text = formula_text(w, text_is(said->text, "TRUE") ? "1" : "0");
	else
		said->text = formula_text(w, "IF(%s,1,0)", said->text);
	said->bind = BIND_ATOM;
	said->is_logical = false;
}

bool formula_need(struct said *said, enum need_kind kind, const char *text)
{
	for (int i = 0; i < said->needs; i++)
		if (said->need[i].kind == kind && text_is(said->need[i].text, text))
			return true;
	if (said->needs == NEEDS_MOST)
		return false;
	said->need[said->needs++] = (struct need){kind, text};
	return true;
}

bool formula_need_all(struct said *said, const struct said *of)
{
	for (int i = 0; i < of->needs; i++)
		if (!formula_need(said, of->need[i].kind, of->need[i].text))
			return false;
	return true;
}

static bool is_known(const struct writer *w, const struct need *need)
{
	for (size_t i = 0; i < w->known.count; i++)
		if (w->known.at[i].kind == need->kind && text_is(w->known.at[i].text, need->text))
			return true;
	return false;
}

void formula_drop_known(struct writer *w, struct said *said)
{
	int kept = 0;

	for (int i = 0; i < said->needs; i++)
		if (!is_known(w, &said->need[i]))
			said->need[kept++] = said->need[i];
	said->needs = kept;
}

size_t formula_know(struct writer *w, const struct said *said)
{
	size_t before = w->known.count;

	for (int i = 0; i < said->needs; i++)
		vec_push(&w->known, said->need[i]);
	return before;
}

void formula_forget(struct writer *w, size_t known)
{
	w->known.count = known;
}

/* ---- needs ---- */

static void add_test(struct str *tests, bool is_rows, int *count, const char *test, bool is_atom)
{
	if (*count > 0)
		str_add_byte(tests, is_rows ? '*' : ',');
	str_addf(tests, is_rows && !is_atom ? "(%s)" : "%s", test);
	(*count)++;
}

/* COUNT(a,b)=2; in an array, where COUNT would count it all, one by one. */
static void add_number_tests(struct writer *w, const struct said *said, bool is_rows,
                             struct str *tests, int *count)
{
	struct str list = {0};
	const char *only = NULL;
	int numbers = 0;

	for (int i = 0; i < said->needs; i++) {
		if (said->need[i].kind != NEED_NUMBER)
			continue;
		only = formula_text(w, "ISNUMBER(%s)", said->need[i].text);
		if (is_rows)
			add_test(tests, true, count, only, true);
		str_addf(&list, "%s%s", numbers++ ? "," : "", said->need[i].text);
	}
	if (!is_rows && numbers == 1)
		add_test(tests, false, count, only, true);
	else if (!is_rows && numbers > 1)
		add_test(tests, false, count,
		         formula_text(w, "COUNT(%s)=%d", str_text(&list), numbers), false);
	str_release(&list);
}

struct said formula_needs(struct writer *w, const struct scope *scope, const struct said *said)
{
	struct str tests = {0};
	int count = 0;

	add_number_tests(w, said, scope->is_rows, &tests, &count);
	for (int i = 0; i < said->needs; i++) {
		const char *text = said->need[i].text;
		if (said->need[i].kind == NEED_TRUE) {
			add_test(&tests, scope->is_rows, &count, text, false);
		} else if (said->need[i].kind == NEED_TEXT) {
			add_test(&tests, scope->is_rows, &count, formula_text(w, "%s<>\"\"", text),
			         false);
			add_test(&tests, scope->is_rows, &count,
			         formula_text(w, "%s<>\"n/a\"", text), false);
		}
	}
	struct said all = formula_truth(w, true);
	if (count > 1 && scope->is_rows) {
		all.text = formula_text(w, "%s", str_text(&tests));
		all.bind = BIND_MULTIPLY;
		all.is_logical = false;
	} else if (count > 0) {
		all.text = formula_text(w, count > 1 ? "AND(%s)" : "%s", str_text(&tests));
		all.bind = count > 1 ? BIND_ATOM : BIND_COMPARE;
	}
	str_release(&tests);
	return all;
}

bool formula_settle(struct said *said)
{
	if (!said->may_be_empty)
		return true;
	said->may_be_empty = false;
	return formula_need(said, said->kind == SAID_TEXT ? NEED_TEXT : NEED_NUMBER, said->text);
}

/* ---- putting together ---- */

const char *formula_if(struct writer *w, const char *test, const char *then, const char *otherwise)
{
	return formula_text(w, "IF(%s,%s,%s)", test, then, otherwise);
}

const char *formula_closed(struct writer *w, const struct scope *scope, const struct said *said)
{
	struct said open = *said;

	formula_drop_known(w, &open);
	if (open.needs == 0)
		return open.text;
	if (open.passed)
		return open.passed;
	return formula_if(w, formula_needs(w, scope, &open).text, open.text, "\"\"");
}

static struct said product(struct writer *w, const struct said *a, const struct said *b)
{
	struct said said = formula_truth(w, true);

	said.text = formula_text(w, "%s*%s", formula_part(w, a, BIND_MULTIPLY),
	                         formula_part(w, b, BIND_MULTIPLY));
	said.bind = BIND_MULTIPLY;
	said.is_logical = false;
	said.is_safe = a->is_safe && b->is_safe;
	return said;
}

/* AND(a,b) and c make AND(a,b,c). */
static const char *inner_list(struct writer *w, const struct said *said, const char *name)
{
	const char *call = formula_text(w, "%s(", name);

	if (said->bind != BIND_ATOM || !text_starts(said->text, call))
		return said->text;
	return formula_text(w, "%.*s", (int)(strlen(said->text) - strlen(call) - 1),
	                    said->text + strlen(call));
}

static struct said called(struct writer *w, const char *name, const struct said *a,
                          const struct said *b)
{
	struct said said = formula_truth(w, true);

	said.text = formula_text(w, "%s(%s,%s)", name, inner_list(w, a, name),
	                         inner_list(w, b, name));
	said.is_safe = a->is_safe && b->is_safe;
	return said;
}

struct said formula_both(struct writer *w, const struct scope *scope, const struct said *a,
                         const struct said *b)
{
	if (formula_is_always(a, true) || formula_is_always(b, false))
		return *b;
	if (formula_is_always(b, true) || formula_is_always(a, false))
		return *a;
	return scope->is_rows ? product(w, a, b) : called(w, "AND", a, b);
}

struct said formula_either(struct writer *w, const struct scope *scope, const struct said *a,
                           const struct said *b)
{
	struct said said = formula_truth(w, true);

	if (formula_is_always(a, false) || formula_is_always(b, true))
		return *b;
	if (formula_is_always(b, false) || formula_is_always(a, true))
		return *a;
	if (!scope->is_rows)
		return called(w, "OR", a, b);
	said.text = formula_text(w, "%s+%s>0", formula_part(w, a, BIND_ADD),
	                         formula_part(w, b, BIND_ADD));
	said.bind = BIND_COMPARE;
	said.is_safe = a->is_safe && b->is_safe;
	return said;
}

struct said formula_not(struct writer *w, const struct scope *scope, const struct said *a)
{
	struct said said = formula_truth(w, true);

	if (formula_is_always(a, true) || formula_is_always(a, false))
		return formula_truth(w, formula_is_always(a, false));
	said.is_safe = a->is_safe;
	if (scope->is_rows) {
		said.text = formula_text(w, "1-%s", formula_part(w, a, BIND_MULTIPLY));
		said.bind = BIND_ADD;
		said.is_logical = false;
	} else {
		said.text = formula_text(w, "NOT(%s)", a->text);
	}
	return said;
}

struct said formula_sure(struct writer *w, const struct scope *scope, struct said said)
{
	formula_drop_known(w, &said);
	if (said.needs == 0)
		return said;
	struct said needs = formula_needs(w, scope, &said);
	said.needs = 0;
	needs.is_safe = true;
	if (said.is_safe)
		return formula_both(w, scope, &needs, &said);
	said.text = formula_if(w, needs.text, said.text, "FALSE");
	said.bind = BIND_ATOM;
	return said;
}

/* heading.c - labels over columns, there and back. */
#include "sonae/model/heading.h"

#include "sonae/base/utf8.h"
#include "sonae/base/vec.h"

static const struct words note_label = {{
	[LANG_JA] = "専門家のメモ",
	[LANG_EN] = "Consultant's note",
}};

static const struct words note_heading = {{
	[LANG_JA] = "専門家のメモ (" CONSULTANT_NOTE ")",
	[LANG_EN] = "Consultant's note (" CONSULTANT_NOTE ")",
}};

const char *heading_of_note(enum lang lang)
{
	return words_in(note_heading, lang);
}

/* Width and case folded, without edge blanks. */
static char *folded(const char *text)
{
	size_t from = strspn(text, " \t\r\n"), len = strlen(text);

	while (len > from && strchr(" \t\r\n", text[len - 1]))
		len--;
	return utf8_fold(text + from, len - from);
}

static bool is_said_before(const struct form *form, int field, enum lang lang)
{
	char *label = folded(words_in(form->fields.at[field].label, lang));
	bool is = false;

	for (int i = 0; i < field && !is; i++) {
		char *other = folded(words_in(form->fields.at[i].label, lang));
		is = text_is(label, other);
		free(other);
	}
	free(label);
	return is;
}

void heading_of_field(const struct form *form, int field, enum lang lang, struct str *out)
{
	const struct field *at = &form->fields.at[field];

	str_add(out, words_in(at->label, lang));
	if (is_said_before(form, field, lang))
		str_addf(out, " (%s)", at->id);
}

static int named(const struct form *form, const char *id, size_t len)
{
	char *name = mem_dup_n(id, len);
	int field = form_field(form, name);

	if (text_is(name, "id"))
		field = HEADING_ID;
	else if (text_is(name, CONSULTANT_NOTE))
		field = HEADING_NOTE;
	else if (field < 0)
		field = HEADING_UNKNOWN;
	free(name);
	return field;
}

/* "脅威 (threat_text)": what stands in the brackets, if that is a name here. */
static int named_in_brackets(const struct form *form, const char *text)
{
	const char *open = strrchr(text, '(');
	size_t len = strlen(text);

	if (!open || len == 0 || text[len - 1] != ')')
		return HEADING_UNKNOWN;
	return named(form, open + 1, (size_t)(text + len - 1 - open - 1));
}

static bool reads_as(const char *text, struct words words)
{
	bool is = false;

	for (int lang = 0; lang < LANG_COUNT && !is; lang++) {
		char *other = folded(words_in(words, (enum lang)lang));
		is = other[0] && text_is(text, other);
		free(other);
	}
	return is;
}

static int labelled(const struct form *form, const char *text)
{
	for (size_t i = 0; i < form->fields.count; i++)
		if (reads_as(text, form->fields.at[i].label))
			return (int)i;
	for (size_t i = 0; i < form->fields.count; i++)
		if (reads_as(text, form->fields.at[i].heading))
			return (int)i;
	return HEADING_UNKNOWN;
}

int heading_meaning(const struct form *form, const char *heading)
{
	char *text = folded(heading);
	int field = named(form, text, strlen(text));

	if (field == HEADING_UNKNOWN)
		field = reads_as(text, note_label) ? HEADING_NOTE : labelled(form, text);
	if (field == HEADING_UNKNOWN)
		field = named_in_brackets(form, text);
	free(text);
	return field;
}

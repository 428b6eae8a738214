/* import_columns.c - what each column of the file is, and what a person says it is. */
#include "import_priv.h"

#include "sonae/base/near.h"
#include "sonae/base/utf8.h"

#include <stdint.h>
#include <stdlib.h>

enum { SHORTEST_PART = 4 }; /* bytes of a label that may be part of a heading */

/* Width and case folded; of a heading that was broken into lines, one. */
static char *folded(const char *text)
{
	char *fold = utf8_fold(text, strlen(text)), *to = fold;

	for (const char *from = fold; *from; from++)
		if (!strchr(" \t\r\n", *from))
			*to++ = *from;
	*to = '\0';
	return fold;
}

static bool reads_as(const char *heading, const char *name)
{
	char *a = folded(heading), *b = folded(name);
	bool is = text_is(a, b) && a[0];

	free(a);
	free(b);
	return is;
}

/* ---- what a heading means ---- */

/* What our own files say beside the rows that are given. */
static int meaning_of_given(const struct form *form, const char *heading)
{
	bool is_per = form->kind == FORM_CHECKLIST && form->per[0];

	if (form_has_items(form) && reads_as(heading, "item_text"))
		return IMPORT_ITEM_TEXT;
	if (is_per && reads_as(heading, "of"))
		return IMPORT_OF;
	if (is_per && reads_as(heading, "item"))
		return IMPORT_ITEM;
	return HEADING_UNKNOWN;
}

/* A heading that was broken into lines to be narrow; words have a blank between them. */
static int meaning_in_one_line(const struct form *form, const char *heading)
{
	char *line = folded(heading), *words = mem_dup(heading);
	int meaning = heading_meaning(form, line);

	for (char *at = words; *at; at++)
		*at = *at == '\n' ? ' ' : *at;
	if (meaning == HEADING_UNKNOWN)
		meaning = heading_meaning(form, words);
	free(line);
	free(words);
	return meaning;
}

int import_meaning(const struct import *import, const char *heading)
{
	const struct form *form = import_form(import);
	int meaning = heading_meaning(form, heading);

	if (meaning == HEADING_UNKNOWN)
		meaning = meaning_of_given(form, heading);
	if (meaning == HEADING_UNKNOWN)
		meaning = import_ipa_field(form, heading);
	if (meaning == HEADING_UNKNOWN && strpbrk(heading, "\r\n"))
		meaning = meaning_in_one_line(form, heading);
	return meaning;
}

/* ---- what it nearly means ---- */

/* The length of the label when it is part of the heading or the other way round; else 0. */
static size_t part_of(const char *heading, const char *label)
{
	char *a = folded(heading), *b = folded(label);
	bool is_part = strlen(b) >= SHORTEST_PART && strlen(a) >= SHORTEST_PART &&
	               (strstr(a, b) || strstr(b, a));
	size_t len = is_part ? strlen(b) < strlen(a) ? strlen(b) : strlen(a) : 0;

	free(a);
	free(b);
	return len;
}

/* The field with the longest label in common. */
static int field_with_part(const struct form *form, const char *heading)
{
	size_t longest = 0;
	int found = -1;

	for (size_t i = 0; i < form->fields.count; i++) {
		for (int lang = 0; lang < LANG_COUNT && !form->fields.at[i].formula; lang++) {
			size_t len = part_of(heading, form->fields.at[i].label.in[lang]);
			if (len > longest) {
				longest = len;
				found = (int)i;
			}
		}
	}
	return found;
}

static int near_field(const struct form *form, const char *heading)
{
	struct near near;
	int found = field_with_part(form, heading);

	/* "No" is as near to "Note" as to anything */
	if (found >= 0 || strlen(heading) < SHORTEST_PART)
		return found;
	near_begin(&near, heading);
	for (size_t i = 0; i < form->fields.count; i++)
		for (int lang = 0; lang < LANG_COUNT && !form->fields.at[i].formula; lang++)
			near_offer(&near, form->fields.at[i].id, form->fields.at[i].label.in[lang]);
	if (near.best[0].name)
		found = form_field(form, near.best[0].name);
	near_release(&near);
	return found;
}

/* ---- columns ---- */

size_t import_column_to(const struct import *import, int to)
{
	for (size_t i = 0; i < import->columns.count; i++)
		if (import->columns.at[i].to == to)
			return i;
	return SIZE_MAX;
}

static void place_column(struct import *import, struct import_column *column, int meaning)
{
	const struct form *form = import_form(import);

	if (meaning == HEADING_UNKNOWN) {
		column->near = near_field(form, column->heading);
	} else if (meaning == HEADING_NOTE) {
		column->fate = IMPORT_NOTE;
	} else if (meaning >= 0 && form->fields.at[meaning].formula) {
		column->fate = IMPORT_COMPUTED;
		column->compared = meaning;
	} else if (import_column_to(import, meaning) != SIZE_MAX) {
		column->fate = IMPORT_TWICE;
	} else {
		column->fate = IMPORT_KNOWN;
		column->to = meaning;
	}
}

/* The text over a column: of two lines of headings the one that means something. */
static const char *heading_over(struct import *import, size_t column)
{
	const struct csv_row *rows = import->table.rows.at;
	const char *first = import_cell(import, &rows[import->heading], column);
	const char *other = "";

	if (import->data > import->heading + 1)
		other = import_cell(import, &rows[import->heading + 1], column);
	else if (import->heading > 0 && !first[0])
		other = import_cell(import, &rows[import->heading - 1], column);
	bool is_other = other[0] && import_meaning(import, other) != HEADING_UNKNOWN;
	return is_other ? other : first;
}

static size_t count_columns(const struct import *import)
{
	size_t most = 0;

	for (size_t i = import->heading; i < import->table.rows.count; i++)
		if (import->table.rows.at[i].count > most)
			most = import->table.rows.at[i].count;
	return most;
}

/* What another column is for certain, this one hardly is. */
static void forget_taken(struct import *import)
{
	for (size_t i = 0; i < import->columns.count; i++) {
		struct import_column *column = &import->columns.at[i];
		if (column->near >= 0 && import_column_to(import, column->near) != SIZE_MAX)
			column->near = -1;
	}
}

void import_begin_columns(struct import *import)
{
	size_t count = count_columns(import);

	for (size_t i = 0; i < count; i++) {
		const char *heading = heading_over(import, i);
		struct import_column column = {heading, IMPORT_NOWHERE, IMPORT_OPEN, -1, -1};
		if (!heading[0] && !import_sample(import, i, 0)[0])
			column.fate = IMPORT_BLANK;
		else
			place_column(import, &column, heading[0] ? import_meaning(import, heading)
			                                         : HEADING_UNKNOWN);
		vec_push(&import->columns, column);
	}
	forget_taken(import);
}

/* ---- what a person says ---- */

size_t import_column(const struct import *import, const char *theirs)
{
	char *end;

	if (theirs[0] == '#') {
		unsigned long number = strtoul(theirs + 1, &end, 10);
		if (end > theirs + 1 && !*end && number >= 1 && number <= import->columns.count)
			return number - 1;
	}
	for (size_t i = 0; i < import->columns.count; i++)
		if (reads_as(import->columns.at[i].heading, theirs))
			return i;
	return SIZE_MAX;
}

int import_target(const struct import *import, const char *ours)
{
	int meaning = ours[strspn(ours, " ")] ? import_meaning(import, ours) : IMPORT_NOWHERE;

	return meaning == HEADING_NOTE ? HEADING_UNKNOWN : meaning;
}

bool import_takes(const struct import *import, int to)
{
	return to < 0 || !import_form(import)->fields.at[to].formula;
}

void import_map(struct import *import, size_t column, int to)
{
	size_t before = to == IMPORT_NOWHERE ? SIZE_MAX : import_column_to(import, to);
	struct import_column *at = &import->columns.at[column];

	if (before != SIZE_MAX && before != column) {
		import->columns.at[before].to = IMPORT_NOWHERE;
		import->columns.at[before].fate = IMPORT_TWICE;
	}
	at->to = to;
	at->fate = to == IMPORT_NOWHERE ? IMPORT_LEFT_OUT : IMPORT_CHOSEN;
	at->compared = -1;
}

bool import_is_mapped(const struct import *import)
{
	bool is = import->is_outline;

	for (size_t i = 0; i < import->columns.count && !is; i++)
		is = import->columns.at[i].to >= 0;
	return is;
}

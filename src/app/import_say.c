/* import_say.c - the plan of an import in words. */
#include "import_priv.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

#include <stdio.h>

static const char *const line_texts[] = {
	[IMPORT_NEW] = "import.line_new",         [IMPORT_CELL] = "import.line_cell",
	[IMPORT_BAD] = "import.line_bad",         [IMPORT_LOST] = "import.line_lost",
	[IMPORT_REFUSED] = "import.line_refused", [IMPORT_DIFFERS] = "import.line_differs",
	[IMPORT_NUMBERED] = "import.line_numbered",
};

static const char *const fate_texts[] = {
	[IMPORT_OPEN] = "import.is_open",         [IMPORT_LEFT_OUT] = "import.is_left_out",
	[IMPORT_COMPUTED] = "import.is_computed", [IMPORT_TWICE] = "import.is_twice",
	[IMPORT_NOTE] = "import.is_note",         [IMPORT_BLANK] = "import.is_blank",
};

static const char *const count_texts[] = {
	[IMPORT_NEW] = "import.count_new",         [IMPORT_CELL] = "import.count_cells",
	[IMPORT_BAD] = "import.count_bad",         [IMPORT_LOST] = "import.count_lost",
	[IMPORT_REFUSED] = "import.count_refused", [IMPORT_DIFFERS] = "import.count_differs",
	[IMPORT_NUMBERED] = "import.count_numbered",
};

/* A canonical cell for people, on one line. */
/* On one line; `field` -1: as it stands. */
static void add_cell(const struct import *import, int field, const char *cell, struct str *out)
{
	struct str shown = {0};

	if (!cell[0])
		str_add(out, say(import->session, "history.empty"));
	else if (field < 0)
		str_add(&shown, cell);
	else
		field_show(&import_form(import)->fields.at[field], import->session->lang, cell,
		           &shown);
	utf8_add_visible(out, str_text(&shown), shown.len);
	str_release(&shown);
}

static const char *field_name(const struct import *import, int field)
{
	return field < 0 ? "" : say_words(import->session, import_form(import)->fields.at[field].label);
}

void import_say(const struct import *import, size_t index, struct str *out)
{
	const struct import_line *line = &import->lines.at[index];
	const struct session *session = import->session;
	struct str before = {0}, after = {0}, why = {0};
	char number[24];

	/* What the file says stands as it is there. */
	bool is_raw = line->kind == IMPORT_REFUSED || line->kind == IMPORT_NUMBERED;
	bool was_raw = is_raw || line->kind == IMPORT_DIFFERS;
	add_cell(import, was_raw ? -1 : line->field, line->before, &before);
	add_cell(import, is_raw ? -1 : line->field, line->after, &after);
	if (line->why)
		say_err(session, &why, line->why);
	snprintf(number, sizeof(number), "%ld", line->line);
	say_to(session, out, line_texts[line->kind], "line", number, "row", line->row, "field",
	       field_name(import, line->field), "before", str_text(&before), "after", str_text(&after), "why", str_text(&why), NULL);
	str_release(&before);
	str_release(&after);
	str_release(&why);
}

void import_say_column(const struct import *import, size_t index, struct str *out)
{
	const struct import_column *column = &import->columns.at[index];
	const struct form *form = import_form(import);

	if (column->to != IMPORT_NOWHERE)
		return;
	if (column->fate == IMPORT_OPEN && column->near >= 0)
		say_to(import->session, out, "import.is_near", "field",
		       say_words(import->session, form->fields.at[column->near].label), NULL);
	else
		str_add(out, say(import->session, fate_texts[column->fate]));
}

static void add_count(const struct import *import, const char *text, size_t count, struct str *out)
{
	char number[24];

	if (count == 0)
		return;
	snprintf(number, sizeof(number), "%zu", count);
	if (out->len > 0)
		str_add(out, say(import->session, "import.between"));
	say_to(import->session, out, text, "count", number, NULL);
}

void import_say_counts(const struct import *import, struct str *out)
{
	struct str counts = {0};

	if (import->step.changes.count == 0)
		str_add(&counts, say(import->session, "import.nothing"));
	for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++)
		add_count(import, count_texts[kind], import->counts.of[kind], &counts);
	add_count(import, "import.count_same", import->counts.same, &counts);
	str_add(out, str_text(&counts));
	str_release(&counts);
}

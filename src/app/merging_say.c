/* merging_say.c - what was found, in words. */
#include "sonae/app/merging.h"

#include "sonae/app/say.h"
#include "sonae/model/field_type.h"

#include <stdio.h>

void merging_say_row(const struct merging *merging, const struct merging_sheet *sheet,
                     const char *row, struct str *out)
{
	size_t at;

	if (sheet_find(sheet->ours, row, &at))
		say_row(merging->session, sheet->ours, at, out);
	else if (sheet_find(sheet->theirs, row, &at))
		say_row(merging->session, sheet->theirs, at, out);
	else
		str_add(out, row);
}

static const struct field *field_of(const struct merging_sheet *sheet, const char *id)
{
	int field = form_field(sheet->form, id);

	return field >= 0 ? &sheet->form->fields.at[field] : NULL;
}

void merging_say_field(const struct merging *merging, const struct merging_sheet *sheet,
                       const char *id, struct str *out)
{
	const struct field *field = field_of(sheet, id);

	str_add(out, field ? say_words(merging->session, field->label) : id);
}

/* One of an item's cells as people read it. */
static void say_value(const struct merging *merging, const struct merging_sheet *sheet,
                      const struct merging_item *item, const char *cell, struct str *out)
{
	const struct field *field = field_of(sheet, item->field);

	if (!cell[0])
		str_add(out, say(merging->session, "merge.nothing"));
	else if (field)
		field_show(field, merging->session->lang, cell, out);
	else
		str_add(out, cell);
}

/* ---- an item ---- */

struct said {
	struct str base, ours, theirs;
};

static void say_cells(const struct merging *merging, const struct merging_sheet *sheet,
                      const struct merging_item *item, struct said *said)
{
	say_value(merging, sheet, item, item->base, &said->base);
	say_value(merging, sheet, item, item->ours, &said->ours);
	say_value(merging, sheet, item, item->theirs, &said->theirs);
}

static void say_cell_item(const struct merging *merging, const struct merging_sheet *sheet,
                          const struct merging_item *item, struct str *out)
{
	struct said said = {.base = {0}};

	say_cells(merging, sheet, item, &said);
	const char *base = str_text(&said.base), *ours = str_text(&said.ours);
	const char *theirs = str_text(&said.theirs);
	if (item->kind == MERGING_DAMAGED)
		say_to(merging->session, out, "merge.damaged", "before", ours, "after", theirs,
		       NULL);
	else if (item->side == MERGING_BOTH)
		say_to(merging->session, out, sheet->base ? "merge.both" : "merge.differs", "base",
		       base, "ours", ours, "theirs", theirs, NULL);
	else if (item->side == MERGING_OURS && !sheet->base)
		say_to(merging->session, out, "merge.differs", "ours", ours, "theirs", theirs,
		       NULL);
	else
		str_addf(out, "%s -> %s", base, item->side == MERGING_OURS ? ours : theirs);
	str_release(&said.base);
	str_release(&said.ours);
	str_release(&said.theirs);
}

static const char *gone_id(const struct merging_item *item)
{
	static const char *const ids[MERGING_SIDE_COUNT] = {
		[MERGING_THEIRS] = "merge.gone",
		[MERGING_OURS] = "merge.deleted",
		[MERGING_BOTH] = "merge.deleted_changed",
	};

	return ids[item->side];
}

void merging_say_item(const struct merging *merging, const struct merging_sheet *sheet,
                      const struct merging_item *item, struct str *out)
{
	const struct session *session = merging->session;

	switch (item->kind) {
	case MERGING_NEW: str_add(out, say(session, "merge.new")); break;
	case MERGING_GONE: str_add(out, say(session, gone_id(item))); break;
	case MERGING_MOVED: str_add(out, say(session, "merge.moved")); break;
	case MERGING_NOTE: say_to(session, out, "merge.note", "text", item->theirs, NULL); break;
	default: say_cell_item(merging, sheet, item, out); break;
	}
}

const char *merging_say_side(const struct merging *merging, const struct merging_sheet *sheet,
                             const struct merging_item *item)
{
	static const char *const ids[MERGING_SIDE_COUNT] = {
		[MERGING_THEIRS] = "merge.side_theirs",
		[MERGING_OURS] = "merge.side_ours",
		[MERGING_BOTH] = "merge.side_both",
	};

	if (!sheet->base && item->kind != MERGING_NOTE)
		return "";
	return say(merging->session, ids[item->side]);
}

void merging_say_other(const struct merging *merging, const struct merging_other *other,
                       struct str *out)
{
	struct str why = {0};

	if (other->why == MERGING_UNREADABLE) {
		say_err(merging->session, &why, &other->err);
		say_to(merging->session, out, "merge.unreadable", "name", other->name, "why",
		       str_text(&why), NULL);
	} else {
		say_to(merging->session, out,
		       other->why == MERGING_OWN_FORM ? "merge.own_form" : "merge.no_form", "name",
		       other->name, NULL);
	}
	str_release(&why);
}

/* ---- the outcome ---- */

static void add_count(const struct merging *merging, struct str *out, const char *id, size_t count)
{
	char text[24];

	if (count == 0)
		return;
	snprintf(text, sizeof(text), "%zu", count);
	say_to(merging->session, out, id, "count", text, NULL);
	str_add_byte(out, '\n');
}

static void add_taken(const struct merging *merging, bool done, struct str *out)
{
	const struct merging_count *count = &merging->count;
	char cells[24], rows[24], notes[24];

	snprintf(cells, sizeof(cells), "%zu", count->cells + count->moved);
	snprintf(rows, sizeof(rows), "%zu", count->rows);
	snprintf(notes, sizeof(notes), "%zu", count->notes);
	if (count->cells + count->moved + count->rows + count->notes == 0)
		str_add(out, say(merging->session, "merge.sum_none"));
	else
		say_to(merging->session, out, done ? "merge.sum_taken" : "merge.sum_would", "cells",
		       cells, "rows", rows, "notes", notes, "who", merging->who, NULL);
	str_add_byte(out, '\n');
}

static void add_list(const struct merging *merging, struct str *out, const char *id,
                     const struct str *list)
{
	if (list->len == 0)
		return;
	say_to(merging->session, out, id, "list", str_text(list), NULL);
	str_add_byte(out, '\n');
}

/* "A-007 -> A-009, R-002 -> R-005" */
static void add_renumbered(const struct merging *merging, struct str *out)
{
	struct str list = {0};

	for (size_t i = 0; i < merging->sheets.count; i++)
		for (size_t k = 0; k < merging->sheets.at[i]->renumbered.count; k++) {
			const char *pair = merging->sheets.at[i]->renumbered.at[k];
			const char *blank = strrchr(pair, ' ');
			str_add(&list, list.len > 0 ? ", " : "");
			str_add_n(&list, pair, (size_t)(blank - pair));
			str_addf(&list, " -> %s", blank + 1);
		}
	add_list(merging, out, "merge.sum_renumbered", &list);
	str_release(&list);
}

static void add_base(const struct merging *merging, struct str *out)
{
	if (!merging->base[0])
		str_addf(out, "%s\n", say(merging->session, "merge.sum_no_base"));
}

static void add_assumed(const struct merging *merging, struct str *out)
{
	struct book *book = folder_book(merging->session->folder);
	const struct form *form =
		merging->assumed[0] ? book_form(book, merging->assumed, NULL) : NULL;

	if (!form)
		return;
	say_to(merging->session, out, "merge.sum_assumed", "sheet",
	       say_words(merging->session, form->title), NULL);
	str_add_byte(out, '\n');
}

void merging_say_summary(const struct merging *merging, bool done, struct str *out)
{
	add_assumed(merging, out);
	if (merging->is_foreign)
		str_addf(out, "%s\n", say(merging->session, "merge.sum_foreign"));
	add_base(merging, out);
	add_taken(merging, done, out);
	add_renumbered(merging, out);
	add_count(merging, out, "merge.sum_conflicts", merging->count.conflicts);
	add_count(merging, out, "merge.sum_gone", merging->count.gone);
	add_count(merging, out, "merge.sum_damaged", merging->count.damaged);
}

/* outline_entry.c - lines become rows that hang together as the lines do. */
#include "sonae/app/outline_entry.h"

#include "sonae/app/entry.h"

#include <stdio.h>
#include <stdlib.h>

enum { ID_BYTES = 64 };

/* One level that is being filled: what its next row hangs below, and stands as. */
struct level {
	char parent[ID_BYTES];
	unsigned long order;
};

struct growth {
	struct entry_rows rows;
	struct step *step;
	struct sheet *sheet;
	const char **typed;     /* cells of the row to be made, one a field */
	char last[ID_BYTES];    /* the row that was made last */
	VEC(struct level) levels; /* from the top of the text down */
};

static bool add_row(struct growth *growth, struct err *err)
{
	char id[ID_BYTES];

	if (!entry_rows_type(&growth->rows, growth->last, growth->typed, id, err))
		return false;
	text_copy(growth->last, sizeof(growth->last), id);
	return true;
}

/* The level of a line, begun below the row made last when it is a new one. */
static struct level *level_of(struct growth *growth, int depth)
{
	if ((size_t)depth >= growth->levels.count) {
		struct level *below = vec_add(&growth->levels);
		text_copy(below->parent, sizeof(below->parent), growth->last);
	}
	growth->levels.count = (size_t)depth + 1;
	return &growth->levels.at[depth];
}

static bool add_line(struct growth *growth, const struct outline_line *line, struct err *err)
{
	const struct form *form = sheet_form(growth->sheet);
	struct level *level = level_of(growth, line->depth);
	char order[24];

	snprintf(order, sizeof(order), "%lu", ++level->order);
	memset(growth->typed, 0, form->fields.count * sizeof(*growth->typed));
	growth->typed[form_field(form, "parent")] = level->parent;
	growth->typed[form_field(form, "order")] = order;
	if (form->name_field >= 0)
		growth->typed[form->name_field] = line->label;
	for (size_t i = 0; i < line->given.count; i++)
		growth->typed[line->given.at[i].field] = line->given.at[i].typed;
	return add_row(growth, err);
}

/* Where the top lines go: below `parent`, behind what hangs there. */
static void begin_level(struct growth *growth, const struct outline *outline, size_t parent)
{
	struct level *top = vec_add(&growth->levels);
	const char *parent_id;
	char order[24];

	outline_place(growth->step, growth->sheet, outline, parent, OUTLINE_NONE, &parent_id, order);
	text_copy(top->parent, sizeof(top->parent), parent_id);
	top->order = strtoul(order, NULL, 10) - 1;
}

bool outline_entry_add(struct session *session, struct step *step, struct sheet *sheet,
                       const struct outline *outline, size_t parent, const struct outline_text *text,
                       char first[64], struct err *err)
{
	const struct form *form = sheet_form(sheet);
	size_t rows = sheet_row_count(sheet);
	struct growth growth = {.step = step, .sheet = sheet};
	bool fine = true;

	first[0] = '\0';
	if (text->at.count == 0)
		return true;
	growth.typed = mem_zero(form->fields.count + 1, sizeof(*growth.typed));
	text_copy(growth.last, sizeof(growth.last), rows > 0 ? sheet_row_id(sheet, rows - 1) : "");
	entry_rows_begin(&growth.rows, session, step, sheet);
	begin_level(&growth, outline, parent);
	for (size_t i = 0; i < text->at.count && fine; i++) {
		fine = add_line(&growth, &text->at.at[i], err);
		if (i == 0 && fine)
			text_copy(first, ID_BYTES, growth.last);
	}
	entry_rows_end(&growth.rows);
	vec_release(&growth.levels);
	free(growth.typed);
	return fine;
}

/* import_outline.c - indented text into a worksheet of trees. */
#include "import_priv.h"

#include "sonae/app/outline_entry.h"
#include "sonae/model/row_image.h"
#include "sonae/model/shown.h"

/* ---- trees that are there already ---- */

static bool has_label(const struct import *import, size_t row, const struct outline_line *line)
{
	int name = import_form(import)->name_field;

	return name >= 0 && text_is(sheet_cell(import->sheet, row, (size_t)name), line->label);
}

/* The lines from `from` on until the next at the margin. */
static size_t lines_of_tree(const struct outline_text *text, size_t from)
{
	size_t count = 1;

	while (from + count < text->at.count && text->at.at[from + count].depth > 0)
		count++;
	return count;
}

static bool is_tree(const struct import *import, const struct outline *outline, size_t root,
                    size_t from, size_t count)
{
	const struct outline_node *nodes = &outline->at.at[root];
	const struct outline_line *lines = &import->outline.at.at[from];
	bool same = nodes->below + 1 == count;

	for (size_t i = 0; same && i < count; i++)
		same = nodes[i].depth == lines[i].depth && has_label(import, nodes[i].row, &lines[i]);
	return same;
}

static bool is_there(const struct import *import, const struct outline *outline, size_t from,
                     size_t count)
{
	for (size_t root = 0; root < outline->at.count; root += outline->at.at[root].below + 1)
		if (is_tree(import, outline, root, from, count))
			return true;
	return false;
}

/* Borrows the lines of the trees that are not there. */
static void choose_lines(struct import *import, const struct outline *outline,
                         struct outline_text *chosen)
{
	for (size_t from = 0; from < import->outline.at.count;) {
		size_t count = lines_of_tree(&import->outline, from);
		bool there = is_there(import, outline, from, count);
		for (size_t i = 0; i < count && !there; i++)
			vec_push(&chosen->at, import->outline.at.at[from + i]);
		import->counts.same += there ? count : 0;
		from += count;
	}
}

/* ---- new rows ---- */

static void put_image(struct import *import, const struct change *change)
{
	size_t row = sheet_row_count(import->result);
	struct row_image_cell cell = {0};
	struct str after = {0};
	const char *rest = row_image_read(change->after, &after);

	sheet_insert_row(import->result, row, change->row);
	while (row_image_next(&rest, &cell)) {
		int field = form_field(import_form(import), str_text(&cell.name));
		if (field >= 0)
			sheet_set_cell(import->result, row, (size_t)field, str_text(&cell.text),
			               cell.text.len);
	}
	row_image_cell_release(&cell);
	str_release(&after);
}

static void tell_row(struct import *import, size_t row)
{
	struct words name = row_name(folder_book(import->session->folder), import->result, row);
	const char *id = sheet_row_id(import->result, row);

	import_add_line(import, (struct import_line){.kind = IMPORT_NEW, .line = (long)row + 1,
	                                             .row = id, .field = -1, .before = "",
	                                             .after = words_in(name, import->session->lang)});
	for (size_t i = 0; i < import_form(import)->fields.count; i++)
		if (sheet_cell(import->result, row, i)[0])
			import_judge(import, (long)row + 1, row, (int)i);
}

static void tell_rows(struct import *import)
{
	for (size_t i = 0; i < import->step.changes.count; i++)
		if (text_is(import->step.changes.at[i].sheet, import_form(import)->id) &&
		    import->step.changes.at[i].kind == CHANGE_INSERT)
			put_image(import, &import->step.changes.at[i]);
	for (size_t row = 0; row < sheet_row_count(import->result); row++)
		tell_row(import, row);
}

void import_plan_outline(struct import *import)
{
	struct outline outline = {0};
	struct outline_text chosen = {0};

	outline_build(import->sheet, &outline);
	choose_lines(import, &outline, &chosen);
	if (outline_entry_add(import->session, &import->step, import->sheet, &outline, OUTLINE_NONE,
	                      &chosen, import->first, NULL))
		tell_rows(import);
	vec_release(&chosen.at);
	outline_release(&outline);
}

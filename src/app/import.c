/* import.c - a file on its way into a worksheet: reading it. */
#include "import_priv.h"

#include "sonae/base/file.h"
#include "sonae/store/csv.h"

#include <stdint.h>

const struct form *import_form(const struct import *import)
{
	return sheet_form(import->sheet);
}

const char *import_cell(const struct import *import, const struct csv_row *row, size_t column)
{
	return csv_table_cell(&import->table, row, column);
}

const char *import_sample(const struct import *import, size_t column, size_t index)
{
	for (size_t i = import->data; i < import->table.rows.count; i++) {
		const char *text = import_cell(import, &import->table.rows.at[i], column);
		if (text[0] && index-- == 0)
			return text;
	}
	return "";
}

size_t import_rows(const struct import *import)
{
	return import->is_outline ? import->outline.at.count
	                          : import->table.rows.count - import->data;
}

/* Lines, for a tree: a text file, or one that is no table with a heading. */
static bool is_indented(const struct import *import, const char *path, bool is_table)
{
	if (import_form(import)->kind != FORM_TREE)
		return false;
	bool is_list = !is_table || import->columns.count < 2;
	return !import_is_mapped(import) || (text_ends(path, ".txt") && is_list);
}

static bool read_outline(struct import *import, const char *path, struct err *err)
{
	struct str text = {0};
	bool done = csv_read_plain(path, import->shown, &text, err);

	if (done)
		outline_text_read(str_text(&text), import_form(import), &import->outline);
	str_release(&text);
	if (done && import->outline.at.count == 0)
		return err_set(err, ERR_CSV_NO_HEADER, import->shown, 1, NULL);
	import->is_outline = done;
	vec_clear(&import->columns);
	return done;
}

bool import_open(struct session *session, struct sheet *sheet, const char *path,
                 const char *const *headings, struct import *import, struct err *err)
{
	struct err trouble = {0};

	*import = (struct import){.session = session, .sheet = sheet};
	import->shown = mem_dup(path_name(path));
	if (import_form(import)->kind == FORM_QUERY)
		return err_set(err, ERR_NOT_ADDABLE, NULL, 0, "%s", import_form(import)->id);
	if (file_exists(path) && !file_is_plain(path))
		return err_set(err, ERR_NOT_PLAIN, import->shown, 0, NULL);
	bool is_table = import_read_table(import, path, headings, &trouble);
	if (trouble.code != ERR_NO_TABLE && is_indented(import, path, is_table))
		return read_outline(import, path, err);
	if (!is_table && err)
		*err = trouble;
	if (is_table)
		import_look_for_ipa(import);
	return is_table;
}

void import_release(struct import *import)
{
	step_release(&import->step);
	vec_release(&import->lines);
	vec_release(&import->rows);
	vec_release(&import->columns);
	csv_table_release(&import->table);
	outline_text_release(&import->outline);
	pool_release(&import->pool);
	pool_release(&import->planned);
	if (import->result)
		sheet_free(import->result);
	free(import->shown);
	*import = (struct import){.sheet = NULL};
}

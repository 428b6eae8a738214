#include "sonae/store/sheet_file.h"

#include "sonae/base/vec.h"
#include "sonae/model/field_type.h"
#include "sonae/model/heading.h"
#include <string.h>

enum { FLUSH_AT = 65536 };

/* One row after the other is made in `out`, which goes to the file, if there is one, when it is
 * long. */
struct writer {
	struct book *book;
	struct sheet *sheet;
	const struct form *form;
	enum lang lang;
	const struct sheet_part *part; /* NULL: all of it, under field ids */
	VEC(size_t) columns;
	struct file_write *write;
	struct str out, cell, label, guarded;
};

static void flush(struct writer *writer)
{
	if (!writer->write)
		return;
	file_write_add(writer->write, writer->out.at, writer->out.len);
	str_clear(&writer->out);
}

static void choose_columns(struct writer *writer)
{
	const struct sheet_part *part = writer->part;
	size_t fields = part ? part->field_count : writer->form->fields.count;

	for (size_t i = 0; i < fields; i++)
		vec_push(&writer->columns, part ? (size_t)part->fields[i] : i);
	for (size_t i = writer->form->fields.count; i < sheet_column_count(writer->sheet); i++)
		if (!part || part->unknown_columns)
			vec_push(&writer->columns, i);
}

static void add_guarded(struct writer *writer, const char *text)
{
	str_clear(&writer->guarded);
	csv_guard(&writer->guarded, text);
	csv_add_cell(&writer->out, str_text(&writer->guarded), false);
}

/* A number may start with a minus sign; anything else that does is guarded. */
static bool needs_guard(const struct field *field, const char *cell)
{
	return *cell != '\0' && strchr("'=+-@\t\r", *cell) &&
	       !(field && field_value(field, cell).kind == VALUE_NUMBER);
}

static void add_cell(struct writer *writer, const struct field *field, const char *cell)
{
	if (field && field->type->has_choices && *cell != '\0') {
		str_clear(&writer->label);
		field_to_csv(field, writer->lang, cell, &writer->label);
		cell = str_text(&writer->label);
	}
	if (needs_guard(field, cell))
		add_guarded(writer, cell);
	else
		csv_add_cell(&writer->out, cell, false);
}

static const char *cell_of(struct writer *writer, size_t row, size_t column)
{
	if (column >= writer->form->fields.count || !writer->form->fields.at[column].formula)
		return sheet_cell(writer->sheet, row, column);
	str_clear(&writer->cell);
	book_cell(writer->book, writer->sheet, row, (int)column, &writer->cell);
	return str_text(&writer->cell);
}

static bool is_per_row(const struct form *form)
{
	return form->kind == FORM_CHECKLIST && !text_is(form->per, "");
}

static void add_heading(struct writer *writer, size_t column)
{
	if (!writer->part || column >= writer->form->fields.count) {
		add_guarded(writer, sheet_column_name(writer->sheet, column));
		return;
	}
	str_clear(&writer->label);
	heading_of_field(writer->form, (int)column, writer->lang, &writer->label);
	add_guarded(writer, str_text(&writer->label));
}

static void add_header(struct writer *writer)
{
	str_add(&writer->out, CSV_BOM "id");
	if (is_per_row(writer->form))
		str_add(&writer->out, ",of,item");
	if (form_writes_items(writer->form))
		str_add(&writer->out, ",item_text");
	for (size_t i = 0; i < writer->columns.count; i++)
		add_heading(writer, writer->columns.at[i]);
	if (writer->part)
		add_guarded(writer, heading_of_note(writer->lang));
	csv_end_row(&writer->out);
}

/* "D-003/5" for people: D-003, 5. */
static void add_id_parts(struct writer *writer, const char *id)
{
	const char *slash = strchr(id, '/');
	size_t len = slash ? (size_t)(slash - id) : strlen(id);

	str_clear(&writer->cell);
	str_add_n(&writer->cell, id, len);
	add_guarded(writer, str_text(&writer->cell));
	add_guarded(writer, slash ? slash + 1 : "");
}

static void add_item_text(struct writer *writer, const char *id)
{
	int item = form_row_item(writer->form, id);
	const char *text =
		item >= 0 ? words_in(writer->form->items.at[item].text, writer->lang) : "";

	add_guarded(writer, text);
}

static void add_id(struct writer *writer, const char *id)
{
	str_clear(&writer->guarded);
	csv_guard(&writer->guarded, id);
	csv_add_cell(&writer->out, str_text(&writer->guarded), true);
	if (is_per_row(writer->form))
		add_id_parts(writer, id);
	if (form_writes_items(writer->form))
		add_item_text(writer, id);
}

static void add_row(struct writer *writer, size_t row)
{
	add_id(writer, sheet_row_id(writer->sheet, row));
	for (size_t i = 0; i < writer->columns.count; i++) {
		size_t column = writer->columns.at[i];
		const struct field *field =
			column < writer->form->fields.count ? &writer->form->fields.at[column] : NULL;
		add_cell(writer, field, cell_of(writer, row, column));
	}
	if (writer->part)
		csv_add_cell(&writer->out, "", false);
	csv_end_row(&writer->out);
	if (writer->out.len >= FLUSH_AT)
		flush(writer);
}

static void writer_release(struct writer *writer)
{
	vec_release(&writer->columns);
	str_release(&writer->out);
	str_release(&writer->cell);
	str_release(&writer->label);
	str_release(&writer->guarded);
}

void sheet_write(struct book *book, struct sheet *sheet, enum lang lang, struct file_write *write)
{
	struct writer writer = {.book = book, .sheet = sheet, .form = sheet_form(sheet),
	                        .lang = lang, .write = write};

	choose_columns(&writer);
	add_header(&writer);
	for (size_t row = 0; row < sheet_row_count(sheet); row++)
		add_row(&writer, row);
	flush(&writer);
	writer_release(&writer);
}

void sheet_write_part(struct book *book, struct sheet *sheet, enum lang lang,
                      const struct sheet_part *part, struct str *out)
{
	struct writer writer = {.book = book, .sheet = sheet, .form = sheet_form(sheet),
	                        .lang = lang, .part = part};

	choose_columns(&writer);
	add_header(&writer);
	for (size_t i = 0; i < part->row_count; i++)
		add_row(&writer, part->rows[i]);
	str_add_n(out, str_text(&writer.out), writer.out.len);
	writer_release(&writer);
}

/* csv_files.c - each worksheet as a CSV file, headings and choices in the reader's language. */
#include "exporter_list.h"

#include "sonae/store/sheet_file.h"

static void add_file(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                     struct out_files *files)
{
	struct sheet_part part = {
		.rows = at->rows.at.at, .row_count = at->rows.at.count,
		.fields = at->fields.at.at, .field_count = at->fields.at.count,
		.unknown_columns = !outgoing->redact,
	};
	struct str name = {0};

	str_add(&name, "csv/");
	out_files_add_name(&name, at->form->id);
	str_add(&name, ".csv");
	sheet_write_part(outgoing_book(outgoing), at->sheet, outgoing->lang, &part,
	                 out_files_add(files, str_text(&name), "package.about_csv"));
	str_release(&name);
}

/* What a query shows stands in the worksheet that it looks at. */
bool export_csv(const struct outgoing *outgoing, struct out_files *files, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < outgoing->sheets.count; i++)
		if (outgoing->sheets.at[i].form->kind != FORM_QUERY)
			add_file(outgoing, &outgoing->sheets.at[i], files);
	return true;
}

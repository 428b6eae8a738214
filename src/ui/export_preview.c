/* export_preview.c - F9: the files that would go out, and what stays here. */
#include "export_view.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/model/progress.h"

#include <stdio.h>
#include <stdlib.h>

#define README_FILE "README.txt"

enum {
	OWN_FILES = 2, /* a package's: that, and its MANIFEST */
	ROWS_MADE_AT_MOST = 3000, /* beyond that, making files takes longer than people wait */
};

/* ---- lines ---- */

static void write_size(size_t bytes, char size[24])
{
	if (bytes < 1024)
		snprintf(size, 24, "%zu B", bytes);
	else if (bytes < 1024 * 1024)
		snprintf(size, 24, "%.1f KB", (double)bytes / 1024);
	else
		snprintf(size, 24, "%.1f MB", (double)bytes / (1024 * 1024));
}

static void write_rows(const struct ui *ui, size_t count, char rows[24])
{
	struct str text = {0};

	place_rows(ui, count, &text);
	text_copy(rows, 24, str_text(&text));
	str_release(&text);
}

static void say_number(const struct ui *ui, struct str *out, const char *id, size_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", number);
	say_to(ui->session, out, id, "count", text, NULL);
}

/* ---- files ---- */

/* Of "csv/assets.csv" the worksheet; NULL for other files. */
static const struct outgoing_sheet *sheet_of_file(const struct export_view *view, const char *name)
{
	if (!text_starts(name, "csv/") || !text_ends(name, ".csv"))
		return NULL;
	char *id = mem_dup_n(name + 4, strlen(name) - 8);
	const struct outgoing_sheet *sheet = outgoing_find(&view->outgoing, id);
	free(id);
	return sheet;
}

static void add_file(struct export_view *view, const struct ui *ui, const struct export_file *file)
{
	const struct outgoing_sheet *sheet = sheet_of_file(view, file->name);
	const char *what = sheet ? say_words(ui->session, sheet->form->title)
	                   : file->about && file->about[0] ? say(ui->session, file->about) : "";
	struct preview_line *line = preview_add(&view->preview, file->name, what);

	if (sheet)
		write_rows(ui, sheet->rows.at.count, line->count);
	write_size(file->bytes, line->right);
}

static const char *say_format(const struct ui *ui, const struct exporter *exporter)
{
	char id[64];

	snprintf(id, sizeof(id), "export.as_%s", exporter->name);
	return say(ui->session, id);
}

static void add_format(struct export_view *view, const struct ui *ui, size_t index)
{
	const struct export_made *made = &view->made.at[index];
	const char *name = say_format(ui, view->formats.at.at[index]);
	struct str trouble = {0};

	if (made->err.code) {
		say_err(ui->session, &trouble, &made->err);
		preview_add(&view->preview, name, str_text(&trouble))->is_alarm = true;
		str_release(&trouble);
	} else if (!made->done) {
		preview_add(&view->preview, name, say(ui->session, "export.not_made"));
	}
	for (size_t i = 0; i < made->files.count; i++)
		add_file(view, ui, &made->files.at[i]);
}

static bool all_made(const struct export_view *view)
{
	for (size_t i = 0; i < view->made.count; i++)
		if (!view->made.at[i].done)
			return false;
	return true;
}

/* "23 worksheets  34 files  1.2 MB"; the last two once they are known. */
static void say_sums(const struct export_view *view, const struct ui *ui, struct str *out)
{
	size_t files = OWN_FILES, bytes = 0;
	char size[24];

	say_number(ui, out, "export.sheets_count", view->outgoing.sheets.count);
	for (size_t i = 0; i < view->made.count; i++) {
		files += view->made.at[i].files.count;
		for (size_t k = 0; k < view->made.at[i].files.count; k++)
			bytes += view->made.at[i].files.at[k].bytes;
	}
	if (!all_made(view))
		return;
	str_add(out, "  ");
	say_number(ui, out, "export.files_count", files);
	write_size(bytes, size);
	str_addf(out, "  %s", size);
}

/* Are the worksheets named one by one, as CSV files? */
static bool names_sheets(const struct export_view *view)
{
	for (size_t i = 0; i < view->made.count; i++)
		for (size_t k = 0; k < view->made.at[i].files.count; k++)
			if (sheet_of_file(view, view->made.at[i].files.at[k].name))
				return true;
	return false;
}

static void list_sheets(struct export_view *view, const struct ui *ui)
{
	if (names_sheets(view) || view->outgoing.sheets.count == 0)
		return;
	preview_add_heading(&view->preview, say(ui->session, "export.with_sheets"), "");
	for (size_t i = 0; i < view->outgoing.sheets.count; i++) {
		const struct outgoing_sheet *sheet = &view->outgoing.sheets.at[i];
		const char *title = say_words(ui->session, sheet->form->title);
		struct preview_line *line = preview_add(&view->preview, title, "");
		write_rows(ui, sheet->rows.at.count, line->count);
	}
}

static void list_files(struct export_view *view, const struct ui *ui)
{
	struct str sums = {0};

	say_sums(view, ui, &sums);
	preview_add_heading(&view->preview, say(ui->session, "export.goes"), str_text(&sums));
	str_release(&sums);
	preview_add(&view->preview, README_FILE, say(ui->session, "package.about_readme"));
	preview_add(&view->preview, MANIFEST_FILE, say(ui->session, "package.about_manifest"));
	for (size_t i = 0; i < view->made.count; i++)
		add_format(view, ui, i);
	list_sheets(view, ui);
}

/* ---- what stays here ---- */

static void say_hidden(const struct ui *ui, const struct outgoing_sheet *sheet, struct str *out)
{
	struct str fields = {0};
	const struct form *form = sheet_form(sheet->sheet);

	for (size_t i = 0; i < sheet->hidden.at.count; i++) {
		str_add(&fields, i > 0 ? say(ui->session, "export.comma") : "");
		const struct field *field = &form->fields.at[sheet->hidden.at.at[i]];
		str_add(&fields, say_words(ui->session, field->label));
	}
	if (fields.len > 0)
		say_to(ui->session, out, "export.hidden_fields", "fields", str_text(&fields), NULL);
	if (fields.len > 0 && sheet->hidden_rows > 0)
		str_add(out, "  ");
	if (sheet->hidden_rows > 0)
		say_number(ui, out, "export.hidden_rows", sheet->hidden_rows);
	str_release(&fields);
}

static void list_hidden(struct export_view *view, const struct ui *ui)
{
	struct str what = {0};

	for (size_t i = 0; i < view->outgoing.sheets.count; i++) {
		const struct outgoing_sheet *sheet = &view->outgoing.sheets.at[i];
		if (sheet->hidden.at.count == 0 && sheet->hidden_rows == 0)
			continue;
		str_clear(&what);
		say_hidden(ui, sheet, &what);
		preview_add(&view->preview, say_words(ui->session, sheet->form->title),
		            str_text(&what));
	}
	str_release(&what);
}

/* Names of the workbook's worksheets that do not go out, with work in them or without. */
static size_t say_others(const struct export_view *view, const struct ui *ui, bool with_work,
                         struct str *out)
{
	struct book *book = folder_book(ui->session->folder);
	struct place_sheets all = {0};
	size_t count = 0;

	place_sheets(ui, &all);
	for (size_t i = 0; i < all.at.count; i++) {
		if (outgoing_find(&view->outgoing, all.at.at[i]))
			continue;
		struct sheet *sheet = book_sheet(book, all.at.at[i], NULL);
		if ((sheet && progress_rows(book, sheet) > 0) != with_work)
			continue;
		str_add(out, count++ > 0 ? say(ui->session, "export.comma") : "");
		str_add(out, place_sheet(ui, all.at.at[i]));
	}
	place_sheets_release(&all);
	return count;
}

static void list_others(struct export_view *view, const struct ui *ui, bool with_work,
                        const char *id)
{
	struct str names = {0}, what = {0};
	size_t count = say_others(view, ui, with_work, &names);

	say_number(ui, &what, id, count);
	if (count > 0)
		preview_add(&view->preview, str_text(&what), str_text(&names));
	str_release(&names);
	str_release(&what);
}

static void list_lines(struct export_view *view, const struct ui *ui)
{
	size_t heading;
	struct str trouble = {0};

	preview_clear(&view->preview);
	if (!view->planned) {
		say_err(ui->session, &trouble, &view->trouble);
		preview_add(&view->preview, str_text(&trouble), "")->is_alarm = true;
		str_release(&trouble);
		return;
	}
	list_files(view, ui);
	heading = view->preview.lines.count;
	preview_add_heading(&view->preview, say(ui->session, "export.stays"), "");
	list_hidden(view, ui);
	list_others(view, ui, true, "export.not_chosen");
	list_others(view, ui, false, "export.no_work");
	if (view->preview.lines.count == heading + 1)
		preview_add(&view->preview, say(ui->session, "export.stays_nothing"), "");
}

static void list_anew(struct export_view *view, const struct ui *ui)
{
	list_lines(view, ui);
	preview_ready(&view->preview);
}

/* ---- planning and making ---- */

static void made_release(struct export_made *made)
{
	for (size_t i = 0; i < made->files.count; i++)
		free(made->files.at[i].name);
	vec_release(&made->files);
}

static void release_made(struct export_view *view)
{
	for (size_t i = 0; i < view->made.count; i++)
		made_release(&view->made.at[i]);
	vec_release(&view->made);
}

void export_release_plan(struct export_view *view)
{
	release_made(view);
	outgoing_release(&view->outgoing);
	package_formats_release(&view->formats);
	preview_release(&view->preview);
}

void export_replan(struct export_view *view, struct ui *ui)
{
	struct str formats = {0};
	struct export_choice choice;

	release_made(view);
	outgoing_release(&view->outgoing);
	package_formats_release(&view->formats);
	view->replaces = 0;
	view->trouble = (struct err){.line = 0};
	export_read_choice(view, ui, &formats, &choice);
	view->planned = export_plan(ui->session, &choice, &view->outgoing, &view->formats,
	                            &view->trouble);
	if (choice.formats[0] == '\0') /* which would be all of them */
		vec_clear(&view->formats.at);
	for (size_t i = 0; i < view->formats.at.count; i++)
		vec_add(&view->made);
	list_anew(view, ui);
	str_release(&formats);
}

static size_t rows_going_out(const struct export_view *view)
{
	size_t rows = 0;

	for (size_t i = 0; i < view->outgoing.sheets.count; i++)
		rows += view->outgoing.sheets.at[i].rows.at.count;
	return rows;
}

bool export_wants_making(const struct export_view *view)
{
	return view->planned && !all_made(view) && rows_going_out(view) <= ROWS_MADE_AT_MOST;
}

static void keep_names(struct export_made *made, const struct out_files *files)
{
	for (size_t i = 0; i < files->at.count; i++) {
		const struct out_file *file = &files->at.at[i];
		vec_push(&made->files, ((struct export_file){mem_dup(file->name), file->about,
		                                             file->bytes.len}));
	}
}

void export_make_one(struct export_view *view, struct ui *ui)
{
	struct out_files files = {0};
	size_t index = 0;

	while (index < view->made.count && view->made.at[index].done)
		index++;
	if (index == view->made.count)
		return;
	struct export_made *made = &view->made.at[index];
	made->done = true;
	if (view->formats.at.at[index]->write(&view->outgoing, &files, &made->err))
		keep_names(made, &files);
	out_files_release(&files);
	list_anew(view, ui);
}

#include "package_readme.h"

#include "sonae/export/package.h"
#include "sonae/model/heading.h"
#include "sonae/store/csv.h"
#include <stdio.h>

#define ASSETS_SHEET "assets"

/* Lines end in "\n" until all is said. */
struct readme {
	const struct outgoing *outgoing;
	const struct out_files *files;
	struct str text;
};

static void line(struct readme *readme, const char *indent, const char *text)
{
	str_addf(&readme->text, "%s%s\n", indent, text);
}

static void say_line(struct readme *readme, const char *indent, const char *id)
{
	line(readme, indent, outgoing_text(readme->outgoing, id));
}

/* With one place in it. */
static void fill_line(struct readme *readme, const char *indent, const char *id, const char *name,
                      const char *value)
{
	struct str text = {0};

	outgoing_say(readme->outgoing, &text, id, name, value, NULL);
	line(readme, indent, str_text(&text));
	str_release(&text);
}

static void heading(struct readme *readme, const char *id)
{
	str_addf(&readme->text, "\n[ %s ]\n\n", outgoing_text(readme->outgoing, id));
}

static const char *title_of(const struct readme *readme, const struct outgoing_sheet *at)
{
	return outgoing_words(readme->outgoing, at->form->title);
}

/* ---- whose, when, which part ---- */

static void add_asset(struct readme *readme)
{
	struct sheet *assets = book_sheet(outgoing_book(readme->outgoing), ASSETS_SHEET, NULL);
	const char *id = strchr(readme->outgoing->links.at[0], ' ');
	struct str name = {0};
	size_t row;

	if (assets && id && sheet_find(assets, id + 1, &row)) {
		outgoing_row(readme->outgoing, assets, row, &name);
		fill_line(readme, "", "package.readme_asset", "asset", str_text(&name));
	}
	str_release(&name);
}

static void add_part(struct readme *readme)
{
	const struct outgoing *outgoing = readme->outgoing;

	if (outgoing->links.count > 0)
		add_asset(readme);
	say_line(readme, "", "package.readme_part");
	for (size_t i = 0; i < outgoing->sheets.count; i++)
		line(readme, "  - ", title_of(readme, &outgoing->sheets.at[i]));
}

/* "2026-11-22T07:30:00+09:00" as people write it. */
static void add_made(struct readme *readme)
{
	const char *made = readme->outgoing->made;
	char *text = mem_print("%.10s %.5s (UTC%s)", made, made + 11, made + 19);

	fill_line(readme, "", "package.readme_made", "made", text);
	free(text);
}

static void add_head(struct readme *readme, const char *id)
{
	const struct outgoing *outgoing = readme->outgoing;

	if (*outgoing_company(outgoing))
		line(readme, "", outgoing_company(outgoing));
	say_line(readme, "", "package.readme_title");
	str_add(&readme->text, "\n");
	add_made(readme);
	if (*outgoing->mark)
		fill_line(readme, "", "package.readme_mark", "mark", outgoing->mark);
	fill_line(readme, "", "package.readme_id", "id", id);
	if (outgoing->is_part || outgoing->links.count > 0)
		add_part(readme);
}

/* ---- what each file is ---- */

static bool has_format(const struct readme *readme, const char *about)
{
	for (size_t i = 0; i < readme->files->at.count; i++)
		if (text_is(readme->files->at.at[i].about, about))
			return true;
	return false;
}

/* The worksheet behind "csv/assets.csv", or NULL. */
static const struct outgoing_sheet *sheet_of(const struct readme *readme, const char *file)
{
	const struct outgoing *outgoing = readme->outgoing;
	const struct outgoing_sheet *found = NULL;
	struct str name = {0};

	for (size_t i = 0; i < outgoing->sheets.count && !found; i++) {
		str_clear(&name);
		str_add(&name, "csv/");
		out_files_add_name(&name, outgoing->sheets.at[i].form->id);
		str_add(&name, ".csv");
		if (text_is(str_text(&name), file))
			found = &outgoing->sheets.at[i];
	}
	str_release(&name);
	return found;
}

static void add_file(struct readme *readme, const struct out_file *file)
{
	const struct outgoing_sheet *at = sheet_of(readme, file->name);

	if (at)
		str_addf(&readme->text, "  - %s  %s\n", file->name, title_of(readme, at));
	else
		line(readme, "  - ", file->name);
}

/* Files of one kind stand together, below what they are. */
static void add_format(struct readme *readme, const char *about)
{
	if (!has_format(readme, about))
		return;
	say_line(readme, "", about);
	for (size_t i = 0; i < readme->files->at.count; i++)
		if (text_is(readme->files->at.at[i].about, about))
			add_file(readme, &readme->files->at.at[i]);
	str_add(&readme->text, "\n");
}

static void add_files(struct readme *readme)
{
	heading(readme, "package.readme_files");
	for (size_t i = 0; exporter_at(i); i++)
		add_format(readme, exporter_at(i)->about);
	say_line(readme, "", "package.about_manifest");
	line(readme, "  - ", MANIFEST_FILE);
}

/* ---- what was left out ---- */

static void add_fields_left(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                            struct str *out)
{
	for (size_t i = 0; i < at->hidden.at.count; i++) {
		str_add(out, i == 0 ? ": " : ", ");
		heading_of_field(sheet_form(at->sheet), at->hidden.at.at[i], outgoing->lang, out);
	}
}

void package_left_out(const struct outgoing *outgoing, const struct outgoing_sheet *at, struct str *out)
{
	char count[24];

	if (at->hidden.at.count == 0 && at->hidden_rows == 0)
		return;
	snprintf(count, sizeof(count), "%zu", at->hidden_rows);
	str_add(out, outgoing_words(outgoing, at->form->title));
	add_fields_left(outgoing, at, out);
	if (at->hidden_rows > 0) {
		str_add(out, at->hidden.at.count > 0 ? "; " : ": ");
		outgoing_say(outgoing, out, "package.readme_rows", "count", count, NULL);
	}
}

static void add_sheet_left(struct readme *readme, const struct outgoing_sheet *at)
{
	struct str text = {0};

	package_left_out(readme->outgoing, at, &text);
	if (text.len > 0)
		line(readme, "  - ", str_text(&text));
	str_release(&text);
}

static void add_left_out(struct readme *readme)
{
	const struct outgoing *outgoing = readme->outgoing;

	heading(readme, "package.readme_left");
	say_line(readme, "", "package.readme_redacted");
	for (size_t i = 0; i < outgoing->sheets.count; i++)
		add_sheet_left(readme, &outgoing->sheets.at[i]);
	say_line(readme, "", "package.readme_free_text");
}

/* ---- how to send it back, how to check it ---- */

static void add_way_back(struct readme *readme)
{
	heading(readme, "package.readme_back");
	say_line(readme, "1. ", "package.readme_edit");
	fill_line(readme, "2. ", "package.readme_note", "note", heading_of_note(readme->outgoing->lang));
	say_line(readme, "3. ", "package.readme_new_rows");
	say_line(readme, "4. ", "package.readme_returned_by");
	say_line(readme, "5. ", "package.readme_zip");
}

static void add_check(struct readme *readme)
{
	heading(readme, "package.readme_check");
	say_line(readme, "", "package.readme_sums");
	line(readme, "  Linux    ", "sha256sum -c MANIFEST");
	line(readme, "  macOS    ", "shasum -a 256 -c MANIFEST");
	line(readme, "  Windows  ", "certutil -hashfile README.txt SHA256");
	say_line(readme, "", "package.readme_windows");
}

void package_readme(const struct outgoing *outgoing, const struct out_files *files, const char *id,
                    struct str *out)
{
	struct readme readme = {.outgoing = outgoing, .files = files};

	add_head(&readme, id);
	add_files(&readme);
	if (outgoing->redact)
		add_left_out(&readme);
	if (has_format(&readme, "package.about_csv"))
		add_way_back(&readme);
	add_check(&readme);
	str_add(out, CSV_BOM);
	for (size_t i = 0; i < readme.text.len; i++) {
		if (readme.text.at[i] == '\n')
			str_add_byte(out, '\r');
		str_add_byte(out, readme.text.at[i]);
	}
	str_release(&readme.text);
}

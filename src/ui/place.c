/* place.c - names for places in the workbook and on the disk. */
#include "place.h"

#include "sonae/app/say.h"
#include "sonae/base/file.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- in the workbook ---- */

void place_session_number(const struct ui *ui, int index, struct str *out)
{
	const char *id = ui->session->curriculum.sessions.at[index].id;

	if (isdigit((unsigned char)id[0]))
		say_to(ui->session, out, "home.number", "number", id, NULL);
}

void place_session(const struct ui *ui, int index, struct str *out)
{
	size_t before = out->len;

	place_session_number(ui, index, out);
	if (out->len > before)
		str_add_byte(out, ' ');
	str_add(out, say_words(ui->session, ui->session->curriculum.sessions.at[index].title));
}

static const struct form *form_of(const struct ui *ui, const char *sheet)
{
	return book_form(folder_book(ui->session->folder), sheet, NULL);
}

void place_rows(const struct ui *ui, size_t count, struct str *out)
{
	char number[24];

	snprintf(number, sizeof(number), "%zu", count);
	say_to(ui->session, out, count == 1 ? "sheet.row" : "sheet.rows", "count", number, NULL);
}

const char *place_saved(const struct ui *ui, const char *sheet)
{
	const struct folder *folder = ui->session->folder;

	return say(ui->session, ui->session->read_only           ? "sheet.read_only"
	                        : folder_unsafe(folder)          ? "sheet.unsafe"
	                        : folder_is_saved(folder, sheet) ? "sheet.saved"
	                                                         : "sheet.kept");
}

bool place_has_form(const struct ui *ui, const char *sheet)
{
	return form_of(ui, sheet) != NULL;
}

bool place_has_examples(const struct ui *ui, const char *sheet)
{
	char *name = mem_print("examples/%s.csv", sheet);
	char *path = catalogue_find(folder_catalogue(ui->session->folder), name, NULL);
	bool has = path != NULL;

	free(path);
	free(name);
	return has;
}

const char *place_sheet(const struct ui *ui, const char *sheet)
{
	const struct form *form = form_of(ui, sheet);

	return form ? say_words(ui->session, form->title) : sheet;
}

/* An item is known by a number in its id (A.5.1, D-003/5), or else by its text alone. */
static bool goes_by_text(const struct sheet *sheet, const char *row)
{
	enum form_kind kind = sheet_form(sheet)->kind;

	return kind == FORM_EXERCISE || (kind == FORM_CHECKLIST && !strpbrk(row, "0123456789"));
}

void place_row(const struct ui *ui, const char *sheet, const char *row, struct str *out)
{
	struct sheet *loaded = book_loaded_sheet(folder_book(ui->session->folder), sheet);
	size_t at;

	if (loaded && sheet_find(loaded, row, &at) && goes_by_text(loaded, row))
		say_item(ui->session, loaded, at, out);
	else if (loaded && sheet_find(loaded, row, &at))
		say_row(ui->session, loaded, at, out);
	else
		str_add(out, row);
}

const char *place_field(const struct ui *ui, const char *sheet, const char *field)
{
	const struct form *form = form_of(ui, sheet);
	int index = form ? form_field(form, field) : -1;

	return index >= 0 ? say_words(ui->session, form->fields.at[index].label) : "";
}

/* ---- all worksheets ---- */

static void add_sheet(struct place_sheets *out, const char *id)
{
	for (size_t i = 0; i < out->at.count; i++)
		if (text_is(out->at.at[i], id))
			return;
	vec_push(&out->at, mem_dup(id));
}

void place_sheets(const struct ui *ui, struct place_sheets *out)
{
	const struct curriculum *curriculum = &ui->session->curriculum;

	for (size_t i = 0; i < curriculum->sessions.count; i++) {
		const struct session_plan *plan = &curriculum->sessions.at[i];
		for (size_t k = 0; k < plan->sheets.count; k++)
			if (place_has_form(ui, plan->sheets.at[k].id))
				add_sheet(out, plan->sheets.at[k].id);
	}
}

void place_sheets_release(struct place_sheets *sheets)
{
	for (size_t i = 0; i < sheets->at.count; i++)
		free(sheets->at.at[i]);
	vec_release(&sheets->at);
}

/* ---- on the disk ---- */

static const char *home_folder(void)
{
	const char *home = getenv("HOME");

	return home && home[0] == '/' && home[1] ? home : NULL;
}

void place_path(const char *path, struct str *out)
{
	const char *home = home_folder();
	size_t len = home ? strlen(home) : 0;

	while (len > 1 && home[len - 1] == '/')
		len--;
	if (len > 0 && strncmp(path, home, len) == 0 && (path[len] == '/' || !path[len])) {
		str_add_byte(out, '~');
		path += len;
	}
	str_add(out, path);
}

static char *in_current_folder(const char *name)
{
	char *current = getcwd(NULL, 0);
	char *path = path_join(current ? current : "", name);

	free(current);
	return path;
}

/* Without blanks around it and slashes at its end. */
static char *trimmed(const char *typed)
{
	size_t len;

	typed += strspn(typed, " ");
	len = strlen(typed);
	while (len > 1 && (typed[len - 1] == '/' || typed[len - 1] == ' '))
		len--;
	return mem_dup_n(typed, len);
}

char *place_full_path(const char *typed)
{
	char *name = trimmed(typed), *path = NULL;
	const char *home = home_folder();

	if (name[0] == '/')
		return name;
	if (name[0] == '~' && home && (name[1] == '/' || !name[1]))
		path = path_join(home, name[1] ? name + 2 : "");
	else
		path = in_current_folder(name);
	free(name);
	return path;
}

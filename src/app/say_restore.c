#include "sonae/app/say_restore.h"

#include "sonae/app/say.h"
#include "sonae/store/settings_file.h"

#include <stdio.h>
#include <stdlib.h>

void say_backup_file(const struct session *session, const char *name, struct str *out)
{
	size_t len = strlen(name);
	char *id = text_is(name, SETTINGS_FILE) ? mem_dup(SETTINGS_SHEET)
	           : text_ends(name, ".csv")    ? mem_dup_n(name, len - 4) : mem_dup(name);
	const struct form *form = book_form(folder_book(session->folder), id, NULL);

	str_add(out, form ? say_words(session, form->title) : name);
	free(id);
}

void say_backup_changes(const struct session *session, const struct backups *backups,
                        size_t index, struct str *out)
{
	struct backup_names names = {0};

	backup_changes(backups, index, &names);
	for (size_t i = 0; i < names.at.count; i++) {
		str_add(out, i > 0 ? say(session, "rescue.between") : "");
		say_backup_file(session, names.at.at[i], out);
	}
	vec_release(&names.at);
}

static void add_count(const struct session *session, const char *text, size_t count,
                      struct str *out)
{
	char number[24];

	if (count == 0)
		return;
	str_add(out, out->len > 0 ? say(session, "rescue.between") : "");
	snprintf(number, sizeof(number), "%zu", count);
	say_to(session, out, text, "count", number, NULL);
}

void say_restore_sheet(const struct session *session, const struct restore_sheet *sheet,
                       struct str *out)
{
	struct str counts = {0};

	if (sheet->trouble.code != ERR_NONE) {
		say_err(session, out, &sheet->trouble);
		return;
	}
	add_count(session, "rescue.rows_added", sheet->changes.added, &counts);
	add_count(session, "rescue.rows_deleted", sheet->changes.deleted, &counts);
	add_count(session, "rescue.rows_moved", sheet->changes.moved, &counts);
	add_count(session, "rescue.cells_set", sheet->changes.set, &counts);
	str_add(out, str_text(&counts));
	if (sheet->had_no_file)
		str_add(out, say(session, "rescue.had_no_file"));
	str_release(&counts);
}

/* import_names.c - rows by what people call them, for references. */
#include "import_priv.h"

#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/shown.h"

#include <stdlib.h>

/* What stands for a name that several rows have. */
static const char several[] = "";

struct import_names_of {
	struct sheet *sheet;
	struct map ids; /* folded name -> id, or `several` */
};

static const char *folded_in_pool(struct import_names *names, const char *text, size_t len)
{
	char *folded = utf8_fold(text, len);
	size_t from = strspn(folded, " \t\n"), end = strlen(folded);

	while (end > from && strchr(" \t\n", folded[end - 1]))
		end--;
	const char *kept = pool_text(&names->import->planned, folded + from, end - from);
	free(folded);
	return kept;
}

static void add_name(struct import_names *names, struct import_names_of *of, const char *name,
                     const char *id)
{
	const char *key = folded_in_pool(names, name, strlen(name));
	bool is_new;

	if (!key[0])
		return;
	struct map_entry *entry = map_put(&of->ids, key, &is_new);
	bool is_other = !is_new && !text_is(entry->pointer, id);
	entry->pointer = (void *)(uintptr_t)(is_other ? several : id);
}

/* By its name, and as it is shown: "SU-001 さくら保管". */
static void add_row(struct import_names *names, struct import_names_of *of, const char *name,
                    const char *id)
{
	struct str shown = {0};

	str_addf(&shown, "%s %s", id, name);
	add_name(names, of, name, id);
	add_name(names, of, str_text(&shown), id);
	str_release(&shown);
}

static struct import_names_of *names_of(struct import_names *names, struct sheet *sheet)
{
	struct book *book = folder_book(names->import->session->folder);

	for (size_t i = 0; i < names->sheets.count; i++)
		if (names->sheets.at[i]->sheet == sheet)
			return names->sheets.at[i];
	struct import_names_of *of = mem_zero(1, sizeof(*of));
	of->sheet = sheet;
	vec_push(&names->sheets, of);
	for (size_t row = 0; row < sheet_row_count(sheet); row++) {
		struct words name = row_name(book, sheet, row);
		for (int lang = 0; lang < LANG_COUNT; lang++)
			add_row(names, of, words_in(name, (enum lang)lang), sheet_row_id(sheet, row));
	}
	return of;
}

void import_names_add(struct import_names *names, const char *name, const char *id)
{
	add_name(names, names_of(names, names->import->sheet), name, id);
}

void import_names_release(struct import_names *names)
{
	for (size_t i = 0; i < names->sheets.count; i++) {
		map_release(&names->sheets.at[i]->ids);
		free(names->sheets.at[i]);
	}
	vec_release(&names->sheets);
}

/* ---- what is written ---- */

static bool is_id(const struct import_names_of *of, const struct field *field, const char *text)
{
	struct str id = {0};
	size_t row;

	field_parse(field, text, clock_today(), &id);
	bool is = sheet_find(of->sheet, str_text(&id), &row);
	str_release(&id);
	return is;
}

/* The text itself when it is an id, the id when it is a name; NULL when it is neither. */
static const char *meant(struct import_names *names, struct import_names_of *of,
                         const struct field *field, const char *text)
{
	if (is_id(of, field, text))
		return text;
	const char *key = folded_in_pool(names, text, strlen(text));
	const struct map_entry *entry = map_find(&of->ids, key);
	const char *id = entry ? entry->pointer : several;
	return id[0] ? id : NULL;
}

/* How many bytes of separator stand there; 0 = it is none. */
static size_t separator_at(const char *text, bool weak)
{
	static const char *const strong_ones[] = {";", "；", "\n"};
	static const char *const weak_ones[] = {",", "，", "、", "､"};
	const char *const *all = weak ? weak_ones : strong_ones;

	for (size_t i = 0; i < (weak ? 4u : 3u); i++)
		if (text_starts(text, all[i]))
			return strlen(all[i]);
	return 0;
}

static void resolve_parts(struct import_names *names, struct import_names_of *of,
                          const struct field *field, const char *text, bool weak, struct str *out);

/* A name may hold a comma: what is one as a whole is not taken apart. */
static void resolve_part(struct import_names *names, struct import_names_of *of,
                         const struct field *field, const char *text, size_t len, bool weak,
                         struct str *out)
{
	char *part = mem_dup_n(text, len);
	const char *id = part[strspn(part, " ")] ? meant(names, of, field, part) : "";

	if (out->len > 0 && part[0])
		str_add_byte(out, ';');
	if (id || weak || !field->type->many) {
		str_add(out, id ? id : part);
	} else {
		struct str parts = {0};
		resolve_parts(names, of, field, part, true, &parts);
		str_add(out, str_text(&parts));
		str_release(&parts);
	}
	free(part);
}

static void resolve_parts(struct import_names *names, struct import_names_of *of,
                          const struct field *field, const char *text, bool weak, struct str *out)
{
	const char *from = text;

	for (const char *at = text;; at += utf8_next(at, strlen(at), 0)) {
		size_t width = *at && field->type->many ? separator_at(at, weak) : 0;
		if (*at && width == 0)
			continue;
		resolve_part(names, of, field, from, (size_t)(at - from), weak, out);
		if (!*at)
			return;
		from = at + width;
	}
}

void import_names_resolve(struct import_names *names, const struct field *field, const char *text,
                          struct str *out)
{
	struct import *import = names->import;
	bool is_own = text_is(field->sheet, import_form(import)->id);
	struct book *book = folder_book(import->session->folder);
	struct sheet *sheet = is_own ? import->sheet : book_sheet(book, field->sheet, NULL);

	if (sheet)
		resolve_parts(names, names_of(names, sheet), field, text, false, out);
	else
		str_add(out, text);
}

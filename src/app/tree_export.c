/* tree_export.c - a tree, its words and a file. */
#include "sonae/app/tree_export.h"

#include "sonae/app/say.h"
#include "sonae/base/file_write.h"

static const char *const word_ids[TREE_WORD_COUNT] = {
#define TREE_WORD_ID(NAME, name) "tree_file." name,
	TREE_WORDS(TREE_WORD_ID)
#undef TREE_WORD_ID
};

void tree_export_begin(struct session *session, struct sheet *sheet, enum lang lang,
                       struct tree_export *export)
{
	const struct form *form = sheet_form(sheet);

	*export = (struct tree_export){0};
	export->file.has_values = attack_tree_read(folder_book(session->folder), sheet, &export->tree);
	for (size_t i = 0; i < TREE_WORD_COUNT; i++) {
		const struct words *words = texts_find(&session->texts, word_ids[i]);
		export->file.words[i] = words ? words_in(*words, lang) : "?";
	}
	str_addf(&export->subject, "%s  %s", folder_settings(session->folder)->company,
	         words_in(form->title, lang));
	export->file.sheet = sheet;
	export->file.tree = &export->tree;
	export->file.lang = lang;
	export->file.subject = str_text(&export->subject) + strspn(str_text(&export->subject), " ");
}

void tree_export_release(struct tree_export *export)
{
	attack_tree_release(&export->tree);
	str_release(&export->subject);
}

size_t tree_export_next(const struct tree_export *export, size_t root)
{
	const struct outline *outline = &export->tree.outline;

	if (root == OUTLINE_NONE)
		return outline->at.count > 0 ? 0 : OUTLINE_NONE;
	return outline_next(outline, root);
}

/* What Windows forbids too: the files are sent around. */
static bool may_be_in_a_name(const char *id, size_t at)
{
	unsigned char byte = (unsigned char)id[at];

	return byte > 0x20 && byte != 0x7f && !strchr("\"%*/:<>?\\|", byte) && (at > 0 || byte != '.');
}

void tree_export_name(const struct tree_export *export, size_t root, const struct tree_writer *writer,
                      struct str *out)
{
	const char *id = sheet_row_id(export->file.sheet, export->tree.outline.at.at[root].row);

	for (size_t i = 0; id[i]; i++) {
		if (may_be_in_a_name(id, i))
			str_add_byte(out, id[i]);
		else
			str_addf(out, "%%%02X", (unsigned char)id[i]);
	}
	str_addf(out, ".%s", writer->extension);
}

bool tree_export_write(struct tree_export *export, size_t root, const struct tree_writer *writer,
                       const char *path, struct err *err)
{
	struct str text = {0};

	export->file.root = root;
	writer->write(&export->file, &text);
	bool done = file_replace(path, str_text(&text), text.len, err);
	str_release(&text);
	return done;
}

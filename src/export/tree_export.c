/* tree_export.c - a tree, its words, its file. */
#include "sonae/export/tree_export.h"

#include "exporter_list.h"

static const char *const word_ids[TREE_WORD_COUNT] = {
#define TREE_WORD_ID(NAME, name) "tree_file." name,
	TREE_WORDS(TREE_WORD_ID)
#undef TREE_WORD_ID
};

void tree_export_begin(const struct tree_export_for *whose, struct sheet *sheet,
                       struct tree_export *export)
{
	const struct form *form = sheet_form(sheet);

	*export = (struct tree_export){0};
	export->file.has_values = attack_tree_read(whose->book, sheet, &export->tree);
	for (size_t i = 0; i < TREE_WORD_COUNT; i++) {
		const struct words *words = texts_find(whose->texts, word_ids[i]);
		export->file.words[i] = words ? words_in(*words, whose->lang) : "?";
	}
	str_addf(&export->subject, "%s  %s", whose->company, words_in(form->title, whose->lang));
	export->file.sheet = sheet;
	export->file.tree = &export->tree;
	export->file.lang = whose->lang;
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

void tree_export_name(const struct tree_export *export, size_t root, const struct tree_writer *writer,
                      struct str *out)
{
	out_files_add_name(out, sheet_row_id(export->file.sheet, export->tree.outline.at.at[root].row));
	str_addf(out, ".%s", writer->extension);
}

void tree_export_text(struct tree_export *export, size_t root, const struct tree_writer *writer,
                      struct str *out)
{
	export->file.root = root;
	writer->write(&export->file, out);
}

/* ---- in a package ---- */

static void add_trees(const struct outgoing *outgoing, const struct outgoing_sheet *at,
                      const struct tree_writer *writer, const char *about, struct out_files *files)
{
	struct tree_export_for whose = {outgoing_book(outgoing), outgoing->texts,
	                                outgoing_company(outgoing), outgoing->lang};
	struct tree_export export;
	struct str name = {0};

	tree_export_begin(&whose, at->sheet, &export);
	for (size_t root = OUTLINE_NONE; (root = tree_export_next(&export, root)) != OUTLINE_NONE;) {
		if (!outgoing_has_row(at, export.tree.outline.at.at[root].row))
			continue;
		str_clear(&name);
		str_add(&name, "trees/");
		tree_export_name(&export, root, writer, &name);
		tree_export_text(&export, root, writer, out_files_add(files, str_text(&name), about));
	}
	tree_export_release(&export);
	str_release(&name);
}

static bool export_trees(const struct outgoing *outgoing, const char *writer, const char *about,
                         struct out_files *files)
{
	for (size_t i = 0; i < outgoing->sheets.count; i++)
		if (outgoing->sheets.at[i].form->kind == FORM_TREE)
			add_trees(outgoing, &outgoing->sheets.at[i], tree_writer_find(writer), about, files);
	return true;
}

#define EXPORT_TREES(name)                                                                            \
	bool export_##name(const struct outgoing *outgoing, struct out_files *files, struct err *err) \
	{                                                                                             \
		(void)err;                                                                            \
		return export_trees(outgoing, #name, "package.about_" #name, files);                  \
	}
EXPORT_TREES(svg)
EXPORT_TREES(dot)
EXPORT_TREES(adtool)
EXPORT_TREES(text)

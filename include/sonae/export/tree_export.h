/*
 * tree_export.h - the trees of a worksheet as files: F9 in a tree, and part of every package.
 */
#ifndef SONAE_EXPORT_TREE_EXPORT_H
#define SONAE_EXPORT_TREE_EXPORT_H

#include "sonae/export/tree_writer.h"
#include "sonae/store/texts.h"

/* Whose tree, and in which words. Borrowed. */
struct tree_export_for {
	struct book *book;
	const struct texts *texts;
	const char *company;
	enum lang lang;
};

/* A worksheet of kind tree, computed, with the words for it. */
struct tree_export {
	struct attack_tree tree;
	struct tree_file file; /* `root` is the first tree's */
	struct str subject;
};

/* Reads the worksheet as it is now; it must not change before the release. */
void tree_export_begin(const struct tree_export_for *whose, struct sheet *sheet,
                       struct tree_export *export);
void tree_export_release(struct tree_export *export);
/* The node of the tree behind the one at `root`, or OUTLINE_NONE; OUTLINE_NONE gives the first. */
size_t tree_export_next(const struct tree_export *export, size_t root);
/* Appends "X-001.svg". */
void tree_export_name(const struct tree_export *export, size_t root, const struct tree_writer *writer,
                      struct str *out);
/* Appends the tree. */
void tree_export_text(struct tree_export *export, size_t root, const struct tree_writer *writer,
                      struct str *out);

#endif

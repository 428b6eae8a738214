/*
 * tree_export.h - the trees of a worksheet as files: what F9 and `sonae export` share.
 */
#ifndef SONAE_APP_TREE_EXPORT_H
#define SONAE_APP_TREE_EXPORT_H

#include "sonae/app/session.h"
#include "sonae/export/tree_writer.h"

/* A worksheet of kind tree, computed, with the words for it. */
struct tree_export {
	struct attack_tree tree;
	struct tree_file file; /* `root` is the first tree's */
	struct str subject;
};

/* Reads the worksheet as it is now; it must not change before the release. */
void tree_export_begin(struct session *session, struct sheet *sheet, enum lang lang,
                       struct tree_export *export);
void tree_export_release(struct tree_export *export);
/* The node of the tree behind the one at `root`, or OUTLINE_NONE; OUTLINE_NONE gives the first. */
size_t tree_export_next(const struct tree_export *export, size_t root);
/* Appends "X-001.svg": the row's id, with what no file name can hold as %2F. */
void tree_export_name(const struct tree_export *export, size_t root, const struct tree_writer *writer,
                      struct str *out);
/* Writes the tree into the file, which is replaced. */
bool tree_export_write(struct tree_export *export, size_t root, const struct tree_writer *writer,
                       const char *path, struct err *err);

#endif
